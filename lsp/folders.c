/* folders.c: folders of the workspace and files that change on disk. */
#include "lsp/around.h"
#include "lsp/groups.h"
#include "lsp/jobs.h"
#include "lsp/neighbours.h"
#include "lsp/paths.h"
#include "lsp/risk.h"
#include "lsp/workspace.h"

static void remove_folder(LspServer *self, Str path) {
  for (size_t i = 0; i < self->folders.len; i++) {
    if (!str_eq(self->folders.items[i], path)) continue;
    free((char *)(uintptr_t)self->folders.items[i].ptr);
    array_splice(&self->folders, i, 1, NULL, 0);
    return;
  }
}

/* "file:///w/" -> "/w"; empty for another scheme. */
static Str folder_path(Arena *arena, Str uri) {
  Str path = uri_to_path(arena, uri);
  while (path.len > 1 && path.ptr[path.len - 1] == '/') path.len--;
  return path;
}

void workspace_add_folder(LspServer *self, Str uri) {
  Arena arena;
  arena_init(&arena, 0);
  Str path = folder_path(&arena, uri);
  if (!str_empty(path)) {
    remove_folder(self, path);
    char *copy = mem_alloc(path.len + 1);
    memcpy(copy, path.ptr, path.len);
    copy[path.len] = '\0';
    array_push(&self->folders, str_make(copy, path.len));
  }
  arena_free(&arena);
}

void workspace_folders(LspServer *self, const json_t *params) {
  Arena arena;
  arena_init(&arena, 0);
  const json_t *removed = json_at(params, "event.removed"), *added = json_at(params, "event.added");
  for (size_t i = 0; i < json_array_size(removed); i++)
    remove_folder(self, folder_path(&arena, json_str(json_array_get(removed, i), "uri")));
  for (size_t i = 0; i < json_array_size(added); i++)
    workspace_add_folder(self, json_str(json_array_get(added, i), "uri"));
  arena_free(&arena);
  workspace_rediscover(self);
}

/* Kinds of FileEvent. */
enum { FILE_CREATED = 1, FILE_CHANGED, FILE_DELETED };

/* A closed file changed or went; an open one is what the editor says. */
static void file_changed(LspServer *self, Str path, int64_t kind) {
  for (size_t i = 0; i < self->groups.len; i++) {
    LspGroup *group = self->groups.items[i];
    LspSource *source = group_find(group, path);
    if (source == NULL || source->doc != NULL) continue;
    if (kind == FILE_DELETED) {
      group_remove(self, source);
    } else {
      job_parse(self, group, path);
    }
  }
}

/* Files appeared or went: modules may have others now. */
static void list_again(LspServer *self) {
  for (size_t i = 0; i < self->docs.len; i++) {
    const LspDoc *doc = self->docs.items[i];
    if (doc->source != NULL && doc->source->group->listing == 0) group_list(self, doc->source->group, doc->path);
  }
  for (size_t i = 0; i < self->groups.len; i++) {
    LspGroup *group = self->groups.items[i];
    if (group->docs == 0 && group->dependents > 0 && group->listing == 0) group_list(self, group, group->listed_from);
  }
}

/* Is a document open whose SQL is about schema files? There may be others now. */
static bool has_other(const LspServer *self) {
  for (size_t i = 0; i < self->docs.len; i++) {
    const LspSource *source = self->docs.items[i]->source;
    if (source != NULL && !source->group->dialect->is_schema) return true;
  }
  return false;
}

void workspace_files(LspServer *self, const json_t *params) {
  Arena arena;
  arena_init(&arena, 0);
  const json_t *changes = json_at(params, "changes");
  bool files = false, projects = false, others = false;
  for (size_t i = 0; i < json_array_size(changes); i++) {
    const json_t *change = json_array_get(changes, i);
    Str path = uri_to_path(&arena, json_str(change, "uri"));
    int64_t kind = FILE_CHANGED;
    json_int(change, "type", &kind);
    if (str_empty(path) || str_ends(path, STR("/.git/logs/HEAD"))) continue;
    if (workspace_is_project(path)) projects = true;
    const Dialect *dialect = dialect_for_file(path);
    if (kind != FILE_CHANGED) files = true;
    if (dialect != NULL && !dialect->is_schema) others = true;
    if (kind == FILE_DELETED) neighbours_gone(self, path);
    file_changed(self, path, kind);
  }
  arena_free(&arena);
  if (files)
    list_again(self);
  else if (others)
    around_again(self);
  if (files) paths_again(self);
  if (projects || (files && has_other(self))) workspace_rediscover(self);
  risk_touched(self, NULL);
  lsp_wake(self);
}

void folders_free(LspServer *self) {
  for (size_t i = 0; i < self->folders.len; i++) free((char *)(uintptr_t)self->folders.items[i].ptr);
  array_free(&self->folders);
}
