/* ddl_read_alter.c: ALTER TABLE, and what is altered in the same way. */
#include "dialects/postgresql/ddl_read_parts.h"

typedef struct Command {
  const json_t *cmd, *def;
  Str name;
} Command;

/* ---- columns ---- */

static bool each_child(DdlRead *self, CatTable *table, bool (*run)(DdlRead *, CatTable *, const Command *),
                       const Command *command) {
  for (size_t i = 0; i < self->items.len; i++) {
    CatTable *child = (CatTable *)self->items.items[i];
    if (child->item.kind != ITEM_TABLE || child->item.dropped) continue;
    for (size_t k = 0; k < child->parents.len; k++)
      if (child->parents.items[k] == table && !run(self, child, command)) return false;
  }
  return true;
}

static bool inherit_new(DdlRead *self, CatTable *child, const Command *command) {
  Str name = tree_str(command->def, "colname");
  CatColumn *column = pgddl_column(child, name);
  if (column == NULL) column = pgddl_add_column(self, child, command->def);
  if (column == NULL) return false;
  column->local = false;
  for (size_t i = 0; i < child->parents.len; i++) {
    CatColumn *parent = pgddl_column(child->parents.items[i], name);
    if (parent != NULL) array_push(&column->parents, &parent->item);
  }
  return each_child(self, child, inherit_new, command);
}

static bool add_column(DdlRead *self, CatTable *table, const Command *command) {
  if (tree_flag(command->cmd, "missing_ok") && pgddl_column(table, tree_str(command->def, "colname")) != NULL)
    return true;
  CatColumn *column = pgddl_add_column(self, table, command->def);
  return column != NULL && each_child(self, table, inherit_new, command) &&
         pgddl_column_constraints(self, table, column, command->def);
}

static bool drop_column(DdlRead *self, CatTable *table, const Command *command) {
  CatColumn *column = pgddl_column(table, command->name);
  if (column == NULL && tree_flag(command->cmd, "missing_ok")) return true;
  if (column == NULL) return pgddl_need_column(self, table, command->name) != NULL;
  return pgddl_drop_column(self, column, tree_is(command->cmd, "behavior", "DROP_CASCADE"));
}

static bool set_type(DdlRead *self, CatTable *table, const Command *command) {
  CatColumn *column = pgddl_need_column(self, table, command->name);
  Str schema;
  if (column == NULL) return false;
  column->type = pgddl_type(self, tree_get(command->def, "typeName"));
  column->collation = (Str){0};
  if (tree_get(command->def, "collClause") != NULL)
    pgddl_names(tree_get(tree_get(command->def, "collClause"), "collname"), &schema, &column->collation);
  if (column->sequence != NULL && column->sequence->identity) column->sequence->type = column->type.base;
  return each_child(self, table, set_type, command);
}

static bool set_default(DdlRead *self, CatTable *table, const Command *command) {
  CatColumn *column = pgddl_need_column(self, table, command->name);
  if (column == NULL) return false;
  column->value = tree_get(command->cmd, "def");
  if (column->identity == '\0') column->sequence = NULL;
  return each_child(self, table, set_default, command);
}

static bool set_null(DdlRead *self, CatTable *table, const Command *command) {
  CatColumn *column = pgddl_need_column(self, table, command->name);
  if (column == NULL) return false;
  column->not_null = tree_is(command->cmd, "subtype", "AT_SetNotNull");
  return !column->not_null || each_child(self, table, set_null, command);
}

static bool drop_expression(DdlRead *self, CatTable *table, const Command *command) {
  CatColumn *column = pgddl_need_column(self, table, command->name);
  if (column == NULL) return false;
  column->generated = false;
  column->value = NULL;
  return true;
}

/* SET GENERATED ALWAYS, SET START ..., RESTART */
static bool change_identity(DdlRead *self, CatColumn *column, const json_t *options) {
  for (size_t i = 0; i < json_array_size(options); i++) {
    const json_t *def = node_body(json_array_get(options, i));
    if (tree_is(def, "defname", "generated"))
      column->identity = (char)tree_int(tree_get(tree_get(def, "arg"), "Integer"), "ival");
  }
  return pgddl_sequence_options(self, column->sequence, options);
}

static bool identity(DdlRead *self, CatTable *table, const Command *command) {
  CatColumn *column = pgddl_need_column(self, table, command->name);
  if (column == NULL) return false;
  if (tree_is(command->cmd, "subtype", "AT_AddIdentity"))
    return pgddl_set_identity(self, column, tree_str(command->def, "generated_when"),
                              tree_get(command->def, "options"));
  if (column->identity == '\0')
    return tree_flag(command->cmd, "missing_ok") ||
           pgddl_fail(self, "column \"%.*s\" of relation \"%.*s\" is not an identity column", STR_FMT(command->name),
                      STR_FMT(table->item.name));
  if (tree_is(command->cmd, "subtype", "AT_SetIdentity"))
    return change_identity(self, column, node_list(tree_get(command->cmd, "def")));
  pgddl_remove(self, &column->sequence->item);
  column->sequence = NULL;
  column->identity = '\0';
  return true;
}

