/* diff.c: the command --diff: the statements that turn one schema into another. Both are HCL files; nothing is run. */
#include "diff/diff.h"

#include <stdio.h>

#include "cli/cli.h"
#include "cli/json_out.h"
#include "typecheck/build.h"
#include "typecheck/project.h"

/* One of the two states. Owns module and realm. */
typedef struct Side {
  const char *option; /* "--from" */
  const StrList *sources;
  Module *module;
  Realm *realm;
  const Dialect *dialect;
} Side;

typedef struct DiffRun {
  Arena arena;
  const CliOptions *options;
  Side from, to;
} DiffRun;

/* ---- reading ---- */

static bool is_error(const Diagnostic *diagnostic) { return diagnostic->severity == SEVERITY_ERROR; }

/* A schema with mistakes is not what its author means: no plan is made of it. */
static bool is_sound(const Side *side, const File *file) {
  for (size_t i = 0; i < file->unit_count; i++) {
    const Unit *unit = file->units[i];
    for (size_t k = 0; k < unit->diags.len; k++) {
      const Diagnostic *diagnostic = &unit->diags.items[k];
      if (!is_error(diagnostic)) continue;
      TextRange at = unit_range(unit, diagnostic->span, TEXT_GRAPHEME);
      cli_error("%s: %.*s:%u,%u: %.*s", side->option, STR_FMT(file->path), at.start.line + 1, at.start.character + 1,
                STR_FMT(diagnostic->message));
      return false;
    }
  }
  return true;
}

static bool read_one(DiffRun *self, Side *side, Str path) {
  Str text, error;
  if (!file_read(&self->arena, path, &text, &error)) {
    cli_error("%s: %.*s: %.*s", side->option, STR_FMT(path), STR_FMT(error));
    return false;
  }
  DialectGuess guess =
      project_dialect(&self->arena, self->options->dialect, (Str){0}, path_absolute(&self->arena, path), text, NULL);
  if (guess.dialect == NULL || !guess.dialect->is_schema || guess.candidate_count > 1) {
    cli_error("%s: %.*s: cannot tell of which database the schema is; give --dialect", side->option, STR_FMT(path));
    return false;
  }
  if (side->dialect != NULL && side->dialect != guess.dialect) {
    cli_error("%s: %.*s is of another dialect than the files before it", side->option, STR_FMT(path));
    return false;
  }
  side->dialect = guess.dialect;
  module_add(side->module, file_parse(path, text, guess.dialect, true, self->options->jobs));
  return true;
}

static bool read_directory(DiffRun *self, Side *side, Str path) {
  StrList names = {0};
  Str error;
  bool ok = dir_list(&self->arena, path, &names, &error);
  if (!ok) cli_error("%s: %.*s: %.*s", side->option, STR_FMT(path), STR_FMT(error));
  for (size_t i = 0; ok && i < names.len; i++) {
    Str name = names.items[i];
    bool config = str_eq(name, STR("atlas.hcl")) || str_ends(name, STR(".test.hcl"));
    if (str_ends(name, STR(".sql"))) {
      cli_error("%s: %.*s holds SQL files, which this version cannot compare", side->option, STR_FMT(path));
      ok = false;
    } else if (str_ends(name, STR(".hcl")) && !config && name.ptr[0] != '.') {
      ok = read_one(self, side, path_join(&self->arena, path, name));
    }
  }
  array_free(&names);
  return ok;
}

/* file://PATH of an HCL file, or of a directory of them. Other sources are refused. */
static bool read_source(DiffRun *self, Side *side, Str source) {
  if (!str_starts(source, STR("file://"))) {
    Str scheme = str_sub(source, 0, str_find(source, ':', 0));
    cli_error("%s: \"%.*s\" is not available in this version; give file://PATH of HCL files", side->option,
              STR_FMT(scheme));
    return false;
  }
  Str path = str_sub(source, 7, source.len);
  if (file_kind(path) == FILE_DIR) return read_directory(self, side, path);
  if (str_ends(path, STR(".sql"))) {
    cli_error("%s: %.*s: SQL files cannot be compared in this version", side->option, STR_FMT(path));
    return false;
  }
  return read_one(self, side, path);
}

static bool read_side(DiffRun *self, Side *side) {
  ModuleOptions options = {self->options->vars.items, self->options->vars.len};
  side->module = module_new(&options);
  for (size_t i = 0; i < side->sources->len; i++)
    if (!read_source(self, side, side->sources->items[i])) return false;
  module_check_all(side->module, self->options->jobs);
  for (size_t i = 0; i < module_file_count(side->module); i++)
    if (!is_sound(side, module_file(side->module, i))) return false;
  side->realm = side->dialect != NULL ? build_realm(side->module, NULL) : NULL;
  return true;
}

static void free_side(Side *side) {
  if (side->realm != NULL) realm_free(side->realm);
  if (side->module != NULL) module_free(side->module);
}

/* ---- writing ---- */

static json_t *texts_of(const Str *items, size_t count) {
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++) json_array_append_new(list, json_text(items[i]));
  return list;
}

/* Where something was written: {"side", "file", "range"}. */
static void put_place(json_t *object, const Diff *diff, const Realm *realm, ModelPos pos) {
  if (realm == NULL || pos.source >= realm->sources.len) return;
  json_put(object, "side", json_string(realm == diff->to ? "to" : "from"));
  json_put(object, "file", json_text(realm->sources.items[pos.source].path));
  json_put(object, "range", json_from_range(pos.range));
}

