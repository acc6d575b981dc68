/* test_check.c: what the marker tests do not show of the checker: fixes, related places, switches, odd input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/parallel.h"
#include "typecheck/check.h"

typedef struct Fixture {
  Module *module;
  Arena arena;
  CheckOptions options;
} Fixture;

static void start(Fixture *self) {
  static const ModuleOptions none;
  *self = (Fixture){.module = module_new(&none)};
  arena_init(&self->arena, 0);
}

static void finish(Fixture *self) {
  module_free(self->module);
  arena_free(&self->arena);
}

static File *add(Fixture *self, const char *name, Str text) {
  File *file = file_parse(str_from(name), text, dialect_named(STR("sqlite")), true, 1);
  module_add(self->module, file);
  return file;
}

/* All diagnostics of a file, by unit in order. */
static DiagList check(Fixture *self, const File *file) {
  DiagList list = {0};
  for (size_t i = 0; i < file->unit_count; i++) {
    check_unit_with(self->module, file->units[i], &self->options, &self->arena, &list);
  }
  return list;
}

static void assert_text(Str got, const char *want) {
  char text[512];
  snprintf(text, sizeof text, "%.*s", STR_FMT(got));
  assert_string_equal(text, want);
}

/* ---- fixes and related places ---- */

#define TABLE(body) "table \"users\" {\n  schema = schema.main\n" body "}\n"

static void fix_of_a_misspelt_attribute(void **state) {
  (void)state;
  Fixture f;
  start(&f);
  Str text = STR("schema \"main\" {\n  coment = \"x\"\n}\n");
  DiagList list = check(&f, add(&f, "a.lt.hcl", text));
  assert_int_equal(list.len, 1);
  const DiagFix *fix = list.items[0].fix;
  assert_non_null(fix);
  assert_text(fix->title, "Change to `comment`");
  assert_text(fix->text, "comment");
  assert_text(span_of(fix->span, text), "coment");
  finish(&f);
}

static void fix_of_a_value_adds_brackets(void **state) {
  (void)state;
  Fixture f;
  start(&f);
  File *file = add(&f, "a.lt.hcl",
                   STR("schema \"main\" {}\n" TABLE("  column \"id\" {\n    type = int\n  }\n  primary_key {\n    "
                                                    "columns = column.id\n  }\n")));
  DiagList list = check(&f, file);
  assert_int_equal(list.len, 1);
  assert_text(list.items[0].fix->text, "[column.id]");
  finish(&f);
}

static void fix_of_a_word_keeps_its_quotes(void **state) {
  (void)state;
  Fixture f;
  start(&f);
  File *file = add(&f, "a.lt.hcl",
                   STR("schema \"main\" {}\n" TABLE(
                       "  column \"id\" {\n    type = int\n  }\n  foreign_key \"f\" {\n    columns = "
                       "[column.id]\n    ref_columns = [column.id]\n    on_delete = \"CASCAD\"\n  }\n")));
  DiagList list = check(&f, file);
  assert_int_equal(list.len, 1);
  assert_text(list.items[0].fix->text, "\"CASCADE\"");
  finish(&f);
}

static void duplicate_points_to_the_first_in_its_file(void **state) {
  (void)state;
  Fixture f;
  start(&f);
  File *first = add(&f, "a.lt.hcl", STR("schema \"main\" {}\n" TABLE("")));
  File *second = add(&f, "b.lt.hcl", STR(TABLE("")));
  assert_int_equal(check(&f, first).len, 0);
  DiagList list = check(&f, second);
  assert_int_equal(list.len, 1);
  assert_int_equal(list.items[0].code, DIAG_DUPLICATE_NAME);
  assert_int_equal(list.items[0].severity, SEVERITY_WARNING);
  assert_int_equal(list.items[0].related_count, 1);
  assert_ptr_equal(list.items[0].related[0].unit->file, first);
  assert_text(span_of(list.items[0].related[0].span, list.items[0].related[0].unit->text), "\"users\"");
  finish(&f);
}

