/* inspect_objects.c: what PostgreSQL has besides tables and enums: domains, composite types, views, sequences,
 * extensions. */
#include "dialects/postgresql/inspect_parts.h"

#define NOT_OF_EXTENSION(class, oid)                                                                                   \
  "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = '" class "'::regclass AND d.objid = " oid               \
                                                                        " AND d.deptype = 'e') "

static const char domains_sql[] =
    "SELECT n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod), t.typnotnull, t.typdefault, "
    "obj_description(t.oid, 'pg_type'), con.conname, pg_get_expr(con.conbin, 0) FROM pg_type t "
    "JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_constraint con ON con.contypid = t.oid "
    "AND con.contype = 'c' WHERE t.typtype = 'd' AND n.nspname = ANY($1::text[]) " NOT_OF_EXTENSION(
        "pg_type", "t.oid") "ORDER BY n.nspname, t.typname, con.conname";
static const char composites_sql[] =
    "SELECT n.nspname, t.typname, a.attname, format_type(a.atttypid, a.atttypmod), obj_description(t.oid, 'pg_type') "
    "FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_class c ON c.oid = t.typrelid "
    "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
    "WHERE c.relkind = 'c' AND n.nspname = ANY($1::text[]) " NOT_OF_EXTENSION(
        "pg_type", "t.oid") "ORDER BY n.nspname, t.typname, a.attnum";
static const char views_sql[] =
    "SELECT n.nspname, c.relname, c.relkind, pg_get_viewdef(c.oid, true), obj_description(c.oid, 'pg_class'), "
    "(SELECT o FROM unnest(c.reloptions) o WHERE o LIKE 'check_option=%') FROM pg_class c "
    "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm') "
    "AND n.nspname = ANY($1::text[]) " NOT_OF_EXTENSION("pg_class", "c.oid") "ORDER BY n.nspname, c.oid";
static const char view_uses_sql[] =
    "SELECT DISTINCT n.nspname, c.relname, rn.nspname, rc.relname FROM pg_rewrite r "
    "JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace "
    "JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid "
    "AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> c.oid "
    "JOIN pg_class rc ON rc.oid = d.refobjid JOIN pg_namespace rn ON rn.oid = rc.relnamespace "
    "WHERE c.relkind IN ('v', 'm') AND n.nspname = ANY($1::text[]) ORDER BY 1, 2, 3, 4";
static const char sequences_sql[] =
    "SELECT n.nspname, c.relname, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, "
    "s.seqcache, s.seqcycle, obj_description(c.oid, 'pg_class') FROM pg_sequence s "
    "JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = ANY($1::text[]) AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE "
    "d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i', 'e')) "
    "ORDER BY n.nspname, c.relname";
static const char extensions_sql[] =
    "SELECT n.nspname, e.extname, e.extversion, obj_description(e.oid, 'pg_extension') FROM pg_extension e "
    "JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql' AND $1 <> '' ORDER BY e.extname";

static void read_domain_head(Inspect *self, Object *domain, const DbRows *rows, size_t row) {
  Str value = db_cell(rows, row, 4), content;
  ColumnType type;
  pg_set_type(self, &type, db_cell(rows, row, 2));
  inspect_attr(self, &domain->attrs, STR("type"), type.text);
  if (!pg_true(db_cell(rows, row, 3))) inspect_attr(self, &domain->attrs, STR("null"), STR("true"));
  if (value.ptr == NULL) return;
  size_t cast = 0;
  while (cast + 1 < value.len && !(value.ptr[cast] == ':' && value.ptr[cast + 1] == ':')) cast++;
  if (inspect_is_number(value) || inspect_bool_word(value) >= 0)
    inspect_attr_expr(self, &domain->attrs, STR("default"), value);
  else if (inspect_unquote(self, str_sub(value, 0, cast + 1 < value.len ? cast : value.len), '\'', &content))
    inspect_attr(self, &domain->attrs, STR("default"), content);
  else
    inspect_attr_expr(self, &domain->attrs, STR("default"), value);
}

static Object *same(Object *object, const DbRows *rows, size_t row) {
  bool is = object != NULL && str_eq(object->name, db_cell(rows, row, 1)) &&
            str_eq(object->schema->name, db_cell(rows, row, 0));
  return is ? object : NULL;
}

static Object *add_type(Inspect *self, Str kind, const DbRows *rows, size_t row) {
  PgState *state = self->state;
  Schema *schema = realm_schema(self->realm, db_cell(rows, row, 0));
  Object *object = inspect_add_object(self, schema, kind, db_cell(rows, row, 1));
  map_set(&state->types, pg_key(self, schema->name, object->name), object);
  return object;
}

