/* json.c: see json.h. */
#include "lsp/json.h"

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
