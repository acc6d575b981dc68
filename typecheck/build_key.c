/* build_key.c: what belongs to a table besides columns: indexes, foreign keys, checks. */
#include "base/buf.h"
#include "typecheck/build_parts.h"

static Realm *realm_of(const BuildBlock *b) { return b->build->realm; }

static ModelText role_text(const BuildBlock *b, AttrRole role) {
  BuildValue value = build_role(b, role);
  return build_model_text(b, &value);
}

/* Keeps the attributes whose roles are not among those given. */
static void keep_others(const BuildBlock *b, const AttrRole *roles, size_t count, ModelAttrs *out) {
  for (const SynAttr *attr = b->syn->body->attrs; attr != NULL; attr = attr->next) {
    const AttrSpec *spec = b->spec != NULL ? dialect_attr(b->spec, attr->name) : NULL;
    bool known = spec == NULL;
    for (size_t i = 0; i < count; i++) known = known || spec->role == roles[i];
    if (!known) build_plain(b, spec, attr, out);
  }
}

/* ---- indexes ---- */

typedef struct Parts {
  Index *index;
  Schema *schema;
} Parts;

static void set_column(const BuildBlock *b, const BuildRef *ref, IndexPart *part) {
  part->column = build_ref_column(ref);
  part->column_name = part->column != NULL ? part->column->name : build_keep(b->build, ref->member);
}

static void add_column(const BuildBlock *b, const BuildRef *ref, void *context) {
  Parts *self = context;
  IndexPart part = {.pos = model_nowhere()};
  set_column(b, ref, &part);
  array_push(&self->index->parts, part);
}

static void part_column(const BuildBlock *b, const BuildRef *ref, void *context) { set_column(b, ref, context); }

static void add_part(const BuildBlock *b, void *context) {
  Parts *self = context;
  if (b->spec == NULL) return;
  if (b->spec->role != BLOCK_INDEX_PART) {
    array_push(&self->index->children, build_child(b, self->schema, 1));
    return;
  }
  IndexPart part = {.pos = build_pos(b->build, b->item->unit, b->syn)};
  Str why = build_refs(b, ATTR_COLUMN, part_column, &part);
  part.expr = role_text(b, ATTR_EXPR);
  BuildValue desc = build_role(b, ATTR_DESC);
  part.desc = build_bool(&desc) == 1;
  static const AttrRole roles[] = {ATTR_COLUMN, ATTR_EXPR, ATTR_DESC};
  keep_others(b, roles, sizeof roles / sizeof *roles, &part.attrs);
  if (!str_empty(why)) self->index->partial = true;
  array_push(&self->index->parts, part);
}

static void add_include(const BuildBlock *b, const BuildRef *ref, void *context) {
  Index *index = context;
  array_push(&index->include, build_keep(b->build, ref->member));
}

Index *build_index(const BuildBlock *b, Schema *schema, IndexKind kind) {
  Index *index = arena_new(&realm_of(b)->arena, Index);
  Parts parts = {index, schema};
  index->name = build_keep(b->build, build_label(b->syn));
  index->kind = kind;
  index->pos = build_pos(b->build, b->item->unit, b->syn);
  BuildValue unique = build_role(b, ATTR_UNIQUE);
  index->unique = kind == INDEX_PRIMARY || kind == INDEX_UNIQUE_CONSTRAINT || build_bool(&unique) == 1;
  index->partial = !str_empty(build_refs(b, ATTR_COLUMNS, add_column, &parts));
  build_children(b, add_part, &parts);
  if (!str_empty(build_refs(b, ATTR_INCLUDE, add_include, index)))
    build_gap(b, b->syn->type_span, "some included columns of %.*s \"%.*s\" cannot be known", STR_FMT(b->syn->type),
              STR_FMT(index->name));
  index->where = role_text(b, ATTR_WHERE);
  index->comment = role_text(b, ATTR_COMMENT);
  static const AttrRole roles[] = {ATTR_UNIQUE, ATTR_COLUMNS, ATTR_INCLUDE, ATTR_WHERE, ATTR_COMMENT, ATTR_NAME};
  keep_others(b, roles, sizeof roles / sizeof *roles, &index->attrs);
  if (index->partial)
    build_gap(b, b->syn->type_span, "some columns of %.*s \"%.*s\" cannot be known", STR_FMT(b->syn->type),
              STR_FMT(index->name));
  return index;
}

