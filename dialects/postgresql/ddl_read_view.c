/* ddl_read_view.c: views: their text, their columns, and what they read. */
#include "dialects/postgresql/ddl_read_parts.h"
#include "sql/sql.h"

void pgddl_walk(json_t *node, bool (*visit)(json_t *node, void *user), void *user) {
  if (json_is_array(node)) {
    for (size_t i = 0; i < json_array_size(node); i++) pgddl_walk(json_array_get(node, i), visit, user);
  } else if (json_is_object(node) && visit(node, user)) {
    for (void *at = json_object_iter(node); at != NULL; at = json_object_iter_next(node, at))
      pgddl_walk(json_object_iter_value(at), visit, user);
  }
}

enum { MAX_JOINS = 500 };

/* ---- the query as written ---- */

static Str statement_text(const DdlRead *self) {
  size_t at = self->statement_at - self->piece_at;
  return str_sub(self->piece, at, at + self->statement_len);
}

/* CREATE VIEW v AS SELECT 1 WITH CHECK OPTION -> SELECT 1 */
static Str query_text(DdlRead *self, bool checked) {
  Str text = statement_text(self);
  SqlTokens tokens = {0};
  size_t start = text.len, end = text.len;
  sql_tokens(dialect_named(STR("postgresql"))->sql, text, &tokens);
  for (size_t i = 0; i < tokens.len; i++) {
    SqlToken token = tokens.items[i];
    Str word = span_of(token.span, text);
    if (token.depth > 0 || token.kind != SQL_WORD) continue;
    if (start == text.len && str_eq_nocase(word, STR("as"))) start = token.span.end;
    bool tail = str_eq_nocase(word, STR("with")) && start < text.len && token.span.start > start + 1;
    if (!tail || i + 1 >= tokens.len) continue;
    Str next = span_of(tokens.items[i + 1].span, text);
    bool option =
        str_eq_nocase(next, STR("check")) || str_eq_nocase(next, STR("local")) || str_eq_nocase(next, STR("cascaded"));
    if ((checked && option) || str_eq_nocase(next, STR("data")) || str_eq_nocase(next, STR("no")))
      end = token.span.start;
  }
  array_free(&tokens);
  return pgddl_keep(self, str_trim(str_sub(text, start, end)));
}

/* ---- what it reads ---- */

typedef struct Uses {
  DdlRead *read;
  CatTable *view;
  StrList local; /* names of WITH */
} Uses;

static bool note_local(json_t *node, void *user) {
  Uses *self = user;
  const json_t *cte = tree_get(node, "CommonTableExpr");
  if (cte != NULL) array_push(&self->local, tree_str(cte, "ctename"));
  return true;
}

static bool is_local(const Uses *self, Str name) {
  for (size_t i = 0; i < self->local.len; i++)
    if (str_eq(self->local.items[i], name)) return true;
  return false;
}

static bool note_use(json_t *node, void *user) {
  Uses *self = user;
  const json_t *range = tree_get(node, "RangeVar");
  if (range == NULL) return true;
  Str schema = tree_str(range, "schemaname"), name = tree_str(range, "relname");
  if (str_empty(schema) && is_local(self, name)) return true;
  CatTable *table = pgddl_find_table(self->read, schema, name);
  bool system = str_eq(schema, STR("pg_catalog")) || str_eq(schema, STR("information_schema"));
  if (table == NULL && !system && !(str_empty(schema) && str_starts(name, STR("pg_"))))
    pgddl_missing(self->read, "relation", schema, name);
  if (table == NULL || table == self->view) return true;
  for (size_t i = 0; i < self->view->uses.len; i++)
    if (self->view->uses.items[i] == &table->item) return true;
  array_push(&self->view->uses, &table->item);
  return true;
}

static bool read_uses(DdlRead *self, CatTable *view, json_t *query) {
  Uses uses = {.read = self, .view = view};
  array_clear(&view->uses);
  pgddl_walk(query, note_local, &uses);
  pgddl_walk(query, note_use, &uses);
  array_free(&uses.local);
  return self->error.ptr == NULL;
}

/* ---- columns ---- */

static void add_column(DdlRead *self, CatTable *view, const json_t *names, Str name, TypeRef type) {
  Str given = node_string(json_array_get(names, view->columns.len));
  CatColumn *column = pgddl_new(self, ITEM_COLUMN, sizeof *column, given.ptr != NULL ? given : name);
  column->table = view;
  column->type = type;
  array_push(&view->columns, column);
}

static const CatTable *source_of(const DdlRead *self, const json_t *node, Str alias, Str column, unsigned depth) {
  const json_t *body = node_body(node);
  if (node_is(node, "JoinExpr") && depth < MAX_JOINS) {
    const CatTable *left = source_of(self, tree_get(body, "larg"), alias, column, depth + 1);
    return left != NULL ? left : source_of(self, tree_get(body, "rarg"), alias, column, depth + 1);
  }
  if (!node_is(node, "RangeVar")) return NULL;
  Str own = tree_str(tree_get(body, "alias"), "aliasname");
  if (str_empty(own)) own = tree_str(body, "relname");
  const CatTable *table = pgddl_find_table(self, tree_str(body, "schemaname"), tree_str(body, "relname"));
  if (!str_empty(alias)) return str_eq(own, alias) ? table : NULL;
  return table != NULL && (str_empty(column) || pgddl_column(table, column) != NULL) ? table : NULL;
}

