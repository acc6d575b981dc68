/* func_pattern.c: compiles a pattern to a small program and runs it by backtracking with a memory of the states that
 * have failed, so that each state is tried once: a(b|c)* becomes
 *
 *     save 0; char a; split +2 +7; save 2; split +1 +3; char b; jump +2; char c; save 3; jump -7; save 1; match
 */
#include "typecheck/func_pattern.h"

#include "base/array.h"

typedef enum OpCode { OP_CHAR, OP_CLASS, OP_ANY, OP_SPLIT, OP_JUMP, OP_SAVE, OP_ASSERT, OP_MATCH } OpCode;

/* SPLIT tries `x` first, then `y`; offsets are relative. ASSERT: x is the letter of the assertion. CLASS: ranges
 * [x, x + y) of the pattern, `negated`. */
typedef struct Op {
  uint8_t code;
  bool negated, fold; /* fold: upper and lower case are the same */
  int32_t x, y;
} Op;

typedef struct ClassRange {
  uint32_t low, high;
} ClassRange;

struct Pattern {
  Op *ops;
  ClassRange *ranges;
  uint32_t op_count, groups;
  Str names[PATTERN_GROUPS + 1];
};

typedef struct Compiler {
  Str text;
  size_t at;
  ARRAY(Op) ops;
  ARRAY(ClassRange) ranges;
  Pattern *pattern;
  bool failed, fold, dot_all, lines;
} Compiler;

enum { OP_LIMIT = 5000, DEPTH_LIMIT = 100, STATE_LIMIT = 1 << 24 };

static void emit(Compiler *self, Op op) {
  if (self->ops.len >= OP_LIMIT)
    self->failed = true;
  else
    array_push(&self->ops, op);
}

/* Makes room for an op before `at`; what follows moves, offsets inside it stay right. */
static void insert(Compiler *self, size_t at, Op op) {
  if (self->ops.len >= OP_LIMIT)
    self->failed = true;
  else
    array_splice(&self->ops, at, 0, &op, 1);
}

static bool more(const Compiler *self) { return self->at < self->text.len && !self->failed; }
static char peek(const Compiler *self) { return self->at < self->text.len ? self->text.ptr[self->at] : '\0'; }
static bool accept(Compiler *self, Str word) {
  if (!str_starts(str_sub(self->text, self->at, self->text.len), word)) return false;
  self->at += word.len;
  return true;
}

static uint32_t next_code(Compiler *self) {
  uint32_t code = 0;
  unsigned length = self->at < self->text.len ? utf8_decode(self->text, self->at, &code) : 0;
  if (length == 0) self->failed = true;
  self->at += length;
  return code;
}

/* ---- classes ---- */

static void add_range(Compiler *self, uint32_t low, uint32_t high) {
  array_push(&self->ranges, (ClassRange){low, high});
}

/* \d \w \s: the ranges of the class; all but them when `negated`. False when the letter is another. */
static bool add_letter_class(Compiler *self, char letter) {
  size_t start = self->ranges.len;
  char kind = (char)(letter | 0x20);
  if (kind == 'd')
    add_range(self, '0', '9');
  else if (kind == 's')
    add_range(self, '\t', '\n'), add_range(self, '\f', '\r'), add_range(self, ' ', ' ');
  else if (kind == 'w')
    add_range(self, '0', '9'), add_range(self, 'A', 'Z'), add_range(self, '_', '_'), add_range(self, 'a', 'z');
  else
    return false;
  if (letter == kind) return true;
  uint32_t low = 0;
  size_t end = self->ranges.len;
  for (size_t i = start; i < end; i++) { /* the gaps between the ranges, which are in order */
    ClassRange range = self->ranges.items[i];
    if (range.low > low) add_range(self, low, range.low - 1);
    low = range.high + 1;
  }
  add_range(self, low, 0x10FFFF);
  size_t gaps = self->ranges.len - end;
  memmove(self->ranges.items + start, self->ranges.items + end, gaps * sizeof *self->ranges.items);
  self->ranges.len = start + gaps;
  return true;
}

