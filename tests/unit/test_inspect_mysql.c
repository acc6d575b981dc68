/* test_inspect_mysql.c: inspection of MySQL servers that cannot be run here: a driver that answers the catalog queries
 * with rows in the form in which the manual of the version describes them. What is asked of which version is checked
 * too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/path.h"
#include "db/driver.h"
#include "dialects/inspect.h"
#include "dialects/print.h"

enum { CELLS = 120 };

/* The answer to a query that contains `ask`. A cell that is NULL is SQL NULL. */
typedef struct Answer {
  const char *ask;
  unsigned columns, rows;
  const char *cells[CELLS];
} Answer;

typedef struct Server {
  const Answer *answers;
  char asked[20000];
} Server;

static bool fake_query(Db *db, Arena *arena, const char *sql, const Str *params, size_t count, DbRows *rows) {
  Server *server = db->state;
  (void)params, (void)count;
  size_t used = strlen(server->asked);
  snprintf(server->asked + used, sizeof server->asked - used, "%s\n", sql);
  if (rows != NULL) *rows = (DbRows){0};
  for (const Answer *answer = server->answers; answer->ask != NULL; answer++) {
    if (strstr(sql, answer->ask) == NULL || rows == NULL) continue;
    Str *cells = arena_array(arena, Str, answer->columns * answer->rows + 1);
    for (unsigned i = 0; i < answer->columns * answer->rows; i++)
      if (answer->cells[i] != NULL) cells[i] = str_from(answer->cells[i]);
    *rows = (DbRows){cells, answer->rows, answer->columns};
    return true;
  }
  return true;
}

static bool fake_script(Db *db, Str sql) {
  (void)db, (void)sql;
  return true;
}

/* What inspection prints of the server. */
static Str inspect(Arena *arena, Server *server, Realm **out) {
  const DbDriver driver = {.query = fake_query, .script = fake_script};
  Db db = {.driver = &driver, .state = server, .options = {.connect_ms = 1000, .statement_ms = 60000}};
  DbUrl url;
  Str error = {0};
  Buf text = {0};
  arena_init(&db.arena, 0);
  assert_true(db_url_parse(arena, STR("mysql://root@localhost/app"), &url));
  Realm *realm = inspect_db(arena, &db, &url, NULL, &error);
  if (realm == NULL) fail_msg("%.*s", STR_FMT(error));
  assert_true(print_hcl(realm, dialect_named(realm->dialect), &text, arena, &error));
  Str hcl = arena_str(arena, buf_str(&text));
  buf_free(&text);
  arena_free(&db.arena);
  *out = realm;
  return hcl;
}

/* tests/inspect/<name>.hcl has what is to be printed. */
static void expect_file(Arena *arena, Str found, const char *name) {
  Str wanted = {0}, error = {0};
  Str path = arena_printf(arena, "%s/tests/inspect/%s.hcl", ATLAS_SOURCE_DIR, name);
  if (!file_read(arena, path, &wanted, &error)) fail_msg("%.*s: %.*s", STR_FMT(path), STR_FMT(error));
  if (str_eq(found, wanted)) return;
  fprintf(stderr, "%.*s", STR_FMT(found));
  fail_msg("not as in %s.hcl", name);
}

static bool was_asked(const Server *server, const char *words) { return strstr(server->asked, words) != NULL; }

#define SERVER(version)                                                                                                \
  {                                                                                                                    \
    "SELECT @@version", 5, 1, { version, "app", "utf8mb4", "utf8mb4_0900_ai_ci", "0" }                                 \
  }
#define SCHEMA(charset, collate)                                                                                       \
  {                                                                                                                    \
    "information_schema.SCHEMATA", 3, 1, { "app", charset, collate }                                                   \
  }

/* ---- 8.0 ---- */

