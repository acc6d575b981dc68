/* postgres.c: the driver of PostgreSQL: libpq, loaded when first used, always asynchronously. */
#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>

#include "base/buf.h"
#include "db/driver.h"

/* The functions of libpq that are used, in the order of `names`. */
typedef struct Pq {
  PGconn *(*connect_start)(const char *const *, const char *const *, int);
  PostgresPollingStatusType (*connect_poll)(PGconn *);
  ConnStatusType (*status)(const PGconn *);
  char *(*error)(const PGconn *);
  void (*finish)(PGconn *);
  int (*socket)(const PGconn *);
  int (*set_nonblocking)(PGconn *, int);
  int (*flush)(PGconn *);
  int (*send)(PGconn *, const char *, int, const Oid *, const char *const *, const int *, const int *, int);
  int (*send_script)(PGconn *, const char *);
  int (*consume)(PGconn *);
  int (*busy)(PGconn *);
  PGresult *(*result)(PGconn *);
  ExecStatusType (*result_status)(const PGresult *);
  char *(*result_error)(const PGresult *, int);
  int (*rows)(const PGresult *);
  int (*columns)(const PGresult *);
  char *(*value)(const PGresult *, int, int);
  int (*length)(const PGresult *, int, int);
  int (*is_null)(const PGresult *, int, int);
  void (*clear)(PGresult *);
  PGcancel *(*get_cancel)(PGconn *);
  int (*cancel)(PGcancel *, char *, int);
  void (*free_cancel)(PGcancel *);
  PQnoticeProcessor (*set_notices)(PGconn *, PQnoticeProcessor, void *);
  PQconninfoOption *(*defaults)(void);
  void (*free_defaults)(PQconninfoOption *);
} Pq;

static const char *const names[] = {"PQconnectStartParams",
                                    "PQconnectPoll",
                                    "PQstatus",
                                    "PQerrorMessage",
                                    "PQfinish",
                                    "PQsocket",
                                    "PQsetnonblocking",
                                    "PQflush",
                                    "PQsendQueryParams",
                                    "PQsendQuery",
                                    "PQconsumeInput",
                                    "PQisBusy",
                                    "PQgetResult",
                                    "PQresultStatus",
                                    "PQresultErrorField",
                                    "PQntuples",
                                    "PQnfields",
                                    "PQgetvalue",
                                    "PQgetlength",
                                    "PQgetisnull",
                                    "PQclear",
                                    "PQgetCancel",
                                    "PQcancel",
                                    "PQfreeCancel",
                                    "PQsetNoticeProcessor",
                                    "PQconndefaults",
                                    "PQconninfoFree"};
enum { FUNCTIONS = sizeof names / sizeof *names, DRAIN_MS = 2000, MAX_OPTIONS = 64 };
_Static_assert(sizeof(Pq) == FUNCTIONS * sizeof(void *), "one name for each function");

typedef struct State {
  Pq pq;
  PGconn *conn;
} State;

static void ignore_notice(void *context, const char *message) {
  (void)context;
  (void)message;
}

/* ---- connecting ---- */

typedef struct Settings {
  const char *keys[MAX_OPTIONS + 1], *values[MAX_OPTIONS + 1];
  size_t len;
  Buf run_time; /* settings of the session: -c search_path=public */
} Settings;

static void set(Settings *self, const char *key, Str value) {
  if (self->len == MAX_OPTIONS || str_empty(value)) return;
  self->keys[self->len] = key;
  self->values[self->len++] = value.ptr;
}

/* What libpq does not know is a setting of the session, as in other drivers. */
static void set_run_time(Settings *self, const DbParam *param) {
  buf_printf(&self->run_time, " -c %.*s=", STR_FMT(param->name));
  for (size_t i = 0; i < param->value.len; i++) {
    char c = param->value.ptr[i];
    if (c == ' ' || c == '\\') buf_putc(&self->run_time, '\\');
    buf_putc(&self->run_time, c);
  }
}

