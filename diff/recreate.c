/* recreate.c: objects that stay but stand in the way of a change of what they need: they are dropped before it and made
 * again after it. Which ones, the driver says.
 *
 *     view "v" reads table "t"; a column of "t" gets another type
 *       ->  DROP_OBJECT v, MODIFY_TABLE t, ADD_OBJECT v
 */
#include "base/map.h"
#include "diff/diff_internal.h"

typedef struct Pair {
  const Object *from, *to;
  bool done;
} Pair;

typedef ARRAY(Pair *) Pairs;

typedef struct Recreate {
  Diff *diff;
  Comparison *cmp;
  Map indexes;   /* names of those that are added */
  Map users;     /* address of a table or object of the old realm -> Pairs that need it */
  Changes queue; /* changes whose users are looked at */
} Recreate;

static Str address_key(Arena *arena, const void *subject) {
  return str_make(arena_copy(arena, &subject, 1, sizeof subject), sizeof subject);
}

static void add_user(Recreate *self, const void *used, Pair *pair) {
  void **slot = map_slot(&self->users, address_key(self->cmp->arena, used));
  if (*slot == NULL) *slot = arena_new(self->cmp->arena, Pairs);
  Pairs *pairs = *slot;
  array_push_in(self->cmp->arena, pairs, pair);
}

static void add_pair(Recreate *self, const Object *from, const Object *to) {
  Pair *pair = arena_new(self->cmp->arena, Pair);
  pair->from = from;
  pair->to = to;
  const DiffUses *uses = uses_of(self->diff->uses[0], NULL, from);
  for (size_t i = 0; i < uses->len; i++) {
    const DiffUse *use = &uses->items[i];
    add_user(self, use->table != NULL ? (const void *)use->table : (const void *)use->object, pair);
  }
}

/* Its modification gives way to a drop and an addition. */
static void replace(Recreate *self, Pair *pair) {
  Changes *changes = &self->diff->changes;
  pair->done = true;
  size_t kept = 0;
  bool dropped = false;
  for (size_t i = 0; i < changes->len; i++) {
    const Change *change = changes->items[i];
    dropped = dropped || (change->kind == DROP_OBJECT && change->from.object == pair->from);
    bool modifies = change->kind == MODIFY_OBJECT && change->from.object == pair->from;
    if (!modifies) changes->items[kept++] = changes->items[i];
  }
  changes->len = kept;
  if (dropped) return;
  Arena *arena = self->cmp->arena;
  Change *drop = change_new(arena, DROP_OBJECT, side_of(pair->from), side_none());
  array_push_in(arena, changes, drop);
  array_push_in(arena, &self->queue, drop);
  array_push_in(arena, changes, change_new(arena, ADD_OBJECT, side_none(), side_of(pair->to)));
}

/* "name\1schema" of indexes that are added where their names count within schemas. */
static void note_index(Recreate *self, const Table *table, const Index *index) {
  Str schema = table_schema_name(table);
  map_set(&self->indexes, arena_printf(self->cmp->arena, "%.*s%c%.*s", STR_FMT(index->name), '\x01', STR_FMT(schema)),
          self);
}

static void note_indexes(Recreate *self, const Change *change) {
  const Table *table = change->to.table;
  if (!self->cmp->driver->indexes_apart) return;
  for (size_t i = 0; change->kind == ADD_TABLE && i < table->indexes.len; i++)
    note_index(self, table, table->indexes.items[i]);
  for (size_t i = 0; change->kind == MODIFY_TABLE && i < change->members.len; i++)
    if (change->members.items[i]->kind == ADD_INDEX) note_index(self, table, change->members.items[i]->to.index);
}

/* Is the table dropped before others are made, because they take the name of an index of it? */
static bool goes_first(const Recreate *self, const Change *change) {
  const Table *table = change->from.table;
  for (size_t i = 0; i < table->indexes.len && self->indexes.len > 0; i++)
    if (map_get(&self->indexes, arena_printf(self->cmp->arena, "%.*s%c%.*s", STR_FMT(table->indexes.items[i]->name),
                                             '\x01', STR_FMT(table_schema_name(table)))) != NULL)
      return true;
  return false;
}

static const void *subject_of(const Recreate *self, const Change *change) {
  if (change->kind == DROP_TABLE) return goes_first(self, change) ? change->from.any : NULL;
  return change->kind >= MODIFY_TABLE && change->kind <= RENAME_OBJECT ? change->from.any : NULL;
}

static void follow(Recreate *self, const Change *change) {
  const void *subject = subject_of(self, change);
  if (subject == NULL) return;
  const Pairs *pairs = map_get(&self->users, address_key(self->cmp->arena, subject));
  for (size_t i = 0; pairs != NULL && i < pairs->len; i++) {
    Pair *pair = pairs->items[i];
    if (!pair->done && self->cmp->driver->recreate(self->cmp, change, pair->from)) replace(self, pair);
  }
}

void diff_recreate(Diff *self, Comparison *cmp, const DiffPairs *pairs) {
  Recreate state = {.diff = self, .cmp = cmp};
  if (cmp->driver->recreate == NULL || self->changes.len == 0 || self->uses[0] == NULL) return;
  for (size_t i = 0; i < pairs->len; i++) add_pair(&state, pairs->items[i].from, pairs->items[i].to);
  for (size_t i = 0; i < self->changes.len; i++) {
    note_indexes(&state, self->changes.items[i]);
    array_push_in(cmp->arena, &state.queue, self->changes.items[i]);
  }
  for (size_t i = 0; i < state.queue.len; i++) follow(&state, state.queue.items[i]);
  size_t before = self->changes.len;
  diff_detach_parts(self, cmp);
  for (size_t i = before; i < self->changes.len; i++) array_push_in(cmp->arena, &state.queue, self->changes.items[i]);
  for (size_t i = state.queue.len - (self->changes.len - before); i < state.queue.len; i++)
    follow(&state, state.queue.items[i]);
  map_free(&state.users);
  map_free(&state.indexes);
}
