/* sql.c: statements of SQLite: tables, indexes, and the order of a plan. rebuild.c has the changes of tables. */
#include "dialects/sqlite/driver.h"

static bool is_bare(uint8_t family) {
  return family == TYPE_BOOL || family == TYPE_DECIMAL || family == TYPE_INTEGER || family == TYPE_FLOAT;
}

/* Words that SQLite does not take for a name, or for the value NULL and the like. */
static bool is_reserved(Str text) {
  static const char *const words[] = {
      "add",       "all",         "alter",   "and",          "as",           "autoincrement",
      "between",   "case",        "check",   "collate",      "commit",       "constraint",
      "create",    "cross",       "default", "deferrable",   "delete",       "distinct",
      "drop",      "else",        "escape",  "exists",       "foreign",      "from",
      "full",      "group",       "having",  "in",           "index",        "inner",
      "insert",    "into",        "is",      "isnull",       "join",         "left",
      "limit",     "natural",     "not",     "nothing",      "notnull",      "null",
      "on",        "or",          "order",   "outer",        "primary",      "references",
      "returning", "right",       "select",  "set",          "table",        "then",
      "to",        "transaction", "union",   "unique",       "update",       "using",
      "values",    "when",        "where",   "current_date", "current_time", "current_timestamp",
      "true",      "false",       NULL};
  for (size_t i = 0; words[i] != NULL; i++)
    if (str_eq_nocase(text, str_from(words[i]))) return true;
  return false;
}

bool sqlite_is_text_name(Str text) {
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (!letter && (i == 0 || c < '0' || c > '9')) return false;
  }
  return text.len > 0 && !is_reserved(text);
}

Str sqlite_default(Planner *planner, const Column *column, bool after_default) {
  DbType type;
  if (column->default_kind == DEFAULT_EXPR) return expr_wrap(planner->arena, column->default_text);
  sqlite_type(planner->arena, column, &type);
  Str text = column->default_text;
  bool bare = !column->default_string || expr_is_number(text) || expr_is_bool(text);
  bare = bare || (after_default && sqlite_is_text_name(text));
  return bare && is_bare(type.family) ? text : expr_quote_single(planner->arena, text);
}

static void put_generated(Ddl *out, const Column *column) {
  ddl_word(out, "AS");
  ddl_phrase(out, expr_wrap(out->planner->arena, model_text(column->generated)));
  Str storage = column->generated_type;
  if (storage.len == 0 && out->planner->options.normalised) storage = STR("VIRTUAL");
  ddl_phrase(out, expr_upper(out->planner->arena, storage));
}

void sqlite_ddl_column(Ddl *out, const Table *table, const Column *column, const Change *modify) {
  DbType type;
  sqlite_type(out->planner->arena, column, &type);
  Str kept = sqlite_kept_column(out->planner->arena, modify, column);
  ddl_ident(out, column->name);
  if (kept.len > 0) {
    ddl_phrase(out, kept);
    if (column->auto_increment) ddl_word(out, "PRIMARY KEY AUTOINCREMENT");
    return;
  }
  ddl_phrase(out, sqlite_kept_type(out->planner->arena, modify, column, type.text));
  if (!column->type.known || column->default_kind == DEFAULT_UNKNOWN || model_is_unknown(column->generated))
    planner_error(out->planner, arena_printf(out->planner->arena, "column \"%.*s\" of table \"%.*s\" cannot be known",
                                             STR_FMT(column->name), STR_FMT(table->name)));
  ddl_phrase(out, column->null ? STR("NULL") : STR("NOT NULL"));
  if (column->default_kind != DEFAULT_NONE) {
    ddl_word(out, "DEFAULT");
    ddl_phrase(out, sqlite_default(out->planner, column, true));
  }
  if (column->auto_increment)
    ddl_word(out, "PRIMARY KEY AUTOINCREMENT");
  else if (column->generated.present)
    put_generated(out, column);
}

static void put_parts(Ddl *out, const Index *index) {
  ddl_open(out);
  for (size_t i = 0; i < index->parts.len; i++) {
    const IndexPart *part = &index->parts.items[i];
    ddl_item(out, i);
    if (part->expr.present)
      ddl_phrase(out, expr_wrap(out->planner->arena, model_text(part->expr)));
    else
      ddl_ident(out, part->column_name);
    if (part->desc) ddl_word(out, "DESC");
  }
  ddl_close(out);
}

