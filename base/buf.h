/* buf.h: a growing byte buffer, for building texts. The owner calls buf_free. */
#ifndef ATLAS_BASE_BUF_H
#define ATLAS_BASE_BUF_H

#include "base/str.h"

typedef struct Buf {
  char *ptr; /* NUL-terminated at ptr[len] once anything was put */
  size_t len, cap;
} Buf;

void buf_free(Buf *self);
void buf_clear(Buf *self);
void buf_reserve(Buf *self, size_t extra);
void buf_put(Buf *self, Str s);
void buf_putc(Buf *self, char c);
void buf_repeat(Buf *self, char c, size_t count);
void buf_printf(Buf *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What is in the buffer; valid until the next change of it. */
Str buf_str(const Buf *self);

#endif
