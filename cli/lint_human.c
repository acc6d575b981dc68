/* lint_human.c: the report on a migration directory for people, in the words of `atlas migrate lint`. */
#include "cli/lint.h"

enum {
  LINE_WIDTH = 85 /* of a finding: blanks between words are not counted */
};

typedef struct Writer {
  Buf *out;
  bool color;
} Writer;

static const char cyan[] = "\033[36m", yellow[] = "\033[33m", grey[] = "\033[4;90m", red[] = "\033[41;37m";

static void put(Writer *self, const char *color, Str text) {
  if (self->color) buf_put(self->out, str_from(color));
  buf_put(self->out, text);
  if (self->color) buf_put(self->out, STR("\033[0m"));
}

/* "1.2ms", "367µs", "1.5s" */
static void put_duration(Buf *out, uint64_t ns) {
  static const struct {
    uint64_t size;
    const char *unit;
  } units[] = {{1000000000u, "s"}, {1000000u, "ms"}, {1000u, "\xc2\xb5s"}};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    if (ns < units[i].size) continue;
    uint64_t thousandths = ns * 1000 / units[i].size;
    buf_printf(out, "%llu.%03llu", (unsigned long long)(thousandths / 1000), (unsigned long long)(thousandths % 1000));
    while (out->ptr[out->len - 1] == '0') out->len--;
    if (out->ptr[out->len - 1] == '.') out->len--;
    buf_put(out, str_from(units[i].unit));
    return;
  }
  buf_printf(out, "%lluns", (unsigned long long)ns);
}

/* ---- findings ---- */

/* The words of the text, on lines of at most `width` bytes without the blanks. */
static void put_words(Writer *self, Str text, Str link, size_t width) {
  size_t used = 0;
  bool first = true;
  Str parts[] = {text, link};
  for (size_t p = 0; p < 2; p++)
    for (size_t at = 0; at < parts[p].len;) {
      size_t end = str_find(parts[p], ' ', at);
      Str word = str_sub(parts[p], at, end);
      at = end + 1;
      if (word.len == 0) continue;
      bool cut = !first && used + word.len > width;
      if (!first) buf_put(self->out, cut ? STR("\n         ") : STR(" "));
      used = cut ? word.len : used + word.len;
      first = false;
      if (p == 1)
        put(self, grey, word);
      else
        buf_put(self->out, word);
    }
  buf_putc(self->out, '\n');
}

static unsigned line_of(const LintVersion *version, uint32_t step) {
  const LintFile *lint = &version->file->lint;
  uint32_t offset = step < lint->step_count ? lint->steps[step].offset : 0;
  return text_newlines(str_sub(version->file->file->text, 0, offset)) + 1;
}

static void put_finding(Writer *self, Arena *arena, const LintVersion *version, const LintFinding *finding) {
  Str link = arena_printf(arena, "https://atlasgo.io/lint/analyzers#%.*s", STR_FMT(finding->code));
  Str line = arena_printf(arena, "L%u: ", line_of(version, finding->step));
  size_t start = self->out->len;
  buf_put(self->out, STR("      "));
  put(self, cyan, STR("--"));
  buf_putc(self->out, ' ');
  buf_put(self->out, line);
  put_words(self, finding->message, link, LINE_WIDTH - (self->out->len - start));
}

static void put_fixes(Writer *self, const LintVersion *version) {
  size_t count = 0;
  for (size_t i = 0; i < version->findings.len; i++) count += !str_empty(version->findings.items[i].fix);
  if (count == 0) return;
  buf_put(self->out, STR("    "));
  put(self, cyan, STR("--"));
  buf_printf(self->out, " suggested fix%s:\n", count == 1 ? "" : "es");
  for (size_t i = 0; i < version->findings.len; i++) {
    Str fix = version->findings.items[i].fix;
    if (str_empty(fix)) continue;
    size_t start = self->out->len;
    buf_put(self->out, STR("      "));
    put(self, cyan, STR("->"));
    buf_putc(self->out, ' ');
    put_words(self, fix, (Str){0}, LINE_WIDTH - (self->out->len - start));
  }
}

/* ---- versions ---- */

static void put_findings(Writer *self, Arena *arena, const LintVersion *version) {
  const LintKind *kind = NULL;
  for (size_t i = 0; i < version->findings.len; i++) {
    const LintFinding *finding = &version->findings.items[i];
    if (finding->kind != kind) {
      buf_put(self->out, STR("    "));
      put(self, cyan, STR("--"));
      buf_printf(self->out, " %.*s:\n", STR_FMT(finding->kind->report));
    }
    kind = finding->kind;
    put_finding(self, arena, version, finding);
  }
  put_fixes(self, version);
}

