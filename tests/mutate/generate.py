"""generate.py: valid schemas made from a language's own lists of types, and modules made of the examples in its
description, so that rare blocks, types and words are met too."""
import random
import re


def simple_types(language, rng, count):
    """Type words that can stand alone and belong to no extension."""
    words = sorted(name for name, entry in language.types.items()
                   if not any(param.get("required") for param in entry.get("params", [])) and
                   not any(entry.get(key) for key in ("raw_only", "extension", "server_support", "params_variadic")) and
                   entry.get("server_support", True) and entry.get("category") not in ("pseudo", "range") and "serial" not in name)
    return rng.sample(words, min(count, len(words)))


def table(language, rng, number):
    lines = [f'table "table_{number}" {{', "  schema = schema.main"]
    integer = "integer" if "integer" in language.types else "int"
    lines += ['  column "id" {', f"    type = {integer}", "  }"]
    names = []
    for index, word in enumerate(simple_types(language, rng, 4)):
        names.append(f"field_{index}")
        lines += [f'  column "field_{index}" {{', f"    type = {word}", "    null = true", "  }"]
    lines += ['  column "parent_id" {', f"    type = {integer}", "    null = true", '    comment = "the parent"', "  }"]
    lines += ["  primary_key {", "    columns = [column.id]", "  }"]
    lines += [f'  index "by_parent_{number}" {{', "    columns = [column.parent_id]", "    unique  = true", "  }"]
    lines += [f'  foreign_key "parent_{number}" {{', "    columns     = [column.parent_id]",
              f"    ref_columns = [table.table_{rng.randrange(number + 1)}.column.id]",
              f"    on_delete   = {rng.choice(['CASCADE', 'SET_NULL', 'NO_ACTION'])}", "    on_update   = NO_ACTION", "  }"]
    lines += [f'  check "positive_{number}" {{', '    expr = "parent_id > 0"', "  }", "}"]
    return "\n".join(lines)


def schema(language, seed):
    rng = random.Random(seed)
    parts = ['schema "main" {\n}', 'variable "note" {\n  type    = string\n  default = "text"\n}',
             'locals {\n  prefix = "a"\n  full   = "${local.prefix}_b"\n}']
    if "enum" in language.blocks:
        parts.append('enum "state" {\n  schema = schema.main\n  values = ["on", "off"]\n}')
        parts.append('table "with_state" {\n  schema = schema.main\n  column "state" {\n    type = enum.state\n  }\n'
                     '  comment = "${local.full} ${var.note}"\n}')
    parts += [table(language, rng, number) for number in range(4)]
    return "\n".join(parts) + "\n"


def stubs(language, text):
    """The blocks that an example refers to and does not define."""
    integer = "integer" if "integer" in language.types else "int"
    wanted, parts = {}, ['schema "base" {\n}']
    for kind, name, column in re.findall(r"\b(schema|table|view|enum|role|user)\.(\w+)(?:\.column\.(\w+))?", text):
        if not re.search(rf'^{kind} "{name}"', text, re.M):
            wanted.setdefault((kind, name), set()).update({column} - {""})
    for (kind, name), columns in wanted.items():
        if kind == "schema":
            parts.append(f'schema "{name}" {{\n}}')
        if kind in ("role", "user") and kind in language.blocks:
            parts.append(f'{kind} "{name}" {{\n}}')
        if kind == "enum":
            parts.append(f'enum "{name}" {{\n  schema = schema.base\n  values = ["a"]\n}}')
        if kind in ("table", "view"):
            body = "".join(f'  column "{column}" {{\n    type = {integer}\n  }}\n' for column in sorted(columns | {"id"}))
            text_of_view = '  as = "SELECT 1"\n' if kind == "view" else ""
            parts.append(f'{kind} "{name}" {{\n  schema = schema.base\n{text_of_view}{body}}}')
    return "\n".join(parts) + "\n"


def examples(language):
    """Modules of the examples of blocks, alone and inside the example of their parent. Not all are complete: the
    caller keeps those that the checker accepts."""
    for path, block in language.blocks.items():
        text = block.get("example")
        if text and block.get("top_level"):
            yield path, text.rstrip() + "\n"
        for word, child in block.get("blocks", {}).items():
            inner = language.blocks.get(child.get("is"), {}).get("example")
            if text and inner and block.get("top_level") and not any(line.lstrip().startswith(word) for line in text.splitlines()[1:]):
                body = text.rstrip()
                if body.endswith("}"):
                    yield f"{path}.{word}", body[:-1].rstrip() + "\n" + inner.rstrip() + "\n}\n"
