"""Names in the SQL of tests, plans, project files and migrations lead into the schema that they are for."""
import asyncio

import pytest
from conftest import cursor
from lsprotocol import types as lsp

SCHEMA = '''schema "public" {
}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "email" {
    type = text
  }
}
'''
TEST = '''test "schema" "a" {
  exec {
    sql = "INSERT INTO users (id) VALUES (1); SELECT u.email FROM users u"
  }
  exec {
    sql = "SELECT city FROM places"
  }
}
'''
MISSING = ['table "places" does not exist']


def changed(session, *events):
    session.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams(
        [lsp.FileEvent(uri=path.as_uri(), type=kind) for path, kind in events]))


def place(text, mark):
    before, after = mark.split("¦")
    assert text.count(before + after) == 1, mark
    return cursor(text.replace(before + after, mark), "¦")[1]


@pytest.fixture
def files(tmp_path):
    schema, test = tmp_path / "schema.pg.hcl", tmp_path / "a.test.hcl"
    schema.write_text(SCHEMA)
    test.write_text(TEST)
    return schema, test


async def test_unknown_names_follow_the_schema(new_session, tmp_path, files):
    schema, test = files
    server = await new_session(folder=tmp_path)
    server.open(test.as_uri(), TEST)
    await server.settled(test.as_uri(), MISSING)
    server.open(schema.as_uri(), SCHEMA)
    server.edit(schema.as_uri(), 2, (2, 7, 2, 12, "places"))
    await server.settled(test.as_uri(), ['table "users" does not exist'] * 2 +
                         ['column "city" does not exist in table "places"'])
    server.edit(schema.as_uri(), 3, (2, 7, 2, 13, "users"))
    await server.settled(test.as_uri(), MISSING)
    server.edit(schema.as_uri(), 4, (7, 10, 7, 15, "e_mail"))
    await server.settled(test.as_uri(), MISSING + ['column "email" does not exist in table "users"; did you mean "e_mail"?'])
    server.close(schema.as_uri())  # what is on disk counts again
    await server.settled(test.as_uri(), MISSING)


async def test_the_schema_changes_on_disk(new_session, tmp_path, files):
    schema, test = files
    server = await new_session(folder=tmp_path)
    server.open(test.as_uri(), TEST)
    await server.settled(test.as_uri(), MISSING)
    schema.write_text(SCHEMA.replace('"users"', '"places"').replace('"id"', '"city"'))
    changed(server, (schema, lsp.FileChangeType.Changed))
    await server.settled(test.as_uri(), ['table "users" does not exist'] * 2)
    more = tmp_path / "more.pg.hcl"
    more.write_text(SCHEMA.replace('schema "public" {\n}\n', ""))
    changed(server, (more, lsp.FileChangeType.Created))
    await server.settled(test.as_uri(), [])
    more.unlink()
    schema.unlink()
    changed(server, (more, lsp.FileChangeType.Deleted), (schema, lsp.FileChangeType.Deleted))
    await server.settled(test.as_uri(), [])  # nothing is known


async def test_the_schema_comes_later(new_session, tmp_path, files):
    schema, test = files
    schema.unlink()
    server = await new_session(folder=tmp_path)
    server.open(test.as_uri(), "# atlas-lsp: database=postgresql\n" + TEST)
    assert await server.messages(test.as_uri(), 1) == []
    schema.write_text(SCHEMA)
    changed(server, (schema, lsp.FileChangeType.Created))
    await server.settled(test.as_uri(), MISSING)


async def test_the_schema_of_the_project(new_session, tmp_path):
    project, schema, test = tmp_path / "atlas.hcl", tmp_path / "db" / "s.hcl", tmp_path / "tests" / "a.test.hcl"
    schema.parent.mkdir()
    test.parent.mkdir()
    text = 'env "local" {\n  src = "file://db/s.hcl"\n  dev = "docker://postgres/17/dev"\n}\n'
    project.write_text(text)
    schema.write_text(SCHEMA)
    test.write_text(TEST)
    server = await new_session(folder=tmp_path)
    server.open(test.as_uri(), TEST)
    await server.settled(test.as_uri(), MISSING)
    server.open(project.as_uri(), text)
    server.edit(project.as_uri(), 2, text.replace("file://db/s.hcl", "ent://schema"))
    await server.settled(test.as_uri(), [])


