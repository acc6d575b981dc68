"""mutants.py: makes files that are invalid by construction out of a valid one. Each kind of mutation is a generator
of Mutant; what is invalid follows from the documented facts (facts.py) and from the names in the files."""
import dataclasses
import re

from outline import walk


@dataclasses.dataclass
class Mutant:
    kind: str
    file: str
    start: int          # of the replaced text
    end: int
    text: str
    region: tuple       # of the block that holds the change, in the old text
    names: tuple        # words that tell that a diagnostic elsewhere is about the change


def typo(rng, word, taken):
    """The word with one letter doubled, dropped, swapped or changed, not one of `taken`."""
    for _ in range(40):
        at = rng.randrange(len(word))
        way = rng.randrange(4)
        if way == 0:
            new = word[:at] + word[at] + word[at:]
        elif way == 1 and len(word) > 3:
            new = word[:at] + word[at + 1:]
        elif way == 2 and at + 1 < len(word):
            new = word[:at] + word[at + 1] + word[at] + word[at + 2:]
        else:
            new = word[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1:]
        if new.lower() not in {name.lower() for name in taken} and new != word and re.fullmatch(r"[A-Za-z_]\w*", new):
            return new
    return word + "zz"


def line_region(text, start, end):
    """From the start of the line to behind its newline."""
    start = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    return start, len(text) if stop < 0 else stop + 1


class Source:
    """A valid module: its files by name, their outlines, and the language."""

    def __init__(self, language, files, outlines):
        self.language, self.files, self.outlines = language, files, outlines

    def blocks(self):
        for name, (_, blocks) in self.outlines.items():
            for block in walk(blocks):
                yield name, block

    def attrs(self):
        for name, block in self.blocks():
            for attr in block.attrs:
                yield name, block, attr

    def make(self, kind, name, start, end, text, block, *names):
        region = (block.start, block.end) if block else (start, end)
        return Mutant(kind, name, start, end, text, region, tuple(word for word in names if word))


def required_part(source, rng):
    """A required attribute, or a required label, is removed."""
    del rng
    for name, block, attr in source.attrs():
        entry = source.language.attr(block, attr.name)
        alone = sum(other.name == attr.name for other in block.attrs) == 1
        if entry and entry.get("required") and not entry.get("required_unless") and entry.get("edition") != "pro" and alone:
            text = source.files[name]
            one_line = text.count("\n", block.start, block.end) == 0
            start, end = (attr.start, attr.end) if one_line else line_region(text, attr.start, attr.end)
            yield source.make("required part removed", name, start, end, "", block, attr.name)
    for name, block in source.blocks():
        spec = source.language.block(block)
        labels = spec.get("labels", []) if spec else []
        if len(block.labels) == 1 and any(label.get("required") for label in labels) and ":" not in str(spec.get("block_type")):
            label = block.labels[0]
            yield source.make("required part removed", name, label.start, label.end, "", block, block.type)


def one_of(source, rng):
    """The only one of a set of parts of which one is needed, or a needed child block, is removed."""
    del rng
    for name, block in source.blocks():
        spec = source.language.block(block)
        if not spec or spec.get("confidence"):
            continue
        sets = spec.get("one_of_required") or spec.get("constraints", {}).get("one_of_required") or []
        sets = [{re.sub(r" \(.*", "", word) for word in group} for group in sets]
        sets += [{word} for word, child in spec.get("blocks", {}).items() if child.get("min")]
        for group in sets:
            parts = [part for part in block.attrs if part.name in group] + [part for part in block.blocks if part.type in group]
            if len(parts) == 1:
                yield source.make("required part removed", name, parts[0].start, parts[0].end, "", block, *group)


def keyword(source, rng):
    for name, block in source.blocks():
        language = source.language
        if block.parent is None:
            known, is_open = language.tops, False
        else:
            parent = language.block(block.parent)
            if not parent or block.type not in parent.get("blocks", {}):
                continue
            known, is_open = set(parent["blocks"]) | set(parent["attributes"]), language.open_blocks(parent)
        if block.type in known and not is_open:
            new = typo(rng, block.type, known)
            yield source.make("keyword misspelt", name, block.start, block.type_end, new, block, new, block.type)


def attribute(source, rng):
    for name, block, attr in source.attrs():
        spec = source.language.block(block)
        if not spec or source.language.open_attrs(spec) or not source.language.attr(block, attr.name):
            continue
        new = typo(rng, attr.name, set(spec["attributes"]) | set(spec.get("blocks", {})))
        yield source.make("attribute misspelt", name, attr.start, attr.name_end, new, block, new, attr.name)


