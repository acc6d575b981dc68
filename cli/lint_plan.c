/* lint_plan.c: what is risky in the plan between two states. */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/json_out.h"
#include "cli/lint.h"
#include "cli/states.h"
#include "states/plan_json.h"

typedef struct PlanLint {
  Arena arena;
  const CliOptions *options;
  const Diff *diff;
  LintFindings findings;
} PlanLint;

static bool has_place(const LintFinding *finding) {
  return finding->realm != NULL && finding->pos.source < finding->realm->sources.len;
}

/* The head of the block: its keyword and labels. */
static Place place_of(const LintFinding *finding) {
  if (!has_place(finding)) return (Place){0};
  const ModelPos *pos = &finding->pos;
  TextRange range = pos->name.end > pos->name.start ? pos->name_range : pos->range;
  return (Place){.file = finding->realm->sources.items[pos->source].path, .clusters = range, .utf16 = range};
}

/* ---- people ---- */

/* "schema.hcl:3,9-14: warning: Dropping ... [DS103]"; a finding without a file tells its statement. */
static void put_finding(const PlanLint *self, const LintFinding *finding, Buf *out) {
  Place place = place_of(finding);
  TextRange at = place.clusters;
  if (has_place(finding)) {
    buf_printf(out, "%.*s:%u,%u-", STR_FMT(place.file), at.start.line + 1, at.start.character + 1);
    if (at.end.line != at.start.line) buf_printf(out, "%u,", at.end.line + 1);
    buf_printf(out, "%u: ", at.end.character + 1);
  } else if (finding->step < self->diff->statements.len) {
    buf_printf(out, "statement %u: ", finding->step + 1);
  }
  buf_printf(out, "%s%.*s [%.*s]\n", finding->error ? "" : "warning: ", STR_FMT(finding->message),
             STR_FMT(finding->code));
  if (!self->options->verbose) return;
  if (finding->step < self->diff->statements.len)
    buf_printf(out, "         = statement: %.*s\n", STR_FMT(self->diff->statements.items[finding->step].sql));
  if (!str_empty(finding->fix)) buf_printf(out, "         = help: %.*s\n", STR_FMT(finding->fix));
}

/* ---- JSON ---- */

static json_t *masked(PlanLint *self, const StrList *sources) {
  json_t *list = json_array();
  for (size_t i = 0; i < sources->len; i++)
    json_array_append_new(list, json_text(db_url_mask(&self->arena, sources->items[i])));
  return list;
}

static void put_json(PlanLint *self, Buf *out) {
  json_t *document = json_object(), *lint = json_array();
  const Driver *driver = self->diff->driver;
  json_put(document, "version", json_integer(1));
  json_put(document, "dialect", json_text(driver != NULL ? driver->dialect : STR("")));
  json_put(document, "from", masked(self, &self->options->from));
  json_put(document, "to", masked(self, &self->options->to));
  for (size_t i = 0; i < self->findings.len; i++)
    json_array_append_new(lint, plan_json_finding(self->diff, &self->findings.items[i]));
  json_put(document, "lint", lint);
  cli_put_json(out, document);
}

/* ---- writing ---- */

static void put_summary(const PlanLint *self) {
  size_t errors = 0, count = self->findings.len, statements = self->diff->statements.len;
  for (size_t i = 0; i < count; i++) errors += self->findings.items[i].error;
  if (self->options->quiet || self->options->report != CLI_HUMAN) return;
  fprintf(stderr, "%zu error%s, %zu warning%s in %zu statement%s\n", errors, errors == 1 ? "" : "s", count - errors,
          count - errors == 1 ? "" : "s", statements, statements == 1 ? "" : "s");
}

static bool write_findings(PlanLint *self) {
  Report report = {.options = self->options, .complete = true};
  for (size_t i = 0; i < self->findings.len; i++)
    lint_add_finding(&report, &self->arena, &self->findings.items[i], place_of(&self->findings.items[i]));
  return lint_write_report(&report);
}

static bool write_report(PlanLint *self) {
  Buf out = {0};
  CliReport format = self->options->report;
  if (format != CLI_HUMAN && format != CLI_JSON) return write_findings(self);
  if (format == CLI_JSON)
    put_json(self, &out);
  else
    for (size_t i = 0; i < self->findings.len; i++) put_finding(self, &self->findings.items[i], &out);
  bool ok = cli_print(buf_str(&out));
  buf_free(&out);
  put_summary(self);
  return ok;
}

static int lint(PlanLint *self, const LintConfig *config) {
  Str error;
  for (size_t i = 0; i < self->diff->errors.len; i++) cli_error("%.*s", STR_FMT(self->diff->errors.items[i].text));
  if (self->diff->errors.len > 0) return CLI_FAILED;
  if (!lint_diff(&self->arena, self->diff, &config->options, &self->findings, &error)) {
    cli_error("%.*s", STR_FMT(error));
    return CLI_FAILED;
  }
  if (!write_report(self)) return CLI_FAILED;
  for (size_t i = 0; i < self->findings.len; i++)
    if (self->findings.items[i].error) return CLI_FOUND;
  return CLI_OK;
}

int lint_plan(const CliOptions *options, const LintConfig *config) {
  PlanLint self = {.options = options};
  StateOptions reading;
  StatePair pair = {0};
  Str error;
  int status = CLI_FAILED;
  arena_init(&self.arena, 0);
  cli_state_options(options, &reading);
  if (str_empty(reading.dev_url)) reading.dev_url = config->dev;
  reading.changes = true;
  if (state_read_pair(&self.arena, &options->from, &options->to, &reading, &pair, &error)) {
    Diff *diff = diff_run(pair.from->realm, pair.to->realm, &pair.diff);
    self.diff = diff;
    status = lint(&self, config);
    diff_free(diff);
    state_free_pair(&pair);
  } else {
    cli_error("%.*s", STR_FMT(error));
  }
  cli_state_options_free(&reading);
  arena_free(&self.arena);
  return status;
}
