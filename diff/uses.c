/* uses.c: what the objects and tables of a realm need: what they name as such (depends_on, the table of a trigger,
 * types of columns), and what their SQL and their attributes mention by name. The mentions may be too many, never too
 * few: they decide on the order of a plan, and on what is made again.
 *
 *     view "v" { as = "SELECT total(id) FROM app.orders" }   ->   function total, table app.orders
 */
#include "base/map.h"
#include "diff/diff_internal.h"

typedef ARRAY(DiffUse) Named;

struct DiffUseIndex {
  Arena *arena;
  const Driver *driver;
  const Realm *realm;
  Map names; /* lower case -> Named */
  Map known; /* address of a table or object -> DiffUses */
};

/* What a text is scanned for. */
typedef struct Scan {
  DiffUseIndex *index;
  const void *subject;
  const Schema *schema; /* of the subject */
  bool of_table;        /* tables need each other by foreign keys alone, and enums by the types of their columns */
  bool of_type;         /* the text is a type: "app.state[]" */
  DiffUses *out;
} Scan;

static void add_use(DiffUseIndex *self, DiffUses *out, DiffUse use) {
  for (size_t i = 0; i < out->len; i++)
    if (out->items[i].table == use.table && out->items[i].object == use.object) return;
  array_push_in(self->arena, out, use);
}

/* ---- names ---- */

static void add_name(DiffUseIndex *self, Str name, DiffUse use) {
  if (name.len == 0) return;
  void **slot = map_slot(&self->names, expr_lower(self->arena, name));
  if (*slot == NULL) *slot = arena_new(self->arena, Named);
  Named *named = *slot;
  array_push_in(self->arena, named, use);
}

static void index_realm(DiffUseIndex *self) {
  const Realm *realm = self->realm;
  for (size_t i = 0; i < realm->schemas.len; i++) {
    const Schema *schema = realm->schemas.items[i];
    for (size_t k = 0; k < schema->tables.len; k++)
      add_name(self, schema->tables.items[k]->name, (DiffUse){.table = schema->tables.items[k]});
    for (size_t k = 0; k < schema->objects.len; k++)
      add_name(self, schema->objects.items[k]->name, (DiffUse){.object = schema->objects.items[k]});
  }
  for (size_t i = 0; i < realm->objects.len; i++)
    add_name(self, realm->objects.items[i]->name, (DiffUse){.object = realm->objects.items[i]});
}

/* Has the column a type that only its text tells? */
static bool has_raw_types(const Schema *schema) {
  for (size_t i = 0; i < schema->tables.len; i++)
    for (size_t k = 0; k < schema->tables.items[i]->columns.len; k++) {
      const ColumnType *type = &schema->tables.items[i]->columns.items[k]->type;
      if (type->object == NULL && type->known && type->name.len == 0) return true;
    }
  return false;
}

/* Enums count where arrays of them may be. */
static bool has_objects(const Realm *realm) {
  bool found = realm->objects.len > 0, enums = false, raw = false;
  for (size_t i = 0; i < realm->schemas.len && !found; i++) {
    const Schema *schema = realm->schemas.items[i];
    for (size_t k = 0; k < schema->objects.len && !found; k++) found = schema->objects.items[k]->role != OBJECT_ENUM;
    enums = enums || schema->objects.len > 0;
  }
  for (size_t i = 0; i < realm->schemas.len && enums && !found && !raw; i++)
    raw = has_raw_types(realm->schemas.items[i]);
  return found || raw;
}

DiffUseIndex *uses_new(Arena *arena, const Driver *driver, const Realm *realm) {
  if (realm == NULL || !has_objects(realm)) return NULL;
  DiffUseIndex *self = arena_new(arena, DiffUseIndex);
  self->arena = arena;
  self->driver = driver;
  self->realm = realm;
  index_realm(self);
  return self;
}

void uses_free(DiffUseIndex *self) {
  if (self == NULL) return;
  map_free(&self->names);
  map_free(&self->known);
}

