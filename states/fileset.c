/* fileset.c: see fileset.h. */
#include "states/fileset.h"

#include "base/buf.h"
#include "base/path.h"

enum { MAX_DEPTH = 16, MAX_FILES = 10000 };

typedef ARRAY(const SynExpr *) Calls;

/* ---- the calls ---- */

static bool lists_files(const SynExpr *expr) {
  if (expr->kind != SYN_CALL || expr->count != 1 || expr->as.call.args[0]->kind != SYN_STRING) return false;
  return str_eq(expr->as.call.name, STR("glob")) || str_eq(expr->as.call.name, STR("fileset"));
}

static bool collect(void *context, const SynExpr *expr) {
  Calls *calls = context;
  if (lists_files(expr)) array_push(calls, expr);
  return true;
}

/* Blocks are as deep as the parser allows. */
static void collect_body(const SynBody *body, Calls *calls) {
  for (const SynAttr *attr = body->attrs; attr != NULL; attr = attr->next) syn_walk_expr(attr->value, collect, calls);
  for (const SynBlock *block = body->blocks; block != NULL; block = block->next) collect_body(block->body, calls);
}

static int by_place(const void *a, const void *b) {
  const SynExpr *const *x = a, *const *y = b;
  return (*x)->span.start < (*y)->span.start ? -1 : (*x)->span.start > (*y)->span.start;
}

/* ---- the files ---- */

typedef struct Search {
  Arena *arena;
  Str root, pattern;
  StrList found; /* as seen from root */
} Search;

static void search(Search *self, Str below, int depth) {
  StrList names = {0};
  Str error, dir = str_empty(below) ? self->root : path_join(self->arena, self->root, below);
  if (depth > MAX_DEPTH || !dir_list(self->arena, dir, &names, &error)) return;
  for (size_t i = 0; i < names.len && self->found.len < MAX_FILES; i++) {
    Str name = str_empty(below) ? names.items[i] : path_join(self->arena, below, names.items[i]);
    FileKind kind = names.items[i].ptr[0] != '.' ? file_kind(path_join(self->arena, self->root, name)) : FILE_NONE;
    if (kind == FILE_DIR) search(self, name, depth + 1);
    if (kind == FILE_REGULAR && glob_match(self->pattern, name)) array_push(&self->found, name);
  }
  array_free(&names);
}

static void put_files(Arena *arena, Str dir, const SynExpr *call, Buf *out) {
  Str pattern = call->as.call.args[0]->as.text, scheme = STR("file://");
  bool url = str_starts(pattern, scheme);
  if (url) pattern = str_sub(pattern, scheme.len, pattern.len);
  Search found = {.arena = arena, .root = dir, .pattern = path_join(arena, STR("."), pattern)};
  search(&found, (Str){0}, 0);
  buf_putc(out, '[');
  for (size_t i = 0; i < found.found.len; i++)
    buf_printf(out, "%s\"%s%.*s\"", i > 0 ? ", " : "", url ? "file://" : "", STR_FMT(found.found.items[i]));
  buf_putc(out, ']');
  array_free(&found.found);
}

/* ---- the text ---- */

static void expand_unit(Arena *arena, Str dir, const Unit *unit, Buf *out) {
  Calls calls = {0};
  uint32_t at = 0;
  collect_body(&unit->syn->body, &calls);
  if (calls.len > 1) qsort(calls.items, calls.len, sizeof *calls.items, by_place);
  for (size_t i = 0; i < calls.len; i++) {
    Span span = calls.items[i]->span;
    buf_put(out, str_sub(unit->text, at, span.start));
    put_files(arena, dir, calls.items[i], out);
    at = span.end;
  }
  buf_put(out, str_sub(unit->text, at, unit->text.len));
  array_free(&calls);
}

Str fileset_expand(Arena *arena, Str dir, const File *file) {
  Buf out = {0};
  for (size_t i = 0; i < file->unit_count; i++) {
    if (file->units[i]->syn == NULL) continue;
    expand_unit(arena, dir, file->units[i], &out);
  }
  Str text = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return text;
}
