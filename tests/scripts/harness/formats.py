"""Migration files of Atlas and of other tools: their names, what of them runs on the way up, and how plans become files.

    name_of("V1__users.sql", "flyway")                  ->   ("1", "users")
    up("-- +goose Up\\nA;\\n-- +goose Down\\nB;", "goose")   ->   "A;\\n" """
import re

# A file that changes the schema: (version, name). Those that undo it are left out.
NAMES = {"golang-migrate": r"(\d+)(?:_(.+))?\.up\.sql", "goose": r"(\d+)(?:_(.+))?\.sql", "dbmate": r"(\d+)(?:_(.+))?\.sql",
         "flyway": r"V([\d.]+)(?:__(.+))?\.sql", "liquibase": r"([^_]+?)(?:_(.+))?\.sql", "atlas": r"([^_]*)(?:_(.*))?\.sql"}
# What runs on the way up stands between two lines.
PARTS = {"goose": (r"--\s*\+goose\s+Up[^\n]*\n", r"--\s*\+goose\s+Down"),
         "dbmate": (r"--\s*migrate:up[^\n]*\n", r"--\s*migrate:down")}
NOISE = r"^--\s*(\+goose Statement(Begin|End)|liquibase formatted sql|changeset|rollback).*\n"
# Files of one step: the pattern of the name, with the text that leads up and the one that leads down.
LAYOUTS = {"golang-migrate": [("{}.up.sql", "{up}"), ("{}.down.sql", "{down}")],
           "flyway": [("V{}.sql", "{up}"), ("U{}.sql", "{down}")],
           "goose": [("{}.sql", "-- +goose Up\n{up}\n-- +goose Down\n{down}")],
           "dbmate": [("{}.sql", "-- migrate:up\n{up}\n-- migrate:down\n{down}")],
           "liquibase": [("{}.sql", "--liquibase formatted sql\n{sets}")]}


def name_of(name, form):
    """(version, description) of a file that runs on the way up; None of another."""
    found = re.fullmatch(NAMES[form], name)
    return (found.group(1), found.group(2) or "") if found else None


def up(text, form):
    begin, end = PARTS.get(form, ("", r"\Z"))
    found = re.search(begin, text, re.I)
    text = text[found.end():] if found else text
    found = re.search(end, text, re.I)
    text = text[: found.start()] if found else text
    return re.sub(NOISE, "", text, flags=re.M | re.I).strip() + "\n"


def order(path, form):
    """Versions of Flyway are numbers between dots; others run in the order of their names."""
    if form != "flyway":
        return (path.name,)
    return [int(part) for part in re.findall(r"\d+", name_of(path.name, form)[0])]


def _comment(text, mark="-- "):
    return f"{mark}{text}\n" if text else ""


def as_atlas(statements):
    """Statements as a migration file of Atlas holds them."""
    return "".join(_comment(s["comment"][:1].upper() + s["comment"][1:]) + s["sql"] + ";\n" for s in statements)


def _forward(statements):
    return "".join(_comment(s["comment"]) + s["sql"] + ";\n" for s in statements)


def _back(statements):
    return "".join(_comment(s["comment"], "-- reverse: ") + "".join(f"{text};\n" for text in s["reverse"])
                   for s in reversed(statements) if s["reverse"])


def _sets(statements, version):
    return "".join(f"--changeset atlas:{version}-{number}\n--comment: {s['comment']}\n{s['sql']};\n"
                   + "".join(f"--rollback: {text};\n" for text in s["reverse"]) for number, s in enumerate(statements, 1))


def written(statements, form, version, name):
    """Files of a new step: [(name, text)]."""
    joint = "__" if form == "flyway" else "_"
    stem = version + (joint + name if name else "")
    if form == "atlas":
        return [(f"{stem}.sql", as_atlas(statements))]
    parts = {"up": _forward(statements), "down": _back(statements), "sets": _sets(statements, version)}
    return [(pattern.format(stem), text.format(**parts)) for pattern, text in LAYOUTS[form]]
