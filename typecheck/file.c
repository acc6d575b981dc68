/* file.c: a text becomes a file: scanned into units, each parsed and summarised. Large files are parsed by several
 * threads, each of which takes chunks of neighbouring units. */
#include "typecheck/file_internal.h"

#include "base/parallel.h"

enum { CHUNK_BYTES = 1 << 16, MAX_JOBS = 64 };

static const char byte_order_mark[] = "\xef\xbb\xbf";

/* What one thread may write to while it parses. */
typedef struct Part {
  Arena scratch;      /* trees of units that are only summarised */
  SymStrings strings; /* of the summaries, in the file's arena of the same number */
  float ratio;        /* size of the kept units, see init_arena */
} Part;

typedef struct ParseJob {
  File *file;
  Str text;
  const UnitSpans *spans;
  const uint32_t *chunks; /* first unit of each chunk, and the number of units */
  Part *parts;
} ParseJob;

/* Text, tree and summary of a unit take about `ratio` bytes per byte of text, as those before it did; a wrong guess
 * only wastes or adds a chunk. */
static void init_arena(Unit *unit, size_t text_len, float ratio) {
  arena_init(&unit->arena, (size_t)((float)text_len * ratio * 1.03F) + 64);
}

/* Moves the ratio towards that of a unit. */
static void learn_ratio(const Unit *unit, float *ratio) {
  size_t used = unit->arena.total - (size_t)(unit->arena.end - unit->arena.at);
  if (unit->len > 200) *ratio += ((float)used / (float)unit->len - *ratio) / 8;
}

bool file_is_text(const File *self) { return self->dialect != NULL && self->dialect->is_text; }

Unit *file_make_unit(File *self, Str text, UnitSpan span, bool first, float *ratio) {
  Unit *unit = mem_zero(1, sizeof *unit);
  init_arena(unit, text.len, *ratio);
  unit->file = self;
  unit->len = span.len;
  unit->newlines = span.newlines;
  unit->cut = span.cut;
  unit->dirty = true;
  unit->text = arena_str(&unit->arena, text);
  unit->arena.next_size = text.len / 8 + 256;
  unit->syn = syn_parse(&unit->arena, file_is_text(self) ? STR("") : unit->text, first);
  unit->sym = file_is_text(self) ? sym_build_text(&unit->arena, unit->text, self->database)
                                 : sym_build(&unit->arena, unit->syn, self->dialect, self->database, false);
  learn_ratio(unit, ratio);
  return unit;
}

/* A unit of which only the summary stays. */
static Unit *index_unit(File *self, Part *part, Str text, UnitSpan span, bool first) {
  Unit *unit = arena_new(part->strings.arena, Unit);
  unit->file = self;
  unit->len = span.len;
  unit->newlines = span.newlines;
  unit->cut = span.cut;
  SynUnit *syn = syn_parse(&part->scratch, text, first);
  unit->sym = sym_build_shared(part->strings.arena, syn, self->dialect, self->database, &part->strings);
  arena_free(&part->scratch);
  return unit;
}

void file_free_unit(Unit *unit) {
  arena_free(&unit->arena);
  arena_free(&unit->diag_arena);
  if (unit->file->keeps_text) free(unit);
}

static void parse_chunk(void *context, size_t chunk, unsigned worker) {
  ParseJob *job = context;
  File *file = job->file;
  for (uint32_t i = job->chunks[chunk]; i < job->chunks[chunk + 1]; i++) {
    UnitSpan span = job->spans->items[i];
    Str text = str_sub(job->text, span.start, (size_t)span.start + span.len); /* may be empty */
    file->units[i] = file->keeps_text ? file_make_unit(file, text, span, i == 0, &job->parts[worker].ratio)
                                      : index_unit(file, &job->parts[worker], text, span, i == 0);
  }
}

/* Cuts the units into chunks of about CHUNK_BYTES; returns the number of chunks. */
static size_t make_chunks(const UnitSpans *spans, uint32_t *chunks) {
  size_t count = 0;
  uint32_t end = 0;
  for (uint32_t i = 0; i < spans->len; i++) {
    if (spans->items[i].start < end) continue;
    chunks[count++] = i;
    end = spans->items[i].start + CHUNK_BYTES;
  }
  chunks[count] = (uint32_t)spans->len;
  return count;
}

