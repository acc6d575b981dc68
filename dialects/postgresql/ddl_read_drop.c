/* ddl_read_drop.c: DROP of anything, with what depends on it. */
#include "dialects/postgresql/ddl_read_parts.h"

enum { MAX_DROPS = 1000 };

static bool is_relation(const Item *item) { return item->kind == ITEM_TABLE || item->kind == ITEM_VIEW; }

static bool depends(DdlRead *self, const Item *item) {
  return pgddl_fail(self, "cannot drop \"%.*s\" because other objects depend on it", STR_FMT(item->name));
}

/* ---- parts of tables ---- */

static void drop_index(DdlRead *self, CatIndex *index) {
  CatTable *table = index->table;
  pgddl_remove(self, &index->item);
  array_free(&index->parts);
  if (table->identity_index == index) table->identity_index = NULL;
  for (size_t i = 0; i < table->indexes.len; i++)
    if (table->indexes.items[i] == index) {
      array_splice(&table->indexes, i, 1, NULL, 0);
      return;
    }
}

static void drop_key(CatForeignKey *key) {
  CatTable *table = key->table;
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    if (table->foreign_keys.items[i] == key) array_splice(&table->foreign_keys, i, 1, NULL, 0);
  array_free(&key->columns);
  array_free(&key->ref_columns);
}

static bool key_has(const CatForeignKey *key, const CatColumn *column, bool target) {
  size_t count = target ? key->ref_columns.len : key->columns.len;
  for (size_t i = 0; i < count; i++)
    if ((target ? key->ref_columns.items[i] : key->columns.items[i]) == column) return true;
  return false;
}

static bool index_has(const CatIndex *index, const CatColumn *column) {
  for (size_t i = 0; i < index->parts.len; i++) {
    const CatPart *part = &index->parts.items[i];
    if (part->column == column || (part->expr != NULL && pgddl_uses_column(part->expr, column->item.name))) return true;
  }
  return index->where != NULL && pgddl_uses_column(index->where, column->item.name);
}

/* Foreign keys of other tables to this one, or to its column. */
static bool drop_references(DdlRead *self, const CatTable *table, const CatColumn *column, bool cascade) {
  for (size_t i = 0; i < self->items.len; i++) {
    CatTable *other = (CatTable *)self->items.items[i];
    if (!is_relation(&other->item) || other->item.dropped) continue;
    for (size_t k = other->foreign_keys.len; k-- > 0;) {
      CatForeignKey *key = other->foreign_keys.items[k];
      if (key->ref != table || (column == NULL && other == table)) continue;
      if (column != NULL && !key_has(key, column, true)) continue;
      if (!cascade) return depends(self, column != NULL ? &column->item : &table->item);
      drop_key(key);
    }
  }
  return true;
}

/* Foreign keys that rely on the index. */
static bool drop_users(DdlRead *self, const CatIndex *index, bool cascade) {
  for (size_t i = 0; i < self->items.len; i++) {
    CatTable *other = (CatTable *)self->items.items[i];
    if (!is_relation(&other->item) || other->item.dropped) continue;
    for (size_t k = other->foreign_keys.len; k-- > 0;) {
      if (other->foreign_keys.items[k]->index != index) continue;
      if (!cascade) return depends(self, &index->item);
      drop_key(other->foreign_keys.items[k]);
    }
  }
  return true;
}

/* Views on it; of a column those that name it. */
static bool drop_views(DdlRead *self, const CatTable *table, const CatColumn *column, bool cascade) {
  for (size_t i = 0; i < self->items.len; i++) {
    CatTable *view = (CatTable *)self->items.items[i];
    if (view->item.kind != ITEM_VIEW || view->item.dropped) continue;
    for (size_t k = 0; k < view->uses.len; k++) {
      if (view->uses.items[k] != &table->item) continue;
      if (column != NULL && !pgddl_uses_column(view->query, column->item.name)) continue;
      if (!cascade) return depends(self, column != NULL ? &column->item : &table->item);
      if (!pgddl_drop_item(self, &view->item, true)) return false;
      break;
    }
  }
  return true;
}

