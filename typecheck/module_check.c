/* module_check.c: checks units and keeps their diagnostics until they are checked again. */
#include "base/parallel.h"
#include "typecheck/check.h"
#include "typecheck/module_internal.h"

#include <time.h>

/* ---- copies of diagnostics ---- */

static const DiagRelated *copy_related(Arena *arena, const Diagnostic *from) {
  if (from->related_count == 0) return NULL;
  DiagRelated *copy = arena_copy(arena, from->related, from->related_count, sizeof *copy);
  for (uint32_t i = 0; i < from->related_count; i++) copy[i].message = arena_str(arena, copy[i].message);
  return copy;
}

static const DiagFix *copy_fix(Arena *arena, const Diagnostic *from) {
  if (from->fix == NULL) return NULL;
  DiagFix *copy = arena_new(arena, DiagFix);
  copy->title = arena_str(arena, from->fix->title);
  copy->span = from->fix->span;
  copy->text = arena_str(arena, from->fix->text);
  return copy;
}

static size_t size_of(const DiagList *list) {
  size_t size = 16;
  for (size_t i = 0; i < list->len; i++) {
    const Diagnostic *diag = &list->items[i];
    size += sizeof *diag + diag->message.len + 16;
    for (uint32_t k = 0; k < diag->related_count; k++) size += sizeof(DiagRelated) + diag->related[k].message.len + 16;
    if (diag->fix != NULL) size += sizeof(DiagFix) + diag->fix->title.len + diag->fix->text.len + 16;
  }
  return size;
}

static bool same_diagnostic(const Diagnostic *a, const Diagnostic *b) {
  return a->code == b->code && a->severity == b->severity && a->span.start == b->span.start &&
         a->span.end == b->span.end && a->related_count == b->related_count && (a->fix == NULL) == (b->fix == NULL) &&
         str_eq(a->message, b->message);
}

static bool same_list(const DiagList *a, const DiagList *b) {
  if (a->len != b->len) return false;
  for (size_t i = 0; i < a->len; i++)
    if (!same_diagnostic(&a->items[i], &b->items[i])) return false;
  return true;
}

static bool points_elsewhere(const Unit *unit, const DiagList *list) {
  for (size_t i = 0; i < list->len; i++)
    for (uint32_t k = 0; k < list->items[i].related_count; k++)
      if (list->items[i].related[k].unit != NULL && list->items[i].related[k].unit != unit) return true;
  return false;
}

bool module_store(Unit *unit, const DiagList *found) {
  bool same = same_list(&unit->diags, found);
  Arena arena;
  arena_init(&arena, size_of(found));
  DiagList copy = {.len = found->len, .cap = found->len};
  if (found->len > 0) copy.items = arena_copy(&arena, found->items, found->len, sizeof(Diagnostic));
  for (size_t i = 0; i < copy.len; i++) {
    copy.items[i].message = arena_str(&arena, found->items[i].message);
    copy.items[i].related = copy_related(&arena, &found->items[i]);
    copy.items[i].fix = copy_fix(&arena, &found->items[i]);
  }
  arena_free(&unit->diag_arena);
  unit->diag_arena = arena;
  unit->diags = copy;
  return !same;
}

/* ---- places in other units ---- */

/* Keeps the list of units that point into others. */
static void note_related(Module *self, Unit *unit) {
  if (unit->related || !points_elsewhere(unit, &unit->diags)) return;
  unit->related = true;
  array_push(&self->related, unit);
}

/* Removes the pointers of a unit into units that go; returns whether there were any. */
static bool forget_gone(Unit *unit) {
  bool found = false;
  for (size_t i = 0; i < unit->diags.len; i++) {
    Diagnostic *diag = &unit->diags.items[i];
    for (uint32_t k = 0; k < diag->related_count; k++) {
      if (diag->related[k].unit == NULL || !diag->related[k].unit->gone) continue;
      diag->related_count = 0;
      found = true;
    }
  }
  return found;
}

void module_drop_related(Module *self, Unit *const *gone, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) gone[i]->gone = true;
  for (size_t i = 0; i < self->related.len; i++) {
    Unit *unit = self->related.items[i];
    if (unit->gone) continue;
    if (forget_gone(unit)) module_mark_dirty(unit);
    unit->related = points_elsewhere(unit, &unit->diags);
    if (unit->related) self->related.items[kept++] = unit;
  }
  self->related.len = kept;
}

/* ---- files of uncertain dialect ---- */

