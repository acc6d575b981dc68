/* func_pattern.h: regular expressions as Go's regexp package reads them (leftmost match, first alternative wins), in
 * time proportional to the pattern times the text. */
#ifndef ATLAS_TYPECHECK_FUNC_PATTERN_H
#define ATLAS_TYPECHECK_FUNC_PATTERN_H

#include "base/arena.h"
#include "base/text.h"

enum { PATTERN_GROUPS = 20 };

typedef struct Pattern Pattern;

/* NULL when it is no pattern, or one with parts that are not known here (\p{..}, flags but i, s, m). Lives in the
 * arena. */
Pattern *pattern_compile(Arena *arena, Str text);
/* Groups without the whole match; names of groups are empty when they have none. */
uint32_t pattern_groups(const Pattern *self);
Str pattern_group_name(const Pattern *self, uint32_t group);

typedef struct PatternMatch {
  size_t start[PATTERN_GROUPS + 1], end[PATTERN_GROUPS + 1]; /* 0: the whole; SIZE_MAX: did not take part */
} PatternMatch;

/* 1 found at or after `from`, 0 not found, -1 too much work. */
int pattern_find(const Pattern *self, Str text, size_t from, PatternMatch *out);

#endif
