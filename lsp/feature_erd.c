/* feature_erd.c: the request atlas/erd, the command atlas.erd, and the notification atlas/erdChanged. */
#include "lsp/erd.h"
#include "lsp/features.h"
#include "lsp/groups.h"
#include "lsp/workspace.h"

enum { PAUSE_MS = 400, MAX_WATCHED = 16, MAX_HOPS = 100 };

/* A diagram that the client has seen. */
typedef struct Watch {
  Str uri; /* from malloc */
  json_t *params;
  char hash[17];
} Watch;

/* Lives from the first request on. */
struct LspErd {
  uv_timer_t timer;
  ARRAY(Watch) watched;
  ARRAY(ErdJob *) running;
};

static struct LspErd *state(LspServer *self) {
  if (self->erd == NULL) {
    self->erd = mem_zero(1, sizeof *self->erd);
    uv_timer_init(&self->loop, &self->erd->timer);
    self->erd->timer.data = self;
  }
  return self->erd;
}

/* ---- parameters ---- */

static void read_patterns(ErdJob *job, const json_t *list, StrList *out) {
  for (size_t i = 0; i < json_array_size(list); i++) {
    Str pattern = json_str(json_array_get(list, i), "");
    if (!str_empty(pattern)) array_push(out, arena_str(&job->arena, pattern));
  }
}

static unsigned hops(const json_t *params, const char *path, unsigned absent) {
  int64_t count;
  if (!json_int(params, path, &count)) return absent;
  return count < 0 ? 0 : count > MAX_HOPS ? MAX_HOPS : (unsigned)count;
}

static void read_filter(ErdJob *job, const json_t *params) {
  ErdFilter *filter = &job->filter;
  read_patterns(job, json_at(params, "filter.include"), &filter->include);
  read_patterns(job, json_at(params, "filter.exclude"), &filter->exclude);
  filter->hops = hops(params, "filter.hops", 0);
  filter->around = arena_str(&job->arena, json_str(params, "around.id"));
  filter->around_hops = hops(params, "around.hops", 1);
  filter->path_from = arena_str(&job->arena, json_str(params, "path.from"));
  filter->path_to = arena_str(&job->arena, json_str(params, "path.to"));
}

static void add_file(ErdJob *job, const File *file, bool open) {
  ErdFile item = {.path = arena_str(&job->arena, file->path), .open = open};
  if (open) item.text = file_text(file, &job->arena);
  array_push(&job->files, item);
}

static void take_project(LspServer *self, ErdJob *job, const Project *project) {
  job->project_path = arena_str(&job->arena, project->path);
  const LspDoc *doc = workspace_doc_at(self, project->path);
  if (doc == NULL || doc->source == NULL) return;
  add_file(job, doc->source->file, true);
  array_last(&job->files).aside = true;
}

/* The files of the module of a document. */
static bool take_module(LspServer *self, ErdJob *job, Str uri, LspError *error) {
  const LspDoc *doc = workspace_doc(self, uri);
  if (doc == NULL || doc->source == NULL) {
    lsp_fail(error, LSP_INVALID_PARAMS, "the document is not open, or not in a language of ours");
    return false;
  }
  const LspGroup *group = doc->source->group;
  if (!group->dialect->is_schema) {
    lsp_fail(error, LSP_REQUEST_FAILED, "the document does not describe a schema");
    return false;
  }
  job->dialect = group->dialect;
  job->title = arena_str(&job->arena, path_base(path_dir(doc->path)));
  for (size_t i = 0; i < module_file_count(group->module); i++) {
    const File *file = module_file(group->module, i);
    const LspSource *source = file->user;
    add_file(job, file, source->doc != NULL);
  }
  const Project *project = group->project != NULL ? group->project->project : NULL;
  if (project != NULL) take_project(self, job, project);
  return true;
}

/* The open documents in a folder; the job finds the other files. */
static bool take_folder(LspServer *self, ErdJob *job, Str uri, LspError *error) {
  job->folder = uri_to_path(&job->arena, uri);
  if (str_empty(job->folder)) {
    lsp_fail(error, LSP_INVALID_PARAMS, "textDocument or workspaceFolder is missing, or not a file");
    return false;
  }
  job->title = path_base(job->folder);
  for (size_t i = 0; i < self->docs.len; i++)
    if (self->docs.items[i]->source != NULL && str_starts(self->docs.items[i]->path, job->folder))
      add_file(job, self->docs.items[i]->source->file, true);
  return true;
}

static Str folder_of(const json_t *params) {
  Str uri = json_str(params, "workspaceFolder.uri");
  return str_empty(uri) ? json_str(params, "workspaceFolder") : uri;
}

