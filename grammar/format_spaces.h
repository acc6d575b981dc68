/* format_spaces.h (private to grammar/): which tokens have a blank between them. */
#ifndef ATLAS_GRAMMAR_FORMAT_SPACES_H
#define ATLAS_GRAMMAR_FORMAT_SPACES_H

#include "grammar/lexer.h"

typedef struct FormatToken {
  uint32_t start, end;
  uint32_t spaces; /* blanks before it */
  uint8_t kind;    /* TokenKind */
} FormatToken;

/* 1 for an opening bracket, -1 for a closing one, else 0. */
int format_bracket(uint8_t kind);
/* Whether a blank stands between `token` and `after`; `before` is the token before them in the cell, or NULL. */
bool format_space_after(Str text, const FormatToken *before, const FormatToken *token, const FormatToken *after);

#endif
