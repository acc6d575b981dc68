/* atlasdiff.h: libatlasdiff: from two database schemas to the SQL that turns one into the other, with what is risky in
 * it. This is the whole interface of the library; it needs no other header, and C++ may include it.
 *
 *     atlasdiff_source from = ATLASDIFF_TEXT("old.pg.hcl", old), to = ATLASDIFF_TEXT("new.pg.hcl", new);
 *     atlasdiff_pair *pair = atlasdiff_pair_read(&from, 1, &to, 1, NULL);
 *     atlasdiff_plan *plan = atlasdiff_plan_make(pair, NULL);
 *     const atlasdiff_statement *statement;
 *     for (size_t i = 0; (statement = atlasdiff_plan_statement(plan, i)) != NULL; i++) puts(statement->sql);
 *     atlasdiff_plan_free(plan);
 *     atlasdiff_pair_free(pair);
 *
 * Nothing is ever changed but a scratch database, which is left as it was found: plans are for you to run.
 *
 * Errors are values. A function that makes something never gives NULL; what it gives holds the problems that came up,
 * and ..._ok() says whether one of them is an error. Objects with an error may be asked for everything and give nothing
 * more. Lists are walked by an index that starts at 0; behind the last item there is NULL.
 *
 * Ownership. What a pointer to const leads to belongs to the object that it was asked of, and lives as long. A plan
 * lives in its pair: free the plan first. Texts that are returned as `char *` are yours: atlasdiff_free. What you pass
 * is copied or no longer needed when the call returns, but for the cancel token. Freeing NULL is allowed. When memory
 * is exhausted the process ends with a message.
 *
 * Threads. Objects may be read by several threads at once, and several plans made of one pair; different objects have
 * nothing to do with each other. Only one thread may free, and no other may use the object then. Callbacks run on the
 * thread of the call. Reading can wait for files and servers.
 *
 * Texts are UTF-8 and end with a NUL; a text that is not known or not there is "", never NULL, unless said otherwise.
 */
#ifndef ATLASDIFF_H
#define ATLASDIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ATLASDIFF_API __attribute__((visibility("default")))
#else
#define ATLASDIFF_API
#endif

/* Version of the library that is running, "0.1.0". */
ATLASDIFF_API const char *atlasdiff_version(void);

/* Frees a text that was returned as `char *`. */
ATLASDIFF_API void atlasdiff_free(char *text);

/* ---- what is read ---- */

/* A schema, or a part of one. Without `text`, `name` is a URL:
 *
 *     file://schema.pg.hcl, file://dir        HCL
 *     file://schema.sql, file://migrations    SQL, which is run on a scratch database
 *     git:HEAD:schema.pg.hcl                  a file as it is at a commit
 *     sqlite://app.db, postgres://host/db     a live database; only with atlasdiff_options.connect
 *     env://src                               what the environment of atlas.hcl names
 *
 * With `text`, it is the name that the text has in messages, and its ending says what it is: "schema.pg.hcl" (also .my,
 * .ma, .lt and others before .hcl; or give a dialect), "schema.sql". All sources of one side form one schema and must
 * be of one kind. */
typedef struct atlasdiff_source {
  const char *name;
  const char *text; /* NULL: `name` is a URL */
  size_t length;    /* bytes of text */
} atlasdiff_source;

#define ATLASDIFF_URL(url)                                                                                             \
  { (url), NULL, 0 }
#define ATLASDIFF_TEXT(name, text)                                                                                     \
  { (name), (text), strlen(text) }

/* Lets another thread, or a signal handler, stop the reading of databases. */
typedef struct atlasdiff_cancel atlasdiff_cancel;
ATLASDIFF_API atlasdiff_cancel *atlasdiff_cancel_new(void);
/* Stops the calls that have it among their options, now and later. Safe in signal handlers. */
ATLASDIFF_API void atlasdiff_cancel_now(atlasdiff_cancel *self);
ATLASDIFF_API void atlasdiff_cancel_free(atlasdiff_cancel *self);