static void drop_sequences(DdlRead *self, const CatTable *table, const CatColumn *column) {
  for (size_t i = 0; i < self->items.len; i++) {
    CatSequence *sequence = (CatSequence *)self->items.items[i];
    if (sequence->item.kind != ITEM_SEQUENCE || sequence->item.dropped || sequence->owner == NULL) continue;
    if (column != NULL ? sequence->owner == column : sequence->owner->table == table)
      pgddl_remove(self, &sequence->item);
  }
}

static void drop_checks(CatTable *table, Str column) {
  for (size_t i = table->checks.len; i-- > 0;)
    if (pgddl_uses_column(table->checks.items[i]->expr, column)) array_splice(&table->checks, i, 1, NULL, 0);
}

static bool drop_inherited(DdlRead *self, CatColumn *column, bool cascade) {
  for (size_t i = 0; i < self->items.len; i++) {
    CatTable *child = (CatTable *)self->items.items[i];
    if (!is_relation(&child->item) || child->item.dropped) continue;
    for (size_t k = 0; k < child->parents.len; k++) {
      CatColumn *own = child->parents.items[k] == column->table ? pgddl_column(child, column->item.name) : NULL;
      if (own != NULL && !own->local && !pgddl_drop_column(self, own, cascade)) return false;
    }
  }
  return true;
}

bool pgddl_drop_column(DdlRead *self, CatColumn *column, bool cascade) {
  CatTable *table = column->table;
  if (!drop_references(self, table, column, cascade) || !drop_views(self, table, column, cascade)) return false;
  for (size_t i = table->indexes.len; i-- > 0;)
    if (index_has(table->indexes.items[i], column)) drop_index(self, table->indexes.items[i]);
  for (size_t i = table->foreign_keys.len; i-- > 0;)
    if (key_has(table->foreign_keys.items[i], column, false)) drop_key(table->foreign_keys.items[i]);
  drop_checks(table, column->item.name);
  drop_sequences(self, table, column);
  if (!drop_inherited(self, column, cascade)) return false;
  column->item.dropped = true;
  for (size_t i = 0; i < table->columns.len; i++) {
    CatColumn *other = table->columns.items[i];
    if (other->item.dropped || !other->generated || !pgddl_uses_column(other->value, column->item.name)) continue;
    if (!cascade) {
      column->item.dropped = false;
      return depends(self, &column->item);
    }
    if (!pgddl_drop_column(self, other, true)) return false;
    i = SIZE_MAX; /* from the start: the list has changed */
  }
  for (size_t i = 0; i < table->columns.len; i++)
    if (table->columns.items[i] == column) array_splice(&table->columns, i, 1, NULL, 0);
  array_free(&column->parents);
  return true;
}

static void drop_check(DdlRead *self, CatTable *table, Str name) {
  for (size_t i = table->checks.len; i-- > 0;)
    if (str_eq(table->checks.items[i]->item.name, name)) array_splice(&table->checks, i, 1, NULL, 0);
  for (size_t i = 0; i < self->items.len; i++) {
    CatTable *child = (CatTable *)self->items.items[i];
    if (child->item.kind != ITEM_TABLE || child->item.dropped) continue;
    for (size_t k = 0; k < child->parents.len; k++)
      if (child->parents.items[k] == table) drop_check(self, child, name);
  }
}

bool pgddl_drop_constraint(DdlRead *self, CatTable *table, Str name, bool missing_ok, bool cascade) {
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    if (str_eq(table->foreign_keys.items[i]->item.name, name)) {
      drop_key(table->foreign_keys.items[i]);
      return true;
    }
  for (size_t i = 0; i < table->checks.len; i++)
    if (str_eq(table->checks.items[i]->item.name, name)) {
      drop_check(self, table, name);
      return true;
    }
  Item *index = pgddl_constraint(table, name);
  if (index == NULL)
    return missing_ok || pgddl_fail(self, "constraint \"%.*s\" of relation \"%.*s\" does not exist", STR_FMT(name),
                                    STR_FMT(table->item.name));
  if (!drop_users(self, (CatIndex *)index, cascade)) return false;
  drop_index(self, (CatIndex *)index);
  return true;
}

/* ---- whole items ---- */

