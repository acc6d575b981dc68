/* inspect_column.c: columns of MySQL and MariaDB: types, defaults, generated columns. */
#include "base/buf.h"
#include "dialects/mysql/inspect_parts.h"

static const char columns_sql[] =
    "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, COLUMN_COMMENT, "
    "CHARACTER_SET_NAME, COLLATION_NAME, GENERATION_EXPRESSION FROM information_schema.COLUMNS "
    "WHERE TABLE_SCHEMA IN (%s) ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION";
/* Before 5.7 and 10.2 there are no generated columns in the information schema. */
static const char old_columns_sql[] =
    "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, COLUMN_COMMENT, "
    "CHARACTER_SET_NAME, COLLATION_NAME, NULL FROM information_schema.COLUMNS "
    "WHERE TABLE_SCHEMA IN (%s) ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION";

enum { C_TYPE = 3, C_NULLABLE, C_DEFAULT, C_EXTRA, C_COMMENT, C_CHARSET, C_COLLATION, C_EXPRESSION };

static bool contains_nocase(Str text, Str word) {
  for (size_t i = 0; i + word.len <= text.len; i++)
    if (str_eq_nocase(str_sub(text, i, i + word.len), word)) return true;
  return false;
}

/* ---- types ---- */

static char escaped(char c) { return c == 'n' ? '\n' : c == 'r' ? '\r' : c == '0' ? '\0' : c == 't' ? '\t' : c; }

/* 'a\\b\n it''s' -> its content, when `text` is one whole string. */
static bool unquote(Inspect *self, Str text, Str *out) {
  if (text.len < 2 || text.ptr[0] != '\'' || text.ptr[text.len - 1] != '\'') return false;
  char *copy = arena_alloc(&self->arena, text.len);
  size_t len = 0, end = text.len - 1;
  for (size_t i = 1; i < end; i++) {
    char c = text.ptr[i];
    if (c == '\'' && (i + 1 >= end || text.ptr[i + 1] != '\'')) return false; /* it ends before the end */
    if ((c == '\'' || c == '\\') && i + 1 < end) c = c == '\'' ? text.ptr[++i] : escaped(text.ptr[++i]);
    copy[len++] = c;
  }
  *out = str_make(copy, len);
  return true;
}

/* enum('a','it''s') -> {"a", "it's"} */
static size_t quoted_args(Inspect *self, Str list, Str **args) {
  size_t count = 0;
  *args = arena_array(&self->arena, Str, list.len / 2 + 1);
  for (size_t at = 0; at < list.len;) {
    size_t end = at + 1;
    while (end < list.len && (list.ptr[end] != '\'' || (end + 1 < list.len && list.ptr[end + 1] == '\'')))
      end += list.ptr[end] == '\'' || list.ptr[end] == '\\' ? 2 : 1;
    Str value;
    if (unquote(self, str_sub(list, at, end + 1), &value)) (*args)[count++] = value;
    at = end + 2;
  }
  return count;
}

/* "int(10) unsigned zerofill" -> "int", {"10"}; *is_unsigned */
static size_t split_type(Inspect *self, Str raw, Str *word, Str **args, bool *is_unsigned) {
  size_t comment = 0;
  while (comment + 1 < raw.len && !(raw.ptr[comment] == '/' && raw.ptr[comment + 1] == '*')) comment++;
  Str text = str_trim(str_sub(raw, 0, comment + 1 < raw.len ? comment : raw.len));
  size_t open = str_find(text, '(', 0), close = text.len;
  while (close > open && text.ptr[close - 1] != ')') close--;
  Str tail = str_sub(text, close > open ? close : str_find(text, ' ', 0), text.len);
  *is_unsigned = contains_nocase(tail, STR("unsigned")) || contains_nocase(tail, STR("zerofill"));
  *word = str_sub(text, 0, open < text.len ? open : str_find(text, ' ', 0));
  *args = NULL;
  if (open == text.len) return 0;
  if (open + 1 < text.len && text.ptr[open + 1] == '\'')
    return quoted_args(self, str_sub(text, open + 1, close - 1), args);
  Str name;
  return inspect_split_type(self, str_sub(text, 0, close), &name, args);
}

static bool is(Str a, const char *b) { return str_eq(a, str_from(b)); }

/* Arguments that say nothing: widths of integers, bit(1), decimal(10,0), datetime(0). */
static size_t needed_args(const TypeSpec *spec, const Str *args, size_t count) {
  if (str_eq(spec->category, STR("integer")) || is(spec->name, "year")) return 0;
  if (count == 1 && is(args[0], "1") && (is(spec->name, "bit") || is(spec->name, "binary"))) return 0;
  if (count == 1 && is(args[0], "0")) return 0;
  if (count == 2 && is(args[1], "0") && is(spec->name, "decimal")) return 1;
  return count;
}

