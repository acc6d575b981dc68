/* json.c: see json.h. */
#include "base/json.h"

json_t *json_text(Str text) {
  json_t *value = json_stringn(text.ptr != NULL ? text.ptr : "", text.len);
  if (value != NULL) return value;
  Arena arena;
  arena_init(&arena, 0);
  Str clean = utf8_mend(&arena, text);
  value = json_stringn(clean.ptr, clean.len);
  arena_free(&arena);
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
