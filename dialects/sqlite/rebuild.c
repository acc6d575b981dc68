/* rebuild.c: changing a table of SQLite. What ALTER TABLE cannot do is done by a new table that takes the rows over:
 *
 *     CREATE TABLE `new_t` (...); INSERT INTO `new_t` (...) SELECT ... FROM `t`; DROP TABLE `t`;
 *     ALTER TABLE `new_t` RENAME TO `t`; CREATE INDEX ...
 */
#include "dialects/sqlite/driver.h"

static bool in_foreign_key(const Table *table, const Column *column) {
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    const ForeignKey *key = table->foreign_keys.items[i];
    for (size_t k = 0; k < key->columns.len; k++)
      if (key->columns.items[k] == column) return true;
  }
  return false;
}

/* The column of a file is in an index: it comes with a new table then. Columns that a database gave come in place. */
static bool in_written_index(const Table *table, const Column *column) {
  if (table->schema == NULL || table->schema->realm->inspected) return false;
  for (size_t i = 0; i < table->indexes.len; i++)
    for (size_t k = 0; k < table->indexes.items[i]->parts.len; k++)
      if (table->indexes.items[i]->parts.items[k].column == column) return true;
  return false;
}

static bool is_constant_default(const Column *column) {
  if (column->default_kind == DEFAULT_NONE) return true;
  return column->default_kind == DEFAULT_LITERAL && !str_eq(column->default_text, STR("CURRENT_TIME")) &&
         !str_eq(column->default_text, STR("CURRENT_DATE")) && !str_eq(column->default_text, STR("CURRENT_TIMESTAMP"));
}

static bool member_in_place(const Table *table, const Change *member) {
  if (member->kind == RENAME_COLUMN || member->kind == RENAME_INDEX) return true;
  if (member->kind == DROP_INDEX) return !sqlite_is_auto_index(member->from.index);
  if (member->kind == ADD_INDEX) return true;
  if (member->kind != ADD_COLUMN) return false;
  const Column *column = member->to.column;
  bool stored = column->generated.present && str_eq_nocase(column->generated_type, STR("STORED"));
  return !in_foreign_key(table, column) && !in_written_index(table, column) && is_constant_default(column) && !stored;
}

bool sqlite_is_in_place(const Change *modify) {
  for (size_t i = 0; i < modify->members.len; i++)
    if (!member_in_place(modify->to.table, modify->members.items[i])) return false;
  return true;
}

/* ---- in place ---- */

static Ddl alter(Planner *planner, const Table *table) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "ALTER TABLE");
  ddl_ident(&out, table->name);
  return out;
}

static void add_column(Planner *planner, const Change *cause, const Table *table) {
  Ddl out = alter(planner, table), back = alter(planner, table);
  ddl_word(&out, "ADD COLUMN");
  sqlite_ddl_column(&out, table, cause->to.column, NULL);
  ddl_word(&back, "DROP COLUMN");
  ddl_ident(&back, cause->to.column->name);
  Str comment = arena_printf(planner->arena, "add column \"%.*s\" to table: \"%.*s\"", STR_FMT(cause->to.column->name),
                             STR_FMT(table->name));
  planner_add(planner, cause, ddl_done(&out), comment, ddl_done(&back));
}

static Str rename_column_sql(Planner *planner, const Table *table, Str from, Str to) {
  Ddl out = alter(planner, table);
  ddl_word(&out, "RENAME COLUMN");
  ddl_ident(&out, from);
  ddl_word(&out, "TO");
  ddl_ident(&out, to);
  return ddl_done(&out);
}

static void rename_column(Planner *planner, const Change *cause, const Table *table) {
  Str from = cause->from.column->name, to = cause->to.column->name;
  Str comment = arena_printf(planner->arena, "rename a column from \"%.*s\" to \"%.*s\"", STR_FMT(from), STR_FMT(to));
  planner_add(planner, cause, rename_column_sql(planner, table, from, to), comment,
              rename_column_sql(planner, table, to, from));
}

