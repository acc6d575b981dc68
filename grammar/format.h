/* format.h: canonical formatting: two blanks per level, aligned '=' in runs of attributes, one blank before '{',
 * the same text as `atlas schema fmt` (hclwrite) gives. Only whitespace changes; comments and line ends stay. */
#ifndef ATLAS_GRAMMAR_FORMAT_H
#define ATLAS_GRAMMAR_FORMAT_H

#include "base/buf.h"

/* Appends the formatted text. Works on tokens, so unknown names do not matter; the caller refuses files with syntax
 * errors. Idempotent. O(text). */
void format_text(Str text, Buf *out);

#endif
