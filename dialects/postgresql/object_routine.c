/* object_routine.c: functions, procedures and aggregates of PostgreSQL. */
#include "dialects/postgresql/object.h"

/* ---- bodies ---- */

static bool contains(Str text, Str word) {
  for (size_t i = 0; i + word.len <= text.len; i++)
    if (str_eq(str_sub(text, i, i + word.len), word)) return true;
  return false;
}

/* A body is quoted by $$, or by the first of $f1$, $f2$ ... that is not in it. */
static void put_quoted(Ddl *out, Str body) {
  Str tag = STR("$$");
  for (int i = 1; contains(body, tag) || str_ends(body, STR("$")); i++) {
    tag = arena_printf(out->planner->arena, "$f%d$", i);
    if (!contains(body, tag)) break;
  }
  ddl_phrase(out, tag);
  out->buf.len--;
  ddl_raw(out, body);
  ddl_raw(out, tag);
}

static bool starts_with_word(Str text, Str word) {
  if (text.len <= word.len || !str_eq_nocase(str_sub(text, 0, word.len), word)) return false;
  char next = text.ptr[word.len];
  return next == ' ' || next == '\n' || next == '\t' || next == '(';
}

bool pg_has_parsed_body(const Object *routine) {
  Str text = str_trim(model_text(routine->definition));
  bool sql = str_eq_nocase(pg_attr(routine, STR("lang")), STR("sql"));
  return sql && (starts_with_word(text, STR("return")) || starts_with_word(text, STR("begin atomic")));
}

static void put_body(Ddl *out, const Object *routine) {
  Str body = model_text(routine->definition);
  if (pg_has_parsed_body(routine)) {
    pg_needs(out->planner, 14, "bodies of functions that are no text");
    ddl_phrase(out, str_trim(body));
    return;
  }
  ddl_word(out, "AS");
  put_quoted(out, body);
}

/* ---- settings ---- */

static void put_setting(Ddl *out, Str name, Str value) {
  ddl_word(out, "SET");
  ddl_ident(out, name);
  ddl_word(out, "TO");
  bool list = str_eq(name, STR("search_path"));
  ddl_phrase(out, list && value.len > 0 ? value : expr_quote_single(out->planner->arena, value));
}

/* {search_path = app, work_mem = 1MB} */
static void put_settings(Ddl *out, const Object *routine) {
  const Object *block = object_child(routine, STR("config_params"));
  for (size_t i = 0; block != NULL && i < block->attrs.len; i++)
    put_setting(out, block->attrs.items[i].name, model_text(block->attrs.items[i].value));
  Str map = model_attr(&routine->attrs, STR("config_params"));
  if (map.len < 2 || map.ptr[0] != '{') return;
  map = str_sub(map, 1, map.len - 1);
  for (size_t at = 0; at < map.len;) {
    size_t equals = str_find(map, '=', at), end = equals;
    while (end < map.len && !(map.ptr[end] == ',' && str_find(map, '=', end) < map.len)) end++;
    put_setting(out, str_trim(str_sub(map, at, equals)), str_trim(str_sub(map, equals + 1, end)));
    at = end + 1;
    while (at < map.len && map.ptr[at] == ' ') at++;
  }
}

static void put_language(Ddl *out, const Object *routine) {
  Str language = pg_attr(routine, STR("lang"));
  ddl_word(out, "LANGUAGE");
  if (str_eq(language, STR("SQL")) || str_eq(language, STR("PLpgSQL")))
    ddl_phrase(out, language);
  else
    ddl_ident(out, language);
}

/* ---- functions ---- */

static void put_returns(Ddl *out, const Object *function) {
  const Object *table = object_child(function, STR("return_table"));
  Str type = model_attr(&function->attrs, STR("return")), set = model_attr(&function->attrs, STR("return_set"));
  if (table != NULL) {
    ddl_word(out, "RETURNS TABLE");
    ddl_open(out);
    for (size_t i = 0; i < table->children.len; i++) {
      ddl_item(out, i);
      ddl_ident(out, table->children.items[i]->name);
      pg_put_type(out, function, model_attr(&table->children.items[i]->attrs, STR("type")));
    }
    ddl_close(out);
  } else if (type.len > 0 || set.len > 0) {
    ddl_phrase(out, set.len > 0 ? STR("RETURNS SETOF") : STR("RETURNS"));
    pg_put_type(out, function, set.len > 0 ? set : type);
  }
}

static void put_function(Ddl *out, const Object *function, const char *words) {
  ddl_phrase(out, str_from(words));
  ddl_name(out, object_schema_name(function), function->name);
  pg_put_args(out, function, true);
  put_returns(out, function);
  put_language(out, function);
  Str volatility = pg_attr(function, STR("volatility")), parallel = pg_attr(function, STR("parallel"));
  if (!str_eq_nocase(volatility, STR("VOLATILE"))) ddl_phrase(out, volatility);
  if (pg_flag(function, STR("leakproof"))) ddl_word(out, "LEAKPROOF");
  if (pg_flag(function, STR("strict"))) ddl_word(out, "STRICT");
  if (str_eq_nocase(pg_attr(function, STR("security")), STR("DEFINER"))) ddl_word(out, "SECURITY DEFINER");
  if (!str_eq_nocase(parallel, STR("UNSAFE"))) {
    ddl_word(out, "PARALLEL");
    ddl_phrase(out, parallel);
  }
  put_settings(out, function);
  put_body(out, function);
}

static void create_function(Ddl *out, const Object *function) { put_function(out, function, "CREATE FUNCTION"); }

static const Object *next_arg(const Object *routine, size_t *at) {
  while (*at < routine->children.len)
    if (str_eq(routine->children.items[(*at)++]->kind, STR("arg"))) return routine->children.items[*at - 1];
  return NULL;
}

