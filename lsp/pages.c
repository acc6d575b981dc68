/* pages.c: where the documentation page of a diagnostic is: beside the installed program, in the source tree that it
 * was built in, or where the setting atlas.docs.url says. */
#include <uv.h>

#include "lsp/lifecycle.h"

static const char *const places[] = {"../share/doc/atlas-lsp/diagnostics", "../../../docs/diagnostics",
                                     "../../docs/diagnostics"};

/* Looks for the folder of the pages, once. */
static void find_pages(LspServer *self) {
  char exe[4096];
  size_t size = sizeof exe - 1;
  self->pages = mem_zero(1, 1);
  if (uv_exepath(exe, &size) != 0) return;
  Arena arena;
  arena_init(&arena, 0);
  Str dir = path_dir(str_make(exe, size));
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    Str path = path_join(&arena, dir, str_from(places[i]));
    if (file_kind(path) != FILE_DIR) continue;
    Str uri = uri_from_path(&arena, path);
    free(self->pages);
    self->pages = mem_zero(1, uri.len + 1);
    memcpy(self->pages, uri.ptr, uri.len);
    break;
  }
  arena_free(&arena);
}

Str pages_lint(LspServer *self, Arena *arena) {
  Str url = json_str(self->settings.json, "docs.url");
  if (!str_empty(url)) return arena_printf(arena, "%.*s%slint", STR_FMT(url), url.ptr[url.len - 1] == '/' ? "" : "/");
  if (self->pages == NULL) find_pages(self);
  if (self->pages[0] == '\0') return (Str){0};
  return arena_printf(arena, "%.*s/lint.md", STR_FMT(path_dir(str_from(self->pages))));
}

Str pages_link(LspServer *self, Arena *arena, Str code) {
  Str url = json_str(self->settings.json, "docs.url");
  if (!str_empty(url)) {
    const char *slash = url.ptr[url.len - 1] == '/' ? "" : "/";
    return arena_printf(arena, "%.*s%s%.*s", STR_FMT(url), slash, STR_FMT(code));
  }
  if (self->pages == NULL) find_pages(self);
  if (self->pages[0] == '\0') return (Str){0};
  return arena_printf(arena, "%s/%.*s.md", self->pages, STR_FMT(code));
}
