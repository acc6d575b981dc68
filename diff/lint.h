/* lint.h: which of the changes are risky: data that would be lost, statements that can fail on existing rows, locks
 * that stop others, names that break the project's rules. Codes, texts and conditions are those of docs/lint.md.
 *
 *     ALTER TABLE "users" DROP COLUMN "name"   ->   DS103 Dropping non-virtual column "name"
 *
 * What is looked at is a file of steps: the statements of a plan, or those of a migration file, each with the changes
 * that it makes. */
#ifndef ATLAS_DIFF_LINT_H
#define ATLAS_DIFF_LINT_H

#include "diff/diff.h"
#include "sql/sql.h"

/* A statement and what it changes. */
typedef struct LintStep {
  Str sql;
  uint32_t offset;              /* of the statement in its file; 0 for a plan */
  const Change *const *changes; /* top-level changes, or NULL */
  size_t change_count;
  Str nolint;  /* words of its nolint directive, a space apart */
  bool silent; /* nolint without words */
  bool whole;  /* not one statement, but all of the file */
} LintStep;

typedef struct LintFile {
  Str name; /* "2.sql"; empty: a plan */
  const LintStep *steps;
  size_t step_count;
  const Realm *from, *to; /* before the first and after the last step; may be NULL */
  const Driver *driver;
  const SqlFlavor *flavor; /* of the statements; NULL: they are not read */
  bool plan;               /* statements of ours, not of a file: what only a file can have wrong is not looked for */
  Str nolint;              /* file-level words */
  bool silent;             /* file-level nolint without words: nothing is reported */
  bool no_transaction;     /* the file runs outside of a transaction */
  const Str *checks;       /* statements that must be true before the file runs */
  size_t check_count;
} LintFile;

/* Options of one analyzer, from the lint block of atlas.hcl. */
typedef struct LintAnalyzer {
  Str name; /* "destructive" */
  bool has_error, error;
  bool off;
  ModelAttrs attrs; /* match, message, check_create ...; "table.match" for those of an inner block */
} LintAnalyzer;

typedef struct LintOptions {
  const LintAnalyzer *analyzers; /* those that are configured */
  size_t analyzer_count;
  const LintAnalyzer *codes; /* check "PG301" { skip = true }: name is the code */
  size_t code_count;
} LintOptions;

/* Who finds it. */
typedef struct LintKind {
  Str name;   /* "destructive"; one has none */
  Str report; /* "destructive changes detected" */
  bool error; /* findings are errors unless configured */
} LintKind;

typedef struct LintFinding {
  Str code;             /* "DS103" */
  const LintKind *kind; /* of its report */
  Str message;
  Str fix;              /* advice; empty: none */
  bool error;           /* the analyzer's findings are errors */
  uint32_t step;        /* index; UINT32_MAX: the file */
  const Change *owner;  /* the top-level change; may be NULL */
  const Change *change; /* the same, or the member of it; may be NULL */
  uint8_t part;         /* ChangeKind: of the two statements that modify an index the one that is meant; 0: no matter */
  const Realm *realm;   /* whose source `pos` belongs to; NULL: none */
  ModelPos pos;         /* the block that causes the statement: of what was dropped, the block that lacks it now */
} LintFinding;
typedef ARRAY(LintFinding) LintFindings;

/* Looks at a file with all analyzers. Memory is the arena's. Findings come report by report, in the order of the steps.
 * O(changes). Invalid options (a `match` that is no regular expression) are told in *error: false. */
bool lint_file(Arena *arena, const LintFile *file, const LintOptions *options, LintFindings *out, Str *error);
/* The statements of a plan; `options` may be NULL. finding.step is an index into diff->statements; findings come in
 * their order. */
bool lint_diff(Arena *arena, const Diff *diff, const LintOptions *options, LintFindings *out, Str *error);

/* Bytes of the file where the finding stands: the name that it is about, else the first line of the statement. */
Span lint_place(Arena *arena, const LintFile *file, const LintFinding *finding);

/* What there is to find. */
typedef struct LintCode {
  Str code;
  const LintKind *kind;
  Str dialects; /* names, a space apart; empty: all */
  Str title;
  bool asked; /* looked for only when the configuration names the code */
} LintCode;
const LintCode *lint_codes(size_t *count);
/* NULL: no such code. */
const LintCode *lint_code(Str code);

#endif
