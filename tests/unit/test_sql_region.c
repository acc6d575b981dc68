/* test_sql_region.c: pieces of SQL in HCL: where they are, where their bytes come from, and the blocks that their names
 * mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "typecheck/module.h"
#include "typecheck/sql_region.h"
#include "typecheck/sql_resolve.h"

static Arena arena;

static int set_up(void **state) {
  (void)state;
  arena_init(&arena, 0);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  arena_free(&arena);
  return 0;
}

static uint32_t find(Str text, const char *part) {
  for (size_t i = 0; i + strlen(part) <= text.len; i++)
    if (memcmp(text.ptr + i, part, strlen(part)) == 0) return (uint32_t)i;
  fail_msg("%s is not in the text", part);
  return 0;
}

/* The region around `part` in a PostgreSQL text; its own text must be `wanted`. */
static SqlRegion region_at(Str text, const char *part, const char *wanted) {
  SqlRegion region = {0};
  const SynUnit *unit = syn_parse(&arena, text, true);
  assert_true(sql_region_at(&arena, unit, dialect_named(STR("postgresql")), find(text, part), &region));
  assert_string_equal(arena_str(&arena, region.piece.text).ptr, wanted);
  return region;
}

/* Does `part` of the SQL stand at `source` in the file, and lead back? */
static void assert_maps(Str text, const SqlRegion *region, const char *part, const char *source) {
  uint32_t start = find(region->piece.text, part);
  Span span = sql_source_span(region, span_make(start, start + (uint32_t)strlen(part)));
  assert_string_equal(arena_str(&arena, span_of(span, text)).ptr, source);
  assert_int_equal(sql_text_offset(region, span.start), start);
}

static void test_quoted(void **state) {
  (void)state;
  Str text = STR("view \"v\" {\n  as = \"SELECT \\\"a b\\\" FROM t -- \\u00e4 $${x}\\nWHERE c\"\n}\n");
  SqlRegion region = region_at(text, "FROM", "SELECT \"a b\" FROM t -- \xc3\xa4 ${x}\nWHERE c");
  assert_int_equal(region.piece.shape, SQL_QUERY);
  assert_maps(text, &region, "\"a b\"", "\\\"a b\\\"");
  assert_maps(text, &region, "t", "t");
  assert_maps(text, &region, "WHERE", "WHERE");
  assert_maps(text, &region, "c", "c");
}

static void test_plain(void **state) {
  (void)state;
  Str text = STR("table \"t\" {\n  check \"c\" {\n    expr = \"a > 0\"\n  }\n}\n");
  SqlRegion region = region_at(text, "a > 0", "a > 0");
  assert_int_equal(region.piece.shape, SQL_EXPRESSION);
  assert_true(str_eq(region.piece.own_table, STR("t")));
  assert_maps(text, &region, "0", "0");
}

static void test_heredoc(void **state) {
  (void)state;
  Str text = STR("view \"v\" {\n  as = <<-SQL\n      SELECT a\n        FROM t\n\n      WHERE b\n  SQL\n}\n");
  SqlRegion region = region_at(text, "FROM", "SELECT a\n  FROM t\n\nWHERE b\n");
  assert_maps(text, &region, "SELECT", "SELECT");
  assert_maps(text, &region, "FROM", "FROM");
  assert_maps(text, &region, "WHERE b", "WHERE b");
  text = STR("view \"v\" {\r\n  as = <<SQL\r\nSELECT a\r\nFROM t\r\nSQL\r\n}\r\n");
  const SynUnit *unit = syn_parse(&arena, text, true);
  assert_true(sql_region_at(&arena, unit, dialect_named(STR("postgresql")), find(text, "FROM"), &region));
  assert_maps(text, &region, "FROM", "FROM");
}

static void test_template(void **state) {
  (void)state;
  Str text = STR("view \"v\" {\n  as = <<-SQL\n    SELECT a\n      FROM ${var.t} x\n     WHERE b\n  SQL\n}\n");
  SqlRegion region = region_at(text, "WHERE", "SELECT a\n  FROM ________ x\n WHERE b\n");
  assert_true(region.piece.has_unknowns);
  assert_maps(text, &region, "________", "${var.t}");
  assert_maps(text, &region, "x", "x");
  assert_maps(text, &region, "WHERE", "WHERE");
}

