/* inspect_other.c: range types, collations, casts, partitions and foreign servers of PostgreSQL. */
#include "base/buf.h"
#include "dialects/postgresql/inspect_parts.h"

enum {
  HAS_DETERMINISM = 120000,
  HAS_MULTIRANGES = 140000,
  HAS_ICU_LOCALE = 150000,
  HAS_RULES = 160000,
  HAS_LOCALE = 170000
};

#define NOT_OF_EXTENSION(class, oid)                                                                                   \
  "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = '" class "'::regclass AND d.objid = " oid               \
                                                                        " AND d.deptype = 'e') "

/* ---- paths ---- */

Str pg_path(Inspect *self, Str kind, Str schema, Str name) {
  Buf out = {0};
  buf_printf(&out, "%.*s.", STR_FMT(kind));
  model_put_step(&out, schema);
  buf_putc(&out, '.');
  model_put_step(&out, name);
  Str path = arena_str(&self->arena, buf_str(&out));
  buf_free(&out);
  return path;
}

Str pg_column_path(Inspect *self, Str path, Str column) {
  Buf out = {0};
  buf_printf(&out, "%.*s.column.", STR_FMT(path));
  model_put_step(&out, column);
  Str text = arena_str(&self->arena, buf_str(&out));
  buf_free(&out);
  return text;
}

Str pg_type_path(Inspect *self, Str schema, Str name, Str formatted) {
  const PgState *state = self->state;
  ColumnType type;
  const Object *object = map_get(&state->types, pg_key(self, schema, name));
  if (object != NULL) return pg_path(self, object->kind, schema, object->name);
  pg_set_type(self, &type, formatted);
  return type.text;
}

Str pg_function_path(Inspect *self, Str schema, Str name) {
  bool own = realm_schema(self->realm, schema) != NULL;
  return own ? pg_path(self, STR("function"), schema, name) : name;
}

/* ---- ranges ---- */

#define RANGES(multirange)                                                                                             \
  "SELECT n.nspname, t.typname, sn.nspname, s.typname, format_type(s.oid, NULL), o.opcname, o.opcdefault, "            \
  "c.collname, c.oid <> s.typcollation, dn.nspname, d.proname, cn.nspname, ca.proname, " multirange ", "               \
  "obj_description(t.oid, 'pg_type') FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid "                            \
  "JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_type s ON s.oid = r.rngsubtype "                              \
  "JOIN pg_namespace sn ON sn.oid = s.typnamespace JOIN pg_opclass o ON o.oid = r.rngsubopc "                          \
  "LEFT JOIN pg_collation c ON c.oid = r.rngcollation LEFT JOIN pg_proc d ON d.oid = r.rngsubdiff::oid "               \
  "LEFT JOIN pg_namespace dn ON dn.oid = d.pronamespace LEFT JOIN pg_proc ca ON ca.oid = r.rngcanonical::oid "         \
  "LEFT JOIN pg_namespace cn ON cn.oid = ca.pronamespace "                                                             \
  "WHERE n.nspname = ANY($1::text[]) " NOT_OF_EXTENSION("pg_type", "t.oid") "ORDER BY n.nspname, t.typname"

/* The name that PostgreSQL makes up: ..._multirange, or with the last "range" turned into "multirange". */
static bool is_given_multirange(Inspect *self, Str range, Str name) {
  Str word = STR("range");
  size_t at = range.len;
  for (size_t i = 0; i + word.len <= range.len; i++)
    if (str_eq(str_sub(range, i, i + word.len), word)) at = i;
  Str made = at < range.len ? arena_printf(&self->arena, "%.*smulti%.*s", (int)at, range.ptr, (int)(range.len - at),
                                           range.ptr + at)
                            : arena_printf(&self->arena, "%.*s_multirange", STR_FMT(range));
  return name.ptr != NULL && !str_eq(made, name);
}

static Str system_or_path(Inspect *self, Str schema, Str name) { return pg_function_path(self, schema, name); }

