/* lint_config.c: see lint_config.h. Which blocks and attributes matter is data: the facts "lint_settings" of the
 * language of project files; names of analyzers and their options are those of diff/lint.h. */
#include "states/lint_config.h"

#include "typecheck/eval.h"
#include "typecheck/sql_region.h"

/* What one lint block says, before two are put together. */
typedef struct Policy {
  ARRAY(LintAnalyzer) analyzers, codes;
  bool has_latest, has_git, has_log, has_format;
  long latest;
  Str git_base, git_dir;
} Policy;

typedef struct Reader {
  Arena *arena;
  Arena scratch;
  Module *module;
  const File *file;
  const FactTable *facts;
  LintConfig *out;
  Policy global, own;
  Str error;
} Reader;

/* ---- values ---- */

static const Val *evaluate(Reader *self, const Unit *unit, const SynExpr *expr) {
  Scope scope = {.module = self->module,
                 .unit = unit,
                 .dialect = self->file->dialect,
                 .config = true,
                 .defaults = true,
                 .arena = &self->scratch};
  return eval_expr(&scope, expr);
}

static Str text_of(Reader *self, const Unit *unit, const SynExpr *expr) {
  const Val *text = val_to_string(evaluate(self, unit, expr), &self->scratch);
  return text != NULL && text->kind == VAL_STRING ? arena_str(self->arena, text->as.string) : (Str){0};
}

static bool is_true(Str text) { return str_eq(text, STR("true")); }

/* What a block, or one of its attributes, is about; empty: nothing of ours. */
static Str meaning_of(const Reader *self, const BlockSpec *spec, Str attr) {
  for (uint32_t i = 0; spec != NULL && self->facts != NULL && i < self->facts->row_count; i++) {
    const FactRow *row = &self->facts->rows[i];
    if (str_eq(row->key, spec->path) && str_eq(row->cells[0], attr)) return row->cells[1];
  }
  return (Str){0};
}

static bool means(const Reader *self, const BlockSpec *spec, Str attr, const char *meaning) {
  return str_eq(meaning_of(self, spec, attr), str_from(meaning));
}

/* ---- analyzers ---- */

static void add_option(Reader *self, LintAnalyzer *analyzer, Str prefix, Str name, Str value) {
  ModelAttr attr = {.name = name, .value = {.text = value, .known = true, .present = true}};
  if (prefix.len > 0) attr.name = arena_printf(self->arena, "%.*s.%.*s", STR_FMT(prefix), STR_FMT(name));
  array_push_in(self->arena, &analyzer->attrs, attr);
}

static void read_option(Reader *self, const Unit *unit, const SynAttr *attr, LintAnalyzer *out) {
  Str value = text_of(self, unit, attr->value);
  if (str_eq(attr->name, STR("error")) && value.len > 0) {
    out->has_error = true;
    out->error = is_true(value);
  } else if (str_eq(attr->name, STR("skip"))) {
    out->off = is_true(value);
  } else {
    add_option(self, out, (Str){0}, arena_str(self->arena, attr->name), value);
  }
}

static void read_analyzer(Reader *self, const Unit *unit, const SynBlock *block, Str name, LintAnalyzer *out) {
  out->name = arena_str(self->arena, name);
  for (const SynAttr *attr = block->body->attrs; attr != NULL; attr = attr->next) read_option(self, unit, attr, out);
  for (const SynBlock *child = block->body->blocks; child != NULL; child = child->next)
    for (const SynAttr *attr = child->body->attrs; attr != NULL; attr = attr->next)
      add_option(self, out, child->type, attr->name, text_of(self, unit, attr->value));
}

/* ---- one lint block ---- */

static void read_setting(Reader *self, const Unit *unit, const BlockSpec *spec, const SynAttr *attr, Policy *out) {
  Str meaning = meaning_of(self, spec, attr->name), value = text_of(self, unit, attr->value);
  if (str_eq(meaning, STR("latest")) && value.len > 0) {
    out->has_latest = true;
    out->latest = strtol(value.ptr, NULL, 10);
  }
  if (str_eq(meaning, STR("base"))) out->git_base = value;
  if (str_eq(meaning, STR("git_dir"))) out->git_dir = value;
  out->has_log = out->has_log || str_eq(meaning, STR("log"));
  out->has_format = out->has_format || str_eq(meaning, STR("format"));
}

static void read_settings(Reader *self, const Unit *unit, const BlockSpec *spec, const SynBlock *block, Policy *out) {
  for (const SynAttr *attr = block->body->attrs; attr != NULL; attr = attr->next)
    read_setting(self, unit, spec, attr, out);
}

static void read_policy(Reader *self, const Unit *unit, const BlockSpec *spec, const SynBlock *block, Policy *out) {
  read_settings(self, unit, spec, block, out);
  for (const SynBlock *child = block->body->blocks; child != NULL; child = child->next) {
    const BlockSpec *child_spec = sql_child_spec(spec, child);
    LintAnalyzer read = {0};
    if (means(self, child_spec, (Str){0}, "detector")) {
      out->has_git = true;
      read_settings(self, unit, child_spec, child, out);
    } else if (means(self, child_spec, (Str){0}, "code") && child->label_count == 1) {
      read_analyzer(self, unit, child, child->labels[0].text, &read);
      array_push_in(self->arena, &out->codes, read);
    } else if (child->label_count == 0) {
      read_analyzer(self, unit, child, child->type, &read);
      array_push_in(self->arena, &out->analyzers, read);
    }
  }
  if (out->has_log && out->has_format) self->error = STR("cannot use both 'log' and 'format' in the same lint block");
}

