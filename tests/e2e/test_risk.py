"""What changed since the last commit, while a schema is edited: risky changes, code lenses, questions about renames."""
import subprocess
import time

import pytest
from raw import Client
from repository import PETS, SCHEMA, USERS, commit, document, git


@pytest.fixture
def client():
    with Client() as raw:
        yield raw


def found(message):
    return [(item["code"], item["range"]["start"]["line"]) for item in message["params"]["diagnostics"]
            if item["source"] == "atlas-lint"]


def until(client, path, wanted):
    """Waits until the findings of the file are these: (code, line)."""
    def fits(message):
        about = message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == path.as_uri()
        return about and found(message) == wanted
    return client.wait(fits)


def lens(client, path):
    return [item["command"]["title"] for item in client.call("textDocument/codeLens", document(path))["result"]]


def opened(client, folder, text, head=SCHEMA, **start):
    commit(folder, a_pg_hcl=head)
    path = folder / "a.pg.hcl"
    client.start(folder, **start).open(path, text)
    return path


MAIL = SCHEMA.index('  column "mail"')
NO_MAIL = SCHEMA[:MAIL] + SCHEMA[SCHEMA.index("  primary_key"):]


def test_a_dropped_column_is_told_at_its_table(client, tmp_path):
    path = opened(client, tmp_path, NO_MAIL, capabilities={
        "textDocument": {"publishDiagnostics": {"codeDescriptionSupport": True}}},
        settings={"docs": {"url": "https://docs.example"}})
    message = until(client, path, [("DS103", 2)])
    item = message["params"]["diagnostics"][0]
    assert item["message"] == 'Dropping non-virtual column "mail"' and item["severity"] == 1
    assert item["codeDescription"]["href"] == "https://docs.example/lint"
    assert item["range"]["start"] == {"line": 2, "character": 6}
    assert lens(client, path) == ["Preview changes: 1 since HEAD, 1 risky"]


def test_it_follows_edits_and_goes_when_the_column_comes_back(client, tmp_path):
    path = opened(client, tmp_path, SCHEMA)
    client.change(path, 2, NO_MAIL)
    until(client, path, [("DS103", 2)])
    client.change(path, 3, "\n\n" + NO_MAIL)  # at once, in its new place
    until(client, path, [("DS103", 4)])
    client.change(path, 4, "\n\n" + NO_MAIL.replace("type = int", "type = bigint", 1))
    until(client, path, [("DS103", 4), ])
    client.change(path, 5, SCHEMA)
    until(client, path, [])
    assert lens(client, path) == []


def test_half_typed_text_finds_nothing_new(client, tmp_path):
    path = opened(client, tmp_path, NO_MAIL)
    until(client, path, [("DS103", 2)])
    client.change(path, 2, NO_MAIL.replace('table "pets" {', 'table "pets" {{'))
    message = client.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics"
                          and m["params"].get("version") == 2)
    assert found(message) == [("DS103", 2)]
    client.change(path, 3, USERS)
    until(client, path, [("DS102", 0)])


def test_a_block_with_a_mistake_is_not_told_what_it_would_do(client, tmp_path):
    path = opened(client, tmp_path, NO_MAIL)
    until(client, path, [("DS103", 2)])
    client.change(path, 2, SCHEMA.replace('column "mail"', 'colum "mail"'))
    until(client, path, [])
    time.sleep(0.8)  # a job has looked meanwhile
    lens(client, path)
    lists = [found(m) for m in client.seen if m.get("method") == "textDocument/publishDiagnostics"]
    assert ("DS103", 2) not in lists[-1]
    client.change(path, 3, SCHEMA.replace('table "pets"', 'tabl "pets"'))
    time.sleep(0.8)
    lens(client, path)
    lists = [found(m) for m in client.seen if m.get("method") == "textDocument/publishDiagnostics"]
    assert lists[-1] == []
    client.change(path, 4, USERS)
    until(client, path, [("DS102", 0)])


def test_a_commit_makes_it_the_new_start(client, tmp_path):
    path = opened(client, tmp_path, NO_MAIL)
    until(client, path, [("DS103", 2)])
    path.write_text(NO_MAIL)
    git(tmp_path, "commit", "-q", "-a", "-m", "drop it")
    client.notify("textDocument/didSave", document(path))
    until(client, path, [])


def test_a_commit_that_a_watcher_sees(client, tmp_path):
    path = opened(client, tmp_path, NO_MAIL)
    until(client, path, [("DS103", 2)])
    path.write_text(NO_MAIL)
    git(tmp_path, "commit", "-q", "-a", "-m", "drop it")
    log = tmp_path / ".git/logs/HEAD"
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": log.as_uri(), "type": 2}]})
    until(client, path, [])


def test_a_table_that_went_with_its_file(client, tmp_path):
    commit(tmp_path, a_pg_hcl=USERS, b_pg_hcl=PETS)
    (tmp_path / "b.pg.hcl").unlink()
    path = tmp_path / "a.pg.hcl"
    client.start(tmp_path).open(path, USERS)
    until(client, path, [("DS102", 0)])


