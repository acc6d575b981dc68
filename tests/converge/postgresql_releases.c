/* postgresql_releases.c: what other releases of PostgreSQL refuse of the schemas that are made for 15. */
#include "tests/converge/postgresql.h"
#include "tests/converge/releases.h"

static bool contains(Str text, const char *part) {
  Str wanted = str_from(part);
  for (size_t i = 0; i + wanted.len <= text.len; i++)
    if (str_eq(str_sub(text, i, i + wanted.len), wanted)) return true;
  return false;
}

static bool is_prop(const Elem *elem, const char *name) {
  return elem->kind == ELEM_PROP && str_eq(elem->name, str_from(name));
}

static bool is_object_with(const Elem *elem, const char *part) {
  return elem->kind == ELEM_OBJECT && contains(elem->text, part);
}

static bool before15(const Gen *self, const Elem *elem) {
  (void)self;
  return is_prop(elem, "nulls_distinct") || is_object_with(elem, "invoker = true");
}

/* No bodies that are no text, no multiranges. */
static bool before14(const Gen *self, const Elem *elem) {
  if (before15(self, elem) || (elem->kind == ELEM_COLUMN && contains(elem->text, "multirange"))) return true;
  if (is_prop(elem, "include")) {
    const Elem *type = gen_find_prop(self, elem->parent, "type");
    if (type != NULL && str_eq(type->text, STR("SPGIST"))) return true;
  }
  return is_object_with(elem, "multirange_type_name") || is_object_with(elem, "\"BEGIN ATOMIC") ||
         is_object_with(elem, "as = \"RETURN ");
}

static bool is_row_trigger_of_parent(const Gen *self, const Elem *elem) {
  if (!pgen_in_group(elem, "trigger") || !contains(elem->text, "for = ROW")) return false;
  for (uint32_t i = 0; i < elem->ref_count; i++)
    if (gen_find_prop(self, elem->refs[i], "partition") != NULL) return true;
  return false;
}

/* Its condition is read before the column is there that the same ALTER TABLE adds. */
static bool is_conditional_exclusion(const Gen *self, const Elem *elem) {
  const Elem *own = is_prop(elem, "where") ? gen_get(self, elem->parent) : NULL;
  return own != NULL && own->kind == ELEM_CONSTRAINT;
}

static bool before13(const Gen *self, const Elem *elem) {
  if (is_conditional_exclusion(self, elem)) return true;
  if (before14(self, elem) || is_row_trigger_of_parent(self, elem)) return true;
  if (is_prop(elem, "storage_params") && contains(elem->text, "deduplicate_items")) return true;
  if (is_prop(elem, "default") && contains(elem->text, "gen_random_uuid")) return true;
  return elem->kind == ELEM_COLUMN &&
         (contains(elem->text, "xid8") || contains(elem->text, "pg_snapshot") || contains(elem->text, "regcollation"));
}

static bool before12(const Gen *self, const Elem *elem) {
  if (before13(self, elem) || is_prop(elem, "as") || is_object_with(elem, "deterministic")) return true;
  if (is_prop(elem, "include")) {
    const Elem *type = gen_find_prop(self, elem->parent, "type");
    if (type != NULL && str_eq(type->text, STR("GIST"))) return true;
  }
  return elem->kind == ELEM_COLUMN && contains(elem->text, "jsonpath");
}

/* A partitioned table has columns and checks alone. */
static bool is_rich_parent(const Gen *self, uint32_t table) {
  for (size_t i = 0; i < self->elems.len; i++) {
    const Elem *elem = &self->elems.items[i];
    bool key =
        elem->kind == ELEM_KEY || elem->kind == ELEM_INDEX || elem->kind == ELEM_CONSTRAINT || elem->kind == ELEM_FK;
    if (key && elem->parent == table) return true;
    const Elem *target = elem->kind == ELEM_FK ? gen_get(self, elem->refs[elem->ref_count - 1]) : NULL;
    if (target != NULL && target->parent == table) return true;
  }
  return false;
}

static bool is_default_partition(const Elem *elem) {
  return pgen_in_group(elem, "partition") && !contains(elem->text, "range {") && !contains(elem->text, "list {");
}

static bool is_array_of_domain(const Gen *self, const Elem *elem) {
  if (elem->kind != ELEM_COLUMN || elem->ref_count == 0 || !str_eq(elem->group, STR("array"))) return false;
  const Elem *type = gen_get(self, elem->refs[0]);
  return type != NULL && (pgen_in_group(type, "domain_int") || pgen_in_group(type, "domain_text"));
}

static bool before11(const Gen *self, const Elem *elem) {
  if (is_array_of_domain(self, elem)) return true;
  if (before12(self, elem) || is_prop(elem, "include") || pgen_in_group(elem, "procedure")) return true;
  if (is_prop(elem, "partition")) return contains(elem->text, "HASH") || is_rich_parent(self, elem->parent);
  return is_default_partition(elem);
}

/* DROP EXPRESSION came with 13. */
static bool may_become(const Gen *from, const Elem *a, const Gen *to, const Elem *b) {
  if (gen_find_prop(from, a->id, "as") != NULL && gen_find_prop(to, b->id, "as") == NULL) return false;
  return postgresql_all_profile.may_become(from, a, to, b);
}

typedef struct Release {
  const char *server;
  bool (*refuses)(const Gen *self, const Elem *elem);
  bool keeps_expressions;
} Release;

static const Release releases[] = {
    {"postgres10", before11, true},  {"postgres12", before13, true}, {"postgres13", before14, false},
    {"postgres14", before15, false}, {"postgres16", NULL, false},    {"postgres17", NULL, false},
    {"postgres18", NULL, false},
};

bool postgresql_release(const char *server, Profile *profile) {
  for (size_t i = 0; i < sizeof releases / sizeof *releases; i++) {
    if (strcmp(releases[i].server, server) != 0) continue;
    profile->refuses = releases[i].refuses;
    if (releases[i].keeps_expressions) profile->may_become = may_become;
    return true;
  }
  return false;
}
