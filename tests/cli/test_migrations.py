"""Migration directories: atlas.sum, directives and sections."""
import base64
import hashlib

import pytest

FIRST = "CREATE TABLE a (c int);\n"
SECOND = "-- atlas:txtar\n\n-- checks.sql --\nSELECT 1;\n\n-- migration.sql --\nDROP TABLE a;\n"


def checksums(files):
    """atlas.sum for (name, text) pairs; text None: a file whose content does not count."""
    state, lines = hashlib.sha256(), []
    for name, text in files:
        state.update(name.encode())
        if text is None:
            continue
        state.update(text.encode())
        lines.append((name, base64.b64encode(state.digest()).decode()))
    head = hashlib.sha256("".join(name + hash for name, hash in lines).encode()).digest()
    return "".join([f"h1:{base64.b64encode(head).decode()}\n", *(f"{name} h1:{hash}\n" for name, hash in lines)])


def write(box, files, sums=None):
    for name, text in files:
        box.write(f"m/{name}", text)
    box.write("m/atlas.sum", checksums(files) if sums is None else sums)


def one(box):
    """The only diagnostic of the directory."""
    (found,) = box.check("--format", "json", "m").json["diagnostics"]
    return found


def test_a_directory_in_order(box):
    write(box, [("1_a.sql", FIRST), ("2_b.sql", SECOND)])
    done = box.check("m")
    assert (done.status, done.out) == (0, "") and "3 files" in done.err


def test_sql_without_checksums_is_only_checked_when_named(box):
    box.write("m/1_a.sql", "-- atlas:nolnt\nSELECT 1;\n")
    assert box.check("--format", "json", "m").json["files"] == 0
    assert "unknown directive atlas:nolnt" in box.check("m/1_a.sql").out


def test_what_differs_is_named_once(box):
    files = [("1_a.sql", FIRST), ("2_b.sql", SECOND), ("3_c.sql", FIRST)]
    write(box, files)
    box.write("m/2_b.sql", SECOND + "-- more\n")
    found = one(box)
    assert found["message"] == "checksum mismatch: the file was changed: 2_b.sql"
    assert (found["severity"], found["code"], found["range"]["start"]["line"]) == ("error", "checksum", 2)


def test_files_that_come_and_go(box):
    files = [("1_a.sql", FIRST), ("2_b.sql", SECOND), ("3_c.sql", FIRST)]
    for missing in range(3):
        write(box, files, checksums(files[:missing] + files[missing + 1:]))
        assert one(box)["message"] == f"checksum mismatch: a file was added: {files[missing][0]}"
    write(box, files, checksums(sorted([*files, ("2_x.sql", FIRST)])))
    assert one(box)["message"] == "checksum mismatch: the file was removed: 2_x.sql"
    write(box, files, checksums([*files, ("4_x.sql", FIRST)]))
    found = one(box)
    assert found["message"] == "checksum mismatch: the file was removed: 4_x.sql"
    assert found["range"]["start"]["line"] == 4


def test_the_sum_of_the_directory(box):
    files = [("1_a.sql", FIRST)]
    good = checksums(files)
    write(box, files, "h1:" + "A" * 43 + "=\n" + good.split("\n", 1)[1])
    found = one(box)
    assert (found["message"], found["range"]["start"]["line"]) == ("checksum mismatch", 0)


def test_the_fix_rewrites_the_file(box):
    files = [("1_a.sql", FIRST), ("2_b.sql", SECOND)]
    for broken in ("", "nonsense\n", "h1:x\n1_a.sql\n", checksums(files[:1]), checksums(files) + "more\n"):
        write(box, files, broken)
        found = box.check("--format", "json", "m").json["diagnostics"]
        assert found, repr(broken)
        for diagnostic in found:
            fix = diagnostic["fix"]
            assert fix.get("newText", fix.get("text")) == checksums(files)


def test_lines_that_cannot_be_read(box):
    files = [("1_a.sql", FIRST)]
    head, line, _ = checksums(files).split("\n")
    for broken, where in ((f"{head}\n1_a.sql\n", [1]), (f"{line}\n{line}\n", [0]), (f"{head}\n\n{line}\n", [1]),
                          (f"{head}\n{line}\n<<<<<<< HEAD\n", [2])):
        write(box, files, broken)
        found = box.check("--format", "json", "m").json["diagnostics"]
        assert [d["range"]["start"]["line"] for d in found] == where
        assert {d["message"] for d in found} == {"checksum file format invalid"}


def test_content_that_does_not_count(box):
    box.write("m/1_a.sql", "-- atlas:sum ignore\n\nSELECT 1;\n")
    box.write("m/2_b.sql", SECOND)
    box.write("m/atlas.sum", checksums([("1_a.sql", None), ("2_b.sql", SECOND)]))
    assert box.check("m").out == ""


def test_directories_of_other_tools(box):
    up, down = ("1_a.up.sql", FIRST), ("1_a.down.sql", FIRST)
    write(box, [up, down], checksums([up]))
    assert box.check("m").out == ""
    write(box, [("V1__a.sql", FIRST), ("V10__b.sql", FIRST)], checksums([("V1__a.sql", FIRST)]))
    (box.folder / "m/1_a.up.sql").unlink()
    (box.folder / "m/1_a.down.sql").unlink()
    assert box.check("m").out == ""


def test_the_formatter_leaves_sql_alone(box):
    write(box, [("1_a.sql", "SELECT    1 ;\n")])
    done = box.run("--fmt", "m")
    assert done.status == 0 and (box.folder / "m/1_a.sql").read_text() == "SELECT    1 ;\n"


