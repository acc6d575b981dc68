/* ddl_read_like.c: LIKE in CREATE TABLE. */
#include "dialects/postgresql/ddl_read_parts.h"

enum {
  LIKE_COMMENTS = 1,
  LIKE_CONSTRAINTS = 4,
  LIKE_DEFAULTS = 8,
  LIKE_GENERATED = 16,
  LIKE_IDENTITY = 32,
  LIKE_INDEXES = 64
};

static bool copy_column(DdlRead *self, CatTable *table, const CatColumn *from, long options) {
  if (pgddl_column(table, from->item.name) != NULL)
    return pgddl_fail(self, "column \"%.*s\" specified more than once", STR_FMT(from->item.name));
  CatColumn *column = pgddl_new(self, ITEM_COLUMN, sizeof *column, from->item.name);
  column->table = table;
  column->type = from->type;
  column->collation = from->collation;
  column->not_null = from->not_null;
  column->local = true;
  if ((options & LIKE_COMMENTS) != 0) column->item.comment = from->item.comment;
  array_push(&table->columns, column);
  if (from->generated && (options & LIKE_GENERATED) != 0) {
    column->value = from->value;
    column->generated = true;
  } else if (!from->generated && (options & LIKE_DEFAULTS) != 0) {
    column->value = from->value;
    if (from->identity == '\0') column->sequence = from->sequence;
  }
  if (from->identity == '\0' || (options & LIKE_IDENTITY) == 0) return true;
  char when[] = {from->identity, '\0'};
  if (!pgddl_set_identity(self, column, str_from(when), NULL)) return false;
  column->sequence->start = from->sequence->start;
  column->sequence->increment = from->sequence->increment;
  return true;
}

static void copy_checks(DdlRead *self, CatTable *table, const CatTable *from, long options) {
  for (size_t i = 0; i < from->checks.len; i++) {
    CatCheck *check = pgddl_new(self, ITEM_CHECK, sizeof *check, from->checks.items[i]->item.name);
    check->table = table;
    check->expr = from->checks.items[i]->expr;
    if ((options & LIKE_COMMENTS) != 0) check->item.comment = from->checks.items[i]->item.comment;
    array_push(&table->checks, check);
  }
}

static CatPart own_part(const CatTable *table, CatPart part) {
  if (part.column != NULL) part.column = pgddl_column(table, part.column->item.name);
  return part;
}

bool pgddl_copy_indexes(DdlRead *self, CatTable *table, CatTable *from, bool comments) {
  for (size_t i = 0; i < from->indexes.len; i++) {
    const CatIndex *old = from->indexes.items[i];
    Str columns = old->primary ? (Str){0} : pgddl_index_columns(self, old);
    const char *label = old->primary                        ? "pkey"
                        : str_empty(old->constraint)        ? "idx"
                        : str_eq(old->constraint, STR("x")) ? "excl"
                                                            : "key";
    CatIndex *index = pgddl_new_index(self, table, pgddl_choose_name(self, table, columns, label));
    if (index == NULL) return false;
    Item item = index->item;
    *index = *old;
    index->item = item;
    index->table = table;
    index->parts.items = NULL;
    index->parts.len = index->parts.cap = 0;
    index->item.comment = comments ? old->item.comment : (Str){0};
    for (size_t k = 0; k < old->parts.len; k++) array_push(&index->parts, own_part(table, old->parts.items[k]));
  }
  return true;
}

bool pgddl_like(DdlRead *self, CatTable *table, const json_t *like, bool indexes) {
  CatTable *from = pgddl_table(self, tree_get(like, "relation"), false);
  long options = tree_int(like, "options");
  if (from == NULL) return false;
  if (indexes)
    return (options & LIKE_INDEXES) == 0 || pgddl_copy_indexes(self, table, from, (options & LIKE_COMMENTS) != 0);
  for (size_t i = 0; i < from->columns.len; i++)
    if (!copy_column(self, table, from->columns.items[i], options)) return false;
  if ((options & LIKE_CONSTRAINTS) != 0) copy_checks(self, table, from, options);
  return true;
}