static void test_surroundings(void **state) {
  (void)state;
  Str text = STR("function \"f\" {\n  lang = PLpgSQL\n  as = \"BEGIN END\"\n}\n");
  SqlRegion region = region_at(text, "BEGIN", "BEGIN END");
  assert_int_equal(region.piece.shape, SQL_BODY);
  assert_true(str_eq(region.piece.language, STR("PLpgSQL")));
  text = STR("policy \"p\" {\n  on = table.public.users\n  using = \"a\"\n}\n");
  region = region_at(text, "a\"", "a");
  assert_true(str_eq(region.piece.own_table, STR("users")));
}

static void test_no_region(void **state) {
  (void)state;
  SqlRegion region;
  Str text = STR("table \"t\" {\n  comment = \"SELECT a\"\n}\n");
  const SynUnit *unit = syn_parse(&arena, text, true);
  const Dialect *dialect = dialect_named(STR("postgresql"));
  assert_false(sql_region_at(&arena, unit, dialect, find(text, "SELECT"), &region));
  assert_false(sql_region_at(&arena, unit, dialect, 0, &region));
}

/* ---- in a module ---- */

#define TABLE "table \"users\" {\n  schema = schema.s\n  column \"id\" {\n    type = int\n  }\n}\n"
#define VIEW  "view \"v\" {\n  schema = schema.s\n  as = \"SELECT u.id FROM Users u\"\n}\n"

static File *add(Module *module, const char *path, const char *text) {
  File *file = file_parse(str_from(path), str_from(text), dialect_named(STR("postgresql")), true, 1);
  module_add(module, file);
  return file;
}

static size_t warnings(Module *module, const File *file) {
  module_check_all(module, 1);
  size_t count = 0;
  for (size_t i = 0; i < file->unit_count; i++)
    for (size_t k = 0; k < file->units[i]->diags.len; k++)
      count += file->units[i]->diags.items[k].code == DIAG_UNKNOWN_SQL_NAME;
  return count;
}

/* A change of the table checks the view again. */
static void test_changes(void **state) {
  (void)state;
  Module *module = module_new(NULL);
  File *tables = add(module, "/a.pg.hcl", "schema \"s\" {}\n" TABLE), *views = add(module, "/b.pg.hcl", VIEW);
  assert_int_equal(warnings(module, views), 0);
  uint32_t at = find(STR("schema \"s\" {}\n" TABLE), "\"id\"");
  module_edit(module, tables, at + 1, at + 3, STR("no"));
  assert_int_equal(warnings(module, views), 1);
  module_edit(module, tables, at + 1, at + 3, STR("ID"));
  assert_int_equal(warnings(module, views), 0);
  module_remove(module, tables);
  assert_int_equal(warnings(module, views), 0); /* a module without tables says nothing of them */
  add(module, "/c.pg.hcl", "table \"other\" {\n  schema = schema.s\n}\n");
  assert_int_equal(warnings(module, views), 1);
  module_free(module);
}

static bool put_reference(void *context, Unit *unit, Span span) {
  buf_printf(context, "[%.*s]", STR_FMT(span_of(span, unit->text)));
  return true;
}

static void test_references(void **state) {
  (void)state;
  Module *module = module_new(NULL);
  Buf out = {0};
  add(module, "/a.pg.hcl", TABLE);
  add(module, "/b.pg.hcl", VIEW "view \"w\" {\n  schema = schema.s\n  as = \"SELECT id, users.id FROM users\"\n}\n");
  size_t count;
  const ModuleDef *table = module_defs(module, STR("table"), STR("users"), &count);
  module_references(module, table->def, table->unit, true, put_reference, &out);
  assert_string_equal(out.ptr, "[\"users\"][Users][users][users]");
  buf_clear(&out);
  module_references(module, table->def->children, table->unit, false, put_reference, &out);
  assert_string_equal(out.ptr, "[id][id][id]");
  buf_free(&out);
  module_free(module);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_quoted),   cmocka_unit_test(test_plain),        cmocka_unit_test(test_heredoc),
      cmocka_unit_test(test_template), cmocka_unit_test(test_surroundings), cmocka_unit_test(test_no_region),
      cmocka_unit_test(test_changes),  cmocka_unit_test(test_references),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
