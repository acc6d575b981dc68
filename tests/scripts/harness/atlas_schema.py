"""atlas schema inspect | diff | apply | clean | fmt."""
import json
import re

from .errors import SqlError
from .formats import as_atlas
from .options import Usage

SYNCED = "Schema is synced, no changes to be made\n"
NOTHING = "Schemas are synced, no changes to be made.\n"
SQL_SOURCE = (".sql",)


def _indented(words, text):
    """`sql . "  "`: text(width), its lines led in by the last word instead of by spaces."""
    lead = words[-1] if words else ""
    found = text(len(lead))
    return found if lead.isspace() and "\t" not in lead or not lead else re.sub(f"^ {{{len(lead)}}}", lambda _: lead, found, flags=re.M)


def _as_go(value):
    """JSON with the names that fields have in Go: {"name": 1} -> {"Name": 1}."""
    if isinstance(value, dict):
        return {"".join(part.capitalize() for part in key.split("_")): _as_go(inner) for key, inner in value.items()}
    return [_as_go(inner) for inner in value] if isinstance(value, list) else value


class Inspected:
    """What a template of `schema inspect` works on."""

    def __init__(self, run, url):
        self.run, self.url = run, url

    def text(self, form, indent=None):
        return self.run.tool("--inspect", self.url, "--format", form, *self.run.arguments(indent=indent))

    def MarshalHCL(self):
        return self.text("hcl")

    def MarshalMermaid(self):
        path = self.run.script.path(".filled/inspected.hcl")
        path.parent.mkdir(exist_ok=True)
        path.write_text(self.MarshalHCL())
        return self.run.tool("--erd", "--format", "mermaid", "--dialect", self.run.database.dialect, path)

    def plain(self):
        return json.loads(self.text("json"))

    def Realm(self):
        return {"Schemas": [], **_as_go(self.plain())}


def _needs_dev(url, run):
    """SQL files and directories of them are replayed on a database that must be named."""
    path = run.script.path(url.removeprefix("file://").split("?")[0])
    is_sql = path.suffix in SQL_SOURCE or (path.is_dir() and any(path.glob("*.sql")))
    return url.startswith("file://") and is_sql and not run.get("dev-url", "dev")


def _check_dev(urls, run):
    if any(_needs_dev(url, run) for url in urls):
        raise Usage("--dev-url cannot be empty. See: https://atlasgo.io/atlas-schema/sql#dev-database")


def inspect(run):
    run.require(url="url")
    url = run.database_source()
    _check_dev([url], run)
    data = Inspected(run, url)
    template = run.get("format", "format", "schema", "inspect") or run.options.get("log")
    if template:
        run.render(template, data, {"sql": lambda _, *lead: _indented(lead, lambda width: data.text("sql", width)),
                                    "hcl": lambda _: data.text("hcl"), "mermaid": lambda _: data.MarshalMermaid()})
    else:
        run.put(data.MarshalHCL())


def plan(run, sources, targets, indent, *more):
    """The plan between two lists of sources: the JSON document of --diff."""
    pairs = [word for flag, values in (("--from", sources), ("--to", targets)) for v in values for word in (flag, v)]
    return json.loads(run.tool("--diff", *pairs, "--format", "json", *more, *run.arguments(indent=indent)))


class Changes:
    """What a template of `schema diff` works on."""

    def __init__(self, find):
        self.find = find

    @property
    def Changes(self):
        return self.find(0)

    def plain(self):
        return [s["sql"] for s in self.find(0)]

    def MarshalSQL(self):
        return as_atlas(self.find(0))


def diff(run):
    run.require(**{"from": "url", "to": "src"})
    sources, targets = run.sources("from", "url"), run.sources("to", "src")
    _check_dev(sources + targets, run)
    find = lambda indent: plan(run, sources, targets, indent)["statements"]
    template = run.get("format", "format", "schema", "diff")
    if template:
        run.render(template, Changes(find), {"sql": lambda _, *lead: _indented(lead, lambda width: as_atlas(find(width)))})
    else:
        run.put(as_atlas(find(0)) or NOTHING)


def execute(run, statements):
    """Runs a plan; what was applied is counted in the error."""
    texts = [s["sql"] for s in statements]
    together = run.get("tx-mode", default="file") != "none"
    try:
        (run.database.run_together if together else run.database.run)(texts)
    except SqlError as error:
        comment = statements[error.number]["comment"] if 0 <= error.number < len(statements) else ""
        message = SqlError(f"{comment[:1].lower()}{comment[1:]}: {error}" if comment else str(error))
        message.number, message.statement = error.number, texts[error.number] if error.number < len(texts) else ""
        raise message from None


def _applied(run, statements, done):
    """What a template of `schema apply` works on."""
    texts = [s["sql"] for s in statements]
    changes = {"Applied": texts[:done], "Pending": texts[done:]}
    return {"Driver": run.database.driver, "URL": {"Schema": run.database.name},
            "Changes": {name: found for name, found in changes.items() if found}}


def apply(run):
    run.require(url="url")
    targets = run.sources("to", "src") or [v if "://" in v else f"file://{v}" for v in run.options.get("file", [])]
    if not targets:
        raise Usage('one of flag(s) "file" or "to" is required')
    _check_dev(targets, run)
    statements = plan(run, [run.database_source()], targets, 2)["statements"]
    template = run.get("format", "format", "schema", "apply") or run.project.get("log", "schema", "apply")
    go = bool(statements) and not run.get("dry-run") and run.get("auto-approve", default=False)
    if not template:
        run.put("-- Planned Changes:\n" + as_atlas(statements) if statements else SYNCED)
    if go:
        execute(run, statements)
    if template:
        run.render(template, _applied(run, statements, len(statements) if go else 0))


def clean(run):
    run.require(url="url")
    tables = run.database.tables()
    if not tables:
        run.put("Nothing to drop\n")
    elif run.get("auto-approve", default=False):
        run.put("-- Planned Changes:\n" + "".join(f'-- Drop "{name}" table\n' for name in sorted(tables)))
        run.database.clear()


def fmt(run):
    names = run.options.words or ["."]
    run.put(run.tool("--fmt", *names))


COMMANDS = {"schema inspect": inspect, "schema diff": diff, "schema apply": apply, "schema clean": clean, "schema fmt": fmt}
