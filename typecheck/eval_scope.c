/* eval_scope.c: names. Inside out: names bound by `for`, the words and types of the attribute, the evaluator's
 * own names, child blocks of the blocks around, blocks of the module:
 *
 *     column.id           child block of the table around      VAL_REF
 *     table.users         block of the module                  VAL_REF
 *     table               all its blocks                       VAL_KIND
 *     var.x, local.x      value of the default or definition, unknown when it cannot be read here
 *     data.*, each.*, atlas.*, self.*                          unknown
 */
#include <stdio.h>

#include "typecheck/check.h"
#include "typecheck/eval_parts.h"

static const Val *ref_value(Scope *scope, const SymDef *def, Unit *unit) {
  Val *value = arena_new(scope->arena, Val);
  value->kind = VAL_REF;
  value->as.ref.def = def;
  value->as.ref.unit = unit;
  return value;
}

static const Val *kind_value(Scope *scope, Str kind, const SymDef *parent, const Unit *unit) {
  Val *value = arena_new(scope->arena, Val);
  value->kind = VAL_KIND;
  value->as.kind.kind_name = kind;
  value->as.kind.parent = parent;
  value->as.kind.unit = (Unit *)(uintptr_t)unit; /* the module's own unit, which others see as read-only */
  return value;
}

static bool has_child_kind(const SymDef *def, Str kind) {
  for (const SymDef *child = def->children; child != NULL; child = child->next)
    if (str_eq(child->type, kind)) return true;
  return false;
}

/* ---- words and types of the attribute ---- */

bool scope_expects(const ValueSpec *expected, ValueKind kind) {
  if (expected == NULL) return false;
  if (expected->kind == (uint8_t)kind) return true;
  bool nested = expected->kind == VALUE_LIST || expected->kind == VALUE_MAP;
  unsigned count = expected->kind == VALUE_ANY_OF ? expected->count : nested && expected->elems != NULL ? 1 : 0;
  for (unsigned i = 0; i < count; i++)
    if (scope_expects(&expected->elems[i], kind)) return true;
  return false;
}

/* Calls fn with each enum of the attribute until it returns true. */
static bool each_enum(const ValueSpec *expected, bool (*fn)(void *context, const EnumSpec *words), void *context) {
  if (expected == NULL) return false;
  if (expected->kind == VALUE_ENUM) return expected->words != NULL && fn(context, expected->words);
  bool nested = expected->kind == VALUE_LIST || expected->kind == VALUE_MAP;
  unsigned count = expected->kind == VALUE_ANY_OF ? expected->count : nested && expected->elems != NULL ? 1 : 0;
  for (unsigned i = 0; i < count; i++)
    if (each_enum(&expected->elems[i], fn, context)) return true;
  return false;
}

static bool holds_word(void *context, const EnumSpec *words) {
  return dialect_word(words, *(const Str *)context) != NULL;
}

static bool offer_words(void *context, const EnumSpec *words) {
  for (uint32_t i = 0; i < words->count; i++) nearest_offer(context, words->words[i].name);
  return false;
}

static bool constraint_word(Str name) {
  static const Str words[] = {STR_INIT("string"), STR_INIT("number"), STR_INIT("bool"), STR_INIT("int"),
                              STR_INIT("any"),    STR_INIT("list"),   STR_INIT("map"),  STR_INIT("set"),
                              STR_INIT("tuple"),  STR_INIT("object")};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (str_eq(words[i], name)) return true;
  return false;
}

static const Val *type_word(Scope *scope, const TypeSpec *spec, Span span, bool *mistake) {
  if (spec != NULL && spec->param_min > 0) {
    *mistake = true;
    return eval_error(scope, DIAG_TYPE_PARAMETER, span, "Unknown variable; Type \"%.*s\" requires at least 1 argument",
                      STR_FMT(spec->name));
  }
  Val *value = arena_new(scope->arena, Val);
  value->kind = VAL_TYPE;
  value->as.type.spec = spec;
  return value;
}

