/* postgresql.c: what PostgreSQL schemas are made of. */
#include "tests/converge/postgresql.h"

#include "dialects/driver.h"

static void schemas(Gen *self) {
  gen_add(self, ELEM_SCHEMA, 0, str_from(GEN_ONE(self, "public", "app", "My Schema")), STR(""));
  if (gen_chance(self, 20)) gen_prop(self, gen_last(self)->id, "comment", STR("\"it's a schema\""));
  if (gen_chance(self, 20)) gen_add(self, ELEM_SCHEMA, 0, STR("other"), STR(""));
}

static void objects(Gen *self) {
  uint32_t count = gen_below(self, 3);
  for (uint32_t i = 0; i < count; i++) {
    Str name = arena_printf(self->arena, "%s%u", gen_chance(self, 15) ? "Enum " : "e", *self->next_id + 1);
    gen_add(self, ELEM_ENUM, gen_pick(self, ELEM_SCHEMA), name,
            str_from(GEN_ONE(self, "\"a\"", "\"a\", \"b\"", "\"a\", \"it's\", \"b b\", \"c\"")));
  }
}

static void table(Gen *self, uint32_t id) {
  if (gen_chance(self, 20))
    gen_prop(self, id, "comment", str_from(GEN_ONE(self, "\"it's a table\"", "\"x\"", "\"two\\nlines\"")));
}

/* ---- columns ---- */

static const char *const pseudo_types[] = {"any",      "anyelement", "anyarray",      "anynonarray", "anyenum",
                                           "internal", "record",     "event_trigger", "trigger",     "void",
                                           "unknown",  "array",      "cstring",       NULL};

static void type(Gen *self, Elem *column) {
  const TypeSpec *spec = NULL;
  uint32_t id = gen_chance(self, 10) ? gen_pick(self, ELEM_ENUM) : 0;
  if (id != 0) {
    column->text = STR("@0");
    column->group = STR("enum");
    gen_ref(self, column->id, id);
  } else if (gen_chance(self, 30)) {
    column->text = str_from(GEN_ONE(self, "int", "bigint", "smallint"));
    column->group = STR("integer");
  } else if (gen_chance(self, 25)) {
    column->text = str_from(GEN_ONE(self, "text", "varchar(20)", "varchar(255)"));
    column->group = STR("string");
  } else if (gen_chance(self, 8)) {
    column->text = str_from(GEN_ONE(self, "sql(\"int[]\")", "sql(\"text[]\")", "sql(\"numeric(10,2)[]\")",
                                    "sql(\"varchar(20)[]\")", "sql(\"timestamptz[]\")"));
    column->group = STR("array");
  } else {
    column->text = gen_type(self, pseudo_types, &spec);
    column->group = spec->category;
  }
}

static bool is_serial(Str type_text) {
  static const char *const words[] = {"smallserial", "serial", "bigserial", "serial2", "serial4", "serial8", NULL};
  return driver_word_in(type_text, words);
}

static bool in_group(const Elem *column, const char *group) { return str_eq(column->group, str_from(group)); }

bool pgen_is_int(Str type_text) {
  static const char *const words[] = {"int", "integer", "bigint", "smallint", "int2", "int4", "int8", NULL};
  return driver_word_in(type_text, words);
}

bool pgen_is_text(Str type_text) {
  static const char *const words[] = {"text", "bpchar", NULL};
  return driver_word_in(type_text, words) || str_starts(type_text, STR("varchar")) ||
         str_starts(type_text, STR("char"));
}

typedef struct Defaults {
  const char *type; /* start of the type, or a group */
  const char *texts[6];
} Defaults;