static void put_error(Writer *self, Str error) {
  buf_put(self->out, STR("  "));
  put(self, red, STR("Error:"));
  buf_printf(self->out, " %.*s\n\n", STR_FMT(error));
}

static void put_version(Writer *self, Arena *arena, const LintVersion *version) {
  buf_put(self->out, STR("  "));
  put(self, yellow, STR("--"));
  buf_put(self->out, STR(" analyzing version "));
  put(self, cyan, version->file->file->version);
  buf_putc(self->out, '\n');
  bool failed = !str_empty(version->file->error);
  if (version->findings.len > 0)
    put_findings(self, arena, version);
  else if (!failed)
    buf_put(self->out, STR("    -- no diagnostics found\n"));
  if (failed && version->findings.len == 0) {
    put_error(self, version->file->error);
    return;
  }
  buf_put(self->out, STR("  "));
  put(self, yellow, STR("--"));
  buf_put(self->out, STR(" ok ("));
  put_duration(self->out, version->ns);
  buf_put(self->out, STR(")\n\n"));
  if (failed) put_error(self, version->file->error);
}

/* What is wrong with the order of the files. */
static void put_notes(Writer *self, const LintDir *run) {
  if (run->notes.len == 0) return;
  buf_put(self->out, STR("  "));
  put(self, cyan, STR("--"));
  buf_put(self->out, STR(" " LINT_NON_LINEAR ":\n"));
  for (size_t i = 0; i < run->notes.len; i++) {
    buf_put(self->out, STR("    "));
    put(self, cyan, STR("--"));
    buf_printf(self->out, " %.*s\n", STR_FMT(run->notes.items[i]));
  }
  buf_putc(self->out, '\n');
}

/* "Analyzing changes from version 1 to 2 (1 migration in total):" */
static void put_header(Writer *self, const LintDir *run, size_t total) {
  buf_put(self->out, STR("Analyzing changes"));
  if (run->count > 0) {
    Str last = run->versions[run->count - 1].file->file->version;
    bool base = run->first > 0;
    if (base) {
      buf_put(self->out, STR(" from version "));
      put(self, cyan, run->dir.files[run->first - 1].version);
    }
    buf_put(self->out, base ? STR(" to ") : STR(" until version "));
    put(self, cyan, last);
  }
  buf_printf(self->out, " (%zu migration%s in total):\n\n", total, total == 1 ? "" : "s");
}

/* ---- the sums ---- */

/* "1 version ok, 1 with errors" */
static void put_versions(Writer *self, const size_t counts[3]) {
  static const char *const words[] = {"ok", "with warnings", "with errors"};
  bool first = true;
  if (counts[0] + counts[1] + counts[2] == 0) return;
  buf_put(self->out, STR("  -- "));
  for (size_t i = 0; i < 3; i++) {
    if (counts[i] == 0) continue;
    if (first)
      buf_printf(self->out, "%zu version%s %s", counts[i], counts[i] == 1 ? "" : "s", words[i]);
    else
      buf_printf(self->out, ", %zu %s", counts[i], words[i]);
    first = false;
  }
  buf_putc(self->out, '\n');
}

static void put_count(Writer *self, size_t count, const char *what) {
  if (count > 0) buf_printf(self->out, "  -- %zu %s%s\n", count, what, count == 1 ? "" : "s");
}

static void put_sums(Writer *self, const LintDir *run, bool failed) {
  size_t counts[3] = {0, 0, failed ? 1 : 0}, changes = 0, findings = 0;
  for (size_t i = 0; i < run->count; i++) {
    const LintVersion *version = &run->versions[i];
    counts[version->has_error ? 2 : version->findings.len > 0 ? 1 : 0]++;
    changes += version->file->change_count;
    findings += version->findings.len;
  }
  buf_put(self->out, STR("  -------------------------\n  -- "));
  put_duration(self->out, run->ns);
  buf_putc(self->out, '\n');
  put_versions(self, counts);
  put_count(self, changes, "schema change");
  put_count(self, findings, "diagnostic");
}

void lint_dir_human(const LintDir *run, bool color, Buf *out) {
  Writer self = {out, color};
  Arena arena;
  bool told = run->count > 0 && !str_empty(run->versions[run->count - 1].file->error);
  bool failed = !str_empty(run->error) && !told;
  if (run->count == 0 && !failed && run->notes.len == 0) return;
  arena_init(&arena, 0);
  put_header(&self, run, run->count > 0 ? run->count : 1);
  put_notes(&self, run);
  for (size_t i = 0; i < run->count; i++) put_version(&self, &arena, &run->versions[i]);
  if (failed) put_error(&self, run->error);
  put_sums(&self, run, failed);
  arena_free(&arena);
}
