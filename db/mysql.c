/* mysql.c: the driver of MySQL and MariaDB: libmariadb, loaded when first used, through its non-blocking functions. */
#include <mysql.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "db/driver.h"

/* The functions of libmariadb that are used, in the order of `names`. */
typedef struct Api {
  MYSQL *(*init)(MYSQL *);
  int (*options)(MYSQL *, enum mysql_option, const void *);
  int (*connect_start)(MYSQL **, MYSQL *, const char *, const char *, const char *, const char *, unsigned,
                       const char *, unsigned long);
  int (*connect_cont)(MYSQL **, MYSQL *, int);
  int (*query_start)(int *, MYSQL *, const char *, unsigned long);
  int (*query_cont)(int *, MYSQL *, int);
  int (*store_start)(MYSQL_RES **, MYSQL *);
  int (*store_cont)(MYSQL_RES **, MYSQL *, int);
  int (*next_start)(int *, MYSQL *);
  int (*next_cont)(int *, MYSQL *, int);
  my_socket (*socket)(const MYSQL *);
  const char *(*error)(MYSQL *);
  unsigned (*error_number)(MYSQL *);
  const char *(*sqlstate)(MYSQL *);
  unsigned (*field_count)(MYSQL *);
  my_ulonglong (*row_count)(MYSQL_RES *);
  unsigned (*columns)(MYSQL_RES *);
  MYSQL_ROW (*fetch)(MYSQL_RES *);
  unsigned long *(*lengths)(MYSQL_RES *);
  void (*free_result)(MYSQL_RES *);
  unsigned long (*escape)(MYSQL *, char *, const char *, unsigned long);
  unsigned long (*thread)(MYSQL *);
  int (*kill)(MYSQL *, unsigned long);
  MYSQL *(*connect)(MYSQL *, const char *, const char *, const char *, const char *, unsigned, const char *,
                    unsigned long);
  void (*close)(MYSQL *);
} Api;

static const char *const names[] = {"mysql_init",
                                    "mysql_options",
                                    "mysql_real_connect_start",
                                    "mysql_real_connect_cont",
                                    "mysql_real_query_start",
                                    "mysql_real_query_cont",
                                    "mysql_store_result_start",
                                    "mysql_store_result_cont",
                                    "mysql_next_result_start",
                                    "mysql_next_result_cont",
                                    "mysql_get_socket",
                                    "mysql_error",
                                    "mysql_errno",
                                    "mysql_sqlstate",
                                    "mysql_field_count",
                                    "mysql_num_rows",
                                    "mysql_num_fields",
                                    "mysql_fetch_row",
                                    "mysql_fetch_lengths",
                                    "mysql_free_result",
                                    "mysql_real_escape_string",
                                    "mysql_thread_id",
                                    "mysql_kill",
                                    "mysql_real_connect",
                                    "mysql_close"};
enum { FUNCTIONS = sizeof names / sizeof *names, KILL_SECONDS = 2 };
_Static_assert(sizeof(Api) == FUNCTIONS * sizeof(void *), "one name for each function");

/* Errors of the client and the server that mean something to us. */
enum {
  CR_GONE = 2006,
  CR_LOST = 2013,
  ER_SHUTDOWN = 1053,
  ER_KILLED = 1927,
  ER_TIMEOUT = 1969,
  ER_TIMEOUT_MYSQL = 3024
};

typedef struct State {
  Api api;
  MYSQL *conn;
  Arena arena; /* of what follows: to connect once more when a statement has to be stopped */
  Str host, user, password, socket;
  Str tls, ca, cert, key; /* files in PEM format */
  unsigned port;
} State;

/* Waits for what libmariadb asked for; the events that came, or -1 when the call is over. */
static int wait_for(Db *db, const State *state, int wanted) {
  short events = (short)((wanted & MYSQL_WAIT_READ ? POLLIN : 0) | (wanted & MYSQL_WAIT_WRITE ? POLLOUT : 0) |
                         (wanted & MYSQL_WAIT_EXCEPT ? POLLPRI : 0));
  for (;;) {
    struct pollfd entry = {.fd = state->api.socket(state->conn), .events = events};
    if (db_over(db)) return -1;
    int64_t left = db->deadline - db_now();
    if (poll(&entry, 1, left < 1 ? 1 : left < 100 ? (int)left : 100) <= 0) continue;
    return (entry.revents & (POLLIN | POLLHUP | POLLERR) ? MYSQL_WAIT_READ : 0) |
           (entry.revents & (POLLOUT | POLLERR) ? MYSQL_WAIT_WRITE : 0) |
           (entry.revents & POLLPRI ? MYSQL_WAIT_EXCEPT : 0);
  }
}

