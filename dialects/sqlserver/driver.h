/* driver.h: what the parts of SQL Server's driver share: types.c reads types, compare.c compares, ddl_parts.c writes
 * columns, keys and indexes, sql.c statements of tables, sql_object.c views, functions and the like, sql_type.c types,
 * sequences and partitions, sql_schema.c schemas and descriptions. */
#ifndef ATLAS_DIALECTS_SQLSERVER_DRIVER_H
#define ATLAS_DIALECTS_SQLSERVER_DRIVER_H

#include "dialects/driver_make.h"
#include "dialects/driver_steps.h"

void sqlserver_type(Arena *arena, const Column *column, DbType *out);
/* Of a type as text: of an argument, of an alias. */
void sqlserver_type_text(Arena *arena, Str source, DbType *out);
bool sqlserver_type_changed(Arena *arena, const Column *from, const Column *to);
/* Is the column computed and stored? */
bool sqlserver_is_persisted(const Column *column);
bool sqlserver_is_memory(const Table *table);
/* The default without the parentheses around it. */
Str sqlserver_bare_default(Str text);
/* "CLUSTERED", "NONCLUSTERED"; empty: what the server takes. */
Str sqlserver_clustering(const Table *table, const Index *index);
/* "COLUMNSTORE"; empty: rows. */
Str sqlserver_index_kind(Arena *arena, const Index *index);
/* ON [scheme] ([column]); empty: not partitioned. */
Str sqlserver_partition(Arena *arena, const Table *table);

/* ---- ddl_parts.c */
void sqlserver_ddl_type(Ddl *out, const Column *column);
void sqlserver_ddl_column(Ddl *out, const Table *table, const Column *column);
/* The default as SQL: N'x', 1. */
Str sqlserver_default(Arena *arena, const Column *column);
/* A literal of a type: quoted unless it is a number. */
Str sqlserver_literal(Arena *arena, const DbType *type, Str text);
Str sqlserver_key_name(Arena *arena, const Table *table, const Index *key);
void sqlserver_ddl_primary_key(Ddl *out, const Table *table, const Index *key);
void sqlserver_ddl_foreign_key(Ddl *out, const ForeignKey *key);
void sqlserver_ddl_check(Ddl *out, const Check *check);
/* CREATE INDEX; false: the index cannot be made, which is said. */
bool sqlserver_ddl_index(Ddl *out, Str schema, Str owner, const Table *table, const Index *index);
/* INDEX [i] NONCLUSTERED ([a] ASC), inside of a table. */
void sqlserver_ddl_inline_index(Ddl *out, const Table *table, const Index *index);
/* Can the index be made at all? It says why not. */
bool sqlserver_index_is_planned(Planner *planner, const Index *index);

/* ---- sql_schema.c */
/* N'text' */
Str sqlserver_quote(Arena *arena, Str text);
/* Something that has a description: of level 1 "TABLE" "t", of level 2 "COLUMN" "c"; empty: none of that level. */
typedef struct Described {
  Str schema, kind, name, member_kind, member;
} Described;
/* Adds, changes or drops the description MS_Description. */
Str sqlserver_describe(Planner *planner, const Described *what, Str old_text, Str text);
void sqlserver_plan_schema(Planner *planner, const Change *change);

/* ---- sql_object.c, sql_type.c */
extern const ObjectMaker sqlserver_makers[];
bool sqlserver_object(Comparison *cmp, const Object *from, const Object *to, Changes *out);
bool sqlserver_recreate(Comparison *cmp, const Change *change, const Object *object);
int sqlserver_rank(const Object *object);
Str sqlserver_create_sequence(Planner *planner, const Object *object, bool replace);
Str sqlserver_alter_sequence(Planner *planner, const Object *from, const Object *to);
/* The type of an argument, an inner column or a sequence; also what it is. */
void sqlserver_ddl_arg_type(Ddl *out, const Object *arg, DbType *type);
Str sqlserver_create_alias(Planner *planner, const Object *object, bool replace);
Str sqlserver_create_table_type(Planner *planner, const Object *object, bool replace);
Str sqlserver_create_synonym(Planner *planner, const Object *object, bool replace);
Str sqlserver_create_partition_function(Planner *planner, const Object *object, bool replace);
Str sqlserver_create_partition_scheme(Planner *planner, const Object *object, bool replace);
Str sqlserver_refuse_alter(Planner *planner, const Object *from, const Object *to);
/* (columns, PRIMARY KEY, INDEX, CHECK) of a table type or of the table that a function returns. */
void sqlserver_ddl_inner_table(Ddl *out, const Object *object);

void sqlserver_plan(Planner *planner, const Change *change);

#endif
