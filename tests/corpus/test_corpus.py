"""Runs check_corpus.py on the program named by ATLAS_LSP."""
import os
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent


def test_corpus():
    done = subprocess.run([sys.executable, str(HERE / "check_corpus.py"), os.environ["ATLAS_LSP"]], capture_output=True,
                          text=True, check=False)
    if done.returncode == 77:
        pytest.skip("corpus absent")
    assert done.returncode == 0, done.stdout + done.stderr
