/* donors.c: see donors.h. */
#include "tests/oracle/diff/donors.h"

void donors_init(Donors *self) {
  *self = (Donors){0};
  arena_init(&self->arena, 0);
}

void donors_free(Donors *self) {
  map_free(&self->values);
  map_free(&self->members);
  map_free(&self->seen);
  arena_free(&self->arena);
}

/* Each text once for a path. */
static void note(Donors *self, Map *map, Str path, Donor donor) {
  Str key = arena_printf(&self->arena, "%.*s\x01%.*s\x01%.*s", STR_FMT(path), STR_FMT(donor.name), STR_FMT(donor.text));
  void **known = map_slot(&self->seen, key);
  if (*known != NULL) return;
  *known = self;
  void **slot = map_slot(map, arena_str(&self->arena, path));
  if (*slot == NULL) *slot = arena_new(&self->arena, DonorList);
  DonorList *list = *slot;
  donor.name = arena_str(&self->arena, donor.name);
  donor.text = arena_str(&self->arena, donor.text);
  array_push_in(&self->arena, &list->items, donor);
}

void donors_add(Donors *self, const Outline *outline) {
  for (size_t i = 0; i < outline->items.len; i++) {
    const Item *item = &outline->items.items[i];
    Donor donor = {.name = item->name, .is_block = item->is_block};
    donor.text = outline_text(outline, item->is_block ? item->span : item->inside);
    if (donor.text.len > 4000) continue;
    if (!item->is_block) note(self, &self->values, item->path, donor);
    note(self, &self->members, item->parent < 0 ? STR("") : outline->items.items[item->parent].path, donor);
  }
}

static const Donor *pick(const Map *map, Random *random, Str path) {
  const DonorList *list = map_get(map, path);
  return list != NULL ? &list->items.items[random_below(random, (uint32_t)list->items.len)] : NULL;
}

const Donor *donors_value(const Donors *self, Random *random, Str path) { return pick(&self->values, random, path); }

const Donor *donors_member(const Donors *self, Random *random, Str path) { return pick(&self->members, random, path); }
