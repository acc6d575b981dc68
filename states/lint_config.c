/* lint_config.c: see lint_config.h. Which blocks and attributes matter is data: the facts "lint_settings" of the
 * language of project files; names of analyzers and their options are those of diff/lint.h. */
#include "states/lint_config.h"

#include "dialects/dialect.h"
#include "states/config.h"
#include "typecheck/sql_region.h"

/* What one lint block says, before two are put together. */
typedef struct Policy {
  ARRAY(LintAnalyzer) analyzers, codes;
  bool has_latest, has_git;
  long latest;
  Str git_base, git_dir;
} Policy;

typedef struct Reader {
  Arena *arena;
  Config *config;
  const FactTable *facts;
} Reader;

/* ---- values ---- */

/* Empty when it is no text, number or truth value; its mistakes were told when the file was opened. */
static Str text_of(Reader *self, const Unit *unit, const SynAttr *attr) {
  Str error;
  const Val *value = config_pattern(self->config, unit, attr, &error);
  const Val *text = value != NULL ? val_to_string(value, self->arena) : NULL;
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
  ModelAttr attr = {.name = arena_str(self->arena, name), .value = {.text = value, .known = true, .present = true}};
  if (prefix.len > 0) attr.name = arena_printf(self->arena, "%.*s.%.*s", STR_FMT(prefix), STR_FMT(name));
  array_push_in(self->arena, &analyzer->attrs, attr);
}

static void read_option(Reader *self, const Unit *unit, const SynAttr *attr, LintAnalyzer *out) {
  Str value = text_of(self, unit, attr);
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
      add_option(self, out, child->type, attr->name, text_of(self, unit, attr));
}

/* ---- one lint block ---- */

static void read_setting(Reader *self, const Unit *unit, const BlockSpec *spec, const SynAttr *attr, Policy *out) {
  Str meaning = meaning_of(self, spec, attr->name), value = text_of(self, unit, attr);
  if (str_eq(meaning, STR("latest")) && value.len > 0) {
    out->has_latest = true;
    out->latest = strtol(value.ptr, NULL, 10);
  }
  if (str_eq(meaning, STR("base"))) out->git_base = value;
  if (str_eq(meaning, STR("git_dir"))) out->git_dir = value;
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
}

/* ---- both in one ---- */

static void merge(const Policy *global, const Policy *own, LintConfig *out) {
  bool has_own = own->analyzers.len > 0 || own->codes.len > 0;
  const Policy *analyzers = has_own ? own : global;
  const Policy *detector = own->has_git || own->has_latest ? own : global;
  out->options =
      (LintOptions){analyzers->analyzers.items, analyzers->analyzers.len, analyzers->codes.items, analyzers->codes.len};
  out->git_base = detector->git_base;
  out->git_dir = detector->git_dir;
  if (detector->has_git) return;
  out->has_latest = detector->has_latest;
  out->latest = detector->latest;
}

/* The language of project files, and what it says of linting. */
static const Dialect *language(const FactTable **facts) {
  for (size_t i = 0; i < dialect_count; i++) {
    *facts = dialect_facts(dialect_all[i], STR("lint_settings"));
    if (*facts != NULL) return dialect_all[i];
  }
  return NULL;
}

/* "env.lint" -> "lint": as seen from the environment. */
static Str last_word(Str path) {
  size_t at = path.len;
  while (at > 0 && path.ptr[at - 1] != '.') at--;
  return str_sub(path, at, path.len);
}

/* The policy of the environment, or (`global`) of the file. */
static void read_block(Reader *self, const Dialect *dialect, bool global, Policy *out) {
  for (uint32_t i = 0; i < self->facts->row_count; i++) {
    const FactRow *row = &self->facts->rows[i];
    Str name = last_word(row->key);
    if (!str_eq(row->cells[1], STR("policy")) || global != (name.len == row->key.len)) continue;
    const Unit *unit = NULL;
    const SynBlock *block = config_block(self->config, name, global, &unit);
    if (block != NULL) read_policy(self, unit, dialect_block(dialect, row->key), block, out);
  }
}

/* The directory of the environment. What only another program can know is no mistake until somebody asks for it. */
static void read_dir(Reader *self, LintConfig *out) {
  ConfigSources dirs = {0};
  Str dir, *error = &out->migrations_error;
  bool ok = config_text(self->config, STR("migration.dir"), &dir, error) &&
            (str_empty(dir) || config_sources(self->config, STR("migration.dir"), &dirs, error));
  if (ok) *error = (Str){0};
  if (ok && dirs.len > 0) out->migrations = arena_str(self->arena, dirs.items[0].url);
  if (ok && dirs.len > 0) out->templates = dirs.items[0].files;
  array_free(&dirs);
}

/* The scratch database that the command line names makes that of the environment needless. */
static bool read_env(Reader *self, const StateOptions *options, LintConfig *out, Str *error) {
  StrList dev = {0};
  bool ok = (!str_empty(options->dev_url) || config_setting(self->config, STR("dev"), &dev, error)) &&
            config_text(self->config, STR("migration.format"), &out->dir_format, error);
  if (dev.len > 0) out->dev = arena_str(self->arena, dev.items[0]);
  array_free(&dev);
  read_dir(self, out);
  return ok;
}

bool lint_config_read(Arena *arena, const StateOptions *options, LintConfig *out, Str *error) {
  Policy global = {0}, own = {0};
  Reader self = {.arena = arena};
  StateOptions plain = *options;
  const Dialect *dialect = language(&self.facts);
  bool ok = true;
  *out = (LintConfig){0};
  if (dialect == NULL) return true;
  plain.env = (Str){0};
  self.config = config_open(arena, &plain, error);
  if (self.config == NULL) return false;
  read_block(&self, dialect, true, &global);
  config_free(self.config);
  if (!str_empty(options->env)) {
    self.config = config_open(arena, options, error);
    if (self.config == NULL) return false;
    read_block(&self, dialect, false, &own);
    ok = read_env(&self, options, out, error);
    config_free(self.config);
  }
  merge(&global, &own, out);
  return ok;
}
