/* lint_destructive.c: data that is lost: dropped schemas, tables and columns. */
#include "diff/lint_internal.h"

static const Str ANALYZER = STR_INIT("destructive");

/* Does one of the patterns of that name in the configuration match? */
static bool is_allowed(LintRun *self, Str option, Str name) {
  const LintAnalyzer *options = lint_analyzer(self, ANALYZER);
  for (size_t i = 0; options != NULL && i < options->attrs.len; i++) {
    const ModelAttr *attr = &options->attrs.items[i];
    if (!str_eq(attr->name, option)) continue;
    const LintPattern *pattern = lint_pattern(self, attr->value.text, "lint.destructive");
    if (pattern != NULL && lint_matches(pattern, name)) return true;
  }
  return false;
}

static void drop_schema(LintRun *self, const Change *change) {
  const Schema *schema = change->from.schema;
  if (lint_schema_span(self, schema->name) == SPAN_TEMPORARY) return;
  size_t tables = schema->tables.len;
  Str text = tables == 0 ? arena_printf(self->arena, "Dropping schema \"%.*s\"", STR_FMT(schema->name))
                         : arena_printf(self->arena, "Dropping non-empty schema \"%.*s\" with %zu table%s",
                                        STR_FMT(schema->name), tables, tables == 1 ? "" : "s");
  lint_report(self, "DS101", change, text, (Str){0});
}

static void drop_table(LintRun *self, const Change *change) {
  const Table *table = change->from.table;
  if (lint_schema_span(self, table_schema_name(table)) == SPAN_DROPPED) return;
  if (lint_table_span(self, table) == SPAN_TEMPORARY || lint_is_checked_empty(self, table, NULL)) return;
  if (is_allowed(self, STR("allow_table.match"), table->name)) return;
  lint_report(self, "DS102", change, arena_printf(self->arena, "Dropping table \"%.*s\"", STR_FMT(table->name)),
              arena_printf(self->arena,
                           "Add a pre-migration check to ensure table \"%.*s\" is empty before dropping it",
                           STR_FMT(table->name)));
}

static bool is_virtual(const LintRun *self, const Column *column) {
  if (!column->generated.present) return false;
  if (column->generated_type.len == 0) return self->rules != NULL && self->rules->virtual_columns;
  return str_eq_nocase(column->generated_type, STR("VIRTUAL"));
}

static bool loses_data(LintRun *self, const Table *table, const Column *column) {
  if (is_virtual(self, column)) return false;
  return lint_column_span(self, table, column->name) != SPAN_TEMPORARY && !lint_is_checked_empty(self, table, column) &&
         !is_allowed(self, STR("allow_column.match"), column->name);
}

static void drop_columns(LintRun *self, const Change *change) {
  const Change *first = NULL;
  Str *names = arena_array(self->arena, Str, change->members.len + 1);
  size_t count = 0;
  for (size_t i = 0; i < change->members.len; i++) {
    const Change *member = change->members.items[i];
    if (member->kind != DROP_COLUMN || !loses_data(self, lint_table(change), member->from.column)) continue;
    if (first == NULL) first = member;
    names[count++] = member->from.column->name;
  }
  if (count == 0) return;
  bool one = count == 1;
  Str list = lint_quoted(self->arena, names, count, " and ");
  Str text = arena_printf(self->arena, "Dropping non-virtual column%s %.*s", one ? "" : "s", STR_FMT(list));
  Str fix = arena_printf(self->arena, "Add %s to ensure column%s %.*s %s NULL before dropping %s",
                         one ? "a pre-migration check" : "pre-migration checks", one ? "" : "s", STR_FMT(list),
                         one ? "is" : "are", one ? "it" : "them");
  lint_report(self, "DS103", first, text, fix);
}

void lint_destructive(LintRun *self, const Change *change) {
  if (change->kind == DROP_SCHEMA) drop_schema(self, change);
  if (change->kind == DROP_TABLE) drop_table(self, change);
  if (change->kind == MODIFY_TABLE) drop_columns(self, change);
}
