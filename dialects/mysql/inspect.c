/* inspect.c: reads the schema of a MySQL or MariaDB database from its information schema: the session, schemas, tables.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/text.h"
#include "dialects/mysql/driver.h"
#include "dialects/mysql/inspect_parts.h"

static const char server_sql[] = "SELECT @@version, DATABASE(), @@character_set_server, @@collation_server, "
                                 "@@lower_case_table_names";
static const char schemas_sql[] =
    "SELECT SCHEMA_NAME, DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA "
    "WHERE SCHEMA_NAME NOT IN ('information_schema', 'innodb', 'mysql', 'performance_schema', 'sys') %s "
    "ORDER BY SCHEMA_NAME";
static const char tables_sql[] =
    "SELECT t.TABLE_SCHEMA, t.TABLE_NAME, c.CHARACTER_SET_NAME, t.TABLE_COLLATION, t.TABLE_COMMENT, t.ENGINE, "
    "e.SUPPORT, t.AUTO_INCREMENT, t.TABLE_TYPE, t.CREATE_OPTIONS FROM information_schema.TABLES t LEFT JOIN "
    "information_schema.COLLATIONS c ON c.COLLATION_NAME = t.TABLE_COLLATION LEFT JOIN information_schema.ENGINES e "
    "ON e.ENGINE = t.ENGINE WHERE t.TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE') AND "
    "t.TABLE_SCHEMA IN (%s) ORDER BY t.TABLE_SCHEMA, t.TABLE_NAME";
/* Counters of MySQL 8 are as old as a day otherwise. */
static const char fresh_sql[] = "SET SESSION information_schema_stats_expiry = 0";

enum { T_CHARSET = 2, T_COLLATE, T_COMMENT, T_ENGINE, T_SUPPORT, T_COUNTER, T_TYPE, T_OPTIONS };

bool my_query(Inspect *self, const char *sql, DbRows *rows) {
  const MyState *state = self->state;
  Buf text = {0};
  for (; *sql != '\0'; sql++) {
    if (sql[0] == '%' && sql[1] == 's') {
      buf_put(&text, state->schemas);
      sql++;
    } else {
      buf_putc(&text, *sql);
    }
  }
  bool ok = inspect_query(self, text.ptr, NULL, 0, rows);
  buf_free(&text);
  return ok;
}

Str my_key(Inspect *self, Str schema, Str name) {
  return arena_printf(&self->arena, "%.*s\x01%.*s", STR_FMT(schema), STR_FMT(name));
}

void my_gap(Inspect *self, const char *what, Str schema, Str name) {
  if (self->options->tables_only) return;
  model_gap(self->realm, model_nowhere(),
            arena_printf(&self->realm->arena, "%s \"%.*s\" of schema \"%.*s\" cannot be written in HCL", what,
                         STR_FMT(name), STR_FMT(schema)));
}

/* Each character as the byte of its number: C3 83 C2 AF -> C3 AF. Empty when that is no text, or there is nothing to
 * do. */
static Str decode_once(Arena *arena, Str text) {
  char *copy = arena_alloc(arena, text.len + 1);
  size_t len = 0;
  for (size_t at = 0; at < text.len;) {
    uint32_t code = 0;
    unsigned size = utf8_decode(text, at, &code);
    if (size == 0 || code > 0xff) return (Str){0};
    copy[len++] = (char)code;
    at += size;
  }
  Str found = str_make(copy, len);
  return len < text.len && utf8_invalid(found) == len ? found : (Str){0};
}

Str my_unescape(Inspect *self, Str text) {
  const MyState *state = self->state;
  if (state->mariadb || state->version < 80000) return text;
  Str decoded = decode_once(&self->arena, text);
  if (decoded.len > 0) text = decoded;
  char *copy = arena_alloc(&self->arena, text.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < text.len; i++) {
    char next = i + 1 < text.len ? text.ptr[i + 1] : '\0';
    if (text.ptr[i] == '\\' && (next == '\'' || next == '\\')) i++;
    copy[len++] = text.ptr[i];
  }
  return str_make(copy, len);
}

static Str scope(Arena *arena, const DbUrl *url) {
  (void)arena;
  return str_ends(url->scheme, STR("+unix")) ? db_url_param(url, STR("database")) : url->path;
}

