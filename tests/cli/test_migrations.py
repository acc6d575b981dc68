"""Migration directories: atlas.sum, directives and sections."""
import base64
import hashlib

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
