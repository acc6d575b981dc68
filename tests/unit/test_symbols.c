/* test_symbols.c: what a unit defines and names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "typecheck/symbols.h"

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

static const SymUnit *build_in(const char *dialect, const char *text) {
  return sym_build(&arena, syn_parse(&arena, str_from(text), true), dialect_named(str_from(dialect)), NULL, false);
}

static const SymUnit *build(const char *text) { return build_in("postgresql", text); }

static void assert_str(Str actual, const char *expected) {
  assert_string_equal(arena_str(&arena, actual).ptr, expected);
}

/* "table.users.column table.t": the references of a unit. */
static const char *refs_text(const SymUnit *sym) {
  Buf out = {0};
  for (uint32_t i = 0; i < sym->ref_count; i++) {
    buf_printf(&out, "%s%.*s", i > 0 ? " " : "", STR_FMT(sym->refs[i].root));
    for (uint32_t k = 0; k < sym->refs[i].count; k++) buf_printf(&out, ".%.*s", STR_FMT(sym->refs[i].steps[k]));
  }
  Str copy = arena_str(&arena, buf_str(&out));
  buf_free(&out);
  return copy.ptr;
}

static bool has_key(const SymUnit *sym, const char *root, const char *name) {
  for (uint32_t i = 0; i < sym->key_count; i++)
    if (sym->keys[i] == sym_key(str_from(root), str_from(name))) return true;
  return false;
}

static void test_definitions(void **state) {
  (void)state;
  const SymUnit *sym = build("table \"public\" \"users\" {\n  schema = schema.public\n  column \"id\" {\n"
                             "    type = numeric(10, 2)\n    null = true\n  }\n  index \"i\" {\n    on {\n"
                             "      column = column.id\n    }\n    on {\n    }\n  }\n}\n");
  const SymDef *table = sym->defs;
  assert_null(table->next);
  assert_str(table->type, "table");
  assert_str(table->qualifier, "public");
  assert_str(table->name, "users");
  assert_str(sym_schema(table), "public");
  assert_int_equal(table->spec->role, BLOCK_TABLE);
  const SymDef *column = sym_child(table, STR("column"), STR("id"));
  assert_str(column->type_text, "numeric(10,2)");
  assert_int_equal(column->attr_count, 1);
  assert_str(column->attrs[0], "null");
  assert_ptr_equal(column->parent, table);
  const SymDef *index = sym_child(table, STR("index"), STR("i"));
  assert_int_equal(sym_child(index, STR("on"), STR("1"))->ordinal, 1);
  assert_null(sym_child(index, STR("on"), STR("2")));
}

static void test_definitions_end_at_the_third_level(void **state) {
  (void)state;
  const SymUnit *sym = build("a \"1\" {\n  b \"2\" {\n    c \"3\" {\n      d \"4\" {\n        x = table.t\n      }\n"
                             "    }\n  }\n}\n");
  const SymDef *third = sym->defs->children->children;
  assert_str(third->name, "3");
  assert_null(third->children);
  assert_string_equal(refs_text(sym), "table.t");
  assert_ptr_equal(sym->refs[0].inside, third);
}

static void test_locals_and_attributes(void **state) {
  (void)state;
  const SymUnit *sym = build("locals {\n  a = local.b\n  b = 1\n}\n");
  assert_str(sym->defs->type, "local");
  assert_str(sym->defs->name, "a");
  assert_str(sym->defs->next->name, "b");
  assert_true(sym->relays);
  assert_true(has_key(sym, "local", "a") && has_key(sym, "local", "b"));
  assert_ptr_equal(sym->refs[0].inside, sym->defs);
  sym = build("x = var.y\n");
  assert_str(sym->defs->type, "");
  assert_str(sym->defs->name, "x");
  assert_false(sym->relays);
}