/* ---- texts ---- */

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         (unsigned char)c >= 0x80;
}

static const Schema *schema_of(DiffUse use) { return use.table != NULL ? use.table->schema : use.object->schema; }

static bool is_routine(DiffUse use) {
  return use.object != NULL && (use.object->role == OBJECT_FUNCTION || use.object->role == OBJECT_PROCEDURE);
}

static void add_mention(Scan *self, Str word, Str qualifier, bool called) {
  const Named *named = map_get(&self->index->names, expr_lower(self->index->arena, word));
  if (named == NULL) return;
  const Schema *schema = qualifier.len > 0 ? realm_schema(self->index->realm, qualifier) : NULL;
  for (size_t i = 0; i < named->len; i++) {
    DiffUse use = named->items[i];
    if (use.table == self->subject || use.object == self->subject) continue;
    if (self->of_table && (use.table != NULL || (use.object->role == OBJECT_ENUM && !self->of_type))) continue;
    if (schema != NULL && schema_of(use) != NULL && schema_of(use) != schema) continue;
    if (is_routine(use) && !called && qualifier.len == 0) continue;
    add_use(self->index, self->out, use);
  }
}

static size_t skip_blanks(Str text, size_t at) {
  while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\n' || text.ptr[at] == '\t')) at++;
  return at;
}

static bool is_quote(char c) { return c == '"' || c == '`'; }

/* The name in quotes that starts at `at`, behind the quote; *end: its closing quote. */
static Str quoted_name(Scan *self, Str text, size_t at, char quote, size_t *end) {
  Buf name = {0};
  for (*end = at; *end < text.len && text.ptr[*end] != '\n'; (*end)++) {
    bool doubled = text.ptr[*end] == quote && *end + 1 < text.len && text.ptr[*end + 1] == quote;
    if (text.ptr[*end] == quote && !doubled) break;
    buf_putc(&name, text.ptr[*end]);
    if (doubled) (*end)++;
  }
  Str word = arena_str(self->index->arena, buf_str(&name));
  buf_free(&name);
  return word;
}

/* Every word of the text; `before` is the one in front of a dot. */
static void scan(Scan *self, Str text) {
  Str before = {0};
  for (size_t at = 0; at < text.len;) {
    bool quoted = is_quote(text.ptr[at]);
    if (!quoted && !is_word(text.ptr[at])) {
      if (text.ptr[at] != '.') before = (Str){0};
      at++;
      continue;
    }
    size_t end = at;
    while (!quoted && end < text.len && is_word(text.ptr[end])) end++;
    Str word = quoted ? quoted_name(self, text, at + 1, text.ptr[at], &end) : str_sub(text, at, end);
    if (quoted && end < text.len) end++;
    size_t next = skip_blanks(text, end);
    add_mention(self, word, before, (next < text.len && text.ptr[next] == '(') || end - at == text.len);
    before = word;
    at = end;
  }
}

static void scan_text(Scan *self, const ModelText *text) {
  if (text->present && text->known) scan(self, text->text);
}

static size_t end_of_step(Str text, size_t at) {
  size_t end = text.len;
  for (const char *sign = ".,[]"; *sign != '\0'; sign++) {
    size_t found = model_find_sign(text, *sign, at);
    if (found < end) end = found;
  }
  return end;
}

/* "[enum.app.Mixed Case, table.t-1]": steps of references may have blanks and dashes in them. */
static void scan_steps(Scan *self, Str text) {
  Str before = {0};
  if (str_find(text, '.', 0) == text.len) return;
  for (size_t at = 0; at <= text.len;) {
    size_t end = end_of_step(text, at);
    Str step = str_trim(str_sub(text, at, end));
    if (step.len > 0) step = model_last_step(self->index->arena, step);
    if (step.len > 0) add_mention(self, step, before, before.len > 0);
    before = end < text.len && text.ptr[end] == '.' ? step : (Str){NULL, 0};
    at = end + 1;
  }
}

