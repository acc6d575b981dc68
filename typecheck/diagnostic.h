/* diagnostic.h: what the checker reports. Codes with their severity, text and documentation page stand in one table,
 * codes.def. */
#ifndef ATLAS_TYPECHECK_DIAGNOSTIC_H
#define ATLAS_TYPECHECK_DIAGNOSTIC_H

#include "base/text.h"

typedef enum Severity { SEVERITY_ERROR = 1, SEVERITY_WARNING, SEVERITY_INFO, SEVERITY_HINT } Severity; /* as in LSP */

typedef enum DiagCode {
#define DIAG(id, code, severity, title) DIAG_##id,
#include "typecheck/codes.def"
#undef DIAG
  DIAG_COUNT
} DiagCode;

typedef struct DiagInfo {
  Str code;          /* "unknown-attribute": stable, and the name of its page docs/diagnostics/<code>.md */
  Severity severity; /* the usual one; a diagnostic may be milder */
  Str title;         /* one line for lists of rules */
} DiagInfo;

extern const DiagInfo diag_info[DIAG_COUNT];
/* DIAG_COUNT when there is none. */
DiagCode diag_named(Str code);

/* Another place that explains a diagnostic; `unit` NULL means the same unit. */
typedef struct DiagRelated {
  const struct Unit *unit;
  Span span;
  Str message;
} DiagRelated;

/* A text edit that mends the mistake: replace `span` of the same unit by `text`. */
typedef struct DiagFix {
  Str title; /* "Change to `columns`" */
  Span span;
  Str text;
} DiagFix;

typedef struct Diagnostic {
  DiagCode code;
  Severity severity;
  Span span; /* relative to the unit */
  Str message;
  const DiagRelated *related;
  uint32_t related_count;
  const DiagFix *fix; /* NULL: none */
} Diagnostic;

/* Diagnostics in order of position; items and texts live in the arena of whoever asked for them. */
typedef struct DiagList {
  Diagnostic *items;
  size_t len, cap;
} DiagList;

void diag_sort(DiagList *list);

#endif
