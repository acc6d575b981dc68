/* tokens.c: splits SQL text into tokens, after the quoting rules of a flavor. Never fails: what does not close is one
 * SQL_UNCLOSED token to the end of the text. */
#include "sql/scan.h"

static char peek(const SqlScan *s, size_t ahead) {
  return s->at + ahead < s->text.len ? s->text.ptr[s->at + ahead] : '\0';
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool starts_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}
static bool in_word(char c) { return starts_word(c) || is_digit(c) || c == '$'; }

/* At the first byte after "slash star"; the end of the comment, or of the text. */
static bool skip_block_comment(SqlScan *s) {
  unsigned depth = 1;
  s->at += 2;
  while (s->at < s->text.len) {
    if (peek(s, 0) == '*' && peek(s, 1) == '/') {
      s->at += 2;
      if (--depth == 0) return true;
    } else if (s->flavor->nested_comments && peek(s, 0) == '/' && peek(s, 1) == '*') {
      s->at += 2;
      depth++;
    } else {
      s->at++;
    }
  }
  return false;
}

static bool at_line_comment(const SqlScan *s) {
  return (peek(s, 0) == '-' && peek(s, 1) == '-') || (s->flavor->hash_comments && peek(s, 0) == '#');
}

bool sql_scan_trivia(SqlScan *s, bool *open) {
  *open = false;
  if (is_blank(peek(s, 0))) {
    s->at++;
  } else if (at_line_comment(s)) {
    s->at = str_find(s->text, '\n', s->at);
  } else if (peek(s, 0) == '/' && peek(s, 1) == '*') {
    size_t start = s->at;
    if (skip_block_comment(s)) return true;
    s->at = start;
    *open = true;
    return false;
  } else {
    return false;
  }
  return true;
}

/* 'it''s' or 'it\'s': behind the closing quote, which is doubled to stand for itself. */
static bool skip_quoted(SqlScan *s, char close, bool backslash) {
  for (s->at++; s->at < s->text.len; s->at++) {
    if (backslash && peek(s, 0) == '\\') {
      s->at++;
    } else if (peek(s, 0) == close) {
      if (peek(s, 1) != close) {
        s->at++;
        return true;
      }
      s->at++;
    }
  }
  s->at = s->text.len;
  return false;
}

/* $$ ... $$ or $tag$ ... $tag$. Returns false, and does not move, when no dollar quote starts here. */
static bool skip_dollar(SqlScan *s, bool *closed) {
  size_t end = s->at + 1;
  while (end < s->text.len && (starts_word(s->text.ptr[end]) || (end > s->at + 1 && is_digit(s->text.ptr[end])))) end++;
  if (end >= s->text.len || s->text.ptr[end] != '$') return false;
  Str tag = str_sub(s->text, s->at, end + 1);
  for (size_t i = end + 1; (i = str_find(s->text, '$', i)) < s->text.len; i++) {
    if (!str_starts(str_sub(s->text, i, s->text.len), tag)) continue;
    s->at = i + tag.len;
    *closed = true;
    return true;
  }
  s->at = s->text.len;
  *closed = false;
  return true;
}

/* 12, 1.5e-3, 0xff */
static void skip_number(SqlScan *s) {
  while (in_word(peek(s, 0)) || peek(s, 0) == '.') {
    char c = peek(s, 0);
    s->at++;
    if ((c == 'e' || c == 'E') && (peek(s, 0) == '+' || peek(s, 0) == '-') && is_digit(peek(s, 1))) s->at++;
  }
}

static uint8_t quoted(SqlScan *s, char close, bool backslash, uint8_t kind) {
  return skip_quoted(s, close, backslash) ? kind : (uint8_t)SQL_UNCLOSED;
}

/* q'[it's]': up to the closing bracket and quote. */
static uint8_t q_quoted(SqlScan *s) {
  char open = peek(s, 2);
  char close = open == '[' ? ']' : open == '(' ? ')' : open == '{' ? '}' : open == '<' ? '>' : open;
  for (s->at += 3; s->at < s->text.len; s->at++) {
    if (peek(s, 0) != close || peek(s, 1) != '\'') continue;
    s->at += 2;
    return SQL_STRING;
  }
  s->at = s->text.len;
  return SQL_UNCLOSED;
}

