"""--check: what it prints, which files it reads, exit status."""
import os
import subprocess

import pytest
from samples import ANNOUNCED, ANNOUNCEMENT, BAD, GOOD, ORDERS

DATABASES = ["sqlite", "mysql", "mariadb", "postgresql"]


def test_announcement(box):
    box.write("schema.hcl", ANNOUNCEMENT)
    done = box.check("schema.hcl")
    assert done.out == ANNOUNCED
    assert done.status == 1
    assert "4 errors" in done.err and "in 1 file" in done.err


@pytest.mark.parametrize("dialect", DATABASES)
def test_announcement_in_each_dialect(box, dialect):
    box.write("schema.hcl", ANNOUNCEMENT)
    assert box.check("schema.hcl", "--dialect", dialect).out == ANNOUNCED


@pytest.mark.parametrize("dialect", DATABASES)
def test_clean_file(box, dialect):
    box.write("a.hcl", GOOD)
    done = box.check("--dialect", dialect, "a.hcl")
    assert (done.status, done.out) == (0, "")
    assert "in 1 file" in done.err
    quiet = box.check("--dialect", dialect, "--quiet", "a.hcl")
    assert (quiet.status, quiet.out, quiet.err) == (0, "", "")


def test_default_is_the_current_directory(box):
    box.write("b.pg.hcl", BAD)
    box.write("sub/a.pg.hcl", BAD)
    done = box.check()
    assert [line.split(":")[0] for line in done.out.splitlines()] == ["b.pg.hcl", "sub/a.pg.hcl"]
    assert done.status == 1


def test_skipped_folders(box):
    for name in ["node_modules/a.pg.hcl", ".hidden/a.pg.hcl", "in/.git/a.pg.hcl", "ok/a.pg.hcl", "ok/notes.txt",
                 ".terraform.lock.hcl"]:
        box.write(name, BAD)
    assert box.check(".", "--format", "json").json["files"] == 1
    assert box.check("node_modules", ".hidden", "--format", "json").json["files"] == 2


def test_exclude(box):
    for name in ["vendor/x/a.pg.hcl", "b.pg.hcl", "gen/c.pg.hcl"]:
        box.write(name, BAD)
    files = lambda *args: {d["file"] for d in box.check("--format", "json", *args).json["diagnostics"]}
    assert files("--exclude", "vendor/**") == {"b.pg.hcl", "gen/c.pg.hcl"}
    assert files("--exclude", "vendor", "--exclude", "c.*") == {"b.pg.hcl"}
    assert files("--exclude=*.hcl") == set()


def test_paths_as_given_and_sorted(box):
    box.write("d/b.pg.hcl", BAD)
    box.write("d/a.pg.hcl", BAD.replace('"users"', '"people"'))
    shown = lambda *args: list(dict.fromkeys(line.split(":")[0] for line in box.check(*args).out.splitlines()))
    assert shown("d/b.pg.hcl", "d/a.pg.hcl") == ["d/a.pg.hcl", "d/b.pg.hcl"]
    assert shown("./d") == ["./d/a.pg.hcl", "./d/b.pg.hcl"]
    assert shown("d/", "d/a.pg.hcl", "./d/b.pg.hcl") == ["./d/b.pg.hcl", "d/a.pg.hcl"]  # each file once
    assert shown(box.folder / "d/a.pg.hcl") == [str(box.folder / "d/a.pg.hcl")]


def test_missing_path_outranks_but_the_rest_is_reported(box):
    box.write("a.pg.hcl", BAD)
    done = box.check("nowhere.hcl", "a.pg.hcl")
    assert done.status == 2
    assert "nowhere.hcl: no such file" in done.err
    assert "coulmns" in done.out


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_unreadable_file(box):
    box.write("a.pg.hcl", BAD)
    box.write("b.pg.hcl", GOOD).chmod(0)
    done = box.check()
    assert done.status == 2 and "b.pg.hcl: permission denied" in done.err and "coulmns" in done.out


