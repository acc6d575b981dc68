/* sql_object.c: statements of MySQL and MariaDB for views, routines and triggers, and the text of partitions. */
#include "dialects/mysql/driver.h"

static bool is_mariadb(const Planner *planner) { return str_eq(planner->driver->dialect, STR("mariadb")); }

static Str attr_of(const Object *object, const char *name) { return model_attr(&object->attrs, str_from(name)); }

/* NO_SQL -> NO SQL */
static Str words_of(Arena *arena, Str word) {
  char *copy = arena_copy(arena, word.ptr, word.len, 1);
  for (size_t i = 0; i < word.len; i++)
    if (copy[i] == '_') copy[i] = ' ';
  return str_make(copy, word.len);
}

/* Without blanks around it and semicolons behind it. */
static Str body_of(const Object *object) {
  Str text = str_trim(model_text(object->definition));
  while (text.len > 0 && (text.ptr[text.len - 1] == ';' || text.ptr[text.len - 1] == ' ' ||
                          text.ptr[text.len - 1] == '\n' || text.ptr[text.len - 1] == '\t'))
    text.len--;
  return text;
}

static void put_security(Ddl *out, const Object *object, bool say_default) {
  Str security = attr_of(object, "security");
  if (security.len == 0 || (!say_default && str_eq_nocase(security, STR("DEFINER")))) return;
  ddl_word(out, "SQL SECURITY");
  ddl_phrase(out, expr_upper(out->planner->arena, security));
}

/* ---- views ---- */

static void put_view(Ddl *out, const Object *view) {
  Str option = attr_of(view, "check_option");
  put_security(out, view, false);
  ddl_word(out, "VIEW");
  ddl_name(out, object_schema_name(view), view->name);
  if (view->columns.len > 0) {
    ddl_open(out);
    for (size_t i = 0; i < view->columns.len; i++) {
      ddl_item(out, i);
      ddl_ident(out, view->columns.items[i]->name);
    }
    ddl_close(out);
  }
  ddl_word(out, "AS");
  ddl_phrase(out, body_of(view));
  if (option.len == 0 || str_eq_nocase(option, STR("NONE"))) return;
  ddl_phrase(out, arena_printf(out->planner->arena, "WITH %.*s CHECK OPTION",
                               STR_FMT(expr_upper(out->planner->arena, option))));
}

/* ---- routines ---- */

static void put_args(Ddl *out, const Object *routine, bool modes) {
  Arena *arena = out->planner->arena;
  ddl_open(out);
  for (size_t i = 0; i < routine->children.len; i++) {
    const Object *arg = routine->children.items[i];
    Str mode = attr_of(arg, "mode"), charset = attr_of(arg, "charset"), collate = attr_of(arg, "collate");
    ddl_item(out, i);
    if (modes && mode.len > 0) ddl_phrase(out, expr_upper(arena, mode));
    ddl_ident(out, arg->name);
    ddl_phrase(out, mysql_type_text(arena, attr_of(arg, "type")));
    if (charset.len > 0) ddl_phrase(out, arena_printf(arena, "CHARSET %.*s", STR_FMT(charset)));
    if (collate.len > 0) ddl_phrase(out, arena_printf(arena, "COLLATE %.*s", STR_FMT(collate)));
  }
  ddl_close(out);
}

static void put_routine(Ddl *out, const Object *routine) {
  Arena *arena = out->planner->arena;
  bool function = routine->role == OBJECT_FUNCTION;
  Str access = attr_of(routine, "data_access");
  ddl_phrase(out, function ? STR("FUNCTION") : STR("PROCEDURE"));
  ddl_name(out, object_schema_name(routine), routine->name);
  put_args(out, routine, !function);
  if (function) {
    ddl_word(out, "RETURNS");
    ddl_phrase(out, mysql_type_text(arena, attr_of(routine, "return")));
  }
  if (driver_true_attr(&routine->attrs, STR("deterministic"))) ddl_word(out, "DETERMINISTIC");
  if (access.len > 0) ddl_phrase(out, expr_upper(arena, words_of(arena, access)));
  put_security(out, routine, true);
  if (model_text(routine->comment).len > 0) mysql_ddl_option(out, STR("comment"), model_text(routine->comment));
  ddl_phrase(out, body_of(routine));
}

