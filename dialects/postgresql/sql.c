/* sql.c: statements of PostgreSQL for schemas, enums, whole tables, indexes and comments. alter.c changes tables. */
#include "dialects/postgresql/object.h"

static Arena *arena_of(Planner *planner) { return planner->arena; }

/* ---- comments ---- */

/* COMMENT ON <what> <name> IS 'text'; takes the writer that ends with the name. */
static Str finish_comment(Ddl *out, Str text) {
  ddl_word(out, "IS");
  ddl_phrase(out, expr_quote_single(out->planner->arena, text.len > 0 ? text : STR("")));
  return ddl_done(out);
}

static Str schema_comment(Planner *planner, const Schema *schema, Str text) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "COMMENT ON SCHEMA");
  ddl_ident(&out, schema->name);
  return finish_comment(&out, text);
}

static void comment_schema(Planner *planner, const Change *cause, const Schema *schema, Str old_text, Str text) {
  Str comment = arena_printf(arena_of(planner), "set comment to schema: \"%.*s\"", STR_FMT(schema->name));
  planner_add(planner, cause, schema_comment(planner, schema, text), comment,
              schema_comment(planner, schema, old_text));
}

static Str table_comment(Planner *planner, const Table *table, Str text) {
  Ddl out = ddl_start(planner);
  ddl_phrase(&out, pg_is_foreign(table) ? STR("COMMENT ON FOREIGN TABLE") : STR("COMMENT ON TABLE"));
  ddl_name(&out, table_schema_name(table), table->name);
  return finish_comment(&out, text);
}

void pg_comment_table(Planner *planner, const Change *cause, const Table *table, Str old_text, Str text) {
  Str comment = arena_printf(arena_of(planner), "set comment to table: \"%.*s\"", STR_FMT(table->name));
  planner_add(planner, cause, table_comment(planner, table, text), comment, table_comment(planner, table, old_text));
}

static Str column_comment(Planner *planner, const Table *table, const Column *column, Str text) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "COMMENT ON COLUMN");
  ddl_name(&out, table_schema_name(table), table->name);
  out.buf.len--;
  ddl_raw(&out, STR("."));
  ddl_ident(&out, column->name);
  return finish_comment(&out, text);
}

void pg_comment_column(Planner *planner, const Change *cause, const Table *table, const Column *column, Str old_text,
                       Str text) {
  Str comment = arena_printf(arena_of(planner), "set comment to column: \"%.*s\" on table: \"%.*s\"",
                             STR_FMT(column->name), STR_FMT(table->name));
  planner_add(planner, cause, column_comment(planner, table, column, text), comment,
              column_comment(planner, table, column, old_text));
}

Str pg_index_name(Arena *arena, const Table *table, const Index *index) {
  if (index->name.len > 0) return index->name;
  return arena_printf(arena, "%.*s_pkey", STR_FMT(table->name));
}

static Str index_comment(Planner *planner, const Table *table, const Index *index, Str text) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "COMMENT ON INDEX");
  ddl_name(&out, table_schema_name(table), pg_index_name(planner->arena, table, index));
  return finish_comment(&out, text);
}

void pg_comment_index(Planner *planner, const Change *cause, const Table *table, const Index *index, Str old_text,
                      Str text) {
  Str name = pg_index_name(arena_of(planner), table, index);
  Str comment = arena_printf(arena_of(planner), "set comment to index: \"%.*s\" on table: \"%.*s\"", STR_FMT(name),
                             STR_FMT(table->name));
  planner_add(planner, cause, index_comment(planner, table, index, text), comment,
              index_comment(planner, table, index, old_text));
}

/* ---- schemas ---- */

static void add_schema(Planner *planner, const Change *change) {
  const Schema *schema = change->to.schema;
  Ddl out = ddl_start(planner), back = ddl_start(planner);
  ddl_word(&out, "CREATE SCHEMA");
  if ((change->clauses & CLAUSE_IF_NOT_EXISTS) != 0 || str_eq(schema->name, STR("public")))
    ddl_word(&out, "IF NOT EXISTS");
  ddl_ident(&out, schema->name);
  ddl_word(&back, "DROP SCHEMA");
  ddl_ident(&back, schema->name);
  ddl_word(&back, "CASCADE");
  planner_add(planner, change, ddl_done(&out),
              arena_printf(arena_of(planner), "Add new schema named \"%.*s\"", STR_FMT(schema->name)), ddl_done(&back));
  if (schema->comment.present) comment_schema(planner, change, schema, (Str){0}, model_text(schema->comment));
}

