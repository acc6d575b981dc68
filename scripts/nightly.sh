#!/usr/bin/env bash
# The long tests: fuzzing, many rounds of the property tests, pairs of schemas on databases, ThreadSanitizer, valgrind.
# Minutes of fuzzing per target in ATLAS_FUZZ_MINUTES (default 10; may be a fraction), rounds of the property tests in
# ATLAS_PROPERTY_ROUNDS.
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${ATLAS_FUZZ_MINUTES:-10}
seconds=$(awk "BEGIN {print int($minutes * 60) + 1}")
jobs=$(nproc)
export PYTHONDONTWRITEBYTECODE=1
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT

echo "== fuzzing, $minutes minutes a target"
cmake --preset fuzz -Wno-dev >/dev/null
cmake --build --preset fuzz -j "$jobs" --target fuzz_targets
for target in build/fuzz/bin/fuzz_*; do
  name=$(basename "$target")
  mkdir -p "build/fuzz/corpus/$name"
  "$target" -max_total_time="$seconds" -max_len=8192 -timeout=10 -print_final_stats=1 "build/fuzz/corpus/$name" \
    >"build/fuzz/$name.log" 2>&1 || { tail -40 "build/fuzz/$name.log"; exit 1; }
  grep -E 'stat::number_of_executed_units' "build/fuzz/$name.log" | sed "s/^/$name /"
done

echo "== property tests, many rounds"
cmake --preset release -Wno-dev >/dev/null
cmake --build --preset release -j "$jobs" --target unit_tests atlas-lsp
ATLAS_ROUNDS=${ATLAS_PROPERTY_ROUNDS:-50} \
  ctest --test-dir build/release -L property --output-on-failure --no-tests=error

echo "== random pairs of schemas on real databases"
cmake --build --preset release -j "$jobs" --target converge
for job in "sqlite 20000" "postgres 2000" "mariadb 1000" "read 2000" "sqlite 5000 --written" "mariadb 500 --written"; do
  # shellcheck disable=SC2086
  tests/converge/run build/release/bin/converge $job
done

echo "== other releases of MySQL and MariaDB"
cmake --build --preset release -j "$jobs" --target run_plans
for job in "mysql57 200" "mysql80 500" "mysql97 200" "mariadb103 200" "mariadb105 200" "mariadb106 200" "mariadb118 200"; do
  # shellcheck disable=SC2086
  tests/converge/run build/release/bin/converge $job
  tests/scripts/run --server "${job% *}" tests/scripts/cases ../shared/corpus/txtar >"$data/out" 2>&1 ||
    { grep -v '^passed' "$data/out"; exit 1; }
  echo "${job% *}: scripts: $(tail -1 "$data/out")"
done
# Their plans are those of the newest releases: others have other words for them.
for server in mysql80 mysql97 mariadb118; do
  status=0
  build/release/bin/run_plans "$server" tests/plan/mariadb/*.txt || status=$?
  [ "$status" -eq 0 ] || [ "$status" -eq 77 ] || exit 1
done

echo "== other releases of PostgreSQL"
cmake --build --preset release -j "$jobs" --target run_plans converge atlas-lsp
for server in postgres10 postgres12 postgres13 postgres14 postgres16 postgres17 postgres18; do
  status=0
  build/release/bin/run_plans "$server" tests/plan/postgres/{objects,order}.txt || status=$?
  if [ "$status" -eq 77 ]; then continue; fi
  [ "$status" -eq 0 ] || exit 1
  tests/converge/run build/release/bin/converge "$server" 300
  tests/scripts/run --server "$server" tests/scripts/cases ../shared/corpus/txtar >"$data/out" 2>&1 || { grep -v '^passed' "$data/out"; exit 1; }
  echo "$server: scripts: $(tail -1 "$data/out")"
  ATLAS_TEST_POSTGRES=$server ATLAS_LSP=$PWD/build/release/bin/atlas-lsp build/venv/bin/python -m pytest -q -p no:cacheprovider tests/inspect -k postgres
done

echo "== plans for ClickHouse on its engine"
status=0
python=$(scripts/chdb.sh) || status=$?
if [ "$status" -eq 0 ]; then "$python" tests/clickhouse/run --bin build/release/bin/atlas-lsp --pairs 1000 >"$data/out" || { cat "$data/out"; exit 1; }; fi
if [ "$status" -eq 0 ]; then tail -1 "$data/out"; fi

echo "== the same plans as the Atlas engine"
cmake --build --preset release -j "$jobs" --target oracle_pairs oracle_mutants
tests/oracle/diff/run build/release/bin/oracle_pairs

echo "== plans and inspection on PostgreSQL 16, 17 and 18"
cmake --build --preset release -j "$jobs" --target run_plans
for version in 16 17 18; do
  status=0
  url=$(scripts/servers.sh start "pglite$version" "$data/pglite") || status=$?
  if [ "$status" -eq 3 ]; then continue; fi
  [ "$status" -eq 0 ] || exit 1
  timeout 600 build/release/bin/run_plans postgres --url "$url" tests/plan/postgres/{objects,order}.txt ||
    { scripts/servers.sh stop "$data/pglite"; exit 1; }
  scripts/servers.sh stop "$data/pglite"
done

# Mistakes in what is checked give status 1.
or_mistakes() { "$@" >"$data/out" 2>&1 || [ $? -eq 1 ] || { tail -40 "$data/out"; exit 1; }; }

echo "== ThreadSanitizer"
cmake --preset tsan -Wno-dev >/dev/null
cmake --build --preset tsan -j "$jobs" --target unit_tests atlas-lsp
ctest --test-dir build/tsan -L unit --output-on-failure -j "$jobs" --no-tests=error
bench/gen.py --tables 1000 --files 8 --out "$data/schema" >/dev/null
or_mistakes build/tsan/bin/atlas-lsp --check --jobs 4 "$data/schema" examples

echo "== valgrind"
valgrind=(valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite)
or_mistakes "${valgrind[@]}" build/release/bin/atlas-lsp --check --jobs 2 examples/shop
ATLAS_LSP=$PWD/build/release/bin/atlas-lsp ATLAS_LSP_WRAPPER="${valgrind[*]}" ATLAS_LSP_TIMEOUT=120 \
  build/venv/bin/python -m pytest -q tests/e2e -k "test_navigation or test_sync or test_robust"
echo "nightly: done"
