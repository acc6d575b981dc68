/* load.c: from the files asked for to whole modules. Reading and parsing run on several threads; the results do not
 * depend on their number. */
#include "cli/load.h"

#include <stdlib.h>

#include "base/parallel.h"
#include "cli/cli.h"

/* From this size on, a file is parsed by several threads, otherwise several files at a time. */
enum { LARGE_FILE = 1 << 20 };
enum { MAX_NEARBY = 500 }; /* modules: among more, none is looked for in the folders around */

static LoadFile *add_file(Load *self, Str shown, Str path, bool asked) {
  LoadFile *file = arena_new(&self->arena, LoadFile);
  file->shown = shown;
  file->path = path;
  file->asked = asked;
  file->kept = asked || self->options->command == CLI_ERD;
  Str piped = self->options->stdin_path;
  file->from_stdin = asked && !str_empty(piped) && str_eq(path, path_absolute(&self->arena, piped));
  arena_init(&file->text_arena, 0);
  array_push(&self->files, file);
  return file;
}

static void find_database(const Load *self, LoadFile *file) {
  const Dialect *dialect = file->guess.dialect;
  if (dialect == NULL || dialect->is_schema) return;
  file->database = project_database(file->project, file->path, dialect, file->text);
  if (dialect->is_text && self->options->dialect != NULL) file->database = self->options->dialect;
  if (!dialect->is_text && file->database == NULL) file->database = project_nearby(file->path);
}

static void find_dialect(Load *self, LoadFile *file, Arena *arena) {
  file->guess = project_dialect(arena, self->options->dialect, (Str){0}, file->path, file->text, file->project);
  file->key = project_module_key(arena, file->path, file->guess.dialect, file->project);
  find_database(self, file);
}

typedef struct Range {
  Load *load;
  size_t first;
} Range;

static void read_one(void *context, size_t index, unsigned worker) {
  Range *range = context;
  LoadFile *file = range->load->files.items[range->first + index];
  Arena *arena = &range->load->arenas[worker];
  if (!file->from_stdin) file->readable = file_read(&file->text_arena, file->path, &file->text, &file->error);
  if (file->readable) find_dialect(range->load, file, arena);
}

/* Reads the files from `first` on and finds their dialects. */
static void read_files(Load *self, size_t first) {
  Range range = {self, first};
  parallel_for(self->files.len - first, self->options->jobs, read_one, &range);
}

static bool read_asked(Load *self, const Inputs *inputs, LoadProjects *projects) {
  bool ok = true;
  for (size_t i = 0; i < inputs->len; i++) {
    LoadFile *file = add_file(self, inputs->items[i].shown, inputs->items[i].path, true);
    file->project = load_project(self, projects, path_dir(file->path));
    if (file->from_stdin && !(file->readable = inputs_read_stdin(&file->text_arena, &file->text))) ok = false;
  }
  self->asked = self->files.len;
  read_files(self, 0);
  for (size_t i = 0; i < self->asked; i++) {
    LoadFile *file = self->files.items[i];
    if (file->readable || file->from_stdin) continue;
    cli_error("%.*s: %.*s", STR_FMT(file->shown), STR_FMT(file->error));
    ok = false;
  }
  return ok;
}

/* Reads along what is in the list and not known yet. */
static void add_along(Load *self, Map *known, const StrList *list, const Project *project) {
  Str here = path_absolute(&self->arena, STR("."));
  for (size_t i = 0; i < list->len; i++) {
    Str shown = path_relative(&self->arena, here, list->items[i]);
    if (map_get(known, list->items[i]) != NULL || inputs_excluded(self->options, shown)) continue;
    map_set(known, list->items[i], self);
    add_file(self, shown, list->items[i], false)->project = project;
  }
}

