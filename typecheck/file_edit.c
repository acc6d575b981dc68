/* file_edit.c: an edit of an open file. The scan starts at the first unit that the edit touches (or at an earlier unit
 * that does not close, since its end depends on all that follows) and stops as soon as it meets the start of an old
 * unit behind the edit: from there on nothing has changed.
 *
 *     units     | a | b | c | d | e |      edit in c
 *     scanned           | c'| d            c' ends where d starts: d and e stay, only c' is parsed
 *
 * The scan reads a window: the text of the touched units and of some behind them. What it finds only holds when it
 * does not depend on text behind the window; else the window grows. */
#include "typecheck/file_internal.h"

#include "base/buf.h"

enum {
  SOME_UNITS = 32,
  WIDE_WINDOW = (1 << 20) + (1 << 18), /* bytes; a little more than the scan looks ahead of a cut */
};

/* A unit of the new text: an old one that stays, or a span to be parsed. */
typedef struct Piece {
  Unit *old;
  UnitSpan span; /* start: in the new text */
} Piece;

typedef struct Edit {
  File *file;
  uint32_t start, end; /* replaced bytes of the old text */
  Str insert;
  size_t first;        /* old unit that the scan starts at */
  size_t touched;      /* first old unit that the edit touches */
  size_t beyond;       /* first old unit that starts at or behind the end of the edit and is not touched */
  size_t resync;       /* old unit from which on all stays; unit_count: none */
  Buf window;          /* new text from the start of unit `first`, behind a newline unless that is the file's start */
  uint32_t base;       /* offset in the new text of the window's first byte */
  size_t window_end;   /* old unit that the window ends before */
  ARRAY(Piece) pieces; /* new units in place of [first, resync) */
} Edit;

static uint32_t unit_end(const Unit *unit) { return unit->start + unit->len; }

/* Where an old offset behind the edit lies in the new text. */
static uint32_t shifted(const Edit *self, uint32_t offset) {
  return offset - (self->end - self->start) + (uint32_t)self->insert.len;
}

/* The end of a unit depends on what follows: text may join its last line, and a brace below belongs to it. So the scan
 * starts one unit before the edit. */
static void find_touched(Edit *self) {
  const File *file = self->file;
  self->touched = file_unit_at(file, self->start > 0 ? self->start - 1 : 0);
  if (self->touched > 0) self->touched--;
  self->beyond = file_unit_at(file, self->end);
  if (file->units[self->beyond]->start < self->end || self->beyond <= self->touched) self->beyond++;
  self->first = self->touched;
  if (file->cut_count == 0) return;
  for (size_t i = 0; i < self->touched && self->first == self->touched; i++)
    if (file->units[i]->cut) self->first = i;
}

/* Appends old text [from, to) of the units to the window. */
static void put_old(Edit *self, uint32_t from, uint32_t to) {
  for (size_t i = file_unit_at(self->file, from); i < self->file->unit_count && from < to; i++) {
    const Unit *unit = self->file->units[i];
    uint32_t end = unit_end(unit) < to ? unit_end(unit) : to;
    buf_put(&self->window, str_sub(unit->text, from - unit->start, end - unit->start));
    from = end;
  }
}

/* Makes the window end before the old unit `until`, which lies behind the edit. */
static void extend_window(Edit *self, size_t until) {
  const File *file = self->file;
  uint32_t end = until < file->unit_count ? file->units[until]->start : file->size;
  if (self->window_end == 0) {
    uint32_t start = file->units[self->first]->start;
    buf_reserve(&self->window, (size_t)(end - start) + self->insert.len + 1);
    if (start > 0) buf_putc(&self->window, '\n'); /* only the start of a file may have a byte order mark */
    self->base = start - (start > 0);
    put_old(self, start, self->start);
    buf_put(&self->window, self->insert);
    put_old(self, self->end, end);
  } else {
    uint32_t from = file->units[self->window_end]->start;
    buf_reserve(&self->window, end - from);
    put_old(self, from, end);
  }
  self->window_end = until;
}

bool file_may_stand(const Unit *unit, uint32_t at) {
  return (unit->index == 0) == (at == 0) || !str_starts(unit->text, STR("\xef\xbb\xbf"));
}