async def test_what_the_file_makes_is_known(new_session, tmp_path, files):
    schema, test = files
    server = await new_session(folder=tmp_path)
    made = TEST + 'test "schema" "b" {\n  exec {\n    sql = "CREATE TABLE places (city text)"\n  }\n}\n'
    server.open(test.as_uri(), made)
    assert await server.messages(test.as_uri(), 1) == []
    server.edit(test.as_uri(), 2, (10, 24, 10, 30, "squares"))
    await server.settled(test.as_uri(), MISSING)


async def test_definition_hover_and_references(new_session, tmp_path, files):
    schema, test = files
    server = await new_session(folder=tmp_path)
    server.open(test.as_uri(), TEST)
    for mark, line in (("INTO us¦ers", 2), ("(i¦d)", 4), ("u.ema¦il", 7), ("FROM users¦ u", 2)):
        found = await server.at("textDocument/definition", test.as_uri(), place(TEST, mark), lsp.DefinitionParams)
        assert [(f.target_uri, f.target_selection_range.start.line) for f in found] == [(schema.as_uri(), line)]
    hover = await server.at("textDocument/hover", test.as_uri(), place(TEST, "u.ema¦il"), lsp.HoverParams)
    assert "email" in hover.contents.value and "text" in hover.contents.value
    server.open(schema.as_uri(), SCHEMA)
    for uri, at in ((schema.as_uri(), place(SCHEMA, 'table "us¦ers"')), (test.as_uri(), place(TEST, "INTO us¦ers"))):
        found = await server.at("textDocument/references", uri, at, lsp.ReferenceParams,
                                context=lsp.ReferenceContext(include_declaration=True))
        assert [(f.uri, f.range.start.line) for f in found] == [(schema.as_uri(), 2), (test.as_uri(), 2), (test.as_uri(), 2)]


@pytest.mark.parametrize("sql, wanted, unwanted", [
    ("SELECT ¦ FROM users", ["id", "email"], []),
    ("SELECT * FROM ¦", ["users"], ["id"]),
    ("SELECT 1 FROM users; UPDATE users SET ema¦ = 'x'", ["email"], ["id"]),
    ("WITH a AS (SELECT 1) SELECT u.¦ FROM users u", ["id", "email"], ["users"]),
])
async def test_completion(new_session, tmp_path, files, sql, wanted, unwanted):
    schema, test = files
    server = await new_session(folder=tmp_path)
    text, at = cursor(f'test "schema" "a" {{\n  exec {{\n    sql = "{sql}"\n  }}\n}}\n', "¦")
    server.open(test.as_uri(), text)
    await server.diagnostics(test.as_uri())  # the schema has been read: completion does not wait for it
    labels = [item.label for item in (await server.completion(test.as_uri(), at)).items]
    assert set(wanted) <= set(labels) and not set(unwanted) & set(labels)


MIGRATION = '''-- atlas:txtar

-- checks.sql --
SELECT count(email) = 0 FROM users;

-- migration.sql --
ALTER TABLE public.users DROP COLUMN email;
CREATE INDEX i ON users (id);
UPDATE older SET x = 1;
'''


async def test_migrations_lead_to_the_schema(new_session, tmp_path, files):
    schema, _ = files
    (tmp_path / "atlas.hcl").write_text('env "local" {\n  src = "file://schema.pg.hcl"\n  dev = "docker://postgres/17/dev"\n'
                                        '  migration {\n    dir = "file://migrations"\n  }\n}\n')
    file = tmp_path / "migrations" / "1_a.sql"
    file.parent.mkdir()
    file.write_text(MIGRATION)
    server = await new_session(folder=tmp_path)
    server.open(file.as_uri(), MIGRATION, "sql")
    await server.diagnostics(file.as_uri())
    for mark, line in (("count(ema¦il)", 7), ("FROM us¦ers", 2), ("public.us¦ers", 2), ("COLUMN ema¦il;", 7), ("ON us¦ers", 2), ("(i¦d)", 4)):
        found = await server.at("textDocument/definition", file.as_uri(), place(MIGRATION, mark), lsp.DefinitionParams)
        assert [(f.target_uri, f.target_selection_range.start.line) for f in found or []] == [(schema.as_uri(), line)], mark
    labels = [i.label for i in (await server.completion(file.as_uri(), place(MIGRATION, "FROM ¦users"))).items]
    assert "users" in labels
    assert not [m for m in await server.messages(file.as_uri()) if "does not exist" in m]


