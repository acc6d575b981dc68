/* check.h: finds the mistakes of one unit. Order of precedence in a block: syntax, names and shapes, references and
 * values, conversion, the dialect's own rules; a part with an error gives no follow-on error. */
#ifndef ATLAS_TYPECHECK_CHECK_H
#define ATLAS_TYPECHECK_CHECK_H

#include "typecheck/eval.h"

typedef struct CheckOptions {
  uint64_t disabled;      /* codes that are switched off, one bit per DiagCode. Only tests switch any off */
  const Dialect *dialect; /* checks as this dialect; NULL: that of the file */
} CheckOptions;
_Static_assert(DIAG_COUNT <= 64, "CheckOptions has a bit for each code");

/* Appends the diagnostics of a unit, sorted by position; list and texts live in `arena`. Only reads the module: several
 * threads may check different units at once. O(unit + names it looks up). */
void check_unit(const Module *module, const Unit *unit, Arena *arena, DiagList *out);
/* The same with options, which may be NULL. */
void check_unit_with(const Module *module, const Unit *unit, const CheckOptions *options, Arena *arena, DiagList *out);

/* Nearest of the candidates to `name`, for "Did you mean": edit distance below 3 and below the length of the name;
 * on a tie the one that begins with more of it, then the first in order. Empty when none is near. */
typedef struct Nearest {
  Str name, best;
  unsigned distance;
} Nearest;
Nearest nearest_start(Str name);
void nearest_offer(Nearest *self, Str candidate);

#endif
