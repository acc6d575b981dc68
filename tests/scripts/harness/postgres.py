"""PostgreSQL: a database with a schema of the script's name in it, and another to try SQL on; psql is the client."""
import copy
import itertools
import queue
import re
import subprocess
from pathlib import Path

from .database import Database, failure

ROOTS = Path(__file__).resolve().parents[3] / "build/roots"
CELL, RECORD, NULL = "\x1f", "\x1e", "\\N"

PUBLIC = ["CREATE SCHEMA public", "COMMENT ON SCHEMA public IS 'standard public schema'"]  # as in a new database
SCHEMAS = r"SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema'"


def _client(server):
    """psql as it came with the server: how it shows a table differs from release to release."""
    if getattr(server, "kind", "postgres") == "postgres":
        return ["psql"]
    root = ROOTS / server.kind
    return ["chroot", str(root), "/" + str(next(root.glob("usr/lib/postgresql/*/bin/psql")).relative_to(root))]


def _psql(url, statements, *options):
    """Output of statements, each a transaction of its own."""
    command = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *options]
    for number, text in enumerate(statements):
        command += ["-c", text, "-c", f"\\warn done {number}"]
    done = subprocess.run([*command, url], capture_output=True, text=True)
    if done.returncode != 0:
        found = re.search(r"^(?:psql:)?.*?(?:ERROR|FATAL):\s*(.*)", done.stderr, re.M)
        raise failure("pq: " + found.group(1) if found else done.stderr.strip(), done.stderr.count("done "))
    return done.stdout


class Postgres(Database):
    dialect = "postgresql"
    driver = "postgres"

    def __init__(self, server, name, folder):
        super().__init__(server, name, folder)
        self.versions = (server.version,)

    @classmethod
    def prepare(cls, server):
        number = int(_psql(server.url, ["SHOW server_version_num"], "-At"))
        server.version = f"postgres{number // 10000}"
        server.idle, server.made = queue.SimpleQueue(), itertools.count()

    def _in_schema(self, statements):
        return [f'SET search_path = "{self.name}", public', *statements]

    def create(self):
        """Databases are slow to make: those of scripts that have ended are used again."""
        try:
            self.databases = self.server.idle.get_nowait()
        except queue.Empty:
            number = next(self.server.made)
            self.databases = (f"script{number}", f"script{number}_dev")
            _psql(self.server.url, [f'CREATE DATABASE "{d}" TEMPLATE template0' for d in self.databases])
        self.project_url, dev = (self.server.url.replace("/postgres?", f"/{d}?") for d in self.databases)
        self.realm = ""  # an empty database without a schema for the script, for who asks for one
        self.url, self.dev_url = (f"{url}&search_path={self.name}" for url in (self.project_url, dev))
        for url in (self.project_url, dev):
            _psql(url, [f'CREATE SCHEMA "{self.name}"'])

    def drop(self):
        for url in (self.project_url, self.dev_url.split("&search_path")[0]):
            rows = _psql(url, [SCHEMAS], "-At").split()
            _psql(url, [f'DROP SCHEMA "{s}" CASCADE' for s in rows] + PUBLIC)
        if self.realm:
            _psql(self.server.url, [f'DROP DATABASE "{self.realm}"'])
        self.server.idle.put(self.databases)

    def clear(self):
        _psql(self.project_url, [f'DROP SCHEMA "{self.name}" CASCADE', f'CREATE SCHEMA "{self.name}"'])

    def container(self, url):
        if "search_path" in url:
            return self.dev_url
        if not self.realm:
            self.realm = f"{self.databases[0]}_realm"
            _psql(self.server.url, [f'CREATE DATABASE "{self.realm}" TEMPLATE template0'])
        return self.server.url.replace("/postgres?", f"/{self.realm}?")

    def at(self, url):
        found = re.search(r"[?&]search_path=([^&]*)", url)
        other = copy.copy(self)
        other.name = found.group(1) if found else self.name
        return other

    def run(self, statements):
        for text in statements:
            if re.match(r"\s*CREATE\s+EXTENSION\b", text, re.I):  # types that the scratch database must know, too
                _psql(self.dev_url.split("&search_path")[0], [text])
        try:
            _psql(self.project_url, self._in_schema(statements))
        except Exception as error:
            error.number -= 1
            raise

    def rows(self, text):
        out = _psql(self.project_url, self._in_schema([text]), "-At", "-P", f"null={NULL}", "-F", CELL, "-R", RECORD)
        records = out.rstrip("\n").split(RECORD) if out.strip("\n") else []
        return [[None if cell == NULL else cell for cell in record.split(CELL)] for record in records]

    def show(self, table):
        command = [*_client(self.server), "-X", "-q", "-c", f"\\d {self.name}.{table}", self.project_url]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0 or not done.stdout:
            raise failure(done.stderr.strip(), 0)
        return "\n".join(line.rstrip() for line in done.stdout.splitlines())

    def tables(self):
        query = f"SELECT table_name FROM information_schema.tables WHERE table_schema = '{self.name}'"
        return [row[0] for row in self.rows(query)]