static const Defaults defaults[] = {
    {"integer", {"0", "1", "-7", "42", "sql(\"(1 + 2)\")"}},
    {"decimal", {"0", "1.5", "-0.25", "sql(\"1.0\")", "100"}},
    {"float", {"0", "1.5", "-0.25", "1e10", "sql(\"random()\")"}},
    {"boolean", {"true", "false"}},
    {"string", {"\"x\"", "\"\"", "\"it's\"", "\"null\"", "\"1\"", "sql(\"lower('A')\")"}},
    {"enum", {"\"a\""}},
    {"timestamp", {"sql(\"CURRENT_TIMESTAMP\")", "sql(\"now()\")", "\"2020-01-01 00:00:00\""}},
    {"timetz", {"sql(\"CURRENT_TIME\")", "\"10:00:00+00\""}},
    {"time", {"sql(\"LOCALTIME\")", "\"10:00:00\""}},
    {"date", {"sql(\"CURRENT_DATE\")", "\"2020-01-01\"", "sql(\"now()\")"}},
    {"interval", {"sql(\"'1 day'::interval\")"}},
    {"uuid", {"sql(\"gen_random_uuid()\")", "\"00000000-0000-0000-0000-000000000000\""}},
    {"json", {"\"{}\"", "\"[]\"", "sql(\"'{}'\")", "sql(\"jsonb_build_object()\")"}},
    {"inet", {"\"127.0.0.1\""}},
    {"cidr", {"\"10.0.0.0/8\""}},
    {"binary", {"\"\"", "sql(\"'\\\\\\\\x00'::bytea\")"}},
    {"xml", {"\"<a/>\""}},
    {"money", {"1", "\"2\""}},
    {"point", {"\"(0,0)\"", "sql(\"'(1,2)'::point\")"}},
    {"range", {"\"empty\""}},
    {"array", {"\"{}\"", "sql(\"'{}'\")"}},
    {"bit_varying", {"sql(\"B'1'\")", "\"1\""}},
};

static void put_default(Gen *self, uint32_t id) {
  Str text = gen_get(self, id)->text, group = gen_get(self, id)->group;
  for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
    Str key = str_from(defaults[i].type);
    bool json = str_starts(key, STR("json")) && str_eq(text, STR("json"));
    bool word = str_starts(text, key) && (text.len == key.len || text.ptr[key.len] == '(' || text.ptr[key.len] == 'b' ||
                                          text.ptr[key.len] == 't');
    if (!word && !str_eq(group, key)) continue;
    if (str_ends(text, STR("multirange")) || (str_eq(key, STR("integer")) && !pgen_is_int(text))) return;
    uint32_t count = 0;
    while (count < 6 && defaults[i].texts[count] != NULL) count++;
    bool narrow = pgen_is_text(text) && !str_eq(text, STR("text")) && !str_eq(text, STR("varchar(255)"));
    bool small = str_find(text, ',', 0) < text.len; /* numeric(4, 4) takes no 1 */
    const char *value = defaults[i].texts[gen_below(self, small ? 1 : json || narrow ? 2 : count)];
    gen_prop(self, id, "default", str_from(value));
    return;
  }
}

static bool make_generated(Gen *self, uint32_t id) {
  const Elem *column = gen_get(self, id);
  bool number = pgen_is_int(column->text);
  uint32_t other = gen_pick_child(self, column->parent, ELEM_COLUMN);
  const Elem *source = gen_get(self, other);
  if (other == id || gen_find_prop(self, other, "as") != NULL) return false;
  if (number ? !pgen_is_int(source->text) : !pgen_is_text(source->text) || !pgen_is_text(column->text)) return false;
  const char *expr = number ? GEN_ONE(self, "$0 * 2", "($0 + 1)", "abs($0)")
                            : GEN_ONE(self, "upper($0)", "(lower($0) || ')')", "coalesce($0, 'it''s')");
  gen_prop(self, id, "as",
           arena_printf(self->arena, gen_chance(self, 50) ? "\"%s\"" : "{\n      expr = \"%s\"\n    }", expr));
  Elem *prop = gen_get(self, gen_find_prop(self, id, "as")->id);
  prop->ref_count = 1;
  prop->refs[0] = other;
  return true;
}

static void make_identity(Gen *self, uint32_t id) {
  gen_prop(self, id, "identity",
           str_from(GEN_ONE(self, "{\n    }", "{\n      generated = ALWAYS\n    }",
                            "{\n      generated = BY_DEFAULT\n      start = 10\n    }",
                            "{\n      generated = ALWAYS\n      start = 5\n      increment = 2\n    }",
                            "{\n      increment = 10\n    }")));
}

static void column(Gen *self, uint32_t id) {
  gen_remove_children(self, id);
  if (gen_chance(self, 12)) gen_prop(self, id, "comment", str_from(GEN_ONE(self, "\"it's\"", "\"x\"", "\"null\"")));
  Str text = gen_get(self, id)->text;
  if (is_serial(text)) return;
  if (pgen_is_int(text) && gen_chance(self, 12)) {
    make_identity(self, id);
    return;
  }
  if (gen_chance(self, 50)) gen_prop(self, id, "null", STR("true"));
  if (gen_chance(self, 10) && make_generated(self, id)) return;
  if (gen_chance(self, 40)) put_default(self, id);
}

