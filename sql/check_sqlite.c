/* check_sqlite.c: SQLite's own parser, by preparing statements in an empty database in memory. Only errors of syntax
 * count; that tables do not exist there is no news. */
#include <sqlite3.h>

#include "sql/check_internal.h"

static bool is_syntax(Str message) {
  return str_ends(message, STR(": syntax error")) || str_eq(message, STR("incomplete input")) ||
         str_starts(message, STR("unrecognized token"));
}

/* One statement, with the piece between `before` and `after`. */
static SqlFault prepare(sqlite3 *db, Arena *arena, Str before, Str text, Str after) {
  char *whole = sql_wrap(arena, before, text, after);
  sqlite3_stmt *statement = NULL;
  SqlFault fault = {0};
  int code = sqlite3_prepare_v2(db, whole, -1, &statement, NULL);
  Str message = str_from(sqlite3_errmsg(db));
  if (code == SQLITE_ERROR && is_syntax(message)) {
    int at = sqlite3_error_offset(db);
    size_t offset = at >= 0 ? (size_t)at : before.len + text.len;
    fault.at = offset > before.len ? (uint32_t)(offset - before.len) : 0;
    fault.message = fault.at >= text.len ? STR("incomplete input") : arena_str(arena, message);
  }
  sqlite3_finalize(statement);
  return fault;
}

static SqlFault check_script(sqlite3 *db, const SqlFlavor *flavor, Arena *arena, Str text) {
  SqlSpans statements = {0};
  SqlFault fault = {0};
  sql_statements(flavor, text, STR(""), &statements);
  for (size_t i = 0; i < statements.len && str_empty(fault.message); i++) {
    fault = prepare(db, arena, STR(""), span_of(statements.items[i], text), STR(""));
    fault.at += statements.items[i].start;
  }
  array_free(&statements);
  return fault;
}

static SqlFault check_trigger(sqlite3 *db, Arena *arena, Str text) {
  sqlite3_exec(db, "CREATE TABLE t (c)", NULL, NULL, NULL);
  return prepare(db, arena, STR("CREATE TRIGGER r AFTER INSERT ON t "), text, STR(""));
}

static SqlFault check_piece(sqlite3 *db, const SqlFlavor *flavor, Arena *arena, const SqlPiece *piece) {
  switch ((SqlShape)piece->shape) {
  case SQL_EXPRESSION:
  case SQL_PREDICATE: return prepare(db, arena, STR("SELECT ("), piece->text, STR("\n)"));
  case SQL_QUERY:
  case SQL_SCRIPT: return check_script(db, flavor, arena, piece->text);
  case SQL_BODY: return check_trigger(db, arena, piece->text);
  case SQL_FRAGMENT:
  case SQL_FAILING: break;
  }
  return (SqlFault){0};
}

SqlFault sql_check_sqlite(const SqlFlavor *flavor, Arena *arena, const SqlPiece *piece) {
  sqlite3 *db = NULL;
  SqlFault fault = {0};
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(":memory:", &db, flags, NULL) == SQLITE_OK) fault = check_piece(db, flavor, arena, piece);
  sqlite3_close(db);
  return fault;
}
