/* project_dialect.c: the dialect of a file: what the user says, a directive, the name, the project, else what the
 * content fits. */
#include "typecheck/project.h"

#include "grammar/syntax.h"
#include "grammar/unit.h"

enum { DIRECTIVE_LINES = 10, SAMPLE_UNITS = 400, SAMPLE_BYTES = 1 << 20, MAX_NEARBY = 50, MAX_DEPTH = 4 };

/* ---- directive ---- */

/* `# atlas-lsp: dialect=postgresql`, or with // or --, -> "postgresql"; any other line: empty. */
static Str directive_in(Str line, Str setting) {
  Str mark = STR("atlas-lsp:");
  line = str_trim(line);
  if (!str_starts(line, STR("#")) && !str_starts(line, STR("//")) && !str_starts(line, STR("--"))) return STR("");
  line = str_trim(str_sub(line, line.ptr[0] == '#' ? 1 : 2, line.len));
  if (!str_starts(line, mark)) return STR("");
  line = str_trim(str_sub(line, mark.len, line.len));
  if (!str_starts(line, setting)) return STR("");
  size_t end = setting.len;
  while (end < line.len && line.ptr[end] != ' ' && line.ptr[end] != '\t') end++;
  return str_sub(line, setting.len, end);
}

static const Dialect *find_directive(Str text, Str setting) {
  if (str_starts(text, STR("\xef\xbb\xbf"))) text = str_sub(text, 3, text.len);
  size_t at = 0;
  for (int line = 0; line < DIRECTIVE_LINES && at < text.len; line++) {
    size_t end = str_find(text, '\n', at);
    const Dialect *dialect = dialect_named(directive_in(str_sub(text, at, end), setting));
    if (dialect != NULL) return dialect;
    at = end + 1;
  }
  return NULL;
}

const Dialect *project_directive(Str text) { return find_directive(text, STR("dialect=")); }

/* ---- the database of other files ---- */

/* Adds one opinion; false when it differs from those before. */
static bool agree(const Dialect **known, const Dialect *other) {
  if (other != NULL && *known != NULL && *known != other) return false;
  if (other != NULL) *known = other;
  return true;
}

static const Dialect *shared_database(const Project *project) {
  const Dialect *found = NULL;
  for (size_t i = 0; i < project->source_count; i++)
    if (!agree(&found, project->sources[i].dialect)) return NULL;
  for (size_t i = 0; i < project->migration_count; i++)
    if (!agree(&found, project->migrations[i].dialect)) return NULL;
  return found;
}

const Dialect *project_database(const Project *project, Str path, const Dialect *dialect, Str text) {
  if (dialect == NULL || dialect->is_schema) return NULL;
  if (dialect->is_text) {
    const ProjectSource *migrations = project_migrations(project, path);
    return migrations != NULL ? migrations->dialect : NULL;
  }
  const Dialect *said = find_directive(text, STR("database="));
  return said != NULL || project == NULL ? said : shared_database(project);
}

/* The dialect of a schema file in a directory; NULL: it is none, or not certain. */
static const Dialect *schema_dialect(Arena *arena, Str file) {
  Str text, error;
  const Dialect *dialect = dialect_for_file(file);
  if (!str_ends(file, STR(".hcl"))) return NULL;
  if (dialect != NULL) return dialect->is_schema ? dialect : NULL;
  if (!file_read(arena, file, &text, &error)) return NULL;
  DialectGuess guess = project_dialect(arena, NULL, STR(""), file, text, NULL);
  return !guess.ambiguous && guess.dialect != NULL && guess.dialect->is_schema ? guess.dialect : NULL;
}

const Dialect *project_nearby(Str path) {
  Arena arena;
  StrList names = {0};
  Str error, dir = path_dir(path);
  const Dialect *found = NULL;
  arena_init(&arena, 0);
  bool agreed = path_is_absolute(path) && dir_list(&arena, dir, &names, &error) && names.len <= MAX_NEARBY;
  for (size_t i = 0; agreed && i < names.len; i++)
    agreed = agree(&found, schema_dialect(&arena, path_join(&arena, dir, names.items[i])));
  array_free(&names);
  arena_free(&arena);
  return agreed ? found : NULL;
}

/* ---- content ---- */

/* How well a file fits a dialect. */
typedef struct Fit {
  const Dialect *dialect;
  uint32_t misses; /* names that it does not know */
  uint32_t hits;   /* names that it knows */
  uint32_t unsure; /* names at places where it may not know all: a misspelt name must not speak for such a dialect */
  uint32_t rank;   /* the lower the likelier; the default schema of the database in the file counts much */
} Fit;

