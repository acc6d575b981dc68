"""Random pairs of ClickHouse schemas as HCL."""

TYPES = ["Int32", "Int64", "UInt8", "Float64", "String", "Bool", "Date", "DateTime", "UUID", "DateTime64(3)", "Decimal(10, 2)",
         "FixedString(4)", 'Enum8("a", "b")', 'sql("Array(String)")', 'sql("LowCardinality(String)")',
         'sql("Map(String, Int32)")', 'sql("Tuple(a Int32, b String)")']
NUMBERS = {"Int32", "Int64", "UInt8", "Float64"}
WIDER = {"Int32": "Int64", "UInt8": "Int64", "Date": "DateTime", "Bool": "Int64"}
CODECS = ["ZSTD", "LZ4", 'sql("ZSTD(3)")', 'sql("LZ4HC(5)")']


def _column(random, name):
    kind = random.choice(TYPES)
    column = {"name": name, "type": kind, "lines": {}}
    plain = not kind.startswith("sql")
    if kind in NUMBERS and random.random() < 0.3:
        column["lines"]["default"] = random.choice(["5", "0", 'sql("1 + 2")'])
    elif kind == "String" and random.random() < 0.4:
        column["lines"]["default"] = random.choice(['"it\'s"', '""', 'sql("upper(\'x\')")', '"back\\\\slash"'])
    elif kind == "DateTime" and random.random() < 0.3:
        column["lines"]["default"] = 'sql("now()")'
    if "default" in column["lines"] and "sql" in column["lines"]["default"] and random.random() < 0.4:
        column["lines"]["default_kind"] = random.choice(["MATERIALIZED", "ALIAS", "DEFAULT"])
    if plain and random.random() < 0.2:
        column["lines"]["null"] = "true"
    if random.random() < 0.2:
        column["lines"]["comment"] = random.choice(['"it\'s"', '"x"', '"two\\nlines"'])
    if random.random() < 0.2 and column["lines"].get("default_kind") != "ALIAS":
        column["lines"]["codec"] = random.choice(CODECS)
    return column


def _index(random, table):
    readable = [c for c in table["columns"] if c["type"] in NUMBERS | {"String", "Date", "DateTime"}]
    if not readable:
        return
    column = random.choice(readable)
    if column["lines"].get("default_kind") == "ALIAS":
        return
    name = f"i{table['next']}"
    table["next"] += 1
    kind = random.choice(["minmax", 'sql("set(100)")', 'sql("bloom_filter(0.01)")', "bloom_filter"])
    table["indexes"][name] = {"type": kind, "column": column["name"], "granularity": random.choice([None, 1, 4])}


def _check(random, table):
    numbers = [c for c in table["columns"] if c["type"] in NUMBERS and c["lines"].get("default_kind") != "ALIAS"]
    if numbers:
        table["checks"][f"c{table['next']}"] = f"{random.choice(numbers)['name']} > {random.randrange(5)}"
        table["next"] += 1


def _table(random, number):
    table = {"name": f"t{number}", "columns": [], "indexes": {}, "checks": {}, "projections": {}, "next": 1, "lines": {}, "settings": {}}
    table["columns"].append({"name": "id", "type": random.choice(["Int32", "UInt64", "String"]), "lines": {}})
    table["columns"].append({"name": "at", "type": "DateTime", "lines": {}})
    for i in range(random.randrange(5)):
        table["columns"].append(_column(random, f"c{i}"))
    table["engine"] = random.choice(["MergeTree", "MergeTree", 'sql("ReplacingMergeTree()")', 'sql("SummingMergeTree()")', 'sql("Log")', "Memory"])
    tree = "MergeTree" in table["engine"]
    table["sort"] = random.choice([["id"], ["id", "at"], []]) if tree else None
    table["partition"] = "toYYYYMM(at)" if tree and random.random() < 0.3 else None
    if random.random() < 0.2:
        table["lines"]["comment"] = '"it\'s a table"'
    if tree:
        _tree_parts(random, table)
    return table


def _tree_parts(random, table):
    if random.random() < 0.2:
        table["lines"]["ttl"] = '"at + INTERVAL 30 DAY"'
    if random.random() < 0.3:
        table["settings"]["merge_with_ttl_timeout"] = random.choice(["3600", "7200"])
    for _ in range(random.randrange(3)):
        _index(random, table)
    if random.random() < 0.3:
        _check(random, table)