static void drop_schema(Planner *planner, const Change *change) {
  const Schema *schema = change->from.schema;
  Ddl out = ddl_start(planner);
  ddl_word(&out, "DROP SCHEMA");
  if ((change->clauses & CLAUSE_IF_EXISTS) != 0) ddl_word(&out, "IF EXISTS");
  ddl_ident(&out, schema->name);
  ddl_word(&out, "CASCADE");
  planner_add(planner, change, ddl_done(&out),
              arena_printf(arena_of(planner), "Drop schema named \"%.*s\"", STR_FMT(schema->name)), (Str){0});
}

static void modify_schema(Planner *planner, const Change *change) {
  for (size_t i = 0; i < change->members.len; i++) {
    const Change *member = change->members.items[i];
    comment_schema(planner, change, change->to.schema, member->old_text, member->text);
  }
}

/* ---- enums ---- */

static Str create_enum(Planner *planner, const Object *object) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "CREATE TYPE");
  ddl_name(&out, object_schema_name(object), object->name);
  ddl_word(&out, "AS ENUM");
  ddl_open(&out);
  for (size_t i = 0; i < object->values.len; i++) {
    ddl_item(&out, i);
    ddl_phrase(&out, expr_quote_single(arena_of(planner), object->values.items[i]));
  }
  ddl_close(&out);
  return ddl_done(&out);
}

static Str drop_enum(Planner *planner, const Object *object) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "DROP TYPE");
  ddl_name(&out, object_schema_name(object), object->name);
  return ddl_done(&out);
}

static void add_value(Planner *planner, const Change *change, Str value, Str where, Str neighbour) {
  const Object *object = change->to.object;
  Ddl out = ddl_start(planner);
  ddl_word(&out, "ALTER TYPE");
  ddl_name(&out, object_schema_name(object), object->name);
  ddl_word(&out, "ADD VALUE");
  ddl_phrase(&out, expr_quote_single(arena_of(planner), value));
  if (where.len > 0) {
    ddl_phrase(&out, where);
    ddl_phrase(&out, expr_quote_single(arena_of(planner), neighbour));
  }
  planner_add(planner, change, ddl_done(&out),
              arena_printf(arena_of(planner), "add value to enum type: \"%.*s\"", STR_FMT(object->name)), (Str){0});
}

static bool has_value(const Object *object, Str value) {
  for (size_t i = 0; i < object->values.len; i++)
    if (str_eq(object->values.items[i], value)) return true;
  return false;
}

static void dropped_value(Planner *planner, const Object *object, Str value) {
  planner_error(planner, arena_printf(arena_of(planner), "dropping value \"%.*s\" from enum \"%.*s\" is not supported",
                                      STR_FMT(value), STR_FMT(object->name)));
}

static void moved_value(Planner *planner, const Object *object, Str value) {
  planner_error(planner, arena_printf(arena_of(planner), "reordering enum \"%.*s\" value \"%.*s\" is not supported",
                                      STR_FMT(object->name), STR_FMT(value)));
}

/* [on off] -> [x on off y]: x BEFORE 'on', y at the end. Values can neither go nor change places. */
static void modify_enum(Planner *planner, const Change *change) {
  const Object *from = change->from.object, *to = change->to.object;
  size_t at = 0;
  for (size_t i = 0; i < from->values.len; i++)
    if (!has_value(to, from->values.items[i])) {
      dropped_value(planner, to, from->values.items[i]);
      return;
    }
  for (size_t i = 0; i < to->values.len; i++) {
    Str value = to->values.items[i];
    if (has_value(from, value)) {
      if (at >= from->values.len || !str_eq(from->values.items[at], value)) {
        moved_value(planner, to, value);
        return;
      }
      at++;
    } else if (i == 0 && from->values.len > 0) {
      add_value(planner, change, value, STR("BEFORE"), from->values.items[0]);
    } else if (at < from->values.len) {
      add_value(planner, change, value, STR("AFTER"), to->values.items[i - 1]);
    } else {
      add_value(planner, change, value, (Str){0}, (Str){0});
    }
  }
}

