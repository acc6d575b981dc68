/* ddl_read_rows.h: what the files that give rows share. ddl_read_rows.c: schemas, types, tables, columns, keys, checks;
 * ddl_read_rows_other.c: views, sequences, routines, triggers and all else. Each gives the cells of the inspector's
 * query of that name, in its order. */
#ifndef ATLAS_DIALECTS_POSTGRESQL_DDL_READ_ROWS_H
#define ATLAS_DIALECTS_POSTGRESQL_DDL_READ_ROWS_H

#include "dialects/postgresql/ddl_read_parts.h"

typedef struct Rows {
  DdlRead *read;
  Arena *arena;
  ARRAY(Str) cells;
  size_t count;
} Rows;

static inline void cell(Rows *self, Str text) { array_push(&self->cells, text); }
static inline void cell_flag(Rows *self, bool value) { cell(self, value ? STR("t") : STR("f")); }
static inline void cell_char(Rows *self, char value) {
  char *text = arena_alloc(self->arena, 2);
  text[0] = value;
  cell(self, str_make(text, value != '\0' ? 1 : 0));
}
/* NULL when empty. */
static inline void cell_or_null(Rows *self, Str text) { cell(self, text.len > 0 ? text : (Str){0}); }
static inline void cell_type(Rows *self, const TypeRef *type) {
  cell(self, pgddl_type_schema(type));
  cell(self, pgddl_type_name(type));
  cell(self, pgddl_format_type(self->read, type, false));
}
static inline Str rows_expr(const Rows *self, const CatTable *table, const json_t *node, const TypeRef *target) {
  ExprScope scope = {.read = self->read, .arena = self->arena, .table = table};
  return pgddl_expr(&scope, node, target);
}
/* Does it stand in a schema that is read? */
static inline bool rows_shown(const Item *item) {
  return !item->dropped && (item->schema == NULL || !str_eq(item->schema->name, STR("pg_temp")));
}
/* By schema and name, as the inspector's queries sort; the items are the caller's to free. */
Items rows_sorted(const Rows *self, ItemKind kind);

void rows_domains(Rows *self);
void rows_composites(Rows *self);
void rows_ranges(Rows *self);
void rows_views(Rows *self);
void rows_view_uses(Rows *self);
void rows_sequences(Rows *self);
void rows_objects(Rows *self, PgRows which);
void rows_partitions(Rows *self);
void rows_routines(Rows *self);
void rows_triggers(Rows *self);
void rows_policies(Rows *self);
Str rows_part_key(const Rows *self, const CatTable *table);

#endif
