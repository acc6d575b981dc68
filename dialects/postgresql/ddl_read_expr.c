/* ddl_read_expr.c: expressions as PostgreSQL prints them: every operation in parentheses, constants with their types.
 *
 *     name <> '' AND price > 0   ->  (((name)::text <> ''::text) AND (price > (0)::numeric)) */
#include "dialects/postgresql/ddl_read_expr.h"

enum { MAX_DEPTH = 600 };

/* ---- names and texts ---- */

/* Keywords that are no names without quotes. */
static const char *const keywords[] = {"all",
                                       "analyse",
                                       "analyze",
                                       "and",
                                       "any",
                                       "array",
                                       "as",
                                       "asc",
                                       "asymmetric",
                                       "authorization",
                                       "between",
                                       "bigint",
                                       "binary",
                                       "bit",
                                       "boolean",
                                       "both",
                                       "case",
                                       "cast",
                                       "char",
                                       "character",
                                       "check",
                                       "coalesce",
                                       "collate",
                                       "collation",
                                       "column",
                                       "concurrently",
                                       "constraint",
                                       "create",
                                       "cross",
                                       "current_catalog",
                                       "current_date",
                                       "current_role",
                                       "current_schema",
                                       "current_time",
                                       "current_timestamp",
                                       "current_user",
                                       "dec",
                                       "decimal",
                                       "default",
                                       "deferrable",
                                       "desc",
                                       "distinct",
                                       "do",
                                       "else",
                                       "end",
                                       "except",
                                       "exists",
                                       "extract",
                                       "false",
                                       "fetch",
                                       "float",
                                       "for",
                                       "foreign",
                                       "freeze",
                                       "from",
                                       "full",
                                       "grant",
                                       "greatest",
                                       "group",
                                       "grouping",
                                       "having",
                                       "ilike",
                                       "in",
                                       "initially",
                                       "inner",
                                       "inout",
                                       "int",
                                       "integer",
                                       "intersect",
                                       "interval",
                                       "into",
                                       "is",
                                       "isnull",
                                       "join",
                                       "lateral",
                                       "leading",
                                       "least",
                                       "left",
                                       "like",
                                       "limit",
                                       "localtime",
                                       "localtimestamp",
                                       "national",
                                       "natural",
                                       "nchar",
                                       "none",
                                       "normalize",
                                       "not",
                                       "notnull",
                                       "null",
                                       "nullif",
                                       "numeric",
                                       "offset",
                                       "on",
                                       "only",
                                       "or",
                                       "order",
                                       "out",
                                       "outer",
                                       "overlaps",
                                       "overlay",
                                       "placing",
                                       "position",
                                       "precision",
                                       "primary",
                                       "real",
                                       "references",
                                       "returning",
                                       "right",
                                       "row",
                                       "select",
                                       "session_user",
                                       "setof",
                                       "similar",
                                       "smallint",
                                       "some",
                                       "substring",
                                       "symmetric",
                                       "table",
                                       "tablesample",
                                       "then",
                                       "time",
                                       "timestamp",
                                       "to",
                                       "trailing",
                                       "treat",
                                       "trim",
                                       "true",
                                       "union",
                                       "unique",
                                       "user",
                                       "using",
                                       "values",
                                       "varchar",
                                       "variadic",
                                       "verbose",
                                       "when",
                                       "where",
                                       "window",
                                       "with",
                                       "xmlattributes",
                                       "xmlconcat",
                                       "xmlelement",
                                       "xmlexists",
                                       "xmlforest",
                                       "xmlnamespaces",
                                       "xmlparse",
                                       "xmlpi",
                                       "xmlroot",
                                       "xmlserialize",
                                       "xmltable",
                                       NULL};

