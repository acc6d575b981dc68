"""As much of Go's templates as --format needs: fields, pipelines, calls, if, range, with, variables.

    render("{{ range .Files }}{{ .Name }} {{ end }}", {"Files": [{"Name": "1.sql"}]}, {})   ->   "1.sql "
"""
import json
import re

ACTION = re.compile(r"\{\{(- )?\s*(.*?)\s*( -)?\}\}", re.S)
TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|`[^`]*`|-?\d+(?:\.\d+)?|:=|[()|,]|\$\w*(?:\.\w+)*|(?:\.\w+)+|\.|[\w]+|=)')


class TemplateError(Exception):
    pass


# ---- reading ----


def _pieces(text):
    """Alternating texts and actions, the trimming done."""
    at, trim = 0, False
    for found in ACTION.finditer(text):
        plain = text[at:found.start()]
        plain = plain.lstrip() if trim else plain
        yield "text", plain.rstrip() if found.group(1) else plain
        yield "action", found.group(2)
        at, trim = found.end(), bool(found.group(3))
    yield "text", text[at:].lstrip() if trim else text[at:]


def _parse(pieces, inner):
    """Nodes up to the end of the block: (nodes, the word that ended it)."""
    nodes = []
    for kind, text in pieces:
        words = text.split(None, 1)
        if kind == "text":
            nodes.append(("text", text))
        elif not words or text.startswith("/*"):
            continue
        elif words[0] in ("if", "range", "with"):
            nodes.append(_block(pieces, words[0], words[1]))
        elif words[0] == "define":
            nodes.append(("define", json.loads(words[1]), _parse(pieces, True)[0]))
        elif words[0] in ("end", "else"):
            if not inner:
                raise TemplateError(f"unexpected {words[0]}")
            return nodes, text
        else:
            nodes.append(("put", text))
    if inner:
        raise TemplateError("unexpected end of the template")
    return nodes, ""


def _block(pieces, kind, condition):
    then, end = _parse(pieces, True)
    otherwise = []
    if end.startswith("else if"):
        otherwise = [_block(pieces, "if", end[len("else if"):])]
    elif end == "else":
        otherwise, _ = _parse(pieces, True)
    return kind, condition, then, otherwise


# ---- values ----


def field(value, name):
    if isinstance(value, dict):
        value = value.get(name)
    else:
        value = getattr(value, name, None)
    return value() if callable(value) else value


class Expression:
    """One pipeline over the data `dot` and variables."""

    def __init__(self, text, dot, variables, functions):
        self.dot, self.variables, self.functions = dot, variables, functions
        self.tokens, at = [], 0
        while at < len(text.rstrip()):
            found = TOKEN.match(text, at)
            if not found:
                raise TemplateError(f"cannot read {text[at:]}")
            self.tokens.append(found.group(1))
            at = found.end()

    def pipeline(self):
        value = self._call([])
        while self.tokens and self.tokens[0] == "|":
            self.tokens.pop(0)
            value = self._call([value])
        return value

    def _call(self, last):
        name = self.tokens[0] if self.tokens else ""
        if name in self.functions:
            self.tokens.pop(0)
            return self.functions[name](*self._arguments(), *last)
        values = self._arguments()
        if len(values) + len(last) != 1:
            raise TemplateError(f"no function {name}")
        return (values + last)[0]

    def _arguments(self):
        values = []
        while self.tokens and self.tokens[0] not in ("|", ")"):
            values.append(self._operand())
        return values

    def _operand(self):
        token = self.tokens.pop(0)
        if token == "(":
            value = self.pipeline()
            if not self.tokens or self.tokens.pop(0) != ")":
                raise TemplateError("a parenthesis is not closed")
            return self._fields(value, self.tokens.pop(0)) if self.tokens and re.match(r"\.\w", self.tokens[0]) else value
        if token[0] == '"':
            return json.loads(token)
        if token[0] == "`":
            return token[1:-1]
        if re.match(r"-?\d", token):
            return float(token) if "." in token else int(token)
        if token in ("true", "false", "nil"):
            return {"true": True, "false": False, "nil": None}[token]
        if token in self.functions:
            return self.functions[token]()
        name, dot, rest = token.partition(".")
        if name.startswith("$"):
            return self._fields(self.variables[name], dot + rest)
        if name == "":
            return self._fields(self.dot, token)
        raise TemplateError(f"no function {token}")

    @staticmethod
    def _fields(value, path):
        for name in filter(None, path.split(".")):
            value = field(value, name)
        return value


