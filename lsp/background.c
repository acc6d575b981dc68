/* background.c: see background.h. Open files are checked first, then the closed files of their modules: for those the
 * text is read again, one file at a time, and each unit gets a tree for as long as its check lasts. */
#include "lsp/background.h"

#include "lsp/diagnostics.h"
#include "lsp/groups.h"
#include "lsp/paths.h"
#include "lsp/risk.h"
#include "lsp/texts.h"

enum { SLICE_US = 1500, PUBLISH_EVERY_MS = 1000 };

static void on_changed(void *context, File *file) {
  (void)context;
  LspSource *source = file->user;
  source->stale = true;
}

/* Sends what changed in the open files of a group: of files that are checked through; `late`: of all. */
static void publish_open(LspServer *self, LspGroup *group, bool late) {
  for (size_t i = 0; i < module_file_count(group->module); i++) {
    LspSource *source = module_file(group->module, i)->user;
    if (source->stale && source->doc != NULL && (late || source->file->dirty_count == 0))
      diagnostics_publish(self, source);
  }
}

static File *most_recent(const LspServer *self, const LspGroup *group) {
  for (size_t i = self->docs.len; i-- > 0;) {
    const LspDoc *doc = self->docs.items[i];
    if (doc->source != NULL && doc->source->group == group) return doc->source->file;
  }
  return NULL;
}

/* A slice of checking open files; true when it did anything. */
static bool check_open(LspServer *self, LspGroup *group) {
  if (group_loading(group) || group->docs == 0 || !group->listed) return false;
  bool dirty = module_has_dirty(group->module);
  bool more = dirty && module_check_slice(group->module, most_recent(self, group), SLICE_US, on_changed, self);
  bool late = more && uv_now(&self->loop) - group->published > PUBLISH_EVERY_MS;
  if (late || !more) group->published = uv_now(&self->loop);
  publish_open(self, group, late);
  return more;
}

static bool has_work(const LspSource *source) {
  bool dirty = !source->file->keeps_text && source->file->dirty_count > 0;
  return source->doc == NULL && (source->stale || dirty);
}

/* The next closed file with units to check. */
static LspSource *find_closed(const LspServer *self) {
  for (size_t i = 0; i < self->groups.len; i++) {
    const LspGroup *group = self->groups.items[i];
    if (group_loading(group) || group->docs == 0) continue;
    for (size_t k = 0; k < module_file_count(group->module); k++) {
      LspSource *source = module_file(group->module, k)->user;
      if (has_work(source)) return source;
    }
  }
  return NULL;
}

static void set_text(const File *file, Str text) {
  for (size_t i = 0; i < file->unit_count; i++) {
    Unit *unit = file->units[i];
    unit->text = text.ptr != NULL ? str_make(text.ptr + unit->start, unit->len) : (Str){0};
  }
}

static void check_closed_unit(LspSource *source, Unit *unit, Str text) {
  Arena arena;
  arena_init(&arena, 0);
  unit->text = str_make(text.ptr + unit->start, unit->len);
  unit->syn = syn_parse(&arena, unit->text, unit->index == 0);
  module_check(source->group->module, unit);
  unit->syn = NULL;
  unit->text = (Str){0};
  arena_free(&arena);
}

static void finish_closed(LspServer *self, Str text) {
  LspSource *source = self->checking;
  self->checking = NULL;
  if (text.ptr == NULL) { /* gone or changed: the watcher tells more */
    for (size_t i = 0; i < source->file->unit_count; i++) source->file->units[i]->dirty = false;
    source->file->dirty_count = 0;
    source->stale = false;
    return;
  }
  set_text(source->file, text);
  diagnostics_publish(self, source);
  source->stale = false;
  set_text(source->file, (Str){0});
}

/* A closed text keeps its text, and is checked with the open files. */
static void publish_text(LspServer *self, LspSource *source) {
  diagnostics_publish(self, source);
  source->stale = false;
}

/* A slice of checking closed files; true when there is more to do at once. */
static bool check_closed(LspServer *self) {
  if (!self->settings.check || !self->settings.closed_files) return false;
  if (self->checking == NULL) {
    self->checking = find_closed(self);
    self->checking_at = 0;
  }
  if (self->checking == NULL) return false;
  LspSource *source = self->checking;
  if (source->file->keeps_text) {
    self->checking = NULL;
    publish_text(self, source);
    return true;
  }
  Str text;
  if (!texts_get(self, source->file, &text)) return false; /* wakes us up when it has come */
  uint64_t until = uv_hrtime() + (uint64_t)SLICE_US * 1000;
  size_t count = text.ptr != NULL ? source->file->unit_count : 0;
  for (; self->checking_at < count && uv_hrtime() < until; self->checking_at++) {
    Unit *unit = source->file->units[self->checking_at];
    if (unit->dirty) check_closed_unit(source, unit, text);
  }
  if (self->checking_at >= count) {
    finish_closed(self, text);
    texts_forget(self, source->file->path);
  }
  return true;
}

bool lsp_background(LspServer *self) {
  bool more = false;
  for (size_t i = 0; i < self->groups.len && !more; i++) more = check_open(self, self->groups.items[i]);
  paths_flush(self);
  if (!more) more = risk_background(self);
  if (!more) more = check_closed(self);
  if (!more && self->waiting.len == 0 && self->checking == NULL && !texts_missing(self)) texts_release(self);
  return more;
}