static bool is_plain(Str name) {
  if (name.len == 0 || !((name.ptr[0] >= 'a' && name.ptr[0] <= 'z') || name.ptr[0] == '_')) return false;
  for (size_t i = 0; i < name.len; i++) {
    char c = name.ptr[i];
    if (!((c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9'))) return false;
  }
  for (size_t i = 0; keywords[i] != NULL; i++)
    if (str_eq(name, str_from(keywords[i]))) return false;
  return true;
}

static Str quote(Arena *arena, Str text, char mark) {
  char *out = arena_alloc(arena, text.len * 2 + 3);
  size_t len = 0;
  out[len++] = mark;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == mark) out[len++] = mark;
    out[len++] = text.ptr[i];
  }
  out[len++] = mark;
  return str_make(out, len);
}

Str pgddl_quote_name(Arena *arena, Str name) { return is_plain(name) ? name : quote(arena, name, '"'); }

Str pgddl_quote_text(Arena *arena, Str text) { return quote(arena, text, '\''); }

/* ---- types ---- */

bool expr_is(const Typed *value, const char *base) {
  return !value->type.array && str_eq(value->type.base, str_from(base));
}

Typed expr_typed(Str text, const char *base) {
  return (Typed){.text = text, .type = base != NULL ? pgddl_base_type(str_from(base)) : (TypeRef){0}};
}

static bool same_type(const TypeRef *a, const TypeRef *b) {
  return a->user == b->user && a->row == b->row && a->array == b->array && str_eq(a->base, b->base);
}

bool expr_known(const TypeRef *type) { return type->user != NULL || type->row != NULL || type->base.len > 0; }

static Str type_text(const ExprScope *scope, const TypeRef *type, bool mods) {
  return arena_str(scope->arena, pgddl_format_type(scope->read, type, mods));
}

/* ---- constants ---- */

static bool has_digits_only(Str text) {
  for (size_t i = 0; i < text.len; i++)
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
  return text.len > 0;
}

/* 2020-01-01 of a timestamp has a time. */
static Str full_literal(const ExprScope *scope, Str text, const TypeRef *type) {
  bool day = text.len == 10 && text.ptr[4] == '-' && text.ptr[7] == '-';
  bool stamp = str_eq(type->base, STR("timestamp"));
  return day && stamp && !type->array ? arena_printf(scope->arena, "%.*s 00:00:00", STR_FMT(text)) : text;
}

/* A literal that has got its type. `label`: the type is said even of what would be read as one of it. */
static Str constant_text(const ExprScope *scope, Str text, const TypeRef *type) {
  bool plain_type = !type->array && type->user == NULL && type->row == NULL;
  if (plain_type && str_eq(type->base, STR("bool"))) {
    char c = text.len > 0 ? (char)(text.ptr[0] | 32) : ' ';
    bool on = text.len == 2 && str_eq_nocase(text, STR("on"));
    return c == 't' || c == 'y' || c == '1' || on ? STR("true") : STR("false");
  }
  if (plain_type && str_eq(type->base, STR("int4")) && has_digits_only(text)) return text;
  if (plain_type && str_eq(type->base, STR("numeric")) && text.len > 0 && text.ptr[0] >= '0' && text.ptr[0] <= '9' &&
      str_find(text, '.', 0) < text.len)
    return text;
  text = full_literal(scope, text, type);
  return arena_printf(scope->arena, "%.*s::%.*s", STR_FMT(pgddl_quote_text(scope->arena, text)),
                      STR_FMT(type_text(scope, type, false)));
}

static bool has_byte(Str text, char byte) { return str_find(text, byte, 0) < text.len; }

static Typed number(const ExprScope *scope, Str text) {
  bool whole = !has_byte(text, '.') && !has_byte(text, 'e') && !has_byte(text, 'E');
  size_t digits = text.len - (text.len > 0 && text.ptr[0] == '-');
  Typed out = expr_typed(text, whole && digits < 19 ? "int8" : "numeric");
  if (text.len > 0 && text.ptr[0] == '.') out.text = text = arena_printf(scope->arena, "0%.*s", STR_FMT(text));
  out.literal = text;
  out.constant = true;
  out.text = constant_text(scope, text, &out.type);
  return out;
}

static Typed constant(const ExprScope *scope, const json_t *body) {
  Typed out = {.constant = true};
  if (tree_get(body, "ival") != NULL) {
    out.literal = arena_printf(scope->arena, "%ld", tree_int(tree_get(body, "ival"), "ival"));
    out.type = pgddl_base_type(STR("int4"));
    out.text = constant_text(scope, out.literal, &out.type);
  } else if (tree_get(body, "fval") != NULL) {
    return number(scope, tree_str(tree_get(body, "fval"), "fval"));
  } else if (tree_get(body, "boolval") != NULL) {
    return expr_typed(tree_flag(tree_get(body, "boolval"), "boolval") ? STR("true") : STR("false"), "bool");
  } else if (tree_get(body, "bsval") != NULL) {
    Str bits = tree_str(tree_get(body, "bsval"), "bsval");
    out.text = arena_printf(scope->arena, "'%.*s'::\"bit\"", STR_FMT(str_sub(bits, 1, bits.len)));
    out.type = pgddl_base_type(STR("bit"));
  } else if (tree_flag(body, "isnull")) {
    out.is_null = out.unknown = true;
    out.text = STR("NULL");
  } else {
    out.literal = tree_str(tree_get(body, "sval"), "sval");
    out.unknown = true;
    out.text = pgddl_quote_text(scope->arena, out.literal);
  }
  return out;
}

/* An untyped literal gets the type, anything else a cast to it. */
Typed expr_coerce(const ExprScope *scope, Typed value, TypeRef type) {
  if (!expr_known(&type)) return value;
  Typed out = {.type = type, .constant = value.constant, .literal = value.literal};
  out.type.mods = (Str){0};
  if (value.is_null)
    out.text = arena_printf(scope->arena, "NULL::%.*s", STR_FMT(type_text(scope, &out.type, false)));
  else if (value.unknown)
    out.text = constant_text(scope, value.literal, &out.type);
  else if (same_type(&value.type, &type) || !expr_known(&value.type))
    return value;
  else
    out.text =
        arena_printf(scope->arena, "(%.*s)::%.*s", STR_FMT(value.text), STR_FMT(type_text(scope, &out.type, false)));
  return out;
}

/* What a literal is when nothing says its type: text. */
Typed expr_settle(const ExprScope *scope, Typed value) {
  return value.unknown ? expr_coerce(scope, value, pgddl_base_type(STR("text"))) : value;
}

static Typed cast(const ExprScope *scope, const json_t *body, unsigned depth) {
  TypeRef type = pgddl_type(scope->read, tree_get(body, "typeName"));
  const json_t *arg = tree_get(body, "arg");
  if (node_is(arg, "A_ArrayExpr") && type.array) return expr_array(scope, node_body(arg), &type, depth);
  Typed value = expr_print(scope, arg, depth + 1);
  if (value.unknown && value.is_null) return expr_coerce(scope, value, type);
  bool mods = type.mods.len > 0 && !type.array && type.user == NULL;
  Typed out = {.type = type};
  if (value.unknown) {
    out = expr_coerce(scope, value, type);
    if (mods && (str_eq(type.base, STR("interval")) || value.literal.ptr != NULL))
      out.text = arena_printf(scope->arena, "%.*s::%.*s", STR_FMT(pgddl_quote_text(scope->arena, value.literal)),
                              STR_FMT(type_text(scope, &type, true)));
    return out;
  }
  if (!mods && same_type(&value.type, &type)) return value;
  out.text = arena_printf(scope->arena, "(%.*s)::%.*s", STR_FMT(value.text), STR_FMT(type_text(scope, &type, true)));
  out.type.mods = (Str){0};
  return out;
}

/* ---- columns ---- */

static Typed column(const ExprScope *scope, const json_t *body) {
  const json_t *fields = tree_get(body, "fields");
  size_t count = json_array_size(fields);
  Str name = node_string(json_array_get(fields, count - 1));
  Str qualifier = count > 1 ? node_string(json_array_get(fields, count - 2)) : (Str){0};
  if (scope->domain != NULL && str_eq(name, STR("value")))
    return (Typed){.text = STR("VALUE"), .type = scope->domain->base};
  const CatTable *table =
      scope->from != NULL ? pgddl_source(scope->read, scope->from, qualifier, name, 0) : scope->table;
  const CatColumn *found = table != NULL ? pgddl_column(table, name) : NULL;
  Typed out = {.text = pgddl_quote_name(scope->arena, name)};
  if (found != NULL) out.type = found->type;
  out.type.mods = (Str){0};
  bool row = str_eq(qualifier, STR("new")) || str_eq(qualifier, STR("old"));
  bool other = count > 1 && found == NULL;
  if (row || other)
    out.text =
        arena_printf(scope->arena, "%.*s.%.*s", STR_FMT(pgddl_quote_name(scope->arena, qualifier)), STR_FMT(out.text));
  if (row) out.type = found != NULL ? found->type : (TypeRef){0};
  return out;
}

/* ---- shapes ---- */

static Typed logic(const ExprScope *scope, const json_t *body, unsigned depth) {
  bool negated = tree_is(body, "boolop", "NOT_EXPR"), either = tree_is(body, "boolop", "OR_EXPR");
  Buf out = {0};
  buf_put(&out, negated ? STR("(NOT ") : STR("("));
  for (size_t i = 0; i < tree_count(body, "args"); i++) {
    if (i > 0) buf_put(&out, either ? STR(" OR ") : STR(" AND "));
    buf_put(&out, expr_print(scope, tree_item(body, "args", i), depth + 1).text);
  }
  buf_putc(&out, ')');
  Typed value = expr_typed(arena_str(scope->arena, buf_str(&out)), "bool");
  buf_free(&out);
  return value;
}

static Typed null_test(const ExprScope *scope, const json_t *body, unsigned depth) {
  Typed arg = expr_print(scope, tree_get(body, "arg"), depth + 1);
  bool no = tree_is(body, "nulltesttype", "IS_NOT_NULL");
  return expr_typed(arena_printf(scope->arena, "(%.*s IS %sNULL)", STR_FMT(arg.text), no ? "NOT " : ""), "bool");
}

static Typed bool_test(const ExprScope *scope, const json_t *body, unsigned depth) {
  static const char *const tests[][2] = {{"IS_TRUE", "TRUE"},       {"IS_NOT_TRUE", "NOT TRUE"},
                                         {"IS_FALSE", "FALSE"},     {"IS_NOT_FALSE", "NOT FALSE"},
                                         {"IS_UNKNOWN", "UNKNOWN"}, {"IS_NOT_UNKNOWN", "NOT UNKNOWN"}};
  Typed arg = expr_print(scope, tree_get(body, "arg"), depth + 1);
  for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
    if (tree_is(body, "booltesttype", tests[i][0]))
      return expr_typed(arena_printf(scope->arena, "(%.*s IS %s)", STR_FMT(arg.text), tests[i][1]), "bool");
  return arg;
}

static Typed now(const ExprScope *scope, const json_t *body) {
  static const char *const functions[][3] = {{"SVFOP_CURRENT_DATE", "CURRENT_DATE", "date"},
                                             {"SVFOP_CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP", "timestamptz"},
                                             {"SVFOP_CURRENT_TIMESTAMP_N", "CURRENT_TIMESTAMP", "timestamptz"},
                                             {"SVFOP_CURRENT_TIME", "CURRENT_TIME", "timetz"},
                                             {"SVFOP_CURRENT_TIME_N", "CURRENT_TIME", "timetz"},
                                             {"SVFOP_LOCALTIMESTAMP", "LOCALTIMESTAMP", "timestamp"},
                                             {"SVFOP_LOCALTIMESTAMP_N", "LOCALTIMESTAMP", "timestamp"},
                                             {"SVFOP_LOCALTIME", "LOCALTIME", "time"},
                                             {"SVFOP_LOCALTIME_N", "LOCALTIME", "time"},
                                             {"SVFOP_CURRENT_USER", "CURRENT_USER", "name"},
                                             {"SVFOP_SESSION_USER", "SESSION_USER", "name"},
                                             {"SVFOP_USER", "USER", "name"},
                                             {"SVFOP_CURRENT_ROLE", "CURRENT_ROLE", "name"},
                                             {"SVFOP_CURRENT_CATALOG", "CURRENT_CATALOG", "name"},
                                             {"SVFOP_CURRENT_SCHEMA", "CURRENT_SCHEMA", "name"}};
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    if (!tree_is(body, "op", functions[i][0])) continue;
    Str text = str_from(functions[i][1]);
    if (str_ends(tree_str(body, "op"), STR("_N")))
      text = arena_printf(scope->arena, "%.*s(%ld)", STR_FMT(text), tree_int(body, "typmod"));
    return expr_typed(text, functions[i][2]);
  }
  return expr_typed(STR("CURRENT_TIMESTAMP"), "timestamptz");
}

