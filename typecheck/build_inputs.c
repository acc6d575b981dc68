/* build_inputs.c: see build_inputs.h. Which attributes name files, other sources or inputs is data: the facts
 * "project_sources" of the language of project files. */
#include "typecheck/build_inputs.h"

#include "typecheck/sql_region.h"
#include "typecheck/val.h"

enum { MAX_HOPS = 4 };

typedef struct Reader {
  BuildInputs *out;
  const File *file;
  const FactTable *facts;
  Str dir, schema_file;
  unsigned hops;
} Reader;

static bool has_meaning(const Reader *self, const BlockSpec *spec, Str attr, Str meaning) {
  for (uint32_t i = 0; self->facts != NULL && i < self->facts->row_count; i++) {
    const FactRow *row = &self->facts->rows[i];
    if (str_eq(row->key, spec->path) && str_eq(row->cells[0], attr) && str_eq(row->cells[1], meaning)) return true;
  }
  return false;
}

static const Val *evaluate(Reader *self, const Unit *unit, const SynExpr *expr) {
  Scope scope = {.module = self->out->module,
                 .unit = unit,
                 .dialect = self->file->dialect,
                 .config = true,
                 .defaults = true,
                 .run = str_empty(self->out->run.env) ? NULL : &self->out->run,
                 .arena = &self->out->arena};
  return eval_expr(&scope, expr);
}

/* ---- files ---- */

/* Does the URL or path name the schema file, or its folder? */
static bool names_file(const Reader *self, Str url) {
  Str scheme = STR("file://");
  if (str_starts(url, scheme)) url = str_sub(url, scheme.len, str_find(url, '?', 0));
  Str path = path_join(&self->out->arena, self->dir, url);
  return str_eq(path, self->schema_file) || str_eq(path, path_dir(self->schema_file));
}

static bool value_names_file(const Reader *self, const Val *value) {
  if (value->kind == VAL_STRING) return names_file(self, value->as.string);
  for (uint32_t i = 0; value->kind == VAL_LIST && i < value->count; i++)
    if (value->as.items[i]->kind == VAL_STRING && names_file(self, value->as.items[i]->as.string)) return true;
  return false;
}

/* glob("schema-*.hcl"), whose value is not known here. */
static bool pattern_names_file(Reader *self, const Unit *unit, const SynExpr *expr) {
  if (!project_lists_files(expr)) return false;
  const Val *pattern = evaluate(self, unit, expr->as.call.args[0]);
  return pattern->kind == VAL_STRING &&
         glob_match(path_join(&self->out->arena, self->dir, pattern->as.string), self->schema_file);
}

static bool block_names_file(Reader *self, const Unit *unit, const SynBlock *block, const BlockSpec *spec) {
  for (const SynAttr *attr = block->body->attrs; attr != NULL; attr = attr->next)
    if (has_meaning(self, spec, attr->name, STR("files")) &&
        (value_names_file(self, evaluate(self, unit, attr->value)) || pattern_names_file(self, unit, attr->value)))
      return true;
  return false;
}

/* ---- inputs ---- */

static void add_input(Reader *self, Str name, const Val *value) {
  for (size_t i = 0; i < self->out->values.len; i++)
    if (str_eq(self->out->values.items[i].name, name)) {
      self->out->values.items[i].value = value;
      return;
    }
  array_push(&self->out->values, ((ValField){name, value}));
}

static void add_fields(Reader *self, const Val *value) {
  for (uint32_t i = 0; value->kind == VAL_OBJECT && i < value->count; i++)
    add_input(self, value->as.fields[i].name, value->as.fields[i].value);
}

static void read_block(Reader *self, const Unit *unit, const SynBlock *block, const BlockSpec *spec);

/* The block that a path starts to name by its type and labels. */
static bool is_named(const SynBlock *block, const SynExpr *path) {
  if (!str_eq(block->type, path->as.path.name) || block->label_count == 0 || block->label_count > path->count)
    return false;
  for (uint32_t i = 0; i < block->label_count; i++)
    if (path->as.path.steps[i].kind != SYN_STEP_ATTR || !str_eq(path->as.path.steps[i].name, block->labels[i].text))
      return false;
  return true;
}

