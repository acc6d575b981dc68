"""publishDiagnostics: what it says of a mistake, of which files, and when it goes away."""
import pytest
from conftest import full_capabilities
from lsprotocol import types as lsp

BASE = 'schema "public" {\n}\n'
USERS = 'table "users" {\n  schema = schema.public\n  column "id" {\n    type = int\n  }\n}\n'
ORDERS = ('table "orders" {\n  schema = schema.public\n  column "user_id" {\n    type = int\n  }\n'
          '  foreign_key "f" {\n    columns     = [column.user_id]\n    ref_columns = [table.users.column.id]\n  }\n}\n')


async def test_the_parts_of_a_diagnostic(new_session):
    server = await new_session(initialization_options={"docs": {"url": "https://docs.example/pages"}})
    uri = "file:///nowhere/a.pg.hcl"
    server.open(uri, BASE + USERS.replace("type = int", "tpye = int\n    type = int"))
    found = await server.diagnostics(uri, 1)
    assert len(found) == 1
    assert found[0].code == "unknown-attribute"
    assert found[0].severity == lsp.DiagnosticSeverity.Error
    assert found[0].source == "atlas"
    assert "Did you mean type?" in found[0].message
    assert found[0].range == lsp.Range(lsp.Position(5, 4), lsp.Position(5, 14))
    assert found[0].code_description.href == "https://docs.example/pages/unknown-attribute"


async def test_a_client_without_extras_gets_none(new_session):
    server = await new_session(lsp.ClientCapabilities())
    uri = "file:///nowhere/a.pg.hcl"
    server.open(uri, BASE + USERS + USERS)
    for found in await server.diagnostics(uri, 1):
        assert found.code_description is None and found.related_information is None and found.tags is None


async def test_related_places(server):
    uri = "file:///nowhere/a.pg.hcl"
    server.open(uri, BASE + USERS + USERS)
    found = [d for d in await server.diagnostics(uri, 1) if d.code == "duplicate-name"]
    assert found and found[0].related_information[0].location.uri == uri
    assert found[0].related_information[0].location.range.start.line == 2


async def test_files_of_a_folder_are_one_schema(server, tmp_path):
    (tmp_path / "a.pg.hcl").write_text(BASE + USERS)
    orders = (tmp_path / "b.pg.hcl")
    orders.write_text(ORDERS)
    server.open(orders.as_uri(), ORDERS)
    assert await server.messages(orders.as_uri(), 1) == []


async def test_mistakes_of_closed_files_are_shown_and_go(server, tmp_path):
    (tmp_path / "a.pg.hcl").write_text(BASE)
    orders, users = tmp_path / "b.pg.hcl", tmp_path / "c.pg.hcl"
    orders.write_text(ORDERS)
    users.write_text(USERS)
    server.open(users.as_uri(), USERS)
    assert await server.messages(users.as_uri(), 1) == []
    server.edit(users.as_uri(), 2, (0, 7, 0, 12, "people"))
    await server.until(lambda: server.published.get(orders.as_uri()))
    shown = server.published[orders.as_uri()][-1]
    assert shown.version is None
    assert [(d.code, d.range.start) for d in shown.diagnostics] == [("unknown-reference", lsp.Position(7, 24))]
    server.edit(users.as_uri(), 3, (0, 7, 0, 13, "users"))
    await server.settled(orders.as_uri(), [])


async def test_an_edit_reaches_the_other_open_file(server, tmp_path):
    users, orders = tmp_path / "a.pg.hcl", tmp_path / "b.pg.hcl"
    users.write_text(BASE + USERS)
    orders.write_text(ORDERS)
    server.open(users.as_uri(), BASE + USERS)
    server.open(orders.as_uri(), ORDERS)
    assert await server.messages(orders.as_uri(), 1) == []
    server.edit(users.as_uri(), 2, (4, 10, 4, 12, "uid"))
    await server.until(lambda: server.published[orders.as_uri()][-1].diagnostics)
    server.edit(users.as_uri(), 3, (4, 10, 4, 13, "id"))
    await server.settled(orders.as_uri(), [])


async def test_closing_the_last_file_takes_all_back(server, tmp_path):
    (tmp_path / "a.pg.hcl").write_text(BASE + ORDERS)
    users = tmp_path / "b.pg.hcl"
    users.write_text(USERS + "x = = 1\n")
    server.open(users.as_uri(), "")
    other = (tmp_path / "a.pg.hcl").as_uri()
    await server.until(lambda: server.published.get(other) and server.published[other][-1].diagnostics)
    server.close(users.as_uri())
    await server.settled(other, [])
    await server.settled(users.as_uri(), [])


