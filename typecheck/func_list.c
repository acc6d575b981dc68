/* func_list.c: functions on lists, tuples and sets in order. */
#include "typecheck/func.h"

static Str name_of(const FuncCall *call, uint32_t arg) { return val_type_name(call->args[arg], call->arena); }

static bool is_object(const Val *value) { return value->kind == VAL_OBJECT && value->flag; }

/* length, empty, alltrue: texts and objects have no elements. */
static bool countable(FuncCall *call) {
  const Val *value = call->args[0];
  if ((value->kind == VAL_LIST || value->kind == VAL_OBJECT) && !is_object(value)) return true;
  func_fail(call, "collection must be a list, a map or a tuple");
  return false;
}

static const Val *length(FuncCall *call) {
  return countable(call) ? val_integer(call->arena, call->args[0]->count) : NULL;
}
static const Val *empty(FuncCall *call) {
  return countable(call) ? val_bool(call->arena, call->args[0]->count == 0) : NULL;
}

static const Val *truth(FuncCall *call, bool all) {
  if (!countable(call)) return NULL;
  const Val *list = call->args[0];
  for (uint32_t i = 0; i < list->count; i++) {
    const Val *item = list->kind == VAL_LIST ? list->as.items[i] : list->as.fields[i].value;
    bool yes = item->kind == VAL_BOOL && item->flag;
    if (yes != all) return val_bool(call->arena, !all);
  }
  return val_bool(call->arena, all);
}

static const Val *all_true(FuncCall *call) { return truth(call, true); }
static const Val *any_true(FuncCall *call) { return truth(call, false); }

static const Val *chunk_list(FuncCall *call) {
  const Val *list = call->args[0];
  int64_t size = 0;
  if (!func_int(call, 1, &size, "invalid size: ")) return NULL;
  if (size < 0) return func_fail(call, "the size argument must be positive");
  uint32_t step = size == 0 || size > list->count ? list->count : (uint32_t)size, count = 0;
  const Val **chunks = arena_array(call->arena, const Val *, list->count + 1U);
  for (uint32_t at = 0; at < list->count; at += step)
    chunks[count++] =
        val_list(call->arena, list->type->elem, list->as.items + at, at + step > list->count ? list->count - at : step);
  return val_list(call->arena, list->type, chunks, count);
}

static const Val *coalesce_list(FuncCall *call) {
  if (call->count == 0) return func_fail(call, "at least one argument is required");
  for (uint32_t i = 0; i < call->count; i++) {
    if (call->args[i]->kind == VAL_UNKNOWN) return NULL;
    bool null = call->args[i]->kind == VAL_NULL && call->args[i]->type != NULL;
    if (!null && (call->args[i]->kind != VAL_LIST || call->args[i]->set))
      return func_fail(call, "coalescelist arguments must be lists or tuples");
  }
  for (uint32_t i = 0; i < call->count; i++)
    if (call->args[i]->kind == VAL_LIST && call->args[i]->count > 0) return call->args[i];
  return func_fail(call, "no non-null arguments");
}

static const Val *compact(FuncCall *call) {
  const Val *list = call->args[0];
  const Val **items = arena_array(call->arena, const Val *, list->count + 1U);
  uint32_t count = 0;
  for (uint32_t i = 0; i < list->count; i++)
    if (list->as.items[i]->kind == VAL_STRING && list->as.items[i]->as.string.len > 0)
      items[count++] = list->as.items[i];
  return val_list(call->arena, &ty_string, items, count);
}

/* A list when all arguments are lists with a common type, else a tuple. */
static const Val *concat(FuncCall *call) {
  if (call->count == 0) return func_fail(call, "at least one argument is required");
  const Ty **types = arena_array(call->arena, const Ty *, call->count);
  size_t total = 0, at = 0;
  bool lists = true;
  for (uint32_t i = 0; i < call->count; i++) {
    const Val *list = call->args[i];
    if (list->kind != VAL_LIST || list->set)
      return func_fail_arg(call, (int)i, "all arguments must be lists or tuples; got %.*s", STR_FMT(name_of(call, i)));
    lists = lists && !list->flag;
    types[i] = list->type;
    total += list->count;
  }
  if (total > 200000) return NULL;
  const Val **items = arena_array(call->arena, const Val *, total + 1);
  for (uint32_t i = 0; i < call->count; i++)
    for (uint32_t j = 0; j < call->args[i]->count; j++) items[at++] = call->args[i]->as.items[j];
  const Val *result = val_tuple(call->arena, items, total);
  const Ty *common = lists ? ty_unify(types, call->count, call->arena) : NULL;
  Str why;
  return common != NULL ? val_convert(result, common, call->arena, &why) : result;
}

static const Val *contains(FuncCall *call) {
  const Val *list = call->args[0];
  if (list->kind != VAL_LIST) return func_fail(call, "argument must be list, tuple, or set");
  bool doubt = false;
  for (uint32_t i = 0; i < list->count; i++) {
    int same = val_compare(list->as.items[i], call->args[1]);
    if (same == 1) return val_bool(call->arena, true);
    doubt = doubt || same < 0;
  }
  return doubt ? NULL : val_bool(call->arena, false);
}

static const Val *distinct(FuncCall *call) {
  const Val *list = call->args[0];
  const Val **items = arena_array(call->arena, const Val *, list->count + 1U);
  uint32_t count = 0;
  if (list->count > 5000) return NULL;
  for (uint32_t i = 0; i < list->count; i++) {
    bool seen = false;
    for (uint32_t j = 0; j < count && !seen; j++) seen = val_equal(items[j], list->as.items[i]);
    if (!seen) items[count++] = list->as.items[i];
  }
  return val_list(call->arena, list->type->elem, items, count);
}

