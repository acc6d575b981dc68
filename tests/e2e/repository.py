"""A Git repository with a schema, for tests of what changed since the last commit."""
import subprocess

SCHEMA = '''schema "public" {
}
table "users" {
  schema = schema.public
  column "id" {
    type = int
  }
  column "mail" {
    type = text
  }
  primary_key {
    columns = [column.id]
  }
}
table "pets" {
  schema = schema.public
  column "owner" {
    type = int
  }
  foreign_key "owner" {
    columns     = [column.owner]
    ref_columns = [table.users.column.id]
  }
}
'''
USERS, PETS = SCHEMA[:SCHEMA.index('table "pets"')], SCHEMA[SCHEMA.index('table "pets"'):]


def git(folder, *words):
    subprocess.run(["git", "-C", str(folder), "-c", "user.name=t", "-c", "user.email=t@example.com", *words], check=True,
                   capture_output=True)


def commit(folder, **texts):
    """Writes the files (a_pg_hcl="..." is a.pg.hcl) and commits them."""
    for name, text in texts.items():
        (folder / name.replace("_", ".")).write_text(text)
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "state")


def document(path):
    return {"textDocument": {"uri": path.as_uri()}}
