#!/usr/bin/env python3
"""Drives a language server over stdio as an editor does, and measures it. Used by bench/run; alone:

    bench/lsp.py build/release/bin/atlas-lsp start
    bench/lsp.py build/release/bin/atlas-lsp typing --tables 10000 --keys 1000
    bench/lsp.py build/release/bin/atlas-lsp openers --tables 10000
    bench/lsp.py build/release/bin/atlas-lsp memory --tables 10000 --files 10
    bench/lsp.py build/release/bin/atlas-lsp risky --tables 10000 --keys 30

Prints one JSON object. After typing, the diagnostics are compared with those that a fresh process gives for the same
text; a difference is an error.
"""
import argparse
import json
import os
import pathlib
import select
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import gen  # noqa: E402

# Stands at the end of the open file, so that there is always something to report: an empty answer would be too easy.
MISTAKE = '\nschema "bench" {\n  bench_mistake = 1\n}\n'
OPENERS = ['"', "{", "(", "[", "${", "<<EOT", "/*"]
TYPED = """
  column "extra" {
    null = false
    type = integer
  }
  index "by_extra" {
    columns = [column.extra]
  }
  foreign_key "to_account" {
    columns     = [column.extra]
    ref_columns = [table.account_0.column.id]
    on_delete   = CASCADE
  }
"""


