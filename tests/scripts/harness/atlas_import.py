"""atlas migrate import: a directory of another tool as one of Atlas."""
from urllib.parse import parse_qs

from . import formats, sumfile
from .options import Usage


def import_(run):
    run.options.require("from")
    source, _, query = run.options.get("from")[0].removeprefix("file://").partition("?")
    form = parse_qs(query).get("format", [run.get("dir-format", default="atlas")])[0]
    if form not in formats.NAMES:
        raise Usage(f'unknown dir format "{form}"')
    if form == "atlas":
        raise Usage("cannot import a migration directory already in \"atlas\" format")
    target = run.script.path((run.options.get("to") or ["file://migrations"])[0].removeprefix("file://"))
    target.mkdir(parents=True, exist_ok=True)
    if sumfile.files(target):
        raise Usage("target migration directory must be empty")
    for path in sorted(run.script.path(source).iterdir()):
        found = formats.name_of(path.name, form)
        if found:
            version, name = found
            (target / f"{version}{'_' if name else ''}{name}.sql").write_text(formats.up(path.read_text(), form))
    sumfile.write(target)


COMMANDS = {"migrate import": import_}
