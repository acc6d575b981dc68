/* Folds, selections and the cache of trees (grammar/tree.h). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "grammar/tree.h"

typedef struct Folds {
  Str text;
  Buf out;
} Folds;

/* "kind first-line-last-line;", lines counted from 0. */
static void print_fold(void *context, TreeFold fold) {
  Folds *self = context;
  uint32_t first = text_newlines(str_sub(self->text, 0, fold.span.start));
  uint32_t last = first + text_newlines(span_of(fold.span, self->text));
  buf_printf(&self->out, "%s %u-%u;", fold.kind == TREE_FOLD_COMMENT ? "comment" : "region", first, last);
}

static void assert_folds(const char *source, const char *expected) {
  TreeCache *cache = tree_cache_new(1 << 16);
  Folds folds = {str_from(source), {0}};
  tree_folds(cache, 1, folds.text, print_fold, &folds);
  assert_string_equal(folds.out.ptr != NULL ? folds.out.ptr : "", expected);
  buf_free(&folds.out);
  tree_cache_free(cache);
}

static void folds_blocks(void **state) {
  (void)state;
  assert_folds("table \"t\" {\n  column \"c\" {\n    null = true\n  }\n}\n", "region 0-4;region 1-3;");
  assert_folds("table \"t\" {}\n", "");
  assert_folds("", "");
}

static void folds_values(void **state) {
  (void)state;
  assert_folds("a = [\n  1,\n  2,\n]\n", "region 0-3;");
  assert_folds("a = {\n  b = f(\n    1)\n}\n", "region 0-3;region 1-2;");
  assert_folds("a = <<EOT\n  text\nEOT\n", "region 0-2;");
  assert_folds("a = [for x in y :\n x]\n", "region 0-1;");
  assert_folds("a = <<EOT\n%{ if x }\nb\n%{ endif }\nEOT\n", "region 0-4;region 1-3;");
}

static void folds_comments(void **state) {
  (void)state;
  assert_folds("# a\n# b\n// c\nx = 1\n", "comment 0-2;");
  assert_folds("# a\n\n# b\nx = 1\n", "");
  assert_folds("x {\n  /* a\n  b */\n  y = 1 # c\n  # d\n}\n", "region 0-5;comment 1-2;");
}

static void folds_broken_text(void **state) {
  (void)state;
  assert_folds("table \"t\" {\n  a = \"x\n  b = [\n    1\n  ]\n}\n", "region 0-5;region 2-4;");
  assert_folds("x {\n  y =\n  z {\n  }\n}\n", "region 0-4;region 2-3;");
}

/* The selected texts from the inside out, divided by '|'. `|` in the source marks the offset. */
static void assert_selection(const char *marked, const char *expected) {
  Buf source = {0}, actual = {0};
  const char *bar = strchr(marked, '|');
  buf_put(&source, str_make(marked, (size_t)(bar - marked)));
  uint32_t offset = (uint32_t)source.len;
  buf_put(&source, str_from(bar + 1));
  TreeCache *cache = tree_cache_new(1 << 16);
  Span spans[32];
  size_t count = tree_selection(cache, 1, buf_str(&source), offset, spans, 32);
  for (size_t i = 0; i < count; i++) {
    if (i > 0) {
      buf_putc(&actual, '|');
      assert_true(spans[i].start <= spans[i - 1].start && spans[i].end >= spans[i - 1].end);
    }
    buf_put(&actual, span_of(spans[i], buf_str(&source)));
  }
  assert_string_equal(actual.ptr != NULL ? actual.ptr : "", expected);
  tree_cache_free(cache);
  buf_free(&source);
  buf_free(&actual);
}

static void selects_outwards(void **state) {
  (void)state;
  assert_selection("x { a = [column.i|d] }\n", "id|column.id|[column.id]|a = [column.id]|x { a = [column.id] }");
  assert_selection("x { a = [column.id|] }\n", "id|column.id|[column.id]|a = [column.id]|x { a = [column.id] }");
  assert_selection("x \"n|m\" {\n}\n", "nm|\"nm\"|x \"nm\" {\n}");
  assert_selection("x {\n  a = 1\n  b |= 2\n}\n", "b = 2|a = 1\n  b = 2|x {\n  a = 1\n  b = 2\n}");
  assert_selection("x = [|b]\n", "b|[b]|x = [b]");
  assert_selection("# not|e\nx = 1\n", "# note");
}

static void selects_nothing_between_items(void **state) {
  (void)state;
  assert_selection("x = 1\n\n|\n\ny = 2\n", "");
  assert_selection("|", "");
}

static void stores_at_most_max(void **state) {
  (void)state;
  TreeCache *cache = tree_cache_new(0);
  Span spans[2] = {{0, 0}, {7, 7}};
  assert_int_equal(tree_selection(cache, 1, STR("a = [b]\n"), 5, spans, 1), 1);
  assert_int_equal(spans[0].start, 5);
  assert_int_equal(spans[1].start, 7);
  tree_cache_free(cache);
}

static void keeps_recent_trees_only(void **state) {
  (void)state;
  TreeCache *cache = tree_cache_new(20);
  Span span;
  for (int round = 0; round < 3; round++) {
    assert_int_equal(tree_selection(cache, 1, STR("aaaa = 1\n"), 1, &span, 1), 1);
    assert_int_equal(span.end, 4);
    assert_int_equal(tree_selection(cache, 2, STR("b = 1\n"), 0, &span, 1), 1);
    assert_int_equal(span.end, 1);
    assert_int_equal(tree_selection(cache, 3, STR("cc = 12345678\n"), 0, &span, 1), 1);
    assert_int_equal(span.end, 2);
  }
  tree_cache_free(cache);
}

static void survives_hostile_text(void **state) {
  (void)state;
  Buf text = {0};
  for (int i = 0; i < 1000; i++) buf_put(&text, STR("x {\n"));
  TreeCache *cache = tree_cache_new(1 << 20);
  Folds folds = {buf_str(&text), {0}};
  tree_folds(cache, 1, folds.text, print_fold, &folds);
  Span spans[8];
  (void)tree_selection(cache, 1, buf_str(&text), 3000, spans, 8);
  (void)tree_selection(cache, 2, STR("a\0b = \xff\xfe ${ <<E\n"), 5, spans, 8);
  buf_free(&folds.out);
  buf_free(&text);
  tree_cache_free(cache);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(folds_blocks),          cmocka_unit_test(folds_values),
      cmocka_unit_test(folds_comments),        cmocka_unit_test(folds_broken_text),
      cmocka_unit_test(selects_outwards),      cmocka_unit_test(selects_nothing_between_items),
      cmocka_unit_test(stores_at_most_max),    cmocka_unit_test(keeps_recent_trees_only),
      cmocka_unit_test(survives_hostile_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
