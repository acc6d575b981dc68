/* module_link.c: modules whose SQL is about the tables of other modules: tests, plans, scripts, project files and
 * migrations, and the schemas that they are for. */
#include "typecheck/module_internal.h"

static void drop(ModuleList *list, const Module *module) {
  for (size_t i = list->len; i-- > 0;)
    if (list->items[i] == module) array_splice(list, i, 1, NULL, 0);
}

static void mark_all(Module *self) {
  for (size_t i = 0; i < self->files.len; i++) module_recheck_file(self, self->files.items[i]);
}

void module_link(Module *self, Module *schema, bool complete) {
  drop(&self->schemas, schema);
  drop(&schema->dependents, self);
  array_push(&self->schemas, schema);
  array_push(&schema->dependents, self);
  self->has_gaps = self->has_gaps || !complete;
  mark_all(self);
}

void module_unlink(Module *self) {
  for (size_t i = 0; i < self->schemas.len; i++) drop(&self->schemas.items[i]->dependents, self);
  if (self->schemas.len > 0) mark_all(self);
  array_clear(&self->schemas);
  self->has_gaps = false;
}

size_t module_schema_count(const Module *self) { return self->schemas.len; }

const Module *module_schema(const Module *self, size_t index) { return self->schemas.items[index]; }

bool module_schemas_complete(const Module *self) { return self->schemas.len > 0 && !self->has_gaps; }

void module_add_nearby(Module *self, const Module *other) { array_push(&self->nearby, other); }

size_t module_nearby_count(const Module *self) { return self->nearby.len; }

const Module *module_nearby(const Module *self, size_t index) { return self->nearby.items[index]; }

uint64_t module_made(Unit *const *units, size_t count) {
  uint64_t hash = 0;
  for (size_t i = 0; i < count; i++) {
    const SymUnit *sym = units[i]->sym;
    hash += sym->makes_any;
    for (uint32_t k = 0; k < sym->made_count; k++) hash = hash * 31 + str_hash(sym->made[k]);
  }
  return hash;
}