static bool drop_around(DdlRead *self, CatTable *table, bool cascade) {
  if (!drop_references(self, table, NULL, cascade) || !drop_views(self, table, NULL, cascade)) return false;
  for (size_t i = 0; i < self->items.len; i++) {
    CatTable *child = (CatTable *)self->items.items[i];
    if (child->item.kind != ITEM_TABLE || child->item.dropped) continue;
    for (size_t k = 0; k < child->parents.len; k++) {
      if (child->parents.items[k] != table) continue;
      if (!cascade && !child->is_partition) return depends(self, &table->item);
      if (!pgddl_drop_item(self, &child->item, cascade)) return false;
      break;
    }
  }
  return true;
}

/* It counts as dropped already while what depends on it is: views may read each other. */
static bool drop_relation(DdlRead *self, CatTable *table, bool cascade) {
  pgddl_remove(self, &table->item);
  if (!drop_around(self, table, cascade)) {
    table->item.dropped = false;
    pgddl_move(self, &table->item, table->item.schema, table->item.name);
    return false;
  }
  while (table->indexes.len > 0) drop_index(self, array_last(&table->indexes));
  while (table->foreign_keys.len > 0) drop_key(array_last(&table->foreign_keys));
  drop_sequences(self, table, NULL);
  return true;
}

static bool drop_type(DdlRead *self, CatType *type, bool cascade) {
  for (size_t i = 0; i < self->items.len; i++) {
    CatTable *table = (CatTable *)self->items.items[i];
    if (!is_relation(&table->item) || table->item.dropped) continue;
    for (size_t k = table->columns.len; k-- > 0;) {
      if (table->columns.items[k]->type.user != type) continue;
      if (!cascade) return depends(self, &type->item);
      if (!pgddl_drop_column(self, table->columns.items[k], true)) return false;
      if (k > table->columns.len) k = table->columns.len;
    }
  }
  pgddl_remove(self, &type->item);
  return true;
}

static bool drop_sequence(DdlRead *self, CatSequence *sequence, bool cascade) {
  for (size_t i = 0; i < self->items.len; i++) {
    CatTable *table = (CatTable *)self->items.items[i];
    if (!is_relation(&table->item) || table->item.dropped) continue;
    for (size_t k = 0; k < table->columns.len; k++) {
      if (table->columns.items[k]->sequence != sequence) continue;
      if (!cascade) return depends(self, &sequence->item);
      table->columns.items[k]->sequence = NULL;
    }
  }
  pgddl_remove(self, &sequence->item);
  return true;
}

static bool drop_routine(DdlRead *self, CatRoutine *routine, bool cascade) {
  for (size_t i = 0; i < self->items.len; i++) {
    CatTable *table = (CatTable *)self->items.items[i];
    if (!is_relation(&table->item) || table->item.dropped) continue;
    for (size_t k = table->triggers.len; k-- > 0;) {
      if (((CatTrigger *)table->triggers.items[k])->routine != routine) continue;
      if (!cascade) return depends(self, &routine->item);
      array_splice(&table->triggers, k, 1, NULL, 0);
    }
  }
  pgddl_remove(self, &routine->item);
  return true;
}

static bool drop_schema(DdlRead *self, Item *schema, bool cascade) {
  for (size_t i = 0; i < self->items.len; i++) {
    Item *item = self->items.items[i];
    if (item->schema != schema || item->dropped || item->kind == ITEM_INDEX) continue;
    if (!cascade) return depends(self, schema);
    if (!pgddl_drop_item(self, item, true)) return false;
  }
  pgddl_remove(self, schema);
  return true;
}

static bool drop_kind(DdlRead *self, Item *item, bool cascade) {
  switch ((ItemKind)item->kind) {
  case ITEM_TABLE:
  case ITEM_VIEW: return drop_relation(self, (CatTable *)item, cascade);
  case ITEM_TYPE: return drop_type(self, (CatType *)item, cascade);
  case ITEM_SEQUENCE: return drop_sequence(self, (CatSequence *)item, cascade);
  case ITEM_ROUTINE: return drop_routine(self, (CatRoutine *)item, cascade);
  case ITEM_SCHEMA: return drop_schema(self, item, cascade);
  case ITEM_INDEX:
    if (((CatIndex *)item)->constraint.len > 0) return depends(self, item);
    if (!drop_users(self, (CatIndex *)item, cascade)) return false;
    drop_index(self, (CatIndex *)item);
    return true;
  default: pgddl_remove(self, item); return true;
  }
}