static bool knows(const PQconninfoOption *known, Str name) {
  for (; known != NULL && known->keyword != NULL; known++)
    if (str_eq(str_from(known->keyword), name)) return true;
  return false;
}

static void read_url(const State *state, const DbUrl *url, Settings *out) {
  PQconninfoOption *known = state->pq.defaults();
  set(out, "host", url->host);
  set(out, "port", url->port);
  set(out, "user", url->user);
  set(out, "password", url->password);
  set(out, "dbname", url->path);
  set(out, "fallback_application_name", STR("atlas-lsp"));
  set(out, "client_encoding", STR("UTF8"));
  for (size_t i = 0; i < url->param_count; i++) {
    const DbParam *param = &url->params[i];
    if (str_eq(param->name, STR("options")))
      buf_printf(&out->run_time, " %.*s", STR_FMT(param->value));
    else if (knows(known, param->name))
      set(out, param->name.ptr, param->value);
    else
      set_run_time(out, param);
  }
  set(out, "options", buf_str(&out->run_time));
  state->pq.free_defaults(known);
}

static bool finish_connect(Db *db, State *state) {
  const Pq *pq = &state->pq;
  PostgresPollingStatusType step = PGRES_POLLING_WRITING;
  while (step != PGRES_POLLING_OK) {
    if (pq->status(state->conn) == CONNECTION_BAD || step == PGRES_POLLING_FAILED)
      return db_fail(db, DB_NO_CONNECTION, "%s", pq->error(state->conn));
    if (db_over(db)) return false;
    struct pollfd entry = {.fd = pq->socket(state->conn), .events = step == PGRES_POLLING_READING ? POLLIN : POLLOUT};
    int64_t left = db->deadline - db_now();
    if (poll(&entry, 1, left < 1 ? 1 : left < 100 ? (int)left : 100) > 0) step = pq->connect_poll(state->conn);
  }
  return true;
}

static bool open_postgres(Db *db, const DbUrl *url) {
  State *state = mem_zero(1, sizeof *state);
  void *functions[FUNCTIONS];
  Settings settings = {0};
  if (!db_load(db, "libpq.so.5", "libpq5", names, functions, FUNCTIONS)) {
    free(state);
    return false;
  }
  memcpy(&state->pq, functions, sizeof functions);
  read_url(state, url, &settings);
  state->conn = state->pq.connect_start(settings.keys, settings.values, 0);
  buf_free(&settings.run_time);
  if (state->conn != NULL) state->pq.set_notices(state->conn, ignore_notice, NULL);
  if (state->conn != NULL && finish_connect(db, state)) {
    db->state = state;
    return state->pq.set_nonblocking(state->conn, 1) == 0 ||
           db_fail(db, DB_NO_CONNECTION, "%s", state->pq.error(state->conn));
  }
  if (state->conn != NULL) state->pq.finish(state->conn);
  free(state);
  return false;
}

/* ---- statements ---- */

/* The server is told to stop; what it still sends is read, for a short while, so that nothing goes on behind us. */
static void stop_statement(State *state) {
  const Pq *pq = &state->pq;
  char text[256];
  PGcancel *cancel = pq->get_cancel(state->conn);
  if (cancel == NULL) return;
  pq->cancel(cancel, text, sizeof text);
  pq->free_cancel(cancel);
  int64_t end = db_now() + DRAIN_MS;
  while (db_now() < end && pq->consume(state->conn) == 1) {
    while (pq->busy(state->conn) == 0) {
      PGresult *result = pq->result(state->conn);
      if (result == NULL) return;
      pq->clear(result);
    }
    struct pollfd entry = {.fd = pq->socket(state->conn), .events = POLLIN};
    poll(&entry, 1, 100);
  }
}

static bool lost(Db *db, State *state) {
  const char *text = state->pq.error(state->conn);
  return db_fail(db, DB_LOST, "%s", text[0] != '\0' ? text : "the server closed the connection");
}