static bool has_auto_increment(const Table *table) {
  for (size_t i = 0; i < table->columns.len; i++)
    if (table->columns.items[i]->auto_increment) return true;
  return false;
}

static void put_check(Ddl *out, const Check *check) {
  if (check->name.len > 0) {
    ddl_word(out, "CONSTRAINT");
    ddl_ident(out, check->name);
  }
  ddl_word(out, "CHECK");
  ddl_phrase(out, expr_wrap(out->planner->arena, model_text(check->expr)));
}

static void put_kept_constraints(Ddl *out, const Change *modify) {
  const Table *from = modify != NULL ? modify->from.table : NULL;
  for (size_t i = 0; from != NULL && i < from->indexes.len; i++) {
    if (!sqlite_keeps_unique(modify, from->indexes.items[i])) continue;
    ddl_next_line(out);
    ddl_phrase(out, from->indexes.items[i]->source);
  }
}

static void put_primary_key(Ddl *out, const Table *table, const Change *modify) {
  Str kept = sqlite_kept_primary(modify);
  if (table->primary_key == NULL || has_auto_increment(table)) return;
  ddl_next_line(out);
  if (kept.len > 0) {
    ddl_phrase(out, kept);
    return;
  }
  ddl_word(out, "PRIMARY KEY");
  put_parts(out, table->primary_key);
}

static void put_keys(Ddl *out, const Table *table, unsigned clauses, const Change *modify) {
  put_primary_key(out, table, modify);
  put_kept_constraints(out, modify);
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    if (!foreign_key_is_planned(table->foreign_keys.items[i], clauses)) continue;
    ddl_next_line(out);
    ddl_foreign_key(out, table->foreign_keys.items[i]);
    ddl_phrase(out, sqlite_kept_key(modify, table->foreign_keys.items[i]));
  }
  for (size_t i = 0; i < table->checks.len; i++) {
    ddl_next_line(out);
    put_check(out, table->checks.items[i]);
  }
}

Str sqlite_create_table(Planner *planner, const Table *table, Str name, unsigned clauses, const Change *modify) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "CREATE TABLE");
  if ((clauses & CLAUSE_IF_NOT_EXISTS) != 0) ddl_word(&out, "IF NOT EXISTS");
  ddl_name(&out, (Str){0}, name);
  ddl_open_lines(&out);
  for (size_t i = 0; i < table->columns.len; i++) {
    ddl_item(&out, i);
    ddl_line(&out);
    sqlite_ddl_column(&out, table, table->columns.items[i], modify);
  }
  put_keys(&out, table, clauses, modify);
  ddl_close_lines(&out);
  bool rowid = !driver_true_attr(&table->attrs, STR("without_rowid"));
  bool strict = driver_true_attr(&table->attrs, STR("strict"));
  if (!rowid) ddl_word(&out, "WITHOUT ROWID");
  if (!rowid && strict) ddl_comma(&out);
  if (strict) ddl_word(&out, "STRICT");
  return ddl_done(&out);
}

/* ---- indexes ---- */

bool sqlite_is_auto_index(const Index *index) { return str_starts(index->name, STR("sqlite_autoindex_")); }

Str sqlite_index_name(Arena *arena, const Table *table, const Index *index) {
  if (!sqlite_is_auto_index(index)) return index->name;
  Buf name = {0};
  buf_put(&name, table->name);
  for (size_t i = 0; i < index->parts.len; i++) buf_printf(&name, "_%.*s", STR_FMT(index->parts.items[i].column_name));
  Str result = arena_str(arena, buf_str(&name));
  buf_free(&name);
  return result;
}

static Str create_index(Planner *planner, const Table *table, const Index *index) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "CREATE");
  if (index->unique) ddl_word(&out, "UNIQUE");
  ddl_word(&out, "INDEX");
  ddl_ident(&out, sqlite_index_name(planner->arena, table, index));
  ddl_word(&out, "ON");
  ddl_ident(&out, table->name);
  put_parts(&out, index);
  if (index->where.present) {
    ddl_word(&out, "WHERE");
    ddl_phrase(&out, model_text(index->where));
  }
  return ddl_done(&out);
}

static Str drop_index(Planner *planner, const Table *table, const Index *index) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "DROP INDEX");
  ddl_ident(&out, sqlite_index_name(planner->arena, table, index));
  return ddl_done(&out);
}

void sqlite_add_index(Planner *planner, const Change *cause, const Table *table, const Index *index) {
  Str name = sqlite_index_name(planner->arena, table, index);
  Str comment =
      arena_printf(planner->arena, "create index \"%.*s\" to table: \"%.*s\"", STR_FMT(name), STR_FMT(table->name));
  planner_add(planner, cause, create_index(planner, table, index), comment, drop_index(planner, table, index));
}

