/* ddl_read_expr_call.c: calls of functions, CASE, COALESCE, arrays, subqueries. */
#include "dialects/postgresql/ddl_read_expr.h"

/* What functions take and give: t text, 4 int4, n numeric, f float8, c regclass, g regconfig, i interval, e text[], .
 * anything; the last one repeats. '=' as a result: the type of the first argument. */
static const struct {
  const char *name, *args, *result;
} functions[] = {{"lower", "t", "text"},
                 {"upper", "t", "text"},
                 {"initcap", "t", "text"},
                 {"btrim", "tt", "text"},
                 {"ltrim", "tt", "text"},
                 {"rtrim", "tt", "text"},
                 {"length", "t", "int4"},
                 {"char_length", "t", "int4"},
                 {"character_length", "t", "int4"},
                 {"octet_length", "t", "int4"},
                 {"strpos", "tt", "int4"},
                 {"position", "tt", "int4"},
                 {"replace", "ttt", "text"},
                 {"translate", "ttt", "text"},
                 {"repeat", "t4", "text"},
                 {"reverse", "t", "text"},
                 {"substr", "t44", "text"},
                 {"substring", "t.4", "text"},
                 {"left", "t4", "text"},
                 {"right", "t4", "text"},
                 {"lpad", "t4t", "text"},
                 {"rpad", "t4t", "text"},
                 {"md5", "t", "text"},
                 {"split_part", "tt4", "text"},
                 {"regexp_replace", "tttt", "text"},
                 {"regexp_match", "ttt", "text[]"},
                 {"starts_with", "tt", "bool"},
                 {"concat", ".", "text"},
                 {"concat_ws", "t.", "text"},
                 {"format", "t.", "text"},
                 {"quote_ident", "t", "text"},
                 {"to_char", ".t", "text"},
                 {"to_date", "tt", "date"},
                 {"to_timestamp", "tt", "timestamptz"},
                 {"to_number", "tt", "numeric"},
                 {"string_to_array", "ttt", "text[]"},
                 {"array_to_string", ".tt", "text"},
                 {"array_length", ".4", "int4"},
                 {"array_upper", ".4", "int4"},
                 {"cardinality", ".", "int4"},
                 {"array_position", "..", "int4"},
                 {"now", "", "timestamptz"},
                 {"clock_timestamp", "", "timestamptz"},
                 {"statement_timestamp", "", "timestamptz"},
                 {"transaction_timestamp", "", "timestamptz"},
                 {"timeofday", "", "text"},
                 {"date_trunc", "t.", "2"},
                 {"date_part", "t.", "float8"},
                 {"extract", "t.", "numeric"},
                 {"timezone", "t.", "z"},
                 {"age", "..", "interval"},
                 {"make_interval", "4", "interval"},
                 {"make_date", "4", "date"},
                 {"gen_random_uuid", "", "uuid"},
                 {"random", "", "float8"},
                 {"abs", ".", "="},
                 {"round", ".4", "="},
                 {"trunc", ".4", "="},
                 {"floor", ".", "="},
                 {"ceil", ".", "="},
                 {"ceiling", ".", "="},
                 {"sign", ".", "="},
                 {"mod", "..", "="},
                 {"power", "..", "="},
                 {"sqrt", ".", "float8"},
                 {"ln", ".", "="},
                 {"exp", ".", "="},
                 {"nextval", "c", "int8"},
                 {"currval", "c", "int8"},
                 {"setval", "c..", "int8"},
                 {"lastval", "", "int8"},
                 {"to_tsvector", "gt", "tsvector"},
                 {"to_tsquery", "gt", "tsquery"},
                 {"plainto_tsquery", "gt", "tsquery"},
                 {"setweight", "..", "tsvector"},
                 {"jsonb_typeof", ".", "text"},
                 {"json_typeof", ".", "text"},
                 {"jsonb_array_length", ".", "int4"},
                 {"json_array_length", ".", "int4"},
                 {"jsonb_extract_path_text", ".t", "text"},
                 {"json_extract_path_text", ".t", "text"},
                 {"jsonb_extract_path", ".t", "jsonb"},
                 {"jsonb_build_object", ".", "jsonb"},
                 {"json_build_object", ".", "json"},
                 {"jsonb_build_array", ".", "jsonb"},
                 {"to_jsonb", ".", "jsonb"},
                 {"to_json", ".", "json"},
                 {"row_to_json", ".", "json"},
                 {"jsonb_set", ".e.", "jsonb"},
                 {"encode", ".t", "text"},
                 {"decode", "tt", "bytea"},
                 {"sha256", ".", "bytea"},
                 {"digest", ".t", "bytea"},
                 {"current_setting", "t.", "text"},
                 {"current_database", "", "name"},
                 {"current_schema", "", "name"},
                 {"pg_backend_pid", "", "int4"},
                 {"txid_current", "", "int8"},
                 {"count", ".", "int8"},
                 {"sum", ".", "s"},
                 {"avg", ".", "numeric"},
                 {"max", ".", "="},
                 {"min", ".", "="},
                 {"string_agg", "tt", "text"},
                 {"bool_and", ".", "bool"},
                 {"bool_or", ".", "bool"},
                 {"row_number", "", "int8"},
                 {"int4range", "44t", "int4range"},
                 {"int8range", "..t", "int8range"},
                 {"numrange", "nnt", "numrange"},
                 {"tsrange", "..t", "tsrange"},
                 {"tstzrange", "..t", "tstzrange"},
                 {"daterange", "..t", "daterange"},
                 {"isempty", ".", "bool"},
                 {"num_nonnulls", ".", "int4"},
                 {"num_nulls", ".", "int4"},
                 {"inet_client_addr", "", "inet"},
                 {"host", ".", "text"},
                 {"pg_typeof", ".", "regtype"}};