static void scan_attrs(Scan *self, const ModelAttrs *attrs) {
  Str loose = self->index->driver->loose_attr;
  for (size_t i = 0; i < attrs->len; i++) {
    const ModelText *value = &attrs->items[i].value;
    if (loose.len > 0 && str_eq(attrs->items[i].name, loose)) continue;
    scan_text(self, value);
    if (value->present && value->known && value->text.len > 0) scan_steps(self, value->text);
  }
}

static void scan_type(Scan *self, const ColumnType *type) {
  if (type->object != NULL)
    add_use(self->index, self->out, (DiffUse){.object = type->object});
  else if (type->known && type->name.len == 0) {
    self->of_type = true;
    scan(self, type->text);
    self->of_type = false;
  }
}

static void scan_children(Scan *self, Object *const *items, size_t count, unsigned depth) {
  for (size_t i = 0; i < count && depth < MODEL_DEPTH; i++) {
    scan_text(self, &items[i]->definition);
    scan_attrs(self, &items[i]->attrs);
    for (size_t k = 0; k < items[i]->columns.len; k++) scan_type(self, &items[i]->columns.items[k]->type);
    scan_children(self, items[i]->children.items, items[i]->children.len, depth + 1);
  }
}

static void scan_object(Scan *self, const Object *object) {
  for (size_t i = 0; i < object->depends_on.len; i++)
    add_use(self->index, self->out, (DiffUse){.object = object->depends_on.items[i]});
  for (size_t i = 0; i < object->depends_on_tables.len; i++)
    add_use(self->index, self->out, (DiffUse){.table = object->depends_on_tables.items[i]});
  if (object->table != NULL) add_use(self->index, self->out, (DiffUse){.table = object->table});
  bool late = self->index->driver->late_body != NULL && self->index->driver->late_body(object);
  if (!late) scan_text(self, &object->definition);
  scan_attrs(self, &object->attrs);
  for (size_t i = 0; i < object->columns.len; i++) scan_type(self, &object->columns.items[i]->type);
  scan_children(self, object->children.items, object->children.len, 0);
}

static void scan_index(Scan *self, const Index *index) {
  scan_text(self, &index->where);
  for (size_t i = 0; i < index->parts.len; i++) {
    scan_text(self, &index->parts.items[i].expr);
    scan_attrs(self, &index->parts.items[i].attrs);
  }
}

static void scan_table(Scan *self, const Table *table) {
  scan_attrs(self, &table->attrs);
  for (size_t i = 0; i < table->columns.len; i++) {
    const Column *column = table->columns.items[i];
    if (column->type.object == NULL) scan_type(self, &column->type);
    if (column->type.object != NULL && column->type.object->role != OBJECT_ENUM) scan_type(self, &column->type);
    if (column->default_kind == DEFAULT_EXPR) scan(self, column->default_text);
    scan_text(self, &column->generated);
    scan_attrs(self, &column->attrs);
  }
  for (size_t i = 0; i < table->indexes.len; i++) scan_index(self, table->indexes.items[i]);
  for (size_t i = 0; i < table->checks.len; i++) scan_text(self, &table->checks.items[i]->expr);
  scan_children(self, table->children.items, table->children.len, 0);
}

const DiffUses *uses_of(DiffUseIndex *self, const Table *table, const Object *object) {
  static const DiffUses none = {0};
  if (self == NULL) return &none;
  const void *subject = table != NULL ? (const void *)table : (const void *)object;
  Str key = str_make(arena_copy(self->arena, &subject, 1, sizeof subject), sizeof subject);
  DiffUses *known = map_get(&self->known, key);
  if (known != NULL) return known;
  known = arena_new(self->arena, DiffUses);
  map_set(&self->known, key, known);
  Scan state = {.index = self, .subject = subject, .of_table = table != NULL, .out = known};
  state.schema = table != NULL ? table->schema : object->schema;
  if (table != NULL)
    scan_table(&state, table);
  else
    scan_object(&state, object);
  return known;
}
