/* read_hcl.c: HCL files to a state: listed, checked, and built as one schema. */
#include "states/read_hcl.h"
#include "base/parallel.h"

enum { MAX_DEPTH = 16 };

/* ---- checking ---- */

/* Tells whoever wants to know. */
static void report(HclReader *self, const File *file) {
  const StateOptions *options = &self->work->options;
  for (size_t i = 0; options->mistake != NULL && i < file->unit_count; i++) {
    const Unit *unit = file->units[i];
    for (size_t k = 0; k < unit->diags.len; k++) {
      const Diagnostic *item = &unit->diags.items[k];
      StateMistake mistake = {.file = file->path,
                              .message = item->message,
                              .second = self->work->second,
                              .code = item->code,
                              .severity = item->severity,
                              .span = {unit->start + item->span.start, unit->start + item->span.end},
                              .range = unit_range(unit, item->span, TEXT_UTF16)};
      options->mistake(options->user, &mistake);
    }
  }
}

/* A schema with mistakes is not what its author means: no plan is made of it. */
static bool is_sound(HclReader *self, const File *file) {
  for (size_t i = 0; i < file->unit_count; i++) {
    const Unit *unit = file->units[i];
    for (size_t k = 0; k < unit->diags.len; k++) {
      const Diagnostic *diagnostic = &unit->diags.items[k];
      if (diagnostic->severity != SEVERITY_ERROR) continue;
      TextRange at = unit_range(unit, diagnostic->span, TEXT_GRAPHEME);
      return work_fail(self->work, "%.*s:%u,%u: %.*s", STR_FMT(file->path), at.start.line + 1, at.start.character + 1,
                       STR_FMT(diagnostic->message));
    }
  }
  return true;
}

/* The project file of a folder or of one above it, up to the top of its repository; NULL: there is none. */
static const Project *nearest_project(HclReader *self, Str dir) {
  Arena *arena = self->work->arena;
  Str text, error;
  if (str_eq(dir, self->seen)) return self->project;
  self->seen = dir;
  self->project = NULL;
  for (;; dir = path_dir(dir)) {
    Str path = path_join(arena, dir, STR("atlas.hcl"));
    if (file_kind(path) == FILE_REGULAR && file_read(arena, path, &text, &error))
      return self->project = project_parse(arena, path, text);
    if (dir.len <= 1 || file_kind(path_join(arena, dir, STR(".git"))) != FILE_NONE) return NULL;
  }
}

/* The dialect of a file: as for --check; content alone gives way to what is known of the other side. */
static const Dialect *dialect_of(HclReader *self, const Source *source, Str path, Str text) {
  Arena *arena = self->work->arena;
  Str full = source->in_memory ? path : path_absolute(arena, path);
  const Project *project = source->in_memory ? NULL : nearest_project(self, path_dir(full));
  DialectGuess guess = project_dialect(arena, self->work->options.dialect, (Str){0}, full, text, project);
  const Dialect *known = self->dialect != NULL ? self->dialect : self->work->hint;
  bool by_content = guess.candidates != NULL || guess.dialect == NULL;
  if (by_content && known != NULL) return known;
  if (guess.dialect != NULL && !guess.dialect->is_schema && guess.candidate_count <= 1) {
    work_fail(self->work, "%.*s: a file of the %.*s language describes no schema", STR_FMT(path),
              STR_FMT(guess.dialect->name));
    return NULL;
  }
  if (guess.dialect == NULL || guess.candidate_count > 1) {
    work_fail(self->work, "%.*s: cannot tell of which database the schema is; give --dialect", STR_FMT(path));
    return NULL;
  }
  return guess.dialect;
}

static bool list_one(HclReader *self, const Source *source, Str path) {
  HclText file = {.key = path, .path = path, .name = source_name(self->work, source, path)};
  if (source->is_dir) file.key = str_sub(path, source->path.len, path.len);
  while (str_starts(file.key, STR("/"))) file.key = str_sub(file.key, 1, file.key.len);
  if (source->given != NULL && (source->given->part || source->given->input_count > 0))
    file.part = (uint32_t)(source - self->sources->items) + 1;
  if (!source_text(self->work, source, path, &file.text)) return false;
  const Dialect *dialect = dialect_of(self, source, path, file.text);
  if (dialect == NULL) return false;
  if (self->dialect != NULL && self->dialect != dialect)
    return work_fail(self->work, "%.*s is of another dialect than the files before it", STR_FMT(file.name));
  self->dialect = dialect;
  bool known = map_get(&self->known, file.name) != NULL;
  if (known && source->in_memory)
    return work_fail(self->work, "two texts of one side are called \"%.*s\"", STR_FMT(file.name));
  if (known) return true;
  map_set(&self->known, file.name, self);
  array_push(&self->texts, file);
  return true;
}

