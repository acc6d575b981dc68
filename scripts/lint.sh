#!/usr/bin/env bash
# Runs clang-tidy (see .clang-tidy) over the project's C files but the examples of docs/, on all processors, the longest first; needs the dev preset configured and
# built. A file that was clean is not looked at again until it, a header that it includes, or the rules change.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --build --preset dev >/dev/null
tool=$(command -v clang-tidy-14 || command -v clang-tidy)
clean=build/dev/lint
mkdir -p "$clean"
rules=$({ "$tool" --version; cat .clang-tidy scripts/lint.sh; } | sha256sum)

# Of the file with all that it includes; empty when it cannot be told.
key() {
  local text
  text=$(clang-14 -E -P -w -I. -I/usr/include/postgresql -I/usr/include/mariadb "$1" 2>/dev/null | sha256sum; exit "${PIPESTATUS[0]}") || return 0
  echo "$rules $1 $text" | sha256sum | cut -d' ' -f1
}

check() {
  local name
  name=$(key "$1")
  [ -z "$name" ] || [ ! -e "$clean/$name" ] || return 0
  "$tool" -p build/dev --quiet --warnings-as-errors='*' "$1" 2>/dev/null || return 1
  [ -z "$name" ] || touch "$clean/$name"
}
export -f key check
export tool clean rules

find "$clean" -type f -mtime +30 -delete
# shellcheck disable=SC2016
git ls-files -z '*.c' ':!grammar/src/*' ':!tests/fuzz/*' ':!docs/*' | xargs -0 ls -S | tr '\n' '\0' |
  xargs -0 -P "$(nproc)" -n 1 bash -c 'check "$1"' _
echo "lint: $(git ls-files '*.c' ':!grammar/src/*' ':!tests/fuzz/*' ':!docs/*' | wc -l) files, no findings"
