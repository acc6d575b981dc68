/* inspect.c: reads the schema of a PostgreSQL database from its catalogs: the session, schemas, tables, enums. */
#include "base/buf.h"
#include "dialects/postgresql/inspect_parts.h"
#include <assert.h>

static const char server_sql[] = "SELECT current_setting('server_version_num'), current_schema(), "
                                 "set_config('statement_timeout', $1, true), set_config('lock_timeout', $1, true)";
/* Catalog functions then print names with their schemas; the transaction's end takes it back. */
static const char path_sql[] = "SELECT set_config('search_path', '', true)";
static const char schemas_sql[] =
    "SELECT n.nspname, obj_description(n.oid, 'pg_namespace') FROM pg_namespace n WHERE n.nspname NOT IN "
    "('information_schema', 'pg_catalog', 'pg_toast', 'crdb_internal', 'pg_extension') "
    "AND n.nspname NOT LIKE 'pg\\_%temp\\_%' AND ($1 = '{}' OR n.nspname = ANY($1::text[])) "
    "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid "
    "AND d.deptype = 'e') ORDER BY n.nspname";
static const char tables_sql[] =
    "SELECT n.nspname, c.relname, obj_description(c.oid, 'pg_class'), pg_get_partkeydef(c.oid), c.relpersistence, "
    "c.relrowsecurity, c.relforcerowsecurity, c.relreplident, (SELECT ic.relname FROM pg_index i JOIN pg_class ic ON "
    "ic.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisreplident), array_to_string(c.reloptions, E'\\n'), "
    "am.amname, c.relkind, fs.srvname, array_to_string(ft.ftoptions, E'\\n') "
    "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_am am ON am.oid = c.relam "
    "LEFT JOIN pg_foreign_table ft ON ft.ftrelid = c.oid LEFT JOIN pg_foreign_server fs ON fs.oid = ft.ftserver "
    "WHERE (c.relkind IN ('r', 'p') OR (c.relkind = 'f' AND $2 = 'f')) "
    "AND NOT c.relispartition AND n.nspname = ANY($1::text[]) AND NOT EXISTS (SELECT 1 FROM pg_depend d "
    "WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') ORDER BY n.nspname, c.relname";
static const char enums_sql[] =
    "SELECT n.nspname, t.typname, e.enumlabel, obj_description(t.oid, 'pg_type') FROM pg_enum e "
    "JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace "
    "WHERE n.nspname = ANY($1::text[]) AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = "
    "'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e') ORDER BY n.nspname, t.oid, e.enumsortorder";

bool pg_rows(Inspect *self, PgRows which, const char *sql, const Str *params, size_t count, DbRows *rows) {
  const PgState *state = self->state;
  if (state->rows != NULL) return state->rows(state->user, &self->arena, which, rows);
  return inspect_query(self, sql, params, count, rows);
}

bool pg_query(Inspect *self, PgRows which, const char *sql, DbRows *rows) {
  const PgState *state = self->state;
  return pg_rows(self, which, sql, &state->schemas, 1, rows);
}

Str pg_key(Inspect *self, Str schema, Str name) {
  return arena_printf(&self->arena, "%.*s.%.*s", STR_FMT(schema), STR_FMT(name));
}

static Str scope(Arena *arena, const DbUrl *url) {
  Str path = db_url_param(url, STR("search_path"));
  (void)arena;
  return str_find(path, ',', 0) < path.len ? (Str){0} : path;
}

/* {"a","b"} */
static void put_name(Buf *out, Str name) {
  assert(name.ptr != NULL || name.len == 0);
  buf_put(out, out->len == 0 ? STR("{\"") : STR(",\""));
  for (size_t i = 0; i < name.len; i++) {
    if (name.ptr[i] == '"' || name.ptr[i] == '\\') buf_putc(out, '\\');
    buf_putc(out, name.ptr[i]);
  }
  buf_putc(out, '"');
}

/* The schemas that were asked for, as an array; {}: all. */
static bool asked_schemas(Inspect *self, Str current, Str *out) {
  const InspectOptions *options = self->options;
  Buf buf = {0};
  bool ok = true;
  for (size_t i = 0; i < options->schema_count; i++) {
    Str name = options->schemas[i];
    if (str_empty(name) && current.ptr == NULL) ok = false;
    put_name(&buf, str_empty(name) ? current : name);
  }
  if (options->schema_count == 0 && !str_empty(self->scope)) put_name(&buf, self->scope);
  buf_put(&buf, buf.len == 0 ? STR("{}") : STR("}"));
  *out = arena_str(&self->arena, buf_str(&buf));
  buf_free(&buf);
  return ok || inspect_fail(self, "current_schema() defined in search_path was not found");
}

