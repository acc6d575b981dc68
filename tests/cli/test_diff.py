"""--diff: the plan between two schemas, its formats, and what it refuses."""

import json

import pytest

BEFORE = """schema "main" {
}
table "users" {
  schema = schema.main
  column "id" {
    type = integer
  }
}
"""
AFTER = BEFORE.replace("""    type = integer
  }
""", """    type = integer
  }
  column "name" {
    type = text
    null = true
  }
""")


@pytest.fixture
def two(box):
    box.write("a.lt.hcl", BEFORE)
    box.write("b.lt.hcl", AFTER)
    return lambda *more: box.run("--diff", "--from", "file://a.lt.hcl", "--to", "file://b.lt.hcl", *more)


def test_sql(two):
    done = two()
    assert done.status == 0
    assert done.out == (
        '-- Add column "name" to table: "users"\nALTER TABLE `users` ADD COLUMN `name` text NULL;\n'
    )


def test_summary(two):
    assert two("--format", "summary").out == "modify table users\n  add column name\n"


def test_json(two):
    plan = json.loads(two("--format", "json").out)
    assert plan["dialect"] == "sqlite"
    (statement,) = plan["statements"]
    assert statement["reverse"] == ["ALTER TABLE `users` DROP COLUMN `name`"]
    assert statement["file"].endswith("b.lt.hcl")
    assert statement["range"]["start"] == {"line": 7, "character": 2}


def test_exit_code(two, box):
    assert two("--exit-code").status == 1
    same = box.run("--diff", "--from", "file://a.lt.hcl", "--to", "file://a.lt.hcl", "--exit-code")
    assert same.status == 0
    assert same.out == ""
    assert "Schemas are synced" in same.err


def test_directories(box):
    box.write("old/schema.lt.hcl", BEFORE)
    box.write("new/schema.lt.hcl", AFTER)
    done = box.run("--diff", "--from", "file://old", "--to", "file://new")
    assert "ADD COLUMN `name`" in done.out


def test_mistakes_are_refused(box):
    box.write("a.lt.hcl", BEFORE)
    box.write("bad.lt.hcl", BEFORE.replace("type = integer", "typ = integer"))
    done = box.run("--diff", "--from", "file://a.lt.hcl", "--to", "file://bad.lt.hcl")
    assert done.status == 2
    assert done.out == ""
    assert "unknown attribute typ" in done.err


def test_views(box):
    view = 'view "v" {\n  schema = schema.main\n  as = "SELECT 1"\n}\n'
    box.write("a.lt.hcl", BEFORE)
    box.write("v.lt.hcl", BEFORE + view)
    done = box.run("--diff", "--from", "file://a.lt.hcl", "--to", "file://v.lt.hcl")
    assert "CREATE VIEW `v`" in done.out and done.out.rstrip().endswith("AS SELECT 1;")


def test_passwords_are_not_repeated(box):
    done = box.run("--diff", "--from", "mysql://root:secret@localhost/d", "--to", "file://a.lt.hcl")
    assert done.status == 2
    assert "secret" not in done.err


def test_findings_of_a_modified_index(box):
    """It takes two statements: each finding belongs to its own."""
    before = ('schema "public" {\n}\ntable "t" {\n  schema = schema.public\n  column "a" {\n    type = int\n  }\n  column "b" {\n'
              '    type = text\n  }\n  index "i" {\n    columns = [column.b]\n  }\n}\n')
    box.write("a.pg.hcl", before)
    box.write("b.pg.hcl", before.replace("int\n", "bigint\n").replace("[column.b]", "[column.b, column.a]"))
    done = box.run("--diff", "--from", "file://a.pg.hcl", "--to", "file://b.pg.hcl", "--format", "json")
    found = [(item["sql"].split()[0], [one["code"] for one in item["lint"]]) for item in json.loads(done.out)["statements"]]
    assert found == [("DROP", ["PG102"]), ("ALTER", ["PG301"]), ("CREATE", ["PG101"])]
