"""atlas.sum: a hash over the files of a migration directory, and one for each file over all up to it."""
import base64
import hashlib
import re
from pathlib import Path

from . import formats

NAME = "atlas.sum"


def _text(digest):
    return "h1:" + base64.b64encode(digest).decode()


def files(folder, form="atlas"):
    """Migration files in the order in which they run."""
    found = (p for p in Path(folder).iterdir() if formats.name_of(p.name, form))
    return sorted(found, key=lambda p: formats.order(p, form))


def _is_ignored(content):
    return re.match(rb".*atlas:sum[ \t]+ignore[ \t]*(\n|$)", content) is not None


def compute(folder, form="atlas"):
    running, total, lines = hashlib.sha256(), hashlib.sha256(), []
    for path in files(folder, form):
        content = path.read_bytes()
        running.update(path.name.encode())
        if _is_ignored(content):
            continue
        running.update(content)
        digest = _text(running.copy().digest())
        lines.append(f"{path.name} {digest}\n")
        total.update(path.name.encode() + digest[3:].encode())
    return _text(total.digest()) + "\n" + "".join(lines)


def write(folder, form="atlas"):
    Path(folder, NAME).write_text(compute(folder, form))


def difference(folder, form="atlas"):
    """The first line that does not fit: `L2: 2.sql was added`."""
    wanted = dict(line.split(" ", 1) for line in compute(folder, form).splitlines()[1:])
    found = dict(line.split(" ", 1) for line in Path(folder, NAME).read_text().splitlines()[1:] if " " in line)
    for number, name in enumerate(sorted({**wanted, **found}), 2):
        if wanted.get(name) != found.get(name):
            return f"L{number}: {name} was " + ("added" if name not in found else "removed" if name not in wanted else "edited")
    return ""


def problem(folder, form="atlas"):
    """None, or what is wrong with the directory: the two messages of the Atlas CLI."""
    path = Path(folder, NAME)
    if not path.exists():
        return "checksum file not found" if files(folder, form) else None
    return None if path.read_text() == compute(folder, form) else "checksum mismatch"
