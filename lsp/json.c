/* json.c: see json.h. */
#include "lsp/json.h"

#include "base/buf.h"

const json_t *json_at(const json_t *value, const char *path) {
  while (value != NULL && path != NULL && *path != '\0') {
    const char *dot = strchr(path, '.');
    size_t length = dot != NULL ? (size_t)(dot - path) : strlen(path);
    value = json_object_getn(value, path, length);
    path = dot != NULL ? dot + 1 : NULL;
  }
  return value;
}

Str json_str(const json_t *value, const char *path) {
  const json_t *text = json_at(value, path);
  return json_is_string(text) ? str_make(json_string_value(text), json_string_length(text)) : (Str){"", 0};
}

bool json_flag(const json_t *value, const char *path) { return json_is_true(json_at(value, path)); }

bool json_int(const json_t *value, const char *path, int64_t *out) {
  const json_t *number = json_at(value, path);
  if (!json_is_integer(number)) return false;
  *out = (int64_t)json_integer_value(number);
  return true;
}

bool json_has_word(const json_t *value, const char *path, Str word) {
  const json_t *list = json_at(value, path);
  for (size_t i = 0; i < json_array_size(list); i++)
    if (str_eq(json_str(json_array_get(list, i), ""), word)) return true;
  return false;
}

bool json_position(const json_t *value, const char *path, TextPos *out) {
  const json_t *pos = json_at(value, path);
  int64_t line, character;
  if (!json_int(pos, "line", &line) || !json_int(pos, "character", &character)) return false;
  if (line < 0 || line > INT32_MAX || character < 0 || character > UINT32_MAX) return false;
  *out = (TextPos){(uint32_t)line, (uint32_t)character};
  return true;
}

bool json_range(const json_t *value, const char *path, TextRange *out) {
  const json_t *range = json_at(value, path);
  return json_position(range, "start", &out->start) && json_position(range, "end", &out->end);
}

json_t *json_text(Str text) {
  json_t *value = json_stringn(text.ptr != NULL ? text.ptr : "", text.len);
  if (value != NULL) return value;
  Buf clean = {0};
  for (size_t at = 0; at < text.len;) {
    uint32_t code;
    unsigned width = utf8_decode(text, at, &code);
    buf_put(&clean, width > 0 ? str_sub(text, at, at + width) : STR("\xEF\xBF\xBD"));
    at += width > 0 ? width : 1;
  }
  value = json_stringn(clean.ptr, clean.len);
  buf_free(&clean);
  return value;
}

json_t *json_from_pos(TextPos pos) {
  json_t *out = json_object();
  json_put(out, "line", json_integer(pos.line));
  json_put(out, "character", json_integer(pos.character));
  return out;
}

json_t *json_from_range(TextRange range) {
  json_t *out = json_object();
  json_put(out, "start", json_from_pos(range.start));
  json_put(out, "end", json_from_pos(range.end));
  return out;
}

void json_put(json_t *object, const char *key, json_t *value) { json_object_set_new_nocheck(object, key, value); }

void json_put_str(json_t *object, const char *key, Str text) { json_put(object, key, json_text(text)); }
