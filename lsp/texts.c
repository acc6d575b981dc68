/* texts.c: see texts.h. */
#include "lsp/texts.h"

#include "lsp/jobs.h"

/* Owns `arena`, which holds path and text. */
struct LspText {
  Arena arena;
  Str path, text;
  bool arrived;
};

static LspText *find(const LspServer *self, Str path) {
  for (size_t i = 0; i < self->texts.len; i++)
    if (str_eq(self->texts.items[i]->path, path)) return self->texts.items[i];
  return NULL;
}

bool texts_get(LspServer *self, const File *file, Str *text) {
  LspText *entry = find(self, file->path);
  *text = (Str){0};
  if (entry == NULL) {
    entry = mem_zero(1, sizeof *entry);
    arena_init(&entry->arena, 0);
    entry->path = arena_str(&entry->arena, file->path);
    array_push(&self->texts, entry);
    job_text(self, file->path);
  }
  if (entry->arrived && entry->text.len == file->size) *text = entry->text;
  return entry->arrived;
}

void texts_arrived(LspServer *self, Str path, Arena arena, Str text) {
  LspText *entry = find(self, path);
  if (entry == NULL) { /* forgotten in between */
    arena_free(&arena);
    return;
  }
  Arena old = entry->arena;
  *entry = (LspText){.arena = arena, .text = text, .arrived = true};
  entry->path = arena_str(&entry->arena, path);
  arena_free(&old);
  if (!texts_missing(self)) lsp_resume(self, NULL, false);
}

bool texts_missing(const LspServer *self) {
  for (size_t i = 0; i < self->texts.len; i++)
    if (!self->texts.items[i]->arrived) return true;
  return false;
}

static void drop(LspServer *self, size_t index) {
  LspText *entry = self->texts.items[index];
  arena_free(&entry->arena);
  free(entry);
  array_splice(&self->texts, index, 1, NULL, 0);
  self->trim = true;
}

void texts_release(LspServer *self) {
  while (self->texts.len > 0) drop(self, self->texts.len - 1);
  array_free(&self->texts);
}

void texts_forget(LspServer *self, Str path) {
  for (size_t i = 0; i < self->texts.len; i++)
    if (str_eq(self->texts.items[i]->path, path)) {
      drop(self, i);
      return;
    }
}

bool texts_range(LspServer *self, const Unit *unit, Span span, TextRange *out) {
  *out = (TextRange){{unit->line, 0}, {unit->line, 0}};
  if (unit->text.ptr != NULL) {
    *out = unit_range(unit, span, self->client.encoding);
    return true;
  }
  Str text;
  if (!texts_get(self, unit->file, &text)) {
    self->retry = true;
    return false;
  }
  if (text.ptr == NULL) return true;
  Unit copy = *unit; /* with the text for a moment */
  copy.text = str_sub(text, unit->start, unit->start + unit->len);
  *out = unit_range(&copy, span, self->client.encoding);
  return true;
}
