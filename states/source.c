/* source.c: a source as people name it: what kind it is, and what lies there.
 *
 *     file://schema.pg.hcl     HCL, path schema.pg.hcl
 *     file://migrations        MIGRATIONS when there are SQL files in it
 *     postgres://host/db       DATABASE */
#include "states/directory.h"
#include "states/state_parts.h"

/* ---- files of a source ---- */

FileKind source_kind(const Source *source, Str path) { return source->files->kind(source->files->context, path); }

Str source_name(Work *work, const Source *source, Str path) {
  return arena_printf(work->arena, "%.*s%.*s", STR_FMT(source->prefix), STR_FMT(path));
}

static bool fail_at(Work *work, const Source *source, Str path, Str error) {
  return work_fail(work, "%.*s%.*s: %.*s", STR_FMT(source->prefix), STR_FMT(path), STR_FMT(error));
}

bool source_text(Work *work, const Source *source, Str path, Str *text) {
  const StateOptions *options = &work->options;
  bool open = options->open_text != NULL && source->files == &files_disk;
  Str error;
  *text = open ? options->open_text(options->user, work->arena, path) : (Str){0};
  if (text->ptr != NULL || source->files->read(source->files->context, work->arena, path, text, &error)) return true;
  return fail_at(work, source, path, error);
}

bool source_list(Work *work, const Source *source, Str path, StrList *names) {
  Str error;
  return source->files->list(source->files->context, work->arena, path, names, &error) ||
         fail_at(work, source, path, error);
}

/* ---- what it is ---- */

static bool has_scheme(Str text, Str *scheme) {
  size_t colon = str_find(text, ':', 0);
  *scheme = str_sub(text, 0, colon);
  return colon > 0 && str_starts(str_sub(text, colon, text.len), STR("://"));
}

/* HCL or SQL, by what is in it; a directory of both is refused. */
static bool read_directory(Work *work, Source *out) {
  StrList names = {0};
  Str sql = {0}, hcl = {0};
  bool summed = false; /* an empty directory of migrations */
  if (!source_list(work, out, out->path, &names)) return false;
  for (size_t i = 0; i < names.len; i++) {
    Str name = names.items[i];
    const Dialect *dialect = dialect_for_file(name);
    if (name.ptr[0] == '.') continue;
    summed = summed || directory_is_sum(name);
    if (str_ends(name, STR(".sql"))) sql = name;
    if (str_ends(name, STR(".hcl")) && (dialect == NULL || dialect->is_schema)) hcl = name;
  }
  array_free(&names);
  if (!str_empty(sql) && !str_empty(hcl))
    return work_fail(work, "ambiguous schema: both SQL and HCL files found: \"%.*s\", \"%.*s\"", STR_FMT(sql),
                     STR_FMT(hcl));
  out->kind = str_empty(sql) && !summed ? STATE_HCL : STATE_MIGRATIONS;
  return true;
}

/* "a=b&format=goose" -> "goose" for format. */
static Str param(Str query, Str name) {
  for (size_t at = 0; at < query.len;) {
    size_t end = str_find(query, '&', at), equals = str_find(query, '=', at);
    if (equals < end && str_eq(str_sub(query, at, equals), name)) return str_sub(query, equals + 1, end);
    at = end + 1;
  }
  return (Str){0};
}

/* "a%20dir" is "a dir" where nothing has the name as it is written. */
static FileKind find_path(Work *work, Str written, Source *out) {
  FileKind kind = source_kind(out, written);
  out->path = written;
  if (kind != FILE_NONE || str_find(written, '%', 0) == written.len) return kind;
  Str decoded = uri_to_path(work->arena, arena_printf(work->arena, "file:///%.*s", STR_FMT(written)));
  decoded = str_sub(decoded, 1, decoded.len);
  kind = source_kind(out, decoded);
  if (kind != FILE_NONE) out->path = decoded;
  return kind;
}

