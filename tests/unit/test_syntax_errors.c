/* Syntax errors: each summary with its place, in the words of HCL, one error per cause. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "grammar/syntax.h"

/* `text` has one error, at the place that stands between the bytes \1 and \2. */
typedef struct ErrorCase {
  const char *summary, *text;
} ErrorCase;

static void expect_error(ErrorCase row) {
  Arena arena;
  Buf text = {0};
  Span want = {0, 0};
  for (const char *at = row.text; *at != 0; at++) {
    if (*at == 1) {
      want.start = (uint32_t)text.len;
    } else if (*at == 2) {
      want.end = (uint32_t)text.len;
    } else {
      buf_putc(&text, *at);
    }
  }
  arena_init(&arena, 0);
  const SynError *error = syn_parse(&arena, buf_str(&text), true)->errors;
  if (error == NULL) fail_msg("%s: no error", text.ptr);
  if (strcmp(error->summary, row.summary) != 0) fail_msg("%s: %s", text.ptr, error->summary);
  if (error->span.start != want.start || error->span.end != want.end) {
    fail_msg("%s: at %u-%u, not %u-%u", text.ptr, error->span.start, error->span.end, want.start, want.end);
  }
  if (error->detail.len == 0) fail_msg("%s: no detail", text.ptr);
  if (error->next != NULL) fail_msg("%s: also %s", text.ptr, error->next->summary);
  arena_free(&arena);
  buf_free(&text);
}

#define EXPECT_ALL(rows)                                                                                               \
  for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++) expect_error((rows)[i])

static void test_items(void **state) {
  (void)state;
  static const ErrorCase rows[] = {
      {"Unclosed configuration block", "a \1{\2\n  b = 1\n"},
      {"Unclosed configuration block", "a {\n  b \1{\2\n"},
      {"Unclosed configuration block", "a \1{\2 b = 1"},
      {"Argument or block definition required", "\1foo\2\n"},
      {"Argument or block definition required", "\1foo\2 5\n"},
      {"Argument or block definition required", "a = 1\n\1}\2\n"},
      {"Argument or block definition required", "\1=\2 1\n"},
      {"Argument or block definition required", "a { \1foo\2 }\n"},
      {"Argument or block definition required", "\1/\2* a\n"},
      {"Argument definition required", "a { \1b {\2} }\n"},
      {"Invalid argument name", "\1\"\2a\" = 1\n"},
      {"Attribute redefined", "b {\n  a = 1\n  \1a\2 = 2\n}\n"},
      {"Invalid block definition", "a \"b\"\1\n\2{\n}\n"},
      {"Invalid block definition", "a \"b\" \1=\2 {\n}\n"},
      {"Invalid block definition", "a b \1.\2 c {\n}\n"},
      {"Invalid single-argument block definition", "a { b = 1\1,\2 c = 2 }\n"},
      {"Invalid single-argument block definition", "a { b = 1 \1c\2 = 2 }\n"},
      {"Invalid single-argument block definition", "a { b = 1\1\n\2}\n"},
      {"Missing newline after argument", "a = 1 \1b\2 = 2\n"},
      {"Missing newline after argument", "a = b \1\"\2c\"\n"},
      {"Unexpected comma after argument", "a = 1\1,\2\n"},
      {"Missing newline after block definition", "a {} \1b\2 {}\n"},
  };
  EXPECT_ALL(rows);
}

static void test_expressions(void **state) {
  (void)state;
  static const ErrorCase rows[] = {
      {"Invalid expression", "a =\1\n\2"},
      {"Invalid expression", "a = \1*\2\n"},
      {"Invalid expression", "a = 1 +\1\n\2"},
      {"Missing expression", "a = \1\2"},
      {"Unbalanced parentheses", "a = (1 \1b\2)\n"},
      {"Missing false expression in conditional", "a = b ? c\1\n\2"},
      {"Invalid attribute name", "a = b.\1\n\2"},
      {"Invalid attribute name", "a = b.\1.\2c\n"},
      {"Missing close bracket on index", "a = b[1 \1c\2]\n"},
      {"Missing close bracket on splat index", "a = b[* \1c\2]\n"},
      {"Invalid legacy index syntax", "a = b.\0010.1\2\n"},
      {"Nested splat expression not allowed", "a = b.*.c.\1*\2\n"},
      {"Invalid number literal", "a = \0011.2.3\2\n"},
      {"Unsupported operator", "a = b \1&\2 c\n"},
      {"Unsupported operator", "a = \1~\2b\n"},
      {"Invalid expression", "a = b *\1*\2 c\n"},
      {"Invalid character", "a = \1'\2b'\n"},
      {"Invalid character", "a = 1\1;\2\n"},
      {"Invalid character", "a = \1\xE2\x80\x9C\2b\n"},
      {"Invalid character", "a = \1@\2\n"},
      {"Invalid character encoding", "a = \1\xFF\2\n"},
      {"Invalid character encoding", "a = \"b\1\xFF\2\"\n"},
  };
  EXPECT_ALL(rows);
}

