#!/usr/bin/env python3
"""Checks that mistakes are found: takes valid files, breaks each in ways that are invalid by construction, and counts
how many of the broken ones get an error in the block that was broken, or one that names it.

    mutate.py BINARY [--corpus DIR] [--spec DIR] [--seed N] [--per-kind N] [--misses N] [--only TEXT]

The valid files are those of the corpus and some generated ones; what a language accepts is read from the
descriptions in DIR/<language>.json. Deterministic for a seed. Exit status: 0 when at least 95% of each kind are
found, 77 when there is no corpus.
"""
import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "examples"), str(HERE.parents[1] / "bench")]

import gen  # noqa: E402
import wrap  # noqa: E402
from facts import Language  # noqa: E402
from generate import examples, schema, stubs  # noqa: E402
from mutants import KINDS, Source  # noqa: E402
from outline import outline  # noqa: E402

SHARED = HERE.parents[2] / "shared"
OTHERS = ("config", "test", "rule", "plan", "script")
FILE = {"config": "atlas.hcl", "test": "f.test.hcl", "rule": "f.rule.hcl", "plan": "f.plan.hcl", "script": "f.script.hcl"}
SUFFIX = {"sqlite": ".lt.hcl", "mysql": ".my.hcl", "mariadb": ".ma.hcl", "postgresql": ".pg.hcl"}
NEW = {name: f"{end}.hcl" for name, end in wrap.SUFFIX.items() if name in gen.SUFFIX and name not in SUFFIX}
MIN_RATE = 0.95
BATCH = 300


def load_sources(options, languages):
    """(name, Source) of every module that can be read."""
    for name in SUFFIX:
        for seed in range(options.generated):
            yield f"generated-{name}-{seed}", name, {"schema" + SUFFIX[name]: schema(languages[name], seed)}
    for name, suffix in NEW.items():
        for seed in range(options.generated):
            yield f"generated-{name}-{seed}", name, {"schema" + suffix: gen.generate(4, 1, name, seed)[0][1]}
        spec = wrap.Spec(options.spec / f"{name}.json")
        for path in spec.blocks:
            text = spec.whole(path)
            if text:
                yield f"example-{name}-{path}", name, {"schema" + suffix: text}
    for name, language in languages.items():
        for path, text in examples(language) if name not in NEW else ():
            extra = {"main" + SUFFIX[name]: stubs(language, text)} if name in SUFFIX else {}
            yield f"example-{name}-{path}", name, {FILE.get(name, "example" + SUFFIX.get(name, "")): text, **extra}
    for line in (options.corpus / "index.jsonl").read_text().splitlines():
        case = json.loads(line)
        dialect = case["kind"] if case["kind"] in OTHERS else case["dialect"]
        if case["expect"] != "valid" or case["kind"] not in ("schema", *OTHERS) or dialect not in languages:
            continue
        files = {}
        for index, path in enumerate(path for path in case["files"] if path.endswith(".hcl")):
            name = FILE[dialect] if dialect in FILE else f"f{index}{ {**SUFFIX, **NEW}[dialect]}"
            files[name] = (options.corpus / path).read_text(encoding="utf-8", errors="replace")
        if files:
            yield case["id"], dialect, files


def readable(language, files):
    try:
        return Source(language, files, {name: outline(text) for name, text in files.items()})
    except ValueError:
        return None


def check(binary, dialect, folders, root):
    """Errors by folder: [(file name, line from, line to, message)]."""
    result = collections.defaultdict(list)
    for at in range(0, len(folders), BATCH):
        args = [str(binary), "--check", "--format", "json", "--jobs", "2", "--dialect", dialect]
        done = subprocess.run(args + folders[at:at + BATCH], cwd=root, capture_output=True, timeout=600, check=False)
        if done.returncode not in (0, 1):
            sys.exit(f"the checker failed with {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}")
        for entry in json.loads(done.stdout)["diagnostics"]:
            if entry["severity"] == "error":
                folder, _, name = entry["file"].rpartition("/")
                span = entry["range"]
                result[folder.rpartition("/")[2]].append((name, span["start"]["line"], span["end"]["line"], entry["message"]))
    return result


def write(root, folder, files):
    (root / folder).mkdir()
    for name, text in files.items():
        (root / folder / name).write_text(text, encoding="utf-8")