/* ---- expressions ---- */

static void expression(Gen *self, Elem *owner, uint32_t table_id, bool condition) {
  uint32_t id = owner->id, first = gen_pick_child(self, table_id, ELEM_COLUMN);
  const Elem *source = gen_get(self, first);
  if (source != NULL && pgen_is_text(source->text))
    owner->text = str_from(condition ? GEN_ONE(self, "$0 <> ')'", "length($0) > 3", "$0 IN ('a', 'b')", "$0 LIKE 'a%'",
                                               "($0 = 'it''s' OR $0 IS NULL)")
                                     : GEN_ONE(self, "lower($0)", "($0 || 'x')", "coalesce($0, 'a,b')"));
  else if (source != NULL && (pgen_is_int(source->text) || in_group(source, "decimal") || in_group(source, "float")))
    owner->text = str_from(condition ? GEN_ONE(self, "$0 > 0", "($0 > 0) AND ($0 < 10)", "$0 IN (1, 2, 3)",
                                               "$0 BETWEEN 1 AND 5", "NOT ($0 = 3)")
                                     : GEN_ONE(self, "($0 + 1)", "abs($0)", "$0 * 2"));
  else
    owner->text = condition ? STR("$0 IS NOT NULL") : STR("($0 IS NULL)");
  gen_ref(self, id, first);
}

/* ---- indexes ---- */

static bool has_order(const Elem *column) {
  static const char *const without[] = {"json", "xml",     "point",  "line", "lseg", "box",
                                        "path", "polygon", "circle", "xid",  NULL};
  return !driver_word_in(column->text, without);
}

static bool is_range(Str text) { return str_ends(text, STR("range")) && !str_ends(text, STR("multirange")); }

static uint32_t pick_ordered(Gen *self, uint32_t table_id) {
  uint32_t id = gen_pick_child(self, table_id, ELEM_COLUMN);
  return id != 0 && has_order(gen_get(self, id)) ? id : 0;
}

static void part_order(Gen *self, uint32_t part) {
  if (gen_chance(self, 25)) gen_prop(self, part, "desc", STR("true"));
  if (gen_chance(self, 15)) gen_prop(self, part, GEN_ONE(self, "nulls_first", "nulls_last"), STR("true"));
}

static void part_ops(Gen *self, uint32_t part, const Elem *column) {
  if (!gen_chance(self, 20)) return;
  if (str_eq(column->text, STR("text")))
    gen_prop(self, part, "ops", str_from(GEN_ONE(self, "text_pattern_ops", "text_ops")));
  if (str_starts(column->text, STR("varchar"))) gen_prop(self, part, "ops", STR("varchar_pattern_ops"));
  if (str_eq(column->text, STR("int"))) gen_prop(self, part, "ops", STR("int4_ops"));
}

static void ordered_parts(Gen *self, uint32_t index, uint32_t table_id) {
  uint32_t parts = 1 + gen_below(self, 3);
  for (uint32_t i = 0; i < parts; i++) {
    uint32_t column_id = pick_ordered(self, table_id);
    if (gen_chance(self, 15)) {
      uint32_t part = gen_add(self, ELEM_PART, index, STR(""), STR(""));
      expression(self, gen_get(self, part), table_id, false);
      part_order(self, part);
    } else if (column_id != 0) {
      uint32_t part = gen_add(self, ELEM_PART, index, STR(""), STR(""));
      gen_ref(self, part, column_id);
      part_order(self, part);
      part_ops(self, part, gen_get(self, column_id));
    }
  }
}

/* include = [column.x] */
static void put_include(Gen *self, uint32_t id, uint32_t table_id) {
  uint32_t other = gen_pick_child(self, table_id, ELEM_COLUMN);
  for (size_t i = 0; i < self->elems.len; i++)
    if (self->elems.items[i].parent == id && self->elems.items[i].refs[0] == other) return;
  if (gen_find_prop(self, other, "as") != NULL) return;
  gen_prop(self, id, "include", STR("[@0]"));
  Elem *prop = gen_get(self, gen_find_prop(self, id, "include")->id);
  prop->ref_count = 1;
  prop->refs[0] = other;
}

static void btree(Gen *self, uint32_t id, uint32_t table_id) {
  ordered_parts(self, id, table_id);
  if (gen_chance(self, 40)) {
    gen_prop(self, id, "unique", STR("true"));
    if (gen_chance(self, 20)) gen_prop(self, id, "nulls_distinct", STR("false"));
  }
  if (gen_chance(self, 15)) put_include(self, id, table_id);
}

