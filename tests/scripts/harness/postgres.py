"""PostgreSQL: a database with a schema of the script's name in it, and another to try SQL on; psql is the client."""
import re
import subprocess

from .database import Database, failure

CELL, RECORD, NULL = "\x1f", "\x1e", "\\N"


class Postgres(Database):
    dialect = "postgresql"
    driver = "postgres"

    def __init__(self, server, name, folder):
        super().__init__(server, name, folder)
        self.database, self.dev = f"{name}_db", f"{name}_dev"
        self.project_url = self._address(self.database)
        self.url = f"{self.project_url}&search_path={name}"
        self.dev_url = f"{self._address(self.dev)}&search_path={name}"
        number = int(self._psql(server.url, ["SHOW server_version_num"], "-At"))
        self.versions = (f"postgres{number // 10000}",)

    def _address(self, database):
        return self.server.url.replace("/postgres?", f"/{database}?")

    def _psql(self, url, statements, *options):
        """Output of statements, each a transaction of its own."""
        command = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *options]
        for number, text in enumerate(statements):
            command += ["-c", text, "-c", f"\\warn done {number}"]
        done = subprocess.run([*command, url], capture_output=True, text=True)
        if done.returncode != 0:
            found = re.search(r"^(?:psql:)?.*?(?:ERROR|FATAL):\s*(.*)", done.stderr, re.M)
            raise failure("pq: " + found.group(1) if found else done.stderr.strip(), done.stderr.count("done "))
        return done.stdout

    def _in_schema(self, statements):
        return [f'SET search_path = "{self.name}"', *statements]

    def create(self):
        for database in (self.database, self.dev):
            self._psql(self.server.url, [f'CREATE DATABASE "{database}" TEMPLATE template0'])
            self._psql(self._address(database), [f'CREATE SCHEMA "{self.name}"'])

    def drop(self):
        for database in (self.database, self.dev):
            self._psql(self.server.url, [f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)'])

    def clear(self):
        self._psql(self.project_url, [f'DROP SCHEMA "{self.name}" CASCADE', f'CREATE SCHEMA "{self.name}"'])

    def run(self, statements):
        try:
            self._psql(self.project_url, self._in_schema(statements))
        except Exception as error:
            error.number -= 1
            raise

    def rows(self, text):
        out = self._psql(self.project_url, self._in_schema([text]), "-At", "-P", f"null={NULL}", "-F", CELL, "-R", RECORD)
        records = out.rstrip("\n").split(RECORD) if out.strip("\n") else []
        return [[None if cell == NULL else cell for cell in record.split(CELL)] for record in records]

    def show(self, table):
        out = self._psql(self.project_url, [f"\\d {self.name}.{table}"])
        return "\n".join(line.rstrip() for line in out.splitlines())

    def tables(self):
        query = f"SELECT table_name FROM information_schema.tables WHERE table_schema = '{self.name}'"
        return [row[0] for row in self.rows(query)]
