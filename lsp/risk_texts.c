/* risk_texts.c: see risk_texts.h. Names are compared as words, in lower case: too many units are kept rather than too
 * few.
 *
 *     differs: table "orders"      kept: orders, tables with the word `orders`, tables whose names are words in orders
 */
#include "lsp/risk_texts.h"

#include "base/buf.h"
#include "base/map.h"
#include "grammar/unit.h"

enum { WORD_SIZE = 64, FILTER_BITS = 1 << 14, MAX_ROUNDS = 16 };

typedef struct Piece {
  UnitSpan span;
  Str text;
  Str label; /* the last one; empty: none */
  bool table, kept;
} Piece;

/* What is known of a text of a unit that both sides may have. */
typedef struct Twin {
  size_t count; /* units of the old side that have no partner yet */
  bool kept;
} Twin;

/* Words, with a filter that most others do not pass. */
typedef struct Words {
  Map map;
  uint64_t filter[FILTER_BITS / 64];
} Words;

typedef struct Side {
  RiskTexts *texts;
  ARRAY(Piece) pieces; /* of all texts, in order */
} Side;

typedef struct Reduction {
  Arena *arena;
  const Dialect *dialect;
  Side old, now;
  Map twins;    /* Twin by the text of a unit */
  Words names;  /* in names of what differs, and of objects that name it */
  Words spoken; /* all words in these */
} Reduction;

/* ---- words ---- */

static bool is_word(char c) {
  unsigned char byte = (unsigned char)c;
  return (unsigned)(byte | 32) - 'a' < 26 || (unsigned)byte - '0' < 10 || byte == '_' || byte >= 0x80;
}

/* The next word of a text at or after *at, in lower case and cut to WORD_SIZE; false at the end. */
static bool next_word(Str text, size_t *at, char word[WORD_SIZE], Str *out, uint32_t *hash) {
  size_t i = *at, len = 0;
  uint32_t sum = 2166136261u;
  while (i < text.len && !is_word(text.ptr[i])) i++;
  for (; i < text.len && is_word(text.ptr[i]); i++) {
    char c = text.ptr[i];
    if (len == WORD_SIZE) continue;
    word[len] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    sum = (sum ^ (unsigned char)word[len++]) * 16777619u;
  }
  *at = i;
  *out = str_make(word, len);
  *hash = (sum ^ (sum >> 15)) % FILTER_BITS;
  return len > 0;
}

static bool knows(const Words *self, Str word, uint32_t hash) {
  return (self->filter[hash / 64] >> (hash % 64) & 1) != 0 && map_get(&self->map, word) != NULL;
}

static void add_words(Reduction *self, Words *words, Str text) {
  char word[WORD_SIZE];
  Str found;
  uint32_t hash;
  for (size_t at = 0; next_word(text, &at, word, &found, &hash);) {
    if (knows(words, found, hash)) continue;
    map_set(&words->map, arena_str(self->arena, found), self);
    words->filter[hash / 64] |= (uint64_t)1 << (hash % 64);
  }
}

static bool mentions(Str text, const Words *words) {
  char word[WORD_SIZE];
  Str found;
  uint32_t hash;
  for (size_t at = 0; next_word(text, &at, word, &found, &hash);)
    if (knows(words, found, hash)) return true;
  return false;
}

/* ---- units ---- */

static size_t skip_to(Str text, size_t at, Str end) {
  while (at < text.len && !str_starts(str_sub(text, at, text.len), end)) at++;
  return at + end.len < text.len ? at + end.len : text.len;
}

/* Where the first word behind blanks and comments starts. */
static size_t skip_trivia(Str text) {
  for (size_t at = 0; at < text.len;) {
    Str rest = str_sub(text, at, text.len);
    if (rest.ptr[0] == '#' || str_starts(rest, STR("//")))
      at = skip_to(text, at, STR("\n"));
    else if (str_starts(rest, STR("/*")))
      at = skip_to(text, at, STR("*/"));
    else if (is_word(rest.ptr[0]))
      return at;
    else
      at++;
  }
  return text.len;
}

/* table "public" "users" { -> keyword table, label users */
static void read_head(const Dialect *dialect, Piece *piece) {
  Str text = piece->text;
  size_t start = skip_trivia(text), end = start;
  while (end < text.len && is_word(text.ptr[end])) end++;
  const ChildSpec *child = dialect_child(dialect->root, str_sub(text, start, end));
  piece->table = child != NULL && child->block != NULL && child->block->role == BLOCK_TABLE;
  size_t brace = str_find(text, '{', end);
  Str labels = str_trim(str_sub(text, end, brace));
  if (brace == text.len || str_find(labels, '=', 0) < labels.len) return;
  size_t from = labels.len;
  bool quoted = from > 0 && labels.ptr[from - 1] == '"';
  if (quoted) from--;
  while (from > 0 && (quoted ? labels.ptr[from - 1] != '"' : is_word(labels.ptr[from - 1]))) from--;
  piece->label = str_sub(labels, from, labels.len);
}

