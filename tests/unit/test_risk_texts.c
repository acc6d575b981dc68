/* What is left of two large texts that are mostly the same (lsp/risk_texts.h). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "lsp/risk_texts.h"

#define TABLE(name, rest) "table \"" name "\" {\n  column \"id\" { type = int }\n" rest "}\n"

typedef struct Case {
  const char *old, *now, *old_left, *now_left;
} Case;

static void check(const Case *wanted) {
  Arena arena;
  arena_init(&arena, 0);
  RiskTexts old = {0}, now = {0};
  array_push(&old, ((RiskText){.path = STR("a.hcl"), .text = str_from(wanted->old)}));
  array_push(&now, ((RiskText){.path = STR("a.hcl"), .text = str_from(wanted->now)}));
  risk_reduce(&arena, dialect_named(STR("postgresql")), &old, &now);
  assert_string_equal(old.items[0].text.ptr, wanted->old_left);
  assert_string_equal(now.items[0].text.ptr, wanted->now_left);
  for (uint32_t i = 0; i < now.items[0].text.len; i++)
    assert_int_equal(wanted->now[risk_original(&now.items[0], i)], now.items[0].text.ptr[i]);
  array_free(&old);
  array_free(&now);
  arena_free(&arena);
}

#define A   TABLE("a", "")
#define B   TABLE("b", "")
#define B2  TABLE("b", "  # other\n")
#define TOB TABLE("c", "  x = table.b.column.id\n")
#define BTO TABLE("b", "  x = table.d.column.id\n")
#define D   TABLE("d", "")
#define V   "view \"v\" {\n  as = \"SELECT 1\"\n}\n"
#define W   "view \"w\" {\n  as = \"SELECT * FROM B\"\n}\n"
#define OFW TABLE("e", "  y = \"w\"\n")

static void test_kept_units(void **state) {
  (void)state;
  const Case cases[] = {
      {A B, A B, "", ""},
      {A B D, A B2 D, B, B2},
      {A B TOB, A B2 TOB, B TOB, B2 TOB},         /* it names what differs */
      {A D B, A D BTO, D B, D BTO},               /* it is named by what differs */
      {A V B, A V B2, V B, V B2},                 /* no table */
      {A W OFW B, A W OFW B2, W OFW B, W OFW B2}, /* by way of a view */
      {A B, B A, "", ""},                         /* only moved */
      {A A B, A B, A A, A},                       /* one of two equal ones */
      {"", A, "", A},
      {A, "", A, ""},
      {"locals {\n  k = 1\n}\n" TABLE("f", "  z = local.k\n") A,
       "locals {\n  k = 2\n}\n" TABLE("f", "  z = local.k\n") A, "locals {\n  k = 1\n}\n" TABLE("f", "  z = local.k\n"),
       "locals {\n  k = 2\n}\n" TABLE("f", "  z = local.k\n")},
      {"/* table */ // \"x\"\n# y\n" A B, "/* table */ // \"x\"\n# y\n" A B2, B, B2},
      {A "table \"public\" \"b\" {\n}\n" TOB, A "table \"public\" \"b\" { }\n" TOB, "table \"public\" \"b\" {\n}\n" TOB,
       "table \"public\" \"b\" { }\n" TOB},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check(&cases[i]);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_kept_units)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
