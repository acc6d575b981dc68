/* file.c: reading and writing whole files, and listing directories. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/path.h"

enum { READ_STEP = 1 << 16 };
static const size_t size_limit = (size_t)1 << 30;

static Str errno_text(Arena *arena, int number) {
  switch (number) {
  case ENOENT: return STR("no such file or directory");
  case EACCES: return STR("permission denied");
  case EISDIR: return STR("is a directory");
  case ENOTDIR: return STR("not a directory");
  case ENAMETOOLONG: return STR("file name too long");
  case ELOOP: return STR("too many levels of symbolic links");
  default: return arena_str(arena, str_from(strerrordesc_np(number)));
  }
}

static bool fail(Arena *arena, Str *error) {
  *error = errno_text(arena, errno);
  return false;
}

/* NUL-terminated copy; false when the system could not take the name. */
static bool c_path(char out[PATH_MAX], Str path) {
  errno = path.len >= PATH_MAX ? ENAMETOOLONG : ENOENT;
  if (path.len == 0 || path.len >= PATH_MAX || memchr(path.ptr, '\0', path.len) != NULL) return false;
  memcpy(out, path.ptr, path.len);
  out[path.len] = '\0';
  return true;
}

FileKind file_kind(Str path) {
  char name[PATH_MAX];
  struct stat st;
  if (!c_path(name, path) || stat(name, &st) != 0) return FILE_NONE;
  if (S_ISREG(st.st_mode)) return FILE_REGULAR;
  return S_ISDIR(st.st_mode) ? FILE_DIR : FILE_OTHER;
}

static ssize_t read_some(int fd, char *to, size_t max) {
  ssize_t n;
  do n = read(fd, to, max);
  while (n < 0 && errno == EINTR);
  return n;
}

static bool too_large(Str *error) {
  *error = STR("larger than 1 GiB");
  return false;
}

bool stream_read(Arena *arena, int fd, Str *content, Str *error) {
  Buf buf = {0};
  ssize_t n;
  do {
    buf_reserve(&buf, READ_STEP);
    n = read_some(fd, buf.ptr + buf.len, READ_STEP);
    if (n > 0) buf.len += (size_t)n;
  } while (n > 0 && buf.len <= size_limit);
  bool ok = n < 0 ? fail(arena, error) : buf.len > size_limit ? too_large(error) : true;
  if (ok) *content = arena_str(arena, buf_str(&buf));
  buf_free(&buf);
  return ok;
}

static bool read_sized(Arena *arena, int fd, size_t size, Str *content, Str *error) {
  if (size > size_limit) return too_large(error);
  char *text = arena_alloc(arena, size + 1);
  size_t len = 0;
  while (len < size) {
    ssize_t n = read_some(fd, text + len, size - len);
    if (n < 0) return fail(arena, error);
    if (n == 0) break;
    len += (size_t)n;
  }
  text[len] = '\0';
  *content = str_make(text, len);
  return true;
}

/* Names of the shell for what it passes on open: "/dev/fd/63" of <(command). */
static bool is_passed_on(Str path) {
  return str_starts(path, STR("/dev/fd/")) || str_starts(path, STR("/proc/self/fd/")) ||
         str_eq(path, STR("/dev/stdin")) || str_eq(path, STR("/dev/null"));
}

/* A pipe or a device may never end, or never begin. */
static bool read_stream(Arena *arena, int fd, Str path, Str *content, Str *error) {
  if (!is_passed_on(path)) {
    *error = STR("neither a regular file nor a directory");
    return false;
  }
  int flags = fcntl(fd, F_GETFL);
  if (flags < 0 || fcntl(fd, F_SETFL, flags & ~O_NONBLOCK) < 0) return fail(arena, error);
  return stream_read(arena, fd, content, error);
}

bool file_read(Arena *arena, Str path, Str *content, Str *error) {
  char name[PATH_MAX];
  struct stat st;
  *content = STR("");
  int fd = c_path(name, path) ? open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
  if (fd < 0) return fail(arena, error);
  bool ok;
  if (fstat(fd, &st) != 0)
    ok = fail(arena, error);
  else if (S_ISDIR(st.st_mode)) {
    errno = EISDIR;
    ok = fail(arena, error);
  } else if (!S_ISREG(st.st_mode))
    ok = read_stream(arena, fd, path, content, error);
  else if (st.st_size > 0)
    ok = read_sized(arena, fd, (size_t)st.st_size, content, error);
  else
    ok = stream_read(arena, fd, content, error);
  close(fd);
  return ok;
}

static bool write_all(int fd, Str content) {
  for (size_t at = 0; at < content.len;) {
    ssize_t n = write(fd, content.ptr + at, content.len - at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    at += (size_t)n;
  }
  return true;
}

/* The file that is to be replaced: links are followed, a new name stays. */
static bool real_name(char out[PATH_MAX], const char *name) {
  struct stat st;
  if (lstat(name, &st) != 0) {
    if (errno != ENOENT) return false;
    memcpy(out, name, strlen(name) + 1);
    return true;
  }
  return realpath(name, out) != NULL && access(out, W_OK) == 0;
}

static void sync_directory(const char *path) {
  char dir[PATH_MAX];
  if (!c_path(dir, path_dir(str_from(path)))) return;
  int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  (void)fsync(fd);
  close(fd);
}

/* Writes `temporary`, then gives it the name `target`. Nothing is left behind on failure. */
static bool replace(const char *temporary, const char *target, Str content) {
  struct stat st;
  bool exists = stat(target, &st) == 0;
  int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0) return false;
  bool ok = write_all(fd, content) && (!exists || fchmod(fd, st.st_mode & 07777) == 0) && fsync(fd) == 0;
  ok = close(fd) == 0 && ok;
  ok = ok && rename(temporary, target) == 0;
  int reason = errno;
  if (ok)
    sync_directory(target);
  else
    unlink(temporary);
  errno = reason;
  return ok;
}

bool file_write(Arena *arena, Str path, Str content, Str *error) {
  char name[PATH_MAX], target[PATH_MAX], temporary[PATH_MAX];
  struct stat st;
  if (!c_path(name, path) || !real_name(target, name)) return fail(arena, error);
  if (stat(target, &st) == 0 && !S_ISREG(st.st_mode)) {
    *error = STR("not a regular file");
    return false;
  }
  Str full = str_from(target);
  for (unsigned attempt = 0; attempt < 100; attempt++) {
    Str beside = arena_printf(arena, "%.*s/.%.*s.%ld-%u.tmp", STR_FMT(path_dir(full)), STR_FMT(path_base(full)),
                              (long)getpid(), attempt);
    if (!c_path(temporary, beside)) return fail(arena, error);
    if (replace(temporary, target, content)) return true;
    if (errno != EEXIST) break;
  }
  return fail(arena, error);
}

static int compare_names(const void *a, const void *b) { return str_cmp(*(const Str *)a, *(const Str *)b); }

bool dir_list(Arena *arena, Str path, StrList *names, Str *error) {
  char name[PATH_MAX];
  size_t first = names->len;
  DIR *dir = c_path(name, path) ? opendir(name) : NULL;
  if (dir == NULL) return fail(arena, error);
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    Str item = str_from(entry->d_name);
    if (str_eq(item, STR(".")) || str_eq(item, STR(".."))) continue;
    array_push(names, arena_str(arena, item));
  }
  closedir(dir);
  if (names->len > first + 1) qsort(names->items + first, names->len - first, sizeof(Str), compare_names);
  return true;
}
