/* mariadb_parts.c: spatial, full-text, prefix and hash indexes, and partitions. */
#include <stdlib.h>

#include "dialects/driver.h"
#include "tests/converge/mariadb.h"

static uint32_t pick(Gen *self, uint32_t table, bool (*takes)(const Elem *)) {
  for (int tries = 0; tries < 5; tries++) {
    uint32_t id = gen_pick_child(self, table, ELEM_COLUMN);
    if (id != 0 && takes(gen_get(self, id))) return id;
  }
  return 0;
}

static bool is_short_text(const Elem *column) {
  return str_starts(column->text, STR("varchar")) || str_starts(column->text, STR("char")) ||
         str_starts(column->text, STR("varbinary"));
}

static bool is_long_text(const Elem *column) { return my_is_long(column) && my_is_text(column); }

static uint32_t put_part(Gen *self, uint32_t index, uint32_t column) {
  uint32_t part = gen_add(self, ELEM_PART, index, STR(""), STR(""));
  gen_ref(self, part, column);
  return part;
}

/* ---- indexes ---- */

static long size_of(const Elem *column) {
  size_t open = str_find(column->text, '(', 0);
  return open < column->text.len ? strtol(column->text.ptr + open + 1, NULL, 10) : 0;
}

void my_wide_index(Gen *self, uint32_t table) {
  uint32_t id = gen_add(self, ELEM_INDEX, table, gen_name(self, "i"), STR("")), first = 0, second = 0;
  if (gen_chance(self, 15))
    gen_prop(self, id, "comment", str_from(GEN_ONE(self, "\"it's\"", "\"a\\\\b\"", "\"\\\"\"")));
  switch (gen_below(self, 5)) {
  case 0:
    first = pick(self, table, my_is_spatial);
    if (first == 0) break;
    gen_prop(self, id, "type", STR("SPATIAL"));
    put_part(self, id, first);
    break;
  case 1:
    first = pick(self, table, my_is_text), second = pick(self, table, my_is_text);
    if (first == 0 || second == 0) break;
    gen_prop(self, id, "type", STR("FULLTEXT"));
    put_part(self, id, first);
    put_part(self, id, second);
    break;
  case 2:
    first = pick(self, table, is_short_text);
    if (first == 0) break;
    second = put_part(self, id, first);
    gen_prop(self, second, "prefix", str_from(GEN_ONE(self, "1", "2", "5")));
    if (gen_chance(self, 30)) gen_prop(self, second, "desc", STR("true"));
    if (gen_chance(self, 30)) gen_prop(self, id, "unique", STR("true"));
    break;
  case 3:
    first = pick(self, table, is_long_text);
    if (first == 0) break;
    put_part(self, id, first);
    gen_prop(self, id, "unique", STR("true"));
    gen_get(self, id)->group = STR("hash");
    break;
  default:
    first = pick(self, table, my_is_int);
    if (first == 0) break;
    put_part(self, id, first);
    if (gen_chance(self, 50)) gen_prop(self, id, "type", STR("BTREE"));
    break;
  }
}

static Str charset_of(const Gen *self, const Elem *column) {
  const Elem *charset = gen_find_prop(self, column->id, "charset"),
             *collate = gen_find_prop(self, column->id, "collate");
  return collate != NULL ? collate->text : charset != NULL ? charset->text : (Str){0};
}

/* The columns of a full-text index have one character set, whose letters are no pairs of bytes. */
static bool mixes_charsets(const Gen *self, const Elem *part, const Elem *own) {
  if (str_starts(charset_of(self, own), STR("\"ucs2")) ||
      str_starts(charset_of(self, gen_get(self, own->parent)), STR("\"ucs2")))
    return true;
  for (size_t i = 0; i < self->elems.len; i++) {
    const Elem *other = &self->elems.items[i];
    if (other->kind != ELEM_PART || other->parent != part->parent || other->id == part->id) continue;
    const Elem *column = gen_get(self, other->refs[0]);
    if (column != NULL && !str_eq(charset_of(self, column), charset_of(self, own))) return true;
  }
  return false;
}

static bool bad_prefix(const Gen *self, const Elem *part, const Elem *column, const Elem *key, const Elem *prefix) {
  (void)part;
  if (gen_find_prop(self, key->id, "type") != NULL || gen_find_prop(self, key->parent, "engine") != NULL) return true;
  if (gen_find_prop(self, column->id, "as") != NULL) return true;
  return strtol(prefix->text.ptr, NULL, 10) >= size_of(column);
}

