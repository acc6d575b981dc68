/* lint_internal.h: what the analyzers share. */
#ifndef ATLAS_DIFF_LINT_INTERNAL_H
#define ATLAS_DIFF_LINT_INTERNAL_H

#include "base/map.h"
#include "dialects/lint.h"
#include "diff/lint.h"

/* What a file does with a schema, table, column, index or foreign key as a whole. */
enum { SPAN_ADDED = 1, SPAN_DROPPED = 2, SPAN_TEMPORARY = 3 };

typedef struct LintPattern LintPattern; /* lint_pattern.c */

/* One file under the analyzers. */
typedef struct LintRun {
  Arena *arena;
  const LintFile *file;
  const LintOptions *options;
  const Driver *driver;
  const LintRules *rules;
  SqlClauses *clauses; /* of each step */
  SqlClauses *checks;  /* of each check */
  Map spans;           /* key of the object -> its span, as a pointer */
  LintFindings findings;
  uint32_t step;       /* at hand */
  const Change *owner; /* top-level change at hand; NULL: the file */
  ARRAY(LintPattern *) patterns;
  Str error;
} LintRun;

/* ---- lint_report.c: findings and options ---- */

/* Place of a report among all. */
size_t lint_rank(const LintKind *kind);
/* Adds a finding of the step at hand, unless a directive or the configuration silences it. `cause` may be NULL. */
void lint_report(LintRun *self, const char *code, const Change *cause, Str text, Str fix);
/* Options of an analyzer; NULL: it is not configured. */
const LintAnalyzer *lint_analyzer(const LintRun *self, Str name);
Str lint_option(const LintRun *self, Str analyzer, Str name);
/* Is the option anything but false? */
bool lint_is_on(const LintRun *self, Str analyzer, Str name);
/* Is the code to be looked for? Only those that must be asked for may not be. */
bool lint_is_asked(const LintRun *self, Str code);

/* ---- lint_span.c ---- */

void lint_load_spans(LintRun *self);
unsigned lint_schema_span(LintRun *self, Str name);
unsigned lint_table_span(LintRun *self, const Table *table);
unsigned lint_column_span(LintRun *self, const Table *table, Str name);
unsigned lint_index_span(LintRun *self, const Table *table, Str name);
unsigned lint_key_span(LintRun *self, const Table *table, Str name);

/* ---- lint_proof.c: what is known of rows ---- */

/* Does a check of the table say that the column has a value? */
bool lint_has_value(const Table *table, const Column *column);
/* Do the statements before the step at hand, or those behind it, give the column a value in all rows? */
bool lint_is_filled_before(const LintRun *self, const Table *table, const Column *column);
bool lint_is_filled_after(const LintRun *self, const Table *table, const Column *column);
/* Do the file's checks make sure that the table is empty, or the column (when it is not NULL)? */
bool lint_is_checked_empty(const LintRun *self, const Table *table, const Column *column);

/* ---- lint_pattern.c ---- */

/* NULL with self->error when it is no regular expression; compiled once. `what`: where it was written. */
LintPattern *lint_pattern(LintRun *self, Str text, const char *what);
bool lint_matches(const LintPattern *pattern, Str text);
void lint_free_patterns(LintRun *self);

/* ---- the analyzers: each is called for every top-level change, in order ---- */

void lint_destructive(LintRun *self, const Change *change);
void lint_data_depend(LintRun *self, const Change *change);
void lint_condrop(LintRun *self, const Change *change);
void lint_incompatible(LintRun *self, const Change *change);
void lint_naming(LintRun *self, const Change *change);
void lint_concurrent(LintRun *self, const Change *change);
/* Of the file as a whole. */
void lint_transactions(LintRun *self);

/* The table of a change of a table; the one before where there is one. */
static inline const Table *lint_table(const Change *change) {
  return change->from.table != NULL ? change->from.table : change->to.table;
}
/* "a", "b" */
Str lint_quoted(Arena *arena, const Str *names, size_t count, const char *last);

#endif
