/* config.c: reading a project file and the values in it. */
#define _GNU_SOURCE
#include "states/config.h"

#include <stdlib.h>

#include "typecheck/build_inputs.h"
#include "typecheck/project.h"
#include "typecheck/val.h"

enum { MAX_STEPS = 8 };

struct Config {
  Arena *arena;
  Str path, dir, env;
  Module *module;
  const File *file;
  const Project *project;
  BuildInputs inputs; /* of the schema files of the env */
  bool has_inputs;
  const ModuleVar *vars;
  size_t var_count;
  EvalRun run;
  const SynBlock *block; /* of the env; NULL: none was asked for */
  const BlockSpec *spec;
  const Unit *unit;
  Str mistake; /* first one of the evaluation at hand */
};

/* ---- values ---- */

static bool call(void *context, Arena *arena, Str function, const Str *args, size_t count, Str *out) {
  Config *self = context;
  Str why;
  if (str_eq(function, STR("getenv")) && count == 1) {
    const char *value = getenv(arena_str(arena, args[0]).ptr);
    *out = arena_str(arena, str_from(value != NULL ? value : ""));
    return true;
  }
  if (str_eq(function, STR("file")) && count == 1)
    return file_read(arena, path_join(arena, self->dir, args[0]), out, &why);
  return false;
}

static void report(void *context, DiagCode code, Span span, Str message) {
  Config *self = context;
  (void)code;
  (void)span;
  if (str_empty(self->mistake)) self->mistake = arena_str(self->arena, message);
}

static Str place(const Config *self, const Unit *unit, const SynAttr *attr) {
  TextRange at = unit_range(unit, attr->span, TEXT_GRAPHEME);
  return arena_printf(self->arena, "%.*s:%u,%u", STR_FMT(self->path), at.start.line + 1, at.start.character + 1);
}

static const Val *evaluate(Config *self, const Unit *unit, const SynAttr *attr, const AttrSpec *spec, Str *error) {
  Scope scope = {.module = self->module,
                 .unit = unit,
                 .dialect = self->file->dialect,
                 .config = true,
                 .defaults = true,
                 .expected = spec != NULL ? spec->value : NULL,
                 .run = &self->run,
                 .arena = self->arena,
                 .report = report,
                 .report_context = self};
  self->mistake = (Str){0};
  const Val *value = eval_expr(&scope, attr->value);
  if (str_empty(self->mistake)) return value;
  *error = arena_printf(self->arena, "%.*s: %.*s", STR_FMT(place(self, unit, attr)), STR_FMT(self->mistake));
  return NULL;
}

const Val *config_value(Config *self, const Unit *unit, const SynAttr *attr, Str *error) {
  return evaluate(self, unit, attr, NULL, error);
}

/* ---- blocks ---- */

static const SynBlock *child_of(const SynBody *body, Str type) {
  for (const SynBlock *block = body->blocks; block != NULL; block = block->next)
    if (str_eq(block->type, type)) return block;
  return NULL;
}

/* "a.b.c" -> a, b, c */
static size_t split(Str path, Str steps[MAX_STEPS]) {
  size_t count = 0;
  for (size_t at = 0; at <= path.len && count < MAX_STEPS;) {
    size_t end = str_find(path, '.', at);
    steps[count++] = str_sub(path, at, end);
    at = end + 1;
  }
  return count;
}

static const SynBlock *descend(const SynBlock *block, const Str *steps, size_t count) {
  for (size_t i = 0; i < count && block != NULL; i++) block = child_of(block->body, steps[i]);
  return block;
}

static const SynBlock *top_block(const Config *self, Str type, const Unit **unit) {
  for (size_t i = 0; i < self->file->unit_count; i++) {
    const SynBlock *block = child_of(&self->file->units[i]->syn->body, type);
    *unit = self->file->units[i];
    if (block != NULL) return block;
  }
  return NULL;
}

