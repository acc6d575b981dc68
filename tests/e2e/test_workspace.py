"""Folders, files that change on disk, projects, settings, progress, cancellation."""
import asyncio
import json

from conftest import full_capabilities
from lsprotocol import types as lsp
from raw import Raw

BASE = 'schema "public" {\n}\n'
USERS = 'table "users" {\n  schema = schema.public\n  column "id" {\n    type = int\n  }\n}\n'
JSONB = USERS.replace("int", "jsonb")


def changed(session, *events):
    session.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams(
        [lsp.FileEvent(uri=path.as_uri(), type=kind) for path, kind in events]))


async def test_what_is_registered(new_session, tmp_path):
    server = await new_session(folder=tmp_path)
    await server.until(lambda: len(server.registered) == 2)
    methods = {r.method: r for r in server.registered}
    assert set(methods) == {"workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"}
    assert len({r.id for r in server.registered}) == 2


async def test_nothing_is_registered_with_a_client_that_cannot(new_session):
    server = await new_session(lsp.ClientCapabilities())
    server.open("file:///nowhere/a.pg.hcl", BASE)
    await server.diagnostics("file:///nowhere/a.pg.hcl")
    assert server.registered == [] and server.progress == []


async def test_files_created_changed_and_deleted_on_disk(new_session, tmp_path):
    server = await new_session(folder=tmp_path)
    schema, users = tmp_path / "a.pg.hcl", tmp_path / "b.pg.hcl"
    users.write_text(USERS)
    server.open(users.as_uri(), USERS)
    assert len(await server.messages(users.as_uri(), 1)) == 1  # no schema "public"
    schema.write_text(BASE)
    changed(server, (schema, lsp.FileChangeType.Created))
    await server.settled(users.as_uri(), [])
    schema.write_text(BASE.replace("public", "private"))
    changed(server, (schema, lsp.FileChangeType.Changed))
    await server.until(lambda: server.published[users.as_uri()][-1].diagnostics)
    schema.write_text(BASE)
    changed(server, (schema, lsp.FileChangeType.Changed))
    await server.settled(users.as_uri(), [])
    schema.unlink()
    changed(server, (schema, lsp.FileChangeType.Deleted))
    await server.until(lambda: server.published[users.as_uri()][-1].diagnostics)


async def test_the_project_names_the_dialect(new_session, tmp_path):
    (tmp_path / "atlas.hcl").write_text('env "local" {\n  src = "file://schema.hcl"\n  dev = "docker://postgres/16/dev"\n}\n')
    schema = tmp_path / "schema.hcl"
    schema.write_text(BASE + JSONB)
    server = await new_session(folder=tmp_path)
    server.open(schema.as_uri(), BASE + JSONB)
    assert await server.messages(schema.as_uri(), 1) == []
    hover = await server.at("textDocument/hover", schema.as_uri(), lsp.Position(0, 1), lsp.HoverParams)
    assert "PostgreSQL" in hover.contents.value and "atlas.hcl" in hover.contents.value


async def test_an_edit_of_the_open_project_counts(new_session, tmp_path):
    project, schema = tmp_path / "atlas.hcl", tmp_path / "schema.hcl"
    text = 'env "local" {\n  src = "file://schema.hcl"\n  dev = "docker://mysql/8/dev"\n}\n'
    project.write_text(text)
    schema.write_text(BASE + JSONB)
    server = await new_session(folder=tmp_path)
    server.open(schema.as_uri(), BASE + JSONB)
    assert await server.messages(schema.as_uri(), 1) != []
    server.open(project.as_uri(), text)
    server.edit(project.as_uri(), 2, (2, 18, 2, 23, "postgres"))
    await server.settled(schema.as_uri(), [])


async def test_a_project_that_appears_on_disk(new_session, tmp_path):
    schema = tmp_path / "schema.hcl"
    schema.write_text(BASE + JSONB)
    server = await new_session(folder=tmp_path)
    server.open(schema.as_uri(), BASE + JSONB)
    await server.diagnostics(schema.as_uri(), 1)
    project = tmp_path / "atlas.hcl"
    project.write_text('env "x" {\n  src = "file://schema.hcl"\n  url = "mysql://root@localhost/x"\n}\n')
    changed(server, (project, lsp.FileChangeType.Created))
    await server.until(lambda: [d.code for d in server.published[schema.as_uri()][-1].diagnostics] == ["unknown-type"])


