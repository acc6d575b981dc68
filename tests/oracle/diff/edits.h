/* edits.h: random edits of an HCL text. What comes of one may be no schema: who asks for it tries. */
#ifndef ATLAS_TESTS_ORACLE_EDITS_H
#define ATLAS_TESTS_ORACLE_EDITS_H

#include "tests/oracle/diff/donors.h"

/* The text after one edit, in the arena: a block or attribute goes, comes, is copied, gets another name or value. */
Str edit_text(Arena *arena, Random *random, const Donors *donors, Str text);
/* The text without a span, and without the line when nothing else is left on it. */
Str edit_cut(Arena *arena, Str text, Span span);

#endif
