/* diff_job.c: what the thread pool does for a plan, a preview, an inspection or a drift: reads, compares, writes. */
#include <stdio.h>

#include "dialects/print.h"
#include "lsp/diff.h"
#include "lsp/head.h"
#include "states/external.h"
#include "states/lint_config.h"
#include "states/plan_json.h"

static Str open_text(void *user, Arena *arena, Str path) {
  const DiffJob *self = user;
  (void)arena;
  for (size_t i = 0; i < self->texts.len; i++)
    if (str_eq(self->texts.items[i].path, path)) return self->texts.items[i].text;
  return (Str){0};
}

DiffJob *diff_job_new(LspServer *server, DiffTask task) {
  DiffJob *self = mem_zero(1, sizeof *self);
  arena_init(&self->arena, 0);
  self->server = server;
  self->task = (uint8_t)task;
  self->request.data = self;
  self->options.jobs = 1;
  self->options.user = self;
  self->options.open_text = open_text;
  self->options.db.cancel = &self->cancel;
  uv_mutex_init(&self->lock);
  return self;
}

void diff_job_free(DiffJob *self) {
  json_decref(self->id);
  json_decref(self->token);
  array_free(&self->paths);
  array_free(&self->texts);
  array_free(&self->options.vars);
  array_free(&self->options.schemas);
  array_free(&self->options.exclude);
  buf_free(&self->message);
  uv_mutex_destroy(&self->lock);
  arena_free(&self->arena);
  free(self);
}

static bool fail(DiffJob *self, Str error) {
  self->error = error;
  return false;
}

/* ---- sources ---- */

static void add(DiffJob *self, const char *prefix, Str path, StrList *out) {
  array_push(out, arena_printf(&self->arena, "%s%.*s", prefix, STR_FMT(path)));
}

/* git:HEAD without a path: the files of the schema at that commit. */
static bool add_commit(DiffJob *self, Str source, StrList *out) {
  Str error, revision = str_sub(source, 4, source.len);
  if (self->paths.len == 0) return fail(self, STR("git:REVISION without a path stands for the schema of a document"));
  GitCommit *commit = git_open(&self->arena, head_near(self->paths.items[0]), revision, &error);
  if (commit == NULL) return fail(self, error);
  StrList files = {0};
  const char *prefix = arena_printf(&self->arena, "%.*s:", STR_FMT(source)).ptr;
  head_files(&self->arena, commit, &self->paths, self->dialect, &files);
  for (size_t i = 0; i < files.len; i++) add(self, prefix, files.items[i], out);
  array_free(&files);
  git_close(commit);
  return true;
}

/* What the client calls a source, as sources of states/. */
static bool resolve(DiffJob *self, Str source, StrList *out) {
  bool saved = str_eq(source, STR("saved"));
  if (str_starts(source, STR("git:")) && str_find(source, ':', 4) == source.len) return add_commit(self, source, out);
  if (!saved && !str_empty(source)) {
    array_push(out, source);
    return true;
  }
  for (size_t i = 0; i < self->paths.len; i++)
    if (!saved || file_kind(self->paths.items[i]) == FILE_REGULAR)
      add(self, saved ? "saved:" : "file://", self->paths.items[i], out);
  return true;
}

/* ---- plans ---- */

static bool read_pair(DiffJob *self, Str from, Str to, StatePair *pair) {
  StrList old = {0}, wanted = {0};
  Str error = {0};
  if (self->options.dialect == NULL) self->options.dialect = self->dialect;
  bool ok = resolve(self, from, &old) && resolve(self, to, &wanted);
  self->options.changes = true;
  if (ok && !state_read_pair(&self->arena, &old, &wanted, &self->options, pair, &error)) ok = fail(self, error);
  array_free(&old);
  array_free(&wanted);
  return ok;
}

static bool find_risks(DiffJob *self, const Diff *diff, LintFindings *out) {
  LintConfig config = {0};
  Str error = {0};
  bool asked = !str_empty(self->options.config);
  if (asked && !lint_config_read(&self->arena, &self->options, &config, &error)) return fail(self, error);
  return lint_diff(&self->arena, diff, &config.options, out, &error) || fail(self, error);
}

static StrList said(DiffJob *self, Str source) {
  StrList list = {0};
  array_push(&list, str_empty(source) && self->paths.len > 0 ? self->paths.items[0] : source);
  return list;
}

static json_t *document_of(DiffJob *self, Str from, Str to, const Diff *diff, const LintFindings *findings) {
  StrList old = said(self, from), wanted = said(self, to);
  PlanDocument document = {diff, &old, &wanted, findings};
  json_t *out = plan_json(&document);
  array_free(&old);
  array_free(&wanted);
  return out;
}

static json_t *text_result(DiffJob *self, const Diff *diff, const LintFindings *findings) {
  Buf text = {0};
  json_t *out = json_object();
  preview_put(self, diff, findings, &text);
  json_put_str(out, "text", buf_str(&text));
  buf_free(&text);
  if (self->task == DIFF_CONTENT) return out;
  json_put(out, "languageId", json_string("sql"));
  if (!str_empty(self->uri)) json_put_str(out, "uri", self->uri);
  json_put(out, "document", document_of(self, self->from, self->to, diff, findings));
  return out;
}