static void related_place_in_the_same_unit_has_no_unit(void **state) {
  (void)state;
  Fixture f;
  start(&f);
  File *file = add(&f, "a.lt.hcl",
                   STR("schema \"main\" {}\n" TABLE("  column \"a\" {\n    type = int\n  }\n  column \"a\" {\n    "
                                                    "type = int\n  }\n")));
  DiagList list = check(&f, file);
  assert_int_equal(list.len, 1);
  assert_int_equal(list.items[0].related_count, 1);
  assert_null(list.items[0].related[0].unit);
  finish(&f);
}

/* ---- precedence ---- */

static void syntax_error_silences_its_own_block(void **state) {
  (void)state;
  Fixture f;
  start(&f);
  File *file = add(&f, "a.lt.hcl", STR("table \"a\" {\n  nope = 1\n  oops\n}\ntable \"b\" {\n  nope = 1\n}\n"));
  DiagList list = check(&f, file);
  assert_int_equal(list.len, 3);
  assert_int_equal(list.items[0].code, DIAG_SYNTAX);
  assert_int_equal(list.items[1].code, DIAG_MISSING_ATTRIBUTE);
  assert_int_equal(list.items[2].code, DIAG_UNKNOWN_ATTRIBUTE);
  finish(&f);
}

static void file_without_dialect_has_syntax_errors_only(void **state) {
  (void)state;
  Fixture f;
  start(&f);
  File *file = file_parse(STR("x.hcl"), STR("anything \"a\" {\n  b = \n}\nother {}\n"), NULL, true, 1);
  module_add(f.module, file);
  DiagList list = check(&f, file);
  assert_int_equal(list.len, 1);
  assert_int_equal(list.items[0].code, DIAG_SYNTAX);
  finish(&f);
}

static void switched_off_code_has_no_follow_on(void **state) {
  (void)state;
  Fixture f;
  start(&f);
  f.options.disabled = (uint64_t)1 << DIAG_UNKNOWN_ATTRIBUTE;
  File *file = add(&f, "a.lt.hcl", STR("schema \"main\" {}\n" TABLE("  index \"i\" {\n    coulmns = []\n  }\n")));
  assert_int_equal(check(&f, file).len, 0);
  finish(&f);
}

static void summary_only_units_are_not_checked(void **state) {
  (void)state;
  Fixture f;
  start(&f);
  File *file = file_parse(STR("a.lt.hcl"), STR("nonsense {}\n"), dialect_named(STR("sqlite")), false, 1);
  module_add(f.module, file);
  assert_int_equal(check(&f, file).len, 0);
  finish(&f);
}

/* ---- odd input ---- */

/* Every prefix, and every text with one byte replaced, is checked without a crash. */
static void damaged_text_is_survived(void **state) {
  (void)state;
  const char *text =
      "schema \"main\" {}\ntable \"main\" \"t\" {\n  schema = schema.main\n  column \"a\" {\n    type = "
      "decimal(5, 2)\n    default = sql(\"x\")\n  }\n  index \"i\" {\n    on {\n      column = column.a\n   "
      " }\n  }\n  foreign_key \"f\" {\n    columns = [column.a]\n    ref_columns = "
      "[table.main.t.column.a]\n    on_delete = CASCADE\n  }\n}\nlocals {\n  x = [for k, v in {a = 1} : "
      "\"${k}-${v}\"]\n}\n";
  const char bytes[] = {'"', '{', '}', '\0', '[', '$', '\n', '.', '\xff'};
  size_t len = strlen(text);
  char *copy = mem_alloc(len + 1);
  for (size_t i = 0; i < len; i++) {
    for (size_t k = 0; k <= sizeof bytes; k++) {
      Fixture f;
      start(&f);
      memcpy(copy, text, len + 1);
      if (k < sizeof bytes) copy[i] = bytes[k];
      DiagList list = check(&f, add(&f, "a.lt.hcl", str_make(copy, k < sizeof bytes ? len : i)));
      for (size_t d = 0; d < list.len; d++) assert_true(list.items[d].span.start <= list.items[d].span.end);
      finish(&f);
    }
  }
  free(copy);
}

static void deep_nesting_is_bounded(void **state) {
  (void)state;
  enum { DEPTH = 2000 };
  Fixture f;
  start(&f);
  Str open = STR("table \"t\" {\n");
  char *text = mem_alloc(DEPTH * (open.len + 2));
  size_t len = 0;
  for (int i = 0; i < DEPTH; i++, len += open.len) memcpy(text + len, open.ptr, open.len);
  for (int i = 0; i < DEPTH; i++, len += 2) memcpy(text + len, "}\n", 2);
  assert_true(check(&f, add(&f, "a.lt.hcl", str_make(text, len))).len > 0);
  free(text);
  finish(&f);
}

