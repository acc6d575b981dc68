/* print_hcl.c: the order of blocks, names that repeat, and blocks that are no tables. */
#include "dialects/print_parts.h"

/* Order of the kinds at the top; kinds that are not listed come before the last one. */
static const char *const kind_order[] = {"view",    "materialized", "enum",          "domain",    "composite",
                                         "range",   "sequence",     "function",      "procedure", "aggregate",
                                         "trigger", "policy",       "event_trigger", "",          "extension"};
enum { KINDS = sizeof kind_order / sizeof *kind_order };

static unsigned place_of(Str kind) {
  unsigned others = 0;
  for (unsigned i = 0; i < KINDS; i++) {
    if (str_eq(kind, str_from(kind_order[i]))) return i;
    if (kind_order[i][0] == '\0') others = i;
  }
  return others;
}

/* ---- names that repeat ---- */

static void count_name(Print *p, Arena *arena, Str kind, Str name) {
  char *key = arena_alloc(arena, kind.len + name.len + 1);
  memcpy(key, kind.ptr != NULL ? kind.ptr : "", kind.len);
  memcpy(key + kind.len + 1, name.ptr != NULL ? name.ptr : "", name.len);
  void **slot = map_slot(&p->names, str_make(key, kind.len + name.len + 1));
  *slot = (void *)((uintptr_t)*slot + 1);
}

static bool repeats(const Print *p, const Schema *schema) {
  for (size_t i = 0; i < schema->tables.len; i++)
    if (print_is_qualified(p, schema->tables.items[i]->kind, schema->tables.items[i]->name)) return true;
  for (size_t i = 0; i < schema->objects.len; i++)
    if (print_is_qualified(p, schema->objects.items[i]->kind, schema->objects.items[i]->name)) return true;
  return false;
}

static void count_names(Print *p, Arena *arena) {
  for (size_t i = 0; i < p->realm->schemas.len; i++) {
    const Schema *schema = p->realm->schemas.items[i];
    for (size_t k = 0; k < schema->tables.len; k++)
      count_name(p, arena, schema->tables.items[k]->kind, schema->tables.items[k]->name);
    for (size_t k = 0; k < schema->objects.len; k++)
      count_name(p, arena, schema->objects.items[k]->kind, schema->objects.items[k]->name);
  }
  for (size_t i = 0; p->realm->schemas.len > 1 && i < p->realm->schemas.len; i++) {
    Schema *schema = p->realm->schemas.items[i];
    if (repeats(p, schema)) map_set(&p->qualifiers, schema->name, schema);
  }
}

/* ---- objects ---- */

static void put_refs(Print *p, const BlockSpec *block, const Object *object) {
  Buf buf = {0};
  for (size_t i = 0; i < object->depends_on_tables.len; i++) {
    const Table *other = object->depends_on_tables.items[i];
    buf_put(&buf, buf.len == 0 ? STR("[") : STR(", "));
    print_ref(p, &buf, other->kind, other->schema, other->name);
  }
  for (size_t i = 0; i < object->depends_on.len; i++) {
    const Object *other = object->depends_on.items[i];
    buf_put(&buf, buf.len == 0 ? STR("[") : STR(", "));
    print_ref(p, &buf, other->kind, other->schema, other->name);
  }
  if (buf.len == 0) return;
  buf_putc(&buf, ']');
  print_attr(p, print_role(block, ATTR_DEPENDS_ON), print_take(p, &buf));
}

static void put_values(Print *p, const BlockSpec *block, const Object *object) {
  Buf buf = {0};
  if (object->values.len == 0) return;
  for (size_t i = 0; i < object->values.len; i++) {
    buf_put(&buf, i == 0 ? STR("[") : STR(", "));
    buf_put(&buf, print_quoted(p, object->values.items[i]));
  }
  buf_putc(&buf, ']');
  print_attr(p, print_role(block, ATTR_VALUES), print_take(p, &buf));
}

static void put_schema(Print *p, const BlockSpec *block, const Schema *schema) {
  Buf buf = {0};
  const BlockSpec *kind = print_block(p, NULL, BLOCK_SCHEMA);
  if (schema == NULL || str_empty(schema->name) || kind == NULL) return;
  buf_put(&buf, kind->name);
  print_step(&buf, schema->name);
  print_attr(p, print_role(block, ATTR_SCHEMA), print_take(p, &buf));
}

