/* grapheme.h: counting what people see as one character: extended grapheme clusters after UAX #29. */
#ifndef ATLAS_BASE_GRAPHEME_H
#define ATLAS_BASE_GRAPHEME_H

#include "base/str.h"

/* Number of clusters in `s`, at most `limit`; *end becomes the byte after the last one counted. Each invalid byte is
 * one cluster. O(s.len). */
uint32_t grapheme_count(Str s, uint32_t limit, size_t *end);

#endif
