/* compare_default.c: are two defaults of a column the same value? '1', 1 and TRUE are for a bool; '007' and 7 for an
 * integer. */
#include <stdlib.h>

#include "dialects/mysql/driver.h"

/* Without the signs of `set` at both ends. */
static Str strip(Str s, const char *set) {
  while (s.len > 0 && strchr(set, s.ptr[0]) != NULL) s = str_sub(s, 1, s.len);
  while (s.len > 0 && strchr(set, s.ptr[s.len - 1]) != NULL) s.len--;
  return s;
}

static int bool_value(Str s) {
  static const char *const yes[] = {"1", "'1'", "TRUE", "true", NULL}, *const no[] = {"0", "'0'", "FALSE", "false",
                                                                                      NULL};
  return driver_word_in(s, yes) ? 1 : driver_word_in(s, no) ? 0 : -1;
}

static bool read_number(Str s, double *out) {
  char text[64], *end = NULL;
  s = strip(s, "'\"");
  if (s.len == 0 || s.len >= sizeof text) return false;
  memcpy(text, s.ptr, s.len);
  text[s.len] = '\0';
  *out = strtod(text, &end);
  return *end == '\0';
}

static bool same_number(Str a, Str b, bool whole) {
  double x = 0, y = 0;
  if (!read_number(a, &x) || !read_number(b, &y)) return false;
  if (!whole) return x == y;
  bool fits = x > -9e15 && x < 9e15 && y > -9e15 && y < 9e15;
  return fits ? (long long)x == (long long)y : str_eq(strip(a, "'\""), strip(b, "'\""));
}

static bool same_bool(Str a, Str b) {
  int x = bool_value(a), y = bool_value(b);
  return (x >= 0 && x == y) || same_number(a, b, true); /* a tinyint takes others, too */
}

static unsigned hex_digit(char c) {
  return c >= 'a' ? (unsigned)(c - 'a') + 10 : c >= 'A' ? (unsigned)(c - 'A') + 10 : (unsigned)(c - '0');
}

/* 0x6162 and x'6162' -> ab */
static Str decode_hex(Arena *arena, Str s) {
  bool quoted = s.len > 3 && (s.ptr[0] == 'x' || s.ptr[0] == 'X') && s.ptr[1] == '\'' && s.ptr[s.len - 1] == '\'';
  if (quoted) s.len--;
  bool hex = quoted || (s.len > 2 && s.ptr[0] == '0' && (s.ptr[1] == 'x' || s.ptr[1] == 'X'));
  hex = hex && s.len % 2 == 0;
  for (size_t i = 2; hex && i < s.len; i++)
    hex = strchr("0123456789abcdefABCDEF", s.ptr[i]) != NULL && s.ptr[i] != '\0';
  if (!hex) return s;
  char *out = arena_alloc(arena, s.len);
  for (size_t i = 2; i < s.len; i += 2) out[i / 2 - 1] = (char)(hex_digit(s.ptr[i]) << 4 | hex_digit(s.ptr[i + 1]));
  return str_make(out, s.len / 2 - 1);
}

/* b'101' and 0x5 -> 5 */
static Str bit_digits(Arena *arena, Str s) {
  unsigned long long value = 0;
  bool bits = s.len > 3 && (s.ptr[0] == 'b' || s.ptr[0] == 'B') && s.ptr[1] == '\'';
  if (!bits) return s;
  for (size_t i = 2; i + 1 < s.len; i++) value = value * 2 + (s.ptr[i] == '1');
  return arena_printf(arena, "%llu", value);
}

/* BINARY(n) fills up with zeros. */
static Str without_zeros(Str s) {
  while (s.len > 0 && s.ptr[s.len - 1] == '\0') s.len--;
  return s;
}

