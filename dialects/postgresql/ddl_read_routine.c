/* ddl_read_routine.c: functions, procedures and aggregates. */
#include "dialects/postgresql/ddl_read_parts.h"
#include "sql/sql.h"

/* ---- finding ---- */

CatRoutine *pgddl_routine_named(const DdlRead *self, Str schema, Str name, size_t args) {
  for (size_t i = self->items.len; i-- > 0;) {
    CatRoutine *routine = (CatRoutine *)self->items.items[i];
    if (routine->item.kind != ITEM_ROUTINE || routine->item.dropped || !str_eq(routine->item.name, name)) continue;
    if (!str_empty(schema) && !str_eq(routine->item.schema->name, schema)) continue;
    if (args == SIZE_MAX || args == routine->args.len) return routine;
  }
  return NULL;
}

static bool is_input(const CatArg *arg) { return !str_eq(arg->mode, STR("o")) && !str_eq(arg->mode, STR("t")); }

static size_t input_count(const CatRoutine *routine) {
  size_t count = 0;
  for (size_t i = 0; i < routine->args.len; i++) count += is_input(&routine->args.items[i]);
  return count;
}

static bool same_type(DdlRead *self, const TypeRef *a, const TypeRef *b) {
  return str_eq(pgddl_format_type(self, a, false), pgddl_format_type(self, b, false));
}

static bool same_inputs(DdlRead *self, const CatRoutine *a, const CatRoutine *b) {
  size_t k = 0;
  if (input_count(a) != input_count(b)) return false;
  for (size_t i = 0; i < a->args.len; i++) {
    if (!is_input(&a->args.items[i])) continue;
    while (!is_input(&b->args.items[k])) k++;
    if (!same_type(self, &a->args.items[i].type, &b->args.items[k++].type)) return false;
  }
  return true;
}

static bool takes(DdlRead *self, const CatRoutine *routine, const json_t *types) {
  size_t k = 0;
  for (size_t i = 0; i < routine->args.len; i++) {
    if (!is_input(&routine->args.items[i])) continue;
    if (k >= json_array_size(types)) return false;
    TypeRef type = pgddl_type(self, node_body(json_array_get(types, k++)));
    if (!same_type(self, &routine->args.items[i].type, &type)) return false;
  }
  return k == json_array_size(types);
}

CatRoutine *pgddl_routine(DdlRead *self, const json_t *object, bool missing_ok) {
  Str schema, name;
  CatRoutine *only = NULL;
  bool any = tree_flag(object, "args_unspecified");
  pgddl_names(tree_get(object, "objname"), &schema, &name);
  for (size_t i = 0; i < self->items.len; i++) {
    CatRoutine *routine = (CatRoutine *)self->items.items[i];
    if (routine->item.kind != ITEM_ROUTINE || routine->item.dropped || !str_eq(routine->item.name, name)) continue;
    if (!str_empty(schema) && !str_eq(routine->item.schema->name, schema)) continue;
    if (any || takes(self, routine, tree_get(object, "objargs"))) only = routine;
  }
  if (only == NULL && !missing_ok) pgddl_missing(self, "function", schema, name);
  return only;
}

/* ---- options ---- */

static Str config_value(DdlRead *self, const json_t *set) {
  Buf out = {0};
  for (size_t i = 0; i < tree_count(set, "args"); i++) {
    const json_t *constant = node_body(tree_item(set, "args", i));
    Str text = tree_str(tree_get(constant, "sval"), "sval");
    bool list = tree_is(set, "name", "search_path");
    if (i > 0) buf_put(&out, STR(", "));
    if (tree_get(constant, "ival") != NULL)
      buf_printf(&out, "%ld", tree_int(tree_get(constant, "ival"), "ival"));
    else if (tree_get(constant, "fval") != NULL)
      buf_put(&out, tree_str(tree_get(constant, "fval"), "fval"));
    else
      buf_put(&out, list ? (text.len == 0 ? STR("\"\"") : pgddl_quote_name(&self->arena, text)) : text);
  }
  Str text = pgddl_keep(self, buf_str(&out));
  buf_free(&out);
  return text;
}

