"""--lint: the reports on plans and migration directories, how new files are found, the project file, and failures.
What is found at all: tests/lint."""
import re
import subprocess

import pytest

MEMORY = ("--dev-url", "sqlite://dev?mode=memory")


def directory(box, *texts):
    for number, text in enumerate(texts, 1):
        box.write(f"m/{number}_x.sql", text)


def report(text):
    """Durations differ from run to run."""
    return re.sub(r"\b[\d.]+(ns|µs|ms|s)\b", "1ms", text)


def test_report_of_a_directory(box):
    directory(box, "CREATE TABLE users (id int);\nCREATE TABLE pets (id int);",
              "ALTER TABLE users ADD COLUMN name text NOT NULL;\n\nDROP TABLE pets;\nDROP TABLE users;", "CREATE TABLE a (b int);")
    done = box.run("--lint", "--to", "file://m", *MEMORY, "--latest", 2)
    assert done.status == 1 and done.err == ""
    assert report(done.out) == """Analyzing changes from version 1 to 3 (2 migrations in total):

  -- analyzing version 2
    -- destructive changes detected:
      -- L3: Dropping table "pets" https://atlasgo.io/lint/analyzers#DS102
      -- L4: Dropping table "users" https://atlasgo.io/lint/analyzers#DS102
    -- data dependent changes detected:
      -- L1: Adding a non-nullable "text" column "name" will fail in case table "users" is not
         empty https://atlasgo.io/lint/analyzers#MF103
    -- suggested fixes:
      -> Add a pre-migration check to ensure table "pets" is empty before dropping it
      -> Add a pre-migration check to ensure table "users" is empty before dropping it
  -- ok (1ms)

  -- analyzing version 3
    -- no diagnostics found
  -- ok (1ms)

  -------------------------
  -- 1ms
  -- 1 version ok, 1 with errors
  -- 4 schema changes
  -- 3 diagnostics
"""


def test_all_files_and_warnings(box):
    directory(box, "CREATE TABLE t (a int);", "ALTER TABLE t ADD COLUMN b int NOT NULL;")
    done = box.run("--lint", "--dir", "file://m", *MEMORY, "--latest=-1")
    assert done.status == 0
    lines = report(done.out).splitlines()
    assert lines[0] == "Analyzing changes until version 2 (2 migrations in total):"
    assert lines[-3:] == ["  -- 1 version ok, 1 with warnings", "  -- 2 schema changes", "  -- 1 diagnostic"]


def test_coloured_report_wraps_earlier(box):
    directory(box, "CREATE TABLE t (a int);", "ALTER TABLE t ADD COLUMN name text NOT NULL;")
    done = box.run("--lint", "--to", "file://m", *MEMORY, "--latest", 1, "--color", "always")
    plain = re.sub(r"\033\[[\d;]*m", "", done.out)
    assert "\033[" in done.out
    assert '      -- L1: Adding a non-nullable "text" column "name" will fail in case table "t" is not\n' not in plain
    assert plain.count("\n         ") == 1


def test_json_of_a_directory(box):
    directory(box, "CREATE TABLE t (a int);", "-- gone\nDROP TABLE t;")
    done = box.run("--lint", "--to", "file://m", *MEMORY, "--latest", 1, "--format", "json")
    assert done.status == 1
    (file,) = done.json["Files"]
    assert file["Name"] == "2_x.sql" and file["Text"] == "-- gone\nDROP TABLE t;"
    assert file["Error"] == "destructive changes detected"
    fix = 'Add a pre-migration check to ensure table "t" is empty before dropping it'
    assert file["Reports"] == [{"Text": "destructive changes detected", "Diagnostics": [
        {"Pos": 8, "Text": 'Dropping table "t"', "Code": "DS102", "SuggestedFixes": [{"Message": fix}]}]}]
    assert [step["Name"] for step in done.json["Steps"]] == [
        "Migration Integrity Check", "Detect New Migration Files", "Replay Migration Files", "Analyze 2_x.sql"]
    assert done.json["Steps"][1]["Text"] == "Found 1 new migration files (from 2 total)"
    assert 'table "t"' in done.json["Schema"]["Current"] and 'table "t"' not in done.json["Schema"]["Desired"]
    assert done.json["Env"] == {"Driver": "sqlite", "URL": "sqlite://dev?mode=memory", "Dir": "m"}


