/* driver.h: what the parts of PostgreSQL's driver share: types.c reads types, compare.c compares, sql.c writes whole
 * objects, ddl_parts.c columns, keys and indexes, alter.c changes of tables. */
#ifndef ATLAS_DIALECTS_POSTGRESQL_DRIVER_H
#define ATLAS_DIALECTS_POSTGRESQL_DRIVER_H

#include "dialects/driver.h"

void pg_type(Arena *arena, const Column *column, DbType *out);
/* A type of SQL text; user-defined ones are TYPE_OTHER. */
void pg_type_of_text(Arena *arena, Str source, DbType *out);
/* What an array is of, as written: "int[3][]" -> int; another type is left as it is. */
Str pg_array_element(Str source);
/* The last part of a dotted name without quotes: "public"."state" -> state. */
Str pg_bare_name(Str name);
/* A name in double quotes. */
Str pg_quoted(Arena *arena, Str name);
bool pg_type_changed(Comparison *self, const Column *from, const Column *to);
/* "serial" -> "integer". */
Str pg_serial_integer(const DbType *type);
/* Is the operator class of the part the one that it has anyway? Also when none is given. */
bool pg_default_ops(Arena *arena, const Index *index, const IndexPart *part);
/* Method in upper case, BTREE when none is given. */
Str pg_index_method(Arena *arena, const Index *index);
/* Do parts or attributes of two indexes differ? */
bool pg_index_differs(Arena *arena, const Index *from, const Index *to);
/* "BY DEFAULT", "ALWAYS" */
Str pg_identity_generated(Arena *arena, const Column *column);
/* Start or increment of an identity; 1 when none is given. */
long long pg_identity_number(ModelText text);
/* PARTITION BY RANGE ("a", (b * 2)); empty: not partitioned. */
Str pg_partition(Arena *arena, const Table *table);

void pg_plan(Planner *planner, const Change *change);
void pg_modify_table(Planner *planner, const Change *modify);
/* Is the generated column made anew, since a column that it is computed from changes its type? */
bool pg_is_renewed(const Change *modify, const Column *generated);

/* ---- versions of servers: sql_version.c ---- */
/* Is the server, as far as it is known, older than version `since`, "12"? */
bool pg_lacks(const Planner *planner, long since);
/* An error of the change at hand when it is; `what`: "generated columns". */
void pg_needs(Planner *planner, long since, const char *what);
/* The same for a column type, and for what a partitioned table is to have. */
void pg_needs_type(Planner *planner, Str word);
void pg_needs_partitioned(Planner *planner, const Table *table);

/* ---- parts of statements: ddl_parts.c ---- */
void pg_ddl_type(Ddl *out, const Column *column);
void pg_ddl_column(Ddl *out, const Table *table, const Column *column);
void pg_ddl_default(Ddl *out, const Column *column, const DbType *type);
/* ("a", "b" DESC) INCLUDE (...) WITH (...) WHERE ... */
void pg_ddl_index(Ddl *out, const Index *index);
void pg_ddl_primary_key(Ddl *out, const Index *key);
/* CONSTRAINT "n" UNIQUE (...) or EXCLUDE */
void pg_ddl_constraint(Ddl *out, const Index *index);
void pg_ddl_check(Ddl *out, const Check *check);
void pg_ddl_foreign_key(Ddl *out, const ForeignKey *key);
/* Is it written inside of the table? */
bool pg_is_constraint(const Index *index);

/* ---- statements: sql.c ---- */
Str pg_create_index(Planner *planner, const Table *table, const Index *index, unsigned clauses);
void pg_add_index(Planner *planner, const Change *cause, const Table *table, const Index *index);
void pg_drop_index(Planner *planner, const Change *cause, const Table *table, const Index *index);
/* COMMENT ON ...; `old_text` is for the reverse. */
void pg_comment_table(Planner *planner, const Change *cause, const Table *table, Str old_text, Str text);
/* GENERATED ALWAYS AS IDENTITY (START WITH 10) */
void pg_ddl_identity(Ddl *out, const Column *column);
/* The same but for casts and parentheses that PostgreSQL puts in (compare_expr.c). */
bool pg_same_expr(Arena *arena, Str a, Str b);
/* The same of texts one of which PostgreSQL may have printed; of others every sign counts. */
bool pg_same_printed(Comparison *self, Str a, Str b);
void pg_comment_column(Planner *planner, const Change *cause, const Table *table, const Column *column, Str old_text,
                       Str text);
/* A primary key without a name has that which the server gives it. */
Str pg_index_name(Arena *arena, const Table *table, const Index *index);
void pg_comment_index(Planner *planner, const Change *cause, const Table *table, const Index *index, Str old_text,
                      Str text);
#endif
