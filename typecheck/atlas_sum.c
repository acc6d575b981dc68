/* atlas_sum.c: checks of atlas.sum against the files beside it. */
#include "typecheck/checksum.h"
#include "typecheck/migration.h"

typedef struct SumFile {
  Check *check;
  Str text;
  ARRAY(ChecksumFile) files;
  Buf right; /* the text as it should be */
} SumFile;

/* Files of Flyway stand in the order of their versions, not of their names. */
static bool is_flyway(Str name) {
  size_t at = 1;
  if (name.len < 2 || strchr("VURB", name.ptr[0]) == NULL) return false;
  while (at < name.len && ((name.ptr[at] >= '0' && name.ptr[at] <= '9') || name.ptr[at] == '.' || name.ptr[at] == '_'))
    at++;
  return at > 1 && name.ptr[at - 1] == '_';
}

/* The SQL files of the module, which are sorted by their paths; false when their order is not known. */
static bool collect(SumFile *self) {
  const Module *module = self->check->module;
  bool with_down = checksum_lists_down_files(self->text);
  for (size_t i = 0; i < module_file_count(module); i++) {
    const File *file = module_file(module, i);
    Str name = path_base(file->path);
    if (file == self->check->unit->file || !str_ends(name, self->check->dialect->suffix)) continue;
    if (is_flyway(name)) return false;
    if (file->unit_count != 1 || file->units[0]->text.ptr == NULL) return false;
    ChecksumFile entry = {name, file->units[0]->text};
    if (checksum_counts(name, with_down)) array_push(&self->files, entry);
  }
  return true;
}

static void report(SumFile *self, Span at, const char *what, Str name) {
  const char *separator = str_empty(name) ? "" : ": ";
  Diagnostic *d = check_report(self->check, DIAG_CHECKSUM, at, "%s%s%.*s", what, separator, STR_FMT(name));
  if (self->right.len == 0) return;
  check_edit(self->check, d, span_make(0, (uint32_t)self->text.len),
             arena_str(self->check->scratch, buf_str(&self->right)), "Rewrite the checksums");
}

/* Every line that cannot be read; returns whether there is any. */
static bool check_form(SumFile *self) {
  bool bad = false;
  Str name, hash;
  Span line;
  for (size_t at = 0; at < self->text.len || at == 0;) {
    bool valid = checksum_line(self->text, &at, &name, &hash, &line);
    if (!valid) report(self, line, "checksum file format invalid", STR(""));
    bad |= !valid;
  }
  return bad;
}

/* The first line that differs from what it should be. */
static void check_lines(SumFile *self) {
  static const char *const texts[] = {[CHECKSUM_EDITED] = "checksum mismatch: the file was changed",
                                      [CHECKSUM_ADDED] = "checksum mismatch: a file was added",
                                      [CHECKSUM_REMOVED] = "checksum mismatch: the file was removed",
                                      [CHECKSUM_TOTAL] = "checksum mismatch"};
  ChecksumProblem problem = checksum_compare(self->text, self->files.items, self->files.len);
  if (problem.state != CHECKSUM_FINE) report(self, problem.line, texts[problem.state], problem.file);
}

void check_sum_file(Check *check) {
  SumFile self = {.check = check, .text = check->unit->text};
  bool known = collect(&self);
  if (known) checksum_write(self.files.items, self.files.len, &self.right);
  if (!check_form(&self) && known) check_lines(&self);
  array_free(&self.files);
  buf_free(&self.right);
}