/* src = data.hcl_schema.app.url: goes on there. */
static void follow(Reader *self, const SynExpr *value) {
  if (self->hops >= MAX_HOPS) return;
  self->hops++;
  for (uint32_t i = 0; value->kind == SYN_TUPLE && i < value->count; i++) follow(self, value->as.tuple.elems[i]);
  for (size_t i = 0; value->kind == SYN_PATH && i < self->file->unit_count; i++) {
    const Unit *unit = self->file->units[i];
    for (const SynBlock *block = unit->syn->body.blocks; block != NULL; block = block->next) {
      const BlockSpec *spec = sql_child_spec(self->file->dialect->root, block);
      if (spec != NULL && is_named(block, value)) read_block(self, unit, block, spec);
    }
  }
  self->hops--;
}

/* Attributes of an env that have no other meaning. What a data source gives to its files goes before them. */
static void read_env_inputs(Reader *self, const Unit *unit, const SynBlock *block, const BlockSpec *spec) {
  for (const SynAttr *attr = block->body->attrs; attr != NULL; attr = attr->next)
    if (dialect_attr(spec, attr->name) == NULL) add_input(self, attr->name, evaluate(self, unit, attr->value));
}

static void read_block(Reader *self, const Unit *unit, const SynBlock *block, const BlockSpec *spec) {
  bool env = spec->role == BLOCK_ENV, mine = env || block_names_file(self, unit, block, spec);
  if (env) read_env_inputs(self, unit, block, spec);
  for (const SynAttr *attr = block->body->attrs; attr != NULL; attr = attr->next) {
    if (mine && has_meaning(self, spec, attr->name, STR("inputs"))) add_fields(self, evaluate(self, unit, attr->value));
    if (has_meaning(self, spec, attr->name, STR("files")) || has_meaning(self, spec, attr->name, STR("part")))
      follow(self, attr->value);
  }
  for (const SynBlock *child = block->body->blocks; child != NULL; child = child->next) {
    const BlockSpec *child_spec = sql_child_spec(spec, child);
    if (child_spec != NULL && child_spec->role != BLOCK_ENV) read_block(self, unit, child, child_spec);
  }
}

/* The last label, or else the name: that of `env { name = atlas.env }` is the one that was asked for. */
static Str block_name(Reader *self, const Unit *unit, const SynBlock *block, const BlockSpec *spec) {
  if (block->label_count > 0) return block->labels[block->label_count - 1].text;
  const AttrSpec *name = dialect_attr_role(spec, ATTR_NAME);
  const SynAttr *attr = name != NULL ? syn_attr(block->body, name->name) : NULL;
  const Val *value = attr != NULL ? evaluate(self, unit, attr->value) : NULL;
  return value != NULL && value->kind == VAL_STRING ? value->as.string : (Str){0};
}

/* Reads the first block of a role and a name; false: there is none. */
static bool read_named(Reader *self, BlockRole role, bool labelled, Str name) {
  for (size_t i = 0; i < self->file->unit_count; i++) {
    const Unit *unit = self->file->units[i];
    for (const SynBlock *block = unit->syn->body.blocks; block != NULL; block = block->next) {
      const BlockSpec *spec = sql_child_spec(self->file->dialect->root, block);
      if (spec == NULL || spec->role != role || labelled != (block->label_count > 0)) continue;
      if (!str_eq(block_name(self, unit, block, spec), name)) continue;
      read_block(self, unit, block, spec);
      return true;
    }
  }
  return false;
}

/* An env with a label goes before one that takes every name. */
static void read_env(Reader *self, Str env) {
  self->out->run.env = arena_str(&self->out->arena, env);
  if (read_named(self, BLOCK_ENV, true, env) || read_named(self, BLOCK_ENV, false, env)) return;
  self->out->run.env = (Str){0};
  read_named(self, BLOCK_DATA, true, env);
}

