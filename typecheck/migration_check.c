/* migration_check.c: mistakes in the directives and sections of SQL files. What the directives and sections are called
 * and take is data: the facts of the dialect. */
#include "base/buf.h"
#include "typecheck/migration.h"
#include "typecheck/project.h"

enum { MANY = 1000 }; /* beyond, names are not compared with each other */

typedef struct SqlFile {
  Check *check;
  const Migration *migration;
  Str text, name;         /* of the file */
  const FactTable *words; /* directives */
  const FactTable *sections;
} SqlFile;

static Nearest nearest_row(const FactTable *table, Str name) {
  Nearest nearest = nearest_start(name);
  for (uint32_t i = 0; i < table->row_count; i++) nearest_offer(&nearest, table->rows[i].key);
  return nearest;
}

static Nearest nearest_word(Str list, Str name) {
  Nearest nearest = nearest_start(name);
  Str word;
  while (migration_next_word(&list, &word)) nearest_offer(&nearest, word);
  return nearest;
}

/* ---- directives ---- */

static void report_unknown(SqlFile *self, const MigrationDirective *d) {
  Nearest nearest = nearest_row(self->words, d->name);
  Str hint = check_hint(self->check, &nearest);
  Diagnostic *report = check_report(self->check, DIAG_DIRECTIVE, d->name_span, "unknown directive atlas:%.*s%.*s",
                                    STR_FMT(d->name), STR_FMT(hint));
  if (!str_empty(nearest.best)) check_fix(self->check, report, d->name_span, nearest.best);
}

/* "DS103" -> true. */
static bool is_code(Str word) {
  size_t at = 0, letters;
  while (at < word.len && word.ptr[at] >= 'A' && word.ptr[at] <= 'Z') at++;
  letters = at;
  while (at < word.len && word.ptr[at] >= '0' && word.ptr[at] <= '9') at++;
  return letters >= 2 && at > letters && at == word.len;
}

static Span word_span(const SqlFile *self, Str word) {
  uint32_t start = (uint32_t)(word.ptr - self->text.ptr);
  return span_make(start, start + (uint32_t)word.len);
}

/* Other words may be names of rules of one's own: only what is close to a known word is worth a hint. */
static void check_codes(SqlFile *self, const MigrationDirective *d, Str words) {
  Str rest = d->args, word;
  while (migration_next_word(&rest, &word)) {
    if (is_code(word) || migration_has_word(words, word)) continue;
    Nearest nearest = nearest_word(words, word);
    if (str_empty(nearest.best)) continue;
    Diagnostic *report = check_report(self->check, DIAG_MAYBE_UNKNOWN, word_span(self, word), "unknown word %.*s%.*s",
                                      STR_FMT(word), STR_FMT(check_hint(self->check, &nearest)));
    check_fix(self->check, report, word_span(self, word), nearest.best);
  }
}

/* A text of the facts with {file}, {args} and {first} filled in. */
static Str fill(const SqlFile *self, Str message, const MigrationDirective *d, const MigrationDirective *first) {
  const struct {
    Str mark, text;
  } parts[] = {
      {STR("{file}"), self->name}, {STR("{args}"), d->args}, {STR("{first}"), first != NULL ? first->args : STR("")}};
  Buf out = {0};
  for (size_t at = 0; at < message.len;) {
    Str rest = str_sub(message, at, message.len), put = str_sub(rest, 0, 1);
    size_t used = 1;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
      if (!str_starts(rest, parts[i].mark)) continue;
      put = parts[i].text;
      used = parts[i].mark.len;
    }
    buf_put(&out, put);
    at += used;
  }
  Str text = arena_str(self->check->scratch, buf_str(&out));
  buf_free(&out);
  return text;
}

/* The row of an argument that has a text of its own. */
static const FactRow *refused(const SqlFile *self, const MigrationDirective *d) {
  const FactTable *table = dialect_facts(self->check->dialect, STR("refused_arguments"));
  for (uint32_t i = 0; table != NULL && i < table->row_count; i++)
    if (str_eq(table->rows[i].key, d->name) && str_eq(table->rows[i].cells[0], d->args)) return &table->rows[i];
  return NULL;
}

static void report_arguments(SqlFile *self, const MigrationDirective *d, Str message, Str instead) {
  Span at = str_empty(d->args) ? d->span : d->args_span;
  Str text = fill(self, message, d, NULL);
  Diagnostic *report = check_report(self->check, DIAG_DIRECTIVE, at, "%.*s", STR_FMT(text));
  report->severity = SEVERITY_ERROR;
  if (!str_empty(instead) && !str_empty(d->args)) check_fix(self->check, report, at, instead);
}

