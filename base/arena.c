/* arena.c: chunks of memory in a list; the newest is filled from its start. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_CHUNK = 4096, LARGEST_CHUNK = 1 << 18, ALIGNMENT = 8 };

struct ArenaChunk {
  ArenaChunk *next;
  size_t zeroed; /* 1: fresh from calloc, need not be cleared */
};

static void *checked(void *ptr) {
  if (ptr == NULL) {
    fputs("atlas-lsp: out of memory\n", stderr);
    abort();
  }
  return ptr;
}

void *mem_alloc(size_t size) { return checked(malloc(size > 0 ? size : 1)); }

void *mem_zero(size_t count, size_t size) { return checked(calloc(count > 0 ? count : 1, size > 0 ? size : 1)); }

void *mem_grow(void *ptr, size_t size) { return checked(realloc(ptr, size > 0 ? size : 1)); }

void arena_init(Arena *self, size_t first_size) {
  *self = (Arena){.next_size = first_size > 0 ? first_size : FIRST_CHUNK};
}

void arena_free(Arena *self) {
  size_t next_size = self->next_size;
  for (ArenaChunk *chunk = self->chunks, *next; chunk != NULL; chunk = next) {
    next = chunk->next;
    free(chunk);
  }
  arena_init(self, next_size);
}

void arena_clear(Arena *self) {
  ArenaChunk *kept = self->chunks;
  if (self->at == NULL) {
    arena_free(self);
    return;
  }
  char *end = self->end;
  self->chunks = kept->next;
  arena_free(self);
  kept->next = NULL;
  kept->zeroed = 0;
  self->chunks = kept;
  self->at = (char *)(kept + 1);
  self->end = end;
  self->total = sizeof(ArenaChunk) + (size_t)(end - self->at);
}

/* A chunk with room for `size` bytes. Large ones come from calloc, where the system hands out zeroed pages. */
static ArenaChunk *make_chunk(Arena *self, size_t size) {
  bool zeroed = size >= LARGEST_CHUNK / 2;
  if (size > SIZE_MAX - sizeof(ArenaChunk)) checked(NULL);
  size += sizeof(ArenaChunk);
  ArenaChunk *chunk = zeroed ? mem_zero(1, size) : mem_alloc(size);
  chunk->zeroed = zeroed;
  chunk->next = NULL;
  self->total += size;
  return chunk;
}

/* A large piece gets a chunk of its own behind the newest one, whose free part stays in use. */
static void *take_own_chunk(Arena *self, size_t size, bool zero) {
  ArenaChunk *chunk = make_chunk(self, size);
  if (self->chunks != NULL) {
    chunk->next = self->chunks->next;
    self->chunks->next = chunk;
  } else {
    self->chunks = chunk;
  }
  if (zero && !chunk->zeroed) memset(chunk + 1, 0, size);
  return chunk + 1;
}

static void start_chunk(Arena *self, size_t size) {
  if (self->next_size == 0) self->next_size = FIRST_CHUNK;
  size_t room = self->next_size > size ? self->next_size : size;
  ArenaChunk *chunk = make_chunk(self, room);
  chunk->next = self->chunks;
  self->chunks = chunk;
  self->at = (char *)(chunk + 1);
  self->end = self->at + room;
  if (self->next_size < LARGEST_CHUNK) self->next_size *= 2;
}

static void *take(Arena *self, size_t size, size_t alignment, bool zero) {
  if (self->at != NULL) {
    size_t pad = (size_t)(-(uintptr_t)self->at & (alignment - 1));
    size_t room = (size_t)(self->end - self->at);
    if (pad <= room && size <= room - pad) {
      void *ptr = self->at + pad;
      self->at += pad + size;
      if (zero && !self->chunks->zeroed) memset(ptr, 0, size);
      return ptr;
    }
  }
  if (size > LARGEST_CHUNK / 4 || (self->at != NULL && size > self->next_size / 2))
    return take_own_chunk(self, size, zero);
  start_chunk(self, size);
  return take(self, size, alignment, zero);
}

void *arena_alloc(Arena *self, size_t size) { return take(self, size, ALIGNMENT, true); }

Str arena_str(Arena *self, Str s) {
  char *copy = take(self, s.len + 1, 1, false);
  if (s.len > 0) memcpy(copy, s.ptr, s.len);
  copy[s.len] = '\0';
  return str_make(copy, s.len);
}

Str arena_printf(Arena *self, const char *format, ...) {
  char small[256];
  va_list args;
  va_start(args, format);
  int len = vsnprintf(small, sizeof small, format, args);
  va_end(args);
  if (len < 0) return arena_str(self, STR(""));
  if ((size_t)len < sizeof small) return arena_str(self, str_make(small, (size_t)len));
  char *text = take(self, (size_t)len + 1, 1, false);
  va_start(args, format);
  vsnprintf(text, (size_t)len + 1, format, args);
  va_end(args);
  return str_make(text, (size_t)len);
}

void *arena_copy(Arena *self, const void *items, size_t count, size_t size) {
  void *copy = take(self, count * size, ALIGNMENT, false);
  if (count > 0) memcpy(copy, items, count * size);
  return copy;
}
