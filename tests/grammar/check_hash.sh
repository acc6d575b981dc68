#!/bin/sh
# Fails when grammar/src/parser.c was not generated from grammar/grammar.js as they are now.
cd "$(dirname "$0")/../../grammar" || exit 1
sha256sum --check --quiet src/grammar.sha256 && exit 0
echo "grammar.js and src/parser.c do not belong together: run 'make grammar' and commit the result" >&2
exit 1
