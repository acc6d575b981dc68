/* mariadb.c: what MariaDB schemas are made of. */
#include "tests/converge/mariadb.h"

#include "dialects/driver.h"

static const char *const charsets[] = {"\"utf8mb4\"", "\"latin1\"", "\"ascii\"", NULL};

static void schemas(Gen *self) {
  gen_add(self, ELEM_SCHEMA, 0, str_from(GEN_ONE(self, "app", "My Schema")), STR(""));
  uint32_t id = gen_last(self)->id;
  if (gen_chance(self, 30)) gen_prop(self, id, "charset", str_from(gen_one(self, charsets)));
  if (gen_chance(self, 15)) gen_add(self, ELEM_SCHEMA, 0, STR("other"), STR(""));
}

static void table(Gen *self, uint32_t id) {
  if (gen_chance(self, 20))
    gen_prop(self, id, "comment", str_from(GEN_ONE(self, "\"it's\"", "\"x\"", "\"a \\\"b\\\"\"")));
  if (gen_chance(self, 15)) gen_prop(self, id, "charset", str_from(gen_one(self, charsets)));
  if (gen_chance(self, 5)) gen_prop(self, id, "engine", str_from(GEN_ONE(self, "MyISAM", "InnoDB")));
}

/* ---- columns ---- */

static bool in_group(const Elem *column, const char *group) { return str_eq(column->group, str_from(group)); }

bool my_is_int(const Elem *column) { return in_group(column, "integer"); }

bool my_is_text(const Elem *column) { return in_group(column, "string"); }

bool my_is_spatial(const Elem *column) { return in_group(column, "spatial"); }

bool my_is_long(const Elem *column) {
  static const char *const starts[] = {"text", "tinytext", "mediumtext", "longtext", "json",
                                       "blob", "tinyblob", "mediumblob", "longblob", NULL};
  for (size_t i = 0; starts[i] != NULL; i++)
    if (str_starts(column->text, str_from(starts[i]))) return true;
  return false;
}

static void type(Gen *self, Elem *column) {
  static const char *const without[] = {"float", "double", "real", "year", NULL};
  const TypeSpec *spec = NULL;
  if (gen_chance(self, 30)) {
    column->text = str_from(GEN_ONE(self, "int", "bigint", "smallint", "tinyint"));
    column->group = STR("integer");
  } else if (gen_chance(self, 25)) {
    column->text = str_from(GEN_ONE(self, "varchar(20)", "varchar(255)", "char(8)"));
    column->group = STR("string");
  } else if (gen_chance(self, 10)) {
    column->text = str_from(GEN_ONE(self, "float", "double", "real"));
    column->group = STR("float");
  } else {
    column->text = gen_type(self, without, &spec);
    column->group = spec->category;
  }
}

static Str precision(Gen *self, Str text) {
  size_t open = str_find(text, '(', 0);
  if (open == text.len || str_ends(text, STR("(0)"))) return (Str){NULL, 0};
  return arena_str(self->arena, str_sub(text, open, text.len));
}

static bool is_stamp(const Elem *column) {
  return str_starts(column->text, STR("timestamp")) || str_starts(column->text, STR("datetime"));
}

