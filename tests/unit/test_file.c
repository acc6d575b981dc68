/* test_file.c: files as lists of units: parsing, positions, edits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "tests/property/compare.h"

static File *parse(const char *text) {
  return file_parse(STR("a.hcl"), str_from(text), dialect_named(STR("sqlite")), true, 1);
}

static void assert_text(const File *file, const char *expected) {
  Arena arena;
  arena_init(&arena, 0);
  assert_string_equal(arena_str(&arena, file_text(file, &arena)).ptr, expected);
  arena_free(&arena);
}

static void test_units_tile_the_text(void **state) {
  (void)state;
  File *file = parse("# one\na = 1\n\ntable \"t\" {\n}\n");
  assert_int_equal(file->unit_count, 2);
  assert_int_equal(file->units[1]->start, 12);
  assert_int_equal(file->units[1]->line, 2);
  assert_int_equal(file->size, 27);
  assert_int_equal(file->lines, 5);
  assert_int_equal(file->dirty_count, 2);
  assert_text(file, "# one\na = 1\n\ntable \"t\" {\n}\n");
  file_free(file);
}

static void test_empty_file(void **state) {
  (void)state;
  File *file = parse("");
  assert_int_equal(file->unit_count, 1);
  assert_int_equal(file_unit_at(file, 0), 0);
  assert_int_equal(file_position(file, 5, TEXT_UTF8).line, 0);
  file_edit(file, 0, 0, STR("a = 1\n"), NULL);
  assert_text(file, "a = 1\n");
  file_edit(file, 0, 6, STR(""), NULL);
  assert_text(file, "");
  assert_int_equal(file->unit_count, 1);
  file_free(file);
}

static void test_indexed_file_keeps_summaries(void **state) {
  (void)state;
  Buf text = {0};
  for (int i = 0; i < 3000; i++)
    buf_printf(&text, "table \"t%d\" {\n  schema = schema.main\n  column \"id\" {\n  }\n}\n", i);
  File *file = file_parse(STR("a.hcl"), buf_str(&text), dialect_named(STR("sqlite")), false, 3);
  buf_free(&text);
  assert_int_equal(file->unit_count, 3000);
  assert_int_equal(file->dirty_count, 3000);
  assert_null(file->units[7]->syn);
  assert_null(file->units[7]->text.ptr);
  assert_true(str_eq(file->units[2999]->sym->defs->name, STR("t2999")));
  assert_true(str_eq(file->units[1]->sym->refs[0].steps[0], STR("main")));
  file_edit(file, 0, 5, STR("x"), NULL); /* no effect: the text is not kept */
  assert_int_equal(file->unit_count, 3000);
  file_free(file);
}

static void test_unit_at(void **state) {
  (void)state;
  File *file = parse("a = 1\nb = 2\nc = 3\n");
  assert_int_equal(file_unit_at(file, 5), 0);
  assert_int_equal(file_unit_at(file, 6), 1);
  assert_int_equal(file_unit_at(file, 18), 2);
  assert_int_equal(file_unit_at(file, 99), 2);
  file_free(file);
}

/* Positions of all offsets of a file are those of its text. */
static void check_positions(const char *source, TextUnit unit) {
  Str text = str_from(source);
  File *file = parse(source);
  Lines lines = {0};
  lines_build(&lines, text);
  for (uint32_t at = 0; at <= text.len; at++) {
    TextPos expected = text_position(text, &lines, at, unit), actual = file_position(file, at, unit);
    assert_int_equal(actual.line, expected.line);
    assert_int_equal(actual.character, expected.character);
    assert_int_equal(file_offset(file, actual, unit), text_offset(text, &lines, expected, unit));
  }
  for (uint32_t line = 0; line < lines.len + 2; line++)
    for (uint32_t character = 0; character < 30; character += 7)
      assert_int_equal(file_offset(file, (TextPos){line, character}, unit),
                       text_offset(text, &lines, (TextPos){line, character}, unit));
  lines_free(&lines);
  file_free(file);
}

