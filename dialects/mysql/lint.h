/* lint.h: what the rules of MySQL and MariaDB share. */
#ifndef ATLAS_DIALECTS_MYSQL_LINT_H
#define ATLAS_DIALECTS_MYSQL_LINT_H

#include "dialects/lint.h"

/* lint_fill.c */
LintFill mysql_lint_fill(Arena *arena, const Column *column, bool mariadb, Str *type, Str *value);
/* lint.c */
void mysql_lint_change(LintSight *sight);
/* lint_values.c: a column whose enum or set has other values; false: it is none. */
bool mysql_lint_values(LintSight *sight, const Change *member, const DbType *from, const DbType *to);

#endif
