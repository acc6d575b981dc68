/* val_type.c: types of values: naming, comparing, finding a common one, and saying why one does not fit another. */
#include "typecheck/val.h"

const Ty ty_any = {.kind = TY_ANY}, ty_bool = {.kind = TY_BOOL}, ty_number = {.kind = TY_NUMBER},
         ty_string = {.kind = TY_STRING};
const Ty ty_block = {.kind = TY_BLOCK};
static const Ty ty_type = {.kind = TY_TYPE}, ty_raw = {.kind = TY_RAW};

const Ty *ty_collection(Arena *arena, TyKind kind, const Ty *elem) {
  Ty *type = arena_new(arena, Ty);
  type->kind = (uint8_t)kind;
  type->elem = elem != NULL ? elem : &ty_any;
  return type;
}

bool ty_equal(const Ty *a, const Ty *b) {
  if (a == b) return true;
  if (a->kind != b->kind || a->count != b->count) return false;
  if (a->elem != NULL && !ty_equal(a->elem, b->elem)) return false;
  for (uint32_t i = 0; i < a->count; i++) {
    if (a->names != NULL && !str_eq(a->names[i], b->names[i])) return false;
    if (!ty_equal(a->elems[i], b->elems[i])) return false;
  }
  return true;
}

bool ty_is_sequence(const Ty *type) { return type->kind == TY_LIST || type->kind == TY_SET || type->kind == TY_TUPLE; }

static bool is_collection(const Ty *type) { return type->elem != NULL; }
static bool is_primitive(const Ty *type) {
  return type->kind == TY_BOOL || type->kind == TY_NUMBER || type->kind == TY_STRING;
}

Str ty_name(const Ty *type, bool constraint, Arena *arena) {
  static const Str names[] = {
      [TY_ANY] = STR_INIT("dynamic"),   [TY_BOOL] = STR_INIT("bool"),     [TY_NUMBER] = STR_INIT("number"),
      [TY_STRING] = STR_INIT("string"), [TY_LIST] = STR_INIT("list of "), [TY_SET] = STR_INIT("set of "),
      [TY_MAP] = STR_INIT("map of "),   [TY_TUPLE] = STR_INIT("tuple"),   [TY_OBJECT] = STR_INIT("object"),
      [TY_BLOCK] = STR_INIT("object"),  [TY_TYPE] = STR_INIT("type"),     [TY_RAW] = STR_INIT("raw expr")};
  if (!is_collection(type)) return constraint && type->kind == TY_ANY ? STR("any type") : names[type->kind];
  Str elem = constraint && type->elem->kind == TY_ANY ? STR("any single type") : ty_name(type->elem, constraint, arena);
  return arena_printf(arena, "%.*s%.*s", STR_FMT(names[type->kind]), STR_FMT(elem));
}

Str val_type_name(const Val *value, Arena *arena) { return ty_name(val_type(value, arena), false, arena); }

static const Ty *structural(const Val *value, Arena *arena) {
  Ty *type = arena_new(arena, Ty);
  const Ty **elems = arena_array(arena, const Ty *, value->count + 1U);
  Str *names = value->kind == VAL_OBJECT ? arena_array(arena, Str, value->count + 1U) : NULL;
  for (uint32_t i = 0; i < value->count; i++) {
    elems[i] = val_type(names != NULL ? value->as.fields[i].value : value->as.items[i], arena);
    if (names != NULL) names[i] = value->as.fields[i].name;
  }
  *type = (Ty){.kind = names != NULL ? TY_OBJECT : TY_TUPLE, .count = value->count, .elems = elems, .names = names};
  return type;
}

const Ty *val_type(const Val *value, Arena *arena) {
  if (value->type != NULL) return value->type;
  switch (value->kind) {
  case VAL_BOOL: return &ty_bool;
  case VAL_NUMBER: return &ty_number;
  case VAL_STRING: return &ty_string;
  case VAL_LIST:
  case VAL_OBJECT: return structural(value, arena);
  case VAL_REF:
  case VAL_KIND: return &ty_block;
  case VAL_TYPE: return &ty_type;
  case VAL_RAW: return &ty_raw;
  default: return &ty_any;
  }
}

