/* leave.c: a schema goes with everything in it, and with everything elsewhere that needs it. Objects that are dropped
 * from other schemas therefore go before it, while they are still there:
 *
 *     DROP SCHEMA app, DROP VIEW public.v (reads app.t)   ->   DROP VIEW public.v, DROP SCHEMA app
 */
#include "base/map.h"
#include "diff/diff_internal.h"

typedef struct Leave {
  Arena *arena;
  const Diff *diff;
  Map schemas; /* names of those that are dropped */
  Map taken;   /* addresses of objects that go before them */
} Leave;

static Str address_key(Arena *arena, const void *subject) {
  return str_make(arena_copy(arena, &subject, 1, sizeof subject), sizeof subject);
}

static bool is_dropped(const Leave *self, const Schema *schema) {
  return schema != NULL && map_get(&self->schemas, schema->name) != NULL;
}

/* Does it need something in a dropped schema, or an object that goes because of that? */
static bool must_leave(const Leave *self, const Object *object) {
  const DiffUses *uses = uses_of(self->diff->uses[0], NULL, object);
  for (size_t i = 0; i < uses->len; i++) {
    const DiffUse *use = &uses->items[i];
    if (is_dropped(self, use->table != NULL ? use->table->schema : use->object->schema)) return true;
    if (use->object != NULL && map_get(&self->taken, address_key(self->arena, use->object)) != NULL) return true;
  }
  return false;
}

/* Takes those out of `changes`; true: there were any. */
static bool take(Leave *self, Changes *changes, Changes *out) {
  size_t kept = 0, before = changes->len;
  for (size_t i = 0; i < before; i++) {
    Change *change = changes->items[i];
    if (change->kind == DROP_OBJECT && must_leave(self, change->from.object)) {
      map_set(&self->taken, address_key(self->arena, change->from.any), change);
      array_push_in(self->arena, out, change);
    } else {
      changes->items[kept++] = change;
    }
  }
  changes->len = kept;
  return kept < before;
}

Changes diff_leave_objects(Planner *planner, const Diff *diff, Changes *changes) {
  Leave self = {.arena = planner->arena, .diff = diff};
  Changes out = {0}, rest = {0};
  for (size_t i = 0; i < changes->len; i++) {
    Change *change = changes->items[i];
    if (change->kind == DROP_SCHEMA) map_set(&self.schemas, change->from.schema->name, change);
    array_push_in(self.arena, &rest, change);
  }
  if (self.schemas.len > 0 && diff->uses[0] != NULL) {
    while (take(&self, &rest, &out)) continue;
    *changes = rest;
  }
  map_free(&self.schemas);
  map_free(&self.taken);
  return out.len > 0 ? diff_depend(planner, diff, &out) : out;
}
