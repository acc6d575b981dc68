/* alter.c: changes of a table of MySQL and MariaDB: one ALTER TABLE, and before it another one that drops the indexes
 * and foreign keys that are made anew. */
#include "dialects/mysql/driver.h"

typedef struct Alter {
  Planner *planner;
  const Table *table;
  Changes first, second;
  const Change *partitioning, *versioning; /* have statements of their own */
  const Object *partitions;                /* but for new ones in place of others: they end the second statement */
  Changes gone;                            /* indexes that go with their columns: only the reverse has them */
  bool reversible;
  bool back; /* the reverse is being written */
} Alter;

static void push(Alter *self, Changes *list, ChangeKind kind, ChangeSide from, ChangeSide to) {
  Change *change = change_new(self->planner->arena, kind, from, to);
  array_push_in(self->planner->arena, list, change);
}

/* Goes the index with its columns, because all of them go? */
static bool goes_along(const Change *modify, const Index *index) {
  for (size_t i = 0; i < index->parts.len; i++) {
    const Column *column = index->parts.items[i].column;
    if (column == NULL || change_find(modify, DROP_COLUMN, column, NULL) == NULL) return false;
  }
  return index->parts.len > 0;
}

/* The index that a foreign key made has its name. A server tells whether it made one. */
static void drop_key_index(Alter *self, const ForeignKey *key) {
  const Realm *from = self->planner->from;
  bool made = from == NULL || !from->inspected;
  for (size_t i = 0; !made && i < key->table->indexes.len; i++)
    made = str_eq_nocase(key->table->indexes.items[i]->name, key->name);
  if (!made) return;
  Index *index = arena_new(self->planner->arena, Index);
  index->name = key->name;
  for (size_t i = 0; i < key->columns.len; i++) {
    const Column *column = key->columns.items[i];
    IndexPart part = {.column = column, .column_name = column->name};
    array_push_in(self->planner->arena, &index->parts, part);
  }
  push(self, &self->first, DROP_INDEX, side_of(index), side_none());
}

/* Is it dropped with a foreign key that leads elsewhere? */
static bool goes_with_key(const Change *modify, const Index *index) {
  for (size_t i = 0; i < modify->members.len; i++) {
    const Change *member = modify->members.items[i];
    bool elsewhere =
        member->kind == MODIFY_FOREIGN_KEY && (member->bits & (CHANGED_REF_TABLE | CHANGED_REF_COLUMN)) != 0;
    if (elsewhere && str_eq_nocase(member->from.foreign_key->name, index->name)) return true;
  }
  return false;
}

/* Does the server have what came with these versions? One that nobody knows does. */
static bool is_at_least(const Planner *planner, long mysql, long mariadb) {
  long version = driver_version(planner->from, planner->to);
  return version == 0 || version >= (str_eq(planner->driver->dialect, STR("mariadb")) ? mariadb : mysql);
}

/* MySQL drops no primary key that a foreign key of the table leads to, not even together with it; nor did MariaDB
 * before 10.11. */
static bool holds_own_key(const Alter *self, const Change *modify, const ForeignKey *key) {
  const Index *primary = modify->from.table != NULL ? modify->from.table->primary_key : NULL;
  bool mariadb = str_eq(self->planner->driver->dialect, STR("mariadb"));
  if (primary == NULL || (mariadb && is_at_least(self->planner, 0, 101100))) return false;
  if (!foreign_key_is_self(key) || primary->parts.len == 0 || key->ref_columns.len == 0) return false;
  if (!str_eq_nocase(primary->parts.items[0].column_name, key->ref_columns.items[0])) return false;
  return change_find(modify, DROP_PRIMARY_KEY, primary, NULL) != NULL ||
         change_find(modify, MODIFY_PRIMARY_KEY, primary, NULL) != NULL;
}

