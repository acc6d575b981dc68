/* array.c: the functions behind the macros of array.h. */
#include "base/array.h"

static size_t next_cap(size_t cap, size_t want) {
  size_t grown = cap + cap / 2 + 4;
  return grown > want ? grown : want;
}

void *array_grow_(void *items, size_t *cap, size_t want, size_t size) {
  if (want <= *cap) return items;
  *cap = next_cap(*cap, want);
  return mem_grow(items, *cap * size);
}

void *array_grow_in_(Arena *arena, void *items, size_t *cap, size_t want, size_t size) {
  if (want <= *cap) return items;
  size_t held = *cap * size;
  *cap = next_cap(*cap, want);
  void *grown = arena_alloc(arena, *cap * size);
  if (held > 0) memcpy(grown, items, held);
  return grown;
}

void array_splice_(void *items, size_t *len, size_t at, size_t del, const void *src, size_t ins, size_t size) {
  char *base = items;
  if (ins != del && *len > at + del)
    memmove(base + (at + ins) * size, base + (at + del) * size, (*len - at - del) * size);
  if (ins > 0) memcpy(base + at * size, src, ins * size);
  *len = *len - del + ins;
}
