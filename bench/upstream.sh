#!/bin/sh
# Fetches upstream's tree-sitter grammar for HCL into build/bench/upstream, and makes it fit Debian's libtree-sitter,
# which knows ABI 14: the parser is generated for ABI 15, whose tables are the same but for the names below.
set -eu
cd "$(dirname "$0")/.."
version=1.2.0
target=build/bench/upstream
[ -f "$target/src/parser.c" ] && [ "$(cat "$target/version" 2>/dev/null)" = "$version" ] && exit 0
rm -rf "$target"
mkdir -p "$target"
(cd "$target" && npm pack --silent "@tree-sitter-grammars/tree-sitter-hcl@$version" >/dev/null && tar xzf ./*.tgz --strip-components=1)
sed -i -e 's/#define LANGUAGE_VERSION 15/#define LANGUAGE_VERSION 14/' -e 's/TSLexerMode/TSLexMode/g' "$target/src/parser.c"
echo "$version" >"$target/version"