static bool read_file(Work *work, Str rest, Source *out) {
  size_t mark = str_find(rest, '?', 0);
  Str query = str_sub(rest, mark + 1, rest.len);
  out->format = param(query, STR("format"));
  out->version = param(query, STR("version"));
  FileKind kind = find_path(work, str_sub(rest, 0, mark), out);
  out->is_dir = kind == FILE_DIR;
  if (out->is_dir) return read_directory(work, out);
  if (str_ends(out->path, STR(".sql")))
    out->kind = STATE_SQL;
  else if (str_ends(out->path, STR(".hcl")) || kind == FILE_REGULAR)
    out->kind = STATE_HCL;
  else
    return fail_at(work, out, out->path, STR("no such file or directory"));
  return true;
}

/* The folder of an absolute path, or what is left of it on the disk; else the current one. */
static Str near_of(Str path) {
  Str dir = path_is_absolute(path) ? path_dir(path) : STR(".");
  while (dir.len > 1 && file_kind(dir) != FILE_DIR) dir = path_dir(dir);
  return dir;
}

/* git:REV:PATH */
static bool read_git(Work *work, Str rest, Source *out) {
  size_t colon = str_find(rest, ':', 0);
  Str revision = str_sub(rest, 0, colon), error;
  if (colon == rest.len || colon == 0 || colon + 1 == rest.len)
    return work_fail(work, "\"%.*s\" is not git:REVISION:PATH", STR_FMT(out->text));
  GitCommit *commit = git_open(work->arena, near_of(str_sub(rest, colon + 1, rest.len)), revision, &error);
  if (commit == NULL) return work_fail(work, "%.*s", STR_FMT(error));
  array_push(&work->commits, commit);
  Files *files = arena_new(work->arena, Files);
  *files = git_files(commit);
  out->files = files;
  out->prefix = arena_printf(work->arena, "git:%.*s:", STR_FMT(revision));
  return read_file(work, str_sub(rest, colon + 1, rest.len), out);
}

/* text:INDEX */
static bool read_text(Work *work, Str number, Source *out) {
  size_t index = 0;
  for (size_t i = 0; i < number.len; i++) {
    bool digit = number.ptr[i] >= '0' && number.ptr[i] <= '9';
    index = digit && index <= work->options.text_count ? index * 10 + (size_t)(number.ptr[i] - '0') : SIZE_MAX;
  }
  if (str_empty(number) || index >= work->options.text_count)
    return work_fail(work, "there is no text \"%.*s\"", STR_FMT(number));
  const FilesText *text = &work->options.texts[index];
  FilesText *item = arena_new(work->arena, FilesText);
  Files *files = arena_new(work->arena, Files);
  *item = *text;
  *files = files_text(item);
  out->text = text->name;
  out->path = text->name;
  out->files = files;
  out->kind = str_ends(text->name, STR(".sql")) ? STATE_SQL : STATE_HCL;
  out->in_memory = true;
  return true;
}

bool source_read(Work *work, Str text, Source *out) {
  Str scheme;
  *out = (Source){.text = db_url_mask(work->arena, text), .files = &files_disk};
  if (str_starts(text, STR("git:"))) return read_git(work, str_sub(text, 4, text.len), out);
  if (str_starts(text, STR("saved:"))) {
    out->files = &files_saved;
    out->prefix = STR("saved:");
    return read_file(work, str_sub(text, 6, text.len), out);
  }
  if (str_starts(text, STR("text:"))) return read_text(work, str_sub(text, 5, text.len), out);
  if (!has_scheme(text, &scheme)) {
    if (file_kind(text) != FILE_NONE)
      return work_fail(work, "missing scheme. Did you mean file://%.*s?", STR_FMT(text));
    return work_fail(work, "not a database URL, nor file://PATH: %.*s", STR_FMT(out->text));
  }
  if (str_eq(scheme, STR("file"))) return read_file(work, str_sub(text, scheme.len + 3, text.len), out);
  DbUrl url;
  if (!db_url_parse(work->arena, text, &url)) return work_fail(work, "not a database URL: %.*s", STR_FMT(out->text));
  if (inspector_for(&url) == NULL) return work_fail(work, "no driver for %.*s:// URLs", STR_FMT(scheme));
  out->kind = STATE_DATABASE;
  out->url = text;
  return true;
}
