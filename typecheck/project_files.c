/* project_files.c: which files form one schema: what one source of the atlas.hcl names, else a directory. */
#include "typecheck/project.h"

#include "typecheck/migration.h"

/* A file that may be part of a schema: an .hcl file whose name does not say that it is something else. */
static bool is_schema_file(Str path) {
  const Dialect *dialect = dialect_for_file(path);
  return str_ends(path, STR(".hcl")) && (dialect == NULL || dialect->is_schema);
}

/* Is `path` the entry itself or a direct child of the directory that the entry names? */
static bool names_file(Str entry, Str path) { return str_eq(entry, path) || str_eq(entry, path_dir(path)); }

bool project_names(const ProjectSource *source, Str path) {
  for (size_t i = 0; i < source->paths.len; i++)
    if (names_file(source->paths.items[i], path)) return true;
  for (size_t i = 0; i < source->patterns.len; i++)
    if (glob_match(source->patterns.items[i], path)) return true;
  return false;
}

const ProjectSource *project_source(const Project *project, Str path) {
  if (project == NULL || !is_schema_file(path)) return NULL;
  for (size_t i = 0; i < project->source_count; i++)
    if (project_names(&project->sources[i], path)) return &project->sources[i];
  return NULL;
}

uint32_t project_part(const Project *project, Str path) {
  const ProjectSource *source = project_source(project, path);
  return source != NULL ? (uint32_t)(source - project->sources) + 1 : 0;
}

const ProjectSource *project_migrations(const Project *project, Str path) {
  Str dir = path_dir(path);
  for (size_t i = 0; project != NULL && i < project->migration_count; i++)
    for (size_t k = 0; k < project->migrations[i].paths.len; k++)
      if (str_eq(project->migrations[i].paths.items[k], dir)) return &project->migrations[i];
  return NULL;
}

bool project_owns_text(const Project *project, Str path, Str text) {
  if (migration_is_sum(path) || project_migrations(project, path) != NULL) return true;
  Arena arena;
  Migration migration;
  bool found = false;
  arena_init(&arena, 0);
  migration_parse(&arena, text, &migration);
  for (uint32_t i = 0; i < migration.directive_count && !found; i++)
    found = migration_directive(migration.directives[i].name) != NULL;
  arena_free(&arena);
  return found;
}

Str project_module_key(Arena *arena, Str path, const Dialect *dialect, const Project *project) {
  Str name = dialect != NULL ? dialect->name : STR("");
  const ProjectSource *source = project_source(project, path);
  if (dialect != NULL && dialect->is_text) {
    Str dir = path_dir(path);
    return arena_printf(arena, "dir:%.*s:%.*s", STR_FMT(name), STR_FMT(dir));
  }
  if (dialect == NULL || !dialect->is_schema)
    return arena_printf(arena, "file:%.*s:%.*s", STR_FMT(name), STR_FMT(path));
  if (source != NULL)
    return arena_printf(arena, "source:%.*s:%.*s:%u", STR_FMT(name), STR_FMT(project->path), source->set);
  Str dir = path_dir(path);
  return arena_printf(arena, "dir:%.*s:%.*s", STR_FMT(name), STR_FMT(dir));
}

static void add_file(Str file, Str except, StrList *out) {
  if (!is_schema_file(file) || str_eq(file, except)) return;
  for (size_t i = 0; i < out->len; i++)
    if (str_eq(out->items[i], file)) return;
  array_push(out, file);
}

static void add_directory(Arena *arena, Str dir, Str except, StrList *out) {
  StrList names = {0};
  Str error;
  if (dir_list(arena, dir, &names, &error))
    for (size_t i = 0; i < names.len; i++)
      if (str_ends(names.items[i], STR(".hcl"))) add_file(path_join(arena, dir, names.items[i]), except, out);
  array_free(&names);
}

/* The files of a migration directory, which has a list of checksums. Elsewhere an SQL file stands alone. */
static void add_texts(Arena *arena, Str dir, const Dialect *dialect, Str except, StrList *out) {
  StrList names = {0};
  Str error;
  bool sums = false;
  if (!dir_list(arena, dir, &names, &error)) return;
  for (size_t i = 0; i < names.len; i++) sums = sums || migration_is_sum(names.items[i]);
  for (size_t i = 0; sums && i < names.len; i++) {
    Str path = path_join(arena, dir, names.items[i]);
    if (dialect_for_file(path) == dialect && !str_eq(path, except)) array_push(out, path);
  }
  array_free(&names);
}