static void test_brackets(void **state) {
  (void)state;
  static const ErrorCase rows[] = {
      {"Missing item separator", "a = [1 \0012\2]\n"},
      {"Missing item separator", "b {\n  a = [c,\n  d \1=\2 1\n}\n"},
      {"Unterminated tuple constructor expression", "a = \1[\2 1"},
      {"Missing expression", "a = [1, \1\2"},
      {"Missing key/value separator", "a = { b \1c\2 = 1 }\n"},
      {"Missing key/value separator", "a = { b \0011\2 }\n"},
      {"Missing attribute value", "a = { b\1,\2 c = 1 }\n"},
      {"Missing attribute value", "a = {\n  b\1\n\2}\n"},
      {"Missing attribute separator", "a = { b = 1 \1c\2 = 2 }\n"},
      {"Unterminated object constructor expression", "a = \1{\2 b = 1"},
      {"Unterminated function call", "a = \1f(\2 1"},
      {"Missing argument separator", "a = f(1 \0012\2)\n"},
      {"Missing closing parenthesis", "a = f(b\1...\2, c)\n"},
      {"Missing function name", "a = f::\1(\0021)\n"},
      {"Missing open parenthesis", "a = f::g \1+\2 1\n"},
      {"Invalid 'for' expression", "a = [for \0011\2 in b : c]\n"},
      {"Invalid 'for' expression", "a = [for k, \1]\2\n"},
      {"Invalid 'for' expression", "a = [for k \1of\2 b : c]\n"},
      {"Invalid 'for' expression", "a = [for k in b \1c\2]\n"},
      {"Invalid 'for' expression", "a = [for k in b : \1k\2 => c]\n"},
      {"Invalid 'for' expression", "a = [for k in b : c\1...\2]\n"},
      {"Invalid 'for' expression", "a = {for k in b : \1c\2}\n"},
      {"Invalid 'for' expression", "a = [for k in b : c \1d\2]\n"},
  };
  EXPECT_ALL(rows);
}

static void test_strings(void **state) {
  (void)state;
  static const ErrorCase rows[] = {
      {"Invalid multi-line string", "a = \"b\1\n\2"},
      {"Invalid multi-line string", "c {\n  a = \"b\1\n\n\2  d = 1\n}\n"},
      {"Invalid multi-line string", "a \"b {\1\n\2}\n"},
      {"Unterminated template string", "a = \"b\1\2"},
      {"Unterminated template string", "a = <<E\nb\n\1\2"},
      {"Unterminated string literal", "a \"b\1\2"},
      {"Invalid string literal", "a \"b\1${\2c}\" {\n}\n"},
      {"Invalid escape sequence", "a = \"b\1\\q\2\"\n"},
      {"Invalid escape sequence", "a = \"\1\\u12\2\"\n"},
      {"Invalid escape sequence", "a = \"\1\\ud800\2\"\n"},
      {"Invalid escape sequence", "a \"\1\\q\2\" {\n}\n"},
      {"Extra characters after interpolation expression", "a = \"${b \1c\2}\"\n"},
      {"Extra characters after interpolation expression", "a = \"${b\1:\2c}\"\n"},
      {"Unclosed template interpolation sequence", "a = <<E\n\1${\2b"},
      {"Invalid template directive", "a = \"%{ \0011\2 }\"\n"},
      {"Invalid template control keyword", "a = \"%{ \1iff\2 b }c%{ endif }\"\n"},
      {"Unexpected endif directive", "a = \"\1%{ endif }\2\"\n"},
      {"Unexpected else directive", "a = \"%{ for b in c }\1%{ else }\2%{ endfor }\"\n"},
      {"Unexpected end of template", "a = \"%{ if b }c\1\"\2\n"},
      {"Invalid 'for' directive", "a = \"%{ for b \1of\2 c }%{ endfor }\"\n"},
      {"Extra characters in endif marker", "a = \"%{ if b }c%{ endif \1d\2 }\"\n"},
  };
  EXPECT_ALL(rows);
}

