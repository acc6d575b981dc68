/* lint_git.c: the migration files that are not in a commit: new ones since then. */
#include "cli/lint.h"
#include "states/files.h"

static bool has_name(const StrList *names, Str name) {
  for (size_t i = 0; i < names->len; i++)
    if (str_eq(names->items[i], name)) return true;
  return false;
}

/* Compares with the directory as it is in the commit; there, it may not be there. */
static bool compare(Arena *arena, const MigrationDir *dir, Str path, GitCommit *commit, size_t *first, Str *error) {
  Files files = git_files(commit);
  StrList names = {0};
  *first = 0;
  if (files.kind(files.context, path) != FILE_DIR) return true;
  bool ok = files.list(files.context, arena, path, &names, error);
  while (ok && *first < dir->count && has_name(&names, dir->files[*first].name)) ++*first;
  array_free(&names);
  return ok;
}

bool lint_git_first(Arena *arena, const MigrationDir *dir, Str git_dir, Str base, size_t *first, Str *error) {
  Str path = path_absolute(arena, dir->path);
  GitCommit *commit = git_open(arena, str_empty(git_dir) ? STR(".") : git_dir, base, error);
  bool ok = commit != NULL && compare(arena, dir, path, commit, first, error);
  git_close(commit);
  return ok;
}
