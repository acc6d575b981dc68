/* eval_path.c: the steps of a path: attributes, indexes and splats on values. */
#include <math.h>

#include "typecheck/eval_parts.h"

static bool splat(SynStepKind kind) { return kind == SYN_STEP_ATTR_SPLAT || kind == SYN_STEP_FULL_SPLAT; }

/* Of a block it is a wrong reference, of a value a missing element. */
static const Val *no_attribute(Scope *scope, const Val *from, Str name, Span span) {
  bool block = from->kind == VAL_REF || from->kind == VAL_KIND;
  return eval_error(scope, block ? DIAG_UNKNOWN_REFERENCE : DIAG_INVALID_INDEX, span,
                    "Unsupported attribute; This object does not have an attribute named \"%.*s\".", STR_FMT(name));
}

static const Val *no_element(Scope *scope, Span span, const char *why) {
  return eval_error(scope, DIAG_INVALID_INDEX, span,
                    "Invalid index; The given key does not identify an element in this collection value%s", why);
}

static const Val *list_item(Scope *scope, const Val *list, const Val *key, Span span) {
  Str why;
  const Val *number = val_convert(key, &ty_number, scope->arena, &why);
  if (number == NULL) return no_element(scope, span, arena_printf(scope->arena, ": %.*s.", STR_FMT(why)).ptr);
  if (number->kind != VAL_NUMBER) return val_unknown(scope->arena, list->type != NULL ? list->type->elem : NULL);
  if (floor(number->as.number) < number->as.number)
    return no_element(scope, span,
                      ": indexing a sequence requires a whole number, but the given index has a fractional part.");
  if (number->as.number < 0) return no_element(scope, span, ": a negative number is not a valid index for a sequence.");
  if (number->as.number > (double)list->count) return no_element(scope, span, ".");
  if (number->as.number >= (double)list->count)
    return no_element(scope, span,
                      list->count == 0 ? ": the collection has no elements."
                                       : ": the given index is greater than or equal to the length of the collection.");
  return list->as.items[(uint32_t)number->as.number];
}

static const Val *object_item(Scope *scope, const Val *object, const Val *key, Span span) {
  Str why;
  const Val *name = val_convert(key, &ty_string, scope->arena, &why);
  if (name == NULL) return no_element(scope, span, arena_printf(scope->arena, ": %.*s.", STR_FMT(why)).ptr);
  if (name->kind != VAL_STRING) return val_unknown(scope->arena, object->type != NULL ? object->type->elem : NULL);
  const Val *value = val_field(object, name->as.string);
  if (value != NULL) return value;
  bool number = object->flag && key->kind == VAL_NUMBER;
  return no_element(scope, span,
                    number ? ". An object only supports looking up attributes by name, not by numeric index." : ".");
}

static const Val *block_item(Scope *scope, const Val *from, const Val *key, Span span) {
  const Val *name = val_to_string(key, scope->arena);
  if (name == NULL || name->kind != VAL_STRING) return val_unknown(scope->arena, NULL);
  const Val *value = scope_member(scope, from, name->as.string);
  return value != NULL ? value : no_element(scope, span, ".");
}

static const Val *index_step(Scope *scope, const Val *from, const SynStep *step) {
  unsigned errors = scope->errors;
  const Val *key = eval_expr(scope, step->key);
  if (scope->errors > errors) return val_unknown(scope->arena, NULL);
  if (from->kind == VAL_NULL)
    return eval_error(scope, DIAG_INVALID_INDEX, step->span,
                      "Attempt to index null value; This value is null, so it does not have any indices.");
  if (key->kind == VAL_NULL)
    return eval_error(scope, DIAG_INVALID_INDEX, step->span,
                      "Invalid index; Can't use a null value as an indexing key.");
  const Ty *type = val_type(from, scope->arena);
  if (type->kind == TY_SET)
    return eval_error(scope, DIAG_INVALID_INDEX, step->span,
                      "Invalid index; Elements of a set are identified only by their value and don't have any separate "
                      "index or key to select with, so it's only possible to perform operations across all elements of "
                      "the set.");
  if (from->kind == VAL_REF || from->kind == VAL_KIND) return block_item(scope, from, key, step->span);
  if (type->elem == NULL && type->elems == NULL && type->kind != TY_ANY)
    return eval_error(scope, DIAG_INVALID_INDEX, step->span, "Invalid index; This value does not have any indices.");
  if (from->kind == VAL_UNKNOWN || key->kind == VAL_UNKNOWN) return val_unknown(scope->arena, type->elem);
  return from->kind == VAL_LIST ? list_item(scope, from, key, step->span) : object_item(scope, from, key, step->span);
}

