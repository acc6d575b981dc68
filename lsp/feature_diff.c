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
  if (job->task != DIFF_PREVIEW || str_empty(job->uri) || !str_empty(job->error) || !self->client.virtual_documents)
    return;
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

/* ---- virtual documents: atlas-diff:///w/schema.pg.hcl.sql?git:HEAD ---- */

static int hex_digit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

/* "git%3AHEAD" -> "git:HEAD" */
static Str unescape(Arena *arena, Str text) {
  char *out = arena_array(arena, char, text.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < text.len; i++) {
    int high = text.ptr[i] == '%' && i + 2 < text.len ? hex_digit(text.ptr[i + 1]) : -1;
    int low = high >= 0 ? hex_digit(text.ptr[i + 2]) : -1;
    if (low >= 0) i += 2;
    out[len++] = low >= 0 ? (char)(high * 16 + low) : text.ptr[i];
  }
  out[len] = '\0';
  return str_make(out, len);
}

json_t *feature_content(LspServer *self, const json_t *params, LspError *error) {
  static const Str scheme = STR_INIT("atlas-diff:"), suffix = STR_INIT(".sql");
  Str uri = json_str(params, "uri");
  size_t mark = str_find(uri, '?', 0);
  Str path = str_sub(uri, 0, mark);
  if (!str_starts(uri, scheme) || !str_ends(path, suffix) || mark == uri.len) {
    lsp_fail(error, LSP_INVALID_PARAMS, "not a document of ours");
    return NULL;
  }
  Arena arena;
  arena_init(&arena, 0);
  path = str_sub(path, scheme.len, path.len - suffix.len);
  json_t *inner = json_object(), *document = json_object();
  json_put_str(document, "uri", arena_printf(&arena, "file:%.*s", STR_FMT(path)));
  json_put(inner, "textDocument", document);
  json_put_str(inner, "from", unescape(&arena, str_sub(uri, mark + 1, uri.len)));
  arena_free(&arena);
  json_t *result = request(self, inner, DIFF_CONTENT, error);
  json_decref(inner);
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
