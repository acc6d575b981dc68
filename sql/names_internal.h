/* names_internal.h: what the search for names shares: names.c (scopes, columns) and name_sources.c (tables).
 *
 * A scope is a query: its clauses stand at one depth of parentheses. Subqueries are scopes of their own inside it.
 *
 *     SELECT u.id, (SELECT max(total) FROM orders o WHERE o.user_id = u.id) FROM users u
 *     \_ scope 0: users u   \_ scope 1, inside 0: orders o
 */
#ifndef ATLAS_SQL_NAMES_INTERNAL_H
#define ATLAS_SQL_NAMES_INTERNAL_H

#include "sql/keywords.h"
#include "sql/sql.h"

enum { SQL_NO_SCOPE = UINT32_MAX };

/* Clauses of one query: from its first token to the one behind its last. */
typedef struct NameScope {
  uint32_t outer;  /* scope around it; SQL_NO_SCOPE: none */
  uint32_t sees;   /* scope around it whose tables are in scope as well: not from inside of WITH and FROM */
  uint32_t leader; /* first arm of a UNION, whose WITH holds for all arms; itself otherwise */
  uint32_t first, end, depth;
  SqlWord verb; /* of the statement */
  bool arm;     /* one of several arms of a UNION */
  SqlSources sources;
  ARRAY(Str) tables;  /* names defined by WITH */
  ARRAY(Str) outputs; /* names given to columns of the result */
} NameScope;

/* What a token has been found to be. */
typedef enum NameRole {
  NAME_OPEN,  /* nothing yet */
  NAME_USED,  /* part of a name that is recorded, or no name */
  NAME_TARGET /* a column in the list behind INSERT INTO t */
} NameRole;

typedef struct NameToken {
  SqlToken token;
  SqlWord word; /* of a WORD */
  uint8_t role; /* NameRole */
  uint32_t scope;
} NameToken;

typedef struct Names {
  const SqlFlavor *flavor;
  Arena *arena;
  const SqlPiece *piece;
  NameToken *tokens;
  uint32_t count;
  ARRAY(NameScope) scopes;
  SqlNames *out;
} Names;

/* Fills the tokens. */
void name_read_tokens(Names *self);
/* Sorts the uses by position; of several at one place the first stays. */
void name_sort_uses(SqlNames *out);
/* Is the token punctuation of this one character? False beyond the end. */
bool name_is(const Names *self, uint32_t at, char sign);
/* A word that may be a name, or a quoted name. */
bool name_is_name(const Names *self, uint32_t at);
SqlWord name_word(const Names *self, uint32_t at);
/* Index of the parenthesis that closes the one at `at`; `count` when it is not closed. */
uint32_t name_close(const Names *self, uint32_t at);
Str name_text(const Names *self, uint32_t at);
/* a.b.c: number of parts, 1 to `max`; the last part stands at `at` + 2 * (parts - 1). */
uint32_t name_parts(const Names *self, uint32_t at, uint32_t max);
/* Does an operand end with this token, so that a word behind it is an alias and no operand? */
bool name_ends_operand(const Names *self, uint32_t at);
/* May bare names be variables or arguments of a routine? */
bool name_has_variables(const Names *self);
/* Only underscores: stands for an interpolation. */
bool name_is_placeholder(Str name);
/* Does a name defined by WITH hide tables of this name in the scope? */
bool name_is_local(const Names *self, uint32_t scope, Str table);

/* Tables, aliases, output names of one scope. */
void name_read_scope(Names *self, uint32_t scope);

#endif