/* Attributes do not exist on lists, texts and numbers; HCL has a hint for each. */
static const Val *no_attributes(Scope *scope, const Ty *type, Str name, Span span) {
  const char *object = "Unsupported attribute; ";
  if (type->kind == TY_BOOL || type->kind == TY_NUMBER || type->kind == TY_STRING)
    return eval_error(scope, DIAG_INVALID_INDEX, span, "%sCan't access attributes on a primitive-typed value (%.*s).",
                      object, STR_FMT(ty_name(type, false, scope->arena)));
  if (type->kind == TY_SET && type->elem->kind == TY_OBJECT)
    return eval_error(scope, DIAG_INVALID_INDEX, span,
                      "%sCan't access attributes on a set of objects. Did you mean to access an attribute across all "
                      "elements of the set?",
                      object);
  if (type->kind != TY_LIST || type->elem->kind != TY_OBJECT)
    return eval_error(scope, DIAG_INVALID_INDEX, span, "%sThis value does not have any attributes.", object);
  for (uint32_t i = 0; i < type->elem->count; i++)
    if (str_eq(type->elem->names[i], name))
      return eval_error(
          scope, DIAG_UNKNOWN_REFERENCE, span,
          "%sCan't access attributes on a list of objects. Did you mean to access attribute \"%.*s\" for a "
          "specific element of the list, or across all elements of the list?",
          object, STR_FMT(name));
  return eval_error(
      scope, DIAG_UNKNOWN_REFERENCE, span,
      "%sCan't access attributes on a list of objects. Did you mean to access an attribute for a specific "
      "element of the list, or across all elements of the list?",
      object);
}

static const Val *unknown_attribute(Scope *scope, const Val *from, Str name, Span span) {
  const Ty *type = from->type;
  if (type == NULL || type->kind == TY_BLOCK) return val_unknown(scope->arena, NULL);
  if (type->kind == TY_MAP) return val_unknown(scope->arena, type->elem);
  if (type->kind != TY_OBJECT) return no_attributes(scope, type, name, span);
  for (uint32_t i = 0; i < type->count; i++)
    if (str_eq(type->names[i], name)) return val_unknown(scope->arena, type->elems[i]);
  return no_attribute(scope, from, name, span);
}

/* `.0` is the old spelling of [0]. */
static bool digits(Str name) {
  for (size_t i = 0; i < name.len; i++)
    if (name.ptr[i] < '0' || name.ptr[i] > '9') return false;
  return name.len > 0;
}

static const Val *attribute_step(Scope *scope, const Val *from, const SynStep *step) {
  Str name = step->name;
  if (name.len == 0) return val_unknown(scope->arena, NULL); /* half-typed: a syntax error tells */
  const Val *value = NULL;
  if (digits(name) && from->kind == VAL_LIST && !from->set)
    return list_item(scope, from, val_parse_number(scope->arena, name), step->span);
  switch (from->kind) {
  case VAL_NULL:
    return eval_error(
        scope, DIAG_INVALID_INDEX, step->span,
        "Attempt to get attribute from null value; This value is null, so it does not have any attributes.");
  case VAL_UNKNOWN: return unknown_attribute(scope, from, name, step->span);
  case VAL_REF:
  case VAL_KIND: value = scope_member(scope, from, name); break;
  case VAL_OBJECT: value = val_field(from, name); break;
  default: return no_attributes(scope, val_type(from, scope->arena), name, step->span);
  }
  if (value != NULL) return value;
  if (from->kind == VAL_OBJECT && !from->flag)
    return eval_error(scope, from->type == &ty_block ? DIAG_UNKNOWN_REFERENCE : DIAG_INVALID_INDEX, step->span,
                      "Missing map element; This map does not have an element with the key \"%.*s\".", STR_FMT(name));
  return no_attribute(scope, from, name, step->span);
}