/* How sources are read. Start from atlasdiff_options_default and set what you need; NULL and 0 mean "not given". */
typedef struct atlasdiff_options {
  size_t size; /* of this struct: later versions add members at its end */
  const char
      *dialect;     /* "postgresql", "mysql", "mariadb", "sqlite", ...; NULL: by the names of files, else their text */
  bool connect;     /* databases may be opened; SQLite in memory, for a scratch, always may */
  bool tables_only; /* of databases: no views, functions, triggers ... */
  const char
      *dev_url; /* scratch database to run SQL on; NULL: that of the environment, else SQLite where that will do */
  const char *config;      /* path of atlas.hcl; NULL: the current folder's, when `env` is given */
  const char *env;         /* environment in it; NULL: none */
  const char *const *vars; /* values of input variables, "name=value" */
  size_t var_count;
  const char *const *schemas; /* only these; one: names are written without it */
  size_t schema_count;
  const char *const *exclude; /* patterns of what is left out: "public.log_*", "*.*[type=view]" */
  size_t exclude_count;
  const char *const *include; /* patterns of what alone is kept */
  size_t include_count;
  unsigned jobs;                                     /* threads to parse and check with; 0: one for each processor */
  unsigned connect_ms;                               /* longest time to connect; 0: 10 seconds */
  unsigned statement_ms;                             /* longest time for one statement; 0: 60 seconds */
  atlasdiff_cancel *cancel;                          /* must live until the call returns; NULL: none */
  void (*progress)(void *user, const char *message); /* "replaying 3 of 12 files"; NULL: not told */
  void *user;                                        /* for the callback */
} atlasdiff_options;

static inline atlasdiff_options atlasdiff_options_default(void) {
  atlasdiff_options options;
  memset(&options, 0, sizeof options);
  options.size = sizeof options;
  return options;
}

/* ---- problems and places ---- */

typedef enum atlasdiff_side { ATLASDIFF_NOWHERE, ATLASDIFF_FROM, ATLASDIFF_TO } atlasdiff_side;

/* Where something was written. Lines and columns count from 0, columns in UTF-16 units as editors do; `start` and `end`
 * count bytes of the file. */
typedef struct atlasdiff_place {
  atlasdiff_side side; /* NOWHERE: no place is known. Of a schema that was read alone: TO */
  const char *file;
  size_t start, end;
  uint32_t line, column, end_line, end_column;
} atlasdiff_place;

typedef enum atlasdiff_severity {
  ATLASDIFF_ERROR,      /* the object is of no use */
  ATLASDIFF_WARNING,    /* a source that can be read has this flaw */
  ATLASDIFF_HINT,       /* the same, of style */
  ATLASDIFF_NOT_PLANNED /* a difference that the plan leaves: what it is, and why */
} atlasdiff_severity;

typedef struct atlasdiff_problem {
  atlasdiff_severity severity;
  const char *code;    /* of a mistake in HCL: "unknown-attribute"; docs/diagnostics has a page for each */
  const char *message; /* without passwords */
  atlasdiff_place place;
} atlasdiff_problem;

/* ---- one schema ---- */

typedef struct atlasdiff_schema atlasdiff_schema;

/* Reads a schema; `options` may be NULL. Never NULL. */
ATLASDIFF_API atlasdiff_schema *atlasdiff_schema_read(const atlasdiff_source *sources, size_t count,
                                                      const atlasdiff_options *options);
ATLASDIFF_API void atlasdiff_schema_free(atlasdiff_schema *self);
ATLASDIFF_API bool atlasdiff_schema_ok(const atlasdiff_schema *self);
/* Errors, and what else the check of HCL has found. NULL behind the last. */
ATLASDIFF_API const atlasdiff_problem *atlasdiff_schema_problem(const atlasdiff_schema *self, size_t index);
/* "postgresql"; "" when it could not be read. */
ATLASDIFF_API const char *atlasdiff_schema_dialect(const atlasdiff_schema *self);

typedef enum atlasdiff_format {
  ATLASDIFF_SQL,    /* statements with a comment before each; of a schema: those that make it */
  ATLASDIFF_JSON,   /* one document, see docs/diff.md and docs/inspect.md */
  ATLASDIFF_HCL,    /* of a schema: HCL that checks clean and means it */
  ATLASDIFF_SUMMARY /* of a plan: the changes as a tree, for people */
} atlasdiff_format;

/* The schema in a format; yours to free. NULL when it has an error, when it cannot be written in the format (a foreign
 * key that leads outside has no HCL), or when the format is none of schemas. */
ATLASDIFF_API char *atlasdiff_schema_print(const atlasdiff_schema *self, atlasdiff_format format);

/* ---- two schemas ---- */

typedef struct atlasdiff_pair atlasdiff_pair;

/* Reads both sides and settles how they are compared: what a database would make of HCL (with a dev database), whether
 * names are written with their schema. No sources: an empty database. `options` may be NULL. Never NULL. */
ATLASDIFF_API atlasdiff_pair *atlasdiff_pair_read(const atlasdiff_source *from, size_t from_count,
                                                  const atlasdiff_source *to, size_t to_count,
                                                  const atlasdiff_options *options);
ATLASDIFF_API void atlasdiff_pair_free(atlasdiff_pair *self);
ATLASDIFF_API bool atlasdiff_pair_ok(const atlasdiff_pair *self);
ATLASDIFF_API const atlasdiff_problem *atlasdiff_pair_problem(const atlasdiff_pair *self, size_t index);