static bool has_errors(const DiagList *list) {
  for (size_t i = 0; i < list->len; i++)
    if (list->items[i].severity == SEVERITY_ERROR) return true;
  return false;
}

/* Does the list have an error that touches the span? */
static bool rejects(const DiagList *list, Span span) {
  for (size_t i = 0; i < list->len; i++) {
    const Diagnostic *d = &list->items[i];
    if (d->severity == SEVERITY_ERROR && d->span.start <= span.end && span.start <= d->span.end) return true;
  }
  return false;
}

/* Drops the errors that some candidate for the dialect of the file would not give. */
static void drop_uncertain(const Module *self, const Unit *unit, Arena *arena, DiagList *found) {
  const File *file = unit->file;
  for (size_t i = 0; i < file->candidate_count && has_errors(found); i++) {
    if (file->candidates[i] == file->dialect) continue;
    CheckOptions options = {.dialect = file->candidates[i]};
    DiagList other = {0};
    check_unit_with(self, unit, &options, arena, &other);
    size_t kept = 0;
    for (size_t k = 0; k < found->len; k++)
      if (found->items[k].severity != SEVERITY_ERROR || rejects(&other, found->items[k].span))
        found->items[kept++] = found->items[k];
    found->len = kept;
  }
}

/* ---- checking ---- */

/* Checks a unit; returns whether its diagnostics changed. Touches nothing but the unit. */
static bool check_one(const Module *self, Unit *unit) {
  Arena scratch;
  DiagList found = {0};
  arena_init(&scratch, 0);
  if (unit->syn != NULL) check_unit(self, unit, &scratch, &found);
  drop_uncertain(self, unit, &scratch, &found);
  bool changed = module_store(unit, &found);
  arena_free(&scratch);
  return changed;
}

static void mark_clean(Unit *unit) {
  if (unit->dirty) unit->file->dirty_count--;
  unit->dirty = false;
}

void module_check(Module *self, Unit *unit) {
  check_one(self, unit);
  mark_clean(unit);
  note_related(self, unit);
}

bool module_has_dirty(const Module *self) {
  for (size_t i = 0; i < self->files.len; i++)
    if (self->files.items[i]->keeps_text && self->files.items[i]->dirty_count > 0) return true;
  return false;
}

static uint64_t now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

/* Checks dirty units of a file until `deadline`; returns whether a diagnostic changed. */
static bool check_file(Module *self, File *file, uint64_t deadline) {
  bool changed = false;
  while (file->keeps_text && file->dirty_count > 0 && file->dirty_from < file->unit_count) {
    Unit *unit = file->units[file->dirty_from];
    if (unit->dirty) {
      changed |= check_one(self, unit);
      mark_clean(unit);
      note_related(self, unit);
      file->dirty_from++;
      if (now_us() >= deadline) break;
    } else {
      file->dirty_from++;
    }
  }
  return changed;
}

bool module_check_slice(Module *self, File *first, uint64_t budget_us, void (*changed)(void *context, File *file),
                        void *context) {
  uint64_t deadline = now_us() + budget_us;
  if (first != NULL && check_file(self, first, deadline) && changed != NULL) changed(context, first);
  for (size_t i = 0; i < self->files.len && now_us() < deadline; i++)
    if (check_file(self, self->files.items[i], deadline) && changed != NULL) changed(context, self->files.items[i]);
  return module_has_dirty(self);
}

typedef struct CheckJob {
  const Module *module;
  Unit **units;
  size_t count;
} CheckJob;

enum { UNITS_AT_ONCE = 16 };

static void check_some(void *context, size_t index, unsigned worker) {
  CheckJob *job = context;
  (void)worker;
  size_t end = (index + 1) * UNITS_AT_ONCE;
  for (size_t i = index * UNITS_AT_ONCE; i < end && i < job->count; i++) check_one(job->module, job->units[i]);
}

void module_check_all(Module *self, unsigned jobs) {
  UnitList list = {0};
  for (size_t i = 0; i < self->files.len; i++) {
    const File *file = self->files.items[i];
    for (size_t k = file->dirty_from; k < file->unit_count && file->keeps_text && file->dirty_count > 0; k++)
      if (file->units[k]->dirty) array_push(&list, file->units[k]);
  }
  CheckJob job = {self, list.items, list.len};
  parallel_for((list.len + UNITS_AT_ONCE - 1) / UNITS_AT_ONCE, jobs, check_some, &job);
  for (size_t i = 0; i < list.len; i++) {
    mark_clean(list.items[i]);
    note_related(self, list.items[i]);
  }
  array_free(&list);
}
