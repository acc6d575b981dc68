/* path.c: file names and file URIs, as texts. */
#define _GNU_SOURCE
#include "base/path.h"

#include <limits.h>
#include <unistd.h>

#include "base/buf.h"

/* Index of the last '/', or path.len when there is none. */
static size_t last_slash(Str path) {
  for (size_t i = path.len; i > 0; i--)
    if (path.ptr[i - 1] == '/') return i - 1;
  return path.len;
}

Str path_base(Str path) {
  size_t slash = last_slash(path);
  return slash == path.len ? path : str_sub(path, slash + 1, path.len);
}

Str path_dir(Str path) {
  size_t slash = last_slash(path);
  if (slash == path.len) return STR(".");
  return str_sub(path, 0, slash > 0 ? slash : 1);
}

bool path_is_absolute(Str path) { return path.len > 0 && path.ptr[0] == '/'; }

/* Puts the parts of `path` to `out`, which holds a normal path already: "a/b" and "../c/./d" -> "a/c/d". `floor` is
 * the length that ".." must not cut: "/" or leading "../". */
static void put_parts(char *out, size_t *len, size_t *floor, Str path) {
  for (size_t at = 0; at < path.len;) {
    size_t end = str_find(path, '/', at);
    Str part = str_sub(path, at, end);
    at = end + 1;
    if (str_empty(part) || str_eq(part, STR("."))) continue;
    bool up = str_eq(part, STR(".."));
    if (up && *len > *floor) {
      while (*len > *floor && out[*len - 1] != '/') (*len)--;
      if (*len > *floor) (*len)--;
      continue;
    }
    if (up && *len > 0 && out[0] == '/') continue; /* above the root */
    if (*len > 0 && out[*len - 1] != '/') out[(*len)++] = '/';
    memcpy(out + *len, part.ptr, part.len);
    *len += part.len;
    if (up) *floor = *len;
  }
}

Str path_join(Arena *arena, Str dir, Str name) {
  if (path_is_absolute(name)) dir = STR("");
  char *out = arena_alloc(arena, dir.len + name.len + 4);
  size_t len = 0, floor = 0;
  if (path_is_absolute(dir) || path_is_absolute(name)) {
    out[len++] = '/';
    floor = 1;
  }
  put_parts(out, &len, &floor, dir);
  put_parts(out, &len, &floor, name);
  if (len == 0) out[len++] = '.';
  out[len] = '\0';
  return str_make(out, len);
}

Str path_absolute(Arena *arena, Str path) {
  char cwd[PATH_MAX];
  if (path_is_absolute(path) || getcwd(cwd, sizeof cwd) == NULL) return path_join(arena, STR("/"), path);
  return path_join(arena, str_from(cwd), path);
}

Str path_relative(Arena *arena, Str dir, Str path) {
  if (str_eq(dir, path)) return arena_str(arena, STR("."));
  if (str_eq(dir, STR("/")) && path_is_absolute(path)) return str_sub(path, 1, path.len);
  if (!str_starts(path, dir) || path.len <= dir.len || path.ptr[dir.len] != '/') return path;
  return str_sub(path, dir.len + 1, path.len);
}

static int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Str uri_to_path(Arena *arena, Str uri) {
  if (!str_eq_nocase(str_sub(uri, 0, 7), STR("file://"))) return (Str){0};
  Str rest = str_sub(uri, 7, uri.len);
  rest = str_sub(rest, str_find(rest, '/', 0), rest.len); /* skips the host */
  char *out = arena_alloc(arena, rest.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < rest.len; i++) {
    int high = rest.ptr[i] == '%' && i + 2 < rest.len ? hex_value(rest.ptr[i + 1]) : -1;
    int low = high >= 0 ? hex_value(rest.ptr[i + 2]) : -1;
    char c = rest.ptr[i];
    if (low >= 0) {
      c = (char)(high * 16 + low);
      i += 2;
    }
    if (c == '\0') return (Str){0};
    out[len++] = c;
  }
  return str_make(out, len);
}

static bool is_plain_in_uri(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (c != '\0' && strchr("/-._~", c) != NULL);
}

Str uri_from_path(Arena *arena, Str path) {
  static const char digits[] = "0123456789ABCDEF";
  char *out = arena_alloc(arena, 7 + path.len * 3 + 1);
  memcpy(out, "file://", 7);
  size_t len = 7;
  for (size_t i = 0; i < path.len; i++) {
    if (is_plain_in_uri(path.ptr[i])) {
      out[len++] = path.ptr[i];
      continue;
    }
    unsigned char c = (unsigned char)path.ptr[i];
    out[len++] = '%';
    out[len++] = digits[c >> 4];
    out[len++] = digits[c & 15];
  }
  return str_make(out, len);
}
