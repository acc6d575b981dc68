/* Taking SQL files of migration directories apart, their place in a module, and SHA-256. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/sha256.h"
#include "typecheck/migration.h"
#include "typecheck/module.h"
#include "typecheck/project.h"

static void same(Str got, const char *wanted) {
  if (!str_eq(got, str_from(wanted))) fail_msg("got \"%.*s\", wanted \"%s\"", STR_FMT(got), wanted);
}

/* ---- SHA-256 ---- */

static void hash_is(Str text, size_t piece, const char *wanted) {
  Sha256 state;
  char out[SHA256_BASE64 + 1];
  sha256_init(&state);
  for (size_t at = 0; at < text.len; at += piece) sha256_add(&state, str_sub(text, at, at + piece));
  sha256_base64(&state, out);
  assert_string_equal(out, wanted);
}

static void test_sha256(void **ignored) {
  (void)ignored;
  hash_is(STR(""), 1, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  hash_is(STR("abc"), 1, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  hash_is(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), 7,
          "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE=");
}

/* Pieces of any size give the same sum, also around the ends of blocks. */
static void test_sha256_pieces(void **ignored) {
  (void)ignored;
  char text[300], whole[SHA256_BASE64 + 1], parts[SHA256_BASE64 + 1];
  for (size_t i = 0; i < sizeof text; i++) text[i] = (char)(i * 7);
  for (size_t len = 0; len <= sizeof text; len += 1) {
    Sha256 one, two;
    sha256_init(&one);
    sha256_init(&two);
    sha256_add(&one, str_make(text, len));
    for (size_t at = 0; at < len; at += 1 + at % 67)
      sha256_add(&two, str_sub(str_make(text, len), at, at + 1 + at % 67));
    sha256_base64(&one, whole);
    sha256_base64(&two, parts);
    assert_string_equal(whole, parts);
  }
}

/* ---- directives and sections ---- */

typedef struct Parsed {
  Arena arena;
  Migration migration;
} Parsed;

static Parsed parse(Str text) {
  Parsed self;
  arena_init(&self.arena, 0);
  migration_parse(&self.arena, text, &self.migration);
  return self;
}

static void test_plain_file(void **ignored) {
  (void)ignored;
  Str text = STR(
      "-- atlas:txmode  none \r\n-- atlas:nolint DS103 DS102\r\n\r\nDROP TABLE a;\r\n#atlas:nolint\r\nDROP TABLE b;");
  Parsed self = parse(text);
  const Migration *m = &self.migration;
  assert_false(m->txtar);
  assert_int_equal(m->section_count, 1);
  same(span_of(m->sections[0].body, text), text.ptr);
  assert_int_equal(m->directive_count, 3);
  same(m->directives[0].name, "txmode");
  same(m->directives[0].args, "none");
  same(span_of(m->directives[0].span, text), "atlas:txmode  none");
  same(span_of(m->directives[1].args_span, text), "DS103 DS102");
  assert_true(m->directives[0].file && m->directives[1].file && m->directives[1].head);
  same(m->directives[2].name, "nolint");
  same(m->directives[2].args, "");
  assert_false(m->directives[2].file || m->directives[2].head);
  same(span_of(m->directives[2].line, text), "#atlas:nolint");
  arena_free(&self.arena);
}

static void test_directive_of_a_statement(void **ignored) {
  (void)ignored;
  Parsed self = parse(STR("-- atlas:nolint\nDROP TABLE a;\n"));
  assert_int_equal(self.migration.directive_count, 1);
  assert_true(self.migration.directives[0].head);
  assert_false(self.migration.directives[0].file);
  arena_free(&self.arena);
}

static void test_no_directives(void **ignored) {
  (void)ignored;
  Parsed self =
      parse(STR("-- see atlas:nolint\n-- atlas:\n-- atlas:a-b\nSELECT 'atlas:nolint';\n/* atlas:nolint */\n"));
  assert_int_equal(self.migration.directive_count, 0);
  arena_free(&self.arena);
}

static void test_delimiter(void **ignored) {
  (void)ignored;
  Parsed self = parse(STR("-- atlas:delimiter \\n--\\t\\x\nSELECT 1\n"));
  same(self.migration.sections[0].delimiter, "\n--\t\\x");
  arena_free(&self.arena);
  self = parse(STR("\n-- atlas:delimiter //\nSELECT 1\n"));
  same(self.migration.sections[0].delimiter, "");
  arena_free(&self.arena);
}

static void test_sections(void **ignored) {
  (void)ignored;
  Str text = STR(
      "-- atlas:txtar\n\n-- checks/a.sql --\nSELECT 1;\n\n--  migration.sql  --\n-- atlas:delimiter //\nSELECT 2//\n");
  Parsed self = parse(text);
  const Migration *m = &self.migration;
  assert_true(m->txtar);
  assert_int_equal(m->section_count, 2);
  same(m->sections[0].name, "checks/a.sql");
  same(span_of(m->sections[0].name_span, text), "checks/a.sql");
  same(span_of(m->sections[0].body, text), "SELECT 1;\n\n");
  same(span_of(m->sections[0].span, text), "-- checks/a.sql --\nSELECT 1;\n\n");
  same(m->sections[1].name, "migration.sql");
  same(m->sections[1].delimiter, "//");
  same(m->sections[0].delimiter, "");
  assert_int_equal(m->directives[1].section, 2);
  assert_int_equal(m->sections[1].body.end, text.len);
  arena_free(&self.arena);
}

static void test_odd_texts(void **ignored) {
  (void)ignored;
  static const char *const texts[] = {"",
                                      "\n",
                                      "--",
                                      "-- --",
                                      "--  --",
                                      "-- atlas:txtar",
                                      "-- atlas:txtar\n-- a --",
                                      "-- atlas:txtar\n\n--   --\n-- -- --",
                                      "# ",
                                      "-- atlas:delimiter \\"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    Parsed self = parse(str_from(texts[i]));
    for (uint32_t k = 0; k < self.migration.section_count; k++)
      assert_true(self.migration.sections[k].body.end <= strlen(texts[i]));
    arena_free(&self.arena);
  }
  Parsed self = parse(str_make("-- atlas:nolint \0x\xff\n\0", 21));
  assert_int_equal(self.migration.directive_count, 1);
  arena_free(&self.arena);
}

/* ---- in a module ---- */

static const Dialect *texts(void) { return dialect_for_file(STR("a.sql")); }

/* A text is one unit, and stays one through edits. */
static void test_file_of_a_text(void **ignored) {
  (void)ignored;
  File *file = file_parse(STR("/m/1.sql"), STR("table \"a\" {\n\nlocals {\n}\n"), texts(), false, 4);
  assert_int_equal(file->unit_count, 1);
  assert_true(file->keeps_text);
  assert_null(file->units[0]->syn->body.blocks);
  file_edit(file, 0, 5, STR("x\ny"), NULL);
  file_edit(file, 3, 3, STR(""), NULL);
  assert_int_equal(file->unit_count, 1);
  Arena arena;
  arena_init(&arena, 0);
  same(file_text(file, &arena), "x\ny \"a\" {\n\nlocals {\n}\n");
  assert_int_equal(file->lines, 5);
  file_edit(file, 0, file->size, STR(""), NULL);
  same(file_text(file, &arena), "");
  assert_int_equal(file->unit_count, 1);
  arena_free(&arena);
  file_free(file);
}

static size_t found_in(const File *file) { return file->units[0]->diags.len; }

/* The list of checksums is checked again when another file changes, comes or goes. */
static void test_checksums_follow(void **ignored) {
  (void)ignored;
  Module *module = module_new(NULL);
  Str good = STR("h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
  File *sums = file_parse(STR("/m/atlas.sum"), good, texts(), true, 1);
  module_add(module, sums);
  module_check_all(module, 1);
  assert_int_equal(found_in(sums), 0);
  File *sql = file_parse(STR("/m/1.sql"), STR("SELECT 1;\n"), texts(), true, 1);
  module_add(module, sql);
  assert_true(sums->units[0]->dirty);
  module_check_all(module, 1);
  assert_int_equal(found_in(sums), 1);
  assert_int_equal(sums->units[0]->diags.items[0].code, DIAG_CHECKSUM);
  Str right = sums->units[0]->diags.items[0].fix->text;
  module_edit(module, sums, 0, sums->size, right);
  module_check_all(module, 1);
  assert_int_equal(found_in(sums), 0);
  module_edit(module, sql, 0, 6, STR("select"));
  module_check_all(module, 1);
  assert_int_equal(found_in(sums), 1);
  module_remove(module, sql);
  module_check_all(module, 1);
  assert_int_equal(found_in(sums), 1);
  module_edit(module, sums, 0, sums->size, good);
  module_check_all(module, 1);
  assert_int_equal(found_in(sums), 0);
  module_free(module);
}

/* ---- projects ---- */

static const char project_text[] =
    "env \"a\" {\n  dev = \"docker://mysql/8/dev\"\n  migration {\n    dir = \"file://db/m\"\n  }\n}\n";

static void test_migrations_of_a_project(void **ignored) {
  (void)ignored;
  Arena arena;
  arena_init(&arena, 0);
  const Project *project = project_parse(&arena, STR("/w/atlas.hcl"), str_from(project_text));
  const ProjectSource *source = project_migrations(project, STR("/w/db/m/1.sql"));
  assert_non_null(source);
  same(source->dialect->name, "mysql");
  assert_null(project_migrations(project, STR("/w/db/1.sql")));
  assert_null(project_source(project, STR("/w/db/m/a.hcl")));
  Str plain = STR("SELECT 1;\n");
  assert_true(project_owns_text(project, STR("/w/db/m/1.sql"), plain));
  assert_true(project_owns_text(NULL, STR("/x/atlas.sum"), plain));
  assert_true(project_owns_text(NULL, STR("/x/1.sql"), STR("SELECT 1;\n-- atlas:nolint\nSELECT 2;\n")));
  assert_false(project_owns_text(project, STR("/w/1.sql"), plain));
  same(project_module_key(&arena, STR("/m/1.sql"), texts(), NULL),
       project_module_key(&arena, STR("/m/atlas.sum"), texts(), NULL).ptr);
  arena_free(&arena);
}

/* What wins over the project says so. */
static void test_reasons(void **ignored) {
  (void)ignored;
  Arena arena;
  arena_init(&arena, 0);
  Str text = STR("env \"a\" {\n  dev = \"sqlite://d\"\n  src = \"file://s.hcl\"\n}\n"), path = STR("/w/s.hcl");
  const Project *project = project_parse(&arena, STR("/w/atlas.hcl"), text);
  DialectGuess guess = project_dialect(&arena, NULL, STR("atlas-schema-mysql"), path, STR(""), project);
  same(guess.dialect->name, "mysql");
  same(guess.reason, "by the language of the editor, although atlas.hcl says SQLite");
  guess =
      project_dialect(&arena, NULL, STR("atlas-schema-mysql"), path, STR("# atlas-lsp: dialect=mariadb\n"), project);
  same(guess.dialect->name, "mariadb");
  same(guess.reason, "by its directive, although atlas.hcl says SQLite");
  guess = project_dialect(&arena, NULL, STR("atlas-schema-sqlite"), path, STR(""), project);
  same(guess.reason, "by the language of the editor");
  guess = project_dialect(&arena, NULL, STR("hcl"), path, STR(""), project);
  same(guess.dialect->name, "sqlite");
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_sha256),
                                     cmocka_unit_test(test_sha256_pieces),
                                     cmocka_unit_test(test_plain_file),
                                     cmocka_unit_test(test_directive_of_a_statement),
                                     cmocka_unit_test(test_no_directives),
                                     cmocka_unit_test(test_delimiter),
                                     cmocka_unit_test(test_sections),
                                     cmocka_unit_test(test_odd_texts),
                                     cmocka_unit_test(test_file_of_a_text),
                                     cmocka_unit_test(test_checksums_follow),
                                     cmocka_unit_test(test_migrations_of_a_project),
                                     cmocka_unit_test(test_reasons)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
