/* json.c: the document: its head, views, enums, relations and warnings. docs/erd.md describes it. Each object is made,
 * written as one line and dropped, so that a large schema costs the memory of its text only. */
#include <stdio.h>

#include "erd/graph.h"

enum { DOCUMENT_VERSION = 1 };

typedef enum ErdList {
  ERD_SOURCES,
  ERD_PROJECTS,
  ERD_SCHEMAS,
  ERD_TABLES,
  ERD_VIEWS,
  ERD_ENUMS,
  ERD_FUNCTIONS,
  ERD_TRIGGERS,
  ERD_OBJECTS,
  ERD_RELATIONS,
  ERD_WARNINGS,
  ERD_LISTS
} ErdList;

static const char *const list_names[] = {"sources",   "projects", "schemas", "tables",    "views",   "enums",
                                         "functions", "triggers", "objects", "relations", "warnings"};

typedef struct Document {
  const ErdOptions *options;
  ErdGraph graph;
  Buf *out;
  size_t start; /* of the document in `out` */
  bool first;   /* the list being written is empty so far */
  size_t counts[ERD_LISTS];
  uint32_t *first_source; /* of each part */
  uint32_t *edges;        /* shown foreign keys, those of one table next to each other */
  Map enum_users;
  size_t columns;
} Document;

static Str project_of(const Document *self, uint32_t part) { return self->graph.parts[part].project; }

static Str schema_id(Document *self, uint32_t part, const Schema *schema) {
  return erd_id(&self->graph.arena, project_of(self, part), "schema", STR(""), schema->name, (Str){0});
}

/* ---- writing ---- */

static int put_bytes(const char *bytes, size_t length, void *context) {
  buf_put(context, str_make(bytes, length));
  return 0;
}

/* Takes over the reference. */
static void put_value(Document *self, json_t *value) {
  json_dump_callback(value, put_bytes, self->out, JSON_COMPACT | JSON_ENCODE_ANY);
  json_decref(value);
}

static void put_member(Document *self, const char *name, json_t *value) {
  bool start = self->out->len == self->start + 1;
  buf_printf(self->out, "%s\n\"%s\":", start ? "" : ",", name);
  put_value(self, value);
}

static void start_list(Document *self, ErdList list) {
  buf_printf(self->out, ",\n\"%s\":[", list_names[list]);
  self->first = true;
}

static void put_item(Document *self, ErdList list, json_t *item) {
  buf_put(self->out, self->first ? STR("\n") : STR(",\n"));
  self->first = false;
  self->counts[list]++;
  put_value(self, item);
}

static void end_list(Document *self) { buf_put(self->out, self->first ? STR("]") : STR("\n]")); }

/* ---- sources, projects, schemas ---- */

static void put_sources(Document *self) {
  uint32_t id = 0;
  start_list(self, ERD_SOURCES);
  for (uint32_t i = 0; i < self->graph.part_count; i++) {
    const Realm *realm = self->graph.parts[i].realm;
    self->first_source[i] = id;
    for (size_t k = 0; k < realm->sources.len; k++) {
      json_t *source = json_object();
      erd_put(source, "id", json_integer(id++));
      erd_put(source, "uri", erd_text(uri_from_path(&self->graph.arena, realm->sources.items[k].path)));
      erd_put(source, "language", json_string("hcl"));
      put_item(self, ERD_SOURCES, source);
    }
  }
  end_list(self);
}

static void put_projects(Document *self) {
  start_list(self, ERD_PROJECTS);
  for (uint32_t i = 0; i < self->graph.part_count; i++) {
    Str project = project_of(self, i);
    json_t *item = json_object();
    erd_put(item, "id", erd_text(project));
    erd_put(item, "name", erd_text(str_empty(project) ? self->options->title : project));
    erd_put(item, "dialect", erd_text(self->graph.parts[i].realm->dialect));
    erd_put(item, "color", json_integer(i));
    put_item(self, ERD_PROJECTS, item);
  }
  end_list(self);
}

