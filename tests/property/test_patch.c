/* test_patch.c: a file that is patched to a new text is the same as one that is parsed from it; and two sides that are
 * read as one with patches have the same plan, or the same mistake, as two that are read apart.
 * ATLAS_ROUNDS=n does n times as much, ATLAS_SEED=n something else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/path.h"
#include "states/state.h"
#include "tests/property/compare.h"
#include "tests/property/edits.h"

static uint64_t setting(const char *name, uint64_t otherwise) {
  const char *text = getenv(name);
  return text != NULL && *text != '\0' ? strtoull(text, NULL, 10) : otherwise;
}

static uint64_t rounds(uint64_t usual) { return usual * setting("ATLAS_ROUNDS", 1); }

static Random make_random(uint64_t number) { return (Random){setting("ATLAS_SEED", 1) * 1000003 + number}; }

/* ---- changed texts ---- */

/* Replaces a digit, leaves a line out, or adds a column in front of the last brace. */
static void put_changed(Buf *out, Str unit, Random *random) {
  uint32_t at = random_below(random, (uint32_t)unit.len), how = random_below(random, 6);
  if (how > 1) {
    size_t brace = unit.len;
    while (brace > 0 && unit.ptr[brace - 1] != '}') brace--;
    buf_put(out, str_sub(unit, 0, brace > 0 ? brace - 1 : unit.len));
    buf_printf(out, "column \"n%u\" {\ntype = int\nnull = true\n}\n", random_below(random, 4));
    buf_put(out, str_sub(unit, brace > 0 ? brace - 1 : unit.len, unit.len));
    return;
  }
  if (how == 0) {
    size_t start = at, end = str_find(unit, '\n', at);
    while (start > 0 && unit.ptr[start - 1] != '\n') start--;
    buf_put(out, str_sub(unit, 0, start));
    buf_put(out, str_sub(unit, end + 1, unit.len));
    return;
  }
  while (at < unit.len && (unit.ptr[at] < '0' || unit.ptr[at] > '9')) at++;
  buf_put(out, str_sub(unit, 0, at));
  if (at < unit.len) buf_putc(out, (char)('0' + random_below(random, 10)));
  buf_put(out, str_sub(unit, at + 1, unit.len));
}

static void put_unit(Buf *out, Str text, const UnitSpans *spans, size_t index, uint32_t often, Random *random) {
  Str unit = str_make(text.ptr + spans->items[index].start, spans->items[index].len);
  UnitSpan other = spans->items[random_below(random, (uint32_t)spans->len)];
  switch (random_below(random, often)) {
  case 0: break;
  case 1:
    buf_put(out, str_make(text.ptr + other.start, other.len));
    buf_put(out, unit);
    break;
  case 2: buf_put(out, str_make(text.ptr + other.start, other.len)); break;
  case 3:
  case 4: put_changed(out, unit, random); break;
  case 5: buf_printf(out, "# more\n%.*s", STR_FMT(unit)); break;
  default: buf_put(out, unit); break;
  }
}

/* The text with some units gone, moved, doubled or changed. */
static void put_variant(Buf *out, Str text, Random *random) {
  UnitSpans spans = {0};
  uint32_t often = 8u << random_below(random, 6);
  unit_scan(text, &spans);
  for (size_t i = 0; i < spans.len; i++) put_unit(out, text, &spans, i, often, random);
  if (random_below(random, 12) == 0) {
    RandomEdit edit = random_edit(random, buf_str(out));
    buf_put(out, buf_str(&edit.insert));
    buf_free(&edit.insert);
  }
  array_free(&spans);
}

/* ---- files and modules ---- */

static Module *module_of(Str path, Str text, const Dialect *dialect) {
  Module *module = module_new(NULL);
  module_add(module, file_parse(path, text, dialect, true, 1));
  module_check_all(module, 1);
  return module;
}

static void print_diagnostics(const char *title, const Unit *unit) {
  for (size_t i = 0; i < unit->diags.len; i++)
    print_message("%s %u: %.*s\n", title, unit->diags.items[i].span.start, STR_FMT(unit->diags.items[i].message));
}

static void report_unit(const Module *fresh, const Unit *unit) {
  print_message("in unit:\n%.*s\n", STR_FMT(unit->text));
  print_diagnostics("patched", unit);
  print_diagnostics("from scratch", module_file(fresh, 0)->units[unit->index]);
}