const SynBlock *config_block(Config *self, Str path, bool global, const Unit **unit) {
  Str steps[MAX_STEPS];
  size_t count = split(path, steps);
  const SynBlock *found = self->block != NULL ? descend(self->block, steps, count) : NULL;
  *unit = self->unit;
  if (found != NULL || !global) return found;
  return descend(top_block(self, steps[0], unit), steps + 1, count - 1);
}

/* The attribute at a path in the env; NULL: not given. */
static const SynAttr *attr_at(const Config *self, Str path, const AttrSpec **attr_spec) {
  Str steps[MAX_STEPS];
  size_t count = split(path, steps);
  const BlockSpec *spec = self->spec;
  for (size_t i = 0; i + 1 < count && spec != NULL; i++) {
    const ChildSpec *child = dialect_child(spec, steps[i]);
    spec = child != NULL ? child->block : NULL;
  }
  *attr_spec = spec != NULL ? dialect_attr(spec, steps[count - 1]) : NULL;
  const SynBlock *block = self->block != NULL ? descend(self->block, steps, count - 1) : NULL;
  return block != NULL ? syn_attr(block->body, steps[count - 1]) : NULL;
}

/* ---- the env ---- */

static Str block_name(Config *self, const Unit *unit, const SynBlock *block, const BlockSpec *spec) {
  Str error;
  if (block->label_count > 0) return block->labels[block->label_count - 1].text;
  const AttrSpec *name = dialect_attr_role(spec, ATTR_NAME);
  const SynAttr *attr = name != NULL ? syn_attr(block->body, name->name) : NULL;
  const Val *value = attr != NULL ? config_value(self, unit, attr, &error) : NULL;
  return value != NULL && value->kind == VAL_STRING ? value->as.string : (Str){0};
}

/* A block with a label goes before one that takes every name. */
static void find_env(Config *self) {
  for (size_t i = 0; i < self->file->unit_count; i++) {
    const Unit *unit = self->file->units[i];
    for (const SynBlock *block = unit->syn->body.blocks; block != NULL; block = block->next) {
      const ChildSpec *child = dialect_child(self->file->dialect->root, block->type);
      if (child == NULL || child->block->role != BLOCK_ENV) continue;
      bool better = self->block == NULL || (self->block->label_count == 0 && block->label_count > 0);
      if (!better || !str_eq(block_name(self, unit, block, child->block), self->env)) continue;
      self->block = block;
      self->unit = unit;
      self->spec = child->block;
    }
  }
}

static bool check_env(Config *self, Str *error) {
  if (str_empty(self->env)) return true;
  find_env(self);
  if (self->block == NULL) {
    *error = arena_printf(self->arena, "env \"%.*s\" not defined in config file", STR_FMT(self->env));
    return false;
  }
  const AttrSpec *each = dialect_attr_role(self->spec, ATTR_FOR_EACH);
  if (each == NULL || syn_attr(self->block->body, each->name) == NULL) return true;
  *error =
      arena_printf(self->arena, "env \"%.*s\" stands for several databases; give the URL of one", STR_FMT(self->env));
  return false;
}

static bool is_sound(Config *self, Str *error) {
  for (size_t i = 0; i < self->file->unit_count; i++) {
    const Unit *unit = self->file->units[i];
    for (size_t k = 0; k < unit->diags.len; k++) {
      const Diagnostic *diagnostic = &unit->diags.items[k];
      if (diagnostic->severity != SEVERITY_ERROR) continue;
      TextRange at = unit_range(unit, diagnostic->span, TEXT_GRAPHEME);
      *error = arena_printf(self->arena, "%.*s:%u,%u: %.*s", STR_FMT(self->path), at.start.line + 1,
                            at.start.character + 1, STR_FMT(diagnostic->message));
      return false;
    }
  }
  return true;
}

static const Dialect *language(void) {
  for (size_t i = 0; i < dialect_count; i++)
    if (dialect_all[i]->config_functions && !str_empty(dialect_all[i]->file_name)) return dialect_all[i];
  return NULL;
}