static bool schema_is_shown(const Document *self, const Schema *schema) {
  for (size_t i = 0; i < schema->tables.len; i++) {
    uint32_t node = erd_node_of(&self->graph, schema->tables.items[i]);
    if (node != ERD_NONE && self->graph.nodes.items[node].shown) return true;
  }
  for (size_t i = 0; i < schema->objects.len; i++) {
    uint32_t node = erd_node_of(&self->graph, schema->objects.items[i]);
    if (node != ERD_NONE && self->graph.nodes.items[node].shown) return true;
  }
  const ErdFilter *filter = self->options->filter;
  bool chosen =
      filter != NULL && (filter->include.len > 0 || !str_empty(filter->around) || !str_empty(filter->path_to));
  return !chosen && !str_empty(schema->name);
}

static void put_schemas(Document *self) {
  start_list(self, ERD_SCHEMAS);
  for (uint32_t i = 0; i < self->graph.part_count; i++) {
    const Realm *realm = self->graph.parts[i].realm;
    for (size_t k = 0; k < realm->schemas.len; k++) {
      const Schema *schema = realm->schemas.items[k];
      if (!schema_is_shown(self, schema)) continue;
      json_t *item = json_object();
      erd_put(item, "id", erd_text(schema_id(self, i, schema)));
      erd_put(item, "project", erd_text(project_of(self, i)));
      erd_put(item, "name", erd_text(schema->name));
      erd_put_model(item, "comment", schema->comment);
      erd_put_pos(item, &schema->pos, self->first_source[i]);
      put_item(self, ERD_SCHEMAS, item);
    }
  }
  end_list(self);
}

/* ---- objects ---- */

static void put_tables(Document *self) {
  const ErdGraph *graph = &self->graph;
  size_t edge = 0;
  start_list(self, ERD_TABLES);
  self->edges = mem_alloc((graph->edges.len + 1) * sizeof *self->edges);
  for (uint32_t i = 0; i < graph->nodes.len; i++) {
    const ErdNode *node = &graph->nodes.items[i];
    size_t count = 0;
    for (; edge < graph->edges.len && graph->edges.items[edge].from == i; edge++)
      if (graph->edges.items[edge].shown && graph->edges.items[edge].key != NULL) self->edges[count++] = (uint32_t)edge;
    if (!node->shown || node->object != NULL) continue;
    if (node->table != NULL) self->columns += node->table->columns.len;
    put_item(self, ERD_TABLES,
             erd_table(graph, i, self->edges, count, self->first_source[node->part], &self->enum_users));
  }
  end_list(self);
}

static json_t *view_columns(const Object *view) {
  json_t *out = json_array();
  for (size_t i = 0; i < view->columns.len; i++) {
    const Column *column = view->columns.items[i];
    json_t *item = json_object();
    erd_put(item, "name", erd_text(column->name));
    erd_put(item, "type", erd_text(column->type.known ? column->type.text : column->type.raw));
    if (column->null_known) erd_put(item, "null", json_boolean(column->null));
    erd_put_model(item, "comment", column->comment);
    json_array_append_new(out, item);
  }
  return out;
}

static json_t *depends_on(const Document *self, uint32_t node) {
  json_t *out = json_array();
  for (size_t i = 0; i < self->graph.edges.len; i++) {
    const ErdEdge *edge = &self->graph.edges.items[i];
    if (edge->from == node && edge->key == NULL && edge->shown)
      json_array_append_new(out, erd_text(self->graph.nodes.items[edge->to].id));
  }
  return out;
}

static void put_view(Document *self, json_t *item, uint32_t node) {
  const Object *object = self->graph.nodes.items[node].object;
  erd_put(item, "materialized", json_boolean(object->role == OBJECT_MATERIALIZED));
  erd_put(item, "columns", view_columns(object));
  erd_put(item, "dependsOn", depends_on(self, node));
}

static void put_enum(Document *self, json_t *item, uint32_t node) {
  const ErdNode *at = &self->graph.nodes.items[node];
  json_t *values = json_array();
  for (size_t i = 0; i < at->object->values.len; i++)
    json_array_append_new(values, erd_text(at->object->values.items[i]));
  erd_put(item, "values", values);
  json_t *users = map_get(&self->enum_users, at->id);
  erd_put(item, "usedBy", users != NULL ? json_incref(users) : json_array());
}

