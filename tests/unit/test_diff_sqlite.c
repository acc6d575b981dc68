/* test_diff_sqlite.c: plans that are run on SQLite in memory: what a table that is made anew takes over, and its rows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "dialects/inspect.h"
#include "diff/diff.h"

typedef struct Base {
  Arena arena;
  DbUrl url;
  Db *db;
} Base;

static void run(Base *self, Str sql) {
  if (!db_script(self->db, sql)) fail_msg("%.*s: %.*s", STR_FMT(sql), STR_FMT(db_error(self->db)));
}

static void open_base(Base *self, const char *sql) {
  Str error = {0};
  DbOptions options = {.write = true};
  arena_init(&self->arena, 0);
  assert_true(db_url_parse(&self->arena, STR("sqlite://file?mode=memory"), &self->url));
  self->db = inspect_connect(&self->arena, &self->url, &options, &error);
  assert_non_null(self->db);
  run(self, str_from(sql));
}

static void close_base(Base *self) {
  db_close(self->db);
  arena_free(&self->arena);
}

static Realm *inspect(Base *self) {
  Str error = {0};
  Realm *realm = inspect_db(&self->arena, self->db, &self->url, NULL, &error);
  if (realm == NULL) fail_msg("%.*s", STR_FMT(error));
  return realm;
}

/* The first cell of the query's result. */
static Str cell(Base *self, const char *sql) {
  DbRows rows = {0};
  assert_true(db_query(self->db, &self->arena, sql, NULL, 0, &rows));
  assert_true(rows.count > 0);
  return db_cell(&rows, 0, 0);
}

static void expect(Base *self, const char *sql, const char *value) {
  Str found = cell(self, sql);
  if (!str_eq(found, str_from(value))) fail_msg("%s: %.*s", sql, STR_FMT(found));
}

static bool contains(Str text, Str part) {
  for (size_t i = 0; i + part.len <= text.len; i++)
    if (str_starts(str_sub(text, i, text.len), part)) return true;
  return false;
}

static void expect_text(Base *self, const char *table, const char *part) {
  char sql[200];
  snprintf(sql, sizeof sql, "SELECT sql FROM sqlite_master WHERE name = '%s'", table);
  Str text = cell(self, sql);
  if (!contains(text, str_from(part))) fail_msg("%s is not in %.*s", part, STR_FMT(text));
}

/* Brings the base to what the script makes; what the plan says it leaves is appended to `notes`. */
static void become(Base *self, const char *sql, Buf *notes) {
  Base other;
  open_base(&other, sql);
  Realm *from = inspect(self), *to = inspect(&other);
  Diff *diff = diff_run(from, to, &(DiffOptions){0});
  assert_int_equal(diff->errors.len, 0);
  for (size_t i = 0; i < diff->unplanned.len; i++) buf_printf(notes, "%.*s\n", STR_FMT(diff->unplanned.items[i].text));
  for (size_t i = 0; i < diff->statements.len; i++) run(self, diff->statements.items[i].sql);
  Realm *reached = inspect(self);
  Diff *rest = diff_run(reached, to, &(DiffOptions){0});
  assert_int_equal(rest->changes.len, 0);
  diff_free(rest);
  diff_free(diff);
  realm_free(reached);
  realm_free(from);
  realm_free(to);
  close_base(&other);
}

static const char old_table[] =
    "CREATE TABLE p (id integer PRIMARY KEY);"
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a varchar(10) COLLATE NOCASE NOT NULL ON CONFLICT IGNORE DEFAULT 'x,y)',"
    " b decimal(10,2) UNIQUE ON CONFLICT IGNORE, c int CONSTRAINT fk1 REFERENCES p(id) ON DELETE SET NULL"
    " DEFERRABLE INITIALLY DEFERRED CHECK (c > 0), d text, UNIQUE (a, d) ON CONFLICT ROLLBACK,"
    " CONSTRAINT ck CHECK (d <> 'CHECK (x)'));"
    "CREATE INDEX i1 ON t (a COLLATE NOCASE DESC, b);"
    "CREATE TRIGGER tr AFTER UPDATE OF a ON t BEGIN SELECT ';'; END;"
    "CREATE VIEW v AS SELECT a FROM t;"
    "INSERT INTO p VALUES (1); INSERT INTO t (a, b, c, d) VALUES ('k', 1, 1, 'z')";

/* The same but for what `d` is: TEXT NOT NULL with a default. */
static const char new_table[] =
    "CREATE TABLE p (id integer PRIMARY KEY);"
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a varchar NOT NULL DEFAULT 'x,y)', b decimal, c int,"
    " d text NOT NULL DEFAULT 'q', CONSTRAINT fk1 FOREIGN KEY (c) REFERENCES p (id) ON DELETE SET NULL,"
    " CHECK (c > 0), CONSTRAINT ck CHECK (d <> 'CHECK (x)'));"
    "CREATE UNIQUE INDEX t_b ON t (b); CREATE UNIQUE INDEX t_a_d ON t (a, d);"
    "CREATE INDEX i1 ON t (a DESC, b);"
    "CREATE TRIGGER tr AFTER UPDATE OF a ON t BEGIN SELECT ';'; END;"
    "CREATE VIEW v AS SELECT a FROM t";

