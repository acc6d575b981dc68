"""facts.py: what a language is documented to accept, read from its description when the mutator runs.

Only what is certain is used: attributes and blocks that are marked as inferred, deprecated or uncertain, and blocks
that take any name, are left alone.
"""
import json
import re

DOUBT = ("confidence", "uncertain", "deprecated")


class Language:
    def __init__(self, path):
        data = json.loads(path.read_text())
        self.name = data["dialect"]
        self.blocks = data["blocks"]
        self.enums = {name: {word if isinstance(word, str) else word["name"] for word in words}
                      for name, words in data.get("enums", {}).items()}
        self.types = {entry["name"]: entry for entry in data.get("types", [])}
        self.tops = {self.keyword(path) for path, block in self.blocks.items() if block.get("top_level")}

    def keyword(self, path):
        return self.blocks[path].get("block_type") or path.split(".")[-1].split(":")[0]

    def block(self, node):
        """Description of a block; None when it is not known for certain."""
        if node.parent is None:
            variant = f"{node.type}:{node.labels[0].text.strip(chr(34))}" if node.labels else ""
            return self.blocks.get(variant) or self.blocks.get(node.type)
        parent = self.block(node.parent)
        child = parent and parent.get("blocks", {}).get(node.type)
        return self.blocks.get(child["is"]) if child and "is" in child else None

    @staticmethod
    def open_attrs(spec):
        limits = spec.get("constraints", {})
        return bool(spec.get("open") or spec.get("may_have_more") or spec.get("confidence") or
                    spec.get("allow_unknown_attributes") or limits.get("allow_unknown_attributes"))

    @staticmethod
    def open_blocks(spec):
        limits = spec.get("constraints", {})
        return bool(spec.get("open") or spec.get("may_have_more") or spec.get("confidence") or
                    spec.get("allow_unknown_blocks") or limits.get("allow_unknown_blocks"))

    def attr(self, node, name):
        """Description of an attribute that is certain; None otherwise."""
        spec = self.block(node)
        entry = spec and spec["attributes"].get(name)
        return entry if entry and not any(entry.get(key) for key in DOUBT) else None

    def enum_words(self, entry):
        """The bare words that an attribute takes; None when it takes none or they are not listed."""
        found = re.findall(r"enum\((\w+)\)", entry["type"])
        if not found or any(name not in self.enums for name in found):
            return None
        return set().union(*(self.enums[name] for name in found))

    def wrong_values(self, entry):
        """Values that none of the kinds of the attribute takes."""
        kind = entry["type"]
        kinds = {re.sub(r"\(.*", "", part) for part in re.split(r"\|(?![^()]*\))", kind)}
        accepts = set(entry.get("accepts", [])) if isinstance(entry.get("accepts"), list) else set()
        if kinds & {"any", "expr", "map", "tuple", "set"} or "list(any)" in kind or "object" in kind:
            return ["[1, 2]"] if kinds == {"expr"} else []
        wrong = []
        if not kinds & {"int", "number"} and "number" not in accepts:
            wrong.append("5")
        if not kinds & {"bool"} and "bool" not in accepts:
            wrong.append("true")
        if not kinds & {"string", "sql", "enum"} and "string" not in accepts:
            wrong.append('"zz"')
        if "list" not in kinds:
            wrong.append("[1, 2]")
        elif "string" not in kind and "sql" not in kind and "enum" not in kind:
            wrong.append('["zz"]')
        if self.name == "config":  # numbers and flags are taken as texts there, and texts as flags
            wrong = [value for value in wrong if value == "[1, 2]"]
        return wrong
