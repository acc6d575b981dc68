/* alter.c: changes of a table of PostgreSQL, in this order: indexes dropped, columns renamed, sequences made, one ALTER
 * TABLE, sequences dropped, indexes made, comments and other renames. */
#include "dialects/postgresql/object.h"

/* A MODIFY_TABLE, sorted into its statements. */
typedef struct Alter {
  Planner *planner;
  const Change *modify;
  Changes members; /* those of the change, and what has to be made anew because of them */
  const Table *table;
  Changes drop_indexes, add_indexes, clauses, rest; /* rest: comments and renames */
  Changes renames;                                  /* of columns that other changes use */
  Changes along;                                    /* dropped indexes and foreign keys that go with a column */
  bool reversible;
} Alter;

/* May another member use the column under its new name? */
static bool uses_new_name(const Change *member, const Column *column) {
  switch ((ChangeKind)member->kind) {
  case MODIFY_COLUMN: return member->to.column == column;
  case ADD_INDEX:
  case MODIFY_INDEX:
  case ADD_PRIMARY_KEY:
  case MODIFY_PRIMARY_KEY:
  case ADD_FOREIGN_KEY:
  case MODIFY_FOREIGN_KEY:
  case ADD_CHECK:
  case MODIFY_CHECK: return true;
  default: return false;
  }
}

/* Comes the new name of a column before other changes? Not while another column has it, which goes with those. */
static bool is_renamed_first(const Alter *self, const Column *column) {
  const Table *from = self->modify->from.table;
  bool used = false;
  for (size_t i = 0; i < self->modify->members.len; i++)
    used = used || uses_new_name(self->modify->members.items[i], column);
  return used && from != NULL && table_column(from, column->name) == NULL;
}

static Change *push(Alter *self, Changes *list, ChangeKind kind, ChangeSide from, ChangeSide to) {
  Change *change = change_new(self->planner->arena, kind, from, to);
  array_push_in(self->planner->arena, list, change);
  return change;
}

static void push_same(Alter *self, Changes *list, const Change *change) {
  Change *copy = arena_copy(self->planner->arena, change, 1, sizeof *change);
  array_push_in(self->planner->arena, list, copy);
}

/* ---- generated columns ---- */

/* Is it, unchanged itself, computed from a column that gets another type? PostgreSQL refuses that while it is there. */
bool pg_is_renewed(const Change *modify, const Column *generated) {
  const Table *to = modify->to.table;
  const Column *same = to != NULL ? table_column(to, generated->name) : NULL;
  if (!generated->generated.present || same == NULL || !same->generated.present) return false;
  if (change_find(modify, MODIFY_COLUMN, generated, NULL) != NULL) return false;
  for (size_t i = 0; i < modify->members.len; i++) {
    const Change *member = modify->members.items[i];
    if (member->kind == MODIFY_COLUMN && (member->bits & CHANGED_TYPE) != 0 &&
        sql_mentions(model_text(generated->generated), member->from.column->name))
      return true;
  }
  return false;
}

static bool has_member(const Alter *self, ChangeKind kind, const void *from) {
  for (size_t i = 0; i < self->members.len; i++)
    if (self->members.items[i]->kind == kind && self->members.items[i]->from.any == from) return true;
  return false;
}

static bool has_part(const Index *index, const Column *column) {
  for (size_t i = 0; i < index->parts.len; i++) {
    const IndexPart *part = &index->parts.items[i];
    if (part->column == column || sql_mentions(model_text(part->expr), column->name)) return true;
  }
  return sql_mentions(model_text(index->where), column->name);
}

static Index *index_named(const Table *table, Str name) {
  for (size_t i = 0; i < table->indexes.len; i++)
    if (str_eq(table->indexes.items[i]->name, name)) return table->indexes.items[i];
  return NULL;
}

static Check *check_named(const Table *table, Str name) {
  for (size_t i = 0; name.len > 0 && i < table->checks.len; i++)
    if (str_eq(table->checks.items[i]->name, name)) return table->checks.items[i];
  return NULL;
}

