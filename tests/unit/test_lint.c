/* What a statement says (sql/clauses.h), what a condition makes sure of (sql/condition.h), and analyzers on models made
 * by hand. The findings of plans and directories are cases in tests/lint. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "dialects/dialect.h"
#include "dialects/lint.h"
#include "diff/lint.h"
#include "sql/condition.h"

static SqlClauses read(Arena *arena, const char *dialect, const char *sql) {
  SqlClauses clauses;
  sql_clauses(dialect_named(str_from(dialect))->sql, arena, str_from(sql), &clauses);
  return clauses;
}

static void is_text(Str text, const char *expected) {
  if (!str_eq(text, str_from(expected))) fail_msg("\"%.*s\" instead of \"%s\"", STR_FMT(text), expected);
}

static void renames(void **state) {
  (void)state;
  static const struct {
    const char *dialect, *sql, *table, *from, *to;
    int kind; /* -1: none */
  } cases[] = {
      {"sqlite", "ALTER TABLE `t` RENAME TO `u`", "t", "t", "u", SQL_RENAMES_TABLE},
      {"sqlite", "alter table t rename column a to \"b\"", "t", "a", "b", SQL_RENAMES_COLUMN},
      {"postgresql", "ALTER TABLE IF EXISTS ONLY public.t RENAME a TO b", "t", "a", "b", SQL_RENAMES_COLUMN},
      {"postgresql", "ALTER INDEX public.i RENAME TO j", "", "i", "j", SQL_RENAMES_INDEX},
      {"postgresql", "ALTER TABLE t RENAME CONSTRAINT i TO j", "t", "i", "j", SQL_RENAMES_INDEX},
      {"mysql", "ALTER TABLE t ADD COLUMN x int, CHANGE COLUMN a b int NOT NULL", "t", "a", "b", SQL_RENAMES_COLUMN},
      {"mysql", "ALTER TABLE t CHANGE a a bigint", "t", "", "", -1},
      {"mysql", "RENAME TABLE a TO b", "a", "a", "b", SQL_RENAMES_TABLE},
      {"mysql", "ALTER TABLE t RENAME INDEX i TO j", "t", "i", "j", SQL_RENAMES_INDEX},
      {"mysql", "ALTER TABLE t RENAME u", "t", "t", "u", SQL_RENAMES_TABLE},
      {"postgresql", "ALTER TABLE t ADD COLUMN rename int", "t", "", "", -1},
      {"postgresql", "COMMENT ON TABLE t IS 'ALTER TABLE t RENAME TO u'", "", "", "", -1},
  };
  Arena arena;
  arena_init(&arena, 0);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    SqlClauses clauses = read(&arena, cases[i].dialect, cases[i].sql);
    is_text(clauses.table, cases[i].table);
    assert_int_equal(clauses.renames.len, cases[i].kind < 0 ? 0 : 1);
    if (cases[i].kind < 0) continue;
    assert_int_equal(clauses.renames.items[0].kind, cases[i].kind);
    is_text(clauses.renames.items[0].from, cases[i].from);
    is_text(clauses.renames.items[0].to, cases[i].to);
  }
  arena_free(&arena);
}

static void says(void **state) {
  (void)state;
  static const struct {
    const char *sql;
    unsigned says;
  } cases[] = {
      {"CREATE INDEX CONCURRENTLY i ON t (a)", SQL_SAYS_CONCURRENTLY},
      {"CREATE INDEX \"concurrently\" ON t (a)", 0},
      {"ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0) NOT VALID", SQL_SAYS_NOT_VALID},
      {"ALTER TABLE t ADD PRIMARY KEY USING INDEX i", SQL_SAYS_USING_INDEX},
      {"CREATE INDEX i ON t USING gin (a)", 0},
      {"ALTER TABLE t SET UNLOGGED", SQL_SAYS_LOGGING},
      {"ALTER TABLE t SET ACCESS METHOD heap", SQL_SAYS_ACCESS_METHOD},
      {"CREATE CONSTRAINT TRIGGER g AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()", SQL_SAYS_TRIGGER},
      {"-- CONCURRENTLY\nSELECT 'NOT VALID'", 0},
  };
  Arena arena;
  arena_init(&arena, 0);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(read(&arena, "postgresql", cases[i].sql).says, cases[i].says);
  arena_free(&arena);
}

/* An UPDATE that reaches every row without a value. */
static void fills(void **state) {
  (void)state;
  static const struct {
    const char *sql, *column; /* NULL: none */
  } cases[] = {
      {"UPDATE t SET a = 1", "a"},
      {"UPDATE t AS x SET a = (SELECT max(b) FROM u WHERE c = 1)", "a"},
      {"UPDATE t SET b = 2, a = 1 WHERE a IS NULL", "a"},
      {"UPDATE t SET a = 1 WHERE b IS NULL", NULL},
      {"UPDATE t SET a = 1 WHERE a IS NULL AND b = 1", NULL},
      {"UPDATE t SET a = 1 WHERE a IS NOT NULL", NULL},
      {"UPDATE t", NULL},
      {"UPDATE t SET", NULL},
  };
  Arena arena;
  arena_init(&arena, 0);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    SqlClauses clauses = read(&arena, "sqlite", cases[i].sql);
    assert_int_equal(clauses.fills.len, cases[i].column != NULL);
    if (cases[i].column != NULL) is_text(clauses.fills.items[0].column, cases[i].column);
  }
  arena_free(&arena);
}

