/* func_set.c: functions on sets. */
#include "typecheck/func.h"

static bool holds(const Val *set, const Val *item) {
  for (uint32_t i = 0; i < set->count; i++)
    if (val_equal(set->as.items[i], item)) return true;
  return false;
}

/* Converts all arguments to sets of one type; NULL after a mistake. */
static const Val **alike(FuncCall *call) {
  const Ty **types = arena_array(call->arena, const Ty *, call->count);
  const Val **sets = arena_array(call->arena, const Val *, call->count + 1U);
  uint32_t typed = 0;
  for (uint32_t i = 0; i < call->count; i++) {
    const Ty *elem = call->args[i]->type->elem;
    if (call->args[i]->count > 0 || elem->kind != TY_ANY) types[typed++] = elem;
    if (call->args[i]->count > 2000) return NULL;
  }
  const Ty *elem = typed > 0 ? ty_unify(types, typed, call->arena) : &ty_any;
  Str why;
  for (uint32_t i = 0; i < call->count && elem != NULL; i++) {
    sets[i] = val_convert(call->args[i], ty_collection(call->arena, TY_SET, elem), call->arena, &why);
    if (sets[i] == NULL) elem = NULL;
  }
  if (elem == NULL) func_fail(call, "given sets must all have compatible element types");
  return elem != NULL ? sets : NULL;
}

typedef enum SetOperation { SET_UNION, SET_INTERSECTION, SET_DIFFERENCE } SetOperation;

static const Val *combine(FuncCall *call, SetOperation operation) {
  const Val **sets = alike(call);
  if (sets == NULL) return NULL;
  size_t total = 0, count = 0;
  for (uint32_t i = 0; i < call->count; i++) total += sets[i]->count;
  const Val **items = arena_array(call->arena, const Val *, total + 1);
  for (uint32_t i = 0; i < (operation == SET_UNION ? call->count : 1); i++) {
    for (uint32_t j = 0; j < sets[i]->count; j++) {
      bool keep = true;
      for (uint32_t k = 1; k < call->count && operation != SET_UNION; k++)
        keep = keep && holds(sets[k], sets[i]->as.items[j]) == (operation == SET_INTERSECTION);
      if (keep) items[count++] = sets[i]->as.items[j];
    }
  }
  return val_set(call->arena, sets[0]->type->elem, items, count);
}

static const Val *intersection(FuncCall *call) { return combine(call, SET_INTERSECTION); }
static const Val *difference(FuncCall *call) { return combine(call, SET_DIFFERENCE); }
static const Val *all_of(FuncCall *call) { return combine(call, SET_UNION); }

/* Element type and size of each argument; false after a mistake. */
static bool factors(FuncCall *call, const Ty **elems, size_t *total, bool *lists) {
  *total = 1;
  *lists = true;
  for (uint32_t i = 0; i < call->count; i++) {
    const Val *arg = call->args[i];
    if (arg->kind != VAL_LIST) {
      func_fail_arg(call, (int)i, "a set or a list is required");
      return false;
    }
    const Ty *type = val_type(arg, call->arena);
    elems[i] = type->elem != NULL ? type->elem
               : type->count == 0 ? &ty_any
                                  : ty_unify(type->elems, type->count, call->arena);
    if (elems[i] == NULL) {
      func_fail_arg(call, (int)i, "all elements must be of the same type");
      return false;
    }
    *lists = *lists && !arg->set;
    *total *= arg->count;
    if (*total > 10000) return false;
  }
  return true;
}

/* setproduct(["a", "b"], [1, 2]) = [["a", 1], ["a", 2], ["b", 1], ["b", 2]] */
static const Val *product(FuncCall *call) {
  size_t total;
  bool lists;
  if (call->count < 2) return func_fail(call, "at least two arguments are required");
  const Ty **elems = arena_array(call->arena, const Ty *, call->count);
  if (!factors(call, elems, &total, &lists)) return NULL;
  const Val **rows = arena_array(call->arena, const Val *, total + 1);
  for (size_t row = 0; row < total; row++) {
    const Val **items = arena_array(call->arena, const Val *, call->count);
    size_t rest = row;
    for (uint32_t i = call->count; i-- > 0;) {
      const Val *arg = call->args[i];
      Str why;
      items[i] = val_convert(arg->as.items[rest % arg->count], elems[i], call->arena, &why);
      if (items[i] == NULL) return NULL;
      rest /= arg->count;
    }
    rows[row] = val_tuple(call->arena, items, call->count);
  }
  Ty *elem = arena_new(call->arena, Ty);
  *elem = (Ty){.kind = TY_TUPLE, .count = call->count, .elems = elems};
  return lists ? val_list(call->arena, elem, rows, total) : val_set(call->arena, elem, rows, total);
}

const FuncEntry func_sets[] = {{"setintersection", intersection, 0},
                               {"setproduct", product, FUNC_RAW},
                               {"setsubtract", difference, 0},
                               {"setunion", all_of, 0},
                               {NULL, NULL, 0}};
