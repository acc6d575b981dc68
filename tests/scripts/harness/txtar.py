"""The txtar format: a script, and files after `-- NAME --` lines."""
import re

MARKER = re.compile(r"^-- (\S.*?) --\s*$")


def parse(text):
    """(script, {name: content}); the last file of a name counts."""
    script, files, current = [], {}, None
    for line in text.splitlines(keepends=True):
        marker = MARKER.match(line)
        if marker:
            current = []
            files[marker.group(1)] = current
        elif current is None:
            script.append(line)
        else:
            current.append(line)
    return "".join(script), {name: "".join(lines) for name, lines in files.items()}
