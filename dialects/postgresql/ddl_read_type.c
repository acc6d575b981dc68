/* ddl_read_type.c: types as statements name them, and as PostgreSQL prints them.
 *
 *     varchar(10)[]  ->  {base "varchar", mods "10", array}  ->  character varying(10)[] */
#include "dialects/postgresql/ddl_read_parts.h"

/* PostgreSQL's own types: as the catalog calls them, as they are printed; "%" stands for the parameters. */
static const char *const printed[][2] = {{"int2", "smallint"},
                                         {"int4", "integer"},
                                         {"int8", "bigint"},
                                         {"float4", "real"},
                                         {"float8", "double precision"},
                                         {"bool", "boolean"},
                                         {"varchar", "character varying%"},
                                         {"bpchar", "character%"},
                                         {"timestamp", "timestamp% without time zone"},
                                         {"timestamptz", "timestamp% with time zone"},
                                         {"time", "time% without time zone"},
                                         {"timetz", "time% with time zone"},
                                         {"varbit", "bit varying%"},
                                         {"char", "\"char\""},
                                         {NULL, NULL}};

static const char *const plain[] = {"text",
                                    "numeric",
                                    "bytea",
                                    "date",
                                    "uuid",
                                    "json",
                                    "jsonb",
                                    "jsonpath",
                                    "xml",
                                    "inet",
                                    "cidr",
                                    "macaddr",
                                    "macaddr8",
                                    "point",
                                    "line",
                                    "lseg",
                                    "box",
                                    "path",
                                    "polygon",
                                    "circle",
                                    "tsvector",
                                    "tsquery",
                                    "bit",
                                    "interval",
                                    "money",
                                    "oid",
                                    "name",
                                    "regclass",
                                    "regtype",
                                    "regproc",
                                    "regrole",
                                    "regconfig",
                                    "regprocedure",
                                    "regnamespace",
                                    "regoper",
                                    "regdictionary",
                                    "xid",
                                    "xid8",
                                    "cid",
                                    "tid",
                                    "pg_lsn",
                                    "int4range",
                                    "int8range",
                                    "numrange",
                                    "tsrange",
                                    "tstzrange",
                                    "daterange",
                                    "int4multirange",
                                    "int8multirange",
                                    "nummultirange",
                                    "tsmultirange",
                                    "tstzmultirange",
                                    "datemultirange",
                                    "txid_snapshot",
                                    "pg_snapshot",
                                    "refcursor",
                                    "void",
                                    "trigger",
                                    "event_trigger",
                                    "record",
                                    "anyelement",
                                    "anyarray",
                                    "anynonarray",
                                    "anyenum",
                                    "anyrange",
                                    "anycompatible",
                                    "anycompatiblearray",
                                    "internal",
                                    "cstring",
                                    "any",
                                    "unknown",
                                    "language_handler",
                                    "int2vector",
                                    "oidvector",
                                    NULL};

static bool is_own(Str name) {
  for (size_t i = 0; printed[i][0] != NULL; i++)
    if (str_eq(name, str_from(printed[i][0]))) return true;
  for (size_t i = 0; plain[i] != NULL; i++)
    if (str_eq(name, str_from(plain[i]))) return true;
  return false;
}

/* Parameters as they stand between the parentheses. */
static Str read_mods(DdlRead *self, const json_t *type_name) {
  Buf out = {0};
  for (size_t i = 0; i < tree_count(type_name, "typmods"); i++) {
    const json_t *body = node_body(tree_item(type_name, "typmods", i)), *fields = tree_get(body, "fields");
    if (i > 0) buf_putc(&out, ',');
    if (fields != NULL)
      buf_put(&out, node_string(json_array_get(fields, 0)));
    else if (tree_get(body, "sval") != NULL)
      buf_put(&out, tree_str(tree_get(body, "sval"), "sval"));
    else if (tree_get(body, "fval") != NULL)
      buf_put(&out, tree_str(tree_get(body, "fval"), "fval"));
    else
      buf_printf(&out, "%ld", tree_int(tree_get(body, "ival"), "ival"));
  }
  Str mods = out.len > 0 ? pgddl_keep(self, buf_str(&out)) : (Str){0};
  buf_free(&out);
  return mods;
}

/* Whole numbers of a numeric without places have "10" -> "10,0". */
static Str full_mods(DdlRead *self, Str base, Str mods) {
  bool one = str_eq(base, STR("numeric")) && mods.len > 0 && str_find(mods, ',', 0) == mods.len;
  return one ? pgddl_printf(self, "%.*s,0", STR_FMT(mods)) : mods;
}

static void find_type(DdlRead *self, TypeRef *out, Str schema, Str name) {
  bool system = str_eq(schema, STR("pg_catalog"));
  CatType *user = system ? NULL : (CatType *)pgddl_look(self, ITEM_TYPE, schema, name);
  if (user == NULL && (system || (str_empty(schema) && is_own(name)))) {
    out->base = pgddl_keep(self, name);
    out->mods = full_mods(self, out->base, out->mods);
    return;
  }
  out->user = user;
  if (user != NULL) return;
  out->row = pgddl_find_table(self, schema, name);
  if (out->row != NULL) return;
  Item *home = str_empty(schema) ? pgddl_schema(self, schema) : NULL;
  for (size_t i = self->items.len; i-- > 0 && str_empty(schema);) { /* the newest extension's schema */
    if (self->items.items[i]->kind == ITEM_EXTENSION && !self->items.items[i]->dropped)
      home = self->items.items[i]->schema;
  }
  out->base = pgddl_keep(self, name);
  out->schema = pgddl_keep(self, home != NULL ? home->name : schema);
}