static void read_type(Inspect *self, Column *column, Str raw) {
  Str word, *args;
  bool is_unsigned;
  size_t count = split_type(self, raw, &word, &args, &is_unsigned);
  const TypeSpec *spec = dialect_type(self->dialect, word);
  if (is(word, "tinyint") && count == 1 && is(args[0], "1")) {
    spec = dialect_type(self->dialect, STR("bool"));
    count = 0;
  }
  if (is(word, "geomcollection")) spec = dialect_type(self->dialect, STR("geometrycollection"));
  if (spec != NULL && !str_empty(spec->alias_of)) spec = dialect_type(self->dialect, spec->alias_of);
  if (spec != NULL) count = needed_args(spec, args, count);
  inspect_set_type(self, &column->type, spec, args, count, raw);
  if (!is_unsigned || spec == NULL) return;
  column->type.text = arena_printf(&self->realm->arena, "%.*s unsigned", STR_FMT(column->type.text));
  inspect_attr(self, &column->attrs, STR("unsigned"), STR("true"));
}

Str my_type_text(Inspect *self, Str raw) {
  Column column = {0};
  read_type(self, &column, raw);
  array_free(&column.attrs);
  return column.type.text;
}

/* ---- defaults ---- */

static bool has_category(const Column *column, const char *const *names) {
  for (; *names != NULL; names++)
    if (str_eq(column->type.category, str_from(*names))) return true;
  return false;
}

static bool is_bare(const Column *column) {
  static const char *const names[] = {"boolean", "bit", "integer", "decimal", "float", NULL};
  return has_category(column, names);
}

static bool is_time(const Column *column) {
  static const char *const names[] = {"time", NULL};
  return has_category(column, names);
}

static Str wrapped(Inspect *self, Str text) {
  bool done = text.len > 1 && text.ptr[0] == '(' && text.ptr[text.len - 1] == ')';
  return done ? text : arena_printf(&self->arena, "(%.*s)", STR_FMT(text));
}

static bool is_hex(Str text) { return str_starts(text, STR("0x")) || str_starts(text, STR("b'")); }

/* Bytes that are no text are written as 0x00ff. */
static void string_default(Inspect *self, Column *column, Str content) {
  bool text = !has_category(column, (const char *const[]){"binary", NULL});
  for (size_t i = 0; !text && i < content.len; i++)
    if ((unsigned char)content.ptr[i] < 0x20 || (unsigned char)content.ptr[i] >= 0x7f) {
      Buf hex = {0};
      buf_put(&hex, STR("0x"));
      for (size_t k = 0; k < content.len; k++) buf_printf(&hex, "%02x", (unsigned)(unsigned char)content.ptr[k]);
      inspect_default_expr(self, column, buf_str(&hex));
      buf_free(&hex);
      return;
    }
  inspect_default_literal(self, column, content, true);
}

static void mysql_default(Inspect *self, Column *column, Str text, Str extra) {
  const MyState *state = self->state;
  bool now = contains_nocase(str_sub(text, 0, 17), STR("current_timestamp")) && is_time(column);
  if (now)
    inspect_default_expr(self, column, text);
  else if (contains_nocase(extra, STR("DEFAULT_GENERATED")) && state->version >= 80013)
    inspect_default_expr(self, column, wrapped(self, my_unescape(self, text)));
  else if (is_hex(text) && has_category(column, (const char *const[]){"binary", "bit", NULL}))
    inspect_default_expr(self, column, text);
  else if (is_bare(column))
    inspect_default_literal(self, column, text, !inspect_is_number(text));
  else
    string_default(self, column, text);
}

static void mariadb_default(Inspect *self, Column *column, Str text) {
  const MyState *state = self->state;
  Str content;
  if (str_eq(text, STR("NULL"))) return;
  if (state->version >= 100207 && unquote(self, text, &content))
    string_default(self, column, content);
  else if (is_hex(text))
    inspect_default_expr(self, column, text);
  else if (inspect_is_number(text))
    inspect_default_literal(self, column, text, !is_bare(column));
  else if (str_eq_nocase(text, STR("current_timestamp")) || str_eq_nocase(text, STR("current_timestamp()")))
    inspect_default_expr(self, column, STR("CURRENT_TIMESTAMP"));
  else if (state->version >= 100201)
    inspect_default_expr(self, column, wrapped(self, text));
  else
    inspect_default_literal(self, column, text, true);
}

/* ---- EXTRA ---- */

/* "DEFAULT_GENERATED on update CURRENT_TIMESTAMP(6)" -> "CURRENT_TIMESTAMP(6)" */
static void read_on_update(Inspect *self, Column *column, Str extra) {
  static const Str mark = STR_INIT("on update ");
  for (size_t i = 0; i + mark.len < extra.len; i++) {
    if (!str_eq_nocase(str_sub(extra, i, i + mark.len), mark)) continue;
    Str text = str_sub(extra, i + mark.len, str_find(extra, ',', i)); /* ", INVISIBLE" may follow */
    if (str_eq_nocase(text, STR("current_timestamp()"))) text = STR("CURRENT_TIMESTAMP");
    inspect_attr_expr(self, &column->attrs, STR("on_update"), text);
    return;
  }
}

