#include "dialects/inspect_parts.h"
const Inspector postgresql_inspector = {.dialect = STR_INIT("postgresql"), .prefix = STR_INIT("postgres")};