static void patch_module(Str source, const Dialect *dialect, uint64_t steps, Random *random) {
  Module *module = module_of(STR("a.hcl"), source, dialect);
  static const Str paths[] = {STR_INIT("a.hcl"), STR_INIT("b.hcl")};
  for (uint64_t step = 0; step < steps; step++) {
    Buf text = {0};
    const Unit *unit;
    put_variant(&text, source, random);
    FilePatch *patch = file_patch(module_file(module, 0), buf_str(&text));
    assert_non_null(patch);
    if (random_below(random, 4) == 0) {
      file_patch_free(patch);
      patch = file_patch(module_file(module, 0), buf_str(&text));
    }
    module_rename(module, &paths[step % 2]);
    module_patch(module, patch);
    module_check_all(module, 1);
    Module *fresh = module_of(paths[step % 2], buf_str(&text), dialect);
    const char *difference = compare_modules(module, fresh, &unit);
    if (difference != NULL && unit != NULL) report_unit(fresh, unit);
    if (difference != NULL) fail_msg("step %llu: %s differs", (unsigned long long)step, difference);
    assert_ptr_equal(module_find(module, paths[step % 2]), module_file(module, 0));
    module_free(fresh);
    buf_free(&text);
  }
  module_free(module);
}

static void test_patches(void **state) {
  (void)state;
  for (uint64_t i = 0; i < rounds(60); i++) {
    Random random = make_random(i);
    Buf source = {0};
    put_schema(&source, 1 + random_below(&random, 20), &random);
    patch_module(buf_str(&source), dialect_named(STR("postgresql")), 12, &random);
    buf_free(&source);
  }
}

/* What stays is not parsed again. */
static void test_what_stays(void **state) {
  (void)state;
  Str text = STR("a = 1\nb = 2\nc = 3\nd = 4\n"), other = STR("a = 1\nc = 3\nb = 5\nd = 4\nd = 4\n");
  File *file = file_parse(STR("a.hcl"), text, dialect_named(STR("postgresql")), true, 1);
  const Unit *first = file->units[0], *third = file->units[2], *last = file->units[3];
  FilePatch *patch = file_patch(file, other);
  assert_int_equal(patch->added_count, 2);
  assert_int_equal(patch->removed_count, 1);
  assert_int_equal(patch->added_bytes, 12);
  file_patch_apply(patch, NULL);
  assert_ptr_equal(file->units[0], first);
  assert_ptr_equal(file->units[1], third);
  assert_true(file->units[3] == last || file->units[4] == last);
  file_free(file);
}

/* ---- plans ---- */

enum { SIDE_FILES = 2 };

/* A schema of some files. */
typedef struct Side {
  Str texts[SIDE_FILES];
  size_t count;
} Side;

static void add_sources(const Side *side, FilesText *texts, size_t *count, StrList *out) {
  static const char *const numbers[] = {"text:0", "text:1", "text:2", "text:3"};
  static const Str names[] = {STR_INIT("x.hcl"), STR_INIT("y.hcl")};
  for (size_t i = 0; i < side->count; i++) {
    array_push(out, str_from(numbers[*count]));
    texts[(*count)++] = (FilesText){names[i], side->texts[i]};
  }
}

static void put_plan(Buf *out, const StatePair *pair) {
  Diff *diff = diff_run(pair->from->realm, pair->to->realm, &pair->diff);
  for (size_t i = 0; i < diff->statements.len; i++) buf_printf(out, "%.*s;\n", STR_FMT(diff->statements.items[i].sql));
  for (size_t i = 0; i < diff->errors.len; i++) buf_printf(out, "-- %.*s\n", STR_FMT(diff->errors.items[i].text));
  for (size_t i = 0; i < diff->unplanned.len; i++) buf_printf(out, "-- %.*s\n", STR_FMT(diff->unplanned.items[i].text));
  diff_free(diff);
}

/* The statements, notes and errors between two sides, or why there are none. */
static Str plan_of(Arena *arena, const Side *from, const Side *to, const Dialect *dialect, bool changes) {
  FilesText texts[2 * SIDE_FILES];
  StrList old = {0}, wanted = {0};
  StatePair pair = {0};
  Str error;
  Buf out = {0};
  StateOptions options = {.dialect = dialect, .changes = changes, .jobs = 1, .texts = texts};
  add_sources(from, texts, &options.text_count, &old);
  add_sources(to, texts, &options.text_count, &wanted);
  if (state_read_pair(arena, &old, &wanted, &options, &pair, &error)) {
    put_plan(&out, &pair);
    state_free_pair(&pair);
  } else {
    buf_put(&out, error);
  }
  array_free(&old);
  array_free(&wanted);
  Str result = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return result;
}