const Val *scope_word(Scope *scope, Str name, Span span, bool *mistake) {
  if (scope->expected == NULL) return NULL;
  if (each_enum(scope->expected, holds_word, &name)) {
    Val *value = arena_new(scope->arena, Val);
    value->kind = VAL_STRING;
    value->word = true;
    value->as.string = name;
    return value;
  }
  if (scope_expects(scope->expected, VALUE_TYPE)) {
    const TypeSpec *spec = dialect_type(scope->dialect, name);
    if (spec != NULL && !spec->raw_only) return type_word(scope, spec, span, mistake);
  }
  bool anywhere = str_eq(name, STR("string")) || str_eq(name, STR("number")); /* read, and refused later */
  if (scope_expects(scope->expected, VALUE_TYPE) && anywhere) return type_word(scope, NULL, span, mistake);
  if (scope_expects(scope->expected, VALUE_TYPEEXPR) && constraint_word(name))
    return type_word(scope, NULL, span, mistake);
  return NULL;
}

/* ---- values of locals and variables ---- */

static const SynAttr *find_attr(const SynBody *body, Str name) {
  for (const SynAttr *attr = body->attrs; attr != NULL; attr = attr->next)
    if (str_eq(attr->name, name)) return attr;
  return NULL;
}

/* A scope at the definition: nothing is reported there, since the mistake is told when that unit is checked. */
static Scope scope_at(const Scope *scope, const Unit *unit, const ScopeChain *chain) {
  Scope inner = *scope;
  inner.unit = unit;
  inner.inside = NULL;
  inner.expected = NULL;
  inner.vars = NULL;
  inner.chain = chain;
  inner.report = NULL;
  inner.errors = 0;
  return inner;
}

static const Val *evaluate_local(Scope *scope, const SymDef *def, const Unit *unit) {
  const SynBlock *block = unit->syn != NULL ? unit->syn->body.blocks : NULL;
  const SynAttr *attr = block != NULL ? find_attr(block->body, def->name) : NULL;
  if (attr == NULL) return val_unknown(scope->arena, NULL);
  ScopeChain link = {def, scope->chain};
  Scope inner = scope_at(scope, unit, &link);
  const Val *value = eval_expr(&inner, attr->value);
  scope->work = inner.work;
  return inner.errors == 0 ? value : val_unknown(scope->arena, NULL);
}

static const Val *local_value(Scope *scope, const SymDef *def, const Unit *unit) {
  for (const ScopeChain *link = scope->chain; link != NULL; link = link->next)
    if (link->def == def) return val_unknown(scope->arena, NULL);
  struct MemoEntry **bucket = &scope->memo->buckets[(uintptr_t)def / sizeof(void *) % MEMO_BUCKETS];
  for (const struct MemoEntry *entry = *bucket; entry != NULL; entry = entry->next)
    if (entry->def == def) return entry->value;
  struct MemoEntry *entry = arena_new(scope->arena, struct MemoEntry);
  *entry = (struct MemoEntry){def, evaluate_local(scope, def, unit), *bucket};
  *bucket = entry;
  return entry->value;
}

static const Ty *constraint_type(const SynExpr *expr, Arena *arena, unsigned depth);

/* object({ a = string }), tuple([string]) */
static const Ty *constraint_members(const SynExpr *arg, Arena *arena, unsigned depth) {
  if (arg->kind != SYN_OBJECT && arg->kind != SYN_TUPLE) return &ty_any;
  Ty *type = arena_new(arena, Ty);
  const Ty **elems = arena_array(arena, const Ty *, arg->count + 1U);
  Str *names = arg->kind == SYN_OBJECT ? arena_array(arena, Str, arg->count + 1U) : NULL;
  for (uint32_t i = 0; i < arg->count; i++) {
    const SynItem *item = names != NULL ? &arg->as.object.items[i] : NULL;
    if (item != NULL && (item->key->kind != SYN_PATH || item->key->count > 0)) return &ty_any;
    elems[i] = constraint_type(item != NULL ? item->value : arg->as.tuple.elems[i], arena, depth + 1);
    uint32_t at = i;
    for (; item != NULL && at > 0 && str_cmp(names[at - 1], item->key->as.path.name) > 0; at--) {
      names[at] = names[at - 1];
      const Ty *moved = elems[at];
      elems[at] = elems[at - 1];
      elems[at - 1] = moved;
    }
    if (item != NULL) names[at] = item->key->as.path.name;
  }
  *type = (Ty){.kind = names != NULL ? TY_OBJECT : TY_TUPLE, .count = arg->count, .elems = elems, .names = names};
  return type;
}

