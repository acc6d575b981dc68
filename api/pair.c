/* pair.c: both sides of a difference. */
#include "api/api.h"

static bool read(atlasdiff_pair *self, Reading *reading) {
  Str error = {0};
  bool asked = !str_empty(reading->state.env) || !str_empty(reading->state.config);
  if (problem_has_error(&self->problems)) return false;
  if (asked && !lint_config_read(&self->arena, &reading->state, &self->lint, &error)) {
    problem_error(&self->problems, error);
    return false;
  }
  reading->state.changes = true;
  if (state_read_pair(&self->arena, &reading->from.sources, &reading->to.sources, &reading->state, &self->sides,
                      &error))
    return true;
  reading_failed(reading, error);
  return false;
}

atlasdiff_pair *atlasdiff_pair_read(const atlasdiff_source *from, size_t from_count, const atlasdiff_source *to,
                                    size_t to_count, const atlasdiff_options *options) {
  atlasdiff_pair *self = mem_zero(1, sizeof *self);
  Reading reading;
  arena_init(&self->arena, 0);
  self->problems.arena = &self->arena;
  reading_init(&reading, &self->arena, &self->problems, options);
  reading_add(&reading, &reading.from, from, from_count);
  reading_add(&reading, &reading.to, to, to_count);
  self->from = reading.from.names;
  self->to = reading.to.names;
  if (read(self, &reading) && self->sides.to->realm == NULL) self->nothing = realm_new(self->sides.dialect->name);
  return self;
}

void atlasdiff_pair_free(atlasdiff_pair *self) {
  if (self == NULL) return;
  state_free_pair(&self->sides);
  realm_free(self->nothing);
  arena_free(&self->arena);
  free(self);
}

bool atlasdiff_pair_ok(const atlasdiff_pair *self) { return !problem_has_error(&self->problems); }

const atlasdiff_problem *atlasdiff_pair_problem(const atlasdiff_pair *self, size_t index) {
  return problem_at(&self->problems, index);
}
