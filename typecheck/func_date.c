/* func_date.c: formatdate and timeadd on RFC 3339 times such as 2025-01-31T10:00:00Z. */
#include "typecheck/func.h"

const FuncEntry func_dates[] = {{NULL, NULL, 0}};
