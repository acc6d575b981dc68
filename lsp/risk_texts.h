/* risk_texts.h: the texts of both sides of a comparison, and what of them can matter to it. Most of a large schema is
 * the same in the last commit; what is left out here is neither parsed nor built. */
#ifndef ATLAS_LSP_RISK_TEXTS_H
#define ATLAS_LSP_RISK_TEXTS_H

#include "base/array.h"
#include "dialects/dialect.h"

/* A piece of a text that stands at `at` in what was left of it, and at `start` in the whole. */
typedef struct RiskPiece {
  uint32_t at, start;
} RiskPiece;

typedef struct RiskText {
  Str path, text;
  RiskPiece *pieces; /* in order; NULL: it is the whole text */
  size_t piece_count;
} RiskText;
typedef ARRAY(RiskText) RiskTexts;

/* Leaves in the texts only units that differ, all that are no tables, and the tables that name one of those that
 * differ, or are named by them; of both sides the same. Memory is the arena's. O(bytes). */
void risk_reduce(Arena *arena, const Dialect *dialect, RiskTexts *old, RiskTexts *now);
/* The offset in the whole text. */
uint32_t risk_original(const RiskText *text, uint32_t offset);
uint64_t risk_texts_size(const RiskTexts *texts);

#endif
