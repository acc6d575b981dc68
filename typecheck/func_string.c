/* func_string.c: functions on texts. Characters are grapheme clusters, as in HCL. */
#include "typecheck/func.h"

static const Val *put(FuncCall *call, Str text) { return val_string(call->arena, arena_str(call->arena, text)); }
static bool is_ascii(Str text) {
  for (size_t i = 0; i < text.len; i++)
    if ((unsigned char)text.ptr[i] >= 0x80) return false;
  return true;
}

static const Val *chomp(FuncCall *call) {
  Str text = func_text(call, 0);
  while (text.len > 0 && (text.ptr[text.len - 1] == '\n' || text.ptr[text.len - 1] == '\r')) text.len--;
  return put(call, text);
}

static const Val *starts_with(FuncCall *call) {
  return val_bool(call->arena, str_starts(func_text(call, 0), func_text(call, 1)));
}
static const Val *ends_with(FuncCall *call) {
  return val_bool(call->arena, str_ends(func_text(call, 0), func_text(call, 1)));
}

static const Val *trim_prefix(FuncCall *call) {
  Str text = func_text(call, 0), part = func_text(call, 1);
  return put(call, str_starts(text, part) ? str_sub(text, part.len, text.len) : text);
}

static const Val *trim_suffix(FuncCall *call) {
  Str text = func_text(call, 0), part = func_text(call, 1);
  return put(call, str_ends(text, part) ? str_sub(text, 0, text.len - part.len) : text);
}

static const Val *trim_space(FuncCall *call) {
  Str text = func_text(call, 0);
  const char *blanks = " \t\n\v\f\r";
  while (text.len > 0 && text.ptr[0] != '\0' && strchr(blanks, text.ptr[0]) != NULL) text = str_sub(text, 1, text.len);
  while (text.len > 0 && text.ptr[text.len - 1] != '\0' && strchr(blanks, text.ptr[text.len - 1]) != NULL) text.len--;
  return put(call, text);
}

static bool in_set(Str cutset, Str character) {
  for (size_t at = 0; at < cutset.len;) {
    uint32_t code;
    unsigned length = utf8_decode(cutset, at, &code);
    if (length == 0) length = 1;
    if (str_eq(str_sub(cutset, at, at + length), character)) return true;
    at += length;
  }
  return false;
}

static const Val *trim(FuncCall *call) {
  Str text = func_text(call, 0), cutset = func_text(call, 1);
  uint32_t code;
  while (text.len > 0) {
    unsigned length = utf8_decode(text, 0, &code);
    if (length == 0 || !in_set(cutset, str_sub(text, 0, length))) break;
    text = str_sub(text, length, text.len);
  }
  while (text.len > 0) {
    size_t start = text.len - 1;
    while (start > 0 && ((unsigned char)text.ptr[start] & 0xC0) == 0x80) start--;
    if (!in_set(cutset, str_sub(text, start, text.len))) break;
    text.len = start;
  }
  return put(call, text);
}

/* Of texts beyond ASCII the case is not known here: the result is unknown. */
static const Val *change_case(FuncCall *call, bool upper) {
  Str text = func_text(call, 0);
  if (!is_ascii(text)) return NULL;
  char *copy = arena_copy(call->arena, text.ptr, text.len, 1);
  for (size_t i = 0; i < text.len; i++) {
    bool letter = upper ? copy[i] >= 'a' && copy[i] <= 'z' : copy[i] >= 'A' && copy[i] <= 'Z';
    if (letter) copy[i] = (char)(copy[i] ^ 0x20);
  }
  return val_string(call->arena, str_make(copy, text.len));
}

static const Val *lower(FuncCall *call) { return change_case(call, false); }
static const Val *upper(FuncCall *call) { return change_case(call, true); }

static bool word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static const Val *title(FuncCall *call) {
  Str text = func_text(call, 0);
  if (!is_ascii(text)) return NULL;
  char *copy = arena_copy(call->arena, text.ptr, text.len, 1);
  for (size_t i = 0; i < text.len; i++)
    if ((i == 0 || !word_character(copy[i - 1])) && copy[i] >= 'a' && copy[i] <= 'z') copy[i] = (char)(copy[i] ^ 0x20);
  return val_string(call->arena, str_make(copy, text.len));
}

static const Val *indent(FuncCall *call) {
  int64_t spaces = 0;
  if (!func_int(call, 0, &spaces, "") || spaces > 10000) return NULL;
  if (spaces < 0) return func_fail(call, "the number of spaces must not be negative");
  Str text = func_text(call, 1);
  Buf out = {0};
  for (size_t i = 0; i < text.len; i++) {
    buf_putc(&out, text.ptr[i]);
    if (text.ptr[i] == '\n') buf_repeat(&out, ' ', (size_t)spaces);
    if (out.len > (2U << 20)) break;
  }
  return val_buf(call->arena, &out);
}