static void parse_units(File *self, Str text, const UnitSpans *spans, unsigned jobs) {
  jobs = jobs < 1 ? 1 : jobs > MAX_JOBS ? MAX_JOBS : jobs;
  uint32_t *chunks = mem_alloc(sizeof(uint32_t) * (spans->len + 1));
  size_t chunk_count = make_chunks(spans, chunks);
  if (chunk_count < jobs) jobs = (unsigned)chunk_count;
  Part *parts = mem_zero(jobs, sizeof *parts);
  if (!self->keeps_text) {
    self->parts = mem_zero(jobs, sizeof *self->parts);
    self->part_count = jobs;
  }
  for (unsigned i = 0; i < jobs; i++) {
    arena_init(&parts[i].scratch, CHUNK_BYTES);
    parts[i].ratio = self->ratio;
    if (!self->keeps_text) arena_init(&self->parts[i], text.len / jobs / 8 + 512);
    parts[i].strings.arena = self->keeps_text ? NULL : &self->parts[i];
  }
  ParseJob job = {self, text, spans, chunks, parts};
  parallel_for(chunk_count, jobs, parse_chunk, &job);
  self->ratio = parts[0].ratio;
  for (unsigned i = 0; i < jobs; i++) {
    arena_free(&parts[i].scratch);
    sym_strings_free(&parts[i].strings);
  }
  free(parts);
  free(chunks);
}

/* Gives the units their places. */
static void number_units(File *self) {
  uint32_t start = 0, line = 0;
  for (uint32_t i = 0; i < self->unit_count; i++) {
    Unit *unit = self->units[i];
    unit->start = start;
    unit->line = line;
    unit->index = i;
    unit->id = self->next_id++;
    unit->dirty = true;
    start += unit->len;
    line += unit->newlines;
    self->cut_count += unit->cut;
  }
  self->size = start;
  self->lines = line;
}

UnitSpan file_whole(Str text) { return (UnitSpan){0, (uint32_t)text.len, text_newlines(text), false, true}; }

File *file_parse(Str path, Str text, const Dialect *dialect, bool keep, unsigned jobs) {
  return file_parse_for(path, text, dialect, NULL, keep, jobs);
}

File *file_parse_for(Str path, Str text, const Dialect *dialect, const Dialect *database, bool keep, unsigned jobs) {
  File *self = mem_zero(1, sizeof *self);
  if (text.len > FILE_SIZE_MAX) text.len = FILE_SIZE_MAX;
  arena_init(&self->arena, path.len + 64);
  self->path = arena_str(&self->arena, path);
  self->dialect = dialect;
  self->database = database;
  self->dialect_reason = STR("");
  self->keeps_text = keep || file_is_text(self);
  self->ratio = 9;
  self->bom = str_starts(text, str_from(byte_order_mark));
  UnitSpans spans = {0};
  if (file_is_text(self))
    array_push(&spans, file_whole(text));
  else
    unit_scan(text, &spans);
  self->units = mem_alloc(sizeof(Unit *) * (spans.len + 1));
  self->unit_count = self->unit_cap = spans.len;
  parse_units(self, text, &spans, jobs);
  number_units(self);
  self->dirty_count = (uint32_t)self->unit_count;
  array_free(&spans);
  return self;
}

void file_set_candidates(File *self, const Dialect *const *candidates, size_t count) {
  self->candidates = count > 0 ? arena_copy(&self->arena, candidates, count, sizeof *candidates) : NULL;
  self->candidate_count = count;
}

void file_free(File *self) {
  if (self == NULL) return;
  for (size_t i = 0; i < self->unit_count; i++) file_free_unit(self->units[i]);
  for (uint32_t i = 0; i < self->part_count; i++) arena_free(&self->parts[i]);
  free(self->parts);
  free(self->units);
  arena_free(&self->arena);
  free(self);
}
