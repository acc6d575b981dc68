/* compare.c: the changes between two realms: schemas, objects, tables. compare_table.c goes into tables. */
#include "base/map.h"
#include "diff/diff_internal.h"

bool diff_is_skipped(const Diff *self, ChangeKind kind) { return (self->options.skip >> kind & 1) != 0; }

static void push(Diff *self, Change *change) {
  if (!diff_is_skipped(self, (ChangeKind)change->kind)) array_push_in(&self->arena, &self->changes, change);
}

static void push_new(Diff *self, ChangeKind kind, const void *from, const void *to) {
  push(self, change_new(&self->arena, kind, side_of(from), side_of(to)));
}

/* ---- objects ---- */

/* Kind, table and name of an object in one text. */
static Str object_key(Diff *self, const Object *object) {
  Str table = object->table != NULL ? object->table->name : (Str){0};
  Str schema = object->table != NULL && self->driver->has_schemas ? table_schema_name(object->table) : (Str){0};
  Str further = self->driver->object_key != NULL ? self->driver->object_key(&self->arena, object) : (Str){0};
  return arena_printf(&self->arena, "%.*s/%.*s/%.*s/%.*s/%.*s", STR_FMT(object->kind), STR_FMT(schema), STR_FMT(table),
                      STR_FMT(object->name), STR_FMT(further));
}

/* Does the object go with the schema of its table? */
static bool goes_along(const Diff *self, const Object *from, const Object *to) {
  if (to != NULL || from->table == NULL || from->table->schema == NULL || !self->driver->has_schemas) return false;
  return self->to == NULL || realm_schema(self->to, from->table->schema->name) == NULL;
}

/* The schema that an object without one of its own is in: that of its table or view. NULL: it is the database's. */
static const Schema *place_of(const Object *object) {
  if (object->schema != NULL) return object->schema;
  if (object->table != NULL) return object->table->schema;
  return object->for_table && object->depends_on.len > 0 ? object->depends_on.items[0]->schema : NULL;
}

/* Where one schema is compared, nothing is known of the database and of other schemas. */
static bool is_elsewhere(Diff *self, Comparison *cmp, const Object *from, const Object *to) {
  const Object *object = object_either(from, to);
  const Schema *schema = place_of(object);
  bool one = self->options.schema.len > 0;
  bool scoped = one || (self->driver->has_schemas && self->options.plan.qualify != QUALIFY_SCHEMA);
  if (!scoped || object->schema != NULL) return false;
  if (schema != NULL) return one && !str_eq(schema->name, self->options.schema);
  if (to != NULL && from == NULL) unplanned_object(cmp, from, to);
  return true;
}

static void compare_pair(Diff *self, Comparison *cmp, const Object *from, const Object *to, DiffPairs *pairs) {
  Changes found = {0};
  if (goes_along(self, from, to) || is_elsewhere(self, cmp, from, to)) return;
  bool planned = self->driver->object != NULL && self->driver->object(cmp, from, to, &found);
  for (size_t i = 0; i < found.len; i++)
    if (!diff_skips_object(self, found.items[i])) push(self, found.items[i]);
  if (!planned)
    unplanned_object(cmp, from, to);
  else
    unplanned_parts(cmp, from, to);
  if (planned && from != NULL && to != NULL) array_push_in(&self->arena, pairs, (DiffPair){from, to});
}

static void diff_objects(Diff *self, Comparison *cmp, Object *const *from, size_t from_count, Object *const *to,
                         size_t to_count, DiffPairs *pairs) {
  Map old = {0}, added = {0};
  for (size_t i = 0; i < to_count; i++) map_set(&added, object_key(self, to[i]), to[i]);
  for (size_t i = 0; i < from_count; i++) {
    Str key = object_key(self, from[i]);
    map_set(&old, key, from[i]);
    compare_pair(self, cmp, from[i], map_get(&added, key), pairs);
  }
  for (size_t i = 0; i < to_count; i++)
    if (map_get(&old, object_key(self, to[i])) == NULL) compare_pair(self, cmp, NULL, to[i], pairs);
  map_free(&old);
  map_free(&added);
}

/* ---- tables ---- */

static void compare_tables(Diff *self, Comparison *cmp, const Table *from, const Table *to) {
  Change *modify = change_new(&self->arena, MODIFY_TABLE, side_of(from), side_of(to));
  diff_table(self, cmp, from, to, modify);
  if (modify->members.len > 0) push(self, modify);
}

static void add_table(Diff *self, Comparison *cmp, const Table *table) {
  unplanned_table(cmp, NULL, table);
  push_new(self, ADD_TABLE, NULL, table);
}

