/* Templates: "a ${b} c" and heredocs. The source is first cut into pieces, with strip markers and the indent of
 * <<- heredocs applied; parse_parts.c then nests the directives. */
#include "grammar/parse.h"

/* The template being read. */
typedef struct Reader {
  size_t first;   /* of its pieces */
  uint32_t level; /* of the template in the lexer's stack */
  Span start;     /* first token, which HCL names in some errors */
  bool quoted;    /* else a heredoc */
  bool flush;     /* <<- */
  bool trim_next; /* the sequence before ended with ~} */
} Reader;

static void push_text(Parser *self, Reader *reader, Token token) {
  Span span = token_span(token);
  Piece piece = {.kind = PIECE_TEXT, .last = true, .span = span};
  piece.text = parse_decode(self, span, reader->quoted, token.escaped);
  if (reader->trim_next) {
    size_t blanks = lex_space_prefix(piece.text);
    piece.text = str_sub(piece.text, blanks, piece.text.len);
  }
  Piece *before = self->pieces.len > reader->first ? &array_last(&self->pieces) : NULL;
  bool joins = before != NULL && before->kind == PIECE_TEXT && !reader->flush &&
               before->text.ptr + before->text.len == piece.text.ptr;
  if (joins) {
    before->tail = before->text.len;
    before->text.len += piece.text.len;
    before->span.end = span.end;
  } else {
    array_push(&self->pieces, piece);
  }
}

/* `${~` and `%{~` strip the blanks of the text token before them. */
static void strip_before(Parser *self, Reader *reader, Token token) {
  if (token.end - token.start != 3 || self->pieces.len == reader->first) return;
  Piece *before = &array_last(&self->pieces);
  if (before->kind != PIECE_TEXT || !before->last) return;
  Str tail = str_sub(before->text, before->tail, before->text.len);
  before->text.len -= lex_space_suffix(tail);
}

/* Takes the `}` of the sequence, or reports why there is none. */
static void end_sequence(Parser *self, Reader *reader, uint32_t level, const char *summary, const char *detail) {
  bool closed = parse_peek(self) == TOK_SEQ_END && self->lex.depth == level - 1;
  if (!closed) {
    parse_error(self, parse_next_span(self), summary, detail);
    parse_skip_sequence(self, level);
    closed = parse_peek(self) == TOK_SEQ_END && self->lex.depth == level - 1;
  }
  if (!closed) return;
  Token token = parse_take(self);
  reader->trim_next = token.end - token.start == 2;
}

static void read_interpolation(Parser *self, Reader *reader) {
  Token open = parse_take(self);
  uint32_t level = self->lex.depth;
  strip_before(self, reader, open);
  bool newlines = parse_newlines(self, false);
  SynExpr *expr = parse_expr(self);
  TokenKind kind = parse_peek(self);
  bool quote = reader->quoted && (kind == TOK_STRING || kind == TOK_OQUOTE || kind == TOK_CQUOTE);
  if (kind == TOK_EOF || quote) {
    parse_error(self, reader->start, "Unclosed template interpolation sequence",
                "There is no closing brace for this interpolation sequence. This might be caused by incorrect nesting "
                "inside the given expression.");
  }
  end_sequence(self, reader, level, "Extra characters after interpolation expression",
               "Expected a closing brace to end the interpolation expression. To write a literal \"${\", double the "
               "dollar sign: \"$${\".");
  parse_newlines(self, newlines);
  Piece piece = {.kind = PIECE_EXPR, .span = span_make(open.start, self->end), .expr = expr};
  array_push(&self->pieces, piece);
}

static void for_error(Parser *self, const char *detail) {
  parse_error(self, parse_next_span(self), "Invalid 'for' directive", detail);
}

