/* links.c: what holds between elements: keys that foreign keys lead to, columns that expressions read. */
#include "tests/converge/gen.h"

const Elem *gen_key_of(const Gen *self, uint32_t table) {
  for (size_t i = 0; i < self->elems.len; i++)
    if (self->elems.items[i].kind == ELEM_KEY && self->elems.items[i].parent == table) return &self->elems.items[i];
  return NULL;
}

/* Are the parts of the index exactly these columns, in this order? */
static bool has_parts(const Gen *self, uint32_t index, const uint32_t *columns, size_t count) {
  size_t at = 0;
  for (size_t i = 0; i < self->elems.len; i++) {
    const Elem *part = &self->elems.items[i];
    if (part->kind != ELEM_PART || part->parent != index) continue;
    bool whole = part->text.len == 0 && gen_find_prop(self, part->id, "prefix") == NULL;
    if (!whole || at == count || part->refs[0] != columns[at]) return false;
    at++;
  }
  return at == count;
}

bool gen_repeats_key(const Gen *self, const Elem *constraint) {
  uint32_t columns[GEN_REFS];
  size_t count = 0;
  for (size_t i = 0; i < self->elems.len && count < GEN_REFS; i++)
    if (self->elems.items[i].kind == ELEM_PART && self->elems.items[i].parent == constraint->id)
      columns[count++] = self->elems.items[i].refs[0];
  for (size_t i = 0; i < self->elems.len; i++) {
    const Elem *other = &self->elems.items[i];
    bool key = other->kind == ELEM_KEY || other->kind == ELEM_CONSTRAINT;
    if (key && other->id != constraint->id && other->parent == constraint->parent &&
        has_parts(self, other->id, columns, count))
      return true;
  }
  return false;
}

static bool is_unique(const Gen *self, const Elem *elem) {
  if (elem->kind == ELEM_KEY) return true;
  if (elem->kind == ELEM_CONSTRAINT) return str_eq(elem->text, STR("unique"));
  return elem->kind == ELEM_INDEX && gen_find_prop(self, elem->id, "unique") != NULL &&
         gen_find_prop(self, elem->id, "where") == NULL;
}

static bool same_types(const Gen *self, const Elem *key, uint32_t half) {
  for (uint32_t i = 0; i < half; i++) {
    const Elem *a = gen_get(self, key->refs[i]), *b = gen_get(self, key->refs[half + i]);
    if (a == NULL || b == NULL || !str_eq(a->text, b->text) || a->ref_count != b->ref_count) return false;
    if (a->ref_count > 0 && a->refs[0] != b->refs[0]) return false;
  }
  return true;
}

bool gen_has_target(const Gen *self, const Elem *key) {
  uint32_t half = key->ref_count / 2;
  if (!same_types(self, key, half)) return false;
  uint32_t table = gen_get(self, key->refs[half])->parent;
  for (size_t i = 0; i < self->elems.len; i++) {
    const Elem *elem = &self->elems.items[i];
    if (elem->parent == table && is_unique(self, elem) && has_parts(self, elem->id, key->refs + half, half))
      return true;
  }
  return false;
}

static bool refers(const Elem *elem, uint32_t id) {
  for (uint32_t i = 0; i < elem->ref_count; i++)
    if (elem->refs[i] == id) return true;
  return false;
}

bool gen_names_itself(const Elem *elem) {
  for (size_t i = 0; i + 1 < elem->text.len; i++)
    if (elem->text.ptr[i] == '@' && elem->text.ptr[i + 1] == '9') return true;
  return false;
}

bool gen_is_read(const Gen *self, uint32_t column) {
  for (size_t i = 0; i < self->elems.len; i++) {
    const Elem *elem = &self->elems.items[i];
    bool reads = elem->kind == ELEM_CHECK || elem->kind == ELEM_PROP || elem->kind == ELEM_OBJECT ||
                 (elem->kind == ELEM_PART && elem->text.len > 0);
    if (reads && refers(elem, column)) return true;
  }
  return false;
}

bool gen_is_linked(const Gen *self, uint32_t column) {
  for (size_t i = 0; i < self->elems.len; i++)
    if (self->elems.items[i].kind == ELEM_FK && refers(&self->elems.items[i], column)) return true;
  return false;
}
