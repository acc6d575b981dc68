/* report_json.c: the format of our own, and GitLab's code quality report. */
#include "cli/json_out.h"
#include "cli/report.h"

static json_t *related_of(const Finding *finding) {
  json_t *list = json_array();
  for (size_t i = 0; i < finding->related_count; i++) {
    const FindingRelated *related = &finding->related[i];
    json_array_append_new(list,
                          json_pack("{s:o, s:o, s:o}", "file", json_text(related->place.file), "range",
                                    json_from_range(related->place.utf16), "message", json_text(related->message)));
  }
  return list;
}

static json_t *diagnostic(const Finding *finding) {
  json_t *item = json_pack("{s:o, s:o, s:s, s:o, s:o}", "file", json_text(finding->place.file), "range",
                           json_from_range(finding->place.utf16), "severity", severity_name(finding->severity), "code",
                           json_text(finding->code), "message", json_text(finding->message));
  if (!str_empty(finding->fix_title))
    json_object_set_new(item, "fix",
                        json_pack("{s:o, s:o, s:o}", "title", json_text(finding->fix_title), "range",
                                  json_from_range(finding->fix.utf16), "text", json_text(finding->fix_text)));
  if (finding->related_count > 0) json_object_set_new(item, "related", related_of(finding));
  return item;
}

void report_json(const Report *self, Buf *out) {
  json_t *list = json_array();
  for (size_t i = 0; i < self->findings.len; i++) json_array_append_new(list, diagnostic(&self->findings.items[i]));
  const size_t *n = self->counts;
  json_t *summary = json_pack("{s:I, s:I, s:I, s:I}", "errors", (json_int_t)n[SEVERITY_ERROR], "warnings",
                              (json_int_t)n[SEVERITY_WARNING], "infos", (json_int_t)n[SEVERITY_INFO], "hints",
                              (json_int_t)n[SEVERITY_HINT]);
  cli_put_json(out, json_pack("{s:i, s:I, s:o, s:o}", "version", 1, "files", (json_int_t)self->files.len, "diagnostics",
                              list, "summary", summary));
}

static const char *gitlab_severity(Severity severity) {
  return severity == SEVERITY_ERROR ? "major" : severity == SEVERITY_WARNING ? "minor" : "info";
}

void report_gitlab(const Report *self, Buf *out) {
  json_t *list = json_array();
  Arena arena;
  Map seen = {0};
  arena_init(&arena, 0);
  for (size_t i = 0; i < self->findings.len; i++) {
    const Finding *finding = &self->findings.items[i];
    TextRange range = finding->place.clusters;
    Str print = report_fingerprint(&arena, finding, report_ordinal(&seen, &arena, finding));
    json_t *lines =
        json_pack("{s:I, s:I}", "begin", (json_int_t)range.start.line + 1, "end", (json_int_t)range.end.line + 1);
    json_t *location = json_pack("{s:o, s:o}", "path", json_text(finding->place.file), "lines", lines);
    json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:s, s:o}", "description", json_text(finding->message),
                                          "check_name", json_text(finding->code), "fingerprint", json_text(print),
                                          "severity", gitlab_severity(finding->severity), "location", location));
  }
  cli_put_json(out, list);
  map_free(&seen);
  arena_free(&arena);
}
