"""Bytes that are no proper messages: the server answers with an error and goes on."""
import json
import random

from raw import Raw, frame

URI = "file:///nowhere/a.pg.hcl"


def started(server):
    server.initialize()
    return server


def still_alive(server):
    return server.request("nothing")["error"]["code"] == -32601 and server.finish() == 0


def test_malformed_json():
    with Raw() as server:
        started(server)
        for body in (b"{", b"", b"nonsense", b'{"jsonrpc":"2.0","id":1,', b"\xff\xfe", b'{"a":"\x01"}', b'"\\ud800"x'):
            server.write(frame(body))
            message = server.read()
            assert message["error"]["code"] == -32700 and message["id"] is None, body
        assert still_alive(server)


def test_json_that_is_no_message():
    with Raw() as server:
        started(server)
        for body in (b"[]", b"5", b'"x"', b"null", b'[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]', b"{}",
                     b'{"method":5}', b'{"id":{},"method":"x"}', b'{"id":null,"method":"x"}', b'{"id":7}'):
            server.write(frame(body))
            message = server.read()
            assert message["error"]["code"] == -32600, body
        assert still_alive(server)


def test_answers_to_nothing_are_ignored():
    with Raw() as server:
        started(server)
        server.send({"id": 1234, "result": {}})
        server.send({"id": "x", "error": {"code": 1, "message": "no"}})
        assert still_alive(server)


def test_unreadable_headers():
    with Raw() as server:
        started(server)
        for head in (b"Content-Length: x\r\n\r\n", b"hello\r\n\r\n", b"Content-Length: -5\r\n\r\n{}", b"\r\n\r\n",
                     b"Content-Length:\r\n\r\n", b"X: 1\r\n\r\n", b"\x00" * 10000):
            server.write(head)
            answer = server.request("nothing")
            assert answer["error"]["code"] == -32601, head
        assert server.finish() == 0


def test_a_message_above_the_limit_is_skipped():
    with Raw() as server:
        started(server)
        server.write(b"Content-Length: 99999999999999999999\r\n\r\n{\"jsonrpc\":\"2.0\"}")
        assert server.read()["error"]["code"] == -32600
        server.write(b"Content-Length: %d\r\n\r\n" % (300 << 20))
        for _ in range(300):
            server.write(b'"' + b" " * ((1 << 20) - 2) + b'"')
        assert server.read()["error"]["code"] == -32600
        assert still_alive(server)


def test_headers_in_other_forms():
    with Raw() as server:
        started(server)
        body = b'{"jsonrpc":"2.0","id":50,"method":"nothing"}'
        for head in (b"content-length:%d\r\n\r\n", b"Content-Length:   %d  \r\n\r\n", b"Content-Length: %d\n\n",
                     b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: %d\r\n\r\n",
                     b"Content-Length: %d\r\nContent-Type: x\r\n\r\n"):
            server.write(head % len(body) + body)
            assert server.answer(50)["error"]["code"] == -32601
        assert server.finish() == 0


def test_bytes_that_come_one_by_one():
    with Raw() as server:
        started(server)
        for byte in frame({"jsonrpc": "2.0", "id": 60, "method": "nothing"}):
            server.write(bytes([byte]))
        assert server.answer(60)["error"]["code"] == -32601
        assert server.finish() == 0


def test_many_messages_at_once():
    with Raw() as server:
        started(server)
        server.write(b"".join(frame({"jsonrpc": "2.0", "id": 1000 + i, "method": "nothing"}) for i in range(500)))
        for i in range(500):
            assert server.read()["id"] == 1000 + i
        assert server.finish() == 0


def test_random_bytes():
    random.seed(7)
    with Raw() as server:
        started(server)
        for _ in range(50):
            server.write(random.randbytes(random.randrange(1, 400)))
        server.write(b"\r\n\r\n")
        assert server.request("nothing")["error"]["code"] == -32601
        assert server.finish() == 0


def test_messages_out_of_order():
    document = {"uri": URI, "version": 3}
    with Raw() as server:
        started(server)
        server.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": "x"}]})
        server.notify("textDocument/didSave", {"textDocument": document})
        server.notify("textDocument/didClose", {"textDocument": document})
        server.notify("initialized")
        for method in ("hover", "definition", "completion", "documentSymbol", "formatting", "foldingRange"):
            answer = server.request("textDocument/" + method, {"textDocument": document, "position": {
                "line": 0, "character": 0}, "options": {"tabSize": 2, "insertSpaces": True}})
            assert answer["result"] is None, method
        server.open(URI, "schema \"a\" {}\n")
        server.open(URI, "schema \"b\" {}\n", version=9)
        symbols = server.request("textDocument/documentSymbol", {"textDocument": document})["result"]
        assert [s["name"] for s in symbols] == ["b"]
        assert server.finish() == 0


