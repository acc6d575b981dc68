/* ddl_read_object.c: schemas, extensions, collations, casts, event triggers, foreign servers, and SET search_path. */
#include "dialects/postgresql/ddl_read_parts.h"

bool pgddl_create_schema(DdlRead *self, const json_t *body) {
  Str name = tree_str(body, "schemaname");
  if (name.ptr == NULL) name = tree_str(tree_get(body, "authrole"), "rolename");
  bool exists = pgddl_find(self, ITEM_SCHEMA, (Str){0}, name) != NULL;
  if (exists && tree_flag(body, "if_not_exists")) return true;
  if (pgddl_add(self, ITEM_SCHEMA, sizeof(Item), (Str){0}, name) == NULL) return false;
  StrList path = self->path;
  Str inner[] = {pgddl_keep(self, name)};
  self->path.items = inner;
  self->path.len = 1;
  bool ok = true;
  for (size_t i = 0; ok && i < tree_count(body, "schemaElts"); i++)
    ok = pgddl_statement(self, tree_item(body, "schemaElts", i));
  self->path = path;
  return ok;
}

bool pgddl_create_extension(DdlRead *self, const json_t *body) {
  Str name = tree_str(body, "extname"), schema = {0};
  if (tree_flag(body, "if_not_exists") && pgddl_find(self, ITEM_EXTENSION, (Str){0}, name) != NULL) return true;
  if (str_eq(name, STR("plpgsql"))) return true;
  CatObject *extension = pgddl_add(self, ITEM_EXTENSION, sizeof *extension, (Str){0}, name);
  if (extension == NULL) return false;
  for (size_t i = 0; i < tree_count(body, "options"); i++) {
    const json_t *def = node_body(tree_item(body, "options", i));
    if (tree_is(def, "defname", "schema")) schema = node_string(tree_get(def, "arg"));
    if (tree_is(def, "defname", "new_version"))
      extension->texts[0] = pgddl_keep(self, node_string(tree_get(def, "arg")));
  }
  extension->item.schema = pgddl_schema(self, schema);
  return extension->item.schema != NULL;
}

bool pgddl_create_event_trigger(DdlRead *self, const json_t *body) {
  Str schema, name;
  CatObject *trigger = pgddl_add(self, ITEM_EVENT_TRIGGER, sizeof *trigger, (Str){0}, tree_str(body, "trigname"));
  if (trigger == NULL) return false;
  pgddl_names(tree_get(body, "funcname"), &schema, &name);
  const CatRoutine *routine = pgddl_routine_named(self, schema, name, 0);
  trigger->texts[0] = pgddl_keep(self, tree_str(body, "eventname"));
  trigger->texts[1] = routine != NULL ? routine->item.schema->name : STR("public");
  trigger->texts[2] = pgddl_keep(self, name);
  Buf tags = {0};
  for (size_t i = 0; i < tree_count(body, "whenclause"); i++) {
    const json_t *list = node_list(tree_get(node_body(tree_item(body, "whenclause", i)), "arg"));
    for (size_t k = 0; k < json_array_size(list); k++)
      buf_printf(&tags, "%s%.*s", tags.len > 0 ? ", " : "", STR_FMT(node_string(json_array_get(list, k))));
  }
  trigger->texts[3] = pgddl_keep(self, buf_str(&tags));
  buf_free(&tags);
  return true;
}

enum { PROVIDER, COLLATE, CTYPE, LOCALE, DETERMINISTIC };

bool pgddl_create_collation(DdlRead *self, const json_t *body) {
  Str schema, name;
  pgddl_names(tree_get(body, "defnames"), &schema, &name);
  if (tree_flag(body, "if_not_exists") && pgddl_look(self, ITEM_COLLATION, schema, name) != NULL) return true;
  CatObject *collation = pgddl_add(self, ITEM_COLLATION, sizeof *collation, schema, name);
  if (collation == NULL) return false;
  Str *texts = collation->texts, locale = {0};
  texts[PROVIDER] = STR("c");
  texts[DETERMINISTIC] = STR("t");
  for (size_t i = 0; i < tree_count(body, "definition"); i++) {
    const json_t *def = node_body(tree_item(body, "definition", i));
    Str text = pgddl_def_text(self, tree_get(def, "arg"));
    if (tree_is(def, "defname", "provider")) texts[PROVIDER] = str_eq(text, STR("icu")) ? STR("i") : STR("c");
    if (tree_is(def, "defname", "locale")) locale = pgddl_keep(self, text);
    if (tree_is(def, "defname", "lc_collate")) texts[COLLATE] = pgddl_keep(self, text);
    if (tree_is(def, "defname", "lc_ctype")) texts[CTYPE] = pgddl_keep(self, text);
    if (tree_is(def, "defname", "deterministic"))
      texts[DETERMINISTIC] = str_eq(text, STR("false")) ? STR("f") : STR("t");
  }
  if (str_eq(texts[PROVIDER], STR("i")))
    texts[LOCALE] = locale;
  else if (locale.ptr != NULL)
    texts[COLLATE] = texts[CTYPE] = locale;
  return true;
}

