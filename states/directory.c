/* directory.c: reading a directory of migrations: which files count, in which order, and their checksums. */
#include "states/directory.h"

#include <stdlib.h>

#include "states/directory_parts.h"
#include "typecheck/checksum.h"
#include "typecheck/migration.h"

enum { MAX_DEPTH = 16 };

/* ---- names ---- */

/* "V1.2__a.sql" -> "1.2" with a prefix, "20240101_a.sql" -> "20240101". */
static Str version_of(const DirFormat *format, Str name) {
  size_t start = str_empty(format->prefixes) ? 0 : 1;
  Str end = str_empty(format->separator) ? STR("_") : format->separator;
  for (size_t i = start; i + end.len <= name.len; i++)
    if (str_starts(str_sub(name, i, name.len), end)) return str_sub(name, start, i);
  size_t dot = str_find(name, '.', start);
  return str_sub(name, start, dot);
}

static bool is_wanted(const DirFormat *format, Str name) {
  if (name.len == 0 || name.ptr[0] == '.' || !str_ends(name, format->suffix)) return false;
  return str_empty(format->prefixes) || memchr(format->prefixes.ptr, name.ptr[0], format->prefixes.len) != NULL;
}

/* Numbers in versions count as numbers: 2 before 10. */
static int compare_versions(Str a, Str b) {
  size_t i = 0, k = 0;
  while (i < a.len && k < b.len) {
    bool digits = a.ptr[i] >= '0' && a.ptr[i] <= '9' && b.ptr[k] >= '0' && b.ptr[k] <= '9';
    if (!digits) {
      if (a.ptr[i] != b.ptr[k]) return (unsigned char)a.ptr[i] < (unsigned char)b.ptr[k] ? -1 : 1;
      i++;
      k++;
      continue;
    }
    while (i < a.len && a.ptr[i] == '0') i++;
    while (k < b.len && b.ptr[k] == '0') k++;
    size_t x = i, y = k;
    while (x < a.len && a.ptr[x] >= '0' && a.ptr[x] <= '9') x++;
    while (y < b.len && b.ptr[y] >= '0' && b.ptr[y] <= '9') y++;
    if (x - i != y - k) return x - i < y - k ? -1 : 1;
    int order = str_cmp(str_sub(a, i, x), str_sub(b, k, y));
    if (order != 0) return order;
    i = x;
    k = y;
  }
  return i < a.len ? 1 : k < b.len ? -1 : 0;
}

/* By version; files without one come last. Of one version, the schema as a whole comes last, for it replaces the rest.
 */
static int by_version(const void *a, const void *b) {
  const DirFile *x = a, *y = b;
  bool repeated_x = str_empty(x->version), repeated_y = str_empty(y->version);
  if (repeated_x != repeated_y) return repeated_x ? 1 : -1;
  int order = compare_versions(x->version, y->version);
  if (order != 0 || x->checkpoint != y->checkpoint) return order != 0 ? order : x->checkpoint ? 1 : -1;
  return str_cmp(x->name, y->name);
}

/* ---- checksums ---- */

/* "checksum mismatch: the file was changed: 2.sql" */
static Str problem_text(Arena *arena, const ChecksumProblem *problem) {
  static const char *const texts[] = {
      [CHECKSUM_FINE] = "",
      [CHECKSUM_EDITED] = ": the file was changed: ",
      [CHECKSUM_ADDED] = ": a file was added: ",
      [CHECKSUM_REMOVED] = ": the file was removed: ",
      [CHECKSUM_TOTAL] = "",
  };
  return arena_printf(arena, "checksum mismatch%s%.*s", texts[problem->state], STR_FMT(problem->file));
}

/* Number of the first line that is none of a list; 0: all are. */
static unsigned broken_line(Str sum) {
  Str name, hash;
  Span span;
  unsigned number = 0;
  for (size_t at = 0; at < sum.len || at == 0;) {
    number++;
    if (!checksum_line(sum, &at, &name, &hash, &span)) return number;
  }
  return 0;
}

static bool verify(Arena *arena, Str sum_path, Str sum, const ChecksumFile *files, size_t count, Str *error) {
  ChecksumFile *counted = arena_array(arena, ChecksumFile, count + 1);
  size_t used = 0;
  bool with_down = checksum_lists_down_files(sum);
  for (size_t i = 0; i < count; i++)
    if (checksum_counts(files[i].name, with_down)) counted[used++] = files[i];
  unsigned broken = broken_line(sum);
  if (broken > 0) {
    *error = arena_printf(arena, "%.*s:%u: checksum file format invalid", STR_FMT(sum_path), broken);
    return false;
  }
  ChecksumProblem problem = checksum_compare(sum, counted, used);
  if (problem.state == CHECKSUM_FINE) return true;
  *error =
      arena_printf(arena, "%.*s:%u: %.*s", STR_FMT(sum_path), problem.number, STR_FMT(problem_text(arena, &problem)));
  return false;
}

