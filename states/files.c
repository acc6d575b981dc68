/* files.c: files on the disk. */
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
