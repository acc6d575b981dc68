"""The machine formats of --check."""
import xml.etree.ElementTree as ElementTree

import pytest
from samples import ANNOUNCEMENT, BAD, GOOD

SEVERITIES = {"error", "warning", "info", "hint"}


@pytest.fixture
def shop(box):
    box.write("a.pg.hcl", BAD)
    box.write("clean.my.hcl", GOOD)
    box.write("odd <&\"'> name.pg.hcl", ANNOUNCEMENT.replace('"users"', '"a<b>&c"'))
    return box


def report(box, form, *args):
    done = box.check("--format", form, *args)
    assert done.status == 1, done.err
    return done


def test_json(shop):
    found = report(shop, "json").json
    assert found["version"] == 1 and found["files"] == 3
    assert set(found) == {"version", "files", "diagnostics", "summary"}
    counted = {"errors": 0, "warnings": 0, "infos": 0, "hints": 0}
    for item in found["diagnostics"]:
        assert set(item) <= {"file", "range", "severity", "code", "message", "fix", "related"}
        assert item["severity"] in SEVERITIES and item["code"] and item["message"]
        counted[item["severity"] + "s"] += 1
        for end in ("start", "end"):
            assert set(item["range"][end]) == {"line", "character"}
        if "fix" in item:
            assert set(item["fix"]) == {"title", "range", "text"}
        for related in item.get("related", []):
            assert set(related) == {"file", "range", "message"}
    assert found["summary"] == counted and counted["errors"] >= 5


def test_json_position_and_fix(box):
    box.write("a.pg.hcl", BAD)
    item = report(box, "json").json["diagnostics"][0]
    assert item["file"] == "a.pg.hcl" and item["code"] == "unknown-attribute" and item["severity"] == "error"
    assert item["range"] == {"start": {"line": 8, "character": 4}, "end": {"line": 8, "character": 25}}
    assert item["fix"]["text"] == "columns"
    assert item["fix"]["range"] == {"start": {"line": 8, "character": 4}, "end": {"line": 8, "character": 11}}


def test_sarif(shop):
    found = report(shop, "sarif").json
    assert found["version"] == "2.1.0" and "sarif-2.1.0" in found["$schema"]
    (run,) = found["runs"]
    assert run["columnKind"] == "utf16CodeUnits"
    assert run["invocations"] == [{"executionSuccessful": True}]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "atlas-lsp"
    assert len({rule["id"] for rule in rules}) == len(rules) > 20
    prints = set()
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"} and result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
        assert " " not in place["artifactLocation"]["uri"] and "<" not in place["artifactLocation"]["uri"]
        region = place["region"]
        assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
        assert region["startLine"] >= 1 and region["startColumn"] >= 1
        (name,) = result["partialFingerprints"].values()
        prints.add(name)
        for fix in result.get("fixes", []):
            (change,) = fix["artifactChanges"]
            assert change["artifactLocation"] == place["artifactLocation"]
            assert change["replacements"][0]["insertedContent"]["text"]
    assert len(prints) == len(run["results"])


def test_sarif_absolute_path(box):
    path = box.write("a.pg.hcl", BAD)
    place = report(box, "sarif", path).json["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": path.as_uri()}


def test_sarif_tells_of_failure(box):
    box.write("a.pg.hcl", BAD)
    done = box.check("--format", "sarif", "a.pg.hcl", "nowhere.hcl")
    assert done.status == 2
    assert done.json["runs"][0]["invocations"] == [{"executionSuccessful": False}]


def test_github(box):
    box.write("a,b:c%.pg.hcl", BAD)
    out = report(box, "github").out
    assert out == ("::error file=a%2Cb%3Ac%25.pg.hcl,line=9,endLine=9,col=5,endColumn=25,title=unknown-attribute::"
                   "unknown attribute coulmns in block of type primary_key (Did you mean columns?)\n")


def test_github_range_over_lines_has_no_columns(box):
    box.write("schema.pg.hcl", ANNOUNCEMENT)
    line = next(l for l in report(box, "github").out.splitlines() if "coulmns" in l)
    assert ",line=17,endLine=19,title=" in line


def test_gitlab(shop):
    found = report(shop, "gitlab").json
    assert len(found) >= 5
    for item in found:
        assert set(item) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert item["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert item["location"]["path"] and item["location"]["lines"]["begin"] >= 1
    assert len({item["fingerprint"] for item in found}) == len(found)


def test_fingerprint_survives_a_move(box):
    box.write("a.pg.hcl", BAD)
    before = report(box, "gitlab").json[0]
    box.write("a.pg.hcl", "\n# one more line\n" + BAD)
    after = report(box, "gitlab").json[0]
    assert before["fingerprint"] == after["fingerprint"]
    assert before["location"]["lines"]["begin"] + 2 == after["location"]["lines"]["begin"]


def test_junit(shop):
    root = ElementTree.fromstring(report(shop, "junit").raw)
    assert root.tag == "testsuites"
    suites = root.findall("testsuite")
    assert {s.get("name") for s in suites} == {"a.pg.hcl", "clean.my.hcl", "odd <&\"'> name.pg.hcl"}
    failures = 0
    for suite in suites:
        cases = suite.findall("testcase")
        failed = suite.findall("testcase/failure")
        assert int(suite.get("tests")) == len(cases) > 0 and int(suite.get("failures")) == len(failed)
        failures += len(failed)
        assert all(f.get("message") and f.get("type") and "line " in f.text for f in failed)
    assert int(root.get("failures")) == failures >= 5
    assert int(root.get("tests")) == sum(int(s.get("tests")) for s in suites)


def test_checkstyle(shop):
    root = ElementTree.fromstring(report(shop, "checkstyle").raw)
    assert root.tag == "checkstyle"
    files = {f.get("name"): f.findall("error") for f in root.findall("file")}
    assert len(files) == 3 and files["clean.my.hcl"] == []
    (error,) = files["a.pg.hcl"]
    assert (error.get("line"), error.get("column"), error.get("severity")) == ("9", "5", "error")
    assert error.get("source") == "atlas-lsp.unknown-attribute" and "coulmns" in error.get("message")


@pytest.mark.parametrize("form", ["junit", "checkstyle"])
def test_xml_of_odd_characters(box, form):
    box.write("a.pg.hcl", b'table "a\x01\xff\xef\xbf\xbe" "b" "c" "d" {\n  x\x02 = \xff\n}\n')
    ElementTree.fromstring(report(box, form).raw)


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "junit", "checkstyle", "github"])
def test_clean(box, form):
    box.write("a.pg.hcl", GOOD)
    done = box.check("--format", form)
    assert done.status == 0 and done.err == ""
    if form == "github":
        assert done.out == ""


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "junit", "checkstyle", "github"])
def test_no_files(box, form):
    done = box.check("--format", form)
    assert done.status == 0
    if form == "json":
        assert done.json["files"] == 0
