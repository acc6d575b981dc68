"""What goes wrong while SQL is tried on a scratch database: a clear error, status 2, and nothing left behind on it."""
import os
import signal
import sqlite3
import subprocess
import time

import pytest

EMPTY = "schema \"%s\" {\n}\n"


@pytest.fixture(params=["postgres", "mariadb"])
def server(request):
    return request.getfixturevalue(request.param)


class Dev:
    """An empty database to try SQL on."""

    def __init__(self, server, box):
        self.server, self.box = server, box
        self.postgres = server.kind == "postgres"
        url = server.fresh("dev")
        self.url = url + "&search_path=public" if self.postgres else url
        self.realm = url
        suffix = "pg" if self.postgres else "ma"
        box.write(f"empty.{suffix}.hcl", EMPTY % ("public" if self.postgres else "dev"))
        self.empty = f"file://empty.{suffix}.hcl"
        self.sleep = "SELECT pg_sleep(30);" if self.postgres else "DO SLEEP(30);"

    def args(self, *more, url=None):
        return ["--diff", "--from", self.empty, "--to", "file://m", "--dev-url", url or self.url, *more]

    def replay(self, sql, *more, url=None):
        self.box.write("m/1.sql", sql)
        return self.box.run(*self.args(*more, url=url))

    def start(self, sql, *more):
        self.box.write("m/1.sql", sql)
        process = subprocess.Popen([self.box.program, *self.args(*more)], cwd=self.box.folder, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(200):
            if self.sleepers():
                return process
            time.sleep(0.05)
        process.kill()
        raise AssertionError("the statement never ran: " + process.communicate()[1])

    def sleepers(self):
        if self.postgres:
            out = self.server.sql("SELECT pid FROM pg_stat_activity WHERE datname = 'dev' AND state = 'active' AND query LIKE '%sleep%' AND pid <> pg_backend_pid();")
        else:
            out = self.server.sql("SELECT id FROM information_schema.processlist WHERE db = 'dev' AND info LIKE '%SLEEP%' AND id <> connection_id();")
        return out.split()

    def left(self):
        if self.postgres:
            return self.server.sql("SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname !~ '^pg_|information' "
                                   "UNION ALL SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|information' AND nspname <> 'public' "
                                   "UNION ALL SELECT typname FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace WHERE nspname = 'public' "
                                   "UNION ALL SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = 'public';", "dev").split()
        return self.server.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'dev' UNION ALL "
                               "SELECT routine_name FROM information_schema.routines WHERE routine_schema = 'dev';").split()

    def failed(self, done, *words):
        """Status 2, one line that holds the words, nothing printed, nothing left, nothing running."""
        assert done.status == 2, done.err
        assert done.out == ""
        assert done.err.startswith("atlas-lsp: ") and done.err.count("\n") == 1
        for word in words:
            assert word in done.err
        for _ in range(100):
            if not self.sleepers() and not self.left():
                return
            time.sleep(0.05)
        assert not self.sleepers() and not self.left()


class Ended:
    def __init__(self, process):
        self.out, self.err = process.communicate(timeout=30)
        self.status = process.returncode


@pytest.fixture
def dev(server, box):
    return Dev(server, box)


def test_success_leaves_nothing(dev):
    done = dev.replay("CREATE TABLE a (id int primary key);\nCREATE VIEW v AS SELECT * FROM a;")
    assert done.status == 0 and "CREATE TABLE" in done.out
    assert dev.left() == []


def test_failing_sql(dev):
    done = dev.replay("CREATE TABLE a (id int);\n\nCREATE TABLE a (id int);\nCREATE TABLE b (id int);")
    dev.failed(done, "m/1.sql:3: executing statement: \"CREATE TABLE a (id int)\"", "exists")


def test_half_written(dev):
    dev.failed(dev.replay("CREATE TABLE a (id int);\nCREATE TABLE b (id int, na"), "m/1.sql:2: ", "syntax")


