/* change_json.c: the document of a change, see change.h. Both schemas are written as documents; the list of changes
 * then says what of them is marked, and what of the old one goes into the new one. */
#include "erd/change_parts.h"
#include "erd/graph.h"

/* One of the two schemas. */
typedef struct Side {
  json_t *document;
  ErdGraph graph;
  Map by_id; /* id -> object in the document */
  Map edges; /* address of a ForeignKey -> its id */
} Side;

typedef struct Marker {
  const ErdChange *change;
  Side from, to;
  size_t counts[4];
} Marker;

typedef enum Mark { MARK_ADDED, MARK_REMOVED, MARK_MODIFIED, MARK_RENAMED } Mark;
static const char *const mark_names[] = {"added", "removed", "modified", "renamed"};
static const char *const lists[] = {"schemas",   "tables",   "views",   "enums",
                                    "functions", "triggers", "objects", "relations"};
static const char *const members[] = {"columns", "indexes"};

/* ---- the two documents ---- */

static Str id_of(const json_t *object) {
  const char *id = json_string_value(json_object_get(object, "id"));
  return id != NULL ? str_from(id) : (Str){0};
}

static void index_item(Side *self, json_t *item) {
  Str id = id_of(item);
  if (!str_empty(id)) map_set(&self->by_id, arena_str(&self->graph.arena, id), item);
}

static void index_document(Side *self) {
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    const json_t *list = json_object_get(self->document, lists[i]);
    for (size_t k = 0; k < json_array_size(list); k++) {
      json_t *item = json_array_get(list, k);
      index_item(self, item);
      for (size_t m = 0; m < sizeof members / sizeof *members; m++) {
        const json_t *inner = json_object_get(item, members[m]);
        for (size_t n = 0; n < json_array_size(inner); n++) index_item(self, json_array_get(inner, n));
      }
    }
  }
}

static Str address(const void *const *thing) { return str_make((const char *)thing, sizeof *thing); }

static void open_side(Side *self, const Realm *realm, const ErdOptions *options) {
  Buf text = {0};
  ErdPart part = {.realm = realm};
  erd_json(&part, realm != NULL ? 1 : 0, options, &text);
  self->document = json_loadb(text.ptr, text.len, JSON_ALLOW_NUL, NULL);
  buf_free(&text);
  erd_graph_make(&self->graph, &part, realm != NULL ? 1 : 0, options != NULL ? options->filter : NULL);
  index_document(self);
  for (size_t i = 0; i < self->graph.edges.len; i++) {
    ErdEdge *edge = &self->graph.edges.items[i];
    const void *key = edge->key;
    if (key != NULL) map_set(&self->edges, arena_str(&self->graph.arena, address(&key)), edge);
  }
}

static void close_side(Side *self) {
  map_free(&self->by_id);
  map_free(&self->edges);
  erd_graph_free(&self->graph);
}

/* ---- objects of a side ---- */

static json_t *item_of(const Side *self, Str id) { return str_empty(id) ? NULL : map_get(&self->by_id, id); }

static json_t *thing(const Side *self, const void *table_or_object) {
  uint32_t node = erd_node_of(&self->graph, table_or_object);
  return node != ERD_NONE ? item_of(self, self->graph.nodes.items[node].id) : NULL;
}

static json_t *member(Side *self, const char *kind, const Table *table, Str name) {
  return item_of(self, erd_id(&self->graph.arena, STR(""), kind, table->schema->name, table->name, name));
}

static json_t *relation(const Side *self, const ForeignKey *key) {
  const void *at = key;
  const ErdEdge *edge = map_get(&self->edges, address(&at));
  return edge != NULL ? item_of(self, edge->id) : NULL;
}

static json_t *schema_item(Side *self, const Schema *schema) {
  return item_of(self, erd_id(&self->graph.arena, STR(""), "schema", STR(""), schema->name, (Str){0}));
}

/* A member without an id, by its name: a check; the primary key is the only one of its table. */
static json_t *check_item(json_t *table, Str name) {
  const json_t *list = json_object_get(table, "checks");
  for (size_t i = 0; i < json_array_size(list); i++) {
    const char *own = json_string_value(json_object_get(json_array_get(list, i), "name"));
    if (str_eq(own != NULL ? str_from(own) : STR(""), name)) return json_array_get(list, i);
  }
  return NULL;
}

/* ---- marks ---- */

