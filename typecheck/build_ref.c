/* build_ref.c: from references to what they became in the model. A reference to a block that does not exist still has
 * its names, so that a diagram can show where it was meant to lead:
 *
 *     table.missing.column.id    ->  kind "table", name "missing", member_kind "column", member "id"
 */
#include "typecheck/build_parts.h"

static BuildItem *items_of(const Build *build, const SymDef *def) {
  return map_get(&build->by_def, str_make((const char *)&def, sizeof def));
}

/* Of several copies of a block: the block itself, the one with the same key, the one of the same schema; NULL when
 * none of these tells. */
static BuildItem *choose_copy(const BuildBlock *b, BuildItem *first) {
  if (first->next == NULL) return first;
  for (BuildItem *item = first; item != NULL; item = item->next)
    if (item == b->item) return item;
  for (BuildItem *item = first; item != NULL; item = item->next)
    if (item->each_key != NULL && b->item->each_key != NULL && val_equal(item->each_key, b->item->each_key))
      return item;
  BuildItem *same = NULL;
  unsigned count = 0;
  for (BuildItem *item = first; item != NULL; item = item->next)
    if (item->schema != NULL && item->schema == b->item->schema) same = item, count++;
  return count == 1 ? same : NULL;
}

static void from_def(const BuildBlock *b, const SymDef *def, BuildRef *out) {
  const SymDef *top = def;
  while (top->parent != NULL) top = top->parent;
  out->def = def;
  out->kind = top->type;
  out->schema = top->qualifier;
  out->name = top->name;
  if (def != top) {
    out->member_kind = def->type;
    out->member = def->name;
  }
  BuildItem *first = items_of(b->build, top);
  out->item = first != NULL ? choose_copy(b, first) : NULL;
  if (out->item == NULL)
    out->why = first == NULL ? STR("the block was not built") : STR("one of several copies is meant");
}

/* Number of literal names behind the root; 0 when other steps are between them. */
static uint32_t literal_names(const SynExpr *path, Str *names, uint32_t limit) {
  for (uint32_t i = 0; i < path->count; i++) {
    const SynStep *step = &path->as.path.steps[i];
    if (i == limit) return 0;
    if (step->kind == SYN_STEP_ATTR)
      names[i] = step->name;
    else if (step->kind == SYN_STEP_INDEX && step->key->kind == SYN_STRING)
      names[i] = step->key->as.text;
    else
      return 0;
    if (str_empty(names[i])) return 0;
  }
  return path->count;
}

/* A block that stands under the same name, if only part of the path leads to something. */
static BuildItem *named_item(const BuildBlock *b, Str kind, Str name) {
  size_t count = 0;
  const ModuleDef *defs = module_defs(b->build->module, sym_type(kind), name, &count);
  BuildItem *first = count > 0 ? items_of(b->build, defs[count - 1].def) : NULL;
  return first != NULL ? choose_copy(b, first) : NULL;
}

/* Reads the names of a path that leads nowhere; false when the path cannot mean a block. */
static bool from_names(const BuildBlock *b, const SynExpr *expr, BuildRef *out) {
  Str names[4];
  while (expr->kind == SYN_PAREN) expr = expr->as.op.a;
  if (expr->kind != SYN_PATH) return false;
  const BlockSpec *spec = dialect_block(b->build->dialect, expr->as.path.name);
  uint32_t count = spec != NULL ? literal_names(expr, names, 4) : 0;
  if (count == 0) return false;
  bool own = dialect_child(b->build->dialect->root, expr->as.path.name) == NULL;
  if (own && (count != 1 || b->item->def == NULL)) return false;
  out->kind = own ? b->item->def->type : expr->as.path.name;
  out->name = own ? b->item->def->name : names[count % 2 == 0 ? 1 : 0];
  out->schema = !own && count % 2 == 0 ? names[0] : STR("");
  if (own) {
    out->member_kind = expr->as.path.name;
    out->member = names[0];
    out->item = b->item;
  } else if (count > 2) {
    out->member_kind = names[count - 2];
    out->member = names[count - 1];
  }
  if (!own) out->item = named_item(b, out->kind, out->name);
  return true;
}

bool build_ref(const BuildBlock *b, const BuildValue *value, const SynExpr *expr, BuildRef *out) {
  *out = (BuildRef){0};
  if (value->val->kind == VAL_REF && value->val->as.ref.def != NULL) {
    from_def(b, value->val->as.ref.def, out);
    return true;
  }
  out->why = value->why;
  return value->val->kind != VAL_NULL && expr != NULL && from_names(b, expr, out);
}

/* Elements that were written one by one are evaluated one by one: a mistake in one leaves the others. */
static Str written_refs(const BuildBlock *b, const AttrSpec *spec, const SynAttr *attr, BuildRefFn fn, void *context) {
  const SynExpr *list = attr->value;
  uint32_t count = list->kind == SYN_TUPLE ? list->count : 1;
  Str why = {0};
  for (uint32_t i = 0; i < count; i++) {
    const SynExpr *expr = list->kind == SYN_TUPLE ? list->as.tuple.elems[i] : list;
    BuildValue value = build_expr(b, spec, attr, expr);
    BuildRef ref;
    if (build_ref(b, &value, expr, &ref))
      fn(b, &ref, context);
    else if (value.present)
      why = str_empty(value.why) ? STR("no reference") : value.why;
  }
  return why;
}

Str build_refs(const BuildBlock *b, AttrRole role, BuildRefFn fn, void *context) {
  const AttrSpec *spec = b->spec != NULL ? dialect_attr_role(b->spec, role) : NULL;
  const SynAttr *attr = build_find(b, spec);
  if (attr == NULL) return (Str){0};
  if (attr->value->kind == SYN_TUPLE) return written_refs(b, spec, attr, fn, context);
  BuildValue value = build_attr(b, spec, attr);
  if (value.val->kind != VAL_LIST) return written_refs(b, spec, attr, fn, context);
  Str why = {0};
  for (uint32_t i = 0; i < value.val->count; i++) {
    BuildValue item = {.val = value.val->as.items[i], .why = value.why, .present = true, .syn = attr};
    BuildRef ref;
    if (build_ref(b, &item, NULL, &ref))
      fn(b, &ref, context);
    else
      why = str_empty(value.why) ? STR("no reference") : value.why;
  }
  return why;
}

Column *build_ref_column(const BuildRef *ref) {
  const Table *table = ref->item != NULL ? ref->item->table : NULL;
  if (table == NULL || str_empty(ref->member)) return NULL;
  if (ref->def != NULL && ref->def->ordinal < table->columns.len) {
    Column *column = table->columns.items[ref->def->ordinal];
    if (str_eq(column->name, ref->member)) return column;
  }
  return table_column(table, ref->member);
}
