"""--diff and --inspect with every kind of source: HCL, SQL, migrations, databases, commits, environments."""
import base64
import ctypes
import ctypes.util
import hashlib
import json
import os
import sqlite3
import subprocess
import time

import pytest

USERS = """table "users" {
  schema = schema.%s
  column "id" {
    type = int
  }
  column "name" {
    type    = varchar(20)
    default = "x"
  }
  primary_key {
    columns = [column.id]
  }
}
"""


def schema(name, more=""):
    return f'schema "{name}" {{\n}}\n' + USERS % name + more


def plan(box, source, target, *more):
    done = box.run("--diff", "--from", source, "--to", target, "--indent", "0", *more)
    assert done.status == 0, done.err
    return done.out


def sums(box, folder):
    """Writes atlas.sum as Atlas does: each sum goes on from the one before."""
    state, lines, total = hashlib.sha256(), [], hashlib.sha256()
    for path in sorted((box.folder / folder).glob("*.sql")):
        state.update(path.name.encode() + path.read_bytes())
        text = base64.b64encode(state.digest()).decode()
        lines.append(f"{path.name} h1:{text}\n")
        total.update(path.name.encode() + text.encode())
    box.write(f"{folder}/atlas.sum", f"h1:{base64.b64encode(total.digest()).decode()}\n" + "".join(lines))


# ---- SQLite: nothing to install, nothing to name ----


@pytest.fixture
def lite(box):
    box.write("schema.lt.hcl", schema("main"))
    box.write("m/1_users.sql", "CREATE TABLE users (id int NOT NULL, PRIMARY KEY (id));")
    box.write("m/2_name.sql", "ALTER TABLE users ADD COLUMN name varchar(20) NOT NULL DEFAULT 'x';")
    with sqlite3.connect(box.folder / "app.db") as db:
        db.execute("CREATE TABLE users (id int NOT NULL, PRIMARY KEY (id))")
    return box


@pytest.mark.parametrize("target", ["file://schema.lt.hcl", "file://m", "file://all.sql"])
@pytest.mark.parametrize("source", ["sqlite://app.db", "file://m?version=1", "file://m/1_users.sql", "file://old.lt.hcl"])
def test_every_pair(lite, source, target):
    lite.write("old.lt.hcl", schema("main").replace("""  column "name" {
    type    = varchar(20)
    default = "x"
  }
""", ""))
    lite.write("all.sql", "CREATE TABLE users (id int NOT NULL, name varchar(20) NOT NULL DEFAULT 'x', PRIMARY KEY (id));")
    for dev in (["--dialect", "sqlite"], ["--dev-url", "sqlite://dev?mode=memory"]):
        out = plan(lite, source, target, *dev)
        assert "ALTER TABLE `users` ADD COLUMN `name` varchar" in out and out.count(";") == 1
        assert plan(lite, target, target, *dev) == ""


def test_checksums(lite):
    sums(lite, "m")
    assert plan(lite, "file://m", "file://schema.lt.hcl") == ""
    lite.write("m/2_name.sql", "CREATE TABLE other (id int);")
    done = lite.run("--diff", "--from", "file://m", "--to", "file://schema.lt.hcl")
    assert done.status == 2 and "m/atlas.sum:3: checksum mismatch: the file was changed: 2_name.sql" in done.err
    lite.write("m/1a.sql", "")
    assert "a file was added: 1a.sql" in lite.run("--diff", "--from", "file://m", "--to", "file://m", "--dialect", "sqlite").err


def test_sections_and_checkpoints(lite):
    lite.write("s/1.sql", "-- atlas:txtar\n\n-- checks.sql --\nSELECT nonsense;\n-- migration.sql --\nCREATE TABLE a (x int);\n"
                          "-- down.sql --\nDROP TABLE a;\n")
    lite.write("s/2.sql", "-- atlas:delimiter \\n\\n\nCREATE TABLE b (x int)\n\nCREATE TABLE c (x int)\n")
    out = lite.run("--inspect", "file://s", "--dialect", "sqlite").out
    assert [f'table "{name}"' in out for name in "abc"] == [True] * 3
    lite.write("s/3.sql", "-- atlas:checkpoint\n\nCREATE TABLE a (x int);\nCREATE TABLE only (x int);\n")
    out = lite.run("--inspect", "file://s", "--dialect", "sqlite").out
    assert 'table "only"' in out and 'table "b"' not in out