void sqlite_drop_index(Planner *planner, const Change *cause, const Table *table, const Index *index) {
  Str comment = arena_printf(planner->arena, "drop index \"%.*s\" from table: \"%.*s\"", STR_FMT(index->name),
                             STR_FMT(table->name));
  planner_add(planner, cause, drop_index(planner, table, index), comment, create_index(planner, table, index));
}

/* ---- tables ---- */

static Str drop_table(Planner *planner, const Table *table, unsigned clauses) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "DROP TABLE");
  if ((clauses & CLAUSE_IF_EXISTS) != 0) ddl_word(&out, "IF EXISTS");
  ddl_ident(&out, table->name);
  return ddl_done(&out);
}

/* The language has no start of a counter; a model that was made by hand may. */
static void set_counter(Planner *planner, const Change *change, const Table *table) {
  Str start = model_attr(&table->attrs, STR("auto_increment"));
  if (start.len == 0 || str_eq(start, STR("0"))) return;
  Str name = expr_quote_double(planner->arena, table->name);
  planner_add(planner, change,
              arena_printf(planner->arena, "INSERT INTO sqlite_sequence (name, seq) VALUES (%.*s, %.*s)", STR_FMT(name),
                           STR_FMT(start)),
              arena_printf(planner->arena, "set sequence for \"%.*s\" table", STR_FMT(table->name)),
              arena_printf(planner->arena, "UPDATE sqlite_sequence SET seq = 0 WHERE name = %.*s", STR_FMT(name)));
}

static void add_table(Planner *planner, const Change *change) {
  const Table *table = change->to.table;
  Str comment = arena_printf(planner->arena, "create \"%.*s\" table", STR_FMT(table->name));
  planner_add(planner, change, sqlite_create_table(planner, table, table->name, change->clauses, NULL), comment,
              drop_table(planner, table, 0));
  set_counter(planner, change, table);
  for (size_t i = 0; i < table->indexes.len; i++) sqlite_add_index(planner, change, table, table->indexes.items[i]);
}

static void plan_drop_table(Planner *planner, const Change *change) {
  const Table *table = change->from.table;
  Str *reverse = arena_array(planner->arena, Str, table->indexes.len + 1);
  reverse[0] = sqlite_create_table(planner, table, table->name, 0, NULL);
  for (size_t i = 0; i < table->indexes.len; i++)
    reverse[i + 1] = create_index(planner, table, table->indexes.items[i]);
  Str comment = arena_printf(planner->arena, "drop \"%.*s\" table", STR_FMT(table->name));
  planner_add_list(planner, change, drop_table(planner, table, change->clauses), comment, reverse,
                   table->indexes.len + 1);
  planner->rebuilds = true;
}

static Str rename_table(Planner *planner, const Table *from, const Table *to) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "ALTER TABLE");
  ddl_ident(&out, from->name);
  ddl_word(&out, "RENAME TO");
  ddl_ident(&out, to->name);
  return ddl_done(&out);
}

void sqlite_plan(Planner *planner, const Change *change) {
  switch (change->kind) {
  case ADD_TABLE: add_table(planner, change); break;
  case DROP_TABLE: plan_drop_table(planner, change); break;
  case RENAME_TABLE: planner_rename_table(planner, change, rename_table); break;
  case MODIFY_TABLE: sqlite_modify_table(planner, change); break;
  case ADD_OBJECT:
  case DROP_OBJECT: sqlite_plan_object(planner, change); break;
  default: planner_unplanned(planner, change, STR("SQLite has no schemas to add, drop or modify")); break;
  }
}

/* A plan that drops or rebuilds tables runs with foreign keys switched off. */
void sqlite_finish(Planner *planner) {
  if (!planner->rebuilds) return;
  planner_add(planner, NULL, STR("PRAGMA foreign_keys = off"),
              STR("disable the enforcement of foreign-keys constraints"), (Str){0});
  DiffStatement first = planner->statements.items[planner->statements.len - 1];
  memmove(planner->statements.items + 1, planner->statements.items,
          (planner->statements.len - 1) * sizeof *planner->statements.items);
  planner->statements.items[0] = first;
  planner_add(planner, NULL, STR("PRAGMA foreign_keys = on"),
              STR("enable back the enforcement of foreign-keys constraints"), (Str){0});
}