static size_t find_function(Str name) {
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
    if (str_eq(name, str_from(functions[i].name))) return i;
  return SIZE_MAX;
}

static TypeRef arg_type(char code) {
  static const char *const types[][2] = {{"t", "text"},     {"4", "int4"},      {"n", "numeric"}, {"f", "float8"},
                                         {"c", "regclass"}, {"g", "regconfig"}, {"i", "interval"}};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (types[i][0][0] == code) return pgddl_base_type(str_from(types[i][1]));
  TypeRef list = code == 'e' ? pgddl_base_type(STR("text")) : (TypeRef){0};
  list.array = code == 'e';
  return list;
}

/* nextval('s') -> nextval('public.s'::regclass) */
static Typed relation(const ExprScope *scope, Typed value) {
  if (!value.unknown && !value.constant) return value;
  Str text = value.literal, schema = {0};
  size_t dot = str_find(text, '.', 0);
  if (dot < text.len) schema = str_sub(text, 0, dot);
  Str name = dot < text.len ? str_sub(text, dot + 1, text.len) : text;
  if (name.len > 1 && name.ptr[0] == '"') name = str_sub(name, 1, name.len - 1);
  if (schema.len > 1 && schema.ptr[0] == '"') schema = str_sub(schema, 1, schema.len - 1);
  const Item *item = pgddl_look(scope->read, ITEM_SEQUENCE, schema, name);
  if (item == NULL) return expr_coerce(scope, value, pgddl_base_type(STR("regclass")));
  Str full = arena_printf(scope->arena, "%.*s.%.*s", STR_FMT(pgddl_quote_name(scope->arena, item->schema->name)),
                          STR_FMT(pgddl_quote_name(scope->arena, item->name)));
  return expr_typed(arena_printf(scope->arena, "%.*s::regclass", STR_FMT(pgddl_quote_text(scope->arena, full))),
                    "regclass");
}

/* ---- arguments ---- */

