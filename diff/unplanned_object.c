/* unplanned_object.c: what differs in an object that the driver plans, but in a part that it leaves out: a limit of a
 * role, the comment of an index of a view. */
#include "base/buf.h"
#include "diff/diff_internal.h"

/* An object or a block inside of one, and where it stands. */
typedef struct Part {
  Comparison *cmp;
  const Object *object; /* the outermost */
  Str path;             /* of block types: "type_table.index" */
} Part;

static bool is_left_out(const Part *self, Str path) {
  return self->cmp->driver->unplanned_attrs != NULL && driver_word_in(path, self->cmp->driver->unplanned_attrs);
}

static Str below(const Part *self, Str name) {
  return arena_printf(self->cmp->arena, "%.*s.%.*s", STR_FMT(self->path), STR_FMT(name));
}

/* "max_connections of role "reader" differs, which is not planned" */
static void note(const Part *self, Str path, ModelPos pos) {
  const Object *object = self->object;
  Str inner = str_sub(path, object->kind.len + 1, path.len);
  compare_unplanned(self->cmp, self->cmp->to, pos,
                    arena_printf(self->cmp->arena, "%.*s of %.*s \"%.*s\" differs, which is not planned",
                                 STR_FMT(inner), STR_FMT(object->kind), STR_FMT(object->name)));
}

static const ModelAttr *attr_of(const Object *object, Str name) {
  for (size_t i = 0; object != NULL && i < object->attrs.len; i++)
    if (str_eq(object->attrs.items[i].name, name)) return &object->attrs.items[i];
  return NULL;
}

static void compare_own(const Part *self, const Object *from, const Object *to) {
  for (size_t i = 0; to != NULL && i < to->attrs.len; i++) {
    const ModelAttr *attr = &to->attrs.items[i], *old = attr_of(from, attr->name);
    if (old != NULL && object_same_text(old->value, attr->value)) continue;
    Str path = below(self, attr->name);
    if (is_left_out(self, path)) note(self, path, to->pos);
  }
  for (size_t i = 0; from != NULL && i < from->attrs.len; i++) {
    Str path = attr_of(to, from->attrs.items[i].name) == NULL ? below(self, from->attrs.items[i].name) : STR("");
    if (path.len > 0 && is_left_out(self, path)) note(self, path, self->object->pos);
  }
}

static void compare_text(const Part *self, const Object *from, const Object *to) {
  Str before = from != NULL ? model_text(from->comment) : STR(""),
      after = to != NULL ? model_text(to->comment) : STR("");
  Str path = str_eq(before, after) ? STR("") : below(self, STR("comment"));
  if (path.len > 0 && is_left_out(self, path)) note(self, path, object_either(from, to)->pos);
}

static const Object *child_like(const Object *object, const Object *child) {
  for (size_t i = 0; object != NULL && i < object->children.len; i++)
    if (str_eq(object->children.items[i]->kind, child->kind) && str_eq(object->children.items[i]->name, child->name))
      return object->children.items[i];
  return NULL;
}

static void compare_blocks(const Part *self, const Object *from, const Object *to, unsigned depth) {
  compare_own(self, from, to);
  compare_text(self, from, to);
  for (size_t i = 0; to != NULL && i < to->children.len && depth < MODEL_DEPTH; i++) {
    const Object *child = to->children.items[i], *old = child_like(from, child);
    Part part = {self->cmp, self->object, below(self, child->kind)};
    if (!is_left_out(self, part.path))
      compare_blocks(&part, old, child, depth + 1);
    else if (old == NULL || !object_same(old, child, NULL))
      note(self, part.path, child->pos);
  }
  for (size_t i = 0; from != NULL && i < from->children.len; i++) {
    const Object *child = from->children.items[i];
    Str path = child_like(to, child) == NULL ? below(self, child->kind) : STR("");
    if (path.len > 0 && is_left_out(self, path)) note(self, path, self->object->pos);
  }
}

static const Index *index_like(const Object *object, Str name) {
  for (size_t i = 0; object != NULL && i < object->indexes.len; i++)
    if (str_eq(object->indexes.items[i]->name, name)) return object->indexes.items[i];
  return NULL;
}

static void compare_indexes(const Part *self, const Object *from, const Object *to) {
  Str path = below(self, STR("index.comment"));
  for (size_t i = 0; i < to->indexes.len; i++) {
    const Index *index = to->indexes.items[i], *old = index_like(from, index->name);
    Str before = old != NULL ? model_text(old->comment) : STR("");
    if (!str_eq(before, model_text(index->comment)) && is_left_out(self, path)) note(self, path, index->pos);
    unplanned_index(self->cmp, old, index, to->name);
  }
}

void unplanned_parts(Comparison *cmp, const Object *from, const Object *to) {
  if (to == NULL) return;
  Part part = {cmp, to, to->kind};
  if (cmp->driver->unplanned_attrs != NULL) compare_blocks(&part, from, to, 0);
  compare_indexes(&part, from, to);
}