def test_module_is_loaded_whole(box):
    box.write("users.pg.hcl", GOOD)
    box.write("orders.pg.hcl", ORDERS)
    assert box.check("orders.pg.hcl").status == 0
    box.write("users.pg.hcl", GOOD.replace('"users"', '"people"'))
    done = box.check("orders.pg.hcl")
    assert done.status == 1 and "users" in done.out


def test_only_files_asked_for_are_shown(box):
    box.write("users.pg.hcl", BAD)
    box.write("orders.pg.hcl", ORDERS)
    done = box.check("orders.pg.hcl", "--format", "json")
    assert done.status == 0
    assert done.json["files"] == 1 and done.json["diagnostics"] == []


def test_dialects_do_not_mix(box):
    box.write("users.my.hcl", GOOD)
    box.write("orders.pg.hcl", ORDERS)
    assert box.check("orders.pg.hcl").status == 1


def test_project_source_forms_a_module(box):
    box.write("atlas.hcl", 'env "local" {\n  src = ["file://a", "file://b/users.hcl"]\n  dev = "docker://postgres/16/dev"\n}\n')
    box.write("a/orders.hcl", ORDERS)
    box.write("b/users.hcl", GOOD)
    done = box.check("a", "--verbose")
    assert (done.status, done.out) == (0, "")
    assert "a/orders.hcl: postgresql, by dev of env" in done.err
    os.rename(box.folder / "atlas.hcl", box.folder / "other.hcl")
    assert box.check("a").status == 1
    assert box.check("a", "--config", "file://other.hcl").status == 0
    assert box.check("a", "--config", "file://other.hcl", "--env", "local").status == 0
    assert box.check("a", "--config", "file://other.hcl", "--env", "prod").status == 1


def test_composite_schema_joins_its_parts(box):
    box.write("atlas.hcl", """data "composite_schema" "all" {
  schema "a" {
    url = "file://a"
  }
  schema "b" {
    url = data.hcl_schema.b.url
  }
}
data "hcl_schema" "b" {
  path = "b/users.hcl"
}
env "local" {
  src = data.composite_schema.all.url
  dev = "docker://postgres/16/dev"
}
""")
    box.write("a/orders.hcl", 'schema "public" {\n}\n' + ORDERS)
    box.write("b/users.hcl", GOOD)
    for path in ("a", "b", "."):
        done = box.check(path)
        assert (done.status, done.out) == (0, ""), path
    box.write("b/users.hcl", GOOD.replace('"users"', '"people"'))
    assert box.check("a").status == 1 and box.check("b").status == 0


def test_files_that_environments_share(box):
    env = 'env "%s" {\n  src = ["file://%s", "file://users.hcl"]\n  dev = "docker://postgres/16/dev"\n}\n'
    box.write("atlas.hcl", env % ("one", "one.hcl") + env % ("two", "two.hcl"))
    box.write("users.hcl", GOOD)
    box.write("one.hcl", ORDERS)
    box.write("two.hcl", ORDERS)
    for path in ("one.hcl", "two.hcl", "."):
        done = box.check(path)
        assert (done.status, done.out) == (0, ""), path


def test_folders_within_each_other(box):
    """Nothing says that they are one schema, and nothing that they are not."""
    box.write("schema.pg.hcl", GOOD)
    box.write("more/orders.pg.hcl", ORDERS)
    box.write("other/users.pg.hcl", GOOD.replace('"users"', '"people"'))
    done = box.check(".", "--format", "json")
    found = [(d["severity"], d["related"][0]["message"][:28]) for d in done.json["diagnostics"]]
    assert done.status == 0 and found == [("warning", "defined in another directory")] * 2
    assert box.check("more").status == 1  # the other folder was not asked for
    assert box.check("more", "other").status == 1  # side by side


def test_missing_config(box):
    box.write("a.pg.hcl", GOOD)
    done = box.check("a.pg.hcl", "--config", "file://no.hcl")
    assert done.status == 2 and "no.hcl: no such file" in done.err


def test_project_stops_at_git(box):
    box.write("atlas.hcl", 'env "local" {\n  src = "file://in/schema.hcl"\n  dev = "docker://mysql/8/dev"\n}\n')
    box.write("in/schema.hcl", GOOD)
    assert "mysql, by dev" in box.check("in", "--verbose").err
    (box.folder / "in/.git").mkdir()
    assert "by dev" not in box.check("in", "--verbose").err


