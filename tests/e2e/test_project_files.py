"""Project files, migration directories, and what decides about the dialect."""
import base64
import hashlib

from lsprotocol import types as lsp
from test_actions import capable
from test_workspace import changed

PROJECT = '''env "local" {
  src = "file://schema.hcl"
  dev = "docker://postgres/17/dev"
  migration {
    dir = "file://migrations"
  }
}
'''
SCHEMA = 'schema "public" {\n}\n'


def checksums(files):
    """atlas.sum for (name, text) pairs: each sum goes on from the one before."""
    state, lines = hashlib.sha256(), []
    for name, text in files:
        state.update(name.encode() + text.encode())
        lines.append((name, base64.b64encode(state.digest()).decode()))
    head = hashlib.sha256("".join(name + hash for name, hash in lines).encode()).digest()
    return "".join([f"h1:{base64.b64encode(head).decode()}\n", *(f"{name} h1:{hash}\n" for name, hash in lines)])


async def test_a_missing_file_appears_and_goes(new_session, tmp_path):
    project, schema = tmp_path / "atlas.hcl", tmp_path / "schema.hcl"
    project.write_text(PROJECT)
    server = await new_session(folder=tmp_path)
    server.open(project.as_uri(), PROJECT, "atlas-config")
    missing = ['file "schema.hcl" does not exist', 'directory "migrations" does not exist']
    await server.settled(project.as_uri(), missing)
    schema.write_text(SCHEMA)
    (tmp_path / "migrations").mkdir()
    changed(server, (schema, lsp.FileChangeType.Created))
    await server.settled(project.as_uri(), [])
    schema.unlink()
    changed(server, (schema, lsp.FileChangeType.Deleted))
    await server.settled(project.as_uri(), missing[:1])


async def test_no_password_is_shown(new_session, tmp_path):
    text = 'env "e" {\n  url = "postgre://u:hunter2%zz@h/db"\n  dev = "postgres://u:hunter2%zz@h:x/db"\n}\n'
    server = await new_session(folder=tmp_path)
    uri = (tmp_path / "atlas.hcl").as_uri()
    server.open(uri, text, "atlas-config")
    messages = await server.messages(uri)
    assert len(messages) == 2 and not any("hunter" in m or "%zz" in m for m in messages), messages


async def test_migrations_of_a_project(new_session, tmp_path):
    folder = tmp_path / "migrations"
    folder.mkdir()
    (tmp_path / "atlas.hcl").write_text(PROJECT)
    files = [("1_a.sql", "CREATE TABLE a (c int);\n"), ("2_b.sql", "CREATE TABLE b (c int);\n")]
    for name, text in files:
        (folder / name).write_text(text)
    sums = folder / "atlas.sum"
    sums.write_text(checksums(files))
    server = await new_session(capable(), folder=tmp_path)
    server.open(sums.as_uri(), sums.read_text(), "plaintext")
    await server.settled(sums.as_uri(), [])
    second = folder / "2_b.sql"
    server.open(second.as_uri(), files[1][1], "sql")
    await server.settled(second.as_uri(), [])
    server.edit(second.as_uri(), 2, (0, 0, 0, 0, "-- atlas:txmode sometimes\n\n"))
    await server.settled(second.as_uri(), ['unknown txmode "sometimes" found in file directive "2_b.sql"'])
    await server.settled(sums.as_uri(), ["checksum mismatch: the file was changed: 2_b.sql"])
    server.edit(second.as_uri(), 3, files[1][1])
    await server.settled(second.as_uri(), [])
    await server.settled(sums.as_uri(), [])
    third = folder / "3_c.sql"
    third.write_text("SELECT 1;\n")
    changed(server, (third, lsp.FileChangeType.Created))
    await server.settled(sums.as_uri(), ["checksum mismatch: a file was added: 3_c.sql"])
    actions = await server.ask("textDocument/codeAction", lsp.CodeActionParams(
        lsp.TextDocumentIdentifier(sums.as_uri()), lsp.Range(lsp.Position(0, 0), lsp.Position(9, 0)),
        lsp.CodeActionContext(server.published[sums.as_uri()][-1].diagnostics)))
    (action,) = [a for a in actions if a.title == "Rewrite the checksums"]
    edit = action.edit or (await server.ask("codeAction/resolve", action)).edit
    changes = edit.changes or {c.text_document.uri: c.edits for c in edit.document_changes}
    ((only,),) = changes.values()
    assert only.new_text == checksums([*files, ("3_c.sql", "SELECT 1;\n")])


