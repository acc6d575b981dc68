/* sql_object.c: views, functions, procedures and triggers of SQL Server, and the list of all kinds of objects. */
#include "dialects/sqlserver/driver.h"

static bool is_true(const Object *object, const char *attr) { return driver_true_attr(&object->attrs, str_from(attr)); }

static Str attr_of(const Object *object, const char *attr) { return model_attr(&object->attrs, str_from(attr)); }

/* ---- options: WITH a, b ---- */

static void put_option(Ddl *out, size_t *count, Str text) {
  if ((*count)++ == 0)
    ddl_word(out, "WITH");
  else
    ddl_comma(out);
  ddl_phrase(out, text);
}

/* Words of SQL Server stand as they are, a user in quotes. */
static Str execute_as(Planner *planner, Str who) {
  static const char *const words[] = {"CALLER", "SELF", "OWNER", NULL};
  bool word = driver_word_in(expr_upper(planner->arena, who), words);
  Str quoted = word ? expr_upper(planner->arena, who) : expr_quote_single(planner->arena, who);
  return arena_printf(planner->arena, "EXECUTE AS %.*s", STR_FMT(quoted));
}

static void put_options(Ddl *out, const Object *object, bool schema_bound) {
  size_t count = 0;
  Str inline_word = attr_of(object, "inline"), null_call = attr_of(object, "null_call");
  if (is_true(object, "native_compilation")) put_option(out, &count, STR("NATIVE_COMPILATION"));
  if (schema_bound) put_option(out, &count, STR("SCHEMABINDING"));
  if (str_eq(null_call, STR("RETURNS_NULL"))) put_option(out, &count, STR("RETURNS NULL ON NULL INPUT"));
  if (str_eq(null_call, STR("CALLED"))) put_option(out, &count, STR("CALLED ON NULL INPUT"));
  if (attr_of(object, "execute_as").len > 0)
    put_option(out, &count, execute_as(out->planner, attr_of(object, "execute_as")));
  if (inline_word.len > 0)
    put_option(out, &count, str_eq(inline_word, STR("true")) ? STR("INLINE = ON") : STR("INLINE = OFF"));
}

/* ---- descriptions ---- */

static Str describe(Planner *planner, const Object *object, const char *kind, Str old_text, Str text) {
  Described what = {.schema = object_schema_name(object), .kind = str_from(kind), .name = object->name};
  return sqlserver_describe(planner, &what, old_text, text);
}

static Str describe_view(Planner *planner, const Object *object, Str old_text, Str text) {
  return describe(planner, object, "VIEW", old_text, text);
}

static Str describe_function(Planner *planner, const Object *object, Str old_text, Str text) {
  return describe(planner, object, "FUNCTION", old_text, text);
}

static Str describe_procedure(Planner *planner, const Object *object, Str old_text, Str text) {
  return describe(planner, object, "PROCEDURE", old_text, text);
}

/* ---- views ---- */

static Str create_view(Planner *planner, const Object *view, bool replace) {
  Ddl out = ddl_create(planner, replace ? STR("ALTER VIEW") : STR("CREATE VIEW"), view);
  ddl_object_columns(&out, view);
  put_options(&out, view, is_true(view, "schema_bound"));
  ddl_word(&out, "AS");
  ddl_phrase(&out, object_sql(view));
  if (attr_of(view, "check_option").len > 0) ddl_word(&out, "WITH CHECK OPTION");
  return ddl_done(&out);
}

/* ALTER VIEW would take the indexes along. */
static bool view_is_replaceable(const Object *from, const Object *to) {
  return from->indexes.len == 0 && to->indexes.len == 0;
}

