/* inspect_objects.c: what PostgreSQL has besides tables and enums: domains, composite types, views, sequences,
 * extensions. */
#include "dialects/postgresql/inspect_parts.h"

#define NOT_OF_EXTENSION(class, oid)                                                                                   \
  "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = '" class "'::regclass AND d.objid = " oid               \
                                                                        " AND d.deptype = 'e') "

static const char domains_sql[] =
    "SELECT n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod), t.typnotnull, t.typdefault, "
    "obj_description(t.oid, 'pg_type'), con.conname, pg_get_expr(con.conbin, 0), bn.nspname, b.typname, "
    "obj_description(con.oid, 'pg_constraint') FROM pg_type t JOIN pg_type b ON b.oid = t.typbasetype "
    "JOIN pg_namespace bn ON bn.oid = b.typnamespace JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN "
    "pg_constraint con ON con.contypid = t.oid "
    "AND con.contype = 'c' WHERE t.typtype = 'd' AND n.nspname = ANY($1::text[]) " NOT_OF_EXTENSION(
        "pg_type", "t.oid") "ORDER BY n.nspname, t.typname, con.conname";
static const char composites_sql[] =
    "SELECT n.nspname, t.typname, a.attname, format_type(a.atttypid, a.atttypmod), obj_description(t.oid, 'pg_type'), "
    "an.nspname, at.typname, co.collname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_class c "
    "ON c.oid = t.typrelid "
    "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
    "JOIN pg_type at ON at.oid = a.atttypid JOIN pg_namespace an ON an.oid = at.typnamespace "
    "LEFT JOIN pg_collation co ON co.oid = a.attcollation AND a.attcollation <> at.typcollation "
    "WHERE c.relkind = 'c' AND n.nspname = ANY($1::text[]) " NOT_OF_EXTENSION(
        "pg_type", "t.oid") "ORDER BY n.nspname, t.typname, a.attnum";
static const char views_sql[] =
    "SELECT n.nspname, c.relname, c.relkind, pg_get_viewdef(c.oid, true), obj_description(c.oid, 'pg_class'), "
    "array_to_string(c.reloptions, E'\\n') FROM pg_class c "
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
    "s.seqcache, s.seqcycle, obj_description(c.oid, 'pg_class'), tn.nspname, t.relname, a.attname, "
    "pg_get_expr(ad.adbin, ad.adrelid), ad.adbin IS NOT NULL AND EXISTS (SELECT 1 FROM pg_depend u WHERE u.classid = "
    "'pg_attrdef'::regclass AND u.objid = ad.oid AND u.refobjid = c.oid) FROM pg_sequence s "
    "JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    "LEFT JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid AND o.deptype = 'a' "
    "AND o.refobjsubid > 0 LEFT JOIN pg_class t ON t.oid = o.refobjid LEFT JOIN pg_namespace tn ON tn.oid = "
    "t.relnamespace LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = o.refobjsubid "
    "LEFT JOIN pg_attrdef ad ON ad.adrelid = t.oid AND ad.adnum = o.refobjsubid "
    "WHERE n.nspname = ANY($1::text[]) AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE "
    "d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('i', 'e')) "
    "ORDER BY n.nspname, c.relname";
static const char extensions_sql[] =
    "SELECT n.nspname, e.extname, e.extversion, obj_description(e.oid, 'pg_extension') FROM pg_extension e "
    "JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql' AND $1 <> '' ORDER BY e.extname";

