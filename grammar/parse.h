/* parse.h (private to grammar/): the state of the parser and its parts.
 *
 * One error is reported per item (attribute, block header): after it the parser is `muted`, goes on for the sake of the
 * tree, and speaks again at the next item on another line. */
#ifndef ATLAS_GRAMMAR_PARSE_H
#define ATLAS_GRAMMAR_PARSE_H

#include "base/array.h"
#include "grammar/lexer.h"
#include "grammar/syntax.h"

enum {
  PARSE_DEPTH = 200,  /* nested blocks, brackets and templates */
  PARSE_HEIGHT = 500, /* of an expression's tree: a long a + b + c + ... leans to the left */
};

/* A piece of a template as it stands in the source, before the directives are nested. */
typedef enum PieceKind { PIECE_TEXT, PIECE_EXPR, PIECE_IF, PIECE_ELSE, PIECE_ENDIF, PIECE_FOR, PIECE_ENDFOR } PieceKind;

typedef struct Piece {
  uint8_t kind; /* PieceKind */
  bool last;    /* TEXT: the token right before the next one, which may strip its end */
  Span span;
  Str text;    /* TEXT: decoded */
  size_t tail; /* TEXT: where its last token starts in `text` */
  SynExpr *expr;
  Span key, value; /* FOR */
} Piece;

typedef struct Parser {
  Arena *arena;
  Str text;
  Lexer lex;
  Token token; /* the next token, when `ready` */
  bool ready;
  bool fresh;       /* `token` is the first of its line, and the newline before it was skipped */
  bool newlines;    /* NEWLINE tokens count; false inside of brackets */
  bool muted;       /* an error of this item was reported */
  bool stray_brace; /* an error shows that some '{' has no business here: a block that stays open is no news */
  uint32_t end;     /* of the last token that was taken */
  uint32_t depth;   /* of nesting */
  uint32_t height;  /* of the highest expression since it was last set to 0 */
  SynError *errors, **last_error;
  ARRAY(void *) nodes;  /* scratch: elements and arguments of the lists that are open */
  ARRAY(SynStep) steps; /* scratch, likewise */
  ARRAY(SynItem) items;
  ARRAY(SynLabel) labels;
  ARRAY(Piece) pieces;
} Parser;

/* Kind of the next token: comments are skipped, and newlines where they do not count. */
TokenKind parse_peek(Parser *self);
/* Takes the next token. */
Token parse_take(Parser *self);
/* Takes the next token if it is of this kind. */
bool parse_accept(Parser *self, TokenKind kind);
/* Whether the next token is this word. */
bool parse_next_is(Parser *self, Str word);
/* Switches whether newlines count; returns the old state, to be restored. */
bool parse_newlines(Parser *self, bool on);
/* Whether the next token starts a line that looks like an item of a body although a bracket is open. */
bool parse_at_item(Parser *self);
static inline Str parse_text(const Parser *self, Span span) { return span_of(span, self->text); }
static inline Span token_span(Token token) { return span_make(token.start, token.end); }

/* Reports an error unless the item has one already. `detail` is static. */
void parse_error(Parser *self, Span span, const char *summary, const char *detail);
void parse_error_related(Parser *self, Span span, const char *summary, Str detail, Span related);
/* Enters one more level of nesting; false, with an error and at the end of the text, when that is too deep. */
bool parse_enter(Parser *self);

/* The span by which an error names the next token: all of it, of a string its opening quote. */
Span parse_next_span(Parser *self);
/* Skips to the end of a broken item: behind its newline (before it with `keep_newline`), or before a closing brace or a
 * line that looks like an item. */
void parse_skip_item(Parser *self, bool keep_newline);
/* Skips to the end of the template sequence whose frame is at `level` of the lexer's stack. */
void parse_skip_sequence(Parser *self, uint32_t level);
/* Skips inside of brackets to a comma or the closer, before a line that looks like an item or a foreign closer. With
 * newlines on, a newline stops too. */
void parse_skip_in_brackets(Parser *self);

/* All items of a unit. */
void parse_body(Parser *self, SynBody *body);
SynExpr *parse_expr(Parser *self);
/* Nests the pieces from `first` on into parts; `end` is the closing quote or marker, for errors. */
SynPart *parse_parts(Parser *self, size_t first, Span end);
/* The text of the TEXT pieces [from, to) as one. */
Str parse_join(Parser *self, size_t from, size_t to);
/* The value of a quoted string or heredoc whose opening token is next. */
SynExpr *parse_template(Parser *self);
/* A STRING token as a value. */
SynExpr *parse_simple_string(Parser *self);
/* A quoted block label. */
SynLabel parse_label(Parser *self);
/* The scratch elements from `first` to the end, copied to the arena; NULL when there are none. */
void *parse_copy(Parser *self, const void *items, size_t first, size_t count, size_t size);
/* Text of a piece of a string with its escapes decoded: in the arena when there are some, else in the source.
 * `quoted`: backslash escapes count. */
Str parse_decode(Parser *self, Span span, bool quoted, bool escaped);

/* A new expression of a kind with room for `size` bytes of `as`: see PARSE_NEW. */
SynExpr *parse_new(Parser *self, SynExprKind kind, uint32_t start, size_t size);
/* An expression node is only as large as its own member of the union: never copy it as a value. */
#define PARSE_NEW(self, kind, start, member) parse_new((self), (kind), (start), sizeof(((SynExpr *)0)->as.member))
SynExpr *parse_new_error(Parser *self, uint32_t at);

#endif