static void set_config(DdlRead *self, CatRoutine *routine, const json_t *set) {
  if (!tree_is(set, "kind", "VAR_SET_VALUE")) return;
  Str value = config_value(self, set);
  routine->config = pgddl_printf(self, "%.*s%s%.*s=%.*s", STR_FMT(routine->config), routine->config.len > 0 ? "\n" : "",
                                 STR_FMT(tree_str(set, "name")), STR_FMT(value));
}

static void set_option(DdlRead *self, CatRoutine *routine, const json_t *def) {
  const json_t *arg = tree_get(def, "arg");
  Str word = pgddl_def_text(self, arg);
  bool yes = str_eq(word, STR("true"));
  if (tree_is(def, "defname", "language")) routine->language = pgddl_keep(self, word);
  if (tree_is(def, "defname", "as")) routine->source = pgddl_keep(self, node_string(json_array_get(node_list(arg), 0)));
  if (tree_is(def, "defname", "volatility") && word.len > 0) routine->volatility = word.ptr[0];
  if (tree_is(def, "defname", "strict")) routine->strict = yes;
  if (tree_is(def, "defname", "security")) routine->definer = yes;
  if (tree_is(def, "defname", "leakproof")) routine->leakproof = yes;
  if (tree_is(def, "defname", "parallel") && word.len > 0) routine->parallel = word.ptr[0];
  if (tree_is(def, "defname", "set")) set_config(self, routine, node_body(arg));
}

/* ---- arguments ---- */

static const char *mode_letter(const json_t *parameter) {
  if (tree_is(parameter, "mode", "FUNC_PARAM_OUT")) return "o";
  if (tree_is(parameter, "mode", "FUNC_PARAM_INOUT")) return "b";
  if (tree_is(parameter, "mode", "FUNC_PARAM_VARIADIC")) return "v";
  if (tree_is(parameter, "mode", "FUNC_PARAM_TABLE")) return "t";
  return "i";
}

static void read_args(DdlRead *self, CatRoutine *routine, const json_t *parameters) {
  for (size_t i = 0; i < json_array_size(parameters); i++) {
    const json_t *parameter = node_body(json_array_get(parameters, i));
    CatArg arg = {.name = pgddl_keep(self, tree_str(parameter, "name")), .mode = str_from(mode_letter(parameter))};
    arg.type = pgddl_type(self, tree_get(parameter, "argType"));
    arg.value = tree_get(parameter, "defexpr");
    array_push(&routine->args, arg);
  }
}

/* The type that arguments give: that of one, or a record. */
static TypeRef result_of_args(const CatRoutine *routine) {
  TypeRef type = pgddl_base_type(routine->prokind == 'p' ? STR("void") : STR("record"));
  size_t count = 0;
  for (size_t i = 0; i < routine->args.len; i++) {
    Str mode = routine->args.items[i].mode;
    if (!str_eq(mode, STR("o")) && !str_eq(mode, STR("b")) && !str_eq(mode, STR("t"))) continue;
    if (++count == 1 && routine->prokind == 'f')
      type = routine->args.items[i].type;
    else
      type = pgddl_base_type(STR("record"));
  }
  return type;
}

/* RETURN ... or BEGIN ATOMIC ... END, as written. */
static Str body_text(DdlRead *self) {
  size_t at = self->statement_at - self->piece_at, start = SIZE_MAX;
  Str text = str_sub(self->piece, at, at + self->statement_len);
  SqlTokens tokens = {0};
  sql_tokens(dialect_named(STR("postgresql"))->sql, text, &tokens);
  for (size_t i = 0; i + 1 < tokens.len && start == SIZE_MAX; i++) {
    Str word = span_of(tokens.items[i].span, text), next = span_of(tokens.items[i + 1].span, text);
    bool atomic = str_eq_nocase(word, STR("begin")) && str_eq_nocase(next, STR("atomic"));
    if (tokens.items[i].depth == 0 && (atomic || str_eq_nocase(word, STR("return"))))
      start = tokens.items[i].span.start;
  }
  array_free(&tokens);
  return start == SIZE_MAX ? (Str){0} : pgddl_keep(self, str_trim(str_sub(text, start, text.len)));
}

/* ---- CREATE ---- */

static CatRoutine *new_routine(DdlRead *self, Str schema, Str name, char prokind) {
  CatRoutine *routine = pgddl_add(self, ITEM_ROUTINE, sizeof *routine, schema, name);
  if (routine == NULL) return NULL;
  routine->prokind = prokind;
  routine->volatility = 'v';
  routine->parallel = 'u';
  routine->language = STR("sql");
  return routine;
}