static uint8_t skip_word(SqlScan *s) {
  char c = peek(s, 0);
  if (s->flavor->q_quotes && (c == 'q' || c == 'Q') && peek(s, 1) == '\'' && peek(s, 2) != '\0') return q_quoted(s);
  if (peek(s, 1) == '\'') {
    bool escapes = s->flavor->backslash_escapes || (s->flavor->e_strings && (c == 'e' || c == 'E'));
    if (strchr("eEbBxXnN", c) != NULL) {
      s->at++;
      return quoted(s, '\'', escapes, SQL_STRING);
    }
  }
  while (in_word(peek(s, 0))) s->at++;
  return SQL_WORD;
}

/* Signs of several characters that belong together; the longest first. */
static size_t operator_length(Str rest) {
  static const char *const signs[] = {"->>", "#>>", "<=>", "!~*", "::", "->", "#>", "<=", ">=", "<>", "!=",
                                      "||",  "&&",  ":=",  "=>",  "~*", "!~", "@>", "<@", "<<", ">>", "@@"};
  bool second = rest.len > 1 && strchr(">*:=|&@~<", rest.ptr[1]) != NULL; /* only these continue a sign */
  for (size_t i = 0; i < sizeof signs / sizeof *signs && second; i++)
    if (signs[i][0] == rest.ptr[0] && str_starts(rest, str_from(signs[i]))) return strlen(signs[i]);
  return 1;
}

/* '''...''' */
static uint8_t triple_quoted(SqlScan *s, char quote) {
  for (s->at += 3; s->at < s->text.len; s->at++) {
    if (peek(s, 0) != quote || peek(s, 1) != quote || peek(s, 2) != quote) continue;
    s->at += 3;
    return SQL_STRING;
  }
  s->at = s->text.len;
  return SQL_UNCLOSED;
}

uint8_t sql_scan_token(SqlScan *s) {
  const SqlFlavor *f = s->flavor;
  char c = peek(s, 0);
  bool closed;
  if (f->triple_quotes && (c == '\'' || c == '"') && peek(s, 1) == c && peek(s, 2) == c) return triple_quoted(s, c);
  if (c == '\'') return quoted(s, c, f->backslash_escapes, SQL_STRING);
  if (c == '"')
    return quoted(s, c, !f->double_quotes && f->backslash_escapes, f->double_quotes ? SQL_QUOTED_NAME : SQL_STRING);
  if (c == '`' && f->backtick_quotes) return quoted(s, c, false, SQL_QUOTED_NAME);
  if (c == '[' && f->bracket_quotes) return quoted(s, ']', false, SQL_QUOTED_NAME);
  if (c == '$' && f->dollar_quotes && skip_dollar(s, &closed)) return closed ? SQL_STRING : SQL_UNCLOSED;
  if (starts_word(c)) return skip_word(s);
  if (is_digit(c) || (c == '.' && is_digit(peek(s, 1)))) {
    skip_number(s);
    return SQL_NUMBER;
  }
  if ((c == '$' && is_digit(peek(s, 1))) || (c == '@' && in_word(peek(s, 1))) ||
      (c == ':' && starts_word(peek(s, 1)))) {
    for (s->at++; in_word(peek(s, 0));) s->at++;
    return SQL_PARAMETER;
  }
  s->at += operator_length(str_sub(s->text, s->at, s->text.len));
  return SQL_PUNCT;
}

void sql_tokens(const SqlFlavor *flavor, Str text, SqlTokens *out) {
  SqlScan scan = {flavor, text, 0};
  uint32_t depth = 0;
  bool open = false;
  while (!open) {
    while (scan.at < text.len && sql_scan_trivia(&scan, &open)) continue;
    if (scan.at >= text.len) break;
    SqlToken token = {.depth = depth, .span = {(uint32_t)scan.at, (uint32_t)text.len}, .kind = SQL_UNCLOSED};
    char c = text.ptr[scan.at];
    if (c == ')' && depth > 0) token.depth = --depth;
    if (!open) {
      token.kind = sql_scan_token(&scan);
      token.span.end = (uint32_t)scan.at;
    }
    if (token.kind == SQL_PUNCT && c == '(') depth++;
    array_push(out, token);
  }
}

/* The character between the quotes that is doubled to stand for itself. */
static char closing(char open) { return open == '[' ? ']' : open; }

Str sql_name(Arena *arena, Str text, SqlToken token) {
  Str name = span_of(token.span, text);
  if (token.kind != SQL_QUOTED_NAME || name.len < 2) return name;
  char quote = closing(name.ptr[0]);
  name = str_sub(name, 1, name.len - 1);
  if (str_find(name, quote, 0) == name.len) return name;
  Str out = arena_str(arena, name);
  char *to = arena_alloc(arena, name.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < out.len; i++) {
    to[len++] = out.ptr[i];
    if (out.ptr[i] == quote) i++;
  }
  return str_make(to, len);
}