/* Indexes and checks go with the column, those that stay are made again. */
static void renew_around(Alter *self, const Column *column) {
  const Table *from = self->modify->from.table, *to = self->modify->to.table;
  for (size_t i = 0; i < from->indexes.len; i++) {
    Index *index = from->indexes.items[i], *same = index_named(to, index->name);
    if (!has_part(index, column) || same == NULL || has_member(self, DROP_INDEX, index)) continue;
    if (has_member(self, MODIFY_INDEX, index)) continue;
    push(self, &self->members, DROP_INDEX, side_of(index), side_none());
    push(self, &self->members, ADD_INDEX, side_none(), side_of(same));
  }
  for (size_t i = 0; i < from->checks.len; i++) {
    Check *check = from->checks.items[i], *same = check_named(to, check->name);
    if (same == NULL || !sql_mentions(model_text(check->expr), column->name)) continue;
    if (has_member(self, DROP_CHECK, check) || has_member(self, MODIFY_CHECK, check)) continue;
    push(self, &self->members, DROP_CHECK, side_of(check), side_none());
    push(self, &self->members, ADD_CHECK, side_none(), side_of(same));
  }
}

static void renew_generated(Alter *self) {
  const Table *from = self->modify->from.table, *to = self->modify->to.table;
  for (size_t i = 0; from != NULL && to != NULL && i < from->columns.len; i++) {
    Column *column = from->columns.items[i];
    if (!pg_is_renewed(self->modify, column)) continue;
    push(self, &self->members, DROP_COLUMN, side_of(column), side_none());
    push(self, &self->members, ADD_COLUMN, side_none(), side_of(table_column(to, column->name)));
    renew_around(self, column);
  }
}

/* ---- sorting ---- */

/* Goes the index with one of its columns? */
static bool index_goes_along(const Alter *self, const Index *index) {
  for (size_t i = 0; i < index->parts.len; i++)
    if (index->parts.items[i].column != NULL && has_member(self, DROP_COLUMN, index->parts.items[i].column))
      return true;
  return false;
}

/* A foreign key goes with one of its columns, unless something that goes before the column waits for it. */
static bool key_goes_along(const Alter *self, const Change *drop) {
  const ForeignKey *key = drop->from.foreign_key;
  for (size_t i = 0; i < key->columns.len && (drop->clauses & CLAUSE_EARLY) == 0; i++)
    if (has_member(self, DROP_COLUMN, key->columns.items[i])) return true;
  return false;
}

static void sort_index(Alter *self, const Change *member) {
  const Index *from = member->from.index, *to = member->to.index;
  if (from != NULL) push_same(self, pg_is_constraint(from) ? &self->clauses : &self->drop_indexes, member);
  if (to != NULL) push_same(self, pg_is_constraint(to) ? &self->clauses : &self->add_indexes, member);
  if (to != NULL && member->kind == ADD_INDEX && model_text(to->comment).len > 0) push_same(self, &self->rest, member);
}

/* A modified index is dropped and made anew, unless only its comment differs. */
static void sort_modified_index(Alter *self, const Change *member) {
  if ((member->bits & CHANGED_COMMENT) != 0) push_same(self, &self->rest, member);
  if ((member->bits & ~CHANGED_COMMENT) == 0) return;
  Change *drop = change_new(self->planner->arena, DROP_INDEX, member->from, side_none());
  Change *add = change_new(self->planner->arena, ADD_INDEX, side_none(), member->to);
  sort_index(self, drop);
  push_same(self, pg_is_constraint(add->to.index) ? &self->clauses : &self->add_indexes, add);
  bool kept = (member->bits & CHANGED_COMMENT) == 0 && model_text(add->to.index->comment).len > 0;
  if (kept) push_same(self, &self->rest, add);
}

static void sort_column(Alter *self, const Change *member) {
  bool comment = member->kind == ADD_COLUMN ? model_text(member->to.column->comment).len > 0
                                            : (member->bits & CHANGED_COMMENT) != 0;
  if (comment) push_same(self, &self->rest, member);
  if (member->kind != ADD_COLUMN && (member->bits & ~CHANGED_COMMENT) == 0) return;
  push_same(self, &self->clauses, member);
  Change *clause = self->clauses.items[self->clauses.len - 1];
  clause->bits = (uint16_t)(clause->bits & ~CHANGED_COMMENT);
}

