/* erd_job.c: what the thread pool does for a diagram: reads, parses, builds, writes. */
#include <stdio.h>

#include "lsp/erd.h"
#include "typecheck/build_inputs.h"

enum { WALK_DEPTH = 32 };

/* A module of a folder. */
typedef struct Part {
  Str key, schema_key, name;
  Module *module;
  const Project *project; /* NULL: none */
  Realm *realm;
} Part;

typedef struct Run {
  ErdJob *job;
  ARRAY(Part) parts;
  Map projects; /* folder -> Project, or `none` */
  ARRAY(ErdPart) schemas;
} Run;

static const Project none;

static const ErdFile *given_file(const ErdJob *self, Str path) {
  for (size_t i = 0; i < self->files.len; i++)
    if (str_eq(self->files.items[i].path, path)) return &self->files.items[i];
  return NULL;
}

static bool read_text(ErdJob *self, Str path, Str *text) {
  const ErdFile *file = given_file(self, path);
  Str error;
  if (file != NULL && file->open) {
    *text = file->text;
    return true;
  }
  return file_read(&self->arena, path, text, &error);
}

static Part *part_of(Run *self, Str path, const Dialect *dialect, const Project *project) {
  Arena *arena = &self->job->arena;
  Str name, schema_key = build_schema_key(arena, path, dialect, project, &name);
  Str key = self->job->dialect != NULL ? STR("") : schema_key;
  for (size_t i = 0; i < self->parts.len; i++)
    if (str_eq(self->parts.items[i].key, key)) return &self->parts.items[i];
  ModuleOptions options = {self->job->vars, self->job->var_count};
  Part part = {.key = key, .module = module_new(&options), .project = project, .schema_key = schema_key, .name = name};
  array_push(&self->parts, part);
  return &array_last(&self->parts);
}

static void add_text(Run *self, Str path, Str text, const Dialect *dialect, const Project *project) {
  File *file = file_parse(path, text, dialect, true, 1);
  file->part = project_part(project, path);
  module_add(part_of(self, path, dialect, project)->module, file);
}

/* ---- the files of one module ---- */

static void read_module(Run *self) {
  ErdJob *job = self->job;
  const Project *project = NULL;
  Str text;
  if (!str_empty(job->project_path) && read_text(job, job->project_path, &text))
    project = project_parse(&job->arena, job->project_path, text);
  for (size_t i = 0; i < job->files.len; i++)
    if (!job->files.items[i].aside && read_text(job, job->files.items[i].path, &text))
      add_text(self, job->files.items[i].path, text, job->dialect, project);
}

/* ---- all files of a folder ---- */

static const Project *read_project(Run *self, Str dir) {
  Arena *arena = &self->job->arena;
  for (size_t i = 0; i < dialect_count; i++) {
    if (str_empty(dialect_all[i]->file_name)) continue;
    Str path = path_join(arena, dir, dialect_all[i]->file_name), text;
    if (read_text(self->job, path, &text)) return project_parse(arena, path, text);
  }
  return NULL;
}

/* The nearest project file in the folder or above it, within the folder that is asked for. */
static const Project *project_of(Run *self, Str dir) {
  const Project *found = map_get(&self->projects, dir);
  if (found != NULL) return found;
  found = read_project(self, dir);
  if (found == NULL && dir.len > self->job->folder.len) found = project_of(self, path_dir(dir));
  if (found == NULL) found = &none;
  map_set(&self->projects, dir, (void *)(uintptr_t)found);
  return found;
}

static void add_file(Run *self, Str path) {
  ErdJob *job = self->job;
  Str text;
  if (!read_text(job, path, &text)) return;
  const Project *project = project_of(self, path_dir(path));
  if (project == &none) project = NULL;
  DialectGuess guess = project_dialect(&job->arena, job->forced, STR(""), path, text, project);
  if (guess.dialect == NULL || !guess.dialect->is_schema) return;
  add_text(self, path, text, guess.dialect, project);
}

