/* clauses.h: what a statement says that a comparison of the schema before and after it cannot see: that an index is
 * made concurrently, that a column is renamed rather than dropped and added, that rows are filled in.
 *
 *     ALTER TABLE users RENAME COLUMN name TO title     ->  table users, renames {column, name, title}
 *     CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)       ->  says SQL_SAYS_CONCURRENTLY */
#ifndef ATLAS_SQL_CLAUSES_H
#define ATLAS_SQL_CLAUSES_H

#include "base/path.h"
#include "sql/sql.h"

enum {
  SQL_SAYS_CONCURRENTLY = 1,
  SQL_SAYS_NOT_VALID = 2,
  SQL_SAYS_USING_INDEX = 4,
  SQL_SAYS_CONVERT = 8,        /* CONVERT TO CHARACTER SET */
  SQL_SAYS_LOGGING = 16,       /* SET LOGGED, SET UNLOGGED */
  SQL_SAYS_ACCESS_METHOD = 32, /* SET ACCESS METHOD */
  SQL_SAYS_TRIGGER = 64        /* creates a trigger */
};

typedef enum SqlRenameKind { SQL_RENAMES_TABLE, SQL_RENAMES_COLUMN, SQL_RENAMES_INDEX } SqlRenameKind;

typedef struct SqlRename {
  uint8_t kind;      /* SqlRenameKind */
  Str schema, table; /* the table; of an index it may be empty */
  Str from, to;
} SqlRename;

/* A column that gets a value in all rows that have none. */
typedef struct SqlFill {
  Str schema, table, column;
} SqlFill;

/* Lists and decoded names live in the arena, other texts point into the text. */
typedef struct SqlClauses {
  unsigned says;     /* SQL_SAYS_* */
  Str schema, table; /* the table that it is about; empty: not known */
  bool rows_only;    /* INSERT, UPDATE, DELETE, REPLACE: the schema stays as it is */
  Str view;          /* that it creates; empty: none */
  ARRAY(SqlRename) renames;
  ARRAY(SqlFill) fills;
  ARRAY(Str) references; /* columns with a REFERENCES of their own */
  bool proves_empty;     /* SELECT NOT EXISTS (...): `table` has no rows, or none with a value in empty_column */
  Str empty_column;
} SqlClauses;

/* Tolerant: what is not understood is left out. O(text). */
void sql_clauses(const SqlFlavor *flavor, Arena *arena, Str text, SqlClauses *out);

#endif
