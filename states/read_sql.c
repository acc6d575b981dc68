/* read_sql.c: SQL files and migration directories to a state: their statements are run on the scratch database. */
#include "sql/sql.h"
#include "states/directory.h"
#include "states/state_parts.h"

enum { SHOWN = 200 }; /* bytes of a statement in an error */

typedef struct SqlReader {
  Work *work;
  Scratch *scratch;
  const Dialect *dialect;
} SqlReader;

/* Not in the middle of a character. */
static Str shorten(Str sql) {
  size_t end = sql.len < SHOWN ? sql.len : SHOWN;
  while (end < sql.len && end > 0 && ((unsigned char)sql.ptr[end] & 0xc0) == 0x80) end--;
  return str_sub(sql, 0, end);
}

static bool run_statement(SqlReader *self, const DirFile *file, Span span) {
  Str sql = span_of(span, file->text), error;
  if (scratch_run(self->scratch, sql, &error)) return true;
  uint32_t line = 1;
  for (uint32_t i = 0; i < span.start; i++) line += file->text.ptr[i] == '\n';
  return work_fail(self->work, "%.*s:%u: executing statement: \"%.*s%s\": %.*s", STR_FMT(file->name), line,
                   STR_FMT(shorten(sql)), sql.len > SHOWN ? " ..." : "", STR_FMT(error));
}

static bool run_file(SqlReader *self, const DirFile *file) {
  static const SqlFlavor plain = {.double_quotes = true};
  const SqlFlavor *flavor = self->dialect->sql != NULL ? self->dialect->sql : &plain;
  SqlSpans spans = {0};
  bool ok = true;
  directory_statements(file, flavor, &spans);
  for (size_t i = 0; ok && i < spans.len; i++) ok = run_statement(self, file, spans.items[i]);
  array_free(&spans);
  return ok;
}

static bool run_one(SqlReader *self, const Source *source) {
  Arena *arena = self->work->arena;
  DirFile file;
  Str text, error, name = source_name(self->work, source, source->path);
  if (!source_text(self->work, source, source->path, &text)) return false;
  if (!directory_read_file(arena, name, text, source->format, &file, &error))
    return work_fail(self->work, "%.*s", STR_FMT(error));
  return run_file(self, &file);
}

static bool run_directory(SqlReader *self, const Source *source) {
  DirOptions how = {.format = source->format, .version = source->version, .files = source->files};
  DirFiles files;
  Str error;
  bool ok = directory_read(self->work->arena, source->path, &how, &files, &error);
  if (!ok) work_fail(self->work, "%.*s%.*s", STR_FMT(source->prefix), STR_FMT(error));
  for (size_t i = directory_start(&files); ok && i < files.len; i++) {
    work_progress(self->work, "replaying %zu of %zu files", i + 1, files.len);
    files.items[i].name = source_name(self->work, source, files.items[i].name);
    ok = run_file(self, &files.items[i]);
  }
  array_free(&files);
  return ok;
}

State *state_read_sql(Work *work, const Sources *sources) {
  SqlReader self = {.work = work, .scratch = work_scratch(work)};
  if (self.scratch == NULL) return NULL;
  self.dialect = scratch_dialect(self.scratch);
  for (size_t i = 0; i < sources->len; i++) {
    const Source *source = &sources->items[i];
    if (!(source->is_dir ? run_directory(&self, source) : run_one(&self, source))) return NULL;
  }
  Str error;
  Realm *realm = scratch_inspect(self.scratch, &error);
  if (realm == NULL) {
    work_fail(work, "dev database: %.*s", STR_FMT(error));
    return NULL;
  }
  State *state = state_new((StateKind)sources->items[0].kind);
  state->realm = realm;
  state->dialect = self.dialect;
  state->normalised = true;
  state->schema = arena_str(&state->arena, scratch_schema(self.scratch));
  state->bound = !str_empty(state->schema);
  return state;
}
