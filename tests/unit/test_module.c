/* test_module.c: the index of a module, what an edit makes dirty, where references lead. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "tests/property/compare.h"

static File *parse(const char *path, const char *text, bool keep) {
  return file_parse(str_from(path), str_from(text), dialect_named(STR("postgresql")), keep, 1);
}

static Module *module_of(const char *a, const char *b) {
  Module *module = module_new(NULL);
  if (b != NULL) module_add(module, parse("b.hcl", b, true));
  module_add(module, parse("a.hcl", a, true));
  return module;
}

static const Unit *unit_of(const Module *module, size_t file, size_t unit) {
  return module_file(module, file)->units[unit];
}

/* Replaces the first `from` in a file by `to`. */
static void replace(Module *module, size_t index, const char *from, const char *to) {
  File *file = module_file(module, index);
  Arena arena;
  arena_init(&arena, 0);
  Str text = arena_str(&arena, file_text(file, &arena));
  const char *at = strstr(text.ptr, from);
  assert_non_null(at);
  uint32_t start = (uint32_t)(at - text.ptr);
  module_edit(module, file, start, start + (uint32_t)strlen(from), str_from(to));
  arena_free(&arena);
}

static void check_all(Module *module) {
  module_check_all(module, 1);
  assert_false(module_has_dirty(module));
}

static const char two_tables[] = "schema \"public\" {\n}\n"
                                 "table \"a\" {\n  schema = schema.public\n  column \"id\" {\n    type = int\n  }\n}\n"
                                 "table \"b\" {\n  schema = schema.public\n  column \"id\" {\n    type = int\n  }\n"
                                 "  foreign_key \"f\" {\n    columns = [column.id]\n"
                                 "    ref_columns = [table.a.column.id]\n  }\n}\n"
                                 "table \"c\" {\n  schema = schema.public\n  column \"id\" {\n    type = int\n  }\n}\n";

static void test_definitions_in_order(void **state) {
  (void)state;
  Module *module =
      module_of("table \"t\" {\n}\nlocals {\n  x = 1\n}\n", "table \"s\" \"t\" {\n}\nvariable \"x\" {\n}\n");
  size_t count;
  const ModuleDef *defs = module_defs(module, STR("table"), STR("t"), &count);
  assert_int_equal(count, 2);
  assert_true(str_eq(defs[0].unit->file->path, STR("a.hcl")));
  assert_true(str_eq(defs[1].def->qualifier, STR("s")));
  module_defs(module, STR("variable"), STR("x"), &count);
  assert_int_equal(count, 1);
  module_defs(module, STR("local"), STR("x"), &count);
  assert_int_equal(count, 1);
  assert_null(module_defs(module, STR("table"), STR("s"), &count));
  assert_int_equal(count, 0);
  module_kind(module, STR("table"), &count);
  assert_int_equal(count, 2);
  module_remove(module, module_find(module, STR("a.hcl")));
  module_kind(module, STR("table"), &count);
  assert_int_equal(count, 1);
  assert_null(module_find(module, STR("a.hcl")));
  module_free(module);
}

static void test_many_files(void **state) {
  (void)state;
  Module *module = module_new(NULL);
  Buf text = {0}, path = {0};
  for (int file = 20; file-- > 0;) {
    buf_clear(&text);
    buf_clear(&path);
    for (int i = 0; i < 50; i++) buf_printf(&text, "table \"t%d\" {\n  x = table.t%d\n}\n", file * 50 + i, i);
    buf_printf(&path, "%02d.hcl", file);
    module_add(module, parse(path.ptr, text.ptr, false));
  }
  size_t count;
  const ModuleDef *tables = module_kind(module, STR("table"), &count);
  assert_int_equal(count, 1000);
  for (int i = 0; i < 1000; i++) {
    buf_clear(&text);
    buf_printf(&text, "t%d", i);
    assert_true(str_eq(tables[i].def->name, buf_str(&text)));
  }
  for (int i = 0; i < 20; i += 2) module_remove(module, module_file(module, (size_t)(20 - i - 1) / 2));
  module_kind(module, STR("table"), &count);
  assert_int_equal(count, 500);
  buf_free(&text);
  buf_free(&path);
  module_free(module);
}

static void collect_kind(void *context, Str type) { buf_printf(context, "%.*s ", STR_FMT(type)); }