/* t.c%TYPE */
static bool column_type(DdlRead *self, const json_t *names, TypeRef *out) {
  size_t count = json_array_size(names);
  if (count < 2) return false;
  Str schema = count > 2 ? node_string(json_array_get(names, count - 3)) : (Str){0};
  CatTable *table = pgddl_find_table(self, schema, node_string(json_array_get(names, count - 2)));
  CatColumn *column = table != NULL ? pgddl_column(table, node_string(json_array_get(names, count - 1))) : NULL;
  if (column != NULL) *out = column->type;
  if (column != NULL) out->mods = (Str){0};
  return column != NULL;
}

TypeRef pgddl_type(DdlRead *self, const json_t *type_name) {
  TypeRef out = {.mods = read_mods(self, type_name)};
  Str schema, name;
  pgddl_names(tree_get(type_name, "names"), &schema, &name);
  out.array = tree_count(type_name, "arrayBounds") > 0;
  out.set = tree_flag(type_name, "setof");
  if (tree_flag(type_name, "pct_type") && column_type(self, tree_get(type_name, "names"), &out)) return out;
  if (str_empty(schema) && name.len > 1 && name.ptr[0] == '_' && is_own(str_sub(name, 1, name.len))) {
    out.array = true;
    name = str_sub(name, 1, name.len);
  }
  find_type(self, &out, schema, name);
  return out;
}

TypeRef pgddl_base_type(Str name) { return (TypeRef){.base = name}; }

/* ---- printing ---- */

static const struct {
  const char *mask, *text;
} intervals[] = {{"4", " year"},
                 {"2", " month"},
                 {"8", " day"},
                 {"1024", " hour"},
                 {"2048", " minute"},
                 {"4096", " second"},
                 {"6", " year to month"},
                 {"1032", " day to hour"},
                 {"3080", " day to minute"},
                 {"7176", " day to second"},
                 {"3072", " hour to minute"},
                 {"7168", " hour to second"},
                 {"6144", " minute to second"},
                 {NULL, NULL}};

/* "32767,3" -> interval(3) */
static Str format_interval(DdlRead *self, Str mods) {
  size_t comma = str_find(mods, ',', 0);
  Str mask = str_sub(mods, 0, comma), places = str_sub(mods, comma + 1, mods.len);
  const char *fields = "";
  for (size_t i = 0; intervals[i].mask != NULL; i++)
    if (str_eq(mask, str_from(intervals[i].mask))) fields = intervals[i].text;
  if (str_empty(places)) return pgddl_printf(self, "interval%s", fields);
  return pgddl_printf(self, "interval%s(%.*s)", fields, STR_FMT(places));
}

static Str format_base(DdlRead *self, const TypeRef *type, bool mods) {
  Str params = mods && type->mods.len > 0 ? pgddl_printf(self, "(%.*s)", STR_FMT(type->mods)) : (Str){0};
  if (mods && type->mods.len > 0 && str_eq(type->base, STR("interval"))) return format_interval(self, type->mods);
  if (params.len == 0 && str_eq(type->base, STR("bpchar")))
    return mods || type->mods.len == 0 ? STR("bpchar") : STR("character");
  if (params.len == 0 && type->mods.len == 0 && str_eq(type->base, STR("bit"))) return STR("\"bit\"");
  for (size_t i = 0; printed[i][0] != NULL; i++) {
    if (!str_eq(type->base, str_from(printed[i][0]))) continue;
    Str text = str_from(printed[i][1]);
    size_t at = str_find(text, '%', 0);
    if (at == text.len) return text;
    return pgddl_printf(self, "%.*s%.*s%.*s", (int)at, text.ptr, STR_FMT(params), (int)(text.len - at - 1),
                        text.ptr + at + 1);
  }
  if (type->schema.len == 0) return pgddl_printf(self, "%.*s%.*s", STR_FMT(type->base), STR_FMT(params));
  return pgddl_printf(self, "%.*s.%.*s%.*s", STR_FMT(pgddl_quote_name(&self->arena, type->schema)),
                      STR_FMT(pgddl_quote_name(&self->arena, type->base)), STR_FMT(params));
}

Str pgddl_format_type(DdlRead *self, const TypeRef *type, bool mods) {
  const Item *item = type->user != NULL ? &type->user->item : type->row != NULL ? &type->row->item : NULL;
  Str text = item != NULL ? pgddl_printf(self, "%.*s.%.*s", STR_FMT(pgddl_quote_name(&self->arena, item->schema->name)),
                                         STR_FMT(pgddl_quote_name(&self->arena, item->name)))
                          : format_base(self, type, mods);
  return type->array ? pgddl_printf(self, "%.*s[]", STR_FMT(text)) : text;
}

Str pgddl_type_schema(const TypeRef *type) {
  if (type->user != NULL) return type->user->item.schema->name;
  if (type->row != NULL) return type->row->item.schema->name;
  return type->schema.len > 0 ? type->schema : STR("pg_catalog");
}

/* Of an array "_int4", which no block has: any name that is none. */
Str pgddl_type_name(const TypeRef *type) {
  if (type->array) return STR("_");
  return type->user != NULL ? type->user->item.name : type->row != NULL ? type->row->item.name : type->base;
}
