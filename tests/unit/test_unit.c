/* The scan for units: what ends a unit, what does not, and where unclosed units are cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/buf.h"
#include "tests/fuzz/tree_check.h"

enum { MAX_UNITS = 8 };

/* Each unit of `text` is expected as written in `units`, which ends with NULL. A leading '!' stands for cut. */
static void expect_units(Str text, const char *const units[]) {
  UnitSpans found = {0};
  unit_scan(text, &found);
  assert_null(tree_check_units(text, &found));
  for (size_t i = 0; units[i] != NULL; i++) {
    assert_true(i < found.len);
    bool cut = units[i][0] == '!';
    Str want = str_from(units[i] + (cut ? 1 : 0));
    Str unit = str_sub(text, found.items[i].start, found.items[i].start + found.items[i].len);
    if (!str_eq(want, unit)) fail_msg("unit %zu is \"%.*s\"", i, STR_FMT(unit));
    assert_int_equal(found.items[i].cut, cut);
    if (units[i + 1] == NULL) assert_int_equal(found.len, i + 1);
  }
  array_free(&found);
}

#define UNITS(...) ((const char *const[]){__VA_ARGS__, NULL})
/* The units in order are the text. */
static void expect_split(const char *const units[]) {
  char text[4096];
  size_t len = 0;
  for (size_t i = 0; units[i] != NULL; i++) {
    Str unit = str_from(units[i] + (units[i][0] == '!' ? 1 : 0));
    memcpy(text + len, unit.ptr, unit.len);
    len += unit.len;
  }
  expect_units(str_make(text, len), units);
}

static void test_items(void **state) {
  (void)state;
  expect_split(UNITS("a = 1\n", "b {\n}\n", "c \"x\" { y = 1 }\n"));
  expect_split(UNITS("# one\n\n/* two */ a = 1 # three\n", "// four\nb = 2"));
  expect_split(UNITS("a {} b {}\n", "c = 1\n"));
  expect_split(UNITS("a = 1\n", "\n# only comments\n"));
  expect_units(STR(""), UNITS(""));
}

static void test_line_ends(void **state) {
  (void)state;
  expect_split(UNITS("\xEF\xBB\xBF"
                     "a = 1\r\n",
                     "b {\r\n  c = 1\r\n}\r\n", "d = 1"));
  Str nul = str_make("a = \0\nb = 1\n", 12);
  UnitSpans units = {0};
  unit_scan(nul, &units);
  assert_int_equal(units.len, 2);
  assert_int_equal(units.items[0].len, 6);
  array_free(&units);
}

static void test_brackets_and_strings(void **state) {
  (void)state;
  expect_split(UNITS("a = [\n  1,\n  f(\n  2)\n]\n", "b = 1\n"));
  expect_split(UNITS("a = \"}{\\\"\"\n", "b = 1\n"));
  expect_split(UNITS("a = \"${ {\n x = \"}\" }\n }\" \n", "b = 1\n"));
  expect_split(UNITS("a = \"%{ if x }{%{ endif }\"\n", "b = 1\n"));
  expect_split(UNITS("a = \"$${ %%{ $\"\n", "b = 1\n"));
  expect_split(UNITS("a { # }\n // }\n /* } */\n}\n", "b = 1\n"));
}

static void test_heredocs(void **state) {
  (void)state;
  expect_split(UNITS("a = <<EOT\n{ \" [\nEOTX\nEOT\n", "b = 1\n"));
  expect_split(UNITS("a {\n  b = <<-E-1\n    x ${ f(\"\n  E-1\n\")}\n}\n  E-1 \n}\n", "b = 1\n"));
  expect_split(UNITS("a = <<EOT\ntable \"x\" {\nEOT\n", "b = 1\n"));
  expect_split(UNITS("a = 1 << 2\n", "b = 1\n"));
}

