"""atlas migrate apply | status | set: migration files on a database. atlas-lsp never runs anything, so this is all the
runner's own; scripts need it to get to the states that they look at."""
import re

from .errors import SqlError
from .migrations import Directory
from .options import Usage
from .revisions import BASELINE, EXECUTED, RESOLVED, Revision, Revisions


def _some(count, noun):
    return f"{count} {noun}" + ("" if count == 1 else "s")


class Pending:
    """Which files are still to run, and from where on. `order` says what becomes of files behind which others have run."""

    def __init__(self, run, files, rows, order="linear"):
        self.run, self.files, self.rows = run, files, rows
        last = rows[-1] if rows else None
        self.current = last["version"] if last else ""
        self.partial = last if last and not last.complete else None
        self.left = [f for f in files if not last or f.version > last["version"] or (self.partial and f.version == last["version"])]
        self.left = self._after_checkpoint(self.left)
        known, first = {row["version"] for row in rows}, rows[0]["version"] if rows else ""
        self.late = [f for f in files if last and first < f.version < last["version"] and f.version not in known and not f.checkpoint]
        if order == "non-linear":
            self.left, self.late = sorted(self.late + self.left, key=lambda f: f.version), []
        elif order == "linear-skip":
            self.late = []

    def _after_checkpoint(self, files):
        """An empty database starts at the last checkpoint; all others pass over them."""
        if self.rows:
            return [f for f in files if not f.checkpoint]
        marks = [number for number, f in enumerate(files) if f.checkpoint]
        return files[marks[-1]:] if marks else files

    def check(self):
        if self.late:
            names = ", ".join(f.path.name for f in self.late)
            words = "file {} was" if len(self.late) == 1 else "files {} were"
            raise Usage(f"migration {words.format(names)} added out of order. See: https://atlasgo.io/versioned/apply#non-linear-error")

    def skip_statements(self, migration):
        return self.partial["applied"] if self.partial and self.partial["version"] == migration.version else 0


def _first_time(run, directory, rows):
    """The revision of the baseline, for a database that was never migrated: that is empty, or what stands in it is the baseline."""
    baseline = run.get("baseline", "migration", "baseline")
    if rows:
        return None
    found = run.database.tables()
    if baseline:
        known = [f for f in directory.files() if f.version == baseline]
        if not known:
            raise Usage(f'baseline version "{baseline}" not found')
        return known[0]
    if found and not run.get("allow-dirty"):
        raise Usage(f'sql/migrate: connected database is not clean: found table "{found[0]}" in schema '
                    f'"{"main" if run.database.dialect == "sqlite" else run.database.name}". baseline version or allow-dirty is required')
    return None


def _own_mode(migration):
    """The transaction mode that a file asks for in its header."""
    header = re.match(r"(?:--[^\n]*\n|\s*\n)*", migration.path.read_text()).group()
    found = re.search(r"^--\s*atlas:txmode\s+(\S+)", header, re.M)
    if found and found.group(1) == "all":
        raise Usage(f'txmode "all" is not allowed in file directive "{migration.path.name}". Use "file" instead')
    if found and found.group(1) not in ("file", "none"):
        raise Usage(f'unknown txmode "{found.group(1)}" found in file directive "{migration.path.name}"')
    return found.group(1) if found else None


def _mode(run, todo):
    """--tx-mode, which no file may contradict."""
    mode = str(run.get("tx-mode", "migration", "tx_mode", default="file")).lower()
    if mode not in ("none", "file", "all"):
        raise Usage(f'unknown tx-mode "{mode}"')
    for migration in todo:
        own = _own_mode(migration)
        if mode == "all" and own == "none":
            raise Usage(f'cannot set txmode directive to "none" in "{migration.path.name}" when txmode "all" is set globally')
    return mode


def _run_file(run, migration, revisions, skip, transaction):
    """(statements that were run, the mistake or None)"""
    texts = migration.statements()
    together = (_own_mode(migration) or transaction) != "none"
    try:
        (run.database.run_together if together else run.database.run)(texts[skip:])
    except SqlError as error:
        done = skip + max(0, min(error.number, len(texts) - 1))
        if not together or run.database.commits(texts[skip:done]):
            revisions.put(migration, EXECUTED, done, len(texts), str(error), texts[done])
        return texts[skip:done + 1], error
    revisions.put(migration, EXECUTED, len(texts), len(texts))
    return texts[skip:], None


def _run_all(run, todo, pending):
    """All files in one transaction: ({file name: statements that were run}, the mistake or None)."""
    texts = [(m, text) for m in todo for text in m.statements()[pending.skip_statements(m):]]
    failed, count = None, len(texts)
    try:
        run.database.run_together([text for _, text in texts])
    except SqlError as error:
        failed, count = error, max(0, min(error.number, len(texts) - 1)) + 1
    done = {}
    for migration, text in texts[:count]:
        done.setdefault(migration.path.name, []).append(text)
    if not failed:
        for migration in todo:
            Revisions(run.database).put(migration, EXECUTED, len(migration.statements()), len(migration.statements()))
    return done, failed


def _report(run, pending, todo):
    """Runs the files, telling what is done: the mistake that ended it, or None."""
    origin = f" from {pending.current}" if pending.current else ""
    run.put(f"Migrating to version {todo[-1].version}{origin} ({len(todo)} migrations in total):\n")
    revisions, files, count, failed = Revisions(run.database), 0, 0, None
    mode = _mode(run, todo)
    at_once, late = _run_all(run, todo, pending) if mode == "all" and not run.get("dry-run") else (None, None)
    for migration in todo:
        run.put(f"\n  -- migrating version {migration.version}\n")
        skip = pending.skip_statements(migration)
        if run.get("dry-run"):
            done = migration.statements()[skip:]
        elif at_once is not None:
            done = at_once.get(migration.path.name, [])
            failed = late if migration.path.name == list(at_once)[-1] else None
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


def _order(run):
    order = str(run.get("exec-order", "migration", "exec_order", default="linear")).lower().replace("_", "-")
    if order not in ("linear", "linear-skip", "non-linear"):
        raise Usage(f'unknown execution order: "{order}"')
    return order


def apply(run):
    directory = Directory(run)
    directory.check(run)
    run.require(url="url")
    run.options.exact_words(0, 1)
    revisions = Revisions(run.database)
    rows = revisions.all()
    baseline = _first_time(run, directory, rows)
    if baseline:
        rows = [Revision(version=baseline.version, type=BASELINE, applied=0, total=0)]
    pending = Pending(run, directory.files(), rows, _order(run))
    pending.check()
    if baseline and not run.get("dry-run"):
        revisions.put(baseline, BASELINE, 0, 0)
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
    pending = Pending(run, directory.files(), Revisions(run.database).all(), _order(run))
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
