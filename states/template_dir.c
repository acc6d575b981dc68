/* template_dir.c: a directory of templates as a directory of migrations: its SQL files rendered. */
#include "states/template_parts.h"

typedef struct Rendered {
  ARRAY(FilesText) files; /* in the arena; by name */
} Rendered;

static FileKind kind(void *context, Str path) {
  const Rendered *self = context;
  if (str_eq(path, STR("."))) return FILE_DIR;
  for (size_t i = 0; i < self->files.len; i++)
    if (str_eq(self->files.items[i].name, path)) return FILE_REGULAR;
  return FILE_NONE;
}

static bool read_rendered(void *context, Arena *arena, Str path, Str *text, Str *error) {
  const Rendered *self = context;
  *error = STR("no such file");
  for (size_t i = 0; i < self->files.len; i++) {
    if (!str_eq(self->files.items[i].name, path)) continue;
    *text = arena_str(arena, self->files.items[i].text);
    return true;
  }
  return false;
}

static bool list(void *context, Arena *arena, Str path, StrList *names, Str *error) {
  const Rendered *self = context;
  (void)arena;
  *error = STR("no such directory");
  for (size_t i = 0; i < self->files.len; i++) array_push(names, self->files.items[i].name);
  return str_eq(path, STR("."));
}

/* The definitions of the other files stand in front: only SQL files are migrations. */
static bool read_others(Arena *arena, Str dir, const StrList *names, Buf *out, Str *error) {
  for (size_t i = 0; i < names->len; i++) {
    Str name = names->items[i], path = path_join(arena, dir, name), text, why;
    if (name.ptr[0] == '.' || str_ends(name, STR(".sql")) || str_ends(name, STR(".sum"))) continue;
    StrList below = {0};
    bool folder = file_kind(path) == FILE_DIR, ok = true;
    if (folder && dir_list(arena, path, &below, &why)) ok = read_others(arena, path, &below, out, error);
    for (size_t k = 0; ok && k < below.len; k++) {
      Str inner = path_join(arena, path, below.items[k]);
      if (str_ends(inner, STR(".sql")) && file_read(arena, inner, &text, &why))
        buf_printf(out, "{{define \"%.*s\"}}%.*s{{end}}", STR_FMT(below.items[k]), STR_FMT(text));
    }
    array_free(&below);
    if (!ok) return false;
    if (!folder && file_read(arena, path, &text, &why))
      buf_printf(out, "{{define \"%.*s\"}}{{end}}%.*s", STR_FMT(name), STR_FMT(text));
  }
  return true;
}

static bool add(Arena *arena, Rendered *self, Str dir, Str name, Str others, const Val *values, Str *error) {
  Str text, why, path = path_join(arena, dir, name);
  Buf out = {0};
  if (!file_read(arena, path, &text, &why)) {
    *error = arena_printf(arena, "%.*s: %.*s", STR_FMT(path), STR_FMT(why));
    return false;
  }
  bool ok = template_render_with(arena, others, text, values, &out, &why);
  if (ok) array_push_in(arena, &self->files, ((FilesText){name, arena_str(arena, buf_str(&out))}));
  if (!ok) *error = arena_printf(arena, "%.*s:%.*s", STR_FMT(path), STR_FMT(why));
  buf_free(&out);
  return ok;
}

const Files *template_directory(Arena *arena, Str dir, const Val *values, Str *error) {
  StrList names = {0};
  Buf others = {0};
  Str why;
  Rendered *self = arena_new(arena, Rendered);
  Files *files = arena_new(arena, Files);
  *self = (Rendered){0};
  bool ok = dir_list(arena, dir, &names, &why);
  if (!ok) *error = arena_printf(arena, "%.*s: %.*s", STR_FMT(dir), STR_FMT(why));
  ok = ok && read_others(arena, dir, &names, &others, error);
  for (size_t i = 0; ok && i < names.len; i++)
    if (names.items[i].ptr[0] != '.' && str_ends(names.items[i], STR(".sql")))
      ok = add(arena, self, dir, names.items[i], buf_str(&others), values, error);
  array_free(&names);
  buf_free(&others);
  *files = (Files){self, kind, read_rendered, list};
  return ok ? files : NULL;
}
