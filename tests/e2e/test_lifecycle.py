"""From initialize to exit: the state machine, exit codes, what is offered."""
import os
import signal
import socket
import subprocess
import time

import pytest
from conftest import TIMEOUT, program
from raw import Raw, frame


def error_code(answer):
    return answer["error"]["code"]


def test_good_order_ends_with_status_0():
    with Raw() as server:
        offered = server.initialize()
        assert offered["serverInfo"]["name"] == "atlas-lsp"
        assert server.finish() == 0


def test_what_is_offered():
    with Raw() as server:
        offered = server.initialize()["capabilities"]
        assert offered["textDocumentSync"]["change"] == 2
        assert offered["completionProvider"]["resolveProvider"] is True
        assert offered["executeCommandProvider"]["commands"] == [
            "atlas.erd", "atlas.diff", "atlas.inspect", "atlas.drift", "atlas.previewChanges"]
        assert offered["renameProvider"] == {"prepareProvider": True} and "codeLensProvider" in offered
        assert "textDocumentContent" not in offered["workspace"]
        assert offered["positionEncoding"] == "utf-16"
        for name in ("hover", "definition", "references", "documentSymbol", "documentFormatting", "foldingRange",
                     "selectionRange", "documentHighlight"):
            assert offered[name + "Provider"] is True, name


@pytest.mark.parametrize("wanted, chosen", [
    (["utf-8", "utf-16"], "utf-8"), (["utf-32", "utf-8"], "utf-32"), (["utf-16", "utf-8"], "utf-16"),
    (["utf-7"], "utf-16"), ([], "utf-16"), (["latin-1", "utf-32"], "utf-32")])
def test_position_encoding(wanted, chosen):
    with Raw() as server:
        offered = server.initialize(capabilities={"general": {"positionEncodings": wanted}})
        assert offered["capabilities"]["positionEncoding"] == chosen


def test_requests_before_initialize_are_refused():
    with Raw() as server:
        assert error_code(server.request("textDocument/hover", {})) == -32002
        assert error_code(server.request("shutdown")) == -32002
        server.open("file:///a.pg.hcl", "table")  # ignored
        server.initialize()
        assert server.finish() == 0


def test_initialize_twice_is_refused():
    with Raw() as server:
        server.initialize()
        assert error_code(server.request("initialize", {"capabilities": {}})) == -32600
        assert server.finish() == 0


def test_requests_after_shutdown_are_refused():
    with Raw() as server:
        server.initialize()
        server.request("shutdown")
        assert error_code(server.request("textDocument/hover", {})) == -32600
        assert error_code(server.request("shutdown")) == -32600
        assert error_code(server.request("initialize", {"capabilities": {}})) == -32600
        server.notify("exit")
        assert server.process.wait(TIMEOUT) == 0


def test_exit_without_shutdown_gives_status_1():
    with Raw() as server:
        server.initialize()
        server.notify("exit")
        assert server.process.wait(TIMEOUT) == 1


def test_exit_before_initialize_gives_status_1():
    with Raw() as server:
        server.notify("exit")
        assert server.process.wait(TIMEOUT) == 1


def test_end_of_input_ends_the_server():
    with Raw() as server:
        server.initialize()
        server.process.stdin.close()
        assert server.process.wait(TIMEOUT) == 1


def test_end_of_input_after_shutdown_gives_status_0():
    with Raw() as server:
        server.initialize()
        server.request("shutdown")
        server.process.stdin.close()
        assert server.process.wait(TIMEOUT) == 0


def test_a_dying_parent_ends_the_server():
    parent = subprocess.Popen(["sleep", "100"])
    with Raw() as server:
        server.initialize(processId=parent.pid)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert server.process.wait(TIMEOUT) == 1


