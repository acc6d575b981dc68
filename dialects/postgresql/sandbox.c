/* sandbox.c: trying SQL on PostgreSQL: in one transaction that is rolled back. Statements that refuse to run in one are
 * run outside, and what they made is dropped by name. */
#include "dialects/sandbox.h"

/* Of all schemas but those of the system, or of the one. Extensions first: what belongs to them cannot be dropped
 * alone. */
static const char leftovers[] =
    "WITH s AS (SELECT oid, nspname FROM pg_namespace WHERE CASE WHEN $1 = '' THEN nspname NOT LIKE 'pg\\_%' "
    "AND nspname <> 'information_schema' ELSE nspname = $1 END), "
    "own AS (SELECT classid, objid, deptype FROM pg_depend WHERE deptype IN ('e', 'i')) SELECT t, m, CASE n WHEN 0 "
    "THEN 'schema' ELSE '' END FROM ( "
    "SELECT 0 AS n, format('DROP SCHEMA IF EXISTS %I CASCADE', nspname) AS t, nspname AS m FROM s "
    "WHERE $1 = '' AND nspname NOT IN ('public', '" SANDBOX_MARK "') "
    "UNION ALL SELECT 1, format('DROP EXTENSION IF EXISTS %I CASCADE', e.extname), e.extname FROM pg_extension e "
    "JOIN s ON s.oid = e.extnamespace "
    "UNION ALL SELECT 2, format('DROP %s IF EXISTS %I.%I CASCADE', CASE c.relkind WHEN 'v' THEN 'VIEW' "
    "WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'c' THEN 'TYPE' "
    "ELSE 'TABLE' END, s.nspname, c.relname), coalesce((SELECT o.relname FROM pg_depend d JOIN pg_class o "
    "ON o.oid = d.refobjid WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'a' "
    "AND d.refclassid = 'pg_class'::regclass AND c.relkind = 'S' LIMIT 1), c.relname) "
    "FROM pg_class c JOIN s ON s.oid = c.relnamespace "
    "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c') AND c.relname <> '" SANDBOX_MARK
    "' AND NOT EXISTS (SELECT 1 FROM own "
    "WHERE classid = 'pg_class'::regclass AND objid = c.oid AND (deptype = 'e' OR c.relkind <> 'c')) "
    "UNION ALL SELECT 3, format('DROP %s IF EXISTS %s CASCADE', CASE WHEN current_setting('server_version_num')::int "
    ">= "
    "110000 THEN 'ROUTINE' WHEN EXISTS (SELECT 1 FROM pg_aggregate a WHERE a.aggfnoid = p.oid) THEN 'AGGREGATE' "
    "ELSE 'FUNCTION' END, p.oid::regprocedure), p.proname "
    "FROM pg_proc p JOIN s ON s.oid = p.pronamespace "
    "WHERE NOT EXISTS (SELECT 1 FROM own WHERE classid = 'pg_proc'::regclass AND objid = p.oid) "
    "UNION ALL SELECT 4, format('DROP %s IF EXISTS %I.%I CASCADE', CASE t.typtype WHEN 'd' THEN 'DOMAIN' "
    "ELSE 'TYPE' END, s.nspname, t.typname), t.typname FROM pg_type t JOIN s ON s.oid = t.typnamespace "
    "WHERE t.typtype IN ('e', 'd', 'r', 'b') AND t.typelem = 0 "
    "AND NOT EXISTS (SELECT 1 FROM own WHERE classid = 'pg_type'::regclass AND objid = t.oid) "
    "UNION ALL SELECT 5, format('DROP COLLATION IF EXISTS %I.%I CASCADE', s.nspname, c.collname), c.collname "
    "FROM pg_collation c JOIN s ON s.oid = c.collnamespace "
    "UNION ALL SELECT 6, format('DROP TEXT SEARCH CONFIGURATION IF EXISTS %I.%I CASCADE', s.nspname, c.cfgname), "
    "c.cfgname "
    "FROM pg_ts_config c JOIN s ON s.oid = c.cfgnamespace "
    "UNION ALL SELECT 7, format('DROP TEXT SEARCH DICTIONARY IF EXISTS %I.%I CASCADE', s.nspname, d.dictname), "
    "d.dictname "
    "FROM pg_ts_dict d JOIN s ON s.oid = d.dictnamespace) x ORDER BY n";

/* Relations that were last changed before the first note, or after the last. */
static const char strange[] =
    "SELECT c.relname, CASE WHEN age(c.xmin) > n.first THEN 'foreign' ELSE 'late' END FROM pg_class c "
    "JOIN pg_namespace s ON s.oid = c.relnamespace, (SELECT max(age(xmin)) AS first, min(age(xmin)) AS last "
    "FROM %s." SANDBOX_MARK ") n WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relname <> '" SANDBOX_MARK "' "
    "AND CASE WHEN $1 = '' THEN s.nspname NOT LIKE 'pg\\_%' AND s.nspname <> 'information_schema' "
    "ELSE s.nspname = $1 END AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::regclass "
    "AND objid = c.oid AND deptype = 'e') AND (age(c.xmin) > n.first OR age(c.xmin) < n.last)";

static const char *const quiet[] = {"insert", "update", "delete", "set",  "reset",   "show",  "begin", "start",
                                    "commit", "end",    "vacuum", "copy", "analyze", "grant", "lock",  NULL};

/* The whole database is locked by all runs of one schema together, or by a run of all schemas alone. */
static const char lock[] = "SELECT CASE WHEN $1 = '' THEN pg_try_advisory_lock(hashtext('atlas_lsp_dev'), 0)::int "
                           "WHEN pg_try_advisory_lock_shared(hashtext('atlas_lsp_dev'), 0) "
                           "THEN pg_try_advisory_lock(hashtext('atlas_lsp_dev_schema'), hashtext($1))::int ELSE 0 END";

/* active_sql_transaction, unsafe_new_enum_value_usage, object_in_use (pending trigger events),
 * no_active_sql_transaction, invalid_savepoint_specification (the script ended the transaction) */
static const char *const outside[] = {"25001", "55P04", "55006", "25P01", "3B001", NULL};

static const Str schemes[] = {STR_INIT("postgres"), STR_INIT("postgresql"), {NULL, 0}};
const Sandbox postgresql_sandbox = {
    .schemes = schemes,
    .lock = lock,
    .begin = "BEGIN",
    .rollback = "ROLLBACK",
    .save = "SAVEPOINT atlas_try",
    .release = "RELEASE SAVEPOINT atlas_try",
    .undo = "ROLLBACK TO SAVEPOINT atlas_try; RELEASE SAVEPOINT atlas_try",
    .outside = outside,
    .prepare = "RESET ALL",
    .leftovers = leftovers,
    .kept_schema = STR_INIT("public"),
    .mark_home = "CREATE SCHEMA IF NOT EXISTS %s",
    .unmark_home = "DROP SCHEMA IF EXISTS %s CASCADE",
    .mark = "CREATE TABLE IF NOT EXISTS %s." SANDBOX_MARK " (at timestamptz DEFAULT clock_timestamp(), statement text)",
    .unmark = "DROP TABLE IF EXISTS %s." SANDBOX_MARK,
    .note = "INSERT INTO %s." SANDBOX_MARK " (statement) VALUES ($1)",
    .notes = "SELECT statement FROM %s." SANDBOX_MARK " ORDER BY at",
    .strange = strange,
    .quiet = quiet,
    .quote = '"',
};
