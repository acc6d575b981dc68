"""Plans, previews, inspection and drift: atlas/diff, atlas/inspect, atlas/drift and their commands."""
import contextlib
import os
import socket
import sqlite3
import sys
import threading
import time
from pathlib import Path

import pytest
from raw import Client
from repository import PETS, SCHEMA, USERS, commit, document

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from servers import postgres  # noqa: E402,F401

WIDER = SCHEMA.replace("type = text", "type = varchar(20)")
SQLITE = '''schema "main" {
}
table "t" {
  schema = schema.main
  column "a" {
    type = int
  }
}
'''
TRUSTED = {"trusted": True}


@pytest.fixture
def client():
    with Client() as raw:
        yield raw


@pytest.fixture
def hanging():
    """A port that accepts connections and never says a word."""
    listener = socket.create_server(("127.0.0.1", 0))
    accepted = []

    def accept():
        with contextlib.suppress(OSError):
            while True:
                accepted.append(listener.accept())
    threading.Thread(target=accept, daemon=True).start()
    yield listener.getsockname()[1]
    listener.close()


def statements(answer):
    return [item["sql"] for item in answer["result"]["statements"]]


def opened(client, folder, text=WIDER, **start):
    path = folder / "a.pg.hcl"
    client.start(folder, **start).open(path, text)
    return path


def test_the_open_text_against_the_saved_file_and_the_last_commit(client, tmp_path):
    commit(tmp_path, a_pg_hcl=USERS)
    (tmp_path / "a.pg.hcl").write_text(SCHEMA)
    path = opened(client, tmp_path)
    saved = client.call("atlas/diff", {**document(path), "from": "saved"})
    assert statements(saved) == ['ALTER TABLE "public"."users" ALTER COLUMN "mail" TYPE character varying(20)']
    assert saved["result"]["from"] == ["saved"] and saved["result"]["to"] == [str(path)]
    place = saved["result"]["statements"][0]
    assert place["side"] == "to" and place["file"] == str(path) and place["range"]["start"]["line"] == 2
    head = statements(client.call("atlas/diff", {**document(path), "from": "git:HEAD"}))
    assert len(head) == 2 and head[1].startswith('CREATE TABLE "public"."pets"')
    command = {"command": "atlas.diff", "arguments": [{**document(path), "from": "git:HEAD"}]}
    assert statements(client.call("workspace/executeCommand", command)) == head


def test_two_sources_without_a_document(client, tmp_path):
    for name, text in (("a", USERS), ("b", SCHEMA)):
        (tmp_path / f"{name}.pg.hcl").write_text(text)
    client.start(tmp_path)
    answer = client.call("atlas/diff", {"from": "file://a.pg.hcl", "to": "file://b.pg.hcl"})
    assert len(statements(answer)) == 1


def test_a_file_that_was_never_saved_or_committed(client, tmp_path):
    commit(tmp_path, other_txt="x")
    path = opened(client, tmp_path)
    for source in ("saved", "git:HEAD"):
        assert len(statements(client.call("atlas/diff", {**document(path), "from": source}))) == 3


def test_a_deleted_file_counts(client, tmp_path):
    commit(tmp_path, a_pg_hcl=USERS, b_pg_hcl=PETS)
    (tmp_path / "b.pg.hcl").unlink()
    path = opened(client, tmp_path, USERS)
    assert statements(client.call("atlas/diff", {**document(path), "from": "git:HEAD"})) == ['DROP TABLE "public"."pets"']


def test_errors(client, tmp_path):
    path = opened(client, tmp_path)
    ask = lambda **more: client.call("atlas/diff", {**document(path), **more})["error"]
    assert ask()["code"] == -32602
    assert "could not find repository" in ask(**{"from": "git:HEAD"})["message"]
    assert "no such file" in ask(**{"from": "file://nowhere.pg.hcl"})["message"]
    assert client.call("atlas/diff", {"from": "saved"})["error"]["code"] == -32602
    client.change(path, 2, SCHEMA + "table {")
    assert "a.pg.hcl:" in ask(**{"from": "saved"})["message"]


