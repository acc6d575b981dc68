"""Documents as the client edits them: encodings, several changes, versions, and edits against a fresh server."""
import random

import pytest
from conftest import full_capabilities
from lsprotocol import types as lsp

URI = "file:///nowhere/a.pg.hcl"
BASE = 'schema "public" {}\ntable "t" {\n  schema = schema.public\n  column "id" {\n    type = int\n  }\n}\n'


async def symbols(session, uri=URI):
    tree = await session.ask("textDocument/documentSymbol",
                             lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(uri)))
    return tree or []


async def names(session, uri=URI):
    return [s.name for s in await symbols(session, uri)]


async def test_an_edit_brings_a_new_list_with_its_version(server):
    server.open(URI, BASE)
    assert await server.messages(URI, 1) == []
    server.edit(URI, 2, (4, 11, 4, 14, "itn"))
    assert len(await server.messages(URI, 2)) == 1
    server.edit(URI, 3, (4, 11, 4, 14, "text"))
    assert await server.messages(URI, 3) == []


async def test_several_changes_are_applied_one_after_the_other(server):
    server.open(URI, BASE)
    server.edit(URI, 2, (0, 0, 0, 0, "\n\n"), (2, 8, 2, 14, "main"), (4, 18, 4, 24, "main"), (0, 0, 2, 0, ""))
    assert await server.messages(URI, 2) == []
    assert await names(server) == ["main", "t"]


async def test_a_whole_text_replaces_everything(server):
    server.open(URI, BASE)
    server.edit(URI, 2, 'schema "x" {}\n', (0, 8, 0, 9, "y"))
    assert await names(server) == ["y"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_encodings(new_session, encoding):
    server = await new_session(full_capabilities([encoding]))
    # ä: 2 bytes, 1 unit; €: 3 bytes, 1 unit; 🎉: 4 bytes, 2 units
    line = '/*ä€*/ schema "🎉" {}'
    server.open(URI, line + "\n")
    first = (await symbols(server))[0]
    unit = {"utf-8": lambda s: len(s.encode()), "utf-16": lambda s: len(s.encode("utf-16-le")) // 2, "utf-32": len}
    width = unit[encoding]
    assert first.range.end.character == width(line)
    assert first.selection_range.start.character == width('/*ä€*/ schema ')
    at = width('/*ä€*/ schema "')
    server.edit(URI, 2, (0, at, 0, at + width("🎉"), "b"))
    assert await names(server) == ["b"]
    server.edit(URI, 3, (0, at, 0, at, "é😀"), (0, at + width("é"), 0, at + width("é😀"), ""))
    assert await names(server) == ["éb"]


async def test_half_of_a_pair_can_be_deleted(new_session):
    server = await new_session(full_capabilities(["utf-16"]))
    server.open(URI, 'schema "a🎉b" {}\n')
    server.edit(URI, 2, (0, 10, 0, 11, ""))  # leaves one unit, as in the client
    assert await names(server) == ["a\ufffdb"]
    server.edit(URI, 3, (0, 9, 0, 10, "x"))
    assert await names(server) == ["axb"]


async def test_positions_behind_the_end_of_a_line_mean_its_end(server):
    server.open(URI, BASE)
    server.edit(URI, 2, (0, 999, 1, 0, "\n"))
    assert await names(server) == ["public", "t"]


@pytest.mark.parametrize("version, change", [
    (2, (99, 0, 99, 1, "x")), (2, (1, 5, 0, 0, "x")), (2, (1, 3, 1, 1, "x")), (1, (0, 0, 0, 0, "x")),
    (0, (0, 0, 0, 0, "x")), (-5, (0, 0, 0, 0, "x"))])
async def test_an_edit_that_does_not_fit_drops_the_document(server, version, change):
    server.open(URI, BASE)
    await server.diagnostics(URI, 1)
    server.edit(URI, version, change)
    await server.until(lambda: any("ignored until" in line for line in server.logs))
    assert await symbols(server) == []
    server.edit(URI, 7, (0, 0, 0, 0, "x"))  # still dropped
    assert await symbols(server) == []
    server.edit(URI, 8, BASE)
    assert await names(server) == ["public", "t"]
    assert await server.messages(URI, 8) == []
    server.edit(URI, 9, (0, 8, 0, 14, "p"))
    assert await names(server) == ["p", "t"]


async def test_opening_again_after_closing(server):
    server.open(URI, BASE + "x")
    assert await server.messages(URI, 1) != []
    server.close(URI)
    await server.settled(URI, [])
    assert await symbols(server) == []
    server.open(URI, BASE, version=1)
    assert await names(server) == ["public", "t"]


async def test_documents_that_are_no_files(server):
    server.open("untitled:Untitled-1", BASE, "atlas-schema-postgresql")
    assert await names(server, "untitled:Untitled-1") == ["public", "t"]
    assert await server.messages("untitled:Untitled-1", 1) == []
    server.open("git:/a%20b/x.pg.hcl?ref", "tabel {", "hcl")
    assert await names(server, "git:/a%20b/x.pg.hcl?ref") == ["tabel"]


PIECES = ["\n", "{", "}", '"', "${", "table", ' "t" {\n', "  column \"x\" {\n    type = int\n  }\n", "<<EOT\n", "EOT\n", "#",
          "/*", "*/", "ä€🎉", "\r\n", "schema = schema.public\n", "[", "]", "(", ")", "=", "type", "enum \"e\" {\n}\n",
          "column.id", "", "", ""]


def apply(text, edit):
    lines = text.split("\n")

    def offset(line, character):
        return sum(len(part) + 1 for part in lines[:line]) + character
    return text[:offset(edit[0], edit[1])] + edit[4] + text[offset(edit[2], edit[3]):]


def random_edit(rng, text):
    a, b = sorted(rng.randrange(len(text) + 1) for _ in range(2))
    if rng.random() < 0.8:
        b = min(a + rng.randrange(12), len(text))
    # No client can put the cursor inside of a line end.
    a, b = (i - 1 if text[i - 1:i + 1] == "\r\n" and i else i for i in (a, b))
    place = [(text[:i].count("\n"), i - (text[:i].rfind("\n") + 1)) for i in (a, b)]
    return (*place[0], *place[1], rng.choice(PIECES))


def flat(params):
    return sorted((d.range.start.line, d.range.start.character, d.range.end.line, d.range.end.character, d.message)
                  for d in params)


@pytest.mark.parametrize("seed", range(6))
async def test_random_edits_give_what_a_fresh_server_gives(new_session, seed):
    rng = random.Random(seed)
    server = await new_session(full_capabilities(["utf-32"]))
    text = BASE + "".join(f'table "t{i}" {{\n  schema = schema.public\n  column "a" {{\n    type = int\n  }}\n}}\n'
                          for i in range(8))
    server.open(URI, text)
    version = 1
    for _ in range(12):
        edits = []
        for _ in range(rng.randrange(1, 5)):
            edit = random_edit(rng, text)
            text = apply(text, edit)
            edits.append(edit)
        version += 1
        server.edit(URI, version, *edits)
    fresh = await new_session(full_capabilities(["utf-32"]))
    fresh.open(URI, text)
    wanted = flat(await fresh.diagnostics(URI, 1))

    def same():
        lists = [p for p in server.published.get(URI, []) if p.version == version]
        return lists and flat(lists[-1].diagnostics) == wanted
    try:
        await server.until(same)
    finally:
        assert same(), (seed, text, flat(server.published[URI][-1].diagnostics), wanted)
    assert await symbols(server) == await symbols(fresh)
