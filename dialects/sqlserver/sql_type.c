/* sql_type.c: types, sequences, synonyms, partition functions and schemes of SQL Server. */
#include "dialects/sqlserver/driver.h"

static Str attr_of(const Object *object, const char *attr) { return model_attr(&object->attrs, str_from(attr)); }

static bool is_true(const Object *object, const char *attr) { return driver_true_attr(&object->attrs, str_from(attr)); }

/* ---- types by name ---- */

/* "type_table.dbo.ids", "type_alias.ssn" */
static const Object *type_named(const Realm *realm, Str reference, Str name) {
  size_t first = str_find(reference, '.', 0), second = str_find(reference, '.', first + 1);
  Str schema = second < reference.len ? str_sub(reference, first + 1, second) : (Str){NULL, 0};
  for (size_t i = 0; realm != NULL && i < realm->schemas.len; i++) {
    if (schema.len > 0 && !str_eq(realm->schemas.items[i]->name, schema)) continue;
    for (size_t k = 0; k < realm->schemas.items[i]->objects.len; k++) {
      const Object *object = realm->schemas.items[i]->objects.items[k];
      bool same = str_eq(object->kind, str_sub(reference, 0, first)) && str_eq(object->name, name);
      if (same) return object;
    }
  }
  return NULL;
}

/* type_table.dbo.ids, or a type of the language. */
void sqlserver_ddl_arg_type(Ddl *out, const Object *arg, DbType *type) {
  Planner *planner = out->planner;
  Str text = attr_of(arg, "type"), *names;
  sqlserver_type_text(planner->arena, text, type);
  bool reference = str_starts(text, STR("type_table.")) || str_starts(text, STR("type_alias."));
  if (reference && driver_names(planner->arena, text, &names) > 0) {
    const Object *object = type_named(planner->to, text, names[0]);
    if (object == NULL) object = type_named(planner->from, text, names[0]);
    *type = (DbType){.family = TYPE_USER, .word = names[0], .text = names[0], .object = object};
    ddl_name(out, object != NULL ? object_schema_name(object) : (Str){NULL, 0}, names[0]);
    return;
  }
  ddl_phrase(out, type->text);
}

/* ---- tables inside of types and functions ---- */

static void put_inner_default(Ddl *out, const Object *column, const DbType *type) {
  for (size_t i = 0; i < column->attrs.len; i++) {
    const ModelAttr *attr = &column->attrs.items[i];
    if (!str_eq(attr->name, STR("default"))) continue;
    ddl_word(out, "DEFAULT");
    ddl_phrase(out,
               attr->expression ? attr->value.text : sqlserver_literal(out->planner->arena, type, attr->value.text));
  }
}

static void put_inner_column(Ddl *out, const Object *column) {
  Arena *arena = out->planner->arena;
  DbType type;
  const Object *as = object_child(column, STR("as")), *identity = object_child(column, STR("identity"));
  Str expr = as != NULL ? attr_of(as, "expr") : attr_of(column, "as"), collate = attr_of(column, "collate");
  ddl_ident(out, column->name);
  if (expr.len > 0) {
    ddl_word(out, "AS");
    ddl_phrase(out, expr_wrap(arena, expr));
    if (as != NULL && str_eq_nocase(attr_of(as, "type"), STR("PERSISTED"))) ddl_word(out, "PERSISTED");
    return;
  }
  sqlserver_ddl_arg_type(out, column, &type);
  if (collate.len > 0) ddl_phrase(out, arena_printf(arena, "COLLATE %.*s", STR_FMT(collate)));
  if (identity != NULL) {
    Str seed = attr_of(identity, "seed"), step = attr_of(identity, "increment");
    if (seed.len == 0) seed = STR("1");
    if (step.len == 0) step = STR("1");
    ddl_phrase(out, arena_printf(arena, "IDENTITY (%.*s, %.*s)", STR_FMT(seed), STR_FMT(step)));
  }
  ddl_phrase(out, is_true(column, "null") ? STR("NULL") : STR("NOT NULL"));
  put_inner_default(out, column, &type);
}

static void put_inner_columns(Ddl *out, const Object *block) {
  Str *names;
  uint32_t count = driver_names(out->planner->arena, attr_of(block, "columns"), &names);
  if (count > 0) {
    ddl_columns(out, names, count);
    return;
  }
  ddl_open(out);
  for (size_t i = 0; i < block->children.len; i++) {
    const Object *on = block->children.items[i];
    ddl_item(out, i);
    if (driver_names(out->planner->arena, attr_of(on, "column"), &names) > 0) ddl_ident(out, names[0]);
    if (is_true(on, "desc")) ddl_word(out, "DESC");
  }
  ddl_close(out);
}

static void put_inner_clustering(Ddl *out, const Object *block) {
  Str stated = attr_of(block, "nonclustered");
  if (stated.len > 0) ddl_phrase(out, str_eq(stated, STR("true")) ? STR("NONCLUSTERED") : STR("CLUSTERED"));
}

