/* ddl_read_table.c: CREATE TABLE in its forms. */
#include "dialects/postgresql/ddl_read_parts.h"

/* ---- options ---- */

Str pgddl_def_text(DdlRead *self, const json_t *node) {
  const json_t *body = node_body(node);
  if (node == NULL) return STR("true");
  if (node_is(node, "String")) return pgddl_keep(self, tree_str(body, "sval"));
  if (node_is(node, "Float")) return pgddl_keep(self, tree_str(body, "fval"));
  if (node_is(node, "Boolean")) return tree_flag(body, "boolval") ? STR("true") : STR("false");
  if (node_is(node, "Integer")) return pgddl_printf(self, "%ld", tree_int(body, "ival"));
  if (node_is(node, "TypeName"))
    return node_string(json_array_get(tree_get(body, "names"), tree_count(body, "names") - 1));
  if (node_is(node, "List") || node_is(node, "TypeName")) {
    Str schema, name;
    pgddl_names(node, &schema, &name);
    return name;
  }
  return (Str){0};
}

/* The lines without the one of that name. */
static void copy_others(Buf *out, Str lines, Str name) {
  for (size_t at = 0; at < lines.len;) {
    size_t end = str_find(lines, '\n', at), equals = str_find(lines, '=', at);
    if (!str_eq(str_sub(lines, at, equals), name))
      buf_printf(out, "%s%.*s", out->len > 0 ? "\n" : "", STR_FMT(str_sub(lines, at, end)));
    at = end + 1;
  }
}

/* "a=1" and (a = 2, b = 3) -> "a=2\nb=3" */
Str pgddl_options(DdlRead *self, Str old, const json_t *defs, bool remove) {
  for (size_t i = 0; i < json_array_size(defs); i++) {
    const json_t *def = node_body(json_array_get(defs, i));
    Str name = tree_str(def, "defname");
    Buf out = {0};
    if (tree_get(def, "defnamespace") != NULL) continue;
    copy_others(&out, old, name);
    if (!remove && !tree_is(def, "defaction", "DEFELEM_DROP"))
      buf_printf(&out, "%s%.*s=%.*s", out.len > 0 ? "\n" : "", STR_FMT(name),
                 STR_FMT(pgddl_def_text(self, tree_get(def, "arg"))));
    old = pgddl_keep(self, buf_str(&out));
    buf_free(&out);
  }
  return old;
}

/* ---- columns ---- */

static const char *const serials[][2] = {{"serial", "int4"},  {"serial4", "int4"},     {"bigserial", "int8"},
                                         {"serial8", "int8"}, {"smallserial", "int2"}, {"serial2", "int2"},
                                         {NULL, NULL}};

/* The integer type of a serial; empty: it is none. */
static Str serial_type(const json_t *def) {
  Str schema, name;
  pgddl_names(tree_get(tree_get(def, "typeName"), "names"), &schema, &name);
  for (size_t i = 0; str_empty(schema) && serials[i][0] != NULL; i++)
    if (str_eq(name, str_from(serials[i][0]))) return str_from(serials[i][1]);
  return (Str){0};
}

static CatSequence *own_sequence(DdlRead *self, CatColumn *column, Str type) {
  const CatTable *table = column->table;
  Str name = pgddl_choose_name(self, table, column->item.name, "seq");
  CatSequence *sequence = pgddl_new_sequence(self, table->item.schema->name, name, type);
  if (sequence == NULL) return NULL;
  sequence->owner = column;
  column->sequence = sequence;
  column->not_null = true;
  return sequence;
}

bool pgddl_set_identity(DdlRead *self, CatColumn *column, Str when, const json_t *options) {
  Str type = column->type.base;
  CatSequence *sequence = own_sequence(self, column, type);
  if (sequence == NULL) return false;
  sequence->identity = true;
  column->identity = when.len > 0 ? when.ptr[0] : 'd';
  return pgddl_sequence_options(self, sequence, options);
}

/* What a column says of itself alone. */
static bool own_constraint(DdlRead *self, CatColumn *column, const json_t *constraint) {
  if (tree_is(constraint, "contype", "CONSTR_NOTNULL") || tree_is(constraint, "contype", "CONSTR_PRIMARY"))
    column->not_null = true;
  if (tree_is(constraint, "contype", "CONSTR_DEFAULT")) column->value = tree_get(constraint, "raw_expr");
  if (tree_is(constraint, "contype", "CONSTR_GENERATED")) {
    column->value = tree_get(constraint, "raw_expr");
    column->generated = true;
  }
  if (tree_is(constraint, "contype", "CONSTR_IDENTITY"))
    return pgddl_set_identity(self, column, tree_str(constraint, "generated_when"), tree_get(constraint, "options"));
  return true;
}

