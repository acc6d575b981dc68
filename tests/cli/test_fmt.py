"""--fmt: in place, --list, --diff, standard input."""
import os
import stat
import subprocess

import pytest

UGLY = 'table "a" {\n    x = 1\n  long  =   2\n}\n'
NICE = 'table "a" {\n  x    = 1\n  long = 2\n}\n'
BROKEN = 'table "a" {\n  x = = 1\n}\n'


def test_in_place(box):
    ugly = box.write("b.hcl", UGLY)
    nice = box.write("sub/a.hcl", NICE)
    before = nice.stat().st_mtime_ns, nice.stat().st_ino
    done = box.run("--fmt")
    assert (done.status, done.out, done.err) == (0, "b.hcl\n", "")
    assert ugly.read_text() == NICE
    assert (nice.stat().st_mtime_ns, nice.stat().st_ino) == before  # not touched
    assert sorted(os.listdir(box.folder)) == [".git", "b.hcl", "sub"]
    assert box.run("--fmt").out == ""


def test_quiet(box):
    box.write("b.hcl", UGLY)
    done = box.run("--fmt", "--quiet")
    assert (done.status, done.out, done.err) == (0, "", "")


def test_list(box):
    box.write("b.hcl", UGLY)
    box.write("a.hcl", NICE)
    done = box.run("--fmt", "--list", ".")
    assert (done.status, done.out) == (1, "b.hcl\n")
    assert (box.folder / "b.hcl").read_text() == UGLY
    assert box.run("--fmt", "--list", "a.hcl").status == 0


def test_diff_can_be_applied(box):
    box.write("b.hcl", UGLY)
    done = box.run("--fmt", "--diff")
    assert done.status == 1
    assert done.out == ('--- a/b.hcl\n+++ b/b.hcl\n@@ -1,4 +1,4 @@\n table "a" {\n-    x = 1\n-  long  =   2\n'
                        '+  x    = 1\n+  long = 2\n }\n')
    assert (box.folder / "b.hcl").read_text() == UGLY
    if subprocess.run(["sh", "-c", "command -v patch"], capture_output=True).returncode == 0:
        subprocess.run(["patch", "-s", "-p1"], input=done.raw, cwd=box.folder, check=True)
        assert (box.folder / "b.hcl").read_text() == NICE


def test_syntax_errors_are_left_alone(box):
    box.write("bad.hcl", BROKEN)
    box.write("good.hcl", UGLY)
    done = box.run("--fmt")
    assert done.status == 1
    assert "bad.hcl:2,7" in done.err and done.out == "good.hcl\n"
    assert (box.folder / "bad.hcl").read_text() == BROKEN
    assert box.run("--fmt", "--list").status == 1


def test_stdin(box):
    done = box.run("--fmt", "--stdin-filepath", "x.hcl", stdin=UGLY)
    assert (done.status, done.out, done.err) == (0, NICE, "")
    done = box.run("--fmt", "--stdin-filepath", "x.hcl", stdin=BROKEN)
    assert (done.status, done.out) == (1, "") and "x.hcl:2,7" in done.err
    assert box.run("--fmt", "--list", "--stdin-filepath", "x.hcl", stdin=UGLY).out == "x.hcl\n"
    assert box.run("--fmt", "--stdin-filepath", "x.hcl", stdin="").out == ""


def test_mode_and_link_are_kept(box):
    target = box.write("real.hcl", UGLY)
    target.chmod(0o640)
    os.symlink("real.hcl", box.folder / "link.hcl")
    assert box.run("--fmt", "link.hcl").status == 0
    assert os.path.islink(box.folder / "link.hcl")
    assert target.read_text() == NICE and stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everything")
def test_read_only_file(box):
    target = box.write("a.hcl", UGLY)
    target.chmod(0o444)
    done = box.run("--fmt")
    assert done.status == 2 and "a.hcl: permission denied" in done.err
    assert target.read_text() == UGLY


@pytest.mark.parametrize("text", [UGLY.replace("\n", "\r\n"), "\ufeff" + UGLY, UGLY.rstrip("\n")])
def test_line_ends_and_mark_stay(box, text):
    done = box.run("--fmt", "--stdin-filepath", "x.hcl", stdin=text)
    assert done.status == 0
    assert ("\r\n" in done.out) == ("\r\n" in text)
    assert done.raw.startswith(b"\xef\xbb\xbf") == text.startswith("\ufeff")
    again = box.run("--fmt", "--stdin-filepath", "x.hcl", stdin=done.raw)
    assert again.raw == done.raw


def test_not_text(box):
    box.write("a.hcl", b"a = \xff\xfe\n")
    done = box.run("--fmt")
    assert done.status == 1 and "a.hcl:" in done.err


def test_missing_file(box):
    box.write("b.hcl", UGLY)
    done = box.run("--fmt", "nowhere.hcl", "b.hcl")
    assert done.status == 2 and done.out == "b.hcl\n" and "nowhere.hcl: no such file" in done.err
