/* func_format.c: format("%s-%03d", "a", 7) and formatlist, which does so for each element of lists. */
#include <stdio.h>
#include <stdlib.h>

#include "typecheck/func.h"

/* One `%...` of a format: "%-5.2f" */
typedef struct Verb {
  Str raw;
  size_t offset; /* in bytes from the start of the format */
  char mode;
  bool zero, sharp, plus, minus, space, has_width, has_precision;
  uint32_t argument; /* from 1 */
  int width, precision;
} Verb;

typedef struct Formatter {
  FuncCall *call;
  Str format;
  const Val *const *args;
  uint32_t count;
  uint32_t next;    /* argument of the next verb, from 1 */
  uint32_t highest; /* last argument that was used */
  Buf out;
} Formatter;

static int digits(Str text, size_t *at) {
  int value = 0;
  for (; *at < text.len && text.ptr[*at] >= '0' && text.ptr[*at] <= '9' && value < 10000; (*at)++)
    value = value * 10 + (text.ptr[*at] - '0');
  return value;
}

static bool flag(Verb *verb, char c) {
  if (c == '0')
    verb->zero = true;
  else if (c == '#')
    verb->sharp = true;
  else if (c == '+')
    verb->plus = true;
  else if (c == '-')
    verb->minus = true;
  else if (c == ' ')
    verb->space = true;
  else
    return false;
  return true;
}

/* Says where the format stops making sense. */
static bool bad_format(Formatter *self, size_t at) {
  uint32_t code = 0;
  unsigned length = at < self->format.len ? utf8_decode(self->format, at, &code) : 0;
  if (length == 0)
    func_fail(self->call, "invalid format string starting at offset %zu", at);
  else
    func_fail(self->call, "unrecognized format character '%.*s' at offset %zu", (int)length, self->format.ptr + at, at);
  return false;
}

/* Reads the verb at `start`; false when it is not one. */
static bool read_verb(Formatter *self, size_t start, Verb *verb) {
  Str text = self->format;
  size_t at = start + 1;
  *verb = (Verb){.offset = start, .argument = self->next};
  while (at < text.len && flag(verb, text.ptr[at])) at++;
  verb->has_width = at < text.len && text.ptr[at] >= '1' && text.ptr[at] <= '9';
  verb->width = verb->has_width ? digits(text, &at) : 0;
  if (at < text.len && text.ptr[at] == '.') {
    at++;
    verb->has_precision = true;
    verb->precision = digits(text, &at);
  }
  if (at < text.len && text.ptr[at] == '[') {
    size_t first = ++at;
    int argument = digits(text, &at);
    if (argument < 1) return bad_format(self, first);
    if (at >= text.len || text.ptr[at] != ']') return bad_format(self, at);
    verb->argument = (uint32_t)argument;
    at++;
  }
  bool letter =
      at < text.len && ((text.ptr[at] >= 'a' && text.ptr[at] <= 'z') || (text.ptr[at] >= 'A' && text.ptr[at] <= 'Z'));
  if (!letter) return bad_format(self, at);
  verb->mode = text.ptr[at];
  verb->raw = str_sub(text, start, at + 1);
  return true;
}

static void put_padded(Buf *out, const Verb *verb, Str text) {
  uint32_t width = text_width(text, TEXT_GRAPHEME);
  size_t missing = verb->has_width && (uint32_t)verb->width > width ? (size_t)verb->width - width : 0;
  char fill = verb->zero && !verb->minus ? '0' : ' ';
  if (!verb->minus) buf_repeat(out, fill, missing);
  buf_put(out, text);
  if (verb->minus) buf_repeat(out, ' ', missing);
}

static bool unsupported(Formatter *self, const Verb *verb, const char *why) {
  func_fail(self->call, "unsupported value for \"%.*s\" at %zu: %s", STR_FMT(verb->raw), verb->offset, why);
  return false;
}

/* Sign and digits of a whole number in base 2, 8, 10 or 16. */
static Str whole_digits(Arena *arena, const Verb *verb, int64_t value) {
  char text[80];
  size_t at = sizeof text;
  uint64_t rest = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
  unsigned base = verb->mode == 'b' ? 2 : verb->mode == 'o' ? 8 : verb->mode == 'd' ? 10 : 16;
  const char *letters = verb->mode == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
  do {
    text[--at] = letters[rest % base];
    rest /= base;
  } while (rest > 0);
  const char *sign = value < 0 ? "-" : verb->plus ? "+" : verb->space ? " " : "";
  int zeros =
      verb->zero && !verb->minus && verb->has_width ? verb->width - (int)(sizeof text - at) - (int)strlen(sign) : 0;
  Buf out = {0};
  buf_put(&out, str_from(sign));
  if (zeros > 0) buf_repeat(&out, '0', (size_t)zeros);
  buf_put(&out, str_make(text + at, sizeof text - at));
  Str result = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return result;
}

