/* lint.h: what the analyzers of risky changes (diff/lint.h) ask of a database: what happens to rows that are there,
 * what is written anew and who has to wait. Each database with such rules has LintRules in dialects/<name>/lint*.c.
 *
 *     ALTER TABLE "t" ALTER COLUMN "c" TYPE bigint    ->  report "PG301" */
#ifndef ATLAS_DIALECTS_LINT_H
#define ATLAS_DIALECTS_LINT_H

#include "dialects/driver.h"
#include "sql/clauses.h"

/* What becomes of the rows of a table that gets a column which must have a value, and none is given. */
typedef enum LintFill { LINT_FILL_FINE, LINT_FILL_FAILS, LINT_FILL_VALUE } LintFill;

/* A change as the rules see it. */
typedef struct LintSight LintSight;
struct LintSight {
  Arena *arena;
  const Driver *driver;
  const Change *change;   /* top-level; NULL: the statement makes none that can be seen */
  const Table *table;     /* that it is about; NULL: none */
  const SqlClauses *said; /* by the statement; of a plan nothing */
  bool plan;              /* the statement is ours: Change.clauses tell how it is made */
  bool added;             /* the table is added in the same file: it has no rows, and nobody waits for it */
  void *run;              /* of the analyzers */
  /* A finding of the code. `cause`: the change or the member of it. */
  void (*report)(LintSight *self, const char *code, const Change *cause, Str text);
  /* Does a check of the table say that the column has a value? */
  bool (*has_value)(const Table *table, const Column *column);
};

struct LintRules {
  /* Adding a NOT NULL column without a default. `type`: how the message names the type; `value`: what existing rows get
   * (LINT_FILL_VALUE). NULL: it fails. */
  LintFill (*fill)(Arena *arena, const Column *column, Str *type, Str *value);
  bool null_takes_default;     /* a column that becomes NOT NULL gives its default to rows without a value */
  bool virtual_columns;        /* a generated column of which nothing is said is not stored */
  bool concurrent_indexes;     /* indexes can be made while others write */
  Str rebuild_prefix;          /* of the name of the table that takes the place of another one; empty: none */
  void (*change)(LintSight *); /* the rules of the database on a change, or on a statement without; may be NULL */
};

extern const LintRules sqlite_lint, postgresql_lint, mysql_lint, mariadb_lint;

/* The statement, or the plan, has the clause. */
static inline bool lint_says(const LintSight *self, const Change *cause, unsigned says, unsigned clause) {
  return self->plan ? (cause->clauses & clause) != 0 : (self->said->says & says) != 0;
}

#endif
