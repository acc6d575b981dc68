/* site.h: a database to run plans on, or (server "read") a reading of the SQL alone. A database belongs to the test
 * alone: everything in it is removed between uses. */
#ifndef ATLAS_TESTS_CONVERGE_SITE_H
#define ATLAS_TESTS_CONVERGE_SITE_H

#include "dialects/ddl_read.h"
#include "dialects/inspect.h"
#include "diff/diff.h"

typedef struct Site {
  Arena arena; /* of the URL and the connection's texts */
  DbUrl url;
  Db *db;
  const char *server;
  DdlRead *read; /* of server "read"; `db` is NULL then */
  Realm *empty;  /* what plans from nothing start with: PostgreSQL's says its version. NULL: nothing is known */
} Site;

/* Prints what is wrong and returns false when there is no connection. */
bool site_open(Site *self, const char *server, const char *url);
void site_close(Site *self);
/* Removes everything. */
bool site_clear(Site *self, Str *error);
bool site_run(Site *self, Str sql, Str *error);
/* As a new connection would be: a plan of SQLite ends by switching foreign keys on, which they are not by default. */
bool site_relax(Site *self);
/* Did the last statement fail because the database is gone? */
bool site_is_lost(const Site *self);
/* NULL with *error. */
Realm *site_inspect(Site *self, Arena *arena, Str *error);

#endif