static Str table_key(Comparison *cmp, const Table *table) {
  return cmp->driver->table_key != NULL ? cmp->driver->table_key(cmp, table->name) : table->name;
}

/* Tables by the names under which they are found. Two of one name are an error of the schema. */
static void index_tables(Comparison *cmp, Map *map, const Schema *schema) {
  for (size_t i = 0; schema != NULL && i < schema->tables.len; i++) {
    const Table *table = schema->tables.items[i];
    void **slot = map_slot(map, table_key(cmp, table));
    if (*slot != NULL && cmp->driver->table_key != NULL)
      compare_error(cmp, schema->realm, table->pos,
                    arena_printf(cmp->arena, "2 matches found for table \"%.*s\"", STR_FMT(table->name)));
    *slot = schema->tables.items[i];
  }
}

static void diff_tables(Diff *self, Comparison *cmp, const Schema *from, const Schema *to) {
  Map old = {0}, added = {0};
  index_tables(cmp, &old, from);
  index_tables(cmp, &added, to);
  for (size_t i = 0; from != NULL && i < from->tables.len; i++) {
    const Table *table = from->tables.items[i], *renamed = diff_renamed(self, table);
    const Table *same = map_get(&added, table_key(cmp, table));
    if (same == NULL && renamed != NULL) push_new(self, RENAME_TABLE, table, renamed);
    if (same == NULL) same = renamed;
    if (same != NULL && !(same->bare && table->bare))
      compare_tables(self, cmp, table, same);
    else if (same == NULL)
      push_new(self, DROP_TABLE, table, NULL);
  }
  for (size_t i = 0; to != NULL && i < to->tables.len; i++) {
    const Table *table = to->tables.items[i];
    if (map_get(&old, table_key(cmp, table)) == NULL && !diff_is_rename_target(self, table))
      add_table(self, cmp, table);
  }
  map_free(&old);
  map_free(&added);
}

static void find_renames(Diff *self, Comparison *cmp, const Schema *from, const Schema *to) {
  Map added = {0};
  if (from == NULL || to == NULL) return;
  diff_find_table_renames(self, cmp, from, to);
  for (size_t i = 0; i < to->tables.len; i++) map_set(&added, table_key(cmp, to->tables.items[i]), to->tables.items[i]);
  for (size_t i = 0; i < from->tables.len; i++) {
    const Table *table = from->tables.items[i], *same = map_get(&added, table_key(cmp, table));
    if (same == NULL) same = diff_renamed(self, table);
    if (same != NULL && !same->bare) diff_find_column_renames(self, cmp, table, same);
  }
  map_free(&added);
}

/* ---- schemas ---- */

/* One of them may be NULL: a schema without anything in it. */
static void diff_schema(Diff *self, Comparison *cmp, const Schema *from, const Schema *to, DiffPairs *pairs) {
  if (from != NULL && to != NULL) {
    Change *modify = change_new(&self->arena, MODIFY_SCHEMA, side_of(from), side_of(to));
    if (self->driver->schema != NULL) self->driver->schema(cmp, from, to, modify);
    if (modify->members.len > 0) push(self, modify);
    unplanned_schema(cmp, from, to);
  }
  diff_objects(self, cmp, from != NULL ? from->objects.items : NULL, from != NULL ? from->objects.len : 0,
               to != NULL ? to->objects.items : NULL, to != NULL ? to->objects.len : 0, pairs);
  diff_tables(self, cmp, from, to);
}

static const Schema *schema_of(const Realm *realm, Str name) {
  return realm != NULL ? realm_schema(realm, name) : NULL;
}

/* The schema of the other side: of the same name, or the only one where names of schemas say nothing. */
static const Schema *counterpart(const Diff *self, const Realm *realm, const Realm *own, const Schema *schema) {
  const Schema *same = schema_of(realm, schema->name);
  if (same != NULL || self->driver->has_schemas || realm == NULL) return same;
  return realm->schemas.len == 1 && own->schemas.len == 1 ? realm->schemas.items[0] : NULL;
}

static bool in_scope(const Diff *self, const Schema *schema) {
  return self->options.schema.len == 0 || str_eq(self->options.schema, schema->name);
}

/* Can the schema itself be added or dropped? */
static bool is_own_object(const Diff *self, const Schema *schema) {
  return self->driver->has_schemas && schema->name.len > 0 && self->options.schema.len == 0;
}

