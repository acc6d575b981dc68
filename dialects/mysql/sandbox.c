/* sandbox.c: trying SQL on MySQL and MariaDB, which commit every definition: what was made is dropped. */
#include "dialects/sandbox.h"

/* With the name of the schema: a script may have gone to another one with USE, which is none of ours. */
static const char leftovers[] =
    "SELECT t.s FROM (SELECT ? AS scope) w, ( "
    "SELECT '' AS place, 1 AS n, CONCAT('DROP DATABASE IF EXISTS `', REPLACE(SCHEMA_NAME, '`', '``'), '`') AS s "
    "FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN "
    "('information_schema', 'innodb', 'mysql', 'performance_schema', 'sys') "
    "UNION ALL SELECT TABLE_SCHEMA, IF(TABLE_TYPE LIKE '%VIEW%', 2, 3), CONCAT('DROP ', "
    "IF(TABLE_TYPE LIKE '%VIEW%', 'VIEW', IF(TABLE_TYPE = 'SEQUENCE', 'SEQUENCE', 'TABLE')), ' IF EXISTS `', "
    "REPLACE(TABLE_SCHEMA, '`', '``'), '`.`', REPLACE(TABLE_NAME, '`', '``'), '`') FROM information_schema.TABLES "
    "UNION ALL SELECT ROUTINE_SCHEMA, 4, CONCAT('DROP ', ROUTINE_TYPE, ' IF EXISTS `', "
    "REPLACE(ROUTINE_SCHEMA, '`', '``'), '`.`', REPLACE(ROUTINE_NAME, '`', '``'), '`') FROM "
    "information_schema.ROUTINES "
    "UNION ALL SELECT EVENT_SCHEMA, 5, CONCAT('DROP EVENT IF EXISTS `', REPLACE(EVENT_SCHEMA, '`', '``'), '`.`', "
    "REPLACE(EVENT_NAME, '`', '``'), '`') FROM information_schema.EVENTS "
    ") t WHERE CAST(t.place AS BINARY) = CAST(w.scope AS BINARY) ORDER BY t.n";

static const Str schemes[] = {
    STR_INIT("mysql"),        STR_INIT("maria"), STR_INIT("mariadb"), STR_INIT("mysql+unix"), STR_INIT("maria+unix"),
    STR_INIT("mariadb+unix"), {NULL, 0}};
const Sandbox mysql_sandbox = {
    .schemes = schemes,
    .lock = "SELECT GET_LOCK(CONCAT('atlas_lsp_dev_', MD5(?)), 0)", /* names have up to 64 characters */
    .prepare = "SET foreign_key_checks = 0",
    .leftovers = leftovers,
    .finish = "SET foreign_key_checks = 1",
};
