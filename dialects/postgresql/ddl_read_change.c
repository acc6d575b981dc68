/* ddl_read_change.c: RENAME, SET SCHEMA and COMMENT of anything. */
#include "dialects/postgresql/ddl_read_parts.h"

/* What a statement names; NULL with an error, or when nothing is kept of such objects. */
static Item *find_item(DdlRead *self, Str type, const json_t *range, const json_t *object, bool missing_ok) {
  Str schema = {0}, name = {0};
  if (range != NULL) {
    schema = tree_str(range, "schemaname");
    name = tree_str(range, "relname");
  } else if (node_is(object, "ObjectWithArgs")) {
    CatRoutine *routine = pgddl_routine(self, node_body(object), missing_ok);
    return routine != NULL ? &routine->item : NULL;
  } else {
    pgddl_names(node_is(object, "TypeName") ? tree_get(node_body(object), "names") : object, &schema, &name);
  }
  const NamedKind *kind = pgddl_named_kind(type);
  if (kind == NULL) return NULL;
  Item *item = pgddl_look(self, kind->kind, schema, name);
  if (item == NULL && kind->kind == ITEM_TABLE) { /* ALTER TABLE takes them all */
    static const ItemKind others[] = {ITEM_VIEW, ITEM_SEQUENCE, ITEM_INDEX};
    for (size_t k = 0; item == NULL && k < 3; k++) item = pgddl_look(self, others[k], schema, name);
  }
  if (item == NULL && !missing_ok) pgddl_missing(self, kind->family, schema, name);
  return item;
}

/* ---- RENAME ---- */

/* All expressions of the table that may name the column. */
static void rename_in_table(CatTable *table, Str from, Str to) {
  for (size_t i = 0; i < table->columns.len; i++) pgddl_rename_in(table->columns.items[i]->value, from, to);
  for (size_t i = 0; i < table->checks.len; i++) pgddl_rename_in(table->checks.items[i]->expr, from, to);
  for (size_t i = 0; i < table->indexes.len; i++) {
    CatIndex *index = table->indexes.items[i];
    pgddl_rename_in(index->where, from, to);
    for (size_t k = 0; k < index->parts.len; k++) pgddl_rename_in(index->parts.items[k].expr, from, to);
  }
  for (size_t i = 0; i < table->triggers.len; i++)
    pgddl_rename_in(((CatTrigger *)table->triggers.items[i])->when, from, to);
  for (size_t i = 0; i < table->policies.len; i++) {
    pgddl_rename_in(((CatPolicy *)table->policies.items[i])->using_, from, to);
    pgddl_rename_in(((CatPolicy *)table->policies.items[i])->check, from, to);
  }
}

/* Texts of views keep the name that they were written with. */
static void note_views(DdlRead *self, const Item *item, Str column) {
  for (size_t i = 0; i < self->items.len; i++) {
    const CatTable *view = (const CatTable *)self->items.items[i];
    if (view->item.kind != ITEM_VIEW || view->item.dropped) continue;
    for (size_t k = 0; k < view->uses.len; k++)
      if (view->uses.items[k] == item && (column.len == 0 || pgddl_uses_column(view->query, column)))
        pgddl_gap(self, "view \"%.*s\" was written before \"%.*s\" got its name: its text has the old one",
                  STR_FMT(view->item.name), STR_FMT(column.len > 0 ? column : item->name));
  }
}

static bool rename_column(DdlRead *self, CatTable *table, Str from, Str to) {
  CatColumn *column = pgddl_column(table, from);
  if (column == NULL) return pgddl_need_column(self, table, from) != NULL;
  if (pgddl_column(table, to) != NULL)
    return pgddl_fail(self, "column \"%.*s\" of relation \"%.*s\" already exists", STR_FMT(to),
                      STR_FMT(table->item.name));
  note_views(self, &table->item, from);
  column->item.name = pgddl_keep(self, to);
  rename_in_table(table, from, to);
  for (size_t i = 0; i < self->items.len; i++) {
    CatTable *child = (CatTable *)self->items.items[i];
    if (child->item.kind != ITEM_TABLE || child->item.dropped) continue;
    for (size_t k = 0; k < child->parents.len; k++)
      if (child->parents.items[k] == table && pgddl_column(child, from) != NULL &&
          !rename_column(self, child, from, to))
        return false;
  }
  return true;
}