/* ---- triggers ---- */

static Str schema_of(const Object *object) {
  return object->table != NULL ? table_schema_name(object->table) : object_schema_name(object);
}

static void put_trigger(Ddl *out, const Object *trigger) {
  bool follows;
  Str place = mysql_trigger_place(out->planner->arena, trigger, &follows);
  Str event = mysql_trigger_event(out->planner->arena, trigger);
  if (event.len == 0) object_needs_event(out->planner, trigger);
  ddl_word(out, "TRIGGER");
  ddl_name(out, schema_of(trigger), trigger->name);
  ddl_phrase(out, event);
  ddl_word(out, "ON");
  if (trigger->table != NULL)
    ddl_name(out, table_schema_name(trigger->table), trigger->table->name);
  else
    planner_error(out->planner, arena_printf(out->planner->arena, "trigger \"%.*s\" is on no table that is known",
                                             STR_FMT(trigger->name)));
  ddl_word(out, "FOR EACH ROW");
  if (place.len > 0) {
    ddl_phrase(out, follows ? STR("FOLLOWS") : STR("PRECEDES"));
    ddl_ident(out, place);
  }
  ddl_phrase(out, body_of(trigger));
}

/* ---- statements ---- */

static Str create(Planner *planner, const Object *object, bool replace) {
  Ddl out = ddl_start(planner);
  ddl_phrase(&out, replace ? STR("CREATE OR REPLACE") : STR("CREATE"));
  if (object->role == OBJECT_VIEW)
    put_view(&out, object);
  else if (object->role == OBJECT_TRIGGER)
    put_trigger(&out, object);
  else
    put_routine(&out, object);
  return ddl_done(&out);
}

static Str drop(Planner *planner, const Object *object, bool if_exists) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "DROP");
  ddl_phrase(&out, expr_upper(planner->arena, object->kind));
  if (if_exists) ddl_word(&out, "IF EXISTS");
  ddl_name(&out, schema_of(object), object->name);
  return ddl_done(&out);
}

static Str comment(Planner *planner, const char *verb, const Object *object) {
  return arena_printf(planner->arena, "%s \"%.*s\" %.*s", verb, STR_FMT(object->name), STR_FMT(object->kind));
}

/* What can be replaced in place is; MySQL can do so with views only. */
static void modify(Planner *planner, const Change *change) {
  const Object *from = change->from.object, *to = change->to.object;
  Str text = comment(planner, "modify", to);
  if (to->role == OBJECT_VIEW || is_mariadb(planner)) {
    planner_add(planner, change, create(planner, to, true), text, create(planner, from, true));
    return;
  }
  planner_add(planner, change, drop(planner, from, false), comment(planner, "drop", from),
              create(planner, from, false));
  planner_add(planner, change, create(planner, to, false), comment(planner, "create", to), drop(planner, to, false));
}

void mysql_plan_object(Planner *planner, const Change *change) {
  const Object *object = object_either(change->from.object, change->to.object);
  bool quiet = (change->clauses & CLAUSE_IF_EXISTS) != 0;
  Str nothing = {NULL, 0}, why;
  if (mysql_plan_account(planner, change)) return;
  if (change->kind == MODIFY_OBJECT) {
    modify(planner, change);
  } else if (change->kind == ADD_OBJECT) {
    planner_add(planner, change, create(planner, object, false), comment(planner, "create", object),
                drop(planner, object, false));
  } else {
    bool unknown = object_is_unknown(object, &why);
    Planner other = *planner; /* errors of the reverse are none of the plan */
    other.errors = (DiffNotes){0};
    planner_add(planner, change, drop(planner, object, quiet), comment(planner, "drop", object),
                unknown ? nothing : create(&other, object, false));
  }
}

/* ---- partitions ---- */

