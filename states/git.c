/* git.c: files of a commit, read from the repository's objects by libgit2. Only functions on its opaque pointers are
 * used, which are the same in all its versions: its header is not needed. */
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "states/files.h"

enum { OBJECT_TREE = 2, OBJECT_BLOB = 3 };
enum { NOT_FOUND = -3, NOT_OWNER = -36 }; /* what its functions return */

/* In the order of `names`. */
typedef struct Git {
  int (*init)(void);
  int (*shutdown)(void);
  const struct GitError {
    char *message;
    int klass;
  } * (*error_last)(void);
  int (*open)(void **repository, const char *path, unsigned flags, const char *ceilings);
  const char *(*workdir)(void *repository);
  void (*repository_free)(void *repository);
  int (*revparse)(void **object, void *repository, const char *revision);
  int (*peel)(void **peeled, void *object, int type);
  void (*object_free)(void *object);
  int (*entry_bypath)(void **entry, void *tree, const char *path);
  void (*entry_free)(void *entry);
  int (*entry_type)(const void *entry);
  const char *(*entry_name)(const void *entry);
  int (*entry_object)(void **object, void *repository, const void *entry);
  size_t (*entry_count)(const void *tree);
  const void *(*entry_byindex)(const void *tree, size_t index);
  const void *(*blob_content)(const void *blob);
  uint64_t (*blob_size)(const void *blob);
  const void *(*object_id)(const void *object);
  char *(*id_text)(const void *id); /* lives until the next call on the thread */
} Git;
static const char *const names[] = {
    "git_libgit2_init",       "git_libgit2_shutdown",     "git_error_last",      "git_repository_open_ext",
    "git_repository_workdir", "git_repository_free",      "git_revparse_single", "git_object_peel",
    "git_object_free",        "git_tree_entry_bypath",    "git_tree_entry_free", "git_tree_entry_type",
    "git_tree_entry_name",    "git_tree_entry_to_object", "git_tree_entrycount", "git_tree_entry_byindex",
    "git_blob_rawcontent",    "git_blob_rawsize",         "git_object_id",       "git_oid_tostr_s"};
enum { FUNCTIONS = sizeof names / sizeof *names };
_Static_assert(sizeof(Git) == FUNCTIONS * sizeof(void *), "names and members of Git differ");

struct GitCommit {
  Git git;
  Arena arena; /* of paths */
  Str revision, top;
  void *repository, *tree;
  bool started;
};

/* ---- opening ---- */

static void *load_library(void) {
  static const char *const libraries[] = {"libgit2.so.1.9", "libgit2.so.1.8", "libgit2.so.1.7",
                                          "libgit2.so.1.6", "libgit2.so.1.5", "libgit2.so.1.4",
                                          "libgit2.so.1.3", "libgit2.so.1.1", "libgit2.so"};
  for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
    void *handle = dlopen(libraries[i], RTLD_NOW | RTLD_LOCAL);
    if (handle != NULL) return handle;
  }
  return NULL;
}

static bool load(GitCommit *self, Str *error) {
  void *functions[FUNCTIONS], *handle = load_library();
  *error = STR("the library libgit2 is not installed (Debian and Ubuntu: apt install libgit2-1.5)");
  if (handle == NULL) return false;
  for (size_t i = 0; i < FUNCTIONS; i++) {
    functions[i] = dlsym(handle, names[i]);
    if (functions[i] == NULL) return false;
  }
  memcpy(&self->git, functions, sizeof functions);
  self->started = self->git.init() >= 0;
  return self->started;
}

static Str reason(GitCommit *self) {
  const struct GitError *last = self->git.error_last();
  return str_from(last != NULL && last->message != NULL ? last->message : "cannot be read");
}

static bool fail(GitCommit *self, Arena *arena, Str why, Str *error) {
  *error = arena_printf(arena, "git:%.*s: %.*s", STR_FMT(self->revision), STR_FMT(why));
  return false;
}

/* The library has no helpful words for a repository of somebody else. */
static bool fail_to_open(GitCommit *self, Arena *arena, int code, Str *error) {
  Str why = reason(self);
  bool foreign = code == NOT_OWNER || strstr(why.ptr, "safe.directory") != NULL;
  if (foreign) why = STR("the repository belongs to another user (see safe.directory in the manual of git config)");
  return fail(self, arena, why, error);
}

static bool find_tree(GitCommit *self, Arena *arena, Str near, Str *error) {
  void *object = NULL;
  int opened = self->git.open(&self->repository, arena_str(arena, near).ptr, 0, NULL);
  if (opened != 0) return fail_to_open(self, arena, opened, error);
  int found = self->git.revparse(&object, self->repository, self->revision.ptr);
  bool unborn = found == NOT_FOUND && str_eq(self->revision, STR("HEAD"));
  if (found != 0) return fail(self, arena, unborn ? STR("there is no commit yet") : reason(self), error);
  bool ok = self->git.peel(&self->tree, object, OBJECT_TREE) == 0 || fail(self, arena, reason(self), error);
  self->git.object_free(object);
  const char *top = self->git.workdir(self->repository);
  if (top != NULL) self->top = arena_str(&self->arena, str_from(top));
  while (self->top.len > 1 && str_ends(self->top, STR("/"))) self->top.len--;
  return ok;
}