/* What was renamed and modified is renamed; `was` tells the rest. */
static void mark(Marker *self, json_t *item, Mark kind) {
  if (item == NULL || json_object_get(item, "change") != NULL) return;
  self->counts[kind]++;
  erd_put(item, "change", json_string(mark_names[kind]));
}

/* Does the member tell of the thing itself, and not of its place, its parts or what others do with it? */
static bool is_own(const char *key) {
  static const char *const others[] = {"id",          "pos",       "keys",     "change", "was",         "columns",
                                       "indexes",     "checks",    "schema",   "usedBy", "foreignKeys", "primaryKey",
                                       "cardinality", "dependsOn", "external", "self",   "identifying", "raw"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (strcmp(key, others[i]) == 0) return false;
  return true;
}

/* {"type": "int"} in {"type": "bigint", "was": ...}; what was not said is null. */
static void put_was(json_t *item, json_t *old) {
  json_t *was = json_object(), *value;
  const char *key;
  if (item != NULL && old != NULL) {
    json_object_foreach(old, key, value) {
      if (is_own(key) && !json_equal(value, json_object_get(item, key))) json_object_set(was, key, value);
    }
    json_object_foreach(item, key, value) {
      if (is_own(key) && json_object_get(old, key) == NULL) erd_put(was, key, json_null());
    }
  }
  if (json_object_size(was) > 0)
    erd_put(item, "was", was);
  else
    json_decref(was);
}

static void modify(Marker *self, json_t *item, json_t *old, Mark kind) {
  mark(self, item, kind);
  put_was(item, old);
}

/* Positions of the old schema mean other sources. */
static void drop_places(json_t *value) {
  const char *key;
  json_t *inner;
  size_t index;
  if (json_is_object(value)) {
    json_object_del(value, "pos");
    json_object_foreach(value, key, inner) drop_places(inner);
  }
  if (json_is_array(value)) json_array_foreach(value, index, inner) drop_places(inner);
}

/* An object of the old document goes into a list of the new one. */
static void bring(Marker *self, json_t *list, const json_t *old) {
  if (old == NULL || !json_is_array(list)) return;
  json_t *item = json_deep_copy(old);
  drop_places(item);
  mark(self, item, MARK_REMOVED);
  json_array_append_new(list, item);
}

static json_t *list_of(Side *self, const char *name) { return json_object_get(self->document, name); }

/* ---- changes ---- */

static void mark_keys(Marker *self, const Table *table, Side *side, Mark kind) {
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    json_t *item = relation(side, table->foreign_keys.items[i]);
    if (kind == MARK_REMOVED)
      bring(self, list_of(&self->to, "relations"), item);
    else
      mark(self, item, kind);
  }
}

static void change_column(Marker *self, const Change *change, const Table *from, const Table *to, json_t *table) {
  const Column *old = change->from.column, *new = change->to.column;
  json_t *before = old != NULL ? member(&self->from, "column", from, old->name) : NULL;
  json_t *after = new != NULL ? member(&self->to, "column", to, new->name) : NULL;
  if (change->kind == ADD_COLUMN)
    mark(self, after, MARK_ADDED);
  else if (change->kind == DROP_COLUMN)
    bring(self, json_object_get(table, "columns"), before);
  else
    modify(self, after, before, change->kind == RENAME_COLUMN ? MARK_RENAMED : MARK_MODIFIED);
}

static void change_index(Marker *self, const Change *change, const Table *from, const Table *to, json_t *table) {
  const Index *old = change->from.index, *new = change->to.index;
  json_t *before = old != NULL ? member(&self->from, "index", from, old->name) : NULL;
  json_t *after = new != NULL ? member(&self->to, "index", to, new->name) : NULL;
  if (change->kind == DROP_INDEX)
    bring(self, json_object_get(table, "indexes"), before);
  else if (change->kind == ADD_INDEX || change->kind == ADD_UNIQUE_USING)
    mark(self, after, MARK_ADDED);
  else
    modify(self, after, before, change->kind == RENAME_INDEX ? MARK_RENAMED : MARK_MODIFIED);
}

