/* eval.c: evaluates expressions: entry, literals, tuples, objects and conditionals. */
#include "typecheck/eval.h"

#include <stdarg.h>
#include <stdio.h>

#include "typecheck/eval_parts.h"

enum { DEPTH_LIMIT = 400, WORK_LIMIT = 200000 };

const Val *eval_error(Scope *scope, DiagCode code, Span span, const char *format, ...) {
  scope->errors++;
  if (scope->report != NULL) {
    char text[1024];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    size_t kept = length < 0 ? 0 : (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
    scope->report(scope->report_context, code, span, arena_str(scope->arena, str_make(text, kept)));
  }
  return val_unknown(scope->arena, NULL);
}

/* f(x) -> `f(`, "text" -> `text` without the quote, a ? b : c -> the start of a. */
Span eval_start(const SynExpr *expr) {
  switch ((SynExprKind)expr->kind) {
  case SYN_STRING:
    if (expr->flag || expr->span.end < expr->span.start + 2) return expr->span;
    return span_make(expr->span.start + 1, expr->span.end - 1);
  case SYN_TEMPLATE: return expr->as.tmpl.parts != NULL ? expr->as.tmpl.parts->span : expr->span;
  case SYN_CALL: return span_make(expr->as.call.name_span.start, expr->as.call.open.end);
  case SYN_BINARY:
  case SYN_CONDITIONAL: return eval_start(expr->as.op.a);
  case SYN_PAREN: return eval_start(expr->as.op.a);
  case SYN_UNARY:
  case SYN_TUPLE:
  case SYN_OBJECT:
  case SYN_FOR: return span_make(expr->span.start, expr->span.start + 1);
  default: return expr->span;
  }
}

static const Val *eval_tuple(Scope *scope, const SynExpr *expr) {
  const Val **items = arena_array(scope->arena, const Val *, expr->count + 1U);
  for (uint32_t i = 0; i < expr->count; i++) items[i] = eval_expr(scope, expr->as.tuple.elems[i]);
  return val_tuple(scope->arena, items, expr->count);
}

/* `a = 1`, `"b" = 1`, `(c) = 1`: the name as text; NULL when it is unknown or wrong. */
static const Val *object_key(Scope *scope, const SynItem *item) {
  const SynExpr *key = item->key;
  unsigned errors = scope->errors;
  if (item->bare_key && key->kind == SYN_PATH && key->count == 0) return val_string(scope->arena, key->as.path.name);
  if (key->kind == SYN_PATH && key->count > 0) {
    eval_error(
        scope, DIAG_ITERATION, key->span,
        "Ambiguous attribute key; If this expression is intended to be a reference, wrap it in parentheses. If "
        "it's instead intended as a literal name containing periods, wrap it in quotes to create a string literal.");
    return NULL;
  }
  if (item->bare_key && (key->kind == SYN_NULL || key->kind == SYN_BOOL))
    return val_string(scope->arena, key->kind == SYN_NULL ? STR("null") : key->flag ? STR("true") : STR("false"));
  const Val *value = eval_expr(scope, key);
  if (scope->errors > errors) return NULL;
  if (value->kind == VAL_NULL) {
    eval_error(scope, DIAG_ITERATION, item->value->span, "Null value as key; Can't use a null value as a key.");
    return NULL;
  }
  Str why;
  const Val *text = val_convert(value, &ty_string, scope->arena, &why);
  if (text == NULL)
    eval_error(scope, DIAG_ITERATION, key->span, "Incorrect key type; Can't use this value as a key: %.*s.",
               STR_FMT(why));
  return text;
}

static const Val *eval_object(Scope *scope, const SynExpr *expr) {
  ValField *fields = arena_array(scope->arena, ValField, expr->count + 1U);
  bool known = true;
  for (uint32_t i = 0; i < expr->count; i++) {
    const Val *key = object_key(scope, &expr->as.object.items[i]);
    const Val *value = eval_expr(scope, expr->as.object.items[i].value);
    if (key == NULL || key->kind != VAL_STRING)
      known = false;
    else
      fields[i] = (ValField){key->as.string, value};
  }
  return known ? val_object(scope->arena, fields, expr->count) : val_unknown(scope->arena, NULL);
}

static Str describe_mismatch(const Ty *a, const Ty *b, Arena *arena);

static Str describe_objects(const Ty *a, const Ty *b, Arena *arena) {
  uint32_t i = 0, j = 0;
  Str only = {0}, other = {0};
  while ((i < a->count || j < b->count) && only.ptr == NULL) {
    int order = i == a->count ? 1 : j == b->count ? -1 : str_cmp(a->names[i], b->names[j]);
    if (order < 0)
      only = a->names[i];
    else if (order > 0)
      other = other.ptr != NULL ? other : b->names[j], j++;
    else if (!ty_equal(a->elems[i], b->elems[j]))
      return arena_printf(arena, "Type mismatch for object attribute \"%.*s\": %.*s", STR_FMT(a->names[i]),
                          STR_FMT(describe_mismatch(a->elems[i], b->elems[j], arena)));
    else
      i++, j++;
  }
  if (only.ptr != NULL)
    return arena_printf(arena,
                        "The 'true' value includes object attribute \"%.*s\", which is absent in the 'false' value",
                        STR_FMT(only));
  return arena_printf(arena,
                      "The 'false' value includes object attribute \"%.*s\", which is absent in the 'true' value",
                      STR_FMT(other));
}

static Str describe_tuples(const Ty *a, const Ty *b, Arena *arena) {
  if (a->count != b->count)
    return arena_printf(arena, "The 'true' tuple has length %u, but the 'false' tuple has length %u", a->count,
                        b->count);
  uint32_t i = 0;
  while (i + 1 < a->count && ty_equal(a->elems[i], b->elems[i])) i++;
  return arena_printf(arena, "Type mismatch for tuple element %u: %.*s", i,
                      STR_FMT(describe_mismatch(a->elems[i], b->elems[i], arena)));
}

/* What differs between two types that have no common one. */
static Str describe_mismatch(const Ty *a, const Ty *b, Arena *arena) {
  if (a->kind == TY_OBJECT && b->kind == TY_OBJECT) return describe_objects(a, b, arena);
  if (a->kind == TY_TUPLE && b->kind == TY_TUPLE) return describe_tuples(a, b, arena);
  if (a->kind == b->kind && a->elem != NULL && a->elem->kind == b->elem->kind && a->elem->elems != NULL)
    return arena_printf(arena, "Mismatched %s element types: %.*s",
                        a->kind == TY_LIST  ? "list"
                        : a->kind == TY_SET ? "set"
                                            : "map",
                        STR_FMT(describe_mismatch(a->elem, b->elem, arena)));
  Str left = ty_name(a, false, arena), right = ty_name(b, false, arena);
  if (str_eq(left, right))
    return STR(
        "At least one deeply-nested attribute or element is not compatible across both the 'true' and the 'false' "
        "value");
  return arena_printf(arena, "The 'true' value is %.*s, but the 'false' value is %.*s", STR_FMT(left), STR_FMT(right));
}

/* The type that both results of a conditional take; NULL after a mistake. */
static const Ty *common_type(Scope *scope, const SynExpr *expr, const Val *a, const Val *b) {
  const Ty *types[2] = {val_type(a, scope->arena), val_type(b, scope->arena)};
  if (a->kind == VAL_NULL && types[0]->kind == TY_ANY) return types[1];
  if (b->kind == VAL_NULL && types[1]->kind == TY_ANY) return types[0];
  if (types[0]->kind == TY_ANY || types[1]->kind == TY_ANY) return &ty_any;
  const Ty *type = ty_unify(types, 2, scope->arena);
  if (type != NULL) return type;
  Str why = describe_mismatch(types[0], types[1], scope->arena);
  eval_error(
      scope, DIAG_OPERAND, span_make(expr->as.op.b->span.start, expr->as.op.c->span.end),
      "Inconsistent conditional result types; The true and false result expressions must have consistent types. %.*s.",
      STR_FMT(why));
  return NULL;
}

/* A mistake in a branch of a conditional, kept until it is known whether it counts. */
typedef struct Kept {
  DiagCode code;
  Span span;
  Str message;
  struct Kept *next;
} Kept;

typedef struct Branch {
  const Val *value;
  Kept *first, **last;
  Arena *arena;
} Branch;

static void keep(void *context, DiagCode code, Span span, Str message) {
  Branch *branch = context;
  Kept *kept = arena_new(branch->arena, Kept);
  *kept = (Kept){code, span, message, NULL};
  *branch->last = kept;
  branch->last = &kept->next;
}

static void eval_branch(Scope *scope, const SynExpr *expr, Branch *out) {
  *out = (Branch){.arena = scope->arena};
  out->last = &out->first;
  Scope inner = *scope;
  inner.report = keep;
  inner.report_context = out;
  out->value = eval_expr(&inner, expr);
  scope->work = inner.work;
}

/* Names that exist nowhere: a mistake that does not depend on values. */
static bool about_name(DiagCode code) {
  return code == DIAG_UNKNOWN_VARIABLE || code == DIAG_UNKNOWN_REFERENCE || code == DIAG_UNKNOWN_FUNCTION ||
         code == DIAG_UNKNOWN_TYPE || code == DIAG_UNKNOWN_WORD || code == DIAG_DATA_SOURCE;
}

/* HCL drops the mistakes of a branch that is not taken, and with them misspelt names. Those are told here. */
static void tell(Scope *scope, const Branch *branch, bool taken) {
  for (const Kept *kept = branch->first; kept != NULL; kept = kept->next) {
    if (!taken && !about_name(kept->code)) continue;
    scope->errors++;
    if (scope->report != NULL) scope->report(scope->report_context, kept->code, kept->span, kept->message);
  }
}

static const Val *eval_conditional(Scope *scope, const SynExpr *expr) {
  Branch branches[2];
  eval_branch(scope, expr->as.op.b, &branches[0]);
  eval_branch(scope, expr->as.op.c, &branches[1]);
  const Ty *type = common_type(scope, expr, branches[0].value, branches[1].value);
  const Val *cond = eval_expr(scope, expr->as.op.a);
  if (type == NULL) return val_unknown(scope->arena, NULL);
  if (cond->kind == VAL_NULL)
    return eval_error(scope, DIAG_OPERAND, expr->as.op.a->span,
                      "Null condition; The condition value is null. Conditions must either be true or false.");
  const Val *flag = val_to_bool(cond, scope->arena);
  if (flag == NULL)
    return eval_error(scope, DIAG_OPERAND, expr->as.op.a->span,
                      "Incorrect condition type; The condition expression must be of type bool.");
  int taken = flag->kind != VAL_BOOL ? -1 : flag->flag ? 0 : 1;
  tell(scope, &branches[0], taken == 0);
  tell(scope, &branches[1], taken == 1);
  if (taken < 0) return val_unknown(scope->arena, type);
  const Val *value = branches[taken].value;
  if (type->kind == TY_ANY || branches[taken].first != NULL) return value;
  Str why;
  const Val *result = val_convert(value, type, scope->arena, &why);
  if (result != NULL) return result;
  return eval_error(scope, DIAG_OPERAND, taken == 0 ? expr->as.op.b->span : expr->as.op.c->span,
                    "Inconsistent conditional result types; The %s result value has the wrong type: %.*s.",
                    taken == 0 ? "true" : "false", STR_FMT(why));
}

static const Val *eval_kind(Scope *scope, const SynExpr *expr) {
  switch ((SynExprKind)expr->kind) {
  case SYN_NULL: return val_null(scope->arena, NULL);
  case SYN_BOOL: return val_bool(scope->arena, expr->flag);
  case SYN_NUMBER: {
    const Val *number = val_parse_number(scope->arena, expr->as.text);
    return number != NULL ? number : val_unknown(scope->arena, &ty_number);
  }
  case SYN_STRING: return val_string(scope->arena, expr->as.text);
  case SYN_TEMPLATE: return eval_template(scope, expr);
  case SYN_PATH: return eval_path(scope, expr);
  case SYN_ACCESS: return eval_access(scope, expr);
  case SYN_CALL: return eval_call(scope, expr);
  case SYN_UNARY:
  case SYN_BINARY: return eval_operation(scope, expr);
  case SYN_CONDITIONAL: return eval_conditional(scope, expr);
  case SYN_TUPLE: return eval_tuple(scope, expr);
  case SYN_OBJECT: return eval_object(scope, expr);
  case SYN_FOR: return eval_for(scope, expr);
  case SYN_PAREN: return eval_expr(scope, expr->as.op.a);
  case SYN_ERROR: break;
  }
  return val_unknown(scope->arena, NULL);
}

static const Val *eval_inner(Scope *scope, const SynExpr *expr) {
  if (scope->depth >= DEPTH_LIMIT || scope->work >= WORK_LIMIT) return val_unknown(scope->arena, NULL);
  scope->work++;
  scope->depth++;
  const Val *value = eval_kind(scope, expr);
  if (value->kind == VAL_STRING && expr->kind != SYN_STRING) scope->work += (unsigned)(value->as.string.len / 32);
  scope->depth--;
  return val_at(scope->arena, value, expr->span);
}

const Val *eval_expr(Scope *scope, const SynExpr *expr) {
  if (scope->depth > 0) return eval_inner(scope, expr);
  ScopeMemo memo = {0};
  scope->memo = &memo;
  scope->work = 0;
  const Val *value = eval_inner(scope, expr);
  scope->memo = NULL;
  return value;
}