/* The old unit before the edit that starts at `at` of the new text; NULL when there is none. */
static Unit *unit_before(const Edit *self, uint32_t at) {
  if (at > self->start) return NULL;
  size_t index = file_unit_at(self->file, at);
  return index < self->touched && self->file->units[index]->start == at ? self->file->units[index] : NULL;
}

/* The old unit behind the edit that starts at `at` of the new text; unit_count when there is none. */
static size_t unit_behind(const Edit *self, uint32_t at) {
  size_t none = self->file->unit_count;
  if (self->beyond >= none || at < shifted(self, self->file->units[self->beyond]->start)) return none;
  uint32_t old_at = at - (uint32_t)self->insert.len + (self->end - self->start);
  size_t index = file_unit_at(self->file, old_at);
  if (self->file->units[index]->start != old_at) return none;
  return file_may_stand(self->file->units[index], at) ? index : none;
}

/* Is the old unit the same as a span of the new text that starts where it started, before the edit? */
static bool same_span(const Unit *old, UnitSpan span) { return old->len == span.len && old->cut == span.cut; }

static bool scan_units(Edit *self, UnitMemory *memory) {
  const File *file = self->file;
  Str text = buf_str(&self->window);
  uint32_t base = self->base, at = self->first > 0;
  bool whole = self->window_end == file->unit_count;
  array_clear(&self->pieces);
  do {
    self->resync = unit_behind(self, base + at);
    if (self->resync < file->unit_count) return true;
    Unit *old = unit_before(self, base + at);
    UnitSpan span = {0};
    if (old == NULL || old->cut) span = unit_next(text, at, memory);
    if (old != NULL && (!old->cut || same_span(old, span))) {
      array_push(&self->pieces, (Piece){.old = old});
      at += old->len;
      continue;
    }
    if (span.len == 0) span.len = (uint32_t)(text.len - at);
    if (!whole && ((span.cut && !span.settled) || at + span.len >= text.len)) return false;
    span.start = base + at;
    array_push(&self->pieces, (Piece){.span = span});
    at += span.len;
  } while (at < text.len);
  self->resync = file->unit_count;
  return true;
}

/* Scans the window; false when more text is needed. On success `pieces` and `resync` are set. */
static bool scan_window(Edit *self) {
  UnitMemory memory = {.no_comment_end = false};
  bool done = scan_units(self, &memory);
  unit_memory_free(&memory);
  return done;
}

/* A text is one unit. */
static void replace_whole(Edit *self) {
  extend_window(self, self->file->unit_count);
  array_push(&self->pieces, (Piece){.span = file_whole(buf_str(&self->window))});
  self->resync = self->file->unit_count;
}

/* The old unit that the window should end before when `until` was not enough: some units more, then as much text as
 * settles where a bracket that does not close ends its unit, then all. */
static size_t farther(const File *file, size_t until, unsigned round) {
  if (round == 0) return until + SOME_UNITS;
  if (round > 1 || until >= file->unit_count) return file->unit_count;
  uint32_t start = file->units[until]->start;
  return file->size - start > WIDE_WINDOW ? file_unit_at(file, start + WIDE_WINDOW) + 1 : file->unit_count;
}

/* Grows the window until the scan is sure of what it found. */
static void scan(Edit *self) {
  const File *file = self->file;
  size_t until = self->first < self->touched ? file->unit_count : self->beyond + 1;
  for (unsigned round = 0;; round++) {
    if (until > file->unit_count) until = file->unit_count;
    extend_window(self, until);
    if (scan_window(self)) return;
    until = farther(file, until, round);
  }
}

/* Pieces that turn out to be an unchanged old unit stay: its text was in the window but not in the edit. */
static void keep_unchanged(Edit *self) {
  for (size_t i = 0; i < self->pieces.len; i++) {
    Piece *piece = &self->pieces.items[i];
    if (piece->old != NULL || piece->span.start > self->start) continue;
    Unit *old = self->file->units[file_unit_at(self->file, piece->span.start)];
    if (old->start != piece->span.start || !same_span(old, piece->span)) continue;
    if (unit_end(old) <= self->start && file_may_stand(old, piece->span.start)) piece->old = old;
  }
}

