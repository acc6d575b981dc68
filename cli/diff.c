/* diff.c: the command --diff: the statements that turn one schema into another. They are printed, never run. */
#include "diff/diff.h"

#include <stdio.h>

#include "cli/cli.h"
#include "cli/json_out.h"
#include "cli/rename.h"
#include "cli/states.h"
#include "states/external.h"
#include "states/lint_config.h"
#include "states/plan_json.h"

typedef struct DiffRun {
  Arena arena;
  const CliOptions *options;
  StateOptions reading;
  StatePair pair;
  const DiffRename *answers; /* of --rename */
} DiffRun;

/* ---- writing ---- */

/* What the environment says of linting counts. */
static bool find_risks(DiffRun *self, const Diff *diff, LintFindings *out, Str *error) {
  LintConfig config = {0};
  bool asked = !str_empty(self->options->env) || !str_empty(self->options->config);
  if (asked && !lint_config_read(&self->arena, &self->reading, &config, error)) return false;
  return lint_diff(&self->arena, diff, &config.options, out, error);
}

static bool put_json(DiffRun *self, const Diff *diff, Buf *out) {
  LintFindings findings = {0};
  Str error = {0};
  if (!find_risks(self, diff, &findings, &error)) {
    cli_error("%.*s", STR_FMT(error));
    return false;
  }
  PlanDocument document = {diff, &self->options->from, &self->options->to, &findings};
  cli_put_json(out, plan_json(&document));
  return true;
}

static void put_notes(const Diff *diff) {
  for (size_t i = 0; i < diff->questions.len; i++) {
    const DiffRename *pair = &diff->questions.items[i];
    fprintf(stderr, "hint: %.*s%s%.*s may be %.*s under a new name; renamed_from or --rename says so\n",
            STR_FMT(pair->table), pair->table.len > 0 ? "." : "", STR_FMT(pair->to), STR_FMT(pair->from));
  }
  for (size_t i = 0; i < diff->unplanned.len; i++)
    fprintf(stderr, "not planned: %.*s\n", STR_FMT(diff->unplanned.items[i].text));
}

static bool has_renamed(const Diff *diff, const DiffRename *answer) {
  for (size_t i = 0; i < diff->renames.len; i++) {
    const DiffRename *pair = &diff->renames.items[i];
    if (pair->kind == answer->kind && str_eq(pair->from, answer->from) && str_eq(pair->to, answer->to)) return true;
  }
  return false;
}

/* An answer that nothing asked for is a slip, or an old one. */
static void tell_idle_answers(const DiffRun *self, const Diff *diff) {
  for (size_t i = 0; i < self->options->renames.len; i++) {
    const DiffRename *answer = &self->answers[i];
    if (answer->yes && answer->kind != RENAMES_INDEX && !has_renamed(diff, answer))
      fprintf(stderr, "hint: --rename %.*s: nothing was dropped and added under these names\n",
              STR_FMT(self->options->renames.items[i]));
  }
}

