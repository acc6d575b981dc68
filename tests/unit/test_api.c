/* test_api.c: the public interface of libatlasdiff. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/atlasdiff.h"

#define TABLE(name, columns) "schema \"public\" {\n}\ntable \"" name "\" {\n  schema = schema.public\n" columns "}\n"
#define COLUMN(name, type)   "  column \"" name "\" {\n    type = " type "\n  }\n"

static const char users[] = TABLE("users", COLUMN("id", "int") COLUMN("mail", "text"));
static const char renamed[] = TABLE("users", COLUMN("id", "int") COLUMN("email", "text"));
static const char wider[] = TABLE("users", COLUMN("id", "bigint") COLUMN("mail", "text"));

static atlasdiff_pair *read_texts(const char *from, const char *to, const atlasdiff_options *options) {
  atlasdiff_source a = ATLASDIFF_TEXT("schema.pg.hcl", from), b = ATLASDIFF_TEXT("schema.pg.hcl", to);
  return atlasdiff_pair_read(&a, 1, &b, 1, options);
}

static void assert_pair_error(atlasdiff_pair *pair, const char *part) {
  const atlasdiff_problem *problem = atlasdiff_pair_problem(pair, 0);
  assert_false(atlasdiff_pair_ok(pair));
  assert_non_null(problem);
  assert_int_equal(problem->severity, ATLASDIFF_ERROR);
  if (strstr(problem->message, part) == NULL) fail_msg("\"%s\" is not in \"%s\"", part, problem->message);
  atlasdiff_pair_free(pair);
}

static void test_plan(void **context) {
  (void)context;
  atlasdiff_pair *pair = read_texts(users, wider, NULL);
  atlasdiff_plan *plan = atlasdiff_plan_make(pair, NULL);
  assert_true(atlasdiff_plan_ok(plan));
  assert_false(atlasdiff_plan_is_empty(plan));
  const atlasdiff_statement *statement = atlasdiff_plan_statement(plan, 0);
  assert_string_equal(statement->sql, "ALTER TABLE \"public\".\"users\" ALTER COLUMN \"id\" TYPE bigint");
  assert_string_equal(statement->comment, "modify \"users\" table");
  assert_int_equal(statement->reverse_count, 1);
  assert_string_equal(statement->reverse[0], "ALTER TABLE \"public\".\"users\" ALTER COLUMN \"id\" TYPE integer");
  assert_int_equal(statement->place.side, ATLASDIFF_TO);
  assert_string_equal(statement->place.file, "schema.pg.hcl");
  assert_int_equal(statement->place.line, 2);
  assert_int_equal(wider[statement->place.end - 1], '}');
  assert_null(atlasdiff_plan_statement(plan, 1));
  assert_null(atlasdiff_plan_problem(plan, 0));
  atlasdiff_plan_free(plan);
  atlasdiff_pair_free(pair);
}

static void test_formats(void **context) {
  (void)context;
  atlasdiff_pair *pair = read_texts(users, wider, NULL);
  atlasdiff_plan *plan = atlasdiff_plan_make(pair, NULL);
  char *sql = atlasdiff_plan_print(plan, ATLASDIFF_SQL), *json = atlasdiff_plan_print(plan, ATLASDIFF_JSON);
  char *summary = atlasdiff_plan_print(plan, ATLASDIFF_SUMMARY);
  assert_non_null(strstr(sql, "TYPE bigint;"));
  assert_non_null(strstr(json, "\"from\": [\n    \"schema.pg.hcl\"\n  ]"));
  assert_non_null(strstr(summary, "users"));
  assert_null(atlasdiff_plan_print(plan, ATLASDIFF_HCL));
  atlasdiff_free(sql);
  atlasdiff_free(json);
  atlasdiff_free(summary);
  atlasdiff_plan_free(plan);
  atlasdiff_pair_free(pair);
}

static void test_renames(void **context) {
  (void)context;
  atlasdiff_pair *pair = read_texts(users, renamed, NULL);
  atlasdiff_plan *plan = atlasdiff_plan_make(pair, NULL);
  const atlasdiff_rename *question = atlasdiff_plan_question(plan, 0);
  assert_int_equal(question->kind, ATLASDIFF_RENAME_COLUMN);
  assert_string_equal(question->table, "users");
  assert_string_equal(question->from, "mail");
  assert_string_equal(question->to, "email");
  const atlasdiff_finding *finding = atlasdiff_plan_finding(plan, 0);
  assert_string_equal(finding->code, "DS103");
  assert_string_equal(finding->analyzer, "destructive");
  assert_int_equal(finding->statement, 0);

  atlasdiff_rename answer = *question;
  atlasdiff_plan_options options = atlasdiff_plan_options_default();
  answer.yes = true;
  options.renames = &answer;
  options.rename_count = 1;
  options.qualify = ATLASDIFF_QUALIFY_NAME;
  atlasdiff_plan *second = atlasdiff_plan_make(pair, &options);
  assert_string_equal(atlasdiff_plan_statement(second, 0)->sql,
                      "ALTER TABLE \"users\" RENAME COLUMN \"mail\" TO \"email\"");
  assert_null(atlasdiff_plan_question(second, 0));
  atlasdiff_plan_free(second);
  atlasdiff_plan_free(plan);
  atlasdiff_pair_free(pair);
}

static void test_plan_options(void **context) {
  static const char *const skip[] = {"drop_column"}, *const wrong[] = {"drop_everything"};
  (void)context;
  atlasdiff_pair *pair = read_texts(users, renamed, NULL);
  atlasdiff_plan_options options = atlasdiff_plan_options_default();
  options.skip = skip;
  options.skip_count = 1;
  options.qualify = ATLASDIFF_QUALIFY_NAME;
  options.qualifier = "other";
  atlasdiff_plan *plan = atlasdiff_plan_make(pair, &options);
  assert_string_equal(atlasdiff_plan_statement(plan, 0)->sql,
                      "ALTER TABLE \"other\".\"users\" ADD COLUMN \"email\" text NOT NULL");
  atlasdiff_plan_free(plan);

  options.skip = wrong;
  plan = atlasdiff_plan_make(pair, &options);
  assert_false(atlasdiff_plan_ok(plan));
  assert_null(atlasdiff_plan_statement(plan, 0));
  assert_null(atlasdiff_plan_print(plan, ATLASDIFF_SQL));
  assert_string_equal(atlasdiff_plan_problem(plan, 0)->message,
                      "there is no kind of change \"drop_everything\" to skip");
  atlasdiff_plan_free(plan);

  options.size = offsetof(atlasdiff_plan_options, skip); /* an older program, which knows no more members */
  plan = atlasdiff_plan_make(pair, &options);
  assert_true(atlasdiff_plan_ok(plan));
  atlasdiff_plan_free(plan);
  atlasdiff_pair_free(pair);
}

