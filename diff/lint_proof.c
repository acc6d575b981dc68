/* lint_proof.c: what a file makes sure of, or the schema says, about rows: then a change that could fail will not. */
#include "diff/lint_internal.h"
#include "sql/condition.h"

bool lint_has_value(const Table *table, const Column *column) {
  for (size_t i = 0; i < table->checks.len; i++) {
    const Check *check = table->checks.items[i];
    if (check_holds(check) && sql_requires_value(model_text(check->expr), column->name)) return true;
  }
  return false;
}

/* ---- statements ---- */

static bool is_table(Str schema, Str name, const Table *table) {
  if (!str_eq_nocase(name, table->name)) return false;
  Str own = table_schema_name(table);
  return schema.len == 0 || own.len == 0 || str_eq_nocase(schema, own);
}

static bool fills(const SqlClauses *clauses, const Table *table, const Column *column) {
  for (size_t i = 0; i < clauses->fills.len; i++) {
    const SqlFill *fill = &clauses->fills.items[i];
    if (is_table(fill->schema, fill->table, table) && str_eq_nocase(fill->column, column->name)) return true;
  }
  return false;
}

bool lint_is_filled_before(const LintRun *self, const Table *table, const Column *column) {
  for (size_t i = 0; i < self->step && i < self->file->step_count; i++)
    if (fills(&self->clauses[i], table, column)) return true;
  return false;
}

bool lint_is_filled_after(const LintRun *self, const Table *table, const Column *column) {
  for (size_t i = (size_t)self->step + 1; i < self->file->step_count; i++)
    if (fills(&self->clauses[i], table, column)) return true;
  return false;
}

bool lint_is_checked_empty(const LintRun *self, const Table *table, const Column *column) {
  for (size_t i = 0; i < self->file->check_count; i++) {
    const SqlClauses *check = &self->checks[i];
    if (!check->proves_empty || !is_table(check->schema, check->table, table)) continue;
    if (check->empty_column.len == 0 || (column != NULL && str_eq_nocase(check->empty_column, column->name)))
      return true;
  }
  return false;
}
