/* seeds.c: see seeds.h. */
#include "tests/oracle/diff/seeds.h"

#include "base/buf.h"
#include "base/path.h"

/* Scripts call their database $db. */
static void add(Seeds *self, Arena *arena, Str path, Str text) {
  Buf out = {0};
  for (size_t i = 0; i < text.len;) {
    bool here = str_starts(str_sub(text, i, text.len), STR("$db"));
    if (here)
      buf_put(&out, STR("script"));
    else
      buf_putc(&out, text.ptr[i]);
    i += here ? 3 : 1;
  }
  Seed seed = {path, arena_str(arena, buf_str(&out))};
  array_push_in(arena, &self->items, seed);
  buf_free(&out);
}

/* Is the line a header: "-- 1.hcl --" of an archive, "--- from", "=== name" of cases? */
static bool is_header(Str line, bool archive) {
  if (archive) return str_starts(line, STR("-- ")) && str_ends(line, STR(" --"));
  return str_starts(line, STR("--- ")) || str_starts(line, STR("=== "));
}

static bool is_schema(Str header, bool archive) {
  if (archive) return str_ends(header, STR(".hcl --"));
  return str_eq(header, STR("--- from")) || str_eq(header, STR("--- to"));
}

static void split(Seeds *self, Arena *arena, Str path, Str text, bool archive) {
  size_t start = 0;
  bool wanted = false;
  for (size_t at = 0; at <= text.len;) {
    size_t end = str_find(text, '\n', at);
    Str line = str_trim(str_sub(text, at, end));
    if (at == text.len || is_header(line, archive)) {
      if (wanted && at > start) add(self, arena, path, str_sub(text, start, at));
      wanted = is_schema(line, archive);
      start = end + 1;
    }
    at = end + 1;
  }
}

bool seeds_read(Seeds *self, Arena *arena, Str path) {
  Str text, error;
  if (!file_read(arena, path, &text, &error)) return false;
  if (str_ends(path, STR(".hcl")))
    add(self, arena, path, text);
  else
    split(self, arena, path, text, str_ends(path, STR(".txtar")));
  return true;
}
