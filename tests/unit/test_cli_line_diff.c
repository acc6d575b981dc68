/* test_cli_line_diff.c: unified diffs, also that applying them gives the new text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/array.h"
#include "cli/line_diff.h"

static void expect_diff(const char *before, const char *after, const char *want) {
  Buf out = {0};
  line_diff(STR("f"), str_from(before), str_from(after), false, &out);
  assert_string_equal(out.ptr != NULL ? out.ptr : "", want);
  buf_free(&out);
}

static void small_texts(void **state) {
  (void)state;
  expect_diff("a\nb\n", "a\nb\n", "");
  expect_diff("a\nb\nc\n", "a\nB\nc\n", "--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n");
  expect_diff("", "a\n", "--- a/f\n+++ b/f\n@@ -0,0 +1,1 @@\n+a\n");
  expect_diff("a\n", "", "--- a/f\n+++ b/f\n@@ -1,1 +0,0 @@\n-a\n");
  expect_diff("a", "a\n", "--- a/f\n+++ b/f\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n");
  expect_diff("a\nb\n", "A\nB\n", "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n-a\n-b\n+A\n+B\n");
}

static void hunks_are_split(void **state) {
  (void)state;
  expect_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\n8\ny\n",
              "--- a/f\n+++ b/f\n@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n");
  expect_diff("1\n2\n3\n4\n5\n6\n7\n8\n", "x\n2\n3\n4\n5\n6\n7\ny\n",
              "--- a/f\n+++ b/f\n@@ -1,8 +1,8 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+y\n");
}

static void absolute_names(void **state) {
  (void)state;
  Buf out = {0};
  line_diff(STR("/tmp/f"), STR("a\n"), STR("b\n"), false, &out);
  assert_true(str_starts(buf_str(&out), STR("--- a/tmp/f\n+++ b/tmp/f\n")));
  buf_free(&out);
}

static Str next_line(Str text, size_t *at) {
  size_t end = str_find(text, '\n', *at);
  Str line = str_sub(text, *at, end);
  *at = end + 1;
  return line;
}

/* Applies a diff to `before`, checking each line of context; both texts end with a newline. */
static void apply(Str before, Str diff, Buf *out) {
  size_t at = 0, from = 0;
  next_line(diff, &at);
  next_line(diff, &at);
  for (size_t line_number = 1; at < diff.len;) {
    Str line = next_line(diff, &at);
    if (line.ptr[0] == '@') {
      size_t start = (size_t)strtoul(line.ptr + 4, NULL, 10), count = strtoul(strchr(line.ptr, ',') + 1, NULL, 10);
      for (; line_number < start + (count == 0); line_number++) {
        buf_put(out, next_line(before, &from));
        buf_putc(out, '\n');
      }
      continue;
    }
    if (line.ptr[0] != '+') {
      Str own = next_line(before, &from);
      line_number++;
      assert_true(str_eq(own, str_sub(line, 1, line.len)));
      if (line.ptr[0] == '-') continue;
    }
    buf_put(out, str_sub(line, 1, line.len));
    buf_putc(out, '\n');
  }
  if (from < before.len) buf_put(out, str_sub(before, from, before.len));
}

static unsigned next_random(unsigned *seed) { return (*seed = *seed * 1103515245u + 12345u) / 65536u; }

/* Random texts over few different lines, small and large ones (which are compared line by line). */
static void applying_gives_the_new_text(void **state) {
  (void)state;
  unsigned seed = 3;
  for (int round = 0; round < 300; round++) {
    Buf before = {0}, after = {0}, diff = {0}, got = {0};
    unsigned lines = round < 295 ? next_random(&seed) % 30 : 5000;
    for (unsigned i = 0; i < lines; i++) {
      buf_printf(&before, "%u\n", next_random(&seed) % 5);
      unsigned change = next_random(&seed) % 6;
      if (change != 0) buf_printf(&after, "%u\n", change == 1 ? 9 : next_random(&seed) % 5);
    }
    buf_put(&before, STR("end\n"));
    buf_put(&after, STR("end\n"));
    line_diff(STR("f"), buf_str(&before), buf_str(&after), false, &diff);
    if (diff.len > 0) apply(buf_str(&before), buf_str(&diff), &got);
    assert_string_equal(diff.len > 0 ? got.ptr : before.ptr, after.ptr);
    buf_free(&before);
    buf_free(&after);
    buf_free(&diff);
    buf_free(&got);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(small_texts),
      cmocka_unit_test(hunks_are_split),
      cmocka_unit_test(absolute_names),
      cmocka_unit_test(applying_gives_the_new_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
