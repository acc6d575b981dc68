/* eval_for.c: [for v in c : x if y] and { for k, v in c : a => b... if y }. */
#include "typecheck/eval_parts.h"

bool iteration_start(Scope *scope, const Val *coll, Span span, Iteration *out) {
  *out = (Iteration){coll, coll->count};
  if (coll->kind == VAL_LIST || coll->kind == VAL_OBJECT) return true;
  out->count = 0;
  const Ty *type = val_type(coll, scope->arena);
  if (coll->kind == VAL_NULL)
    eval_error(scope, DIAG_ITERATION, span,
               "Iteration over null value; A null value cannot be used as the collection in a 'for' expression.");
  else if (type->kind == TY_BOOL || type->kind == TY_NUMBER || type->kind == TY_STRING || type->kind >= TY_TYPE)
    eval_error(scope, DIAG_ITERATION, span,
               "Iteration over non-iterable value; A value of type %.*s cannot be used as the collection in a 'for' "
               "expression.",
               STR_FMT(ty_name(type, false, scope->arena)));
  return false;
}

void iteration_item(const Iteration *self, uint32_t index, Arena *arena, const Val **key, const Val **value) {
  if (self->coll->kind == VAL_OBJECT) {
    *key = val_string(arena, self->coll->as.fields[index].name);
    *value = self->coll->as.fields[index].value;
  } else {
    *value = self->coll->as.items[index];
    *key = self->coll->set ? *value : val_integer(arena, index);
  }
}

/* The state of one loop. */
typedef struct Loop {
  Scope *scope; /* with the names bound */
  const SynExpr *expr;
  const Val **items;
  ValField *fields;
  size_t count;
  bool known;
} Loop;

/* 1 take, 0 leave out, -1 cannot be known. */
static int condition(Loop *self) {
  const SynExpr *cond = self->expr->as.loop.cond;
  if (cond == NULL) return 1;
  unsigned errors = self->scope->errors;
  const Val *value = eval_expr(self->scope, cond);
  if (self->scope->errors > errors) return -1;
  Str why = STR("");
  if (value->kind == VAL_NULL) {
    eval_error(self->scope, DIAG_ITERATION, cond->span, "%s; The value of the 'if' clause must not be null.",
               cond->kind == SYN_NULL ? "Condition is null" : "Invalid 'for' condition");
    return -1;
  }
  const Val *flag = val_convert(value, &ty_bool, self->scope->arena, &why);
  if (flag == NULL)
    eval_error(self->scope, DIAG_ITERATION, cond->span,
               "Invalid 'for' condition; The 'if' clause value is invalid: %.*s.", STR_FMT(why));
  return flag == NULL || flag->kind != VAL_BOOL ? -1 : flag->flag;
}

/* NULL when it is unknown or wrong. */
static const Val *result_key(Loop *self) {
  const SynExpr *expr = self->expr->as.loop.result_key;
  unsigned errors = self->scope->errors;
  const Val *value = eval_expr(self->scope, expr);
  if (self->scope->errors > errors) return NULL;
  if (value->kind == VAL_NULL) {
    eval_error(self->scope, DIAG_ITERATION, expr->span,
               "Invalid object key; Key expression in 'for' expression must not produce a null value.");
    return NULL;
  }
  Str why;
  const Val *key = val_convert(value, &ty_string, self->scope->arena, &why);
  if (key == NULL)
    eval_error(self->scope, DIAG_ITERATION, expr->span,
               "Invalid object key; The key expression produced an invalid result: %.*s.", STR_FMT(why));
  return key != NULL && key->kind == VAL_STRING ? key : NULL;
}

static void object_item(Loop *self) {
  const Val *key = result_key(self);
  const Val *value = eval_expr(self->scope, self->expr->as.loop.result);
  if (key == NULL) {
    self->known = false;
    return;
  }
  self->fields[self->count++] = (ValField){key->as.string, value};
}