def _change(random, schema):
    table = random.choice(list(schema["tables"].values()))
    tree = "MergeTree" in table["engine"]
    used = {i["column"] for i in table["indexes"].values()} | {c.split(" ")[0] for c in table["checks"].values()}
    free = [c for c in table["columns"] if c["name"] not in ("id", "at")]
    what = random.randrange(11)
    if what == 0:
        _add_table(random, schema)
    elif what == 1 and len(schema["tables"]) > 1:
        schema["tables"].pop(table["name"])
        schema["views"] = {n: v for n, v in schema["views"].items() if v != table["name"]}
    elif what == 2 and "Log" not in table["engine"]:
        table["columns"].append(_column(random, f"n{random.randrange(10**6)}"))
    elif what == 3 and free and "Log" not in table["engine"]:
        gone = random.choice(free)
        if gone["name"] not in used:
            table["columns"].remove(gone)
    elif what == 4 and free and "Log" not in table["engine"]:
        column = random.choice(free)
        if column["name"] not in used and column["type"] in WIDER and not column["lines"].get("default"):
            column["type"] = WIDER[column["type"]]
    elif what == 5 and free and tree:
        new = _column(random, "x")["lines"]
        column = random.choice(free)
        column["lines"].pop("comment", None)
        column["lines"].pop("codec", None)
        column["lines"].update({k: v for k, v in new.items() if k == "comment" or (k == "codec" and column["lines"].get("default_kind") != "ALIAS")})
    elif what == 6 and tree:
        _index(random, table)
        if table["indexes"] and random.random() < 0.5:
            table["indexes"].pop(random.choice(list(table["indexes"])))
    elif what == 7 and tree:
        _check(random, table)
        if table["checks"] and random.random() < 0.5:
            table["checks"].pop(random.choice(list(table["checks"])))
    elif what == 8 and tree:
        for name, text in (("ttl", '"at + INTERVAL 60 DAY"'), ("comment", '"other"')):
            table["lines"].pop(name, None)
            if random.random() < 0.5:
                table["lines"][name] = text
        table["settings"] = {"merge_with_ttl_timeout": "100"} if random.random() < 0.5 else {}
    elif what == 10 and tree and "()" not in table["engine"]:
        table["projections"] = {} if table["projections"] else {f"p{random.randrange(10**6)}": True}
    elif what == 9:
        schema["views"][f"v{random.randrange(10**6)}"] = table["name"]
        if random.random() < 0.4:
            schema["views"].pop(random.choice(list(schema["views"])))


def _add_table(random, schema):
    table = _table(random, schema["next"])
    schema["next"] += 1
    schema["tables"][table["name"]] = table


def _schema(random):
    schema = {"tables": {}, "views": {}, "next": 1}
    for _ in range(1 + random.randrange(3)):
        _add_table(random, schema)
    if random.random() < 0.4:
        schema["views"]["v"] = random.choice(list(schema["tables"]))
    return schema


def _block(head, lines, inside=()):
    return [f"{head} {{", *(f"  {name} = {value}" for name, value in lines.items()), *("  " + line for line in inside), "}"]


def _render_table(table):
    inside = []
    for column in table["columns"]:
        inside += _block(f'column "{column["name"]}"', {"type": column["type"], **column["lines"]})
    if table["partition"]:
        inside += _block("partition", {}, _block("on", {"expr": f'"{table["partition"]}"'}))
    if table["sort"]:
        columns = ", ".join(f"column.{name}" for name in table["sort"])
        inside += _block("primary_key", {"columns": f"[{columns}]"})
    for name, index in table["indexes"].items():
        lines = {"type": index["type"]}
        if index["granularity"]:
            lines["granularity"] = index["granularity"]
        inside += _block(f'index "{name}"', lines, _block("on", {"expr": f'"{index["column"]}"'}))
    for name in table["projections"]:
        inside += _block(f'projection "{name}"', {"as": '"SELECT id, at ORDER BY at"'})
    for name, text in table["checks"].items():
        inside += _block(f'check "{name}"', {"expr": f'"{text}"'})
    lines = {"schema": "schema.s", "engine": table["engine"], **table["lines"]}
    if table["settings"]:
        lines["settings"] = "{ " + ", ".join(f"{k} = {v}" for k, v in table["settings"].items()) + " }"
    return _block(f'table "{table["name"]}"', lines, inside)


def _render(schema):
    lines = ['schema "s" {', "}"]
    for table in schema["tables"].values():
        lines += _render_table(table)
    for name, table in schema["views"].items():
        lines += _block(f'view "{name}"', {"schema": "schema.s", "as": f'"SELECT id, at FROM s.{table}"', "depends_on": f"[table.{table}]"})
    return "\n".join(lines) + "\n"


def pair(random):
    """(A, B): B is A after some changes, or a schema of its own."""
    schema = _schema(random)
    first = _render(schema)
    if random.random() < 0.1:
        return first, _render(_schema(random))
    for _ in range(1 + random.randrange(5)):
        _change(random, schema)
    return first, _render(schema)
