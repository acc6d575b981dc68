/* ddl_read_catalog.c: finding, adding and naming what the catalog holds. */
#include "dialects/postgresql/ddl_read_parts.h"

enum { NAME_MAX_BYTES = 63 };

/* ---- sets of names ---- */

/* Relations share one set of names, types another. */
static char set_of(ItemKind kind) {
  switch (kind) {
  case ITEM_TABLE:
  case ITEM_VIEW:
  case ITEM_SEQUENCE:
  case ITEM_INDEX: return 'r';
  case ITEM_TYPE: return 't';
  case ITEM_SCHEMA: return 's';
  case ITEM_COLLATION: return 'c';
  case ITEM_EXTENSION: return 'e';
  case ITEM_EVENT_TRIGGER: return 'v';
  case ITEM_SERVER: return 'f';
  default: return '\0';
  }
}

static bool has_schema(ItemKind kind) {
  return kind != ITEM_SCHEMA && kind != ITEM_EXTENSION && kind != ITEM_EVENT_TRIGGER && kind != ITEM_SERVER;
}

/* "r", schema, NUL, name in `buffer` or in the arena. */
static Str key_of(Arena *arena, char set, Str schema, Str name, char *buffer, size_t size) {
  size_t len = schema.len + name.len + 2;
  char *text = arena != NULL || len > size ? (arena != NULL ? arena_alloc(arena, len) : NULL) : buffer;
  if (text == NULL) return (Str){0};
  text[0] = set;
  if (schema.len > 0) memcpy(text + 1, schema.ptr, schema.len);
  text[1 + schema.len] = '\0';
  if (name.len > 0) memcpy(text + 2 + schema.len, name.ptr, name.len);
  return str_make(text, len);
}

static Item *find_name(const DdlRead *self, char set, Str schema, Str name) {
  char buffer[512];
  Str key = key_of(NULL, set, schema, name, buffer, sizeof buffer);
  return key.ptr != NULL ? map_get(&self->names, key) : NULL;
}

static void set_name(DdlRead *self, Item *item, bool present) {
  char set = set_of((ItemKind)item->kind);
  if (set == '\0') return;
  Str schema = item->schema != NULL && has_schema((ItemKind)item->kind) ? item->schema->name : (Str){0};
  map_set(&self->names, key_of(&self->arena, set, schema, item->name, NULL, 0), present ? item : NULL);
}

Item *pgddl_find(const DdlRead *self, ItemKind kind, Str schema, Str name) {
  char set = set_of(kind);
  Item *item = set != '\0' ? find_name(self, set, has_schema(kind) ? schema : (Str){0}, name) : NULL;
  return item != NULL && item->kind == kind ? item : NULL;
}

Item *pgddl_look(const DdlRead *self, ItemKind kind, Str schema, Str name) {
  if (!str_empty(schema) || !has_schema(kind)) return pgddl_find(self, kind, schema, name);
  Item *temporary = pgddl_find(self, kind, STR("pg_temp"), name);
  if (temporary != NULL) return temporary;
  for (size_t i = 0; i < self->path.len; i++) {
    Item *item = pgddl_find(self, kind, self->path.items[i], name);
    if (item != NULL) return item;
  }
  return NULL;
}

/* ---- adding, removing, moving ---- */

Item *pgddl_schema(DdlRead *self, Str name) {
  if (str_empty(name))
    for (size_t i = 0; i < self->path.len; i++) {
      Item *found = pgddl_find(self, ITEM_SCHEMA, (Str){0}, self->path.items[i]);
      if (found != NULL) return found;
    }
  Item *item = str_empty(name) ? NULL : pgddl_find(self, ITEM_SCHEMA, (Str){0}, name);
  if (item != NULL) return item;
  if (str_empty(name))
    pgddl_fail(self, "no schema has been selected to create in");
  else
    pgddl_fail(self, "schema \"%.*s\" does not exist", STR_FMT(name));
  return NULL;
}

void *pgddl_new(DdlRead *self, ItemKind kind, size_t size, Str name) {
  Item *item = arena_alloc(&self->arena, size);
  item->kind = (uint8_t)kind;
  item->name = pgddl_keep(self, name);
  if (item->name.len > NAME_MAX_BYTES) item->name.len = NAME_MAX_BYTES;
  item->pos = pgddl_pos(self, -1, 0);
  return item;
}

static const char *kind_name(ItemKind kind) {
  switch (kind) {
  case ITEM_TYPE: return "type";
  case ITEM_SCHEMA: return "schema";
  case ITEM_EXTENSION: return "extension";
  case ITEM_COLLATION: return "collation";
  case ITEM_EVENT_TRIGGER: return "event trigger";
  case ITEM_SERVER: return "server";
  default: return "relation";
  }
}