static bool add_named_class(Compiler *self) {
  static const struct {
    Str name;
    const char *ranges;
  } classes[] = {
      {STR_INIT("[:alpha:]"), "AZaz"},    {STR_INIT("[:digit:]"), "09"},      {STR_INIT("[:alnum:]"), "09AZaz"},
      {STR_INIT("[:upper:]"), "AZ"},      {STR_INIT("[:lower:]"), "az"},      {STR_INIT("[:space:]"), "\t\r  "},
      {STR_INIT("[:word:]"), "09AZaz__"}, {STR_INIT("[:xdigit:]"), "09AFaf"}, {STR_INIT("[:punct:]"), "!/:@[`{~"}};
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
    if (!accept(self, classes[i].name)) continue;
    for (const char *r = classes[i].ranges; *r != '\0'; r += 2) add_range(self, (uint32_t)r[0], (uint32_t)r[1]);
    return true;
  }
  return false;
}

static int hex_digit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

/* The character of an escape, behind its backslash. */
static uint32_t escaped(Compiler *self) {
  char c = peek(self);
  const char *names = "abfnrtv", *codes = "\a\b\f\n\r\t\v"; /* \b only in classes; the caller knows */
  const char *found = c != '\0' ? strchr(names, c) : NULL;
  if (found != NULL) return self->at++, (uint32_t)codes[found - names];
  if (c == 'x') {
    self->at++;
    bool braces = accept(self, STR("{"));
    uint32_t code = 0;
    int digits = 0;
    for (; hex_digit(peek(self)) >= 0 && digits < (braces ? 6 : 2); digits++)
      code = code * 16 + (uint32_t)hex_digit(self->text.ptr[self->at++]);
    if (digits == 0 || (braces && !accept(self, STR("}")))) self->failed = true;
    return code;
  }
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) self->failed = true;
  return next_code(self);
}

static uint32_t class_character(Compiler *self) { return accept(self, STR("\\")) ? escaped(self) : next_code(self); }

/* [a-z\d], behind its '['. */
static void parse_class(Compiler *self) {
  Op op = {.code = OP_CLASS, .negated = accept(self, STR("^")), .fold = self->fold, .x = (int32_t)self->ranges.len};
  for (bool first = true; more(self) && (first || peek(self) != ']'); first = false) {
    if (peek(self) == '[' && add_named_class(self)) continue;
    if (peek(self) == '\\' && self->at + 1 < self->text.len && add_letter_class(self, self->text.ptr[self->at + 1])) {
      self->at += 2;
      continue;
    }
    uint32_t low = class_character(self), high = low;
    bool range = peek(self) == '-' && self->at + 1 < self->text.len && self->text.ptr[self->at + 1] != ']';
    if (range) self->at++, high = class_character(self);
    if (high < low) self->failed = true;
    add_range(self, low, high);
  }
  if (!accept(self, STR("]"))) self->failed = true;
  op.y = (int32_t)self->ranges.len - op.x;
  emit(self, op);
}

/* ---- the grammar ---- */

static void parse_alternatives(Compiler *self, unsigned depth);

/* (?i) (?i:...) (?:...) (?P<name>...), behind "(?". Returns the group number, 0 for none, -1 for flags alone. */
static int parse_group_head(Compiler *self) {
  if (accept(self, STR("P<"))) {
    size_t end = str_find(self->text, '>', self->at);
    Str name = str_sub(self->text, self->at, end);
    self->at = end + 1;
    if (end >= self->text.len || name.len == 0 || self->pattern->groups >= PATTERN_GROUPS)
      self->failed = true;
    else
      self->pattern->names[++self->pattern->groups] = name;
    return (int)self->pattern->groups;
  }
  for (; more(self) && peek(self) != ':' && peek(self) != ')'; self->at++) {
    if (peek(self) == 'i')
      self->fold = true;
    else if (peek(self) == 's')
      self->dot_all = true;
    else if (peek(self) == 'm')
      self->lines = true;
    else
      self->failed = true;
  }
  if (accept(self, STR(")"))) return -1;
  if (!accept(self, STR(":"))) self->failed = true;
  return 0;
}