static void cut(const Dialect *dialect, Side *side) {
  for (size_t i = 0; i < side->texts->len; i++) {
    Str text = side->texts->items[i].text;
    UnitSpans spans = {0};
    unit_scan(text, &spans);
    for (size_t k = 0; k < spans.len; k++) {
      Piece piece = {.span = spans.items[k]};
      piece.text = str_sub(text, piece.span.start, piece.span.start + piece.span.len);
      read_head(dialect, &piece);
      array_push(&side->pieces, piece);
    }
    free(spans.items);
  }
}

/* ---- what differs ---- */

static Twin *twin_of(Reduction *self, Str text) {
  void **slot = map_slot(&self->twins, text);
  if (*slot == NULL) {
    Twin *twin = arena_new(self->arena, Twin);
    *twin = (Twin){0};
    *slot = twin;
  }
  return *slot;
}

/* What differs is kept, with the words in it. Blocks without a label define what is in them. */
static void keep_changed(Reduction *self, Piece *piece) {
  piece->kept = true;
  add_words(self, &self->names, str_empty(piece->label) ? piece->text : piece->label);
  add_words(self, &self->spoken, piece->text);
}

static void find_changed(Reduction *self) {
  for (size_t i = 0; i < self->old.pieces.len; i++) twin_of(self, self->old.pieces.items[i].text)->count++;
  for (size_t i = 0; i < self->now.pieces.len; i++) {
    Twin *twin = twin_of(self, self->now.pieces.items[i].text);
    if (twin->count > 0)
      twin->count--;
    else
      keep_changed(self, &self->now.pieces.items[i]);
  }
  for (size_t i = 0; i < self->old.pieces.len; i++) {
    Twin *twin = twin_of(self, self->old.pieces.items[i].text);
    if (twin->count == 0) continue;
    twin->count--;
    keep_changed(self, &self->old.pieces.items[i]);
  }
}

/* ---- what else matters ---- */

/* Objects that are no tables pass a change on: a view of a table, a view of that view. */
static void follow_objects(Reduction *self) {
  bool more = true;
  for (int round = 0; more && round < MAX_ROUNDS; round++) {
    more = false;
    for (size_t i = 0; i < self->now.pieces.len; i++) {
      Piece *piece = &self->now.pieces.items[i];
      if (piece->kept || piece->table || !mentions(piece->text, &self->names)) continue;
      piece->kept = more = true;
      add_words(self, &self->names, piece->label);
      add_words(self, &self->spoken, piece->text);
    }
  }
}

/* Of a unit that both sides have, the side of now decides. */
static void keep_needed(Reduction *self) {
  for (size_t i = 0; i < self->now.pieces.len; i++) {
    Piece *piece = &self->now.pieces.items[i];
    bool needed = piece->kept || !piece->table || mentions(piece->label, &self->spoken);
    piece->kept = needed || mentions(piece->text, &self->names);
    if (piece->kept) twin_of(self, piece->text)->kept = true;
  }
  for (size_t i = 0; i < self->old.pieces.len; i++) {
    Piece *piece = &self->old.pieces.items[i];
    piece->kept = piece->kept || twin_of(self, piece->text)->kept;
  }
}

static void put_text(Reduction *self, RiskText *text, const Piece *pieces, size_t count) {
  Buf left = {0};
  text->pieces = arena_array(self->arena, RiskPiece, count + 1);
  text->piece_count = 0;
  for (size_t i = 0; i < count; i++) {
    if (!pieces[i].kept) continue;
    text->pieces[text->piece_count++] = (RiskPiece){(uint32_t)left.len, pieces[i].span.start};
    buf_put(&left, pieces[i].text);
  }
  text->text = arena_str(self->arena, buf_str(&left));
  buf_free(&left);
}

static void put_side(Reduction *self, Side *side) {
  size_t at = 0;
  for (size_t i = 0; i < side->texts->len; i++) {
    RiskText *text = &side->texts->items[i];
    size_t first = at;
    while (at < side->pieces.len && (at == first || side->pieces.items[at].span.start > 0)) at++;
    put_text(self, text, side->pieces.items + first, at - first);
  }
  array_free(&side->pieces);
}

void risk_reduce(Arena *arena, const Dialect *dialect, RiskTexts *old, RiskTexts *now) {
  Reduction *self = mem_zero(1, sizeof *self);
  *self = (Reduction){.arena = arena, .dialect = dialect, .old = {.texts = old}, .now = {.texts = now}};
  cut(dialect, &self->old);
  cut(dialect, &self->now);
  find_changed(self);
  follow_objects(self);
  keep_needed(self);
  put_side(self, &self->old);
  put_side(self, &self->now);
  map_free(&self->twins);
  map_free(&self->names.map);
  map_free(&self->spoken.map);
  free(self);
}

uint32_t risk_original(const RiskText *text, uint32_t offset) {
  size_t low = 0, high = text->piece_count;
  if (text->pieces == NULL || high == 0) return offset;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (text->pieces[middle].at <= offset)
      low = middle;
    else
      high = middle;
  }
  return text->pieces[low].start + (offset - text->pieces[low].at);
}

uint64_t risk_texts_size(const RiskTexts *texts) {
  uint64_t size = 0;
  for (size_t i = 0; i < texts->len; i++) size += texts->items[i].text.len;
  return size;
}