static void alter_in_place(Planner *planner, const Change *modify) {
  const Table *table = modify->to.table;
  for (size_t i = 0; i < modify->members.len; i++) {
    const Change *member = modify->members.items[i];
    switch (member->kind) {
    case ADD_COLUMN: add_column(planner, member, table); break;
    case RENAME_COLUMN: rename_column(planner, member, table); break;
    case ADD_INDEX: sqlite_add_index(planner, member, table, member->to.index); break;
    case DROP_INDEX: sqlite_drop_index(planner, member, table, member->from.index); break;
    default:
      sqlite_add_index(planner, member, table, member->to.index);
      sqlite_drop_index(planner, member, table, member->from.index);
      break;
    }
  }
}

/* ---- rebuild ---- */

static Str quoted(const Planner *planner, Str name) { return expr_quote_name(planner->arena, name, '`'); }

/* One column of the new table from the old one: both lists get an item, or neither does. */
static void copy_column(Ddl *into, Ddl *from, const Change *modify, const Column *column, size_t *count) {
  if (column->generated.present || change_find(modify, ADD_COLUMN, NULL, column) != NULL) return;
  const Change *renamed = change_find(modify, RENAME_COLUMN, NULL, column);
  const Change *changed = change_find(modify, MODIFY_COLUMN, NULL, column);
  ddl_item(into, *count);
  ddl_item(from, *count);
  (*count)++;
  ddl_ident(into, column->name);
  bool fill = changed != NULL && !column->null && column->default_kind != DEFAULT_NONE &&
              (changed->bits & (CHANGED_NULL | CHANGED_DEFAULT)) != 0;
  Str source = renamed != NULL ? renamed->from.column->name : column->name;
  if (!fill) {
    ddl_ident(from, source);
    return;
  }
  Planner *planner = from->planner;
  ddl_phrase(from,
             arena_printf(planner->arena, "IFNULL(%.*s, %.*s) AS %.*s", STR_FMT(quoted(planner, source)),
                          STR_FMT(sqlite_default(planner, column, false)), STR_FMT(quoted(planner, column->name))));
}

/* An integer that numbers the rows on its own. */
static bool is_rowid(const Table *table, const Column *column) {
  const Index *key = table->primary_key;
  return key != NULL && key->parts.len == 1 && key->parts.items[0].column == column && !key->parts.items[0].desc &&
         str_eq_nocase(column->type.name, STR("integer")) && !driver_true_attr(&table->attrs, STR("without_rowid"));
}

static bool is_null_by_itself(const Column *column) {
  return column != NULL && column->null && column->default_kind == DEFAULT_NONE && !column->generated.present;
}

/* Can the table have rows for which no column is given, and several of them? */
static bool takes_bare_rows(const Table *table) {
  const Index *key = table->primary_key;
  if (key != NULL &&
      (key->parts.len == 0 || key->parts.items[0].column == NULL || !is_rowid(table, key->parts.items[0].column)))
    return false;
  for (size_t i = 0; i < table->columns.len; i++) {
    const Column *column = table->columns.items[i];
    bool filled = column->null || column->default_kind != DEFAULT_NONE || column->generated.present;
    if (!filled && !is_rowid(table, column)) return false;
  }
  for (size_t i = 0; i < table->indexes.len; i++) {
    const Index *index = table->indexes.items[i];
    bool apart = !index->unique;
    for (size_t k = 0; k < index->parts.len; k++) apart = apart || is_null_by_itself(index->parts.items[k].column);
    if (!apart) return false;
  }
  return true;
}

/* As many rows as there were, with what the columns have by themselves. A plan between two files is without: there are
 * no rows to think of. */
static Str copy_bare_rows(Planner *planner, const Table *table, Str temporary) {
  if (planner->from == NULL || planner->from->sources.len > 0) return (Str){0};
  const Column *first = NULL;
  for (size_t i = 0; i < table->columns.len && first == NULL; i++)
    if (!table->columns.items[i]->generated.present) first = table->columns.items[i];
  if (first == NULL || !takes_bare_rows(table)) return (Str){0};
  bool given = first->default_kind != DEFAULT_NONE && first->default_kind != DEFAULT_UNKNOWN;
  return arena_printf(planner->arena, "INSERT INTO %.*s (%.*s) SELECT %.*s FROM %.*s",
                      STR_FMT(quoted(planner, temporary)), STR_FMT(quoted(planner, first->name)),
                      STR_FMT(given ? sqlite_default(planner, first, false) : STR("NULL")),
                      STR_FMT(quoted(planner, table->name)));
}

