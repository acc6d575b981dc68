/* libFuzzer target: a directory of two migrations in memory, read in the format that the first byte picks, replayed
 * without a database and linted; the same texts as templates. Nothing may crash; statements, findings and errors stand
 * inside of their file. */
#include <stdio.h>
#include <stdlib.h>

#include "states/replay.h"
#include "states/template.h"
#include "typecheck/val.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool fact, const char *problem) {
  if (fact) return;
  fprintf(stderr, "%s\n", problem);
  abort();
}

/* ---- a directory ---- */

typedef struct Pair {
  Str names[2], texts[2];
} Pair;

static FileKind kind(void *context, Str path) {
  const Pair *self = context;
  if (str_eq(path, STR("."))) return FILE_DIR;
  return str_eq(path, self->names[0]) || str_eq(path, self->names[1]) ? FILE_REGULAR : FILE_NONE;
}

static bool read_text(void *context, Arena *arena, Str path, Str *text, Str *error) {
  const Pair *self = context;
  (void)error;
  *text = arena_str(arena, self->texts[str_eq(path, self->names[1])]);
  return true;
}

static bool list(void *context, Arena *arena, Str path, StrList *names, Str *error) {
  const Pair *self = context;
  (void)arena;
  (void)path;
  (void)error;
  for (int i = 0; i < 2; i++) array_push(names, self->names[i]);
  return true;
}

/* ---- the parts ---- */

static void check_findings(Arena *arena, const ReplayFile *file) {
  LintFindings findings;
  Str error;
  size_t len = file->file->text.len;
  need(lint_file(arena, &file->lint, NULL, &findings, &error), "the usual options are refused");
  for (size_t i = 0; i < findings.len; i++) {
    Span span = lint_place(arena, &file->lint, &findings.items[i]);
    need(span.start <= span.end && span.end <= len, "a finding outside of its file");
    need(findings.items[i].message.len > 0, "a finding without a message");
  }
  need(str_empty(file->error) || file->error_offset <= len, "an error outside of its file");
}

static void check_directory(Arena *arena, const Files *files, Str format) {
  const Dialect *dialect = dialect_named(STR("postgresql"));
  DirOptions how = {.format = format, .files = files};
  StateOptions options = {0};
  MigrationDir dir;
  Str error;
  if (!migrations_read(arena, STR("."), &how, dialect->sql, &dir, &error)) return;
  for (size_t i = 0; i < dir.count; i++)
    for (size_t k = 0; k < dir.files[i].statement_count; k++) {
      const MigrationStatement *statement = &dir.files[i].statements[k];
      need(statement->offset + statement->sql.len <= dir.files[i].text.len, "a statement outside of its file");
    }
  Scratch *scratch = scratch_open(arena, dialect, &options, &error);
  need(scratch != NULL, "SQL cannot be read");
  Replay replay;
  replay_run(&replay, arena, scratch, &dir, dir.count > 1 ? 1 : 0);
  for (size_t i = 0; i < replay.count; i++) check_findings(arena, &replay.files[i]);
  replay_free(&replay);
  need(scratch_close(scratch, &error), "what was read cannot be closed");
}

static void check_template(Arena *arena, Str text) {
  const Val *items[] = {val_string(arena, STR("p")), val_integer(arena, 2)};
  ValField fields[] = {{STR("name"), val_string(arena, STR("users"))},
                       {STR("list"), val_tuple(arena, items, 2)},
                       {STR("on"), val_bool(arena, true)}};
  Buf out = {0};
  Str error = {0};
  bool ok = template_render(arena, text, val_object(arena, fields, 3), &out, &error);
  need(ok || !str_empty(error), "a template failed without a reason");
  buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const Str formats[] = {STR_INIT("atlas"),  STR_INIT("golang-migrate"), STR_INIT("goose"),
                                STR_INIT("flyway"), STR_INIT("liquibase"),      STR_INIT("dbmate")};
  static const Str names[][2] = {{STR_INIT("1.sql"), STR_INIT("2.sql")},
                                 {STR_INIT("1.up.sql"), STR_INIT("2.up.sql")},
                                 {STR_INIT("V1__a.sql"), STR_INIT("V2__b.sql")}};
  if (size < 2) return 0;
  size_t format = data[0] % 6;
  Str text = str_make((const char *)data + 1, size - 1);
  size_t half = str_find(text, '\0', 0);
  const Str *named = names[format == 1 ? 1 : format == 3 ? 2 : 0];
  Pair pair = {{named[0], named[1]}, {str_sub(text, 0, half), str_sub(text, half + 1, text.len)}};
  Files files = {&pair, kind, read_text, list};
  Arena arena;
  arena_init(&arena, 0);
  check_directory(&arena, &files, formats[format]);
  check_template(&arena, text);
  arena_free(&arena);
  return 0;
}
