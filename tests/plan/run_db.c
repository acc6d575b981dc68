/* run_db.c: the driver of MySQL and MariaDB on a real server: limits, cancelling, TLS, names without regard to case.
 * Status 77: there is no server, or no openssl to make a certificate. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dialects/inspect.h"
#include "diff/diff.h"
#include "tests/plan/server.h"

enum { SKIPPED = 77 };

typedef struct Tests {
  TestServer server;
  char folder[32]; /* of the certificate */
  Arena arena;
  int failed;
} Tests;

static void expect(Tests *self, bool ok, const char *what, Str why) {
  if (ok) return;
  fprintf(stderr, "failed: %s: %.*s\n", what, STR_FMT(why));
  self->failed++;
}

static Db *connect_with(Tests *self, const char *params, const DbOptions *options) {
  DbUrl url;
  db_url_parse(&self->arena, arena_printf(&self->arena, "%s%s", self->server.url, params), &url);
  return db_open(&db_mysql, &url, options);
}

static Str one_cell(Tests *self, Db *db, const char *sql) {
  DbRows rows = {0};
  if (!db_query(db, &self->arena, sql, NULL, 0, &rows) || rows.count == 0) return (Str){0};
  return db_cell(&rows, 0, rows.columns - 1);
}

/* How many statements sleep on the server. */
static bool nothing_sleeps(Tests *self) {
  Db *db = connect_with(self, "", &(DbOptions){0});
  Str count = {0};
  for (int i = 0; i < 30 && !str_eq(count, STR("0")); i++) {
    count = one_cell(self, db, "SELECT count(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT sleep(%'");
    usleep(50000);
  }
  db_close(db);
  return str_eq(count, STR("0"));
}

/* ---- limits ---- */

static void test_timeout(Tests *self) {
  Db *db = connect_with(self, "", &(DbOptions){.statement_ms = 300});
  bool done = db_query(db, &self->arena, "SELECT sleep(30)", NULL, 0, NULL);
  expect(self, !done && db_failure(db) == DB_TIMEOUT, "a slow statement is given up", db_error(db));
  expect(self, nothing_sleeps(self), "a slow statement is stopped on the server", (Str){0});
  db_close(db);
}

static void *cancel_later(void *flag) {
  usleep(300000);
  atomic_store((atomic_bool *)flag, true);
  return NULL;
}

static void test_cancel(Tests *self) {
  atomic_bool cancel = false;
  pthread_t thread;
  Db *db = connect_with(self, "", &(DbOptions){.cancel = &cancel});
  pthread_create(&thread, NULL, cancel_later, &cancel);
  bool done = db_query(db, &self->arena, "SELECT sleep(30)", NULL, 0, NULL);
  expect(self, !done && db_failure(db) == DB_CANCELLED, "a statement is cancelled", db_error(db));
  expect(self, nothing_sleeps(self), "a cancelled statement is stopped on the server", (Str){0});
  db_close(db);
  pthread_join(thread, NULL);
}

static void test_refusals(Tests *self) {
  Db *db = connect_with(self, "", &(DbOptions){0});
  bool done = db_query(db, &self->arena, "SELEC 1", NULL, 0, NULL);
  expect(self, !done && db_failure(db) == DB_REFUSED, "wrong SQL is refused", db_error(db));
  expect(self, str_eq(db_code(db), STR("42000")), "a refusal has a code", db_code(db));
  expect(self, str_eq(one_cell(self, db, "SELECT 'on'"), STR("on")), "the connection goes on", db_error(db));
  done = db_script(db, STR("SELECT 1; SELECT 2; SELEC 3; SELECT 4"));
  expect(self, !done && db_failure(db) == DB_REFUSED, "a script ends where it is wrong", db_error(db));
  Str param = STR("it's \\ ?");
  DbRows rows = {0};
  done = db_query(db, &self->arena, "SELECT ?", &param, 1, &rows);
  expect(self, done && str_eq(db_cell(&rows, 0, 0), param), "parameters keep their text", db_error(db));
  db_query(db, &self->arena, "KILL CONNECTION_ID()", NULL, 0, NULL);
  db_query(db, &self->arena, "SELECT 1", NULL, 0, NULL);
  expect(self, db_failure(db) == DB_LOST, "a lost connection is told", db_error(db));
  db_close(db);
}

/* ---- TLS ---- */

static const char *cipher = "SHOW SESSION STATUS LIKE 'Ssl_cipher'";

