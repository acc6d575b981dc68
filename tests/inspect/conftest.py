"""The program, and database servers that each run starts on loopback (scripts/servers.sh)."""
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "tests"))
from servers import mariadb, postgres, spare_postgres  # noqa: E402, F401

PROGRAM = os.environ.get("ATLAS_LSP") or str(ROOT / "build/release/bin/atlas-lsp")


def run(*args, timeout=60, env=None):
    return subprocess.run([PROGRAM, *map(str, args)], capture_output=True, text=True, timeout=timeout,
                          env={**os.environ, **(env or {})})
