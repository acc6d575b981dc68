/* driver.h: what the drivers share. */
#ifndef ATLAS_DB_DRIVER_H
#define ATLAS_DB_DRIVER_H

#include "db/db.h"

/* The drivers' functions report by db_fail. */
struct DbDriver {
  bool (*open)(Db *db, const DbUrl *url);
  bool (*query)(Db *db, Arena *arena, const char *sql, const Str *params, size_t param_count, DbRows *rows);
  bool (*script)(Db *db, Str sql);
  void (*close)(Db *db);
};

struct Db {
  const DbDriver *driver;
  DbOptions options;
  Arena arena; /* of the error text */
  Str error;
  DbFailure failure;
  char code[8];     /* of the database, for DB_REFUSED; empty: none */
  int64_t deadline; /* of the running call, db_now */
  void *state;      /* the driver's own */
};

/* Always false, for `return db_fail(...)`. Texts end without a newline and are one line. */
bool db_fail(Db *db, DbFailure failure, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Milliseconds of a clock that never goes back. */
int64_t db_now(void);
/* Is it time to give up? Then the failure is set. */
bool db_over(Db *db);
bool db_cancelled(const Db *db);
/* Waits until the socket can be read or written (poll's events) or a tenth of a second has passed; false when the call
 * is over. */
bool db_wait(Db *db, int fd, short events);
/* A client library and its functions. `names` and `functions` have `count` elements. The library stays loaded. On
 * failure false with a text that names Debian's package. */
bool db_load(Db *db, const char *library, const char *package, const char *const *names, void **functions,
             size_t count);

#endif