def test_without_trust_nothing_is_opened_and_nothing_is_told(client, tmp_path):
    path = opened(client, tmp_path)
    url = "postgres://bob:hidden@127.0.0.1:1/x"
    for method, ask in (("atlas/diff", {**document(path), "from": url}), ("atlas/inspect", {"url": url}),
                        ("atlas/diff", {**document(path), "from": "saved", "devUrl": url}),
                        ("atlas/drift", {**document(path), "env": "x"})):
        message = client.call(method, ask)["error"]["message"]
        assert "trusted" in message or "atlas.hcl" in message
        assert "hidden" not in message


def test_passwords_are_not_told(client, tmp_path):
    path = opened(client, tmp_path, settings=TRUSTED)
    url = "postgres://bob:hidden@127.0.0.1:1/x"
    answer = client.call("atlas/diff", {**document(path), "from": url})
    assert "127.0.0.1" in answer["error"]["message"] and "hidden" not in str(answer)
    assert "hidden" not in str(client.seen)


def test_a_database_against_files_and_inspection(client, tmp_path):
    database = tmp_path / "app.db"
    sqlite3.connect(database).execute("CREATE TABLE t (a int NOT NULL, b text)").connection.close()
    path = tmp_path / "a.lt.hcl"
    client.start(tmp_path, settings=TRUSTED).open(path, SQLITE)
    answer = client.call("atlas/diff", {**document(path), "from": "sqlite://app.db"})
    assert any("DROP" in sql or "new_t" in sql for sql in statements(answer))
    assert [item["code"] for item in answer["result"]["lint"]] == ["DS103"]
    hcl = client.call("atlas/inspect", {"url": "sqlite://app.db"})["result"]["hcl"]
    assert 'column "b"' in hcl
    assert client.call("workspace/executeCommand", {
        "command": "atlas.inspect", "arguments": [{"url": "sqlite://app.db"}]})["result"]["hcl"] == hcl


def test_sql_reaches_no_other_file(client, tmp_path):
    """Not even in a trusted workspace: what is replayed may be anybody's."""
    client.start(tmp_path, settings=TRUSTED)
    sqlite3.connect(tmp_path / "app.db").execute("CREATE TABLE t (a int)").connection.close()
    before = (tmp_path / "app.db").read_bytes()
    for number, sql in enumerate(("ATTACH 'app.db' AS x; DROP TABLE x.t;", "ATTACH 'new.db' AS x; CREATE TABLE x.t (a int);",
                                  "CREATE TABLE t (a int); VACUUM INTO 'new.db';")):
        (tmp_path / f"{number}.sql").write_text(sql)
        ask = {"from": f"file://{number}.sql", "to": f"file://{number}.sql", "devUrl": "sqlite://dev?mode=memory"}
        assert "authoriz" in client.call("atlas/diff", ask)["error"]["message"]
    assert (tmp_path / "app.db").read_bytes() == before and not (tmp_path / "new.db").exists()


def test_drift(client, tmp_path):
    sqlite3.connect(tmp_path / "app.db").execute("CREATE TABLE t (a int NOT NULL, b text)").connection.close()
    (tmp_path / "atlas.hcl").write_text('env "local" {\n  src = "file://a.lt.hcl"\n  url = "sqlite://app.db"\n}\n')
    path = tmp_path / "a.lt.hcl"
    path.write_text(SQLITE)
    client.start(tmp_path, settings=TRUSTED).open(path, SQLITE)
    result = client.call("atlas/drift", document(path))["result"]
    assert any("new_t" in item["sql"] for item in result["toDatabase"]["statements"])
    assert any("ADD COLUMN `b`" in item["sql"] for item in result["toFiles"]["statements"])


