/* What the parts of the parser share: looking ahead, reporting, skipping after an error. */
#include "grammar/parse.h"

static const struct {
  const char *summary, *detail;
} bad_tokens[] = {
    [TOK_BITWISE - TOK_BAD] = {"Unsupported operator", "Bitwise operators are not supported."},
    [TOK_BACKTICK - TOK_BAD] = {"Invalid character",
                                "The \"`\" character is not valid. Use a heredoc, like \"<<EOT\", for several lines."},
    [TOK_APOSTROPHE - TOK_BAD] = {"Invalid character", "Single quotes are not valid. Use double quotes (\")."},
    [TOK_SEMICOLON -
        TOK_BAD] = {"Invalid character", "The \";\" character is not valid. Items are separated by newlines."},
    [TOK_BAD_CHAR - TOK_BAD] = {"Invalid character", "This character is not used within the language."},
    [TOK_BAD_UTF8 - TOK_BAD] = {"Invalid character encoding", "All input files must be UTF-8 encoded."},
    [TOK_BAD_NEWLINE - TOK_BAD] = {"Invalid multi-line string",
                                   "Quoted strings may not be split over multiple lines. Use \\n or a heredoc."},
};

static const char *bad_detail(const Parser *self, Token token) {
  Str text = parse_text(self, token_span(token));
  if (str_eq(text, STR("&"))) return "Bitwise operators are not supported. Did you mean boolean AND (\"&&\")?";
  if (str_eq(text, STR("|"))) return "Bitwise operators are not supported. Did you mean boolean OR (\"||\")?";
  if (str_eq(text, STR("~"))) return "Bitwise operators are not supported. Did you mean boolean NOT (\"!\")?";
  if (str_eq(text, STR("\xE2\x80\x9C")) || str_eq(text, STR("\xE2\x80\x9D"))) {
    return "Curly quotes are not valid here. Use straight quotes (\").";
  }
  return bad_tokens[token.kind - TOK_BAD].detail;
}

static void fill(Parser *self) {
  self->fresh = false;
  for (;;) {
    Token token = lex_next(&self->lex);
    if (token.kind == TOK_COMMENT) {
      if (self->text.ptr[token.end - 1] != '\n') continue;
      token.kind = TOK_NEWLINE;
    }
    if (token.kind == TOK_NEWLINE && !self->newlines) {
      self->fresh = true;
      continue;
    }
    self->token = token;
    self->ready = true;
    if (token.kind >= TOK_BAD) {
      bool sequence = self->text.ptr[token.start] == '$' || self->text.ptr[token.start] == '%'; /* `${` in code */
      self->stray_brace |= sequence && lex_byte(self->text, token.end) == '{';
      parse_error(self, token_span(token), bad_tokens[token.kind - TOK_BAD].summary, bad_detail(self, token));
    }
    return;
  }
}

TokenKind parse_peek(Parser *self) {
  if (!self->ready) fill(self);
  return (TokenKind)self->token.kind;
}

Token parse_take(Parser *self) {
  parse_peek(self);
  self->ready = false;
  self->end = self->token.kind == TOK_BAD_NEWLINE ? self->token.start : self->token.end;
  return self->token;
}

bool parse_accept(Parser *self, TokenKind kind) {
  if (parse_peek(self) != kind) return false;
  parse_take(self);
  return true;
}

bool parse_next_is(Parser *self, Str word) {
  return parse_peek(self) == TOK_IDENT && str_eq(parse_text(self, token_span(self->token)), word);
}

bool parse_newlines(Parser *self, bool on) {
  bool old = self->newlines;
  self->newlines = on;
  if (!on && self->ready && self->token.kind == TOK_NEWLINE) {
    self->ready = false;
    parse_peek(self);
    self->fresh = true;
  }
  return old;
}

bool parse_at_item(Parser *self) {
  if (self->newlines) return false; /* `{` newline `a = 1`: an object, whose newlines were skipped to look for `for` */
  return parse_peek(self) == TOK_IDENT && self->fresh && lex_item_start(self->text, self->token.start);
}