async def test_several_files_named_by_the_project(new_session, tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    (tmp_path / "atlas.hcl").write_text(
        'env "local" {\n  src = ["file://one/a.hcl", "file://two/b.hcl"]\n  url = "postgres://localhost/x"\n}\n')
    first, second = tmp_path / "one" / "a.hcl", tmp_path / "two" / "b.hcl"
    first.write_text(BASE)
    second.write_text(USERS)
    server = await new_session(folder=tmp_path)
    server.open(second.as_uri(), USERS)
    assert await server.messages(second.as_uri(), 1) == []


async def test_folders_that_come_and_go(new_session, tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "atlas.hcl").write_text('env "x" {\n  src = "file://inner/s.hcl"\n  url = "postgres://localhost/x"\n}\n')
    schema = inner / "s.hcl"
    schema.write_text(BASE + JSONB)
    server = await new_session(folder=inner)  # the project lies above the folder
    server.open(schema.as_uri(), BASE + JSONB)
    assert [d.code for d in await server.diagnostics(schema.as_uri(), 1)] == ["ambiguous-dialect"]
    server.client.workspace_did_change_workspace_folders(lsp.DidChangeWorkspaceFoldersParams(
        lsp.WorkspaceFoldersChangeEvent(added=[lsp.WorkspaceFolder(tmp_path.as_uri(), "all")],
                                        removed=[lsp.WorkspaceFolder(inner.as_uri(), "w")])))
    await server.settled(schema.as_uri(), [])


async def test_the_dialect_setting(new_session):
    server = await new_session(settings={"dialect": "postgresql"})
    uri = "file:///nowhere/schema.hcl"
    server.open(uri, BASE + JSONB)
    await server.settled(uri, [])


async def test_settings_pushed_by_the_client(new_session):
    server = await new_session(lsp.ClientCapabilities())
    uri = "file:///nowhere/schema.hcl"
    server.open(uri, BASE + USERS)
    assert len(await server.messages(uri, 1)) == 1
    server.client.workspace_did_change_configuration(
        lsp.DidChangeConfigurationParams({"atlas": {"dialect": "mysql", "check": {"severity": {"x": 5}}}}))
    await server.settled(uri, [])


async def test_progress_while_files_are_indexed(new_session, tmp_path):
    for i in range(5):
        (tmp_path / f"f{i}.pg.hcl").write_text(USERS.replace("users", f"t{i}"))
    server = await new_session(folder=tmp_path)
    uri = (tmp_path / "f0.pg.hcl").as_uri()
    server.open(uri, BASE + USERS)
    await server.until(lambda: ("end", server.progress[-1][1]) in server.progress if server.progress else False)
    kinds = [kind for kind, _ in server.progress]
    assert kinds[:2] == ["create", "begin"] and kinds[-1] == "end"
    assert len({token for _, token in server.progress}) == 1


def test_a_queued_request_can_be_cancelled():
    uri = "file:///nowhere/a.pg.hcl"
    place = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}
    with Raw() as server:
        server.initialize()
        server.open(uri, BASE)
        messages = [{"id": 100 + i, "method": "textDocument/hover", "params": place} for i in range(3)]
        messages.append({"method": "$/cancelRequest", "params": {"id": 101}})
        body = [json.dumps({"jsonrpc": "2.0", **m}).encode() for m in messages]
        server.write(b"".join(b"Content-Length: %d\r\n\r\n" % len(b) + b for b in body))
        answers = {}
        while len(answers) < 3:
            message = server.read()
            if "method" not in message:
                answers[message["id"]] = message
        assert answers[101]["error"]["code"] == -32800
        assert "result" in answers[100] and "result" in answers[102]
        assert server.finish() == 0


async def test_a_request_right_after_opening_waits_for_the_module(new_session, tmp_path):
    (tmp_path / "a.pg.hcl").write_text(BASE)
    users = tmp_path / "b.pg.hcl"
    users.write_text(USERS)
    server = await new_session(full_capabilities(), folder=tmp_path)
    server.open(users.as_uri(), USERS)
    found = await server.at("textDocument/definition", users.as_uri(), lsp.Position(1, 20), lsp.DefinitionParams)
    assert found[0].target_uri == (tmp_path / "a.pg.hcl").as_uri()
    assert found[0].target_selection_range.start == lsp.Position(0, 7)


async def test_many_documents_at_once(server):
    for i in range(60):
        server.open(f"file:///nowhere/{i}/a.pg.hcl", BASE + USERS)
    for i in range(60):
        assert await server.messages(f"file:///nowhere/{i}/a.pg.hcl", 1) == []
        server.close(f"file:///nowhere/{i}/a.pg.hcl")
    await asyncio.sleep(0)


async def test_closed_files_can_be_left_alone(new_session, tmp_path):
    (tmp_path / "a.pg.hcl").write_text(BASE + USERS.replace("int", "itn"))
    other = (tmp_path / "a.pg.hcl").as_uri()
    path = tmp_path / "b.pg.hcl"
    path.write_text("")
    server = await new_session(folder=tmp_path)
    server.open(path.as_uri(), "")
    await server.until(lambda: server.published.get(other) and server.published[other][-1].diagnostics)
    server.client.workspace_did_change_configuration(
        lsp.DidChangeConfigurationParams({"atlas": {"check": {"closedFiles": False}}}))
    await server.settled(other, [])
    server.client.workspace_did_change_configuration(lsp.DidChangeConfigurationParams({"atlas": {"check": {}}}))
    await server.until(lambda: server.published[other][-1].diagnostics)


async def test_a_client_that_sends_whole_texts_keeps_the_module(new_session, tmp_path):
    (tmp_path / "a.pg.hcl").write_text(BASE)
    users = tmp_path / "b.pg.hcl"
    users.write_text(USERS)
    server = await new_session(folder=tmp_path)
    server.open(users.as_uri(), USERS)
    for version in range(2, 12):
        text = USERS if version % 2 else USERS.replace('"id"', '"é"') + "# é\n"
        server.edit(users.as_uri(), version, text)
        assert await server.messages(users.as_uri(), version) == []
    assert server.progress == []


async def test_unsaved_documents_are_schemas_of_their_own(server):
    for name in ("untitled:1", "untitled:2"):
        server.open(name, BASE + USERS, "atlas-schema-postgresql")
    for name in ("untitled:1", "untitled:2"):
        assert await server.messages(name, 1) == []
