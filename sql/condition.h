/* condition.h: what a condition on rows makes sure of. */
#ifndef ATLAS_SQL_CONDITION_H
#define ATLAS_SQL_CONDITION_H

#include "base/str.h"

/* Is the condition false for all rows in which the column is NULL, because "column IS NOT NULL" is one of the terms
 * that must all be true? "(a > 0) AND (b IS NOT NULL)" requires b. O(expr * nesting). */
bool sql_requires_value(Str expr, Str column);

#endif
