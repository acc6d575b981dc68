/* lint.h: what the parts of PostgreSQL's rules on risky changes share. */
#ifndef ATLAS_DIALECTS_POSTGRESQL_LINT_H
#define ATLAS_DIALECTS_POSTGRESQL_LINT_H

#include "dialects/lint.h"

/* lint_type.c: must all rows be written anew when a column becomes of the other type? */
bool pg_lint_rewrites(Arena *arena, const Column *from, const Column *to);
/* lint_type.c: may the default differ from row to row? Then it cannot be kept apart from the rows. */
bool pg_lint_is_volatile(const Column *column);
/* lint_align.c: PG110. */
void pg_lint_alignment(LintSight *sight, const Table *table);

#endif