static void sort_member(Alter *self, const Change *member) {
  switch (member->kind) {
  case DROP_INDEX:
    if (index_goes_along(self, member->from.index))
      push_same(self, &self->along, member);
    else
      sort_index(self, member);
    break;
  case ADD_INDEX: sort_index(self, member); break;
  case MODIFY_INDEX: sort_modified_index(self, member); break;
  case DROP_FOREIGN_KEY: push_same(self, key_goes_along(self, member) ? &self->along : &self->clauses, member); break;
  case MODIFY_FOREIGN_KEY: /* its comment is set, or set again */
    push_same(self, &self->rest, member);
    if ((member->bits & ~CHANGED_COMMENT) == 0) break;
    push(self, &self->clauses, DROP_FOREIGN_KEY, member->from, side_none());
    push(self, &self->clauses, ADD_FOREIGN_KEY, side_none(), member->to);
    break;
  case MODIFY_PRIMARY_KEY:
    if ((member->bits & CHANGED_COMMENT) != 0) push_same(self, &self->rest, member);
    if ((member->bits & ~CHANGED_COMMENT) == 0) break;
    push(self, &self->clauses, DROP_PRIMARY_KEY, member->from, side_none());
    push(self, &self->clauses, ADD_PRIMARY_KEY, side_none(), member->to);
    break;
  case ADD_COLUMN:
  case MODIFY_COLUMN: sort_column(self, member); break;
  case RENAME_COLUMN:
    push_same(self, is_renamed_first(self, member->to.column) ? &self->renames : &self->rest, member);
    break;
  case RENAME_INDEX:
  case ADD_ATTR:
  case DROP_ATTR:
  case MODIFY_ATTR:
  case ADD_OBJECT:
  case DROP_OBJECT:
  case MODIFY_OBJECT: push_same(self, &self->rest, member); break;
  case ADD_CHECK:
  case MODIFY_CHECK:
    if (!pg_only_comment(member)) push_same(self, &self->clauses, member);
    push_same(self, &self->rest, member);
    break;
  case ADD_FOREIGN_KEY:
    push_same(self, &self->rest, member);
    push_same(self, &self->clauses, member);
    break;
  default: push_same(self, &self->clauses, member); break;
  }
}

static bool drops_constraint(const Change *change) {
  return change->kind == DROP_INDEX || change->kind == DROP_PRIMARY_KEY || change->kind == DROP_FOREIGN_KEY ||
         change->kind == DROP_CHECK;
}

/* A column that is generated of others lets go of what it reads: before one of them is dropped. */
static bool drops_expression(const Alter *self, size_t at) {
  const Change *change = self->clauses.items[at];
  bool lets_go = change->kind == DROP_COLUMN || (change->bits & CHANGED_GENERATED) != 0;
  if (change->kind != DROP_COLUMN && change->kind != MODIFY_COLUMN) return false;
  for (size_t i = 0; lets_go && change->from.column->generated.present && i < at; i++)
    if (self->clauses.items[i]->kind == DROP_COLUMN &&
        sql_mentions(model_text(change->from.column->generated), self->clauses.items[i]->from.column->name))
      return true;
  return false;
}

static int place_of(const Alter *self, size_t at) {
  const Change *change = self->clauses.items[at];
  if (drops_constraint(change)) return (change->clauses & CLAUSE_EARLY) != 0 ? 0 : 1;
  return drops_expression(self, at) ? 2 : 3;
}

/* Constraints are dropped first, and before them foreign keys that lead to one. */
static void drops_first(Alter *self) {
  Changes sorted = {0};
  for (int place = 0; place < 4; place++)
    for (size_t i = 0; i < self->clauses.len; i++)
      if (place_of(self, i) == place) array_push_in(self->planner->arena, &sorted, self->clauses.items[i]);
  self->clauses = sorted;
}

/* ---- columns ---- */

/* Every part of a change of a column is a clause of its own: ALTER COLUMN "c" ..., ALTER COLUMN "c" ... */
static void next_part(Ddl *out, const Column *column, bool *first) {
  if (!*first) ddl_comma(out);
  *first = false;
  ddl_word(out, "ALTER COLUMN");
  ddl_ident(out, column->name);
}

