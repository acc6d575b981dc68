/* condition.c: see condition.h. */
#include "sql/condition.h"

/* "(c IS NOT NULL) AND x > 1" -> the next term at *at, without parentheses around it; false behind the last. Terms are
 * split at AND outside of parentheses; with an OR outside of them there are none. */
static bool next_term(Str expr, size_t *at, Str *term) {
  unsigned depth = 0;
  char quote = '\0';
  if (*at > expr.len || str_empty(str_trim(str_sub(expr, *at, expr.len)))) return false;
  for (size_t i = *at;; i++) {
    char c = i < expr.len ? expr.ptr[i] : '\0';
    bool apart = i > *at && depth == 0 && quote == '\0' && (expr.ptr[i - 1] == ' ' || expr.ptr[i - 1] == ')');
    if (i >= expr.len || (apart && str_eq_nocase(str_sub(expr, i, i + 4), STR("AND ")))) {
      *term = str_trim(str_sub(expr, *at, i));
      *at = i < expr.len ? i + 4 : expr.len + 1;
      return true;
    }
    if (apart && str_eq_nocase(str_sub(expr, i, i + 3), STR("OR "))) return false;
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '\'' || c == '"' || c == '`') {
      quote = c;
    } else if (c == '(') {
      depth++;
    } else if (c == ')' && depth > 0) {
      depth--;
    }
  }
}

/* Is there an OR outside of parentheses? */
static bool has_or(Str expr) {
  size_t at = 0;
  Str term;
  while (next_term(expr, &at, &term)) continue;
  return at <= expr.len && !str_empty(str_trim(str_sub(expr, at, expr.len)));
}

enum { MAX_NESTING = 16 };

/* Without parentheses that hold all of it. */
static Str unwrap(Str expr) {
  for (unsigned i = 0; i < MAX_NESTING; i++) {
    expr = str_trim(expr);
    if (expr.len < 2 || expr.ptr[0] != '(' || expr.ptr[expr.len - 1] != ')') return expr;
    unsigned depth = 0;
    for (size_t k = 0; k + 1 < expr.len; k++) {
      if (expr.ptr[k] == '(') depth++;
      if (expr.ptr[k] == ')' && --depth == 0) return expr;
    }
    expr = str_sub(expr, 1, expr.len - 1);
  }
  return expr;
}

static bool is_not_null(Str term, Str column) {
  Str end = STR(" IS NOT NULL");
  term = unwrap(term);
  if (term.len <= end.len || !str_eq_nocase(str_sub(term, term.len - end.len, term.len), end)) return false;
  Str name = unwrap(str_sub(term, 0, term.len - end.len));
  bool quoted = name.len >= 2 && (name.ptr[0] == '"' || name.ptr[0] == '`' || name.ptr[0] == '[');
  if (quoted) name = str_sub(name, 1, name.len - 1);
  return str_eq_nocase(name, column);
}

static bool implies(Str expr, Str column, unsigned depth) {
  expr = unwrap(expr);
  if (depth == 0 || has_or(expr)) return false;
  Str term;
  for (size_t at = 0; next_term(expr, &at, &term);) {
    if (is_not_null(term, column)) return true;
    Str inner = unwrap(term);
    if (inner.len < term.len && implies(inner, column, depth - 1)) return true;
  }
  return false;
}

bool sql_requires_value(Str expr, Str column) { return implies(expr, column, MAX_NESTING); }
