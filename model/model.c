/* model.c: making, finding and freeing the parts of a Realm. */
#include "model/model.h"

Realm *realm_new(Str dialect) {
  Realm *self = mem_zero(1, sizeof *self);
  arena_init(&self->arena, 0);
  self->dialect = arena_str(&self->arena, dialect);
  return self;
}

/* ---- freeing: structs and texts go with the arena, lists do not ---- */

static void free_object(Object *self, unsigned depth);

void model_index_free(Index *self) {
  if (self == NULL) return;
  for (size_t i = 0; i < self->parts.len; i++) array_free(&self->parts.items[i].attrs);
  array_free(&self->parts);
  array_free(&self->include);
  array_free(&self->attrs);
  for (size_t i = 0; i < self->children.len; i++) free_object(self->children.items[i], 1);
  array_free(&self->children);
}

static void free_columns(Column **items, size_t count) {
  for (size_t i = 0; i < count; i++) array_free(&items[i]->attrs);
  free(items);
}

static void free_object(Object *self, unsigned depth) {
  free_columns(self->columns.items, self->columns.len);
  for (size_t i = 0; i < self->indexes.len; i++) model_index_free(self->indexes.items[i]);
  array_free(&self->indexes);
  array_free(&self->values);
  array_free(&self->depends_on);
  array_free(&self->depends_on_tables);
  array_free(&self->attrs);
  for (size_t i = 0; i < self->children.len && depth < MODEL_DEPTH; i++)
    free_object(self->children.items[i], depth + 1);
  array_free(&self->children);
}

void foreign_key_free(ForeignKey *self) {
  array_free(&self->columns);
  array_free(&self->ref_columns);
  array_free(&self->attrs);
}

void object_free(Object *self) { free_object(self, 0); }

void table_free(Table *self) {
  free_columns(self->columns.items, self->columns.len);
  model_index_free(self->primary_key);
  for (size_t i = 0; i < self->indexes.len; i++) model_index_free(self->indexes.items[i]);
  for (size_t i = 0; i < self->foreign_keys.len; i++) foreign_key_free(self->foreign_keys.items[i]);
  for (size_t i = 0; i < self->checks.len; i++) array_free(&self->checks.items[i]->attrs);
  for (size_t i = 0; i < self->children.len; i++) free_object(self->children.items[i], 0);
  array_free(&self->indexes);
  array_free(&self->foreign_keys);
  array_free(&self->checks);
  array_free(&self->children);
  array_free(&self->depends_on);
  array_free(&self->depends_on_tables);
  array_free(&self->attrs);
}

void schema_free(Schema *self) {
  for (size_t i = 0; i < self->tables.len; i++) table_free(self->tables.items[i]);
  for (size_t i = 0; i < self->objects.len; i++) free_object(self->objects.items[i], 0);
  for (size_t i = 0; i < self->children.len; i++) free_object(self->children.items[i], 0);
  array_free(&self->tables);
  array_free(&self->objects);
  array_free(&self->children);
  array_free(&self->attrs);
}

void realm_free(Realm *self) {
  if (self == NULL) return;
  for (size_t i = 0; i < self->schemas.len; i++) schema_free(self->schemas.items[i]);
  for (size_t i = 0; i < self->objects.len; i++) free_object(self->objects.items[i], 0);
  array_free(&self->schemas);
  array_free(&self->objects);
  array_free(&self->attrs);
  array_free(&self->sources);
  array_free(&self->gaps);
  arena_free(&self->arena);
  free(self);
}

/* ---- finding ---- */

Schema *realm_schema(const Realm *self, Str name) {
  for (size_t i = 0; i < self->schemas.len; i++)
    if (str_eq(self->schemas.items[i]->name, name)) return self->schemas.items[i];
  return NULL;
}

Table *schema_table(const Schema *self, Str name) {
  for (size_t i = 0; i < self->tables.len; i++)
    if (str_eq(self->tables.items[i]->name, name)) return self->tables.items[i];
  return NULL;
}

Object *schema_object(const Schema *self, Str kind, Str name) {
  for (size_t i = 0; i < self->objects.len; i++)
    if (str_eq(self->objects.items[i]->kind, kind) && str_eq(self->objects.items[i]->name, name))
      return self->objects.items[i];
  return NULL;
}

Column *table_column(const Table *self, Str name) {
  for (size_t i = 0; i < self->columns.len; i++)
    if (str_eq(self->columns.items[i]->name, name)) return self->columns.items[i];
  return NULL;
}

Str model_attr(const ModelAttrs *attrs, Str name) {
  for (size_t i = 0; i < attrs->len; i++)
    if (str_eq(attrs->items[i].name, name) && attrs->items[i].value.known) return attrs->items[i].value.text;
  return (Str){0};
}

/* ---- making ---- */

ModelPos model_nowhere(void) { return (ModelPos){.source = UINT32_MAX}; }

Schema *realm_add_schema(Realm *self, Str name) {
  Schema *schema = arena_new(&self->arena, Schema);
  schema->name = arena_str(&self->arena, name);
  schema->realm = self;
  schema->pos = model_nowhere();
  array_push(&self->schemas, schema);
  return schema;
}

Table *schema_add_table(Schema *self, Str name) {
  Table *table = arena_new(&self->realm->arena, Table);
  table->name = arena_str(&self->realm->arena, name);
  table->schema = self;
  table->pos = model_nowhere();
  array_push(&self->tables, table);
  return table;
}

Column *table_add_column(Table *self, Str name) {
  Arena *arena = &self->schema->realm->arena;
  Column *column = arena_new(arena, Column);
  column->name = arena_str(arena, name);
  column->table = self;
  column->index = (uint32_t)self->columns.len;
  column->pos = model_nowhere();
  array_push(&self->columns, column);
  return column;
}

Object *model_new_object(Realm *self, Schema *schema, Str kind, Str name) {
  Object *object = arena_new(&self->arena, Object);
  object->kind = arena_str(&self->arena, kind);
  object->name = arena_str(&self->arena, name);
  object->schema = schema;
  object->pos = model_nowhere();
  return object;
}

ModelText model_known(Realm *self, Str text) {
  return (ModelText){.text = arena_str(&self->arena, text), .known = true, .present = true};
}

ModelText model_unknown(Realm *self, Str reason) {
  return (ModelText){.text = arena_str(&self->arena, reason), .present = true};
}

void model_gap(Realm *self, ModelPos pos, Str reason) {
  array_push(&self->gaps, ((ModelGap){arena_str(&self->arena, reason), pos}));
}
