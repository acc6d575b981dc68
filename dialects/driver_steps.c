/* driver_steps.c: see driver_steps.h. */
#include "dialects/driver_steps.h"

/* ---- steps ---- */

Change *step_push(Planner *planner, Changes *steps, ChangeKind kind, const void *from, const void *to) {
  Change *step = change_new(planner->arena, kind, side_of(from), side_of(to));
  array_push_in(planner->arena, steps, step);
  return step;
}

void step_push_column(Planner *planner, Changes *steps, const Column *from, const Column *to, unsigned bits) {
  if (bits != 0) step_push(planner, steps, MODIFY_COLUMN, from, to)->bits = (uint16_t)bits;
}

const Column *step_base(Planner *planner, const Change *member) {
  const Column *from = member->from.column;
  if (str_eq(from->name, member->to.column->name)) return from;
  Column *copy = arena_copy(planner->arena, from, 1, sizeof *from);
  copy->name = member->to.column->name;
  return copy;
}

void step_push_column_comment(Planner *planner, Changes *steps, const Column *column) {
  if (model_text(column->comment).len == 0) return;
  Column *before = arena_copy(planner->arena, column, 1, sizeof *column);
  before->comment = (ModelText){0};
  step_push_column(planner, steps, before, column, CHANGED_COMMENT);
}

void step_push_comment(Planner *planner, Changes *steps, const Table *table) {
  if (model_text(table->comment).len == 0) return;
  Change *step = step_push(planner, steps, ADD_ATTR, NULL, table);
  step->attr = STR("comment");
  step->text = model_text(table->comment);
}

void step_push_anew(Planner *planner, Changes *steps, const Column *from, const Column *to) {
  step_push(planner, steps, DROP_COLUMN, from, NULL);
  step_push(planner, steps, ADD_COLUMN, NULL, to);
}

static void push_copy(Planner *planner, Changes *steps, const Change *member) {
  Change *copy = arena_copy(planner->arena, member, 1, sizeof *member);
  array_push_in(planner->arena, steps, copy);
}

/* The comment of an index or key that is new; `kind`: MODIFY_INDEX or MODIFY_PRIMARY_KEY. */
void step_push_key_comment(Planner *planner, Changes *steps, ChangeKind kind, const Index *key) {
  if (key == NULL || model_text(key->comment).len == 0) return;
  Index *before = arena_copy(planner->arena, key, 1, sizeof *key);
  before->comment = (ModelText){0};
  step_push(planner, steps, kind, before, key)->bits = CHANGED_COMMENT;
}

/* What is modified as a whole is dropped and added. */
static void cut(Planner *planner, const Change *member, Changes *steps) {
  switch (member->kind) {
  case ADD_INDEX:
  case ADD_PRIMARY_KEY:
    push_copy(planner, steps, member);
    step_push_key_comment(planner, steps, (ChangeKind)(member->kind + 2), member->to.index);
    break;
  case MODIFY_INDEX:
  case MODIFY_PRIMARY_KEY:
    if (member->bits == CHANGED_COMMENT) {
      push_copy(planner, steps, member);
      break;
    }
    step_push(planner, steps, (ChangeKind)(member->kind - 1), member->from.any, NULL);
    step_push(planner, steps, (ChangeKind)(member->kind - 2), NULL, member->to.any);
    step_push_key_comment(planner, steps, (ChangeKind)member->kind, member->to.index);
    break;
  case MODIFY_FOREIGN_KEY:
  case MODIFY_CHECK:
    step_push(planner, steps, (ChangeKind)(member->kind - 1), member->from.any, NULL);
    step_push(planner, steps, (ChangeKind)(member->kind - 2), NULL, member->to.any);
    break;
  default: push_copy(planner, steps, member); break;
  }
}

/* ---- what uses a column ---- */

bool index_uses_column(const Index *index, Str column) {
  for (size_t i = 0; i < index->parts.len; i++) {
    const IndexPart *part = &index->parts.items[i];
    if (part->expr.present ? sql_mentions(model_text(part->expr), column) : str_eq(part->column_name, column))
      return true;
  }
  for (size_t i = 0; i < index->include.len; i++)
    if (str_eq(index->include.items[i], column)) return true;
  return sql_mentions(model_text(index->where), column);
}

