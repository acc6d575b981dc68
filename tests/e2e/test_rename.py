"""textDocument/rename: names and all places that lead to them; the plan then renames too."""
import pytest
from raw import Client
from repository import SCHEMA, commit, document
from test_risk import apply


@pytest.fixture
def client():
    with Client() as raw:
        yield raw


def start(client, folder, text=SCHEMA):
    commit(folder, a_pg_hcl=SCHEMA)
    path = folder / "a.pg.hcl"
    client.start(folder).open(path, text)
    return path


def place(text, word, more=0):
    before = text[:text.index(word) + more].split("\n")
    return {"line": len(before) - 1, "character": len(before[-1])}


def rename(client, path, where, name):
    return client.call("textDocument/rename", {**document(path), "position": where, "newName": name})


def test_a_column_from_a_reference(client, tmp_path):
    path = start(client, tmp_path)
    where = place(SCHEMA, "table.users.column.id", 19)
    ready = client.call("textDocument/prepareRename", {**document(path), "position": where})["result"]
    assert ready["placeholder"] == "id" and ready["range"]["start"] == where
    edits = rename(client, path, where, "key")["result"]["changes"][path.as_uri()]
    text = apply(SCHEMA, edits)
    assert text == SCHEMA.replace('column "id"', 'column "key"').replace("column.id", "column.key")
    client.change(path, 2, text)
    sql = client.call("atlas/diff", {**document(path), "from": "git:HEAD"})["result"]["statements"]
    assert [item["sql"] for item in sql] == ['ALTER TABLE "public"."users" RENAME COLUMN "id" TO "key"']


def test_a_table_in_open_and_closed_files(client, tmp_path):
    at = SCHEMA.index('table "pets"')
    users, pets = SCHEMA[:at], SCHEMA[at:]
    commit(tmp_path, a_pg_hcl=users, b_pg_hcl=pets)
    path, other = tmp_path / "a.pg.hcl", tmp_path / "b.pg.hcl"
    client.start(tmp_path).open(path, users)
    changes = rename(client, path, place(users, '"users"', 2), "people")["result"]["changes"]
    assert apply(pets, changes[other.as_uri()]) == pets.replace("table.users", "table.people")
    text = apply(users, changes[path.as_uri()])
    assert text == users.replace('"users"', '"people"')
    other.write_text(pets.replace("table.users", "table.people"))
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": other.as_uri(), "type": 2}]})
    client.change(path, 2, text)
    sql = client.call("atlas/diff", {**document(path), "from": "git:HEAD"})["result"]["statements"]
    assert [item["sql"] for item in sql] == ['ALTER TABLE "public"."users" RENAME TO "people"']


def test_names_that_are_no_words_get_brackets(client, tmp_path):
    path = start(client, tmp_path)
    edits = rename(client, path, place(SCHEMA, 'column "id"', 9), 'my "id"')["result"]["changes"][path.as_uri()]
    text = apply(SCHEMA, edits)
    assert 'column "my \\"id\\"" {' in text and 'table.users.column["my \\"id\\""]' in text
    client.change(path, 2, text)
    again = rename(client, path, place(text, 'column["my', 9), "id")["result"]["changes"][path.as_uri()]
    assert apply(text, again) == SCHEMA.replace("column.id", 'column["id"]')


def test_twice_and_back(client, tmp_path):
    path, text = start(client, tmp_path), SCHEMA
    plan = lambda: [item["sql"] for item in client.call(
        "atlas/diff", {**document(path), "from": "git:HEAD"})["result"]["statements"]]
    for version, (name, wanted) in enumerate(
            [("b", ['ALTER TABLE "public"."users" RENAME COLUMN "mail" TO "b"']),
             ("c", ['ALTER TABLE "public"."users" RENAME COLUMN "mail" TO "c"']), ("mail", [])], 2):
        where = place(text, "type = text", -12)
        text = apply(text, rename(client, path, where, name)["result"]["changes"][path.as_uri()])
        client.change(path, version, text)
        assert plan() == wanted


def test_sql_is_renamed_too(client, tmp_path):
    view = '''view "all" {
  schema = schema.public
  as     = "SELECT u.mail, \\"mail\\" FROM users u"
}
'''
    path = start(client, tmp_path, SCHEMA + view)
    edits = rename(client, path, place(SCHEMA, '"mail"', 1), "email")["result"]["changes"][path.as_uri()]
    text = apply(SCHEMA + view, edits)
    assert text == (SCHEMA + view).replace("mail", "email")
    quoted = rename(client, path, place(SCHEMA, '"mail"', 1), "E Mail")
    assert "other quotes in SQL" in quoted["error"]["message"]


def test_what_cannot_be(client, tmp_path):
    path = start(client, tmp_path)
    name = place(SCHEMA, '"mail"', 1)
    assert 'there is a column "id" already' in rename(client, path, name, "id")["error"]["message"]
    assert rename(client, path, name, "")["error"]["code"] == -32602
    assert rename(client, path, {"line": 1, "character": 0}, "x")["error"]
    nothing = {**document(path), "position": place(SCHEMA, "type = int", 8)}
    assert client.call("textDocument/prepareRename", nothing)["result"] is None


def test_variables_and_locals(client, tmp_path):
    text = SCHEMA + 'variable "kind" {\n  type    = string\n  default = "x"\n}\nlocals {\n  note = var.kind\n}\n'
    path = start(client, tmp_path, text)
    edits = rename(client, path, place(text, "var.kind", 5), "sort")["result"]["changes"][path.as_uri()]
    assert apply(text, edits) == text.replace('"kind"', '"sort"').replace("var.kind", "var.sort")
    assert "no word" in rename(client, path, place(text, "var.kind", 5), "a b")["error"]["message"]
