/* mutate.c: small random changes of a schema, as people make them. */
#include "tests/converge/gen.h"

static void add_something(Gen *self) {
  uint32_t table = gen_pick(self, ELEM_TABLE);
  if (table == 0 || gen_chance(self, 12)) {
    gen_table(self, gen_pick(self, ELEM_SCHEMA));
    return;
  }
  switch (gen_below(self, 6)) {
  case 0:
  case 1: gen_column(self, table); break;
  case 2: self->profile->index(self, table); break;
  case 3: gen_foreign_key(self, table); break;
  case 4: gen_check(self, table); break;
  default:
    if (gen_pick_child(self, table, ELEM_KEY) == 0) gen_key(self, table);
    break;
  }
}

static void remove_something(Gen *self) {
  static const uint8_t kinds[] = {ELEM_COLUMN, ELEM_COLUMN, ELEM_INDEX,      ELEM_FK,    ELEM_CHECK,
                                  ELEM_PROP,   ELEM_PROP,   ELEM_PROP,       ELEM_KEY,   ELEM_PART,
                                  ELEM_TABLE,  ELEM_ENUM,   ELEM_CONSTRAINT, ELEM_OBJECT};
  uint32_t id = gen_pick(self, (ElemKind)kinds[gen_below(self, sizeof kinds)]);
  if (id != 0) gen_remove(self, id);
}

/* Another type and other properties under the name that it has. */
static void change_column(Gen *self) {
  uint32_t id = gen_pick(self, ELEM_COLUMN);
  if (id == 0) return;
  if (gen_chance(self, 60)) {
    gen_remove_children(self, id);
    Elem *column = gen_get(self, id);
    column->ref_count = 0;
    self->profile->type(self, column);
  }
  self->profile->column(self, id);
}

static void change_null(Gen *self) {
  uint32_t id = gen_pick(self, ELEM_COLUMN);
  if (id == 0) return;
  const Elem *prop = gen_find_prop(self, id, "null");
  if (prop != NULL)
    gen_remove(self, prop->id);
  else
    gen_prop(self, id, "null", STR("true"));
}

/* The same name, another shape. */
static void change_index(Gen *self) {
  uint32_t id = gen_pick(self, gen_chance(self, 80) ? ELEM_INDEX : ELEM_CONSTRAINT);
  if (id == 0) return;
  Str name = gen_get(self, id)->name;
  uint32_t table = gen_get(self, id)->parent;
  gen_remove(self, id);
  size_t before = self->elems.len;
  self->profile->index(self, table);
  for (size_t i = before; i < self->elems.len; i++)
    if (self->elems.items[i].kind == ELEM_INDEX || self->elems.items[i].kind == ELEM_CONSTRAINT)
      self->elems.items[i].name = name;
}

static void change_key(Gen *self) {
  uint32_t id = gen_pick(self, ELEM_KEY);
  if (id == 0) return;
  uint32_t table = gen_get(self, id)->parent;
  gen_remove(self, id);
  gen_key(self, table);
}

static void change_check(Gen *self) {
  uint32_t id = gen_pick(self, ELEM_CHECK);
  if (id == 0) return;
  Elem *check = gen_get(self, id);
  check->ref_count = 0;
  self->profile->expression(self, check, check->parent, true);
}

static void change_foreign_key(Gen *self) {
  uint32_t id = gen_pick(self, ELEM_FK);
  if (id == 0) return;
  gen_remove_children(self, id);
  self->profile->foreign_key(self, id);
}

/* Objects only where their text does not repeat the name. */
static void rename_something(Gen *self) {
  static const uint8_t kinds[] = {ELEM_COLUMN, ELEM_COLUMN, ELEM_INDEX, ELEM_FK, ELEM_CHECK, ELEM_TABLE, ELEM_OBJECT};
  size_t count = self->profile->mutate != NULL ? sizeof kinds : sizeof kinds - 1;
  uint32_t id = gen_pick(self, (ElemKind)kinds[gen_below(self, (uint32_t)count)]);
  if (id == 0) return;
  Elem *elem = gen_get(self, id);
  if (elem->kind == ELEM_OBJECT && !gen_names_itself(elem)) return;
  elem->name = arena_printf(self->arena, "r%u", ++*self->next_id);
}

static void change_table(Gen *self) {
  uint32_t id = gen_pick(self, ELEM_TABLE);
  if (id != 0) self->profile->table(self, id);
}

static void change_objects(Gen *self) {
  uint32_t id = gen_pick(self, ELEM_OBJECT);
  if (id != 0 && self->profile->change_object != NULL)
    self->profile->change_object(self, id);
  else if (self->profile->later != NULL)
    self->profile->later(self);
}

static void mutate_once(Gen *self) {
  if (self->profile->mutate != NULL && gen_chance(self, 35)) {
    self->profile->mutate(self);
    return;
  }
  switch (gen_below(self, 13)) {
  case 0:
  case 1:
  case 2: add_something(self); break;
  case 3:
  case 4: remove_something(self); break;
  case 5: change_column(self); break;
  case 6: change_null(self); break;
  case 7: change_index(self); break;
  case 8: change_key(self); break;
  case 9: gen_chance(self, 50) ? change_check(self) : change_foreign_key(self); break;
  case 10: rename_something(self); break;
  case 11: change_objects(self); break;
  default: change_table(self); break;
  }
}

void gen_mutate(Gen *self) {
  uint32_t count = 1 + gen_below(self, 6);
  for (uint32_t i = 0; i < count; i++) {
    mutate_once(self);
    gen_repair(self);
  }
}
