/* json_table.c: a table of the document, with its columns and keys. */
#include "erd/graph.h"

typedef struct TableOut {
  const ErdGraph *graph;
  const ErdNode *node;
  const Table *table;
  Str project;
  uint32_t first_source;
  Map *enum_users; /* id of an enum -> array of the columns that use it */
} TableOut;

static Str member_id(const TableOut *self, const char *kind, Str member) {
  Arena *arena = (Arena *)(uintptr_t)&self->graph->arena; /* the graph owns what belongs to its document */
  return erd_id(arena, self->project, kind, self->table->schema->name, self->table->name, member);
}

/* ---- columns ---- */

static json_t *default_of(const Column *column) {
  static const char *const kinds[] = {
      [DEFAULT_LITERAL] = "literal", [DEFAULT_EXPR] = "expr", [DEFAULT_UNKNOWN] = "unknown"};
  json_t *out = json_object();
  erd_put(out, "kind", json_string(kinds[column->default_kind]));
  erd_put(out, "text", erd_text(column->default_text));
  if (column->default_string) erd_put(out, "string", json_true());
  return out;
}

static json_t *identity_of(const Column *column) {
  json_t *out = json_object();
  erd_put_text(out, "generated", column->identity_generated);
  erd_put_model(out, "start", column->identity_start);
  erd_put_model(out, "increment", column->identity_increment);
  return out;
}

static json_t *generated_of(const Column *column) {
  json_t *out = json_object();
  erd_put(out, "expr", erd_text(column->generated.known ? column->generated.text : STR("")));
  erd_put_text(out, "storage", column->generated_type);
  return out;
}

static bool in_index(const Index *index, const Column *column) {
  for (size_t i = 0; i < index->parts.len; i++)
    if (index->parts.items[i].column == column) return true;
  return false;
}

static bool has_column(const ForeignKey *key, const Column *column) {
  for (size_t i = 0; i < key->columns.len; i++)
    if (key->columns.items[i] == column) return true;
  return false;
}

/* Ids of the shown relations that the column is part of. */
static json_t *keys_with(const TableOut *self, const Column *column, const uint32_t *edges, size_t count) {
  json_t *out = json_array();
  for (size_t i = 0; i < count; i++) {
    const ErdEdge *edge = &self->graph->edges.items[edges[i]];
    if (has_column(edge->key, column)) json_array_append_new(out, erd_text(edge->id));
  }
  return out;
}

static json_t *keys_of(const TableOut *self, const Column *column, const uint32_t *edges, size_t count) {
  json_t *out = json_object();
  unsigned place = erd_key_place(column);
  bool indexed = place > 0, unique = place == 1 && self->table->primary_key->parts.len == 1;
  if (place > 0) erd_put(out, "pk", json_integer(place));
  json_t *foreign = keys_with(self, column, edges, count);
  if (json_array_size(foreign) > 0)
    erd_put(out, "fk", foreign);
  else
    json_decref(foreign);
  for (size_t i = 0; i < self->table->indexes.len; i++) {
    const Index *index = self->table->indexes.items[i];
    if (!in_index(index, column)) continue;
    indexed = true;
    unique = unique || (index->unique && !index->partial && index->parts.len == 1 && !index->where.present);
  }
  if (unique) erd_put(out, "unique", json_true());
  if (indexed) erd_put(out, "indexed", json_true());
  return out;
}

static void put_type(const TableOut *self, json_t *out, const Column *column, Str id) {
  const ColumnType *type = &column->type;
  erd_put(out, "type", erd_text(type->known ? type->text : type->raw));
  if (!str_eq(type->raw, type->text)) erd_put_text(out, "raw", type->raw);
  if (!type->known) erd_put(out, "unknown", erd_text(type->text));
  uint32_t node = type->object != NULL ? erd_node_of(self->graph, type->object) : ERD_NONE;
  if (node == ERD_NONE || type->object->role != OBJECT_ENUM) return;
  Str enum_id = self->graph->nodes.items[node].id;
  erd_put(out, "enum", erd_text(enum_id));
  void **slot = self->enum_users != NULL ? map_slot(self->enum_users, enum_id) : NULL;
  if (slot == NULL) return;
  if (*slot == NULL) *slot = json_array();
  json_array_append_new(*slot, erd_text(id));
}

static json_t *column_of(const TableOut *self, const Column *column, const uint32_t *edges, size_t count) {
  json_t *out = json_object();
  Str id = member_id(self, "column", column->name);
  erd_put(out, "id", erd_text(id));
  erd_put(out, "name", erd_text(column->name));
  put_type(self, out, column, id);
  if (column->null_known) erd_put(out, "null", json_boolean(column->null));
  if (column->default_kind != DEFAULT_NONE) erd_put(out, "default", default_of(column));
  if (column->identity) erd_put(out, "identity", identity_of(column));
  if (column->generated.present) erd_put(out, "generated", generated_of(column));
  if (column->auto_increment) erd_put(out, "autoincrement", json_true());
  erd_put_model(out, "comment", column->comment);
  json_t *keys = keys_of(self, column, edges, count);
  if (json_object_size(keys) > 0)
    erd_put(out, "keys", keys);
  else
    json_decref(keys);
  erd_put_pos(out, &column->pos, self->first_source);
  return out;
}

/* ---- keys ---- */

static json_t *part_of(const IndexPart *part) {
  json_t *out = json_object();
  if (!str_empty(part->column_name))
    erd_put(out, "column", erd_text(part->column_name));
  else
    erd_put(out, "expr", erd_text(part->expr.known ? part->expr.text : STR("")));
  if (part->desc) erd_put(out, "desc", json_true());
  json_t *attrs = erd_attrs(&part->attrs);
  if (attrs != NULL) erd_put(out, "attrs", attrs);
  return out;
}