void *pgddl_add(DdlRead *self, ItemKind kind, size_t size, Str schema, Str name) {
  Item *home = has_schema(kind) && kind != ITEM_CAST && kind != ITEM_MAPPING ? pgddl_schema(self, schema) : NULL;
  bool needs = has_schema(kind) && kind != ITEM_CAST && kind != ITEM_MAPPING;
  if (needs && home == NULL) return NULL;
  char set = set_of(kind);
  if (set != '\0' && find_name(self, set, home != NULL ? home->name : (Str){0}, name) != NULL) {
    pgddl_fail(self, "%s \"%.*s\" already exists", kind_name(kind), STR_FMT(name));
    return NULL;
  }
  Item *item = pgddl_new(self, kind, size, name);
  item->schema = home;
  array_push(&self->items, item);
  set_name(self, item, true);
  return item;
}

void pgddl_remove(DdlRead *self, Item *item) {
  if (item->dropped) return;
  set_name(self, item, false);
  item->dropped = true;
}

void pgddl_move(DdlRead *self, Item *item, Item *schema, Str name) {
  set_name(self, item, false);
  item->schema = schema;
  item->name = pgddl_keep(self, name);
  set_name(self, item, true);
}

/* ---- tables ---- */

bool pgddl_missing(DdlRead *self, const char *what, Str schema, Str name) {
  if (str_empty(schema)) return pgddl_fail(self, "%s \"%.*s\" does not exist", what, STR_FMT(name));
  return pgddl_fail(self, "%s \"%.*s.%.*s\" does not exist", what, STR_FMT(schema), STR_FMT(name));
}

static CatTable *look_table(const DdlRead *self, Str schema, Str name) {
  Item *item = pgddl_look(self, ITEM_TABLE, schema, name);
  if (item == NULL) item = pgddl_look(self, ITEM_VIEW, schema, name);
  return (CatTable *)item;
}

CatTable *pgddl_find_table(const DdlRead *self, Str schema, Str name) { return look_table(self, schema, name); }

CatTable *pgddl_table(DdlRead *self, const json_t *range, bool missing_ok) {
  Str schema = tree_str(range, "schemaname"), name = tree_str(range, "relname");
  CatTable *table = look_table(self, schema, name);
  if (table == NULL && !missing_ok) pgddl_missing(self, "relation", schema, name);
  return table;
}

CatColumn *pgddl_column(const CatTable *table, Str name) {
  for (size_t i = 0; i < table->columns.len; i++)
    if (str_eq(table->columns.items[i]->item.name, name)) return table->columns.items[i];
  return NULL;
}

CatColumn *pgddl_need_column(DdlRead *self, const CatTable *table, Str name) {
  CatColumn *column = pgddl_column(table, name);
  if (column == NULL)
    pgddl_fail(self, "column \"%.*s\" of relation \"%.*s\" does not exist", STR_FMT(name), STR_FMT(table->item.name));
  return column;
}

void pgddl_names(const json_t *list, Str *schema, Str *name) {
  const json_t *items = node_list(list);
  size_t count = json_array_size(items);
  *name = count > 0 ? node_string(json_array_get(items, count - 1)) : node_string(list);
  *schema = count > 1 ? node_string(json_array_get(items, count - 2)) : (Str){0};
}

/* ---- names that PostgreSQL makes up ---- */

/* Not in the middle of a character. */
static size_t clip(Str text, size_t len) {
  if (len >= text.len) return text.len;
  while (len > 0 && ((unsigned char)text.ptr[len] & 0xc0) == 0x80) len--;
  return len;
}

Str pgddl_make_name(DdlRead *self, Str table, Str columns, Str label) {
  size_t extra = (columns.len > 0 ? 1 : 0) + (label.len > 0 ? label.len + 1 : 0);
  size_t room = NAME_MAX_BYTES > extra ? NAME_MAX_BYTES - extra : 0, a = table.len, b = columns.len;
  while (a + b > room) {
    if (a > b)
      a--;
    else
      b--;
  }
  a = clip(table, a);
  b = clip(columns, b);
  return pgddl_printf(self, "%.*s%s%.*s%s%.*s", (int)a, table.ptr, columns.len > 0 ? "_" : "", (int)b,
                      columns.ptr != NULL ? columns.ptr : "", label.len > 0 ? "_" : "", STR_FMT(label));
}

bool pgddl_name_taken(const CatTable *table, Str name) {
  for (size_t i = 0; i < table->checks.len; i++)
    if (str_eq(table->checks.items[i]->item.name, name)) return true;
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    if (str_eq(table->foreign_keys.items[i]->item.name, name)) return true;
  for (size_t i = 0; i < table->indexes.len; i++)
    if (table->indexes.items[i]->constraint.len > 0 && str_eq(table->indexes.items[i]->item.name, name)) return true;
  return false;
}

Str pgddl_choose_name(DdlRead *self, const CatTable *table, Str columns, const char *label) {
  Str schema = table->item.schema->name;
  bool relation = strcmp(label, "check") != 0 && strcmp(label, "fkey") != 0;
  for (unsigned number = 0;; number++) {
    Str word = number == 0 ? str_from(label) : pgddl_printf(self, "%s%u", label, number);
    Str name = pgddl_make_name(self, table->item.name, columns, word);
    bool taken = pgddl_name_taken(table, name) || (relation && find_name(self, 'r', schema, name) != NULL);
    if (!taken) return name;
  }
}
