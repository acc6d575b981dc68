/* rpc.c: see rpc.h. A message is `Content-Length: 12\r\n\r\n` and 12 bytes; other header fields are ignored, field
 * names match in any case and a bare \n ends a line too. */
#define _GNU_SOURCE
#include "lsp/rpc.h"

#include "base/arena.h"

enum { RPC_CHUNK = 64 << 10, RPC_HEADER_MAX = 8 << 10, RPC_KEEP = 1 << 20 };

void rpc_init(RpcReader *self, size_t limit) {
  memset(self, 0, sizeof *self);
  self->limit = limit != 0 ? limit : RPC_LIMIT;
}

void rpc_free(RpcReader *self) { buf_free(&self->buf); }

/* Drops consumed bytes; gives back the memory of a large message once it is read. */
static void compact(RpcReader *self) {
  if (self->at == 0) return;
  size_t rest = self->buf.len - self->at;
  if (rest == 0 && self->buf.cap > RPC_KEEP) {
    buf_free(&self->buf);
  } else {
    if (rest > 0) memmove(self->buf.ptr, self->buf.ptr + self->at, rest);
    self->buf.len = rest;
  }
  self->at = 0;
}

char *rpc_space(RpcReader *self, size_t *size) {
  compact(self);
  size_t want = RPC_CHUNK;
  if (self->in_body && self->body + 1 > self->buf.len + want) want = self->body + 1 - self->buf.len;
  buf_reserve(&self->buf, want);
  *size = want;
  return self->buf.ptr + self->buf.len;
}

void rpc_filled(RpcReader *self, size_t count) { self->buf.len += count; }

void rpc_feed(RpcReader *self, Str bytes) {
  compact(self);
  buf_put(&self->buf, bytes);
}

/* Value of the header field in [at, end): digits only, with blanks around. */
static bool parse_length(Str line, size_t *out) {
  static const char name[] = "content-length:";
  size_t at = sizeof name - 1;
  if (line.len < at || !str_eq_nocase(str_sub(line, 0, at), str_make(name, at))) return false;
  Str digits = str_trim(str_sub(line, at, line.len));
  if (digits.len == 0) return false;
  size_t value = 0;
  for (size_t i = 0; i < digits.len; i++) {
    if (digits.ptr[i] < '0' || digits.ptr[i] > '9') return false;
    size_t digit = (size_t)(digits.ptr[i] - '0');
    value = value > (SIZE_MAX - digit) / 10 ? SIZE_MAX : value * 10 + digit;
  }
  *out = value;
  return true;
}

/* Length of the header at the start of `s` with its empty line; 0: no end in sight. */
static size_t header_end(Str s, size_t from) {
  for (size_t i = str_find(s, '\n', from); i < s.len; i = str_find(s, '\n', i + 1)) {
    if (i == 0 || (i == 1 && s.ptr[0] == '\r')) return i + 1;
    if (s.ptr[i - 1] == '\n' || (i >= 2 && s.ptr[i - 1] == '\r' && s.ptr[i - 2] == '\n')) return i + 1;
  }
  return 0;
}

/* Reads the header fields; false when there is no usable length or a line is no field. */
static bool parse_header(Str header, size_t *length) {
  bool found = false;
  for (size_t at = 0; at < header.len;) {
    size_t end = str_find(header, '\n', at);
    Str line = str_trim(str_sub(header, at, end));
    at = end + 1;
    if (line.len == 0) continue;
    if (str_find(line, ':', 0) == line.len) return false;
    if (parse_length(line, length)) found = true;
  }
  return found;
}

/* While lost: goes to the next place where a header field name begins. JSON text holds no raw line end inside a
 * string, so that a field name in it is never followed by a complete header. */
static bool find_header(RpcReader *self) {
  static const char name[] = "Content-Length:";
  Str rest = str_make(self->buf.ptr + self->at, self->buf.len - self->at);
  size_t size = sizeof name - 1;
  const char *hit = rest.len >= size ? memmem(rest.ptr, rest.len, name, size) : NULL;
  if (hit == NULL) { /* keep what may be the beginning of a name */
    if (rest.len >= size) self->at += rest.len - (size - 1);
    return false;
  }
  self->at += (size_t)(hit - rest.ptr);
  self->scanned = 0;
  return true;
}

static RpcEvent lose(RpcReader *self, RpcEvent event, size_t skip) {
  bool first = !self->lost;
  self->lost = true;
  self->at += skip;
  self->scanned = 0;
  return first || event == RPC_TOO_LARGE ? event : RPC_MORE; /* one error for a stretch of rubbish */
}

/* One step of reading a header. RPC_MORE with in_body unset and `*again` set: try once more. */
static RpcEvent read_header(RpcReader *self, bool *again) {
  *again = false;
  if (self->lost && !find_header(self)) return RPC_MORE;
  Str rest = str_make(self->buf.ptr + self->at, self->buf.len - self->at);
  size_t end = rest.len > 0 ? header_end(rest, self->scanned) : 0;
  if (end == 0) {
    if (rest.len > RPC_HEADER_MAX) {
      *again = true;
      return lose(self, RPC_BAD_HEADER, 1);
    }
    self->scanned = rest.len > 2 ? rest.len - 2 : 0;
    return RPC_MORE;
  }
  size_t length = 0;
  *again = true;
  if (!parse_header(str_sub(rest, 0, end), &length)) return lose(self, RPC_BAD_HEADER, 1);
  if (length > self->limit) return lose(self, RPC_TOO_LARGE, end);
  self->at += end;
  self->body = length;
  self->in_body = true;
  self->lost = false;
  self->scanned = 0;
  return RPC_MORE;
}

RpcEvent rpc_next(RpcReader *self, char **message, size_t *length) {
  bool again = true;
  while (!self->in_body && again) {
    RpcEvent event = read_header(self, &again);
    if (event != RPC_MORE) return event;
  }
  if (!self->in_body || self->buf.len - self->at < self->body) {
    if (self->at == self->buf.len) compact(self); /* all is read: a large message need not stay until the next one */
    return RPC_MORE;
  }
  *message = self->buf.ptr + self->at;
  *length = self->body;
  self->at += self->body;
  self->in_body = false;
  return RPC_MESSAGE;
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/* Value of a \uXXXX escape at `at`; -1 when there is none. */
static int escape_at(const char *json, size_t length, size_t at) {
  if (at + 6 > length || json[at] != '\\' || json[at + 1] != 'u') return -1;
  int value = 0;
  for (size_t i = at + 2; i < at + 6; i++) {
    int digit = hex_digit(json[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

size_t rpc_repair(char *json, size_t length) {
  size_t count = 0;
  for (size_t at = 0; at < length; at++) {
    const char *next = memchr(json + at, '\\', length - at);
    if (next == NULL) break;
    at = (size_t)(next - json);
    int value = escape_at(json, length, at);
    if (value < 0xD800 || value > 0xDFFF) {
      at++; /* the escaped character */
      continue;
    }
    int low = value < 0xDC00 ? escape_at(json, length, at + 6) : -1;
    if (low >= 0xDC00 && low <= 0xDFFF) {
      at += 11;
    } else {
      memcpy(json + at + 2, "FFFD", 4);
      at += 5;
      count++;
    }
  }
  return count;
}
