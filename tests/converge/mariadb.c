/* mariadb.c */
#include "tests/converge/gen.h"
const Profile mariadb_profile = {.dialect = STR_INIT("mariadb")};