/* An index of another method over the first column that it takes. */
static bool special(Gen *self, uint32_t id, uint32_t table_id) {
  uint32_t column_id = gen_pick_child(self, table_id, ELEM_COLUMN);
  const Elem *target = gen_get(self, column_id);
  const char *method = NULL, *ops = NULL;
  if (str_eq(target->text, STR("jsonb"))) {
    method = "GIN";
    ops = GEN_ONE(self, "", "jsonb_path_ops");
  } else if (in_group(target, "array"))
    method = "GIN";
  else if (str_eq(target->text, STR("tsvector")))
    method = GEN_ONE(self, "GIN", "GIST");
  else if (str_eq(target->text, STR("point")) || str_eq(target->text, STR("box")) || is_range(target->text))
    method = GEN_ONE(self, "GIST", "SPGIST");
  else if (pgen_is_int(target->text) || pgen_is_text(target->text))
    method = GEN_ONE(self, "HASH", "BRIN");
  if (method == NULL) return false;
  uint32_t part = gen_add(self, ELEM_PART, id, STR(""), STR(""));
  gen_ref(self, part, column_id);
  gen_prop(self, id, "type", str_from(method));
  if (ops != NULL && ops[0] != '\0') gen_prop(self, part, "ops", str_from(ops));
  if (strcmp(method, "BRIN") == 0 && gen_chance(self, 50))
    gen_prop(self, id, "page_per_range", str_from(GEN_ONE(self, "128", "4", "64")));
  return true;
}

static void exclude(Gen *self, uint32_t id, uint32_t table_id) {
  uint32_t column_id = gen_pick_child(self, table_id, ELEM_COLUMN),
           part = gen_add(self, ELEM_PART, id, STR(""), STR(""));
  gen_ref(self, part, column_id);
  bool range = is_range(gen_get(self, column_id)->text);
  if (range) gen_prop(self, id, "type", STR("GIST"));
  gen_prop(self, part, "op", range ? STR("\"&&\"") : STR("\"=\""));
  if (gen_chance(self, 30)) gen_condition_prop(self, id, "where", table_id);
}

static void constraint(Gen *self, uint32_t table_id, Str name) {
  bool excludes = gen_chance(self, 35);
  uint32_t id = gen_add(self, ELEM_CONSTRAINT, table_id, name, excludes ? STR("exclude") : STR("unique"));
  if (excludes) {
    exclude(self, id, table_id);
    return;
  }
  uint32_t column_id = pick_ordered(self, table_id);
  if (column_id != 0) gen_ref(self, gen_add(self, ELEM_PART, id, STR(""), STR("")), column_id);
  column_id = pick_ordered(self, table_id);
  if (column_id != 0 && gen_chance(self, 50)) gen_ref(self, gen_add(self, ELEM_PART, id, STR(""), STR("")), column_id);
  if (gen_chance(self, 15)) gen_prop(self, id, "nulls_distinct", STR("false"));
  if (gen_chance(self, 15)) put_include(self, id, table_id);
  if (gen_chance(self, 15)) gen_prop(self, id, "comment", STR("\"unique's\""));
}

void pgen_add_index(Gen *self, uint32_t table_id) {
  Str name = arena_printf(self->arena, "%s%u", gen_chance(self, 10) ? "We ird" : "i", *self->next_id + 1);
  if (gen_chance(self, 25)) {
    constraint(self, table_id, name);
    return;
  }
  uint32_t id = gen_add(self, ELEM_INDEX, table_id, name, STR(""));
  if (!gen_chance(self, 35) || !special(self, id, table_id)) btree(self, id, table_id);
  if (gen_chance(self, 20)) gen_condition_prop(self, id, "where", table_id);
  if (gen_chance(self, 15)) gen_prop(self, id, "comment", str_from(GEN_ONE(self, "\"it's\"", "\"x\"")));
}

void pgen_foreign_key(Gen *self, uint32_t id) {
  static const char *const actions[] = {"NO_ACTION", "RESTRICT", "CASCADE", "SET_NULL", "SET_DEFAULT", NULL};
  if (gen_chance(self, 50)) gen_prop(self, id, "on_update", str_from(gen_one(self, actions)));
  if (gen_chance(self, 50)) gen_prop(self, id, "on_delete", str_from(gen_one(self, actions)));
}

