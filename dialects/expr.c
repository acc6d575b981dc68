/* expr.c: see expr.h. */
#include "dialects/expr.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/text.h"

/* Index of the quote that closes the one at `at`, or s.len. */
static size_t closing_quote(Str s, size_t at) {
  char quote = s.ptr[at];
  for (size_t i = at + 1; i < s.len; i++) {
    if (s.ptr[i] == '\\')
      i++;
    else if (s.ptr[i] == quote)
      return i;
  }
  return s.len;
}

/* Is every parenthesis of `s` closed, and does a comma outside of parentheses come nowhere? "a, b" -> no. */
static bool is_balanced(Str s) {
  long depth = 0;
  if (s.len == 0) return true;
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    if (c == '(')
      depth++;
    else if (c == ')')
      depth--;
    else if (c == '\'' || c == '"' || c == '`') {
      i = closing_quote(s, i);
      if (i >= s.len) return false;
    }
    if (depth < 0) return false;
    if (depth == 0 && (i + 1 == s.len || s.ptr[i + 1] == ',')) return i + 1 == s.len;
  }
  return false;
}

bool expr_is_wrapped(Str s) {
  return s.len >= 2 && s.ptr[0] == '(' && s.ptr[s.len - 1] == ')' && is_balanced(str_sub(s, 1, s.len - 1));
}

Str expr_wrap(Arena *arena, Str s) { return expr_is_wrapped(s) ? s : arena_printf(arena, "(%.*s)", STR_FMT(s)); }

/* Is `wrapped` the text `s` between parentheses? */
static bool is_wrap_of(Str wrapped, Str s) {
  return wrapped.len == s.len + 2 && wrapped.ptr[0] == '(' && wrapped.ptr[wrapped.len - 1] == ')' &&
         str_eq(str_sub(wrapped, 1, wrapped.len - 1), s);
}

bool expr_same(Str a, Str b) {
  if (str_eq(a, b)) return true;
  return (!expr_is_wrapped(b) && is_wrap_of(a, b)) || (!expr_is_wrapped(a) && is_wrap_of(b, a));
}

bool expr_same_or_wrapped(Str from, Str to) {
  return str_eq(from, to) || (!expr_is_wrapped(to) && is_wrap_of(from, to));
}

bool expr_is_quoted(Str s, char quote) {
  if (s.len < 2 || s.ptr[0] != quote || s.ptr[s.len - 1] != quote) return false;
  for (size_t i = 1; i + 2 < s.len; i++) {
    if (s.ptr[i] == '\\' || (s.ptr[i] == quote && s.ptr[i + 1] == quote))
      i++;
    else if (s.ptr[i] == quote)
      return false;
  }
  return true;
}

/* Digits of a \xHH, \uHHHH or \UHHHHHHHH escape after the letter; 0: no such escape. */
static unsigned escape_digits(char letter) { return letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0; }

/* Appends the escape at s[at], which follows a backslash; returns its length, 0 when there is none such. */
static size_t put_escape(Buf *out, Str s, size_t at) {
  static const char letters[] = "abfnrtv\\\"'", meanings[] = "\a\b\f\n\r\t\v\\\"'";
  if (at >= s.len) return 0;
  const char *plain = s.ptr[at] != '\0' ? strchr(letters, s.ptr[at]) : NULL;
  if (plain != NULL) {
    buf_putc(out, meanings[plain - letters]);
    return 1;
  }
  unsigned digits = escape_digits(s.ptr[at]);
  if (digits == 0 || at + digits >= s.len) return 0;
  char hex[9] = {0}, *end = NULL, utf8[4];
  memcpy(hex, s.ptr + at + 1, digits);
  unsigned long code = strtoul(hex, &end, 16);
  if (end != hex + digits) return 0;
  if (digits == 2)
    buf_putc(out, (char)code);
  else
    buf_put(out, str_make(utf8, utf8_write((uint32_t)code, utf8)));
  return digits + 1;
}

/* The text between double quotes, its escapes replaced; false when one is malformed. */
static bool unescape(Buf *out, Str inside) {
  for (size_t i = 0; i < inside.len;) {
    if (inside.ptr[i] == '"') return false;
    if (inside.ptr[i] != '\\') {
      buf_putc(out, inside.ptr[i++]);
      continue;
    }
    size_t length = put_escape(out, inside, i + 1);
    if (length == 0) return false;
    i += 1 + length;
  }
  return true;
}

