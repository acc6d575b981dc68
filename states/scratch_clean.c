/* scratch_clean.c: is a scratch database empty, and how it gets empty again. */
#include "states/scratch_parts.h"

/* Something may only go when something else is gone: tables of a foreign key, parts of a view. */
enum { ROUNDS = 8 };

/* ---- is it empty? ---- */

static Str first_member(const Schema *schema, Str *kind) {
  if (schema->tables.len > 0) {
    *kind = schema->tables.items[0]->kind;
    return schema->tables.items[0]->name;
  }
  *kind = schema->objects.len > 0 ? schema->objects.items[0]->kind : (Str){0};
  return schema->objects.len > 0 ? schema->objects.items[0]->name : (Str){0};
}

bool scratch_is_clean(const Scratch *self, const Realm *realm, Str *why) {
  bool bound = !str_empty(scratch_schema(self));
  for (size_t i = 0; i < realm->schemas.len; i++) {
    const Schema *schema = realm->schemas.items[i];
    Str kind, name = first_member(schema, &kind);
    if (!bound && !str_eq(schema->name, self->sandbox->kept_schema)) {
      *why = arena_printf(self->arena, "found schema \"%.*s\"", STR_FMT(schema->name));
      return false;
    }
    if (str_empty(kind)) continue;
    *why = bound ? arena_printf(self->arena, "found %.*s \"%.*s\" in connected schema", STR_FMT(kind), STR_FMT(name))
                 : arena_printf(self->arena, "found %.*s \"%.*s\" in schema \"%.*s\"", STR_FMT(kind), STR_FMT(name),
                                STR_FMT(schema->name));
    return false;
  }
  return true;
}

/* ---- emptying ---- */

/* Drops what can be dropped now. *left: how many things there were; *dropped: how many went. */
static bool drop_round(Scratch *self, Arena *scratch, size_t *left, size_t *dropped) {
  DbRows rows;
  Str schema = scratch_schema(self);
  *left = *dropped = 0;
  if (schema.ptr == NULL) schema = STR("");
  if (!db_query(self->db, scratch, self->sandbox->leftovers, &schema, 1, &rows)) return false;
  *left = rows.count;
  for (size_t i = 0; i < rows.count; i++) {
    if (db_script(self->db, db_cell(&rows, i, 0)))
      ++*dropped;
    else if (db_failure(self->db) != DB_REFUSED)
      return false;
  }
  return true;
}

static bool drop_all(Scratch *self) {
  Arena scratch;
  size_t left = 1, dropped = 1;
  bool ok = self->sandbox->prepare == NULL || db_script(self->db, str_from(self->sandbox->prepare));
  arena_init(&scratch, 0);
  for (int i = 0; ok && i < ROUNDS && left > 0 && dropped > 0; i++) {
    ok = drop_round(self, &scratch, &left, &dropped);
    arena_free(&scratch);
  }
  if (ok && self->sandbox->finish != NULL) db_script(self->db, str_from(self->sandbox->finish));
  return ok;
}

/* Attributes of schemas, and schemas that were there, by the planner of the dialect. */
static bool restore_schemas(Scratch *self, const Realm *now, Str *error) {
  Diff *diff = diff_run(now, self->before, &(DiffOptions){0});
  bool ok = diff->errors.len == 0;
  for (size_t i = 0; ok && i < diff->statements.len; i++) ok = db_script(self->db, diff->statements.items[i].sql);
  if (!ok) *error = arena_str(self->arena, db_error(self->db));
  diff_free(diff);
  return ok;
}

static bool restore(Scratch *self, Str *error) {
  Str why;
  if (!drop_all(self)) {
    *error = arena_str(self->arena, db_error(self->db));
    return false;
  }
  if (self->before == NULL) return true;
  Realm *now = scratch_read(self, error);
  if (now == NULL) return false;
  bool ok = scratch_is_clean(self, now, &why);
  if (!ok) *error = why;
  ok = ok && restore_schemas(self, now, error);
  realm_free(now);
  return ok;
}

static bool is_broken(const Scratch *self) {
  bool alive = self->db != NULL && (db_failure(self->db) == DB_FINE || db_failure(self->db) == DB_REFUSED);
  return !alive || (self->options->db.cancel != NULL && atomic_load(self->options->db.cancel));
}

static bool restore_anew(Scratch *self, Str *error) {
  db_close(self->db);
  return scratch_connect(self, true, error) && restore(self, error);
}

/* The first connection may be the one that was cancelled, or whose time was over, also while it cleans. The new one
 * cannot be cancelled and has no limits. */
bool scratch_clean(Scratch *self, Str *error) {
  Str why = {0};
  bool broken = is_broken(self);
  bool ok = !broken && restore(self, &why);
  if (!ok && (broken || is_broken(self))) ok = restore_anew(self, &why);
  if (ok) {
    self->dirty = false;
    return true;
  }
  *error = arena_printf(self->arena, "the dev database could not be cleaned: %.*s", STR_FMT(why));
  return false;
}
