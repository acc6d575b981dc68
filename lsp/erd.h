/* erd.h: diagrams for the client. A diagram is made by a job of the thread pool from copies of the open texts and from
 * the files on disk; the main thread only hands over and sends. */
#ifndef ATLAS_LSP_ERD_H
#define ATLAS_LSP_ERD_H

#include "erd/erd.h"
#include "lsp/session.h"

/* A file of the diagram; `text` is set for an open document, else the job reads the file. */
typedef struct ErdFile {
  Str path, text;
  bool open;
  bool aside; /* no file of the module: the project */
} ErdFile;

/* Owns everything that it holds. */
typedef struct ErdJob {
  uv_work_t request;
  LspServer *server;
  Arena arena; /* inputs */
  json_t *id;  /* of the request; NULL: only looks whether the diagram changed */
  Str uri;     /* of the document or folder */
  ARRAY(ErdFile) files;
  const Dialect *dialect; /* of the module; NULL: what lies in the folder */
  const Dialect *forced;
  Str folder, title;
  Str project_path; /* of the module; empty: none */
  ErdFilter filter;
  const ModuleVar *vars;
  size_t var_count;
  bool cancelled;
  Str hash;    /* of the result, in `arena` */
  Buf message; /* the whole answer, framed */
} ErdJob;

/* erd_job.c: makes the diagram. Touches nothing but the job. */
void erd_job_run(ErdJob *self);
void erd_job_free(ErdJob *self);

/* feature_erd.c */

/* Answers later: sets server->deferred. */
json_t *feature_erd(LspServer *self, const json_t *params, LspError *error);
/* A request that is being made is given up; false when it is none of these. */
bool erd_cancel(LspServer *self, const json_t *id);
/* Files of the module changed: clients that have asked for its diagram are told, after a pause, if it did too. */
void erd_touched(LspServer *self);
void erd_leave(LspServer *self); /* before the loop ends */
void erd_free(LspServer *self);  /* after */

#endif
