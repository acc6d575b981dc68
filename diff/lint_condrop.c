/* lint_condrop.c: constraints that are dropped: from then on the database lets pass what they kept out. */
#include "diff/lint_internal.h"

static bool drops_column(const Change *modify, const Column *column) {
  return column != NULL && change_find(modify, DROP_COLUMN, column, NULL) != NULL;
}

static void drop_foreign_key(LintRun *self, const Change *modify, const Change *member) {
  const ForeignKey *key = member->from.foreign_key;
  if ((lint_key_span(self, lint_table(modify), key->name) & SPAN_ADDED) != 0) return;
  for (size_t i = 0; i < key->columns.len; i++)
    if (drops_column(modify, key->columns.items[i])) return;
  lint_report(self, "CD101", member,
              arena_printf(self->arena, "Dropping foreign-key constraint \"%.*s\"", STR_FMT(key->name)), (Str){0});
}

/* A check of a column that is dropped goes with it. */
static void drop_check(LintRun *self, const Change *modify, const Change *member) {
  const Check *check = member->from.check;
  for (size_t i = 0; i < modify->members.len; i++)
    if (modify->members.items[i]->kind == DROP_COLUMN &&
        sql_mentions(model_text(check->expr), modify->members.items[i]->from.column->name))
      return;
  lint_report(self, "CD102", member,
              arena_printf(self->arena, "Dropping check constraint \"%.*s\"", STR_FMT(check->name)), (Str){0});
}

static void drop_primary_key(LintRun *self, const Change *modify, const Change *member) {
  const Index *key = member->from.index;
  for (size_t i = 0; i < key->parts.len; i++)
    if (drops_column(modify, key->parts.items[i].column)) return;
  if (change_find(modify, ADD_PRIMARY_KEY, NULL, NULL) != NULL) return;
  lint_report(
      self, "CD103", member,
      arena_printf(self->arena, "Dropping primary key constraint of table \"%.*s\"", STR_FMT(lint_table(modify)->name)),
      (Str){0});
}

void lint_condrop(LintRun *self, const Change *change) {
  if (change->kind != MODIFY_TABLE) return;
  bool added = (lint_table_span(self, lint_table(change)) & SPAN_ADDED) != 0;
  for (size_t i = 0; i < change->members.len; i++) {
    const Change *member = change->members.items[i];
    if (member->kind == DROP_FOREIGN_KEY) drop_foreign_key(self, change, member);
    if (member->kind == DROP_CHECK && !added) drop_check(self, change, member);
    if (member->kind == DROP_PRIMARY_KEY && !added) drop_primary_key(self, change, member);
  }
}