def test_a_folder_behind_a_symbolic_link(client, tmp_path):
    commit_at, link = tmp_path / "real", tmp_path / "link"
    commit_at.mkdir()
    commit(commit_at, a_pg_hcl=SCHEMA)
    link.symlink_to(commit_at)
    client.start(link).open(link / "a.pg.hcl", NO_MAIL)
    until(client, link / "a.pg.hcl", [("DS103", 2)])


def test_outside_of_a_repository_and_in_one_without_a_commit(client, tmp_path):
    path = tmp_path / "a.pg.hcl"
    client.start(tmp_path, capabilities={"workspace": {"codeLens": {"refreshSupport": True}}}).open(path, NO_MAIL)
    client.wait(lambda m: m.get("method") == "workspace/codeLens/refresh")
    assert lens(client, path) == ["Preview changes"]
    git(tmp_path, "init", "-q")
    client.change(path, 2, NO_MAIL + "\n")
    client.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics" and m["params"].get("version") == 2)
    assert lens(client, path) == ["Preview changes"]
    assert not [m for m in client.seen if m.get("method") == "window/logMessage" and m["params"]["type"] < 3]


def break_blob(folder):
    name = subprocess.run(["git", "-C", str(folder), "rev-parse", "HEAD:a.pg.hcl"], capture_output=True, text=True).stdout
    blob = folder / ".git/objects" / name[:2] / name[2:].strip()
    blob.chmod(0o644)
    blob.write_bytes(b"x")


@pytest.mark.parametrize("text", [SCHEMA, SCHEMA.replace("type = text", "type = = text"), "version https://git-lfs\n"])
def test_a_commit_that_tells_no_schema(client, tmp_path, text):
    commit(tmp_path, a_pg_hcl=text)
    if text == SCHEMA:
        break_blob(tmp_path)
    path = tmp_path / "a.pg.hcl"
    client.start(tmp_path, capabilities={"workspace": {"codeLens": {"refreshSupport": True}}}).open(path, NO_MAIL)
    client.wait(lambda m: m.get("method") == "workspace/codeLens/refresh")
    assert lens(client, path) == ["Preview changes"]
    answer = client.call("atlas/diff", {**document(path), "from": "git:HEAD"})
    assert answer["error"]["message"].startswith("git:HEAD:") and "no such file" not in answer["error"]["message"]


def test_settings(client, tmp_path):
    path = opened(client, tmp_path, NO_MAIL, settings={"check": {"severity": {"DS103": "hint"}}})
    assert until(client, path, [("DS103", 2)])["params"]["diagnostics"][0]["severity"] == 4
    client.notify("workspace/didChangeConfiguration", {"settings": {"atlas": {"lint": {"enabled": False}}}})
    until(client, path, [])
    assert lens(client, path) == []
    client.notify("workspace/didChangeConfiguration", {"settings": {"atlas": {"lint": {"enabled": True}}}})
    until(client, path, [("DS103", 2)])


def test_the_policy_of_the_project_counts(client, tmp_path):
    (tmp_path / "atlas.hcl").write_text("lint {\n  destructive {\n    error = false\n  }\n}\n")
    path = opened(client, tmp_path, NO_MAIL)
    assert until(client, path, [("DS103", 2)])["params"]["diagnostics"][0]["severity"] == 2


def test_refresh_of_the_lenses(client, tmp_path):
    path = opened(client, tmp_path, NO_MAIL, capabilities={"workspace": {"codeLens": {"refreshSupport": True}}})
    client.wait(lambda m: m.get("method") == "workspace/codeLens/refresh")
    lens(client, path)


