"""wrap.py: makes a whole file of the example of one block.

    table.index, `index "i" { columns = [column.a] }`  ->  schema "base" {}
                                                           table "x" { schema = schema.base
                                                             index "i" { columns = [column.a] }
                                                             column "a" { type = int } }

The parents come from the path, their required parts from the description of the language, and what the example refers
to and nobody defines is added where the reference looks for it.
"""
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "mutate"))

from outline import outline, tokenize, walk  # noqa: E402

SUFFIX = {"sqlite": ".lt", "mysql": ".my", "mariadb": ".ma", "postgresql": ".pg", "redshift": ".rs", "sqlserver": ".ms",
          "clickhouse": ".ch", "oracle": ".oc", "spanner": ".sp", "snowflake": ".sf", "databricks": ".dbx",
          "test": ".test", "plan": ".plan", "rule": ".rule", "script": ".script"}
ROUNDS = 6
# What rules ask of a made block: (language, path, only with this part, not with these parts, text).
COMPLETE = [
    ("clickhouse", "table", None, ("primary_key", "sort"), "primary_key {\n  columns = [column.made]\n}"),
    ("sqlite", "trigger", None, ("as",), 'as = "BEGIN SELECT 1; END"'),
    ("snowflake", "hybrid_table", None, ("primary_key",), "primary_key {\n  columns = [column.made]\n}"),
    ("sqlserver", "view", "index", (), "schema_bound = true"),
    ("sqlserver", "view.index", None, (), "unique = true"),
    ("sqlserver", "partition_scheme", None, (), 'filegroups = ["A", "B", "C"]'),
    ("sqlserver", "partition_function", None, (), 'values = ["1", "2"]'),
    ("spanner", "table.column", "options", (), "type = TIMESTAMP"),
]


def file_name(dialect):
    return "atlas.hcl" if dialect == "config" else f"x{SUFFIX[dialect]}.hcl"


