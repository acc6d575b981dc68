/* ddl_read_create_type.c: enums, domains, composite types and ranges. */
#include "dialects/postgresql/ddl_read_parts.h"

static CatType *add_type(DdlRead *self, const json_t *names, char typtype) {
  Str schema, name;
  pgddl_names(names, &schema, &name);
  CatType *type = pgddl_add(self, ITEM_TYPE, sizeof *type, schema, name);
  if (type != NULL) type->typtype = typtype;
  return type;
}

static CatType *look_type(DdlRead *self, const json_t *names, char typtype) {
  Str schema, name;
  pgddl_names(names, &schema, &name);
  CatType *type = (CatType *)pgddl_look(self, ITEM_TYPE, schema, name);
  if (type != NULL && (typtype == '\0' || type->typtype == typtype)) return type;
  pgddl_missing(self, "type", schema, name);
  return NULL;
}

/* ---- enums ---- */

bool pgddl_create_enum(DdlRead *self, const json_t *body) {
  CatType *type = add_type(self, tree_get(body, "typeName"), 'e');
  if (type == NULL) return false;
  for (size_t i = 0; i < tree_count(body, "vals"); i++)
    array_push(&type->labels, pgddl_keep(self, node_string(tree_item(body, "vals", i))));
  return true;
}

static size_t label_index(const CatType *type, Str label) {
  for (size_t i = 0; i < type->labels.len; i++)
    if (str_eq(type->labels.items[i], label)) return i;
  return SIZE_MAX;
}

static bool no_label(DdlRead *self, Str label) {
  return pgddl_fail(self, "\"%.*s\" is not an existing enum label", STR_FMT(label));
}

bool pgddl_alter_enum(DdlRead *self, const json_t *body) {
  CatType *type = look_type(self, tree_get(body, "typeName"), 'e');
  Str value = tree_str(body, "newVal"), old = tree_str(body, "oldVal"), near = tree_str(body, "newValNeighbor");
  if (type == NULL) return false;
  if (old.ptr != NULL && label_index(type, old) == SIZE_MAX) return no_label(self, old);
  if (label_index(type, value) != SIZE_MAX)
    return tree_flag(body, "skipIfNewValExists") ||
           pgddl_fail(self, "enum label \"%.*s\" already exists", STR_FMT(value));
  value = pgddl_keep(self, value);
  if (old.ptr != NULL) {
    type->labels.items[label_index(type, old)] = value;
    return true;
  }
  size_t at = near.ptr != NULL ? label_index(type, near) : type->labels.len;
  if (at == SIZE_MAX) return no_label(self, near);
  if (near.ptr != NULL && tree_flag(body, "newValIsAfter")) at++;
  array_splice(&type->labels, at, 0, &value, 1);
  return true;
}

/* ---- domains ---- */

static bool check_taken(const CatType *type, Str name) {
  for (size_t i = 0; i < type->checks.len; i++)
    if (str_eq(type->checks.items[i]->item.name, name)) return true;
  return false;
}

static bool add_check(DdlRead *self, CatType *type, const json_t *constraint) {
  Str name = tree_str(constraint, "conname");
  for (unsigned n = 0; name.ptr == NULL || (tree_str(constraint, "conname").ptr == NULL && check_taken(type, name));
       n++)
    name = pgddl_make_name(self, type->item.name, (Str){0}, n == 0 ? STR("check") : pgddl_printf(self, "check%u", n));
  if (check_taken(type, name))
    return pgddl_fail(self, "constraint \"%.*s\" for domain \"%.*s\" already exists", STR_FMT(name),
                      STR_FMT(type->item.name));
  CatCheck *check = pgddl_new(self, ITEM_CHECK, sizeof *check, name);
  check->domain = type;
  check->expr = tree_get(constraint, "raw_expr");
  array_push(&type->checks, check);
  return true;
}

static bool domain_constraint(DdlRead *self, CatType *type, const json_t *constraint) {
  if (tree_is(constraint, "contype", "CONSTR_NOTNULL")) type->not_null = true;
  if (tree_is(constraint, "contype", "CONSTR_NULL")) type->not_null = false;
  if (tree_is(constraint, "contype", "CONSTR_DEFAULT")) type->value = tree_get(constraint, "raw_expr");
  return !tree_is(constraint, "contype", "CONSTR_CHECK") || add_check(self, type, constraint);
}

bool pgddl_create_domain(DdlRead *self, const json_t *body) {
  CatType *type = add_type(self, tree_get(body, "domainname"), 'd');
  Str schema;
  if (type == NULL) return false;
  type->base = pgddl_type(self, tree_get(body, "typeName"));
  pgddl_names(tree_get(tree_get(body, "collClause"), "collname"), &schema, &type->collation);
  for (size_t i = 0; i < tree_count(body, "constraints"); i++)
    if (!domain_constraint(self, type, node_body(tree_item(body, "constraints", i)))) return false;
  return true;
}

