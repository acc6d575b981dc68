/* sql_resolve.h: which blocks the names in SQL mean. Unquoted names match without regard to case; a block may have its
 * real name in an attribute. */
#ifndef ATLAS_TYPECHECK_SQL_RESOLVE_H
#define ATLAS_TYPECHECK_SQL_RESOLVE_H

#include "typecheck/module.h"

/* Calls fn for the kinds of top-level blocks that a table in SQL, or (`routines`) a function, may be. */
typedef void (*SqlKindFn)(void *context, Str type);
void sql_kinds(const Dialect *dialect, bool routines, SqlKindFn fn, void *context);

/* Where the SQL of a unit finds its names. */
typedef struct SqlHome {
  const Module *module;
  const Dialect *dialect; /* of the database */
} SqlHome;

/* The homes of a unit: its own module, or the schemas that its file is for. Starts with index 0; false past the last.
 */
bool sql_home(const Module *module, const Unit *unit, size_t index, SqlHome *out);

/* The table, view or the like of that name; `schema` may be empty. `inside` (may be NULL) is the definition around: of
 * several tables the one in its schema is meant. False when there is none. O(1), and O(tables) when the name is not
 * written as in the block. */
bool sql_find_table(SqlHome home, const Unit *unit, const SymDef *inside, Str schema, Str table, ModuleDef *out);
bool sql_find_function(SqlHome home, Str schema, Str name, ModuleDef *out);
/* A column of a table; NULL: none of that name. */
const SymDef *sql_find_column(const SymDef *table, Str name);
/* Are all columns of the table to be seen? */
bool sql_columns_known(const SymDef *table);
/* Has the module a schema of that name? */
bool sql_has_schema(SqlHome home, Str name);

/* Resolves an occurrence in SQL in the first of the homes that knows it; see SymRef.sql. */
bool sql_resolve_ref(const Module *module, const Unit *unit, const SymRef *ref, RefTarget *out);

#endif
