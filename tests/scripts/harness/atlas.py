"""The command `atlas` of the scripts: what the Atlas CLI would do, done with atlas-lsp.

    atlas schema apply --env local --auto-approve   ->   atlas-lsp --diff, and the statements run on the database

Wording and status follow the Atlas CLI, since that is what scripts look at."""
import re

from . import atlas_apply, atlas_import, atlas_migrate, atlas_schema
from .errors import Failed, Skipped, SqlError
from .gotemplate import TemplateError, render
from .options import Options, Usage
from .project import Project
from .script import with_urls
from .values import Unknown

COMMANDS = {**atlas_schema.COMMANDS, **atlas_migrate.COMMANDS, **atlas_apply.COMMANDS,
            **atlas_import.COMMANDS}
TOP = {"schema", "migrate"}


def _check_port(url):
    """In the words of Go, which reads URLs before anything else does."""
    found = re.match(r"\w+://(?:[^/?#]*@)?[^/?#:\[]*(:[^/?#]*)", url)
    if found and not re.fullmatch(r":\d*", found.group(1)):
        raise Usage(f'invalid port "{found.group(1)}" after host')


class Run:
    """One call: its options, and what it has written."""

    def __init__(self, script, arguments, each=None):
        self.script, self.database = script, script.database
        self.options = Options(arguments)
        self.project = Project(script, self.options, each)
        self.out = []
        self.url = self._url()
        if self.url:
            _check_port(self.url)
            self.database = self.database.at(self.url)

    def put(self, text):
        self.out.append(text)

    def _url(self):
        """Of the database, as far as it can be known here."""
        try:
            return self.options.get("url") or self.project.get("url")
        except Unknown:
            return None

    def database_source(self):
        """As atlas-lsp is told: by its URL, or as what the environment says."""
        return self.url if self.options.get("url") or self.project.values.each is not None else "env://url"

    # ---- flags, or what the environment says ----

    def get(self, flag, *path, default=None):
        return self.options.get(flag) or (self.project.get(*path) if path else None) or default

    def require(self, **paths):
        """require(to="src"): flags that must be given, there or in the environment."""
        self.options.require(*(f.replace("_", "-") for f, name in paths.items() if not self.project.has(name)))

    def sources(self, flag, name):
        """--to values, or what the environment names."""
        given = [v if "://" in v else f"file://{v}" for v in self.options.get(flag, [])]
        if given or not self.project.has(name):
            return given
        if self.project.values.each is not None:
            values = self.project.get(name)
            return [v if "://" in v else f"file://{v}" for v in (values if isinstance(values, list) else [values])]
        return [f"env://{name}"]

    # ---- atlas-lsp ----

    def arguments(self, *, indent=None):
        """What all its commands have in common."""
        dev = self.get("dev-url", "dev")
        result = ["--dialect", self.database.dialect, *self.project.arguments()]
        result += ["--dev-url", dev] if dev else []
        result += [f"--indent={indent}"] if indent is not None else []
        for flag, name in (("schema", "schemas"), ("exclude", "exclude"), ("include", "include")):
            for value in self.options.get(flag) or self.project.get(name) or []:
                result += [f"--{flag}", value]
        return result

    def tool(self, *arguments):
        """Standard output of atlas-lsp; a mistake becomes one of this command."""
        status, out, err = self.script.tool(*arguments)
        if status == 2:
            raise Usage(err.strip().removeprefix("atlas-lsp: "))
        return out

    def render(self, template, data, functions=None):
        try:
            text = render(template, data, functions or {})
        except TemplateError as error:
            raise Skipped(f"template: {error}") from None
        self.put(text if text.endswith("\n") or not text else text + "\n")


def _call(script, arguments):
    """(status, stdout, stderr)"""
    name = " ".join(arguments[:2]) if arguments[0] in TOP else arguments[0]
    command = COMMANDS.get(name)
    if command is None:
        raise Skipped(f"atlas-lsp has no equal for atlas {name}")
    out, status = [], 0
    try:
        words = arguments[len(name.split()):]
        for each in Project(script, Options(words)).instances():
            run = Run(script, words, each)
            try:
                status = max(status, command(run) or 0)
            finally:
                out += run.out
    except (Usage, SqlError) as error:
        return 1, "".join(out), f"Error: {error}\n"
    except Unknown as error:
        raise Skipped(f"the runner cannot evaluate {error} of atlas.hcl") from None
    return status, "".join(out), ""


def atlas(script, negated, args):
    database = script.database
    args = [with_urls(a, database, database.url).replace("$db", database.name) for a in args]
    target = None
    if len(args) > 2 and args[-2] == ">":
        target = args[-1]
        args = args[:-2]
    status, out, err = _call(script, args)
    if target is not None:
        script.write(target, out)
        out = ""
    script.stdout, script.stderr = out, err
    if (status != 0) != negated:
        raise Failed(f"atlas ended with status {status}\n[stdout]\n{out}\n[stderr]\n{err}")
