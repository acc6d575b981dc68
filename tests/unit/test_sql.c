/* test_sql.c: tokens, statements, names and syntax errors of SQL text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/parallel.h"
#include "dialects/dialect.h"

static Arena arena;

static int set_up(void **state) {
  (void)state;
  arena_init(&arena, 0);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  arena_free(&arena);
  return 0;
}

static const SqlFlavor *flavor_of(const char *dialect) { return dialect_named(str_from(dialect))->sql; }

/* ---- tokens ---- */

/* "word number": kinds and texts of the tokens. */
static void assert_tokens(const char *dialect, const char *text, const char *wanted) {
  static const char *const kinds[] = {"end",  "word",      "name",    "string", "number",
                                      "sign", "parameter", "comment", "open"};
  SqlTokens tokens = {0};
  Buf out = {0};
  sql_tokens(flavor_of(dialect), str_from(text), &tokens);
  for (size_t i = 0; i < tokens.len; i++)
    buf_printf(&out, "%s%s:%.*s", i > 0 ? " " : "", kinds[tokens.items[i].kind],
               STR_FMT(span_of(tokens.items[i].span, str_from(text))));
  buf_putc(&out, '\0');
  assert_string_equal(out.ptr, wanted);
  buf_free(&out);
  array_free(&tokens);
}

static void test_tokens(void **state) {
  (void)state;
  assert_tokens("postgresql", "a.b >= 'it''s' -- x\n", "word:a sign:. word:b sign:>= string:'it''s'");
  assert_tokens("postgresql", "\"a\"\"b\"::text", "name:\"a\"\"b\" sign::: word:text");
  assert_tokens("postgresql", "$$a;b$$ $x$ $$ $x$ $1", "string:$$a;b$$ string:$x$ $$ $x$ parameter:$1");
  assert_tokens("postgresql", "E'a\\'b' 'a\\'", "string:E'a\\'b' string:'a\\'");
  assert_tokens("postgresql", "/* a /* b */ c */ x", "word:x");
  assert_tokens("sqlite", "/* a /* b */ c", "word:c");
  assert_tokens("sqlite", "[a b] `c`", "name:[a b] name:`c`");
  assert_tokens("mysql", "\"a\" 'b\\'c' # d\ne", "string:\"a\" string:'b\\'c' word:e");
  assert_tokens("oracle", "q'[it's]' x", "string:q'[it's]' word:x");
  assert_tokens("spanner", "'''it's''' x", "string:'''it's''' word:x");
  assert_tokens("postgresql", "1.5e-3 'a", "number:1.5e-3 open:'a");
  assert_tokens("postgresql", "/* a", "open:/* a");
  assert_tokens("postgresql", "", "");
}

/* ---- statements ---- */

static void assert_statements(const char *dialect, const char *text, const char *delimiter, const char *wanted) {
  SqlSpans spans = {0};
  Buf out = {0};
  sql_statements(flavor_of(dialect), str_from(text), str_from(delimiter), &spans);
  for (size_t i = 0; i < spans.len; i++) buf_printf(&out, "[%.*s]", STR_FMT(span_of(spans.items[i], str_from(text))));
  buf_putc(&out, '\0');
  assert_string_equal(out.ptr, wanted);
  buf_free(&out);
  array_free(&spans);
}

static void test_statements(void **state) {
  (void)state;
  assert_statements("postgresql", "a; b;\n-- c\n ; d", "", "[a][b][d]");
  assert_statements("postgresql", "SELECT ';' FROM \"a;b\"; /* ; */ SELECT $$;$$", "",
                    "[SELECT ';' FROM \"a;b\"][SELECT $$;$$]");
  assert_statements("sqlite", "CREATE TRIGGER t BEGIN a; CASE WHEN 1 THEN 2 END; b; END; c", "",
                    "[CREATE TRIGGER t BEGIN a; CASE WHEN 1 THEN 2 END; b; END][c]");
  assert_statements("mysql", "CREATE PROCEDURE p() BEGIN IF a THEN b; END IF; BEGIN c; END; END; d", "",
                    "[CREATE PROCEDURE p() BEGIN IF a THEN b; END IF; BEGIN c; END; END][d]");
  assert_statements("mysql", "BEGIN; a; COMMIT;", "", "[BEGIN][a][COMMIT]");
  assert_statements("mysql", "DELIMITER //\na; b//\nDELIMITER ;\nc;", "", "[a; b][c]");
  assert_statements("mysql", "-- atlas:delimiter \\n\\n\n\na;\nb;\n\nc", "", "[a;\nb;][c]");
  assert_statements("sqlserver", "a; b\nGO\nc", "\nGO", "[a; b][c]");
  assert_statements("postgresql", "f(a; b); c", "", "[f(a; b)][c]");
  assert_statements("postgresql", "a; 'b", "", "[a]['b]");
  assert_statements("postgresql", " -- only this", "", "");
}

