/* libFuzzer target: tokens, statements, names and syntax errors of any text, in the dialect and shape that the first
 * byte picks. Spans lie inside the text and in order; tokens cover all that is no blank or comment. */
#include <stdio.h>
#include <stdlib.h>

#include "dialects/dialect.h"
#include "sql/clauses.h"
#include "sql/condition.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool fact, const char *problem) {
  if (fact) return;
  fprintf(stderr, "%s\n", problem);
  abort();
}

static void check_span(Span span, size_t len, const char *problem) {
  need(span.start <= span.end && span.end <= len, problem);
}

static void check_tokens(const SqlFlavor *flavor, Str text) {
  SqlTokens tokens = {0};
  sql_tokens(flavor, text, &tokens);
  for (size_t i = 0; i < tokens.len; i++) {
    check_span(tokens.items[i].span, text.len, "a token outside of the text");
    need(tokens.items[i].span.start < tokens.items[i].span.end, "an empty token");
    need(i == 0 || tokens.items[i - 1].span.end <= tokens.items[i].span.start, "tokens that overlap");
  }
  array_free(&tokens);
}

static void check_statements(const SqlFlavor *flavor, Str text) {
  SqlSpans spans = {0};
  sql_statements(flavor, text, str_make("", 0), &spans);
  for (size_t i = 0; i < spans.len; i++) {
    check_span(spans.items[i], text.len, "a statement outside of the text");
    need(spans.items[i].start < spans.items[i].end, "an empty statement");
    need(i == 0 || spans.items[i - 1].end <= spans.items[i].start, "statements that overlap");
  }
  array_free(&spans);
}

static void check_names(const SqlFlavor *flavor, Arena *arena, const SqlPiece *piece, bool statement) {
  SqlNames names = {0};
  if (statement)
    sql_statement_names(flavor, arena, piece, &names);
  else
    sql_names(flavor, arena, piece, &names);
  for (size_t i = 0; i < names.uses.len; i++) {
    check_span(names.uses.items[i].span, piece->text.len, "a name outside of the text");
    check_span(names.uses.items[i].table_span, piece->text.len, "a table outside of the text");
    check_span(names.uses.items[i].schema_span, piece->text.len, "a schema outside of the text");
  }
  for (size_t i = 0; i < names.sources.len; i++)
    check_span(names.sources.items[i].span, piece->text.len, "a source outside of the text");
  sql_names_free(&names);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const languages[] = {"", "sql", "plpgsql", "c"};
  if (size < 2) return 0;
  const SqlFlavor *flavor = dialect_all[data[0] % dialect_count]->sql;
  if (flavor == NULL) return 0;
  Arena arena;
  arena_init(&arena, 0);
  SqlPiece piece = {.text = str_make((const char *)data + 2, size - 2),
                    .shape = data[1] % (SQL_SCRIPT + 1),
                    .language = str_from(languages[(data[1] / 8) % 4]),
                    .own_table = str_from((data[1] & 64) != 0 ? "t" : "")};
  SqlError error;
  check_tokens(flavor, piece.text);
  check_statements(flavor, piece.text);
  check_names(flavor, &arena, &piece, false);
  check_names(flavor, &arena, &piece, true);
  SqlClauses clauses;
  sql_clauses(flavor, &arena, piece.text, &clauses);
  sql_requires_value(piece.text, STR("a"));
  if (sql_check(flavor, &arena, &piece, &error)) check_span(error.span, piece.text.len, "an error outside of the text");
  arena_free(&arena);
  return 0;
}
