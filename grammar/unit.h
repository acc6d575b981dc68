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

#include "base/map.h"
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

/* What a scan knows about the rest of a text: what follows a unit that is cut is scanned again. Kept from unit to unit
 * it makes a text of units that do not close take linear time. {0} at the start of a text; it holds no memory as long
 * as fewer than two units end in a heredoc that does not close. */
typedef struct UnitMemory {
  bool no_comment_end; /* no comment closes behind `no_comment_from` */
  bool has_markers;
  uint32_t no_comment_from;
  Span dead_marker; /* heredoc marker that does not come any more behind `dead_from`; empty when none */
  uint32_t dead_from;
  uint32_t markers_from; /* `markers` knows the lines from here on */
  Map markers;           /* word that stands alone on a line -> where the last such line starts, + 1 */
} UnitMemory;

void unit_memory_free(UnitMemory *self);

/* The unit that starts at `at` (at <= text.len; at the end: an empty unit). O(length of the unit); when it does not
 * close, O(rest of the text). `memory` is that of the same text, or NULL. */
UnitSpan unit_next(Str text, uint32_t at, UnitMemory *memory);
/* All units of a text, appended to `out`. An empty text has one empty unit. At least 1 GB/s on ordinary schemas. */
void unit_scan(Str text, UnitSpans *out);

#endif