static const Dialect *project_language(void) {
  for (size_t i = 0; i < dialect_count; i++)
    if (dialect_all[i]->config_functions && !str_empty(dialect_all[i]->file_name)) return dialect_all[i];
  return NULL;
}

void build_inputs(BuildInputs *self, const Project *project, Str text, Str env, Str file, const ModuleVar *vars,
                  size_t var_count) {
  ModuleOptions options = {vars, var_count};
  const Dialect *dialect = project_language();
  *self = (BuildInputs){.module = module_new(&options)};
  arena_init(&self->arena, 0);
  if (dialect == NULL) return;
  module_add(self->module, file_parse(project->path, text, dialect, true, 1));
  Reader reader = {.out = self, .file = module_file(self->module, 0), .schema_file = file};
  reader.facts = dialect_facts(dialect, STR("project_sources"));
  reader.dir = path_dir(project->path);
  read_env(&reader, env);
}

void build_inputs_free(BuildInputs *self) {
  array_free(&self->values);
  arena_free(&self->arena);
  module_free(self->module);
}

BuildOptions build_inputs_options(const BuildInputs *self) {
  return (BuildOptions){.inputs = self->values.items,
                        .input_count = self->values.len,
                        .run = str_empty(self->run.env) ? NULL : &self->run};
}

/* ---- which env ---- */

bool build_env(const Project *project, Str file, Str wanted, Str *env) {
  bool found = false;
  for (size_t i = 0; project != NULL && i < project->source_count; i++) {
    const ProjectSource *source = &project->sources[i];
    if ((!str_empty(wanted) && !str_eq(source->env, wanted)) || !project_names(source, file)) continue;
    if (found && !str_eq(*env, source->env)) return false;
    *env = source->env;
    found = true;
  }
  return found;
}

/* What the project gives to the files of a module: for each part what it gives to its first file. */
typedef struct PartInputs {
  ARRAY(BuildInputs *) inputs;
  BuildOptions *parts;
  size_t part_count;
} PartInputs;

static void add_part(PartInputs *self, const Project *project, Str text, Str wanted, const File *file,
                     const ModuleOptions *vars) {
  Str env;
  if (file->part >= self->part_count || self->parts[file->part].part_count > 0) return;
  self->parts[file->part].part_count = 1; /* seen */
  if (!build_env(project, file->path, wanted, &env)) return;
  BuildInputs *inputs = mem_zero(1, sizeof *inputs);
  build_inputs(inputs, project, text, env, file->path, vars->vars, vars->var_count);
  array_push(&self->inputs, inputs);
  self->parts[file->part] = build_inputs_options(inputs);
  self->parts[file->part].part_count = 1;
}

void build_add_project(Realm *realm, const Module *module, const Project *project, Str text, Str wanted,
                       const ModuleOptions *vars) {
  PartInputs self = {.part_count = project != NULL && text.ptr != NULL ? project->source_count + 1 : 0};
  self.parts = mem_zero(self.part_count + 1, sizeof *self.parts);
  for (size_t i = 0; i < module_file_count(module); i++)
    add_part(&self, project, text, wanted, module_file(module, i), vars);
  for (size_t i = 0; i < self.part_count; i++) self.parts[i].part_count = 0;
  BuildOptions options = {.parts = self.parts, .part_count = self.part_count};
  build_add(realm, module, &options);
  for (size_t i = 0; i < self.inputs.len; i++) {
    build_inputs_free(self.inputs.items[i]);
    free(self.inputs.items[i]);
  }
  array_free(&self.inputs);
  free(self.parts);
}

Str build_schema_key(Arena *arena, Str file, const Dialect *dialect, const Project *project, Str *name) {
  const ProjectSource *source = project_source(project, file);
  *name = path_base(path_dir(file));
  if (source == NULL) return project_module_key(arena, file, dialect, project);
  if (!str_empty(source->env)) *name = source->env;
  return arena_printf(arena, "env:%.*s:%.*s:%.*s", STR_FMT(dialect->name), STR_FMT(project->path),
                      STR_FMT(source->env));
}