CatColumn *pgddl_add_column(DdlRead *self, CatTable *table, const json_t *def) {
  Str name = tree_str(def, "colname"), serial = serial_type(def), schema;
  CatColumn *column = pgddl_column(table, name);
  if (column != NULL && column->parents.len == 0) {
    pgddl_fail(self, "column \"%.*s\" of relation \"%.*s\" already exists", STR_FMT(name), STR_FMT(table->item.name));
    return NULL;
  }
  bool merged = column != NULL;
  if (!merged) column = pgddl_new(self, ITEM_COLUMN, sizeof *column, name);
  if (!merged) array_push(&table->columns, column);
  column->table = table;
  column->local = true;
  column->item.pos = pgddl_pos(self, tree_int(def, "location"), name.len);
  if (tree_get(def, "typeName") != NULL)
    column->type = str_empty(serial) ? pgddl_type(self, tree_get(def, "typeName")) : pgddl_base_type(serial);
  if (tree_get(def, "collClause") != NULL) {
    pgddl_names(tree_get(tree_get(def, "collClause"), "collname"), &schema, &column->collation);
    if (str_eq(column->collation, STR("default"))) column->collation = (Str){0};
  }
  if (!str_empty(serial) && own_sequence(self, column, serial) == NULL) return NULL;
  for (size_t i = 0; i < tree_count(def, "constraints"); i++)
    if (!own_constraint(self, column, node_body(tree_item(def, "constraints", i)))) return NULL;
  return column;
}

/* ---- inheritance ---- */

enum { MAX_PARENTS = 100, MAX_STEPS = 10000 };

/* A column of a parent: merged with the one of its name, if there is one. */
static CatColumn *inherit_column(DdlRead *self, CatTable *table, CatColumn *from) {
  CatColumn *column = pgddl_column(table, from->item.name);
  if (column == NULL) {
    column = pgddl_new(self, ITEM_COLUMN, sizeof *column, from->item.name);
    column->table = table;
    column->type = from->type;
    column->collation = from->collation;
    column->value = from->value;
    column->generated = from->generated;
    column->sequence = from->identity == '\0' ? from->sequence : NULL;
    array_push(&table->columns, column);
  }
  column->not_null = column->not_null || from->not_null;
  array_push(&column->parents, &from->item);
  return column;
}

static void inherit_check(DdlRead *self, CatTable *table, const CatCheck *from) {
  if (from->no_inherit || pgddl_name_taken(table, from->item.name)) return;
  CatCheck *check = pgddl_new(self, ITEM_CHECK, sizeof *check, from->item.name);
  check->expr = from->expr;
  check->table = table;
  check->inherited = true;
  array_push(&table->checks, check);
}

/* Is `table` above `parent`, or the same? A chain that is very long counts as one too. */
static bool is_circular(const CatTable *table, const CatTable *parent, unsigned depth, unsigned *steps) {
  if (parent == table || depth > MAX_PARENTS || ++*steps > MAX_STEPS) return true;
  for (size_t i = 0; i < parent->parents.len; i++)
    if (is_circular(table, parent->parents.items[i], depth + 1, steps)) return true;
  return false;
}

bool pgddl_inherit(DdlRead *self, CatTable *table, CatTable *parent) {
  unsigned steps = 0;
  if (is_circular(table, parent, 0, &steps)) return pgddl_fail(self, "circular inheritance not allowed");
  array_push(&table->parents, parent);
  for (size_t i = 0; i < parent->columns.len; i++) inherit_column(self, table, parent->columns.items[i]);
  for (size_t i = 0; i < parent->checks.len; i++) inherit_check(self, table, parent->checks.items[i]);
  return true;
}

static bool read_parents(DdlRead *self, CatTable *table, const json_t *body) {
  for (size_t i = 0; i < tree_count(body, "inhRelations"); i++) {
    CatTable *parent = pgddl_table(self, node_body(tree_item(body, "inhRelations", i)), false);
    if (parent == NULL || !pgddl_inherit(self, table, parent)) return false;
  }
  return true;
}

/* ---- CREATE TABLE ---- */

static bool add_elements(DdlRead *self, CatTable *table, const json_t *body) {
  for (size_t i = 0; i < tree_count(body, "tableElts"); i++) {
    const json_t *node = tree_item(body, "tableElts", i);
    if (node_is(node, "ColumnDef") && pgddl_add_column(self, table, node_body(node)) == NULL) return false;
    if (node_is(node, "TableLikeClause") && !pgddl_like(self, table, node_body(node), false)) return false;
  }
  return true;
}

static bool constrain_element(DdlRead *self, CatTable *table, const json_t *node, int step) {
  const json_t *body = node_body(node);
  if (node_is(node, "Constraint")) return pgddl_constraint_step(self, table, NULL, body, step);
  if (!node_is(node, "ColumnDef")) return true;
  CatColumn *column = pgddl_column(table, tree_str(body, "colname"));
  for (size_t i = 0; i < tree_count(body, "constraints"); i++)
    if (!pgddl_constraint_step(self, table, column, node_body(tree_item(body, "constraints", i)), step)) return false;
  return true;
}

static const int steps[] = {STEP_CHECKS, STEP_PRIMARY, STEP_KEYS, STEP_FOREIGN_KEYS};

