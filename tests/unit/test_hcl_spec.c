/* HCL's own test-suite: the verdict of each file, and the place and summary of what is wrong, as index.jsonl of the
 * corpus lists them; and formatting what is valid twice gives the same as once. Skipped when the corpus is absent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/path.h"
#include "grammar/format.h"
#include "grammar/syntax.h"
#include "grammar/unit.h"

#define CORPUS ATLAS_SOURCE_DIR "/../shared/corpus/"

typedef struct File {
  Arena arena;
  Str text;
  Lines lines;
} File;

static bool file_open(File *self, const char *name) {
  Str error = {0};
  arena_init(&self->arena, 0);
  Str path = arena_printf(&self->arena, CORPUS "%s", name);
  if (!file_read(&self->arena, path, &self->text, &error)) return false;
  self->lines = (Lines){0};
  lines_build(&self->lines, self->text);
  return true;
}

static void file_close(File *self) {
  lines_free(&self->lines);
  arena_free(&self->arena);
}

/* The first error, as "1,16: Summary; Detail"; NULL when HCL accepts the file. */
static const char *first_error(File *self) {
  UnitSpans units = {0};
  const char *found = NULL;
  unit_scan(self->text, &units);
  for (size_t i = 0; i < units.len && found == NULL; i++) {
    uint32_t start = units.items[i].start;
    const SynError *error =
        syn_parse(&self->arena, str_sub(self->text, start, start + units.items[i].len), i == 0)->errors;
    if (error == NULL) continue;
    TextPos at = text_position(self->text, &self->lines, start + error->span.start, TEXT_GRAPHEME);
    found = arena_printf(&self->arena, "%u,%u: %s; %.*s", at.line + 1, at.character + 1, error->summary,
                         STR_FMT(error->detail))
                .ptr;
  }
  array_free(&units);
  return found;
}

/* Whether one of the diagnostics, "name.hcl:1,16: Summary; Detail", is `error`. */
static bool is_listed(const json_t *diagnostics, const char *error) {
  size_t i;
  json_t *item;
  json_array_foreach(diagnostics, i, item) {
    const char *text = strchr(json_string_value(item), ':');
    if (text != NULL && strcmp(text + 1, error) == 0) return true;
  }
  return json_array_size(diagnostics) == 0;
}

static void check_row(const json_t *row) {
  const char *name = json_string_value(json_object_get(row, "file"));
  bool parses = json_is_true(json_object_get(row, "parses"));
  File file;
  if (!file_open(&file, name)) fail_msg("%s cannot be read", name);
  const char *error = first_error(&file);
  if (parses && error != NULL) fail_msg("%s: %s", name, error);
  if (!parses && error == NULL) fail_msg("%s: no error", name);
  if (!parses && !is_listed(json_object_get(row, "diagnostics"), error)) fail_msg("%s: %s", name, error);
  if (parses) {
    Buf once = {0}, twice = {0};
    format_text(file.text, &once);
    format_text(buf_str(&once), &twice);
    assert_true(str_eq(buf_str(&once), buf_str(&twice)));
    buf_free(&once);
    buf_free(&twice);
  }
  file_close(&file);
}

static void test_spec(void **state) {
  (void)state;
  File index;
  size_t rows = 0;
  if (!file_open(&index, "hcl-spec/index.jsonl")) {
    fputs("skipped: corpus absent\n", stderr);
    skip();
  }
  for (size_t at = 0; at < index.text.len;) {
    size_t end = str_find(index.text, '\n', at);
    json_t *row = json_loadb(index.text.ptr + at, end - at, 0, NULL);
    if (row != NULL) {
      check_row(row);
      rows++;
    }
    json_decref(row);
    at = end + 1;
  }
  file_close(&index);
  assert_true(rows >= 50);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_spec)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
