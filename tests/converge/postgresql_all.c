/* postgresql_all.c: PostgreSQL schemas with everything that is planned: the tables of postgresql.c, and objects over
 * and under them. */
#include "tests/converge/postgresql.h"

#include "dialects/driver.h"

enum { MAKERS = 32 };

bool pgen_in_group(const Elem *elem, const char *group) {
  return elem != NULL && elem->kind == ELEM_OBJECT && str_eq(elem->group, str_from(group));
}

uint32_t pgen_pick_object(Gen *self, const char *group) {
  uint32_t count = 0, chosen = 0;
  for (size_t i = 0; i < self->elems.len; i++)
    if (pgen_in_group(&self->elems.items[i], group) && self->elems.items[i].text.len > 0 &&
        gen_below(self, ++count) == 0)
      chosen = self->elems.items[i].id;
  return chosen;
}

unsigned pgen_refer(Gen *self, uint32_t id, uint32_t to) {
  Elem *elem = gen_get(self, id);
  for (uint32_t i = 0; i < elem->ref_count; i++)
    if (elem->refs[i] == to) return i;
  gen_ref(self, id, to);
  return elem->ref_count - 1;
}

void pgen_done(Gen *self, uint32_t id, Buf *text) {
  gen_get(self, id)->text = arena_str(self->arena, buf_str(text));
  buf_free(text);
}

void pgen_put_comment(Gen *self, Buf *out) {
  if (gen_chance(self, 15)) buf_printf(out, "  comment = %s\n", GEN_ONE(self, "\"it's\"", "\"x\"", "\"null\""));
}

uint32_t pgen_pick_column(Gen *self, uint32_t table, bool (*takes)(Str type)) {
  uint32_t count = 0, chosen = 0;
  for (size_t i = 0; i < self->elems.len; i++) {
    const Elem *column = &self->elems.items[i];
    if (column->kind == ELEM_COLUMN && column->parent == table && takes(column->text) && gen_below(self, ++count) == 0)
      chosen = column->id;
  }
  return chosen;
}

uint32_t pgen_partition_key(const Gen *self, uint32_t table) {
  const Elem *prop = gen_find_prop(self, table, "partition");
  return prop != NULL && prop->ref_count > 0 ? prop->refs[0] : 0;
}

/* ---- objects ---- */

static const PgenMaker *maker_of(Str group) {
  for (int k = 0; k < 2; k++)
    for (const PgenMaker *maker = k == 0 ? pgen_type_makers : pgen_object_makers; maker->group != NULL; maker++)
      if (str_eq(group, str_from(maker->group))) return maker;
  return NULL;
}

static void add_object(Gen *self, const PgenMaker *maker) {
  uint32_t schema = maker->database ? 0 : gen_pick(self, ELEM_SCHEMA);
  uint32_t id = gen_add(self, ELEM_OBJECT, schema, gen_name(self, maker->prefix), STR(""));
  gen_get(self, id)->group = str_from(maker->group);
  if (!maker->make(self, id)) gen_remove(self, id);
}

/* One of the list, by weight. */
static void add_one(Gen *self, const PgenMaker *makers) {
  unsigned total = 0;
  for (const PgenMaker *maker = makers; maker->group != NULL; maker++) total += maker->weight;
  unsigned at = gen_below(self, total);
  for (const PgenMaker *maker = makers; maker->group != NULL; maker++) {
    if (at < maker->weight) {
      add_object(self, maker);
      return;
    }
    at -= maker->weight;
  }
}

static void change_object(Gen *self, uint32_t id) {
  Elem *elem = gen_get(self, id);
  const PgenMaker *maker = maker_of(elem->group);
  if (maker == NULL) return;
  elem->ref_count = 0;
  if (!maker->make(self, id)) gen_remove(self, id);
}

static void objects(Gen *self) {
  postgresql_profile.objects(self);
  uint32_t count = gen_below(self, 7);
  for (uint32_t i = 0; i < count; i++) add_one(self, pgen_type_makers);
}

