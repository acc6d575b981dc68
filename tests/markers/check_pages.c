/* check_pages.c: every diagnostic code has a page docs/diagnostics/<code>.md and a line in its README; the first
 * example of a page shows the diagnostic, the second one is clean of errors.
 *
 *     usage: check_pages docs/diagnostics */
#include <stdio.h>

#include "base/buf.h"
#include "base/path.h"
#include "typecheck/check.h"

static int failures;

static void complain(Str code, const char *what) {
  printf("%.*s: %s\n", STR_FMT(code), what);
  failures++;
}

static bool find(Str text, Str what, size_t from, size_t *at) {
  for (size_t i = from; i + what.len <= text.len; i++) {
    if (memcmp(text.ptr + i, what.ptr, what.len) != 0) continue;
    *at = i;
    return true;
  }
  return false;
}

/* Languages of examples, and the name that a file of each has. */
typedef struct Language {
  Str open, path;
} Language;
static const Language languages[] = {{STR_INIT("```hcl\n"), STR_INIT("example.hcl")},
                                     {STR_INIT("```sql\n"), STR_INIT("example.sql")},
                                     {STR_INIT("```sum\n"), STR_INIT("atlas.sum")}};

static const Language *language_of(Str page) {
  size_t at;
  for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
    if (find(page, languages[i].open, 0, &at)) return &languages[i];
  return &languages[0];
}

/* The text of the nth fenced block of the language. */
static bool example(Str page, Str open, unsigned nth, Str *out) {
  Str close = STR("```");
  size_t at = 0, end = 0;
  for (unsigned i = 0; i <= nth; i++) {
    if (!find(page, open, end, &at) || !find(page, close, at + open.len, &end)) return false;
    *out = str_sub(page, at + open.len, end);
    end += close.len;
  }
  return true;
}

/* "# atlas-lsp: dialect=mysql" in the first line. */
static const Dialect *example_dialect(Str path, Str text) {
  if (dialect_for_file(path) != NULL) return dialect_for_file(path);
  Str line = str_sub(text, 0, str_find(text, '\n', 0));
  size_t equals = str_find(line, '=', 0);
  return dialect_named(str_trim(str_sub(line, equals + 1, line.len)));
}

/* Pages are UTF-8, so the page about other encodings writes its byte as \xE9. */
static Str raw_bytes(Arena *arena, Str text) {
  Buf out = {0};
  for (size_t i = 0; i < text.len; i++) {
    bool escape = str_starts(str_sub(text, i, text.len), STR("\\xE9"));
    buf_putc(&out, escape ? '\xE9' : text.ptr[i]);
    if (escape) i += 3;
  }
  Str result = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return result;
}

/* The only other file of the examples. */
static ModulePath path_of(void *context, Str path) {
  (void)context;
  return str_eq(path_base(path), STR("schema.hcl")) ? MODULE_PATH_FILE : MODULE_PATH_NONE;
}

/* Checks an example; returns whether `code` is reported, and counts the errors. */
static bool check_example(Arena *arena, Str path, Str text, DiagCode code, size_t *errors) {
  ModuleOptions none = {0};
  Module *module = module_new(&none);
  File *file = file_parse(path, raw_bytes(arena, text), example_dialect(path, text), true, 1);
  bool found = false;
  *errors = 0;
  module_set_paths(module, path_of, NULL);
  module_add(module, file);
  for (size_t i = 0; i < file->unit_count; i++) {
    DiagList diags = {0};
    check_unit(module, file->units[i], arena, &diags);
    for (size_t k = 0; k < diags.len; k++) {
      found = found || diags.items[k].code == code;
      *errors += diags.items[k].severity == SEVERITY_ERROR;
    }
  }
  module_free(module);
  return found;
}

static void check_page(Arena *arena, Str dir, DiagCode code, Str index) {
  Str name = diag_info[code].code, page, text, error;
  Str file = arena_printf(arena, "%.*s.md", STR_FMT(name));
  Str link = arena_printf(arena, "[%.*s](%.*s)", STR_FMT(name), STR_FMT(file));
  size_t at, errors;
  if (!find(index, link, 0, &at)) complain(name, "not in README.md");
  if (!file_read(arena, path_join(arena, dir, file), &page, &error)) {
    complain(name, "has no page");
    return;
  }
  if (code == DIAG_AMBIGUOUS_DIALECT) return; /* reported where files are loaded, not by the checker */
  const Language *language = language_of(page);
  if (!example(page, language->open, 0, &text)) {
    complain(name, "the page has no example");
  } else if (!check_example(arena, language->path, text, code, &errors)) {
    complain(name, "the first example of the page does not show it");
  }
  if (!example(page, language->open, 1, &text)) {
    complain(name, "the page has no example of how to mend it");
  } else if (check_example(arena, language->path, text, code, &errors) || errors > 0) {
    complain(name, "the second example of the page is not clean");
  }
}

int main(int argc, char **argv) {
  Arena arena;
  arena_init(&arena, 0);
  Str index, error, dir = str_from(argc > 1 ? argv[1] : "docs/diagnostics");
  if (!file_read(&arena, path_join(&arena, dir, STR("README.md")), &index, &error)) {
    printf("README.md: %.*s\n", STR_FMT(error));
    return 1;
  }
  for (int code = 0; code < (int)DIAG_COUNT; code++) check_page(&arena, dir, (DiagCode)code, index);
  arena_free(&arena);
  printf("%d pages, %d mistakes\n", (int)DIAG_COUNT, failures);
  return failures > 0;
}
