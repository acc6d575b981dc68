/* test_diff_examples.c: runs the worked examples in tests/diff/examples: two schemas, and the plan between them.
 *
 *     === E12 drop an index        a case; lines up to "--- from" are its settings
 *     qualify none
 *     --- from                     HCL
 *     --- to                       HCL
 *     --- plan                     a statement a line; "<- " before what undoes it, "error: ", "unplanned: "
 *
 * With the setting `print` the plan is the whole text as a migration file has it. See README.md there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/path.h"
#include "diff/diff.h"
#include "typecheck/build.h"
#include "typecheck/project.h"

typedef struct Case {
  Str name, dialect, settings, from, to, plan;
} Case;

/* ---- reading ---- */

static Str next_line(Str text, size_t *at) {
  size_t end = str_find(text, '\n', *at);
  Str line = str_sub(text, *at, end);
  *at = end + 1;
  return line;
}

/* The text from `at` up to the next line that starts with "--- " or "=== ". */
static Str section(Str text, size_t *at) {
  size_t start = *at;
  while (*at < text.len) {
    size_t end = *at;
    Str line = next_line(text, at);
    if (str_starts(line, STR("--- ")) || str_starts(line, STR("=== "))) {
      *at = end;
      return str_sub(text, start, end);
    }
  }
  return str_sub(text, start, text.len);
}

static bool next_case(Str text, size_t *at, Case *out) {
  section(text, at);
  if (*at >= text.len) return false;
  Str title = next_line(text, at);
  *out = (Case){.name = str_sub(title, 4, title.len), .settings = section(text, at)};
  while (*at < text.len && str_starts(str_sub(text, *at, text.len), STR("--- "))) {
    Str what = next_line(text, at), body = section(text, at);
    if (str_eq(what, STR("--- from")))
      out->from = body;
    else if (str_eq(what, STR("--- to")))
      out->to = body;
    else if (str_eq(what, STR("--- plan")))
      out->plan = body;
    else
      fail_msg("unknown section %.*s", STR_FMT(what));
  }
  return true;
}

static Realm *build(const Case *test, Str hcl, const char *path) {
  const Dialect *dialect = dialect_named(test->dialect);
  ModuleOptions options = {0};
  Module *module = module_new(&options);
  module_add(module, file_parse(str_from(path), hcl, dialect, true, 1));
  Realm *realm = build_realm(module, NULL);
  if (realm->dialect.len == 0) realm->dialect = dialect->name;
  module_free(module);
  return realm;
}

/* ---- settings ---- */

typedef struct Settings {
  DiffOptions options;
  DiffRename answers[4];
  bool print;
} Settings;

/* The blank-separated words of a line; the last one takes the rest. */
static size_t split(Str line, Str *words, size_t max) {
  size_t count = 0, at = 0;
  while (at < line.len && count < max) {
    size_t end = count + 1 == max ? line.len : str_find(line, ' ', at);
    words[count++] = str_sub(line, at, end);
    at = end + 1;
  }
  return count;
}

static void add_answer(Settings *self, const Str *words) {
  DiffRename *answer = &self->answers[self->options.answer_count++];
  bool table = str_eq(words[1], STR("table")), column = str_eq(words[1], STR("column"));
  *answer = (DiffRename){.kind = table ? RENAMES_TABLE : column ? RENAMES_COLUMN : RENAMES_INDEX, .yes = true};
  answer->table = table ? (Str){0} : words[2];
  answer->from = words[table ? 2 : 3];
  answer->to = words[table ? 3 : 4];
  self->options.answers = self->answers;
}

