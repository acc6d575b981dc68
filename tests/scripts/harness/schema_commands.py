"""The commands of Atlas' scripts that work on the database: apply, synced, cmpshow, cmphcl, cmpmig, execsql, ...

Changes are planned by atlas-lsp; it runs none of them, the statements are run here."""
import json
import re

from . import sqltext, sumfile
from .builtins import difference
from .errors import Failed, Skipped, SqlError


def plan(script, *arguments):
    """Statements and notes of --diff: ({"statements": [...], ...}, "") or (None, what went wrong)."""
    status, out, err = script.tool("--diff", *arguments, "--format", "json", "--dialect", script.database.dialect)
    if status == 2:
        return None, err.strip().removeprefix("atlas-lsp: ")
    return json.loads(out), ""


def _desired(script, name):
    """The schema file with its variables filled in, as a source."""
    path = script.path(f".filled/{name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script.fill(script.read(name)))
    return f"file://{path}"


def _changes(script, name):
    """Statements that the database lacks to be what the file says; raises SqlError when they cannot be known."""
    document, error = plan(script, "--from", script.database.url, "--to", _desired(script, name), "--dev-url",
                           script.database.dev_url, "--indent", "0", "--qualified")
    if document is None:
        raise SqlError(error)
    return document


def _is_expected(message, words):
    """Is the text that the script gives, a part or a pattern, in the message?"""
    wanted = " ".join(words).strip("\"' ")
    plain = re.sub(r"[\"'`]", "", message)
    if not wanted or wanted in message or re.sub(r"[\"'`]", "", wanted) in plain:
        return True
    try:
        return any(re.search(text, message, re.M) for text in (wanted, words[-1].strip('"')))
    except re.error:
        return False


def apply(script, negated, args):
    try:
        document = _changes(script, args[0])
        script.database.run([s["sql"] for s in document["statements"]])
    except SqlError as error:
        if not negated:
            raise
        if not _is_expected(str(error), args[1:]):
            raise Failed(f"another mistake: {error}") from None
        return
    if negated:
        raise Failed("was applied without a mistake")


def synced(script, negated, args):
    document = _changes(script, args[0])
    left = [s["sql"] for s in document["statements"]]
    if bool(left) != negated:
        raise Failed("nothing is left to do" if negated else "still to do:\n" + "\n".join(left))


def _expect_text(wanted, found):
    if wanted.strip() != found.strip():
        raise Failed(difference(wanted.strip(), found.strip()))


def _without_blank(text):
    return "\n".join(line for line in text.splitlines() if line.strip())


def cmpshow(script, negated, args):
    """Blank lines are those of clients between tables: they say nothing."""
    *tables, name = args
    wanted, found = script.fill(script.read_versioned(name)), "\n".join(script.database.show(table) for table in tables)
    _expect_text(_without_blank(wanted), _without_blank(found))


def _own_columns(text):
    """Columns of a table in itself, column.id or table.users.column.id, in the one way."""
    lines, table = [], ""
    for line in text.splitlines():
        found = re.match(r'table "([^"]+)"', line)
        table = found.group(1) if found else table
        lines.append(line.replace(f"table.{table}.column", "column").replace(f'table["{table}"].column', "column"))
    return "\n".join(lines)


def cmphcl(script, negated, args):
    """Scripts were written for a printer that knows one schema at a time, and shortens some references."""
    status, out, err = script.tool("--inspect", "--tables-only", script.database.url)
    if status != 0:
        raise Failed(err)
    _expect_text(_own_columns(script.fill(script.read_versioned(args[0]))), _own_columns(out))


def cmpmig(script, negated, args):
    """cmpmig N FILE: file N of the folder migrations, counted from 0."""
    folder = script.path(args[2] if len(args) > 2 else "migrations")
    files = sumfile.files(folder) if folder.is_dir() else []
    if int(args[0]) >= len(files):
        raise Failed(f"there are {len(files)} migration files")
    _expect_text(script.fill(script.read_versioned(args[1])), files[int(args[0])].read_text())


def exist(script, negated, args):
    tables = script.database.tables()
    for name in args:
        if (name in tables) == negated:
            raise Failed(f"table {name} {'exists' if negated else 'does not exist'}")


def execsql(script, negated, args):
    try:
        script.database.run([part for text in args for part in sqltext.statements(script.fill(text))])
    except SqlError:
        if not negated:
            raise
        return
    if negated:
        raise Failed("ran without a mistake")


def clear_schema(script, negated, args):
    script.database.clear()


def only(script, negated, args):
    """only PATTERN...: versions of servers."""
    fits = any(re.search(pattern, version, re.I) for pattern in args for version in script.database.versions)
    if fits == negated:
        raise Skipped(f"{'not' if negated else 'only'} for {' '.join(args)}")


COMMANDS = {"apply": apply, "synced": synced, "cmpshow": cmpshow, "cmphcl": cmphcl, "cmpmig": cmpmig, "exist": exist,
            "execsql": execsql, "clearSchema": clear_schema, "only": only}
