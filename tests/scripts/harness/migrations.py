"""A migration directory: its files, their versions, its checksum file."""
import re
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from . import sqltext, sumfile
from .options import Usage

BROKEN = """You have a checksum error in your migration directory.
{}This happens if you manually create or edit a migration file.
Please check your migration files and run

'atlas migrate hash'

to re-hash the contents and resolve the error

"""


@dataclass
class Migration:
    path: Path
    version: str
    description: str

    def statements(self):
        return sqltext.statements(self.path.read_text())


class Directory:
    def __init__(self, run):
        url = run.get("dir", "migration", "dir", default="file://migrations")
        self.url = url.split("?")[0]
        self.path = run.script.path(self.url.removeprefix("file://"))

    def files(self):
        if not self.path.is_dir():
            raise Usage(f"sql/migrate: stat {self.path.name}: no such file or directory")
        found = []
        for path in sumfile.files(self.path):
            version, _, description = path.stem.partition("_")
            found.append(Migration(path, version, description))
        return found

    def make(self):
        """It may not be there yet."""
        self.path.mkdir(parents=True, exist_ok=True)
        if not (self.path / sumfile.NAME).exists() and not sumfile.files(self.path):
            self.hash()

    def check(self, run):
        """The checksum file must fit, else the command ends with what to do."""
        problem = sumfile.problem(self.path) if self.path.is_dir() else None
        if problem:
            line = sumfile.difference(self.path) if (self.path / sumfile.NAME).exists() else ""
            run.put(BROKEN.format(f"\n\t{line}\n\n" if line else ""))
            raise Usage(problem)

    def add(self, name, text):
        """A new file behind all others."""
        self.make()
        version = int(datetime.now(timezone.utc).strftime("%Y%m%d%H%M%S"))
        for path in sumfile.files(self.path):
            last = re.match(r"\d{14}", path.name)
            if last and int(last.group()) >= version:
                version = int(last.group()) + 1
        (self.path / (f"{version}_{name}.sql" if name else f"{version}.sql")).write_text(text)
        self.hash()

    def hash(self):
        if not self.path.is_dir():
            raise Usage(f"sql/migrate: stat {self.path.name}: no such file or directory")
        sumfile.write(self.path)