def test_postgres(client, tmp_path, postgres):
    url = postgres.fresh("editor")
    postgres.sql("CREATE TABLE users (id int PRIMARY KEY, mail text NOT NULL);", "editor")
    path = opened(client, tmp_path, settings=TRUSTED)
    answer = client.call("atlas/diff", {**document(path), "from": url + "&search_path=public"})
    assert [sql.split("(")[0] for sql in statements(answer)] == [
        'ALTER TABLE "users" ALTER COLUMN "mail" TYPE character varying', 'CREATE TABLE "pets" ']


def test_a_database_that_hangs_holds_nothing_up(client, tmp_path, hanging):
    path = opened(client, tmp_path, settings=TRUSTED,
                  capabilities={"window": {"workDoneProgress": True}})
    url = f"postgres://u:p@127.0.0.1:{hanging}/x"
    ids = [client.ask("atlas/diff", {**document(path), "from": url}) for _ in range(4)]
    client.wait(lambda m: m.get("method") == "$/progress" and m["params"]["value"]["kind"] == "begin")
    start = time.monotonic()
    assert client.call("textDocument/hover", {**document(path), "position": {"line": 2, "character": 2}})["result"]
    client.change(path, 2, SCHEMA + "x = 1\n")
    client.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics" and m["params"].get("version") == 2)
    assert time.monotonic() - start < 2
    for id in ids:
        client.notify("$/cancelRequest", {"id": id})
        assert client.wait(lambda m: m.get("id") == id and "method" not in m)["error"]["code"] == -32800
    assert client.call("atlas/diff", {**document(path), "from": "file:///nowhere.hcl"})["error"]
    assert time.monotonic() - start < 5
    ended = lambda m: m.get("method") == "$/progress" and m["params"]["value"]["kind"] == "end"
    while len([m for m in client.seen if ended(m)]) < 5:
        client.seen.append(client.wait(ended))
    assert client.finish() == 0


def test_a_progress_is_cancelled_by_its_token(client, tmp_path, hanging):
    path = opened(client, tmp_path, settings=TRUSTED)
    id = client.ask("atlas/diff", {**document(path), "from": f"postgres://127.0.0.1:{hanging}/x", "workDoneToken": 7})
    client.wait(lambda m: m.get("method") == "$/progress" and m["params"]["token"] == 7)
    client.notify("window/workDoneProgress/cancel", {"token": 7})
    assert client.wait(lambda m: m.get("id") == id)["error"]["code"] == -32800


def test_leaving_while_a_database_hangs(client, tmp_path, hanging):
    path = opened(client, tmp_path, settings=TRUSTED)
    client.ask("atlas/diff", {**document(path), "from": f"postgres://127.0.0.1:{hanging}/x"})
    start = time.monotonic()
    client.call("shutdown", None)
    client.notify("exit")
    assert client.process.wait(10) == 0 and time.monotonic() - start < 5


def test_preview(client, tmp_path):
    commit(tmp_path, a_pg_hcl=SCHEMA)
    path = opened(client, tmp_path, SCHEMA.replace('column "mail"', 'column "email"'))
    run = {"command": "atlas.previewChanges", "arguments": [document(path)]}
    result = client.call("workspace/executeCommand", run)["result"]
    assert result["languageId"] == "sql" and len(result["document"]["statements"]) == 1
    lines = result["text"].splitlines()
    assert lines[0] == "-- 1 statement: git:HEAD -> a.pg.hcl"
    assert "This is a rename" in lines[1] and '-- Modify "users" table: a.pg.hcl:3' in lines
    assert '-- error DS103: Dropping non-virtual column "mail"' in lines and lines[-1].startswith("ALTER TABLE")
    content = client.call("workspace/textDocumentContent", {"uri": result["uri"].replace("git:HEAD", "git%3AHEAD")})
    assert content["result"] == {"text": result["text"].replace("a.pg.hcl:3", f"{path.as_uri()}#L3")}
    assert client.call("workspace/textDocumentContent", {"uri": "atlas-diff:///x"})["error"]