static ErdJob *new_job(LspServer *self, const json_t *params, LspError *error) {
  ErdJob *job = mem_zero(1, sizeof *job);
  Str document = json_str(params, "textDocument.uri"), folder = folder_of(params);
  arena_init(&job->arena, 0);
  job->server = self;
  job->request.data = job;
  job->forced = self->options->dialect;
  job->vars = self->options->vars;
  job->var_count = self->options->var_count;
  job->uri = arena_str(&job->arena, str_empty(document) ? folder : document);
  bool taken = str_empty(document) ? take_folder(self, job, folder, error) : take_module(self, job, document, error);
  if (!taken) {
    erd_job_free(job);
    return NULL;
  }
  read_filter(job, params);
  return job;
}

/* ---- jobs ---- */

static Watch *watch_of(const struct LspErd *erd, Str uri) {
  for (size_t i = 0; i < erd->watched.len; i++)
    if (str_eq(erd->watched.items[i].uri, uri)) return &erd->watched.items[i];
  return NULL;
}

static void free_watch(Watch *watch) {
  free((char *)(uintptr_t)watch->uri.ptr);
  json_decref(watch->params);
}

/* Remembers what was asked for. The hash comes with the result. */
static void remember(struct LspErd *erd, Str uri, const json_t *params) {
  Watch *watch = watch_of(erd, uri);
  if (watch == NULL) {
    if (erd->watched.len == MAX_WATCHED) {
      free_watch(&erd->watched.items[0]);
      array_splice(&erd->watched, 0, 1, NULL, 0);
    }
    char *copy = mem_alloc(uri.len + 1);
    memcpy(copy, uri.ptr, uri.len);
    array_push(&erd->watched, ((Watch){.uri = str_make(copy, uri.len)}));
    watch = &array_last(&erd->watched);
  }
  json_decref(watch->params);
  watch->params = json_deep_copy(params);
  watch->hash[0] = '\0';
}

static void tell_changed(LspServer *self, const ErdJob *job) {
  json_t *params = json_object();
  json_put_str(params, "uri", job->uri);
  json_put_str(params, "hash", job->hash);
  lsp_notify(self, "atlas/erdChanged", params);
}

static void finish(LspServer *self, ErdJob *job) {
  Watch *watch = watch_of(self->erd, job->uri);
  bool seen = watch != NULL && watch->hash[0] != '\0';
  if (job->id == NULL && seen && !str_eq(str_from(watch->hash), job->hash)) tell_changed(self, job);
  if (watch != NULL && job->hash.len < sizeof watch->hash) memcpy(watch->hash, job->hash.ptr, job->hash.len + 1);
  if (job->id == NULL || job->cancelled) return;
  transport_write(self->transport, job->message.ptr, job->message.len);
  job->message = (Buf){0}; /* the transport has it now */
}

static void on_run(uv_work_t *request) { erd_job_run(request->data); }

static void on_done(uv_work_t *request, int status) {
  ErdJob *job = request->data;
  LspServer *self = job->server;
  struct LspErd *erd = self->erd;
  for (size_t i = 0; i < erd->running.len; i++)
    if (erd->running.items[i] == job) {
      array_splice(&erd->running, i, 1, NULL, 0);
      break;
    }
  if (status == 0 && !self->leaving) finish(self, job);
  erd_job_free(job);
  self->trim = true;
  lsp_wake(self);
}

static void submit(LspServer *self, ErdJob *job) {
  array_push(&state(self)->running, job);
  uv_queue_work(&self->loop, &job->request, on_run, on_done);
}

json_t *feature_erd(LspServer *self, const json_t *params, LspError *error) {
  ErdJob *job = new_job(self, params, error);
  if (job == NULL) return NULL;
  job->id = json_deep_copy(self->request_id);
  self->deferred = true;
  remember(state(self), job->uri, params);
  submit(self, job);
  return NULL;
}

bool erd_cancel(LspServer *self, const json_t *id) {
  for (size_t i = 0; self->erd != NULL && i < self->erd->running.len; i++) {
    ErdJob *job = self->erd->running.items[i];
    if (job->id == NULL || job->cancelled || !json_equal(job->id, id)) continue;
    job->cancelled = true;
    return true;
  }
  return false;
}

/* ---- changes ---- */

static void look_again(LspServer *self, const Watch *watch) {
  LspError error = {0};
  ErdJob *job = new_job(self, watch->params, &error);
  if (job != NULL) submit(self, job);
}

static void on_pause(uv_timer_t *timer) {
  LspServer *self = timer->data;
  for (size_t i = 0; i < self->erd->watched.len; i++) look_again(self, &self->erd->watched.items[i]);
}

void erd_touched(LspServer *self) {
  if (self->erd != NULL && self->erd->watched.len > 0 && !self->leaving)
    uv_timer_start(&self->erd->timer, on_pause, PAUSE_MS, 0);
}

void erd_leave(LspServer *self) {
  if (self->erd != NULL) uv_close((uv_handle_t *)&self->erd->timer, NULL);
}

void erd_free(LspServer *self) {
  if (self->erd == NULL) return;
  for (size_t i = 0; i < self->erd->watched.len; i++) free_watch(&self->erd->watched.items[i]);
  array_free(&self->erd->watched);
  array_free(&self->erd->running);
  free(self->erd);
}