/* `for k, v in collection`, behind the keyword; false after an error. */
static bool read_for(Parser *self, Piece *piece) {
  piece->kind = PIECE_FOR;
  if (parse_peek(self) != TOK_IDENT) {
    for_error(self, "For directive requires variable name after 'for'.");
    return false;
  }
  piece->value = token_span(parse_take(self));
  if (parse_accept(self, TOK_COMMA)) {
    piece->key = piece->value;
    if (parse_peek(self) != TOK_IDENT) {
      for_error(self, "For directive requires value variable name after comma.");
      return false;
    }
    piece->value = token_span(parse_take(self));
  }
  if (!parse_next_is(self, STR("in"))) {
    for_error(self, "For directive requires 'in' keyword after names.");
    return false;
  }
  parse_take(self);
  piece->expr = parse_expr(self);
  return true;
}

static void unknown_keyword(Parser *self, Token keyword) {
  static const Str known[] = {STR_INIT("if"), STR_INIT("for"), STR_INIT("else"), STR_INIT("endif"), STR_INIT("endfor")};
  Str given = parse_text(self, token_span(keyword));
  Str detail = arena_printf(self->arena, "\"%.*s\" is not a valid template control keyword.", STR_FMT(given));
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (str_distance(given, known[i], 2) > 2) continue;
    detail = arena_printf(self->arena, "%.*s Did you mean \"%.*s\"?", STR_FMT(detail), STR_FMT(known[i]));
    break;
  }
  parse_error_related(self, token_span(keyword), "Invalid template control keyword", detail, span_make(0, 0));
}

static const char *extra_summary(PieceKind kind) {
  switch (kind) {
  case PIECE_IF: return "Extra characters in if marker";
  case PIECE_ELSE: return "Extra characters in else marker";
  case PIECE_ENDIF: return "Extra characters in endif marker";
  case PIECE_FOR: return "Extra characters in for marker";
  default: return "Extra characters in endfor marker";
  }
}

/* The inside of a directive; false when it is so broken that it makes no piece. */
static bool read_keyword(Parser *self, Piece *piece) {
  if (parse_peek(self) != TOK_IDENT) {
    parse_error(self, parse_next_span(self), "Invalid template directive",
                "A template directive keyword (\"if\", \"for\", etc) is expected at the beginning of a %{ sequence.");
    return false;
  }
  Token token = parse_take(self);
  Str keyword = parse_text(self, token_span(token));
  if (str_eq(keyword, STR("for"))) return read_for(self, piece);
  if (str_eq(keyword, STR("if"))) {
    piece->kind = PIECE_IF;
    piece->expr = parse_expr(self);
  } else if (str_eq(keyword, STR("else"))) {
    piece->kind = PIECE_ELSE;
  } else if (str_eq(keyword, STR("endif"))) {
    piece->kind = PIECE_ENDIF;
  } else if (str_eq(keyword, STR("endfor"))) {
    piece->kind = PIECE_ENDFOR;
  } else {
    unknown_keyword(self, token);
    return false;
  }
  return true;
}

static void read_directive(Parser *self, Reader *reader) {
  Token open = parse_take(self);
  uint32_t level = self->lex.depth;
  strip_before(self, reader, open);
  bool newlines = parse_newlines(self, false);
  Piece piece = {.span = span_make(open.start, open.end)};
  bool good = read_keyword(self, &piece);
  end_sequence(self, reader, level, good ? extra_summary((PieceKind)piece.kind) : "Invalid template directive",
               "Expected a closing brace to end the sequence, but found extra characters.");
  parse_newlines(self, newlines);
  piece.span.end = self->end;
  if (good) array_push(&self->pieces, piece);
}

