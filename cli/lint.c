/* lint.c: the command --lint: what is risky in a plan, or in the new files of a migration directory. */
#include "cli/lint.h"

#include <stdio.h>
#include <time.h>

#include "cli/cli.h"
#include "cli/states.h"

static uint64_t now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (uint64_t)at.tv_sec * 1000000000u + (uint64_t)at.tv_nsec;
}

/* ---- what is asked for ---- */

/* The project file that was named, or the one of an environment, must be there; the one of the folder may be. */
static bool read_config(Arena *arena, const CliOptions *options, LintConfig *out) {
  bool named = !str_empty(options->config) || !str_empty(options->env);
  StateOptions reading;
  Str error;
  *out = (LintConfig){0};
  if (!named && file_kind(STR("atlas.hcl")) != FILE_REGULAR) return true;
  cli_state_options(options, &reading);
  bool ok = lint_config_read(arena, &reading, out, &error);
  cli_state_options_free(&reading);
  if (!ok) cli_error("%.*s", STR_FMT(error));
  return ok;
}

/* git:REV:PATH */
static bool open_commit(LintDir *self, Str rest, Str *path) {
  size_t colon = str_find(rest, ':', 0);
  Str error, revision = str_sub(rest, 0, colon);
  *path = str_sub(rest, colon + 1, rest.len);
  if (str_empty(*path) || str_empty(revision)) {
    cli_error("\"git:%.*s\" is not git:REVISION:PATH", STR_FMT(rest));
    return false;
  }
  self->commit = git_open(&self->arena, STR("."), revision, &error);
  if (self->commit == NULL) {
    cli_error("%.*s", STR_FMT(error));
    return false;
  }
  self->files = git_files(self->commit);
  return true;
}

/* Folder and query of the URL of the directory. */
static bool read_dir_url(LintDir *self, DirOptions *how) {
  static const Str file = STR_INIT("file://"), git = STR_INIT("git:"), usual = STR_INIT("file://migrations"),
                   format = STR_INIT("format=");
  const StrList *to = &self->options->to;
  if (to->len == 0 && !str_empty(self->config.migrations_error)) {
    cli_error("%.*s", STR_FMT(self->config.migrations_error));
    return false;
  }
  Str url = to->len > 0 ? to->items[0] : str_empty(self->config.migrations) ? usual : self->config.migrations;
  size_t query = str_find(url, '?', 0);
  Str rest = str_sub(url, query + 1, url.len), path = str_sub(url, file.len, query);
  how->format = str_starts(rest, format) ? str_sub(rest, format.len, str_find(rest, '&', 0)) : self->config.dir_format;
  self->files = files_disk;
  if (to->len == 0 && self->config.templates != NULL) {
    self->files = *self->config.templates;
    path = STR(".");
  } else if (str_starts(url, git)) {
    if (!open_commit(self, str_sub(url, git.len, query), &path)) return false;
  } else if (!str_starts(url, file)) {
    Str scheme = str_sub(url, 0, str_find(url, ':', 0));
    cli_error("a migration directory is file://PATH or git:REVISION:PATH, not %.*s://...", STR_FMT(scheme));
    return false;
  }
  self->path = arena_str(&self->arena, path);
  how->files = &self->files;
  return true;
}

static bool by_git(const LintDir *self) {
  const CliOptions *options = self->options;
  if (options->has_latest) return false;
  return !str_empty(options->git_base) || (!self->config.has_latest && !str_empty(self->config.git_base));
}

/* Files that are out of order are looked for only when the configuration names the analyzer. */
static void take_history(LintDir *self, const LintHistory *history) {
  const LintOptions *options = &self->config.options;
  self->first = history->first;
  for (size_t i = 0; i < options->analyzer_count; i++) {
    const LintAnalyzer *analyzer = &options->analyzers[i];
    if (!str_eq(analyzer->name, STR("non_linear")) || analyzer->off) continue;
    self->notes = history->notes;
    self->notes_fail = analyzer->has_error && analyzer->error;
  }
}

/* Index of the first new file. */
static bool find_new(LintDir *self) {
  const CliOptions *options = self->options;
  size_t count = self->dir.count;
  bool latest = options->has_latest || self->config.has_latest;
  if (!by_git(self) && !latest) {
    cli_error("--latest or --git-base is required");
    return false;
  }
  if (by_git(self)) {
    Str base = str_empty(options->git_base) ? self->config.git_base : options->git_base;
    Str dir = str_empty(options->git_dir) ? self->config.git_dir : options->git_dir, error;
    LintHistory history = {0};
    if (lint_git(&self->arena, &self->dir, &self->files, dir, base, &history, &error)) {
      take_history(self, &history);
      return true;
    }
    cli_error("%.*s", STR_FMT(error));
    return false;
  }
  long n = options->has_latest ? options->latest : self->config.latest;
  self->first = n < 0 || (size_t)n >= count ? 0 : count - (size_t)n;
  return true;
}

/* ---- the run ---- */

static bool analyze(LintDir *self) {
  Str error = {0};
  self->versions = arena_array(&self->arena, LintVersion, self->replay.count + 1);
  for (size_t i = 0; i < self->replay.count; i++) {
    LintVersion version = {.file = &self->replay.files[i]};
    uint64_t start = now();
    if (!lint_file(&self->arena, &version.file->lint, &self->config.options, &version.findings, &error)) {
      cli_error("%.*s", STR_FMT(error));
      return false;
    }
    version.ns = now() - start;
    /* Nothing at all is said of a silent file, but of what may not be silenced. */
    if (version.file->lint.silent && str_empty(version.file->error) && version.findings.len == 0) continue;
    version.has_error = !str_empty(version.file->error);
    for (size_t k = 0; k < version.findings.len; k++) version.has_error |= version.findings.items[k].error;
    if (!str_empty(version.file->error)) self->error = version.file->error;
    if (!str_empty(version.file->error)) self->failed_file = version.file->file->name;
    self->versions[self->count++] = version;
  }
  return true;
}