/* 1000000 -> "1e+06", 1.5 -> "1.5": the fewest digits that say the number, as %g and %v write it in Go. */
static Str shortest_text(Arena *arena, double number) {
  char text[48] = "";
  for (int digits = 0; digits <= 16; digits++) {
    snprintf(text, sizeof text, "%.*e", digits, number);
    if (strtod(text, NULL) >= number && strtod(text, NULL) <= number) break;
  }
  const char *mark = strchr(text, 'e');
  int exponent = mark != NULL ? atoi(mark + 1) : 0;
  if (mark == NULL || (exponent >= -4 && exponent < 6)) return val_number_text(number, arena);
  return arena_str(arena, str_from(text));
}

static bool put_number(Formatter *self, const Verb *verb, const Val *arg) {
  Str why;
  const Val *value = val_convert(arg, &ty_number, self->call->arena, &why);
  if (value == NULL) return unsupported(self, verb, arena_printf(self->call->arena, "%.*s", STR_FMT(why)).ptr);
  if (strchr("bdoxX", verb->mode) != NULL) {
    if (!value->whole) return unsupported(self, verb, "an integer is required");
    put_padded(&self->out, verb, whole_digits(self->call->arena, verb, value->integer));
    return true;
  }
  if (verb->mode == 'g' && !verb->has_precision && !verb->plus && !verb->space) {
    put_padded(&self->out, verb, shortest_text(self->call->arena, value->as.number));
    return true;
  }
  char format[16] = "%";
  size_t at = 1;
  if (verb->plus) format[at++] = '+';
  if (verb->space) format[at++] = ' ';
  if (verb->minus) format[at++] = '-';
  if (verb->zero) format[at++] = '0';
  snprintf(format + at, sizeof format - at, "*.*%c", verb->mode);
  int precision = verb->has_precision ? verb->precision : verb->mode == 'g' || verb->mode == 'G' ? 15 : 6;
  char text[512];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* built right above from known letters */
  int length = snprintf(text, sizeof text, format, verb->width > 100 ? 100 : verb->width,
                        precision > 100 ? 100 : precision, value->as.number);
#pragma GCC diagnostic pop
  buf_put(&self->out, str_make(text, length < 0 ? 0 : (size_t)length < sizeof text ? (size_t)length : sizeof text - 1));
  return true;
}

static bool put_text(Formatter *self, const Verb *verb, const Val *arg) {
  Str why;
  const Val *value = val_convert(arg, &ty_string, self->call->arena, &why);
  if (value == NULL) return unsupported(self, verb, arena_printf(self->call->arena, "%.*s", STR_FMT(why)).ptr);
  Str text = value->as.string;
  if (verb->has_precision) text = str_sub(text, 0, text_advance(text, (uint32_t)verb->precision, TEXT_GRAPHEME));
  if (verb->mode == 's') {
    put_padded(&self->out, verb, text);
    return true;
  }
  Buf quoted = {0};
  val_json(val_string(self->call->arena, text), &quoted, self->call->arena);
  put_padded(&self->out, verb, buf_str(&quoted));
  buf_free(&quoted);
  return true;
}

/* %v: texts and numbers as they are, all else as JSON. */
static bool put_any(Formatter *self, const Verb *verb, const Val *arg) {
  Buf text = {0};
  bool good = true;
  if (!verb->sharp && arg->kind == VAL_STRING)
    buf_put(&text, arg->as.string);
  else if (!verb->sharp && arg->kind == VAL_NUMBER)
    buf_put(&text, shortest_text(self->call->arena, arg->as.number));
  else
    good = val_json(arg, &text, self->call->arena);
  if (good) put_padded(&self->out, verb, buf_str(&text));
  buf_free(&text);
  return good;
}

static bool put_flag(Formatter *self, const Verb *verb, const Val *arg) {
  Str why;
  const Val *value = val_convert(arg, &ty_bool, self->call->arena, &why);
  if (value == NULL) return unsupported(self, verb, arena_printf(self->call->arena, "%.*s", STR_FMT(why)).ptr);
  buf_put(&self->out, value->flag ? STR("true") : STR("false"));
  return true;
}

