"""A migration file cut into statements.

    -- create\nCREATE TABLE t (a text DEFAULT ';');\nDROP TABLE u;   ->   ["CREATE TABLE t (a text DEFAULT ';');", "DROP TABLE u;"]
"""
import re

DELIMITER = re.compile(r"^--\s*atlas:delimiter\s+(.+?)\s*$", re.M)
TOKEN = re.compile(
    r"""(?P<comment>--[^\n]*|/\*.*?\*/)
      | (?P<text>'(?:[^']|'')*' | "(?:[^"]|"")*" | `[^`]*` | (?P<tag>\$\w*\$).*?(?P=tag))
      | (?P<word>\w+)
      | (?P<other>.)""",
    re.X | re.S,
)


def _is_compound(words):
    """CREATE TRIGGER ... BEGIN ...; END holds semicolons of its own."""
    return words[:1] == ["CREATE"] and any(w in words[:4] for w in ("TRIGGER", "FUNCTION", "PROCEDURE")) and "BEGIN" in words


def statements(text):
    """Statements with their semicolon, without the comments around them."""
    found = DELIMITER.search(text)
    if found:
        rest = text[: found.start()] + text[found.end():]
        mark = found.group(1).encode().decode("unicode_escape")
        return [part.strip() for part in rest.split(mark) if part.strip()]
    result, current, words = [], [], []

    def close():
        body = "".join(current).strip()
        if body.strip("; \n"):
            result.append(body)
        current.clear()
        words.clear()

    for token in TOKEN.finditer(text):
        if token.group("comment") and not "".join(current).strip():
            continue
        current.append(token.group())
        if token.group("word"):
            words.append(token.group().upper())
        if token.group() == ";" and (not _is_compound(words) or words[-1:] == ["END"]):
            close()
    close()
    return result
