/* check_type.c: the parameters of a column type: varchar(0), decimal("x"), enum(). The evaluation has already said
 * whether the type exists and takes parameters at all. */
#include "typecheck/check_internal.h"
#include "typecheck/val.h"

typedef struct TypeCheck {
  CheckBlock *block;
  const CheckAttr *attr;
  const TypeSpec *spec;
} TypeCheck;

static void wrong_argument(const TypeCheck *self, const Val *arg, const TypeParam *param, Str why) {
  check_report(self->block->check, DIAG_TYPE_PARAMETER, check_place(self->attr, arg),
               "Invalid function argument; Invalid value for \"%.*s\" parameter: %.*s.", STR_FMT(param->name),
               STR_FMT(why));
}

/* The dialect's own text: "postgres: precision for type float must be between 1 and 53: {value}". */
static void own_range_text(const TypeCheck *self, const Val *arg, const TypeParam *param, double number) {
  Str mark = STR("{value}"), text = param->message;
  size_t at = 0;
  while (at < text.len && !str_starts(str_sub(text, at, text.len), mark)) at++;
  Str value = at < text.len ? val_number_text(number, self->block->check->scratch) : STR("");
  check_report(self->block->check, DIAG_TYPE_PARAMETER, check_place(self->attr, arg), "%.*s%.*s%.*s", (int)at, text.ptr,
               STR_FMT(value), STR_FMT(str_sub(text, at + mark.len, text.len)));
}

static void check_range(const TypeCheck *self, const Val *arg, const TypeParam *param, double number) {
  if (number >= (double)param->min && number <= (double)param->max) return;
  Arena *scratch = self->block->check->scratch;
  Str why;
  if (!str_empty(param->message)) {
    own_range_text(self, arg, param, number);
    return;
  }
  if (param->min == INT64_MIN) {
    why = arena_printf(scratch, "must be at most %lld", (long long)param->max);
  } else if (param->max == INT64_MAX) {
    why = arena_printf(scratch, "must be at least %lld", (long long)param->min);
  } else {
    why = arena_printf(scratch, "must be between %lld and %lld", (long long)param->min, (long long)param->max);
  }
  if (param->server_limit) {
    check_report(self->block->check, DIAG_SERVER_LIMIT, check_place(self->attr, arg), "%.*s of type %.*s %.*s",
                 STR_FMT(param->name), STR_FMT(self->spec->name), STR_FMT(why));
    return;
  }
  wrong_argument(self, arg, param, why);
}

static void check_integer(const TypeCheck *self, const Val *arg, const TypeParam *param) {
  const Val *number =
      arg->kind == VAL_NUMBER || arg->kind == VAL_STRING ? val_to_number(arg, self->block->check->scratch) : NULL;
  if (number == NULL || number->kind != VAL_NUMBER) {
    if (arg->kind != VAL_UNKNOWN && arg->kind != VAL_NULL)
      wrong_argument(self, arg, param, STR("a number is required"));
  } else if (!number->whole) {
    wrong_argument(self, arg, param, STR("a whole number is required"));
  } else {
    check_range(self, arg, param, number->as.number);
  }
}

/* The word of an argument: `year(4)` and `time(MICRO)` are compared as text. */
static void check_allowed(const TypeCheck *self, const Val *arg, const TypeParam *param) {
  const Val *text = val_to_string(arg, self->block->check->scratch);
  if (text == NULL || text->kind != VAL_STRING || param->allowed->open) return;
  if (dialect_word(param->allowed, text->as.string) != NULL) return;
  wrong_argument(self, arg, param,
                 arena_printf(self->block->check->scratch, "there is no such value as %.*s", STR_FMT(text->as.string)));
}

/* varchar(MAX) */
static bool is_keyword(const Val *arg, const TypeParam *param) {
  return param->keywords != NULL && arg->kind == VAL_STRING && dialect_word(param->keywords, arg->as.string) != NULL;
}

static void check_argument(const TypeCheck *self, const Val *arg, const TypeParam *param) {
  if (arg->kind == VAL_UNKNOWN || is_keyword(arg, param)) return;
  if (param->kind == VALUE_INT) {
    uint32_t before = self->block->check->reported;
    check_integer(self, arg, param);
    if (self->block->check->reported > before) return;
  } else if (param->kind == VALUE_STRING && arg->kind != VAL_STRING) {
    wrong_argument(self, arg, param, STR("string required"));
    return;
  }
  if (param->allowed != NULL) check_allowed(self, arg, param);
}

static void check_items(const TypeCheck *self, const Val *value, const TypeParam *param, uint32_t count) {
  Str name = self->spec->name;
  if (count < param->min_items) {
    check_report(self->block->check, DIAG_TYPE_PARAMETER, check_place(self->attr, value),
                 "Unknown variable; Type \"%.*s\" requires at least %u argument%s", STR_FMT(name), param->min_items,
                 param->min_items == 1 ? "" : "s");
  } else if (param->max_items > 0 && count > param->max_items) {
    check_report(self->block->check, DIAG_TYPE_PARAMETER, check_place(self->attr, value),
                 "too many arguments for type definition \"%.*s\"", STR_FMT(name));
  }
}

static void too_many(const TypeCheck *self, const Val *value) {
  Span start = value->as.type.call != NULL ? eval_start(value->as.type.call) : check_place(self->attr, value);
  check_report(
      self->block->check, DIAG_TYPE_PARAMETER, start,
      "Error in function call; Call to function \"%.*s\" failed: too many arguments for type definition \"%.*s\".",
      STR_FMT(self->spec->name), STR_FMT(self->spec->name));
}

void check_type(CheckBlock *b, const CheckAttr *attr, const Val *value) {
  if (value->kind != VAL_TYPE || value->as.type.spec == NULL) return;
  TypeCheck self = {b, attr, value->as.type.spec};
  if (self.spec->server_lacks) {
    check_report(b->check, DIAG_SERVER_LIMIT, check_place(attr, value), "the server has no type %.*s",
                 STR_FMT(self.spec->name));
  }
  if (value->as.type.call == NULL) return;
  for (uint32_t i = 0; i < value->count; i++) {
    uint32_t at = i < self.spec->param_count ? i : self.spec->param_count - 1u;
    if (i >= self.spec->param_count && (i == 0 || !self.spec->params[at].variadic)) {
      too_many(&self, value);
      return;
    }
    check_argument(&self, value->as.type.args[i], &self.spec->params[at]);
  }
  for (uint32_t i = 0; i < self.spec->param_count; i++) {
    if (!self.spec->params[i].variadic) continue;
    check_items(&self, value, &self.spec->params[i], value->count > i ? value->count - i : 0);
  }
}
