/* detach.c: defaults, checks and indexes hold on to the functions that they call, columns to their types. Where one of
 * these is dropped and made again while a table keeps using it, they go before and come back behind it:
 *
 *     DROP FUNCTION f(int), CREATE FUNCTION f(bigint), column "a" has DEFAULT f(1) before and after
 *       ->  ALTER a DROP DEFAULT, DROP FUNCTION f(int), CREATE FUNCTION f(bigint), ALTER a SET DEFAULT f(1)
 *
 * Values of a type that is made anew are kept in another type meanwhile. */
#include "base/map.h"
#include "diff/diff_internal.h"

typedef struct Detach {
  Diff *diff;
  Comparison *cmp;
  Arena *arena;
  Map made;       /* names of routines and types that are added */
  Change *modify; /* of the table at hand: what is left of it comes behind the routine */
  Change *before; /* its parts go before */
  Str *names;     /* of the routines that it keeps calling, and of columns whose types are made anew */
  size_t name_count;
  const Object **types; /* that are made anew, and that it has columns of */
  size_t type_count;
} Detach;

static bool is_routine(const Object *object) {
  return object->role == OBJECT_FUNCTION || object->role == OBJECT_PROCEDURE;
}

static bool is_held(const Object *object) { return is_routine(object) || object->role == OBJECT_TYPE; }

/* ---- what calls it ---- */

static bool calls(const Detach *self, Str text) {
  for (size_t i = 0; i < self->name_count; i++)
    if (sql_mentions(text, self->names[i])) return true;
  return false;
}