static bool replay(LintDir *self, const StateOptions *reading) {
  Str error = {0};
  const Dialect *dialect = reading->dialect;
  Scratch *scratch = scratch_open(&self->arena, dialect, reading, &error);
  if (scratch == NULL) {
    cli_error("%.*s", STR_FMT(error));
    return false;
  }
  replay_run(&self->replay, &self->arena, scratch, &self->dir, self->first);
  bool clean = scratch_close(scratch, &error);
  if (!clean) cli_error("%.*s", STR_FMT(error));
  if (!str_empty(self->replay.error)) self->error = self->replay.error;
  return analyze(self) && clean;
}

/* The statements are split as the dialect of the scratch database writes them. */
static bool read_dir(LintDir *self, const DirOptions *how, StateOptions *reading) {
  Str error;
  const Dialect *dialect = reading->dialect;
  if (dialect == NULL && !str_empty(reading->dev_url)) dialect = dialect_for_url(reading->dev_url);
  if (dialect == NULL) {
    cli_error("cannot tell of which database the migrations are: give --dev-url or --dialect");
    return false;
  }
  reading->dialect = dialect;
  if (migrations_read(&self->arena, self->path, how, dialect->sql, &self->dir, &error)) return true;
  cli_error("%.*s", STR_FMT(error));
  return false;
}

/* false: nothing to report was found out. */
static bool run(LintDir *self, StateOptions *reading) {
  DirOptions how = {0};
  if (!read_dir_url(self, &how)) return false;
  if (str_empty(reading->dev_url)) reading->dev_url = self->config.dev;
  self->dev_url = reading->dev_url;
  if (!migrations_verify(&self->arena, self->path, &self->files, &self->error)) {
    self->failed_file = STR("atlas.sum");
    return true;
  }
  return read_dir(self, &how, reading) && find_new(self) && replay(self, reading);
}

/* ---- the report ---- */

static Place place_of(LintDir *self, const LintVersion *version, const LintFinding *finding) {
  const LintFile *lint = &version->file->lint;
  Str text = version->file->file->text;
  Place place = {.file = path_join(&self->arena, self->path, lint->name)};
  Span span = lint_place(&self->arena, lint, finding);
  Lines lines = {0};
  lines_build(&lines, text);
  place.clusters = text_range(text, &lines, span, TEXT_GRAPHEME);
  place.utf16 = text_range(text, &lines, span, TEXT_UTF16);
  lines_free(&lines);
  return place;
}

/* Why the run stopped, with the place of the statement. */
static void write_error(LintDir *self) {
  const LintVersion *last = self->count > 0 ? &self->versions[self->count - 1] : NULL;
  if (str_empty(self->error)) return;
  if (last == NULL || str_empty(last->file->error)) {
    cli_error("%.*s", STR_FMT(self->error));
    return;
  }
  uint32_t line = 1;
  for (uint32_t i = 0; i < last->file->error_offset; i++) line += last->file->file->text.ptr[i] == '\n';
  Str path = path_join(&self->arena, self->path, last->file->file->name);
  cli_error("%.*s:%u: %.*s", STR_FMT(path), line, STR_FMT(self->error));
}

static bool write_findings(LintDir *self) {
  Report report = {.options = self->options, .complete = str_empty(self->error)};
  for (size_t i = 0; i < self->count; i++) {
    const LintVersion *version = &self->versions[i];
    array_push(&report.files, path_join(&self->arena, self->path, version->file->file->name));
    for (size_t k = 0; k < version->findings.len; k++)
      lint_add_finding(&report, &self->arena, &version->findings.items[k],
                       place_of(self, version, &version->findings.items[k]));
  }
  for (size_t i = 0; i < self->notes.len; i++)
    fprintf(stderr, "%s%.*s\n", self->notes_fail ? "" : "warning: ", STR_FMT(self->notes.items[i]));
  write_error(self);
  return lint_write_report(&report);
}

static bool write_report(LintDir *self) {
  Buf out = {0};
  if (self->options->report != CLI_HUMAN && self->options->report != CLI_JSON) return write_findings(self);
  if (self->options->report == CLI_JSON)
    lint_dir_json(self, &out);
  else
    lint_dir_human(self, cli_use_color(self->options, 1), &out);
  bool ok = cli_print(buf_str(&out));
  buf_free(&out);
  return ok;
}

static int lint_directory(const CliOptions *options, const LintConfig *config) {
  LintDir self = {.options = options, .config = *config};
  StateOptions reading;
  uint64_t start = now();
  arena_init(&self.arena, 0);
  cli_state_options(options, &reading);
  bool ok = run(&self, &reading);
  self.ns = now() - start;
  ok = ok && write_report(&self);
  int status = !ok || !str_empty(self.error) ? CLI_FAILED : CLI_OK;
  if (status == CLI_OK && self.notes.len > 0 && self.notes_fail) status = CLI_FOUND;
  for (size_t i = 0; i < self.count; i++)
    if (status == CLI_OK && self.versions[i].has_error) status = CLI_FOUND;
  cli_state_options_free(&reading);
  replay_free(&self.replay);
  git_close(self.commit);
  arena_free(&self.arena);
  return status;
}

int cli_lint(const CliOptions *options) {
  Arena arena;
  LintConfig config;
  arena_init(&arena, 0);
  int status = CLI_FAILED;
  if (read_config(&arena, options, &config))
    status = options->from.len > 0 ? lint_plan(options, &config) : lint_directory(options, &config);
  arena_free(&arena);
  return status;
}