/* INSERT INTO `new_t` (...) SELECT ... FROM `t`; empty when no row can be copied. */
static Str copy_rows(Planner *planner, const Change *modify, Str temporary) {
  const Table *table = modify->to.table;
  Ddl into = ddl_start(planner), from = ddl_start(planner);
  size_t count = 0;
  for (size_t i = 0; i < table->columns.len; i++) copy_column(&into, &from, modify, table->columns.items[i], &count);
  Str names = ddl_done(&into), values = ddl_done(&from);
  if (count == 0) return copy_bare_rows(planner, table, temporary);
  return arena_printf(planner->arena, "INSERT INTO %.*s (%.*s) SELECT %.*s FROM %.*s",
                      STR_FMT(quoted(planner, temporary)), STR_FMT(names), STR_FMT(values),
                      STR_FMT(quoted(planner, table->name)));
}

static bool is_taken(const Realm *realm, Str name) {
  for (size_t i = 0; realm != NULL && i < realm->schemas.len; i++)
    for (size_t k = 0; k < realm->schemas.items[i]->tables.len; k++)
      if (str_eq_nocase(realm->schemas.items[i]->tables.items[k]->name, name)) return true;
  return false;
}

static Str temporary_name(Planner *planner, const Table *table) {
  Str name = table->name;
  do name = arena_printf(planner->arena, "new_%.*s", STR_FMT(name));
  while (is_taken(planner->from, name) || is_taken(planner->to, name));
  return name;
}

/* The indexes of the new table; those that constraints make are there already. */
static void add_indexes(Planner *planner, const Change *modify) {
  const Table *table = modify->to.table;
  for (size_t i = 0; i < table->indexes.len; i++) {
    const Index *index = table->indexes.items[i], *before = sqlite_index_before(planner->arena, modify, index);
    if (before != NULL && sqlite_keeps_unique(modify, before)) continue;
    sqlite_add_index(planner, modify, table, index);
    Str kept = sqlite_kept_index(planner->arena, modify, index);
    if (kept.len > 0) planner->statements.items[planner->statements.len - 1].sql = kept;
  }
}

static void rebuild(Planner *planner, const Change *modify) {
  const Table *table = modify->to.table;
  Arena *arena = planner->arena;
  Str name = table->name, temporary = temporary_name(planner, table);
  sqlite_warn_of_losses(planner, modify);
  planner_add(planner, modify, sqlite_create_table(planner, table, temporary, 0, modify),
              arena_printf(arena, "create \"%.*s\" table", STR_FMT(temporary)),
              arena_printf(arena, "DROP TABLE %.*s", STR_FMT(quoted(planner, temporary))));
  Str copy = copy_rows(planner, modify, temporary);
  if (copy.len > 0)
    planner_add(planner, modify, copy,
                arena_printf(arena, "copy rows from old table \"%.*s\" to new temporary table \"%.*s\"", STR_FMT(name),
                             STR_FMT(temporary)),
                (Str){0});
  const char *how = copy.len > 0 ? "after copying rows" : "without copying rows (no columns)";
  planner_add(planner, modify, arena_printf(arena, "DROP TABLE %.*s", STR_FMT(quoted(planner, name))),
              arena_printf(arena, "drop \"%.*s\" table %s", STR_FMT(name), how), (Str){0});
  planner_add(planner, modify,
              arena_printf(arena, "ALTER TABLE %.*s RENAME TO %.*s", STR_FMT(quoted(planner, temporary)),
                           STR_FMT(quoted(planner, name))),
              arena_printf(arena, "rename temporary table \"%.*s\" to \"%.*s\"", STR_FMT(temporary), STR_FMT(name)),
              (Str){0});
  add_indexes(planner, modify);
  planner->rebuilds = true;
}

void sqlite_modify_table(Planner *planner, const Change *modify) {
  if (sqlite_is_in_place(modify))
    alter_in_place(planner, modify);
  else
    rebuild(planner, modify);
}
