/* migrations.c: see migrations.h. */
#include "states/migrations.h"

#include "base/buf.h"
#include "typecheck/checksum.h"
#include "typecheck/migration.h"

/* ---- the directory ---- */

static Str version_of(Str name) {
  Str stem = str_ends(name, STR(".sql")) ? str_sub(name, 0, name.len - 4) : name;
  return str_sub(stem, 0, str_find(stem, '_', 0));
}

/* One directive of the whole file. */
static void read_directive(MigrationFile *file, const MigrationDirective *directive, Buf *words) {
  if (str_eq(directive->name, STR("checkpoint"))) file->checkpoint = true;
  if (str_eq(directive->name, STR("txmode"))) file->no_transaction = str_eq(directive->args, STR("none"));
  if (!str_eq(directive->name, STR("nolint"))) return;
  if (str_empty(directive->args)) file->silent = true;
  if (words->len > 0) buf_putc(words, ' ');
  buf_put(words, directive->args);
}

static bool read_file(Arena *arena, Str dir, Str name, MigrationFile *out, Str *error) {
  Str path = path_join(arena, dir, name), why;
  *out = (MigrationFile){.name = name, .version = version_of(name)};
  if (!file_read(arena, path, &out->text, &why)) {
    *error = arena_printf(arena, "%.*s: %.*s", STR_FMT(path), STR_FMT(why));
    return false;
  }
  Migration parsed;
  Buf words = {0};
  migration_parse(arena, out->text, &parsed);
  for (uint32_t i = 0; i < parsed.directive_count; i++)
    if (parsed.directives[i].file) read_directive(out, &parsed.directives[i], &words);
  out->nolint = arena_str(arena, buf_str(&words));
  out->silent = out->silent && str_empty(out->nolint);
  buf_free(&words);
  return true;
}

static bool read_sum(Arena *arena, MigrationDir *self, Str name, Str *error) {
  Str path = path_join(arena, self->path, name), why;
  self->has_sum = true;
  if (file_read(arena, path, &self->sum, &why)) return true;
  *error = arena_printf(arena, "%.*s: %.*s", STR_FMT(path), STR_FMT(why));
  return false;
}

bool migrations_read(Arena *arena, Str path, MigrationDir *out, Str *error) {
  StrList names = {0};
  Str why;
  *out = (MigrationDir){.path = path};
  if (!dir_list(arena, path, &names, &why)) {
    *error = arena_printf(arena, "%.*s: %.*s", STR_FMT(path), STR_FMT(why));
    return false;
  }
  bool ok = true;
  out->files = arena_array(arena, MigrationFile, names.len + 1);
  for (size_t i = 0; ok && i < names.len; i++) {
    Str name = names.items[i];
    if (migration_is_sum(name))
      ok = read_sum(arena, out, name, error);
    else if (checksum_counts(name, false) && name.ptr[0] != '.')
      ok = read_file(arena, path, name, &out->files[out->count++], error);
  }
  array_free(&names);
  return ok;
}

size_t migrations_start(const MigrationDir *self, size_t end) {
  for (size_t i = end; i-- > 0;)
    if (self->files[i].checkpoint) return i;
  return 0;
}

/* ---- checksums ---- */

static bool has_form(Str sums) {
  Str name, hash;
  Span line;
  bool fine = true;
  for (size_t at = 0; fine && (at == 0 || at < sums.len);) fine = checksum_line(sums, &at, &name, &hash, &line);
  return fine;
}

bool migrations_verify(Arena *arena, const MigrationDir *self, Str *error) {
  static const char *const reasons[] = {
      [CHECKSUM_EDITED] = "edited", [CHECKSUM_ADDED] = "added", [CHECKSUM_REMOVED] = "removed"};
  if (!self->has_sum || (self->sum.len == 0 && self->count == 0)) return true;
  if (!has_form(self->sum)) {
    *error = STR("checksum file format invalid");
    return false;
  }
  ChecksumFile *files = arena_array(arena, ChecksumFile, self->count + 1);
  for (size_t i = 0; i < self->count; i++) files[i] = (ChecksumFile){self->files[i].name, self->files[i].text};
  ChecksumProblem problem = checksum_compare(self->sum, files, self->count);
  if (problem.state == CHECKSUM_FINE) return true;
  *error = problem.state == CHECKSUM_TOTAL
               ? STR("checksum mismatch (atlas.sum): L1: the sum of all files differs")
               : arena_printf(arena, "checksum mismatch (atlas.sum): L%u: %.*s was %s", problem.number,
                              STR_FMT(problem.file), reasons[problem.state]);
  return false;
}

