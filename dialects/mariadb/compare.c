/* compare.c: the driver of MariaDB: MySQL's. */
#include "dialects/lint.h"
#include "dialects/mysql/driver.h"

const Driver mariadb_driver = MYSQL_DRIVER("mariadb", mariadb_lint, false, false);
