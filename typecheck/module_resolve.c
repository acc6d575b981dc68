/* module_resolve.c: where a path leads, by the scope rules of HCL as Atlas uses it: inside out, first hit decides.
 *
 *     column.id                 inside table "users"  ->  its column
 *     table.users.column.id     anywhere              ->  column of `table "users"`
 *     table.public.users        anywhere              ->  `table "public" "users"`, and never `table "users"`
 */
#include "typecheck/module_internal.h"

/* Follows kind and name, kind and name ... from a definition as far as they lead. `used`: steps that led to `def`. */
static void descend(const SymDef *def, Unit *unit, const Str *steps, uint32_t count, uint32_t used, RefTarget *out) {
  for (; used + 1 < count; used += 2) {
    const SymDef *child = sym_child(def, steps[used], steps[used + 1]);
    if (child == NULL) break;
    def = child;
  }
  *out = (RefTarget){def, unit, used};
}

/* Child of one of the blocks around. *hit: the root is in scope here, so that no outer scope is tried. */
static bool resolve_inside(const Module *self, const Unit *unit, const SymDef *inside, Str root, const Str *steps,
                           uint32_t count, RefTarget *out, bool *hit) {
  Str type = sym_type(root); /* var.x: a variable that a block declares for itself */
  *hit = false;
  for (const SymDef *def = inside; def != NULL && !*hit; def = def->parent) {
    const SymDef *child = count > 0 ? sym_child(def, type.len > 0 ? type : root, steps[0]) : NULL;
    *hit = child != NULL || (def->type.len > 0 && module_has_child_kind(self, def->type, root) &&
                             (count == 0 || sym_hides(def, root, steps[0])));
    if (child == NULL) continue;
    descend(child, unit->file->units[unit->index], steps, count, 1, out);
    return true;
  }
  return false;
}

static unsigned closeness(const File *file, const File *own) { return file == own ? 2 : file->part == own->part; }

const ModuleDef *module_pick(const ModuleDef *defs, size_t count, Str qualifier, const File *own) {
  const ModuleDef *best = NULL;
  for (size_t i = count; i-- > 0;) {
    if (!str_eq(defs[i].def->qualifier, qualifier)) continue;
    if (best == NULL || closeness(defs[i].unit->file, own) > closeness(best->unit->file, own)) best = &defs[i];
  }
  return best;
}

/* The definition of `steps`: with a qualifier when two steps name one, else the unqualified one. */
static const ModuleDef *find_labelled(const Module *self, const File *own, Str type, const Str *steps, uint32_t count,
                                      uint32_t *used) {
  size_t found;
  if (count > 1 && steps[0].len > 0) {
    const ModuleDef *defs = module_defs(self, type, steps[1], &found);
    const ModuleDef *qualified = module_pick(defs, found, steps[0], own);
    *used = 2;
    if (qualified != NULL) return qualified;
  }
  *used = 1;
  const ModuleDef *defs = module_defs(self, type, steps[0], &found);
  return module_pick(defs, found, STR(""), own);
}

/* `permission.0`: the first block without labels of the type. */
static const ModuleDef *find_numbered(const Module *self, Str type, Str step) {
  size_t count, number = 0;
  const ModuleDef *defs = module_defs(self, type, STR(""), &count);
  if (step.len == 0 || step.len > 9) return NULL;
  for (size_t i = 0; i < step.len; i++) {
    if (step.ptr[i] < '0' || step.ptr[i] > '9') return NULL;
    number = number * 10 + (size_t)(step.ptr[i] - '0');
  }
  return number < count ? &defs[number] : NULL;
}

bool module_resolve(const Module *self, const Unit *unit, const SymDef *inside, Str root, const Str *steps,
                    uint32_t count, RefTarget *out) {
  bool hit;
  *out = (RefTarget){0};
  if (resolve_inside(self, unit, inside, root, steps, count, out, &hit)) return true;
  Str type = sym_type(root);
  if (hit || count == 0 || type.len == 0) return false;
  uint32_t used = 1;
  const ModuleDef *def = find_labelled(self, unit->file, type, steps, count, &used);
  if (def == NULL) def = find_numbered(self, type, steps[0]);
  if (def == NULL) return false;
  descend(def->def, def->unit, steps, count, used, out);
  return true;
}
