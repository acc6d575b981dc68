/* risk.c: when the risky changes of a schema are looked for, see risk.h. */
#include "lsp/risk.h"

#include "lsp/diff.h"
#include "lsp/groups.h"
#include "lsp/workspace.h"

/* The schema of the last commit takes ten times its text: that of a large one is read again each time. */
enum { PAUSE_MS = 400, MAX_BYTES = 24 << 20, KEEP_BYTES = 2 << 20 };

struct LspRisk {
  uv_timer_t timer;
};

GroupRisk *risk_of(LspGroup *group) {
  if (group->risk == NULL) group->risk = mem_zero(1, sizeof *group->risk);
  return group->risk;
}

static void free_head(RiskHead *self) {
  realm_free(self->realm);
  free(self->key);
  *self = (RiskHead){0};
}

void risk_free_group(LspGroup *group) {
  if (group->risk == NULL) return;
  free_head(&group->risk->head);
  risk_answers_free(group->risk->answers);
  free(group->risk);
  group->risk = NULL;
}

void risk_job_free(RiskJob *self) {
  for (size_t i = 0; i < self->files.len; i++) free(self->files.items[i].units);
  free_head(&self->head);
  array_free(&self->files);
  array_free(&self->findings);
  array_free(&self->questions);
  arena_free(&self->arena);
  free(self);
}

/* ---- a job ---- */

static void on_run(uv_work_t *request) { risk_job_run(request->data); }

static void start_timer(LspServer *self);

/* Bytes of its files. */
static uint64_t size_of(const LspGroup *group) {
  uint64_t size = 0;
  for (size_t i = 0; i < module_file_count(group->module); i++) size += module_file(group->module, i)->size;
  return size;
}

/* The client asks for the lenses again. */
static void refresh(LspServer *self) {
  if (self->client.lens_refresh) lsp_request(self, "workspace/codeLens/refresh", NULL);
}

static void finish(LspServer *self, RiskJob *job) {
  GroupRisk *risk = job->group->risk;
  bool known = job->outcome == RISK_DONE;
  if (size_of(job->group) <= KEEP_BYTES) {
    risk->head = job->head;
    job->head = (RiskHead){0};
  }
  if (job->outcome == RISK_UNSOUND) return; /* half-typed: what was found before stays */
  bool same = risk->looked && risk->known == known && risk->changes == job->changes && risk->risky == job->risky;
  risk->known = known;
  risk->looked = true;
  risk->changes = job->changes;
  risk->risky = job->risky;
  risk_take(self, job);
  if (!same) refresh(self);
}

static void on_done(uv_work_t *request, int status) {
  RiskJob *job = request->data;
  LspServer *self = job->server;
  LspGroup *group = job->group;
  group->risk->running = false;
  group->jobs--;
  if (status == 0 && !self->leaving) finish(self, job);
  if (group->risk->wanted && !self->leaving) start_timer(self);
  group_release(self, group);
  risk_job_free(job);
  self->trim = true;
  lsp_wake(self);
}

static void add_units(RiskFile *out, const File *file) {
  out->unit_count = file->unit_count;
  out->units = mem_alloc((file->unit_count + 1) * sizeof *out->units);
  for (size_t i = 0; i < file->unit_count; i++) out->units[i] = (RiskUnit){file->units[i]->start, file->units[i]->id};
}

static void add_file(RiskJob *job, const File *file) {
  const LspSource *source = file->user;
  RiskFile item = {.path = arena_str(&job->arena, file->path), .open = source->doc != NULL, .number = source->number};
  if (item.open) item.text = file_text(file, &job->arena);
  if (item.open) add_units(&item, file);
  array_push(&job->files, item);
}

static void take_project(LspServer *self, RiskJob *job, const LspProject *project) {
  if (project == NULL || project->project == NULL) return;
  job->project_path = arena_str(&job->arena, project->project->path);
  const LspDoc *doc = workspace_doc_at(self, job->project_path);
  if (doc != NULL && doc->source != NULL) job->project_text = file_text(doc->source->file, &job->arena);
}

static void start(LspServer *self, LspGroup *group) {
  RiskJob *job = mem_zero(1, sizeof *job);
  arena_init(&job->arena, 0);
  job->request.data = job;
  job->server = self;
  job->group = group;
  job->dialect = group->dialect;
  job->vars = self->options->vars;
  job->var_count = self->options->var_count;
  for (size_t i = 0; i < module_file_count(group->module); i++) add_file(job, module_file(group->module, i));
  take_project(self, job, group->project);
  job->answers = risk_answers(group, &job->arena, &job->answer_count);
  job->head = group->risk->head;
  group->risk->head = (RiskHead){0};
  group->risk->running = true;
  group->risk->wanted = false;
  group->jobs++;
  uv_queue_work(&self->loop, &job->request, on_run, on_done);
}

/* ---- when ---- */

static bool is_large(LspServer *self, LspGroup *group) {
  if (size_of(group) <= MAX_BYTES) return false;
  if (!group->risk->large)
    lsp_log(self, LSP_LOG_INFO, "risky changes are not looked for while typing: the schema has more than %d MB",
            MAX_BYTES >> 20);
  group->risk->large = true;
  return true;
}

static void clear(LspServer *self, LspGroup *group) {
  RiskJob none = {.group = group, .outcome = RISK_NO_COMMIT};
  group->risk->wanted = group->risk->known = false;
  risk_take(self, &none);
}

/* Is everything read that belongs to it? */
static bool is_complete(const LspServer *self, const LspGroup *group) {
  for (size_t i = 0; i < self->docs.len; i++)
    if (self->docs.items[i]->discovering > 0) return false;
  return group->listed && !group_loading(group);
}

static void look(LspServer *self, LspGroup *group) {
  GroupRisk *risk = group->risk;
  if (risk == NULL || !risk->wanted || risk->running || group->docs == 0) return;
  if (!self->settings.lint || !self->settings.check || is_large(self, group))
    clear(self, group);
  else if (is_complete(self, group))
    start(self, group);
  else
    start_timer(self);
}

static void on_pause(uv_timer_t *timer) {
  LspServer *self = timer->data;
  virtual_refresh(self);
  for (size_t i = 0; i < self->groups.len; i++) look(self, self->groups.items[i]);
}

static void start_timer(LspServer *self) {
  if (self->risk == NULL) {
    self->risk = mem_zero(1, sizeof *self->risk);
    uv_timer_init(&self->loop, &self->risk->timer);
    self->risk->timer.data = self;
  }
  uv_timer_start(&self->risk->timer, on_pause, PAUSE_MS, 0);
}

void risk_touched(LspServer *self, LspGroup *group) {
  bool any = false;
  for (size_t i = 0; i < self->groups.len; i++) {
    LspGroup *item = self->groups.items[i];
    if ((group != NULL && item != group) || !item->dialect->is_schema || item->docs == 0) continue;
    risk_of(item)->wanted = true;
    any = true;
  }
  if (any) virtual_touched(self, group);
  if (any && !self->leaving) start_timer(self);
}

bool risk_count(const LspGroup *group, size_t *changes, size_t *risky) {
  if (group->risk == NULL || !group->risk->known) return false;
  *changes = group->risk->changes;
  *risky = group->risk->risky;
  return true;
}

bool risk_is_apart(const LspGroup *group) { return group->risk != NULL && group->risk->looked && !group->risk->known; }

void risk_leave(LspServer *self) {
  if (self->risk != NULL) uv_close((uv_handle_t *)&self->risk->timer, NULL);
}

void risk_free(LspServer *self) { free(self->risk); }
