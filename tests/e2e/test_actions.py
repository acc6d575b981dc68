"""Quick fixes."""
import pytest
from conftest import full_capabilities
from lsprotocol import types as lsp

URI = "file:///nowhere/a.pg.hcl"
TEXT = '''schema "public" {
}
table "é🎉" {
  schema = schema.public
  column "id" {
    tpye = int
  }
  primary_key {
    column = [column.id]
  }
}
'''


def capable(**workspace):
    capabilities = full_capabilities()
    capabilities.text_document.code_action = lsp.CodeActionClientCapabilities(
        is_preferred_support=True, code_action_literal_support=lsp.CodeActionClientCapabilitiesCodeActionLiteralSupportType(
            lsp.CodeActionClientCapabilitiesCodeActionLiteralSupportTypeCodeActionKindType([lsp.CodeActionKind.QuickFix])))
    capabilities.workspace.workspace_edit = lsp.WorkspaceEditClientCapabilities(**workspace)
    return capabilities


async def actions(server, first, last, only=None):
    return await server.ask("textDocument/codeAction", lsp.CodeActionParams(
        lsp.TextDocumentIdentifier(URI), lsp.Range(lsp.Position(*first), lsp.Position(*last)),
        lsp.CodeActionContext(diagnostics=[], only=only)))


async def test_fixes_are_offered(new_session):
    server = await new_session(capable(document_changes=True))
    assert server.initialized.capabilities.code_action_provider.code_action_kinds == ["quickfix"]
    server.open(URI, TEXT, version=7)
    found = await actions(server, (5, 6), (5, 6))
    assert len(found) == 1
    assert (found[0].title, found[0].kind, found[0].is_preferred) == ("Change to `type`", "quickfix", True)
    assert [d.code for d in found[0].diagnostics] == ["unknown-attribute"]
    change = found[0].edit.document_changes[0]
    assert (change.text_document.uri, change.text_document.version) == (URI, 7)
    assert change.edits == [lsp.TextEdit(lsp.Range(lsp.Position(5, 4), lsp.Position(5, 8)), "type")]


async def test_a_fix_mends_the_mistake(new_session):
    server = await new_session(capable())
    server.open(URI, TEXT)
    version = 1
    for _ in range(2):
        edit = (await actions(server, (0, 0), (11, 0)))[0].edit
        assert edit.document_changes is None
        (change,) = edit.changes[URI]
        version += 1
        at = change.range
        server.edit(URI, version, (at.start.line, at.start.character, at.end.line, at.end.character, change.new_text))
    assert await server.diagnostics(URI, version) == [] and await actions(server, (0, 0), (11, 0)) == []


@pytest.mark.parametrize("first, last, only, count", [
    ((0, 0), (11, 0), None, 2), ((0, 0), (4, 20), None, 0), ((6, 0), (7, 0), None, 0), ((8, 10), (8, 10), None, 1),
    ((0, 0), (11, 0), ["quickfix"], 2), ((0, 0), (11, 0), ["refactor", ""], 2), ((0, 0), (11, 0), ["refactor"], 0),
    ((0, 0), (11, 0), ["quickfix.other"], 0), ((0, 0), (11, 0), [], 0), ((90, 0), (91, 0), None, 0)])
async def test_which_fixes(new_session, first, last, only, count):
    server = await new_session(capable())
    server.open(URI, TEXT)
    assert len(await actions(server, first, last, only)) == count


async def test_no_fixes_of_hidden_diagnostics_and_for_old_clients(new_session):
    server = await new_session(capable(), settings={"check": {"severity": {"unknown-attribute": "off"}}})
    server.open(URI, TEXT)
    await server.settled(URI, [])
    assert await actions(server, (0, 0), (11, 0)) == []
    old = await new_session(lsp.ClientCapabilities())
    old.open(URI, TEXT)
    assert await actions(old, (0, 0), (11, 0)) == []
