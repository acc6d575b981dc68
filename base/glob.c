/* glob.c: shell patterns on paths. The number of steps is limited, so that no pattern takes long. */
#include "base/path.h"

enum { STEP_LIMIT = 100000, DEPTH_LIMIT = 200 };

typedef struct Glob {
  unsigned steps, depth;
} Glob;

static bool match(Glob *glob, Str pattern, Str path);

static Str rest(Str s, size_t from) { return str_sub(s, from, s.len); }

/* "**" at the start of the pattern: any folders. "a/" + "**" + "/b" also matches "a/b". */
static bool match_folders(Glob *glob, Str pattern, Str path) {
  Str after = rest(pattern, 2);
  if (str_empty(after)) return true;
  bool whole_parts = after.ptr[0] == '/';
  if (whole_parts) after = rest(after, 1);
  for (size_t i = 0; i <= path.len; i++) {
    if (whole_parts && i > 0 && path.ptr[i - 1] != '/') continue;
    if (match(glob, after, rest(path, i))) return true;
  }
  return false;
}

static bool match_star(Glob *glob, Str pattern, Str path) {
  if (pattern.len > 1 && pattern.ptr[1] == '*') return match_folders(glob, pattern, path);
  for (size_t i = 0; i <= path.len; i++) {
    if (match(glob, rest(pattern, 1), rest(path, i))) return true;
    if (i < path.len && path.ptr[i] == '/') return false;
  }
  return false;
}

/* "[a-z_]x": does the class accept `c`? *len becomes the length of the class, 0 when it is not closed. */
static bool class_has(Str pattern, char c, size_t *len) {
  size_t i = 1;
  bool negated = i < pattern.len && (pattern.ptr[i] == '!' || pattern.ptr[i] == '^'), found = false;
  if (negated) i++;
  for (size_t first = i; i < pattern.len && (pattern.ptr[i] != ']' || i == first); i++) {
    char low = pattern.ptr[i], high = low;
    if (i + 2 < pattern.len && pattern.ptr[i + 1] == '-' && pattern.ptr[i + 2] != ']') {
      high = pattern.ptr[i + 2];
      i += 2;
    }
    if (c >= low && c <= high) found = true;
  }
  *len = i < pattern.len ? i + 1 : 0;
  return found != negated && c != '/';
}

/* "{a,b}rest": tries each alternative followed by the rest. */
static bool match_braces(Glob *glob, Str pattern, Str path) {
  size_t close = str_find(pattern, '}', 0);
  if (close == pattern.len) return path.len > 0 && path.ptr[0] == '{' && match(glob, rest(pattern, 1), rest(path, 1));
  Arena arena;
  arena_init(&arena, 256);
  bool found = false;
  for (size_t at = 1; at <= close && !found;) {
    size_t end = str_find(str_sub(pattern, 0, close), ',', at);
    Str after = rest(pattern, close + 1);
    Str one = arena_printf(&arena, "%.*s%.*s", STR_FMT(str_sub(pattern, at, end)), STR_FMT(after));
    found = match(glob, one, path);
    at = end + 1;
  }
  arena_free(&arena);
  return found;
}

static bool match_one(Glob *glob, Str pattern, Str path) {
  for (;; pattern = rest(pattern, 1), path = rest(path, 1)) {
    if (str_empty(pattern)) return str_empty(path);
    char p = pattern.ptr[0];
    if (p == '*') return match_star(glob, pattern, path);
    if (p == '{') return match_braces(glob, pattern, path);
    if (str_empty(path)) return false;
    if (p == '[') {
      size_t len;
      bool has = class_has(pattern, path.ptr[0], &len);
      if (len > 0) {
        if (!has) return false;
        pattern = rest(pattern, len - 1);
        continue;
      }
    }
    if (p == '\\' && pattern.len > 1)
      pattern = rest(pattern, 1);
    else if (p == '?' && path.ptr[0] != '/')
      continue;
    if (pattern.ptr[0] != path.ptr[0]) return false;
  }
}

static bool match(Glob *glob, Str pattern, Str path) {
  if (glob->steps >= STEP_LIMIT || glob->depth >= DEPTH_LIMIT) return false;
  glob->steps++;
  glob->depth++;
  bool found = match_one(glob, pattern, path);
  glob->depth--;
  return found;
}

bool glob_match(Str pattern, Str path) {
  Glob glob = {0};
  return match(&glob, pattern, path);
}