def test_timeout(dev):
    begun = time.monotonic()
    dev.failed(dev.replay("CREATE TABLE a (id int);\n" + dev.sleep, "--timeout", "1"), "no result within 1000 ms")
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_cancelled(dev, number):
    process = dev.start("CREATE TABLE a (id int);\n" + dev.sleep)
    process.send_signal(number)
    dev.failed(Ended(process), "cancelled")


def test_cancelled_at_any_moment(dev):
    """Also while what a script made outside of a transaction is dropped again."""
    index = "CREATE INDEX CONCURRENTLY i%d ON t%d (a);" if dev.postgres else "CREATE INDEX i%d ON t%d (a);"
    dev.box.write("m/1.sql", "".join(f"CREATE TABLE t{i} (a int);\n" + index % (i, i) + "\n" for i in range(20)))
    started = time.time()
    assert dev.box.run(*dev.args()).status == 0
    length = time.time() - started
    for step in range(1, 8):
        process = subprocess.Popen([dev.box.program, *dev.args()], cwd=dev.box.folder, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(length * step / 8)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
        assert process.returncode in (0, 2, -signal.SIGINT) and "could not be cleaned" not in err, err
        assert (out == "") == (process.returncode != 0)
        assert dev.left() == [], step


def test_connection_killed(dev):
    process = dev.start("CREATE TABLE a (id int);\n" + dev.sleep)
    (number,) = dev.sleepers()
    dev.server.sql(f"SELECT pg_terminate_backend({number});" if dev.postgres else f"KILL CONNECTION {number};")
    dev.failed(Ended(process), "m/1.sql:2: ")


def test_not_clean(dev):
    dev.server.sql("CREATE TABLE mine (id int);", "dev")
    done = dev.replay("CREATE TABLE a (id int);")
    assert done.status == 2 and 'dev database is not clean (found table "mine" in connected schema)' in done.err
    assert "mine" in dev.left() and "a" not in dev.left()


def test_wrong_user(dev):
    dev.server.sql("SELECT 1;")
    url = dev.url.replace("postgres@", "nobody:secret@", 1) if dev.postgres else dev.url.replace("root@", "nobody:secret@", 1)
    done = dev.replay("CREATE TABLE a (id int);", url=url)
    dev.failed(done, "dev database: ", "nobody:xxxxx@")
    assert "secret" not in done.err


def test_no_permission(dev):
    if dev.postgres:
        dev.server.sql("DROP ROLE IF EXISTS weak; CREATE ROLE weak LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC;", "dev")
        url = dev.url.replace("postgres@", "weak@", 1)
    else:
        dev.server.sql("DROP USER IF EXISTS weak@'%', weak@localhost; CREATE USER weak@'%', weak@localhost; "
                       "GRANT SELECT ON dev.* TO weak@'%'; GRANT SELECT ON dev.* TO weak@localhost;")
        url = dev.url.replace("root@", "weak@", 1)
    dev.failed(dev.replay("CREATE TABLE a (id int);", url=url), "m/1.sql:1: ", "denied")


def test_same_again(dev):
    """Both sides are tried on the same database, one after the other."""
    dev.box.write("m/1.sql", "CREATE TABLE a (id int);")
    done = dev.box.run("--diff", "--from", "file://m", "--to", "file://m", "--dev-url", dev.url)
    assert done.status == 0 and "synced" in done.err and dev.left() == []


# ---- PostgreSQL: statements that refuse the transaction ----


@pytest.fixture
def pg(postgres, box):
    return Dev(postgres, box)


@pytest.mark.parametrize("sql", [
    "CREATE TABLE a (id int);\nCREATE INDEX CONCURRENTLY i ON a (id);",
    "BEGIN;\nCREATE TABLE a (id int);\nCREATE INDEX i ON a (id);\nCOMMIT;",
    "CREATE TABLE gone (id int);\nDROP TABLE gone;\nCREATE TABLE a (id int);\nVACUUM;\nCREATE INDEX i ON a (id);",
    "CREATE TYPE e AS ENUM ('x');\nALTER TYPE e ADD VALUE 'y';\nCREATE TABLE a (id int);\nCREATE INDEX i ON a (id);\n"
    "CREATE TABLE b (e e DEFAULT 'y');\nDROP TABLE b;\nDROP TYPE e;",
])
def test_outside_of_transactions(pg, sql):
    done = pg.replay(sql, "--indent", "0")
    assert done.status == 0, done.err
    assert done.out == ('-- Create "a" table\nCREATE TABLE "a" ("id" integer NULL);\n'
                        '-- Create index "i" to table: "a"\nCREATE INDEX "i" ON "a" ("id");\n')
    assert pg.left() == []


def test_failure_outside(pg):
    done = pg.replay("CREATE TABLE a (id int);\nCREATE TYPE t AS (x int);\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';\n"
                     "CREATE VIEW v AS SELECT * FROM a;\nCREATE SEQUENCE s;\nCREATE DOMAIN d AS int;\nVACUUM;\nSELECT nonsense;")
    pg.failed(done, "m/1.sql:8: ", "nonsense")


def test_realm(pg):
    done = pg.replay("CREATE SCHEMA other;\nCREATE TABLE other.a (id int);\nVACUUM;", url=pg.realm)
    assert done.status == 0 and 'CREATE TABLE "other"."a"' in done.out
    assert pg.left() == []
    pg.server.sql("CREATE SCHEMA mine;", "dev")
    done = pg.replay("CREATE TABLE a (id int);", url=pg.realm)
    assert 'dev database is not clean (found schema "mine"). Add a schema to the URL' in done.err


def test_server_crash(spare_postgres, box):
    """A server process dies, the server starts again by itself: what was not committed is gone."""
    dev = Dev(spare_postgres, box)
    process = dev.start("CREATE TABLE a (id int);\n" + dev.sleep)
    os.kill(int(dev.sleepers()[0]), signal.SIGKILL)
    ended = Ended(process)
    assert ended.status == 2 and ended.err.count("\n") == 1, ended.err
    for _ in range(100):
        done = subprocess.run(spare_postgres.client("dev"), input="SELECT 1;", capture_output=True, text=True)
        if done.returncode == 0:
            break
        time.sleep(0.1)
    assert dev.left() == []


# ---- SQLite ----


@pytest.fixture
def lite(box):
    box.write("empty.lt.hcl", EMPTY % "main")

    def replay(sql, *more, dev="sqlite://dev.db"):
        box.write("m/1.sql", sql)
        return box.run("--diff", "--from", "file://empty.lt.hcl", "--to", "file://m", "--dev-url", dev, *more)

    replay.box = box
    replay.file = box.folder / "dev.db"
    return replay


def tables(path):
    with sqlite3.connect(path) as db:
        return [row[0] for row in db.execute("SELECT name FROM sqlite_master")]


@pytest.mark.parametrize("sql, status", [
    ("CREATE TABLE a (id int); CREATE INDEX i ON a (id);", 0),
    ("CREATE TABLE a (id int); VACUUM;", 0),
    ("BEGIN; CREATE TABLE a (id int); COMMIT; CREATE VIEW v AS SELECT 1;", 0),
    ("CREATE TABLE a (id int); CREATE TABLE a (id int);", 2),
    ("CREATE TABLE a (id int); VACUUM; SELECT nonsense;", 2),
])
def test_sqlite_file(lite, sql, status):
    for exists in (False, True):
        if exists:
            sqlite3.connect(lite.file).execute("VACUUM").close()
            assert lite.file.exists()
        done = lite(sql)
        assert done.status == status, done.err
        assert lite.file.exists() == exists
        if exists:
            assert tables(lite.file) == []


@pytest.mark.parametrize("dev", ["sqlite://dev.db", "sqlite://dev?mode=memory"])
def test_sqlite_full(lite, dev):
    done = lite("CREATE TABLE a (t text);\nPRAGMA max_page_count = 20;\nINSERT INTO a VALUES (hex(zeroblob(200000)));", dev=dev)
    assert done.status == 2 and "m/1.sql:3: " in done.err and "database or disk is full" in done.err
    assert done.out == "" and not lite.file.exists()


def test_sqlite_disk_full(lite):
    disk = lite.box.folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)], capture_output=True).returncode != 0:
        pytest.skip("skipped: no small disk can be mounted here")
    try:
        done = lite("CREATE TABLE a (t text);\nINSERT INTO a VALUES (hex(zeroblob(8000000)));", dev="sqlite://disk/dev.db")
        assert done.status == 2 and done.err.count("\n") == 1 and "full" in done.err
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_sqlite_not_clean(lite):
    with sqlite3.connect(lite.file) as db:
        db.execute("CREATE TABLE mine (a int)")
    done = lite("CREATE TABLE a (id int);")
    assert done.status == 2 and 'found table "mine" in connected schema' in done.err
    assert tables(lite.file) == ["mine"]


