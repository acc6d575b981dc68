"""atlas migrate diff | new | hash | validate | lint: the commands that work on files."""
import json
import re

from .atlas_schema import plan
from .migrations import Directory
from .options import Usage

SYNCED = "The migration directory is synced with the desired state, no changes to be made\n"


def _file_indent(run):
    """Spaces that `--format '{{ sql . "  " }}'` asks for."""
    template = run.get("format", "format", "migrate", "diff") or ""
    found = re.search(r'sql\s+\.\s+"( *)"', template)
    return len(found.group(1)) if found else 0


def diff(run):
    run.require(dev_url="dev", to="src")
    run.options.exact_words(0, 1)
    directory = Directory(run)
    directory.check(run)
    directory.make()
    qualifier = run.get("qualifier")
    statements = plan(run, [directory.url], run.sources("to", "src"), _file_indent(run),
                      *(["--qualifier", qualifier] if qualifier else []))["statements"]
    if not statements:
        run.put(SYNCED)
        return
    directory.add(" ".join(run.options.words), statements)


def new(run):
    directory = Directory(run)
    directory.check(run)
    directory.add(" ".join(run.options.words), [])


def hash_(run):
    Directory(run).hash()


def validate(run):
    directory = Directory(run)
    directory.check(run)
    if run.get("dev-url"):
        run.tool("--inspect", directory.url, *run.arguments())


def lint(run):
    run.require(dev_url="dev")
    arguments = ["--lint", "--to", Directory(run).url, *run.arguments()]
    for flag in ("latest", "git-base", "git-dir"):
        value = run.get(flag)
        arguments += [f"--{flag}={value}"] if value else []
    template = run.get("format", "lint", "log") or run.project.get("lint", "format") or run.project.get(
        "format", "migrate", "lint") or run.options.get("log")
    status, out, err = run.script.tool(*arguments, *(["--format", "json"] if template else []))
    if template and out:
        run.render(template, json.loads(out))
    else:
        run.put(out)
    if status == 2:
        raise Usage(err.strip().removeprefix("atlas-lsp: "))
    return status


COMMANDS = {"migrate diff": diff, "migrate new": new, "migrate hash": hash_, "migrate validate": validate, "migrate lint": lint}