def test_uncertain_dialect_follows_its_neighbour(box):
    box.write("a.hcl", ORDERS)
    box.write("b.pg.hcl", GOOD)
    done = box.check("a.hcl", "--verbose")
    assert done.status == 0
    assert "a.hcl: postgresql, like b.pg.hcl beside it" in done.err


def test_uncertain_dialect_gives_one_hint(box):
    box.write("a.hcl", GOOD)
    found = box.check("a.hcl", "--format", "json").json
    assert [d["code"] for d in found["diagnostics"]] == ["ambiguous-dialect"]
    assert found["summary"] == {"errors": 0, "warnings": 0, "infos": 0, "hints": 1}
    human = box.check("a.hcl")
    assert human.out == "" and "a.hcl:1,1-1: hint: " in human.err and human.status == 0


def test_uncertain_dialect_reports_what_all_reject(box):
    box.write("a.hcl", 'schema "dbo" {\n}\ntable "t" {\n  schema = schema.dbo\n  column "a" {\n    type = float(60)\n  }\n'
                       '  column "b" {\n    type = int\n    as   = lcoal.x\n  }\n}\n')
    codes = [d["code"] for d in box.check("a.hcl", "--format", "json").json["diagnostics"]]
    assert codes == ["ambiguous-dialect", "unknown-variable"]
    sure = box.check("a.hcl", "--format", "json", "--dialect", "postgresql").json
    assert [d["code"] for d in sure["diagnostics"]] == ["type-parameter", "unknown-variable"]


def test_directive(box):
    box.write("a.hcl", "# atlas-lsp: dialect=postgresql\n" + GOOD)
    assert "a.hcl: postgresql, by its directive" in box.check("a.hcl", "--verbose").err


def test_stdin(box):
    box.write("users.pg.hcl", GOOD)
    box.write("orders.pg.hcl", "")
    done = box.check("--stdin-filepath", "orders.pg.hcl", stdin=ORDERS)
    assert (done.status, done.out) == (0, "")
    done = box.check("--stdin-filepath", "orders.pg.hcl", stdin=ORDERS.replace("table.users", "table.user"))
    assert done.status == 1 and done.out.startswith("orders.pg.hcl:8,")
    done = box.check("--stdin-filepath", "new.pg.hcl", stdin=BAD)  # need not exist
    assert done.status == 1 and done.out.startswith("new.pg.hcl:")


def test_variables(box):
    box.write("a.pg.hcl", 'variable "name" {\n  type = string\n}\nschema "s" {\n  name = var.name\n}\n')
    assert box.check("a.pg.hcl").status in (0, 1)
    assert box.check("a.pg.hcl", "--var", "name=public").status == 0


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf", b"# only a comment", b"\r\n\r\n"])
def test_nothing_in_the_file(box, content):
    box.write("a.pg.hcl", content)
    done = box.check("a.pg.hcl")
    assert (done.status, done.out) == (0, "")


@pytest.mark.parametrize("content", [b"\x00\x01\x02\xff\xfe" * 50, b"table \"a\xff\" {\n}\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"])
def test_no_text(box, content):
    box.write("a.pg.hcl", content)
    done = box.check("a.pg.hcl")
    assert done.status == 1 and done.out.startswith("a.pg.hcl:")
    for form in ["json", "sarif", "gitlab", "junit", "checkstyle", "github"]:
        assert box.check("a.pg.hcl", "--format", form).status == 1


def test_crlf_and_mark_keep_columns(box):
    plain = box.write("a.pg.hcl", BAD) and box.check("a.pg.hcl").out
    assert plain.count("\n") == 1
    box.write("a.pg.hcl", BAD.replace("\n", "\r\n"))
    assert box.check("a.pg.hcl").out == plain
    first_line = 'tabel "a" {\n}\n'
    box.write("a.pg.hcl", first_line)
    plain = box.check("a.pg.hcl").out
    assert plain.startswith("a.pg.hcl:1,1-")
    box.write("a.pg.hcl", b"\xef\xbb\xbf" + first_line.encode())
    assert box.check("a.pg.hcl").out == plain


