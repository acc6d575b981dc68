/* mariadb_columns.c: tables and columns of MariaDB with further options: generated from several columns, invisible, of
 * many character sets, with odd defaults and comments. */
#include <stdlib.h>

#include "dialects/driver.h"
#include "tests/converge/mariadb.h"

static const char *const comments[] = {"\"it's\"",
                                       "\"back\\\\slash\"",
                                       "\"two\\nlines\"",
                                       "\"\\\"x\\\"\"",
                                       "\"na\xc3\xafve\"",
                                       "\"$${x}\"",
                                       "\"'\"",
                                       "\"null\"",
                                       "\"a; b\"",
                                       "\"%s\"",
                                       NULL};

typedef struct Charset {
  const char *name, *collations[4];
} Charset;

static const Charset charsets[] = {
    {"utf8mb4", {"utf8mb4_bin", "utf8mb4_unicode_ci", "utf8mb4_general_ci", "utf8mb4_uca1400_ai_ci"}},
    {"utf8mb3", {"utf8mb3_bin", "utf8mb3_unicode_ci", "utf8mb3_general_ci", "utf8mb3_general_ci"}},
    {"latin1", {"latin1_bin", "latin1_swedish_ci", "latin1_german1_ci", "latin1_general_cs"}},
    {"ascii", {"ascii_bin", "ascii_general_ci", "ascii_bin", "ascii_general_ci"}},
    {"ucs2", {"ucs2_bin", "ucs2_general_ci", "ucs2_bin", "ucs2_general_ci"}}};

/* A character set, a collation, or both. */
static void put_charset(Gen *self, uint32_t id) {
  const Charset *set = &charsets[gen_below(self, sizeof charsets / sizeof *charsets)];
  bool name = gen_chance(self, 65), collate = !name || gen_chance(self, 50);
  const Elem *old = gen_find_prop(self, id, "collate");
  if (old != NULL) gen_remove(self, old->id);
  old = gen_find_prop(self, id, "charset");
  if (old != NULL) gen_remove(self, old->id);
  if (name) gen_prop(self, id, "charset", arena_printf(self->arena, "\"%s\"", set->name));
  if (collate) gen_prop(self, id, "collate", arena_printf(self->arena, "\"%s\"", set->collations[gen_below(self, 4)]));
}

void my_wide_table(Gen *self, uint32_t id) {
  if (gen_chance(self, 15)) put_charset(self, id);
  if (gen_chance(self, 15)) gen_prop(self, id, "comment", str_from(gen_one(self, comments)));
  if (gen_chance(self, 15)) gen_prop(self, id, "auto_increment", str_from(GEN_ONE(self, "5", "100", "70000")));
  if (gen_chance(self, 6)) gen_prop(self, id, "system_versioned", STR("true"));
}

/* ---- generated columns ---- */

static bool is_day(const Elem *column) {
  return str_eq(column->text, STR("date")) || str_starts(column->text, STR("datetime"));
}

static bool is_short_text(const Elem *column) { return my_is_text(column) && !my_is_long(column); }

/* What one of char is depends on the mode of the connection. */
static bool is_varchar(const Elem *column) { return str_starts(column->text, STR("varchar")); }

/* What the columns that are read have to be, and what the column itself. */
typedef struct Form {
  const char *group, *texts[8];
  bool (*source)(const Elem *), (*own)(const Elem *);
} Form;

static const Form forms[] = {
    {"numbers",
     {"$0 + $1", "$0 * 2 + $1", "if($0 > $1, 1, 0)", "case when $0 > 1 then $1 else 0 end", "$0 % 3", "$0 & 7",
      "coalesce($0, $1, 0)", "$0 div 2"},
     my_is_int,
     my_is_int},
    {"text to number",
     {"length($0)", "char_length($0) + 1", "$0 = 'a'", "$0 like 'a%'", "$0 is null", "locate('x', $0)", "ascii($0)",
      "length($0) - length($1)"},
     is_varchar,
     my_is_int},
    {"texts",
     {"concat($0, '-', $1)", "replace($0, 'a', 'b''c')", "substr($0, 1, 3)", "concat('\\\\\\\\', $0)", "trim($0)",
      "coalesce($0, '')", "left($1, 2)", "concat('$${x}', $0)"},
     is_varchar,
     is_short_text},
    {"days",
     {"year($0)", "month($0) * 100", "dayofmonth($0)", "quarter($1)", "year($0) + month($1)", "dayofweek($0)",
      "to_days($0)", "$0 > $1"},
     is_day,
     my_is_int}};

enum { FORMS = sizeof forms / sizeof *forms };