/* ---- several threads ---- */

typedef struct Job {
  const Module *module;
  File *file;
  Arena arenas[8];
  DiagList lists[64];
} Job;

static void check_one(void *context, size_t index, unsigned worker) {
  Job *job = context;
  job->lists[index] = (DiagList){0};
  check_unit(job->module, job->file->units[index], &job->arenas[worker], &job->lists[index]);
}

static void threads_give_the_same_as_one(void **state) {
  (void)state;
  Fixture f;
  start(&f);
  Arena scratch;
  arena_init(&scratch, 0);
  Str text = STR("schema \"main\" {}\n");
  for (int i = 0; i < 60; i++) {
    text = arena_printf(
        &scratch, "%.*stable \"t%d\" {\n  schema = schema.main\n  column \"id\" {\n    type = in\n  }\n  nope = 1\n}\n",
        STR_FMT(text), i);
  }
  static Job job;
  job.module = f.module;
  job.file = add(&f, "a.lt.hcl", text);
  for (size_t i = 0; i < 8; i++) arena_init(&job.arenas[i], 0);
  assert_true(job.file->unit_count <= 64);
  parallel_for(job.file->unit_count, 4, check_one, &job);
  for (size_t i = 0; i < job.file->unit_count; i++) {
    DiagList single = {0};
    check_unit(f.module, job.file->units[i], &f.arena, &single);
    assert_int_equal(single.len, job.lists[i].len);
    for (size_t k = 0; k < single.len; k++) assert_true(str_eq(single.items[k].message, job.lists[i].items[k].message));
  }
  for (size_t i = 0; i < 8; i++) arena_free(&job.arenas[i]);
  arena_free(&scratch);
  finish(&f);
}

/* ---- suggestions and codes ---- */

static Str nearest_of(const char *name, const char *const *candidates, size_t count) {
  Nearest nearest = nearest_start(str_from(name));
  for (size_t i = 0; i < count; i++) nearest_offer(&nearest, str_from(candidates[i]));
  return nearest.best;
}

static void nearest_name_wins(void **state) {
  (void)state;
  const char *const names[] = {"columns", "column", "comment", "on"};
  assert_text(nearest_of("coulmns", names, 4), "columns");
  assert_text(nearest_of("colum", names, 4), "column");
  assert_text(nearest_of("whatever", names, 4), "");
  assert_text(nearest_of("o", names, 4), "");             /* as far as it is long */
  assert_text(nearest_of("columns", names, 4), "column"); /* itself is no suggestion */
}

static void first_of_equally_near_names_wins(void **state) {
  (void)state;
  const char *const names[] = {"bat", "cat", "hat"};
  assert_text(nearest_of("aat", names, 3), "bat");
}

static void codes_are_found_by_name(void **state) {
  (void)state;
  for (int i = 0; i < (int)DIAG_COUNT; i++) assert_int_equal(diag_named(diag_info[i].code), i);
  assert_int_equal(diag_named(STR("no-such-code")), DIAG_COUNT);
}

static void diagnostics_are_sorted_by_place(void **state) {
  (void)state;
  Diagnostic items[] = {{.span = {5, 9}, .severity = SEVERITY_ERROR, .message = STR_INIT("b")},
                        {.span = {5, 9}, .severity = SEVERITY_ERROR, .message = STR_INIT("a")},
                        {.span = {5, 7}, .severity = SEVERITY_HINT, .message = STR_INIT("c")},
                        {.span = {1, 9}, .severity = SEVERITY_ERROR, .message = STR_INIT("d")}};
  DiagList list = {items, 4, 4};
  diag_sort(&list);
  assert_text(list.items[0].message, "d");
  assert_text(list.items[1].message, "c");
  assert_text(list.items[2].message, "a");
  assert_text(list.items[3].message, "b");
}

/* ---- examples of the dialects ---- */

