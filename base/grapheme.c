/* grapheme.c: the rules GB3 to GB13 of UAX #29 over a table of character classes. */
#include "base/grapheme.h"

#include "base/text.h"

typedef enum Class {
  OTHER,
  CR,
  LF,
  CONTROL,
  EXTEND,
  ZWJ,
  PREPEND,
  SPACING,
  REGIONAL,
  PICTOGRAPH,
  L,
  V,
  T,
  LV,
  LVT
} Class;

typedef struct Range {
  uint32_t first, last : 24, class : 8;
} Range;

#define R(first, last, class)                                                                                          \
  { first, last, class }
static const Range ranges[] = {
#include "base/graphemes.inc"
};
#undef R

static Class class_of(uint32_t code) {
  if (code < 0x80) return code == '\r' ? CR : code == '\n' ? LF : code < 0x20 || code == 0x7F ? CONTROL : OTHER;
  if (code >= 0xAC00 && code <= 0xD7A3) return (code - 0xAC00) % 28 == 0 ? LV : LVT;
  size_t low = 0, high = sizeof ranges / sizeof *ranges;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (code > ranges[mid].last)
      low = mid + 1;
    else
      high = mid;
  }
  if (low == sizeof ranges / sizeof *ranges || code < ranges[low].first) return OTHER;
  return (Class)ranges[low].class;
}

/* What the rules need to know about the characters of the cluster so far. */
typedef struct State {
  Class last;
  bool odd_regional; /* an unpaired regional indicator ends it */
  bool pictograph;   /* it ends with a pictograph and EXTENDs */
  bool joined;       /* ... and a ZWJ */
} State;

static void step(State *state, Class next) {
  state->joined = state->pictograph && next == ZWJ;
  state->pictograph = next == PICTOGRAPH || (state->pictograph && next == EXTEND);
  state->odd_regional = next == REGIONAL && !(state->last == REGIONAL && state->odd_regional);
  state->last = next;
}

static bool is_control(Class class) { return class == CR || class == LF || class == CONTROL; }

static bool hangul_joins(Class last, Class next) {
  if (last == L) return next == L || next == V || next == LV || next == LVT;
  if (last == LV || last == V) return next == V || next == T;
  return (last == LVT || last == T) && next == T;
}

/* Does `next` belong to the cluster? */
static bool joins(const State *state, Class next) {
  if (state->last == CR && next == LF) return true;
  if (is_control(state->last) || is_control(next)) return false;
  if (next == EXTEND || next == ZWJ || next == SPACING || state->last == PREPEND) return true;
  if (state->joined && next == PICTOGRAPH) return true;
  if (state->odd_regional && next == REGIONAL) return true;
  return hangul_joins(state->last, next);
}

/* Class of the character at `at`; *len becomes its length. An invalid byte joins with nothing. */
static Class class_at(Str s, size_t at, size_t *len) {
  uint32_t code;
  *len = utf8_decode(s, at, &code);
  if (*len > 0) return class_of(code);
  *len = 1;
  return CONTROL;
}

/* Visible ASCII characters from `at` on: each is a cluster unless something joins to the last one. */
static size_t plain_run(Str s, size_t at, size_t limit) {
  size_t from = at, to = s.len - at > limit ? at + limit : s.len;
  while (at < to && s.ptr[at] >= ' ' && s.ptr[at] < 0x7F) at++;
  return at - from;
}

uint32_t grapheme_count(Str s, uint32_t limit, size_t *end) {
  uint32_t count = 0;
  size_t at = 0, len;
  while (at < s.len && count < limit) {
    size_t run = plain_run(s, at, limit - count);
    if (run > 1) {
      count += (uint32_t)run - 1;
      at += run - 1;
    }
    State state = {0};
    step(&state, class_at(s, at, &len));
    for (at += len; at < s.len; at += len) {
      Class next = class_at(s, at, &len);
      if (!joins(&state, next)) break;
      step(&state, next);
    }
    count++;
  }
  *end = at;
  return count;
}