static void partition_by(Gen *self, uint32_t table) {
  uint32_t column = pgen_pick_column(self, table, pgen_is_int);
  if (column == 0) return;
  gen_prop(
      self, table, "partition",
      str_from(GEN_ONE(self, "{\n    type = RANGE\n    columns = [@0]\n  }",
                       "{\n    type = LIST\n    columns = [@0]\n  }", "{\n    type = HASH\n    columns = [@0]\n  }")));
  uint32_t prop = gen_find_prop(self, table, "partition")->id;
  gen_ref(self, prop, column);
}

static void later(Gen *self) {
  uint32_t count = gen_below(self, 9);
  for (size_t i = 0; i < self->elems.len; i++)
    if (self->elems.items[i].kind == ELEM_TABLE && gen_chance(self, 12)) partition_by(self, self->elems.items[i].id);
  for (uint32_t i = 0; i < count; i++) add_one(self, pgen_object_makers);
}

/* ---- tables ---- */

static const char *const odd_names[] = {"Upper",
                                        "we ird",
                                        "na\xc3\xafve",
                                        "x-",
                                        "order",
                                        "a.b",
                                        "quo\"te",
                                        "it's",
                                        "select",
                                        "back\\slash",
                                        "user",
                                        "$1",
                                        "${x}",
                                        "%d",
                                        "dollar$",
                                        "\xe8\xa1\xa8",
                                        "a_very_long_name_that_goes_up_to_the_limit_of_63_bytes_or_so",
                                        NULL};

static void schemas(Gen *self) {
  static const char *const names[] = {"public", "app", "My Schema", "public", "quo\"ted", "a.b", "select"};
  uint32_t first = gen_below(self, 7);
  gen_add(self, ELEM_SCHEMA, 0, str_from(names[first]), STR(""));
  if (gen_chance(self, 20)) gen_prop(self, gen_last(self)->id, "comment", STR("\"it's a schema\""));
  if (gen_chance(self, 30)) gen_add(self, ELEM_SCHEMA, 0, str_from(GEN_ONE(self, "other", "it's")), STR(""));
  if (gen_chance(self, 8)) gen_add(self, ELEM_SCHEMA, 0, STR("third"), STR(""));
}

static void table(Gen *self, uint32_t id) {
  postgresql_profile.table(self, id);
  if (gen_chance(self, 12))
    gen_prop(self, id, "row_security",
             str_from(GEN_ONE(self, "{\n    enabled = true\n  }", "{\n    enabled = true\n    enforced = true\n  }",
                              "{\n    enforced = true\n  }")));
  if (gen_chance(self, 8))
    gen_prop(self, id, "storage_params",
             str_from(GEN_ONE(self, "{\n    fillfactor = 70\n  }",
                              "{\n    fillfactor = 50\n    autovacuum_enabled = false\n  }",
                              "{\n    autovacuum_vacuum_scale_factor = 0.5\n  }")));
  if (gen_chance(self, 5)) gen_prop(self, id, "unlogged", str_from(GEN_ONE(self, "true", "false")));
  if (gen_chance(self, 5))
    gen_prop(self, id, "replica_identity", str_from(GEN_ONE(self, "FULL", "NOTHING", "DEFAULT")));
}

static bool user_type(Gen *self, Elem *column) {
  static const char *const groups[] = {"domain_int", "domain_text", "composite", "range"};
  uint32_t kind = gen_below(self, 5);
  uint32_t id = kind < 4 ? pgen_pick_object(self, groups[kind]) : gen_pick(self, ELEM_ENUM);
  if (id == 0) return false;
  bool many = gen_chance(self, 20);
  column->text = many ? STR("sql(\"#0[]\")") : STR("@0");
  column->group = many ? STR("array") : kind == 4 ? STR("enum") : str_from(groups[kind]);
  gen_ref(self, column->id, id);
  return true;
}

