/* module_index.c: the index of a module: name -> definitions and users, type -> definitions, and how often a type of
 * block occurs inside another. It records which names change, so that the module knows what to check again. */
#include "typecheck/module_internal.h"

/* From this number of units on, lists are swept or sorted once instead of being searched for each unit. */
enum { MANY_UNITS = 32 };

static Str key_bytes(const uint64_t *key) { return str_make((const char *)key, sizeof *key); }

IndexName *index_name(const Index *self, uint64_t key) { return map_get(&self->names, key_bytes(&key)); }

IndexKind *index_kind(const Index *self, Str type) { return map_get(&self->kinds, type); }

Str index_type(const IndexKind *kind) { return str_make(kind->type, kind->type_len); }

/* Number of types that stand before `type` in the sorted list. */
static size_t kind_place(const Index *self, Str type) {
  size_t low = 0, high = self->sorted.len;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (str_cmp(index_type(self->sorted.items[mid]), type) < 0)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

static IndexName *make_name(Index *self, uint64_t key) {
  IndexName *name = index_name(self, key);
  if (name != NULL) return name;
  name = mem_zero(1, sizeof *name);
  name->key = key;
  map_set(&self->names, key_bytes(&name->key), name);
  return name;
}

static IndexKind *make_kind(Index *self, Str type) {
  IndexKind *kind = index_kind(self, type);
  if (kind != NULL) return kind;
  kind = mem_zero(1, sizeof *kind + type.len + 1);
  kind->type_len = type.len;
  if (type.len > 0) memcpy(kind->type, type.ptr, type.len);
  map_set(&self->kinds, index_type(kind), kind);
  array_splice(&self->sorted, kind_place(self, type), 0, &kind, 1);
  return kind;
}

static void free_name(Index *self, IndexName *name) {
  map_set(&self->names, key_bytes(&name->key), NULL);
  array_free(&name->defs);
  array_free(&name->users);
  free(name);
}

static void free_kind(Index *self, IndexKind *kind) {
  map_set(&self->kinds, index_type(kind), NULL);
  array_splice(&self->sorted, kind_place(self, index_type(kind)), 1, NULL, 0);
  array_free(&kind->defs);
  free(kind);
}

static void drop_if_empty(Index *self, IndexName *name) {
  if (name->defs.len == 0 && name->users.len == 0 && name->qualifies == 0) free_name(self, name);
}

void index_clear(Index *self) {
  for (size_t i = map_next(&self->names, 0); i < self->names.cap; i = map_next(&self->names, i + 1))
    free_name(self, self->names.entries[i].value);
  while (self->sorted.len > 0) free_kind(self, array_last(&self->sorted));
  for (size_t i = map_next(&self->children, 0); i < self->children.cap; i = map_next(&self->children, i + 1))
    free(self->children.entries[i].value);
  map_free(&self->names);
  map_free(&self->kinds);
  array_free(&self->sorted);
  map_free(&self->children);
}

/* ---- order of definitions ---- */

int index_compare(const ModuleDef *a, const ModuleDef *b) {
  if (a->unit != b->unit) {
    if (a->unit->file == b->unit->file) return a->unit->index < b->unit->index ? -1 : 1;
    return str_cmp(a->unit->file->path, b->unit->file->path);
  }
  return a->def->span.start < b->def->span.start ? -1 : a->def->span.start > b->def->span.start;
}

static int compare_defs(const void *a, const void *b) { return index_compare(a, b); }

/* Number of definitions in the list that stand before `def`. */
static size_t place_of(const DefList *list, ModuleDef def) {
  size_t low = 0, high = list->len;
  if (high > 0 && index_compare(&list->items[high - 1], &def) < 0) return high;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (index_compare(&list->items[mid], &def) < 0)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

static void insert_def(DefList *list, ModuleDef def) {
  if (list->cap == 0) list->items = array_grow_(NULL, &list->cap, 1, sizeof *list->items);
  size_t at = place_of(list, def);
  array_splice(list, at, 0, &def, 1);
}

static void delete_def(DefList *list, ModuleDef def) {
  size_t at = place_of(list, def);
  if (at < list->len && list->items[at].def == def.def) array_splice(list, at, 1, NULL, 0);
}

static void delete_user(UnitList *list, const Unit *unit) {
  for (size_t i = list->len; i-- > 0;) {
    if (list->items[i] != unit) continue;
    list->items[i] = array_last(list);
    list->len--;
    return;
  }
}

/* ---- what changes ---- */

static void note(ChangeList *changed, uint64_t key, uint64_t hash) {
  Change change = {key, hash, (uint32_t)changed->len};
  array_push(changed, change);
}

/* Hash of what others can see of a definition. */
static uint64_t content_hash(const Unit *unit, const SymDef *def) {
  if (unit->text.ptr == NULL) return unit->sym->signature;
  return str_hash(span_of(def->span, unit->text));
}

/* A type begins or ceases to exist at a place: inside a type of block (its key), or at top level (0). */
static void note_kind(ChangeList *changed, Str type, uint64_t place) {
  note(changed, sym_key(sym_root(type), STR("")), place);
  note(changed, sym_kinds_key(), str_hash(type) + place);
}

static void count_child(Index *self, Str parent_type, Str type, bool add, ChangeList *changed) {
  uint64_t key = sym_key(parent_type, type);
  IndexChild *child = map_get(&self->children, key_bytes(&key));
  if (child == NULL) {
    child = mem_zero(1, sizeof *child);
    child->key = key;
    map_set(&self->children, key_bytes(&child->key), child);
  }
  if (add ? child->count++ == 0 : --child->count == 0) note_kind(changed, type, key);
}

static void count_children(Index *self, const SymDef *def, bool add, ChangeList *changed) {
  for (const SymDef *child = def->children; child != NULL; child = child->next) {
    count_child(self, def->type, child->type, add, changed);
    if (child->children != NULL) count_children(self, child, add, changed);
  }
}

uint32_t index_child_count(const Index *self, Str parent_type, Str type) {
  uint64_t key = sym_key(parent_type, type);
  const IndexChild *child = map_get(&self->children, key_bytes(&key));
  return child != NULL ? child->count : 0;
}

/* ---- adding ---- */

static void add_def(Index *self, Unit *unit, const SymDef *def, bool many, ChangeList *changed) {
  ModuleDef entry = {def, unit};
  Str root = sym_root(def->type);
  IndexName *name = make_name(self, sym_key(root, def->name));
  insert_def(&name->defs, entry);
  note(changed, name->key, content_hash(unit, def));
  if (def->qualifier.len > 0) {
    IndexName *qualifier = make_name(self, sym_key(root, def->qualifier));
    if (qualifier->qualifies++ == 0) note(changed, qualifier->key, 1);
  }
  IndexKind *kind = make_kind(self, def->type);
  if (kind->defs.len == 0) note_kind(changed, def->type, 0);
  if (many) {
    array_push(&kind->defs, entry);
    kind->unsorted = true;
  } else {
    insert_def(&kind->defs, entry);
  }
  count_children(self, def, true, changed);
}

static void add_user(Index *self, uint64_t key, Unit *unit) {
  IndexName *name = make_name(self, key);
  if (name->users.cap == 0) name->users.items = array_grow_(NULL, &name->users.cap, 1, sizeof(Unit *));
  array_push(&name->users, unit);
}

static void sort_kinds(Index *self) {
  for (size_t i = 0; i < self->sorted.len; i++) {
    IndexKind *kind = self->sorted.items[i];
    if (kind->unsorted) qsort(kind->defs.items, kind->defs.len, sizeof(ModuleDef), compare_defs);
    kind->unsorted = false;
  }
}

void index_add(Index *self, Unit *const *units, size_t count, ChangeList *changed) {
  bool many = count >= MANY_UNITS;
  for (size_t i = 0; i < count; i++) {
    const SymUnit *sym = units[i]->sym;
    for (const SymDef *def = sym->defs; def != NULL; def = def->next) add_def(self, units[i], def, many, changed);
    for (uint32_t k = 0; k < sym->key_count; k++) add_user(self, sym->keys[k], units[i]);
  }
  if (many) sort_kinds(self);
}

/* ---- removing ---- */

static void remove_lists(Index *self, Unit *unit, const SymDef *def) {
  ModuleDef entry = {def, unit};
  IndexName *name = index_name(self, sym_key(sym_root(def->type), def->name));
  if (name != NULL) delete_def(&name->defs, entry);
  IndexKind *kind = index_kind(self, def->type);
  if (kind != NULL) delete_def(&kind->defs, entry);
}

static void note_removed(Index *self, Unit *unit, const SymDef *def, ChangeList *changed) {
  Str root = sym_root(def->type);
  note(changed, sym_key(root, def->name), content_hash(unit, def));
  if (def->qualifier.len > 0) {
    IndexName *qualifier = make_name(self, sym_key(root, def->qualifier));
    if (--qualifier->qualifies == 0) {
      note(changed, qualifier->key, 1);
      drop_if_empty(self, qualifier);
    }
  }
  count_children(self, def, false, changed);
}

static void remove_users(Index *self, Unit *unit) {
  for (uint32_t k = 0; k < unit->sym->key_count; k++) {
    IndexName *name = index_name(self, unit->sym->keys[k]);
    if (name == NULL) continue;
    delete_user(&name->users, unit);
    drop_if_empty(self, name);
  }
}

static void sweep_defs(DefList *list) {
  size_t kept = 0;
  for (size_t i = 0; i < list->len; i++)
    if (!list->items[i].unit->gone) list->items[kept++] = list->items[i];
  list->len = kept;
}

static void sweep_users(UnitList *list) {
  size_t kept = 0;
  for (size_t i = 0; i < list->len; i++)
    if (!list->items[i]->gone) list->items[kept++] = list->items[i];
  list->len = kept;
}

/* Takes all units that are marked `gone` out of all lists. */
static void sweep(Index *self) {
  for (size_t i = map_next(&self->names, 0); i < self->names.cap; i = map_next(&self->names, i + 1)) {
    IndexName *name = self->names.entries[i].value;
    sweep_defs(&name->defs);
    sweep_users(&name->users);
    drop_if_empty(self, name);
  }
  for (size_t i = 0; i < self->sorted.len; i++) sweep_defs(&self->sorted.items[i]->defs);
}

/* Types of which no definition is left go. */
static void drop_empty_kinds(Index *self, ChangeList *changed) {
  for (size_t i = self->sorted.len; i-- > 0;) {
    IndexKind *kind = self->sorted.items[i];
    if (kind->defs.len > 0) continue;
    note_kind(changed, index_type(kind), 0);
    free_kind(self, kind);
  }
}

void index_remove(Index *self, Unit *const *units, size_t count, ChangeList *changed) {
  bool many = count >= MANY_UNITS;
  for (size_t i = 0; i < count; i++) {
    units[i]->gone = true;
    for (const SymDef *def = units[i]->sym->defs; def != NULL; def = def->next) {
      note_removed(self, units[i], def, changed);
      if (!many) remove_lists(self, units[i], def);
    }
    if (!many) remove_users(self, units[i]);
  }
  if (many) sweep(self);
  drop_empty_kinds(self, changed);
}
