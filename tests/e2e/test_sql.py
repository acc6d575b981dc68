"""Names in the SQL of attributes: definition, references, hover and completion."""
import pytest
from conftest import cursor
from lsprotocol import types as lsp

URI = "file:///nowhere/sql.pg.hcl"
TEXT = '''schema "public" {
}
table "users" {
  schema = schema.public
  column "id" {
    type = bigint
  }
  column "full name" {
    type = text
  }
  check "positive" {
    expr = "id > 0"
  }
}
table "orders" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "buyer" {
    type = bigint
  }
}
view "totals" {
  schema = schema.public
  as     = <<-SQL
    WITH recent AS (SELECT buyer FROM orders)
    SELECT u.id, u."full name", o.buyer
      FROM public.users AS u
      JOIN orders o ON o.buyer = users_total(u.id)
     WHERE buyer > 10
  SQL
}
function "users_total" {
  schema = schema.public
  lang   = SQL
  return = bigint
  as     = "SELECT \\"full name\\" FROM users"
}
'''


def position(place):
    before, after = place.split("¦")
    assert TEXT.count(before + after) == 1, place
    return cursor(TEXT.replace(before + after, place), "¦")[1]


def line_of(text):
    return TEXT[:TEXT.index(text)].count("\n")


USERS, ORDERS = 'table "users"', 'table "orders"'
DEFINITIONS = [
    ('expr = "i¦d > 0"', USERS, 2), ("FROM public.us¦ers AS u", USERS, 0), ("SELECT u.i¦d,", USERS, 2),
    ('u."full¦ name"', USERS, 5), ("JOIN ord¦ers o", ORDERS, 0), ("ON o.bu¦yer", ORDERS, 5),
    ("WHERE buy¦er > 10", ORDERS, 5), ("(SELECT bu¦yer FROM orders)", ORDERS, 5), ("(SELECT buyer FROM o¦rders)", ORDERS, 0),
    ("users_to¦tal(u.id)", 'function "users_total"', 0), ('\\"full¦ name\\"', USERS, 5),
]


@pytest.mark.parametrize("place, block, below", DEFINITIONS, ids=[d[0] for d in DEFINITIONS])
async def test_definition(server, place, block, below):
    server.open(URI, TEXT)
    found = await server.at("textDocument/definition", URI, position(place), lsp.DefinitionParams)
    assert [f.target_selection_range.start.line for f in found] == [line_of(block) + below]


async def test_no_definition_of_keywords_and_with(server):
    server.open(URI, TEXT)
    for place in ("WITH rec¦ent", "WHE¦RE buyer", "AS u¦\n"):
        assert not await server.at("textDocument/definition", URI, position(place), lsp.DefinitionParams)


async def test_references(server):
    server.open(URI, TEXT)
    found = await server.at("textDocument/references", URI, position('table "or¦ders"'), lsp.ReferenceParams,
                            context=lsp.ReferenceContext(include_declaration=False))
    lines = [(f.range.start.line, TEXT.split("\n")[f.range.start.line][f.range.start.character:f.range.end.character])
             for f in found]
    assert lines == [(line_of("WITH recent"), "orders"), (line_of("JOIN orders"), "orders")]


async def test_hover(server):
    server.open(URI, TEXT)
    found = await server.at("textDocument/hover", URI, position("ON o.bu¦yer"), lsp.HoverParams)
    assert "buyer" in found.contents.value and "bigint" in found.contents.value
    assert found.range.end.character - found.range.start.character == len("buyer")


COMPLETIONS = [
    ("SELECT ¦ FROM users u", ["id", "full name"], ["buyer"]),
    ("SELECT u.¦ FROM users u", ["id", "full name"], ["buyer", "users"]),
    ("SELECT u.fu¦ FROM users u", ["full name"], ["id"]),
    ("SELECT id FROM ¦", ["users", "orders", "totals"], ["id"]),
    ("SELECT id FROM users JOIN o¦", ["orders"], ["id"]),
    ("SELECT id FROM public.¦", ["users", "orders"], ["id"]),
    ("SELECT 'a ¦' FROM users", [], ["id"]),
    ("SELECT 1 FROM users u WHERE EXISTS (SELECT 1 FROM orders o WHERE o.¦)", ["buyer"], ["full name"]),
]


@pytest.mark.parametrize("sql, wanted, unwanted", COMPLETIONS, ids=[c[0] for c in COMPLETIONS])
async def test_completion(server, sql, wanted, unwanted):
    text, place = cursor(TEXT + f'view "v" {{\n  schema = schema.public\n  as = <<-SQL\n    {sql}\n  SQL\n}}\n', "¦")
    server.open(URI, text)
    result = await server.completion(URI, place)
    labels = [item.label for item in result.items]
    assert set(wanted) <= set(labels) and not set(unwanted) & set(labels)


async def test_completion_puts_quotes_around_odd_names(server):
    text, place = cursor(TEXT.replace('"id > 0"', '"full¦ > 0"'), "¦")
    server.open(URI, text)
    items = {item.label: item for item in (await server.completion(URI, place)).items}
    snippet = items["full name"].text_edit.new_text  # in which a backslash is doubled
    assert snippet.replace("\\\\", "\\") == '\\"full name\\"'
