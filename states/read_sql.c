/* read_sql.c: SQL files and migration directories to a state: their statements are run on the scratch database. Reading
 * the files comes first and knows no database, so that another way to understand them can take its place. */
#include "sql/sql.h"
#include "states/directory.h"
#include "states/state_parts.h"

enum { SHOWN = 200 }; /* bytes of a statement in an error */

/* ---- files ---- */

static bool is_listed(const DirFiles *files, Str name) {
  for (size_t i = 0; i < files->len; i++)
    if (str_eq(files->items[i].name, name)) return true;
  return false;
}

static bool add_path(Work *work, const Source *source, Str path, StrList *open, DirFiles *out);

/* All SQL files of a folder, in the order of their names. */
static bool add_folder(Work *work, const Source *source, Str path, StrList *open, DirFiles *out) {
  StrList names = {0};
  bool ok = source_list(work, source, path, &names);
  for (size_t i = 0; ok && i < names.len; i++)
    if (names.items[i].ptr[0] != '.' && str_ends(names.items[i], STR(".sql")))
      ok = add_path(work, source, path_join(work->arena, path, names.items[i]), open, out);
  array_free(&names);
  return ok;
}

/* What the file needs comes first, and once. */
static bool add_imports(Work *work, const Source *source, Str path, Str text, StrList *open, DirFiles *out) {
  StrList imports = {0};
  bool ok = true;
  directory_imports(work->arena, text, &imports);
  for (size_t i = 0; ok && i < imports.len; i++)
    ok = add_path(work, source, path_join(work->arena, path_dir(path), imports.items[i]), open, out);
  array_free(&imports);
  return ok;
}

/* `open`: the files that are being added, which import each other. */
static bool add_path(Work *work, const Source *source, Str path, StrList *open, DirFiles *out) {
  DirFile file;
  Str text, error, name = source_name(work, source, path);
  if (source_kind(source, path) == FILE_DIR) return add_folder(work, source, path, open, out);
  for (size_t i = 0; i < open->len; i++)
    if (str_eq(open->items[i], path)) return true;
  if (is_listed(out, name)) return true;
  if (!source_text(work, source, path, &text)) return false;
  array_push(open, path);
  if (!add_imports(work, source, path, text, open, out)) return false;
  if (!directory_read_file(work->arena, name, text, source->format, &file, &error))
    return work_fail(work, "%.*s", STR_FMT(error));
  array_push(out, file);
  return true;
}

static bool add_file(Work *work, const Source *source, DirFiles *out) {
  StrList open = {0};
  bool ok = add_path(work, source, source->path, &open, out);
  array_free(&open);
  return ok;
}

static bool add_directory(Work *work, const Source *source, DirFiles *out) {
  DirOptions how = {.format = source->format, .version = source->version, .files = source->files};
  DirFiles files;
  Str error;
  bool ok = directory_read(work->arena, source->path, &how, &files, &error);
  if (!ok) work_fail(work, "%.*s%.*s", STR_FMT(source->prefix), STR_FMT(error));
  for (size_t i = directory_start(&files); ok && i < files.len; i++) {
    files.items[i].name = source_name(work, source, files.items[i].name);
    array_push(out, files.items[i]);
  }
  array_free(&files);
  return ok;
}

/* All files of the sources, in the order to run them. */
static bool read_files(Work *work, const Sources *sources, DirFiles *out) {
  for (size_t i = 0; i < sources->len; i++) {
    const Source *source = &sources->items[i];
    if (!(source->is_dir ? add_directory(work, source, out) : add_file(work, source, out))) return false;
  }
  return true;
}

/* ---- replay ---- */

/* Not in the middle of a character. */
static Str shorten(Str sql) {
  size_t end = sql.len < SHOWN ? sql.len : SHOWN;
  while (end < sql.len && end > 0 && ((unsigned char)sql.ptr[end] & 0xc0) == 0x80) end--;
  return str_sub(sql, 0, end);
}

static bool run_statement(Work *work, Scratch *scratch, const DirFile *file, Span span) {
  Str sql = span_of(span, file->text), error;
  uint32_t line = 1, column = 1, error_at;
  if (scratch_run_at(scratch, sql, span.start, &error, &error_at)) return true;
  for (uint32_t i = 0; i < span.start + error_at; i++) {
    line += file->text.ptr[i] == '\n';
    column = file->text.ptr[i] == '\n' ? 1 : column + 1;
  }
  if (scratch_is_read(scratch))
    return work_fail(work, "%.*s:%u,%u: %.*s", STR_FMT(file->name), line, column, STR_FMT(error));
  return work_fail(work, "%.*s:%u: executing statement: \"%.*s%s\": %.*s", STR_FMT(file->name), line,
                   STR_FMT(shorten(sql)), sql.len > SHOWN ? " ..." : "", STR_FMT(error));
}

static bool run_file(Work *work, Scratch *scratch, const DirFile *file) {
  static const SqlFlavor plain = {.double_quotes = true};
  const SqlFlavor *flavor = scratch_dialect(scratch)->sql != NULL ? scratch_dialect(scratch)->sql : &plain;
  SqlSpans spans = {0};
  bool ok = true;
  DirFile clean = *file;
  clean.text = scratch_source(scratch, file->name, file->text);
  directory_statements(&clean, flavor, &spans);
  for (size_t i = 0; ok && i < spans.len; i++) ok = run_statement(work, scratch, &clean, spans.items[i]);
  array_free(&spans);
  return ok;
}

/* NULL with work->error. */
static Realm *replay(Work *work, Scratch *scratch, const DirFiles *files) {
  Str error;
  for (size_t i = 0; i < files->len; i++) {
    work_progress(work, "replaying %zu of %zu files", i + 1, files->len);
    if (!run_file(work, scratch, &files->items[i])) return NULL;
  }
  Realm *realm = scratch_inspect(scratch, &error);
  if (realm == NULL) work_fail(work, "dev database: %.*s", STR_FMT(error));
  return realm;
}

State *state_read_sql(Work *work, const Sources *sources) {
  DirFiles files = {0};
  Scratch *scratch = read_files(work, sources, &files) ? work_scratch(work) : NULL;
  Realm *realm = scratch != NULL ? replay(work, scratch, &files) : NULL;
  array_free(&files);
  if (realm == NULL) return NULL;
  State *state = state_new((StateKind)sources->items[0].kind);
  state->realm = realm;
  state->dialect = scratch_dialect(scratch);
  state->normalised = true;
  state->schema = arena_str(&state->arena, scratch_schema(scratch));
  state->bound = !str_empty(state->schema);
  return state;
}