TOOLS = {
    "golang-migrate": {"1_a.up.sql": "CREATE TABLE a (x int);", "1_a.down.sql": "DROP TABLE a;", "2_b.up.sql": "CREATE TABLE b (x int);"},
    "goose": {"1_a.sql": "-- +goose Up\nCREATE TABLE a (x int);\n-- +goose StatementBegin\nCREATE TRIGGER t AFTER INSERT ON a "
                         "BEGIN SELECT 1; SELECT 2; END;\n-- +goose StatementEnd\nCREATE TABLE b (x int);\n-- +goose Down\nDROP TABLE a;\n"},
    "dbmate": {"1.sql": "-- migrate:up\nCREATE TABLE a (x int);\nCREATE TABLE b (x int);\n-- migrate:down\nDROP TABLE a;\n"},
    "flyway": {"V2__b.sql": "CREATE TABLE b (x int);", "V10__c.sql": "DROP TABLE c;", "V1__a.sql": "CREATE TABLE a (x int);",
               "V3__c.sql": "CREATE TABLE c (x int);", "U1__a.sql": "DROP TABLE a;"},
    "liquibase": {"1.sql": "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE a (x int);\n--rollback: DROP TABLE a;\n"
                           "--changeset a:2\nCREATE TABLE b (x int);\n"},
}


@pytest.mark.parametrize("tool", TOOLS)
def test_directories_of_other_tools(box, tool):
    for name, text in TOOLS[tool].items():
        box.write("m/" + name, text)
    out = json.loads(box.run("--inspect", f"file://m?format={tool}", "--dialect", "sqlite", "--format", "json").out)
    assert [table["name"] for table in out["schemas"][0]["tables"]] == ["a", "b"]


def test_commits(lite):
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"]
    (lite.folder / ".git").rmdir()
    for command in (["init", "-q"], ["add", "schema.lt.hcl", "m"], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *command], cwd=lite.folder, check=True)
    lite.write("schema.lt.hcl", schema("main").replace('"x"', '"y"'))
    assert "TABLE" in plan(lite, "git:HEAD:schema.lt.hcl", "file://schema.lt.hcl")
    assert plan(lite, "git:HEAD:m", "git:HEAD:schema.lt.hcl") == ""
    done = lite.run("--diff", "--from", "git:HEAD~1:m", "--to", "file://m", "--dialect", "sqlite")
    assert done.status == 2 and "git:HEAD~1: " in done.err
    done = lite.run("--diff", "--from", "git:HEAD:none.hcl", "--to", "file://m", "--dialect", "sqlite")
    assert done.status == 2 and "git:HEAD:none.hcl: no such file" in done.err


PROJECT = """
variable "file" {
  type    = string
  default = "none.db"
}
env "local" {
  src  = "file://templated.hcl"
  url  = "sqlite://${getenv("APP_DB")}"
  dev  = "sqlite://dev?mode=memory"
  kind = "varchar"
  migration {
    dir = "file://m"
  }
  diff {
    skip {
      drop_table = true
    }
  }
}
env {
  name = atlas.env
  url  = "sqlite://${var.file}"
  src  = ["file://schema.lt.hcl"]
}
"""


def test_environments(lite):
    lite.write("atlas.hcl", PROJECT)
    lite.write("templated.hcl", 'variable "kind" {\n  type = string\n}\n' + schema("main").replace("varchar(20)", "sql(var.kind)"))
    env = {"APP_DB": "app.db"}

    def run(source, target, name, *more):
        return lite.run("--diff", "--env", name, "--from", source, "--to", target, "--indent", "0", *more, env=env)

    assert "ADD COLUMN `name` varchar" in run("env://url", "env://src", "local").out
    assert "ADD COLUMN" in run("env://url", "env://migration.dir", "local").out
    lite.write("empty.sql", "")
    skipped = run("env://url", "file://empty.sql", "local")
    assert skipped.status == 0 and skipped.out == ""
    assert "ADD COLUMN" in run("env://url", "env://src", "any", "--var", "file=app.db").out
    for args, text in ((("env://nothing", "env://src", "local"), "has no nothing"),
                       (("env://url", "env://src", "any"), "none.db")):
        done = run(*args)
        assert done.status == 2 and text in done.err
    assert "name the environment with --env" in lite.run("--diff", "--from", "env://url", "--to", "env://src").err