static json_t *result_of(DiffJob *self, Str from, Str to, const Diff *diff) {
  LintFindings findings = {0};
  if (diff->errors.len > 0) {
    fail(self, arena_str(&self->arena, diff->errors.items[0].text));
    return NULL;
  }
  if (!find_risks(self, diff, &findings)) return NULL;
  bool text = self->task == DIFF_PREVIEW || self->task == DIFF_CONTENT;
  return text ? text_result(self, diff, &findings) : document_of(self, from, to, diff, &findings);
}

static json_t *plan(DiffJob *self, Str from, Str to) {
  StatePair pair = {0};
  if (!read_pair(self, from, to, &pair)) return NULL;
  if (atomic_load(&self->cancel)) { /* nobody waits for it */
    fail(self, STR("cancelled"));
    state_free_pair(&pair);
    return NULL;
  }
  DiffOptions how = pair.diff;
  how.plan.indent = STR("  ");
  how.answers = self->answers;
  how.answer_count = self->answer_count;
  Diff *diff = diff_run(pair.from->realm, pair.to->realm, &how);
  json_t *out = result_of(self, from, to, diff);
  diff_free(diff);
  state_free_pair(&pair);
  return out;
}

static json_t *drift(DiffJob *self) {
  static const Str database = STR_INIT("env://url"), files = STR_INIT("env://src");
  json_t *to_database = plan(self, database, files);
  json_t *to_files = to_database != NULL ? plan(self, files, database) : NULL;
  if (to_files == NULL) {
    json_decref(to_database);
    return NULL;
  }
  json_t *out = json_object();
  json_put(out, "toDatabase", to_database);
  json_put(out, "toFiles", to_files);
  return out;
}

/* ---- others ---- */

static json_t *inspect(DiffJob *self) {
  StrList sources = {0};
  Str error = {0};
  Buf hcl = {0};
  array_push(&sources, self->from);
  State *state = state_read(&self->arena, &sources, &self->options, &error);
  array_free(&sources);
  bool ok = state != NULL && print_hcl(state->realm, dialect_named(state->realm->dialect), &hcl, &self->arena, &error);
  if (!ok) fail(self, error);
  json_t *out = ok ? json_object() : NULL;
  if (ok) json_put_str(out, "hcl", buf_str(&hcl));
  buf_free(&hcl);
  state_free(state);
  return out;
}

static json_t *ask_external(DiffJob *self) {
  StrList from = {0}, to = {0};
  Str error = {0};
  bool ok = resolve(self, self->from, &from) && resolve(self, self->to, &to);
  ExternalDiff ask = {.from = &from, .to = &to, .options = &self->options, .dialect = self->dialect};
  json_t *out = ok ? external_diff(&self->arena, &ask, &error) : NULL;
  if (ok && out == NULL) fail(self, error);
  array_free(&from);
  array_free(&to);
  return out;
}

/* ---- the answer ---- */

static void put_error(DiffJob *self, json_t *message) {
  static const Str refused = STR_INIT("was not allowed");
  json_t *error = json_object();
  Str text = self->error;
  if (str_ends(text, refused))
    text = arena_printf(&self->arena, "%.*s: the workspace is not trusted (setting atlas.trusted)", STR_FMT(text));
  json_put(error, "code", json_integer(LSP_REQUEST_FAILED));
  json_put_str(error, "message", text);
  json_put(message, "error", error);
}

/* A document that is shown tells itself what is wrong. */
static json_t *error_text(DiffJob *self) {
  Buf text = {0};
  json_t *out = json_object();
  preview_put_error(self, self->error, &text);
  json_put_str(out, "text", buf_str(&text));
  buf_free(&text);
  if (self->task == DIFF_CONTENT) return out;
  json_put(out, "languageId", json_string("sql"));
  json_put_str(out, "uri", self->uri);
  return out;
}

/* The whole message: it may be large, and must not be written on the main thread. */
static void frame(DiffJob *self, json_t *result) {
  json_t *message = json_object();
  json_put(message, "jsonrpc", json_string("2.0"));
  json_put(message, "id", json_deep_copy(self->id));
  if (result != NULL)
    json_put(message, "result", result);
  else
    put_error(self, message);
  char *text = json_dumps(message, JSON_COMPACT);
  Str body = text != NULL ? str_from(text) : (Str){0};
  buf_printf(&self->message, "Content-Length: %zu\r\n\r\n", body.len);
  buf_put(&self->message, body);
  free(text);
  json_decref(message);
}

void diff_job_run(DiffJob *self) {
  json_t *result = self->task == DIFF_INSPECT ? inspect(self)
                   : self->task == DIFF_DRIFT ? drift(self)
                   : self->external           ? ask_external(self)
                                              : plan(self, self->from, self->to);
  bool tells = self->task == DIFF_CONTENT || (self->task == DIFF_PREVIEW && self->shown);
  if (result == NULL && tells) result = error_text(self);
  frame(self, result);
}
