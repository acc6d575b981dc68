/* sqlite.c: what SQLite schemas are made of. */
#include "dialects/driver.h"
#include "tests/converge/gen.h"

static void schemas(Gen *self) { gen_add(self, ELEM_SCHEMA, 0, STR("main"), STR("")); }

static void table(Gen *self, uint32_t id) {
  if (gen_chance(self, 10)) gen_prop(self, id, "strict", STR("true"));
  if (gen_chance(self, 10)) gen_prop(self, id, "without_rowid", STR("true"));
  if (gen_chance(self, 5)) gen_prop(self, id, "comment", STR("\"of the table\""));
}

static bool is_strict(const Gen *self, uint32_t table_id) { return gen_find_prop(self, table_id, "strict") != NULL; }

static void type(Gen *self, Elem *column) {
  const TypeSpec *spec = NULL;
  if (is_strict(self, column->parent)) {
    column->text = str_from(GEN_ONE(self, "int", "integer", "real", "text", "blob", "sql(\"ANY\")"));
    column->group = STR("string");
    return;
  }
  if (gen_chance(self, 10)) {
    column->text = str_from(GEN_ONE(self, "sql(\"char(10)\")", "sql(\"timestamp\")", "sql(\"My Type\")",
                                    "sql(\"time\")", "sql(\"DECIMAL(10, 2)\")", "sql(\"TEXT\")"));
    column->group = STR("string");
    return;
  }
  column->text = gen_type(self, (const char *const[]){NULL}, &spec);
  column->group = spec->category;
}

static const char *literal(Gen *self, Str group) {
  if (str_eq(group, STR("integer"))) return GEN_ONE(self, "0", "1", "-7", "42", "9223372036854775807");
  if (str_eq(group, STR("boolean"))) return GEN_ONE(self, "true", "false");
  if (str_eq(group, STR("float")) || str_eq(group, STR("decimal"))) return GEN_ONE(self, "0.5", "-1.25", "10", "0");
  if (str_eq(group, STR("binary"))) return GEN_ONE(self, "sql(\"x'00ff'\")", "sql(\"X''\")");
  if (str_eq(group, STR("time")))
    return GEN_ONE(self, "sql(\"CURRENT_TIMESTAMP\")", "\"2020-01-01\"", "sql(\"CURRENT_DATE\")",
                   "sql(\"(datetime('now'))\")");
  return GEN_ONE(self, "\"\"", "\"x\"", "\"it's\"", "\"a \\\"b\\\"\"", "\"null\"", "\"12\"", "\"CURRENT_TIME\"",
                 "\"(1)\"", "\"a,b\"");
}

static const char *const sources[] = {"$0",   "$0 || 'x'",    "coalesce($0, 1)", "length($0) + 1", "upper($0)",
                                      "($0)", "($0) || ($0)", "$0 || ')'",       "abs($0) * 2",    "substr($0, 1, (3))",
                                      NULL};

/* Another column that is not generated. */
static uint32_t source_of(Gen *self, uint32_t column) {
  for (int tries = 0; tries < 4; tries++) {
    uint32_t other = gen_pick_child(self, gen_get(self, column)->parent, ELEM_COLUMN);
    if (other != column && gen_find_prop(self, other, "as") == NULL) return other;
  }
  return 0;
}

static bool make_generated(Gen *self, uint32_t column) {
  uint32_t source = source_of(self, column);
  if (source == 0) return false;
  const char *expr = gen_one(self, sources), *storage = GEN_ONE(self, "STORED", "VIRTUAL", "");
  Str text = arena_printf(self->arena, "\"%s\"", expr);
  if (storage[0] != '\0')
    text = arena_printf(self->arena, "{\n      expr = \"%s\"\n      type = %s\n    }", expr, storage);
  gen_prop(self, column, "as", text);
  Elem *prop = gen_get(self, gen_find_prop(self, column, "as")->id);
  prop->ref_count = 1;
  prop->refs[0] = source;
  return true;
}

static void column(Gen *self, uint32_t id) {
  gen_remove_children(self, id);
  if (gen_chance(self, 50)) gen_prop(self, id, "null", STR("true"));
  if (gen_chance(self, 5)) gen_prop(self, id, "comment", STR("\"of the column\""));
  if (gen_chance(self, 12) && make_generated(self, id)) return;
  if (str_eq(gen_get(self, id)->text, STR("integer")) && gen_chance(self, 25))
    gen_prop(self, id, "auto_increment", STR("true"));
  else if (gen_chance(self, 15))
    gen_prop(self, id, "default",
             str_from(GEN_ONE(self, "sql(\"(1 + 2)\")", "sql(\"lower('A')\")", "sql(\"NULL\")", "sql(\"(')' || 'x')\")",
                              "sql(\"abs(-1)\")")));
  else if (gen_chance(self, 35))
    gen_prop(self, id, "default", str_from(literal(self, gen_get(self, id)->group)));
}

