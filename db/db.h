/* db.h: connections to databases: opened only when a person asked for it, with time limits, cancellable at any moment.
 * A driver is a client library behind a table of functions: SQLite is linked in; libpq and libmariadb are loaded when
 * first used. No SQL is known here: what a session runs comes from dialects/.
 *
 * Calls wait, but never longer than the limits, and look at the cancel flag all the time; they are not for a thread
 * that has other work. A connection belongs to one thread at a time. */
#ifndef ATLAS_DB_DB_H
#define ATLAS_DB_DB_H

#include <stdatomic.h>

#include "db/url.h"

typedef struct Db Db;
typedef struct DbDriver DbDriver;

extern const DbDriver db_sqlite, db_postgres, db_mysql;

typedef struct DbOptions {
  unsigned connect_ms;       /* longest time to connect; 0: 10 seconds */
  unsigned statement_ms;     /* longest time for one statement; 0: 60 seconds */
  const atomic_bool *cancel; /* becomes true: give up; NULL: never. Is read until db_close */
  bool write;                /* SQLite: the file may be written, and is made when it is missing */
} DbOptions;

typedef enum DbFailure {
  DB_FINE,
  DB_NO_DRIVER, /* client library missing */
  DB_NO_CONNECTION,
  DB_LOST,    /* the server went away */
  DB_REFUSED, /* the statement failed: wrong SQL, no permission, ... */
  DB_TIMEOUT,
  DB_CANCELLED
} DbFailure;

/* Cells of a result in the order of rows, as UTF-8 text (U+FFFD for other bytes); ptr == NULL: SQL NULL. In the arena
 * of the call. */
typedef struct DbRows {
  const Str *cells;
  size_t count; /* rows */
  unsigned columns;
} DbRows;

static inline Str db_cell(const DbRows *rows, size_t row, unsigned column) {
  return rows->cells[row * rows->columns + column];
}

/* Never NULL; db_failure tells whether it is open. `url` need not live on. */
Db *db_open(const DbDriver *driver, const DbUrl *url, const DbOptions *options);
/* One statement with parameters in the driver's notation ($1, ? or ?). `rows` may be NULL. On failure false; the
 * connection then only takes db_error, db_failure and db_close unless the failure is DB_REFUSED. */
bool db_query(Db *self, Arena *arena, const char *sql, const Str *params, size_t param_count, DbRows *rows);
/* Several statements in one text without results, as from a script. */
bool db_script(Db *self, Str sql);
/* What went wrong, for people: without the driver's name, without secrets. Lives as long as the connection. */
Str db_error(const Db *self);
DbFailure db_failure(const Db *self);
/* The database's own code of a refused statement: SQLSTATE "42P01", SQLite's "1"; empty: it gives none. */
Str db_code(const Db *self);
unsigned db_statement_ms(const Db *self);
/* Closes at once: an open transaction is rolled back by the server. NULL is allowed. */
void db_close(Db *self);

#endif
