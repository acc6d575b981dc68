/* normalise_take.c: what a schema keeps when it comes back from the scratch database. Things are found again by their
 * names, from schema to column. */
#include "base/map.h"
#include "dialects/inspect_parts.h"
#include "states/normalise_parts.h"

typedef struct Taker {
  Realm *made, *written;
  const Dialect *dialect;
} Taker;

/* The attribute that names the former name of a thing. */
static void take_old_name(const Taker *self, ModelAttrs *to, const ModelAttrs *from, BlockRole block) {
  Str name = inspect_role(self->dialect, block, ATTR_RENAMED_FROM);
  for (size_t i = 0; !str_empty(name) && i < from->len; i++)
    if (str_eq(from->items[i].name, name)) array_push(to, from->items[i]);
}

/* ---- inside of tables ---- */

static const Index *find_index(const Table *table, Str name) {
  for (size_t i = 0; i < table->indexes.len; i++)
    if (str_eq(table->indexes.items[i]->name, name)) return table->indexes.items[i];
  return NULL;
}

static const ForeignKey *find_key(const Table *table, const ForeignKey *key) {
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    if (str_eq(table->foreign_keys.items[i]->name, key->name)) return table->foreign_keys.items[i];
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    if (foreign_key_same_shape(table->foreign_keys.items[i], key)) return table->foreign_keys.items[i];
  return NULL;
}

static const Check *find_check(const Table *table, Str name) {
  for (size_t i = 0; i < table->checks.len; i++)
    if (str_eq(table->checks.items[i]->name, name)) return table->checks.items[i];
  return NULL;
}

static void take_columns(const Taker *self, Table *made, const Table *written) {
  Map columns = {0};
  for (size_t i = 0; i < written->columns.len; i++)
    map_set(&columns, written->columns.items[i]->name, written->columns.items[i]);
  for (size_t i = 0; i < made->columns.len; i++) {
    Column *column = made->columns.items[i];
    const Column *same = map_get(&columns, column->name);
    if (same == NULL) continue;
    column->pos = same->pos;
    take_old_name(self, &column->attrs, &same->attrs, BLOCK_COLUMN);
  }
  map_free(&columns);
}

static void take_index(const Taker *self, Index *made, const Index *written) {
  if (made == NULL || written == NULL) return;
  made->pos = written->pos;
  take_old_name(self, &made->attrs, &written->attrs, BLOCK_INDEX);
  for (size_t i = 0; i < made->parts.len && i < written->parts.len; i++)
    made->parts.items[i].pos = written->parts.items[i].pos;
}

static bool has_kind(Object *const *items, size_t count, Str kind) {
  for (size_t i = 0; i < count; i++)
    if (str_eq(items[i]->kind, kind)) return true;
  return false;
}

/* Blocks of a kind that the database said nothing of. */
static void take_children(Table *made, Table *written) {
  size_t kept = 0, known = made->children.len;
  for (size_t i = 0; i < written->children.len; i++) {
    Object *child = written->children.items[i];
    if (has_kind(made->children.items, known, child->kind))
      written->children.items[kept++] = child;
    else
      array_push(&made->children, child);
  }
  written->children.len = kept;
}

static void take_table(const Taker *self, Table *made, Table *written) {
  made->pos = written->pos;
  take_old_name(self, &made->attrs, &written->attrs, BLOCK_TABLE);
  take_columns(self, made, written);
  take_index(self, made->primary_key, written->primary_key);
  for (size_t i = 0; i < made->indexes.len; i++)
    take_index(self, made->indexes.items[i], find_index(written, made->indexes.items[i]->name));
  for (size_t i = 0; i < made->foreign_keys.len; i++) {
    const ForeignKey *same = find_key(written, made->foreign_keys.items[i]);
    if (same != NULL) made->foreign_keys.items[i]->pos = same->pos;
  }
  for (size_t i = 0; i < made->checks.len; i++) {
    const Check *same = find_check(written, made->checks.items[i]->name);
    if (same != NULL) made->checks.items[i]->pos = same->pos;
  }
  take_children(made, written);
}

/* ---- objects ---- */

