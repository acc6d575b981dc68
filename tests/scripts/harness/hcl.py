"""As much HCL as the runner needs to know what atlas.hcl says: blocks, attributes, simple values.

What it cannot evaluate raises Unknown when it is asked for, not before."""
import json
import re
from dataclasses import dataclass, field
from urllib.parse import quote

TOKEN = re.compile(r"""(?P<space>[ \t\r]+|\#[^\n]*|//[^\n]*|/\*.*?\*/)
  | <<-?(?P<tag>\w+)\n(?P<heredoc>.*?)\n?[ \t]*(?P=tag)(?=\n|$)
  | (?P<string>"(?:[^"\\$]|\\.|\$\{[^}]*\}|\$)*")
  | (?P<number>\d+(?:\.\d+)?)
  | (?P<name>[A-Za-z_][\w-]*)
  | (?P<sign>[{}\[\]().,=:?\n]|\S)""", re.X | re.S)


class Unknown(Exception):
    """A value that only the real program could know."""


@dataclass
class Block:
    kind: str = ""
    labels: list = field(default_factory=list)
    attributes: dict = field(default_factory=dict)  # name: tokens
    blocks: list = field(default_factory=list)

    def child(self, kind):
        return next((b for b in self.blocks if b.kind == kind), Block())


def _tokens(text):
    at, result = 0, []
    while at < len(text):
        found = TOKEN.match(text, at)
        at = found.end()
        kind = found.lastgroup
        if kind == "heredoc":
            result.append(("text", found.group("heredoc") + "\n"))
        elif kind != "space":
            result.append((kind, found.group(kind)))
    return result


def parse(text):
    tokens = _tokens(text)
    return _body(tokens, Block())


def _body(tokens, block):
    while tokens:
        kind, text = tokens.pop(0)
        if text == "}":
            break
        if text == "\n" or text == ",":
            continue
        if tokens and tokens[0][1] in ("=", ":"):
            tokens.pop(0)
            block.attributes[text.strip('"')] = _until_line_end(tokens)
            continue
        child = Block(text)
        while tokens and tokens[0][1] != "{":
            child.labels.append(tokens.pop(0)[1].strip('"'))
        if tokens:
            tokens.pop(0)
        block.blocks.append(_body(tokens, child))
    return block


def _until_line_end(tokens):
    value, depth = [], 0
    while tokens and not (depth == 0 and tokens[0][1] in ("\n", "}")):
        depth += (tokens[0][1] in "{[(") - (tokens[0][1] in "}])")
        value.append(tokens.pop(0))
    return value


class Values:
    """Evaluates the tokens of attributes; `variables` are input variables given by name, `query` runs SQL for data
    sources: its first column."""

    def __init__(self, root, variables, query=None):
        self.root, self.given, self.query = root, variables, query
        self.each = None  # each.value, inside of for_each

    def get(self, block, name, default=None):
        return self.value(block.attributes[name]) if name in block.attributes else default

    def value(self, tokens):
        tokens = [t for t in tokens if t[1] != "\n"]
        value = self._operand(tokens)
        if tokens:
            raise Unknown(tokens[0][1])
        return value

    def _operand(self, tokens):
        kind, text = tokens.pop(0)
        if kind == "text":
            return text
        if kind == "string":
            return self._template(text[1:-1])
        if kind == "number":
            return float(text) if "." in text else int(text)
        if text == "[":
            return self._list(tokens, "]")
        if kind != "name":
            raise Unknown(text)
        if tokens and tokens[0][1] == "(":
            tokens.pop(0)
            return self._call(text, self._list(tokens, ")"))
        path = [text]
        while len(tokens) > 1 and tokens[0][1] == ".":
            tokens.pop(0)
            path.append(tokens.pop(0)[1])
        return self._path(path)

    def _list(self, tokens, end):
        items = []
        while tokens and tokens[0][1] != end:
            items.append(self._operand(tokens))
            if tokens and tokens[0][1] == ",":
                tokens.pop(0)
        if not tokens:
            raise Unknown(end)
        tokens.pop(0)
        return items

    def _path(self, path):
        if path in (["true"], ["false"]):
            return path == ["true"]
        if path[0] == "var" and len(path) == 2:
            return self._variable(path[1])
        if path[0] == "local" and len(path) == 2:
            for block in self.root.blocks:
                if block.kind == "locals" and path[1] in block.attributes:
                    return self.value(block.attributes[path[1]])
        if path == ["each", "value"] and self.each is not None:
            return self.each
        if path[:2] == ["data", "sql"] and len(path) == 4 and self.query is not None:
            return self._rows(path[2], path[3])
        if len(path) == 1:
            return path[0]
        raise Unknown(".".join(path))

    def _rows(self, name, what):
        for block in self.root.blocks:
            if block.kind == "data" and block.labels == ["sql", name]:
                values = self.query(self.get(block, "query"), self.get(block, "args", []))
                known = {"values": values, "value": values[0] if values else "", "count": len(values)}
                if what in known:
                    return known[what]
        raise Unknown(f"data.sql.{name}.{what}")

    def _variable(self, name):
        if name in self.given:
            return self.given[name]
        for block in self.root.blocks:
            if block.kind == "variable" and block.labels == [name] and "default" in block.attributes:
                return self.value(block.attributes["default"])
        raise Unknown(f"var.{name}")

    def _call(self, name, arguments):
        if name == "urlescape":
            return quote(arguments[0], safe="")
        if name == "urlqueryset":
            base, _, query = arguments[0].partition("?")
            kept = [p for p in query.split("&") if p and not p.startswith(arguments[1] + "=")]
            return base + "?" + "&".join([*kept, f"{arguments[1]}={quote(arguments[2], safe='')}"])
        if name == "urlsetpath":
            base, mark, query = arguments[0].partition("?")
            return re.sub(r"(://[^/]*).*", r"\1/", base) + arguments[1] + mark + query
        if name in ("toset", "tostring", "tolist"):
            return arguments[0]
        raise Unknown(name)

    def _template(self, text):
        parts = re.split(r"\$\{\s*([^}]*?)\s*\}", text)
        return "".join(str(self.value(_tokens(part))) if i % 2 else json.loads(f'"{part}"') for i, part in enumerate(parts))
