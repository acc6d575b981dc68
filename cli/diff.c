/* diff.c: the command --diff: the statements that turn one schema into another. They are printed, never run. */
#include "diff/diff.h"

#include <stdio.h>

#include "cli/cli.h"
#include "cli/json_out.h"
#include "cli/states.h"

typedef struct DiffRun {
  Arena arena;
  const CliOptions *options;
  StateOptions reading;
  StatePair pair;
} DiffRun;

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

static json_t *masked_of(DiffRun *self, const StrList *sources) {
  json_t *list = json_array();
  for (size_t i = 0; i < sources->len; i++)
    json_array_append_new(list, json_text(db_url_mask(&self->arena, sources->items[i])));
  return list;
}

static void put_json(DiffRun *self, const Diff *diff, Buf *out) {
  json_t *document = json_object();
  json_put(document, "version", json_integer(1));
  json_put(document, "dialect", json_text(diff->driver != NULL ? diff->driver->dialect : STR("")));
  json_put(document, "from", masked_of(self, &self->options->from));
  json_put(document, "to", masked_of(self, &self->options->to));
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

static bool write_plan(DiffRun *self, const Diff *diff) {
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

/* How statements are written. */
static void choose_style(const CliOptions *options, PlanOptions *out) {
  out->indent = str_sub(STR("        "), 0, options->indent);
  if (options->qualified) out->qualify = QUALIFY_SCHEMA;
  if (str_empty(options->qualifier)) return;
  out->qualify = QUALIFY_NAME;
  out->qualifier = options->qualifier;
}

static int plan(DiffRun *self) {
  const CliOptions *options = self->options;
  DiffOptions how = self->pair.diff;
  choose_style(options, &how.plan);
  Diff *diff = diff_run(self->pair.from->realm, self->pair.to->realm, &how);
  for (size_t i = 0; i < diff->errors.len; i++) cli_error("%.*s", STR_FMT(diff->errors.items[i].text));
  int status = diff->errors.len > 0 || !write_plan(self, diff) ? CLI_FAILED : CLI_OK;
  bool changed = diff->changes.len > 0 || diff->unplanned.len > 0;
  if (status == CLI_OK && options->exit_code && changed) status = CLI_FOUND;
  diff_free(diff);
  return status;
}

int cli_diff(const CliOptions *options) {
  DiffRun self = {.options = options};
  Str error;
  int status = CLI_FAILED;
  arena_init(&self.arena, 0);
  cli_state_options(options, &self.reading);
  if (state_read_pair(&self.arena, &options->from, &options->to, &self.reading, &self.pair, &error)) {
    status = plan(&self);
    state_free_pair(&self.pair);
  } else {
    cli_error("%.*s", STR_FMT(error));
  }
  cli_state_options_free(&self.reading);
  arena_free(&self.arena);
  return status;
}
