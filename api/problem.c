/* problem.c: problems of an object, and places in files. */
#include "api/api.h"

void problem_add(Problems *self, const atlasdiff_problem *problem) {
  array_push_in(self->arena, &self->items, arena_copy(self->arena, problem, 1, sizeof *problem));
  self->failed = self->failed || problem->severity == ATLASDIFF_ERROR;
}

void problem_error(Problems *self, Str message) {
  atlasdiff_problem problem = {.severity = ATLASDIFF_ERROR,
                               .code = "",
                               .message = api_text(self->arena, message),
                               .place = {.side = ATLASDIFF_NOWHERE, .file = ""}};
  problem_add(self, &problem);
}

const atlasdiff_problem *problem_at(const Problems *self, size_t index) {
  return index < self->items.len ? self->items.items[index] : NULL;
}

bool problem_has_error(const Problems *self) { return self->failed; }

const char *api_text(Arena *arena, Str text) { return str_empty(text) ? "" : arena_str(arena, text).ptr; }

atlasdiff_place api_place(Arena *arena, const Realm *realm, bool is_to, ModelPos pos) {
  atlasdiff_place place = {.side = ATLASDIFF_NOWHERE, .file = ""};
  if (realm == NULL || pos.source >= realm->sources.len) return place;
  place.side = is_to ? ATLASDIFF_TO : ATLASDIFF_FROM;
  place.file = api_text(arena, realm->sources.items[pos.source].path);
  place.start = pos.span.start;
  place.end = pos.span.end;
  place.line = pos.range.start.line;
  place.column = pos.range.start.character;
  place.end_line = pos.range.end.line;
  place.end_column = pos.range.end.character;
  return place;
}

char *api_take(Buf *text) {
  buf_put(text, STR("")); /* a NUL at least */
  return text->ptr;
}
