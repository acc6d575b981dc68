/* sql.c: statements of ClickHouse for databases and tables; changes of a table are made one at a time. */
#include "dialects/clickhouse/driver.h"

/* ---- databases ---- */

static void add_schema(Planner *planner, const Change *change) {
  const Schema *schema = change->to.schema;
  Str engine = model_attr(&schema->attrs, STR("engine")), comment = model_text(schema->comment);
  Ddl out = ddl_start(planner), back = ddl_start(planner);
  bool standard = str_eq(schema->name, STR("default"));
  ddl_named(&out, standard ? STR("CREATE DATABASE IF NOT EXISTS") : STR("CREATE DATABASE"), schema->name);
  if (engine.len > 0) ddl_word(&out, "ENGINE =");
  ddl_phrase(&out, engine);
  if (comment.len > 0) ddl_word(&out, "COMMENT");
  if (comment.len > 0) ddl_phrase(&out, clickhouse_quote(planner->arena, comment));
  ddl_named(&back, STR("DROP DATABASE"), schema->name);
  Str reverse = ddl_done(&back);
  planner_add(planner, change, ddl_done(&out),
              arena_printf(planner->arena, "add new schema named \"%.*s\"", STR_FMT(schema->name)),
              standard ? (Str){NULL, 0} : reverse);
}

static void drop_schema(Planner *planner, const Change *change) {
  Ddl out = ddl_start(planner);
  ddl_named(&out, STR("DROP DATABASE"), change->from.schema->name);
  planner_add(planner, change, ddl_done(&out),
              arena_printf(planner->arena, "drop schema named \"%.*s\"", STR_FMT(change->from.schema->name)), (Str){0});
}

static Str schema_comment(Planner *planner, const Schema *schema, Str text) {
  Ddl out = ddl_start(planner);
  ddl_named(&out, STR("ALTER DATABASE"), schema->name);
  ddl_word(&out, "MODIFY COMMENT");
  ddl_phrase(&out, clickhouse_quote(planner->arena, text));
  return ddl_done(&out);
}

static void modify_schema(Planner *planner, const Change *change) {
  const Schema *schema = change->to.schema;
  for (size_t i = 0; i < change->members.len; i++)
    planner_add(planner, change, schema_comment(planner, schema, change->members.items[i]->text),
                arena_printf(planner->arena, "set comment to schema: \"%.*s\"", STR_FMT(schema->name)),
                schema_comment(planner, schema, change->members.items[i]->old_text));
}

/* ---- whole tables ---- */

static void unplanned(Planner *planner, const char *what, Str name, const Table *table, const char *why) {
  planner_unplanned(planner, planner->change,
                    arena_printf(planner->arena, "%s \"%.*s\" of table \"%.*s\" is not planned: %s", what,
                                 STR_FMT(name), STR_FMT(table->name), why));
}

static bool check_is_planned(Planner *planner, const Table *table, const Check *check) {
  if (check->name.len > 0) return true;
  unplanned(planner, "check", model_text(check->expr), table, "ClickHouse needs a name for it");
  return false;
}

/* What ClickHouse has no place for. */
static void note_comments(Planner *planner, const Table *table) {
  if (table->primary_key != NULL && model_text(table->primary_key->comment).len > 0)
    unplanned(planner, "comment of primary key", table->primary_key->name, table, "ClickHouse has none");
  for (size_t i = 0; i < table->indexes.len; i++)
    if (model_text(table->indexes.items[i]->comment).len > 0)
      unplanned(planner, "comment of index", table->indexes.items[i]->name, table, "ClickHouse has none");
}