static void sort_member(Alter *self, const Change *modify, Change *member) {
  switch (member->kind) {
  case MODIFY_FOREIGN_KEY:
    push(self, &self->first, DROP_FOREIGN_KEY, member->from, side_none());
    if ((member->bits & (CHANGED_REF_TABLE | CHANGED_REF_COLUMN)) != 0) drop_key_index(self, member->from.foreign_key);
    push(self, &self->second, ADD_FOREIGN_KEY, side_none(), member->to);
    break;
  case MODIFY_INDEX:
    push(self, &self->first, DROP_INDEX, member->from, side_none());
    push(self, &self->second, ADD_INDEX, side_none(), member->to);
    break;
  case DROP_INDEX:
    if (goes_with_key(modify, member->from.index)) break;
    array_push_in(self->planner->arena, goes_along(modify, member->from.index) ? &self->gone : &self->second, member);
    break;
  case DROP_FOREIGN_KEY: {
    bool early = holds_own_key(self, modify, member->from.foreign_key);
    array_push_in(self->planner->arena, early ? &self->first : &self->second, member);
    break;
  }
  case RENAME_COLUMN: /* CHANGE COLUMN renames and changes at once */
    if (change_find(modify, MODIFY_COLUMN, member->from.any, member->to.any) == NULL)
      array_push_in(self->planner->arena, &self->second, member);
    break;
  case ADD_OBJECT:
  case DROP_OBJECT:
  case MODIFY_OBJECT: self->partitioning = member; break;
  default:
    if (str_eq(member->attr, STR("system_versioned")))
      self->versioning = member;
    else
      array_push_in(self->planner->arena, &self->second, member);
    break;
  }
}

/* ---- clauses ---- */

static void put_named(Ddl *out, Str words, Str name) {
  ddl_phrase(out, words);
  ddl_ident(out, name);
}

/* A character set alone is written with its collation, a collation with its character set. */
static const Column *with_both(Arena *arena, const Driver *driver, const Column *column) {
  Str charset = model_attr(&column->attrs, STR("charset")), collate = mysql_collate(&column->attrs);
  if ((charset.len > 0) == (collate.len > 0)) return column;
  bool lacks_charset = charset.len == 0;
  Str value = lacks_charset ? mysql_charset_of(collate) : mysql_collation_said(driver, column);
  if (value.len == 0) return column;
  ModelAttr attr = {.name = lacks_charset ? STR("charset") : STR("collate"),
                    .value = {.text = value, .known = true, .present = true}};
  Column *copy = arena_copy(arena, column, 1, sizeof *column);
  copy->attrs = (ModelAttrs){0};
  for (size_t i = 0; i < column->attrs.len; i++) array_push_in(arena, &copy->attrs, column->attrs.items[i]);
  array_push_in(arena, &copy->attrs, attr);
  return copy;
}

static void put_column_change(Ddl *out, const Change *change, bool back) {
  const Column *from = change->from.column, *to = change->to.column;
  if (str_eq(from->name, to->name))
    ddl_word(out, "MODIFY COLUMN");
  else
    put_named(out, STR("CHANGE COLUMN"), from->name);
  mysql_ddl_column(out, back ? to : with_both(out->planner->arena, out->planner->driver, to));
}

static bool is_enforced(const Check *check) {
  return !str_eq(model_attr(&check->attrs, STR("enforced")), STR("false"));
}

static bool same_but_enforcement(const Check *from, const Check *to) {
  return expr_same(model_text(from->expr), model_text(to->expr)) && is_enforced(from) != is_enforced(to);
}

static void put_check_change(Ddl *out, const Change *change) {
  const Check *from = change->from.check, *to = change->to.check;
  if (same_but_enforcement(from, to)) {
    put_named(out, STR("ALTER CHECK"), to->name);
    ddl_phrase(out, is_enforced(to) ? STR("ENFORCED") : STR("NOT ENFORCED"));
    return;
  }
  bool mariadb = str_eq(out->planner->driver->dialect, STR("mariadb"));
  put_named(out, mariadb ? STR("DROP CONSTRAINT") : STR("DROP CHECK"), from->name);
  ddl_comma(out);
  ddl_word(out, "ADD");
  mysql_ddl_check(out, to);
}

static void put_key_change(Ddl *out, const Change *change) {
  if (change->from.index != NULL) ddl_word(out, "DROP PRIMARY KEY");
  if (change->kind == MODIFY_PRIMARY_KEY) ddl_comma(out);
  if (change->to.index == NULL) return;
  ddl_word(out, "ADD");
  mysql_ddl_primary_key(out, change->to.index);
}

static void put_rename(Ddl *out, Str words, Str from, Str to) {
  put_named(out, words, from);
  put_named(out, STR("TO"), to);
}

/* Old servers change the whole column. */
static void put_column_rename(Ddl *out, const Planner *planner, const Change *change) {
  if (is_at_least(planner, 80000, 100502)) {
    put_rename(out, STR("RENAME COLUMN"), change->from.column->name, change->to.column->name);
    return;
  }
  put_named(out, STR("CHANGE COLUMN"), change->from.column->name);
  mysql_ddl_column(out, change->to.column);
}

