/* compare_table.c: what differs between two states of a table: attributes and checks, columns, primary key, indexes,
 * foreign keys, in this order. */
#include "diff/diff_internal.h"

typedef struct Pair {
  Diff *diff;
  Comparison *cmp;
  const Table *from, *to;
  Change *modify;
} Pair;

static Change *push(const Pair *self, ChangeKind kind, const void *from, const void *to) {
  return change_member(self->cmp->arena, self->modify, kind, side_of(from), side_of(to));
}

/* ---- checks ---- */

static bool same_check(const Pair *self, const Check *a, const Check *b) {
  if (!self->cmp->driver->check(a, b)) return false;
  if (model_is_unknown(a->expr) || model_is_unknown(b->expr)) return true;
  return compare_expr(self->cmp, model_text(a->expr), model_text(b->expr));
}

/* The check of `list` that is `check`: by name when both have one, by what it says otherwise. */
static const Check *find_check(const Pair *self, const Table *table, const Check *check) {
  for (size_t i = 0; i < table->checks.len; i++) {
    const Check *other = table->checks.items[i];
    bool named = check->name.len > 0 && other->name.len > 0;
    if (named ? str_eq(check->name, other->name) : same_check(self, check, other)) return other;
  }
  return NULL;
}

static void compare_checks(const Pair *self) {
  for (size_t i = 0; i < self->from->checks.len; i++) {
    const Check *check = self->from->checks.items[i], *other = find_check(self, self->to, check);
    if (other == NULL)
      push(self, DROP_CHECK, check, NULL);
    else if (!same_check(self, check, other))
      push(self, MODIFY_CHECK, check, other);
  }
  for (size_t i = 0; i < self->to->checks.len; i++)
    if (find_check(self, self->from, self->to->checks.items[i]) == NULL)
      push(self, ADD_CHECK, NULL, self->to->checks.items[i]);
}

/* ---- columns ---- */

static void compare_columns(const Pair *self) {
  for (size_t i = 0; i < self->from->columns.len; i++) {
    const Column *column = self->from->columns.items[i];
    const Column *renamed = diff_renamed(self->diff, column), *same = table_column(self->to, column->name);
    if (renamed != NULL) push(self, RENAME_COLUMN, column, renamed);
    if (renamed != NULL) same = renamed;
    if (same == NULL) {
      push(self, DROP_COLUMN, column, NULL);
      continue;
    }
    unplanned_column(self->cmp, column, same);
    unsigned bits = self->cmp->driver->column(self->cmp, column, same);
    if (bits != 0) push(self, MODIFY_COLUMN, column, same)->bits = (uint16_t)bits;
  }
  for (size_t i = 0; i < self->to->columns.len; i++) {
    const Column *column = self->to->columns.items[i];
    if (table_column(self->from, column->name) == NULL && !diff_is_rename_target(self->diff, column))
      push(self, ADD_COLUMN, NULL, column);
  }
}

/* ---- indexes ---- */

static unsigned index_bits(const Pair *self, const Index *from, const Index *to) {
  unsigned bits = compare_comment(from->comment, to->comment);
  if (from->partial || to->partial) return bits;
  if (from->unique != to->unique) bits |= CHANGED_UNIQUE;
  if (from->kind != to->kind || self->cmp->driver->index(self->cmp, from, to)) bits |= CHANGED_ATTR;
  if (!compare_parts(self->cmp, from, to)) bits |= CHANGED_PARTS;
  return bits;
}

static void compare_primary_key(const Pair *self) {
  const Index *from = self->from->primary_key, *to = self->to->primary_key;
  if (from == NULL && to == NULL) return;
  if (from == NULL)
    push(self, ADD_PRIMARY_KEY, NULL, to);
  else if (to == NULL)
    push(self, DROP_PRIMARY_KEY, from, NULL);
  else {
    unsigned bits = index_bits(self, from, to) & ~(unsigned)CHANGED_UNIQUE;
    if (bits != 0) push(self, MODIFY_PRIMARY_KEY, from, to)->bits = (uint16_t)bits;
  }
}

static Str index_key(const Pair *self, const Table *table, const Index *index) {
  const Driver *driver = self->cmp->driver;
  return driver->index_key != NULL ? driver->index_key(self->cmp->arena, table, index) : index->name;
}

static const Index *index_named(const Pair *self, const Table *table, Str key) {
  for (size_t i = 0; i < table->indexes.len; i++)
    if (str_eq(index_key(self, table, table->indexes.items[i]), key)) return table->indexes.items[i];
  return NULL;
}

