/* driver_steps.h: changes of tables one statement at a time, for databases whose ALTER TABLE makes one change, or where
 * what uses a column has to go before the column changes. A step is a change that one statement makes, and that the
 * statement of its inverse undoes.
 *
 *     MODIFY_INDEX i  ->  DROP_INDEX i, ADD_INDEX i
 *     MODIFY_COLUMN c (null)  ->  DROP_INDEX of c, MODIFY_COLUMN c, ADD_INDEX of c
 */
#ifndef ATLAS_DIALECTS_DRIVER_STEPS_H
#define ATLAS_DIALECTS_DRIVER_STEPS_H

#include "dialects/driver.h"

typedef struct StepWriter {
  /* CREATE TABLE. */
  Str (*create)(Planner *, const Table *, unsigned clauses);
  /* Writes a step by planner_add, without a reverse: one statement or none. */
  void (*write)(Planner *, const Table *, const Change *step);
  /* The steps of a member; false: they are the usual ones. May be NULL. */
  bool (*cut)(Planner *, const Table *, const Change *modify, const Change *member, Changes *steps);
  /* Must indexes, keys and checks of the column be made anew for this step? NULL: never. */
  bool (*disturbs)(Planner *, const Change *step);
  bool drops_last; /* columns go after all else, not before others come */
  /* What is left to do after CREATE TABLE: comments, indexes. */
  void (*extras)(Planner *, const Table *, Changes *steps);
} StepWriter;

/* ADD_TABLE, DROP_TABLE, MODIFY_TABLE. */
void steps_add_table(Planner *planner, const StepWriter *writer, const Change *change);
void steps_drop_table(Planner *planner, const StepWriter *writer, const Change *change);
void steps_modify_table(Planner *planner, const StepWriter *writer, const Change *change);

/* A new step at the end of the list. CLAUSE_EARLY of a MODIFY_COLUMN: before columns are dropped. */
Change *step_push(Planner *planner, Changes *steps, ChangeKind kind, const void *from, const void *to);
/* MODIFY_COLUMN of what `bits` say. */
void step_push_column(Planner *planner, Changes *steps, const Column *from, const Column *to, unsigned bits);
void step_push_key_comment(Planner *planner, Changes *steps, ChangeKind kind, const Index *key);
/* ADD_ATTR of a comment of the table, when it has one. */
void step_push_comment(Planner *planner, Changes *steps, const Table *table);
/* The old column of a MODIFY_COLUMN under its new name: renames come before what else changes. */
const Column *step_base(Planner *planner, const Change *member);
/* The comment of a column that is new. */
void step_push_column_comment(Planner *planner, Changes *steps, const Column *column);
/* Drops and adds a column of the same name. */
void step_push_anew(Planner *planner, Changes *steps, const Column *from, const Column *to);
/* Is the index one of those that use the column, in their keys or besides? */
bool index_uses_column(const Index *index, Str column);

/* ---- statements and their comments */

/* ALTER TABLE "s"."t" */
Ddl ddl_alter_table(Planner *planner, const Table *table);
/* Ends the statement as the one of `step`, with the comment that steps of its kind have: modify "t" table,
 * create index "i" to table: "t" ... */
void step_done(Ddl *out, const Table *table, const Change *step);
Str step_comment(Planner *planner, const Table *table, const Change *step);
/* The words and a name. */
void ddl_named(Ddl *out, Str words, Str name);
/* ADD COLUMN is not possible: error "... is not supported (drop and add is required)". */
void step_refuse(Planner *planner, const char *what, Str name);

/* ---- keys of child blocks (sort, distribution, partition) */

/* Names in a list as the model keeps it: "[id, table.t.column.at]" -> id, at; also of a single one. */
uint32_t driver_names(Arena *arena, Str list, Str **out);

#endif
