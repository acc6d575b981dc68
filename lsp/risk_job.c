/* risk_job.c: what the thread pool does for the risky changes of a schema: reads the last commit, builds both schemas,
 * compares and lints them. */
#include "lsp/head.h"
#include "lsp/risk.h"
#include "states/lint_config.h"
#include "typecheck/build_inputs.h"

typedef struct Run {
  RiskJob *job;
  const Project *project; /* NULL: none */
  GitCommit *commit;
  StrList old; /* files of the commit */
  bool broken; /* a file of the side at hand has syntax errors or cannot be read */
} Run;

/* ---- the last commit ---- */

static bool open_commit(Run *self) {
  RiskJob *job = self->job;
  StrList paths = {0};
  Str error;
  for (size_t i = 0; i < job->files.len; i++) array_push(&paths, job->files.items[i].path);
  if (paths.len > 0 && path_is_absolute(paths.items[0]) && head_has_repository(&job->arena, paths.items[0]))
    self->commit = git_open(&job->arena, head_near(paths.items[0]), STR("HEAD"), &error);
  if (self->commit != NULL) head_files(&job->arena, self->commit, &paths, job->dialect, &self->old);
  array_free(&paths);
  return self->commit != NULL;
}

/* What the schema of the commit depends on: ids of its files, and the project file. */
static Str key_of(Run *self) {
  RiskJob *job = self->job;
  Buf key = {0};
  buf_printf(&key, "%llx", (unsigned long long)str_hash(job->project_text));
  for (size_t i = 0; i < self->old.len; i++) {
    buf_put(&key, self->old.items[i]);
    buf_putc(&key, ':');
    buf_put(&key, git_file_id(self->commit, &job->arena, self->old.items[i]));
  }
  Str out = arena_str(&job->arena, buf_str(&key));
  buf_free(&key);
  return out;
}

/* ---- building ---- */

static void add(Run *self, Module *module, Str path, Str text) {
  File *file = file_parse(path, text, self->job->dialect, true, 1);
  for (size_t i = 0; i < file->unit_count; i++)
    if (file->units[i]->syn->errors != NULL) self->broken = true;
  file->part = project_part(self->project, path);
  module_add(module, file);
}

static Realm *build(Run *self, Module *module) {
  RiskJob *job = self->job;
  Realm *realm = realm_new(job->dialect->name);
  ModuleOptions vars = {job->vars, job->var_count};
  build_add_project(realm, module, self->project, job->project_text, STR(""), &vars);
  return realm;
}

static Realm *build_old(Run *self) {
  ModuleOptions options = {self->job->vars, self->job->var_count};
  Module *module = module_new(&options);
  Files files = git_files(self->commit);
  Str text, error;
  for (size_t i = 0; i < self->old.len; i++)
    if (files.read(files.context, &self->job->arena, self->old.items[i], &text, &error))
      add(self, module, self->old.items[i], text);
    else
      self->broken = true;
  Realm *realm = self->broken ? NULL : build(self, module);
  module_free(module);
  return realm;
}

/* NULL: it cannot be told what the schema is. */
static Realm *build_now(Run *self) {
  ModuleOptions options = {self->job->vars, self->job->var_count};
  Module *module = module_new(&options);
  for (size_t i = 0; i < self->job->files.len; i++) {
    const RiskFile *file = &self->job->files.items[i];
    Str text = file->text, error;
    if (file->open || file_read(&self->job->arena, file->path, &text, &error)) add(self, module, file->path, text);
  }
  Realm *realm = self->broken ? NULL : build(self, module);
  module_free(module);
  return realm;
}

static void build_head(Run *self) {
  RiskHead *head = &self->job->head;
  Str key = key_of(self);
  if (head->key != NULL && str_eq(str_from(head->key), key)) return;
  realm_free(head->realm);
  free(head->key);
  head->realm = self->old.len > 0 ? build_old(self) : NULL;
  head->unsound = self->broken;
  self->broken = false;
  head->key = mem_alloc(key.len + 1);
  memcpy(head->key, key.ptr, key.len + 1);
}

/* ---- what is found ---- */

