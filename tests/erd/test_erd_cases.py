"""Diagrams of tests/erd/cases: NAME.hcl with what is expected in NAME.json and NAME.mmd. UPDATE=1 rewrites the expected
files. In the .json, positions are written "line:character-line:character", and hash and folder are left out."""
import json
import os
import pathlib
import random
import subprocess

import pytest

HERE = pathlib.Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.hcl"))
PROJECTS = sorted(path for path in (HERE / "projects").iterdir() if path.is_dir())
PROGRAM = os.environ["ATLAS_LSP"]
CORPUS = HERE.parents[1] / "../shared/corpus/files"


def run(*args, cwd=None, input=None):
    return subprocess.run([PROGRAM, "--erd", *map(str, args)], cwd=cwd, input=input, capture_output=True, timeout=60)


def position(pos):
    def text(part):
        start, end = part["start"], part["end"]
        return f'{start["line"]}:{start["character"]}-{end["line"]}:{end["character"]}'
    name = " name " + text(pos["name"]) if "name" in pos else ""
    return f'{pos["source"]}: {text(pos["range"])}{name}'


def readable(value):
    if isinstance(value, list):
        return [readable(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: position(item) if key == "pos" else readable(item) for key, item in value.items()}


def document(out):
    value = json.loads(out)
    assert len(value.pop("generated")["hash"]) == 16
    value.pop("title")
    for source in value["sources"]:
        source["uri"] = source["uri"].rsplit("/", 1)[1]
    for project in value["projects"]:
        project.pop("name")
    return json.dumps(readable(value), indent=1, ensure_ascii=False) + "\n"


def compare(path, text):
    if os.environ.get("UPDATE"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def both(expected, *args, cwd):
    plain, mermaid = run(*args, cwd=cwd), run("--format", "mermaid", *args, cwd=cwd)
    assert plain.returncode == mermaid.returncode == (1 if expected.name == "broken.pg" else 0), plain.stderr
    assert (plain.stderr == b"") == (plain.returncode == 0)
    compare(expected.with_name(expected.name + ".json"), document(plain.stdout))
    compare(expected.with_name(expected.name + ".mmd"), mermaid.stdout.decode())
    ids = [item["id"] for kind in ("tables", "views", "enums", "functions", "triggers", "objects", "relations")
           for item in json.loads(plain.stdout)[kind]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path, tmp_path):
    (tmp_path / path.name).write_bytes(path.read_bytes())
    both(path.with_suffix(""), path.name, cwd=tmp_path)


@pytest.mark.parametrize("path", PROJECTS, ids=lambda path: path.name)
def test_project(path):
    both(path.with_name(path.name), cwd=path)


def test_the_same_bytes_each_time(tmp_path):
    for path in CASES:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    first, again = run("--jobs", "1", cwd=tmp_path), run("--jobs", "4", cwd=tmp_path)
    assert first.stdout == again.stdout and first.stdout


def test_a_path_chooses_what_is_shown(tmp_path):
    (tmp_path / "a.pg.hcl").write_text('schema "public" {\n}\ntable "a" {\n  schema = schema.public\n  column "id" {\n    type = int\n  }\n}\n')
    (tmp_path / "b.pg.hcl").write_text('table "b" {\n  schema = schema.public\n  column "a" {\n    type = int\n  }\n  foreign_key "f" {\n'
                                       '    columns     = [column.a]\n    ref_columns = [table.a.column.id]\n  }\n}\n')
    shown = lambda *args: [(t["name"], t["kind"]) for t in json.loads(run(*args, cwd=tmp_path).stdout)["tables"]]
    assert shown() == [("a", "table"), ("b", "table")]
    assert shown("b.pg.hcl") == [("b", "table"), ("a", "external")]


def test_variables(tmp_path):
    (tmp_path / "a.pg.hcl").write_text('variable "x" {\n  type = string\n  default = "d"\n}\nschema "s" {\n  name = var.x\n}\n')
    name = lambda *args: json.loads(run(*args, cwd=tmp_path).stdout)["schemas"][0]["name"]
    assert name() == "d" and name("--var", "x=given") == "given"


def test_formats_to_come(tmp_path):
    for form in ("dbml", "dot", "svg", "html"):
        done = run("--format", form, cwd=tmp_path)
        assert done.returncode == 2 and b"not available in this version" in done.stderr and not done.stdout


def test_unreadable_file(tmp_path):
    done = run("missing.pg.hcl", cwd=tmp_path)
    assert done.returncode == 2 and b"no such file" in done.stderr


def corpus():
    files = sorted(path for path in CORPUS.rglob("*.hcl") if path.is_file())
    if not files:
        pytest.skip("corpus absent")
    return files


def test_corpus_is_drawn(tmp_path):
    """Every file gives a document, whatever it is."""
    for at, path in enumerate(corpus()):
        done = run("--stdin-filepath", tmp_path / str(at) / path.name, input=path.read_bytes())
        assert done.returncode in (0, 1), (path, done.stderr)
        json.loads(done.stdout)


def test_cut_files_are_drawn(tmp_path):
    """Files cut anywhere, and with a piece left out, give a document too."""
    chance = random.Random(7)
    for path in chance.sample(corpus(), 60):
        text = path.read_bytes()
        for _ in range(5):
            start, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
            for cut in (text[:start], text[:start] + text[end:]):
                done = run("--dialect", chance.choice(["postgresql", "mysql", "sqlite"]), "--stdin-filepath", tmp_path / path.name, input=cut)
                assert done.returncode in (0, 1), (path, start, end, done.stderr)
                json.loads(done.stdout)