static const Val *walk(Scope *scope, const Val *from, const SynStep *steps, uint32_t count, Span source);

/* a[*].b.c: the steps that belong to the splat on each item, the others on the result. */
static const Val *splat_step(Scope *scope, const Val *from, const SynStep *steps, uint32_t count, Span source) {
  uint32_t inner = 1;
  while (inner < count && (steps[0].kind == SYN_STEP_FULL_SPLAT || steps[inner].kind == SYN_STEP_ATTR)) inner++;
  if (from->kind == VAL_NULL && from->type != NULL && ty_is_sequence(from->type))
    return eval_error(
        scope, DIAG_ITERATION, source,
        "Splat of null value; Splat expressions (with the * symbol) cannot be applied to null sequences.");
  if (from->kind == VAL_UNKNOWN || from->kind == VAL_KIND) return val_unknown(scope->arena, NULL);
  const Val *const *items = from->kind == VAL_LIST ? from->as.items : &from;
  uint32_t total = from->kind == VAL_LIST ? from->count : from->kind == VAL_NULL ? 0 : 1;
  const Val **results = arena_array(scope->arena, const Val *, total + 1U);
  Scope each = *scope;
  for (uint32_t i = 0; i < total; i++) {
    unsigned errors = each.errors;
    results[i] = walk(&each, items[i], steps + 1, inner - 1, source);
    if (each.errors > errors) each.report = NULL; /* one item is enough to say what is wrong */
  }
  bool failed = each.errors > scope->errors;
  scope->errors = each.errors;
  scope->work = each.work + total;
  const Val *result = failed ? val_unknown(scope->arena, NULL) : val_tuple(scope->arena, results, total);
  if (!failed && from->kind == VAL_LIST && !from->flag) {
    Str why;
    const Val *list = val_convert(result, ty_collection(scope->arena, TY_LIST, NULL), scope->arena, &why);
    result = list != NULL ? list : result;
  }
  return walk(scope, result, steps + inner, count - inner, source);
}

static const Val *walk(Scope *scope, const Val *from, const SynStep *steps, uint32_t count, Span source) {
  const Val *value = from;
  for (uint32_t i = 0; i < count; i++) {
    unsigned errors = scope->errors;
    if (splat(steps[i].kind)) return splat_step(scope, value, steps + i, count - i, source);
    value =
        steps[i].kind == SYN_STEP_ATTR ? attribute_step(scope, value, &steps[i]) : index_step(scope, value, &steps[i]);
    if (scope->errors > errors) return value;
  }
  return value;
}

const Val *eval_path(Scope *scope, const SynExpr *expr) {
  uint32_t used = 0;
  unsigned errors = scope->errors;
  const Val *root = scope_root(scope, expr, &used);
  if (scope->errors > errors) return root;
  if (used == expr->count) return root; /* a name alone has no list of steps */
  return walk(scope, root, expr->as.path.steps + used, expr->count - used, expr->as.path.name_span);
}

const Val *eval_access(Scope *scope, const SynExpr *expr) {
  unsigned errors = scope->errors;
  const Val *base = eval_expr(scope, expr->as.access.base);
  if (scope->errors > errors) return val_unknown(scope->arena, NULL);
  return walk(scope, base, expr->as.access.steps, expr->count, expr->as.access.base->span);
}