static void put_default(Gen *self, uint32_t id) {
  const Elem *column = gen_get(self, id);
  const char *text = NULL;
  if (my_is_int(column))
    text = GEN_ONE(self, "0", "1", "42", "sql(\"(1 + 2)\")");
  else if (in_group(column, "boolean"))
    text = GEN_ONE(self, "true", "false");
  else if (in_group(column, "decimal") || in_group(column, "float"))
    text = GEN_ONE(self, "0", "sql(\"(0.5)\")");
  else if (my_is_text(column) && !my_is_long(column))
    text = GEN_ONE(self, "\"\"", "\"x\"", "\"1\"", "sql(\"('a')\")");
  else if (my_is_text(column))
    text = GEN_ONE(self, "\"it's\"", "sql(\"(concat('a', 'b'))\")");
  else if (str_eq(column->text, STR("date")))
    text = GEN_ONE(self, "\"2020-01-01\"", "sql(\"(curdate())\")");
  else if (str_eq(column->text, STR("json")))
    text = GEN_ONE(self, "sql(\"('{}')\")", "\"[]\"");
  if (text != NULL) gen_prop(self, id, "default", str_from(text));
  if (!is_stamp(column)) return;
  Str digits = precision(self, column->text);
  gen_prop(self, id, "default", arena_printf(self->arena, "sql(\"CURRENT_TIMESTAMP%.*s\")", STR_FMT(digits)));
  if (gen_chance(self, 40))
    gen_prop(self, id, "on_update", arena_printf(self->arena, "sql(\"CURRENT_TIMESTAMP%.*s\")", STR_FMT(digits)));
}

static bool make_generated(Gen *self, uint32_t id) {
  const Elem *column = gen_get(self, id);
  uint32_t other = gen_pick_child(self, column->parent, ELEM_COLUMN);
  const Elem *source = gen_get(self, other);
  bool numbers = my_is_int(column) && my_is_int(source);
  bool texts = my_is_text(column) && str_starts(source->text, STR("varchar")) && !my_is_long(column);
  if (other == id || gen_find_prop(self, other, "as") != NULL || (!numbers && !texts)) return false;
  const char *expr =
      numbers ? GEN_ONE(self, "$0 * 2", "($0 + 1)", "abs($0)") : GEN_ONE(self, "upper($0)", "concat($0, ')')");
  const char *storage = GEN_ONE(self, "STORED", "VIRTUAL", "PERSISTENT");
  gen_prop(self, id, "as", arena_printf(self->arena, "{\n      expr = \"%s\"\n      type = %s\n    }", expr, storage));
  Elem *prop = gen_get(self, gen_find_prop(self, id, "as")->id);
  prop->ref_count = 1;
  prop->refs[0] = other;
  return true;
}

static void text_options(Gen *self, uint32_t id) {
  if (gen_chance(self, 20)) gen_prop(self, id, "charset", str_from(gen_one(self, charsets)));
  if (gen_chance(self, 10))
    gen_prop(self, id, "collate",
             str_from(GEN_ONE(self, "\"utf8mb4_bin\"", "\"utf8mb4_general_ci\"", "\"latin1_bin\"")));
}

static void column(Gen *self, uint32_t id) {
  gen_remove_children(self, id);
  const Elem *elem = gen_get(self, id);
  bool number = my_is_int(elem), text = my_is_text(elem);
  if (gen_chance(self, 12)) gen_prop(self, id, "comment", str_from(GEN_ONE(self, "\"it's\"", "\"x\"", "\"null\"")));
  if (number && gen_chance(self, 20)) gen_prop(self, id, "unsigned", STR("true"));
  if (text) text_options(self, id);
  if (gen_chance(self, 10) && make_generated(self, id)) return;
  if (gen_chance(self, 50)) gen_prop(self, id, "null", STR("true"));
  if (number && gen_chance(self, 15))
    gen_prop(self, id, "auto_increment", STR("true"));
  else if (gen_chance(self, 40))
    put_default(self, id);
}

/* ---- expressions, indexes, keys ---- */

static void expression(Gen *self, Elem *owner, uint32_t table_id, bool condition) {
  (void)condition;
  uint32_t id = owner->id, first = gen_pick_child(self, table_id, ELEM_COLUMN);
  const Elem *source = gen_get(self, first);
  if (source != NULL && my_is_text(source))
    owner->text = str_from(GEN_ONE(self, "$0 <> ')'", "length($0) > 3", "$0 in ('a', 'b')", "$0 like 'a%'"));
  else if (source != NULL && (my_is_int(source) || in_group(source, "decimal")))
    owner->text = str_from(GEN_ONE(self, "$0 > 0", "($0 > 0) AND ($0 < 10)", "$0 IN (1, 2, 3)", "$0 between 1 and 5"));
  else
    owner->text = STR("$0 IS NOT NULL");
  gen_ref(self, id, first);
}

