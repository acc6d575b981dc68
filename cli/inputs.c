/* inputs.c: walks directories and puts the files found in order. */
#include "cli/inputs.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/map.h"
#include "cli/cli.h"
#include "typecheck/migration.h"

enum { MAX_DEPTH = 100 };

typedef struct Walk {
  Inputs *found;
  Arena *arena;
  const CliOptions *options;
  bool ok;
  bool hcl_only; /* for the formatter */
} Walk;

bool inputs_excluded(const CliOptions *options, Str shown) {
  if (str_starts(shown, STR("./"))) shown = str_sub(shown, 2, shown.len);
  for (size_t i = 0; i < options->exclude.len; i++) {
    Str pattern = options->exclude.items[i];
    if (str_starts(pattern, STR("./"))) pattern = str_sub(pattern, 2, pattern.len);
    if (glob_match(pattern, shown)) return true;
    if (str_find(pattern, '/', 0) == pattern.len && glob_match(pattern, path_base(shown))) return true;
  }
  return false;
}

static void complain(Walk *walk, Str path, Str error) {
  cli_error("%.*s: %.*s", STR_FMT(path), STR_FMT(error));
  walk->ok = false;
}

static void add_file(Walk *walk, Str shown) {
  Input input = {shown, path_absolute(walk->arena, shown)};
  array_push(walk->found, input);
}

/* "dir" and "a.hcl" -> "dir/a.hcl"; names in "." stand alone. */
static Str below(Arena *arena, Str dir, Str name) {
  if (str_eq(dir, STR("."))) return name;
  bool slash = str_ends(dir, STR("/"));
  return arena_printf(arena, "%.*s%s%.*s", STR_FMT(dir), slash ? "" : "/", STR_FMT(name));
}

/* A link to a directory may lead in circles. */
static bool is_link(Str path) {
  struct stat st;
  return lstat(path.ptr, &st) == 0 && S_ISLNK(st.st_mode);
}

/* Hidden ones, such as .git and .terraform.lock.hcl, and dependencies. */
static bool is_skipped(Str name) { return str_starts(name, STR(".")) || str_eq(name, STR("node_modules")); }

/* A directory with a list of checksums is one of migrations: its SQL files are looked at as well. */
static bool has_checksums(const StrList *names) {
  for (size_t i = 0; i < names->len; i++)
    if (migration_is_sum(names->items[i])) return true;
  return false;
}

static bool is_wanted(Str name, bool migrations) {
  if (str_ends(name, STR(".hcl"))) return true;
  const Dialect *dialect = migrations ? dialect_for_file(name) : NULL;
  return dialect != NULL && dialect->is_text;
}

static void walk_directory(Walk *walk, Str dir, unsigned depth) {
  StrList names = {0};
  Str error;
  if (depth > MAX_DEPTH || !dir_list(walk->arena, dir, &names, &error)) {
    complain(walk, dir, depth > MAX_DEPTH ? STR("too many folders inside each other") : error);
    array_free(&names);
    return;
  }
  bool migrations = !walk->hcl_only && has_checksums(&names);
  for (size_t i = 0; i < names.len; i++) {
    Str name = names.items[i], shown = arena_str(walk->arena, below(walk->arena, dir, name));
    FileKind kind = file_kind(shown);
    if (is_skipped(name) || inputs_excluded(walk->options, shown)) continue;
    if (kind == FILE_DIR && !is_link(shown))
      walk_directory(walk, shown, depth + 1);
    else if (kind == FILE_REGULAR && is_wanted(name, migrations))
      add_file(walk, shown);
  }
  array_free(&names);
}

/* Archives of tests stand beside HCL files and are passed along by hooks; SQL files are not formatted. */
static bool is_other_language(const Walk *walk, Str path) {
  const Dialect *dialect = dialect_for_file(path);
  return str_ends(path, STR(".txtar")) || (walk->hcl_only && dialect != NULL && dialect->is_text);
}

static void leave_alone(const Walk *walk, Str path) {
  if (!walk->options->quiet) fprintf(stderr, "%.*s: not HCL, left alone\n", STR_FMT(path));
}

static void add_path(Walk *walk, Str path) {
  Arena *arena = walk->arena;
  Str content, error = {0};
  switch (file_kind(path)) {
  case FILE_DIR: walk_directory(walk, path, 0); break;
  case FILE_REGULAR:
  case FILE_OTHER:
    if (inputs_excluded(walk->options, path)) break;
    if (is_other_language(walk, path))
      leave_alone(walk, path);
    else
      add_file(walk, path);
    break;
  case FILE_NONE:
    (void)file_read(arena, path, &content, &error); /* for the reason */
    complain(walk, path, error);
  }
}

static int by_shown(const void *a, const void *b) {
  return str_cmp(((const Input *)a)->shown, ((const Input *)b)->shown);
}

/* Drops files that were named twice, also in two spellings; the first in order stays. */
static void drop_repeated(Inputs *self) {
  Map seen = {0};
  size_t kept = 0;
  for (size_t i = 0; i < self->len; i++) {
    void **slot = map_slot(&seen, self->items[i].path);
    if (*slot != NULL) continue;
    *slot = self;
    self->items[kept++] = self->items[i];
  }
  self->len = kept;
  map_free(&seen);
}

bool inputs_collect(Inputs *self, Arena *arena, const CliOptions *options) {
  Walk walk = {self, arena, options, true, options->command == CLI_FORMAT};
  if (options->paths.len == 0 && str_empty(options->stdin_path)) add_path(&walk, STR("."));
  for (size_t i = 0; i < options->paths.len; i++) add_path(&walk, options->paths.items[i]);
  if (!str_empty(options->stdin_path)) add_file(&walk, options->stdin_path);
  if (self->len > 1) qsort(self->items, self->len, sizeof *self->items, by_shown);
  drop_repeated(self);
  return walk.ok;
}

void inputs_free(Inputs *self) { array_free(self); }

bool inputs_read_stdin(Arena *arena, Str *text) {
  Str error;
  if (stream_read(arena, STDIN_FILENO, text, &error)) return true;
  cli_error("standard input: %.*s", STR_FMT(error));
  return false;
}
