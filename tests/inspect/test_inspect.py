"""--inspect on real databases: what it prints checks clean and describes the same schema when it is read again."""
import json
import os
import signal
import sqlite3
import subprocess
import time

import pytest

from conftest import HERE, PROGRAM, run


def inspect(*args):
    done = run("--inspect", *args)
    assert done.returncode == 0, done.stderr
    return done.stdout


def reread(tmp_path, text, dialect):
    """The schema after printing and reading it."""
    path = tmp_path / "again" / "schema.hcl"
    path.parent.mkdir(exist_ok=True)
    (path.parent / ".git").mkdir(exist_ok=True)
    path.write_text(text)
    checked = run("--check", "--dialect", dialect, path)
    assert checked.returncode == 0 and checked.stdout == "", checked.stdout + checked.stderr
    return inspect(f"file://{path}", "--dialect", dialect)


def tables(text):
    """The table blocks of a document, in order."""
    blocks, current = [], None
    for line in text.splitlines():
        if line.startswith("table "):
            current = []
        if current is not None:
            current.append(line)
        if line == "}" and current is not None:
            blocks.append("\n".join(current))
            current = None
    return blocks


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as connection:
        connection.executescript((HERE / "sqlite.sql").read_text())
    connection.close()
    return path


# ---- SQLite


def test_sqlite_everything(database, tmp_path):
    text = inspect(f"sqlite://{database}")
    assert tables(reread(tmp_path, text, "sqlite")) == tables(text)
    for part in ['auto_increment = true', 'default = "it\'s"', "type = decimal(10,2)", "sql(\"x'00ff'\")",
                 'sql("CURRENT_TIMESTAMP")', 'expr = "(age + 1)"\n      type = STORED', "type = VIRTUAL",
                 'column "we ird"', 'sql("TIMESTAMP")', 'expr = "lower(name)"', 'check "pos"', "check {",
                 "columns = [column.y, column.id]", 'foreign_key "two"', 'foreign_key "fk_author"', "on_update   = SET_NULL",
                 'where   = "author > 3"', "without_rowid = true", "strict = true", 'view "active"',
                 "update_of = [table.users.column.name, table.users.column.age]", "on = view.active"]:
        assert part in text, part
    assert [p.name for p in database.parent.glob("a.db*")] == ["a.db"]


def test_sqlite_write_ahead_log_leaves_nothing(tmp_path):
    path = tmp_path / "w.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("CREATE TABLE t (a int)")
    connection.close()
    assert 'table "t"' in inspect(f"sqlite://{path}")
    assert [p.name for p in tmp_path.glob("w.db*")] == ["w.db"]


def test_sqlite_in_memory():
    assert inspect("sqlite://file?mode=memory") == 'schema "main" {\n}\n'


def test_json(database):
    document = json.loads(inspect(f"sqlite://{database}", "--format", "json"))
    users = document["schemas"][0]["tables"][0]
    assert users["columns"][1] == {"name": "name", "type": "VARCHAR(255)"}
    posts = document["schemas"][0]["tables"][1]
    assert {key["name"] for key in posts["foreign_keys"]} == {"two", "fk_author"}
    assert posts["primary_key"] == {"parts": [{"column": "y"}, {"column": "id"}]}


@pytest.mark.parametrize("options, gone, kept", [
    (["--exclude", "users"], ['table "users"'], ['table "st"']),
    (["--exclude", "*[type=table]"], ["\ntable "], ['view "active"']),
    (["--exclude", "users.[ag]*[type=column]"], ['column "age"', 'column "g"'], ['column "name"']),
    (["--exclude", "users.*[type=check]"], ["check"], ['index "u1"']),
    (["--include", "st"], ['table "users"', 'view "active"'], ['table "st"']),
    (["--tables-only"], ['view "active"', "trigger"], ['table "st"']),
])
def test_patterns(tmp_path, options, gone, kept):
    path = tmp_path / "p.db"
    with sqlite3.connect(path) as connection:
        connection.executescript("CREATE TABLE users (id int, name text, age int, g int, CHECK (age > 0));"
                                 "CREATE INDEX u1 ON users (name); CREATE TABLE st (id int);"
                                 "CREATE VIEW active AS SELECT id FROM users;")
    connection.close()
    text = "\n" + inspect(f"sqlite://{path}", *options)
    assert [part for part in gone if part in text] == []
    assert [part for part in kept if part not in text] == []


def test_sqlite_faults(tmp_path):
    done = run("--inspect", f"sqlite://{tmp_path}/none.db")
    assert done.returncode == 2 and "unable to open database file" in done.stderr
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "text.db").write_text("this is no database at all, but a text that is long enough to be a header " * 20)
    done = run("--inspect", f"sqlite://{tmp_path}/text.db")
    assert done.returncode == 2 and "file is not a database" in done.stderr


