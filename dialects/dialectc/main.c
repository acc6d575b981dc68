/* main.c: dialectc compiles the languages described in dialects/<name> (any *.hcl there) to C tables.
 *
 *     dialectc OUT DIALECTS NAME...   OUT/NAME.c each, and OUT/index.c: the list of all and the functions
 */
#include <stdio.h>
#include <stdlib.h>

#include "dialects/dialectc/model.h"

/* Writes only what differs, so that nothing is built again in vain. */
static bool write_changed(Arena *arena, Str path, Str content) {
  Str old, error;
  if (file_read(arena, path, &old, &error) && str_eq(old, content)) {
    return true;
  }
  if (!file_write(arena, path, content, &error)) {
    fprintf(stderr, "%.*s: %.*s\n", STR_FMT(path), STR_FMT(error));
    return false;
  }
  return true;
}

static bool compile(Arena *arena, Str root, Str out, Str name) {
  Model model;
  Buf text = {0};
  bool ok = model_load(&model, root, name) && model_link(&model);
  if (ok) {
    emit_dialect(&model, &text);
    Str file = arena_printf(arena, "%.*s.c", STR_FMT(name));
    ok = write_changed(arena, path_join(arena, out, file), buf_str(&text));
  }
  buf_free(&text);
  model_free(&model);
  return ok;
}

static int compare_names(const void *a, const void *b) { return str_cmp(*(const Str *)a, *(const Str *)b); }

static bool compile_index(Arena *arena, Str root, Str out, StrList *names) {
  Model model;
  Buf text = {0};
  bool ok = model_load(&model, root, STR("common"));
  if (ok) {
    qsort(names->items, names->len, sizeof *names->items, compare_names);
    emit_index(&model, names, &text);
    ok = write_changed(arena, path_join(arena, out, STR("index.c")), buf_str(&text));
  }
  buf_free(&text);
  model_free(&model);
  return ok;
}

int main(int argc, char **argv) {
  if (argc < 4) {
    fprintf(stderr, "usage: dialectc OUT DIALECTS NAME...\n");
    return 2;
  }
  Arena arena;
  arena_init(&arena, 0);
  Str out = str_from(argv[1]), root = str_from(argv[2]);
  StrList names = {0};
  bool ok = true;
  for (int i = 3; i < argc; i++) {
    array_push(&names, str_from(argv[i]));
    ok = compile(&arena, root, out, str_from(argv[i])) && ok;
  }
  ok = compile_index(&arena, root, out, &names) && ok;
  array_free(&names);
  arena_free(&arena);
  return ok ? 0 : 1;
}