/* "name=value" */
static void read_vars(Config *self, const StrList *texts) {
  ModuleVar *vars = arena_array(self->arena, ModuleVar, texts->len + 1);
  for (size_t i = 0; i < texts->len; i++) {
    size_t equals = str_find(texts->items[i], '=', 0);
    vars[i] =
        (ModuleVar){str_sub(texts->items[i], 0, equals), str_sub(texts->items[i], equals + 1, texts->items[i].len)};
  }
  self->vars = vars;
  self->var_count = texts->len;
}

Config *config_open(Arena *arena, const StateOptions *options, Str *error) {
  Config *self = arena_new(arena, Config);
  const Dialect *dialect = language();
  Str text, why;
  *self = (Config){.arena = arena, .path = options->config, .env = options->env};
  if (dialect == NULL) return NULL;
  if (str_empty(self->path)) self->path = dialect->file_name;
  self->dir = path_dir(self->path);
  self->run = (EvalRun){.env = options->env, .call = call, .context = self};
  if (!file_read(arena, self->path, &text, &why)) {
    *error = arena_printf(arena, "config file \"%.*s\" was not found: %.*s", STR_FMT(self->path), STR_FMT(why));
    return NULL;
  }
  read_vars(self, &options->vars);
  ModuleOptions how = {self->vars, self->var_count};
  self->module = module_new(&how);
  module_add(self->module, file_parse(self->path, text, dialect, true, 1));
  self->file = module_file(self->module, 0);
  self->project = project_parse(arena, path_absolute(arena, self->path), text);
  module_check_all(self->module, 1);
  if (is_sound(self, error) && check_env(self, error)) return self;
  config_free(self);
  return NULL;
}

void config_free(Config *self) {
  if (self == NULL) return;
  if (self->has_inputs) build_inputs_free(&self->inputs);
  module_free(self->module);
}

/* ---- texts ---- */

static bool add_text(Config *self, Str path, const SynAttr *attr, const Val *value, StrList *out, Str *error) {
  if (value->kind == VAL_NULL) return true;
  if (value->kind == VAL_STRING) {
    array_push(out, value->as.string);
    return true;
  }
  if (value->kind == VAL_LIST) {
    for (uint32_t i = 0; i < value->count; i++)
      if (!add_text(self, path, attr, value->as.items[i], out, error)) return false;
    return true;
  }
  *error = arena_printf(self->arena, "%.*s: %.*s of env \"%.*s\" cannot be known here: it needs a program or a service",
                        STR_FMT(place(self, self->unit, attr)), STR_FMT(path), STR_FMT(self->env));
  return false;
}

bool config_texts(Config *self, Str path, StrList *out, Str *error) {
  const AttrSpec *spec;
  const SynAttr *attr = attr_at(self, path, &spec);
  if (attr == NULL) return true;
  const Val *value = evaluate(self, self->unit, attr, spec, error);
  return value != NULL && add_text(self, path, attr, value, out, error);
}

bool config_text(Config *self, Str path, Str *out, Str *error) {
  StrList list = {0};
  bool ok = config_texts(self, path, &list, error);
  *out = ok && list.len > 0 ? list.items[0] : (Str){0};
  array_free(&list);
  return ok;
}

static const FactTable *settings(const Config *self) { return dialect_facts(self->file->dialect, STR("env_settings")); }

bool config_setting(Config *self, Str setting, StrList *out, Str *error) {
  const FactTable *table = settings(self);
  for (uint32_t i = 0; table != NULL && i < table->row_count; i++)
    if (str_eq(table->rows[i].key, setting) && !config_texts(self, table->rows[i].cells[0], out, error)) return false;
  return true;
}

/* ---- sources ---- */

/* As seen from the current folder. A source without a scheme is a path. */
static Str from_here(const Config *self, Str source) {
  Str scheme = STR("file://"), path = source;
  if (str_starts(source, scheme))
    path = str_sub(source, scheme.len, source.len);
  else if (memmem(source.ptr, source.len, "://", 3) != NULL || str_empty(source))
    return source;
  return arena_printf(self->arena, "file://%.*s", STR_FMT(path_join(self->arena, self->dir, path)));
}