static Side one_file(Str text) { return (Side){{text}, 1}; }

/* Some of the units in another file. */
static Side two_files(Arena *arena, Str text, Random *random) {
  UnitSpans spans = {0};
  Buf files[SIDE_FILES] = {{0}};
  unit_scan(text, &spans);
  for (size_t i = 0; i < spans.len; i++)
    buf_put(&files[random_below(random, 3) == 0], str_make(text.ptr + spans.items[i].start, spans.items[i].len));
  Side side = {{arena_str(arena, buf_str(&files[0])), arena_str(arena, buf_str(&files[1]))}, SIDE_FILES};
  buf_free(&files[0]);
  buf_free(&files[1]);
  array_free(&spans);
  return side;
}

static bool same_plans(Arena *arena, const Side *from, const Side *to, const Dialect *dialect) {
  Str apart = plan_of(arena, from, to, dialect, false), shared = plan_of(arena, from, to, dialect, true);
  if (!str_eq(apart, shared))
    fail_msg("from:\n%.*s%.*s\nto:\n%.*s%.*s\napart:\n%.*s\nshared:\n%.*s", STR_FMT(from->texts[0]),
             STR_FMT(from->texts[1]), STR_FMT(to->texts[0]), STR_FMT(to->texts[1]), STR_FMT(apart), STR_FMT(shared));
  return str_ends(apart, STR(";\n"));
}

static size_t compare_plans(Str source, const Dialect *dialect, uint64_t steps, Random *random) {
  size_t planned = 0;
  for (uint64_t step = 0; step < steps; step++) {
    Arena arena;
    Buf text = {0};
    arena_init(&arena, 0);
    put_variant(&text, source, random);
    Side old = random_below(random, 2) == 0 ? two_files(&arena, source, random) : one_file(source);
    Side now = random_below(random, 2) == 0 ? two_files(&arena, buf_str(&text), random) : one_file(buf_str(&text));
    bool forward = random_below(random, 2) == 0;
    planned += same_plans(&arena, forward ? &old : &now, forward ? &now : &old, dialect);
    buf_free(&text);
    arena_free(&arena);
  }
  return planned;
}

static void test_plans(void **state) {
  (void)state;
  size_t planned = 0;
  for (uint64_t i = 0; i < rounds(60); i++) {
    Random random = make_random(3000 + i);
    Buf source = {0};
    put_schema(&source, 2 + random_below(&random, 30), &random);
    planned += compare_plans(buf_str(&source), dialect_named(STR("postgresql")), 24, &random);
    buf_free(&source);
  }
  print_message("%zu plans\n", planned);
  assert_true(planned > 100);
}

/* The database that a schema is sound for: there is no difference to itself. NULL: none. */
static const Dialect *dialect_of(Arena *arena, Str text) {
  static const Str names[] = {STR_INIT("postgresql"), STR_INIT("mysql"), STR_INIT("sqlite"), STR_INIT("sqlserver"),
                              STR_INIT("clickhouse")};
  Side side = one_file(text);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (str_empty(plan_of(arena, &side, &side, dialect_named(names[i]), false))) return dialect_named(names[i]);
  return NULL;
}

static size_t plans_of_file(Arena *arena, Str path, uint64_t number) {
  Str text, error;
  Random random = make_random(number);
  if (!str_ends(path, STR(".hcl")) || !file_read(arena, path, &text, &error) || text.len > 30000) return 0;
  const Dialect *dialect = dialect_of(arena, text);
  if (dialect == NULL) return 0;
  return compare_plans(text, dialect, rounds(6), &random);
}

static void test_corpus(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena, 0);
  Str dir = STR(ATLAS_SOURCE_DIR "/../shared/corpus/files"), error;
  StrList cases = {0};
  size_t planned = 0;
  if (!dir_list(&arena, dir, &cases, &error)) {
    print_message("skipped: corpus absent\n");
    skip();
  }
  for (size_t i = 0; i < cases.len; i++) {
    StrList names = {0};
    Str folder = path_join(&arena, dir, cases.items[i]);
    if (!dir_list(&arena, folder, &names, &error)) continue;
    for (size_t k = 0; k < names.len; k++)
      planned += plans_of_file(&arena, path_join(&arena, folder, names.items[k]), 9000 + i);
    array_free(&names);
  }
  print_message("%zu plans\n", planned);
  assert_true(planned > 100);
  array_free(&cases);
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_patches), cmocka_unit_test(test_what_stays),
                                     cmocka_unit_test(test_plans), cmocka_unit_test(test_corpus)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
