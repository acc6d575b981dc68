/* eval_call.c: calls: functions with their arguments checked against the dialect's data, column types such as
 * varchar(255), type constraints such as list(string), and sql("..."). */
#include "typecheck/check.h"
#include "typecheck/eval_parts.h"
#include "typecheck/func.h"

/* The arguments of a call after `xs...` has been spread. */
typedef struct Args {
  const SynExpr **exprs; /* of spread ones, the expression that was spread */
  const Val **values;
  uint32_t count;
  bool unknown; /* what was spread is unknown: so is the number */
  bool failed;
} Args;

static void evaluate_args(Scope *scope, const SynExpr *call, Args *out) {
  *out = (Args){.count = call->count};
  out->exprs = arena_array(scope->arena, const SynExpr *, call->count + 1U);
  out->values = arena_array(scope->arena, const Val *, call->count + 1U);
  for (uint32_t i = 0; i < call->count; i++) {
    unsigned errors = scope->errors;
    out->exprs[i] = call->as.call.args[i];
    out->values[i] = eval_expr(scope, call->as.call.args[i]);
    if (scope->errors > errors) out->failed = true;
  }
}

/* f(a, xs...): the items of xs become arguments. */
static void spread(Scope *scope, Args *args) {
  uint32_t last = args->count - 1;
  const Val *list = args->values[last];
  const SynExpr *expr = args->exprs[last];
  const char *why = NULL;
  if (list->kind == VAL_UNKNOWN && (list->type == NULL || ty_is_sequence(list->type)))
    args->unknown = true;
  else if (list->kind == VAL_NULL)
    why = "not be null";
  else if (list->kind != VAL_LIST)
    why = "be of a tuple, list, or set type";
  if (why != NULL) {
    args->failed = true;
    eval_error(scope, DIAG_FUNCTION_ARGUMENT, expr->span,
               "Invalid expanding argument value; The expanding argument (indicated by ...) must %s.", why);
  }
  if (why != NULL || args->unknown) return;
  const SynExpr **exprs = arena_array(scope->arena, const SynExpr *, last + list->count + 1U);
  const Val **values = arena_array(scope->arena, const Val *, last + list->count + 1U);
  memcpy(exprs, args->exprs, last * sizeof *exprs);
  memcpy(values, args->values, last * sizeof *values);
  for (uint32_t i = 0; i < list->count; i++) {
    exprs[last + i] = expr;
    values[last + i] = list->as.items[i];
  }
  args->exprs = exprs;
  args->values = values;
  args->count = last + list->count;
}

static bool right_count(Scope *scope, const SynExpr *call, const FuncSpec *spec, const Args *args) {
  uint32_t fixed = 0, required = 0;
  bool variadic = false;
  for (uint32_t i = 0; i < spec->param_count; i++) {
    if (spec->params[i].variadic)
      variadic = true;
    else
      fixed++;
    if (spec->params[i].required && !spec->params[i].variadic) required++;
  }
  if (args->count < required) {
    eval_error(scope, DIAG_FUNCTION_ARGUMENT, call->as.call.close,
               "Not enough function arguments; Function \"%.*s\" expects%s %u argument(s). Missing value for \"%.*s\".",
               STR_FMT(spec->name), variadic || required < fixed ? " at least" : "", required,
               STR_FMT(spec->params[args->count].name));
    return false;
  }
  if (variadic || args->count <= fixed) return true;
  eval_error(scope, DIAG_FUNCTION_ARGUMENT, eval_start(args->exprs[fixed]),
             "Too many function arguments; Function \"%.*s\" expects only %u argument(s).", STR_FMT(spec->name), fixed);
  return false;
}

static const FuncParam *param_at(const FuncSpec *spec, uint32_t index) {
  if (spec->param_count == 0) return NULL;
  return &spec->params[index < spec->param_count ? index : spec->param_count - 1U];
}

static void bad_argument(Scope *scope, const FuncSpec *spec, const Args *args, uint32_t index, Str why) {
  const FuncParam *param = param_at(spec, index);
  Str name = param != NULL ? param->name : STR("");
  eval_error(scope, DIAG_FUNCTION_ARGUMENT, eval_start(args->exprs[index]),
             "Invalid function argument; Invalid value for \"%.*s\" parameter: %.*s.", STR_FMT(name), STR_FMT(why));
}

