"""The servers that a run needs: started on loopback with scripts/servers.sh, stopped at its end."""
import subprocess
import tempfile
from pathlib import Path

from .errors import Skipped

SCRIPT = Path(__file__).resolve().parents[3] / "scripts/servers.sh"


class NoServer:
    """SQLite: files, nothing to start."""

    url = ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


class Server(NoServer):
    """`with Server("postgres") as server: server.url`; raises Skipped when it is not installed."""

    def __init__(self, kind):
        self.kind = kind

    def __enter__(self):
        # Not below a private folder: servers run as users of their own.
        self.folder = tempfile.mkdtemp(prefix="scripts-")
        done = subprocess.run([SCRIPT, "start", self.kind, self.folder], capture_output=True, text=True)
        if done.returncode != 0:
            self.__exit__()
            words = done.stderr.strip().removeprefix("skipped: ")
            raise Skipped(words) if done.returncode == 3 else RuntimeError(words)
        self.url = done.stdout.strip()
        return self

    def __exit__(self, *_):
        subprocess.run([SCRIPT, "stop", self.folder], capture_output=True)


def server(kind):
    return NoServer() if kind == "sqlite" else Server(kind)