/* The routine of the same name and arguments that was there before. */
static CatRoutine *find_same(DdlRead *self, const CatRoutine *made) {
  for (size_t i = 0; i < self->items.len; i++) {
    CatRoutine *other = (CatRoutine *)self->items.items[i];
    if (other != made && other->item.kind == ITEM_ROUTINE && !other->item.dropped &&
        other->item.schema == made->item.schema && str_eq(other->item.name, made->item.name) &&
        same_inputs(self, other, made))
      return other;
  }
  return NULL;
}

/* Takes the place of the old one, whose comment stays. */
static bool settle(DdlRead *self, CatRoutine *made, bool replace) {
  CatRoutine *old = find_same(self, made);
  if (old == NULL) return true;
  if (!replace) {
    made->item.dropped = true;
    return pgddl_fail(self, "function \"%.*s\" already exists with same argument types", STR_FMT(made->item.name));
  }
  Item item = old->item;
  item.pos = made->item.pos;
  array_free(&old->args);
  *old = *made;
  old->item = item;
  made->item.dropped = true;
  made->args.items = NULL;
  made->args.len = made->args.cap = 0;
  return true;
}

bool pgddl_create_routine(DdlRead *self, const json_t *body) {
  Str schema, name;
  pgddl_names(tree_get(body, "funcname"), &schema, &name);
  CatRoutine *routine = new_routine(self, schema, name, tree_flag(body, "is_procedure") ? 'p' : 'f');
  if (routine == NULL) return false;
  read_args(self, routine, tree_get(body, "parameters"));
  for (size_t i = 0; i < tree_count(body, "options"); i++)
    set_option(self, routine, node_body(tree_item(body, "options", i)));
  if (tree_get(body, "sql_body") != NULL) routine->body = body_text(self);
  const json_t *result = tree_get(body, "returnType");
  routine->result = result != NULL ? pgddl_type(self, result) : result_of_args(routine);
  routine->returns_set = routine->result.set;
  for (size_t i = 0; i < routine->args.len; i++)
    if (str_eq(routine->args.items[i].mode, STR("t"))) routine->returns_set = true;
  return settle(self, routine, tree_flag(body, "replace"));
}

bool pgddl_alter_routine(DdlRead *self, const json_t *body) {
  CatRoutine *routine = pgddl_routine(self, tree_get(body, "func"), false);
  if (routine == NULL) return false;
  for (size_t i = 0; i < tree_count(body, "actions"); i++)
    set_option(self, routine, node_body(tree_item(body, "actions", i)));
  return true;
}

/* ---- aggregates ---- */

static void set_function(DdlRead *self, const json_t *names, Str *schema, Str *name) {
  pgddl_names(names, schema, name);
  const CatRoutine *found = pgddl_routine_named(self, *schema, *name, SIZE_MAX);
  *name = pgddl_keep(self, *name);
  *schema = found != NULL ? found->item.schema->name : STR("pg_catalog");
}

bool pgddl_create_aggregate(DdlRead *self, const json_t *body) {
  Str schema, name;
  pgddl_names(tree_get(body, "defnames"), &schema, &name);
  CatRoutine *routine = new_routine(self, schema, name, 'a');
  if (routine == NULL) return false;
  routine->language = STR("internal");
  read_args(self, routine, node_list(tree_item(body, "args", 0)));
  for (size_t i = 0; i < tree_count(body, "definition"); i++) {
    const json_t *def = node_body(tree_item(body, "definition", i)), *arg = tree_get(def, "arg");
    const json_t *names = tree_get(node_body(arg), "names");
    if (tree_is(def, "defname", "sfunc")) set_function(self, names, &routine->step_schema, &routine->step);
    if (tree_is(def, "defname", "finalfunc")) set_function(self, names, &routine->final_schema, &routine->final);
    if (tree_is(def, "defname", "stype")) routine->state = pgddl_type(self, node_body(arg));
    if (tree_is(def, "defname", "initcond")) routine->initial = pgddl_def_text(self, arg);
    if (tree_is(def, "defname", "parallel")) {
      Str word = pgddl_def_text(self, arg);
      routine->parallel = word.len > 0 ? word.ptr[0] : 'u';
    }
  }
  return settle(self, routine, tree_flag(body, "replace"));
}
