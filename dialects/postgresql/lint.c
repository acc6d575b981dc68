/* lint.c: what is risky on PostgreSQL: changes that write a table anew, read all of it, or hold locks meanwhile. */
#include "dialects/postgresql/lint.h"

#include "dialects/postgresql/driver.h"

static const char exclusive[] =
    "acquires an ACCESS EXCLUSIVE lock, blocking both reads and writes during the operation";

/* A finding about one column of the table. */
static void report_column(LintSight *sight, const char *code, const Change *member, const char *what,
                          const char *effect) {
  const Column *column = member->to.column;
  sight->report(sight, code, member,
                arena_printf(sight->arena, "%s \"%.*s\" %s table \"%.*s\" %s", what, STR_FMT(column->name),
                             member->kind == ADD_COLUMN ? "to" : "of", STR_FMT(sight->change->to.table->name), effect));
}

static void report_table(LintSight *sight, const char *code, const Change *cause, const char *what, Str table,
                         const char *effect) {
  sight->report(sight, code, cause, arena_printf(sight->arena, "%s table \"%.*s\" %s", what, STR_FMT(table), effect));
}

/* ---- columns ---- */

static bool is_stored(const Column *column) {
  return column->generated.present && !str_eq_nocase(column->generated_type, STR("VIRTUAL"));
}

/* Stored columns that a plan makes again, because what they are computed from changes its type. */
static void renewed_columns(LintSight *sight) {
  const Change *modify = sight->change;
  const Table *from = modify->from.table;
  for (size_t i = 0; sight->plan && from != NULL && i < from->columns.len; i++) {
    const Column *column = from->columns.items[i];
    if (!pg_is_renewed(modify, column) || !is_stored(table_column(modify->to.table, column->name))) continue;
    sight->report(
        sight, "PG309", modify,
        arena_printf(sight->arena,
                     "Adding stored generated column \"%.*s\" to table \"%.*s\" again requires a table rewrite",
                     STR_FMT(column->name), STR_FMT(modify->to.table->name)));
  }
}

static void add_column(LintSight *sight, const Change *member) {
  const Column *column = member->to.column;
  DbType type = {0};
  if (column->type.known) pg_type(sight->arena, column, &type);
  if (column->identity || type.family == TYPE_SERIAL)
    report_column(sight, "PG310", member, column->identity ? "Adding identity column" : "Adding serial column",
                  "requires a table rewrite");
  else if (is_stored(column))
    report_column(sight, "PG309", member, "Adding stored generated column", "requires a table rewrite");
  else if (pg_lint_is_volatile(column))
    report_column(sight, "PG302", member, "Adding column", "with a volatile default requires a table rewrite");
}

static void modify_column(LintSight *sight, const Change *member) {
  const Column *from = member->from.column, *to = member->to.column;
  const Table *table = sight->change->from.table;
  if ((member->bits & CHANGED_TYPE) != 0 && pg_lint_rewrites(sight->arena, from, to)) {
    DbType a, b;
    pg_type(sight->arena, from, &a);
    pg_type(sight->arena, to, &b);
    sight->report(sight, "PG301", member,
                  arena_printf(sight->arena,
                               "Modifying column \"%.*s\" of table \"%.*s\" from %.*s to %.*s requires a table rewrite",
                               STR_FMT(to->name), STR_FMT(table->name), STR_FMT(a.text), STR_FMT(b.text)));
  }
  bool tighter = (member->bits & CHANGED_NULL) != 0 && from->null && !to->null;
  if (tighter && !sight->has_value(table, from))
    report_column(sight, "PG303", member, "Setting NOT NULL on column",
                  "acquires an ACCESS EXCLUSIVE lock during a full table scan");
}

/* ---- keys and checks ---- */

static bool has_nullable(LintSight *sight, const Table *table, const Index *key) {
  for (size_t i = 0; i < key->parts.len; i++) {
    const Column *column = table_column(table, key->parts.items[i].column_name);
    if (column != NULL && column->null && !sight->has_value(table, column)) return true;
  }
  return false;
}

static void add_primary_key(LintSight *sight, const Change *member) {
  const Table *table = sight->change->from.table;
  if (has_nullable(sight, table, member->to.index))
    report_table(sight, "PG304", member, "Adding a primary key over nullable columns of", table->name,
                 "acquires an ACCESS EXCLUSIVE lock during a full table scan");
  if ((sight->said->says & SQL_SAYS_USING_INDEX) != 0) return;
  report_table(sight, "PG104", member, "Adding a PRIMARY KEY constraint on", table->name, exclusive);
}