static void one_item(Loop *self) {
  int taken = condition(self);
  if (taken < 0) self->known = false;
  if (taken == 0) return;
  if (self->expr->as.loop.result_key != NULL)
    object_item(self);
  else
    self->items[self->count++] = eval_expr(self->scope, self->expr->as.loop.result);
}

static int order_fields(const void *left, const void *right) {
  return str_cmp(((const ValField *)left)->name, ((const ValField *)right)->name);
}

/* Values with the same key are gathered in tuples, in order. */
static const Val *grouped(Loop *self) {
  Arena *arena = self->scope->arena;
  Map groups = {0};
  ValField *fields = arena_array(arena, ValField, self->count + 1);
  const Val ***lists = arena_array(arena, const Val **, self->count + 1);
  uint32_t *sizes = arena_array(arena, uint32_t, self->count + 1);
  size_t count = 0;
  for (size_t pass = 0; pass < 2; pass++) { /* sizes first, then the content */
    for (size_t i = 0; i < self->count; i++) {
      void **slot = map_slot(&groups, self->fields[i].name);
      if (*slot == NULL) {
        fields[count].name = self->fields[i].name;
        *slot = &fields[count++];
      }
      size_t at = (size_t)((ValField *)*slot - fields);
      if (pass == 1) lists[at][sizes[at]] = self->fields[i].value;
      sizes[at]++;
    }
    for (size_t at = 0; at < count && pass == 0; at++) {
      lists[at] = arena_array(arena, const Val *, sizes[at] + 1U);
      sizes[at] = 0;
    }
  }
  for (size_t at = 0; at < count; at++) fields[at].value = val_tuple(arena, lists[at], sizes[at]);
  map_free(&groups);
  return val_object(arena, fields, count);
}

static void check_duplicates(Loop *self) {
  ValField *sorted = arena_copy(self->scope->arena, self->fields, self->count, sizeof *sorted);
  qsort(sorted, self->count, sizeof *sorted, order_fields);
  for (size_t i = 1; i < self->count; i++) {
    if (!str_eq(sorted[i].name, sorted[i - 1].name)) continue;
    eval_error(self->scope, DIAG_ITERATION, self->expr->as.loop.result_key->span,
               "Duplicate object key; Two different items produced the key \"%.*s\" in this 'for' expression. If "
               "duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key.",
               STR_FMT(sorted[i].name));
    return;
  }
}

static const Val *loop_result(Loop *self) {
  Arena *arena = self->scope->arena;
  if (!self->known) return val_unknown(arena, NULL);
  if (self->expr->as.loop.result_key == NULL) return val_tuple(arena, self->items, self->count);
  if (self->expr->group) return grouped(self);
  if (self->count > 1) check_duplicates(self);
  return val_object(arena, self->fields, self->count);
}

const Val *eval_for(Scope *scope, const SynExpr *expr) {
  const Val *coll = eval_expr(scope, expr->as.loop.in);
  ScopeVars value = {expr->as.loop.value, NULL, scope->vars}, key = {expr->as.loop.key, NULL, &value};
  Scope inner = *scope;
  inner.vars = expr->as.loop.key.len > 0 ? &key : &value;
  Iteration items;
  Loop loop = {.scope = &inner, .expr = expr, .known = iteration_start(scope, coll, expr->as.loop.in->span, &items)};
  inner.errors = scope->errors;
  uint32_t turns = loop.known ? items.count : 1;
  loop.items = arena_array(scope->arena, const Val *, turns + 1U);
  loop.fields = arena_array(scope->arena, ValField, turns + 1U);
  for (uint32_t i = 0; i < turns; i++) {
    unsigned errors = inner.errors;
    if (items.count == 0)
      key.value = value.value = val_unknown(scope->arena, NULL);
    else
      iteration_item(&items, i, scope->arena, &key.value, &value.value);
    one_item(&loop);
    if (inner.errors > errors) inner.report = NULL; /* one item is enough to say what is wrong */
  }
  const Val *result = loop_result(&loop);
  scope->errors = inner.errors;
  scope->work = inner.work;
  return result;
}
