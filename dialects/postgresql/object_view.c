/* object_view.c: views and materialized views of PostgreSQL. */
#include "dialects/postgresql/object.h"

static void put_head(Ddl *out, const char *words, const Object *view) {
  ddl_phrase(out, str_from(words));
  ddl_name(out, object_schema_name(view), view->name);
  if (view->columns.len == 0) return;
  ddl_open(out);
  for (size_t i = 0; i < view->columns.len; i++) {
    ddl_item(out, i);
    ddl_ident(out, view->columns.items[i]->name);
  }
  ddl_close(out);
}

/* The query without a semicolon and blanks around it. */
static Str query_of(const Object *view) {
  Str text = str_trim(model_text(view->definition));
  while (text.len > 0 &&
         (text.ptr[text.len - 1] == ';' || text.ptr[text.len - 1] == '\n' || text.ptr[text.len - 1] == ' '))
    text.len--;
  return text;
}

/* ---- views ---- */

static void put_options(Ddl *out, const Object *view) {
  const Object *security = object_child(view, STR("security"));
  bool invoker = security != NULL && pg_flag(security, STR("invoker"));
  bool barrier = security != NULL && pg_flag(security, STR("barrier"));
  if (!invoker && !barrier) return;
  if (invoker) pg_needs(out->planner, 15, "views with the rights of their users");
  ddl_phrase(out, invoker && barrier ? STR("WITH (security_barrier = true, security_invoker = true)")
                  : invoker          ? STR("WITH (security_invoker = true)")
                                     : STR("WITH (security_barrier = true)"));
}

static void put_view(Ddl *out, const char *words, const Object *view) {
  put_head(out, words, view);
  put_options(out, view);
  ddl_word(out, "AS");
  ddl_phrase(out, query_of(view));
  Str option = model_attr(&view->attrs, STR("check_option"));
  if (option.len == 0) return;
  ddl_word(out, "WITH");
  ddl_phrase(out, expr_upper(out->planner->arena, option));
  ddl_word(out, "CHECK OPTION");
}

static void create_view(Ddl *out, const Object *view) { put_view(out, "CREATE VIEW", view); }

static Str column_comment(Planner *planner, const Object *view, const Column *column, Str text) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "COMMENT ON COLUMN");
  ddl_name(&out, object_schema_name(view), view->name);
  out.buf.len--;
  ddl_raw(&out, STR("."));
  ddl_ident(&out, column->name);
  ddl_word(&out, "IS");
  ddl_phrase(&out, expr_quote_single(planner->arena, text.len > 0 ? text : STR("")));
  return ddl_done(&out);
}

static void comment_column(Planner *planner, const Change *change, const Object *view, const Column *column,
                           Str old_text) {
  Str text = model_text(column->comment);
  if (str_eq(text, old_text)) return;
  planner_add(planner, change, column_comment(planner, view, column, text),
              arena_printf(planner->arena, "set comment to column: \"%.*s\" on view: \"%.*s\"", STR_FMT(column->name),
                           STR_FMT(view->name)),
              column_comment(planner, view, column, old_text));
}

static void comment_columns(Planner *planner, const Change *change, const Object *view) {
  for (size_t i = 0; i < view->columns.len; i++)
    comment_column(planner, change, view, view->columns.items[i], (Str){0});
}

/* "SELECT a, b FROM t WHERE ..." -> "SELECT a, b"; empty when a column list is not plain to see. */
static Str select_list(Str query) {
  int depth = 0;
  for (size_t i = 0; i + 5 < query.len; i++) {
    char c = query.ptr[i];
    if (c == '*' || c == '\'' || c == '"') return (Str){0};
    depth += (c == '(') - (c == ')');
    bool word = i > 0 && (query.ptr[i - 1] == ' ' || query.ptr[i - 1] == '\n');
    if (depth == 0 && word && str_eq_nocase(str_sub(query, i, i + 5), STR("from "))) return str_sub(query, 0, i);
  }
  return (Str){0};
}

static bool starts_with_columns(const Object *from, const Object *to) {
  if (from->columns.len > to->columns.len) return false;
  for (size_t i = 0; i < from->columns.len; i++) {
    const Column *a = from->columns.items[i], *b = to->columns.items[i];
    if (!str_eq(a->name, b->name) || !a->type.known || !b->type.known || !str_eq(a->type.text, b->type.text))
      return false;
    if (!str_eq(a->source, b->source)) return false; /* another collation */
  }
  return true;
}

/* CREATE OR REPLACE may add columns at the end, and nothing else. */
static PgHow how_view(Comparison *self, const Object *from, const Object *to) {
  (void)self;
  if (from->columns.len > 0 && to->columns.len > 0) return starts_with_columns(from, to) ? PG_ALTER : PG_REPLACE;
  ModelText a = {.known = true, .present = true}, b = a;
  a.text = select_list(query_of(from));
  b.text = select_list(query_of(to));
  bool same = object_same_sql(from->definition, to->definition) || (a.text.len > 0 && object_same_sql(a, b));
  return same && from->columns.len == 0 ? PG_ALTER : PG_REPLACE;
}