static void change_key(Marker *self, const Change *change) {
  json_t *before = change->from.foreign_key != NULL ? relation(&self->from, change->from.foreign_key) : NULL;
  json_t *after = change->to.foreign_key != NULL ? relation(&self->to, change->to.foreign_key) : NULL;
  if (change->kind == ADD_FOREIGN_KEY)
    mark(self, after, MARK_ADDED);
  else if (change->kind == DROP_FOREIGN_KEY)
    bring(self, list_of(&self->to, "relations"), before);
  else
    modify(self, after, before, MARK_MODIFIED);
}

static void change_check(Marker *self, const Change *change, const Table *from, json_t *table) {
  const Check *old = change->from.check, *new = change->to.check;
  json_t *before = old != NULL && from != NULL ? check_item(thing(&self->from, from), old->name) : NULL;
  json_t *after = new != NULL ? check_item(table, new->name) : NULL;
  if (change->kind == ADD_CHECK)
    mark(self, after, MARK_ADDED);
  else if (change->kind == DROP_CHECK)
    bring(self, json_object_get(table, "checks"), before);
  else
    modify(self, after, before, MARK_MODIFIED);
}

static void change_primary(Marker *self, const Change *change, const Table *from, json_t *table) {
  json_t *key = json_object_get(table, "primaryKey");
  const json_t *old = json_object_get(thing(&self->from, from), "primaryKey");
  if (change->kind == DROP_PRIMARY_KEY && key == NULL && old != NULL) {
    json_t *item = json_deep_copy(old);
    drop_places(item);
    mark(self, item, MARK_REMOVED);
    erd_put(table, "primaryKey", item);
  } else if (key != NULL && old == NULL) {
    mark(self, key, MARK_ADDED);
  } else if (key != NULL) {
    mark(self, key, MARK_MODIFIED);
    erd_put(key, "was", json_pack("{s:O}", "columns", json_object_get(old, "columns")));
  }
}

static void change_member(Marker *self, const Change *member_change, const Table *from, const Table *to,
                          json_t *table) {
  switch ((ChangeKind)member_change->kind) {
  case ADD_COLUMN:
  case DROP_COLUMN:
  case MODIFY_COLUMN:
  case RENAME_COLUMN: change_column(self, member_change, from, to, table); break;
  case ADD_INDEX:
  case DROP_INDEX:
  case MODIFY_INDEX:
  case RENAME_INDEX:
  case ADD_UNIQUE_USING: change_index(self, member_change, from, to, table); break;
  case ADD_FOREIGN_KEY:
  case DROP_FOREIGN_KEY:
  case MODIFY_FOREIGN_KEY: change_key(self, member_change); break;
  case ADD_CHECK:
  case DROP_CHECK:
  case MODIFY_CHECK: change_check(self, member_change, from, table); break;
  case ADD_PRIMARY_KEY:
  case DROP_PRIMARY_KEY:
  case MODIFY_PRIMARY_KEY:
  case ADD_PRIMARY_KEY_USING: change_primary(self, member_change, from, table); break;
  default: break; /* attributes: what they were is told by the table */
  }
}

/* Comes first: a renamed thing may be modified, too. */
static void mark_renames(Marker *self, const Change *change) {
  if (change->kind == RENAME_TABLE) mark(self, thing(&self->to, change->to.table), MARK_RENAMED);
  for (size_t i = 0; change->kind == MODIFY_TABLE && i < change->members.len; i++) {
    const Change *item = change->members.items[i];
    if (item->kind == RENAME_COLUMN)
      mark(self, member(&self->to, "column", change->to.table, item->to.column->name), MARK_RENAMED);
    if (item->kind == RENAME_INDEX)
      mark(self, member(&self->to, "index", change->to.table, item->to.index->name), MARK_RENAMED);
  }
}

static void change_table(Marker *self, const Change *change) {
  const Table *from = change->from.table, *to = change->to.table;
  json_t *table = to != NULL ? thing(&self->to, to) : NULL;
  if (change->kind == ADD_TABLE && to != NULL) {
    mark(self, table, MARK_ADDED);
    mark_keys(self, to, &self->to, MARK_ADDED);
  } else if (change->kind == DROP_TABLE && from != NULL) {
    bring(self, list_of(&self->to, "tables"), thing(&self->from, from));
    mark_keys(self, from, &self->from, MARK_REMOVED);
  } else if (table != NULL && from != NULL) {
    modify(self, table, thing(&self->from, from), change->kind == RENAME_TABLE ? MARK_RENAMED : MARK_MODIFIED);
    for (size_t i = 0; i < change->members.len; i++) change_member(self, change->members.items[i], from, to, table);
  }
}

