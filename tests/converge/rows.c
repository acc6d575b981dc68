/* rows.c: rows that fit the tables of an inspected database:
 *
 *     t (a int, b text NULL, c timestamp DEFAULT now())  ->  INSERT INTO "t" ("a", "b", "c") VALUES (1, NULL, '...') */
#include "tests/converge/rows.h"

#include "dialects/driver.h"

enum { ROWS = 3 };

typedef struct Rows {
  Site *site;
  const Driver *driver;
  Arena *arena;
} Rows;

static Str quoted(const Rows *self, Str name) {
  Buf out = {0};
  char quote = self->driver->quote;
  buf_putc(&out, quote);
  for (size_t i = 0; i < name.len; i++) {
    if (name.ptr[i] == quote) buf_putc(&out, quote);
    buf_putc(&out, name.ptr[i]);
  }
  buf_putc(&out, quote);
  Str text = arena_str(self->arena, buf_str(&out));
  buf_free(&out);
  return text;
}

static Str table_name(const Rows *self, const Table *table) {
  Str name = quoted(self, table->name);
  if (!self->driver->has_schemas) return name;
  return arena_printf(self->arena, "%.*s.%.*s", STR_FMT(quoted(self, table->schema->name)), STR_FMT(name));
}

/* ---- values ---- */

static Str time_value(Str word, unsigned row, Arena *arena) {
  if (str_starts(word, STR("time")) && !str_starts(word, STR("timestamp")))
    return arena_printf(arena, "'10:00:0%u'", row);
  if (str_eq(word, STR("year"))) return arena_printf(arena, "'200%u'", row);
  return str_starts(word, STR("date")) && !str_starts(word, STR("datetime"))
             ? arena_printf(arena, "'2020-01-0%u'", row)
             : arena_printf(arena, "'2020-01-0%u 00:00:00'", row);
}

static Str enum_value(const DbType *type, const Column *column, Arena *arena) {
  if (type->object != NULL && type->object->values.len > 0)
    return expr_quote_single(arena, type->object->values.items[0]);
  return column->type.arg_count > 0 ? expr_quote_single(arena, expr_unquote(arena, column->type.args[0])) : STR("NULL");
}

static Str value_of(const Rows *self, const Column *column, unsigned row) {
  DbType type;
  Arena *arena = self->arena;
  self->driver->type(arena, column, &type);
  switch (type.family) {
  case TYPE_BOOL: return row % 2 == 1 ? STR("true") : STR("false");
  case TYPE_INTEGER:
  case TYPE_SERIAL:
  case TYPE_FLOAT:
  case TYPE_OID: return arena_printf(arena, "%u", row);
  case TYPE_DECIMAL: return arena_printf(arena, "0.%u", row);
  case TYPE_MONEY:
  case TYPE_STRING: return arena_printf(arena, "'%u'", row);
  case TYPE_BINARY: return str_eq(self->driver->dialect, STR("postgresql")) ? STR("'\\x31'") : STR("x'31'");
  case TYPE_BIT: return STR("b'1'");
  case TYPE_TIME: return time_value(type.word, row, arena);
  case TYPE_INTERVAL: return arena_printf(arena, "'%u'", row);
  case TYPE_JSON: return STR("'{}'");
  case TYPE_UUID: return arena_printf(arena, "'00000000-0000-0000-0000-00000000000%u'", row);
  case TYPE_ENUM:
  case TYPE_SET: return enum_value(&type, column, arena);
  case TYPE_ARRAY: return STR("'{}'");
  case TYPE_NETWORK: return arena_printf(arena, "'10.0.0.%u'", row);
  case TYPE_XML: return STR("'<a/>'");
  case TYPE_RANGE: return STR("'empty'");
  case TYPE_SEARCH: return STR("'a'");
  case TYPE_USER: return arena_printf(arena, "'%u'", row);
  default: return str_eq(self->driver->dialect, STR("sqlite")) ? arena_printf(arena, "%u", row) : STR("NULL");
  }
}

/* ---- rows ---- */

/* Every third column that may be NULL is, and every third with a default has it. */
static Str row_value(const Rows *self, const Column *column, unsigned row) {
  unsigned turn = (row + column->index) % 3;
  if (column->generated.present || column->identity || column->auto_increment) return (Str){NULL, 0};
  if (column->default_kind != DEFAULT_NONE && turn != 1) return (Str){NULL, 0};
  return column->null && turn == 0 ? STR("NULL") : value_of(self, column, row);
}

