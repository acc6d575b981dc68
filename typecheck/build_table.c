/* build_table.c: a table from its block. Its columns are made first, so that all references find them. */
#include "base/buf.h"
#include "typecheck/build_parts.h"

static void start_column(const BuildBlock *child, void *context) {
  Table *table = context;
  if (child->spec != NULL && child->spec->role == BLOCK_COLUMN) table_add_column(table, build_label(child->syn));
}

void build_table_start(BuildItem *item, const BuildBlock *b, Str name) {
  item->table = schema_add_table(item->schema, name);
  item->table->kind = build_keep(b->build, b->syn->type);
  item->table->bare = item->unit->bare;
  if (item->unit->bare) return;
  item->table->pos = build_pos(b->build, item->unit, b->syn);
  build_children(b, start_column, item->table);
}

typedef struct Filling {
  Table *table;
  size_t columns; /* filled so far */
} Filling;

static void put_attr(Buf *out, const ModelAttr *attr) {
  if (attr->value.known)
    buf_printf(out, "%s%.*s = %.*s", out->len > 0 ? ", " : "", STR_FMT(attr->name), STR_FMT(attr->value.text));
}

/* type = RANGE, columns = [table.t.column.at] -> "type = RANGE, columns = [at]" */
static void put_partition(Buf *out, const Object *object, unsigned depth) {
  for (size_t i = 0; i < object->attrs.len; i++) put_attr(out, &object->attrs.items[i]);
  for (size_t i = 0; i < object->children.len && depth < MODEL_DEPTH; i++) {
    const Object *child = object->children.items[i];
    Buf inner = {0};
    put_partition(&inner, child, depth + 1);
    buf_printf(out, "%s%.*s", out->len > 0 ? ", " : "", STR_FMT(child->kind));
    if (!str_empty(child->name)) buf_printf(out, " %.*s", STR_FMT(child->name));
    if (inner.len > 0) buf_printf(out, " (%.*s)", STR_FMT(buf_str(&inner)));
    buf_free(&inner);
  }
}

static void add_partition(const BuildBlock *b, Table *table) {
  Object *object = build_child(b, table->schema, 1);
  Buf text = {0};
  array_push(&table->children, object);
  put_partition(&text, object, 0);
  Str old = table->partition, now = text.len > 0 ? buf_str(&text) : b->syn->type;
  table->partition = str_empty(old) ? build_keep(b->build, now)
                                    : arena_printf(&b->build->realm->arena, "%.*s; %.*s", STR_FMT(old), STR_FMT(now));
  buf_free(&text);
}

static void add_column(const BuildBlock *b, Filling *self) {
  if (self->columns >= self->table->columns.len) return;
  build_column(b, self->table->columns.items[self->columns++], self->table->schema);
}

static void add_part(const BuildBlock *child, void *context) {
  Filling *self = context;
  Table *table = self->table;
  if (child->spec == NULL) return;
  switch ((BlockRole)child->spec->role) {
  case BLOCK_COLUMN: add_column(child, self); break;
  case BLOCK_PRIMARY_KEY:
    if (table->primary_key == NULL) table->primary_key = build_index(child, table->schema, INDEX_PRIMARY);
    break;
  case BLOCK_INDEX: array_push(&table->indexes, build_index(child, table->schema, INDEX_PLAIN)); break;
  case BLOCK_UNIQUE: array_push(&table->indexes, build_index(child, table->schema, INDEX_UNIQUE_CONSTRAINT)); break;
  case BLOCK_EXCLUDE: array_push(&table->indexes, build_index(child, table->schema, INDEX_EXCLUDE)); break;
  case BLOCK_FOREIGN_KEY: array_push(&table->foreign_keys, build_foreign_key(child, table)); break;
  case BLOCK_CHECK: array_push(&table->checks, build_check(child)); break;
  case BLOCK_PARTITION: add_partition(child, table); break;
  default: array_push(&table->children, build_child(child, table->schema, 1)); break;
  }
}

static bool has_member(AttrRole role) {
  return role == ATTR_SCHEMA || role == ATTR_NAME || role == ATTR_FOR_EACH || role == ATTR_COMMENT ||
         role == ATTR_DEPENDS_ON;
}

void build_table(const BuildBlock *b, Table *table) {
  if (table->bare) return;
  Filling filling = {table, 0};
  BuildValue comment = build_role(b, ATTR_COMMENT);
  table->comment = build_model_text(b, &comment);
  build_depends(b, ATTR_DEPENDS_ON, table, NULL);
  for (const SynAttr *attr = b->syn->body->attrs; attr != NULL; attr = attr->next) {
    const AttrSpec *spec = dialect_attr(b->spec, attr->name);
    if (spec != NULL ? has_member((AttrRole)spec->role) : !b->spec->open_attrs) continue;
    build_plain(b, spec, attr, &table->attrs);
  }
  build_children(b, add_part, &filling);
}