static void test_broken_lines(void **state) {
  (void)state;
  expect_split(UNITS("a = \"x\n", "b = 1\n"));
  expect_split(UNITS("a = \"${\"x\n", "b = 1\n"));
  expect_split(UNITS("a {\n  b = \"x\n}\n", "b = 1\n"));
  /* A line that can be no part of the interpolation ends it, and the string. */
  expect_split(UNITS("a {\n  b = \"x${y\n  c = 1\n}\n", "b = 1\n"));
  expect_split(UNITS("a = \"${[for x\n  in { b = 1 }\n: x]}\"\n", "b = 1\n"));
  /* The brace that a stray quote has swallowed still opens the block. */
  expect_split(UNITS("a \"x {\n  b = 1\n}\n", "b = 1\n"));
  expect_split(UNITS("a \"x\"\n{\n  b = 1\n}\n", "b = 1\n"));
  /* A brace closes what was left open inside of it. */
  expect_split(UNITS("a {\n  b = [1, f(2\n}\n", "b = 1\n"));
  expect_split(UNITS("a {\n  b = 1])\n  c = 1\n}\n", "b = 1\n"));
  expect_split(UNITS("}\n", "b = 1\n"));
}

static void test_cuts(void **state) {
  (void)state;
  expect_split(UNITS("!a {\n  b = 1\n", "table \"x\" {\n}\n", "b = 1\n"));
  expect_split(UNITS("!a = [\n  b = 1\n# about c\n", "c {\n}\n"));
  expect_split(UNITS("!a = <<EOT\nx = 1\n", "c \"l\" m {\n}\n"));
  expect_split(UNITS("!a = \"${\nx + 1\n", "c \"l\" m {\n}\n"));
  expect_split(UNITS("!a {\n  b {\n  }\nx = 1\n"));
  expect_split(UNITS("!/* a\n", "b = 1\n"));
  expect_split(UNITS("!a = <<A\n", "!c {\nx = <<A\n", "d {\n}\n"));
}

/* A unit that closes late is not cut, though lines in it look like the start of a block. */
static void test_unindented(void **state) {
  (void)state;
  expect_split(UNITS("a {\nb \"c\" {\n}\nd {\n}\n}\n", "b = 1\n"));
}

/* n times `piece` is scanned in a time that does not grow with its square. */
static void expect_fast(const char *piece, size_t n) {
  Str one = str_from(piece);
  char *text = mem_alloc(one.len * n);
  for (size_t i = 0; i < n; i++) memcpy(text + i * one.len, one.ptr, one.len);
  UnitSpans units = {0};
  unit_scan(str_make(text, one.len * n), &units);
  assert_true(units.len > 0);
  array_free(&units);
  free(text);
}

/* Heredocs with markers of their own, of which only the last two come. */
static void test_many_markers(void **state) {
  (void)state;
  enum { COUNT = 100000 };
  Buf text = {0};
  for (int i = 0; i < COUNT; i++) buf_printf(&text, "a { x = <<X%d\n", i);
  buf_printf(&text, "b {}\nX%d\nX%d\n}\nc {}\n", COUNT - 1, COUNT - 2);
  UnitSpans units = {0};
  unit_scan(buf_str(&text), &units);
  assert_int_equal(units.len, COUNT);
  for (size_t i = 0; i < COUNT - 2; i++) assert_true(units.items[i].cut && units.items[i].newlines == 1);
  assert_false(units.items[COUNT - 2].cut);
  assert_int_equal(units.items[COUNT - 2].newlines, 6);
  array_free(&units);
  buf_free(&text);
}

static void test_hostile(void **state) {
  (void)state;
  expect_fast("a {", 1000000);
  expect_fast("a {\n", 200000);
  expect_fast("a = \"${", 200000);
  expect_fast("/*\n", 300000);
  expect_fast("a {\nx = <<E\n", 50000);
  expect_fast("\"", 300001);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_items),
      cmocka_unit_test(test_line_ends),
      cmocka_unit_test(test_brackets_and_strings),
      cmocka_unit_test(test_heredocs),
      cmocka_unit_test(test_broken_lines),
      cmocka_unit_test(test_cuts),
      cmocka_unit_test(test_unindented),
      cmocka_unit_test(test_many_markers),
      cmocka_unit_test(test_hostile),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
