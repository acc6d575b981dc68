/* diff.h: plans, previews, inspections and drift for the client: atlas/diff, atlas/inspect, atlas/drift and the
 * commands atlas.diff, atlas.inspect, atlas.drift, atlas.previewChanges.
 *
 * The work is done by jobs of the thread pool from copies of the open texts; the main thread only hands over and sends,
 * so the server answers while a database does not. Databases are opened only when a request names one, and only in a
 * trusted workspace. */
#ifndef ATLAS_LSP_DIFF_H
#define ATLAS_LSP_DIFF_H

#include "diff/lint.h"
#include "lsp/session.h"
#include "states/state.h"

typedef enum DiffTask {
  DIFF_PLAN,    /* the document of --diff --format json */
  DIFF_INSPECT, /* {hcl} */
  DIFF_DRIFT,   /* {toDatabase, toFiles}: two documents */
  DIFF_PREVIEW, /* {uri, languageId, text}: SQL for people */
  DIFF_CONTENT  /* {text}: the same, as the content of a virtual document, which also tells what is wrong */
} DiffTask;

/* The text of an open document. */
typedef struct DiffText {
  Str path, text;
} DiffText;

/* Owns everything that it holds. The pool touches nothing else, and not what stands behind `progress`. */
typedef struct DiffJob {
  uv_work_t request;
  LspServer *server;
  Arena arena;
  json_t *id; /* of the request */
  uint8_t task;
  Str from, to, uri;      /* as asked for; `uri` of the virtual document, empty: it has none */
  Str folder;             /* that texts name files from */
  bool shown;             /* the client shows the virtual document */
  StrList paths;          /* files of the schema */
  ARRAY(DiffText) texts;  /* of those that are open, and of the project */
  const Dialect *dialect; /* of the schema; NULL: no document was named */
  StateOptions options;
  DiffRename *answers; /* renames made in the editor */
  size_t answer_count;
  bool external;      /* the Atlas CLI is asked */
  atomic_bool cancel; /* read by the connections */
  Str error;          /* why there is no result */
  Buf message;        /* the whole answer, framed */
  uv_mutex_t lock;    /* of `progress` */
  char progress[160]; /* what is being done; empty: told already */
  bool running, cancelled;
  json_t *token; /* of the progress; NULL: it is not shown */
} DiffJob;

/* diff_job.c */
void diff_job_run(DiffJob *self);
DiffJob *diff_job_new(LspServer *server, DiffTask task);
void diff_job_free(DiffJob *self);

/* diff_request.c: reads the parameters of a request into a job. */
bool diff_request(LspServer *self, const json_t *params, DiffJob *job, LspError *error);

/* diff_progress.c */
void diff_progress_begin(LspServer *self, DiffJob *job, const json_t *params);
void diff_progress_report(LspServer *self, DiffJob *job);
void diff_progress_end(LspServer *self, DiffJob *job);

/* feature_diff.c: all answer later. */
json_t *feature_diff(LspServer *self, const json_t *params, LspError *error);
json_t *feature_inspect(LspServer *self, const json_t *params, LspError *error);
json_t *feature_drift(LspServer *self, const json_t *params, LspError *error);
json_t *feature_preview(LspServer *self, const json_t *params, LspError *error);
json_t *feature_content(LspServer *self, const json_t *params, LspError *error);
/* A request that is being made is given up; false when it is none of these. */
bool plans_cancel(LspServer *self, const json_t *id);
/* The user cancelled a progress of ours. */
void plans_cancel_progress(LspServer *self, const json_t *params);
void plans_leave(LspServer *self); /* before the loop ends */
void plans_free(LspServer *self);  /* after */

/* Is the content of a virtual document being made? */
bool plans_content_runs(const LspServer *self, Str uri);

/* virtual.c: virtual documents: atlas-diff:///w/schema.pg.hcl.sql?git:HEAD */

/* The name of the preview of a document; empty: it can have none. */
Str virtual_uri(Arena *arena, Str document, Str from);
/* The document and the source that a name tells; false: it is not one of ours. */
bool virtual_read(Arena *arena, Str uri, Str *document, Str *from);
/* The client has asked for the content. */
void virtual_asked(LspServer *self, Str uri, Str document);
/* Files of the group (NULL: of any) have changed: previews of them are out of date. */
void virtual_touched(LspServer *self, const LspGroup *group);
/* Tells the client which previews are out of date. */
void virtual_refresh(LspServer *self);
void virtual_free(LspServer *self);

/* preview.c: why there is no plan, as a comment. */
void preview_put_error(const DiffJob *job, Str error, Buf *out);
/* A plan as SQL for people: its findings as comments before the statements. */
void preview_put(const DiffJob *job, const Diff *diff, const LintFindings *findings, Buf *out);

#endif