async def test_sql_elsewhere_is_left_alone(new_session, tmp_path):
    server = await new_session(folder=tmp_path)
    plain, own = (tmp_path / "dump.sql").as_uri(), (tmp_path / "other.sql").as_uri()
    server.open(plain, "-- atlas:nolnt\nSELEC 1;\n", "sql")
    server.open(own, "-- atlas:nolnt\n-- atlas:nolint\nSELECT 1;\n", "sql")
    assert await server.messages(own) == ["unknown directive atlas:nolnt (Did you mean nolint?)"]
    assert plain not in server.published or await server.messages(plain) == []


async def test_sections(server, tmp_path):
    uri = (tmp_path / "1.sql").as_uri()
    server.open(uri, "-- atlas:txtar\n-- migratoin.sql --\nDROP TABLE a;\n", "atlas-txtar")
    assert sorted(await server.messages(uri)) == [
        "atlas:txtar must be followed by an empty line", "unknown section migratoin.sql (Did you mean migration.sql?)"]


async def test_outline_and_folding_of_sections(server, tmp_path):
    uri = (tmp_path / "1.sql").as_uri()
    server.open(uri, "-- atlas:txtar\n\n-- checks.sql --\nSELECT 1;\n\n-- migration.sql --\nDROP TABLE a;\n", "atlas-txtar")
    await server.diagnostics(uri)
    document = lsp.TextDocumentIdentifier(uri)
    symbols = await server.ask("textDocument/documentSymbol", lsp.DocumentSymbolParams(document))
    assert [(s.name, s.range.start.line, s.selection_range.start.character) for s in symbols] == [
        ("checks.sql", 2, 3), ("migration.sql", 5, 3)]
    folds = await server.ask("textDocument/foldingRange", lsp.FoldingRangeParams(document))
    assert [(f.start_line, f.end_line) for f in folds] == [(2, 3), (5, 6)]


async def hover_reason(server, uri):
    hover = await server.at("textDocument/hover", uri, lsp.Position(0, 1), lsp.HoverParams)
    return hover.contents.value


async def test_what_decides_about_the_dialect(new_session, tmp_path):
    schema = tmp_path / "schema.hcl"
    (tmp_path / "atlas.hcl").write_text(PROJECT)
    schema.write_text(SCHEMA)
    server = await new_session(folder=tmp_path, trace=lsp.TraceValues.Verbose)
    server.open(schema.as_uri(), SCHEMA, "hcl")
    await server.diagnostics(schema.as_uri())
    assert "PostgreSQL" in (reason := await hover_reason(server, schema.as_uri())) and "atlas.hcl" in reason
    server.close(schema.as_uri())
    server.open(schema.as_uri(), SCHEMA, "atlas-schema-mysql")  # as Change Language Mode does
    await server.diagnostics(schema.as_uri())
    assert "MySQL" in (reason := await hover_reason(server, schema.as_uri()))
    assert "by the language of the editor, although atlas.hcl says PostgreSQL" in reason
    assert any("is read as MySQL, by the language of the editor" in log for log in server.logs)
    server.close(schema.as_uri())
    directive = "# atlas-lsp: dialect=sqlite\n" + SCHEMA
    server.open(schema.as_uri(), directive, "atlas-schema-mysql")
    await server.diagnostics(schema.as_uri())
    assert "SQLite" in (reason := await hover_reason(server, schema.as_uri()))
    assert "by its directive, although atlas.hcl says PostgreSQL" in reason


TABLE = 'table "{}" {{\n  schema = schema.public\n  column "id" {{\n    type = int\n  }}\n{}}}\n'
KEY = '  foreign_key "k" {{\n    columns     = [column.id]\n    ref_columns = [table.{}.column.id]\n  }}\n'


