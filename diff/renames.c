/* renames.c: what was dropped and added may be one object under a new name. Only an answer makes it a rename: given by
 * the caller, or written in the schema as the former name of the new object. Otherwise the pair becomes a question. */
#include "base/map.h"
#include "diff/diff_internal.h"

const void *diff_renamed(const Diff *self, const void *old) {
  for (size_t i = 0; i < self->renames.len; i++)
    if (self->renames.items[i].old.any == old) return self->renames.items[i].added.any;
  return NULL;
}

bool diff_is_rename_target(const Diff *self, const void *added) {
  for (size_t i = 0; i < self->renames.len; i++)
    if (self->renames.items[i].added.any == added) return true;
  return false;
}

/* 1: it is a rename, 0: it is not, -1: not answered. */
static int answer(const Diff *self, const DiffRename *pair) {
  for (size_t i = 0; i < self->options.answer_count; i++) {
    const DiffRename *given = &self->options.answers[i];
    bool same = given->kind == pair->kind && str_eq(given->from, pair->from) && str_eq(given->to, pair->to);
    bool place = (given->schema.len == 0 || str_eq(given->schema, pair->schema)) && str_eq(given->table, pair->table);
    if (same && place) return given->yes;
  }
  return -1;
}

const Index *diff_renamed_index(const Diff *self, const Table *to, const Index *old) {
  for (size_t i = 0; i < to->indexes.len; i++) {
    const Index *index = to->indexes.items[i];
    DiffRename pair = {.kind = RENAMES_INDEX, .schema = table_schema_name(to), .table = to->name};
    pair.from = old->name;
    pair.to = index->name;
    if (attrs_rename(&index->attrs, old->name) || answer(self, &pair) == 1) return index;
  }
  return NULL;
}

void diff_ask_index(Diff *self, const Table *to, const Index *old, const Index *added) {
  DiffRename pair = {.kind = RENAMES_INDEX, .schema = table_schema_name(to), .table = to->name};
  pair.from = old->name;
  pair.to = added->name;
  pair.old = side_of(old);
  pair.added = side_of(added);
  if (answer(self, &pair) == -1) array_push_in(&self->arena, &self->questions, pair);
}

/* ---- columns ---- */

static bool same_type(Comparison *cmp, const Column *a, const Column *b) {
  DbType from, to;
  if (!a->type.known || !b->type.known) return false;
  cmp->driver->type(cmp->arena, a, &from);
  cmp->driver->type(cmp->arena, b, &to);
  return from.family == to.family && from.object == to.object && str_eq(from.text, to.text);
}

static DiffRename column_pair(const Table *table, const Column *old, const Column *added) {
  return (DiffRename){.kind = RENAMES_COLUMN,
                      .schema = table_schema_name(table),
                      .table = table->name,
                      .from = old->name,
                      .to = added->name,
                      .old = side_of(old),
                      .added = side_of(added)};
}

typedef struct ColumnLists {
  ARRAY(const Column *) dropped, added;
} ColumnLists;

static bool former_name_is(const Diff *self, const Column *added, const Column *old) {
  return attrs_rename(&added->attrs, old->name) ||
         (self->driver->columns_fold && str_eq_nocase(added->name, old->name));
}

/* Takes the pairs that are answered; false leaves the two for a question. */
static bool settle(Diff *self, const Table *table, const Column *old, const Column *added) {
  DiffRename pair = column_pair(table, old, added);
  bool yes = answer(self, &pair) == 1 || former_name_is(self, added, old);
  if (!yes || diff_renamed(self, old) != NULL || diff_is_rename_target(self, added)) return false;
  array_push_in(&self->arena, &self->renames, pair);
  return true;
}

/* The added column of the same type that stands closest to where `old` stood. */
static const Column *closest(Diff *self, Comparison *cmp, const ColumnLists *lists, const Table *table,
                             const Column *old, const DiffRenames *asked) {
  const Column *best = NULL;
  uint32_t distance = UINT32_MAX;
  for (size_t i = 0; i < lists->added.len; i++) {
    const Column *added = lists->added.items[i];
    DiffRename pair = column_pair(table, old, added);
    bool taken = diff_is_rename_target(self, added) || answer(self, &pair) == 0;
    for (size_t k = 0; k < asked->len; k++) taken = taken || asked->items[k].added.any == added;
    uint32_t away = added->index > old->index ? added->index - old->index : old->index - added->index;
    if (taken || away >= distance || !same_type(cmp, old, added)) continue;
    distance = away;
    best = added;
  }
  return best;
}

