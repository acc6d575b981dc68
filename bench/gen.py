#!/usr/bin/env python3
"""Writes Atlas HCL schemas of any size, the same bytes for the same arguments.

    bench/gen.py --tables 10000 --files 10 --dialect postgresql --seed 1 --out /tmp/schema

A table has about 10 columns, a primary key, up to two foreign keys with an index each: 71 lines, 1.2 KB.
--shape gives other shapes: wide (one table of 2,000 columns), star (all tables refer to one), chain (each table
refers to the one before), crlf, unicode (non-ASCII comments in every column). Every schema checks clean.
"""
import argparse
import pathlib
import random

SUFFIX = {"sqlite": "lt", "mysql": "my", "mariadb": "ma", "postgresql": "pg"}
SCHEMA = {"sqlite": "main", "mysql": "app", "mariadb": "app", "postgresql": "public"}
KEY = {"sqlite": "integer", "mysql": "bigint", "mariadb": "bigint", "postgresql": "bigint"}
NOW = {"sqlite": 'sql("CURRENT_TIMESTAMP")', "mysql": 'sql("CURRENT_TIMESTAMP")',
       "mariadb": 'sql("CURRENT_TIMESTAMP")', "postgresql": 'sql("now()")'}
TYPES = {
    "sqlite": ["text", "integer", "real", "blob", "datetime", "boolean", "numeric(10,2)", "varchar(255)"],
    "mysql": ["varchar(255)", "int", "double", "text", "datetime", "bool", "decimal(10,2)", "json", "tinyint"],
    "mariadb": ["varchar(255)", "int", "double", "text", "datetime", "bool", "decimal(10,2)", "json", "tinyint"],
    "postgresql": ["character_varying(255)", "integer", "double_precision", "text", "timestamptz", "boolean",
                   "numeric(10,2)", "jsonb", "smallint", "uuid"],
}
NAMES = ["name", "email", "title", "status", "amount", "currency", "country", "city", "notes", "kind", "score", "rank",
         "position", "payload", "checksum", "locale", "origin", "target", "priority", "description"]
NOUNS = ["account", "order", "invoice", "product", "customer", "payment", "shipment", "ticket", "message", "session"]
FOREIGN = ["Größe in Millimetern", "お客様の名前", "Имя пользователя", "naïve café €", "emoji 🎉 in a comment"]


class Writer:
    def __init__(self, dialect, seed, unicode_comments=False):
        self.dialect = dialect
        self.random = random.Random(seed)
        self.unicode = unicode_comments
        self.lines = []

    def column(self, name, kind, null=False, default=None):
        values = {"null": str(null).lower(), "type": kind}
        if default:
            values["default"] = default
        if self.unicode and self.dialect != "sqlite":
            values["comment"] = f'"{self.random.choice(FOREIGN)}"'
        width = max(len(key) for key in values)
        self.lines.append(f'  column "{name}" {{')
        self.lines += [f"    {key:{width}} = {value}" for key, value in values.items()]
        if self.unicode and self.dialect == "sqlite":
            self.lines.append(f"    # {self.random.choice(FOREIGN)}")
        self.lines.append("  }")

    def table(self, name, targets, columns=9):
        pick = self.random
        self.lines += [f'table "{name}" {{', f"  schema = schema.{SCHEMA[self.dialect]}"]
        self.column("id", KEY[self.dialect])
        for i in range(columns):
            word = NAMES[(sum(name.encode()) + i) % len(NAMES)] + (f"_{i}" if columns > len(NAMES) else "")
            self.column(word, pick.choice(TYPES[self.dialect]), null=pick.random() < 0.4)
        for i in range(len(targets)):
            self.column(f"parent_{i}_id", KEY[self.dialect], null=True)
        created = {"postgresql": "timestamptz"}.get(self.dialect, "datetime")
        self.column("created_at", created, default=NOW[self.dialect])
        self.lines += ["  primary_key {", "    columns = [column.id]", "  }"]
        for i, target in enumerate(targets):
            self.lines += [f'  foreign_key "{name}_parent_{i}" {{', f"    columns     = [column.parent_{i}_id]",
                           f"    ref_columns = [table.{target}.column.id]", "    on_update   = NO_ACTION",
                           f"    on_delete   = {pick.choice(['CASCADE', 'SET_NULL'])}", "  }"]
            self.lines += [f'  index "{name}_idx_{i}" {{', f"    columns = [column.parent_{i}_id]", "  }"]
        self.lines.append("}")

    def schema(self):
        self.lines += [f'schema "{SCHEMA[self.dialect]}" {{', "}"]


def targets_of(shape, index, names, pick):
    if shape == "star":
        return [names[0]] if index else []
    if shape == "chain":
        return [names[index - 1]] if index else []
    return [names[pick.randrange(index)] for _ in range(pick.randrange(3))] if index else []


def generate(tables, files, dialect, seed, shape="plain"):
    """A list of (file name, text)."""
    pick = random.Random(seed)
    names = [f"{NOUNS[i % len(NOUNS)]}_{i}" for i in range(tables)]
    result = []
    per_file = -(-tables // files)
    for number in range(files):
        writer = Writer(dialect, seed * 1000 + number, shape == "unicode")
        if number == 0:
            writer.schema()
        for index in range(number * per_file, min(tables, (number + 1) * per_file)):
            if shape == "wide":
                writer.table(names[index], [], columns=2000)
            else:
                writer.table(names[index], targets_of(shape, index, names, pick))
        end = "\r\n" if shape == "crlf" else "\n"
        name = f"schema_{number:03}.{SUFFIX[dialect]}.hcl" if files > 1 else f"schema.{SUFFIX[dialect]}.hcl"
        result.append((name, end.join(writer.lines) + end))
    return result


def write(out, *arguments):
    """Writes the files of generate(...) below `out`; returns their paths."""
    folder = pathlib.Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in generate(*arguments):
        (folder / name).write_bytes(text.encode())
        paths.append(folder / name)
    return paths


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", type=int, default=1000)
    parser.add_argument("--files", type=int, default=1)
    parser.add_argument("--dialect", choices=sorted(SUFFIX), default="postgresql")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shape", choices=["plain", "wide", "star", "chain", "crlf", "unicode"], default="plain")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    for path in write(args.out, args.tables, args.files, args.dialect, args.seed, args.shape):
        print(path, path.stat().st_size)


if __name__ == "__main__":
    main()
