/* graph.c: from the model to nodes and edges. */
#include "erd/graph.h"

#include <stdio.h>

static Str thing_key(ErdGraph *self, const void *thing) {
  return str_make(arena_copy(&self->arena, &thing, 1, sizeof thing), sizeof thing);
}

static uint32_t index_in(const Map *map, Str key) {
  uintptr_t found = (uintptr_t)map_get(map, key);
  return found == 0 ? ERD_NONE : (uint32_t)(found - 1);
}

uint32_t erd_node_of(const ErdGraph *self, const void *thing) {
  return index_in(&self->by_thing, str_make((const char *)&thing, sizeof thing));
}

uint32_t erd_node_named(const ErdGraph *self, Str id) { return index_in(&self->by_id, id); }

/* Half-typed files may hold a name twice: the second is told apart by "~2". */
static Str unique_id(ErdGraph *self, Map *known, Str id, size_t index) {
  Str out = id;
  for (unsigned n = 2; map_get(known, out) != NULL; n++) out = arena_printf(&self->arena, "%.*s~%u", STR_FMT(id), n);
  map_set(known, out, (void *)(uintptr_t)(index + 1));
  return out;
}

static ErdNode *add_node(ErdGraph *self, uint32_t part, const char *kind, Str schema, Str name, const void *thing) {
  ErdNode node = {.part = part, .shown = true};
  size_t index = self->nodes.len;
  node.id = unique_id(self, &self->by_id, erd_id(&self->arena, self->parts[part].project, kind, schema, name, (Str){0}),
                      index);
  node.path = str_empty(schema) ? name : arena_printf(&self->arena, "%.*s.%.*s", STR_FMT(schema), STR_FMT(name));
  array_push(&self->nodes, node);
  if (thing != NULL) map_set(&self->by_thing, thing_key(self, thing), (void *)(uintptr_t)(index + 1));
  return &array_last(&self->nodes);
}

static const char *kind_of(const Object *object) {
  switch (object->role) {
  case OBJECT_VIEW:
  case OBJECT_MATERIALIZED: return "view";
  case OBJECT_ENUM: return "enum";
  case OBJECT_FUNCTION:
  case OBJECT_PROCEDURE: return "function";
  case OBJECT_TRIGGER: return "trigger";
  case OBJECT_TYPE:
  case OBJECT_SEQUENCE:
  case OBJECT_OTHER: break;
  }
  return "object";
}

static bool is_shown(const ErdFilter *filter, const Realm *realm, const ModelPos *pos) {
  if (filter == NULL || filter->source_shown == NULL || pos->source >= realm->sources.len) return true;
  return filter->source_shown(filter->context, &realm->sources.items[pos->source]);
}

static void add_objects(ErdGraph *self, uint32_t part, Str schema, Object *const *objects, size_t count,
                        const ErdFilter *filter) {
  for (size_t i = 0; i < count; i++)
    if (is_shown(filter, self->parts[part].realm, &objects[i]->pos))
      add_node(self, part, kind_of(objects[i]), schema, objects[i]->name, objects[i])->object = objects[i];
}

static void add_part(ErdGraph *self, uint32_t part, const ErdFilter *filter) {
  const Realm *realm = self->parts[part].realm;
  for (size_t i = 0; i < realm->schemas.len; i++) {
    const Schema *schema = realm->schemas.items[i];
    for (size_t k = 0; k < schema->tables.len; k++) {
      const Table *table = schema->tables.items[k];
      if (is_shown(filter, realm, &table->pos))
        add_node(self, part, "table", schema->name, table->name, table)->table = table;
    }
    add_objects(self, part, schema->name, schema->objects.items, schema->objects.len, filter);
  }
  add_objects(self, part, STR(""), realm->objects.items, realm->objects.len, filter);
}

/* ---- edges ---- */

static void add_stub_columns(ErdGraph *self, ErdStub *stub, const ForeignKey *key) {
  for (size_t i = 0; i < key->ref_columns.len; i++) {
    bool known = false;
    for (size_t k = 0; k < stub->columns.len; k++)
      known = known || str_eq(stub->columns.items[k], key->ref_columns.items[i]);
    if (!known) array_push(&stub->columns, arena_str(&self->arena, key->ref_columns.items[i]));
  }
}