static json_t *object_of(Document *self, uint32_t node) {
  const ErdNode *at = &self->graph.nodes.items[node];
  const Object *object = at->object;
  json_t *item = json_object();
  erd_put(item, "id", erd_text(at->id));
  if (object->schema != NULL) erd_put(item, "schema", erd_text(schema_id(self, at->part, object->schema)));
  erd_put(item, "name", erd_text(object->name));
  bool view = object->role == OBJECT_VIEW || object->role == OBJECT_MATERIALIZED;
  if (view)
    put_view(self, item, node);
  else if (object->role == OBJECT_ENUM)
    put_enum(self, item, node);
  else
    erd_put(item, "kind", erd_text(object->kind));
  uint32_t table = object->table != NULL ? erd_node_of(&self->graph, object->table) : ERD_NONE;
  if (table != ERD_NONE) erd_put(item, "table", erd_text(self->graph.nodes.items[table].id));
  erd_put_model(item, "definition", object->definition);
  erd_put_model(item, "comment", object->comment);
  json_t *attrs = erd_attrs(&object->attrs);
  if (attrs != NULL) erd_put(item, "attrs", attrs);
  erd_put_pos(item, &object->pos, self->first_source[at->part]);
  return item;
}

static ErdList list_of(const Object *object) {
  switch (object->role) {
  case OBJECT_VIEW:
  case OBJECT_MATERIALIZED: return ERD_VIEWS;
  case OBJECT_ENUM: return ERD_ENUMS;
  case OBJECT_FUNCTION:
  case OBJECT_PROCEDURE: return ERD_FUNCTIONS;
  case OBJECT_TRIGGER: return ERD_TRIGGERS;
  case OBJECT_TYPE:
  case OBJECT_SEQUENCE:
  case OBJECT_OTHER: break;
  }
  return ERD_OBJECTS;
}

static void put_objects(Document *self, ErdList list) {
  start_list(self, list);
  for (uint32_t i = 0; i < self->graph.nodes.len; i++) {
    const ErdNode *node = &self->graph.nodes.items[i];
    if (node->object != NULL && node->shown && list_of(node->object) == list) put_item(self, list, object_of(self, i));
  }
  end_list(self);
}

/* ---- relations ---- */

static json_t *end_of(Str id, json_t *columns) {
  json_t *out = json_object();
  erd_put(out, "object", erd_text(id));
  if (columns != NULL) erd_put(out, "columns", columns);
  return out;
}

static json_t *cardinality(const ForeignKey *key) {
  json_t *out = json_object();
  erd_put(out, "from", json_string(erd_from_one(key) ? "one" : "many"));
  erd_put(out, "to", json_string(erd_to_one(key) ? "one" : "many"));
  erd_put(out, "fromOptional", json_true());
  erd_put(out, "toOptional", json_boolean(erd_to_optional(key)));
  return out;
}

static json_t *foreign_key(Document *self, const ErdEdge *edge) {
  const ForeignKey *key = edge->key;
  const ErdNode *from = &self->graph.nodes.items[edge->from], *to = &self->graph.nodes.items[edge->to];
  json_t *out = json_object(), *columns = json_array(), *parents = json_array();
  for (size_t i = 0; i < key->columns.len; i++) json_array_append_new(columns, erd_text(key->columns.items[i]->name));
  for (size_t i = 0; i < key->ref_columns.len; i++) json_array_append_new(parents, erd_text(key->ref_columns.items[i]));
  erd_put(out, "id", erd_text(edge->id));
  erd_put(out, "kind", json_string("foreignKey"));
  erd_put(out, "name", erd_text(key->name));
  erd_put(out, "from", end_of(from->id, columns));
  erd_put(out, "to", end_of(to->id, parents));
  erd_put(out, "cardinality", cardinality(key));
  erd_put(out, "identifying", json_boolean(erd_is_identifying(key)));
  erd_put(out, "self", json_boolean(edge->from == edge->to));
  erd_put(out, "external", json_boolean(to->stub != NULL));
  erd_put_text(out, "onUpdate", key->on_update);
  erd_put_text(out, "onDelete", key->on_delete);
  erd_put_pos(out, &key->pos, self->first_source[from->part]);
  return out;
}

static json_t *dependency(Document *self, const ErdEdge *edge) {
  json_t *out = json_object();
  erd_put(out, "id", erd_text(edge->id));
  erd_put(out, "kind", json_string("dependency"));
  erd_put(out, "from", end_of(self->graph.nodes.items[edge->from].id, NULL));
  erd_put(out, "to", end_of(self->graph.nodes.items[edge->to].id, NULL));
  return out;
}