static Typed fit(const ExprScope *scope, size_t known, const CatRoutine *own, size_t index, size_t count, Typed value) {
  if (own != NULL && index < own->args.len) return expr_coerce(scope, value, own->args.items[index].type);
  if (known == SIZE_MAX) return value.unknown ? expr_settle(scope, value) : value;
  const char *args = functions[known].args;
  size_t len = strlen(args);
  if (len == 0) return value;
  char code = args[index < len ? index : len - 1];
  if (code == 'g' && count == 1) code = 't';
  if (code == 'c') return relation(scope, value);
  bool bytes = expr_is(&value, "bytea") || expr_is(&value, "bit") || expr_is(&value, "tsvector");
  if (code == 't' && (bytes || expr_is(&value, "bpchar")) && index == 0) return value;
  if (code == 't' && (expr_is(&value, "jsonb") || expr_is(&value, "interval") || value.type.array)) return value;
  TypeRef type = arg_type(code);
  return expr_known(&type) ? expr_coerce(scope, value, type) : expr_settle(scope, value);
}

/* The same, with what it was before: TRIM leaves the cast away. */
static Typed argument(const ExprScope *scope, size_t known, const CatRoutine *own, size_t index, size_t count,
                      Typed value) {
  Typed out = fit(scope, known, own, index, count, value);
  out.bare = value.unknown ? out.text : value.text;
  return out;
}

static TypeRef result_type(const ExprScope *scope, size_t known, const CatRoutine *own, const Typed *values,
                           size_t count) {
  if (own != NULL) return own->result;
  const char *name = known != SIZE_MAX ? functions[known].result : NULL;
  (void)scope;
  if (name == NULL) return (TypeRef){0};
  if (strcmp(name, "=") == 0) return count > 0 ? values[0].type : (TypeRef){0};
  if (strcmp(name, "s") == 0) {
    bool small = count > 0 && (expr_is(&values[0], "int4") || expr_is(&values[0], "int2"));
    bool big = count > 0 && expr_is(&values[0], "int8");
    return small ? pgddl_base_type(STR("int8")) : big ? pgddl_base_type(STR("numeric")) : values[0].type;
  }
  if (strcmp(name, "2") == 0) return count > 1 ? values[1].type : (TypeRef){0};
  if (strcmp(name, "z") == 0)
    return pgddl_base_type(count > 1 && expr_is(&values[1], "timestamptz") ? STR("timestamp") : STR("timestamptz"));
  if (strcmp(name, "text[]") == 0) {
    TypeRef list = pgddl_base_type(STR("text"));
    list.array = true;
    return list;
  }
  return pgddl_base_type(str_from(name));
}

/* ---- names ---- */

/* Functions of extensions stand in the extension's schema. */
static Str extension_schema(const ExprScope *scope, Str name) {
  static const char *const starts[] = {
      "uuid_", "st_",    "crypt", "gen_salt", "similarity",  "word_similarity",  "unaccent", "digest",  "hmac",
      "pgp_",  "hstore", "ltree", "earth_",   "ll_to_earth", "gen_random_bytes", "nlevel",   "subpath", NULL};
  bool may = false;
  for (size_t i = 0; starts[i] != NULL; i++) may = may || str_starts(name, str_from(starts[i]));
  for (size_t i = 0; may && i < scope->read->items.len; i++) {
    const Item *item = scope->read->items.items[i];
    if (item->kind == ITEM_EXTENSION && !item->dropped) return item->schema->name;
  }
  return (Str){0};
}

static Str call_name(const ExprScope *scope, Str schema, Str name, const CatRoutine *own) {
  if (own != NULL) schema = own->item.schema->name;
  if (str_eq(schema, STR("pg_catalog"))) schema = (Str){0};
  if (str_empty(schema) && own == NULL) schema = extension_schema(scope, name);
  Str quoted = pgddl_quote_name(scope->arena, name);
  if (str_eq(name, STR("left")) || str_eq(name, STR("right")))
    quoted = arena_printf(scope->arena, "\"%.*s\"", STR_FMT(name));
  if (str_empty(schema)) return quoted;
  return arena_printf(scope->arena, "%.*s.%.*s", STR_FMT(pgddl_quote_name(scope->arena, schema)), STR_FMT(quoted));
}