/* The first index of a view is the clustered one, also when nothing is said. */
static const Index *clustered(Planner *planner, const Index *index) {
  if (model_attr(&index->attrs, STR("nonclustered")).len > 0 || !index->unique) return index;
  Index *copy = arena_copy(planner->arena, index, 1, sizeof *index);
  ModelAttr attr = {.name = STR("nonclustered"), .value = {.text = STR("false"), .known = true, .present = true}};
  copy->attrs = (ModelAttrs){0};
  for (size_t i = 0; i < index->attrs.len; i++) array_push_in(planner->arena, &copy->attrs, index->attrs.items[i]);
  array_push_in(planner->arena, &copy->attrs, attr);
  return copy;
}

static void index_view(Planner *planner, const Change *change, const Object *view) {
  for (size_t i = 0; i < view->indexes.len; i++) {
    const Index *index = view->indexes.items[i];
    if (i == 0) index = clustered(planner, index);
    Ddl out = ddl_start(planner), back = ddl_start(planner);
    bool planned = sqlserver_ddl_index(&out, object_schema_name(view), view->name, NULL, index);
    ddl_named(&back, STR("DROP INDEX"), index->name);
    ddl_word(&back, "ON");
    ddl_name(&back, object_schema_name(view), view->name);
    Str sql = ddl_done(&out), reverse = ddl_done(&back);
    if (planned)
      planner_add(planner, change, sql,
                  arena_printf(planner->arena, "create index \"%.*s\" to view: \"%.*s\"", STR_FMT(index->name),
                               STR_FMT(view->name)),
                  reverse);
  }
}

/* ---- arguments ---- */

static void put_arg(Ddl *out, const Object *arg) {
  Arena *arena = out->planner->arena;
  Str mode = expr_upper(arena, attr_of(arg, "mode")), value = attr_of(arg, "default");
  DbType type;
  Str name = arg->name;
  ddl_phrase(out, str_starts(name, STR("@")) ? name : arena_printf(arena, "@%.*s", STR_FMT(name)));
  sqlserver_ddl_arg_type(out, arg, &type);
  bool cursor = str_eq_nocase(type.text, STR("cursor"));
  if (cursor) ddl_word(out, "VARYING");
  if (value.len > 0) {
    ddl_raw(out, STR("= "));
    ddl_phrase(out, sqlserver_literal(arena, &type, value));
  }
  if (cursor || str_eq(mode, STR("OUT")) || str_eq(mode, STR("INOUT"))) ddl_word(out, "OUTPUT");
  if (is_true(arg, "readonly")) ddl_word(out, "READONLY");
}

static void put_args(Ddl *out, const Object *object) {
  size_t count = 0;
  for (size_t i = 0; i < object->children.len; i++) {
    if (!str_eq(object->children.items[i]->kind, STR("arg"))) continue;
    ddl_item(out, count++);
    put_arg(out, object->children.items[i]);
  }
}

static bool is_foreign(Planner *planner, const Object *object) {
  Str lang = attr_of(object, "lang");
  bool foreign = lang.len > 0 && !str_eq_nocase(lang, STR("SQL"));
  if (foreign)
    planner_unplanned(planner, planner->change,
                      arena_printf(planner->arena, "%.*s \"%.*s\" is not planned: it is written in %.*s",
                                   STR_FMT(object->kind), STR_FMT(object->name), STR_FMT(lang)));
  return foreign;
}

/* ---- functions and procedures ---- */

/* What a function gives back: a table variable, a table, or a value. */
static void put_return(Ddl *out, const Object *function, const Object *table) {
  ddl_word(out, "RETURNS");
  if (table != NULL) {
    ddl_phrase(out, table->name);
    ddl_word(out, "TABLE");
    sqlserver_ddl_inner_table(out, table);
    return;
  }
  DbType type;
  sqlserver_type_text(out->planner->arena, attr_of(function, "return"), &type);
  ddl_phrase(out, str_eq_nocase(type.text, STR("table")) ? STR("TABLE") : type.text);
}