static void expression(Gen *self, Elem *owner, uint32_t table_id, bool condition) {
  uint32_t id = owner->id, first = gen_pick_child(self, table_id, ELEM_COLUMN);
  uint32_t second = gen_pick_child(self, table_id, ELEM_COLUMN);
  if (condition)
    owner->text = str_from(GEN_ONE(self, "$0 > 0", "($0 > 0)", "$0 IS NOT NULL", "$0 <> ')'", "$0 IN (1, 2, 3)",
                                   "($0) > 1 AND ($1) < 10", "length($0) < 10 OR $1 IS NULL", "$0 <> 'a,b'",
                                   "$0 BETWEEN 1 AND 5", "$0 = 'CHECK (x)'", "CASE WHEN $0 THEN 1 ELSE 0 END"));
  else
    owner->text = str_from(
        GEN_ONE(self, "lower($0)", "$0 + 1", "($0 || $1)", "coalesce($0, 'a,b')", "$0 || ')'", "abs($0) + abs($1)"));
  gen_ref(self, id, first);
  gen_ref(self, id, second);
}

static void index_part(Gen *self, uint32_t index, uint32_t table_id) {
  uint32_t part = gen_add(self, ELEM_PART, index, STR(""), STR(""));
  if (gen_chance(self, 20))
    expression(self, gen_get(self, part), table_id, false);
  else
    gen_ref(self, part, gen_pick_child(self, table_id, ELEM_COLUMN));
  if (gen_chance(self, 25)) gen_prop(self, part, "desc", STR("true"));
}

static void make_index(Gen *self, uint32_t table_id) {
  Str name = arena_printf(self->arena, "%s%u", gen_chance(self, 10) ? "we ird" : "i", *self->next_id + 1);
  uint32_t id = gen_add(self, ELEM_INDEX, table_id, name, STR("")), parts = 1 + gen_below(self, 3);
  for (uint32_t i = 0; i < parts; i++) index_part(self, id, table_id);
  if (gen_chance(self, 40)) gen_prop(self, id, "unique", STR("true"));
  if (gen_chance(self, 20)) gen_condition_prop(self, id, "where", table_id);
}

static void foreign_key(Gen *self, uint32_t id) {
  static const char *const actions[] = {"NO_ACTION", "RESTRICT", "CASCADE", "SET_NULL", "SET_DEFAULT", NULL};
  if (gen_chance(self, 50)) gen_prop(self, id, "on_update", str_from(gen_one(self, actions)));
  if (gen_chance(self, 50)) gen_prop(self, id, "on_delete", str_from(gen_one(self, actions)));
}

static bool key_column(const Gen *self, const Elem *column_elem) {
  return gen_find_prop(self, column_elem->id, "as") == NULL;
}

/* AUTOINCREMENT is for an integer that is the whole key of a table with row ids. */
static bool bad_auto_increment(const Gen *self, const Elem *prop) {
  const Elem *col = gen_get(self, prop->parent), *key = col != NULL ? gen_key_of(self, col->parent) : NULL;
  Ids parts = {0};
  if (key == NULL || !str_eq(col->text, STR("integer")) || gen_find_prop(self, col->parent, "without_rowid") != NULL)
    return true;
  if (gen_find_prop(self, col->id, "as") != NULL || gen_find_prop(self, col->id, "default") != NULL) return true;
  gen_children(self, key->id, ELEM_PART, &parts);
  bool bad = parts.len != 1 || gen_get(self, parts.items[0])->refs[0] != col->id;
  array_free(&parts);
  return bad;
}

static bool is_strict_type(Str text) {
  static const char *const words[] = {"int", "integer", "real", "text", "blob", "sql(\"ANY\")", NULL};
  return driver_word_in(text, words);
}

static bool bad_table_option(const Gen *self, const Elem *prop) {
  if (str_eq(prop->name, STR("without_rowid"))) return gen_key_of(self, prop->parent) == NULL;
  if (!str_eq(prop->name, STR("strict"))) return false;
  for (size_t i = 0; i < self->elems.len; i++) {
    const Elem *col = &self->elems.items[i];
    if (col->kind == ELEM_COLUMN && col->parent == prop->parent && !is_strict_type(col->text)) return true;
  }
  return false;
}

/* A generated column is no part of a key, and reads only columns that are not generated. */
static bool bad_generated(const Gen *self, const Elem *prop) {
  const Elem *source = gen_get(self, prop->refs[0]);
  if (source == NULL || source->id == prop->parent || gen_find_prop(self, source->id, "as") != NULL) return true;
  if (source->parent != gen_get(self, prop->parent)->parent) return true;
  if (gen_find_prop(self, prop->parent, "default") != NULL) return true;
  const Elem *key = gen_key_of(self, source->parent);
  for (size_t i = 0; key != NULL && i < self->elems.len; i++)
    if (self->elems.items[i].parent == key->id && self->elems.items[i].refs[0] == prop->parent) return true;
  return false;
}

