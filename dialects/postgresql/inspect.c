/* inspect.c: reads the schema of a PostgreSQL database from its catalogs: the session, schemas, tables, enums. */
#include "base/buf.h"
#include "dialects/postgresql/inspect_parts.h"

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
    "SELECT n.nspname, c.relname, obj_description(c.oid, 'pg_class'), pg_get_partkeydef(c.oid), c.relpersistence "
    "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') "
    "AND NOT c.relispartition AND n.nspname = ANY($1::text[]) AND NOT EXISTS (SELECT 1 FROM pg_depend d "
    "WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') ORDER BY n.nspname, c.relname";
static const char enums_sql[] =
    "SELECT n.nspname, t.typname, e.enumlabel, obj_description(t.oid, 'pg_type') FROM pg_enum e "
    "JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace "
    "WHERE n.nspname = ANY($1::text[]) AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = "
    "'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e') ORDER BY n.nspname, t.oid, e.enumsortorder";

bool pg_query(Inspect *self, const char *sql, DbRows *rows) {
  const PgState *state = self->state;
  return inspect_query(self, sql, &state->schemas, 1, rows);
}

Str pg_key(Inspect *self, Str schema, Str name) {
  return arena_printf(&self->arena, "%.*s.%.*s", STR_FMT(schema), STR_FMT(name));
}

static Str scope(Arena *arena, const DbUrl *url) {
  Str path = db_url_param(url, STR("search_path"));
  (void)arena;
  return memchr(path.ptr != NULL ? path.ptr : "", ',', path.len) != NULL ? (Str){0} : path;
}

/* {"a","b"} */
static void put_name(Buf *out, Str name) {
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
  if (!inspect_query(self, schemas_sql, &asked, 1, &rows)) return false;
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

static bool read_tables(Inspect *self) {
  DbRows rows;
  if (!pg_query(self, tables_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Schema *schema = realm_schema(self->realm, db_cell(&rows, i, 0));
    Table *table = inspect_add_table(self, schema, db_cell(&rows, i, 1));
    table->comment = inspect_text(self, db_cell(&rows, i, 2));
    if (!self->options->tables_only && str_eq(db_cell(&rows, i, 4), STR("u")))
      inspect_attr(self, &table->attrs, STR("unlogged"), STR("true"));
    if (db_cell(&rows, i, 3).ptr != NULL) pg_read_partition(self, table, db_cell(&rows, i, 3));
  }
  return true;
}

bool pg_read_enums(Inspect *self) {
  PgState *state = self->state;
  DbRows rows;
  if (!pg_query(self, enums_sql, &rows)) return false;
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
  if (!asked_schemas(self, db_cell(&rows, 0, 1), asked)) return false;
  return !str_empty(self->scope) || inspect_query(self, path_sql, NULL, 0, &rows);
}

static bool read_all(Inspect *self) {
  Str asked;
  return read_server(self, &asked) && read_schemas(self, asked) && pg_read_enums(self) &&
         (self->options->tables_only || pg_read_types(self)) && read_tables(self) &&
         (self->options->tables_only || pg_read_objects(self)) && pg_read_columns(self) && pg_read_indexes(self) &&
         pg_read_foreign_keys(self) && pg_read_checks(self);
}

static bool run(Inspect *self) {
  PgState state = {0};
  self->state = &state;
  bool ok = read_all(self);
  map_free(&state.types);
  map_free(&state.views);
  self->state = NULL;
  return ok;
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
                                        .end_inside =
                                            "ROLLBACK TO SAVEPOINT atlas_read; RELEASE SAVEPOINT atlas_read",
                                        .run = run};
