/* complete.c: see complete.h. Finds what the place takes and asks the other files for candidates. */
#include "lsp/sql_names.h"

#include <stdlib.h>

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

bool complete_fits(const Complete *self, Str text) {
  size_t k = 0;
  for (size_t i = 0; i < text.len && k < self->word.len; i++)
    if (lower(text.ptr[i]) == lower(self->word.ptr[k])) k++;
  return k == self->word.len;
}

/* How well the word fits, to be added to the rank: a prefix first, then a part, then scattered letters. */
static unsigned looseness(const Complete *self, Str label) {
  if (str_empty(self->word)) return 0;
  if (label.len >= self->word.len && str_eq_nocase(str_sub(label, 0, self->word.len), self->word)) return 0;
  for (size_t i = 1; i + self->word.len <= label.len; i++)
    if (str_eq_nocase(str_sub(label, i, i + self->word.len), self->word)) return 3000;
  return 6000;
}

CompleteItem *complete_add(Complete *self, CompleteKind kind, Str label, unsigned rank) {
  if (!complete_fits(self, label)) return NULL;
  if (self->out->items.len >= (size_t)4 * COMPLETE_MAX) {
    self->out->incomplete = true;
    return NULL;
  }
  unsigned total = rank + looseness(self, label);
  array_push(&self->out->items, (CompleteItem){.kind = (uint8_t)kind, .label = label, .rank = (uint16_t)total});
  return &array_last(&self->out->items);
}

Str complete_step(Arena *arena, Str name) {
  bool plain = name.len > 0 && !(name.ptr[0] >= '0' && name.ptr[0] <= '9') && name.ptr[0] != '-';
  for (size_t i = 0; i < name.len && plain; i++) {
    char c = name.ptr[i];
    plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  }
  if (plain) return arena_printf(arena, ".%.*s", STR_FMT(name));
  Buf buf = {0};
  buf_put(&buf, STR("[\""));
  for (size_t i = 0; i < name.len; i++) {
    if (name.ptr[i] == '"' || name.ptr[i] == '\\') buf_putc(&buf, '\\');
    buf_putc(&buf, name.ptr[i]);
  }
  buf_put(&buf, STR("\"]"));
  Str step = arena_str(arena, buf_str(&buf));
  buf_free(&buf);
  return step;
}

static void accept(Complete *self, const ValueSpec *value, unsigned depth) {
  if (value == NULL || depth > 8) return;
  if (value->kind == VALUE_ANY) self->any = true;
  if (value->kind == VALUE_ANY_OF) {
    for (uint16_t i = 0; i < value->count; i++) accept(self, &value->elems[i], depth + 1);
  } else if (self->accepted_count < MAX_ACCEPTED) {
    self->accepted[self->accepted_count++] = value;
  }
}

static void accept_any(Complete *self) {
  self->accepted_count = 0;
  self->any = true;
}

/* Goes into an element of what is accepted: of lists, or of maps. */
static void accept_elements(Complete *self, ValueKind of) {
  const ValueSpec *outer[MAX_ACCEPTED];
  uint32_t count = self->accepted_count;
  memcpy(outer, self->accepted, sizeof outer);
  self->accepted_count = 0;
  for (uint32_t i = 0; i < count; i++)
    if (outer[i]->kind == of) accept(self, outer[i]->elems, 0);
}

/* What is accepted inside the brackets that are open at the cursor. */
static void descend(Complete *self) {
  for (uint32_t i = 0; i < self->cursor.frame_count; i++) {
    const CursorFrame *frame = &self->cursor.frames[i];
    bool type_call = frame->kind == FRAME_CALL && complete_accepts(self, VALUE_TYPE);
    if (frame->kind == FRAME_LIST)
      accept_elements(self, VALUE_LIST);
    else if (frame->kind == FRAME_OBJECT)
      accept_elements(self, VALUE_MAP);
    else if (frame->kind == FRAME_TEMPLATE || frame->kind == FRAME_INDEX)
      accept_any(self);
    else if (frame->kind == FRAME_CALL && !type_call && !complete_accepts(self, VALUE_TYPEEXPR))
      accept_any(self);
  }
}

