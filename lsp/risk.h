/* risk.h: what has changed since the last commit, while a schema is edited: risky changes as diagnostics at the blocks
 * that cause them, the number of changes for the code lens, and questions whether something was renamed.
 *
 * The files of HEAD are read by libgit2, no program is run and no database opened. After a pause a job of the thread
 * pool builds both schemas from copies and compares them; of large ones only what differs (risk_texts.h). What it finds
 * is bound to units (File.units), so it stays in its place while others are edited, and goes when its own block is. */
#ifndef ATLAS_LSP_RISK_H
#define ATLAS_LSP_RISK_H

#include "diff/lint.h"
#include "lsp/locate.h"
#include "lsp/risk_texts.h"

/* The unit that something was found in, when it was found. */
typedef struct RiskPlace {
  Str path;
  uint32_t offset;     /* of the unit, in the text that was looked at */
  uint32_t unit, hint; /* id of the unit; its place in the file */
  Span span;           /* in the unit: the name of the block */
  Str text;            /* of the span */
} RiskPlace;

typedef struct RiskFinding {
  RiskPlace place;
  Str code, message, fix;
  int severity; /* SEVERITY_* */
} RiskFinding;
typedef ARRAY(RiskFinding) RiskFindings;

/* Was `to`, at the place, called `from`? */
typedef struct RiskQuestion {
  RiskPlace place;
  uint8_t kind; /* RenameKind */
  Str from, to;
} RiskQuestion;
typedef ARRAY(RiskQuestion) RiskQuestions;

/* What was found in a file. Owned by its LspSource. */
typedef struct SourceRisks {
  Arena arena;
  RiskFindings findings;
  RiskQuestions questions;
  uint64_t hash; /* of the findings; 0: some are gone */
} SourceRisks;

/* The units and text of one file at the start of a job. */
typedef struct RiskUnit {
  uint32_t start, id;
} RiskUnit;
typedef struct RiskFile {
  Str path, text; /* of a closed file no text */
  uint32_t size;
  bool open;
  uint32_t number; /* LspSource.number */
  RiskUnit *units; /* of an open file */
  size_t unit_count;
} RiskFile;

/* The schema of the last commit; goes from job to job of a group. */
typedef struct RiskHead {
  Realm *realm; /* NULL: there were no files */
  char *key;    /* ids of the files; NULL: nothing was read yet */
  bool unsound; /* it cannot be told what the schema was: a file cannot be read, or has syntax errors */
} RiskHead;

typedef enum RiskOutcome { RISK_DONE, RISK_NO_COMMIT, RISK_UNSOUND, RISK_LARGE } RiskOutcome;

/* A schema of fewer bytes is compared as a whole, and that of the commit kept: it takes ten times its text. */
enum { RISK_KEEP_BYTES = 2 << 20 };

/* Owns everything that it holds. */
typedef struct RiskJob {
  uv_work_t request;
  LspServer *server;
  LspGroup *group; /* counted in group->jobs */
  Arena arena;
  Arena texts; /* freed by the job when it is done */
  const Dialect *dialect;
  ARRAY(RiskFile) files;
  size_t at_file, at_unit;        /* gathered so far */
  RiskTexts now;                  /* what was built */
  Str project_path, project_text; /* empty: none */
  const ModuleVar *vars;
  size_t var_count;
  const DiffRename *answers;
  size_t answer_count;
  RiskHead head;
  uint8_t outcome;       /* RiskOutcome */
  size_t changes, risky; /* statements; those with findings */
  RiskFindings findings;
  RiskQuestions questions;
} RiskJob;

/* risk_job.c: compares. Touches nothing but the job. */
void risk_job_run(RiskJob *self);
void risk_job_free(RiskJob *self);
void risk_head_free(RiskHead *self);

/* risk_gather.c: a job with the files of the group, whose texts are still to be copied. */
RiskJob *risk_gather_new(LspServer *self, LspGroup *group);
typedef enum RiskGathered { RISK_GATHERED, RISK_MORE, RISK_STALE } RiskGathered;
/* Copies for less than a millisecond. RISK_STALE: files have changed since, and the job is of no use. */
RiskGathered risk_gather(RiskJob *job);

/* risk.c */

/* Files of the group (NULL: of any) changed, or what is to be shown: looks again after a pause. */
void risk_touched(LspServer *self, LspGroup *group);
/* A slice of gathering texts; true when there is more to do. */
bool risk_background(LspServer *self);
/* Number of changes since the last commit, and of risky ones among them; false: not known. */
bool risk_count(const LspGroup *group, size_t *changes, size_t *risky);
/* Is it known that there is no commit? */
bool risk_is_apart(const LspGroup *group);
void risk_free_group(LspGroup *group);
void risk_leave(LspServer *self); /* before the loop ends */
void risk_free(LspServer *self);  /* after */

/* risk_show.c */

/* The unit of a place as it is now, if its block is still there; NULL: it was changed or is gone. */
Unit *risk_unit(const File *file, RiskPlace *place);
/* Takes the results for the open files of the group. */
void risk_take(LspServer *self, RiskJob *job);
/* Appends the diagnostics of a file. */
void risk_list(LspServer *self, Arena *arena, const LspSource *source, json_t *list);
void risk_forget(LspSource *source);

/* risk_answers.c: renames that were made with the editor: they are answers to the questions of a plan. */
DiffRename *risk_answers(const LspGroup *group, Arena *arena, size_t *count);
void risk_answer(LspGroup *group, uint8_t kind, Str schema, Str table, Str from, Str to);
typedef struct RiskAnswers RiskAnswers;
void risk_answers_free(RiskAnswers *self);

/* What is known of a group. */
typedef struct GroupRisk {
  RiskHead head;
  RiskAnswers *answers; /* NULL: none */
  RiskJob *gathering;   /* NULL: none is being made */
  bool wanted, running;
  bool known;  /* changes and risky are */
  bool looked; /* whether there is a commit is known */
  bool large;  /* too large to be looked at; it was said */
  size_t changes, risky;
} GroupRisk;
GroupRisk *risk_of(LspGroup *group);

/* feature_rename_answer.c: appends the code actions "This is a rename" of a range (offsets in the file). */
void risk_actions(LspServer *self, const Place *place, uint32_t start, uint32_t end, json_t *list);

#endif