static bool key_uses_column(const ForeignKey *key, Str column) {
  for (size_t i = 0; i < key->columns.len; i++)
    if (str_eq(key->columns.items[i]->name, column)) return true;
  if (!foreign_key_is_self(key)) return false;
  for (size_t i = 0; i < key->ref_columns.len; i++)
    if (str_eq(key->ref_columns.items[i], column)) return true;
  return false;
}

static bool has_step(const Changes *steps, ChangeKind kind, const void *from) {
  for (size_t i = 0; i < steps->len; i++)
    if (steps->items[i]->kind == kind && steps->items[i]->from.any == from) return true;
  return false;
}

/* Drops what stays in the table, unless it goes already, and makes it anew. */
static void renew(Planner *planner, Changes *steps, ChangeKind add, const void *from, const void *to) {
  if (to == NULL || has_step(steps, (ChangeKind)(add + 1), from)) return;
  step_push(planner, steps, (ChangeKind)(add + 1), from, NULL);
  step_push(planner, steps, add, NULL, to);
  if (add == ADD_INDEX || add == ADD_PRIMARY_KEY) step_push_key_comment(planner, steps, (ChangeKind)(add + 2), to);
}

/* An index that gets another name is dropped under the old one and made under the new one. */
static void renew_index(Planner *planner, Changes *steps, const Index *from, const Index *to) {
  for (size_t i = 0; to == NULL && i < steps->len; i++) {
    Change *step = steps->items[i];
    if (step->kind != RENAME_INDEX || step->from.index != from) continue;
    step->kind = DROP_INDEX;
    step_push(planner, steps, ADD_INDEX, NULL, step->to.any);
    step->to = side_none();
    return;
  }
  renew(planner, steps, ADD_INDEX, from, to);
}

static const Index *same_index(const Table *table, Str name) {
  for (size_t i = 0; i < table->indexes.len; i++)
    if (str_eq(table->indexes.items[i]->name, name)) return table->indexes.items[i];
  return NULL;
}

static const ForeignKey *same_key(const Table *table, Str name) {
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    if (str_eq(table->foreign_keys.items[i]->name, name)) return table->foreign_keys.items[i];
  return NULL;
}

static const Check *same_check(const Table *table, const Check *check) {
  for (size_t i = 0; i < table->checks.len; i++)
    if (str_eq(table->checks.items[i]->name, check->name) &&
        (check->name.len > 0 || expr_same(model_text(table->checks.items[i]->expr), model_text(check->expr))))
      return table->checks.items[i];
  return NULL;
}

/* Foreign keys of other tables would have to go as well: that is not done behind their back. */
static void refuse_references(Planner *planner, const Table *table, Str column) {
  for (size_t i = 0; planner->from != NULL && i < planner->from->schemas.len; i++) {
    const Schema *schema = planner->from->schemas.items[i];
    for (size_t k = 0; k < schema->tables.len; k++) {
      const Table *other = schema->tables.items[k];
      for (size_t n = 0; n < other->foreign_keys.len; n++) {
        const ForeignKey *key = other->foreign_keys.items[n];
        if (key->ref != table || other == table) continue;
        for (size_t c = 0; c < key->ref_columns.len; c++)
          if (str_eq(key->ref_columns.items[c], column))
            planner_error(planner, arena_printf(planner->arena,
                                                "changing column \"%.*s\" of table \"%.*s\" is not supported while "
                                                "foreign key \"%.*s\" of table \"%.*s\" refers to it (drop the foreign "
                                                "key before)",
                                                STR_FMT(column), STR_FMT(table->name), STR_FMT(key->name),
                                                STR_FMT(other->name)));
      }
    }
  }
}

/* Where the type changes, the engine has dropped the foreign keys before, also those of other tables. */
static void renew_users(Planner *planner, const Change *modify, const Change *step, Changes *steps) {
  const Table *from = modify->from.table, *to = modify->to.table;
  if (from == NULL || to == NULL) return;
  uint32_t at = step->from.column->index; /* the name may be the new one already */
  Str name = at < from->columns.len ? from->columns.items[at]->name : step->from.column->name;
  bool keys_are_free = planner->driver->key_types_fixed && (step->bits & CHANGED_TYPE) != 0;
  if (!keys_are_free) refuse_references(planner, from, name);
  for (size_t i = 0; i < from->foreign_keys.len && !keys_are_free; i++) {
    const ForeignKey *key = from->foreign_keys.items[i];
    if (key_uses_column(key, name)) renew(planner, steps, ADD_FOREIGN_KEY, key, same_key(to, key->name));
  }
  for (size_t i = 0; i < from->checks.len; i++) {
    const Check *check = from->checks.items[i];
    if (sql_mentions(model_text(check->expr), name)) renew(planner, steps, ADD_CHECK, check, same_check(to, check));
  }
  for (size_t i = 0; i < from->indexes.len; i++) {
    const Index *index = from->indexes.items[i];
    if (index_uses_column(index, name)) renew_index(planner, steps, index, same_index(to, index->name));
  }
  if (from->primary_key != NULL && index_uses_column(from->primary_key, name))
    renew(planner, steps, ADD_PRIMARY_KEY, from->primary_key, to->primary_key);
}