/* Each schema that was asked for must be there. */
static bool missing_schema(Inspect *self) {
  const InspectOptions *options = self->options;
  if (options->missing_ok) return false;
  for (size_t i = 0; i < options->schema_count; i++)
    if (!str_empty(options->schemas[i]) && realm_schema(self->realm, options->schemas[i]) == NULL)
      return inspect_fail(self, "schema \"%.*s\" was not found", STR_FMT(options->schemas[i])) || true;
  if (options->schema_count == 0 && !str_empty(self->scope) && self->realm->schemas.len == 0)
    return inspect_fail(self, "schema \"%.*s\" was not found", STR_FMT(self->scope)) || true;
  return false;
}

static bool read_schemas(Inspect *self, Str asked) {
  PgState *state = self->state;
  Buf names = {0};
  DbRows rows;
  if (!pg_rows(self, PG_SCHEMAS, schemas_sql, &asked, 1, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Schema *schema = realm_add_schema(self->realm, db_cell(&rows, i, 0));
    schema->comment = inspect_text(self, db_cell(&rows, i, 1));
    put_name(&names, schema->name);
  }
  buf_put(&names, names.len == 0 ? STR("{}") : STR("}"));
  state->schemas = arena_str(&self->arena, buf_str(&names));
  buf_free(&names);
  return !missing_schema(self);
}

Object *pg_storage_block(Inspect *self, Schema *schema, Str lines) {
  if (str_empty(lines)) return NULL;
  Object *block = model_new_object(self->realm, schema, STR("storage_params"), (Str){0});
  for (size_t at = 0; at < lines.len;) {
    size_t end = str_find(lines, '\n', at), equals = str_find(lines, '=', at);
    Str value = equals < end ? str_sub(lines, equals + 1, end) : STR("true");
    if (str_eq(value, STR("on")) || str_eq(value, STR("off"))) value = value.len == 2 ? STR("true") : STR("false");
    inspect_attr(self, &block->attrs, str_sub(lines, at, equals < end ? equals : end), value);
    at = end + 1;
  }
  return block;
}

enum {
  T_SCHEMA,
  T_NAME,
  T_COMMENT,
  T_PARTITION,
  T_PERSISTENCE,
  T_SECURITY,
  T_FORCED,
  T_IDENTITY,
  T_IDENTITY_INDEX,
  T_OPTIONS,
  T_METHOD,
  T_KIND,
  T_SERVER,
  T_SERVER_OPTIONS
};

static void read_security(Inspect *self, Table *table, const DbRows *rows, size_t row) {
  bool enabled = pg_true(db_cell(rows, row, T_SECURITY)), forced = pg_true(db_cell(rows, row, T_FORCED));
  if (!enabled && !forced) return;
  Object *block = model_new_object(self->realm, table->schema, STR("row_security"), (Str){0});
  if (enabled) inspect_attr(self, &block->attrs, STR("enabled"), STR("true"));
  if (forced) inspect_attr(self, &block->attrs, STR("enforced"), STR("true"));
  array_push(&table->children, block);
}

static void read_foreign(Inspect *self, Table *table, const DbRows *rows, size_t row) {
  Str options = db_cell(rows, row, T_SERVER_OPTIONS);
  table->kind = STR("foreign_table");
  inspect_attr(self, &table->attrs, STR("server"),
               arena_printf(&self->arena, "server.%.*s", STR_FMT(db_cell(rows, row, T_SERVER))));
  if (!str_empty(options)) inspect_attr(self, &table->attrs, STR("options"), pg_options_map(self, options));
}

static void read_table_attrs(Inspect *self, Table *table, const DbRows *rows, size_t row) {
  Str identity = db_cell(rows, row, T_IDENTITY), method = db_cell(rows, row, T_METHOD);
  if (str_eq(db_cell(rows, row, T_PERSISTENCE), STR("u")))
    inspect_attr(self, &table->attrs, STR("unlogged"), STR("true"));
  bool foreign = str_eq(db_cell(rows, row, T_KIND), STR("f"));
  if (str_eq(identity, STR("n")) && !foreign)
    inspect_attr(self, &table->attrs, STR("replica_identity"), STR("NOTHING"));
  if (str_eq(identity, STR("f"))) inspect_attr(self, &table->attrs, STR("replica_identity"), STR("FULL"));
  if (str_eq(identity, STR("i")) && db_cell(rows, row, T_IDENTITY_INDEX).ptr != NULL)
    inspect_attr(self, &table->attrs, STR("replica_identity"),
                 arena_printf(&self->arena, "index.%.*s", STR_FMT(db_cell(rows, row, T_IDENTITY_INDEX))));
  if (!str_empty(method) && !str_eq(method, STR("heap")))
    inspect_attr(self, &table->attrs, STR("access_method"), method);
  read_security(self, table, rows, row);
  Object *storage = pg_storage_block(self, table->schema, db_cell(rows, row, T_OPTIONS));
  if (storage != NULL) array_push(&table->children, storage);
  if (foreign) read_foreign(self, table, rows, row);
}

static bool read_tables(Inspect *self) {
  const PgState *state = self->state;
  Str params[] = {state->schemas, self->options->tables_only ? STR("t") : STR("f")};
  DbRows rows;
  if (!pg_rows(self, PG_TABLES, tables_sql, params, 2, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Schema *schema = realm_schema(self->realm, db_cell(&rows, i, T_SCHEMA));
    Table *table = inspect_add_table(self, schema, db_cell(&rows, i, T_NAME));
    table->comment = inspect_text(self, db_cell(&rows, i, T_COMMENT));
    if (db_cell(&rows, i, T_PARTITION).ptr != NULL) pg_read_partition(self, table, db_cell(&rows, i, T_PARTITION));
    if (!self->options->tables_only) read_table_attrs(self, table, &rows, i);
  }
  return true;
}

bool pg_read_enums(Inspect *self) {
  PgState *state = self->state;
  DbRows rows;
  if (!pg_query(self, PG_ENUMS, enums_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Str key = pg_key(self, db_cell(&rows, i, 0), db_cell(&rows, i, 1));
    Object *object = map_get(&state->types, key);
    if (object == NULL) {
      Schema *schema = realm_schema(self->realm, db_cell(&rows, i, 0));
      object = inspect_add_object(self, schema, STR("enum"), db_cell(&rows, i, 1));
      if (!self->options->tables_only) object->comment = inspect_text(self, db_cell(&rows, i, 3));
      map_set(&state->types, key, object);
    }
    array_push(&object->values, arena_str(&self->realm->arena, db_cell(&rows, i, 2)));
  }
  return true;
}

static bool read_server(Inspect *self, Str *asked) {
  PgState *state = self->state;
  DbRows rows;
  Str limit = arena_printf(&self->arena, "%u", db_statement_ms(self->db));
  if (!inspect_query(self, server_sql, &limit, 1, &rows)) return false;
  state->version = strtol(db_cell(&rows, 0, 0).ptr, NULL, 10);
  if (state->version < 100000) return inspect_fail(self, "unsupported postgres version: %ld", state->version);
  inspect_attr(self, &self->realm->attrs, STR("version"), arena_printf(&self->arena, "%ld", state->version));
  if (!asked_schemas(self, db_cell(&rows, 0, 1), asked)) return false;
  return !str_empty(self->scope) || inspect_query(self, path_sql, NULL, 0, &rows);
}

bool pg_reads_database(const Inspect *self) { return str_empty(self->scope) && self->options->schema_count == 0; }

static bool read_all(Inspect *self) {
  const PgState *state = self->state;
  Str asked = STR("{}");
  return (state->rows != NULL || read_server(self, &asked)) && read_schemas(self, asked) && pg_read_enums(self) &&
         (self->options->tables_only || pg_read_types(self)) && read_tables(self) &&
         (self->options->tables_only || pg_read_objects(self)) && pg_read_columns(self) && pg_read_indexes(self) &&
         pg_read_foreign_keys(self) && pg_read_checks(self) &&
         (self->options->tables_only || pg_read_others(self, pg_reads_database(self)));
}

bool pg_read(Inspect *self, PgState *state) {
  self->state = state;
  bool ok = read_all(self);
  map_free(&state->types);
  map_free(&state->views);
  self->state = NULL;
  return ok;
}

static bool run(Inspect *self) {
  PgState state = {0};
  return pg_read(self, &state);
}

static const Str schemes[] = {STR_INIT("postgres"), STR_INIT("postgresql")};
const Inspector postgresql_inspector = {.dialect = STR_INIT("postgresql"),
                                        .prefix = STR_INIT("postgres"),
                                        .schemes = schemes,
                                        .scheme_count = 2,
                                        .driver = &db_postgres,
                                        .scope = scope,
                                        .begin = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
                                        .end = "ROLLBACK",
                                        .begin_inside = "SAVEPOINT atlas_read",
                                        .end_inside = "ROLLBACK TO SAVEPOINT atlas_read; RELEASE SAVEPOINT atlas_read",
                                        .run = run};
