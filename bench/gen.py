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

SUFFIX = {"sqlite": "lt", "mysql": "my", "mariadb": "ma", "postgresql": "pg", "redshift": "rs", "sqlserver": "ms",
          "clickhouse": "ch", "oracle": "oc", "spanner": "sp", "snowflake": "sf", "databricks": "dbx"}
SCHEMA = {"sqlite": "main", "mysql": "app", "mariadb": "app", "postgresql": "public", "redshift": "public",
          "sqlserver": "dbo", "clickhouse": "app", "oracle": "APP", "spanner": "app", "snowflake": "PUBLIC",
          "databricks": "app"}
KEY = {"sqlite": "integer", "mysql": "bigint", "mariadb": "bigint", "postgresql": "bigint", "redshift": "bigint",
       "sqlserver": "bigint", "clickhouse": "UInt64", "oracle": "NUMBER(19)", "spanner": "INT64",
       "snowflake": "NUMBER(38,0)", "databricks": "BIGINT"}
CREATED = {"postgresql": "timestamptz", "redshift": "timestamptz", "sqlserver": "datetime2(7)", "clickhouse": "DateTime",
           "oracle": "TIMESTAMP(6)", "spanner": "TIMESTAMP", "snowflake": "TIMESTAMP_NTZ(9)", "databricks": "TIMESTAMP"}
NOW = {"postgresql": 'sql("now()")', "redshift": 'sql("getdate()")', "sqlserver": 'sql("getdate()")',
       "clickhouse": 'sql("now()")', "oracle": 'sql("SYSTIMESTAMP")', "snowflake": 'sql("CURRENT_TIMESTAMP()")',
       "spanner": 'sql("CURRENT_TIMESTAMP()")', "databricks": 'sql("current_timestamp()")'}
TYPES = {
    "sqlite": ["text", "integer", "real", "blob", "datetime", "boolean", "numeric(10,2)", "varchar(255)"],
    "mysql": ["varchar(255)", "int", "double", "text", "datetime", "bool", "decimal(10,2)", "json", "tinyint"],
    "mariadb": ["varchar(255)", "int", "double", "text", "datetime", "bool", "decimal(10,2)", "json", "tinyint"],
    "postgresql": ["character_varying(255)", "integer", "double_precision", "text", "timestamptz", "boolean",
                   "numeric(10,2)", "jsonb", "smallint", "uuid"],
    "redshift": ["character_varying(255)", "integer", "double_precision", "timestamptz", "boolean", "numeric(10,2)",
                 "super", "smallint", "date"],
    "sqlserver": ["nvarchar(255)", "int", "float(53)", "varchar(MAX)", "datetime2(7)", "bit", "decimal(10,2)",
                  "smallint", "uniqueidentifier"],
    "clickhouse": ["String", "Int32", "Float64", "DateTime64(3)", "Bool", "Decimal(10,2)", "UInt8", "UUID", "Date",
                   'Enum8("on", "off")'],
    "oracle": ["VARCHAR2(255)", "NUMBER(10)", "BINARY_DOUBLE", "CLOB", "TIMESTAMP(6)", "NUMBER(1)", "NUMBER(10,2)",
               "DATE", "RAW(16)"],
    "spanner": ["STRING(255)", "INT64", "FLOAT64", "STRING(MAX)", "TIMESTAMP", "BOOL", "NUMERIC", "JSON", "DATE",
                "BYTES(16)"],
    "snowflake": ["VARCHAR(255)", "NUMBER(38,0)", "FLOAT", "TEXT", "TIMESTAMP_NTZ(9)", "BOOLEAN", "NUMBER(10,2)",
                  "VARIANT", "DATE"],
    "databricks": ["STRING", "INT", "DOUBLE", "VARCHAR(255)", "TIMESTAMP", "BOOLEAN", "DECIMAL(10,2)", "BIGINT", "DATE"],
}
# Actions of foreign keys: (on_update, choices for on_delete); a name that is absent has no foreign keys.
FULL = ("NO_ACTION", ["CASCADE", "SET_NULL"])
ACTIONS = {"sqlite": FULL, "mysql": FULL, "mariadb": FULL, "postgresql": FULL, "sqlserver": FULL,
           "oracle": (None, ["CASCADE", "SET_NULL"]), "spanner": (None, ["CASCADE", "NO_ACTION"]),
           "redshift": (None, []), "snowflake": (None, []), "databricks": (None, [])}
INDEXED = ["sqlite", "mysql", "mariadb", "postgresql", "sqlserver", "oracle", "spanner"]
# What only one database has, at the end of a table.
EXTRA = {
    "redshift": ["  distribution {", "    style  = KEY", "    column = column.id", "  }",
                 "  sort {", "    style   = COMPOUND", "    columns = [column.created_at, column.id]", "  }"],
    "clickhouse": ["  sort {", "    columns = [column.id, column.created_at]", "  }",
                   "  partition {", "    on {", '      expr = "toYYYYMM(created_at)"', "    }", "  }",
                   '  index "by_day" {', "    type = minmax", "    on {", '      expr = "toDate(created_at)"', "    }", "  }"],
    "snowflake": ['  unique "one_per_day" {', "    columns = [column.id, column.created_at]", "  }"],
    "databricks": ['  check "positive" {', '    expr = "id > 0"', "  }"],
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
        if self.unicode and self.dialect not in ("sqlite", "spanner"):
            values["comment"] = f'"{self.random.choice(FOREIGN)}"'
        width = max(len(key) for key in values)
        self.lines.append(f'  column "{name}" {{')
        self.lines += [f"    {key:{width}} = {value}" for key, value in values.items()]
        if self.unicode and self.dialect in ("sqlite", "spanner"):
            self.lines.append(f"    # {self.random.choice(FOREIGN)}")
        self.lines.append("  }")

    def table(self, name, targets, columns=9):
        pick = self.random
        self.lines += [f'table "{name}" {{', f"  schema = schema.{SCHEMA[self.dialect]}"]
        if self.dialect == "clickhouse":
            self.lines.append("  engine = MergeTree")
        self.column("id", KEY[self.dialect])
        for i in range(columns):
            word = NAMES[(sum(name.encode()) + i) % len(NAMES)] + (f"_{i}" if columns > len(NAMES) else "")
            self.column(word, pick.choice(TYPES[self.dialect]), null=pick.random() < 0.4)
        for i in range(len(targets)):
            self.column(f"parent_{i}_id", KEY[self.dialect], null=True)
        created = CREATED.get(self.dialect, "datetime")
        self.column("created_at", created, default=NOW.get(self.dialect, 'sql("CURRENT_TIMESTAMP")'))
        self.lines += ["  primary_key {", "    columns = [column.id]", "  }"]
        for i, target in enumerate(targets):
            self.reference(name, i, target)
        self.lines += EXTRA.get(self.dialect, [])
        self.lines.append("}")

    def reference(self, name, i, target):
        if self.dialect in ACTIONS:
            update, delete = ACTIONS[self.dialect]
            self.lines += [f'  foreign_key "{name}_parent_{i}" {{', f"    columns     = [column.parent_{i}_id]",
                           f"    ref_columns = [table.{target}.column.id]"]
            self.lines += [f"    on_update   = {update}"] if update else []
            self.lines += [f"    on_delete   = {self.random.choice(delete)}"] if delete else []
            self.lines.append("  }")
        if self.dialect in INDEXED:
            self.lines += [f'  index "{name}_idx_{i}" {{', f"    columns = [column.parent_{i}_id]", "  }"]

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
