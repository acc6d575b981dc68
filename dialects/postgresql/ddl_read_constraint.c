/* ddl_read_constraint.c: checks, primary keys, unique and exclusion constraints, foreign keys. */
#include "dialects/postgresql/ddl_read_parts.h"

static Str given_name(DdlRead *self, CatTable *table, const json_t *constraint, bool *ok) {
  Str name = tree_str(constraint, "conname");
  *ok = name.ptr == NULL || !pgddl_name_taken(table, name) ||
        pgddl_fail(self, "constraint \"%.*s\" for relation \"%.*s\" already exists", STR_FMT(name),
                   STR_FMT(table->item.name));
  return name;
}

/* ---- checks ---- */

typedef struct OneColumn {
  const CatTable *table;
  Str name;
  bool several;
} OneColumn;

static bool note_column(json_t *node, void *user) {
  OneColumn *self = user;
  const json_t *fields = tree_get(tree_get(node, "ColumnRef"), "fields");
  if (fields == NULL) return true;
  Str name = node_string(json_array_get(fields, json_array_size(fields) - 1));
  if (pgddl_column(self->table, name) == NULL) return true;
  self->several = self->several || (self->name.len > 0 && !str_eq(self->name, name));
  self->name = name;
  return true;
}

/* The only column that the expression is about; empty: several or none. */
static Str only_column(const CatTable *table, json_t *expr) {
  OneColumn found = {.table = table};
  pgddl_walk(expr, note_column, &found);
  return found.several ? (Str){0} : found.name;
}

static bool add_to_children(DdlRead *self, const CatTable *table, const CatCheck *check) {
  for (size_t i = 0; i < self->items.len; i++) {
    CatTable *child = (CatTable *)self->items.items[i];
    if (child->item.kind != ITEM_TABLE || child->item.dropped) continue;
    for (size_t k = 0; k < child->parents.len; k++) {
      if (child->parents.items[k] != table || pgddl_name_taken(child, check->item.name)) continue;
      CatCheck *copy = pgddl_new(self, ITEM_CHECK, sizeof *copy, check->item.name);
      copy->expr = check->expr;
      copy->table = child;
      copy->inherited = true;
      array_push(&child->checks, copy);
    }
  }
  return true;
}

static bool add_check(DdlRead *self, CatTable *table, const json_t *constraint) {
  json_t *expr = tree_get(constraint, "raw_expr");
  bool ok;
  Str name = given_name(self, table, constraint, &ok);
  if (!ok) return false;
  if (name.ptr == NULL) name = pgddl_choose_name(self, table, only_column(table, expr), "check");
  CatCheck *check = pgddl_new(self, ITEM_CHECK, sizeof *check, name);
  check->table = table;
  check->expr = expr;
  check->no_inherit = tree_flag(constraint, "is_no_inherit");
  check->item.pos = pgddl_pos(self, tree_int(constraint, "location"), 0);
  array_push(&table->checks, check);
  return check->no_inherit || add_to_children(self, table, check);
}

/* ---- keys ---- */

static bool add_columns(DdlRead *self, CatIndex *index, const json_t *names, bool included) {
  for (size_t i = 0; i < json_array_size(names); i++) {
    Str name = node_string(json_array_get(names, i));
    CatColumn *column = pgddl_column(index->table, name);
    if (column == NULL) return pgddl_fail(self, "column \"%.*s\" named in key does not exist", STR_FMT(name));
    if (index->primary && !included) column->not_null = true;
    array_push(&index->parts, ((CatPart){.column = column, .included = included}));
  }
  return true;
}

static bool add_exclusions(DdlRead *self, CatIndex *index, const json_t *exclusions) {
  for (size_t i = 0; i < json_array_size(exclusions); i++) {
    const json_t *pair = node_list(json_array_get(exclusions, i));
    Str schema;
    if (!ddl_read_part(self, index, node_body(json_array_get(pair, 0)), false)) return false;
    pgddl_names(json_array_get(pair, 1), &schema, &array_last(&index->parts).operator_);
  }
  return true;
}