class Server:
    """One process; `diagnostics` holds the last list published for each URI."""

    def __init__(self, command, folder=None):
        self.started = time.perf_counter()
        self.process = subprocess.Popen([*command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, bufsize=0)
        self.buffer = b""
        self.next_id = 0
        self.diagnostics = {}
        self.versions = {}
        self.published = 0.0  # when diagnostics came last
        answer = self.request("initialize", {
            "processId": os.getpid(),
            "rootUri": uri(folder) if folder else None,
            "workspaceFolders": [{"uri": uri(folder), "name": "bench"}] if folder else None,
            "capabilities": {"textDocument": {
                "publishDiagnostics": {"versionSupport": True, "relatedInformation": True},
                "completion": {"completionItem": {"snippetSupport": True}}}},
        })
        self.start_seconds = time.perf_counter() - self.started
        assert "capabilities" in answer["result"], answer
        self.notify("initialized", {})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def start_request(self, method, params):
        self.next_id += 1
        self.send({"id": self.next_id, "method": method, "params": params})
        return self.next_id

    def request(self, method, params, timeout=60):
        wanted = self.start_request(method, params)
        return self.wait(lambda message: message.get("id") == wanted and "method" not in message, timeout)

    def read(self, timeout):
        """The next message, or None when nothing comes within `timeout` seconds."""
        deadline = time.perf_counter() + timeout
        while True:
            head = self.buffer.find(b"\r\n\r\n")
            if head >= 0:
                length = int(self.buffer[:head].lower().split(b"content-length:")[1].split(b"\r\n")[0])
                if len(self.buffer) >= head + 4 + length:
                    body = self.buffer[head + 4:head + 4 + length]
                    self.buffer = self.buffer[head + 4 + length:]
                    return self.note(json.loads(body))
            left = deadline - time.perf_counter()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                return None
            chunk = os.read(self.process.stdout.fileno(), 1 << 20)
            if not chunk:
                raise RuntimeError(f"the server ended: {self.process.wait()}")
            self.buffer += chunk

    def note(self, message):
        """Keeps diagnostics and answers what the server asks."""
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
            self.versions[message["params"]["uri"]] = message["params"].get("version")
            self.published = time.perf_counter()
        elif "method" in message and "id" in message:
            asked = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
            self.send({"id": message["id"], "result": None if asked is None else [None for _ in asked]})
        return message

    def wait(self, matches, timeout=60):
        deadline = time.perf_counter() + timeout
        while True:
            message = self.read(deadline - time.perf_counter())
            if message is None:
                raise RuntimeError("no answer in time")
            if matches(message):
                return message

    def wait_diagnostics(self, document, version, timeout=60):
        if self.versions.get(document) == version:
            return
        self.wait(lambda message: self.versions.get(document) == version, timeout)

    def open(self, document, text):
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": document, "languageId": "hcl", "version": 1, "text": text}})

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def settle(self, quiet=0.4):
        """Reads until the server is silent and uses no processor time."""
        while True:
            before = self.cpu()
            if self.read(quiet) is None and self.cpu() == before:
                return

    def memory(self):
        """Resident bytes."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        raise RuntimeError("no VmRSS")

    def stop(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        self.process.wait(10)


class Document:
    """An open file with a cursor in its middle: what is typed stands between `before` and `after`."""

    def __init__(self, server, path, text, at):
        self.server, self.uri = server, uri(path)
        self.before, self.after = text[:at], text[at:]
        self.line, self.column = self.before.count("\n"), len(self.before) - self.before.rfind("\n") - 1
        self.typed = ""
        self.version = 1

    def text(self):
        return self.before + self.typed + self.after

    def cursor(self, typed=None):
        typed = self.typed if typed is None else typed
        if "\n" not in typed:
            return {"line": self.line, "character": self.column + len(typed)}
        return {"line": self.line + typed.count("\n"), "character": len(typed) - typed.rfind("\n") - 1}

    def change(self, typed):
        """Makes `typed` what stands at the cursor, by one change at its end; returns the time before it was sent."""
        kept = len(os.path.commonprefix([typed, self.typed]))
        change = {"range": {"start": self.cursor(typed[:kept]), "end": self.cursor()}, "text": typed[kept:]}
        self.typed = typed
        self.version += 1
        start = time.perf_counter()
        self.server.notify("textDocument/didChange", {
            "textDocument": {"uri": self.uri, "version": self.version}, "contentChanges": [change]})
        return start


def uri(path):
    return pathlib.Path(path).resolve().as_uri()


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def summary(seconds):
    return {"p50": percentile(seconds, 0.5) * 1000, "p99": percentile(seconds, 0.99) * 1000,
            "max": max(seconds) * 1000, "count": len(seconds)}


def middle(text):
    """Behind the first line of the body of a table in the middle."""
    table = text.index("\ntable ", len(text) // 2)
    return text.index("\n", text.index("\n", table + 1) + 1)


def normal(diagnostics):
    return sorted(json.dumps({key: item.get(key) for key in ("range", "severity", "code", "message")}, sort_keys=True)
                  for item in diagnostics)


def compare_with_fresh(command, folder, document, server):
    """Raises when a new process gives other diagnostics for the text as it is now."""
    server.settle()
    fresh = Server(command, folder)
    fresh.open(document.uri, document.text())
    fresh.wait_diagnostics(document.uri, 1)
    fresh.settle()
    old, new = normal(server.diagnostics.get(document.uri, [])), normal(fresh.diagnostics.get(document.uri, []))
    fresh.stop()
    if old != new:
        raise RuntimeError(f"diagnostics differ from those of a fresh process\nhave: {old[:5]}\nwant: {new[:5]}")


def measure_start(command, _args):
    times, idle = [], []
    for _ in range(15):
        server = Server(command)
        server.settle(0.1)
        times.append(server.start_seconds)
        idle.append(server.memory())
        server.stop()
    return {"initialize": summary(times), "idle_bytes": percentile(idle, 0.5)}


def opened(command, folder, args, files=1):
    """A server with the (first) generated file open and checked, and the time that took."""
    paths = gen.write(folder, args.tables, files, args.dialect, 1, args.shape)
    if args.measure == "risky":
        commit(folder, paths)
    text = paths[0].read_text() + MISTAKE
    server = Server(command, folder)
    document = Document(server, paths[0], text, middle(text))
    start = time.perf_counter()
    server.open(document.uri, text)
    server.wait_diagnostics(document.uri, 1)
    seconds = time.perf_counter() - start
    server.settle()
    assert any("bench_mistake" in item["message"] for item in server.diagnostics[document.uri])
    return server, document, seconds, sum(path.stat().st_size for path in paths)


def keys(document, count):
    """The texts after each of `count` keys: typing a piece of schema, deleting it again, and so on."""
    while count > 0:
        steps = [TYPED[:i] for i in range(1, len(TYPED) + 1)] + [TYPED[:i] for i in range(len(TYPED) - 1, -1, -1)]
        yield from steps[:count]
        count -= len(steps)


def measure_typing(command, args):
    with tempfile.TemporaryDirectory() as folder:
        server, document, open_seconds, size = opened(command, folder, args)
        completion, diagnostics, items = [], [], 0
        for number, typed in enumerate(keys(document, args.keys)):
            start = document.change(typed)
            asked = server.start_request("textDocument/completion", {
                "textDocument": {"uri": document.uri}, "position": document.cursor()})
            answer = server.wait(lambda message: message.get("id") == asked and "method" not in message)
            completion.append(time.perf_counter() - start)
            result = answer["result"]
            items += len(result["items"] if isinstance(result, dict) else result or [])
            server.wait_diagnostics(document.uri, document.version)
            diagnostics.append(time.perf_counter() - start)
            if number in (args.keys // 3, args.keys - 1):
                compare_with_fresh(command, folder, document, server)
        assert items > args.keys, "completion hardly offers anything"
        result = {"open": open_seconds * 1000, "bytes": size, "items_per_key": items / args.keys, "completion": summary(completion),
                  "diagnostics": summary(diagnostics), "memory_per_byte": server.memory() / size}
        server.stop()
        return result


def measure_openers(command, args):
    with tempfile.TemporaryDirectory() as folder:
        server, document, _, _ = opened(command, folder, args)
        result = {}
        for opener in OPENERS:
            times, complete = [], []
            for before in ["\n  ", "\n  comment = ", '\n  comment = "a']:
                for typed in [before, before + opener, before]:
                    start = document.change(typed)
                    server.wait_diagnostics(document.uri, document.version)
                    times.append(time.perf_counter() - start)
                    server.settle(0.15)
                    complete.append(server.published - start)
                    if typed != before:
                        compare_with_fresh(command, folder, document, server)
            result[opener] = {"first": max(times) * 1000, "complete": max(complete) * 1000}
        server.stop()
        return {"first": max(item["first"] for item in result.values()),
                "complete": max(item["complete"] for item in result.values()), "openers": result}


def measure_memory(command, args):
    with tempfile.TemporaryDirectory() as folder:
        server, _, open_seconds, size = opened(command, folder, args, args.files)
        result = {"files": args.files, "bytes": size, "rss": server.memory(), "open": open_seconds * 1000,
                  "memory_per_byte": server.memory() / size}
        server.stop()
        return result


def commit(folder, paths):
    """Makes the folder a repository whose last commit has one table in a hundred otherwise, a hundred at most."""
    texts = [path.read_text() for path in paths]
    for path, text in zip(paths, texts):
        tables = text.split("\ntable ")
        for i in range(0, len(tables), max(100, len(tables) // 100)):
            tables[i] = tables[i].replace("= integer", "= bigint", 1)
        path.write_text("\ntable ".join(tables))
    git = ["git", "-C", str(folder), "-c", "user.name=bench", "-c", "user.email=bench@localhost"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "bench"]):
        subprocess.run([*git, *words], check=True)
    for path, text in zip(paths, texts):
        path.write_text(text)


RISK = '  column "risky" {\n    null = false\n    type = text\n  }\n'


def measure_risky(command, args):
    """In a repository: keys that are typed while the schema is compared with the last commit, and how long it takes
    from a key until a risky change is told."""
    with tempfile.TemporaryDirectory() as folder:
        server, document, seconds, size = opened(command, folder, args)
        lint = lambda: {item["message"] for item in server.diagnostics[document.uri] if item.get("source") == "atlas-lint"}
        keys, found = [], []
        idle = server.memory()
        for number in range(args.keys):
            start = document.change("\n  # " + "x" * (number % 5 + 1))
            server.wait_diagnostics(document.uri, document.version)
            keys.append(time.perf_counter() - start)
            until = time.perf_counter() + 0.4 + number % 8 * args.step
            while time.perf_counter() < until:
                server.read(until - time.perf_counter())
        for number in range(min(args.keys, 8)):
            server.settle()
            before = lint()
            start = document.change("\n" + RISK * (number % 2 == 0))
            server.wait(lambda message: lint() != before, 300)
            found.append(time.perf_counter() - start)
        server.settle()
        result = {"open": seconds * 1000, "bytes": size, "keys": summary(keys), "risk": summary(found),
                  "memory_per_byte": server.memory() / size, "memory_opened_per_byte": idle / size}
        server.stop()
        return result


MEASURES = {"start": measure_start, "typing": measure_typing, "openers": measure_openers, "memory": measure_memory,
            "risky": measure_risky}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("measure", choices=sorted(MEASURES))
    parser.add_argument("--tables", type=int, default=1000)
    parser.add_argument("--files", type=int, default=1)
    parser.add_argument("--keys", type=int, default=1000)
    parser.add_argument("--step", type=float, default=0.01, help="risky: seconds between the moments of keys in a comparison")
    parser.add_argument("--dialect", default="postgresql")
    parser.add_argument("--shape", default="plain")
    args = parser.parse_args()
    program = shutil.which(args.program) or sys.exit(f"{args.program}: not found")
    json.dump(MEASURES[args.measure]([program], args), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
