/* check_locals.c: locals that need themselves: a = local.b, b = local.a. */
#include "typecheck/check_internal.h"

enum { MAX_STEPS = 4096, MAX_PATH = 64 };

typedef struct Walk {
  const Module *module;
  const ModuleDef *start;
  uint32_t steps; /* work done; beyond the limit nothing is found */
  bool first;     /* the start stands before the other locals of the cycle */
} Walk;

/* The first reference of a unit at or after an offset. */
static uint32_t refs_from(const SymUnit *sym, uint32_t offset) {
  uint32_t low = 0, high = sym->ref_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (sym->refs[middle].span.start < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

static bool is_later(const ModuleDef *a, const ModuleDef *start) {
  if (a->unit->file != start->unit->file) return str_cmp(a->unit->file->path, start->unit->file->path) > 0;
  if (a->unit != start->unit) return a->unit->start > start->unit->start;
  return a->def->span.start >= start->def->span.start;
}

/* Is the start reached from `at`? */
static bool reaches(Walk *self, const ModuleDef *at, uint32_t depth) {
  if (depth > MAX_PATH) return false;
  const SymUnit *sym = at->unit->sym;
  for (uint32_t i = refs_from(sym, at->def->span.start); i < sym->ref_count; i++) {
    const SymRef *ref = &sym->refs[i];
    if (ref->span.start >= at->def->span.end || self->steps++ > MAX_STEPS) return false;
    if (!str_eq(ref->root, at->def->type) || ref->count == 0) continue;
    size_t count;
    const ModuleDef *defs = module_defs(self->module, ref->root, ref->steps[0], &count);
    if (count == 0) continue;
    const ModuleDef *next = &defs[count - 1];
    if (next->def != self->start->def && !reaches(self, next, depth + 1)) continue;
    self->first = self->first && is_later(next, self->start);
    return true;
  }
  return false;
}

void check_locals(CheckBlock *b) {
  for (const SymDef *def = b->unit->sym->defs; def != NULL; def = def->next) {
    size_t count;
    const ModuleDef *defs = module_defs(b->check->module, def->type, def->name, &count);
    for (size_t i = 0; i < count; i++) {
      if (defs[i].def != def) continue;
      Walk walk = {b->check->module, &defs[i], 0, true};
      if (!reaches(&walk, &defs[i], 0) || !walk.first) continue;
      check_report(b->check, DIAG_CYCLE, def->name_span, "cyclic reference to \"%.*s.%.*s\"", STR_FMT(def->type),
                   STR_FMT(def->name));
    }
  }
}