static bool same_parts(const CatIndex *a, const CatIndex *b) {
  if (a->parts.len != b->parts.len || a->nulls_not_distinct != b->nulls_not_distinct) return false;
  if (a->deferrable != b->deferrable || str_eq(a->constraint, STR("x")) || str_eq(b->constraint, STR("x")))
    return false;
  for (size_t i = 0; i < a->parts.len; i++)
    if (a->parts.items[i].column != b->parts.items[i].column ||
        a->parts.items[i].included != b->parts.items[i].included)
      return false;
  return true;
}

/* Twice the same key in one statement is one. */
static bool is_repeated(const CatTable *table, const CatIndex *index) {
  for (size_t i = 0; i < table->indexes.len; i++) {
    const CatIndex *other = table->indexes.items[i];
    if (other != index && other->constraint.len > 0 && other->item.pos.span.start == index->item.pos.span.start &&
        other->item.pos.source == index->item.pos.source && same_parts(other, index))
      return true;
  }
  return false;
}

static void fill_key(DdlRead *self, CatIndex *index, const json_t *constraint) {
  index->primary = tree_is(constraint, "contype", "CONSTR_PRIMARY");
  index->constraint = index->primary ? STR("p") : tree_is(constraint, "contype", "CONSTR_UNIQUE") ? STR("u") : STR("x");
  index->unique = !str_eq(index->constraint, STR("x"));
  index->nulls_not_distinct = tree_flag(constraint, "nulls_not_distinct");
  index->deferrable = tree_flag(constraint, "deferrable") || tree_flag(constraint, "initdeferred");
  index->deferred = tree_flag(constraint, "initdeferred");
  index->options = pgddl_options(self, (Str){0}, tree_get(constraint, "options"), false);
  index->where = tree_get(constraint, "where_clause");
  index->method = pgddl_keep(self, tree_str(constraint, "access_method"));
  if (str_empty(index->method)) index->method = STR("btree");
}

/* ADD CONSTRAINT ... USING INDEX i */
static bool adopt_index(DdlRead *self, CatTable *table, const json_t *constraint) {
  Str name = tree_str(constraint, "indexname"), own = tree_str(constraint, "conname");
  CatIndex *index = (CatIndex *)pgddl_find(self, ITEM_INDEX, table->item.schema->name, name);
  if (index == NULL) return pgddl_fail(self, "index \"%.*s\" does not exist", STR_FMT(name));
  index->primary = tree_is(constraint, "contype", "CONSTR_PRIMARY");
  index->constraint = index->primary ? STR("p") : STR("u");
  index->deferrable = tree_flag(constraint, "deferrable") || tree_flag(constraint, "initdeferred");
  index->deferred = tree_flag(constraint, "initdeferred");
  for (size_t i = 0; index->primary && i < index->parts.len; i++)
    if (index->parts.items[i].column != NULL && !index->parts.items[i].included)
      index->parts.items[i].column->not_null = true;
  if (own.ptr != NULL && !str_eq(own, name)) pgddl_move(self, &index->item, index->item.schema, own);
  return true;
}

static bool has_primary(const CatTable *table) {
  for (size_t i = 0; i < table->indexes.len; i++)
    if (table->indexes.items[i]->primary) return true;
  return false;
}

static bool fill_parts(DdlRead *self, CatIndex *index, CatColumn *column, const json_t *constraint) {
  if (tree_get(constraint, "exclusions") != NULL) {
    if (!add_exclusions(self, index, tree_get(constraint, "exclusions"))) return false;
  } else if (column != NULL) {
    if (index->primary) column->not_null = true;
    array_push(&index->parts, ((CatPart){.column = column}));
  } else if (!add_columns(self, index, tree_get(constraint, "keys"), false)) {
    return false;
  }
  return add_columns(self, index, tree_get(constraint, "including"), true);
}

