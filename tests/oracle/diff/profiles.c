/* profiles.c: the profiles of tests/converge as the oracle needs them. */
#include "tests/oracle/diff/profiles.h"

static OracleProfile *own(const Gen *gen) { return (OracleProfile *)(uintptr_t)gen->profile; }

/* Does the engine read a column of the type? */
static bool ask_type(OracleProfile *self, Str type) {
  Arena arena;
  arena_init(&arena, 0);
  Str hcl = arena_printf(&arena,
                         "schema \"a\" {\n}\ntable \"t\" {\n  schema = schema.a\n  column \"c\" {\n    type = %.*s\n  "
                         "}\n}\n",
                         STR_FMT(type));
  Question question = {.dialect = self->dialect, .from = STR("schema \"a\" {\n}\n"), .to = hcl};
  Answer answer = engine_ask(self->engine, &question, &arena);
  bool known = !answer.refused && !answer.failed;
  arena_free(&arena);
  return known;
}

static bool knows_type(OracleProfile *self, Str type) {
  static char yes[] = "yes", no[] = "no";
  char *known = map_get(&self->types, type);
  if (known == NULL) {
    known = ask_type(self, type) ? yes : no;
    map_set(&self->types, arena_str(&self->arena, type), known);
  }
  return known == yes;
}

/* An enum of the schema is known. */
static void type(Gen *gen, Elem *column) {
  OracleProfile *self = own(gen);
  do {
    column->ref_count = 0;
    self->inner->type(gen, column);
  } while (column->ref_count == 0 && !knows_type(self, column->text));
}

/* ---- what the other engine does not plan, or not in a way of its own choice ---- */

static bool is_number_type(Str text) {
  static const char *const starts[] = {"int",      "real",      "decimal", "numeric", "float",    "double", "tinyint",
                                       "smallint", "mediumint", "bigint",  "uint",    "unsigned", NULL};
  for (size_t i = 0; starts[i] != NULL; i++)
    if (str_starts(text, str_from(starts[i]))) return true;
  return false;
}

/* It writes texts as defaults of numbers without quotes, which is no SQL. */
static bool is_text_of_number(const Gen *gen, const Elem *prop) {
  const Elem *column = gen_get(gen, prop->parent);
  return str_eq(prop->name, STR("default")) && str_starts(prop->text, STR("\"")) && column != NULL &&
         is_number_type(column->text);
}

/* In SQLite it takes keys of one shape for each other, and then finds that a schema differs from itself. */
static bool is_double_key(const Gen *gen, const Elem *key) {
  for (size_t i = 0; i < gen->elems.len && &gen->elems.items[i] != key; i++) {
    const Elem *other = &gen->elems.items[i];
    if (other->kind != ELEM_FK || other->parent != key->parent || other->ref_count != key->ref_count) continue;
    if (memcmp(other->refs, key->refs, key->ref_count * sizeof *key->refs) == 0) return true;
  }
  return false;
}

static bool invalid(const Gen *gen, const Elem *elem) {
  if (own(gen)->inner->invalid(gen, elem)) return true;
  if (elem->kind == ELEM_PROP) return is_text_of_number(gen, elem);
  if (elem->kind == ELEM_CONSTRAINT) return str_eq(elem->text, STR("exclude"));
  return elem->kind == ELEM_FK && is_double_key(gen, elem);
}

/* ---- MySQL: as MariaDB, with what that has not ---- */

static void mysql_check(Gen *gen, uint32_t check) {
  if (gen_chance(gen, 30)) gen_prop(gen, check, "enforced", str_from(GEN_ONE(gen, "true", "false")));
}

/* lower(`c`) as a part of an index. */
static void mysql_index(Gen *gen, uint32_t table) {
  size_t before = gen->elems.len;
  own(gen)->inner->index(gen, table);
  for (size_t i = before; i < gen->elems.len; i++) {
    const Elem *part = &gen->elems.items[i];
    uint32_t id = part->id;
    bool plain = part->kind == ELEM_PART && gen_find_prop(gen, id, "prefix") == NULL &&
                 gen_find_prop(gen, part->parent, "type") == NULL;
    if (plain && gen_chance(gen, 15)) gen_get(gen, id)->text = str_from(GEN_ONE(gen, "lower($0)", "($0 + 1)"));
  }
}

static const Profile *inner_of(Str dialect) {
  if (str_eq(dialect, STR("sqlite"))) return &sqlite_profile;
  if (str_eq(dialect, STR("postgresql"))) return &postgresql_profile;
  bool maria = str_eq(dialect, STR("mariadb")) || str_eq(dialect, STR("mysql"));
  return maria ? &mariadb_profile : NULL;
}

bool oracle_profile_init(OracleProfile *self, Str dialect, Engine *engine) {
  *self = (OracleProfile){.inner = inner_of(dialect), .engine = engine, .dialect = dialect_named(dialect)};
  if (self->inner == NULL || self->dialect == NULL) return false;
  arena_init(&self->arena, 0);
  self->profile = *self->inner;
  self->profile.dialect = dialect;
  self->profile.type = type;
  self->profile.invalid = invalid;
  self->profile.later = NULL;
  self->profile.change_object = NULL;
  if (str_eq(dialect, STR("mysql"))) {
    self->profile.check = mysql_check;
    self->profile.index = mysql_index;
  }
  return true;
}

void oracle_profile_free(OracleProfile *self) {
  map_free(&self->types);
  arena_free(&self->arena);
}