def test_columns_are_clusters_in_human_and_utf16_in_json(box):
    box.write("a.pg.hcl", GOOD.replace("columns = ", '/* \U0001F469\u200D\U0001F467 e\u0301 */ coulmns = '))
    human = box.check("a.pg.hcl").out
    assert human.startswith("a.pg.hcl:9,15-")
    start = box.check("a.pg.hcl", "--format", "json").json["diagnostics"][0]["range"]["start"]
    assert start == {"line": 8, "character": 4 + len("/* WWZGG ee */ ")}


def test_broken_block_silences_only_itself(box):
    box.write("a.pg.hcl", 'table "broken" {\n  column "x" {\n' + BAD)
    out = box.check("a.pg.hcl").out
    assert "coulmns" in out
    box.write("b.pg.hcl", 'table "t" {\n  schema = = schema.public\n}\n' + BAD)
    out = box.check("b.pg.hcl").out
    assert "b.pg.hcl:2," in out and "coulmns" in out


def test_output_does_not_depend_on_jobs(box):
    for i in range(40):
        text = (BAD if i % 3 else GOOD).replace('"users"', f'"users{i}"')
        box.write(f"d{i % 5}/f{i:02}.pg.hcl", text * (1 + i % 4))
    for form in ["human", "json", "sarif", "junit"]:
        results = [box.check("--format", form, "--jobs", jobs) for jobs in range(1, 9)]
        assert all(r.raw == results[0].raw and r.status == 1 for r in results)
        assert results[0].raw


def test_large_file_does_not_depend_on_jobs(box):
    tables = "".join(ORDERS.replace('"orders"', f'"orders{i}"') for i in range(8000))
    box.write("a.pg.hcl", GOOD + tables + BAD.replace('"users"', '"last"').replace('schema "public" {\n}\n', ""))
    results = [box.check("a.pg.hcl", "--jobs", jobs) for jobs in (1, 2, 8)]
    assert len(box.folder.joinpath("a.pg.hcl").read_bytes()) > 1 << 20
    assert results[0].out.count("\n") == 1
    assert all(r.raw == results[0].raw for r in results)


def test_verbose_shows_source_and_code(box):
    box.write("a.pg.hcl", BAD)
    out = box.check("--verbose", "a.pg.hcl").out
    assert "    coulmns = [column.id]\n" in out
    assert "code: unknown-attribute" in out
    marks = next(line for line in out.splitlines() if "^" in line)
    assert marks.index("^") - marks.index("|") == 2 + 4


def test_colours(box):
    box.write("a.pg.hcl", BAD)
    plain = box.check("a.pg.hcl").out
    assert "\x1b" not in plain
    assert "\x1b[31m" in box.check("a.pg.hcl", "--color", "always").out
    assert "\x1b[31m" in box.check("a.pg.hcl", env={"FORCE_COLOR": "1"}).out
    assert box.check("a.pg.hcl", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).out == plain
    assert box.check("a.pg.hcl", "--color", "never", env={"FORCE_COLOR": "1"}).out == plain


def test_links_to_directories_are_not_followed(box):
    box.write("d/a.pg.hcl", GOOD)
    os.symlink("..", box.folder / "d/up")
    assert box.check("--format", "json").json["files"] == 1


def test_full_disk(box):
    box.write("a.pg.hcl", BAD)
    with open("/dev/full", "wb") as full:
        done = subprocess.run([box.program, "--check", "a.pg.hcl"], cwd=box.folder, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2 and b"standard output" in done.stderr


def test_too_large_file(box):
    with open(box.folder / "a.pg.hcl", "wb") as sparse:
        sparse.truncate((1 << 30) + 1)
    done = box.check("a.pg.hcl")
    assert done.status == 2 and "larger than 1 GiB" in done.err


def test_archives_are_not_checked(box):
    box.write("first.txtar", "-- migration.sql --\nDROP TABLE users;\n")
    done = box.check("first.txtar")
    assert (done.status, done.out) == (0, "") and "first.txtar: not HCL" in done.err
    assert "in 1 file" not in done.err
    assert box.check("--format", "json").json["files"] == 0