/* The details that HCL's own test-suite fixes, the hint of a misspelt keyword, and the place of a first definition. */
static void test_details(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena, 0);
  const SynError *error = syn_parse(&arena, STR("a = \"%{ endiff }\"\n"), false)->errors;
  assert_true(
      str_eq(error->detail, STR("\"endiff\" is not a valid template control keyword. Did you mean \"endif\"?")));
  error = syn_parse(&arena, STR("a = 1,\n"), false)->errors;
  assert_true(str_eq(error->detail, STR("Argument definitions must be separated by newlines, not commas. An argument "
                                        "definition must end with a newline.")));
  error = syn_parse(&arena, STR("b {\n  a = 1\n  a = 2\n}\n"), false)->errors;
  assert_true(str_eq(error->detail, STR("The argument \"a\" was already set. Each argument may be set only once.")));
  assert_int_equal(error->related.start, 6);
  assert_int_equal(error->related.end, 7);
  arena_free(&arena);
}

/* Many attributes are searched in another way than few; the redefined one is still found. */
static void test_many_attributes(void **state) {
  (void)state;
  Arena arena;
  Buf text = {0};
  arena_init(&arena, 0);
  for (int i = 0; i < 1000; i++) buf_printf(&text, "a%d = 1\n", i);
  assert_null(syn_parse(&arena, buf_str(&text), false)->errors);
  buf_put(&text, STR("a7 = 1\n"));
  const SynError *error = syn_parse(&arena, buf_str(&text), false)->errors;
  assert_string_equal(error->summary, "Attribute redefined");
  assert_null(error->next);
  buf_free(&text);
  arena_free(&arena);
}

/* Each of these nests deeper than the limit; none may overflow the stack, and all are refused. */
static void test_depth(void **state) {
  (void)state;
  static const char *const pieces[] = {"[", "(", "-", "f(", "{a=", "\"${", "a?", "a[", "[for a in ", "a ? b : "};
  enum { TIMES = 100000 };
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    Arena arena;
    Buf text = {0};
    arena_init(&arena, 0);
    buf_put(&text, STR("x = "));
    for (int n = 0; n < TIMES; n++) buf_put(&text, str_from(pieces[i]));
    const SynError *error = syn_parse(&arena, buf_str(&text), false)->errors;
    if (error == NULL || strcmp(error->summary, "Nesting too deep") != 0) fail_msg("%s is accepted", pieces[i]);
    buf_free(&text);
    arena_free(&arena);
  }
}

static bool count_expr(void *context, const SynExpr *expr) {
  (void)expr;
  ++*(size_t *)context;
  return true;
}

/* A long sum leans to the left: its tree is cut off before a walk could overflow the stack. */
static void test_height(void **state) {
  (void)state;
  Arena arena;
  Buf text = {0};
  size_t count = 0;
  arena_init(&arena, 0);
  buf_put(&text, STR("x = 1"));
  for (int i = 0; i < 100000; i++) buf_put(&text, STR(" + 1"));
  SynUnit *unit = syn_parse(&arena, buf_str(&text), false);
  assert_string_equal(unit->errors->summary, "Nesting too deep");
  syn_walk_expr(unit->body.attrs->value, count_expr, &count);
  assert_true(count > 100 && count < 2000);
  buf_free(&text);
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_items),   cmocka_unit_test(test_expressions), cmocka_unit_test(test_brackets),
      cmocka_unit_test(test_strings), cmocka_unit_test(test_details),     cmocka_unit_test(test_many_attributes),
      cmocka_unit_test(test_depth),   cmocka_unit_test(test_height),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
