/* check.c: syntax errors of a piece of SQL: from the parser of the flavor, and unclosed quotes and brackets. */
#include "sql/check_internal.h"
#include "sql/keywords.h"

char *sql_wrap(Arena *arena, Str before, Str text, Str after) {
  char *out = arena_alloc(arena, before.len + text.len + after.len + 1);
  if (before.len > 0) memcpy(out, before.ptr, before.len);
  if (text.len > 0) memcpy(out + before.len, text.ptr, text.len);
  if (after.len > 0) memcpy(out + before.len + text.len, after.ptr, after.len);
  return out;
}

/* ---- quotes and brackets ---- */

static Str unclosed_message(Arena *arena, Str token) {
  if (str_starts(token, STR("/*"))) return STR("unclosed comment");
  if (str_starts(token, STR("$"))) return STR("unclosed dollar-quoted string");
  size_t quote = 0;
  while (quote + 1 < token.len && strchr("'\"`[", token.ptr[quote]) == NULL) quote++;
  return arena_printf(arena, "unclosed quote '%c'", token.ptr[quote]);
}

/* 'r' for '(' and so on; 0 for anything else. */
static char closing_of(Str token) {
  if (token.len != 1) return 0;
  return token.ptr[0] == '(' ? ')' : token.ptr[0] == '[' ? ']' : token.ptr[0] == '{' ? '}' : 0;
}

typedef ARRAY(uint32_t) Openers;

static bool check_bracket(const SqlPiece *piece, Arena *arena, const SqlTokens *tokens, uint32_t at, Openers *open,
                          SqlError *out) {
  Str text = span_of(tokens->items[at].span, piece->text);
  bool closes = text.len == 1 && strchr(")]}", text.ptr[0]) != NULL;
  if (closing_of(text) != 0) array_push(open, at);
  if (!closes) return false;
  if (open->len > 0) {
    Str opener = span_of(tokens->items[array_last(open)].span, piece->text);
    if (closing_of(opener) == text.ptr[0]) {
      open->len--;
      return false;
    }
  }
  out->message = arena_printf(arena, "unexpected '%c'", text.ptr[0]);
  out->span = tokens->items[at].span;
  return true;
}

/* What no dialect accepts. */
static bool check_tokens(const SqlPiece *piece, Arena *arena, const SqlTokens *tokens, SqlError *out) {
  Openers open = {0};
  bool found = false;
  out->certain = true;
  for (uint32_t at = 0; at < tokens->len && !found; at++) {
    const SqlToken *token = &tokens->items[at];
    if (token->kind == SQL_UNCLOSED) {
      out->message = unclosed_message(arena, span_of(token->span, piece->text));
      out->span = token->span;
      found = true;
    } else if (token->kind == SQL_PUNCT) {
      found = check_bracket(piece, arena, tokens, at, &open, out);
    }
  }
  if (!found && open.len > 0) {
    out->span = tokens->items[array_last(&open)].span;
    out->message = arena_printf(arena, "unclosed '%c'", piece->text.ptr[out->span.start]);
    found = true;
  }
  array_free(&open);
  return found;
}

/* ---- parsers ---- */

/* The token at an offset, or the last one before. */
static Span token_at(const SqlTokens *tokens, uint32_t at) {
  Span span = {0};
  for (size_t i = 0; i < tokens->len && tokens->items[i].span.start <= at; i++) span = tokens->items[i].span;
  return span;
}

static bool has(Str text, Str part) {
  for (size_t i = 0; i + part.len <= text.len; i++)
    if (memcmp(text.ptr + i, part.ptr, part.len) == 0) return true;
  return false;
}

/* What is open at the end is so in every version. */
static bool is_certain(Str message) {
  return str_starts(message, STR("unterminated")) || has(message, STR("end of input")) ||
         str_starts(message, STR("incomplete"));
}

static SqlFault parse(const SqlFlavor *flavor, Arena *arena, const SqlPiece *piece) {
  SqlFault none = {0};
  if (piece->text.len > SQL_PARSE_MAX || str_find(piece->text, '\0', 0) < piece->text.len) return none;
  if (str_eq(flavor->parser, STR("postgresql"))) return sql_check_postgresql(arena, piece);
  if (str_eq(flavor->parser, STR("sqlite"))) return sql_check_sqlite(flavor, arena, piece);
  return none;
}

bool sql_check(const SqlFlavor *flavor, Arena *arena, const SqlPiece *piece, SqlError *out) {
  size_t len;
  bool call;
  if (piece->has_unknowns || piece->shape == SQL_FAILING) return false;
  if (piece->shape <= SQL_PREDICATE && sql_is_simple(piece->text, &len, &call)) return false;
  SqlTokens tokens = {0};
  sql_tokens(flavor, piece->text, &tokens);
  SqlFault fault = piece->shape == SQL_FRAGMENT || tokens.len == 0 ? (SqlFault){0} : parse(flavor, arena, piece);
  bool found = !str_empty(fault.message);
  if (found) {
    /* What does not close shows only at the end: say what it is. */
    bool at_end = fault.at >= piece->text.len || str_starts(fault.message, STR("unrecognized"));
    if (!at_end || !check_tokens(piece, arena, &tokens, out))
      *out = (SqlError){fault.message, token_at(&tokens, fault.at), is_certain(fault.message)};
  } else if (piece->shape != SQL_BODY || str_empty(piece->language) || sql_is_body_language(piece->language)) {
    found = check_tokens(piece, arena, &tokens, out);
  }
  array_free(&tokens);
  return found;
}

bool sql_is_body_language(Str language) {
  return str_eq_nocase(language, STR("sql")) || str_eq_nocase(language, STR("plpgsql"));
}
