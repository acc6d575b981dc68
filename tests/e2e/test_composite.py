"""Schemas whose parts lie in several directories, joined by the project file."""
import pytest
from conftest import cursor
from lsprotocol import types as lsp

USERS = '''schema "public" {
}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
}
'''
ORDERS = '''schema "public" {
}
table "orders" {
  schema = schema.public
  column "user_id" {
    type = int
  }
  foreign_key "buyer" {
    columns     = [column.user_id]
    ref_columns = [table.users.column.id]
  }
}
view "buyers" {
  schema = schema.public
  as     = "SELECT id FROM users"
}
'''
PARTS = '''data "hcl_schema" "orders" {
  path = "shop/orders.hcl"
}
data "composite_schema" "all" {
  schema "people" {
    url = "file://people"
  }
  schema "shop" {
    url = data.hcl_schema.orders.url
  }
}
env "local" {
  src = data.composite_schema.all.url
  dev = "docker://postgres/17/dev"
}
'''
MISSING = ['Unsupported attribute; This object does not have an attribute named "users".',
           'table "users" does not exist; did you mean "buyers"?']


def write(folder, project=PARTS):
    for path, text in (("atlas.hcl", project), ("people/users.hcl", USERS), ("shop/orders.hcl", ORDERS)):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder / "people" / "users.hcl", folder / "shop" / "orders.hcl"


def place(text, mark):
    before, after = mark.split("¦")
    assert text.count(before + after) == 1, mark
    return cursor(text.replace(before + after, mark), "¦")[1]


async def found(server, method, uri, mark, text, params):
    return await server.at(f"textDocument/{method}", uri, place(text, mark), params)


@pytest.fixture
def files(tmp_path):
    return write(tmp_path)


async def test_references_lead_across_parts(new_session, tmp_path, files):
    users, orders = files
    server = await new_session(folder=tmp_path)
    server.open(orders.as_uri(), ORDERS)
    await server.settled(orders.as_uri(), [])
    for mark in ("table.us¦ers.column", "FROM us¦ers"):
        target = await found(server, "definition", orders.as_uri(), mark, ORDERS, lsp.DefinitionParams)
        assert [(t.target_uri, t.target_selection_range.start.line) for t in target] == [(users.as_uri(), 2)]
    hover = await found(server, "hover", orders.as_uri(), "users.column.i¦d", ORDERS, lsp.HoverParams)
    assert "int" in hover.contents.value


async def test_uses_in_another_part_are_found(new_session, tmp_path, files):
    users, orders = files
    server = await new_session(folder=tmp_path)
    server.open(users.as_uri(), USERS)
    await server.settled(users.as_uri(), [])
    uses = await server.at("textDocument/references", users.as_uri(), place(USERS, 'table "us¦ers"'),
                           lsp.ReferenceParams, context=lsp.ReferenceContext(include_declaration=False))
    assert sorted((u.uri, u.range.start.line) for u in uses) == [(orders.as_uri(), 9), (orders.as_uri(), 14)]
    edit = await server.at("textDocument/rename", users.as_uri(), place(USERS, 'table "us¦ers"'),
                           lsp.RenameParams, new_name="people")
    changed = edit.changes or {e.text_document.uri: e.edits for e in edit.document_changes}
    assert {uri: len(edits) for uri, edits in changed.items()} == {users.as_uri(): 1, orders.as_uri(): 2}


async def test_completion_offers_what_other_parts_define(new_session, tmp_path, files):
    orders = files[1]
    server = await new_session(folder=tmp_path)
    text = ORDERS.replace("[table.users.column.id]", "[table.]")
    server.open(orders.as_uri(), text)
    await server.diagnostics(orders.as_uri())
    items = await found(server, "completion", orders.as_uri(), "[table.¦]", text, lsp.CompletionParams)
    assert "users" in [item.label for item in items.items]


async def test_an_edit_in_one_part_is_seen_in_the_other(new_session, tmp_path, files):
    users, orders = files
    server = await new_session(folder=tmp_path)
    server.open(orders.as_uri(), ORDERS)
    server.open(users.as_uri(), USERS)
    await server.settled(orders.as_uri(), [])
    server.edit(users.as_uri(), 2, (2, 7, 2, 12, "people"))
    await server.settled(orders.as_uri(), MISSING)
    server.close(users.as_uri())  # what is on disk counts again
    await server.settled(orders.as_uri(), [])


async def test_the_project_parts_and_joins(new_session, tmp_path, files):
    users, orders = files
    project = tmp_path / "atlas.hcl"
    server = await new_session(folder=tmp_path)
    server.open(users.as_uri(), USERS)
    server.open(orders.as_uri(), ORDERS)
    server.open(project.as_uri(), PARTS)
    await server.settled(orders.as_uri(), [])
    alone = PARTS.replace("data.composite_schema.all.url", "data.hcl_schema.orders.url").replace(
        "data.hcl_schema.orders.url\n  }", '"file://shop/more.hcl"\n  }')
    server.edit(project.as_uri(), 2, alone)
    await server.until(lambda: any('"users"' in d.message for d in server.published[orders.as_uri()][-1].diagnostics))
    server.edit(project.as_uri(), 3, PARTS)
    await server.settled(orders.as_uri(), [])


async def test_a_file_of_several_environments(new_session, tmp_path):
    env = 'env "{}" {{\n  src = ["file://people/users.hcl", "file://{}"]\n  dev = "docker://postgres/17/dev"\n}}\n'
    users, orders = write(tmp_path, env.format("a", "more.hcl") + env.format("b", "shop/orders.hcl"))
    (tmp_path / "more.hcl").write_text(USERS.replace('schema "public" {\n}\n', ""))
    server = await new_session(folder=tmp_path)
    server.open(orders.as_uri(), ORDERS)
    await server.settled(orders.as_uri(), [])
    server.open(users.as_uri(), USERS + ORDERS.replace('schema "public" {\n}\n', "").replace("orders", "mine"))
    names = [d.message for d in await server.diagnostics(users.as_uri())]
    assert not [m for m in names if "attribute named" in m], names


async def test_each_folder_of_the_workspace_has_its_own_parts(new_session, tmp_path):
    roots = [tmp_path / "x", tmp_path / "y"]
    for root in roots:
        write(root)
    (roots[1] / "people" / "users.hcl").write_text(USERS.replace('"users"', '"people"'))
    server = await new_session(folder=roots[0])
    server.client.workspace_did_change_workspace_folders(lsp.DidChangeWorkspaceFoldersParams(
        lsp.WorkspaceFoldersChangeEvent(added=[lsp.WorkspaceFolder(roots[1].as_uri(), "y")], removed=[])))
    for root, messages in zip(roots, ([], MISSING)):
        uri = (root / "shop" / "orders.hcl").as_uri()
        server.open(uri, ORDERS)
        await server.settled(uri, messages)
