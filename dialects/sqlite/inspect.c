/* inspect.c: reads the schema of an SQLite database through its pragmas, as tables of one query each. */
#include "dialects/sqlite/driver.h"
#include "dialects/sqlite/inspect_parts.h"

static const char databases_sql[] = "SELECT name FROM pragma_database_list WHERE name <> 'temp'";
static const char tables_sql[] =
    "SELECT m.name, m.sql, l.wr, l.strict FROM sqlite_master AS m JOIN pragma_table_list(m.name) AS l "
    "WHERE m.type = 'table' AND l.schema = 'main' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
    "AND m.name NOT LIKE 'libsql\\_%' ESCAPE '\\'";
static const char columns_sql[] =
    "SELECT m.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk, c.hidden FROM sqlite_master AS m "
    "JOIN pragma_table_xinfo(m.name) AS c WHERE m.type = 'table' AND c.hidden <> 1 ORDER BY m.rowid, c.cid";
static const char indexes_sql[] =
    "SELECT m.name, i.name, i.\"unique\", i.origin, i.partial, s.sql FROM sqlite_master AS m "
    "JOIN pragma_index_list(m.name) AS i LEFT JOIN sqlite_master AS s ON s.type = 'index' AND s.name = i.name "
    "WHERE m.type = 'table' AND i.origin <> 'pk' ORDER BY m.rowid, s.rowid";
static const char parts_sql[] =
    "SELECT m.name, i.name, p.name, p.\"desc\" FROM sqlite_master AS m JOIN pragma_index_list(m.name) AS i "
    "JOIN pragma_index_xinfo(i.name) AS p WHERE m.type = 'table' AND i.origin <> 'pk' AND p.key = 1 "
    "ORDER BY m.rowid, i.seq, p.seqno";
static const char keys_sql[] =
    "SELECT m.name, f.id, f.\"from\", f.\"to\", f.\"table\", f.on_update, f.on_delete FROM sqlite_master AS m "
    "JOIN pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table' ORDER BY m.rowid, f.id, f.seq";

static bool is_one(Str text) { return text.len == 1 && text.ptr[0] == '1'; }

static Str scope(Arena *arena, const DbUrl *url) {
  (void)arena;
  (void)url;
  return STR("main");
}

/* ---- columns ---- */

/* "VARCHAR(255)" -> varchar(255); unknown types keep their text. */
static void read_type(Inspect *self, Column *column, Str raw) {
  Str name, *args;
  char *lower = arena_alloc(&self->arena, raw.len + 1);
  for (size_t i = 0; i < raw.len; i++)
    lower[i] = raw.ptr[i] >= 'A' && raw.ptr[i] <= 'Z' ? (char)(raw.ptr[i] + 32) : raw.ptr[i];
  size_t count = inspect_split_type(self, str_make(lower, raw.len), &name, &args);
  const TypeSpec *spec = inspect_type_spec(self->dialect, str_empty(name) ? STR("blob") : name);
  bool numbers = true;
  for (size_t i = 0; i < count; i++) numbers = numbers && inspect_is_number(args[i]);
  if (spec != NULL && (count > spec->param_count || !numbers)) spec = NULL;
  inspect_set_type(self, &column->type, spec, args, count, raw);
}

static bool is_blob(Str text) {
  return text.len >= 3 && text.len <= 19 && (text.ptr[0] == 'x' || text.ptr[0] == 'X') && text.ptr[1] == '\'';
}

/* +1.5e3: HCL would write 1500, which is another text. */
static bool is_odd_number(Str text) {
  return text.ptr[0] == '+' || str_find(text, 'e', 0) < text.len || str_find(text, 'E', 0) < text.len;
}

static void read_default(Inspect *self, Column *column, Str text) {
  Str content;
  if (text.ptr == NULL) return;
  if (inspect_bool_word(text) >= 0)
    inspect_default_literal(self, column, inspect_bool_word(text) == 1 ? STR("true") : STR("false"), false);
  else if (inspect_is_number(text) && !is_odd_number(text))
    inspect_default_literal(self, column, text, false);
  else if (inspect_unquote(self, text, '\'', &content) || inspect_unquote(self, text, '"', &content))
    inspect_default_literal(self, column, content, true);
  else if (sqlite_is_text_name(text))
    inspect_default_literal(self, column, text, true);
  else
    inspect_default_expr(self, column, text);
  if (is_blob(text)) inspect_default_expr(self, column, text);
}