async def test_a_doubtful_dialect_gives_one_hint(server):
    uri = "file:///nowhere/schema.hcl"
    server.open(uri, BASE + USERS)
    found = await server.diagnostics(uri, 1)
    assert [(d.code, d.severity) for d in found] == [("ambiguous-dialect", lsp.DiagnosticSeverity.Hint)]
    server.edit(uri, 2, (0, 0, 0, 0, "# atlas-lsp: dialect=postgresql\n"))
    await server.settled(uri, [])


async def test_a_doubtful_file_has_only_errors_that_all_candidates_give(server):
    uri = "file:///nowhere/schema.hcl"
    text = BASE.replace("public", "dbo") + USERS.replace("public", "dbo").replace(
        "int", "float(60)\n    as   = lcoal.x")
    server.open(uri, text)
    assert [d.code for d in await server.diagnostics(uri, 1)] == ["ambiguous-dialect", "unknown-variable"]
    server.edit(uri, 2, (0, 0, 0, 0, "# atlas-lsp: dialect=postgresql\n"))
    await server.until(lambda: [d.code for d in server.published[uri][-1].diagnostics].count("type-parameter"))
    assert "ambiguous-dialect" not in [d.code for d in server.published[uri][-1].diagnostics]


@pytest.mark.parametrize("order", ["closed", "open first", "open later"])
async def test_a_doubtful_file_follows_a_certain_one_beside_it(server, tmp_path, order):
    certain, doubtful = tmp_path / "b.my.hcl", tmp_path / "a.hcl"
    certain.write_text(BASE + USERS)
    doubtful.write_text(ORDERS)
    if order == "open first":
        server.open(certain.as_uri(), BASE + USERS)
        assert await server.messages(certain.as_uri(), 1) == []
    if order == "open later":
        certain.unlink()
    server.open(doubtful.as_uri(), ORDERS)
    if order == "open later":
        await server.until(lambda: server.published.get(doubtful.as_uri()))
        server.open(certain.as_uri(), BASE + USERS)
    await server.settled(doubtful.as_uri(), [])
    found = await server.at("textDocument/hover", doubtful.as_uri(), lsp.Position(0, 1), lsp.HoverParams)
    assert "MySQL, like b.my.hcl beside it" in found.contents.value


async def test_the_language_id_decides(server):
    uri = "file:///nowhere/schema.hcl"
    server.open(uri, BASE + USERS.replace("int", "jsonb"), "atlas-schema-postgresql")
    assert await server.messages(uri, 1) == []
    other = "file:///elsewhere/schema.hcl"
    server.open(other, BASE + USERS.replace("int", "jsonb"), "atlas-schema-mysql")
    assert [d.code for d in await server.diagnostics(other, 1)] == ["unknown-type"]


@pytest.mark.parametrize("word, severity", [("off", None), ("warning", 2), ("info", 3), ("hint", 4)])
async def test_severities_can_be_set(new_session, word, severity):
    server = await new_session(settings={"check": {"severity": {"unknown-attribute": word}}})
    uri = "file:///nowhere/a.pg.hcl"
    server.open(uri, BASE + USERS.replace("type = int", "tpye = int\n    type = int"))

    def last():
        lists = server.published.get(uri)
        return lists and [d.severity for d in lists[-1].diagnostics] == ([severity] if severity else [])
    await server.until(last)


async def test_checking_can_be_switched_off_and_on(new_session):
    server = await new_session(full_capabilities(), settings={"check": {"enabled": False}})
    uri = "file:///nowhere/a.pg.hcl"
    server.open(uri, "x")
    await server.settled(uri, [])
    server.client.workspace_did_change_configuration(lsp.DidChangeConfigurationParams({"atlas": {}}))
    await server.until(lambda: server.published[uri][-1].diagnostics)


async def test_syntax_errors(server):
    uri = "file:///nowhere/a.pg.hcl"
    server.open(uri, BASE + 'table "t" {\n  a = [1\n}\n\n' + USERS)
    assert "syntax" in [d.code for d in await server.diagnostics(uri, 1)]
    assert all(d.range.start.line < 5 for d in await server.diagnostics(uri, 1))
