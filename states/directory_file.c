/* directory_file.c: what of a file of a migration directory is to be run: of files in sections the migration, of files
 * of other tools the way on. */
#include "states/directory_parts.h"
#include "typecheck/migration.h"

static const DirFormat formats[] = {
    {.name = STR_INIT("atlas"), .suffix = STR_INIT(".sql")},
    {.name = STR_INIT("golang-migrate"), .suffix = STR_INIT(".up.sql"), .numbers = true},
    {.name = STR_INIT("goose"),
     .suffix = STR_INIT(".sql"),
     .up = STR_INIT("+goose up"),
     .down = STR_INIT("+goose down"),
     .begin = STR_INIT("+goose statementbegin"),
     .end = STR_INIT("+goose statementend"),
     .numbers = true},
    {.name = STR_INIT("flyway"),
     .suffix = STR_INIT(".sql"),
     .prefixes = STR_INIT("VBR"),
     .baseline = 'B',
     .separator = STR_INIT("__"),
     .numbers = true,
     .own_order = true},
    {.name = STR_INIT("liquibase"), .suffix = STR_INIT(".sql")},
    {.name = STR_INIT("dbmate"),
     .suffix = STR_INIT(".sql"),
     .up = STR_INIT("migrate:up"),
     .down = STR_INIT("migrate:down")},
};
const char directory_format_names[] = "atlas, golang-migrate, goose, flyway, liquibase, dbmate";

const DirFormat *directory_format(Str name) {
  if (str_empty(name)) return &formats[0];
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
    if (str_eq(formats[i].name, name)) return &formats[i];
  return NULL;
}

/* ---- lines ---- */

/* "-- +goose Up extra" is the line "+goose up"; case and blanks do not count. */
static bool is_line(Str line, Str wanted) {
  line = str_trim(line);
  if (str_empty(wanted) || !str_starts(line, STR("--"))) return false;
  line = str_trim(str_sub(line, 2, line.len));
  if (!str_eq_nocase(str_sub(line, 0, wanted.len), wanted)) return false;
  return line.len == wanted.len || line.ptr[wanted.len] == ' ' || line.ptr[wanted.len] == '\t';
}

/* Behind the first such line at or after `from`, or where it starts; text.len: there is none. */
static size_t find_line(Str text, size_t from, Str wanted, bool behind) {
  for (size_t at = from; at < text.len;) {
    size_t end = str_find(text, '\n', at), next = end < text.len ? end + 1 : end;
    if (is_line(str_sub(text, at, end), wanted)) return behind ? next : at;
    at = next;
  }
  return text.len;
}

static bool has_line(Str text, Str wanted) { return find_line(text, 0, wanted, false) < text.len; }

static Span way_on(const DirFormat *format, Str text) {
  size_t start = has_line(text, format->up) ? find_line(text, 0, format->up, true) : 0;
  size_t end = str_empty(format->down) ? text.len : find_line(text, start, format->down, false);
  return span_make((uint32_t)start, (uint32_t)end);
}

/* ---- sections and directives ---- */

/* The section that must be there. */
static bool is_main(Str name) {
  for (size_t i = 0; i < dialect_count; i++) {
    const FactRow *row =
        dialect_all[i]->is_text ? dialect_fact(dialect_facts(dialect_all[i], STR("sections")), name) : NULL;
    if (row != NULL) return !str_empty(row->cells[0]);
  }
  return false;
}

static bool read_sections(Arena *arena, Str path, const Migration *migration, DirFile *out, Str *error) {
  for (uint32_t i = 0; i < migration->section_count; i++) {
    const MigrationSection *section = &migration->sections[i];
    if (migration->txtar && !is_main(section->name)) continue;
    out->part = section->body;
    out->delimiter = section->delimiter;
    return true;
  }
  *error = arena_printf(arena, "%.*s: the txtar file has no section of the migration", STR_FMT(path));
  return false;
}

bool directory_read_file(Arena *arena, Str path, Str text, Str format_name, DirFile *out, Str *error) {
  const DirFormat *format = directory_format(format_name);
  Migration migration;
  if (str_starts(text, STR("\xef\xbb\xbf"))) text = str_sub(text, 3, text.len);
  *out = (DirFile){.name = path, .text = text};
  migration_parse(arena, text, &migration);
  if (!read_sections(arena, path, &migration, out, error)) return false;
  for (uint32_t i = 0; i < migration.directive_count; i++)
    out->checkpoint |= migration.directives[i].file && str_eq(migration.directives[i].name, STR("checkpoint"));
  if (str_empty(format->up)) return true;
  out->part = way_on(format, text);
  out->whole = !str_empty(format->begin);
  return true;
}

void directory_imports(Arena *arena, Str text, StrList *out) {
  static const Str scheme = STR_INIT("file://");
  Migration parsed;
  migration_parse(arena, text, &parsed);
  for (uint32_t i = 0; i < parsed.directive_count; i++) {
    Str path = parsed.directives[i].args;
    if (!str_eq(parsed.directives[i].name, STR("import")) || str_empty(path)) continue;
    array_push(out, str_starts(path, scheme) ? str_sub(path, scheme.len, path.len) : path);
  }
}

/* ---- statements ---- */

static void split(const DirFile *file, const SqlFlavor *flavor, size_t start, size_t end, SqlSpans *out) {
  SqlSpans found = {0};
  sql_statements(flavor, str_sub(file->text, start, end), file->delimiter, &found);
  for (size_t i = 0; i < found.len; i++)
    array_push(out, span_make(found.items[i].start + (uint32_t)start, found.items[i].end + (uint32_t)start));
  array_free(&found);
}

/* Text between two lines of comments is one statement. */
static void add_whole(Str text, size_t start, size_t end, SqlSpans *out) {
  Str body = str_trim(str_sub(text, start, end));
  if (str_empty(body)) return;
  size_t at = (size_t)(body.ptr - text.ptr);
  array_push(out, span_make((uint32_t)at, (uint32_t)(at + body.len)));
}

void directory_statements(const DirFile *file, const SqlFlavor *flavor, SqlSpans *out) {
  const DirFormat *goose = directory_format(STR("goose"));
  Str text = str_sub(file->text, 0, file->part.end);
  size_t at = file->part.start;
  while (file->whole && at < text.len) {
    size_t begin = find_line(text, at, goose->begin, false);
    if (begin == text.len) break;
    split(file, flavor, at, begin, out);
    size_t body = find_line(text, begin, goose->begin, true), end = find_line(text, body, goose->end, false);
    add_whole(text, body, end, out);
    at = find_line(text, end, goose->end, true);
  }
  if (at < text.len) split(file, flavor, at, text.len, out);
}
