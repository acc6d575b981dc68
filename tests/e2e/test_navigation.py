"""Definition, references, highlights, hover, signatures, outline, folding, selections, formatting."""
import pytest
from conftest import cursor
from lsprotocol import types as lsp

URI = "file:///nowhere/a.pg.hcl"
TEXT = '''schema "public" {
}
enum "status" {
  schema = schema.public
  values = ["on", "off"]
}
variable "tenant" {
  type = string
}
locals {
  suffix = "x"
}
table "users" {
  schema = schema.public
  column "id" {
    type = bigint
  }
  column "state" {
    type = enum.status
  }
  primary_key {
    columns = [column.id]
  }
}
table "audit" "order items" {
  schema  = schema.public
  comment = "${var.tenant}_${local.suffix}"
  column "user_id" {
    type = varchar(20)
  }
  foreign_key "fk" {
    columns     = [column.user_id]
    ref_columns = [table.users.column.id]
    on_delete   = CASCADE
  }
}
table "last" {
  schema = schema.public
  column "u" {
    type    = bigint
    default = abs(1)
  }
  foreign_key "fk2" {
    columns     = [table.last.column.u]
    ref_columns = [table.audit["order items"].column.user_id]
  }
}
'''


def position(place):
    """Position of the mark in a line of TEXT, as in 'ref_columns = [table.us¦ers'."""
    before, after = place.split("¦")
    assert TEXT.count(before + after) == 1, place
    return cursor(TEXT.replace(before + after, place), "¦")[1]


def line_of(text):
    return TEXT[:TEXT.index(text)].count("\n")


DEFINITIONS = [
    ('schema  = sche¦ma.public', 'schema "public"'), ('schema  = schema.pub¦lic', 'schema "public"'),
    ('type = enum.sta¦tus', 'enum "status"'), ('type = en¦um.status', 'enum "status"'),
    ('ref_columns = [tab¦le.users.column.id]', 'table "users"'), ('ref_columns = [table.us¦ers.column.id]', 'table "users"'),
    ('ref_columns = [table.users.col¦umn.id]', 'column "id"'), ('ref_columns = [table.users.column.i¦d]', 'column "id"'),
    ('ref_columns = [table.users.column.id¦]', 'column "id"'),
    ('columns     = [column.user¦_id]', 'column "user_id"'), ('${var.ten¦ant}', 'variable "tenant"'),
    ('${local.suf¦fix}', 'suffix = "x"'), ('table.audit["order it¦ems"].column', 'table "audit" "order items"'),
    ('table.audit["order items"].column.user_¦id', 'column "user_id"'),
    ('columns     = [table.la¦st.column.u]', 'table "last"'), ('columns     = [table.last.column.u¦]', 'column "u"'),
    ('table "us¦ers"', 'table "users"'),
]


@pytest.mark.parametrize("place, target", DEFINITIONS, ids=[d[0] for d in DEFINITIONS])
async def test_definition(server, place, target):
    server.open(URI, TEXT)
    found = await server.at("textDocument/definition", URI, position(place), lsp.DefinitionParams)
    assert len(found) == 1 and found[0].target_uri == URI
    assert found[0].target_selection_range.start.line == line_of(target)
    assert found[0].target_range.start.line == line_of(target)
    assert found[0].origin_selection_range.start.line == position(place).line


@pytest.mark.parametrize("place", ['on_delete   = CAS¦CADE', 'type = big¦int\n  }\n  column "state"', 'default = ab¦s(1)',
                                   'va¦lues = ["on"', 'values = ["o¦n"'])
async def test_no_definition(server, place):
    server.open(URI, TEXT)
    assert await server.at("textDocument/definition", URI, position(place), lsp.DefinitionParams) is None