static Typed collated(const ExprScope *scope, const json_t *body, unsigned depth) {
  Typed arg = expr_settle(scope, expr_print(scope, tree_get(body, "arg"), depth + 1));
  Str schema, name;
  pgddl_names(tree_get(body, "collname"), &schema, &name);
  arg.text = arena_printf(scope->arena, "(%.*s COLLATE %.*s)", STR_FMT(arg.text),
                          STR_FMT(pgddl_quote_name(scope->arena, name)));
  return arg;
}

/* (a).b, a[1] */
static Typed indirection(const ExprScope *scope, const json_t *body, unsigned depth) {
  Typed arg = expr_print(scope, tree_get(body, "arg"), depth + 1);
  Buf out = {0};
  bool name = node_is(tree_get(body, "arg"), "ColumnRef");
  const json_t *first = tree_item(body, "indirection", 0);
  bool index = node_is(first, "A_Indices");
  buf_printf(&out, name && index ? "%.*s" : "(%.*s)", STR_FMT(arg.text));
  for (size_t i = 0; i < tree_count(body, "indirection"); i++) {
    const json_t *part = tree_item(body, "indirection", i);
    if (node_is(part, "String")) buf_printf(&out, ".%.*s", STR_FMT(pgddl_quote_name(scope->arena, node_string(part))));
    if (!node_is(part, "A_Indices")) continue;
    const json_t *low = tree_get(node_body(part), "lidx"), *high = tree_get(node_body(part), "uidx");
    buf_putc(&out, '[');
    if (low != NULL) buf_put(&out, expr_print(scope, low, depth + 1).text);
    if (tree_flag(node_body(part), "is_slice")) buf_putc(&out, ':');
    if (high != NULL) buf_put(&out, expr_print(scope, high, depth + 1).text);
    buf_putc(&out, ']');
  }
  Typed value = {.text = arena_str(scope->arena, buf_str(&out)), .type = arg.type};
  value.type.array = false;
  if (!index) value.type = (TypeRef){0};
  buf_free(&out);
  return value;
}

