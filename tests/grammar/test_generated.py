"""The committed parser belongs to the committed grammar, and is one that Debian's libtree-sitter can load."""
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def test_parser_is_up_to_date():
    subprocess.run([ROOT / "tests/grammar/check_hash.sh"], check=True)


def test_stale_parser_is_noticed(tmp_path):
    """The check itself can fail: a grammar with one more line does not fit the hash."""
    for name in ["grammar/grammar.js", "grammar/src/parser.c", "grammar/src/grammar.sha256", "tests/grammar/check_hash.sh"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "tests/grammar/check_hash.sh").chmod(0o755)
    check = [tmp_path / "tests/grammar/check_hash.sh"]
    assert subprocess.run(check, capture_output=True).returncode == 0
    with open(tmp_path / "grammar/grammar.js", "a") as grammar:
        grammar.write("// changed\n")
    assert subprocess.run(check, capture_output=True).returncode == 1


def test_abi_version():
    parser = (ROOT / "grammar/src/parser.c").read_text()
    assert re.search(r"#define LANGUAGE_VERSION 14\b", parser)
