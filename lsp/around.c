/* around.c: see around.h. */
#include "lsp/around.h"

#include "base/path.h"
#include "lsp/groups.h"
#include "lsp/jobs.h"
#include "lsp/workspace.h"
#include "typecheck/migration.h"

enum { MAX_FILES = 2000 };

/* ---- the job ---- */

typedef struct Collector {
  Arena *arena;
  const Project *project;
  Str home; /* directory of the schema */
  const Dialect *database;
  AroundFiles *out;
  StrList seen; /* directories */
} Collector;

static bool names_anything(const File *file) {
  for (size_t i = 0; i < file->unit_count; i++)
    for (uint32_t k = 0; k < file->units[i]->sym->ref_count; k++)
      if (file->units[i]->sym->refs[k].sql != SYM_NOT_SQL) return true;
  return false;
}

static void add_file(Collector *self, Str path) {
  Str text, error;
  const Dialect *dialect = dialect_for_file(path);
  if (dialect == NULL || dialect->is_schema || self->out->len >= MAX_FILES || migration_is_sum(path)) return;
  if (!file_read(self->arena, path, &text, &error)) return;
  const Dialect *database = project_database(self->project, path, dialect, text);
  bool beside = !dialect->is_text && str_eq(path_dir(path), self->home);
  if (database == NULL && beside) database = self->database;
  if (database != self->database) return;
  File *file = file_parse_for(path, text, dialect, database, false, 1);
  if (names_anything(file))
    array_push(self->out, file);
  else
    file_free(file);
}

static void add_directory(Collector *self, Str dir) {
  StrList names = {0};
  Str error;
  for (size_t i = 0; i < self->seen.len; i++)
    if (str_eq(self->seen.items[i], dir)) return;
  array_push(&self->seen, dir);
  if (dir_list(self->arena, dir, &names, &error))
    for (size_t i = 0; i < names.len; i++) add_file(self, path_join(self->arena, dir, names.items[i]));
  array_free(&names);
}

static void add_sources(Collector *self, const ProjectSource *sources, size_t count) {
  for (size_t i = 0; i < count; i++) {
    for (size_t k = 0; k < sources[i].paths.len; k++) {
      Str entry = sources[i].paths.items[k];
      add_directory(self, file_kind(entry) == FILE_DIR ? entry : path_dir(entry));
    }
  }
}

void around_collect(Arena *arena, const Project *project, Str path, const Dialect *database, AroundFiles *out) {
  Collector self = {arena, project, path_dir(path), database, out, {0}};
  add_directory(&self, self.home);
  if (project != NULL) {
    add_directory(&self, path_dir(project->path));
    add_sources(&self, project->sources, project->source_count);
    add_sources(&self, project->migrations, project->migration_count);
  }
  array_free(&self.seen);
}

/* ---- the index ---- */

void around_read(LspServer *self, LspGroup *group, Str path) {
  if (group->dialect->is_schema && path_is_absolute(path)) job_around(self, group, path);
}

void around_again(LspServer *self) {
  for (size_t i = 0; i < self->groups.len; i++) {
    LspGroup *group = self->groups.items[i];
    if (group_live(group) && group->listed_from.ptr != NULL) around_read(self, group, group->listed_from);
  }
}

static void drop(LspGroup *group, File *file) {
  free(file->user);
  module_remove(group->around, file);
}

void around_free(LspGroup *group) {
  if (group->around == NULL) return;
  while (module_file_count(group->around) > 0) drop(group, module_file(group->around, 0));
  module_free(group->around);
  group->around = NULL;
}

void around_forget(LspServer *self, Str path) {
  for (size_t i = 0; i < self->groups.len; i++) {
    LspGroup *group = self->groups.items[i];
    File *file = group->around != NULL ? module_find(group->around, path) : NULL;
    if (file != NULL) drop(group, file);
  }
}

void around_collected(LspServer *self, LspGroup *group, AroundFiles *files) {
  around_free(group);
  for (size_t i = 0; i < files->len; i++) {
    File *file = files->items[i];
    if (!group_live(group) || workspace_doc_at(self, file->path) != NULL) {
      file_free(file);
      continue;
    }
    if (group->around == NULL) {
      group->around = module_new(NULL);
      module_link(group->around, group->module, false);
    }
    LspSource *source = mem_zero(1, sizeof *source);
    *source = (LspSource){.file = file, .group = group, .number = self->next_number++};
    file->user = source;
    module_add(group->around, file);
  }
  array_clear(files);
}
