/* sql.c: statements of SQL Server for tables: whole ones, and their changes one at a time. Before a column changes, its
 * default, computed columns, indexes, keys and checks that use it go; they are made anew behind it. */
#include "dialects/sqlserver/driver.h"

/* ---- whole tables ---- */

static void put_keys(Ddl *out, const Table *table, unsigned clauses) {
  if (table->primary_key != NULL) {
    ddl_next_line(out);
    sqlserver_ddl_primary_key(out, table, table->primary_key);
  }
  for (size_t i = 0; sqlserver_is_memory(table) && i < table->indexes.len; i++) {
    if (!sqlserver_index_is_planned(out->planner, table->indexes.items[i])) continue;
    ddl_next_line(out);
    sqlserver_ddl_inline_index(out, table, table->indexes.items[i]);
  }
  ddl_keys_and_checks(out, table, clauses, sqlserver_ddl_foreign_key, sqlserver_ddl_check);
}

static bool has_hash_key(const Table *table) {
  return table->primary_key != NULL && str_eq_nocase(model_attr(&table->primary_key->attrs, STR("type")), STR("HASH"));
}

static Str create_table(Planner *planner, const Table *table, unsigned clauses) {
  Ddl out = ddl_start(planner);
  if (table->columns.len == 0)
    planner_error(planner, arena_printf(planner->arena, "table \"%.*s\" has no columns", STR_FMT(table->name)));
  ddl_word(&out, "CREATE TABLE");
  ddl_name(&out, table_schema_name(table), table->name);
  ddl_open_lines(&out);
  for (size_t i = 0; i < table->columns.len; i++) {
    ddl_item(&out, i);
    ddl_line(&out);
    sqlserver_ddl_column(&out, table, table->columns.items[i]);
  }
  put_keys(&out, table, clauses);
  ddl_close_lines(&out);
  ddl_phrase(&out, sqlserver_partition(planner->arena, table));
  if (sqlserver_is_memory(table)) ddl_word(&out, "WITH (MEMORY_OPTIMIZED = ON)");
  return ddl_done(&out);
}

static void extras(Planner *planner, const Table *table, Changes *steps) {
  for (size_t i = 0; !sqlserver_is_memory(table) && i < table->indexes.len; i++)
    step_push(planner, steps, ADD_INDEX, NULL, table->indexes.items[i]);
  step_push_comment(planner, steps, table);
  for (size_t i = 0; i < table->columns.len; i++) step_push_column_comment(planner, steps, table->columns.items[i]);
  step_push_key_comment(planner, steps, MODIFY_PRIMARY_KEY, table->primary_key);
  for (size_t i = 0; i < table->indexes.len; i++)
    step_push_key_comment(planner, steps, MODIFY_INDEX, table->indexes.items[i]);
}

/* ---- cutting changes into steps ---- */

static Column *without_default(Planner *planner, const Column *column) {
  Column *copy = arena_copy(planner->arena, column, 1, sizeof *column);
  copy->default_kind = DEFAULT_NONE;
  copy->default_text = (Str){0};
  return copy;
}

static bool has_default(const Column *column) {
  return column->default_kind == DEFAULT_LITERAL || column->default_kind == DEFAULT_EXPR;
}

static bool has_step(const Changes *steps, const Column *column) {
  for (size_t i = 0; i < steps->len; i++)
    if (steps->items[i]->kind == DROP_COLUMN && steps->items[i]->from.column == column) return true;
  return false;
}

/* Computed columns that use the column are made anew, unless they change anyway. */
static void renew_computed(Planner *planner, const Change *modify, const Column *column, Changes *steps) {
  const Table *from = modify->from.table, *to = modify->to.table;
  for (size_t i = 0; from != NULL && to != NULL && i < from->columns.len; i++) {
    const Column *computed = from->columns.items[i], *same = table_column(to, computed->name);
    if (!computed->generated.present || same == NULL || !same->generated.present || has_step(steps, computed)) continue;
    if (change_find(modify, MODIFY_COLUMN, computed, NULL) != NULL) continue;
    if (sql_mentions(model_text(computed->generated), column->name)) step_push_anew(planner, steps, computed, same);
  }
}

