"""The command line of the Atlas CLI, as its scripts use it: flags, positional words, and its complaints about them."""
# Name -> short form; a value follows. Those of LISTS may be given several times.
VALUES = {"url": "u", "to": "", "from": "", "dev-url": "", "dir": "", "dir-format": "", "schema": "s", "exclude": "",
          "include": "", "format": "", "log": "", "env": "", "config": "c", "var": "", "file": "f", "latest": "", "git-base": "",
          "git-dir": "", "tx-mode": "", "exec-order": "", "baseline": "", "revisions-schema": "", "lock-timeout": "",
          "lock-name": "", "qualifier": "", "to-version": "", "amount": "", "context": "", "name": "", "plan": ""}
SWITCHES = {"auto-approve": "", "dry-run": "", "allow-dirty": "", "force": "", "edit": "", "web": "w", "help": "h"}
LISTS = {"to", "from", "schema", "exclude", "include", "var", "file"}


class Usage(Exception):
    """Status 1 with `Error: ...`."""


class Options:
    def __init__(self, arguments):
        self.words, self.values = [], {}
        arguments = list(arguments)
        while arguments:
            self._take(arguments)

    def _take(self, arguments):
        text = arguments.pop(0)
        if not text.startswith("-") or text == "-":
            self.words.append(text)
            return
        name, equals, value = text.lstrip("-").partition("=")
        name = next((n for n, short in {**VALUES, **SWITCHES}.items() if name in (n, short) and name), None)
        if name is None:
            raise Usage(f"unknown flag: {text}" if text.startswith("--") else f"unknown shorthand flag: {text}")
        if name in SWITCHES:
            self.values[name] = value != "false"
            return
        if not equals:
            if not arguments:
                raise Usage(f"flag needs an argument: {text}")
            value = arguments.pop(0)
        value = value.strip('"')
        if name in LISTS:
            self.values.setdefault(name, []).extend([value] if name in ("var", "exclude") else value.split(","))
        else:
            self.values[name] = value

    def get(self, name, default=None):
        return self.values.get(name, default)

    def require(self, *names):
        missing = [f'"{n}"' for n in names if not self.values.get(n)]
        if missing:
            raise Usage(f"required flag(s) {', '.join(missing)} not set")

    def exact_words(self, least, most):
        if not least <= len(self.words) <= most:
            wanted = str(most) if least == most else f"between {least} and {most}"
            raise Usage(f"accepts {wanted} arg(s), received {len(self.words)}" if least == most else
                        f"accepts at most {most} arg(s), received {len(self.words)}")