/* ---- constraints ---- */

static bool add_constraint(DdlRead *self, CatTable *table, const Command *command) {
  return pgddl_add_constraint(self, table, command->def);
}

static bool drop_constraint(DdlRead *self, CatTable *table, const Command *command) {
  return pgddl_drop_constraint(self, table, command->name, tree_flag(command->cmd, "missing_ok"),
                               tree_is(command->cmd, "behavior", "DROP_CASCADE"));
}

static bool alter_constraint(DdlRead *self, CatTable *table, const Command *command) {
  Str name = tree_str(command->def, "conname");
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    CatForeignKey *key = table->foreign_keys.items[i];
    if (!str_eq(key->item.name, name)) continue;
    key->deferred = tree_flag(command->def, "initdeferred");
    key->deferrable = key->deferred || tree_flag(command->def, "deferrable");
    return true;
  }
  return pgddl_fail(self, "constraint \"%.*s\" of relation \"%.*s\" does not exist", STR_FMT(name),
                    STR_FMT(table->item.name));
}

/* ---- parents ---- */

static bool attach(DdlRead *self, CatTable *table, const Command *command) {
  if (tree_get(command->def, "bound") == NULL) return true; /* of an index */
  CatTable *child = pgddl_table(self, tree_get(command->def, "name"), false);
  if (child == NULL) return false;
  child->is_partition = true;
  child->part_bound = tree_get(command->def, "bound");
  array_clear(&child->parents);
  return pgddl_inherit(self, child, table);
}

static void forget_parent(CatTable *child, const CatTable *parent) {
  for (size_t i = child->parents.len; i-- > 0;)
    if (child->parents.items[i] == parent) array_splice(&child->parents, i, 1, NULL, 0);
  for (size_t i = 0; i < child->columns.len; i++) {
    CatColumn *column = child->columns.items[i];
    for (size_t k = column->parents.len; k-- > 0;)
      if (((CatColumn *)column->parents.items[k])->table == parent) array_splice(&column->parents, k, 1, NULL, 0);
    if (column->parents.len == 0) column->local = true;
  }
}

static bool detach(DdlRead *self, CatTable *table, const Command *command) {
  CatTable *child = pgddl_table(self, tree_get(command->def, "name"), false);
  if (child == NULL) return false;
  forget_parent(child, table);
  child->is_partition = false;
  child->part_bound = NULL;
  return true;
}

static bool inherit(DdlRead *self, CatTable *table, const Command *command) {
  CatTable *parent = pgddl_table(self, command->def, false);
  if (parent == NULL) return false;
  if (tree_is(command->cmd, "subtype", "AT_AddInherit")) return pgddl_inherit(self, table, parent);
  forget_parent(table, parent);
  return true;
}

/* ---- settings ---- */

static bool security(DdlRead *self, CatTable *table, const Command *command) {
  (void)self;
  Str what = tree_str(command->cmd, "subtype");
  if (str_eq(what, STR("AT_EnableRowSecurity"))) table->row_security = true;
  if (str_eq(what, STR("AT_DisableRowSecurity"))) table->row_security = false;
  if (str_eq(what, STR("AT_ForceRowSecurity"))) table->force_row_security = true;
  if (str_eq(what, STR("AT_NoForceRowSecurity"))) table->force_row_security = false;
  return true;
}

static bool replica_identity(DdlRead *self, CatTable *table, const Command *command) {
  Str kind = tree_str(command->def, "identity_type");
  table->replica_identity = kind.len > 0 ? kind.ptr[0] : 'd';
  table->identity_index = NULL;
  if (table->replica_identity != 'i') return true;
  table->identity_index =
      (CatIndex *)pgddl_find(self, ITEM_INDEX, table->item.schema->name, tree_str(command->def, "name"));
  return table->identity_index != NULL ||
         pgddl_fail(self, "index \"%.*s\" for table \"%.*s\" does not exist", STR_FMT(tree_str(command->def, "name")),
                    STR_FMT(table->item.name));
}

static bool options(DdlRead *self, CatTable *table, const Command *command) {
  bool remove = tree_is(command->cmd, "subtype", "AT_ResetRelOptions");
  table->options = pgddl_options(self, table->options, node_list(tree_get(command->cmd, "def")), remove);
  return true;
}

static bool foreign_options(DdlRead *self, CatTable *table, const Command *command) {
  table->server_options = pgddl_options(self, table->server_options, node_list(tree_get(command->cmd, "def")), false);
  return true;
}

static bool logging(DdlRead *self, CatTable *table, const Command *command) {
  (void)self;
  table->persistence = tree_is(command->cmd, "subtype", "AT_SetLogged") ? 'p' : 'u';
  return true;
}

