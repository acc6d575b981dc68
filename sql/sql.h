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
  bool q_quotes;          /* q'[it's]' */
  bool triple_quotes;     /* '''...''', """...""" */
  bool lenient_quotes;    /* a name in double quotes that does not exist is a string */
  bool plain_bodies;      /* bodies of triggers have no variables of their own */
  bool known_names;       /* its grammar of names is known well enough to warn about unknown ones */
  Str parser;             /* "postgresql", "sqlite" or empty: which parser checks the syntax */
  const Str *system;      /* beginnings of the names of tables that the database itself has */
  uint16_t system_count;
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
  SQL_FRAGMENT,   /* some clause or a type: only its quotes and brackets can be wrong */
  SQL_EXPRESSION, /* check, default, generated column, index part */
  SQL_PREDICATE,  /* where, using, when: an expression too */
  SQL_QUERY,      /* body of a view */
  SQL_BODY,       /* body of a trigger or function */
  SQL_SCRIPT,     /* statements */
  SQL_FAILING     /* statements that are meant to fail: their syntax is not judged */
} SqlShape;

/* A piece of SQL and what is known of its surroundings. */
typedef struct SqlPiece {
  Str text;
  uint8_t shape;     /* SqlShape */
  Str own_table;     /* the table whose columns are in scope of an expression, and which NEW and OLD mean; or empty */
  Str language;      /* of a body: "plpgsql", "SQL"; empty: not known */
  bool has_unknowns; /* parts of the text are only known when the program runs: the syntax cannot be checked */
} SqlPiece;

typedef enum SqlNameKind { SQL_NAME_TABLE, SQL_NAME_COLUMN, SQL_NAME_FUNCTION } SqlNameKind;

/* A name in SQL that may mean a block of the schema. */
typedef struct SqlUse {
  uint8_t kind;      /* SqlNameKind */
  Str schema, table; /* public.users: public, users; u.id: the table that the alias stands for. Empty: not said */
  Str name;          /* COLUMN, FUNCTION: the name; of a TABLE it is in `table` */
  Span span;         /* the name itself, with its quotes */
  Span table_span;   /* COLUMN: the table or alias in front, as written; empty: none */
  Span schema_span;  /* the schema in front; empty: none */
  bool alias;        /* what stands at table_span is an alias and not the name of the table */
  bool certain;      /* false: may be something else (an output name, a variable): never worth a warning */
} SqlUse;

/* A table in scope by FROM, JOIN, UPDATE, INTO ... */
typedef struct SqlSource {
  Str schema, table, alias; /* table empty: a subquery or function */
  Span span;                /* where it is visible */
  bool local;               /* CTE, subquery or function: its columns are not known */
  bool alone;               /* the sources of the queries around it are not visible where it is */
} SqlSource;

typedef ARRAY(SqlUse) SqlUses;
typedef ARRAY(SqlSource) SqlSources;

typedef struct SqlNames {
  SqlUses uses;       /* in order of position */
  SqlSources sources; /* inner ones first where several are visible */
  ARRAY(Str) made;    /* sql_statement_names: names that the statement may bring about or take away */
  bool opaque;        /* the same: what it does is not to be seen, or other names hold after it */
} SqlNames;

/* Names used by a piece of SQL. A column without a table is in one of the sources that are visible at its place. The
 * result is zeroed before; strings live in the arena or the text. O(text * depth of nesting). */
void sql_names(const SqlFlavor *flavor, Arena *arena, const SqlPiece *piece, SqlNames *out);
/* The same for one statement of a script, which may be no query: `ALTER TABLE users DROP COLUMN name` names a table and
 * a column, too. Only names in queries are certain. */
void sql_statement_names(const SqlFlavor *flavor, Arena *arena, const SqlPiece *piece, SqlNames *out);
void sql_names_free(SqlNames *self);
/* The sources in scope at an offset, inner ones first: start with {names, offset}. NULL: no more. A text with very many
 * sources gives none. */
typedef struct SqlVisible {
  const SqlNames *names;
  uint32_t at;
  size_t next;
  Span alone; /* of the query that sees nothing around it; empty: none yet */
} SqlVisible;
const SqlSource *sql_visible(SqlVisible *self);

/* A syntax error. */
typedef struct SqlError {
  Str message;  /* in the words of the parser, in the arena */
  Span span;    /* the token */
  bool certain; /* false: a newer version of the database may accept it (report as a warning) */
} SqlError;

/* Asks the parser of the flavor, if it has one, else looks at quotes and brackets only. Returns whether there is an
 * error: the first one. The parsers are run in the process on the text alone: nothing is connected to. May be called
 * from several threads. O(text). */
bool sql_check(const SqlFlavor *flavor, Arena *arena, const SqlPiece *piece, SqlError *out);

/* Is this the language of a body that consists of SQL? "plpgsql", "SQL". */
bool sql_is_body_language(Str language);

#endif