/* ---- names ---- */

static void put_use(Buf *out, const SqlUse *use) {
  static const char *const kinds[] = {"table", "column", "function"};
  buf_printf(out, "%s%s%s ", out->len > 0 ? ", " : "", use->certain ? "" : "?", kinds[use->kind]);
  if (!str_empty(use->schema)) buf_printf(out, "%.*s.", STR_FMT(use->schema));
  if (!str_empty(use->table)) buf_printf(out, "%.*s", STR_FMT(use->table));
  if (!str_empty(use->name)) buf_printf(out, "%s%.*s", !str_empty(use->table) ? "." : "", STR_FMT(use->name));
}

static void assert_names_of(const char *dialect, SqlPiece piece, const char *wanted) {
  SqlNames names = {0};
  Buf out = {0};
  sql_names(flavor_of(dialect), &arena, &piece, &names);
  for (size_t i = 0; i < names.uses.len; i++) put_use(&out, &names.uses.items[i]);
  buf_putc(&out, '\0');
  assert_string_equal(out.ptr, wanted);
  buf_free(&out);
  sql_names_free(&names);
}

static void assert_query(const char *text, const char *wanted) {
  assert_names_of("postgresql", (SqlPiece){.text = str_from(text), .shape = SQL_QUERY}, wanted);
}

static void test_names_of_queries(void **state) {
  (void)state;
  assert_query("SELECT a FROM t", "column a, table t");
  assert_query("SELECT x.a FROM s.t AS x", "column s.t.a, table s.t");
  assert_query("SELECT \"A b\" FROM \"T\"", "column A b, table T");
  assert_query("SELECT a AS b FROM t ORDER BY b", "column a, table t, ?column b");
  assert_query("SELECT t.* FROM t, u", "table t, table u");
  assert_query("SELECT a::int, CAST(b AS numeric(10, 2)) FROM t", "column a, column b, table t");
  assert_query("SELECT date '2020-01-01', a COLLATE \"C\" FROM t", "column a, table t");
  assert_query("SELECT count(*) FILTER (WHERE a > 0) FROM t", "?function count, column a, table t");
  assert_query("SELECT CASE WHEN a THEN b ELSE NULL END FROM t", "column a, column b, table t");
  assert_query("SELECT 1 FROM t WHERE a IS DISTINCT FROM b", "table t, column a, column b");
  assert_query("SELECT extract(year FROM a) FROM t", "?function extract, ?column year, column a, table t");
  assert_query("WITH x AS (SELECT a FROM t) SELECT b FROM x", "column a, table t, ?column b");
  assert_query("SELECT a FROM (SELECT b FROM t) s", "?column a, column b, table t");
  assert_query("SELECT a FROM f(1) AS g", "?column a");
  assert_query("SELECT a FROM t JOIN u USING (b)", "column a, table t, table u, column b");
  assert_query("SELECT 1 FROM (t JOIN u ON t.a = u.b)", "table t, table u, column t.a, column u.b");
  assert_query("SELECT a FROM t UNION SELECT b FROM u", "column a, table t, column b, table u");
  assert_query("SELECT a AS x FROM t UNION SELECT b FROM u ORDER BY x",
               "column a, table t, column b, table u, ?column x");
  assert_query("SELECT 1 FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.x = t.y)",
               "table t, table u, column u.x, column t.y");
  assert_query("SELECT f(a => 1) FROM t", "?function f, table t");
  assert_query("INSERT INTO t (a, b) VALUES (1, 2) ON CONFLICT (a) DO UPDATE SET b = excluded.b",
               "table t, column t.a, column t.b, column a, column b, column t.b");
  assert_query("UPDATE t SET a = b WHERE c = 1", "table t, column a, column b, column c");
  assert_query("DELETE FROM t USING u WHERE t.a = u.b", "table t, table u, column t.a, column u.b");
  assert_query("SELECT convert(a USING utf8) FROM t", "column a, table t");
  assert_query("SELECT a FROM t USE INDEX (i, j) WHERE b", "column a, table t, column b");
  assert_query("SELECT 1 FROM t JOIN u ON t.a = u.b COLLATE x JOIN v ON 1",
               "table t, table u, column t.a, column u.b, table v");
  assert_query("SELECT a FROM t INDEXED BY i WHERE b", "column a, table t, column b");
  assert_query("WITH x AS (DELETE FROM t RETURNING a) INSERT INTO u SELECT b FROM x",
               "table t, column a, table u, ?column b");
  assert_query("SELECT FROM", "");
  assert_query("SELECT a FROM ____ x WHERE x.b", "?column a");
}

