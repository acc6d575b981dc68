#!/usr/bin/env bash
# Runs clang-tidy (see .clang-tidy) over the project's C files; needs the dev preset configured and built.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --build --preset dev >/dev/null
tool=$(command -v clang-tidy-14 || command -v clang-tidy)
git ls-files '*.c' ':!grammar/src/*' ':!tests/fuzz/*' | xargs -P "$(nproc)" -n 4 "$tool" -p build/dev --quiet --warnings-as-errors='*'