static bool access_method(DdlRead *self, CatTable *table, const Command *command) {
  table->method = pgddl_keep(self, command->name);
  return true;
}

/* In the order in which PostgreSQL runs the commands of one statement. */
static const struct {
  const char *name;
  bool (*run)(DdlRead *self, CatTable *table, const Command *command);
  int pass;
} commands[] = {{"AT_DropColumn", drop_column, 0},
                {"AT_DropConstraint", drop_constraint, 0},
                {"AT_AlterColumnType", set_type, 1},
                {"AT_AddColumn", add_column, 2},
                {"AT_DropExpression", drop_expression, 0},
                {"AT_DropNotNull", set_null, 0},
                {"AT_ColumnDefault", set_default, 3},
                {"AT_SetNotNull", set_null, 3},
                {"AT_AddIdentity", identity, 3},
                {"AT_SetIdentity", identity, 3},
                {"AT_DropIdentity", identity, 0},
                {"AT_AddConstraint", add_constraint, 4},
                {"AT_AlterConstraint", alter_constraint, 5},
                {"AT_AttachPartition", attach, 5},
                {"AT_DetachPartition", detach, 5},
                {"AT_AddInherit", inherit, 5},
                {"AT_DropInherit", inherit, 5},
                {"AT_EnableRowSecurity", security, 5},
                {"AT_DisableRowSecurity", security, 5},
                {"AT_ForceRowSecurity", security, 5},
                {"AT_NoForceRowSecurity", security, 5},
                {"AT_ReplicaIdentity", replica_identity, 5},
                {"AT_SetRelOptions", options, 5},
                {"AT_ResetRelOptions", options, 5},
                {"AT_GenericOptions", foreign_options, 5},
                {"AT_SetLogged", logging, 5},
                {"AT_SetUnLogged", logging, 5},
                {"AT_SetAccessMethod", access_method, 5}};
enum { PASSES = 6 };

/* A default is dropped before others are set. */
static int pass_of(size_t which, const json_t *cmd) {
  return commands[which].run == set_default && tree_get(cmd, "def") == NULL ? 0 : commands[which].pass;
}

bool pgddl_alter_commands(DdlRead *self, CatTable *table, const json_t *cmds) {
  for (int pass = 0; pass < PASSES; pass++)
    for (size_t i = 0; i < json_array_size(cmds); i++) {
      Command command = {.cmd = node_body(json_array_get(cmds, i))};
      command.def = node_body(tree_get(command.cmd, "def"));
      command.name = tree_str(command.cmd, "name");
      Str what = tree_str(command.cmd, "subtype");
      for (size_t k = 0; k < sizeof commands / sizeof *commands; k++)
        if (pass_of(k, command.cmd) == pass && str_eq(what, str_from(commands[k].name)) &&
            !commands[k].run(self, table, &command))
          return false;
    }
  return true;
}

/* ALTER INDEX i SET (...) */
static bool alter_index(DdlRead *self, const json_t *range, const json_t *cmds, bool missing_ok) {
  Str schema = tree_str(range, "schemaname"), name = tree_str(range, "relname");
  CatIndex *index = (CatIndex *)pgddl_look(self, ITEM_INDEX, schema, name);
  if (index == NULL) return missing_ok || pgddl_missing(self, "relation", schema, name);
  for (size_t i = 0; i < json_array_size(cmds); i++) {
    const json_t *cmd = node_body(json_array_get(cmds, i));
    bool set = tree_is(cmd, "subtype", "AT_SetRelOptions"), reset = tree_is(cmd, "subtype", "AT_ResetRelOptions");
    if (set || reset) index->options = pgddl_options(self, index->options, node_list(tree_get(cmd, "def")), reset);
  }
  return true;
}

bool pgddl_alter_table(DdlRead *self, const json_t *body) {
  const json_t *range = tree_get(body, "relation"), *cmds = tree_get(body, "cmds");
  Str schema = tree_str(range, "schemaname"), name = tree_str(range, "relname");
  bool missing_ok = tree_flag(body, "missing_ok");
  if (tree_is(body, "objtype", "OBJECT_INDEX")) return alter_index(self, range, cmds, missing_ok);
  if (tree_is(body, "objtype", "OBJECT_SEQUENCE")) return true; /* its owner */
  CatType *type = (CatType *)pgddl_look(self, ITEM_TYPE, schema, name);
  if (tree_is(body, "objtype", "OBJECT_TYPE") && type != NULL) return pgddl_alter_composite(self, type, cmds);
  if (pgddl_find_table(self, schema, name) == NULL && pgddl_look(self, ITEM_SEQUENCE, schema, name) != NULL)
    return true;
  CatTable *table = pgddl_table(self, range, missing_ok);
  if (table == NULL) return missing_ok;
  return pgddl_alter_commands(self, table, cmds);
}