/* `list(string)` -> list of string; ty_any for what is no constraint. */
static const Ty *constraint_type(const SynExpr *expr, Arena *arena, unsigned depth) {
  if (depth > 20) return &ty_any;
  if (expr->kind == SYN_PATH && expr->count == 0)
    return str_eq(expr->as.path.name, STR("int")) ? &ty_number : ty_parse(expr->as.path.name, arena);
  if (expr->kind != SYN_CALL || expr->count != 1) return &ty_any;
  const SynExpr *arg = expr->as.call.args[0];
  Str name = expr->as.call.name;
  if (str_eq(name, STR("object")) || str_eq(name, STR("tuple"))) return constraint_members(arg, arena, depth);
  TyKind kind = str_eq(name, STR("list"))  ? TY_LIST
                : str_eq(name, STR("set")) ? TY_SET
                : str_eq(name, STR("map")) ? TY_MAP
                                           : TY_ANY;
  return kind == TY_ANY ? &ty_any : ty_collection(arena, kind, constraint_type(arg, arena, depth + 1));
}

/* NULL: none is given in the scope. */
static const Val *input_value(const Scope *scope, Str name) {
  for (size_t i = 0; i < scope->input_count; i++)
    if (str_eq(scope->inputs[i].name, name)) return scope->inputs[i].value;
  return NULL;
}

static bool is_list(const Ty *type) { return type->kind == TY_LIST || type->kind == TY_SET; }

/* `--var a=x --var a=y` -> "y", or ["x", "y"] for a list. NULL: none is given. */
static const Val *given_value(const Scope *scope, Str name, const Ty *type) {
  Str last, given;
  if (!module_var(scope->module, name, &last)) return NULL;
  if (!is_list(type)) return val_string(scope->arena, last);
  size_t count = 0;
  for (size_t at = 0; module_next_var(scope->module, name, &at, &given);) count++;
  const Val **items = arena_array(scope->arena, const Val *, count);
  count = 0;
  for (size_t at = 0; module_next_var(scope->module, name, &at, &given);)
    items[count++] = val_string(scope->arena, given);
  return val_tuple(scope->arena, items, count);
}

/* "a" -> ["a"], where a list is wanted. */
static const Val *in_list(Scope *scope, const Val *value, const Ty *type) {
  bool single = value->kind == VAL_STRING || value->kind == VAL_NUMBER || value->kind == VAL_BOOL;
  if (!is_list(type) || !single) return value;
  const Val **items = arena_array(scope->arena, const Val *, 1);
  items[0] = value;
  return val_tuple(scope->arena, items, 1);
}

/* The value given from outside, else the default when it counts, converted to the declared type; else unknown. */
static const Val *variable_value(Scope *scope, const SymDef *def, const Unit *unit) {
  const SynBlock *block = unit->syn != NULL ? unit->syn->body.blocks : NULL;
  if (block == NULL || def->spec == NULL) return val_unknown(scope->arena, NULL);
  const AttrSpec *type_spec = dialect_attr_role(def->spec, ATTR_TYPE),
                 *default_spec = dialect_attr_role(def->spec, ATTR_DEFAULT);
  const SynAttr *type_attr = type_spec != NULL ? find_attr(block->body, type_spec->name) : NULL;
  const SynAttr *default_attr = default_spec != NULL ? find_attr(block->body, default_spec->name) : NULL;
  const Ty *type = type_attr != NULL ? constraint_type(type_attr->value, scope->arena, 0) : &ty_any;
  const Val *value = NULL;
  Str why;
  value = input_value(scope, def->name);
  if (value == NULL) value = given_value(scope, def->name, type);
  if (value == NULL && default_attr != NULL && scope->defaults) {
    ScopeChain link = {def, scope->chain};
    Scope inner = scope_at(scope, unit, &link);
    value = eval_expr(&inner, default_attr->value);
    scope->work = inner.work;
    if (inner.errors > 0) value = NULL;
  }
  if (value != NULL && value->kind != VAL_UNKNOWN)
    value = val_convert(in_list(scope, value, type), type, scope->arena, &why);
  return value != NULL ? value : val_unknown(scope->arena, type);
}