static Str create_function(Planner *planner, const Object *function, bool replace) {
  if (is_foreign(planner, function)) return (Str){0};
  if (attr_of(function, "return").len == 0 && object_child(function, STR("return_table")) == NULL) {
    planner_unplanned(
        planner, planner->change,
        arena_printf(planner->arena, "function \"%.*s\" is not planned: it returns nothing", STR_FMT(function->name)));
    return (Str){0};
  }
  Ddl out = ddl_create(planner, replace ? STR("ALTER FUNCTION") : STR("CREATE FUNCTION"), function);
  ddl_open(&out);
  put_args(&out, function);
  ddl_close(&out);
  put_return(&out, function, object_child(function, STR("return_table")));
  put_options(&out, function, is_true(function, "schema_bound"));
  ddl_word(&out, "AS");
  ddl_phrase(&out, str_trim(model_text(function->definition)));
  return ddl_done(&out);
}

/* 0: a value, 1: a table, 2: a table variable. A function stays what it is. */
static int function_shape(const Object *function) {
  if (object_child(function, STR("return_table")) != NULL) return 2;
  return str_eq_nocase(attr_of(function, "return"), STR("table")) ? 1 : 0;
}

static bool function_is_replaceable(const Object *from, const Object *to) {
  return function_shape(from) == function_shape(to);
}

static Str create_procedure(Planner *planner, const Object *procedure, bool replace) {
  if (is_foreign(planner, procedure)) return (Str){0};
  Ddl out = ddl_create(planner, replace ? STR("ALTER PROCEDURE") : STR("CREATE PROCEDURE"), procedure);
  put_args(&out, procedure);
  put_options(&out, procedure, is_true(procedure, "native_compilation"));
  ddl_word(&out, "AS");
  ddl_phrase(&out, str_trim(model_text(procedure->definition)));
  return ddl_done(&out);
}

static bool always(const Object *from, const Object *to) {
  (void)from, (void)to;
  return true;
}

/* ---- triggers ---- */

static const Object *target_view(const Object *trigger) {
  return trigger->depends_on.len > 0 ? trigger->depends_on.items[0] : NULL;
}

/* A trigger is in the schema of what it watches. */
static Str trigger_schema(const Object *trigger) {
  if (trigger->table != NULL) return table_schema_name(trigger->table);
  return target_view(trigger) != NULL ? object_schema_name(target_view(trigger)) : (Str){NULL, 0};
}

static void put_events(Ddl *out, const Object *block) {
  static const char *const events[][2] = {{"insert", "INSERT"}, {"update", "UPDATE"}, {"delete", "DELETE"}};
  size_t count = 0;
  ddl_phrase(out, str_eq(block->kind, STR("after")) ? STR("AFTER") : STR("INSTEAD OF"));
  for (size_t i = 0; i < 3; i++) {
    if (!is_true(block, events[i][0])) continue;
    ddl_item(out, count++);
    ddl_phrase(out, str_from(events[i][1]));
  }
}

static Str create_trigger(Planner *planner, const Object *trigger, bool replace) {
  const Object *view = target_view(trigger), *block = object_child(trigger, STR("after"));
  if (block == NULL) block = object_child(trigger, STR("instead_of"));
  if ((trigger->table == NULL && view == NULL) || block == NULL) {
    planner_unplanned(planner, planner->change,
                      arena_printf(planner->arena, "trigger \"%.*s\" is not planned: what it watches cannot be known",
                                   STR_FMT(trigger->name)));
    return (Str){0};
  }
  Ddl out = ddl_start(planner);
  ddl_phrase(&out, replace ? STR("ALTER TRIGGER") : STR("CREATE TRIGGER"));
  ddl_name(&out, trigger_schema(trigger), trigger->name);
  ddl_word(&out, "ON");
  ddl_name(&out, trigger_schema(trigger), trigger->table != NULL ? trigger->table->name : view->name);
  put_options(&out, trigger, is_true(trigger, "schema_bound"));
  put_events(&out, block);
  ddl_word(&out, "AS");
  ddl_phrase(&out, str_trim(model_text(trigger->definition)));
  return ddl_done(&out);
}