static void test_kinds(void **state) {
  (void)state;
  Module *module = module_of("view \"v\" {\n}\ntable \"t\" {\n  index \"i\" {\n    on {\n    }\n  }\n}\nx = 1\n", NULL);
  Buf kinds = {0};
  module_kinds(module, collect_kind, &kinds);
  assert_string_equal(kinds.ptr, "table view ");
  assert_true(module_has_child_kind(module, STR(""), STR("view")));
  assert_true(module_has_child_kind(module, STR("table"), STR("index")));
  assert_true(module_has_child_kind(module, STR("index"), STR("on")));
  assert_false(module_has_child_kind(module, STR("table"), STR("on")));
  replace(module, 0, "on {", "of {");
  assert_false(module_has_child_kind(module, STR("index"), STR("on")));
  replace(module, 0, "view", "viow");
  assert_false(module_has_child_kind(module, STR(""), STR("view")));
  buf_free(&kinds);
  module_free(module);
}

static void test_edit_marks_users_only(void **state) {
  (void)state;
  Module *module = module_of(two_tables, NULL);
  check_all(module);
  replace(module, 0, "type = int", "type = text"); /* table a: b refers to it, c does not */
  assert_true(unit_of(module, 0, 1)->dirty);
  assert_true(unit_of(module, 0, 2)->dirty);
  assert_false(unit_of(module, 0, 3)->dirty);
  assert_false(unit_of(module, 0, 0)->dirty);
  check_all(module);
  replace(module, 0, "table \"c\" {\n", "\n# only a comment\ntable \"c\" {\n");
  assert_true(unit_of(module, 0, 3)->dirty);
  assert_false(unit_of(module, 0, 2)->dirty);
  module_free(module);
}

static void test_comment_marks_no_users(void **state) {
  (void)state;
  Module *module = module_of(two_tables, NULL);
  check_all(module);
  replace(module, 0, "table \"a\"", "# people\ntable \"a\"");
  assert_true(unit_of(module, 0, 1)->dirty);
  assert_false(unit_of(module, 0, 2)->dirty);
  module_free(module);
}

static void test_rename_marks_across_files(void **state) {
  (void)state;
  Module *module = module_of("schema \"main\" {\n}\n", two_tables);
  check_all(module);
  replace(module, 0, "main", "public2");
  assert_false(unit_of(module, 1, 1)->dirty);
  check_all(module);
  replace(module, 0, "public2", "public"); /* a second definition of the same name */
  for (size_t i = 0; i < 4; i++) assert_true(unit_of(module, 1, i)->dirty);
  module_free(module);
}

static void test_locals_relay(void **state) {
  (void)state;
  Module *module = module_of("locals {\n  a = local.b\n}\n", "locals {\n  b = 1\n}\nx = local.a\ny = local.c\n");
  check_all(module);
  replace(module, 1, "b = 1", "b = 2");
  assert_true(unit_of(module, 0, 0)->dirty);  /* names b */
  assert_true(unit_of(module, 1, 1)->dirty);  /* names a, which names b */
  assert_false(unit_of(module, 1, 2)->dirty); /* names neither */
  module_free(module);
}

static void test_duplicates_mark_each_other(void **state) {
  (void)state;
  Module *module = module_of("table \"x\" {\n}\n", "table \"y\" {\n}\n");
  check_all(module);
  replace(module, 1, "\"y\"", "\"x\"");
  assert_true(unit_of(module, 0, 0)->dirty);
  module_free(module);
}

static void on_changed(void *context, File *file) {
  (void)file;
  ++*(int *)context;
}

static void test_slices_start_with_the_first_file(void **state) {
  (void)state;
  Module *module = module_of(two_tables, two_tables);
  int changed = 0;
  File *first = module_file(module, 1);
  assert_true(module_check_slice(module, first, 0, on_changed, &changed));
  assert_int_equal(first->dirty_count, 3);
  assert_int_equal(module_file(module, 0)->dirty_count, 4);
  while (module_check_slice(module, first, 1000, on_changed, &changed)) continue;
  assert_false(module_has_dirty(module));
  module_free(module);
}

static void test_related_places_never_dangle(void **state) {
  (void)state;
  Module *module = module_of(
      "table \"x\" {\n}\n", "table \"x\" {\n}\nvariable \"v\" {\n  type = int\n}\nvariable \"v\" {\n  type = int\n}\n");
  check_all(module);
  module_remove(module, module_file(module, 0));
  check_all(module);
  replace(module, 0, "table \"x\" {\n}\nvariable \"v\" {\n  type = int\n}\n", "");
  check_all(module);
  Module *fresh = module_new(NULL);
  module_add(fresh, parse("b.hcl", "variable \"v\" {\n  type = int\n}\n", true));
  check_all(fresh);
  const Unit *unit;
  assert_null(compare_modules(module, fresh, &unit));
  module_free(fresh);
  module_free(module);
}

