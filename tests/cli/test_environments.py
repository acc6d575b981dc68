"""Environments of atlas.hcl as sources: for_each, data sources, programs, templates, and what is not known here."""
import pytest

from test_lint import git

TABLE = """schema "%s" {
}
variable "x" {
  type    = string
  default = "default"
}
table "t" {
  schema = schema.%s
  column "id" {
    type    = int
    comment = var.x
  }
}
"""

PROJECT = """
variable "tenants" {
  type    = list(string)
  default = ["a", "b"]
}
data "hcl_schema" "app" {
  path = "app.pg.hcl"
  vars = {
    x = "vars-${atlas.env}"
  }
}
data "hcl_schema" "other" {
  paths = fileset("db/*.pg.hcl")
  vars = {
    x = "of other"
  }
}
data "composite_schema" "both" {
  schema "public" {
    url = data.hcl_schema.app.url
  }
  schema "other" {
    url = data.hcl_schema.other.url
  }
}
data "external_schema" "orm" {
  program = ["cat", "orm.sql"]
}
data "external_schema" "fails" {
  program = ["sh", "-c", "echo oops >&2; exit 3"]
}
data "external" "word" {
  program = ["printf", "printed"]
}
data "sql" "rows" {
  url   = "sqlite://x.db"
  query = "SELECT 1"
}
data "template_dir" "tpl" {
  path = "tpl"
  vars = {
    name = "users"
    list = ["p", "q"]
    on   = true
  }
}
locals {
  src = data.hcl_schema.app.url
}
env "hcl" {
  src = local.src
}
env "both" {
  src = data.composite_schema.both.url
}
env "orm" {
  src = data.external_schema.orm.url
}
env "fails" {
  src = data.external_schema.fails.url
}
env "word" {
  src = "file://app.pg.hcl"
  x   = data.external.word
}
env "rows" {
  for_each = toset(data.sql.rows.values)
  src      = "file://app.pg.hcl"
}
env "tpl" {
  migration {
    dir = data.template_dir.tpl.url
  }
}
env "each" {
  for_each = toset(var.tenants)
  src      = "file://app.pg.hcl"
  url      = "sqlite://${each.value}.db"
  x        = "each ${each.value}"
}
env "same" {
  for_each = { k1 = "v1", k2 = "v2" }
  src      = "file://app.pg.hcl"
  url      = "sqlite://${each.value}.db"
}
env "nobody" {
  for_each = toset([])
  src      = "file://app.pg.hcl"
}
env {
  name     = "named-${each.value}"
  for_each = toset(var.tenants)
  src      = "file://app.pg.hcl"
  x        = "named ${each.value}"
}
env {
  name = atlas.env
  src  = "file://app.pg.hcl"
  x    = "any ${atlas.env}"
}
"""


@pytest.fixture
def project(box):
    box.write("atlas.hcl", PROJECT)
    box.write("app.pg.hcl", TABLE % ("public", "public"))
    box.write("db/other.pg.hcl", (TABLE % ("other", "other")).replace('"t"', '"u"'))
    box.write("orm.sql", "CREATE TABLE made (id int);")
    box.write("tpl/1.sql", '{{- /* twice */ -}}\nCREATE TABLE {{ .name }} (id int);\n{{ range $i, $e := .list }}\nCREATE TABLE t_{{ $e }}_{{ $i }} (a int);\n'
                           '{{- end }}\n{{ if and .on (eq .name "users") }}CREATE TABLE yes (a int);{{ else }}CREATE TABLE no (a int);{{ end }}\n'
                           '{{ template "more" . }}{{ with .nothing }}never{{ end }}\n')
    box.write("tpl/more.tmpl", '{{ define "more" }}CREATE TABLE {{ .name | printf "of_%s" }} (a int);{{ end }}')
    return box


def inspect(box, env, *more, source="env://src"):
    return box.run("--inspect", source, "--env", env, "--dialect", "postgresql", *more)


@pytest.mark.parametrize("env, words", [
    ("hcl", ["vars-hcl"]),
    ("both", ["vars-both", "of other", 'table "u"']),
    ("each[b]", ["each b"]),
    ('each["a"]', ["each a"]),
    ("same", ['"default"']),
    ("named-b", ["named b"]),
    ("whatever", ["any whatever"]),
])
def test_sources(project, env, words):
    done = inspect(project, env)
    assert done.status == 0, done.err
    for word in words:
        assert word in done.out


@pytest.mark.parametrize("env, source, words", [
    ("orm", "env://src", ["src of env \"orm\"", "data.external_schema.orm", "a program", "--run-programs"]),
    ("word", "env://src", ['the value of "x" cannot be known here', "data.external.word", "--run-programs"]),
    ("rows", "env://src", ["for_each of env \"rows\"", "data.sql.rows", "a database"]),
    ("each", "env://src", ['multiple envs found for "each"', "their x differs", "a and b", "each[KEY]"]),
    ("same", "env://url", ['multiple envs found for "same"', "k1 and k2"]),
    ("nobody", "env://src", ["its for_each has no elements"]),
    ("hcl", "env://migration.dir", ["has no migration.dir"]),
])
def test_what_is_not_known(project, env, source, words):
    done = inspect(project, env, source=source)
    assert done.status == 2 and done.out == "" and done.err.count("\n") == 1
    for word in words:
        assert word in done.err