/* ---- statements ---- */

/* The line that ends before `end`, without its newline; *start is where it starts. */
static Str line_before(Str text, size_t end, size_t *start) {
  *start = end;
  while (*start > 0 && text.ptr[*start - 1] != '\n') --*start;
  return str_sub(text, *start, end);
}

static bool is_comment(Str line) {
  line = str_trim(line);
  return str_starts(line, STR("--")) || str_starts(line, STR("#")) ||
         (str_starts(line, STR("/*")) && str_ends(line, STR("*/")));
}

/* "-- atlas:nolint DS102" -> "DS102"; NULL: another line. */
static Str nolint_of(Str line) {
  Str mark = STR("atlas:nolint");
  line = str_trim(line);
  size_t at = str_starts(line, STR("#")) ? 1 : 2;
  while (at < line.len && line.ptr[at] == ' ') at++;
  if (!str_starts(str_sub(line, at, line.len), mark)) return (Str){0};
  if (str_ends(line, STR("*/"))) line = str_sub(line, 0, line.len - 2);
  Str rest = str_sub(line, at + mark.len, line.len);
  if (rest.len > 0 && rest.ptr[0] != ' ' && rest.ptr[0] != '\t') return (Str){0};
  Str words = str_trim(rest);
  return words.len > 0 ? words : STR("");
}

/* The directives in the lines of comments right above. Several of them, one without words, are no longer silence. */
static void read_nolint(Arena *arena, Str text, MigrationStatement *statement) {
  size_t count = 0, end = statement->offset, start;
  Buf words = {0};
  line_before(text, end, &start);
  while (start > 0) {
    end = start - 1;
    Str line = line_before(text, end, &start);
    if (!is_comment(line)) break;
    Str found = nolint_of(line);
    if (found.ptr == NULL) continue;
    if (count++ > 0) buf_putc(&words, ' ');
    buf_put(&words, found);
  }
  statement->silent = count == 1 && words.len == 0;
  statement->nolint = arena_str(arena, buf_str(&words));
  buf_free(&words);
}

static bool is_check(Str section) { return str_eq(section, STR("checks.sql")) || str_starts(section, STR("checks/")); }

typedef struct Splitter {
  Arena *arena;
  Str text;
  ARRAY(MigrationStatement) statements;
  ARRAY(Str) checks;
} Splitter;

static void split_section(Splitter *self, const MigrationSection *section, const SqlFlavor *flavor) {
  SqlSpans spans = {0};
  Str body = span_of(section->body, self->text);
  bool check = is_check(section->name);
  if (!check && !str_empty(section->name) && !str_eq(section->name, STR("migration.sql"))) return;
  sql_statements(flavor, body, section->delimiter, &spans);
  for (size_t i = 0; i < spans.len; i++) {
    MigrationStatement statement = {.sql = span_of(spans.items[i], body)};
    statement.offset = section->body.start + spans.items[i].start;
    if (check) {
      array_push_in(self->arena, &self->checks, statement.sql);
    } else {
      read_nolint(self->arena, self->text, &statement);
      array_push_in(self->arena, &self->statements, statement);
    }
  }
  array_free(&spans);
}

void migrations_split(Arena *arena, MigrationFile *file, const SqlFlavor *flavor) {
  static const SqlFlavor plain = {.double_quotes = true};
  Migration parsed;
  Splitter self = {.arena = arena, .text = file->text};
  if (file->statements != NULL) return;
  migration_parse(arena, file->text, &parsed);
  for (uint32_t i = 0; i < parsed.section_count; i++)
    split_section(&self, &parsed.sections[i], flavor != NULL ? flavor : &plain);
  file->statements = self.statements.items;
  file->statement_count = self.statements.len;
  file->checks = self.checks.items;
  file->check_count = self.checks.len;
}