static Index *new_index(Inspect *self, IndexKind kind, Str name, bool unique) {
  Index *index = arena_new(&self->realm->arena, Index);
  index->name = arena_str(&self->realm->arena, name);
  index->kind = kind;
  index->unique = unique;
  index->pos = model_nowhere();
  return index;
}

typedef struct KeyPart {
  long number;
  Column *column;
} KeyPart;

static int by_number(const void *a, const void *b) {
  const KeyPart *x = a, *y = b;
  return x->number < y->number ? -1 : x->number > y->number;
}

static void add_key(Inspect *self, Table *table, KeyPart *parts, size_t count) {
  if (count == 0) return;
  qsort(parts, count, sizeof *parts, by_number);
  table->primary_key = new_index(self, INDEX_PRIMARY, STR("PRIMARY"), true);
  for (size_t i = 0; i < count; i++) array_push(&table->primary_key->parts, inspect_part(table, parts[i].column->name));
}

static void read_column(Inspect *self, Column *column, const DbRows *rows, size_t row) {
  read_type(self, column, db_cell(rows, row, 2));
  column->null = !is_one(db_cell(rows, row, 3));
  column->null_known = true;
  read_default(self, column, db_cell(rows, row, 4));
  Str hidden = db_cell(rows, row, 6);
  if (str_eq(hidden, STR("2"))) column->generated_type = STR("VIRTUAL");
  if (str_eq(hidden, STR("3"))) column->generated_type = STR("STORED");
}

