"""All scripts of some folders on one kind of server: several at a time, a line for each."""
import re
import tempfile
import threading
import time
import traceback
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from . import atlas, builtins, schema_commands
from .errors import Failed, Skipped, SqlError
from .mariadb import Mariadb, Mysql
from .postgres import Postgres
from .script import Script
from .servers import server
from .sqlite import Sqlite

# Besides the servers of this machine those of other releases, as scripts/servers.sh starts them.
KINDS = {"sqlite": Sqlite, "postgres": Postgres, "mariadb": Mariadb,
         **dict.fromkeys((f"postgres{n}" for n in (10, 12, 13, 14, 16, 17, 18)), Postgres),
         **dict.fromkeys(("mariadb103", "mariadb105", "mariadb106", "mariadb118"), Mariadb),
         **dict.fromkeys(("mysql57", "mysql80", "mysql97"), Mysql)}
COMMANDS = {**builtins.COMMANDS, **schema_commands.COMMANDS, "atlas": atlas.atlas}
# Folders are named after the dialect of their scripts; those of MySQL run on MariaDB as far as they allow it.
FOLDERS = {"sqlite": {"sqlite", "sqlite3"}, "postgres": {"postgres", "postgresql"}, "mariadb": {"mariadb", "mysql", "maria"},
           "mysql": {"mysql"}}


@dataclass
class Result:
    path: Path
    outcome: str  # passed, failed, skipped
    reason: str = ""
    seconds: float = 0.0


def find(folders, kind):
    """Scripts below the folders; those of other databases, as their folder's name says, are left out."""
    others = set().union(*FOLDERS.values()) - FOLDERS[kind.rstrip("0123456789")]
    found = []
    for folder in map(Path, folders):
        paths = [folder] if folder.is_file() else sorted(folder.rglob("*.txtar"))
        found += [p for p in paths if p.parent.name not in others]
    return found


def read_skips(path):
    """Lines `NAME: reason`, where NAME is the end of a script's path: {name: reason}."""
    skips = {}
    for line in Path(path).read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            name, *reason = re.split(r"[:#\s]+", line.strip(), maxsplit=1)
            skips[name] = reason[0] if reason else "in the list of skipped scripts"
    return skips


def _wanted_skip(path, skips):
    full = "/" + path.resolve().as_posix().lstrip("/")
    return next((reason for name, reason in skips.items() if full.endswith("/" + name)), None)


class Suite:
    def __init__(self, kind, program, skips):
        self.kind, self.program, self.skips = kind, program, skips
        self.locks = defaultdict(threading.Lock)

    def run_one(self, host, path):
        """The schema is named after the script, which may name it: of two scripts of a name one waits."""
        name = "script_" + re.sub(r"\W", "_", path.stem).lower()
        with self.locks[name]:
            return self._run(host, path, name)

    def _run(self, host, path, name):
        begin = time.monotonic()
        try:
            reason = _wanted_skip(path, self.skips)
            if reason is not None:
                raise Skipped(reason)
            with tempfile.TemporaryDirectory(prefix="script-") as folder:
                self._run_in(host, path, name, Path(folder).resolve())
            outcome, reason = "passed", ""
        except Skipped as skipped:
            outcome, reason = "skipped", str(skipped)
        except (Failed, SqlError) as error:
            outcome, reason = "failed", str(error)
        except Exception:
            outcome, reason = "failed", "the runner broke:\n" + traceback.format_exc()
        return Result(path, outcome, reason, time.monotonic() - begin)

    def _run_in(self, host, path, name, folder):
        database = KINDS[self.kind](host, name, folder)
        database.create()
        try:
            Script(name, path.read_text(), folder, database, self.program, COMMANDS).run()
        finally:
            database.drop()

    def run(self, paths, jobs, report):
        """Calls report(result) for each script, in order."""
        with server(self.kind) as host, ThreadPoolExecutor(jobs) as pool:
            KINDS[self.kind].prepare(host)
            for result in pool.map(lambda path: self.run_one(host, path), paths):
                report(result)