async def test_a_qualifier_leads_to_its_schema(server):
    text = ('schema "audit" {\n}\n' + 'table "audit" "log" {\n  schema = schema.audit\n  column "a" {\n    type = int\n  }\n}\n'
            'table "b" {\n  schema = schema.audit\n  comment = "${table.%s.name}"\n}\n')
    for place, line in (("au¦dit.log", 0), ("audit.l¦og", 2), ('aud¦it["log"]', 0)):
        marked, where = cursor(text % place, "¦")
        server.open(URI, marked)
        found = await server.at("textDocument/definition", URI, where, lsp.DefinitionParams)
        assert [f.target_selection_range.start.line for f in found] == [line], place
    missing, where = cursor((text % "au¦dit.log").replace('schema "audit" {\n}\n', ""), "¦")
    server.open(URI, missing)
    found = await server.at("textDocument/definition", URI, where, lsp.DefinitionParams)
    assert [f.target_selection_range.start.line for f in found] == [0]


async def test_definition_without_links(new_session):
    server = await new_session(lsp.ClientCapabilities())
    server.open(URI, TEXT)
    found = await server.at("textDocument/definition", URI, position("table.us¦ers.column.id"), lsp.DefinitionParams)
    assert isinstance(found[0], lsp.Location) and found[0].range.start.line == line_of('table "users"')


async def test_references_and_highlights(server, tmp_path):
    (tmp_path / "b.pg.hcl").write_text('table "x" {\n  schema = schema.public\n  comment = "${table.users.name}"\n}\n')
    path = tmp_path / "a.pg.hcl"
    path.write_text(TEXT)
    server.open(path.as_uri(), TEXT)
    for place in ('table "us¦ers"', "table.us¦ers.column.id"):
        found = await server.at("textDocument/references", path.as_uri(), position(place), lsp.ReferenceParams,
                                context=lsp.ReferenceContext(include_declaration=True))
        lines = sorted((r.uri.rsplit("/")[-1], r.range.start.line) for r in found)
        assert lines == [("a.pg.hcl", line_of('table "users"')), ("a.pg.hcl", line_of("ref_columns = [table.users")),
                         ("b.pg.hcl", 2)]
    found = await server.at("textDocument/references", path.as_uri(), position('table "us¦ers"'), lsp.ReferenceParams,
                            context=lsp.ReferenceContext(include_declaration=False))
    assert len(found) == 2
    found = await server.at("textDocument/documentHighlight", path.as_uri(), position('table "us¦ers"'),
                            lsp.DocumentHighlightParams)
    assert sorted(h.range.start.line for h in found) == [line_of('table "users"'), line_of("ref_columns = [table.users")]


HOVERS = [
    ('ta¦ble "users"', ['table ["schema"] "name"', "Referenced as"]), ('table "us¦ers"', ["| id | `bigint` |", "`primary_key`"]),
    ("table.us¦ers.column.id", ["| state | `enum.status` |"]), ("table.users.column.i¦d", ['column "id": bigint', "users"]),
    ("on_del¦ete   = CASCADE", ["on_delete", "`CASCADE`"]), ("on_delete   = CAS¦CADE", ["`CASCADE`"]),
    ("type = varch¦ar(20)", ["varchar(size?)", "character varying"]), ("default = ab¦s(1)", ["abs("]),
    ("type = enum.sta¦tus", ['enum "status"', '"off"']), ("${var.ten¦ant}", ['variable "tenant"']),
    ("${local.suf¦fix}", ['suffix = "x"']), ("primary_k¦ey {", ["primary_key [\"name\"] { ... }", "columns = [column.id]"]),
]


@pytest.mark.parametrize("place, words", HOVERS, ids=[h[0] for h in HOVERS])
async def test_hover(server, place, words):
    server.open(URI, TEXT)
    found = await server.at("textDocument/hover", URI, position(place), lsp.HoverParams)
    assert found.contents.kind == lsp.MarkupKind.Markdown
    for word in words + ["PostgreSQL, by its suffix .pg.hcl"]:
        assert word in found.contents.value, found.contents.value
    where = position(place)
    assert found.range.start.line == where.line and found.range.start.character <= where.character


async def test_hover_on_the_first_line_tells_the_dialect_first(server):
    server.open(URI, "# note\n" + TEXT)
    found = await server.at("textDocument/hover", URI, lsp.Position(0, 3), lsp.HoverParams)
    assert found.contents.value.startswith("*PostgreSQL, by its suffix .pg.hcl*") and found.range is None
    assert await server.at("textDocument/hover", URI, lsp.Position(2, 0), lsp.HoverParams) is None


