/* test_model.c: looking up and freeing the parts of a model. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/model.h"

static void test_finding(void **state) {
  (void)state;
  Realm *realm = realm_new(STR("postgresql"));
  Schema *schema = realm_add_schema(realm, STR("public"));
  Table *table = schema_add_table(schema, STR("users"));
  Column *column = table_add_column(table, STR("id"));
  table_add_column(table, STR("name"));
  assert_ptr_equal(realm_schema(realm, STR("public")), schema);
  assert_null(realm_schema(realm, STR("")));
  assert_ptr_equal(schema_table(schema, STR("users")), table);
  assert_null(schema_table(schema, STR("user")));
  assert_ptr_equal(table_column(table, STR("id")), column);
  assert_int_equal(table_column(table, STR("name"))->index, 1);
  assert_null(table_column(table, STR("ID")));
  assert_int_equal(column->pos.source, UINT32_MAX);
  realm_free(realm);
  realm_free(NULL);
}

static void test_objects_of_one_name_differ_in_kind(void **state) {
  (void)state;
  Realm *realm = realm_new(STR("postgresql"));
  Schema *schema = realm_add_schema(realm, STR("public"));
  Object *domain = model_new_object(realm, schema, STR("domain"), STR("x"));
  Object *function = model_new_object(realm, schema, STR("function"), STR("x"));
  array_push(&schema->objects, domain);
  array_push(&schema->objects, function);
  array_push(&function->children, model_new_object(realm, schema, STR("arg"), STR("a")));
  assert_ptr_equal(schema_object(schema, STR("function"), STR("x")), function);
  assert_null(schema_object(schema, STR("enum"), STR("x")));
  realm_free(realm);
}

static void test_unknown_attributes_have_no_text(void **state) {
  (void)state;
  Realm *realm = realm_new(STR("mysql"));
  ModelAttr known = {.name = STR("engine"), .value = model_known(realm, STR("InnoDB"))};
  ModelAttr unknown = {.name = STR("charset"), .value = model_unknown(realm, STR("no value for var.x"))};
  array_push(&realm->attrs, known);
  array_push(&realm->attrs, unknown);
  assert_true(str_eq(model_attr(&realm->attrs, STR("engine")), STR("InnoDB")));
  assert_true(str_empty(model_attr(&realm->attrs, STR("charset"))));
  assert_true(str_empty(model_attr(&realm->attrs, STR("collate"))));
  model_gap(realm, model_nowhere(), STR("why"));
  assert_int_equal(realm->gaps.len, 1);
  realm_free(realm);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_finding),
      cmocka_unit_test(test_objects_of_one_name_differ_in_kind),
      cmocka_unit_test(test_unknown_attributes_have_no_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
