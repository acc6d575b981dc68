/* jobs.c: see jobs.h. */
#include "lsp/jobs.h"

#include "base/path.h"
#include "lsp/around.h"
#include "lsp/groups.h"
#include "lsp/neighbours.h"
#include "lsp/paths.h"
#include "lsp/texts.h"
#include "lsp/workspace.h"

/* A job in the pool. `arena` holds its inputs and results. */
typedef struct Job Job;
struct Job {
  uv_work_t request;
  LspServer *server;
  LspGroup *group;     /* counted in group->jobs; may be NULL */
  LspProject *project; /* counted */
  void (*run)(Job *self);
  void (*done)(Job *self);
  Arena arena;
  Str path, uri, text;
  const Dialect *forced, *dialect;
  const Dialect *certain;           /* PARSE: the result, when it is certain */
  StrList paths;                    /* DISCOVER: folders of the workspace; LIST: the result; PATHS */
  Str override_path, override_text; /* DISCOVER: an open project file */
  ModulePath *found_at;             /* PATHS: the result */
  LspProject *found;
  File *file;
  AroundFiles around;
};

static void on_run(uv_work_t *request) {
  Job *self = request->data;
  self->run(self);
}

static void free_job(Job *self) {
  project_drop(self->project);
  project_drop(self->found);
  if (self->file != NULL) file_free(self->file);
  for (size_t i = 0; i < self->around.len; i++) file_free(self->around.items[i]);
  array_free(&self->around);
  array_free(&self->paths);
  arena_free(&self->arena);
  free(self);
}

static void on_done(uv_work_t *request, int status) {
  Job *self = request->data;
  LspServer *server = self->server;
  LspGroup *group = self->group;
  if (status == 0 && !server->leaving) self->done(self);
  if (group != NULL) {
    group->jobs--;
    group_release(server, group);
  }
  free_job(self);
  lsp_wake(server);
}

static Job *new_job(LspServer *server, LspGroup *group, Str path) {
  Job *self = mem_zero(1, sizeof *self);
  self->request.data = self;
  self->server = server;
  self->group = group;
  arena_init(&self->arena, 0);
  self->path = arena_str(&self->arena, path);
  self->forced = server->options->dialect;
  if (group != NULL) {
    group->jobs++;
    self->dialect = group->dialect;
    self->project = group->project != NULL ? project_keep(group->project) : NULL;
  }
  return self;
}

static void submit(Job *self, void (*run)(Job *), void (*done)(Job *)) {
  self->run = run;
  self->done = done;
  uv_queue_work(&self->server->loop, &self->request, on_run, on_done);
}

/* Does a folder of the workspace end the search? The search stays in the folder that holds the document. */
static bool is_boundary(const Job *self, Str dir) {
  for (size_t i = 0; i < self->paths.len; i++)
    if (str_eq(self->paths.items[i], dir)) return true;
  return dir.len <= 1;
}

/* Finds the nearest project file in the folder of the document or above it: /w/db/schema.hcl -> /w/atlas.hcl. */
static bool find_project(Job *self, Str *path) {
  for (Str dir = path_dir(self->path);; dir = path_dir(dir)) {
    for (size_t i = 0; i < dialect_count; i++) {
      Str name = dialect_all[i]->file_name;
      if (str_empty(name)) continue;
      *path = path_join(&self->arena, dir, name);
      if (file_kind(*path) == FILE_REGULAR || str_eq(*path, self->override_path)) return true;
    }
    if (is_boundary(self, dir)) return false;
  }
}

static void run_discover(Job *self) {
  LspProject *found = mem_zero(1, sizeof *found);
  arena_init(&found->arena, 0);
  found->refs = 1;
  self->found = found;
  Str path, text, error;
  if (!path_is_absolute(self->path)) return;
  const Dialect *dialect = dialect_for_file(self->path);
  if (dialect != NULL && !dialect->is_schema && !dialect->is_text) found->nearby = project_nearby(self->path);
  bool known = find_project(self, &path);
  if (known && str_eq(path, self->override_path))
    text = self->override_text;
  else if (known)
    known = file_read(&self->arena, path, &text, &error);
  if (known) found->hash = str_hash(text);
  if (known)
    found->project = project_parse(&found->arena, arena_str(&found->arena, path), arena_str(&found->arena, text));
  if (dialect != NULL && !dialect->is_schema)
    project_schema(&found->arena, found->project, self->path, dialect, self->text, &found->schema);
}

static void done_discover(Job *self) {
  LspProject *found = self->found;
  self->found = NULL;
  workspace_discovered(self->server, self->uri, found);
}