static void type(Gen *self, Elem *column) {
  if (!gen_chance(self, 20) || !user_type(self, column)) postgresql_profile.type(self, column);
}

static void put_call(Gen *self, uint32_t id, const char *name, const char *group, const char *text) {
  uint32_t function = pgen_pick_object(self, group);
  if (function == 0) return;
  gen_prop(self, id, name, str_from(text));
  Elem *prop = gen_get(self, gen_find_prop(self, id, name)->id);
  prop->ref_count = 0;
  gen_ref(self, prop->id, function);
}

static bool has_apostrophe(const Gen *self, uint32_t id) {
  const Elem *elem = gen_get(self, id), *schema = elem != NULL ? gen_get(self, elem->parent) : NULL;
  return elem == NULL || str_find(elem->name, '\'', 0) < elem->name.len ||
         (schema != NULL && str_find(schema->name, '\'', 0) < schema->name.len);
}

static void column(Gen *self, uint32_t id) {
  postgresql_profile.column(self, id);
  const Elem *own = gen_get(self, id);
  bool plain = gen_find_prop(self, id, "as") == NULL && gen_find_prop(self, id, "identity") == NULL;
  if (plain && pgen_is_int(own->text) && gen_chance(self, 15))
    put_call(self, id, "default", "int_function", "sql(\"#0(1)\")");
  else if (plain && pgen_is_int(own->text) && gen_chance(self, 15))
    put_call(self, id, "default", "sequence", "sql(\"nextval('#0')\")");
  else if (plain && pgen_is_text(own->text) && gen_chance(self, 10))
    put_call(self, id, "default", "text_function", "sql(\"#0('it''s')\")");
  else if (plain && str_eq(own->group, STR("domain_int")) && gen_chance(self, 30))
    gen_prop(self, id, "default", str_from(GEN_ONE(self, "1", "2")));
  else if (plain && str_eq(own->group, STR("domain_text")) && gen_chance(self, 30))
    gen_prop(self, id, "default", STR("\"x\""));
  if (pgen_is_text(gen_get(self, id)->text) && gen_chance(self, 5))
    gen_prop(self, id, "collate", str_from(GEN_ONE(self, "\"C\"", "\"POSIX\"")));
}

/* #1($0) for an int or a text; all enums have an a. */
static void expression(Gen *self, Elem *owner, uint32_t table_id, bool condition) {
  uint32_t id = owner->id, function = 0;
  postgresql_profile.expression(self, owner, table_id, condition);
  owner = gen_get(self, id);
  const Elem *source = gen_get(self, owner->refs[0]);
  if (source != NULL && condition && str_eq(source->group, STR("enum")) && gen_chance(self, 60))
    owner->text = str_from(GEN_ONE(self, "$0 = 'a'", "$0 IN ('a')", "$0 >= 'a'"));
  if (source == NULL || !gen_chance(self, 20)) return;
  bool text = pgen_is_text(source->text), number = str_eq(source->text, STR("int"));
  if (text || number) function = pgen_pick_object(self, text ? "text_function" : "int_function");
  if (function == 0) return;
  owner->text = str_from(!condition ? "#1($0)" : text ? "#1($0) <> ''" : "#1($0) > 0");
  gen_ref(self, id, function);
}

static void add_index(Gen *self, uint32_t table_id) {
  size_t before = self->elems.len;
  pgen_add_index(self, table_id);
  for (size_t i = before; i < self->elems.len; i++) {
    uint32_t id = self->elems.items[i].id;
    bool index = self->elems.items[i].kind == ELEM_INDEX, unique = str_eq(self->elems.items[i].text, STR("unique"));
    bool btree = gen_find_prop(self, id, "type") == NULL;
    if ((index || unique) && btree && gen_chance(self, 8))
      gen_prop(self, id, "storage_params",
               str_from(GEN_ONE(self, "{\n      fillfactor = 70\n    }", "{\n      deduplicate_items = false\n    }")));
    if (self->elems.items[i].kind == ELEM_CONSTRAINT && gen_chance(self, 15))
      gen_prop(self, id, "deferrable", str_from(GEN_ONE(self, "INITIALLY_DEFERRED", "INITIALLY_IMMEDIATE")));
  }
}

