/* report_github.c: workflow commands of GitHub Actions: "::error file=a.hcl,line=1,col=2::message". */
#include "cli/report.h"

/* Percent escapes as the runner decodes them; in properties also ':' and ','. */
static void put_escaped(Buf *out, Str s, bool property) {
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    if (special)
      buf_printf(out, "%%%02X", (unsigned char)c);
    else
      buf_putc(out, c);
  }
}

static const char *command(Severity severity) {
  return severity == SEVERITY_ERROR ? "error" : severity == SEVERITY_WARNING ? "warning" : "notice";
}

static void put_finding(const Finding *finding, Buf *out) {
  TextRange range = finding->place.clusters;
  buf_printf(out, "::%s file=", command(finding->severity));
  put_escaped(out, finding->place.file, true);
  buf_printf(out, ",line=%u,endLine=%u", range.start.line + 1, range.end.line + 1);
  if (range.start.line == range.end.line) /* columns mean something within one line only; the last is included */
    buf_printf(out, ",col=%u,endColumn=%u", range.start.character + 1,
               range.end.character > range.start.character ? range.end.character : range.start.character + 1);
  buf_put(out, STR(",title="));
  put_escaped(out, finding->code, true);
  buf_put(out, STR("::"));
  put_escaped(out, finding->message, false);
  buf_putc(out, '\n');
}

void report_github(const Report *self, Buf *out) {
  for (size_t i = 0; i < self->findings.len; i++) put_finding(&self->findings.items[i], out);
}