async def test_hover_as_plain_text(new_session):
    server = await new_session(lsp.ClientCapabilities())
    server.open(URI, TEXT)
    found = await server.at("textDocument/hover", URI, position("type = varch¦ar(20)"), lsp.HoverParams)
    assert found.contents.kind == lsp.MarkupKind.PlainText
    assert "```" not in found.contents.value and "varchar(size?)" in found.contents.value


@pytest.mark.parametrize("place, label, active", [
    ("varchar(¦20)", "varchar(size?)", 0), ("default = abs(¦1)", "abs(", 0), ("default = abs(1¦)", "abs(", 0)])
async def test_signatures(server, place, label, active):
    server.open(URI, TEXT)
    found = await server.at("textDocument/signatureHelp", URI, position(place), lsp.SignatureHelpParams)
    assert found.signatures[0].label.startswith(label) and found.active_parameter == active


async def test_the_second_argument(server):
    text, where = cursor('table "t" {\n  column "c" {\n    type = numeric(10, ¦2)\n  }\n}\n', "¦")
    server.open(URI, text)
    found = await server.at("textDocument/signatureHelp", URI, where, lsp.SignatureHelpParams)
    assert found.active_parameter == 1 and len(found.signatures[0].parameters) == 2


async def test_outline(server, new_session):
    server.open(URI, TEXT)
    params = lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(URI))
    tree = await server.ask("textDocument/documentSymbol", params)
    assert [s.name for s in tree] == ["public", "status", "tenant", "suffix", "users", "audit.order items", "last"]
    users = tree[4]
    assert [(c.name, c.detail) for c in users.children] == [("id", "bigint"), ("state", "enum.status"), ("primary_key", None)]
    for symbol in tree + users.children:
        assert symbol.range.start.line <= symbol.selection_range.start.line
        assert symbol.selection_range.end.line <= symbol.range.end.line
    other = await new_session(lsp.ClientCapabilities())
    other.open(URI, TEXT)
    flat = await other.ask("textDocument/documentSymbol", params)
    assert [(s.name, s.container_name) for s in flat][4:7] == [("users", None), ("id", "users"), ("state", "users")]


async def test_folding(server):
    server.open(URI, "# one\n# two\n" + TEXT)
    found = await server.ask("textDocument/foldingRange", lsp.FoldingRangeParams(lsp.TextDocumentIdentifier(URI)))
    spans = {(f.start_line, f.end_line, f.kind) for f in found}
    assert (0, 1, "comment") in spans
    start = line_of('table "users"') + 2
    assert (start, start + 10, None) in spans


async def test_symbols_of_the_workspace(server, tmp_path):
    (tmp_path / "b.pg.hcl").write_text('# first line\nschema "x" {\n}\ntable "all_users" {\n  schema = schema.x\n  column "u_s" {\n'
                                       '    type = int\n  }\n}\n')
    path = tmp_path / "a.pg.hcl"
    server.open(path.as_uri(), TEXT)
    await server.diagnostics(path.as_uri(), 1)

    async def found(query):
        items = await server.ask("workspace/symbol", lsp.WorkspaceSymbolParams(query))
        return [(s.name, s.container_name, s.location.uri.rsplit("/")[-1], s.location.range.start.line) for s in items]
    line = line_of('table "users"')
    assert await found("USERS") == [("users", "public", "a.pg.hcl", line), ("all_users", "x", "b.pg.hcl", 3)]
    names = [f[0] for f in await found("us")]
    assert names.index("users") < names.index("user_id") < names.index("all_users") < names.index("u_s")
    assert await found("ordtms") == [("audit.order items", "public", "a.pg.hcl", line_of('table "audit"'))]
    assert await found("no such name") == []
    assert "id" not in [f[0] for f in await found("")] and len(await found("")) == 9


FOLDED = '''/* head
   more */
table "t" { # one
  # a
  # b
  column "c" {
    type = enum(
      "x",
      "y"
    )
  }
  comment = <<-EOT
    text
    text
  EOT
}
'''