/* The name of a block, or its first line; of what is gone the start of the file that it was in. */
static RiskPlace place_of(const RiskJob *job, const Diff *diff, const Realm *realm, ModelPos pos) {
  RiskPlace place = {.path = job->files.items[0].path};
  if (realm == NULL || pos.source >= realm->sources.len) return place;
  Str path = realm->sources.items[pos.source].path;
  for (size_t i = 0; i < job->files.len; i++)
    if (str_eq(job->files.items[i].path, path)) place.path = path;
  if (realm != diff->to || !str_eq(place.path, path)) return place;
  place.span = pos.name.end > pos.name.start ? pos.name : span_make(pos.span.start, pos.span.start);
  return place;
}

static RiskPlace copy_place(RiskJob *job, RiskPlace place) {
  place.path = arena_str(&job->arena, place.path);
  return place;
}

/* Statements that something was found in; they come in order. What is said of the whole counts as one more. */
static size_t count_risky(const LintFindings *found) {
  size_t count = 0;
  for (size_t i = 0; i < found->len; i++) count += i == 0 || found->items[i].step != found->items[i - 1].step;
  return count;
}

static void take_findings(RiskJob *job, const Diff *diff, const LintFindings *found) {
  for (size_t i = 0; i < found->len; i++) {
    const LintFinding *item = &found->items[i];
    RiskFinding finding = {.code = item->code, .message = item->message, .fix = item->fix};
    finding.severity = item->error ? SEVERITY_ERROR : SEVERITY_WARNING;
    finding.place = copy_place(job, place_of(job, diff, item->realm, item->pos));
    array_push(&job->findings, finding);
  }
}

static void take_questions(RiskJob *job, const Diff *diff) {
  for (size_t i = 0; i < diff->questions.len; i++) {
    const DiffRename *pair = &diff->questions.items[i];
    ModelPos pos = pair->kind == RENAMES_TABLE    ? pair->added.table->pos
                   : pair->kind == RENAMES_COLUMN ? pair->added.column->pos
                                                  : pair->added.index->pos;
    RiskQuestion question = {.place = copy_place(job, place_of(job, diff, diff->to, pos)), .kind = pair->kind};
    question.from = arena_str(&job->arena, pair->from);
    question.to = arena_str(&job->arena, pair->to);
    if (!str_empty(question.place.path) && question.place.span.end > 0) array_push(&job->questions, question);
  }
}

/* What the project file says of linting counts. */
static void find_risks(Run *self, const Diff *diff) {
  RiskJob *job = self->job;
  LintConfig config = {0};
  LintFindings found = {0};
  StateOptions options = {.config = job->project_path};
  Str env, error;
  if (self->project != NULL && build_env(self->project, job->files.items[0].path, STR(""), &env)) options.env = env;
  if (self->project != NULL && !lint_config_read(&job->arena, &options, &config, &error)) config = (LintConfig){0};
  if (lint_diff(&job->arena, diff, &config.options, &found, &error)) take_findings(job, diff, &found);
  job->risky = count_risky(&found);
}

static void compare(Run *self, const Realm *now) {
  RiskJob *job = self->job;
  DiffOptions options = {.answers = job->answers, .answer_count = job->answer_count};
  Diff *diff = diff_run(job->head.realm, now, &options);
  for (size_t i = 0; i < diff->statements.len; i++)
    if (!diff->statements.items[i].auxiliary) job->changes++;
  if (job->head.realm != NULL) find_risks(self, diff); /* else all is new, and there is nothing to lose */
  take_questions(job, diff);
  diff_free(diff);
}

static void read_project(Run *self) {
  RiskJob *job = self->job;
  Str error;
  if (str_empty(job->project_path)) return;
  if (job->project_text.ptr == NULL && !file_read(&job->arena, job->project_path, &job->project_text, &error)) return;
  self->project = project_parse(&job->arena, job->project_path, job->project_text);
}

void risk_job_run(RiskJob *self) {
  Run run = {.job = self};
  self->outcome = RISK_NO_COMMIT;
  if (!open_commit(&run)) return;
  read_project(&run);
  build_head(&run);
  bool known = !self->head.unsound;
  Realm *now = known ? build_now(&run) : NULL;
  if (known) self->outcome = now != NULL ? RISK_DONE : RISK_UNSOUND;
  if (now != NULL) compare(&run, now);
  realm_free(now);
  git_close(run.commit);
  array_free(&run.old);
}
