/* releases.c: what MySQL and older releases of MariaDB refuse of the schemas that are made for MariaDB 10.11. */
#include "tests/converge/releases.h"

#include "tests/converge/mariadb.h"

static bool contains(Str text, const char *part) {
  Str wanted = str_from(part);
  for (size_t i = 0; i + wanted.len <= text.len; i++)
    if (str_eq(str_sub(text, i, i + wanted.len), wanted)) return true;
  return false;
}

static bool is_prop(const Elem *elem, const char *name) {
  return elem->kind == ELEM_PROP && str_eq(elem->name, str_from(name));
}

static bool is_column_prop(const Gen *self, const Elem *elem, const char *name) {
  const Elem *own = is_prop(elem, name) ? gen_get(self, elem->parent) : NULL;
  return own != NULL && own->kind == ELEM_COLUMN;
}

/* ---- MySQL ---- */

/* Where a collation stands beside an expression depends on the version, which nothing tells while a schema is made. */
static bool collates_generated(const Gen *self, const Elem *elem) {
  bool said = is_column_prop(self, elem, "collate") || is_column_prop(self, elem, "charset");
  return said && gen_find_prop(self, elem->parent, "as") != NULL;
}

/* Long texts have expressions as their defaults, and no literals. */
static bool literal_of_long(const Gen *self, const Elem *elem) {
  const Elem *own = is_column_prop(self, elem, "default") ? gen_get(self, elem->parent) : NULL;
  return own != NULL && my_is_long(own) && !str_starts(elem->text, STR("sql(\"("));
}

/* A unique index of a whole long text. */
static bool whole_long_text(const Gen *self, const Elem *elem) {
  const Elem *index = elem->kind == ELEM_PART ? gen_get(self, elem->parent) : NULL;
  const Elem *column = index != NULL && elem->ref_count > 0 ? gen_get(self, elem->refs[0]) : NULL;
  if (column == NULL || !my_is_long(column) || gen_find_prop(self, index->id, "type") != NULL) return false;
  return gen_find_prop(self, elem->id, "prefix") == NULL;
}

/* The server makes a name of that of the table. */
static bool too_long_name(const Gen *self, const Elem *elem) {
  return elem->kind == ELEM_CHECK && elem->name.len == 0 && gen_get(self, elem->parent)->name.len > 50;
}

/* Other engines know neither descending indexes nor reference systems. */
static bool lacks_engine(const Gen *self, const Elem *elem) {
  const Elem *owner = is_prop(elem, "desc") || is_prop(elem, "srid") ? gen_get(self, elem->parent) : NULL;
  while (owner != NULL && owner->kind != ELEM_TABLE) owner = gen_get(self, owner->parent);
  return owner != NULL && gen_find_prop(self, owner->id, "engine") != NULL;
}

static bool mysql80(const Gen *self, const Elem *elem) {
  if (lacks_engine(self, elem)) return true;
  if (whole_long_text(self, elem) || too_long_name(self, elem)) return true;
  if (is_prop(elem, "system_versioned") || literal_of_long(self, elem)) return true;
  if (is_prop(elem, "default") && contains(elem->text, "uuid()")) return true;
  if (is_prop(elem, "as") && contains(elem->text, "PERSISTENT")) return true;
  if (!is_prop(elem, "collate") && !is_prop(elem, "charset")) return false;
  /* Texts in expressions become others when a table with UCS-2 is altered. */
  return contains(elem->text, "uca1400") || contains(elem->text, "ucs2");
}

/* No checks, no expressions as defaults, no invisible columns; its character set is called utf8. */
static bool mysql57(const Gen *self, const Elem *elem) {
  if (mysql80(self, elem) || elem->kind == ELEM_CHECK || collates_generated(self, elem)) return true;
  if (is_column_prop(self, elem, "default") && str_starts(elem->text, STR("sql(\"("))) return true;
  if (is_prop(elem, "invisible") || is_prop(elem, "srid") || is_prop(elem, "desc")) return true;
  if ((is_prop(elem, "charset") || is_prop(elem, "collate")) && contains(elem->text, "utf8mb3")) return true;
  return elem->kind == ELEM_OBJECT && contains(elem->text, "WITH q");
}

/* The server gives timestamps defaults, and does not take those that it gives. */
static void type57(Gen *self, Elem *column) {
  do {
    mariadb_profile.type(self, column);
  } while (str_starts(column->text, STR("timestamp")));
}

/* ---- MariaDB ---- */

/* Functions as defaults of UCS-2 columns become a text that the server cannot read itself. */
static bool old_mariadb(const Gen *self, const Elem *elem) {
  (void)self;
  return (is_prop(elem, "collate") || is_prop(elem, "charset")) &&
         (contains(elem->text, "uca1400") || contains(elem->text, "ucs2"));
}

/* Its views with common table expressions bring the server down. */
static bool mariadb103(const Gen *self, const Elem *elem) {
  return old_mariadb(self, elem) || whole_long_text(self, elem) || collates_generated(self, elem) ||
         (elem->kind == ELEM_OBJECT && contains(elem->text, "WITH q"));
}

/* Without types that came with 10.5, 10.7 and 10.10. */
static void old_type(Gen *self, Elem *column) {
  do {
    mariadb_profile.type(self, column);
  } while (str_eq(column->text, STR("uuid")) || str_starts(column->text, STR("inet")));
}

/* ---- releases ---- */

typedef struct Release {
  const char *server, *dialect;
  bool (*refuses)(const Gen *self, const Elem *elem);
  void (*type)(Gen *self, Elem *column); /* NULL: as MariaDB */
} Release;

static const Release releases[] = {
    {"mysql57", "mysql", mysql57, type57},
    {"mysql80", "mysql", mysql80, NULL},
    {"mysql97", "mysql", mysql80, NULL},
    {"mariadb103", "mariadb", mariadb103, old_type},
    {"mariadb105", "mariadb", old_mariadb, old_type},
    {"mariadb106", "mariadb", old_mariadb, old_type},
    {"mariadb118", "mariadb", NULL, NULL},
};

bool release_profile(const char *server, Profile *profile) {
  for (size_t i = 0; i < sizeof releases / sizeof *releases; i++) {
    const Release *release = &releases[i];
    if (strcmp(release->server, server) != 0) continue;
    profile->dialect = str_from(release->dialect);
    profile->refuses = release->refuses;
    if (release->type != NULL) profile->type = release->type;
    return true;
  }
  return false;
}
