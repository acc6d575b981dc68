/* sql.h: SQL text inside HCL attributes and in .sql files: tokens, statements, the names they use, and syntax errors
 * from a database's own parser where one can be linked. Tolerant: text that is not understood gives fewer names, never
 * a false error. Positions are byte offsets into the text given. */
#ifndef ATLAS_SQL_SQL_H
#define ATLAS_SQL_SQL_H

#include "base/array.h"
#include "base/text.h"

/* How a dialect writes SQL: data of the dialect, see dialects/<name>/language.hcl, `sql` block. */
typedef struct SqlFlavor {
  bool backtick_quotes;   /* `a b` */
  bool double_quotes;     /* "a b" is a name (else a string) */
  bool bracket_quotes;    /* [a b] */
  bool dollar_quotes;     /* $$ ... $$, $tag$ ... $tag$ */
  bool backslash_escapes; /* in strings */
  bool hash_comments;     /* # to the end of the line */
  bool nested_comments;   /* slash-star comments nest */
  bool e_strings;         /* E'...' */
  bool fold_case;         /* unquoted names match without regard to case */
  Str parser;             /* "postgresql", "sqlite" or empty: which parser checks the syntax */
} SqlFlavor;

typedef enum SqlTokenKind {
  SQL_END,
  SQL_WORD,
  SQL_QUOTED_NAME,
  SQL_STRING,
  SQL_NUMBER,
  SQL_PUNCT,
  SQL_PARAMETER,
  SQL_COMMENT,
  SQL_UNCLOSED
} SqlTokenKind;

typedef struct SqlToken {
  uint8_t kind;
  Span span;
  uint32_t depth; /* parentheses around it */
} SqlToken;

typedef ARRAY(SqlToken) SqlTokens;

/* All tokens of a text without comments and blanks. O(text). */
void sql_tokens(const SqlFlavor *flavor, Str text, SqlTokens *out);
/* Name of a WORD or QUOTED_NAME without quotes, doubled quotes undone, in the arena when it had any. */
Str sql_name(Arena *arena, Str text, SqlToken token);

/* Statements of a script, split at ';' (or another delimiter) outside of strings, bodies and comments; each span is
 * without the delimiter and without blanks around. `delimiter` empty: ";". */
typedef ARRAY(Span) SqlSpans;
void sql_statements(const SqlFlavor *flavor, Str text, Str delimiter, SqlSpans *out);

/* What a piece of SQL is. */
typedef enum SqlShape {
  SQL_EXPRESSION, /* check, default, generated column, index part */
  SQL_PREDICATE,  /* where, using, when: an expression too */
  SQL_QUERY,      /* body of a view */
  SQL_BODY,       /* body of a function in its own language */
  SQL_SCRIPT      /* statements */
} SqlShape;

typedef enum SqlNameKind { SQL_NAME_TABLE, SQL_NAME_COLUMN, SQL_NAME_FUNCTION, SQL_NAME_TYPE } SqlNameKind;

/* A name in SQL that may mean a block of the schema. */
typedef struct SqlUse {
  uint8_t kind;        /* SqlNameKind */
  Str qualifier, name; /* public.users: public, users; u.id: the qualifier is the table that the alias stands for */
  Span span;           /* the name itself, with its quotes */
  Span qualifier_span; /* as written; empty: none */
  bool certain;        /* false: may be something else (an output name, a variable): never worth a warning */
} SqlUse;

/* A table in scope by FROM, JOIN, UPDATE, INTO ... */
typedef struct SqlSource {
  Str schema, table, alias; /* table empty: a subquery or function */
  Span span;                /* where it is visible */
  bool local;               /* CTE or subquery: its columns are not known */
} SqlSource;

typedef struct SqlNames {
  ARRAY(SqlUse) uses;
  ARRAY(SqlSource) sources;
} SqlNames;

/* Names used by a piece of SQL. `own_table` is the table around an expression (check, index part): its columns are
 * in scope; empty: none. Strings live in the arena. O(text * depth of nesting). */
void sql_names(const SqlFlavor *flavor, Arena *arena, Str text, SqlShape shape, Str own_table, SqlNames *out);
void sql_names_free(SqlNames *self);

/* A syntax error. */
typedef struct SqlError {
  Str message;  /* in the words of the parser, in the arena */
  Span span;    /* the token */
  bool certain; /* false: a newer version of the database may accept it (report as a warning) */
} SqlError;

/* Asks the parser of the flavor, if it has one. Returns false without a parser or without an error.
 * The parsers are run in the process on the text alone: nothing is connected to. */
bool sql_check(const SqlFlavor *flavor, Arena *arena, Str text, SqlShape shape, SqlError *out);

#endif
