/* erd.c: the command --erd: the entity-relationship diagram of the schemas that the files describe. */
#include "erd/erd.h"

#include <stdio.h>

#include "cli/cli.h"
#include "cli/load.h"
#include "typecheck/build.h"
#include "typecheck/build_inputs.h"

/* Modules that make up one schema. */
typedef struct ErdGroup {
  Str key, name;
  Realm *realm;
} ErdGroup;

typedef struct ErdRun {
  Arena arena;
  const CliOptions *options;
  Load load;
  ARRAY(ErdGroup) groups;
  bool mistakes;
} ErdRun;

static const LoadFile *first_file(const Module *module) {
  return module_file_count(module) > 0 ? module_file(module, 0)->user : NULL;
}

/* The realm of the module's schema, made when it is the first module of it. */
static Realm *realm_of(ErdRun *self, const LoadFile *file) {
  Str name, key = build_schema_key(&self->arena, file->path, file->guess.dialect, file->project, &name);
  for (size_t i = 0; i < self->groups.len; i++)
    if (str_eq(self->groups.items[i].key, key)) return self->groups.items[i].realm;
  array_push(&self->groups, ((ErdGroup){key, name, realm_new(file->guess.dialect->name)}));
  return array_last(&self->groups).realm;
}

static void add_module(ErdRun *self, const Module *module) {
  const LoadFile *file = first_file(module);
  if (file == NULL || file->guess.dialect == NULL || !file->guess.dialect->is_schema) return;
  Realm *realm = realm_of(self, file);
  Str text = {0}, error;
  if (file->project != NULL && !file_read(&self->arena, file->project->path, &text, &error)) text = (Str){0};
  ModuleOptions vars = {self->options->vars.items, self->options->vars.len};
  build_add_project(realm, module, file->project, text, self->options->env, &vars);
}

/* "FILE:LINE,COL-COL: text", as --check says it. */
static void tell(ErdRun *self, const LoadFile *file, const Unit *unit, const SynError *error) {
  TextRange at = unit_range(unit, error->span, TEXT_GRAPHEME);
  const char *colon = str_empty(error->detail) ? "" : "; ";
  fprintf(stderr, "%.*s:%u,%u-", STR_FMT(file->shown), at.start.line + 1, at.start.character + 1);
  if (at.end.line != at.start.line) fprintf(stderr, "%u,", at.end.line + 1);
  fprintf(stderr, "%u: %s%s%.*s\n", at.end.character + 1, error->summary, colon, STR_FMT(error->detail));
  self->mistakes = true;
}

static void tell_mistakes(ErdRun *self) {
  for (size_t i = 0; i < self->load.asked; i++) {
    const LoadFile *file = self->load.files.items[i];
    if (file->file == NULL || !file->file->dialect->is_schema) continue;
    for (size_t k = 0; k < file->file->unit_count; k++) {
      const Unit *unit = file->file->units[k];
      for (const SynError *error = unit->syn != NULL ? unit->syn->errors : NULL; error != NULL; error = error->next)
        tell(self, file, unit, error);
    }
  }
}

static bool is_asked(void *context, const ModelSource *source) {
  const LoadFile *file = source->owner;
  (void)context;
  return file == NULL || file->asked;
}

static bool write_diagram(ErdRun *self) {
  ErdPart *parts = arena_array(&self->arena, ErdPart, self->groups.len + 1);
  ErdFilter filter = {.source_shown = is_asked};
  ErdOptions options = {.filter = &filter};
  for (size_t i = 0; i < self->groups.len; i++) {
    parts[i].realm = self->groups.items[i].realm;
    if (self->groups.len > 1) parts[i].project = self->groups.items[i].name;
  }
  if (self->groups.len > 0) options.title = self->groups.items[0].name;
  Buf out = {0};
  if (self->options->erd == CLI_ERD_MERMAID)
    erd_mermaid(parts, self->groups.len, &options, &out);
  else
    erd_json(parts, self->groups.len, &options, &out);
  bool ok = cli_print(buf_str(&out));
  buf_free(&out);
  return ok;
}

/* Names that several schemas have are told apart by numbers. */
static void separate_names(ErdRun *self) {
  for (size_t i = 1; i < self->groups.len; i++) {
    Str name = self->groups.items[i].name;
    unsigned same = 0;
    for (size_t k = 0; k < i; k++) same += str_eq(self->groups.items[k].name, name);
    if (same > 0) self->groups.items[i].name = arena_printf(&self->arena, "%.*s-%u", STR_FMT(name), same + 1);
  }
}

int cli_erd(const CliOptions *options) {
  if (options->to.len > 0) return cli_erd_change(options);
  if (cli_erd_wants_state(options)) return cli_erd_state(options);
  ErdRun self = {.options = options};
  Inputs inputs = {0};
  arena_init(&self.arena, 0);
  bool complete = inputs_collect(&inputs, &self.arena, options);
  complete = load_run(&self.load, &inputs, options) && complete;
  for (size_t i = 0; i < self.load.modules.len; i++) add_module(&self, self.load.modules.items[i]);
  separate_names(&self);
  tell_mistakes(&self);
  if (self.groups.len == 0 && !options->quiet) fputs("no schema files found\n", stderr);
  complete = write_diagram(&self) && complete;
  for (size_t i = 0; i < self.groups.len; i++) realm_free(self.groups.items[i].realm);
  array_free(&self.groups);
  load_free(&self.load);
  inputs_free(&inputs);
  arena_free(&self.arena);
  return !complete ? CLI_FAILED : self.mistakes ? CLI_FOUND : CLI_OK;
}
