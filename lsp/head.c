/* head.c: see head.h. */
#include "lsp/head.h"

static bool has(const StrList *list, Str path) {
  for (size_t i = 0; i < list->len; i++)
    if (str_eq(list->items[i], path)) return true;
  return false;
}

/* Files of a folder that are in the commit and no more on the disk. Only the suffix tells their dialect. */
static void add_deleted(Arena *arena, const Files *files, Str dir, const Dialect *dialect, StrList *out) {
  StrList names = {0};
  Str error;
  if (files->list(files->context, arena, dir, &names, &error))
    for (size_t i = 0; i < names.len; i++) {
      Str path = path_join(arena, dir, names.items[i]);
      if (dialect_for_file(names.items[i]) == dialect && file_kind(path) == FILE_NONE && !has(out, path))
        array_push(out, path);
    }
  array_free(&names);
}

void head_files(Arena *arena, GitCommit *commit, const StrList *paths, const Dialect *dialect, StrList *out) {
  Files files = git_files(commit);
  StrList dirs = {0};
  for (size_t i = 0; i < paths->len; i++) {
    Str dir = path_dir(paths->items[i]);
    if (!has(&dirs, dir)) array_push(&dirs, dir);
    if (files.kind(files.context, paths->items[i]) == FILE_REGULAR) array_push(out, paths->items[i]);
  }
  for (size_t i = 0; i < dirs.len; i++) add_deleted(arena, &files, dirs.items[i], dialect, out);
  array_free(&dirs);
}

bool head_has_repository(Arena *arena, Str path) {
  for (Str dir = path_dir(path);; dir = path_dir(dir)) {
    if (file_kind(path_join(arena, dir, STR(".git"))) != FILE_NONE) return true;
    if (dir.len <= 1) return false;
  }
}

Str head_near(Str path) {
  Str dir = path_dir(path);
  while (dir.len > 1 && file_kind(dir) != FILE_DIR) dir = path_dir(dir);
  return dir;
}
