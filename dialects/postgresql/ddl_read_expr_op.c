/* ddl_read_expr_op.c: operators, and which types they bring their operands to.
 *
 *     price > 0, of a numeric and an integer  ->  (price > (0)::numeric) */
#include "dialects/postgresql/ddl_read_expr.h"

/* ---- types of operands ---- */

static bool expr_string_base(const TypeRef *base) { return str_eq(base->base, STR("varchar")) && !base->array; }

static int number_rank(const Typed *value) {
  static const char *const ranks[] = {"int2", "int4", "int8", "numeric", "float4", "float8"};
  for (int i = 0; i < 6; i++)
    if (expr_is(value, ranks[i])) return i + 1;
  return 0;
}

static bool is_string(const Typed *value) {
  return expr_is(value, "text") || expr_is(value, "varchar") || expr_is(value, "bpchar") || expr_is(value, "name");
}

/* Domains behave as what they are made of; going there is not printed where a further cast is. */
static Typed base_of(const ExprScope *scope, Typed value) {
  (void)scope;
  for (int depth = 0; depth < 16 && value.type.user != NULL && value.type.user->typtype == 'd' && !value.type.array;
       depth++) {
    TypeRef base = value.type.user->base;
    base.mods = (Str){0};
    if (!value.domain && !expr_string_base(&base)) value.text = expr_coerce(scope, value, base).text;
    value.domain = true;
    value.type = base;
  }
  return value;
}

enum { RANK_NUMERIC = 4, RANK_FLOAT4 = 5 };

static void unite_numbers(const ExprScope *scope, Typed *a, Typed *b) {
  int x = number_rank(a), y = number_rank(b), high = x > y ? x : y, low = x > y ? y : x;
  if (high < RANK_NUMERIC || low >= RANK_FLOAT4 || high == low) return;
  TypeRef type = pgddl_base_type(high == RANK_NUMERIC ? STR("numeric") : STR("float8"));
  if (x < RANK_FLOAT4 && x != high) *a = expr_coerce(scope, *a, type);
  if (y < RANK_FLOAT4 && y != high) *b = expr_coerce(scope, *b, type);
}

static void unite_strings(const ExprScope *scope, Typed *a, Typed *b) {
  bool chars = (expr_is(a, "bpchar") || a->unknown) && (expr_is(b, "bpchar") || b->unknown);
  bool names = (expr_is(a, "name") || expr_is(a, "text") || a->unknown) &&
               (expr_is(b, "name") || expr_is(b, "text") || b->unknown);
  if (names && !a->unknown && !b->unknown) return;
  TypeRef type = pgddl_base_type(chars                                                 ? STR("bpchar")
                                 : names && (expr_is(a, "name") || expr_is(b, "name")) ? STR("name")
                                                                                       : STR("text"));
  *a = expr_coerce(scope, *a, type);
  *b = expr_coerce(scope, *b, type);
}

void expr_unite(const ExprScope *scope, Typed *a, Typed *b) {
  *a = base_of(scope, *a);
  *b = base_of(scope, *b);
  if (number_rank(a) > 0 && number_rank(b) > 0)
    unite_numbers(scope, a, b);
  else if ((is_string(a) || a->unknown) && (is_string(b) || b->unknown))
    unite_strings(scope, a, b);
  else if (a->unknown)
    *a = expr_coerce(scope, *a, b->type);
  else if (b->unknown)
    *b = expr_coerce(scope, *b, a->type);
}

/* The type that all of a list are brought to: the first known one, or the widest number. */
TypeRef expr_common(const ExprScope *scope, const Typed *values, size_t count) {
  const Typed *best = NULL;
  (void)scope;
  for (size_t i = 0; i < count; i++) {
    if (values[i].unknown || !expr_known(&values[i].type)) continue;
    bool wider = best != NULL && number_rank(&values[i]) > number_rank(best) && number_rank(best) > 0;
    bool text = best != NULL && expr_is(&values[i], "text") && is_string(best);
    if (best == NULL || wider || text) best = &values[i];
  }
  TypeRef type = best != NULL ? best->type : pgddl_base_type(STR("text"));
  type.mods = (Str){0};
  return type;
}