static Str rename_enum(Planner *planner, const Object *from, const Object *to) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "ALTER TYPE");
  ddl_ident(&out, from->name);
  ddl_word(&out, "RENAME TO");
  ddl_ident(&out, to->name);
  return ddl_done(&out);
}

static void comment_enum(Planner *planner, const Change *change, const Object *object, Str old_text, Str text) {
  planner_add(planner, change, pg_comment_on(planner, "TYPE", object, text),
              arena_printf(arena_of(planner), "set comment to enum type: \"%.*s\"", STR_FMT(object->name)),
              pg_comment_on(planner, "TYPE", object, old_text));
}

static void drop_enum_change(Planner *planner, const Change *change, const Object *object) {
  Str reverse[2] = {create_enum(planner, object)}, text = model_text(object->comment);
  if (text.len > 0) reverse[1] = pg_comment_on(planner, "TYPE", object, text);
  planner_add_list(planner, change, drop_enum(planner, object),
                   arena_printf(arena_of(planner), "drop enum type \"%.*s\"", STR_FMT(object->name)), reverse, 2);
}

static void plan_enum(Planner *planner, const Change *change) {
  const Object *from = change->from.object, *to = change->to.object;
  Str name = to != NULL ? to->name : from->name;
  Arena *arena = arena_of(planner);
  switch (change->kind) {
  case ADD_OBJECT:
    planner_add(planner, change, create_enum(planner, to),
                arena_printf(arena, "create enum type \"%.*s\"", STR_FMT(name)), drop_enum(planner, to));
    if (model_text(to->comment).len > 0) comment_enum(planner, change, to, (Str){0}, model_text(to->comment));
    break;
  case DROP_OBJECT: drop_enum_change(planner, change, from); break;
  case MODIFY_OBJECT:
    modify_enum(planner, change);
    if ((change->bits & CHANGED_COMMENT) != 0)
      comment_enum(planner, change, to, model_text(from->comment), model_text(to->comment));
    break;
  default:
    planner_add(planner, change, rename_enum(planner, from, to),
                arena_printf(arena, "rename an enum from \"%.*s\" to \"%.*s\"", STR_FMT(from->name), STR_FMT(name)),
                rename_enum(planner, to, from));
  }
}

/* ---- indexes ---- */

Str pg_create_index(Planner *planner, const Table *table, const Index *index, unsigned clauses) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "CREATE");
  if (index->unique) ddl_word(&out, "UNIQUE");
  ddl_word(&out, "INDEX");
  if ((clauses & CLAUSE_CONCURRENTLY) != 0) ddl_word(&out, "CONCURRENTLY");
  ddl_ident(&out, index->name);
  ddl_word(&out, "ON");
  ddl_name(&out, table_schema_name(table), table->name);
  pg_ddl_index(&out, index);
  return ddl_done(&out);
}

static Str drop_index(Planner *planner, const Table *table, const Index *index, unsigned clauses) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "DROP INDEX");
  if ((clauses & CLAUSE_CONCURRENTLY) != 0) ddl_word(&out, "CONCURRENTLY");
  ddl_name(&out, table_schema_name(table), index->name);
  return ddl_done(&out);
}

void pg_add_index(Planner *planner, const Change *cause, const Table *table, const Index *index) {
  Str comment = arena_printf(arena_of(planner), "create index \"%.*s\" to table: \"%.*s\"", STR_FMT(index->name),
                             STR_FMT(table->name));
  planner_add(planner, cause, pg_create_index(planner, table, index, cause->clauses), comment,
              drop_index(planner, table, index, cause->clauses));
}