/* The node of the table that the key leads to; a stub when it is not in the diagram. */
static uint32_t parent_of(ErdGraph *self, uint32_t part, const ForeignKey *key) {
  uint32_t node = key->ref != NULL ? erd_node_of(self, key->ref) : ERD_NONE;
  if (node != ERD_NONE) return node;
  Str schema = str_empty(key->ref_schema) ? key->table->schema->name : key->ref_schema;
  Str id = erd_id(&self->arena, self->parts[part].project, "table", schema, key->ref_table, (Str){0});
  node = erd_node_named(self, id);
  if (node == ERD_NONE) {
    node = (uint32_t)self->nodes.len;
    ErdStub *stub = arena_new(&self->arena, ErdStub);
    stub->schema = schema;
    stub->name = key->ref_table;
    add_node(self, part, "table", schema, key->ref_table, key->ref)->stub = stub;
  }
  if (self->nodes.items[node].stub != NULL) add_stub_columns(self, self->nodes.items[node].stub, key);
  return node;
}

static void add_edge(ErdGraph *self, Map *ids, Str id, uint32_t from, uint32_t to, const ForeignKey *key) {
  ErdEdge edge = {.from = from, .to = to, .key = key, .shown = true};
  edge.id = unique_id(self, ids, id, self->edges.len);
  array_push(&self->edges, edge);
}

static void add_keys(ErdGraph *self, Map *ids, uint32_t node) {
  uint32_t part = self->nodes.items[node].part;
  const Table *table = self->nodes.items[node].table;
  Str project = self->parts[part].project;
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    const ForeignKey *key = table->foreign_keys.items[i];
    if (str_empty(key->ref_table)) continue;
    Str name = !str_empty(key->name) ? key->name : arena_printf(&self->arena, "%zu", i);
    uint32_t to = parent_of(self, part, key);
    add_edge(self, ids, erd_id(&self->arena, project, "fk", table->schema->name, table->name, name), node, to, key);
  }
}

static void add_dependency(ErdGraph *self, Map *ids, uint32_t node, const void *thing) {
  uint32_t to = erd_node_of(self, thing);
  if (to == ERD_NONE || to == node) return;
  const ErdNode *from = &self->nodes.items[node];
  Str schema = from->table != NULL            ? from->table->schema->name
               : from->object->schema != NULL ? from->object->schema->name
                                              : STR("");
  Str name = from->table != NULL ? from->table->name : from->object->name;
  Str target = self->nodes.items[to].table != NULL    ? self->nodes.items[to].table->name
               : self->nodes.items[to].object != NULL ? self->nodes.items[to].object->name
                                                      : self->nodes.items[to].stub->name;
  add_edge(self, ids, erd_id(&self->arena, self->parts[from->part].project, "dep", schema, name, target), node, to,
           NULL);
}

static void add_dependencies(ErdGraph *self, Map *ids, uint32_t node) {
  const Table *table = self->nodes.items[node].table;
  const Object *object = self->nodes.items[node].object;
  size_t tables = table != NULL ? table->depends_on_tables.len : object->depends_on_tables.len;
  size_t objects = table != NULL ? table->depends_on.len : object->depends_on.len;
  for (size_t i = 0; i < tables; i++)
    add_dependency(self, ids, node,
                   table != NULL ? table->depends_on_tables.items[i] : object->depends_on_tables.items[i]);
  for (size_t i = 0; i < objects; i++)
    add_dependency(self, ids, node, table != NULL ? table->depends_on.items[i] : object->depends_on.items[i]);
}

void erd_graph_make(ErdGraph *self, const ErdPart *parts, size_t count, const ErdFilter *filter) {
  *self = (ErdGraph){.parts = parts, .part_count = count};
  arena_init(&self->arena, 0);
  for (uint32_t i = 0; i < count; i++) add_part(self, i, filter);
  Map ids = {0};
  size_t own = self->nodes.len; /* stubs come behind */
  for (uint32_t i = 0; i < own; i++) {
    if (self->nodes.items[i].table != NULL) add_keys(self, &ids, i);
    add_dependencies(self, &ids, i);
  }
  map_free(&ids);
  if (filter != NULL) erd_filter(self, filter);
}

void erd_graph_free(ErdGraph *self) {
  for (size_t i = 0; i < self->nodes.len; i++)
    if (self->nodes.items[i].stub != NULL) array_free(&self->nodes.items[i].stub->columns);
  array_free(&self->nodes);
  array_free(&self->edges);
  map_free(&self->by_id);
  map_free(&self->by_thing);
  arena_free(&self->arena);
}
