"""What an environment of atlas.hcl says, for commands that take a project: the flags that are not given."""
from . import hcl
from .database import literal
from .options import Usage


# Attributes of an environment that are no input variables of its schema.
KNOWN = {"url", "dev", "src", "schemas", "exclude", "for_each", "name"}


class Project:
    """No --env: everything is empty."""

    def __init__(self, script, options, each=None):
        self.script, self.env_name = script, options.get("env")
        self.file = (options.get("config") or "file://atlas.hcl").removeprefix("file://")
        variables = dict(v.split("=", 1) for v in options.get("var", []))
        self.variables = variables
        self.env = hcl.Block()
        path = script.path(self.file)
        self.root = hcl.parse(path.read_text()) if path.is_file() else hcl.Block()
        self.values = hcl.Values(self.root, variables, self._query)
        self.values.each = each
        if self.env_name is None:
            return
        if not path.is_file():
            raise Usage(f"stat {self.file}: no such file or directory")
        found = [b for b in self.root.blocks if b.kind == "env" and b.labels in ([self.env_name], [])]
        if not found:
            raise Usage(f'env "{self.env_name}" not defined in config file')
        self.env = found[0]

    def _query(self, text, arguments):
        """First column of a data source's rows."""
        for number, value in enumerate(arguments, 1):
            mark = f"${number}" if f"${number}" in text else "?"
            text = text.replace(mark, literal(value), 1)
        return [row[0] for row in self.script.database.rows(text)]

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
        chosen = [f"--var={name}={value}" for name, value in self.variables.items()]
        if self.values.each is not None:
            own = [name for name in self.env.attributes if name not in KNOWN]
            chosen += [f"--var={name}={self.values.get(self.env, name)}" for name in own]
        elif self.env_name is not None:
            chosen += ["--config", f"file://{self.file}", "--env", self.env_name]
        return chosen