static bool rename_attribute(DdlRead *self, const json_t *range, Str from, Str to) {
  CatType *type = (CatType *)pgddl_look(self, ITEM_TYPE, tree_str(range, "schemaname"), tree_str(range, "relname"));
  if (type == NULL) return pgddl_missing(self, "relation", tree_str(range, "schemaname"), tree_str(range, "relname"));
  for (size_t i = 0; i < type->fields.len; i++)
    if (str_eq(type->fields.items[i]->item.name, from)) {
      type->fields.items[i]->item.name = pgddl_keep(self, to);
      return true;
    }
  return pgddl_fail(self, "column \"%.*s\" does not exist", STR_FMT(from));
}

static bool rename_constraint(DdlRead *self, CatTable *table, Str from, Str to) {
  Item *item = pgddl_constraint(table, from);
  if (item == NULL)
    return pgddl_fail(self, "constraint \"%.*s\" for table \"%.*s\" does not exist", STR_FMT(from),
                      STR_FMT(table->item.name));
  if (item->kind == ITEM_INDEX)
    pgddl_move(self, item, item->schema, to);
  else
    item->name = pgddl_keep(self, to);
  return true;
}

static bool rename_check(DdlRead *self, const json_t *body, Str to) {
  Str schema, name, from = tree_str(body, "subname");
  pgddl_names(tree_get(body, "object"), &schema, &name);
  CatType *type = (CatType *)pgddl_look(self, ITEM_TYPE, schema, name);
  for (size_t i = 0; type != NULL && i < type->checks.len; i++)
    if (str_eq(type->checks.items[i]->item.name, from)) type->checks.items[i]->item.name = pgddl_keep(self, to);
  return type != NULL || pgddl_missing(self, "type", schema, name);
}

/* Parts of a table. *done: was it one? */
static bool rename_part(DdlRead *self, const json_t *body, Str type, Str to, bool *done) {
  const json_t *range = tree_get(body, "relation");
  Str from = tree_str(body, "subname");
  *done = true;
  if (str_eq(type, STR("OBJECT_ATTRIBUTE"))) return rename_attribute(self, range, from, to);
  if (str_eq(type, STR("OBJECT_DOMCONSTRAINT"))) return rename_check(self, body, to);
  bool column = str_eq(type, STR("OBJECT_COLUMN")), constraint = str_eq(type, STR("OBJECT_TABCONSTRAINT"));
  bool trigger = str_eq(type, STR("OBJECT_TRIGGER")), policy = str_eq(type, STR("OBJECT_POLICY"));
  *done = column || constraint || trigger || policy;
  if (!*done) return true;
  CatTable *table = pgddl_table(self, range, tree_flag(body, "missing_ok"));
  if (table == NULL) return self->error.ptr == NULL;
  if (column) return rename_column(self, table, from, to);
  if (constraint) return rename_constraint(self, table, from, to);
  Item *part = pgddl_part(trigger ? &table->triggers : &table->policies, from);
  if (part != NULL) part->name = pgddl_keep(self, to);
  return part != NULL ||
         pgddl_fail(self, "\"%.*s\" for table \"%.*s\" does not exist", STR_FMT(from), STR_FMT(table->item.name));
}

/* Everything inside is looked up by the schema's name. */
static bool rename_schema(DdlRead *self, Item *schema, Str to) {
  Items inside = {0};
  for (size_t i = 0; i < self->items.len; i++)
    if (self->items.items[i]->schema == schema && !self->items.items[i]->dropped)
      array_push(&inside, self->items.items[i]);
  for (size_t i = 0; i < inside.len; i++) {
    pgddl_remove(self, inside.items[i]);
    inside.items[i]->dropped = false;
  }
  for (size_t i = 0; i < self->path.len; i++)
    if (str_eq(self->path.items[i], schema->name)) self->path.items[i] = pgddl_keep(self, to);
  pgddl_move(self, schema, NULL, to);
  for (size_t i = 0; i < inside.len; i++) pgddl_move(self, inside.items[i], schema, inside.items[i]->name);
  array_free(&inside);
  return true;
}

bool pgddl_rename(DdlRead *self, const json_t *body) {
  Str type = tree_str(body, "renameType"), to = tree_str(body, "newname");
  bool done;
  if (!rename_part(self, body, type, to, &done)) return false;
  if (done) return true;
  const json_t *object = tree_get(body, "object");
  if (str_eq(type, STR("OBJECT_SCHEMA"))) {
    Item *schema = pgddl_find(self, ITEM_SCHEMA, (Str){0}, tree_str(body, "subname"));
    return schema != NULL ? rename_schema(self, schema, to)
                          : pgddl_missing(self, "schema", (Str){0}, tree_str(body, "subname"));
  }
  Item *item = find_item(self, type, tree_get(body, "relation"), object, tree_flag(body, "missing_ok"));
  if (item == NULL) return self->error.ptr == NULL;
  note_views(self, item, (Str){0});
  pgddl_move(self, item, item->schema, to);
  return true;
}