/* ---- foreign keys ---- */

static void add_child_column(const BuildBlock *b, const BuildRef *ref, void *context) {
  ForeignKey *key = context;
  const Column *column = build_ref_column(ref);
  (void)b;
  if (column != NULL && column->table == key->table)
    array_push(&key->columns, column);
  else
    key->partial = true;
}

static void add_parent_column(const BuildBlock *b, const BuildRef *ref, void *context) {
  ForeignKey *key = context;
  const BuildItem *item = ref->item;
  array_push(&key->ref_columns, build_keep(b->build, ref->member));
  if (!str_empty(key->ref_table)) return;
  const Table *table = item != NULL ? item->table : NULL;
  key->ref = table;
  key->ref_table = build_keep(b->build, table != NULL ? table->name : ref->name);
  key->ref_schema = build_keep(b->build, table != NULL ? table->schema->name : ref->schema);
}

/* SET_NULL -> SET NULL */
static Str action(const BuildBlock *b, AttrRole role) {
  BuildValue value = build_role(b, role);
  if (value.val->kind != VAL_STRING) return (Str){0};
  Str text = build_keep(b->build, value.val->as.string);
  char *bytes = arena_copy(&realm_of(b)->arena, text.ptr, text.len, 1);
  for (size_t i = 0; i < text.len; i++)
    if (bytes[i] == '_') bytes[i] = ' ';
  return str_make(bytes, text.len);
}

ForeignKey *build_foreign_key(const BuildBlock *b, Table *table) {
  ForeignKey *key = arena_new(&realm_of(b)->arena, ForeignKey);
  key->name = build_keep(b->build, build_label(b->syn));
  key->table = table;
  key->pos = build_pos(b->build, b->item->unit, b->syn);
  Str own = build_refs(b, ATTR_COLUMNS, add_child_column, key);
  Str why = build_refs(b, ATTR_REF_COLUMNS, add_parent_column, key);
  key->partial = key->partial || !str_empty(own) || !str_empty(why);
  key->on_update = action(b, ATTR_ON_UPDATE);
  key->on_delete = action(b, ATTR_ON_DELETE);
  static const AttrRole roles[] = {ATTR_COLUMNS, ATTR_REF_COLUMNS, ATTR_ON_UPDATE, ATTR_ON_DELETE, ATTR_NAME};
  keep_others(b, roles, sizeof roles / sizeof *roles, &key->attrs);
  if (key->partial && !str_empty(key->ref_table))
    build_gap(b, b->syn->type_span, "some columns of foreign key \"%.*s\" cannot be known", STR_FMT(key->name));
  if (str_empty(key->ref_table))
    build_gap(b, b->syn->type_span, "foreign key \"%.*s\" leads to no table%s%.*s", STR_FMT(key->name),
              str_empty(why) ? "" : ": ", STR_FMT(why));
  return key;
}

/* ---- checks ---- */

Check *build_check(const BuildBlock *b) {
  Check *check = arena_new(&realm_of(b)->arena, Check);
  check->name = build_keep(b->build, build_label(b->syn));
  check->expr = role_text(b, ATTR_EXPR);
  check->pos = build_pos(b->build, b->item->unit, b->syn);
  static const AttrRole roles[] = {ATTR_EXPR, ATTR_NAME};
  keep_others(b, roles, sizeof roles / sizeof *roles, &check->attrs);
  return check;
}