static void put_members(Ddl *out, const Table *table) {
  for (size_t i = 0; i < table->columns.len; i++) {
    ddl_item(out, i);
    ddl_line(out);
    clickhouse_ddl_column(out, table->columns.items[i]);
  }
  for (size_t i = 0; i < table->indexes.len; i++) {
    ddl_next_line(out);
    ddl_word(out, "INDEX");
    clickhouse_ddl_index(out, table->indexes.items[i]);
  }
  for (size_t i = 0; i < table->checks.len; i++) {
    if (!check_is_planned(out->planner, table, table->checks.items[i])) continue;
    ddl_next_line(out);
    clickhouse_ddl_check(out, table->checks.items[i]);
  }
  for (size_t i = 0; i < table->children.len; i++) {
    if (!str_eq(table->children.items[i]->kind, STR("projection"))) continue;
    ddl_next_line(out);
    ddl_word(out, "PROJECTION");
    clickhouse_ddl_projection(out, table->children.items[i]);
  }
}

static Str create_table(Planner *planner, const Table *table, unsigned clauses) {
  Arena *arena = planner->arena;
  Ddl out = ddl_start(planner);
  Storage storage = {.engine = model_attr(&table->attrs, STR("engine")),
                     .ttl = model_attr(&table->attrs, STR("ttl")),
                     .settings = model_attr(&table->attrs, STR("settings"))};
  storage.partition = clickhouse_key_of_block(arena, table_child(table, STR("partition")));
  storage.primary = clickhouse_key_of_index(arena, table->primary_key);
  storage.sort = clickhouse_key_of_block(arena, table_child(table, STR("sort")));
  if (table->columns.len == 0)
    planner_error(planner, arena_printf(arena, "table \"%.*s\" has no columns", STR_FMT(table->name)));
  ddl_word(&out, "CREATE TABLE");
  if ((clauses & CLAUSE_IF_NOT_EXISTS) != 0) ddl_word(&out, "IF NOT EXISTS");
  ddl_name(&out, table_schema_name(table), table->name);
  ddl_open_lines(&out);
  put_members(&out, table);
  ddl_close_lines(&out);
  clickhouse_ddl_storage(&out, &storage);
  if (model_text(table->comment).len > 0) {
    ddl_word(&out, "COMMENT");
    ddl_phrase(&out, clickhouse_quote(arena, model_text(table->comment)));
  }
  note_comments(planner, table);
  return ddl_done(&out);
}

/* ---- cutting changes into steps ---- */

static Column *copy_of(Planner *planner, const Column *column) {
  return arena_copy(planner->arena, column, 1, sizeof *column);
}

static ModelAttrs without(Planner *planner, const ModelAttrs *attrs, Str name) {
  ModelAttrs kept = {0};
  for (size_t i = 0; i < attrs->len; i++)
    if (!str_eq(attrs->items[i].name, name)) array_push_in(planner->arena, &kept, attrs->items[i]);
  return kept;
}

static const ModelAttr *find_attr(const ModelAttrs *attrs, Str name) {
  for (size_t i = 0; i < attrs->len; i++)
    if (str_eq(attrs->items[i].name, name)) return &attrs->items[i];
  return NULL;
}

/* A step that gives one property its new value, or takes it away; the column as it is then. */
static const Column *cut_property(Planner *planner, Changes *steps, const Column *from, const Column *to,
                                  const char *attr) {
  Str name = str_from(attr);
  if (expr_same(model_attr(&from->attrs, name), model_attr(&to->attrs, name))) return from;
  Column *after = copy_of(planner, from);
  const ModelAttr *value = find_attr(&to->attrs, name);
  after->attrs = without(planner, &from->attrs, name);
  if (value != NULL) array_push_in(planner->arena, &after->attrs, *value);
  step_push_column(planner, steps, from, after, CHANGED_ATTR);
  steps->items[steps->len - 1]->attr = name;
  return after;
}

