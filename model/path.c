/* path.c: references as texts: "table.app.users.column.id". */
#include "model/model.h"

static bool is_plain(Str step) {
  static const char others[] = ".,[](){}=\"'\n";
  for (size_t i = 0; i < step.len; i++)
    if (memchr(others, step.ptr[i], sizeof others) != NULL) return false;
  return step.len > 0 && step.ptr[0] != ' ' && step.ptr[step.len - 1] != ' ';
}

void model_put_step(Buf *out, Str step) {
  if (is_plain(step)) {
    buf_put(out, step);
    return;
  }
  buf_putc(out, '"');
  for (size_t i = 0; i < step.len; i++) {
    if (step.ptr[i] == '"') buf_putc(out, '"');
    buf_putc(out, step.ptr[i]);
  }
  buf_putc(out, '"');
}

size_t model_find_sign(Str text, char sign, size_t at) {
  bool quoted = false;
  for (; at < text.len; at++) {
    if (text.ptr[at] == '"') quoted = !quoted;
    if (text.ptr[at] == sign && !quoted) return at;
  }
  return text.len;
}

/* "a""b" -> a"b */
static Str bare_step(Arena *arena, Str step) {
  if (step.len < 2 || step.ptr[0] != '"' || step.ptr[step.len - 1] != '"') return step;
  Buf out = {0};
  for (size_t i = 1; i + 1 < step.len; i++) {
    buf_putc(&out, step.ptr[i]);
    if (step.ptr[i] == '"' && step.ptr[i + 1] == '"') i++;
  }
  Str text = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return text;
}

size_t model_steps(Arena *arena, Str text, Str *steps, size_t max) {
  size_t count = 0;
  for (size_t at = 0; at <= text.len && count < max;) {
    size_t end = model_find_sign(text, '.', at);
    steps[count++] = bare_step(arena, str_sub(text, at, end));
    at = end + 1;
  }
  return count;
}

Str model_last_step(Arena *arena, Str text) {
  size_t start = 0;
  for (size_t at = model_find_sign(text, '.', 0); at < text.len; at = model_find_sign(text, '.', at + 1))
    start = at + 1;
  return bare_step(arena, str_sub(text, start, text.len));
}
