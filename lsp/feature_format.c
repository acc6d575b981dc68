/* feature_format.c: textDocument/formatting as the smallest edits: one for each run of lines that differ. Only blanks
 * within lines change, so that old and new text usually have the same lines. */
#include "grammar/format.h"
#include "lsp/features.h"
#include "lsp/locate.h"

static Str line_at(Str text, size_t at) {
  size_t end = str_find(text, '\n', at);
  return str_sub(text, at, end < text.len ? end + 1 : end);
}

static json_t *edit(TextPos start, TextPos end, Str text) {
  json_t *out = json_object();
  json_put(out, "range", json_from_range((TextRange){start, end}));
  json_put_str(out, "newText", text);
  return out;
}

static TextPos end_of(Str text, TextUnit unit) {
  uint32_t lines = text_newlines(text);
  size_t last = text.len;
  while (last > 0 && text.ptr[last - 1] != '\n') last--;
  return (TextPos){lines, text_width(str_sub(text, last, text.len), unit)};
}

/* The part of a text between what it has in common with another at both ends, in whole lines. */
static json_t *replace_middle(Str old, Str new, TextUnit unit) {
  size_t head = 0, tail = 0, limit = old.len < new.len ? old.len : new.len;
  while (head < limit && old.ptr[head] == new.ptr[head]) head++;
  while (head > 0 && old.ptr[head - 1] != '\n') head--;
  while (tail < limit - head && old.ptr[old.len - 1 - tail] == new.ptr[new.len - 1 - tail]) tail++;
  while (tail > 0 && old.ptr[old.len - tail - 1] != '\n') tail--;
  json_t *out = json_array();
  json_array_append_new(out, edit(end_of(str_sub(old, 0, head), unit), end_of(str_sub(old, 0, old.len - tail), unit),
                                  str_sub(new, head, new.len - tail)));
  return out;
}

/* Edits between texts with the same number of lines. */
static json_t *replace_lines(Str old, Str new) {
  json_t *out = json_array();
  size_t at = 0, to = 0;
  for (uint32_t line = 0; at < old.len || to < new.len; line++) {
    size_t first = to;
    uint32_t start = line;
    for (;; line++) {
      Str a = line_at(old, at), b = line_at(new, to);
      if (str_eq(a, b)) break;
      at += a.len, to += b.len;
    }
    if (line > start)
      json_array_append_new(out, edit((TextPos){start, 0}, (TextPos){line, 0}, str_sub(new, first, to)));
    at += line_at(old, at).len, to += line_at(new, to).len;
  }
  return out;
}

static bool has_errors(const File *file) {
  for (size_t i = 0; i < file->unit_count; i++)
    if (file->units[i]->syn != NULL && file->units[i]->syn->errors != NULL) return true;
  return false;
}

json_t *feature_format(LspServer *self, const json_t *params, LspError *error) {
  Place place;
  if (!self->settings.format || !locate_doc(self, params, &place)) return json_null();
  if (place.file->dialect->is_text) return json_null();
  if (has_errors(place.file)) {
    lsp_fail(error, LSP_REQUEST_FAILED, "the file has syntax errors");
    return NULL;
  }
  Arena arena;
  arena_init(&arena, 0);
  Str old = file_text(place.file, &arena);
  Buf buf = {0};
  format_text(old, &buf);
  Str new = buf_str(&buf);
  bool lines = text_newlines(old) == text_newlines(new) && old.len > 0 && new.len > 0 && old.ptr[old.len - 1] == '\n' &&
               new.ptr[new.len - 1] == '\n';
  json_t *out = str_eq(old, new) ? json_array()
                : lines          ? replace_lines(old, new)
                                 : replace_middle(old, new, self->client.encoding);
  buf_free(&buf);
  arena_free(&arena);
  return out;
}
