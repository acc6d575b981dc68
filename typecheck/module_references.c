/* module_references.c: all places that name a definition. */
#include "typecheck/module_internal.h"
#include "typecheck/sql_resolve.h"

static const SymDef *top_of(const SymDef *def) {
  while (def->parent != NULL) def = def->parent;
  return def;
}

static int compare_units(const void *a, const void *b) {
  const Unit *x = *(Unit *const *)a, *y = *(Unit *const *)b;
  if (x->file != y->file) return str_cmp(x->file->path, y->file->path);
  return x->index < y->index ? -1 : x->index > y->index;
}

/* The units that may name a definition, in order of file and position, each once. */
static void collect_units(const Module *self, const SymDef *def, const Unit *unit, UnitList *out) {
  const SymDef *top = top_of(def);
  const IndexName *name = index_name(&self->index, sym_key(sym_root(top->type), top->name));
  size_t kept = 0;
  if (module_find(self, unit->file->path) == unit->file) array_push(out, unit->file->units[unit->index]);
  for (size_t i = 0; name != NULL && i < name->users.len; i++) array_push(out, name->users.items[i]);
  if (out->len > 1) qsort(out->items, out->len, sizeof(Unit *), compare_units);
  for (size_t i = 0; i < out->len; i++)
    if (i == 0 || out->items[i] != out->items[i - 1]) out->items[kept++] = out->items[i];
  out->len = kept;
}

/* The same in SQL. What stands there as an alias has no span and is no name of the table. */
static bool names_in_sql(const Module *self, const Unit *unit, const SymRef *ref, const SymDef *def, Span *span) {
  RefTarget target;
  if (!sql_resolve_ref(self, unit, ref, &target)) return false;
  if (target.def == def) {
    *span = ref->spans[target.step];
  } else if (target.step == 3 && target.def->parent == def) {
    *span = ref->spans[2];
  } else {
    return false;
  }
  return span->end > span->start;
}

/* The part of a reference that names `def`: in `table.users.column.id` users for the table, id for the column. */
static bool names(const Module *self, const Unit *unit, const SymRef *ref, const SymDef *def, Span *span) {
  RefTarget target;
  if (ref->sql != SYM_NOT_SQL) return names_in_sql(self, unit, ref, def, span);
  if (!module_resolve(self, unit, ref->inside, ref->root, ref->steps, ref->count, &target)) return false;
  uint32_t step = target.step;
  for (const SymDef *at = target.def; at != NULL; at = at->parent) {
    if (at == def) {
      *span = ref->spans[step];
      return true;
    }
    if (step < 3) return false;
    step -= 2;
  }
  return false;
}

/* The occurrences in the units of one module; false: fn wants no more. */
static bool references_in(const Module *self, const SymDef *def, const Unit *unit, bool with_def, ModuleRefFn fn,
                          void *context) {
  UnitList units = {0};
  Span span;
  bool go_on = true;
  collect_units(self, def, unit, &units);
  for (size_t i = 0; i < units.len && go_on; i++) {
    Unit *at = units.items[i];
    if (at == unit && with_def && def->name_span.end > def->name_span.start) go_on = fn(context, at, def->name_span);
    for (uint32_t r = 0; r < at->sym->ref_count && go_on; r++)
      if (names(self, at, &at->sym->refs[r], def, &span)) go_on = fn(context, at, span);
  }
  array_free(&units);
  return go_on;
}

void module_references(const Module *self, const SymDef *def, const Unit *unit, bool with_def, ModuleRefFn fn,
                       void *context) {
  const Module *home = self;
  for (size_t i = 0; i < self->schemas.len; i++)
    if (module_find(self->schemas.items[i], unit->file->path) == unit->file) home = self->schemas.items[i];
  bool go_on = references_in(home, def, unit, with_def, fn, context);
  for (size_t i = 0; i < home->dependents.len && go_on; i++)
    go_on = references_in(home->dependents.items[i], def, unit, with_def, fn, context);
}