static Str sequence_name(Arena *arena, const Table *table, const Column *column) {
  Str given = model_attr(&column->attrs, STR("sequence_name"));
  if (given.len > 0) return given;
  return arena_printf(arena, "%.*s_%.*s_seq", STR_FMT(table->name), STR_FMT(column->name));
}

static Str sequence_text(Planner *planner, const Table *table, const Column *column) {
  Ddl out = ddl_start(planner);
  ddl_name(&out, table_schema_name(table), sequence_name(planner->arena, table, column));
  return ddl_done(&out);
}

/* A change between serial types and others; true when that is what it was. */
static bool put_serial(Ddl *out, const Table *table, const Change *change, bool *first) {
  DbType from, to;
  Arena *arena = out->planner->arena;
  const Column *column = change->to.column;
  pg_type(arena, change->from.column, &from);
  pg_type(arena, column, &to);
  if (from.family != TYPE_SERIAL && to.family != TYPE_SERIAL) return false;
  Str before = from.family == TYPE_SERIAL ? pg_serial_integer(&from) : from.text;
  Str after = to.family == TYPE_SERIAL ? pg_serial_integer(&to) : to.text;
  if (from.family != TYPE_SERIAL) {
    next_part(out, column, first);
    Str sequence = sequence_text(out->planner, table, column);
    ddl_phrase(out, arena_printf(arena, "SET DEFAULT nextval('%.*s')", STR_FMT(sequence)));
  } else if (to.family != TYPE_SERIAL) {
    next_part(out, column, first);
    ddl_word(out, "DROP DEFAULT");
  }
  if (str_eq(before, after)) return true;
  next_part(out, column, first);
  ddl_word(out, "TYPE");
  ddl_phrase(out, after);
  if (change->using_expr.len > 0) ddl_phrase(out, arena_printf(arena, "USING %.*s", STR_FMT(change->using_expr)));
  return true;
}

static void put_type(Ddl *out, const Table *table, const Change *change, bool *first) {
  const Column *column = change->to.column;
  if (put_serial(out, table, change, first)) return;
  next_part(out, column, first);
  ddl_word(out, "TYPE");
  pg_ddl_type(out, column);
  Str collate = model_attr(&column->attrs, STR("collate"));
  if (collate.len > 0) {
    ddl_word(out, "COLLATE");
    ddl_ident(out, collate);
  }
  bool lent = (change->clauses & CLAUSE_ATTACH) != 0;
  if (!lent && change->using_expr.len == 0) return;
  ddl_word(out, "USING");
  if (!lent) {
    ddl_phrase(out, change->using_expr);
    return;
  }
  Ddl type = ddl_start(out->planner);
  pg_ddl_type(&type, column);
  ddl_ident(out, column->name);
  out->buf.len--;
  ddl_raw(out, STR("::"));
  ddl_raw(out, ddl_done(&type));
}

static void put_default(Ddl *out, const Change *change, bool *first) {
  const Column *column = change->to.column;
  DbType type;
  next_part(out, column, first);
  if (column->default_kind == DEFAULT_NONE) {
    ddl_word(out, "DROP DEFAULT");
    return;
  }
  pg_type(out->planner->arena, column, &type);
  ddl_word(out, "SET DEFAULT");
  pg_ddl_default(out, column, &type);
}

/* Last value of the identity's sequence, as far as it was inspected. */
static long long last_value(const Column *column) {
  ModelText text = {.text = model_attr(&column->attrs, STR("identity_last")), .known = true, .present = true};
  return text.text.len > 0 ? pg_identity_number(text) : 0;
}

/* (START WITH 10 INCREMENT BY 2), as far as they are not 1 */
static void add_identity(Ddl *out, const Column *column, bool *first) {
  next_part(out, column, first);
  ddl_word(out, "ADD");
  pg_ddl_identity(out, column);
}

