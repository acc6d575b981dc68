/* files.c: files on the disk, and texts as files. */
#include "states/files.h"

static FileKind disk_kind(void *context, Str path) {
  (void)context;
  return file_kind(path);
}

static bool disk_read(void *context, Arena *arena, Str path, Str *text, Str *error) {
  (void)context;
  return file_read(arena, path, text, error);
}

static bool disk_list(void *context, Arena *arena, Str path, StrList *names, Str *error) {
  (void)context;
  return dir_list(arena, path, names, error);
}

const Files files_disk = {NULL, disk_kind, disk_read, disk_list};
const Files files_saved = {NULL, disk_kind, disk_read, disk_list};

/* ---- one text ---- */

static FileKind text_kind(void *context, Str path) {
  const FilesText *self = context;
  return str_eq(path, self->name) ? FILE_REGULAR : FILE_NONE;
}

static bool text_read(void *context, Arena *arena, Str path, Str *text, Str *error) {
  const FilesText *self = context;
  *error = STR("no such file");
  *text = arena_str(arena, self->text);
  return str_eq(path, self->name);
}

static bool text_list(void *context, Arena *arena, Str path, StrList *names, Str *error) {
  (void)context;
  (void)arena;
  (void)path;
  (void)names;
  *error = STR("not a directory");
  return false;
}

Files files_text(FilesText *text) { return (Files){text, text_kind, text_read, text_list}; }
