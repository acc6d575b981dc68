/* check_nearest.c: references that lead nowhere: what a step may have meant (`column.idd` -> id; HCL has no such hint
 * in its text, so it is a fix only), and whether a block whose header is wrong is the cause. */
#include "typecheck/check_internal.h"

typedef struct Search {
  Span step; /* with its dot */
  const SynExpr *path;
  uint32_t index;
} Search;

static bool visit(void *context, const SynExpr *expr) {
  Search *self = context;
  if (expr->kind != SYN_PATH) return true;
  for (uint32_t i = 0; i < expr->count; i++) {
    const SynStep *step = &expr->as.path.steps[i];
    if (step->kind != SYN_STEP_ATTR || step->span.start != self->step.start) continue;
    self->path = expr;
    self->index = i;
  }
  return true;
}

static void offer_children(const SymDef *parent, Str type, Nearest *nearest) {
  for (const SymDef *child = parent->children; child != NULL; child = child->next) {
    if (str_eq(child->type, type)) nearest_offer(nearest, child->name);
  }
}

enum { MANY_BLOCKS = 2000 }; /* among more, no name is looked for */

/* `table.userz`: the names, or qualifiers, of all blocks of the kind. */
static void offer_kind(const Scope *scope, Str kind, Str qualifier, Nearest *nearest) {
  size_t count;
  const ModuleDef *defs = module_kind(scope->module, kind, &count);
  for (size_t i = 0; i < count && count <= MANY_BLOCKS; i++) {
    const SymDef *def = defs[i].def;
    if (!str_empty(qualifier)) {
      if (str_eq(def->qualifier, qualifier)) nearest_offer(nearest, def->name);
    } else {
      nearest_offer(nearest, str_empty(def->qualifier) ? def->name : def->qualifier);
    }
  }
}

/* `column.idd` inside a table, `var.tenat`, `table.userz`. */
static void offer_first(const Scope *scope, Str root, Nearest *nearest) {
  for (const SymDef *def = scope->inside; def != NULL; def = def->parent) {
    offer_children(def, root, nearest);
    if (!str_empty(nearest->best)) return;
  }
  offer_kind(scope, sym_type(root), STR(""), nearest);
}

/* `table.users.column.idd`: the step before it is a kind, what stands before that a block. */
static void offer_later(const Scope *scope, const Search *found, Nearest *nearest) {
  Str names[16];
  const SynStep *steps = found->path->as.path.steps;
  uint32_t count = found->index;
  if (count > sizeof names / sizeof *names) return;
  for (uint32_t i = 0; i < count; i++) {
    bool text = steps[i].kind == SYN_STEP_INDEX && steps[i].key->kind == SYN_STRING;
    names[i] = text ? steps[i].key->as.text : steps[i].name;
  }
  RefTarget target;
  Str root = found->path->as.path.name;
  if (count == 1) {
    offer_kind(scope, root, names[0], nearest);
    return;
  }
  if (!module_resolve(scope->module, scope->unit, scope->inside, root, names, count - 1, &target)) return;
  if (target.def != NULL && target.step == count - 1) offer_children(target.def, names[count - 1], nearest);
}

/* Only such a name can stand behind a dot. */
static bool is_identifier(Str name) {
  for (size_t i = 0; i < name.len; i++) {
    char c = name.ptr[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    bool later = i > 0 && ((c >= '0' && c <= '9') || c == '-');
    if (!letter && !later) return false;
  }
  return name.len > 0;
}

void check_offer_step(CheckBlock *b, const SynAttr *attr, Span step, Diagnostic *d) {
  Search search = {.step = step};
  syn_walk_expr(attr->value, visit, &search);
  if (search.path == NULL) return;
  Scope scope = check_scope(b, NULL, attr->name);
  const SynStep *found = &search.path->as.path.steps[search.index];
  Nearest nearest = nearest_start(found->name);
  if (search.index == 0) {
    offer_first(&scope, search.path->as.path.name, &nearest);
  } else {
    offer_later(&scope, &search, &nearest);
  }
  if (is_identifier(nearest.best)) check_fix(b->check, d, found->name_span, nearest.best);
}

/* ---- definitions that are wrong themselves ---- */

static bool visit_start(void *context, const SynExpr *expr) {
  Search *self = context;
  if (expr->kind != SYN_PATH || expr->count == 0) return true;
  bool root = expr->as.path.name_span.start == self->step.start;
  if (root || expr->as.path.steps[0].span.start == self->step.start) self->path = expr;
  return true;
}

void check_nearby(CheckBlock *b, const SynAttr *attr, Span span, Diagnostic *d) {
  Search search = {.step = span};
  Str name;
  syn_walk_expr(attr->value, visit_start, &search);
  if (search.path == NULL) return;
  const SynStep *first = &search.path->as.path.steps[0];
  bool text = first->kind == SYN_STEP_INDEX && first->key->kind == SYN_STRING;
  name = text ? first->key->as.text : first->name;
  for (size_t i = 0; i < module_nearby_count(b->check->module); i++) {
    RefTarget target;
    const Module *other = module_nearby(b->check->module, i);
    if (!module_resolve(other, b->unit, NULL, search.path->as.path.name, &name, 1, &target)) continue;
    d->severity = SEVERITY_WARNING;
    check_relate(b->check, d, target.unit, target.def->name_span,
                 "defined in another directory; an atlas.hcl whose src names both joins them");
    return;
  }
}

/* Is it the block that `kind.name` means: misspelt, or without its label? */
static bool is_meant(const CheckBlock *child, Str kind, Str name) {
  if (child->spec != NULL) return str_eq(child->syn->type, kind) && child->syn->label_count < child->spec->label_min;
  if (!str_eq(check_label(child), name)) return false;
  Nearest nearest = nearest_start(child->syn->type);
  nearest_offer(&nearest, kind);
  return !str_empty(nearest.best);
}

bool check_is_follow_on(CheckBlock *b, const SynAttr *attr, Span span) {
  Search search = {.step = span};
  syn_walk_expr(attr->value, visit_start, &search);
  if (search.path == NULL) return false;
  const SynStep *first = &search.path->as.path.steps[0];
  bool text = first->kind == SYN_STEP_INDEX && first->key->kind == SYN_STRING;
  Str name = text ? first->key->as.text : first->name;
  for (const CheckBlock *at = b; at != NULL && !str_empty(name); at = at->parent) {
    for (uint32_t i = 0; i < at->child_count; i++) {
      if (is_meant(&at->children[i], search.path->as.path.name, name)) return true;
    }
  }
  return false;
}