static void test_positions(void **state) {
  (void)state;
  static const char *const texts[] = {"",
                                      "a = 1",
                                      "\n\n",
                                      "a = \"\xc3\xa4\xf0\x9f\x98\x80\"\n\nb = 2\n# end",
                                      "a = 1\r\ntable \"t\" {\r\n  # \xf0\x9f\x98\x80 x\r\n}\r\n\r\n",
                                      "a = \"\n}\ntable \"t\" {\n"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    for (int unit = TEXT_UTF8; unit <= TEXT_GRAPHEME; unit++) check_positions(texts[i], (TextUnit)unit);
}

static void test_unit_range(void **state) {
  (void)state;
  File *file = parse("a = 1\ntable \"t\" {\n  x = 1\n}\n");
  TextRange range = unit_range(file->units[1], file->units[1]->sym->defs->span, TEXT_UTF16);
  assert_int_equal(range.start.line, 1);
  assert_int_equal(range.end.line, 3);
  assert_int_equal(range.end.character, 1);
  file_free(file);
}

static void test_edit_keeps_other_units(void **state) {
  (void)state;
  File *file = parse("a = 1\nb = 2\nc = 3\nd = 4\n");
  const Unit *a = file->units[0], *c = file->units[2], *d = file->units[3];
  uint32_t id = file->units[1]->id;
  file_edit(file, 10, 11, STR("200\n\n"), NULL);
  assert_text(file, "a = 1\nb = 200\n\n\nc = 3\nd = 4\n");
  assert_int_equal(file->unit_count, 4);
  assert_ptr_equal(file->units[0], a);
  assert_ptr_equal(file->units[3], d);
  assert_int_not_equal(file->units[1]->id, id);
  assert_int_equal(d->start, file->size - 6);
  assert_int_equal(d->line, 5);
  (void)c;
  file_free(file);
}

static void count_units(void *context, Unit *const *units, size_t count) {
  (void)units;
  *(size_t *)context += count;
}

static void test_edit_tells_what_changed(void **state) {
  (void)state;
  File *file = parse("a = 1\nb = 2\nc = 3\n");
  size_t removed = 0, added = 0;
  FileEdit hooks = {count_units, NULL, &removed};
  file_edit(file, 6, 12, STR(""), &hooks);
  assert_int_equal(removed, 1);
  hooks = (FileEdit){NULL, count_units, &added};
  file_edit(file, 6, 6, STR("x = 1\ny = 2\n"), &hooks);
  assert_int_equal(added, 2);
  assert_int_equal(file->unit_count, 4);
  file_free(file);
}

/* An edit, then the file against one from scratch, then back. */
static void check_edit(const char *text, uint32_t start, uint32_t end, const char *insert) {
  File *file = parse(text);
  Buf after = {0};
  Arena arena;
  buf_printf(&after, "%.*s%s%s", (int)start, text, insert, text + end);
  file_edit(file, start, end, str_from(insert), NULL);
  File *fresh = parse(after.ptr);
  const char *difference = compare_files(file, fresh);
  if (difference != NULL) fail_msg("%s: %s", after.ptr, difference);
  arena_init(&arena, 0);
  file_edit(file, start, start + (uint32_t)strlen(insert), str_make(text + start, end - start), NULL);
  assert_string_equal(arena_str(&arena, file_text(file, &arena)).ptr, text);
  file_free(fresh);
  fresh = parse(text);
  assert_null(compare_files(file, fresh));
  file_free(fresh);
  file_free(file);
  arena_free(&arena);
  buf_free(&after);
}

static void test_openers_everywhere(void **state) {
  (void)state;
  static const char *const openers[] = {"\"", "{", "(", "[",  "${", "%{",   "<<EOT",
                                        "/*", "#", "}", "*/", "\n", "\r\n", "\xef\xbb\xbf"};
  static const char text[] =
      "a = 1\n\ntable \"t\" {\n  x = <<EOT\n  ${b}\nEOT\n  y = \"${c}\" /* d */\n}\n# e\nlocals {\n  f = [1]\n}\n# g";
  for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
    for (uint32_t at = 0; at < sizeof text; at++) check_edit(text, at, at, openers[i]);
}

static void test_deletions_everywhere(void **state) {
  (void)state;
  static const char text[] =
      "a = \"\n\ntable \"t\" {\n  x = <<EOT\n${b}\n}\nEOT\nlocals {\n  f = [1]\n}\n/* g\n*/ h = 1\n";
  for (uint32_t from = 0; from < sizeof text - 1; from++)
    for (uint32_t to = from + 1; to < sizeof text; to += 3) check_edit(text, from, to, "");
}

/* A unit that does not close may be closed by an edit far below, and opened again. */
static void test_distant_close(void **state) {
  (void)state;
  static const char text[] = "a = 1\nb \"x\" {\n  y = <<END\n\nc \"d\" {\n}\ne \"f\" {\n}\ng = 1\n";
  check_edit(text, sizeof text - 1, sizeof text - 1, "END\n}\n");
  check_edit(text, sizeof text - 7, sizeof text - 7, "END\n}\n");
  check_edit("a = /*\nb = 1\nc = 2\n", 13, 13, "*/");
}

static void test_brace_below_a_header(void **state) {
  (void)state;
  check_edit("a \"b\"\n\n\nc = 1\nd = 2\n", 8, 8, "{}\n");
  check_edit("a \"b\"\n\n\nc = 1\nd = 2\n", 8, 9, "{");
}

static void test_edit_bounds(void **state) {
  (void)state;
  File *file = parse("a = 1\n");
  file_edit(file, 4, 500, STR("2\n"), NULL);
  assert_text(file, "a = 2\n");
  file_edit(file, 400, 500, STR("b = 3\n"), NULL);
  assert_text(file, "a = 2\nb = 3\n");
  file_free(file);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_units_tile_the_text),
      cmocka_unit_test(test_empty_file),
      cmocka_unit_test(test_indexed_file_keeps_summaries),
      cmocka_unit_test(test_unit_at),
      cmocka_unit_test(test_positions),
      cmocka_unit_test(test_unit_range),
      cmocka_unit_test(test_edit_keeps_other_units),
      cmocka_unit_test(test_edit_tells_what_changed),
      cmocka_unit_test(test_openers_everywhere),
      cmocka_unit_test(test_deletions_everywhere),
      cmocka_unit_test(test_distant_close),
      cmocka_unit_test(test_brace_below_a_header),
      cmocka_unit_test(test_edit_bounds),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