/* Type and default change together: the old default may not suit the new type. */
static void cut_column(Planner *planner, const Change *member, Changes *steps) {
  const Column *from = step_base(planner, member), *to = member->to.column, *at = from;
  bool drops_default =
      clickhouse_default_kind(planner->arena, from).len > 0 && clickhouse_default_kind(planner->arena, to).len == 0;
  if (drops_default) {
    Column *after = copy_of(planner, from);
    after->default_kind = DEFAULT_NONE;
    after->default_text = (Str){0};
    after->attrs = without(planner, &from->attrs, STR("default_kind"));
    step_push_column(planner, steps, from, after, CHANGED_DEFAULT);
    steps->items[steps->len - 1]->attr = STR("default");
    at = after;
  }
  at = cut_property(planner, steps, at, to, "codec");
  at = cut_property(planner, steps, at, to, "ttl");
  Column *quiet = copy_of(planner, to);
  quiet->comment = from->comment;
  step_push_column(planner, steps, at, quiet,
                   member->bits & (drops_default ? CHANGED_TYPE : CHANGED_TYPE | CHANGED_DEFAULT));
  step_push_column(planner, steps, from, to, member->bits & CHANGED_COMMENT);
}

/* Is the column added by the statement that makes the sort key grow? */
static bool joins_sort_key(const Change *modify, const Column *column) {
  for (size_t i = 0; i < modify->members.len; i++) {
    const Change *member = modify->members.items[i];
    if (member->kind == MODIFY_ATTR && str_eq(member->attr, STR("sort")))
      return sql_mentions(member->text, column->name) && !sql_mentions(member->old_text, column->name);
  }
  return false;
}

static void cut_sort_key(Planner *planner, const Change *modify, const Change *member, Changes *steps) {
  Change *step = arena_copy(planner->arena, member, 1, sizeof *member);
  for (size_t i = 0; i < modify->members.len; i++) {
    Change *other = modify->members.items[i];
    if (other->kind == ADD_COLUMN && joins_sort_key(modify, other->to.column))
      array_push_in(planner->arena, &step->members, other);
  }
  array_push_in(planner->arena, steps, step);
}

static bool cut(Planner *planner, const Table *table, const Change *modify, const Change *member, Changes *steps) {
  switch (member->kind) {
  case MODIFY_COLUMN: cut_column(planner, member, steps); return true;
  case ADD_COLUMN: return joins_sort_key(modify, member->to.column);
  case RENAME_INDEX:
    step_push(planner, steps, DROP_INDEX, member->from.any, NULL);
    step_push(planner, steps, ADD_INDEX, NULL, member->to.any);
    return true;
  case ADD_PRIMARY_KEY:
  case DROP_PRIMARY_KEY:
  case MODIFY_PRIMARY_KEY: return true; /* refused, or the same as before by another name */
  case ADD_CHECK: return !check_is_planned(planner, table, member->to.check);
  case DROP_CHECK: return !check_is_planned(planner, table, member->from.check);
  case MODIFY_CHECK: return !check_is_planned(planner, table, member->to.check);
  case MODIFY_ATTR:
    if (!str_eq(member->attr, STR("sort"))) return false;
    cut_sort_key(planner, modify, member, steps);
    return true;
  default: return false;
  }
}

/* ---- writing steps ---- */

static void put_column_change(Ddl *out, const Change *step) {
  const Column *from = step->from.column, *to = step->to.column;
  Arena *arena = out->planner->arena;
  bool codec = str_eq(step->attr, STR("codec")) && clickhouse_codec(to).len == 0;
  bool ttl = str_eq(step->attr, STR("ttl")) && model_attr(&to->attrs, STR("ttl")).len == 0;
  bool value = str_eq(step->attr, STR("default")) && clickhouse_default_kind(arena, to).len == 0;
  if (step->bits == CHANGED_COMMENT) {
    ddl_named(out, STR("COMMENT COLUMN"), to->name);
    ddl_phrase(out, clickhouse_quote(arena, model_text(to->comment)));
  } else if (codec || ttl || value) {
    ddl_named(out, STR("MODIFY COLUMN"), to->name);
    ddl_word(out, "REMOVE");
    ddl_phrase(out, codec ? STR("CODEC") : ttl ? STR("TTL") : clickhouse_default_kind(arena, from));
  } else {
    ddl_word(out, "MODIFY COLUMN");
    clickhouse_ddl_column(out, to);
  }
}

