/* groups.c: see groups.h. */
#include "lsp/groups.h"

#include "grammar/tree.h"
#include "lsp/around.h"
#include "lsp/diagnostics.h"
#include "lsp/erd.h"
#include "lsp/jobs.h"
#include "lsp/paths.h"
#include "lsp/risk.h"
#include "lsp/texts.h"
#include "lsp/workspace.h"

static LspGroup *new_group(LspServer *self, Str key, const Dialect *dialect, LspProject *project) {
  LspGroup *group = mem_zero(1, sizeof *group);
  char *copy = mem_alloc(key.len + 1);
  memcpy(copy, key.ptr, key.len);
  copy[key.len] = '\0';
  group->key = str_make(copy, key.len);
  group->dialect = dialect;
  group->project = project != NULL ? project_keep(project) : NULL;
  ModuleOptions options = {self->options->vars, self->options->var_count};
  group->module = module_new(&options);
  module_set_paths(group->module, paths_at, self);
  group->published = uv_now(&self->loop);
  array_push(&self->groups, group);
  return group;
}

LspGroup *group_get(LspServer *self, Str key, const Dialect *dialect, LspProject *project) {
  for (size_t i = 0; i < self->groups.len; i++) {
    LspGroup *group = self->groups.items[i];
    if (group->dialect == dialect && str_eq(group->key, key)) return group;
  }
  return new_group(self, key, dialect, project);
}

LspSource *group_find(const LspGroup *group, Str path) {
  File *file = module_find(group->module, path);
  return file != NULL ? file->user : NULL;
}

static LspSource *add(LspServer *self, LspGroup *group, File *file, LspDoc *doc) {
  LspSource *source = mem_zero(1, sizeof *source);
  source->number = self->next_number++;
  source->file = file;
  source->group = group;
  source->doc = doc;
  source->stale = doc != NULL; /* the first list is sent even when it is empty */
  file->user = source;
  module_add(group->module, file);
  return source;
}

LspSource *group_add(LspServer *self, LspGroup *group, File *file, LspDoc *doc) {
  LspSource *old = group_find(group, file->path);
  if (old != NULL) group_remove(self, old);
  group->docs++;
  LspSource *source = add(self, group, file, doc);
  risk_touched(self, group);
  return source;
}

/* Takes back what was shown for a closed file. */
static void unshow(LspServer *self, LspSource *source) {
  if (!source->shown) return;
  Arena arena;
  arena_init(&arena, 0);
  diagnostics_clear(self, uri_from_path(&arena, source->file->path));
  arena_free(&arena);
  source->shown = false;
}

void group_show_again(LspServer *self, LspGroup *group) {
  bool closed = self->settings.check && self->settings.closed_files;
  for (size_t i = 0; i < module_file_count(group->module); i++) {
    LspSource *source = module_file(group->module, i)->user;
    source->stale = true;
    if (source->doc == NULL && !closed) unshow(self, source);
  }
}

/* Closed files are shown beside open ones of their schema only. */
static void unshow_closed(LspServer *self, LspGroup *group) {
  for (size_t i = 0; i < module_file_count(group->module) && group->dependents > 0; i++) {
    LspSource *source = module_file(group->module, i)->user;
    if (source->doc != NULL) continue;
    source->stale = source->stale || source->shown;
    unshow(self, source);
  }
}

void group_remove(LspServer *self, LspSource *source) {
  LspGroup *group = source->group;
  if (self->checking == source) self->checking = NULL;
  if (source->doc != NULL) {
    group->docs--;
    if (group->docs == 0) unshow_closed(self, group);
    if (self->trees != NULL) tree_cache_clear(self->trees);
  } else {
    texts_forget(self, source->file->path);
    unshow(self, source);
  }
  module_remove(group->module, source->file);
  risk_forget(source);
  free(source);
}

static bool is_loading(const LspGroup *group) { return group->listing > 0 || group->parsing > 0; }

bool group_loading(const LspGroup *group) {
  bool loading = is_loading(group);
  for (size_t i = 0; i < group->schemas.len; i++) {
    const LspGroup *schema = group->schemas.items[i];
    loading = loading || is_loading(schema) || !schema->listed;
  }
  return loading;
}

bool group_live(const LspGroup *group) { return group->docs > 0 || group->dependents > 0; }

