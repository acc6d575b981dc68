/* ddl_read_trigger.c: triggers and policies. */
#include "dialects/postgresql/ddl_read_parts.h"

static Item *find_part(const Items *parts, Str name) {
  for (size_t i = 0; i < parts->len; i++)
    if (str_eq(parts->items[i]->name, name)) return parts->items[i];
  return NULL;
}

/* Arguments end with \000 each, as the catalog has them. */
static Str read_args(DdlRead *self, const json_t *args) {
  Buf out = {0};
  for (size_t i = 0; i < json_array_size(args); i++)
    buf_printf(&out, "%.*s\\000", STR_FMT(node_string(json_array_get(args, i))));
  Str text = pgddl_keep(self, buf_str(&out));
  buf_free(&out);
  return text;
}

static bool read_columns(DdlRead *self, CatTrigger *trigger, const json_t *names) {
  for (size_t i = 0; i < json_array_size(names); i++) {
    CatColumn *column = pgddl_need_column(self, trigger->table, node_string(json_array_get(names, i)));
    if (column == NULL) return false;
    array_push(&trigger->columns, column);
  }
  return true;
}

static void read_transitions(DdlRead *self, CatTrigger *trigger, const json_t *list) {
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *transition = node_body(json_array_get(list, i));
    Str name = pgddl_keep(self, tree_str(transition, "name"));
    if (tree_flag(transition, "isNew"))
      trigger->new_table = name;
    else
      trigger->old_table = name;
  }
}

static bool fill_trigger(DdlRead *self, CatTrigger *trigger, const json_t *body) {
  Str schema;
  trigger->type = tree_int(body, "timing") | tree_int(body, "events") | (tree_flag(body, "row") ? 1 : 0);
  pgddl_names(tree_get(body, "funcname"), &schema, &trigger->function);
  trigger->routine = pgddl_routine_named(self, schema, trigger->function, 0);
  trigger->function = pgddl_keep(self, trigger->function);
  trigger->function_schema = str_empty(schema) ? STR("pg_catalog") : pgddl_keep(self, schema);
  trigger->args = read_args(self, tree_get(body, "args"));
  trigger->when = tree_get(body, "whenClause");
  trigger->constraint = tree_flag(body, "isconstraint");
  trigger->deferrable = tree_flag(body, "deferrable");
  trigger->deferred = tree_flag(body, "initdeferred");
  if (tree_get(body, "constrrel") != NULL) trigger->from = pgddl_table(self, tree_get(body, "constrrel"), false);
  read_transitions(self, trigger, tree_get(body, "transitionRels"));
  return self->error.ptr == NULL && read_columns(self, trigger, tree_get(body, "columns"));
}

bool pgddl_create_trigger(DdlRead *self, const json_t *body) {
  CatTable *table = pgddl_table(self, tree_get(body, "relation"), false);
  Str name = tree_str(body, "trigname");
  if (table == NULL) return false;
  CatTrigger *trigger = (CatTrigger *)find_part(&table->triggers, name);
  if (trigger != NULL && !tree_flag(body, "replace"))
    return pgddl_fail(self, "trigger \"%.*s\" for relation \"%.*s\" already exists", STR_FMT(name),
                      STR_FMT(table->item.name));
  if (trigger == NULL) {
    trigger = pgddl_new(self, ITEM_TRIGGER, sizeof *trigger, name);
    array_push(&table->triggers, &trigger->item);
  }
  array_clear(&trigger->columns);
  trigger->table = table;
  return fill_trigger(self, trigger, body);
}

/* ---- policies ---- */

static Str read_roles(DdlRead *self, const json_t *roles) {
  Buf out = {0};
  for (size_t i = 0; i < json_array_size(roles); i++) {
    const json_t *role = node_body(json_array_get(roles, i));
    if (!tree_is(role, "roletype", "ROLESPEC_CSTRING")) continue; /* PUBLIC has no name in the catalog */
    buf_printf(&out, "%s%.*s", out.len > 0 ? ", " : "", STR_FMT(tree_str(role, "rolename")));
  }
  Str text = pgddl_keep(self, buf_str(&out));
  buf_free(&out);
  return text;
}

static Str command_letter(Str name) {
  if (str_eq(name, STR("select"))) return STR("r");
  if (str_eq(name, STR("insert"))) return STR("a");
  if (str_eq(name, STR("update"))) return STR("w");
  return str_eq(name, STR("delete")) ? STR("d") : STR("*");
}

bool pgddl_create_policy(DdlRead *self, const json_t *body) {
  CatTable *table = pgddl_table(self, tree_get(body, "table"), false);
  Str name = tree_str(body, "policy_name");
  if (table == NULL) return false;
  if (find_part(&table->policies, name) != NULL)
    return pgddl_fail(self, "policy \"%.*s\" for table \"%.*s\" already exists", STR_FMT(name),
                      STR_FMT(table->item.name));
  CatPolicy *policy = pgddl_new(self, ITEM_POLICY, sizeof *policy, name);
  policy->table = table;
  policy->command = command_letter(tree_str(body, "cmd_name"));
  policy->permissive = tree_flag(body, "permissive");
  policy->roles = read_roles(self, tree_get(body, "roles"));
  policy->using_ = tree_get(body, "qual");
  policy->check = tree_get(body, "with_check");
  array_push(&table->policies, &policy->item);
  return true;
}

bool pgddl_alter_policy(DdlRead *self, const json_t *body) {
  CatTable *table = pgddl_table(self, tree_get(body, "table"), false);
  Str name = tree_str(body, "policy_name");
  if (table == NULL) return false;
  CatPolicy *policy = (CatPolicy *)find_part(&table->policies, name);
  if (policy == NULL)
    return pgddl_fail(self, "policy \"%.*s\" for table \"%.*s\" does not exist", STR_FMT(name),
                      STR_FMT(table->item.name));
  if (tree_get(body, "roles") != NULL) policy->roles = read_roles(self, tree_get(body, "roles"));
  if (tree_get(body, "qual") != NULL) policy->using_ = tree_get(body, "qual");
  if (tree_get(body, "with_check") != NULL) policy->check = tree_get(body, "with_check");
  return true;
}
