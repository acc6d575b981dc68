/* The tree of valid code: each kind of expression, templates, bodies, and finding nodes in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/unit/syn_dump.h"

/* `text` has no errors and the tree `want`. */
static void expect_tree(const char *text, const char *want) {
  Arena arena;
  Buf out = {0};
  arena_init(&arena, 0);
  SynUnit *unit = syn_parse(&arena, str_from(text), true);
  if (unit->errors != NULL) fail_msg("%s: %s", text, unit->errors->summary);
  dump_body(&out, &unit->body);
  assert_string_equal(out.ptr != NULL ? out.ptr : "", want);
  buf_free(&out);
  arena_free(&arena);
}

static void test_bodies(void **state) {
  (void)state;
  expect_tree("", "");
  expect_tree("a = 1\r\nb=2 # c", "a = 1; b = 2");
  expect_tree("\xEF\xBB\xBFt \"a\\n\" b-c {\n  x = 1\n  y {}\n  z { w = 2 }\n}\n",
              "t \"a\\x0A\" \"b-c\" { x = 1; y {  }; z { w = 2 } }");
  expect_tree("\xC3\xA9t\xC3\xA9 = 1\n", "\xC3\xA9t\xC3\xA9 = 1");
}

static void test_terms(void **state) {
  (void)state;
  expect_tree("a = null\n", "a = null");
  expect_tree("a = [true, false, 1.5e-3, \"x\",]\n", "a = [true, false, 1.5e-3, \"x\"]");
  expect_tree("a = {b = 1, \"c\": 2\n(d) = 3\nnull = 4}\n", "a = {b = 1, \"c\" = 2, (d) = 3, null = 4}");
  expect_tree("a = f(1, g::h()...)\n", "a = f(1, g::h()...)");
}

static void test_paths(void **state) {
  (void)state;
  expect_tree("a = b.c[0].d[\"e\"].0[f]\n", "a = b.c[0].d[\"e\"][0][f]");
  expect_tree("a = b.*.c[0]\n", "a = b.*.c[0]");
  expect_tree("a = b[*].c\n", "a = b[*].c");
  expect_tree("a = f(x).y[0]\nb = (z)[1]\nc = [1][*]\n", "a = f(x).y[0]; b = (z)[1]; c = [1][*]");
}

static void test_operators(void **state) {
  (void)state;
  expect_tree("a = 1 + 2 * 3 - 4\n", "a = -(+(1, *(2, 3)), 4)");
  expect_tree("a = b || c && d == e < f + g / -h\n", "a = ||(b, &&(c, ==(d, <(e, +(f, /(g, -(h)))))))");
  expect_tree("a = b ? c : d ? e : f\n", "a = if(b, c, if(d, e, f))");
  expect_tree("a = !b.c\n", "a = !(b.c)");
  expect_tree("a = (1 +\n2)\n", "a = (+(1, 2))");
}

static void test_for(void **state) {
  (void)state;
  expect_tree("a = [for x in y : x]\n", "a = for(, x, y, x)");
  expect_tree("a = {for k, v in y : k => v... if v > 1}\n", "a = object_for(k, v, y, k, v, if >(v, 1), ...)");
}

static void test_strings(void **state) {
  (void)state;
  expect_tree("a = \"\\t\\u00e9\\U0001F600\\\"\\\\ $${ %%{ $ $$\"\n",
              "a = \"\\x09\\xC3\\xA9\\xF0\\x9F\\x98\\x80\\x22\\x5C ${ %{ $ $$\"");
  expect_tree("a = \"${b}\"\nc = \"x${b}y\"\n", "a = T(b); c = T(\"x\" b \"y\")");
  expect_tree("a = \"x  ${~ b ~}  y\"\n", "a = T(\"x\" b \"y\")");
  expect_tree("a = \"%{ if b }c%{ else }d%{ endif }\"\n", "a = T(if(b, \"c\", \"d\"))");
  expect_tree("a = \"%{ for k, v in b }c${v}%{ endfor }\"\n", "a = T(each(k, v, b, T(\"c\" v)))");
  expect_tree("a = \"${ \"${\"b\"}\" }\"\n", "a = T(T(\"b\"))");
}

