/* expr_tree_parts.h: what expr_tree.c (expressions) and expr_query.c (queries) share: a reader of tokens that writes
 * what it reads in one form. */
#ifndef ATLAS_DIALECTS_EXPR_TREE_PARTS_H
#define ATLAS_DIALECTS_EXPR_TREE_PARTS_H

#include "dialects/expr_tree.h"

/* Marks in the written form of queries: what stands between them counts only when both sides have it. */
#define TREE_OPEN  "\x01"
#define TREE_CLOSE "\x02"

typedef struct TreeToken {
  Str text;
  uint8_t kind; /* SqlTokenKind */
  uint32_t start, end;
} TreeToken;

typedef struct TreeReader TreeReader;

/* A table that a query selects from. */
typedef struct TreeTable {
  Str schema, name, alias; /* name empty: a query of its own */
} TreeTable;

struct TreeReader {
  Arena *arena;
  const ExprRules *rules;
  Str source;
  ARRAY(TreeToken) tokens;
  size_t at;
  unsigned depth;
  bool failed;
  const struct QueryColumns *columns; /* what `*` stands for; NULL: not known */
  ARRAY(TreeTable) tables;            /* of the query that is read */
  Str (*query)(TreeReader *);         /* reads a query inside of an expression; NULL: there can be none */
};

void tree_read_tokens(TreeReader *self, Str text);
const TreeToken *tree_peek(const TreeReader *self, size_t ahead);
bool tree_is_word(const TreeToken *token, const char *word);
bool tree_is_sign(const TreeToken *token, const char *sign);
bool tree_take_word(TreeReader *self, const char *word);
bool tree_take_sign(TreeReader *self, const char *sign);
/* An expression; *column: the name when it is nothing but a column. NULL: not asked. */
Str tree_read_expr(TreeReader *self, Str *column);
/* A name of a word or in quotes. */
Str tree_read_name(TreeReader *self);
/* What cannot be read: all that is left is passed over. */
void tree_fail(TreeReader *self);

#endif