static void test_variables_given(void **state) {
  (void)state;
  ModuleVar vars[] = {{STR("a"), STR("1")}, {STR("a"), STR("2")}};
  ModuleOptions options = {vars, 2};
  Module *module = module_new(&options);
  Str value;
  assert_true(module_var(module, STR("a"), &value));
  assert_true(str_eq(value, STR("2")));
  assert_false(module_var(module, STR("b"), &value));
  module_free(module);
}

/* ---- references ---- */

static const char scopes[] = "table \"users\" {\n  column \"id\" {\n  }\n  column \"a b\" {\n  }\n"
                             "  primary_key {\n    columns = [column.id]\n  }\n  index \"i\" {\n    on {\n      column "
                             "= column.id\n    }\n  }\n}\n"
                             "table \"public\" \"orders\" {\n  column \"id\" {\n  }\n}\n"
                             "table \"public\" \"users\" {\n  column \"key\" {\n  }\n}\n"
                             "variable \"v\" {\n}\nlocals {\n  l = 1\n}\ndata \"sql\" \"d\" {\n}\n"
                             "permission {\n}\npermission {\n}\n";

/* Resolves "table.users.column.id" from the definition `inside`; gives "users.id/3": labels of the target, steps. */
static void check_resolve(const Module *module, const SymDef *inside, const char *path, const char *expected) {
  Str steps[8], text = str_from(path);
  uint32_t count = 0;
  size_t at = str_find(text, '.', 0);
  Str root = str_sub(text, 0, at);
  while (at < text.len) {
    size_t end = str_find(text, '.', at + 1);
    steps[count++] = str_sub(text, at + 1, end);
    at = end;
  }
  RefTarget target;
  char actual[200] = "none";
  if (module_resolve(module, unit_of(module, 0, 0), inside, root, steps, count, &target))
    snprintf(actual, sizeof actual, "%.*s.%.*s/%u", STR_FMT(target.def->type), STR_FMT(target.def->name), target.step);
  if (strcmp(actual, expected) != 0) fail_msg("%s leads to %s, not to %s", path, actual, expected);
}