static void put_identity(Ddl *out, const Change *change, bool *first) {
  const Column *from = change->from.column, *to = change->to.column;
  Arena *arena = out->planner->arena;
  if (!to->identity) return;
  if (!from->identity) {
    add_identity(out, to, first);
    return;
  }
  long long start = pg_identity_number(to->identity_start);
  next_part(out, to, first);
  Str generated = pg_identity_generated(arena, to);
  ddl_phrase(out, arena_printf(arena, "SET GENERATED %.*s SET START WITH %lld SET INCREMENT BY %lld",
                               STR_FMT(generated), start, pg_identity_number(to->identity_increment)));
  if (last_value(to) < start && last_value(from) < start) ddl_word(out, "RESTART");
}

/* An identity goes first: its column is NOT NULL and an integer as long as it is there. */
static void drop_identity(Ddl *out, const Change *change, bool *first) {
  if (!change->from.column->identity || change->to.column->identity) return;
  next_part(out, change->to.column, first);
  ddl_word(out, "DROP IDENTITY");
}

static void put_column_change(Ddl *out, Alter *self, const Change *change) {
  const Column *to = change->to.column;
  bool first = true;
  if ((change->bits & CHANGED_ATTR) != 0) drop_identity(out, change, &first);
  if ((change->bits & CHANGED_TYPE) != 0) put_type(out, self->table, change, &first);
  if ((change->bits & CHANGED_NULL) != 0) {
    next_part(out, to, &first);
    ddl_phrase(out, to->null ? STR("DROP NOT NULL") : STR("SET NOT NULL"));
  }
  if ((change->bits & CHANGED_DEFAULT) != 0) put_default(out, change, &first);
  if ((change->bits & CHANGED_ATTR) != 0) put_identity(out, change, &first);
  if ((change->bits & CHANGED_GENERATED) == 0) return;
  self->reversible = false;
  if (to->generated.present) return;
  pg_needs(out->planner, 13, "columns that are generated no more");
  next_part(out, to, &first);
  ddl_word(out, "DROP EXPRESSION");
}

/* ---- clauses ---- */

static void put_named(Ddl *out, Str words, Str name) {
  ddl_phrase(out, words);
  ddl_ident(out, name);
}

static void drop_constraint(Ddl *out, const Change *change, Str name) {
  ddl_word(out, "DROP CONSTRAINT");
  if ((change->clauses & CLAUSE_IF_EXISTS) != 0) ddl_word(out, "IF EXISTS");
  ddl_ident(out, name);
}

static void put_using_index(Ddl *out, const Change *change, Str words) {
  ddl_word(out, "ADD");
  if (change->attr.len > 0) put_named(out, STR("CONSTRAINT"), change->attr);
  ddl_phrase(out, words);
  put_named(out, STR("USING INDEX"), change->to.index->name);
}

static void put_check(Ddl *out, Alter *self, const Change *change) {
  if (change->kind == MODIFY_CHECK) {
    if (change->from.check->name.len == 0) planner_error(out->planner, STR("cannot modify unnamed check constraint"));
    put_named(out, STR("DROP CONSTRAINT"), change->from.check->name);
    ddl_comma(out);
  }
  if (change->kind == DROP_CHECK) {
    drop_constraint(out, change, change->from.check->name);
    return;
  }
  ddl_word(out, "ADD");
  pg_ddl_check(out, change->to.check);
  if ((change->clauses & CLAUSE_NOT_VALID) != 0) ddl_word(out, "NOT VALID");
  if (change->to.check->name.len == 0) self->reversible = false;
}

static void put_foreign_key(Ddl *out, const Change *change) {
  ddl_word(out, "ADD");
  ddl_line(out);
  pg_ddl_foreign_key(out, change->to.foreign_key);
  if ((change->clauses & CLAUSE_NOT_VALID) != 0) ddl_word(out, "NOT VALID");
}