static void read_generated(Inspect *self, Column *column, Str extra, Str expr) {
  bool stored = contains_nocase(extra, STR("STORED")) || contains_nocase(extra, STR("PERSISTENT"));
  if (str_empty(expr) || (!stored && !contains_nocase(extra, STR("VIRTUAL")))) return;
  column->generated = inspect_text(self, my_unescape(self, expr));
  column->generated_type = stored ? STR("STORED") : STR("VIRTUAL");
}

/* ---- columns ---- */

static void read_column(Inspect *self, Column *column, const DbRows *rows, size_t row) {
  const MyState *state = self->state;
  Str extra = db_cell(rows, row, C_EXTRA), value = db_cell(rows, row, C_DEFAULT);
  read_type(self, column, db_cell(rows, row, C_TYPE));
  column->null = str_eq_nocase(db_cell(rows, row, C_NULLABLE), STR("YES"));
  column->null_known = true;
  column->comment = inspect_text(self, db_cell(rows, row, C_COMMENT));
  read_generated(self, column, extra, db_cell(rows, row, C_EXPRESSION));
  if (value.ptr != NULL && !column->generated.present) {
    if (state->mariadb)
      mariadb_default(self, column, value);
    else
      mysql_default(self, column, value, extra);
  }
  column->auto_increment = contains_nocase(extra, STR("auto_increment"));
  if (!str_empty(db_cell(rows, row, C_CHARSET))) {
    inspect_attr(self, &column->attrs, STR("charset"), db_cell(rows, row, C_CHARSET));
    inspect_attr(self, &column->attrs, STR("collate"), db_cell(rows, row, C_COLLATION));
  }
  if (contains_nocase(extra, STR("INVISIBLE"))) inspect_attr(self, &column->attrs, STR("invisible"), STR("true"));
  read_on_update(self, column, extra);
}

/* A column of a view: its name, type and NULL. */
static void add_view_column(Inspect *self, Object *view, const DbRows *rows, size_t row) {
  Column *column = arena_new(&self->realm->arena, Column);
  column->name = arena_str(&self->realm->arena, db_cell(rows, row, 2));
  column->index = (uint32_t)view->columns.len;
  column->pos = model_nowhere();
  read_type(self, column, db_cell(rows, row, C_TYPE));
  column->null = str_eq_nocase(db_cell(rows, row, C_NULLABLE), STR("YES"));
  column->null_known = true;
  array_push(&view->columns, column);
}

bool my_read_columns(Inspect *self) {
  const MyState *state = self->state;
  bool old = state->version < (state->mariadb ? 100200 : 50700);
  DbRows rows;
  Table *table = NULL;
  if (!my_query(self, old ? old_columns_sql : columns_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Str schema = db_cell(&rows, i, 0), name = db_cell(&rows, i, 1);
    if (table == NULL || !str_eq(table->name, name) || !str_eq(table->schema->name, schema))
      table = inspect_table(self, schema, name);
    Object *view = table == NULL ? map_get(&state->views, my_key(self, schema, name)) : NULL;
    if (table != NULL) read_column(self, table_add_column(table, db_cell(&rows, i, 2)), &rows, i);
    if (view != NULL) add_view_column(self, view, &rows, i);
  }
  return true;
}

/* ---- reference systems ---- */

static bool has_spatial(const Realm *realm) {
  for (size_t i = 0; i < realm->schemas.len; i++)
    for (size_t k = 0; k < realm->schemas.items[i]->tables.len; k++) {
      const Table *table = realm->schemas.items[i]->tables.items[k];
      for (size_t c = 0; c < table->columns.len; c++)
        if (str_eq(table->columns.items[c]->type.category, STR("spatial"))) return true;
    }
  return false;
}

static const char mariadb_srid_sql[] =
    "SELECT G_TABLE_SCHEMA, G_TABLE_NAME, G_GEOMETRY_COLUMN, SRID FROM information_schema.GEOMETRY_COLUMNS "
    "WHERE SRID <> 0 AND G_TABLE_SCHEMA IN (%s)";
static const char mysql_srid_sql[] = "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, SRS_ID FROM "
                                     "information_schema.COLUMNS WHERE SRS_ID <> 0 AND TABLE_SCHEMA IN (%s)";

bool my_read_srids(Inspect *self) {
  const MyState *state = self->state;
  DbRows rows;
  if (state->version < (state->mariadb ? 100102 : 80003) || !has_spatial(self->realm)) return true;
  if (!my_query(self, state->mariadb ? mariadb_srid_sql : mysql_srid_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Table *table = inspect_table(self, db_cell(&rows, i, 0), db_cell(&rows, i, 1));
    Column *column = table != NULL ? table_column(table, db_cell(&rows, i, 2)) : NULL;
    if (column != NULL) inspect_attr(self, &column->attrs, STR("srid"), db_cell(&rows, i, 3));
  }
  return true;
}
