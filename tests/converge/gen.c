/* gen.c: the list of elements: adding, finding, removing, mending. */
#include "tests/converge/gen.h"

#include <stdio.h>

/* Elements stay where they are while others are added. */
enum { MAX_ELEMS = 8192 };

static void reserve(Gen *self) {
  if (self->elems.cap < MAX_ELEMS) array_reserve(&self->elems, MAX_ELEMS);
  if (self->elems.len < MAX_ELEMS) return;
  fprintf(stderr, "a random schema of more than %d elements\n", MAX_ELEMS);
  abort();
}

uint32_t gen_add(Gen *self, ElemKind kind, uint32_t parent, Str name, Str text) {
  reserve(self);
  Elem elem = {.id = ++*self->next_id, .parent = parent, .kind = (uint8_t)kind};
  elem.name = arena_str(self->arena, name);
  elem.text = arena_str(self->arena, text);
  array_push(&self->elems, elem);
  return elem.id;
}

Elem *gen_get(const Gen *self, uint32_t id) {
  for (size_t i = 0; i < self->elems.len && id != 0; i++)
    if (self->elems.items[i].id == id) return &self->elems.items[i];
  return NULL;
}

Elem *gen_last(Gen *self) { return &array_last(&self->elems); }

void gen_ref(Gen *self, uint32_t id, uint32_t ref) {
  Elem *elem = gen_get(self, id);
  if (elem->ref_count < GEN_REFS) elem->refs[elem->ref_count++] = ref;
}

static Elem *find_prop(const Gen *self, uint32_t parent, Str name) {
  for (size_t i = 0; i < self->elems.len; i++) {
    Elem *elem = &self->elems.items[i];
    if (elem->kind == ELEM_PROP && elem->parent == parent && str_eq(elem->name, name)) return elem;
  }
  return NULL;
}

const Elem *gen_find_prop(const Gen *self, uint32_t parent, const char *name) {
  return find_prop(self, parent, str_from(name));
}

void gen_prop(Gen *self, uint32_t parent, const char *name, Str text) {
  Elem *old = find_prop(self, parent, str_from(name));
  if (old != NULL)
    old->text = arena_str(self->arena, text);
  else
    gen_add(self, ELEM_PROP, parent, str_from(name), text);
}

void gen_remove_children(Gen *self, uint32_t id) {
  size_t kept = 0;
  Ids gone = {0};
  array_push(&gone, id);
  for (size_t i = 0; i < self->elems.len; i++) {
    bool below = false;
    for (size_t k = 0; k < gone.len; k++) below = below || self->elems.items[i].parent == gone.items[k];
    if (below)
      array_push(&gone, self->elems.items[i].id);
    else
      self->elems.items[kept++] = self->elems.items[i];
  }
  self->elems.len = kept;
  array_free(&gone);
}

void gen_remove(Gen *self, uint32_t id) {
  gen_remove_children(self, id);
  size_t kept = 0;
  for (size_t i = 0; i < self->elems.len; i++)
    if (self->elems.items[i].id != id) self->elems.items[kept++] = self->elems.items[i];
  self->elems.len = kept;
}

void gen_children(const Gen *self, uint32_t parent, ElemKind kind, Ids *out) {
  array_clear(out);
  for (size_t i = 0; i < self->elems.len; i++)
    if (self->elems.items[i].parent == parent && self->elems.items[i].kind == kind)
      array_push(out, self->elems.items[i].id);
}

uint32_t gen_pick_child(Gen *self, uint32_t parent, ElemKind kind) {
  Ids ids = {0};
  gen_children(self, parent, kind, &ids);
  uint32_t id = ids.len > 0 ? ids.items[gen_below(self, (uint32_t)ids.len)] : 0;
  array_free(&ids);
  return id;
}

uint32_t gen_pick(Gen *self, ElemKind kind) {
  uint32_t count = 0, chosen = 0;
  for (size_t i = 0; i < self->elems.len; i++)
    if (self->elems.items[i].kind == kind && gen_below(self, ++count) == 0) chosen = self->elems.items[i].id;
  return chosen;
}

Gen gen_clone(const Gen *self) {
  Gen copy = *self;
  copy.elems.items = NULL;
  copy.elems.len = copy.elems.cap = 0;
  reserve(&copy);
  for (size_t i = 0; i < self->elems.len; i++) array_push(&copy.elems, self->elems.items[i]);
  return copy;
}

void gen_free(Gen *self) { array_free(&self->elems); }

/* ---- mending ---- */

static size_t count_children(const Gen *self, uint32_t parent, ElemKind kind) {
  size_t count = 0;
  for (size_t i = 0; i < self->elems.len; i++)
    count += self->elems.items[i].parent == parent && self->elems.items[i].kind == kind;
  return count;
}

/* A table needs a column that is not generated, a key a part. */
static bool is_hollow(const Gen *self, const Elem *elem) {
  bool keyed = elem->kind == ELEM_KEY || elem->kind == ELEM_INDEX || elem->kind == ELEM_CONSTRAINT;
  if (keyed) return count_children(self, elem->id, ELEM_PART) == 0;
  if (elem->kind == ELEM_FK) return elem->ref_count < 2 || elem->ref_count % 2 != 0;
  if (elem->kind != ELEM_TABLE) return false;
  for (size_t i = 0; i < self->elems.len; i++) {
    const Elem *column = &self->elems.items[i];
    if (column->kind == ELEM_COLUMN && column->parent == elem->id && gen_find_prop(self, column->id, "as") == NULL)
      return false;
  }
  return true;
}

/* The column stands in the key already. */
static bool is_repeated(const Gen *self, const Elem *part) {
  for (size_t i = 0; part->text.len == 0 && i < self->elems.len && &self->elems.items[i] != part; i++) {
    const Elem *other = &self->elems.items[i];
    bool same = other->kind == ELEM_PART && other->parent == part->parent && other->text.len == 0;
    if (same && other->refs[0] == part->refs[0]) return true;
  }
  return false;
}

static bool is_broken(const Gen *self, const Elem *elem) {
  if (elem->kind == ELEM_PART && is_repeated(self, elem)) return true;
  if (elem->parent != 0 && gen_get(self, elem->parent) == NULL) return true;
  for (uint32_t i = 0; i < elem->ref_count; i++)
    if (gen_get(self, elem->refs[i]) == NULL) return true;
  const Profile *profile = self->profile;
  return is_hollow(self, elem) || (profile->refuses != NULL && profile->refuses(self, elem)) ||
         profile->invalid(self, elem);
}

void gen_repair(Gen *self) {
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t i = 0; i < self->elems.len; i++) {
      if (!is_broken(self, &self->elems.items[i])) continue;
      gen_remove(self, self->elems.items[i].id);
      changed = true;
      break;
    }
  }
}

void gen_transition(const Gen *from, Gen *to) {
  for (size_t i = 0; i < to->elems.len; i++) {
    Elem *column = &to->elems.items[i];
    const Elem *old = column->kind == ELEM_COLUMN ? gen_get(from, column->id) : NULL;
    if (old == NULL || !str_eq(old->name, column->name) || to->profile->may_become(from, old, to, column)) continue;
    column->name = arena_printf(to->arena, "%.*s_%u", STR_FMT(column->name), ++*to->next_id);
  }
}
