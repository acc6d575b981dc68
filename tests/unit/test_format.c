/* The formatter: what hclwrite makes of each kind of line, and that it changes nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "grammar/format.h"

/* `text` becomes `want`, which stays as it is. */
static void expect_format(const char *text, const char *want) {
  Buf once = {0}, twice = {0};
  format_text(str_from(text), &once);
  if (!str_eq(buf_str(&once), str_from(want))) fail_msg("%s: %s", text, once.ptr);
  format_text(buf_str(&once), &twice);
  if (!str_eq(buf_str(&once), buf_str(&twice))) fail_msg("again: %s", twice.ptr);
  buf_free(&once);
  buf_free(&twice);
}

static void test_indent(void **state) {
  (void)state;
  expect_format("a {\nb {\n\tc = 1\n      }\n}\n", "a {\n  b {\n    c = 1\n  }\n}\n");
  expect_format("a = [\n1,\n# two\n    2,\n  ]\n", "a = [\n  1,\n  # two\n  2,\n]\n");
  expect_format("a = f([\n1,\n])\nb = 1\n", "a = f([\n  1,\n])\nb = 1\n");
  expect_format("a = [{\nb = 1\n}, {\nc = 2\n}]\n", "a = [{\n  b = 1\n  }, {\n  c = 2\n}]\n");
  expect_format("  a = 1   \n\t\n  # b\n", "a = 1\n\n# b\n");
}

static void test_alignment(void **state) {
  (void)state;
  expect_format("a = 1\nbbb = 2\n\ncc = 3\n", "a   = 1\nbbb = 2\n\ncc = 3\n");
  expect_format("a = 1 # x\nbbb = 22   // y\n", "a   = 1  # x\nbbb = 22 // y\n");
  expect_format("a = 1\nbbb = [\n1\n]\n", "a = 1\nbbb = [\n  1\n]\n");
  expect_format("\xC3\xA9 = 1\nbb = 2\n", "\xC3\xA9  = 1\nbb = 2\n");
  expect_format("a = {\nb = 1\nccc = 2\n}\n", "a = {\n  b   = 1\n  ccc = 2\n}\n");
}

static void test_spaces(void **state) {
  (void)state;
  expect_format("a=b+c*-d - -1\n", "a = b + c * -d - -1\n");
  expect_format("a = b ?c:! d\n", "a = b ? c : !d\n");
  expect_format("a = f ( b ,c ... )\n", "a = f(b, c...)\n");
  expect_format("a = [ b . c [ 0 ] , d ]\n", "a = [b.c[0], d]\n");
  expect_format("a = {b=1}\nc {}\nd { }\ne {f=1}\n", "a = { b = 1 }\nc {}\nd {}\ne { f = 1 }\n");
  expect_format("a = [for x in[1]:x if x>1]\n", "a = [for x in [1] : x if x > 1]\n");
  expect_format("a   \"b\"   {\n}\n", "a \"b\" {\n}\n");
}

static void test_templates(void **state) {
  (void)state;
  expect_format("a = \" x  ${ b } y\"\n", "a = \" x  ${b} y\"\n");
  expect_format("a = \"%{if b}c%{ endif }\"\n", "a = \"%{if b}c%{endif}\"\n");
  expect_format("a = \"${{b=1}}\"\n", "a = \"${ { b = 1 } }\"\n");
  expect_format("a {\nb = <<-E\n  x\n      y\n    E\nc   = 1\n}\n",
                "a {\n  b = <<-E\n  x\n      y\n    E\n  c = 1\n}\n");
}

static void test_line_ends(void **state) {
  (void)state;
  expect_format("a {\r\nb=1\r\n}\r\n", "a {\r\n  b = 1\r\n}\r\n");
  expect_format("\xEF\xBB\xBF"
                "a=1",
                "\xEF\xBB\xBF"
                "a = 1");
  expect_format("", "");
  expect_format("\n\n", "\n\n");
  expect_format("# a\n/* b\n  c */\nd = 1\n", "# a\n/* b\n  c */\nd = 1\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_indent),    cmocka_unit_test(test_alignment), cmocka_unit_test(test_spaces),
      cmocka_unit_test(test_templates), cmocka_unit_test(test_line_ends),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
