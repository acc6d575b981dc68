/* The scan for units: see unit.h. It knows just enough of the lexer's rules to find where strings, heredocs, comments
 * and brackets end; lexer.c has the same rules as tokens. */
#define _GNU_SOURCE /* memmem */
#include "grammar/unit.h"

#include "base/array.h"
#include "grammar/lexer.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
  MAX_BRACES = 256,         /* deeper is an error for the parser anyway */
  MAX_NESTED = 250,         /* templates in templates */
  MAX_LOOK_AHEAD = 1 << 20, /* bytes behind the first place for a cut, in which an open bracket may still close */
};

/* Bytes that matter outside of strings. */
static const bool code_stop[256] = {
    ['"'] = true, ['{'] = true, ['}'] = true, ['('] = true, [')'] = true,  ['['] = true,
    [']'] = true, ['#'] = true, ['/'] = true, ['<'] = true, ['\n'] = true,
};
static const bool string_stop[256] = {
    ['"'] = true, ['\\'] = true, ['$'] = true, ['%'] = true, ['\n'] = true, ['\r'] = true,
};
static const bool heredoc_stop[256] = {['$'] = true, ['%'] = true, ['\n'] = true};

/* The next byte from `at` on that is a code_stop; the end of the text when there is none. `nested`: a newline before a
 * blank may be left out, since no block starts there. */
static inline uint32_t next_stop(Str text, uint32_t at, bool nested) {
#ifdef __SSE2__
  /* 16 bytes at a time. With a bit masked out, two bytes are one to compare with: `(` and `)`, `[` and `{`, ... */
  const __m128i last_bit = _mm_set1_epi8((char)0xFE), case_bit = _mm_set1_epi8((char)0xDF);
  const __m128i skipped = _mm_set1_epi8(' ');
  for (; at + 17 <= text.len; at += 16) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text.ptr + at));
    __m128i next = _mm_loadu_si128((const __m128i *)(const void *)(text.ptr + at + 1));
    __m128i even = _mm_and_si128(bytes, last_bit), upper = _mm_and_si128(bytes, case_bit);
    __m128i hits = _mm_or_si128(_mm_cmpeq_epi8(even, _mm_set1_epi8('(')), _mm_cmpeq_epi8(even, _mm_set1_epi8('"')));
    hits = _mm_or_si128(hits, _mm_cmpeq_epi8(upper, _mm_set1_epi8('[')));
    hits = _mm_or_si128(hits, _mm_cmpeq_epi8(upper, _mm_set1_epi8(']')));
    hits = _mm_or_si128(hits, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('/')));
    hits = _mm_or_si128(hits, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('<')));
    __m128i newlines = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'));
    if (nested) newlines = _mm_andnot_si128(_mm_cmpeq_epi8(next, skipped), newlines);
    hits = _mm_or_si128(hits, newlines);
    int mask = _mm_movemask_epi8(hits);
    if (mask != 0) return at + (uint32_t)__builtin_ctz((unsigned)mask);
  }
#endif
  while (at < text.len && !code_stop[(uint8_t)text.ptr[at]]) at++;
  return at;
}

/* State of a scan. The functions return the offset behind what they scanned. */
typedef struct Scan {
  Str text;
  UnitMemory *memory;
  uint32_t cut;  /* first line that may start a top-level block, 0 when none was seen */
  bool failed;   /* something does not close */
  bool far;      /* failed since brackets stay open for MAX_LOOK_AHEAD bytes behind the cut */
  bool dangling; /* a comment does not close: its opener is taken as two operators */
} Scan;

/* Whether `at` starts the header of a block: a name, labels and a brace on one line. */
static bool is_block_start(Str text, uint32_t at) {
  uint32_t end = lex_ident_end(text, at);
  if (end == at) return false;
  for (;;) {
    end = lex_skip_blanks(text, end);
    if (lex_byte(text, end) == '{') return true;
    uint32_t label = end;
    if (lex_byte(text, end) == '"') {
      end++;
      while (end < text.len && text.ptr[end] != '"' && text.ptr[end] != '\n') end++;
      if (lex_byte(text, end) != '"') return false;
      end++;
    } else {
      end = lex_ident_end(text, end);
    }
    if (end == label) return false;
  }
}

