/* map.c: open addressing with linear probing, at most three quarters full.
 *
 * A slot is free (key.ptr NULL), live (value set) or deleted (key.ptr set, value NULL). The key of a deleted slot may
 * be gone already, so it is never read. */
#include "base/map.h"

#include <stdlib.h>

#include "base/arena.h"

void map_free(Map *self) {
  free(self->entries);
  *self = (Map){0};
}

static bool is_free(const MapEntry *entry) { return entry->value == NULL && entry->key.ptr == NULL; }

/* The live slot of `key`; else, when `for_insert`, the slot to put it in (NULL when the table has none at all). */
static MapEntry *find(const Map *self, Str key, uint64_t hash, bool for_insert) {
  MapEntry *deleted = NULL;
  if (self->cap == 0) return NULL;
  for (size_t i = (size_t)hash & (self->cap - 1);; i = (i + 1) & (self->cap - 1)) {
    MapEntry *entry = &self->entries[i];
    if (is_free(entry)) return for_insert ? (deleted != NULL ? deleted : entry) : NULL;
    if (entry->value == NULL) {
      if (deleted == NULL) deleted = entry;
    } else if (entry->hash == hash && str_eq(entry->key, key)) {
      return entry;
    }
  }
}

void *map_get(const Map *self, Str key) {
  MapEntry *entry = self->len > 0 ? find(self, key, str_hash(key), false) : NULL;
  return entry != NULL ? entry->value : NULL;
}

/* Moves the live entries to a table of fitting size; the deleted ones vanish. */
static void rehash(Map *self) {
  Map grown = {0};
  size_t live = 0;
  for (size_t i = map_next(self, 0); i < self->cap; i = map_next(self, i + 1)) live++;
  grown.cap = 8;
  while (grown.cap * 3 / 4 < live * 3 / 2 + 1) grown.cap *= 2;
  grown.entries = mem_zero(grown.cap, sizeof *grown.entries);
  for (size_t i = map_next(self, 0); i < self->cap; i = map_next(self, i + 1))
    *find(&grown, self->entries[i].key, self->entries[i].hash, true) = self->entries[i];
  grown.len = grown.used = live;
  free(self->entries);
  *self = grown;
}

void **map_slot(Map *self, Str key) {
  uint64_t hash = str_hash(key);
  if (self->used + 1 > self->cap * 3 / 4) {
    MapEntry *known = find(self, key, hash, false);
    if (known != NULL) return &known->value;
    rehash(self);
  }
  MapEntry *entry = find(self, key, hash, true);
  if (entry->value != NULL) return &entry->value;
  if (is_free(entry)) self->used++;
  self->len++;
  *entry = (MapEntry){.key = str_make(key.ptr != NULL ? key.ptr : "", key.len), .hash = hash};
  return &entry->value;
}

void map_set(Map *self, Str key, void *value) {
  if (value != NULL) {
    *map_slot(self, key) = value;
    return;
  }
  MapEntry *entry = find(self, key, str_hash(key), false);
  if (entry == NULL) return;
  entry->value = NULL;
  self->len--;
}

size_t map_next(const Map *self, size_t from) {
  while (from < self->cap && self->entries[from].value == NULL) from++;
  return from;
}
