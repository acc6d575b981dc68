/* feature_diff.c: see diff.h. A few jobs run at a time: those that wait for a database must not take all threads of the
 * pool, which reads and parses files too. */
#include "lsp/diff.h"

#include "lsp/features.h"
#include "lsp/workspace.h"

enum { MAX_RUNNING = 2, MAX_JOBS = 64 };

/* Lives from the first request on. */
struct LspDiff {
  uv_async_t async; /* a job has something to tell */
  ARRAY(DiffJob *) jobs;
  unsigned running;
};

static void on_async(uv_async_t *async) {
  LspServer *self = async->data;
  for (size_t i = 0; i < self->diff->jobs.len; i++) diff_progress_report(self, self->diff->jobs.items[i]);
}

static struct LspDiff *state(LspServer *self) {
  if (self->diff == NULL) {
    self->diff = mem_zero(1, sizeof *self->diff);
    uv_async_init(&self->loop, &self->diff->async, on_async);
    self->diff->async.data = self;
  }
  return self->diff;
}

/* ---- jobs ---- */

static void tell(void *user, Str message) {
  DiffJob *job = user;
  size_t len = message.len < sizeof job->progress ? message.len : sizeof job->progress - 1;
  uv_mutex_lock(&job->lock);
  memcpy(job->progress, message.ptr, len);
  job->progress[len] = '\0';
  uv_mutex_unlock(&job->lock);
  uv_async_send(&job->server->diff->async);
}

static void start_next(LspServer *self);

static void on_run(uv_work_t *request) { diff_job_run(request->data); }

static void show_preview(LspServer *self, const DiffJob *job) {
  if (job->task != DIFF_PREVIEW || !job->shown) return;
  virtual_touched(self, NULL); /* it may be open already */
  json_t *params = json_object();
  json_put_str(params, "uri", job->uri);
  json_put(params, "takeFocus", json_false());
  lsp_request(self, "window/showDocument", params);
}

static void remove_job(LspServer *self, DiffJob *job) {
  struct LspDiff *diff = self->diff;
  for (size_t i = 0; i < diff->jobs.len; i++)
    if (diff->jobs.items[i] == job) {
      array_splice(&diff->jobs, i, 1, NULL, 0);
      break;
    }
  diff_progress_end(self, job);
  diff_job_free(job);
}

static void on_done(uv_work_t *request, int status) {
  DiffJob *job = request->data;
  LspServer *self = job->server;
  self->diff->running--;
  if (status == 0 && !self->leaving && !job->cancelled) {
    transport_write(self->transport, job->message.ptr, job->message.len);
    job->message = (Buf){0}; /* the transport has it now */
    show_preview(self, job);
  }
  remove_job(self, job);
  self->trim = true;
  virtual_refresh(self);
  start_next(self);
  lsp_wake(self);
}

static void start_next(LspServer *self) {
  struct LspDiff *diff = self->diff;
  for (size_t i = 0; i < diff->jobs.len && diff->running < MAX_RUNNING && !self->leaving; i++) {
    DiffJob *job = diff->jobs.items[i];
    if (job->running) continue;
    job->running = true;
    diff->running++;
    uv_queue_work(&self->loop, &job->request, on_run, on_done);
  }
}

/* ---- requests ---- */

static json_t *submit(LspServer *self, DiffJob *job, const json_t *params) {
  job->id = json_deep_copy(self->request_id);
  job->options.progress = tell;
  self->deferred = true;
  array_push(&self->diff->jobs, job);
  diff_progress_begin(self, job, params);
  start_next(self);
  return NULL;
}

static json_t *request(LspServer *self, const json_t *params, DiffTask task, LspError *error) {
  if (state(self)->jobs.len >= MAX_JOBS) {
    lsp_fail(error, LSP_REQUEST_FAILED, "%d comparisons are being made already", MAX_JOBS);
    return NULL;
  }
  DiffJob *job = diff_job_new(self, task);
  if (diff_request(self, params, job, error)) return submit(self, job, params);
  diff_job_free(job);
  return NULL;
}

json_t *feature_diff(LspServer *self, const json_t *params, LspError *error) {
  return request(self, params, DIFF_PLAN, error);
}