async def test_sources_are_schemas_of_their_own(new_session, tmp_path):
    (tmp_path / "atlas.hcl").write_text("".join(
        f'env "{name}" {{\n  src = "file://{name}.hcl"\n  dev = "docker://postgres/17/dev"\n}}\n' for name in "ab"))
    server = await new_session(folder=tmp_path)
    text = {name: SCHEMA + TABLE.format(name, KEY.format(other)) for name, other in ("ab", "ba")}
    for name in "ab":
        (tmp_path / f"{name}.hcl").write_text(text[name])
        server.open((tmp_path / f"{name}.hcl").as_uri(), text[name])
    for name, other in ("ab", "ba"):
        messages = await server.messages((tmp_path / f"{name}.hcl").as_uri())
        assert len(messages) == 1 and f'"{other}"' in messages[0], messages


async def test_one_source_across_directories(new_session, tmp_path):
    (tmp_path / "atlas.hcl").write_text(
        'env "a" {\n  src = ["file://one", "file://two/b.hcl"]\n  dev = "docker://postgres/17/dev"\n}\n')
    server = await new_session(folder=tmp_path)
    for folder, name, other in (("one", "a", "b"), ("two", "b", "a")):
        (tmp_path / folder).mkdir()
        text = (SCHEMA if name == "a" else "") + TABLE.format(name, KEY.format(other))
        (tmp_path / folder / f"{name}.hcl").write_text(text)
    first = tmp_path / "one" / "a.hcl"
    server.open(first.as_uri(), first.read_text())
    await server.settled(first.as_uri(), [])


async def test_roots_with_projects_of_their_own(new_session, tmp_path):
    roots = [tmp_path / "x", tmp_path / "y"]
    for root, image in zip(roots, ("postgres/17", "mysql/8")):
        root.mkdir()
        (root / "atlas.hcl").write_text(f'env "e" {{\n  src = "file://s.hcl"\n  dev = "docker://{image}/dev"\n}}\n')
        (root / "s.hcl").write_text(SCHEMA)
    server = await new_session(folder=roots[0])
    server.client.workspace_did_change_workspace_folders(lsp.DidChangeWorkspaceFoldersParams(
        lsp.WorkspaceFoldersChangeEvent(added=[lsp.WorkspaceFolder(roots[1].as_uri(), "y")], removed=[])))
    for root, title in zip(roots, ("PostgreSQL", "MySQL")):
        uri = (root / "s.hcl").as_uri()
        server.open(uri, SCHEMA)
        await server.diagnostics(uri)
        assert title in await hover_reason(server, uri)


async def test_sql_of_tests_is_read_for_the_database_of_the_project(new_session, tmp_path):
    text = 'test "schema" "a" {\n  exec {\n    sql = "DELETE FORM users"\n  }\n}\n'
    project = tmp_path / "atlas.hcl"
    project.write_text('env "a" {\n  src = "file://s.hcl"\n  dev = "docker://postgres/17/dev"\n}\n')
    server = await new_session(folder=tmp_path)
    uri = (tmp_path / "a.test.hcl").as_uri()
    server.open(uri, text, "atlas-test")
    await server.settled(uri, ['syntax error at or near "FORM"'])
    project.write_text('env "a" {\n  src = "file://s.hcl"\n  dev = "sqlite://dev?mode=memory"\n}\n')
    changed(server, (project, lsp.FileChangeType.Changed))
    await server.settled(uri, ['near "FORM": syntax error'])
    project.unlink()
    changed(server, (project, lsp.FileChangeType.Deleted))
    await server.settled(uri, [])


async def test_definition_of_variables_of_predicates(server):
    uri = "file:///nowhere/a.rule.hcl"
    text = ('variable "limit" {\n  type = number\n}\npredicate "table" "p" {\n  variable "most" {\n    type = number\n  }\n'
            '  condition = length(self.columns) < var.most + var.limit\n}\n')
    server.open(uri, text)
    for name, line in (("var.mo", 4), ("var.li", 0)):
        at = lsp.Position(7, text.split("\n")[7].index(name) + 5)
        found = await server.at("textDocument/definition", uri, at, lsp.DefinitionParams)
        assert [f.target_selection_range.start.line for f in found] == [line]
