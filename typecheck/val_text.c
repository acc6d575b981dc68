/* val_text.c: numbers and whole values as text. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "typecheck/val.h"

/* "1.5e+21" -> "1500000000000000000000": the digits without an exponent. */
static Str expand_exponent(Arena *arena, const char *text) {
  char digits[64];
  int count = 0, point = -1;
  const char *at = text;
  bool negative = *at == '-';
  if (negative) at++;
  for (; *at != '\0' && *at != 'e' && count < 60; at++) {
    if (*at == '.')
      point = count;
    else
      digits[count++] = *at;
  }
  if (point < 0) point = count;
  if (*at == 'e') point += atoi(at + 1);
  Buf out = {0};
  if (negative) buf_putc(&out, '-');
  if (point <= 0) {
    buf_put(&out, STR("0."));
    buf_repeat(&out, '0', (size_t)-point);
  }
  for (int i = 0; i < count; i++) {
    if (i == point && i > 0) buf_putc(&out, '.');
    buf_putc(&out, digits[i]);
  }
  if (point > count) buf_repeat(&out, '0', (size_t)(point - count));
  Str result = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return result;
}

/* 0.1 + 0.2 -> "0.3": 15 digits where they say the number but for its last two binary places. */
Str val_number_text(double number, Arena *arena) {
  if (isinf(number)) return number > 0 ? STR("+Inf") : STR("-Inf");
  if (isnan(number)) return STR("NaN");
  if (fabs(number) < 9007199254740992.0 && floor(number) >= number) return arena_printf(arena, "%.0f", number + 0.0);
  char text[48];
  snprintf(text, sizeof text, "%.15g", number);
  double back = strtod(text, NULL);
  if (fabs(back - number) > fabs(number) * 5e-16) snprintf(text, sizeof text, "%.17g", number);
  return expand_exponent(arena, text);
}

/* Sign, digits, a fraction and an exponent, and nothing else. */
static bool number_shape(Str text) {
  size_t at = 0, digits = 0;
  if (at < text.len && (text.ptr[at] == '-' || text.ptr[at] == '+')) at++;
  for (; at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9'; at++) digits++;
  if (at < text.len && text.ptr[at] == '.')
    for (at++; at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9'; at++) digits++;
  if (digits == 0) return false;
  if (at < text.len && (text.ptr[at] == 'e' || text.ptr[at] == 'E')) {
    at++;
    if (at < text.len && (text.ptr[at] == '-' || text.ptr[at] == '+')) at++;
    size_t start = at;
    while (at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9') at++;
    if (at == start) return false;
  }
  return at == text.len;
}

const Val *val_parse_number(Arena *arena, Str text) {
  if (!number_shape(text)) return NULL;
  Str copy = arena_str(arena, text);
  char *end = NULL;
  errno = 0;
  long long whole = strtoll(copy.ptr, &end, 10);
  if (*end == '\0' && errno == 0) return val_integer(arena, whole);
  return val_number(arena, strtod(copy.ptr, NULL));
}

/* As Go writes JSON text: <, > and & are escaped too. */
static void json_text(Str text, Buf *out) {
  buf_putc(out, '"');
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    if (c == '"' || c == '\\')
      buf_printf(out, "\\%c", c);
    else if (c == '\n')
      buf_put(out, STR("\\n"));
    else if (c == '\r')
      buf_put(out, STR("\\r"));
    else if (c == '\t')
      buf_put(out, STR("\\t"));
    else if (c < 0x20 || c == '<' || c == '>' || c == '&')
      buf_printf(out, "\\u%04x", c);
    else
      buf_putc(out, (char)c);
  }
  buf_putc(out, '"');
}

static bool json_content(const Val *value, Buf *out, Arena *arena) {
  bool list = value->kind == VAL_LIST;
  buf_putc(out, list ? '[' : '{');
  for (uint32_t i = 0; i < value->count; i++) {
    if (i > 0) buf_putc(out, ',');
    if (!list) {
      json_text(value->as.fields[i].name, out);
      buf_putc(out, ':');
    }
    if (!val_json(list ? value->as.items[i] : value->as.fields[i].value, out, arena)) return false;
  }
  buf_putc(out, list ? ']' : '}');
  return true;
}

bool val_json(const Val *value, Buf *out, Arena *arena) {
  switch (value->kind) {
  case VAL_NULL: buf_put(out, STR("null")); return true;
  case VAL_BOOL: buf_put(out, value->flag ? STR("true") : STR("false")); return true;
  case VAL_NUMBER: buf_put(out, val_to_string(value, arena)->as.string); return true;
  case VAL_STRING: json_text(value->as.string, out); return true;
  case VAL_LIST:
  case VAL_OBJECT: return json_content(value, out, arena);
  default: return false;
  }
}