/* ---- reading ---- */

typedef struct DirReader {
  Arena *arena;
  Str path;
  const Files *files;
  const DirFormat *format;
  DirFiles *out;
  ARRAY(ChecksumFile) sums; /* all SQL files of the directory */
  Str sum_path, sum;        /* the list; an empty path: there is none */
  Str *error;
} DirReader;

static bool read_entries(DirReader *self, Str dir, unsigned depth);

static bool read_entry(DirReader *self, Str dir, Str name, unsigned depth) {
  Str path = path_join(self->arena, dir, name), text, why;
  bool sum = migration_is_sum(name), sql = str_ends(name, STR(".sql"));
  bool below = self->format->own_order && depth < MAX_DEPTH && name.ptr[0] != '.';
  if (!sum && !sql && !below) return true;
  FileKind kind = self->files->kind(self->files->context, path);
  if (kind == FILE_DIR && below) return read_entries(self, path, depth + 1);
  if ((!sum && !sql) || kind != FILE_REGULAR) return true;
  if (!self->files->read(self->files->context, self->arena, path, &text, &why)) {
    *self->error = arena_printf(self->arena, "%.*s: %.*s", STR_FMT(path), STR_FMT(why));
    return false;
  }
  if (sum) self->sum_path = path;
  if (sum) self->sum = text;
  if (!sql) return true;
  array_push(&self->sums, ((ChecksumFile){name, text}));
  if (!is_wanted(self->format, name)) return true;
  DirFile file;
  if (!directory_read_file(self->arena, path, text, self->format->name, &file, self->error)) return false;
  if (self->format->baseline != '\0' && name.ptr[0] == self->format->baseline) file.checkpoint = true;
  file.version = arena_str(self->arena, version_of(self->format, name));
  array_push(self->out, file);
  return true;
}

static bool read_entries(DirReader *self, Str dir, unsigned depth) {
  StrList names = {0};
  Str why;
  bool ok = self->files->list(self->files->context, self->arena, dir, &names, &why);
  if (!ok) *self->error = arena_printf(self->arena, "%.*s: %.*s", STR_FMT(dir), STR_FMT(why));
  for (size_t i = 0; ok && i < names.len; i++) ok = read_entry(self, dir, names.items[i], depth);
  array_free(&names);
  return ok;
}

static bool read_all(DirReader *self) {
  bool ok = read_entries(self, self->path, 0);
  if (!ok || str_empty(self->sum_path) || self->format->own_order) return ok;
  return verify(self->arena, self->sum_path, self->sum, self->sums.items, self->sums.len, self->error);
}

/* Files behind the version are left out; false: there is no such version. */
static bool cut(Arena *arena, DirFiles *files, Str version, Str path, Str *error) {
  if (str_empty(version)) return true;
  for (size_t i = 0; i < files->len; i++) {
    if (!str_eq(files->items[i].version, version)) continue;
    files->len = i + 1;
    return true;
  }
  *error = arena_printf(arena, "%.*s has no version \"%.*s\"", STR_FMT(path), STR_FMT(version));
  return false;
}

bool directory_read(Arena *arena, Str path, const DirOptions *options, DirFiles *out, Str *error) {
  DirReader self = {.arena = arena, .path = path, .out = out, .error = error};
  self.files = options->files != NULL ? options->files : &files_disk;
  *out = (DirFiles){0};
  self.format = directory_format(options->format);
  if (self.format == NULL) {
    *error = arena_printf(arena, "unknown format \"%.*s\" of a migration directory; known: %s",
                          STR_FMT(options->format), directory_format_names);
    return false;
  }
  bool ok = read_all(&self);
  if (ok && self.format->numbers && out->len > 1) qsort(out->items, out->len, sizeof *out->items, by_version);
  ok = ok && cut(arena, out, options->version, path, error);
  array_free(&self.sums);
  return ok;
}

bool directory_is_sum(Str name) { return migration_is_sum(name); }

size_t directory_start(const DirFiles *files) {
  size_t start = 0;
  for (size_t i = 0; i < files->len; i++)
    if (files->items[i].checkpoint) start = i;
  return start;
}
