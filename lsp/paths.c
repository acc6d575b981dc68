/* paths.c: see paths.h. */
#include "lsp/paths.h"

#include "lsp/jobs.h"

/* Owns `path`. */
struct LspPath {
  Str path;
  ModulePath found;
  bool wanted; /* to be looked up */
};

ModulePath paths_at(void *server, Str path) {
  LspServer *self = server;
  LspPath *entry = map_get(&self->paths, path);
  if (entry != NULL || !path_is_absolute(path)) return entry != NULL ? entry->found : MODULE_PATH_UNKNOWN;
  char *copy = mem_alloc(path.len + 1);
  memcpy(copy, path.ptr, path.len);
  copy[path.len] = '\0';
  entry = mem_zero(1, sizeof *entry);
  *entry = (LspPath){.path = str_make(copy, path.len), .wanted = true};
  map_set(&self->paths, entry->path, entry);
  self->paths_wanted = true;
  return MODULE_PATH_UNKNOWN;
}

void paths_flush(LspServer *self) {
  if (!self->paths_wanted) return;
  StrList wanted = {0};
  for (size_t i = map_next(&self->paths, 0); i < self->paths.cap; i = map_next(&self->paths, i + 1)) {
    LspPath *entry = self->paths.entries[i].value;
    if (entry->wanted) array_push(&wanted, entry->path);
    entry->wanted = false;
  }
  self->paths_wanted = false;
  if (wanted.len > 0) job_paths(self, &wanted);
  array_free(&wanted);
}

void paths_again(LspServer *self) {
  for (size_t i = map_next(&self->paths, 0); i < self->paths.cap; i = map_next(&self->paths, i + 1))
    ((LspPath *)self->paths.entries[i].value)->wanted = true;
  self->paths_wanted = self->paths.len > 0;
  paths_flush(self);
}

void paths_arrived(LspServer *self, const StrList *paths, const ModulePath *found) {
  bool changed = false;
  for (size_t i = 0; i < paths->len; i++) {
    LspPath *entry = map_get(&self->paths, paths->items[i]);
    if (entry == NULL || entry->found == found[i]) continue;
    entry->found = found[i];
    changed = true;
  }
  for (size_t i = 0; changed && i < self->groups.len; i++) module_recheck(self->groups.items[i]->module);
}

void paths_free(LspServer *self) {
  for (size_t i = map_next(&self->paths, 0); i < self->paths.cap; i = map_next(&self->paths, i + 1)) {
    LspPath *entry = self->paths.entries[i].value;
    free((char *)(uintptr_t)entry->path.ptr);
    free(entry);
  }
  map_free(&self->paths);
}
