/* run_plans.c: plans on a real server. A case has two schemas, A and B; each is brought up from nothing, what the
 * server made of it is inspected, and then:
 *
 *     database at A  --plan(A, B)-->  inspect: no difference to B  --its reverse-->  inspect: no difference to A
 *
 * What inspection prints as HCL must check clean and read back as the same schema. README.md says how cases are
 * written.
 *
 *     run_plans mariadb FILE...     starts a server with scripts/servers.sh; status 77 when it is not installed
 *     run_plans mariadb --url URL FILE...     uses one that runs: all its databases are dropped!
 *     run_plans mysql80 FILE...     any other that scripts/servers.sh knows */
#include <stdio.h>
#include <stdlib.h>

#include "base/path.h"
#include "dialects/inspect.h"
#include "dialects/print.h"
#include "diff/diff.h"
#include "tests/plan/server.h"
#include "typecheck/build.h"
#include "typecheck/project.h"

enum { SKIPPED = 77, MAX_UNPLANNED = 16 };

typedef struct Case {
  Str name, settings, from, to, plan;
  bool has_plan;
} Case;

typedef struct Server {
  Arena arena;
  const Dialect *dialect;
  Str url_text;
  DbUrl url;
  Db *db;
  bool (*reset)(struct Server *); /* as after its start */
  long version;                   /* of PostgreSQL: 10; of others not asked for */
} Server;

typedef struct Run {
  Server *server;
  const Case *test;
  Arena arena;
  bool failed, verbose;
  size_t reversed;
} Run;

static bool fail(Run *self, const char *what, Str text) {
  if (!self->failed) fprintf(stderr, "=== %.*s\n", STR_FMT(self->test->name));
  self->failed = true;
  fprintf(stderr, "  %s: %.*s\n", what, STR_FMT(text));
  return false;
}

/* ---- cases ---- */

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
    if (!str_starts(line, STR("--- ")) && !str_starts(line, STR("=== "))) continue;
    *at = end;
    return str_sub(text, start, end);
  }
  return str_sub(text, start < text.len ? start : text.len, text.len);
}

static bool next_case(Str text, size_t *at, Case *out) {
  section(text, at);
  if (*at >= text.len) return false;
  Str title = next_line(text, at);
  *out = (Case){.name = str_sub(title, 4, title.len), .settings = section(text, at)};
  while (*at < text.len && str_starts(str_sub(text, *at, text.len), STR("--- "))) {
    Str what = next_line(text, at), body = section(text, at);
    if (str_eq(what, STR("--- from"))) out->from = body;
    if (str_eq(what, STR("--- to"))) out->to = body;
    if (!str_eq(what, STR("--- plan"))) continue;
    out->plan = body;
    out->has_plan = true;
  }
  return true;
}

/* Does the case have this line among its settings? */
static bool is_set(const Case *test, const char *word) {
  for (size_t at = 0; at < test->settings.len;)
    if (str_eq(str_trim(next_line(test->settings, &at)), str_from(word))) return true;
  return false;
}

/* "since 14 multiranges": the text behind the version when the server is older; a NULL pointer when it is not. */
static Str lacks(const Case *test, long version) {
  for (size_t at = 0; at < test->settings.len;) {
    Str line = str_trim(next_line(test->settings, &at));
    if (!str_starts(line, STR("since "))) continue;
    char *end;
    long since = strtol(line.ptr + 6, &end, 10);
    size_t from = (size_t)(end - line.ptr);
    if (version < since) return str_trim(str_sub(line, from, line.len));
  }
  return (Str){0};
}

static bool contains(Str text, Str word) {
  for (size_t i = 0; i + word.len <= text.len; i++)
    if (str_eq(str_sub(text, i, i + word.len), word)) return true;
  return false;
}

/* "only mariadb": a case for servers whose names begin so. */
static bool is_for(const Case *test, const char *kind) {
  for (size_t at = 0; at < test->settings.len;) {
    Str line = str_trim(next_line(test->settings, &at));
    if (str_starts(line, STR("only ")) && !str_starts(str_from(kind), str_sub(line, 5, line.len))) return false;
  }
  return true;
}

/* ---- schemas ---- */

