/* risk_show.c: from what a job found to the diagnostics of open files, see risk.h. */
#include "lsp/lifecycle.h"
#include "lsp/risk.h"
#include "lsp/texts.h"

enum { MAX_SHOWN = 200 };

/* ---- places ---- */

static bool holds(const Unit *unit, const RiskPlace *place) {
  Span span = place->span;
  return unit->text.ptr != NULL && span.end <= unit->text.len &&
         str_eq(str_sub(unit->text, span.start, span.end), place->text);
}

static Unit *unit_of(const File *file, RiskPlace *place) {
  if (place->hint < file->unit_count && file->units[place->hint]->id == place->unit) return file->units[place->hint];
  for (size_t i = 0; i < file->unit_count; i++)
    if (file->units[i]->id == place->unit) {
      place->hint = (uint32_t)i;
      return file->units[i];
    }
  return NULL;
}

Unit *risk_unit(const File *file, RiskPlace *place) {
  Unit *unit = unit_of(file, place);
  if (unit != NULL) return unit;
  if (place->hint >= file->unit_count || str_empty(place->text)) return NULL;
  unit = file->units[place->hint]; /* edited, but the name still stands where it stood */
  if (!holds(unit, place)) return NULL;
  place->unit = unit->id;
  return unit;
}

/* ---- taking ---- */

/* Index of the unit at an offset of the text that was looked at. */
static size_t unit_at(const RiskFile *file, uint32_t offset) {
  size_t low = 0, high = file->unit_count;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (file->units[middle].start <= offset)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/* Binds a place to its unit. `span` counts from the start of the file until now. */
static RiskPlace anchor(Arena *arena, const RiskFile *file, const RiskPlace *found) {
  size_t at = unit_at(file, found->span.start);
  RiskPlace place = *found;
  uint32_t start = file->units[at].start;
  place.unit = file->units[at].id;
  place.hint = (uint32_t)at;
  place.text = arena_str(arena, found->text);
  place.span = span_make(found->span.start - start, found->span.end - start);
  place.path = (Str){0};
  return place;
}

static uint64_t hash_of(const SourceRisks *risks) {
  uint64_t hash = 1;
  for (size_t i = 0; i < risks->findings.len; i++) {
    const RiskFinding *finding = &risks->findings.items[i];
    const uint64_t parts[] = {hash, finding->place.unit, finding->place.span.start, str_hash(finding->code),
                              str_hash(finding->message)};
    hash = str_hash(str_make((const char *)parts, sizeof parts));
  }
  return hash;
}

static void take_file(RiskJob *job, const RiskFile *file, SourceRisks *out) {
  for (size_t i = 0; i < job->findings.len && out->findings.len < MAX_SHOWN; i++) {
    const RiskFinding *found = &job->findings.items[i];
    if (!str_eq(found->place.path, file->path)) continue;
    RiskFinding finding = {.place = anchor(&out->arena, file, &found->place), .severity = found->severity};
    finding.code = arena_str(&out->arena, found->code);
    finding.message = arena_str(&out->arena, found->message);
    finding.fix = arena_str(&out->arena, found->fix);
    array_push(&out->findings, finding);
  }
  for (size_t i = 0; i < job->questions.len; i++) {
    const RiskQuestion *asked = &job->questions.items[i];
    if (!str_eq(asked->place.path, file->path)) continue;
    RiskQuestion question = {.place = anchor(&out->arena, file, &asked->place), .kind = asked->kind};
    question.from = arena_str(&out->arena, asked->from);
    question.to = arena_str(&out->arena, asked->to);
    array_push(&out->questions, question);
  }
  out->hash = hash_of(out);
}

void risk_forget(LspSource *source) {
  SourceRisks *risks = source->risks;
  if (risks == NULL) return;
  array_free(&risks->findings);
  array_free(&risks->questions);
  arena_free(&risks->arena);
  free(risks);
  source->risks = NULL;
}

static const RiskFile *file_of(const RiskJob *job, const LspSource *source) {
  for (size_t i = 0; i < job->files.len; i++)
    if (job->files.items[i].number == source->number && job->files.items[i].open) return &job->files.items[i];
  return NULL;
}

/* The list of a file is sent again only when it is another one. */
void risk_take(LspServer *self, RiskJob *job) {
  const Module *module = job->group->module;
  for (size_t i = 0; i < module_file_count(module); i++) {
    LspSource *source = module_file(module, i)->user;
    const RiskFile *file = file_of(job, source);
    uint64_t before = source->risks != NULL ? source->risks->hash : hash_of(&(SourceRisks){0}), after;
    SourceRisks *risks = mem_zero(1, sizeof *risks);
    arena_init(&risks->arena, 0);
    if (file != NULL && file->unit_count > 0) take_file(job, file, risks);
    after = hash_of(risks);
    risk_forget(source);
    source->risks = risks;
    if (source->doc != NULL && before != after) source->stale = true;
    if (risks->findings.len + risks->questions.len == 0) risk_forget(source);
  }
  lsp_wake(self);
}

/* ---- showing ---- */

static json_t *shown(LspServer *self, Arena *arena, const Unit *unit, const RiskFinding *finding) {
  int severity = settings_severity(&self->settings, finding->code, finding->severity);
  TextRange range;
  if (severity == 0) return NULL;
  texts_range(self, unit, finding->place.span, &range);
  json_t *out = json_object();
  json_put(out, "range", json_from_range(range));
  json_put(out, "severity", json_integer(severity));
  json_put_str(out, "code", finding->code);
  Str page = self->client.code_links ? pages_lint(self, arena) : (Str){0};
  if (!str_empty(page)) {
    json_t *link = json_object();
    json_put_str(link, "href", page);
    json_put(out, "codeDescription", link);
  }
  json_put(out, "source", json_string("atlas-lint"));
  json_put_str(out, "message", finding->message);
  return out;
}

static bool has_error(const Unit *unit) {
  for (size_t i = 0; i < unit->diags.len; i++)
    if (unit->diags.items[i].severity == SEVERITY_ERROR) return true;
  return false;
}

/* A block with mistakes is told what they are, and not what they would do: in `colum "mail" { }` nothing is dropped on
 * purpose. What is gone may be in any of the file. */
static bool is_follow_on(const File *file, const Unit *unit, const RiskFinding *finding) {
  if (finding->place.span.end > 0) return has_error(unit);
  for (size_t i = 0; i < file->unit_count; i++)
    if (has_error(file->units[i])) return true;
  return false;
}

void risk_list(LspServer *self, Arena *arena, const LspSource *source, json_t *list) {
  SourceRisks *risks = source->risks;
  if (risks == NULL || !self->settings.lint) return;
  for (size_t i = 0; i < risks->findings.len;) {
    RiskFinding *finding = &risks->findings.items[i];
    const Unit *unit = risk_unit(source->file, &finding->place);
    if (unit == NULL) {
      risks->hash = 0;
      array_splice(&risks->findings, i, 1, NULL, 0);
      continue;
    }
    json_t *item = is_follow_on(source->file, unit, finding) ? NULL : shown(self, arena, unit, finding);
    if (item != NULL) json_array_append_new(list, item);
    i++;
  }
}
