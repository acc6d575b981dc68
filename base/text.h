/* text.h: positions in UTF-8 text. Offsets count bytes; a position is a 0-based line and a 0-based character in
 * one of four units. CRLF and LF end a line (a lone CR does not). Invalid UTF-8 bytes count as one unit each. */
#ifndef ATLAS_BASE_TEXT_H
#define ATLAS_BASE_TEXT_H

#include "base/array.h"

typedef enum TextUnit { TEXT_UTF8, TEXT_UTF16, TEXT_UTF32, TEXT_GRAPHEME } TextUnit;

typedef struct TextPos {
  uint32_t line, character;
} TextPos;

/* Half-open range of bytes. */
typedef struct Span {
  uint32_t start, end;
} Span;

typedef struct TextRange {
  TextPos start, end;
} TextRange;

static inline Span span_make(uint32_t start, uint32_t end) { return (Span){start, end}; }
static inline bool span_has(Span s, uint32_t at) { return at >= s.start && at < s.end; }
/* Also true at the end: the cursor behind a word touches it. */
static inline bool span_touches(Span s, uint32_t at) { return at >= s.start && at <= s.end; }
static inline Str span_of(Span s, Str text) { return str_make(text.ptr + s.start, s.end - s.start); }

/* Starts of the lines of a text. The owner calls lines_free. */
typedef struct Lines {
  uint32_t *starts; /* starts[0] == 0 */
  size_t len, cap;
} Lines;

void lines_build(Lines *self, Str text);
void lines_free(Lines *self);

/* Line and character of a byte offset (clamped to the text). O(log lines + length of the line). */
TextPos text_position(Str text, const Lines *lines, uint32_t offset, TextUnit unit);
TextRange text_range(Str text, const Lines *lines, Span span, TextUnit unit);
/* Byte offset of a position; a character beyond the line's end gives the line's end (before its newline),
 * a line beyond the text gives its end. In the middle of a surrogate pair: the start of that character. */
uint32_t text_offset(Str text, const Lines *lines, TextPos pos, TextUnit unit);
/* Number of `unit`s in `s`, which holds no newline (grapheme clusters after UAX #29, extended). O(s.len). */
uint32_t text_width(Str s, TextUnit unit);
/* Bytes of the first `count` units of `s`. */
size_t text_advance(Str s, uint32_t count, TextUnit unit);
/* Number of '\n' in `s`. */
uint32_t text_newlines(Str s);

/* Decodes one character at `at`; returns its length in bytes (1..4), or 0 for an invalid sequence (then one byte
 * is to be skipped). at < s.len. */
unsigned utf8_decode(Str s, size_t at, uint32_t *out);
/* Encodes into out[4]; returns the length. Surrogates and values beyond U+10FFFF become U+FFFD. */
unsigned utf8_write(uint32_t code, char out[4]);
/* Offset of the first invalid byte; s.len when all is valid. */
size_t utf8_invalid(Str s);
/* The text itself when it is valid; else a copy in the arena with U+FFFD for each invalid byte: "a\xFFb". */
Str utf8_mend(Arena *arena, Str s);

#endif