bool my_bad_part(const Gen *self, const Elem *part, bool *known) {
  const Elem *column = gen_get(self, part->refs[0]), *key = gen_get(self, part->parent);
  if (column == NULL || key == NULL || key->kind != ELEM_INDEX) return false;
  const Elem *type = gen_find_prop(self, key->id, "type"), *prefix = gen_find_prop(self, part->id, "prefix");
  bool plain = gen_find_prop(self, key->parent, "engine") == NULL && gen_find_prop(self, column->id, "as") == NULL;
  if (type != NULL && str_eq(type->text, STR("SPATIAL"))) {
    *known = true;
    return !plain || !my_is_spatial(column) || gen_find_prop(self, column->id, "null") != NULL ||
           gen_find_prop(self, key->id, "unique") != NULL;
  }
  if (type != NULL && str_eq(type->text, STR("FULLTEXT")) && mixes_charsets(self, part, column)) return *known = true;
  if (type != NULL && str_eq(type->text, STR("BTREE"))) {
    *known = true;
    return !my_is_int(column);
  }
  if (str_eq(key->group, STR("hash"))) {
    *known = true;
    return !plain || !is_long_text(column) || gen_find_prop(self, key->id, "unique") == NULL || type != NULL;
  }
  if (prefix == NULL || my_is_long(column) || !is_short_text(column)) return false;
  *known = true;
  return bad_prefix(self, part, column, key, prefix);
}

/* ---- partitions ---- */

bool my_is_partitioned(const Gen *self, uint32_t table) { return gen_find_prop(self, table, "partition") != NULL; }

static bool is_plain_text(const Elem *column) { return str_starts(column->text, STR("varchar")); }

static bool is_date(const Elem *column) { return str_eq(column->text, STR("date")); }

static const char ranges[] =
    "partition \"p0\" {\n      values_less_than = [\"10\"]\n    }\n"
    "    partition \"P 1\" {\n      values_less_than = [\"20\"]\n      comment = \"it's\"\n    }\n";
static const char rest[] = "    partition \"max\" {\n      values_less_than = [\"MAXVALUE\"]\n    }\n";
static const char lists[] = "partition \"l`0\" {\n      values_in = [\"1\", \"2\", \"NULL\"]\n    }\n"
                            "    partition \"l1\" {\n      values_in = [\"3\"]\n    }\n"
                            "    partition \"l2\" {\n      values_in = [\"4\", \"5\", \"6\"]\n    }\n";
static const char text_lists[] = "partition \"l0\" {\n      values_in = [\"'1'\", \"'it''s'\"]\n    }\n"
                                 "    partition \"l1\" {\n      values_in = [\"'2'\", \"'a,b'\", \"'3'\"]\n    }\n";
static const char dates[] = "partition \"d0\" {\n      values_less_than = [\"'2020-01-01'\"]\n    }\n"
                            "    partition \"d1\" {\n      values_less_than = [\"MAXVALUE\"]\n    }\n";
static const char years[] = "partition \"y0\" {\n      values_less_than = [\"2020\"]\n    }\n"
                            "    partition \"y1\" {\n      values_less_than = [\"MAXVALUE\"]\n    }\n";
static const char pairs[] = "partition \"c0\" {\n      values_less_than = [\"1\", \"5\"]\n    }\n"
                            "    partition \"c1\" {\n      values_less_than = [\"10\", \"MAXVALUE\"]\n    }\n"
                            "    partition \"c2\" {\n      values_less_than = [\"MAXVALUE\", \"MAXVALUE\"]\n    }\n";

static void put_block(Gen *self, uint32_t table, const char *group, Str body, uint32_t first, uint32_t second) {
  gen_prop(self, table, "partition", arena_printf(self->arena, "{\n    %.*s  }", STR_FMT(body)));
  Elem *prop = gen_get(self, gen_find_prop(self, table, "partition")->id);
  prop->group = str_from(group);
  prop->ref_count = second != 0 ? 2 : 1;
  prop->refs[0] = first;
  prop->refs[1] = second;
}

static Str by_int(Gen *self) {
  switch (gen_below(self, 5)) {
  case 0:
    return arena_printf(self->arena, "type = RANGE\n    by {\n      expr = \"%s\"\n    }\n    %s%s",
                        GEN_ONE(self, "$0", "$0 + 1", "abs($0)"), ranges, gen_chance(self, 60) ? rest : "");
  case 1: return arena_printf(self->arena, "type = LIST\n    by {\n      expr = \"$0\"\n    }\n    %s", lists);
  case 2:
    return arena_printf(self->arena, "type = %s\n    by {\n      expr = \"%s\"\n    }\n%s",
                        GEN_ONE(self, "HASH", "LINEAR_HASH"), GEN_ONE(self, "$0", "$0 % 7"),
                        GEN_ONE(self, "", "    partition \"h0\" {}\n    partition \"h1\" {}\n"));
  case 3:
    return arena_printf(self->arena, "type = RANGE_COLUMNS\n    columns = [@0]\n    %s%s", ranges,
                        gen_chance(self, 60) ? rest : "");
  default:
    return arena_printf(
        self->arena, "type = %s\n    columns = [@0]\n%s", GEN_ONE(self, "KEY", "LINEAR_KEY"),
        GEN_ONE(self, "", "    partition \"k0\" {}\n    partition \"k1\" {}\n    partition \"k2\" {}\n"));
  }
}