/* ---- order ---- */

static bool is_generated(const Column *column) { return column != NULL && column->generated.present; }

/* Columns are dropped before others are added, unless the table would be left without any. */
static unsigned drop_phase(const StepWriter *writer, const Change *modify, const Column *column) {
  if (writer->drops_last) return 19;
  const Table *from = modify->from.table;
  size_t dropped = 0;
  for (size_t i = 0; i < modify->members.len; i++) dropped += modify->members.items[i]->kind == DROP_COLUMN;
  if (from != NULL && dropped == from->columns.len) return 11;
  return is_generated(column) ? 4 : 8; /* before what it is computed from gets another name */
}

static unsigned phase_of(const StepWriter *writer, const Change *modify, const Change *step) {
  switch (step->kind) {
  case DROP_FOREIGN_KEY: return 0;
  case DROP_CHECK: return 1;
  case DROP_OBJECT:
  case DROP_INDEX: return 2;
  case DROP_PRIMARY_KEY: return 3;
  case RENAME_COLUMN:
  case RENAME_INDEX: return 5;
  case DROP_COLUMN: return drop_phase(writer, modify, step->from.column);
  case MODIFY_COLUMN: return step->bits == CHANGED_COMMENT ? 13 : (step->clauses & CLAUSE_EARLY) != 0 ? 6 : 9;
  case ADD_COLUMN: return is_generated(step->to.column) ? 12 : 10;
  case ADD_PRIMARY_KEY: return 14;
  case ADD_OBJECT:
  case ADD_INDEX: return 15;
  case ADD_CHECK: return 16;
  case ADD_FOREIGN_KEY: return 17;
  case MODIFY_INDEX:
  case MODIFY_PRIMARY_KEY: return 18;
  default: return 13;
  }
}

enum { PHASES = 20 };

/* ---- writing ---- */

/* Writes the step, and what undoes it. */
static void write_step(Planner *planner, const StepWriter *writer, const Table *table, const Change *step) {
  size_t first = planner->statements.len;
  writer->write(planner, table, step);
  if (planner->statements.len == first) return;
  Planner back = *planner; /* errors of the reverse are none of the plan */
  back.statements = (DiffStatements){0};
  back.errors = back.unplanned = (DiffNotes){0};
  Change *inverse = change_inverse(planner->arena, step); /* an attribute stays the kind of step that it is */
  if (step->kind == ADD_ATTR || step->kind == DROP_ATTR || step->kind == MODIFY_ATTR) inverse->kind = step->kind;
  writer->write(&back, table, inverse);
  if (back.errors.len > 0 || back.statements.len == 0) return;
  DiffStatement *last = &planner->statements.items[planner->statements.len - 1];
  last->reverse = arena_array(planner->arena, Str, back.statements.len);
  last->reverse_count = (uint32_t)back.statements.len;
  for (size_t i = 0; i < back.statements.len; i++) last->reverse[i] = back.statements.items[i].sql;
}

void steps_modify_table(Planner *planner, const StepWriter *writer, const Change *modify) {
  const Table *table = modify->to.table != NULL ? modify->to.table : modify->from.table;
  Changes steps = {0};
  size_t errors = planner->errors.len;
  for (size_t i = 0; i < modify->members.len; i++) {
    const Change *member = modify->members.items[i];
    if (writer->cut == NULL || !writer->cut(planner, table, modify, member, &steps)) cut(planner, member, &steps);
  }
  size_t own = steps.len;
  for (size_t i = 0; i < own && writer->disturbs != NULL; i++) {
    const Change *step = steps.items[i];
    if (writer->disturbs(planner, step)) renew_users(planner, modify, step, &steps);
  }
  for (unsigned phase = 0; phase < PHASES; phase++)
    for (size_t i = 0; i < steps.len; i++)
      if (phase_of(writer, modify, steps.items[i]) == phase) write_step(planner, writer, table, steps.items[i]);
  planner_prefix_errors(planner, errors, "alter table", table);
}