/* A server rounds the default of decimal(10, 2) to two digits. */
static bool same_rounded(const DbType *type, Str a, Str b) {
  double x = 0, y = 0, unit = 1;
  size_t comma = str_find(type->text, ',', 0);
  if (!read_number(strip(a, "()"), &x) || !read_number(strip(b, "()"), &y)) return false;
  if (comma < type->text.len)
    for (long i = strtol(type->text.ptr + comma + 1, NULL, 10); i > 0; i--) unit /= 10;
  double apart = x > y ? x - y : y - x;
  return apart <= unit / 2 * 1.000001 && x > -1e12 && x < 1e12;
}

/* A server writes 2020-01-02 00:00:00.000 for 2020-01-02. */
static Str short_time(Arena *arena, Str s) {
  s = strip(s, "' ()");
  bool fraction = str_find(s, '.', 0) < s.len && s.len > 0 && s.ptr[0] >= '0' && s.ptr[0] <= '9';
  if (fraction) s = strip(strip(s, "0"), ".");
  if (str_ends(s, STR(" 00:00:00"))) s.len -= 9;
  return expr_lower(arena, s);
}

/* CHAR(n) has no blanks at its end. */
static Str without_blanks(Str s) {
  while (s.len > 0 && s.ptr[s.len - 1] == ' ') s.len--;
  return s;
}

static bool same_value(Arena *arena, uint8_t family, Str a, Str b) {
  switch (family) {
  case TYPE_BIT: return same_number(bit_digits(arena, strip(a, "()")), bit_digits(arena, strip(b, "()")), true);
  case TYPE_BOOL: return same_bool(a, b);
  case TYPE_INTEGER: return same_number(a, b, true);
  case TYPE_FLOAT:
  case TYPE_DECIMAL: return same_number(a, b, false);
  case TYPE_BINARY:
    return str_eq(without_zeros(expr_unquote(arena, decode_hex(arena, a))),
                  without_zeros(expr_unquote(arena, decode_hex(arena, b))));
  case TYPE_ENUM:
  case TYPE_SET:
  case TYPE_STRING: return str_eq(expr_unquote(arena, a), expr_unquote(arena, b));
  case TYPE_TIME: return str_eq(short_time(arena, a), short_time(arena, b));
  default: return str_eq(strip(a, "'"), strip(b, "'"));
  }
}

static Str default_sql(Arena *arena, const Column *column) {
  bool bare = column->default_kind == DEFAULT_LITERAL && column->default_string;
  return bare ? expr_quote_single(arena, column->default_text) : column->default_text;
}

/* DEFAULT NULL is what a column has that says nothing. */
static DefaultKind kind_of(const Column *column) {
  bool null = column->default_kind == DEFAULT_EXPR && str_eq_nocase(column->default_text, STR("NULL"));
  return null ? DEFAULT_NONE : column->default_kind;
}

bool mysql_default_changed(Comparison *self, const Column *from, const Column *to) {
  DbType type;
  DefaultKind before = kind_of(from), after = kind_of(to);
  if (before == DEFAULT_UNKNOWN || after == DEFAULT_UNKNOWN) return false;
  if ((before == DEFAULT_NONE) != (after == DEFAULT_NONE)) return true;
  if (before == DEFAULT_NONE || str_eq(from->default_text, to->default_text)) return false;
  bool expression = before == DEFAULT_EXPR || after == DEFAULT_EXPR;
  if (expression && mysql_same_expr(self, default_sql(self->arena, from), default_sql(self->arena, to))) return false;
  mysql_type(self->arena, to, &type);
  bool rounded = type.family == TYPE_DECIMAL && compare_is_inspected(self);
  if (rounded && same_rounded(&type, from->default_text, to->default_text)) return false;
  if (str_eq(type.word, STR("char")) && str_eq(without_blanks(expr_unquote(self->arena, from->default_text)),
                                               without_blanks(expr_unquote(self->arena, to->default_text))))
    return false;
  return !same_value(self->arena, type.family, from->default_text, to->default_text);
}