/* Other files of the modules of those asked for, and the schemas that their SQL is about. */
static void read_siblings(Load *self) {
  Map known = {0}, keys = {0};
  for (size_t i = 0; i < self->asked; i++) map_set(&known, self->files.items[i]->path, self);
  for (size_t i = 0; i < self->asked; i++) {
    LoadFile *file = self->files.items[i];
    StrList list = {0};
    if (!file->readable || map_get(&keys, file->key) != NULL) continue;
    map_set(&keys, file->key, self);
    project_siblings(&self->arena, file->path, file->guess.dialect, file->project, &list);
    add_along(self, &known, &list, file->project);
    array_free(&list);
    if (file->database == NULL || file->guess.dialect->is_text) continue;
    project_schema(&self->arena, file->project, file->path, file->guess.dialect, file->text, &file->schema);
    add_along(self, &known, &file->schema.files, file->project);
  }
  read_files(self, self->asked);
  map_free(&known);
  map_free(&keys);
}

static void parse_one(void *context, size_t index, unsigned worker) {
  (void)worker;
  LoadFile *file = ((LoadFile **)context)[index];
  if (file == NULL) return;
  file->file = file_parse_for(file->path, file->text, file->guess.dialect, file->database, file->kept, 1);
}

static void finish_parse(LoadFile *file) {
  if (file->file == NULL) return;
  file->file->dialect_reason = file->guess.reason;
  file->file->part = project_part(file->project, file->path);
  file->file->user = file;
  if (file->guess.ambiguous) file_set_candidates(file->file, file->guess.candidates, file->guess.candidate_count);
  if (!file->asked) return;
  file->text = (Str){0}; /* the units have it now */
  arena_free(&file->text_arena);
}

int load_by_path(const void *a, const void *b) {
  return str_cmp((*(LoadFile *const *)a)->path, (*(LoadFile *const *)b)->path);
}

static LoadFile *find_file(const Load *self, Str path) {
  for (size_t i = 0; i < self->files.len; i++)
    if (str_eq(self->files.items[i]->path, path)) return self->files.items[i];
  return NULL;
}

/* Calls for the schema files of an asked file that are of its database. */
static void choose_schema(Load *self, LoadFile *file, Map *keys) {
  StrList *paths = &file->schema.files;
  size_t kept = 0;
  for (size_t i = 0; i < paths->len; i++) {
    const LoadFile *other = find_file(self, paths->items[i]);
    if (other == NULL || !other->readable) file->schema.complete = false;
    if (other == NULL || !other->readable || other->guess.dialect != file->database) continue;
    map_set(keys, other->key, self);
    paths->items[kept++] = paths->items[i];
  }
  paths->len = kept;
}

/* The readable files whose module has a file asked for, sorted by path. */
static size_t choose_files(Load *self, LoadFile **chosen) {
  Map keys = {0};
  size_t count = 0;
  for (size_t i = 0; i < self->asked; i++)
    if (self->files.items[i]->readable) map_set(&keys, self->files.items[i]->key, self);
  for (size_t i = 0; i < self->asked; i++) choose_schema(self, self->files.items[i], &keys);
  for (size_t i = 0; i < self->files.len; i++) {
    LoadFile *file = self->files.items[i];
    if (file->readable && map_get(&keys, file->key) != NULL) chosen[count++] = file;
  }
  map_free(&keys);
  if (count > 1) qsort(chosen, count, sizeof *chosen, load_by_path);
  return count;
}

static void parse_files(Load *self, LoadFile *const *chosen, size_t count) {
  LoadFile **small = arena_copy(&self->arena, chosen, count, sizeof *chosen);
  for (size_t i = 0; i < count; i++) {
    if (small[i]->text.len < LARGE_FILE) continue;
    LoadFile *file = small[i];
    file->file =
        file_parse_for(file->path, file->text, file->guess.dialect, file->database, file->kept, self->options->jobs);
    small[i] = NULL;
  }
  parallel_for(count, self->options->jobs, parse_one, small);
  for (size_t i = 0; i < count; i++) finish_parse(chosen[i]);
}

static ModulePath look_up_path(void *context, Str path) {
  (void)context;
  FileKind kind = file_kind(path);
  return kind == FILE_NONE ? MODULE_PATH_NONE : kind == FILE_DIR ? MODULE_PATH_DIR : MODULE_PATH_FILE;
}

