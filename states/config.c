/* config.c: reading a project file and the values in it. */
#define _GNU_SOURCE
#include "states/config_parts.h"

#include <stdlib.h>

#include "typecheck/eval_parts.h"
#include "typecheck/project.h"
#include "typecheck/val.h"

enum { MAX_STEPS = 8 };

typedef ARRAY(ValField) ValFields;

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

/* Files below the folder of the project, as seen from there. */
static bool list(void *context, Arena *arena, Str function, const Str *args, size_t count, StrList *out) {
  Config *self = context;
  Str dir = path_absolute(arena, self->dir);
  if (!project_lists(function) || count != 1) return false;
  Str pattern = path_join(arena, dir, args[0]);
  if (!str_starts(pattern, dir) || pattern.len == dir.len) return false;
  ProjectSource source = {.patterns = {.items = &pattern, .len = 1, .cap = 1}};
  StrList files = {0};
  project_source_files(arena, &source, &files);
  for (size_t i = 0; i < files.len; i++) array_push(out, path_relative(arena, dir, files.items[i]));
  array_free(&files);
  return true;
}

static void report(void *context, DiagCode code, Span span, Str message) {
  Config *self = context;
  (void)code;
  (void)span;
  if (str_empty(self->mistake)) self->mistake = arena_str(self->arena, message);
}

Str config_place(const Config *self, const Unit *unit, Span span) {
  TextRange at = unit_range(unit, span, TEXT_GRAPHEME);
  return arena_printf(self->arena, "%.*s:%u,%u", STR_FMT(self->path), at.start.line + 1, at.start.character + 1);
}

const Val *config_eval(Config *self, const Unit *unit, const SynExpr *expr, const AttrSpec *spec, Str *error) {
  const EnvCopy *copy = self->copy < self->copies.len ? &self->copies.items[self->copy] : NULL;
  Scope scope = {.module = self->module,
                 .unit = unit,
                 .dialect = self->file->dialect,
                 .config = true,
                 .defaults = true,
                 .expected = spec != NULL ? spec->value : NULL,
                 .has_each = copy != NULL && copy->key != NULL && unit == self->unit,
                 .each_key = copy != NULL ? copy->key : NULL,
                 .each_value = copy != NULL ? copy->value : NULL,
                 .run = &self->run,
                 .vars = self->vars,
                 .arena = self->arena,
                 .report = report,
                 .report_context = self};
  Str before = self->mistake;
  self->mistake = self->needs = (Str){0};
  const Val *value = eval_expr(&scope, expr);
  Str mistake = self->mistake;
  self->mistake = before;
  if (str_empty(mistake)) return value;
  *error = arena_printf(self->arena, "%.*s: %.*s", STR_FMT(config_place(self, unit, expr->span)), STR_FMT(mistake));
  return NULL;
}

static const Val *evaluate(Config *self, const Unit *unit, const SynAttr *attr, const AttrSpec *spec, Str *error) {
  return config_eval(self, unit, attr->value, spec, error);
}

const Val *config_value(Config *self, const Unit *unit, const SynAttr *attr, Str *error) {
  return evaluate(self, unit, attr, NULL, error);
}

const Val *config_pattern(Config *self, const Unit *unit, const SynAttr *attr, Str *error) {
  Arena *arena = self->arena;
  ValField table = {STR("name"), val_string(arena, STR("${self.table.name}"))};
  ValField fields[] = {{STR("name"), val_string(arena, STR("${self.name}"))},
                       {STR("table"), val_object(arena, &table, 1)}};
  ScopeVars self_var = {.name = STR("self"), .value = val_object(arena, fields, 2)};
  self->vars = &self_var;
  const Val *value = evaluate(self, unit, attr, NULL, error);
  self->vars = NULL;
  return value;
}