/* The schema that HCL describes; NULL when it has mistakes. */
static Realm *build(Run *self, Str hcl, const char *name) {
  const Dialect *dialect = self->server->dialect;
  ModuleOptions options = {0};
  Module *module = module_new(&options);
  File *file = file_parse(str_from(name), hcl, dialect, true, 1);
  module_add(module, file);
  module_check_all(module, 1);
  for (size_t i = 0; i < file->unit_count; i++)
    for (size_t k = 0; k < file->units[i]->diags.len; k++) {
      const Diagnostic *diagnostic = &file->units[i]->diags.items[k];
      if (diagnostic->severity == SEVERITY_ERROR) fail(self, name, diagnostic->message);
    }
  Realm *realm = build_realm(module, NULL);
  if (realm->dialect.len == 0) realm->dialect = dialect->name;
  module_free(module);
  return realm;
}

static Realm *inspect(Run *self) {
  Str error = {0};
  Realm *realm = inspect_db(&self->arena, self->server->db, &self->server->url, NULL, &error);
  if (realm == NULL) fail(self, "inspection", error);
  return realm;
}

/* ---- plans ---- */

static bool run_sql(Run *self, Str sql) {
  if (self->verbose) printf("%.*s;\n", STR_FMT(sql));
  if (db_query(self->server->db, &self->arena, sql.ptr, NULL, 0, NULL)) return true;
  fail(self, "refused",
       arena_printf(&self->arena, "%.*s\n    %.*s", STR_FMT(db_error(self->server->db)), STR_FMT(sql)));
  return false;
}

static bool run_plan(Run *self, const Diff *diff) {
  for (size_t i = 0; i < diff->errors.len; i++) fail(self, "error", diff->errors.items[i].text);
  for (size_t i = 0; i < diff->statements.len && !self->failed; i++) run_sql(self, diff->statements.items[i].sql);
  return !self->failed;
}

static void run_reverse(Run *self, const Diff *diff) {
  for (size_t i = diff->statements.len; i-- > 0 && !self->failed;)
    for (uint32_t k = 0; k < diff->statements.items[i].reverse_count && !self->failed; k++)
      run_sql(self, diff->statements.items[i].reverse[k]);
}

/* Two schemas that must be the same. */
static void expect_same(Run *self, const char *what, const Realm *from, const Realm *to) {
  if (from == NULL || to == NULL) return;
  Diff *diff = diff_run(from, to, &(DiffOptions){0});
  for (size_t i = 0; i < diff->errors.len; i++) fail(self, what, diff->errors.items[i].text);
  for (size_t i = 0; i < diff->unplanned.len; i++) fail(self, what, diff->unplanned.items[i].text);
  for (size_t i = 0; i < diff->statements.len; i++) fail(self, what, diff->statements.items[i].sql);
  diff_free(diff);
}

/* What is printed of a database checks clean and means the same. */
static void expect_readable(Run *self, const Realm *realm) {
  Buf text = {0};
  Str error = {0};
  if (!print_hcl(realm, self->server->dialect, &text, &self->arena, &error)) fail(self, "printing", error);
  bool before = self->failed;
  Realm *again = build(self, buf_str(&text), "printed.hcl");
  expect_same(self, "read again", realm, again);
  if (self->failed && !before) fprintf(stderr, "%.*s", STR_FMT(buf_str(&text)));
  realm_free(again);
  buf_free(&text);
}

static Realm *empty_server(Run *self) {
  return self->server->reset(self->server) ? inspect(self) : (fail(self, "reset", db_error(self->server->db)), NULL);
}

/* The schema as the server gives it back; the server is left with it. NULL: it failed. */
static Realm *bring_up(Run *self, Str hcl, const char *name) {
  Realm *wanted = build(self, hcl, name), *found = NULL, *nothing = self->failed ? NULL : empty_server(self);
  if (nothing != NULL) {
    const Realm *start = is_set(self->test, "accounts") ? NULL : nothing;
    Diff *diff = diff_run(start, wanted, &(DiffOptions){.not_normalised = true});
    bool ignored = is_set(self->test, "unplanned");
    for (size_t i = 0; i < diff->unplanned.len && !ignored; i++) fail(self, name, diff->unplanned.items[i].text);
    if (run_plan(self, diff)) found = inspect(self);
    diff_free(diff);
    realm_free(nothing);
  }
  if (found != NULL && is_set(self->test, "exact")) expect_same(self, "from the server to the file", found, wanted);
  if (found != NULL) expect_readable(self, found);
  realm_free(wanted);
  return found;
}

/* ---- one case ---- */