def clean_sources(options, languages):
    """The modules on which the checker finds nothing."""
    by_dialect = collections.defaultdict(list)
    for name, dialect, files in load_sources(options, languages):
        source = readable(languages[dialect], files)
        if source and options.only in name:
            by_dialect[dialect].append((name, source))
    for dialect, sources in by_dialect.items():
        with tempfile.TemporaryDirectory() as root:
            for index, (_, source) in enumerate(sources):
                write(pathlib.Path(root), f"m{index}", source.files)
            errors = check(options.binary, dialect, [f"m{index}" for index in range(len(sources))], root)
        for index, (name, source) in enumerate(sources):
            if not errors[f"m{index}"]:
                yield dialect, name, source
            elif name.startswith("generated"):
                print(f"not valid: {name}: {errors[f'm{index}'][0]}")


def choose(options, sources):
    """Mutants to run: of each kind and language at most --per-kind, spread over the sources."""
    pools = collections.defaultdict(list)
    for dialect, name, source in sources:
        rng = random.Random(f"{options.seed} {name}")
        for kind in KINDS:
            found = list(kind(source, rng))
            rng.shuffle(found)
            for mutant in found[:options.per_source]:
                pools[dialect, mutant.kind].append((name, source, mutant))
    rng = random.Random(options.seed)
    for (dialect, _), pool in sorted(pools.items()):
        rng.shuffle(pool)
        for name, source, mutant in pool[:options.per_kind]:
            yield dialect, name, source, mutant


def found(mutant, text, errors):
    """Is there an error in the broken block, or one that names it?"""
    grown = len(mutant.text) - (mutant.end - mutant.start)
    first, last = text.count("\n", 0, mutant.region[0]), text.count("\n", 0, max(mutant.region[1] + grown, mutant.region[0]))
    for name, start, end, message in errors:
        if name == mutant.file and start <= last and end >= first:
            return True
        if any(f'"{word}"' in message or f" {word}" in message or f".{word}" in message for word in mutant.names):
            return True
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--corpus", type=pathlib.Path, default=SHARED / "corpus")
    parser.add_argument("--spec", type=pathlib.Path, default=SHARED / "spec")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-kind", type=int, default=150, help="mutants of a kind and language")
    parser.add_argument("--per-source", type=int, default=4, help="mutants of a kind and module")
    parser.add_argument("--generated", type=int, default=6, help="generated modules of a language")
    parser.add_argument("--misses", type=int, default=5, help="misses to show of a kind and language")
    parser.add_argument("--only", default="", help="modules whose name holds this text")
    options = parser.parse_args()
    options.binary = options.binary.resolve()
    if not (options.corpus / "index.jsonl").exists() or not (options.spec / "sqlite.json").exists():
        print("skipped: corpus absent")
        return 77
    languages = {name: Language(options.spec / f"{name}.json") for name in (*SUFFIX, *NEW, *OTHERS)}
    by_dialect = collections.defaultdict(list)
    for dialect, name, source, mutant in choose(options, list(clean_sources(options, languages))):
        by_dialect[dialect].append((name, source, mutant))
    total, good, misses = collections.Counter(), collections.Counter(), collections.defaultdict(list)
    for dialect, entries in by_dialect.items():
        with tempfile.TemporaryDirectory() as root:
            texts = []
            for index, (_, source, mutant) in enumerate(entries):
                old = source.files[mutant.file]
                texts.append(old[:mutant.start] + mutant.text + old[mutant.end:])
                write(pathlib.Path(root), f"m{index}", {**source.files, mutant.file: texts[-1]})
            errors = check(options.binary, dialect, [f"m{index}" for index in range(len(entries))], root)
        for index, (name, source, mutant) in enumerate(entries):
            total[mutant.kind] += 1
            if found(mutant, texts[index], errors[f"m{index}"]):
                good[mutant.kind] += 1
                continue
            old = source.files[mutant.file]
            line = old.count("\n", 0, mutant.start) + 1
            what = f"{old[mutant.start:mutant.end].strip()!r} -> {mutant.text!r}"
            misses[mutant.kind, dialect].append(f"{name} {mutant.file}:{line} {what}; errors: {errors[f'm{index}'][:1]}")
    for (kind, dialect), lines in sorted(misses.items()):
        print(f"missed, {kind}, {dialect}: {len(lines)}")
        for line in lines[:options.misses]:
            print(f"    {line}")
    for kind in sorted(total):
        print(f"{kind}: {good[kind]}/{total[kind]} ({good[kind] / total[kind]:.1%})")
    return 0 if all(good[kind] >= MIN_RATE * total[kind] for kind in total) else 1


if __name__ == "__main__":
    sys.exit(main())
