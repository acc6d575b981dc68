/* Half-typed code: the tree that is left of it, and that one mistake gives one error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/unit/syn_dump.h"

/* The tree of a broken text, and one error. */
typedef struct Row {
  const char *text, *tree;
} Row;

static void expect_recovery(Row row) {
  Arena arena;
  Buf out = {0};
  arena_init(&arena, 0);
  SynUnit *unit = syn_parse(&arena, str_from(row.text), false);
  dump_body(&out, &unit->body);
  if (strcmp(out.ptr, row.tree) != 0) fail_msg("%s: %s", row.text, out.ptr);
  if (unit->errors == NULL) fail_msg("%s: no error", row.text);
  if (unit->errors->next != NULL) fail_msg("%s: also %s", row.text, unit->errors->next->summary);
  buf_free(&out);
  arena_free(&arena);
}

#define EXPECT_ALL(rows)                                                                                               \
  for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++) expect_recovery((rows)[i])

static void test_attributes(void **state) {
  (void)state;
  static const Row rows[] = {
      {"t {\n  a =\n  b = 1\n}\n", "t { a = ERROR; b = 1 }"},
      {"t {\n  a = 1 2 3\n  b = 1\n}\n", "t { a = 1; b = 1 }"},
      {"t {\n  a = c.d e { x = 1 }\n  b = 1\n}\n", "t { a = c.d; b = 1 }"},
      {"t {\n  a = c ? d\n  b = 1\n}\n", "t { a = if(c, d, ERROR); b = 1 }"},
      {"t {\n  a = column.\n  b = 1\n}\n", "t { a = column.; b = 1 }"},
      {"t {\n  a = 'x'\n  b = 1\n}\n", "t { a = ERROR; b = 1 }"},
      {"t {\n  col\n  b = 1\n}\n", "t { b = 1; ?col }"},
      {"t {\n  column.\n  b = 1\n}\n", "t { b = 1; ?column }"},
      {"t {\n  ]\n  b = 1\n}\n", "t { b = 1 }"},
      {"t {\n  \"a\" = 1\n  b = 1\n}\n", "t { b = 1 }"},
  };
  EXPECT_ALL(rows);
}

static void test_brackets(void **state) {
  (void)state;
  static const Row rows[] = {
      {"t {\n  a = [c.d, c.\n  b = 1\n}\n", "t { a = [c.d, c.]; b = 1 }"},
      {"t {\n  a = [c.d, c.]\n  b = 1\n}\n", "t { a = [c.d, c.]; b = 1 }"},
      {"t {\n  a = [c.d,\n  u \"x\" {\n    b = 1\n  }\n}\n", "t { a = [c.d]; u \"x\" { b = 1 } }"},
      {"t {\n  a = [c, d\n}\n", "t { a = [c, d] }"},
      {"t {\n  a = [1 2, 3, x y]\n  b = 1\n}\n", "t { a = [1, 3, x]; b = 1 }"},
      {"t {\n  a = f(1, g(2)\n  b = 1\n}\n", "t { a = f(1, g(2)); b = 1 }"},
      {"t {\n  a = (1 + \n  b = 1\n}\n", "t { a = (+(1, ERROR)); b = 1 }"},
      {"t {\n  a = c[\n  b = 1\n}\n", "t { a = c[ERROR]; b = 1 }"},
      {"t {\n  a = {b\n  c = 1\n}\n", "t { a = {b = ERROR, c = 1} }"},
      {"t {\n  a = ${b\n  c = 1\n}\n", "t { a = ERROR }"},
      {"t {\n  a = { x = 1 y = 2\n z = 3 }\n  b = 1\n}\n", "t { a = {x = 1, z = 3}; b = 1 }"},
      {"t {\n  a = { x = \n z = 3 }\n  b = 1\n}\n", "t { a = {x = ERROR, z = 3}; b = 1 }"},
      {"t {\n  a = [for x in y\n  b = 1\n}\n", "t { a = for(, x, y, ERROR); b = 1 }"},
      {"t {\n u { a = [1 \n }\n b = 1\n}\n", "t { b = 1; u { a = [1] } }"},
  };
  EXPECT_ALL(rows);
}

static void test_strings(void **state) {
  (void)state;
  static const Row rows[] = {
      {"t {\n  a = \"abc\n  b = 1\n}\n", "t { a = \"abc\"; b = 1 }"},
      {"t {\n  a = \"abc${x\n  b = 1\n}\n", "t { a = T(\"abc\" x); b = 1 }"},
      {"t {\n  a = \"abc${x\"\n  b = 1\n}\n", "t { a = T(\"abc\" x); b = 1 }"},
      {"t {\n  a = \"%{ if x }y\"\n  b = 1\n}\n", "t { a = T(if(x, \"y\", \"\")); b = 1 }"},
      {"t {\n  a = <<EOT\n b\n", "t { a = \" b\\x0A\" }"},
      {"t {\n  u { a = \"x }\n  b = 2\n}\n", "t { b = 2; u { a = \"x }\" } }"},
      {"t {\n  u \"x {\n    b = 1\n  }\n  c = 2\n}\n", "t { c = 2; u \"x\" { b = 1 } }"},
  };
  EXPECT_ALL(rows);
}

static void test_headers(void **state) {
  (void)state;
  static const Row rows[] = {
      {"t {\n  u \"x\n  b = 1\n}\n", "t { b = 1; u \"x\" {  } }"},
      {"t {\n  u \"x\"\n  b = 1\n}\n", "t { b = 1; u \"x\" {  } }"},
      {"t \"x\" = {\n  a = 1\n}\n", "t \"x\" { a = 1 }"},
      {"t \"x\"\n{\n  a = 1\n}\n", "t \"x\" { a = 1 }"},
      {"t {\n  u { a = }\n  b = 2\n}\n", "t { b = 2; u { a = ERROR } }"},
      {"t {\n  u { a }\n  b = 2\n}\n", "t { b = 2; u { ?a } }"},
      {"t { (\n  a = 1\n  b = 2\n}\n", "t { a = 1; b = 2 }"},
      {"t { a = 1, b = 2 }\n", "t { a = 1; b = 2 }"},
      {"t { a = 1\n  b = 2\n}\n", "t { a = 1; b = 2 }"},
      {"t {\n  u {} v {}\n  b = 1\n}\n", "t { b = 1; u {  }; v {  } }"},
      {"t {\n  a = 1\n", "t { a = 1 }"},
  };
  EXPECT_ALL(rows);
}

/* Two mistakes on two lines are two errors, and the items know that they are broken. */
static void test_two_mistakes(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena, 0);
  SynUnit *unit = syn_parse(&arena, STR("t {\n  a = )\n  b = 1\n  u {\n    c = ]\n  }\n}\n"), false);
  assert_non_null(unit->errors->next);
  assert_null(unit->errors->next->next);
  const SynBlock *block = unit->body.blocks;
  assert_false(block->broken);
  assert_true(syn_attr(block->body, STR("a"))->broken);
  assert_false(syn_attr(block->body, STR("b"))->broken);
  assert_true(syn_attr(block->body->blocks->body, STR("c"))->broken);
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_attributes), cmocka_unit_test(test_brackets),     cmocka_unit_test(test_strings),
      cmocka_unit_test(test_headers),    cmocka_unit_test(test_two_mistakes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
