/* mariadb_all.c: MariaDB schemas with all that the language can say of them: odd names, several schemas that come and
 * go, and what the other mariadb_*.c files make. */
#include "tests/converge/mariadb.h"

#define LONG60 "abcdefghijklmnopqrstabcdefghijklmnopqrstabcdefghijklmnopqrst"

/* The long one has 64 characters with its number. */
static const char *const names[] = {"Upper", "we ird", "na\xc3\xafve", "x-",   "order",
                                    "a.b",   "bt`k",   "q\"q",         "it's", "b\\n",
                                    "${x}",  "%{d}",   "SELECT",       "a/b",  "\xd0\x9a\xd0\xbb\xd1\x8e\xd1\x87",
                                    "c:d",   "#h",     "--c",          "1st",  "x,y",
                                    "(p)",   "@a",     "$b",           LONG60, "/*c",
                                    "null",  "?",      "\xe4\xb8\xad", NULL};

static const char *const schema_names[] = {"app", "My Schema", "w`s", "\xc3\x9cnic", "a.b", "it's", "q\"q", NULL};

static const char *const collations[] = {"\"utf8mb4_unicode_ci\"", "\"utf8mb4_bin\"", "\"latin1_bin\"",
                                         "\"utf8mb3_general_ci\"", "\"ascii_bin\"",   NULL};

static void schema_options(Gen *self, uint32_t id) {
  gen_remove_children(self, id);
  if (gen_chance(self, 40)) return;
  Str collate = str_from(gen_one(self, collations));
  if (gen_chance(self, 50)) gen_prop(self, id, "collate", collate);
  if (gen_chance(self, 50))
    gen_prop(self, id, "charset",
             arena_printf(self->arena, "%.*s\"", STR_FMT(str_sub(collate, 0, str_find(collate, '_', 0)))));
}

static void add_schema(Gen *self) {
  Str name = arena_printf(self->arena, "%s%u", gen_one(self, schema_names), *self->next_id + 1);
  uint32_t id = gen_add(self, ELEM_SCHEMA, 0, name, STR(""));
  if (gen_chance(self, 50)) return;
  Str collate = str_from(gen_one(self, collations));
  gen_prop(self, id, "collate", collate);
}

static void schemas(Gen *self) {
  uint32_t count = 1 + gen_below(self, 5) / 3 + gen_below(self, 5) / 4;
  for (uint32_t i = 0; i < count; i++) add_schema(self);
}

static void table(Gen *self, uint32_t id) {
  mariadb_profile.table(self, id);
  my_wide_table(self, id);
}

static void column(Gen *self, uint32_t id) {
  mariadb_profile.column(self, id);
  my_wide_column(self, id);
}

static void make_index(Gen *self, uint32_t table_id) {
  if (gen_chance(self, 50))
    my_wide_index(self, table_id);
  else
    mariadb_profile.index(self, table_id);
}

/* ---- what the server refuses ---- */

static bool same_collate(const Gen *self, const Elem *a, const Elem *b) {
  const Elem *x = gen_find_prop(self, a->parent, "collate"), *y = gen_find_prop(self, b->parent, "collate");
  return x == NULL || y == NULL ? x == y : str_eq(x->text, y->text);
}

/* A unique index of whole texts is none that a foreign key can lead to; texts on both sides have one collation. */
static bool bad_key(const Gen *self, const Elem *key) {
  for (uint32_t i = 0; i < key->ref_count / 2; i++) {
    const Elem *a = gen_get(self, key->refs[i]), *b = gen_get(self, key->refs[key->ref_count / 2 + i]);
    if (my_is_long(a) || my_is_long(b)) return true;
    bool text = my_is_text(a) || str_starts(a->text, STR("enum")) || str_starts(a->text, STR("set"));
    if (text && !same_collate(self, a, b)) return true;
  }
  return false;
}

static bool invalid(const Gen *self, const Elem *elem) {
  bool known = false, bad = false;
  if (elem->kind == ELEM_OBJECT) return my_bad_object(self, elem);
  if (elem->kind == ELEM_PROP) bad = my_bad_prop(self, elem, &known);
  if (elem->kind == ELEM_FK && bad_key(self, elem)) return true;
  if (elem->kind == ELEM_PART) bad = my_bad_part(self, elem, &known);
  return known ? bad : mariadb_profile.invalid(self, elem);
}

