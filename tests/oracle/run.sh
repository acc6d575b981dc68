#!/bin/sh
# Compares our parser and formatter with HashiCorp's HCL: tests/oracle/run.sh [FILE...], by default on the corpus. Needs go
# and a C compiler. Not part of `make test`.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
(cd "$root/tests/oracle/hcl" && go build -o "$out/oracle" .)
cd "$root"
${CC:-cc} -std=gnu11 -O1 -g -fsanitize=address,undefined -I. tests/oracle/ours.c base/*.c grammar/unit.c grammar/lexer.c \
  grammar/parse*.c grammar/syntax.c grammar/format*.c -o "$out/ours" -lpthread
if [ $# -eq 0 ]; then
  if [ ! -d ../shared/corpus ]; then
    echo "skipped: corpus absent"
    exit 0
  fi
  find ../shared/corpus -type f -name '*.hcl' > "$out/files"
  xargs python3 tests/oracle/compare.py "$out/ours" "$out/oracle" < "$out/files"
else
  python3 tests/oracle/compare.py "$out/ours" "$out/oracle" "$@"
fi