static void by_text(Gen *self, uint32_t table, uint32_t column) {
  Str body = gen_chance(self, 50)
                 ? arena_printf(self->arena, "type = LIST_COLUMNS\n    columns = [@0]\n    %s", text_lists)
                 : arena_printf(self->arena, "type = KEY\n    columns = [@0]\n");
  put_block(self, table, "text", body, column, 0);
}

static void by_date(Gen *self, uint32_t table, uint32_t column) {
  Str body = gen_chance(self, 50)
                 ? arena_printf(self->arena, "type = RANGE_COLUMNS\n    columns = [@0]\n    %s", dates)
                 : arena_printf(self->arena, "type = RANGE\n    by {\n      expr = \"year($0)\"\n    }\n    %s", years);
  put_block(self, table, "date", body, column, 0);
}

/* The server wants the columns in every unique key: often the key is one that has them. */
static void put_into_key(Gen *self, uint32_t table, uint32_t column) {
  const Elem *key = gen_key_of(self, table);
  if (key != NULL && gen_chance(self, 70)) put_part(self, key->id, column);
}

void my_partition(Gen *self, uint32_t table) {
  uint32_t number = pick(self, table, my_is_int), second = pick(self, table, my_is_int);
  uint32_t text = pick(self, table, is_plain_text), date = pick(self, table, is_date);
  if (date != 0 && gen_chance(self, 70)) {
    by_date(self, table, date);
    put_into_key(self, table, date);
  } else if (text != 0 && gen_chance(self, 40)) {
    by_text(self, table, text);
    put_into_key(self, table, text);
  } else if (number != 0 && second != 0 && number != second && gen_chance(self, 30)) {
    put_block(self, table, "int",
              arena_printf(self->arena, "type = RANGE_COLUMNS\n    columns = [@0, @1]\n    %s", pairs), number, second);
    put_into_key(self, table, number);
    put_into_key(self, table, second);
  } else if (number != 0) {
    put_block(self, table, "int", by_int(self), number, 0);
    put_into_key(self, table, number);
  }
}

static bool has_part(const Gen *self, uint32_t key, uint32_t column) {
  for (size_t i = 0; i < self->elems.len; i++) {
    const Elem *part = &self->elems.items[i];
    if (part->kind == ELEM_PART && part->parent == key && part->refs[0] == column)
      return gen_find_prop(self, part->id, "prefix") == NULL;
  }
  return false;
}

/* A unique key without the columns, a foreign key, an index or column of a kind that partitions do not take. */
static bool disturbs(const Gen *self, const Elem *prop, const Elem *elem) {
  uint32_t table = prop->parent;
  if (elem->kind == ELEM_FK) {
    uint32_t half = elem->ref_count / 2;
    const Elem *target = half > 0 ? gen_get(self, elem->refs[half]) : NULL;
    return elem->parent == table || (target != NULL && target->parent == table);
  }
  if (elem->parent != table) return false;
  if (elem->kind == ELEM_COLUMN) return my_is_spatial(elem);
  if (elem->kind != ELEM_KEY && elem->kind != ELEM_INDEX) return false;
  const Elem *type = gen_find_prop(self, elem->id, "type");
  if (type != NULL && !str_eq(type->text, STR("BTREE"))) return true;
  if (elem->kind == ELEM_INDEX && gen_find_prop(self, elem->id, "unique") == NULL) return false;
  for (uint32_t i = 0; i < prop->ref_count; i++)
    if (!has_part(self, elem->id, prop->refs[i])) return true;
  return false;
}

bool my_bad_partition(const Gen *self, const Elem *prop) {
  for (uint32_t i = 0; i < prop->ref_count; i++) {
    const Elem *column = gen_get(self, prop->refs[i]);
    if (column == NULL || column->parent != prop->parent || gen_find_prop(self, column->id, "as") != NULL) return true;
    bool fits = str_eq(prop->group, STR("int"))    ? my_is_int(column)
                : str_eq(prop->group, STR("date")) ? is_date(column)
                                                   : is_plain_text(column);
    if (!fits) return true;
  }
  if (gen_find_prop(self, prop->parent, "engine") != NULL) return true;
  for (size_t i = 0; i < self->elems.len; i++)
    if (disturbs(self, prop, &self->elems.items[i])) return true;
  return false;
}
