/* The lexer: see lexer.h. */
#define _GNU_SOURCE /* memmem */
#include "grammar/lexer.h"

#include "base/array.h"

/* Classes of bytes outside of strings. */
enum { C_OTHER, C_BLANK, C_IDENT, C_DIGIT, C_HIGH, C_SINGLE, C_NEWLINE, C_SPECIAL };

static const uint8_t byte_class[256] = {
    [' '] = C_BLANK,   ['\t'] = C_BLANK,        ['a' ... 'z'] = C_IDENT,  ['A' ... 'Z'] = C_IDENT,
    ['_'] = C_IDENT,   ['0' ... '9'] = C_DIGIT, [0x80 ... 0xFF] = C_HIGH, ['['] = C_SINGLE,
    [']'] = C_SINGLE,  ['('] = C_SINGLE,        [')'] = C_SINGLE,         [','] = C_SINGLE,
    ['?'] = C_SINGLE,  ['*'] = C_SINGLE,        ['%'] = C_SINGLE,         ['+'] = C_SINGLE,
    ['-'] = C_SINGLE,  ['^'] = C_SINGLE,        [';'] = C_SINGLE,         ['`'] = C_SINGLE,
    ['\''] = C_SINGLE, ['\n'] = C_NEWLINE,      ['\r'] = C_SPECIAL,       ['"'] = C_SPECIAL,
    ['#'] = C_SPECIAL, ['/'] = C_SPECIAL,       ['{'] = C_SPECIAL,        ['}'] = C_SPECIAL,
    ['='] = C_SPECIAL, ['!'] = C_SPECIAL,       ['<'] = C_SPECIAL,        ['>'] = C_SPECIAL,
    ['&'] = C_SPECIAL, ['|'] = C_SPECIAL,       [':'] = C_SPECIAL,        ['.'] = C_SPECIAL,
    ['~'] = C_SPECIAL,
};

/* Tokens of the bytes of class C_SINGLE. */
static const uint8_t single_kind[128] = {
    ['['] = TOK_OBRACK,   [']'] = TOK_CBRACK,    ['('] = TOK_OPAREN,   [')'] = TOK_CPAREN,      [','] = TOK_COMMA,
    ['?'] = TOK_QUESTION, ['*'] = TOK_STAR,      ['%'] = TOK_PERCENT,  ['+'] = TOK_PLUS,        ['-'] = TOK_MINUS,
    ['^'] = TOK_BITWISE,  [';'] = TOK_SEMICOLON, ['`'] = TOK_BACKTICK, ['\''] = TOK_APOSTROPHE,
};

/* Bytes that end the fast run over the text of a quoted string. */
static const bool string_stop[256] = {
    ['"'] = true, ['\\'] = true, ['$'] = true, ['%'] = true, ['\n'] = true, ['\r'] = true, [0x80 ... 0xFF] = true,
};