static void test_names_of_expressions(void **state) {
  (void)state;
  SqlPiece piece = {.text = STR("a > lower(b) AND c IS NOT NULL"), .shape = SQL_EXPRESSION, .own_table = STR("t")};
  assert_names_of("sqlite", piece, "column a, ?function lower, column b, column c");
  piece.own_table = STR("");
  assert_names_of("sqlite", piece, "?function lower");
  piece = (SqlPiece){.text = STR("NEW.a <> OLD.b"), .shape = SQL_PREDICATE, .own_table = STR("t")};
  assert_names_of("sqlite", piece, "column t.a, column t.b");
  piece = (SqlPiece){.text = STR("a = \"b\""), .shape = SQL_EXPRESSION, .own_table = STR("t")};
  assert_names_of("sqlite", piece, "column a, ?column b");
  assert_names_of("mysql", piece, "column a");
  piece = (SqlPiece){.text = STR("now()"), .shape = SQL_EXPRESSION};
  assert_names_of("postgresql", piece, "?function now");
}

static void test_names_of_bodies(void **state) {
  (void)state;
  SqlPiece piece = {.shape = SQL_BODY, .language = STR("plpgsql")};
  piece.text = STR("BEGIN FOR r IN SELECT o.a FROM orders o LOOP x := r.b; END LOOP; UPDATE t SET c = 1; END");
  assert_names_of("postgresql", piece, "column orders.a, ?table orders, ?table t, ?column c");
  piece.text = STR("BEGIN IF a THEN DELETE FROM s.t WHERE t.b = a; END IF; END");
  assert_names_of("postgresql", piece, "table s.t, column s.t.b, ?column a");
}

static void test_sources(void **state) {
  (void)state;
  SqlPiece piece = {.text = STR("SELECT (SELECT 1 FROM b) FROM a x"), .shape = SQL_QUERY};
  SqlNames names = {0};
  sql_names(flavor_of("postgresql"), &arena, &piece, &names);
  assert_int_equal(names.sources.len, 2);
  assert_true(str_eq(names.sources.items[0].table, STR("b"))); /* the inner one first */
  assert_int_equal(names.sources.items[0].span.start, 8);
  assert_int_equal(names.sources.items[0].span.end, 23);
  assert_true(str_eq(names.sources.items[1].alias, STR("x")));
  assert_int_equal(names.sources.items[1].span.end, piece.text.len);
  sql_names_free(&names);
}

/* ---- syntax ---- */

/* `wanted`: "message @token", or empty. */
static void assert_check(const char *dialect, SqlPiece piece, const char *wanted) {
  SqlError error;
  Buf out = {0};
  if (sql_check(flavor_of(dialect), &arena, &piece, &error))
    buf_printf(&out, "%s%.*s @%.*s", error.certain ? "" : "?", STR_FMT(error.message),
               STR_FMT(span_of(error.span, piece.text)));
  buf_putc(&out, '\0');
  assert_string_equal(out.ptr, wanted);
  buf_free(&out);
}

static void assert_shape(const char *dialect, SqlShape shape, const char *text, const char *wanted) {
  assert_check(dialect, (SqlPiece){.text = str_from(text), .shape = (uint8_t)shape}, wanted);
}

