/* migrations.c: see migrations.h. */
#include "states/migrations.h"

#include "base/buf.h"
#include "typecheck/checksum.h"
#include "typecheck/migration.h"

/* ---- checksums ---- */

static bool has_form(Str sums) {
  Str name, hash;
  Span line;
  bool fine = true;
  for (size_t at = 0; fine && (at == 0 || at < sums.len);) fine = checksum_line(sums, &at, &name, &hash, &line);
  return fine;
}

static bool compare(Arena *arena, Str sum, const ChecksumFile *files, size_t count, Str *error) {
  static const char *const reasons[] = {
      [CHECKSUM_EDITED] = "edited", [CHECKSUM_ADDED] = "added", [CHECKSUM_REMOVED] = "removed"};
  ChecksumProblem problem = checksum_compare(sum, files, count);
  if (problem.state == CHECKSUM_FINE) return true;
  *error = problem.state == CHECKSUM_TOTAL
               ? STR("checksum mismatch (atlas.sum): L1: the sum of all files differs")
               : arena_printf(arena, "checksum mismatch (atlas.sum): L%u: %.*s was %s", problem.number,
                              STR_FMT(problem.file), reasons[problem.state]);
  return false;
}

/* Reads the files that have a sum. What cannot be read here is told when the directory is read as such. */
static bool verify(Arena *arena, Str path, const Files *from, const StrList *names, Str sum, Str *error) {
  ChecksumFile *files = arena_array(arena, ChecksumFile, names->len + 1);
  size_t count = 0;
  bool with_down = checksum_lists_down_files(sum);
  if (!has_form(sum)) {
    *error = STR("checksum file format invalid");
    return false;
  }
  for (size_t i = 0; i < names->len; i++) {
    Str why, file = path_join(arena, path, names->items[i]);
    if (!checksum_counts(names->items[i], with_down) || from->kind(from->context, file) != FILE_REGULAR) continue;
    files[count].name = names->items[i];
    if (!from->read(from->context, arena, file, &files[count++].text, &why)) return true;
  }
  return compare(arena, sum, files, count, error);
}

bool migrations_verify(Arena *arena, Str path, const Files *files, Str *error) {
  StrList names = {0};
  Str why, sum;
  bool fine = true;
  if (!files->list(files->context, arena, path, &names, &why)) return true;
  for (size_t i = 0; i < names.len; i++) {
    bool is_sum = migration_is_sum(names.items[i]);
    if (is_sum && files->read(files->context, arena, path_join(arena, path, names.items[i]), &sum, &why))
      fine = verify(arena, path, files, &names, sum, error);
  }
  array_free(&names);
  return fine;
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

/* ---- files ---- */

static bool is_check(Str section) { return str_eq(section, STR("checks.sql")) || str_starts(section, STR("checks/")); }

static void read_statements(Arena *arena, const DirFile *from, const SqlFlavor *flavor, MigrationFile *out) {
  SqlSpans spans = {0};
  directory_statements(from, flavor, &spans);
  out->statements = arena_array(arena, MigrationStatement, spans.len + 1);
  out->statement_count = spans.len;
  for (size_t i = 0; i < spans.len; i++) {
    MigrationStatement *statement = &out->statements[i];
    statement->sql = span_of(spans.items[i], from->text);
    statement->offset = spans.items[i].start;
    read_nolint(arena, from->text, statement);
  }
  array_free(&spans);
}

static void read_checks(Arena *arena, Str text, const Migration *parsed, const SqlFlavor *flavor, MigrationFile *out) {
  ARRAY(Str) checks = {0};
  for (uint32_t i = 0; i < parsed->section_count; i++) {
    const MigrationSection *section = &parsed->sections[i];
    SqlSpans spans = {0};
    Str body = span_of(section->body, text);
    if (!is_check(section->name)) continue;
    sql_statements(flavor, body, section->delimiter, &spans);
    for (size_t k = 0; k < spans.len; k++) array_push_in(arena, &checks, span_of(spans.items[k], body));
    array_free(&spans);
  }
  out->checks = checks.items;
  out->check_count = checks.len;
}

/* One directive of the whole file. */
static void read_directive(MigrationFile *file, const MigrationDirective *directive, Buf *words) {
  if (str_eq(directive->name, STR("txmode"))) file->no_transaction = str_eq(directive->args, STR("none"));
  if (!str_eq(directive->name, STR("nolint"))) return;
  if (str_empty(directive->args)) file->silent = true;
  if (words->len > 0) buf_putc(words, ' ');
  buf_put(words, directive->args);
}

static MigrationFile read_file(Arena *arena, const DirFile *from, const SqlFlavor *flavor) {
  static const SqlFlavor plain = {.double_quotes = true};
  MigrationFile out = {.name = path_base(from->name), .text = from->text, .version = from->version};
  Migration parsed;
  Buf words = {0};
  if (flavor == NULL) flavor = &plain;
  out.checkpoint = from->checkpoint;
  migration_parse(arena, from->text, &parsed);
  for (uint32_t i = 0; i < parsed.directive_count; i++)
    if (parsed.directives[i].file) read_directive(&out, &parsed.directives[i], &words);
  out.nolint = arena_str(arena, buf_str(&words));
  out.silent = out.silent && str_empty(out.nolint);
  buf_free(&words);
  read_statements(arena, from, flavor, &out);
  read_checks(arena, from->text, &parsed, flavor, &out);
  return out;
}

bool migrations_read(Arena *arena, Str path, const DirOptions *options, const SqlFlavor *flavor, MigrationDir *out,
                     Str *error) {
  DirFiles files = {0};
  *out = (MigrationDir){.path = path};
  bool ok = directory_read(arena, path, options, &files, error);
  out->files = arena_array(arena, MigrationFile, files.len + 1);
  for (size_t i = 0; ok && i < files.len; i++) out->files[out->count++] = read_file(arena, &files.items[i], flavor);
  array_free(&files);
  return ok;
}

size_t migrations_start(const MigrationDir *self, size_t end) {
  for (size_t i = end; i-- > 0;)
    if (self->files[i].checkpoint) return i;
  return 0;
}
