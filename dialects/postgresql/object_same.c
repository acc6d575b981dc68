/* object_same.c: do two blocks of PostgreSQL say the same? Attributes that are not given have the defaults of the
 * language; references, types, enum words and SQL are compared as what they mean, not as they are spelled. */
#include "dialects/expr_tree.h"
#include "dialects/postgresql/object.h"

const BlockSpec *pg_block(Str kind) {
  const ChildSpec *child = dialect_child(dialect_named(STR("postgresql"))->root, kind);
  return child != NULL ? child->block : NULL;
}

static const ModelAttr *find_attr(const ModelAttrs *attrs, Str name) {
  for (size_t i = 0; i < attrs->len; i++)
    if (str_eq(attrs->items[i].name, name)) return &attrs->items[i];
  return NULL;
}

static bool has_kind(const ValueSpec *value, ValueKind kind) {
  if (value == NULL) return false;
  if (value->kind == kind) return true;
  if (value->kind != VALUE_ANY_OF && value->kind != VALUE_LIST) return false;
  for (uint16_t i = 0; i < value->count; i++)
    if (has_kind(&value->elems[i], kind)) return true;
  return value->kind == VALUE_LIST && has_kind(value->elems, kind);
}

static Str default_of(const BlockSpec *block, Str name) {
  const AttrSpec *spec = block != NULL ? dialect_attr(block, name) : NULL;
  if (spec == NULL) return (Str){0};
  if (spec->default_text.len > 0) return spec->default_text;
  if (str_eq(name, STR("to"))) return STR("[PUBLIC]");
  return has_kind(spec->value, VALUE_BOOL) ? STR("false") : (Str){NULL, 0};
}

Str pg_attr(const Object *object, Str name) {
  const ModelAttr *attr = find_attr(&object->attrs, name);
  return attr != NULL && attr->value.known ? attr->value.text : default_of(pg_block(object->kind), name);
}

bool pg_flag(const Object *object, Str name) { return str_eq(model_attr(&object->attrs, name), STR("true")); }

bool pg_has(const Object *object, Str name) { return find_attr(&object->attrs, name) != NULL; }

/* Without a cast at the end, and without quotes. */
static Str bare_default(Arena *arena, Str text) {
  text = str_trim(text);
  for (size_t i = text.len; i-- > 1;) {
    char c = text.ptr[i];
    if (c == '\'' || c == ')') break;
    if (c == ':' && text.ptr[i - 1] == ':') {
      text = str_sub(text, 0, i - 1);
      break;
    }
  }
  return expr_unquote(arena, text);
}

bool pg_same_default(Arena *arena, Str a, Str b) {
  if (expr_same(a, b)) return true;
  Str x = bare_default(arena, a), y = bare_default(arena, b);
  return str_eq(x, y) || (expr_is_bool(x) && expr_is_bool(y) && str_eq_nocase(x, y));
}

/* One value in one spelling. */
static Str norm(Arena *arena, const AttrSpec *spec, Str text) {
  const ValueSpec *value = spec != NULL ? spec->value : NULL;
  if (has_kind(value, VALUE_TYPE)) return pg_type_norm(arena, text);
  if (has_kind(value, VALUE_REF)) text = pg_ref_norm(arena, text);
  if (has_kind(value, VALUE_ENUM)) text = expr_upper(arena, text);
  return text;
}

static bool same_list(Arena *arena, const AttrSpec *spec, Str a, Str b) {
  Str *x, *y;
  size_t count = pg_list(arena, a, &x);
  if (count != pg_list(arena, b, &y)) return false;
  for (size_t i = 0; i < count; i++)
    if (!str_eq(norm(arena, spec, x[i]), norm(arena, spec, y[i]))) return false;
  return true;
}

/* NEW.id and new.id are the same where nothing is quoted. */
static bool same_folded(Arena *arena, Str a, Str b) {
  if (str_find(a, '\'', 0) < a.len || str_find(a, '"', 0) < a.len) return false;
  if (str_find(b, '\'', 0) < b.len || str_find(b, '"', 0) < b.len) return false;
  return pg_same_expr(arena, expr_lower(arena, a), expr_lower(arena, b));
}

/* What PostgreSQL has printed, and what people wrote. */
static bool same_tree(Arena *arena, Str a, Str b) {
  ExprRules rules = {.flavor = dialect_named(STR("postgresql"))->sql};
  return expr_tree_same(arena, &rules, a, b);
}

static bool same_value(Arena *arena, const AttrSpec *spec, Str a, Str b, bool printed) {
  if (str_eq(a, b)) return true;
  if (a.ptr == NULL || b.ptr == NULL) return false;
  if (spec != NULL && spec->role == ATTR_DEFAULT) return pg_same_default(arena, a, b);
  if (spec != NULL && spec->value->kind == VALUE_SQL) {
    ModelText x = {.text = a, .known = true, .present = true}, y = {.text = b, .known = true, .present = true};
    return object_same_sql(x, y) || pg_same_expr(arena, a, b) || same_folded(arena, a, b) ||
           (printed && same_tree(arena, a, b));
  }
  if (a.len > 0 && a.ptr[0] == '{') return pg_same_map(arena, a, b);
  if (a.len > 0 && a.ptr[0] == '[') return same_list(arena, spec, a, b);
  return !pg_refs_part(arena, a, b) && str_eq(norm(arena, spec, a), norm(arena, spec, b));
}

static bool same_attr(Arena *arena, const BlockSpec *block, const ModelAttrs *from, const ModelAttrs *to, Str name,
                      bool printed) {
  const ModelAttr *a = find_attr(from, name), *b = find_attr(to, name);
  if ((a != NULL && !a->value.known) || (b != NULL && !b->value.known)) return true;
  const AttrSpec *spec = block != NULL ? dialect_attr(block, name) : NULL;
  Str x = a != NULL ? a->value.text : default_of(block, name), y = b != NULL ? b->value.text : default_of(block, name);
  return same_value(arena, spec, x, y, printed);
}