static const Val *element(FuncCall *call) {
  const Val *list = call->args[0];
  int64_t index = 0;
  if (call->args[1]->as.number < 0) return func_fail(call, "cannot use element function with a negative index");
  if (list->kind != VAL_LIST || list->set)
    return func_fail(call, "cannot read elements from %.*s", STR_FMT(name_of(call, 0)));
  if (!func_int(call, 1, &index, "invalid index: ")) return NULL;
  if (list->count == 0) return func_fail(call, "cannot use element function with an empty list");
  return list->as.items[index % list->count];
}

typedef struct Flat {
  ARRAY(const Val *) items;
  bool unknown;
} Flat;

static void flatten_into(const Val *list, Flat *out, unsigned depth) {
  for (uint32_t i = 0; i < list->count && !out->unknown; i++) {
    const Val *item = list->as.items[i];
    if (depth > 500 || out->items.len > 100000 || item->kind == VAL_UNKNOWN)
      out->unknown = true;
    else if (item->kind == VAL_LIST)
      flatten_into(item, out, depth + 1);
    else
      array_push(&out->items, item);
  }
}

static const Val *flatten(FuncCall *call) {
  if (call->args[0]->kind != VAL_LIST) return func_fail(call, "can only flatten lists, sets and tuples");
  Flat flat = {0};
  flatten_into(call->args[0], &flat, 0);
  const Val *const *items = arena_copy(call->arena, flat.items.items, flat.items.len, sizeof *items);
  const Val *result = flat.unknown ? NULL : val_tuple(call->arena, items, flat.items.len);
  array_free(&flat.items);
  return result;
}

static const Val *reverse(FuncCall *call) {
  const Val *list = call->args[0];
  if (list->kind != VAL_LIST)
    return func_fail_arg(call, 0, "can only reverse list or tuple values, not %.*s", STR_FMT(name_of(call, 0)));
  const Val **items = arena_array(call->arena, const Val *, list->count + 1U);
  for (uint32_t i = 0; i < list->count; i++) items[list->count - 1 - i] = list->as.items[i];
  return list->flag ? val_tuple(call->arena, items, list->count)
                    : val_list(call->arena, list->type->elem, items, list->count);
}

static const Val *slice(FuncCall *call) {
  const Val *list = call->args[0];
  int64_t start = 0, end = 0;
  if (list->kind == VAL_LIST && list->set)
    return func_fail_arg(call, 0,
                         "cannot slice a set, because its elements do not have indices; explicitly convert to a list "
                         "if the ordering of the result is not important");
  if (list->kind != VAL_LIST) return func_fail_arg(call, 0, "must be a list or tuple value");
  if (!val_int(call->args[1], &start))
    return func_fail_arg(
        call, 1,
        "invalid start index: value must be a whole number, between -9223372036854775808 and 9223372036854775807");
  if (start < 0) return func_fail_arg(call, 1, "start index must not be less than zero");
  if (start > list->count) return func_fail_arg(call, 1, "start index must not be greater than the length of the list");
  if (!val_int(call->args[2], &end))
    return func_fail_arg(
        call, 2,
        "invalid end index: value must be a whole number, between -9223372036854775808 and 9223372036854775807");
  if (end < 0) return func_fail_arg(call, 2, "end index must not be less than zero");
  if (end > list->count) return func_fail_arg(call, 2, "end index must not be greater than the length of the list");
  if (start > end) return func_fail_arg(call, 1, "start index must not be greater than end index");
  size_t count = (size_t)(end - start);
  return list->flag ? val_tuple(call->arena, list->as.items + start, count)
                    : val_list(call->arena, list->type->elem, list->as.items + start, count);
}

static int order(const void *left, const void *right) {
  return str_cmp((*(const Val *const *)left)->as.string, (*(const Val *const *)right)->as.string);
}

static const Val *sort(FuncCall *call) {
  const Val *list = call->args[0];
  const Val **items = arena_copy(call->arena, list->as.items, list->count, sizeof *items);
  for (uint32_t i = 0; i < list->count; i++)
    if (items[i]->kind != VAL_STRING)
      return func_fail_arg(call, 0, "given list element %u is null; a null string cannot be sorted", i);
  qsort(items, list->count, sizeof *items, order);
  return val_list(call->arena, &ty_string, items, list->count);
}

const FuncEntry func_lists[] = {{"alltrue", all_true, FUNC_RAW},
                                {"anytrue", any_true, 0},
                                {"chunklist", chunk_list, FUNC_PARTS},
                                {"coalescelist", coalesce_list, FUNC_RAW | FUNC_NULLS | FUNC_PARTS},
                                {"compact", compact, 0},
                                {"concat", concat, FUNC_RAW | FUNC_PARTS},
                                {"contains", contains, FUNC_RAW | FUNC_PARTS},
                                {"distinct", distinct, 0},
                                {"element", element, FUNC_RAW | FUNC_PARTS},
                                {"empty", empty, FUNC_RAW | FUNC_PARTS},
                                {"flatten", flatten, FUNC_RAW | FUNC_PARTS},
                                {"length", length, FUNC_RAW | FUNC_PARTS},
                                {"reverse", reverse, FUNC_RAW | FUNC_PARTS},
                                {"slice", slice, FUNC_RAW | FUNC_PARTS},
                                {"sort", sort, 0},
                                {NULL, NULL, 0}};