static bool read_columns(Inspect *self) {
  DbRows rows;
  ARRAY(KeyPart) key = {0};
  Table *table = NULL;
  if (!inspect_query(self, columns_sql, NULL, 0, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Table *next = inspect_table(self, STR("main"), db_cell(&rows, i, 0));
    if (next != table && table != NULL) {
      add_key(self, table, key.items, key.len);
      array_clear(&key);
    }
    table = next;
    if (table == NULL) continue;
    Column *column = table_add_column(table, db_cell(&rows, i, 1));
    read_column(self, column, &rows, i);
    long number = strtol(db_cell(&rows, i, 5).ptr, NULL, 10);
    if (number > 0) array_push(&key, ((KeyPart){number, column}));
  }
  if (table != NULL) add_key(self, table, key.items, key.len);
  array_free(&key);
  return true;
}

/* ---- indexes and foreign keys ---- */

static Index *find_index(const Table *table, Str name) {
  for (size_t i = 0; table != NULL && i < table->indexes.len; i++)
    if (str_eq(table->indexes.items[i]->name, name)) return table->indexes.items[i];
  return NULL;
}

static bool read_indexes(Inspect *self) {
  DbRows rows, parts;
  if (!inspect_query(self, indexes_sql, NULL, 0, &rows) || !inspect_query(self, parts_sql, NULL, 0, &parts))
    return false;
  for (size_t i = 0; i < rows.count; i++) {
    Table *table = inspect_table(self, STR("main"), db_cell(&rows, i, 0));
    if (table == NULL) continue;
    Index *index = new_index(self, INDEX_PLAIN, db_cell(&rows, i, 1), is_one(db_cell(&rows, i, 2)));
    array_push(&table->indexes, index);
  }
  for (size_t i = 0; i < parts.count; i++) {
    Table *table = inspect_table(self, STR("main"), db_cell(&parts, i, 0));
    Index *index = find_index(table, db_cell(&parts, i, 1));
    if (index == NULL) continue;
    Str column = db_cell(&parts, i, 2);
    IndexPart part = column.ptr != NULL ? inspect_part(table, arena_str(&self->realm->arena, column))
                                        : (IndexPart){.pos = model_nowhere()};
    part.desc = is_one(db_cell(&parts, i, 3));
    array_push(&index->parts, part);
  }
  for (size_t i = 0; i < rows.count; i++) {
    Index *index = find_index(inspect_table(self, STR("main"), db_cell(&rows, i, 0)), db_cell(&rows, i, 1));
    if (index != NULL && db_cell(&rows, i, 5).ptr != NULL) sqlite_read_index_text(self, index, db_cell(&rows, i, 5));
  }
  return true;
}

static ForeignKey *new_key(Inspect *self, Table *table, const DbRows *rows, size_t i) {
  Arena *arena = &self->realm->arena;
  ForeignKey *key = arena_new(arena, ForeignKey);
  key->name = arena_str(arena, db_cell(rows, i, 1));
  key->table = table;
  key->ref_schema = table->schema->name;
  key->ref_table = arena_str(arena, db_cell(rows, i, 4));
  key->on_update = arena_str(arena, db_cell(rows, i, 5));
  key->on_delete = arena_str(arena, db_cell(rows, i, 6));
  key->pos = model_nowhere();
  array_push(&table->foreign_keys, key);
  return key;
}

/* REFERENCES t without columns means the primary key of t. */
static Str target_column(Inspect *self, const ForeignKey *key, Str given) {
  if (given.ptr != NULL) return arena_str(&self->realm->arena, given);
  const Table *target = inspect_table(self, key->ref_schema, key->ref_table);
  size_t n = key->ref_columns.len;
  if (target == NULL || target->primary_key == NULL || n >= target->primary_key->parts.len) return (Str){0};
  return target->primary_key->parts.items[n].column_name;
}

static bool read_keys(Inspect *self) {
  DbRows rows;
  ForeignKey *key = NULL;
  if (!inspect_query(self, keys_sql, NULL, 0, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Table *table = inspect_table(self, STR("main"), db_cell(&rows, i, 0));
    if (table == NULL) continue;
    if (key == NULL || key->table != table || !str_eq(key->name, db_cell(&rows, i, 1)))
      key = new_key(self, table, &rows, i);
    const Column *column = table_column(table, db_cell(&rows, i, 2));
    if (column != NULL) array_push(&key->columns, column);
    Str target = target_column(self, key, db_cell(&rows, i, 3));
    if (!str_empty(target)) array_push(&key->ref_columns, target);
  }
  return true;
}

/* ---- all ---- */

static bool read_tables(Inspect *self, Schema *schema, DbRows *rows) {
  if (!inspect_query(self, tables_sql, NULL, 0, rows)) return false;
  for (size_t i = 0; i < rows->count; i++) {
    Table *table = inspect_add_table(self, schema, db_cell(rows, i, 0));
    if (is_one(db_cell(rows, i, 2))) inspect_attr(self, &table->attrs, STR("without_rowid"), STR("true"));
    if (is_one(db_cell(rows, i, 3))) inspect_attr(self, &table->attrs, STR("strict"), STR("true"));
  }
  return true;
}

static bool run(Inspect *self) {
  DbRows rows;
  if (!inspect_query(self, databases_sql, NULL, 0, &rows)) return false;
  if (rows.count > 1)
    return inspect_fail(self, "multiple database files are not supported by the driver. got: %zu", rows.count);
  for (size_t i = 0; i < self->options->schema_count; i++) {
    Str name = self->options->schemas[i];
    if (!str_empty(name) && !str_eq(name, STR("main")))
      return inspect_fail(self, "schema \"%.*s\" was not found", STR_FMT(name));
  }
  Schema *schema = realm_add_schema(self->realm, STR("main"));
  if (!read_tables(self, schema, &rows) || !read_columns(self) || !read_keys(self) || !read_indexes(self)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Table *table = inspect_table(self, schema->name, db_cell(&rows, i, 0));
    if (db_cell(&rows, i, 1).ptr != NULL) sqlite_read_table_text(self, table, db_cell(&rows, i, 1));
  }
  return self->options->tables_only || sqlite_read_objects(self, schema);
}

static const Str schemes[] = {STR_INIT("sqlite"), STR_INIT("sqlite3")};
const Inspector sqlite_inspector = {.dialect = STR_INIT("sqlite"),
                                    .prefix = STR_INIT("sqlite"),
                                    .schemes = schemes,
                                    .scheme_count = 2,
                                    .driver = &db_sqlite,
                                    .scope = scope,
                                    .begin = "PRAGMA query_only = on; BEGIN",
                                    .end = "ROLLBACK; PRAGMA query_only = off",
                                    .begin_inside = "PRAGMA query_only = on",
                                    .end_inside = "PRAGMA query_only = off",
                                    .run = run};