static void put_clause(Ddl *out, Alter *self, const Change *change) {
  switch (change->kind) {
  case ADD_COLUMN:
    ddl_word(out, "ADD COLUMN");
    pg_ddl_column(out, self->table, change->to.column);
    break;
  case DROP_COLUMN: put_named(out, STR("DROP COLUMN"), change->from.column->name); break;
  case MODIFY_COLUMN: put_column_change(out, self, change); break;
  case ADD_INDEX:
    ddl_word(out, "ADD");
    pg_ddl_constraint(out, change->to.index);
    break;
  case DROP_INDEX: drop_constraint(out, change, change->from.index->name); break;
  case ADD_PRIMARY_KEY:
    ddl_word(out, "ADD");
    pg_ddl_primary_key(out, change->to.index);
    break;
  case DROP_PRIMARY_KEY:
    drop_constraint(out, change, pg_index_name(out->planner->arena, self->table, change->from.index));
    break;
  case ADD_FOREIGN_KEY: put_foreign_key(out, change); break;
  case DROP_FOREIGN_KEY: drop_constraint(out, change, change->from.foreign_key->name); break;
  case ADD_UNIQUE_USING: put_using_index(out, change, STR("UNIQUE")); break;
  case ADD_PRIMARY_KEY_USING: put_using_index(out, change, STR("PRIMARY KEY")); break;
  default: put_check(out, self, change); break;
  }
}

static Str alter_table(Alter *self, const Changes *clauses) {
  Ddl out = ddl_start(self->planner);
  ddl_word(&out, "ALTER TABLE");
  ddl_name(&out, table_schema_name(self->table), self->table->name);
  for (size_t i = 0; i < clauses->len; i++) {
    ddl_item(&out, i);
    put_clause(&out, self, clauses->items[i]);
  }
  return ddl_done(&out);
}

/* ---- back ---- */

static bool has_kind(const Changes *changes, ChangeKind kind) {
  for (size_t i = 0; i < changes->len; i++)
    if (changes->items[i]->kind == kind) return true;
  return false;
}

/* A modified check becomes a drop and an addition. */
static void split_checks(Alter *self) {
  Changes old = self->clauses;
  self->clauses = (Changes){0};
  for (size_t i = 0; i < old.len; i++) {
    const Change *change = old.items[i];
    if (change->kind != MODIFY_CHECK) {
      push_same(self, &self->clauses, change);
      continue;
    }
    push(self, &self->clauses, DROP_CHECK, change->from, side_none());
    push(self, &self->clauses, ADD_CHECK, side_none(), change->to);
  }
}

/* The clauses turned round, and what went with a column. */
static Changes inverse_clauses(const Alter *self, Alter *back) {
  Arena *arena = self->planner->arena;
  back->clauses = (Changes){0};
  for (size_t i = self->clauses.len; i-- > 0;)
    array_push_in(arena, &back->clauses, change_inverse(arena, self->clauses.items[i]));
  for (size_t i = 0; i < self->along.len; i++) {
    const Change *along = self->along.items[i];
    if (along->kind == DROP_FOREIGN_KEY || pg_is_constraint(along->from.index))
      array_push_in(arena, &back->clauses, change_inverse(arena, along));
  }
  /* A column takes its constraints along, which then cannot be dropped. */
  if (!has_kind(&back->clauses, DROP_COLUMN)) return back->clauses;
  split_checks(back);
  drops_first(back);
  return back->clauses;
}

static void put_back_comments(Alter *back, const Changes *changes) {
  Planner *planner = back->planner;
  for (size_t i = 0; i < changes->len; i++) {
    const Change *change = changes->items[i];
    bool index = change->kind == DROP_INDEX || change->kind == DROP_PRIMARY_KEY;
    if (change->kind == DROP_COLUMN && model_text(change->from.column->comment).len > 0)
      pg_comment_column(planner, change, back->table, change->from.column, (Str){0},
                        model_text(change->from.column->comment));
    if (index && model_text(change->from.index->comment).len > 0)
      pg_comment_index(planner, change, back->table, change->from.index, (Str){0},
                       model_text(change->from.index->comment));
  }
}

/* Statements behind the ALTER TABLE that leads back: indexes and comments that went with a column. */
static void put_back(Alter *back, const Alter *self) {
  for (size_t i = 0; i < self->along.len; i++) {
    const Change *along = self->along.items[i];
    if (along->kind == DROP_INDEX && !pg_is_constraint(along->from.index))
      pg_add_index(back->planner, along, back->table, along->from.index);
  }
  put_back_comments(back, &self->clauses);
  put_back_comments(back, &self->along);
}