bool pgddl_create_cast(DdlRead *self, const json_t *body) {
  CatObject *cast = pgddl_add(self, ITEM_CAST, sizeof *cast, (Str){0}, (Str){0});
  if (cast == NULL) return false;
  cast->types[0] = pgddl_type(self, tree_get(body, "sourcetype"));
  cast->types[1] = pgddl_type(self, tree_get(body, "targettype"));
  const json_t *function = tree_get(body, "func");
  if (function != NULL) {
    const CatRoutine *routine = pgddl_routine(self, function, true);
    pgddl_names(tree_get(function, "objname"), &cast->texts[0], &cast->texts[1]);
    cast->texts[0] = routine != NULL ? routine->item.schema->name : STR("pg_catalog");
    cast->texts[1] = pgddl_keep(self, cast->texts[1]);
  }
  cast->texts[2] = tree_is(body, "context", "COERCION_IMPLICIT")     ? STR("i")
                   : tree_is(body, "context", "COERCION_ASSIGNMENT") ? STR("a")
                                                                     : STR("e");
  cast->texts[3] = tree_flag(body, "inout") ? STR("i") : function != NULL ? STR("f") : STR("b");
  return true;
}

bool pgddl_create_server(DdlRead *self, const json_t *body) {
  CatObject *server = pgddl_add(self, ITEM_SERVER, sizeof *server, (Str){0}, tree_str(body, "servername"));
  if (server == NULL) return tree_flag(body, "if_not_exists");
  server->texts[0] = pgddl_keep(self, tree_str(body, "fdwname"));
  server->texts[1] = pgddl_keep(self, tree_str(body, "servertype"));
  server->texts[2] = pgddl_keep(self, tree_str(body, "version"));
  server->texts[3] = pgddl_options(self, (Str){0}, tree_get(body, "options"), false);
  return true;
}

bool pgddl_create_mapping(DdlRead *self, const json_t *body) {
  CatObject *mapping = pgddl_add(self, ITEM_MAPPING, sizeof *mapping, (Str){0}, (Str){0});
  if (mapping == NULL) return false;
  const json_t *user = tree_get(body, "user");
  mapping->texts[0] = pgddl_keep(self, tree_str(body, "servername"));
  mapping->texts[1] =
      tree_is(user, "roletype", "ROLESPEC_PUBLIC") ? STR("public") : pgddl_keep(self, tree_str(user, "rolename"));
  mapping->texts[2] = pgddl_options(self, (Str){0}, tree_get(body, "options"), false);
  return true;
}

/* ---- SET search_path ---- */

static void add_path(DdlRead *self, Str name) {
  name = str_trim(name);
  if (name.len > 1 && name.ptr[0] == '"') name = str_sub(name, 1, name.len - 1);
  if (name.len > 0) array_push(&self->path, pgddl_keep(self, name));
}

bool pgddl_set_variable(DdlRead *self, const json_t *body) {
  if (!tree_is(body, "name", "search_path")) return true;
  array_clear(&self->path);
  for (size_t i = 0; i < tree_count(body, "args"); i++)
    add_path(self, tree_str(tree_get(node_body(tree_item(body, "args", i)), "sval"), "sval"));
  if (!tree_is(body, "kind", "VAR_SET_VALUE")) array_push(&self->path, STR("public"));
  return true;
}

/* SELECT pg_catalog.set_config('search_path', 'a, b', false), as dumps have it. */
static bool set_config(DdlRead *self, const json_t *call) {
  Str schema, name;
  pgddl_names(tree_get(call, "funcname"), &schema, &name);
  if (!str_eq(name, STR("set_config")) || tree_count(call, "args") < 2) return true;
  Str key = tree_str(tree_get(node_body(tree_item(call, "args", 0)), "sval"), "sval");
  Str value = tree_str(tree_get(node_body(tree_item(call, "args", 1)), "sval"), "sval");
  if (!str_eq(key, STR("search_path"))) return true;
  array_clear(&self->path);
  for (size_t at = 0; at < value.len;) {
    size_t end = str_find(value, ',', at);
    add_path(self, str_sub(value, at, end));
    at = end + 1;
  }
  return true;
}

static bool select_statement(DdlRead *self, const json_t *body) {
  const json_t *target = node_body(tree_item(body, "targetList", 0)), *val = tree_get(target, "val");
  if (tree_get(body, "intoClause") != NULL) pgddl_gap(self, "SELECT INTO is not read without a database");
  return !node_is(val, "FuncCall") || set_config(self, node_body(val));
}

/* ---- all statements ---- */

