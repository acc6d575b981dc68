/* Strings: escape sequences and block labels. */
#include "grammar/parse.h"

static bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

static uint32_t hex_value(char c) {
  if (c <= '9') return (uint32_t)(c - '0');
  return (uint32_t)((c | 0x20) - 'a' + 10);
}

static const char bad_escape[] = "Invalid escape sequence";

/* \uNNNN or \UNNNNNNNN at `at`: appends the character and returns the end of the escape. */
static uint32_t decode_unicode(Parser *self, uint32_t at, uint32_t end, char *out, size_t *len) {
  bool lower = self->text.ptr[at + 1] == 'u';
  uint32_t want = lower ? 4 : 8, code = 0, stop = at + 2;
  while (stop < end && stop - at - 2 < want && is_hex(self->text.ptr[stop])) {
    code = code * 16 + hex_value(self->text.ptr[stop++]);
  }
  if (stop - at - 2 != want) {
    parse_error(self, span_make(at, stop), bad_escape,
                lower ? "The \\u escape sequence must be followed by four hexadecimal digits."
                      : "The \\U escape sequence must be followed by eight hexadecimal digits.");
  } else if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
    parse_error(self, span_make(at, stop), bad_escape, "There is no character with this number.");
  } else {
    *len += utf8_write(code, out + *len);
  }
  return stop;
}

/* The escape at the backslash `at`. */
static uint32_t decode_backslash(Parser *self, uint32_t at, uint32_t end, char *out, size_t *len) {
  static const char names[] = "nrt\"\\", values[] = "\n\r\t\"\\";
  if (at + 1 >= end) {
    parse_error(self, span_make(at, at + 1), bad_escape, "A backslash must be followed by a character.");
    return at + 1;
  }
  char name = self->text.ptr[at + 1];
  if (name == 'u' || name == 'U') return decode_unicode(self, at, end, out, len);
  const char *found = name == 0 ? NULL : strchr(names, name);
  if (found != NULL) {
    out[(*len)++] = values[found - names];
    return at + 2;
  }
  unsigned size = lex_char_len(self->text, at + 1);
  uint32_t stop = at + 1 + (size == 0 ? 1 : size);
  parse_error(self, span_make(at, stop), bad_escape, "This symbol is not a valid escape sequence selector.");
  memcpy(out + *len, self->text.ptr + at + 1, stop - at - 1);
  *len += stop - at - 1;
  return stop;
}

Str parse_decode(Parser *self, Span span, bool quoted, bool escaped) {
  if (!escaped) return parse_text(self, span);
  const char *text = self->text.ptr;
  char *out = arena_alloc(self->arena, span.end - span.start + 1);
  size_t len = 0;
  for (uint32_t at = span.start; at < span.end;) {
    char byte = text[at];
    if (byte == '\\' && quoted) {
      at = decode_backslash(self, at, span.end, out, &len);
    } else if ((byte == '$' || byte == '%') && at + 2 < span.end && text[at + 1] == byte && text[at + 2] == '{') {
      out[len++] = byte;
      out[len++] = '{';
      at += 3;
    } else {
      out[len++] = byte;
      at++;
    }
  }
  return str_make(out, len);
}

/* A label with template sequences, which are an error. Its opening quote was taken. */
static void parse_label_pieces(Parser *self) {
  uint32_t level = self->lex.depth;
  for (;;) {
    TokenKind kind = parse_peek(self);
    if (kind == TOK_EOF) {
      parse_error(self, parse_next_span(self), "Unterminated string literal",
                  "Unable to find the closing quote mark before the end of the file.");
      return;
    }
    if (kind != TOK_CQUOTE && kind != TOK_BAD_NEWLINE && self->lex.depth < level) return;
    Span span = token_span(parse_take(self));
    if (kind == TOK_CQUOTE || kind == TOK_BAD_NEWLINE) return;
    if (kind == TOK_INTERP || kind == TOK_CONTROL) {
      parse_error(self, span, "Invalid string literal", "Template sequences are not allowed in this string.");
      parse_skip_sequence(self, self->lex.depth);
      parse_accept(self, TOK_SEQ_END);
    }
  }
}

/* Reports a quoted string, `token`, that ends with its line or with the text. */
static void unterminated(Parser *self, Token token, const char *at_end, const char *at_end_detail) {
  uint32_t newline = token.end;
  while (newline < self->text.len && self->text.ptr[newline] != '\n' && self->text.ptr[newline] != '\r') newline++;
  if (newline >= self->text.len) {
    parse_error(self, span_make(newline, newline), at_end, at_end_detail);
  } else {
    parse_error(self, span_make(newline, lex_newlines_end(self->text, newline)), "Invalid multi-line string",
                "Quoted strings may not be split over multiple lines. Use \\n or a heredoc.");
  }
}

SynLabel parse_label(Parser *self) {
  Token token = parse_take(self);
  SynLabel label = {.quoted = true};
  if (token.kind == TOK_STRING) {
    if (token.unterminated) {
      unterminated(self, token, "Unterminated string literal",
                   "Unable to find the closing quote mark before the end of the file.");
    }
    Span inner = span_make(token.start + 1, token.unterminated ? token.end : token.end - 1);
    label.text = parse_decode(self, inner, true, token.escaped);
  } else {
    uint32_t start = self->end;
    parse_label_pieces(self);
    bool closed = self->end > start && self->text.ptr[self->end - 1] == '"';
    label.text = parse_text(self, span_make(start, closed ? self->end - 1 : self->end));
  }
  label.span = span_make(token.start, self->end);
  return label;
}

SynExpr *parse_simple_string(Parser *self) {
  Token token = parse_take(self);
  if (token.unterminated) {
    unterminated(self, token, "Unterminated template string", "No closing marker was found for the string.");
  }
  Span inner = span_make(token.start + 1, token.unterminated ? token.end : token.end - 1);
  SynExpr *expr = PARSE_NEW(self, SYN_STRING, token.start, text);
  expr->as.text = parse_decode(self, inner, true, token.escaped);
  return expr;
}
