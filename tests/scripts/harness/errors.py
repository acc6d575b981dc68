"""How a script can end before its last line."""


class Failed(Exception):
    """An expectation of the script does not hold."""


class Skipped(Exception):
    """The script cannot run on this server; the text says why."""


class SqlError(Exception):
    """A statement that the database refused, in the words of the database."""