static void cut_column(Planner *planner, const Change *modify, const Change *member, Changes *steps) {
  const unsigned shape = CHANGED_TYPE | CHANGED_NULL | CHANGED_COLLATE;
  const Column *from = step_base(planner, member), *to = member->to.column;
  bool renewed = from->generated.present && to->generated.present && from != member->from.column;
  if (renewed) return; /* its change of name has made it anew */
  if ((member->bits & CHANGED_GENERATED) != 0) {
    step_push_anew(planner, steps, from, to);
    step_push_column_comment(planner, steps, to);
    return;
  }
  bool renew_default = (member->bits & (CHANGED_DEFAULT | CHANGED_TYPE)) != 0;
  const Column *before = from;
  if (renew_default && has_default(from)) {
    before = without_default(planner, from);
    step_push_column(planner, steps, from, before, CHANGED_DEFAULT);
  }
  const Column *after = renew_default && has_default(to) ? without_default(planner, to) : to;
  if ((member->bits & shape) != 0) {
    renew_computed(planner, modify, member->from.column, steps);
    step_push_column(planner, steps, before, after, member->bits & shape);
  }
  if (after != to) step_push_column(planner, steps, after, to, CHANGED_DEFAULT);
  step_push_column(planner, steps, from, to, member->bits & CHANGED_COMMENT);
}

static bool cut(Planner *planner, const Table *table, const Change *modify, const Change *member, Changes *steps) {
  (void)table;
  switch (member->kind) {
  case MODIFY_COLUMN: cut_column(planner, modify, member, steps); return true;
  case ADD_COLUMN:
    step_push(planner, steps, ADD_COLUMN, NULL, member->to.any);
    step_push_column_comment(planner, steps, member->to.column);
    return true;
  case RENAME_COLUMN:
    if (!member->from.column->generated.present || !member->to.column->generated.present) return false;
    step_push_anew(planner, steps, member->from.column, member->to.column);
    step_push_column_comment(planner, steps, member->to.column);
    return true;
  case DROP_COLUMN:
    if (has_default(member->from.column)) {
      const Column *bare = without_default(planner, member->from.column);
      step_push_column(planner, steps, member->from.column, bare, CHANGED_DEFAULT);
      steps->items[steps->len - 1]->clauses = CLAUSE_EARLY;
      step_push(planner, steps, DROP_COLUMN, bare, NULL);
      return true;
    }
    return false;
  default: return false;
  }
}

/* Does everything that uses the column have to go for a while? */
static bool disturbs(Planner *planner, const Change *step) {
  const unsigned shape = CHANGED_TYPE | CHANGED_NULL | CHANGED_COLLATE;
  (void)planner;
  if (step->kind == MODIFY_COLUMN) return (step->bits & shape) != 0;
  return step->kind == DROP_COLUMN && step->from.column->generated.present;
}

/* ---- writing steps ---- */

/* N'[s].[t].[c]' */
static Str path(Planner *planner, const Table *table, Str name, Str member) {
  Ddl out = ddl_start(planner);
  ddl_name(&out, table_schema_name(table), name);
  if (member.len > 0) {
    out.buf.len--;
    ddl_raw(&out, STR("."));
    ddl_ident(&out, member);
  }
  return sqlserver_quote(planner->arena, ddl_done(&out));
}

static Str rename(Planner *planner, Str what, Str name, Str kind) {
  Str quoted = sqlserver_quote(planner->arena, name);
  return arena_printf(planner->arena, "EXEC sp_rename %.*s, %.*s, N'%.*s'", STR_FMT(what), STR_FMT(quoted),
                      STR_FMT(kind));
}

/* @t_c_default: statements of one file do not declare a variable twice. */
static Str variable(Arena *arena, const Table *table, const Column *column) {
  Str name = arena_printf(arena, "@%.*s_%.*s_default", STR_FMT(table->name), STR_FMT(column->name));
  char *bytes = arena_copy(arena, name.ptr, name.len, 1);
  for (size_t i = 1; i < name.len; i++) {
    char c = bytes[i];
    bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!word) bytes[i] = '_';
  }
  return str_make(bytes, name.len < 128 ? name.len : 128);
}