static void test_mistakes(void **context) {
  static const char broken[] = TABLE("users", COLUMN("id", "itn") "  tpye = int\n");
  (void)context;
  atlasdiff_pair *pair = read_texts(users, broken, NULL);
  assert_false(atlasdiff_pair_ok(pair));
  size_t count = 0, errors = 0;
  for (const atlasdiff_problem *problem; (problem = atlasdiff_pair_problem(pair, count)) != NULL; count++) {
    errors += problem->severity == ATLASDIFF_ERROR;
    assert_int_equal(problem->place.side, ATLASDIFF_TO);
    assert_string_not_equal(problem->code, "");
  }
  assert_int_equal(errors, 2);
  const atlasdiff_problem *last = atlasdiff_pair_problem(pair, count - 1);
  assert_int_equal(last->place.line, 7);
  assert_memory_equal(broken + last->place.start, "tpye", 4);
  atlasdiff_plan *plan = atlasdiff_plan_make(pair, NULL);
  assert_false(atlasdiff_plan_ok(plan));
  atlasdiff_plan_free(plan);
  atlasdiff_pair_free(pair);
}

static void test_refusals(void **context) {
  (void)context;
  atlasdiff_options options = atlasdiff_options_default();
  atlasdiff_source none = ATLASDIFF_URL("postgres://nobody:secret@localhost/app"),
                   text = ATLASDIFF_TEXT("a.pg.hcl", users);
  atlasdiff_pair *pair = atlasdiff_pair_read(&none, 1, &text, 1, NULL);
  assert_null(strstr(atlasdiff_pair_problem(pair, 0)->message, "secret"));
  assert_pair_error(pair, "");
  atlasdiff_source number = ATLASDIFF_URL("text:0"),
                   twice[] = {ATLASDIFF_TEXT("a.pg.hcl", users), ATLASDIFF_TEXT("a.pg.hcl", users)};
  assert_pair_error(atlasdiff_pair_read(&number, 1, &text, 1, NULL), "without a text");
  assert_pair_error(atlasdiff_pair_read(twice, 2, &text, 1, NULL), "two texts");
  assert_pair_error(atlasdiff_pair_read(NULL, 0, NULL, 0, NULL), "no schema files");
  options.dialect = "klingon";
  assert_pair_error(atlasdiff_pair_read(&text, 1, &text, 1, &options), "there is no dialect \"klingon\"");
}

static void test_one_side(void **context) {
  (void)context;
  atlasdiff_source text = ATLASDIFF_TEXT("a.pg.hcl", users);
  for (int side = 0; side < 2; side++) {
    atlasdiff_pair *pair = atlasdiff_pair_read(&text, (size_t)side, &text, (size_t)(1 - side), NULL);
    atlasdiff_plan *plan = atlasdiff_plan_make(pair, NULL);
    char *sql = atlasdiff_plan_print(plan, ATLASDIFF_SQL);
    assert_non_null(strstr(sql, side == 0 ? "CREATE TABLE \"public\".\"users\"" : "DROP SCHEMA \"public\" CASCADE"));
    atlasdiff_free(sql);
    atlasdiff_plan_free(plan);
    atlasdiff_pair_free(pair);
  }
}

