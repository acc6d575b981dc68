/* migration.c: takes an SQL file of a migration directory apart: its directives and, of a txtar file, its sections.
 *
 *     -- atlas:txtar                 directive txtar, of the file
 *
 *     -- checks.sql --               section checks.sql
 *     SELECT NOT EXISTS (...);       its body
 *     -- migration.sql --            section migration.sql
 *     DROP TABLE users;
 */
#include "typecheck/migration.h"

typedef ARRAY(MigrationDirective) Directives;
typedef ARRAY(MigrationSection) Sections;

typedef struct Reader {
  Str text;
  Arena *arena;
  Directives directives;
  Sections sections;
  size_t pending; /* directives from here on stand in the comments right above the line being read */
  bool at_top;    /* only comments and empty lines so far, in the file or the section */
} Reader;

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool migration_next_word(Str *list, Str *word) {
  *list = str_trim(*list);
  size_t end = 0;
  while (end < list->len && list->ptr[end] != ' ' && list->ptr[end] != '\t') end++;
  *word = str_sub(*list, 0, end);
  *list = str_sub(*list, end, list->len);
  return end > 0;
}

bool migration_has_word(Str list, Str wanted) {
  Str word;
  while (migration_next_word(&list, &word))
    if (str_eq(word, wanted)) return true;
  return false;
}

const FactRow *migration_directive(Str name) {
  for (size_t i = 0; i < dialect_count; i++) {
    if (!dialect_all[i]->is_text) continue;
    const FactRow *row = dialect_fact(dialect_facts(dialect_all[i], STR("directives")), name);
    if (row != NULL) return row;
  }
  return NULL;
}

/* Is this where the directive is read? */
static bool has_place(const MigrationDirective *directive, Str place) {
  const FactRow *row = migration_directive(directive->name);
  return row != NULL && migration_has_word(row->cells[MIGRATION_PLACE], place);
}

static bool has_arguments(const MigrationDirective *directive, Str kind) {
  const FactRow *row = migration_directive(directive->name);
  return row != NULL && str_eq(row->cells[MIGRATION_ARGUMENTS], kind);
}

static size_t skip_blanks(Str s, size_t at) {
  while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '\t')) at++;
  return at;
}

static Span span_at(const Reader *self, Str part) {
  uint32_t start = (uint32_t)(part.ptr - self->text.ptr);
  return span_make(start, start + (uint32_t)part.len);
}

/* Behind the mark of a line comment: "-- x" -> 2, "# x" -> 1; 0 when the line is none. */
static size_t comment_mark(Str line) {
  size_t at = skip_blanks(line, 0);
  if (at < line.len && line.ptr[at] == '#') return at + 1;
  return str_starts(str_sub(line, at, line.len), STR("--")) ? at + 2 : 0;
}

/* "-- atlas:nolint  DS102 " -> nolint, "DS102"; false when the comment says something else. */
static bool read_directive(const Reader *self, Str line, MigrationDirective *out) {
  Str mark = STR("atlas:");
  size_t at = skip_blanks(line, comment_mark(line));
  if (!str_starts(str_sub(line, at, line.len), mark)) return false;
  size_t name = at + mark.len, end = name;
  while (end < line.len && is_word(line.ptr[end])) end++;
  if (end == name || (end < line.len && line.ptr[end] != ' ' && line.ptr[end] != '\t')) return false;
  Str rest = str_sub(line, end, line.len), args = str_trim(rest);
  if (str_empty(args)) args = str_sub(line, end, end);
  *out = (MigrationDirective){.name = str_sub(line, name, end), .args = args, .line = span_at(self, line)};
  out->name_span = span_at(self, out->name);
  out->args_span = span_at(self, args);
  out->span = span_make(out->name_span.start - (uint32_t)mark.len, out->args_span.end);
  return true;
}

/* "-- checks/a.sql --" -> "checks/a.sql"; an empty Str with a NULL pointer for any other line. */
static Str section_name(Str line) {
  Str open = STR("-- "), close = STR(" --");
  if (line.len < open.len + close.len + 1 || !str_starts(line, open) || !str_ends(line, close)) return (Str){0};
  Str name = str_trim(str_sub(line, open.len, line.len - close.len));
  return str_empty(name) ? (Str){0} : name;
}