static bool is_schema_file(Str name) {
  const Dialect *dialect = dialect_for_file(name);
  return str_ends(name, STR(".hcl")) && (dialect == NULL || dialect->is_schema);
}

/* The files of a folder; those of folders below only when it has none of its own. */
static bool list_directory(HclReader *self, const Source *source, Str path, unsigned depth) {
  StrList names = {0};
  bool ok = source_list(self->work, source, path, &names), found = false;
  for (size_t i = 0; ok && i < names.len; i++) {
    Str name = names.items[i];
    if (name.ptr[0] == '.' || !is_schema_file(name)) continue;
    ok = list_one(self, source, path_join(self->work->arena, path, name));
    found = true;
  }
  for (size_t i = 0; ok && !found && depth < MAX_DEPTH && i < names.len; i++) {
    Str full = path_join(self->work->arena, path, names.items[i]);
    if (names.items[i].ptr[0] != '.' && source_kind(source, full) == FILE_DIR)
      ok = list_directory(self, source, full, depth + 1);
  }
  array_free(&names);
  return ok;
}

bool hcl_list(HclReader *self, const Sources *sources) {
  self->sources = sources;
  for (size_t i = 0; i < sources->len; i++) {
    const Source *source = &sources->items[i];
    if (!(source->is_dir ? list_directory(self, source, source->path, 0) : list_one(self, source, source->path)))
      return false;
  }
  if (self->dialect != NULL) return true;
  return work_fail(self->work, "\"%.*s\" contains neither SQL nor HCL files", STR_FMT(sources->items[0].path));
}

void hcl_parse(HclReader *self, const HclText *text) {
  File *file = file_parse(text->name, text->text, self->dialect, true, self->jobs);
  file->part = text->part;
  module_add(self->module, file);
}

enum { SLICE_US = 50000 };

/* Who can give up the work is asked from time to time. */
static bool check_all(HclReader *self) {
  const atomic_bool *cancel = self->work->options.db.cancel;
  if (cancel == NULL || self->jobs != 1) {
    module_check_all(self->module, self->jobs);
    return true;
  }
  bool more = true;
  while (more && !atomic_load(cancel)) more = module_check_slice(self->module, NULL, SLICE_US, NULL, NULL);
  return !atomic_load(cancel) || work_fail(self->work, "cancelled");
}

static bool check(HclReader *self) {
  if (!check_all(self)) return false;
  for (size_t i = 0; i < module_file_count(self->module); i++) report(self, module_file(self->module, i));
  for (size_t i = 0; i < module_file_count(self->module); i++)
    if (!is_sound(self, module_file(self->module, i))) return false;
  return true;
}

/* ---- input variables ---- */

/* What the project file gives to a file. */
static const BuildOptions *inputs_of(const HclReader *self, const File *file) {
  return file->part < self->inputs.part_count ? &self->inputs.parts[file->part] : &self->inputs;
}

static bool is_on_command_line(const HclReader *self, Str name) {
  for (size_t i = 0; i < self->vars.var_count; i++)
    if (str_eq(self->vars.vars[i].name, name)) return true;
  return false;
}

/* NULL: the project file says nothing of it. */
static const Val *input(const HclReader *self, const File *file, Str name) {
  const BuildOptions *inputs = inputs_of(self, file);
  for (size_t i = 0; i < inputs->input_count; i++)
    if (str_eq(inputs->inputs[i].name, name)) return inputs->inputs[i].value;
  return NULL;
}

/* Has the variable of the block a value? One that only a program knows is none. */
static bool has_value(HclReader *self, const File *file, const SynBlock *block, const BlockSpec *spec, Str *error) {
  Str name = block->labels[0].text;
  const AttrSpec *value = dialect_attr_role(spec, ATTR_DEFAULT);
  if (is_on_command_line(self, name)) return true;
  const Val *given = input(self, file, name);
  if (given != NULL && !config_input_is_known(self->work->config, name, error)) return false;
  *error = STR("its value needs a program or a service");
  if (given != NULL) return val_known(given);
  *error = arena_printf(self->work->arena, "missing value for required variable \"%.*s\"", STR_FMT(name));
  return value != NULL && syn_attr(block->body, value->name) != NULL;
}