/* Lists of the new document that a removed object may go to: the one that it stood in. */
static void remove_object(Marker *self, const json_t *old) {
  for (size_t i = 0; old != NULL && i < sizeof lists / sizeof *lists; i++) {
    const json_t *list = list_of(&self->from, lists[i]);
    for (size_t k = 0; k < json_array_size(list); k++)
      if (json_array_get(list, k) == old) {
        bring(self, list_of(&self->to, lists[i]), old);
        return;
      }
  }
}

static void change_object(Marker *self, const Change *change) {
  json_t *before = change->from.object != NULL ? thing(&self->from, change->from.object) : NULL;
  json_t *after = change->to.object != NULL ? thing(&self->to, change->to.object) : NULL;
  if (change->kind == ADD_OBJECT)
    mark(self, after, MARK_ADDED);
  else if (change->kind == DROP_OBJECT)
    remove_object(self, before);
  else
    modify(self, after, before, change->kind == RENAME_OBJECT ? MARK_RENAMED : MARK_MODIFIED);
}

static void change_schema(Marker *self, const Change *change) {
  json_t *before = change->from.schema != NULL ? schema_item(&self->from, change->from.schema) : NULL;
  json_t *after = change->to.schema != NULL ? schema_item(&self->to, change->to.schema) : NULL;
  if (change->kind == ADD_SCHEMA)
    mark(self, after, MARK_ADDED);
  else if (change->kind == DROP_SCHEMA)
    bring(self, list_of(&self->to, "schemas"), before);
  else
    modify(self, after, before, MARK_MODIFIED);
}

static void apply(Marker *self, const Change *change) {
  if (change->kind <= MODIFY_SCHEMA)
    change_schema(self, change);
  else if (change->kind <= RENAME_TABLE)
    change_table(self, change);
  else if (change->kind <= RENAME_OBJECT)
    change_object(self, change);
}

/* ---- the head ---- */

static json_t *texts(const Str *items, size_t count) {
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++) json_array_append_new(list, erd_text(items[i]));
  return list;
}

static json_t *head_of(const Marker *self) {
  const ErdChange *change = self->change;
  json_t *out = json_object(), *counts = json_object();
  for (size_t i = 0; i < sizeof mark_names / sizeof *mark_names; i++)
    erd_put(counts, mark_names[i], json_integer((json_int_t)self->counts[i]));
  erd_put(out, "from", texts(change->from_names, change->from_count));
  erd_put(out, "to", texts(change->to_names, change->to_count));
  erd_put(out, "plan", texts(change->plan, change->plan_count));
  erd_put(out, "counts", counts);
  return out;
}

json_t *erd_change_document(const ErdChange *change, const ErdOptions *options) {
  Marker self = {.change = change};
  open_side(&self.from, change->from, options);
  open_side(&self.to, change->to, options);
  for (size_t i = 0; i < change->changes->len; i++) mark_renames(&self, change->changes->items[i]);
  for (size_t i = 0; i < change->changes->len; i++) apply(&self, change->changes->items[i]);
  json_t *out = self.to.document;
  json_object_del(json_object_get(out, "generated"), "hash"); /* of the schema, not of the change */
  erd_put(out, "diff", head_of(&self));
  json_decref(self.from.document);
  close_side(&self.from);
  close_side(&self.to);
  return out;
}

static void put(const json_t *value, Buf *out) {
  char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
  if (text != NULL) buf_put(out, str_from(text));
  free(text);
}

/* Each member of a list on a line of its own. */
void erd_change_json(const ErdChange *change, const ErdOptions *options, Buf *out) {
  json_t *document = erd_change_document(change, options), *value;
  const char *key, *comma = "";
  buf_putc(out, '{');
  json_object_foreach(document, key, value) {
    buf_printf(out, "%s\n\"%s\":", comma, key);
    comma = ",";
    if (!json_is_array(value)) {
      put(value, out);
      continue;
    }
    buf_putc(out, '[');
    for (size_t i = 0; i < json_array_size(value); i++) {
      buf_put(out, i > 0 ? STR(",\n") : STR("\n"));
      put(json_array_get(value, i), out);
    }
    buf_put(out, json_array_size(value) > 0 ? STR("\n]") : STR("]"));
  }
  buf_put(out, STR("\n}\n"));
  json_decref(document);
}