static bool invalid(const Gen *self, const Elem *elem) {
  if (elem->kind != ELEM_PROP) return false;
  if (str_eq(elem->name, STR("auto_increment"))) return bad_auto_increment(self, elem);
  if (str_eq(elem->name, STR("as"))) return bad_generated(self, elem);
  return bad_table_option(self, elem);
}

static bool may_become(const Gen *from, const Elem *a, const Gen *to, const Elem *b) {
  (void)from, (void)a, (void)to, (void)b;
  return true;
}

/* ---- views and triggers ---- */

static void refer(Gen *self, uint32_t id, uint32_t table_id) {
  Elem *elem = gen_get(self, id);
  uint32_t other = gen_pick(self, ELEM_TABLE);
  elem->ref_count = 3;
  elem->refs[0] = table_id;
  elem->refs[1] = gen_pick_child(self, table_id, ELEM_COLUMN);
  elem->refs[2] = other;
}

static void view_text(Gen *self, uint32_t id) {
  Elem *elem = gen_get(self, id);
  const char *query = GEN_ONE(self, "SELECT $1 FROM $0", "SELECT $1 AS x FROM $0 WHERE $1 IS NOT NULL;",
                              "SELECT count(*) AS n FROM $0 GROUP BY $1", "SELECT a.$1 FROM $0 AS a, $2",
                              "WITH q AS (SELECT $1 FROM $0) SELECT * FROM q");
  elem->text =
      arena_printf(self->arena, "view @9 {\n  schema = schema.main\n  as = \"%s\"\n  depends_on = [@0]\n}", query);
}

static void trigger_text(Gen *self, uint32_t id) {
  Elem *elem = gen_get(self, id);
  const char *event = GEN_ONE(self, "insert = true", "delete = true", "update = true", "update_of = [@1]");
  const char *when = GEN_ONE(self, "", "  when = \"1 > 0\"\n", "  when = \"(SELECT count(*) FROM $2) > 1\"\n");
  const char *body =
      GEN_ONE(self, "DELETE FROM $2;", "UPDATE $0 SET $1 = NULL; SELECT ';';", "SELECT RAISE(ABORT, 'no');");
  elem->text = arena_printf(self->arena, "trigger @9 {\n  on = @0\n  %s {\n    %s\n  }\n%s  as = \"BEGIN %s END\"\n}",
                            GEN_ONE(self, "before", "after"), event, when, body);
}

static void view_trigger_text(Gen *self, uint32_t id) {
  Elem *elem = gen_get(self, id);
  elem->text = arena_printf(
      self->arena, "trigger @9 {\n  on = @0\n  instead_of {\n    %s = true\n  }\n  as = \"BEGIN SELECT 1; END\"\n}",
      GEN_ONE(self, "insert", "delete", "update"));
}

static bool is_view(const Elem *elem) { return elem->kind == ELEM_OBJECT && str_starts(elem->text, STR("view")); }

static void add_object(Gen *self, const char *name) {
  uint32_t table_id = gen_pick(self, ELEM_TABLE), view = gen_pick(self, ELEM_OBJECT);
  Str full = self->profile->odd_names != NULL ? gen_name(self, "o")
                                              : arena_printf(self->arena, "%s%u", name, *self->next_id + 1);
  if (table_id == 0) return;
  uint32_t id = gen_add(self, ELEM_OBJECT, 0, full, STR(""));
  if (view != 0 && is_view(gen_get(self, view)) && gen_chance(self, 30)) {
    gen_ref(self, id, view);
    view_trigger_text(self, id);
    return;
  }
  refer(self, id, table_id);
  if (gen_chance(self, 50))
    view_text(self, id);
  else
    trigger_text(self, id);
}

static void later(Gen *self) {
  uint32_t count = gen_chance(self, 50) ? gen_below(self, 3) : 0;
  for (uint32_t i = 0; i < count; i++) add_object(self, GEN_ONE(self, "o", "o", "odd name "));
}

static void change_object(Gen *self, uint32_t id) {
  const Elem *elem = gen_get(self, id);
  if (is_view(elem))
    view_text(self, id);
  else if (elem->ref_count == 1)
    view_trigger_text(self, id);
  else
    trigger_text(self, id);
}

const Profile sqlite_profile = {
    .dialect = STR_INIT("sqlite"),
    .quote = '`',
    .schemas = schemas,
    .later = later,
    .change_object = change_object,
    .table = table,
    .type = type,
    .column = column,
    .index = make_index,
    .expression = expression,
    .foreign_key = foreign_key,
    .key_column = key_column,
    .invalid = invalid,
    .may_become = may_become,
    .wide = sqlite_wide,
};
