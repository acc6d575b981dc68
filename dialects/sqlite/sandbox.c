/* sandbox.c: trying SQL on SQLite: in memory, or in a file inside of one transaction. */
#include "dialects/sandbox.h"

static Str file(const DbUrl *url) {
  Str path = url->path;
  if (str_starts(path, STR("file:"))) path = str_sub(path, 5, path.len);
  if (str_eq(db_url_param(url, STR("mode")), STR("memory")) || str_eq(path, STR(":memory:"))) return (Str){0};
  return path;
}

static bool is_private(const DbUrl *url) { return str_empty(file(url)); }

/* In this mode a connection keeps its locks when a transaction ends. Readers are not kept out; changes wait for them.
 */
static const char lock[] = "PRAGMA busy_timeout = 0; BEGIN IMMEDIATE; PRAGMA locking_mode = EXCLUSIVE; ROLLBACK; "
                           "PRAGMA busy_timeout = 10000";

/* What a statement in a transaction fails with for no better reason: SQLITE_ERROR. */
static const char *const outside[] = {"1", NULL};

static const Str schemes[] = {STR_INIT("sqlite"), STR_INIT("sqlite3"), {NULL, 0}};
const Sandbox sqlite_sandbox = {
    .schemes = schemes,
    .lock_script = lock,
    .busy = "5",
    .begin = "BEGIN",
    .rollback = "ROLLBACK",
    .save = "SAVEPOINT atlas_try",
    .release = "RELEASE atlas_try",
    .undo = "ROLLBACK TO atlas_try; RELEASE atlas_try",
    .outside = outside,
    .prepare = "PRAGMA foreign_keys = off",
    .leftovers = "SELECT 'DROP ' || upper(type) || ' IF EXISTS \"' || replace(name, '\"', '\"\"') || '\"', name, '' "
                 "FROM sqlite_master WHERE ?1 IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
                 "AND type IN ('trigger', 'view', 'table') ORDER BY type = 'table', type = 'view', rowid DESC",
    .finish = "VACUUM",
    .is_private = is_private,
    .file = file,
    .private_url = STR_INIT("sqlite://dev?mode=memory"),
};
