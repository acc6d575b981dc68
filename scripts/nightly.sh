#!/usr/bin/env bash
# The long tests: fuzzing, many rounds of the property tests, ThreadSanitizer, valgrind. Minutes of fuzzing per target
# in ATLAS_FUZZ_MINUTES (default 10).
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${ATLAS_FUZZ_MINUTES:-10}
jobs=$(nproc)

echo "== fuzzing, $minutes minutes a target"
cmake --preset fuzz -Wno-dev >/dev/null
cmake --build --preset fuzz -j "$jobs" --target fuzz_targets
for target in build/fuzz/bin/fuzz_*; do
  name=$(basename "$target")
  mkdir -p "build/fuzz/corpus/$name"
  "$target" -max_total_time=$((minutes * 60)) -max_len=8192 -timeout=10 -print_final_stats=1 "build/fuzz/corpus/$name" \
    >"build/fuzz/$name.log" 2>&1 || { tail -40 "build/fuzz/$name.log"; exit 1; }
  grep -E 'stat::number_of_executed_units' "build/fuzz/$name.log" | sed "s/^/$name /"
done

echo "== property tests, many rounds"
ATLAS_PROPERTY_ROUNDS=200 ctest --test-dir build/release -L property --output-on-failure

echo "== ThreadSanitizer"
cmake --preset tsan -Wno-dev >/dev/null
cmake --build --preset tsan -j "$jobs" --target unit_tests atlas-lsp
ctest --test-dir build/tsan -L unit --output-on-failure -j "$jobs"

echo "== valgrind"
valgrind --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite -q build/release/bin/atlas-lsp --check --jobs 1 examples/shop || [ $? -eq 1 ]
echo "nightly: done"
