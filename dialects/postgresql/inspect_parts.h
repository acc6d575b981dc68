/* inspect_parts.h: what the files of PostgreSQL's inspector share. inspect.c: session, schemas, tables;
 * inspect_column.c: columns; inspect_index.c: indexes, keys, checks; inspect_objects.c: everything else. */
#ifndef ATLAS_DIALECTS_POSTGRESQL_INSPECT_PARTS_H
#define ATLAS_DIALECTS_POSTGRESQL_INSPECT_PARTS_H

#include "dialects/inspect_parts.h"

/* Inspect.state */
typedef struct PgState {
  long version; /* server_version_num */
  Str schemas;  /* names as an array literal: {"public"} */
  Map types;    /* "schema.name" -> Object that may be a column's type */
  Map views;    /* "schema.name" -> Object */
} PgState;

/* Runs a query over all schemas: $1 is their array. */
bool pg_query(Inspect *self, const char *sql, DbRows *rows);
Str pg_key(Inspect *self, Str schema, Str name);
bool pg_read_enums(Inspect *self);
bool pg_read_columns(Inspect *self);
bool pg_read_indexes(Inspect *self);
bool pg_read_foreign_keys(Inspect *self);
bool pg_read_checks(Inspect *self);
/* How the table is partitioned: "RANGE (a, lower(b))". */
void pg_read_partition(Inspect *self, Table *table, Str text);
/* Fills a type from format_type's text: "numeric(10,2)", "timestamp(3) with time zone". */
void pg_set_type(Inspect *self, ColumnType *out, Str formatted);
/* Reads the types that a column may have, before columns; then all else. */
bool pg_read_types(Inspect *self);
bool pg_read_objects(Inspect *self);

static inline bool pg_true(Str cell) { return cell.len == 1 && cell.ptr[0] == 't'; }

#endif
