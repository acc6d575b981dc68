/* lint.c: what is risky on SQLite. */
#include "dialects/lint.h"

const LintRules sqlite_lint = {.null_takes_default = true, .virtual_columns = true, .rebuild_prefix = STR_INIT("new_")};
