/* unit.h: the scan that splits a file into units, the pieces that are parsed, cached and re-parsed on their own.
 *
 * Units tile the text: the first starts at 0, each starts where the one before ends, the last ends at the end of
 * the text. A unit is the trivia (blank lines, comments) before a top-level block or attribute, the item itself and
 * the rest of its last line with the newline:
 *
 *     # people                      \
 *     table "users" {                | unit 0
 *       column "id" { type = int }   |
 *     }                             /
 *                                   \ unit 1
 *     locals { a = 1 }              /
 *
 * The scan knows strings with nested ${ } and %{ }, heredocs, comments and brackets. On text that HCL accepts the
 * units hold exactly one item each. Where a unit does not close before the end of the text, it is cut before the
 * first line that looks like the start of a top-level block (a name in column 0, labels, an opening brace), so that
 * a stray opener costs its own unit and not the file. It is cut there, too, when it has not closed within 1 MB behind
 * that line, or brackets are nested deeper than the parser accepts: the scan stays linear on any text. A newline in a
 * quoted string ends the string, and a `}` closes all brackets that are open inside of its block. */
#ifndef ATLAS_GRAMMAR_UNIT_H
#define ATLAS_GRAMMAR_UNIT_H

#include "base/text.h"

typedef struct UnitSpan {
  uint32_t start, len; /* bytes */
  uint32_t newlines;   /* '\n' in it */
  bool cut;            /* ended by the cut described above, or by the end of the text, with something still open */
  bool settled;        /* cut, and more text at the end of the text would not change that */
} UnitSpan;

typedef struct UnitSpans {
  UnitSpan *items;
  size_t len, cap;
} UnitSpans;

/* The unit that starts at `at` (at <= text.len; at the end: an empty unit). O(length of the unit); when it does not
 * close, O(rest of the text). */
UnitSpan unit_next(Str text, uint32_t at);
/* All units of a text, appended to `out`. An empty text has one empty unit. At least 1 GB/s on ordinary schemas. */
void unit_scan(Str text, UnitSpans *out);

#endif
