/* read_sql.c: SQL files and migration directories to a state: their statements are run on the scratch database. */
#include "sql/sql.h"
#include "states/state_parts.h"

enum { SHOWN = 200 }; /* bytes of a statement in an error */

typedef struct SqlReader {
  Work *work;
  Scratch *scratch;
  const Dialect *dialect;
} SqlReader;

static Str shorten(Str sql) { return str_sub(sql, 0, SHOWN); }

static bool run_statement(SqlReader *self, Str path, Str text, Span span) {
  Str sql = span_of(span, text), error;
  if (scratch_run(self->scratch, sql, &error)) return true;
  uint32_t line = 1;
  for (uint32_t i = 0; i < span.start; i++) line += text.ptr[i] == '\n';
  return work_fail(self->work, "%.*s:%u: executing statement: \"%.*s%s\": %.*s", STR_FMT(path), line,
                   STR_FMT(shorten(sql)), sql.len > SHOWN ? " ..." : "", STR_FMT(error));
}

static bool run_text(SqlReader *self, Str path, Str text) {
  SqlSpans spans = {0};
  static const SqlFlavor plain = {.double_quotes = true};
  const SqlFlavor *flavor = self->dialect->sql != NULL ? self->dialect->sql : &plain;
  bool ok = true;
  sql_statements(flavor, text, (Str){0}, &spans);
  for (size_t i = 0; ok && i < spans.len; i++) ok = run_statement(self, path, text, spans.items[i]);
  array_free(&spans);
  return ok;
}

static bool run_file(SqlReader *self, Str path) {
  Str text, error;
  if (!file_read(self->work->arena, path, &text, &error))
    return work_fail(self->work, "%.*s: %.*s", STR_FMT(path), STR_FMT(error));
  return run_text(self, path, text);
}

static bool run_directory(SqlReader *self, Str dir) {
  StrList names = {0};
  Str error;
  bool ok = dir_list(self->work->arena, dir, &names, &error);
  if (!ok) work_fail(self->work, "%.*s: %.*s", STR_FMT(dir), STR_FMT(error));
  for (size_t i = 0; ok && i < names.len; i++)
    if (str_ends(names.items[i], STR(".sql")) && names.items[i].ptr[0] != '.')
      ok = run_file(self, path_join(self->work->arena, dir, names.items[i]));
  array_free(&names);
  return ok;
}

State *state_read_sql(Work *work, const Sources *sources) {
  SqlReader self = {.work = work, .scratch = work_scratch(work)};
  if (self.scratch == NULL) return NULL;
  self.dialect = scratch_dialect(self.scratch);
  for (size_t i = 0; i < sources->len; i++) {
    const Source *source = &sources->items[i];
    work_progress(work, "replaying %.*s", STR_FMT(source->path));
    if (!(source->is_dir ? run_directory(&self, source->path) : run_file(&self, source->path))) return NULL;
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