/* The server has given the default a name, which has to be looked up. */
static void drop_default(Planner *planner, const Table *table, const Change *step, const Column *column) {
  Arena *arena = planner->arena;
  Ddl out = ddl_alter_table(planner, table);
  Str alter = ddl_done(&out), target = path(planner, table, table->name, (Str){0});
  Str quoted = sqlserver_quote(arena, arena_printf(arena, "%.*s DROP CONSTRAINT ", STR_FMT(alter)));
  Str name = sqlserver_quote(arena, column->name), sql = variable(arena, table, column);
  Str text = arena_printf(arena,
                          "DECLARE %.*s nvarchar(MAX) = (SELECT %.*s + QUOTENAME([name]) FROM sys.default_constraints "
                          "WHERE [parent_object_id] = OBJECT_ID(%.*s) AND [parent_column_id] = COLUMNPROPERTY("
                          "[parent_object_id], %.*s, 'ColumnId')) EXEC sp_executesql %.*s",
                          STR_FMT(sql), STR_FMT(quoted), STR_FMT(target), STR_FMT(name), STR_FMT(sql));
  planner_add(planner, step, text, step_comment(planner, table, step), (Str){0});
}

static void alter_default(Planner *planner, const Table *table, const Change *step) {
  const Column *to = step->to.column;
  if (!has_default(to)) {
    drop_default(planner, table, step, to);
    return;
  }
  Ddl out = ddl_alter_table(planner, table);
  ddl_word(&out, "ADD DEFAULT");
  ddl_phrase(&out, sqlserver_default(planner->arena, to));
  ddl_named(&out, STR("FOR"), to->name);
  step_done(&out, table, step);
}

static void describe(Planner *planner, const Table *table, const Change *step, const char *kind, Str name, Str old_text,
                     Str text) {
  Described what = {.schema = table_schema_name(table), .kind = STR("TABLE"), .name = table->name};
  Str comment = arena_printf(planner->arena, "set comment to table: \"%.*s\"", STR_FMT(table->name));
  if (str_eq(old_text, text)) return;
  if (kind != NULL) {
    what.member_kind = str_from(kind);
    what.member = name;
    comment = arena_printf(planner->arena, "set comment to %.*s: \"%.*s\" on table: \"%.*s\"",
                           STR_FMT(expr_lower(planner->arena, what.member_kind)), STR_FMT(name), STR_FMT(table->name));
  }
  planner_add(planner, step, sqlserver_describe(planner, &what, old_text, text), comment, (Str){0});
}

static void modify_column(Planner *planner, const Table *table, const Change *step) {
  const Column *from = step->from.column, *to = step->to.column;
  if (step->bits == CHANGED_DEFAULT) {
    alter_default(planner, table, step);
  } else if (step->bits == CHANGED_COMMENT) {
    describe(planner, table, step, "COLUMN", to->name, model_text(from->comment), model_text(to->comment));
  } else {
    static const char *const old_types[] = {"text", "ntext", "image", NULL};
    DbType type;
    sqlserver_type(planner->arena, to, &type);
    if (driver_word_in(type.word, old_types))
      planner_error(planner, STR("no column can be changed to an old large type"));
    Ddl out = ddl_alter_table(planner, table);
    Str collate = model_attr(&to->attrs, STR("collate"));
    ddl_named(&out, STR("ALTER COLUMN"), to->name);
    sqlserver_ddl_type(&out, to);
    if (collate.len > 0) ddl_phrase(&out, arena_printf(planner->arena, "COLLATE %.*s", STR_FMT(collate)));
    ddl_phrase(&out, to->null ? STR("NULL") : STR("NOT NULL"));
    step_done(&out, table, step);
  }
}

static void write_index(Planner *planner, const Table *table, const Change *step) {
  bool memory = sqlserver_is_memory(table);
  if (step->kind == DROP_INDEX) {
    Ddl out = memory ? ddl_alter_table(planner, table) : ddl_start(planner);
    ddl_named(&out, STR("DROP INDEX"), step->from.index->name);
    if (!memory) ddl_word(&out, "ON");
    if (!memory) ddl_name(&out, table_schema_name(table), table->name);
    step_done(&out, table, step);
  } else if (memory) {
    if (!sqlserver_index_is_planned(planner, step->to.index)) return;
    Ddl out = ddl_alter_table(planner, table);
    ddl_word(&out, "ADD");
    sqlserver_ddl_inline_index(&out, table, step->to.index);
    step_done(&out, table, step);
  } else {
    Ddl out = ddl_start(planner);
    bool planned = sqlserver_ddl_index(&out, table_schema_name(table), table->name, table, step->to.index);
    if (planned)
      step_done(&out, table, step);
    else
      (void)ddl_done(&out);
  }
}

