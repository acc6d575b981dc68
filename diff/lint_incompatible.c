/* lint_incompatible.c: changes that break programs which run against the schema as it was: names that are gone. */
#include "diff/lint_internal.h"

static bool is_view(const Object *object, Str name) {
  bool view = object->role == OBJECT_VIEW || object->role == OBJECT_MATERIALIZED;
  return view && str_eq(object->name, name);
}

/* Does the step at hand, or one behind it, create a view of the old name? */
static bool has_view(const LintRun *self, Str name) {
  for (size_t i = self->step; i < self->file->step_count; i++) {
    const LintStep *step = &self->file->steps[i];
    if (str_eq_nocase(self->clauses[i].view, name) && name.len > 0) return true;
    for (size_t k = 0; k < step->change_count; k++)
      if (step->changes[k]->kind == ADD_OBJECT && is_view(step->changes[k]->to.object, name)) return true;
  }
  return false;
}

static void rename_table(LintRun *self, const Change *change) {
  const Table *from = change->from.table, *to = change->to.table;
  bool added = ((lint_schema_span(self, table_schema_name(from)) | lint_table_span(self, from)) & SPAN_ADDED) != 0;
  if (added || has_view(self, from->name)) return;
  lint_report(self, "BC101", change,
              arena_printf(self->arena, "Renaming table \"%.*s\" to \"%.*s\"", STR_FMT(from->name), STR_FMT(to->name)),
              (Str){0});
}

/* Is a column of the old name added in the step at hand, or behind it? */
static bool is_back(const LintRun *self, const Table *table, Str name) {
  for (size_t i = self->step; i < self->file->step_count; i++)
    for (size_t k = 0; k < self->file->steps[i].change_count; k++) {
      const Change *change = self->file->steps[i].changes[k];
      if (change->kind != MODIFY_TABLE || !str_eq(change->to.table->name, table->name)) continue;
      for (size_t m = 0; m < change->members.len; m++)
        if (change->members.items[m]->kind == ADD_COLUMN && str_eq(change->members.items[m]->to.column->name, name))
          return true;
    }
  return false;
}

static void rename_column(LintRun *self, const Change *modify, const Change *member) {
  Str from = member->from.column->name, to = member->to.column->name;
  if (is_back(self, modify->to.table, from)) return;
  lint_report(self, "BC102", member,
              arena_printf(self->arena, "Renaming column \"%.*s\" to \"%.*s\"", STR_FMT(from), STR_FMT(to)), (Str){0});
}

/* "deprecate ${self.table.name}.${self.name} first" */
static Str fill_in(LintRun *self, Str text, Str table, Str column) {
  static const struct {
    Str mark;
    bool table;
  } marks[] = {{STR_INIT("${self.table.name}"), true}, {STR_INIT("${self.name}"), false}};
  Buf out = {0};
  for (size_t at = 0; at < text.len;) {
    size_t step = 0;
    for (size_t i = 0; i < 2 && step == 0; i++) {
      if (!str_starts(str_sub(text, at, text.len), marks[i].mark)) continue;
      buf_put(&out, marks[i].table ? table : column);
      step = marks[i].mark.len;
    }
    if (step == 0) buf_putc(&out, text.ptr[at]);
    at += step == 0 ? 1 : step;
  }
  Str filled = arena_str(self->arena, buf_str(&out));
  buf_free(&out);
  return filled;
}

static void drop_column(LintRun *self, const Change *modify, const Change *member) {
  Str table = lint_table(modify)->name, name = member->from.column->name;
  Str own = lint_option(self, STR("incompatible"), STR("drop_column.message"));
  if ((own.len == 0 && !lint_is_asked(self, STR("BC103"))) || is_back(self, modify->to.table, name)) return;
  if ((lint_column_span(self, lint_table(modify), name) & SPAN_ADDED) != 0) return;
  lint_report(self, "BC103", member,
              own.len > 0 ? fill_in(self, own, table, name)
                          : arena_printf(self->arena, "Dropping column \"%.*s\"", STR_FMT(name)),
              (Str){0});
}

static void drop_table(LintRun *self, const Change *change) {
  const Table *table = change->from.table;
  if (!lint_is_asked(self, STR("BC104")) || (lint_table_span(self, table) & SPAN_ADDED) != 0) return;
  if (has_view(self, table->name)) return;
  lint_report(self, "BC104", change, arena_printf(self->arena, "Dropping table \"%.*s\"", STR_FMT(table->name)),
              (Str){0});
}

void lint_incompatible(LintRun *self, const Change *change) {
  if (change->kind == RENAME_TABLE) rename_table(self, change);
  if (change->kind == DROP_TABLE) drop_table(self, change);
  if (change->kind != MODIFY_TABLE || (lint_table_span(self, lint_table(change)) & SPAN_ADDED) != 0) return;
  for (size_t i = 0; i < change->members.len; i++) {
    const Change *member = change->members.items[i];
    bool renamed =
        member->kind == RENAME_COLUMN ||
        (member->kind == MODIFY_COLUMN && change_find(change, RENAME_COLUMN, member->from.any, NULL) == NULL &&
         !str_eq(member->from.column->name, member->to.column->name));
    if (renamed) rename_column(self, change, member);
    if (member->kind == DROP_COLUMN) drop_column(self, change, member);
  }
}
