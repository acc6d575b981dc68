"""The diagram: atlas/erd, the command atlas.erd, atlas/erdChanged."""
import pytest
from raw import Client

BASE = 'schema "public" {\n}\n'
USERS = BASE + '''table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  primary_key {
    columns = [column.id]
  }
}
'''
POSTS = '''table "posts" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "author" {
    type = int
  }
  foreign_key "author" {
    columns     = [column.author]
    ref_columns = [table.users.column.id]
  }
}
'''


@pytest.fixture
def client():
    with Client() as raw:
        yield raw


def names(document):
    return [table["name"] for table in document["tables"]]


def test_of_an_open_document_and_the_closed_files_of_its_module(client, tmp_path):
    users, posts = tmp_path / "a.pg.hcl", tmp_path / "b.pg.hcl"
    users.write_text(USERS)
    posts.write_text("broken {")
    client.start(tmp_path).open(posts, POSTS)
    answer = client.call("atlas/erd", {"textDocument": {"uri": posts.as_uri()}})
    document = answer["result"]
    assert document["format"] == "erd" and document["dialect"] == "postgresql"
    assert names(document) == ["users", "posts"]  # the open text counts, not the file
    relation, = document["relations"]
    assert relation["to"]["object"] == document["tables"][0]["id"] and relation["cardinality"]["from"] == "many"
    start = document["tables"][1]["columns"][1]["pos"]
    assert start["range"]["start"] == {"line": 5, "character": 2}
    assert document["sources"][start["source"]]["uri"] == posts.as_uri()


def test_the_command_and_filters(client, tmp_path):
    path = tmp_path / "a.pg.hcl"
    client.start(tmp_path).open(path, USERS + POSTS + POSTS.replace("posts", "notes").replace("users", "posts"))
    ask = {"textDocument": {"uri": path.as_uri()}}
    whole = client.call("workspace/executeCommand", {"command": "atlas.erd", "arguments": [ask]})["result"]
    assert names(whole) == ["users", "posts", "notes"]
    only = lambda extra: names(client.call("atlas/erd", {**ask, **extra})["result"])
    ids = {table["name"]: table["id"] for table in whole["tables"]}
    assert only({"filter": {"include": ["public.users"]}}) == ["users"]
    assert only({"filter": {"include": ["users"], "hops": 1}}) == ["users", "posts"]
    assert only({"filter": {"exclude": ["p*"]}}) == ["users", "notes"]
    assert only({"around": {"id": ids["notes"], "hops": 1}}) == ["posts", "notes"]
    assert only({"path": {"from": ids["users"], "to": ids["notes"]}}) == ["users", "posts", "notes"]


def test_of_a_folder(client, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.pg.hcl").write_text(USERS)
    client.start(tmp_path)
    document = client.call("atlas/erd", {"workspaceFolder": tmp_path.as_uri()})["result"]
    assert [project["id"] for project in document["projects"]] == ["one", "two"]
    assert [table["id"] for table in document["tables"]] == ["one/table/public/users", "two/table/public/users"]


def test_errors(client, tmp_path):
    client.start(tmp_path)
    assert client.call("atlas/erd", {})["error"]["code"] == -32602
    assert client.call("atlas/erd", {"textDocument": {"uri": "file:///nowhere.pg.hcl"}})["error"]["code"] == -32602
    assert client.call("workspace/executeCommand", {"command": "atlas.nothing"})["error"]["code"] == -32602
    test = tmp_path / "a.test.hcl"
    client.open(test, 'test "schema" "x" {\n}\n')
    assert client.call("atlas/erd", {"textDocument": {"uri": test.as_uri()}})["error"]["code"] == -32803


def test_changes_are_told(client, tmp_path):
    path = tmp_path / "a.pg.hcl"
    client.start(tmp_path).open(path, USERS)
    before = client.call("atlas/erd", {"textDocument": {"uri": path.as_uri()}})["result"]["generated"]["hash"]
    for version in range(2, 12):
        client.change(path, version, USERS + "#" * version + "\n")
    client.change(path, 20, USERS + POSTS)
    told = client.wait(lambda m: m.get("method") == "atlas/erdChanged")["params"]
    assert told["uri"] == path.as_uri() and told["hash"] != before
    assert not [m for m in client.seen if m.get("method") == "atlas/erdChanged"]
    after = client.call("atlas/erd", {"textDocument": {"uri": path.as_uri()}})["result"]["generated"]["hash"]
    assert after == told["hash"]


def test_a_cancelled_request_is_answered_once(client, tmp_path):
    path = tmp_path / "a.pg.hcl"
    client.start(tmp_path).open(path, USERS * 1)
    id = client.ask("atlas/erd", {"textDocument": {"uri": path.as_uri()}})
    client.notify("$/cancelRequest", {"id": id})
    client.wait(lambda m: m.get("id") == id)
    client.call("shutdown", None)
    assert not [m for m in client.seen if m.get("id") == id]
    client.notify("exit")
    assert client.process.wait(10) == 0