def type_word(source, rng):
    for name, block, attr in source.attrs():
        entry = source.language.attr(block, attr.name)
        first = attr.tokens[0]
        if not entry or entry["type"] != "type" or first.kind != "name" or first.text not in source.language.types:
            continue
        if len(attr.tokens) > 1 and attr.tokens[1].text != "(":
            continue
        new = typo(rng, first.text, set(source.language.types) | {"sql"})
        yield source.make("type misspelt", name, first.start, first.end, new, block, new)


def enum_word(source, rng):
    for name, block, attr in source.attrs():
        entry = source.language.attr(block, attr.name)
        words = source.language.enum_words(entry) if entry else None
        if not words or len(attr.tokens) != 1 or attr.tokens[0].kind != "name" or attr.tokens[0].text not in words:
            continue
        new = typo(rng, attr.tokens[0].text, words)
        yield source.make("enum word misspelt", name, attr.value_start, attr.end, new, block, new)


def wrong_value(source, rng):
    for name, block, attr in source.attrs():
        entry = source.language.attr(block, attr.name)
        if not entry or entry.get("edition") == "pro":
            continue
        wrong = source.language.wrong_values(entry)
        if wrong and not any(token.kind == "name" and token.text in ("var", "local", "each", "data") for token in attr.tokens):
            yield source.make("value of the wrong kind", name, attr.value_start, attr.end, rng.choice(wrong), block, attr.name)


def paths(attr):
    """References in an attribute: runs of names joined by dots, as lists of tokens."""
    tokens, at = attr.tokens, 0
    while at < len(tokens):
        run = [tokens[at]] if tokens[at].kind == "name" and (at == 0 or tokens[at - 1].text != ".") else []
        while run and at + 2 < len(tokens) and tokens[at + 1].text == "." and tokens[at + 2].kind == "name":
            run.append(tokens[at + 2])
            at += 2
        at += 1
        if len(run) > 1 and not (at < len(tokens) and tokens[at].text in ("(", "[", ".")):
            yield run


def top(block):
    return top(block.parent) if block.parent else block


def named(source, kind):
    """Blocks of a kind at top level by name; names that occur twice or with a qualifier are left out."""
    result = {}
    for name, (_, blocks) in source.outlines.items():
        for block in blocks:
            if block.type == kind:
                result.setdefault(block.label(), []).append((name, block))
    return {label: found[0] for label, found in result.items()
            if len(found) == 1 and len(found[0][1].labels) == 1 and not any(a.name in ("name", "for_each") for a in found[0][1].attrs)}


def definition_of(source, block, words, tops):
    """(file, block) that a reference leads to, when that is beyond doubt."""
    if words[0] == "column" and len(words) == 2 and top(block).type == "table":
        found = [child for child in top(block).blocks if child.type == "column" and child.label() == words[1]]
        return (None, found[0]) if len(found) == 1 else None
    if words[0] in tops and len(words) == 2:
        return tops[words[0]].get(words[1])
    if words[0] == "table" and len(words) == 4 and words[2] == "column" and words[1] in tops["table"]:
        name, table = tops["table"][words[1]]
        found = [child for child in table.blocks if child.type == "column" and child.label() == words[3]]
        return (name, found[0]) if len(found) == 1 else None
    return None


def references(source):
    tops = {kind: named(source, kind) for kind in ("schema", "table", "enum", "domain", "function", "view")}
    for name, block, attr in source.attrs():
        if any(other.name == "for_each" for other in top(block).attrs):
            continue
        for run in paths(attr):
            found = definition_of(source, block, [token.text for token in run], tops)
            if found:
                yield name, block, run, found[0] or name, found[1]


def reference(source, rng):
    """The last part of a reference is changed to a name that nobody has."""
    del rng
    for name, block, run, _, _ in references(source):
        new = run[-1].text + "_gone"
        yield source.make("reference renamed alone", name, run[-1].end, run[-1].end, "_gone", block, new)


def definition(source, rng):
    """The label of a block that is referred to is changed, and nothing else."""
    del rng
    seen = set()
    for _, block, run, name, target in references(source):
        label = target.labels[-1]
        inside = block.start >= target.start and block.end <= target.end and target.type != "table"
        if (name, label.start) in seen or inside:
            continue
        seen.add((name, label.start))
        new = f'"{target.label()}_moved"'
        yield source.make("definition renamed alone", name, label.start, label.end, new, target, target.label(), run[-1].text)


PLAIN = re.compile(r"\b(var|local)\.([A-Za-z_]\w*)|\bdata\.([A-Za-z_]\w*)\.([A-Za-z_]\w*)")