static void read_setting(Settings *self, Str line) {
  Str words[6] = {0};
  split(line, words, 6);
  PlanOptions *plan = &self->options.plan;
  if (str_eq(words[0], STR("qualify"))) {
    bool none = str_eq(words[1], STR("none"));
    plan->qualify = none ? QUALIFY_NONE : QUALIFY_NAME;
    plan->qualifier = words[1];
  } else if (str_eq(words[0], STR("indent")))
    plan->indent = STR("  ");
  else if (str_eq(words[0], STR("print")))
    self->print = true;
  else if (str_eq(words[0], STR("library")))
    self->options.not_normalised = true;
  else if (str_eq(words[0], STR("scope")))
    self->options.schema = words[1];
  else if (str_eq(words[0], STR("skip")))
    self->options.skip |= diff_skip_bit(words[1]);
  else if (str_eq(words[0], STR("concurrent")))
    self->options.concurrent_create = self->options.concurrent_drop = true;
  else if (str_eq(words[0], STR("rename")))
    add_answer(self, words);
}

static Settings read_settings(const Case *test, Settings *self) {
  *self = (Settings){0};
  for (size_t at = 0; at < test->settings.len;) read_setting(self, next_line(test->settings, &at));
  return *self;
}

/* ---- settings that change the models or the changes: what HCL cannot say ---- */

/* attr from|to TABLE COLUMN NAME VALUE: what an inspected column would carry. */
static void set_attr(Realm *realm, const Str *words) {
  for (size_t i = 0; i < realm->schemas.len; i++) {
    Table *table = schema_table(realm->schemas.items[i], words[2]);
    Column *column = table != NULL ? table_column(table, words[3]) : NULL;
    if (column == NULL) continue;
    ModelAttr attr = {.name = words[4], .value = {.text = words[5], .known = true, .present = true}};
    array_push(&column->attrs, attr);
  }
}

/* check_attr TABLE CHECK NAME VALUE: an attribute of a check that the language does not have. */
static void set_check_attr(Realm *realm, const Str *words) {
  for (size_t i = 0; i < realm->schemas.len; i++) {
    Table *table = schema_table(realm->schemas.items[i], words[1]);
    for (size_t k = 0; table != NULL && k < table->checks.len; k++) {
      Check *check = table->checks.items[k];
      ModelAttr attr = {.name = words[3], .value = {.text = words[4], .known = true, .present = true}};
      if (str_eq(check->name, words[2])) array_push(&check->attrs, attr);
    }
  }
}

/* table_attr TABLE NAME VALUE: an attribute of a table that the language does not have. */
static void set_table_attr(Realm *realm, Str name, Str attr_name, const Str *rest) {
  for (size_t i = 0; i < realm->schemas.len; i++) {
    Table *table = schema_table(realm->schemas.items[i], name);
    ModelAttr attr = {.name = attr_name, .value = {.text = rest[0], .known = true, .present = true}};
    if (table != NULL) array_push(&table->attrs, attr);
  }
}

/* server NAME VALUE: what inspection notes of the server: version 50600 for 5.6, lower_case_table_names 1. */
static void set_server(Realm *realm, Str name, Str value) {
  ModelAttr attr = {.name = name, .value = {.text = value, .known = true, .present = true}};
  array_push(&realm->attrs, attr);
}

/* no_schema TABLE: written without a schema. */
static void set_no_schema(Realm *realm, Str name) {
  static Schema none;
  for (size_t i = 0; i < realm->schemas.len; i++) {
    Table *table = schema_table(realm->schemas.items[i], name);
    if (table != NULL) table->schema = &none;
  }
}

static void prepare_models(const Case *test, Realm *from, Realm *to) {
  for (size_t at = 0; at < test->settings.len;) {
    Str words[6] = {0}, line = next_line(test->settings, &at);
    split(line, words, 6);
    if (str_eq(words[0], STR("attr"))) set_attr(str_eq(words[1], STR("from")) ? from : to, words);
    if (str_eq(words[0], STR("check_attr"))) set_check_attr(to, words);
    if (str_eq(words[0], STR("table_attr"))) set_table_attr(to, words[1], words[2], words + 3);
    if (str_eq(words[0], STR("server"))) set_server(from, words[1], words[2]);
    if (!str_eq(words[0], STR("no_schema"))) continue;
    set_no_schema(from, words[1]);
    set_no_schema(to, words[1]);
  }
}

