/* test_diff_dialects.c: what must hold for any schema of the databases that no server is at hand for: a schema and
 * itself differ in nothing; a schema can be made from nothing and dropped again without an error; from any of them to
 * any other there is an error or a whole plan. Run on all marker files of these dialects without an error in them, and
 * on the corpus. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>
#include <dirent.h>

#include "base/path.h"
#include "diff/diff.h"
#include "typecheck/build.h"
#include "typecheck/project.h"

static const char *const dialects[] = {"redshift", "sqlserver", "clickhouse"};

typedef struct Count {
  size_t schemas, statements, failed;
} Count;

static Realm *build(const char *path, Str text, const Dialect *dialect) {
  ModuleOptions options = {0};
  Module *module = module_new(&options);
  module_add(module, file_parse(str_from(path), text, dialect, true, 1));
  Realm *realm = build_realm(module, NULL);
  if (realm->dialect.len == 0) realm->dialect = dialect->name;
  module_free(module);
  return realm;
}

static void complain(Count *count, Str name, const char *what, const Diff *diff) {
  fprintf(stderr, "%.*s: %s\n", STR_FMT(name), what);
  for (size_t i = 0; i < diff->errors.len; i++) fprintf(stderr, "  error: %.*s\n", STR_FMT(diff->errors.items[i].text));
  for (size_t i = 0; i < diff->statements.len; i++) fprintf(stderr, "  %.*s\n", STR_FMT(diff->statements.items[i].sql));
  count->failed++;
}

/* A and A: nothing, and nothing left unplanned but what cannot be known. */
static void check_same(Count *count, Str name, const Realm *a, const Realm *b) {
  Diff *diff = diff_run(a, b, &(DiffOptions){0});
  if (diff->changes.len > 0 || diff->statements.len > 0 || diff->errors.len > 0)
    complain(count, name, "a schema differs from itself", diff);
  for (size_t i = 0; i < diff->unplanned.len; i++) {
    Str text = diff->unplanned.items[i].text;
    if (str_ends(text, STR("which is not planned"))) complain(count, name, "something of it differs from itself", diff);
  }
  diff_free(diff);
}

static void check_plan(Count *count, Str name, const char *what, const Realm *from, const Realm *to) {
  Diff *diff = diff_run(from, to, &(DiffOptions){0});
  if (diff->errors.len > 0) complain(count, name, what, diff);
  for (size_t i = 0; i < diff->statements.len; i++)
    if (diff->statements.items[i].sql.len == 0) complain(count, name, "a statement is empty", diff);
  count->statements += diff->statements.len;
  diff_free(diff);
}

static void check_schema(Count *count, const char *path, Str name, Str text, const Dialect *dialect) {
  Realm *a = build(path, text, dialect), *b = build(path, text, dialect), *none = realm_new(dialect->name);
  check_same(count, name, a, b);
  check_plan(count, name, "it cannot be made", none, a);
  check_plan(count, name, "it cannot be dropped", a, none);
  count->schemas++;
  realm_free(a);
  realm_free(b);
  realm_free(none);
}

/* ---- marker files: cases that start with #==== and a title; "not ..." has no mistake ---- */

static void check_markers(Count *count, const char *path, Str text, const Dialect *dialect) {
  Str mark = STR("#==== ");
  size_t start = 0;
  for (size_t at = 0; at < text.len;) {
    size_t end = str_find(text, '\n', at);
    bool next = str_starts(str_sub(text, end + 1, text.len), mark) || end >= text.len;
    at = end + 1;
    if (!next) continue;
    Str part = str_sub(text, start, end), title = str_sub(part, 0, str_find(part, '\n', 0));
    if (str_starts(title, STR("#==== not "))) check_schema(count, path, title, part, dialect);
    start = end + 1;
  }
}

static void test_markers(void **state) {
  static const char *const names[] = {"all.hcl", "common.hcl"};
  (void)state;
  Count count = {0};
  Arena arena;
  arena_init(&arena, 0);
  for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++)
    for (size_t k = 0; k < 2; k++) {
      Str text, error, path = arena_printf(&arena, "%s/tests/markers/%s/%s", ATLAS_SOURCE_DIR, dialects[i], names[k]);
      if (file_read(&arena, path, &text, &error))
        check_markers(&count, path.ptr, text, dialect_named(str_from(dialects[i])));
    }
  print_message("%zu schemas, %zu statements, %zu complaints\n", count.schemas, count.statements, count.failed);
  arena_free(&arena);
  assert_true(count.schemas > 30);
  assert_int_equal(count.failed, 0);
}

/* ---- the corpus ---- */