/* A constraint here has no name; a unique index without one is a constraint. */
static void put_inner_key(Ddl *out, const Object *block) {
  if (str_eq(block->kind, STR("primary_key"))) {
    ddl_word(out, "PRIMARY KEY");
  } else if (block->name.len > 0) {
    ddl_named(out, STR("INDEX"), block->name);
    if (is_true(block, "unique")) ddl_word(out, "UNIQUE");
  } else {
    ddl_word(out, "UNIQUE");
    if (!is_true(block, "unique"))
      planner_error(out->planner, STR("an index of a table type or variable that is not unique needs a name"));
  }
  put_inner_clustering(out, block);
  put_inner_columns(out, block);
}

static void put_inner_member(Ddl *out, const Object *block, size_t *count) {
  bool key = str_eq(block->kind, STR("primary_key")) || str_eq(block->kind, STR("index"));
  bool check = str_eq(block->kind, STR("check")), column = str_eq(block->kind, STR("column"));
  if (!key && !check && !column) return;
  ddl_item(out, (*count)++);
  if (column) put_inner_column(out, block);
  if (key) put_inner_key(out, block);
  if (!check) return;
  ddl_word(out, "CHECK");
  ddl_phrase(out, expr_wrap(out->planner->arena, attr_of(block, "expr")));
}

/* A unique index without a name is a constraint. */
static void put_inner_index(Ddl *out, const Index *index) {
  Str stated = model_attr(&index->attrs, STR("nonclustered"));
  if (index->name.len > 0) ddl_named(out, STR("INDEX"), index->name);
  if (index->unique) ddl_word(out, "UNIQUE");
  if (index->name.len == 0 && !index->unique)
    planner_error(out->planner, STR("an index of a table type that is not unique needs a name"));
  if (stated.len > 0) ddl_phrase(out, str_eq(stated, STR("true")) ? STR("NONCLUSTERED") : STR("CLUSTERED"));
  ddl_open(out);
  for (size_t i = 0; i < index->parts.len; i++) {
    ddl_item(out, i);
    ddl_ident(out, index->parts.items[i].column_name);
    if (index->parts.items[i].desc) ddl_word(out, "DESC");
  }
  ddl_close(out);
}

void sqlserver_ddl_inner_table(Ddl *out, const Object *object) {
  static const Table no_table;
  size_t count = 0;
  ddl_open(out);
  for (size_t i = 0; i < object->columns.len; i++) {
    ddl_item(out, count++);
    sqlserver_ddl_column(out, &no_table, object->columns.items[i]);
  }
  for (size_t i = 0; i < object->children.len; i++) put_inner_member(out, object->children.items[i], &count);
  for (size_t i = 0; i < object->indexes.len; i++) {
    ddl_item(out, count++);
    put_inner_index(out, object->indexes.items[i]);
  }
  ddl_close(out);
}

/* ---- types ---- */

Str sqlserver_create_alias(Planner *planner, const Object *object, bool replace) {
  (void)replace;
  DbType type;
  Ddl out = ddl_create(planner, STR("CREATE TYPE"), object);
  sqlserver_type_text(planner->arena, attr_of(object, "type"), &type);
  ddl_word(&out, "FROM");
  ddl_phrase(&out, type.text);
  ddl_phrase(&out, is_true(object, "null") ? STR("NULL") : STR("NOT NULL"));
  return ddl_done(&out);
}

Str sqlserver_create_table_type(Planner *planner, const Object *object, bool replace) {
  (void)replace;
  Ddl out = ddl_create(planner, STR("CREATE TYPE"), object);
  ddl_word(&out, "AS TABLE");
  sqlserver_ddl_inner_table(&out, object);
  return ddl_done(&out);
}

Str sqlserver_refuse_alter(Planner *planner, const Object *from, const Object *to) {
  (void)from;
  planner_error(planner,
                arena_printf(planner->arena, "changing %.*s \"%.*s\" is not supported (drop and add is required)",
                             STR_FMT(to->kind), STR_FMT(to->name)));
  return (Str){0};
}

/* ---- sequences ---- */

typedef struct SequenceOption {
  const char *attr, *words, *none; /* none: how ALTER takes it away */
} SequenceOption;

static const SequenceOption sequence_options[] = {{"increment", "INCREMENT BY", "INCREMENT BY 1"},
                                                  {"min_value", "MINVALUE", "NO MINVALUE"},
                                                  {"max_value", "MAXVALUE", "NO MAXVALUE"},
                                                  {"cache", "CACHE", "CACHE"}};

static void put_sequence_option(Ddl *out, const SequenceOption *option, Str value) {
  if (str_eq_nocase(str_from(option->attr), STR("cache")) && str_eq(value, STR("0"))) {
    ddl_word(out, "NO CACHE");
    return;
  }
  ddl_phrase(out, str_from(option->words));
  ddl_phrase(out, value);
}