static void test_tls(Tests *self) {
  Db *db = connect_with(self, "?tls=skip-verify", &(DbOptions){0});
  expect(self, one_cell(self, db, cipher).len > 0, "tls=skip-verify encrypts", db_error(db));
  atomic_bool cancel = true;
  db_close(db);
  db = connect_with(self, "?tls=true", &(DbOptions){0});
  expect(self, db_failure(db) == DB_NO_CONNECTION, "tls=true refuses an unknown certificate", db_error(db));
  db_close(db);
  Str params = arena_printf(&self->arena, "?tls=true&ssl-ca=%s/cert.pem", self->folder);
  db = connect_with(self, params.ptr, &(DbOptions){0});
  expect(self, one_cell(self, db, cipher).len > 0, "a certificate that is trusted", db_error(db));
  db_close(db);
  db = connect_with(self, "?tls=true&ssl-ca=/nowhere.pem", &(DbOptions){0});
  expect(self, db_failure(db) == DB_NO_CONNECTION, "a file that is missing", db_error(db));
  db_close(db);
  db = connect_with(self, "", &(DbOptions){0});
  expect(self, one_cell(self, db, cipher).len == 0, "no tls without the parameter", one_cell(self, db, cipher));
  db_close(db);
  db = connect_with(self, "?tls=skip-verify", &(DbOptions){.cancel = &cancel});
  expect(self, db_failure(db) == DB_CANCELLED, "connecting is cancelled", db_error(db));
  db_close(db);
}

static bool make_certificate(Tests *self) {
  char command[512];
  snprintf(self->folder, sizeof self->folder, "/tmp/cert.XXXXXX");
  if (mkdtemp(self->folder) == NULL || chmod(self->folder, 0755) != 0) return false;
  snprintf(command, sizeof command,
           "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 "
           "-keyout %s/key.pem -out %s/cert.pem >/dev/null 2>&1 && chmod 644 %s/key.pem",
           self->folder, self->folder, self->folder);
  return system(command) == 0;
}

static void remove_certificate(const Tests *self) {
  char path[64];
  snprintf(path, sizeof path, "%s/key.pem", self->folder);
  unlink(path);
  snprintf(path, sizeof path, "%s/cert.pem", self->folder);
  unlink(path);
  rmdir(self->folder);
}

/* ---- names ---- */

static void test_case_of_names(Tests *self) {
  Str error;
  Db *db = connect_with(self, "", &(DbOptions){0});
  bool made = db_script(db, STR("CREATE DATABASE Upper; CREATE TABLE Upper.Users (Id int)"));
  expect(self, made, "tables are made", db_error(db));
  db_close(db);
  Str url = arena_printf(&self->arena, "%sUpper", self->server.url);
  Realm *found = inspect_url(&self->arena, url, NULL, &error);
  expect(self, found != NULL, "a database is found in another case", error);
  if (found == NULL) return;
  Realm *wanted = realm_new(STR("mariadb"));
  Table *table = schema_add_table(realm_add_schema(wanted, found->schemas.items[0]->name), STR("USERS"));
  Column *column = table_add_column(table, STR("Id"));
  column->type = (ColumnType){.text = STR("int"), .known = true};
  column->null = column->null_known = true;
  Diff *diff = diff_run(found, wanted, &(DiffOptions){0});
  expect(self, diff->statements.len == 0, "USERS is users",
         diff->statements.len > 0 ? diff->statements.items[0].sql : (Str){0});
  diff_free(diff);
  realm_free(found);
  realm_free(wanted);
}

int main(void) {
  Tests self = {0};
  char options[256];
  if (!make_certificate(&self)) {
    fprintf(stderr, "skipped: openssl cannot make a certificate\n");
    return SKIPPED;
  }
  snprintf(options, sizeof options, "--ssl-cert=%s/cert.pem --ssl-key=%s/key.pem --lower-case-table-names=1",
           self.folder, self.folder);
  arena_init(&self.arena, 0);
  bool started = test_server_start(&self.server, "mariadb", options);
  if (started) {
    test_timeout(&self);
    test_cancel(&self);
    test_refusals(&self);
    test_tls(&self);
    test_case_of_names(&self);
    test_server_stop(&self.server);
  }
  remove_certificate(&self);
  arena_free(&self.arena);
  if (self.server.skipped) return SKIPPED;
  printf("mariadb: %d failed\n", self.failed);
  return !started || self.failed > 0;
}
