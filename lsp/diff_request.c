/* diff_request.c: from the parameters of atlas/diff and its kin to a job: which files, which sources, what is allowed.
 */
#include "lsp/diff.h"
#include "lsp/risk.h"
#include "lsp/workspace.h"
#include "typecheck/build_inputs.h"

/* ---- the schema of a document ---- */

static void add_text(DiffJob *job, const File *file) {
  array_push(&job->texts, ((DiffText){arena_str(&job->arena, file->path), file_text(file, &job->arena)}));
}

static void take_project(LspServer *self, DiffJob *job, const Project *project, Str path) {
  Str env;
  job->options.config = arena_str(&job->arena, project->path);
  if (build_env(project, path, STR(""), &env)) job->options.env = arena_str(&job->arena, env);
  const LspDoc *doc = workspace_doc_at(self, project->path);
  if (doc != NULL && doc->source != NULL) add_text(job, doc->source->file);
}

static bool take_module(LspServer *self, DiffJob *job, Str uri, LspError *error) {
  const LspDoc *doc = workspace_doc(self, uri);
  if (doc == NULL || doc->source == NULL) {
    lsp_fail(error, LSP_INVALID_PARAMS, "the document is not open, or not in a language of ours");
    return false;
  }
  const LspGroup *group = doc->source->group;
  const Project *project = group->project != NULL ? group->project->project : NULL;
  if (project != NULL) take_project(self, job, project, doc->path);
  if (!group->dialect->is_schema) {
    if (job->task == DIFF_DRIFT || !str_empty(job->to)) return true; /* of the project file: its sources are named */
    lsp_fail(error, LSP_REQUEST_FAILED, "the document does not describe a schema");
    return false;
  }
  job->dialect = group->dialect;
  for (size_t i = 0; i < module_file_count(group->module); i++) {
    const File *file = module_file(group->module, i);
    const LspSource *source = file->user;
    array_push(&job->paths, arena_str(&job->arena, file->path));
    if (source->doc != NULL) add_text(job, file);
  }
  job->answers = risk_answers(group, &job->arena, &job->answer_count);
  return true;
}

/* ---- what is allowed ---- */

static bool is_local(Str source) {
  static const Str local[] = {STR_INIT("file://"), STR_INIT("git:"), STR_INIT("saved")};
  for (size_t i = 0; i < sizeof local / sizeof *local; i++)
    if (str_starts(source, local[i])) return true;
  return str_empty(source);
}

static bool is_env(Str source) { return str_starts(source, STR("env://")); }

/* A database is named: in a workspace that nobody trusts it stays closed. */
static bool allow(const LspServer *self, DiffJob *job, LspError *error) {
  const Str named[] = {job->from, job->to, job->options.dev_url};
  bool database = job->task == DIFF_DRIFT || job->external;
  for (size_t i = 0; i < 3; i++) {
    database = database || (!is_local(named[i]) && !is_env(named[i]));
    job->options.connect = job->options.connect || !is_local(named[i]);
  }
  job->options.connect = (job->options.connect || database) && self->settings.trusted;
  if (!database || self->settings.trusted) return true;
  lsp_fail(error, LSP_REQUEST_FAILED, "the workspace is not trusted: %s only with the setting atlas.trusted",
           job->external ? "the Atlas CLI is run" : "databases are opened");
  return false;
}

/* ---- parameters ---- */

static void read_list(DiffJob *job, const json_t *list, StrList *out) {
  for (size_t i = 0; i < json_array_size(list); i++) {
    Str word = json_str(json_array_get(list, i), "");
    if (!str_empty(word)) array_push(out, arena_str(&job->arena, word));
  }
}

static void read_options(const LspServer *self, const json_t *params, DiffJob *job) {
  StateOptions *options = &job->options;
  Arena *arena = &job->arena;
  Str env = json_str(params, "env"), dev = json_str(params, "devUrl");
  read_list(job, json_at(params, "schemas"), &options->schemas);
  read_list(job, json_at(params, "exclude"), &options->exclude);
  if (!str_empty(env)) options->env = arena_str(arena, env);
  if (!str_empty(dev)) options->dev_url = arena_str(arena, dev);
  if (options->dialect == NULL) options->dialect = self->options->dialect;
  for (size_t i = 0; i < self->options->var_count; i++) {
    const ModuleVar *var = &self->options->vars[i];
    array_push(&options->vars, arena_printf(arena, "%.*s=%.*s", STR_FMT(var->name), STR_FMT(var->value)));
  }
}

/* The document that a client can show. Only for sources without secrets. */
static void name_document(const LspServer *self, DiffJob *job, Str document) {
  bool plain = str_eq(job->from, STR("saved")) || str_starts(job->from, STR("git:"));
  if (job->task != DIFF_PREVIEW || !plain || !str_empty(job->to)) return;
  job->uri = virtual_uri(&job->arena, document, job->from);
  job->shown = self->client.virtual_documents && !str_empty(job->uri);
}

/* What this kind of request cannot do without. */
static bool check_sources(const DiffJob *job, LspError *error) {
  bool inspect = job->task == DIFF_INSPECT, drift = job->task == DIFF_DRIFT;
  if (!drift && str_empty(job->from))
    lsp_fail(error, LSP_INVALID_PARAMS,
             inspect ? "url is missing" : "from is missing: \"saved\", \"git:HEAD\" or a URL");
  else if (drift && str_empty(job->options.config))
    lsp_fail(error, LSP_REQUEST_FAILED, "there is no atlas.hcl above the document: it names the database");
  else if (drift && str_empty(job->options.env))
    lsp_fail(error, LSP_REQUEST_FAILED, "several environments have the file, or none: env says which one");
  else if (!inspect && !drift && str_empty(job->to) && job->dialect == NULL)
    lsp_fail(error, LSP_INVALID_PARAMS, "textDocument is missing, or to");
  return error->code == 0;
}

bool diff_request(LspServer *self, const json_t *params, DiffJob *job, LspError *error) {
  Str document = json_str(params, "textDocument.uri");
  bool inspect = job->task == DIFF_INSPECT;
  job->from = arena_str(&job->arena, json_str(params, inspect ? "url" : "from"));
  job->to = inspect ? STR("") : arena_str(&job->arena, json_str(params, "to"));
  job->external = job->task == DIFF_PLAN && self->settings.external;
  if (job->task == DIFF_PREVIEW && str_empty(job->from)) job->from = STR("git:HEAD");
  if (!str_empty(document) && !take_module(self, job, document, error)) return false;
  read_options(self, params, job);
  name_document(self, job, document);
  if (job->task == DIFF_CONTENT) job->uri = arena_str(&job->arena, json_str(params, "uri"));
  if (self->folders.len > 0) job->folder = arena_str(&job->arena, self->folders.items[0]);
  return check_sources(job, error) && allow(self, job, error);
}
