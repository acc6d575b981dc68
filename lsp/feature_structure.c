/* feature_structure.c: foldingRange and selectionRange, from the syntax trees of the units. */
#include "grammar/tree.h"
#include "lsp/features.h"
#include "lsp/locate.h"
#include "lsp/sections.h"

enum { TREE_TEXT = 1 << 20, MAX_SELECTIONS = 64, MAX_DEPTH = 200 };

/* The same key never stands for another text: units are replaced when their text changes. */
static uint64_t tree_key(const Unit *unit) {
  const LspSource *source = unit->file->user;
  return (uint64_t)source->number << 32 | unit->id;
}

static TreeCache *trees(LspServer *self) {
  if (self->trees == NULL) self->trees = tree_cache_new(TREE_TEXT);
  return self->trees;
}

/* A fold by its lines: of blocks and lists the line of the closing bracket stays visible. */
typedef struct LineFold {
  uint32_t first, last, depth;
  bool comment;
} LineFold;

typedef struct Folding {
  TextUnit encoding;
  const Unit *unit;
  ARRAY(LineFold) folds; /* outer before inner */
} Folding;

static void add_fold(void *context, TreeFold fold) {
  Folding *self = context;
  bool comment = fold.kind == TREE_FOLD_COMMENT;
  TextRange range = unit_range(self->unit, fold.span, self->encoding);
  uint32_t last = comment || range.end.line == 0 ? range.end.line : range.end.line - 1;
  if (last > range.start.line) array_push(&self->folds, ((LineFold){range.start.line, last, 0, comment}));
}

static void fold_blocks(Folding *self, const SynBody *body, unsigned depth) {
  for (const SynBlock *block = body->blocks; block != NULL && depth < MAX_DEPTH; block = block->next) {
    add_fold(self, (TreeFold){block->span, TREE_FOLD_REGION});
    fold_blocks(self, block->body, depth + 1);
  }
}

/* Trees give all folds. For large files they would take too long: there, blocks can be folded, and nothing else. */
static void collect_folds(LspServer *self, Folding *folding, const File *file) {
  for (size_t i = 0; i < file->unit_count; i++) {
    const Unit *unit = folding->unit = file->units[i];
    if (unit->newlines < 2) continue;
    if (file->size <= TREE_TEXT) {
      tree_folds(trees(self), tree_key(unit), unit->text, add_fold, folding);
    } else {
      fold_blocks(folding, &unit->syn->body, 0);
    }
  }
}

/* Sets how many folds each one lies in; returns the largest depth that at most `limit` folds reach together. */
static uint32_t measure_depth(Folding *self, size_t limit) {
  uint32_t ends[MAX_DEPTH], counts[MAX_DEPTH] = {0}, depth = 0;
  for (size_t i = 0; i < self->folds.len; i++) {
    LineFold *fold = &self->folds.items[i];
    while (depth > 0 && ends[depth - 1] < fold->first) depth--;
    fold->depth = depth;
    counts[depth]++;
    if (depth + 1 < MAX_DEPTH) ends[depth++] = fold->last;
  }
  size_t sum = counts[0];
  uint32_t deepest = 0;
  while (deepest + 1 < MAX_DEPTH && sum + counts[deepest + 1] <= limit) sum += counts[++deepest];
  return deepest;
}

json_t *feature_folding(LspServer *self, const json_t *params, LspError *error) {
  (void)error;
  Place place;
  if (!locate_doc(self, params, &place)) return json_null();
  if (place.file->dialect->is_text) return sections_folding(self, place.file);
  Folding folding = {.encoding = self->client.encoding};
  size_t limit = self->client.folding_limit;
  collect_folds(self, &folding, place.file);
  uint32_t deepest = measure_depth(&folding, limit);
  json_t *list = json_array();
  for (size_t i = 0; i < folding.folds.len && json_array_size(list) < limit; i++) {
    const LineFold *fold = &folding.folds.items[i];
    if (fold->depth > deepest) continue;
    json_t *out = json_object();
    json_put(out, "startLine", json_integer(fold->first));
    json_put(out, "endLine", json_integer(fold->last));
    if (fold->comment) json_put(out, "kind", json_string("comment"));
    json_array_append_new(list, out);
  }
  array_free(&folding.folds);
  return list;
}

static json_t *selection_at(LspServer *self, const File *file, TextPos pos) {
  uint32_t offset = file_offset(file, pos, self->client.encoding);
  const Unit *unit = file->units[file_unit_at(file, offset)];
  Span spans[MAX_SELECTIONS];
  size_t count = tree_selection(trees(self), tree_key(unit), unit->text, offset - unit->start, spans, MAX_SELECTIONS);
  json_t *out = NULL;
  while (count-- > 0) {
    json_t *next = json_object();
    json_put(next, "range", json_from_range(unit_range(unit, spans[count], self->client.encoding)));
    if (out != NULL) json_put(next, "parent", out);
    out = next;
  }
  if (out != NULL) return out;
  out = json_object();
  json_put(out, "range", json_from_range((TextRange){pos, pos}));
  return out;
}

json_t *feature_selection(LspServer *self, const json_t *params, LspError *error) {
  Place place;
  if (!locate_doc(self, params, &place)) return json_null();
  const json_t *positions = json_at(params, "positions");
  json_t *out = json_array();
  for (size_t i = 0; i < json_array_size(positions); i++) {
    TextPos pos;
    if (!json_position(json_array_get(positions, i), "", &pos)) {
      json_decref(out);
      lsp_fail(error, LSP_INVALID_PARAMS, "positions[%zu] is no position", i);
      return NULL;
    }
    json_array_append_new(out, selection_at(self, place.file, pos));
  }
  return out;
}
