/* test_lsp_context.c: where the cursor is, in half-typed code. '|' marks the cursor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "lsp/complete.h"
#include "lsp/complete_context.h"

/* "VALUE table column type path=enum word=st" */
static void describe(const CursorContext *cursor, Str text, Buf *out) {
  static const char *const places[] = {"NONE", "ITEM", "LABEL", "VALUE", "KEY"};
  static const char *const frames[] = {"[", "(", "call", "{", "${", "index"};
  buf_put(out, str_from(places[cursor->place]));
  for (uint32_t i = 0; i < cursor->depth; i++) buf_printf(out, " %.*s", STR_FMT(cursor->blocks[i].type));
  if (cursor->place == CURSOR_LABEL) buf_printf(out, " label%u", cursor->label);
  if (cursor->place == CURSOR_VALUE) buf_printf(out, " =%.*s", STR_FMT(cursor->attr));
  for (uint32_t i = 0; i < cursor->frame_count; i++)
    buf_printf(out, " %s%.*s%u", frames[cursor->frames[i].kind], STR_FMT(cursor->frames[i].callee),
               cursor->frames[i].index);
  for (uint32_t i = 0; i < cursor->path_count; i++) buf_printf(out, " %.*s.", STR_FMT(cursor->path[i]));
  if (cursor->quoted) buf_put(out, STR(" quoted"));
  if (cursor->word.end > cursor->word.start) buf_printf(out, " '%.*s'", STR_FMT(span_of(cursor->word, text)));
}

static void expect(const char *marked, const char *wanted) {
  Str input = str_from(marked);
  size_t at = str_find(input, '|', 0);
  Buf text = {0}, got = {0};
  buf_put(&text, str_sub(input, 0, at));
  buf_put(&text, str_sub(input, at + 1, input.len));
  CursorContext cursor;
  cursor_read(buf_str(&text), (uint32_t)at, &cursor);
  describe(&cursor, buf_str(&text), &got);
  assert_string_equal(got.ptr, wanted);
  buf_free(&text);
  buf_free(&got);
}

static void test_items(void **state) {
  (void)state;
  expect("|", "ITEM");
  expect("ta|", "ITEM 'ta'");
  expect("table \"t\" {\n  |", "ITEM table");
  expect("table \"t\" {\n  column \"c\" {\n    ty|\n  }\n}", "ITEM table column 'ty'");
  expect("table \"t\" {\n  column \"c\" {\n  }\n  |", "ITEM table");
  expect("table \"t\" {\n  a = 1\n  |", "ITEM table");
  expect("table \"t\" {\n  a = [\n 1 ]\n  |", "ITEM table");
  expect("a {} |", "ITEM");
  expect("table \"t {\n|", "ITEM"); /* a string ends with its line */
}

static void test_labels(void **state) {
  (void)state;
  expect("table |", "LABEL table label0");
  expect("table \"|", "LABEL table label0 quoted");
  expect("table \"a\" \"us|", "LABEL table label1 quoted 'us'");
  expect("table \"a\" |", "LABEL table label1");
  expect("table us|", "LABEL table label0 'us'");
}

static void test_values(void **state) {
  (void)state;
  expect("a = |", "VALUE =a");
  expect("a = b|", "VALUE =a 'b'");
  expect("a = b.|", "VALUE =a b.");
  expect("a = b.c.d|", "VALUE =a b. c. 'd'");
  expect("a = b |", "NONE");
  expect("a = b + |", "VALUE =a");
  expect("a = x ? b.|", "VALUE =a b.");
  expect("a = \"te|xt\"", "VALUE =a quoted 'te'");
  expect("a = table[\"x y\"].|", "VALUE =a table. x y.");
  expect("a = table[\"x\"].col|", "VALUE =a table. x. 'col'");
  expect("t {\n a = b.|\n c = 1\n}", "VALUE t =a b.");
}

static void test_frames(void **state) {
  (void)state;
  expect("a = [|", "VALUE =a [0");
  expect("a = [b, c.|", "VALUE =a [1 c.");
  expect("a = [b,\n  |", "VALUE =a [1");
  expect("a = f(|", "VALUE =a callf0");
  expect("a = f(1, [2, |", "VALUE =a callf1 [1");
  expect("a = (|", "VALUE =a (0");
  expect("a = \"x${|", "VALUE =a ${0");
  expect("a = \"x${var.|}\"", "VALUE =a ${0 var.");
  expect("a = \"x${b}|", "VALUE =a quoted 'x${b}'");
  expect("a = \"$${|", "VALUE =a quoted '$${'");
  expect("a = <<EOT\n${b.|", "VALUE =a ${0 b.");
  expect("a = { |", "KEY {0");
  expect("a = { k = |", "VALUE =a {0");
}

static void test_nothing(void **state) {
  (void)state;
  expect("# |", "NONE");
  expect("a = 1 // b |", "NONE");
  expect("/* x\n |", "NONE");
  expect("a = <<EOT\n text |", "NONE");
}

static void test_nesting_has_a_bound(void **state) {
  (void)state;
  Buf text = {0};
  buf_put(&text, STR("a = "));
  buf_repeat(&text, '[', 100000);
  CursorContext cursor;
  cursor_read(buf_str(&text), (uint32_t)text.len, &cursor);
  assert_int_equal(cursor.place, CURSOR_NONE);
  buf_free(&text);
}

static void plain(const char *snippet, const char *wanted) {
  Arena arena;
  arena_init(&arena, 0);
  Str got = complete_plain(&arena, str_from(snippet));
  assert_int_equal(got.len, strlen(wanted));
  assert_memory_equal(got.ptr, wanted, got.len);
  arena_free(&arena);
}

static void test_plain_text_of_snippets(void **state) {
  (void)state;
  plain("a = $1", "a = ");
  plain("t \"${1:name}\" {\n  $0\n\\}", "t \"name\" {\n  \n}");
  plain("x = ${2|true,false|}", "x = true");
  plain("\\$ \\\\ \\}", "$ \\ }");
  plain("${1:a}${2:b}", "ab");
  plain("", "");
  plain("${", "");
  plain("\\", "\\");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_items),
      cmocka_unit_test(test_labels),
      cmocka_unit_test(test_values),
      cmocka_unit_test(test_frames),
      cmocka_unit_test(test_nothing),
      cmocka_unit_test(test_nesting_has_a_bound),
      cmocka_unit_test(test_plain_text_of_snippets),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