/* Index of a name in an object type; count when absent. */
static uint32_t attribute(const Ty *type, Str name) {
  uint32_t i = 0;
  while (i < type->count && !str_eq(type->names[i], name)) i++;
  return i;
}

/* Structure to structure or collection, member by member. */
static bool members_convertible(const Ty *in, const Ty *out, bool unsafe, Arena *arena) {
  if (out->kind == TY_OBJECT) {
    for (uint32_t i = 0; i < out->count; i++) {
      uint32_t at = attribute(in, out->names[i]);
      if (at == in->count || !ty_convertible(in->elems[at], out->elems[i], unsafe, arena)) return false;
    }
    return true;
  }
  if (out->kind == TY_TUPLE && in->count != out->count) return false;
  if (is_collection(out) && out->elem->kind == TY_ANY)
    return in->count == 0 || ty_unify(in->elems, in->count, arena) != NULL;
  for (uint32_t i = 0; i < in->count; i++)
    if (!ty_convertible(in->elems[i], is_collection(out) ? out->elem : out->elems[i], unsafe, arena)) return false;
  return true;
}

bool ty_convertible(const Ty *in, const Ty *out, bool unsafe, Arena *arena) {
  if (out->kind == TY_ANY || ty_equal(in, out)) return true;
  if (in->kind == TY_ANY) return unsafe;
  if (is_primitive(in) && is_primitive(out)) return out->kind == TY_STRING || (unsafe && in->kind == TY_STRING);
  if (in->kind == TY_BLOCK) return out->kind == TY_OBJECT || out->kind == TY_MAP;
  switch (out->kind) {
  case TY_OBJECT:
    return in->kind == TY_OBJECT ? members_convertible(in, out, unsafe, arena) : in->kind == TY_MAP && unsafe;
  case TY_TUPLE: return in->kind == TY_TUPLE && members_convertible(in, out, unsafe, arena);
  case TY_LIST:
  case TY_SET:
    if (in->kind == TY_TUPLE) return members_convertible(in, out, unsafe, arena);
    if (in->kind != TY_LIST && in->kind != TY_SET) return false;
    return ty_convertible(in->elem, out->elem, unsafe, arena);
  case TY_MAP:
    if (in->kind == TY_OBJECT) return members_convertible(in, out, unsafe, arena);
    return in->kind == TY_MAP && ty_convertible(in->elem, out->elem, unsafe, arena);
  default: return false;
  }
}

/* `attributes "a", "b", and "c" are required`; empty when all are there. */
static Str mismatch_missing(const Ty *got, const Ty *want, Arena *arena) {
  Str *missing = arena_array(arena, Str, want->count + 1U);
  uint32_t count = 0;
  for (uint32_t i = 0; i < want->count; i++)
    if (attribute(got, want->names[i]) == got->count) missing[count++] = want->names[i];
  if (count == 0) return STR("");
  if (count == 1) return arena_printf(arena, "attribute \"%.*s\" is required", STR_FMT(missing[0]));
  Buf list = {0};
  for (uint32_t i = 0; i < count; i++)
    buf_printf(&list, "%s\"%.*s\"%s", i + 1 == count ? "and " : "", STR_FMT(missing[i]),
               i + 1 == count ? ""
               : count > 2    ? ", "
                              : " ");
  Str text = arena_printf(arena, "attributes %.*s are required", STR_FMT(buf_str(&list)));
  buf_free(&list);
  return text;
}

static Str mismatch_objects(const Ty *got, const Ty *want, Arena *arena) {
  Str missing = mismatch_missing(got, want, arena);
  if (missing.len > 0) return missing;
  for (uint32_t i = 0; i < want->count; i++) {
    const Ty *type = got->elems[attribute(got, want->names[i])];
    if (ty_convertible(type, want->elems[i], true, arena)) continue;
    return arena_printf(arena, "attribute \"%.*s\": %.*s", STR_FMT(want->names[i]),
                        STR_FMT(ty_mismatch(type, want->elems[i], arena)));
  }
  return STR("incorrect object attributes");
}

