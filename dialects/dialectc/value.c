/* value.c: kinds of values, attributes, column types and functions in language.hcl.
 *
 *     name = required(list(ref(column)) || string, "What it is for.", { role = columns, own = true })
 */
#include "dialects/dialectc/model.h"

static Place place(const Source *self, const SynExpr *expr) { return source_place(self, expr->span); }

static MValue *value_new(const Source *self, ValueKind kind) {
  MValue *value = arena_new(&self->model->arena, MValue);
  value->kind = kind;
  return value;
}

/* string, int, ... */
static MValue *value_word(const Source *self, const SynExpr *expr) {
  static const struct {
    const char *word;
    ValueKind kind;
  } words[] = {{"any", VALUE_ANY},           {"string", VALUE_STRING},    {"int", VALUE_INT},
               {"number", VALUE_NUMBER},     {"bool", VALUE_BOOL},        {"sql", VALUE_SQL},
               {"expr", VALUE_EXPR},         {"raw", VALUE_RAW},          {"type", VALUE_TYPE},
               {"typeexpr", VALUE_TYPEEXPR}, {"verbatim", VALUE_VERBATIM}};
  Str word = read_word(self, expr);
  for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
    if (str_eq(word, str_from(words[i].word))) {
      return value_new(self, words[i].kind);
    }
  }
  model_error(self->model, place(self, expr), "unknown kind of value %.*s", STR_FMT(word));
  return value_new(self, VALUE_ANY);
}

/* list(x), map(x), ref(a, b), enum(x) */
static MValue *value_call(const Source *self, const SynExpr *expr) {
  Str name = expr->as.call.name;
  bool list = str_eq(name, STR("list")), ref = str_eq(name, STR("ref")), words = str_eq(name, STR("enum"));
  if (!list && !ref && !words && !str_eq(name, STR("map"))) {
    model_error(self->model, place(self, expr), "unknown kind of value %.*s()", STR_FMT(name));
  }
  MValue *value = value_new(self, list ? VALUE_LIST : ref ? VALUE_REF : words ? VALUE_ENUM : VALUE_MAP);
  if (expr->count == 0 || (expr->count > 1 && !ref)) {
    model_error(self->model, place(self, expr), "wrong number of arguments of %.*s()", STR_FMT(name));
    return value;
  }
  if (words) {
    value->words = read_word(self, expr->as.call.args[0]);
  }
  for (uint32_t i = 0; i < expr->count && ref; i++) {
    model_push(self->model, &value->refs, read_word(self, expr->as.call.args[i]));
  }
  if (!words && !ref) {
    model_push(self->model, &value->elems, read_value(self, expr->as.call.args[0]));
  }
  return value;
}

/* Adds the alternatives of a || b || c to `out`. */
static void value_alternatives(const Source *self, const SynExpr *expr, MValue *out, unsigned depth) {
  if (expr->kind == SYN_BINARY && expr->op == SYN_OP_OR && depth < 50) {
    value_alternatives(self, expr->as.op.a, out, depth + 1);
    value_alternatives(self, expr->as.op.b, out, depth + 1);
    return;
  }
  model_push(self->model, &out->elems, read_value(self, expr));
}

/* `sql || raw` is one kind: SQL text that may be given through sql("...") too. */
static MValue *value_simplify(MValue *value) {
  MValue *sql = NULL;
  for (size_t i = 0; i < value->elems.len; i++) {
    if (value->elems.items[i]->kind == VALUE_SQL) {
      sql = value->elems.items[i];
    }
  }
  for (size_t i = 0; i < value->elems.len && sql != NULL; i++) {
    if (value->elems.items[i]->kind == VALUE_RAW) {
      sql->sql_call = true;
      array_splice(&value->elems, i, 1, NULL, 0);
      break;
    }
  }
  return value->elems.len == 1 ? value->elems.items[0] : value;
}

MValue *read_value(const Source *self, const SynExpr *expr) {
  if (expr->kind == SYN_CALL) {
    return value_call(self, expr);
  }
  if (expr->kind == SYN_BINARY && expr->op == SYN_OP_OR) {
    MValue *value = value_new(self, VALUE_ANY_OF);
    value_alternatives(self, expr, value, 0);
    return value_simplify(value);
  }
  return value_word(self, expr);
}

/* Calls fn for each entry of the object at argument `index` of a call; it is optional. */
typedef void (*OptionFn)(const Source *self, Str key, const SynExpr *value, void *out);
static void read_options(const Source *self, const SynExpr *call, uint32_t index, OptionFn fn, void *out) {
  if (call->count <= index) {
    return;
  }
  const SynExpr *object = call->as.call.args[index];
  if (object->kind != SYN_OBJECT) {
    model_error(self->model, place(self, object), "options in braces are needed here");
    return;
  }
  for (uint32_t i = 0; i < object->count; i++) {
    fn(self, read_word(self, object->as.object.items[i].key), object->as.object.items[i].value, out);
  }
}