/* ---- the environment ---- */

static void read_env(Reader *self, const Unit *unit, const BlockSpec *spec, const SynBlock *block) {
  for (const SynAttr *attr = block->body->attrs; attr != NULL; attr = attr->next) {
    Str meaning = meaning_of(self, spec, attr->name);
    if (str_eq(meaning, STR("dev"))) self->out->dev = text_of(self, unit, attr->value);
    if (str_eq(meaning, STR("migrations"))) self->out->migrations = text_of(self, unit, attr->value);
    if (str_eq(meaning, STR("dir_format"))) self->out->dir_format = text_of(self, unit, attr->value);
  }
  for (const SynBlock *child = block->body->blocks; child != NULL && spec->role == BLOCK_ENV; child = child->next) {
    const BlockSpec *child_spec = sql_child_spec(spec, child);
    if (child_spec == NULL) continue;
    if (means(self, child_spec, (Str){0}, "policy"))
      read_policy(self, unit, child_spec, child, &self->own);
    else
      read_env(self, unit, child_spec, child);
  }
}

/* The label, or the attribute that names it; NULL: another one. A block without a literal name fits all. */
static bool is_env(Reader *self, const Unit *unit, const BlockSpec *spec, const SynBlock *block, Str env, bool any) {
  if (block->label_count > 0) return !any && str_eq(block->labels[block->label_count - 1].text, env);
  const AttrSpec *name = dialect_attr_role(spec, ATTR_NAME);
  const SynAttr *attr = name != NULL ? syn_attr(block->body, name->name) : NULL;
  if (attr == NULL) return false;
  return any ? attr->value->kind != SYN_STRING : str_eq(text_of(self, unit, attr->value), env);
}

static bool find_env(Reader *self, Str env, bool any) {
  for (size_t i = 0; i < self->file->unit_count; i++) {
    const Unit *unit = self->file->units[i];
    for (const SynBlock *block = unit->syn->body.blocks; block != NULL; block = block->next) {
      const BlockSpec *spec = sql_child_spec(self->file->dialect->root, block);
      if (spec == NULL || spec->role != BLOCK_ENV || !is_env(self, unit, spec, block, env, any)) continue;
      read_env(self, unit, spec, block);
      return true;
    }
  }
  return false;
}

static void read_global(Reader *self) {
  for (size_t i = 0; i < self->file->unit_count; i++) {
    const Unit *unit = self->file->units[i];
    for (const SynBlock *block = unit->syn->body.blocks; block != NULL; block = block->next) {
      const BlockSpec *spec = sql_child_spec(self->file->dialect->root, block);
      if (means(self, spec, (Str){0}, "policy")) read_policy(self, unit, spec, block, &self->global);
    }
  }
}

/* ---- both in one ---- */

static void merge(Reader *self) {
  bool own = self->own.analyzers.len > 0 || self->own.codes.len > 0;
  const Policy *analyzers = own ? &self->own : &self->global;
  const Policy *detector = self->own.has_git || self->own.has_latest ? &self->own : &self->global;
  LintConfig *out = self->out;
  out->options =
      (LintOptions){analyzers->analyzers.items, analyzers->analyzers.len, analyzers->codes.items, analyzers->codes.len};
  out->git_base = detector->git_base;
  out->git_dir = detector->git_dir;
  if (detector->has_git) return;
  out->has_latest = detector->has_latest;
  out->latest = detector->latest;
}

static bool run(Reader *self, Str env) {
  read_global(self);
  if (!str_empty(env) && !find_env(self, env, false) && !find_env(self, env, true)) {
    self->error = arena_printf(self->arena, "env \"%.*s\" not defined in config file", STR_FMT(env));
    return false;
  }
  merge(self);
  return str_empty(self->error);
}

bool lint_config_read(Arena *arena, Str path, Str text, Str env, const ModuleVar *vars, size_t var_count,
                      LintConfig *out, Str *error) {
  const Dialect *dialect = NULL;
  ModuleOptions options = {vars, var_count};
  for (size_t i = 0; i < dialect_count && dialect == NULL; i++)
    if (dialect_all[i]->config_functions && !str_empty(dialect_all[i]->file_name)) dialect = dialect_all[i];
  *out = (LintConfig){0};
  Reader self = {.arena = arena, .module = module_new(&options), .out = out};
  arena_init(&self.scratch, 0);
  self.facts = dialect_facts(dialect, STR("lint_settings"));
  module_add(self.module, file_parse(path, text, dialect, true, 1));
  self.file = module_file(self.module, 0);
  bool ok = run(&self, env);
  *error = self.error;
  module_free(self.module);
  arena_free(&self.scratch);
  return ok;
}