/* extract(year from d), d AT TIME ZONE 'utc', trim(both from x), as the standard writes them. */
static Str standard_form(const ExprScope *scope, Str name, const Typed *values, size_t count) {
  if (str_eq(name, STR("extract")) && count == 2)
    return arena_printf(scope->arena, "EXTRACT(%.*s FROM %.*s)", STR_FMT(values[0].literal), STR_FMT(values[1].text));
  if (str_eq(name, STR("timezone")) && count == 2)
    return arena_printf(scope->arena, "(%.*s AT TIME ZONE %.*s)", STR_FMT(values[1].text), STR_FMT(values[0].text));
  if (str_eq(name, STR("position")) && count == 2)
    return arena_printf(scope->arena, "POSITION((%.*s) IN (%.*s))", STR_FMT(values[1].text), STR_FMT(values[0].text));
  const char *trim = str_eq(name, STR("btrim"))   ? "BOTH"
                     : str_eq(name, STR("ltrim")) ? "LEADING"
                     : str_eq(name, STR("rtrim")) ? "TRAILING"
                                                  : NULL;
  if (trim != NULL && count == 1)
    return arena_printf(scope->arena, "TRIM(%s FROM %.*s)", trim, STR_FMT(values[0].bare));
  if (trim != NULL && count == 2)
    return arena_printf(scope->arena, "TRIM(%s %.*s FROM %.*s)", trim, STR_FMT(values[1].text),
                        STR_FMT(values[0].bare));
  if (str_eq(name, STR("substring")) && count == 3)
    return arena_printf(scope->arena, "SUBSTRING(%.*s FROM %.*s FOR %.*s)", STR_FMT(values[0].text),
                        STR_FMT(values[1].text), STR_FMT(values[2].text));
  if (str_eq(name, STR("substring")) && count == 2)
    return arena_printf(scope->arena, "SUBSTRING(%.*s FROM %.*s)", STR_FMT(values[0].text), STR_FMT(values[1].text));
  return (Str){0};
}

Typed expr_call(const ExprScope *scope, const json_t *body, unsigned depth) {
  Str schema, name;
  size_t count = tree_count(body, "args");
  pgddl_names(tree_get(body, "funcname"), &schema, &name);
  bool system = str_eq(schema, STR("pg_catalog"));
  const CatRoutine *own = system ? NULL : pgddl_routine_named(scope->read, schema, name, count);
  size_t known = own == NULL ? find_function(name) : SIZE_MAX;
  Typed *values = arena_array(scope->arena, Typed, count + 1);
  for (size_t i = 0; i < count; i++)
    values[i] = argument(scope, known, own, i, count, expr_print(scope, tree_item(body, "args", i), depth + 1));
  Typed out = {.type = result_type(scope, known, own, values, count)};
  if (tree_is(body, "funcformat", "COERCE_SQL_SYNTAX")) out.text = standard_form(scope, name, values, count);
  if (out.text.len > 0) return out;
  Buf text = {0};
  buf_printf(&text, "%.*s(%s", STR_FMT(call_name(scope, schema, name, own)),
             tree_flag(body, "agg_distinct") ? "DISTINCT " : "");
  if (tree_flag(body, "agg_star")) buf_putc(&text, '*');
  for (size_t i = 0; i < count; i++) {
    bool spread = tree_flag(body, "func_variadic") && i + 1 == count;
    buf_printf(&text, "%s%s%.*s", i > 0 ? ", " : "", spread ? "VARIADIC " : "", STR_FMT(values[i].text));
  }
  buf_putc(&text, ')');
  out.text = arena_str(scope->arena, buf_str(&text));
  buf_free(&text);
  return out;
}

/* ---- CASE, COALESCE, arrays ---- */