/* A tuple or object where a collection is wanted. */
static Str mismatch_members(const Ty *got, const Ty *want, Arena *arena) {
  if ((want->kind == TY_MAP) != (got->kind == TY_OBJECT))
    return arena_printf(arena, "%.*s required", STR_FMT(ty_name(want, true, arena)));
  if (want->elem->kind == TY_ANY)
    return arena_printf(arena, "all %s elements must have the same type",
                        want->kind == TY_MAP   ? "map"
                        : want->kind == TY_SET ? "set"
                                               : "list");
  for (uint32_t i = 0; i < got->count; i++) {
    if (ty_convertible(got->elems[i], want->elem, true, arena)) continue;
    Str why = ty_mismatch(got->elems[i], want->elem, arena);
    if (got->names != NULL) return arena_printf(arena, "element \"%.*s\": %.*s", STR_FMT(got->names[i]), STR_FMT(why));
    return arena_printf(arena, "element %u: %.*s", i, STR_FMT(why));
  }
  return arena_printf(arena, "all elements must be %.*s", STR_FMT(ty_name(want->elem, true, arena)));
}

Str ty_mismatch(const Ty *got, const Ty *want, Arena *arena) {
  if (got->kind == TY_OBJECT && want->kind == TY_OBJECT) return mismatch_objects(got, want, arena);
  if ((got->kind == TY_TUPLE || got->kind == TY_OBJECT) && is_collection(want))
    return mismatch_members(got, want, arena);
  if (is_collection(got) && is_collection(want) && (got->kind == TY_MAP) == (want->kind == TY_MAP))
    return arena_printf(arena, "incorrect %s element type: %.*s",
                        want->kind == TY_LIST  ? "list"
                        : want->kind == TY_SET ? "set"
                                               : "map",
                        STR_FMT(ty_mismatch(got->elem, want->elem, arena)));
  return arena_printf(arena, "%.*s required", STR_FMT(ty_name(want, true, arena)));
}

static bool all_of(const Ty *const *types, size_t count, unsigned kinds) {
  for (size_t i = 0; i < count; i++)
    if ((kinds >> types[i]->kind & 1U) == 0) return false;
  return true;
}

static bool some_of(const Ty *const *types, size_t count, unsigned kinds) {
  for (size_t i = 0; i < count; i++)
    if ((kinds >> types[i]->kind & 1U) != 0) return true;
  return false;
}

/* The collection of the common type of all elements and members. */
static const Ty *unify_as(TyKind kind, const Ty *const *types, size_t count, Arena *arena) {
  size_t total = 0, at = 0;
  for (size_t i = 0; i < count; i++) total += is_collection(types[i]) ? 1 : types[i]->count;
  const Ty **elems = arena_array(arena, const Ty *, total + 1);
  for (size_t i = 0; i < count; i++) {
    if (is_collection(types[i]))
      elems[at++] = types[i]->elem;
    else
      for (uint32_t j = 0; j < types[i]->count; j++) elems[at++] = types[i]->elems[j];
  }
  const Ty *elem = total == 0 ? &ty_any : ty_unify(elems, total, arena);
  return elem != NULL ? ty_collection(arena, kind, elem) : NULL;
}

static bool same_shape(const Ty *a, const Ty *b) {
  if (a->kind != b->kind || a->count != b->count) return false;
  for (uint32_t i = 0; i < a->count && a->names != NULL; i++)
    if (!str_eq(a->names[i], b->names[i])) return false;
  return true;
}