static void count_name(Fit *fit, bool known, bool open) {
  fit->hits += known;
  fit->misses += !known;
  fit->unsure += open;
}

/* The type word of `int`, `varchar(255)`; empty for references and others. */
static Str type_word(const SynExpr *value) {
  if (value->kind == SYN_CALL) return value->as.call.name;
  return value->kind == SYN_PATH && value->count == 0 ? value->as.path.name : STR("");
}

static void fit_attr(Fit *fit, const BlockSpec *block, const SynAttr *attr) {
  const AttrSpec *spec = dialect_attr(block, attr->name);
  count_name(fit, spec != NULL, block->open_attrs);
  if (spec == NULL || spec->value == NULL || spec->value->kind != VALUE_TYPE) return;
  Str word = type_word(attr->value);
  if (word.len > 0 && dialect_function(fit->dialect, word) == NULL)
    count_name(fit, dialect_type(fit->dialect, word) != NULL, fit->dialect->open_types);
}

/* An unknown block: nothing in it is known either. */
static void miss_body(Fit *fit, const SynBody *body, unsigned depth) {
  fit->misses += body->attr_count + body->block_count;
  for (const SynBlock *block = body->blocks; block != NULL && depth < MAX_DEPTH; block = block->next)
    miss_body(fit, block->body, depth + 1);
}

static void fit_body(Fit *fit, const BlockSpec *spec, const SynBody *body, unsigned depth) {
  for (const SynAttr *attr = body->attrs; attr != NULL; attr = attr->next) fit_attr(fit, spec, attr);
  for (const SynBlock *block = body->blocks; block != NULL && depth < MAX_DEPTH; block = block->next) {
    const ChildSpec *child = dialect_child(spec, block->type);
    count_name(fit, child != NULL, spec->open_blocks);
    if (child == NULL) {
      miss_body(fit, block->body, depth + 1);
      continue;
    }
    Str label = block->label_count > 0 ? block->labels[0].text : STR("");
    fit_body(fit, dialect_variant(child->block, label), block->body, depth + 1);
  }
}

/* Does a block of the role have the label? */
static bool names_schema(const Dialect *dialect, SynUnit *const *units, size_t count, Str name) {
  for (size_t i = 0; i < count; i++) {
    for (const SynBlock *block = units[i]->body.blocks; block != NULL; block = block->next) {
      const ChildSpec *child = dialect_child(dialect->root, block->type);
      if (child == NULL || child->block->role != BLOCK_SCHEMA || block->label_count == 0) continue;
      if (str_eq(block->labels[0].text, name)) return true;
    }
  }
  return false;
}

/* Place in the facts "likely_dialects", far ahead when the file has the default schema of the database. */
static uint32_t rank_of(const Dialect *dialect, SynUnit *const *units, size_t count) {
  const FactTable *facts = NULL;
  for (size_t i = 0; i < dialect_count && facts == NULL; i++)
    facts = dialect_facts(dialect_all[i], STR("likely_dialects"));
  for (uint32_t i = 0; facts != NULL && i < facts->row_count; i++) {
    const Str *cells = facts->rows[i].cells;
    if (!str_eq(cells[0], dialect->name)) continue;
    return cells[1].len > 0 && names_schema(dialect, units, count, cells[1]) ? i : i + facts->row_count;
  }
  return UINT32_MAX;
}

static Fit fit_units(const Dialect *dialect, SynUnit *const *units, size_t count) {
  Fit fit = {.dialect = dialect};
  for (size_t i = 0; i < count; i++) fit_body(&fit, dialect->root, &units[i]->body, 0);
  fit.rank = rank_of(dialect, units, count);
  return fit;
}

/* The first units of a text; a sample is enough to tell dialects apart. */
static SynUnit **sample(Arena *arena, Str text, size_t *count) {
  SynUnit **units = arena_array(arena, SynUnit *, SAMPLE_UNITS);
  uint32_t at = 0;
  UnitMemory memory = {.no_comment_end = false};
  text = str_sub(text, 0, SAMPLE_BYTES);
  for (*count = 0; *count < SAMPLE_UNITS && at < text.len;) {
    UnitSpan span = unit_next(text, at, &memory);
    if (span.len == 0) break;
    units[(*count)++] = syn_parse(arena, str_sub(text, at, at + span.len), at == 0);
    at += span.len;
  }
  unit_memory_free(&memory);
  return units;
}

/* Fewer misses first, then more hits, then where names are sure. */
static bool is_better(const Fit *a, const Fit *b) {
  if (a->misses != b->misses) return a->misses < b->misses;
  if (a->hits != b->hits) return a->hits > b->hits;
  return a->unsure < b->unsure;
}