static void test_schema(void **context) {
  (void)context;
  atlasdiff_source text = ATLASDIFF_TEXT("a.sql", "CREATE TABLE t (a int);");
  atlasdiff_options options = atlasdiff_options_default();
  options.dialect = "sqlite";
  atlasdiff_schema *schema = atlasdiff_schema_read(&text, 1, &options);
  assert_true(atlasdiff_schema_ok(schema));
  assert_string_equal(atlasdiff_schema_dialect(schema), "sqlite");
  char *hcl = atlasdiff_schema_print(schema, ATLASDIFF_HCL), *sql = atlasdiff_schema_print(schema, ATLASDIFF_SQL);
  assert_non_null(strstr(hcl, "table \"t\" {"));
  assert_non_null(strstr(sql, "CREATE TABLE `t` ("));
  assert_null(atlasdiff_schema_print(schema, ATLASDIFF_SUMMARY));
  atlasdiff_source again = ATLASDIFF_TEXT("a.lt.hcl", hcl);
  atlasdiff_pair *pair = atlasdiff_pair_read(&text, 1, &again, 1, &options);
  atlasdiff_plan *plan = atlasdiff_plan_make(pair, NULL);
  assert_true(atlasdiff_plan_is_empty(plan));
  atlasdiff_plan_free(plan);
  atlasdiff_pair_free(pair);
  atlasdiff_free(hcl);
  atlasdiff_free(sql);
  atlasdiff_schema_free(schema);
}

static void test_database(void **context) {
  char path[] = "/tmp/atlasdiff-XXXXXX", url[64];
  (void)context;
  close(mkstemp(path));
  snprintf(url, sizeof url, "sqlite://%s", path);
  atlasdiff_source source = ATLASDIFF_URL(url);
  atlasdiff_options options = atlasdiff_options_default();
  atlasdiff_schema *schema = atlasdiff_schema_read(&source, 1, &options);
  assert_false(atlasdiff_schema_ok(schema)); /* not allowed */
  atlasdiff_schema_free(schema);
  options.connect = true;
  schema = atlasdiff_schema_read(&source, 1, &options);
  assert_true(atlasdiff_schema_ok(schema));
  atlasdiff_schema_free(schema);
  options.cancel = atlasdiff_cancel_new();
  atlasdiff_cancel_now(options.cancel);
  schema = atlasdiff_schema_read(&source, 1, &options);
  assert_false(atlasdiff_schema_ok(schema));
  atlasdiff_schema_free(schema);
  atlasdiff_cancel_free(options.cancel);
  unlink(path);
}

static void count_call(void *user, const char *message) {
  assert_string_not_equal(message, "");
  ++*(unsigned *)user;
}

static void test_progress(void **context) {
  unsigned calls = 0;
  (void)context;
  atlasdiff_source text = ATLASDIFF_TEXT("a.sql", "CREATE TABLE t (a int);");
  atlasdiff_options options = atlasdiff_options_default();
  options.dialect = "sqlite";
  options.progress = count_call;
  options.user = &calls;
  atlasdiff_schema_free(atlasdiff_schema_read(&text, 1, &options));
  assert_int_equal(calls, 1);
}

/* Plans of one pair on several threads, as ThreadSanitizer sees it. */
static void *plan_often(void *pair) {
  for (int i = 0; i < 20; i++) {
    atlasdiff_plan *plan = atlasdiff_plan_make(pair, NULL);
    char *sql = atlasdiff_plan_print(plan, ATLASDIFF_SQL);
    if (sql == NULL || strstr(sql, "TYPE bigint") == NULL) abort();
    atlasdiff_free(sql);
    atlasdiff_plan_free(plan);
  }
  return NULL;
}

static void test_threads(void **context) {
  pthread_t threads[3];
  (void)context;
  atlasdiff_pair *pair = read_texts(users, wider, NULL);
  for (int i = 0; i < 3; i++) assert_int_equal(pthread_create(&threads[i], NULL, plan_often, pair), 0);
  for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
  atlasdiff_pair_free(pair);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_plan),         cmocka_unit_test(test_formats),  cmocka_unit_test(test_renames),
      cmocka_unit_test(test_plan_options), cmocka_unit_test(test_mistakes), cmocka_unit_test(test_refusals),
      cmocka_unit_test(test_one_side),     cmocka_unit_test(test_schema),   cmocka_unit_test(test_database),
      cmocka_unit_test(test_progress),     cmocka_unit_test(test_threads)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