Typed expr_choice(const ExprScope *scope, const json_t *body, unsigned depth) {
  size_t count = tree_count(body, "args");
  Typed *values = arena_array(scope->arena, Typed, count + 1);
  for (size_t i = 0; i < count; i++) values[i] = expr_print(scope, tree_item(body, "args", i), depth + 1);
  TypeRef type = expr_common(scope, values, count);
  const char *name = tree_is(body, "op", "IS_GREATEST") ? "GREATEST"
                     : tree_is(body, "op", "IS_LEAST")  ? "LEAST"
                                                        : "COALESCE";
  Buf text = {0};
  buf_printf(&text, "%s(", name);
  for (size_t i = 0; i < count; i++)
    buf_printf(&text, "%s%.*s", i > 0 ? ", " : "", STR_FMT(expr_coerce(scope, values[i], type).text));
  buf_putc(&text, ')');
  Typed out = {.text = arena_str(scope->arena, buf_str(&text)), .type = type};
  buf_free(&text);
  return out;
}

Typed expr_case(const ExprScope *scope, const json_t *body, unsigned depth) {
  size_t count = tree_count(body, "args");
  const json_t *subject = tree_get(body, "arg"), *other = tree_get(body, "defresult");
  Typed *results = arena_array(scope->arena, Typed, count + 1), value = expr_print(scope, subject, depth + 1);
  for (size_t i = 0; i < count; i++)
    results[i] = expr_print(scope, tree_get(node_body(tree_item(body, "args", i)), "result"), depth + 1);
  results[count] = other != NULL ? expr_print(scope, other, depth + 1)
                                 : (Typed){.unknown = true, .is_null = true, .text = STR("NULL")};
  TypeRef type = expr_common(scope, results, count + 1);
  Buf text = {0};
  buf_put(&text, STR("\nCASE"));
  if (subject != NULL) buf_printf(&text, " %.*s", STR_FMT(expr_settle(scope, value).text));
  for (size_t i = 0; i < count; i++) {
    Typed when = expr_print(scope, tree_get(node_body(tree_item(body, "args", i)), "expr"), depth + 1), side = value;
    if (subject != NULL) expr_unite(scope, &side, &when);
    buf_printf(&text, "\n    WHEN %.*s THEN %.*s", STR_FMT(when.text),
               STR_FMT(expr_coerce(scope, results[i], type).text));
  }
  buf_printf(&text, "\n    ELSE %.*s\nEND", STR_FMT(expr_coerce(scope, results[count], type).text));
  Typed out = {.text = arena_str(scope->arena, buf_str(&text)), .type = type};
  buf_free(&text);
  return out;
}

Typed expr_array(const ExprScope *scope, const json_t *body, const TypeRef *type, unsigned depth) {
  size_t count = tree_count(body, "elements");
  Typed *values = arena_array(scope->arena, Typed, count + 1);
  for (size_t i = 0; i < count; i++) values[i] = expr_print(scope, tree_item(body, "elements", i), depth + 1);
  TypeRef element = type != NULL ? *type : expr_common(scope, values, count);
  element.array = false;
  Typed out = {.type = element};
  out.type.array = true;
  Buf text = {0};
  buf_put(&text, STR("ARRAY["));
  for (size_t i = 0; i < count; i++)
    buf_printf(&text, "%s%.*s", i > 0 ? ", " : "", STR_FMT(expr_coerce(scope, values[i], element).text));
  buf_putc(&text, ']');
  if (count == 0) buf_printf(&text, "::%.*s", STR_FMT(pgddl_format_type(scope->read, &out.type, false)));
  out.text = arena_str(scope->arena, buf_str(&text));
  buf_free(&text);
  return out;
}

/* A query inside of an expression is kept as a sign that it is there. */
Typed expr_subquery(const ExprScope *scope, const json_t *body, unsigned depth) {
  (void)scope;
  (void)depth;
  bool yes = tree_is(body, "subLinkType", "EXISTS_SUBLINK") || tree_is(body, "subLinkType", "ANY_SUBLINK");
  return expr_typed(STR("(SELECT ...)"), yes ? "bool" : NULL);
}