/* Also of a document that is not placed yet. */
static Str text_of(const LspDoc *doc, Arena *arena) {
  if (doc->source != NULL) return file_text(doc->source->file, arena);
  return doc->text != NULL ? arena_str(arena, str_make(doc->text, doc->text_len)) : STR("");
}

/* May the text of the document name schema files? */
static bool is_other(const LspDoc *doc) {
  const Dialect *dialect = dialect_for_file(doc->path);
  return dialect != NULL && !dialect->is_schema && !dialect->is_text;
}

void job_discover(LspServer *server, LspDoc *doc) {
  Job *self = new_job(server, NULL, doc->path);
  self->uri = arena_str(&self->arena, doc->uri);
  if (is_other(doc)) self->text = text_of(doc, &self->arena);
  doc->discovering++;
  for (size_t i = 0; i < server->folders.len; i++)
    array_push(&self->paths, arena_str(&self->arena, server->folders.items[i]));
  for (size_t i = 0; i < server->docs.len; i++) {
    const LspDoc *other = server->docs.items[i];
    if (!workspace_is_project(other->path) || (other->source == NULL && other->text == NULL)) continue;
    if (!str_starts(doc->path, path_dir(other->path)) || other->path.len < self->override_path.len) continue;
    self->override_path = arena_str(&self->arena, other->path);
    self->override_text = text_of(other, &self->arena);
  }
  submit(self, run_discover, done_discover);
}

static void run_list(Job *self) {
  const Project *project = self->project != NULL ? self->project->project : NULL;
  project_siblings(&self->arena, self->path, self->dialect, project, &self->paths);
  if (self->dialect->is_schema && file_kind(self->path) == FILE_REGULAR) array_push(&self->paths, self->path);
}

static void done_list(Job *self) { group_listed(self->server, self->group, &self->paths); }

void job_list(LspServer *server, LspGroup *group, Str path) {
  Job *self = new_job(server, group, path);
  group->listing++;
  submit(self, run_list, done_list);
}

static void run_parse(Job *self) {
  Str text, error;
  const Project *project = self->project != NULL ? self->project->project : NULL;
  if (!file_read(&self->arena, self->path, &text, &error)) return;
  DialectGuess guess = project_dialect(&self->arena, self->forced, STR(""), self->path, text, project);
  if (!guess.ambiguous) self->certain = guess.dialect;
  if (guess.dialect != self->dialect && !(guess.ambiguous && self->dialect->is_schema)) return;
  const Dialect *database = project_database(project, self->path, self->dialect, text);
  self->file = file_parse_for(self->path, text, self->dialect, database, false, 1);
  self->file->part = project_part(project, self->path);
  if (guess.ambiguous) file_set_candidates(self->file, guess.candidates, guess.candidate_count);
}

static void done_parse(Job *self) {
  File *file = self->file;
  self->file = NULL;
  if (self->certain != NULL) neighbours_found(self->server, self->group, self->path, self->certain);
  group_parsed(self->server, self->group, self->path, file);
}

void job_parse(LspServer *server, LspGroup *group, Str path) {
  Job *self = new_job(server, group, path);
  group->parsing++;
  submit(self, run_parse, done_parse);
}

static void run_paths(Job *self) {
  self->found_at = arena_array(&self->arena, ModulePath, self->paths.len);
  for (size_t i = 0; i < self->paths.len; i++) {
    FileKind kind = file_kind(self->paths.items[i]);
    self->found_at[i] = kind == FILE_NONE ? MODULE_PATH_NONE : kind == FILE_DIR ? MODULE_PATH_DIR : MODULE_PATH_FILE;
  }
}

static void done_paths(Job *self) { paths_arrived(self->server, &self->paths, self->found_at); }

void job_paths(LspServer *server, const StrList *paths) {
  Job *self = new_job(server, NULL, STR(""));
  for (size_t i = 0; i < paths->len; i++) array_push(&self->paths, arena_str(&self->arena, paths->items[i]));
  submit(self, run_paths, done_paths);
}

static void run_around(Job *self) {
  const Project *project = self->project != NULL ? self->project->project : NULL;
  around_collect(&self->arena, project, self->path, self->dialect, &self->around);
}

static void done_around(Job *self) { around_collected(self->server, self->group, &self->around); }

void job_around(LspServer *server, LspGroup *group, Str path) {
  submit(new_job(server, group, path), run_around, done_around);
}

static void run_text(Job *self) {
  Str error;
  if (!file_read(&self->arena, self->path, &self->text, &error)) self->text = (Str){0};
}

static void done_text(Job *self) {
  Arena arena = self->arena;
  memset(&self->arena, 0, sizeof self->arena);
  texts_arrived(self->server, self->path, arena, self->text);
}

void job_text(LspServer *server, Str path) { submit(new_job(server, NULL, path), run_text, done_text); }