def test_containers_are_not_started(lite):
    done = lite("CREATE TABLE a (id int);", dev="docker://postgres/15/dev")
    assert done.status == 2 and "containers are not started" in done.err


def test_no_dev_database(box):
    box.write("a.sql", "CREATE TABLE a (id int);")
    done = box.run("--diff", "--dialect", "mariadb", "--from", "file://a.sql", "--to", "file://a.sql")
    assert done.status == 2 and "--dev-url" in done.err


def test_use_of_another_database(mariadb, box):
    """What a script finds elsewhere on the server is not taken for a leftover."""
    dev = Dev(mariadb, box)
    mariadb.fresh("precious")
    mariadb.sql("CREATE TABLE kept (id int);", "precious")
    done = dev.replay("CREATE TABLE a (id int);\nCREATE PROCEDURE p() SELECT 1;\nCREATE SEQUENCE s;\nUSE precious;\nSELECT nonsense;")
    dev.failed(done, "nonsense")
    assert mariadb.sql("SHOW TABLES;", "precious").split() == ["kept"]


# ---- runs that did not come to their end ----

# What leaves the transaction on PostgreSQL, so that it is not taken back.
LEAVE = "COMMIT;\n"
MARK = "atlas_lsp_scratch"


def interrupted(dev, sql, url=None):
    """A run that is killed while a statement sleeps; what it leaves is there when the server has noticed."""
    process = dev.start((LEAVE if dev.postgres else "") + sql + dev.sleep, *(["--dev-url", url] if url else []))
    process.kill()
    process.communicate()
    for number in dev.sleepers():
        dev.server.sql(f"SELECT pg_terminate_backend({number});" if dev.postgres else f"KILL CONNECTION {number};")
    for _ in range(100):
        if not dev.sleepers():
            return
        time.sleep(0.05)


