/* compare_expr.c: do two expressions say the same? PostgreSQL prints what it was given with casts and parentheses of
 * its own, and prints that again with others:
 *
 *     c IN ('a')  ->  ((c)::text = ANY ((ARRAY['a'::character varying])::text[]))
 *                 ->  ((c)::text = ANY (ARRAY[('a'::character varying)::text]))
 *
 * So casts between types of text, and parentheses around single operands, are left out of account. */
#include "dialects/dialect.h"
#include "dialects/expr_tree.h"
#include "dialects/postgresql/driver.h"
#include "sql/sql.h"

typedef struct Words {
  ARRAY(Str) list;
  Arena *arena;
} Words;

static bool is(const Words *self, size_t at, const char *text) {
  return at < self->list.len && str_eq_nocase(self->list.items[at], str_from(text));
}

static void read_words(Words *self, Str text) {
  SqlTokens tokens = {0};
  sql_tokens(dialect_named(STR("postgresql"))->sql, text, &tokens);
  for (size_t i = 0; i < tokens.len; i++) {
    Str word = str_sub(text, tokens.items[i].span.start, tokens.items[i].span.end);
    if (word.len > 0) array_push_in(self->arena, &self->list, word);
  }
  array_free(&tokens);
}

/* Number of words of "::character varying(20)[]" at `at`; 0: no cast to a type of text. */
static size_t text_cast(const Words *self, size_t at) {
  size_t start = at;
  if (is(self, at, "::"))
    at++;
  else if (is(self, at, ":") && is(self, at + 1, ":"))
    at += 2;
  else
    return 0;
  if (is(self, at, "character") && is(self, at + 1, "varying"))
    at += 2;
  else if (is(self, at, "text") || is(self, at, "varchar") || is(self, at, "bpchar"))
    at++;
  else
    return 0;
  if (is(self, at, "(") && is(self, at + 2, ")")) at += 3;
  while (is(self, at, "[") && is(self, at + 1, "]")) at += 2;
  return at - start;
}

static void drop_casts(Words *self) {
  size_t kept = 0;
  for (size_t i = 0; i < self->list.len;) {
    size_t cast = text_cast(self, i);
    if (cast == 0) self->list.items[kept++] = self->list.items[i];
    i += cast > 0 ? cast : 1;
  }
  self->list.len = kept;
}

/* Index of the bracket that closes the one at `at`. */
static size_t closing(const Words *self, size_t at) {
  size_t depth = 0;
  for (size_t i = at; i < self->list.len; i++) {
    if (is(self, i, "(") || is(self, i, "[")) depth++;
    if ((is(self, i, ")") || is(self, i, "]")) && --depth == 0) return i;
  }
  return self->list.len;
}

/* Is what stands between the brackets one operand: a word, ARRAY[...], something in parentheses? */
static bool is_operand(const Words *self, size_t open, size_t close) {
  size_t first = open + 1;
  if (first + 1 == close) return true;
  if (is(self, first, "array") && is(self, first + 1, "[")) return closing(self, first + 1) + 1 == close;
  return is(self, first, "(") && closing(self, first) + 1 == close;
}

static bool is_name(Str word) {
  char c = word.ptr[0];
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '"';
}

static bool is_keyword(Str word) {
  static const char *const keywords[] = {"and",  "or", "not",     "when", "then",  "else",
                                         "case", "is", "between", "like", "ilike", NULL};
  for (size_t i = 0; keywords[i] != NULL; i++)
    if (str_eq_nocase(word, str_from(keywords[i]))) return true;
  return false;
}

/* Parentheses of a call or of IN (...) stay. */
static bool is_redundant(const Words *self, size_t open) {
  size_t close = closing(self, open);
  if (close >= self->list.len || !is_operand(self, open, close)) return false;
  return open == 0 || !is_name(self->list.items[open - 1]) || is_keyword(self->list.items[open - 1]);
}

static void drop_parentheses(Words *self) {
  for (size_t i = 0; i < self->list.len;) {
    if (!is(self, i, "(") || !is_redundant(self, i)) {
      i++;
      continue;
    }
    size_t close = closing(self, i), kept = 0;
    for (size_t k = 0; k < self->list.len; k++)
      if (k != i && k != close) self->list.items[kept++] = self->list.items[k];
    self->list.len = kept;
    if (i > 0) i--;
  }
}

static Words normalise(Arena *arena, Str text) {
  Words words = {.arena = arena};
  read_words(&words, expr_wrap(arena, text));
  drop_casts(&words);
  drop_parentheses(&words);
  return words;
}

bool pg_same_expr(Arena *arena, Str a, Str b) {
  Words x = normalise(arena, a), y = normalise(arena, b);
  if (x.list.len != y.list.len) return false;
  for (size_t i = 0; i < x.list.len; i++)
    if (!str_eq(x.list.items[i], y.list.items[i])) return false;
  return true;
}

/* Expressions that PostgreSQL has printed have casts in them. */
static bool is_printed(Str s) {
  for (size_t i = 0; i + 1 < s.len; i++)
    if (s.ptr[i] == ':' && s.ptr[i + 1] == ':') return true;
  return false;
}

bool pg_same_printed(Comparison *self, Str a, Str b) {
  ExprRules rules = {.flavor = dialect_named(STR("postgresql"))->sql};
  if ((is_printed(a) || is_printed(b)) && pg_same_expr(self->arena, a, b)) return true;
  return compare_is_inspected(self) && expr_tree_same(self->arena, &rules, a, b);
}
