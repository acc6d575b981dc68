/* plan.c: from changes to statements: checks of the plan's scope, the order, the dialect's SQL. */
#include "diff/diff_internal.h"

static bool is_schema_change(const Change *change) { return change->kind <= MODIFY_SCHEMA; }

static void plan_change(Planner *planner, const Change *change) {
  size_t before = planner->statements.len;
  planner->change = change;
  planner->failed = false;
  planner->driver->plan(planner, change);
  planner->change = NULL;
  if (planner->failed) planner->statements.len = before;
}

/* ---- scope ---- */

static const Schema *schema_of(const Change *change) {
  ChangeSide side = change->to.any != NULL ? change->to : change->from;
  if (change->kind == MODIFY_SCHEMA) return side.schema;
  if (change->kind < MODIFY_SCHEMA) return NULL;
  if (change->kind <= RENAME_TABLE) return side.table->schema;
  return side.object->schema;
}

/* Without their schemas, names of several schemas cannot be told apart: at most one may take part. */
static void check_scope(Planner *planner, const Changes *changes) {
  ARRAY(Str) names = {0};
  if (planner->options.qualify == QUALIFY_SCHEMA || !planner->driver->has_schemas) return;
  for (size_t i = 0; i < changes->len; i++) {
    const Change *change = changes->items[i];
    static const char *const kinds[] = {"AddSchema", "DropSchema"};
    if (change->kind == ADD_SCHEMA || change->kind == DROP_SCHEMA)
      planner_error(planner, arena_printf(planner->arena,
                                          "*schema.%s is not allowed when migration plan is scoped to one schema",
                                          kinds[change->kind]));
    const Schema *schema = schema_of(change);
    bool seen = schema == NULL || schema->name.len == 0;
    for (size_t k = 0; k < names.len; k++) seen = seen || str_eq(names.items[k], schema->name);
    if (!seen) array_push_in(planner->arena, &names, schema->name);
  }
  if (names.len < 2) return;
  Buf list = {0};
  for (size_t i = 0; i < names.len; i++) buf_printf(&list, "%s\"%.*s\"", i > 0 ? " " : "", STR_FMT(names.items[i]));
  planner_error(planner, arena_printf(planner->arena, "found %zu schemas when migration plan is scoped to one: [%.*s]",
                                      names.len, STR_FMT(buf_str(&list))));
  buf_free(&list);
}

static void append_notes(Arena *arena, DiffNotes *to, const DiffNotes *from) {
  for (size_t i = 0; i < from->len; i++) array_push_in(arena, to, from->items[i]);
}

static void plan_all(Planner *planner, const Changes *changes) {
  for (size_t i = 0; i < changes->len; i++) plan_change(planner, changes->items[i]);
}

/* Changes of schemas come first, in the order in which they were found. */
static void plan_sorted(Planner *planner, const Diff *diff) {
  Changes changes = diff->changes, rest = {0};
  Changes last = diff_expand_schemas(planner, diff, &changes);
  Changes first = diff_leave_schemas(planner, &changes);
  plan_all(planner, &first);
  first = diff_leave_objects(planner, diff, &changes);
  plan_all(planner, &first);
  for (size_t i = 0; i < changes.len; i++) {
    if (is_schema_change(changes.items[i]))
      plan_change(planner, changes.items[i]);
    else
      array_push_in(planner->arena, &rest, changes.items[i]);
  }
  rest = diff_free_keys(planner, &rest);
  Changes ordered = diff_order(planner, diff, &rest);
  plan_all(planner, &ordered);
  plan_all(planner, &last);
}

static bool is_object_change(const Change *change) {
  return change->kind >= ADD_OBJECT && change->kind <= RENAME_OBJECT;
}

/* Tables in the order in which they were found; objects are dropped before and made after all of them. */
static void plan_unsorted(Planner *planner, const Diff *diff) {
  Changes drops = {0}, others = {0};
  for (size_t i = 0; i < diff->changes.len; i++) {
    Change *change = diff->changes.items[i];
    if (!is_object_change(change)) continue;
    array_push_in(planner->arena, change->kind == DROP_OBJECT ? &drops : &others, change);
  }
  drops = diff_depend(planner, diff, &drops);
  others = diff_depend(planner, diff, &others);
  plan_all(planner, &drops);
  for (size_t i = 0; i < diff->changes.len; i++)
    if (!is_object_change(diff->changes.items[i])) plan_change(planner, diff->changes.items[i]);
  plan_all(planner, &others);
}

/* Is what the object used to need another now? */
static bool needs_changed(const Diff *self, const Object *object) {
  const DiffUses *uses = uses_of(self->uses[0], NULL, object);
  for (size_t i = 0; i < self->changes.len; i++) {
    const void *changed = self->changes.items[i]->from.any;
    for (size_t k = 0; changed != NULL && k < uses->len; k++)
      if (uses->items[k].table == changed || uses->items[k].object == changed) return true;
  }
  return false;
}

/* A body that is looked at when it is put back finds what it needs only later, for statements are undone from the last
 * to the first. */
static void forget_bodies(Diff *self) {
  if (self->uses[0] == NULL || self->driver->late_body == NULL) return;
  for (size_t i = 0; i < self->statements.len; i++) {
    DiffStatement *statement = &self->statements.items[i];
    if (statement->change == NULL || statement->change->kind != MODIFY_OBJECT) continue;
    const Object *object = statement->change->from.object;
    bool routine = object->role == OBJECT_FUNCTION || object->role == OBJECT_PROCEDURE;
    if (routine && !self->driver->late_body(object) && needs_changed(self, object)) statement->reverse_count = 0;
  }
}

void diff_plan(Diff *self) {
  if (self->driver == NULL) return;
  Planner planner = {.arena = &self->arena, .driver = self->driver, .options = self->options.plan};
  planner.from = self->from;
  planner.to = self->to;
  planner.options.normalised = !self->options.not_normalised;
  check_scope(&planner, &self->changes);
  if (planner.errors.len == 0) {
    if (self->driver->sorted)
      plan_sorted(&planner, self);
    else
      plan_unsorted(&planner, self);
    if (self->driver->finish != NULL) self->driver->finish(&planner);
  }
  self->statements = planner.statements;
  forget_bodies(self);
  append_notes(&self->arena, &self->errors, &planner.errors);
  append_notes(&self->arena, &self->unplanned, &planner.unplanned);
}

Diff *diff_run(const Realm *from, const Realm *to, const DiffOptions *options) {
  Diff *self = diff_compare(from, to, options);
  diff_plan(self);
  return self;
}

bool diff_is_reversible(const Diff *self) {
  for (size_t i = 0; i < self->statements.len; i++)
    if (!self->statements.items[i].auxiliary && self->statements.items[i].reverse_count == 0) return false;
  return true;
}