static bool key_column(const Gen *self, const Elem *elem) {
  (void)self;
  return has_order(elem);
}

/* ---- what the server refuses ---- */

static bool bad_part(const Gen *self, const Elem *part) {
  const Elem *key = gen_get(self, part->parent), *target = gen_get(self, part->refs[0]);
  if (part->text.len > 0 || key == NULL || target == NULL) return false;
  if (str_eq(key->text, STR("exclude")) && gen_find_prop(self, part->id, "op") == NULL) return true;
  const Elem *method = gen_find_prop(self, key->id, "type"), *ops = gen_find_prop(self, part->id, "ops");
  if (ops != NULL) {
    bool fits = str_starts(ops->text, STR("text"))      ? str_eq(target->text, STR("text"))
                : str_starts(ops->text, STR("varchar")) ? str_starts(target->text, STR("varchar"))
                : str_starts(ops->text, STR("int4"))    ? str_eq(target->text, STR("int"))
                                                        : str_eq(target->text, STR("jsonb"));
    if (!fits) return true;
  }
  if (method == NULL) return !has_order(target);
  if (str_eq(method->text, STR("HASH")) || str_eq(method->text, STR("BRIN")))
    return !pgen_is_int(target->text) && !pgen_is_text(target->text);
  if (str_eq(method->text, STR("GIN")))
    return !in_group(target, "array") && !str_eq(target->text, STR("jsonb")) && !str_eq(target->text, STR("tsvector"));
  if (str_eq(method->text, STR("SPGIST")))
    return !str_eq(target->text, STR("point")) && !str_eq(target->text, STR("box")) && !is_range(target->text);
  return !str_eq(target->text, STR("point")) && !str_eq(target->text, STR("box")) && !is_range(target->text) &&
         !str_eq(target->text, STR("tsvector"));
}

/* Which expression a column takes depends on its type. */
static bool bad_expression(const Gen *self, const Elem *elem) {
  const Elem *source = elem->ref_count > 0 ? gen_get(self, elem->refs[0]) : NULL;
  if (source == NULL || str_find(elem->text, '$', 0) == elem->text.len) return false;
  bool null_test = false, wants_text = false;
  for (size_t i = 0; i < elem->text.len; i++) {
    Str rest = str_sub(elem->text, i, elem->text.len);
    null_test |= str_starts(rest, STR("$0 IS N"));
    wants_text |= str_starts(rest, STR("'")) || str_starts(rest, STR("length")) || str_starts(rest, STR("lower")) ||
                  str_starts(rest, STR("upper"));
  }
  if (wants_text) return !pgen_is_text(source->text);
  bool number = pgen_is_int(source->text) || in_group(source, "decimal") || in_group(source, "float");
  return !null_test && !number;
}

static bool bad_generated(const Gen *self, const Elem *prop) {
  const Elem *source = gen_get(self, prop->refs[0]), *own = gen_get(self, prop->parent);
  if (source == NULL || own == NULL || source->id == own->id || source->parent != own->parent) return true;
  if (gen_find_prop(self, source->id, "as") != NULL || gen_find_prop(self, own->id, "default") != NULL) return true;
  return pgen_is_int(own->text) ? !pgen_is_int(source->text) : !pgen_is_text(own->text) || !pgen_is_text(source->text);
}

static bool bad_prop(const Gen *self, const Elem *prop) {
  const Elem *own = gen_get(self, prop->parent);
  if (own == NULL) return true;
  if (str_eq(prop->name, STR("as"))) return bad_generated(self, prop) || bad_expression(self, prop);
  if (str_eq(prop->name, STR("where"))) return bad_expression(self, prop);
  bool automatic =
      own->kind == ELEM_COLUMN && (is_serial(own->text) || gen_find_prop(self, own->id, "identity") != NULL);
  if (str_eq(prop->name, STR("null")) || str_eq(prop->name, STR("default"))) return automatic;
  if (str_eq(prop->name, STR("nulls_first"))) return gen_find_prop(self, own->id, "nulls_last") != NULL;
  if (str_eq(prop->name, STR("page_per_range"))) {
    const Elem *method = gen_find_prop(self, own->id, "type");
    return method == NULL || !str_eq(method->text, STR("BRIN"));
  }
  if (str_eq(prop->name, STR("identity"))) return !pgen_is_int(own->text);
  return false;
}