static bool add_key(DdlRead *self, CatTable *table, CatColumn *column, const json_t *constraint) {
  if (tree_get(constraint, "indexname") != NULL) return adopt_index(self, table, constraint);
  Str name = tree_str(constraint, "conname");
  bool primary = tree_is(constraint, "contype", "CONSTR_PRIMARY");
  if (primary && has_primary(table))
    return pgddl_fail(self, "multiple primary keys for table \"%.*s\" are not allowed", STR_FMT(table->item.name));
  CatIndex draft = {.table = table};
  fill_key(self, &draft, constraint);
  draft.item.pos = pgddl_pos(self, tree_int(constraint, "location"), 0);
  if (!fill_parts(self, &draft, column, constraint) || is_repeated(table, &draft)) {
    array_free(&draft.parts);
    return self->error.ptr == NULL;
  }
  if (name.ptr == NULL && primary) name = pgddl_choose_name(self, table, (Str){0}, "pkey");
  if (name.ptr == NULL)
    name = pgddl_choose_name(self, table, pgddl_index_columns(self, &draft), draft.unique ? "key" : "excl");
  CatIndex *index = pgddl_new_index(self, table, name);
  if (index == NULL) {
    array_free(&draft.parts);
    return false;
  }
  draft.item = index->item;
  draft.item.pos = pgddl_pos(self, tree_int(constraint, "location"), 0);
  *index = draft;
  return true;
}

/* ---- foreign keys ---- */

static bool own_columns(DdlRead *self, CatForeignKey *key, CatColumn *column, const json_t *names) {
  if (column != NULL) array_push(&key->columns, column);
  for (size_t i = 0; column == NULL && i < json_array_size(names); i++) {
    Str name = node_string(json_array_get(names, i));
    CatColumn *found = pgddl_column(key->table, name);
    if (found == NULL)
      return pgddl_fail(self, "column \"%.*s\" referenced in foreign key constraint does not exist", STR_FMT(name));
    array_push(&key->columns, found);
  }
  return true;
}

/* The columns that are named, else those of the primary key. */
static bool ref_columns(DdlRead *self, CatForeignKey *key, const json_t *names) {
  for (size_t i = 0; i < json_array_size(names); i++) {
    Str name = node_string(json_array_get(names, i));
    CatColumn *found = pgddl_column(key->ref, name);
    if (found == NULL)
      return pgddl_fail(self, "column \"%.*s\" referenced in foreign key constraint does not exist", STR_FMT(name));
    array_push(&key->ref_columns, found);
  }
  for (size_t i = 0; names == NULL && i < key->ref->indexes.len; i++) {
    const CatIndex *index = key->ref->indexes.items[i];
    for (size_t k = 0; index->primary && k < index->parts.len; k++)
      if (!index->parts.items[k].included) array_push(&key->ref_columns, index->parts.items[k].column);
  }
  if (key->ref_columns.len == 0)
    return pgddl_fail(self, "there is no primary key for referenced table \"%.*s\"", STR_FMT(key->ref->item.name));
  return key->ref_columns.len == key->columns.len ||
         pgddl_fail(self, "number of referencing and referenced columns for foreign key disagree");
}

static bool serves(const CatIndex *index, const CatForeignKey *key) {
  size_t parts = 0;
  if (!index->unique || index->where != NULL || index->deferrable) return false;
  for (size_t i = 0; i < index->parts.len; i++) {
    bool found = index->parts.items[i].included;
    parts += !found;
    for (size_t k = 0; k < key->ref_columns.len; k++)
      found = found || key->ref_columns.items[k] == index->parts.items[i].column;
    if (!found) return false;
  }
  return parts == key->ref_columns.len;
}

/* The unique index that the key relies on. Those of partitions are not known. */
static bool find_index(DdlRead *self, CatForeignKey *key) {
  for (size_t i = 0; i < key->ref->indexes.len && key->index == NULL; i++)
    if (serves(key->ref->indexes.items[i], key)) key->index = key->ref->indexes.items[i];
  return key->index != NULL || key->ref->is_partition ||
         pgddl_fail(self, "there is no unique constraint matching given keys for referenced table \"%.*s\"",
                    STR_FMT(key->ref->item.name));
}

static Str key_columns(DdlRead *self, const CatForeignKey *key) {
  Buf out = {0};
  for (size_t i = 0; i < key->columns.len; i++)
    buf_printf(&out, "%s%.*s", i > 0 ? "_" : "", STR_FMT(key->columns.items[i]->item.name));
  Str text = pgddl_keep(self, buf_str(&out));
  buf_free(&out);
  return text;
}