Str expr_unquote(Arena *arena, Str s) {
  Buf out = {0};
  Str result = s;
  Str inside = s.len >= 2 ? str_sub(s, 1, s.len - 1) : s;
  if (expr_is_quoted(s, '"')) {
    if (unescape(&out, inside)) result = arena_str(arena, buf_str(&out));
  } else if (expr_is_quoted(s, '\'')) {
    for (size_t i = 0; i < inside.len; i++) {
      buf_putc(&out, inside.ptr[i]);
      if (inside.ptr[i] == '\'' && i + 1 < inside.len && inside.ptr[i + 1] == '\'') i++;
    }
    result = arena_str(arena, buf_str(&out));
  }
  buf_free(&out);
  return result;
}

bool expr_is_bool(Str s) {
  static const char *const words[] = {"1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (str_eq(s, str_from(words[i]))) return true;
  return false;
}

bool expr_is_number(Str s) {
  char text[64], *end = NULL;
  if (s.len == 0 || s.len >= sizeof text || strchr(" \t\r\n\v\f", s.ptr[0]) != NULL) return false;
  memcpy(text, s.ptr, s.len);
  text[s.len] = '\0';
  bool hex = s.len > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
  if (hex && strspn(text + 2, "0123456789abcdefABCDEF") == s.len - 2) return s.len <= 18;
  if (strchr(text, '(') != NULL) return false; /* strtod takes nan(...) */
  (void)strtod(text, &end);
  return end == text + s.len;
}

Str expr_quote_single(Arena *arena, Str s) {
  if (expr_is_quoted(s, '\'')) return s;
  Buf out = {0};
  buf_putc(&out, '\'');
  for (size_t i = 0; i < s.len; i++) {
    if (s.ptr[i] == '\'') buf_putc(&out, '\'');
    buf_putc(&out, s.ptr[i]);
  }
  buf_putc(&out, '\'');
  Str result = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return result;
}

Str expr_quote_name(Arena *arena, Str name, char quote) {
  char *out = arena_alloc(arena, name.len * 2 + 2);
  size_t len = 0;
  out[len++] = quote;
  for (size_t i = 0; i < name.len; i++) {
    if (name.ptr[i] == quote) out[len++] = quote;
    out[len++] = name.ptr[i];
  }
  out[len++] = quote;
  return str_make(out, len);
}

static void put_quoted_byte(Buf *out, char c) {
  static const char letters[] = "abfnrtv", meanings[] = "\a\b\f\n\r\t\v";
  const char *at = c != '\0' ? strchr(meanings, c) : NULL;
  if (c == '"' || c == '\\')
    buf_printf(out, "\\%c", c);
  else if (at != NULL)
    buf_printf(out, "\\%c", letters[at - meanings]);
  else if ((unsigned char)c < 0x20 || c == 0x7f)
    buf_printf(out, "\\x%02x", (unsigned char)c);
  else
    buf_putc(out, c);
}

Str expr_quote_double(Arena *arena, Str s) {
  Buf out = {0};
  buf_putc(&out, '"');
  for (size_t i = 0; i < s.len; i++) put_quoted_byte(&out, s.ptr[i]);
  buf_putc(&out, '"');
  Str result = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return result;
}

static Str map_case(Arena *arena, Str s, char first, char last) {
  char *out = arena_alloc(arena, s.len + 1);
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    out[i] = c >= first && c <= last ? (char)(c ^ 0x20) : c;
  }
  return str_make(out, s.len);
}

Str expr_lower(Arena *arena, Str s) { return map_case(arena, s, 'A', 'Z'); }
Str expr_upper(Arena *arena, Str s) { return map_case(arena, s, 'a', 'z'); }

size_t expr_part_end(Str list, size_t at) {
  int depth = 0;
  char quote = '\0';
  for (; at < list.len; at++) {
    char c = list.ptr[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(' || c == ')') {
      depth += c == '(' ? 1 : -1;
    } else if (c == ',' && depth == 0) {
      break;
    }
  }
  return at;
}