/* Block specs of the enclosing blocks, by the data of the dialect. */
static void find_block(Complete *self) {
  const BlockSpec *spec = self->dialect->root;
  for (uint32_t i = 0; i < self->cursor.depth; i++) {
    const CursorBlock *block = &self->cursor.blocks[i];
    const ChildSpec *child = spec != NULL ? dialect_child(spec, block->type) : NULL;
    self->parent = spec;
    spec = child != NULL ? child->block : NULL;
    bool header = self->cursor.place == CURSOR_LABEL && i + 1 == self->cursor.depth && self->cursor.label == 0;
    if (spec != NULL && block->first_label.ptr != NULL && !header) spec = dialect_variant(spec, block->first_label);
  }
  self->block = spec;
}

static void find_body(Complete *self, uint32_t offset) {
  self->body = &self->unit->syn->body;
  uint32_t depth = self->cursor.depth - (self->cursor.place == CURSOR_LABEL ? 1U : 0U);
  for (uint32_t i = 0; i < depth && self->body != NULL; i++) {
    const SynBlock *block = self->body->blocks;
    while (block != NULL && block->type_span.start != self->cursor.blocks[i].start) block = block->next;
    self->body = block != NULL ? block->body : NULL;
  }
  for (const SymDef *def = self->unit->sym->defs; def != NULL;) {
    bool around = offset >= def->span.start && (offset <= def->span.end || def->next == NULL);
    if (around) self->inside = def;
    def = around ? def->children : def->next;
  }
}

static int compare(const void *a, const void *b) {
  const CompleteItem *x = a, *y = b;
  if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
  return str_cmp(x->label, y->label);
}

static void finish(Complete *self) {
  CompleteList *out = self->out;
  if (out->items.len > 1) qsort(out->items.items, out->items.len, sizeof *out->items.items, compare);
  size_t count = 0; /* equal labels of equal kinds are one */
  for (size_t i = 0; i < out->items.len; i++) {
    const CompleteItem *last = count > 0 ? &out->items.items[count - 1] : NULL;
    const CompleteItem *item = &out->items.items[i];
    if (last == NULL || last->kind != item->kind || !str_eq(last->label, item->label))
      out->items.items[count++] = *item;
  }
  out->items.len = count;
  if (count <= COMPLETE_MAX) return;
  out->items.len = COMPLETE_MAX;
  out->incomplete = true;
}

static void complete_value(Complete *self) {
  self->attr = self->block != NULL ? dialect_attr(self->block, self->cursor.attr) : NULL;
  if (self->attr != NULL) {
    accept(self, self->attr->value, 0);
  } else {
    self->any = true;
  }
  descend(self);
  if (self->cursor.quoted) {
    complete_quoted(self);
  } else if (self->cursor.path_count > 0) {
    complete_steps(self);
  } else {
    complete_words(self);
    complete_roots(self);
  }
}

void complete_at(const Module *module, const Unit *unit, uint32_t offset, Arena *arena, CompleteList *out) {
  Complete self = {.module = module, .unit = unit, .dialect = unit->file->dialect, .arena = arena, .out = out};
  cursor_read(unit->text, offset, &self.cursor);
  self.word = span_of(self.cursor.word, unit->text);
  out->insert = self.cursor.word;
  out->replace = span_make(self.cursor.word.start, self.cursor.word_end);
  find_block(&self);
  find_body(&self, offset);
  if (complete_sql(&self, offset)) {
    finish(&self);
    return;
  }
  if (self.cursor.path_unknown) return;
  if (self.cursor.place == CURSOR_ITEM) complete_items(&self);
  if (self.cursor.place == CURSOR_LABEL) complete_label(&self);
  if (self.cursor.place == CURSOR_VALUE) complete_value(&self);
  finish(&self);
}