static void foreign_key(Gen *self, uint32_t id) {
  pgen_foreign_key(self, id);
  if (gen_chance(self, 15))
    gen_prop(self, id, "deferrable", str_from(GEN_ONE(self, "INITIALLY_DEFERRED", "INITIALLY_IMMEDIATE")));
  if (gen_chance(self, 10)) gen_prop(self, id, "comment", str_from(GEN_ONE(self, "\"it's\"", "\"x\"")));
}

static void check(Gen *self, uint32_t id) {
  bool named = gen_get(self, id)->name.len > 0;
  if (named && gen_chance(self, 10)) gen_prop(self, id, "comment", str_from(GEN_ONE(self, "\"it's\"", "\"x\"")));
}

static bool key_column(const Gen *self, const Elem *elem) {
  return !str_eq(elem->group, STR("composite")) && postgresql_profile.key_column(self, elem);
}

/* ---- what the server refuses ---- */

/* The first step of a path: objects and columns lead on to all that they use. */
typedef struct Walk {
  const Gen *gen;
  uint32_t target;
  Ids seen;
} Walk;

static bool leads(Walk *self, uint32_t id);

/* A table uses what its members use; a foreign key leads to no use. */
static bool table_leads(Walk *self, uint32_t table) {
  Ids owners = {0};
  bool found = false;
  array_push(&owners, table);
  for (size_t i = 0; i < self->gen->elems.len && !found; i++) {
    const Elem *elem = &self->gen->elems.items[i];
    bool inside = false;
    for (size_t k = 0; k < owners.len; k++) inside = inside || owners.items[k] == elem->parent;
    if (!inside || elem->kind == ELEM_FK) continue;
    array_push(&owners, elem->id);
    for (uint32_t k = 0; k < elem->ref_count && !found; k++) found = leads(self, elem->refs[k]);
  }
  array_free(&owners);
  return found;
}

/* Does it use the target? The owner of a sequence is no use. */
static bool leads(Walk *self, uint32_t id) {
  const Elem *elem = gen_get(self->gen, id);
  if (elem == NULL) return false;
  if (elem->kind == ELEM_COLUMN) return leads(self, elem->parent);
  if (id == self->target) return true;
  for (size_t i = 0; i < self->seen.len; i++)
    if (self->seen.items[i] == id) return false;
  array_push(&self->seen, id);
  if (elem->kind == ELEM_TABLE) return table_leads(self, id);
  bool found = false;
  for (uint32_t i = 0; i < elem->ref_count && !found && !pgen_in_group(elem, "sequence"); i++)
    found = leads(self, elem->refs[i]);
  return found;
}

static bool is_circular(const Gen *self, const Elem *elem) {
  Walk walk = {.gen = self, .target = elem->id};
  bool found = false;
  for (uint32_t i = 0; i < elem->ref_count && !found && !pgen_in_group(elem, "sequence"); i++)
    found = leads(&walk, elem->refs[i]);
  array_free(&walk.seen);
  return found;
}

static bool bad_object(const Gen *self, const Elem *elem) {
  const PgenMaker *maker = maker_of(elem->group);
  if (elem->text.len == 0) return true;
  if (maker != NULL && maker->invalid != NULL && maker->invalid(self, elem)) return true;
  return is_circular(self, elem);
}

static bool has_part(const Gen *self, uint32_t key, uint32_t column) {
  for (size_t i = 0; i < self->elems.len; i++) {
    const Elem *part = &self->elems.items[i];
    if (part->kind == ELEM_PART && part->parent == key && part->text.len == 0 && part->refs[0] == column) return true;
  }
  return false;
}

