/* ddl_read_dump.c: what dumps hold besides SQL: rows behind COPY ... FROM stdin up to the line with a backslash and a
 * dot, and commands of psql. */
#include "dialects/postgresql/ddl_read_parts.h"

static bool is_copy(Str line) {
  Str head = STR("COPY "), tail = STR(" FROM stdin;");
  return str_eq_nocase(str_sub(line, 0, head.len), head) && line.len > head.len + tail.len &&
         str_eq_nocase(str_sub(line, line.len - tail.len, line.len), tail);
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static bool is_command(Str line) { return line.len > 1 && line.ptr[0] == '\\' && is_letter(line.ptr[1]); }

static bool has_any(Str text) {
  for (size_t at = 0; at < text.len;) {
    size_t end = str_find(text, '\n', at);
    Str line = str_trim(str_sub(text, at, end));
    if (is_copy(line) || is_command(line)) return true;
    at = end + 1;
  }
  return false;
}

Str pgddl_plain(Arena *arena, Str text) {
  if (!has_any(text)) return text;
  char *copy = arena_copy(arena, text.ptr, text.len, 1);
  bool rows = false;
  for (size_t at = 0; at < text.len;) {
    size_t end = str_find(text, '\n', at);
    Str line = str_trim(str_sub(text, at, end));
    bool last = rows && str_eq(line, STR("\\.")), start = !rows && is_copy(line);
    if (rows || start || is_command(line)) memset(copy + at, ' ', end - at);
    rows = start || (rows && !last);
    at = end + 1;
  }
  return str_make(copy, text.len);
}