/* ---- blocks ---- */

/* `primary_key.0`: blocks without labels are known by their number. */
static const SymDef *child_by_number(const SymDef *parent, Str kind, Str name) {
  for (const SymDef *child = parent->children; child != NULL; child = child->next) {
    if (!str_eq(child->type, kind) || child->name.len > 0) continue;
    char number[16];
    int length = snprintf(number, sizeof number, "%u", child->ordinal);
    if (str_eq(name, str_make(number, (size_t)length))) return child;
  }
  return NULL;
}

static const Val *kind_member(Scope *scope, const Val *from, Str name) {
  Str kind = from->as.kind.kind_name, qualifier = from->as.kind.qualifier;
  const SymDef *parent = from->as.kind.parent;
  if (parent != NULL) {
    const SymDef *child = sym_child(parent, kind, name);
    if (child == NULL) child = child_by_number(parent, kind, name);
    return child != NULL ? ref_value(scope, child, from->as.kind.unit) : NULL;
  }
  size_t count = 0;
  const ModuleDef *defs = module_defs(scope->module, kind, name, &count);
  const ModuleDef *last = module_pick(defs, count, qualifier, scope->unit->file);
  if (last != NULL) return ref_value(scope, last->def, last->unit);
  if (qualifier.len > 0) return NULL;
  defs = module_kind(scope->module, kind, &count);
  for (size_t i = 0; i < count; i++) {
    if (defs[i].def->name.len == 0) return val_unknown(scope->arena, NULL); /* without labels: by number */
    if (!str_eq(defs[i].def->qualifier, name)) continue;
    Val *qualified = arena_copy(scope->arena, from, 1, sizeof *from);
    qualified->as.kind.qualifier = name;
    return qualified;
  }
  return NULL;
}

/* The value of the attribute that names a block in place of its label; NULL when it has none, or only its label counts
 * here. */
static const Val *computed_name(Scope *scope, const SymDef *def, const Unit *unit) {
  const AttrSpec *spec = scope->defaults && def->spec != NULL ? dialect_attr_role(def->spec, ATTR_NAME) : NULL;
  if (spec == NULL || def->parent != NULL || unit->syn == NULL) return NULL;
  const SynBlock *block = unit->syn->body.blocks;
  while (block != NULL && block->type_span.start != def->keyword.start) block = block->next;
  const SynAttr *attr = block != NULL ? find_attr(block->body, spec->name) : NULL;
  if (attr == NULL) return NULL;
  for (const ScopeChain *link = scope->chain; link != NULL; link = link->next)
    if (link->def == def) return val_unknown(scope->arena, &ty_string);
  ScopeChain link = {def, scope->chain};
  Scope inner = scope_at(scope, unit, &link);
  inner.has_each = def->repeated;
  inner.each_key = inner.each_value = NULL; /* which copy is meant cannot be told here */
  const Val *value = eval_expr(&inner, attr->value);
  scope->work = inner.work;
  return inner.errors == 0 ? value : val_unknown(scope->arena, &ty_string);
}

/* `.name` of a block is its label; of the other attributes only literal ones can be read, and their values are not
 * looked up here. In languages other than schemas blocks have computed attributes too. */
static const Val *block_member(Scope *scope, const Val *from, Str name) {
  const SymDef *def = from->as.ref.def;
  if (has_child_kind(def, name)) return kind_value(scope, name, def, from->as.ref.unit);
  const Val *computed = str_eq(name, STR("name")) ? computed_name(scope, def, from->as.ref.unit) : NULL;
  if (computed != NULL) return computed;
  if (str_eq(name, STR("name")))
    return val_string(scope->arena, sym_real_name(def).len > 0 ? sym_real_name(def) : def->name);
  for (uint32_t i = 0; i < def->attr_count; i++)
    if (str_eq(def->attrs[i], name)) return val_unknown(scope->arena, NULL);
  if (!scope->dialect->is_schema || def->spec == NULL || def->spec->open_attrs) return val_unknown(scope->arena, NULL);
  if (module_has_child_kind(scope->module, def->type, name)) return val_null(scope->arena, &ty_block);
  return NULL;
}