static void test_texts_are_kept(void **state) {
  (void)state;
  Base base;
  Buf notes = {0};
  open_base(&base, old_table);
  become(&base, new_table, &notes);
  assert_int_equal(notes.len, 0);
  expect_text(&base, "t", "`a` varchar(10) COLLATE NOCASE NOT NULL ON CONFLICT IGNORE DEFAULT 'x,y)'");
  expect_text(&base, "t", "`b` decimal(10,2)");
  expect_text(&base, "t", "UNIQUE (`b`) ON CONFLICT IGNORE");
  expect_text(&base, "t", "UNIQUE (a, d) ON CONFLICT ROLLBACK");
  expect_text(&base, "t", "DEFERRABLE INITIALLY DEFERRED");
  expect_text(&base, "t", "`d` text NOT NULL DEFAULT 'q'");
  expect_text(&base, "i1", "COLLATE NOCASE DESC");
  expect(&base, "SELECT group_concat(a || b || c || d) FROM t", "k11z");
  expect(&base,
         "SELECT group_concat(name) FROM (SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view') "
         "ORDER BY name)",
         "tr,v");
  buf_free(&notes);
  close_base(&base);
}

static void test_losses_are_told(void **state) {
  (void)state;
  Base base;
  Buf notes = {0};
  open_base(&base, "CREATE TABLE t (a varchar(10) COLLATE NOCASE)");
  become(&base, "CREATE TABLE t (a varchar NOT NULL)", &notes);
  assert_true(contains(buf_str(&notes), STR("column \"a\" of table \"t\" loses its collation")));
  expect_text(&base, "t", "`a` varchar(10) NOT NULL");
  buf_free(&notes);
  close_base(&base);
}

/* A UNIQUE constraint is an index of its columns, whatever that is called; dropping it makes the table anew. */
static void test_unique_constraints(void **state) {
  (void)state;
  Base base;
  Buf notes = {0};
  open_base(&base, "CREATE TABLE t (a int UNIQUE, b int UNIQUE); INSERT INTO t VALUES (1, 2)");
  become(&base, "CREATE TABLE t (a int, b int); CREATE UNIQUE INDEX own ON t (b); CREATE UNIQUE INDEX t_a ON t (a)",
         &notes);
  expect_text(&base, "t", "a int UNIQUE, b int UNIQUE");
  become(&base, "CREATE TABLE t (a int, b int); CREATE UNIQUE INDEX own ON t (b)", &notes);
  expect_text(&base, "t", "UNIQUE (`b`)");
  expect(&base, "SELECT count(*) FROM pragma_index_list('t')", "1");
  become(&base, "CREATE TABLE t (a int UNIQUE, b int UNIQUE)", &notes);
  expect(&base, "SELECT count(*) FROM pragma_index_list('t')", "2");
  expect(&base, "SELECT a || b FROM t", "12");
  buf_free(&notes);
  close_base(&base);
}

/* Views that stand on each other, and a trigger elsewhere that writes to the table. */
static void test_views_and_triggers_around(void **state) {
  (void)state;
  static const char objects[] = "CREATE VIEW v1 AS SELECT a FROM t; CREATE VIEW v2 AS SELECT * FROM v1;"
                                "CREATE TRIGGER w INSTEAD OF INSERT ON v1 BEGIN INSERT INTO t VALUES (NEW.a); END;"
                                "CREATE TRIGGER x AFTER DELETE ON o BEGIN DELETE FROM t; END;";
  Base base;
  Buf notes = {0}, from = {0}, to = {0};
  buf_printf(&from, "CREATE TABLE o (a int); CREATE TABLE t (a int); %s INSERT INTO t VALUES (7)", objects);
  buf_printf(&to, "CREATE TABLE o (a int); CREATE TABLE t (a int CHECK (a > 0)); %s", objects);
  open_base(&base, from.ptr);
  become(&base, to.ptr, &notes);
  expect(&base, "SELECT a FROM v2", "7");
  run(&base, STR("INSERT INTO v1 VALUES (8)"));
  expect(&base, "SELECT count(*) FROM t", "2");
  buf_free(&notes);
  buf_free(&from);
  buf_free(&to);
  close_base(&base);
}

/* A table of the name that the temporary one would have. */
static void test_temporary_name(void **state) {
  (void)state;
  Base base;
  Buf notes = {0};
  open_base(&base, "CREATE TABLE new_t (a int); CREATE TABLE t (a int); INSERT INTO new_t VALUES (3)");
  become(&base, "CREATE TABLE new_t (a int); CREATE TABLE t (a int NOT NULL)", &notes);
  expect(&base, "SELECT a FROM new_t", "3");
  buf_free(&notes);
  close_base(&base);
}

/* Two keys of one shape are told apart by their names: a schema does not differ from itself. */
static void test_keys_of_one_shape(void **state) {
  (void)state;
  static const char sql[] = "CREATE TABLE t (a int, b int, CONSTRAINT f1 FOREIGN KEY (b) REFERENCES t (a),"
                            " CONSTRAINT f2 FOREIGN KEY (b) REFERENCES t (a) ON DELETE CASCADE)";
  Base base, other;
  open_base(&base, sql);
  open_base(&other, sql);
  Realm *from = inspect(&base), *to = inspect(&other);
  Diff *diff = diff_run(from, to, &(DiffOptions){0});
  assert_int_equal(diff->changes.len, 0);
  diff_free(diff);
  realm_free(from);
  realm_free(to);
  close_base(&base);
  close_base(&other);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_texts_are_kept),     cmocka_unit_test(test_losses_are_told),
      cmocka_unit_test(test_unique_constraints), cmocka_unit_test(test_views_and_triggers_around),
      cmocka_unit_test(test_temporary_name),     cmocka_unit_test(test_keys_of_one_shape)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
