/* sql_resolve.c: see sql_resolve.h. */
#include "typecheck/sql_resolve.h"

static bool has_columns(const BlockSpec *block) {
  if (block->role == BLOCK_TABLE || block->role == BLOCK_VIEW || block->role == BLOCK_MATERIALIZED) return true;
  for (uint16_t i = 0; i < block->child_count; i++)
    if (block->children[i].block->role == BLOCK_COLUMN) return true;
  return false;
}

static bool is_routine(const BlockSpec *block) {
  return block->role == BLOCK_FUNCTION || block->role == BLOCK_PROCEDURE;
}

void sql_kinds(const Dialect *dialect, bool routines, SqlKindFn fn, void *context) {
  if (dialect == NULL || dialect->root == NULL) return;
  for (uint16_t i = 0; i < dialect->root->child_count; i++) {
    const BlockSpec *block = dialect->root->children[i].block;
    bool variant = i > 0 && str_eq(dialect->root->children[i - 1].block->name, block->name);
    if (!variant && (routines ? is_routine(block) : has_columns(block))) fn(context, block->name);
  }
}

/* ---- the search ---- */

typedef struct Search {
  const Module *module;
  Str schema, name, home; /* home: schema of the block around */
  bool loose;             /* without regard to case, and by the real name */
  ModuleDef best;
  unsigned rank; /* of the best: 0 none */
} Search;

static Str schema_of(const SymDef *def) { return str_empty(def->qualifier) ? sym_schema(def) : def->qualifier; }

static unsigned rank_of(const Search *self, const SymDef *def) {
  Str schema = schema_of(def);
  if (!str_empty(self->schema)) return str_eq_nocase(schema, self->schema) ? 3 : str_empty(schema) ? 1 : 0;
  return !str_empty(self->home) && str_eq(schema, self->home) ? 3 : 2;
}

static void offer(Search *self, const ModuleDef *def) {
  unsigned rank = rank_of(self, def->def);
  if (rank <= self->rank) return;
  self->rank = rank;
  self->best = *def;
}

static void search_kind(void *context, Str type) {
  Search *self = context;
  size_t count;
  const ModuleDef *defs =
      self->loose ? module_kind(self->module, type, &count) : module_defs(self->module, type, self->name, &count);
  for (size_t i = 0; i < count; i++) {
    const SymDef *def = defs[i].def;
    bool fits = self->loose ? str_eq_nocase(def->name, self->name) || str_eq_nocase(sym_real_name(def), self->name)
                            : str_eq(def->name, self->name);
    if (fits) offer(self, &defs[i]);
  }
}

static const SymDef *top_of(const SymDef *def) {
  while (def != NULL && def->parent != NULL) def = def->parent;
  return def;
}

static bool search(SqlHome home, const SymDef *inside, bool routines, Str schema, Str name, ModuleDef *out) {
  const SymDef *top = top_of(inside);
  Search self = {.module = home.module, .schema = schema, .name = name, .home = top != NULL ? schema_of(top) : STR("")};
  if (str_empty(name)) return false;
  sql_kinds(home.dialect, routines, search_kind, &self);
  self.loose = true;
  if (self.rank == 0) sql_kinds(home.dialect, routines, search_kind, &self);
  *out = self.best;
  return self.rank > 0;
}

bool sql_home(const Module *module, const Unit *unit, size_t index, SqlHome *out) {
  const File *file = unit->file;
  bool own = file->dialect != NULL && file->dialect->sql != NULL;
  if (own) *out = (SqlHome){module, file->dialect};
  if (own || file->database == NULL || index >= module_schema_count(module)) return own && index == 0;
  *out = (SqlHome){module_schema(module, index), file->database};
  return true;
}

bool sql_find_table(SqlHome home, const Unit *unit, const SymDef *inside, Str schema, Str table, ModuleDef *out) {
  const SymDef *top = top_of(inside);
  if (top != NULL && top->spec != NULL && has_columns(top->spec) && str_empty(schema) && str_eq(top->name, table)) {
    *out = (ModuleDef){top, unit->file->units[unit->index]};
    return true;
  }
  return search(home, inside, false, schema, table, out);
}

bool sql_find_function(SqlHome home, Str schema, Str name, ModuleDef *out) {
  return search(home, NULL, true, schema, name, out);
}

/* ---- columns ---- */

static bool is_column(const SymDef *def) { return def->spec != NULL && def->spec->role == BLOCK_COLUMN; }

const SymDef *sql_find_column(const SymDef *table, Str name) {
  for (const SymDef *child = table->children; child != NULL; child = child->next) {
    Str real = str_empty(sym_real_name(child)) ? child->name : sym_real_name(child);
    if (is_column(child) && (str_eq_nocase(real, name) || str_eq(child->name, name))) return child;
  }
  return NULL;
}

bool sql_columns_known(const SymDef *table) {
  bool any = false;
  for (const SymDef *child = table->children; child != NULL; child = child->next) {
    if (child->spec == NULL || (is_column(child) && child->repeated)) return false;
    any = any || is_column(child);
  }
  return any && !table->repeated;
}

bool sql_has_schema(SqlHome home, Str name) {
  const Dialect *dialect = home.dialect;
  for (uint16_t i = 0; dialect->root != NULL && i < dialect->root->child_count; i++) {
    const BlockSpec *block = dialect->root->children[i].block;
    size_t count = 0;
    if (block->role == BLOCK_SCHEMA && module_defs(home.module, block->name, name, &count) != NULL) return true;
  }
  return false;
}

/* ---- occurrences ---- */

static bool find_ref(SqlHome home, const Unit *unit, const SymRef *ref, ModuleDef *out) {
  return ref->sql == SYM_SQL_FUNCTION ? sql_find_function(home, ref->steps[0], ref->steps[1], out)
                                      : sql_find_table(home, unit, ref->inside, ref->steps[0], ref->steps[1], out);
}

bool sql_resolve_ref(const Module *module, const Unit *unit, const SymRef *ref, RefTarget *out) {
  ModuleDef found;
  SqlHome home;
  bool known = false;
  *out = (RefTarget){0};
  for (size_t i = 0; !known && sql_home(module, unit, i, &home); i++) known = find_ref(home, unit, ref, &found);
  if (!known) return false;
  *out = (RefTarget){found.def, found.unit, 2};
  if (ref->count < 3) return true;
  const SymDef *column = sql_find_column(found.def, ref->steps[2]);
  if (column != NULL) *out = (RefTarget){column, found.unit, 3};
  return true;
}
