"""What an environment of atlas.hcl says, for commands that take a project: the flags that are not given."""
import shutil

from . import hcl, sumfile
from .database import literal
from .gotemplate import render
from .options import Usage
from .values import Unknown, Values


# Attributes of an environment that are no input variables of its schema.
KNOWN = {"url", "dev", "src", "schemas", "exclude", "for_each", "name"}


def _as_word(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


class Project:
    """No --env: everything is empty."""

    def __init__(self, script, options, each=None):
        self.script, self.env_name = script, options.get("env")
        self.file = (options.get("config") or "file://atlas.hcl").removeprefix("file://")
        self.given = [v.split("=", 1) for v in options.get("var", [])]
        self.env = hcl.Block()
        path = script.path(self.file)
        self.root = hcl.parse(path.read_text()) if path.is_file() else hcl.Block()
        data = {"sql": self._rows, "template_dir": self._rendered}
        functions = {"getenv": lambda name: script.env.get(name, ""), "file": script.read, "glob": self._glob, "fileset": self._glob}
        self.values = Values(self.root, self._inputs(), self.env_name, data, functions)
        self.values.each = each
        if self.env_name is None:
            return
        if not path.is_file():
            raise Usage(f"stat {self.file}: no such file or directory")
        found = [b for b in self.root.blocks if b.kind == "env" and b.labels in ([self.env_name], [])]
        if not found:
            raise Usage(f'env "{self.env_name}" not defined in config file')
        self.env = found[0]

    def _inputs(self):
        """Values of variables; those that are declared as lists take several."""
        lists = {b.labels[-1] for b in self.root.blocks if b.kind == "variable" and any(t[1] in ("list", "set") for t in b.attributes.get("type", []))}
        inputs = {}
        for name, value in self.given:
            inputs[name] = [*inputs.get(name, []), value] if name in lists else value
        return inputs

    def _glob(self, pattern):
        return sorted(str(path.relative_to(self.script.cwd)) for path in self.script.cwd.glob(pattern))

    def _rows(self, values, block, what):
        """data "sql": the first column of its rows."""
        text = values.get(block, "query")
        for number, value in enumerate(values.get(block, "args", []), 1):
            mark = f"${number}" if f"${number}" in text else "?"
            text = text.replace(mark, literal(value), 1)
        found = [row[0] for row in self.script.database.rows(text)]
        known = {"values": found, "value": found[0] if found else "", "count": len(found)}
        if what not in known:
            raise Unknown(f"data.sql.{block.labels[-1]}.{what}")
        return known[what]

    def _rendered(self, values, block, what):
        """data "template_dir": the directory with its templates filled in, checksums and all."""
        source = self.script.path(values.get(block, "path"))
        target = self.script.path(f".rendered/{block.labels[-1]}")
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        shared = [p.read_text() for p in sorted(source.rglob("*")) if p.is_file() and p.parent != source]
        for path in source.glob("*.sql"):
            (target / path.name).write_text(render(path.read_text(), values.get(block, "vars", {}), {}, shared))
        sumfile.write(target)
        return f"file://{target.relative_to(self.script.cwd)}"

    def instances(self):
        """What for_each goes over; [None] without."""
        if "for_each" not in self.env.attributes:
            return [None]
        return list(dict.fromkeys(self.values.value(self.env.attributes["for_each"])))

    def get(self, *path, default=None):
        """get("migration", "dir"): an attribute of the environment or of a block in it; of the file for `lint`."""
        for block in (self.env, self.root):
            for kind in path[:-1]:
                block = block.child(kind)
            if path[-1] in block.attributes and (block is not self.root or path[0] == "lint"):
                return self.values.get(block, path[-1])
        return default

    def has(self, name):
        return name in self.env.attributes

    def arguments(self):
        """Options of atlas-lsp that choose the same environment and variables."""
        chosen = [f"--var={name}={value}" for name, value in self.given]
        if self.values.each is not None:
            own = [name for name in self.env.attributes if name not in KNOWN]
            for name in own:
                value = self.values.get(self.env, name)
                chosen += [f"--var={name}={_as_word(v)}" for v in (value if isinstance(value, list) else [value])]
        elif self.env_name is not None:
            chosen += ["--config", f"file://{self.file}", "--env", self.env_name]
        return chosen
