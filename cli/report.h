/* report.h: what --check has found, and the formats it is written in. */
#ifndef ATLAS_CLI_REPORT_H
#define ATLAS_CLI_REPORT_H

#include "base/buf.h"
#include "cli/load.h"

/* A range in people's terms and in editors' terms, both 0-based. */
typedef struct Place {
  Str file;
  TextRange clusters; /* lines and grapheme clusters */
  TextRange utf16;    /* lines and UTF-16 units, as in LSP */
} Place;

typedef struct FindingRelated {
  Place place;
  Str message;
} FindingRelated;

/* A diagnostic with its places worked out. Texts are valid UTF-8. */
typedef struct Finding {
  Place place;
  bool aside; /* about how the file was read: people see it on standard error */
  Severity severity;
  Str code, message;
  const FindingRelated *related;
  size_t related_count;
  Str fix_title; /* empty: no fix */
  Place fix;     /* what to replace */
  Str fix_text;
  Str line; /* source line that it starts in, without the newline */
} Finding;

/* Sorted by file as printed, then by position. Owned by the Load that it was made from; the caller frees the lists. */
typedef struct Report {
  const CliOptions *options;
  ARRAY(Finding) findings;
  StrList files;                    /* files shown, with and without findings */
  size_t counts[SEVERITY_HINT + 1]; /* by severity */
  bool color;
  bool lint;     /* findings of changes, not of files */
  bool complete; /* everything asked for could be read */
} Report;

void report_make(Report *self, Load *load, bool complete);
void report_free(Report *self);

/* The word in reports: "error", "warning", "info", "hint". */
const char *severity_name(Severity severity);
/* `s` with each invalid byte replaced by U+FFFD; `s` itself when it is valid. */
Str report_utf8(Arena *arena, Str s);
/* 16 hexadecimal digits that tell a finding from others and stay the same while lines above it change. `ordinal`
 * tells apart findings that are the same in file, code and message. */
Str report_fingerprint(Arena *arena, const Finding *finding, unsigned ordinal);
/* Number of findings before the given one with the same file, code and message. */
unsigned report_ordinal(Map *seen, Arena *arena, const Finding *finding);

/* The formats; each appends to `out`. */
void report_human(const Report *self, Buf *out);
/* The lines of the human format for findings that stand aside. */
void report_human_asides(const Report *self, Buf *out);
void report_json(const Report *self, Buf *out);
void report_sarif(const Report *self, Buf *out);
void report_github(const Report *self, Buf *out);
void report_gitlab(const Report *self, Buf *out);
void report_junit(const Report *self, Buf *out);
void report_checkstyle(const Report *self, Buf *out);

#endif