static void parse_group(Compiler *self, unsigned depth) {
  bool fold = self->fold, dot_all = self->dot_all, lines = self->lines;
  int group = 0;
  if (accept(self, STR("?")))
    group = parse_group_head(self);
  else if (self->pattern->groups >= PATTERN_GROUPS)
    self->failed = true;
  else
    group = (int)++self->pattern->groups;
  if (group < 0) return; /* flags hold to the end of the group around */
  if (group > 0) emit(self, (Op){.code = OP_SAVE, .x = group * 2});
  parse_alternatives(self, depth + 1);
  if (!accept(self, STR(")"))) self->failed = true;
  if (group > 0) emit(self, (Op){.code = OP_SAVE, .x = group * 2 + 1});
  self->fold = fold, self->dot_all = dot_all, self->lines = lines;
}

static void parse_escape(Compiler *self) {
  char c = peek(self);
  int32_t start = (int32_t)self->ranges.len;
  if (c == 'b' || c == 'B' || c == 'A' || c == 'z') {
    self->at++;
    emit(self, (Op){.code = OP_ASSERT, .x = c});
  } else if (add_letter_class(self, c)) {
    self->at++;
    emit(self, (Op){.code = OP_CLASS, .x = start, .y = (int32_t)self->ranges.len - start});
  } else {
    emit(self, (Op){.code = OP_CHAR, .x = (int32_t)escaped(self), .fold = self->fold});
  }
}

static void parse_atom(Compiler *self, unsigned depth) {
  if (accept(self, STR("(")))
    parse_group(self, depth);
  else if (accept(self, STR("[")))
    parse_class(self);
  else if (accept(self, STR(".")))
    emit(self, (Op){.code = OP_ANY, .x = self->dot_all});
  else if (accept(self, STR("^")))
    emit(self, (Op){.code = OP_ASSERT, .x = self->lines ? '^' : 'A'});
  else if (accept(self, STR("$")))
    emit(self, (Op){.code = OP_ASSERT, .x = self->lines ? '$' : 'z'});
  else if (accept(self, STR("\\")))
    parse_escape(self);
  else if (strchr("*+?)", peek(self)) != NULL)
    self->failed = true;
  else
    emit(self, (Op){.code = OP_CHAR, .x = (int32_t)next_code(self), .fold = self->fold});
}

/* {2} {2,} {2,5}, at its '{'; false when it is no count and so plain text. max -1: no limit. */
static bool parse_count(Compiler *self, int *min, int *max) {
  size_t at = self->at + 1;
  int *parts[2] = {min, max};
  *min = *max = -1;
  for (int i = 0; i < 2; i++) {
    size_t start = at;
    for (; at < self->text.len && self->text.ptr[at] >= '0' && self->text.ptr[at] <= '9' && at < start + 4; at++)
      *parts[i] = (*parts[i] < 0 ? 0 : *parts[i] * 10) + (self->text.ptr[at] - '0');
    if (i == 0 && at < self->text.len && self->text.ptr[at] != ',') {
      *max = *min;
      break;
    }
    if (i == 0) at++;
  }
  if (*min < 0 || at >= self->text.len || self->text.ptr[at] != '}') return false;
  if (*min > 1000 || *max > 1000 || (*max >= 0 && *max < *min)) self->failed = true;
  self->at = at + 1;
  return true;
}

static Op split(bool lazy, int32_t taken, int32_t skipped) {
  return (Op){.code = OP_SPLIT, .x = lazy ? skipped : taken, .y = lazy ? taken : skipped};
}

