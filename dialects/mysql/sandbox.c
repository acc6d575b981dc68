/* sandbox.c: trying SQL on MySQL and MariaDB, which commit every definition: what was made is dropped. */
#include "dialects/sandbox.h"

static const char leftovers[] =
    "SELECT s FROM (SELECT 1 AS n, CONCAT('DROP DATABASE IF EXISTS `', REPLACE(SCHEMA_NAME, '`', '``'), '`') AS s "
    "FROM information_schema.SCHEMATA, (SELECT ? AS scope) w WHERE w.scope = '' AND SCHEMA_NAME NOT IN "
    "('information_schema', 'innodb', 'mysql', 'performance_schema', 'sys') "
    "UNION ALL SELECT IF(TABLE_TYPE LIKE '%VIEW%', 2, 3), CONCAT('DROP ', IF(TABLE_TYPE LIKE '%VIEW%', 'VIEW', "
    "IF(TABLE_TYPE = 'SEQUENCE', 'SEQUENCE', 'TABLE')), ' IF EXISTS `', REPLACE(TABLE_NAME, '`', '``'), '`') "
    "FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() "
    "UNION ALL SELECT 4, CONCAT('DROP ', ROUTINE_TYPE, ' IF EXISTS `', REPLACE(ROUTINE_NAME, '`', '``'), '`') "
    "FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE() "
    "UNION ALL SELECT 5, CONCAT('DROP EVENT IF EXISTS `', REPLACE(EVENT_NAME, '`', '``'), '`') "
    "FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()) t ORDER BY n";

static const Str schemes[] = {
    STR_INIT("mysql"),        STR_INIT("maria"), STR_INIT("mariadb"), STR_INIT("mysql+unix"), STR_INIT("maria+unix"),
    STR_INIT("mariadb+unix"), {NULL, 0}};
const Sandbox mysql_sandbox = {
    .schemes = schemes,
    .prepare = "SET foreign_key_checks = 0",
    .leftovers = leftovers,
    .finish = "SET foreign_key_checks = 1",
};
