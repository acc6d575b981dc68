/* report_sarif.c: SARIF 2.1.0, for code scanning pages. One run; columns count UTF-16 units from 1. */
#include "cli/json_out.h"
#include "cli/report.h"
#include "diff/lint.h"

static json_t *message(Str s) { return json_pack("{s:o}", "text", json_text(s)); }

static const char *level(Severity severity) {
  return severity == SEVERITY_ERROR ? "error" : severity == SEVERITY_WARNING ? "warning" : "note";
}

static json_t *region(TextRange range) {
  return json_pack("{s:I, s:I, s:I, s:I}", "startLine", (json_int_t)range.start.line + 1, "startColumn",
                   (json_int_t)range.start.character + 1, "endLine", (json_int_t)range.end.line + 1, "endColumn",
                   (json_int_t)range.end.character + 1);
}

/* Relative paths are below the root of the sources; absolute ones are file URIs. */
static json_t *artifact(Arena *arena, Str file) {
  Str uri = uri_from_path(arena, file);
  if (path_is_absolute(file)) return json_pack("{s:o}", "uri", json_text(uri));
  return json_pack("{s:o, s:s}", "uri", json_text(str_sub(uri, 7, uri.len)), "uriBaseId", "%SRCROOT%");
}

static json_t *location(Arena *arena, const Place *place) {
  return json_pack("{s:{s:o, s:o}}", "physicalLocation", "artifactLocation", artifact(arena, place->file), "region",
                   region(place->utf16));
}

/* Findings of changes have codes of their own. */
static json_t *lint_rules(void) {
  json_t *list = json_array();
  size_t count;
  const LintCode *codes = lint_codes(&count);
  for (size_t i = 0; i < count; i++) {
    json_t *defaults = json_pack("{s:s}", "level", codes[i].kind->error ? "error" : "warning");
    json_array_append_new(list, json_pack("{s:o, s:o, s:o}", "id", json_text(codes[i].code), "shortDescription",
                                          message(codes[i].title), "defaultConfiguration", defaults));
  }
  return list;
}

static size_t rule_index(Str code) {
  size_t count;
  const LintCode *lint = lint_code(code);
  return lint != NULL ? (size_t)(lint - lint_codes(&count)) : (size_t)diag_named(code);
}

static json_t *rules(void) {
  json_t *list = json_array();
  for (size_t i = 0; i < DIAG_COUNT; i++) {
    json_t *defaults = json_pack("{s:s}", "level", level(diag_info[i].severity));
    json_array_append_new(list, json_pack("{s:o, s:o, s:o}", "id", json_text(diag_info[i].code), "shortDescription",
                                          message(diag_info[i].title), "defaultConfiguration", defaults));
  }
  return list;
}

static json_t *related(Arena *arena, const Finding *finding) {
  json_t *list = json_array();
  for (size_t i = 0; i < finding->related_count; i++) {
    json_t *item = location(arena, &finding->related[i].place);
    json_object_set_new(item, "id", json_integer((json_int_t)i + 1));
    json_object_set_new(item, "message", message(finding->related[i].message));
    json_array_append_new(list, item);
  }
  return list;
}

static json_t *fixes(Arena *arena, const Finding *finding) {
  json_t *replacement = json_pack("{s:o, s:o}", "deletedRegion", region(finding->fix.utf16), "insertedContent",
                                  message(finding->fix_text));
  json_t *change =
      json_pack("{s:o, s:[o]}", "artifactLocation", artifact(arena, finding->fix.file), "replacements", replacement);
  return json_pack("[{s:o, s:[o]}]", "description", message(finding->fix_title), "artifactChanges", change);
}

static json_t *result(Arena *arena, Map *seen, const Finding *finding) {
  Str print = report_fingerprint(arena, finding, report_ordinal(seen, arena, finding));
  json_t *item = json_pack("{s:o, s:I, s:s, s:o, s:[o], s:{s:o}}", "ruleId", json_text(finding->code), "ruleIndex",
                           (json_int_t)rule_index(finding->code), "level", level(finding->severity), "message",
                           message(finding->message), "locations", location(arena, &finding->place),
                           "partialFingerprints", "atlasFinding/v1", json_text(print));
  if (finding->related_count > 0) json_object_set_new(item, "relatedLocations", related(arena, finding));
  if (!str_empty(finding->fix_title)) json_object_set_new(item, "fixes", fixes(arena, finding));
  return item;
}

static json_t *run_of(const Report *self) {
  json_t *results = json_array();
  Arena arena;
  Map seen = {0};
  arena_init(&arena, 0);
  for (size_t i = 0; i < self->findings.len; i++)
    json_array_append_new(results, result(&arena, &seen, &self->findings.items[i]));
  map_free(&seen);
  arena_free(&arena);
  json_t *driver = json_pack("{s:s, s:s, s:o}", "name", "atlas-lsp", "version", ATLAS_VERSION, "rules",
                             self->lint ? lint_rules() : rules());
  json_t *invocation = json_pack("[{s:b}]", "executionSuccessful", (int)self->complete);
  return json_pack("{s:{s:o}, s:s, s:o, s:o}", "tool", "driver", driver, "columnKind", "utf16CodeUnits", "invocations",
                   invocation, "results", results);
}

void report_sarif(const Report *self, Buf *out) {
  json_t *document = json_pack("{s:s, s:s, s:[o]}", "$schema", "https://json.schemastore.org/sarif-2.1.0.json",
                               "version", "2.1.0", "runs", run_of(self));
  cli_put_json(out, document);
}