static void compare_plan(Run *self, const Diff *diff) {
  Buf out = {0};
  for (size_t i = 0; i < diff->statements.len; i++) buf_printf(&out, "%.*s\n", STR_FMT(diff->statements.items[i].sql));
  for (size_t i = 0; i < diff->errors.len; i++) buf_printf(&out, "error: %.*s\n", STR_FMT(diff->errors.items[i].text));
  for (size_t i = 0; i < diff->unplanned.len; i++)
    buf_printf(&out, "unplanned: %.*s\n", STR_FMT(diff->unplanned.items[i].text));
  if (self->test->has_plan && !str_eq(str_trim(buf_str(&out)), str_trim(self->test->plan)))
    fail(self, "another plan", buf_str(&out));
  buf_free(&out);
}

static void check_reverse(Run *self, const Diff *diff, const Realm *from) {
  if (self->failed || !diff_is_reversible(diff) || is_set(self->test, "one way")) return;
  run_reverse(self, diff);
  Realm *back = self->failed ? NULL : inspect(self);
  expect_same(self, "after the reverse", back, from);
  realm_free(back);
  self->reversed++;
}

/* The plan between the schemas as the server gave them back, or as they are written: the second one (as written) or
 * both of them (accounts). Those that were built are to be freed. */
static Diff *plan(Run *self, const Realm *from, const Realm *to, Realm *written[2]) {
  bool accounts = is_set(self->test, "accounts"), second = accounts || is_set(self->test, "as written");
  written[0] = accounts ? build(self, self->test->from, "from.hcl") : NULL;
  written[1] = second ? build(self, self->test->to, "to.hcl") : NULL;
  DiffOptions options = {.not_normalised = second};
  return diff_run(accounts ? written[0] : from, second ? written[1] : to, &options);
}

static void change(Run *self, const Realm *from, const Realm *to) {
  Realm *written[2];
  Diff *diff = plan(self, from, to, written);
  bool expected = is_set(self->test, "unplanned") || self->test->has_plan;
  compare_plan(self, diff);
  for (size_t i = 0; i < diff->unplanned.len && !expected; i++) fail(self, "unplanned", diff->unplanned.items[i].text);
  if (diff->statements.len == 0 && !is_set(self->test, "nothing") && !self->test->has_plan)
    fail(self, "plan", STR("is empty"));
  if (diff->statements.len > 0 && is_set(self->test, "nothing")) fail(self, "plan", diff->statements.items[0].sql);
  bool planned = diff->errors.len == 0 && run_plan(self, diff);
  Realm *found = planned ? inspect(self) : NULL;
  if (!expected || diff->unplanned.len == 0) expect_same(self, "after the plan", found, to);
  check_reverse(self, diff, from);
  realm_free(found);
  diff_free(diff);
  realm_free(written[0]);
  realm_free(written[1]);
}

/* On an older server the plan is an error that says what it does not have; without a text the case is not for it. */
static bool run_refused(Server *server, const Case *test, Str what) {
  Run self = {.server = server, .test = test};
  if (what.len == 0) return true;
  arena_init(&self.arena, 0);
  Realm *nothing = empty_server(&self), *wanted = build(&self, test->to, "to.hcl");
  Diff *diff = diff_run(nothing, wanted, &(DiffOptions){.not_normalised = true});
  bool told = false;
  for (size_t i = 0; i < diff->errors.len; i++) told |= contains(diff->errors.items[i].text, what);
  if (!told) fail(&self, "no error says", what);
  diff_free(diff);
  realm_free(nothing);
  realm_free(wanted);
  arena_free(&self.arena);
  return !self.failed;
}

static bool run_case(Server *server, const Case *test, bool verbose, size_t *reversed) {
  Str lacked = lacks(test, server->version);
  if (lacked.ptr != NULL) return run_refused(server, test, lacked);
  Run self = {.server = server, .test = test, .verbose = verbose};
  arena_init(&self.arena, 0);
  if (verbose) printf("=== %.*s\n", STR_FMT(test->name));
  Realm *to = bring_up(&self, test->to, "to.hcl");
  Realm *from = to != NULL ? bring_up(&self, test->from, "from.hcl") : NULL;
  if (from != NULL && to != NULL && !self.failed) change(&self, from, to);
  realm_free(from);
  realm_free(to);
  arena_free(&self.arena);
  *reversed += self.reversed;
  return !self.failed;
}

/* ---- servers ---- */

