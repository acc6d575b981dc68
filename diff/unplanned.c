/* unplanned.c: what differs between two schemas and no statement will change, told by name. */
#include <assert.h>

#include "diff/diff_internal.h"

static void note(Comparison *cmp, bool in_to, ModelPos pos, Str text) {
  compare_unplanned(cmp, in_to ? cmp->to : cmp->from, pos, text);
}

void unplanned_gaps(Comparison *cmp) {
  for (int side = 0; side < 2; side++) {
    const Realm *realm = side == 0 ? cmp->from : cmp->to;
    for (size_t i = 0; realm != NULL && i < realm->gaps.len; i++)
      note(cmp, side == 1, realm->gaps.items[i].pos, realm->gaps.items[i].reason);
  }
}

/* ---- objects ---- */

static const ModelAttr *find_attr(const ModelAttrs *attrs, Str name) {
  for (size_t i = 0; i < attrs->len; i++)
    if (str_eq(attrs->items[i].name, name)) return &attrs->items[i];
  return NULL;
}

static bool same_text(ModelText a, ModelText b) {
  return a.present == b.present && a.known == b.known && str_eq(a.text, b.text);
}

static const char *difference(const void *from, const void *to) {
  return from == NULL ? "added" : to == NULL ? "dropped" : "changed";
}

void unplanned_object(Comparison *cmp, const Object *from, const Object *to) {
  const Object *object = object_either(from, to);
  assert(object != NULL);
  if (from != NULL && to != NULL && object_same(from, to, NULL)) return;
  Str name = object->name.len > 0 ? arena_printf(cmp->arena, " \"%.*s\"", STR_FMT(object->name)) : (Str){NULL, 0};
  note(cmp, to != NULL, object->pos,
       arena_printf(cmp->arena, "%.*s%.*s is %s, which is not planned", STR_FMT(object->kind), STR_FMT(name),
                    difference(from, to)));
}

/* ---- attributes that no driver knows ---- */

typedef struct Owner {
  const char *what;
  Str name, table; /* table: empty for a table itself */
  ModelPos pos;
} Owner;

static void note_attr(Comparison *cmp, const Owner *owner, bool in_to, Str name) {
  Str where = (Str){0};
  if (owner->table.len > 0) where = arena_printf(cmp->arena, " of table \"%.*s\"", STR_FMT(owner->table));
  note(cmp, in_to, owner->pos,
       arena_printf(cmp->arena, "%.*s of %s \"%.*s\"%.*s differs, which is not planned", STR_FMT(name), owner->what,
                    STR_FMT(owner->name), STR_FMT(where)));
}

static void compare_attrs(Comparison *cmp, const Owner *owner, const ModelAttrs *from, const ModelAttrs *to) {
  static const ModelAttrs none = {0};
  if (from == NULL) from = &none;
  for (size_t i = 0; i < to->len; i++) {
    const ModelAttr *attr = &to->items[i], *old = find_attr(from, attr->name);
    bool known = driver_word_in(attr->name, cmp->driver->known_attrs) || attr_is_rename(attr->name);
    if (!known && (old == NULL || !same_text(old->value, attr->value))) note_attr(cmp, owner, true, attr->name);
  }
  for (size_t i = 0; i < from->len; i++)
    if (find_attr(to, from->items[i].name) == NULL && !driver_word_in(from->items[i].name, cmp->driver->known_attrs) &&
        !attr_is_rename(from->items[i].name))
      note_attr(cmp, owner, true, from->items[i].name);
}

static const Object *schema_child(const Schema *schema, const Object *child) {
  for (size_t i = 0; i < schema->children.len; i++)
    if (str_eq(schema->children.items[i]->kind, child->kind)) return schema->children.items[i];
  return NULL;
}

void unplanned_schema(Comparison *cmp, const Schema *from, const Schema *to) {
  Owner owner = {"schema", to->name, (Str){0}, to->pos};
  compare_attrs(cmp, &owner, from != NULL ? &from->attrs : NULL, &to->attrs);
  for (size_t i = 0; i < to->children.len; i++) {
    const Object *child = to->children.items[i], *old = from != NULL ? schema_child(from, child) : NULL;
    bool made = from == NULL && driver_word_in(child->kind, cmp->driver->known_attrs);
    if (!made && (old == NULL || !object_same(old, child, NULL))) note_attr(cmp, &owner, true, child->kind);
  }
  for (size_t i = 0; from != NULL && i < from->children.len; i++)
    if (schema_child(to, from->children.items[i]) == NULL) note_attr(cmp, &owner, true, from->children.items[i]->kind);
}

/* Of members without attributes there is nothing to say. */
static void compare_member(Comparison *cmp, const Owner *owner, const ModelAttrs *from, const ModelAttrs *to) {
  if (to->len > 0 || (from != NULL && from->len > 0)) compare_attrs(cmp, owner, from, to);
}

