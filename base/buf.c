/* buf.c: a growing byte buffer. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

void buf_free(Buf *self) {
  free(self->ptr);
  *self = (Buf){0};
}

void buf_clear(Buf *self) {
  self->len = 0;
  if (self->ptr != NULL) self->ptr[0] = '\0';
}

void buf_reserve(Buf *self, size_t extra) {
  size_t want = self->len + extra + 1;
  if (want <= self->cap) return;
  size_t grown = self->cap * 2 + 64;
  self->cap = grown > want ? grown : want;
  self->ptr = mem_grow(self->ptr, self->cap);
}

void buf_put(Buf *self, Str s) {
  buf_reserve(self, s.len);
  if (s.len > 0) memcpy(self->ptr + self->len, s.ptr, s.len);
  self->len += s.len;
  self->ptr[self->len] = '\0';
}

void buf_putc(Buf *self, char c) {
  buf_reserve(self, 1);
  self->ptr[self->len++] = c;
  self->ptr[self->len] = '\0';
}

void buf_repeat(Buf *self, char c, size_t count) {
  buf_reserve(self, count);
  memset(self->ptr + self->len, c, count);
  self->len += count;
  self->ptr[self->len] = '\0';
}

void buf_printf(Buf *self, const char *format, ...) {
  for (;;) {
    va_list args;
    va_start(args, format);
    size_t room = self->cap - self->len;
    int len = vsnprintf(room > 0 ? self->ptr + self->len : NULL, room, format, args);
    va_end(args);
    if (len < 0) return;
    if ((size_t)len < room) {
      self->len += (size_t)len;
      return;
    }
    buf_reserve(self, (size_t)len);
  }
}

Str buf_str(const Buf *self) { return str_make(self->ptr != NULL ? self->ptr : "", self->len); }
