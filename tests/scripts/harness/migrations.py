"""A migration directory: its files, their versions, its checksum file."""
import re
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from urllib.parse import parse_qs

from . import formats, sqltext, sumfile
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
    format: str = "atlas"

    def statements(self):
        text = self.path.read_text()
        return sqltext.statements(text if self.format == "atlas" else formats.up(text, self.format))


    @property
    def checkpoint(self):
        """Does it stand for all files before it?"""
        return re.match(r"(?:--[^\n]*\n)*?--\s*atlas:checkpoint", self.path.read_text()) is not None


class Directory:
    def __init__(self, run):
        url = run.get("dir", "migration", "dir", default="file://migrations")
        place, _, query = url.partition("?")
        self.format = parse_qs(query).get("format", [run.get("dir-format", "migration", "format", default="atlas")])[0]
        if self.format not in formats.NAMES:
            raise Usage(f'unknown dir format "{self.format}"')
        self.url = place if self.format == "atlas" else f"{place}?format={self.format}"
        self.path = run.script.path(place.removeprefix("file://"))

    def files(self):
        if not self.path.is_dir():
            raise Usage(f"sql/migrate: stat {self.path.name}: no such file or directory")
        return [Migration(path, *formats.name_of(path.name, self.format), self.format) for path in self._paths()]

    def _paths(self):
        return sumfile.files(self.path, self.format)

    def make(self):
        """It may not be there yet."""
        self.path.mkdir(parents=True, exist_ok=True)
        if not (self.path / sumfile.NAME).exists() and not self._paths():
            self.hash()

    def check(self, run):
        """The checksum file must fit, else the command ends with what to do."""
        problem = sumfile.problem(self.path, self.format) if self.path.is_dir() else None
        if problem:
            line = sumfile.difference(self.path, self.format) if (self.path / sumfile.NAME).exists() else ""
            run.put(BROKEN.format(f"\n\t{line}\n\n" if line else ""))
            raise Usage(problem)

    def add(self, name, statements):
        """A new step behind all others."""
        self.make()
        version = int(datetime.now(timezone.utc).strftime("%Y%m%d%H%M%S"))
        for migration in self.files():
            if re.fullmatch(r"\d{14}", migration.version):
                version = max(version, int(migration.version) + 1)
        for file, text in formats.written(statements, self.format, str(version), name):
            (self.path / file).write_text(text)
        self.hash()

    def hash(self):
        if not self.path.is_dir():
            raise Usage(f"sql/migrate: stat {self.path.name}: no such file or directory")
        sumfile.write(self.path, self.format)
