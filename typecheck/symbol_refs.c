/* symbol_refs.c: what a unit names: the paths in its expressions, and the module-level names that follow from them.
 *
 *     columns = [for c in var.names : column[c]]   ->  refs var.names, column       keys ("var", ""), ("var", "names")
 *     schema  = schema.public                      ->  ref schema.public            keys ("schema", ""), ...
 */
#include "typecheck/symbols_internal.h"

enum { MAX_EXPR_DEPTH = 500 };

static void walk(SymBuilder *self, const SynExpr *expr, unsigned depth);

static bool is_bound(const SymBuilder *self, Str name) {
  for (size_t i = 0; i < self->bound.len; i++)
    if (str_eq(self->bound.items[i], name)) return true;
  return false;
}

/* The literal name of a step: `.users`, `["users"]`; false for splats and computed indexes. */
static bool step_name(const SynStep *step, Str *name, Span *span) {
  if (step->kind == SYN_STEP_ATTR) {
    *name = step->name;
    *span = step->name_span;
    return step->name.len > 0;
  }
  if (step->kind != SYN_STEP_INDEX || step->key == NULL) return false;
  if (step->key->kind != SYN_STRING && step->key->kind != SYN_NUMBER) return false;
  *name = step->key->as.text;
  *span = step->key->span;
  return true;
}

static bool is_kind(const SymBuilder *self, Str root) {
  Str type = sym_type(root);
  return self->dialect != NULL && type.len > 0 && dialect_block(self->dialect, type) != NULL;
}

/* Bare words are mostly type and enum words; only those that may be a kind of block are worth keeping. */
static bool is_reference(SymBuilder *self, const SynExpr *path) {
  Str root = path->as.path.name;
  if (is_bound(self, root)) return false;
  bool kind = is_kind(self, root);
  if (!kind && (path->count > 0 || self->dialect == NULL || dialect_type(self->dialect, root) == NULL))
    self->names_unknown = true;
  return kind || path->count > 0;
}

static void add_ref(SymBuilder *self, const SynExpr *path) {
  SymRef ref = {.span = path->span, .inside = self->inside};
  Str name;
  Span span;
  while (ref.count < path->count && step_name(&path->as.path.steps[ref.count], &name, &span)) ref.count++;
  ref.root = sym_keep(self, path->as.path.name);
  ref.spans = arena_array(self->arena, Span, ref.count + 1);
  ref.spans[0] = path->as.path.name_span;
  if (ref.count > 0) ref.steps = arena_array(self->arena, Str, ref.count);
  for (uint32_t i = 0; i < ref.count; i++) {
    step_name(&path->as.path.steps[i], &name, &ref.spans[i + 1]);
    ref.steps[i] = sym_keep(self, name);
  }
  array_push(&self->refs, ref);
}

static void walk_steps(SymBuilder *self, const SynStep *steps, uint32_t count, unsigned depth) {
  for (uint32_t i = 0; i < count; i++)
    if (steps[i].kind == SYN_STEP_INDEX) walk(self, steps[i].key, depth);
}

static void bind(SymBuilder *self, Str key, Str value) {
  array_push(&self->bound, key);
  array_push(&self->bound, value);
}

static void unbind(SymBuilder *self) { self->bound.len -= 2; }

static void walk_parts(SymBuilder *self, const SynPart *part, unsigned depth) {
  if (depth >= MAX_EXPR_DEPTH) return;
  for (; part != NULL; part = part->next) {
    walk(self, part->expr, depth);
    if (part->kind == SYN_PART_FOR) bind(self, part->key, part->value);
    walk_parts(self, part->body, depth + 1);
    if (part->kind == SYN_PART_FOR) unbind(self);
    walk_parts(self, part->other, depth + 1);
  }
}

static void walk_for(SymBuilder *self, const SynExpr *expr, unsigned depth) {
  walk(self, expr->as.loop.in, depth);
  bind(self, expr->as.loop.key, expr->as.loop.value);
  walk(self, expr->as.loop.result_key, depth);
  walk(self, expr->as.loop.result, depth);
  walk(self, expr->as.loop.cond, depth);
  unbind(self);
}

static void walk_object(SymBuilder *self, const SynExpr *expr, unsigned depth) {
  for (uint32_t i = 0; i < expr->count; i++) {
    if (!expr->as.object.items[i].bare_key) walk(self, expr->as.object.items[i].key, depth);
    walk(self, expr->as.object.items[i].value, depth);
  }
}

static void walk_list(SymBuilder *self, SynExpr *const *items, uint32_t count, unsigned depth) {
  for (uint32_t i = 0; i < count; i++) walk(self, items[i], depth);
}

