"""Options that fit nothing are told, not passed over in silence."""
SCHEMA = 'schema "public" {}\ntable "users" {\n  schema = schema.public\n  column "id" {\n    type = %s\n  }\n}\n'


def diff(box, *more):
    box.write("a dir/one.pg.hcl", SCHEMA % "int")
    box.write("two.pg.hcl", SCHEMA % "bigint")
    return box.run("--diff", "--from", "file://a dir/one.pg.hcl", "--to", "file://two.pg.hcl", *more)


def test_schema(box):
    done = diff(box, "--schema", "publik")
    assert done.status == 2 and done.out == "" and 'schema "publik" was not found' in done.err
    assert diff(box, "--schema", "public").out.startswith("-- Modify")


def test_pattern(box):
    for pattern in ("[", "users.[a-", "users\\", "*[type=table"):
        done = diff(box, "--exclude", pattern)
        assert done.status == 2 and "syntax error in pattern" in done.err, pattern
    for pattern in ("[u]sers", "*.[!a-c]*", "users.id", "public.users", "*.users.id"):
        assert diff(box, "--exclude", pattern).status == 0, pattern
    assert diff(box, "--exclude", "public.users").out == ""
    assert diff(box, "--exclude", "*.users.id").out == ""


def test_rename(box):
    done = diff(box, "--rename", "persons=users")
    assert done.status == 0 and "nothing was dropped and added" in done.err
    assert "nothing was" not in diff(box, "--rename", "persons=users", "--quiet").err
    assert "nothing was" not in diff(box, "--rename", "persons!=users").err


def test_paths(box):
    done = diff(box, "three.pg.hcl")
    assert done.status == 2 and "--to file://three.pg.hcl" in done.err


def test_encoded_path(box):
    diff(box)
    done = box.run("--diff", "--from", "file://a%20dir/one.pg.hcl", "--to", "file://two.pg.hcl")
    assert done.status == 0 and "bigint" in done.out
    assert box.run("--inspect", "file://a%zzdir").status == 2


def test_values_of_a_list(box):
    box.write("s.lt.hcl", 'variable "words" {\n  type = list(string)\n}\nschema "main" {}\ntable "t" {\n  schema = schema.main\n'
              '  column "a" {\n    type    = text\n    default = join("-", var.words)\n  }\n}\n')
    assert "'x-y'" in box.run("--inspect", "file://s.lt.hcl", "--format", "sql", "--var", "words=x", "--var", "words=y").out
    assert "'x'" in box.run("--inspect", "file://s.lt.hcl", "--format", "sql", "--var", "words=x").out
