/* read_hcl_pair.c: two sides of HCL that are mostly the same, such as a file and the file at the last commit. The first
 * side is read as always. The second is the first with the units changed that differ: what is the same is neither
 * parsed nor checked again, and of tables that the change cannot touch only the name is built, on both sides.
 *
 *     first side  -> module, checked -> realm, tables bare that are not affected
 *     + patches   -> the same module, rechecked where names have changed -> second realm */
#include "states/read_hcl.h"

#include <assert.h>

#include "typecheck/affected.h"

/* A file of both sides; on a side that does not have it it is empty. */
typedef struct FilePair {
  const HclText *first, *second; /* NULL: it is not there */
  Str first_name, second_name;
} FilePair;

typedef struct PairReader {
  HclReader first, second;
  ARRAY(FilePair) pairs;      /* in the order of their names, which is the same on both sides */
  ARRAY(FilePatch *) patches; /* one for each pair */
  AffectedUnits changed;
} PairReader;

/* A dev database takes whole schemas, and what is given for one side only would be lost for the other. */
static bool may_share(const Work *work, const Sources *from, const Sources *to) {
  bool hcl = from->len > 0 && to->len > 0 && from->items[0].kind == STATE_HCL && to->items[0].kind == STATE_HCL;
  return hcl && work->options.changes && !work->may_normalise && work->config == NULL;
}

/* ---- which files belong together ---- */

static int compare_texts(const void *a, const void *b) {
  return str_cmp(((const HclText *)a)->key, ((const HclText *)b)->key);
}

static void sort_texts(HclReader *side, bool single) {
  if (single) side->texts.items[0].key = STR("");
  if (side->texts.len > 1) qsort(side->texts.items, side->texts.len, sizeof(HclText), compare_texts);
}

/* What the file would be called on a side: git:HEAD: + schema.hcl */
static Str name_on(const HclReader *side, const HclText *text, Str key) {
  const HclText *any = &side->texts.items[0];
  if (text != NULL) return text->name;
  return arena_printf(side->work->arena, "%.*s%.*s", STR_FMT(str_sub(any->name, 0, any->name.len - any->key.len)),
                      STR_FMT(key));
}

static void add_pair(PairReader *self, const HclText *first, const HclText *second) {
  const HclText *either = first != NULL ? first : second;
  assert(either != NULL);
  Str key = either->key;
  array_push(&self->pairs,
             ((FilePair){first, second, name_on(&self->first, first, key), name_on(&self->second, second, key)}));
}

static bool are_in_order(const PairReader *self) {
  for (size_t i = 1; i < self->pairs.len; i++) {
    const FilePair *a = &self->pairs.items[i - 1], *b = &self->pairs.items[i];
    if (str_cmp(a->first_name, b->first_name) >= 0 || str_cmp(a->second_name, b->second_name) >= 0) return false;
  }
  return true;
}

/* Pairs the files by their paths within the sources; two single files in any case. False: that cannot be done. */
static bool find_pairs(PairReader *self) {
  HclReader *first = &self->first, *second = &self->second;
  bool single = first->texts.len == 1 && second->texts.len == 1;
  if (first->texts.len == 0 || second->texts.len == 0 || first->dialect != second->dialect) return false;
  sort_texts(first, single);
  sort_texts(second, single);
  for (size_t i = 0, k = 0; i < first->texts.len || k < second->texts.len;) {
    const HclText *a = i < first->texts.len ? &first->texts.items[i] : NULL;
    const HclText *b = k < second->texts.len ? &second->texts.items[k] : NULL;
    bool both = a != NULL && b != NULL && str_eq(a->key, b->key);
    bool old = both || b == NULL || (a != NULL && str_cmp(a->key, b->key) < 0);
    add_pair(self, old ? a : NULL, both || !old ? b : NULL);
    i += old;
    k += both || !old;
  }
  return are_in_order(self);
}

/* ---- what stays ---- */