/* SET NULL and the like cannot write a generated column. */
static bool bad_key(const Gen *self, const Elem *key) {
  if (!gen_has_target(self, key)) return true;
  for (uint32_t i = 0; i < key->ref_count / 2; i++)
    if (gen_find_prop(self, key->refs[i], "as") != NULL || in_group(gen_get(self, key->refs[i]), "array")) return true;
  return false;
}

static bool invalid(const Gen *self, const Elem *elem) {
  switch (elem->kind) {
  case ELEM_PROP: return bad_prop(self, elem);
  case ELEM_PART: return bad_part(self, elem) || (elem->text.len > 0 && bad_expression(self, elem));
  case ELEM_CHECK: return bad_expression(self, elem);
  case ELEM_CONSTRAINT: return gen_repeats_key(self, elem);
  case ELEM_FK: return bad_key(self, elem);
  default: return false;
  }
}

/* ---- changes that the server makes ---- */

static const char *family(const Elem *column) {
  if (pgen_is_int(column->text) || in_group(column, "decimal") || in_group(column, "float")) return "number";
  if (pgen_is_text(column->text)) return "text";
  if (str_starts(column->text, STR("timestamp")) || str_eq(column->text, STR("date"))) return "time";
  if (in_group(column, "interval")) return "interval";
  return NULL;
}

static bool same_prop(const Gen *from, const Elem *a, const Gen *to, const Elem *b, const char *name) {
  const Elem *x = gen_find_prop(from, a->id, name), *y = gen_find_prop(to, b->id, name);
  if (x == NULL || y == NULL) return x == y;
  return str_eq(x->text, y->text) && x->refs[0] == y->refs[0] &&
         (x->ref_count == 0 || str_eq(gen_get(from, x->refs[0])->name, gen_get(to, y->refs[0])->name));
}

/* Objects are no bond: those that read the column are made again. */
static bool is_read(const Gen *gen, uint32_t column) {
  for (size_t i = 0; i < gen->elems.len; i++) {
    const Elem *elem = &gen->elems.items[i];
    bool reads = elem->kind == ELEM_CHECK || elem->kind == ELEM_PROP || elem->kind == ELEM_PART;
    if (!reads || elem->ref_count == 0 || elem->refs[0] != column) continue;
    if (elem->kind != ELEM_PART || elem->text.len > 0) return true;
  }
  return false;
}

static bool is_bound(const Gen *gen, const Elem *column) {
  return is_read(gen, column->id) || gen_is_linked(gen, column->id);
}

/* Is the type still called the same, in a schema that is? */
static bool same_home(const Gen *from, const Gen *to, uint32_t type) {
  const Elem *a = gen_get(from, type), *b = gen_get(to, type);
  if (a == NULL || b == NULL || !str_eq(a->name, b->name) || a->parent != b->parent) return false;
  const Elem *x = gen_get(from, a->parent), *y = gen_get(to, b->parent);
  return x == NULL || y == NULL || str_eq(x->name, y->name);
}

bool pgen_may_become(const Gen *from, const Elem *a, const Gen *to, const Elem *b) {
  if (!same_prop(from, a, to, b, "as") && gen_find_prop(to, b->id, "as") != NULL) return false;
  bool same_type = str_eq(a->text, b->text) && a->ref_count == b->ref_count;
  if (same_type && a->ref_count > 0) return a->refs[0] == b->refs[0] && same_home(from, to, a->refs[0]);
  if (same_type) return true;
  if (is_serial(a->text) || is_serial(b->text))
    return (is_serial(a->text) || pgen_is_int(a->text)) && (is_serial(b->text) || pgen_is_int(b->text)) &&
           !gen_is_linked(from, a->id) && !gen_is_linked(to, b->id);
  const char *x = family(a), *y = family(b);
  if (pgen_is_int(a->text) && pgen_is_int(b->text)) return !is_read(from, a->id);
  if (is_bound(from, a) || is_bound(to, b)) return false;
  return x != NULL && x == y && gen_find_prop(from, a->id, "identity") == NULL;
}

const Profile postgresql_profile = {
    .dialect = STR_INIT("postgresql"),
    .quote = '"',
    .schemas = schemas,
    .objects = objects,
    .table = table,
    .type = type,
    .column = column,
    .index = pgen_add_index,
    .expression = expression,
    .foreign_key = pgen_foreign_key,
    .key_column = key_column,
    .invalid = invalid,
    .may_become = pgen_may_become,
};