/* Were both named by the database, so that the names do not count? */
static bool same_but_name(const Pair *self, const Index *index, const Index *other) {
  const Driver *driver = self->cmp->driver;
  assert(index != NULL && other != NULL);
  if (other->unique != index->unique || !compare_parts(self->cmp, index, other)) return false;
  if (other->name.len == 0) return driver->generated_name != NULL && driver->generated_name(self->from, index);
  return driver->same_purpose != NULL && index_named(self, self->from, index_key(self, self->to, other)) == NULL &&
         driver->same_purpose(self->cmp, index, other);
}

/* An index that the database named is the same as one of that shape without a name, or with another name of its making.
 */
static const Index *unnamed_twin(const Pair *self, const Index *index) {
  const Driver *driver = self->cmp->driver;
  if (driver->generated_name == NULL && driver->same_purpose == NULL) return NULL;
  for (size_t i = 0; i < self->to->indexes.len; i++)
    if (same_but_name(self, index, self->to->indexes.items[i])) return self->to->indexes.items[i];
  return NULL;
}

static bool is_matched(const Index *const *matched, size_t count, const Index *index) {
  for (size_t i = 0; i < count; i++)
    if (matched[i] == index) return true;
  return false;
}

static bool keeps_index(const Pair *self, const Index *index) {
  const Driver *driver = self->cmp->driver;
  return driver->keeps_index != NULL && driver->keeps_index(self->cmp, self->to, index);
}

/* Indexes that go and that come and differ in their names only may be the same. */
static void ask_about_indexes(const Pair *self) {
  const Changes *members = &self->modify->members;
  for (size_t i = 0; i < members->len; i++) {
    if (members->items[i]->kind != DROP_INDEX) continue;
    const Index *old = members->items[i]->from.index;
    for (size_t k = 0; k < members->len; k++) {
      if (members->items[k]->kind != ADD_INDEX) continue;
      const Index *added = members->items[k]->to.index;
      if ((index_bits(self, old, added) & ~(unsigned)CHANGED_COMMENT) != 0) continue;
      diff_ask_index(self->diff, self->to, old, added);
      break;
    }
  }
}

static void compare_indexes(const Pair *self) {
  size_t count = 0;
  const Index **matched = arena_array(self->cmp->arena, const Index *, self->from->indexes.len + 1);
  for (size_t i = 0; i < self->from->indexes.len; i++) {
    const Index *index = self->from->indexes.items[i],
                *same = index_named(self, self->to, index_key(self, self->from, index));
    if (same == NULL) {
      const Index *renamed = diff_renamed_index(self->diff, self->to, index);
      const Index *twin = renamed != NULL ? renamed : unnamed_twin(self, index);
      if (twin != NULL) matched[count++] = twin;
      if (renamed != NULL) push(self, RENAME_INDEX, index, renamed);
      if (twin == NULL && !keeps_index(self, index)) push(self, DROP_INDEX, index, NULL);
      continue;
    }
    unsigned bits = index_bits(self, index, same);
    if (bits != 0) push(self, MODIFY_INDEX, index, same)->bits = (uint16_t)bits;
  }
  for (size_t i = 0; i < self->to->indexes.len; i++) {
    const Index *index = self->to->indexes.items[i];
    if (index_named(self, self->from, index_key(self, self->to, index)) == NULL && !is_matched(matched, count, index))
      push(self, ADD_INDEX, NULL, index);
  }
  ask_about_indexes(self);
}

/* ---- foreign keys ---- */

static Str new_column_name(const Pair *self, const Column *column) {
  const Column *renamed = diff_renamed(self->diff, column);
  return renamed != NULL ? renamed->name : column->name;
}

static bool leads_elsewhere(const Pair *self, const ForeignKey *from, const ForeignKey *to) {
  const Table *renamed = from->ref != NULL ? diff_renamed(self->diff, from->ref) : NULL;
  Str name = renamed != NULL ? renamed->name : from->ref_table;
  Str other = to->ref_table;
  if (self->cmp->driver->table_key != NULL) {
    name = self->cmp->driver->table_key(self->cmp, name);
    other = self->cmp->driver->table_key(self->cmp, other);
  }
  if (!str_eq(name, other)) return true;
  Str a = foreign_key_schema(from), b = foreign_key_schema(to);
  return self->cmp->driver->has_schemas && a.len > 0 && b.len > 0 && !str_eq(a, b);
}

static bool ref_columns_differ(const Pair *self, const ForeignKey *from, const ForeignKey *to) {
  if (from->ref_columns.len != to->ref_columns.len) return true;
  for (size_t i = 0; i < from->ref_columns.len; i++) {
    Str name = from->ref_columns.items[i];
    const Column *column = from->ref != NULL ? table_column(from->ref, name) : NULL;
    if (column != NULL) name = new_column_name(self, column);
    if (!str_eq(name, to->ref_columns.items[i])) return true;
  }
  return false;
}

