"""What a script works on: a database of its own with a schema named after it, and an empty one to try SQL on.

A subclass for each kind of server says how statements run and how a table is shown: the way the scripts expect it
(psql's \\d, SHOW CREATE TABLE, sqlite_schema)."""
from .errors import SqlError


class Database:
    dialect = ""  # of atlas-lsp
    driver = ""  # as Atlas names it
    versions = ()  # names that `only` may match; files below a folder of such a name go first

    def __init__(self, server, name, folder):
        self.server, self.name, self.folder = server, name, folder
        self.url = ""  # of the script's schema: URL in commands
        self.project_url = ""  # without a schema: URL in atlas.hcl
        self.dev_url = ""
        self.variables = {"charset": "", "collate": ""}

    @classmethod
    def prepare(cls, server):
        """Settings of the whole server, once."""

    def create(self):
        raise NotImplementedError

    def drop(self):
        raise NotImplementedError

    def clear(self):
        """Empties the schema."""
        self.drop()
        self.create()

    def run(self, statements):
        """Runs statements until one fails: SqlError with its place in `number`."""
        raise NotImplementedError

    def run_together(self, statements):
        """In one transaction, where the database can."""
        try:
            self.run(["BEGIN", *statements, "COMMIT"])
        except SqlError as error:
            error.number -= 1
            raise

    def commits(self, statements):
        """Do any of them end a transaction by themselves?"""
        return False

    def rows(self, text):
        """Rows of text cells; NULL is None."""
        raise NotImplementedError

    def show(self, table):
        raise NotImplementedError

    def tables(self):
        raise NotImplementedError

    def container(self, url):
        """What stands in for a container, docker://postgres/15/dev?search_path=public."""
        return self.dev_url

    def at(self, url):
        """The same server, seen through a URL that stands in another schema or file."""
        return self


def failure(message, number):
    error = SqlError(message)
    error.number = number
    return error


def literal(text):
    """A SQL string; None is NULL."""
    return "NULL" if text is None else "'" + str(text).replace("'", "''") + "'"
