"""Arguments: help, version, mistakes, and the ways to start the server."""
import json
import re
import socket
import subprocess
from pathlib import Path

import pytest
from samples import GOOD

ROOT = Path(__file__).parents[2]


def test_version(box):
    done = box.run("--version")
    assert done.status == 0 and re.fullmatch(r"atlas-lsp \d+\.\d+\.\d+\n", done.out)


@pytest.mark.parametrize("args", [["--help"], ["-h"], ["--help", "check"], ["--check", "--help"], ["--help", "fmt"],
                                  ["--help", "--fmt"], ["--help", "erd"], ["--help", "lsp"]])
def test_help(box, args):
    done = box.run(*args)
    assert done.status == 0 and "atlas-lsp" in done.out and done.err == ""


def test_help_names_every_option(box):
    text = "".join(box.run("--help", topic).out for topic in ("check", "fmt", "erd", "inspect", "lsp"))
    for option in ("dialect format color jobs var config env exclude stdin-filepath quiet verbose list diff stdio "
                   "socket pipe schema include tables-only timeout").split():
        assert f"--{option}" in text


def test_manual_and_completions_name_every_option(box):
    """What the help says of options stands in the manual page and in the completions of all shells."""
    topics = ("check", "fmt", "diff", "lint", "erd", "inspect", "lsp")
    options = set(re.findall(r"--([a-z][a-z-]+)", "".join(box.run("--help", topic).out for topic in topics)))
    assert len(options) > 30
    pages = [ROOT / "docs/man/atlas-lsp.1", *(ROOT / "cli/completions").iterdir()]
    for page in pages:
        words = set(re.findall(r"[a-z][a-z-]+", page.read_text().replace("\\-", "-").replace("--", " ")))
        assert options <= words, (page.name, options - words)


@pytest.mark.parametrize("args, message", [
    (["--chekc"], "unknown option --chekc (Did you mean --check?)"),
    (["--frobnicate"], "unknown option --frobnicate"),
    (["--check", "--format", "xml"], "--format must be one of human, json"),
    (["--check", "--color=blue"], "--color must be one of auto"),
    (["--check", "--jobs", "0"], "--jobs wants a number"),
    (["--check", "--jobs", "many"], "--jobs wants a number"),
    (["--check", "--jobs"], "--jobs wants a value"),
    (["--check", "--quiet=1"], "--quiet takes no value"),
    (["--check", "--dialect", "oracel"], 'unknown dialect "oracel"'),
    (["--check", "--var", "novalue"], "--var wants name=value"),
    (["--check", "--config", "http://x/atlas.hcl"], "--config wants file://PATH"),
    (["--check", "--fmt"], "only one command"),
    (["--check", "--list"], "--list belongs to --fmt"),
    (["--fmt", "--list", "--diff"], "exclude each other"),
    (["--socket", "99999"], "--socket wants a port"),
    (["a.hcl"], "give a command before paths"),
    (["--help", "dance"], "no help on"),
    (["--diff", "--from", "file://a.hcl"], "--diff wants --from"),
    (["--diff"], "--diff wants --from"),
    (["--check", "--diff"], "only one command"),
    (["--check", "--from", "file://a.hcl"], "belong to --diff"),
    (["--diff", "--from", "ftp://u:secret@h/d", "--to", "file://a.hcl"], "no driver for ftp:// URLs"),
    (["--diff", "--from", "file://a.hcl", "--to", "file://a.hcl", "--rename", "a"], "wants OLD=NEW"),
    (["--inspect"], "--inspect wants one source"),
    (["--inspect", "sqlite://a.db", "--format", "sarif"], "--format must be one of hcl, json"),
    (["--inspect", "sqlite://a.db", "--timeout", "0"], "--timeout wants a number of seconds"),
    (["--check", "--schema", "a"], "belong to --inspect"),
    (["--erd", "--format", "svg"], "not available in this version"),
    (["--erd", "--format", "human"], "--format must be one of json, mermaid"),
    (["--fmt", "--format", "json"], "--format belongs to"),
])
def test_mistakes(box, args, message):
    done = box.run(*args)
    assert done.status == 2 and done.out == ""
    assert message in done.err and done.err.count("\n") == 1


def test_paths_after_two_dashes(box):
    box.write("--odd.pg.hcl", GOOD)
    assert box.check("--", "--odd.pg.hcl").status == 0


REQUESTS = [
    {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
    {"jsonrpc": "2.0", "method": "initialized", "params": {}},
    {"jsonrpc": "2.0", "id": 2, "method": "shutdown"},
    {"jsonrpc": "2.0", "method": "exit"},
]


def framed():
    bodies = [json.dumps(request).encode() for request in REQUESTS]
    return b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)


@pytest.mark.parametrize("args", [[], ["--stdio"], ["tool", "lsp", "--stdio"], ["tool", "lsp"],
                                  ["--stdio", "--clientProcessId=1"]])
def test_server_on_standard_streams(box, args):
    done = box.run(*args, stdin=framed(), timeout=20)
    assert done.status == 0
    assert done.out.startswith("Content-Length: ") and '"capabilities"' in done.out


def test_server_on_a_socket(box):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(20)
        server = subprocess.Popen([box.program, "--socket", str(listener.getsockname()[1])], cwd=box.folder)
        client, _ = listener.accept()
        talk(client)
        assert server.wait(20) == 0


def test_server_on_a_pipe(box):
    path = str(box.folder / "s")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()
        listener.settimeout(20)
        server = subprocess.Popen([box.program, f"--pipe={path}"], cwd=box.folder)
        client, _ = listener.accept()
        talk(client)
        assert server.wait(20) == 0


def talk(client):
    with client:
        client.settimeout(20)
        client.sendall(framed())
        answer = b""
        while b'"capabilities"' not in answer:
            more = client.recv(65536)
            assert more, answer
            answer += more
