"""SQL in files that are no schema: which database it is read for."""

TEST = 'test "schema" "a" {\n  exec {\n    sql = "INSERT OR IGNORE INTO t VALUES (1)"\n  }\n}\n'
POSTGRES = 'env "a" {\n  src = "file://schema.hcl"\n  dev = "docker://postgres/17/dev"\n}\n'
SQLITE = 'env "b" {\n  url = "sqlite://app.db"\n  src = "file://other.hcl"\n}\n'


def found(box):
    return [d["code"] for d in box.check("--format", "json", "a.test.hcl").json["diagnostics"]]


def test_nobody_says_the_database(box):
    box.write("a.test.hcl", TEST)
    assert found(box) == []


def test_the_database_of_the_project(box):
    box.write("a.test.hcl", TEST)
    box.write("atlas.hcl", POSTGRES)
    assert found(box) == ["sql-syntax"]
    box.write("atlas.hcl", SQLITE)
    assert found(box) == []


def test_environments_that_differ(box):
    box.write("a.test.hcl", TEST)
    box.write("atlas.hcl", POSTGRES + SQLITE)
    assert found(box) == []


def test_the_database_of_the_schema_files_beside(box):
    box.write("a.test.hcl", TEST)
    box.write("main.pg.hcl", 'schema "public" {\n}\n')
    assert found(box) == ["sql-syntax"]
    box.write("main.lt.hcl", 'schema "main" {\n}\n')
    assert found(box) == []


def test_a_comment_comes_first(box):
    box.write("a.test.hcl", "# atlas-lsp: database=sqlite\n" + TEST)
    box.write("atlas.hcl", POSTGRES)
    assert found(box) == []
