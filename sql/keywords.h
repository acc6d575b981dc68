/* keywords.h: what words of SQL mean to the splitter and to the search for names. */
#ifndef ATLAS_SQL_KEYWORDS_H
#define ATLAS_SQL_KEYWORDS_H

#include "base/str.h"

typedef enum SqlWord {
  SQL_WORD_OTHER,    /* no keyword: a name */
  SQL_WORD_SOFT,     /* a keyword somewhere in some dialect, but a name just as well: never worth a warning */
  SQL_WORD_RESERVED, /* a keyword that stands in front of an operand: AND, CASE, WHEN */
  SQL_WORD_VALUE,    /* a keyword that is an operand or ends one: NULL, CURRENT_DATE, END */
  SQL_WORD_SELECT,
  SQL_WORD_WITH,
  SQL_WORD_VALUES,
  SQL_WORD_INSERT, /* INSERT, REPLACE, MERGE: INTO names their table */
  SQL_WORD_UPDATE,
  SQL_WORD_DELETE,
  SQL_WORD_DDL, /* DROP, ALTER, ...: statements whose names are not looked for */
  SQL_WORD_CREATE,
  SQL_WORD_ROUTINE, /* TRIGGER, FUNCTION, ...: what may have a body */
  SQL_WORD_FROM,
  SQL_WORD_JOIN,
  SQL_WORD_INTO,
  SQL_WORD_USING,
  SQL_WORD_ON,
  SQL_WORD_AS,
  SQL_WORD_IS,
  SQL_WORD_NOT,
  SQL_WORD_DISTINCT,
  SQL_WORD_BY,
  SQL_WORD_ORDER,
  SQL_WORD_CLAUSE, /* ends the list of tables: WHERE, GROUP, HAVING, ... */
  SQL_WORD_SET,
  SQL_WORD_UNION,   /* UNION, EXCEPT, INTERSECT */
  SQL_WORD_NAMES,   /* the name behind it is no column: COLLATE x, OVER w */
  SQL_WORD_INDEXED, /* INDEXED BY i: the name of an index */
  SQL_WORD_LATERAL, /* LATERAL, ONLY: in front of a table */
  SQL_WORD_HINT,    /* USE, FORCE, IGNORE, PARTITION, TABLESAMPLE: lists in parentheses behind a table */
  SQL_WORD_BEGIN,
  SQL_WORD_END,
  SQL_WORD_CASE,
  SQL_WORD_IF,
  SQL_WORD_LOOP, /* LOOP, WHILE, REPEAT */
  SQL_WORD_THEN, /* THEN, ELSE, DO, RETURN QUERY: a statement may follow in a body */
  SQL_WORD_FOR,
  SQL_WORD_IN,
  SQL_WORD_TABLE
} SqlWord;

/* `now()` or CURRENT_TIMESTAMP: nothing in it can be wrong. Most defaults are like that. *word: the length of the name;
 * *call: parentheses follow it. */
bool sql_is_simple(Str text, size_t *word, bool *call);
/* ASCII case is ignored. O(log n). */
SqlWord sql_word(Str text);

#endif