void pg_drop_index(Planner *planner, const Change *cause, const Table *table, const Index *index) {
  Str comment = arena_printf(arena_of(planner), "drop index \"%.*s\" from table: \"%.*s\"", STR_FMT(index->name),
                             STR_FMT(table->name));
  Str reverse[2] = {pg_create_index(planner, table, index, cause->clauses)}, text = model_text(index->comment);
  if (text.len > 0) reverse[1] = index_comment(planner, table, index, text);
  planner_add_list(planner, cause, drop_index(planner, table, index, cause->clauses), comment, reverse, 2);
}

/* ---- tables ---- */

static void put_constraints(Ddl *out, const Table *table) {
  for (size_t i = 0; i < table->indexes.len; i++) {
    if (!pg_is_constraint(table->indexes.items[i])) continue;
    ddl_next_line(out);
    pg_ddl_constraint(out, table->indexes.items[i]);
  }
}

static void put_members(Ddl *out, const Table *table, unsigned clauses) {
  for (size_t i = 0; i < table->columns.len; i++) {
    ddl_item(out, i);
    ddl_line(out);
    pg_ddl_column(out, table, table->columns.items[i]);
  }
  if (table->primary_key != NULL) {
    ddl_next_line(out);
    pg_ddl_primary_key(out, table->primary_key);
  }
  put_constraints(out, table);
  ddl_keys_and_checks(out, table, clauses, pg_ddl_foreign_key, pg_ddl_check);
}

static void put_table_end(Ddl *out, const Table *table) {
  Str method = model_attr(&table->attrs, STR("access_method"));
  ddl_phrase(out, pg_partition(arena_of(out->planner), table));
  pg_needs_partitioned(out->planner, table);
  if (method.len > 0 && !str_eq(method, STR("heap"))) {
    pg_needs(out->planner, 12, "access methods of tables");
    ddl_word(out, "USING");
    ddl_ident(out, method);
  }
  const Object *storage = table_child(table, STR("storage_params"));
  if (storage != NULL && storage->attrs.len > 0) ddl_raw(out, STR(" "));
  pg_put_storage(out, storage);
  if (!pg_is_foreign(table)) return;
  ddl_word(out, "SERVER");
  ddl_ident(out, model_last_step(out->planner->arena, model_attr(&table->attrs, STR("server"))));
  pg_put_server_options(out, model_attr(&table->attrs, STR("options")));
}

static Str create_table(Planner *planner, const Table *table, unsigned clauses) {
  Ddl out = ddl_start(planner);
  bool unlogged = driver_true_attr(&table->attrs, STR("unlogged"));
  ddl_phrase(&out, pg_is_foreign(table) ? STR("CREATE FOREIGN TABLE")
                   : unlogged           ? STR("CREATE UNLOGGED TABLE")
                                        : STR("CREATE TABLE"));
  if ((clauses & CLAUSE_IF_NOT_EXISTS) != 0) ddl_word(&out, "IF NOT EXISTS");
  ddl_name(&out, table_schema_name(table), table->name);
  ddl_open_lines(&out);
  put_members(&out, table, clauses);
  ddl_close_lines(&out);
  put_table_end(&out, table);
  return ddl_done(&out);
}

static Str drop_table(Planner *planner, const Table *table, unsigned clauses) {
  Ddl out = ddl_start(planner);
  ddl_phrase(&out, pg_is_foreign(table) ? STR("DROP FOREIGN TABLE") : STR("DROP TABLE"));
  if ((clauses & CLAUSE_IF_EXISTS) != 0) ddl_word(&out, "IF EXISTS");
  ddl_name(&out, table_schema_name(table), table->name);
  if ((clauses & CLAUSE_CASCADE) != 0) ddl_word(&out, "CASCADE");
  return ddl_done(&out);
}

static void add_comments(Planner *planner, const Change *change, const Table *table) {
  if (model_text(table->comment).len > 0)
    pg_comment_table(planner, change, table, (Str){0}, model_text(table->comment));
  for (size_t i = 0; i < table->columns.len; i++) {
    Str text = model_text(table->columns.items[i]->comment);
    if (text.len > 0) pg_comment_column(planner, change, table, table->columns.items[i], (Str){0}, text);
  }
  for (size_t i = 0; i < table->indexes.len; i++) {
    Str text = model_text(table->indexes.items[i]->comment);
    if (text.len > 0) pg_comment_index(planner, change, table, table->indexes.items[i], (Str){0}, text);
  }
}