Str config_reason(const Config *self) {
  if (str_empty(self->needs)) return STR(": it needs a program or a service");
  return arena_printf(self->arena, ": it needs %.*s", STR_FMT(self->needs));
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

/* ---- opening ---- */

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
static ModuleOptions read_vars(Config *self, const StrList *texts) {
  ModuleVar *vars = arena_array(self->arena, ModuleVar, texts->len + 1);
  for (size_t i = 0; i < texts->len; i++) {
    size_t equals = str_find(texts->items[i], '=', 0);
    vars[i] =
        (ModuleVar){str_sub(texts->items[i], 0, equals), str_sub(texts->items[i], equals + 1, texts->items[i].len)};
  }
  return (ModuleOptions){vars, texts->len};
}

Config *config_open(Arena *arena, const StateOptions *options, Str *error) {
  Config *self = arena_new(arena, Config);
  const Dialect *dialect = language();
  Str text, why;
  *self = (Config){.arena = arena, .options = options, .path = options->config, .env = options->env};
  if (dialect == NULL) return NULL;
  if (str_empty(self->path)) self->path = dialect->file_name;
  self->dir = path_dir(self->path);
  self->run = (EvalRun){.env = options->env, .call = call, .list = list, .data = config_data, .context = self};
  if (!file_read(arena, self->path, &text, &why)) {
    *error = arena_printf(arena, "config file \"%.*s\" was not found: %.*s", STR_FMT(self->path), STR_FMT(why));
    return NULL;
  }
  ModuleOptions how = read_vars(self, &options->vars);
  self->module = module_new(&how);
  module_add(self->module, file_parse(self->path, text, dialect, true, 1));
  self->file = module_file(self->module, 0);
  module_check_all(self->module, 1);
  if (is_sound(self, error) && config_find_env(self, error)) return self;
  config_free(self);
  return NULL;
}

void config_free(Config *self) {
  if (self == NULL) return;
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
  *error = arena_printf(self->arena, "%.*s: %.*s of env \"%.*s\" cannot be known here%.*s",
                        STR_FMT(config_place(self, self->unit, attr->span)), STR_FMT(path), STR_FMT(self->env),
                        STR_FMT(config_reason(self)));
  return false;
}

static bool equal(const StrList *a, const StrList *b) {
  bool same = a->len == b->len;
  for (size_t i = 0; same && i < a->len; i++) same = str_eq(a->items[i], b->items[i]);
  return same;
}

/* The copies of the env do not say the same. */
static bool fail_copies(Config *self, Str path, const SynAttr *attr, Str *error) {
  Str names = config_copy_names(self);
  *error = arena_printf(self->arena,
                        "%.*s: multiple envs found for \"%.*s\", and their %.*s differs; choose one of %.*s: --env "
                        "'%.*s[KEY]'",
                        STR_FMT(config_place(self, self->unit, attr->span)), STR_FMT(self->env), STR_FMT(path),
                        STR_FMT(names), STR_FMT(self->env));
  return false;
}

/* What all copies of the env say alike. */
bool config_texts(Config *self, Str path, StrList *out, Str *error) {
  const AttrSpec *spec;
  const SynAttr *attr = attr_at(self, path, &spec);
  if (attr == NULL) return true;
  bool ok = true;
  StrList first = {0};
  for (size_t i = 0; ok && i < self->copies.len; i++) {
    StrList texts = {0};
    self->copy = i;
    const Val *value = evaluate(self, self->unit, attr, spec, error);
    ok = value != NULL && add_text(self, path, attr, value, i == 0 ? &first : &texts, error);
    if (ok && i > 0 && !equal(&first, &texts)) ok = fail_copies(self, path, attr, error);
    array_free(&texts);
  }
  self->copy = 0;
  for (size_t i = 0; ok && i < first.len; i++) array_push(out, first.items[i]);
  array_free(&first);
  return ok;
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

Str config_from_here(const Config *self, Str source) {
  Str scheme = STR("file://"), path = source;
  if (str_starts(source, scheme))
    path = str_sub(source, scheme.len, source.len);
  else if (memmem(source.ptr, source.len, "://", 3) != NULL || str_empty(source))
    return source;
  return arena_printf(self->arena, "file://%.*s", STR_FMT(path_join(self->arena, self->dir, path)));
}

static bool add_source(Config *self, Str text, ConfigSources *out, Str *error) {
  if (config_is_data(text)) return config_expand(self, text, out, error);
  array_push(out, ((ConfigSource){.url = config_from_here(self, text)}));
  return true;
}

bool config_sources(Config *self, Str path, ConfigSources *out, Str *error) {
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
    ok = add_source(self, found.items[i], out, error);
  }
  array_free(&found);
  if (blank)
    *error = arena_printf(self->arena, "env \"%.*s\" of %.*s: %.*s is empty (an unset environment variable?)",
                          STR_FMT(self->env), STR_FMT(self->path), STR_FMT(path));
  return ok && !blank;
}

/* Of equal names the last one counts. */
static void add_input(Config *self, ValFields *out, ValField field) {
  for (size_t i = 0; i < out->len; i++)
    if (str_eq(out->items[i].name, field.name)) {
      out->items[i] = field;
      return;
    }
  array_push_in(self->arena, out, field);
}

static bool names_file(const Config *self, const ConfigSource *source, Str file) {
  Str path = str_starts(source->url, STR("file://")) ? str_sub(source->url, 7, source->url.len) : source->url;
  Str full = path_absolute(self->arena, path);
  return str_eq(full, file) || str_eq(full, path_dir(file));
}

/* The source of the env that names a file; mistakes do not matter here. NULL: none. */
static const ConfigSource *source_of(Config *self, Str file) {
  const FactTable *facts = dialect_facts(self->file->dialect, STR("env_settings"));
  ConfigSources found = {0};
  const ConfigSource *result = NULL;
  Str error;
  self->files_only = true;
  for (uint32_t i = 0; facts != NULL && i < facts->row_count; i++)
    if (str_eq(facts->rows[i].key, STR("src"))) config_sources(self, facts->rows[i].cells[0], &found, &error);
  self->files_only = false;
  for (size_t i = 0; i < found.len && result == NULL; i++)
    if (!str_empty(found.items[i].url) && names_file(self, &found.items[i], file))
      result = arena_copy(self->arena, &found.items[i], 1, sizeof found.items[i]);
  array_free(&found);
  return result;
}

const ValField *config_inputs(Config *self, const ConfigSource *source, Str file, size_t *count) {
  ValFields out = {0};
  Str error;
  if (source == NULL && self->block != NULL) source = source_of(self, file);
  for (const SynAttr *attr = self->block != NULL ? self->block->body->attrs : NULL; attr != NULL; attr = attr->next) {
    if (dialect_attr(self->spec, attr->name) != NULL) continue;
    const Val *value = evaluate(self, self->unit, attr, NULL, &error);
    if (value != NULL) add_input(self, &out, (ValField){attr->name, value});
  }
  for (size_t i = 0; source != NULL && i < source->input_count; i++) add_input(self, &out, source->inputs[i]);
  *count = out.len;
  return out.items;
}

bool config_input_is_known(Config *self, Str name, Str *error) {
  const SynAttr *attr = self->block != NULL ? syn_attr(self->block->body, name) : NULL;
  const Val *first = NULL;
  bool ok = true;
  for (size_t i = 0; ok && attr != NULL && i < self->copies.len; i++) {
    self->copy = i;
    const Val *value = evaluate(self, self->unit, attr, NULL, error);
    ok = value != NULL && val_known(value);
    if (value != NULL && !ok)
      *error = arena_printf(self->arena, "%.*s: the value of \"%.*s\" cannot be known here%.*s",
                            STR_FMT(config_place(self, self->unit, attr->span)), STR_FMT(name),
                            STR_FMT(config_reason(self)));
    if (first == NULL) first = value;
    if (ok && val_compare(first, value) == 0) ok = fail_copies(self, name, attr, error);
  }
  self->copy = 0;
  return ok;
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
