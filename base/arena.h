/* arena.h: memory that is released all at once. Every Arena has one owner, named in the comment of the struct
 * that holds it; whatever is allocated from it lives until arena_free. Not for use by several threads at once. */
#ifndef ATLAS_BASE_ARENA_H
#define ATLAS_BASE_ARENA_H

#include "base/str.h"

typedef struct ArenaChunk ArenaChunk;
typedef struct Arena {
  ArenaChunk *chunks; /* newest first */
  char *at, *end;     /* free part of the newest chunk */
  size_t next_size;   /* bytes of the next chunk */
  size_t total;       /* bytes held in all chunks */
} Arena;

/* An empty arena; `first_size` is a hint for the first chunk (0: 4 KiB). Nothing is allocated yet. */
void arena_init(Arena *self, size_t first_size);
/* Releases everything; the arena is empty and usable again. */
void arena_free(Arena *self);
/* Empties it but keeps the newest chunk for what comes next: for scratch memory that is used again and again. */
void arena_clear(Arena *self);
/* Zeroed, aligned to 8 bytes. Never NULL: the program ends with a message when memory is exhausted. */
void *arena_alloc(Arena *self, size_t size);
/* A copy of `s` in the arena, NUL-terminated one byte past its length. */
Str arena_str(Arena *self, Str s);
/* printf into the arena, NUL-terminated. */
Str arena_printf(Arena *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Copies `count` elements of `size` bytes. */
void *arena_copy(Arena *self, const void *items, size_t count, size_t size);

#define arena_new(arena, T)          ((T *)arena_alloc((arena), sizeof(T)))
#define arena_array(arena, T, count) ((T *)arena_alloc((arena), sizeof(T) * (count)))

/* malloc, calloc and realloc that never return NULL. */
void *mem_alloc(size_t size);
void *mem_zero(size_t count, size_t size);
void *mem_grow(void *ptr, size_t size);

#endif
