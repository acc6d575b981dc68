/* driver_object.c: comparing what is no table: views, functions, triggers, types ..., and making changes of them. */
#include "dialects/driver.h"

Str object_schema_name(const Object *object) { return object->schema != NULL ? object->schema->name : (Str){NULL, 0}; }

static const Object *find_child(Object *const *items, size_t count, Str kind, Str name) {
  for (size_t i = 0; i < count; i++)
    if (str_eq(items[i]->kind, kind) && (name.ptr == NULL || str_eq(items[i]->name, name))) return items[i];
  return NULL;
}

const Object *object_child(const Object *object, Str kind) {
  return find_child(object->children.items, object->children.len, kind, (Str){0});
}

const Object *table_child(const Table *table, Str kind) {
  return find_child(table->children.items, table->children.len, kind, (Str){0});
}

/* ---- equality ---- */

static bool is_ignored(Str name, const char *const *ignored) {
  return ignored != NULL && driver_word_in(name, ignored);
}

bool object_same_text(ModelText a, ModelText b) {
  if (model_is_unknown(a) || model_is_unknown(b)) return true;
  return a.present == b.present && str_eq(a.text, b.text);
}

static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/* The next byte that counts: blanks next to a sign do not, others are one space. */
static int next_byte(Str text, size_t *at) {
  static const char signs[] = "(),;=<>+-*/|:";
  if (*at < text.len && is_blank(text.ptr[*at])) {
    char before = *at > 0 ? text.ptr[*at - 1] : '(';
    while (*at < text.len && is_blank(text.ptr[*at])) (*at)++;
    if (*at == text.len) return -1;
    if (strchr(signs, before) == NULL && strchr(signs, text.ptr[*at]) == NULL) return ' ';
  }
  return *at < text.len ? (unsigned char)text.ptr[(*at)++] : -1;
}

static Str without_end(Str text) {
  text = str_trim(text);
  while (text.len > 0 && (text.ptr[text.len - 1] == ';' || is_blank(text.ptr[text.len - 1]))) text.len--;
  return text;
}

static Str without_begin(Str text) {
  while (text.len > 0 && is_blank(text.ptr[0])) text = str_sub(text, 1, text.len);
  return text;
}

static bool same_sql(Str a, Str b) {
  size_t i = 0, k = 0;
  a = without_begin(without_end(a));
  b = without_begin(without_end(b));
  for (;;) {
    int x = next_byte(a, &i), y = next_byte(b, &k);
    if (x != y) return false;
    if (x < 0) return true;
  }
}

bool object_same_sql(ModelText a, ModelText b) {
  if (model_is_unknown(a) || model_is_unknown(b)) return true;
  return a.present == b.present && (!a.present || same_sql(a.text, b.text));
}

static const ModelAttr *find_attr(const ModelAttrs *attrs, Str name) {
  for (size_t i = 0; i < attrs->len; i++)
    if (str_eq(attrs->items[i].name, name)) return &attrs->items[i];
  return NULL;
}

static bool has_attrs(const ModelAttrs *a, const ModelAttrs *b, const char *const *ignored) {
  for (size_t i = 0; i < a->len; i++) {
    if (is_ignored(a->items[i].name, ignored)) continue;
    const ModelAttr *other = find_attr(b, a->items[i].name);
    if (other == NULL || !object_same_sql(a->items[i].value, other->value)) return false;
  }
  return true;
}

bool object_same_attrs(const ModelAttrs *a, const ModelAttrs *b, const char *const *ignored) {
  return has_attrs(a, b, ignored) && has_attrs(b, a, ignored);
}

/* What a column is besides its type. */
static bool same_values_of(const Column *a, const Column *b) {
  if (a->null_known && b->null_known && a->null != b->null) return false;
  if (a->default_kind != b->default_kind || !str_eq(a->default_text, b->default_text)) return false;
  if (a->identity != b->identity || !str_eq(a->identity_generated, b->identity_generated)) return false;
  return str_eq(a->generated_type, b->generated_type) && object_same_sql(a->generated, b->generated) &&
         object_same_text(a->identity_start, b->identity_start) &&
         object_same_text(a->identity_increment, b->identity_increment) &&
         object_same_attrs(&a->attrs, &b->attrs, NULL);
}

/* The query of a view says what its columns are; those of a type are its own. */
static bool same_columns(const Object *a, const Object *b) {
  if (a->columns.len != b->columns.len) return false;
  for (size_t i = 0; i < a->columns.len; i++) {
    const Column *x = a->columns.items[i], *y = b->columns.items[i];
    if (!str_eq(x->name, y->name)) return false;
    if (x->type.known && y->type.known && !str_eq(x->type.text, y->type.text)) return false;
    if (!object_same_text(x->comment, y->comment)) return false;
    if (a->role == OBJECT_TYPE && !same_values_of(x, y)) return false;
  }
  return true;
}