bool pg_same_attr(Arena *arena, const BlockSpec *block, const ModelAttrs *from, const ModelAttrs *to, Str name) {
  return same_attr(arena, block, from, to, name, false);
}

typedef struct Same {
  Arena *arena;
  const char *const *ignored;
  bool printed; /* one side is as a database gave it */
} Same;

static bool same_attrs(const Same *self, const BlockSpec *block, const ModelAttrs *a, const ModelAttrs *b) {
  for (int side = 0; side < 2; side++) {
    const ModelAttrs *attrs = side == 0 ? a : b;
    for (size_t i = 0; i < attrs->len; i++)
      if (!driver_word_in(attrs->items[i].name, self->ignored) &&
          !same_attr(self->arena, block, a, b, attrs->items[i].name, self->printed))
        return false;
  }
  return true;
}

static bool same_columns(const Object *a, const Object *b) {
  if (a->columns.len == 0 || b->columns.len == 0) return true;
  if (a->columns.len != b->columns.len) return false;
  for (size_t i = 0; i < a->columns.len; i++) {
    if (!str_eq(a->columns.items[i]->name, b->columns.items[i]->name)) return false;
    if (!object_same_text(a->columns.items[i]->comment, b->columns.items[i]->comment)) return false;
  }
  return true;
}

static bool same_object(const Same *self, const BlockSpec *block, const Object *a, const Object *b, unsigned depth);

/* The next child of a kind that counts: one without anything in it says nothing. */
static const Object *next_child(const Same *self, const Object *object, Str kind, size_t *at) {
  for (; *at < object->children.len; (*at)++) {
    const Object *child = object->children.items[*at];
    bool empty = child->attrs.len == 0 && child->children.len == 0 && child->columns.len == 0;
    if (empty || !str_eq(child->kind, kind) || driver_word_in(child->kind, self->ignored)) continue;
    return object->children.items[(*at)++];
  }
  return NULL;
}

/* Children of one kind count in their order. */
static bool same_children_of(const Same *self, const BlockSpec *block, const Object *a, const Object *b, Str kind,
                             unsigned depth) {
  const ChildSpec *child = block != NULL ? dialect_child(block, kind) : NULL;
  for (size_t i = 0, k = 0;;) {
    const Object *x = next_child(self, a, kind, &i), *y = next_child(self, b, kind, &k);
    if (x == NULL || y == NULL) return x == y;
    if (!str_eq(x->name, y->name)) return false;
    if (!same_object(self, child != NULL ? child->block : NULL, x, y, depth + 1)) return false;
  }
}

static bool same_children(const Same *self, const BlockSpec *block, const Object *a, const Object *b, unsigned depth) {
  for (int side = 0; side < 2; side++) {
    const Object *object = side == 0 ? a : b;
    for (size_t i = 0; i < object->children.len; i++) {
      Str kind = object->children.items[i]->kind;
      bool seen = i > 0 && str_eq(kind, object->children.items[i - 1]->kind);
      if (!seen && !same_children_of(self, block, a, b, kind, depth)) return false;
    }
  }
  return true;
}

/* RETURN a + b is printed as RETURN (a + b). */
static bool same_definition(const Same *self, const Object *a, const Object *b) {
  Str word = STR("RETURN "), x = str_trim(model_text(a->definition)), y = str_trim(model_text(b->definition));
  if (object_same_sql(a->definition, b->definition)) return true;
  if (x.len <= word.len || y.len <= word.len) return false;
  bool both = str_eq_nocase(str_sub(x, 0, word.len), word) && str_eq_nocase(str_sub(y, 0, word.len), word);
  if (!both) return false;
  x = str_sub(x, word.len, x.len);
  y = str_sub(y, word.len, y.len);
  return pg_same_expr(self->arena, x, y) || (self->printed && same_tree(self->arena, x, y));
}

static bool same_object(const Same *self, const BlockSpec *block, const Object *a, const Object *b, unsigned depth) {
  if (depth > MODEL_DEPTH) return true;
  if (depth > 0 && compare_comment(a->comment, b->comment) != 0) return false;
  return same_definition(self, a, b) && same_attrs(self, block, &a->attrs, &b->attrs) && same_columns(a, b) &&
         same_children(self, block, a, b, depth);
}

static bool same_indexes(Arena *arena, const Object *a, const Object *b);

static bool is_inspected(const Object *object) {
  const Schema *schema = object->schema;
  if (schema == NULL && object->table != NULL) schema = object->table->schema;
  return schema != NULL && schema->realm != NULL && schema->realm->inspected;
}

bool pg_same_object(Arena *arena, const Object *from, const Object *to, const char *const *ignored) {
  Same self = {arena, ignored, is_inspected(from) != is_inspected(to)};
  return same_object(&self, pg_block(to->kind), from, to, 0) && same_indexes(arena, from, to);
}

static const Index *find_index(const Object *object, Str name) {
  for (size_t i = 0; i < object->indexes.len; i++)
    if (str_eq(object->indexes.items[i]->name, name)) return object->indexes.items[i];
  return NULL;
}

static bool same_indexes(Arena *arena, const Object *a, const Object *b) {
  if (a->indexes.len != b->indexes.len) return false;
  for (size_t i = 0; i < a->indexes.len; i++) {
    const Index *other = find_index(b, a->indexes.items[i]->name);
    if (other == NULL || pg_index_differs(arena, a->indexes.items[i], other)) return false;
    if (compare_comment(a->indexes.items[i]->comment, other->comment) != 0) return false;
  }
  return true;
}
