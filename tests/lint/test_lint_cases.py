"""Every case of tests/lint/cases: the findings are those written there, and no others."""
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
PROGRAM = os.environ.get("ATLAS_LSP") or str(HERE.parents[1] / "build/release/bin/atlas-lsp")
SUFFIX = {"sqlite": "lt", "postgresql": "pg", "mysql": "my", "mariadb": "ma"}
SCHEMA = {"sqlite": "main", "postgresql": "public", "mysql": "app", "mariadb": "app"}


def read_cases():
    for path in sorted((HERE / "cases").glob("*.txt")):
        head, *cases = re.split(r"^=== ", path.read_text(), flags=re.M)
        dialects = re.search(r"^# dialects: (.*)$", head, re.M).group(1).split()
        for number, case in enumerate(cases):
            title, body = case.split("\n", 1)
            parts = re.split(r"^--- (.*)\n", body, flags=re.M)
            for dialect in dialects:
                yield pytest.param(dialect, dict(zip(parts[1::2], parts[2::2])), id=f"{path.stem}-{number}-{dialect}-{title}")


def wanted(case, dialect):
    for line in case["findings"].strip().splitlines():
        only = re.match(r"\[([\w ]+)\] ", line)
        if only is None:
            yield line
        elif dialect in only.group(1).split():
            yield line[only.end():]


def run(folder, *args):
    done = subprocess.run([PROGRAM, "--lint", *args, "--format", "json"], cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.returncode, json.loads(done.stdout)


def plan_findings(folder, case, dialect):
    for side in ("from", "to"):
        text = case[side].replace("schema.s\n", f"schema.{SCHEMA[dialect]}\n").replace('schema "s"', f'schema "{SCHEMA[dialect]}"')
        (folder / f"{side}.{SUFFIX[dialect]}.hcl").write_text(text)
    status, found = run(folder, "--from", f"file://from.{SUFFIX[dialect]}.hcl", "--to", f"file://to.{SUFFIX[dialect]}.hcl")
    return status, [f"{f['severity']} {f['code']} {f['message']}" for f in found["lint"]]


def directory_findings(folder, case, url):
    latest = "1"
    (folder / "m").mkdir()
    for name, text in case.items():
        if name.startswith("latest "):
            latest = name.split()[1]
        elif name.endswith(".sql"):
            (folder / "m" / name).write_text(text)
    status, found = run(folder, "--to", "file://m", "--dev-url", url, "--latest", latest)
    lines = []
    for file in found.get("Files", []):
        failing = file.get("Error", "").split("; ")
        for report in file.get("Reports", []):
            for item in report["Diagnostics"]:
                line = file["Text"].encode()[: item["Pos"]].count(b"\n") + 1
                level = "error" if report["Text"] in failing else "warning"
                lines.append(f"{file['Name']}:{line} {level} {item['Code']} {item['Text']}")
    return status, lines


@pytest.fixture
def scratch_url(request):
    def of(dialect):
        if dialect == "sqlite":
            return "sqlite://dev?mode=memory"
        server = request.getfixturevalue("postgres" if dialect == "postgresql" else "mariadb")
        return server.fresh("lint_dev") + ("&search_path=public" if dialect == "postgresql" else "")

    return of


@pytest.mark.parametrize("dialect, case", read_cases())
def test_case(dialect, case, tmp_path, scratch_url):
    if "atlas.hcl" in case:
        (tmp_path / "atlas.hcl").write_text(case["atlas.hcl"])
    if "from" in case:
        status, found = plan_findings(tmp_path, case, dialect)
    else:
        status, found = directory_findings(tmp_path, case, scratch_url(dialect))
    assert found == list(wanted(case, dialect))
    assert status == (1 if any(re.search(r"(^|:\d+ )error ", line) for line in found) else 0)


def test_every_code_has_cases():
    """A code that no case names is not known to work."""
    codes = set(re.findall(r'LINT_CODE\("(\w+)"', (HERE.parents[1] / "diff/lint_codes.def").read_text()))
    named, titled_fine = set(), set()
    for param in read_cases():
        findings = param.values[1]["findings"]
        named |= set(re.findall(r"(?:error|warning) (\w+)", findings))
        title = param.id.split("-", 3)[3]
        titled_fine |= {code for code in re.findall(r"[A-Z]{2}\d{3}", title) if code not in findings}
    codes -= {"MY102"}  # found on MySQL only, of which there is no server here: tests/unit/test_lint.c
    assert codes - named == set(), "never found"
    assert codes - titled_fine == set(), "no case shows where it must not be found"