static bool add_foreign_key(DdlRead *self, CatTable *table, CatColumn *column, const json_t *constraint) {
  bool ok;
  Str name = given_name(self, table, constraint, &ok);
  CatTable *ref = ok ? pgddl_table(self, tree_get(constraint, "pktable"), false) : NULL;
  if (ref == NULL) return false;
  CatForeignKey *key = pgddl_new(self, ITEM_FOREIGN_KEY, sizeof *key, name);
  key->table = table;
  key->ref = ref;
  if (!own_columns(self, key, column, tree_get(constraint, "fk_attrs")) ||
      !ref_columns(self, key, tree_get(constraint, "pk_attrs")) || !find_index(self, key)) {
    array_free(&key->columns);
    array_free(&key->ref_columns);
    return false;
  }
  if (name.ptr == NULL) key->item.name = pgddl_choose_name(self, table, key_columns(self, key), "fkey");
  key->on_update = pgddl_keep(self, tree_str(constraint, "fk_upd_action"));
  key->on_delete = pgddl_keep(self, tree_str(constraint, "fk_del_action"));
  key->deferrable = tree_flag(constraint, "deferrable") || tree_flag(constraint, "initdeferred");
  key->deferred = tree_flag(constraint, "initdeferred");
  key->item.pos = pgddl_pos(self, tree_int(constraint, "location"), 0);
  array_push(&table->foreign_keys, key);
  return true;
}

/* ---- all of them ---- */

/* DEFERRABLE behind a column's constraint is a node of its own. */
static void note_deferral(CatTable *table, const json_t *constraint, int step) {
  if (step == STEP_FOREIGN_KEYS && table->foreign_keys.len > 0) {
    CatForeignKey *key = array_last(&table->foreign_keys);
    if (tree_is(constraint, "contype", "CONSTR_ATTR_DEFERRABLE")) key->deferrable = true;
    if (tree_is(constraint, "contype", "CONSTR_ATTR_DEFERRED")) key->deferrable = key->deferred = true;
  }
  if (step == STEP_KEYS && table->foreign_keys.len == 0 && table->indexes.len > 0) {
    CatIndex *index = array_last(&table->indexes);
    if (tree_is(constraint, "contype", "CONSTR_ATTR_DEFERRABLE")) index->deferrable = true;
    if (tree_is(constraint, "contype", "CONSTR_ATTR_DEFERRED")) index->deferrable = index->deferred = true;
  }
}

bool pgddl_constraint_step(DdlRead *self, CatTable *table, CatColumn *column, const json_t *constraint, int step) {
  bool primary = tree_is(constraint, "contype", "CONSTR_PRIMARY");
  bool other = tree_is(constraint, "contype", "CONSTR_UNIQUE") || tree_is(constraint, "contype", "CONSTR_EXCLUSION");
  if (column != NULL) note_deferral(table, constraint, step);
  if (step == STEP_CHECKS && tree_is(constraint, "contype", "CONSTR_CHECK")) return add_check(self, table, constraint);
  if (step == STEP_PRIMARY && primary) return add_key(self, table, column, constraint);
  if (step == STEP_KEYS && other) return add_key(self, table, column, constraint);
  if (step == STEP_FOREIGN_KEYS && tree_is(constraint, "contype", "CONSTR_FOREIGN"))
    return add_foreign_key(self, table, column, constraint);
  return true;
}

static const int steps[] = {STEP_CHECKS, STEP_PRIMARY, STEP_KEYS, STEP_FOREIGN_KEYS};

bool pgddl_add_constraint(DdlRead *self, CatTable *table, const json_t *constraint) {
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
    if (!pgddl_constraint_step(self, table, NULL, constraint, steps[i])) return false;
  return true;
}

bool pgddl_column_constraints(DdlRead *self, CatTable *table, CatColumn *column, const json_t *def) {
  for (size_t step = 0; step < sizeof steps / sizeof *steps; step++)
    for (size_t i = 0; i < tree_count(def, "constraints"); i++)
      if (!pgddl_constraint_step(self, table, column, node_body(tree_item(def, "constraints", i)), steps[step]))
        return false;
  return true;
}