const Val *scope_member(Scope *scope, const Val *from, Str name) {
  return from->kind == VAL_KIND ? kind_member(scope, from, name) : block_member(scope, from, name);
}

enum { STEP_LIMIT = 8 };

/* The literal names at the start of a path's steps: .users, ["order items"]. */
static uint32_t literal_steps(const SynExpr *path, Str names[STEP_LIMIT]) {
  uint32_t count = 0;
  for (; count < path->count && count < STEP_LIMIT; count++) {
    const SynStep *step = &path->as.path.steps[count];
    if (step->kind == SYN_STEP_ATTR && step->name.len > 0)
      names[count] = step->name;
    else if (step->kind == SYN_STEP_INDEX && step->key->kind == SYN_STRING)
      names[count] = step->key->as.text;
    else
      break;
  }
  return count;
}

/* NULL when no block of that kind is in reach. */
static const Val *block_root(Scope *scope, const SynExpr *path, uint32_t *used) {
  Str root = path->as.path.name, names[STEP_LIMIT];
  uint32_t count = literal_steps(path, names);
  RefTarget target;
  if (count > 0 && module_resolve(scope->module, scope->unit, scope->inside, root, names, count, &target) &&
      target.def != NULL) {
    *used = target.step;
    return ref_value(scope, target.def, target.unit);
  }
  bool seen = false;
  for (const SymDef *def = scope->inside; def != NULL; def = def->parent) {
    bool hides = count == 0 || sym_hides(def, root, names[0]);
    if (hides && has_child_kind(def, root)) return kind_value(scope, root, def, scope->unit);
    seen = seen || module_has_child_kind(scope->module, def->type, root);
  }
  size_t total = 0;
  module_kind(scope->module, root, &total);
  if (total > 0) return kind_value(scope, root, NULL, NULL);
  return seen ? val_null(scope->arena, &ty_block) : NULL;
}

/* ---- the evaluator's own names ---- */

static const Val *local_root(Scope *scope, const SynExpr *path, uint32_t *used) {
  size_t total = 0, count = 0;
  Str type = dialect_root(BLOCK_LOCALS)->type, root = path->as.path.name;
  module_kind(scope->module, type, &total);
  if (total == 0)
    return eval_error(scope, DIAG_UNKNOWN_VARIABLE, path->as.path.name_span,
                      "Unknown local; There is no variable named \"%.*s\".", STR_FMT(root));
  Str names[STEP_LIMIT];
  if (literal_steps(path, names) == 0) return val_unknown(scope->arena, NULL);
  *used = 1;
  const ModuleDef *defs = module_defs(scope->module, type, names[0], &count);
  const ModuleDef *meant = module_pick(defs, count, STR(""), scope->unit->file);
  if (meant != NULL) return local_value(scope, meant->def, meant->unit);
  return eval_error(scope, DIAG_UNKNOWN_REFERENCE, path->as.path.steps[0].span,
                    "Unsupported attribute; This object does not have an attribute named \"%.*s\".", STR_FMT(names[0]));
}

/* Blocks may declare variables of their own: `variable` in a predicate. */
static bool declared_around(const Scope *scope, const SynExpr *path) {
  Str names[STEP_LIMIT];
  if (literal_steps(path, names) == 0) return false;
  for (const SymDef *def = scope->inside; def != NULL; def = def->parent)
    if (sym_child(def, dialect_root(BLOCK_VARIABLE)->type, names[0]) != NULL) return true;
  return false;
}

