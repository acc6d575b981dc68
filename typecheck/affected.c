/* affected.c: follows a change from unit to unit. Tables are reached by references, as the index knows them; objects
 * that are no tables by their names too, since SQL in texts may mention them:
 *
 *     changed  function "total"     mentions it  view "sales"     mentions that  check in table "budget"
 */
#include "typecheck/affected.h"

#include <stdlib.h>

#include "base/array.h"

enum { MAX_ROUNDS = 16, WORD_SIZE = 64 };

typedef ARRAY(uint64_t) KeyList;

typedef struct Affected {
  Arena arena;
  const Module *module;
  KeyList defined, used; /* names that changed units define, and name; sorted */
  Map objects;           /* words in names of objects that are affected, in lower case */
  Map tables;            /* words in names of changed tables: objects may mention them */
  Map reached;           /* address of an object's unit -> it, when its names are among the words */
  bool found;            /* words were added in this round */
} Affected;

static bool is_table(const Unit *unit) {
  const SymDef *def = unit->sym->defs;
  return def != NULL && def->next == NULL && def->spec != NULL && def->spec->role == BLOCK_TABLE;
}

/* ---- words ---- */

static bool is_word(char c) {
  unsigned char byte = (unsigned char)c;
  return (byte | 32) - (unsigned)'a' < 26 || byte - (unsigned)'0' < 10 || byte == '_' || byte >= 0x80;
}

/* The next word of a text at or after *at, in lower case and cut to WORD_SIZE; false at the end. */
static bool next_word(Str text, size_t *at, char word[WORD_SIZE], Str *out) {
  size_t i = *at, len = 0;
  while (i < text.len && !is_word(text.ptr[i])) i++;
  for (; i < text.len && is_word(text.ptr[i]); i++) {
    char c = text.ptr[i];
    if (len < WORD_SIZE) word[len++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
  }
  *at = i;
  *out = str_make(word, len);
  return len > 0;
}

static void add_words(Affected *self, Map *words, Str name) {
  char word[WORD_SIZE];
  Str found;
  for (size_t at = 0; next_word(name, &at, word, &found);) {
    if (map_get(words, found) != NULL) continue;
    Str kept = arena_str(&self->arena, found);
    map_set(words, kept, self);
    self->found = true;
  }
}

static void add_names(Affected *self, Map *words, const Unit *unit) {
  for (const SymDef *def = unit->sym->defs; def != NULL; def = def->next) {
    add_words(self, words, def->name);
    add_words(self, words, sym_real_name(def));
  }
}

static bool mentions(const Affected *self, const Unit *unit, bool tables) {
  char word[WORD_SIZE];
  Str found;
  for (size_t at = 0; next_word(unit->text, &at, word, &found);)
    if (map_get(&self->objects, found) != NULL || (tables && map_get(&self->tables, found) != NULL)) return true;
  return false;
}

/* ---- references ---- */

static int compare_keys(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

static void sort_keys(KeyList *list) {
  if (list->len > 1) qsort(list->items, list->len, sizeof *list->items, compare_keys);
}

static bool has_key(const KeyList *list, uint64_t key) {
  return list->len > 0 && bsearch(&key, list->items, list->len, sizeof key, compare_keys) != NULL;
}

/* Does the unit refer to what has changed? */
static bool is_user(const Affected *self, const Unit *unit) {
  for (uint32_t i = 0; i < unit->sym->key_count; i++)
    if (has_key(&self->defined, unit->sym->keys[i])) return true;
  return false;
}

/* Does what has changed refer to the unit? */
static bool is_used(const Affected *self, const Unit *unit) {
  for (const SymDef *def = unit->sym->defs; def != NULL; def = def->next)
    if (has_key(&self->used, sym_key(sym_root(def->type), def->name))) return true;
  return false;
}

/* Are all its references to blocks of the schema itself? Variables, locals and data may be unknown. */
static bool is_plain(const Unit *unit) {
  const Dialect *dialect = unit->file->dialect;
  for (uint32_t i = 0; i < unit->sym->ref_count; i++) {
    const SymRef *ref = &unit->sym->refs[i];
    if (ref->sql != SYM_NOT_SQL) continue;
    const BlockSpec *spec = dialect_block(dialect, sym_type(ref->root));
    if (spec == NULL || spec->role == BLOCK_VARIABLE || spec->role == BLOCK_LOCALS || spec->role == BLOCK_DATA)
      return false;
  }
  return true;
}

/* ---- the spread ---- */

static void start(Affected *self, const AffectedUnits *changed) {
  for (size_t i = 0; i < changed->len; i++) {
    const Unit *unit = changed->items[i];
    add_names(self, is_table(unit) ? &self->tables : &self->objects, unit);
    for (const SymDef *def = unit->sym->defs; def != NULL; def = def->next)
      array_push(&self->defined, sym_key(sym_root(def->type), def->name));
    for (uint32_t k = 0; k < unit->sym->key_count; k++) array_push(&self->used, unit->sym->keys[k]);
  }
  sort_keys(&self->defined);
  sort_keys(&self->used);
}

typedef void (*UnitFn)(Affected *self, Unit *unit);

static void each_unit(Affected *self, UnitFn fn) {
  for (size_t i = 0; i < module_file_count(self->module); i++) {
    const File *file = module_file(self->module, i);
    for (size_t k = 0; k < file->unit_count; k++) fn(self, file->units[k]);
  }
}

static void reach_object(Affected *self, Unit *unit) {
  if (is_table(unit) || unit->sym->defs == NULL) return;
  void **slot = map_slot(&self->reached, str_make((const char *)&unit->sym, sizeof unit->sym));
  if (*slot != NULL || (!is_user(self, unit) && !mentions(self, unit, true))) return;
  *slot = unit;
  add_names(self, &self->objects, unit);
}

/* Objects that mention what is affected are affected. False: they are too many to follow. */
static bool reach_objects(Affected *self) {
  self->found = true;
  for (unsigned round = 0; self->found; round++) {
    if (round == MAX_ROUNDS) return false;
    self->found = false;
    each_unit(self, reach_object);
  }
  return true;
}

static void mark(Affected *self, Unit *unit) {
  unit->bare = is_table(unit) && unit->diags.len == 0 && !unit->sym->defs->repeated && !is_user(self, unit) &&
               !is_used(self, unit) && is_plain(unit) && (self->objects.len == 0 || !mentions(self, unit, false));
}

static void mark_needed(Affected *self, Unit *unit) {
  (void)self;
  unit->bare = false;
}

void affected_mark(const Module *module, const AffectedUnits *changed) {
  Affected self = {.module = module};
  arena_init(&self.arena, 0);
  start(&self, changed);
  each_unit(&self, reach_objects(&self) ? mark : mark_needed);
  for (size_t i = 0; i < changed->len; i++) changed->items[i]->bare = false;
  map_free(&self.objects);
  map_free(&self.tables);
  map_free(&self.reached);
  array_free(&self.defined);
  array_free(&self.used);
  arena_free(&self.arena);
}