/* Converts the arguments to the types of the parameters; false after a mistake. */
static bool convert_args(Scope *scope, const FuncSpec *spec, unsigned flags, Args *args) {
  bool good = true;
  for (uint32_t i = 0; i < args->count; i++) {
    const FuncParam *param = param_at(spec, i);
    if (param == NULL) continue;
    const Ty *type = ty_parse(param->type, scope->arena);
    if ((flags & FUNC_RAW) != 0 && type->elem != NULL && type->elem->kind == TY_ANY) type = &ty_any;
    Str why = STR("argument must not be null");
    const Val *value = val_convert(args->values[i], type, scope->arena, &why);
    if (value != NULL && value->kind == VAL_NULL && (flags & FUNC_NULLS) == 0) value = NULL;
    if (value == NULL)
      bad_argument(scope, spec, args, i, why);
    else
      args->values[i] = value;
    good = good && value != NULL;
  }
  return good;
}

/* Has the call to wait for values that are not known here? */
static bool must_wait(const FuncEntry *entry, const Args *args) {
  for (uint32_t i = 0; i < args->count; i++) {
    if (args->values[i]->kind == VAL_UNKNOWN && (entry->flags & FUNC_UNKNOWN) == 0) return true;
    if ((entry->flags & (FUNC_PARTS | FUNC_UNKNOWN)) == 0 && !val_known(args->values[i])) return true;
  }
  return false;
}

/* getenv("HOME"): what the run says; NULL: nothing. */
static const Val *asked(Scope *scope, const FuncSpec *spec, const Args *args) {
  Str *texts = arena_array(scope->arena, Str, args->count + 1U), out;
  StrList found = {0};
  if (scope->run == NULL || scope->run->call == NULL) return NULL;
  for (uint32_t i = 0; i < args->count; i++) {
    if (args->values[i]->kind != VAL_STRING) return NULL;
    texts[i] = args->values[i]->as.string;
  }
  bool known = scope->run->call(scope->run->context, scope->arena, spec->name, texts, args->count, &out);
  if (known) return val_string(scope->arena, out);
  if (scope->run->list == NULL ||
      !scope->run->list(scope->run->context, scope->arena, spec->name, texts, args->count, &found))
    return NULL;
  const Val **items = arena_array(scope->arena, const Val *, found.len + 1);
  for (size_t i = 0; i < found.len; i++) items[i] = val_string(scope->arena, found.items[i]);
  const Val *list = val_list(scope->arena, &ty_string, items, found.len);
  array_free(&found);
  return list;
}

static const Val *run(Scope *scope, const SynExpr *call, const FuncSpec *spec, const FuncEntry *entry, Args *args) {
  const Ty *type = ty_parse(spec->returns, scope->arena);
  const Val *told = entry == NULL || entry->impl == NULL ? asked(scope, spec, args) : NULL;
  if (told != NULL) return told;
  if (entry == NULL || entry->impl == NULL || must_wait(entry, args)) return val_unknown(scope->arena, type);
  FuncCall frame = {.arena = scope->arena, .args = args->values, .count = args->count, .bad_arg = -1, .error = STR("")};
  scope->work += args->count;
  const Val *result = entry->impl(&frame);
  if (result != NULL) {
    scope->work += result->count;
    return result;
  }
  if (frame.error.len == 0) return val_unknown(scope->arena, type);
  if (frame.bad_arg >= 0 && (uint32_t)frame.bad_arg < args->count) {
    bad_argument(scope, spec, args, (uint32_t)frame.bad_arg, frame.error);
    return val_unknown(scope->arena, NULL);
  }
  return eval_error(scope, DIAG_FUNCTION_ARGUMENT, eval_start(call),
                    "Error in function call; Call to function \"%.*s\" failed: %.*s.", STR_FMT(spec->name),
                    STR_FMT(frame.error));
}