/* A second column that is read must be the same too. */
static bool may_become(const Gen *from, const Elem *a, const Gen *to, const Elem *b) {
  if (!mariadb_profile.may_become(from, a, to, b)) return false;
  const Elem *x = gen_find_prop(from, a->id, "as"), *y = gen_find_prop(to, b->id, "as");
  if (x == NULL || y == NULL || x->ref_count < 2) return true;
  return x->refs[1] == y->refs[1] && str_eq(gen_get(from, x->refs[1])->name, gen_get(to, y->refs[1])->name);
}

/* ---- changes ---- */

static void rename_schema(Gen *self) {
  uint32_t id = gen_pick(self, ELEM_SCHEMA);
  Elem *elem = gen_get(self, id);
  if (elem != NULL) elem->name = arena_printf(self->arena, "%s%u", gen_one(self, schema_names), ++*self->next_id);
}

static void remove_schema(Gen *self) {
  Ids ids = {0};
  for (size_t i = 0; i < self->elems.len; i++)
    if (self->elems.items[i].kind == ELEM_SCHEMA) array_push(&ids, self->elems.items[i].id);
  if (ids.len > 1) gen_remove(self, ids.items[gen_below(self, (uint32_t)ids.len)]);
  array_free(&ids);
}

/* Other letters of the same name: "Name" -> "name". */
static void change_case(Gen *self) {
  static const uint8_t kinds[] = {ELEM_COLUMN, ELEM_INDEX};
  uint32_t id = gen_pick(self, (ElemKind)kinds[gen_below(self, 2)]);
  if (id == 0) return;
  Elem *elem = gen_get(self, id);
  char *copy = arena_copy(self->arena, elem->name.ptr, elem->name.len, 1);
  for (size_t i = 0; i < elem->name.len; i++) {
    bool letter = (copy[i] | 32) >= 'a' && (copy[i] | 32) <= 'z';
    if (letter) copy[i] ^= 32;
  }
  elem->name = str_make(copy, elem->name.len);
}

/* "a", "b" -> "b", "new" ... */
static void change_values(Gen *self) {
  uint32_t id = gen_pick(self, ELEM_COLUMN);
  Elem *elem = gen_get(self, id);
  if (elem == NULL || (!str_starts(elem->text, STR("enum")) && !str_starts(elem->text, STR("set")))) return;
  Str inside = str_sub(elem->text, str_find(elem->text, '(', 0) + 1, elem->text.len - 1);
  Str word = str_sub(elem->text, 0, str_find(elem->text, '(', 0));
  const char *value = GEN_ONE(self, "new", "N", "n'", "", "a b", "\\\\");
  bool first = gen_chance(self, 30);
  unsigned number = ++*self->next_id;
  elem->text = first ? arena_printf(self->arena, "%.*s(\"%s%u\", %.*s)", STR_FMT(word), value, number, STR_FMT(inside))
                     : arena_printf(self->arena, "%.*s(%.*s, \"%s%u\")", STR_FMT(word), STR_FMT(inside), value, number);
}

static void change_partition(Gen *self) {
  uint32_t id = gen_pick(self, ELEM_TABLE);
  const Elem *prop = gen_find_prop(self, id, "partition");
  if (prop != NULL && gen_chance(self, 40))
    gen_remove(self, prop->id);
  else if (id != 0)
    my_partition(self, id);
}

static void mutate(Gen *self) {
  switch (gen_below(self, 9)) {
  case 0: add_schema(self); break;
  case 1: rename_schema(self); break;
  case 2: remove_schema(self); break;
  case 3: schema_options(self, gen_pick(self, ELEM_SCHEMA)); break;
  case 4: change_case(self); break;
  case 5: change_values(self); break;
  case 6: my_objects(self); break;
  default: change_partition(self); break;
  }
}

static void later(Gen *self) {
  for (size_t i = 0, len = self->elems.len; i < len; i++)
    if (self->elems.items[i].kind == ELEM_TABLE && gen_chance(self, 15)) my_partition(self, self->elems.items[i].id);
  my_objects(self);
}

Profile mariadb_wide(void) {
  Profile wide = mariadb_profile;
  wide.odd_names = names;
  wide.schemas = schemas;
  wide.table = table;
  wide.column = column;
  wide.index = make_index;
  wide.later = later;
  wide.change_object = my_change_object;
  wide.invalid = invalid;
  wide.may_become = may_become;
  wide.mutate = mutate;
  return wide;
}