def test_renames(lite):
    lite.write("new.lt.hcl", schema("main").replace('"name"', '"label"'))
    def run(*more):
        return lite.run("--diff", "--from", "file://schema.lt.hcl", "--to", "file://new.lt.hcl", "--indent", "0", *more)
    assert "hint: users.label may be name under a new name" in run().err
    done = run("--rename", "users.name=label")
    assert "RENAME COLUMN `name` TO `label`" in done.out and done.err == ""
    assert run("--rename", 'column:main."users".name=label').out == done.out
    lite.write("table.lt.hcl", schema("main").replace("users", "people"))
    done = lite.run("--diff", "--from", "file://schema.lt.hcl", "--to", "file://table.lt.hcl", "--rename", "users=people")
    assert "ALTER TABLE `users` RENAME TO `people`" in done.out


def test_json(lite):
    lite.write("empty.lt.hcl", 'schema "main" {\n}\n')
    plan = lite.run("--diff", "--from", "file://schema.lt.hcl", "--to", "file://empty.lt.hcl", "--format", "json").json
    (finding,) = plan["lint"]
    dropped = plan["statements"][finding["statement"]]
    assert dropped["sql"] == "DROP TABLE `users`" and dropped["lint"][0]["code"] == finding["code"] == "DS102"
    assert dropped["file"] == "schema.lt.hcl" and dropped["range"]["start"]["line"] == 2


def test_mistakes(lite):
    for source, text in (("file://nothing", "nothing: no such file or directory"), ("schema.lt.hcl", "Did you mean file://schema.lt.hcl?"),
                         ("ftp://a:secret@b", "no driver for ftp://"), ("git:HEAD", "is not git:REVISION:PATH")):
        done = lite.run("--diff", "--from", source, "--to", "file://schema.lt.hcl")
        assert done.status == 2 and text in done.err and "secret" not in done.err and done.out == ""
    done = lite.run("--diff", "--from", "file://schema.lt.hcl", "--from", "file://m", "--to", "file://m")
    assert "must be of one kind" in done.err


def test_inspect_as_sql(lite):
    out = lite.run("--inspect", "file://m", "--dialect", "sqlite", "--format", "sql").out
    lite.write("again.sql", out)
    assert plan(lite, "file://m", "file://again.sql", "--dialect", "sqlite") == ""


def test_bytes_that_are_no_text(lite):
    """A database may hold any bytes as text; what is written is UTF-8."""
    script = "CREATE TABLE t (a text DEFAULT 'x?y', \"n?\" int, CHECK (a <> '?'));CREATE VIEW v AS SELECT 'é?' AS c;"
    raw = script.encode().replace(b"?", b"\xff")
    lite.write("raw.sql", raw)
    library = ctypes.CDLL(ctypes.util.find_library("sqlite3"))
    handle = ctypes.c_void_p()
    assert library.sqlite3_open(bytes(lite.folder / "raw.db"), ctypes.byref(handle)) == 0
    assert library.sqlite3_exec(handle, raw, None, None, None) == 0
    library.sqlite3_close(handle)
    for source in ("sqlite://raw.db", "file://raw.sql"):
        for form in ("hcl", "json", "sql"):
            done = lite.run("--inspect", source, "--dialect", "sqlite", "--format", form)
            assert done.status == 0, done.err
            assert "n\ufffd" in done.raw.decode("utf-8")
        for form in ("sql", "json"):
            done = lite.run("--diff", "--from", source, "--to", "file://schema.lt.hcl", "--format", form, "--dialect", "sqlite")
            assert done.status == 0 and done.raw.decode("utf-8")
    done = lite.run("--inspect", "file://raw.sql", "--dialect", "postgresql")
    assert done.status == 2 and 'raw.sql:1,34: invalid byte sequence for encoding "UTF8": 0xff' in done.err