static Str subject(const Change *change) {
  switch (change->kind) {
  case ADD_CHECK: return change->to.check->name;
  case DROP_FOREIGN_KEY: return change->from.foreign_key->name;
  case MODIFY_COLUMN: return change->to.column->name;
  case DROP_INDEX: return change->from.index->name;
  case ADD_INDEX: return change->to.index->name;
  case ADD_TABLE: return change->to.table->name;
  case DROP_SCHEMA: return change->from.schema->name;
  default: return (Str){0};
  }
}

/* Becomes a constraint that uses the index of that name: "unique_using INDEX". */
static void use_index(Change *modify, Str name) {
  Change *drop = NULL, *add = NULL;
  for (size_t i = 0; i < modify->members.len; i++) {
    Change *member = modify->members.items[i];
    if (member->kind == DROP_INDEX && str_eq(member->from.index->name, name)) drop = member;
    if (member->kind == ADD_INDEX) add = member;
  }
  assert_non_null(drop);
  assert_non_null(add);
  drop->kind = ADD_UNIQUE_USING;
  drop->attr = add->to.index->name;
  drop->to = drop->from;
  drop->from.any = NULL;
  modify->members.items[0] = drop;
  modify->members.len = 1;
}

static void set_clause(Change *change, const Str *words) {
  if (!str_eq(subject(change), words[1])) return;
  if (str_eq(words[0], STR("if_exists")))
    change->clauses |= CLAUSE_IF_EXISTS;
  else if (str_eq(words[0], STR("if_not_exists")))
    change->clauses |= CLAUSE_IF_NOT_EXISTS;
  else if (str_eq(words[0], STR("not_valid")))
    change->clauses |= CLAUSE_NOT_VALID;
  else if (str_eq(words[0], STR("concurrently")))
    change->clauses |= CLAUSE_CONCURRENTLY;
  else if (str_eq(words[0], STR("using")))
    change->using_expr = words[2];
}

/* rename_inside: a renamed table is renamed by the statement that changes it. */
static void rename_inside(Diff *diff) {
  assert_int_equal(diff->changes.len, 2);
  Change *rename = diff->changes.items[0], *modify = diff->changes.items[1];
  assert_int_equal(rename->kind, RENAME_TABLE);
  assert_int_equal(modify->kind, MODIFY_TABLE);
  array_push_in(&diff->arena, &modify->members, modify->members.items[0]);
  for (size_t i = modify->members.len; i-- > 1;) modify->members.items[i] = modify->members.items[i - 1];
  modify->members.items[0] = rename;
  diff->changes.items[0] = modify;
  diff->changes.len = 1;
}

/* rename_across: a dropped table and a new one, of another schema, are the same. */
static void rename_across(Diff *diff) {
  assert_int_equal(diff->changes.len, 2);
  const Change *drop = diff->changes.items[0], *add = diff->changes.items[1];
  diff->changes.items[0] = change_new(&diff->arena, RENAME_TABLE, drop->from, add->to);
  diff->changes.len = 1;
}

static void prepare_changes(const Case *test, Diff *diff) {
  for (size_t at = 0; at < test->settings.len;) {
    Str words[3] = {0}, line = next_line(test->settings, &at);
    split(line, words, 3);
    if (str_eq(words[0], STR("rename_inside"))) rename_inside(diff);
    if (str_eq(words[0], STR("rename_across"))) rename_across(diff);
    for (size_t i = 0; i < diff->changes.len; i++) {
      Change *change = diff->changes.items[i];
      set_clause(change, words);
      for (size_t k = 0; k < change->members.len; k++) set_clause(change->members.items[k], words);
      if (change->kind == MODIFY_TABLE && str_eq(words[0], STR("unique_using"))) use_index(change, words[1]);
    }
  }
}

