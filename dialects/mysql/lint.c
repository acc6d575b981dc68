/* lint.c: what is risky on MySQL and MariaDB: foreign keys that are not made, changes that copy the table or stop
 * writers while they run. */
#include <stdlib.h>

#include "dialects/mysql/driver.h"
#include "dialects/mysql/lint.h"

/* ---- inline references ---- */

/* Some versions do make a key of them. */
static bool is_made(const Table *table, Str column) {
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    const ForeignKey *key = table->foreign_keys.items[i];
    if (key->columns.len == 1 && str_eq_nocase(key->columns.items[0]->name, column)) return true;
  }
  return false;
}

static void check_references(LintSight *sight, const Table *table) {
  for (size_t i = 0; i < sight->said->references.len; i++) {
    Str column = sight->said->references.items[i];
    if (is_made(table, column)) continue;
    sight->report(sight, "MY102", sight->change,
                  arena_printf(sight->arena,
                               "Defining column \"%.*s\" on table \"%.*s\" with inline REFERENCES is ignored by MySQL",
                               STR_FMT(column), STR_FMT(table->name)));
  }
}

/* ---- types ---- */

/* Bytes that a column of the type can hold, 0: not one that can grow in place. */
static long room(const DbType *type) {
  bool grows = str_eq(type->word, STR("varchar")) || str_eq(type->word, STR("varbinary"));
  size_t open = str_find(type->text, '(', 0);
  return grows && open < type->text.len ? strtol(type->text.ptr + open + 1, NULL, 10) : 0;
}

enum { ONE_BYTE_LENGTH = 255 };

/* The length is kept in one byte or in two; while it stays in as many, a longer limit changes no row. A character may
 * take up to four bytes; what the character set of the column makes of it is not looked at. */
static bool grows_in_place(const DbType *from, const DbType *to) {
  long a = room(from), b = room(to);
  return str_eq(from->word, to->word) && a > 0 && b >= a && (b <= ONE_BYTE_LENGTH || a > ONE_BYTE_LENGTH);
}

static void change_type(LintSight *sight, const Table *table, const Change *member) {
  const Column *from = member->from.column, *to = member->to.column;
  DbType a, b;
  if (!from->type.known || !to->type.known) return;
  if ((sight->said->says & SQL_SAYS_CONVERT) != 0) return; /* the whole table is copied: that is told once */
  mysql_type(sight->arena, from, &a);
  mysql_type(sight->arena, to, &b);
  if (mysql_lint_values(sight, member, &a, &b) || grows_in_place(&a, &b)) return;
  sight->report(sight, "MY130", member,
                arena_printf(sight->arena,
                             "Modifying column \"%.*s\" of table \"%.*s\" from %.*s to %.*s requires a "
                             "table copy",
                             STR_FMT(to->name), STR_FMT(table->name), STR_FMT(a.text), STR_FMT(b.text)));
}

/* ---- keys and indexes ---- */

static void add_index(LintSight *sight, const Table *table, const Change *member) {
  Str type = model_attr(&member->to.index->attrs, STR("type"));
  bool text = str_eq_nocase(type, STR("FULLTEXT"));
  if (!text && !str_eq_nocase(type, STR("SPATIAL"))) return;
  sight->report(sight, text ? "MY134" : "MY135", member,
                arena_printf(sight->arena,
                             "Adding %s index \"%.*s\" on table \"%.*s\" blocks writes during the operation",
                             text ? "FULLTEXT" : "SPATIAL", STR_FMT(member->to.index->name), STR_FMT(table->name)));
}

static void report_table(LintSight *sight, const char *code, const Change *member, const char *what, Str table,
                         const char *effect) {
  sight->report(sight, code, member, arena_printf(sight->arena, "%s \"%.*s\" %s", what, STR_FMT(table), effect));
}

static bool replaces_key(const Change *modify) {
  return change_find(modify, ADD_PRIMARY_KEY, NULL, NULL) != NULL &&
         change_find(modify, DROP_PRIMARY_KEY, NULL, NULL) != NULL;
}

static void check_member(LintSight *sight, const Table *table, const Change *member) {
  switch (member->kind) {
  case MODIFY_COLUMN:
    if ((member->bits & CHANGED_TYPE) != 0) change_type(sight, table, member);
    break;
  case ADD_FOREIGN_KEY:
    sight->report(sight, "MY131", member,
                  arena_printf(sight->arena,
                               "Adding foreign-key constraint \"%.*s\" on table \"%.*s\" blocks writes during the "
                               "operation",
                               STR_FMT(member->to.foreign_key->name), STR_FMT(table->name)));
    break;
  case ADD_PRIMARY_KEY:
    report_table(sight, "MY132", member, "Adding a primary key to table", table->name, "requires a table rebuild");
    break;
  case DROP_PRIMARY_KEY: /* together with a new one the table is rebuilt, which is told there */
    if (!replaces_key(sight->change))
      report_table(sight, "MY133", member, "Dropping the primary key of table", table->name, "requires a table copy");
    break;
  case ADD_INDEX: add_index(sight, table, member); break;
  default: break;
  }
}

void mysql_lint_change(LintSight *sight) {
  const Change *change = sight->change;
  if (change == NULL) return;
  if (change->kind == ADD_TABLE) check_references(sight, change->to.table);
  if (change->kind != MODIFY_TABLE) return;
  check_references(sight, change->to.table);
  if (sight->added) return;
  for (size_t i = 0; i < change->members.len; i++) check_member(sight, change->to.table, change->members.items[i]);
  if ((sight->said->says & SQL_SAYS_CONVERT) != 0)
    report_table(sight, "MY136", change, "Converting the character set of table", change->to.table->name,
                 "requires a table copy");
}

static LintFill fill(Arena *arena, const Column *column, Str *type, Str *value) {
  return mysql_lint_fill(arena, column, false, type, value);
}

const LintRules mysql_lint = {.fill = fill, .virtual_columns = true, .change = mysql_lint_change};