/* Repeats the ops from `start` on: min times, then up to max times (-1: for ever). */
static void repeat(Compiler *self, size_t start, int min, int max, bool lazy) {
  size_t length = self->ops.len - start;
  Op *atom = length > 0 ? mem_alloc(length * sizeof *atom) : NULL;
  if (length > 0) memcpy(atom, self->ops.items + start, length * sizeof *atom);
  self->ops.len = start;
  for (int i = 0; i < min && !self->failed; i++)
    for (size_t j = 0; j < length; j++) emit(self, atom[j]);
  int32_t whole = (int32_t)length;
  for (int i = min; i < max && !self->failed; i++) {
    emit(self, split(lazy, 1, (whole + 1) * (max - i)));
    for (size_t j = 0; j < length; j++) emit(self, atom[j]);
  }
  if (max < 0) {
    emit(self, split(lazy, 1, whole + 2));
    for (size_t j = 0; j < length; j++) emit(self, atom[j]);
    emit(self, (Op){.code = OP_JUMP, .x = -whole - 1});
  }
  free(atom);
}

static void parse_repeated(Compiler *self, unsigned depth) {
  size_t start = self->ops.len;
  parse_atom(self, depth);
  for (int times = 0; more(self); times++) {
    int min = 0, max = -1;
    if (accept(self, STR("*")))
      min = 0;
    else if (accept(self, STR("+")))
      min = 1;
    else if (accept(self, STR("?")))
      max = 1;
    else if (peek(self) != '{' || !parse_count(self, &min, &max))
      return;
    if (times > 0) self->failed = true; /* a** is no pattern */
    repeat(self, start, min, max, accept(self, STR("?")));
  }
}

/* a|b|c: split to a or the rest; after each a jump to the end. */
static void parse_alternatives(Compiler *self, unsigned depth) {
  size_t start = self->ops.len;
  if (depth > DEPTH_LIMIT) self->failed = true;
  while (more(self) && peek(self) != '|' && peek(self) != ')') parse_repeated(self, depth);
  if (self->failed || !accept(self, STR("|"))) return;
  insert(self, start, (Op){.code = OP_SPLIT, .x = 1, .y = (int32_t)(self->ops.len - start) + 2});
  emit(self, (Op){.code = OP_JUMP});
  size_t jump = self->ops.len - 1;
  parse_alternatives(self, depth + 1);
  if (!self->failed) self->ops.items[jump].x = (int32_t)(self->ops.len - jump);
}

Pattern *pattern_compile(Arena *arena, Str text) {
  Compiler self = {.text = text, .pattern = arena_new(arena, Pattern)};
  emit(&self, (Op){.code = OP_SAVE, .x = 0});
  parse_alternatives(&self, 0);
  emit(&self, (Op){.code = OP_SAVE, .x = 1});
  emit(&self, (Op){.code = OP_MATCH});
  Pattern *result = self.failed || self.at < text.len ? NULL : self.pattern;
  self.pattern->op_count = (uint32_t)self.ops.len;
  self.pattern->ops = arena_copy(arena, self.ops.items, self.ops.len, sizeof(Op));
  self.pattern->ranges = arena_array(arena, ClassRange, self.ranges.len + 1);
  for (size_t i = 0; i < self.ranges.len; i++) self.pattern->ranges[i] = self.ranges.items[i];
  array_free(&self.ops);
  array_free(&self.ranges);
  return result;
}

uint32_t pattern_groups(const Pattern *self) { return self->groups; }
Str pattern_group_name(const Pattern *self, uint32_t group) { return self->names[group]; }

/* ---- matching ---- */

/* A state to be tried, or (op SAVED) a saved position to be put back. */
typedef struct Job {
  uint32_t op;
  uint32_t slot;
  size_t at;
} Job;

enum { SAVED = UINT32_MAX };