static void put_index_rename(Ddl *out, const Planner *planner, const Change *change) {
  const Index *from = change->from.index, *to = change->to.index;
  if (is_at_least(planner, 50700, 100502)) {
    put_rename(out, STR("RENAME INDEX"), from->name, to->name);
    return;
  }
  put_named(out, STR("DROP INDEX"), from->name);
  ddl_comma(out);
  ddl_word(out, "ADD");
  mysql_ddl_index(out, to);
}

/* An attribute that goes has no clause: the table's own default cannot be told. */
static void put_attr(Ddl *out, const Change *change) {
  if (change->text.len > 0 || str_eq(change->attr, STR("comment")))
    mysql_ddl_option(out, change->attr, change->text.len > 0 ? change->text : STR(""));
}

static void put_clause(Ddl *out, Alter *self, const Change *change) {
  switch (change->kind) {
  case ADD_COLUMN:
    ddl_word(out, "ADD COLUMN");
    mysql_ddl_column(out, change->to.column);
    break;
  case DROP_COLUMN: put_named(out, STR("DROP COLUMN"), change->from.column->name); break;
  case MODIFY_COLUMN: put_column_change(out, change, self->back); break;
  case RENAME_COLUMN: put_column_rename(out, self->planner, change); break;
  case ADD_INDEX:
    ddl_word(out, "ADD");
    mysql_ddl_index(out, change->to.index);
    break;
  case RENAME_INDEX: put_index_rename(out, self->planner, change); break;
  case DROP_INDEX: put_named(out, STR("DROP INDEX"), change->from.index->name); break;
  case ADD_PRIMARY_KEY:
  case DROP_PRIMARY_KEY:
  case MODIFY_PRIMARY_KEY: put_key_change(out, change); break;
  case ADD_FOREIGN_KEY:
    ddl_word(out, "ADD");
    mysql_ddl_foreign_key(out, change->to.foreign_key);
    break;
  case DROP_FOREIGN_KEY: put_named(out, STR("DROP FOREIGN KEY"), change->from.foreign_key->name); break;
  case ADD_CHECK:
    ddl_word(out, "ADD");
    mysql_ddl_check(out, change->to.check);
    if (change->to.check->name.len == 0) self->reversible = false;
    break;
  case DROP_CHECK: put_named(out, STR("DROP CONSTRAINT"), change->from.check->name); break;
  case MODIFY_CHECK: put_check_change(out, change); break;
  case RENAME_TABLE:
    ddl_word(out, "RENAME TO");
    ddl_name(out, table_schema_name(change->to.table), change->to.table->name);
    break;
  default: put_attr(out, change); break;
  }
}

/* `partitions`: how the table is partitioned after it, when that changes. */
static Str alter_table(Alter *self, const Table *table, const Changes *clauses, const Object *partitions) {
  Ddl out = ddl_start(self->planner);
  ddl_word(&out, "ALTER TABLE");
  ddl_name(&out, table_schema_name(table), table->name);
  for (size_t i = 0; i < clauses->len; i++) {
    ddl_item(&out, i);
    put_clause(&out, self, clauses->items[i]);
  }
  if (partitions != NULL) mysql_ddl_partitioning(&out, partitions);
  return ddl_done(&out);
}

/* What an attribute was before it was given a value; empty: that cannot be told. */
static Str earlier_text(const Change *change, const Table *table) {
  Str name = change->attr;
  if (change->old_text.len > 0 || str_eq(name, STR("comment"))) return change->old_text;
  if (str_eq(name, STR("auto_increment"))) return STR("1");
  if (str_eq(name, STR("engine"))) return STR("InnoDB");
  if (table->schema == NULL) return (Str){NULL, 0};
  return str_eq(name, STR("collate")) ? mysql_collate(&table->schema->attrs) : model_attr(&table->schema->attrs, name);
}

static void push_inverse_attr(Alter *self, Changes *inverse, const Change *change) {
  Change *back = change_inverse(self->planner->arena, change);
  back->text = earlier_text(change, self->table);
  if (back->text.len == 0 && !str_eq(change->attr, STR("comment"))) return;
  array_push_in(self->planner->arena, inverse, back);
}

/* A character set that comes behind a collation undoes it. */
static void put_charset_first(Changes *clauses) {
  Change **collate = NULL;
  for (size_t i = 0; i < clauses->len; i++) {
    Change **at = &clauses->items[i], *moved = *at;
    if (str_eq(moved->attr, STR("collate"))) collate = at;
    if (collate == NULL || !str_eq(moved->attr, STR("charset"))) continue;
    *at = *collate;
    *collate = moved;
  }
}

