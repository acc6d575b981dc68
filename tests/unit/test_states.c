/* test_states.c: reading states through the C interface: open documents, what needs permission, scratch databases; and
 * answers about renames. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "cli/rename.h"
#include "states/scratch.h"

static const char schema_text[] = "schema \"main\" {\n}\ntable \"t\" {\n  schema = schema.main\n  column \"a\" {\n"
                                  "    type = int\n  }\n}\n";

static Str open_text(void *user, Arena *arena, Str path) {
  (void)arena;
  ++*(unsigned *)user;
  return str_ends(path, STR("schema.lt.hcl")) ? str_from(schema_text) : (Str){0};
}

static StrList one(Str source) {
  StrList list = {0};
  array_push(&list, source);
  return list;
}

static State *read_state(Arena *arena, Str source, const StateOptions *options, Str *error) {
  StrList list = one(source);
  State *state = state_read(arena, &list, options, error);
  array_free(&list);
  return state;
}

static void test_open_documents(void **context) {
  Arena arena;
  unsigned calls = 0;
  Str error;
  StateOptions options = {.open_text = open_text, .user = &calls};
  (void)context;
  arena_init(&arena, 0);
  State *state = read_state(&arena, STR("file://nowhere/schema.lt.hcl"), &options, &error);
  assert_non_null(state);
  assert_int_equal(calls, 1);
  assert_true(state->kind == STATE_HCL && !state->normalised);
  assert_non_null(schema_table(realm_schema(state->realm, STR("main")), STR("t")));
  state_free(state);
  assert_null(read_state(&arena, STR("file://nowhere/other.lt.hcl"), &options, &error));
  assert_true(str_starts(error, STR("nowhere/other.lt.hcl: no such file")));
  arena_free(&arena);
}

static void test_permission(void **context) {
  Arena arena;
  Str error;
  StateOptions options = {.connect = false};
  (void)context;
  arena_init(&arena, 0);
  assert_null(read_state(&arena, STR("sqlite://some.db"), &options, &error));
  assert_true(str_eq(error, STR("sqlite://some.db: connecting to databases was not allowed")));
  options.dev_url = STR("sqlite://dev.db");
  assert_null(scratch_open(&arena, NULL, &options, &error));
  assert_true(str_eq(error, STR("connecting to the dev database was not allowed")));
  assert_int_equal(file_kind(STR("dev.db")), FILE_NONE);
  arena_free(&arena);
}

static void test_scratch_in_memory(void **context) {
  Arena arena;
  Str error;
  StateOptions options = {0};
  (void)context;
  arena_init(&arena, 0);
  Scratch *scratch = scratch_open(&arena, dialect_named(STR("sqlite")), &options, &error);
  assert_non_null(scratch);
  assert_true(str_eq(scratch_schema(scratch), STR("main")));
  assert_true(scratch_run(scratch, STR("CREATE TABLE t (a int)"), &error));
  assert_false(scratch_run(scratch, STR("CREATE TABLE t (a int)"), &error));
  assert_true(str_eq(error, STR("table t already exists")));
  for (int i = 0; i < 2; i++) {
    Realm *realm = scratch_inspect(scratch, &error);
    assert_non_null(realm);
    assert_int_equal(realm->schemas.items[0]->tables.len, i == 0);
    realm_free(realm);
    assert_true(scratch_reset(scratch, &error));
  }
  assert_true(scratch_close(scratch, &error));
  assert_true(scratch_close(NULL, &error));
  assert_null(scratch_open(&arena, dialect_named(STR("mysql")), &options, &error));
  assert_null(scratch_open(&arena, NULL, &options, &error));
  arena_free(&arena);
}

/* SQL of PostgreSQL is read without a database. */
static void test_scratch_that_reads(void **context) {
  Arena arena;
  Str error, text = STR("CREATE TABLE t (a int PRIMARY KEY);\nCREATE INDEX ON u (a);");
  StateOptions options = {0};
  uint32_t at;
  (void)context;
  arena_init(&arena, 0);
  Scratch *scratch = scratch_open(&arena, dialect_named(STR("postgresql")), &options, &error);
  assert_non_null(scratch);
  assert_true(scratch_is_read(scratch));
  assert_true(str_empty(scratch_schema(scratch)));
  scratch_source(scratch, STR("a.sql"), text);
  assert_true(scratch_run_at(scratch, str_sub(text, 0, 34), 0, &error, &at));
  assert_false(scratch_run_at(scratch, str_sub(text, 36, text.len), 36, &error, &at));
  assert_true(str_eq(error, STR("relation \"u\" does not exist")));
  Realm *realm = scratch_inspect(scratch, &error);
  assert_non_null(realm);
  const Table *table = schema_table(realm_schema(realm, STR("public")), STR("t"));
  assert_non_null(table);
  assert_true(str_eq(table->primary_key->name, STR("t_pkey")));
  assert_true(str_eq(span_of(table->pos.name, text), STR("t")));
  assert_true(str_eq(span_of(table->columns.items[0]->pos.name, text), STR("a")));
  assert_true(str_eq(realm->sources.items[table->pos.source].path, STR("a.sql")));
  realm_free(realm);
  assert_true(scratch_reset(scratch, &error));
  assert_false(scratch_run(scratch, STR("DROP TABLE t"), &error));
  assert_true(scratch_close(scratch, &error));
  arena_free(&arena);
}