/* Takes the old units that do not stay out of the file, into a new array. */
static Unit **collect_removed(Edit *self, const FileEdit *hooks, size_t *count) {
  File *file = self->file;
  Unit **removed = mem_alloc(sizeof(Unit *) * (self->resync - self->first + 1));
  size_t piece = 0;
  *count = 0;
  for (size_t i = self->first; i < self->resync; i++) {
    while (piece < self->pieces.len && self->pieces.items[piece].old == NULL) piece++;
    if (piece < self->pieces.len && self->pieces.items[piece].old == file->units[i]) {
      piece++;
      continue;
    }
    file->cut_count -= file->units[i]->cut;
    file->dirty_count -= file->units[i]->dirty;
    removed[(*count)++] = file->units[i];
  }
  if (hooks != NULL && hooks->removed != NULL) hooks->removed(hooks->context, removed, *count);
  return removed;
}

/* Parses the new pieces and puts all pieces into the place of the old units. */
static void splice(Edit *self) {
  File *file = self->file;
  Str text = buf_str(&self->window);
  size_t tail = file->unit_count - self->resync, count = self->first + self->pieces.len + tail;
  if (count > file->unit_cap) file->units = array_grow_(file->units, &file->unit_cap, count, sizeof(Unit *));
  Unit **at = file->units + self->first;
  memmove(at + self->pieces.len, file->units + self->resync, tail * sizeof(Unit *));
  file->unit_count = count;
  for (size_t i = 0; i < self->pieces.len; i++) {
    const Piece *piece = &self->pieces.items[i];
    at[i] = piece->old;
    if (piece->old != NULL) continue;
    Str source = str_make(text.ptr + (piece->span.start - self->base), piece->span.len);
    at[i] = file_make_unit(file, source, piece->span, piece->span.start == 0, &file->ratio);
    at[i]->id = file->next_id++;
    file->cut_count += piece->span.cut;
    file->dirty_count++;
  }
}

void file_renumber(File *file, size_t first) {
  uint32_t start = 0, line = 0;
  if (first > 0) {
    start = unit_end(file->units[first - 1]);
    line = file->units[first - 1]->line + file->units[first - 1]->newlines;
  }
  for (size_t i = first; i < file->unit_count; i++) {
    Unit *unit = file->units[i];
    unit->start = start;
    unit->line = line;
    unit->index = (uint32_t)i;
    start += unit->len;
    line += unit->newlines;
  }
  file->size = start;
  file->lines = line;
}

static void report_added(const Edit *self, const FileEdit *hooks) {
  Unit **added = mem_alloc(sizeof(Unit *) * (self->pieces.len + 1));
  size_t count = 0;
  for (size_t i = 0; i < self->pieces.len; i++)
    if (self->pieces.items[i].old == NULL) added[count++] = self->file->units[self->first + i];
  hooks->added(hooks->context, added, count);
  free(added);
}

static void apply(Edit *self, const FileEdit *hooks) {
  File *file = self->file;
  size_t removed_count;
  Unit **removed = collect_removed(self, hooks, &removed_count);
  splice(self);
  file_renumber(file, self->first);
  if (self->first < file->dirty_from) file->dirty_from = (uint32_t)self->first;
  file->bom = str_starts(file->units[0]->text, STR("\xef\xbb\xbf"));
  for (size_t i = 0; i < removed_count; i++) file_free_unit(removed[i]);
  free(removed);
  if (hooks != NULL && hooks->added != NULL) report_added(self, hooks);
}

void file_edit(File *self, uint32_t start, uint32_t end, Str text, const FileEdit *hooks) {
  if (!self->keeps_text) return;
  if (end > self->size) end = self->size;
  if (start > end) start = end;
  if (text.len > FILE_SIZE_MAX - (self->size - (end - start))) return;
  Edit edit = {.file = self, .start = start, .end = end, .insert = text};
  find_touched(&edit);
  if (file_is_text(self))
    replace_whole(&edit);
  else
    scan(&edit);
  keep_unchanged(&edit);
  apply(&edit, hooks);
  array_free(&edit.pieces);
  buf_free(&edit.window);
}