/* try(a, b), can(a): mistakes in the arguments are no mistakes. */
static const Val *lazy_call(Scope *scope, const SynExpr *call, const FuncSpec *spec) {
  bool can = str_eq(spec->name, STR("can"));
  for (uint32_t i = 0; i < call->count; i++) {
    Scope quiet = *scope;
    quiet.report = NULL;
    quiet.errors = 0;
    const Val *value = eval_expr(&quiet, call->as.call.args[i]);
    scope->work = quiet.work;
    if (quiet.errors > 0 && can) return val_bool(scope->arena, false);
    if (quiet.errors > 0) continue;
    if (!val_known(value)) return val_unknown(scope->arena, can ? &ty_bool : NULL);
    return can ? val_bool(scope->arena, true) : value;
  }
  if (call->count == 0)
    return eval_error(scope, DIAG_FUNCTION_ARGUMENT, eval_start(call),
                      "Error in function call; Call to function \"%.*s\" failed: at least one argument is required.",
                      STR_FMT(spec->name));
  return eval_error(scope, DIAG_FUNCTION_ARGUMENT, eval_start(call),
                    "Error in function call; Call to function \"%.*s\" failed: no expression succeeded.",
                    STR_FMT(spec->name));
}

static const Val *function_call(Scope *scope, const SynExpr *call, const FuncSpec *spec) {
  const FuncEntry *entry = func_named(spec->name);
  unsigned flags = entry != NULL ? entry->flags : 0;
  Args args;
  if ((flags & FUNC_LAZY) != 0) {
    args = (Args){.count = call->count, .exprs = arena_array(scope->arena, const SynExpr *, call->count + 1U)};
    for (uint32_t i = 0; i < call->count; i++) args.exprs[i] = call->as.call.args[i];
    return right_count(scope, call, spec, &args) ? lazy_call(scope, call, spec) : val_unknown(scope->arena, NULL);
  }
  evaluate_args(scope, call, &args);
  if (call->flag && args.count > 0 && !args.failed) spread(scope, &args);
  if (args.failed || args.unknown) return val_unknown(scope->arena, NULL);
  if ((flags & FUNC_ANY_COUNT) == 0 && !right_count(scope, call, spec, &args)) return val_unknown(scope->arena, NULL);
  if (!convert_args(scope, spec, flags, &args)) return val_unknown(scope->arena, NULL);
  return run(scope, call, spec, entry, &args);
}

/* ---- column types ---- */

static bool takes_word(const TypeParam *param, Str word) {
  return (param->allowed != NULL && dialect_word(param->allowed, word) != NULL) ||
         (param->keywords != NULL && dialect_word(param->keywords, word) != NULL);
}

/* `interval(YEAR)`, `varchar(MAX)`: a bare word that the parameter allows. */
static const Val *type_argument(Scope *scope, const TypeSpec *spec, uint32_t index, const SynExpr *arg) {
  const TypeParam *param =
      spec->param_count == 0 ? NULL : &spec->params[index < spec->param_count ? index : spec->param_count - 1U];
  bool word = param != NULL && arg->kind == SYN_PATH && arg->count == 0 && takes_word(param, arg->as.path.name);
  if (!word) return eval_expr(scope, arg);
  return val_at(scope->arena, val_string(scope->arena, arg->as.path.name), arg->span);
}

static const Val *type_value(Scope *scope, const SynExpr *call, const TypeSpec *spec) {
  const Val **args = arena_array(scope->arena, const Val *, call->count + 1U);
  for (uint32_t i = 0; i < call->count; i++)
    args[i] =
        spec != NULL ? type_argument(scope, spec, i, call->as.call.args[i]) : eval_expr(scope, call->as.call.args[i]);
  Val *value = arena_new(scope->arena, Val);
  value->kind = VAL_TYPE;
  value->count = call->count;
  value->as.type.spec = spec;
  value->as.type.call = call;
  value->as.type.args = args;
  return value;
}

