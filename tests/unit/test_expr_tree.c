/* Expressions that say the same, and such that do not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dialects/dialect.h"
#include "dialects/expr_tree.h"

static bool same(const char *dialect, const char *a, const char *b) {
  Arena arena;
  arena_init(&arena, 0);
  ExprRules rules = {.flavor = dialect_named(str_from(dialect))->sql, .words_join = strcmp(dialect, "mysql") == 0};
  bool result = expr_tree_same(&arena, &rules, str_from(a), str_from(b));
  arena_free(&arena);
  return result;
}

static void test_printed_by_postgresql(void **state) {
  (void)state;
  const char *pg = "postgresql";
  assert_true(same(pg, "price > 0 AND price < 10", "((price > (0)::numeric) AND (price < (10)::numeric))"));
  assert_true(same(pg, "s IN ('a', 'b')",
                   "((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character "
                   "varying])::text[]))"));
  assert_true(same(pg, "a BETWEEN -1 AND 5", "((a >= ('-1'::integer)) AND (a <= 5))"));
  assert_true(same(pg, "s NOT LIKE 'a%' OR s IS NULL", "(((s)::text !~~ 'a%'::text) OR (s IS NULL))"));
  assert_true(same(pg, "coalesce(\"S\", 'x') != ''", "((COALESCE(\"S\", 'x'::character varying))::text <> ''::text)"));
  assert_true(same(pg, "a % 2 = 0", "((a % 2) = 0)"));
}

static void test_printed_by_mariadb(void **state) {
  (void)state;
  assert_true(same("mysql", "length(A) > 3 && b != \"x\"", "octet_length(`a`) > 3 and `b` <> 'x'"));
  assert_true(same("mysql", "n % 2 = 0", "`n` MOD 2 = 0"));
}

static void test_other_meanings(void **state) {
  (void)state;
  const char *pg = "postgresql";
  assert_false(same(pg, "a > 0", "a >= 0"));
  assert_false(same(pg, "a OR b AND c", "(a OR b) AND c"));
  assert_false(same(pg, "a - (b - c)", "a - b - c"));
  assert_false(same(pg, "\"A\" = 1", "a = 1"));
  assert_false(same(pg, "a::int > 1", "a > 1"));
  assert_false(same(pg, "a IN (1, 2)", "a IN (2, 1)"));
  assert_false(same(pg, "a > (", "a > ("));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_printed_by_postgresql),
                                     cmocka_unit_test(test_printed_by_mariadb), cmocka_unit_test(test_other_meanings)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
