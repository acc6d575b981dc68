"""atlas migrate import: a directory of another tool as one of Atlas."""
import re
from urllib.parse import parse_qs

from . import sumfile
from .options import Usage

# A file that changes the schema: (version, name). Those that undo it are left out.
NAMES = {"golang-migrate": r"(\d+)_(.+)\.up\.sql", "goose": r"(\d+)_(.+)\.sql", "dbmate": r"(\d+)_(.+)\.sql",
         "flyway": r"V([\d.]+)__(.+)\.sql", "liquibase": r"(\w+?)_(.+)\.sql", "atlas": r"(\w+?)_(.+)\.sql"}
# What runs on the way up stands between two lines.
PARTS = {"goose": (r"--\s*\+goose\s+Up[^\n]*\n", r"--\s*\+goose\s+Down"),
         "dbmate": (r"--\s*migrate:up[^\n]*\n", r"--\s*migrate:down")}
NOISE = r"^--\s*(\+goose Statement(Begin|End)|liquibase formatted sql|changeset|rollback).*\n"


def _up(text, form):
    begin, end = PARTS.get(form, ("", r"\Z"))
    found = re.search(begin, text, re.I)
    text = text[found.end():] if found else text
    found = re.search(end, text, re.I)
    text = text[: found.start()] if found else text
    return re.sub(NOISE, "", text, flags=re.M | re.I).strip() + "\n"


def import_(run):
    run.options.require("from")
    source, _, query = run.options.get("from")[0].removeprefix("file://").partition("?")
    form = parse_qs(query).get("format", [run.get("dir-format", default="atlas")])[0]
    if form not in NAMES:
        raise Usage(f'unknown dir format "{form}"')
    if form == "atlas":
        raise Usage("cannot import a migration directory already in \"atlas\" format")
    target = run.script.path((run.options.get("to") or ["file://migrations"])[0].removeprefix("file://"))
    target.mkdir(parents=True, exist_ok=True)
    if sumfile.files(target):
        raise Usage("target migration directory must be empty")
    for path in sorted(run.script.path(source).iterdir()):
        found = re.fullmatch(NAMES[form], path.name)
        if found:
            (target / f"{found.group(1)}_{found.group(2)}.sql").write_text(_up(path.read_text(), form))
    sumfile.write(target)


COMMANDS = {"migrate import": import_}
