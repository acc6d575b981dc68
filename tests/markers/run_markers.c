/* run_markers.c: checks HCL files whose expected diagnostics stand in comments at the spot.
 *
 *     usage: run_markers [--update] [--disable CODE] [--prove] DIR
 *
 * DIR/<dialect>/<topic>.hcl (.sql for texts) is a list of cases. Each is a module of its own:
 *
 *     #==== unknown-attribute: a misspelt name      what fires; `not CODE: ...` is a near miss, where it must not
 *     #---- other.hcl                               starts another file of the same module
 *     #---- schema.pg.hcl                           in a case of tests, plans, ...: the schema that they are for
 *     index "i" {
 *       coulmns = [column.id]
 *     # ^^^^^^^^^^^^^^^^^^^^^ error: unknown attribute ... [unknown-attribute => columns]
 *
 * The comment underlines a range of the line above and ends with the code and, after =>, what the fix puts there. `#^^`
 * covers the '#' too, for ranges from the first column; `|` is an empty range; `^^ +2:6` ends two lines further down
 * before column 6; `@3-7` gives columns (from 1) where nothing can be drawn. Comments of this form are taken out before
 * the text is checked. The runner writes them anew from what it finds and compares: --update saves the result, to be
 * reviewed as a diff. --prove switches every code off in turn and names those that no case notices. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/path.h"
#include "typecheck/check.h"
#include "typecheck/project.h"

typedef struct Source {
  Str path, text;
  File *file;
  const Module *module;
} Source;

typedef struct Case {
  Str head;   /* its first line */
  Str wanted; /* its text with the comments */
  ARRAY(Source) sources;
} Case;

typedef struct Runner {
  Arena arena; /* texts of all cases */
  CheckOptions options;
  bool update, quiet;
  size_t cases, failed;
  uint64_t fired, spared; /* codes that some case expects, or names as a near miss */
} Runner;

/* ---- reading ---- */

static Str take_line(Str *rest) {
  size_t end = str_find(*rest, '\n', 0);
  Str line = str_sub(*rest, 0, end < rest->len ? end + 1 : end);
  *rest = str_sub(*rest, line.len, rest->len);
  return line;
}

static bool is_marker(Str line) {
  static const char *const words[] = {"error: ", "warning: ", "info: ", "hint: "};
  if (!str_starts(line, STR("#"))) return false;
  size_t at = 1;
  while (at < line.len && strchr(" ^|@+-:0123456789", line.ptr[at]) != NULL) at++;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (at > 1 && str_starts(str_sub(line, at, line.len), str_from(words[i]))) return true;
  }
  return false;
}

static Str heading(Str line, Str mark) {
  return str_starts(line, mark) ? str_trim(str_sub(line, mark.len, line.len)) : str_make(NULL, 0);
}

/* Splits the text of a case into files, without the expectations. */
static void read_sources(Runner *runner, Case *self, const Dialect *dialect) {
  Str rest = self->wanted;
  Buf text = {0};
  Str path = arena_printf(&runner->arena, "%.*s.%s", STR_FMT(dialect->name), dialect->is_text ? "sql" : "hcl");
  take_line(&rest);
  while (rest.len > 0) {
    Str line = take_line(&rest), name = heading(line, STR("#----"));
    if (name.len > 0) {
      if (text.len > 0)
        array_push(&self->sources, (Source){path, arena_str(&runner->arena, buf_str(&text)), NULL, NULL});
      buf_clear(&text);
      path = name;
    } else if (!is_marker(line)) {
      buf_put(&text, line);
    }
  }
  array_push(&self->sources, (Source){path, arena_str(&runner->arena, buf_str(&text)), NULL, NULL});
  buf_free(&text);
}

/* ---- writing ---- */

/* Newlines inside a message or a replacement. */
static void put_plain(Buf *out, Str text) {
  for (size_t i = 0; i < text.len; i++) buf_put(out, text.ptr[i] == '\n' ? STR("\\n") : str_make(&text.ptr[i], 1));
}

static void put_range(Buf *out, TextRange range, uint32_t line_width) {
  uint32_t from = range.start.character, lines = range.end.line - range.start.line;
  uint32_t to = lines > 0 ? line_width : range.end.character;
  buf_putc(out, '#');
  if (from == 0 && to >= 2) {
    buf_repeat(out, '^', to - 1);
  } else if (from >= 1 && to > from && !(from == 1 && lines == 0)) {
    buf_repeat(out, ' ', from - 1);
    buf_repeat(out, '^', to - from);
  } else if (from >= 1 && to == from && lines == 0) {
    buf_repeat(out, ' ', from - 1);
    buf_putc(out, '|');
  } else {
    buf_printf(out, " @%u-", from + 1);
    if (lines == 0) buf_printf(out, "%u", to + 1);
  }
  if (lines > 0) buf_printf(out, " +%u:%u", lines, range.end.character + 1);
}