static const bool ident_byte[256] = {
    ['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['0' ... '9'] = true, ['_'] = true, ['-'] = true,
};

uint32_t lex_ident_end(Str text, uint32_t at) {
  uint32_t start = at;
  while (at < text.len) {
    uint8_t byte = (uint8_t)text.ptr[at];
    if (ident_byte[byte]) {
      if (at == start && (byte == '-' || (byte >= '0' && byte <= '9'))) return at;
      at++;
    } else if (byte >= 0x80) {
      unsigned len = lex_ident_char(text, at, at == start);
      if (len == 0) break;
      at += len;
    } else {
      break;
    }
  }
  return at;
}

unsigned lex_char_len(Str text, uint32_t at) {
  uint8_t byte = (uint8_t)text.ptr[at];
  unsigned len = byte < 0x80 ? 1 : byte < 0xC0 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF8 ? 4 : 0;
  for (unsigned i = 1; i < len; i++) {
    if ((lex_byte(text, at + i) & 0xC0) != 0x80) return 0;
  }
  return len;
}

uint32_t lex_newlines_end(Str text, uint32_t at) {
  while (lex_byte(text, at) == '\n' || lex_byte(text, at) == '\r') at++;
  return at;
}

bool lex_heredoc(Str text, uint32_t at, uint32_t *end, Span *marker) {
  if (lex_byte(text, at + 1) != '<') return false;
  uint32_t start = at + 2;
  if (lex_byte(text, start) == '-') start++;
  uint32_t stop = lex_ident_end(text, start);
  if (stop == start) return false;
  *marker = span_make(start, stop);
  if (lex_byte(text, stop) == '\r') stop++;
  if (lex_byte(text, stop) != '\n') return false;
  *end = stop + 1;
  return true;
}

bool lex_marker_line(Str text, uint32_t at, Span marker, uint32_t *end) {
  Str rest = str_sub(text, at, text.len);
  size_t newline = str_find(rest, '\n', 0);
  if (newline == rest.len) return false;
  Str line = str_sub(rest, 0, newline);
  size_t before = lex_space_prefix(line);
  size_t len = marker.end - marker.start;
  if (line.len - before < len || memcmp(line.ptr + before, text.ptr + marker.start, len) != 0) return false;
  Str tail = str_sub(line, before + len, line.len);
  if (lex_space_prefix(tail) != tail.len || str_find(line, '\r', 0) + 1 < line.len) return false;
  if (newline > 0 && line.ptr[newline - 1] == '\r') newline--;
  *end = at + (uint32_t)newline;
  return true;
}

uint32_t lex_broken_string_end(Str text, uint32_t from, uint32_t newline) {
  uint32_t end = newline;
  while (end > from && (text.ptr[end - 1] == ' ' || text.ptr[end - 1] == '\t')) end--;
  if (end == from || text.ptr[end - 1] != '{') return newline;
  end--;
  while (end > from && (text.ptr[end - 1] == ' ' || text.ptr[end - 1] == '\t')) end--;
  return end;
}

bool lex_brace_follows(Str text, uint32_t at) {
  while (at < text.len && (text.ptr[at] == ' ' || (text.ptr[at] >= '\t' && text.ptr[at] <= '\r'))) at++;
  return lex_byte(text, at) == '{';
}

bool lex_item_start(Str text, uint32_t at) {
  uint32_t end = lex_ident_end(text, at);
  if (end == at) return false;
  end = lex_skip_blanks(text, end);
  if (lex_byte(text, end) == '=') return lex_byte(text, end + 1) != '=' && lex_byte(text, end + 1) != '>';
  while (lex_byte(text, end) == '"') {
    end++;
    while (end < text.len && text.ptr[end] != '"' && text.ptr[end] != '\n') end++;
    if (lex_byte(text, end) != '"') return false;
    end = lex_skip_blanks(text, end + 1);
  }
  return lex_byte(text, end) == '{';
}

bool lex_lost_line(Str text, uint32_t at) {
  at = lex_skip_blanks(text, at);
  if (!lex_item_start(text, at)) return false;
  Str name = str_sub(text, at, lex_ident_end(text, at));
  return !str_eq(name, STR("in")) && !str_eq(name, STR("if")); /* [for a] newline [in { b = 1 } : a] */
}

/* Bytes of the space character at `at`, or 0. */
static unsigned space_len(Str s, size_t at) {
  uint8_t byte = (uint8_t)s.ptr[at];
  if (byte == ' ' || (byte >= '\t' && byte <= '\r')) return 1;
  if (byte < 0x80) return 0;
  uint32_t code = 0;
  unsigned len = utf8_decode(s, at, &code);
  bool space = code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
               code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
  return space ? len : 0;
}

size_t lex_space_prefix(Str s) {
  size_t at = 0;
  while (at < s.len) {
    unsigned len = space_len(s, at);
    if (len == 0) break;
    at += len;
  }
  return at;
}

size_t lex_space_suffix(Str s) {
  size_t end = s.len;
  while (end > 0) {
    size_t at = end - 1;
    while (at > 0 && end - at < 4 && ((uint8_t)s.ptr[at] & 0xC0) == 0x80) at--;
    unsigned len = space_len(s, at);
    if (len == 0 || at + len != end) break;
    end = at;
  }
  return s.len - end;
}

void lex_init(Lexer *self, Str text, uint32_t at) {
  self->text = text;
  self->at = at;
  self->depth = 0;
  self->no_comment_end = false;
  self->frames[0] = (struct LexFrame){.mode = LEX_CODE};
}

static bool push(Lexer *self, struct LexFrame frame) {
  if (self->depth + 1 >= LEX_DEPTH) {
    self->at = (uint32_t)self->text.len;
    return false;
  }
  self->frames[++self->depth] = frame;
  return true;
}

/* Token from the current place to `end`, which becomes the place. */
static Token take(Lexer *self, TokenKind kind, uint32_t end) {
  Token token = {.start = self->at, .end = end, .kind = (uint8_t)kind};
  self->at = end;
  return token;
}

static Token take_char(Lexer *self) {
  unsigned len = lex_char_len(self->text, self->at);
  return len == 0 ? take(self, TOK_BAD_UTF8, self->at + 1) : take(self, TOK_BAD_CHAR, self->at + len);
}

/* Number: digits, dots and exponents as long as they go on, without a final dot: 1..5 is one (bad) number, like in HCL.
 */
static Token take_number(Lexer *self) {
  Str text = self->text;
  uint32_t at = self->at + 1, end = at;
  for (;;) {
    uint8_t byte = lex_byte(text, at);
    if (byte >= '0' && byte <= '9') {
      end = ++at;
    } else if (byte == '.') {
      at++;
    } else if (byte == 'e' || byte == 'E') {
      uint8_t sign = lex_byte(text, at + 1);
      uint32_t digit = at + (sign == '+' || sign == '-' ? 2 : 1);
      if (lex_byte(text, digit) < '0' || lex_byte(text, digit) > '9') break;
      end = at = digit + 1;
    } else {
      break;
    }
  }
  return take(self, TOK_NUMBER, end);
}

static Token take_line_comment(Lexer *self) {
  const char *from = self->text.ptr + self->at;
  const char *newline = memchr(from, '\n', self->text.len - self->at);
  uint32_t end = newline == NULL ? (uint32_t)self->text.len : (uint32_t)(newline + 1 - self->text.ptr);
  return take(self, TOK_COMMENT, end);
}

static Token take_slash(Lexer *self) {
  uint8_t next = lex_byte(self->text, self->at + 1);
  if (next == '/') return take_line_comment(self);
  if (next == '*' && !self->no_comment_end) {
    const char *close = memmem(self->text.ptr + self->at + 2, self->text.len - self->at - 2, "*/", 2);
    if (close != NULL) return take(self, TOK_COMMENT, (uint32_t)(close + 2 - self->text.ptr));
    self->no_comment_end = true;
  }
  return take(self, TOK_SLASH, self->at + 1);
}

/* Runs over the text of a quoted string from `at` to its end: the quote, a newline, a template sequence, a byte that is
 * not UTF-8, or the end of the text. */
static uint32_t quoted_run(Str text, uint32_t at, bool *escaped) {
  while (at < text.len) {
    uint8_t byte = (uint8_t)text.ptr[at];
    if (!string_stop[byte]) {
      at++;
      continue;
    }
    if (byte == '"' || byte == '\n' || byte == '\r') return at;
    uint8_t next = lex_byte(text, at + 1);
    if (byte == '\\') {
      *escaped = true;
      bool alone = at + 1 >= text.len || next == '\n' || next == '\r' || next >= 0x80;
      at += alone ? 1 : 2;
    } else if (byte == '$' || byte == '%') {
      if (next == '{') return at;
      bool escape = next == byte && lex_byte(text, at + 2) == '{';
      *escaped |= escape;
      at += escape ? 3 : 1;
    } else {
      unsigned len = lex_char_len(text, at);
      if (len == 0) return at;
      at += len;
    }
  }
  return at;
}

/* A string at its opening quote: one STRING when it is simple, or else its OQUOTE. */
static Token take_quote(Lexer *self) {
  Str text = self->text;
  bool escaped = false;
  uint32_t end = quoted_run(text, self->at + 1, &escaped);
  uint8_t byte = lex_byte(text, end);
  bool closed = byte == '"' && end < text.len;
  if (closed || end >= text.len || byte == '\n' || byte == '\r') {
    bool quoted_within = self->depth > 0;
    if (closed || !quoted_within || end >= text.len) {
      if (!closed && end < text.len) end = lex_broken_string_end(text, self->at + 1, end);
      Token token = take(self, TOK_STRING, closed ? end + 1 : end);
      token.escaped = escaped;
      token.unterminated = !closed;
      return token;
    }
  }
  if (!push(self, (struct LexFrame){.mode = LEX_QUOTED})) return take(self, TOK_EOF, self->at);
  return take(self, TOK_OQUOTE, self->at + 1);
}

static Token take_less(Lexer *self) {
  uint32_t end = 0;
  Span marker = {0, 0};
  if (lex_byte(self->text, self->at + 1) == '=') return take(self, TOK_LE, self->at + 2);
  if (!lex_heredoc(self->text, self->at, &end, &marker)) return take(self, TOK_LT, self->at + 1);
  if (!push(self, (struct LexFrame){.mode = LEX_HEREDOC, .line_start = true, .marker = marker})) {
    return take(self, TOK_EOF, self->at);
  }
  return take(self, TOK_OHEREDOC, end);
}

static Token take_close_brace(Lexer *self, uint32_t end) {
  struct LexFrame *frame = &self->frames[self->depth];
  if (frame->mode == LEX_TEMPLATE && frame->braces == 0) {
    self->depth--;
    return take(self, TOK_SEQ_END, end);
  }
  if (frame->braces > 0) frame->braces--;
  return take(self, end == self->at + 1 ? TOK_CBRACE : TOK_SEQ_END, end);
}

static Token take_pair(Lexer *self, char second, TokenKind pair, TokenKind single) {
  bool both = lex_byte(self->text, self->at + 1) == (uint8_t)second;
  return take(self, both ? pair : single, self->at + (both ? 2 : 1));
}

static Token take_newline(Lexer *self, uint32_t end);

static Token take_special(Lexer *self, uint8_t byte) {
  Str text = self->text;
  uint32_t at = self->at;
  uint8_t next = lex_byte(text, at + 1);
  switch (byte) {
  case '\r': return next == '\n' ? take_newline(self, at + 2) : take(self, TOK_BAD_CHAR, at + 1);
  case '"': return take_quote(self);
  case '#': return take_line_comment(self);
  case '/': return take_slash(self);
  case '{': self->frames[self->depth].braces++; return take(self, TOK_OBRACE, at + 1);
  case '}': return take_close_brace(self, at + 1);
  case '~': return next == '}' ? take_close_brace(self, at + 2) : take(self, TOK_BITWISE, at + 1);
  case '=': return next == '>' ? take(self, TOK_ARROW, at + 2) : take_pair(self, '=', TOK_EQ, TOK_EQUAL);
  case '!': return take_pair(self, '=', TOK_NE, TOK_BANG);
  case '>': return take_pair(self, '=', TOK_GE, TOK_GT);
  case '<': return take_less(self);
  case '&': return take_pair(self, '&', TOK_AND, TOK_BITWISE);
  case '|': return take_pair(self, '|', TOK_OR, TOK_BITWISE);
  case ':': return take_pair(self, ':', TOK_SCOPE, TOK_COLON);
  default: break;
  }
  bool dots = next == '.' && lex_byte(text, at + 2) == '.';
  return take(self, dots ? TOK_ELLIPSIS : TOK_DOT, at + (dots ? 3 : 1));
}

/* Leaves the quoted string and all strings around it, up to a heredoc or the code. */
static Token take_broken_line(Lexer *self) {
  uint32_t newline = self->at;
  Token token = {.start = newline, .end = lex_newlines_end(self->text, newline), .kind = TOK_BAD_NEWLINE};
  uint32_t outermost = self->depth;
  for (uint32_t i = self->depth; i > 0 && self->frames[i].mode != LEX_HEREDOC; i--) {
    if (self->frames[i].mode == LEX_QUOTED) outermost = i;
  }
  self->depth = outermost - 1;
  return token;
}

/* A newline in code: a NEWLINE, unless it shows that the string around this template sequence was never closed. */
static Token take_newline(Lexer *self, uint32_t end) {
  const struct LexFrame *frame = &self->frames[self->depth];
  bool in_string = frame->mode == LEX_TEMPLATE && frame->braces == 0 && frame[-1].mode == LEX_QUOTED;
  if (in_string && lex_lost_line(self->text, end)) return take_broken_line(self);
  return take(self, TOK_NEWLINE, end);
}

static Token next_code(Lexer *self) {
  Str text = self->text;
  while (self->at < text.len) {
    uint8_t byte = (uint8_t)text.ptr[self->at];
    switch (byte_class[byte]) {
    case C_BLANK: self->at++; continue;
    case C_IDENT: return take(self, TOK_IDENT, lex_ident_end(text, self->at));
    case C_DIGIT: return take_number(self);
    case C_NEWLINE: return take_newline(self, self->at + 1);
    case C_SINGLE: return take(self, (TokenKind)single_kind[byte], self->at + 1);
    case C_SPECIAL: return take_special(self, byte);
    case C_HIGH: {
      uint32_t end = lex_ident_end(text, self->at);
      return end > self->at ? take(self, TOK_IDENT, end) : take_char(self);
    }
    default: return take_char(self);
    }
  }
  return take(self, TOK_EOF, self->at);
}

/* `${`, `%{`, with or without `~`, at the current place. */
static Token take_sequence(Lexer *self, uint8_t byte) {
  uint32_t end = self->at + 2;
  if (lex_byte(self->text, end) == '~') end++;
  Token token = take(self, byte == '$' ? TOK_INTERP : TOK_CONTROL, end);
  if (!push(self, (struct LexFrame){.mode = LEX_TEMPLATE})) token.kind = TOK_EOF;
  return token;
}

static Token next_quoted(Lexer *self) {
  Str text = self->text;
  if (self->at >= text.len) return take(self, TOK_EOF, self->at);
  uint8_t byte = (uint8_t)text.ptr[self->at];
  if (byte == '"') {
    self->depth--;
    return take(self, TOK_CQUOTE, self->at + 1);
  }
  if (byte == '\n' || byte == '\r') return take_broken_line(self);
  if ((byte == '$' || byte == '%') && lex_byte(text, self->at + 1) == '{') return take_sequence(self, byte);
  bool escaped = false;
  uint32_t end = quoted_run(text, self->at, &escaped);
  if (end == self->at) return take(self, TOK_BAD_UTF8, end + 1);
  Token token = take(self, TOK_QUOTED, end);
  token.escaped = escaped;
  return token;
}

/* End of the heredoc text at `at`: behind the newline, or at a template sequence or a byte that is not UTF-8. */
static uint32_t heredoc_run(Str text, uint32_t at, bool *escaped) {
  while (at < text.len) {
    uint8_t byte = (uint8_t)text.ptr[at];
    if (byte == '\n') return at + 1;
    uint8_t next = lex_byte(text, at + 1);
    if (byte == '\r' && next != '\n') return at;
    if (byte == '$' || byte == '%') {
      if (next == '{') return at;
      bool escape = next == byte && lex_byte(text, at + 2) == '{';
      *escaped |= escape;
      at += escape ? 3 : 1;
    } else {
      unsigned len = lex_char_len(text, at);
      if (len == 0) return at;
      at += len;
    }
  }
  return at;
}

static Token next_heredoc(Lexer *self) {
  Str text = self->text;
  struct LexFrame *frame = &self->frames[self->depth];
  uint32_t end = 0;
  if (self->at >= text.len) return take(self, TOK_EOF, self->at);
  if (frame->line_start && lex_marker_line(text, self->at, frame->marker, &end)) {
    self->depth--;
    return take(self, TOK_CHEREDOC, end);
  }
  uint8_t byte = (uint8_t)text.ptr[self->at];
  frame->line_start = false;
  if ((byte == '$' || byte == '%') && lex_byte(text, self->at + 1) == '{') return take_sequence(self, byte);
  bool escaped = false;
  end = heredoc_run(text, self->at, &escaped);
  if (end == self->at) return take(self, byte == '\r' ? TOK_BAD_CHAR : TOK_BAD_UTF8, end + 1);
  frame->line_start = text.ptr[end - 1] == '\n';
  Token token = take(self, TOK_TEXT, end);
  token.escaped = escaped;
  return token;
}

Token lex_next(Lexer *self) {
  switch (self->frames[self->depth].mode) {
  case LEX_QUOTED: return next_quoted(self);
  case LEX_HEREDOC: return next_heredoc(self);
  default: return next_code(self);
  }
}
