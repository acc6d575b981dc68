/* db.c: connections: limits, errors, loading of client libraries. */
#include "db/db.h"

#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include "base/text.h"
#include "db/driver.h"

enum { CONNECT_MS = 10000, STATEMENT_MS = 60000, TICK_MS = 100 };

int64_t db_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The texts of client libraries have several lines: "a\n\tb\n" -> "a b". */
static size_t one_line(char *text, size_t len) {
  size_t out = 0;
  for (size_t i = 0; i < len; i++) {
    bool blank = text[i] == '\n' || text[i] == '\t' || text[i] == ' ';
    if (!blank)
      text[out++] = text[i];
    else if (out > 0 && text[out - 1] != ' ')
      text[out++] = ' ';
  }
  while (out > 0 && text[out - 1] == ' ') out--;
  return out;
}

bool db_fail(Db *db, DbFailure failure, const char *format, ...) {
  char text[2048];
  va_list args;
  if (db->failure != DB_FINE && db->failure != DB_REFUSED) return false; /* the first cause counts */
  va_start(args, format);
  int length = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  size_t kept = length < 0 ? 0 : (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
  db->error = utf8_mend(&db->arena, arena_str(&db->arena, str_make(text, one_line(text, kept))));
  db->failure = failure;
  return false;
}

bool db_cancelled(const Db *db) {
  return db->options.cancel != NULL && atomic_load_explicit(db->options.cancel, memory_order_relaxed);
}

bool db_over(Db *db) {
  if (db_cancelled(db)) {
    db_fail(db, DB_CANCELLED, "cancelled");
    return true;
  }
  if (db_now() < db->deadline) return false;
  if (db->state == NULL || db->failure == DB_NO_CONNECTION)
    db_fail(db, DB_TIMEOUT, "no answer within %u ms", db->options.connect_ms);
  else
    db_fail(db, DB_TIMEOUT, "no result within %u ms", db->options.statement_ms);
  return true;
}

bool db_wait(Db *db, int fd, short events) {
  struct pollfd entry = {.fd = fd, .events = events};
  if (db_over(db)) return false;
  int64_t left = db->deadline - db_now();
  poll(&entry, 1, left < 1 ? 1 : left < TICK_MS ? (int)left : TICK_MS);
  return true;
}

bool db_load(Db *db, const char *library, const char *package, const char *const *names, void **functions,
             size_t count) {
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL)
    return db_fail(db, DB_NO_DRIVER, "the client library %s is not installed (Debian and Ubuntu: apt install %s)",
                   library, package);
  for (size_t i = 0; i < count; i++) {
    functions[i] = dlsym(handle, names[i]);
    if (functions[i] != NULL) continue;
    dlclose(handle);
    return db_fail(db, DB_NO_DRIVER, "the client library %s is too old: it has no %s", library, names[i]);
  }
  return true;
}

Db *db_open(const DbDriver *driver, const DbUrl *url, const DbOptions *options) {
  Db *self = mem_zero(1, sizeof *self);
  arena_init(&self->arena, 0);
  self->driver = driver;
  if (options != NULL) self->options = *options;
  if (self->options.connect_ms == 0) self->options.connect_ms = CONNECT_MS;
  if (self->options.statement_ms == 0) self->options.statement_ms = STATEMENT_MS;
  self->deadline = db_now() + self->options.connect_ms;
  if (!driver->open(self, url) && self->failure == DB_FINE) self->failure = DB_NO_CONNECTION;
  return self;
}

static bool ready(Db *self) {
  if (self->failure != DB_FINE && self->failure != DB_REFUSED) return false;
  self->failure = DB_FINE;
  self->error = (Str){0};
  self->code[0] = '\0';
  self->deadline = db_now() + self->options.statement_ms;
  return !db_over(self);
}

/* A server may end a statement at its own limit as if it were done: MariaDB does so with SLEEP. */
static bool in_time(Db *self) { return db_now() < self->deadline || !db_over(self); }

/* SQLite, and servers without an encoding, keep any bytes as text. What reads results expects UTF-8. */
static void mend(Arena *arena, DbRows *rows) {
  size_t count = rows->count * rows->columns, first = 0;
  while (first < count && utf8_invalid(rows->cells[first]) == rows->cells[first].len) first++;
  if (first == count) return;
  Str *cells = arena_copy(arena, rows->cells, count, sizeof *cells);
  for (size_t i = first; i < count; i++) cells[i] = utf8_mend(arena, cells[i]);
  rows->cells = cells;
}

bool db_query(Db *self, Arena *arena, const char *sql, const Str *params, size_t param_count, DbRows *rows) {
  DbRows unused;
  DbRows *out = rows != NULL ? rows : &unused;
  *out = (DbRows){0};
  bool ok = ready(self) && self->driver->query(self, arena, sql, params, param_count, out) && in_time(self);
  if (ok) mend(arena, out);
  return ok;
}

bool db_script(Db *self, Str sql) { return ready(self) && self->driver->script(self, sql) && in_time(self); }

Str db_error(const Db *self) { return self->error; }
DbFailure db_failure(const Db *self) { return self->failure; }
Str db_code(const Db *self) { return str_from(self->code); }
unsigned db_statement_ms(const Db *self) { return self->options.statement_ms; }

void db_close(Db *self) {
  if (self == NULL) return;
  if (self->state != NULL) self->driver->close(self);
  arena_free(&self->arena);
  free(self);
}