static bool constrain_all(DdlRead *self, CatTable *table, const json_t *body) {
  for (size_t step = 0; step < sizeof steps / sizeof *steps; step++)
    for (size_t i = 0; i < tree_count(body, "tableElts"); i++)
      if (!constrain_element(self, table, tree_item(body, "tableElts", i), steps[step])) return false;
  return true;
}

static void read_options(DdlRead *self, CatTable *table, const json_t *body) {
  const json_t *range = tree_get(body, "relation");
  table->persistence = tree_is(range, "relpersistence", "u") ? 'u' : tree_is(range, "relpersistence", "t") ? 't' : 'p';
  table->replica_identity = 'd';
  table->options = pgddl_options(self, (Str){0}, tree_get(body, "options"), false);
  table->method = pgddl_keep(self, tree_str(body, "accessMethod"));
  table->part_spec = tree_get(body, "partspec");
  table->part_bound = tree_get(body, "partbound");
  table->is_partition = table->part_bound != NULL;
  table->relkind = table->part_spec != NULL ? 'p' : 'r';
}

/* Temporary tables are known, and in no model. */
static Str home_of(DdlRead *self, const json_t *range) {
  Str temporary = STR("pg_temp");
  if (!tree_is(range, "relpersistence", "t")) return tree_str(range, "schemaname");
  if (pgddl_find(self, ITEM_SCHEMA, (Str){0}, temporary) == NULL)
    pgddl_add(self, ITEM_SCHEMA, sizeof(Item), (Str){0}, temporary);
  return temporary;
}

static CatTable *new_table(DdlRead *self, const json_t *body, const json_t *range, bool *exists) {
  Str schema = home_of(self, range), name = tree_str(range, "relname");
  *exists = tree_flag(body, "if_not_exists") && pgddl_find_table(self, schema, name) != NULL;
  if (*exists) return NULL;
  CatTable *table = pgddl_add(self, ITEM_TABLE, sizeof *table, schema, name);
  if (table == NULL) return NULL;
  table->item.pos = pgddl_pos(self, tree_int(range, "location"), name.len);
  return table;
}

static bool fill_table(DdlRead *self, CatTable *table, const json_t *body) {
  read_options(self, table, body);
  if (tree_get(body, "ofTypename") != NULL) pgddl_gap(self, "OF a type is not read");
  if (!read_parents(self, table, body) || !add_elements(self, table, body) || !constrain_all(self, table, body))
    return false;
  for (size_t i = 0; i < tree_count(body, "tableElts"); i++) {
    const json_t *node = tree_item(body, "tableElts", i);
    if (node_is(node, "TableLikeClause") && !pgddl_like(self, table, node_body(node), true)) return false;
  }
  return true;
}

bool pgddl_create_table(DdlRead *self, const json_t *body) {
  bool exists;
  CatTable *table = new_table(self, body, tree_get(body, "relation"), &exists);
  if (table == NULL) return exists;
  return fill_table(self, table, body);
}

bool pgddl_create_foreign_table(DdlRead *self, const json_t *body) {
  const json_t *base = tree_get(body, "base_stmt") != NULL ? tree_get(body, "base_stmt") : tree_get(body, "base");
  bool exists;
  CatTable *table = new_table(self, base, tree_get(base, "relation"), &exists);
  if (table == NULL) return exists;
  if (!fill_table(self, table, base)) return false;
  table->relkind = 'f';
  table->server = pgddl_keep(self, tree_str(body, "servername"));
  table->server_options = pgddl_options(self, (Str){0}, tree_get(body, "options"), false);
  return true;
}

/* CREATE TABLE ... AS, SELECT INTO, CREATE MATERIALIZED VIEW. */
bool pgddl_create_table_as(DdlRead *self, const json_t *body) {
  const json_t *into = tree_get(body, "into"), *range = tree_get(into, "rel");
  bool exists;
  CatTable *table = new_table(self, body, range, &exists);
  if (table == NULL) return exists;
  bool stored = tree_is(body, "objtype", "OBJECT_MATVIEW");
  table->persistence = tree_is(range, "relpersistence", "u") ? 'u' : 'p';
  table->replica_identity = 'd';
  table->relkind = stored ? 'm' : 'r';
  table->options = pgddl_options(self, (Str){0}, tree_get(into, "options"), false);
  table->method = pgddl_keep(self, tree_str(into, "accessMethod"));
  if (!pgddl_set_query(self, table, tree_get(body, "query"), tree_get(into, "colNames"))) return false;
  if (stored) {
    pgddl_remove(self, &table->item);
    table->item.dropped = false;
    table->item.kind = ITEM_VIEW;
    pgddl_move(self, &table->item, table->item.schema, table->item.name);
    return true;
  }
  for (size_t i = 0; i < table->columns.len; i++)
    if (str_empty(table->columns.items[i]->type.base) && table->columns.items[i]->type.user == NULL)
      pgddl_gap(self, "the type of column \"%.*s\" is not known without a database",
                STR_FMT(table->columns.items[i]->item.name));
  table->query = NULL;
  return true;
}