static Typed row(const ExprScope *scope, const json_t *body, unsigned depth) {
  Buf out = {0};
  buf_put(&out, STR("ROW("));
  for (size_t i = 0; i < tree_count(body, "args"); i++) {
    if (i > 0) buf_put(&out, STR(", "));
    buf_put(&out, expr_settle(scope, expr_print(scope, tree_item(body, "args", i), depth + 1)).text);
  }
  buf_putc(&out, ')');
  Typed value = expr_typed(arena_str(scope->arena, buf_str(&out)), "record");
  buf_free(&out);
  return value;
}

Typed expr_print(const ExprScope *scope, const json_t *node, unsigned depth) {
  static const struct {
    const char *kind;
    Typed (*print)(const ExprScope *scope, const json_t *body, unsigned depth);
  } shapes[] = {{"TypeCast", cast},         {"BoolExpr", logic},           {"NullTest", null_test},
                {"BooleanTest", bool_test}, {"CollateClause", collated},   {"A_Indirection", indirection},
                {"RowExpr", row},           {"A_Expr", expr_operation},    {"FuncCall", expr_call},
                {"CaseExpr", expr_case},    {"CoalesceExpr", expr_choice}, {"MinMaxExpr", expr_choice},
                {"SubLink", expr_subquery}};
  const json_t *body = node_body(node);
  if (node == NULL || depth > MAX_DEPTH) return (Typed){0};
  if (node_is(node, "A_Const")) return constant(scope, body);
  if (node_is(node, "ColumnRef")) return column(scope, body);
  if (node_is(node, "SQLValueFunction")) return now(scope, body);
  if (node_is(node, "A_ArrayExpr")) return expr_array(scope, body, NULL, depth);
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
    if (node_is(node, shapes[i].kind)) return shapes[i].print(scope, body, depth);
  return (Typed){.text = STR("?")};
}