/* Keys of a partitioned table contain the column that it is partitioned by. */
static bool bad_key(const Gen *self, const Elem *key) {
  uint32_t column = pgen_partition_key(self, key->parent);
  if (column == 0) return false;
  if (key->kind == ELEM_CONSTRAINT && str_eq(key->text, STR("exclude"))) return true;
  if (key->kind == ELEM_INDEX && gen_find_prop(self, key->id, "unique") == NULL) return false;
  return !has_part(self, key->id, column);
}

static bool bad_default(const Gen *self, const Elem *prop, const Elem *own) {
  if (prop->ref_count == 0) return false;
  const Elem *used = gen_get(self, prop->refs[0]);
  if (pgen_in_group(used, "sequence")) return has_apostrophe(self, used->id) || !pgen_is_int(own->text);
  return pgen_in_group(used, "text_function") ? !pgen_is_text(own->text) : !pgen_is_int(own->text);
}

/* Has it a foreign key, or is there one to it? */
static bool is_linked(const Gen *self, uint32_t table) {
  for (size_t i = 0; i < self->elems.len; i++) {
    const Elem *key = &self->elems.items[i],
               *target = key->kind == ELEM_FK ? gen_get(self, key->refs[key->ref_count - 1]) : NULL;
    if (key->kind == ELEM_FK && (key->parent == table || (target != NULL && target->parent == table))) return true;
  }
  return false;
}

static bool bad_prop(const Gen *self, const Elem *prop) {
  const Elem *own = gen_get(self, prop->parent);
  if (own == NULL) return true;
  if (str_eq(prop->name, STR("collate"))) return !pgen_is_text(own->text);
  if (str_eq(prop->name, STR("default"))) return bad_default(self, prop, own);
  if (str_eq(prop->name, STR("partition"))) {
    const Elem *column = prop->ref_count > 0 ? gen_get(self, prop->refs[0]) : NULL;
    return column == NULL || column->parent != own->id || !pgen_is_int(column->text) ||
           gen_find_prop(self, column->id, "as") != NULL;
  }
  bool storage = str_eq(prop->name, STR("unlogged")) || str_eq(prop->name, STR("storage_params")) ||
                 str_eq(prop->name, STR("replica_identity"));
  if (str_eq(prop->name, STR("unlogged")) && str_eq(prop->text, STR("true")) && is_linked(self, own->id)) return true;
  return storage && own->kind == ELEM_TABLE && pgen_partition_key(self, own->id) != 0;
}

static bool is_comparison(const Elem *elem) {
  static const char *const texts[] = {"$0 = 'a'", "$0 IN ('a')", "$0 >= 'a'", NULL};
  Str text = str_starts(elem->text, STR("\"")) ? str_sub(elem->text, 1, elem->text.len - 1) : elem->text;
  return driver_word_in(text, texts);
}

/* $0 = 'a': of an enum. */
static bool bad_comparison(const Gen *self, const Elem *elem) {
  if (elem->ref_count == 0 || !is_comparison(elem)) return false;
  const Elem *source = gen_get(self, elem->refs[0]);
  return source == NULL || !str_eq(source->group, STR("enum"));
}

/* A foreign key leads to no key that is checked later. */
static bool is_deferred(const Gen *self, const Elem *constraint) {
  for (size_t i = 0; i < self->elems.len && gen_find_prop(self, constraint->id, "deferrable") != NULL; i++) {
    const Elem *key = &self->elems.items[i];
    if (key->kind != ELEM_FK) continue;
    const Elem *target = gen_get(self, key->refs[key->ref_count / 2]);
    if (target != NULL && target->parent == constraint->parent) return true;
  }
  return false;
}

/* #1($0): of an int or a text. */
static bool bad_call(const Gen *self, const Elem *elem) {
  if (elem->ref_count < 2 || elem->kind == ELEM_FK || elem->kind == ELEM_COLUMN) return false;
  const Elem *source = gen_get(self, elem->refs[0]), *function = gen_get(self, elem->refs[1]);
  if (source == NULL || function == NULL || source->kind != ELEM_COLUMN) return false;
  return pgen_in_group(function, "text_function") ? !pgen_is_text(source->text) : !str_eq(source->text, STR("int"));
}