static void add_table(Planner *planner, const StepWriter *writer, const Change *change, const Table *table) {
  size_t errors = planner->errors.len;
  Changes steps = {0};
  planner_add(planner, change, writer->create(planner, table, change->clauses),
              arena_printf(planner->arena, "create \"%.*s\" table", STR_FMT(table->name)),
              ddl_drop_table(planner, table, 0));
  if (writer->extras != NULL) writer->extras(planner, table, &steps);
  for (size_t i = 0; i < steps.len; i++) write_step(planner, writer, table, steps.items[i]);
  planner_prefix_errors(planner, errors, "create table", table);
}

void steps_add_table(Planner *planner, const StepWriter *writer, const Change *change) {
  add_table(planner, writer, change, change->to.table);
}

void steps_drop_table(Planner *planner, const StepWriter *writer, const Change *change) {
  const Table *table = change->from.table;
  Change *inverse = change_inverse(planner->arena, change);
  inverse->clauses |= change->clauses & (CLAUSE_NO_KEYS | CLAUSE_SELF_KEYS);
  Planner back = *planner;
  back.statements = (DiffStatements){0};
  back.errors = back.unplanned = (DiffNotes){0};
  add_table(&back, writer, inverse, table);
  Str *reverse = arena_array(planner->arena, Str, back.statements.len + 1);
  for (size_t i = 0; i < back.statements.len; i++) reverse[i] = back.statements.items[i].sql;
  planner_add_list(planner, change, ddl_drop_table(planner, table, change->clauses),
                   arena_printf(planner->arena, "drop \"%.*s\" table", STR_FMT(table->name)), reverse,
                   back.errors.len == 0 ? back.statements.len : 0);
}

/* ---- statements ---- */

Ddl ddl_alter_table(Planner *planner, const Table *table) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "ALTER TABLE");
  ddl_name(&out, table_schema_name(table), table->name);
  return out;
}

void ddl_named(Ddl *out, Str words, Str name) {
  ddl_phrase(out, words);
  ddl_ident(out, name);
}

Str step_comment(Planner *planner, const Table *table, const Change *step) {
  Arena *arena = planner->arena;
  const Index *from = step->from.index, *to = step->to.index;
  const Column *old = step->from.column, *column = step->to.column;
  switch (step->kind) {
  case ADD_INDEX:
    return arena_printf(arena, "create index \"%.*s\" to table: \"%.*s\"", STR_FMT(to->name), STR_FMT(table->name));
  case DROP_INDEX:
    return arena_printf(arena, "drop index \"%.*s\" from table: \"%.*s\"", STR_FMT(from->name), STR_FMT(table->name));
  case RENAME_INDEX:
    return arena_printf(arena, "rename an index from \"%.*s\" to \"%.*s\"", STR_FMT(from->name), STR_FMT(to->name));
  case RENAME_COLUMN:
    return arena_printf(arena, "rename a column from \"%.*s\" to \"%.*s\"", STR_FMT(old->name), STR_FMT(column->name));
  default: return arena_printf(arena, "modify \"%.*s\" table", STR_FMT(table->name));
  }
}

void step_done(Ddl *out, const Table *table, const Change *step) {
  Planner *planner = out->planner;
  planner_add(planner, step, ddl_done(out), step_comment(planner, table, step), (Str){0});
}

void step_refuse(Planner *planner, const char *what, Str name) {
  planner_error(planner, arena_printf(planner->arena, "%s \"%.*s\" is not supported (drop and add is required)", what,
                                      STR_FMT(name)));
}

/* ---- keys of child blocks ---- */

uint32_t driver_names(Arena *arena, Str list, Str **out) {
  uint32_t count = 0;
  list = str_trim(list);
  *out = arena_array(arena, Str, list.len + 1);
  if (list.len >= 2 && list.ptr[0] == '[') list = str_sub(list, 1, list.len - 1);
  for (size_t at = 0; at < list.len;) {
    size_t end = model_find_sign(list, ',', at);
    (*out)[count++] = model_last_step(arena, str_trim(str_sub(list, at, end)));
    at = end + 1;
  }
  return count;
}