static void test_syntax(void **state) {
  (void)state;
  assert_shape("postgresql", SQL_EXPRESSION, "a + 1", "");
  assert_shape("postgresql", SQL_EXPRESSION, "a + + ]", "?syntax error at or near \"]\" @]");
  assert_shape("postgresql", SQL_EXPRESSION, "a +", "syntax error at end of input @+");
  assert_shape("postgresql", SQL_EXPRESSION, "(a", "unclosed '(' @(");
  assert_shape("postgresql", SQL_EXPRESSION, "a -- b", "");
  assert_shape("postgresql", SQL_EXPRESSION, "\"größe\" > > 1", "?syntax error at or near \">\" @>");
  assert_shape("postgresql", SQL_QUERY, "SELECT 1 FROM t WHERE", "syntax error at end of input @WHERE");
  assert_shape("postgresql", SQL_SCRIPT, "SELECT 1; SELEC 2;", "?syntax error at or near \"SELEC\" @SELEC");
  assert_shape("postgresql", SQL_FRAGMENT, "BTREE )", "unexpected ')' @)");
  assert_shape("sqlite", SQL_EXPRESSION, "a > 0 AND nosuch(b)", "");
  assert_shape("sqlite", SQL_EXPRESSION, "a AND AND b", "?near \"AND\": syntax error @AND");
  assert_shape("sqlite", SQL_QUERY, "SELECT a FROM nowhere", "");
  assert_shape("sqlite", SQL_QUERY, "SELECT a FROM", "incomplete input @FROM");
  assert_shape("sqlite", SQL_BODY, "BEGIN DELETE FROM x; END", "");
  assert_shape("sqlite", SQL_BODY, "BEGIN DELETE x; END", "?near \"x\": syntax error @x");
  assert_shape("mysql", SQL_EXPRESSION, "anything goes here", "");
  assert_shape("mysql", SQL_EXPRESSION, "'a", "unclosed quote ''' @'a");
  assert_shape("sqlserver", SQL_BODY, "BEGIN (1 END", "unclosed '(' @(");
}

static void test_syntax_of_bodies(void **state) {
  (void)state;
  SqlPiece piece = {.shape = SQL_BODY, .language = STR("PLpgSQL"), .text = STR("BEGIN a := b + 1; RETURN a; END")};
  assert_check("postgresql", piece, "");
  piece.text = STR("BEGIN RETURN NEW END");
  assert_check("postgresql", piece, "syntax error at end of input @END");
  piece.text = STR("BEGIN IF NEW.x THEN RETURN; END; END");
  assert_check("postgresql", piece, "?syntax error at or near \";\" @;");
  piece = (SqlPiece){.shape = SQL_BODY, .language = STR("c"), .text = STR("(' not SQL")};
  assert_check("postgresql", piece, "");
}

static void check_some(void *context, size_t index, unsigned worker) {
  unsigned *wrong = context;
  static const char *const texts[] = {"a > 0", "a > >", "(a", "a IN (1, 2)"};
  Arena own;
  (void)worker;
  arena_init(&own, 0);
  for (unsigned i = 0; i < 50; i++) {
    const char *dialect = (index + i) % 2 == 0 ? "postgresql" : "sqlite";
    SqlPiece piece = {.text = str_from(texts[i % 4]), .shape = SQL_EXPRESSION};
    SqlError error;
    bool bad = i % 4 == 1 || i % 4 == 2;
    if (sql_check(flavor_of(dialect), &own, &piece, &error) != bad) wrong[index]++;
  }
  arena_free(&own);
}

/* The parsers keep nothing that threads share. */
static void test_threads(void **state) {
  (void)state;
  unsigned wrong[16] = {0};
  parallel_for(16, 4, check_some, wrong);
  for (size_t i = 0; i < 16; i++) assert_int_equal(wrong[i], 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_tokens),           cmocka_unit_test(test_statements),
      cmocka_unit_test(test_names_of_queries), cmocka_unit_test(test_names_of_expressions),
      cmocka_unit_test(test_names_of_bodies),  cmocka_unit_test(test_sources),
      cmocka_unit_test(test_syntax),           cmocka_unit_test(test_syntax_of_bodies),
      cmocka_unit_test(test_threads),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
