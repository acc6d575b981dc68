#!/usr/bin/env python3
"""Compares our parser and formatter with HashiCorp's HCL on files, and on random mutations of them.

    compare.py OURS ORACLE FILE... [--mutations N] [--seed S]

OURS is ours.c, linked with atlas_grammar; ORACLE is hcl/main.go, built with `go build`. They must agree on every verdict,
tree and formatted text, and on the place and summary of the first error of 9 in 10 broken files. (They differ on purpose
after an unclosed bracket: we cut at the next top-level block.) Ends with 1 when they do not agree."""
import argparse
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

TOKEN = re.compile(rb'[A-Za-z_][\w-]*|\d+|\s+|<<-?\w+\n|\$\{|%\{|"|.', re.S)
PIECES = [b'"', b'{', b'}', b'(', b')', b'[', b']', b'${', b'%{', b'<<EOT\n', b'EOT\n', b'/*', b'*/', b'#', b'\n', b',',
          b'=', b'.', b'*', b'?', b':', b'==', b'::', b'...', b'=>', b'~}', b'for', b'if', b'in', b'1..2', b'a.0.1', b"'",
          b'`', b';', b'&', b'\\', b'\\q', b'\\u12', b'$${', b'\x00', b'\xff', b'\xc3\xa9', b'\r', b'\r\n', b'!', b'-',
          b'[*]', b'.*', b'%{ if a }', b'%{ else }', b'%{ endif }', b'%{~ for a in b ~}', b'%{ endfor }', b'<<-E\n  ${a}\n  E\n']


def mutate(text, rng):
    """One to four random changes of a token or line."""
    for _ in range(rng.choice([1, 1, 2, 4])):
        separator, parts = (b'\n', text.split(b'\n')) if rng.random() < .3 else (b'', TOKEN.findall(text))
        if not parts:
            break
        at = rng.randrange(len(parts))
        change = rng.randrange(4)
        if change == 0:
            del parts[at]
        elif change == 1:
            parts.insert(at, rng.choice(parts))
        elif change == 2:
            parts.insert(at, rng.choice(PIECES))
        else:
            parts[at] = rng.choice(PIECES)
        text = separator.join(parts)
    return text


def normal(tree):
    """The tree with its texts in Unicode's form NFC, as HCL keeps them."""
    raw = re.sub(rb'\\x([0-9A-F]{2})', lambda m: bytes([int(m[1], 16)]), tree.encode())
    return unicodedata.normalize('NFC', raw.decode(errors='surrogateescape'))


def reports(program, names):
    """name -> (tree or None, [(start, end, summary)]) as the program prints them."""
    out = subprocess.run([program], input='\n'.join(names) + '\n', text=True, capture_output=True, check=True).stdout
    found, current = {}, None
    for line in out.split('\n'):
        kind, _, rest = line.partition('\t')
        if kind == 'F':
            current = found[rest] = [None, []]
        elif kind == 'T':
            current[0] = normal(rest)
        elif kind == 'E':
            start, end, summary = rest.split('\t')
            current[1].append((int(start), int(end), summary))
    return found


def compare_reports(ours, theirs):
    """Number of disagreements about verdicts and trees; broken files; those with the same first error."""
    wrong = broken = same = 0
    for name, (tree, errors) in theirs.items():
        our_tree, our_errors = ours[name]
        if bool(errors) != bool(our_errors) or tree != our_tree:
            wrong += 1
            print(f'{name}: ours {our_errors[:1] or our_tree}, HCL {errors[:1] or tree}')
        elif errors:
            broken += 1
            # HCL lists what its lexer finds before what its parser finds: either may count as the first.
            starts = {errors[0][0], min(errors)[0]}
            same += min(our_errors) in [error for error in errors if error[0] in starts]
    return wrong, broken, same


def compare_formats(ours, oracle, names):
    for program in (ours, oracle):
        subprocess.run([program, 'format'], input='\n'.join(names) + '\n', text=True, check=True)
    wrong = 0
    for name in names:
        if pathlib.Path(name + '.ours').read_bytes() != pathlib.Path(name + '.formatted').read_bytes():
            wrong += 1
            print(f'{name}: formatted differently')
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('ours')
    parser.add_argument('oracle')
    parser.add_argument('files', nargs='+')
    parser.add_argument('--mutations', type=int, default=2000)
    parser.add_argument('--seed', type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    texts = [pathlib.Path(name).read_bytes() for name in args.files]
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for i, text in enumerate(texts + [mutate(rng.choice(texts)[:6000], rng) for _ in range(args.mutations)]):
            names.append(f'{folder}/{i}.hcl')
            pathlib.Path(names[-1]).write_bytes(text)
        theirs = reports(args.oracle, names)
        wrong, broken, same = compare_reports(reports(args.ours, names), theirs)
        valid = [name for name in names if not theirs[name][1]]
        wrong += compare_formats(args.ours, args.oracle, valid)
    print(f'{len(names)} files, {len(valid)} valid, {wrong} disagreements; first error the same in {same} of {broken}')
    sys.exit(wrong > 0 or same < .9 * broken)


if __name__ == '__main__':
    main()
