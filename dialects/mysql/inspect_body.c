/* inspect_body.c: bodies of routines and triggers as they were written. The information schema gives them with the
 * escapes inside of strings undone:
 *
 *     RETURN '\\'      ->   RETURN '\'
 *     RETURN 'it''s'   ->   RETURN 'it's'     (MySQL)
 *
 * so those that may have had some are read by SHOW CREATE. */
#include "dialects/expr.h"
#include "dialects/mysql/inspect_parts.h"
#include "sql/sql.h"

static bool is_word(Str text, const SqlTokens *tokens, size_t at, const char *word) {
  if (at >= tokens->len) return false;
  Span span = tokens->items[at].span;
  return str_eq_nocase(str_sub(text, span.start, span.end), str_from(word));
}

/* ---- routines ---- */

/* Behind the bracket that closes the parameters: the first line end that is in no quotes. */
static size_t header_end(Str text, const SqlTokens *tokens) {
  size_t at = 0;
  while (at < tokens->len && !is_word(text, tokens, at, "(")) at++;
  while (at < tokens->len && !(is_word(text, tokens, at, ")") && tokens->items[at].depth <= 1)) at++;
  for (; at < tokens->len; at++) {
    size_t end = at + 1 < tokens->len ? tokens->items[at + 1].span.start : text.len;
    size_t line = str_find(text, '\n', tokens->items[at].span.end);
    if (line < end) return line + 1;
  }
  return text.len;
}

/* Length of the line that states a property of the routine; 0: it is none. */
static size_t property_line(Str text, const SqlFlavor *flavor) {
  static const char *const lines[] = {
      "    NO SQL\n",        "    READS SQL DATA\n",    "    MODIFIES SQL DATA\n",   "    CONTAINS SQL\n",
      "    DETERMINISTIC\n", "    NOT DETERMINISTIC\n", "    SQL SECURITY INVOKER\n"};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
    if (str_starts(text, str_from(lines[i]))) return strlen(lines[i]);
  if (!str_starts(text, STR("    COMMENT '"))) return 0;
  SqlTokens tokens = {0};
  sql_tokens(flavor, text, &tokens);
  size_t end = tokens.len > 1 ? tokens.items[1].span.end : 0;
  array_free(&tokens);
  return end < text.len && text.ptr[end] == '\n' ? end + 1 : 0;
}

static Str routine_body(Str text, const SqlTokens *tokens, const SqlFlavor *flavor) {
  text = str_sub(text, header_end(text, tokens), text.len);
  for (size_t len = property_line(text, flavor); len > 0; len = property_line(text, flavor))
    text = str_sub(text, len, text.len);
  return text;
}

/* ---- triggers ---- */

static Str trigger_body(Str text, const SqlTokens *tokens) {
  for (size_t i = 0; i + 3 < tokens->len; i++) {
    if (!is_word(text, tokens, i, "for") || !is_word(text, tokens, i + 1, "each") ||
        !is_word(text, tokens, i + 2, "row"))
      continue;
    size_t at = i + 3;
    if ((is_word(text, tokens, at, "follows") || is_word(text, tokens, at, "precedes")) && at + 2 < tokens->len)
      at += 2;
    return str_sub(text, tokens->items[at].span.start, text.len);
  }
  return (Str){NULL, 0};
}

/* ---- both ---- */

/* A quote of MySQL may have been two. */
static bool may_differ(const MyState *state, Str body) {
  for (size_t i = 0; i < body.len; i++)
    if (body.ptr[i] == '\\' || (!state->mariadb && strchr("'\"`", body.ptr[i]) != NULL)) return true;
  return false;
}

bool my_written_body(Inspect *self, const char *kind, Str schema, Str name, Str *body) {
  if (!may_differ(self->state, *body)) return true;
  const SqlFlavor *flavor = self->dialect->sql;
  DbRows rows;
  Str sql =
      arena_printf(&self->arena, "SHOW CREATE %s %.*s.%.*s", kind, STR_FMT(expr_quote_name(&self->arena, schema, '`')),
                   STR_FMT(expr_quote_name(&self->arena, name, '`')));
  if (!inspect_query(self, sql.ptr, NULL, 0, &rows)) return false;
  Str text = rows.count > 0 ? db_cell(&rows, 0, 2) : (Str){NULL, 0}, found;
  if (text.len == 0) return true;
  SqlTokens tokens = {0};
  sql_tokens(flavor, text, &tokens);
  found = strcmp(kind, "TRIGGER") == 0 ? trigger_body(text, &tokens) : routine_body(text, &tokens, flavor);
  array_free(&tokens);
  if (found.len > 0) *body = found;
  return true;
}