def test_parameters_of_the_wrong_kind():
    strange = [None, 5, "x", [], {}, {"textDocument": None}, {"textDocument": {"uri": 5}},
               {"textDocument": {"uri": URI}, "position": {"line": -1, "character": 0}},
               {"textDocument": {"uri": URI}, "position": {"line": 1e300, "character": "x"}},
               {"textDocument": {"uri": URI}, "position": {"line": 2**31, "character": 2**40}},
               {"textDocument": {"uri": URI}, "positions": [5], "contentChanges": 7, "changes": "x", "event": [1]}]
    methods = ["completion", "hover", "definition", "references", "documentSymbol", "formatting", "foldingRange",
               "selectionRange", "signatureHelp", "documentHighlight"]
    with Raw() as server:
        started(server)
        server.open(URI, "schema \"a\" {}\n")
        for params in strange:
            for method in methods:
                answer = server.request("textDocument/" + method, params)
                assert "result" in answer or answer["error"]["code"] == -32602, (method, params)
            for method in ("textDocument/didOpen", "textDocument/didSave", "workspace/didChangeConfiguration",
                           "workspace/didChangeWatchedFiles", "workspace/didChangeWorkspaceFolders", "$/setTrace",
                           "$/cancelRequest"):
                server.send({"method": method, "params": params})
            server.request("completionItem/resolve", params)
        assert still_alive(server)


def test_lone_surrogates_and_nuls_keep_positions_right():
    # The client counts each half of a pair as one unit; so does the server.
    text = 'schema "a\\ud83d\\u0000\\udc00b" {}\\ntable "t" {\\n}\\n'
    with Raw() as server:
        started(server)
        server.write(frame(b'{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"%s",'
                           b'"languageId":"hcl","version":1,"text":"%s"}}}' % (URI.encode(), text.encode().replace(
                               b'"', b'\\"'))))
        symbols = server.request("textDocument/documentSymbol", {"textDocument": {"uri": URI}})["result"]
        first = symbols[0]["location"]["range"]
        assert first["end"] == {"line": 0, "character": 17}
        server.notify("textDocument/didChange", {"textDocument": {"uri": URI, "version": 2}, "contentChanges": [
            {"range": {"start": {"line": 0, "character": 9}, "end": {"line": 0, "character": 12}}, "text": "X"}]})
        symbols = server.request("textDocument/documentSymbol", {"textDocument": {"uri": URI}})["result"]
        assert [s["name"] for s in symbols] == ["aXb", "t"]
        assert server.finish() == 0


def test_a_huge_document():
    text = "".join(f'table "t{i}" {{\n  schema = schema.a\n  column "id" {{\n    type = int\n  }}\n}}\n'
                   for i in range(20000)) + 'schema "a" {}\n'
    with Raw() as server:
        started(server)
        server.open(URI, text)
        assert server.notification("textDocument/publishDiagnostics")["diagnostics"] == []
        symbols = server.request("textDocument/documentSymbol", {"textDocument": {"uri": URI}})["result"]
        assert len(symbols) == 40001
        assert server.finish() == 0


def test_deep_nesting_and_long_lines():
    texts = ["a " + "{" * 1000, "x = " + "[" * 5000, "x = " + "(" * 5000 + ")" * 5000, "a {\n" * 1000 + "}\n" * 1000,
             'x = "' + "${" * 3000, "x = " + "a." * 20000, "x" * 1000000, "x = <<A\n" * 1000, "/*" * 1000,
             'x = "${"' * 1000, "\x00" * 1000, "\ufeff\ufeff", "\r\r\r\n\r", "x = 1 ? " * 3000, "x = !" + "!" * 5000]
    with Raw() as server:
        started(server)
        for i, text in enumerate(texts):
            uri = f"file:///nowhere/{i}.pg.hcl"
            server.open(uri, text, language="atlas-schema-postgresql")
            place = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": len(text)}}
            for method in ("completion", "hover", "definition", "documentSymbol", "foldingRange", "formatting",
                           "signatureHelp"):
                answer = server.request("textDocument/" + method, place)
                assert "result" in answer or answer["error"]["code"] == -32803, (method, text[:20])
            server.request("textDocument/selectionRange", {**place, "positions": [place["position"]]})
        assert server.finish() == 0


def test_a_client_that_does_not_read():
    with Raw() as server:
        started(server)
        for i in range(2000):
            server.write(frame({"jsonrpc": "2.0", "id": i + 100, "method": "nothing" + "x" * 200}))
        for i in range(2000):
            assert server.answer(i + 100)["error"]["code"] == -32601
        assert server.finish() == 0


def test_json_is_escaped_properly():
    name = 'q\\"\\\\\\u0001\u00e9\U0001F389'
    with Raw() as server:
        started(server)
        server.open(URI, f'schema "{name}" {{}}\n')
        symbols = server.request("textDocument/documentSymbol", {"textDocument": {"uri": URI}})["result"]
        assert symbols[0]["name"] == json.loads(f'"{name}"')
        assert server.process.poll() is None and server.finish() == 0
