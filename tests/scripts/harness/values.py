"""What the tokens of an attribute mean: as much as the runner needs of atlas.hcl.

What it cannot evaluate raises Unknown when it is asked for, not before."""
import json
import re

from .functions import FUNCTIONS
from .hcl import tokens_of

WORDS = {"true": True, "false": False, "null": None}
COMPARISONS = {"==": lambda a, b: a == b, "!=": lambda a, b: a != b, "&&": lambda a, b: a and b, "||": lambda a, b: a or b}


class Unknown(Exception):
    """A value that only the real program could know."""


class Values:
    """`given` are input variables by name; `data` has a function for each kind of data source: (values, block, attribute) -> value."""

    def __init__(self, root, given, environment, data, functions):
        self.root, self.given, self.environment, self.data = root, given, environment, data
        self.functions = {**FUNCTIONS, **functions}
        self.each = None  # each.value, inside of for_each

    def get(self, block, name, default=None):
        return self.value(block.attributes[name]) if name in block.attributes else default

    def value(self, tokens):
        tokens = [t for t in tokens if t[1] != "\n"]
        value = self._expression(tokens)
        if tokens:
            raise Unknown(tokens[0][1])
        return value

    def _expression(self, tokens):
        value = self._operand(tokens)
        while tokens and tokens[0][1] in COMPARISONS:
            compare = COMPARISONS[tokens.pop(0)[1]]
            value = compare(value, self._operand(tokens))
        if tokens and tokens[0][1] == "?":
            tokens.pop(0)
            yes = self._branch(tokens)
            self._expect(tokens, ":")
            no = self._branch(tokens)
            value = self._chosen(yes if value else no)
        return value

    def _branch(self, tokens):
        """A value, or why there is none: only the chosen branch must be known."""
        try:
            return self._expression(tokens)
        except Unknown as reason:
            while tokens and tokens[0][1] != ":":
                tokens.pop(0)
            return reason

    @staticmethod
    def _chosen(value):
        if isinstance(value, Unknown):
            raise value
        return value

    @staticmethod
    def _expect(tokens, sign):
        if not tokens or tokens.pop(0)[1] != sign:
            raise Unknown(sign)

    def _operand(self, tokens):
        if not tokens:
            raise Unknown("nothing")
        kind, text = tokens.pop(0)
        if kind == "text":
            return self._template(text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t"))
        if kind == "string":
            return self._template(text[1:-1])
        if kind == "number":
            return float(text) if "." in text else int(text)
        if text == "!":
            return not self._operand(tokens)
        if text == "(":
            value = self._expression(tokens)
            self._expect(tokens, ")")
            return self._steps(value, tokens)
        if text == "[":
            return self._steps(self._list(tokens, "]"), tokens)
        if text == "{":
            return self._object(tokens)
        if kind != "name":
            raise Unknown(text)
        if tokens and tokens[0][1] == "(":
            tokens.pop(0)
            return self._steps(self._call(text, self._list(tokens, ")")), tokens)
        path = [text]
        while len(tokens) > 1 and tokens[0][1] == "." and len(path) < (4 if text == "data" else 2):
            tokens.pop(0)
            path.append(tokens.pop(0)[1])
        return self._steps(self._path(path), tokens)

    def _steps(self, value, tokens):
        """`.name` and `[index]` behind a value."""
        while tokens and tokens[0][1] in (".", "["):
            if tokens.pop(0)[1] == ".":
                key = tokens.pop(0)[1]
            else:
                key = self._expression(tokens)
                self._expect(tokens, "]")
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                raise Unknown(str(key)) from None
        return value

    def _list(self, tokens, end):
        items = []
        while tokens and tokens[0][1] != end:
            items.append(self._expression(tokens))
            if tokens and tokens[0][1] == ",":
                tokens.pop(0)
        self._expect(tokens, end)
        return items

    def _object(self, tokens):
        result = {}
        while tokens and tokens[0][1] != "}":
            kind, key = tokens.pop(0)
            key = self._template(key[1:-1]) if kind == "string" else key
            if not tokens or tokens.pop(0)[1] not in ("=", ":"):
                raise Unknown(key)
            result[key] = self._expression(tokens)
            if tokens and tokens[0][1] == ",":
                tokens.pop(0)
        self._expect(tokens, "}")
        return result

    def _path(self, path):
        if path[0] in WORDS and len(path) == 1:
            return WORDS[path[0]]
        if path[0] == "var" and len(path) == 2:
            return self._variable(path[1])
        if path[0] == "local" and len(path) == 2:
            for block in self.root.blocks:
                if block.kind == "locals" and path[1] in block.attributes:
                    return self.value(block.attributes[path[1]])
        if path == ["atlas", "env"] and self.environment:
            return self.environment
        if path in (["each", "value"], ["each", "key"]) and self.each is not None:
            return self.each
        if path[0] == "data" and len(path) == 4:
            return self._data(*path[1:])
        if len(path) == 1:
            return path[0]
        raise Unknown(".".join(path))

    def _data(self, kind, name, what):
        for block in self.root.blocks:
            if block.kind == "data" and block.labels == [kind, name] and kind in self.data:
                return self.data[kind](self, block, what)
        raise Unknown(f"data.{kind}.{name}.{what}")

    def _variable(self, name):
        if name in self.given:
            return self.given[name]
        for block in self.root.blocks:
            if block.kind == "variable" and block.labels == [name] and "default" in block.attributes:
                return self.value(block.attributes["default"])
        raise Unknown(f"var.{name}")

    def _call(self, name, arguments):
        if name not in self.functions:
            raise Unknown(name)
        try:
            return self.functions[name](*arguments)
        except (TypeError, ValueError, LookupError, OSError):
            raise Unknown(name) from None

    def _template(self, text):
        parts = re.split(r"\$\{\s*([^}]*?)\s*\}", text)
        if len(parts) == 3 and not parts[0] and not parts[2]:
            return self.value(tokens_of(parts[1]))
        return "".join(str(self.value(tokens_of(part))) if i % 2 else json.loads(f'"{part}"') for i, part in enumerate(parts))