/* The next result; *out NULL: there are no more. */
static bool next_result(Db *db, State *state, PGresult **out) {
  const Pq *pq = &state->pq;
  int unsent = 1;
  *out = NULL;
  for (;;) {
    if (unsent == 1 && (unsent = pq->flush(state->conn)) < 0) return lost(db, state);
    if (pq->busy(state->conn) == 0) break;
    if (!db_wait(db, pq->socket(state->conn), (short)(unsent == 1 ? POLLIN | POLLOUT : POLLIN))) {
      stop_statement(state);
      return false;
    }
    if (pq->consume(state->conn) == 0) return lost(db, state);
  }
  *out = pq->result(state->conn);
  return true;
}

static void copy_rows(const Pq *pq, const PGresult *result, Arena *arena, DbRows *rows) {
  rows->count = (size_t)pq->rows(result);
  rows->columns = (unsigned)pq->columns(result);
  Str *cells = arena_array(arena, Str, rows->count * rows->columns + 1);
  rows->cells = cells;
  for (size_t row = 0; row < rows->count; row++)
    for (unsigned i = 0; i < rows->columns; i++, cells++)
      if (pq->is_null(result, (int)row, (int)i) == 0)
        *cells = arena_str(arena,
                           str_make(pq->value(result, (int)row, (int)i), (size_t)pq->length(result, (int)row, (int)i)));
}

/* The message alone, without the SQL around it. */
static void refuse(Db *db, State *state, const PGresult *result) {
  const char *message = state->pq.result_error(result, PG_DIAG_MESSAGE_PRIMARY);
  const char *code = state->pq.result_error(result, PG_DIAG_SQLSTATE);
  bool timeout = code != NULL && strcmp(code, "57014") == 0;
  bool gone = code != NULL && (strncmp(code, "57P", 3) == 0 || strncmp(code, "08", 2) == 0);
  db_fail(db,
          timeout ? DB_TIMEOUT
          : gone  ? DB_LOST
                  : DB_REFUSED,
          "%s", message != NULL ? message : state->pq.error(state->conn));
  if (code != NULL) snprintf(db->code, sizeof db->code, "%s", code);
}

/* Reads all results of what was sent; the last one with rows counts. */
static bool collect(Db *db, State *state, Arena *arena, DbRows *rows) {
  PGresult *result;
  bool ok = true;
  for (;;) {
    if (!next_result(db, state, &result)) return false;
    if (result == NULL) break;
    ExecStatusType status = state->pq.result_status(result);
    if (status == PGRES_TUPLES_OK && rows != NULL) copy_rows(&state->pq, result, arena, rows);
    if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE) {
      if (ok) refuse(db, state, result);
      ok = false;
    }
    state->pq.clear(result);
  }
  if (state->pq.status(state->conn) != CONNECTION_OK && ok) return lost(db, state);
  return ok;
}

static bool query(Db *db, Arena *arena, const char *sql, const Str *params, size_t param_count, DbRows *rows) {
  State *state = db->state;
  const char *values[16];
  for (size_t i = 0; i < param_count && i < 16; i++) values[i] = params[i].ptr;
  if (state->pq.send(state->conn, sql, (int)param_count, NULL, values, NULL, NULL, 0) == 0) return lost(db, state);
  return collect(db, state, arena, rows);
}

static bool script(Db *db, Str sql) {
  State *state = db->state;
  Arena scratch;
  arena_init(&scratch, 0);
  bool sent = state->pq.send_script(state->conn, arena_str(&scratch, sql).ptr) != 0;
  arena_free(&scratch);
  return sent ? collect(db, state, NULL, NULL) : lost(db, state);
}

static void close_postgres(Db *db) {
  State *state = db->state;
  state->pq.finish(state->conn);
  free(state);
}

const DbDriver db_postgres = {open_postgres, query, script, close_postgres};