/* The value of "key": "..." in a line of the index. */
static Str field(Str line, const char *key) {
  Str needle = str_from(key);
  for (size_t i = 0; i + needle.len < line.len; i++) {
    if (!str_starts(str_sub(line, i, line.len), needle)) continue;
    size_t start = str_find(line, '"', i + needle.len) + 1;
    return str_sub(line, start, str_find(line, '"', start));
  }
  return (Str){0};
}

static void check_entry(Count *count, Arena *arena, Str line) {
  Str dialect = field(line, "\"dialect\":"), file = field(line, "\"files\":"), text, error;
  bool ours = false;
  for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++) ours = ours || str_eq(dialect, str_from(dialects[i]));
  if (!ours || str_eq(field(line, "\"expect\":"), STR("invalid"))) return;
  Str path = arena_printf(arena, "%s/../shared/corpus/%.*s", ATLAS_SOURCE_DIR, STR_FMT(file));
  if (file_read(arena, path, &text, &error)) check_schema(count, path.ptr, file, text, dialect_named(dialect));
}

static void test_corpus(void **state) {
  (void)state;
  Count count = {0};
  Arena arena;
  Str text, error;
  arena_init(&arena, 0);
  Str path = arena_printf(&arena, "%s/../shared/corpus/index.jsonl", ATLAS_SOURCE_DIR);
  if (!file_read(&arena, path, &text, &error)) {
    print_message("skipped: corpus absent\n");
    arena_free(&arena);
    skip();
  }
  for (size_t at = 0; at < text.len;) {
    size_t end = str_find(text, '\n', at);
    check_entry(&count, &arena, str_sub(text, at, end));
    at = end + 1;
  }
  print_message("%zu schemas, %zu statements, %zu complaints\n", count.schemas, count.statements, count.failed);
  arena_free(&arena);
  assert_true(count.schemas > 0);
  assert_int_equal(count.failed, 0);
}

/* ---- pairs ---- */

enum { PAIRS_OF = 40 };

typedef struct Texts {
  Str items[PAIRS_OF];
  size_t count;
} Texts;

static void collect(Texts *texts, Arena *arena, Str index, const char *name) {
  for (size_t at = 0; at < index.len && texts->count < PAIRS_OF;) {
    size_t end = str_find(index, '\n', at);
    Str line = str_sub(index, at, end), text, error;
    at = end + 1;
    if (!str_eq(field(line, "\"dialect\":"), str_from(name))) continue;
    Str path = arena_printf(arena, "%s/../shared/corpus/%.*s", ATLAS_SOURCE_DIR, STR_FMT(field(line, "\"files\":")));
    if (file_read(arena, path, &text, &error)) texts->items[texts->count++] = text;
  }
}

/* From any schema to any other: an error, or statements of which none is empty, nor what undoes them. */
static void check_pair(Count *count, Str from, Str to, const char *name) {
  const Dialect *dialect = dialect_named(str_from(name));
  Realm *a = build("from.hcl", from, dialect), *b = build("to.hcl", to, dialect);
  Diff *diff = diff_run(a, b, &(DiffOptions){0});
  for (size_t i = 0; i < diff->statements.len; i++) {
    const DiffStatement *statement = &diff->statements.items[i];
    bool whole = statement->sql.len > 0 && statement->comment.len > 0;
    for (uint32_t k = 0; k < statement->reverse_count; k++) whole = whole && statement->reverse[k].len > 0;
    if (!whole) complain(count, str_from(name), "a statement is empty", diff);
  }
  count->statements += diff->statements.len;
  count->schemas++;
  diff_free(diff);
  realm_free(a);
  realm_free(b);
}

static void test_pairs(void **state) {
  (void)state;
  Count count = {0};
  Arena arena;
  Str index, error;
  arena_init(&arena, 0);
  if (!file_read(&arena, arena_printf(&arena, "%s/../shared/corpus/index.jsonl", ATLAS_SOURCE_DIR), &index, &error)) {
    print_message("skipped: corpus absent\n");
    arena_free(&arena);
    skip();
  }
  for (size_t d = 0; d < sizeof dialects / sizeof *dialects; d++) {
    Texts texts = {.count = 0};
    collect(&texts, &arena, index, dialects[d]);
    for (size_t i = 0; i < texts.count; i++)
      for (size_t k = 0; k < texts.count; k++) check_pair(&count, texts.items[i], texts.items[k], dialects[d]);
  }
  print_message("%zu pairs, %zu statements, %zu complaints\n", count.schemas, count.statements, count.failed);
  arena_free(&arena);
  assert_true(count.schemas > 0);
  assert_int_equal(count.failed, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_markers), cmocka_unit_test(test_corpus),
                                     cmocka_unit_test(test_pairs)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