bool pgddl_drop_item(DdlRead *self, Item *item, bool cascade) {
  if (item->dropped) return true;
  if (self->depth >= MAX_DROPS) return pgddl_fail(self, "too many objects depend on each other");
  self->depth++;
  bool ok = drop_kind(self, item, cascade);
  self->depth--;
  return ok;
}

/* ---- DROP ---- */

static bool drop_named(DdlRead *self, const NamedKind *kind, const json_t *node, bool missing_ok, bool cascade) {
  Str schema, name;
  const json_t *names = node_is(node, "TypeName") ? tree_get(node_body(node), "names") : node;
  pgddl_names(names, &schema, &name);
  Item *item = pgddl_look(self, kind->kind, schema, name);
  if (item == NULL) return missing_ok || pgddl_missing(self, kind->name, schema, name);
  return pgddl_drop_item(self, item, cascade);
}

/* b.c.name: a trigger or policy of a table. */
static bool drop_part(DdlRead *self, const json_t *names, bool policy, bool missing_ok) {
  Str schema, table_name, name;
  if (!pgddl_part_names(names, &schema, &table_name, &name)) return true;
  CatTable *table = pgddl_find_table(self, schema, table_name);
  if (table == NULL) return missing_ok || pgddl_missing(self, "relation", schema, table_name);
  Items *parts = policy ? &table->policies : &table->triggers;
  for (size_t i = 0; i < parts->len; i++) {
    if (!str_eq(parts->items[i]->name, name)) continue;
    if (!policy) array_free(&((CatTrigger *)parts->items[i])->columns);
    array_splice(parts, i, 1, NULL, 0);
    return true;
  }
  return missing_ok || pgddl_fail(self, "%s \"%.*s\" for table \"%.*s\" does not exist", policy ? "policy" : "trigger",
                                  STR_FMT(name), STR_FMT(table_name));
}

static bool drop_cast(DdlRead *self, const json_t *node) {
  Item *cast = pgddl_cast(self, node);
  if (cast != NULL) cast->dropped = true;
  return true;
}

static bool drop_one(DdlRead *self, const json_t *body, const json_t *node) {
  bool missing_ok = tree_flag(body, "missing_ok"), cascade = tree_is(body, "behavior", "DROP_CASCADE");
  Str type = tree_str(body, "removeType");
  if (node_is(node, "ObjectWithArgs")) {
    CatRoutine *routine = pgddl_routine(self, node_body(node), missing_ok);
    return routine != NULL ? pgddl_drop_item(self, &routine->item, cascade) : missing_ok;
  }
  if (str_eq(type, STR("OBJECT_TRIGGER"))) return drop_part(self, node, false, missing_ok);
  if (str_eq(type, STR("OBJECT_POLICY"))) return drop_part(self, node, true, missing_ok);
  if (str_eq(type, STR("OBJECT_CAST"))) return drop_cast(self, node);
  const NamedKind *kind = pgddl_named_kind(type);
  return kind == NULL || drop_named(self, kind, node, missing_ok, cascade);
}

/* Tables that are dropped together may depend on each other. */
static bool drop_keys_between(DdlRead *self, const json_t *body) {
  if (!tree_is(body, "removeType", "OBJECT_TABLE")) return true;
  Items tables = {0};
  for (size_t i = 0; i < tree_count(body, "objects"); i++) {
    Str schema, name;
    pgddl_names(tree_item(body, "objects", i), &schema, &name);
    Item *item = pgddl_look(self, ITEM_TABLE, schema, name);
    if (item != NULL) array_push(&tables, item);
  }
  for (size_t i = 0; i < tables.len && tables.len > 1; i++) {
    CatTable *table = (CatTable *)tables.items[i];
    for (size_t k = table->foreign_keys.len; k-- > 0;)
      for (size_t n = 0; n < tables.len; n++)
        if (&table->foreign_keys.items[k]->ref->item == tables.items[n]) {
          drop_key(table->foreign_keys.items[k]);
          break;
        }
  }
  array_free(&tables);
  return true;
}

bool pgddl_drop(DdlRead *self, const json_t *body) {
  drop_keys_between(self, body);
  for (size_t i = 0; i < tree_count(body, "objects"); i++)
    if (!drop_one(self, body, tree_item(body, "objects", i))) return false;
  return true;
}
