#!/bin/sh
# Regenerates grammar/src/parser.c from grammar/grammar.js (make grammar). The generator, tree-sitter-cli, is installed
# with cargo below build/ when it is missing. tests/grammar/check_hash.sh tells when this was forgotten.
set -eu
cd "$(dirname "$0")/.."
version=0.24.7
tool=${TREE_SITTER:-build/tools/bin/tree-sitter}
if ! [ -x "$tool" ]; then
  cargo install --quiet --locked --root build/tools --version "$version" tree-sitter-cli
fi
tool=$(realpath "$tool")
(cd grammar && "$tool" generate --abi 14)
(cd grammar && sha256sum grammar.js src/parser.c > src/grammar.sha256)