def test_pipes_and_devices(lite):
    """They may never end: they are refused, not read."""
    for place in (".", "m"):
        os.mkfifo(lite.folder / place / "pipe.sql")
    (lite.folder / "zero.sql").symlink_to("/dev/zero")
    for source in ("pipe.sql", "zero.sql"):
        done = lite.run("--inspect", f"file://{source}", "--dialect", "sqlite", timeout=10)
        assert done.status == 2 and "sql: neither a regular file nor a directory" in done.err, source
    assert 'table "users"' in lite.run("--inspect", "file://m", "--dialect", "sqlite", timeout=10).out
    os.mkfifo(lite.folder / "pipe.lt.hcl")
    done = lite.run("--inspect", "file://pipe.lt.hcl", timeout=10)
    assert done.status == 2 and "pipe.lt.hcl: neither a regular file nor a directory" in done.err
    done = lite.check("pipe.lt.hcl", timeout=10)
    assert done.status == 2 and "neither a regular file nor a directory" in done.err


def test_circle_of_links(lite):
    (lite.folder / "a.sql").symlink_to("b.sql")
    (lite.folder / "b.sql").symlink_to("a.sql")
    for args in (["--inspect", "file://a.sql", "--dialect", "sqlite"], ["--check", "a.sql"]):
        done = lite.run(*args)
        assert done.status == 2 and "too many levels of symbolic links" in done.err, args


def test_value_without_a_variable(lite):
    """As in Atlas, a value that no variable block asks for is ignored, by every command."""
    lite.write("v.lt.hcl", 'variable "n" {\n  type    = string\n  default = "main"\n}\nschema "s" {\n  name = var.n\n}\n')
    for args in (["--check", "v.lt.hcl"], ["--inspect", "file://v.lt.hcl"],
                 ["--diff", "--from", "file://v.lt.hcl", "--to", "file://schema.lt.hcl"]):
        plain, extra = lite.run(*args), lite.run(*args, "--var", "nobody=1")
        assert (extra.status, extra.out, extra.err) == (0, plain.out, plain.err), args
        assert lite.run(*args, "--var", "n=main").out == plain.out


