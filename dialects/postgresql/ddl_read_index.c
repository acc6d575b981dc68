/* ddl_read_index.c: CREATE INDEX, parts of indexes, and the names that PostgreSQL makes of them. */
#include "dialects/postgresql/ddl_read_parts.h"

CatIndex *pgddl_new_index(DdlRead *self, CatTable *table, Str name) {
  CatIndex *index = pgddl_add(self, ITEM_INDEX, sizeof *index, table->item.schema->name, name);
  if (index == NULL) return NULL;
  index->table = table;
  array_push(&table->indexes, index);
  return index;
}

/* (siglen=32) -> siglen=32 */
static Str class_options(DdlRead *self, const json_t *defs) {
  Buf out = {0};
  for (size_t i = 0; i < json_array_size(defs); i++) {
    const json_t *def = node_body(json_array_get(defs, i));
    buf_printf(&out, "%s%.*s=%.*s", i > 0 ? ", " : "", STR_FMT(tree_str(def, "defname")),
               STR_FMT(pgddl_def_text(self, tree_get(def, "arg"))));
  }
  Str text = out.len > 0 ? pgddl_keep(self, buf_str(&out)) : (Str){0};
  buf_free(&out);
  return text;
}

bool ddl_read_part(DdlRead *self, CatIndex *index, const json_t *elem, bool included) {
  CatPart part = {.included = included, .expr = tree_get(elem, "expr")};
  Str name = tree_str(elem, "name"), schema;
  if (name.ptr != NULL) {
    part.column = pgddl_column(index->table, name);
    if (part.column == NULL) return pgddl_fail(self, "column \"%.*s\" does not exist", STR_FMT(name));
  }
  if (part.expr != NULL && node_is(part.expr, "ColumnRef")) { /* (a) is the column */
    const json_t *fields = tree_get(node_body(part.expr), "fields");
    CatColumn *column = pgddl_column(index->table, node_string(json_array_get(fields, json_array_size(fields) - 1)));
    if (column != NULL) part.column = column;
    if (column != NULL) part.expr = NULL;
  }
  part.desc = tree_is(elem, "ordering", "SORTBY_DESC");
  part.nulls_first = tree_is(elem, "nulls_ordering", "SORTBY_NULLS_FIRST") ||
                     (part.desc && !tree_is(elem, "nulls_ordering", "SORTBY_NULLS_LAST"));
  pgddl_names(tree_get(elem, "opclass"), &part.class_schema, &part.op_class);
  pgddl_names(tree_get(elem, "collation"), &schema, &part.collation);
  part.class_options = class_options(self, tree_get(elem, "opclassopts"));
  array_push(&index->parts, part);
  return true;
}

/* ---- names ---- */

/* What a part without a name is called: lower(x) -> lower. */
static Str part_name(const json_t *node, unsigned depth) {
  const json_t *body = node_body(node);
  Str schema, name = {0};
  if (depth > 100) return STR("expr");
  if (node_is(node, "FuncCall")) pgddl_names(tree_get(body, "funcname"), &schema, &name);
  if (node_is(node, "CoalesceExpr")) return STR("coalesce");
  if (node_is(node, "ColumnRef"))
    name = node_string(json_array_get(tree_get(body, "fields"), tree_count(body, "fields") - 1));
  if (node_is(node, "TypeCast")) {
    name = part_name(tree_get(body, "arg"), depth + 1);
    if (str_eq(name, STR("expr"))) pgddl_names(tree_get(tree_get(body, "typeName"), "names"), &schema, &name);
  }
  if (node_is(node, "CollateClause")) return part_name(tree_get(body, "arg"), depth + 1);
  if (node_is(node, "CaseExpr")) return STR("case");
  return str_empty(name) ? STR("expr") : name;
}

/* The same name again gets a number: lower, lower1. */
static Str fresh_name(DdlRead *self, const StrList *taken, Str name) {
  Str out = name;
  for (unsigned number = 1;; number++) {
    bool used = false;
    for (size_t i = 0; i < taken->len; i++) used = used || str_eq(taken->items[i], out);
    if (!used) return out;
    out = pgddl_printf(self, "%.*s%u", STR_FMT(name), number);
  }
}

Str pgddl_index_columns(DdlRead *self, const CatIndex *index) {
  StrList names = {0};
  Buf out = {0};
  for (size_t i = 0; i < index->parts.len; i++) {
    const CatPart *part = &index->parts.items[i];
    Str name = part->column != NULL ? part->column->item.name : part_name(part->expr, 0);
    name = fresh_name(self, &names, name);
    array_push(&names, name);
    buf_printf(&out, "%s%.*s", i > 0 ? "_" : "", STR_FMT(array_last(&names)));
    if (out.len > 64) break;
  }
  Str text = pgddl_keep(self, buf_str(&out));
  array_free(&names);
  buf_free(&out);
  return text;
}

/* ---- CREATE INDEX ---- */

static bool read_parts(DdlRead *self, CatIndex *index, const json_t *body) {
  for (size_t i = 0; i < tree_count(body, "indexParams"); i++)
    if (!ddl_read_part(self, index, node_body(tree_item(body, "indexParams", i)), false)) return false;
  for (size_t i = 0; i < tree_count(body, "indexIncludingParams"); i++)
    if (!ddl_read_part(self, index, node_body(tree_item(body, "indexIncludingParams", i)), true)) return false;
  return true;
}

static void fill(DdlRead *self, CatIndex *index, const json_t *body) {
  index->unique = tree_flag(body, "unique");
  index->nulls_not_distinct = tree_flag(body, "nulls_not_distinct");
  index->where = tree_get(body, "whereClause");
  index->options = pgddl_options(self, (Str){0}, tree_get(body, "options"), false);
  index->method = pgddl_keep(self, tree_str(body, "accessMethod"));
  if (str_empty(index->method)) index->method = STR("btree");
}

bool pgddl_create_index(DdlRead *self, const json_t *body) {
  CatTable *table = pgddl_table(self, tree_get(body, "relation"), false);
  Str name = tree_str(body, "idxname");
  if (table == NULL) return false;
  if (tree_flag(body, "if_not_exists") && name.ptr != NULL &&
      pgddl_find(self, ITEM_INDEX, table->item.schema->name, name) != NULL)
    return true;
  CatIndex draft = {.table = table};
  fill(self, &draft, body);
  bool ok = read_parts(self, &draft, body);
  if (ok && name.ptr == NULL) name = pgddl_choose_name(self, table, pgddl_index_columns(self, &draft), "idx");
  CatIndex *index = ok ? pgddl_new_index(self, table, name) : NULL;
  if (index == NULL) {
    array_free(&draft.parts);
    return false;
  }
  draft.item = index->item;
  *index = draft;
  return true;
}