static void put_part(Gen *self, uint32_t index, uint32_t column_id) {
  const Elem *target = gen_get(self, column_id);
  if (target == NULL || in_group(target, "spatial") || str_eq(target->text, STR("json"))) return;
  bool whole = !my_is_long(target);
  uint32_t part = gen_add(self, ELEM_PART, index, STR(""), STR(""));
  gen_ref(self, part, column_id);
  if (!whole) gen_prop(self, part, "prefix", STR("10"));
  if (gen_chance(self, 15)) gen_prop(self, part, "desc", STR("true"));
}

static void make_index(Gen *self, uint32_t table_id) {
  Str name = arena_printf(self->arena, "%s%u", gen_chance(self, 10) ? "We ird" : "i", *self->next_id + 1);
  uint32_t id = gen_add(self, ELEM_INDEX, table_id, name, STR("")), first = gen_pick_child(self, table_id, ELEM_COLUMN);
  const Elem *target = gen_get(self, first);
  if (gen_chance(self, 15)) gen_prop(self, id, "comment", str_from(GEN_ONE(self, "\"it's\"", "\"x\"")));
  if (my_is_text(target) && gen_chance(self, 20)) {
    gen_prop(self, id, "type", STR("FULLTEXT"));
    gen_ref(self, gen_add(self, ELEM_PART, id, STR(""), STR("")), first);
    return;
  }
  uint32_t parts = 1 + gen_below(self, 3);
  for (uint32_t i = 0; i < parts; i++) put_part(self, id, gen_pick_child(self, table_id, ELEM_COLUMN));
  if (gen_chance(self, 40)) gen_prop(self, id, "unique", STR("true"));
}

static void foreign_key(Gen *self, uint32_t id) {
  static const char *const actions[] = {"NO_ACTION", "RESTRICT", "CASCADE", "SET_NULL", NULL};
  if (gen_chance(self, 50)) gen_prop(self, id, "on_update", str_from(gen_one(self, actions)));
  if (gen_chance(self, 50)) gen_prop(self, id, "on_delete", str_from(gen_one(self, actions)));
}

static bool key_column(const Gen *self, const Elem *elem) {
  return !my_is_long(elem) && !in_group(elem, "spatial") && gen_find_prop(self, elem->id, "as") == NULL &&
         !in_group(elem, "json");
}

/* ---- what the server refuses ---- */

/* It has to be the first part of a key, and the only one of its table. */
static bool bad_auto_increment(const Gen *self, const Elem *prop) {
  const Elem *own = gen_get(self, prop->parent), *key = gen_key_of(self, own->parent);
  if (!my_is_int(own) || key == NULL || gen_find_prop(self, own->id, "default") != NULL) return true;
  if (gen_find_prop(self, own->id, "as") != NULL || gen_find_prop(self, own->id, "null") != NULL) return true;
  if (gen_is_read(self, own->id)) return true;
  for (size_t i = 0; i < self->elems.len; i++) {
    const Elem *elem = &self->elems.items[i];
    if (elem->kind == ELEM_PROP && elem->id != prop->id && str_eq(elem->name, prop->name) &&
        gen_get(self, elem->parent)->parent == own->parent)
      return true;
  }
  for (size_t i = 0; i < self->elems.len; i++)
    if (self->elems.items[i].kind == ELEM_PART && self->elems.items[i].parent == key->id)
      return self->elems.items[i].refs[0] != own->id;
  return true;
}

static bool bad_generated(const Gen *self, const Elem *prop) {
  const Elem *source = gen_get(self, prop->refs[0]), *own = gen_get(self, prop->parent);
  if (source == NULL || source->id == own->id || source->parent != own->parent) return true;
  if (gen_find_prop(self, source->id, "as") != NULL || gen_find_prop(self, own->id, "default") != NULL) return true;
  if (gen_find_prop(self, source->id, "auto_increment") != NULL || gen_is_linked(self, own->id)) return true;
  bool fits = my_is_int(own) ? my_is_int(source)
                             : my_is_text(own) && !my_is_long(own) && str_starts(source->text, STR("varchar"));
  return !fits || gen_is_linked(self, source->id);
}

