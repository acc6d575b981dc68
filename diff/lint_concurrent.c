/* lint_concurrent.c: indexes that stop writers while they are made or dropped, and those that cannot be made inside of
 * a transaction. */
#include "diff/lint_internal.h"

static const Str ANALYZER = STR_INIT("concurrent_index");

/* Also true of an index that becomes a constraint: nothing is made or dropped. */
static bool is_concurrent(const LintRun *self, const Change *member) {
  if (self->file->plan) return (member->clauses & CLAUSE_CONCURRENTLY) != 0;
  return (self->clauses[self->step].says & (SQL_SAYS_CONCURRENTLY | SQL_SAYS_USING_INDEX)) != 0;
}

static void report_index(LintRun *self, const Table *table, const Change *member, const Index *index, bool create) {
  size_t before = self->findings.len;
  if (!lint_is_on(self, ANALYZER, create ? STR("check_create") : STR("check_drop"))) return;
  lint_report(self, create ? "PG101" : "PG102", member,
              arena_printf(self->arena, "%s index \"%.*s\" non-concurrently causes write locks on the \"%.*s\" table",
                           create ? "Creating" : "Dropping", STR_FMT(index->name), STR_FMT(table->name)),
              (Str){0});
  if (self->findings.len > before) array_last(&self->findings).part = create ? ADD_INDEX : DROP_INDEX;
}

/* An index that is modified is dropped and made again. */
static void check_index(LintRun *self, const Table *table, const Change *member) {
  bool modified = member->kind == MODIFY_INDEX && (member->bits & ~(unsigned)CHANGED_COMMENT) != 0;
  const Index *index = member->to.index != NULL ? member->to.index : member->from.index;
  if (index->kind != INDEX_PLAIN || is_concurrent(self, member)) return;
  if (member->kind == DROP_INDEX || modified) report_index(self, table, member, index, false);
  if (member->kind == ADD_INDEX || modified) report_index(self, table, member, index, true);
}

void lint_concurrent(LintRun *self, const Change *change) {
  if (self->rules == NULL || !self->rules->concurrent_indexes || change->kind != MODIFY_TABLE) return;
  const Table *table = lint_table(change);
  if ((lint_table_span(self, table) & SPAN_ADDED) != 0) return;
  for (size_t i = 0; i < change->members.len; i++) {
    uint8_t kind = change->members.items[i]->kind;
    if (kind == ADD_INDEX || kind == DROP_INDEX || kind == MODIFY_INDEX)
      check_index(self, table, change->members.items[i]);
  }
}

void lint_transactions(LintRun *self) {
  const LintFile *file = self->file;
  bool concurrent = false;
  if (self->rules == NULL || !self->rules->concurrent_indexes || file->plan || file->no_transaction) return;
  for (size_t i = 0; i < file->step_count; i++)
    concurrent = concurrent || (self->clauses[i].says & SQL_SAYS_CONCURRENTLY) != 0;
  if (!concurrent || !lint_is_on(self, ANALYZER, STR("check_txmode"))) return;
  self->step = UINT32_MAX;
  lint_report(self, "PG103", NULL,
              STR("Indexes cannot be created or deleted concurrently within a transaction. Add the `atlas:txmode none` "
                  "directive to the header to prevent this file from running in a transaction"),
              (Str){0});
}
