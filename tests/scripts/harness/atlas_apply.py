"""atlas migrate apply | status | set: migration files on a database. atlas-lsp never runs anything, so this is all the
runner's own; scripts need it to get to the states that they look at."""
import re

from .errors import SqlError
from .migrations import Directory
from .options import Usage
from .revisions import BASELINE, EXECUTED, RESOLVED, Revisions


def _some(count, noun):
    return f"{count} {noun}" + ("" if count == 1 else "s")


class Pending:
    """Which files are still to run, and from where on."""

    def __init__(self, run, files, revisions):
        self.run, self.files, self.rows = run, files, revisions.all()
        last = self.rows[-1] if self.rows else None
        self.current = last["version"] if last else ""
        self.partial = last if last and not last.complete else None
        self.left = [f for f in files if not last or f.version > last["version"] or (self.partial and f.version == last["version"])]

    def skip_statements(self, migration):
        return self.partial["applied"] if self.partial and self.partial["version"] == migration.version else 0


def _first_time(run, directory, revisions):
    """A database that was never migrated must be empty, or what stands in it is the baseline."""
    baseline = run.get("baseline", "migration", "baseline")
    if revisions.all():
        return
    found = run.database.tables()
    if baseline:
        known = [f for f in directory.files() if f.version == baseline]
        if not known:
            raise Usage(f'baseline version "{baseline}" not found')
        if not run.get("dry-run"):
            revisions.put(known[0], BASELINE, 0, 0)
    elif found and not run.get("allow-dirty"):
        raise Usage(f'sql/migrate: connected database is not clean: found table "{found[0]}" in schema '
                    f'"{"main" if run.database.dialect == "sqlite" else run.database.name}". baseline version or allow-dirty is required')


def _run_file(run, migration, revisions, skip, transaction):
    """(statements that were run, the mistake or None)"""
    texts = migration.statements()
    own = [line for line in migration.path.read_text().splitlines()[:5] if line.startswith("-- atlas:txmode")]
    together = transaction != "none" and not any("none" in line for line in own)
    try:
        (run.database.run_together if together else run.database.run)(texts[skip:])
    except SqlError as error:
        done = skip + max(0, min(error.number, len(texts) - 1))
        if not together:
            revisions.put(migration, EXECUTED, done, len(texts), str(error), texts[done])
        return texts[skip:done + 1], error
    revisions.put(migration, EXECUTED, len(texts), len(texts))
    return texts[skip:], None


def _report(run, pending, todo):
    """Runs the files, telling what is done: the mistake that ended it, or None."""
    origin = f" from {pending.current}" if pending.current else ""
    run.put(f"Migrating to version {todo[-1].version}{origin} ({len(todo)} migrations in total):\n")
    revisions, files, count, failed = Revisions(run.database), 0, 0, None
    mode = run.get("tx-mode", default="file")
    for migration in todo:
        run.put(f"\n  -- migrating version {migration.version}\n")
        skip = pending.skip_statements(migration)
        if run.get("dry-run"):
            done = migration.statements()[skip:]
        else:
            done, failed = _run_file(run, migration, revisions, skip, mode)
        for text in done:
            run.put("    -> " + text.replace("\n", "\n       ") + "\n")
        count += len(done) - (failed is not None)
        if failed is not None:
            run.put(f"    {failed}\n")
            failed = Usage(f'sql/migrate: executing statement "{done[-1] if done else ""}" from version "{migration.version}": {failed}')
            break
        files += 1
        run.put("  -- ok (1ms)\n")
    wrong = " ok, 1 with errors" if failed else ""
    run.put(f"\n  -------------------------\n  -- 1ms\n  -- {_some(files, 'migration')}{wrong}\n"
            f"  -- {_some(count, 'sql statement')}{wrong}\n")
    return failed


