/* sql.c: statements of MySQL and MariaDB for databases and whole tables. alter.c changes tables. */
#include "dialects/mysql/driver.h"

/* ---- databases ---- */

static void put_database(Ddl *out, Str words, const Schema *schema) {
  ddl_phrase(out, words);
  ddl_ident(out, schema->name);
}

static void put_charset(Ddl *out, const ModelAttrs *attrs) {
  Str charset = model_attr(attrs, STR("charset")), collate = mysql_collate(attrs);
  if (charset.len > 0) mysql_ddl_option(out, STR("charset"), charset);
  if (collate.len > 0) mysql_ddl_option(out, STR("collate"), collate);
}

static void add_schema(Planner *planner, const Change *change) {
  const Schema *schema = change->to.schema;
  bool exists = (change->clauses & CLAUSE_IF_NOT_EXISTS) != 0;
  Ddl out = ddl_start(planner), back = ddl_start(planner);
  put_database(&out, exists ? STR("CREATE DATABASE IF NOT EXISTS") : STR("CREATE DATABASE"), schema);
  put_charset(&out, &schema->attrs);
  put_database(&back, STR("DROP DATABASE"), schema);
  planner_add(planner, change, ddl_done(&out),
              arena_printf(planner->arena, "add new schema named \"%.*s\"", STR_FMT(schema->name)), ddl_done(&back));
}

static void drop_schema(Planner *planner, const Change *change) {
  const Schema *schema = change->from.schema;
  bool exists = (change->clauses & CLAUSE_IF_EXISTS) != 0;
  Ddl out = ddl_start(planner);
  put_database(&out, exists ? STR("DROP DATABASE IF EXISTS") : STR("DROP DATABASE"), schema);
  planner_add(planner, change, ddl_done(&out),
              arena_printf(planner->arena, "drop schema named \"%.*s\"", STR_FMT(schema->name)), (Str){0});
}

static Str alter_schema(Planner *planner, const Change *change, bool back) {
  Ddl out = ddl_start(planner);
  size_t count = 0;
  put_database(&out, STR("ALTER DATABASE"), change->to.schema);
  for (size_t i = 0; i < change->members.len; i++) {
    const Change *member = change->members.items[i];
    Str value = back ? member->old_text : member->text;
    if (value.len > 0) mysql_ddl_option(&out, member->attr, value);
    if (value.len > 0) count++;
  }
  Str sql = ddl_done(&out);
  return count > 0 ? sql : (Str){NULL, 0};
}

static void modify_schema(Planner *planner, const Change *change) {
  Str sql = alter_schema(planner, change, false);
  if (sql.len > 0)
    planner_add(planner, change, sql,
                arena_printf(planner->arena, "modify \"%.*s\" schema", STR_FMT(change->to.schema->name)),
                alter_schema(planner, change, true));
}

/* ---- tables ---- */

static void put_members(Ddl *out, const Table *table, unsigned clauses) {
  for (size_t i = 0; i < table->columns.len; i++) {
    ddl_item(out, i);
    ddl_line(out);
    mysql_ddl_column(out, table->columns.items[i]);
  }
  if (table->primary_key != NULL) {
    ddl_next_line(out);
    mysql_ddl_primary_key(out, table->primary_key);
  }
  for (size_t i = 0; i < table->indexes.len; i++) {
    ddl_next_line(out);
    mysql_ddl_index(out, table->indexes.items[i]);
  }
  ddl_keys_and_checks(out, table, clauses, mysql_ddl_foreign_key, mysql_ddl_check);
}

static void put_table_comment(Ddl *out, const Table *table) {
  if (table->comment.present && table->comment.known) mysql_ddl_option(out, STR("comment"), model_text(table->comment));
}

static void put_counter(Ddl *out, const Table *table) {
  Str counter = model_attr(&table->attrs, STR("auto_increment"));
  if (counter.len > 0 && !str_eq(counter, STR("1")) && !str_eq(counter, STR("0")))
    mysql_ddl_option(out, STR("auto_increment"), counter);
}

static void put_options(Ddl *out, const Table *table) {
  Str engine = model_attr(&table->attrs, STR("engine"));
  bool server = mysql_is_from_server(out->planner);
  if (!server) put_table_comment(out, table);
  put_charset(out, &table->attrs);
  if (server) put_table_comment(out, table);
  ddl_phrase(out, model_attr(&table->attrs, STR("create_options")));
  if (!server) put_counter(out, table);
  if (engine.len > 0) mysql_ddl_option(out, STR("engine"), engine);
  if (server) put_counter(out, table);
  if (driver_true_attr(&table->attrs, STR("system_versioned")))
    mysql_ddl_option(out, STR("system_versioned"), STR("true"));
}

static Str create_table(Planner *planner, const Table *table, unsigned clauses) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "CREATE TABLE");
  if ((clauses & CLAUSE_IF_NOT_EXISTS) != 0) ddl_word(&out, "IF NOT EXISTS");
  ddl_name(&out, table_schema_name(table), table->name);
  ddl_open_lines(&out);
  put_members(&out, table, clauses);
  ddl_close_lines(&out);
  put_options(&out, table);
  const Object *partition = table_child(table, STR("partition"));
  if (partition != NULL) mysql_ddl_partitioning(&out, partition);
  return ddl_done(&out);
}

static void add_table(Planner *planner, const Change *change) {
  const Table *table = change->to.table;
  size_t errors = planner->errors.len;
  if (table->columns.len == 0)
    planner_error(planner, arena_printf(planner->arena, "table \"%.*s\" has no columns", STR_FMT(table->name)));
  else
    planner_add(planner, change, create_table(planner, table, change->clauses),
                arena_printf(planner->arena, "create \"%.*s\" table", STR_FMT(table->name)),
                ddl_drop_table(planner, table, 0));
  if (table->columns.len > 0) planner_prefix_errors(planner, errors, "create table", table);
}

static void plan_drop_table(Planner *planner, const Change *change) {
  const Table *table = change->from.table;
  Planner other = *planner; /* errors of the reverse are none of the plan */
  other.errors = (DiffNotes){0};
  Str reverse = table->columns.len > 0
                    ? create_table(&other, table, change->clauses & (CLAUSE_NO_KEYS | CLAUSE_SELF_KEYS))
                    : (Str){NULL, 0};
  planner_add(planner, change, ddl_drop_table(planner, table, change->clauses),
              arena_printf(planner->arena, "drop \"%.*s\" table", STR_FMT(table->name)), reverse);
}

void mysql_plan(Planner *planner, const Change *change) {
  switch (change->kind) {
  case ADD_SCHEMA: add_schema(planner, change); break;
  case DROP_SCHEMA: drop_schema(planner, change); break;
  case MODIFY_SCHEMA: modify_schema(planner, change); break;
  case ADD_TABLE: add_table(planner, change); break;
  case DROP_TABLE: plan_drop_table(planner, change); break;
  case RENAME_TABLE: planner_rename_table(planner, change, ddl_rename_tables); break;
  case MODIFY_TABLE: mysql_modify_table(planner, change); break;
  case ADD_OBJECT:
  case DROP_OBJECT:
  case MODIFY_OBJECT: mysql_plan_object(planner, change); break;
  default: planner_unplanned(planner, change, STR("the change of this object is not planned")); break;
  }
}