class Spec:
    """A description, with the ways that lead to each block."""

    def __init__(self, path):
        data = json.loads(pathlib.Path(path).read_text())
        self.name, self.blocks, self.enums = data["dialect"], data["blocks"], data.get("enums", {})
        self.types = [entry for entry in data.get("types", []) if not entry.get("raw_only") and
                      not entry.get("extension") and not entry.get("requires_extension")]
        self.parents = {}
        for path_, block in self.blocks.items():
            for word, child in block.get("blocks", {}).items():
                self.parents.setdefault(child.get("is"), []).append((path_, word))

    def keyword(self, path):
        block = self.blocks[path]
        return block.get("block_type") or block.get("hcl_name") or path.split(".")[-1].split(":")[0]

    def tops(self):
        return {path for path, block in self.blocks.items() if block.get("top_level")}

    def chain(self, path, keyword, kind=None):
        """[(path, keyword)] from the outermost block to this one, the shortest that there is; best one where the block
        is called as in its example, and inside a block called `kind`."""
        queue, seen = [[(path, None)]], set()
        while queue:
            way = queue.pop(0)
            head = way[0][0]
            if self.blocks[head].get("top_level"):
                return [(step, word or self.keyword(step)) for step, word in way]
            ways = self.parents.get(head, [])
            if head == path:
                ways = [one for one in ways if one[1] == keyword] or \
                    [one for one in ways if self.child(one[0], keyword)] or ways
                ways = [one for one in ways if one[0].endswith(f":{kind}")] or ways
            for parent, word in ways:
                if parent not in seen:
                    seen.add(parent)
                    queue.append([(parent, None), (head, word), *way[1:]])
        return None

    def child(self, path, word):
        """Path of the block that `word` means inside a block."""
        found = self.blocks[path].get("blocks", {}).get(word)
        return found["is"] if found else None

    def top(self, block):
        """Path of a top-level block of a file."""
        label = block.labels[0].text.strip('"') if block.labels else ""
        for path in (f"{block.type}:{label}", block.type):
            if path in self.blocks:
                return path
        return None

    # ---- making blocks ----

    def plain_type(self):
        for name in ("int", "INT", "INT64", "Int64", "NUMBER", "integer"):
            if any(entry["name"] == name for entry in self.types):
                return name
        return next((entry["name"] for entry in self.types
                     if not any(param.get("required") for param in entry.get("params", []))), "string")

    def value(self, kind, scope):
        kind = kind.split("|")[0] if not kind.startswith(("ref(", "list(ref")) else kind
        inner = re.match(r"(list|set)\((.*)\)$", kind)
        if inner:
            return f"[{self.value(inner.group(2), scope)}]"
        words = re.match(r"enum\((\w+)\)", kind)
        if words:
            word = self.enums[words.group(1)][0]
            return word if isinstance(word, str) else word["name"]
        if kind.startswith("ref("):
            target = re.match(r"ref\(([\w.|]+)\)", kind).group(1).split("|")[0]
            if target in ("column", "table.column"):
                return "column.made"
            return f"{self.top_of('table' if target == 'any' else target)}.made"
        plain = {"string": '"x"', "int": "1", "number": "1", "bool": "true", "type": self.plain_type(), "any": '"x"',
                 "sql": '"SELECT 1"', "map(any)": "{}", "map(string)": "{}", "object{...}": "{}"}
        return plain.get(kind, 'sql("x")' if self.types else '"x"')

    def top_of(self, kind):
        return kind.split(".")[0]

    def labels(self, path, name):
        """The labels of a made block: the kind when it is chosen by one, the name where one is needed."""
        block, found = self.blocks[path], []
        for label in block.get("labels", []):
            if not label.get("required"):
                continue
            values = label.get("values") or block.get("label_values")
            if not found and block.get("kind"):
                found.append(block["kind"])
            elif not found and values and len(block["labels"]) >= 1 and label is block["labels"][0]:
                found.append(values[0])
            else:
                found.append(name)
        return "".join(f' "{label}"' for label in found)

    def make(self, path, word, name, inside="", present=(), depth=0):
        """A block with its required parts around `inside`, which holds the child blocks named in `present`."""
        block, body = self.blocks[path], []
        attrs, children = block.get("attributes", {}), block.get("blocks", {})
        for language, at, given, absent, text in COMPLETE:
            if (language, at) == (self.name, path) and (given is None or given in present) and not set(absent) & set(present):
                body.append(text)
                present = {*present, text.split()[0]}
        needed = [key for key, attr in attrs.items() if attr.get("required") and key not in present]
        needs = [key for key, child in children.items() if (child.get("min") or 0) > 0 and key not in present]
        sets = list(block.get("one_of_required", [])) + list(block.get("constraints", {}).get("one_of_required", []))
        for names in sets:
            names = [name.removesuffix(" (attribute)").removesuffix(" (block)") for name in names]
            if not any(key in present or key in needed or key in needs for key in names):
                key = next((key for key in names if key in attrs), names[0])
                (needed if key in attrs else needs).append(key)
        for key in needed:
            kind = attrs[key]["type"]
            if "instead_of" in present and "|view" in kind:
                kind = "ref(view)"
            body.append(f"{key} = {self.value(kind, path)}")
        if "each." in inside and "for_each" in attrs:
            body.append('for_each = ["x"]')
        if "column" in children and self.blocks[children["column"]["is"]].get("labels") and \
                "column" not in present and "column" not in needs:
            needs.append("column")
        if depth < 6:
            body += [self.make(children[key]["is"], key, "made", depth=depth + 1) for key in needs]
        body.append(inside.rstrip("\n"))
        return f"{word}{self.labels(path, name)} {{\n" + "\n".join(part for part in body if part) + "\n}"

    # ---- the references that nobody defines ----

    def define(self, text):
        """The text with one more round of definitions; the same text when none is missing."""
        _, blocks = outline(text)
        added, inserts = [], {}
        for tokens, owner in self.expressions(text, blocks):
            for parts in references(tokens):
                self.define_one(parts, owner, blocks, added, inserts)
        for at, parts in sorted(inserts.items(), reverse=True):
            text = text[:at] + "".join(f"\n{part}\n" for part in dict.fromkeys(parts)) + text[at:]
        return text + "".join(f"\n{part}\n" for part in dict.fromkeys(added))

    @staticmethod
    def expressions(text, blocks):
        attrs, _ = outline(text)
        for attr in attrs:
            yield attr.tokens, None
        for block in walk(blocks):
            for attr in block.attrs:
                yield attr.tokens, block

    def place(self, block):
        """Path of a block of the text; None when it is unknown."""
        if block.parent is None:
            return self.top(block)
        parent = self.place(block.parent)
        return self.child(parent, block.type) if parent else None

    def define_one(self, parts, owner, blocks, added, inserts):
        root, rest = parts[0], parts[1:]
        if not rest or root in ("each", "self", "atlas"):
            return
        if root in ("var", "local"):
            self.define_value(root, rest[0], blocks, added)
            return
        at = owner
        while at is not None:
            path = self.place(at)
            inner = path and self.child(path, root)
            holder = path and (any(block.type == root for block in at.blocks) or
                               (inner and root == "column" and at.parent is None))
            if inner and holder and self.blocks[inner].get("labels"):
                self.define_path(at, inner, root, rest, inserts)
                return
            at = at.parent
        self.define_top(root, rest, blocks, added, inserts)

    def define_value(self, root, name, blocks, added):
        if root == "var" and not any(block.type == "variable" and block.label() == name for block in blocks):
            added.append(f'variable "{name}" {{\n  type = string\n  default = "x"\n}}')
        held = [attr.name for block in blocks if block.type == "locals" for attr in block.attrs]
        if root == "local" and name not in held:
            added.append(f'locals {{\n  {name} = "x"\n}}')

    def define_path(self, holder, path, word, rest, inserts):
        """`word`.rest inside the block `holder`, which may have such blocks."""
        for block in holder.blocks:
            if block.type == word and block.label() == rest[0]:
                if len(rest) > 2 and self.child(path, rest[1]):
                    self.define_path(block, self.child(path, rest[1]), rest[1], rest[2:], inserts)
                return
        text = self.make(path, word, rest[0])
        if any(attr.name == "prefix" for block in walk([holder]) for attr in block.attrs):
            text = text.replace(f"type = {self.plain_type()}", "type = varchar(255)")
        inserts.setdefault(holder.end - 1, []).append(text)

    def define_top(self, root, rest, blocks, added, inserts):
        paths = [path for path in self.tops() if self.keyword(path) == root]
        if not paths:
            return
        chosen = f"{root}:{rest[0]}"
        path = chosen if chosen in self.blocks else paths[0]
        count = sum(1 for label in self.blocks[path].get("labels", []) if label.get("required"))
        qualified = len(self.blocks[path].get("labels", [])) > count and len(rest) > 1 and \
            not self.child(path, rest[1]) and rest[1] not in {"name", *self.blocks[path].get("attributes", {})}
        labels = rest[:2] if qualified or count == 2 else rest[:1]
        below = rest[len(labels):]
        for block in blocks:
            if block.type == root and [label.text.strip('"') for label in block.labels][-len(labels):] == labels:
                if len(below) > 1 and self.child(path, below[0]):
                    self.define_path(block, self.child(path, below[0]), below[0], below[1:], inserts)
                return
        text = self.make(path, root, labels[-1])
        head = f'{root}{self.labels(path, labels[-1])} {{'
        wanted = root + "".join(f' "{label}"' for label in labels) + " {"
        added.append(wanted + text[len(head):] if len(labels) == 2 else text)

    def whole(self, path):
        """The file of the example of a block; None when it has none."""
        example = self.blocks[path].get("example")
        if not example:
            return None
        text = example.rstrip() + "\n"
        _, own = outline(text)
        kind = re.search(r"\bpredicate\.(\w+)\.", text)
        way = self.chain(path, own[0].type if own else None, kind and kind[1])
        if way is None:
            return None
        start = next((k for k in range(len(way)) if own and own[0].type == way[k][1] and self.holds(own[0], way[k:])), len(way) - 1)
        for k in range(start - 1, -1, -1):
            words = {block.type for block in outline(text)[1]} | {attr.name for attr in outline(text)[0]}
            text = self.make(way[k][0], way[k][1], "x", text, words) + "\n"
        for _ in range(ROUNDS):
            more = self.define(text)
            if more == text:
                break
            text = more
        return text

    def with_column(self, text, owner, column):
        """The text with one more column in a table or view: one that SQL in the example names."""
        for block in outline(text)[1]:
            path = self.top(block)
            if block.label() == owner and path and self.child(path, "column"):
                made = self.make(self.child(path, "column"), "column", column)
                return text[:block.end - 1] + f"\n{made}\n" + text[block.end - 1:]
        return text

    @staticmethod
    def with_variable(text, owner, name):
        """The text with a variable in a made predicate."""
        for block in outline(text)[1]:
            if block.type == "predicate" and block.label() == owner:
                return text[:block.end - 1] + f'\nvariable "{name}" {{\n  type = list(string)\n}}\n' + text[block.end - 1:]
        return text

    @staticmethod
    def holds(block, way):
        """Does the block contain the rest of the way? `schema { external {} }` is the example of schema.external."""
        if len(way) == 1:
            return True
        return any(Spec.holds(child, way[1:]) for child in block.blocks if child.type == way[1][1])


def references(tokens):
    """[["table", "t", "column", "id"]] of the tokens of an expression, and of those inside its templates."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "string":
            for inner in re.findall(r"(?<!\$)\$\{(.*?)\}", token.text):
                yield from references(tokenize(inner))
        if token.kind != "name" or (at and tokens[at - 1].text == "."):
            at += 1
            continue
        parts, at = [token.text], at + 1
        while at < len(tokens):
            if tokens[at].text == "." and at + 1 < len(tokens) and tokens[at + 1].kind in ("name", "number"):
                parts.append(tokens[at + 1].text)
                at += 2
            elif tokens[at].text == "[" and at + 2 < len(tokens) and tokens[at + 1].kind == "string" and tokens[at + 2].text == "]":
                parts.append(tokens[at + 1].text.strip('"'))
                at += 3
            else:
                break
        yield parts
