/* module.c: the files of a module, and which of their units must be checked again after a change. */
#include "typecheck/migration.h"
#include "typecheck/module_internal.h"

Module *module_new(const ModuleOptions *options) {
  Module *self = mem_zero(1, sizeof *self);
  arena_init(&self->arena, 256);
  if (options == NULL || options->var_count == 0) return self;
  ModuleVar *vars = arena_array(&self->arena, ModuleVar, options->var_count);
  for (size_t i = 0; i < options->var_count; i++) {
    vars[i].name = arena_str(&self->arena, options->vars[i].name);
    vars[i].value = arena_str(&self->arena, options->vars[i].value);
  }
  self->options = (ModuleOptions){vars, options->var_count};
  return self;
}

void module_free(Module *self) {
  if (self == NULL) return;
  module_unlink(self);
  while (self->dependents.len > 0) module_unlink(array_last(&self->dependents));
  array_free(&self->schemas);
  array_free(&self->dependents);
  array_free(&self->nearby);
  for (size_t i = 0; i < self->files.len; i++) file_free(self->files.items[i]);
  array_free(&self->files);
  index_clear(&self->index);
  array_free(&self->before);
  array_free(&self->after);
  array_free(&self->related);
  map_free(&self->by_path);
  arena_free(&self->arena);
  free(self);
}

bool module_var(const Module *self, Str name, Str *value) {
  for (size_t i = self->options.var_count; i-- > 0;) {
    if (!str_eq(self->options.vars[i].name, name)) continue;
    *value = self->options.vars[i].value;
    return true;
  }
  return false;
}

bool module_next_var(const Module *self, Str name, size_t *at, Str *value) {
  while (*at < self->options.var_count) {
    const ModuleVar *var = &self->options.vars[(*at)++];
    if (!str_eq(var->name, name)) continue;
    *value = var->value;
    return true;
  }
  return false;
}

/* ---- what must be checked again ---- */

void module_mark_dirty(Unit *unit) {
  File *file = unit->file;
  if (unit->dirty) return;
  unit->dirty = true;
  file->dirty_count++;
  if (unit->index < file->dirty_from) file->dirty_from = unit->index;
}

typedef ARRAY(uint64_t) KeyList;

/* Marks the users of the names in the list. Whatever uses a local depends on what the local names: its users follow. */
static void mark_users(Module *self, KeyList *keys) {
  Map relayed = {0}; /* units whose locals were added to the list */
  self->change++;
  for (size_t i = 0; i < keys->len; i++) {
    IndexName *name = index_name(&self->index, keys->items[i]);
    if (name == NULL || name->changed_at == self->change) continue;
    name->changed_at = self->change;
    for (size_t u = 0; u < name->users.len; u++) {
      Unit *unit = name->users.items[u];
      module_mark_dirty(unit);
      if (!unit->sym->relays) continue;
      void **slot = map_slot(&relayed, str_make((const char *)&name->users.items[u], sizeof unit));
      if (*slot != NULL) continue;
      *slot = unit;
      for (const SymDef *def = unit->sym->defs; def != NULL; def = def->next)
        array_push(keys, sym_key(sym_root(def->type), def->name));
    }
  }
  map_free(&relayed);
}

/* The same in modules whose SQL is about this one. Their locals stay theirs. */
static void mark_dependents(const Module *self, const KeyList *keys) {
  for (size_t i = 0; i < self->dependents.len; i++) {
    Module *other = self->dependents.items[i];
    KeyList copy = {0};
    for (size_t k = 0; k < keys->len; k++) array_push(&copy, keys->items[k]);
    mark_users(other, &copy);
    array_free(&copy);
  }
}

static int compare_changes(const void *a, const void *b) {
  const Change *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return x->number < y->number ? -1 : x->number > y->number;
}

static size_t end_of_key(const ChangeList *list, size_t from) {
  size_t end = from;
  while (end < list->len && list->items[end].key == list->items[from].key) end++;
  return end;
}

static bool same_changes(const Change *a, size_t a_count, const Change *b, size_t b_count) {
  if (a_count != b_count) return false;
  for (size_t i = 0; i < a_count; i++)
    if (a[i].hash != b[i].hash) return false;
  return true;
}

void module_mark_changed(Module *self) {
  ChangeList *before = &self->before, *after = &self->after;
  KeyList keys = {0};
  if (before->len > 1) qsort(before->items, before->len, sizeof(Change), compare_changes);
  if (after->len > 1) qsort(after->items, after->len, sizeof(Change), compare_changes);
  for (size_t i = 0, k = 0; i < before->len || k < after->len;) {
    bool in_before = i < before->len && (k == after->len || before->items[i].key <= after->items[k].key);
    bool in_after = k < after->len && (i == before->len || after->items[k].key <= before->items[i].key);
    size_t i_end = in_before ? end_of_key(before, i) : i, k_end = in_after ? end_of_key(after, k) : k;
    const Change *a = before->len > 0 ? before->items + i : NULL, *b = after->len > 0 ? after->items + k : NULL;
    if (!same_changes(a, i_end - i, b, k_end - k))
      array_push(&keys, in_before ? before->items[i].key : after->items[k].key);
    i = i_end;
    k = k_end;
  }
  array_clear(before);
  array_clear(after);
  mark_dependents(self, &keys);
  mark_users(self, &keys);
  array_free(&keys);
}