static const Answer mysql80[] = {
    SERVER("8.0.36-0ubuntu0.22.04.1"),
    SCHEMA("utf8mb4", "utf8mb4_0900_ai_ci"),
    {"FROM information_schema.TABLES",
     10,
     2,
     {"app",    "posts",   "utf8mb4", "utf8mb4_0900_ai_ci", "",
      "InnoDB", "DEFAULT", NULL,      "BASE TABLE",         "partitioned",
      "app",    "users",   "utf8mb4", "utf8mb4_0900_ai_ci", "People",
      "InnoDB", "DEFAULT", "12",      "BASE TABLE",         "row_format=COMPRESSED"}},
    {"information_schema.VIEWS",
     5,
     1,
     {"app", "adults", "select `app`.`users`.`id` AS `id` from `app`.`users` where (`app`.`users`.`age` >= 18)",
      "CASCADED", "INVOKER"}},
    {"information_schema.COLUMNS",
     11,
     8,
     {"app",
      "adults",
      "id",
      "bigint unsigned",
      "NO",
      "0",
      "",
      "",
      NULL,
      NULL,
      "",
      "app",
      "posts",
      "id",
      "int",
      "NO",
      NULL,
      "",
      "",
      NULL,
      NULL,
      "",
      "app",
      "users",
      "id",
      "bigint unsigned",
      "NO",
      NULL,
      "auto_increment",
      "",
      NULL,
      NULL,
      "",
      "app",
      "users",
      "name",
      "varchar(20)",
      "NO",
      "it's",
      "",
      "Na\"me",
      "utf8mb4",
      "utf8mb4_0900_ai_ci",
      "",
      "app",
      "users",
      "age",
      "tinyint unsigned",
      "YES",
      NULL,
      "INVISIBLE",
      "",
      NULL,
      NULL,
      "",
      "app",
      "users",
      "at",
      "timestamp(6)",
      "NO",
      "CURRENT_TIMESTAMP(6)",
      "DEFAULT_GENERATED on update CURRENT_TIMESTAMP(6)",
      "",
      NULL,
      NULL,
      "",
      "app",
      "users",
      "sum",
      "int",
      "YES",
      NULL,
      "STORED GENERATED",
      "",
      NULL,
      NULL,
      "concat(`name`,_utf8mb4\\'x\\')",
      "app",
      "users",
      "uid",
      "binary(16)",
      "NO",
      "uuid_to_bin(uuid())",
      "DEFAULT_GENERATED",
      "",
      NULL,
      NULL,
      ""}},
    {"information_schema.STATISTICS",
     10,
     5,
     {"app", "users", "PRIMARY", "0", "id",   "BTREE",    "A",  NULL, "",  NULL,
      "app", "users", "ft",      "1", "name", "FULLTEXT", NULL, NULL, "",  NULL,
      "app", "users", "lower",   "1", NULL,   "BTREE",    "A",  NULL, "",  "lower(`name`)",
      "app", "users", "two",     "0", "name", "BTREE",    "D",  "10", "c", NULL,
      "app", "users", "two",     "0", "age",  "BTREE",    "A",  NULL, "c", NULL}},
    {"SHOW CREATE TABLE `app`.`users`",
     2,
     1,
     {"users", "CREATE TABLE `users` (\n  PRIMARY KEY (`id`),\n"
               "  FULLTEXT KEY `ft` (`name`) /*!50100 WITH PARSER `ngram` */ \n) ENGINE=InnoDB"}},
    {"information_schema.CHECK_CONSTRAINTS",
     5,
     1,
     {"app", "users", "adult", "((`age` > 17) or (`name` <> _utf8mb4\\'a\\'))", "NO"}},
    {"information_schema.PARTITIONS",
     8,
     2,
     {"app", "posts", "p0", "RANGE", "`id`", "100", "", NULL, "app", "posts", "p1", "RANGE", "`id`", "MAXVALUE", "",
      NULL}},
    {"information_schema.ROUTINES",
     9,
     1,
     {"app", "net", "FUNCTION", "RETURN gross / 1.2", "decimal(10,2)", "YES", "NO SQL", "DEFINER", ""}},
    {"information_schema.PARAMETERS", 8, 1, {"app", "net", "FUNCTION", "IN", "gross", "decimal(10,2)", NULL, NULL}},
    {"information_schema.TRIGGERS", 6, 1, {"app", "log", "users", "AFTER", "INSERT", "SET @n = 1"}},
    {"information_schema.EVENTS", 2, 1, {"app", "nightly"}},
    {0}};