json_t *feature_inspect(LspServer *self, const json_t *params, LspError *error) {
  return request(self, params, DIFF_INSPECT, error);
}

json_t *feature_drift(LspServer *self, const json_t *params, LspError *error) {
  return request(self, params, DIFF_DRIFT, error);
}

json_t *feature_preview(LspServer *self, const json_t *params, LspError *error) {
  return request(self, params, DIFF_PREVIEW, error);
}

/* ---- virtual documents ---- */

bool plans_content_runs(const LspServer *self, Str uri) {
  for (size_t i = 0; self->diff != NULL && i < self->diff->jobs.len; i++) {
    const DiffJob *job = self->diff->jobs.items[i];
    if (job->task == DIFF_CONTENT && !job->cancelled && str_eq(job->uri, uri)) return true;
  }
  return false;
}

static json_t *no_plan(Arena *arena, Str name, Str why) {
  json_t *out = json_object();
  json_put_str(out, "text", arena_printf(arena, "-- No plan: %.*s\n-- %.*s\n", STR_FMT(name), STR_FMT(why)));
  return out;
}

static json_t *content(LspServer *self, Str document, Str from, Str uri, LspError *error) {
  json_t *params = json_object(), *about = json_object();
  json_put_str(about, "uri", document);
  json_put(params, "textDocument", about);
  json_put_str(params, "from", from);
  json_put_str(params, "uri", uri);
  json_t *result = request(self, params, DIFF_CONTENT, error);
  json_decref(params);
  return result;
}

json_t *feature_content(LspServer *self, const json_t *params, LspError *error) {
  Str uri = json_str(params, "uri"), document, from;
  Arena arena;
  arena_init(&arena, 0);
  json_t *result = NULL;
  if (!virtual_read(&arena, uri, &document, &from)) {
    lsp_fail(error, LSP_INVALID_PARAMS, "not a document of ours");
  } else {
    virtual_asked(self, uri, document);
    Str name = path_base(uri_to_path(&arena, document));
    if (workspace_doc(self, document) == NULL)
      result = no_plan(&arena, name, STR("The file is not open."));
    else
      result = content(self, document, from, uri, error);
    if (error->code != 0) result = no_plan(&arena, name, str_from(error->text));
    error->code = 0;
  }
  arena_free(&arena);
  return result;
}

/* ---- giving up ---- */

static void give_up(LspServer *self, DiffJob *job) {
  job->cancelled = true;
  atomic_store(&job->cancel, true);
  if (!job->running) remove_job(self, job);
}

bool plans_cancel(LspServer *self, const json_t *id) {
  for (size_t i = 0; self->diff != NULL && i < self->diff->jobs.len; i++) {
    DiffJob *job = self->diff->jobs.items[i];
    if (job->cancelled || !json_equal(job->id, id)) continue;
    give_up(self, job);
    return true;
  }
  return false;
}

void plans_cancel_progress(LspServer *self, const json_t *params) {
  const json_t *token = json_at(params, "token");
  for (size_t i = 0; self->diff != NULL && token != NULL && i < self->diff->jobs.len; i++) {
    DiffJob *job = self->diff->jobs.items[i];
    if (job->cancelled || job->token == NULL || !json_equal(job->token, token)) continue;
    json_t *id = json_incref(job->id);
    LspError error;
    lsp_fail(&error, LSP_CANCELLED, "the request was cancelled");
    give_up(self, job);
    lsp_reply(self, id, NULL, &error);
    json_decref(id);
    return;
  }
}

void plans_leave(LspServer *self) {
  if (self->diff == NULL) return;
  for (size_t i = 0; i < self->diff->jobs.len; i++) atomic_store(&self->diff->jobs.items[i]->cancel, true);
  uv_close((uv_handle_t *)&self->diff->async, NULL);
}

void plans_free(LspServer *self) {
  if (self->diff == NULL) return;
  for (size_t i = 0; i < self->diff->jobs.len; i++) diff_job_free(self->diff->jobs.items[i]);
  array_free(&self->diff->jobs);
  free(self->diff);
}
