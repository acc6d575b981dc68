/* test_build.c: from HCL to the model: what the cases of tests/erd do not show, and that every example of every
 * language can be built. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>

#include "erd/erd.h"
#include "typecheck/build.h"
#include "typecheck/build_inputs.h"

static Module *module_of(const char *dialect, Str path, Str text) {
  Module *module = module_new(NULL);
  module_add(module, file_parse(path, text, dialect_named(str_from(dialect)), true, 1));
  return module;
}

static Realm *build(const char *dialect, const char *text) {
  Module *module = module_of(dialect, STR("a.hcl"), str_from(text));
  Realm *realm = build_realm(module, NULL);
  module_free(module); /* the model must not need it */
  return realm;
}

#define assert_text(a, b) assert_string_equal(arena_str(&realm->arena, (a)).ptr, (b))

static void test_table(void **state) {
  (void)state;
  Realm *realm = build("postgresql", "schema \"s\" {\n}\n"
                                     "table \"t\" {\n  schema = schema.s\n  column \"a\" {\n    type = varchar(10)\n"
                                     "    null = true\n    comment = \"c\"\n    collate = \"de\"\n  }\n}\n");
  const Table *table = schema_table(realm_schema(realm, STR("s")), STR("t"));
  const Column *column = table_column(table, STR("a"));
  assert_text(column->type.text, "character varying(10)");
  assert_text(column->type.name, "character_varying");
  assert_text(column->type.raw, "varchar(10)");
  assert_int_equal(column->type.arg_count, 1);
  assert_text(column->type.args[0], "10");
  assert_true(column->null && column->null_known && column->comment.known);
  assert_text(model_attr(&column->attrs, STR("collate")), "de");
  assert_int_equal(column->pos.range.start.line, 4);
  assert_int_equal(column->pos.name_range.start.character, 9);
  assert_int_equal(realm->gaps.len, 0);
  realm_free(realm);
}

static void test_positions_count_utf16(void **state) {
  (void)state;
  Realm *realm = build("sqlite", "schema \"main\" {\n}\n\n/* \xF0\x9F\x98\x80 */ table \"\xC3\xA9t\" {\n}\n");
  const Table *table = realm_schema(realm, STR(""))->tables.items[0];
  assert_int_equal(table->pos.range.start.line, 3);
  assert_int_equal(table->pos.range.start.character, 9);
  assert_int_equal(table->pos.span.start, 30);
  assert_int_equal(table->pos.name_range.end.character, 19);
  realm_free(realm);
}

static void test_inputs_come_before_defaults(void **state) {
  (void)state;
  Module *module = module_of("sqlite", STR("a.lt.hcl"),
                             STR("variable \"n\" {\n  type = string\n  default = \"d\"\n}\n"
                                 "schema \"s\" {\n  name = var.n\n}\n"));
  Val value = {.kind = VAL_STRING, .as = {.string = STR_INIT("given")}};
  ValField input = {STR("n"), &value};
  BuildOptions options = {.inputs = &input, .input_count = 1};
  Realm *realm = build_realm(module, &options);
  assert_non_null(realm_schema(realm, STR("given")));
  realm_free(realm);
  realm = build_realm(module, NULL);
  assert_non_null(realm_schema(realm, STR("d")));
  realm_free(realm);
  module_free(module);
}

static void test_modules_join(void **state) {
  (void)state;
  Module *a = module_of("sqlite", STR("a.hcl"),
                        STR("schema \"s\" {\n}\ntable \"p\" {\n  schema = schema.s\n  column \"id\" {\n"
                            "    type = int\n  }\n}\n"));
  Module *b = module_of("sqlite", STR("b.hcl"),
                        STR("schema \"s\" {\n}\ntable \"c\" {\n  schema = schema.s\n  column \"p\" {\n"
                            "    type = int\n  }\n  foreign_key \"f\" {\n    columns = [column.p]\n"
                            "    ref_columns = [table.p.column.id]\n  }\n}\n"));
  Realm *realm = build_realm(a, NULL);
  build_add(realm, b, NULL);
  assert_int_equal(realm->schemas.len, 1);
  assert_int_equal(realm->sources.len, 2);
  const Schema *schema = realm->schemas.items[0];
  const ForeignKey *key = schema_table(schema, STR("c"))->foreign_keys.items[0];
  assert_ptr_equal(key->ref, schema_table(schema, STR("p")));
  assert_int_equal(key->table->pos.source, 1);
  realm_free(realm);
  module_free(a);
  module_free(b);
}