static void put_relations(Document *self) {
  start_list(self, ERD_RELATIONS);
  for (size_t i = 0; i < self->graph.edges.len; i++) {
    const ErdEdge *edge = &self->graph.edges.items[i];
    if (!edge->shown) continue;
    put_item(self, ERD_RELATIONS, edge->key != NULL ? foreign_key(self, edge) : dependency(self, edge));
  }
  end_list(self);
}

/* ---- head and tail ---- */

static void put_warnings(Document *self) {
  start_list(self, ERD_WARNINGS);
  for (uint32_t i = 0; i < self->graph.part_count; i++) {
    const Realm *realm = self->graph.parts[i].realm;
    for (size_t k = 0; k < realm->gaps.len; k++) {
      json_t *item = json_object();
      erd_put(item, "text", erd_text(realm->gaps.items[k].reason));
      erd_put_pos(item, &realm->gaps.items[k].pos, self->first_source[i]);
      put_item(self, ERD_WARNINGS, item);
    }
  }
  end_list(self);
}

static void put_stats(Document *self) {
  json_t *out = json_object();
  static const ErdList lists[] = {ERD_TABLES, ERD_VIEWS, ERD_RELATIONS};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    erd_put(out, list_names[lists[i]], json_integer((json_int_t)self->counts[lists[i]]));
  erd_put(out, "columns", json_integer((json_int_t)self->columns));
  put_member(self, "stats", out);
}

static void put_head(Document *self) {
  Str dialect = self->graph.part_count > 0 ? self->graph.parts[0].realm->dialect : STR("");
  for (size_t i = 1; i < self->graph.part_count; i++)
    if (!str_eq(dialect, self->graph.parts[i].realm->dialect)) dialect = STR("");
  put_member(self, "format", json_string("erd"));
  put_member(self, "version", json_integer(DOCUMENT_VERSION));
  if (!str_empty(dialect)) put_member(self, "dialect", erd_text(dialect));
  put_member(self, "title", erd_text(self->options->title));
}

/* FNV-1a of all before: the same on every machine. */
static void put_generated(Document *self) {
  uint64_t hash = 0xcbf29ce484222325U;
  char text[17];
  for (size_t i = self->start; i < self->out->len; i++)
    hash = (hash ^ (unsigned char)self->out->ptr[i]) * 0x100000001b3U;
  int length = snprintf(text, sizeof text, "%016llx", (unsigned long long)hash);
  json_t *out = json_object();
  erd_put_text(out, "at", self->options->at);
  erd_put_text(out, "from", self->options->from);
  erd_put(out, "hash", json_stringn(text, (size_t)length));
  put_member(self, "generated", out);
}

static void free_users(Map *users) {
  for (size_t i = map_next(users, 0); i < users->cap; i = map_next(users, i + 1)) json_decref(users->entries[i].value);
  map_free(users);
}

void erd_json(const ErdPart *parts, size_t count, const ErdOptions *options, Buf *out) {
  static const ErdOptions plain = {.safe = false};
  Document self = {.options = options != NULL ? options : &plain, .out = out, .start = out->len};
  erd_graph_make(&self.graph, parts, count, self.options->filter);
  self.first_source = arena_array(&self.graph.arena, uint32_t, count + 1);
  buf_putc(out, '{');
  put_head(&self);
  put_sources(&self);
  put_projects(&self);
  put_schemas(&self);
  put_tables(&self);
  for (ErdList list = ERD_VIEWS; list <= ERD_OBJECTS; list++) put_objects(&self, list);
  put_relations(&self);
  put_warnings(&self);
  put_stats(&self);
  put_generated(&self);
  buf_put(out, STR("\n}\n"));
  free_users(&self.enum_users);
  free(self.edges);
  erd_graph_free(&self.graph);
}

Str erd_hash(Str document) {
  static const Str key = STR_INIT("\"hash\":\"");
  for (size_t at = document.len; at >= key.len; at--)
    if (memcmp(document.ptr + at - key.len, key.ptr, key.len) == 0)
      return str_sub(document, at, str_find(document, '"', at));
  return (Str){0};
}
