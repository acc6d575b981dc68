/* check_variable.c: input variables: whether the default is of the type that the variable declares. */
#include "typecheck/check_internal.h"
#include "typecheck/val.h"

/* ---- names in a default ---- */

typedef struct Names {
  Str bound[8]; /* by for expressions */
  uint32_t count;
  const SynExpr *first; /* the first path that leads out of the expression */
} Names;

static bool is_bound(const Names *self, Str name) {
  for (uint32_t i = 0; i < self->count; i++) {
    if (str_eq(self->bound[i], name)) return true;
  }
  return false;
}

static bool visit(void *context, const SynExpr *expr) {
  Names *self = context;
  if (expr->kind == SYN_FOR) {
    Str names[] = {expr->as.loop.key, expr->as.loop.value};
    for (size_t i = 0; i < 2; i++) {
      if (self->count < sizeof self->bound / sizeof *self->bound) self->bound[self->count++] = names[i];
    }
  } else if (expr->kind == SYN_PATH && expr->count > 0 && self->first == NULL && !is_bound(self, expr->as.path.name)) {
    self->first = expr;
  }
  return true;
}

bool check_default_names(CheckBlock *b, const CheckAttr *attr) {
  if (b->spec->role != BLOCK_VARIABLE || attr->spec == NULL || attr->spec->role != ATTR_DEFAULT) return true;
  Names names = {.count = 0};
  syn_walk_expr(attr->syn->value, visit, &names);
  if (names.first == NULL) return true;
  check_report(b->check, DIAG_UNKNOWN_VARIABLE, names.first->as.path.name_span,
               "Variables not allowed; Variables may not be used here.");
  b->wrong = true;
  return false;
}

/* ---- type and default ---- */

/* `list(string)` takes a single "x" as well. */
static const Ty *element(const Ty *type) { return type->kind == TY_LIST || type->kind == TY_SET ? type->elem : NULL; }

void check_variable(CheckBlock *b) {
  const CheckAttr *type = check_role(b, ATTR_TYPE);
  CheckAttr *value = check_role(b, ATTR_DEFAULT);
  if (type == NULL || type->value == NULL || value == NULL || check_evaluate(b, value) == NULL) return;
  Arena *scratch = b->check->scratch;
  const Ty *want = ty_parse(span_of(type->syn->value->span, b->unit->text), scratch);
  Str why = STR(""), other;
  if (val_convert(value->value, want, scratch, &why) != NULL) return;
  if (element(want) != NULL && val_convert(value->value, element(want), scratch, &other) != NULL) return;
  check_report(b->check, DIAG_VARIABLE, value->syn->value->span, "variable \"%.*s\": %.*s", STR_FMT(check_label(b)),
               STR_FMT(why));
  b->wrong = true;
}