/* Lists of checksums depend on the content of all texts of the module. */
static void mark_texts(Module *self, const File *changed) {
  if (changed->dialect == NULL || !changed->dialect->is_text) return;
  for (size_t i = 0; i < self->files.len; i++) {
    const File *file = self->files.items[i];
    for (size_t k = 0; file->dialect == changed->dialect && k < file->unit_count; k++)
      if (migration_is_sum(file->path)) module_mark_dirty(file->units[k]);
  }
}

/* ---- files ---- */

size_t module_file_count(const Module *self) { return self->files.len; }

File *module_file(const Module *self, size_t index) { return self->files.items[index]; }

File *module_find(const Module *self, Str path) { return map_get(&self->by_path, path); }

static size_t file_place(const Module *self, Str path) {
  size_t low = 0, high = self->files.len;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (str_cmp(self->files.items[mid]->path, path) < 0)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

void module_add(Module *self, File *file) {
  File *old = module_find(self, file->path);
  if (old != NULL) module_remove(self, old);
  array_splice(&self->files, file_place(self, file->path), 0, &file, 1);
  map_set(&self->by_path, file->path, file);
  index_add(&self->index, file->units, file->unit_count, &self->after);
  module_mark_changed(self);
  mark_texts(self, file);
}

void module_remove(Module *self, File *file) {
  module_drop_related(self, file->units, file->unit_count);
  index_remove(&self->index, file->units, file->unit_count, &self->before);
  array_splice(&self->files, file_place(self, file->path), 1, NULL, 0);
  map_set(&self->by_path, file->path, NULL);
  module_mark_changed(self);
  mark_texts(self, file);
  file_free(file);
}

static void on_removed(void *context, Unit *const *units, size_t count) {
  Module *self = context;
  self->made = module_made(units, count);
  module_drop_related(self, units, count);
  index_remove(&self->index, units, count, &self->before);
}

static void on_added(void *context, Unit *const *units, size_t count) {
  Module *self = context;
  index_add(&self->index, units, count, &self->after);
  if (count > 0 && self->made != module_made(units, count)) module_recheck_file(self, units[0]->file);
}

void module_edit(Module *self, File *file, uint32_t start, uint32_t end, Str text) {
  FileEdit hooks = {on_removed, on_added, self};
  file_edit(file, start, end, text, &hooks);
  module_mark_changed(self);
  mark_texts(self, file);
}

/* A patch may move a unit past others that define the same name: which of them counts is another one then. */
static void on_moved(void *context, Unit *const *units, size_t count) {
  Module *self = context;
  on_added(context, units, count);
  for (size_t i = 0; i < count; i++)
    for (const SymDef *def = units[i]->sym->defs; def != NULL; def = def->next) {
      uint64_t key = sym_key(sym_root(def->type), def->name);
      const IndexName *name = index_name(&self->index, key);
      if (name != NULL && name->defs.len > 1) array_push(&self->before, ((Change){.key = key}));
    }
}

void module_patch(Module *self, FilePatch *patch) {
  File *file = patch->file;
  FileEdit hooks = {on_removed, on_moved, self};
  file_patch_apply(patch, &hooks);
  module_mark_changed(self);
  mark_texts(self, file);
}

void module_rename(Module *self, const Str *paths) {
  map_free(&self->by_path);
  self->by_path = (Map){0};
  for (size_t i = 0; i < self->files.len; i++) {
    File *file = self->files.items[i];
    file->path = arena_str(&file->arena, paths[i]);
    map_set(&self->by_path, file->path, file);
  }
}

/* ---- other files ---- */

void module_set_paths(Module *self, ModulePathFn fn, void *context) {
  self->paths = fn;
  self->paths_context = context;
}

ModulePath module_path(const Module *self, Str path) {
  return self->paths != NULL ? self->paths(self->paths_context, path) : MODULE_PATH_UNKNOWN;
}

/* Has the dialect attributes that hold paths? */
static bool names_paths(const Dialect *dialect) {
  return dialect != NULL && dialect_facts(dialect, STR("urls")) != NULL;
}

void module_recheck_file(Module *self, File *file) {
  (void)self;
  for (size_t k = 0; k < file->unit_count; k++) module_mark_dirty(file->units[k]);
}

void module_recheck(Module *self) {
  for (size_t i = 0; i < self->files.len; i++) {
    const File *file = self->files.items[i];
    for (size_t k = 0; names_paths(file->dialect) && k < file->unit_count; k++) module_mark_dirty(file->units[k]);
  }
}

/* ---- look-ups ---- */

const ModuleDef *module_defs(const Module *self, Str type, Str name, size_t *count) {
  const IndexName *found = index_name(&self->index, sym_key(sym_root(type), name));
  *count = found != NULL ? found->defs.len : 0;
  return *count > 0 ? found->defs.items : NULL;
}

const ModuleDef *module_kind(const Module *self, Str type, size_t *count) {
  const IndexKind *kind = index_kind(&self->index, type);
  *count = kind != NULL ? kind->defs.len : 0;
  return *count > 0 ? kind->defs.items : NULL;
}

void module_kinds(const Module *self, void (*fn)(void *context, Str type), void *context) {
  for (size_t i = 0; i < self->index.sorted.len; i++) {
    Str type = index_type(self->index.sorted.items[i]);
    if (type.len > 0) fn(context, type);
  }
}

bool module_has_child_kind(const Module *self, Str parent_type, Str type) {
  if (parent_type.len == 0) return index_kind(&self->index, type) != NULL;
  return index_child_count(&self->index, parent_type, type) > 0;
}
