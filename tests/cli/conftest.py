"""Runs the program (environment variable ATLAS_LSP, or the release build) in a folder of its own per test."""
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from servers import mariadb, postgres, spare_mariadb, spare_postgres  # noqa: E402, F401

PROGRAM = os.environ.get("ATLAS_LSP") or str(ROOT / "build/release/bin/atlas-lsp")


class Result:
    def __init__(self, done):
        self.status = done.returncode
        self.raw = done.stdout
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.raw)


class Sandbox:
    """A folder to run in; files are written by name."""

    program = PROGRAM

    def __init__(self, folder):
        self.folder = folder

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run(self, *args, stdin=b"", env=None, timeout=60):
        plain = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE")}
        done = subprocess.run([PROGRAM, *map(str, args)], cwd=self.folder, capture_output=True, timeout=timeout,
                              input=stdin if isinstance(stdin, bytes) else stdin.encode(), env={**plain, **(env or {})})
        return Result(done)

    def check(self, *args, **more):
        return self.run("--check", *args, **more)


@pytest.fixture
def box(tmp_path):
    (tmp_path / ".git").mkdir()  # no project file above counts
    return Sandbox(tmp_path)
