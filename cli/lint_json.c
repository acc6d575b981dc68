/* lint_json.c: the report on a migration directory as JSON, with the members of `atlas migrate lint`. */
#include "cli/json_out.h"
#include "cli/lint.h"
#include "dialects/print.h"

/* Members without a text are left out. */
static void put_text(json_t *object, const char *name, Str text) {
  if (!str_empty(text)) json_put(object, name, json_text(text));
}

static void put_list(json_t *object, const char *name, json_t *list) {
  if (json_array_size(list) > 0)
    json_put(object, name, list);
  else
    json_decref(list);
}

static json_t *diagnostic(const LintVersion *version, const LintFinding *finding) {
  const LintFile *lint = &version->file->lint;
  uint32_t pos = finding->step < lint->step_count ? lint->steps[finding->step].offset : 0;
  json_t *item = json_object();
  json_put(item, "Pos", json_integer((json_int_t)pos));
  json_put(item, "Text", json_text(finding->message));
  json_put(item, "Code", json_text(finding->code));
  if (str_empty(finding->fix)) return item;
  json_t *fixes = json_array(), *fix = json_object();
  json_put(fix, "Message", json_text(finding->fix));
  json_array_append_new(fixes, fix);
  json_put(item, "SuggestedFixes", fixes);
  return item;
}

static json_t *reports_of(const LintVersion *version) {
  json_t *reports = json_array(), *diagnostics = NULL;
  const LintKind *kind = NULL;
  for (size_t i = 0; i < version->findings.len; i++) {
    const LintFinding *finding = &version->findings.items[i];
    if (finding->kind != kind) {
      json_t *report = json_object();
      diagnostics = json_array();
      json_put(report, "Text", json_text(finding->kind->report));
      json_put(report, "Diagnostics", diagnostics);
      json_array_append_new(reports, report);
    }
    kind = finding->kind;
    json_array_append_new(diagnostics, diagnostic(version, finding));
  }
  return reports;
}

/* Titles of the reports with errors, or why the file could not be run. */
static Str error_of(Arena *arena, const LintVersion *version) {
  Buf out = {0};
  const LintKind *told = NULL;
  for (size_t i = 0; i < version->findings.len; i++) {
    const LintFinding *finding = &version->findings.items[i];
    if (!finding->error || finding->kind == told) continue;
    buf_printf(&out, "%s%.*s", out.len > 0 ? "; " : "", STR_FMT(finding->kind->report));
    told = finding->kind;
  }
  Str failure = version->file->error;
  if (!str_empty(failure)) buf_printf(&out, "%s%.*s", out.len > 0 ? "; " : "", STR_FMT(failure));
  Str text = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return text;
}

static json_t *file_of(LintDir *self, const LintVersion *version) {
  json_t *item = json_object();
  put_text(item, "Name", version->file->file->name);
  put_text(item, "Text", version->file->file->text);
  put_list(item, "Reports", reports_of(version));
  put_text(item, "Error", error_of(&self->arena, version));
  return item;
}

/* ---- the rest ---- */

static json_t *env_of(LintDir *self) {
  json_t *env = json_object();
  put_text(env, "Driver", self->replay.driver != NULL ? self->replay.driver->dialect : (Str){0});
  put_text(env, "URL", db_url_mask(&self->arena, self->dev_url));
  put_text(env, "Dir", self->path);
  return env;
}

static json_t *hcl_of(LintDir *self, const Realm *realm) {
  Buf out = {0};
  Str error;
  if (realm != NULL && !print_hcl(realm, self->replay.dialect, &out, &self->arena, &error)) buf_clear(&out);
  json_t *text = json_text(buf_str(&out));
  buf_free(&out);
  return text;
}

static json_t *step(const char *name, Str text, Str error) {
  json_t *item = json_object();
  json_put(item, "Name", json_string(name));
  put_text(item, "Text", text);
  put_text(item, "Error", error);
  return item;
}

/* Files that are out of order, as a report of the directory. */
static json_t *order_step(LintDir *self) {
  json_t *item =
      step("Detect Non-linear Changes", STR(LINT_NON_LINEAR), self->notes_fail ? STR(LINT_NON_LINEAR) : (Str){0});
  json_t *result = json_object(), *reports = json_array(), *report = json_object(), *diagnostics = json_array();
  for (size_t i = 0; i < self->notes.len; i++) {
    json_t *note = json_object();
    json_put(note, "Pos", json_integer(0));
    json_put(note, "Text", json_text(self->notes.items[i]));
    json_put(note, "Code", json_string(""));
    json_array_append_new(diagnostics, note);
  }
  json_put(report, "Text", json_string(LINT_NON_LINEAR));
  json_put(report, "Diagnostics", diagnostics);
  json_array_append_new(reports, report);
  json_put(result, "Reports", reports);
  json_put(item, "Result", result);
  return item;
}

static json_t *steps_of(LintDir *self) {
  json_t *steps = json_array();
  Arena *arena = &self->arena;
  bool sum = str_eq(self->failed_file, STR("atlas.sum"));
  size_t changes = 0, added = self->dir.count - self->first;
  json_array_append_new(steps, step("Migration Integrity Check",
                                    sum ? STR("File atlas.sum is invalid") : STR("File atlas.sum is valid"),
                                    sum ? self->error : (Str){0}));
  if (sum) return steps;
  json_array_append_new(
      steps,
      step("Detect New Migration Files",
           arena_printf(arena, "Found %zu new migration files (from %zu total)", added, self->dir.count), (Str){0}));
  if (self->notes.len > 0) json_array_append_new(steps, order_step(self));
  for (size_t i = 0; i < self->count; i++) changes += self->versions[i].file->change_count;
  bool failed = !str_empty(self->error);
  json_array_append_new(steps, step("Replay Migration Files",
                                    failed ? STR("Failed loading changes on dev database")
                                           : arena_printf(arena, "Loaded %zu changes on dev database", changes),
                                    self->error));
  for (size_t i = 0; i < self->count; i++) {
    const LintVersion *version = &self->versions[i];
    json_t *reports = reports_of(version);
    Str name = arena_printf(arena, "Analyze %.*s", STR_FMT(version->file->file->name));
    json_t *item =
        step(name.ptr, arena_printf(arena, "%zu reports were found in analysis", json_array_size(reports)), (Str){0});
    json_decref(reports);
    if (version->findings.len > 0 || version->has_error) json_put(item, "Result", file_of(self, version));
    json_array_append_new(steps, item);
  }
  return steps;
}

void lint_dir_json(LintDir *self, Buf *out) {
  json_t *document = json_object(), *schema = json_object(), *files = json_array();
  json_put(document, "Env", env_of(self));
  json_put(schema, "Current", hcl_of(self, self->replay.first));
  json_put(schema, "Desired", hcl_of(self, self->replay.last));
  json_put(document, "Schema", schema);
  json_put(document, "Steps", steps_of(self));
  for (size_t i = 0; i < self->count; i++) json_array_append_new(files, file_of(self, &self->versions[i]));
  bool told = self->count > 0 && !str_empty(self->versions[self->count - 1].file->error);
  if (!str_empty(self->error) && !told) {
    json_t *item = json_object();
    put_text(item, "Name", self->failed_file);
    put_text(item, "Error", self->error);
    json_array_append_new(files, item);
  }
  put_list(document, "Files", files);
  cli_put_json(out, document);
}