/* ---- SET SCHEMA ---- */

bool pgddl_set_schema(DdlRead *self, const json_t *body) {
  Str type = tree_str(body, "objectType");
  Item *schema = pgddl_schema(self, tree_str(body, "newschema"));
  Item *item = schema == NULL ? NULL
                              : find_item(self, type, tree_get(body, "relation"), tree_get(body, "object"),
                                          tree_flag(body, "missing_ok"));
  if (item == NULL) return self->error.ptr == NULL;
  pgddl_move(self, item, schema, item->name);
  if (item->kind != ITEM_TABLE && item->kind != ITEM_VIEW) return true;
  CatTable *table = (CatTable *)item;
  for (size_t i = 0; i < table->indexes.len; i++)
    pgddl_move(self, &table->indexes.items[i]->item, schema, table->indexes.items[i]->item.name);
  for (size_t i = 0; i < self->items.len; i++) {
    CatSequence *sequence = (CatSequence *)self->items.items[i];
    if (sequence->item.kind == ITEM_SEQUENCE && !sequence->item.dropped && sequence->owner != NULL &&
        sequence->owner->table == table)
      pgddl_move(self, &sequence->item, schema, sequence->item.name);
  }
  return true;
}

/* ---- COMMENT ---- */

static bool comment_part(DdlRead *self, Str type, const json_t *object, Str text, bool *done) {
  Str schema, table_name, name;
  bool column = str_eq(type, STR("OBJECT_COLUMN")), constraint = str_eq(type, STR("OBJECT_TABCONSTRAINT"));
  bool trigger = str_eq(type, STR("OBJECT_TRIGGER")), policy = str_eq(type, STR("OBJECT_POLICY"));
  *done = column || constraint || trigger || policy;
  if (!*done || !pgddl_part_names(object, &schema, &table_name, &name)) return true;
  CatTable *table = pgddl_find_table(self, schema, table_name);
  CatType *composite = column ? (CatType *)pgddl_look(self, ITEM_TYPE, schema, table_name) : NULL;
  if (table == NULL && composite != NULL) return true;
  if (table == NULL) return pgddl_missing(self, "relation", schema, table_name);
  CatColumn *found = column ? pgddl_column(table, name) : NULL;
  Item *item = column       ? (found != NULL ? &found->item : NULL)
               : constraint ? pgddl_constraint(table, name)
                            : pgddl_part(trigger ? &table->triggers : &table->policies, name);
  if (item == NULL)
    return pgddl_fail(self, "\"%.*s\" of relation \"%.*s\" does not exist", STR_FMT(name), STR_FMT(table_name));
  if (constraint && item->kind == ITEM_INDEX)
    ((CatIndex *)item)->constraint_comment = text;
  else
    item->comment = text;
  return true;
}

/* On a constraint of a domain: [type, name]. */
static bool comment_check(DdlRead *self, const json_t *object, Str text) {
  const json_t *list = node_list(object);
  Str schema, type_name, name = node_string(json_array_get(list, 1));
  pgddl_names(tree_get(node_body(json_array_get(list, 0)), "names"), &schema, &type_name);
  CatType *type = (CatType *)pgddl_look(self, ITEM_TYPE, schema, type_name);
  for (size_t i = 0; type != NULL && i < type->checks.len; i++)
    if (str_eq(type->checks.items[i]->item.name, name)) type->checks.items[i]->item.comment = text;
  return type != NULL || pgddl_missing(self, "type", schema, type_name);
}

static bool comment_cast(DdlRead *self, const json_t *object, Str text) {
  Item *cast = pgddl_cast(self, object);
  if (cast != NULL) cast->comment = text;
  return true;
}

bool pgddl_comment(DdlRead *self, const json_t *body) {
  Str type = tree_str(body, "objtype"), text = pgddl_keep(self, tree_str(body, "comment"));
  const json_t *object = tree_get(body, "object");
  bool done;
  if (!comment_part(self, type, object, text, &done)) return false;
  if (done) return true;
  if (str_eq(type, STR("OBJECT_DOMCONSTRAINT"))) return comment_check(self, object, text);
  if (str_eq(type, STR("OBJECT_CAST"))) return comment_cast(self, object, text);
  if (str_eq(type, STR("OBJECT_EXTENSION")) && str_eq(node_string(object), STR("plpgsql"))) return true;
  Item *item = find_item(self, type, NULL, object, false);
  if (item != NULL) item->comment = text;
  return self->error.ptr == NULL;
}