/* Called for each line that starts while something is open. */
static inline void see_line(Scan *self, uint32_t at) {
  uint8_t byte = lex_byte(self->text, at);
  bool letter = (uint8_t)((byte | 0x20) - 'a') < 26 || byte == '_' || byte >= 0x80;
  if (letter && self->cut == 0 && is_block_start(self->text, at)) self->cut = at;
}

static uint32_t scan_string(Scan *self, uint32_t at, unsigned nested, bool *broken);
static uint32_t scan_heredoc(Scan *self, uint32_t at, unsigned nested, Span marker);

static uint32_t scan_line_comment(const Scan *self, uint32_t at) {
  const char *newline = memchr(self->text.ptr + at, '\n', self->text.len - at);
  return newline == NULL ? (uint32_t)self->text.len : (uint32_t)(newline - self->text.ptr);
}

/* At a '/': over a comment, up to its newline; a lone slash otherwise. */
static uint32_t scan_slash(Scan *self, uint32_t at) {
  uint8_t next = lex_byte(self->text, at + 1);
  if (next == '/') return scan_line_comment(self, at);
  if (next != '*') return at + 1;
  UnitMemory *memory = self->memory;
  const char *close = NULL;
  if (!memory->no_comment_end || at < memory->no_comment_from)
    close = memmem(self->text.ptr + at + 2, self->text.len - at - 2, "*/", 2);
  if (close != NULL) return (uint32_t)(close + 2 - self->text.ptr);
  if (!memory->no_comment_end || at < memory->no_comment_from) memory->no_comment_from = at;
  memory->no_comment_end = self->dangling = true;
  return at + 1;
}

/* The same, with the newline of a line comment, as the lexer has it. */
static uint32_t scan_slash_line(Scan *self, uint32_t at) {
  bool line = lex_byte(self->text, at + 1) == '/';
  return scan_slash(self, at) + (line ? 1 : 0);
}

/* At a '<': over a heredoc, if it is one. */
static uint32_t scan_less(Scan *self, uint32_t at, unsigned nested) {
  uint32_t end = 0;
  Span marker = {0, 0};
  if (!lex_heredoc(self->text, at, &end, &marker)) return at + 1;
  return scan_heredoc(self, end, nested, marker);
}

/* Over the code of a template sequence, behind its `${`, to behind its `}`. `broken` is set when a newline in a string
 * ends the sequence and the string around it. */
static uint32_t scan_sequence(Scan *self, uint32_t at, unsigned nested, bool quoted, bool *broken) {
  Str text = self->text;
  uint32_t braces = 0;
  uint32_t cut = self->cut;
  if (nested > MAX_NESTED) self->failed = true;
  while (at < text.len && !self->failed) {
    uint8_t byte = (uint8_t)text.ptr[at];
    if (!code_stop[byte]) {
      at++;
      continue;
    }
    switch (byte) {
    case '"': {
      bool inner = false;
      at = scan_string(self, at, nested + 1, &inner);
      if (inner && quoted) {
        *broken = true;
        return at;
      }
      break;
    }
    case '{':
      if (++braces > MAX_BRACES) self->failed = true;
      at++;
      break;
    case '}':
      at++;
      if (braces-- == 0) {
        self->cut = cut;
        return at;
      }
      break;
    case '#': at = scan_line_comment(self, at) + 1; break;
    case '/': at = scan_slash_line(self, at); break;
    case '<': at = scan_less(self, at, nested + 1); break;
    case '\n':
      at++;
      if (quoted && braces == 0 && lex_lost_line(text, at)) {
        *broken = true;
        return at - 1;
      }
      see_line(self, at);
      if (self->cut != 0 && at - self->cut > MAX_LOOK_AHEAD) self->failed = true;
      break;
    default: at++; break;
    }
  }
  self->failed = true;
  return at;
}