/* The inverse clauses, last first. */
static Changes inverse_of(Alter *self, const Changes *clauses) {
  Changes inverse = {0};
  for (size_t i = clauses->len; i-- > 0;) {
    const Change *change = clauses->items[i];
    if (change->kind == ADD_ATTR || change->kind == MODIFY_ATTR || change->kind == DROP_ATTR)
      push_inverse_attr(self, &inverse, change);
    else
      array_push_in(self->planner->arena, &inverse, change_inverse(self->planner->arena, change));
  }
  for (size_t i = 0; clauses == &self->second && i < self->gone.len; i++)
    array_push_in(self->planner->arena, &inverse, change_inverse(self->planner->arena, self->gone.items[i]));
  put_charset_first(&inverse);
  return inverse;
}

/* The table before and after the clauses: one of them may rename it. */
static const Table *table_before(const Changes *clauses, const Table *table) {
  for (size_t i = 0; i < clauses->len; i++)
    if (clauses->items[i]->kind == RENAME_TABLE) return clauses->items[i]->from.table;
  return table;
}

/* A foreign key cannot lead to a key that the same statement makes: such keys are taken out of the clauses. */
static Changes take_self_keys(Alter *self, Changes *clauses) {
  Changes keys = {0};
  bool makes = false;
  for (size_t i = 0; i < clauses->len; i++) {
    uint8_t kind = clauses->items[i]->kind;
    makes = makes || kind == ADD_PRIMARY_KEY || kind == MODIFY_PRIMARY_KEY || kind == ADD_INDEX;
  }
  size_t kept = 0;
  for (size_t i = 0; i < clauses->len; i++) {
    Change *change = clauses->items[i];
    bool own = change->kind == ADD_FOREIGN_KEY && foreign_key_is_self(change->to.foreign_key);
    if (makes && own)
      array_push_in(self->planner->arena, &keys, change);
    else
      clauses->items[kept++] = change;
  }
  clauses->len = kept;
  return keys;
}

static bool counts(const Table *table) {
  for (size_t i = 0; i < table->columns.len; i++)
    if (table->columns.items[i]->auto_increment) return true;
  return false;
}

/* A column that no longer counts forgets where it was. */
static void restore_counter(Alter *self, const Change *modify, Changes *inverse) {
  const Table *from = modify->from.table, *to = modify->to.table;
  Str start = from != NULL ? model_attr(&from->attrs, STR("auto_increment")) : (Str){0};
  if (start.len == 0 || to == NULL || !counts(from) || counts(to)) return;
  Change *back = change_new(self->planner->arena, MODIFY_ATTR, side_of(to), side_of(from));
  back->attr = STR("auto_increment");
  back->text = start;
  array_push_in(self->planner->arena, inverse, back);
}

static void plan_clauses(Alter *self, const Change *modify, const Changes *clauses) {
  Planner *planner = self->planner;
  if (clauses->len == 0) return;
  size_t errors = planner->errors.len;
  self->reversible = true;
  bool last = clauses == &self->second && self->partitions != NULL;
  const Object *partitions = last ? self->partitions : NULL;
  Str sql = alter_table(self, table_before(clauses, self->table), clauses, partitions);
  planner_prefix_errors(planner, errors, "alter table", self->table);
  Changes inverse = inverse_of(self, clauses);
  if (clauses == &self->second) restore_counter(self, modify, &inverse);
  Planner other = *planner; /* errors of the reverse are none of the plan */
  Alter back = *self;
  other.errors = (DiffNotes){0};
  back.planner = &other;
  back.back = true;
  Changes keys = take_self_keys(self, &inverse);
  Str reverse[2] = {{NULL, 0}, {NULL, 0}};
  if (last) partitions = self->partitioning->from.object;
  if (inverse.len > 0) reverse[0] = alter_table(&back, self->table, &inverse, partitions);
  if (keys.len > 0) reverse[1] = alter_table(&back, self->table, &keys, NULL);
  size_t count = keys.len > 0 ? 2 : 1;
  if (!self->reversible || other.errors.len > 0 || inverse.len == 0) count = 0;
  Str comment = arena_printf(planner->arena, "modify \"%.*s\" table", STR_FMT(self->table->name));
  planner_add_list(planner, modify, sql, comment, reverse, count);
}

/* ---- partitions ---- */

