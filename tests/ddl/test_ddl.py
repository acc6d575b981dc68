"""SQL that is read without a database gives what PostgreSQL makes of it: each file of cases/ is run on a server and
inspected, and read alone; both must print the same HCL. The same goes for the dump of what
was made, which has rows and commands of psql in it."""
import difflib
import os
import re
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
PROGRAM = os.environ.get("ATLAS_LSP") or str(HERE.parents[1] / "build/release/bin/atlas-lsp")
CASES = sorted((HERE / "cases").glob("*.sql"))


def run(*args):
    return subprocess.run([PROGRAM, *map(str, args)], capture_output=True, text=True, timeout=60)


def without_queries(text):
    """Views are kept as written; PostgreSQL writes them anew (docs/diff.md)."""
    text = re.sub(r"  as += <<-SQL\n.*?\n  SQL\n", "  as = ...\n", text, flags=re.S)
    text = re.sub(r'^  as += ".*"$', "  as = ...", text, flags=re.M)
    return re.sub(r"^  depends_on += (.*)$", r"  depends_on = \1", text, flags=re.M)


def compare(postgres, path, name):
    url = postgres.fresh(name)
    postgres.sql(path.read_text(), name)
    made = run("--inspect", url)
    assert made.returncode == 0, made.stderr
    read = run("--inspect", "--dialect", "postgresql", f"file://{path}")
    assert read.returncode == 0, read.stderr
    a, b = without_queries(made.stdout).splitlines(), without_queries(read.stdout).splitlines()
    assert a == b, "\n".join(difflib.unified_diff(a, b, "server", "read", lineterm="", n=2))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(postgres, case, tmp_path):
    dump = tmp_path / "dump.sql"
    compare(postgres, case, "ddl")
    done = subprocess.run(["pg_dump", "--file", dump, postgres.database("ddl")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    compare(postgres, dump, "dump")
