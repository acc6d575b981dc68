#include "dialects/inspect_parts.h"
const Inspector mysql_inspector = {.dialect = STR_INIT("mysql"), .prefix = STR_INIT("mysql")};
