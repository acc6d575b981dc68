#!/usr/bin/env bash
# The engine of ClickHouse as a Python package, for tests: installs it into build/venv-chdb when it is missing and prints
# the Python that has it. Status 3 with a line "skipped: ..." when that cannot be done.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
venv=$home/build/venv-chdb
if ! "$venv/bin/python" -c 'import chdb' 2>/dev/null; then
  { python3 -m venv "$venv" && "$venv/bin/pip" install -q chdb; } >"$home/build/venv-chdb.log" 2>&1 ||
    { echo "skipped: chdb cannot be installed" >&2; exit 3; }
fi
echo "$venv/bin/python"
