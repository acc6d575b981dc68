/* ddl_read_find.c: what a statement about something that is there names: for DROP, RENAME, SET SCHEMA and COMMENT. */
#include "dialects/postgresql/ddl_read_parts.h"

static const NamedKind kinds[] = {{"OBJECT_TABLE", "table", "relation", ITEM_TABLE},
                                  {"OBJECT_FOREIGN_TABLE", "foreign table", "relation", ITEM_TABLE},
                                  {"OBJECT_VIEW", "view", "relation", ITEM_VIEW},
                                  {"OBJECT_MATVIEW", "materialized view", "relation", ITEM_VIEW},
                                  {"OBJECT_SEQUENCE", "sequence", "relation", ITEM_SEQUENCE},
                                  {"OBJECT_INDEX", "index", "relation", ITEM_INDEX},
                                  {"OBJECT_TYPE", "type", "type", ITEM_TYPE},
                                  {"OBJECT_DOMAIN", "type", "type", ITEM_TYPE},
                                  {"OBJECT_SCHEMA", "schema", "schema", ITEM_SCHEMA},
                                  {"OBJECT_COLLATION", "collation", "collation", ITEM_COLLATION},
                                  {"OBJECT_EXTENSION", "extension", "extension", ITEM_EXTENSION},
                                  {"OBJECT_EVENT_TRIGGER", "event trigger", "event trigger", ITEM_EVENT_TRIGGER},
                                  {"OBJECT_FOREIGN_SERVER", "server", "server", ITEM_SERVER}};

const NamedKind *pgddl_named_kind(Str type) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (str_eq(type, str_from(kinds[i].type))) return &kinds[i];
  return NULL;
}

bool pgddl_part_names(const json_t *names, Str *schema, Str *table, Str *part) {
  const json_t *list = node_list(names);
  size_t count = json_array_size(list);
  if (count < 2) return false;
  *part = node_string(json_array_get(list, count - 1));
  *table = node_string(json_array_get(list, count - 2));
  *schema = count > 2 ? node_string(json_array_get(list, count - 3)) : (Str){0};
  return true;
}

Item *pgddl_part(const Items *parts, Str name) {
  for (size_t i = 0; i < parts->len; i++)
    if (str_eq(parts->items[i]->name, name)) return parts->items[i];
  return NULL;
}

Item *pgddl_constraint(const CatTable *table, Str name) {
  for (size_t i = 0; i < table->checks.len; i++)
    if (str_eq(table->checks.items[i]->item.name, name)) return &table->checks.items[i]->item;
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    if (str_eq(table->foreign_keys.items[i]->item.name, name)) return &table->foreign_keys.items[i]->item;
  for (size_t i = 0; i < table->indexes.len; i++)
    if (table->indexes.items[i]->constraint.len > 0 && str_eq(table->indexes.items[i]->item.name, name))
      return &table->indexes.items[i]->item;
  return NULL;
}

Item *pgddl_cast(DdlRead *self, const json_t *types) {
  const json_t *pair = node_list(types);
  TypeRef from = pgddl_type(self, node_body(json_array_get(pair, 0))),
          to = pgddl_type(self, node_body(json_array_get(pair, 1)));
  for (size_t i = 0; i < self->items.len; i++) {
    CatObject *cast = (CatObject *)self->items.items[i];
    if (cast->item.kind == ITEM_CAST && !cast->item.dropped &&
        str_eq(pgddl_format_type(self, &cast->types[0], false), pgddl_format_type(self, &from, false)) &&
        str_eq(pgddl_format_type(self, &cast->types[1], false), pgddl_format_type(self, &to, false)))
      return &cast->item;
  }
  return NULL;
}
