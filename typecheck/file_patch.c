/* file_patch.c: a whole new text for an open file. Of its units those stay that the file has, too, in the same order:
 * as many as possible, which is the longest run of increasing places among the units that the file knows.
 *
 *     file      a b c d e
 *     text      a c b' e d      places of those known: 0 2 - 4 3      kept: a, c and d (0 2 3); e is parsed again
 */
#include "typecheck/file_internal.h"

/* A unit of the new text. */
typedef struct Piece {
  UnitSpan span;
  uint32_t place;    /* of the unit of the same text in the file; NOWHERE: it has none */
  uint32_t previous; /* kept piece before it in the longest run that ends with it */
} Piece;

enum { NOWHERE = UINT32_MAX };

static Str text_of(Str text, const Piece *piece) { return str_make(text.ptr + piece->span.start, piece->span.len); }

/* Looks for the unit of the same text; of several the first. */
static void find_places(const File *file, Str text, Piece *pieces, size_t count) {
  Map known = {0};
  for (size_t i = 0; i < file->unit_count; i++) {
    void **slot = map_slot(&known, file->units[i]->text);
    if (*slot == NULL) *slot = file->units[i];
  }
  for (size_t i = 0; i < count; i++) {
    const Unit *old = map_get(&known, text_of(text, &pieces[i]));
    bool same = old != NULL && old->cut == pieces[i].span.cut && file_may_stand(old, pieces[i].span.start);
    pieces[i].place = same ? old->index : NOWHERE;
  }
  map_free(&known);
}

/* Index in `ends` of the first run that ends at `place` or behind it; `runs` when all end before it. */
static size_t run_before(const Piece *pieces, const uint32_t *ends, size_t runs, uint32_t place) {
  size_t low = 0, high = runs;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (pieces[ends[mid]].place < place)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

/* Leaves a place to the pieces of the longest increasing run only. ends[n]: the piece with the lowest place that a run
 * of n + 1 can end with. */
static void keep_longest(Piece *pieces, size_t count) {
  uint32_t *ends = mem_alloc(sizeof(uint32_t) * (count + 1)), last = NOWHERE;
  size_t runs = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (pieces[i].place == NOWHERE) continue;
    size_t run = run_before(pieces, ends, runs, pieces[i].place);
    pieces[i].previous = run > 0 ? ends[run - 1] : NOWHERE;
    ends[run] = i;
    if (run == runs) runs++;
  }
  if (runs > 0) last = ends[runs - 1];
  for (size_t i = count; i-- > 0;) {
    if (i == last)
      last = pieces[i].previous;
    else
      pieces[i].place = NOWHERE;
  }
  free(ends);
}

static void add_new(FilePatch *self, Str text, const Piece *piece) {
  File *file = self->file;
  float ratio = file->ratio;
  Unit *unit = file_make_unit(file, text_of(text, piece), piece->span, piece->span.start == 0, &ratio);
  self->units[self->unit_count++] = unit;
  self->added[self->added_count++] = unit;
  self->added_bytes += piece->span.len;
}

static void add_kept(FilePatch *self, uint32_t place, size_t *next) {
  for (; *next < place; (*next)++) self->removed[self->removed_count++] = self->file->units[*next];
  self->units[self->unit_count++] = self->file->units[(*next)++];
}

static FilePatch *patch_of(File *file, Str text, const Piece *pieces, size_t count) {
  FilePatch *self = mem_zero(1, sizeof *self);
  size_t next = 0;
  self->file = file;
  self->units = mem_alloc(sizeof(Unit *) * (count + 1));
  self->added = mem_alloc(sizeof(Unit *) * (count + 1));
  self->removed = mem_alloc(sizeof(Unit *) * (file->unit_count + 1));
  for (size_t i = 0; i < count; i++) {
    if (pieces[i].place == NOWHERE)
      add_new(self, text, &pieces[i]);
    else
      add_kept(self, pieces[i].place, &next);
  }
  for (; next < file->unit_count; next++) self->removed[self->removed_count++] = file->units[next];
  return self;
}

FilePatch *file_patch(File *self, Str text) {
  if (!self->keeps_text || file_is_text(self) || text.len > FILE_SIZE_MAX) return NULL;
  UnitSpans spans = {0};
  unit_scan(text, &spans);
  Piece *pieces = mem_alloc(sizeof(Piece) * (spans.len + 1));
  for (size_t i = 0; i < spans.len; i++) pieces[i] = (Piece){spans.items[i], NOWHERE, NOWHERE};
  find_places(self, text, pieces, spans.len);
  keep_longest(pieces, spans.len);
  FilePatch *patch = patch_of(self, text, pieces, spans.len);
  free(pieces);
  array_free(&spans);
  return patch;
}

static void free_parts(FilePatch *self) {
  free(self->added);
  free(self->removed);
  free(self);
}

void file_patch_apply(FilePatch *self, const FileEdit *hooks) {
  File *file = self->file;
  for (size_t i = 0; i < self->removed_count; i++) {
    file->cut_count -= self->removed[i]->cut;
    file->dirty_count -= self->removed[i]->dirty;
  }
  if (hooks != NULL && hooks->removed != NULL) hooks->removed(hooks->context, self->removed, self->removed_count);
  free(file->units);
  file->units = self->units;
  file->unit_count = file->unit_cap = self->unit_count;
  for (size_t i = 0; i < self->added_count; i++) {
    self->added[i]->id = file->next_id++;
    file->cut_count += self->added[i]->cut;
    file->dirty_count++;
  }
  file_renumber(file, 0);
  file->dirty_from = 0;
  file->bom = str_starts(file->units[0]->text, STR("\xef\xbb\xbf"));
  for (size_t i = 0; i < self->removed_count; i++) file_free_unit(self->removed[i]);
  if (hooks != NULL && hooks->added != NULL) hooks->added(hooks->context, self->added, self->added_count);
  free_parts(self);
}

void file_patch_free(FilePatch *self) {
  if (self == NULL) return;
  for (size_t i = 0; i < self->added_count; i++) file_free_unit(self->added[i]);
  free(self->units);
  free_parts(self);
}
