"""The commands that every script of Go's testscript has: files, programs, and looks at their output."""
import difflib
import json
import re
import shutil

from .errors import Failed, Skipped
from .words import expand


def difference(wanted, found):
    return "\n".join(difflib.unified_diff(wanted.splitlines(), found.splitlines(), "expected", "found", lineterm=""))


def go_pattern(text):
    """A regular expression of Go as Python writes it."""
    try:
        return re.compile(text.replace("\\z", "\\Z"), re.M)
    except re.error as error:
        raise Failed(f"bad pattern {text}: {error}") from None


def _match(text, pattern, negated, what):
    found = go_pattern(pattern).search(text) is not None
    if found == negated:
        raise Failed(f"{'unexpected' if negated else 'no'} match for {pattern} in {what}:\n{text}")


def stdout(script, negated, args):
    _match(script.stdout, args[-1], negated, "stdout")


def stderr(script, negated, args):
    _match(script.stderr, args[-1], negated, "stderr")


def grep(script, negated, args):
    *options, pattern, name = args
    text = script.read(name)
    count = next((int(o.split("=")[1]) for o in options if o.startswith("-count=")), None)
    if count is not None and len(go_pattern(pattern).findall(text)) != count:
        raise Failed(f"{pattern} is not {count} times in {name}")
    if count is None:
        _match(text, pattern, negated, name)


def _compare(script, negated, args, variables):
    if len(args) != 2:
        raise Failed("cmp wants two files")
    first, second = script.read(args[0]), script.read(args[1])
    if variables is not None:
        first, second = expand(first, variables), expand(second, variables)
    # Ends of files are at the mercy of blank lines between them in the archive.
    same = first.rstrip("\n") == second.rstrip("\n")
    if same == negated:
        raise Failed(f"{args[0]} and {args[1]} {'are equal' if negated else 'differ'}\n{difference(second, first)}")


def cmp(script, negated, args):
    _compare(script, negated, args, None)


def cmpenv(script, negated, args):
    _compare(script, negated, args, script.env)


def exec_(script, negated, args):
    status = script.call(args)
    if (status != 0) != negated:
        raise Failed(f"status {status}\n{script.stderr}")


def cp(script, negated, args):
    *sources, target = args
    for source in sources:
        if source in ("stdout", "stderr"):
            script.path(target).write_text(script.read(source))
        elif script.path(source).is_dir():
            shutil.copytree(script.path(source), script.path(target), dirs_exist_ok=True)
        else:
            shutil.copy(script.path(source), script.path(target))


def mv(script, negated, args):
    shutil.move(script.path(args[0]), script.path(args[1]))


def rm(script, negated, args):
    for name in args:
        path = script.path(name)
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def mkdir(script, negated, args):
    for name in args:
        script.path(name).mkdir(parents=True, exist_ok=True)


def cat(script, negated, args):
    script.stdout = "".join(script.read(name) for name in args)


def exists(script, negated, args):
    for name in (a for a in args if a != "-readonly"):
        if script.path(name).exists() == negated:
            raise Failed(f"{name} {'exists' if negated else 'does not exist'}")


def env(script, negated, args):
    for word in args:
        name, _, value = word.partition("=")
        script.env[name] = value


def cd(script, negated, args):
    script.cwd = script.path(args[0]).resolve()
    if not script.cwd.is_dir():
        raise Failed(f"no folder {args[0]}")


def symlink(script, negated, args):
    script.path(args[0]).symlink_to(args[-1])


def unquote(script, negated, args):
    """Lines that start with > stand for what would be a marker."""
    for name in args:
        script.path(name).write_text(re.sub(r"^>", "", script.read(name), flags=re.M))


def stdin(script, negated, args):
    script.stdin = script.read(args[0])


def skip(script, negated, args):
    raise Skipped(" ".join(args) or "the script says so")


def stop(script, negated, args):
    script.stopped = True


def chmod(script, negated, args):
    for name in args[1:]:
        script.path(name).chmod(int(args[0], 8))


def valid_json(script, negated, args):
    for name in args:
        try:
            json.loads(script.read(name))
            valid = True
        except ValueError:
            valid = False
        if valid == negated:
            raise Failed(f"{name} is {'' if valid else 'not '}valid JSON")


COMMANDS = {"stdout": stdout, "stderr": stderr, "grep": grep, "cmp": cmp, "cmpenv": cmpenv, "exec": exec_, "cp": cp, "mv": mv,
            "rm": rm, "mkdir": mkdir, "cat": cat, "exists": exists, "env": env, "cd": cd, "stdin": stdin, "skip": skip,
            "stop": stop, "chmod": chmod, "symlink": symlink, "unquote": unquote, "validJSON": valid_json}