static Str replace_view(PgAlter *self, const Object *view) {
  Ddl out = ddl_start(self->planner);
  put_view(&out, "CREATE OR REPLACE VIEW", view);
  return ddl_done(&out);
}

static void alter_view(PgAlter *self) {
  static const char *const comments[] = {"comment", "annotation", NULL};
  Object from = *self->from, to = *self->to;
  from.columns.len = to.columns.len = 0;
  bool same = pg_same_object(self->planner->arena, &from, &to, comments);
  bool back = self->from->columns.len >= self->to->columns.len;
  if (!same) pg_alter_add(self, replace_view(self, self->to), back ? replace_view(self, self->from) : (Str){0});
  for (size_t i = 0; i < self->to->columns.len; i++) {
    const Column *column = self->to->columns.items[i];
    Str old = i < self->from->columns.len ? model_text(self->from->columns.items[i]->comment) : (Str){0};
    comment_column(self->planner, self->change, self->to, column, old);
  }
}

const PgKind pg_view = {.kind = "view",
                        .words = "VIEW",
                        .label = "view",
                        .create = create_view,
                        .further = comment_columns,
                        .how = how_view,
                        .alter = alter_view};

/* ---- materialized views ---- */

static void create_materialized(Ddl *out, const Object *view) {
  put_head(out, "CREATE MATERIALIZED VIEW", view);
  pg_put_storage(out, object_child(view, STR("storage_params")));
  ddl_word(out, "AS");
  ddl_phrase(out, query_of(view));
}

/* An index of the view, as if the view were a table. */
static Table *as_table(Planner *planner, const Object *view) {
  Table *table = arena_new(planner->arena, Table);
  table->name = view->name;
  table->schema = view->schema;
  table->pos = view->pos;
  return table;
}

static void add_index(Planner *planner, const Change *change, const Object *view, const Index *index) {
  const Table *table = as_table(planner, view);
  pg_add_index(planner, change, table, index);
  Str text = model_text(index->comment);
  if (text.len > 0) pg_comment_index(planner, change, table, index, (Str){0}, text);
}

static void add_indexes(Planner *planner, const Change *change, const Object *view) {
  for (size_t i = 0; i < view->indexes.len; i++) add_index(planner, change, view, view->indexes.items[i]);
  comment_columns(planner, change, view);
}

static const Index *find_index(const Object *view, Str name) {
  for (size_t i = 0; i < view->indexes.len; i++)
    if (str_eq(view->indexes.items[i]->name, name)) return view->indexes.items[i];
  return NULL;
}

/* The same but for indexes and comments of columns? */
static bool same_query(Arena *arena, const Object *from, const Object *to) {
  static const char *const comments[] = {"comment", "annotation", NULL};
  Object a = *from, b = *to;
  a.columns.len = b.columns.len = 0;
  a.indexes.len = b.indexes.len = 0;
  return pg_same_object(arena, &a, &b, comments);
}

static PgHow how_materialized(Comparison *self, const Object *from, const Object *to) {
  return same_query(self->arena, from, to) ? PG_ALTER : PG_REPLACE;
}

static void alter_materialized(PgAlter *self) {
  Planner *planner = self->planner;
  const Object *from = self->from, *to = self->to;
  for (size_t i = 0; i < from->indexes.len; i++) {
    const Index *old = from->indexes.items[i], *now = find_index(to, old->name);
    if (now == NULL || pg_index_differs(planner->arena, old, now))
      pg_drop_index(planner, self->change, as_table(planner, from), old);
  }
  for (size_t i = 0; i < to->indexes.len; i++) {
    const Index *now = to->indexes.items[i], *old = find_index(from, now->name);
    if (old == NULL || pg_index_differs(planner->arena, old, now))
      add_index(planner, self->change, to, now);
    else if (compare_comment(old->comment, now->comment) != 0)
      pg_comment_index(planner, self->change, as_table(planner, to), now, model_text(old->comment),
                       model_text(now->comment));
  }
  for (size_t i = 0; i < to->columns.len; i++) {
    Str old = i < from->columns.len ? model_text(from->columns.items[i]->comment) : (Str){0};
    comment_column(planner, self->change, to, to->columns.items[i], old);
  }
}

const PgKind pg_materialized = {.kind = "materialized",
                                .words = "MATERIALIZED VIEW",
                                .label = "materialized view",
                                .create = create_materialized,
                                .further = add_indexes,
                                .how = how_materialized,
                                .alter = alter_materialized};
