/* sandbox.c: trying SQL on MySQL and MariaDB, which commit every definition: what was made is dropped. */
#include "dialects/sandbox.h"

/* With the name of the schema: a script may have gone to another one with USE, which is none of ours. */
static const char leftovers[] =
    "SELECT t.s, t.name, IF(t.n = 1, 'schema', '') FROM (SELECT ? AS scope) w, ( "
    "SELECT '' AS place, 1 AS n, CONCAT('DROP DATABASE IF EXISTS `', REPLACE(SCHEMA_NAME, '`', '``'), '`') AS s, "
    "SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN "
    "('information_schema', 'innodb', 'mysql', 'performance_schema', 'sys', '" SANDBOX_MARK "') "
    "UNION ALL SELECT TABLE_SCHEMA, IF(TABLE_TYPE LIKE '%VIEW%', 2, 3), CONCAT('DROP ', "
    "IF(TABLE_TYPE LIKE '%VIEW%', 'VIEW', IF(TABLE_TYPE = 'SEQUENCE', 'SEQUENCE', 'TABLE')), ' IF EXISTS `', "
    "REPLACE(TABLE_SCHEMA, '`', '``'), '`.`', REPLACE(TABLE_NAME, '`', '``'), '`'), TABLE_NAME "
    "FROM information_schema.TABLES WHERE TABLE_NAME <> '" SANDBOX_MARK "' "
    "UNION ALL SELECT ROUTINE_SCHEMA, 4, CONCAT('DROP ', ROUTINE_TYPE, ' IF EXISTS `', "
    "REPLACE(ROUTINE_SCHEMA, '`', '``'), '`.`', REPLACE(ROUTINE_NAME, '`', '``'), '`'), ROUTINE_NAME FROM "
    "information_schema.ROUTINES "
    "UNION ALL SELECT EVENT_SCHEMA, 5, CONCAT('DROP EVENT IF EXISTS `', REPLACE(EVENT_SCHEMA, '`', '``'), '`.`', "
    "REPLACE(EVENT_NAME, '`', '``'), '`'), EVENT_NAME FROM information_schema.EVENTS "
    ") t WHERE CAST(t.place AS BINARY) = CAST(w.scope AS BINARY) ORDER BY t.n";

/* Of one schema, or of all: tables that are older than the first note, or too young for the last. */
static const char strange[] =
    "SELECT t.TABLE_NAME, IF(t.CREATE_TIME < n.first - INTERVAL 1 SECOND OR t.CREATE_TIME > n.last + INTERVAL 90 "
    "SECOND, 'foreign', 'late') FROM (SELECT ? AS scope) w, (SELECT MIN(at) AS first, MAX(at) AS last "
    "FROM %s." SANDBOX_MARK ") n, information_schema.TABLES t WHERE t.TABLE_SCHEMA NOT IN "
    "('information_schema', 'innodb', 'mysql', 'performance_schema', 'sys') "
    "AND (w.scope = '' OR CAST(t.TABLE_SCHEMA AS BINARY) = CAST(w.scope AS BINARY)) AND t.TABLE_NAME <> '" SANDBOX_MARK
    "' AND (t.CREATE_TIME < n.first - INTERVAL 1 SECOND OR t.CREATE_TIME > n.last + INTERVAL 1 SECOND)";

static const char *const quiet[] = {"select", "insert", "update",   "delete", "replace", "set",   "lock", "unlock",
                                    "start",  "begin",  "rollback", "commit", "analyze", "flush", "use",  NULL};

/* The whole server, or one schema of it: a run of one waits for the other. Names of locks have up to 64 characters; MD5
 * left with MySQL 9.6. */
static const char lock[] = "SELECT IF(w.s = '', GET_LOCK('atlas_lsp_dev', 0), IF(GET_LOCK(CONCAT('atlas_lsp_dev_', "
                           "LEFT(SHA2(w.s, 256), 40)), 0) = 1, "
                           "IS_FREE_LOCK('atlas_lsp_dev'), 0)) FROM (SELECT ? AS s) w";

static const Str schemes[] = {
    STR_INIT("mysql"),        STR_INIT("maria"), STR_INIT("mariadb"), STR_INIT("mysql+unix"), STR_INIT("maria+unix"),
    STR_INIT("mariadb+unix"), {NULL, 0}};
const Sandbox mysql_sandbox = {
    .schemes = schemes,
    .lock = lock,
    .prepare = "SET foreign_key_checks = 0",
    .leftovers = leftovers,
    .finish = "SET foreign_key_checks = 1",
    .mark_home = "CREATE DATABASE IF NOT EXISTS %s",
    .unmark_home = "DROP DATABASE IF EXISTS %s",
    .mark = "CREATE TABLE IF NOT EXISTS %s." SANDBOX_MARK " (at timestamp(6) NOT NULL, statement longtext) CHARACTER "
            "SET utf8mb4 COMMENT 'what a run of atlas-lsp makes here'",
    .unmark = "DROP TABLE IF EXISTS %s." SANDBOX_MARK,
    .note = "INSERT INTO %s." SANDBOX_MARK " (at, statement) VALUES (SYSDATE(6), ?)",
    .notes = "SELECT statement FROM %s." SANDBOX_MARK " ORDER BY at",
    .strange = strange,
    .quiet = quiet,
    .quote = '`',
};
