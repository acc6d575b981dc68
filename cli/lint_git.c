/* lint_git.c: the migration files that are not in a commit: new ones since then; and what does not fit to that: files
 * of the commit that have changed or are gone, new ones in front of them. */
#include "cli/lint.h"
#include "states/files.h"

static bool has_name(const StrList *names, Str name) {
  for (size_t i = 0; i < names->len; i++)
    if (str_eq(names->items[i], name)) return true;
  return false;
}

/* ---- what is not one behind the other ---- */

/* "File 1.sql was added before 2.sql" */
static void add_note(Arena *arena, MigrationNotes *notes, Str name, const char *what, Str other) {
  array_push_in(arena, notes, arena_printf(arena, "File %.*s %s%.*s", STR_FMT(name), what, STR_FMT(other)));
}

/* A file of the commit that has other content now, or is not there any more. */
static void check_file(Arena *arena, const Files *now, Str path, const Files *then, Str name, MigrationNotes *notes) {
  Str old, text, why, file = path_join(arena, path, name);
  if (now->kind(now->context, file) != FILE_REGULAR) {
    add_note(arena, notes, name, "was deleted", (Str){0});
    return;
  }
  bool read = now->read(now->context, arena, file, &text, &why) && then->read(then->context, arena, file, &old, &why);
  if (read && !str_eq(text, old)) add_note(arena, notes, name, "was edited", (Str){0});
}

/* A new file that comes before one of the commit. */
static void check_order(Arena *arena, const MigrationDir *dir, const StrList *names, MigrationNotes *notes) {
  Str last = {0};
  for (size_t i = dir->count; i-- > 0 && str_empty(last);)
    if (has_name(names, dir->files[i].name)) last = dir->files[i].name;
  for (size_t i = 0; i < dir->count && !str_eq(dir->files[i].name, last); i++)
    if (!str_empty(last) && !has_name(names, dir->files[i].name))
      add_note(arena, notes, dir->files[i].name, "was added before ", last);
}

/* ---- what is new ---- */

/* Compares with the directory as it is in the commit; there, it may not be there. */
static bool compare(Arena *arena, const MigrationDir *dir, const Files *now, Str path, GitCommit *commit,
                    LintHistory *out, Str *error) {
  Files files = git_files(commit);
  StrList names = {0};
  out->first = 0;
  if (files.kind(files.context, path) != FILE_DIR) return true;
  bool ok = files.list(files.context, arena, path, &names, error);
  while (ok && out->first < dir->count && has_name(&names, dir->files[out->first].name)) out->first++;
  if (ok) check_order(arena, dir, &names, &out->notes);
  for (size_t i = 0; ok && i < names.len; i++)
    if (str_ends(names.items[i], STR(".sql"))) check_file(arena, now, path, &files, names.items[i], &out->notes);
  array_free(&names);
  return ok;
}

bool lint_git(Arena *arena, const MigrationDir *dir, const Files *now, Str git_dir, Str base, LintHistory *out,
              Str *error) {
  Str path = path_absolute(arena, dir->path);
  GitCommit *commit = git_open(arena, str_empty(git_dir) ? STR(".") : git_dir, base, error);
  bool ok = commit != NULL && compare(arena, dir, now, path, commit, out, error);
  git_close(commit);
  return ok;
}
