"""--erd with --from and --to: the diagram of a change."""
import json
import os
import subprocess

import pytest

PROGRAM = os.environ["ATLAS_LSP"]
OLD = '''schema "public" {
}
enum "mood" {
  schema = schema.public
  values = ["a"]
}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "mail" {
    type = text
  }
  column "old" {
    type = text
  }
  primary_key {
    columns = [column.id]
  }
  index "by_mail" {
    columns = [column.mail]
  }
  check "c" {
    expr = "id > 0"
  }
}
table "pets" {
  schema = schema.public
  column "owner" {
    type = int
  }
  foreign_key "owner" {
    columns     = [column.owner]
    ref_columns = [table.users.column.id]
  }
}
'''
NEW = '''schema "public" {
}
enum "mood" {
  schema = schema.public
  values = ["a", "b"]
}
table "users" {
  schema = schema.public
  column "id" {
    type = bigint
  }
  column "name" {
    type         = text
    null         = true
    renamed_from = "mail"
  }
  column "age" {
    type = int
    null = true
  }
  primary_key {
    columns = [column.id]
  }
  check "c" {
    expr = "id > 1"
  }
}
table "notes" {
  schema = schema.public
  column "owner" {
    type = bigint
  }
  foreign_key "owner" {
    columns     = [column.owner]
    ref_columns = [table.users.column.id]
  }
}
'''


@pytest.fixture
def files(tmp_path):
    (tmp_path / "old.pg.hcl").write_text(OLD)
    (tmp_path / "new.pg.hcl").write_text(NEW)
    return tmp_path


def run(folder, *args):
    return subprocess.run([PROGRAM, "--erd", *args], cwd=folder, capture_output=True, text=True, timeout=60)


def draw(folder, *args, start="file://old.pg.hcl", end="file://new.pg.hcl"):
    done = run(folder, "--from", start, "--to", end, *args)
    assert done.returncode == 0, done.stderr
    return done.stdout


def marks(items):
    return {item["name"]: item.get("change") for item in items}


def test_marks(files):
    document = json.loads(draw(files))
    assert marks(document["tables"]) == {"users": "modified", "notes": "added", "pets": "removed"}
    users, notes, pets = document["tables"]
    assert marks(users["columns"]) == {"id": "modified", "name": "renamed", "age": "added", "old": "removed"}
    was = {column["name"]: column.get("was") for column in users["columns"]}
    assert was == {"id": {"type": "integer"}, "name": {"name": "mail", "null": False}, "age": None, "old": None}
    assert marks(users["indexes"]) == {"by_mail": "removed"} and users["checks"][0]["change"] == "modified"
    assert users["checks"][0]["was"] == {"expr": "id > 0"}
    assert document["enums"][0]["change"] == "modified" and document["enums"][0]["was"] == {"values": ["a"]}
    assert {item["from"]["object"]: item["change"] for item in document["relations"]} == {
        "/table/public/notes": "added", "/table/public/pets": "removed"}
    assert "pos" in notes and "pos" not in pets and "pos" not in pets["columns"][0]
    assert document["sources"][0]["uri"] == (files / "new.pg.hcl").as_uri()


def test_the_head(files):
    head = json.loads(draw(files))["diff"]
    assert head["from"] == ["file://old.pg.hcl"] and head["to"] == ["file://new.pg.hcl"]
    assert 'DROP TABLE "public"."pets"' in head["plan"]
    assert head["counts"]["renamed"] == 1 and head["counts"]["added"] == 3


def test_nothing_changed(files):
    document = json.loads(draw(files, end="file://old.pg.hcl"))
    assert document["diff"]["counts"] == {"added": 0, "removed": 0, "modified": 0, "renamed": 0}
    assert '"change"' not in json.dumps(document)


def test_mermaid(files):
    lines = draw(files, "--format", "mermaid").splitlines()
    for line in ('    users["users (modified)"] {', '      bigint id PK "modified, was integer"', '      text old "removed"',
                 '      text name "renamed, was mail"', '    pets["pets (removed)"] {',
                 '    pets }o--o| users : "owner (removed)"'):
        assert line in lines


def test_a_database_and_back(files):
    (files / "a.sql").write_text("CREATE TABLE t (a int);\n")
    (files / "b.sql").write_text("CREATE TABLE t (a int, b int);\n")
    document = json.loads(draw(files, "--dialect", "sqlite", start="file://a.sql", end="file://b.sql"))
    assert marks(document["tables"][0]["columns"]) == {"a": None, "b": "added"}


def test_options(files):
    assert run(files, "--from", "file://old.pg.hcl").returncode == 2
    assert run(files, "--from", "file://old.pg.hcl", "--to", "file://new.pg.hcl", "x.hcl").returncode == 2
    assert "no such file" in run(files, "--from", "file://old.pg.hcl", "--to", "file://no.hcl").stderr