/* ---- comparing ---- */

static void put_plan(const Diff *diff, Buf *out, bool reverse) {
  for (size_t i = 0; i < diff->statements.len && diff->errors.len == 0; i++) {
    const DiffStatement *statement = &diff->statements.items[i];
    buf_printf(out, "%.*s\n", STR_FMT(statement->sql));
    for (uint32_t k = 0; reverse && k < statement->reverse_count; k++)
      buf_printf(out, "<- %.*s\n", STR_FMT(statement->reverse[k]));
  }
  for (size_t i = 0; i < diff->errors.len; i++) buf_printf(out, "error: %.*s\n", STR_FMT(diff->errors.items[i].text));
  for (size_t i = 0; i < diff->unplanned.len; i++)
    buf_printf(out, "unplanned: %.*s\n", STR_FMT(diff->unplanned.items[i].text));
}

static bool run_case(const Case *test) {
  Settings settings;
  read_settings(test, &settings);
  Realm *from = build(test, test->from, "from.hcl"), *to = build(test, test->to, "to.hcl");
  prepare_models(test, from, to);
  Diff *diff = diff_compare(from, to, &settings.options);
  prepare_changes(test, diff);
  diff_plan(diff);
  Buf out = {0};
  Str needle = STR("\n<- ");
  bool reverse = false;
  for (size_t i = 0; i + needle.len < test->plan.len; i++)
    reverse = reverse || str_starts(str_sub(test->plan, i, test->plan.len), needle);
  if (settings.print)
    diff_print(diff, &out);
  else
    put_plan(diff, &out, reverse);
  bool same = str_eq(str_trim(buf_str(&out)), str_trim(test->plan));
  if (!same)
    fprintf(stderr, "%.*s\n--- expected\n%.*s\n--- planned\n%.*s\n", STR_FMT(test->name), STR_FMT(str_trim(test->plan)),
            STR_FMT(buf_str(&out)));
  buf_free(&out);
  diff_free(diff);
  realm_free(from);
  realm_free(to);
  return same;
}

static void run_file(const char *dialect) {
  Arena arena;
  Str text, error;
  arena_init(&arena, 0);
  Str path = arena_printf(&arena, "%s/tests/diff/examples/%s.txt", ATLAS_SOURCE_DIR, dialect);
  if (!file_read(&arena, path, &text, &error)) fail_msg("%.*s: %.*s", STR_FMT(path), STR_FMT(error));
  size_t passed = 0, failed = 0;
  Case test;
  for (size_t at = 0; next_case(text, &at, &test);) {
    test.dialect = str_from(dialect);
    if (run_case(&test))
      passed++;
    else
      failed++;
  }
  print_message("%s: %zu passed, %zu failed\n", dialect, passed, failed);
  arena_free(&arena);
  assert_true(passed > 0);
  assert_int_equal(failed, 0);
}

static void test_postgresql(void **state) {
  (void)state;
  run_file("postgresql");
}

static void test_mysql(void **state) {
  (void)state;
  run_file("mysql");
}

static void test_mariadb(void **state) {
  (void)state;
  run_file("mariadb");
}

static void test_sqlite(void **state) {
  (void)state;
  run_file("sqlite");
}

static void test_redshift(void **state) {
  (void)state;
  run_file("redshift");
}

static void test_sqlserver(void **state) {
  (void)state;
  run_file("sqlserver");
}

static void test_clickhouse(void **state) {
  (void)state;
  run_file("clickhouse");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_postgresql), cmocka_unit_test(test_mysql),
                                     cmocka_unit_test(test_mariadb),    cmocka_unit_test(test_sqlite),
                                     cmocka_unit_test(test_redshift),   cmocka_unit_test(test_sqlserver),
                                     cmocka_unit_test(test_clickhouse)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
