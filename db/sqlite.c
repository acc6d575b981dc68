/* sqlite.c: the driver of SQLite, which is linked in. */
#include <sqlite3.h>
#include <stdio.h>

#include "db/driver.h"

enum { PROGRESS_STEPS = 1000, BUSY_MS = 50 };

static int on_progress(void *context) { return db_over(context) ? 1 : 0; }

/* A locked file: waits in small steps until the call is over. */
static int on_busy(void *context, int tries) {
  (void)tries;
  if (db_over(context)) return 0;
  sqlite3_sleep(BUSY_MS);
  return 1;
}

/* SQL of files reaches no other files: ATTACH, VACUUM INTO. SQLite itself attaches nameless ones for VACUUM. */
static int on_action(void *context, int action, const char *name, const char *more, const char *schema,
                     const char *trigger) {
  (void)context, (void)more, (void)schema, (void)trigger;
  bool file = action == SQLITE_ATTACH && (name == NULL || (name[0] != '\0' && strcmp(name, ":memory:") != 0));
  return file ? SQLITE_DENY : SQLITE_OK;
}

static bool fail(Db *db, sqlite3 *handle) {
  snprintf(db->code, sizeof db->code, "%d", sqlite3_errcode(handle));
  return db_fail(db, DB_REFUSED, "%s", sqlite3_errmsg(handle));
}

static Str file_of(const DbUrl *url) {
  Str path = url->path;
  if (str_starts(path, STR("file:"))) path = str_sub(path, 5, path.len);
  bool memory = str_eq(db_url_param(url, STR("mode")), STR("memory"));
  return memory || str_empty(path) ? STR(":memory:") : path;
}

static bool open_sqlite(Db *db, const DbUrl *url) {
  sqlite3 *handle = NULL;
  Str path = file_of(url);
  Str mode = db_url_param(url, STR("mode"));
  bool memory = str_eq(path, STR(":memory:"));
  /* Even readers of a database with a write-ahead log need to write beside it, or they would leave files behind. */
  int flags = SQLITE_OPEN_READWRITE | (db->options.write || memory ? SQLITE_OPEN_CREATE : 0);
  if (str_eq(mode, STR("ro"))) flags = SQLITE_OPEN_READONLY;
  int status = sqlite3_open_v2(path.ptr, &handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
  if (status != SQLITE_OK) {
    db_fail(db, DB_NO_CONNECTION, "%.*s: %s", STR_FMT(path), sqlite3_errstr(status));
    sqlite3_close_v2(handle);
    return false;
  }
  db->state = handle;
  sqlite3_progress_handler(handle, PROGRESS_STEPS, on_progress, db);
  sqlite3_busy_handler(handle, on_busy, db);
  sqlite3_set_authorizer(handle, on_action, NULL);
  return true;
}

static Str cell_of(sqlite3_stmt *stmt, int column, Arena *arena) {
  if (sqlite3_column_type(stmt, column) == SQLITE_NULL) return (Str){0};
  const char *text = (const char *)sqlite3_column_text(stmt, column);
  return arena_str(arena, str_make(text, (size_t)sqlite3_column_bytes(stmt, column)));
}

static bool read_rows(Db *db, sqlite3_stmt *stmt, Arena *arena, DbRows *rows) {
  ARRAY(Str) cells = {0};
  int status;
  rows->columns = (unsigned)sqlite3_column_count(stmt);
  while ((status = sqlite3_step(stmt)) == SQLITE_ROW) {
    for (unsigned i = 0; i < rows->columns; i++) array_push(&cells, cell_of(stmt, (int)i, arena));
    rows->count++;
  }
  rows->cells = cells.len > 0 ? arena_copy(arena, cells.items, cells.len, sizeof *cells.items) : NULL;
  array_free(&cells);
  return status == SQLITE_DONE || fail(db, db->state);
}

static bool query(Db *db, Arena *arena, const char *sql, const Str *params, size_t param_count, DbRows *rows) {
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_prepare_v2(db->state, sql, -1, &stmt, NULL) != SQLITE_OK) return fail(db, db->state);
  for (size_t i = 0; i < param_count; i++) {
    if (params[i].ptr == NULL) continue;
    sqlite3_bind_text(stmt, (int)i + 1, params[i].ptr, (int)params[i].len, SQLITE_STATIC);
  }
  bool ok = read_rows(db, stmt, arena, rows);
  sqlite3_finalize(stmt);
  return ok;
}

static bool script(Db *db, Str sql) {
  const char *at = sql.ptr, *end = sql.ptr + sql.len;
  while (at < end) {
    sqlite3_stmt *stmt = NULL;
    const char *rest = end;
    if (sqlite3_prepare_v2(db->state, at, (int)(end - at), &stmt, &rest) != SQLITE_OK) return fail(db, db->state);
    int status = SQLITE_DONE;
    while (stmt != NULL && (status = sqlite3_step(stmt)) == SQLITE_ROW) continue;
    if (status != SQLITE_DONE) fail(db, db->state);
    sqlite3_finalize(stmt);
    if (status != SQLITE_DONE) return false;
    at = rest > at ? rest : at + 1; /* a NUL ends what is read: it is stepped over */
  }
  return true;
}

static void close_sqlite(Db *db) {
  sqlite3_progress_handler(db->state, 0, NULL, NULL);
  sqlite3_close_v2(db->state);
}

const DbDriver db_sqlite = {open_sqlite, query, script, close_sqlite};
