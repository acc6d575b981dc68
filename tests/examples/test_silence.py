"""No difference is passed over in silence: each attribute and block that a language has, added to its example, taken from
it or given another value, makes statements, is said to be unplanned, or is an error. silent.txt lists what means nothing
to the database, with the reason."""
import concurrent.futures
import itertools
import json
import os
import pathlib
import re
import subprocess

import pytest
from wrap import SUFFIX, Spec, outline, walk

HERE = pathlib.Path(__file__).resolve().parent
SPEC = HERE.parents[2] / "shared/spec"
LANGUAGES = ["postgresql", "mysql", "mariadb", "sqlite", "redshift", "sqlserver", "clickhouse"]
NO_OBJECTS = {"variable", "locals", "data", "atlas"}
MOST_VALUES = 6


def silent_rows():
    """{(language, path, attribute): reason}; the language may be *, a path of the block."""
    rows = {}
    for line in (HERE / "silent.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            language, path, name, reason = line.split(None, 3)
            rows[language, path, name] = reason
    return rows


def is_listed(rows, language, path, name):
    return any((one, at, name) in rows for one in (language, "*") for at in (path, "*"))


def values_of(spec, kind, path):
    """Some values of a type: words of an enum, both of a bool, two texts."""
    found = []
    inner = re.match(r"list\((.*)\)$", re.sub(r"(?<=\|)ref\([\w|.]*\)", "any", kind))
    if inner and "ref(" not in inner[1]:
        return [f"[{value}]" for value in values_of(spec, inner[1], path)]
    for part in [kind] if "ref(" in kind else kind.split("|"):
        words = re.match(r"enum\((\w+)\)", part)
        if words:
            found += [word if isinstance(word, str) else word["name"] for word in spec.enums[words[1]]]
        elif part == "type":
            found += [spec.plain_type(), "bigint", "varchar(77)", "Int64"]
        else:
            found += {"bool": ["true", "false"], "int": ["7", "5000"], "number": ["7", "5000"],
                      "string": ['"x"', '"yy"'], "map(any)": ['{ a = "b" }'], "map(string)": ['{ a = "b" }']}.get(part) or [spec.value(part, path)]
    return found[:MOST_VALUES]


def find_block(spec, text, path):
    return next((block for block in walk(outline(text)[1]) if spec.place(block) == path), None)


def texts_of(spec, text, block, name, entry, path):
    """The file with the attribute as it is, without it, and with some values."""
    attr = next((one for one in block.attrs if one.name == name), None)
    for value in values_of(spec, entry["type"], path):
        if attr:
            yield text[:attr.value_start] + value + text[attr.end:]
        else:
            yield text[:block.end - 1] + f"\n{name} = {value}\n" + text[block.end - 1:]
    if attr and not entry.get("required"):
        yield text[:attr.start] + text[attr.end:]


def cases_of(spec):
    """(path, attribute, texts): the texts are about the same but for the attribute; "-" is the block itself."""
    for path, block in spec.blocks.items():
        text = None if spec.keyword(path) in NO_OBJECTS else spec.whole(path)
        place = text and find_block(spec, text, path)
        if not place:
            continue
        yield path, "-", [text, text[:place.start] + text[place.end:]]
        for name, entry in block.get("attributes", {}).items():
            yield path, name, [text, *(spec.define(one) for one in texts_of(spec, text, place, name, entry, path))]


def plan(folder, suffix, before, after):
    """True: something is said of the difference; False: nothing; None: one of the files has a mistake."""
    files = []
    for name, text in (("before", before), ("after", after)):
        file = folder / f"{name}{suffix}.hcl"
        file.write_text(text)
        files.append(f"file://{file}")
    done = subprocess.run([os.environ["ATLAS_LSP"], "--diff", "--format", "json", "--from", files[0], "--to", files[1]],
                          capture_output=True, text=True, check=False)
    if done.returncode == 2:
        return None if re.match(r"atlas-lsp: /\S+\.hcl:\d+,\d+: ", done.stderr) else True
    document = json.loads(done.stdout)
    return bool(document["statements"] or document["unplanned"])


def is_silent(folder, suffix, texts):
    """Nothing is said of any pair of them, and there is one without mistakes."""
    results = []
    for before, after in itertools.permutations(texts, 2):
        if before != after:
            results.append(plan(folder, suffix, before, after))
            if results[-1]:
                return False
    return False in results


def silent_in(language, folder):
    spec = Spec(SPEC / f"{language}.json")
    return [(path, name) for path, name, texts in cases_of(spec) if is_silent(folder, SUFFIX[language], texts[:4])]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Silent attributes by language."""
    if not SPEC.is_dir():
        pytest.skip("descriptions absent")
    folders = [tmp_path_factory.mktemp(language) for language in LANGUAGES]
    with concurrent.futures.ProcessPoolExecutor() as pool:
        return dict(zip(LANGUAGES, pool.map(silent_in, LANGUAGES, folders)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_silent(found, language):
    rows = silent_rows()
    assert [row for row in found[language] if not is_listed(rows, language, *row)] == []


def test_list_is_current(found):
    """What is not silent any more does not stay on the list."""
    seen = {(language, *row) for language, rows in found.items() for row in rows}
    stale = [row for row in silent_rows() if not any(is_listed({row: ""}, *one) for one in seen)]
    assert stale == []