/* ---- operators ---- */

static bool in(Str word, const char *const *list) {
  for (; *list != NULL; list++)
    if (str_eq(word, str_from(*list))) return true;
  return false;
}

static const char *const comparisons[] = {"=", "<>", "<", ">", "<=", ">=", NULL};
static const char *const patterns[] = {"~~", "!~~", "~~*", "!~~*", "~", "!~", "~*", "!~*", "^@", NULL};
static const char *const tests[] = {"@>", "<@", "&&", "?", "?|", "?&", "@@", "<<", ">>", "&<", "&>", "-|-", "@?", NULL};

static bool is_json(const Typed *value) { return expr_is(value, "json") || expr_is(value, "jsonb"); }

static bool is_date(const Typed *value) {
  return expr_is(value, "date") || expr_is(value, "timestamp") || expr_is(value, "timestamptz") ||
         expr_is(value, "time");
}

static TypeRef array_of(const char *base) {
  TypeRef type = pgddl_base_type(str_from(base));
  type.array = true;
  return type;
}

/* Of json -> 'a': what the right side is. */
static Typed json_operator(const ExprScope *scope, Str op, Typed *a, Typed *b) {
  bool path = op.len > 0 && op.ptr[0] == '#', list = str_eq(op, STR("?|")) || str_eq(op, STR("?&"));
  bool same = str_eq(op, STR("@>")) || str_eq(op, STR("<@")) || str_eq(op, STR("||"));
  if (b->unknown && same)
    *b = expr_coerce(scope, *b, a->type);
  else if (b->unknown && (str_eq(op, STR("@@")) || str_eq(op, STR("@?"))))
    *b = expr_coerce(scope, *b, pgddl_base_type(STR("jsonpath")));
  else if (b->unknown)
    *b = expr_coerce(scope, *b, path || list ? array_of("text") : pgddl_base_type(STR("text")));
  Typed out = {.type = a->type};
  if (str_ends(op, STR(">>"))) out.type = pgddl_base_type(STR("text"));
  if (in(op, tests)) out.type = pgddl_base_type(STR("bool"));
  return out;
}

static void concatenate(const ExprScope *scope, Typed *a, Typed *b) {
  TypeRef text = pgddl_base_type(STR("text"));
  if (a->type.array || b->type.array) {
    if (a->unknown) *a = expr_coerce(scope, *a, b->type);
    if (b->unknown) *b = expr_coerce(scope, *b, a->type);
    return;
  }
  if (is_string(a) || a->unknown) *a = expr_coerce(scope, *a, text);
  if (is_string(b) || b->unknown) *b = expr_coerce(scope, *b, text);
}

static TypeRef arithmetic(const ExprScope *scope, Str op, Typed *a, Typed *b) {
  if (is_date(a) && b->unknown && !str_eq(op, STR("-"))) *b = expr_coerce(scope, *b, pgddl_base_type(STR("interval")));
  expr_unite(scope, a, b);
  bool minus = str_eq(op, STR("-"));
  if (is_date(a) && is_date(b) && minus) return pgddl_base_type(expr_is(a, "date") ? STR("int4") : STR("interval"));
  if (is_date(a)) return expr_is(a, "date") && expr_is(b, "interval") ? pgddl_base_type(STR("timestamp")) : a->type;
  if (is_date(b)) return b->type;
  TypeRef type = number_rank(a) >= number_rank(b) ? a->type : b->type;
  if (number_rank(a) == RANK_FLOAT4 && number_rank(b) != RANK_FLOAT4) type = pgddl_base_type(STR("float8"));
  type.mods = (Str){0};
  return type;
}

