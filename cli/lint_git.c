/* lint_git.c: the migration files that were added since a commit, as git tells them. Git is run as a program, with the
 * arguments as they are and no shell, because a person asked for it. */
#include <errno.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/lint.h"

extern char **environ;

static bool fail(Arena *arena, Str *error, const char *what, Str output) {
  output = str_trim(output);
  *error = arena_printf(arena, "git: %s%s%.*s", what, output.len > 0 ? ": " : "", STR_FMT(output));
  return false;
}

/* Starts git with both outputs in the pipe. */
static int start(char *const *argv, const int ends[2], pid_t *child) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  int failure = posix_spawnp(child, argv[0], &actions, NULL, argv, environ);
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}

static bool run_git(Arena *arena, char *const *argv, Str *output, Str *error) {
  int ends[2], status = 0;
  pid_t child;
  Str why = {0};
  if (pipe(ends) != 0) return fail(arena, error, "cannot be started", str_from(strerror(errno)));
  int failure = start(argv, ends, &child);
  close(ends[1]);
  bool ok = failure == 0 && stream_read(arena, ends[0], output, &why);
  close(ends[0]);
  if (failure != 0) return fail(arena, error, "cannot be started", str_from(strerror(failure)));
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  if (!ok) return fail(arena, error, "cannot be read", why);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return fail(arena, error, "diff failed", *output);
  return true;
}

static bool is_listed(Str output, Str name) {
  for (size_t at = 0; at < output.len;) {
    size_t end = str_find(output, '\n', at);
    if (str_eq(path_base(str_sub(output, at, end)), name)) return true;
    at = end + 1;
  }
  return false;
}

/* A writable copy for argv. */
static char *argument(Arena *arena, Str text) {
  char *copy = arena_alloc(arena, text.len + 1);
  if (text.len > 0) memcpy(copy, text.ptr, text.len);
  return copy;
}

bool lint_git_first(Arena *arena, const MigrationDir *dir, Str git_dir, Str base, size_t *first, Str *error) {
  Str folder = str_empty(git_dir) ? STR(".") : git_dir, output;
  if (str_empty(base) || base.ptr[0] == '-') return fail(arena, error, "not a commit", base);
  char *argv[] = {argument(arena, STR("git")),
                  argument(arena, STR("-C")),
                  argument(arena, folder),
                  argument(arena, STR("--no-pager")),
                  argument(arena, STR("diff")),
                  argument(arena, STR("--no-ext-diff")),
                  argument(arena, STR("--name-only")),
                  argument(arena, STR("--diff-filter=A")),
                  argument(arena, base),
                  argument(arena, STR("HEAD")),
                  argument(arena, STR("--")),
                  argument(arena, path_absolute(arena, dir->path)),
                  NULL};
  if (!run_git(arena, argv, &output, error)) return false;
  for (*first = 0; *first < dir->count; ++*first)
    if (is_listed(output, dir->files[*first].name)) break;
  return true;
}
