"""Files that are cut off, damaged, deeply nested or very long: mistakes are told, the program never breaks."""
import random

import pytest

SAMPLE = '''# people \u00e9 \U0001F389
schema "public" {
}
table "users" {
  schema  = schema.public
  comment = "a ${1 + 2} %{ if true }b%{ else }c%{ endif } \\u00e9 $${d}"
  column "id" {
    null = false
    type = varchar(length(["a", "b"]) + 10)
  }
  primary_key {
    columns = [column.id]
  }
  check "long" {
    expr = <<-SQL
      length(id) > ${ { "n" = 3 }["n"] }
    SQL
  }
  /* an index */
  index "by_id" {
    columns = [for c in ["id"] : c if c != ""]
    on {
      expr = true ? "id" : null // why not
    }
  }
}
'''


def checked(done):
    """The files with errors of a run that ended in good order."""
    assert done.status in (0, 1) and done.err == "", done.err[-2000:]
    return {item["file"] for item in done.json["diagnostics"] if item["severity"] == "error"}


def test_cut_off_anywhere(box):
    data = SAMPLE.encode()
    for end in range(1, len(data)):
        box.write(f"{end}/a.pg.hcl", data[:end])
    wrong = checked(box.check("--format", "json"))
    inside = range(data.index(b'"users" {') + len('"users" {'), len(data) - 2)
    assert {f"{end}/a.pg.hcl" for end in inside} <= wrong


def test_cut_off_at_the_front(box):
    data = SAMPLE.encode()
    for start in range(1, len(data), 3):
        box.write(f"{start}/a.pg.hcl", data[start:])
    assert len(checked(box.check("--format", "json"))) > len(data) // 6


def test_damaged(box):
    random.seed(11)
    for number in range(300):
        data = bytearray(SAMPLE.encode())
        for _ in range(random.randrange(1, 6)):
            at = random.randrange(len(data))
            piece = random.choice([b"\x00", b"\xff", b"\xf0\x9f", b'"', b"${", b"}", b"<<E\n", b"/*", b"\r", b"(", b"]"])
            data[at:at + random.randrange(3)] = piece
        box.write(f"{number}/a.pg.hcl", bytes(data))
    assert len(checked(box.check("--format", "json"))) > 200


@pytest.mark.parametrize("text", [
    'a "b" {\n' * 1000 + "}\n" * 1000, "a {\n" * 1000, "x = " + "[" * 1000 + "]" * 1000, "x = " + "{a=" * 1000,
    "x = " + "(" * 1000 + "1" + ")" * 1000, 'x = "' + "${" * 1000, 'x = "${"' * 1000, "x = " + "!" * 1000 + "true",
    "x = " + "f(" * 1000, "x = " + "a ? " * 1000, "x = " + "[for a in " * 1000, "x = <<E\n${" * 1000, "}" * 1000,
])
def test_nested_a_thousand_times(box, text):
    box.write("a.pg.hcl", text)
    assert checked(box.check("a.pg.hcl", "--format", "json")) == {"a.pg.hcl"}
    box.run("--fmt", "a.pg.hcl")
    assert (box.folder / "a.pg.hcl").read_text() == text


HUNDRED_MB = 100_000_000


@pytest.mark.parametrize("head, piece, tail", [
    ('x = "', "a", '"\n'), ("", "a", "\n"), ("", '"', ""), ("x = <<E\n", " ", "\nE\n"), ("# ", "a", "\n"), ("", " ", "\n"),
])
def test_a_line_of_a_hundred_megabytes(box, head, piece, tail):
    path = box.write("a.pg.hcl", head + piece * HUNDRED_MB + tail)
    wrong = checked(box.check("a.pg.hcl", "--format", "json"))
    path.unlink()
    assert bool(wrong) == bool((head + piece * 3).strip(" ") and head != "# ")


def test_many_heredocs_that_do_not_close(box):
    count = 50000
    box.write("a.pg.hcl", "".join(f"table t{i} {{ x = <<X{i}\n" for i in range(count)))
    found = box.check("a.pg.hcl", "--format", "json", timeout=20).json
    assert found["summary"]["errors"] >= count