void parse_error_related(Parser *self, Span span, const char *summary, Str detail, Span related) {
  if (self->muted) return;
  self->muted = true;
  SynError *error = arena_new(self->arena, SynError);
  *error = (SynError){.summary = summary, .detail = detail, .span = span, .related = related};
  *self->last_error = error;
  self->last_error = &error->next;
}

void parse_error(Parser *self, Span span, const char *summary, const char *detail) {
  parse_error_related(self, span, summary, str_from(detail), span_make(0, 0));
}

bool parse_enter(Parser *self) {
  if (self->depth < PARSE_DEPTH) {
    self->depth++;
    return true;
  }
  parse_peek(self);
  parse_error(self, token_span(self->token), "Nesting too deep", "Blocks and expressions are nested too deeply.");
  self->lex.depth = 0;
  self->lex.at = (uint32_t)self->text.len;
  self->ready = false;
  return false;
}

/* Depths of brackets while tokens are skipped; braces count apart, since items look alike inside and outside of them.
 */
typedef struct Skip {
  uint32_t braces, others;
} Skip;

/* Takes one token and counts it, if it is a bracket of the code at stack depth `base`. */
static void skip_token(Parser *self, Skip *skip, uint32_t base) {
  bool inside = self->lex.depth > base;
  Token token = parse_take(self);
  if (inside) return;
  switch (token.kind) {
  case TOK_OBRACE: skip->braces++; break;
  case TOK_CBRACE:
    if (skip->braces > 0) skip->braces--;
    break;
  case TOK_OPAREN:
  case TOK_OBRACK: skip->others++; break;
  case TOK_CPAREN:
  case TOK_CBRACK:
    if (skip->others > 0) skip->others--;
    break;
  default: break;
  }
}

Span parse_next_span(Parser *self) {
  bool string = parse_peek(self) == TOK_STRING;
  return span_make(self->token.start, string ? self->token.start + 1 : self->token.end);
}

void parse_skip_item(Parser *self, bool keep_newline) {
  Skip skip = {0, 0};
  bool line_start = false;
  self->muted = true;
  self->newlines = true;
  for (;;) {
    TokenKind kind = parse_peek(self);
    if (kind == TOK_EOF) return;
    if (self->lex.depth == 0 && skip.braces == 0) {
      if (kind == TOK_CBRACE) return;
      bool first = line_start || self->fresh;
      if (first && (skip.others == 0 || lex_item_start(self->text, self->token.start))) {
        self->muted = false;
        return;
      }
      if (kind == TOK_NEWLINE && skip.others == 0 && keep_newline) return;
    }
    line_start = kind == TOK_NEWLINE;
    skip_token(self, &skip, 0);
  }
}

void parse_skip_sequence(Parser *self, uint32_t level) {
  while (parse_peek(self) != TOK_EOF && self->lex.depth >= level) parse_take(self);
}

void parse_skip_in_brackets(Parser *self) {
  Skip skip = {0, 0};
  uint32_t base = self->lex.depth;
  for (;;) {
    TokenKind kind = parse_peek(self);
    if (kind == TOK_EOF || self->lex.depth < base) return;
    if (skip.braces == 0 && skip.others == 0) {
      if (kind == TOK_COMMA || kind == TOK_CBRACE || kind == TOK_CBRACK || kind == TOK_CPAREN) return;
      if (kind == TOK_SEQ_END || kind == TOK_NEWLINE) return;
    }
    if (skip.braces == 0 && parse_at_item(self)) return;
    skip_token(self, &skip, base);
  }
}

SynExpr *parse_new(Parser *self, SynExprKind kind, uint32_t start, size_t size) {
  SynExpr *expr = arena_alloc(self->arena, offsetof(SynExpr, as) + size);
  expr->kind = (uint8_t)kind;
  expr->span = span_make(start, self->end > start ? self->end : start);
  if (self->height == 0) self->height = 1;
  return expr;
}

SynExpr *parse_new_error(Parser *self, uint32_t at) { return parse_new(self, SYN_ERROR, at, 0); }

void *parse_copy(Parser *self, const void *items, size_t first, size_t count, size_t size) {
  return count == 0 ? NULL : arena_copy(self->arena, (const char *)items + first * size, count, size);
}