# ---- writing ----


def as_text(value):
    if value is None:
        return "<nil>"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + " ".join(map(as_text, value)) + "]"
    return str(value)


def to_json(value, *indent):
    plain = value.plain() if hasattr(value, "plain") else value
    if indent:
        return json.dumps(plain, indent=indent[-1], ensure_ascii=False)
    text = json.dumps(plain, separators=(",", ":"), ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _sorted(value):
    """As Go prints maps: by their keys."""
    if isinstance(value, list):
        return [_sorted(v) for v in value]
    return {k: _sorted(value[k]) for k in sorted(value)} if isinstance(value, dict) else value


def _printf(pattern, *values):
    quoted = [json.dumps(v) if "q" in spec else v for spec, v in zip(re.findall(r"%[-+# 0-9.]*[a-z]", pattern), values)]
    return re.sub(r"%([-+# 0-9.]*)[qvsd]", r"%\1s", pattern) % tuple(quoted)


BASIC = {
    "json": to_json,
    "json_merge": lambda *texts: to_json(_sorted({k: v for text in texts for k, v in json.loads(text).items()})),
    "len": lambda value: len(value or []),
    "index": lambda value, *keys: value[keys[0]] if len(keys) == 1 else value[keys[0]][keys[1]],
    "eq": lambda a, *others: a in others,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "gt": lambda a, b: a > b,
    "le": lambda a, b: a <= b,
    "ge": lambda a, b: a >= b,
    "not": lambda a: not a,
    "and": lambda *values: next((v for v in values if not v), values[-1]),
    "or": lambda *values: next((v for v in values if v), values[-1]),
    "print": lambda *values: "".join(map(as_text, values)),
    "println": lambda *values: " ".join(map(as_text, values)) + "\n",
    "printf": _printf,
    "upper": str.upper,
    "lower": str.lower,
    "join": lambda values, mark: mark.join(values),
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    **{name: as_text for name in ("cyan", "green", "red", "redBgWhiteFg", "yellow", "gray", "underline")},
}


def _run(nodes, dot, variables, functions, out):
    for node in nodes:
        if node[0] == "text":
            out.append(node[1])
            continue
        if node[0] == "define":
            continue
        set_variable = re.match(r"(\$\w+(?:\s*,\s*\$\w+)?)\s*:?=\s*(.*)", node[1], re.S)
        names = re.findall(r"\$\w+", set_variable.group(1)) if set_variable else []
        value = Expression(set_variable.group(2) if set_variable else node[1], dot, variables, functions).pipeline()
        if node[0] == "put":
            if names:
                variables[names[0]] = value
            else:
                out.append(as_text(value))
        elif node[0] == "range" and value:
            items = sorted(value.items()) if isinstance(value, dict) else enumerate(value)
            for key, item in items:
                _run(node[2], item, {**variables, **dict(zip(names, [key, item] if len(names) == 2 else [item]))}, functions, out)
        elif node[0] in ("if", "with") and value:
            inner = {**variables, **{name: value for name in names}}
            _run(node[2], value if node[0] == "with" else dot, inner, functions, out)
        else:
            _run(node[3], dot, variables, functions, out)


def render(text, data, functions, shared=()):
    """`shared` are templates whose definitions this one may use: `{{ define "name" }}` there, `{{ template "name" . }}` here."""
    nodes, _ = _parse(_pieces(text), False)
    known = [node for other in shared for node in _parse(_pieces(other), False)[0]] + nodes
    defined = {node[1]: node[2] for node in known if node[0] == "define"}

    def template(name, inner=None):
        if name not in defined:
            raise TemplateError(f"no such template {name}")
        out = []
        _run(defined[name], inner, {"$": inner}, everything, out)
        return "".join(out)

    everything = {**BASIC, **functions, "template": template}
    out = []
    _run(nodes, data, {"$": data}, everything, out)
    return "".join(out)
