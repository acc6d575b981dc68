/* json_parts.c: pieces that all objects of the document have. */
#include "erd/graph.h"

json_t *erd_text(Str text) {
  if (utf8_invalid(text) == text.len) return json_stringn_nocheck(text.ptr != NULL ? text.ptr : "", text.len);
  Buf buf = {0};
  for (size_t at = 0; at < text.len;) {
    uint32_t code;
    unsigned length = utf8_decode(text, at, &code);
    buf_put(&buf, length > 0 ? str_sub(text, at, at + length) : STR("\xEF\xBF\xBD"));
    at += length > 0 ? length : 1;
  }
  json_t *value = json_stringn_nocheck(buf.ptr, buf.len);
  buf_free(&buf);
  return value;
}

void erd_put(json_t *object, const char *key, json_t *value) { json_object_set_new_nocheck(object, key, value); }

void erd_put_text(json_t *object, const char *key, Str text) {
  if (!str_empty(text)) erd_put(object, key, erd_text(text));
}

void erd_put_model(json_t *object, const char *key, ModelText text) {
  if (text.known) erd_put_text(object, key, text.text);
}

static json_t *place(TextPos pos) {
  json_t *out = json_object();
  erd_put(out, "line", json_integer(pos.line));
  erd_put(out, "character", json_integer(pos.character));
  return out;
}

static json_t *range(TextRange range) {
  json_t *out = json_object();
  erd_put(out, "start", place(range.start));
  erd_put(out, "end", place(range.end));
  return out;
}

void erd_put_pos(json_t *object, const ModelPos *pos, uint32_t first_source) {
  if (pos->source == UINT32_MAX) return;
  json_t *out = json_object();
  erd_put(out, "source", json_integer(first_source + pos->source));
  erd_put(out, "range", range(pos->range));
  if (pos->name.end > pos->name.start) erd_put(out, "name", range(pos->name_range));
  erd_put(object, "pos", out);
}

json_t *erd_attrs(const ModelAttrs *attrs) {
  json_t *out = NULL;
  for (size_t i = 0; i < attrs->len; i++) {
    const ModelAttr *attr = &attrs->items[i];
    if (!attr->value.known) continue;
    if (out == NULL) out = json_object();
    json_object_setn_new_nocheck(out, attr->name.ptr, attr->name.len, erd_text(attr->value.text));
  }
  return out;
}