static const Val *variable_root(Scope *scope, const SynExpr *path, uint32_t *used) {
  if (declared_around(scope, path)) {
    *used = path->count;
    return val_unknown(scope->arena, NULL);
  }
  size_t total = 0, count = 0;
  Str type = dialect_root(BLOCK_VARIABLE)->type, root = path->as.path.name;
  module_kind(scope->module, type, &total);
  if (total == 0)
    return eval_error(scope, DIAG_UNKNOWN_VARIABLE, path->as.path.name_span,
                      "Unknown variable; There is no variable named \"%.*s\".", STR_FMT(root));
  Str names[STEP_LIMIT];
  if (literal_steps(path, names) == 0) return val_unknown(scope->arena, NULL);
  *used = 1;
  const ModuleDef *defs = module_defs(scope->module, type, names[0], &count);
  const ModuleDef *meant = module_pick(defs, count, STR(""), scope->unit->file);
  if (meant != NULL) return variable_value(scope, meant->def, meant->unit);
  return eval_error(scope, DIAG_UNKNOWN_REFERENCE, path->as.path.steps[0].span,
                    "Unsupported attribute; This object does not have an attribute named \"%.*s\".", STR_FMT(names[0]));
}

static const Val *data_root(Scope *scope, const SynExpr *path, uint32_t *used) {
  Str names[STEP_LIMIT];
  uint32_t count = literal_steps(path, names);
  size_t total = 0;
  *used = path->count;
  if (count < 2) return val_unknown(scope->arena, NULL);
  const ModuleDef *defs = module_defs(scope->module, dialect_root(BLOCK_DATA)->type, names[1], &total);
  for (size_t i = 0; i < total; i++) {
    if (!str_eq(defs[i].def->qualifier, names[0])) continue;
    bool asks = scope->run != NULL && scope->run->data != NULL;
    const Val *value = asks ? scope->run->data(scope->run->context, scope->arena, names[0], names[1]) : NULL;
    if (value != NULL) *used = 2;
    return value != NULL ? value : val_unknown(scope->arena, NULL);
  }
  return eval_error(scope, DIAG_DATA_SOURCE, path->as.path.name_span,
                    "Unknown data source; %.*s.%.*s.%.*s does not exist", STR_FMT(path->as.path.name),
                    STR_FMT(names[0]), STR_FMT(names[1]));
}

static const Val *each_root(Scope *scope, const SynExpr *path, uint32_t *used) {
  Str names[STEP_LIMIT];
  *used = path->count;
  if (literal_steps(path, names) == 0) return val_unknown(scope->arena, NULL);
  bool is_key = str_eq(names[0], STR("key"));
  if (is_key || str_eq(names[0], STR("value"))) {
    const Val *value = is_key ? scope->each_key : scope->each_value;
    if (value == NULL) return val_unknown(scope->arena, NULL);
    *used = 1;
    return value;
  }
  return eval_error(scope, DIAG_UNKNOWN_REFERENCE, path->as.path.steps[0].span,
                    "Unsupported attribute; This object does not have an attribute named \"%.*s\".", STR_FMT(names[0]));
}

/* atlas.env; NULL: something else, or no run. */
static const Val *chosen_env(Scope *scope, const SynExpr *path, uint32_t *used) {
  Str names[STEP_LIMIT];
  if (scope->run == NULL || !str_eq(path->as.path.name, STR("atlas"))) return NULL;
  if (literal_steps(path, names) == 0 || !str_eq(names[0], STR("env"))) return NULL;
  *used = 1;
  return val_string(scope->arena, scope->run->env);
}

static const Val *builtin_root(Scope *scope, const SynExpr *path, uint32_t *used) {
  Str root = path->as.path.name;
  const Val *env = dialect_in_scope(scope->dialect, root) ? chosen_env(scope, path, used) : NULL;
  if (env != NULL) return env;
  if (str_eq(root, dialect_root(BLOCK_VARIABLE)->root) && !dialect_in_scope(scope->dialect, root))
    return variable_root(scope, path, used);
  if (str_eq(root, dialect_root(BLOCK_LOCALS)->root)) return local_root(scope, path, used);
  if (str_eq(root, dialect_root(BLOCK_DATA)->root)) return data_root(scope, path, used);
  if (str_eq(root, STR("each")) && scope->has_each) return each_root(scope, path, used);
  if (!dialect_in_scope(scope->dialect, root)) return NULL;
  *used = path->count;
  return val_unknown(scope->arena, NULL);
}