static Str alter_identity(Alter *self, const Column *column, bool add) {
  Ddl out = ddl_start(self->planner);
  bool first = true;
  ddl_word(&out, "ALTER TABLE");
  ddl_name(&out, table_schema_name(self->table), self->table->name);
  if (add) {
    add_identity(&out, column, &first);
  } else {
    next_part(&out, column, &first);
    ddl_word(&out, "DROP IDENTITY");
  }
  return ddl_done(&out);
}

/* ALTER TABLE changes types before it drops identities, which stand only on integers: they go in statements before. */
static void plan_identities(Alter *self) {
  for (size_t i = 0; i < self->clauses.len; i++) {
    Change *change = self->clauses.items[i];
    bool both = (change->bits & CHANGED_TYPE) != 0 && (change->bits & CHANGED_ATTR) != 0;
    if (change->kind != MODIFY_COLUMN || !both) continue;
    const Column *from = change->from.column, *to = change->to.column;
    if (!from->identity || to->identity) continue;
    planner_add(self->planner, change, alter_identity(self, from, false),
                arena_printf(self->planner->arena, "modify \"%.*s\" table", STR_FMT(self->table->name)),
                alter_identity(self, from, true));
    change->bits = (uint16_t)(change->bits & ~CHANGED_ATTR);
  }
}

/* Constraints that come back have comments again. */
static void comment_again(Alter *back, const Changes *inverse) {
  for (size_t i = 0; i < inverse->len; i++) {
    const Change *member = inverse->items[i];
    bool constraint = member->kind == ADD_CHECK || member->kind == MODIFY_CHECK || member->kind == ADD_FOREIGN_KEY ||
                      member->kind == MODIFY_FOREIGN_KEY;
    if (constraint) pg_modify_table_extra(back->planner, back->table, back->table, member);
  }
}

static void plan_clauses(Alter *self) {
  Planner *planner = self->planner;
  if (self->clauses.len == 0) return;
  size_t errors = planner->errors.len;
  drops_first(self);
  Str sql = alter_table(self, &self->clauses);
  planner_prefix_errors(planner, errors, "alter table", self->table);
  Alter back = *self;
  Planner other = *planner; /* errors of the reverse are none of the plan */
  other.errors = (DiffNotes){0};
  other.statements = (DiffStatements){0};
  back.planner = &other;
  back.table =
      self->modify->from.table != NULL && self->modify->to.table == NULL ? self->modify->from.table : self->table;
  Changes inverse = inverse_clauses(self, &back);
  plan_identities(&back);
  size_t before = other.statements.len;
  Str alter = alter_table(&back, &inverse);
  put_back(&back, self);
  comment_again(&back, &inverse);
  Str *reverse = arena_array(planner->arena, Str, other.statements.len + 1);
  reverse[before] = alter;
  for (size_t i = 0; i < other.statements.len; i++) reverse[i < before ? i : i + 1] = other.statements.items[i].sql;
  bool reversible = self->reversible && back.reversible && other.errors.len == 0;
  planner_add_list(planner, self->modify, sql,
                   arena_printf(planner->arena, "modify \"%.*s\" table", STR_FMT(self->table->name)), reverse,
                   reversible ? other.statements.len + 1 : 0);
}

/* ---- sequences of serial columns ---- */

static Str create_sequence(Planner *planner, const Table *table, const Column *column) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "CREATE SEQUENCE IF NOT EXISTS");
  ddl_name(&out, table_schema_name(table), sequence_name(planner->arena, table, column));
  ddl_word(&out, "OWNED BY");
  ddl_name(&out, table_schema_name(table), table->name);
  out.buf.len--;
  ddl_raw(&out, STR("."));
  ddl_ident(&out, column->name);
  return ddl_done(&out);
}

static Str drop_sequence(Planner *planner, const Table *table, const Column *column) {
  return arena_printf(planner->arena, "DROP SEQUENCE IF EXISTS %.*s", STR_FMT(sequence_text(planner, table, column)));
}

