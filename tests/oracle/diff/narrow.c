/* narrow.c: see narrow.h. */
#include "tests/oracle/diff/narrow.h"

#include "tests/oracle/diff/edits.h"

typedef struct Narrower {
  NarrowLook *look;
  void *context;
  Question *question;
  int verdict;
  Arena *arena;
} Narrower;

static bool try_texts(Narrower *self, Str from, Str to) {
  if (self->look(self->context, from, to, self->question->qualify, NULL) != self->verdict) return false;
  self->question->from = from;
  self->question->to = to;
  return true;
}

/* The item of the other text at the same place: path and labels. */
static const Item *twin(const Outline *mine, const Item *item, const Outline *other) {
  for (size_t i = 0; i < other->items.len; i++) {
    const Item *a = item, *b = &other->items.items[i];
    while (str_eq(a->path, b->path) && str_eq(a->label, b->label) && a->parent >= 0 && b->parent >= 0) {
      a = &mine->items.items[a->parent];
      b = &other->items.items[b->parent];
    }
    if (a->parent < 0 && b->parent < 0 && str_eq(a->path, b->path) && str_eq(a->label, b->label) &&
        str_eq(item->path, other->items.items[i].path))
      return &other->items.items[i];
  }
  return NULL;
}

static bool try_item(Narrower *self, const Outline *mine, const Outline *other, const Item *item, bool first) {
  Str rest = edit_cut(self->arena, mine->text, item->span);
  const Item *same = twin(mine, item, other);
  if (same != NULL) {
    Str both = edit_cut(self->arena, other->text, same->span);
    if (try_texts(self, first ? rest : both, first ? both : rest)) return true;
  }
  return try_texts(self, first ? rest : other->text, first ? other->text : rest);
}

/* One pass over one side; true: something went. */
static bool pass(Narrower *self, bool first) {
  bool changed = false;
  for (size_t i = 0;; i++) {
    Outline from = outline_read(self->arena, self->question->from);
    Outline to = outline_read(self->arena, self->question->to);
    const Outline *mine = first ? &from : &to, *other = first ? &to : &from;
    if (i >= mine->items.len) return changed;
    if (!try_item(self, mine, other, &mine->items.items[i], first)) continue;
    changed = true;
    i--;
  }
}

void narrow(NarrowLook look, void *context, Question *question, int verdict, Arena *arena) {
  Narrower self = {look, context, question, verdict, arena};
  for (unsigned i = 0; i < 4; i++) {
    bool a = pass(&self, true), b = pass(&self, false);
    if (!a && !b) return;
  }
}
