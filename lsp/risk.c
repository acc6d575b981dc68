/* risk.c: when the risky changes of a schema are looked for, see risk.h. */
#include "lsp/risk.h"

#include "lsp/diff.h"
#include "lsp/groups.h"
#include "lsp/workspace.h"

enum { PAUSE_MS = 400 };

struct LspRisk {
  uv_timer_t timer;
};

GroupRisk *risk_of(LspGroup *group) {
  if (group->risk == NULL) group->risk = mem_zero(1, sizeof *group->risk);
  return group->risk;
}

void risk_head_free(RiskHead *self) {
  realm_free(self->realm);
  free(self->key);
  *self = (RiskHead){0};
}

void risk_free_group(LspGroup *group) {
  if (group->risk == NULL) return;
  if (group->risk->gathering != NULL) risk_job_free(group->risk->gathering);
  risk_head_free(&group->risk->head);
  risk_answers_free(group->risk->answers);
  free(group->risk);
  group->risk = NULL;
}

void risk_job_free(RiskJob *self) {
  for (size_t i = 0; i < self->files.len; i++) free(self->files.items[i].units);
  risk_head_free(&self->head);
  array_free(&self->files);
  array_free(&self->findings);
  array_free(&self->questions);
  array_free(&self->now);
  arena_free(&self->texts);
  arena_free(&self->arena);
  free(self);
}

/* ---- a job ---- */

static void on_run(uv_work_t *request) { risk_job_run(request->data); }

static void start_timer(LspServer *self);

/* The client asks for the lenses again. */
static void refresh(LspServer *self) {
  if (self->client.lens_refresh) lsp_request(self, "workspace/codeLens/refresh", NULL);
}

static void say_large(LspServer *self, GroupRisk *risk) {
  if (!risk->large) lsp_log(self, LSP_LOG_INFO, "risky changes are not looked for: too much of the schema has changed");
  risk->large = true;
}

static void finish(LspServer *self, RiskJob *job) {
  GroupRisk *risk = job->group->risk;
  bool known = job->outcome == RISK_DONE;
  risk->head = job->head;
  job->head = (RiskHead){0};
  if (job->outcome == RISK_LARGE) say_large(self, risk);
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

/* The copies are made: the pool does the rest. */
static void start(LspServer *self, RiskJob *job) {
  LspGroup *group = job->group;
  job->answers = risk_answers(group, &job->arena, &job->answer_count);
  job->head = group->risk->head;
  group->risk->head = (RiskHead){0};
  group->risk->running = true;
  group->risk->gathering = NULL;
  group->jobs++;
  uv_queue_work(&self->loop, &job->request, on_run, on_done);
}

static void give_up(GroupRisk *risk) {
  if (risk->gathering != NULL) risk_job_free(risk->gathering);
  risk->gathering = NULL;
}

static bool gather(LspServer *self, LspGroup *group) {
  RiskJob *job = group->risk != NULL ? group->risk->gathering : NULL;
  RiskGathered state = job != NULL ? risk_gather(job) : RISK_STALE;
  if (job == NULL || state == RISK_MORE) return job != NULL;
  if (state == RISK_GATHERED)
    start(self, job);
  else
    risk_touched(self, group);
  return true;
}

bool risk_background(LspServer *self) {
  for (size_t i = 0; i < self->groups.len; i++)
    if (gather(self, self->groups.items[i])) return true;
  return false;
}

/* ---- when ---- */

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
  if (!self->settings.lint || !self->settings.check) {
    clear(self, group);
  } else if (is_complete(self, group)) {
    risk->wanted = false;
    risk->gathering = risk_gather_new(self, group);
    lsp_wake(self);
  } else {
    start_timer(self);
  }
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
    give_up(item->risk);
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