/* ---- mistakes ---- */

static void offer_kind(void *context, Str kind) { nearest_offer(context, kind); }

static Nearest nearest_root(Scope *scope, Str name) {
  Nearest nearest = nearest_start(name);
  for (const ScopeVars *var = scope->vars; var != NULL; var = var->next) nearest_offer(&nearest, var->name);
  for (const SymDef *def = scope->inside; def != NULL; def = def->parent)
    for (const SymDef *child = def->children; child != NULL; child = child->next) nearest_offer(&nearest, child->type);
  module_kinds(scope->module, offer_kind, &nearest);
  for (size_t i = 0; i < dialect_root_count; i++) {
    size_t count = 0;
    module_kind(scope->module, dialect_roots[i].type, &count);
    if (count > 0) nearest_offer(&nearest, dialect_roots[i].root);
  }
  if (scope->has_each) nearest_offer(&nearest, STR("each"));
  return nearest;
}

static const Val *unknown_word(Scope *scope, Str name, Span span, bool type) {
  Nearest nearest = nearest_start(name);
  each_enum(scope->expected, offer_words, &nearest);
  for (uint32_t i = 0; type && i < scope->dialect->type_count; i++)
    if (!scope->dialect->types[i].raw_only) nearest_offer(&nearest, scope->dialect->types[i].name);
  if (type && scope->dialect->open_types && nearest.best.len == 0) return val_unknown(scope->arena, NULL);
  const char *hint[2] = {nearest.best.len > 0 ? " Did you mean \"" : "", nearest.best.len > 0 ? "\"?" : ""};
  return eval_error(scope, type ? DIAG_UNKNOWN_TYPE : DIAG_UNKNOWN_WORD, span,
                    "Unknown %.*s.%.*s; There is no %.*s named \"%.*s\".%s%.*s%s", STR_FMT(scope->parent_type),
                    STR_FMT(scope->attr_name), STR_FMT(scope->attr_name), STR_FMT(name), hint[0], STR_FMT(nearest.best),
                    hint[1]);
}

static bool any_enum(void *context, const EnumSpec *words) {
  (void)context;
  return words != NULL;
}

static bool open_enum(void *context, const EnumSpec *words) {
  (void)context;
  return words != NULL && words->open;
}

static const Val *unknown_root(Scope *scope, const SynExpr *path) {
  Str name = path->as.path.name;
  bool type = scope_expects(scope->expected, VALUE_TYPE);
  if (path->count == 0 && each_enum(scope->expected, open_enum, NULL)) return val_unknown(scope->arena, NULL);
  if (path->count == 0 && (type || each_enum(scope->expected, any_enum, NULL)))
    return unknown_word(scope, name, path->as.path.name_span, type);
  Nearest nearest = nearest_root(scope, name);
  const char *hint[2] = {nearest.best.len > 0 ? " Did you mean \"" : "", nearest.best.len > 0 ? "\"?" : ""};
  return eval_error(scope, DIAG_UNKNOWN_VARIABLE, path->as.path.name_span,
                    "Unknown variable; There is no variable named \"%.*s\".%s%.*s%s", STR_FMT(name), hint[0],
                    STR_FMT(nearest.best), hint[1]);
}

const Val *scope_root(Scope *scope, const SynExpr *path, uint32_t *used) {
  Str name = path->as.path.name;
  bool mistake = false;
  *used = 0;
  if (name.len == 0) return val_unknown(scope->arena, NULL);
  for (const ScopeVars *var = scope->vars; var != NULL; var = var->next)
    if (str_eq(var->name, name)) return var->value;
  const Val *value = path->count == 0 ? scope_word(scope, name, path->as.path.name_span, &mistake) : NULL;
  if (value == NULL) value = builtin_root(scope, path, used);
  if (value == NULL) value = block_root(scope, path, used);
  return value != NULL ? value : unknown_root(scope, path);
}
