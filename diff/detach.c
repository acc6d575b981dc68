/* detach.c: defaults, checks and indexes hold on to the functions that they call. Where a function is dropped and made
 * again while a table keeps calling it, they go before and come back behind it:
 *
 *     DROP FUNCTION f(int), CREATE FUNCTION f(bigint), column "a" has DEFAULT f(1) before and after
 *       ->  ALTER a DROP DEFAULT, DROP FUNCTION f(int), CREATE FUNCTION f(bigint), ALTER a SET DEFAULT f(1)
 */
#include "base/map.h"
#include "diff/diff_internal.h"

typedef struct Detach {
  Diff *diff;
  Comparison *cmp;
  Arena *arena;
  Map made;         /* names of routines that are added */
  Change *modify;   /* of the table at hand: what is left of it comes behind the routine */
  Change *before;   /* its parts go before */
  const Str *names; /* of the routines that it keeps calling */
  size_t name_count;
} Detach;

static bool is_routine(const Object *object) {
  return object->role == OBJECT_FUNCTION || object->role == OBJECT_PROCEDURE;
}

/* ---- what calls it ---- */

static bool calls(const Detach *self, Str text) {
  for (size_t i = 0; i < self->name_count; i++)
    if (sql_mentions(text, self->names[i])) return true;
  return false;
}

static bool index_calls(const Detach *self, const Index *index) {
  bool found = calls(self, model_text(index->where));
  for (size_t i = 0; i < index->parts.len; i++) found = found || calls(self, model_text(index->parts.items[i].expr));
  return found;
}

static Change *find_member(const Detach *self, const void *from) {
  for (size_t i = 0; i < self->modify->members.len; i++)
    if (self->modify->members.items[i]->from.any == from) return self->modify->members.items[i];
  return NULL;
}

static void take_member(Detach *self, const Change *member) {
  Changes *members = &self->modify->members;
  size_t kept = 0;
  for (size_t i = 0; i < members->len; i++)
    if (members->items[i] != member) members->items[kept++] = members->items[i];
  members->len = kept;
}

/* ---- checks and indexes ---- */

/* Drops a part before; what it becomes, or `same` when nothing was to change, is added behind. */
static void swap(Detach *self, const void *part, const void *same, ChangeKind drop, ChangeKind add) {
  Change *member = find_member(self, part);
  const void *again = member != NULL ? member->to.any : same;
  if (member != NULL) take_member(self, member);
  change_member(self->arena, self->before, drop, side_of(part), side_none());
  if (again != NULL) change_member(self->arena, self->modify, add, side_none(), side_of(again));
}

static const Check *same_check(const Table *table, const Check *check) {
  for (size_t i = 0; i < table->checks.len; i++)
    if (str_eq(table->checks.items[i]->name, check->name)) return table->checks.items[i];
  return NULL;
}

static const Index *same_index(const Table *table, const Index *index) {
  for (size_t i = 0; i < table->indexes.len; i++)
    if (str_eq(table->indexes.items[i]->name, index->name)) return table->indexes.items[i];
  return NULL;
}

static void detach_constraints(Detach *self, const Table *from, const Table *to) {
  for (size_t i = 0; i < from->checks.len; i++) {
    const Check *check = from->checks.items[i];
    if (calls(self, model_text(check->expr))) swap(self, check, same_check(to, check), DROP_CHECK, ADD_CHECK);
  }
  for (size_t i = 0; i < from->indexes.len; i++) {
    const Index *index = from->indexes.items[i];
    if (index_calls(self, index)) swap(self, index, same_index(to, index), DROP_INDEX, ADD_INDEX);
  }
}

/* ---- columns ---- */

static void swap_default(Detach *self, Column *column, Column *now) {
  Column *bare = arena_copy(self->arena, column, 1, sizeof *column);
  bare->default_kind = DEFAULT_NONE;
  bare->default_text = (Str){0};
  Change *first = change_member(self->arena, self->before, MODIFY_COLUMN, side_of(column), side_of(bare));
  first->bits = CHANGED_DEFAULT;
  Change *member = find_member(self, column);
  if (now == NULL || (member != NULL && member->kind != MODIFY_COLUMN)) return;
  unsigned bits = now->default_kind != DEFAULT_NONE ? CHANGED_DEFAULT : 0;
  if (member == NULL && bits == 0) return;
  if (member == NULL)
    member = change_member(self->arena, self->modify, MODIFY_COLUMN, side_of(bare), side_of(now));
  else
    member->from = side_of(bare);
  member->bits = (uint16_t)((member->bits & ~(unsigned)CHANGED_DEFAULT) | bits);
  if (member->bits == 0) take_member(self, member);
}

