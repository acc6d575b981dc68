"""MariaDB and MySQL: a database of the script's name, and another to try SQL on; `mariadb` is the client."""
import copy
import re
import subprocess
from urllib.parse import urlsplit

from .database import Database, failure

END = ";;next;;"  # of a statement, for the client


def _address(server):
    """Of a server that came from another release the socket is out of reach."""
    if server.kind == "mariadb":
        return [f"--socket={server.folder}/sock"]
    return ["--protocol=tcp", "--host=127.0.0.1", f"--port={urlsplit(server.url).port}"]


def _client(server, statements, *options):
    """Lines of output."""
    command = ["mariadb", "--no-defaults", "-uroot", "-N", "-B", "--comments", "--unbuffered", f"--delimiter={END}",
               *_address(server), "--default-character-set=utf8mb4", *options]
    text = "".join(f"{s.strip().rstrip(';')}{END}\nSELECT 'done '{END}\n" for s in statements)
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    if done.returncode != 0:
        found = re.search(r"ERROR (\d+) \(\w+\) at line \d+: (.*)", done.stderr, re.S)
        message = f"Error {found.group(1)}: {found.group(2).strip()}" if found else done.stderr.strip()
        raise failure(message, done.stdout.count("done "))
    return [line for line in done.stdout.split("\n") if line not in ("", "done ")]


class Mariadb(Database):
    dialect = "mariadb"
    driver = "mysql"
    settings = ("character_set_server = utf8mb4", "collation_server = utf8mb4_general_ci")

    def __init__(self, server, name, folder):
        super().__init__(server, name, folder)
        self.dev = f"{name}_dev"
        self.project_url = server.url
        self.url, self.dev_url = server.url + name, server.url + self.dev
        version, charset, collate = server.settings
        self.variables = {"charset": charset, "collate": collate}
        self.versions = self._versions(*version.split(".")[:2])

    def _versions(self, major, minor):
        """Scripts know some releases; a server counts as the last of them that is not newer."""
        known = [n for n in (102, 103, 107) if n <= int(major) * 10 + min(int(minor), 9)]
        return f"maria{major}{minor}", f"maria{known[-1]}"

    @classmethod
    def prepare(cls, server):
        """What servers of this age have without being asked: scripts name it."""
        _client(server, [f"SET GLOBAL {setting}" for setting in cls.settings])
        query = "SELECT @@version, @@character_set_server, @@collation_server"
        server.settings = _client(server, [query])[0].split("\t")

    def _client(self, statements, *options):
        return _client(self.server, statements, *options)

    def create(self):
        self.drop()
        self._client([f"CREATE DATABASE `{name}`" for name in (self.name, self.dev)])

    def drop(self):
        self._client([f"DROP DATABASE IF EXISTS `{name}`" for name in (self.name, self.dev)])

    def clear(self):
        self._client([f"DROP DATABASE IF EXISTS `{self.name}`", f"CREATE DATABASE `{self.name}`"])

    def at(self, url):
        name = url.split("?")[0].rsplit("/", 1)[1]
        other = copy.copy(self)
        other.name = name or self.name
        return other

    def run(self, statements):
        self._client(statements, self.name)

    def commits(self, statements):
        """Changes of the schema do."""
        return any(re.match(r"\s*(CREATE|ALTER|DROP|RENAME|TRUNCATE)\b", text, re.I) for text in statements)

    def rows(self, text):
        return [[None if cell == "NULL" else cell for cell in line.split("\t")] for line in self._client([text], self.name)]

    def show(self, table):
        """Options of the table are left out but for those that scripts ask about."""
        out = "\n".join(self._client([f"SHOW CREATE TABLE `{self.name}`.`{table}`"], "--raw"))
        text = out.split("\t", 1)[1]
        end = text.rindex(")") + 1
        kept = [word for word in text[end:].split() if word.split("=")[0] in ("AUTO_INCREMENT", "COMMENT")]
        return " ".join([text[:end], *kept])

    def tables(self):
        return [row[0] for row in self.rows("SHOW TABLES")]


class Mysql(Mariadb):
    dialect = "mysql"
    settings = ()

    def _versions(self, major, minor):
        """Scripts know 5.6, 5.7 and 8."""
        if int(major) < 8:
            return (f"mysql{major}{minor}",)
        return f"mysql{major}{minor}", "mysql8"
