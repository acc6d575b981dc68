/* report_human.c: one line for each finding, as compilers do; with --verbose also the source and help. */
#include "cli/report.h"

static const char *color_of(Severity severity) {
  static const char *const codes[] = {"", "\033[31m", "\033[33m", "\033[36m", "\033[2m"};
  return codes[severity];
}

/* "11,3-14" or "17,5-19,6": lines and columns from 1, the end exclusive. */
static void put_range(Buf *out, TextRange range) {
  buf_printf(out, "%u,%u-", range.start.line + 1, range.start.character + 1);
  if (range.end.line != range.start.line) buf_printf(out, "%u,", range.end.line + 1);
  buf_printf(out, "%u", range.end.character + 1);
}

/* Messages stay on one line. */
static void put_line(Buf *out, Str text) {
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (c == '\n' || c == '\r' || c == '\t')
      buf_putc(out, ' ');
    else if ((unsigned char)c < ' ' || c == 0x7f)
      buf_printf(out, "\\x%02x", (unsigned char)c);
    else
      buf_putc(out, c);
  }
}

static void put_finding(const Report *self, const Finding *finding, Buf *out) {
  if (self->color) buf_put(out, STR("\033[1m"));
  put_line(out, finding->place.file);
  buf_putc(out, ':');
  put_range(out, finding->place.clusters);
  buf_put(out, self->color ? STR("\033[0m: ") : STR(": "));
  if (self->color) buf_put(out, str_from(color_of(finding->severity)));
  if (finding->severity != SEVERITY_ERROR) buf_printf(out, "%s: ", severity_name(finding->severity));
  put_line(out, finding->message);
  buf_put(out, self->color ? STR("\033[0m\n") : STR("\n"));
}

enum { LINE_SHOWN = 160 };

/* Passwords of URLs, "://user:password@host", become as many x; `cut`: the line goes on, maybe inside of one. */
static void hide_passwords(char *line, size_t len, bool cut) {
  Str text = str_make(line, len);
  for (size_t at = str_find(text, ':', 0); at + 3 < len; at = str_find(text, ':', at + 1)) {
    if (line[at + 1] != '/' || line[at + 2] != '/') continue;
    size_t end = str_find(text, '"', at), colon = str_find(str_sub(text, 0, end), ':', at + 3);
    size_t last = cut && end == len ? len : 0;
    for (size_t i = colon; i < end; i++)
      if (line[i] == '@') last = i;
    for (size_t i = colon + 1; i < last; i++) line[i] = 'x';
  }
}

/* The source line and the marks below it:
 *
 *       11 |   primray_key {
 *          |   ^^^^^^^^^^^
 */
static void put_source(const Report *self, const Finding *finding, Buf *out) {
  TextRange range = finding->place.clusters;
  Str line = str_sub(finding->line, 0, text_advance(finding->line, LINE_SHOWN, TEXT_GRAPHEME));
  uint32_t width = text_width(line, TEXT_GRAPHEME);
  if (str_starts(line, STR("\xef\xbb\xbf"))) line = str_sub(line, 3, line.len);
  if (range.start.character > width || utf8_invalid(line) < line.len) return;
  buf_printf(out, "%8u | ", range.start.line + 1);
  size_t from = out->len;
  for (size_t i = 0; i < line.len; i++)
    buf_putc(out, (unsigned char)line.ptr[i] < ' ' && line.ptr[i] != '\t' ? ' ' : line.ptr[i]);
  hide_passwords(out->ptr + from, out->len - from, line.len < finding->line.len);
  buf_put(out, STR("\n         | "));
  Str before = str_sub(line, 0, text_advance(line, range.start.character, TEXT_GRAPHEME));
  uint32_t blanks = range.start.character;
  for (size_t i = 0; i < before.len && before.ptr[i] == '\t'; i++, blanks--) buf_putc(out, '\t');
  buf_repeat(out, ' ', blanks);
  uint32_t end = range.end.line == range.start.line && range.end.character < width ? range.end.character : width;
  if (self->color) buf_put(out, str_from(color_of(finding->severity)));
  buf_repeat(out, '^', end > range.start.character ? end - range.start.character : 1);
  buf_put(out, self->color ? STR("\033[0m\n") : STR("\n"));
}

static void put_help(const Finding *finding, Buf *out) {
  for (size_t i = 0; i < finding->related_count; i++) {
    const FindingRelated *related = &finding->related[i];
    buf_put(out, STR("         = "));
    put_line(out, related->place.file);
    buf_putc(out, ':');
    put_range(out, related->place.clusters);
    buf_put(out, STR(": "));
    put_line(out, related->message);
    buf_putc(out, '\n');
  }
  if (!str_empty(finding->fix_title)) {
    buf_put(out, STR("         = help: "));
    put_line(out, finding->fix_title);
    buf_putc(out, '\n');
  }
  buf_printf(out, "         = code: %.*s\n", STR_FMT(finding->code));
}

void report_human(const Report *self, Buf *out) {
  for (size_t i = 0; i < self->findings.len; i++) {
    const Finding *finding = &self->findings.items[i];
    if (finding->aside) continue;
    put_finding(self, finding, out);
    if (!self->options->verbose) continue;
    put_source(self, finding, out);
    put_help(finding, out);
  }
}

void report_human_asides(const Report *self, Buf *out) {
  for (size_t i = 0; i < self->findings.len; i++)
    if (self->findings.items[i].aside) put_finding(self, &self->findings.items[i], out);
}