static bool write_plan(DiffRun *self, const Diff *diff) {
  Buf out = {0};
  bool synced = diff->changes.len == 0 && diff->unplanned.len == 0, ok = true;
  if (self->options->plan == CLI_PLAN_JSON)
    ok = put_json(self, diff, &out);
  else if (self->options->plan == CLI_PLAN_SUMMARY)
    diff_summary(diff, &out);
  else
    diff_print(diff, &out);
  if (!self->options->quiet) tell_idle_answers(self, diff);
  if (self->options->plan != CLI_PLAN_JSON && !self->options->quiet) put_notes(diff);
  if (self->options->plan != CLI_PLAN_JSON && synced && !self->options->quiet)
    fputs("Schemas are synced, no changes to be made.\n", stderr);
  ok = ok && cli_print(buf_str(&out));
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

static bool read_renames(DiffRun *self) {
  const StrList *texts = &self->options->renames;
  DiffRename *answers = arena_array(&self->arena, DiffRename, texts->len + 1);
  self->answers = answers;
  for (size_t i = 0; i < texts->len; i++) {
    if (rename_read(&self->arena, texts->items[i], &answers[i])) continue;
    cli_error("--rename wants OLD=NEW, TABLE.OLD=NEW or index:TABLE.OLD=NEW, not \"%.*s\"", STR_FMT(texts->items[i]));
    return false;
  }
  return true;
}

static bool state_has(const State *state, Str name) {
  return state->realm != NULL && realm_schema(state->realm, name) != NULL;
}

/* A schema that --schema names and neither side has is a slip, not a schema without differences. */
static bool has_schemas(const DiffRun *self) {
  const StrList *names = &self->options->schemas;
  const StatePair *pair = &self->pair;
  if (pair->from->bound || pair->to->bound) return true;
  for (size_t i = 0; i < names->len; i++) {
    if (state_has(pair->from, names->items[i]) || state_has(pair->to, names->items[i])) continue;
    cli_error("schema \"%.*s\" was not found", STR_FMT(names->items[i]));
    return false;
  }
  return true;
}

static int plan(DiffRun *self) {
  const CliOptions *options = self->options;
  DiffOptions how = self->pair.diff;
  choose_style(options, &how.plan);
  how.answers = self->answers;
  how.answer_count = options->renames.len;
  Diff *diff = diff_run(self->pair.from->realm, self->pair.to->realm, &how);
  for (size_t i = 0; i < diff->errors.len; i++) cli_error("%.*s", STR_FMT(diff->errors.items[i].text));
  int status = diff->errors.len > 0 || !write_plan(self, diff) ? CLI_FAILED : CLI_OK;
  bool changed = diff->changes.len > 0 || diff->unplanned.len > 0;
  if (status == CLI_OK && options->exit_code && changed) status = CLI_FOUND;
  diff_free(diff);
  return status;
}

static int run(DiffRun *self) {
  const CliOptions *options = self->options;
  Str error;
  if (!read_renames(self)) return CLI_FAILED;
  self->reading.changes = true;
  if (!state_read_pair(&self->arena, &options->from, &options->to, &self->reading, &self->pair, &error)) {
    cli_error("%.*s", STR_FMT(error));
    return CLI_FAILED;
  }
  int status = has_schemas(self) ? plan(self) : CLI_FAILED;
  state_free_pair(&self->pair);
  return status;
}

/* ---- the Atlas CLI ---- */

static void put_sql(const json_t *document, Buf *out) {
  const json_t *statements = json_object_get(document, "statements");
  for (size_t i = 0; i < json_array_size(statements); i++) {
    const json_t *item = json_array_get(statements, i);
    const char *comment = json_string_value(json_object_get(item, "comment"));
    if (comment != NULL && comment[0] != '\0') buf_printf(out, "-- %s\n", comment);
    buf_printf(out, "%s;\n", json_string_value(json_object_get(item, "sql")));
  }
}

static int ask_external(DiffRun *self) {
  const CliOptions *options = self->options;
  ExternalDiff ask = {&options->from, &options->to, &self->reading, options->dialect};
  Str error = {0};
  if (options->plan == CLI_PLAN_SUMMARY || options->renames.len > 0) {
    cli_error("--engine cli takes neither --format summary nor --rename");
    return CLI_FAILED;
  }
  json_t *document = external_diff(&self->arena, &ask, &error);
  if (document == NULL) {
    cli_error("%.*s", STR_FMT(error));
    return CLI_FAILED;
  }
  Buf out = {0};
  bool changed = json_array_size(json_object_get(document, "statements")) > 0;
  if (options->plan == CLI_PLAN_JSON)
    cli_put_json(&out, json_incref(document));
  else
    put_sql(document, &out);
  json_decref(document);
  bool ok = cli_print(buf_str(&out));
  buf_free(&out);
  return !ok ? CLI_FAILED : changed && options->exit_code ? CLI_FOUND : CLI_OK;
}

int cli_diff(const CliOptions *options) {
  DiffRun self = {.options = options};
  arena_init(&self.arena, 0);
  cli_state_options(options, &self.reading);
  int status = options->external ? ask_external(&self) : run(&self);
  cli_state_options_free(&self.reading);
  arena_free(&self.arena);
  return status;
}
