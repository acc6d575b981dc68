#!/usr/bin/env python3
"""What checking costs in each database language, per megabyte, against PostgreSQL's.

    bench/dialects.py PROGRAM [--tables 3000] [--rounds 5]

The languages take turns within a round, so that a slow moment of the machine hits all alike; the ratio is taken within
the round. One job, user and system time of the process, less that of a check of one table.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import gen  # noqa: E402

BASE = "postgresql"
LIMIT = 1.3


def cost(program, folder):
    """Processor seconds of a check that must find nothing."""
    before = os.times()
    run = subprocess.run([program, "--check", "--jobs", "1", folder], capture_output=True, text=True)
    after = os.times()
    if run.returncode != 0 or run.stdout:
        sys.exit(f"{folder} does not check clean:\n{run.stdout[:2000]}")
    return after.children_user + after.children_system - before.children_user - before.children_system


def best(program, folder):
    """The clock of processor time ticks in hundredths: the least of three runs."""
    return min(cost(program, folder) for _ in range(3))


def measure(program, tables, rounds):
    """{dialect: [milliseconds per MB of each round]}"""
    result = {name: [] for name in gen.SUFFIX}
    with tempfile.TemporaryDirectory() as root:
        folders = {}
        for name in gen.SUFFIX:
            folders[name] = pathlib.Path(root, name)
            paths = gen.write(folders[name], tables, 1, name, 1)
            gen.write(folders[name] / "one", 1, 1, name, 1)
            folders[name] = (folders[name], paths[0].stat().st_size / 1e6)
        for _ in range(rounds):
            for name, (folder, size) in folders.items():
                whole, one = best(program, paths_of(folder)), best(program, folder / "one")
                result[name].append((whole - one) * 1000 / size)
    return result


def paths_of(folder):
    return next(folder.glob("*.hcl"))


def ratios(costs):
    """{dialect: [ratio to PostgreSQL in each round]}"""
    return {name: [value / base for value, base in zip(values, costs[BASE])] for name, values in costs.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--tables", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    costs = measure(args.program, args.tables, args.rounds)
    print(f"{'':12} {'ms per MB':>10} {'ratio':>6} {'spread':>7}  goal {LIMIT}")
    for name, values in ratios(costs).items():
        middle = statistics.median(values)
        spread = (max(values) - min(values)) / middle
        print(f"{name:12} {statistics.median(costs[name]):10.2f} {middle:6.2f} {spread:7.0%}  {'' if middle <= LIMIT else 'missed'}")


if __name__ == "__main__":
    main()
