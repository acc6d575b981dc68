/* lint_span.c: what a file as a whole does with its objects: a table that it creates has no rows to lose.
 *
 *     CREATE TABLE t; DROP TABLE t;    temporary
 *     DROP TABLE t; CREATE TABLE t;    added */
#include "diff/lint_internal.h"

static const unsigned char marks[SPAN_TEMPORARY + 1]; /* their addresses stand for spans */

static unsigned span_of_key(LintRun *self, Str key) {
  const unsigned char *mark = map_get(&self->spans, key);
  return mark != NULL ? (unsigned)(mark - marks) : 0;
}

static void set_span(LintRun *self, Str key, unsigned span) {
  void **slot = map_slot(&self->spans, key);
  union {
    const unsigned char *mark;
    void *value;
  } value = {.mark = &marks[span]};
  *slot = value.value;
}

static void mark_added(LintRun *self, Str key) { set_span(self, key, SPAN_ADDED); }
static void mark_dropped(LintRun *self, Str key) { set_span(self, key, span_of_key(self, key) | SPAN_DROPPED); }

/* ---- keys ---- */

static Str schema_key(LintRun *self, Str name) { return arena_printf(self->arena, "s:%.*s", STR_FMT(name)); }

static Str table_key(LintRun *self, const Table *table) {
  Str schema = table_schema_name(table);
  return arena_printf(self->arena, "t:%.*s/%.*s", STR_FMT(schema), STR_FMT(table->name));
}

static Str member_key(LintRun *self, char kind, const Table *table, Str name) {
  Str schema = table_schema_name(table);
  return arena_printf(self->arena, "%c:%.*s/%.*s/%.*s", kind, STR_FMT(schema), STR_FMT(table->name), STR_FMT(name));
}

unsigned lint_schema_span(LintRun *self, Str name) { return span_of_key(self, schema_key(self, name)); }
unsigned lint_table_span(LintRun *self, const Table *table) { return span_of_key(self, table_key(self, table)); }

unsigned lint_column_span(LintRun *self, const Table *table, Str name) {
  return span_of_key(self, member_key(self, 'c', table, name));
}

unsigned lint_index_span(LintRun *self, const Table *table, Str name) {
  return span_of_key(self, member_key(self, 'i', table, name));
}

unsigned lint_key_span(LintRun *self, const Table *table, Str name) {
  return span_of_key(self, member_key(self, 'f', table, name));
}

/* ---- changes ---- */

static void add_table(LintRun *self, const Table *table) {
  mark_added(self, table_key(self, table));
  for (size_t i = 0; i < table->columns.len; i++)
    mark_added(self, member_key(self, 'c', table, table->columns.items[i]->name));
  for (size_t i = 0; i < table->indexes.len; i++)
    mark_added(self, member_key(self, 'i', table, table->indexes.items[i]->name));
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    mark_added(self, member_key(self, 'f', table, table->foreign_keys.items[i]->name));
}

static void read_member(LintRun *self, const Table *table, const Change *member) {
  switch (member->kind) {
  case ADD_COLUMN: mark_added(self, member_key(self, 'c', table, member->to.column->name)); break;
  case DROP_COLUMN: mark_dropped(self, member_key(self, 'c', table, member->from.column->name)); break;
  case ADD_INDEX: mark_added(self, member_key(self, 'i', table, member->to.index->name)); break;
  case DROP_INDEX: mark_dropped(self, member_key(self, 'i', table, member->from.index->name)); break;
  case ADD_FOREIGN_KEY: mark_added(self, member_key(self, 'f', table, member->to.foreign_key->name)); break;
  case DROP_FOREIGN_KEY: mark_dropped(self, member_key(self, 'f', table, member->from.foreign_key->name)); break;
  default: break;
  }
}

static void read_change(LintRun *self, const Change *change) {
  switch (change->kind) {
  case ADD_SCHEMA: mark_added(self, schema_key(self, change->to.schema->name)); break;
  case DROP_SCHEMA: mark_dropped(self, schema_key(self, change->from.schema->name)); break;
  case ADD_TABLE: add_table(self, change->to.table); break;
  case DROP_TABLE: mark_dropped(self, table_key(self, change->from.table)); break;
  case RENAME_TABLE: /* a new table stays new under its other name */
    if ((lint_table_span(self, change->from.table) & SPAN_ADDED) != 0) add_table(self, change->to.table);
    break;
  case MODIFY_TABLE:
    for (size_t i = 0; i < change->members.len; i++) read_member(self, lint_table(change), change->members.items[i]);
    break;
  default: break;
  }
}

void lint_load_spans(LintRun *self) {
  for (size_t i = 0; i < self->file->step_count; i++)
    for (size_t k = 0; k < self->file->steps[i].change_count; k++) read_change(self, self->file->steps[i].changes[k]);
}
