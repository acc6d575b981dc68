"""Runs mutate.py on the program named by ATLAS_LSP, and the small parts of the mutator on their own."""
import os
import pathlib
import random
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import mutants  # noqa: E402
import outline  # noqa: E402


def test_mutations_are_found():
    done = subprocess.run([sys.executable, str(HERE / "mutate.py"), os.environ["ATLAS_LSP"]], capture_output=True,
                          text=True, check=False)
    if done.returncode == 77:
        pytest.skip("corpus absent")
    assert done.returncode == 0, done.stdout + done.stderr


def test_outline_finds_the_parts():
    text = 'a = <<X\n}\nX\nt "l" {\n  v = [f("${x["}"]}"), # }\n    2]\n  u { w = 1 }\n}\n'
    attrs, blocks = outline.outline(text)
    assert [attr.name for attr in attrs] == ["a"]
    assert [(block.path, block.label()) for block in outline.walk(blocks)] == [(("t",), "l"), (("t", "u"), "")]
    value = blocks[0].attrs[0]
    assert text[value.value_start:value.end].startswith("[f(") and text[value.end - 2:value.end] == "2]"
    assert text[blocks[0].end - 1] == "}"


def test_a_broken_file_is_left_out():
    with pytest.raises(ValueError):
        outline.outline('t "l {\n')


def test_a_typo_is_a_new_word():
    rng = random.Random(1)
    for _ in range(200):
        assert mutants.typo(rng, "int", {"int", "inet", "bit"}) not in {"int", "inet", "bit"}