static void add_index(LintSight *sight, const Change *member) {
  if (member->to.index->kind != INDEX_UNIQUE_CONSTRAINT || (sight->said->says & SQL_SAYS_USING_INDEX) != 0) return;
  report_table(sight, "PG105", member, "Adding a UNIQUE constraint on", sight->change->to.table->name, exclusive);
}

static void add_check(LintSight *sight, const Change *member) {
  if (lint_says(sight, member, SQL_SAYS_NOT_VALID, CLAUSE_NOT_VALID)) return;
  sight->report(sight, "PG305", member,
                arena_printf(sight->arena,
                             "Adding check constraint \"%.*s\" on table \"%.*s\" without NOT VALID acquires an ACCESS "
                             "EXCLUSIVE lock during a full table scan",
                             STR_FMT(member->to.check->name), STR_FMT(sight->change->to.table->name)));
}

static void add_foreign_key(LintSight *sight, const Change *member) {
  const ForeignKey *key = member->to.foreign_key;
  if (lint_says(sight, member, SQL_SAYS_NOT_VALID, CLAUSE_NOT_VALID)) return;
  sight->report(
      sight, "PG306", member,
      arena_printf(sight->arena,
                   "Adding foreign-key constraint \"%.*s\" on table \"%.*s\" without NOT VALID acquires a SHARE "
                   "ROW EXCLUSIVE lock on both tables, blocking writes during the operation",
                   STR_FMT(key->name), STR_FMT(sight->change->to.table->name)));
}

static void check_member(LintSight *sight, const Change *member) {
  switch (member->kind) {
  case ADD_COLUMN: add_column(sight, member); break;
  case MODIFY_COLUMN: modify_column(sight, member); break;
  case ADD_PRIMARY_KEY: add_primary_key(sight, member); break;
  case ADD_INDEX: add_index(sight, member); break;
  case ADD_CHECK: add_check(sight, member); break;
  case ADD_FOREIGN_KEY: add_foreign_key(sight, member); break;
  default: break;
  }
}

/* ---- what the table is as a whole, and triggers ---- */

/* Does the table differ in the attribute? */
static bool has_changed(const Change *modify, Str name) {
  for (size_t i = 0; i < modify->members.len; i++) {
    const Change *member = modify->members.items[i];
    bool attr = member->kind == ADD_ATTR || member->kind == DROP_ATTR || member->kind == MODIFY_ATTR;
    if (attr && str_eq(member->attr, name)) return true;
  }
  return false;
}

static void check_storage(LintSight *sight) {
  const Change *modify = sight->change;
  unsigned says = sight->said->says;
  if ((says & SQL_SAYS_LOGGING) != 0 || (modify != NULL && has_changed(modify, STR("unlogged"))))
    report_table(sight, "PG307", modify, "Changing the logging mode of", sight->table->name,
                 "requires a table rewrite");
  if ((says & SQL_SAYS_ACCESS_METHOD) != 0 || (modify != NULL && has_changed(modify, STR("access_method"))))
    report_table(sight, "PG311", modify, "Changing the access method of", sight->table->name,
                 "requires a table rewrite");
}

static void add_trigger(LintSight *sight) {
  report_table(sight, "PG308", sight->change, "Creating a trigger on", sight->table->name,
               "acquires a SHARE ROW EXCLUSIVE lock, blocking writes during the operation");
}

static void check_statement(LintSight *sight) {
  check_storage(sight);
  if ((sight->said->says & SQL_SAYS_TRIGGER) != 0) add_trigger(sight);
}

static void change(LintSight *sight) {
  const Change *at = sight->change;
  if (at != NULL && at->kind == ADD_TABLE) pg_lint_alignment(sight, sight->table);
  if (sight->added || sight->table == NULL) return;
  if (at == NULL) check_statement(sight);
  bool trigger = at != NULL && at->kind == ADD_OBJECT && at->to.object->role == OBJECT_TRIGGER;
  if (trigger && sight->said->renames.len == 0) add_trigger(sight); /* a table that is renamed takes its own along */
  if (at == NULL || at->kind != MODIFY_TABLE) return;
  for (size_t i = 0; i < at->members.len; i++) check_member(sight, at->members.items[i]);
  renewed_columns(sight);
  check_storage(sight);
}

const LintRules postgresql_lint = {.concurrent_indexes = true, .change = change};
