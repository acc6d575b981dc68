/* val_convert.c: converts values from type to type, as HCL does for function arguments, templates and variables. */
#include "typecheck/val.h"

static const Val *fail(Str *why, Str text) {
  *why = text;
  return NULL;
}

static const Val *to_bool(const Val *value, Arena *arena, Str *why) {
  Str text = value->as.string;
  if (str_eq(text, STR("true")) || str_eq(text, STR("1"))) return val_bool(arena, true);
  if (str_eq(text, STR("false")) || str_eq(text, STR("0"))) return val_bool(arena, false);
  if (str_eq_nocase(text, STR("true")))
    return fail(why, STR("a bool is required; to convert from string, use lowercase \"true\""));
  if (str_eq_nocase(text, STR("false")))
    return fail(why, STR("a bool is required; to convert from string, use lowercase \"false\""));
  return fail(why, STR("a bool is required"));
}

static const Val *to_primitive(const Val *value, const Ty *type, Arena *arena, Str *why) {
  if (type->kind == TY_STRING) {
    if (value->kind == VAL_BOOL) return val_string(arena, value->flag ? STR("true") : STR("false"));
    if (value->whole) return val_string(arena, arena_printf(arena, "%lld", (long long)value->integer));
    return val_string(arena, val_number_text(value->as.number, arena));
  }
  if (type->kind == TY_BOOL) return to_bool(value, arena, why);
  const Val *number = val_parse_number(arena, value->as.string);
  return number != NULL ? number : fail(why, STR("a number is required"));
}

/* The element type that a collection will have: when any is wanted, the common type of what is there. */
static const Ty *element_type(const Val *value, const Ty *type, Arena *arena) {
  if (type->elem->kind != TY_ANY) return type->elem;
  const Ty *own = val_type(value, arena);
  if (own->elem != NULL) return own->elem;
  const Ty *common = own->count > 0 ? ty_unify(own->elems, own->count, arena) : &ty_any;
  return common != NULL ? common : &ty_any;
}

static const Val *to_sequence(const Val *value, const Ty *type, Arena *arena, Str *why) {
  const Ty *elem = type->kind == TY_TUPLE ? NULL : element_type(value, type, arena);
  const Val **items = arena_array(arena, const Val *, value->count + 1U);
  for (uint32_t i = 0; i < value->count; i++) {
    items[i] = val_convert(value->as.items[i], type->kind == TY_TUPLE ? type->elems[i] : elem, arena, why);
    if (items[i] == NULL) return NULL;
  }
  if (type->kind == TY_TUPLE) return val_tuple(arena, items, value->count);
  return type->kind == TY_LIST ? val_list(arena, elem, items, value->count) : val_set(arena, elem, items, value->count);
}

static const Val *to_map(const Val *value, const Ty *type, Arena *arena, Str *why) {
  const Ty *elem = element_type(value, type, arena);
  ValField *fields = arena_array(arena, ValField, value->count + 1U);
  for (uint32_t i = 0; i < value->count; i++) {
    fields[i] = (ValField){value->as.fields[i].name, val_convert(value->as.fields[i].value, elem, arena, why)};
    if (fields[i].value == NULL) return NULL;
  }
  return val_map(arena, elem, fields, value->count);
}

static const Val *to_object(const Val *value, const Ty *type, Arena *arena, Str *why) {
  ValField *fields = arena_array(arena, ValField, type->count + 1U);
  for (uint32_t i = 0; i < type->count; i++) {
    const Val *member = val_field(value, type->names[i]);
    if (member == NULL)
      return fail(why,
                  arena_printf(arena, "map has no element for required attribute \"%.*s\"", STR_FMT(type->names[i])));
    fields[i] = (ValField){type->names[i], val_convert(member, type->elems[i], arena, why)};
    if (fields[i].value == NULL) return NULL;
  }
  return val_object(arena, fields, type->count);
}

const Val *val_convert(const Val *value, const Ty *type, Arena *arena, Str *why) {
  const Ty *own = val_type(value, arena);
  if (type->kind == TY_ANY || (own == type && own->kind <= TY_STRING)) return value;
  if (!ty_convertible(own, type, true, arena)) return fail(why, ty_mismatch(own, type, arena));
  const Val *result = value;
  if (own->kind == type->kind && own->kind >= TY_BLOCK)
    result = value;
  else if (value->kind == VAL_UNKNOWN)
    result = val_unknown(arena, type);
  else if (value->kind == VAL_NULL)
    result = val_null(arena, type);
  else if (value->kind == VAL_REF || value->kind == VAL_KIND)
    result = val_unknown(arena, type);
  else if (own->kind == type->kind && own->kind <= TY_STRING)
    result = value;
  else if (type->kind <= TY_STRING)
    result = to_primitive(value, type, arena, why);
  else if (ty_is_sequence(type))
    result = to_sequence(value, type, arena, why);
  else if (type->kind == TY_MAP)
    result = to_map(value, type, arena, why);
  else if (type->kind == TY_OBJECT)
    result = to_object(value, type, arena, why);
  return result != NULL ? val_at(arena, result, value->span) : NULL;
}

const Val *val_to_string(const Val *value, Arena *arena) {
  Str why;
  return val_convert(value, &ty_string, arena, &why);
}
const Val *val_to_number(const Val *value, Arena *arena) {
  Str why;
  return val_convert(value, &ty_number, arena, &why);
}
const Val *val_to_bool(const Val *value, Arena *arena) {
  Str why;
  return val_convert(value, &ty_bool, arena, &why);
}
