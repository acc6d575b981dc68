/* inspect_parts.h: what the files of PostgreSQL's inspector share. inspect.c: session, schemas, tables;
 * inspect_column.c: columns; inspect_index.c: indexes, keys, checks; inspect_objects.c: types, views, sequences,
 * extensions; inspect_routine.c: functions; inspect_trigger.c: triggers, policies; inspect_other.c: the rest. */
#ifndef ATLAS_DIALECTS_POSTGRESQL_INSPECT_PARTS_H
#define ATLAS_DIALECTS_POSTGRESQL_INSPECT_PARTS_H

#include "dialects/inspect_parts.h"

/* What is asked of the catalogs: a query, or rows of a catalog that is no server's. */
typedef enum PgRows {
  PG_SCHEMAS,
  PG_ENUMS,
  PG_DOMAINS,
  PG_COMPOSITES,
  PG_RANGES,
  PG_TABLES,
  PG_VIEWS,
  PG_VIEW_USES,
  PG_SEQUENCES,
  PG_EXTENSIONS,
  PG_COLUMNS,
  PG_INDEXES,
  PG_FOREIGN_KEYS,
  PG_CHECKS,
  PG_COLLATIONS,
  PG_PARTITIONS,
  PG_ROUTINES,
  PG_TRIGGERS,
  PG_POLICIES,
  PG_EVENT_TRIGGERS,
  PG_CASTS,
  PG_SERVERS,
  PG_MAPPINGS,
  PG_ROWS_COUNT
} PgRows;

/* Inspect.state */
typedef struct PgState {
  long version; /* server_version_num */
  Str schemas;  /* names as an array literal: {"public"} */
  Map types;    /* "schema.name" -> Object that may be a column's type */
  Map views;    /* "schema.name" -> Object */
  /* Where rows come from instead of a server; NULL: from the server. They have the columns of the query. */
  bool (*rows)(void *user, Arena *arena, PgRows which, DbRows *rows);
  void *user;
} PgState;

/* Reads all schemas into self->realm; frees the maps of the state. */
bool pg_read(Inspect *self, PgState *state);
bool pg_rows(Inspect *self, PgRows which, const char *sql, const Str *params, size_t count, DbRows *rows);
/* Runs a query over all schemas: $1 is their array. */
bool pg_query(Inspect *self, PgRows which, const char *sql, DbRows *rows);
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
bool pg_read_ranges(Inspect *self);
bool pg_read_routines(Inspect *self);
bool pg_read_triggers(Inspect *self);
bool pg_read_policies(Inspect *self);
bool pg_read_event_triggers(Inspect *self);
/* All else; `database`: also what belongs to the database and not to a schema. */
bool pg_read_others(Inspect *self, bool database);
/* Is all of the database read, and not only some schemas? */
bool pg_reads_database(const Inspect *self);
/* "kind.schema.name", as references are kept in attributes. In the scratch arena, like those below. */
Str pg_path(Inspect *self, Str kind, Str schema, Str name);
/* "table.schema.name.column.name": `path` is that of its table or view. */
Str pg_column_path(Inspect *self, Str path, Str column);
/* The path of a type that is a block of the schema, else its SQL. */
Str pg_type_path(Inspect *self, Str schema, Str name, Str formatted);
/* "function.schema.name" of one that is read too, else the name. */
Str pg_function_path(Inspect *self, Str schema, Str name);
/* "a=b" lines -> {a = b} */
Str pg_options_map(Inspect *self, Str lines);
/* A partition block of the text of its key: "RANGE (a)". */
Object *pg_partition_block(Inspect *self, Schema *schema, Str text, bool nested);
/* Attributes of a block from "a=b" lines; the block is made when there are any. */
Object *pg_storage_block(Inspect *self, Schema *schema, Str lines);
/* nextval('[schema.]t_c_seq'::regclass) */
bool pg_is_sequence_default(Str text);

static inline bool pg_true(Str cell) { return cell.len == 1 && cell.ptr[0] == 't'; }

#endif
