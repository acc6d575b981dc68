/* report.c: from checked modules to findings with places, and what several formats share. */
#include "cli/report.h"

#include <stdlib.h>

const char *severity_name(Severity severity) {
  static const char *const names[] = {"", "error", "warning", "info", "hint"};
  return names[severity];
}

Str report_utf8(Arena *arena, Str s) {
  if (utf8_invalid(s) == s.len) return s;
  Buf buf = {0};
  for (size_t at = 0; at < s.len;) {
    size_t valid = utf8_invalid(str_sub(s, at, s.len));
    buf_put(&buf, str_sub(s, at, at + valid));
    at += valid;
    if (at >= s.len) break;
    buf_put(&buf, STR("\xef\xbf\xbd"));
    at++;
  }
  Str clean = arena_str(arena, buf_str(&buf));
  buf_free(&buf);
  return clean;
}

/* A byte order mark is no column of the first line. */
static TextRange without_mark(TextRange range, const File *file) {
  if (file->bom && range.start.line == 0 && range.start.character > 0) range.start.character--;
  if (file->bom && range.end.line == 0 && range.end.character > 0) range.end.character--;
  return range;
}

enum { LONG_UNIT = 1 << 16 }; /* bytes in which counting lines for each place would take long */

/* A file that is only indexed has no text in its units; its whole text is still at hand. */
static TextRange range_in(const Unit *unit, LoadFile *file, Span span, TextUnit kind) {
  bool is_short = unit->text.ptr != NULL && unit->len < LONG_UNIT;
  if (is_short) return without_mark(unit_range(unit, span, kind), unit->file);
  if (file->lines.len == 0) lines_build(&file->lines, file->text);
  span = span_make(unit->start + span.start, unit->start + span.end);
  return without_mark(text_range(file->text, &file->lines, span, kind), unit->file);
}

static Place place_of(Load *load, const Unit *unit, Span span) {
  LoadFile *file = unit->file->user;
  return (Place){.file = report_utf8(&load->arena, file->shown),
                 .clusters = range_in(unit, file, span, TEXT_GRAPHEME),
                 .utf16 = range_in(unit, file, span, TEXT_UTF16)};
}

static Str line_around(const Unit *unit, uint32_t offset) {
  Str text = unit->text;
  size_t start = offset < text.len ? offset : text.len;
  while (start > 0 && text.ptr[start - 1] != '\n') start--;
  size_t end = str_find(text, '\n', start);
  return str_sub(text, start, end > start && text.ptr[end - 1] == '\r' ? end - 1 : end);
}

static const FindingRelated *related_of(Load *load, const Unit *unit, const Diagnostic *diagnostic) {
  FindingRelated *list = arena_array(&load->arena, FindingRelated, diagnostic->related_count);
  for (uint32_t i = 0; i < diagnostic->related_count; i++) {
    const DiagRelated *related = &diagnostic->related[i];
    list[i].place = place_of(load, related->unit != NULL ? related->unit : unit, related->span);
    list[i].message = report_utf8(&load->arena, related->message);
  }
  return list;
}

static Finding finding_of(Load *load, const Unit *unit, const Diagnostic *diagnostic) {
  Finding finding = {.place = place_of(load, unit, diagnostic->span),
                     .severity = diagnostic->severity,
                     .code = diag_info[diagnostic->code].code,
                     .message = report_utf8(&load->arena, diagnostic->message),
                     .related = related_of(load, unit, diagnostic),
                     .related_count = diagnostic->related_count,
                     .line = line_around(unit, diagnostic->span.start)};
  if (diagnostic->fix == NULL) return finding;
  finding.fix_title = report_utf8(&load->arena, diagnostic->fix->title);
  finding.fix_text = report_utf8(&load->arena, diagnostic->fix->text);
  finding.fix = place_of(load, unit, diagnostic->fix->span);
  return finding;
}

/* The hint on a file whose dialect is only the likeliest one. */
static void add_ambiguous(Report *self, Load *load, const LoadFile *file) {
  Finding finding = {.place = {.file = report_utf8(&load->arena, file->shown)},
                     .severity = SEVERITY_HINT,
                     .code = diag_info[DIAG_AMBIGUOUS_DIALECT].code,
                     .message = project_uncertain(&load->arena, file->guess.dialect),
                     .aside = true};
  self->counts[SEVERITY_HINT]++;
  array_push(&self->findings, finding);
}

static void add_file(Report *self, Load *load, const LoadFile *file) {
  if (file->file == NULL) return;
  array_push(&self->files, report_utf8(&load->arena, file->shown));
  if (file->guess.ambiguous && file->guess.dialect != NULL) add_ambiguous(self, load, file);
  for (size_t i = 0; i < file->file->unit_count; i++) {
    const Unit *unit = file->file->units[i];
    for (size_t k = 0; k < unit->diags.len; k++) {
      self->counts[unit->diags.items[k].severity]++;
      array_push(&self->findings, finding_of(load, unit, &unit->diags.items[k]));
    }
  }
}

void report_make(Report *self, Load *load, bool complete) {
  *self = (Report){.options = load->options, .complete = complete};
  for (size_t i = 0; i < load->asked; i++) add_file(self, load, load->files.items[i]);
}

void report_free(Report *self) {
  array_free(&self->findings);
  array_free(&self->files);
}

/* FNV-1a, which stays the same between runs and versions. */
static uint64_t add_hash(uint64_t hash, Str s) {
  for (size_t i = 0; i < s.len; i++) hash = (hash ^ (unsigned char)s.ptr[i]) * 0x100000001b3u;
  return (hash ^ 0xff) * 0x100000001b3u;
}

Str report_fingerprint(Arena *arena, const Finding *finding, unsigned ordinal) {
  uint64_t hash = add_hash(0xcbf29ce484222325u, finding->place.file);
  hash = add_hash(add_hash(hash, finding->code), finding->message);
  hash = add_hash(hash, str_make((const char *)&(unsigned char){(unsigned char)ordinal}, 1));
  for (; ordinal > 0xff; ordinal >>= 8) hash = (hash ^ (ordinal & 0xff)) * 0x100000001b3u;
  return arena_printf(arena, "%016llx", (unsigned long long)hash);
}

unsigned report_ordinal(Map *seen, Arena *arena, const Finding *finding) {
  Str key = arena_printf(arena, "%.*s\n%.*s\n%.*s", STR_FMT(finding->place.file), STR_FMT(finding->code),
                         STR_FMT(finding->message));
  void **slot = map_slot(seen, key);
  unsigned *count = *slot;
  if (count == NULL) *slot = count = arena_new(arena, unsigned);
  return (*count)++;
}