/* A run needs a value for each variable: what it stands for would be missing from the schema. */
static bool has_values(HclReader *self, const File *file) {
  Str error;
  for (size_t i = 0; i < file->unit_count; i++)
    for (const SynBlock *block = file->units[i]->syn->body.blocks; block != NULL; block = block->next) {
      const ChildSpec *child = dialect_child(file->dialect->root, block->type);
      if (child == NULL || child->block->role != BLOCK_VARIABLE || block->label_count != 1) continue;
      if (has_value(self, file, block, child->block, &error)) continue;
      TextRange at = unit_range(file->units[i], block->span, TEXT_GRAPHEME);
      return work_fail(self->work, "%.*s:%u,%u: %.*s", STR_FMT(file->path), at.start.line + 1, at.start.character + 1,
                       STR_FMT(error));
    }
  return true;
}

/* Part 0 are the files that the project file gives nothing of their own. */
static void read_project_inputs(HclReader *self) {
  Work *work = self->work;
  size_t count = self->sources->len + 1;
  BuildOptions *parts = arena_array(work->arena, BuildOptions, count);
  Str first = path_absolute(work->arena, module_file(self->module, 0)->path);
  for (size_t i = 0; i < count; i++) {
    parts[i] = (BuildOptions){0};
    const ConfigSource *given = i > 0 ? self->sources->items[i - 1].given : NULL;
    if (i == 0 || given != NULL) parts[i].inputs = config_inputs(work->config, given, first, &parts[i].input_count);
  }
  self->inputs = parts[0];
  self->inputs.parts = parts;
  self->inputs.part_count = count;
}

/* Reads the inputs of the project file, too. */
static bool read_inputs(HclReader *self) {
  self->inputs = (BuildOptions){0};
  if (self->work->config != NULL) read_project_inputs(self);
  for (size_t i = 0; i < module_file_count(self->module); i++)
    if (!has_values(self, module_file(self->module, i))) return false;
  return true;
}

/* "name=value" */
static ModuleVar *read_vars(Work *work) {
  const StrList *vars = &work->options.vars;
  ModuleVar *out = arena_array(work->arena, ModuleVar, vars->len + 1);
  for (size_t i = 0; i < vars->len; i++) {
    Str text = vars->items[i];
    size_t equals = str_find(text, '=', 0);
    out[i] = (ModuleVar){str_sub(text, 0, equals), str_sub(text, equals + 1, text.len)};
  }
  return out;
}

void hcl_open(HclReader *self, Work *work) {
  ModuleOptions vars = {read_vars(work), work->options.vars.len};
  *self = (HclReader){.work = work, .vars = vars, .module = module_new(&vars), .jobs = work->options.jobs};
  if (self->jobs == 0) self->jobs = parallel_processors();
}

void hcl_close(HclReader *self) {
  module_free(self->module);
  map_free(&self->known);
  array_free(&self->texts);
}

State *hcl_state(HclReader *self) {
  if (!check(self) || !read_inputs(self)) return NULL;
  State *state = state_new(STATE_HCL);
  state->dialect = self->dialect;
  return state;
}

void hcl_build_later(HclReader *self, State *state) {
  Work *work = self->work;
  work->builds[work->build_count++] = (HclBuild){state, self->module, self->inputs};
  self->module = NULL;
}

State *state_read_hcl(Work *work, const Sources *sources) {
  HclReader self;
  State *state = NULL;
  hcl_open(&self, work);
  if (hcl_list(&self, sources)) {
    for (size_t i = 0; i < self.texts.len; i++) hcl_parse(&self, &self.texts.items[i]);
    state = hcl_state(&self);
  }
  if (state != NULL) hcl_build_later(&self, state);
  hcl_close(&self);
  return state;
}

/* A ParallelFn; the context is Work.builds. */
static void build_one(void *context, size_t index, unsigned worker) {
  (void)worker;
  HclBuild *build = (HclBuild *)context + index;
  build->state->realm = build_realm(build->module, &build->inputs);
  module_free(build->module);
}

void state_build_hcl(Work *work) {
  unsigned jobs = work->options.jobs > 0 ? work->options.jobs : parallel_processors();
  parallel_for(work->build_count, jobs, build_one, work->builds);
  work->build_count = 0;
}