@pytest.mark.parametrize("format, wanted", [
    ("github", "::error file=m/2_x.sql,line=2,endLine=2,col=12,endColumn=12,title=DS102::Dropping table \"t\""),
    ("checkstyle", 'severity="error" message="Dropping table &quot;t&quot;" source="atlas-lsp.DS102"'),
    ("gitlab", '"check_name": "DS102"'),
    ("junit", "DS102"),
    ("sarif", '"ruleId": "DS102"'),
])
def test_other_formats(box, format, wanted):
    directory(box, "CREATE TABLE t (a int);", "-- gone\nDROP TABLE t;")
    done = box.run("--lint", "--to", "file://m", *MEMORY, "--latest", 1, "--format", format)
    assert done.status == 1 and wanted in done.out
    if format == "sarif":
        (run,) = done.json["runs"]
        (result,) = run["results"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "DS102"


# ---- new files ----

def git(box, *args):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *args], cwd=box.folder, check=True, capture_output=True)


@pytest.fixture
def work_tree(box):
    (box.folder / ".git").rmdir()
    git(box, "init", "-q", "-b", "main")
    directory(box, "CREATE TABLE t (a int);")
    git(box, "add", "m")
    git(box, "commit", "-q", "-m", "one")
    git(box, "checkout", "-q", "-b", "work")
    box.write("m/2_x.sql", "DROP TABLE t;")
    git(box, "add", "m")
    git(box, "commit", "-q", "-m", "two")
    return box


def test_files_added_since_a_commit(work_tree):
    done = work_tree.run("--lint", "--to", "file://m", *MEMORY, "--git-base", "main")
    assert done.status == 1
    assert done.out.startswith("Analyzing changes from version 1 to 2 (1 migration in total):")


def test_nothing_added_since_a_commit(work_tree):
    done = work_tree.run("--lint", "--to", "file://m", *MEMORY, "--git-base", "HEAD")
    assert done.status == 0 and done.out == ""


def test_base_of_the_environment(work_tree):
    work_tree.write("atlas.hcl", 'env "ci" {\n  dev = "sqlite://dev?mode=memory"\n  migration {\n    dir = "file://m"\n  }\n'
                                 '  lint {\n    git {\n      base = "main"\n    }\n  }\n}\n')
    done = work_tree.run("--lint", "--env", "ci")
    assert done.status == 1 and "Dropping table" in done.out


@pytest.mark.parametrize("base", ["nosuch", "--output=x"])
def test_a_commit_that_is_none(work_tree, base):
    done = work_tree.run("--lint", "--to", "file://m", *MEMORY, f"--git-base={base}")
    assert done.status == 2 and done.out == "" and base in done.err