GitCommit *git_open(Arena *arena, Str near, Str revision, Str *error) {
  GitCommit *self = mem_zero(1, sizeof *self);
  arena_init(&self->arena, 0);
  self->revision = arena_str(&self->arena, revision);
  if (load(self, error) && find_tree(self, arena, near, error)) return self;
  git_close(self);
  return NULL;
}

void git_close(GitCommit *self) {
  if (self == NULL) return;
  if (self->tree != NULL) self->git.object_free(self->tree);
  if (self->repository != NULL) self->git.repository_free(self->repository);
  if (self->started) self->git.shutdown();
  arena_free(&self->arena);
  free(self);
}

/* ---- files ---- */

/* The object at a path of the tree; NULL: there is none (type 0), or it cannot be read. */
static void *object_at(GitCommit *self, Str path, int *type) {
  void *entry = NULL, *object = NULL;
  if (str_empty(path) || str_eq(path, STR("."))) {
    *type = OBJECT_TREE;
    return self->git.peel(&object, self->tree, OBJECT_TREE) == 0 ? object : NULL;
  }
  *type = 0;
  if (self->git.entry_bypath(&entry, self->tree, arena_str(&self->arena, path).ptr) != 0) return NULL;
  *type = self->git.entry_type(entry);
  if (self->git.entry_object(&object, self->repository, entry) != 0) object = NULL;
  self->git.entry_free(entry);
  return object;
}

/* The same path without symbolic links in its folder, which the library has resolved in the path of the work tree. */
static Str resolved(GitCommit *self, Str path) {
  char *dir = realpath(arena_str(&self->arena, path_dir(path)).ptr, NULL);
  Str out = dir != NULL ? path_join(&self->arena, arena_str(&self->arena, str_from(dir)), path_base(path)) : path;
  free(dir);
  return out;
}

static void *find(GitCommit *self, Str path, int *type) {
  Str full = path_absolute(&self->arena, path), below = path_relative(&self->arena, self->top, full);
  if (path_is_absolute(below) && !str_eq(full, self->top)) {
    full = resolved(self, full);
    below = path_relative(&self->arena, self->top, full);
  }
  bool inside = !path_is_absolute(below) || str_eq(full, self->top);
  void *object = inside ? object_at(self, str_eq(full, self->top) ? STR(".") : below, type) : NULL;
  if (object != NULL || *type != 0 || path_is_absolute(path)) return object;
  return object_at(self, path_join(&self->arena, STR("."), path), type);
}

static FileKind kind_in_commit(void *context, Str path) {
  GitCommit *self = context;
  int type = 0;
  void *object = find(self, path, &type);
  if (object != NULL) self->git.object_free(object);
  if (type == 0) return FILE_NONE;
  return type == OBJECT_TREE ? FILE_DIR : type == OBJECT_BLOB ? FILE_REGULAR : FILE_OTHER;
}

static bool missing(GitCommit *self, Arena *arena, int type, Str *error) {
  bool there = type == OBJECT_BLOB; /* but it cannot be read */
  *error =
      there ? arena_str(arena, reason(self)) : arena_printf(arena, "no such file in %.*s", STR_FMT(self->revision));
  return false;
}

static bool read_in_commit(void *context, Arena *arena, Str path, Str *text, Str *error) {
  GitCommit *self = context;
  int type = 0;
  void *object = find(self, path, &type);
  bool found = object != NULL && type == OBJECT_BLOB;
  if (found) *text = arena_str(arena, str_make(self->git.blob_content(object), (size_t)self->git.blob_size(object)));
  if (object != NULL) self->git.object_free(object);
  return found || missing(self, arena, type, error);
}

Str git_file_id(GitCommit *self, Arena *arena, Str path) {
  int type = 0;
  void *object = find(self, path, &type);
  Str id = {0};
  if (object != NULL && type == OBJECT_BLOB)
    id = arena_str(arena, str_from(self->git.id_text(self->git.object_id(object))));
  if (object != NULL) self->git.object_free(object);
  return id;
}

static int compare(const void *a, const void *b) { return str_cmp(*(const Str *)a, *(const Str *)b); }

static bool list_in_commit(void *context, Arena *arena, Str path, StrList *out, Str *error) {
  GitCommit *self = context;
  int type = 0;
  void *object = find(self, path, &type);
  bool found = object != NULL && type == OBJECT_TREE;
  size_t count = found ? self->git.entry_count(object) : 0;
  for (size_t i = 0; i < count; i++)
    array_push(out, arena_str(arena, str_from(self->git.entry_name(self->git.entry_byindex(object, i)))));
  if (out->len > 1) qsort(out->items, out->len, sizeof *out->items, compare);
  if (object != NULL) self->git.object_free(object);
  return found || missing(self, arena, 0, error);
}

Files git_files(GitCommit *self) { return (Files){self, kind_in_commit, read_in_commit, list_in_commit}; }
