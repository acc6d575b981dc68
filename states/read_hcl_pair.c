/* read_hcl_pair.c: two sides of HCL that are mostly the same, such as a file and the file at the last commit. The first
 * side is read as always. The second is the first with the units changed that differ: what is the same is neither
 * parsed nor checked again, and of tables that the change cannot touch only the name is built, on both sides.
 *
 *     first side  -> module, checked -> realm, tables bare that are not affected
 *     + patches   -> the same module, rechecked where names have changed -> second realm */
#include "states/read_hcl.h"
#include "typecheck/affected.h"

typedef ARRAY(FilePatch *) Patches; /* one for each file of the module, in order */

typedef struct PairReader {
  HclReader first, second;
  Patches patches;
  AffectedUnits changed;
} PairReader;

/* A dev database takes whole schemas, and what is given for one side only would be lost for the other. */
static bool may_share(const Work *work, const Sources *from, const Sources *to) {
  bool hcl = from->len > 0 && to->len > 0 && from->items[0].kind == STATE_HCL && to->items[0].kind == STATE_HCL;
  return hcl && work->options.changes && !work->may_normalise && work->config == NULL;
}

/* Files are partners by their order, which their names have to follow: a.hcl, b.hcl and old/a.hcl, old/b.hcl. */
static bool are_partners(const Module *module, const HclReader *second) {
  if (module_file_count(module) != second->texts.len || module_file(module, 0)->dialect != second->dialect)
    return false;
  for (size_t i = 0; i < second->texts.len && second->texts.len > 1; i++)
    if (!str_eq(path_base(module_file(module, i)->path), path_base(second->texts.items[i].name))) return false;
  return true;
}

static int compare_texts(const void *a, const void *b) {
  return str_cmp(((const HclText *)a)->name, ((const HclText *)b)->name);
}

/* The patches that make the second side of the first. False: too little is the same. */
static bool find_patches(PairReader *self) {
  const Module *module = self->first.module;
  uint64_t size = 0, added = 0;
  for (size_t i = 0; i < self->second.texts.len; i++) {
    FilePatch *patch = file_patch(module_file(module, i), self->second.texts.items[i].text);
    if (patch == NULL) return false;
    array_push(&self->patches, patch);
    size += self->second.texts.items[i].text.len;
    added += patch->added_bytes;
  }
  return added <= size / 2;
}

static bool can_patch(PairReader *self) {
  HclReader *second = &self->second;
  if (second->texts.len > 1) qsort(second->texts.items, second->texts.len, sizeof(HclText), compare_texts);
  return are_partners(self->first.module, second) && find_patches(self);
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
  Work *work = self->first.work;
  HclReader *second = &self->second;
  Str *names = arena_array(work->arena, Str, second->texts.len);
  for (size_t i = 0; i < second->texts.len; i++) names[i] = second->texts.items[i].name;
  module_rename(self->first.module, names);
  for (size_t i = 0; i < self->patches.len; i++) module_patch(self->first.module, self->patches.items[i]);
  array_clear(&self->patches);
  module_free(second->module);
  second->module = self->first.module;
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

static State *read_second(PairReader *self, State *from) {
  if (!can_patch(self)) return read_apart(self, from);
  mark_affected(self);
  from->realm = build_realm(self->first.module, &self->first.inputs);
  patch(self);
  State *to = hcl_state(&self->second);
  if (to != NULL) to->realm = build_realm(self->second.module, &self->second.inputs);
  return to;
}

bool state_read_hcl_pair(Work *work, const Sources *from, const Sources *to, StatePair *out) {
  if (!may_share(work, from, to)) return false;
  PairReader self = {.patches = {0}};
  hcl_open(&self.first, work);
  hcl_open(&self.second, work);
  work->second = false;
  if (hcl_list(&self.first, from)) {
    for (size_t i = 0; i < self.first.texts.len; i++) hcl_parse(&self.first, &self.first.texts.items[i]);
    out->from = hcl_state(&self.first);
  }
  if (out->from != NULL && work->hint == NULL) work->hint = out->from->dialect;
  work->second = true;
  if (out->from != NULL && hcl_list(&self.second, to)) out->to = read_second(&self, out->from);
  drop_patches(&self);
  array_free(&self.patches);
  array_free(&self.changed);
  hcl_close(&self.first);
  hcl_close(&self.second);
  return true;
}
