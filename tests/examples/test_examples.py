"""Every example of the descriptions of the languages (../shared/spec, read here when it is there) checks clean in a
whole file, see wrap.py."""
import json
import os
import pathlib
import re
import subprocess

import pytest
from wrap import SUFFIX, Spec, file_name

HERE = pathlib.Path(__file__).resolve().parent
SPEC = HERE.parents[2] / "shared/spec"
NAMES = sorted([*SUFFIX, "config"])
NO_COLUMN = re.compile(r'column "(\w+)" does not exist in table "(\w+)"')
NO_TABLE = re.compile(r'table "(\w+)" does not exist')
NO_FILE = re.compile(r'(file|directory) "([\w./]+)" does not exist')
NO_VARIABLE = re.compile(r'predicate "([\w-]+)" has no variable "(\w+)"')
ROUNDS = 3


def check(root):
    """[(language, block, diagnostic)] of the files in root/<language>/<block>/."""
    done = subprocess.run([os.environ["ATLAS_LSP"], "--check", "--format", "json", str(root)], capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    for item in json.loads(done.stdout)["diagnostics"]:
        yield (*pathlib.Path(item["file"]).relative_to(root).parts[:2], item)


def supply(spec, folder, message):
    """Adds the table, the column or the file that is missing, of those that only a text names."""
    file, column, table, path = folder / file_name(spec.name), NO_COLUMN.match(message), NO_TABLE.match(message), NO_FILE.match(message)
    variable = NO_VARIABLE.match(message)
    if variable:
        file.write_text(spec.with_variable(file.read_text(), variable[1], variable[2]))
    elif column:
        file.write_text(spec.with_column(file.read_text(), column[2], column[1]))
    elif table and f'table "{table[1]}"' not in file.read_text():
        file.write_text(spec.define(file.read_text() + "\n" + spec.make("table", "table", table[1]) + "\n"))
    elif path and path[1] == "directory":
        (folder / path[2]).mkdir(parents=True, exist_ok=True)
    elif path:
        (folder / path[2]).parent.mkdir(parents=True, exist_ok=True)
        (folder / path[2]).touch()


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Diagnostics by language and block. The first runs over all examples tell what only their texts name."""
    if not SPEC.is_dir():
        pytest.skip("descriptions absent")
    root = tmp_path_factory.mktemp("examples")
    results, specs = {name: {} for name in NAMES}, {name: Spec(SPEC / f"{name}.json") for name in NAMES}
    for name, spec in specs.items():
        for path in spec.blocks:
            text = spec.whole(path)
            if text is None:
                continue
            folder = root / name / path.replace(":", "-")
            folder.mkdir(parents=True)
            (folder / file_name(name)).write_text(text)
            results[name][folder.name] = []
    for _ in range(ROUNDS):
        for name, path, item in check(root):
            supply(specs[name], root / name / path, item["message"])
    for name, path, item in check(root):
        results[name][path].append(item)
    return root, results


@pytest.mark.parametrize("name", NAMES)
def test_examples_are_clean(found, name):
    root, results = found
    assert results[name]
    lines = []
    for path, items in results[name].items():
        for item in items:
            if item["code"] == "deprecated":
                continue  # the description says so, too
            start = item["range"]["start"]
            lines.append(f"{root}/{name}/{path}:{start['line'] + 1},{start['character'] + 1}: {item['severity']}: {item['message']}")
    assert not lines, "\n" + "\n".join(lines)