void diff_find_column_renames(Diff *self, Comparison *cmp, const Table *from, const Table *to) {
  ColumnLists lists = {0};
  for (size_t i = 0; i < from->columns.len; i++)
    if (table_column(to, from->columns.items[i]->name) == NULL)
      array_push_in(&self->arena, &lists.dropped, from->columns.items[i]);
  if (lists.dropped.len == 0) return;
  for (size_t i = 0; i < to->columns.len; i++)
    if (table_column(from, to->columns.items[i]->name) == NULL)
      array_push_in(&self->arena, &lists.added, to->columns.items[i]);
  for (size_t i = 0; i < lists.dropped.len; i++)
    for (size_t k = 0; k < lists.added.len; k++) settle(self, to, lists.dropped.items[i], lists.added.items[k]);
  DiffRenames asked = {0};
  for (size_t i = 0; i < lists.dropped.len; i++) {
    const Column *old = lists.dropped.items[i];
    if (diff_renamed(self, old) != NULL) continue;
    const Column *added = closest(self, cmp, &lists, to, old, &asked);
    if (added == NULL) continue;
    DiffRename pair = column_pair(to, old, added);
    array_push_in(&self->arena, &asked, pair);
    array_push_in(&self->arena, &self->questions, pair);
  }
}

/* ---- tables ---- */

/* Do most columns of the two agree in name and type? */
static bool mostly_agree(Comparison *cmp, const Table *from, const Table *to) {
  size_t same = 0;
  size_t larger = from->columns.len > to->columns.len ? from->columns.len : to->columns.len;
  for (size_t i = 0; i < from->columns.len; i++) {
    const Column *column = table_column(to, from->columns.items[i]->name);
    if (column != NULL && same_type(cmp, from->columns.items[i], column)) same++;
  }
  return larger > 0 && same * 4 >= larger * 3;
}

static DiffRename table_pair(const Table *old, const Table *added) {
  return (DiffRename){.kind = RENAMES_TABLE,
                      .schema = table_schema_name(added),
                      .from = old->name,
                      .to = added->name,
                      .old = side_of(old),
                      .added = side_of(added)};
}

typedef ARRAY(const Table *) TableList;

static void match_table(Diff *self, Comparison *cmp, const Table *old, const TableList *added, DiffRenames *asked) {
  for (size_t i = 0; i < added->len; i++) {
    const Table *table = added->items[i];
    DiffRename pair = table_pair(old, table);
    int given = attrs_rename(&table->attrs, old->name) ? 1 : answer(self, &pair);
    if (given == 0 || diff_is_rename_target(self, table)) continue;
    if (given == 1) {
      array_push_in(&self->arena, &self->renames, pair);
      return;
    }
    bool taken = false;
    for (size_t k = 0; k < asked->len; k++) taken = taken || asked->items[k].added.any == table;
    if (taken || !mostly_agree(cmp, old, table)) continue;
    array_push_in(&self->arena, asked, pair);
    array_push_in(&self->arena, &self->questions, pair);
    return;
  }
}

static void index_names(Map *map, const Schema *schema) {
  for (size_t i = 0; i < schema->tables.len; i++) map_set(map, schema->tables.items[i]->name, schema->tables.items[i]);
}

void diff_find_table_renames(Diff *self, Comparison *cmp, const Schema *from, const Schema *to) {
  TableList dropped = {0}, added = {0};
  Map old = {0}, now = {0};
  index_names(&old, from);
  index_names(&now, to);
  for (size_t i = 0; i < from->tables.len; i++)
    if (map_get(&now, from->tables.items[i]->name) == NULL)
      array_push_in(&self->arena, &dropped, from->tables.items[i]);
  for (size_t i = 0; i < to->tables.len && dropped.len > 0; i++)
    if (map_get(&old, to->tables.items[i]->name) == NULL) array_push_in(&self->arena, &added, to->tables.items[i]);
  DiffRenames asked = {0};
  for (size_t i = 0; i < dropped.len; i++) match_table(self, cmp, dropped.items[i], &added, &asked);
  map_free(&old);
  map_free(&now);
}
