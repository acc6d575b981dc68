/* build_reason.c: why a value cannot be known, told from its expression:
 *
 *     "${local.prefix}_x"    local.prefix = data.sql.p.value    ->  needs data.sql.p
 *     var.tenant             without a value and default        ->  no value for var.tenant
 */
#include "typecheck/build_parts.h"
#include "typecheck/func.h"

enum { REASON_HOPS = 8 }; /* from local to local */

typedef struct Reason {
  Scope *scope;
  Str found;
  unsigned hops;
} Reason;

static bool look(void *context, const SynExpr *expr);

static Str step(const SynExpr *path, uint32_t index) {
  if (index >= path->count || path->as.path.steps[index].kind != SYN_STEP_ATTR) return STR("?");
  return path->as.path.steps[index].name;
}

/* What the local is made of. */
static void look_local(Reason *self, Str name) {
  size_t count = 0;
  const ModuleDef *defs = module_defs(self->scope->module, dialect_root(BLOCK_LOCALS)->type, name, &count);
  const SynUnit *syn = count > 0 ? defs[count - 1].unit->syn : NULL;
  if (syn == NULL || syn->body.blocks == NULL || self->hops >= REASON_HOPS) return;
  const SynAttr *attr = syn_attr(syn->body.blocks->body, name);
  if (attr == NULL) return;
  self->hops++;
  syn_walk_expr(attr->value, look, self);
  self->hops--;
}

static bool is_given(const Scope *scope, Str name) {
  for (size_t i = 0; i < scope->input_count; i++)
    if (str_eq(scope->inputs[i].name, name)) return true;
  return false;
}

static bool is_root(Str name, BlockRole role) { return str_eq(name, dialect_root(role)->root); }

static void look_path(Reason *self, const SynExpr *path) {
  Str root = path->as.path.name;
  Arena *arena = self->scope->arena;
  if (is_root(root, BLOCK_DATA))
    self->found =
        arena_printf(arena, "needs %.*s.%.*s.%.*s", STR_FMT(root), STR_FMT(step(path, 0)), STR_FMT(step(path, 1)));
  else if (str_eq(root, STR("each")) && self->scope->has_each && self->scope->each_value == NULL)
    self->found = STR("the elements of for_each are not known");
  else if (is_root(root, BLOCK_LOCALS))
    look_local(self, step(path, 0));
  else if (dialect_in_scope(self->scope->dialect, root))
    self->found = arena_printf(arena, "%.*s is known only in a run", STR_FMT(root));
  else if (is_root(root, BLOCK_VARIABLE) && eval_expr(self->scope, path)->kind == VAL_UNKNOWN)
    self->found = arena_printf(arena,
                               is_given(self->scope, step(path, 0)) ? "the value given to %.*s.%.*s is not known"
                                                                    : "no value for %.*s.%.*s",
                               STR_FMT(root), STR_FMT(step(path, 0)));
}

static bool look(void *context, const SynExpr *expr) {
  Reason *self = context;
  if (!str_empty(self->found)) return false;
  if (expr->kind == SYN_PATH) {
    look_path(self, expr);
  } else if (expr->kind == SYN_CALL && dialect_function(self->scope->dialect, expr->as.call.name) != NULL) {
    const FuncEntry *entry = func_named(expr->as.call.name);
    if (entry == NULL || entry->impl == NULL)
      self->found =
          arena_printf(self->scope->arena, "the result of %.*s() is known only in a run", STR_FMT(expr->as.call.name));
  }
  return str_empty(self->found);
}

Str build_reason(Scope *scope, const SynExpr *expr) {
  Reason self = {.scope = scope};
  if (expr->kind == SYN_ERROR) return STR("the value is missing");
  syn_walk_expr(expr, look, &self);
  return str_empty(self.found) ? STR("cannot be known here") : self.found;
}