static void read_domain_head(Inspect *self, Object *domain, const DbRows *rows, size_t row) {
  Str value = db_cell(rows, row, 4), content;
  inspect_attr(self, &domain->attrs, STR("type"),
               pg_type_path(self, db_cell(rows, row, 8), db_cell(rows, row, 9), db_cell(rows, row, 2)));
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
  if (!pg_query(self, PG_DOMAINS, domains_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    if (same(domain, &rows, i) == NULL) {
      domain = add_type(self, STR("domain"), &rows, i);
      domain->comment = inspect_text(self, db_cell(&rows, i, 5));
      read_domain_head(self, domain, &rows, i);
    }
    if (db_cell(&rows, i, 6).ptr == NULL) continue;
    Object *check = inspect_add_child(self, domain, STR("check"), db_cell(&rows, i, 6));
    inspect_attr(self, &check->attrs, STR("expr"), db_cell(&rows, i, 7));
    check->comment = inspect_text(self, db_cell(&rows, i, 10));
  }
  return true;
}

static bool read_composites(Inspect *self) {
  DbRows rows;
  Object *type = NULL;
  if (!pg_query(self, PG_COMPOSITES, composites_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    if (same(type, &rows, i) == NULL) {
      type = add_type(self, STR("composite"), &rows, i);
      type->comment = inspect_text(self, db_cell(&rows, i, 4));
    }
    Object *field = inspect_add_child(self, type, STR("field"), db_cell(&rows, i, 2));
    inspect_attr(self, &field->attrs, STR("type"),
                 pg_type_path(self, db_cell(&rows, i, 5), db_cell(&rows, i, 6), db_cell(&rows, i, 3)));
    if (db_cell(&rows, i, 7).ptr != NULL) inspect_attr(self, &field->attrs, STR("collate"), db_cell(&rows, i, 7));
  }
  return true;
}

bool pg_read_types(Inspect *self) { return read_domains(self) && read_composites(self) && pg_read_ranges(self); }

/* The query without its semicolon. */
static Str query_text(Str text) {
  text = str_trim(text);
  if (str_ends(text, STR(";"))) text.len--;
  return text;
}

/* check_option=local, security_barrier=true, ... */
static void read_view_options(Inspect *self, Object *view, Str lines) {
  Object *block = pg_storage_block(self, view->schema, lines), *security = NULL;
  for (size_t i = 0; block != NULL && i < block->attrs.len; i++) {
    const ModelAttr *attr = &block->attrs.items[i];
    bool local = str_eq(attr->value.text, STR("local"));
    if (str_eq(attr->name, STR("check_option"))) {
      inspect_attr(self, &view->attrs, attr->name, local ? STR("LOCAL") : STR("CASCADED"));
    } else if (str_starts(attr->name, STR("security_"))) {
      if (security == NULL) security = inspect_add_child(self, view, STR("security"), (Str){0});
      inspect_attr(self, &security->attrs, str_sub(attr->name, 9, attr->name.len), attr->value.text);
    }
  }
  if (block != NULL) object_free(block);
}

static bool read_views(Inspect *self) {
  PgState *state = self->state;
  DbRows rows;
  if (!pg_query(self, PG_VIEWS, views_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Schema *schema = realm_schema(self->realm, db_cell(&rows, i, 0));
    bool stored = str_eq(db_cell(&rows, i, 2), STR("m"));
    Object *view = inspect_add_object(self, schema, stored ? STR("materialized") : STR("view"), db_cell(&rows, i, 1));
    Str option = db_cell(&rows, i, 5);
    view->definition = inspect_text(self, query_text(db_cell(&rows, i, 3)));
    view->comment = inspect_text(self, db_cell(&rows, i, 4));
    if (stored) {
      Object *block = pg_storage_block(self, schema, option);
      if (block != NULL) array_push(&view->children, block);
    } else {
      read_view_options(self, view, option);
    }
    map_set(&state->views, pg_key(self, schema->name, view->name), view);
  }
  return true;
}

static bool read_view_uses(Inspect *self) {
  PgState *state = self->state;
  DbRows rows;
  if (!pg_query(self, PG_VIEW_USES, view_uses_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Object *view = map_get(&state->views, pg_key(self, db_cell(&rows, i, 0), db_cell(&rows, i, 1)));
    Object *other = map_get(&state->views, pg_key(self, db_cell(&rows, i, 2), db_cell(&rows, i, 3)));
    Table *table = inspect_table(self, db_cell(&rows, i, 2), db_cell(&rows, i, 3));
    if (view != NULL && table != NULL) array_push(&view->depends_on_tables, (const Table *)table);
    if (view != NULL && other != NULL) array_push(&view->depends_on, (const Object *)other);
  }
  return true;
}

/* The limits that a sequence of the type has when none are given. */
static Str type_limit(Str type, bool down, bool low) {
  bool small = str_eq(type, STR("smallint")), plain = str_eq(type, STR("integer"));
  if (low && !down) return STR("1");
  if (!low && down) return STR("-1");
  if (low) return small ? STR("-32768") : plain ? STR("-2147483648") : STR("-9223372036854775808");
  return small ? STR("32767") : plain ? STR("2147483647") : STR("9223372036854775807");
}

static bool read_sequences(Inspect *self) {
  DbRows rows;
  if (!pg_query(self, PG_SEQUENCES, sequences_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    /* a serial column has its sequence to itself */
    if (pg_true(db_cell(&rows, i, 14)) && pg_is_sequence_default(db_cell(&rows, i, 13))) continue;
    Schema *schema = realm_schema(self->realm, db_cell(&rows, i, 0));
    Object *sequence = inspect_add_object(self, schema, STR("sequence"), db_cell(&rows, i, 1));
    ModelAttrs *attrs = &sequence->attrs;
    Str type = db_cell(&rows, i, 2), start = db_cell(&rows, i, 3), low = db_cell(&rows, i, 5);
    if (!str_eq(type, STR("bigint"))) inspect_attr(self, attrs, STR("type"), type);
    bool down = db_cell(&rows, i, 4).ptr[0] == '-';
    if (!str_eq(start, down ? db_cell(&rows, i, 6) : low)) inspect_attr(self, attrs, STR("start"), start);
    if (!str_eq(db_cell(&rows, i, 4), STR("1"))) inspect_attr(self, attrs, STR("increment"), db_cell(&rows, i, 4));
    if (!str_eq(low, type_limit(type, down, true))) inspect_attr(self, attrs, STR("min_value"), low);
    if (!str_eq(db_cell(&rows, i, 6), type_limit(type, down, false)))
      inspect_attr(self, attrs, STR("max_value"), db_cell(&rows, i, 6));
    if (!str_eq(db_cell(&rows, i, 7), STR("1"))) inspect_attr(self, attrs, STR("cache"), db_cell(&rows, i, 7));
    if (pg_true(db_cell(&rows, i, 8))) inspect_attr(self, attrs, STR("cycle"), STR("true"));
    if (db_cell(&rows, i, 12).ptr != NULL)
      inspect_attr(self, attrs, STR("owner"),
                   pg_column_path(self, pg_path(self, STR("table"), db_cell(&rows, i, 10), db_cell(&rows, i, 11)),
                                  db_cell(&rows, i, 12)));
    sequence->comment = inspect_text(self, db_cell(&rows, i, 9));
  }
  return true;
}

/* Extensions belong to the database: they are read when all of it is. */
static bool read_extensions(Inspect *self) {
  DbRows rows;
  if (!pg_reads_database(self)) return true;
  if (!pg_query(self, PG_EXTENSIONS, extensions_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Schema *schema = realm_schema(self->realm, db_cell(&rows, i, 0));
    Object *extension = inspect_add_object(self, schema, STR("extension"), db_cell(&rows, i, 1));
    inspect_attr(self, &extension->attrs, STR("version"), db_cell(&rows, i, 2));
    extension->comment = inspect_text(self, db_cell(&rows, i, 3));
  }
  return true;
}

bool pg_read_objects(Inspect *self) {
  return read_views(self) && read_view_uses(self) && read_sequences(self) && read_extensions(self);
}