static bool drop_check(DdlRead *self, CatType *type, const json_t *body) {
  Str name = tree_str(body, "name");
  for (size_t i = 0; i < type->checks.len; i++)
    if (str_eq(type->checks.items[i]->item.name, name)) {
      array_splice(&type->checks, i, 1, NULL, 0);
      return true;
    }
  return tree_flag(body, "missing_ok") || pgddl_fail(self, "constraint \"%.*s\" of domain \"%.*s\" does not exist",
                                                     STR_FMT(name), STR_FMT(type->item.name));
}

bool pgddl_alter_domain(DdlRead *self, const json_t *body) {
  CatType *type = look_type(self, tree_get(body, "typeName"), 'd');
  Str what = tree_str(body, "subtype");
  if (type == NULL) return false;
  switch (what.len > 0 ? what.ptr[0] : ' ') {
  case 'T': type->value = tree_get(body, "def"); return true;
  case 'N': type->not_null = false; return true;
  case 'O': type->not_null = true; return true;
  case 'C': return domain_constraint(self, type, node_body(tree_get(body, "def")));
  case 'X': return drop_check(self, type, body);
  default: return true;
  }
}

/* ---- composite types ---- */

static CatColumn *add_field(DdlRead *self, CatType *type, const json_t *def) {
  CatColumn *field = pgddl_new(self, ITEM_COLUMN, sizeof *field, tree_str(def, "colname"));
  Str schema;
  field->type = pgddl_type(self, tree_get(def, "typeName"));
  pgddl_names(tree_get(tree_get(def, "collClause"), "collname"), &schema, &field->collation);
  array_push(&type->fields, field);
  return field;
}

bool pgddl_create_composite(DdlRead *self, const json_t *body) {
  const json_t *range = tree_get(body, "typevar");
  CatType *type = pgddl_add(self, ITEM_TYPE, sizeof *type, tree_str(range, "schemaname"), tree_str(range, "relname"));
  if (type == NULL) return false;
  type->typtype = 'c';
  for (size_t i = 0; i < tree_count(body, "coldeflist"); i++)
    add_field(self, type, node_body(tree_item(body, "coldeflist", i)));
  return true;
}

static size_t field_index(const CatType *type, Str name) {
  for (size_t i = 0; i < type->fields.len; i++)
    if (str_eq(type->fields.items[i]->item.name, name)) return i;
  return SIZE_MAX;
}

bool pgddl_alter_composite(DdlRead *self, CatType *type, const json_t *cmds) {
  for (size_t i = 0; i < json_array_size(cmds); i++) {
    const json_t *cmd = node_body(json_array_get(cmds, i)), *def = node_body(tree_get(cmd, "def"));
    Str name = tree_str(cmd, "name");
    size_t at = field_index(type, name);
    if (tree_is(cmd, "subtype", "AT_AddColumn")) {
      add_field(self, type, def);
      continue;
    }
    if (at == SIZE_MAX && tree_flag(cmd, "missing_ok")) continue;
    if (at == SIZE_MAX)
      return pgddl_fail(self, "column \"%.*s\" of relation \"%.*s\" does not exist", STR_FMT(name),
                        STR_FMT(type->item.name));
    if (tree_is(cmd, "subtype", "AT_DropColumn")) array_splice(&type->fields, at, 1, NULL, 0);
    if (tree_is(cmd, "subtype", "AT_AlterColumnType"))
      type->fields.items[at]->type = pgddl_type(self, tree_get(def, "typeName"));
  }
  return true;
}

/* ---- ranges ---- */

bool pgddl_create_range(DdlRead *self, const json_t *body) {
  CatType *type = add_type(self, tree_get(body, "typeName"), 'r');
  if (type == NULL) return false;
  for (size_t i = 0; i < tree_count(body, "params"); i++) {
    const json_t *def = node_body(tree_item(body, "params", i)), *arg = tree_get(def, "arg");
    const json_t *names = tree_get(node_body(arg), "names");
    Str schema = {0}, name = {0};
    pgddl_names(names != NULL ? names : arg, &schema, &name);
    if (tree_is(def, "defname", "subtype")) type->base = pgddl_type(self, node_body(arg));
    if (tree_is(def, "defname", "subtype_opclass")) type->op_class = pgddl_keep(self, name);
    if (tree_is(def, "defname", "collation")) type->collation = pgddl_keep(self, name);
    if (tree_is(def, "defname", "multirange_type_name")) type->multirange = pgddl_keep(self, name);
    if (tree_is(def, "defname", "subtype_diff")) {
      const Item *found = (const Item *)pgddl_routine_named(self, schema, name, SIZE_MAX);
      type->diff = pgddl_keep(self, name);
      type->diff_schema = found != NULL ? found->schema->name : STR("pg_catalog");
    }
    if (tree_is(def, "defname", "canonical")) {
      type->canonical = pgddl_keep(self, name);
      type->canonical_schema = str_empty(schema) ? type->item.schema->name : pgddl_keep(self, schema);
    }
  }
  return true;
}
