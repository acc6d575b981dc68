/* eval_template.c: "text ${value} %{ if c }...%{ endif } %{ for x in xs }...%{ endfor }". */
#include "typecheck/eval_parts.h"

/* What has been put together so far. */
typedef struct Output {
  Buf text;
  bool known;
} Output;

static void put_parts(Scope *scope, const SynPart *parts, Output *out);

static void put_value(Scope *scope, const Val *value, Span span, Output *out) {
  if (value->kind == VAL_NULL) {
    eval_error(scope, DIAG_TEMPLATE_VALUE, span,
               "Invalid template interpolation value; The expression result is null. Cannot include a null value in a "
               "string template.");
    out->known = false;
    return;
  }
  Str why;
  const Val *text = value->kind == VAL_UNKNOWN ? value : val_convert(value, &ty_string, scope->arena, &why);
  if (text == NULL)
    eval_error(scope, DIAG_TEMPLATE_VALUE, span,
               "Invalid template interpolation value; Cannot include the given value in a string template: %.*s.",
               STR_FMT(why));
  if (text == NULL || text->kind != VAL_STRING)
    out->known = false;
  else if (out->known)
    buf_put(&out->text, text->as.string);
}

static void put_if(Scope *scope, const SynPart *part, Output *out) {
  const Val *cond = eval_expr(scope, part->expr);
  const Val *flag = val_to_bool(cond, scope->arena);
  if (cond->kind == VAL_NULL)
    eval_error(scope, DIAG_OPERAND, part->expr->span,
               "Null condition; The condition value is null. Conditions must either be true or false.");
  else if (flag == NULL)
    eval_error(scope, DIAG_OPERAND, part->expr->span,
               "Incorrect condition type; The condition expression must be of type bool.");
  if (flag != NULL && flag->kind == VAL_BOOL) {
    put_parts(scope, flag->flag ? part->body : part->other, out);
    return;
  }
  out->known = false;
  put_parts(scope, part->body, out);
  put_parts(scope, part->other, out);
}

static void put_for(Scope *scope, const SynPart *part, Output *out) {
  const Val *coll = eval_expr(scope, part->expr);
  Iteration items;
  ScopeVars value = {part->value, NULL, scope->vars}, key = {part->key, NULL, &value};
  Scope inner = *scope;
  inner.vars = part->key.len > 0 ? &key : &value;
  if (!iteration_start(scope, coll, part->expr->span, &items)) {
    key.value = value.value = val_unknown(scope->arena, NULL);
    inner.errors = scope->errors;
    out->known = false;
    put_parts(&inner, part->body, out);
    items.count = 0;
  }
  for (uint32_t i = 0; i < items.count; i++) {
    unsigned errors = inner.errors;
    iteration_item(&items, i, scope->arena, &key.value, &value.value);
    put_parts(&inner, part->body, out);
    if (inner.errors > errors) inner.report = NULL; /* one item is enough to say what is wrong */
  }
  scope->errors = inner.errors > scope->errors ? inner.errors : scope->errors;
  scope->work = inner.work;
}

static void put_parts(Scope *scope, const SynPart *parts, Output *out) {
  if (scope->depth > 300 || out->text.len > (2U << 20)) {
    out->known = false;
    return;
  }
  scope->depth++;
  for (const SynPart *part = parts; part != NULL; part = part->next) {
    unsigned errors = scope->errors;
    if (part->kind == SYN_PART_TEXT && out->known) buf_put(&out->text, part->text);
    if (part->kind == SYN_PART_EXPR) {
      const Val *value = eval_expr(scope, part->expr);
      if (scope->errors > errors)
        out->known = false;
      else
        put_value(scope, value, part->expr->span, out);
    }
    if (part->kind == SYN_PART_IF) put_if(scope, part, out);
    if (part->kind == SYN_PART_FOR) put_for(scope, part, out);
  }
  scope->depth--;
}

/* "${x}" alone keeps the type of x. */
const Val *eval_template(Scope *scope, const SynExpr *expr) {
  const SynPart *first = expr->as.tmpl.parts;
  if (first == NULL) return val_string(scope->arena, STR(""));
  if (first->next == NULL && first->kind == SYN_PART_EXPR && !expr->flag) return eval_expr(scope, first->expr);
  Output out = {.known = true};
  put_parts(scope, first, &out);
  if (out.known) return val_buf(scope->arena, &out.text);
  buf_free(&out.text);
  return val_unknown(scope->arena, &ty_string);
}
