#!/usr/bin/env bash
# Formats all C files with clang-format; with --check it only names those that differ and fails.
set -euo pipefail
cd "$(dirname "$0")/.."
tool=$(command -v clang-format-14 || command -v clang-format)
mapfile -t files < <(git ls-files -co --exclude-standard '*.c' '*.h' ':!grammar/src/parser.c' ':!grammar/src/tree_sitter/*')
if [ "${1:-}" = --check ]; then
  "$tool" --dry-run -Werror "${files[@]}"
else
  "$tool" -i "${files[@]}"
fi