/* The table that a trigger or policy watches; else the first thing it depends on. */
static void put_target(Print *p, const BlockSpec *block, const Object *object) {
  Buf buf = {0};
  if (object->table != NULL)
    print_ref(p, &buf, object->table->kind, object->table->schema, object->table->name);
  else if (object->for_table && object->depends_on.len > 0)
    print_ref(p, &buf, object->depends_on.items[0]->kind, object->depends_on.items[0]->schema,
              object->depends_on.items[0]->name);
  else
    return;
  print_attr(p, print_role(block, ATTR_TARGET), print_take(p, &buf));
}

static void put_body(Print *p, const BlockSpec *block, const Object *object, const Schema *schema, unsigned depth) {
  const BlockSpec *column = print_block(p, block, BLOCK_COLUMN);
  Str target = print_role(block, ATTR_TARGET), words = print_role(block, ATTR_DEFINITION);
  put_values(p, block, object);
  put_target(p, block, object);
  for (size_t i = 0; i < object->attrs.len; i++)
    if (str_empty(target) || !str_eq(object->attrs.items[i].name, target))
      print_model_attr(p, block, &object->attrs.items[i]);
  for (size_t i = 0; i < object->columns.len; i++) print_column(p, column, object->columns.items[i], schema);
  for (size_t i = 0; i < object->indexes.len; i++)
    print_index(p, print_block(p, block, BLOCK_INDEX), object->indexes.items[i], schema);
  for (size_t i = 0; i < object->children.len && depth < MODEL_DEPTH; i++)
    print_child(p, block, object->children.items[i], schema, depth + 1);
  if (object->definition.present && object->definition.known)
    print_attr(p, words, print_heredoc(p, object->definition.text, STR("SQL")));
  print_attr_text(p, print_role(block, ATTR_COMMENT), &object->comment);
  put_refs(p, block, object);
}

void print_child(Print *p, const BlockSpec *parent, const Object *object, const Schema *schema, unsigned depth) {
  const BlockSpec *block = print_kind(p, parent, object->kind);
  if (block == NULL) return;
  print_open(p, object->kind, (Str){0}, object->name);
  put_body(p, block, object, schema, depth);
  print_close(p);
}

static void put_object(Print *p, const Object *object) {
  const BlockSpec *block = print_kind(p, NULL, object->kind);
  if (block == NULL) return;
  bool both = object->schema != NULL && block->label_count > 1 && print_is_qualified(p, object->kind, object->name);
  print_open(p, object->kind, both ? object->schema->name : (Str){0}, object->name);
  put_schema(p, block, object->schema);
  put_body(p, block, object, object->schema, 0);
  print_close(p);
}

static void put_objects(Print *p, unsigned place) {
  for (size_t i = 0; i < p->realm->schemas.len; i++) {
    const Schema *schema = p->realm->schemas.items[i];
    for (size_t k = 0; k < schema->objects.len; k++)
      if (place_of(schema->objects.items[k]->kind) == place) put_object(p, schema->objects.items[k]);
  }
  for (size_t k = 0; k < p->realm->objects.len; k++)
    if (place_of(p->realm->objects.items[k]->kind) == place) put_object(p, p->realm->objects.items[k]);
}

static void put_schema_block(Print *p, const Schema *schema) {
  const BlockSpec *block = print_block(p, NULL, BLOCK_SCHEMA);
  if (block == NULL || str_empty(schema->name)) return;
  print_open(p, block->name, (Str){0}, schema->name);
  print_attr_text(p, print_role(block, ATTR_COMMENT), &schema->comment);
  for (size_t i = 0; i < schema->attrs.len; i++) print_model_attr(p, block, &schema->attrs.items[i]);
  for (size_t i = 0; i < schema->children.len; i++) print_child(p, block, schema->children.items[i], schema, 1);
  print_close(p);
}

bool print_hcl(const Realm *realm, const Dialect *dialect, Buf *out, Arena *arena, Str *error) {
  Print p = {.realm = realm, .dialect = dialect, .out = out, .keep = arena};
  Arena names;
  arena_init(&p.arena, 0);
  arena_init(&names, 0);
  count_names(&p, &names);
  for (size_t i = 0; i < realm->schemas.len; i++)
    for (size_t k = 0; k < realm->schemas.items[i]->tables.len && str_empty(p.error); k++)
      print_table(&p, realm->schemas.items[i]->tables.items[k]);
  for (unsigned place = 0; place < KINDS; place++) put_objects(&p, place);
  for (size_t i = 0; i < realm->schemas.len; i++) put_schema_block(&p, realm->schemas.items[i]);
  *error = p.error;
  bool ok = str_empty(p.error);
  array_free(&p.lines);
  map_free(&p.names);
  map_free(&p.qualifiers);
  arena_free(&p.arena);
  arena_free(&names);
  return ok;
}