static void test_resolve(void **state) {
  (void)state;
  Module *module = module_of(scopes, NULL);
  const SymDef *users = unit_of(module, 0, 0)->sym->defs;
  const SymDef *key = sym_child(users, STR("primary_key"), STR("0"));
  const SymDef *on = sym_child(sym_child(users, STR("index"), STR("i")), STR("on"), STR("0"));
  static const struct {
    const char *path, *outside, *inside;
  } cases[] = {
      {"column.id", "none", "column.id/1"},
      {"column.nope", "none", "none"},
      {"column.a b", "none", "column.a b/1"},
      {"table.users", "table.users/1", "table.users/1"},
      {"table.users.column.id", "column.id/3", "column.id/3"},
      {"table.users.column.nope", "table.users/1", "table.users/1"},
      {"table.users.column", "table.users/1", "table.users/1"},
      {"table.users.name", "table.users/1", "table.users/1"},
      {"table.users.primary_key.0", "primary_key./3", "primary_key./3"},
      {"table.users.index.i.on.0", "on./5", "on./5"},
      {"table.orders", "none", "none"},
      {"table.public.orders", "table.orders/2", "table.orders/2"},
      {"table.public.orders.column.id", "column.id/4", "column.id/4"},
      {"table.public.users.column.key", "column.key/4", "column.key/4"},
      {"table.public.nope", "none", "none"},
      {"var.v", "variable.v/1", "variable.v/1"},
      {"variable.v", "none", "none"},
      {"local.l", "local.l/1", "local.l/1"},
      {"data.sql.d.value", "data.d/2", "data.d/2"},
      {"permission.1", "permission./1", "permission./1"},
      {"permission.2", "none", "none"},
      {"each.value", "none", "none"},
      {"table", "none", "none"},
      {"", "none", "none"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    check_resolve(module, NULL, cases[i].path, cases[i].outside);
    check_resolve(module, users, cases[i].path, cases[i].inside);
    check_resolve(module, key, cases[i].path, cases[i].inside);
    check_resolve(module, on, cases[i].path, cases[i].inside);
  }
  module_free(module);
}

static void test_inner_scope_hides_outer(void **state) {
  (void)state;
  Module *module = module_of("table \"t\" {\n}\ncolumn \"id\" {\n}\n", "table \"u\" {\n  column \"x\" {\n  }\n}\n");
  check_resolve(module, NULL, "column.id", "column.id/1");
  /* some table has columns, so column.id is one of t's own, and t has none */
  check_resolve(module, unit_of(module, 0, 0)->sym->defs, "column.id", "none");
  module_free(module);
}

/* Of several definitions the last one counts, but one of the own file goes before those of others. */
/* Index of the unit that var.v leads to from the first unit of a file, and whether it lies in that file. */
static uint32_t resolve_variable(const Module *module, size_t file, bool *own) {
  RefTarget target;
  Str step = STR("v");
  assert_true(module_resolve(module, unit_of(module, file, 0), NULL, STR("var"), &step, 1, &target));
  *own = target.unit->file == module_file(module, file);
  return target.unit->index;
}

static void test_later_definition_wins(void **state) {
  (void)state;
  bool own;
  Module *module = module_of("x = 1\n", "variable \"v\" {\n}\nvariable \"v\" {\n}\nx = 2\n");
  assert_int_equal(resolve_variable(module, 0, &own), 1);
  assert_false(own);
  module_edit(module, module_file(module, 0), 0, 0, STR("variable \"v\" {\n}\n"));
  assert_int_equal(resolve_variable(module, 0, &own), 0); /* but that of the own file goes before others */
  assert_true(own);
  assert_int_equal(resolve_variable(module, 1, &own), 1);
  assert_true(own);
  module_free(module);
}

typedef struct Places {
  Buf text;
} Places;

static bool on_reference(void *context, Unit *unit, Span span) {
  Places *places = context;
  buf_printf(&places->text, "%.*s:%u:%.*s ", (int)1, unit->file->path.ptr, unit->start + span.start,
             STR_FMT(span_of(span, unit->text)));
  return true;
}

static void check_references(const Module *module, const SymDef *def, const Unit *unit, bool with_def,
                             const char *expected) {
  Places places = {{0}};
  buf_put(&places.text, STR(""));
  module_references(module, def, unit, with_def, on_reference, &places);
  assert_string_equal(places.text.ptr != NULL ? places.text.ptr : "", expected);
  buf_free(&places.text);
}

static void test_find_references(void **state) {
  (void)state;
  Module *module =
      module_of("table \"t\" {\n  column \"id\" {\n  }\n  index \"i\" {\n    columns = [column.id]\n  }\n}\n",
                "x = table.t.column.id\ny = \"${table.t.name}\"\nz = table[\"t\"].column.other\nw = column.id\n");
  const Unit *unit = unit_of(module, 0, 0);
  const SymDef *table = unit->sym->defs, *column = table->children;
  check_references(module, table, unit, true, "a:6:\"t\" b:10:t b:35:t b:54:\"t\" ");
  check_references(module, table, unit, false, "b:10:t b:35:t b:54:\"t\" ");
  check_references(module, column, unit, false, "a:68:id b:19:id ");
  module_free(module);
}

/* ---- diagnostics on several threads ---- */

static void test_threads_find_the_same(void **state) {
  (void)state;
  Buf text = {0};
  for (int i = 0; i < 400; i++)
    buf_printf(&text,
               "table \"t%d\" {\n  schema = schema.public\n  column \"a\" {\n    type = intt\n  }\n"
               "  primary_key {\n    columns = [column.b, table.t%d.column.a]\n  }\n}\n",
               i % 390, i + 7);
  Module *one = module_of(text.ptr, "schema \"public\" {\n}\n"),
         *four = module_of(text.ptr, "schema \"public\" {\n}\n");
  module_check_all(one, 1);
  module_check_all(four, 4);
  const Unit *unit;
  assert_null(compare_modules(one, four, &unit));
  assert_true(unit_of(one, 0, 0)->diags.len > 0);
  buf_free(&text);
  module_free(one);
  module_free(four);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_definitions_in_order),
      cmocka_unit_test(test_many_files),
      cmocka_unit_test(test_kinds),
      cmocka_unit_test(test_edit_marks_users_only),
      cmocka_unit_test(test_comment_marks_no_users),
      cmocka_unit_test(test_rename_marks_across_files),
      cmocka_unit_test(test_locals_relay),
      cmocka_unit_test(test_duplicates_mark_each_other),
      cmocka_unit_test(test_slices_start_with_the_first_file),
      cmocka_unit_test(test_related_places_never_dangle),
      cmocka_unit_test(test_variables_given),
      cmocka_unit_test(test_resolve),
      cmocka_unit_test(test_inner_scope_hides_outer),
      cmocka_unit_test(test_later_definition_wins),
      cmocka_unit_test(test_find_references),
      cmocka_unit_test(test_threads_find_the_same),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
