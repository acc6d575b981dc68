"""One script: a folder with its files, variables, the output of the last program, and its lines run one by one."""
import os
import re
import shutil
import subprocess
from urllib.parse import urlsplit

from . import txtar, words
from .errors import Failed, Skipped, SqlError

TIMEOUT = 60  # seconds for a program


def is_project(content):
    """An atlas.hcl, whatever its name."""
    return re.search(r"^env\b", content, re.M) is not None


def with_urls(content, database, url):
    """URL stands for that of the server or schema, DEV_URL for a database to try SQL on; so do containers, which are
    bound to a schema or are not. Servers at ports of this machine that scripts took for granted are the one there is."""
    host = urlsplit(database.project_url).netloc.rpartition("@")[2]
    if host:
        content = re.sub(r"@localhost:\d+", "@" + host, content)
    content = re.sub(r"docker://[^\s\"']+", lambda found: database.container(found.group()), content)
    return content.replace("DEV_URL", database.dev_url).replace("URL", url)


class Script:
    def __init__(self, name, text, folder, database, program, commands):
        self.name, self.folder, self.cwd = name, folder, folder
        self.database, self.program, self.commands = database, program, commands
        self.stdout = self.stderr = ""
        self.stdin = ""
        self.stopped = False
        self.lines, files = txtar.parse(text)
        for path, content in files.items():
            self.write(path, with_urls(content, database, database.project_url) if is_project(content) else content)
        self.env = {**os.environ, "WORK": str(folder), "HOME": str(folder), "TMPDIR": str(folder), "db": database.name,
                    "version": database.versions[-1], **database.variables}

    # ---- files ----

    def path(self, name):
        return self.cwd / name

    def write(self, name, content):
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)

    def read(self, name):
        """A file; `stdout` and `stderr` are those of the last program."""
        if name in ("stdout", "stderr"):
            return getattr(self, name)
        if not self.path(name).is_file():
            raise Failed(f"no file {name}")
        return self.path(name).read_text()

    def read_versioned(self, name):
        """A file, or the one of this name for this version of the server."""
        for version in self.database.versions:
            if self.path(f"{version}/{name}").is_file():
                return self.read(f"{version}/{name}")
        return self.read(name)

    def fill(self, text):
        """$db, $charset and $collate in the text of a schema."""
        for name in ("charset", "collate", "db"):
            text = text.replace(f"${name}", self.env[name])
        return text

    # ---- programs ----

    def call(self, command):
        """Runs a program; its status. Output is kept for `stdout` and `stderr`."""
        executable = shutil.which(command[0], path=self.env["PATH"]) or command[0]
        try:
            done = subprocess.run([executable, *command[1:]], cwd=self.cwd, env=self.env, input=self.stdin,
                                  capture_output=True, text=True, timeout=TIMEOUT)
        except FileNotFoundError:
            raise Failed(f"no program {command[0]}") from None
        except subprocess.TimeoutExpired:
            raise Failed(f"{command[0]} did not end within {TIMEOUT} seconds") from None
        self.stdout, self.stderr, self.stdin = done.stdout, done.stderr, ""
        return done.returncode

    def tool(self, *arguments):
        """Runs atlas-lsp: (status, stdout, stderr); what the script sees stays as it is."""
        done = subprocess.run([self.program, *map(str, arguments)], cwd=self.cwd, env=self.env, capture_output=True,
                              text=True, timeout=TIMEOUT)
        if done.returncode < 0 or done.returncode > 2:
            raise Failed(f"atlas-lsp ended with status {done.returncode}: {' '.join(map(str, arguments))}\n{done.stderr}")
        return done.returncode, done.stdout, done.stderr

    # ---- lines ----

    def run(self):
        """Failed or Skipped, with the line in front, when it does not pass."""
        for number, line in enumerate(self.lines.splitlines(), 1):
            try:
                self._run_line(words.split(line, self.env))
            except (Failed, SqlError, ValueError) as error:
                raise Failed(f"line {number}: {line.strip()}\n{error}") from None
            if self.stopped:
                break

    def _run_line(self, line):
        while line and line[0].startswith("[") and line[0].endswith("]"):
            if not self._holds(line.pop(0)[1:-1]):
                return
        negated = line[:1] == ["!"]
        if negated:
            line = line[1:]
        if not line:
            return
        command = self.commands.get(line[0])
        if command is None:
            raise Skipped(f"the runner has no command {line[0]}")
        command(self, negated, line[1:])

    def _holds(self, condition):
        """`[linux]`, `[!windows]`, `[exec:psql]`."""
        wanted = not condition.startswith("!")
        name = condition.lstrip("!")
        if name.startswith("exec:"):
            found = shutil.which(name[5:], path=self.env["PATH"]) is not None
        else:
            found = name in ("linux", "unix", "symlink")
        return found == wanted