/* Codes that depend on nothing but the block itself. */
static bool is_own_mistake(DiagCode code) {
  return code == DIAG_SYNTAX || code == DIAG_UNKNOWN_ATTRIBUTE || code == DIAG_UNKNOWN_BLOCK ||
         code == DIAG_MISSING_ATTRIBUTE || code == DIAG_MISSING_BLOCK || code == DIAG_LABEL_COUNT ||
         code == DIAG_VALUE_KIND || code == DIAG_UNKNOWN_WORD || code == DIAG_UNKNOWN_TYPE || code == DIAG_EXCLUSIVE ||
         code == DIAG_ONE_OF_REQUIRED || code == DIAG_TYPE_PARAMETER;
}

/* "table.index.on" and its example: the example inside `table "x" {` `index "x" {`. An example that starts with the
 * parent's keyword stands by itself. */
static Str wrap_example(Arena *arena, const BlockSpec *block, Span *inside) {
  Str text = STR(""), path = block->path;
  unsigned depth = 0;
  for (size_t from = 0, dot; (dot = str_find(path, '.', from)) < path.len; from = dot + 1) {
    Str parent = str_sub(path, from, dot);
    if (str_starts(str_trim(block->example), parent) && !str_eq(block->name, parent)) break;
    text = arena_printf(arena, "%.*s%.*s \"x\" {\n", STR_FMT(text), STR_FMT(parent));
    depth++;
  }
  inside->start = (uint32_t)text.len;
  text = arena_printf(arena, "%.*s%.*s\n", STR_FMT(text), STR_FMT(block->example));
  inside->end = (uint32_t)text.len;
  while (depth-- > 0) text = arena_printf(arena, "%.*s}\n", STR_FMT(text));
  return text;
}

static size_t check_examples(const Dialect *dialect) {
  size_t failures = 0;
  for (uint16_t i = 0; i < dialect->path_count; i++) {
    const BlockSpec *block = dialect->paths[i];
    if (str_empty(block->example) || !str_ends(block->path, block->name)) continue; /* selected by more than its path */
    Fixture f;
    Span inside;
    start(&f);
    File *file = file_parse(STR("example.hcl"), wrap_example(&f.arena, block, &inside), dialect, true, 1);
    module_add(f.module, file);
    for (size_t u = 0; u < file->unit_count; u++) {
      DiagList list = {0};
      check_unit(f.module, file->units[u], &f.arena, &list);
      for (size_t k = 0; k < list.len; k++) {
        uint32_t at = file->units[u]->start + list.items[k].span.start;
        if (!span_has(inside, at) || !is_own_mistake(list.items[k].code)) continue;
        print_error("%.*s %.*s: %.*s\n", STR_FMT(dialect->name), STR_FMT(block->path), STR_FMT(list.items[k].message));
        failures++;
      }
    }
    finish(&f);
  }
  return failures;
}

static void examples_of_the_dialects_are_clean(void **state) {
  (void)state;
  size_t failures = 0;
  for (size_t i = 0; i < dialect_count; i++) {
    if (dialect_all[i]->is_schema) failures += check_examples(dialect_all[i]);
  }
  assert_int_equal(failures, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fix_of_a_misspelt_attribute),
      cmocka_unit_test(fix_of_a_value_adds_brackets),
      cmocka_unit_test(fix_of_a_word_keeps_its_quotes),
      cmocka_unit_test(duplicate_points_to_the_first_in_its_file),
      cmocka_unit_test(related_place_in_the_same_unit_has_no_unit),
      cmocka_unit_test(syntax_error_silences_its_own_block),
      cmocka_unit_test(file_without_dialect_has_syntax_errors_only),
      cmocka_unit_test(switched_off_code_has_no_follow_on),
      cmocka_unit_test(summary_only_units_are_not_checked),
      cmocka_unit_test(damaged_text_is_survived),
      cmocka_unit_test(deep_nesting_is_bounded),
      cmocka_unit_test(threads_give_the_same_as_one),
      cmocka_unit_test(examples_of_the_dialects_are_clean),
      cmocka_unit_test(nearest_name_wins),
      cmocka_unit_test(first_of_equally_near_names_wins),
      cmocka_unit_test(codes_are_found_by_name),
      cmocka_unit_test(diagnostics_are_sorted_by_place),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
