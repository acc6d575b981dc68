"""Completion in many places, half-typed ones above all; and what resolve adds."""
import pytest
from conftest import cursor, full_capabilities
from lsprotocol import types as lsp

BASE = '''schema "public" {
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
  column "name" {
    type = text
  }
  primary_key {
    columns = [column.id]
  }
}
table "order items" {
  schema = schema.public
  column "unit price" {
    type = int
  }
}
table "audit" "log" {
  schema = schema.public
  column "at" {
    type = timestamptz
  }
}
'''
TABLE = '''table "orders" {
  schema = schema.public
  column "user_id" {
    type = bigint
  }
  column "note" {
    type = text
  }
%s
}
'''
number = 0


async def complete(session, text, language="atlas-schema-postgresql", base=BASE, **more):
    global number
    number += 1
    uri = f"untitled:{number}"
    text, position = cursor(base + text, "¦")
    session.open(uri, text, language)
    result = await session.completion(uri, position, **more)
    session.close(uri)
    return result, text


async def items(session, text, **more):
    result, _ = await complete(session, text, **more)
    return result.items if result else []


async def labels(session, text, **more):
    return [item.label for item in await items(session, text, **more)]


# place, what comes first, what is offered too, what is not
PLACES = [
    ("ta¦", ["table"], ["table with column and primary_key"], []),
    ("¦", [], ["table", "enum", "schema", "variable", "locals", "view", "function"], ["column", "index"]),
    (TABLE % "  ¦", [], ["column", "index", "primary_key", "foreign_key", "check", "comment"], ["schema", "table"]),
    (TABLE % "  pri¦", ["primary_key"], [], ["column"]),
    ('table "t" {\n  ¦\n}\n', ["schema"], ["column", "primary_key"], ["type"]),
    ('table "t" {\n  sch¦ = schema.public\n}\n', ["schema"], [], []),
    (TABLE % '  column "x" {\n    ¦\n  }', ["type"], ["null", "default", "comment"], ["schema", "columns"]),
    (TABLE % '  column "x" {\n    type = ¦\n  }', [], ["int", "varchar", "enum.status", "sql"], ["column.note", "abs"]),
    (TABLE % '  column "x" {\n    type = varc¦\n  }', ["varchar"], [], ["int"]),
    (TABLE % '  column "x" {\n    type = enum.¦\n  }', ["status"], [], ["int"]),
    (TABLE % '  column "x" {\n    type = int\n    null = ¦\n  }', [], ["true", "false"], ["column.note"]),
    (TABLE % '  column "x" {\n    type = int ¦\n  }', [], [], ["int", "true"]),
    (TABLE % '  primary_key {\n    columns = [¦]\n  }', ["column.user_id", "column.note"], [], ["table.users.column.id"]),
    (TABLE % '  primary_key {\n    columns = [column.¦]\n  }', ["user_id", "note"], [], ["id", "name"]),
    (TABLE % '  primary_key {\n    columns = [column.user_id, ¦\n  }', [], ["column.note"], []),
    (TABLE % '  primary_key {\n    columns = [column.no¦\n  }\n', ["note"], [], ["user_id"]),
    (TABLE % '  index "i" {\n    columns = [column.\n      ¦', [], [], ["table"]),
    (TABLE % '  index "i" {\n    type = ¦\n  }', [], ["BTREE", "GIN"], ["HASHED"]),
    (TABLE % '  index "i" {\n    ¦\n  }', [], ["columns", "unique", "on", "type", "where"], ["ref_columns"]),
    (TABLE % '  foreign_key "f" {\n    ¦\n  }', ["columns", "ref_columns"], ["on_delete", "on_update"], ["type"]),
    (TABLE % '  foreign_key "f" {\n    on_delete = C¦\n  }', ["CASCADE"], [], ["BTREE"]),
    (TABLE % '  foreign_key "f" {\n    columns = [column.user_id]\n    ref_columns = [¦]\n  }',
     ["table.users.column.id"], ['table["order items"].column["unit price"]', "table.audit.log.column.at"], []),
    (TABLE % '  foreign_key "f" {\n    columns = [column.note]\n    ref_columns = [table.users.column.¦]\n  }',
     ["name", "id"], [], ["note"]),
    (TABLE % '  foreign_key "f" {\n    columns = [column.user_id]\n    ref_columns = [table.¦]\n  }', [],
     ["users", "orders", "order items", "audit"], ["status", "log"]),
    (TABLE % '  foreign_key "f" {\n    columns = [column.user_id]\n    ref_columns = [table.us¦\n  }', ["users"], [], []),
    (TABLE % '  foreign_key "f" {\n    columns = [column.user_id]\n    ref_columns = [table.users.¦]\n  }', ["column"], [], []),
    (TABLE % '  foreign_key "f" {\n    ref_columns = [table["order items"].column.¦]\n  }', ["unit price"], [], ["id"]),
    (TABLE % '  foreign_key "f" {\n    ref_columns = [table.audit.¦]\n  }', ["log"], [], ["users"]),
    ('table "t" {\n  schema = ¦\n}\n', ["schema.public"], ["var.tenant"], ["table.users", "schema.status"]),
    ('table "t" {\n  schema = schema.¦\n}\n', ["public"], [], ["users"]),
    ('table "¦', [], ["public"], ["table"]),
    ('table "t" {\n  comment = "${¦}"\n}\n', [], ["var.tenant", "local.suffix", "upper"], ["int"]),
    ('table "t" {\n  comment = "a ${var.¦\n}\n', ["tenant"], [], ["suffix"]),
    ('table "t" {\n  comment = "${local.¦}"\n}\n', ["suffix"], [], ["tenant"]),
    ('table "t" {\n  comment = "${table.users.¦}"\n}\n', [], ["name", "column"], []),
    ('table "t" {\n  comment = upper(¦)\n}\n', [], ["var.tenant", "lower"], []),
    ('table "t" {\n  comment = "¦"\n}\n', [], [], ["var.tenant", "true"]),
    ('table "t" {\n  # ¦\n}\n', [], [], ["schema", "column"]),
    ('table "t" {\n  comment = <<EOT\n  ¦\nEOT\n}\n', [], [], ["schema", "column"]),
    ('table "t" {\n  schema = schema.public\n  for_each = toset(["a"])\n  comment = each.¦\n}\n', [], ["key", "value"], []),
    ('variable "v" {\n  type = ¦\n}\n', ["string"], ["number", "bool", "list"], ["int"]),
    ("nonsense {\n  ¦\n}\n", [], [], ["schema", "column"]),
]


