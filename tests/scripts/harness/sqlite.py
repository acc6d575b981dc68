"""SQLite: a file in the script's folder."""
import copy
import sqlite3

from .database import Database, failure


class Sqlite(Database):
    dialect = "sqlite"
    driver = "sqlite3"
    versions = ("sqlite",)

    def __init__(self, server, name, folder):
        super().__init__(server, name, folder)
        self.path = folder / "atlas.db"
        self.url = self.project_url = f"sqlite://{self.path}?_fk=1"
        self.dev_url = "sqlite://dev?mode=memory&_fk=1"

    def at(self, url):
        path = url.split("://", 1)[-1].split("?")[0].removeprefix("file:")
        other = copy.copy(self)
        other.path = self.folder / path
        if "mode=memory" not in url and not other.path.exists() and other.path.parent.is_dir():
            other.create()  # opening makes it
        return other

    def _connect(self):
        connection = sqlite3.connect(self.path, isolation_level=None)
        connection.execute("PRAGMA foreign_keys = on")
        return connection

    def create(self):
        self._connect().close()

    def drop(self):
        for path in self.folder.glob("atlas.db*"):
            path.unlink()

    def run(self, statements):
        connection = self._connect()
        try:
            for number, text in enumerate(statements):
                connection.execute(text).fetchall()
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise failure(str(error), number) from None
        finally:
            connection.close()

    def rows(self, text):
        connection = self._connect()
        try:
            found = connection.execute(text).fetchall()
        except sqlite3.Error as error:
            raise failure(str(error), 0) from None
        finally:
            connection.close()
        return [[None if cell is None else str(cell) for cell in row] for row in found]

    def show(self, table):
        quoted = table.replace("'", "''")
        return "\n".join(row[0] for row in
                         self.rows(f"SELECT sql FROM sqlite_schema WHERE tbl_name = '{quoted}' AND sql IS NOT NULL"))

    def tables(self):
        return [row[0] for row in self.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