static MigrationSection *last_section(Reader *self) {
  return self->sections.len > 0 ? &array_last(&self->sections) : NULL;
}

static void start_section(Reader *self, Str line, Str name, uint32_t body) {
  MigrationSection *before = last_section(self);
  Span at = span_at(self, line);
  if (before != NULL) before->span.end = before->body.end = at.start;
  MigrationSection section = {.name = name, .span = span_make(at.start, (uint32_t)self->text.len)};
  section.name_span = span_at(self, name);
  section.body = span_make(body, (uint32_t)self->text.len);
  array_push(&self->sections, section);
  self->at_top = true;
  self->pending = self->directives.len;
}

/* An empty line behind comments at the top: the directives in them hold for the whole file. */
static void end_comments(Reader *self) {
  if (self->at_top)
    for (size_t i = self->pending; i < self->directives.len; i++) self->directives.items[i].file = true;
  self->pending = self->directives.len;
}

static void read_line(Reader *self, Str line) {
  MigrationDirective directive;
  if (str_empty(str_trim(line))) {
    end_comments(self);
  } else if (comment_mark(line) == 0) {
    self->at_top = false;
    self->pending = self->directives.len;
  } else if (read_directive(self, line, &directive)) {
    directive.head = self->at_top;
    directive.section = (uint32_t)self->sections.len;
    array_push(&self->directives, directive);
  }
}

static bool is_txtar(const Reader *self) {
  size_t end = str_find(self->text, '\n', 0);
  MigrationDirective first;
  return read_directive(self, str_sub(self->text, 0, end), &first) && has_place(&first, STR("first"));
}

/* What `\\n` and the like stand for; 0 for anything else. */
static char escaped(char c) { return c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : '\0'; }

/* "\\n--" -> a newline and "--". */
static Str unescape(Arena *arena, Str args) {
  char *out = arena_alloc(arena, args.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < args.len; i++) {
    char c = args.ptr[i] == '\\' && i + 1 < args.len ? escaped(args.ptr[i + 1]) : '\0';
    out[len++] = c != '\0' ? c : args.ptr[i];
    i += c != '\0';
  }
  return str_make(out, len);
}

/* A directive in the first line of a body. */
static void set_delimiters(Reader *self) {
  for (size_t i = 0; i < self->directives.len; i++) {
    const MigrationDirective *d = &self->directives.items[i];
    if (!has_place(d, STR("line")) || !has_arguments(d, STR("text")) || str_empty(d->args)) continue;
    for (size_t k = 0; k < self->sections.len; k++) {
      MigrationSection *section = &self->sections.items[k];
      if (d->line.start == section->body.start) section->delimiter = unescape(self->arena, d->args);
    }
  }
}

void migration_parse(Arena *arena, Str text, Migration *out) {
  Reader self = {.text = text, .arena = arena, .at_top = true};
  bool txtar = is_txtar(&self);
  if (!txtar)
    array_push(&self.sections, (MigrationSection){.span = {0, (uint32_t)text.len}, .body = {0, (uint32_t)text.len}});
  for (size_t at = 0; at < text.len;) {
    size_t end = str_find(text, '\n', at), next = end < text.len ? end + 1 : end;
    if (end > at && text.ptr[end - 1] == '\r') end--;
    Str line = str_sub(text, at, end), name = txtar ? section_name(line) : (Str){0};
    if (name.ptr != NULL)
      start_section(&self, line, name, (uint32_t)next);
    else
      read_line(&self, line);
    at = next;
  }
  end_comments(&self);
  set_delimiters(&self);
  *out = (Migration){.txtar = txtar};
  out->section_count = (uint32_t)self.sections.len;
  out->directive_count = (uint32_t)self.directives.len;
  if (self.sections.len > 0)
    out->sections = arena_copy(arena, self.sections.items, self.sections.len, sizeof *out->sections);
  if (self.directives.len > 0)
    out->directives = arena_copy(arena, self.directives.items, self.directives.len, sizeof *out->directives);
  array_free(&self.sections);
  array_free(&self.directives);
}

bool migration_is_sum(Str path) {
  Str name = path_base(path);
  for (size_t i = 0; i < dialect_count; i++) {
    const FactTable *facts = dialect_facts(dialect_all[i], STR("checksums"));
    if (facts != NULL && dialect_fact(facts, name) != NULL) return true;
  }
  return false;
}
