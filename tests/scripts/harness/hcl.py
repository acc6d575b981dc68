"""Blocks and attributes of atlas.hcl; values.py says what their tokens mean."""
import re
from dataclasses import dataclass, field

TOKEN = re.compile(r"""(?P<space>[ \t\r]+|\#[^\n]*|//[^\n]*|/\*.*?\*/)
  | <<-?(?P<tag>\w+)\n(?P<heredoc>.*?)\n?[ \t]*(?P=tag)(?=\n|$)
  | (?P<string>"(?:[^"\\$]|\\.|\$\{[^}]*\}|\$)*")
  | (?P<number>\d+(?:\.\d+)?)
  | (?P<name>[A-Za-z_][\w-]*)
  | (?P<sign>==|!=|=>|&&|\|\||[{}\[\]().,=:?\n]|\S)""", re.X | re.S)


@dataclass
class Block:
    kind: str = ""
    labels: list = field(default_factory=list)
    attributes: dict = field(default_factory=dict)  # name: tokens
    blocks: list = field(default_factory=list)

    def child(self, kind):
        return next((b for b in self.blocks if b.kind == kind), Block())


def tokens_of(text):
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
    tokens = tokens_of(text)
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
