"""Documents that are cut off or damaged while they are open, and clients that break off."""
import random

import pytest
from raw import Raw, frame

URI = "file:///nowhere/a.pg.hcl"
TEXT = '''schema "s" {
}
table "users" {
  schema = schema.s
  column "id" {
    type = varchar(10)
  }
  check "c" {
    expr = <<-SQL
      id > ${1 + 2}
    SQL
  }
  index "i" {
    columns = [column.id]
  }
}
'''


def ask_all(server, line, character):
    place = {"textDocument": {"uri": URI}, "position": {"line": line, "character": character}}
    for method in ("completion", "hover", "definition", "documentSymbol", "foldingRange", "signatureHelp"):
        answer = server.request("textDocument/" + method, place)
        assert "result" in answer, (method, answer)


def change(server, version, text, range=None):
    changes = [{"text": text} if range is None else {"text": text, "range": range}]
    server.notify("textDocument/didChange", {"textDocument": {"uri": URI, "version": version}, "contentChanges": changes})


def test_typed_byte_by_byte():
    with Raw() as server:
        server.initialize()
        server.open(URI, "", language="atlas-schema-postgresql")
        line = character = 0
        for version, byte in enumerate(TEXT, 2):
            at = {"line": line, "character": character}
            change(server, version, byte, {"start": at, "end": at})
            line, character = (line + 1, 0) if byte == "\n" else (line, character + 1)
            ask_all(server, line, character)
        symbols = server.request("textDocument/documentSymbol", {"textDocument": {"uri": URI}})["result"]
        assert [s["name"] for s in symbols if s["name"] in ("s", "users")] == ["s", "users"]
        assert server.finish() == 0


def test_cut_off_anywhere():
    with Raw() as server:
        server.initialize()
        server.open(URI, TEXT, language="atlas-schema-postgresql")
        for end in range(len(TEXT) - 1, 0, -1):
            text = TEXT[:end]
            change(server, 2 + len(TEXT) - end, text)
            ask_all(server, text.count("\n"), len(text) - text.rfind("\n") - 1)
        assert server.finish() == 0


@pytest.mark.parametrize("seed", [1, 2])
def test_damaged(seed):
    random.seed(seed)
    pieces = ["\x00", "\ufffd", '"', "${", "}", "<<E\n", "/*", "\r", "(", "]", "\u0000{", "\U0001F389", "\n\n"]
    with Raw() as server:
        server.initialize()
        server.open(URI, TEXT, language="atlas-schema-postgresql")
        for version in range(2, 150):
            at = {"line": random.randrange(12), "character": random.randrange(6)}
            change(server, version, random.choice(pieces), {"start": at, "end": at})
            ask_all(server, at["line"], at["character"])
        assert server.finish() == 0


def test_input_that_breaks_off():
    """The input ends in the middle of a message: the server ends, and not by a signal."""
    message = frame({"jsonrpc": "2.0", "id": 5, "method": "initialize", "params": {"capabilities": {}}})
    for end in range(0, len(message), 7):
        with Raw() as server:
            server.write(message[:end])
            server.process.stdin.close()
            assert server.process.wait(10) == 1