static void check_arguments(SqlFile *self, const MigrationDirective *d, const FactRow *row) {
  Str kind = row->cells[MIGRATION_ARGUMENTS], words = row->cells[MIGRATION_WORDS];
  const FactRow *own = refused(self, d);
  if (own != NULL)
    report_arguments(self, d, own->cells[2], own->cells[1]);
  else if (str_eq(kind, STR("words")) && !migration_has_word(words, d->args))
    report_arguments(self, d, row->cells[MIGRATION_MESSAGE], nearest_word(words, d->args).best);
  else if (str_eq(kind, STR("text")) && str_empty(d->args))
    report_arguments(self, d, row->cells[MIGRATION_MESSAGE], STR(""));
  else if (str_eq(kind, STR("none")) && !str_empty(d->args))
    report_arguments(self, d, row->cells[MIGRATION_MESSAGE], STR(""));
  else if (str_eq(kind, STR("codes")))
    check_codes(self, d, words);
}

static const char *place_text(Str place) {
  if (migration_has_word(place, STR("first"))) return "it must be the first line of the file";
  if (migration_has_word(place, STR("line"))) return "it must be the first line of the file or section";
  if (migration_has_word(place, STR("part"))) return "it must be at the top of a section with checks";
  return "it must be in the comments at the top of the file";
}

/* Is the directive where it is read? One line of comments too close to a statement belongs to that statement. */
static void check_position(SqlFile *self, const MigrationDirective *d, Str place) {
  bool first = d->line.start == 0, part = self->migration->txtar && d->section > 0 && d->head;
  bool body = d->section <= 1 && d->line.start == 0;
  if (self->migration->txtar && d->section > 0)
    body = d->line.start == self->migration->sections[d->section - 1].body.start;
  if (migration_has_word(place, STR("statement")) || migration_has_word(place, STR("schema"))) return;
  if ((migration_has_word(place, STR("first")) && first) || (migration_has_word(place, STR("part")) && part)) return;
  if (migration_has_word(place, STR("line")) && body) return;
  if (migration_has_word(place, STR("file")) && (d->file || first)) {
    if (d->file) return;
    Diagnostic *report = check_report(self->check, DIAG_DIRECTIVE, d->span,
                                      "atlas:%.*s has no effect here: an empty line must follow", STR_FMT(d->name));
    check_edit(self->check, report, span_make(d->line.end, d->line.end), STR("\n"), "Add an empty line");
    return;
  }
  check_report(self->check, DIAG_DIRECTIVE, d->span, "atlas:%.*s has no effect here: %s", STR_FMT(d->name),
               place_text(place));
}

static void check_directives(SqlFile *self) {
  for (uint32_t i = 0; i < self->migration->directive_count; i++) {
    const MigrationDirective *d = &self->migration->directives[i];
    const FactRow *row = migration_directive(d->name);
    uint32_t before = self->check->reported;
    if (row == NULL)
      report_unknown(self, d);
    else
      check_position(self, d, row->cells[MIGRATION_PLACE]);
    if (row != NULL && self->check->reported == before) check_arguments(self, d, row);
  }
}

/* Directives that hold for the whole file and stand there twice. */
static void check_once(SqlFile *self, uint32_t index) {
  const MigrationDirective *d = &self->migration->directives[index];
  const FactRow *row = migration_directive(d->name);
  if (row == NULL || !d->file || str_empty(row->cells[MIGRATION_ONCE])) return;
  for (uint32_t i = 0; i < index; i++) {
    const MigrationDirective *first = &self->migration->directives[i];
    if (!first->file || !str_eq(first->name, d->name)) continue;
    Str text = fill(self, row->cells[MIGRATION_ONCE], d, first);
    Diagnostic *report = check_report(self->check, DIAG_DIRECTIVE, d->span, "%.*s", STR_FMT(text));
    report->severity = SEVERITY_ERROR;
    check_relate(self->check, report, NULL, first->span, "first given here");
    return;
  }
}

/* ---- sections ---- */

/* "checks/a.sql" for the row "checks/", any other row by its name. */
static bool is_known(const SqlFile *self, Str name) {
  for (uint32_t i = 0; i < self->sections->row_count; i++) {
    Str key = self->sections->rows[i].key;
    bool folder = str_ends(key, STR("/"));
    if (folder ? str_starts(name, key) && str_ends(name, STR(".sql")) && name.len > key.len + 4 : str_eq(name, key))
      return true;
  }
  return false;
}