static bool same_values(const Object *a, const Object *b) {
  if (a->values.len != b->values.len) return false;
  for (size_t i = 0; i < a->values.len; i++)
    if (!str_eq(a->values.items[i], b->values.items[i])) return false;
  return true;
}

static bool same(const Object *a, const Object *b, const char *const *ignored, unsigned depth);

/* Children in their order; those that are ignored are passed over. */
static bool same_children(const Object *a, const Object *b, const char *const *ignored, unsigned depth) {
  for (size_t i = 0, k = 0;; i++, k++) {
    while (i < a->children.len && is_ignored(a->children.items[i]->kind, ignored)) i++;
    while (k < b->children.len && is_ignored(b->children.items[k]->kind, ignored)) k++;
    if (i >= a->children.len || k >= b->children.len) return i >= a->children.len && k >= b->children.len;
    if (!same(a->children.items[i], b->children.items[k], ignored, depth + 1)) return false;
  }
}

static bool same(const Object *a, const Object *b, const char *const *ignored, unsigned depth) {
  if (depth > MODEL_DEPTH || !str_eq(a->kind, b->kind) || !str_eq(a->name, b->name)) return false;
  return object_same_sql(a->definition, b->definition) && object_same_text(a->comment, b->comment) &&
         object_same_attrs(&a->attrs, &b->attrs, ignored) && same_values(a, b) && same_columns(a, b) &&
         same_children(a, b, ignored, depth);
}

bool object_same(const Object *a, const Object *b, const char *const *ignored) { return same(a, b, ignored, 0); }

/* ---- what is unknown ---- */

static bool is_unknown(const Object *object, Str *why, unsigned depth) {
  if (model_is_unknown(object->definition)) {
    *why = object->definition.text;
    return true;
  }
  for (size_t i = 0; i < object->attrs.len; i++)
    if (model_is_unknown(object->attrs.items[i].value)) {
      *why = object->attrs.items[i].value.text;
      return true;
    }
  for (size_t i = 0; i < object->children.len && depth < MODEL_DEPTH; i++)
    if (is_unknown(object->children.items[i], why, depth + 1)) return true;
  return false;
}

bool object_is_unknown(const Object *object, Str *why) { return is_unknown(object, why, 0); }

void object_needs_event(Planner *planner, const Object *trigger) {
  planner_error(planner, arena_printf(planner->arena, "trigger \"%.*s\" names no event, such as insert = true",
                                      STR_FMT(trigger->name)));
}

/* ---- changes ---- */

Change *object_change(Comparison *self, const Object *from, const Object *to, unsigned bits, Changes *out) {
  ChangeKind kind = from == NULL ? ADD_OBJECT : to == NULL ? DROP_OBJECT : MODIFY_OBJECT;
  Change *change = change_new(self->arena, kind, side_of(from), side_of(to));
  change->bits = (uint16_t)bits;
  array_push_in(self->arena, out, change);
  return change;
}

void object_replace(Comparison *self, const Object *from, const Object *to, Changes *out) {
  object_change(self, from, NULL, 0, out);
  object_change(self, NULL, to, 0, out);
}

/* ---- names in SQL ---- */

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         (unsigned char)c >= 0x80;
}

/* count(*) and a * b select nothing. */
static bool is_all_columns(Str sql, size_t at) {
  size_t before = at, after = at + 1;
  while (before > 0 && is_blank(sql.ptr[before - 1])) before--;
  while (after < sql.len && is_blank(sql.ptr[after])) after++;
  char next = after < sql.len ? sql.ptr[after] : ';';
  if (before == 0 || sql.ptr[before - 1] == '(') return false;
  return sql.ptr[before - 1] == '.' || sql.ptr[before - 1] == ',' || next == ',' || next == ';' || next == ')' ||
         next == 'f' || next == 'F';
}

bool sql_mentions(Str sql, Str name) {
  for (size_t at = 0; at < sql.len; at++) {
    if (sql.ptr[at] == '*' && is_all_columns(sql, at)) return true;
    if (at + name.len > sql.len || name.len == 0) continue;
    bool starts = at == 0 || !is_word(sql.ptr[at - 1]);
    bool ends = at + name.len == sql.len || !is_word(sql.ptr[at + name.len]);
    if (starts && ends && str_eq_nocase(str_sub(sql, at, at + name.len), name)) return true;
  }
  return false;
}

bool object_blocks_table_change(const Object *object, const Change *change) {
  if (change->kind == RENAME_TABLE) return false;
  if (change->kind != MODIFY_TABLE) return change->kind == DROP_TABLE;
  for (size_t i = 0; i < change->members.len; i++) {
    const Change *member = change->members.items[i];
    bool goes = member->kind == DROP_COLUMN || (member->kind == MODIFY_COLUMN && (member->bits & CHANGED_TYPE) != 0);
    if (goes && (model_is_unknown(object->definition) ||
                 sql_mentions(model_text(object->definition), member->from.column->name)))
      return true;
  }
  return false;
}
