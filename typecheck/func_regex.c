/* func_regex.c: regex, regexall, regexreplace, regexmatch. Patterns that are not understood here give unknown values.
 */
#include "typecheck/func.h"
#include "typecheck/func_pattern.h"

/* Text without groups, tuple with plain groups, object with named ones. */
typedef struct Shape {
  Pattern *pattern;
  uint32_t groups;
  bool named;
} Shape;

/* False after a mistake, or when the pattern is not understood. */
static bool read_pattern(FuncCall *call, uint32_t arg, Shape *out) {
  out->pattern = pattern_compile(call->arena, func_text(call, arg));
  if (out->pattern == NULL) return false;
  out->groups = pattern_groups(out->pattern);
  uint32_t names = 0;
  for (uint32_t i = 1; i <= out->groups; i++) names += pattern_group_name(out->pattern, i).len > 0 ? 1 : 0;
  out->named = names > 0;
  if (names == 0 || names == out->groups) return true;
  func_fail_arg(call, (int)arg, "invalid regexp pattern: cannot mix both named and unnamed capture groups");
  return false;
}

static const Val *group_value(FuncCall *call, Str text, const PatternMatch *match, uint32_t group) {
  if (match->start[group] == SIZE_MAX || match->end[group] == SIZE_MAX) return val_null(call->arena, &ty_string);
  return val_string(call->arena, str_sub(text, match->start[group], match->end[group]));
}

static const Val *match_value(FuncCall *call, const Shape *shape, Str text, const PatternMatch *match) {
  if (shape->groups == 0) return group_value(call, text, match, 0);
  const Val **items = arena_array(call->arena, const Val *, shape->groups);
  ValField *fields = arena_array(call->arena, ValField, shape->groups);
  for (uint32_t i = 0; i < shape->groups; i++) {
    items[i] = group_value(call, text, match, i + 1);
    fields[i] = (ValField){pattern_group_name(shape->pattern, i + 1), items[i]};
  }
  return shape->named ? val_object(call->arena, fields, shape->groups) : val_tuple(call->arena, items, shape->groups);
}

static const Val *regex(FuncCall *call) {
  Shape shape;
  PatternMatch match;
  if (!read_pattern(call, 0, &shape)) return NULL;
  int found = pattern_find(shape.pattern, func_text(call, 1), 0, &match);
  if (found < 0) return NULL;
  if (found == 0) return func_fail(call, "pattern did not match any part of the given string");
  return match_value(call, &shape, func_text(call, 1), &match);
}

/* The match after the last one: not an empty one right behind it. */
static int find_next(const Pattern *pattern, Str text, size_t *at, size_t *last_end, PatternMatch *match) {
  while (*at <= text.len) {
    int found = pattern_find(pattern, text, *at, match);
    if (found <= 0) return found;
    bool empty = match->start[0] == match->end[0], behind = empty && match->end[0] == *last_end;
    *at = empty ? match->end[0] + 1 : match->end[0];
    if (behind) continue;
    *last_end = match->end[0];
    return 1;
  }
  return 0;
}

static const Val *regex_all(FuncCall *call) {
  Shape shape;
  PatternMatch match;
  if (!read_pattern(call, 0, &shape)) return NULL;
  const Val **items = arena_array(call->arena, const Val *, 1001);
  size_t at = 0, last = SIZE_MAX, count = 0;
  int found = 0;
  while (count < 1000 && (found = find_next(shape.pattern, func_text(call, 1), &at, &last, &match)) > 0)
    items[count++] = match_value(call, &shape, func_text(call, 1), &match);
  if (found != 0) return NULL;
  Str why;
  return val_convert(val_tuple(call->arena, items, count), ty_collection(call->arena, TY_LIST, NULL), call->arena,
                     &why);
}

static bool name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* $1, ${name}, $$ in a replacement, at its '$'. Returns the place behind it. */
static size_t expand(Buf *out, const Shape *shape, Str template, size_t at, Str text, const PatternMatch *match) {
  if (at + 1 < template.len && template.ptr[at + 1] == '$') return buf_putc(out, '$'), at + 2;
  bool braces = at + 1 < template.len && template.ptr[at + 1] == '{';
  size_t start = at + (braces ? 2 : 1), end = start;
  while (end < template.len && name_character(template.ptr[end])) end++;
  if (end == start || (braces && (end >= template.len || template.ptr[end] != '}'))) return buf_putc(out, '$'), at + 1;
  Str name = str_sub(template, start, end);
  uint32_t group = UINT32_MAX, number = 0;
  bool digits = true;
  for (size_t i = 0; i < name.len; i++) {
    digits = digits && name.ptr[i] >= '0' && name.ptr[i] <= '9';
    number = digits && number < 1000 ? number * 10 + (uint32_t)(name.ptr[i] - '0') : number;
  }
  if (digits) group = number;
  for (uint32_t i = 1; i <= shape->groups && !digits; i++)
    if (str_eq(pattern_group_name(shape->pattern, i), name)) group = i;
  if (group <= shape->groups && match->start[group] != SIZE_MAX)
    buf_put(out, str_sub(text, match->start[group], match->end[group]));
  return end + (braces ? 1 : 0);
}

static const Val *regex_replace(FuncCall *call) {
  Shape shape = {.pattern = pattern_compile(call->arena, func_text(call, 1))};
  if (shape.pattern == NULL) return NULL;
  shape.groups = pattern_groups(shape.pattern);
  Str text = func_text(call, 0), template = func_text(call, 2);
  PatternMatch match;
  Buf out = {0};
  size_t at = 0, last = SIZE_MAX, copied = 0;
  int found = 0;
  for (int turn = 0; turn < 1000 && (found = find_next(shape.pattern, text, &at, &last, &match)) > 0; turn++) {
    buf_put(&out, str_sub(text, copied, match.start[0]));
    copied = match.end[0];
    for (size_t i = 0; i < template.len;) {
      if (template.ptr[i] == '$')
        i = expand(&out, &shape, template, i, text, &match);
      else
        buf_putc(&out, template.ptr[i++]);
    }
  }
  buf_put(&out, str_sub(text, copied, text.len));
  if (found == 0) return val_buf(call->arena, &out);
  buf_free(&out);
  return NULL;
}

static const Val *regex_match(FuncCall *call) {
  PatternMatch match;
  Pattern *pattern = pattern_compile(call->arena, func_text(call, 0));
  int found = pattern != NULL ? pattern_find(pattern, func_text(call, 1), 0, &match) : -1;
  return found < 0 ? NULL : val_bool(call->arena, found == 1);
}

const FuncEntry func_regexes[] = {{"regex", regex, 0},
                                  {"regexall", regex_all, 0},
                                  {"regexreplace", regex_replace, 0},
                                  {"regexmatch", regex_match, 0},
                                  {NULL, NULL, 0}};