def test_next_run_drops_what_was_left(dev):
    interrupted(dev, "CREATE TABLE a (id int primary key);\nCREATE VIEW v AS SELECT * FROM a;\n")
    assert {"a", "v", MARK} <= set(dev.left())
    done = dev.replay("CREATE TABLE a (id int);")
    assert done.status == 0 and "CREATE TABLE" in done.out, done.err
    assert dev.left() == []


def test_data_of_others_stays(dev):
    interrupted(dev, "CREATE TABLE a (id int);\n")
    dev.server.sql("CREATE TABLE mine (id int); INSERT INTO mine VALUES (1);", "dev")
    done = dev.replay("CREATE TABLE a (id int);")
    assert done.status == 2 and "is not clean" in done.err and '"mine"' in done.err
    assert {"a", "mine", MARK} <= set(dev.left())
    dev.server.sql("DROP TABLE mine;", "dev")
    assert dev.replay("CREATE TABLE a (id int);").status == 0 and dev.left() == []


def test_table_of_the_same_name_stays(dev):
    """Made again by somebody, later than the last statement of the run that was interrupted."""
    interrupted(dev, "CREATE TABLE a (id int);\n")
    if dev.postgres:
        dev.server.sql("DROP TABLE a; CREATE TABLE a (mine int);", "dev")
    else:
        dev.server.sql(f"UPDATE {MARK} SET at = at - INTERVAL 1 DAY;", "dev")
    done = dev.replay("CREATE TABLE a (id int);")
    assert done.status == 2 and '"a"' in done.err and MARK in done.err
    assert "a" in dev.left()


