#!/usr/bin/env python3
"""Runs `atlas-lsp --check --format json` on a corpus of real files and compares with what each case expects.

    check_corpus.py BINARY [CORPUS] [--verbose] [--only TEXT]

CORPUS (default: ../shared/corpus beside the repository) holds index.jsonl, one case per line: its files, kind,
dialect, and whether it is valid, invalid (with parts of messages that must appear) or unknown. Cases are listed by
the reason why they fail. exceptions.txt beside this script explains those that may fail; they are counted apart.

Exit status: 0 when at least 99% of the valid cases show no error, every invalid case shows one (and the texts that
it names) or is explained, and nothing crashed; 77 when there is no corpus.
"""
import argparse
import collections
import concurrent.futures
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MIN_VALID = 0.99


def load_exceptions():
    """Lines `case: reason`; `#` starts a comment."""
    result = {}
    for line in (HERE / "exceptions.txt").read_text().splitlines():
        line = line.split("#", 1)[0].strip()
        if line:
            name, _, reason = line.partition(":")
            result[name.strip()] = reason.strip()
    return result


def load_cases(corpus):
    for line in (corpus / "index.jsonl").read_text().splitlines():
        if line.strip():
            case = json.loads(line)
            if not (case["kind"] == "txtar" and case["files"][0].startswith("txtar/")):
                yield case


def command(binary, corpus, case):
    """The call for a case; None when it has no file of ours."""
    paths = [str(corpus / name) for name in case["files"] if name.endswith(".hcl") or case["kind"] == "txtar"]
    if not paths:
        return None
    args = [str(binary), "--check", "--format", "json", "--color", "never"]
    dialect = case["kind"] if case["kind"] in ("test", "rule", "plan", "config") else case["dialect"]
    if dialect != "unknown" and case["kind"] != "txtar":
        args += ["--dialect", dialect]
    return args + paths


def run(binary, corpus, case):
    """Returns (diagnostics, problem)."""
    args = command(binary, corpus, case)
    if args is None:
        return [], None
    try:
        done = subprocess.run(args, capture_output=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return [], "no answer within 60 seconds"
    if done.returncode not in (0, 1):
        return [], f"exit status {done.returncode}: {done.stderr.decode(errors='replace')[-160:]}"
    try:
        return json.loads(done.stdout)["diagnostics"], None
    except (ValueError, KeyError) as error:
        return [], f"not the promised JSON: {error}"


def place(diagnostic):
    return f"{pathlib.Path(diagnostic['file']).name}:{diagnostic['range']['start']['line'] + 1}: {diagnostic['message']}"


def judge(case, diagnostics):
    """(class of the case, None or why it fails)."""
    errors = [d for d in diagnostics if d["severity"] == "error"]
    if case["kind"] == "fragment" or case["expect"] == "unknown":
        return "other", None
    if case["expect"] == "valid":
        return "valid", f"false error: {place(errors[0])} ({errors[0]['code']}; {len(errors)} in all)" if errors else None
    if not errors:
        return "invalid", "no error"
    missing = [text for text in case.get("errors") or [] if not any(text in d["message"] for d in errors)]
    return "invalid", f"missing text {missing[0]!r}; first: {place(errors[0])}" if missing else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("corpus", type=pathlib.Path, nargs="?", default=HERE.parents[2] / "shared" / "corpus")
    parser.add_argument("--only", default="", help="cases whose name holds this text")
    parser.add_argument("--verbose", action="store_true", help="list the excepted cases too")
    options = parser.parse_args()
    if not (options.corpus / "index.jsonl").exists():
        print("skipped: corpus absent")
        return 77
    exceptions = load_exceptions()
    cases = [case for case in load_cases(options.corpus) if options.only in case["id"]]
    total, good, explained, crashes = collections.Counter(), collections.Counter(), collections.Counter(), 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = pool.map(lambda case: run(options.binary.resolve(), options.corpus, case), cases)
        for case, (diagnostics, problem) in zip(cases, results):
            kind, why = judge(case, diagnostics)
            total[kind] += 1
            crashes += problem is not None
            excepted = why is not None and problem is None and case["id"] in exceptions
            good[kind] += why is None and problem is None
            explained[kind] += excepted
            if problem or (why and (options.verbose or not excepted)):
                print(f"{kind}\t{case['id']}\t{problem or why}" + (f"\t[{exceptions[case['id']]}]" if excepted else ""))
    rate = good["valid"] / max(1, total["valid"])
    print(f"valid {good['valid']}/{total['valid']} ({rate:.1%}, {explained['valid']} more explained), "
          f"invalid {good['invalid']}/{total['invalid']} ({explained['invalid']} more explained), "
          f"others run {total['other']}, crashes {crashes}")
    found = good["invalid"] + explained["invalid"] == total["invalid"]
    return 0 if rate >= MIN_VALID and found and crashes == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
