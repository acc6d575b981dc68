"""--diff --engine cli: the Atlas CLI on PATH, here a script, is run instead."""
import json
import os
import subprocess

import pytest

PROGRAM = os.environ["ATLAS_LSP"]
FAKE = '''#!/bin/sh
printf '%s\\n' "$@" > "$ATLAS_FAKE"
case "$FAKE_MODE" in
synced) echo "Schemas are synced, no changes to be made.";;
fail) echo "Error: no space" >&2; exit 3;;
hang) sleep 60;;
*) printf -- '-- Create "t" table\\nCREATE TABLE t (a int);\\n';;
esac
'''


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "atlas").write_text(FAKE)
    (folder / "atlas").chmod(0o755)
    for name in ("a", "b"):
        (tmp_path / f"{name}.pg.hcl").write_text('schema "public" {\n}\n')
    return tmp_path


def run(folder, *args, mode="", path=None):
    env = {**os.environ, "PATH": path or f"{folder}/bin:{os.environ['PATH']}", "ATLAS_FAKE": str(folder / "arguments"),
           "FAKE_MODE": mode}
    return subprocess.run([PROGRAM, "--diff", "--engine", "cli", "--from", "file://a.pg.hcl", "--to", "file://b.pg.hcl", *args],
                          cwd=folder, capture_output=True, text=True, timeout=60, env=env)


def test_its_sql(files):
    done = run(files, "--dev-url", "docker://postgres/15", "--schema", "public", "--var", "a=b", "--exit-code")
    assert done.stdout == '-- Create "t" table\nCREATE TABLE t (a int);\n' and done.returncode == 1
    assert (files / "arguments").read_text().splitlines() == [
        "schema", "diff", "--from", "file://a.pg.hcl", "--to", "file://b.pg.hcl", "--dev-url", "docker://postgres/15",
        "--var", "a=b", "--schema", "public", "--format", '{{ sql . "  " }}']


def test_its_sql_as_the_document(files):
    document = json.loads(run(files, "--format", "json").stdout)
    assert document["statements"] == [{"sql": "CREATE TABLE t (a int)", "comment": 'Create "t" table', "reverse": [],
                                       "lint": []}]
    assert document["engine"] == "atlas" and document["from"] == ["file://a.pg.hcl"]


def test_nothing_to_do(files):
    done = run(files, "--exit-code", mode="synced")
    assert done.stdout == "" and done.returncode == 0


@pytest.mark.parametrize("mode, text", [("fail", "the Atlas CLI failed: no space"), ("hang", "took too long")])
def test_failures(files, mode, text):
    done = run(files, *(["--timeout", "1"] if mode == "hang" else []), mode=mode)
    assert done.returncode == 2 and done.stdout == "" and text in done.stderr and "embedded engine" in done.stderr


def test_it_is_missing(files):
    done = run(files, path=str(files / "nowhere"))
    assert done.returncode == 2 and "no program atlas on PATH" in done.stderr


def test_what_it_does_not_take(files):
    assert run(files, "--format", "summary").returncode == 2
    assert run(files, "--from", "git:HEAD:a.pg.hcl").returncode == 2
