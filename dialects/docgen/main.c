/* main.c: docgen writes the reference pages OUT/<dialect>.md.
 *
 *     docgen OUT
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/path.h"
#include "dialects/dialect.h"

static bool write_page(Arena *arena, Str folder, const Dialect *dialect) {
  Buf out = {0};
  Str error, path = path_join(arena, folder, arena_printf(arena, "%.*s.md", STR_FMT(dialect->name)));
  dialect_reference(dialect, &out);
  bool ok = file_write(arena, path, buf_str(&out), &error);
  if (!ok) {
    fprintf(stderr, "%.*s: %.*s\n", STR_FMT(path), STR_FMT(error));
  }
  buf_free(&out);
  return ok;
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: docgen OUT\n");
    return 2;
  }
  Arena arena;
  arena_init(&arena, 0);
  bool ok = true;
  for (size_t i = 0; i < dialect_count; i++) {
    ok = write_page(&arena, str_from(argv[1]), dialect_all[i]) && ok;
  }
  arena_free(&arena);
  return ok ? 0 : 1;
}