void group_list(LspServer *self, LspGroup *group, Str path) {
  group->listed = true;
  if (!path_is_absolute(path)) return;
  if (path.ptr != group->listed_from.ptr) {
    free((char *)(uintptr_t)group->listed_from.ptr);
    char *copy = mem_alloc(path.len + 1);
    memcpy(copy, path.ptr, path.len + 1);
    group->listed_from = str_make(copy, path.len);
  }
  job_list(self, group, path);
  around_read(self, group, path);
}

void group_set_project(LspServer *self, LspGroup *group, LspProject *project, Str path) {
  bool same =
      group->project == project || (group->project != NULL && project != NULL && group->project->hash == project->hash);
  if (project != NULL && group->project != project) {
    project_drop(group->project);
    group->project = project_keep(project);
  }
  if (!same || !group->listed) group_list(self, group, path);
}

/* Closed files that belong to the module no more. */
static void remove_unlisted(LspServer *self, LspGroup *group, const StrList *paths) {
  Map listed = {0};
  for (size_t i = 0; i < paths->len; i++) map_set(&listed, paths->items[i], group);
  for (size_t i = module_file_count(group->module); i-- > 0;) {
    LspSource *source = module_file(group->module, i)->user;
    if (source->doc == NULL && map_get(&listed, source->file->path) == NULL) group_remove(self, source);
  }
  map_free(&listed);
}

void group_listed(LspServer *self, LspGroup *group, const StrList *paths) {
  group->listing--;
  remove_unlisted(self, group, paths);
  group->total = 0;
  for (size_t i = 0; i < paths->len && group_live(group); i++) {
    if (workspace_doc_at(self, paths->items[i]) != NULL || group_find(group, paths->items[i]) != NULL) continue;
    job_parse(self, group, paths->items[i]);
    group->total++;
  }
  if (group->total > 0) progress_begin(self, group);
  if (!is_loading(group)) lsp_resume(self, NULL, false);
}

void group_parsed(LspServer *self, LspGroup *group, Str path, File *file) {
  group->parsing--;
  LspSource *old = group_find(group, path);
  bool wanted = group_live(group) && (old == NULL || old->doc == NULL) && workspace_doc_at(self, path) == NULL;
  if (wanted && old != NULL) group_remove(self, old);
  if (file != NULL && wanted) {
    add(self, group, file, NULL);
  } else if (file != NULL) {
    file_free(file);
  }
  if (is_loading(group)) {
    progress_report(self, group);
    return;
  }
  self->trim = true;
  progress_end(self, group);
  erd_touched(self);
  risk_touched(self, group);
  lsp_resume(self, NULL, false);
}

static bool same_groups(const LspGroups *a, const LspGroups *b) {
  bool same = a->len == b->len;
  for (size_t i = 0; i < a->len && same; i++) same = a->items[i] == b->items[i];
  return same;
}

void group_link(LspServer *self, LspGroup *group, const LspGroups *schemas, bool complete) {
  if (same_groups(&group->schemas, schemas) && module_schemas_complete(group->module) == complete) return;
  LspGroups before = group->schemas;
  group->schemas = (LspGroups){0};
  module_unlink(group->module);
  for (size_t i = 0; i < schemas->len; i++) {
    LspGroup *schema = schemas->items[i];
    array_push(&group->schemas, schema);
    schema->dependents++;
    module_link(group->module, schema->module, complete);
  }
  for (size_t i = 0; i < before.len; i++) {
    before.items[i]->dependents--;
    group_release(self, before.items[i]);
  }
  array_free(&before);
}

static void free_group(LspServer *self, LspGroup *group) {
  static const LspGroups none = {0};
  progress_end(self, group);
  group_link(self, group, &none, false);
  around_free(group);
  risk_free_group(group);
  for (size_t i = module_file_count(group->module); i-- > 0;) group_remove(self, module_file(group->module, i)->user);
  module_free(group->module);
  array_free(&group->schemas);
  free((char *)(uintptr_t)group->listed_from.ptr);
  project_drop(group->project);
  free((char *)(uintptr_t)group->key.ptr);
  free(group);
}

void group_release(LspServer *self, LspGroup *group) {
  if (group_live(group) || group->jobs > 0) return;
  for (size_t i = 0; i < self->groups.len; i++)
    if (self->groups.items[i] == group) array_splice(&self->groups, i, 1, NULL, 0);
  free_group(self, group);
}

void groups_free(LspServer *self) {
  for (size_t i = 0; i < self->groups.len; i++) { /* none is freed with another one */
    self->groups.items[i]->schemas.len = 0;
    module_unlink(self->groups.items[i]->module);
  }
  for (size_t i = 0; i < self->groups.len; i++) free_group(self, self->groups.items[i]);
  array_free(&self->groups);
}