static json_t *statements_of(const Diff *diff) {
  json_t *list = json_array();
  for (size_t i = 0; i < diff->statements.len; i++) {
    const DiffStatement *statement = &diff->statements.items[i];
    json_t *item = json_object();
    json_put(item, "sql", json_text(statement->sql));
    json_put(item, "comment", json_text(statement->comment));
    json_put(item, "reverse", texts_of(statement->reverse, statement->reverse_count));
    put_place(item, diff, statement->realm, statement->pos);
    json_array_append_new(list, item);
  }
  return list;
}

static json_t *notes_of(const Diff *diff, const DiffNotes *notes) {
  json_t *list = json_array();
  for (size_t i = 0; i < notes->len; i++) {
    json_t *item = json_object();
    json_put(item, "message", json_text(notes->items[i].text));
    put_place(item, diff, notes->items[i].realm, notes->items[i].pos);
    json_array_append_new(list, item);
  }
  return list;
}

static json_t *questions_of(const Diff *diff) {
  static const char *const kinds[] = {"table", "column", "index"};
  json_t *list = json_array();
  for (size_t i = 0; i < diff->questions.len; i++) {
    const DiffRename *pair = &diff->questions.items[i];
    json_t *item = json_object();
    json_put(item, "kind", json_string(kinds[pair->kind]));
    json_put(item, "schema", json_text(pair->schema));
    if (pair->kind != RENAMES_TABLE) json_put(item, "table", json_text(pair->table));
    json_put(item, "from", json_text(pair->from));
    json_put(item, "to", json_text(pair->to));
    json_array_append_new(list, item);
  }
  return list;
}

static void put_json(const DiffRun *self, const Diff *diff, Buf *out) {
  json_t *document = json_object();
  json_put(document, "version", json_integer(1));
  json_put(document, "dialect", json_text(diff->driver != NULL ? diff->driver->dialect : STR("")));
  json_put(document, "from", texts_of(self->from.sources->items, self->from.sources->len));
  json_put(document, "to", texts_of(self->to.sources->items, self->to.sources->len));
  json_put(document, "statements", statements_of(diff));
  json_put(document, "unplanned", notes_of(diff, &diff->unplanned));
  json_put(document, "possibleRenames", questions_of(diff));
  cli_put_json(out, document);
}

static void put_notes(const Diff *diff) {
  for (size_t i = 0; i < diff->questions.len; i++) {
    const DiffRename *pair = &diff->questions.items[i];
    fprintf(stderr, "hint: %.*s%s%.*s may be %.*s under a new name; renamed_from would say so\n", STR_FMT(pair->table),
            pair->table.len > 0 ? "." : "", STR_FMT(pair->to), STR_FMT(pair->from));
  }
  for (size_t i = 0; i < diff->unplanned.len; i++)
    fprintf(stderr, "not planned: %.*s\n", STR_FMT(diff->unplanned.items[i].text));
}

static bool write_plan(const DiffRun *self, const Diff *diff) {
  Buf out = {0};
  bool synced = diff->changes.len == 0 && diff->unplanned.len == 0;
  if (self->options->plan == CLI_PLAN_JSON)
    put_json(self, diff, &out);
  else if (self->options->plan == CLI_PLAN_SUMMARY)
    diff_summary(diff, &out);
  else
    diff_print(diff, &out);
  if (self->options->plan != CLI_PLAN_JSON && !self->options->quiet) put_notes(diff);
  if (self->options->plan != CLI_PLAN_JSON && synced && !self->options->quiet)
    fputs("Schemas are synced, no changes to be made.\n", stderr);
  bool ok = cli_print(buf_str(&out));
  buf_free(&out);
  return ok;
}

static int plan(DiffRun *self) {
  const CliOptions *options = self->options;
  DiffOptions how = {.plan = {.indent = str_sub(STR("        "), 0, options->indent)}};
  if (options->schemas.len == 1) {
    how.schema = options->schemas.items[0];
    how.plan.qualify = QUALIFY_NONE;
  }
  Diff *diff = diff_run(self->from.realm, self->to.realm, &how);
  for (size_t i = 0; i < diff->errors.len; i++) cli_error("%.*s", STR_FMT(diff->errors.items[i].text));
  int status = diff->errors.len > 0 || !write_plan(self, diff) ? CLI_FAILED : CLI_OK;
  bool changed = diff->changes.len > 0 || diff->unplanned.len > 0;
  if (status == CLI_OK && options->exit_code && changed) status = CLI_FOUND;
  diff_free(diff);
  return status;
}

static int run(DiffRun *self) {
  if (!read_side(self, &self->from) || !read_side(self, &self->to)) return CLI_FAILED;
  const Dialect *from = self->from.dialect, *to = self->to.dialect;
  if (from == NULL && to == NULL) {
    cli_error("no schema files found");
    return CLI_FAILED;
  }
  if (from != NULL && to != NULL && from != to) {
    cli_error("--from is a schema of %.*s and --to one of %.*s", STR_FMT(from->title), STR_FMT(to->title));
    return CLI_FAILED;
  }
  return plan(self);
}

int cli_diff(const CliOptions *options) {
  DiffRun self = {.options = options};
  self.from = (Side){.option = "--from", .sources = &options->from};
  self.to = (Side){.option = "--to", .sources = &options->to};
  arena_init(&self.arena, 0);
  int status = run(&self);
  free_side(&self.from);
  free_side(&self.to);
  arena_free(&self.arena);
  return status;
}
