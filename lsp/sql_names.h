/* sql_names.h: names in the SQL of attributes: what the one under the cursor means, and what could be typed there. */
#ifndef ATLAS_LSP_SQL_NAMES_H
#define ATLAS_LSP_SQL_NAMES_H

#include "lsp/complete_internal.h"

/* The table, column or function that a name in SQL at the offset means; `name` becomes the span of the name. False when
 * no such name stands there. */
bool sql_name_at(const Module *module, Unit *unit, uint32_t offset, RefTarget *out, Span *name);
/* Completion inside SQL. False when the offset is in no SQL; then nothing has been done. */
bool complete_sql(Complete *self, uint32_t offset);

#endif
