/* lint_place.c: where a finding stands in the text of its file: at the name that it is about.
 *
 *     ALTER TABLE users DROP COLUMN name;     DS103 Dropping non-virtual column "name"
 *                                   ^^^^ */
#include "diff/lint_internal.h"

/* ---- the name ---- */

static Str member_name(const Change *change, ChangeSide side) {
  if (change->kind >= ADD_COLUMN && change->kind <= RENAME_COLUMN) return side.column->name;
  if (change->kind >= ADD_INDEX && change->kind <= RENAME_INDEX) return side.index->name;
  if (change->kind >= ADD_FOREIGN_KEY && change->kind <= MODIFY_FOREIGN_KEY) return side.foreign_key->name;
  if (change->kind >= ADD_CHECK && change->kind <= MODIFY_CHECK) return side.check->name;
  if (change->kind >= ADD_OBJECT && change->kind <= RENAME_OBJECT) return side.object->name;
  if (change->kind >= ADD_TABLE && change->kind <= RENAME_TABLE) return side.table->name;
  if (change->kind <= MODIFY_SCHEMA) return side.schema->name;
  return (Str){0};
}

/* The name as the statement has it: what is renamed or dropped by its old one. Empty: it has none. */
static Str name_of(const Change *change) {
  bool old = change->to.any == NULL || change->kind == RENAME_TABLE || change->kind == RENAME_COLUMN ||
             change->kind == RENAME_INDEX;
  ChangeSide side = old ? change->from : change->to;
  return side.any != NULL ? member_name(change, side) : (Str){0};
}

/* ---- the text ---- */

/* Index of the token of that name at or behind `from`; a quoted one goes before a word, which may be a keyword. */
static size_t find(Arena *arena, Str sql, const SqlTokens *tokens, size_t from, Str name) {
  size_t found = tokens->len;
  for (size_t i = from; i < tokens->len && !str_empty(name); i++) {
    SqlToken token = tokens->items[i];
    if (token.kind != SQL_QUOTED_NAME && (token.kind != SQL_WORD || found < tokens->len)) continue;
    if (!str_eq_nocase(sql_name(arena, sql, token), name)) continue;
    found = i;
    if (token.kind == SQL_QUOTED_NAME) break;
  }
  return found;
}

/* The first line of the statement. */
static Span first_line(const LintStep *step) {
  return span_make(step->offset, step->offset + (uint32_t)str_find(step->sql, '\n', 0));
}

static Span name_span(Arena *arena, const SqlFlavor *flavor, const LintStep *step, const LintFinding *finding) {
  SqlTokens tokens = {0};
  sql_tokens(flavor, step->sql, &tokens);
  Str table = finding->owner != NULL ? name_of(finding->owner) : (Str){0};
  size_t at_table = find(arena, step->sql, &tokens, 0, table), at = at_table;
  if (finding->change != finding->owner) {
    size_t from = at_table < tokens.len ? at_table + 1 : 0;
    at = find(arena, step->sql, &tokens, from, name_of(finding->change));
    if (at == tokens.len) at = find(arena, step->sql, &tokens, 0, name_of(finding->change)); /* INDEX i ON t */
    if (at == tokens.len) at = at_table;
  }
  Span span = at < tokens.len ? tokens.items[at].span : span_make(0, 0);
  array_free(&tokens);
  if (span.start == span.end) return first_line(step);
  return span_make(step->offset + span.start, step->offset + span.end);
}

Span lint_place(Arena *arena, const LintFile *file, const LintFinding *finding) {
  if (finding->step >= file->step_count) return span_make(0, 0);
  const LintStep *step = &file->steps[finding->step];
  if (step->whole || file->flavor == NULL || finding->change == NULL) return first_line(step);
  return name_span(arena, file->flavor, step, finding);
}