/* ---- the plan ---- */

typedef struct atlasdiff_plan atlasdiff_plan;

typedef enum atlasdiff_rename_kind {
  ATLASDIFF_RENAME_TABLE,
  ATLASDIFF_RENAME_COLUMN,
  ATLASDIFF_RENAME_INDEX
} atlasdiff_rename_kind;

/* Something was dropped and something alike was added: are they the same under a new name? As a question of a plan, and
 * as an answer in its options. */
typedef struct atlasdiff_rename {
  atlasdiff_rename_kind kind;
  bool yes;           /* in an answer */
  const char *schema; /* in an answer NULL or "": any */
  const char *table;  /* of a column or index: its table, under the new name */
  const char *from, *to;
} atlasdiff_rename;

typedef enum atlasdiff_qualify {
  ATLASDIFF_QUALIFY_AUTO,   /* with the schema, unless only one is compared */
  ATLASDIFF_QUALIFY_SCHEMA, /* always with the schema */
  ATLASDIFF_QUALIFY_NAME    /* with `qualifier` in its place; "": names alone */
} atlasdiff_qualify;

/* How a plan is made. Start from atlasdiff_plan_options_default. Policies of the environment count as well. */
typedef struct atlasdiff_plan_options {
  size_t size;
  const char *const *skip; /* changes that are left out: "drop_table", "drop_column", see docs/diff.md */
  size_t skip_count;
  bool concurrent_create, concurrent_drop; /* of indexes, where the database can */
  const atlasdiff_rename *renames;         /* answers */
  size_t rename_count;
  atlasdiff_qualify qualify;
  const char *qualifier;
  unsigned indent; /* spaces before the parts of a CREATE TABLE, at most 8; 0: every statement on one line */
} atlasdiff_plan_options;

static inline atlasdiff_plan_options atlasdiff_plan_options_default(void) {
  atlasdiff_plan_options options;
  memset(&options, 0, sizeof options);
  options.size = sizeof options;
  return options;
}

/* Plans the way from the first side of the pair to the second; `options` may be NULL. Never NULL. */
ATLASDIFF_API atlasdiff_plan *atlasdiff_plan_make(const atlasdiff_pair *pair, const atlasdiff_plan_options *options);
ATLASDIFF_API void atlasdiff_plan_free(atlasdiff_plan *self);
/* No errors: the statements may be run. */
ATLASDIFF_API bool atlasdiff_plan_ok(const atlasdiff_plan *self);
/* No errors and nothing differs, also nothing that is not planned. */
ATLASDIFF_API bool atlasdiff_plan_is_empty(const atlasdiff_plan *self);
/* Changes that no statement can make (ERROR), and those that were left (NOT_PLANNED). */
ATLASDIFF_API const atlasdiff_problem *atlasdiff_plan_problem(const atlasdiff_plan *self, size_t index);

typedef struct atlasdiff_statement {
  const char *sql;            /* without a semicolon */
  const char *comment;        /* "create "users" table" */
  const char *const *reverse; /* statements that undo it, in their order */
  size_t reverse_count;       /* 0: it cannot be undone */
  bool auxiliary;             /* changes no schema: switches a check off or on */
  atlasdiff_place place;      /* the block that causes it; of what was dropped, that of the old schema */
} atlasdiff_statement;

/* In the order to run them. */
ATLASDIFF_API const atlasdiff_statement *atlasdiff_plan_statement(const atlasdiff_plan *self, size_t index);

/* Pairs that may be renames and that nobody has answered for; the plan takes them for a drop and an addition. */
ATLASDIFF_API const atlasdiff_rename *atlasdiff_plan_question(const atlasdiff_plan *self, size_t index);

/* A risk: data that would be lost, a statement that can fail on existing rows, a lock that stops others. */
typedef struct atlasdiff_finding {
  const char *code;     /* "DS103", see docs/lint.md */
  const char *analyzer; /* "destructive" */
  const char *message;
  const char *advice; /* "": none */
  bool error;         /* the analyzer's findings are errors */
  size_t statement;   /* index; SIZE_MAX: the plan as a whole */
  atlasdiff_place place;
} atlasdiff_finding;

/* In the order of the statements. */
ATLASDIFF_API const atlasdiff_finding *atlasdiff_plan_finding(const atlasdiff_plan *self, size_t index);

/* The plan in a format; yours to free. NULL when it has an error, or when the format is none of plans. */
ATLASDIFF_API char *atlasdiff_plan_print(const atlasdiff_plan *self, atlasdiff_format format);

#ifdef __cplusplus
}
#endif

#endif