def test_sqlite_locked_file_times_out(database):
    holder = sqlite3.connect(database, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    done = run("--inspect", f"sqlite://{database}", "--timeout", "1")
    holder.close()
    assert done.returncode == 2 and done.stderr.startswith("atlas-lsp: sqlite: ")


# ---- PostgreSQL

# What came with a version, in the SQL and in what is printed of it.
SINCE = [(15, " NULLS NOT DISTINCT", "", ["nulls_distinct = false"]),
         (12, " GENERATED ALWAYS AS (1 + 2) STORED", "", ['expr = "(1 + 2)"\n      type = STORED']),
         (11, " INCLUDE (name)", "", []),
         (11, " INCLUDE (s)", "", ["include = [column.name]"])]


def of_version(text, parts, version):
    """The SQL and the expected parts without what the version does not have."""
    for since, old, new, gone in SINCE:
        assert old in text
        if version < since:
            text, parts = text.replace(old, new), [part for part in parts if part not in gone]
    return text, parts


def test_postgres_everything(postgres, tmp_path):
    postgres.sql("CREATE DATABASE everything")
    parts = ['table "app" "users"', 'table "other" "users"', "start     = 10", "increment = 5", "type = serial",
             "type    = enum.status", "type = domain.email", "type = composite.pair", 'sql("app.status[]")',
             "timestamptz(3)", "day_to_second(3)", "type = numeric(10)\n", "type = bit\n", "bit_varying(5)",
             'expr = "(1 + 2)"\n      type = STORED', 'collate = "C"', "include = [column.name]",
             "ops        = text_pattern_ops", "nulls_last = true", "jsonb_path_ops", "page_per_range = 64",
             'unique "uq"', "nulls_distinct = false", "deferrable  = INITIALLY_DEFERRED", 'op     = "&&"',
             "type = RANGE\n    by {", "columns = [column.x]", "unlogged = true", 'materialized "m"',
             "depends_on = [view.v]", 'extension "pgcrypto"', '$${x}', "ref_columns = [table.app.users.column.id]"]
    sql, parts = of_version((HERE / "postgres.sql").read_text(), parts, postgres.version())
    postgres.sql(sql, "everything")
    text = inspect(postgres.database("everything"))
    assert tables(reread(tmp_path, text, "postgresql")) == tables(text)
    for part in parts:
        assert part in text, part
    assert 'table "logs_1"' not in text and 'partition "logs_1"' in text
    assert postgres.sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'atlas-lsp'").split()[-1] == "0"


def test_postgres_one_schema(postgres):
    postgres.sql("CREATE DATABASE scope")
    postgres.sql("CREATE SCHEMA a; CREATE SCHEMA b; CREATE TABLE a.t (id int); CREATE TABLE b.u (id int)", "scope")
    url = postgres.database("scope")
    assert "table \"u\"" not in inspect(url + "&search_path=a")
    assert "table \"t\"" not in inspect(url, "--schema", "b")
    done = run("--inspect", url, "--schema", "none")
    assert done.returncode == 2 and 'postgres: schema "none" was not found' in done.stderr


def test_postgres_wrong_password(spare_postgres):
    spare_postgres.sql("CREATE ROLE joe LOGIN PASSWORD 'right'")
    hba = os.path.join(spare_postgres.folder, "data", "pg_hba.conf")
    with open(hba, "w") as file:
        file.write("local all all trust\nhost all joe 127.0.0.1/32 scram-sha-256\nhost all postgres 127.0.0.1/32 trust\n")
    spare_postgres.sql("SELECT pg_reload_conf()")
    time.sleep(0.3)
    url = spare_postgres.url.replace("postgres@", "joe:s3cr3t@")
    done = run("--inspect", url)
    assert done.returncode == 2 and "password authentication failed" in done.stderr
    assert "s3cr3t" not in done.stderr + done.stdout


def test_postgres_no_permission(postgres):
    postgres.sql("CREATE DATABASE closed; REVOKE CONNECT ON DATABASE closed FROM public; CREATE ROLE ann LOGIN")
    done = run("--inspect", postgres.database("closed").replace("postgres@", "ann@"))
    assert done.returncode == 2 and "permission denied for database" in done.stderr


def test_postgres_asks_a_constant_number_of_queries(spare_postgres):
    def count(tables):
        name = f"count{tables}"
        spare_postgres.sql(f"CREATE DATABASE {name}")
        spare_postgres.sql("".join(f"CREATE TABLE t{i} (id int PRIMARY KEY, b text);" for i in range(tables)), name)
        spare_postgres.sql(f"ALTER DATABASE {name} SET log_statement = 'all'")
        inspect(spare_postgres.database(name))
        with open(os.path.join(spare_postgres.folder, "log")) as log:
            text = log.read()
        with open(os.path.join(spare_postgres.folder, "log"), "w"):
            pass
        return sum("LOG:  execute" in line for line in text.splitlines())

    few, many = count(1), count(40)
    assert 5 < few <= 30 and few == many


def hold(url, table):
    """A client that has locked the table."""
    holder = subprocess.Popen(["psql", "-q", url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    holder.stdin.write(f"BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE;\n\\echo held\n")
    holder.stdin.flush()
    assert holder.stdout.readline() == "held\n"
    return holder


def test_postgres_timeout_and_interrupt(postgres):
    postgres.sql("CREATE DATABASE locked")
    postgres.sql("CREATE VIEW v AS SELECT 1 AS a", "locked")
    holder = hold(postgres.database("locked"), "pg_attribute")
    try:
        began = time.monotonic()
        done = run("--inspect", postgres.database("locked"), "--timeout", "1")
        assert done.returncode == 2 and time.monotonic() - began < 15, done.stderr
        waiting = subprocess.Popen([PROGRAM, "--inspect", postgres.database("locked")], stderr=subprocess.PIPE, text=True)
        time.sleep(0.7)
        waiting.send_signal(signal.SIGINT)
        error = waiting.communicate(timeout=15)[1]
        assert waiting.returncode == 2 and "cancelled" in error, error
    finally:
        holder.kill()
        holder.wait()


def test_postgres_server_killed(spare_postgres):
    holder = hold(spare_postgres.url, "pg_index")
    waiting = subprocess.Popen([PROGRAM, "--inspect", spare_postgres.url], stderr=subprocess.PIPE, text=True)
    time.sleep(0.7)
    with open(os.path.join(spare_postgres.folder, "data", "postmaster.pid")) as file:
        os.kill(int(file.readline()), signal.SIGQUIT)
    error = waiting.communicate(timeout=30)[1]
    holder.kill()
    holder.wait()
    assert waiting.returncode == 2 and error.startswith("atlas-lsp: postgres: "), error


def test_nothing_listens():
    done = run("--inspect", "postgres://joe:s3cr3t@127.0.0.1:1/x")
    assert done.returncode == 2 and "refused" in done.stderr and "s3cr3t" not in done.stderr
    done = run("--inspect", "maria://joe:s3cr3t@127.0.0.1:1/x")
    assert done.returncode == 2 and "s3cr3t" not in done.stderr


def test_no_driver():
    done = run("--inspect", "oracle://joe:s3cr3t@127.0.0.1/x")
    assert done.returncode == 2 and done.stderr == "atlas-lsp: no driver for oracle:// URLs\n"
    done = run("--inspect", "nothing")
    assert done.returncode == 2 and "not a database URL" in done.stderr


# ---- MariaDB


def test_mysql_everything(mariadb, tmp_path):
    """MySQL 8: its catalog gives expressions escaped and encoded twice."""
    if mariadb.kind not in ("mysql80", "mysql97"):
        pytest.skip("it is for MySQL (tests/servers.py)")
    mariadb.sql((HERE / "mysql.sql").read_text())
    text = inspect(mariadb.database("app"))
    assert tables(reread(tmp_path, text, "mysql")) == tables(text)
    for part in ["unsigned       = true", "auto_increment = true", 'comment = "Na\\"me"', "type    = bool", "decimal(10,2)",
                 'enum("a","it\'s")', 'set("x","y")', "engine = MyISAM", 'default = "0x41"', 'sql("(uuid_to_bin(uuid()))")',
                 'on_update = sql("CURRENT_TIMESTAMP(6)")', "type = json", "type = STORED", "type = VIRTUAL", "sql(\"b'1'\")",
                 "binary(16)", 'sql("(1 + 2)")', "type    = FULLTEXT", "prefix = 10", 'check "pos"', "on_delete   = SET_NULL",
                 "invisible = true", "srid = 4326", "(`na\u00efve` <> _utf8mb4'\u00fcn\\\\'d')", "enforced = false", "desc   = true",
                 'expr = "lower(`name`)"', r"RETURN 'it''s; \\\\ `x`'", "SET @x = 'a''b'"]:
        assert part in text, part + " in " + text


def test_mariadb_everything(mariadb, tmp_path):
    if mariadb.kind != "mariadb":
        pytest.skip("it is for MariaDB")
    mariadb.sql((HERE / "mariadb.sql").read_text())
    text = inspect(mariadb.database("app"))
    assert tables(reread(tmp_path, text, "mariadb")) == tables(text)
    for part in ["unsigned       = true", "auto_increment = true", 'comment = "Na\\"me"', "type    = bool",
                 "decimal(10,2)", "type = decimal(10)\n", 'enum("a","it\'s")', 'set("x","y")', "engine = MyISAM",
                 'on_update = sql("current_timestamp(6)")', 'default = sql("CURRENT_TIMESTAMP")', "type = json",
                 "type = STORED", "type = VIRTUAL", "sql(\"b'1'\")", "binary(16)", 'sql("(1 + 2)")', "type    = FULLTEXT",
                 "prefix = 10", 'check "pos"', "on_delete   = SET_NULL", 'comment = "ic"', 'view "active"']:
        assert part in text, part


def test_mariadb_wrong_password(mariadb):
    mariadb.sql("CREATE USER IF NOT EXISTS joe@'%' IDENTIFIED BY 'right'")
    done = run("--inspect", mariadb.url.replace("root@", "joe:s3cr3t@"))
    assert done.returncode == 2 and "Access denied" in done.stderr and "s3cr3t" not in done.stderr
