/* stand.c: foreign keys that no database takes: schemas as they are written may have them.
 *
 *     int column -> text column        a column without a key of its own
 */
#include "diff/diff_internal.h"

static bool is_number(uint8_t family) {
  return family == TYPE_INTEGER || family == TYPE_SERIAL || family == TYPE_FLOAT || family == TYPE_DECIMAL;
}

static bool types_fit(const Planner *planner, const Column *child, const Column *parent) {
  DbType a, b;
  Arena *arena = planner->arena;
  if (!child->type.known || !parent->type.known) return true;
  planner->driver->type(arena, child, &a);
  planner->driver->type(arena, parent, &b);
  if (planner->driver->indexes_apart) return a.family == b.family || (is_number(a.family) && is_number(b.family));
  if (a.family == TYPE_INTEGER && b.family == TYPE_INTEGER)
    return a.is_unsigned == b.is_unsigned && str_eq(a.word, b.word);
  return a.family == b.family;
}

bool diff_begins_with_target(const Index *index, const ForeignKey *key) {
  if (index->parts.len < key->ref_columns.len) return false;
  for (size_t i = 0; i < key->ref_columns.len; i++)
    if (!str_eq(index->parts.items[i].column_name, key->ref_columns.items[i]) || index->parts.items[i].attrs.len > 0)
      return false;
  return true;
}

static bool has_part(const Index *index, Str column) {
  for (size_t i = 0; i < index->parts.len; i++)
    if (str_eq(index->parts.items[i].column_name, column)) return true;
  return false;
}

/* Where indexes are apart, a key leads to a unique index of exactly its columns. */
static bool is_target(const Planner *planner, const Index *index, const ForeignKey *key, bool primary) {
  if (!planner->driver->indexes_apart) return diff_begins_with_target(index, key);
  if ((!primary && !index->unique) || index->parts.len != key->ref_columns.len) return false;
  for (size_t i = 0; i < key->ref_columns.len; i++)
    if (!has_part(index, key->ref_columns.items[i])) return false;
  return true;
}

bool diff_key_stands(const Planner *planner, const ForeignKey *key) {
  const Table *parent = key->ref;
  if (parent == NULL || key->partial) return true;
  if (key->columns.len != key->ref_columns.len) return false;
  for (size_t i = 0; i < key->columns.len; i++) {
    const Column *target = table_column(parent, key->ref_columns.items[i]);
    if (target != NULL && !types_fit(planner, key->columns.items[i], target)) return false;
  }
  if (parent->primary_key != NULL && is_target(planner, parent->primary_key, key, true)) return true;
  for (size_t i = 0; i < parent->indexes.len; i++)
    if (is_target(planner, parent->indexes.items[i], key, false)) return true;
  return false;
}