static const Form *form_of(const Elem *prop) {
  for (size_t i = 0; i < FORMS; i++)
    if (str_eq(prop->group, str_from(forms[i].group))) return &forms[i];
  return NULL;
}

static uint32_t pick_source(Gen *self, uint32_t id, const Form *form) {
  for (int tries = 0; tries < 4; tries++) {
    uint32_t other = gen_pick_child(self, gen_get(self, id)->parent, ELEM_COLUMN);
    if (other != id && form->source(gen_get(self, other)) && gen_find_prop(self, other, "as") == NULL) return other;
  }
  return 0;
}

static void make_generated(Gen *self, uint32_t id) {
  const Form *form = &forms[gen_below(self, FORMS)];
  uint32_t first = pick_source(self, id, form), second = pick_source(self, id, form);
  if (!form->own(gen_get(self, id)) || first == 0 || second == 0) return;
  const char *storage = GEN_ONE(self, "STORED", "VIRTUAL", "PERSISTENT", "", "-");
  const char *expr = form->texts[gen_below(self, 8)];
  Str text = storage[0] == '-' ? arena_printf(self->arena, "\"%s\"", expr)
             : storage[0] == '\0'
                 ? arena_printf(self->arena, "{\n      expr = \"%s\"\n    }", expr)
                 : arena_printf(self->arena, "{\n      expr = \"%s\"\n      type = %s\n    }", expr, storage);
  gen_remove_children(self, id);
  gen_prop(self, id, "as", text);
  Elem *prop = gen_last(self);
  prop->group = str_from(form->group);
  prop->ref_count = 2;
  prop->refs[0] = first;
  prop->refs[1] = second;
}

static bool bad_generated(const Gen *self, const Elem *prop, const Form *form) {
  const Elem *own = gen_get(self, prop->parent);
  if (own == NULL || !form->own(own) || gen_find_prop(self, own->id, "default") != NULL) return true;
  if (gen_find_prop(self, own->id, "auto_increment") != NULL || gen_is_linked(self, own->id)) return true;
  for (uint32_t i = 0; i < prop->ref_count; i++) {
    const Elem *source = gen_get(self, prop->refs[i]);
    if (source == NULL || source->id == own->id || source->parent != own->parent || !form->source(source)) return true;
    if (gen_find_prop(self, source->id, "as") != NULL || gen_find_prop(self, source->id, "auto_increment") != NULL)
      return true;
    if (gen_is_linked(self, source->id)) return true;
  }
  return false;
}

/* ---- other properties of columns ---- */

/* Literals and expressions that servers print in another way than they were written. */
static void odd_default(Gen *self, uint32_t id) {
  const Elem *column = gen_get(self, id);
  const char *text = NULL;
  if (my_is_int(column))
    text =
        GEN_ONE(self, "7", "\"7\"", "sql(\"7\")", "sql(\"(7)\")", "sql(\"NULL\")", "sql(\"(1 + 1)\")", "sql(\"'7'\")");
  else if (is_short_text(column))
    text =
        GEN_ONE(self, "\"it's\"", "\"\\\\\"", "\"a\\\"b\"", "\"NULL\"", "\"null\"", "\" \"", "\"$${\"", "\"(x)\"",
                "sql(\"'x'\")", "sql(\"(uuid())\")", "\"current_timestamp\"", "\"1.0\"", "sql(\"(concat('a','b'))\")");
  else if (my_is_long(column) && my_is_text(column))
    text = GEN_ONE(self, "\"long\"", "sql(\"('x')\")", "sql(\"(uuid())\")", "\"back\\\\slash\"");
  else if (str_starts(column->text, STR("enum")))
    text = GEN_ONE(self, "\"a0\"", "\"it's0\"", "\"\\\"q0\"");
  else if (is_day(column))
    text = GEN_ONE(self, "\"2020-01-02\"", "sql(\"'2020-01-02'\")", "sql(\"(curdate())\")", "sql(\"NULL\")");
  else if (str_starts(column->text, STR("time")) && !str_starts(column->text, STR("timestamp")))
    text = GEN_ONE(self, "\"10:11:12\"", "sql(\"(curtime())\")");
  else if (str_starts(column->text, STR("bit")))
    text = GEN_ONE(self, "sql(\"b'1'\")", "sql(\"(1)\")", "1", "0");
  else if (str_eq(column->text, STR("double")) || str_eq(column->text, STR("float")))
    text = GEN_ONE(self, "1.5", "-1.5", "sql(\"1e3\")", "0.25", "\"2\"");
  else if (str_eq(column->text, STR("uuid")))
    text = GEN_ONE(self, "sql(\"(uuid())\")", "\"00000000-0000-0000-0000-000000000001\"");
  else if (str_starts(column->text, STR("varbinary")) || str_starts(column->text, STR("binary")))
    text = GEN_ONE(self, "\"x\"", "sql(\"x'41'\")", "sql(\"0x41\")");
  if (text != NULL) gen_prop(self, id, "default", str_from(text));
}