static void test_references(void **state) {
  (void)state;
  static const struct {
    const char *value, *refs;
  } cases[] = {
      {"table.users.column.id", "table.users.column.id"},
      {"table[\"a b\"].column[\"c\"]", "table.a b.column.c"},
      {"[for c in var.names : column[c]]", "var.names column"},
      {"[for k, v in var.m : k if v.on]", "var.m"},
      {"{ for c in local.l : c => c.name }", "local.l"},
      {"\"${var.a}-%{ for x in local.b }${x}${var.c}%{ endfor }\"", "var.a local.b var.c"},
      {"{ a = table.x, (local.k) = 1, b = { c = enum.e } }", "table.x local.k enum.e"},
      {"var.list[*].name", "var.list"},
      {"f(table.a, [table.b], -var.c, (var.d ? 1 : local.e))", "table.a table.b var.c var.d local.e"},
      {"table[local.which].name", "table local.which"},
      {"each.value.name", "each.value.name"},
      {"varchar(255)", ""},
      {"CASCADE", ""},
      {"schema", "schema"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Str text = arena_printf(&arena, "x = %s\n", cases[i].value);
    assert_string_equal(refs_text(build(text.ptr)), cases[i].refs);
  }
}

static void test_spans_of_references(void **state) {
  (void)state;
  const SymUnit *sym = build("x = table[\"u\"].column.id\n");
  const SymRef *ref = &sym->refs[0];
  static const Span expected[] = {{4, 9}, {10, 13}, {15, 21}, {22, 24}};
  assert_int_equal(ref->count, 3);
  for (int i = 0; i < 4; i++) {
    assert_int_equal(ref->spans[i].start, expected[i].start);
    assert_int_equal(ref->spans[i].end, expected[i].end);
  }
}

static void test_keys(void **state) {
  (void)state;
  const SymUnit *sym = build("table \"t\" {\n  schema = schema.public\n  column \"id\" {\n  }\n  check \"c\" {\n"
                             "    expr = \"${column.id.name} ${var.v} ${table.other.column.x.name}\"\n  }\n}\n");
  assert_true(has_key(sym, "table", "t"));
  assert_true(has_key(sym, "schema", "") && has_key(sym, "schema", "public"));
  assert_true(has_key(sym, "var", "v"));
  assert_true(has_key(sym, "table", "other"));
  assert_true(has_key(sym, "column", ""));
  assert_false(has_key(sym, "column", "id")); /* a column of its own */
  for (uint32_t i = 1; i < sym->key_count; i++) assert_true(sym->keys[i - 1] < sym->keys[i]);
}

static void test_roots(void **state) {
  (void)state;
  assert_str(sym_root(STR("variable")), "var");
  assert_str(sym_root(STR("table")), "table");
  assert_str(sym_type(STR("var")), "variable");
  assert_str(sym_type(STR("variable")), "");
  assert_str(sym_type(STR("data")), "data");
}

static void test_signature(void **state) {
  (void)state;
  uint64_t one = build("table \"t\" {\n  comment = \"a\"\n}\n")->signature;
  assert_true(one == build("# text above\n\ntable \"t\" {\n  comment = \"a\"\n} # behind\n")->signature);
  assert_true(one != build("table \"t\" {\n  comment = \"b\"\n}\n")->signature);
}

static void test_repeated_and_named(void **state) {
  (void)state;
  const SymUnit *sym = build("schema \"s\" {\n  for_each = var.all\n  name = \"real\"\n}\n");
  assert_true(sym->defs->repeated);
  assert_str(sym_real_name(sym->defs), "real");
}

static void test_copies_outlive_the_text(void **state) {
  (void)state;
  Arena source;
  arena_init(&source, 0);
  Str text = arena_str(&source, STR("table \"users\" {\n  comment = \"${var.note}\"\n}\n"));
  const SymUnit *sym = sym_build(&arena, syn_parse(&source, text, true), dialect_named(STR("postgresql")), NULL, true);
  arena_free(&source);
  assert_str(sym->defs->name, "users");
  assert_string_equal(refs_text(sym), "var.note");
}

static void test_broken_units(void **state) {
  (void)state;
  static const char *const texts[] = {
      "",   "\n",     "table",    "table \"", "table \"t\" {",       "x = ",     "= 1",      "}",
      "{}", "a = b.", "a = [for", "a = \"${", "t {\n  b {\n} a = 1", "\xff\xfe", "a.b.c = 1"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) assert_non_null(build(texts[i]));
  SymUnit *none = sym_build(&arena, syn_parse(&arena, STR("table \"t\" {}\n"), true), NULL, NULL, true);
  assert_null(none->defs->spec);
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(definitions),
      TEST(definitions_end_at_the_third_level),
      TEST(locals_and_attributes),
      TEST(references),
      TEST(spans_of_references),
      TEST(keys),
      TEST(roots),
      TEST(signature),
      TEST(repeated_and_named),
      TEST(copies_outlive_the_text),
      TEST(broken_units),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