static void compare_column_attrs(Comparison *cmp, const Table *from, const Table *to) {
  for (size_t i = 0; i < to->columns.len; i++) {
    const Column *column = to->columns.items[i], *old = NULL;
    if (from != NULL && i < from->columns.len && str_eq(from->columns.items[i]->name, column->name))
      old = from->columns.items[i];
    else if (from != NULL)
      old = table_column(from, column->name);
    Owner owner = {"column", column->name, to->name, column->pos};
    compare_member(cmp, &owner, old != NULL ? &old->attrs : NULL, &column->attrs);
  }
}

void unplanned_index(Comparison *cmp, const Index *from, const Index *to, Str table) {
  Owner owner = {to->kind == INDEX_PRIMARY ? "primary key" : "index", to->name, table, to->pos};
  compare_member(cmp, &owner, from != NULL ? &from->attrs : NULL, &to->attrs);
  for (size_t i = 0; i < to->parts.len; i++) {
    const IndexPart *part = &to->parts.items[i];
    const ModelAttrs *old = from != NULL && i < from->parts.len ? &from->parts.items[i].attrs : NULL;
    compare_member(cmp, &owner, old, &part->attrs);
  }
}

static void compare_indexes(Comparison *cmp, const Table *from, const Table *to) {
  if (to->primary_key != NULL) unplanned_index(cmp, from != NULL ? from->primary_key : NULL, to->primary_key, to->name);
  for (size_t i = 0; i < to->indexes.len; i++) {
    const Index *index = to->indexes.items[i], *old = NULL;
    for (size_t k = 0; from != NULL && old == NULL && k < from->indexes.len; k++)
      if (str_eq(from->indexes.items[k]->name, index->name)) old = from->indexes.items[k];
    unplanned_index(cmp, old, index, to->name);
  }
}

static void compare_key_attrs(Comparison *cmp, const Table *from, const Table *to) {
  for (size_t i = 0; i < to->foreign_keys.len; i++) {
    const ForeignKey *key = to->foreign_keys.items[i], *old = NULL;
    for (size_t k = 0; from != NULL && old == NULL && k < from->foreign_keys.len; k++)
      if (str_eq(from->foreign_keys.items[k]->name, key->name)) old = from->foreign_keys.items[k];
    Owner owner = {"foreign key", key->name, to->name, key->pos};
    compare_member(cmp, &owner, old != NULL ? &old->attrs : NULL, &key->attrs);
  }
  for (size_t i = 0; i < to->checks.len; i++) {
    const Check *check = to->checks.items[i], *old = NULL;
    for (size_t k = 0; from != NULL && old == NULL && k < from->checks.len; k++)
      if (str_eq(from->checks.items[k]->name, check->name)) old = from->checks.items[k];
    Owner owner = {"check", check->name, to->name, check->pos};
    compare_member(cmp, &owner, old != NULL ? &old->attrs : NULL, &check->attrs);
  }
}

static const Object *find_child(const Table *table, const Object *child) {
  for (size_t i = 0; table != NULL && i < table->children.len; i++)
    if (str_eq(table->children.items[i]->kind, child->kind) && str_eq(table->children.items[i]->name, child->name))
      return table->children.items[i];
  return NULL;
}

/* Does the driver compare and plan the block? Its changes are found elsewhere: these are thrown away. */
static bool child_is_planned(Comparison *cmp, const Object *from, const Object *to) {
  Change scratch = {.kind = MODIFY_TABLE};
  if (driver_word_in(object_either(from, to)->kind, cmp->driver->known_attrs)) return true;
  return cmp->driver->child != NULL && cmp->driver->child(cmp, from, to, &scratch);
}

static void compare_children(Comparison *cmp, const Table *from, const Table *to) {
  for (size_t i = 0; i < to->children.len; i++) {
    const Object *child = to->children.items[i], *old = find_child(from, child);
    if (child_is_planned(cmp, old, child) || (old != NULL && object_same(old, child, NULL))) continue;
    Owner owner = {"table", to->name, (Str){0}, child->pos};
    note_attr(cmp, &owner, true, child->kind);
  }
  for (size_t i = 0; from != NULL && i < from->children.len; i++) {
    const Object *child = from->children.items[i];
    Owner owner = {"table", to->name, (Str){0}, to->pos};
    if (find_child(to, child) == NULL && !child_is_planned(cmp, child, NULL)) note_attr(cmp, &owner, true, child->kind);
  }
}

void unplanned_table(Comparison *cmp, const Table *from, const Table *to) {
  Owner owner = {"table", to->name, (Str){0}, to->pos};
  compare_attrs(cmp, &owner, from != NULL ? &from->attrs : NULL, &to->attrs);
  compare_column_attrs(cmp, from, to);
  compare_indexes(cmp, from, to);
  compare_key_attrs(cmp, from, to);
  compare_children(cmp, from, to);
}

/* ---- values that cannot be known ---- */

/* Why a column cannot be written; empty: it can. */
static Str unknown_in_column(const Column *column) {
  if (!column->type.known) return column->type.text.len > 0 ? column->type.text : STR("no type");
  if (column->default_kind == DEFAULT_UNKNOWN) return column->default_text;
  if (!column->null_known) return STR("whether it may be NULL");
  return model_is_unknown(column->generated) ? column->generated.text : (Str){NULL, 0};
}

