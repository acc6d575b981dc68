"""Reads the cases of tests/lint/cases: see README.md there."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from servers import mariadb, postgres  # noqa: E402, F401