/* required(...) or optional(...) with at least `min` arguments; tells which. */
static bool read_need(const Source *self, const SynExpr *expr, uint32_t min, bool *required) {
  bool call = expr->kind == SYN_CALL;
  *required = call && str_eq(expr->as.call.name, STR("required"));
  if (!call || (!*required && !str_eq(expr->as.call.name, STR("optional"))) || expr->count < min) {
    model_error(self->model, place(self, expr), "required(...) or optional(...) is needed here");
    return false;
  }
  return true;
}

static uint16_t attr_flag(Str key) {
  static const struct {
    const char *word;
    uint16_t flag;
  } flags[] = {
      {"pro", SPEC_PRO}, {"deprecated", SPEC_DEPRECATED},    {"uncertain", SPEC_UNCERTAIN}, {"meta", SPEC_META},
      {"own", SPEC_OWN}, {"single_table", SPEC_SINGLE_TABLE}};
  for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
    if (str_eq(key, str_from(flags[i].word))) {
      return flags[i].flag;
    }
  }
  return 0;
}

static void attr_option(const Source *self, Str key, const SynExpr *value, void *out) {
  MAttr *attr = out;
  uint16_t flag = attr_flag(key);
  if (flag != 0) {
    attr->flags = (uint16_t)(read_bool(self, value) ? attr->flags | flag : attr->flags & ~flag);
  } else if (str_eq(key, STR("role"))) {
    attr->role = read_attr_role(self, value);
  } else if (str_eq(key, STR("default"))) {
    attr->default_text = read_text(self, value);
  } else if (str_eq(key, STR("min"))) {
    attr->min = read_int(self, value);
  } else if (str_eq(key, STR("max"))) {
    attr->max = read_int(self, value);
  } else if (str_eq(key, STR("unless"))) {
    attr->required_unless = read_word(self, value);
  } else if (str_eq(key, STR("same_length"))) {
    attr->same_length = read_word(self, value);
  } else if (str_eq(key, STR("suggest"))) {
    attr->suggest = read_word(self, value);
  } else if (str_eq(key, STR("injected"))) {
    attr->injected = read_word(self, value);
  } else if (str_eq(key, STR("url"))) {
    attr->url = read_word(self, value);
  } else if (str_eq(key, STR("message"))) {
    attr->message = read_string(self, value);
  } else if (str_eq(key, STR("sql"))) {
    attr->shape = read_sql_shape(self, value);
  } else {
    model_error(self->model, place(self, value), "unknown option %.*s of an attribute", STR_FMT(key));
  }
}

static bool value_has(const MValue *value, ValueKind kind) {
  bool found = value->kind == kind;
  for (size_t i = 0; i < value->elems.len && !found; i++) {
    found = value_has(value->elems.items[i], kind);
  }
  return found;
}

/* What SQL in the value is when nothing is said: texts and defaults are expressions; of sql("...") alone, and of
 * types, nothing is known. */
static SqlShape usual_shape(const MValue *value) {
  return value_has(value, VALUE_SQL) || value_has(value, VALUE_EXPR) ? SQL_EXPRESSION : SQL_FRAGMENT;
}

bool read_attr(const Source *self, const SynAttr *attr, MAttr *out) {
  bool required;
  *out = (MAttr){.name = attr->name, .min = INT64_MIN, .max = INT64_MAX, .at = place(self, attr->value)};
  if (!read_need(self, attr->value, 2, &required)) {
    return false;
  }
  SynExpr *const *args = attr->value->as.call.args;
  out->value = read_value(self, args[0]);
  out->doc = read_string(self, args[1]);
  out->flags = required ? SPEC_REQUIRED : 0;
  out->injected = value_has(out->value, VALUE_SQL) || value_has(out->value, VALUE_RAW) ? STR("sql") : STR("");
  out->shape = usual_shape(out->value);
  read_options(self, attr->value, 2, attr_option, out);
  return true;
}

static void param_option(const Source *self, Str key, const SynExpr *value, void *out) {
  MParam *param = out;
  if (str_eq(key, STR("min"))) {
    param->spec.min = read_int(self, value);
  } else if (str_eq(key, STR("max"))) {
    param->spec.max = read_int(self, value);
  } else if (str_eq(key, STR("min_items"))) {
    param->spec.min_items = (uint16_t)read_int(self, value);
  } else if (str_eq(key, STR("max_items"))) {
    param->spec.max_items = (uint16_t)read_int(self, value);
  } else if (str_eq(key, STR("variadic"))) {
    param->spec.variadic = read_bool(self, value);
  } else if (str_eq(key, STR("message"))) {
    param->spec.message = read_string(self, value);
  } else if (str_eq(key, STR("server_limit"))) {
    param->spec.server_limit = read_bool(self, value);
  } else if (str_eq(key, STR("note"))) {
    param->spec.note = read_string(self, value);
  } else if (str_eq(key, STR("default"))) {
    param->spec.default_text = read_text(self, value);
  } else if (str_eq(key, STR("allowed"))) {
    param->allowed = read_enum_name(self, value, param->type, param->spec.name);
  } else if (str_eq(key, STR("keywords"))) {
    param->keywords = read_enum_name(self, value, param->type, param->spec.name);
  } else {
    model_error(self->model, place(self, value), "unknown option %.*s of a parameter", STR_FMT(key));
  }
}