def test_table_that_is_no_mark(dev):
    dev.server.sql(f"CREATE TABLE {MARK} (mine int);", "dev")
    done = dev.replay("CREATE TABLE a (id int);")
    assert done.status == 2 and MARK in dev.left() and "a" not in dev.left()


def test_server_killed(spare_mariadb, box):
    """All that was made is still there when the server starts again; the next run drops it."""
    dev = Dev(spare_mariadb, box)
    process = dev.start("CREATE TABLE a (id int);\nCREATE PROCEDURE p() SELECT 1;\n" + dev.sleep)
    spare_mariadb.kill()
    ended = Ended(process)
    assert ended.status == 2 and ended.out == "" and ended.err.count("\n") == 1, ended.err
    assert "the next run on it drops what this one has left" in ended.err
    spare_mariadb.again()
    assert {"a", MARK} <= set(dev.left())
    done = dev.replay("CREATE TABLE b (id int);")
    assert done.status == 0, done.err
    assert dev.left() == []


def test_server_killed_and_started(spare_mariadb, box):
    """A server that comes back at once is cleaned by the same run."""
    dev = Dev(spare_mariadb, box)
    process = dev.start("CREATE TABLE a (id int);\n" + dev.sleep)
    spare_mariadb.kill()
    spare_mariadb.again()
    ended = Ended(process)
    assert ended.status == 2 and ended.err.count("\n") == 1 and "could not be cleaned" not in ended.err, ended.err
    assert dev.left() == []


def test_whole_server(mariadb, box):
    """Databases of a run of the whole server; those that somebody makes meanwhile stay."""
    for name in mariadb.sql("SHOW DATABASES;").split():
        if name not in ("information_schema", "mysql", "performance_schema", "sys"):
            mariadb.sql(f"DROP DATABASE `{name}`;")
    box.write("none.ma.hcl", EMPTY % "x")
    box.write("m/1.sql", "CREATE DATABASE x;\nCREATE TABLE x.a (id int);\nDO SLEEP(3);\nCREATE TABLE x.b (id int);")
    args = ["--inspect", "file://m", "--dev-url", mariadb.url, "--dialect", "mariadb"]
    process = subprocess.Popen([box.program, *args], cwd=box.folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for _ in range(100):
        if mariadb.sql("SELECT 1 FROM information_schema.tables WHERE table_schema = 'x' AND table_name = 'a';"):
            break
        time.sleep(0.05)
    mariadb.sql("CREATE DATABASE theirs; CREATE TABLE theirs.t (a int);")
    out, err = process.communicate(timeout=30)
    assert 'found schema "theirs"' in err, err
    names = mariadb.sql("SHOW DATABASES;").split()
    assert "x" not in names and "theirs" in names
    assert mariadb.sql("SHOW TABLES;", "theirs").split() == ["t"]
    mariadb.sql("DROP DATABASE theirs;")
    again = box.run(*args)
    assert again.status == 0 and 'table "b"' in again.out, again.err
    left = set(mariadb.sql("SHOW DATABASES;").split())
    assert left <= {"information_schema", "mysql", "performance_schema", "sys"}


def test_server_and_schema_take_turns(dev):
    """A run of all schemas and one of a single schema wait for each other."""
    url = dev.realm if dev.postgres else dev.server.url
    process = dev.start("CREATE TABLE a (id int);\n" + dev.sleep.replace("30", "2"))
    dev.box.write("n/1.sql", "CREATE SCHEMA zz;\nCREATE TABLE zz.b (id int);")
    begun = time.monotonic()
    done = dev.box.run("--inspect", "file://n", "--dev-url", url, "--dialect", "postgresql" if dev.postgres else "mariadb")
    ended = Ended(process)
    assert ended.status == 0, ended.err
    if dev.postgres:
        assert done.status == 0 and time.monotonic() - begun > 1, done.err
    else:
        assert done.status == 2 and "is not clean" in done.err
    assert dev.left() == []