static bool word_at(Str text, size_t at) {
  if (at >= text.len) return false;
  char c = text.ptr[at];
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool holds(int32_t assertion, Str text, size_t at) {
  bool boundary = (at > 0 && word_at(text, at - 1)) != word_at(text, at);
  switch (assertion) {
  case 'A': return at == 0;
  case 'z': return at == text.len;
  case '^': return at == 0 || text.ptr[at - 1] == '\n';
  case '$': return at == text.len || text.ptr[at] == '\n';
  case 'b': return boundary;
  default: return !boundary;
  }
}

static bool in_class(const Pattern *self, const Op *op, uint32_t code) {
  for (int32_t i = op->x; i < op->x + op->y; i++)
    if (code >= self->ranges[i].low && code <= self->ranges[i].high) return true;
  return false;
}

static uint32_t other_case(uint32_t code) {
  bool letter = (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
  return letter ? code ^ 0x20 : code;
}

/* Bytes of the character at `at` when the op takes it; 0: it does not. */
static size_t takes(const Pattern *self, const Op *op, Str text, size_t at) {
  uint32_t code;
  if (at >= text.len) return 0;
  unsigned length = utf8_decode(text, at, &code);
  if (length == 0) length = 1, code = 0xFFFD;
  bool yes = false;
  if (op->code == OP_ANY) yes = op->x != 0 || code != '\n';
  if (op->code == OP_CHAR) yes = code == (uint32_t)op->x || (op->fold && other_case(code) == (uint32_t)op->x);
  if (op->code == OP_CLASS)
    yes = (in_class(self, op, code) || (op->fold && in_class(self, op, other_case(code)))) != op->negated;
  return yes ? length : 0;
}

typedef struct Run {
  const Pattern *pattern;
  Str text;
  uint8_t *tried; /* a bit for each op and place */
  ARRAY(Job) jobs;
  size_t saved[2 * (PATTERN_GROUPS + 1)];
} Run;

static bool try_first(Run *self, uint32_t op, size_t at) {
  size_t bit = (size_t)op * (self->text.len + 1) + at;
  uint8_t *byte = &self->tried[bit / 8], mask = (uint8_t)(1U << bit % 8);
  if ((*byte & mask) != 0) return false;
  *byte = (uint8_t)(*byte | mask);
  return true;
}

/* Follows one thread until it matches or fails; alternatives go on the stack. */
static bool follow(Run *self, uint32_t pc, size_t at) {
  while (try_first(self, pc, at)) {
    const Op *op = &self->pattern->ops[pc];
    switch ((OpCode)op->code) {
    case OP_MATCH: return true;
    case OP_JUMP: pc = (uint32_t)((int32_t)pc + op->x); break;
    case OP_SPLIT:
      array_push(&self->jobs, (Job){(uint32_t)((int32_t)pc + op->y), 0, at});
      pc = (uint32_t)((int32_t)pc + op->x);
      break;
    case OP_SAVE:
      array_push(&self->jobs, (Job){SAVED, (uint32_t)op->x, self->saved[op->x]});
      self->saved[op->x] = at;
      pc++;
      break;
    case OP_ASSERT:
      if (!holds(op->x, self->text, at)) return false;
      pc++;
      break;
    default: {
      size_t length = takes(self->pattern, op, self->text, at);
      if (length == 0) return false;
      at += length;
      pc++;
    }
    }
  }
  return false;
}

static bool run_at(Run *self, size_t at) {
  self->jobs.len = 0;
  array_push(&self->jobs, (Job){0, 0, at});
  while (self->jobs.len > 0) {
    Job job = array_pop(&self->jobs);
    if (job.op == SAVED)
      self->saved[job.slot] = job.at;
    else if (follow(self, job.op, job.at))
      return true;
  }
  return false;
}

int pattern_find(const Pattern *self, Str text, size_t from, PatternMatch *out) {
  size_t states = (text.len + 1) * self->op_count;
  if (states > STATE_LIMIT) return -1;
  Run run = {.pattern = self, .text = text, .tried = mem_zero(states / 8 + 1, 1)};
  bool found = false;
  for (size_t i = 0; i < sizeof run.saved / sizeof *run.saved; i++) run.saved[i] = SIZE_MAX;
  for (size_t at = from; at <= text.len && !found; at++) {
    bool inside = at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
    found = !inside && run_at(&run, at);
  }
  for (size_t i = 0; i <= PATTERN_GROUPS; i++) {
    out->start[i] = run.saved[2 * i];
    out->end[i] = run.saved[2 * i + 1];
  }
  array_free(&run.jobs);
  free(run.tried);
  return found ? 1 : 0;
}