bool pg_read_ranges(Inspect *self) {
  PgState *state = self->state;
  DbRows rows;
  const char *sql = state->version >= HAS_MULTIRANGES
                        ? RANGES("(SELECT m.typname FROM pg_type m WHERE m.oid = r.rngmultitypid)")
                        : RANGES("NULL");
  if (!pg_query(self, PG_RANGES, sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Schema *schema = realm_schema(self->realm, db_cell(&rows, i, 0));
    Object *range = inspect_add_object(self, schema, STR("range"), db_cell(&rows, i, 1));
    ModelAttrs *attrs = &range->attrs;
    map_set(&state->types, pg_key(self, schema->name, range->name), range);
    inspect_attr(self, attrs, STR("subtype"),
                 pg_type_path(self, db_cell(&rows, i, 2), db_cell(&rows, i, 3), db_cell(&rows, i, 4)));
    if (!pg_true(db_cell(&rows, i, 6))) inspect_attr(self, attrs, STR("subtype_opclass"), db_cell(&rows, i, 5));
    if (pg_true(db_cell(&rows, i, 8))) inspect_attr(self, attrs, STR("collation"), db_cell(&rows, i, 7));
    if (db_cell(&rows, i, 10).ptr != NULL)
      inspect_attr(self, attrs, STR("subtype_diff"), system_or_path(self, db_cell(&rows, i, 9), db_cell(&rows, i, 10)));
    if (db_cell(&rows, i, 12).ptr != NULL)
      inspect_attr(self, attrs, STR("canonical"), system_or_path(self, db_cell(&rows, i, 11), db_cell(&rows, i, 12)));
    if (is_given_multirange(self, range->name, db_cell(&rows, i, 13)))
      inspect_attr(self, attrs, STR("multirange_type_name"), db_cell(&rows, i, 13));
    range->comment = inspect_text(self, db_cell(&rows, i, 14));
  }
  return true;
}

/* ---- collations ---- */

#define COLLATIONS(locale, deterministic, rules)                                                                       \
  "SELECT n.nspname, c.collname, c.collprovider, c.collcollate, c.collctype, " locale ", " deterministic ", " rules    \
  ", obj_description(c.oid, 'pg_collation') FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace "       \
  "WHERE n.nspname = ANY($1::text[]) " NOT_OF_EXTENSION("pg_collation", "c.oid") "ORDER BY n.nspname, c.collname"

static const char *collations_sql(long version) {
  if (version >= HAS_LOCALE) return COLLATIONS("c.colllocale", "c.collisdeterministic", "c.collicurules");
  if (version >= HAS_RULES) return COLLATIONS("c.colliculocale", "c.collisdeterministic", "c.collicurules");
  if (version >= HAS_ICU_LOCALE) return COLLATIONS("c.colliculocale", "c.collisdeterministic", "NULL");
  return version >= HAS_DETERMINISM ? COLLATIONS("NULL", "c.collisdeterministic", "NULL")
                                    : COLLATIONS("NULL", "true", "NULL");
}

static bool read_collations(Inspect *self) {
  const PgState *state = self->state;
  DbRows rows;
  if (!pg_query(self, PG_COLLATIONS, collations_sql(state->version), &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Object *collation = inspect_add_object(self, realm_schema(self->realm, db_cell(&rows, i, 0)), STR("collation"),
                                           db_cell(&rows, i, 1));
    ModelAttrs *attrs = &collation->attrs;
    Str provider = db_cell(&rows, i, 2), collate = db_cell(&rows, i, 3), ctype = db_cell(&rows, i, 4);
    Str locale = db_cell(&rows, i, 5);
    if (locale.ptr == NULL && str_eq(collate, ctype)) locale = collate;
    if (str_eq(provider, STR("i"))) inspect_attr(self, attrs, STR("provider"), STR("icu"));
    if (str_eq(provider, STR("b"))) inspect_attr(self, attrs, STR("provider"), STR("builtin"));
    if (!str_empty(locale)) inspect_attr(self, attrs, STR("locale"), locale);
    if (str_empty(locale)) inspect_attr(self, attrs, STR("lc_collate"), collate);
    if (str_empty(locale)) inspect_attr(self, attrs, STR("lc_ctype"), ctype);
    if (!pg_true(db_cell(&rows, i, 6))) inspect_attr(self, attrs, STR("deterministic"), STR("false"));
    if (!str_empty(db_cell(&rows, i, 7))) inspect_attr(self, attrs, STR("rules"), db_cell(&rows, i, 7));
    collation->comment = inspect_text(self, db_cell(&rows, i, 8));
  }
  return true;
}

/* ---- casts ---- */

static const char casts_sql[] =
    "SELECT sn.nspname, s.typname, format_type(s.oid, NULL), tn.nspname, t.typname, format_type(t.oid, NULL), "
    "fn.nspname, f.proname, c.castcontext, c.castmethod, obj_description(c.oid, 'pg_cast') FROM pg_cast c "
    "JOIN pg_type s ON s.oid = c.castsource JOIN pg_namespace sn ON sn.oid = s.typnamespace "
    "JOIN pg_type t ON t.oid = c.casttarget JOIN pg_namespace tn ON tn.oid = t.typnamespace "
    "LEFT JOIN pg_proc f ON f.oid = c.castfunc LEFT JOIN pg_namespace fn ON fn.oid = f.pronamespace "
    "WHERE c.oid >= 16384 AND $1 <> '' " NOT_OF_EXTENSION(
        "pg_cast",
        "c.oid") "AND NOT EXISTS (SELECT 1 FROM pg_depend d "
                 "WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'i') ORDER BY 3, 6";

static bool read_casts(Inspect *self) {
  DbRows rows;
  if (!pg_query(self, PG_CASTS, casts_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Object *cast = inspect_add_object(self, NULL, STR("cast"), (Str){0});
    ModelAttrs *attrs = &cast->attrs;
    Str context = db_cell(&rows, i, 8), method = db_cell(&rows, i, 9);
    inspect_attr(self, attrs, STR("source"),
                 pg_type_path(self, db_cell(&rows, i, 0), db_cell(&rows, i, 1), db_cell(&rows, i, 2)));
    inspect_attr(self, attrs, STR("target"),
                 pg_type_path(self, db_cell(&rows, i, 3), db_cell(&rows, i, 4), db_cell(&rows, i, 5)));
    if (db_cell(&rows, i, 7).ptr != NULL)
      inspect_attr(self, attrs, STR("function"), pg_function_path(self, db_cell(&rows, i, 6), db_cell(&rows, i, 7)));
    if (str_eq(method, STR("i"))) inspect_attr(self, attrs, STR("with"), STR("INOUT"));
    if (str_eq(context, STR("i"))) inspect_attr(self, attrs, STR("as"), STR("IMPLICIT"));
    if (str_eq(context, STR("a"))) inspect_attr(self, attrs, STR("as"), STR("ASSIGNMENT"));
    cast->comment = inspect_text(self, db_cell(&rows, i, 10));
  }
  return true;
}

/* ---- partitions ---- */

static const char partitions_sql[] =
    "SELECT n.nspname, c.relname, pn.nspname, p.relname, p.relispartition, pg_get_expr(c.relpartbound, c.oid), "
    "pg_get_partkeydef(c.oid), obj_description(c.oid, 'pg_class') FROM pg_class c "
    "JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_inherits i ON i.inhrelid = c.oid "
    "JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace "
    "WHERE c.relispartition AND c.relkind IN ('r', 'p') AND n.nspname = ANY($1::text[]) ORDER BY c.oid";

/* (a, b) at `at` -> "[a, b]" */
static Str list_at(Inspect *self, Str text, size_t at, size_t *end) {
  size_t open = str_find(text, '(', at), depth = 0;
  bool quoted = false;
  for (*end = open; *end < text.len; (*end)++) {
    char c = text.ptr[*end];
    if (c == '\'') quoted = !quoted;
    if (!quoted && c == '(') depth++;
    if (!quoted && c == ')' && --depth == 0) break;
  }
  return arena_printf(&self->arena, "[%.*s]", STR_FMT(str_sub(text, open + 1, *end)));
}

static void read_bound(Inspect *self, Object *partition, Str text) {
  size_t end = 0;
  if (str_starts(text, STR("FOR VALUES FROM"))) {
    Object *range = inspect_add_child(self, partition, STR("range"), (Str){0});
    inspect_attr(self, &range->attrs, STR("from"), list_at(self, text, 0, &end));
    inspect_attr(self, &range->attrs, STR("to"), list_at(self, text, end, &end));
  } else if (str_starts(text, STR("FOR VALUES IN"))) {
    Object *list = inspect_add_child(self, partition, STR("list"), (Str){0});
    inspect_attr(self, &list->attrs, STR("in"), list_at(self, text, 0, &end));
  } else if (str_starts(text, STR("FOR VALUES WITH"))) {
    Object *hash = inspect_add_child(self, partition, STR("hash"), (Str){0});
    size_t comma = str_find(text, ',', 0), close = str_find(text, ')', comma);
    Str modulus = str_trim(str_sub(text, str_find(text, 's', str_find(text, '(', 0)) + 1, comma));
    Str rest = str_trim(str_sub(text, str_find(text, 'd', str_find(text, 'n', str_find(text, 'm', comma))), close));
    while (rest.len > 0 && (rest.ptr[0] < '0' || rest.ptr[0] > '9')) rest = str_sub(rest, 1, rest.len);
    inspect_attr(self, &hash->attrs, STR("modulus"), modulus);
    inspect_attr(self, &hash->attrs, STR("remainder"), rest);
  }
}

static bool read_partitions(Inspect *self) {
  DbRows rows;
  if (!pg_query(self, PG_PARTITIONS, partitions_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Schema *schema = realm_schema(self->realm, db_cell(&rows, i, 0));
    Object *partition = inspect_add_object(self, schema, STR("partition"), db_cell(&rows, i, 1));
    Str parent_schema = db_cell(&rows, i, 2), parent = db_cell(&rows, i, 3);
    bool nested = pg_true(db_cell(&rows, i, 4));
    partition->table = inspect_table(self, parent_schema, parent);
    const Schema *home = nested ? realm_schema(self->realm, parent_schema) : NULL;
    Object *above = home != NULL ? schema_object(home, STR("partition"), parent) : NULL;
    if (above != NULL) array_push(&partition->depends_on, (const Object *)above);
    inspect_attr(self, &partition->attrs, STR("of"),
                 pg_path(self, nested ? STR("partition") : STR("table"), parent_schema, parent));
    read_bound(self, partition, db_cell(&rows, i, 5));
    if (db_cell(&rows, i, 6).ptr != NULL)
      array_push(&partition->children, pg_partition_block(self, schema, db_cell(&rows, i, 6), true));
    partition->comment = inspect_text(self, db_cell(&rows, i, 7));
  }
  return true;
}

/* ---- foreign servers ---- */

static const char servers_sql[] =
    "SELECT s.srvname, w.fdwname, s.srvtype, s.srvversion, array_to_string(s.srvoptions, E'\\n'), "
    "(SELECT e.extname FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid WHERE d.classid = "
    "'pg_foreign_data_wrapper'::regclass AND d.objid = w.oid AND d.deptype = 'e'), "
    "obj_description(s.oid, 'pg_foreign_server') FROM pg_foreign_server s "
    "JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw WHERE $1 <> '' ORDER BY s.srvname";
static const char mappings_sql[] =
    "SELECT m.srvname, m.usename, array_to_string(m.umoptions, E'\\n') FROM pg_user_mappings m WHERE $1 <> '' "
    "ORDER BY m.srvname, m.usename";

Str pg_options_map(Inspect *self, Str lines) {
  Buf out = {0};
  for (size_t at = 0; at < lines.len;) {
    size_t end = str_find(lines, '\n', at), equals = str_find(lines, '=', at);
    buf_printf(&out, "%s%.*s = %.*s", at == 0 ? "{" : ", ", STR_FMT(str_sub(lines, at, equals)),
               STR_FMT(str_sub(lines, equals + 1, end)));
    at = end + 1;
  }
  if (out.len > 0) buf_putc(&out, '}');
  Str map = arena_str(&self->arena, buf_str(&out));
  buf_free(&out);
  return map;
}

static bool read_servers(Inspect *self) {
  DbRows rows;
  if (!pg_query(self, PG_SERVERS, servers_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Object *server = inspect_add_object(self, NULL, STR("server"), db_cell(&rows, i, 0));
    Str extension = db_cell(&rows, i, 5), options = db_cell(&rows, i, 4);
    inspect_attr(self, &server->attrs, STR("fdw"),
                 extension.ptr != NULL ? arena_printf(&self->arena, "extension.%.*s", STR_FMT(extension))
                                       : db_cell(&rows, i, 1));
    if (!str_empty(options)) inspect_attr(self, &server->attrs, STR("options"), pg_options_map(self, options));
    if (!str_empty(db_cell(&rows, i, 2))) inspect_attr(self, &server->attrs, STR("type"), db_cell(&rows, i, 2));
    if (!str_empty(db_cell(&rows, i, 3))) inspect_attr(self, &server->attrs, STR("version"), db_cell(&rows, i, 3));
    server->comment = inspect_text(self, db_cell(&rows, i, 6));
  }
  if (!pg_query(self, PG_MAPPINGS, mappings_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Object *mapping = inspect_add_object(self, NULL, STR("user_mapping"), (Str){0});
    Str user = db_cell(&rows, i, 1), options = db_cell(&rows, i, 2);
    inspect_attr(self, &mapping->attrs, STR("server"),
                 arena_printf(&self->arena, "server.%.*s", STR_FMT(db_cell(&rows, i, 0))));
    inspect_attr(self, &mapping->attrs, STR("user"), str_eq(user, STR("public")) ? STR("PUBLIC") : user);
    if (!str_empty(options)) inspect_attr(self, &mapping->attrs, STR("options"), pg_options_map(self, options));
  }
  return true;
}

bool pg_read_others(Inspect *self, bool database) {
  return read_collations(self) && read_partitions(self) && pg_read_routines(self) && pg_read_triggers(self) &&
         pg_read_policies(self) &&
         (!database || (pg_read_event_triggers(self) && read_casts(self) && read_servers(self)));
}