static void test_empty_side(void **context) {
  Arena arena;
  unsigned calls = 0;
  Str error;
  StateOptions options = {.open_text = open_text, .user = &calls};
  StatePair pair = {0};
  StrList none = {0}, to = one(STR("file://schema.lt.hcl"));
  (void)context;
  arena_init(&arena, 0);
  assert_true(state_read_pair(&arena, &none, &to, &options, &pair, &error));
  assert_true(pair.from->kind == STATE_EMPTY && pair.dialect == dialect_named(STR("sqlite")));
  Diff *diff = diff_run(pair.from->realm, pair.to->realm, &pair.diff);
  assert_int_equal(diff->statements.len, 1);
  diff_free(diff);
  state_free_pair(&pair);
  assert_false(state_read_pair(&arena, &none, &none, &options, &pair, &error));
  array_free(&to);
  arena_free(&arena);
}

static void test_renames(void **context) {
  static const struct {
    const char *text, *schema, *table, *from, *to;
    RenameKind kind;
    bool yes;
  } good[] = {
      {"people=users", "", "", "people", "users", RENAMES_TABLE, true},
      {"users.a=b", "", "users", "a", "b", RENAMES_COLUMN, true},
      {"users.a!=b", "", "users", "a", "b", RENAMES_COLUMN, false},
      {"column:users.a=b", "", "users", "a", "b", RENAMES_COLUMN, true},
      {"public.users.a=b", "public", "users", "a", "b", RENAMES_COLUMN, true},
      {"table:public.people=users", "public", "", "people", "users", RENAMES_TABLE, true},
      {"index:users.\"i.1\"=\"i=2\"", "", "users", "i.1", "i=2", RENAMES_INDEX, true},
  };
  static const char *const bad[] = {"",      "a",   "a=",      "=b",        "a.=b",      ".a=b",          "a=b=c",
                                    "a.b",   "a!b", "a.b=c.d", "a.b.c.d=e", "index:a=b", "table:a.b.c=d", "\"a=b",
                                    "\"\"=b"};
  Arena arena;
  DiffRename out;
  (void)context;
  arena_init(&arena, 0);
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    assert_true(rename_read(&arena, str_from(good[i].text), &out));
    assert_int_equal(out.kind, good[i].kind);
    assert_int_equal(out.yes, good[i].yes);
    assert_true(str_eq(out.schema, str_from(good[i].schema)) && str_eq(out.table, str_from(good[i].table)));
    assert_true(str_eq(out.from, str_from(good[i].from)) && str_eq(out.to, str_from(good[i].to)));
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(rename_read(&arena, str_from(bad[i]), &out));
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_open_documents),    cmocka_unit_test(test_permission),
      cmocka_unit_test(test_scratch_in_memory), cmocka_unit_test(test_scratch_that_reads),
      cmocka_unit_test(test_empty_side),        cmocka_unit_test(test_renames),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