async def test_closing_the_schema_takes_its_closed_neighbours_back(new_session, tmp_path, files):
    schema, test = files
    wrong = tmp_path / "wrong.pg.hcl"
    wrong.write_text('table "w" {\n  schema = schema.nowhere\n}\n')
    server = await new_session(folder=tmp_path)
    server.open(test.as_uri(), TEST)
    await server.settled(test.as_uri(), MISSING)
    assert wrong.as_uri() not in server.published
    server.open(schema.as_uri(), SCHEMA)
    await server.until(lambda: server.published.get(wrong.as_uri()))
    assert server.published[wrong.as_uri()][-1].diagnostics
    server.close(schema.as_uri())
    await server.settled(wrong.as_uri(), [])
    server.open(schema.as_uri(), SCHEMA)
    await server.until(lambda: server.published[wrong.as_uri()][-1].diagnostics)
    server.close(test.as_uri())
    await asyncio.sleep(0.1)
    assert server.published[wrong.as_uri()][-1].diagnostics


async def references(server, uri, at):
    found = await server.at("textDocument/references", uri, at, lsp.ReferenceParams,
                            context=lsp.ReferenceContext(include_declaration=False))
    return sorted((f.uri.split("/")[-1], f.range.start.line) for f in found)


async def eventually(server, uri, at, wanted):
    """Closed files are indexed in the background."""
    for _ in range(100):
        if await references(server, uri, at) == wanted:
            break
        await asyncio.sleep(0.03)
    assert await references(server, uri, at) == wanted


async def test_references_in_closed_files(new_session, tmp_path, files):
    schema, test = files
    (tmp_path / "atlas.hcl").write_text('env "local" {\n  src = "file://schema.pg.hcl"\n  dev = "docker://postgres/17/dev"\n'
                                        '  migration {\n    dir = "file://migrations"\n  }\n}\n')
    file = tmp_path / "migrations" / "1_a.sql"
    file.parent.mkdir()
    file.write_text(MIGRATION)
    server = await new_session(folder=tmp_path)
    server.open(schema.as_uri(), SCHEMA)
    at, tests = place(SCHEMA, 'table "us¦ers"'), [("a.test.hcl", 2), ("a.test.hcl", 2)]
    migrations = [("1_a.sql", 3), ("1_a.sql", 6), ("1_a.sql", 7)]
    await eventually(server, schema.as_uri(), at, migrations + tests)
    assert test.as_uri() not in server.published and file.as_uri() not in server.published  # not checked
    server.open(test.as_uri(), TEST)
    await server.settled(test.as_uri(), MISSING)
    assert await references(server, schema.as_uri(), at) == migrations + tests  # each once
    server.edit(test.as_uri(), 2, TEST.replace("INTO users", "INTO userz"))
    await server.settled(test.as_uri(), MISSING + ['table "userz" does not exist; did you mean "users"?'])
    assert await references(server, schema.as_uri(), at) == migrations + tests[:1]
    server.close(test.as_uri())
    await eventually(server, schema.as_uri(), at, migrations + tests)
    test.write_text(TEST.replace("INTO users", "INTO userz"))
    changed(server, (test, lsp.FileChangeType.Changed))
    await eventually(server, schema.as_uri(), at, migrations + tests[:1])
    test.unlink()
    changed(server, (test, lsp.FileChangeType.Deleted))
    await eventually(server, schema.as_uri(), at, migrations)


async def test_the_schema_that_a_case_names(new_session, tmp_path, files):
    (tmp_path / "old").mkdir()
    old, test = tmp_path / "old" / "v1.pg.hcl", files[1]
    old.write_text(SCHEMA.replace('"users"', '"accounts"'))
    text = ('test "plan" "a" {\n  schema {\n    url = "file://old/v1.pg.hcl"\n  }\n  apply {\n    url = "file://no.plan.hcl"\n  }\n'
            '  assert {\n    sql = "SELECT count(*) = 0 FROM accounts"\n  }\n}\n')
    test.write_text(text)
    server = await new_session(folder=tmp_path)
    server.open(test.as_uri(), text)
    await server.settled(test.as_uri(), ['file "no.plan.hcl" does not exist'])
    found = await server.at("textDocument/definition", test.as_uri(), place(text, "FROM acc¦ounts"), lsp.DefinitionParams)
    assert [(f.target_uri, f.target_selection_range.start.line) for f in found] == [(old.as_uri(), 2)]
