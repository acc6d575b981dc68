/* Runs the cases of grammar/test/corpus/ (the format of `tree-sitter test`) without the tree-sitter program:
 *
 *     ====
 *     name
 *     ====
 *     source
 *     ----
 *     (tree)
 *
 * With ATLAS_UPDATE set it writes the trees as they are now into the files; read the change before you commit it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <tree_sitter/api.h>

#include "base/buf.h"
#include "base/path.h"

const TSLanguage *tree_sitter_atlas_hcl(void);

/* The tree as text with one node a line, indented. */
static void print_tree(TSParser *parser, Str source, Buf *out) {
  TSTree *tree = ts_parser_parse_string(parser, NULL, source.ptr, (uint32_t)source.len);
  char *flat = ts_node_string(ts_tree_root_node(tree));
  size_t depth = 0;
  bool quoted = false;
  for (const char *p = flat; *p != '\0'; p++) {
    if (*p == '"') quoted = !quoted;
    if (*p == ' ' && !quoted && depth > 0 && (p[1] == '(' || strchr("abcdefghijklmnopqrstuvwxyz", p[1]) != NULL) &&
        p[-1] != ':') {
      buf_putc(out, '\n');
      buf_repeat(out, ' ', 2 * depth);
      continue;
    }
    if (*p == '(' && !quoted) depth++;
    if (*p == ')' && !quoted) depth--;
    buf_putc(out, *p);
  }
  free(flat);
  ts_tree_delete(tree);
}

/* The text with each run of blanks and newlines as one blank. */
static void squeeze(Str text, Buf *out) {
  text = str_trim(text);
  for (size_t i = 0; i < text.len; i++) {
    bool space = strchr(" \n\r\t", text.ptr[i]) != NULL;
    if (!space) buf_putc(out, text.ptr[i]);
    if (space && out->ptr[out->len - 1] != ' ') buf_putc(out, ' ');
  }
}

typedef struct Case {
  Str name, source, tree;
} Case;

static Str next_line(Str text, size_t *at) {
  size_t end = str_find(text, '\n', *at);
  Str line = str_sub(text, *at, end);
  *at = end < text.len ? end + 1 : end;
  return line;
}

/* Reads the case at *at, and moves *at to the next; false at the end of the file. */
static bool next_case(Str file, size_t *at, Case *out) {
  while (*at < file.len && !str_starts(next_line(file, at), STR("==="))) continue;
  if (*at >= file.len) return false;
  out->name = next_line(file, at);
  (void)next_line(file, at);
  size_t start = *at, end = *at;
  while (*at < file.len && (end = *at, !str_starts(next_line(file, at), STR("---")))) continue;
  out->source = str_sub(file, start, end > start ? end - 1 : end);
  start = *at;
  while (*at < file.len) {
    size_t line = *at;
    if (!str_starts(next_line(file, at), STR("==="))) continue;
    *at = line;
    break;
  }
  out->tree = str_sub(file, start, *at);
  return true;
}

static bool case_passes(const Case *test, const Buf *actual) {
  Buf want = {0}, have = {0};
  squeeze(test->tree, &want);
  squeeze(buf_str(actual), &have);
  bool same = str_eq(buf_str(&want), buf_str(&have));
  if (!same) print_error("%.*s:\nwant %s\nhave %s\n", STR_FMT(test->name), want.ptr, have.ptr);
  buf_free(&want);
  buf_free(&have);
  return same;
}

/* Runs the cases of one file; returns how many fail and adds their number to *count. */
static unsigned run_file(TSParser *parser, Str path, unsigned *count) {
  static const char rule[] = "========================================";
  Arena arena;
  arena_init(&arena, 0);
  Str text, error;
  assert_true(file_read(&arena, path, &text, &error));
  Buf updated = {0}, actual = {0};
  unsigned failed = 0;
  Case test;
  for (size_t at = 0; next_case(text, &at, &test); ++*count) {
    buf_clear(&actual);
    print_tree(parser, test.source, &actual);
    if (!case_passes(&test, &actual)) failed++;
    buf_printf(&updated, "%s%s\n%.*s\n%s\n%.*s\n%.40s\n\n%s\n", updated.len > 0 ? "\n" : "", rule, STR_FMT(test.name),
               rule, STR_FMT(test.source), "----------------------------------------", actual.ptr);
  }
  if (failed > 0 && getenv("ATLAS_UPDATE") != NULL) assert_true(file_write(&arena, path, buf_str(&updated), &error));
  buf_free(&updated);
  buf_free(&actual);
  arena_free(&arena);
  return failed;
}

static void corpus_cases(void **state) {
  (void)state;
  TSParser *parser = ts_parser_new();
  assert_true(ts_parser_set_language(parser, tree_sitter_atlas_hcl()));
  Arena arena;
  arena_init(&arena, 0);
  Str dir = STR(ATLAS_SOURCE_DIR "/grammar/test/corpus"), error;
  StrList names = {0};
  assert_true(dir_list(&arena, dir, &names, &error));
  unsigned count = 0, failed = 0;
  for (size_t i = 0; i < names.len; i++) failed += run_file(parser, path_join(&arena, dir, names.items[i]), &count);
  print_message("%u cases\n", count);
  assert_int_equal(failed, 0);
  assert_true(count >= 65);
  array_free(&names);
  arena_free(&arena);
  ts_parser_delete(parser);
}

