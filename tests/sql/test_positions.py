"""Are errors in SQL reported where they are? Puts an error in front of each token of each body in bodies.txt, inside
HCL heredocs, and compares with what `atlas-lsp --check` marks."""
import json
import os
import pathlib
import re
import subprocess

import pytest

HERE = pathlib.Path(__file__).resolve().parent
BINARY = os.environ.get("ATLAS_LSP", str(HERE.parents[1] / "build/release/bin/atlas-lsp"))
MIN_RIGHT = 0.95
# No statement has these anywhere; the first or the second sign is wrong.
ERRORS = ["]", "= =", ", ,"]
SUFFIX = {"postgresql": "pg", "sqlite": "lt"}
TOKEN = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|`[^`]*`|\[[a-z]+\]|\$\d+|\w+|::|:=|->>|#>>|@>|~\*|<=|>=|\|\||\S")


def bodies():
    result, head, lines = [], None, []
    for line in (HERE / "bodies.txt").read_text().splitlines() + ["== end end"]:
        if line.startswith("== "):
            if head:
                result.append((head[0], head[1], "\n".join(lines)))
            head, lines = line.split()[1:], []
        elif not line.startswith("#"):
            lines.append(line)
    return result


def attribute(name, sql):
    return f"  {name} = <<-SQL\n" + "".join(f"    {line}\n" for line in sql.split("\n")) + "  SQL\n"


def block(dialect, kind, number, sql):
    """A block that holds the SQL."""
    schema = "public" if dialect == "postgresql" else "main"
    head = f'"x{number}" {{\n  schema = schema.{schema}\n'
    if kind == "query":
        return f"view {head}{attribute('as', sql)}}}\n"
    if kind == "check":
        return f'table {head}  column "c" {{\n    type = int\n  }}\n  check "k" {{\n{attribute("expr", sql)}  }}\n}}\n'
    if kind == "trigger":
        return f'trigger "x{number}" {{\n  on = table.base\n  after {{\n    insert = true\n  }}\n{attribute("as", sql)}}}\n'
    language, result = ("PLpgSQL", "trigger") if kind == "plpgsql" else ("SQL", "int")
    return f"function {head}  lang = {language}\n  return = {result}\n{attribute('as', sql)}}}\n"


def document(dialect, cases):
    """The text, and the line (from 0) where the SQL of each case starts."""
    schema = "public" if dialect == "postgresql" else "main"
    text = f'schema "{schema}" {{}}\ntable "base" {{\n  schema = schema.{schema}\n  column "id" {{\n    type = int\n  }}\n}}\n'
    starts = []
    for number, (kind, sql) in enumerate(cases):
        one = block(dialect, kind, number, sql)
        starts.append(text.count("\n") + one[: one.index("<<-SQL")].count("\n") + 1)
        text += one
    return text, starts


def syntax_errors(dialect, text, tmp_path):
    path = tmp_path / f"all.{SUFFIX[dialect]}.hcl"
    path.write_text(text)
    done = subprocess.run([BINARY, "--check", "--format", "json", str(path)], capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    found = [d for d in json.loads(done.stdout)["diagnostics"] if d["code"] in ("sql-syntax", "syntax")]
    return {d["range"]["start"]["line"]: d["range"] for d in found}, found


@pytest.mark.parametrize("dialect", ["postgresql", "sqlite"])
def test_bodies_are_right(dialect, tmp_path):
    text, _ = document(dialect, [(kind, sql) for name, kind, sql in bodies() if name == dialect])
    assert syntax_errors(dialect, text, tmp_path)[1] == []


@pytest.mark.parametrize("dialect", ["postgresql", "sqlite"])
def test_errors_stand_where_they_are(dialect, tmp_path):
    cases, wanted = [], []
    for name, kind, sql in bodies():
        for token in TOKEN.finditer(sql) if name == dialect else ():
            for error in ERRORS:
                at = token.start()
                cases.append((kind, f"{sql[:at]}{error} {sql[at:]}"))
                line = sql[:at].count("\n")
                column = at - (sql.rfind("\n", 0, at) + 1) + 4  # the indent of the heredoc
                wanted.append((line, column, column + len(error), sql, error, token.group()))
    text, starts = document(dialect, cases)
    ranges = syntax_errors(dialect, text, tmp_path)[0]
    missed = []
    for start, (line, column, end, sql, error, token) in zip(starts, wanted):
        found = ranges.get(start + line)
        if found is None or not column <= found["start"]["character"] < end:
            missed.append(f"{error!r} in front of {token!r}: {found} in {sql[:60]!r}")
    right = 1 - len(missed) / len(wanted)
    print(f"{dialect}: {len(wanted)} errors, {right:.2%} in the right place")
    assert right >= MIN_RIGHT, "\n".join(missed[:40])
