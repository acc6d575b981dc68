/* compare.c: the driver of MariaDB: MySQL's. */
#include "dialects/mysql/driver.h"

const Driver mariadb_driver = MYSQL_DRIVER("mariadb");
