/* generate.c: a random schema: tables with columns, then what connects them. */
#include "tests/converge/gen.h"

/* Mostly plain names, sometimes such as need quotes. The number keeps them apart. */
Str gen_name(Gen *self, const char *plain) {
  static const char *const few[] = {"Upper", "we ird", "na\xc3\xafve", "x-", "order", "a.b", "end_", NULL};
  const char *word = plain;
  if (gen_chance(self, 12)) word = gen_one(self, self->profile->odd_names != NULL ? self->profile->odd_names : few);
  return arena_printf(self->arena, "%s%u", word, *self->next_id + 1);
}

uint32_t gen_column(Gen *self, uint32_t table) {
  uint32_t id = gen_add(self, ELEM_COLUMN, table, gen_name(self, "c"), STR(""));
  self->profile->type(self, gen_get(self, id));
  self->profile->column(self, id);
  return id;
}

void gen_key(Gen *self, uint32_t table) {
  uint32_t key = gen_add(self, ELEM_KEY, table, STR(""), STR("")), count = 1 + gen_below(self, 3) / 2;
  for (uint32_t i = 0, last = 0; i < count; i++) {
    uint32_t column = gen_pick_child(self, table, ELEM_COLUMN);
    if (column == 0 || column == last || !self->profile->key_column(self, gen_get(self, column))) continue;
    gen_ref(self, gen_add(self, ELEM_PART, key, STR(""), STR("")), column);
    last = column;
  }
}

void gen_check(Gen *self, uint32_t table) {
  Str name = gen_chance(self, 75) ? gen_name(self, "check") : (Str){0};
  uint32_t check = gen_add(self, ELEM_CHECK, table, name, STR(""));
  self->profile->expression(self, gen_get(self, check), table, true);
  if (self->profile->check != NULL) self->profile->check(self, check);
}

/* A column of the type of `target`: one that is there, or a new one. */
static uint32_t column_like(Gen *self, uint32_t table, uint32_t target, const Ids *taken) {
  const Elem *like = gen_get(self, target);
  for (size_t i = 0; i < self->elems.len; i++) {
    const Elem *column = &self->elems.items[i];
    if (column->kind != ELEM_COLUMN || column->parent != table || column->id == target) continue;
    bool used = gen_find_prop(self, column->id, "as") != NULL || gen_chance(self, 30);
    for (size_t k = 0; k < taken->len; k++) used = used || taken->items[k] == column->id;
    if (!used && str_eq(column->text, like->text) && column->ref_count == like->ref_count) return column->id;
  }
  Str text = like->text, group = like->group;
  uint32_t refs = like->ref_count, first = like->refs[0];
  uint32_t id = gen_add(self, ELEM_COLUMN, table, gen_name(self, "f"), text);
  gen_last(self)->group = group;
  if (refs > 0) gen_ref(self, id, first);
  if (gen_chance(self, 60)) gen_prop(self, id, "null", STR("true"));
  return id;
}

/* The primary key of a table, or a unique index of plain columns; 0: none. */
static uint32_t target_key(Gen *self, uint32_t table) {
  uint32_t key = gen_pick_child(self, table, ELEM_KEY);
  if (key != 0 && gen_chance(self, 80)) return key;
  uint32_t index = gen_pick_child(self, table, ELEM_INDEX);
  return index != 0 && gen_find_prop(self, index, "unique") != NULL && gen_find_prop(self, index, "where") == NULL
             ? index
             : key;
}

void gen_foreign_key(Gen *self, uint32_t table) {
  uint32_t target = gen_chance(self, 20) ? table : gen_pick(self, ELEM_TABLE), key = target_key(self, target);
  if (key == 0) return;
  Ids parts = {0}, columns = {0}, targets = {0};
  gen_children(self, key, ELEM_PART, &parts);
  for (size_t i = 0; i < parts.len; i++)
    if (gen_get(self, parts.items[i])->ref_count == 1 && gen_get(self, parts.items[i])->text.len == 0)
      array_push(&targets, gen_get(self, parts.items[i])->refs[0]);
  if (targets.len == parts.len && targets.len > 0) {
    for (size_t i = 0; i < targets.len; i++) {
      uint32_t column = column_like(self, table, targets.items[i], &columns);
      array_push(&columns, column);
    }
    uint32_t id = gen_add(self, ELEM_FK, table, gen_name(self, "fk"), STR(""));
    for (size_t i = 0; i < columns.len; i++) gen_ref(self, id, columns.items[i]);
    for (size_t i = 0; i < targets.len; i++) gen_ref(self, id, targets.items[i]);
    self->profile->foreign_key(self, id);
  }
  array_free(&parts);
  array_free(&columns);
  array_free(&targets);
}

void gen_table(Gen *self, uint32_t schema) {
  uint32_t table = gen_add(self, ELEM_TABLE, schema, gen_name(self, "t"), STR(""));
  self->profile->table(self, table);
  uint32_t columns = 1 + gen_below(self, 6), indexes = gen_below(self, 3), checks = gen_below(self, 2);
  for (uint32_t i = 0; i < columns; i++) gen_column(self, table);
  if (gen_chance(self, 75)) gen_key(self, table);
  for (uint32_t i = 0; i < indexes; i++) self->profile->index(self, table);
  for (uint32_t i = 0; i < checks; i++) gen_check(self, table);
}

void gen_schema(Gen *self) {
  self->profile->schemas(self);
  if (self->profile->objects != NULL) self->profile->objects(self);
  uint32_t tables = 1 + gen_below(self, 4), keys = gen_below(self, 4);
  for (uint32_t i = 0; i < tables; i++) gen_table(self, gen_pick(self, ELEM_SCHEMA));
  for (uint32_t i = 0; i < keys; i++) gen_foreign_key(self, gen_pick(self, ELEM_TABLE));
  if (self->profile->later != NULL) self->profile->later(self);
  gen_repair(self);
}
