/* lint_findings.c: findings of the analyzers in the formats of --check. */
#include "cli/cli.h"
#include "cli/lint.h"

void lint_add_finding(Report *report, Arena *arena, const LintFinding *finding, Place place) {
  Finding item = {.place = place,
                  .severity = finding->error ? SEVERITY_ERROR : SEVERITY_WARNING,
                  .code = finding->code,
                  .message = report_utf8(arena, finding->message)};
  item.place.file = report_utf8(arena, place.file);
  report->counts[item.severity]++;
  array_push(&report->findings, item);
}

bool lint_write_report(Report *report) {
  static void (*const formats[])(const Report *, Buf *) = {
      [CLI_HUMAN] = report_human,          [CLI_JSON] = report_json,     [CLI_SARIF] = report_sarif,
      [CLI_GITHUB] = report_github,        [CLI_GITLAB] = report_gitlab, [CLI_JUNIT] = report_junit,
      [CLI_CHECKSTYLE] = report_checkstyle};
  Buf out = {0};
  report->lint = true;
  report->color = cli_use_color(report->options, 1);
  formats[report->options->report](report, &out);
  bool ok = cli_print(buf_str(&out));
  buf_free(&out);
  report_free(report);
  return ok;
}
