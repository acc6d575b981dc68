/* text.c: UTF-8, lines, and positions in four units. ASCII takes short paths everywhere. */
#include "base/text.h"

#include "base/grapheme.h"

/* Bytes of the sequence that `lead` starts, 0 when none starts with it; *min is the least code of that length. */
static unsigned sequence_length(unsigned char lead, uint32_t *code, uint32_t *min) {
  if (lead >= 0xC2 && lead <= 0xDF) {
    *code = lead & 0x1Fu;
    *min = 0x80;
    return 2;
  }
  if (lead >= 0xE0 && lead <= 0xEF) {
    *code = lead & 0x0Fu;
    *min = 0x800;
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    *code = lead & 0x07u;
    *min = 0x10000;
    return 4;
  }
  return 0;
}

unsigned utf8_decode(Str s, size_t at, uint32_t *out) {
  unsigned char lead = (unsigned char)s.ptr[at];
  uint32_t code = 0, min = 0;
  if (lead < 0x80) {
    *out = lead;
    return 1;
  }
  *out = 0xFFFD;
  unsigned len = sequence_length(lead, &code, &min);
  if (len == 0 || len > s.len - at) return 0;
  for (unsigned i = 1; i < len; i++) {
    unsigned char next = (unsigned char)s.ptr[at + i];
    if ((next & 0xC0) != 0x80) return 0;
    code = code << 6 | (next & 0x3Fu);
  }
  if (code < min || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return 0;
  *out = code;
  return len;
}

unsigned utf8_write(uint32_t code, char out[4]) {
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = 0xFFFD;
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  unsigned len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  for (unsigned i = len - 1; i > 0; i--, code >>= 6) out[i] = (char)(0x80 | (code & 0x3F));
  static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
  out[0] = (char)(leads[len] | code);
  return len;
}

/* First byte at or after `at` that is not ASCII. */
static size_t skip_ascii(Str s, size_t at) {
  for (; s.len - at >= 8; at += 8) {
    uint64_t word;
    memcpy(&word, s.ptr + at, 8);
    if ((word & 0x8080808080808080u) != 0) break;
  }
  while (at < s.len && (unsigned char)s.ptr[at] < 0x80) at++;
  return at;
}

size_t utf8_invalid(Str s) {
  for (size_t at = skip_ascii(s, 0); at < s.len; at = skip_ascii(s, at)) {
    uint32_t code;
    unsigned len = utf8_decode(s, at, &code);
    if (len == 0) return at;
    at += len;
  }
  return s.len;
}

Str utf8_mend(Arena *arena, Str s) {
  size_t at = utf8_invalid(s), len = at;
  if (at == s.len) return s;
  char *out = arena_alloc(arena, s.len * 3 + 1);
  memcpy(out, s.ptr, at);
  while (at < s.len) {
    uint32_t code;
    unsigned width = utf8_decode(s, at, &code);
    len += utf8_write(width > 0 ? code : 0xFFFD, out + len);
    at += width > 0 ? width : 1;
  }
  return str_make(out, len);
}

/* Number of characters or UTF-16 units in `s`, at most `limit`; *end becomes the byte after the last one counted.
 * A character of two UTF-16 units that does not fit whole is not counted. */
static uint32_t count_codes(Str s, uint32_t limit, TextUnit unit, size_t *end) {
  uint32_t count = 0;
  size_t at = 0;
  while (at < s.len && count < limit) {
    size_t ascii = skip_ascii(str_sub(s, 0, s.len - at > limit - count ? at + (limit - count) : s.len), at) - at;
    count += (uint32_t)ascii;
    at += ascii;
    if (at >= s.len || count >= limit || ascii > 0) continue;
    uint32_t code, width = 1;
    unsigned len = utf8_decode(s, at, &code);
    if (unit == TEXT_UTF16 && code > 0xFFFF) width = 2;
    if (width > limit - count) break;
    count += width;
    at += len > 0 ? len : 1;
  }
  *end = at;
  return count;
}

static uint32_t count_units(Str s, uint32_t limit, TextUnit unit, size_t *end) {
  if (unit == TEXT_GRAPHEME) return grapheme_count(s, limit, end);
  if (unit != TEXT_UTF8) return count_codes(s, limit, unit, end);
  *end = s.len < limit ? s.len : limit;
  return (uint32_t)*end;
}

uint32_t text_width(Str s, TextUnit unit) {
  size_t end;
  return count_units(s, UINT32_MAX, unit, &end);
}

size_t text_advance(Str s, uint32_t count, TextUnit unit) {
  size_t end;
  count_units(s, count, unit, &end);
  return end;
}

uint32_t text_newlines(Str s) {
  uint32_t count = 0;
  for (size_t i = 0; i < s.len; i++) count += s.ptr[i] == '\n';
  return count;
}

static void push_line(Lines *self, size_t start) {
  self->starts = array_grow_(self->starts, &self->cap, self->len + 1, sizeof *self->starts);
  self->starts[self->len++] = (uint32_t)start;
}

void lines_build(Lines *self, Str text) {
  self->len = 0;
  push_line(self, 0);
  for (size_t at = str_find(text, '\n', 0); at < text.len; at = str_find(text, '\n', at + 1)) push_line(self, at + 1);
}

void lines_free(Lines *self) {
  free(self->starts);
  *self = (Lines){0};
}

/* Index of the last line that starts at or before `offset`. */
static size_t line_at(const Lines *lines, uint32_t offset) {
  size_t low = 0, high = lines->len;
  while (high - low > 1) {
    size_t mid = low + (high - low) / 2;
    if (lines->starts[mid] <= offset)
      low = mid;
    else
      high = mid;
  }
  return low;
}

TextPos text_position(Str text, const Lines *lines, uint32_t offset, TextUnit unit) {
  if (offset > text.len) offset = (uint32_t)text.len;
  size_t line = line_at(lines, offset);
  return (TextPos){(uint32_t)line, text_width(str_sub(text, lines->starts[line], offset), unit)};
}

TextRange text_range(Str text, const Lines *lines, Span span, TextUnit unit) {
  return (TextRange){text_position(text, lines, span.start, unit), text_position(text, lines, span.end, unit)};
}

uint32_t text_offset(Str text, const Lines *lines, TextPos pos, TextUnit unit) {
  if (pos.line >= lines->len) return (uint32_t)text.len;
  size_t start = lines->starts[pos.line];
  size_t end = pos.line + 1 < lines->len ? lines->starts[pos.line + 1] - 1 : text.len;
  if (pos.line + 1 < lines->len && end > start && text.ptr[end - 1] == '\r') end--;
  return (uint32_t)(start + text_advance(str_sub(text, start, end), pos.character, unit));
}