def uses(source, attr):
    """var.x, local.x and data.kind.x in an attribute, also in the templates of its strings: (kind, name, end of name)."""
    text = attr.tokens and source[attr.start:attr.end]
    for match in PLAIN.finditer(text or ""):
        before = text[:match.start()]
        token = next(t for t in attr.tokens if t.start <= attr.start + match.start() < t.end)
        inside = before[max(0, token.start - attr.start):]
        if token.kind in ("string", "heredoc") and inside.rfind("${") <= inside.rfind("}"):
            continue
        if before.endswith((".", "$")):
            continue
        if match.group(1):
            yield match.group(1), match.group(2), attr.start + match.end(2)
        else:
            yield "data", (match.group(3), match.group(4)), attr.start + match.end(4)


def declared(source):
    """Definitions of variables, locals and data sources by (kind, name): (file, block, start of the name, end)."""
    result = {}
    for name, (_, blocks) in source.outlines.items():
        for block in blocks:
            if block.type == "variable" and len(block.labels) == 1:
                key, places = ("var", block.label()), [(block.labels[0].start, block.labels[0].end)]
            elif block.type == "data" and len(block.labels) == 2:
                kind = block.labels[0].text.strip('"')
                key, places = ("data", (kind, block.label())), [(block.labels[1].start, block.labels[1].end)]
            elif block.type == "locals":
                for attr in block.attrs:
                    result.setdefault(("local", attr.name), []).append((name, block, attr.start, attr.name_end))
                continue
            else:
                continue
            result.setdefault(key, []).append((name, block, *places[0]))
    return {key: found[0] for key, found in result.items() if len(found) == 1}


def lazy(text, attr):
    """try() and can() hide mistakes."""
    return re.search(r"\b(try|can)\(", text[attr.start:attr.end]) is not None


def variable(source, rng):
    """var.x, local.x and data.k.x whose definition or use is renamed alone."""
    del rng
    known, seen = declared(source), set()
    for name, block, attr in source.attrs():
        text = source.files[name]
        if lazy(text, attr):
            continue
        for kind, word, end in uses(text, attr):
            if (kind, word) not in known:
                continue
            short = word[1] if kind == "data" else word
            yield source.make("reference renamed alone", name, end, end, "_gone", block, short)
            file, target, start, stop = known[kind, word]
            inside = target is block and kind != "local"
            if (kind, word) not in seen and not inside:
                seen.add((kind, word))
                quoted = source.files[file][start] == '"'
                new = f'"{short}_moved"' if quoted else f"{short}_moved"
                yield source.make("definition renamed alone", file, start, stop, new, target, short)


FUNCTIONS = ("sql", "file", "format", "urlescape", "getenv", "toset", "tolist", "jsonencode", "jsondecode", "lower", "upper",
             "replace", "split", "join", "concat", "print", "merge", "length", "regex", "fileset", "glob")


def function(source, rng):
    """The name of a function is misspelt."""
    for name, block, attr in source.attrs():
        if not source.language.attr(block, attr.name):
            continue
        for token, following in zip(attr.tokens, attr.tokens[1:]):
            if token.kind == "name" and token.text in FUNCTIONS and following.text == "(" and not lazy(source.files[name], attr):
                new = typo(rng, token.text, set(FUNCTIONS) | set(source.language.types) | {"floor", "title", "sort", "set", "try"})
                yield source.make("function misspelt", name, token.start, token.end, new, block, new)
                break


def type_argument(source, rng):
    """varchar(255) -> varchar("many")"""
    del rng
    for name, block, attr in source.attrs():
        entry = source.language.attr(block, attr.name)
        words = [token.text for token in attr.tokens]
        kind = source.language.types.get(words[0])
        if not entry or entry["type"] != "type" or not kind or len(words) != 4 or words[1] != "(" or attr.tokens[2].kind != "number":
            continue
        if kind.get("params") and kind["params"][0].get("kind") == "int":
            token = attr.tokens[2]
            yield source.make("value of the wrong kind", name, token.start, token.end, '"many"', block, words[0])


def default(source, rng):
    """The default of a variable is not of its type."""
    del rng
    wrong = {"number": '"many"', "bool": '"perhaps"', "string": "[1, 2]"}
    for name, block, attr in source.attrs():
        types = [other.tokens[0].text for other in block.attrs if other.name == "type" and len(other.tokens) == 1]
        if block.path == ("variable",) and attr.name == "default" and types and types[0] in wrong:
            yield source.make("value of the wrong kind", name, attr.value_start, attr.end, wrong[types[0]], block, "default")


KINDS = (required_part, one_of, keyword, attribute, type_word, enum_word, wrong_value, reference, definition, variable, function,
         type_argument, default)