static void test_mysql80(void **state) {
  (void)state;
  Arena arena;
  Realm *realm;
  Server server = {.answers = mysql80};
  arena_init(&arena, 0);
  expect_file(&arena, inspect(&arena, &server, &realm), "mysql-8.0");
  assert_true(was_asked(&server, "information_schema_stats_expiry = 0"));
  assert_true(was_asked(&server, "max_execution_time"));
  assert_int_equal(realm->gaps.len, 1); /* the event */
  realm_free(realm);
  arena_free(&arena);
}

/* ---- 5.7 ---- */

static const Answer mysql57[] = {
    SERVER("5.7.44-log"),
    SCHEMA("latin1", "latin1_swedish_ci"),
    {"FROM information_schema.TABLES",
     10,
     1,
     {"app", "t", "utf8", "utf8_general_ci", "", "MyISAM", "YES", "1", "BASE TABLE", ""}},
    {"information_schema.COLUMNS",
     11,
     7,
     {"app",
      "t",
      "id",
      "int(10) unsigned",
      "NO",
      NULL,
      "auto_increment",
      "",
      NULL,
      NULL,
      "",
      "app",
      "t",
      "name",
      "varchar(20)",
      "NO",
      "",
      "",
      "",
      "utf8",
      "utf8_general_ci",
      "",
      "app",
      "t",
      "flag",
      "tinyint(1)",
      "YES",
      "1",
      "",
      "",
      NULL,
      NULL,
      "",
      "app",
      "t",
      "bits",
      "bit(4)",
      "YES",
      "b'101'",
      "",
      "",
      NULL,
      NULL,
      "",
      "app",
      "t",
      "at",
      "datetime",
      "NO",
      "CURRENT_TIMESTAMP",
      "on update CURRENT_TIMESTAMP",
      "",
      NULL,
      NULL,
      "",
      "app",
      "t",
      "sum",
      "int(11)",
      "YES",
      NULL,
      "VIRTUAL GENERATED",
      "",
      NULL,
      NULL,
      "(`id` + 1)",
      "app",
      "t",
      "kind",
      "enum('a','it''s')",
      "NO",
      "a",
      "",
      "",
      "latin1",
      "latin1_bin",
      ""}},
    {"information_schema.STATISTICS", 10, 1, {"app", "t", "PRIMARY", "0", "id", "BTREE", "A", NULL, "", NULL}},
    {0}};

static void test_mysql57(void **state) {
  (void)state;
  Arena arena;
  Realm *realm;
  Server server = {.answers = mysql57};
  arena_init(&arena, 0);
  expect_file(&arena, inspect(&arena, &server, &realm), "mysql-5.7");
  assert_false(was_asked(&server, "CHECK_CONSTRAINTS"));
  assert_false(was_asked(&server, "INDEX_COMMENT, EXPRESSION"));
  assert_false(was_asked(&server, "information_schema_stats_expiry"));
  assert_true(was_asked(&server, "max_execution_time"));
  realm_free(realm);
  arena_free(&arena);
}

/* ---- 5.6 ---- */

static const Answer mysql56[] = {
    SERVER("5.6.51"),
    SCHEMA("latin1", "latin1_swedish_ci"),
    {"FROM information_schema.TABLES",
     10,
     1,
     {"app", "t", "latin1", "latin1_swedish_ci", "", "InnoDB", "DEFAULT", NULL, "BASE TABLE", ""}},
    {"information_schema.COLUMNS", 11, 1, {"app", "t", "id", "int(11)", "NO", "7", "", "", NULL, NULL, NULL}},
    {"information_schema.TRIGGERS",
     6,
     2,
     {"app", "a", "t", "BEFORE", "UPDATE", "SET NEW.id = 1", "app", "b", "t", "AFTER", "UPDATE", "SET @n = 1"}},
    {0}};

static void test_mysql56(void **state) {
  (void)state;
  Arena arena;
  Realm *realm;
  Server server = {.answers = mysql56};
  arena_init(&arena, 0);
  expect_file(&arena, inspect(&arena, &server, &realm), "mysql-5.6");
  assert_false(was_asked(&server, "GENERATION_EXPRESSION"));
  assert_false(was_asked(&server, "ACTION_ORDER"));
  assert_false(was_asked(&server, "max_execution_time"));
  realm_free(realm);
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_mysql80), cmocka_unit_test(test_mysql57),
                                     cmocka_unit_test(test_mysql56)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