/* New columns join the sort key in the statement that adds them; they cannot leave it. */
static void put_sort_key(Ddl *out, const Change *step) {
  if (step->members.len == 0) planner_error(out->planner, STR("a sort key cannot be made shorter"));
  for (size_t i = 0; i < step->members.len; i++) {
    ddl_item(out, i);
    ddl_word(out, "ADD COLUMN");
    clickhouse_ddl_column(out, step->members.items[i]->to.column);
  }
  ddl_comma(out);
  ddl_word(out, "MODIFY ORDER BY");
  ddl_phrase(out, step->text);
}

static void put_attr(Ddl *out, const Change *step) {
  Str prefix = STR("setting ");
  if (str_eq(step->attr, STR("sort"))) {
    put_sort_key(out, step);
  } else if (str_eq(step->attr, STR("comment"))) {
    ddl_word(out, "MODIFY COMMENT");
    ddl_phrase(out, clickhouse_quote(out->planner->arena, step->text));
  } else if (str_starts(step->attr, prefix)) {
    Str name = str_sub(step->attr, prefix.len, step->attr.len);
    ddl_phrase(out, step->text.len > 0 ? STR("MODIFY SETTING") : STR("RESET SETTING"));
    ddl_phrase(out, name);
    if (step->text.len > 0) ddl_raw(out, STR("= "));
    ddl_phrase(out, step->text);
  } else if (step->text.len > 0) {
    ddl_word(out, "MODIFY TTL");
    ddl_phrase(out, step->text);
  } else {
    ddl_word(out, "REMOVE TTL");
  }
}

static void write_step(Planner *planner, const Table *table, const Change *step) {
  if (step->kind == MODIFY_INDEX) {
    if (model_text(step->to.index->comment).len > 0)
      unplanned(planner, "comment of index", step->to.index->name, table, "ClickHouse has none");
    return;
  }
  Ddl out = ddl_alter_table(planner, table);
  switch (step->kind) {
  case ADD_COLUMN:
    ddl_word(&out, "ADD COLUMN");
    clickhouse_ddl_column(&out, step->to.column);
    break;
  case DROP_COLUMN: ddl_named(&out, STR("DROP COLUMN"), step->from.column->name); break;
  case MODIFY_COLUMN: put_column_change(&out, step); break;
  case RENAME_COLUMN:
    ddl_named(&out, STR("RENAME COLUMN"), step->from.column->name);
    ddl_named(&out, STR("TO"), step->to.column->name);
    break;
  case ADD_INDEX:
    ddl_word(&out, "ADD INDEX");
    clickhouse_ddl_index(&out, step->to.index);
    break;
  case DROP_INDEX: ddl_named(&out, STR("DROP INDEX"), step->from.index->name); break;
  case ADD_CHECK:
    ddl_word(&out, "ADD");
    clickhouse_ddl_check(&out, step->to.check);
    break;
  case DROP_CHECK: ddl_named(&out, STR("DROP CONSTRAINT"), step->from.check->name); break;
  case ADD_OBJECT:
    ddl_word(&out, "ADD PROJECTION");
    clickhouse_ddl_projection(&out, step->to.object);
    break;
  case DROP_OBJECT: ddl_named(&out, STR("DROP PROJECTION"), step->from.object->name); break;
  default: put_attr(&out, step); break;
  }
  step_done(&out, table, step);
}

static const StepWriter writer = {.create = create_table, .write = write_step, .cut = cut, .drops_last = true};

/* ---- plans ---- */

void clickhouse_plan(Planner *planner, const Change *change) {
  switch (change->kind) {
  case ADD_SCHEMA: add_schema(planner, change); break;
  case DROP_SCHEMA: drop_schema(planner, change); break;
  case MODIFY_SCHEMA: modify_schema(planner, change); break;
  case ADD_TABLE: steps_add_table(planner, &writer, change); break;
  case DROP_TABLE: steps_drop_table(planner, &writer, change); break;
  case MODIFY_TABLE: steps_modify_table(planner, &writer, change); break;
  case RENAME_TABLE: planner_rename_table(planner, change, ddl_rename_tables); break;
  default: makers_plan(clickhouse_makers, planner, change); break;
  }
}