VIRTUAL = {"workspace": {"textDocumentContent": {"dynamicRegistration": True}}, "window": {"showDocument": {"support": True}}}


def test_a_client_with_virtual_documents_is_shown_the_preview(client, tmp_path):
    commit(tmp_path, a_pg_hcl=USERS)
    path = opened(client, tmp_path, SCHEMA, capabilities=VIRTUAL)
    assert client.initialized["capabilities"]["workspace"]["textDocumentContent"] == {"schemes": ["atlas-diff"]}
    run = {"command": "atlas.previewChanges", "arguments": [{**document(path), "from": "saved"}]}
    uri = client.call("workspace/executeCommand", run)["result"]["uri"]
    assert client.wait(lambda m: m.get("method") == "window/showDocument")["params"]["uri"] == uri


def test_a_shown_preview_follows_the_schema(client, tmp_path):
    commit(tmp_path, a_pg_hcl=SCHEMA)
    path = opened(client, tmp_path, SCHEMA, capabilities=VIRTUAL)
    uri = f"atlas-diff:{path}.sql?git%3AHEAD"  # as VS Code writes it
    content = lambda: client.call("workspace/textDocumentContent", {"uri": uri})["result"]["text"]
    asked = lambda m: m.get("method") == "workspace/textDocumentContent/refresh" and m["params"]["uri"] == uri
    assert content() == "-- No changes: git:HEAD -> a.pg.hcl\n"
    client.change(path, 2, WIDER)
    client.wait(asked)
    assert f'-- Modify "users" table: {path.as_uri()}#L3\n' in content()
    client.change(path, 3, WIDER + "table {")
    client.wait(asked)
    assert content().startswith("-- No plan: git:HEAD -> a.pg.hcl\n-- ") and "a.pg.hcl:" in content()
    client.notify("textDocument/didClose", document(path))
    assert content() == "-- No plan: a.pg.hcl\n-- The file is not open.\n"


def test_a_preview_that_is_closed_is_not_told_for_ever(client, tmp_path):
    commit(tmp_path, a_pg_hcl=SCHEMA)
    path = opened(client, tmp_path, SCHEMA, capabilities=VIRTUAL)
    client.call("workspace/textDocumentContent", {"uri": f"atlas-diff://{path}.sql?saved"})
    for version in range(2, 7):
        client.change(path, version, SCHEMA + "\n" * version)
        time.sleep(0.6)
    client.call("textDocument/codeLens", document(path))
    told = [m for m in client.seen if m.get("method") == "workspace/textDocumentContent/refresh"]
    assert 1 <= len(told) <= 2


# ---- the Atlas CLI ----

