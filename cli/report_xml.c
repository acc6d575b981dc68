/* report_xml.c: JUnit and Checkstyle, which most build servers read. */
#include "cli/report.h"

static const char xml_head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/* Text for content and attributes; characters that XML 1.0 cannot hold become U+FFFD. `s` is valid UTF-8. */
static void put_xml(Buf *out, Str s) {
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    switch (c) {
    case '&': buf_put(out, STR("&amp;")); break;
    case '<': buf_put(out, STR("&lt;")); break;
    case '>': buf_put(out, STR("&gt;")); break;
    case '"': buf_put(out, STR("&quot;")); break;
    case '\'': buf_put(out, STR("&apos;")); break;
    case '\n':
    case '\r':
    case '\t': buf_printf(out, "&#%d;", c); break;
    default:
      if ((unsigned char)c < ' ') {
        buf_put(out, STR("\xef\xbf\xbd"));
      } else if (c == '\xef' && i + 2 < s.len && s.ptr[i + 1] == '\xbf' && (unsigned char)s.ptr[i + 2] >= 0xbe) {
        buf_put(out, STR("\xef\xbf\xbd")); /* U+FFFE and U+FFFF */
        i += 2;
      } else {
        buf_putc(out, c);
      }
    }
  }
}

static void put_attribute(Buf *out, const char *name, Str value) {
  buf_printf(out, " %s=\"", name);
  put_xml(out, value);
  buf_putc(out, '"');
}

/* End of the findings of `file`, which start at `from`. */
static size_t end_of_file(const Report *self, Str file, size_t from) {
  while (from < self->findings.len && str_eq(self->findings.items[from].place.file, file)) from++;
  return from;
}

/* "line 3, column 5: message" */
static void put_place_and_message(Buf *out, const Finding *finding) {
  TextPos start = finding->place.clusters.start;
  buf_printf(out, "line %u, column %u: ", start.line + 1, start.character + 1);
  put_xml(out, finding->message);
}

static void put_case(Buf *out, const Finding *finding) {
  TextPos start = finding->place.clusters.start;
  buf_put(out, STR("    <testcase"));
  put_attribute(out, "classname", finding->place.file);
  buf_printf(out, " name=\"%.*s:%u:%u\">\n", STR_FMT(finding->code), start.line + 1, start.character + 1);
  if (finding->severity == SEVERITY_ERROR) {
    buf_put(out, STR("      <failure"));
    put_attribute(out, "type", finding->code);
    put_attribute(out, "message", finding->message);
    buf_putc(out, '>');
    put_place_and_message(out, finding);
    buf_put(out, STR("</failure>\n"));
  } else {
    buf_printf(out, "      <system-out>%s: ", severity_name(finding->severity));
    put_place_and_message(out, finding);
    buf_put(out, STR("</system-out>\n"));
  }
  buf_put(out, STR("    </testcase>\n"));
}

static void put_suite(const Report *self, Str file, size_t from, size_t to, Buf *out) {
  size_t failures = 0;
  for (size_t i = from; i < to; i++) failures += self->findings.items[i].severity == SEVERITY_ERROR;
  buf_put(out, STR("  <testsuite"));
  put_attribute(out, "name", file);
  buf_printf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n", to > from ? to - from : 1, failures);
  for (size_t i = from; i < to; i++) put_case(out, &self->findings.items[i]);
  if (to == from) {
    buf_put(out, STR("    <testcase"));
    put_attribute(out, "classname", file);
    buf_put(out, STR(" name=\"check\"/>\n"));
  }
  buf_put(out, STR("  </testsuite>\n"));
}

void report_junit(const Report *self, Buf *out) {
  Buf suites = {0};
  size_t tests = 0;
  for (size_t i = 0, from = 0; i < self->files.len; i++) {
    size_t to = end_of_file(self, self->files.items[i], from);
    put_suite(self, self->files.items[i], from, to, &suites);
    tests += to > from ? to - from : 1;
    from = to;
  }
  buf_put(out, str_from(xml_head));
  buf_printf(out, "<testsuites name=\"atlas-lsp\" tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n", tests,
             self->counts[SEVERITY_ERROR]);
  buf_put(out, buf_str(&suites));
  buf_put(out, STR("</testsuites>\n"));
  buf_free(&suites);
}

static void put_checkstyle_error(Buf *out, const Finding *finding) {
  TextPos start = finding->place.clusters.start;
  const char *severity = finding->severity <= SEVERITY_WARNING ? severity_name(finding->severity) : "info";
  buf_printf(out, "    <error line=\"%u\" column=\"%u\" severity=\"%s\"", start.line + 1, start.character + 1,
             severity);
  put_attribute(out, "message", finding->message);
  buf_printf(out, " source=\"atlas-lsp.%.*s\"/>\n", STR_FMT(finding->code));
}

void report_checkstyle(const Report *self, Buf *out) {
  buf_put(out, str_from(xml_head));
  buf_put(out, STR("<checkstyle version=\"4.3\">\n"));
  for (size_t i = 0, from = 0; i < self->files.len; i++) {
    size_t to = end_of_file(self, self->files.items[i], from);
    buf_put(out, STR("  <file"));
    put_attribute(out, "name", self->files.items[i]);
    buf_put(out, from < to ? STR(">\n") : STR("/>\n"));
    for (size_t k = from; k < to; k++) put_checkstyle_error(out, &self->findings.items[k]);
    if (from < to) buf_put(out, STR("  </file>\n"));
    from = to;
  }
  buf_put(out, STR("</checkstyle>\n"));
}
