/* atlas_sum.c: atlas.sum against the files beside it.
 *
 *     h1:GqOjMVGk...=                    of the lines below
 *     1_baseline.sql h1:rZgkRmNc...=     of this file and all before it
 *
 * The sum of a file goes on from the one before: over its name and its content. So a change of one file changes all
 * sums behind it, and only the first line that differs tells something. */
#include "base/buf.h"
#include "base/sha256.h"
#include "typecheck/migration.h"

typedef struct Sum {
  Str name;
  char hash[SHA256_BASE64 + 1];
} Sum;

typedef struct SumFile {
  Check *check;
  Str text;
  ARRAY(Sum) wanted;
  Buf right; /* the text as it should be */
} SumFile;

typedef struct SumLine {
  Str name, hash;
  Span span; /* of the line */
  bool valid;
} SumLine;

/* ---- what should be there ---- */

static bool ignores_content(Str text) {
  Str line = str_sub(text, 0, str_find(text, '\n', 0)), mark = STR("atlas:sum");
  for (size_t at = 0; at + mark.len < line.len; at++) {
    if (!str_starts(str_sub(line, at, line.len), mark)) continue;
    return str_eq(str_trim(str_sub(line, at + mark.len, line.len)), STR("ignore"));
  }
  return false;
}

/* Directories of other tools keep the way back in files of its own: these have no line. */
static bool lists_down_files(Str text) {
  Str mark = STR(".down.sql ");
  for (size_t at = 0; at + mark.len < text.len; at++)
    if (str_starts(str_sub(text, at, at + mark.len), mark)) return true;
  return false;
}

/* Files of Flyway stand in the order of their versions, not of their names. */
static bool is_flyway(Str name) {
  size_t at = 1;
  if (name.len < 2 || strchr("VURB", name.ptr[0]) == NULL) return false;
  while (at < name.len && ((name.ptr[at] >= '0' && name.ptr[at] <= '9') || name.ptr[at] == '.' || name.ptr[at] == '_'))
    at++;
  return at > 1 && name.ptr[at - 1] == '_';
}

static void add_file(SumFile *self, Sha256 *state, Str name, Str text) {
  sha256_add(state, name);
  if (ignores_content(text)) return;
  sha256_add(state, text);
  Sum sum = {.name = name};
  sha256_base64(state, sum.hash);
  array_push(&self->wanted, sum);
}

/* Sums of the SQL files of the module, which are sorted by their paths; false when their order is not known. */
static bool collect(SumFile *self) {
  const Module *module = self->check->module;
  bool with_down = lists_down_files(self->text);
  Sha256 state;
  sha256_init(&state);
  for (size_t i = 0; i < module_file_count(module); i++) {
    const File *file = module_file(module, i);
    Str name = path_base(file->path);
    if (file == self->check->unit->file || !str_ends(name, self->check->dialect->suffix)) continue;
    if (is_flyway(name)) return false;
    if (file->unit_count != 1 || file->units[0]->text.ptr == NULL) return false;
    if (with_down || !str_ends(name, STR(".down.sql"))) add_file(self, &state, name, file->units[0]->text);
  }
  return true;
}

static void put_right(SumFile *self) {
  Sha256 state;
  char hash[SHA256_BASE64 + 1];
  sha256_init(&state);
  for (size_t i = 0; i < self->wanted.len; i++) {
    sha256_add(&state, self->wanted.items[i].name);
    sha256_add(&state, str_from(self->wanted.items[i].hash));
  }
  sha256_base64(&state, hash);
  buf_printf(&self->right, "h1:%s\n", hash);
  for (size_t i = 0; i < self->wanted.len; i++)
    buf_printf(&self->right, "%.*s h1:%s\n", STR_FMT(self->wanted.items[i].name), self->wanted.items[i].hash);
}

/* ---- what is there ---- */

/* The line at *at, which moves behind it. `first`: it has no name. */
static SumLine read_line(Str text, size_t *at, bool first) {
  size_t end = str_find(text, '\n', *at), start = *at;
  SumLine line = {.span = span_make((uint32_t)start, (uint32_t)end)};
  *at = end + 1;
  Str rest = str_sub(text, start, end), mark = STR("h1:");
  for (size_t i = 0; i + mark.len <= rest.len; i++) {
    if (!str_starts(str_sub(rest, i, rest.len), mark)) continue;
    line.name = str_trim(str_sub(rest, 0, i));
    line.hash = str_sub(rest, i + mark.len, rest.len);
    line.valid = line.hash.len == SHA256_BASE64 && str_empty(line.name) == first;
    break;
  }
  return line;
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
  for (size_t at = 0; at < self->text.len || at == 0;) {
    bool first = at == 0;
    SumLine line = read_line(self->text, &at, first);
    if (!line.valid) report(self, line.span, "checksum file format invalid", STR(""));
    bad |= !line.valid;
  }
  return bad;
}

static bool is_wanted(const SumFile *self, size_t from, Str name) {
  for (size_t i = from; i < self->wanted.len; i++)
    if (str_eq(self->wanted.items[i].name, name)) return true;
  return false;
}

/* Does a line differ from what should stand there? Reports why. A name that comes later in the directory means that
 * files were added before it. */
static bool check_line(SumFile *self, size_t index, const SumLine *line) {
  const Sum *sum = index < self->wanted.len ? &self->wanted.items[index] : NULL;
  if (sum != NULL && str_eq(line->name, sum->name)) {
    if (str_eq(line->hash, str_from(sum->hash))) return false;
    report(self, line->span, "checksum mismatch: the file was changed", line->name);
  } else if (sum != NULL && is_wanted(self, index, line->name)) {
    report(self, line->span, "checksum mismatch: a file was added", sum->name);
  } else {
    report(self, line->span, "checksum mismatch: the file was removed", line->name);
  }
  return true;
}

/* The first line that differs from what it should be. */
static void check_lines(SumFile *self) {
  size_t at = 0, count = 0;
  SumLine head = read_line(self->text, &at, true), line = head;
  for (; at < self->text.len; count++) {
    line = read_line(self->text, &at, false);
    if (check_line(self, count, &line)) return;
  }
  Str first = str_sub(buf_str(&self->right), 0, str_find(buf_str(&self->right), '\n', 0));
  if (count < self->wanted.len)
    report(self, line.span, "checksum mismatch: a file was added", self->wanted.items[count].name);
  else if (!str_eq(span_of(head.span, self->text), first))
    report(self, head.span, "checksum mismatch", STR(""));
}

void check_sum_file(Check *check) {
  SumFile self = {.check = check, .text = check->unit->text};
  bool known = collect(&self);
  if (known) put_right(&self);
  if (!check_form(&self) && known) check_lines(&self);
  array_free(&self.wanted);
  buf_free(&self.right);
}