static void put_marker(Buf *out, const Diagnostic *d, TextRange range, uint32_t line_width) {
  static const char *const severities[] = {"", "error", "warning", "info", "hint"};
  put_range(out, range, line_width);
  buf_printf(out, " %s: ", severities[d->severity]);
  put_plain(out, d->message);
  buf_printf(out, " [%.*s", STR_FMT(diag_info[d->code].code));
  if (d->fix != NULL) {
    buf_put(out, STR(" => "));
    put_plain(out, d->fix->text);
  }
  buf_put(out, STR("]\n"));
}

typedef struct Found {
  const Diagnostic *diagnostic;
  TextRange range;
} Found;
typedef ARRAY(Found) FoundList;

/* The text of a file with what was found below each line. */
static void put_source(Buf *out, Str text, const FoundList *found) {
  size_t next = 0;
  for (uint32_t line = 0; text.len > 0 || next < found->len; line++) {
    Str source = take_line(&text);
    buf_put(out, source);
    uint32_t width =
        text_width(str_trim(source).len > 0 ? str_sub(source, 0, str_find(source, '\n', 0)) : STR(""), TEXT_UTF32);
    for (; next < found->len && found->items[next].range.start.line == line; next++) {
      put_marker(out, found->items[next].diagnostic, found->items[next].range, width);
    }
    if (text.len == 0 && source.len == 0 && line > 1u << 20) return;
  }
}

static void check_source(Runner *runner, const Module *module, const Source *source, Arena *arena, FoundList *out) {
  Lines lines = {0};
  lines_build(&lines, source->text);
  for (size_t i = 0; i < source->file->unit_count; i++) {
    const Unit *unit = source->file->units[i];
    DiagList diags = {0};
    check_unit_with(module, unit, &runner->options, arena, &diags);
    for (size_t k = 0; k < diags.len; k++) {
      Span span = span_make(unit->start + diags.items[k].span.start, unit->start + diags.items[k].span.end);
      array_push(out, (Found){&diags.items[k], text_range(source->text, &lines, span, TEXT_UTF32)});
    }
  }
  lines_free(&lines);
}

/* ---- one case ---- */

/* "not unknown-type: words" -> the code, and whether it must be absent. */
static DiagCode title_code(Str title, bool *absent) {
  *absent = str_starts(title, STR("not "));
  if (*absent) title = str_sub(title, 4, title.len);
  return diag_named(str_sub(title, 0, str_find(title, ':', 0)));
}

static void print_difference(Str wanted, Str got) {
  while (wanted.len > 0 || got.len > 0) {
    Str a = take_line(&wanted), b = take_line(&got);
    while (is_marker(a) && !str_eq(a, b)) {
      printf("-%.*s", STR_FMT(a));
      a = take_line(&wanted);
    }
    while (is_marker(b) && !str_eq(a, b)) {
      printf("+%.*s", STR_FMT(b));
      b = take_line(&got);
    }
    if (a.len > 0) printf(" %.*s", STR_FMT(a));
  }
}

static bool title_holds(Runner *runner, const Case *self, uint64_t codes) {
  bool absent;
  Str title = heading(self->head, STR("#===="));
  DiagCode code = title_code(title, &absent);
  if (code == DIAG_COUNT) {
    printf("%.*s: the title does not start with a code\n", STR_FMT(title));
    return false;
  }
  bool fires = (codes >> code & 1) != 0;
  *(absent ? &runner->spared : &runner->fired) |= (uint64_t)1 << code;
  if (fires != absent) return true;
  if (!runner->quiet) printf("%.*s: %s\n", STR_FMT(title), absent ? "it fires" : "it does not fire");
  return false;
}

/* In a case of several files these are all there is; with one, nothing is known about others. */
static ModulePath path_in_case(void *context, Str path) {
  const Case *self = context;
  if (self->sources.len == 1) return MODULE_PATH_UNKNOWN;
  for (size_t i = 0; i < self->sources.len; i++) {
    if (str_eq(self->sources.items[i].path, path)) return MODULE_PATH_FILE;
    if (str_eq(path_dir(self->sources.items[i].path), path)) return MODULE_PATH_DIR;
  }
  return MODULE_PATH_NONE;
}

static void run_case(Runner *runner, Case *self, const Dialect *dialect, Buf *out) {
  ModuleOptions none = {0};
  Module *module = module_new(&none), *schema = module_new(&none);
  Arena arena;
  arena_init(&arena, 0);
  module_set_paths(module, path_in_case, self);
  uint64_t codes = 0;
  for (size_t i = 0; i < self->sources.len; i++) {
    Source *source = &self->sources.items[i];
    const Dialect *named = dialect_for_file(source->path);
    bool governed = !dialect->is_schema && named != NULL && named->is_schema;
    const Dialect *database = project_database(NULL, source->path, dialect, source->text);
    source->file = file_parse_for(source->path, source->text, governed ? named : dialect, database, true, 1);
    source->module = governed ? schema : module;
    module_add(governed ? schema : module, source->file);
    if (governed) module_link(module, schema, true);
  }
  Buf got = {0};
  buf_put(&got, self->head);
  for (size_t i = 0; i < self->sources.len; i++) {
    FoundList found = {0};
    check_source(runner, self->sources.items[i].module, &self->sources.items[i], &arena, &found);
    if (self->sources.len > 1) buf_printf(&got, "#---- %.*s\n", STR_FMT(self->sources.items[i].path));
    put_source(&got, self->sources.items[i].text, &found);
    for (size_t k = 0; k < found.len; k++) codes |= (uint64_t)1 << found.items[k].diagnostic->code;
    array_free(&found);
  }
  buf_put(out, buf_str(&got));
  runner->cases++;
  bool same = str_eq(buf_str(&got), self->wanted), holds = title_holds(runner, self, codes);
  if ((!same && !runner->update) || !holds) {
    runner->failed++;
    if (!runner->quiet && !same && !runner->update) print_difference(self->wanted, buf_str(&got));
  }
  buf_free(&got);
  arena_free(&arena);
  module_free(module);
  module_free(schema);
}

