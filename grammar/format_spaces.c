/* Blanks between tokens, by the rules of hclwrite. */
#include "grammar/format_spaces.h"

int format_bracket(uint8_t kind) {
  switch (kind) {
  case TOK_OBRACE:
  case TOK_OBRACK:
  case TOK_OPAREN:
  case TOK_CONTROL:
  case TOK_INTERP: return 1;
  case TOK_CBRACE:
  case TOK_CBRACK:
  case TOK_CPAREN:
  case TOK_SEQ_END: return -1;
  default: return 0;
  }
}

/* Inside of templates all blanks are part of the text. */
static bool in_template(uint8_t kind, uint8_t after) {
  bool opens = kind == TOK_QUOTED || kind == TOK_TEXT || kind == TOK_OQUOTE || kind == TOK_OHEREDOC;
  return opens || after == TOK_QUOTED || after == TOK_TEXT || after == TOK_CQUOTE || after == TOK_CHEREDOC;
}

/* Whether a minus behind this token is a sign: nothing stands there that it could subtract from. */
static bool is_sign(const FormatToken *before) {
  if (before == NULL) return true;
  switch (before->kind) {
  case TOK_OPAREN:
  case TOK_OBRACE:
  case TOK_OBRACK:
  case TOK_EQUAL:
  case TOK_COLON:
  case TOK_COMMA:
  case TOK_QUESTION:
  case TOK_PLUS:
  case TOK_STAR:
  case TOK_SLASH:
  case TOK_PERCENT:
  case TOK_MINUS:
  case TOK_EQ:
  case TOK_NE:
  case TOK_GT:
  case TOK_GE:
  case TOK_LT:
  case TOK_LE:
  case TOK_AND:
  case TOK_OR:
  case TOK_BANG: return true;
  default: return false;
  }
}

/* Punctuation that is glued to a neighbour whatever else stands there. */
static bool is_glued(uint8_t kind, uint8_t after) {
  if (after == TOK_NEWLINE) return true;
  if (kind == TOK_IDENT && (after == TOK_OPAREN || after == TOK_SCOPE)) return true;
  if (kind == TOK_SCOPE && after == TOK_IDENT) return true;
  if (kind == TOK_DOT || after == TOK_DOT) return true;
  return after == TOK_COMMA || after == TOK_ELLIPSIS;
}

/* `in` of a for expression, before a literal list: [for x in [1]: x]. */
static bool is_in(Str text, const FormatToken *before, const FormatToken *token) {
  if (token->kind != TOK_IDENT || before == NULL || before->kind != TOK_IDENT) return false;
  return token->end - token->start == 2 && text.ptr[token->start] == 'i' && text.ptr[token->start + 1] == 'n';
}

/* The rules about brackets, which come last. */
static bool space_at_brackets(uint8_t kind, uint8_t after) {
  if (kind == TOK_OBRACE || after == TOK_CBRACE) return !(kind == TOK_OBRACE && after == TOK_CBRACE);
  bool sequence = kind == TOK_INTERP || kind == TOK_CONTROL;
  if (sequence && after == TOK_OBRACE) return true;
  if (kind == TOK_CBRACE && after == TOK_SEQ_END) return true;
  if (kind == TOK_SEQ_END && (after == TOK_INTERP || after == TOK_CONTROL)) return false;
  return format_bracket(kind) <= 0 && format_bracket(after) >= 0;
}

bool format_space_after(Str text, const FormatToken *before, const FormatToken *token, const FormatToken *after) {
  /* A plain string is one token here; it opens with a quote and closes with one. */
  uint8_t kind = token->kind == TOK_STRING ? (uint8_t)TOK_CQUOTE : token->kind;
  uint8_t next = after->kind == TOK_STRING ? (uint8_t)TOK_OQUOTE : after->kind;
  if (is_glued(kind, next)) return false;
  if (kind == TOK_COMMA) return true;
  if (in_template(kind, next)) return false;
  if (is_in(text, before, token)) return true;
  if (next == TOK_OBRACK && (kind == TOK_IDENT || kind == TOK_NUMBER || format_bracket(kind) < 0)) return false;
  if (kind == TOK_BANG) return false;
  if (kind == TOK_MINUS) return !is_sign(before);
  return space_at_brackets(kind, next);
}