static void walk(Run *self, Str dir, unsigned depth) {
  StrList names = {0};
  Str error;
  if (depth > WALK_DEPTH || !dir_list(&self->job->arena, dir, &names, &error)) return;
  for (size_t i = 0; i < names.len; i++) {
    Str name = names.items[i], path = path_join(&self->job->arena, dir, name);
    if (name.ptr[0] == '.' || str_eq(name, STR("node_modules"))) continue;
    FileKind kind = file_kind(path);
    if (kind == FILE_DIR) walk(self, path, depth + 1);
    if (kind == FILE_REGULAR && str_ends(name, STR(".hcl"))) add_file(self, path);
  }
  array_free(&names);
}

/* ---- the result ---- */

static void build_part(Run *self, Part *part) {
  ErdJob *job = self->job;
  Str text = {0};
  if (part->project != NULL && !read_text(job, part->project->path, &text)) text = (Str){0};
  ModuleOptions vars = {job->vars, job->var_count};
  build_add_project(part->realm, part->module, part->project, text, STR(""), &vars);
}

/* Modules of one schema are built into one realm. Names that several schemas have are told apart by numbers. */
static void build_parts(Run *self) {
  for (size_t i = 0; i < self->parts.len; i++) {
    Part *part = &self->parts.items[i];
    unsigned same = 0;
    for (size_t k = 0; k < i; k++) {
      const Part *other = &self->parts.items[k];
      if (str_eq(other->schema_key, part->schema_key)) part->realm = other->realm;
      same += str_eq(other->name, part->name);
    }
    if (part->realm == NULL) {
      part->realm = realm_new(module_file(part->module, 0)->dialect->name);
      Str name = same == 0 ? part->name : arena_printf(&self->job->arena, "%.*s-%u", STR_FMT(part->name), same + 1);
      array_push(&self->schemas, ((ErdPart){part->realm, name}));
    }
    build_part(self, part);
  }
  if (self->schemas.len == 1) self->schemas.items[0].project = STR("");
}

/* The document as the whole answer: it is large, and must not be copied on the main thread. */
static void frame(ErdJob *self, const Buf *document) {
  Buf head = {0};
  char *id = json_dumps(self->id, JSON_COMPACT | JSON_ENCODE_ANY);
  buf_printf(&head, "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":", id != NULL ? id : "null");
  free(id);
  buf_printf(&self->message, "Content-Length: %zu\r\n\r\n", head.len + document->len + 1);
  buf_put(&self->message, buf_str(&head));
  buf_put(&self->message, buf_str(document));
  buf_putc(&self->message, '}');
  buf_free(&head);
}

static void write_document(Run *self) {
  ErdJob *job = self->job;
  ErdOptions options = {.title = job->title, .filter = &job->filter, .from = job->uri};
  Buf document = {0};
  erd_json(self->schemas.items, self->schemas.len, &options, &document);
  job->hash = arena_str(&job->arena, erd_hash(buf_str(&document)));
  if (job->id != NULL) frame(job, &document);
  buf_free(&document);
  for (size_t i = 0; i < self->schemas.len; i++) realm_free((Realm *)(uintptr_t)self->schemas.items[i].realm);
}

void erd_job_run(ErdJob *self) {
  Run run = {.job = self};
  if (self->dialect != NULL)
    read_module(&run);
  else
    walk(&run, self->folder, 0);
  build_parts(&run);
  write_document(&run);
  for (size_t i = 0; i < run.parts.len; i++) module_free(run.parts.items[i].module);
  array_free(&run.parts);
  array_free(&run.schemas);
  map_free(&run.projects);
}

void erd_job_free(ErdJob *self) {
  json_decref(self->id);
  array_free(&self->files);
  array_free(&self->filter.include);
  array_free(&self->filter.exclude);
  buf_free(&self->message);
  arena_free(&self->arena);
  free(self);
}