static bool bad_collation(const Gen *self, const Elem *prop) {
  const Elem *charset = gen_find_prop(self, prop->parent, "charset");
  if (charset == NULL) return false;
  Str name = str_sub(charset->text, 1, charset->text.len - 1);
  return !str_starts(str_sub(prop->text, 1, prop->text.len), name);
}

static bool is_column_prop(Str name, bool *for_text, bool *for_int) {
  *for_text = str_eq(name, STR("charset")) || str_eq(name, STR("collate"));
  *for_int = str_eq(name, STR("unsigned"));
  return *for_text || *for_int;
}

static bool bad_prop(const Gen *self, const Elem *prop) {
  const Elem *own = gen_get(self, prop->parent);
  bool for_text, for_int;
  if (own == NULL) return true;
  if (str_eq(prop->name, STR("collate")) && bad_collation(self, prop)) return true;
  if (own->kind == ELEM_FK) {
    bool writes = str_eq(prop->text, STR("SET_NULL")) || str_eq(prop->text, STR("CASCADE"));
    for (uint32_t i = 0; i < own->ref_count / 2 && writes; i++)
      if (gen_is_read(self, own->refs[i])) return true;
    if (!str_eq(prop->text, STR("SET_NULL"))) return false;
    for (uint32_t i = 0; i < own->ref_count / 2; i++)
      if (gen_find_prop(self, own->refs[i], "null") == NULL) return true;
    return false;
  }
  if (own->kind != ELEM_COLUMN) return false;
  if (str_eq(prop->name, STR("auto_increment"))) return bad_auto_increment(self, prop);
  if (str_eq(prop->name, STR("as"))) return bad_generated(self, prop);
  if (str_eq(prop->name, STR("on_update"))) return gen_find_prop(self, own->id, "default") == NULL;
  if (is_column_prop(prop->name, &for_text, &for_int)) return for_text ? !my_is_text(own) : !my_is_int(own);
  return false;
}

static const Elem *key_null(const Gen *self, const Elem *part) {
  const Elem *key = gen_get(self, part->parent);
  return key != NULL && key->kind == ELEM_KEY ? gen_find_prop(self, part->refs[0], "null") : NULL;
}

/* Keys of other engines are shorter than what any two columns need, or one of text. */
static bool is_short_key(const Gen *self, const Elem *part, const Elem *key) {
  if (gen_find_prop(self, key->parent, "engine") == NULL) return false;
  if (my_is_text(gen_get(self, part->refs[0])) && gen_find_prop(self, key->id, "type") == NULL) return true;
  for (size_t i = 0; i < self->elems.len && &self->elems.items[i] != part; i++)
    if (self->elems.items[i].kind == ELEM_PART && self->elems.items[i].parent == key->id) return true;
  return false;
}

static bool bad_part(const Gen *self, const Elem *part) {
  const Elem *target = gen_get(self, part->refs[0]), *key = gen_get(self, part->parent);
  if (target == NULL || key == NULL || in_group(target, "spatial") || in_group(target, "json")) return true;
  if (is_short_key(self, part, key)) return true;
  const Elem *kind = gen_find_prop(self, key->id, "type");
  bool generated = gen_find_prop(self, target->id, "as") != NULL;
  if (kind != NULL) return !my_is_text(target) || generated || gen_is_linked(self, target->id);
  if (key->kind == ELEM_KEY && (generated || key_null(self, part) != NULL)) return true;
  return my_is_long(target) != (gen_find_prop(self, part->id, "prefix") != NULL);
}

static bool same_prop(const Gen *self, uint32_t a, uint32_t b, const char *name) {
  const Elem *x = gen_find_prop(self, a, name), *y = gen_find_prop(self, b, name);
  return x == NULL || y == NULL ? x == y : str_eq(x->text, y->text);
}