static bool is_before(const Fit *a, const Fit *b) { return is_better(a, b) || (!is_better(b, a) && a->rank < b->rank); }

static void sort_fits(Fit *fits, size_t count) {
  for (size_t i = 1; i < count; i++) {
    Fit fit = fits[i];
    size_t at = i;
    for (; at > 0 && is_before(&fit, &fits[at - 1]); at--) fits[at] = fits[at - 1];
    fits[at] = fit;
  }
}

/* All dialects that fit equally well. A file that says nothing of its kind is taken as a schema. */
static DialectGuess by_content(Arena *arena, Str text) {
  Arena scratch;
  DialectGuess guess = {.reason = STR("by its content")};
  arena_init(&scratch, 0);
  size_t unit_count, best = 0;
  SynUnit **units = sample(&scratch, text, &unit_count);
  Fit *fits = arena_array(&scratch, Fit, dialect_count);
  for (size_t i = 0; i < dialect_count; i++) fits[i] = fit_units(dialect_all[i], units, unit_count);
  sort_fits(fits, dialect_count);
  while (best < dialect_count && !is_better(&fits[0], &fits[best])) best++;
  guess.candidates = arena_array(arena, const Dialect *, best + 1);
  for (int schemas = 1; schemas >= 0 && guess.candidate_count == 0; schemas--)
    for (size_t i = 0; i < best; i++)
      if (schemas ? fits[i].dialect->is_schema : !fits[i].dialect->is_text)
        guess.candidates[guess.candidate_count++] = fits[i].dialect;
  arena_free(&scratch);
  if (guess.candidate_count > 0) guess.dialect = guess.candidates[0];
  guess.ambiguous = guess.candidate_count > 1;
  return guess;
}

static DialectGuess certain(const Dialect *dialect, Str reason) {
  return (DialectGuess){.dialect = dialect, .reason = reason};
}

static Str name_reason(Arena *arena, const Dialect *dialect, Str path) {
  if (dialect->suffix.len > 0 && str_ends(path, dialect->suffix))
    return arena_printf(arena, "by its suffix %.*s", STR_FMT(dialect->suffix));
  Str name = path_base(path);
  return arena_printf(arena, "by its name %.*s", STR_FMT(name));
}

/* A choice that wins over the project says so. */
static DialectGuess chosen(Arena *arena, const Dialect *dialect, const char *reason, Str path, const Project *project) {
  const ProjectSource *source = project != NULL ? project_source(project, path) : NULL;
  if (source == NULL || source->dialect == NULL || source->dialect == dialect)
    return certain(dialect, str_from(reason));
  Str file = path_base(project->path), title = source->dialect->title;
  return certain(dialect, arena_printf(arena, "%s, although %.*s says %.*s", reason, STR_FMT(file), STR_FMT(title)));
}

DialectGuess project_dialect(Arena *arena, const Dialect *forced, Str language_id, Str path, Str text,
                             const Project *project) {
  const Dialect *named = dialect_for_file(path);
  if (named != NULL && named->is_text) return certain(named, name_reason(arena, named, path)); /* no HCL in any case */
  if (forced != NULL) return chosen(arena, forced, "as asked for", path, project);
  const Dialect *dialect = project_directive(text);
  if (dialect != NULL) return chosen(arena, dialect, "by its directive", path, project);
  dialect = language_id.len > 0 ? dialect_for_language(language_id) : NULL;
  if (dialect != NULL) return chosen(arena, dialect, "by the language of the editor", path, project);
  if (named != NULL) return certain(named, name_reason(arena, named, path));
  const ProjectSource *source = project_source(project, path);
  if (source != NULL && source->dialect != NULL) return certain(source->dialect, source->dialect_reason);
  return by_content(arena, text);
}

bool project_follow(Arena *arena, DialectGuess *guess, const Dialect *dialect, Str path) {
  bool has = false;
  for (size_t i = 0; i < guess->candidate_count; i++) has |= guess->candidates[i] == dialect;
  if (!guess->ambiguous || !has) return false;
  *guess = certain(dialect, arena_printf(arena, "like %.*s beside it", STR_FMT(path_base(path))));
  return true;
}

Str project_uncertain(Arena *arena, const Dialect *likeliest) {
  bool suffix = likeliest->suffix.len > 0;
  return arena_printf(arena,
                      "The dialect of this file is not certain; it is read as %.*s. A first line "
                      "`# atlas-lsp: dialect=%.*s`%s%.*s settles it",
                      STR_FMT(likeliest->title), STR_FMT(likeliest->name), suffix ? " or the suffix " : "",
                      STR_FMT(likeliest->suffix));
}