static void conditions(void **state) {
  (void)state;
  static const struct {
    const char *expr;
    bool requires;
  } cases[] = {
      {"a IS NOT NULL", true},
      {"(a is not null)", true},
      {"((a > 0) AND (a IS NOT NULL))", true},
      {"b > 1 AND (c = 2 AND \"a\" IS NOT NULL)", true},
      {"`a` IS NOT NULL AND b", true},
      {"a IS NOT NULL OR b > 1", false},
      {"(a IS NOT NULL OR b > 1) AND c", false},
      {"ba IS NOT NULL", false},
      {"NOT (a IS NOT NULL)", false},
      {"b = ' AND a IS NOT NULL'", false},
      {"a IS NULL", false},
      {"", false},
      {"((((", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (sql_requires_value(str_from(cases[i].expr), STR("a")) != cases[i].requires) fail_msg("%s", cases[i].expr);
}

/* ---- analyzers ---- */

static Column *add_column(Table *table, const char *name) {
  Column *column = table_add_column(table, str_from(name));
  column->type = (ColumnType){.text = STR("int"), .raw = STR("int"), .name = STR("int"), .known = true};
  column->null = column->null_known = true;
  return column;
}

/* The codes that a statement which adds the table gives, a blank apart. */
static Str lint_added(Arena *arena, const Realm *realm, const Table *table, const char *sql) {
  Change change = {.kind = ADD_TABLE, .to = {.table = table}};
  const Change *changes[] = {&change};
  LintStep step = {.sql = str_from(sql), .changes = changes, .change_count = 1};
  LintFile file = {.steps = &step, .step_count = 1, .to = realm, .driver = driver_named(realm->dialect)};
  file.flavor = dialect_named(realm->dialect)->sql;
  LintFindings found;
  Str error;
  assert_true(lint_file(arena, &file, NULL, &found, &error));
  Str codes = STR("");
  for (size_t i = 0; i < found.len; i++) {
    codes = arena_printf(arena, "%.*s%s%.*s", STR_FMT(codes), i > 0 ? " " : "", STR_FMT(found.items[i].code));
    if (i == 0)
      is_text(found.items[i].message,
              "Defining column \"a\" on table \"t\" with inline REFERENCES is ignored by MySQL");
  }
  return codes;
}

/* A REFERENCES behind a column, of which MySQL makes no key. */
static void inline_references(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena, 0);
  Realm *realm = realm_new(STR("mysql"));
  Table *table = schema_add_table(realm_add_schema(realm, STR("s")), STR("t"));
  Column *column = add_column(table, "a");
  is_text(lint_added(&arena, realm, table, "CREATE TABLE t (a int REFERENCES u (id), b int)"), "MY102");
  is_text(lint_added(&arena, realm, table, "CREATE TABLE t (a int, FOREIGN KEY (a) REFERENCES u (id))"), "");
  is_text(lint_added(&arena, realm, table, "CREATE TABLE t (a int, CONSTRAINT f FOREIGN KEY (a) REFERENCES u (id))"),
          "");
  ForeignKey *key = arena_new(&realm->arena, ForeignKey);
  key->table = table;
  array_push(&key->columns, column);
  array_push(&table->foreign_keys, key);
  is_text(lint_added(&arena, realm, table, "CREATE TABLE t (a int REFERENCES u (id))"), "");
  realm_free(realm);
  arena_free(&arena);
}

/* Options that cannot be are told, not crashed over. */
static void wrong_pattern(void **state) {
  (void)state;
  static const char *const patterns[] = {"(", "[", "(a)\\1", "*"};
  Arena arena;
  arena_init(&arena, 0);
  Realm *realm = realm_new(STR("sqlite"));
  Table *table = schema_add_table(realm_add_schema(realm, STR("main")), STR("t"));
  add_column(table, "a");
  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
    ModelAttr attr = {.name = STR("match"), .value = {.text = str_from(patterns[i]), .known = true, .present = true}};
    LintAnalyzer naming = {.name = STR("naming"), .attrs = {.items = &attr, .len = 1, .cap = 1}};
    LintOptions options = {.analyzers = &naming, .analyzer_count = 1};
    LintFindings found;
    Str error = {0};
    Diff *diff = diff_run(NULL, realm, &(DiffOptions){0});
    assert_false(lint_diff(&arena, diff, &options, &found, &error));
    assert_true(str_starts(error, STR("lint.naming: invalid regular expression")));
    diff_free(diff);
  }
  realm_free(realm);
  arena_free(&arena);
}

/* Every code belongs to a report and is written once. */
static void codes(void **state) {
  (void)state;
  size_t count;
  const LintCode *all = lint_codes(&count);
  for (size_t i = 0; i < count; i++) {
    assert_ptr_equal(lint_code(all[i].code), &all[i]);
    assert_true(all[i].kind->report.len > 0 && all[i].title.len > 0);
  }
  assert_null(lint_code(STR("XX999")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(renames),
      cmocka_unit_test(says),
      cmocka_unit_test(fills),
      cmocka_unit_test(conditions),
      cmocka_unit_test(inline_references),
      cmocka_unit_test(wrong_pattern),
      cmocka_unit_test(codes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
