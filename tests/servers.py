"""Database servers that a test run starts on loopback (scripts/servers.sh), as fixtures. Import them into a conftest.py."""
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SERVERS = str(ROOT / "scripts/servers.sh")
# Another server in place of MariaDB, as scripts/servers.sh names it: mysql80.
OTHER = os.environ.get("ATLAS_TEST_MARIADB")


class Server:
    def __init__(self, kind, folder, url):
        self.kind, self.folder, self.url = "postgres" if kind.startswith("postgres") else kind, folder, url

    def database(self, name):
        """The URL of another database on the server."""
        if self.kind == "postgres":
            return self.url.replace("/postgres?", f"/{name}?")
        return self.url + name

    def client(self, database=None):
        if self.kind == "postgres":
            return ["psql", "-qAt", "-v", "ON_ERROR_STOP=1", self.database(database) if database else self.url]
        port = self.url.rstrip("/").rpartition(":")[2]
        return ["mariadb", "--no-defaults", "-N", "-uroot", "--host=127.0.0.1", f"--port={port}", *([database] if database else [])]

    def version(self):
        """Of PostgreSQL: 15."""
        return int(self.sql("SHOW server_version_num")) // 10000

    def sql(self, text, database=None):
        done = subprocess.run(self.client(database), input=text, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def fresh(self, name):
        """The URL of an empty database of that name."""
        self.sql(f"DROP DATABASE IF EXISTS {name};")
        self.sql(f"CREATE DATABASE {name};")
        return self.database(name)


    def kill(self):
        """As a crash does. MariaDB."""
        number = int(Path(self.folder, "pid").read_text())
        os.kill(number, signal.SIGKILL)
        while Path(f"/proc/{number}").exists() and "State:\tZ" not in Path(f"/proc/{number}/status").read_text():
            time.sleep(0.02)

    def again(self):
        """Starts it once more."""
        subprocess.run([SERVERS, "again", self.folder], check=True, capture_output=True)


def start(kind, folder, options=""):
    environment = {**os.environ, "SERVER_OPTIONS": options or os.environ.get("SERVER_OPTIONS", "")}
    done = subprocess.run([SERVERS, "start", kind, folder], capture_output=True, text=True, env=environment)
    if done.returncode == 3:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    return Server(kind, folder, done.stdout.strip())


def _postgres():
    """Another release when ATLAS_TEST_POSTGRES names one, as scripts/servers.sh does: postgres10."""
    return os.environ.get("ATLAS_TEST_POSTGRES", "postgres")


def serve(kind, options=""):
    # Not below pytest's own folder: the servers' users must be able to reach theirs.
    folder = subprocess.run(["mktemp", "-d"], capture_output=True, text=True).stdout.strip()
    server = start(kind, folder, options)
    yield server
    subprocess.run([SERVERS, "stop", folder], check=True)


@pytest.fixture(scope="session")
def postgres():
    yield from serve(_postgres())


@pytest.fixture(scope="session")
def mariadb():
    yield from serve(OTHER or "mariadb")


@pytest.fixture
def spare_postgres():
    """A server that the test may break."""
    yield from serve(_postgres())


@pytest.fixture
def spare_mariadb():
    """The same; what a statement has made is still there after a crash."""
    yield from serve("mariadb", "--innodb-flush-log-at-trx-commit=2")