static bool columns_differ(const Pair *self, const ForeignKey *from, const ForeignKey *to) {
  if (from->columns.len != to->columns.len) return true;
  for (size_t i = 0; i < from->columns.len; i++)
    if (!str_eq(new_column_name(self, from->columns.items[i]), to->columns.items[i]->name)) return true;
  return false;
}

static unsigned foreign_key_bits(const Pair *self, const ForeignKey *from, const ForeignKey *to) {
  unsigned bits = 0;
  if (from->partial || to->partial) return 0;
  if (leads_elsewhere(self, from, to)) bits |= CHANGED_REF_TABLE | CHANGED_REF_COLUMN;
  if (ref_columns_differ(self, from, to)) bits |= CHANGED_REF_COLUMN;
  if (columns_differ(self, from, to)) bits |= CHANGED_COLUMN;
  if (!self->cmp->driver->same_action(from->on_update, to->on_update)) bits |= CHANGED_UPDATE_ACTION;
  if (!self->cmp->driver->same_action(from->on_delete, to->on_delete)) bits |= CHANGED_DELETE_ACTION;
  if (self->cmp->driver->foreign_key != NULL) bits |= self->cmp->driver->foreign_key(from, to);
  return bits;
}

static const ForeignKey *counterpart(const Pair *self, const Table *table, const ForeignKey *key) {
  if (self->cmp->driver->find_key != NULL) return self->cmp->driver->find_key(table, key);
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    if (str_eq(table->foreign_keys.items[i]->name, key->name)) return table->foreign_keys.items[i];
  return NULL;
}

static bool is_added(const Pair *self, const ForeignKey *key) {
  for (size_t i = 0; i < self->from->foreign_keys.len; i++)
    if (counterpart(self, self->to, self->from->foreign_keys.items[i]) == key) return false;
  return true;
}

static void compare_foreign_keys(const Pair *self) {
  for (size_t i = 0; i < self->from->foreign_keys.len; i++) {
    const ForeignKey *key = self->from->foreign_keys.items[i], *same = counterpart(self, self->to, key);
    if (same == NULL) {
      push(self, DROP_FOREIGN_KEY, key, NULL);
      continue;
    }
    unsigned bits = foreign_key_bits(self, key, same);
    if (bits != 0) push(self, MODIFY_FOREIGN_KEY, key, same)->bits = (uint16_t)bits;
  }
  for (size_t i = 0; i < self->to->foreign_keys.len; i++)
    if (is_added(self, self->to->foreign_keys.items[i]))
      push(self, ADD_FOREIGN_KEY, NULL, self->to->foreign_keys.items[i]);
}

/* ---- blocks of the dialect ---- */

static const Object *find_child(const Table *table, const Object *child) {
  for (size_t i = 0; i < table->children.len; i++)
    if (str_eq(table->children.items[i]->kind, child->kind) && str_eq(table->children.items[i]->name, child->name))
      return table->children.items[i];
  return NULL;
}

static void compare_children(const Pair *self) {
  const Driver *driver = self->cmp->driver;
  if (driver->child == NULL) return;
  for (size_t i = 0; i < self->from->children.len; i++) {
    const Object *child = self->from->children.items[i];
    driver->child(self->cmp, child, find_child(self->to, child), self->modify);
  }
  for (size_t i = 0; i < self->to->children.len; i++)
    if (find_child(self->from, self->to->children.items[i]) == NULL)
      driver->child(self->cmp, NULL, self->to->children.items[i], self->modify);
}

/* ---- policies ---- */

void diff_apply_policies(const Diff *self, Changes *members) {
  size_t kept = 0;
  for (size_t i = 0; i < members->len; i++) {
    Change *member = members->items[i];
    if (diff_is_skipped(self, (ChangeKind)member->kind)) continue;
    bool concurrent = (member->kind == ADD_INDEX && self->options.concurrent_create) ||
                      (member->kind == DROP_INDEX && self->options.concurrent_drop);
    if (concurrent) member->clauses |= CLAUSE_CONCURRENTLY;
    members->items[kept++] = member;
  }
  members->len = kept;
}

void diff_table(Diff *self, Comparison *cmp, const Table *from, const Table *to, Change *modify) {
  Pair pair = {self, cmp, from, to, modify};
  cmp->from_table = from;
  cmp->to_table = to;
  unplanned_table(cmp, from, to);
  cmp->driver->table(cmp, from, to, modify);
  compare_checks(&pair);
  compare_columns(&pair);
  compare_primary_key(&pair);
  compare_indexes(&pair);
  compare_foreign_keys(&pair);
  compare_children(&pair);
  diff_apply_policies(self, &modify->members);
}
