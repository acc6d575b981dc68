/* lint_fill.c: what existing rows get in a new column that must have a value, where the statement names none. */
#include "dialects/mysql/driver.h"
#include "dialects/mysql/lint.h"

/* enum('a','b') -> "a" */
static Str first_value(Arena *arena, Str text) {
  size_t open = str_find(text, '(', 0);
  Str rest = str_trim(str_sub(text, open + 1, text.len));
  if (rest.len < 2 || (rest.ptr[0] != '\'' && rest.ptr[0] != '"')) return STR("\"\"");
  return arena_printf(arena, "\"%.*s\"", STR_FMT(str_sub(rest, 1, str_find(rest, rest.ptr[0], 1))));
}

static LintFill fills(Str *value, Str text) {
  *value = text;
  return LINT_FILL_VALUE;
}

static bool is_first_timestamp(const Column *column) {
  for (size_t i = 0; column->table != NULL && i < column->table->columns.len; i++) {
    const Column *other = column->table->columns.items[i];
    if (str_eq_nocase(other->type.name, STR("timestamp"))) return other == column;
  }
  return false;
}

static LintFill fill_time(const Column *column, bool mariadb, Str word, Str *value) {
  if (str_eq(word, STR("date")) || str_eq(word, STR("datetime")))
    return mariadb ? fills(value, STR("00:00:00")) : LINT_FILL_FAILS;
  if (str_eq(word, STR("year"))) return fills(value, STR("0000"));
  if (str_eq(word, STR("time"))) return fills(value, STR("00:00:00"));
  bool now = mariadb && is_first_timestamp(column);
  return fills(value, now ? STR("CURRENT_TIMESTAMP") : STR("0000-00-00 00:00:00"));
}

LintFill mysql_lint_fill(Arena *arena, const Column *column, bool mariadb, Str *type, Str *value) {
  DbType read = {0};
  if (column->type.known) mysql_type(arena, column, &read);
  bool sized = str_eq(read.word, STR("char")) || str_eq(read.word, STR("varchar"));
  switch (read.family) {
  case TYPE_BIT:
  case TYPE_BOOL:
  case TYPE_INTEGER:
  case TYPE_DECIMAL:
  case TYPE_FLOAT:
  case TYPE_BINARY: return fills(value, STR("0"));
  default: break;
  }
  *type = read.word;
  switch (read.family) {
  case TYPE_STRING:
  case TYPE_JSON: return sized || mariadb ? fills(value, STR("\"\"")) : LINT_FILL_FINE;
  case TYPE_ENUM: return fills(value, first_value(arena, read.text));
  case TYPE_SET: return fills(value, STR("\"\""));
  case TYPE_TIME: return fill_time(column, mariadb, read.word, value);
  case TYPE_SPATIAL: return mariadb ? fills(value, STR("\"\"")) : LINT_FILL_FAILS;
  default: return LINT_FILL_FINE;
  }
}