@pytest.mark.parametrize("text, first, others, not_offered", PLACES, ids=[place[0][-60:] for place in PLACES])
async def test_places(server, text, first, others, not_offered):
    offered = await labels(server, text)
    assert offered[:len(first)] == first
    assert [name for name in others if name not in offered] == []
    assert [name for name in not_offered if name in offered] == []
    assert len(offered) == len(set(offered)) or len(offered) < 200


@pytest.mark.parametrize("language, text, wanted", [
    ("atlas-config", "env \"x\" {\n  ¦\n}\n", ["src", "url", "dev", "migration"]),
    ("atlas-config", "data \"¦\" \"x\" {\n}\n", ["external_schema", "sql", "hcl_schema"]),
    ("atlas-config", "¦", ["env", "data", "variable", "locals", "lint"]),
    ("atlas-schema-mysql", 'table "t" {\n  charset = "¦"\n}\n', ["utf8mb4"]),
    ("atlas-schema-mysql", 'table "t" {\n  engine = ¦\n}\n', ["InnoDB"]),
    ("atlas-schema-sqlite", 'table "t" {\n  column "c" {\n    type = ¦\n  }\n}\n', ["integer", "text"]),
    ("atlas-schema-mariadb", 'table "t" {\n  column "c" {\n    type = ¦\n  }\n}\n', ["inet6", "bigint"]),
])
async def test_languages(server, language, text, wanted):
    offered = await labels(server, text, language=language, base="")
    assert [name for name in wanted if name not in offered] == []


def edited(text, item, session_text_position=None):
    edit = item.text_edit
    span = getattr(edit, "replace", None) or edit.range
    lines = text.split("\n")

    def offset(position):
        return sum(len(line) + 1 for line in lines[:position.line]) + position.character
    return text[:offset(span.start)] + edit.new_text + text[offset(span.end):]


async def accepted(session, place, label):
    result, text = await complete(session, place)
    item = next(item for item in result.items if item.label == label)
    return edited(text, item)[len(BASE):], item


async def test_attributes_bring_their_equals_sign(server):
    text, item = await accepted(server, 'table "t" {\n  comm¦\n}\n', "comment")
    assert text == 'table "t" {\n  comment = "$1"\n}\n'
    assert item.insert_text_format == lsp.InsertTextFormat.Snippet
    text, _ = await accepted(server, 'table "t" {\n  comm¦ = "x"\n}\n', "comment")
    assert text == 'table "t" {\n  comment = "x"\n}\n'


async def test_brackets_that_are_there_are_not_doubled(server):
    text, _ = await accepted(server, TABLE % '  column "x" {\n    type = num¦(10, 2)\n  }', "numeric")
    assert "type = numeric(10, 2)\n" in text
    text, _ = await accepted(server, 'table "t" {\n  comment = upp¦("x")\n}\n', "upper")
    assert 'comment = upper("x")\n' in text


async def test_accepting_replaces_the_rest_of_the_word(server):
    text, item = await accepted(server, 'table "t" {\n  schema = schema.pu¦xyz\n}\n', "public")
    assert text == 'table "t" {\n  schema = schema.public\n}\n'
    assert item.text_edit.insert.end.character + 3 == item.text_edit.replace.end.character


async def test_names_that_are_no_identifiers_are_written_as_an_index(server):
    text, item = await accepted(server, 'x = table.¦\n', "order items")
    assert text == 'x = table["order items"]\n'
    assert item.filter_text.startswith(".")