static TypeRef operate(const ExprScope *scope, Str op, Typed *a, Typed *b) {
  TypeRef text = pgddl_base_type(STR("text")), yes = pgddl_base_type(STR("bool"));
  if (in(op, comparisons)) {
    expr_unite(scope, a, b);
    return yes;
  }
  if (in(op, patterns)) {
    *a = base_of(scope, *a);
    if (!expr_is(a, "bpchar") && !expr_is(a, "name")) *a = expr_coerce(scope, *a, text);
    *b = expr_coerce(scope, *b, text);
    return yes;
  }
  if (is_json(a)) return json_operator(scope, op, a, b).type;
  if (str_eq(op, STR("||"))) {
    concatenate(scope, a, b);
    return a->type.array ? a->type : b->type.array ? b->type : text;
  }
  if (str_eq(op, STR("@@")) && b->unknown) *b = expr_coerce(scope, *b, pgddl_base_type(STR("tsquery")));
  if (in(op, tests)) {
    if (b->unknown) *b = expr_coerce(scope, *b, a->type);
    if (a->unknown) *a = expr_coerce(scope, *a, b->type);
    return yes;
  }
  return arithmetic(scope, op, a, b);
}

static Typed binary(const ExprScope *scope, Str op, Typed a, Typed b) {
  Typed out = {.type = operate(scope, op, &a, &b)};
  out.text = arena_printf(scope->arena, "(%.*s %.*s %.*s)", STR_FMT(expr_settle(scope, a).text), STR_FMT(op),
                          STR_FMT(expr_settle(scope, b).text));
  return out;
}

static Typed unary(const ExprScope *scope, Str op, Typed value) {
  Typed out = {.type = value.type};
  out.text = arena_printf(scope->arena, "(%.*s %.*s)", STR_FMT(op), STR_FMT(value.text));
  return out;
}

/* ---- lists ---- */

static Typed array_text(const ExprScope *scope, const Typed *values, size_t count, TypeRef type) {
  Buf out = {0};
  buf_put(&out, STR("ARRAY["));
  for (size_t i = 0; i < count; i++)
    buf_printf(&out, "%s%.*s", i > 0 ? ", " : "", STR_FMT(expr_coerce(scope, values[i], type).text));
  buf_putc(&out, ']');
  Typed list = {.text = arena_str(scope->arena, buf_str(&out)), .type = type};
  list.type.array = true;
  buf_free(&out);
  return list;
}

/* a IN (1, 2) -> (a = ANY (ARRAY[1, 2])) */
static Typed in_list(const ExprScope *scope, const json_t *body, unsigned depth) {
  const json_t *items = node_list(tree_get(body, "rexpr"));
  size_t count = json_array_size(items);
  bool negated = str_eq(node_string(tree_item(body, "name", 0)), STR("<>"));
  Typed left = expr_print(scope, tree_get(body, "lexpr"), depth + 1);
  Typed *values = arena_array(scope->arena, Typed, count + 1);
  for (size_t i = 0; i < count; i++) values[i] = expr_print(scope, json_array_get(items, i), depth + 1);
  if (count == 1) return binary(scope, negated ? STR("<>") : STR("="), left, values[0]);
  values[count] = left;
  TypeRef type = expr_common(scope, values, count + 1);
  bool rank = number_rank(&left) > 0;
  Typed list = array_text(scope, values, count, type), side = base_of(scope, left);
  if (type.user != NULL && type.user->typtype == 'd' && !type.array) {
    list = array_text(scope, values, count, side.type);
  } else if (expr_is(&left, "varchar")) {
    side = expr_coerce(scope, left, pgddl_base_type(STR("text")));
    list.text = arena_printf(scope->arena, "(%.*s)::text[]", STR_FMT(list.text));
  } else if (rank) {
    Typed probe = {.type = type};
    expr_unite(scope, &side, &probe);
  }
  return expr_typed(arena_printf(scope->arena, "(%.*s %s (%.*s))", STR_FMT(side.text), negated ? "<> ALL" : "= ANY",
                                 STR_FMT(list.text)),
                    "bool");
}