static bool index_calls(const Detach *self, const Index *index) {
  bool found = calls(self, model_text(index->where));
  for (size_t i = 0; i < index->parts.len; i++) {
    const IndexPart *part = &index->parts.items[i];
    bool special = index->kind == INDEX_EXCLUDE || index->attrs.len > 0 || part->attrs.len > 0;
    found = found || calls(self, model_text(part->expr)) || (special && calls(self, part->column_name));
  }
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

/* ---- types ---- */

static bool has_key_column(const ForeignKey *key, const Column *column) {
  for (size_t i = 0; i < key->columns.len; i++)
    if (key->columns.items[i] == column) return true;
  return false;
}

static bool has_column(const ForeignKey *key, const Column *column) {
  if (has_key_column(key, column)) return true;
  for (size_t i = 0; key->ref == column->table && i < key->ref_columns.len; i++)
    if (str_eq(key->ref_columns.items[i], column->name)) return true;
  return false;
}

static bool is_linked(const Detach *self, const Column *column) {
  const Realm *realm = self->diff->from;
  for (size_t i = 0; i < realm->schemas.len; i++)
    for (size_t k = 0; k < realm->schemas.items[i]->tables.len; k++) {
      const Table *table = realm->schemas.items[i]->tables.items[k];
      for (size_t n = 0; n < table->foreign_keys.len; n++)
        if (has_column(table->foreign_keys.items[n], column)) return true;
    }
  return false;
}

static void refuse_type(Detach *self, const Object *type, const Column *column) {
  compare_error(
      self->cmp, self->diff->from, type->pos,
      arena_printf(self->arena,
                   "%.*s \"%.*s\" cannot be made anew while it is in use: column \"%.*s\" of table \"%.*s\" "
                   "has it, and a foreign key or partition holds on to that (give the column another type first)",
                   STR_FMT(type->kind), STR_FMT(type->name), STR_FMT(column->name), STR_FMT(column->table->name)));
}

static bool has_part(const Index *index, const Column *column) {
  for (size_t i = 0; i < index->parts.len; i++)
    if (index->parts.items[i].column == column) return true;
  return false;
}

/* Keys and indexes of a column that goes before go with it: what they become, comes behind. */
static bool goes_along(const Change *member, const Column *column, ChangeKind *drop, ChangeKind *add) {
  switch (member->kind) {
  case DROP_INDEX:
  case MODIFY_INDEX: *drop = DROP_INDEX, *add = ADD_INDEX; return has_part(member->from.index, column);
  case DROP_PRIMARY_KEY:
  case MODIFY_PRIMARY_KEY:
    *drop = DROP_PRIMARY_KEY, *add = ADD_PRIMARY_KEY;
    return has_part(member->from.index, column);
  case DROP_FOREIGN_KEY:
  case MODIFY_FOREIGN_KEY:
    *drop = DROP_FOREIGN_KEY, *add = ADD_FOREIGN_KEY;
    return has_key_column(member->from.foreign_key, column);
  default: return false;
  }
}

static void take_along(Detach *self, const Column *column) {
  Changes members = {0};
  for (size_t i = 0; i < self->modify->members.len; i++)
    array_push_in(self->arena, &members, self->modify->members.items[i]);
  for (size_t i = 0; i < members.len; i++) {
    ChangeKind drop, add;
    if (!goes_along(members.items[i], column, &drop, &add)) continue;
    take_member(self, members.items[i]);
    change_member(self->arena, self->before, drop, members.items[i]->from, side_none());
    if (members.items[i]->to.any != NULL)
      change_member(self->arena, self->modify, add, side_none(), members.items[i]->to);
  }
}

/* What happens to the column otherwise is done before, when it leaves the type. */
static void lend_type(Detach *self, const Object *type, Column *column, Column *now) {
  Column *bare = arena_copy(self->arena, column, 1, sizeof *column), other;
  if (!self->diff->driver->lend_type(type, column, bare)) return;
  Change *member = find_member(self, column);
  const Change *made = map_get(&self->made, type->name);
  bool keeps = now != NULL && made != NULL && self->diff->driver->lend_type(made->to.object, now, &other);
  if (!keeps && member != NULL) {
    take_member(self, member);
    array_push_in(self->arena, &self->before->members, member);
    if (member->kind == DROP_COLUMN) self->names[self->name_count++] = column->name;
    if (member->kind == DROP_COLUMN) take_along(self, column);
  }
  if (!keeps) return;
  if (is_linked(self, column) || column->table->partition.len > 0) {
    refuse_type(self, type, column);
    return;
  }
  bare->default_kind = DEFAULT_NONE;
  bool old_default = column->default_kind != DEFAULT_NONE, new_default = now->default_kind != DEFAULT_NONE;
  Change *first = change_member(self->arena, self->before, MODIFY_COLUMN, side_of(column), side_of(bare));
  first->bits = (uint16_t)(CHANGED_TYPE | (old_default ? CHANGED_DEFAULT : 0));
  first->clauses |= CLAUSE_ATTACH;
  if (member == NULL) member = change_member(self->arena, self->modify, MODIFY_COLUMN, side_of(bare), side_of(now));
  member->from = side_of(bare);
  member->bits |= (uint16_t)(CHANGED_TYPE | (new_default ? CHANGED_DEFAULT : 0));
  member->clauses |= CLAUSE_ATTACH;
  self->names[self->name_count++] = column->name;
}

static void detach_types(Detach *self, const Table *from, const Table *to) {
  for (size_t i = 0; i < from->columns.len; i++) {
    Column *column = from->columns.items[i], *now = table_column(to, column->name);
    if (now == NULL) now = (Column *)(uintptr_t)diff_renamed(self->diff, column);
    size_t before = self->name_count;
    for (size_t k = 0; k < self->type_count && self->name_count == before; k++)
      lend_type(self, self->types[k], column, now);
  }
}

/* ---- defaults ---- */

static void detach_columns(Detach *self, const Table *from, const Table *to) {
  for (size_t i = 0; i < from->columns.len; i++) {
    Column *column = from->columns.items[i], *now = table_column(to, column->name);
    Change *member = find_member(self, column);
    if (now == NULL) now = (Column *)(uintptr_t)diff_renamed(self->diff, column);
    if (column->default_kind == DEFAULT_EXPR && calls(self, column->default_text)) swap_default(self, column, now);
    if (!calls(self, model_text(column->generated))) continue;
    if (member != NULL) take_member(self, member);
    change_member(self->arena, self->before, DROP_COLUMN, side_of(column), side_none());
    take_along(self, column);
    if (now != NULL) change_member(self->arena, self->modify, ADD_COLUMN, side_none(), side_of(now));
  }
}

/* ---- tables ---- */

static bool uses_object(Detach *self, const Table *table, const Object *wanted) {
  const DiffUses *uses = uses_of(self->diff->uses[0], table, NULL);
  for (size_t i = 0; i < uses->len; i++)
    if (uses->items[i].object == wanted) return true;
  return false;
}

static bool calls_name(Detach *self, const Table *table, Str name) {
  const DiffUses *uses = uses_of(self->diff->uses[1], table, NULL);
  for (size_t i = 0; i < uses->len; i++)
    if (uses->items[i].object != NULL && is_routine(uses->items[i].object) && str_eq(uses->items[i].object->name, name))
      return true;
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
  detach_types(self, from, to);
  detach_columns(self, from, to);
  detach_constraints(self, from, to);
  if (self->before->members.len > 0)
    array_push_in(self->arena, changes, self->before);
  else
    self->modify->clauses &= (uint16_t)~CLAUSE_ATTACH;
  if (self->modify->members.len == 0) drop_change(changes, self->modify);
}

/* The routines that are dropped, and that the table goes on to call by the same name; the types that are made anew. */
static bool find_names(Detach *self, const Table *from, const Table *to) {
  const Changes *changes = &self->diff->changes;
  self->name_count = self->type_count = 0;
  for (size_t i = 0; i < changes->len; i++) {
    const Object *object = changes->items[i]->from.object;
    if (changes->items[i]->kind != DROP_OBJECT || !is_held(object)) continue;
    if (map_get(&self->made, object->name) == NULL || !uses_object(self, from, object)) continue;
    if (!is_routine(object))
      self->types[self->type_count++] = object;
    else if (calls_name(self, to, object->name))
      self->names[self->name_count++] = object->name;
  }
  return self->name_count + self->type_count > 0;
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
    if (!object || !is_held(object_either(change->from.object, change->to.object))) continue;
    drops = drops || change->kind == DROP_OBJECT;
    if (change->kind == ADD_OBJECT) map_set(&self->made, change->to.object->name, change);
  }
  return drops && self->made.len > 0;
}

