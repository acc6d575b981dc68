/* scratch_clean.c: is a scratch database empty, and how it gets empty again. */
#include <time.h>

#include "states/scratch_parts.h"

/* Something may only go when something else is gone: tables of a foreign key, parts of a view. */
enum { ROUNDS = 8 };
/* How often, and how long in between, a server that is gone is asked for again. */
enum { TRIES = 10, WAIT_MS = 500 };

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

/* Whole schemas are dropped only when a statement that was run has their name: others of the server may be new. */
static bool is_ours(const Scratch *self, const DbRows *rows, size_t row) {
  return str_empty(db_cell(rows, row, 2)) || self->log.len == 0 ||
         scratch_is_named(self->log.items, self->log.len, db_cell(rows, row, 1));
}

/* Drops what can be dropped now. *left: how many things there were; *dropped: how many went. */
static bool drop_round(Scratch *self, Arena *scratch, size_t *left, size_t *dropped) {
  DbRows rows;
  Str schema = scratch_schema(self);
  *left = *dropped = 0;
  if (schema.ptr == NULL) schema = STR("");
  if (!db_query(self->db, scratch, self->sandbox->leftovers, &schema, 1, &rows)) return false;
  *left = rows.count;
  for (size_t i = 0; i < rows.count; i++) {
    if (!is_ours(self, &rows, i)) continue;
    if (db_script(self->db, db_cell(&rows, i, 0)))
      ++*dropped;
    else if (db_failure(self->db) != DB_REFUSED)
      return false;
  }
  return true;
}

bool scratch_drop_all(Scratch *self) {
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
  if (!scratch_drop_all(self)) {
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
  if (ok) scratch_unmark(self);
  return ok;
}

static bool is_broken(const Scratch *self) {
  bool alive = self->db != NULL && (db_failure(self->db) == DB_FINE || db_failure(self->db) == DB_REFUSED);
  return !alive || (self->options->db.cancel != NULL && atomic_load(self->options->db.cancel));
}

/* A server that died may be started again by who watches over it. */
static bool connect_again(Scratch *self, Str *error) {
  const struct timespec pause = {.tv_nsec = WAIT_MS * 1000000L};
  for (int i = 0; i < TRIES; i++) {
    if (scratch_connect(self, true, error)) return true;
    if (self->db != NULL) return false;
    nanosleep(&pause, NULL);
  }
  return false;
}

/* Another run may have come meanwhile, and have dropped it all. */
static bool restore_anew(Scratch *self, Str *error) {
  db_close(self->db);
  self->db = NULL;
  if (!connect_again(self, error)) return false;
  if (!self->marked) return restore(self, error);
  Realm *now = scratch_read_all(self, error);
  bool left = now != NULL && scratch_is_marked(self, now);
  self->marked = left;
  if (now != NULL) realm_free(now);
  return now != NULL && (!left || restore(self, error));
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
  *error = arena_printf(self->arena, "the dev database could not be cleaned: %.*s%s", STR_FMT(why),
                        self->marked ? "; the next run on it drops what this one has left" : "");
  return false;
}