static json_t *primary_key(const TableOut *self, const Index *key) {
  json_t *out = json_object(), *columns = json_array();
  erd_put_text(out, "name", key->name);
  for (size_t i = 0; i < key->parts.len; i++) {
    const IndexPart *part = &key->parts.items[i];
    bool column = !str_empty(part->column_name);
    json_array_append_new(columns, erd_text(column ? part->column_name : part->expr.text));
  }
  erd_put(out, "columns", columns);
  erd_put_pos(out, &key->pos, self->first_source);
  return out;
}

static json_t *index_of(const TableOut *self, const Index *index) {
  json_t *out = json_object(), *parts = json_array();
  erd_put(out, "id", erd_text(member_id(self, "index", index->name)));
  erd_put(out, "name", erd_text(index->name));
  erd_put(out, "unique", json_boolean(index->unique));
  if (index->kind != INDEX_PLAIN) erd_put(out, "constraint", json_true());
  for (size_t i = 0; i < index->parts.len; i++) json_array_append_new(parts, part_of(&index->parts.items[i]));
  erd_put(out, "parts", parts);
  erd_put_model(out, "where", index->where);
  if (index->include.len > 0) {
    json_t *include = json_array();
    for (size_t i = 0; i < index->include.len; i++) json_array_append_new(include, erd_text(index->include.items[i]));
    erd_put(out, "include", include);
  }
  erd_put_model(out, "comment", index->comment);
  json_t *attrs = erd_attrs(&index->attrs);
  if (attrs != NULL) erd_put(out, "attrs", attrs);
  erd_put_pos(out, &index->pos, self->first_source);
  return out;
}

static json_t *checks_of(const TableOut *self) {
  json_t *out = json_array();
  for (size_t i = 0; i < self->table->checks.len; i++) {
    const Check *check = self->table->checks.items[i];
    json_t *item = json_object();
    erd_put_text(item, "name", check->name);
    erd_put(item, "expr", erd_text(check->expr.known ? check->expr.text : STR("")));
    erd_put_pos(item, &check->pos, self->first_source);
    json_array_append_new(out, item);
  }
  return out;
}

/* ---- the table ---- */

static json_t *stub_of(const ErdGraph *graph, const ErdNode *node) {
  const ErdStub *stub = node->stub;
  Arena *arena = (Arena *)(uintptr_t)&graph->arena;
  Str project = graph->parts[node->part].project;
  json_t *out = json_object(), *columns = json_array();
  erd_put(out, "id", erd_text(node->id));
  erd_put(out, "schema", erd_text(erd_id(arena, project, "schema", STR(""), stub->schema, (Str){0})));
  erd_put(out, "name", erd_text(stub->name));
  erd_put(out, "kind", json_string("external"));
  for (size_t i = 0; i < stub->columns.len; i++) {
    json_t *column = json_object();
    erd_put(column, "id", erd_text(erd_id(arena, project, "column", stub->schema, stub->name, stub->columns.items[i])));
    erd_put(column, "name", erd_text(stub->columns.items[i]));
    json_array_append_new(columns, column);
  }
  erd_put(out, "columns", columns);
  return out;
}

static void put_keys(const TableOut *self, json_t *out, const uint32_t *edges, size_t count) {
  json_t *indexes = json_array(), *keys = json_array();
  for (size_t i = 0; i < self->table->indexes.len; i++)
    json_array_append_new(indexes, index_of(self, self->table->indexes.items[i]));
  for (size_t i = 0; i < count; i++) json_array_append_new(keys, erd_text(self->graph->edges.items[edges[i]].id));
  if (self->table->primary_key != NULL) erd_put(out, "primaryKey", primary_key(self, self->table->primary_key));
  erd_put(out, "indexes", indexes);
  erd_put(out, "checks", checks_of(self));
  erd_put(out, "foreignKeys", keys);
}

json_t *erd_table(const ErdGraph *graph, uint32_t index, const uint32_t *edges, size_t count, uint32_t first_source,
                  Map *enum_users) {
  const ErdNode *node = &graph->nodes.items[index];
  const Table *table = node->table;
  if (table == NULL) return stub_of(graph, node);
  TableOut self = {graph, node, table, graph->parts[node->part].project, first_source, enum_users};
  Arena *arena = (Arena *)(uintptr_t)&graph->arena;
  json_t *out = json_object(), *columns = json_array();
  erd_put(out, "id", erd_text(node->id));
  erd_put(out, "schema", erd_text(erd_id(arena, self.project, "schema", STR(""), table->schema->name, (Str){0})));
  erd_put(out, "name", erd_text(table->name));
  erd_put_model(out, "comment", table->comment);
  bool partitioned = !str_empty(table->partition);
  erd_put(out, "kind", json_string(partitioned ? "partitioned" : erd_is_join(table) ? "join" : "table"));
  if (partitioned) erd_put(out, "partition", erd_text(table->partition));
  for (size_t i = 0; i < table->columns.len; i++)
    json_array_append_new(columns, column_of(&self, table->columns.items[i], edges, count));
  erd_put(out, "columns", columns);
  put_keys(&self, out, edges, count);
  json_t *attrs = erd_attrs(&table->attrs);
  if (attrs != NULL) erd_put(out, "attrs", attrs);
  erd_put_pos(out, &table->pos, first_source);
  return out;
}