Str sqlserver_create_sequence(Planner *planner, const Object *object, bool replace) {
  (void)replace;
  Ddl out = ddl_create(planner, STR("CREATE SEQUENCE"), object);
  Str start = attr_of(object, "start");
  DbType type;
  if (attr_of(object, "type").len > 0) {
    ddl_word(&out, "AS");
    sqlserver_ddl_arg_type(&out, object, &type);
  }
  if (start.len > 0) ddl_phrase(&out, arena_printf(planner->arena, "START WITH %.*s", STR_FMT(start)));
  for (size_t i = 0; i < sizeof sequence_options / sizeof *sequence_options; i++) {
    Str value = attr_of(object, sequence_options[i].attr);
    if (value.len > 0) put_sequence_option(&out, &sequence_options[i], value);
  }
  if (is_true(object, "cycle")) ddl_word(&out, "CYCLE");
  return ddl_done(&out);
}

static Str type_or_bigint(const Object *object) {
  Str type = attr_of(object, "type");
  return type.len > 0 ? type : STR("bigint");
}

/* The type is for ever; another start counts only for what is new. */
Str sqlserver_alter_sequence(Planner *planner, const Object *from, const Object *to) {
  bool cycle = is_true(to, "cycle");
  if (!str_eq(type_or_bigint(from), type_or_bigint(to)) || !str_eq(attr_of(from, "start"), attr_of(to, "start"))) {
    planner_error(planner, arena_printf(planner->arena,
                                        "changing the type or start of sequence \"%.*s\" is not supported (drop and "
                                        "add is required)",
                                        STR_FMT(to->name)));
    return (Str){0};
  }
  Ddl out = ddl_create(planner, STR("ALTER SEQUENCE"), to);
  for (size_t i = 0; i < sizeof sequence_options / sizeof *sequence_options; i++) {
    const SequenceOption *option = &sequence_options[i];
    Str old = attr_of(from, option->attr), value = attr_of(to, option->attr);
    if (str_eq(old, value)) continue;
    if (value.len == 0)
      ddl_phrase(&out, str_from(option->none));
    else
      put_sequence_option(&out, option, value);
  }
  if (cycle != is_true(from, "cycle")) ddl_phrase(&out, cycle ? STR("CYCLE") : STR("NO CYCLE"));
  return ddl_done(&out);
}

/* ---- synonyms ---- */

/* The schema of what a reference names: "table.users", "view.dbo.v". */
static Str schema_of(const Realm *realm, Str reference, Str name) {
  size_t first = str_find(reference, '.', 0), second = str_find(reference, '.', first + 1);
  if (second < reference.len) return str_sub(reference, first + 1, second);
  for (size_t i = 0; realm != NULL && i < realm->schemas.len; i++) {
    const Schema *schema = realm->schemas.items[i];
    if (schema_table(schema, name) != NULL) return schema->name;
    for (size_t k = 0; k < schema->objects.len; k++)
      if (str_eq(schema->objects.items[k]->name, name)) return schema->name;
  }
  return (Str){0};
}

Str sqlserver_create_synonym(Planner *planner, const Object *object, bool replace) {
  static const char *const kinds[] = {"table", "view", "function", "procedure", NULL};
  Ddl out = ddl_create(planner, STR("CREATE SYNONYM"), object);
  Str target = attr_of(object, "object"), *names;
  (void)replace;
  ddl_word(&out, "FOR");
  bool reference = driver_word_in(str_sub(target, 0, str_find(target, '.', 0)), kinds);
  if (reference && driver_names(planner->arena, target, &names) > 0)
    ddl_name(&out, schema_of(planner->to != NULL ? planner->to : planner->from, target, names[0]), names[0]);
  else
    ddl_phrase(&out, target);
  return ddl_done(&out);
}

/* ---- partitions ---- */

Str sqlserver_create_partition_function(Planner *planner, const Object *object, bool replace) {
  Arena *arena = planner->arena;
  Str range = attr_of(object, "range");
  DbType type;
  (void)replace;
  Ddl out = ddl_create(planner, STR("CREATE PARTITION FUNCTION"), object);
  sqlserver_type_text(arena, attr_of(object, "input"), &type);
  ddl_open(&out);
  ddl_phrase(&out, type.text);
  ddl_close(&out);
  ddl_word(&out, "AS RANGE");
  ddl_phrase(&out, range.len > 0 ? range : STR("LEFT"));
  ddl_word(&out, "FOR VALUES");
  ddl_open(&out);
  for (size_t i = 0; i < object->values.len; i++) {
    ddl_item(&out, i);
    ddl_phrase(&out, sqlserver_literal(arena, &type, object->values.items[i]));
  }
  ddl_close(&out);
  return ddl_done(&out);
}

Str sqlserver_create_partition_scheme(Planner *planner, const Object *object, bool replace) {
  Arena *arena = planner->arena;
  Str *function, *groups;
  (void)replace;
  Ddl out = ddl_create(planner, STR("CREATE PARTITION SCHEME"), object);
  ddl_word(&out, "AS PARTITION");
  if (driver_names(arena, attr_of(object, "partition"), &function) > 0) ddl_ident(&out, function[0]);
  ddl_word(&out, "TO");
  uint32_t count = driver_names(arena, attr_of(object, "filegroups"), &groups);
  ddl_columns(&out, groups, count);
  return ddl_done(&out);
}