static bool invalid(const Gen *self, const Elem *elem) {
  switch (elem->kind) {
  case ELEM_OBJECT: return bad_object(self, elem);
  case ELEM_KEY:
  case ELEM_INDEX:
  case ELEM_CONSTRAINT:
    if (bad_key(self, elem) || (elem->kind == ELEM_CONSTRAINT && is_deferred(self, elem))) return true;
    break;
  case ELEM_PROP:
    if (bad_prop(self, elem) || bad_call(self, elem) || bad_comparison(self, elem)) return true;
    if (is_comparison(elem)) return false;
    break;
  case ELEM_PART:
    if (elem->ref_count > 0 && elem->text.len == 0 && str_eq(gen_get(self, elem->refs[0])->group, STR("composite")))
      return true;
    if (bad_call(self, elem)) return true;
    break;
  case ELEM_CHECK:
    if (bad_call(self, elem) || bad_comparison(self, elem)) return true;
    if (is_comparison(elem)) return false;
    break;
  default: break;
  }
  return postgresql_profile.invalid(self, elem);
}

/* ---- changes ---- */

static void change_enum(Gen *self) {
  uint32_t id = gen_pick(self, ELEM_ENUM);
  Elem *elem = gen_get(self, id);
  if (id == 0) return;
  switch (gen_below(self, 4)) {
  case 0: elem->text = arena_printf(self->arena, "%.*s, \"z%u\"", STR_FMT(elem->text), ++*self->next_id); break;
  case 1: elem->text = arena_printf(self->arena, "\"y%u\", %.*s", ++*self->next_id, STR_FMT(elem->text)); break;
  case 2:
    elem->text = arena_printf(self->arena, "\"m'%u\", %.*s, \"n %u\"", *self->next_id + 1, STR_FMT(elem->text),
                              *self->next_id + 1);
    ++*self->next_id;
    break;
  default:
    if (str_find(elem->text, 'z', 0) < elem->text.len) elem->text = STR("\"a\"");
    break;
  }
}

static void change_schemas(Gen *self) {
  uint32_t id = gen_pick(self, ELEM_SCHEMA), count = 0;
  for (size_t i = 0; i < self->elems.len; i++) count += self->elems.items[i].kind == ELEM_SCHEMA;
  switch (gen_below(self, 3)) {
  case 0: gen_get(self, id)->name = arena_printf(self->arena, "s%u", ++*self->next_id); break;
  case 1:
    if (count > 1) gen_remove(self, id);
    break;
  default: gen_add(self, ELEM_SCHEMA, 0, gen_name(self, "s"), STR("")); break;
  }
}

static void mutate(Gen *self) {
  uint32_t id = gen_pick(self, ELEM_OBJECT);
  switch (gen_below(self, 12)) {
  case 0: change_enum(self); break;
  case 1:
    if (gen_chance(self, 50)) change_schemas(self);
    break;
  case 2: add_one(self, pgen_type_makers); break;
  case 3:
  case 4: add_one(self, pgen_object_makers); break;
  case 5:
    if (id != 0) gen_remove(self, id);
    break;
  default:
    if (id != 0) change_object(self, id);
    break;
  }
}

const Profile postgresql_all_profile = {
    .dialect = STR_INIT("postgresql"),
    .quote = '"',
    .odd_names = odd_names,
    .schemas = schemas,
    .objects = objects,
    .later = later,
    .change_object = change_object,
    .mutate = mutate,
    .table = table,
    .type = type,
    .column = column,
    .index = add_index,
    .expression = expression,
    .foreign_key = foreign_key,
    .check = check,
    .may_become = pgen_may_become,
    .key_column = key_column,
    .invalid = invalid,
};