/* Says what the SQL of the files asked for is about. */
static void link_schemas(Load *self, const Map *by_key) {
  for (size_t i = 0; i < self->asked; i++) {
    LoadFile *file = self->files.items[i];
    Module *own = file->readable ? map_get(by_key, file->key) : NULL;
    for (size_t k = 0; k < file->schema.files.len && own != NULL; k++) {
      Module *schema = map_get(by_key, find_file(self, file->schema.files.items[k])->key);
      if (schema != NULL && schema != own) module_link(own, schema, file->schema.complete);
    }
    array_free(&file->schema.files);
  }
}

/* Is it a schema that no project file speaks of? */
static bool is_loose(const LoadFile *file) { return file->file->dialect->is_schema && file->file->part == 0; }

static bool is_above(Str dir, Str other) {
  return other.len > dir.len && str_starts(other, dir) && other.ptr[dir.len] == '/';
}

/* Schemas of one request in folders of which one lies in the other: see module_add_nearby. */
static void note_nearby(const Load *self) {
  for (size_t i = 0; i < self->modules.len && self->modules.len <= MAX_NEARBY; i++) {
    const File *own = module_file(self->modules.items[i], 0);
    for (size_t k = 0; k < self->modules.len; k++) {
      const File *other = module_file(self->modules.items[k], 0);
      if (i == k || own->dialect != other->dialect || !is_loose(own->user) || !is_loose(other->user)) continue;
      Str dir = path_dir(own->path), second = path_dir(other->path);
      if (is_above(dir, second) || is_above(second, dir))
        module_add_nearby(self->modules.items[i], self->modules.items[k]);
    }
  }
}

static void build_modules(Load *self, LoadFile *const *chosen, size_t count) {
  ModuleOptions options = {self->options->vars.items, self->options->vars.len};
  Map by_key = {0};
  for (size_t i = 0; i < count; i++) {
    void **slot = map_slot(&by_key, chosen[i]->key);
    if (*slot == NULL) {
      *slot = module_new(&options);
      module_set_paths(*slot, look_up_path, NULL);
      array_push(&self->modules, (Module *)*slot);
    }
    module_add(*slot, chosen[i]->file);
  }
  link_schemas(self, &by_key);
  note_nearby(self);
  map_free(&by_key);
}

bool load_run(Load *self, const Inputs *inputs, const CliOptions *options) {
  LoadProjects projects = {0};
  *self = (Load){.options = options};
  arena_init(&self->arena, 0);
  self->arenas = mem_zero(options->jobs, sizeof *self->arenas);
  for (unsigned i = 0; i < options->jobs; i++) arena_init(&self->arenas[i], 0);
  bool ok = read_asked(self, inputs, &projects);
  read_siblings(self);
  load_settle_dialects(self);
  LoadFile **chosen = arena_array(&self->arena, LoadFile *, self->files.len);
  size_t count = choose_files(self, chosen);
  parse_files(self, chosen, count);
  build_modules(self, chosen, count);
  map_free(&projects.by_dir);
  map_free(&projects.by_path);
  return ok && !projects.failed;
}

static void check_module(void *context, size_t index, unsigned worker) {
  (void)worker;
  module_check_all(((Load *)context)->modules.items[index], 1);
}

/* Many modules are checked side by side, a few one after the other with all threads. */
void load_check(Load *self) {
  unsigned jobs = self->options->jobs;
  if (self->modules.len >= 2 * (size_t)jobs) {
    parallel_for(self->modules.len, jobs, check_module, self);
  } else {
    for (size_t i = 0; i < self->modules.len; i++) module_check_all(self->modules.items[i], jobs);
  }
}

void load_free(Load *self) {
  for (size_t i = 0; i < self->modules.len; i++) module_free(self->modules.items[i]);
  for (size_t i = 0; i < self->files.len; i++) {
    lines_free(&self->files.items[i]->lines);
    arena_free(&self->files.items[i]->text_arena);
  }
  for (unsigned i = 0; i < self->options->jobs; i++) arena_free(&self->arenas[i]);
  free(self->arenas);
  array_free(&self->modules);
  array_free(&self->files);
  arena_free(&self->arena);
}