static const Val *join(FuncCall *call) {
  Str separator = func_text(call, 0);
  if (call->count < 2) return func_fail(call, "at least one list is required");
  Buf out = {0};
  bool first = true;
  for (uint32_t list = 1; list < call->count; list++) {
    const Val *items = call->args[list];
    for (uint32_t i = 0; i < items->count; i++) {
      if (items->as.items[i]->kind == VAL_NULL) {
        buf_free(&out);
        return call->count == 2
                   ? func_fail_arg(call, 1, "element %u is null; cannot concatenate null values", i)
                   : func_fail_arg(call, (int)list, "element %u of list %u is null; cannot concatenate null values", i,
                                   list - 1);
      }
      if (!first) buf_put(&out, separator);
      first = false;
      if (out.len < (2U << 20)) buf_put(&out, items->as.items[i]->as.string);
    }
  }
  return val_buf(call->arena, &out);
}

/* Where `part` occurs at or after `from`; text.len + 1 when it does not. */
static size_t find(Str text, Str part, size_t from) {
  for (size_t at = from; at + part.len <= text.len; at++)
    if (memcmp(text.ptr + at, part.ptr, part.len) == 0) return at;
  return text.len + 1;
}

static const Val *split(FuncCall *call) {
  Str separator = func_text(call, 0), text = func_text(call, 1);
  ARRAY(const Val *) parts = {0};
  size_t at = 0;
  while (separator.len == 0 && at < text.len) {
    uint32_t code;
    unsigned length = utf8_decode(text, at, &code);
    if (length == 0) length = 1;
    array_push(&parts, put(call, str_sub(text, at, at + length)));
    at += length;
  }
  while (separator.len > 0) {
    size_t end = find(text, separator, at);
    bool last = end > text.len;
    array_push(&parts, put(call, str_sub(text, at, last ? text.len : end)));
    if (last) break;
    at = end + separator.len;
  }
  const Val **items = arena_copy(call->arena, parts.items, parts.len, sizeof *items);
  size_t count = parts.len;
  array_free(&parts);
  return val_list(call->arena, &ty_string, items, count);
}

static const Val *replace(FuncCall *call) {
  Str text = func_text(call, 0), old = func_text(call, 1), new = func_text(call, 2);
  if (old.len == 0) return NULL;
  Buf out = {0};
  size_t at = 0;
  while (out.len < (2U << 20)) {
    size_t found = find(text, old, at);
    buf_put(&out, str_sub(text, at, found));
    if (found > text.len) break;
    buf_put(&out, new);
    at = found + old.len;
  }
  return val_buf(call->arena, &out);
}

static const Val *reverse(FuncCall *call) {
  Str text = func_text(call, 0);
  char *copy = arena_alloc(call->arena, text.len + 1);
  for (size_t at = 0; at < text.len;) {
    size_t length = text_advance(str_sub(text, at, text.len), 1, TEXT_GRAPHEME);
    if (length == 0) length = 1;
    memcpy(copy + text.len - at - length, text.ptr + at, length);
    at += length;
  }
  return val_string(call->arena, str_make(copy, text.len));
}

/* Bytes of the first `count` characters. */
static size_t characters(Str text, int64_t count) {
  uint32_t limit = count < 0 ? 0 : count > UINT32_MAX ? UINT32_MAX : (uint32_t)count;
  size_t at = 0;
  for (uint32_t i = 0; i < limit && at < text.len; i++) {
    size_t length = text_advance(str_sub(text, at, text.len), 1, TEXT_GRAPHEME);
    at += length > 0 ? length : 1;
  }
  return at;
}

/* substr("hello", -2, -1) = "lo" */
static const Val *substr(FuncCall *call) {
  Str text = func_text(call, 0);
  int64_t offset = 0, length = 0;
  if (!func_int(call, 1, &offset, "") || !func_int(call, 2, &length, "")) return NULL;
  if (offset < 0) {
    int64_t total = 0;
    for (size_t at = 0; at < text.len; total++) at += characters(str_sub(text, at, text.len), 1);
    offset = offset + total < 0 ? 0 : offset + total;
  }
  Str rest = str_sub(text, characters(text, offset), text.len);
  return put(call, length < 0 ? rest : str_sub(rest, 0, characters(rest, length)));
}

static const Val *escape_pattern(FuncCall *call) {
  Str text = func_text(call, 0);
  Buf out = {0};
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] != '\0' && strchr("\\.+*?()|[]{}^$", text.ptr[i]) != NULL) buf_putc(&out, '\\');
    buf_putc(&out, text.ptr[i]);
  }
  return val_buf(call->arena, &out);
}

const FuncEntry func_strings[] = {{"chomp", chomp, 0},
                                  {"endswith", ends_with, 0},
                                  {"startswith", starts_with, 0},
                                  {"indent", indent, 0},
                                  {"join", join, 0},
                                  {"lower", lower, 0},
                                  {"upper", upper, 0},
                                  {"title", title, 0},
                                  {"regexpescape", escape_pattern, 0},
                                  {"replace", replace, 0},
                                  {"split", split, 0},
                                  {"strrev", reverse, 0},
                                  {"substr", substr, 0},
                                  {"trim", trim, 0},
                                  {"trimprefix", trim_prefix, 0},
                                  {"trimspace", trim_space, 0},
                                  {"trimsuffix", trim_suffix, 0},
                                  {NULL, NULL, 0}};
