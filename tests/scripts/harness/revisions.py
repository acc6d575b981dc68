"""The table in which `migrate apply` keeps what was run, with the columns that Atlas gives it."""
import hashlib
import base64

from .database import literal

NAME = "atlas_schema_revisions"
BASELINE, EXECUTED, RESOLVED = 1, 2, 4  # types of a revision
COLUMNS = ("version", "description", "type", "applied", "total", "executed_at", "execution_time", "error", "error_stmt", "hash",
           "partial_hashes", "operator_version")
KINDS = {"version": "varchar(255) NOT NULL", "description": "varchar(255) NOT NULL", "executed_at": "timestamp NOT NULL",
         "error": "text NULL", "error_stmt": "text NULL", "hash": "varchar(255) NOT NULL", "partial_hashes": "text NULL",
         "operator_version": "varchar(255) NOT NULL"}


class Revision(dict):
    @property
    def complete(self):
        return self["applied"] == self["total"] or self["type"] & RESOLVED


class Revisions:
    def __init__(self, database):
        self.database = database

    def exists(self):
        return NAME in self.database.tables()

    def create(self):
        if not self.exists():
            columns = ", ".join(f"{c} {KINDS.get(c, 'bigint NOT NULL DEFAULT 0')}" for c in COLUMNS)
            self.database.run([f"CREATE TABLE {NAME} ({columns}, PRIMARY KEY (version))"])

    def all(self):
        """In the order of their versions."""
        if not self.exists():
            return []
        rows = self.database.rows(f"SELECT version, description, type, applied, total, error, error_stmt FROM {NAME}")
        found = [Revision(version=r[0], description=r[1], type=int(r[2]), applied=int(r[3]), total=int(r[4]), error=r[5],
                          error_stmt=r[6]) for r in rows]
        return sorted(found, key=lambda r: r["version"])

    def put(self, migration, kind, applied, total, error=None, statement=None):
        self.create()
        digest = base64.b64encode(hashlib.sha256(migration.path.read_bytes()).digest()).decode()
        values = (migration.version, migration.description, kind, applied, total, "2024-01-01 00:00:00", 0, error or "",
                  statement or "", digest, "null", "atlas-lsp")
        self.database.run([f"DELETE FROM {NAME} WHERE version = {literal(migration.version)}",
                           f"INSERT INTO {NAME} ({', '.join(COLUMNS)}) VALUES ({', '.join(map(literal, values))})"])

    def remove(self, version):
        self.database.run([f"DELETE FROM {NAME} WHERE version = {literal(version)}"])
