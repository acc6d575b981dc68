/* lint_naming.c: names that do not match the patterns of the configuration. */
#include "diff/lint_internal.h"

static const Str ANALYZER = STR_INIT("naming");

typedef enum Resource { R_SCHEMA, R_TABLE, R_COLUMN, R_INDEX, R_FOREIGN_KEY, R_CHECK } Resource;

static const struct {
  const char *code, *title, *match, *message; /* options of its own block */
} resources[] = {
    [R_SCHEMA] = {"NM101", "Schema", "schema.match", "schema.message"},
    [R_TABLE] = {"NM102", "Table", "table.match", "table.message"},
    [R_COLUMN] = {"NM103", "Column", "column.match", "column.message"},
    [R_INDEX] = {"NM104", "Index", "index.match", "index.message"},
    [R_FOREIGN_KEY] = {"NM105", "Foreign-key constraint", "foreign_key.match", "foreign_key.message"},
    [R_CHECK] = {"NM106", "Check constraint", "check.match", "check.message"},
};

/* A block of its own takes the place of the general pair. */
static void check_name(LintRun *self, Resource resource, const Change *cause, Str name) {
  Str match = lint_option(self, ANALYZER, str_from(resources[resource].match));
  Str message = lint_option(self, ANALYZER, str_from(resources[resource].message));
  if (match.len == 0 && message.len == 0) {
    match = lint_option(self, ANALYZER, STR("match"));
    message = lint_option(self, ANALYZER, STR("message"));
  }
  if (name.len == 0 || match.len == 0) return;
  const LintPattern *pattern = lint_pattern(self, match, "lint.naming");
  if (pattern == NULL || lint_matches(pattern, name)) return;
  lint_report(self, resources[resource].code, cause,
              arena_printf(self->arena, "%s named \"%.*s\" violates the naming policy%s%.*s", resources[resource].title,
                           STR_FMT(name), message.len > 0 ? ": " : "", STR_FMT(message)),
              (Str){0});
}

/* Everything in a new table that has a name. */
static void check_table(LintRun *self, const Change *change) {
  const Table *table = change->to.table;
  check_name(self, R_TABLE, change, table->name);
  for (size_t i = 0; i < table->columns.len; i++) check_name(self, R_COLUMN, change, table->columns.items[i]->name);
  for (size_t i = 0; i < table->indexes.len; i++) check_name(self, R_INDEX, change, table->indexes.items[i]->name);
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    check_name(self, R_FOREIGN_KEY, change, table->foreign_keys.items[i]->name);
  for (size_t i = 0; i < table->checks.len; i++) check_name(self, R_CHECK, change, table->checks.items[i]->name);
}

static void check_member(LintRun *self, const Change *member) {
  switch (member->kind) {
  case ADD_COLUMN:
  case RENAME_COLUMN: check_name(self, R_COLUMN, member, member->to.column->name); break;
  case ADD_INDEX:
  case RENAME_INDEX: check_name(self, R_INDEX, member, member->to.index->name); break;
  case ADD_FOREIGN_KEY: check_name(self, R_FOREIGN_KEY, member, member->to.foreign_key->name); break;
  case ADD_CHECK: check_name(self, R_CHECK, member, member->to.check->name); break;
  default: break;
  }
}

void lint_naming(LintRun *self, const Change *change) {
  if (lint_analyzer(self, ANALYZER) == NULL) return;
  if (change->kind == ADD_SCHEMA) check_name(self, R_SCHEMA, change, change->to.schema->name);
  if (change->kind == ADD_TABLE) check_table(self, change);
  if (change->kind == RENAME_TABLE) check_name(self, R_TABLE, change, change->to.table->name);
  if (change->kind != MODIFY_TABLE) return;
  for (size_t i = 0; i < change->members.len; i++) check_member(self, change->members.items[i]);
}