static const Table *same_table(const Taker *self, const Table *table) {
  const Schema *schema = table != NULL ? realm_schema(self->made, table->schema->name) : NULL;
  const Table *same = schema != NULL ? schema_table(schema, table->name) : NULL;
  return same != NULL ? same : table;
}

static bool is_same(const Object *a, const Object *b) {
  if (!str_eq(a->kind, b->kind) || !str_eq(a->name, b->name)) return false;
  return a->table == NULL || b->table == NULL || str_eq(a->table->name, b->table->name);
}

static Object *find_object(Object *const *items, size_t count, const Object *like) {
  for (size_t i = 0; i < count; i++)
    if (is_same(items[i], like)) return items[i];
  return NULL;
}

/* An object that did not come back moves as it was written. */
static void move_object(const Taker *self, Object *object, Schema *home) {
  object->schema = home;
  object->table = same_table(self, object->table);
  for (size_t i = 0; i < object->depends_on_tables.len; i++)
    object->depends_on_tables.items[i] = same_table(self, object->depends_on_tables.items[i]);
}

static void take_position(const Taker *self, Object *made, const Object *written) {
  made->pos = written->pos;
  take_old_name(self, &made->attrs, &written->attrs, BLOCK_VIEW);
}

static void take_objects(const Taker *self, Schema *made, Schema *written) {
  size_t kept = 0, known = made->objects.len;
  for (size_t i = 0; i < written->objects.len; i++) {
    Object *object = written->objects.items[i], *same = find_object(made->objects.items, known, object);
    if (same != NULL) {
      take_position(self, same, object);
      written->objects.items[kept++] = object;
    } else {
      move_object(self, object, made);
      array_push(&made->objects, object);
    }
  }
  written->objects.len = kept;
}

static void take_realm_objects(const Taker *self) {
  Realm *made = self->made, *written = self->written;
  size_t kept = 0, came = 0, known = made->objects.len;
  for (size_t i = 0; i < written->objects.len; i++) {
    Object *object = written->objects.items[i], *same = find_object(made->objects.items, known, object);
    if (same != NULL) {
      take_position(self, same, object);
      written->objects.items[kept++] = object;
    } else {
      array_push(&made->objects, object);
    }
  }
  /* Objects of the server that the HCL does not name are not its. */
  for (size_t i = 0; i < made->objects.len; i++) {
    Object *object = made->objects.items[i];
    if (i >= known || find_object(written->objects.items, kept, object) != NULL)
      made->objects.items[came++] = object;
    else
      object_free(object);
  }
  made->objects.len = came;
  written->objects.len = kept;
}

/* ---- schemas ---- */

static void take_schema(const Taker *self, Schema *made, Schema *written) {
  Map tables = {0};
  made->pos = written->pos;
  made->comment = written->comment; /* not the one that the server gives its default schema */
  for (size_t i = 0; i < written->tables.len; i++)
    map_set(&tables, written->tables.items[i]->name, written->tables.items[i]);
  for (size_t i = 0; i < made->tables.len; i++) {
    Table *same = map_get(&tables, made->tables.items[i]->name);
    if (same != NULL) take_table(self, made->tables.items[i], same);
  }
  take_objects(self, made, written);
  map_free(&tables);
}

void normalise_schema_attrs(Schema *made, const Schema *written) {
  array_clear(&made->attrs);
  for (size_t i = 0; i < written->attrs.len; i++) array_push(&made->attrs, written->attrs.items[i]);
  made->comment = written->comment;
}

void normalise_take_over(Realm *made, Realm *written) {
  Taker self = {made, written, dialect_named(made->dialect)};
  for (size_t i = 0; i < written->sources.len; i++) array_push(&made->sources, written->sources.items[i]);
  for (size_t i = 0; i < written->gaps.len; i++) array_push(&made->gaps, written->gaps.items[i]);
  for (size_t i = 0; i < made->schemas.len; i++) {
    Schema *same = realm_schema(written, made->schemas.items[i]->name);
    if (same != NULL) take_schema(&self, made->schemas.items[i], same);
  }
  take_realm_objects(&self);
}