def test_programs_run_only_when_asked(project):
    project.write("orm.sql", "CREATE TABLE made (id int);\nCREATE INDEX i ON made (nothing);")
    done = inspect(project, "orm", "--run-programs")
    assert done.status == 2 and "data.external_schema.orm:2" in done.err and "nothing" in done.err
    project.write("orm.sql", "CREATE TABLE made (id int);")
    assert 'table "made"' in inspect(project, "orm", "--run-programs").out
    assert 'comment = "printed"' in inspect(project, "word", "--run-programs").out
    done = inspect(project, "fails", "--run-programs")
    assert done.status == 2 and done.err == 'atlas-lsp: data.external_schema.fails: the program "sh" failed with status 3: oops\n'
    (project.folder / "orm.sql").unlink()
    assert 'the program "cat" failed with status 1: ' in inspect(project, "orm", "--run-programs").err
    assert project.run("--check", "--run-programs").status == 2


def test_templates(project):
    done = inspect(project, "tpl", "--format", "sql", "--indent", "0", source="env://migration.dir")
    assert done.status == 0, done.err
    tables = [line.split('"')[3] for line in done.out.split("\n") if line.startswith("CREATE TABLE")]
    assert sorted(tables) == ["of_users", "t_p_0", "t_q_1", "users", "yes"]
    done = project.run("--lint", "--env", "tpl", "--dialect", "postgresql", "--latest", "1")
    assert done.status == 0 and "5 schema changes" in done.out, done.err


@pytest.mark.parametrize("text, error", [
    ("CREATE TABLE a (id int);\n{{ now }}", '2: unknown word, or function without arguments, "now"'),
    ("{{ if .on }}", "1: a block has no {{end}}"),
    ("\n\n{{ end }}", "3: unexpected {{else}} or {{end}}"),
    ("{{ .name ", "1: an action is not closed"),
    ('{{ template "none" . }}', '1: template "none" is not defined'),
    ('{{ define "loop" }}{{ template "loop" . }}{{ end }}{{ template "loop" . }}', "does not end"),
    ("{{ $y }}", 'undefined variable "y"'),
    ("{{ ((((((.name }}", ""),
])
def test_mistakes_in_templates(project, text, error):
    project.write("tpl/1.sql", text)
    done = inspect(project, "tpl", source="env://migration.dir")
    assert done.status == 2 or error == ""
    assert error in done.err and ("tpl/1.sql:" in done.err or error == "")


def test_directories_of_a_commit(box):
    """Migrations of a commit, also for --lint; with and without checksums."""
    box.write("m/1.sql", "CREATE TABLE t (id int);")
    box.write("m/2.sql", "-- atlas:txtar\n\n-- checks.sql --\nSELECT nonsense;\n\n-- migration.sql --\nCREATE TABLE u (id int);\n")
    box.write("goose/1_a.sql", "-- +goose Up\nCREATE TABLE g (a int);\n-- +goose Down\nDROP TABLE g;\n")
    git(box, "init", "-q")
    git(box, "add", "-A")
    git(box, "commit", "-qm", "one")
    box.write("m/3.sql", "DROP TABLE t;")
    git(box, "add", "-A")
    git(box, "commit", "-qm", "two")
    box.write("m/1.sql", "nonsense")

    def names(source):
        done = box.run("--inspect", source, "--dialect", "sqlite", "--format", "sql", "--indent", "0")
        assert done.status == 0, done.err
        return [line.split("`")[1] for line in done.out.split("\n") if line.startswith("CREATE TABLE")]

    assert names("git:HEAD:m") == names("git:HEAD:m/") == ["u"]
    assert names("git:HEAD~1:m") == ["t", "u"]
    assert names("git:HEAD:m/2.sql") == ["u"]
    assert names("git:HEAD:goose?format=goose") == ["g"]
    done = box.run("--lint", "--to", "git:HEAD:m", "--latest", "1", "--dialect", "sqlite")
    assert done.status == 1 and 'Dropping table "t"' in done.out
    done = box.run("--lint", "--to", "git:HEAD:m", "--git-base", "HEAD~1", "--dialect", "sqlite")
    assert done.status == 1 and "from version 2 to 3" in done.out
    for source in ("git:HEAD:none", "git:HEAD:", "git:HEAD~9:m"):
        assert box.run("--lint", "--to", source, "--latest", "1", "--dialect", "sqlite").status == 2
    box.write("m/atlas.sum", "h1:x=\n1.sql h1:y=\n")
    git(box, "add", "m/atlas.sum")
    git(box, "commit", "-qm", "three")
    done = box.run("--inspect", "git:HEAD:m", "--dialect", "sqlite")
    assert done.status == 2 and "git:HEAD:m/atlas.sum:" in done.err
    done = box.run("--lint", "--to", "git:HEAD:m", "--latest", "1", "--dialect", "sqlite")
    assert done.status == 2 and "checksum" in done.out
