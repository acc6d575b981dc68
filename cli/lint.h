/* lint.h: what --lint has found in a migration directory, shared by its formats. */
#ifndef ATLAS_CLI_LINT_H
#define ATLAS_CLI_LINT_H

#include "cli/options.h"
#include "cli/report.h"
#include "states/lint_config.h"
#include "states/replay.h"

/* One new file. */
typedef struct LintVersion {
  const ReplayFile *file;
  LintFindings findings;
  uint64_t ns;    /* how long the analyzers took */
  bool has_error; /* a finding is an error, or the file could not be run */
} LintVersion;

typedef ARRAY(Str) MigrationNotes;
/* What a commit says of a directory. In the arena. */
typedef struct LintHistory {
  size_t first;         /* index of the first new file; the number of files: none is */
  MigrationNotes notes; /* "File 1.sql was edited" */
} LintHistory;

/* A run over a directory. Owns the replay. */
typedef struct LintDir {
  Arena arena;
  const CliOptions *options;
  LintConfig config;
  Files files; /* where it lies: on the disk, in a commit, in memory */
  GitCommit *commit;
  Str path;    /* of the directory, as given */
  Str dev_url; /* empty: SQLite in memory */
  MigrationDir dir;
  size_t first;         /* index of the first new file */
  MigrationNotes notes; /* files that are out of order, when the configuration asks for it */
  bool notes_fail;      /* they are errors */
  Replay replay;
  LintVersion *versions;
  size_t count;
  Str failed_file; /* "atlas.sum": what `error` is about; empty: the directory */
  Str error;       /* why not all was looked at: checksums, a statement that failed */
  uint64_t ns;
} LintDir;

/* lint_human.c, lint_json.c: the report of a directory. */
void lint_dir_human(const LintDir *self, bool color, Buf *out);
void lint_dir_json(LintDir *self, Buf *out);
/* lint_git.c: compares the directory, whose files lie in `now`, with the commit `base`. `git_dir`: where to look for
 * the repository. false with *error: no such commit, no repository. */
bool lint_git(Arena *arena, const MigrationDir *dir, const Files *now, Str git_dir, Str base, LintHistory *out,
              Str *error);
/* Title of the report on files that are out of order. */
#define LINT_NON_LINEAR "non-linear changes detected"
/* lint_plan.c: the findings of a plan. The exit status. */
int lint_plan(const CliOptions *options, const LintConfig *config);
/* lint_findings.c: findings in the formats of --check; `arena` owns their texts. */
void lint_add_finding(Report *report, Arena *arena, const LintFinding *finding, Place place);
bool lint_write_report(Report *report);

#endif