/* Files that data sources of the env name: known without a run. */
static bool add_project_files(const Config *self, StrList *out) {
  size_t before = out->len;
  Str here = path_absolute(self->arena, STR("."));
  for (size_t i = 0; i < self->project->source_count; i++) {
    const ProjectSource *source = &self->project->sources[i];
    if (!str_eq(source->env, self->env)) continue;
    StrList files = {0};
    project_source_files(self->arena, source, &files);
    for (size_t k = 0; k < files.len; k++) {
      Str path = path_relative(self->arena, here, files.items[k]);
      array_push(out, arena_printf(self->arena, "file://%.*s", STR_FMT(path)));
    }
    array_free(&files);
  }
  return out->len > before;
}

bool config_sources(Config *self, Str path, StrList *out, Str *error) {
  StrList found = {0};
  const AttrSpec *spec;
  if (self->block == NULL) {
    *error = arena_printf(self->arena, "env://%.*s: name the environment with --env", STR_FMT(path));
    return false;
  }
  if (attr_at(self, path, &spec) == NULL) {
    *error = arena_printf(self->arena, "env \"%.*s\" of %.*s has no %.*s", STR_FMT(self->env), STR_FMT(self->path),
                          STR_FMT(path));
    return false;
  }
  bool ok = config_texts(self, path, &found, error);
  bool blank = ok && found.len == 0;
  for (size_t i = 0; ok && i < found.len; i++) {
    blank = blank || str_empty(found.items[i]);
    array_push(out, from_here(self, found.items[i]));
  }
  array_free(&found);
  if (blank)
    *error = arena_printf(self->arena, "env \"%.*s\" of %.*s: %.*s is empty (an unset environment variable?)",
                          STR_FMT(self->env), STR_FMT(self->path), STR_FMT(path));
  return !blank && (ok || add_project_files(self, out));
}

const ValField *config_inputs(Config *self, Str file, size_t *count) {
  Str text = file_text(self->file, self->arena);
  *count = 0;
  if (self->block == NULL) return NULL;
  if (self->has_inputs) build_inputs_free(&self->inputs);
  build_inputs(&self->inputs, self->project, text, self->env, file, self->vars, self->var_count);
  self->has_inputs = true;
  *count = self->inputs.values.len;
  return self->inputs.values.items;
}

/* ---- policies ---- */

static bool is_true(Config *self, const Unit *unit, const SynAttr *attr, bool *out, Str *error) {
  const Val *value = config_value(self, unit, attr, error);
  const Val *flag = value != NULL ? val_to_bool(value, self->arena) : NULL;
  *out = flag != NULL && flag->kind == VAL_BOOL && flag->flag;
  return value != NULL;
}

static bool read_skips(Config *self, const FactRow *row, DiffOptions *out, Str *error) {
  const Unit *unit;
  const SynBlock *block = config_block(self, row->cells[0], !str_empty(row->cells[1]), &unit);
  for (const SynAttr *attr = block != NULL ? block->body->attrs : NULL; attr != NULL; attr = attr->next) {
    bool yes;
    if (!is_true(self, unit, attr, &yes, error)) return false;
    if (yes) out->skip |= diff_skip_bit(attr->name);
  }
  return true;
}

static bool read_flag(Config *self, const FactRow *row, bool *out, Str *error) {
  const AttrSpec *spec;
  const SynAttr *attr = attr_at(self, row->cells[0], &spec);
  bool yes = false;
  if (attr == NULL) return true;
  if (!is_true(self, self->unit, attr, &yes, error)) return false;
  *out |= yes;
  return true;
}

bool config_policies(Config *self, DiffOptions *out, Str *error) {
  const FactTable *table = settings(self);
  bool ok = true;
  for (uint32_t i = 0; ok && table != NULL && i < table->row_count; i++) {
    const FactRow *row = &table->rows[i];
    if (str_eq(row->key, STR("skip"))) ok = read_skips(self, row, out, error);
    if (str_eq(row->key, STR("concurrent_create"))) ok = read_flag(self, row, &out->concurrent_create, error);
    if (str_eq(row->key, STR("concurrent_drop"))) ok = read_flag(self, row, &out->concurrent_drop, error);
  }
  return ok;
}