/* Parses the first side. Files that only the second has are empty. */
static void parse_first(PairReader *self, bool paired) {
  HclReader *first = &self->first;
  for (size_t i = 0; i < first->texts.len; i++) hcl_parse(first, &first->texts.items[i]);
  for (size_t i = 0; paired && i < self->pairs.len; i++) {
    HclText nothing = {.name = self->pairs.items[i].first_name};
    if (self->pairs.items[i].first == NULL) hcl_parse(first, &nothing);
  }
}

/* The patches that make the second side of the first. False: too little is the same. */
static bool find_patches(PairReader *self) {
  uint64_t size = 0, added = 0;
  for (size_t i = 0; i < self->pairs.len; i++) {
    const HclText *second = self->pairs.items[i].second;
    Str text = second != NULL ? second->text : STR("");
    FilePatch *patch = file_patch(module_file(self->first.module, i), text);
    if (patch == NULL) return false;
    array_push(&self->patches, patch);
    size += text.len;
    added += patch->added_bytes;
  }
  return added <= size / 2;
}

static void drop_patches(PairReader *self) {
  for (size_t i = 0; i < self->patches.len; i++) file_patch_free(self->patches.items[i]);
  array_clear(&self->patches);
}

static void mark_affected(PairReader *self) {
  for (size_t i = 0; i < self->patches.len; i++) {
    const FilePatch *patch = self->patches.items[i];
    for (size_t k = 0; k < patch->removed_count; k++) array_push(&self->changed, patch->removed[k]);
    for (size_t k = 0; k < patch->added_count; k++) array_push(&self->changed, patch->added[k]);
  }
  affected_mark(self->first.module, &self->changed);
}

/* Turns the module of the first side into that of the second. */
static void patch(PairReader *self) {
  Str *names = arena_array(self->first.work->arena, Str, self->pairs.len);
  for (size_t i = 0; i < self->pairs.len; i++) names[i] = self->pairs.items[i].second_name;
  module_rename(self->first.module, names);
  for (size_t i = 0; i < self->patches.len; i++) module_patch(self->first.module, self->patches.items[i]);
  array_clear(&self->patches);
  module_free(self->second.module);
  self->second.module = self->first.module;
  self->first.module = NULL;
}

/* The second side on its own, as far as it was read. */
static State *read_apart(PairReader *self, State *from) {
  HclReader *second = &self->second;
  drop_patches(self);
  hcl_build_later(&self->first, from);
  for (size_t i = 0; i < second->texts.len; i++) hcl_parse(second, &second->texts.items[i]);
  State *to = hcl_state(second);
  if (to != NULL) hcl_build_later(second, to);
  return to;
}

static State *read_second(PairReader *self, State *from, bool paired) {
  if (!paired || !find_patches(self)) return read_apart(self, from);
  mark_affected(self);
  from->realm = build_realm(self->first.module, &self->first.inputs);
  patch(self);
  State *to = hcl_state(&self->second);
  if (to != NULL) to->realm = build_realm(self->second.module, &self->second.inputs);
  return to;
}

static void read(PairReader *self, const Sources *from, const Sources *to, StatePair *out) {
  Work *work = self->first.work;
  work->second = false;
  if (!hcl_list(&self->first, from)) return;
  if (work->hint == NULL) work->hint = self->first.dialect;
  bool listed = hcl_list(&self->second, to), paired = listed && find_pairs(self);
  Str error = work->error; /* a mistake on the first side is told first */
  work->error = (Str){0};
  parse_first(self, paired);
  out->from = hcl_state(&self->first);
  if (out->from == NULL) return;
  work->error = error;
  work->second = true;
  if (listed) out->to = read_second(self, out->from, paired);
}

bool state_read_hcl_pair(Work *work, const Sources *from, const Sources *to, StatePair *out) {
  if (!may_share(work, from, to)) return false;
  PairReader self = {.patches = {0}};
  hcl_open(&self.first, work);
  hcl_open(&self.second, work);
  read(&self, from, to, out);
  drop_patches(&self);
  array_free(&self.pairs);
  array_free(&self.patches);
  array_free(&self.changed);
  hcl_close(&self.first);
  hcl_close(&self.second);
  return true;
}