static Str drop_trigger(Planner *planner, const Object *trigger) {
  if (trigger->table == NULL && target_view(trigger) == NULL) return (Str){0};
  Ddl out = ddl_start(planner);
  ddl_word(&out, "DROP TRIGGER");
  ddl_name(&out, trigger_schema(trigger), trigger->name);
  return ddl_done(&out);
}

static bool same_target(const Object *from, const Object *to) {
  if (!str_eq(trigger_schema(from), trigger_schema(to))) return false;
  if (from->table != NULL && to->table != NULL) return str_eq(from->table->name, to->table->name);
  const Object *a = target_view(from), *b = target_view(to);
  return from->table == NULL && to->table == NULL && a != NULL && b != NULL && str_eq(a->name, b->name);
}

/* ---- all of them ---- */

const ObjectMaker sqlserver_makers[] = {
    {.kind = "view",
     .needs_definition = true,
     .words = "VIEW",
     .create = create_view,
     .replaceable = view_is_replaceable,
     .comment = describe_view,
     .extras = index_view},
    {.kind = "function",
     .needs_definition = true,
     .words = "FUNCTION",
     .create = create_function,
     .replaceable = function_is_replaceable,
     .comment = describe_function},
    {.kind = "procedure",
     .needs_definition = true,
     .words = "PROCEDURE",
     .create = create_procedure,
     .replaceable = always,
     .comment = describe_procedure},
    {.kind = "trigger",
     .needs_definition = true,
     .words = "TRIGGER",
     .create = create_trigger,
     .drop = drop_trigger,
     .replaceable = same_target},
    {.kind = "sequence",
     .words = "SEQUENCE",
     .create = sqlserver_create_sequence,
     .replaceable = always,
     .alter = sqlserver_alter_sequence},
    {.kind = "type_alias",
     .words = "TYPE",
     .create = sqlserver_create_alias,
     .replaceable = always,
     .alter = sqlserver_refuse_alter},
    {.kind = "type_table", .words = "TYPE", .create = sqlserver_create_table_type},
    {.kind = "synonym", .words = "SYNONYM", .create = sqlserver_create_synonym},
    {.kind = "partition_function",
     .words = "PARTITION FUNCTION",
     .create = sqlserver_create_partition_function,
     .replaceable = always,
     .alter = sqlserver_refuse_alter},
    {.kind = "partition_scheme",
     .words = "PARTITION SCHEME",
     .create = sqlserver_create_partition_scheme,
     .replaceable = always,
     .alter = sqlserver_refuse_alter},
    {0},
};

bool sqlserver_object(Comparison *cmp, const Object *from, const Object *to, Changes *out) {
  const Object *table_type = object_either(from, to);
  /* a trigger goes with its table */
  bool goes = to == NULL && table_type->role == OBJECT_TRIGGER && table_type->table != NULL && cmp->to != NULL;
  if (goes) {
    const Schema *schema = realm_schema(cmp->to, table_schema_name(table_type->table));
    if (schema == NULL || schema_table(schema, table_type->table->name) == NULL) return true;
  }
  return makers_compare(sqlserver_makers, cmp, from, to, out);
}

/* Only what is bound to the schema stands in the way; and what takes a table type, of which nothing can be altered. */
bool sqlserver_recreate(Comparison *cmp, const Change *change, const Object *object) {
  (void)cmp;
  bool routine = object->role == OBJECT_FUNCTION || object->role == OBJECT_PROCEDURE;
  if (change->kind == DROP_OBJECT && change->from.object->role == OBJECT_TYPE) return routine;
  if (!is_true(object, "schema_bound")) return false;
  return change->kind == DROP_OBJECT || object_blocks_table_change(object, change);
}

int sqlserver_rank(const Object *object) {
  if (str_eq(object->kind, STR("partition_function"))) return -2;
  return str_eq(object->kind, STR("partition_scheme")) ? -1 : 0;
}