static void diff_old_schemas(Diff *self, Comparison *cmp, DiffPairs *pairs) {
  for (size_t i = 0; self->from != NULL && i < self->from->schemas.len; i++) {
    const Schema *schema = self->from->schemas.items[i];
    const Schema *same = counterpart(self, self->to, self->from, schema);
    if (!in_scope(self, schema)) continue;
    if (same == NULL && is_own_object(self, schema))
      push_new(self, DROP_SCHEMA, schema, NULL);
    else
      diff_schema(self, cmp, schema, same, pairs);
  }
}

static void diff_new_schemas(Diff *self, Comparison *cmp, DiffPairs *pairs) {
  for (size_t i = 0; self->to != NULL && i < self->to->schemas.len; i++) {
    const Schema *schema = self->to->schemas.items[i];
    if (!in_scope(self, schema) || counterpart(self, self->from, self->to, schema) != NULL) continue;
    if (is_own_object(self, schema)) push_new(self, ADD_SCHEMA, NULL, schema);
    if (is_own_object(self, schema)) unplanned_schema(cmp, NULL, schema);
    diff_schema(self, cmp, NULL, schema, pairs);
  }
}

static void diff_realms(Diff *self, Comparison *cmp, DiffPairs *pairs) {
  const Realm *from = self->from, *to = self->to;
  for (size_t i = 0; from != NULL && i < from->schemas.len; i++)
    if (in_scope(self, from->schemas.items[i]))
      find_renames(self, cmp, from->schemas.items[i], counterpart(self, to, from, from->schemas.items[i]));
  diff_objects(self, cmp, from != NULL ? from->objects.items : NULL, from != NULL ? from->objects.len : 0,
               to != NULL ? to->objects.items : NULL, to != NULL ? to->objects.len : 0, pairs);
  diff_old_schemas(self, cmp, pairs);
  diff_new_schemas(self, cmp, pairs);
}

static const void *renamed_of(const void *diff, const void *old) { return diff_renamed(diff, old); }

/* Is it only said what is so anyway? MySQL's collation of a column is compared with that of the table, and then differs
 * from it on both sides. */
static bool is_idle(const Change *change) {
  if (change->kind != MODIFY_TABLE) return false;
  if (!object_same_attrs(&change->from.table->attrs, &change->to.table->attrs, NULL)) return false;
  for (size_t i = 0; i < change->members.len; i++) {
    const Change *member = change->members.items[i];
    if (member->kind != MODIFY_COLUMN || (member->bits & ~(CHANGED_CHARSET | CHANGED_COLLATE)) != 0) return false;
    if (!object_same_attrs(&member->from.column->attrs, &member->to.column->attrs, NULL)) return false;
  }
  return true;
}

/* Tables that say the same on both sides have no plan. */
static void drop_idle(Changes *changes) {
  size_t kept = 0;
  for (size_t i = 0; i < changes->len; i++)
    if (!is_idle(changes->items[i])) changes->items[kept++] = changes->items[i];
  changes->len = kept;
}

Diff *diff_compare(const Realm *from, const Realm *to, const DiffOptions *options) {
  Diff *self = mem_zero(1, sizeof *self);
  arena_init(&self->arena, 0);
  self->from = from;
  self->to = to;
  self->options = *options;
  const Realm *known = to != NULL ? to : from;
  self->driver = known != NULL ? driver_named(known->dialect) : NULL;
  if (self->driver == NULL) {
    DiffNote note = {.text = arena_printf(&self->arena, "no plans can be made for the dialect \"%.*s\"",
                                          STR_FMT(known != NULL ? known->dialect : STR("")))};
    note.pos.source = UINT32_MAX;
    array_push_in(&self->arena, &self->errors, note);
    return self;
  }
  Comparison cmp = {.arena = &self->arena, .driver = self->driver, .from = from, .to = to};
  cmp.normalised = !options->not_normalised;
  cmp.diff = self;
  cmp.renamed = renamed_of;
  DiffPairs pairs = {0};
  self->uses[0] = uses_new(&self->arena, self->driver, from);
  self->uses[1] = uses_new(&self->arena, self->driver, to);
  unplanned_gaps(&cmp);
  diff_realms(self, &cmp, &pairs);
  diff_recreate(self, &cmp, &pairs);
  unplanned_values(&cmp, &self->changes);
  drop_idle(&self->changes);
  self->errors = cmp.errors;
  self->unplanned = cmp.unplanned;
  return self;
}

void diff_free(Diff *self) {
  if (self == NULL) return;
  uses_free(self->uses[0]);
  uses_free(self->uses[1]);
  Arena arena = self->arena;
  arena_free(&arena);
  free(self);
}