/* ---- files ---- */

static void run_file(Runner *runner, const Dialect *dialect, Str path) {
  Str text, error;
  if (!file_read(&runner->arena, path, &text, &error)) {
    printf("%.*s: %.*s\n", STR_FMT(path), STR_FMT(error));
    runner->failed++;
    return;
  }
  Buf out = {0};
  Str rest = text;
  while (rest.len > 0 && heading(rest, STR("#====")).len == 0) buf_put(&out, take_line(&rest));
  while (rest.len > 0) {
    Case one = {.head = take_line(&rest)};
    size_t len = one.head.len;
    while (rest.len > 0 && !str_starts(rest, STR("#===="))) len += take_line(&rest).len;
    one.wanted = str_make(one.head.ptr, len);
    read_sources(runner, &one, dialect);
    size_t before = runner->failed;
    run_case(runner, &one, dialect, &out);
    if (runner->failed > before && !runner->quiet) printf("FAILED in %.*s\n\n", STR_FMT(path));
    array_free(&one.sources);
  }
  if (runner->update && !str_eq(buf_str(&out), text) && !file_write(&runner->arena, path, buf_str(&out), &error)) {
    printf("%.*s: %.*s\n", STR_FMT(path), STR_FMT(error));
  }
  buf_free(&out);
}

static void run_all(Runner *runner, Str dir) {
  StrList dialects = {0}, files = {0};
  Str error;
  if (!dir_list(&runner->arena, dir, &dialects, &error)) {
    printf("%.*s: %.*s\n", STR_FMT(dir), STR_FMT(error));
    runner->failed++;
  }
  for (size_t i = 0; i < dialects.len; i++) {
    const Dialect *dialect = dialect_named(dialects.items[i]);
    Str folder = path_join(&runner->arena, dir, dialects.items[i]);
    if (dialect == NULL || !dir_list(&runner->arena, folder, &files, &error)) continue;
    for (size_t k = 0; k < files.len; k++) {
      if (str_ends(files.items[k], dialect->is_text ? STR(".sql") : STR(".hcl")))
        run_file(runner, dialect, path_join(&runner->arena, folder, files.items[k]));
    }
    array_clear(&files);
  }
  array_free(&files);
  array_free(&dialects);
}

/* Every code must have a case that fails without it, and a near miss. */
static int prove(Str dir) {
  int missing = 0;
  Runner plain = {.quiet = true};
  run_all(&plain, dir);
  for (int code = 0; code < (int)DIAG_COUNT; code++) {
    if (code == DIAG_AMBIGUOUS_DIALECT) continue; /* reported where files are loaded */
    Runner off = {.quiet = true, .options = {.disabled = (uint64_t)1 << code}};
    run_all(&off, dir);
    arena_free(&off.arena);
    const char *why = off.failed <= plain.failed        ? "no case fails when it is switched off"
                      : (plain.fired >> code & 1) == 0  ? "no case is named after it"
                      : (plain.spared >> code & 1) == 0 ? "no near miss"
                                                        : NULL;
    if (why == NULL) continue;
    printf("%.*s: %s\n", STR_FMT(diag_info[code].code), why);
    missing++;
  }
  arena_free(&plain.arena);
  printf("%d codes, %d without proof\n", (int)DIAG_COUNT, missing);
  return missing > 0;
}

int main(int argc, char **argv) {
  Runner runner = {.update = getenv("UPDATE") != NULL};
  Str dir = STR("");
  bool proof = false;
  for (int i = 1; i < argc; i++) {
    Str arg = str_from(argv[i]);
    if (str_eq(arg, STR("--update"))) {
      runner.update = true;
    } else if (str_eq(arg, STR("--prove"))) {
      proof = true;
    } else if (str_eq(arg, STR("--disable")) && i + 1 < argc) {
      DiagCode code = diag_named(str_from(argv[++i]));
      if (code < DIAG_COUNT) runner.options.disabled |= (uint64_t)1 << code;
    } else {
      dir = arg;
    }
  }
  if (dir.len == 0) {
    fprintf(stderr, "usage: run_markers [--update] [--disable CODE] [--prove] DIR\n");
    return 2;
  }
  if (proof) return prove(dir);
  run_all(&runner, dir);
  arena_free(&runner.arena);
  printf("%zu cases, %zu failed\n", runner.cases, runner.failed);
  return runner.failed > 0 || runner.cases == 0;
}
