/* inspect_parts.h: what the files of the inspector of MySQL and MariaDB share. inspect.c: session, schemas, tables;
 * inspect_column.c: columns; inspect_index.c: indexes, keys, checks; inspect_objects.c: views, routines, triggers;
 * inspect_partition.c: partitions. */
#ifndef ATLAS_DIALECTS_MYSQL_INSPECT_PARTS_H
#define ATLAS_DIALECTS_MYSQL_INSPECT_PARTS_H

#include "dialects/inspect_parts.h"

/* Inspect.state */
typedef struct MyState {
  bool mariadb;
  long version; /* 8.0.16 -> 80016, 10.11.2 -> 101102 */
  Str schemas;  /* 'a', 'b': for IN (...) */
  Map views;    /* my_key -> Object */
} MyState;

/* Runs a query in which %s stands for the list of schemas. */
bool my_query(Inspect *self, const char *sql, DbRows *rows);
bool my_read_columns(Inspect *self);
bool my_read_srids(Inspect *self); /* reference systems of spatial columns */
bool my_read_indexes(Inspect *self);
bool my_read_parsers(Inspect *self);
bool my_read_foreign_keys(Inspect *self);
bool my_read_checks(Inspect *self);
bool my_read_partitions(Inspect *self);
bool my_read_views(Inspect *self);
bool my_read_routines(Inspect *self);
bool my_read_triggers(Inspect *self);
bool my_read_events(Inspect *self);
/* Of a FUNCTION, PROCEDURE or TRIGGER: *body as it was written. */
bool my_written_body(Inspect *self, const char *kind, Str schema, Str name, Str *body);
/* "schema.name" for maps. */
Str my_key(Inspect *self, Str schema, Str name);
/* A type as the server gives it, in the spelling of the schema language: "int(11)" -> "int". In the scratch arena. */
Str my_type_text(Inspect *self, Str raw);
/* Something that the language has no block for. */
void my_gap(Inspect *self, const char *what, Str schema, Str name);
/* \' -> ', \\ -> \, and UTF-8 that was encoded twice: MySQL from 8.0 on gives expressions so, others as they are. In
 * the scratch arena. */
Str my_unescape(Inspect *self, Str text);

#endif