/* ---- connecting ---- */

static void set_file(const State *state, MYSQL *conn, enum mysql_option option, Str path) {
  if (!str_empty(path)) state->api.options(conn, option, path.ptr);
}

/* tls=true checks the server's certificate, tls=skip-verify does not; so does a file of certificates to trust. */
static void set_tls(const State *state, MYSQL *conn) {
  my_bool yes = 1;
  bool files = !str_empty(state->ca) || !str_empty(state->cert);
  bool off = str_eq(state->tls, STR("false")) || str_eq(state->tls, STR("preferred"));
  if (off || (str_empty(state->tls) && !files)) return;
  state->api.options(conn, MYSQL_OPT_SSL_ENFORCE, &yes);
  set_file(state, conn, MYSQL_OPT_SSL_CA, state->ca);
  set_file(state, conn, MYSQL_OPT_SSL_CERT, state->cert);
  set_file(state, conn, MYSQL_OPT_SSL_KEY, state->key);
  if (!str_eq(state->tls, STR("skip-verify"))) state->api.options(conn, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &yes);
}

static void set_options(const State *state, MYSQL *conn) {
  unsigned tcp = MYSQL_PROTOCOL_TCP, none = 0;
  state->api.options(conn, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  state->api.options(conn, MYSQL_OPT_LOCAL_INFILE, &none); /* a server cannot ask for files */
  if (str_empty(state->socket)) state->api.options(conn, MYSQL_OPT_PROTOCOL, &tcp);
  set_tls(state, conn);
}

static bool fail(Db *db, State *state, DbFailure failure) {
  unsigned number = state->api.error_number(state->conn);
  if (failure != DB_NO_CONNECTION) {
    if (number == CR_GONE || number == CR_LOST || number == ER_SHUTDOWN || number == ER_KILLED) failure = DB_LOST;
    if (number == ER_TIMEOUT || number == ER_TIMEOUT_MYSQL) failure = DB_TIMEOUT;
  }
  if (failure == DB_REFUSED) snprintf(db->code, sizeof db->code, "%s", state->api.sqlstate(state->conn));
  return db_fail(db, failure, "%s", state->api.error(state->conn));
}

static bool connect_to(Db *db, State *state, Str database) {
  MYSQL *done = NULL;
  int events = state->api.connect_start(&done, state->conn, state->host.ptr, state->user.ptr, state->password.ptr,
                                        str_empty(database) ? NULL : database.ptr, state->port,
                                        str_empty(state->socket) ? NULL : state->socket.ptr, CLIENT_MULTI_STATEMENTS);
  while (events != 0) {
    int ready = wait_for(db, state, events);
    if (ready < 0) return false;
    events = state->api.connect_cont(&done, state->conn, ready);
  }
  return done != NULL || fail(db, state, DB_NO_CONNECTION);
}

static void keep_url(State *state, const DbUrl *url) {
  arena_init(&state->arena, 0);
  bool unix_socket = str_ends(url->scheme, STR("+unix"));
  state->host = arena_str(&state->arena, unix_socket || str_empty(url->host) ? STR("localhost") : url->host);
  state->user = arena_str(&state->arena, url->user);
  state->password = arena_str(&state->arena, url->password);
  state->socket = arena_str(&state->arena, unix_socket ? url->path : (Str){0});
  state->tls = arena_str(&state->arena, db_url_param(url, STR("tls")));
  state->ca = arena_str(&state->arena, db_url_param(url, STR("ssl-ca")));
  state->cert = arena_str(&state->arena, db_url_param(url, STR("ssl-cert")));
  state->key = arena_str(&state->arena, db_url_param(url, STR("ssl-key")));
  state->port = str_empty(url->port) ? 3306 : (unsigned)strtoul(url->port.ptr, NULL, 10);
}

static void free_state(State *state) {
  if (state->conn != NULL) state->api.close(state->conn);
  arena_free(&state->arena);
  free(state);
}

static bool open_mysql(Db *db, const DbUrl *url) {
  State *state = mem_zero(1, sizeof *state);
  void *functions[FUNCTIONS];
  if (!db_load(db, "libmariadb.so.3", "libmariadb3", names, functions, FUNCTIONS)) {
    free(state);
    return false;
  }
  memcpy(&state->api, functions, sizeof functions);
  keep_url(state, url);
  state->conn = state->api.init(NULL);
  if (state->conn == NULL) {
    free_state(state);
    return db_fail(db, DB_NO_CONNECTION, "out of memory");
  }
  state->api.options(state->conn, MYSQL_OPT_NONBLOCK, NULL);
  set_options(state, state->conn);
  Str database = str_empty(state->socket) ? url->path : db_url_param(url, STR("database"));
  if (!connect_to(db, state, database)) {
    free_state(state);
    return false;
  }
  db->state = state;
  return true;
}

/* ---- statements ---- */

/* A statement can only be stopped from another connection. */
static void stop_statement(const State *state) {
  unsigned seconds = KILL_SECONDS;
  MYSQL *other = state->api.init(NULL);
  if (other == NULL) return;
  set_options(state, other);
  state->api.options(other, MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
  state->api.options(other, MYSQL_OPT_READ_TIMEOUT, &seconds);
  if (state->api.connect(other, state->host.ptr, state->user.ptr, state->password.ptr, NULL, state->port,
                         str_empty(state->socket) ? NULL : state->socket.ptr, 0) != NULL)
    state->api.kill(other, state->api.thread(state->conn));
  state->api.close(other);
}

static bool give_up(const State *state) {
  stop_statement(state);
  return false;
}

static void copy_rows(const Api *api, MYSQL_RES *result, Arena *arena, DbRows *rows) {
  rows->count = (size_t)api->row_count(result);
  rows->columns = api->columns(result);
  Str *cells = arena_array(arena, Str, rows->count * rows->columns + 1);
  rows->cells = cells;
  for (size_t row = 0; row < rows->count; row++) {
    MYSQL_ROW values = api->fetch(result);
    const unsigned long *lengths = api->lengths(result);
    for (unsigned i = 0; i < rows->columns; i++, cells++)
      if (values[i] != NULL) *cells = arena_str(arena, str_make(values[i], lengths[i]));
  }
}

/* Takes the result of the statement that was just run. */
static bool take_result(Db *db, State *state, Arena *arena, DbRows *rows) {
  MYSQL_RES *result = NULL;
  int events = state->api.store_start(&result, state->conn);
  while (events != 0) {
    int ready = wait_for(db, state, events);
    if (ready < 0) return give_up(state);
    events = state->api.store_cont(&result, state->conn, ready);
  }
  if (result == NULL) return state->api.field_count(state->conn) == 0 || fail(db, state, DB_REFUSED);
  if (rows != NULL) copy_rows(&state->api, result, arena, rows);
  state->api.free_result(result);
  return true;
}

/* Moves on to the next statement of a script; 0: it was run, -1: there is none, else it failed. */
static int next_statement(Db *db, State *state) {
  int status = 0;
  int events = state->api.next_start(&status, state->conn);
  while (events != 0) {
    int ready = wait_for(db, state, events);
    if (ready < 0) return give_up(state) ? 0 : 1;
    events = state->api.next_cont(&status, state->conn, ready);
  }
  if (status > 0) fail(db, state, DB_REFUSED);
  return status;
}

static bool run(Db *db, Arena *arena, Str sql, DbRows *rows) {
  State *state = db->state;
  int status = 0;
  int events = state->api.query_start(&status, state->conn, sql.ptr, (unsigned long)sql.len);
  while (events != 0) {
    int ready = wait_for(db, state, events);
    if (ready < 0) return give_up(state);
    events = state->api.query_cont(&status, state->conn, ready);
  }
  if (status != 0) return fail(db, state, DB_REFUSED);
  do {
    if (!take_result(db, state, arena, rows)) return false;
  } while ((status = next_statement(db, state)) == 0);
  return status < 0;
}

/* Each ? becomes a quoted text: the statements are our own and hold no other question marks. */
static void fill_in(const State *state, Buf *out, const char *sql, const Str *params, size_t param_count) {
  size_t used = 0;
  for (; *sql != '\0'; sql++) {
    if (*sql != '?' || used == param_count) {
      buf_putc(out, *sql);
      continue;
    }
    Str value = params[used++];
    buf_putc(out, '\'');
    buf_reserve(out, value.len * 2 + 2);
    out->len += state->api.escape(state->conn, out->ptr + out->len, value.ptr != NULL ? value.ptr : "", value.len);
    buf_putc(out, '\'');
  }
}

static bool query(Db *db, Arena *arena, const char *sql, const Str *params, size_t param_count, DbRows *rows) {
  Buf text = {0};
  fill_in(db->state, &text, sql, params, param_count);
  bool ok = run(db, arena, buf_str(&text), rows);
  buf_free(&text);
  return ok;
}

static bool script(Db *db, Str sql) { return run(db, NULL, sql, NULL); }

static void close_mysql(Db *db) { free_state(db->state); }

const DbDriver db_mysql = {open_mysql, query, script, close_mysql};
