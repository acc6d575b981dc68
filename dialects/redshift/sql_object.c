/* sql_object.c: views, materialized views, functions and procedures of Redshift. */
#include "dialects/redshift/driver.h"

/* ---- views ---- */

static Str create_view(Planner *planner, const Object *view, bool replace) {
  Ddl out = ddl_create(planner, replace ? STR("CREATE OR REPLACE VIEW") : STR("CREATE VIEW"), view);
  ddl_object_columns(&out, view);
  ddl_word(&out, "AS");
  ddl_phrase(&out, object_sql(view));
  if (str_eq(model_attr(&view->attrs, STR("schema_binding")), STR("false"))) ddl_word(&out, "WITH NO SCHEMA BINDING");
  return ddl_done(&out);
}

static Str comment_view(Planner *planner, const Object *view, Str old_text, Str text) {
  (void)old_text;
  Ddl out = ddl_create(planner, STR("COMMENT ON VIEW"), view);
  ddl_word(&out, "IS");
  ddl_phrase(&out, expr_quote_single(planner->arena, text.len > 0 ? text : STR("")));
  return ddl_done(&out);
}

static Str auto_refresh(const Object *view) {
  return driver_true_attr(&view->attrs, STR("auto_refresh")) ? STR("AUTO REFRESH YES") : STR("AUTO REFRESH NO");
}

/* Columns cannot be named here: they are those of the query. */
static Str create_materialized(Planner *planner, const Object *view, bool replace) {
  (void)replace;
  Ddl out = ddl_create(planner, STR("CREATE MATERIALIZED VIEW"), view);
  redshift_ddl_keys(&out, object_child(view, STR("distribution")), object_child(view, STR("sort")));
  if (driver_true_attr(&view->attrs, STR("auto_refresh"))) ddl_phrase(&out, auto_refresh(view));
  ddl_word(&out, "AS");
  ddl_phrase(&out, object_sql(view));
  return ddl_done(&out);
}

static bool only_refresh_differs(const Object *from, const Object *to) {
  static const char *const ignored[] = {"auto_refresh", NULL};
  return object_same(from, to, ignored);
}

static Str alter_materialized(Planner *planner, const Object *from, const Object *to) {
  (void)from;
  Ddl out = ddl_create(planner, STR("ALTER MATERIALIZED VIEW"), to);
  ddl_phrase(&out, auto_refresh(to));
  return ddl_done(&out);
}

/* ---- functions and procedures ---- */

static bool is_procedure(const Object *object) { return object->role == OBJECT_PROCEDURE; }

static bool is_sql(const Object *object) {
  Str lang = model_attr(&object->attrs, STR("lang"));
  return lang.len == 0 ? !is_procedure(object) : str_eq_nocase(lang, STR("SQL"));
}

/* (integer, text) of a function in SQL and of DROP; ("a" integer) of others. */
static void put_args(Ddl *out, const Object *object, bool names) {
  size_t count = 0;
  ddl_open(out);
  for (size_t i = 0; i < object->children.len; i++) {
    const Object *arg = object->children.items[i];
    if (!str_eq(arg->kind, STR("arg"))) continue;
    ddl_item(out, count++);
    if (names && arg->name.len > 0) ddl_ident(out, arg->name);
    if (names) ddl_phrase(out, expr_upper(out->planner->arena, model_attr(&arg->attrs, STR("mode"))));
    ddl_phrase(out, model_attr(&arg->attrs, STR("type")));
  }
  ddl_close(out);
}

static Str create_function(Planner *planner, const Object *function, bool replace) {
  Arena *arena = planner->arena;
  Str volatility = expr_upper(arena, model_attr(&function->attrs, STR("volatility")));
  Str lang = model_attr(&function->attrs, STR("lang")), result = model_attr(&function->attrs, STR("return"));
  if (result.len == 0) {
    planner_unplanned(
        planner, planner->change,
        arena_printf(arena, "function \"%.*s\" is not planned: it returns nothing", STR_FMT(function->name)));
    return (Str){0};
  }
  Ddl out = ddl_create(planner, replace ? STR("CREATE OR REPLACE FUNCTION") : STR("CREATE FUNCTION"), function);
  put_args(&out, function, !is_sql(function));
  ddl_word(&out, "RETURNS");
  ddl_phrase(&out, result);
  ddl_phrase(&out, volatility.len > 0 ? volatility : STR("VOLATILE"));
  ddl_word(&out, "AS");
  ddl_phrase(&out, object_dollar_quoted(arena, object_sql(function)));
  ddl_word(&out, "LANGUAGE");
  ddl_phrase(&out, is_sql(function) ? STR("sql") : expr_lower(arena, lang));
  return ddl_done(&out);
}

