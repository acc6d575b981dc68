/* load_project.c: finds the project file that a source file belongs to. */
#include "cli/cli.h"
#include "cli/load.h"

/* In the maps: a folder or path that was looked at; project NULL: there is none. */
typedef struct Seen {
  const Project *project;
} Seen;

static Seen *remember(Load *self, Map *map, Str key, const Project *project) {
  Seen *seen = arena_new(&self->arena, Seen);
  seen->project = project;
  map_set(map, key, seen);
  return seen;
}

/* Only what --env names stays. */
static void keep_env(Project *project, Str env) {
  size_t kept = 0;
  if (str_empty(env)) return;
  for (size_t i = 0; i < project->source_count; i++)
    if (str_eq(project->sources[i].env, env)) project->sources[kept++] = project->sources[i];
  project->source_count = kept;
}

static const Project *read_project(Load *self, LoadProjects *projects, Str path) {
  Seen *seen = map_get(&projects->by_path, path);
  if (seen != NULL) return seen->project;
  Str text, error;
  Project *project = NULL;
  if (file_read(&self->arena, path, &text, &error)) {
    project = project_parse(&self->arena, path, text);
    if (project != NULL) keep_env(project, self->options->env);
  } else {
    cli_error("%.*s: %.*s", STR_FMT(path), STR_FMT(error));
    projects->failed = true;
  }
  return remember(self, &projects->by_path, path, project)->project;
}

/* Path of the nearest atlas.hcl at or above `dir`; empty when there is none. */
static Str nearest(Arena *arena, Str dir) {
  for (;; dir = path_dir(dir)) {
    Str path = path_join(arena, dir, STR("atlas.hcl"));
    if (file_kind(path) == FILE_REGULAR) return path;
    if (dir.len <= 1 || file_kind(path_join(arena, dir, STR(".git"))) != FILE_NONE) return (Str){0};
  }
}

const Project *load_project(Load *self, LoadProjects *projects, Str dir) {
  Str config = self->options->config;
  if (!str_empty(config)) return read_project(self, projects, path_absolute(&self->arena, config));
  Seen *seen = map_get(&projects->by_dir, dir);
  if (seen != NULL) return seen->project;
  Str path = nearest(&self->arena, dir);
  const Project *project = str_empty(path) ? NULL : read_project(self, projects, path);
  return remember(self, &projects->by_dir, dir, project)->project;
}