static bool has_error(Str source) {
  TSParser *parser = ts_parser_new();
  assert_true(ts_parser_set_language(parser, tree_sitter_atlas_hcl()));
  TSTree *tree = ts_parser_parse_string(parser, NULL, source.ptr, (uint32_t)source.len);
  bool result = ts_node_has_error(ts_tree_root_node(tree));
  ts_tree_delete(tree);
  ts_parser_delete(parser);
  return result;
}

/* What the format of the cases cannot hold. */
static void line_ends_and_marks(void **state) {
  (void)state;
  assert_false(has_error(STR("a = 1\r\nb {\r\n  c = <<EOT\r\nx\r\n  EOT\r\n}\r\n")));
  assert_false(has_error(STR("\xef\xbb\xbf"
                             "a = 1\n")));
  assert_false(has_error(STR("a = \"\xc3\xa9 ${b} \xf0\x9f\x8e\x89\" # \xe5\x88\x97\n")));
  assert_false(has_error(STR("a = <<\xc3\xa9T\n\xc3\xa8T\n\xc3\xa9T\n")));
  assert_false(has_error(STR("\ta\t=\t1\t\n")));
  assert_true(has_error(STR("a = \"x\r\nb = 2\r\n")));
  assert_true(has_error(STR("a = \xe2\x80\x9cx\xe2\x80\x9d\n")));
}

static void hostile_text(void **state) {
  (void)state;
  assert_true(has_error(STR("\xff\xfe\x00\x01")));
  assert_true(has_error(STR("a = <<EOT ${ \"%{ <<X\n\x00\x00")));
  Buf deep = {0};
  for (int i = 0; i < 1000; i++) buf_put(&deep, STR("a = <<E\n${f([{\"x${"));
  assert_true(has_error(buf_str(&deep)));
  buf_clear(&deep);
  for (int i = 0; i < 1000; i++) buf_put(&deep, STR("a {\n"));
  for (int i = 0; i < 1000; i++) buf_put(&deep, STR("}\n"));
  assert_false(has_error(buf_str(&deep)));
  buf_free(&deep);
}

/* Number of captures of `name` that the query of the file gives on `source`. */
static unsigned count_captures(const char *file, const char *name, Str source) {
  Arena arena;
  arena_init(&arena, 0);
  Str text, error;
  assert_true(file_read(&arena, arena_printf(&arena, ATLAS_SOURCE_DIR "/grammar/queries/%s.scm", file), &text, &error));
  uint32_t offset = 0;
  TSQueryError kind = TSQueryErrorNone;
  TSQuery *query = ts_query_new(tree_sitter_atlas_hcl(), text.ptr, (uint32_t)text.len, &offset, &kind);
  if (query == NULL) fail_msg("%s.scm: error %d at byte %u", file, (int)kind, offset);
  TSParser *parser = ts_parser_new();
  assert_true(ts_parser_set_language(parser, tree_sitter_atlas_hcl()));
  TSTree *tree = ts_parser_parse_string(parser, NULL, source.ptr, (uint32_t)source.len);
  TSQueryCursor *cursor = ts_query_cursor_new();
  ts_query_cursor_exec(cursor, query, ts_tree_root_node(tree));
  unsigned count = 0;
  TSQueryMatch match;
  while (ts_query_cursor_next_match(cursor, &match))
    for (uint16_t i = 0; i < match.capture_count; i++) {
      uint32_t length;
      const char *capture = ts_query_capture_name_for_id(query, match.captures[i].index, &length);
      if (str_eq(str_make(capture, length), str_from(name))) count++;
    }
  ts_query_cursor_delete(cursor);
  ts_tree_delete(tree);
  ts_parser_delete(parser);
  ts_query_delete(query);
  arena_free(&arena);
  return count;
}

static void queries_match(void **state) {
  (void)state;
  const Str block = STR("table \"t\" {\n  a = [\n    1,\n  ]\n}\n");
  assert_int_equal(count_captures("folds", "fold", block), 2);
  assert_int_equal(count_captures("indents", "indent.begin", block), 2);
  assert_int_equal(count_captures("highlights", "keyword", block), 1);
  assert_int_equal(count_captures("highlights", "number", block), 1);
  assert_int_equal(count_captures("tags", "definition.class", block), 1);
  assert_int_equal(count_captures("locals", "local.definition.var", STR("a = [for k, v in m : v]\n")), 2);
  assert_int_equal(count_captures("locals", "local.scope", STR("a = \"%{ for v in m }${v}%{ endfor }\"\n")), 1);
  const Str sql = STR("a = sql(\"now()\")\nas = \"select ${b} x\"\nc = <<-SQL\n  select 1\n  SQL\n");
  assert_true(count_captures("injections", "injection.content", sql) >= 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(corpus_cases),
      cmocka_unit_test(line_ends_and_marks),
      cmocka_unit_test(hostile_text),
      cmocka_unit_test(queries_match),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