/* Over a quoted string at its opening quote. A newline in it ends it (and sets `broken`). */
static uint32_t scan_string(Scan *self, uint32_t at, unsigned nested, bool *broken) {
  Str text = self->text;
  uint32_t start = ++at;
  while (at < text.len && !self->failed) {
    uint8_t byte = (uint8_t)text.ptr[at];
    if (!string_stop[byte]) {
      at++;
      continue;
    }
    uint8_t next = lex_byte(text, at + 1);
    if (byte == '"') return at + 1;
    if (byte == '\\') {
      at += next == '\n' || next == '\r' || at + 1 >= text.len ? 1 : 2;
    } else if (byte == '\n' || byte == '\r') {
      *broken = true;
      return nested == 0 ? lex_broken_string_end(text, start, at) : at;
    } else if (next == '{') {
      at = scan_sequence(self, at + 2, nested + 1, true, broken);
      if (*broken) return at;
    } else {
      at += next == byte && lex_byte(text, at + 2) == '{' ? 3 : 1;
    }
  }
  self->failed = true;
  return at;
}

/* Whether no line from `at` on is the marker, whatever else stands there. */
static bool marker_is_gone(Str text, uint32_t at, Span marker) {
  while (at < text.len) {
    uint32_t end = 0;
    if (lex_marker_line(text, at, marker, &end)) return false;
    at = (uint32_t)str_find(text, '\n', at) + 1;
  }
  return true;
}

/* Notes the lines from `at` on that could end a heredoc: those that are a name alone. */
static void find_markers(UnitMemory *self, Str text, uint32_t at) {
  self->has_markers = true;
  self->markers_from = at;
  while (at < text.len) {
    uint32_t next = (uint32_t)str_find(text, '\n', at) + 1, end = 0;
    uint32_t start = at + (uint32_t)lex_space_prefix(str_sub(text, at, next - 1));
    Span word = span_make(start, lex_ident_end(text, start));
    if (word.end > word.start && word.end < next && lex_marker_line(text, at, word, &end))
      map_set(&self->markers, span_of(word, text), (void *)((uintptr_t)at + 1));
    at = next;
  }
}

/* Whether it is known already that the marker does not come from `at` on. */
static bool marker_known_gone(const UnitMemory *self, Str text, uint32_t at, Span marker) {
  Str word = span_of(marker, text);
  if (self->has_markers && at >= self->markers_from) return (uintptr_t)map_get(&self->markers, word) <= at;
  return self->dead_marker.end > 0 && at >= self->dead_from && str_eq(word, span_of(self->dead_marker, text));
}

/* Remembers that the marker does not come from `at` on. Where that happens again, the others will be asked for, too. */
static void note_marker_gone(UnitMemory *self, Str text, uint32_t at, Span marker) {
  if (self->dead_marker.end > 0 && !self->has_markers) find_markers(self, text, at);
  self->dead_marker = marker;
  self->dead_from = at;
}

/* The next byte of a heredoc's text that matters. */
static uint32_t heredoc_text(Str text, uint32_t at) {
  while (at < text.len && !heredoc_stop[(uint8_t)text.ptr[at]]) at++;
  return at;
}

/* A heredoc that does not close: looks for a place to cut only. */
static uint32_t fail_heredoc(Scan *self, uint32_t at) {
  self->failed = true;
  while (at < self->text.len && self->cut == 0) {
    see_line(self, at);
    at = (uint32_t)str_find(self->text, '\n', at) + 1;
  }
  return (uint32_t)self->text.len;
}

/* Over a heredoc, behind its first line, to the end of its marker. */
static uint32_t scan_heredoc(Scan *self, uint32_t at, unsigned nested, Span marker) {
  Str text = self->text;
  uint32_t start = at, cut = self->cut;
  bool line_start = true, broken = false;
  if (marker_known_gone(self->memory, text, at, marker)) return fail_heredoc(self, at);
  while (at < text.len && !self->failed) {
    uint32_t end = 0;
    if (line_start && lex_marker_line(text, at, marker, &end)) {
      self->cut = cut;
      return end;
    }
    if (line_start) see_line(self, at);
    line_start = false;
    at = heredoc_text(text, at);
    if (at >= text.len) break;
    uint8_t byte = (uint8_t)text.ptr[at], next = lex_byte(text, at + 1);
    if (byte == '\n') {
      at++;
      line_start = true;
    } else if (next == '{') {
      at = scan_sequence(self, at + 2, nested + 1, false, &broken);
    } else {
      at += next == byte && lex_byte(text, at + 2) == '{' ? 3 : 1;
    }
  }
  if (marker_is_gone(text, start, marker)) {
    note_marker_gone(self->memory, text, start, marker);
    self->cut = cut;
    return fail_heredoc(self, start);
  }
  self->failed = true;
  return (uint32_t)text.len;
}

