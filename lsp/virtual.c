/* virtual.c: previews as virtual documents: their names, and who is told when one is out of date. The client does not
 * say when a document is closed: one that it did not ask for again after being told is forgotten.
 *
 *     atlas-diff:///w/schema.pg.hcl.sql?git:HEAD  =  file:///w/schema.pg.hcl against git:HEAD */
#include <string.h>

#include "lsp/diff.h"
#include "lsp/workspace.h"

enum { MAX_SHOWN = 32, MAX_MISSED = 2 };

/* A document that the client has asked for; owns its texts. */
typedef struct Shown {
  Str uri, file; /* as the client writes them */
  bool stale;
  unsigned missed; /* times that it was told and did not ask */
} Shown;

struct LspVirtual {
  ARRAY(Shown) list;
};

static const Str scheme = STR_INIT("atlas-diff:"), suffix = STR_INIT(".sql"), file_scheme = STR_INIT("file:");

Str virtual_uri(Arena *arena, Str document, Str from) {
  if (!str_starts(document, file_scheme)) return (Str){0};
  Str path = str_sub(document, file_scheme.len, document.len);
  return arena_printf(arena, "%.*s%.*s%.*s?%.*s", STR_FMT(scheme), STR_FMT(path), STR_FMT(suffix), STR_FMT(from));
}

static int hex_digit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

/* "git%3AHEAD" -> "git:HEAD" */
static Str unescape(Arena *arena, Str text) {
  char *out = arena_array(arena, char, text.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < text.len; i++) {
    int high = text.ptr[i] == '%' && i + 2 < text.len ? hex_digit(text.ptr[i + 1]) : -1;
    int low = high >= 0 ? hex_digit(text.ptr[i + 2]) : -1;
    if (low >= 0) i += 2;
    out[len++] = low >= 0 ? (char)(high * 16 + low) : text.ptr[i];
  }
  out[len] = '\0';
  return str_make(out, len);
}

bool virtual_read(Arena *arena, Str uri, Str *document, Str *from) {
  size_t mark = str_find(uri, '?', 0);
  Str path = str_sub(uri, 0, mark);
  if (!str_starts(uri, scheme) || !str_ends(path, suffix) || path.len < scheme.len + suffix.len || mark == uri.len)
    return false;
  path = str_sub(path, scheme.len, path.len - suffix.len);
  /* Clients leave out an empty host. */
  const char *host = str_starts(path, STR("//")) ? "" : "//";
  *document = arena_printf(arena, "%.*s%s%.*s", STR_FMT(file_scheme), host, STR_FMT(path));
  *from = unescape(arena, str_sub(uri, mark + 1, uri.len));
  return true;
}

/* ---- what is shown ---- */

static void forget(struct LspVirtual *self, size_t at) {
  free((char *)(uintptr_t)self->list.items[at].uri.ptr);
  free((char *)(uintptr_t)self->list.items[at].file.ptr);
  array_splice(&self->list, at, 1, NULL, 0);
}

static Str own(Str text) {
  char *copy = mem_alloc(text.len + 1);
  memcpy(copy, text.ptr, text.len);
  copy[text.len] = '\0';
  return str_make(copy, text.len);
}

void virtual_asked(LspServer *self, Str uri, Str document) {
  if (self->previews == NULL) self->previews = mem_zero(1, sizeof *self->previews);
  struct LspVirtual *state = self->previews;
  for (size_t i = 0; i < state->list.len; i++)
    if (str_eq(state->list.items[i].uri, uri)) {
      state->list.items[i].stale = false;
      state->list.items[i].missed = 0;
      return;
    }
  if (state->list.len == MAX_SHOWN) forget(state, 0);
  array_push(&state->list, ((Shown){.uri = own(uri), .file = own(document)}));
}

void virtual_touched(LspServer *self, const LspGroup *group) {
  for (size_t i = 0; self->previews != NULL && i < self->previews->list.len; i++) {
    Shown *shown = &self->previews->list.items[i];
    const LspDoc *doc = workspace_doc(self, shown->file);
    if (group == NULL || doc == NULL || doc->source == NULL || doc->source->group == group) shown->stale = true;
  }
}

void virtual_refresh(LspServer *self) {
  for (size_t i = 0; self->previews != NULL && i < self->previews->list.len;) {
    Shown *shown = &self->previews->list.items[i++];
    if (!shown->stale || plans_content_runs(self, shown->uri)) continue;
    shown->stale = false;
    if (shown->missed++ == MAX_MISSED) {
      forget(self->previews, --i);
      continue;
    }
    json_t *params = json_object();
    json_put_str(params, "uri", shown->uri);
    lsp_request(self, "workspace/textDocumentContent/refresh", params);
  }
}

void virtual_free(LspServer *self) {
  if (self->previews == NULL) return;
  while (self->previews->list.len > 0) forget(self->previews, self->previews->list.len - 1);
  array_free(&self->previews->list);
  free(self->previews);
}
