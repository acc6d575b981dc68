#!/usr/bin/env bash
# Every test of the project: builds, then runs ctest on the release build and again, for the C tests, on a build
# with AddressSanitizer and UBSan. Exits non-zero when anything fails.
set -euo pipefail
cd "$(dirname "$0")/.."
export ATLAS_LSP=$PWD/build/release/bin/atlas-lsp PYTHONDONTWRITEBYTECODE=1
jobs=$(nproc)

echo "== build (release)"
cmake --preset release -Wno-dev >/dev/null
cmake --build --preset release -j "$jobs"
cmake --build --preset release -j "$jobs" --target unit_tests
echo "== build (sanitizers)"
cmake --preset asan -Wno-dev >/dev/null
cmake --build --preset asan -j "$jobs" --target unit_tests atlas-lsp

echo "== C tests under AddressSanitizer and UBSan"
ctest --test-dir build/asan -L unit --output-on-failure -j "$jobs" --no-tests=error
echo "== all tests"
ctest --test-dir build/release --output-on-failure -j "$jobs" --no-tests=error