async def test_a_block_brings_its_required_parts(server):
    text, _ = await accepted(server, TABLE % "  for¦", "foreign_key")
    assert "columns = [column.${" in text and "ref_columns = [table.${" in text
    text, _ = await accepted(server, TABLE % "  ind¦", "index")
    assert 'index "${1:name}" {\n' in text and "columns = [column.${2:name}]" in text
    text, _ = await accepted(server, "tab¦\n", "table with column and primary_key")
    assert "schema = schema.${2:public}" in text and "column \"" in text and "primary_key {" in text


async def test_a_client_without_snippets_gets_plain_text(new_session):
    server = await new_session(lsp.ClientCapabilities())
    for place in ("tab¦\n", TABLE % "  ¦", TABLE % '  column "x" {\n    type = ¦\n  }', 'x = "${¦}"\n'):
        for item in await items(server, place):
            assert item.insert_text_format in (None, lsp.InsertTextFormat.PlainText)
            assert "$" not in item.text_edit.new_text and "\\}" not in item.text_edit.new_text, item
            assert isinstance(item.text_edit, lsp.TextEdit) and item.tags is None


async def test_what_is_written_by_completion_checks_clean(new_session):
    server = await new_session(lsp.ClientCapabilities())  # plain text: placeholders become names
    result, text = await complete(server, "tab¦\n")
    item = next(i for i in result.items if i.label == "table with column and primary_key")
    whole = edited(text, item).replace("type = ", "type = int") if "type = \n" in edited(text, item) else edited(text, item)
    whole = whole.replace("type = intbigint", "type = bigint").replace("type = inttext", "type = text")
    server.open("untitled:z", item.text_edit.new_text.replace("type = \n", "type = int\n") + '\nschema "public" {\n}\n',
                "atlas-schema-postgresql")
    assert await server.messages("untitled:z") == []


async def test_resolve_adds_the_documentation(server):
    for place, label, words in [
            (TABLE % '  column "x" {\n    ty¦\n  }', "type", ["Required"]),
            (TABLE % '  column "x" {\n    type = varc¦\n  }', "varchar", ["varchar(size?)"]),
            ("tab¦", "table", ["```hcl"]), ('x = "${upp¦}"\n', "upper", ["upper("]),
            (TABLE % '  foreign_key "f" {\n    on_delete = C¦\n  }', "CASCADE", ["CASCADE"]),
            ('table "t" {\n  comment = "${table.us¦}"\n}\n', "users", ["| id | `bigint` |"])]:
        text, position = cursor(BASE + place, "¦")
        server.open("untitled:r", text, "atlas-schema-postgresql")
        result = await server.completion("untitled:r", position)
        item = next(item for item in result.items if item.label == label)
        assert item.documentation is None
        resolved = await server.ask("completionItem/resolve", item)
        assert resolved.label == label and resolved.text_edit == item.text_edit
        assert resolved.documentation.kind == lsp.MarkupKind.Markdown
        for word in words:
            assert word in resolved.documentation.value
        server.close("untitled:r")


async def test_the_list_is_capped_and_asked_for_again(server):
    many = "".join(f'table "t{i}" {{\n  schema = schema.public\n  column "id" {{\n    type = int\n  }}\n}}\n' for i in range(500))
    result, _ = await complete(server, many + 'x = table.¦\n')
    assert result.is_incomplete and len(result.items) == 200
    result, _ = await complete(server, many + 'x = table.t49¦\n')
    assert not result.is_incomplete
    assert sorted(i.label for i in result.items if i.label.startswith("t49")) == sorted(["t49"] + [f"t49{i}" for i in range(10)])
    result, _ = await complete(server, many + TABLE % '  foreign_key "f" {\n    columns = [column.user_id]\n    ref_columns = [¦]\n  }')
    assert result.items[0].label == "table.users.column.id"


async def test_the_order_is_in_sort_text(server):
    found = await items(server, TABLE % '  foreign_key "f" {\n    ¦\n  }')
    assert [i.sort_text for i in found] == sorted(i.sort_text for i in found)


async def test_a_blank_only_asks_where_a_value_begins(server):
    blank = lsp.CompletionContext(trigger_kind=lsp.CompletionTriggerKind.TriggerCharacter, trigger_character=" ")
    result, _ = await complete(server, 'table "t" {\n  schema = ¦\n}\n', context=blank)
    assert result.items
    result, _ = await complete(server, 'table "t" {\n  ¦\n}\n', context=blank)
    assert result is None


async def test_definitions_of_other_files_are_offered(new_session, tmp_path):
    (tmp_path / "a.pg.hcl").write_text('schema "public" {\n}\ntable "far" {\n  schema = schema.public\n}\n')
    path = tmp_path / "b.pg.hcl"
    text, position = cursor("x = table.¦\n", "¦")
    path.write_text(text)
    server = await new_session(full_capabilities(), folder=tmp_path)
    server.open(path.as_uri(), text)
    await server.diagnostics(path.as_uri())
    result = await server.completion(path.as_uri(), position)
    assert [i.label for i in result.items] == ["far"]