def _describe(run, pending, todo, failed):
    """What a template of `migrate apply` works on."""
    file = lambda m: {"Name": m.path.name, "Version": m.version, "Description": m.description}
    return {"Driver": run.database.driver, "Dir": "migrations", "Current": pending.current, "Target": todo[-1].version if todo else "",
            "Pending": [file(m) for m in todo], "Applied": [{**file(m), "Applied": m.statements()} for m in todo],
            "Error": str(failed) if failed else ""}


def _amount(run, everything):
    """How many files, where that is said."""
    text = run.options.words[0] if run.options.words else str(everything)
    if not re.fullmatch(r"[+-]?\d+", text):
        raise Usage(f'strconv.Atoi: parsing "{text}": invalid syntax')
    if run.options.words and int(text) < 1:
        raise Usage(f"cannot apply '{text}' migration files")
    return int(text)


def apply(run):
    directory = Directory(run)
    directory.check(run)
    run.require(url="url")
    run.options.exact_words(0, 1)
    revisions = Revisions(run.database)
    _first_time(run, directory, revisions)
    pending = Pending(run, directory.files(), revisions)
    todo = pending.left[:_amount(run, len(pending.left))]
    template = run.get("format", "format", "migrate", "apply") or run.project.get("log", "migrate", "apply")
    if not todo:
        run.put("No migration files to execute\n")
        failed = None
    else:
        failed = _report(run, pending, todo)
    if template:
        run.out.clear()
        run.render(template, _describe(run, pending, todo, failed))
    if failed:
        raise failed


def status(run):
    directory = Directory(run)
    directory.check(run)
    run.require(url="url")
    pending = Pending(run, directory.files(), Revisions(run.database))
    partial, left = pending.partial, pending.left
    current, following = pending.current or "No migration applied yet", left[0].version if left else "Already at latest version"
    executed = str(len(pending.rows))
    if partial:
        current += f" ({partial['applied']} statements applied)"
        following += f" ({partial['total'] - partial['applied']} statements left)"
        executed += " (last one partially)"
    data = {"Status": "PENDING" if left else "OK", "Current": pending.current or current, "Next": following,
            "Executed": executed, "Pending": [{"Name": m.path.name, "Version": m.version} for m in left]}
    template = run.get("format", "format", "migrate", "status")
    if template:
        run.render(template, data)
        return
    run.put(f"Migration Status: {data['Status']}\n  -- Current Version: {current}\n  -- Next Version:    {following}\n"
            f"  -- Executed Files:  {executed}\n  -- Pending Files:   {len(left)}\n")
    if partial:
        run.put(f"\nLast migration attempt had errors:\n  -- SQL:   {partial['error_stmt']}\n  -- ERROR: {partial['error']}\n")


def set_(run):
    directory = Directory(run)
    directory.check(run)
    run.require(url="url")
    run.options.exact_words(1, 1)
    wanted, files = run.options.words[0], directory.files()
    if wanted not in [f.version for f in files]:
        raise Usage(f'migration with version "{wanted}" not found')
    revisions = Revisions(run.database)
    known = {row["version"]: row for row in revisions.all()}
    added = [f for f in files if f.version <= wanted and (f.version not in known or not known[f.version].complete)]
    removed = [version for version in known if version > wanted]
    for migration in added:
        total = len(migration.statements())
        kind = RESOLVED | (EXECUTED if migration.version in known else 0)
        revisions.put(migration, kind, known.get(migration.version, {}).get("applied", 0), total)
    for version in removed:
        revisions.remove(version)
    counts = [f"{len(added)} set"] * bool(added) + [f"{len(removed)} removed"] * bool(removed)
    run.put(f"Current version is {wanted}" + (f" ({', '.join(counts)}):\n\n" if counts else "\n"))
    for sign, versions in (("+", [m.version for m in added]), ("-", removed)):
        run.put("".join(f"  {sign} {version}\n" for version in versions))


COMMANDS = {"migrate apply": apply, "migrate status": status, "migrate set": set_}
