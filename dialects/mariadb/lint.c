/* lint.c: what is risky on MariaDB: as on MySQL, but for what rows get without a default. */
#include "dialects/mysql/lint.h"

static LintFill fill(Arena *arena, const Column *column, Str *type, Str *value) {
  return mysql_lint_fill(arena, column, true, type, value);
}

const LintRules mariadb_lint = {.fill = fill, .virtual_columns = true, .change = mysql_lint_change};
