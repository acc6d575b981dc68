/* func_number.c: functions on numbers. */
#include <math.h>

#include "typecheck/func.h"

static double number(const FuncCall *call, uint32_t arg) { return call->args[arg]->as.number; }

static const Val *absolute(FuncCall *call) {
  const Val *value = call->args[0];
  if (value->whole && value->integer != INT64_MIN)
    return val_integer(call->arena, value->integer < 0 ? -value->integer : value->integer);
  return val_number(call->arena, fabs(number(call, 0)));
}

static const Val *ceiling(FuncCall *call) {
  return call->args[0]->whole ? call->args[0] : val_number(call->arena, ceil(number(call, 0)));
}
static const Val *floor_of(FuncCall *call) {
  return call->args[0]->whole ? call->args[0] : val_number(call->arena, floor(number(call, 0)));
}

static const Val *logarithm(FuncCall *call) {
  double result = log(number(call, 0)) / log(number(call, 1));
  return isnan(result) ? NULL : val_number(call->arena, result);
}

static const Val *power(FuncCall *call) {
  double result = pow(number(call, 0), number(call, 1));
  return isnan(result) ? NULL : val_number(call->arena, result);
}

static const Val *best(FuncCall *call, bool largest) {
  if (call->count == 0) return func_fail(call, "must pass at least one number");
  const Val *result = call->args[0];
  for (uint32_t i = 1; i < call->count; i++)
    if (largest ? number(call, i) > result->as.number : number(call, i) < result->as.number) result = call->args[i];
  return result;
}

static const Val *maximum(FuncCall *call) { return best(call, true); }
static const Val *minimum(FuncCall *call) { return best(call, false); }

static const Val *signum(FuncCall *call) {
  int64_t value = 0;
  if (!func_int(call, 0, &value, "")) return NULL;
  return val_integer(call->arena, (value > 0) - (value < 0));
}

/* Value of a digit in bases up to 62 (0-9 a-z A-Z); up to 36 the case does not matter. 99: none. */
static int digit_value(char c, int64_t base) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return base <= 36 ? c - 'A' + 10 : c - 'A' + 36;
  return 99;
}

static const Val *parse_int(FuncCall *call) {
  Str text = func_text(call, 0);
  int64_t base = 0, result = 0;
  if (!val_int(call->args[1], &base) || base < 2 || base > 62)
    return func_fail_arg(call, 1, "base must be a whole number between 2 and 62 inclusive");
  bool negative = str_starts(text, STR("-"));
  Str digits = negative || str_starts(text, STR("+")) ? str_sub(text, 1, text.len) : text;
  bool good = digits.len > 0;
  for (size_t i = 0; i < digits.len; i++) good = good && digit_value(digits.ptr[i], base) < base;
  if (!good)
    return func_fail_arg(call, 0, "cannot parse \"%.*s\" as a base %lld integer", STR_FMT(text), (long long)base);
  for (size_t i = 0; i < digits.len; i++) {
    if (__builtin_mul_overflow(result, base, &result)) return NULL;
    if (__builtin_add_overflow(result, digit_value(digits.ptr[i], base), &result)) return NULL;
  }
  return val_integer(call->arena, negative ? -result : result);
}

/* range(3) = [0, 1, 2]; range(1, 4); range(0, 1, 0.5) */
static const Val *range(FuncCall *call) {
  if (call->count == 0 || call->count > 3) return func_fail(call, "must have one, two, or three arguments");
  double start = call->count > 1 ? number(call, 0) : 0, end = number(call, call->count > 1 ? 1 : 0);
  double step = call->count == 3 ? number(call, 2) : end < start ? -1 : 1;
  if (fabs(step) <= 0) return func_fail_arg(call, 2, "step must not be zero");
  if (step < 0 && end > start) return func_fail_arg(call, 1, "end must be less than start when step is negative");
  if (step > 0 && end < start) return func_fail_arg(call, 1, "end must be greater than start when step is positive");
  const Val **items = arena_array(call->arena, const Val *, 1025);
  uint32_t count = 0;
  for (double at = start; step < 0 ? at > end : at < end; at = start + step * count) {
    if (count >= 1024)
      return func_fail(call,
                       "more than 1024 values were generated; either decrease the difference between start and end or "
                       "use a smaller step");
    items[count++] = val_number(call->arena, at);
  }
  return val_list(call->arena, &ty_number, items, count);
}

const FuncEntry func_numbers[] = {{"abs", absolute, 0},
                                  {"ceil", ceiling, 0},
                                  {"floor", floor_of, 0},
                                  {"log", logarithm, 0},
                                  {"max", maximum, 0},
                                  {"min", minimum, 0},
                                  {"pow", power, 0},
                                  {"signum", signum, 0},
                                  {"parseint", parse_int, 0},
                                  {"range", range, FUNC_ANY_COUNT},
                                  {NULL, NULL, 0}};