static bool define(DdlRead *self, const json_t *body) {
  if (tree_is(body, "kind", "OBJECT_AGGREGATE")) return pgddl_create_aggregate(self, body);
  if (tree_is(body, "kind", "OBJECT_COLLATION")) return pgddl_create_collation(self, body);
  pgddl_gap(self, "this kind of definition is not read without a database");
  return true;
}

static bool run_code(DdlRead *self, const json_t *body) {
  (void)body;
  pgddl_gap(self, "DO blocks are not run without a database: what they change is not known");
  return true;
}

static const struct {
  const char *kind;
  bool (*run)(DdlRead *self, const json_t *body);
} statements[] = {{"CreateStmt", pgddl_create_table},
                  {"CreateForeignTableStmt", pgddl_create_foreign_table},
                  {"CreateTableAsStmt", pgddl_create_table_as},
                  {"AlterTableStmt", pgddl_alter_table},
                  {"IndexStmt", pgddl_create_index},
                  {"CreateSeqStmt", pgddl_create_sequence},
                  {"AlterSeqStmt", pgddl_alter_sequence},
                  {"ViewStmt", pgddl_create_view},
                  {"CreateEnumStmt", pgddl_create_enum},
                  {"AlterEnumStmt", pgddl_alter_enum},
                  {"CreateDomainStmt", pgddl_create_domain},
                  {"AlterDomainStmt", pgddl_alter_domain},
                  {"CompositeTypeStmt", pgddl_create_composite},
                  {"CreateRangeStmt", pgddl_create_range},
                  {"CreateFunctionStmt", pgddl_create_routine},
                  {"AlterFunctionStmt", pgddl_alter_routine},
                  {"DefineStmt", define},
                  {"CreateTrigStmt", pgddl_create_trigger},
                  {"CreatePolicyStmt", pgddl_create_policy},
                  {"AlterPolicyStmt", pgddl_alter_policy},
                  {"CreateSchemaStmt", pgddl_create_schema},
                  {"CreateExtensionStmt", pgddl_create_extension},
                  {"CreateEventTrigStmt", pgddl_create_event_trigger},
                  {"CreateCastStmt", pgddl_create_cast},
                  {"CreateForeignServerStmt", pgddl_create_server},
                  {"CreateUserMappingStmt", pgddl_create_mapping},
                  {"VariableSetStmt", pgddl_set_variable},
                  {"SelectStmt", select_statement},
                  {"DropStmt", pgddl_drop},
                  {"RenameStmt", pgddl_rename},
                  {"AlterObjectSchemaStmt", pgddl_set_schema},
                  {"CommentStmt", pgddl_comment},
                  {"DoStmt", run_code}};

/* Statements that change what no model has. */
static const char *const ignored[] = {"InsertStmt",
                                      "UpdateStmt",
                                      "DeleteStmt",
                                      "MergeStmt",
                                      "CopyStmt",
                                      "TransactionStmt",
                                      "GrantStmt",
                                      "GrantRoleStmt",
                                      "AlterOwnerStmt",
                                      "CreateRoleStmt",
                                      "AlterRoleStmt",
                                      "AlterRoleSetStmt",
                                      "DropRoleStmt",
                                      "AlterDefaultPrivilegesStmt",
                                      "TruncateStmt",
                                      "VacuumStmt",
                                      "ExplainStmt",
                                      "LockStmt",
                                      "RefreshMatViewStmt",
                                      "SecLabelStmt",
                                      "AlterDatabaseStmt",
                                      "AlterDatabaseSetStmt",
                                      "CreatedbStmt",
                                      "ReindexStmt",
                                      "NotifyStmt",
                                      "ListenStmt",
                                      "UnlistenStmt",
                                      "DiscardStmt",
                                      "ClusterStmt",
                                      "CheckPointStmt",
                                      "ConstraintsSetStmt",
                                      "VariableShowStmt",
                                      "CallStmt",
                                      "PrepareStmt",
                                      "ExecuteStmt",
                                      "DeallocateStmt",
                                      "LoadStmt",
                                      "AlterSystemStmt",
                                      "DropOwnedStmt",
                                      "ReassignOwnedStmt",
                                      "CreateStatsStmt",
                                      "AlterStatsStmt",
                                      "AlterExtensionStmt",
                                      "AlterExtensionContentsStmt",
                                      "CreatePLangStmt",
                                      "AlterEventTrigStmt",
                                      NULL};

bool pgddl_statement(DdlRead *self, const json_t *node) {
  Str kind = node_kind(node);
  for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
    if (str_eq(kind, str_from(statements[i].kind))) return statements[i].run(self, node_body(node));
  for (size_t i = 0; ignored[i] != NULL; i++)
    if (str_eq(kind, str_from(ignored[i]))) return true;
  Str word = str_ends(kind, STR("Stmt")) ? str_sub(kind, 0, kind.len - 4) : kind;
  pgddl_gap(self, "a statement of this kind (%.*s) is not read without a database", STR_FMT(word));
  return true;
}