static const Val *type_call(Scope *scope, const SynExpr *call, const TypeSpec *spec) {
  bool variadic = spec->param_count > 0 && spec->params[spec->param_count - 1U].variadic;
  if (spec->param_count == 0)
    return eval_error(scope, DIAG_TYPE_PARAMETER, call->as.call.name_span,
                      "Call to unknown function; Type \"%.*s\" does not accept attributes", STR_FMT(spec->name));
  if (call->count > spec->param_count && !variadic)
    return eval_error(
        scope, DIAG_TYPE_PARAMETER, eval_start(call),
        "Error in function call; Call to function \"%.*s\" failed: too many arguments for type definition "
        "\"%.*s\".",
        STR_FMT(spec->name), STR_FMT(spec->name));
  if (call->count < spec->param_min && !call->flag)
    return eval_error(
        scope, DIAG_TYPE_PARAMETER, call->as.call.close,
        "Not enough function arguments; Function \"%.*s\" expects at least %u argument(s). Missing value for "
        "\"%.*s\".",
        STR_FMT(spec->name), spec->param_min, STR_FMT(spec->params[call->count].name));
  unsigned errors = scope->errors;
  const Val *value = type_value(scope, call, spec);
  return scope->errors > errors ? val_unknown(scope->arena, &ty_any) : value;
}

static bool constraint_name(Str name) {
  return str_eq(name, STR("list")) || str_eq(name, STR("set")) || str_eq(name, STR("map")) ||
         str_eq(name, STR("tuple")) || str_eq(name, STR("object"));
}

/* ---- calls ---- */

static const Val *unknown_function(Scope *scope, const SynExpr *call) {
  Str name = call->as.call.name;
  bool types = scope_expects(scope->expected, VALUE_TYPE);
  Nearest nearest = nearest_start(name);
  for (size_t i = 0; i < dialect_function_count; i++) {
    const FuncSpec *spec = &dialect_functions[i];
    if (!str_eq(spec->returns, STR("type"))) nearest_offer(&nearest, spec->name);
  }
  for (uint32_t i = 0; types && i < scope->dialect->type_count; i++)
    if (scope->dialect->types[i].param_count > 0) nearest_offer(&nearest, scope->dialect->types[i].name);
  if (types && scope->dialect->open_types && nearest.best.len == 0) return val_unknown(scope->arena, NULL);
  const char *hint[2] = {nearest.best.len > 0 ? " Did you mean \"" : "", nearest.best.len > 0 ? "\"?" : ""};
  return eval_error(scope, DIAG_UNKNOWN_FUNCTION, call->as.call.name_span,
                    "Call to unknown function; There is no function named \"%.*s\".%s%.*s%s", STR_FMT(name), hint[0],
                    STR_FMT(nearest.best), hint[1]);
}

static const Val *raw_sql(Scope *scope, const SynExpr *call, const FuncSpec *spec) {
  Args args;
  evaluate_args(scope, call, &args);
  if (call->flag && args.count > 0 && !args.failed) spread(scope, &args);
  if (args.failed || args.unknown || !right_count(scope, call, spec, &args) || !convert_args(scope, spec, 0, &args))
    return val_unknown(scope->arena, NULL);
  if (args.values[0]->kind == VAL_STRING && args.values[0]->as.string.len == 0)
    return eval_error(scope, DIAG_FUNCTION_ARGUMENT, eval_start(call),
                      "Error in function call; Call to function \"%.*s\" failed: empty expression.",
                      STR_FMT(spec->name));
  Val *value = arena_new(scope->arena, Val);
  value->kind = VAL_RAW;
  if (args.values[0]->kind == VAL_STRING) value->as.string = args.values[0]->as.string;
  return value;
}

const Val *eval_call(Scope *scope, const SynExpr *call) {
  Str name = call->as.call.name;
  if (scope_expects(scope->expected, VALUE_TYPE)) {
    const TypeSpec *type = dialect_type(scope->dialect, name);
    if (type != NULL && !type->raw_only) return type_call(scope, call, type);
  }
  if (scope_expects(scope->expected, VALUE_TYPEEXPR) && constraint_name(name)) return type_value(scope, call, NULL);
  const FuncSpec *spec = dialect_function(scope->dialect, name);
  if (spec == NULL || str_eq(spec->returns, STR("type"))) return unknown_function(scope, call);
  return str_eq(spec->returns, STR("expr")) ? raw_sql(scope, call, spec) : function_call(scope, call, spec);
}