static void test_heredocs(void **state) {
  (void)state;
  expect_tree("a = <<E\n b\\n\n${c}\nE\n", "a = T(\" b\\x5Cn\\x0A\" c \"\\x0A\")");
  expect_tree("a = <<-E\n    b\n\n  c\n  E\nd = 1\n", "a = \"  b\\x0A\\x0Ac\\x0A\"; d = 1");
  expect_tree("a = <<E\r\nb\r\nE\r\n", "a = \"b\\x0D\\x0A\"");
  expect_tree("a = <<E\nE\n", "a = \"\"");
  expect_tree("a = f(<<E\nx\nE\n, 1)\n", "a = f(\"x\\x0A\", 1)");
}

/* A plain string points into the source. */
static void test_no_copy(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena, 0);
  Str text = STR("a = \"plain\"\n");
  SynUnit *unit = syn_parse(&arena, text, false);
  assert_ptr_equal(syn_attr(&unit->body, STR("a"))->value->as.text.ptr, text.ptr + 5);
  assert_null(syn_attr(&unit->body, STR("b")));
  assert_null(syn_block(&unit->body, STR("a")));
  arena_free(&arena);
}

/* The comment right above the item of `text` is `want`. */
static void expect_comment(const char *text, const char *want) {
  Arena arena;
  arena_init(&arena, 0);
  SynUnit *unit = syn_parse(&arena, str_from(text), true);
  Str comment = span_of(unit->comment, unit->text);
  if (!str_eq(comment, str_from(want))) fail_msg("%s: comment \"%.*s\"", text, STR_FMT(comment));
  arena_free(&arena);
}

static void test_comments(void **state) {
  (void)state;
  expect_comment("# a\n# b\nx = 1\n", "# a\n# b");
  expect_comment("# a\n\n/* b */\nx = 1\n", "/* b */");
  expect_comment("# a\n\nx = 1\n", "");
  expect_comment("# a\n", "");
}

/* What stands at the '|' of `text`: type of the innermost block, the attribute, the innermost expression. */
static void expect_at(const char *text, const char *want) {
  Arena arena;
  Buf source = {0}, out = {0};
  arena_init(&arena, 0);
  size_t at = str_find(str_from(text), '|', 0);
  buf_put(&source, str_make(text, at));
  buf_put(&source, str_from(text + at + 1));
  SynAt found;
  syn_at(syn_parse(&arena, buf_str(&source), true), (uint32_t)at, &found);
  for (uint32_t i = 0; i < found.depth; i++) buf_printf(&out, "%.*s ", STR_FMT(found.blocks[i]->type));
  if (found.attr != NULL) buf_printf(&out, ".%.*s ", STR_FMT(found.attr->name));
  if (found.expr_depth > 0) dump_expr(&out, found.exprs[found.expr_depth - 1]);
  assert_string_equal(out.ptr != NULL ? out.ptr : "", want);
  buf_free(&out);
  buf_free(&source);
  arena_free(&arena);
}

static void test_at(void **state) {
  (void)state;
  expect_at("t \"x\" {\n  a = b.c|\n}\n", "t .a b.c");
  expect_at("t \"x\" {\n  a = [b, f(c|, d)]\n}\n", "t .a c");
  expect_at("t \"x\" {\n  u {\n    |\n  }\n}\n", "t u ");
  expect_at("t \"x|\" {\n}\n", "t ");
  expect_at("t {\n  a =| \n}\n", "t .a ERROR");
  expect_at("t {\n  a = |\n}\n", "t .a ERROR");
  expect_at("t {\n  a| = 1\n}\n", "t .a ");
  expect_at("t {\n  a = column.|\n}\n", "t .a column.");
  expect_at("t {\n  a = \"${b|}\"\n}\n", "t .a b");
  expect_at("t {\n}\n|", "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_bodies),    cmocka_unit_test(test_terms),   cmocka_unit_test(test_paths),
      cmocka_unit_test(test_operators), cmocka_unit_test(test_for),     cmocka_unit_test(test_strings),
      cmocka_unit_test(test_heredocs),  cmocka_unit_test(test_no_copy), cmocka_unit_test(test_comments),
      cmocka_unit_test(test_at),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
