/* lint_data.c: changes that fail, or not, by the rows that are there: unique indexes, columns that must have a value.
 */
#include "diff/lint_internal.h"

/* ---- unique indexes ---- */

/* The parts over columns that are older than the file; of expressions nothing is known. */
static size_t old_columns(LintRun *self, const Table *table, const Index *index, Str *names) {
  size_t count = 0;
  for (size_t i = 0; i < index->parts.len; i++) {
    const IndexPart *part = &index->parts.items[i];
    if (part->expr.present || part->column_name.len == 0) continue;
    if ((lint_column_span(self, table, part->column_name) & SPAN_ADDED) == 0) names[count++] = part->column_name;
  }
  return count;
}

static bool has_column(const Index *index, Str name) {
  for (size_t i = 0; i < index->parts.len; i++)
    if (str_eq(index->parts.items[i].column_name, name)) return true;
  return false;
}

static bool has_expr(const Index *index, Str expr) {
  for (size_t i = 0; i < index->parts.len; i++)
    if (index->parts.items[i].expr.present && str_eq(model_text(index->parts.items[i].expr), expr)) return true;
  return false;
}

/* Rows that a dropped unique index has kept apart by a part of the columns, or by all, the new one keeps apart too. */
static bool is_kept_by(const Index *old, const Index *index, const Str *names, size_t count) {
  if (!old->unique || old->parts.len > index->parts.len) return false;
  for (size_t i = 0; i < count; i++)
    if (!has_column(old, names[i])) return false;
  for (size_t i = 0; i < old->parts.len; i++) {
    const IndexPart *part = &old->parts.items[i];
    if (part->expr.present && !has_expr(index, model_text(part->expr))) return false;
  }
  return true;
}

static bool was_unique(const LintRun *self, const Table *table, const Index *index, const Str *names, size_t count) {
  for (size_t i = 0; i < self->file->step_count; i++)
    for (size_t k = 0; k < self->file->steps[i].change_count; k++) {
      const Change *change = self->file->steps[i].changes[k];
      if (change->kind != MODIFY_TABLE || !str_eq(lint_table(change)->name, table->name)) continue;
      for (size_t m = 0; m < change->members.len; m++)
        if (change->members.items[m]->kind == DROP_INDEX &&
            is_kept_by(change->members.items[m]->from.index, index, names, count))
          return true;
    }
  return false;
}

static void add_index(LintRun *self, const Table *table, const Change *member) {
  const Index *index = member->to.index;
  Str *names = arena_array(self->arena, Str, index->parts.len + 1);
  size_t count = index->unique ? old_columns(self, table, index, names) : 0;
  if (count == 0 || was_unique(self, table, index, names, count)) return;
  Str list = lint_quoted(self->arena, names, count, ", ");
  lint_report(self, "MF101", member,
              arena_printf(self->arena,
                           "Adding a unique index \"%.*s\" on table \"%.*s\" might fail in case column%s %.*s %s "
                           "duplicate entries",
                           STR_FMT(index->name), STR_FMT(table->name), count == 1 ? "" : "s", STR_FMT(list),
                           count == 1 ? "contains" : "contain"),
              (Str){0});
}

static void modify_index(LintRun *self, const Table *table, const Change *member) {
  const Index *index = member->to.index;
  bool now = (member->bits & CHANGED_UNIQUE) != 0 && index->unique;
  if (!now || (lint_index_span(self, table, index->name) & SPAN_ADDED) != 0) return;
  lint_report(self, "MF102", member,
              arena_printf(self->arena,
                           "Modifying an index \"%.*s\" on table \"%.*s\" might fail in case of duplicate entries",
                           STR_FMT(index->name), STR_FMT(table->name)),
              (Str){0});
}

/* ---- columns ---- */

static DbType type_of(LintRun *self, const Column *column) {
  DbType type = {.text = column->type.raw};
  if (column->type.known) self->driver->type(self->arena, column, &type);
  return type;
}

/* Do rows get a value without being given one: by a default, an expression, the next number? */
static bool has_own_value(const Column *column, const DbType *type) {
  return column->default_kind != DEFAULT_NONE || column->generated.present || column->identity ||
         column->auto_increment || type->family == TYPE_SERIAL;
}

static void add_column(LintRun *self, const Table *table, const Change *member) {
  const Column *column = member->to.column;
  DbType read = type_of(self, column);
  Str type = read.text, value = {0};
  if (column->null || !column->null_known || has_own_value(column, &read)) return;
  LintFill fill = LINT_FILL_FAILS;
  if (self->rules != NULL && self->rules->fill != NULL) fill = self->rules->fill(self->arena, column, &type, &value);
  if (fill == LINT_FILL_FAILS)
    lint_report(self, "MF103", member,
                arena_printf(self->arena,
                             "Adding a non-nullable \"%.*s\" column \"%.*s\" will fail in case table \"%.*s\" is not "
                             "empty",
                             STR_FMT(type), STR_FMT(column->name), STR_FMT(table->name)),
                (Str){0});
  if (fill == LINT_FILL_VALUE && !lint_is_filled_after(self, table, column))
    lint_report(self, "MY101", member,
                arena_printf(self->arena,
                             "Adding a non-nullable \"%.*s\" column \"%.*s\" on table \"%.*s\" without a default value "
                             "implicitly sets existing rows with %.*s",
                             STR_FMT(type), STR_FMT(column->name), STR_FMT(table->name), STR_FMT(value)),
                (Str){0});
}

static void modify_column(LintRun *self, const Table *table, const Change *member) {
  const Column *from = member->from.column, *to = member->to.column;
  bool tighter = (member->bits & CHANGED_NULL) != 0 && from->null && !to->null;
  if (!tighter || lint_is_filled_before(self, table, to)) return;
  if (self->rules != NULL && self->rules->null_takes_default) {
    if (to->default_kind == DEFAULT_NONE)
      lint_report(self, "LT101", member,
                  arena_printf(self->arena,
                               "Modifying nullable column \"%.*s\" to non-nullable without default value might fail in "
                               "case it contains NULL values",
                               STR_FMT(to->name)),
                  (Str){0});
    return;
  }
  if (lint_has_value(table, from)) return;
  lint_report(self, "MF104", member,
              arena_printf(self->arena,
                           "Modifying nullable column \"%.*s\" to non-nullable might fail in case it contains NULL "
                           "values",
                           STR_FMT(to->name)),
              (Str){0});
}

void lint_data_depend(LintRun *self, const Change *change) {
  if (change->kind != MODIFY_TABLE) return;
  const Table *table = lint_table(change);
  bool added = (lint_table_span(self, table) & SPAN_ADDED) != 0;
  for (size_t i = 0; i < change->members.len; i++) {
    const Change *member = change->members.items[i];
    if (member->kind == ADD_INDEX) add_index(self, table, member);
    if (member->kind == MODIFY_INDEX) modify_index(self, table, member);
    if (member->kind == ADD_COLUMN && !added) add_column(self, table, member);
    if (member->kind == MODIFY_COLUMN && !added) modify_column(self, table, member);
  }
}