@pytest.mark.parametrize("limit, wanted", [
    (None, [(0, 1, "comment"), (2, 14, None), (3, 4, "comment"), (5, 9, None), (6, 8, None), (11, 13, None)]),
    (5, [(0, 1, "comment"), (2, 14, None), (3, 4, "comment"), (5, 9, None), (11, 13, None)]),
    (1, [(0, 1, "comment")])])
async def test_folds_of_all_kinds(new_session, limit, wanted):
    capabilities = lsp.ClientCapabilities(text_document=lsp.TextDocumentClientCapabilities(
        folding_range=lsp.FoldingRangeClientCapabilities(range_limit=limit)))
    server = await new_session(capabilities)
    server.open(URI, FOLDED)
    params = lsp.FoldingRangeParams(lsp.TextDocumentIdentifier(URI))
    found = await server.ask("textDocument/foldingRange", params)
    assert [(f.start_line, f.end_line, f.kind) for f in found] == wanted
    server.edit(URI, 2, (2, 0, 2, 0, "\n"))
    moved = [(a + (a >= 2), b + (a >= 2), kind) for a, b, kind in wanted]
    assert [(f.start_line, f.end_line, f.kind) for f in await server.ask("textDocument/foldingRange", params)] == moved


async def test_blocks_of_large_files_can_be_folded(server):
    server.open(URI, "# a comment\n# of two lines\n" + 'table "t" {\n  column "c" {\n    type = int\n  }\n}\n' * 25000)
    found = await server.ask("textDocument/foldingRange", lsp.FoldingRangeParams(lsp.TextDocumentIdentifier(URI)))
    assert [(f.start_line, f.end_line) for f in found[:3]] == [(2, 5), (3, 4), (7, 10)] and len(found) == 50000


async def test_selections_grow(server):
    server.open(URI, TEXT)
    where = position("table.us¦ers.column.id")
    found = (await server.ask("textDocument/selectionRange", lsp.SelectionRangeParams(
        lsp.TextDocumentIdentifier(URI), [where])))[0]
    count = 0
    while found.parent:
        inner, outer = found.range, found.parent.range
        assert (outer.start.line, outer.start.character) <= (inner.start.line, inner.start.character)
        assert (inner.end.line, inner.end.character) <= (outer.end.line, outer.end.character)
        found, count = found.parent, count + 1
    assert count >= 5 and found.range.start.line == line_of('table "audit"')


def apply(text, edits):
    lines = text.split("\n")

    def offset(p):
        return sum(len(line.encode()) + 1 for line in lines[:p.line]) + p.character
    data = text.encode()
    for edit in sorted(edits, key=lambda e: -offset(e.range.start)):
        data = data[:offset(edit.range.start)] + edit.new_text.encode() + data[offset(edit.range.end):]
    return data.decode()


async def formatting(server, uri=URI):
    return await server.ask("textDocument/formatting", lsp.DocumentFormattingParams(
        lsp.TextDocumentIdentifier(uri), lsp.FormattingOptions(tab_size=8, insert_spaces=False)))


async def test_formatting(server):
    ugly = TEXT.replace("  type = varchar(20)", "type=varchar( 20 )").replace('  suffix = "x"', 'suffix   ="x"')
    server.open(URI, ugly)
    edits = await formatting(server)
    assert apply(ugly, edits) == TEXT
    assert len(edits) == 2 and all(e.range.end.line - e.range.start.line == 1 for e in edits)
    server.open(URI, TEXT, version=2)
    assert await formatting(server) == []


@pytest.mark.parametrize("text", ["a=1", "a=1\r\nbb=2\r\n", "", "\n\n", 'x {\n\n\ny="é🎉"\n}', "# c\n\ta = 1"])
async def test_formatting_of_odd_files_is_stable(server, text):
    server.open(URI, text)
    edits = await formatting(server)
    after = apply(text, edits)
    server.open(URI, after, version=2)
    assert await formatting(server) == []


async def test_files_with_syntax_errors_are_not_formatted(server):
    server.open(URI, "a = = 1\n")
    with pytest.raises(Exception, match="syntax errors"):
        await formatting(server)


async def test_formatting_can_be_switched_off(new_session):
    server = await new_session(initialization_options={"atlas": {"format": {"enabled": False}}})
    server.open(URI, "a=1\n")
    assert await formatting(server) is None
