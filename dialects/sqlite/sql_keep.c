/* sql_keep.c: what a table that is made anew takes over from the old one as it was written there: sizes of types,
 * collations, conflict clauses, UNIQUE constraints, all of which the model does not have.
 *
 *     CREATE TABLE t (a varchar(10) COLLATE NOCASE, b int UNIQUE ON CONFLICT IGNORE)
 *         ->  `a` varchar(10) COLLATE NOCASE, ... UNIQUE (`b`) ON CONFLICT IGNORE */
#include "dialects/sqlite/driver.h"

static bool same_parts(const Index *a, const Index *b) {
  bool same = a->unique == b->unique && a->parts.len == b->parts.len && !a->where.present && !b->where.present;
  for (size_t i = 0; same && i < a->parts.len; i++) {
    const IndexPart *x = &a->parts.items[i], *y = &b->parts.items[i];
    same = !x->expr.present && !y->expr.present && x->desc == y->desc && str_eq(x->column_name, y->column_name);
  }
  return same;
}

/* The index of the old table that the driver finds to be `index`: by its name, or by its columns when SQLite made it
 * for a constraint. */
const Index *sqlite_index_before(Arena *arena, const Change *modify, const Index *index) {
  const Table *from = modify->from.table;
  const Index *twin = NULL;
  for (size_t i = 0; from != NULL && i < from->indexes.len; i++) {
    const Index *old = from->indexes.items[i];
    if (str_eq(sqlite_index_name(arena, from, old), sqlite_index_name(arena, modify->to.table, index))) return old;
    if (twin == NULL && sqlite_is_auto_index(old) && same_parts(old, index)) twin = old;
  }
  return twin;
}

/* ---- columns ---- */

static const Column *column_before(const Change *modify, const Column *column) {
  const Change *renamed = change_find(modify, RENAME_COLUMN, NULL, column);
  if (renamed != NULL) return renamed->from.column;
  if (change_find(modify, ADD_COLUMN, NULL, column) != NULL || modify->from.table == NULL) return NULL;
  return table_column(modify->from.table, column->name);
}

static bool same_type_word(Arena *arena, const Column *a, const Column *b) {
  DbType x, y;
  sqlite_type(arena, a, &x);
  sqlite_type(arena, b, &y);
  return str_eq(x.text, y.text);
}

static bool has_word(Str text, Str word) {
  for (size_t i = 0; i + word.len <= text.len; i++)
    if (str_eq_nocase(str_sub(text, i, i + word.len), word)) return true;
  return false;
}

/* A key of a table without row ids is NOT NULL, whatever its text says. */
static bool says_null(const Column *column) {
  return column->null || has_word(column->source, STR("not null")) || has_word(column->source, STR("notnull"));
}

/* Is there more in the text of a column than the model has? */
static bool says_more(const Column *column) {
  return str_find(column->type.raw, '(', 0) < column->type.raw.len || has_word(column->source, STR("collate")) ||
         has_word(column->source, STR("conflict"));
}

Str sqlite_kept_column(Arena *arena, const Change *modify, const Column *column) {
  const Column *from = modify != NULL ? column_before(modify, column) : NULL;
  if (from == NULL || !says_more(from) || from->source.len == 0 || !says_null(from)) return (Str){NULL, 0};
  if (change_find(modify, MODIFY_COLUMN, NULL, column) != NULL) return (Str){NULL, 0};
  return same_type_word(arena, from, column) ? from->source : (Str){NULL, 0};
}

Str sqlite_kept_type(Arena *arena, const Change *modify, const Column *column, Str text) {
  const Column *from = modify != NULL ? column_before(modify, column) : NULL;
  const Change *change = from != NULL ? change_find(modify, MODIFY_COLUMN, NULL, column) : NULL;
  bool same = change != NULL && (change->bits & CHANGED_TYPE) == 0 && from->source.len > 0;
  return same && str_find(from->type.raw, '(', 0) < from->type.raw.len && same_type_word(arena, from, column)
             ? from->type.raw
             : text;
}

/* ---- keys ---- */

static bool renames_columns(const Change *modify) { return change_find(modify, RENAME_COLUMN, NULL, NULL) != NULL; }

Str sqlite_kept_primary(const Change *modify) {
  if (modify == NULL || modify->from.table == NULL || renames_columns(modify)) return (Str){NULL, 0};
  const Index *from = modify->from.table->primary_key;
  bool changed = change_find(modify, MODIFY_PRIMARY_KEY, NULL, NULL) != NULL ||
                 change_find(modify, ADD_PRIMARY_KEY, NULL, NULL) != NULL;
  return from != NULL && !changed ? from->source : (Str){NULL, 0};
}

static bool is_dropped(const Change *modify, const Index *index) {
  return change_find(modify, DROP_INDEX, index, NULL) != NULL || change_find(modify, MODIFY_INDEX, index, NULL) != NULL;
}

bool sqlite_keeps_unique(const Change *modify, const Index *from) {
  return sqlite_is_auto_index(from) && from->source.len > 0 && !renames_columns(modify) && !is_dropped(modify, from);
}

Str sqlite_kept_index(Arena *arena, const Change *modify, const Index *index) {
  const Index *from = sqlite_index_before(arena, modify, index);
  if (from == NULL || renames_columns(modify) || is_dropped(modify, from)) return (Str){NULL, 0};
  bool renamed = !str_eq(modify->from.table->name, modify->to.table->name);
  return !renamed && has_word(from->source, STR("collate")) ? from->source : (Str){NULL, 0};
}

Str sqlite_kept_key(const Change *modify, const ForeignKey *key) {
  const Table *from = modify != NULL ? modify->from.table : NULL;
  for (size_t i = 0; from != NULL && i < from->foreign_keys.len; i++)
    if (sqlite_driver.find_key(modify->to.table, from->foreign_keys.items[i]) == key)
      return from->foreign_keys.items[i]->source;
  return (Str){NULL, 0};
}

/* ---- what is lost ---- */

void sqlite_warn_of_losses(Planner *planner, const Change *modify) {
  for (size_t i = 0; i < modify->members.len; i++) {
    const Change *member = modify->members.items[i];
    if (member->kind != MODIFY_COLUMN) continue;
    Str source = member->from.column->source;
    const char *what = has_word(source, STR("collate"))    ? "collation"
                       : has_word(source, STR("conflict")) ? "ON CONFLICT clause"
                                                           : NULL;
    if (what == NULL) continue;
    planner_unplanned(planner, member,
                      arena_printf(planner->arena,
                                   "column \"%.*s\" of table \"%.*s\" loses its %s, which HCL does not have",
                                   STR_FMT(member->to.column->name), STR_FMT(modify->to.table->name), what));
  }
}
