/* ddl_read.h: from SQL to the model without a database: statements change a catalog in memory, which is then read the
 * way that a live database is.
 *
 *     CREATE TABLE t (id serial PRIMARY KEY)   ->  Realm with schema public, table t, column id serial, key t_pkey
 *
 * What a statement needs a server for is left out and told as a gap of the realm. */
#ifndef ATLAS_DIALECTS_DDL_READ_H
#define ATLAS_DIALECTS_DDL_READ_H

#include "dialects/dialect.h"
#include "model/model.h"

typedef struct DdlRead DdlRead;

typedef struct DdlReader {
  Str dialect;
  DdlRead *(*open)(void);
  /* The text of a file with blanks in place of what is no SQL: data of COPY, commands of the client. Of the same length,
   * and the text itself when there is none. */
  Str (*plain)(Arena *arena, Str text);
  /* The statements that follow stand in this file. The text must live as long as the catalog. */
  void (*source)(DdlRead *self, Str path, Str text);
  /* Runs a text of any number of statements; `offset` is its place in the file. False: *error in the arena, what
   * PostgreSQL would say of it, and *error_at, its place in the text. */
  bool (*run)(DdlRead *self, Arena *arena, Str sql, uint32_t offset, Str *error, uint32_t *error_at);
  /* The schema as it is now; the caller's. NULL with *error. */
  Realm *(*realm)(DdlRead *self, Arena *arena, Str *error);
  void (*close)(DdlRead *self); /* NULL is allowed */
} DdlReader;

extern const DdlReader postgresql_ddl_reader;

/* NULL: SQL of the dialect needs a database to be read. */
const DdlReader *ddl_reader_for(const Dialect *dialect);

#endif
