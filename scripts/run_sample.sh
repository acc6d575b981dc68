#!/usr/bin/env bash
# Checks the bundled sample project and shows what atlas-lsp has to say about its mistakes.
set -u
program=$1
cd "$(dirname "$0")/../examples/shop"
program=../../$program

echo "A small shop: atlas.hcl names schema.pg.hcl, which has a few mistakes left in on purpose."
echo
echo "\$ atlas-lsp --check --verbose examples/shop"
"$program" --check --verbose .
status=$?
echo
if [ "$status" -ne 1 ]; then
  echo "run: expected mistakes in the sample project (exit status 1), got status $status" >&2
  exit 1
fi
echo "Exit status 1: errors found. Mend them in examples/shop/schema.pg.hcl and run it again,"
echo "or open the folder in an editor: see docs/editors/."
