/* test_diff.c: texts and orders of the diff engine; whole plans are in test_diff_examples.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "dialects/dialect.h"
#include "diff/diff_internal.h"

static void assert_text(Str got, const char *want) {
  assert_int_equal(got.len, strlen(want));
  assert_memory_equal(got.ptr, want, got.len);
}

static void test_wrap(void **state) {
  static const char *const cases[][2] = {
      {"a > 0", "(a > 0)"},          {"(a)", "(a)"},     {"(a) in (b)", "((a) in (b))"}, {"()", "()"},
      {"(a, b)", "((a, b))"},        {"(')')", "(')')"}, {"(a 'b)", "((a 'b))"},         {"", "()"},
      {"((a) + (b))", "((a) + (b))"}};
  Arena arena;
  (void)state;
  arena_init(&arena, 0);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_text(expr_wrap(&arena, str_from(cases[i][0])), cases[i][1]);
  assert_true(expr_same(STR("a"), STR("(a)")));
  assert_true(expr_same_or_wrapped(STR("(a)"), STR("a")));
  assert_false(expr_same_or_wrapped(STR("a"), STR("(a)")));
  arena_free(&arena);
}

static void test_quotes(void **state) {
  Arena arena;
  (void)state;
  arena_init(&arena, 0);
  assert_true(expr_is_quoted(STR("'it''s'"), '\''));
  assert_false(expr_is_quoted(STR("'a' || 'b'"), '\''));
  assert_false(expr_is_quoted(STR("'"), '\''));
  assert_text(expr_unquote(&arena, STR("'it''s'")), "it's");
  assert_text(expr_unquote(&arena, STR("\"a\\nb\\u00e9\"")), "a\nb\xc3\xa9");
  assert_text(expr_unquote(&arena, STR("\"a\\qb\"")), "\"a\\qb\"");
  assert_text(expr_quote_single(&arena, STR("it's")), "'it''s'");
  assert_text(expr_quote_single(&arena, STR("'a'")), "'a'");
  assert_text(expr_quote_double(&arena, STR("a\"b\n")), "\"a\\\"b\\n\"");
  arena_free(&arena);
}

static void test_literals(void **state) {
  static const char *const numbers[] = {"1", "-1", "+1", "1e5", ".5", "0x1F", "inf", "nan"};
  static const char *const others[] = {"", "a", "1a", " 1", "0x", "nan(1)", "1 2"};
  (void)state;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) assert_true(expr_is_number(str_from(numbers[i])));
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) assert_false(expr_is_number(str_from(others[i])));
  assert_true(expr_is_bool(STR("T")));
  assert_false(expr_is_bool(STR("tRUE")));
}

/* ---- sorting ---- */

static bool by_order(const void *context, const Change *a, const Change *b) {
  (void)context;
  return a->order < b->order;
}

static void check_sort(size_t count, size_t keys, size_t step) {
  Change *changes = mem_zero(count, sizeof *changes), **items = mem_zero(count, sizeof(Change *));
  size_t sum = 0, sorted = 0;
  for (size_t i = 0; i < count; i++) {
    changes[i].order = i * step % keys;
    sum += changes[i].order;
    items[i] = &changes[i];
  }
  sort_like_go(items, count, by_order, NULL);
  for (size_t i = 0; i < count; i++) {
    if (i > 0) assert_true(items[i - 1]->order <= items[i]->order);
    if (i > 0 && count <= 12 && items[i - 1]->order == items[i]->order) assert_true(items[i - 1] < items[i]);
    sorted += items[i]->order;
  }
  assert_int_equal(sum, sorted);
  free(items);
  free(changes);
}

static void test_sort(void **state) {
  (void)state;
  for (size_t count = 1; count < 300; count++) {
    check_sort(count, count, 7);
    check_sort(count, 5, 3);
    check_sort(count, count, count - 1);
  }
  check_sort(20000, 20011, 7919);
  check_sort(20000, 3, 1);
}

/* ---- models made by hand ---- */

static Column *add_column(Realm *realm, Table *table, const char *name, const char *type) {
  Column *column = table_add_column(table, str_from(name));
  (void)realm;
  column->type = (ColumnType){.text = str_from(type), .raw = str_from(type), .known = true};
  column->null_known = true;
  return column;
}