/* required(size, int, { min = 1, max = 255 }) */
static void read_param(const Source *self, const SynExpr *expr, MType *type) {
  MParam param = {.type = type->name, .spec = {.min = INT64_MIN, .max = INT64_MAX}};
  if (!read_need(self, expr, 2, &param.spec.required)) {
    return;
  }
  param.spec.name = read_word(self, expr->as.call.args[0]);
  param.value = read_value(self, expr->as.call.args[1]);
  param.spec.kind = (uint8_t)param.value->kind;
  read_options(self, expr, 2, param_option, &param);
  model_push(self->model, &type->params, param);
}

static void type_option(const Source *self, Str key, const SynExpr *value, void *out) {
  MType *type = out;
  if (str_eq(key, STR("alias_of"))) {
    type->alias_of = read_word(self, value);
  } else if (str_eq(key, STR("raw_only"))) {
    type->raw_only = read_bool(self, value);
  } else if (str_eq(key, STR("args_after"))) {
    type->args_after = read_int(self, value);
  } else if (str_eq(key, STR("server_lacks"))) {
    type->server_lacks = read_bool(self, value);
  } else if (str_eq(key, STR("extension"))) {
    type->extension = read_string(self, value);
  } else if (str_eq(key, STR("column_attributes"))) {
    read_words(self, value, &type->column_attrs);
  } else if (str_eq(key, STR("deprecated"))) {
    type->deprecated = read_bool(self, value);
  } else if (str_eq(key, STR("uncertain"))) {
    type->uncertain = read_bool(self, value);
  } else {
    model_error(self->model, place(self, value), "unknown option %.*s of a type", STR_FMT(key));
  }
}

bool read_type(const Source *self, const SynAttr *attr, Str category, MType *out) {
  const SynExpr *call = attr->value;
  *out = (MType){.name = attr->name, .category = category, .at = place(self, call)};
  if (call->kind != SYN_CALL || !str_eq(call->as.call.name, STR("type")) || call->count < 2) {
    model_error(self->model, place(self, call), "type(SQL NAME, DOC, [PARAMETERS], { OPTIONS }) is needed here");
    return false;
  }
  out->sql = read_string(self, call->as.call.args[0]);
  out->doc = read_string(self, call->as.call.args[1]);
  if (call->count > 2) {
    const SynExpr *params = call->as.call.args[2];
    for (uint32_t i = 0; params->kind == SYN_TUPLE && i < params->count; i++) {
      read_param(self, params->as.tuple.elems[i], out);
    }
  }
  read_options(self, call, 3, type_option, out);
  return true;
}

static void function_option(const Source *self, Str key, const SynExpr *value, void *out) {
  MFunc *func = out;
  if (str_eq(key, STR("config_only"))) {
    func->config_only = read_bool(self, value);
  } else if (str_eq(key, STR("pro"))) {
    func->pro = read_bool(self, value);
  } else if (str_eq(key, STR("deprecated"))) {
    func->deprecated = read_bool(self, value);
  } else {
    model_error(self->model, place(self, value), "unknown option %.*s of a function", STR_FMT(key));
  }
}

/* required(name, string), optional(args, any), variadic(lists, "list(string)") */
static void function_param(const Source *self, const SynExpr *expr, MFunc *func) {
  if (expr->kind != SYN_CALL || expr->count != 2) {
    model_error(self->model, place(self, expr), "required(NAME, TYPE), optional(...) or variadic(...) is needed here");
    return;
  }
  Str how = expr->as.call.name;
  model_push(self->model, &func->params,
             ((FuncParam){.name = read_word(self, expr->as.call.args[0]),
                          .type = read_text(self, expr->as.call.args[1]),
                          .required = str_eq(how, STR("required")) || str_eq(how, STR("some")),
                          .variadic = str_eq(how, STR("variadic")) || str_eq(how, STR("some"))}));
}

bool read_function(const Source *self, const SynAttr *attr, MFunc *out) {
  const SynExpr *call = attr->value;
  *out = (MFunc){.name = attr->name};
  if (call->kind != SYN_CALL || !str_eq(call->as.call.name, STR("function")) || call->count < 2) {
    model_error(self->model, place(self, call), "function(RESULT, DOC, [PARAMETERS], { OPTIONS }) is needed here");
    return false;
  }
  out->returns = read_text(self, call->as.call.args[0]);
  out->doc = read_string(self, call->as.call.args[1]);
  const SynExpr *params = call->count > 2 ? call->as.call.args[2] : NULL;
  for (uint32_t i = 0; params != NULL && params->kind == SYN_TUPLE && i < params->count; i++) {
    function_param(self, params->as.tuple.elems[i], out);
  }
  read_options(self, call, 3, function_option, out);
  return true;
}
