#!/usr/bin/env python3
"""Plans and inspection beside the Atlas engine of Go (tests/oracle/diff/engine), in the same run.

    bench/engine.py PROGRAM [--rounds 5]

plan: two HCL files of N PostgreSQL tables, 1 in 100 with a new column, to the SQL between them; ours is the whole command,
theirs what their library takes from bytes to statements. inspect: 1,000 of these tables in a PostgreSQL database of their
own; ours is the whole --inspect with the HCL printed, theirs the inspection alone. Both take turns within a round; the
ratio is taken within the round. Needs Go and PostgreSQL, and says so when one is missing.
"""
import argparse
import json
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))
import gen  # noqa: E402

SIZES = [1000, 10000]
ENGINE = ROOT / "tests/oracle/diff/engine"


def build_engine(folder):
    """The program of the other engine; None when it cannot be built."""
    if shutil.which("go") is None:
        print("skipped: Go is not installed", file=sys.stderr)
        return None
    path = pathlib.Path(folder, "engine")
    run = subprocess.run(["go", "build", "-o", path, "."], cwd=ENGINE, capture_output=True, text=True)
    if run.returncode != 0:
        print(f"skipped: the engine cannot be built: {run.stderr[-300:]}", file=sys.stderr)
        return None
    return path


def change(text, share, seed):
    """A new column in one table of `share`."""
    parts = re.split(r"(?m)^(?=table )", text)
    for index in random.Random(seed).sample(range(1, len(parts)), max(1, (len(parts) - 1) // share)):
        parts[index] = parts[index].rstrip()[:-1] + '  column "added" {\n    type = text\n    null = true\n  }\n}\n'
    return "".join(parts)


def write_pair(folder, tables):
    before = gen.write(pathlib.Path(folder, "before"), tables, 1, "postgresql", 1)[0]
    after = pathlib.Path(folder, "after", before.name)
    after.parent.mkdir(parents=True, exist_ok=True)
    after.write_text(change(before.read_text(), 100, 1))
    return before, after


def seconds_of(*command):
    start = time.perf_counter()
    run = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if run.returncode != 0:
        sys.exit(f"{command[0]}: {run.stderr[:500]}")
    return seconds, run.stdout


def theirs_of(engine, *arguments):
    """Seconds, and how many statements or tables."""
    _, out = seconds_of(engine, *arguments)
    numbers = dict(line.split() for line in out.splitlines())
    return float(numbers.pop("seconds")), int(next(iter(numbers.values())))


def parse_seconds(program, files):
    """What the syntax parser takes for the two files on one thread (bench_parse)."""
    total = 0.0
    for file in files:
        _, out = seconds_of(pathlib.Path(program).parent / "bench_parse", "speed", file)
        numbers = dict(line.split() for line in out.splitlines())
        total += file.stat().st_size / 1e6 / float(numbers["syntax_mb_per_s"])
    return total


def plan_round(program, engine, folder):
    result = {}
    for tables in SIZES:
        before, after = write_pair(pathlib.Path(folder, str(tables)), tables)
        ours, out = seconds_of(program, "--diff", "--from", f"file://{before}", "--to", f"file://{after}")
        theirs, statements = theirs_of(engine, "time", "postgresql", before, after)
        if out.count(";\n") != statements:
            sys.exit(f"{tables} tables: {out.count(chr(59))} statements, theirs {statements}")
        result |= {f"plan{tables}_seconds": ours, f"plan{tables}_theirs_seconds": theirs, f"plan{tables}_ratio": ours / theirs}
    parse = parse_seconds(program, write_pair(pathlib.Path(folder, str(SIZES[-1])), SIZES[-1]))
    return result | {"plan_parse_seconds": parse, "plan_parse_ratio": result[f"plan{SIZES[-1]}_seconds"] / parse}


def fill(program, url, folder):
    """1,000 tables in the database of the URL."""
    file = gen.write(pathlib.Path(folder, "inspected"), 1000, 1, "postgresql", 1)[0]
    _, sql = seconds_of(program, "--diff", "--from", url, "--to", f"file://{file}")
    run = subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", url], input=sql, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"the tables cannot be made: {run.stderr[:500]}")


def inspect_round(program, engine, url):
    ours, _ = seconds_of(program, "--inspect", url)
    theirs, tables = theirs_of(engine, "inspect", url)
    if tables != 1000:
        sys.exit(f"{tables} tables inspected, not 1000")
    return {"inspect_seconds": ours, "inspect_theirs_seconds": theirs, "inspect_ratio": ours / theirs}


def start_server(folder):
    """URL of a PostgreSQL server that is stopped by stop_server; None: there is none."""
    run = subprocess.run([ROOT / "scripts/servers.sh", "start", "postgres", folder], capture_output=True, text=True)
    if run.returncode != 0:
        print(run.stdout.strip() or run.stderr.strip(), file=sys.stderr)
        return None
    return run.stdout.strip()


def stop_server(folder):
    subprocess.run([ROOT / "scripts/servers.sh", "stop", folder], check=False)


def measure(program, rounds):
    """[numbers of a round]; empty when the other engine cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        engine = build_engine(folder)
        if engine is None:
            return []
        server = tempfile.mkdtemp()
        url = start_server(server)
        try:
            if url is not None:
                fill(program, url, folder)
            result = []
            for _ in range(rounds):
                numbers = plan_round(program, engine, folder)
                result.append(numbers | (inspect_round(program, engine, url) if url is not None else {}))
            return result
        finally:
            stop_server(server)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    rounds = measure(args.program, args.rounds)
    print(json.dumps({name: statistics.median(each[name] for each in rounds) for name in (rounds[0] if rounds else {})},
                     indent=1))


if __name__ == "__main__":
    main()