def test_paths_are_looked_up_from_the_folders_above(box):
    box.write("db/atlas.hcl", 'env "e" {\n  src = "file://db/schema.hcl"\n  dev = "sqlite://dev?mode=memory"\n}\n')
    assert 'warning: file "db/schema.hcl" does not exist' in box.check("db/atlas.hcl").out
    box.write("db/schema.hcl", 'schema "main" {\n}\n')
    assert box.check("db").out == ""


FORMATS = {
    "golang-migrate": ({"1_a.up.sql": "CREATE TABLE a (x int);", "1_a.down.sql": "DROP TABLE a;", "10_c.up.sql": "CREATE TABLE c AS SELECT * FROM b;",
                        "2_b.up.sql": "CREATE TABLE b (x int);"}, "abc"),
    "goose": ({"10_c.sql": "-- +goose Up\nDROP TABLE b;\nCREATE TABLE c (x int);", "2_b.sql": "-- +goose up\nCREATE TABLE b (x int);\n-- +goose down\nDROP TABLE b;",
               "1_a.sql": "-- +goose NO TRANSACTION\n-- +goose Up\n-- +goose StatementBegin\nCREATE TABLE a (x int);\n-- +goose StatementEnd\n", "3.go": "x"}, "ac"),
    "flyway": ({"V2__b.sql": "CREATE TABLE b (x int);", "V10__c.sql": "DROP TABLE b;", "V1.1__a.sql": "CREATE TABLE a (x int);", "U1.1__a.sql": "DROP TABLE a;",
                "R__v.sql": "CREATE TABLE r (x int);", "more/V9__d.sql": "CREATE TABLE d AS SELECT * FROM b;"}, "adr"),
    "dbmate": ({"1_a.sql": "-- migrate:up transaction:false\nCREATE TABLE a (x int);\n\n-- migrate:down\nDROP TABLE a;\n"}, "a"),
    "liquibase": ({"1.sql": "--liquibase formatted sql\n\n--changeset b:1\nCREATE TABLE a (x int);\n--rollback DROP TABLE a;\n"}, "a"),
}


def names(box, source, *more):
    done = box.run("--inspect", source, "--dialect", "sqlite", "--format", "sql", "--indent", "0", *more)
    assert done.status == 0, done.err
    return "".join(sorted(line.split("`")[1] for line in done.out.split("\n") if line.startswith("CREATE TABLE")))


@pytest.mark.parametrize("name", FORMATS)
def test_formats_of_other_tools(box, name):
    files, tables = FORMATS[name]
    for path, text in files.items():
        box.write("m/" + path, text)
    assert names(box, f"file://m?format={name}") == tables


def test_ways_to_write_a_file(box):
    """Delimiters, line ends, marks of encodings, empty files."""
    box.write("m/1.sql", "-- atlas:delimiter \\n\\n\\n\n\nCREATE TABLE a (x int);\nCREATE TABLE b (x int);\n\n\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT CASE WHEN 1 THEN 2 END;\n\n  SELECT 2;\nEND")
    box.write("m/2.sql", "-- atlas:delimiter -- end\nCREATE TABLE c (x int);\n-- end\nCREATE TABLE d (x text DEFAULT ';');\n-- end\n")
    box.write("m/3.sql", "CREATE TABLE e (\r\n x int -- c;\r\n);\r\n/* ; */ CREATE TABLE f (x int);\r\n")
    box.write("m/4.sql", b"\xef\xbb\xbfCREATE TABLE g (x int);;;\n;\n")
    box.write("m/5.sql", "")
    box.write("m/6.sql", "-- nothing")
    assert names(box, "file://m") == "abcdefg"
    assert "SELECT 2" in box.run("--inspect", "file://m", "--dialect", "sqlite").out
    box.write("m/7.sql", "-- atlas:checkpoint\n\nCREATE TABLE z (x int);")
    assert names(box, "file://m") == "z" and names(box, "file://m?version=6") == "abcdefg"


def test_imports(box):
    box.write("main.sql", "-- atlas:import sub/a.sql\n-- atlas:import ./dir\n\nCREATE TABLE m AS SELECT * FROM a, d;")
    box.write("sub/a.sql", "-- atlas:import ../main.sql\nCREATE TABLE a (x int);")
    box.write("dir/1.sql", "CREATE TABLE d (y int);")
    box.write("dir/2.sql", "-- atlas:import 1.sql\nCREATE TABLE e AS SELECT * FROM d;")
    assert names(box, "file://main.sql") == "adem"
    box.write("x.sql", "-- atlas:import nothing.sql\n")
    done = box.run("--inspect", "file://x.sql", "--dialect", "sqlite")
    assert done.status == 2 and "nothing.sql: no such file" in done.err


def test_dump_of_mariadb(mariadb, box):
    """What a dump does in comments with a version, and its own delimiters."""
    url = mariadb.fresh("dev")
    box.write("dump.sql", "/*!40101 SET NAMES utf8mb4 */;\nCREATE TABLE t (x int);\nLOCK TABLES `t` WRITE;\nUNLOCK TABLES;\nDELIMITER ;;\n"
                          "/*!50003 CREATE*/ /*!50003 TRIGGER tr BEFORE INSERT ON t FOR EACH ROW begin set new.x = 1; end */;;\nDELIMITER ;\n"
                          "/*!50001 CREATE VIEW v AS SELECT x FROM t */;\ndelimiter $$\nCREATE FUNCTION f() RETURNS int DETERMINISTIC BEGIN RETURN 1; END$$\ndelimiter ;\n")
    done = box.run("--inspect", "file://dump.sql", "--dev-url", url)
    assert done.status == 0, done.err
    for block in ('table "t"', 'view "v"', 'trigger "tr"', 'function "f"'):
        assert block in done.out
