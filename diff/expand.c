/* expand.c: dropping a schema takes along, without a word, what elsewhere needs something in it; and what in it needs
 * something elsewhere stands in the way of changes there. A schema that is tied up like this is emptied first, piece by
 * piece and in order, and dropped last:
 *
 *     DROP SCHEMA app, MODIFY TABLE public.t (loses the column that view app.v reads)
 *       ->  DROP VIEW app.v, ALTER TABLE public.t ..., DROP SCHEMA app
 */
#include <assert.h>

#include "base/map.h"
#include "diff/diff_internal.h"

typedef struct Expand {
  Arena *arena;
  const Diff *diff;
  const Schema *schema; /* that is dropped */
} Expand;

static const Schema *home_of(const Table *table, const Object *object) {
  if (table != NULL) return table->schema;
  assert(object != NULL);
  return object->schema == NULL && object->table != NULL ? object->table->schema : object->schema;
}

static bool stays(const Expand *self, const Table *table) {
  const Schema *schema = self->diff->to != NULL ? realm_schema(self->diff->to, table->schema->name) : NULL;
  return schema != NULL && schema_table(schema, table->name) != NULL;
}

/* Drops of objects elsewhere come before that of the schema anyway. */
static bool is_dropped(const Expand *self, const Object *object) {
  for (size_t i = 0; i < self->diff->changes.len; i++) {
    const Change *change = self->diff->changes.items[i];
    if (change->kind == DROP_OBJECT && change->from.object == object) return true;
  }
  return false;
}

/* Does exactly one of the two live in the schema, and the other one use it? */
static bool is_tied(Expand *self, const Table *table, const Object *object) {
  bool inside = home_of(table, object) == self->schema;
  if (!inside && (table != NULL ? !stays(self, table) : is_dropped(self, object))) return false;
  const DiffUses *uses = uses_of(self->diff->uses[0], table, object);
  for (size_t i = 0; i < uses->len; i++) {
    const Schema *other = home_of(uses->items[i].table, uses->items[i].object);
    if (other != NULL && inside != (other == self->schema)) return true;
  }
  return false;
}

/* Has a table that stays elsewhere a column of a type of the schema? */
static bool lends_type(const Expand *self, const Table *table) {
  if (!stays(self, table)) return false;
  for (size_t i = 0; table->schema != self->schema && i < table->columns.len; i++) {
    const Object *type = table->columns.items[i]->type.object;
    if (type != NULL && type->schema == self->schema) return true;
  }
  return false;
}

static bool has_tied_object(Expand *self, Object *const *objects, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (is_tied(self, NULL, objects[i])) return true;
  return false;
}

static bool is_entangled(Expand *self) {
  const Realm *realm = self->diff->from;
  if (has_tied_object(self, realm->objects.items, realm->objects.len)) return true;
  for (size_t i = 0; i < realm->schemas.len; i++) {
    const Schema *schema = realm->schemas.items[i];
    if (has_tied_object(self, schema->objects.items, schema->objects.len)) return true;
    for (size_t k = 0; k < schema->tables.len; k++)
      if (lends_type(self, schema->tables.items[k]) || is_tied(self, schema->tables.items[k], NULL)) return true;
  }
  return false;
}

/* Drops of all that is in the schema. */
static void add_contents(Expand *self, Changes *out) {
  for (size_t i = 0; i < self->schema->tables.len; i++)
    array_push_in(self->arena, out,
                  change_new(self->arena, DROP_TABLE, side_of(self->schema->tables.items[i]), side_none()));
  for (size_t i = 0; i < self->schema->objects.len; i++)
    array_push_in(self->arena, out,
                  change_new(self->arena, DROP_OBJECT, side_of(self->schema->objects.items[i]), side_none()));
}

Changes diff_expand_schemas(Planner *planner, const Diff *diff, Changes *changes) {
  Changes last = {0}, rest = {0};
  if (diff->from == NULL) return last;
  for (size_t i = 0; i < changes->len; i++) {
    Change *change = changes->items[i];
    Expand self = {planner->arena, diff, change->from.schema};
    bool empties = change->kind == DROP_SCHEMA && is_entangled(&self);
    if (empties) add_contents(&self, &rest);
    array_push_in(planner->arena, empties ? &last : &rest, change);
  }
  if (last.len > 0) *changes = rest;
  return last;
}