/* The number of partitions that stay when others are only added; 0: otherwise. */
static size_t stay(Planner *planner, const Object *from, const Object *to) {
  bool same_key = from != NULL && to != NULL && mysql_same_partition_key(planner->arena, from, to);
  size_t common = same_key ? mysql_common_partitions(planner->arena, from, to) : 0;
  return common > 0 && mysql_partition_at(from, common) == NULL ? common : 0;
}

static Str alter_partitions(Planner *planner, const Table *table, const Object *from, const Object *to) {
  Ddl out = ddl_start(planner);
  size_t common = stay(planner, from, to);
  ddl_word(&out, "ALTER TABLE");
  ddl_name(&out, table_schema_name(table), table->name);
  if (to == NULL) {
    ddl_word(&out, "REMOVE PARTITIONING");
  } else if (common > 0) {
    ddl_word(&out, "ADD PARTITION");
    mysql_ddl_partitions(&out, to, common);
  } else {
    mysql_ddl_partitioning(&out, to);
  }
  return ddl_done(&out);
}

/* Rows are kept: partitions are added, or all rows are put into new ones. */
static void plan_partitions(Alter *self, const Change *modify) {
  Planner *planner = self->planner;
  const Object *from = self->partitioning->from.object, *to = self->partitioning->to.object;
  planner_add(planner, modify, alter_partitions(planner, self->table, from, to),
              arena_printf(planner->arena, "modify \"%.*s\" table", STR_FMT(self->table->name)),
              alter_partitions(planner, self->table, to, from));
}

/* ---- history ---- */

static Str alter_versioning(Planner *planner, const Table *table, bool add) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "ALTER TABLE");
  ddl_name(&out, table_schema_name(table), table->name);
  ddl_phrase(&out, add ? STR("ADD SYSTEM VERSIONING") : STR("DROP SYSTEM VERSIONING"));
  return ddl_done(&out);
}

static void plan_versioning(Alter *self, const Change *modify) {
  bool add = self->versioning->kind == ADD_ATTR;
  planner_add(self->planner, modify, alter_versioning(self->planner, self->table, add),
              arena_printf(self->planner->arena, "modify \"%.*s\" table", STR_FMT(self->table->name)),
              alter_versioning(self->planner, self->table, !add));
}

/* A table with a history is not altered unless one says that the history may stay as it is. */
static void keep_history(Alter *self, const Change *modify, bool start) {
  Str name = STR("system_versioned");
  bool versioned = modify->from.table != NULL && driver_true_attr(&modify->from.table->attrs, name);
  bool alters = self->first.len > 0 || self->second.len > 0;
  if (!versioned || self->versioning != NULL || !alters) return;
  Str keep = STR("SET system_versioning_alter_history = KEEP"),
      error = STR("SET system_versioning_alter_history = ERROR");
  planner_add(self->planner, NULL, start ? keep : error,
              start ? STR("let the history of tables stay as it is") : STR("let no history be altered"),
              start ? error : keep);
}

void mysql_modify_table(Planner *planner, const Change *modify) {
  const Table *table = modify->to.table != NULL ? modify->to.table : modify->from.table;
  Alter self = {.planner = planner, .table = table};
  if (table->columns.len == 0) {
    planner_error(planner, arena_printf(planner->arena, "table \"%.*s\" has no columns; drop the table instead",
                                        STR_FMT(table->name)));
    return;
  }
  for (size_t i = 0; i < modify->members.len; i++) sort_member(&self, modify, modify->members.items[i]);
  bool parted = self.partitioning != NULL, removed = parted && self.partitioning->kind == DROP_OBJECT;
  /* A key holds the columns that the table is partitioned by, before and after: the two change at once. */
  bool at_once = parted && !removed && self.partitioning->from.object != NULL && self.second.len > 0 &&
                 stay(planner, self.partitioning->from.object, self.partitioning->to.object) == 0;
  if (at_once) self.partitions = self.partitioning->to.object;
  bool dropped = self.versioning != NULL && self.versioning->kind == DROP_ATTR;
  if (dropped) plan_versioning(&self, modify);
  keep_history(&self, modify, true);
  if (removed) plan_partitions(&self, modify);
  plan_clauses(&self, modify, &self.first);
  plan_clauses(&self, modify, &self.second);
  if (parted && !removed && !at_once) plan_partitions(&self, modify);
  keep_history(&self, modify, false);
  if (self.versioning != NULL && !dropped) plan_versioning(&self, modify);
}
