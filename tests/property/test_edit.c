/* test_edit.c: after any edits a file is the same as one that is parsed from its text, and a module has the same
 * diagnostics as one built from scratch. ATLAS_ROUNDS=n does n times as many edits, ATLAS_SEED=n others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/path.h"
#include "tests/property/compare.h"
#include "tests/property/edits.h"

static uint64_t setting(const char *name, uint64_t otherwise) {
  const char *text = getenv(name);
  return text != NULL && *text != '\0' ? strtoull(text, NULL, 10) : otherwise;
}

static uint64_t rounds(uint64_t usual) { return usual * setting("ATLAS_ROUNDS", 1); }

static Random make_random(uint64_t number) { return (Random){setting("ATLAS_SEED", 1) * 1000003 + number}; }

/* The text as an edit makes it. */
static void apply(Buf *text, const RandomEdit *edit) {
  Buf changed = {0};
  buf_put(&changed, str_sub(buf_str(text), 0, edit->start));
  buf_put(&changed, buf_str(&edit->insert));
  buf_put(&changed, str_sub(buf_str(text), edit->end, text->len));
  buf_free(text);
  *text = changed;
}

static void report(const char *difference, uint64_t step, const RandomEdit *edit) {
  fail_msg("edit %llu, bytes %u to %u replaced by '%.*s': %s differs", (unsigned long long)step, edit->start, edit->end,
           STR_FMT(buf_str(&edit->insert)), difference);
}

/* Edits a file again and again; every few edits it starts anew so that it does not decay to noise. */
static void edit_file(Str source, const Dialect *dialect, uint64_t steps, Random *random) {
  Buf text = {0};
  File *file = NULL;
  for (uint64_t step = 0; step < steps; step++) {
    if (step % 12 == 0) {
      file_free(file);
      buf_clear(&text);
      buf_put(&text, source);
      file = file_parse(STR("a.hcl"), buf_str(&text), dialect, true, 1);
    }
    RandomEdit edit = random_edit(random, buf_str(&text));
    apply(&text, &edit);
    file_edit(file, edit.start, edit.end, buf_str(&edit.insert), NULL);
    File *fresh = file_parse(STR("a.hcl"), buf_str(&text), dialect, true, 1);
    const char *difference = compare_files(file, fresh);
    if (difference != NULL) report(difference, step, &edit);
    file_free(fresh);
    buf_free(&edit.insert);
  }
  file_free(file);
  buf_free(&text);
}

static void test_generated_file(void **state) {
  (void)state;
  for (uint64_t i = 0; i < rounds(60); i++) {
    Random random = make_random(i);
    Buf source = {0};
    put_schema(&source, 1 + random_below(&random, 12), &random);
    edit_file(buf_str(&source), dialect_named(STR("postgresql")), 60, &random);
    buf_free(&source);
  }
}

/* More text than the scan looks ahead of a cut, so that an edit does not read it all. */
static void test_large_file(void **state) {
  (void)state;
  Random random = make_random(7000);
  Buf source = {0};
  while (source.len < 3 << 19) put_schema(&source, 40, &random);
  edit_file(buf_str(&source), dialect_named(STR("postgresql")), rounds(36), &random);
  buf_free(&source);
}

static void test_crlf_file(void **state) {
  (void)state;
  for (uint64_t i = 0; i < rounds(20); i++) {
    Random random = make_random(1000 + i);
    Buf source = {0}, crlf = {0};
    put_schema(&source, 1 + random_below(&random, 6), &random);
    for (size_t k = 0; k < source.len; k++) {
      if (source.ptr[k] == '\n') buf_putc(&crlf, '\r');
      buf_putc(&crlf, source.ptr[k]);
    }
    edit_file(buf_str(&crlf), dialect_named(STR("mysql")), 60, &random);
    buf_free(&source);
    buf_free(&crlf);
  }
}

/* Edits of small real files. */
static void test_corpus_files(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena, 0);
  Str dir = STR(ATLAS_SOURCE_DIR "/../shared/corpus/files"), error;
  StrList cases = {0};
  if (!dir_list(&arena, dir, &cases, &error)) {
    print_message("skipped: corpus absent\n");
    skip();
  }
  for (size_t i = 0; i < cases.len; i += 6) {
    StrList names = {0};
    Str folder = path_join(&arena, dir, cases.items[i]), text;
    if (!dir_list(&arena, folder, &names, &error)) continue;
    for (size_t k = 0; k < names.len; k++) {
      Random random = make_random(2000 + i);
      if (!file_read(&arena, path_join(&arena, folder, names.items[k]), &text, &error) || text.len > 20000) continue;
      edit_file(text, dialect_named(STR("postgresql")), rounds(12), &random);
    }
    array_free(&names);
  }
  array_free(&cases);
  arena_free(&arena);
}

enum { FILES = 3 };

static Module *fresh_module(const Buf *texts, const Dialect *dialect) {
  static const char *const paths[FILES] = {"a.hcl", "b.hcl", "c.hcl"};
  Module *module = module_new(NULL);
  for (size_t i = 0; i < FILES; i++)
    module_add(module, file_parse(str_from(paths[i]), buf_str(&texts[i]), dialect, true, 1));
  module_check_all(module, 1);
  return module;
}

static void print_diagnostics(const char *title, const Unit *unit) {
  for (size_t i = 0; i < unit->diags.len; i++)
    print_message("%s %u: %.*s\n", title, unit->diags.items[i].span.start, STR_FMT(unit->diags.items[i].message));
}

static void report_module(const Module *fresh, const Unit *unit) {
  print_message("in unit:\n%.*s\n", STR_FMT(unit->text));
  print_diagnostics("edited", unit);
  print_diagnostics("from scratch", module_find(fresh, unit->file->path)->units[unit->index]);
}

static void edit_module(Buf *texts, const Dialect *dialect, uint64_t steps, Random *random) {
  Module *module = fresh_module(texts, dialect);
  for (uint64_t step = 0; step < steps; step++) {
    uint32_t which = random_below(random, FILES);
    RandomEdit edit = random_edit(random, buf_str(&texts[which]));
    apply(&texts[which], &edit);
    module_edit(module, module_file(module, which), edit.start, edit.end, buf_str(&edit.insert));
    while (module_check_slice(module, module_file(module, which), 1000000, NULL, NULL)) continue;
    Module *fresh = fresh_module(texts, dialect);
    const Unit *unit;
    const char *difference = compare_modules(module, fresh, &unit);
    if (difference != NULL && unit != NULL) report_module(fresh, unit);
    if (difference != NULL) report(difference, step, &edit);
    module_free(fresh);
    buf_free(&edit.insert);
  }
  module_free(module);
}

static void test_module(void **state) {
  (void)state;
  for (uint64_t i = 0; i < rounds(40); i++) {
    Random random = make_random(5000 + i);
    Buf texts[FILES] = {{0}};
    put_schema(&texts[0], 6, &random);
    for (uint32_t k = 0; k < 6; k++) put_table(&texts[1 + k % 2], 6 + k, 12, &random);
    edit_module(texts, dialect_named(STR("postgresql")), 12, &random);
    for (size_t k = 0; k < FILES; k++) buf_free(&texts[k]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_generated_file), cmocka_unit_test(test_large_file), cmocka_unit_test(test_crlf_file),
      cmocka_unit_test(test_corpus_files),   cmocka_unit_test(test_module),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