static bool column_is_known(Comparison *cmp, const Column *column, bool in_to, Str table) {
  Str why = unknown_in_column(column);
  if (why.len == 0) return true;
  note(cmp, in_to, column->pos,
       arena_printf(cmp->arena, "column \"%.*s\" of table \"%.*s\" cannot be known: %.*s", STR_FMT(column->name),
                    STR_FMT(table), STR_FMT(why)));
  return false;
}

/* Of two columns that could not be compared: a type, default or expression of them is unknown and may differ. */
void unplanned_column(Comparison *cmp, const Column *from, const Column *to) {
  Str before = unknown_in_column(from), after = unknown_in_column(to);
  if (!str_eq(before, after)) column_is_known(cmp, after.len > 0 ? to : from, after.len > 0, cmp->to_table->name);
}

static bool part_is_known(Comparison *cmp, const char *what, Str name, Str table, ModelPos pos, bool known) {
  if (!known)
    note(
        cmp, true, pos,
        arena_printf(cmp->arena, "%s \"%.*s\" of table \"%.*s\" cannot be known", what, STR_FMT(name), STR_FMT(table)));
  return known;
}

static bool index_is_known(Comparison *cmp, const Index *index, Str table) {
  bool known = !index->partial && !model_is_unknown(index->where);
  for (size_t i = 0; i < index->parts.len; i++) known = known && !model_is_unknown(index->parts.items[i].expr);
  return part_is_known(cmp, "index", index->name, table, index->pos, known && index->parts.len > 0);
}

static bool key_is_known(Comparison *cmp, const ForeignKey *key, Str table) {
  bool known = !key->partial && key->columns.len > 0 && key->ref_columns.len > 0 && key->ref_table.len > 0;
  return part_is_known(cmp, "foreign key", key->name, table, key->pos, known);
}

static bool check_is_known(Comparison *cmp, const Check *check, Str table) {
  return part_is_known(cmp, "check", check->name, table, check->pos, check->expr.present && check->expr.known);
}

static bool table_is_known(Comparison *cmp, const Table *table) {
  bool known = table->primary_key == NULL || index_is_known(cmp, table->primary_key, table->name);
  for (size_t i = 0; i < table->columns.len; i++)
    known = column_is_known(cmp, table->columns.items[i], true, table->name) && known;
  for (size_t i = 0; i < table->indexes.len; i++)
    known = index_is_known(cmp, table->indexes.items[i], table->name) && known;
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    known = key_is_known(cmp, table->foreign_keys.items[i], table->name) && known;
  for (size_t i = 0; i < table->checks.len; i++)
    known = check_is_known(cmp, table->checks.items[i], table->name) && known;
  if (!known)
    note(cmp, true, table->pos,
         arena_printf(cmp->arena, "table \"%.*s\" is not planned: not all of it can be known", STR_FMT(table->name)));
  return known;
}

static bool member_is_known(Comparison *cmp, const Change *member, Str table) {
  switch (member->kind) {
  case ADD_COLUMN:
  case MODIFY_COLUMN: return column_is_known(cmp, member->to.column, true, table);
  case ADD_INDEX:
  case MODIFY_INDEX:
  case ADD_PRIMARY_KEY:
  case MODIFY_PRIMARY_KEY: return index_is_known(cmp, member->to.index, table);
  case ADD_FOREIGN_KEY:
  case MODIFY_FOREIGN_KEY: return key_is_known(cmp, member->to.foreign_key, table);
  case ADD_CHECK:
  case MODIFY_CHECK: return check_is_known(cmp, member->to.check, table);
  default: return true;
  }
}

static bool object_is_known(Comparison *cmp, const Object *object) {
  Str why;
  if (object == NULL || !object_is_unknown(object, &why)) return true;
  note(cmp, true, object->pos,
       arena_printf(cmp->arena, "%.*s \"%.*s\" is not planned: it cannot be known: %.*s", STR_FMT(object->kind),
                    STR_FMT(object->name), STR_FMT(why)));
  return false;
}

static void keep_known_members(Comparison *cmp, Change *modify) {
  size_t kept = 0;
  for (size_t i = 0; i < modify->members.len; i++)
    if (member_is_known(cmp, modify->members.items[i], modify->to.table->name))
      modify->members.items[kept++] = modify->members.items[i];
  modify->members.len = kept;
}

void unplanned_values(Comparison *cmp, Changes *changes) {
  size_t kept = 0;
  for (size_t i = 0; i < changes->len; i++) {
    Change *change = changes->items[i];
    if (change->kind == ADD_TABLE && !table_is_known(cmp, change->to.table)) continue;
    bool makes_object = change->kind == ADD_OBJECT || change->kind == MODIFY_OBJECT;
    if (makes_object && !object_is_known(cmp, change->to.object)) continue;
    if (change->kind == MODIFY_TABLE) {
      keep_known_members(cmp, change);
      if (change->members.len == 0) continue;
    }
    changes->items[kept++] = change;
  }
  changes->len = kept;
}