static void test_loops_end(void **state) {
  (void)state;
  Realm *realm = build("postgresql", "locals {\n  a = local.b\n  b = local.a\n}\n"
                                     "schema \"x\" {\n  name = schema.y.name\n}\n"
                                     "schema \"y\" {\n  name = schema.x.name\n}\n"
                                     "table \"t\" {\n  schema = schema.x\n  comment = local.a\n}\n");
  assert_int_equal(realm->schemas.len, 2);
  assert_true(realm->gaps.len > 0);
  realm_free(realm);
}

static void test_values_of_a_project(void **state) {
  (void)state;
  static const Str text =
      STR_INIT("env \"a\" {\n  src = \"file://s.pg.hcl\"\n  n = upper(\"x\")\n  far = getenv(\"Y\")\n}\n"
               "env \"b\" {\n  src = \"file://s.pg.hcl\"\n  n = \"b\"\n}\n");
  Arena arena;
  arena_init(&arena, 0);
  const Project *project = project_parse(&arena, STR("/w/atlas.hcl"), text);
  Str env, file = STR("/w/s.pg.hcl");
  assert_false(build_env(project, file, STR(""), &env)); /* it could be both */
  assert_false(build_env(project, file, STR("c"), &env));
  assert_true(build_env(project, file, STR("a"), &env));
  BuildInputs inputs;
  build_inputs(&inputs, project, text, env, file, NULL, 0);
  assert_int_equal(inputs.values.len, 2);
  assert_true(str_eq(inputs.values.items[0].value->as.string, STR("X")));
  assert_int_equal(inputs.values.items[1].value->kind, VAL_UNKNOWN);
  build_inputs_free(&inputs);
  arena_free(&arena);
}

/* ---- every example ---- */

static void draw(const Dialect *dialect, Str text) {
  Module *module = module_new(NULL);
  module_add(module, file_parse(STR("a.hcl"), text, dialect, true, 1));
  Realm *realm = build_realm(module, NULL);
  module_free(module);
  ErdPart part = {realm, STR("")};
  ErdOptions safe = {.safe = true};
  Buf out = {0};
  erd_json(&part, 1, NULL, &out);
  assert_int_equal(erd_hash(buf_str(&out)).len, 16);
  json_error_t error;
  json_t *document = json_loadb(out.ptr, out.len, 0, &error);
  assert_non_null(document);
  json_decref(document);
  buf_clear(&out);
  erd_mermaid(&part, 1, &safe, &out);
  assert_true(str_starts(buf_str(&out), STR("erDiagram\n")));
  buf_free(&out);
  realm_free(realm);
}

static void test_every_example(void **state) {
  (void)state;
  unsigned count = 0;
  for (size_t i = 0; i < dialect_count; i++) {
    const Dialect *dialect = dialect_all[i];
    Buf all = {0};
    for (uint32_t k = 0; k < dialect->path_count; k++) {
      Str example = dialect->paths[k]->example;
      if (str_empty(example)) continue;
      draw(dialect, example);
      buf_put(&all, example);
      buf_putc(&all, '\n');
      count++;
    }
    draw(dialect, buf_str(&all));
    buf_free(&all);
  }
  assert_true(count > 300);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_table),
      cmocka_unit_test(test_positions_count_utf16),
      cmocka_unit_test(test_inputs_come_before_defaults),
      cmocka_unit_test(test_modules_join),
      cmocka_unit_test(test_loops_end),
      cmocka_unit_test(test_values_of_a_project),
      cmocka_unit_test(test_every_example),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
