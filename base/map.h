/* map.h: hash tables from a string to a pointer. Keys are not copied: they must live as long as the entry. */
#ifndef ATLAS_BASE_MAP_H
#define ATLAS_BASE_MAP_H

#include "base/str.h"

typedef struct MapEntry {
  Str key;
  uint64_t hash;
  void *value; /* NULL: free or deleted */
} MapEntry;

typedef struct Map {
  MapEntry *entries;
  size_t len;       /* entries; slots that were made and left NULL may be counted too */
  size_t used, cap; /* used counts deleted slots too; cap is a power of two */
} Map;

void map_free(Map *self);
/* NULL when absent. O(1). */
void *map_get(const Map *self, Str key);
/* Sets or replaces; a NULL value removes. */
void map_set(Map *self, Str key, void *value);
/* The place of the value for `key`, made with NULL when absent; valid until the next change of the map.
 * A slot that is left NULL counts as absent. */
void **map_slot(Map *self, Str key);

/* for (size_t i = map_next(&m, 0); i < m.cap; i = map_next(&m, i + 1)) use(m.entries[i]); in no useful order. */
size_t map_next(const Map *self, size_t from);

#endif
