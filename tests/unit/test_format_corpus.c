/* Formatting the files of the corpus: the tree stays the same, and formatting again changes nothing. Skipped when the
 * corpus is absent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/path.h"
#include "grammar/format.h"
#include "tests/unit/syn_dump.h"

static size_t files;

/* Appends the tree of a text; false when it has syntax errors. */
static bool dump_tree(Str text, Buf *out) {
  Arena arena;
  arena_init(&arena, 0);
  SynUnit *unit = syn_parse(&arena, text, true);
  bool valid = unit->errors == NULL;
  if (valid) dump_body(out, &unit->body);
  arena_free(&arena);
  return valid;
}

static void check_file(Str path, Str text) {
  Buf before = {0}, after = {0}, once = {0}, twice = {0};
  if (dump_tree(text, &before)) {
    files++;
    format_text(text, &once);
    format_text(buf_str(&once), &twice);
    if (!dump_tree(buf_str(&once), &after)) fail_msg("%.*s: formatting adds an error", STR_FMT(path));
    if (!str_eq(buf_str(&before), buf_str(&after))) fail_msg("%.*s: formatting changes the tree", STR_FMT(path));
    if (!str_eq(buf_str(&once), buf_str(&twice))) fail_msg("%.*s: formatting again changes it", STR_FMT(path));
  }
  buf_free(&before);
  buf_free(&after);
  buf_free(&once);
  buf_free(&twice);
}

/* Checks the .hcl files below a folder, which are not nested deeply. */
static void check_folder(Arena *arena, Str folder, unsigned depth) {
  StrList names = {0};
  Str error = {0}, text = {0};
  if (depth > 8 || !dir_list(arena, folder, &names, &error)) return;
  for (size_t i = 0; i < names.len; i++) {
    Str path = path_join(arena, folder, names.items[i]);
    if (file_kind(path) == FILE_DIR) {
      check_folder(arena, path, depth + 1);
    } else if (str_ends(path, STR(".hcl")) && file_read(arena, path, &text, &error)) {
      check_file(path, text);
    }
  }
  array_free(&names);
}

static void test_corpus(void **state) {
  (void)state;
  Arena arena;
  Str corpus = STR(ATLAS_SOURCE_DIR "/../shared/corpus");
  if (file_kind(corpus) != FILE_DIR) {
    fputs("skipped: corpus absent\n", stderr);
    skip();
  }
  arena_init(&arena, 0);
  check_folder(&arena, corpus, 0);
  arena_free(&arena);
  assert_true(files >= 500);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_corpus)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
