"""PostgreSQL servers that each run starts on loopback (scripts/servers.sh)."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from servers import postgres  # noqa: E402, F401
