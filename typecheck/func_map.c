/* func_map.c: functions on maps and objects. */
#include "typecheck/func.h"

static const Val *keys(FuncCall *call) {
  const Val *map = call->args[0];
  if (map->kind != VAL_OBJECT) return func_fail_arg(call, 0, "must have map or object type");
  const Val **items = arena_array(call->arena, const Val *, map->count + 1U);
  for (uint32_t i = 0; i < map->count; i++) items[i] = val_string(call->arena, map->as.fields[i].name);
  return map->flag ? val_tuple(call->arena, items, map->count) : val_list(call->arena, &ty_string, items, map->count);
}

static const Val *values(FuncCall *call) {
  const Val *map = call->args[0];
  if (map->kind != VAL_OBJECT) return func_fail(call, "values() requires a map as the first argument");
  const Val **items = arena_array(call->arena, const Val *, map->count + 1U);
  for (uint32_t i = 0; i < map->count; i++) items[i] = map->as.fields[i].value;
  return map->flag ? val_tuple(call->arena, items, map->count)
                   : val_list(call->arena, map->type->elem, items, map->count);
}

/* A map when all arguments are maps of one type, else an object. */
static const Val *merge(FuncCall *call) {
  size_t total = 0, at = 0;
  const Ty *first = NULL;
  bool same = true;
  for (uint32_t i = 0; i < call->count; i++) {
    const Val *map = call->args[i];
    if (map->kind == VAL_NULL) continue;
    if (map->kind != VAL_OBJECT)
      return func_fail(call, "arguments must be maps or objects, got \"%.*s\"",
                       STR_FMT(val_type_name(map, call->arena)));
    const Ty *type = val_type(map, call->arena);
    same = same && (first == NULL || ty_equal(first, type));
    if (first == NULL) first = type;
    total += map->count;
  }
  if (total > 100000) return NULL;
  ValField *fields = arena_array(call->arena, ValField, total + 1);
  for (uint32_t i = 0; i < call->count; i++)
    for (uint32_t j = 0; j < call->args[i]->count; j++) fields[at++] = call->args[i]->as.fields[j];
  if (same && first != NULL && first->kind == TY_MAP) return val_map(call->arena, first->elem, fields, total);
  return val_object(call->arena, fields, total);
}

static const Val *zip_map(FuncCall *call) {
  const Val *names = call->args[0], *list = call->args[1];
  if (list->kind != VAL_LIST || list->set) return func_fail(call, "values argument must be a list or tuple value");
  if (names->count != list->count)
    return func_fail(call, "number of keys (%u) does not match number of values (%u)", names->count, list->count);
  ValField *fields = arena_array(call->arena, ValField, names->count + 1U);
  for (uint32_t i = 0; i < names->count; i++) {
    if (names->as.items[i]->kind == VAL_UNKNOWN) return NULL;
    if (names->as.items[i]->kind == VAL_NULL) return func_fail(call, "keys list has null value at index %u", i);
    fields[i] = (ValField){names->as.items[i]->as.string, list->as.items[i]};
  }
  return list->flag ? val_object(call->arena, fields, names->count)
                    : val_map(call->arena, list->type->elem, fields, names->count);
}

/* index(collection, key): the function form of collection[key]. */
static const Val *index_of(FuncCall *call) {
  const Val *coll = call->args[0], *key = call->args[1];
  int64_t at = 0;
  if (coll->kind == VAL_LIST && !coll->set) {
    const char *what = coll->flag ? "tuple" : "list";
    if (key->kind != VAL_NUMBER) return func_fail(call, "key for %s must be number", what);
    if (!val_int(key, &at))
      return coll->flag ? func_fail(call, "invalid key for tuple: value must be a whole number, between "
                                          "-9223372036854775808 and 9223372036854775807")
                        : func_fail(call, "invalid index");
    if (at >= 0 && at < coll->count) return coll->as.items[at];
    return coll->flag ? func_fail(call, "key must be between 0 and %u inclusive", coll->count)
                      : func_fail(call, "invalid index");
  }
  if (coll->kind != VAL_OBJECT || coll->flag) return func_fail(call, "collection must be a list, a map or a tuple");
  if (key->kind != VAL_STRING) return func_fail(call, "key for map must be string");
  const Val *value = val_field(coll, key->as.string);
  return value != NULL ? value : func_fail(call, "invalid index");
}

const FuncEntry func_maps[] = {
    {"index", index_of, FUNC_RAW | FUNC_PARTS},           {"keys", keys, FUNC_RAW | FUNC_PARTS},
    {"merge", merge, FUNC_RAW | FUNC_NULLS | FUNC_PARTS}, {"values", values, FUNC_RAW | FUNC_PARTS},
    {"zipmap", zip_map, FUNC_RAW | FUNC_PARTS},           {NULL, NULL, 0}};