static bool read_domains(Inspect *self) {
  DbRows rows;
  Object *domain = NULL;
  if (!pg_query(self, domains_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    if (same(domain, &rows, i) == NULL) {
      domain = add_type(self, STR("domain"), &rows, i);
      domain->comment = inspect_text(self, db_cell(&rows, i, 5));
      read_domain_head(self, domain, &rows, i);
    }
    if (db_cell(&rows, i, 6).ptr == NULL) continue;
    Object *check = inspect_add_child(self, domain, STR("check"), db_cell(&rows, i, 6));
    inspect_attr(self, &check->attrs, STR("expr"), db_cell(&rows, i, 7));
  }
  return true;
}

static bool read_composites(Inspect *self) {
  DbRows rows;
  Object *type = NULL;
  if (!pg_query(self, composites_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    if (same(type, &rows, i) == NULL) {
      type = add_type(self, STR("composite"), &rows, i);
      type->comment = inspect_text(self, db_cell(&rows, i, 4));
    }
    ColumnType of_field;
    Object *field = inspect_add_child(self, type, STR("field"), db_cell(&rows, i, 2));
    pg_set_type(self, &of_field, db_cell(&rows, i, 3));
    inspect_attr(self, &field->attrs, STR("type"), of_field.text);
  }
  return true;
}

bool pg_read_types(Inspect *self) { return read_domains(self) && read_composites(self); }

/* The query without its semicolon. */
static Str query_text(Str text) {
  text = str_trim(text);
  if (str_ends(text, STR(";"))) text.len--;
  return text;
}

static bool read_views(Inspect *self) {
  PgState *state = self->state;
  DbRows rows;
  if (!pg_query(self, views_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Schema *schema = realm_schema(self->realm, db_cell(&rows, i, 0));
    bool stored = str_eq(db_cell(&rows, i, 2), STR("m"));
    Object *view = inspect_add_object(self, schema, stored ? STR("materialized") : STR("view"), db_cell(&rows, i, 1));
    Str option = db_cell(&rows, i, 5);
    view->definition = inspect_text(self, query_text(db_cell(&rows, i, 3)));
    view->comment = inspect_text(self, db_cell(&rows, i, 4));
    if (str_ends(option, STR("local"))) inspect_attr(self, &view->attrs, STR("check_option"), STR("LOCAL"));
    if (str_ends(option, STR("cascaded"))) inspect_attr(self, &view->attrs, STR("check_option"), STR("CASCADED"));
    map_set(&state->views, pg_key(self, schema->name, view->name), view);
  }
  return true;
}

static bool read_view_uses(Inspect *self) {
  PgState *state = self->state;
  DbRows rows;
  if (!pg_query(self, view_uses_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Object *view = map_get(&state->views, pg_key(self, db_cell(&rows, i, 0), db_cell(&rows, i, 1)));
    Object *other = map_get(&state->views, pg_key(self, db_cell(&rows, i, 2), db_cell(&rows, i, 3)));
    Table *table = inspect_table(self, db_cell(&rows, i, 2), db_cell(&rows, i, 3));
    if (view != NULL && table != NULL) array_push(&view->depends_on_tables, (const Table *)table);
    if (view != NULL && other != NULL) array_push(&view->depends_on, (const Object *)other);
  }
  return true;
}

/* Limits that come with the type are left out. */
static bool is_type_limit(Str text) {
  static const Str limits[] = {STR_INIT("1"),
                               STR_INIT("-1"),
                               STR_INIT("32767"),
                               STR_INIT("2147483647"),
                               STR_INIT("9223372036854775807"),
                               STR_INIT("-32768"),
                               STR_INIT("-2147483648"),
                               STR_INIT("-9223372036854775808")};
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
    if (str_eq(text, limits[i])) return true;
  return false;
}

static bool read_sequences(Inspect *self) {
  DbRows rows;
  if (!pg_query(self, sequences_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Schema *schema = realm_schema(self->realm, db_cell(&rows, i, 0));
    Object *sequence = inspect_add_object(self, schema, STR("sequence"), db_cell(&rows, i, 1));
    ModelAttrs *attrs = &sequence->attrs;
    Str type = db_cell(&rows, i, 2), start = db_cell(&rows, i, 3), low = db_cell(&rows, i, 5);
    if (!str_eq(type, STR("bigint"))) inspect_attr(self, attrs, STR("type"), type);
    if (!str_eq(start, low)) inspect_attr(self, attrs, STR("start"), start);
    if (!str_eq(db_cell(&rows, i, 4), STR("1"))) inspect_attr(self, attrs, STR("increment"), db_cell(&rows, i, 4));
    if (!is_type_limit(low)) inspect_attr(self, attrs, STR("min_value"), low);
    if (!is_type_limit(db_cell(&rows, i, 6))) inspect_attr(self, attrs, STR("max_value"), db_cell(&rows, i, 6));
    if (!str_eq(db_cell(&rows, i, 7), STR("1"))) inspect_attr(self, attrs, STR("cache"), db_cell(&rows, i, 7));
    if (pg_true(db_cell(&rows, i, 8))) inspect_attr(self, attrs, STR("cycle"), STR("true"));
    sequence->comment = inspect_text(self, db_cell(&rows, i, 9));
  }
  return true;
}

/* Extensions belong to the database: they are read when all of it is. */
static bool read_extensions(Inspect *self) {
  DbRows rows;
  if (!str_empty(self->scope) || self->options->schema_count > 0) return true;
  if (!pg_query(self, extensions_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Schema *schema = realm_schema(self->realm, db_cell(&rows, i, 0));
    Object *extension = inspect_add_object(self, NULL, STR("extension"), db_cell(&rows, i, 1));
    extension->schema = schema;
    inspect_attr(self, &extension->attrs, STR("version"), db_cell(&rows, i, 2));
    extension->comment = inspect_text(self, db_cell(&rows, i, 3));
  }
  return true;
}

bool pg_read_objects(Inspect *self) {
  return read_views(self) && read_view_uses(self) && read_sequences(self) && read_extensions(self);
}
