/* inspect.c: which inspector reads a URL, and the course of an inspection. */
#include "dialects/inspect.h"

#include "dialects/inspect_parts.h"

static const Inspector *const all[] = {&sqlite_inspector, &postgresql_inspector, &mysql_inspector};

const Inspector *inspector_for(const DbUrl *url) {
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    for (size_t k = 0; k < all[i]->scheme_count; k++)
      if (str_eq(all[i]->schemes[k], url->scheme)) return all[i];
  return NULL;
}

Str inspect_scope(Arena *arena, const DbUrl *url) {
  const Inspector *inspector = inspector_for(url);
  return inspector != NULL ? inspector->scope(arena, url) : (Str){0};
}

Db *inspect_connect(Arena *arena, const DbUrl *url, const DbOptions *options, Str *error) {
  const Inspector *inspector = inspector_for(url);
  if (inspector == NULL) {
    *error = arena_printf(arena, "no driver for %.*s:// URLs", STR_FMT(url->scheme));
    return NULL;
  }
  Db *db = db_open(inspector->driver, url, options);
  if (db_failure(db) == DB_FINE) return db;
  *error = arena_printf(arena, "%.*s: %.*s", STR_FMT(inspector->prefix), STR_FMT(db_error(db)));
  db_close(db);
  return NULL;
}

/* The connection is usable again afterwards unless it was lost. */
static void leave(Inspect *self) {
  const char *end = self->options->inside ? self->inspector->end_inside : self->inspector->end;
  if (end != NULL) db_script(self->db, str_from(end));
}

static bool read_all(Inspect *self) {
  const char *begin = self->options->inside ? self->inspector->begin_inside : self->inspector->begin;
  if (begin != NULL && !db_script(self->db, str_from(begin)))
    return inspect_fail(self, "%.*s", STR_FMT(db_error(self->db)));
  bool ok = self->inspector->run(self);
  if (ok) inspect_link(self);
  leave(self);
  return ok;
}

Realm *inspect_db(Arena *arena, Db *db, const DbUrl *url, const InspectOptions *options, Str *error) {
  static const InspectOptions none = {0};
  Inspect self = {.inspector = inspector_for(url), .options = options != NULL ? options : &none, .db = db};
  *error = (Str){0};
  if (self.inspector == NULL) {
    *error = arena_printf(arena, "no driver for %.*s:// URLs", STR_FMT(url->scheme));
    return NULL;
  }
  arena_init(&self.arena, 0);
  self.scope = self.inspector->scope(&self.arena, url);
  self.realm = realm_new(self.inspector->dialect);
  self.realm->inspected = true;
  self.dialect = dialect_named(self.inspector->dialect);
  bool ok = read_all(&self);
  if (!ok) *error = arena_str(arena, self.error);
  ok = ok && inspect_filter(arena, self.realm, self.scope, self.options, error);
  map_free(&self.tables);
  arena_free(&self.arena);
  if (ok) return self.realm;
  realm_free(self.realm);
  return NULL;
}

Realm *inspect_url(Arena *arena, Str text, const InspectOptions *options, Str *error) {
  DbUrl url;
  *error = (Str){0};
  if (!db_url_parse(arena, text, &url)) {
    *error = arena_printf(arena, "not a database URL: %.*s", STR_FMT(db_url_mask(arena, text)));
    return NULL;
  }
  Db *db = inspect_connect(arena, &url, options != NULL ? &options->db : NULL, error);
  if (db == NULL) return NULL;
  Realm *realm = inspect_db(arena, db, &url, options, error);
  db_close(db);
  return realm;
}
