/* suggest.c: the nearest known name, for "Did you mean". */
#include "typecheck/check.h"

enum { TOO_FAR = 3 };

Nearest nearest_start(Str name) { return (Nearest){name, {NULL, 0}, TOO_FAR}; }

static size_t common_start(Str a, Str b) {
  size_t at = 0;
  while (at < a.len && at < b.len && a.ptr[at] == b.ptr[at]) at++;
  return at;
}

/* "intt" is one step from "inet" and from "int"; the latter begins with more of it. */
void nearest_offer(Nearest *self, Str candidate) {
  if (str_empty(candidate)) return;
  unsigned limit = self->distance < TOO_FAR ? self->distance : TOO_FAR - 1;
  unsigned distance = str_distance(self->name, candidate, limit);
  if (distance == 0 || distance > limit || distance >= self->name.len) return;
  bool tie = distance == self->distance;
  if (tie && common_start(self->name, candidate) <= common_start(self->name, self->best)) return;
  self->best = candidate;
  self->distance = distance;
}
