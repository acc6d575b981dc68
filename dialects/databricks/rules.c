/* rules.c: what Databricks asks of columns beyond names and values. */
#include "dialects/rules.h"

void databricks_column(RuleBlock *column) { common_decimal_scale(column); }