/* Room for the names of all columns beside those of routines. */
static void make_room(Detach *self) {
  size_t most = 0;
  for (size_t i = 0; i < self->diff->from->schemas.len; i++)
    for (size_t k = 0; k < self->diff->from->schemas.items[i]->tables.len; k++)
      if (self->diff->from->schemas.items[i]->tables.items[k]->columns.len > most)
        most = self->diff->from->schemas.items[i]->tables.items[k]->columns.len;
  self->names = arena_array(self->arena, Str, self->diff->changes.len + most + 1);
  self->types = arena_array(self->arena, const Object *, self->diff->changes.len + 1);
}

void diff_detach_parts(Diff *self, Comparison *cmp) {
  Detach state = {.diff = self, .cmp = cmp, .arena = cmp->arena};
  bool able = self->driver->lend_type != NULL && self->uses[0] != NULL && self->uses[1] != NULL;
  bool work = able && has_work(&state);
  if (work) make_room(&state);
  for (size_t i = 0; work && i < self->from->schemas.len; i++)
    for (size_t k = 0; k < self->from->schemas.items[i]->tables.len; k++) {
      const Table *from = self->from->schemas.items[i]->tables.items[k], *to = successor(&state, from);
      if (to != NULL && find_names(&state, from, to)) detach_table(&state, from, to);
    }
  map_free(&state.made);
}