/* "10.11.19-MariaDB-0+deb12u1" -> 101119 */
static long version_number(Str text) {
  long parts[3] = {0};
  size_t at = 0;
  if (str_starts(text, STR("5.5.5-"))) at = 6; /* as old MariaDB introduces itself */
  for (int i = 0; i < 3; i++) {
    for (; at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9'; at++)
      parts[i] = parts[i] * 10 + (text.ptr[at] - '0');
    if (at < text.len && text.ptr[at] == '.') at++;
  }
  return parts[0] * 10000 + parts[1] * 100 + parts[2];
}

static bool contains(Str text, Str word) {
  for (size_t i = 0; i + word.len <= text.len; i++)
    if (str_eq(str_sub(text, i, i + word.len), word)) return true;
  return false;
}

static bool read_server(Inspect *self, Str *current) {
  MyState *state = self->state;
  DbRows rows;
  if (!inspect_query(self, server_sql, NULL, 0, &rows)) return false;
  state->mariadb = contains(db_cell(&rows, 0, 0), STR("MariaDB"));
  state->version = version_number(db_cell(&rows, 0, 0));
  *current = db_cell(&rows, 0, 1);
  inspect_attr(self, &self->realm->attrs, STR("version"), arena_printf(&self->arena, "%ld", state->version));
  inspect_attr(self, &self->realm->attrs, STR("charset"), db_cell(&rows, 0, 2));
  inspect_attr(self, &self->realm->attrs, STR("collate"), db_cell(&rows, 0, 3));
  inspect_attr(self, &self->realm->attrs, STR("lower_case_table_names"), db_cell(&rows, 0, 4));
  if (state->mariadb) {
    self->dialect = dialect_named(STR("mariadb"));
    self->realm->dialect = STR("mariadb");
  }
  unsigned ms = db_statement_ms(self->db);
  Str limit = state->mariadb
                  ? arena_printf(&self->arena, "SET SESSION max_statement_time = %u.%03u", ms / 1000, ms % 1000)
                  : arena_printf(&self->arena, "SET SESSION max_execution_time = %u", ms);
  if (!state->mariadb && state->version >= 80000 && !inspect_query(self, fresh_sql, NULL, 0, &rows)) return false;
  return (!state->mariadb && state->version < 50708) || inspect_query(self, limit.ptr, NULL, 0, &rows);
}

static void put_name(Buf *out, Str name) {
  buf_put(out, out->len == 0 ? STR("'") : STR(", '"));
  for (size_t i = 0; i < name.len; i++) {
    if (name.ptr[i] == '\'' || name.ptr[i] == '\\') buf_putc(out, name.ptr[i]);
    buf_putc(out, name.ptr[i]);
  }
  buf_putc(out, '\'');
}

/* AND SCHEMA_NAME IN (...), or nothing */
static Str asked_schemas(Inspect *self, Str current) {
  const InspectOptions *options = self->options;
  Buf buf = {0};
  for (size_t i = 0; i < options->schema_count; i++)
    put_name(&buf, str_empty(options->schemas[i]) ? current : options->schemas[i]);
  if (options->schema_count == 0 && !str_empty(self->scope)) put_name(&buf, self->scope);
  Str out = buf.len == 0 ? (Str){0} : arena_printf(&self->arena, "AND SCHEMA_NAME IN (%.*s)", STR_FMT(buf_str(&buf)));
  buf_free(&buf);
  return out;
}

static bool missing_schema(Inspect *self) {
  const InspectOptions *options = self->options;
  if (options->missing_ok) return false;
  for (size_t i = 0; i < options->schema_count; i++)
    if (!str_empty(options->schemas[i]) && realm_schema(self->realm, options->schemas[i]) == NULL) {
      inspect_fail(self, "schema \"%.*s\" was not found", STR_FMT(options->schemas[i]));
      return true;
    }
  if (options->schema_count > 0 || str_empty(self->scope) || self->realm->schemas.len > 0) return false;
  inspect_fail(self, "schema \"%.*s\" was not found", STR_FMT(self->scope));
  return true;
}

static bool read_schemas(Inspect *self, Str current) {
  MyState *state = self->state;
  Buf names = {0};
  DbRows rows;
  state->schemas = asked_schemas(self, current);
  if (!my_query(self, schemas_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Schema *schema = realm_add_schema(self->realm, db_cell(&rows, i, 0));
    inspect_attr(self, &schema->attrs, STR("charset"), db_cell(&rows, i, 1));
    inspect_attr(self, &schema->attrs, STR("collate"), db_cell(&rows, i, 2));
    put_name(&names, schema->name);
  }
  state->schemas = names.len == 0 ? STR("''") : arena_str(&self->arena, buf_str(&names));
  buf_free(&names);
  return !missing_schema(self);
}

static void put_attr(Inspect *self, Table *table, const char *name, Str value) {
  if (!str_empty(value)) inspect_attr(self, &table->attrs, str_from(name), value);
}

/* row_format=COMPRESSED partitioned -> row_format=COMPRESSED */
static Str create_options(Inspect *self, Str text) {
  Buf buf = {0};
  for (size_t at = 0; at < text.len;) {
    size_t end = str_find(text, ' ', at);
    Str word = str_sub(text, at, end);
    if (word.len > 0 && !str_eq_nocase(word, STR("partitioned")))
      buf_printf(&buf, "%s%.*s", buf.len > 0 ? " " : "", STR_FMT(word));
    at = end + 1;
  }
  Str options = arena_str(&self->arena, buf_str(&buf));
  buf_free(&buf);
  return options;
}

static void read_table(Inspect *self, Schema *schema, const DbRows *rows, size_t row) {
  Str counter = db_cell(rows, row, T_COUNTER);
  Table *table = inspect_add_table(self, schema, db_cell(rows, row, 1));
  Str charset = db_cell(rows, row, T_CHARSET); /* none of collations of several character sets: uca1400_ai_ci */
  put_attr(self, table, "charset", charset.len > 0 ? charset : mysql_charset_of(db_cell(rows, row, T_COLLATE)));
  put_attr(self, table, "collate", db_cell(rows, row, T_COLLATE));
  table->comment = inspect_text(self, db_cell(rows, row, T_COMMENT));
  if (!str_eq(db_cell(rows, row, T_SUPPORT), STR("DEFAULT")))
    put_attr(self, table, "engine", db_cell(rows, row, T_ENGINE));
  put_attr(self, table, "create_options", create_options(self, db_cell(rows, row, T_OPTIONS)));
  if (!str_eq(counter, STR("1"))) put_attr(self, table, "auto_increment", counter);
  if (str_eq(db_cell(rows, row, T_TYPE), STR("SYSTEM VERSIONED")))
    put_attr(self, table, "system_versioned", STR("true"));
}

static bool read_tables(Inspect *self) {
  DbRows rows;
  if (!my_query(self, tables_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Schema *schema = realm_schema(self->realm, db_cell(&rows, i, 0));
    if (schema == NULL) continue;
    if (str_eq(db_cell(&rows, i, T_TYPE), STR("SEQUENCE")))
      my_gap(self, "sequence", schema->name, db_cell(&rows, i, 1));
    else
      read_table(self, schema, &rows, i);
  }
  return true;
}

static bool read_others(Inspect *self) {
  return my_read_routines(self) && my_read_triggers(self) && my_read_events(self);
}

static bool run(Inspect *self) {
  MyState state = {0};
  Str current;
  self->state = &state;
  bool ok = read_server(self, &current) && read_schemas(self, current) && read_tables(self) &&
            (self->options->tables_only || my_read_views(self)) && my_read_columns(self) && my_read_srids(self) &&
            my_read_indexes(self) && my_read_parsers(self) && my_read_foreign_keys(self) && my_read_checks(self) &&
            my_read_partitions(self) && (self->options->tables_only || read_others(self));
  map_free(&state.views);
  self->state = NULL;
  return ok;
}

static const Str schemes[] = {STR_INIT("mysql"),      STR_INIT("maria"),      STR_INIT("mariadb"),
                              STR_INIT("mysql+unix"), STR_INIT("maria+unix"), STR_INIT("mariadb+unix")};
const Inspector mysql_inspector = {.dialect = STR_INIT("mysql"),
                                   .prefix = STR_INIT("mysql"),
                                   .schemes = schemes,
                                   .scheme_count = sizeof schemes / sizeof *schemes,
                                   .driver = &db_mysql,
                                   .scope = scope,
                                   .begin = "START TRANSACTION READ ONLY",
                                   .end = "ROLLBACK",
                                   .run = run};