def test_unknown_methods():
    with Raw() as server:
        server.initialize()
        assert error_code(server.request("textDocument/nothing", {})) == -32601
        assert error_code(server.request("$/nothing", {})) == -32601
        server.notify("$/nothing", {"a": 1})
        server.notify("textDocument/nothing", {"a": 1})
        server.notify("$/cancelRequest", {"id": 99})
        server.notify("$/setTrace", {"value": "verbose"})
        assert error_code(server.request("workspace/executeCommand", {"command": "x"})) == -32602
        assert server.finish() == 0


def test_initialize_with_strange_parameters():
    with Raw() as server:
        assert error_code(server.request("initialize", [1, 2])) == -32602
        result = server.request("initialize", {"processId": "x", "rootUri": 5, "capabilities": {
            "general": {"positionEncodings": "utf-8"}, "textDocument": 7}, "workspaceFolders": {"a": 1},
            "initializationOptions": [None], "trace": 4})
        assert "capabilities" in result["result"]
        assert server.finish() == 0


def test_text_ids_are_given_back():
    with Raw() as server:
        server.initialize()
        server.send({"id": "seven", "method": "nothing"})
        assert server.answer("seven")["error"]["code"] == -32601


def exchange(connection):
    connection.settimeout(TIMEOUT)
    connection.sendall(frame({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}))
    assert b"capabilities" in connection.recv(1 << 16)
    connection.sendall(frame({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}))
    assert b'"result":null' in connection.recv(1 << 16)
    connection.sendall(frame({"jsonrpc": "2.0", "method": "exit"}))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def connect(make, address):
    until = time.monotonic() + TIMEOUT
    while True:
        connection = make()
        try:
            connection.connect(address)
            return connection
        except OSError:
            connection.close()
            assert time.monotonic() < until
            time.sleep(0.02)


def test_socket_where_the_client_listens():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        with Raw("--socket", str(listener.getsockname()[1])) as server:
            connection, _ = listener.accept()
            with connection:
                exchange(connection)
                assert server.process.wait(TIMEOUT) == 0


def test_socket_where_the_server_listens():
    port = free_port()
    with Raw("--socket", str(port)) as server:
        with connect(socket.socket, ("127.0.0.1", port)) as connection:
            exchange(connection)
            assert server.process.wait(TIMEOUT) == 0


def test_pipe_where_the_client_listens(tmp_path):
    path = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()
        with Raw("--pipe", path) as server:
            connection, _ = listener.accept()
            with connection:
                exchange(connection)
                assert server.process.wait(TIMEOUT) == 0


def test_pipe_where_the_server_listens(tmp_path):
    path = str(tmp_path / "s")
    with Raw("--pipe", path) as server:
        with connect(lambda: socket.socket(socket.AF_UNIX), path) as connection:
            exchange(connection)
            assert server.process.wait(TIMEOUT) == 0


def test_files_instead_of_pipes(tmp_path):
    source, target = tmp_path / "in", tmp_path / "out"
    source.write_bytes(frame({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}})
                       + frame({"jsonrpc": "2.0", "id": 2, "method": "shutdown"})
                       + frame({"jsonrpc": "2.0", "method": "exit"}))
    with source.open("rb") as stdin, target.open("wb") as stdout:
        assert subprocess.run([*program(), "--stdio"], stdin=stdin, stdout=stdout, timeout=TIMEOUT).returncode == 0
    assert target.read_bytes().count(b"Content-Length") == 2


def test_the_name_of_the_atlas_command():
    with Raw("tool", "lsp", "--stdio") as server:
        server.initialize()
        assert server.finish() == 0


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="needs /proc")
def test_idle_memory():
    if os.environ.get("ATLAS_LSP_WRAPPER") or b"__asan" in open(os.environ["ATLAS_LSP"], "rb").read():
        pytest.skip("measured on plain builds only")
    with Raw() as server:
        server.initialize()
        with open(f"/proc/{server.process.pid}/status") as status:
            kib = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
        assert kib < 10 * 1024
        assert server.finish() == 0