/* Procedures are in PL/pgSQL only. */
static Str create_procedure(Planner *planner, const Object *procedure, bool replace) {
  Arena *arena = planner->arena;
  Str lang = model_attr(&procedure->attrs, STR("lang")), security = model_attr(&procedure->attrs, STR("security"));
  if (lang.len > 0 && !str_eq_nocase(lang, STR("plpgsql"))) {
    planner_unplanned(planner, planner->change,
                      arena_printf(arena,
                                   "procedure \"%.*s\" is not planned: Redshift has no procedures in %.*s, only in "
                                   "PLpgSQL",
                                   STR_FMT(procedure->name), STR_FMT(lang)));
    return (Str){0};
  }
  Ddl out = ddl_create(planner, replace ? STR("CREATE OR REPLACE PROCEDURE") : STR("CREATE PROCEDURE"), procedure);
  put_args(&out, procedure, true);
  ddl_word(&out, "AS");
  ddl_phrase(&out, object_dollar_quoted(arena, str_trim(model_text(procedure->definition))));
  ddl_word(&out, "LANGUAGE plpgsql");
  if (security.len > 0) {
    ddl_word(&out, "SECURITY");
    ddl_phrase(&out, expr_upper(arena, security));
  }
  return ddl_done(&out);
}

static Str drop_routine(Planner *planner, const Object *object) {
  Ddl out = ddl_create(planner, is_procedure(object) ? STR("DROP PROCEDURE") : STR("DROP FUNCTION"), object);
  put_args(&out, object, false);
  return ddl_done(&out);
}

/* The types of the arguments are the same already: they are part of what tells routines apart. */
static bool routine_is_replaceable(const Object *from, const Object *to) {
  return str_eq(model_attr(&from->attrs, STR("return")), model_attr(&to->attrs, STR("return"))) &&
         from->children.len == to->children.len;
}

Str redshift_object_key(Arena *arena, const Object *object) {
  Buf out = {0};
  if (object->role != OBJECT_FUNCTION && object->role != OBJECT_PROCEDURE) return (Str){0};
  for (size_t i = 0; i < object->children.len; i++)
    if (str_eq(object->children.items[i]->kind, STR("arg")))
      buf_printf(&out, "%.*s,", STR_FMT(model_attr(&object->children.items[i]->attrs, STR("type"))));
  Str key = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return key;
}

/* ---- all of them ---- */

const ObjectMaker redshift_makers[] = {
    {.kind = "view",
     .needs_definition = true,
     .words = "VIEW",
     .create = create_view,
     .replaceable = object_same_columns,
     .comment = comment_view},
    {.kind = "materialized",
     .needs_definition = true,
     .words = "MATERIALIZED VIEW",
     .create = create_materialized,
     .replaceable = only_refresh_differs,
     .alter = alter_materialized},
    {.kind = "function",
     .needs_definition = true,
     .words = "FUNCTION",
     .create = create_function,
     .drop = drop_routine,
     .replaceable = routine_is_replaceable},
    {.kind = "procedure",
     .needs_definition = true,
     .words = "PROCEDURE",
     .create = create_procedure,
     .drop = drop_routine,
     .replaceable = routine_is_replaceable},
    {0},
};

bool redshift_object(Comparison *cmp, const Object *from, const Object *to, Changes *out) {
  return makers_compare(redshift_makers, cmp, from, to, out);
}

/* Views hold on to what they read, unless they are bound late. */
bool redshift_recreate(Comparison *cmp, const Change *change, const Object *object) {
  (void)cmp;
  bool view = object->role == OBJECT_VIEW || object->role == OBJECT_MATERIALIZED;
  if (!view || str_eq(model_attr(&object->attrs, STR("schema_binding")), STR("false"))) return false;
  return change->kind == DROP_OBJECT || object_blocks_table_change(object, change);
}