static bool is_required(const Gen *self, uint32_t id) {
  return gen_find_prop(self, id, "null") == NULL && gen_find_prop(self, id, "default") == NULL;
}

void my_wide_column(Gen *self, uint32_t id) {
  const Elem *elem = gen_get(self, id);
  bool text = my_is_text(elem) || str_starts(elem->text, STR("enum")) || str_starts(elem->text, STR("set"));
  if (gen_chance(self, 15)) make_generated(self, id);
  bool generated = gen_find_prop(self, id, "as") != NULL;
  if (gen_chance(self, 15)) gen_prop(self, id, "comment", str_from(gen_one(self, comments)));
  if (text && gen_chance(self, 20)) put_charset(self, id);
  if (generated) return;
  if (gen_chance(self, 25) && gen_find_prop(self, id, "auto_increment") == NULL) odd_default(self, id);
  if (gen_chance(self, 6)) gen_prop(self, id, "invisible", STR("true"));
  if (my_is_spatial(gen_get(self, id)) && gen_chance(self, 20))
    gen_prop(self, id, "srid", str_from(GEN_ONE(self, "0", "4326")));
}

/* One that is required cannot be invisible, and not all can be. */
static bool bad_invisible(const Gen *self, const Elem *prop) {
  const Elem *own = gen_get(self, prop->parent);
  if (is_required(self, own->id) && gen_find_prop(self, own->id, "auto_increment") == NULL) return true;
  for (size_t i = 0; i < self->elems.len; i++) {
    const Elem *column = &self->elems.items[i];
    if (column->kind == ELEM_COLUMN && column->parent == own->parent &&
        gen_find_prop(self, column->id, "invisible") == NULL && gen_find_prop(self, column->id, "as") == NULL)
      return false;
  }
  return true;
}

/* sql("NULL") where NULL is not allowed, a word that the enum does not have, a number that does not fit. */
static bool bad_default(const Gen *self, const Elem *prop) {
  const Elem *own = gen_get(self, prop->parent);
  if (str_eq(prop->text, STR("sql(\"NULL\")"))) return gen_find_prop(self, own->id, "null") == NULL;
  if (gen_find_prop(self, own->id, "auto_increment") != NULL || gen_find_prop(self, own->id, "as") != NULL) return true;
  if (!str_starts(own->text, STR("enum")) && !str_starts(own->text, STR("char")) &&
      !str_starts(own->text, STR("bit")) && !str_starts(own->text, STR("binary")) && !str_starts(own->text, STR("var")))
    return false;
  if (!str_starts(own->text, STR("enum"))) {
    size_t open = str_find(own->text, '(', 0);
    long size = open < own->text.len ? strtol(own->text.ptr + open + 1, NULL, 10) : 1;
    return prop->text.len > 3 && size < 20;
  }
  for (size_t i = 0; i + prop->text.len <= own->text.len; i++)
    if (str_eq(str_sub(own->text, i, i + prop->text.len), prop->text)) return false;
  return true;
}

static bool is(const Elem *prop, const char *name) { return str_eq(prop->name, str_from(name)); }

bool my_bad_prop(const Gen *self, const Elem *prop, bool *known) {
  const Elem *own = gen_get(self, prop->parent);
  const Form *form = form_of(prop);
  if (own == NULL) return *known = true;
  if (form != NULL) {
    *known = true;
    return bad_generated(self, prop, form);
  }
  if (is(prop, "partition")) {
    *known = true;
    return my_bad_partition(self, prop);
  }
  if (is(prop, "system_versioned")) {
    *known = true;
    return my_is_partitioned(self, own->id) || gen_find_prop(self, own->id, "engine") != NULL;
  }
  if (own->kind == ELEM_COLUMN && is(prop, "invisible")) {
    *known = true;
    return bad_invisible(self, prop);
  }
  if (own->kind == ELEM_COLUMN && is(prop, "srid")) {
    *known = true;
    return !my_is_spatial(own);
  }
  if (own->kind == ELEM_COLUMN && is(prop, "default") && bad_default(self, prop)) return *known = true;
  bool text = my_is_text(own) || str_starts(own->text, STR("enum")) || str_starts(own->text, STR("set"));
  if (own->kind == ELEM_COLUMN && text && is(prop, "charset")) *known = true;
  return false;
}