/* A value that follows its target may become NULL with it. */
static bool bad_update(const Gen *self, const Elem *key, uint32_t a, uint32_t b) {
  const Elem *update = gen_find_prop(self, key->id, "on_update");
  if (update == NULL || !str_eq(update->text, STR("CASCADE"))) return false;
  return gen_find_prop(self, b, "null") != NULL && gen_find_prop(self, a, "null") == NULL;
}

/* The server makes one index for two keys of one column, under a name of its choice. */
static bool shares_columns(const Gen *self, const Elem *key) {
  for (size_t i = 0; i < self->elems.len && &self->elems.items[i] != key; i++) {
    const Elem *other = &self->elems.items[i];
    if (other->kind == ELEM_FK && other->parent == key->parent && other->refs[0] == key->refs[0]) return true;
  }
  return false;
}

static bool bad_key(const Gen *self, const Elem *key) {
  if (!gen_has_target(self, key) || shares_columns(self, key)) return true;
  uint32_t half = key->ref_count / 2;
  const Elem *child = gen_get(self, key->parent), *target = gen_get(self, key->refs[half]);
  if (gen_find_prop(self, child->id, "engine") != NULL || gen_find_prop(self, target->parent, "engine") != NULL)
    return true;
  if (!same_prop(self, child->id, target->parent, "charset")) return true;
  for (uint32_t i = 0; i < half; i++) {
    uint32_t a = key->refs[i], b = key->refs[half + i];
    if (gen_find_prop(self, a, "as") != NULL || gen_find_prop(self, b, "as") != NULL) return true;
    if (bad_update(self, key, a, b)) return true;
    if (!same_prop(self, a, b, "unsigned") || !same_prop(self, a, b, "charset") || !same_prop(self, a, b, "collate"))
      return true;
    if (gen_get(self, child->parent) != gen_get(self, gen_get(self, target->parent)->parent) &&
        my_is_text(gen_get(self, a)))
      return true;
  }
  return false;
}

static bool bad_check(const Gen *self, const Elem *check) {
  const Elem *source = gen_get(self, check->refs[0]);
  if (source == NULL || gen_find_prop(self, source->id, "auto_increment") != NULL) return true;
  bool apart = in_group(source, "spatial") || in_group(source, "network");
  return apart && !str_eq(check->text, STR("$0 IS NOT NULL"));
}

static bool invalid(const Gen *self, const Elem *elem) {
  switch (elem->kind) {
  case ELEM_PROP: return bad_prop(self, elem);
  case ELEM_PART: return bad_part(self, elem);
  case ELEM_CHECK: return bad_check(self, elem);
  case ELEM_FK: return bad_key(self, elem);
  default: return false;
  }
}

/* Values of these kinds have no way into others. */
static bool is_apart(const Elem *column) { return in_group(column, "spatial") || in_group(column, "network"); }

static bool may_become(const Gen *from, const Elem *a, const Gen *to, const Elem *b) {
  if ((is_apart(a) || is_apart(b)) && !str_eq(a->text, b->text)) return false;
  const Elem *x = gen_find_prop(from, a->id, "as"), *y = gen_find_prop(to, b->id, "as");
  if (x == NULL && y == NULL) return true;
  if (x == NULL || y == NULL || !str_eq(x->text, y->text) || x->refs[0] != y->refs[0]) return false;
  const Elem *before = gen_get(from, x->refs[0]), *after = gen_get(to, y->refs[0]);
  return str_eq(before->name, after->name);
}

const Profile mariadb_profile = {
    .dialect = STR_INIT("mariadb"),
    .quote = '`',
    .schemas = schemas,
    .table = table,
    .type = type,
    .column = column,
    .index = make_index,
    .expression = expression,
    .foreign_key = foreign_key,
    .key_column = key_column,
    .invalid = invalid,
    .may_become = may_become,
    .wide = mariadb_wide,
};