/* Everything but operators, which may stand in long chains. */
static void walk_inside(SymBuilder *self, const SynExpr *expr, unsigned depth) {
  switch ((SynExprKind)expr->kind) {
  case SYN_PATH:
    if (is_reference(self, expr)) add_ref(self, expr);
    walk_steps(self, expr->as.path.steps, expr->count, depth);
    break;
  case SYN_ACCESS:
    walk(self, expr->as.access.base, depth);
    walk_steps(self, expr->as.access.steps, expr->count, depth);
    break;
  case SYN_CALL: walk_list(self, expr->as.call.args, expr->count, depth); break;
  case SYN_TUPLE: walk_list(self, expr->as.tuple.elems, expr->count, depth); break;
  case SYN_OBJECT: walk_object(self, expr, depth); break;
  case SYN_FOR: walk_for(self, expr, depth); break;
  case SYN_TEMPLATE: walk_parts(self, expr->as.tmpl.parts, depth); break;
  default: break;
  }
}

static bool is_operator(const SynExpr *expr) {
  return expr->kind == SYN_UNARY || expr->kind == SYN_BINARY || expr->kind == SYN_CONDITIONAL ||
         expr->kind == SYN_PAREN;
}

/* The first operand is followed in a loop: `a + b + c + ...` leans to the left. */
static void walk(SymBuilder *self, const SynExpr *expr, unsigned depth) {
  if (depth >= MAX_EXPR_DEPTH) return;
  for (; expr != NULL; expr = expr->as.op.a) {
    if (!is_operator(expr)) {
      walk_inside(self, expr, depth + 1);
      return;
    }
    if (expr->kind == SYN_BINARY || expr->kind == SYN_CONDITIONAL) walk(self, expr->as.op.b, depth + 1);
    if (expr->kind == SYN_CONDITIONAL) walk(self, expr->as.op.c, depth + 1);
  }
}

void sym_collect_refs(SymBuilder *self, const SynExpr *expr) { walk(self, expr, 0); }

static bool has_child(const SymDef *def, Str type) {
  for (const SymDef *child = def->children; child != NULL; child = child->next)
    if (str_eq(child->type, type)) return true;
  return false;
}

/* Where the first step of a reference is looked up, as far as the unit alone tells. */
typedef enum Lookup {
  LOOKUP_HERE,  /* in the block around: nothing outside the unit matters */
  LOOKUP_KIND,  /* in an outer block, unless the kind occurs elsewhere inside such an inner block */
  LOOKUP_MODULE /* among the definitions of the module, too */
} Lookup;

static Lookup lookup_of(const SymRef *ref) {
  for (const SymDef *def = ref->inside; def != NULL; def = def->parent)
    if (has_child(def, ref->root)) return def == ref->inside ? LOOKUP_HERE : LOOKUP_KIND;
  return LOOKUP_MODULE;
}

static int compare_keys(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

/* Adds a key, unless it is one of the last few: neighbouring references mostly name the same things. */
static void add_key(SymBuilder *self, uint64_t key) {
  size_t from = self->keys.len > 8 ? self->keys.len - 8 : 0;
  for (size_t i = self->keys.len; i > from; i--)
    if (self->keys.items[i - 1] == key) return;
  array_push(&self->keys, key);
}

static void add_keys(SymBuilder *self, const SymUnit *out) {
  for (const SymDef *def = out->defs; def != NULL; def = def->next)
    array_push(&self->keys, sym_key(sym_root(def->type), def->name));
  if (self->names_unknown) array_push(&self->keys, sym_kinds_key());
  for (size_t i = 0; i < self->refs.len; i++) {
    const SymRef *ref = &self->refs.items[i];
    if (ref->sql != SYM_NOT_SQL) {
      sym_add_sql_keys(self, ref);
      continue;
    }
    Lookup lookup = lookup_of(ref);
    if (lookup == LOOKUP_HERE) continue;
    add_key(self, sym_key(ref->root, STR("")));
    if (lookup == LOOKUP_KIND) continue;
    for (uint32_t step = 0; step < ref->count && step < 2; step++) add_key(self, sym_key(ref->root, ref->steps[step]));
  }
}

static int compare_refs(const void *a, const void *b) {
  const SymRef *x = a, *y = b;
  return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

static bool in_order(const SymBuilder *self) {
  for (size_t i = 1; i < self->refs.len; i++)
    if (self->refs.items[i - 1].span.start > self->refs.items[i].span.start) return false;
  return true;
}

void sym_finish_refs(SymBuilder *self, SymUnit *out) {
  size_t count = 0;
  if (!in_order(self)) qsort(self->refs.items, self->refs.len, sizeof(SymRef), compare_refs);
  out->ref_count = (uint32_t)self->refs.len;
  if (out->ref_count > 0) out->refs = arena_copy(self->arena, self->refs.items, self->refs.len, sizeof(SymRef));
  add_keys(self, out);
  if (self->keys.len > 1) qsort(self->keys.items, self->keys.len, sizeof(uint64_t), compare_keys);
  for (size_t i = 0; i < self->keys.len; i++)
    if (i == 0 || self->keys.items[i] != self->keys.items[i - 1]) self->keys.items[count++] = self->keys.items[i];
  out->key_count = (uint32_t)count;
  if (count > 0) out->keys = arena_copy(self->arena, self->keys.items, count, sizeof(uint64_t));
  out->makes_any = self->makes_any;
  out->made_count = (uint32_t)self->made.len;
  if (self->made.len > 0) out->made = arena_copy(self->arena, self->made.items, self->made.len, sizeof(Str));
}
