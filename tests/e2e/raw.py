"""The server as a process and raw bytes, for what a client library would never send."""
import json
import select
import subprocess
import time

from conftest import TIMEOUT, program


def frame(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


class Raw:
    def __init__(self, *options):
        self.process = subprocess.Popen([*program(), *(options or ("--stdio",))], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, bufsize=0)
        self.buffer = b""
        self.last_id = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def write(self, data):
        self.process.stdin.write(data)

    def send(self, message):
        if isinstance(message, dict):
            message = {"jsonrpc": "2.0", **message}
        self.write(frame(message))

    def notify(self, method, params=None):
        self.send({"method": method, "params": params if params is not None else {}})

    def read(self, timeout=TIMEOUT):
        """The next message; None at the end of the stream."""
        until = time.monotonic() + timeout
        while True:
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            length = int(head.split(b":")[1]) if found else None
            if found and len(rest) >= length:
                self.buffer = rest[length:]
                return json.loads(rest[:length])
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, until - time.monotonic()))
            if not ready:
                raise TimeoutError("no message in time")
            data = self.process.stdout.read(1 << 20)
            if not data:
                return None
            self.buffer += data

    def answer(self, id):
        """The answer with this id; what comes before is passed over."""
        while True:
            message = self.read()
            assert message is not None, "the server ended"
            if "method" not in message and message.get("id") == id:
                return message

    def request(self, method, params=None):
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": params})
        return self.answer(self.last_id)

    def notification(self, method):
        while True:
            message = self.read()
            assert message is not None, "the server ended"
            if message.get("method") == method:
                return message["params"]

    def initialize(self, **params):
        answer = self.request("initialize", {"processId": None, "rootUri": None, "capabilities": {}, **params})
        self.notify("initialized")
        return answer["result"]

    def open(self, uri, text, language="hcl", version=1):
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": language, "version": version,
                                                              "text": text}})

    def finish(self):
        """Ends in good order; returns the exit status."""
        assert self.request("shutdown")["result"] is None
        self.notify("exit")
        return self.process.wait(TIMEOUT)


class Client(Raw):
    """A session whose notifications are kept."""

    def start(self, folder=None, capabilities=None, settings=None):
        uri = folder.as_uri() if folder else None
        self.seen = []
        self.initialized = self.call("initialize", {
            "processId": None, "rootUri": uri, "capabilities": capabilities or {},
            "initializationOptions": settings})["result"]
        self.notify("initialized")
        return self

    def ask(self, method, params):
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": params})
        return self.last_id

    def wait(self, wanted):
        until = time.monotonic() + 20
        while time.monotonic() < until:
            message = self.read()
            assert message is not None, "the server left"
            if wanted(message):
                return message
            self.seen.append(message)
        raise TimeoutError

    def call(self, method, params):
        id = self.ask(method, params)
        return self.wait(lambda m: m.get("id") == id and "method" not in m)

    def open(self, path, text):
        self.notify("textDocument/didOpen", {"textDocument": {"uri": path.as_uri(), "languageId": "hcl", "version": 1,
                                                             "text": text}})

    def change(self, path, version, text):
        self.notify("textDocument/didChange", {"textDocument": {"uri": path.as_uri(), "version": version},
                                               "contentChanges": [{"text": text}]})
