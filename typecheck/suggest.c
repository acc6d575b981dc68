/* suggest.c: the nearest known name, for "Did you mean". */
#include "typecheck/check.h"

enum { TOO_FAR = 3 };

Nearest nearest_start(Str name) { return (Nearest){name, {NULL, 0}, TOO_FAR}; }

void nearest_offer(Nearest *self, Str candidate) {
  if (str_empty(candidate) || self->distance <= 1) return;
  unsigned distance = str_distance(self->name, candidate, self->distance - 1);
  if (distance == 0 || distance >= self->distance || distance >= self->name.len) return;
  self->best = candidate;
  self->distance = distance;
}