def test_another_work_tree(work_tree, tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere")
    done = subprocess.run([work_tree.program, "--lint", "--to", f"file://{work_tree.folder}/m", *MEMORY, "--git-base", "main",
                           "--git-dir", str(work_tree.folder)], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 1 and 'Dropping table "t"' in done.stdout, done.stderr


# ---- the project file ----

POLICY = 'env "local" {\n  dev = "sqlite://dev?mode=memory"\n  migration {\n    dir = "file://m"\n  }\n%s}\n'


@pytest.mark.parametrize("top, inner, severity", [
    ("lint {\n  latest = 1\n}\n", "", "error"),
    ("lint {\n  latest = 1\n  destructive {\n    error = false\n  }\n}\n", "", "warning"),
    # an env with analyzers of its own has none of the global ones
    ("lint {\n  latest = 1\n  destructive {\n    error = false\n  }\n}\n", "  lint {\n    data_depend {\n      error = true\n    }\n  }\n", "error"),
    ("lint {\n  latest = 1\n  destructive {\n    error = false\n  }\n}\n", "  lint {\n    review = ERROR\n  }\n", "warning"),
    ("lint {\n  latest = 5\n}\n", "  lint {\n    latest = 1\n    check \"DS102\" {\n      error = false\n    }\n  }\n", "warning"),
])
def test_policies_of_file_and_environment(box, top, inner, severity):
    directory(box, "CREATE TABLE t (a int);", "DROP TABLE t;")
    box.write("atlas.hcl", top + POLICY % inner)
    done = box.run("--lint", "--env", "local", "--format", "json")
    assert len(done.json["Files"]) == 1
    assert done.status == (1 if severity == "error" else 0), done.out


def test_variables_of_the_project_file(box):
    directory(box, "CREATE TABLE t (a int);", "CREATE TABLE t2 (a int);")
    box.write("p.hcl", 'variable "pattern" {\n  type = string\n}\nlint {\n  latest = 1\n  naming {\n    error = true\n    match = var.pattern\n  }\n}\n')
    done = box.run("--lint", "--to", "file://m", *MEMORY, "--config", "file://p.hcl", "--var", "pattern=^[a-z]+$")
    assert done.status == 1 and 'Table named "t2" violates the naming policy' in done.out


def test_options_come_before_the_project_file(box):
    directory(box, "CREATE TABLE t (a int);", "DROP TABLE t;")
    box.write("atlas.hcl", POLICY % "  lint {\n    latest = 1\n  }\n")
    assert box.run("--lint", "--env", "local", "--latest", 2).out.startswith("Analyzing changes until version 2")


# ---- failures ----

def failure(done, text):
    assert done.status == 2
    assert text in done.out + done.err


def test_a_statement_that_fails(box):
    directory(box, "CREATE TABLE t (a int);", "DROP TABLE t;\nDROP TABLE nosuch;")
    done = box.run("--lint", "--to", "file://m", *MEMORY, "--latest", 1)
    failure(done, "\n  Error: executing statement: DROP TABLE nosuch: no such table: nosuch\n")
    assert 'Dropping table "t"' in done.out
    failure(box.run("--lint", "--to", "file://m", *MEMORY, "--latest", 1, "--format", "github"), "executing statement")


def test_a_file_before_the_new_ones_fails(box):
    directory(box, "CREATE TABEL t;", "CREATE TABLE u (a int);")
    failure(box.run("--lint", "--to", "file://m", *MEMORY, "--latest", 1), "Error: executing statement: CREATE TABEL t: ")


def test_checksums(box):
    directory(box, "CREATE TABLE t (a int);", "DROP TABLE t;")
    box.write("m/atlas.sum", "h1:%s=\n1_x.sql h1:%s=\n2_x.sql h1:%s=\n" % ("A" * 43, "B" * 43, "C" * 43))
    done = box.run("--lint", "--to", "file://m", *MEMORY, "--latest", 1)
    failure(done, "  Error: checksum mismatch (atlas.sum): L2: 1_x.sql was edited\n")
    done = box.run("--lint", "--to", "file://m", *MEMORY, "--latest", 1, "--format", "json")
    assert done.json["Files"] == [{"Name": "atlas.sum", "Error": "checksum mismatch (atlas.sum): L2: 1_x.sql was edited"}]


@pytest.mark.parametrize("options, text", [
    ([], "--latest or --git-base is required"),
    (["--latest", "1", "--git-base", "x"], "--latest and --git-base are mutually exclusive"),
    (["--latest", "many"], "--latest wants a number"),
    (["--latest", "1", "--from", "file://a.lt.hcl"], "--from is for a plan"),
    (["--latest", "1", "m"], "--lint wants --from and --to"),
    (["--latest", "1", "--config", "file://nosuch.hcl"], "nosuch.hcl"),
    (["--latest", "1", "--env", "nosuch"], "atlas.hcl"),
])
def test_wrong_options(box, options, text):
    directory(box, "CREATE TABLE t (a int);")
    done = box.run("--lint", "--to", "file://m", *MEMORY, *options)
    assert done.status == 2 and done.out == "" and text in done.err


def test_a_database_must_be_known(box):
    directory(box, "CREATE TABLE t (a int);")
    failure(box.run("--lint", "--to", "file://m", "--latest", 1), "give --dev-url or --dialect")
    assert box.run("--lint", "--to", "file://m", "--latest", 1, "--dialect", "sqlite").status == 0
    failure(box.run("--lint", "--to", "file://nosuch", *MEMORY, "--latest", 1), "nosuch")
    failure(box.run("--lint", "--to", "sqlite://x.db", *MEMORY, "--latest", 1), "a migration directory is file://PATH")


def test_a_pattern_that_is_none(box):
    directory(box, "CREATE TABLE t (a int);")
    box.write("atlas.hcl", 'lint {\n  naming {\n    match = "["\n  }\n}\n')
    failure(box.run("--lint", "--to", "file://m", *MEMORY, "--latest", 1), 'lint.naming: invalid regular expression "["')


@pytest.mark.parametrize("text, status", [
    (b"\xef\xbb\xbf-- atlas:nolint DS102\r\n\r\nDROP TABLE t;\r\n", 0),
    (b"SELECT 1;\r\n-- atlas:nolint\r\nDROP TABLE t;\r\n", 0),
    (b"DROP TABLE t;\0\r\n", 1),
    (b"DROP TABLE t;\n\xff\xfe SELECT", 2),
    (b"", 0),
])
def test_odd_bytes(box, text, status):
    directory(box, "CREATE TABLE t (a int);", text)
    assert box.run("--lint", "--to", "file://m", *MEMORY, "--latest", 1, "--format", "json").status == status


# ---- plans ----

OLD = 'schema "main" {\n}\ntable "t" {\n  schema = schema.main\n  column "a" {\n    type = int\n  }\n  column "b" {\n    type = int\n    null = true\n  }\n}\n'


def test_place_of_what_is_gone(box):
    box.write("old.lt.hcl", OLD)
    box.write("new.lt.hcl", OLD.replace('  column "b" {\n    type = int\n    null = true\n  }\n', ""))
    done = box.run("--lint", "--from", "file://old.lt.hcl", "--to", "file://new.lt.hcl")
    assert done.status == 1
    assert done.out == 'new.lt.hcl:3,7-10: Dropping non-virtual column "b" [DS103]\n'
    assert done.err == "1 error, 0 warnings in 6 statements\n"


def test_place_of_a_column(box):
    box.write("old.lt.hcl", OLD)
    box.write("new.lt.hcl", OLD.replace("    null = true\n", ""))
    done = box.run("--lint", "--from", "file://old.lt.hcl", "--to", "file://new.lt.hcl", "--format", "json")
    (item,) = done.json["lint"]
    assert (item["code"], item["severity"], item["file"]) == ("LT101", "warning", "new.lt.hcl")
    assert item["range"] == {"start": {"line": 7, "character": 2}, "end": {"line": 9, "character": 3}}
    assert isinstance(item["statement"], int)


def test_renames_of_a_plan(box):
    box.write("old.lt.hcl", OLD)
    box.write("new.lt.hcl", OLD.replace('table "t" {', 'table "u" {\n  renamed_from = "t"').replace(
        'column "b" {', 'column "c" {\n    renamed_from = "b"'))
    done = box.run("--lint", "--from", "file://old.lt.hcl", "--to", "file://new.lt.hcl")
    assert done.status == 0
    assert [line.split(": ", 1)[1] for line in done.out.splitlines()] == [
        'warning: Renaming table "t" to "u" [BC101]', 'warning: Renaming column "b" to "c" [BC102]']


def test_a_plan_without_findings(box):
    box.write("old.lt.hcl", OLD)
    done = box.run("--lint", "--from", "file://old.lt.hcl", "--to", "file://old.lt.hcl", "--quiet")
    assert (done.status, done.out, done.err) == (0, "", "")


def test_files_out_of_order(box):
    for name in ("1.sql", "3.sql", "4.sql"):
        box.write(f"m/{name}", f"CREATE TABLE t{name[0]} (a int);\n")
    git(box, "init", "-q")
    git(box, "add", "-A")
    git(box, "commit", "-qm", "one")
    args = ["--lint", "--to", "file://m", "--git-base", "HEAD", "--dialect", "sqlite"]
    box.write("m/5.sql", "CREATE TABLE t5 (a int);\n")
    box.write("atlas.hcl", "lint {\n  non_linear {\n    error = true\n  }\n}\n")
    done = box.run(*args)
    assert done.status == 0 and "non-linear" not in done.out
    box.write("m/2.sql", "CREATE TABLE t2 (a int);\n")
    box.write("m/3.sql", "CREATE TABLE t3 (a int, b int);\n")
    (box.folder / "m/4.sql").unlink()
    done = box.run(*args)
    assert done.status == 1
    assert "  -- non-linear changes detected:\n    -- File 2.sql was added before 3.sql\n    -- File 3.sql was edited\n    -- File 4.sql was deleted\n\n  -- analyzing version 2\n" in done.out
    steps = {step["Name"]: step for step in box.run(*args, "--format", "json").json["Steps"]}
    assert steps["Detect Non-linear Changes"]["Error"] == "non-linear changes detected"
    assert "File 3.sql was edited" in box.run(*args, "--format", "github").err
    box.write("atlas.hcl", "lint {\n  non_linear {\n  }\n}\n")
    done = box.run(*args)
    assert done.status == 0 and "File 3.sql was edited" in done.out
    (box.folder / "atlas.hcl").unlink()
    assert "non-linear" not in box.run(*args).out


def test_places(postgres, box):
    """A finding stands at the name that it is about, whether the SQL is run or only read."""
    box.write("m/1.sql", 'CREATE TABLE "users" (id int, "name" text, age int, "column" int);\n')
    box.write("m/2.sql", '-- \u00e9\nALTER TABLE "users"\n  DROP COLUMN "name",\n  ALTER COLUMN age SET NOT NULL;\nCREATE UNIQUE INDEX ix ON users (age);\n'
                         "/* \u00e9 */ ALTER TABLE users RENAME COLUMN id TO id2; ALTER TABLE users DROP COLUMN \"column\";\n")
    args = ["--lint", "--to", "file://m", "--latest", "1", "--format", "json", "--dialect", "postgresql"]
    sarif = ["--lint", "--to", "file://m", "--latest", "1", "--format", "sarif", "--dialect", "postgresql"]

    def places(*more):
        found = {}
        for result in box.run(*sarif, *more).json["runs"][0]["results"]:
            region = result["locations"][0]["physicalLocation"]["region"]
            found.setdefault(result["ruleId"], []).append((region["startLine"], region["startColumn"], region["endColumn"]))
        return found

    wanted = {"DS103": [(3, 15, 21), (6, 82, 90)], "MF104": [(4, 16, 19)], "MF101": [(5, 21, 23)], "BC102": [(6, 41, 43)],
              "PG101": [(5, 21, 23)], "PG303": [(4, 16, 19)]}
    assert places() == wanted
    assert places("--dev-url", postgres.fresh("places")) == wanted
    assert {d["Pos"] for f in box.run(*args).json["Files"] for r in f["Reports"] for d in r["Diagnostics"]} == {81, 129, 172, 6}