/* Names, modes and types stay, and no default goes away. */
static bool same_args(Arena *arena, const Object *from, const Object *to) {
  for (size_t i = 0, k = 0;;) {
    const Object *a = next_arg(from, &i), *b = next_arg(to, &k);
    if (a == NULL || b == NULL) return a == b;
    if (!str_eq(a->name, b->name) && a->name.len > 0) return false;
    if (!str_eq_nocase(pg_attr(a, STR("mode")), pg_attr(b, STR("mode")))) return false;
    Str x = model_attr(&a->attrs, STR("type")), y = model_attr(&b->attrs, STR("type"));
    if (pg_refs_part(arena, x, y) || !str_eq(pg_type_norm(arena, x), pg_type_norm(arena, y))) return false;
    if (pg_has(a, STR("default")) && !pg_has(b, STR("default"))) return false;
  }
}

static bool same_returns(Arena *arena, const Object *from, const Object *to) {
  const BlockSpec *block = pg_block(from->kind);
  const Object *a = object_child(from, STR("return_table")), *b = object_child(to, STR("return_table"));
  static const char *const none[] = {NULL};
  if ((a == NULL) != (b == NULL) || (a != NULL && !pg_same_object(arena, a, b, none))) return false;
  return pg_same_attr(arena, block, &from->attrs, &to->attrs, STR("return")) &&
         pg_same_attr(arena, block, &from->attrs, &to->attrs, STR("return_set"));
}

static PgHow how_routine(Comparison *self, const Object *from, const Object *to) {
  return same_args(self->arena, from, to) && same_returns(self->arena, from, to) ? PG_ALTER : PG_REPLACE;
}

static Str replace_function(PgAlter *self, const Object *function) {
  Ddl out = ddl_start(self->planner);
  put_function(&out, function, "CREATE OR REPLACE FUNCTION");
  return ddl_done(&out);
}

/* The old one comes back by itself when no default of an argument was added. */
static void alter_function(PgAlter *self) {
  bool back = same_args(self->planner->arena, self->to, self->from);
  pg_alter_add(self, replace_function(self, self->to), back ? replace_function(self, self->from) : (Str){0});
}

const PgKind pg_function = {.kind = "function",
                            .words = "FUNCTION",
                            .label = "function",
                            .create = create_function,
                            .how = how_routine,
                            .alter = alter_function};

/* ---- procedures ---- */

static void put_procedure(Ddl *out, const Object *procedure, const char *words) {
  pg_needs(out->planner, 11, "procedures");
  ddl_phrase(out, str_from(words));
  ddl_name(out, object_schema_name(procedure), procedure->name);
  pg_put_args(out, procedure, true);
  put_language(out, procedure);
  if (str_eq_nocase(pg_attr(procedure, STR("security")), STR("DEFINER"))) ddl_word(out, "SECURITY DEFINER");
  put_settings(out, procedure);
  put_body(out, procedure);
}

static void create_procedure(Ddl *out, const Object *procedure) { put_procedure(out, procedure, "CREATE PROCEDURE"); }

static Str replace_procedure(PgAlter *self, const Object *procedure) {
  Ddl out = ddl_start(self->planner);
  put_procedure(&out, procedure, "CREATE OR REPLACE PROCEDURE");
  return ddl_done(&out);
}

static void alter_procedure(PgAlter *self) {
  bool back = same_args(self->planner->arena, self->to, self->from);
  pg_alter_add(self, replace_procedure(self, self->to), back ? replace_procedure(self, self->from) : (Str){0});
}

const PgKind pg_procedure = {.kind = "procedure",
                             .words = "PROCEDURE",
                             .label = "procedure",
                             .create = create_procedure,
                             .how = how_routine,
                             .alter = alter_procedure};

/* ---- aggregates ---- */

static void put_option(Ddl *out, size_t *count, const char *name) {
  ddl_item(out, (*count)++);
  ddl_phrase(out, str_from(name));
  ddl_word(out, "=");
}

static void put_initial(Ddl *out, const Object *aggregate) {
  Str value = model_attr(&aggregate->attrs, STR("initial_value"));
  ddl_phrase(out, expr_quote_single(out->planner->arena, value));
}

static void create_aggregate(Ddl *out, const Object *aggregate) {
  size_t count = 0;
  ddl_word(out, "CREATE AGGREGATE");
  ddl_name(out, object_schema_name(aggregate), aggregate->name);
  if (aggregate->children.len == 0)
    ddl_raw(out, STR("(*)"));
  else
    pg_put_args(out, aggregate, true);
  ddl_open(out);
  put_option(out, &count, "SFUNC");
  pg_put_ref(out, aggregate, model_attr(&aggregate->attrs, STR("state_func")));
  put_option(out, &count, "STYPE");
  pg_put_type(out, aggregate, model_attr(&aggregate->attrs, STR("state_type")));
  if (pg_has(aggregate, STR("final_func"))) {
    put_option(out, &count, "FINALFUNC");
    pg_put_ref(out, aggregate, model_attr(&aggregate->attrs, STR("final_func")));
  }
  if (pg_has(aggregate, STR("initial_value"))) {
    put_option(out, &count, "INITCOND");
    put_initial(out, aggregate);
  }
  Str parallel = pg_attr(aggregate, STR("parallel"));
  if (!str_eq_nocase(parallel, STR("UNSAFE"))) {
    put_option(out, &count, "PARALLEL");
    ddl_phrase(out, parallel);
  }
  ddl_close(out);
}

const PgKind pg_aggregate = {
    .kind = "aggregate", .words = "AGGREGATE", .label = "aggregate", .create = create_aggregate};
