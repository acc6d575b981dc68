/* risk_gather.c: copies of the open texts for a job, see risk.h. A large text is copied a piece at a time between
 * messages, so that nobody waits for it; a change in between ends it, and it is begun anew after the next pause. */
#include "lsp/risk.h"
#include "lsp/workspace.h"

enum { SLICE_BYTES = 1 << 20 };

static void add_file(RiskJob *job, const File *file) {
  const LspSource *source = file->user;
  RiskFile item = {.path = arena_str(&job->arena, file->path), .open = source->doc != NULL, .number = source->number};
  if (item.open) {
    item.text = str_make(arena_array(&job->texts, char, (size_t)file->size + 1), 0);
    item.size = file->size;
    item.unit_count = file->unit_count;
    item.units = mem_alloc((file->unit_count + 1) * sizeof *item.units);
  }
  array_push(&job->files, item);
}

static void take_project(LspServer *self, RiskJob *job, const LspProject *project) {
  if (project == NULL || project->project == NULL) return;
  job->project_path = arena_str(&job->arena, project->project->path);
  const LspDoc *doc = workspace_doc_at(self, job->project_path);
  if (doc != NULL && doc->source != NULL) job->project_text = file_text(doc->source->file, &job->arena);
}

RiskJob *risk_gather_new(LspServer *self, LspGroup *group) {
  RiskJob *job = mem_zero(1, sizeof *job);
  arena_init(&job->arena, 0);
  arena_init(&job->texts, 0);
  job->request.data = job;
  job->server = self;
  job->group = group;
  job->dialect = group->dialect;
  job->vars = self->options->vars;
  job->var_count = self->options->var_count;
  for (size_t i = 0; i < module_file_count(group->module); i++) add_file(job, module_file(group->module, i));
  take_project(self, job, group->project);
  return job;
}

/* Is the file still the one that was begun with? */
static bool is_same(const RiskFile *item, const File *file) {
  const LspSource *source = file->user;
  bool open = source->doc != NULL;
  if (source->number != item->number || open != item->open) return false;
  return !open || (file->size == item->size && file->unit_count == item->unit_count);
}

/* Copies units until the slice is full; true when the file is done. */
static bool copy_units(RiskJob *job, RiskFile *item, const File *file, size_t *left) {
  char *text = (char *)(uintptr_t)item->text.ptr;
  for (; job->at_unit<item->unit_count && * left> 0; job->at_unit++) {
    const Unit *unit = file->units[job->at_unit];
    item->units[job->at_unit] = (RiskUnit){unit->start, unit->id};
    if (unit->len > 0) memcpy(text + unit->start, unit->text.ptr, unit->len);
    *left -= unit->len < *left ? unit->len : *left;
  }
  if (job->at_unit < item->unit_count) return false;
  text[item->size] = '\0';
  item->text = str_make(text, item->size);
  return true;
}

RiskGathered risk_gather(RiskJob *job) {
  const Module *module = job->group->module;
  size_t left = SLICE_BYTES;
  if (module_file_count(module) != job->files.len) return RISK_STALE;
  for (; job->at_file < job->files.len; job->at_file++, job->at_unit = 0) {
    const File *file = module_file(module, job->at_file);
    RiskFile *item = &job->files.items[job->at_file];
    if (!is_same(item, file)) return RISK_STALE;
    if (item->open && !copy_units(job, item, file, &left)) return RISK_MORE;
  }
  return RISK_GATHERED;
}
