/* build_object.c: blocks that are no tables, and the blocks in them, as objects of the model. */
#include "dialects/object_role.h"
#include "typecheck/build_parts.h"

typedef struct Depends {
  Table *table;
  Object *object;
} Depends;

static void add_depends(const BuildBlock *b, const BuildRef *ref, void *context) {
  Depends *self = context;
  (void)b;
  if (ref->item == NULL) return;
  if (ref->item->table != NULL && self->table != NULL)
    array_push(&self->table->depends_on_tables, (const Table *)ref->item->table);
  else if (ref->item->table != NULL)
    array_push(&self->object->depends_on_tables, (const Table *)ref->item->table);
  else if (ref->item->object != NULL && self->table != NULL)
    array_push(&self->table->depends_on, (const Object *)ref->item->object);
  else if (ref->item->object != NULL)
    array_push(&self->object->depends_on, (const Object *)ref->item->object);
}

void build_depends(const BuildBlock *b, AttrRole role, Table *table, Object *object) {
  Depends depends = {table, object};
  Str why = build_refs(b, role, add_depends, &depends);
  if (!str_empty(why)) build_gap(b, b->syn->type_span, "some dependencies cannot be known: %.*s", STR_FMT(why));
}

static void set_target(const BuildBlock *b, const BuildRef *ref, void *context) {
  Object *object = context;
  if (ref->item != NULL && ref->item->table != NULL) object->table = ref->item->table;
  if (ref->item != NULL && ref->item->table == NULL && ref->item->object != NULL)
    array_push(&object->depends_on, (const Object *)ref->item->object);
  (void)b;
}

static void add_values(const BuildBlock *b, Object *object) {
  BuildValue value = build_role(b, ATTR_VALUES);
  if (!value.present) return;
  bool known = value.val->kind == VAL_LIST && str_empty(value.why);
  if (!known) build_gap(b, value.syn->span, "some values cannot be known: %.*s", STR_FMT(value.why));
  for (uint32_t i = 0; value.val->kind == VAL_LIST && i < value.val->count; i++)
    array_push(&object->values, build_keep(b->build, build_text(b->build, value.val->as.items[i])));
}

/* Roles that the model has members for, or that say nothing of the object itself. */
static bool has_member(AttrRole role) {
  return role == ATTR_SCHEMA || role == ATTR_NAME || role == ATTR_FOR_EACH || role == ATTR_COMMENT ||
         role == ATTR_DEPENDS_ON || role == ATTR_DEFINITION || role == ATTR_VALUES;
}

static void keep_attrs(const BuildBlock *b, Object *object) {
  for (const SynAttr *attr = b->syn->body->attrs; attr != NULL; attr = attr->next) {
    const AttrSpec *spec = b->spec != NULL ? dialect_attr(b->spec, attr->name) : NULL;
    if (spec != NULL ? has_member((AttrRole)spec->role) : b->spec == NULL || !b->spec->open_attrs) continue;
    build_plain(b, spec, attr, &object->attrs);
  }
}

typedef struct Filling {
  Object *object;
  unsigned depth;
} Filling;

static void add_child(const BuildBlock *child, void *context) {
  Filling *self = context;
  Object *object = self->object;
  Realm *realm = child->build->realm;
  if (child->spec != NULL && child->spec->role == BLOCK_COLUMN && self->depth == 0) {
    Column *column = arena_new(&realm->arena, Column);
    column->name = build_keep(child->build, build_label(child->syn));
    column->index = (uint32_t)object->columns.len;
    build_column(child, column, object->schema);
    array_push(&object->columns, column);
  } else if (child->spec != NULL && child->spec->role == BLOCK_INDEX && self->depth == 0) {
    array_push(&object->indexes, build_index(child, object->schema, INDEX_PLAIN));
  } else if (child->spec != NULL && self->depth + 1 < MODEL_DEPTH) {
    array_push(&object->children, build_child(child, object->schema, self->depth + 1));
  }
}

void build_object(const BuildBlock *b, Object *object, unsigned depth) {
  Filling filling = {object, depth};
  BuildValue comment = build_role(b, ATTR_COMMENT), definition = build_role(b, ATTR_DEFINITION);
  object->pos = build_pos(b->build, b->item->unit, b->syn);
  object->comment = build_model_text(b, &comment);
  object->definition = build_model_text(b, &definition);
  add_values(b, object);
  build_depends(b, ATTR_DEPENDS_ON, NULL, object);
  build_refs(b, ATTR_TARGET, set_target, object);
  build_view_names(b, object);
  keep_attrs(b, object);
  build_children(b, add_child, &filling);
}

Object *build_child(const BuildBlock *b, Schema *schema, unsigned depth) {
  Object *object = model_new_object(b->build->realm, schema, b->syn->type, build_label(b->syn));
  build_object(b, object, depth);
  return object;
}

void build_object_start(BuildItem *item, const BuildBlock *b, Str name) {
  Realm *realm = b->build->realm;
  Object *object = model_new_object(realm, item->schema, b->syn->type, name);
  object->role = object_role(b->spec);
  object->for_table = dialect_attr_role(b->spec, ATTR_TARGET) != NULL;
  item->object = object;
  if (item->schema != NULL)
    array_push(&item->schema->objects, object);
  else
    array_push(&realm->objects, object);
}
