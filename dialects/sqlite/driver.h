/* driver.h: what the parts of SQLite's driver share: types.c reads types, compare.c compares, sql.c writes statements,
 * rebuild.c changes tables. */
#ifndef ATLAS_DIALECTS_SQLITE_DRIVER_H
#define ATLAS_DIALECTS_SQLITE_DRIVER_H

#include "dialects/driver.h"

void sqlite_type(Arena *arena, const Column *column, DbType *out);
void sqlite_plan(Planner *planner, const Change *change);
void sqlite_finish(Planner *planner);

/* `c` type NOT NULL ...; `modify`: the change of a table that is made anew, from which texts are taken over; NULL. */
void sqlite_ddl_column(Ddl *out, const Table *table, const Column *column, const Change *modify);
/* SQLite reads a name as a text where a default is to stand: DEFAULT pending. Not NULL, nor another keyword. */
bool sqlite_is_text_name(Str text);
/* A default as it stands behind DEFAULT, or as a value. */
Str sqlite_default(Planner *planner, const Column *column, bool after_default);
/* CREATE TABLE of `table` under `name`. */
Str sqlite_create_table(Planner *planner, const Table *table, Str name, unsigned clauses, const Change *modify);
/* Made by the database for UNIQUE in CREATE TABLE? It can neither be made nor dropped by that name. */
bool sqlite_is_auto_index(const Index *index);
/* Its name when it is made: sqlite_autoindex_t_1 on a, b -> t_a_b. */
Str sqlite_index_name(Arena *arena, const Table *table, const Index *index);
void sqlite_add_index(Planner *planner, const Change *cause, const Table *table, const Index *index);
void sqlite_drop_index(Planner *planner, const Change *cause, const Table *table, const Index *index);
void sqlite_modify_table(Planner *planner, const Change *modify);
/* Will ALTER TABLE do, or is the table made anew? */
bool sqlite_is_in_place(const Change *modify);

/* What a table that is made anew takes over as it was written (sql_keep.c); empty: nothing. */
Str sqlite_kept_column(Arena *arena, const Change *modify, const Column *column); /* behind the name */
Str sqlite_kept_type(Arena *arena, const Change *modify, const Column *column, Str text);
Str sqlite_kept_primary(const Change *modify);
Str sqlite_kept_index(Arena *arena, const Change *modify, const Index *index);
Str sqlite_kept_key(const Change *modify, const ForeignKey *key); /* behind the actions */
/* Does the UNIQUE constraint behind an index of the old table stay one? */
bool sqlite_keeps_unique(const Change *modify, const Index *from);
/* The index of the old table that is `index`; NULL: it is new. */
const Index *sqlite_index_before(Arena *arena, const Change *modify, const Index *index);
/* Says what cannot be taken over. */
void sqlite_warn_of_losses(Planner *planner, const Change *modify);
/* Views and triggers (object.c). */
bool sqlite_compare_object(Comparison *self, const Object *from, const Object *to, Changes *out);
bool sqlite_recreate_object(Comparison *self, const Change *change, const Object *object);
void sqlite_plan_object(Planner *planner, const Change *change);
/* Without blanks and semicolons at its end. */
Str sqlite_statement(Str text);

#endif