/* Reads pieces up to the closing quote or marker; returns its span, or the place where the template breaks off. */
static Span read_pieces(Parser *self, Reader *reader) {
  uint32_t level = reader->level;
  for (;;) {
    TokenKind kind = parse_peek(self);
    if (kind == TOK_EOF) {
      parse_error(self, parse_next_span(self), "Unterminated template string",
                  "No closing marker was found for the string.");
      return token_span(self->token);
    }
    if (kind == TOK_CQUOTE || kind == TOK_CHEREDOC || kind == TOK_BAD_NEWLINE) return token_span(parse_take(self));
    if (self->lex.depth < level) return span_make(self->end, self->end);
    if (kind == TOK_QUOTED || kind == TOK_TEXT) {
      push_text(self, reader, parse_take(self));
      reader->trim_next = false;
      continue;
    }
    reader->trim_next = false;
    if (kind == TOK_INTERP) {
      read_interpolation(self, reader);
    } else if (kind == TOK_CONTROL) {
      read_directive(self, reader);
    } else {
      parse_take(self); /* a byte that is not UTF-8 */
    }
    if (self->lex.depth < level && !(self->ready && self->token.kind == TOK_BAD_NEWLINE)) {
      return span_make(self->end, self->end);
    }
  }
}

/* Characters of white space before the text, or UINT32_MAX for a blank line. */
static uint32_t indent_of(Str text) {
  size_t blanks = lex_space_prefix(text);
  if (blanks == text.len && str_ends(text, STR("\n"))) return UINT32_MAX;
  return text_width(str_sub(text, 0, blanks), TEXT_UTF32);
}

/* Whether a line starts with piece `i`. */
static bool starts_line(const Parser *self, size_t first, size_t i) {
  if (i == first) return true;
  const Piece *before = &self->pieces.items[i - 1];
  return before->kind == PIECE_TEXT && str_ends(before->text, STR("\n"));
}

/* Takes the smallest indent of all lines away from each: "<<-A\n    a\n  b\n" -> "  a\nb\n". */
static void flush_indent(Parser *self, size_t first) {
  uint32_t smallest = UINT32_MAX;
  for (size_t i = first; i < self->pieces.len; i++) {
    Piece *piece = &self->pieces.items[i];
    if (!starts_line(self, first, i)) continue;
    uint32_t indent = piece->kind == PIECE_TEXT ? indent_of(piece->text) : 0;
    if (indent < smallest) smallest = indent;
  }
  if (smallest == 0 || smallest == UINT32_MAX) return;
  /* Backwards, since cutting a text to nothing would change what starts_line sees. */
  for (size_t i = self->pieces.len; i-- > first;) {
    Piece *piece = &self->pieces.items[i];
    if (piece->kind != PIECE_TEXT || !starts_line(self, first, i) || indent_of(piece->text) == UINT32_MAX) continue;
    size_t cut = text_advance(piece->text, smallest, TEXT_UTF32);
    piece->text = str_sub(piece->text, cut, piece->text.len);
    piece->span.start += (uint32_t)cut;
  }
}

static bool only_text(const Parser *self, size_t first) {
  for (size_t i = first; i < self->pieces.len; i++) {
    if (self->pieces.items[i].kind != PIECE_TEXT) return false;
  }
  return true;
}

SynExpr *parse_template(Parser *self) {
  if (parse_peek(self) == TOK_STRING) return parse_simple_string(self);
  Token open = self->token;
  if (!parse_enter(self)) return parse_new_error(self, self->end);
  parse_take(self);
  Reader reader = {.first = self->pieces.len, .quoted = open.kind == TOK_OQUOTE};
  reader.flush = !reader.quoted && self->text.ptr[open.start + 2] == '-';
  reader.level = self->lex.depth;
  parse_peek(self);
  reader.start = token_span(self->token);
  Span end = read_pieces(self, &reader);
  if (reader.flush) flush_indent(self, reader.first);
  SynExpr *expr = NULL;
  if (only_text(self, reader.first)) {
    expr = PARSE_NEW(self, SYN_STRING, open.start, text);
    expr->as.text = parse_join(self, reader.first, self->pieces.len);
  } else {
    expr = PARSE_NEW(self, SYN_TEMPLATE, open.start, tmpl);
    expr->as.tmpl.parts = parse_parts(self, reader.first, end);
  }
  self->pieces.len = reader.first;
  expr->flag = !reader.quoted;
  self->depth--;
  self->height++;
  return expr;
}
