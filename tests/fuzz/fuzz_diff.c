/* libFuzzer target: two schemas in HCL, compared and planned, and their risks looked for. The first byte picks the
 * dialect and where the texts come from: two texts with a zero byte between them, or a random pair of schemas
 * (tests/converge) with bytes changed in them. Nothing may crash; a schema does not differ from itself; a plan is the
 * same each time; every statement has a place in the source, or says nothing of the schema. */
#include <stdio.h>

#include "diff/lint.h"
#include "tests/fuzz/pairs.h"
#include "typecheck/build.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool fact, const char *problem) {
  if (fact) return;
  fprintf(stderr, "%s\n", problem);
  abort();
}

static Realm *build(const Dialect *dialect, Str text) {
  ModuleOptions options = {0};
  Module *module = module_new(&options);
  module_add(module, file_parse(STR("schema.hcl"), text, dialect, true, 1));
  Realm *realm = build_realm(module, NULL);
  if (realm->dialect.len == 0) realm->dialect = dialect->name;
  module_free(module);
  return realm;
}

static void check_statements(const Diff *diff) {
  for (size_t i = 0; i < diff->statements.len; i++) {
    const DiffStatement *statement = &diff->statements.items[i];
    need(statement->sql.len > 0, "an empty statement");
    need(statement->auxiliary || statement->realm != NULL, "a statement without a source");
  }
}

static void check_plan(const Realm *from, const Realm *to) {
  Diff *diff = diff_run(from, to, &(DiffOptions){0}), *again = diff_run(from, to, &(DiffOptions){0});
  Buf a = {0}, b = {0};
  Arena arena;
  LintFindings findings = {0};
  Str error = {0};
  arena_init(&arena, 0);
  diff_print(diff, &a);
  diff_print(again, &b);
  need(str_eq(buf_str(&a), buf_str(&b)), "two plans of one pair");
  diff_summary(diff, &a);
  check_statements(diff);
  lint_diff(&arena, diff, NULL, &findings, &error);
  buf_free(&a);
  buf_free(&b);
  arena_free(&arena);
  diff_free(diff);
  diff_free(again);
}

static void check_pair(const Dialect *dialect, Str x, Str y) {
  Realm *from = build(dialect, x), *to = build(dialect, y);
  check_plan(NULL, to);
  check_plan(from, to);
  check_plan(to, from);
  check_plan(from, from);
  realm_free(from);
  realm_free(to);
}

static void check_random(const Profile *profile, const uint8_t *data, size_t size) {
  Buf x = {0}, y = {0};
  pair_make(profile, data, size, &x, &y);
  check_pair(dialect_named(profile->dialect), buf_str(&x), buf_str(&y));
  buf_free(&x);
  buf_free(&y);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const names[] = {"postgresql", "mysql",     "mariadb",   "sqlite",
                                      "redshift",   "sqlserver", "clickhouse"};
  static const Profile *const profiles[] = {&postgresql_profile, &mariadb_profile, &sqlite_profile};
  if (size < 2) return 0;
  if (data[0] % 2 == 0) {
    check_random(profiles[data[0] / 2 % 3], data + 1, size - 1);
    return 0;
  }
  const Dialect *dialect = dialect_named(str_from(names[data[0] / 2 % 7]));
  Str text = str_make((const char *)data + 1, size - 1);
  size_t middle = str_find(text, '\0', 0);
  check_pair(dialect, str_sub(text, 0, middle), str_sub(text, middle + 1, text.len));
  return 0;
}
