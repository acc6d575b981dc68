/* inspect_parts.h: what the inspector of SQLite reads from CREATE statements, since no pragma tells it. */
#ifndef ATLAS_DIALECTS_SQLITE_INSPECT_PARTS_H
#define ATLAS_DIALECTS_SQLITE_INSPECT_PARTS_H

#include "dialects/inspect_parts.h"

/* CREATE TABLE: marks auto-increment columns, fills expressions of generated columns, checks, names of foreign keys.
 * The columns, the key and the foreign keys are there already. */
void sqlite_read_table_text(Inspect *self, Table *table, Str sql);
/* CREATE INDEX: the condition and the expressions among the parts. */
void sqlite_read_index_text(Inspect *self, Index *index, Str sql);
/* Views and triggers (inspect_objects.c). */
bool sqlite_read_objects(Inspect *self, Schema *schema);

#endif