/* Over blank lines and comments before an item. */
static uint32_t scan_trivia(Scan *self, uint32_t at) {
  Str text = self->text;
  if (at == 0 && str_starts(text, STR("\xEF\xBB\xBF"))) at = 3;
  while (at < text.len) {
    uint8_t byte = (uint8_t)text.ptr[at];
    if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
      at++;
    } else if (byte == '#') {
      at = scan_line_comment(self, at);
    } else if (byte == '/') {
      uint32_t end = scan_slash(self, at);
      if (end == at + 1) return at;
      at = end;
    } else {
      return at;
    }
  }
  return at;
}

/* Open brackets of an item: braces, and in each level of braces how many others. A `}` closes the others, too. */
typedef struct Brackets {
  uint32_t braces, others;
  uint32_t outer[MAX_BRACES];
} Brackets;

/* Returns false when they are nested too deeply. */
static inline bool count_bracket(Brackets *self, uint8_t byte) {
  switch (byte) {
  case '{':
    if (self->braces == MAX_BRACES) return false;
    self->outer[self->braces++] = self->others;
    self->others = 0;
    return true;
  case '}': self->others = self->braces > 0 ? self->outer[--self->braces] : 0; return true;
  case '(':
  case '[': return ++self->others <= MAX_BRACES;
  default:
    if (self->others > 0) self->others--;
    return true;
  }
}

/* Over an item, to behind the newline that ends it or the end of the text. */
static uint32_t scan_item(Scan *self, uint32_t at) {
  Str text = self->text;
  Brackets brackets = {.braces = 0, .others = 0};
  bool broken = false;
  while (at < text.len && !self->failed) {
    at = next_stop(text, at, brackets.braces > 0);
    if (at >= text.len) break;
    uint8_t byte = (uint8_t)text.ptr[at];
    switch (byte) {
    case '"': at = scan_string(self, at, 0, &broken); break;
    case '#': at = scan_line_comment(self, at); break;
    case '/': at = scan_slash(self, at); break;
    case '<': at = scan_less(self, at, 0); break;
    case '\n':
      at++;
      if (brackets.braces == 0 && brackets.others == 0) {
        if (!lex_brace_follows(text, at)) return at;
      } else if (lex_byte(text, at) != ' ') { /* which next_stop may pass over */
        see_line(self, at);
        if (self->cut != 0 && at - self->cut > MAX_LOOK_AHEAD) self->failed = self->far = true;
      }
      break;
    default:
      at++;
      if (!count_bracket(&brackets, byte)) self->failed = true;
      break;
    }
  }
  if (brackets.braces > 0 || brackets.others > 0) self->failed = true;
  return at;
}

static UnitSpan scan_unit(Scan *self, uint32_t start) {
  self->cut = 0;
  self->failed = self->far = self->dangling = false;
  uint32_t end = scan_item(self, scan_trivia(self, start));
  if (self->failed) end = self->cut != 0 ? self->cut : (uint32_t)self->text.len;
  UnitSpan unit = {.start = start, .len = end - start, .cut = self->failed || self->dangling};
  unit.settled = self->far && !self->dangling;
  unit.newlines = text_newlines(str_sub(self->text, start, end));
  return unit;
}

UnitSpan unit_next(Str text, uint32_t at, UnitMemory *memory) {
  UnitMemory own = {.no_comment_end = false};
  Scan scan = {.text = text, .memory = memory != NULL ? memory : &own};
  UnitSpan unit = scan_unit(&scan, at);
  unit_memory_free(&own);
  return unit;
}

void unit_memory_free(UnitMemory *self) { map_free(&self->markers); }

void unit_scan(Str text, UnitSpans *out) {
  UnitMemory memory = {.no_comment_end = false};
  Scan scan = {.text = text, .memory = &memory};
  uint32_t at = 0;
  do {
    UnitSpan unit = scan_unit(&scan, at);
    array_push(out, unit);
    at += unit.len;
  } while (at < text.len);
  unit_memory_free(&memory);
}