/* a = ANY (list) */
static Typed any_of(const ExprScope *scope, const json_t *body, bool all, unsigned depth) {
  Str op = node_string(tree_item(body, "name", 0));
  Typed left = expr_print(scope, tree_get(body, "lexpr"), depth + 1);
  Typed right = expr_print(scope, tree_get(body, "rexpr"), depth + 1);
  TypeRef list = left.type;
  list.array = true;
  if (right.unknown) right = expr_coerce(scope, right, list);
  Typed element = {.type = right.type};
  element.type.array = false;
  if (left.unknown) left = expr_coerce(scope, left, element.type);
  if (is_string(&left) && is_string(&element) && !expr_is(&left, "text")) {
    left = expr_coerce(scope, left, pgddl_base_type(STR("text")));
    right = expr_coerce(scope, right, array_of("text"));
  }
  return expr_typed(arena_printf(scope->arena, "(%.*s %.*s %s (%.*s))", STR_FMT(left.text), STR_FMT(op),
                                 all ? "ALL" : "ANY", STR_FMT(right.text)),
                    "bool");
}

/* a BETWEEN 1 AND 2 -> ((a >= 1) AND (a <= 2)) */
static Typed between(const ExprScope *scope, const json_t *body, bool negated, unsigned depth) {
  const json_t *limits = node_list(tree_get(body, "rexpr"));
  Typed value = expr_print(scope, tree_get(body, "lexpr"), depth + 1);
  Typed low =
      binary(scope, negated ? STR("<") : STR(">="), value, expr_print(scope, json_array_get(limits, 0), depth + 1));
  Typed high =
      binary(scope, negated ? STR(">") : STR("<="), value, expr_print(scope, json_array_get(limits, 1), depth + 1));
  return expr_typed(
      arena_printf(scope->arena, "(%.*s %s %.*s)", STR_FMT(low.text), negated ? "OR" : "AND", STR_FMT(high.text)),
      "bool");
}

static Typed distinct(const ExprScope *scope, Typed a, Typed b, bool negated) {
  expr_unite(scope, &a, &b);
  Str text = arena_printf(scope->arena, "(%.*s IS DISTINCT FROM %.*s)", STR_FMT(a.text), STR_FMT(b.text));
  return expr_typed(negated ? arena_printf(scope->arena, "(NOT %.*s)", STR_FMT(text)) : text, "bool");
}

/* a SIMILAR TO b -> (a ~ similar_to_escape(b)) */
static Typed similar(const ExprScope *scope, Str op, Typed a, const json_t *right, unsigned depth) {
  Typed b = expr_print(scope, right, depth + 1);
  return binary(scope, op, a, b);
}

Typed expr_operation(const ExprScope *scope, const json_t *body, unsigned depth) {
  Str kind = tree_str(body, "kind"), schema, op;
  pgddl_names(tree_get(body, "name"), &schema, &op);
  if (str_eq(kind, STR("AEXPR_IN"))) return in_list(scope, body, depth);
  if (str_eq(kind, STR("AEXPR_OP_ANY"))) return any_of(scope, body, false, depth);
  if (str_eq(kind, STR("AEXPR_OP_ALL"))) return any_of(scope, body, true, depth);
  if (str_starts(kind, STR("AEXPR_BETWEEN"))) return between(scope, body, false, depth);
  if (str_starts(kind, STR("AEXPR_NOT_BETWEEN"))) return between(scope, body, true, depth);
  const json_t *left = tree_get(body, "lexpr");
  Typed a = expr_print(scope, left, depth + 1);
  if (str_eq(kind, STR("AEXPR_SIMILAR"))) return similar(scope, op, a, tree_get(body, "rexpr"), depth);
  Typed b = expr_print(scope, tree_get(body, "rexpr"), depth + 1);
  if (left == NULL) return unary(scope, op, b);
  if (str_eq(kind, STR("AEXPR_DISTINCT"))) return distinct(scope, a, b, false);
  if (str_eq(kind, STR("AEXPR_NOT_DISTINCT"))) return distinct(scope, a, b, true);
  if (str_eq(kind, STR("AEXPR_NULLIF"))) {
    TypeRef type = a.type;
    expr_unite(scope, &a, &b);
    Typed out = {.type = expr_known(&type) ? type : a.type};
    out.text = arena_printf(scope->arena, "NULLIF(%.*s, %.*s)", STR_FMT(a.text), STR_FMT(b.text));
    return out;
  }
  return binary(scope, op, a, b);
}