/* table.t.column.a -> `a` */
static void put_column(Buf *out, Arena *arena, Str reference) {
  buf_put(out, expr_quote_name(arena, model_last_step(arena, str_trim(reference)), '`'));
}

/* "[a, b]" as a list of names. */
static void put_columns(Buf *out, Arena *arena, Str list) {
  if (list.len < 2 || list.ptr[0] != '[') return;
  list = str_sub(list, 1, list.len - 1);
  for (size_t at = 0; at < list.len;) {
    size_t end = model_find_sign(list, ',', at);
    if (at > 0) buf_put(out, STR(", "));
    put_column(out, arena, str_sub(list, at, end));
    at = end + 1;
  }
}

/* RANGE (year(`d`)) */
Str mysql_partition_key(Arena *arena, const Object *partition) {
  Buf out = {0};
  bool first = true;
  buf_printf(&out, "%.*s (", STR_FMT(expr_upper(arena, words_of(arena, attr_of(partition, "type")))));
  put_columns(&out, arena, attr_of(partition, "columns"));
  for (size_t i = 0; i < partition->children.len; i++) {
    const Object *by = partition->children.items[i];
    Str expr = attr_of(by, "expr"), column = attr_of(by, "column");
    if (!str_eq(by->kind, STR("by"))) continue;
    if (!first) buf_put(&out, STR(", "));
    first = false;
    if (column.len > 0)
      put_column(&out, arena, column);
    else
      buf_put(&out, expr);
  }
  buf_putc(&out, ')');
  Str text = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return text;
}

/* A bound as it stands in SQL: words for text columns get quotes. */
static void put_bound(Buf *out, Arena *arena, Str value, bool columns) {
  bool bare = !columns || expr_is_number(value) || expr_is_quoted(value, '\'') || expr_is_quoted(value, '"') ||
              str_eq_nocase(value, STR("MAXVALUE")) || str_eq_nocase(value, STR("NULL")) ||
              str_find(value, '(', 0) < value.len || str_starts(value, STR("_"));
  buf_put(out, bare ? value : expr_quote_single(arena, value));
}

/* VALUES LESS THAN (2020), or nothing. `partition` is one of `whole`, which tells whether it is by columns. */
Str mysql_partition_values(Arena *arena, const Object *partition, const Object *whole) {
  Str less = attr_of(partition, "values_less_than"), in = attr_of(partition, "values_in");
  Str list = less.len > 0 ? less : in;
  bool columns = whole == NULL || str_ends(expr_upper(arena, attr_of(whole, "type")), STR("COLUMNS"));
  if (list.len < 2) return (Str){NULL, 0};
  Buf out = {0};
  buf_put(&out, less.len > 0 ? STR("VALUES LESS THAN (") : STR("VALUES IN ("));
  list = str_sub(list, 1, list.len - 1);
  for (size_t at = 0; at < list.len;) {
    size_t end = expr_part_end(list, at);
    if (at > 0) buf_put(&out, STR(", "));
    put_bound(&out, arena, str_trim(str_sub(list, at, end)), columns);
    at = end + 1;
  }
  buf_putc(&out, ')');
  Str text = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return text;
}

void mysql_ddl_partitions(Ddl *out, const Object *whole, size_t first) {
  if (mysql_partition_at(whole, first) == NULL) return;
  ddl_open(out);
  for (size_t i = first; mysql_partition_at(whole, i) != NULL; i++) {
    const Object *partition = mysql_partition_at(whole, i);
    Str values = mysql_partition_values(out->planner->arena, partition, whole);
    ddl_item(out, i - first);
    ddl_word(out, "PARTITION");
    ddl_ident(out, partition->name);
    if (values.len > 0) ddl_phrase(out, values);
    if (model_text(partition->comment).len > 0) mysql_ddl_option(out, STR("comment"), model_text(partition->comment));
  }
  ddl_close(out);
}

void mysql_ddl_partitioning(Ddl *out, const Object *whole) {
  ddl_word(out, "PARTITION BY");
  ddl_phrase(out, mysql_partition_key(out->planner->arena, whole));
  mysql_ddl_partitions(out, whole, 0);
}