enum { MAX_DEPTH = 8, MAX_FILES = 5000 };

/* Files in a folder that match, and as many levels below it as `depth`. */
static void add_matching(Arena *arena, Str pattern, Str dir, Str except, StrList *out, unsigned depth) {
  StrList names = {0};
  Str error;
  if (out->len < MAX_FILES && dir_list(arena, dir, &names, &error)) {
    for (size_t i = 0; i < names.len; i++) {
      Str path = path_join(arena, dir, names.items[i]);
      if (str_ends(path, STR(".hcl")) && glob_match(pattern, path))
        add_file(path, except, out);
      else if (depth > 0 && !str_starts(names.items[i], STR(".")) && file_kind(path) == FILE_DIR)
        add_matching(arena, pattern, path, except, out, depth - 1);
    }
  }
  array_free(&names);
}

/* "/w/db/?.hcl" and the like: begins in the folder in front of the first sign. */
static void add_pattern(Arena *arena, Str pattern, Str except, StrList *out) {
  size_t sign = 0;
  while (sign < pattern.len && strchr("*?[{", pattern.ptr[sign]) == NULL) sign++;
  if (sign == pattern.len) {
    add_file(pattern, except, out);
    return;
  }
  unsigned depth = 0;
  for (size_t i = sign; i < pattern.len && depth < MAX_DEPTH; i++) {
    bool any = i + 1 < pattern.len && pattern.ptr[i] == '*' && pattern.ptr[i + 1] == '*';
    depth = any ? MAX_DEPTH : depth + (pattern.ptr[i] == '/');
  }
  while (sign > 1 && pattern.ptr[sign - 1] != '/') sign--;
  add_matching(arena, pattern, str_sub(pattern, 0, sign > 1 ? sign - 1 : 1), except, out, depth);
}

void project_source_files(Arena *arena, const ProjectSource *source, StrList *out) {
  for (size_t i = 0; i < source->paths.len; i++) array_push(out, source->paths.items[i]);
  for (size_t i = 0; i < source->patterns.len; i++) add_pattern(arena, source->patterns.items[i], (Str){0}, out);
}

/* A file, or all those in a directory. */
static void add_entry(Arena *arena, Str entry, Str except, StrList *out) {
  FileKind kind = file_kind(entry);
  if (kind == FILE_DIR) add_directory(arena, entry, except, out);
  if (kind == FILE_REGULAR) add_file(entry, except, out);
}

static void add_source(Arena *arena, const ProjectSource *source, Str except, StrList *out) {
  for (size_t i = 0; i < source->patterns.len; i++) add_pattern(arena, source->patterns.items[i], except, out);
  for (size_t i = 0; i < source->paths.len; i++) add_entry(arena, source->paths.items[i], except, out);
}

void project_siblings(Arena *arena, Str path, const Dialect *dialect, const Project *project, StrList *out) {
  const ProjectSource *source = project_source(project, path);
  if (dialect != NULL && dialect->is_text) add_texts(arena, path_dir(path), dialect, path, out);
  if (dialect == NULL || !dialect->is_schema) return;
  if (source == NULL) {
    add_directory(arena, path_dir(path), path, out);
    return;
  }
  for (size_t i = 0; i < project->source_count; i++)
    if (project->sources[i].set == source->set) add_source(arena, &project->sources[i], path, out);
}

void project_schema(Arena *arena, const Project *project, Str path, const Dialect *dialect, Str text,
                    ProjectSchema *out) {
  *out = (ProjectSchema){.complete = project == NULL || !project->has_gaps};
  if (!path_is_absolute(path)) return;
  for (size_t i = 0; project != NULL && i < project->source_count; i++) {
    StrList files = {0};
    add_source(arena, &project->sources[i], STR(""), &files);
    if (files.len == 0) out->complete = false;
    for (size_t k = 0; k < files.len; k++) add_file(files.items[k], STR(""), &out->files);
    array_free(&files);
  }
  if (project == NULL || project->source_count == 0) add_directory(arena, path_dir(path), STR(""), &out->files);
  StrList named = {0};
  project_named_files(arena, dialect, path, text, &named);
  for (size_t i = 0; i < named.len; i++) add_entry(arena, named.items[i], STR(""), &out->files);
  array_free(&named);
}

bool project_may_be(const Project *project, Str file, const Dialect *database) {
  const Dialect *named = dialect_for_file(file);
  const ProjectSource *source = project_source(project, file);
  if (named != NULL) return named == database;
  return source == NULL || source->dialect == NULL || source->dialect == database;
}