/* Sequences that the change needs (made before) or leaves over (dropped after the ALTER TABLE). */
static void plan_sequences(Alter *self, bool before) {
  Planner *planner = self->planner;
  for (size_t i = 0; i < self->clauses.len; i++) {
    const Change *change = self->clauses.items[i];
    DbType from, to;
    if (change->kind != MODIFY_COLUMN || (change->bits & CHANGED_TYPE) == 0) continue;
    pg_type(planner->arena, change->from.column, &from);
    pg_type(planner->arena, change->to.column, &to);
    if ((from.family == TYPE_SERIAL) == (to.family == TYPE_SERIAL) || before != (to.family == TYPE_SERIAL)) continue;
    const Column *column = before ? change->to.column : change->from.column;
    Str create = create_sequence(planner, self->table, column), drop = drop_sequence(planner, self->table, column);
    planner_add(planner, change, before ? create : drop,
                arena_printf(planner->arena,
                             before ? "create sequence for serial column \"%.*s\""
                                    : "drop sequence used by serial column \"%.*s\"",
                             STR_FMT(column->name)),
                before ? drop : create);
  }
}

/* ---- comments and renames ---- */

static Str rename_column(Alter *self, Str from, Str to) {
  Ddl out = ddl_start(self->planner);
  ddl_word(&out, "ALTER TABLE");
  ddl_name(&out, table_schema_name(self->table), self->table->name);
  put_named(&out, STR("RENAME COLUMN"), from);
  put_named(&out, STR("TO"), to);
  return ddl_done(&out);
}

static Str rename_index(Alter *self, Str from, Str to) {
  Ddl out = ddl_start(self->planner);
  ddl_word(&out, "ALTER INDEX");
  ddl_name(&out, table_schema_name(self->table), from);
  put_named(&out, STR("RENAME TO"), to);
  return ddl_done(&out);
}

static void plan_rest(Alter *self, const Change *member) {
  Planner *planner = self->planner;
  const Column *from = member->from.column, *to = member->to.column;
  const Index *old = member->from.index, *index = member->to.index;
  if (pg_modify_table_extra(planner, self->modify->from.table, self->table, member)) return;
  switch (member->kind) {
  case ADD_COLUMN:
  case MODIFY_COLUMN:
    pg_comment_column(planner, member, self->table, to, from != NULL ? model_text(from->comment) : (Str){0},
                      model_text(to->comment));
    break;
  case ADD_INDEX:
  case MODIFY_INDEX:
  case MODIFY_PRIMARY_KEY:
    pg_comment_index(planner, member, self->table, index, old != NULL ? model_text(old->comment) : (Str){0},
                     model_text(index->comment));
    break;
  case RENAME_COLUMN:
    planner_add(planner, member, rename_column(self, from->name, to->name),
                arena_printf(planner->arena, "rename a column from \"%.*s\" to \"%.*s\"", STR_FMT(from->name),
                             STR_FMT(to->name)),
                rename_column(self, to->name, from->name));
    break;
  case RENAME_INDEX:
    planner_add(planner, member, rename_index(self, old->name, index->name),
                arena_printf(planner->arena, "rename an index from \"%.*s\" to \"%.*s\"", STR_FMT(old->name),
                             STR_FMT(index->name)),
                rename_index(self, index->name, old->name));
    break;
  default: pg_comment_table(planner, member, self->table, member->old_text, member->text); break;
  }
}

void pg_modify_table(Planner *planner, const Change *modify) {
  const Table *table = modify->to.table != NULL ? modify->to.table : modify->from.table;
  Alter self = {.planner = planner, .modify = modify, .table = table, .reversible = true};
  for (size_t i = 0; i < modify->members.len; i++)
    array_push_in(planner->arena, &self.members, modify->members.items[i]);
  renew_generated(&self);
  for (size_t i = 0; i < self.members.len; i++) sort_member(&self, self.members.items[i]);
  for (size_t i = 0; i < self.drop_indexes.len; i++)
    pg_drop_index(planner, self.drop_indexes.items[i], table, self.drop_indexes.items[i]->from.index);
  for (size_t i = 0; i < self.renames.len; i++) plan_rest(&self, self.renames.items[i]);
  plan_identities(&self);
  plan_sequences(&self, true);
  plan_clauses(&self);
  plan_sequences(&self, false);
  for (size_t i = 0; i < self.add_indexes.len; i++)
    pg_add_index(planner, self.add_indexes.items[i], table, self.add_indexes.items[i]->to.index);
  for (size_t i = 0; i < self.rest.len; i++) plan_rest(&self, self.rest.items[i]);
}