static bool put_verb(Formatter *self, const Verb *verb) {
  if (verb->argument > self->count) {
    func_fail(self->call, "not enough arguments for \"%.*s\" at %zu: need index %u but have %u total",
              STR_FMT(verb->raw), verb->offset, verb->argument, self->count);
    return false;
  }
  const Val *arg = self->args[verb->argument - 1];
  if (verb->mode != 'v' && arg->kind == VAL_NULL) return unsupported(self, verb, "null value cannot be formatted");
  if (verb->mode == 'v') return put_any(self, verb, arg);
  if (verb->mode == 't') return put_flag(self, verb, arg);
  if (strchr("bdoxXeEfgG", verb->mode) != NULL) return put_number(self, verb, arg);
  if (verb->mode == 's' || verb->mode == 'q') return put_text(self, verb, arg);
  func_fail(self->call, "unsupported format verb '%c' in \"%.*s\" at offset %zu", verb->mode, STR_FMT(verb->raw),
            verb->offset);
  return false;
}

/* Fills self->out; false after a mistake, or when a value has no text here. */
static bool run(Formatter *self) {
  Str text = self->format;
  self->next = 1;
  for (size_t at = 0; at < text.len;) {
    size_t percent = str_find(text, '%', at);
    buf_put(&self->out, str_sub(text, at, percent));
    at = percent;
    if (at >= text.len) break;
    if (at + 1 < text.len && text.ptr[at + 1] == '%') {
      buf_putc(&self->out, '%');
      at += 2;
      continue;
    }
    Verb verb;
    if (!read_verb(self, at, &verb)) return false;
    if (!put_verb(self, &verb)) return false;
    self->next = verb.argument + 1;
    if (verb.argument > self->highest) self->highest = verb.argument;
    at += verb.raw.len;
    if (self->out.len > (2U << 20)) return false;
  }
  if (self->highest >= self->count) return true;
  int first = (int)self->highest + 1;
  if (self->highest == 0)
    func_fail_arg(self->call, first, "too many arguments; no verbs in format string");
  else
    func_fail_arg(self->call, first, "too many arguments; only %u used by format string", self->highest);
  return false;
}

static const Val *format_with(FuncCall *call, const Val *const *args, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    bool any = args[i]->type == NULL && (args[i]->kind == VAL_NULL || args[i]->kind == VAL_UNKNOWN);
    if (any || !val_known(args[i])) return val_unknown(call->arena, any ? NULL : &ty_string);
  }
  Formatter self = {.call = call, .format = func_text(call, 0), .args = args, .count = count};
  if (run(&self)) return val_buf(call->arena, &self.out);
  buf_free(&self.out);
  return NULL;
}

static const Val *format(FuncCall *call) {
  if (call->args[0]->kind == VAL_UNKNOWN) return NULL;
  return format_with(call, call->args + 1, call->count - 1);
}

/* The common length of all lists; -1 when there is none, -2 after a mistake. */
static int64_t common_length(FuncCall *call) {
  int64_t length = -1;
  uint32_t chooser = 0;
  for (uint32_t i = 1; i < call->count; i++) {
    const Val *arg = call->args[i];
    if (arg->kind != VAL_LIST) continue;
    if (length >= 0 && arg->count != length) {
      func_fail_arg(call, (int)i, "argument %u has length %u, which is inconsistent with argument %u of length %lld", i,
                    arg->count, chooser, (long long)length);
      return -2;
    }
    if (length < 0) chooser = i;
    length = arg->count;
  }
  return length;
}

static const Val *format_list(FuncCall *call) {
  for (uint32_t i = 0; i < call->count; i++)
    if (call->args[i]->kind == VAL_UNKNOWN) return NULL;
  int64_t length = common_length(call);
  if (length == -2 || length > 5000) return NULL;
  uint32_t count = length < 0 ? 1 : (uint32_t)length;
  const Val **items = arena_array(call->arena, const Val *, count + 1U);
  for (uint32_t i = 0; i < count; i++) {
    const Val **args = arena_array(call->arena, const Val *, call->count);
    for (uint32_t j = 1; j < call->count; j++)
      args[j - 1] = call->args[j]->kind == VAL_LIST ? call->args[j]->as.items[i] : call->args[j];
    items[i] = format_with(call, args, call->count - 1);
    if (items[i] == NULL && call->error.len > 0 && call->count > 1)
      return func_fail(call, "error on format iteration %u: %.*s", i, STR_FMT(call->error));
    if (items[i] == NULL) return NULL;
  }
  return val_list(call->arena, &ty_string, items, count);
}

const FuncEntry func_formats[] = {{"format", format, FUNC_NULLS | FUNC_UNKNOWN},
                                  {"formatlist", format_list, FUNC_NULLS | FUNC_UNKNOWN},
                                  {NULL, NULL, 0}};
