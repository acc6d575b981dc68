/* risk_job.c: what the thread pool does for the risky changes of a schema: reads the last commit, builds both schemas,
 * compares and lints them. */
#include "lsp/head.h"
#include "lsp/risk.h"
#include "states/lint_config.h"
#include "typecheck/build_inputs.h"

/* More than this of both sides is not compared while somebody types. */
enum { MAX_BYTES = 48 << 20 };

typedef struct Run {
  RiskJob *job;
  const Project *project; /* NULL: none */
  GitCommit *commit;
  StrList old; /* files of the commit */
  RiskTexts was;
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

static void add(Run *self, Module *module, const RiskText *text) {
  File *file = file_parse(text->path, text->text, self->job->dialect, true, 1);
  for (size_t i = 0; i < file->unit_count; i++)
    if (file->units[i]->syn->errors != NULL) self->broken = true;
  file->part = project_part(self->project, text->path);
  module_add(module, file);
}

/* NULL: it cannot be told what the schema is. */
static Realm *build(Run *self, const RiskTexts *texts) {
  RiskJob *job = self->job;
  ModuleOptions vars = {job->vars, job->var_count};
  Module *module = module_new(&vars);
  for (size_t i = 0; i < texts->len; i++) add(self, module, &texts->items[i]);
  Realm *realm = self->broken ? NULL : realm_new(job->dialect->name);
  if (realm != NULL) build_add_project(realm, module, self->project, job->project_text, STR(""), &vars);
  module_free(module);
  return realm;
}

/* ---- reading ---- */

static void read_old(Run *self) {
  Files files = git_files(self->commit);
  for (size_t i = 0; i < self->old.len; i++) {
    RiskText text = {.path = self->old.items[i]};
    Str error;
    if (files.read(files.context, &self->job->texts, text.path, &text.text, &error))
      array_push(&self->was, text);
    else
      self->broken = true;
  }
}

static void read_now(Run *self) {
  for (size_t i = 0; i < self->job->files.len; i++) {
    const RiskFile *file = &self->job->files.items[i];
    RiskText text = {.path = file->path, .text = file->text};
    Str error;
    if (file->open || file_read(&self->job->texts, text.path, &text.text, &error)) array_push(&self->job->now, text);
  }
}

/* A small schema of the commit is kept from job to job. */
static void build_head(Run *self, Str key) {
  RiskHead *head = &self->job->head;
  if (head->key == NULL || !str_eq(str_from(head->key), key)) {
    risk_head_free(head);
    head->key = mem_alloc(key.len + 1);
    memcpy(head->key, key.ptr, key.len + 1);
    read_old(self);
    head->realm = self->was.len > 0 && !self->broken ? build(self, &self->was) : NULL;
    head->unsound = self->broken;
  }
  self->broken = false;
}

/* Of a large schema only what can matter is built, on both sides. */
static bool build_part(Run *self) {
  RiskJob *job = self->job;
  read_old(self);
  risk_reduce(&job->texts, job->dialect, &self->was, &self->job->now);
  job->outcome = RISK_LARGE;
  if (risk_texts_size(&self->was) + risk_texts_size(&self->job->now) > MAX_BYTES) return false;
  risk_head_free(&job->head);
  job->head.realm = self->was.len > 0 && !self->broken ? build(self, &self->was) : NULL;
  job->head.unsound = self->broken;
  self->broken = false;
  return true;
}

/* ---- what is found ---- */

static const RiskText *text_of(const RiskJob *job, Str path) {
  for (size_t i = 0; i < job->now.len; i++)
    if (str_eq(job->now.items[i].path, path)) return &job->now.items[i];
  return NULL;
}

/* The name of a block, or its first line; of what is gone the start of the file that it was in. */
static RiskPlace place_of(RiskJob *job, const Diff *diff, const Realm *realm, ModelPos pos) {
  RiskPlace place = {.path = job->files.items[0].path};
  if (realm == NULL || pos.source >= realm->sources.len) return place;
  Str path = realm->sources.items[pos.source].path;
  const RiskText *text = text_of(job, path);
  if (text == NULL) return place;
  place.path = text->path;
  if (realm != diff->to) return place;
  Span span = pos.name.end > pos.name.start ? pos.name : span_make(pos.span.start, pos.span.start);
  place.text = arena_str(&job->arena, str_sub(text->text, span.start, span.end));
  uint32_t start = risk_original(text, span.start);
  place.span = span_make(start, start + (span.end - span.start));
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

/* The schemas of both sides; NULL: it cannot be told, or nothing is looked for. */
static Realm *build_both(Run *self) {
  RiskJob *job = self->job;
  read_now(self);
  if (risk_texts_size(&self->job->now) <= RISK_KEEP_BYTES)
    build_head(self, key_of(self));
  else if (!build_part(self))
    return NULL;
  job->outcome = RISK_NO_COMMIT;
  if (job->head.unsound) return NULL;
  Realm *now = build(self, &self->job->now);
  job->outcome = now != NULL ? RISK_DONE : RISK_UNSOUND;
  return now;
}

static void finish(Run *self) {
  RiskJob *job = self->job;
  if (job->head.key == NULL) risk_head_free(&job->head);
  for (size_t i = 0; i < job->files.len; i++) job->files.items[i].text = (Str){0};
  arena_free(&job->texts);
  arena_init(&job->texts, 0);
  git_close(self->commit);
  array_free(&self->old);
  array_free(&self->was);
}

void risk_job_run(RiskJob *self) {
  Run run = {.job = self};
  self->outcome = RISK_NO_COMMIT;
  if (open_commit(&run)) {
    read_project(&run);
    Realm *now = build_both(&run);
    if (now != NULL) compare(&run, now);
    realm_free(now);
  }
  finish(&run);
}