static bool run_each(Server *self, const char *sql) {
  DbRows rows;
  if (!db_query(self->db, &self->arena, sql, NULL, 0, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++)
    if (!db_query(self->db, &self->arena, db_cell(&rows, i, 0).ptr, NULL, 0, NULL)) return false;
  return true;
}

static bool drop_databases(Server *self) {
  return db_query(self->db, &self->arena, "SET foreign_key_checks = 0", NULL, 0, NULL) &&
         run_each(self, "SELECT CONCAT('DROP DATABASE `', REPLACE(SCHEMA_NAME, '`', '``'), '`') FROM "
                        "information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN ('information_schema', 'mysql', "
                        "'performance_schema', 'sys')") &&
         db_query(self->db, &self->arena, "SET foreign_key_checks = 1", NULL, 0, NULL);
}

static bool reset_mariadb(Server *self) {
  return drop_databases(self) &&
         run_each(self, "SELECT IF(is_role = 'Y', CONCAT('DROP ROLE `', User, '`'), CONCAT('DROP USER `', User, '`@`', "
                        "Host, '`')) FROM mysql.user WHERE User NOT IN ('root', 'mariadb.sys', 'mysql', 'PUBLIC', '')");
}

static bool reset_mysql(Server *self) {
  return drop_databases(self) && run_each(self, "SELECT CONCAT('DROP USER `', User, '`@`', Host, '`') FROM mysql.user "
                                                "WHERE User NOT IN ('root', '') AND User NOT LIKE 'mysql.%'");
}

static bool reset_postgres(Server *self) {
  return run_each(self,
                  "SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace WHERE nspname !~ '^pg_' AND "
                  "nspname <> 'information_schema'") &&
         run_each(self, "SELECT format('DROP ROLE %I', rolname) FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> "
                        "current_user") &&
         db_query(self->db, &self->arena, "CREATE SCHEMA public", NULL, 0, NULL);
}

static long postgres_version(Server *self) {
  DbRows rows = {0};
  bool ok = db_query(self->db, &self->arena, "SHOW server_version_num", NULL, 0, &rows);
  return ok && rows.count > 0 ? strtol(db_cell(&rows, 0, 0).ptr, NULL, 10) / 10000 : 0;
}

static bool open_server(Server *self, const char *kind, Str url) {
  bool postgres = strncmp(kind, "postgres", 8) == 0, mysql = strncmp(kind, "mysql", 5) == 0;
  self->dialect = dialect_named(postgres ? STR("postgresql") : mysql ? STR("mysql") : STR("mariadb"));
  self->reset = postgres ? reset_postgres : mysql ? reset_mysql : reset_mariadb;
  self->url_text = url;
  if (!db_url_parse(&self->arena, url, &self->url)) return false;
  self->db = db_open(postgres ? &db_postgres : &db_mysql, &self->url, &(DbOptions){0});
  if (postgres) self->version = postgres_version(self);
  if (db_failure(self->db) == DB_FINE) return true;
  fprintf(stderr, "%.*s\n", STR_FMT(db_error(self->db)));
  return false;
}

/* ---- all of them ---- */

typedef struct Totals {
  const char *kind; /* of server */
  size_t passed, failed, reversed;
  Str only; /* cases whose titles contain this; empty: all */
  bool verbose;
} Totals;

static void run_file(Server *server, Totals *totals, const char *path) {
  Str text, error;
  Case test;
  if (!file_read(&server->arena, str_from(path), &text, &error)) {
    fprintf(stderr, "%s: %.*s\n", path, STR_FMT(error));
    totals->failed++;
    return;
  }
  for (size_t at = 0; next_case(text, &at, &test);) {
    if (!contains(test.name, totals->only) || !is_for(&test, totals->kind)) continue;
    if (run_case(server, &test, totals->verbose, &totals->reversed))
      totals->passed++;
    else
      totals->failed++;
  }
}

static int run_files(const char *kind, Server *server, char **paths) {
  const char *only = getenv("ONLY");
  Totals totals = {.kind = kind, .only = str_from(only != NULL ? only : ""), .verbose = getenv("VERBOSE") != NULL};
  for (; *paths != NULL; paths++) run_file(server, &totals, *paths);
  printf("%s: %zu passed, %zu failed; %zu were undone again\n", kind, totals.passed, totals.failed, totals.reversed);
  return totals.failed > 0 || totals.passed == 0;
}

int main(int argc, char **argv) {
  Server server = {0};
  TestServer own = {0};
  if (argc < 3) return 2;
  arena_init(&server.arena, 0);
  bool given = argc > 3 && strcmp(argv[2], "--url") == 0;
  if (!given && !test_server_start(&own, argv[1], NULL)) return own.skipped ? SKIPPED : 2;
  Str url = given ? str_from(argv[3]) : str_from(own.url);
  int result = open_server(&server, argv[1], url) ? run_files(argv[1], &server, argv + (given ? 4 : 2)) : 2;
  db_close(server.db);
  if (!given) test_server_stop(&own);
  arena_free(&server.arena);
  return result;
}