/* A chain of tables as long as this must not be walked by recursion, nor in quadratic time. */
static void test_long_chain(void **state) {
  enum { COUNT = 20000 };
  char name[16];
  (void)state;
  Realm *to = realm_new(STR("postgresql")), *from = realm_new(STR("postgresql"));
  Schema *schema = realm_add_schema(to, STR("s"));
  realm_add_schema(from, STR("s"));
  Table *next = NULL;
  for (int i = 0; i < COUNT; i++) {
    snprintf(name, sizeof name, "t%05d", i);
    Table *table = schema_add_table(schema, str_from(name));
    Column *column = add_column(to, table, "id", "int");
    if (next != NULL) {
      ForeignKey *key = arena_new(&to->arena, ForeignKey);
      *key = (ForeignKey){.name = STR("f"), .table = next, .ref = table, .ref_table = table->name};
      array_push(&key->columns, next->columns.items[0]);
      array_push(&key->ref_columns, column->name);
      array_push(&next->foreign_keys, key);
    }
    next = table;
  }
  Diff *diff = diff_run(from, to, &(DiffOptions){0});
  assert_int_equal(diff->errors.len, 0);
  assert_int_equal(diff->statements.len, COUNT);
  assert_true(str_starts(diff->statements.items[0].sql, STR("CREATE TABLE \"s\".\"t19999\"")));
  assert_true(diff_is_reversible(diff));
  diff_free(diff);
  realm_free(from);
  realm_free(to);
}

static void test_unknown_is_said(void **state) {
  (void)state;
  Realm *to = realm_new(STR("sqlite"));
  Table *table = schema_add_table(realm_add_schema(to, STR("main")), STR("t"));
  add_column(to, table, "a", "int");
  Column *column = add_column(to, table, "b", "needs var.x");
  column->type.known = false;
  Diff *diff = diff_run(NULL, to, &(DiffOptions){0});
  assert_int_equal(diff->statements.len, 0);
  assert_int_equal(diff->unplanned.len, 2);
  assert_text(diff->unplanned.items[0].text, "column \"b\" of table \"t\" cannot be known: needs var.x");
  diff_free(diff);
  realm_free(to);
}

/* What a difference gives: a statement, or words that it will not be made. */
static bool is_told(const Realm *from, const Realm *to) {
  Diff *diff = diff_run(from, to, &(DiffOptions){0});
  bool told = diff->statements.len + diff->unplanned.len + diff->errors.len > 0;
  diff_free(diff);
  return told;
}

static Realm *realm_with(Str dialect, Str kind) {
  Realm *realm = realm_new(dialect);
  Schema *schema = realm_add_schema(realm, STR("main"));
  if (kind.len == 0) return realm;
  Object *object = model_new_object(realm, schema, kind, STR("x"));
  array_push(&schema->objects, object);
  return realm;
}

/* No kind of object is passed over in silence when it is added or dropped. */
static void test_every_kind_is_told(void **state) {
  static const char *const dialects[] = {"postgresql", "mysql", "mariadb", "sqlite"};
  (void)state;
  for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++) {
    Str name = str_from(dialects[i]);
    const BlockSpec *root = dialect_named(name)->root;
    for (uint16_t k = 0; k < root->child_count; k++) {
      const BlockSpec *block = root->children[k].block;
      if (block->role == BLOCK_SCHEMA || block->role == BLOCK_TABLE) continue;
      Realm *none = realm_with(name, STR("")), *with = realm_with(name, block->name);
      if (!is_told(none, with) || !is_told(with, none)) fail_msg("%s: %.*s", dialects[i], STR_FMT(block->name));
      realm_free(none);
      realm_free(with);
    }
  }
}

static void test_skip_and_dialect(void **state) {
  (void)state;
  Realm *from = realm_new(STR("sqlite")), *to = realm_new(STR("sqlite")), *other = realm_new(STR("oracle"));
  add_column(from, schema_add_table(realm_add_schema(from, STR("main")), STR("t")), "a", "int");
  realm_add_schema(to, STR("main"));
  DiffOptions skip = {.skip = diff_skip_bit(STR("drop_table"))};
  assert_true(skip.skip != 0);
  assert_true(diff_skip_bit(STR("drop_check")) == 0);
  Diff *diff = diff_run(from, to, &skip);
  assert_int_equal(diff->statements.len, 0);
  diff_free(diff);
  diff = diff_run(NULL, other, &(DiffOptions){0});
  assert_int_equal(diff->errors.len, 1);
  diff_free(diff);
  realm_free(from);
  realm_free(to);
  realm_free(other);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_wrap),
                                     cmocka_unit_test(test_quotes),
                                     cmocka_unit_test(test_literals),
                                     cmocka_unit_test(test_sort),
                                     cmocka_unit_test(test_long_chain),
                                     cmocka_unit_test(test_unknown_is_said),
                                     cmocka_unit_test(test_every_kind_is_told),
                                     cmocka_unit_test(test_skip_and_dialect)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