static void detach_columns(Detach *self, const Table *from, const Table *to) {
  for (size_t i = 0; i < from->columns.len; i++) {
    Column *column = from->columns.items[i], *now = table_column(to, column->name);
    Change *member = find_member(self, column);
    if (now == NULL) now = (Column *)(uintptr_t)diff_renamed(self->diff, column);
    if (column->default_kind == DEFAULT_EXPR && calls(self, column->default_text)) swap_default(self, column, now);
    if (!calls(self, model_text(column->generated))) continue;
    if (member != NULL) take_member(self, member);
    change_member(self->arena, self->before, DROP_COLUMN, side_of(column), side_none());
    if (now != NULL) change_member(self->arena, self->modify, ADD_COLUMN, side_none(), side_of(now));
  }
}

/* ---- tables ---- */

static bool is_used(Detach *self, const Table *table, int side, const Object *routine, Str name) {
  const DiffUses *uses = uses_of(self->diff->uses[side], table, NULL);
  for (size_t i = 0; i < uses->len; i++) {
    const Object *object = uses->items[i].object;
    if (object == NULL || (routine != NULL ? object == routine : is_routine(object) && str_eq(object->name, name)))
      if (object != NULL) return true;
  }
  return false;
}

static Change *modify_of(Detach *self, const Table *from, const Table *to) {
  Changes *changes = &self->diff->changes;
  for (size_t i = 0; i < changes->len; i++)
    if (changes->items[i]->kind == MODIFY_TABLE && changes->items[i]->from.table == from) return changes->items[i];
  Change *modify = change_new(self->arena, MODIFY_TABLE, side_of(from), side_of(to));
  array_push_in(self->arena, changes, modify);
  return modify;
}

static void drop_change(Changes *changes, const Change *change) {
  size_t kept = 0;
  for (size_t i = 0; i < changes->len; i++)
    if (changes->items[i] != change) changes->items[kept++] = changes->items[i];
  changes->len = kept;
}

static void detach_table(Detach *self, const Table *from, const Table *to) {
  Changes *changes = &self->diff->changes;
  self->modify = modify_of(self, from, to);
  self->before = change_new(self->arena, MODIFY_TABLE, side_of(from), side_of(to));
  self->before->clauses = CLAUSE_DETACH;
  self->modify->clauses |= CLAUSE_ATTACH;
  detach_columns(self, from, to);
  detach_constraints(self, from, to);
  if (self->before->members.len > 0)
    array_push_in(self->arena, changes, self->before);
  else
    self->modify->clauses &= (uint16_t)~CLAUSE_ATTACH;
  if (self->modify->members.len == 0) drop_change(changes, self->modify);
}

/* The routines that are dropped, and that the table goes on to call by the same name. */
static size_t find_names(Detach *self, const Table *from, const Table *to, Str *names) {
  size_t count = 0;
  const Changes *changes = &self->diff->changes;
  for (size_t i = 0; i < changes->len; i++) {
    const Change *change = changes->items[i];
    if (change->kind != DROP_OBJECT || !is_routine(change->from.object)) continue;
    Str name = change->from.object->name;
    if (map_get(&self->made, name) == NULL || !is_used(self, from, 0, change->from.object, name)) continue;
    if (is_used(self, to, 1, NULL, name)) names[count++] = name;
  }
  return count;
}

static const Table *successor(const Detach *self, const Table *table) {
  const Schema *schema = realm_schema(self->diff->to, table->schema->name);
  const Table *same = schema != NULL ? schema_table(schema, table->name) : NULL;
  return same != NULL ? same : diff_renamed(self->diff, table);
}

static bool has_work(Detach *self) {
  bool drops = false;
  for (size_t i = 0; i < self->diff->changes.len; i++) {
    Change *change = self->diff->changes.items[i];
    bool object = change->kind == ADD_OBJECT || change->kind == DROP_OBJECT;
    if (!object || !is_routine(object_either(change->from.object, change->to.object))) continue;
    drops = drops || change->kind == DROP_OBJECT;
    if (change->kind == ADD_OBJECT) map_set(&self->made, change->to.object->name, change);
  }
  return drops && self->made.len > 0;
}

void diff_detach_parts(Diff *self, Comparison *cmp) {
  Detach state = {.diff = self, .cmp = cmp, .arena = cmp->arena};
  bool work = self->driver->parts_hold && self->uses[0] != NULL && self->uses[1] != NULL && has_work(&state);
  Str *names = arena_array(cmp->arena, Str, self->changes.len + 1);
  for (size_t i = 0; work && i < self->from->schemas.len; i++)
    for (size_t k = 0; k < self->from->schemas.items[i]->tables.len; k++) {
      const Table *from = self->from->schemas.items[i]->tables.items[k], *to = successor(&state, from);
      state.name_count = to != NULL ? find_names(&state, from, to, names) : 0;
      state.names = names;
      if (state.name_count > 0) detach_table(&state, from, to);
    }
  map_free(&state.made);
}