static void add_table(Planner *planner, const Change *change, const Table *table) {
  size_t errors = planner->errors.len;
  planner_add(planner, change, create_table(planner, table, change->clauses),
              arena_printf(arena_of(planner), "create \"%.*s\" table", STR_FMT(table->name)),
              drop_table(planner, table, 0));
  planner_prefix_errors(planner, errors, "create table", table);
  for (size_t i = 0; i < table->indexes.len; i++)
    if (!pg_is_constraint(table->indexes.items[i])) pg_add_index(planner, change, table, table->indexes.items[i]);
  add_comments(planner, change, table);
  pg_add_table_extras(planner, change, table);
}

/* Does a foreign key of the table lead to an index of its own, which is made after it? */
static bool needs_own_index(const Table *table) {
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    const ForeignKey *key = table->foreign_keys.items[i];
    for (size_t k = 0; foreign_key_is_self(key) && k < table->indexes.len; k++) {
      const Index *index = table->indexes.items[k];
      bool same = index->unique && index->parts.len == key->ref_columns.len && !pg_is_constraint(index);
      for (size_t n = 0; same && n < index->parts.len; n++)
        same = str_eq(index->parts.items[n].column_name, key->ref_columns.items[n]);
      if (same) return true;
    }
  }
  return false;
}

/* A table with its foreign keys behind its indexes. */
static void add_table_again(Planner *planner, Change *add, const Table *table) {
  if (!needs_own_index(table) || (add->clauses & CLAUSE_NO_KEYS) != 0) {
    add_table(planner, add, table);
    return;
  }
  Change *keys = change_new(planner->arena, MODIFY_TABLE, side_of(table), side_of(table));
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    if (foreign_key_is_planned(table->foreign_keys.items[i], add->clauses))
      change_member(planner->arena, keys, ADD_FOREIGN_KEY, side_none(), side_of(table->foreign_keys.items[i]));
  add->clauses |= CLAUSE_NO_KEYS;
  add_table(planner, add, table);
  pg_modify_table(planner, keys);
}

/* The reverse is all that adding the table would print. */
static void plan_drop_table(Planner *planner, const Change *change) {
  const Table *table = change->from.table;
  Change *back = change_inverse(planner->arena, change);
  back->clauses |= change->clauses & (CLAUSE_NO_KEYS | CLAUSE_SELF_KEYS);
  Planner other = {.arena = planner->arena, .driver = planner->driver, .options = planner->options};
  add_table_again(&other, back, table);
  Str *reverse = arena_array(planner->arena, Str, other.statements.len + 1);
  for (size_t i = 0; i < other.statements.len; i++) reverse[i] = other.statements.items[i].sql;
  planner_add_list(planner, change, drop_table(planner, table, change->clauses),
                   arena_printf(planner->arena, "drop \"%.*s\" table", STR_FMT(table->name)), reverse,
                   other.statements.len);
}

/* The new name is bare: PostgreSQL takes no schema there. */
static Str rename_table(Planner *planner, const Table *from, const Table *to) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "ALTER TABLE");
  ddl_name(&out, table_schema_name(from), from->name);
  ddl_word(&out, "RENAME TO");
  ddl_ident(&out, to->name);
  return ddl_done(&out);
}

void pg_plan(Planner *planner, const Change *change) {
  switch (change->kind) {
  case ADD_SCHEMA: add_schema(planner, change); break;
  case DROP_SCHEMA: drop_schema(planner, change); break;
  case MODIFY_SCHEMA: modify_schema(planner, change); break;
  case ADD_TABLE: add_table(planner, change, change->to.table); break;
  case DROP_TABLE: plan_drop_table(planner, change); break;
  case RENAME_TABLE: planner_rename_table(planner, change, rename_table); break;
  case MODIFY_TABLE: pg_modify_table(planner, change); break;
  default:
    if (object_either(change->from.object, change->to.object)->role == OBJECT_ENUM)
      plan_enum(planner, change);
    else
      pg_plan_object(planner, change);
  }
}
