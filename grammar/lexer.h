/* lexer.h (private to grammar/): the tokens of HCL, one at a time.
 *
 *     a = "x${ b }"   ->   IDENT EQUAL OQUOTE QUOTED INTERP IDENT SEQ_END CQUOTE
 *
 * A quoted string without ${ } and %{ } is one token, STRING. The lexer keeps a stack of modes (plain code, quoted
 * string, heredoc, template sequence), so that a caller may skip tokens without knowing where it is. Tokens from
 * TOK_BAD on are errors by themselves. A newline in a quoted string ends the string and all strings around it; so does
 * one in a template sequence of such a string, when the next line looks like an item of a body. */
#ifndef ATLAS_GRAMMAR_LEXER_H
#define ATLAS_GRAMMAR_LEXER_H

#include "base/text.h"

typedef enum TokenKind {
  TOK_EOF,
  TOK_NEWLINE,
  TOK_COMMENT, /* with its newline, if it is a line comment */
  TOK_IDENT,
  TOK_NUMBER,
  TOK_STRING, /* a whole "..." without template sequences */
  TOK_OQUOTE, /* the quotes of a string that has some */
  TOK_CQUOTE,
  TOK_QUOTED,   /* text in such a string */
  TOK_OHEREDOC, /* <<EOT or <<-EOT with the newline */
  TOK_CHEREDOC, /* the end marker with the blanks before it, without the newline */
  TOK_TEXT,     /* a line of a heredoc, or a part of it */
  TOK_INTERP,   /* ${ or ${~ */
  TOK_CONTROL,  /* %{ or %{~ */
  TOK_SEQ_END,  /* } or ~} of one of these */
  TOK_OBRACE,
  TOK_CBRACE,
  TOK_OBRACK,
  TOK_CBRACK,
  TOK_OPAREN,
  TOK_CPAREN,
  TOK_DOT,
  TOK_COMMA,
  TOK_COLON,
  TOK_QUESTION,
  TOK_EQUAL,
  TOK_BANG,
  TOK_STAR,
  TOK_SLASH,
  TOK_PERCENT,
  TOK_PLUS,
  TOK_MINUS,
  TOK_GT,
  TOK_GE,
  TOK_LT,
  TOK_LE,
  TOK_EQ,
  TOK_NE,
  TOK_AND,
  TOK_OR,
  TOK_SCOPE,
  TOK_ELLIPSIS,
  TOK_ARROW, /* :: ... => */
  TOK_BAD,
  TOK_BITWISE = TOK_BAD, /* & | ^ ~ */
  TOK_BACKTICK,
  TOK_APOSTROPHE,
  TOK_SEMICOLON,
  TOK_BAD_CHAR, /* a character that HCL does not know */
  TOK_BAD_UTF8,
  TOK_BAD_NEWLINE /* the newlines in a quoted string; the text goes on with a NEWLINE */
} TokenKind;

typedef struct Token {
  uint32_t start, end;
  uint8_t kind;      /* TokenKind */
  bool escaped;      /* STRING, QUOTED, TEXT: has escape sequences */
  bool unterminated; /* STRING: ends with its line or the text */
} Token;

typedef enum LexMode { LEX_CODE, LEX_QUOTED, LEX_HEREDOC, LEX_TEMPLATE } LexMode;

enum { LEX_DEPTH = 512 };

typedef struct Lexer {
  Str text;
  uint32_t at;
  bool no_comment_end; /* there is no more "*" "/": do not search again */
  uint32_t depth;      /* of the stack below; frames[0] is the code of the unit */
  struct LexFrame {
    uint8_t mode;
    bool line_start; /* HEREDOC: a marker may stand here */
    uint32_t braces; /* TEMPLATE: open { in it */
    Span marker;     /* HEREDOC */
  } frames[LEX_DEPTH];
} Lexer;

void lex_init(Lexer *self, Str text, uint32_t at);
/* The next token; blanks are skipped, comments and newlines are not. EOF at the end, again and again. When the stack is
 * full, the rest of the text is dropped. */
Token lex_next(Lexer *self);

/* Shared with the scan for units: */

/* The byte at `at`, 0 behind the end. */
static inline uint8_t lex_byte(Str text, size_t at) { return at < text.len ? (uint8_t)text.ptr[at] : 0; }
/* The first byte from `at` on that is no blank (' ' or '\t'). */
static inline uint32_t lex_skip_blanks(Str text, uint32_t at) {
  while (lex_byte(text, at) == ' ' || lex_byte(text, at) == '\t') at++;
  return at;
}
/* Whether '{' is the first thing on the lines from `at` on: it belongs to the block header above. */
bool lex_brace_follows(Str text, uint32_t at);

/* Bytes of the identifier character at `at` (not ASCII), or 0. */
unsigned lex_ident_char(Str text, size_t at, bool start);
/* End of the identifier that starts at `at`; `at` when there is none. */
uint32_t lex_ident_end(Str text, uint32_t at);
/* Bytes of the character at `at` after HCL's loose idea of UTF-8, or 0. */
unsigned lex_char_len(Str text, uint32_t at);
/* `<<EOT` or `<<-EOT` and a newline at `at` (where '<' stands): its end and the marker; false when it is none. */
bool lex_heredoc(Str text, uint32_t at, uint32_t *end, Span *marker);
/* Whether the line that starts at `at` closes the heredoc: its blanks, the marker, blanks, newline. Sets *end to the
 * end without the newline. */
bool lex_marker_line(Str text, uint32_t at, Span marker, uint32_t *end);
/* Where a quoted string ends that meets a newline at `newline`: there, or before a `{` at the end of its line. */
uint32_t lex_broken_string_end(Str text, uint32_t from, uint32_t newline);
/* End of the newlines (\r and \n) from `at` on. */
uint32_t lex_newlines_end(Str text, uint32_t at);
/* Whether a line starts an item of a body at `at`: `name =`, `name {` or `name "label" {`. */
bool lex_item_start(Str text, uint32_t at);
/* Whether the line at `at` is an item of a body for certain, though a template sequence is open: HCL allows no such
 * thing there outside of braces. */
bool lex_lost_line(Str text, uint32_t at);
/* Bytes of the white space (after Unicode) at the start or end of `s`. */
size_t lex_space_prefix(Str s);
size_t lex_space_suffix(Str s);

#endif