/* Tuples of one length or objects with the same names, member by member; else as a list or a map. */
static const Ty *unify_members(const Ty *const *types, size_t count, Arena *arena) {
  for (size_t i = 1; i < count; i++)
    if (!same_shape(types[0], types[i]))
      return unify_as(types[0]->names != NULL ? TY_MAP : TY_LIST, types, count, arena);
  Ty *result = arena_copy(arena, types[0], 1, sizeof *result);
  const Ty **elems = arena_array(arena, const Ty *, result->count + 1U);
  const Ty **across = arena_array(arena, const Ty *, count);
  for (uint32_t j = 0; j < result->count; j++) {
    for (size_t i = 0; i < count; i++) across[i] = types[i]->elems[j];
    elems[j] = ty_unify(across, count, arena);
    if (elems[j] == NULL) return NULL;
  }
  result->elems = elems;
  return result;
}

/* 0 for the types that a mixture becomes before others: texts, then lists; unknown ones come last. */
static int preference(const Ty *type) {
  return type->kind == TY_STRING ? 0 : type->kind == TY_LIST ? 1 : type->kind == TY_ANY ? 3 : 2;
}

/* The first of the types, in order of preference, that all others convert to. */
static const Ty *unify_by_preference(const Ty *const *types, size_t count, Arena *arena) {
  for (int turn = 0; turn <= 3; turn++) {
    for (size_t i = 0; i < count; i++) {
      bool fits = preference(types[i]) == turn;
      for (size_t j = 0; j < count && fits; j++) fits = ty_convertible(types[j], types[i], true, arena);
      if (fits) return types[i];
    }
  }
  return NULL;
}

const Ty *ty_unify(const Ty *const *types, size_t count, Arena *arena) {
  enum {
    ANY = 1U << TY_ANY,
    LIST = 1U << TY_LIST,
    SET = 1U << TY_SET,
    MAP = 1U << TY_MAP,
    TUPLE = 1U << TY_TUPLE,
    OBJECT = 1U << TY_OBJECT,
    BLOCK = 1U << TY_BLOCK
  };
  if (count == 0) return NULL;
  bool same = true;
  for (size_t i = 1; i < count && same; i++) same = ty_equal(types[0], types[i]);
  if (same) return types[0];
  if (some_of(types, count, BLOCK))
    return some_of(types, count, ~(unsigned)(ANY | BLOCK | OBJECT | MAP)) ? NULL : &ty_any;
  if (some_of(types, count, ANY) && some_of(types, count, LIST | SET | MAP | TUPLE | OBJECT)) return &ty_any;
  if (all_of(types, count, LIST)) return unify_as(TY_LIST, types, count, arena);
  if (all_of(types, count, SET)) return unify_as(TY_SET, types, count, arena);
  if (all_of(types, count, MAP)) return unify_as(TY_MAP, types, count, arena);
  if (all_of(types, count, OBJECT) || all_of(types, count, TUPLE)) return unify_members(types, count, arena);
  if (all_of(types, count, MAP | OBJECT)) return unify_as(TY_MAP, types, count, arena);
  if (all_of(types, count, LIST | TUPLE)) return unify_as(TY_LIST, types, count, arena);
  /* Equal types need to be compared once only: a long list of texts with one number stays linear. */
  const Ty **distinct = arena_array(arena, const Ty *, count);
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    bool known = false;
    for (size_t j = 0; j < kept && !known; j++) known = ty_equal(distinct[j], types[i]);
    if (!known) distinct[kept++] = types[i];
  }
  return unify_by_preference(distinct, kept, arena);
}

const Ty *ty_parse(Str text, Arena *arena) {
  static const struct {
    Str name;
    TyKind kind;
  } collections[] = {{STR_INIT("list("), TY_LIST}, {STR_INIT("set("), TY_SET}, {STR_INIT("map("), TY_MAP}};
  if (str_find(text, '|', 0) < text.len) return &ty_any;
  if (str_eq(text, STR("string"))) return &ty_string;
  if (str_eq(text, STR("number"))) return &ty_number;
  if (str_eq(text, STR("bool"))) return &ty_bool;
  for (size_t i = 0; i < 3; i++) {
    Str name = collections[i].name;
    if (str_starts(text, name) && str_ends(text, STR(")")))
      return ty_collection(arena, collections[i].kind, ty_parse(str_sub(text, name.len, text.len - 1), arena));
  }
  return &ty_any;
}
