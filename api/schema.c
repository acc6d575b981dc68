/* schema.c: one schema that is read, and written in other formats. */
#include "api/api.h"
#include "dialects/print.h"

struct atlasdiff_schema {
  Arena arena;
  Problems problems;
  State *state; /* owned; NULL: it could not be read */
  const char *dialect;
  Str schema; /* the only one, which names are written without; empty: all are */
};

atlasdiff_schema *atlasdiff_schema_read(const atlasdiff_source *sources, size_t count,
                                        const atlasdiff_options *options) {
  atlasdiff_schema *self = mem_zero(1, sizeof *self);
  Reading reading;
  Str error;
  arena_init(&self->arena, 0);
  self->problems.arena = &self->arena;
  reading_init(&reading, &self->arena, &self->problems, options);
  reading_add(&reading, &reading.to, sources, count);
  self->dialect = "";
  if (count == 0) problem_error(&self->problems, STR("no sources were given"));
  if (problem_has_error(&self->problems)) return self;
  self->state = state_read(&self->arena, &reading.to.sources, &reading.state, &error);
  if (self->state == NULL) {
    reading_failed(&reading, error);
    return self;
  }
  self->dialect = api_text(&self->arena, self->state->realm->dialect);
  if (reading.state.schemas.len == 1) self->schema = reading.state.schemas.items[0];
  if (self->state->bound) self->schema = self->state->schema;
  return self;
}

void atlasdiff_schema_free(atlasdiff_schema *self) {
  if (self == NULL) return;
  state_free(self->state);
  arena_free(&self->arena);
  free(self);
}

bool atlasdiff_schema_ok(const atlasdiff_schema *self) { return !problem_has_error(&self->problems); }

const atlasdiff_problem *atlasdiff_schema_problem(const atlasdiff_schema *self, size_t index) {
  return problem_at(&self->problems, index);
}

const char *atlasdiff_schema_dialect(const atlasdiff_schema *self) { return self->dialect; }

/* The plan from nothing to the schema. */
static bool print_sql(const atlasdiff_schema *self, Buf *out) {
  DiffOptions how = {.schema = self->schema};
  if (!str_empty(self->schema)) how.plan.qualify = QUALIFY_NONE;
  Diff *diff = diff_run(NULL, self->state->realm, &how);
  bool ok = diff->errors.len == 0;
  if (ok) diff_print(diff, out);
  diff_free(diff);
  return ok;
}

char *atlasdiff_schema_print(const atlasdiff_schema *self, atlasdiff_format format) {
  Buf out = {0};
  Arena arena;
  Str error;
  bool ok = false;
  if (!atlasdiff_schema_ok(self)) return NULL;
  const Realm *realm = self->state->realm;
  const Dialect *dialect = dialect_named(realm->dialect);
  arena_init(&arena, 0);
  if (format == ATLASDIFF_SQL) {
    ok = print_sql(self, &out);
  } else if (format == ATLASDIFF_JSON) {
    print_json(realm, dialect, (Str){0}, &out);
    ok = true;
  } else if (format == ATLASDIFF_HCL) {
    ok = print_hcl(realm, dialect, &out, &arena, &error);
  }
  arena_free(&arena);
  if (ok) return api_take(&out);
  buf_free(&out);
  return NULL;
}
