/* The tree-sitter grammar and the parser of syntax.h are written apart from each other: on each file of the corpus both
 * accept it or both refuse it. Skipped when the corpus is absent.
 *
 * What a grammar cannot check, so that only syntax.h refuses it: an attribute set twice in a body; an escape like "\q"
 * or "\ud800"; a quoted label with an interpolation is refused by both. What this grammar leaves out to stay lean: the
 * line ends next to the braces of a block ("a {\n b = 1 }"). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>
#include <tree_sitter/api.h>

#include "base/path.h"
#include "grammar/syntax.h"
#include "grammar/unit.h"

const TSLanguage *tree_sitter_atlas_hcl(void);

static const char *const grammar_cannot[] = {"Attribute redefined", "Invalid escape sequence"};

typedef struct Verdicts {
  Arena arena;
  TSParser *parser;
  unsigned files, refused, differing;
} Verdicts;

static bool tree_refuses(Verdicts *self, Str text) {
  TSTree *tree = ts_parser_parse_string(self->parser, NULL, text.ptr != NULL ? text.ptr : "", (uint32_t)text.len);
  bool refused = ts_node_has_error(ts_tree_root_node(tree));
  ts_tree_delete(tree);
  return refused;
}

static bool beyond_grammar(const SynError *error) {
  for (size_t i = 0; i < sizeof grammar_cannot / sizeof *grammar_cannot; i++)
    if (strcmp(error->summary, grammar_cannot[i]) == 0) return true;
  return false;
}

/* The first error that a grammar could find, NULL when there is none. */
static const SynError *syntax_refuses(Verdicts *self, Str text) {
  UnitSpans units = {0};
  unit_scan(text, &units);
  const SynError *found = NULL;
  for (size_t i = 0; i < units.len && found == NULL; i++) {
    UnitSpan unit = units.items[i];
    SynUnit *parsed = syn_parse(&self->arena, str_make(text.ptr + unit.start, unit.len), i == 0);
    for (const SynError *e = parsed->errors; e != NULL && found == NULL; e = e->next)
      if (!beyond_grammar(e)) found = e;
  }
  free(units.items);
  return found;
}

static void compare(Verdicts *self, Str path) {
  Str text, error;
  if (!file_read(&self->arena, path, &text, &error)) return;
  bool tree = tree_refuses(self, text);
  const SynError *syntax = syntax_refuses(self, text);
  self->files++;
  if (tree) self->refused++;
  if (tree == (syntax != NULL)) return;
  self->differing++;
  print_error("%.*s: tree-sitter %s, syntax.h %s %s\n", STR_FMT(path), tree ? "refuses" : "accepts",
              syntax != NULL ? "refuses" : "accepts", syntax != NULL ? syntax->summary : "");
}

/* Folders of the corpus are at most six deep. */
static void compare_folder(Verdicts *self, Str dir, unsigned depth) {
  StrList names = {0};
  Str error;
  if (depth > 8 || !dir_list(&self->arena, dir, &names, &error)) return;
  for (size_t i = 0; i < names.len; i++) {
    Str path = path_join(&self->arena, dir, names.items[i]);
    if (file_kind(path) == FILE_DIR)
      compare_folder(self, path, depth + 1);
    else if (str_ends(path, STR(".hcl")))
      compare(self, path);
  }
  array_free(&names);
}

static void same_verdict_on_the_corpus(void **state) {
  (void)state;
  Str corpus = STR(ATLAS_SOURCE_DIR "/../shared/corpus");
  if (file_kind(corpus) != FILE_DIR) {
    print_message("skipped: corpus absent\n");
    skip();
  }
  Verdicts verdicts = {.parser = ts_parser_new()};
  arena_init(&verdicts.arena, 1 << 20);
  assert_true(ts_parser_set_language(verdicts.parser, tree_sitter_atlas_hcl()));
  compare_folder(&verdicts, corpus, 0);
  print_message("%u files, %u refused\n", verdicts.files, verdicts.refused);
  assert_true(verdicts.files > 500);
  assert_true(verdicts.refused > 20);
  assert_int_equal(verdicts.differing, 0);
  ts_parser_delete(verdicts.parser);
  arena_free(&verdicts.arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(same_verdict_on_the_corpus)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
