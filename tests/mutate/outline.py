"""outline.py: the blocks and attributes of a file that is known to be valid, with their places in the text.

Just enough of HCL to edit a file at the right spot: strings with interpolation, heredocs and comments are skipped
over as a whole; expressions are kept as tokens.
"""
import dataclasses
import re

TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*|//[^\n]*|/\*.*?\*/)
      | (?P<heredoc><<-?(?P<mark>[A-Za-z_][\w-]*)[ \t]*\r?\n.*?^[ \t]*(?P=mark)(?=[ \t]*$))
      | (?P<name>[A-Za-z_][\w-]*)
      | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
      | (?P<newline>\n)
      | (?P<blank>[ \t\r\ufeff]+)
      | (?P<quote>")
      | (?P<mark2>\.\.\.|=>|==|!=|<=|>=|&&|\|\||.)""",
    re.X | re.S | re.M,
)


@dataclasses.dataclass
class Token:
    kind: str
    text: str
    start: int
    end: int


@dataclasses.dataclass
class Attr:
    name: str
    start: int
    name_end: int
    value_start: int
    end: int
    tokens: list


@dataclasses.dataclass
class Block:
    type: str
    labels: list  # of tokens
    start: int
    type_end: int
    end: int
    attrs: list
    blocks: list
    parent: object = None

    @property
    def path(self):
        """Types from the outermost block on: ("table", "column")."""
        return (self.parent.path if self.parent else ()) + (self.type,)

    def label(self):
        return self.labels[-1].text.strip('"') if self.labels else ""


def string_end(text, at):
    """The end of the quoted string that starts at `at`."""
    at += 1
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text[at] == '"':
            return at + 1
        elif text.startswith(("$${", "%%{"), at):
            at += 3
        elif text.startswith(("${", "%{"), at):
            at = template_end(text, at + 2)
        else:
            at += 1
    raise ValueError("unterminated string")


def template_end(text, at):
    depth = 1
    while depth:
        if text[at] == '"':
            at = string_end(text, at)
            continue
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
    return at


def tokenize(text):
    tokens, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        kind, end = match.lastgroup, match.end()
        if match.group("heredoc"):
            kind = "heredoc"
        if kind == "quote":
            kind, end = "string", string_end(text, at)
        if kind == "comment" and match.group().startswith("/*") and "\n" in match.group():
            kind = "blank"
        if kind not in ("blank", "comment"):
            tokens.append(Token("mark" if kind == "mark2" else kind, text[at:end], at, end))
        at = end
    return tokens


class Reader:
    def __init__(self, text):
        self.tokens = tokenize(text) + [Token("end", "", len(text), len(text))]
        self.at = 0

    def peek(self, ahead=0):
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def next(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def value(self):
        """Tokens up to the end of the line, of the block or of the file, outside of brackets."""
        result, depth = [], 0
        while True:
            token = self.peek()
            if token.kind == "end" or (depth == 0 and (token.kind == "newline" or token.text == "}")):
                return result
            if token.kind == "mark":
                depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(token.text, 0)
            if token.kind != "newline":
                result.append(token)
            self.at += 1

    def body(self, parent):
        attrs, blocks = [], []
        while self.peek().kind != "end" and self.peek().text != "}":
            token = self.next()
            if token.kind == "newline":
                continue
            if token.kind != "name":
                raise ValueError(f"unexpected {token.text!r}")
            if self.peek().text == "=":
                self.next()
                value = self.value()
                attrs.append(Attr(token.text, token.start, token.end, value[0].start, value[-1].end, value))
                continue
            labels = []
            while self.peek().text != "{":
                labels.append(self.next())
            self.next()
            block = Block(token.text, labels, token.start, token.end, 0, [], [], parent)
            block.attrs, block.blocks = self.body(block)
            block.end = self.next().end
            blocks.append(block)
        return attrs, blocks


def outline(text):
    """(attributes, blocks) of a file; ValueError when it is beyond this reader."""
    try:
        return Reader(text).body(None)
    except (IndexError, AttributeError) as error:
        raise ValueError(str(error)) from error


def walk(blocks):
    for block in blocks:
        yield block
        yield from walk(block.blocks)
