/* rules.c: cardinality and the like, from the columns of keys. */
#include "erd/graph.h"

static bool key_has(const ForeignKey *key, const Column *column) {
  for (size_t i = 0; i < key->columns.len; i++)
    if (key->columns.items[i] == column) return true;
  return false;
}

/* Is the index unique over whole rows, and are all its parts known columns? */
static bool is_unique(const Index *index) {
  if (!index->unique || index->partial || index->where.present || index->parts.len == 0) return false;
  for (size_t i = 0; i < index->parts.len; i++)
    if (index->parts.items[i].column == NULL) return false;
  return true;
}

static bool covers(const ForeignKey *key, const Index *index) {
  if (index == NULL || !is_unique(index)) return false;
  for (size_t i = 0; i < index->parts.len; i++)
    if (!key_has(key, index->parts.items[i].column)) return false;
  return true;
}

bool erd_from_one(const ForeignKey *key) {
  const Table *table = key->table;
  if (covers(key, table->primary_key)) return true;
  for (size_t i = 0; i < table->indexes.len; i++)
    if (covers(key, table->indexes.items[i])) return true;
  return false;
}

static bool names_hold(const ForeignKey *key, const Index *index) {
  if (index == NULL || !is_unique(index)) return false;
  for (size_t i = 0; i < index->parts.len; i++) {
    bool found = false;
    for (size_t k = 0; k < key->ref_columns.len; k++)
      found = found || str_eq(key->ref_columns.items[k], index->parts.items[i].column_name);
    if (!found) return false;
  }
  return true;
}

bool erd_to_one(const ForeignKey *key) {
  const Table *table = key->ref;
  if (table == NULL) return true;
  if (names_hold(key, table->primary_key)) return true;
  for (size_t i = 0; i < table->indexes.len; i++)
    if (names_hold(key, table->indexes.items[i])) return true;
  return false;
}

unsigned erd_key_place(const Column *column) {
  const Index *key = column->table != NULL ? column->table->primary_key : NULL;
  for (size_t i = 0; key != NULL && i < key->parts.len; i++)
    if (key->parts.items[i].column == column) return (unsigned)i + 1;
  return 0;
}

bool erd_is_identifying(const ForeignKey *key) {
  for (size_t i = 0; i < key->columns.len; i++)
    if (erd_key_place(key->columns.items[i]) == 0) return false;
  return key->columns.len > 0 && !key->partial;
}

bool erd_to_optional(const ForeignKey *key) {
  for (size_t i = 0; i < key->columns.len; i++)
    if (key->columns.items[i]->null) return true;
  return false;
}

/* The primary key is the columns of two foreign keys, and besides there are times at most. */
bool erd_is_join(const Table *table) {
  const Index *primary = table->primary_key;
  if (primary == NULL || !is_unique(primary) || table->foreign_keys.len != 2) return false;
  const ForeignKey *a = table->foreign_keys.items[0], *b = table->foreign_keys.items[1];
  if (a->columns.len == 0 || b->columns.len == 0 || a->partial || b->partial) return false;
  for (size_t i = 0; i < table->columns.len; i++) {
    const Column *column = table->columns.items[i];
    bool key = key_has(a, column) || key_has(b, column), part = erd_key_place(column) > 0;
    if (key != part) return false;
    if (!part && !str_ends(column->type.category, STR("time"))) return false;
  }
  return true;
}