def test_dev_file_in_use(lite):
    """A second run waits for the first, but not for ever."""
    with sqlite3.connect(lite.folder / "dev.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        done = lite.run("--inspect", "file://m", "--dev-url", "sqlite://dev.db")
        other.execute("ROLLBACK")
    assert done.status == 2 and "another run uses the dev database (sqlite://dev.db)" in done.err and done.out == ""
    assert lite.run("--inspect", "file://m", "--dev-url", "sqlite://dev.db").status == 0


def test_dev_file_taken_in_turns(lite):
    """Also when the runs before take away the file that they made."""
    lite.write("slow.sql", "CREATE TABLE t AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000) SELECT i FROM n;")
    args = [lite.program, "--inspect", "file://slow.sql", "--dev-url", "sqlite://new.db"]
    runs = [subprocess.Popen(args, cwd=lite.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(6)]
    results = [run.communicate() + (run.returncode,) for run in runs]
    assert all(err == b"" and status == 0 and b'table "t"' in out for out, err, status in results), results
    assert not list(lite.folder.glob("new.db*"))


# ---- servers ----


@pytest.fixture(params=["postgres", "mariadb"])
def server(request, box):
    server = request.getfixturevalue(request.param)
    server.app, server.dev = server.fresh("app"), server.fresh("dev")
    server.suffix = "pg" if server.kind == "postgres" else "ma"
    server.own = "public" if server.kind == "postgres" else "app"
    if server.kind == "postgres":
        server.app_schema, server.dev_schema = server.app + "&search_path=public", server.dev + "&search_path=public"
    else:
        server.app_schema, server.dev_schema = server.app, server.dev
    server.sql("CREATE TABLE users (id int NOT NULL, PRIMARY KEY (id));", "app")
    server.file = f"file://schema.{server.suffix}.hcl"
    box.write(f"schema.{server.suffix}.hcl", schema(server.own))
    return server


def test_database_to_hcl(server, box):
    out = plan(box, server.app_schema, server.file, "--dev-url", server.dev_schema)
    assert out.count(";") == 1 and "ADD COLUMN" in out and server.own + "." not in out.replace('"', "").replace("`", "")
    server.sql(out, "app")
    assert plan(box, server.app_schema, server.file, "--dev-url", server.dev_schema) == ""
    assert plan(box, server.app_schema, server.file) == ""


def test_positions_survive(server, box):
    done = box.run("--diff", "--from", server.app_schema, "--to", server.file, "--dev-url", server.dev_schema, "--format", "json")
    (statement,) = done.json["statements"]
    assert statement["side"] == "to" and statement["file"].startswith("schema.") and statement["range"]["start"]["line"] in (2, 6)


def test_database_to_migrations(server, box):
    box.write("m/1.sql", "CREATE TABLE users (id int NOT NULL, PRIMARY KEY (id));")
    assert plan(box, server.app_schema, "file://m", "--dev-url", server.dev_schema) == ""
    box.write("m/2.sql", "CREATE TABLE other (id int);")
    assert "CREATE TABLE" in plan(box, server.app_schema, "file://m", "--dev-url", server.dev_schema)
    assert "DROP TABLE" in plan(box, "file://m", server.app_schema, "--dev-url", server.dev_schema)


def test_database_to_itself(server, box):
    for source, dev in ((server.app_schema, server.dev_schema), (server.app, server.dev)):
        done = box.run("--inspect", source)
        assert done.status == 0
        box.write(f"self.{server.suffix}.hcl", done.out)
        assert plan(box, source, f"file://self.{server.suffix}.hcl", "--dev-url", dev) == ""


def test_scopes(server, box):
    realm = server.app if server.kind == "postgres" else server.url
    done = box.run("--diff", "--from", server.app_schema, "--to", realm)
    assert done.status == 2 and f'cannot diff a schema "{server.own}" with a database connection' in done.err
    done = box.run("--diff", "--from", realm, "--to", server.app_schema)
    assert done.status == 2 and f'cannot diff a database connection with a schema "{server.own}"' in done.err
    box.write(f"other.{server.suffix}.hcl", schema("other"))
    done = box.run("--diff", "--from", server.app_schema, "--to", f"file://other.{server.suffix}.hcl", "--dev-url", server.dev_schema)
    assert done.status == 2 and f'mismatched HCL and database schemas: "{server.own}" <> "other"' in done.err


def test_two_schemas(server, box):
    if server.kind == "postgres":
        server.sql("CREATE SCHEMA a; CREATE SCHEMA b; CREATE TABLE a.t (x int); CREATE TABLE b.t (x int, y int);", "app")
        first, second = server.app + "&search_path=a", server.app + "&search_path=b"
    else:
        first, second = server.fresh("a"), server.fresh("b")
        server.sql("CREATE TABLE a.t (x int); CREATE TABLE b.t (x int, y int);")
    out = plan(box, first, second)
    assert out.count(";") == 1 and "ADD COLUMN" in out and "b." not in out
    both = schema("one") + schema("two").replace('table "users"', 'table "two" "users"')
    box.write(f"both.{server.suffix}.hcl", both)
    done = box.run("--inspect", f"file://both.{server.suffix}.hcl", "--dev-url", server.dev_schema)
    assert done.status == 2 and "cannot use HCL with more than 1 schema when dev-url is limited to schema" in done.err


def test_runs_take_turns(server, box):
    """Two runs at once on one dev database: neither sees what the other makes."""
    wait = "SELECT pg_sleep(1);" if server.kind == "postgres" else "DO SLEEP(1);"
    box.write("slow.sql", f"CREATE TABLE t (x int); {wait} CREATE TABLE u (x int);")
    args = [box.program, "--inspect", "file://slow.sql", "--dev-url"]
    runs = [subprocess.Popen([*args, server.dev_schema], cwd=box.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    results = [run.communicate() + (run.returncode,) for run in runs]
    assert all(err == b"" and status == 0 and b'table "u"' in out for out, err, status in results), results


def test_dev_database_in_use(server, box):
    wait = "SELECT pg_sleep(12);" if server.kind == "postgres" else "DO SLEEP(12);"
    box.write("slow.sql", f"CREATE TABLE t (x int); {wait}")
    box.write("quick.sql", "CREATE TABLE u (x int);")
    args = [box.program, "--inspect", "file://slow.sql", "--dev-url", server.dev_schema]
    with subprocess.Popen(args, cwd=box.folder, stdout=subprocess.PIPE) as first:
        time.sleep(0.5)
        done = box.run("--inspect", "file://quick.sql", "--dev-url", server.dev_schema)
        assert done.status == 2 and "another run uses the dev database" in done.err and done.out == ""
        assert b'table "t"' in first.communicate()[0] and first.returncode == 0


def test_folders(box):
    """A folder stands for its own files; without any, for those below."""
    box.write("all/a.lt.hcl", schema("main"))
    box.write("all/old/b.lt.hcl", schema("main"))
    assert plan(box, "file://all", "file://all/a.lt.hcl") == ""
    (box.folder / "all/a.lt.hcl").rename(box.folder / "all/old/c.sql")
    (box.folder / "all/old/c.sql").unlink()
    assert plan(box, "file://all", "file://all/old/b.lt.hcl") == ""
    box.write("parts/one.lt.hcl", 'schema "main" {\n}\n')
    box.write("parts/two.lt.hcl", USERS % "main")
    assert plan(box, "file://all", "file://parts") == ""
    done = box.run("--diff", "--from", "file://all", "--to", "file://parts/one.lt.hcl", "--to", "file://parts/two.lt.hcl")
    assert done.status == 0 and done.out == ""


def test_schema_that_is_missing_on_one_side(server, box):
    """--schema chooses on both sides; what one lacks is added."""
    box.write(f"new.{server.suffix}.hcl", schema("fresh"))
    if server.kind == "mariadb":
        server.sql("DROP DATABASE IF EXISTS fresh;")
    realm = server.app if server.kind == "postgres" else server.url
    done = box.run("--diff", "--from", realm, "--to", f"file://new.{server.suffix}.hcl", "--schema", "fresh", "--indent", "0")
    assert done.status == 0 and done.out.count(";") == 1 and "CREATE TABLE" in done.out
    done = box.run("--inspect", realm, "--schema", "nothing")
    assert done.status == 2 and 'schema "nothing" was not found' in done.err


# ---- secrets, and databases of another kind ----


@pytest.mark.parametrize("url", ["postgres://u:%s@127.0.0.1:1/d", "postgres://u:a?%s@127.0.0.1:1/d",
                                 "postgres://u:%s", "postgres://127.0.0.1:1/d?user=u&password=%s",
                                 "u:%s@127.0.0.1/d", "postgres:u:%s@127.0.0.1", "unknown://u:%s@h/d"])
def test_no_message_shows_a_password(box, url):
    box.write("a.pg.hcl", schema("public"))
    url %= "hunter2"
    for request in (["--inspect", url], ["--diff", "--from", url, "--to", "file://a.pg.hcl"],
                    ["--inspect", "file://a.pg.hcl", "--dev-url", url],
                    ["--lint", "--from", "file://a.pg.hcl", "--to", url, "--verbose"]):
        done = box.run(*request)
        assert (done.status, done.out) == (2, "")
        assert "hunter2" not in done.err and done.err.count("\n") == 1


def test_the_source_line_of_a_finding_hides_passwords(box):
    box.write("atlas.hcl", 'env "a" {\n  url = "postgrse://u:hunter2@h/d"\n  dev = "postgres://u@h/d"\n}\n')
    done = box.run("--check", "--verbose", "atlas.hcl")
    assert 'url = "postgrse://u:xxxxxxx@h/d"' in done.out and "hunter2" not in done.out + done.err


def test_a_dev_database_of_another_kind_is_refused(box):
    box.write("a.pg.hcl", schema("public"))
    box.write("b.pg.hcl", schema("public").replace("int", "bigint"))
    done = box.run("--diff", "--from", "file://a.pg.hcl", "--to", "file://b.pg.hcl", "--dev-url", "sqlite://dev?mode=memory")
    assert (done.status, done.out) == (2, "")
    assert "the dev database is one of SQLite, but the schema is one of PostgreSQL" in done.err


def test_an_empty_url_of_an_environment_is_named(box):
    box.write("atlas.hcl", 'env "a" {\n  url = getenv("NO_SUCH_VARIABLE")\n}\n')
    done = box.run("--inspect", "env://url", "--env", "a")
    assert (done.status, done.out) == (2, "")
    assert 'env "a" of atlas.hcl: url is empty' in done.err