FAKE = '''#!/bin/sh
printf '%s\\n' "$@" > "$ATLAS_FAKE"
case "$FAKE_MODE" in
fail) echo "Error: connecting to postgres://bob:hidden@127.0.0.1/dev: no" >&2; exit 1;;
hang) sleep 60;;
*) printf -- '-- Modify "users" table\\nALTER TABLE "users" DROP COLUMN "a;b";\\n-- Create\\nCREATE TABLE t (\\n  a int\\n);\\n';;
esac
'''


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """A program `atlas` on PATH; gives the file that it writes its arguments to."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "atlas").write_text(FAKE)
    (folder / "atlas").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setenv("ATLAS_FAKE", str(tmp_path / "arguments"))
    return tmp_path / "arguments"


def external(folder, **more):
    client = Client()
    path = folder / "a.pg.hcl"
    path.write_text(SCHEMA)
    client.start(folder, settings={"trusted": True, "engine": "cli", **more}).open(path, SCHEMA)
    return client, path


def test_the_atlas_cli_is_run_when_asked(fake, tmp_path):
    client, path = external(tmp_path)
    with client:
        url = "postgres://bob:hidden@127.0.0.1/dev"
        result = client.call("atlas/diff", {**document(path), "from": "file:///old.hcl", "devUrl": url})["result"]
        assert [(item["comment"], item["sql"]) for item in result["statements"]] == [
            ('Modify "users" table', 'ALTER TABLE "users" DROP COLUMN "a;b"'), ("Create", "CREATE TABLE t (\n  a int\n)")]
        assert result["engine"] == "atlas" and result["version"] == 1 and result["dialect"] == "postgresql"
        words = fake.read_text().splitlines()
        assert words[:6] == ["schema", "diff", "--from", "file:///old.hcl", "--to", f"file://{path}"]
        assert words[words.index("--dev-url") + 1] == url
        client.change(path, 2, USERS)
        assert "not saved" in client.call("atlas/diff", {**document(path), "from": "file:///old.hcl"})["error"]["message"]


def test_the_atlas_cli_fails(fake, tmp_path, monkeypatch):
    monkeypatch.setenv("FAKE_MODE", "fail")
    client, path = external(tmp_path)
    with client:
        message = client.call("atlas/diff", {**document(path), "from": "file:///old.hcl",
                                             "devUrl": "postgres://bob:hidden@127.0.0.1/dev"})["error"]["message"]
        assert "the Atlas CLI failed: connecting to postgres://bob:xxxxx@127.0.0.1/dev: no" in message
        assert "embedded engine" in message


def test_the_atlas_cli_hangs(fake, tmp_path, monkeypatch):
    monkeypatch.setenv("FAKE_MODE", "hang")
    client, path = external(tmp_path)
    with client:
        id = client.ask("atlas/diff", {**document(path), "from": "file:///old.hcl"})
        until = time.monotonic() + 10
        while not fake.exists() and time.monotonic() < until:
            time.sleep(0.02)
        client.notify("$/cancelRequest", {"id": id})
        assert client.wait(lambda m: m.get("id") == id)["error"]["code"] == -32800
        client.call("shutdown", None)
        client.notify("exit")
        assert client.process.wait(5) == 0


def test_the_atlas_cli_is_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    client, path = external(tmp_path)
    with client:
        message = client.call("atlas/diff", {**document(path), "from": "file:///old.hcl"})["error"]["message"]
        assert "no program atlas on PATH" in message and "embedded engine" in message


def test_the_atlas_cli_is_not_run_without_trust(fake, tmp_path):
    client, path = external(tmp_path, trusted=False)
    with client:
        assert "atlas.trusted" in client.call("atlas/diff", {**document(path), "from": "saved"})["error"]["message"]
        assert not fake.exists()


# ---- odd parameters ----

ODD = [None, [], 1, "x", {}, {"textDocument": 1}, {"textDocument": {"uri": 5}}, {"from": {}}, {"from": "", "to": ""},
       {"from": "\x00", "to": "git:"}, {"from": "git:HEAD:", "to": "saved:"}, {"url": []}, {"url": "file://"},
       {"from": "env://", "to": "env://x", "env": 3}, {"from": "nothing://", "to": "saved"}, {"schemas": "x", "exclude": [1, None]},
       {"uri": "atlas-diff:%"}, {"uri": "atlas-diff:///a.sql?%zz"}, {"newName": 4, "position": {"line": -1}}]


@pytest.mark.parametrize("method", ["atlas/diff", "atlas/inspect", "atlas/drift", "workspace/textDocumentContent",
                                    "textDocument/rename", "textDocument/prepareRename", "textDocument/codeLens"])
def test_odd_parameters(client, tmp_path, method):
    path = opened(client, tmp_path, settings=TRUSTED)
    for params in ODD:
        for ask in (params, {**document(path), **params} if isinstance(params, dict) else params):
            answer = client.call(method, ask)
            assert "result" in answer or answer["error"]["message"]
    assert client.finish() == 0
