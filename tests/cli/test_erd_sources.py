"""--erd of sources that are no HCL files: a database, SQL files, a commit."""
import json
import sqlite3
import subprocess

TABLES = "CREATE TABLE users (id int PRIMARY KEY); CREATE TABLE posts (author int REFERENCES users (id));"

SCHEMA = """schema "main" {}
table "users" {
  schema = schema.main
  column "id" {
    type = int
  }
}
"""


def edges(text):
    return [line.strip() for line in text.splitlines() if "--" in line]


def test_database(box):
    with sqlite3.connect(box.folder / "app.db") as database:
        database.executescript(TABLES)
    done = box.run("--erd", "sqlite://app.db")
    assert done.status == 0 and {table["name"] for table in json.loads(done.out)["tables"]} == {"posts", "users"}


def test_sql_file(box):
    box.write("schema.sql", TABLES)
    for dialect in ("sqlite", "postgresql"):
        done = box.run("--erd", "--format", "mermaid", "--dialect", dialect, "schema.sql")
        assert done.status == 0 and len(edges(done.out)) == 1, dialect


def test_commit(box):
    box.write("schema.lt.hcl", SCHEMA)
    git = ["git", "-C", str(box.folder), "-c", "user.name=t", "-c", "user.email=t@localhost"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run(git + words, check=True)
    box.write("schema.lt.hcl", "")
    done = box.run("--erd", "--format", "mermaid", "git:HEAD:schema.lt.hcl")
    assert done.status == 0 and "users {" in done.out


def test_failures(box):
    done = box.run("--erd", "postgres://u:secret@127.0.0.1:1/db")
    assert done.status == 2 and done.out == "" and "secret" not in done.err and "127.0.0.1" in done.err
    assert box.run("--erd", "missing.sql").status == 2