static void drop_constraint(Ddl *out, Str name) {
  if (name.len == 0) planner_error(out->planner, STR("a check without a name cannot be dropped"));
  ddl_named(out, STR("DROP CONSTRAINT"), name);
}

static void write_clause(Planner *planner, const Table *table, const Change *step) {
  Ddl out = ddl_alter_table(planner, table);
  switch (step->kind) {
  case ADD_COLUMN:
    ddl_word(&out, "ADD");
    sqlserver_ddl_column(&out, table, step->to.column);
    break;
  case DROP_COLUMN: ddl_named(&out, STR("DROP COLUMN"), step->from.column->name); break;
  case ADD_PRIMARY_KEY:
    ddl_word(&out, "ADD");
    sqlserver_ddl_primary_key(&out, table, step->to.index);
    break;
  case DROP_PRIMARY_KEY: drop_constraint(&out, sqlserver_key_name(planner->arena, table, step->from.index)); break;
  case ADD_FOREIGN_KEY:
    ddl_word(&out, "ADD");
    sqlserver_ddl_foreign_key(&out, step->to.foreign_key);
    break;
  case DROP_FOREIGN_KEY: drop_constraint(&out, step->from.foreign_key->name); break;
  case ADD_CHECK:
    ddl_word(&out, "ADD");
    sqlserver_ddl_check(&out, step->to.check);
    break;
  default: drop_constraint(&out, step->from.check->name); break;
  }
  step_done(&out, table, step);
}

static void write_step(Planner *planner, const Table *table, const Change *step) {
  const Index *from = step->from.index, *to = step->to.index;
  switch (step->kind) {
  case MODIFY_COLUMN: modify_column(planner, table, step); break;
  case ADD_INDEX:
  case DROP_INDEX: write_index(planner, table, step); break;
  case MODIFY_INDEX:
    describe(planner, table, step, "INDEX", to->name, model_text(from->comment), model_text(to->comment));
    break;
  case MODIFY_PRIMARY_KEY:
    describe(planner, table, step, "CONSTRAINT", sqlserver_key_name(planner->arena, table, to),
             model_text(from->comment), model_text(to->comment));
    break;
  case RENAME_COLUMN:
    planner_add(planner, step,
                rename(planner, path(planner, table, table->name, step->from.column->name), step->to.column->name,
                       STR("COLUMN")),
                step_comment(planner, table, step), (Str){0});
    break;
  case RENAME_INDEX:
    planner_add(planner, step, rename(planner, path(planner, table, table->name, from->name), to->name, STR("INDEX")),
                step_comment(planner, table, step), (Str){0});
    break;
  case ADD_ATTR:
  case DROP_ATTR:
  case MODIFY_ATTR: describe(planner, table, step, NULL, (Str){0}, step->old_text, step->text); break;
  default: write_clause(planner, table, step); break;
  }
}

static const StepWriter writer = {
    .create = create_table, .write = write_step, .cut = cut, .disturbs = disturbs, .extras = extras};

/* ---- plans ---- */

static Str rename_table(Planner *planner, const Table *from, const Table *to) {
  return rename(planner, path(planner, from, from->name, (Str){0}), to->name, STR("OBJECT"));
}

static void add_table(Planner *planner, const Change *change) {
  const Table *table = change->to.table;
  if (has_hash_key(table))
    planner_unplanned(planner, change,
                      arena_printf(planner->arena,
                                   "table \"%.*s\" is not planned: a hash index needs a bucket count, which the schema "
                                   "language has no word for",
                                   STR_FMT(table->name)));
  else
    steps_add_table(planner, &writer, change);
}

void sqlserver_plan(Planner *planner, const Change *change) {
  switch (change->kind) {
  case ADD_SCHEMA:
  case DROP_SCHEMA:
  case MODIFY_SCHEMA: sqlserver_plan_schema(planner, change); break;
  case ADD_TABLE: add_table(planner, change); break;
  case DROP_TABLE: steps_drop_table(planner, &writer, change); break;
  case MODIFY_TABLE: steps_modify_table(planner, &writer, change); break;
  case RENAME_TABLE: planner_rename_table(planner, change, rename_table); break;
  default: makers_plan(sqlserver_makers, planner, change); break;
  }
}
