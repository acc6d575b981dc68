/* check.c: the command --check. */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/report.h"

static const char *plural(size_t count) { return count == 1 ? "" : "s"; }

/* What stands aside, then "2 errors, 1 warning in 3 files". */
static void put_summary(const Report *report) {
  Buf asides = {0};
  report_human_asides(report, &asides);
  fwrite(buf_str(&asides).ptr, 1, asides.len, stderr);
  buf_free(&asides);
  static const Severity order[] = {SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_INFO, SEVERITY_HINT};
  const size_t *n = report->counts;
  size_t files = report->files.len;
  bool first = true;
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
    if (n[order[i]] == 0) continue;
    fprintf(stderr, "%s%zu %s%s", first ? "" : ", ", n[order[i]], severity_name(order[i]), plural(n[order[i]]));
    first = false;
  }
  if (files == 0)
    fputs("no HCL files found\n", stderr);
  else
    fprintf(stderr, "%s in %zu file%s\n", first ? "nothing found" : "", files, plural(files));
}

/* "schema.hcl: postgresql, by its suffix .pg.hcl" */
static void put_reasons(const Load *load) {
  for (size_t i = 0; i < load->asked; i++) {
    const LoadFile *file = load->files.items[i];
    if (!file->readable) continue;
    Str name = file->guess.dialect != NULL ? file->guess.dialect->name : STR("dialect unknown");
    fprintf(stderr, "%.*s: %.*s%s%.*s\n", STR_FMT(file->shown), STR_FMT(name),
            str_empty(file->guess.reason) ? "" : ", ", STR_FMT(file->guess.reason));
  }
}

static bool write_report(const Report *report) {
  static void (*const formats[])(const Report *, Buf *) = {
      [CLI_HUMAN] = report_human,          [CLI_JSON] = report_json,     [CLI_SARIF] = report_sarif,
      [CLI_GITHUB] = report_github,        [CLI_GITLAB] = report_gitlab, [CLI_JUNIT] = report_junit,
      [CLI_CHECKSTYLE] = report_checkstyle};
  Buf out = {0};
  formats[report->options->report](report, &out);
  bool ok = cli_print(buf_str(&out));
  buf_free(&out);
  return ok;
}

int cli_check(const CliOptions *options) {
  Arena arena;
  Inputs inputs = {0};
  Load load;
  Report report;
  arena_init(&arena, 0);
  bool complete = inputs_collect(&inputs, &arena, options);
  complete = load_run(&load, &inputs, options) && complete;
  load_check(&load);
  report_make(&report, &load, complete);
  report.color = cli_use_color(options, 1);
  if (options->verbose) put_reasons(&load);
  complete = write_report(&report) && complete;
  if (options->report == CLI_HUMAN && !options->quiet) put_summary(&report);
  int status = !complete ? CLI_FAILED : report.counts[SEVERITY_ERROR] > 0 ? CLI_FOUND : CLI_OK;
  report_free(&report);
  load_free(&load);
  inputs_free(&inputs);
  arena_free(&arena);
  return status;
}