/* ---- whole expressions ---- */

Str pgddl_expr(const ExprScope *scope, const json_t *node, const TypeRef *target) {
  if (node == NULL) return (Str){0};
  Typed value = expr_print(scope, node, 0);
  /* The cast of a default to its column's type is not printed, but for literals. */
  if (target != NULL && value.is_null) return (Str){0};
  if (target != NULL && value.unknown) value = expr_coerce(scope, value, *target);
  return expr_settle(scope, value).text;
}

TypeRef pgddl_expr_type(const ExprScope *scope, const json_t *node) {
  Typed value = expr_settle(scope, expr_print(scope, node, 0));
  return value.type;
}

bool pgddl_is_call(const json_t *node) {
  return node_is(node, "FuncCall") || node_is(node, "CoalesceExpr") || node_is(node, "MinMaxExpr");
}

Str pgddl_index_expr(const ExprScope *scope, const json_t *node) {
  Str text = pgddl_expr(scope, node, NULL);
  bool call = pgddl_is_call(node) && !str_starts(text, STR("("));
  return call ? text : arena_printf(scope->arena, "(%.*s)", STR_FMT(text));
}

/* ---- names in expressions ---- */

typedef struct Rename {
  Str from, to;
  bool found;
} Rename;

static bool visit(json_t *node, void *user) {
  Rename *self = user;
  const json_t *fields = tree_get(tree_get(node, "ColumnRef"), "fields");
  if (fields == NULL) return true;
  json_t *last = tree_get(json_array_get(fields, json_array_size(fields) - 1), "String");
  if (!str_eq(tree_str(last, "sval"), self->from)) return true;
  self->found = true;
  if (self->to.ptr != NULL) json_object_set_new(last, "sval", json_stringn(self->to.ptr, self->to.len));
  return true;
}

void pgddl_rename_in(json_t *node, Str from, Str to) {
  Rename rename = {from, to, false};
  if (node != NULL) pgddl_walk(node, visit, &rename);
}

bool pgddl_uses_column(json_t *node, Str name) {
  Rename search = {name, {0}, false};
  if (node != NULL) pgddl_walk(node, visit, &search);
  return search.found;
}
