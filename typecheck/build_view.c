/* build_view.c: what the query of a view reads, from the names in its SQL:
 *
 *     SELECT u.id FROM users u JOIN app.posts p ...    ->  tables users and app.posts
 */
#include "sql/sql.h"
#include "typecheck/build_parts.h"

/* The schema that a name means: the one in front of it, else that of the view. */
static const Schema *schema_of(const Realm *realm, const Object *view, Str name) {
  return str_empty(name) ? view->schema : realm_schema(realm, name);
}

static void add_table(Object *view, const Table *table) {
  for (size_t i = 0; i < view->depends_on_tables.len; i++)
    if (view->depends_on_tables.items[i] == table) return;
  array_push(&view->depends_on_tables, table);
}

static void add_object(Object *view, const Object *object) {
  for (size_t i = 0; i < view->depends_on.len; i++)
    if (view->depends_on.items[i] == object) return;
  if (object != view) array_push(&view->depends_on, object);
}

static bool is_view(const Object *object) { return object->role == OBJECT_VIEW || object->role == OBJECT_MATERIALIZED; }

/* Names that lead nowhere mean something that the files do not describe: nothing is added for them. */
static void add_name(const Realm *realm, Object *view, const SqlUse *use) {
  const Schema *schema = schema_of(realm, view, use->schema);
  if (use->kind != SQL_NAME_TABLE || schema == NULL) return;
  const Table *table = schema_table(schema, use->table);
  if (table != NULL) {
    add_table(view, table);
    return;
  }
  for (size_t i = 0; i < schema->objects.len; i++)
    if (is_view(schema->objects.items[i]) && str_eq(schema->objects.items[i]->name, use->table))
      add_object(view, schema->objects.items[i]);
}

void build_view_names(const BuildBlock *b, Object *view) {
  const SqlFlavor *flavor = b->build->dialect->sql;
  if (flavor == NULL || !is_view(view) || !view->definition.known) return;
  SqlPiece piece = {.text = view->definition.text, .shape = SQL_QUERY};
  SqlNames names = {0};
  sql_names(flavor, &b->build->scratch, &piece, &names);
  for (size_t i = 0; i < names.uses.len; i++) add_name(b->build->realm, view, &names.uses.items[i]);
  sql_names_free(&names);
}