const CatTable *pgddl_source(const DdlRead *self, const json_t *from, Str alias, Str column, unsigned depth) {
  for (size_t i = 0; i < json_array_size(from); i++) {
    const CatTable *table = source_of(self, json_array_get(from, i), alias, column, depth);
    if (table != NULL) return table;
  }
  return NULL;
}

/* a, t.a, t.*; false: an expression. */
static bool plain_target(DdlRead *self, CatTable *view, const json_t *select, const json_t *target,
                         const json_t *names) {
  const json_t *fields = tree_get(tree_get(tree_get(target, "val"), "ColumnRef"), "fields"),
               *from = tree_get(select, "fromClause");
  size_t count = json_array_size(fields);
  if (count == 0) return false;
  const json_t *last = json_array_get(fields, count - 1);
  Str qualifier = count > 1 ? node_string(json_array_get(fields, count - 2)) : (Str){0};
  const CatTable *table = pgddl_source(self, from, qualifier, node_string(last), 0);
  if (node_is(last, "A_Star")) {
    for (size_t i = 0; table != NULL && i < table->columns.len; i++)
      add_column(self, view, names, table->columns.items[i]->item.name, table->columns.items[i]->type);
    return table != NULL && (count > 1 || json_array_size(from) == 1);
  }
  Str name = tree_str(target, "name");
  const CatColumn *column = table != NULL ? pgddl_column(table, node_string(last)) : NULL;
  add_column(self, view, names, name.ptr != NULL ? name : node_string(last),
             column != NULL ? column->type : (TypeRef){0});
  return true;
}

static Str target_name(const json_t *target) {
  Str schema, name = tree_str(target, "name");
  const json_t *val = tree_get(target, "val");
  if (name.ptr != NULL) return name;
  if (node_is(val, "FuncCall")) {
    pgddl_names(tree_get(node_body(val), "funcname"), &schema, &name);
    return name;
  }
  return node_is(val, "CoalesceExpr") ? STR("coalesce") : node_is(val, "CaseExpr") ? STR("case") : STR("?column?");
}

static void read_columns(DdlRead *self, CatTable *view, const json_t *query, const json_t *names) {
  const json_t *select = tree_get(query, "SelectStmt");
  for (int depth = 0; depth < 100 && tree_get(select, "larg") != NULL; depth++) select = tree_get(select, "larg");
  for (size_t i = 0; i < tree_count(select, "targetList"); i++) {
    const json_t *target = node_body(tree_item(select, "targetList", i));
    if (plain_target(self, view, select, target, names)) continue;
    ExprScope scope = {.read = self, .arena = &self->arena, .from = tree_get(select, "fromClause")};
    add_column(self, view, names, target_name(target), pgddl_expr_type(&scope, tree_get(target, "val")));
  }
}

bool pgddl_set_query(DdlRead *self, CatTable *view, json_t *query, const json_t *names) {
  view->query = query;
  view->query_text = query_text(self, true);
  view->columns.len = 0;
  read_columns(self, view, query, names);
  return read_uses(self, view, query);
}

/* ---- CREATE VIEW ---- */

static void read_check(DdlRead *self, CatTable *view, const json_t *body) {
  bool local = tree_is(body, "withCheckOption", "LOCAL_CHECK_OPTION");
  bool cascaded = tree_is(body, "withCheckOption", "CASCADED_CHECK_OPTION");
  if (!local && !cascaded) return;
  view->options = pgddl_printf(self, "%.*s%scheck_option=%s", STR_FMT(view->options), view->options.len > 0 ? "\n" : "",
                               local ? "local" : "cascaded");
}

bool pgddl_create_view(DdlRead *self, const json_t *body) {
  const json_t *range = tree_get(body, "view");
  Str schema = tree_str(range, "schemaname"), name = tree_str(range, "relname");
  CatTable *view = tree_flag(body, "replace") ? (CatTable *)pgddl_look(self, ITEM_VIEW, schema, name) : NULL;
  if (tree_is(range, "relpersistence", "t")) return true;
  if (view == NULL) view = pgddl_add(self, ITEM_VIEW, sizeof *view, schema, name);
  if (view == NULL) return false;
  view->item.pos = pgddl_pos(self, tree_int(range, "location"), name.len);
  view->relkind = 'v';
  view->options = pgddl_options(self, (Str){0}, tree_get(body, "options"), false);
  read_check(self, view, body);
  return pgddl_set_query(self, view, tree_get(body, "query"), tree_get(body, "aliases"));
}