/* Reports a section whose name is not known; returns the name that seems to be meant. */
static Str check_section(SqlFile *self, const MigrationSection *section) {
  if (is_known(self, section->name)) return section->name;
  Nearest nearest = nearest_row(self->sections, section->name);
  if (str_ends(nearest.best, STR("/"))) nearest.best = STR("");
  Diagnostic *report = check_report(self->check, DIAG_SECTION, section->name_span, "unknown section %.*s%.*s",
                                    STR_FMT(section->name), STR_FMT(check_hint(self->check, &nearest)));
  report->severity = SEVERITY_WARNING;
  if (!str_empty(nearest.best)) check_fix(self->check, report, section->name_span, nearest.best);
  return nearest.best;
}

static void check_repeated(SqlFile *self, uint32_t index) {
  const MigrationSection *sections = self->migration->sections;
  for (uint32_t i = 0; i < index; i++) {
    if (!str_eq(sections[i].name, sections[index].name)) continue;
    Diagnostic *report = check_report(self->check, DIAG_SECTION, sections[index].name_span, "duplicate section %.*s",
                                      STR_FMT(sections[index].name));
    check_relate(self->check, report, NULL, sections[i].name_span, "first given here");
    return;
  }
}

/* SQL between the directive and the first section is never run. */
static void check_stray(SqlFile *self, uint32_t end) {
  for (size_t at = 0; at < end;) {
    size_t stop = str_find(self->text, '\n', at);
    Str line = str_trim(str_sub(self->text, at, stop));
    if (!str_empty(line) && !str_starts(line, STR("--")) && !str_starts(line, STR("#"))) {
      Diagnostic *report =
          check_report(self->check, DIAG_SECTION, word_span(self, line), "text before the first section is ignored");
      report->severity = SEVERITY_WARNING;
      return;
    }
    at = stop + 1;
  }
}

static void check_empty_line(SqlFile *self, const MigrationDirective *head) {
  if (head->file) return;
  Diagnostic *report = check_report(self->check, DIAG_SECTION, head->span,
                                    "atlas:%.*s must be followed by an empty line", STR_FMT(head->name));
  check_edit(self->check, report, span_make(head->line.end, head->line.end), STR("\n"), "Add an empty line");
}

static void check_sections(SqlFile *self) {
  const Migration *m = self->migration;
  const MigrationDirective *head = &m->directives[0];
  bool *found = arena_array(self->check->scratch, bool, self->sections->row_count + 1);
  check_empty_line(self, head);
  if (m->section_count > 0) check_stray(self, m->sections[0].span.start);
  for (uint32_t i = 0; i < m->section_count; i++) {
    const FactRow *row = dialect_fact(self->sections, check_section(self, &m->sections[i]));
    if (row != NULL) found[row - self->sections->rows] = true;
    if (i < MANY) check_repeated(self, i);
  }
  for (uint32_t i = 0; i < self->sections->row_count; i++) {
    const FactRow *row = &self->sections->rows[i];
    if (found[i] || str_empty(row->cells[0])) continue;
    check_report(self->check, DIAG_SECTION, head->span, "missing section %.*s", STR_FMT(row->key));
  }
}

void check_sql_file(Check *check, const Migration *migration) {
  SqlFile self = {.check = check, .migration = migration, .text = check->unit->text};
  self.name = path_base(check->unit->file->path);
  self.words = dialect_facts(check->dialect, STR("directives"));
  self.sections = dialect_facts(check->dialect, STR("sections"));
  if (self.words == NULL || self.sections == NULL) return;
  check_directives(&self);
  for (uint32_t i = 0; i < migration->directive_count && i < MANY; i++) check_once(&self, i);
  if (migration->txtar) check_sections(&self);
  const Dialect *directive = project_directive(check->unit->text);
  const Dialect *database = directive != NULL ? directive : check->unit->file->database;
  for (uint32_t i = 0; database != NULL && i < migration->section_count; i++)
    check_statements(check, database->sql, migration->sections[i].body, migration->sections[i].delimiter);
}

void check_text(Check *check) {
  if (migration_is_sum(check->unit->file->path)) {
    check_sum_file(check);
    return;
  }
  Migration migration;
  migration_parse(check->scratch, check->unit->text, &migration);
  check_sql_file(check, &migration);
}