ACTIONS = {"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}}}}


def apply(text, edits):
    lines = text.splitlines(keepends=True)
    starts = [sum(len(line) for line in lines[:i]) for i in range(len(lines) + 1)]
    at = lambda pos: starts[pos["line"]] + pos["character"]
    for edit in sorted(edits, key=lambda e: at(e["range"]["start"]), reverse=True):
        text = text[:at(edit["range"]["start"])] + edit["newText"] + text[at(edit["range"]["end"]):]
    return text


def actions(client, path, line):
    here = {"line": line, "character": 4}
    ask = {**document(path), "range": {"start": here, "end": here}, "context": {"diagnostics": []}}
    return [item for item in client.call("textDocument/codeAction", ask)["result"]
            if item["title"].startswith("This is a rename")]


@pytest.mark.parametrize("column", ['column "email" {\n    type = text\n  }', 'column "email" { type = text }'])
def test_this_is_a_rename(client, tmp_path, column):
    text = SCHEMA.replace('column "mail" {\n    type = text\n  }', column)
    path = opened(client, tmp_path, text, capabilities=ACTIONS)
    client.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics" and found(m))
    action, = actions(client, path, 7)
    assert action["title"] == 'This is a rename: the column was "mail"'
    edits = action["edit"]["changes"][path.as_uri()]
    text = apply(text, edits)
    assert '  column "email" {\n    renamed_from = "mail"\n    type         = text\n  }\n' in text
    client.change(path, 2, text)
    until(client, path, [("BC102", 7)])  # programs may still use the old name
    sql = client.call("atlas/diff", {**document(path), "from": "git:HEAD"})["result"]["statements"]
    assert [item["sql"] for item in sql] == ['ALTER TABLE "public"."users" RENAME COLUMN "mail" TO "email"']
    assert actions(client, path, 7) == []


NICE = SCHEMA.replace("  primary_key {", '  index "by_mail" {\n    columns = [column.mail]\n  }\n  primary_key {', 1)


@pytest.mark.parametrize("old, new, from_line, sql", [
    ('index "by_mail"', 'index "mails"', 10, 'ALTER INDEX "public"."by_mail" RENAME TO "mails"'),
    ('table "pets"', 'table "animals"', 17, 'ALTER TABLE "public"."pets" RENAME TO "animals"'),
    ('column "mail"', 'column "email"', 2, 'ALTER TABLE "public"."users" RENAME COLUMN "mail" TO "email"')])
def test_renames_of_all_kinds_and_at_the_name_of_the_table(client, tmp_path, old, new, from_line, sql):
    text = NICE.replace(old, new).replace("column.mail", "column.email" if "email" in new else "column.mail")
    path = opened(client, tmp_path, text, head=NICE, capabilities=ACTIONS)
    client.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics" and found(m))
    action, = actions(client, path, from_line)
    client.change(path, 2, apply(text, action["edit"]["changes"][path.as_uri()]))
    answer = client.call("atlas/diff", {**document(path), "from": "git:HEAD"})
    assert [item["sql"] for item in answer["result"]["statements"]] == [sql]
    client.change(path, 3, text)  # undone
    answer = client.call("atlas/diff", {**document(path), "from": "git:HEAD"})
    assert [item["sql"] for item in answer["result"]["statements"]] != [sql]


# ---- large schemas: only what can matter is compared ----

OBJECTS = '''enum "state" {
  schema = schema.public
  values = ["on", "off"]
}
table "jobs" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "state" {
    type = enum.state
  }
  column "pet" {
    type = int
    null = true
  }
  foreign_key "pet" {
    columns     = [column.pet]
    ref_columns = [table.pets.column.owner]
  }
}
locals {
  kind = "a"
}
table "notes" {
  schema = schema.public
  column "kind" {
    type    = text
    default = local.kind
  }
}
view "mails" {
  schema = schema.public
  as     = "SELECT mail FROM users"
}
view "all_mails" {
  schema = schema.public
  as     = "SELECT mail FROM mails"
}
'''
MANY = SCHEMA.replace('column "owner" {\n    type = int\n  }', 'column "owner" {\n    type = int\n  }\n  primary_key {\n'
                      '    columns = [column.owner]\n  }') + OBJECTS
EDITS = [("type = text", "type = varchar(20)"), ('column "mail"', 'column "email"'), (OBJECTS[OBJECTS.index("view"):], ""),
         (OBJECTS[OBJECTS.index('table "notes"'):OBJECTS.index("view")], ""), ('view "all_mails"', 'view "every_mail"'),
         ('"on", "off"', '"on"'), ('kind = "a"', 'kind = "b"'), ('"SELECT mail FROM users"', '"SELECT id AS mail FROM users"'),
         ("null = true", "null = false"), ('table "notes"', 'table "remarks"'), ("    type = int\n", "    type = bigint\n"),
         ('schema "public" {\n}\n', 'schema "public" {\n  comment = "x"\n}\n'), ("\n}\n", "\n}\n# said\n")]


def test_a_large_schema_is_told_the_same(client, tmp_path):
    filler = ("# " + "-" * 97 + "\n") * 22000
    blind = "".join(f'table "blind_{i}" {{\n  schema = schema.public\n  column "c" {{\n    type = int\n  }}\n}}\n' for i in range(50))
    large = MANY + blind + filler
    path = opened(client, tmp_path, large, head=large)
    ask, compared = {**document(path), "from": "git:HEAD"}, 0
    for version, (old, new) in enumerate(EDITS, 2):
        assert old in large, old
        client.seen.clear()
        client.change(path, version, large.replace(old, new))
        whole = client.call("atlas/diff", ask)
        if "error" in whole:  # names are missing
            continue
        compared += 1
        wanted = sorted((item["code"], item["message"]) for item in whole["result"]["lint"])
        count = len(whole["result"]["statements"])
        title = f"Preview changes: {count} since HEAD" if count else ""

        def told():
            titles = "".join(lens(client, path))  # reads what has come, too
            lists = [m["params"]["diagnostics"] for m in client.seen if m.get("method") == "textDocument/publishDiagnostics"]
            found = sorted((d["code"], d["message"]) for d in (lists[-1] if lists else []) if d["source"] == "atlas-lint")
            return found, titles.split(",")[0]
        until_time = time.monotonic() + 10
        while told() != (wanted, title) and time.monotonic() < until_time:
            time.sleep(0.05)
        assert told() == (wanted, title), (old, new)
    assert compared >= 10
