/* path.h: file names, file URIs, globs, and reading and writing whole files. Paths use '/'. */
#ifndef ATLAS_BASE_PATH_H
#define ATLAS_BASE_PATH_H

#include "base/array.h"

typedef ARRAY(Str) StrList;

/* Last component: "a/b.hcl" -> "b.hcl". */
Str path_base(Str path);
/* All but the last component: "a/b.hcl" -> "a", "b.hcl" -> ".", "/x" -> "/". */
Str path_dir(Str path);
bool path_is_absolute(Str path);
/* `dir`/`name`, or `name` when it is absolute; "." and ".." resolved textually; "./x" -> "x". In the arena. */
Str path_join(Arena *arena, Str dir, Str name);
/* Absolute and resolved textually (symbolic links stay). */
Str path_absolute(Arena *arena, Str path);
/* `path` as seen from `dir` when it lies below it, else unchanged. Both absolute. */
Str path_relative(Arena *arena, Str dir, Str path);
/* "file:///a%20b" -> "/a b"; an empty Str for another scheme. Percent escapes are decoded. */
Str uri_to_path(Arena *arena, Str uri);
/* "/a b" -> "file:///a%20b". */
Str uri_from_path(Arena *arena, Str path);
/* Shell pattern with *, ?, [..], ** (any folders) and {a,b}. */
bool glob_match(Str pattern, Str path);

typedef enum FileKind { FILE_NONE, FILE_REGULAR, FILE_DIR, FILE_OTHER } FileKind;
FileKind file_kind(Str path);

/* Reads a whole file. On failure returns false and sets *error to a short text ("no such file"), in the arena;
 * a directory, a pipe, a device or a file larger than 1 GiB is a failure; what the shell passes on open is none
 * (/dev/fd/63, /dev/stdin, /dev/null). The content lives in the arena. */
bool file_read(Arena *arena, Str path, Str *content, Str *error);
/* Reads an open file, pipe or socket to its end; at most 1 GiB as well. */
bool stream_read(Arena *arena, int fd, Str *content, Str *error);
/* Writes to a temporary name beside `path` and renames it over; mode and symbolic links of an existing file are kept.
 */
bool file_write(Arena *arena, Str path, Str content, Str *error);
/* Names (not paths) in a directory, sorted by bytes, without "." and "..". */
bool dir_list(Arena *arena, Str path, StrList *names, Str *error);

#endif