static bool insert(const Rows *self, const Table *table, unsigned row) {
  Buf names = {0}, values = {0}, sql = {0};
  for (size_t i = 0; i < table->columns.len; i++) {
    Str value = row_value(self, table->columns.items[i], row);
    if (value.ptr == NULL) continue;
    buf_printf(&names, "%s%.*s", names.len > 0 ? ", " : "", STR_FMT(quoted(self, table->columns.items[i]->name)));
    buf_printf(&values, "%s%.*s", values.len > 0 ? ", " : "", STR_FMT(value));
  }
  buf_printf(&sql, "INSERT INTO %.*s ", STR_FMT(table_name(self, table)));
  if (names.len > 0 || str_eq(self->driver->dialect, STR("mariadb")))
    buf_printf(&sql, "(%.*s) VALUES (%.*s)", STR_FMT(buf_str(&names)), STR_FMT(buf_str(&values)));
  else
    buf_put(&sql, STR("DEFAULT VALUES"));
  bool ok = db_script(self->site->db, buf_str(&sql));
  buf_free(&names);
  buf_free(&values);
  buf_free(&sql);
  return ok;
}

/* Twice, for tables may come before those that their foreign keys lead to. */
size_t rows_insert(Site *site, const Realm *realm, Arena *arena) {
  Rows self = {.site = site, .driver = driver_named(realm->dialect), .arena = arena};
  size_t count = 0;
  for (unsigned pass = 0; pass < 2; pass++)
    for (size_t i = 0; i < realm->schemas.len; i++)
      for (size_t k = 0; k < realm->schemas.items[i]->tables.len; k++)
        for (unsigned row = 1; row <= ROWS; row++)
          count += insert(&self, realm->schemas.items[i]->tables.items[k], pass * 4 + row);
  return count;
}

static long count_table(const Rows *self, const Table *table) {
  DbRows rows = {0};
  Str sql = arena_printf(self->arena, "SELECT count(*) FROM %.*s", STR_FMT(table_name(self, table)));
  if (!db_query(self->site->db, self->arena, sql.ptr, NULL, 0, &rows) || rows.count != 1) return -1;
  return strtol(db_cell(&rows, 0, 0).ptr, NULL, 10);
}

/* Rows that lose all of their columns may go with them, as may those of partitions. */
static bool shares_column(const Table *a, const Table *b) {
  if (a->partition.len > 0) return false;
  for (size_t i = 0; b != NULL && i < a->columns.len; i++) {
    const Column *column = a->columns.items[i], *twin = table_column(b, column->name);
    if (twin != NULL && !column->generated.present && !twin->generated.present) return true;
  }
  return false;
}

long rows_count(Site *site, const Realm *realm, const Realm *other, Arena *arena) {
  Rows self = {.site = site, .driver = driver_named(realm->dialect), .arena = arena};
  long count = 0;
  for (size_t i = 0; i < realm->schemas.len && count >= 0; i++) {
    const Schema *schema = realm->schemas.items[i], *twin = realm_schema(other, schema->name);
    for (size_t k = 0; twin != NULL && k < schema->tables.len && count >= 0; k++) {
      if (!shares_column(schema->tables.items[k], schema_table(twin, schema->tables.items[k]->name))) continue;
      long number = count_table(&self, schema->tables.items[k]);
      count = number < 0 ? -1 : count + number;
    }
  }
  return count;
}

/* SQLite gives these no code of their own. */
static bool is_null_refused(Str error) {
  return str_starts(error, STR("Cannot add a NOT NULL column")) || str_starts(error, STR("NOT NULL constraint failed"));
}

/* Nor does MySQL give its checks and partitions one. */
static bool is_check_refused(Str error) {
  return (str_starts(error, STR("Check constraint ")) && str_ends(error, STR(" is violated."))) ||
         str_starts(error, STR("Table has no partition for value"));
}

/* Classes of SQLSTATE: 22 values, 23 constraints, 01 warnings that strict mode makes errors; 19 and 20 are SQLite's:
 * constraint, type. */
bool rows_refuse(const Site *site) {
  Str code = db_code(site->db);
  return str_starts(code, STR("22")) || str_starts(code, STR("23")) || str_starts(code, STR("01")) ||
         str_eq(code, STR("19")) || str_eq(code, STR("20")) || is_null_refused(db_error(site->db)) ||
         (str_eq(code, STR("HY000")) &&
          (strncmp(site->server, "mariadb", 7) == 0 || is_check_refused(db_error(site->db))));
}
