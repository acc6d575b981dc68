/* func_convert.c: tostring, tonumber, tobool, tolist, toset, and functions that take any value as it is. */
#include "typecheck/func.h"

static const Val *convert(FuncCall *call, const Ty *type) {
  const Val *value = call->args[0];
  Str why, name = val_type_name(value, call->arena);
  if (!ty_convertible(val_type(value, call->arena), type, true, call->arena))
    return func_fail_arg(call, 0, "cannot convert %.*s to %.*s", STR_FMT(name),
                         STR_FMT(ty_name(type, true, call->arena)));
  const Val *result = val_convert(value, type, call->arena, &why);
  if (result != NULL) return result;
  if (value->kind == VAL_STRING && type->kind == TY_BOOL)
    return func_fail_arg(call, 0, "cannot convert \"%.*s\" to bool; only the strings \"true\" or \"false\" are allowed",
                         STR_FMT(value->as.string));
  if (value->kind == VAL_STRING && type->kind == TY_NUMBER)
    return func_fail_arg(call, 0,
                         "cannot convert \"%.*s\" to number; given string must be a decimal representation of a number",
                         STR_FMT(value->as.string));
  return func_fail_arg(call, 0, "cannot convert %.*s to %.*s", STR_FMT(name),
                       STR_FMT(ty_name(type, true, call->arena)));
}

static const Val *to_bool(FuncCall *call) { return convert(call, &ty_bool); }
static const Val *to_number(FuncCall *call) { return convert(call, &ty_number); }
static const Val *to_string(FuncCall *call) { return convert(call, &ty_string); }
static const Val *to_list(FuncCall *call) { return convert(call, ty_collection(call->arena, TY_LIST, NULL)); }

static const Val *to_set(FuncCall *call) {
  if (!val_known(call->args[0])) return NULL; /* equal elements would be one */
  return convert(call, ty_collection(call->arena, TY_SET, NULL));
}

static const Val *same(FuncCall *call) { return call->args[0]; }

const FuncEntry func_conversions[] = {{"tobool", to_bool, FUNC_NULLS},
                                      {"tonumber", to_number, FUNC_NULLS},
                                      {"tostring", to_string, FUNC_NULLS},
                                      {"tolist", to_list, FUNC_NULLS | FUNC_PARTS},
                                      {"toset", to_set, FUNC_NULLS | FUNC_PARTS},
                                      {"print", same, FUNC_NULLS | FUNC_UNKNOWN},
                                      {"try", NULL, FUNC_LAZY},
                                      {"can", NULL, FUNC_LAZY},
                                      {NULL, NULL, 0}};
