/* test_base_str.c: slices, order, hashing and edit distance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

static void slices_are_clamped(void **state) {
  (void)state;
  assert_true(str_eq(str_sub(STR("abc"), 1, 2), STR("b")));
  assert_true(str_eq(str_sub(STR("abc"), 1, 99), STR("bc")));
  assert_true(str_empty(str_sub(STR("abc"), 7, 2)));
  assert_true(str_empty(str_sub((Str){0}, 1, 2)));
  assert_true(str_eq(str_trim(STR(" \t\r\n a b \n")), STR("a b")));
  assert_true(str_empty(str_trim(STR(" \n"))));
}

static void comparing(void **state) {
  (void)state;
  assert_true(str_cmp(STR("a"), STR("b")) < 0);
  assert_true(str_cmp(STR("ab"), STR("a")) > 0);
  assert_true(str_cmp(STR("\xff"), STR("a")) > 0);
  assert_int_equal(str_cmp((Str){0}, STR("")), 0);
  assert_true(str_starts(STR("table.x"), STR("table")));
  assert_false(str_starts(STR("tab"), STR("table")));
  assert_true(str_ends(STR("a.pg.hcl"), STR(".pg.hcl")));
  assert_false(str_ends(STR("hcl"), STR(".hcl")));
  assert_true(str_eq_nocase(STR("VarChar"), STR("vARCHAR")));
  assert_false(str_eq_nocase(STR("[a"), STR("{a")));
}

static void finding(void **state) {
  (void)state;
  assert_int_equal(str_find(STR("a.b.c"), '.', 0), 1);
  assert_int_equal(str_find(STR("a.b.c"), '.', 2), 3);
  assert_int_equal(str_find(STR("a.b.c"), 'x', 0), 5);
  assert_int_equal(str_find((Str){0}, 'x', 3), 0);
}

/* Every length up to 64 and every changed byte gives another hash. */
static void hash_sees_every_byte(void **state) {
  (void)state;
  char text[64];
  uint64_t seen[64 + 64 * 64];
  size_t count = 0;
  for (size_t i = 0; i < sizeof text; i++) text[i] = (char)('a' + i % 26);
  for (size_t len = 0; len < sizeof text; len++) {
    seen[count++] = str_hash(str_make(text, len));
    for (size_t i = 0; i < len; i++) {
      text[i] ^= 1;
      seen[count++] = str_hash(str_make(text, len));
      text[i] ^= 1;
    }
  }
  for (size_t i = 0; i < count; i++)
    for (size_t j = 0; j < i; j++) assert_true(seen[i] != seen[j]);
}

static void hash_depends_on_content_only(void **state) {
  (void)state;
  char copy[] = "xpublic.users.id_and_more";
  assert_true(str_hash(STR("public.users.id_and_more")) == str_hash(str_make(copy + 1, sizeof copy - 2)));
}

static void distances(void **state) {
  (void)state;
  assert_int_equal(str_distance(STR("columns"), STR("columns"), 3), 0);
  assert_int_equal(str_distance(STR("coulmns"), STR("columns"), 3), 1);
  assert_int_equal(str_distance(STR("primray_key"), STR("primary_key"), 3), 1);
  assert_int_equal(str_distance(STR("kitten"), STR("sitting"), 9), 3);
  assert_int_equal(str_distance(STR("kitten"), STR("sitting"), 2), 3);
  assert_int_equal(str_distance(STR(""), STR("abc"), 5), 3);
  assert_int_equal(str_distance(STR("a"), STR("abcdefgh"), 2), 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(slices_are_clamped),
      cmocka_unit_test(comparing),
      cmocka_unit_test(finding),
      cmocka_unit_test(hash_sees_every_byte),
      cmocka_unit_test(hash_depends_on_content_only),
      cmocka_unit_test(distances),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
