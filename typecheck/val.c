/* val.c: makes and compares values. */
#include "typecheck/val.h"

#include <math.h>
#include <stdio.h>

enum { TEXT_LIMIT = 1 << 20, ITEM_LIMIT = 100000 };

static Val *make(Arena *arena, ValKind kind) {
  Val *value = arena_new(arena, Val);
  value->kind = kind;
  return value;
}

/* The ValKind that values of a type have. */
static ValKind kind_of(const Ty *type) {
  static const uint8_t kinds[] = {
      [TY_ANY] = VAL_UNKNOWN,   [TY_BOOL] = VAL_BOOL, [TY_NUMBER] = VAL_NUMBER, [TY_STRING] = VAL_STRING,
      [TY_LIST] = VAL_LIST,     [TY_SET] = VAL_LIST,  [TY_MAP] = VAL_OBJECT,    [TY_TUPLE] = VAL_LIST,
      [TY_OBJECT] = VAL_OBJECT, [TY_BLOCK] = VAL_REF, [TY_TYPE] = VAL_TYPE,     [TY_RAW] = VAL_RAW};
  return type == NULL ? VAL_UNKNOWN : (ValKind)kinds[type->kind];
}

const Val *val_unknown(Arena *arena, const Ty *type) {
  Val *value = make(arena, VAL_UNKNOWN);
  value->type = type != NULL && type->kind != TY_ANY ? type : NULL;
  value->unknown_kind = (uint8_t)kind_of(type);
  return value;
}

const Val *val_null(Arena *arena, const Ty *type) {
  Val *value = make(arena, VAL_NULL);
  value->type = type != NULL && type->kind != TY_ANY ? type : NULL;
  return value;
}

const Val *val_bool(Arena *arena, bool flag) {
  Val *value = make(arena, VAL_BOOL);
  value->flag = flag;
  return value;
}

const Val *val_number(Arena *arena, double number) {
  Val *value = make(arena, VAL_NUMBER);
  value->as.number = number;
  value->whole = fabs(number) <= 9007199254740992.0 && floor(number) >= number;
  value->integer = value->whole ? (int64_t)number : 0;
  return value;
}

const Val *val_integer(Arena *arena, int64_t number) {
  Val *value = make(arena, VAL_NUMBER);
  value->as.number = (double)number;
  value->whole = true;
  value->integer = number;
  return value;
}

const Val *val_string(Arena *arena, Str text) {
  if (text.len > TEXT_LIMIT) return val_unknown(arena, &ty_string);
  Val *value = make(arena, VAL_STRING);
  value->as.string = text;
  return value;
}

const Val *val_buf(Arena *arena, Buf *buf) {
  const Val *value =
      buf->len > TEXT_LIMIT ? val_unknown(arena, &ty_string) : val_string(arena, arena_str(arena, buf_str(buf)));
  buf_free(buf);
  return value;
}

const Val *val_tuple(Arena *arena, const Val *const *items, size_t count) {
  if (count > ITEM_LIMIT) return val_unknown(arena, NULL);
  Val *value = make(arena, VAL_LIST);
  value->flag = true;
  value->count = (uint32_t)count;
  value->as.items = items;
  return value;
}

const Val *val_list(Arena *arena, const Ty *elem, const Val *const *items, size_t count) {
  const Ty *type = ty_collection(arena, TY_LIST, elem);
  if (count > ITEM_LIMIT) return val_unknown(arena, type);
  Val *value = make(arena, VAL_LIST);
  value->count = (uint32_t)count;
  value->as.items = items;
  value->type = type;
  return value;
}

static int order_items(const void *left, const void *right) {
  const Val *a = *(const Val *const *)left, *b = *(const Val *const *)right;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  if (a->kind == VAL_STRING) return str_cmp(a->as.string, b->as.string);
  if (a->kind == VAL_NUMBER) return a->as.number < b->as.number ? -1 : a->as.number > b->as.number;
  return a->kind == VAL_BOOL ? a->flag - b->flag : 0;
}

static bool simple_items(const Val *const *items, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (items[i]->kind != VAL_STRING && items[i]->kind != VAL_NUMBER && items[i]->kind != VAL_BOOL) return false;
  return true;
}

const Val *val_set(Arena *arena, const Ty *elem, const Val *const *items, size_t count) {
  const Ty *type = ty_collection(arena, TY_SET, elem);
  bool simple = simple_items(items, count);
  if (count > ITEM_LIMIT || (!simple && count > 2000)) return val_unknown(arena, type);
  const Val **sorted = arena_array(arena, const Val *, count + 1);
  size_t kept = 0;
  if (count > 0) memcpy(sorted, items, count * sizeof *sorted);
  if (simple) qsort(sorted, count, sizeof *sorted, order_items);
  for (size_t i = 0; i < count; i++) {
    bool repeated = false;
    for (size_t j = simple && kept > 0 ? kept - 1 : 0; j < kept && !repeated; j++)
      repeated = val_compare(sorted[j], sorted[i]) == 1;
    if (!repeated) sorted[kept++] = sorted[i];
  }
  Val *value = make(arena, VAL_LIST);
  value->set = true;
  value->count = (uint32_t)kept;
  value->as.items = sorted;
  value->type = type;
  return value;
}

typedef struct Slot {
  ValField field;
  size_t index;
} Slot;

static int order_slots(const void *left, const void *right) {
  const Slot *a = left, *b = right;
  int order = str_cmp(a->field.name, b->field.name);
  return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

/* Sorted by name, of equal names only the last. */
static const ValField *sort_fields(Arena *arena, const ValField *fields, size_t *count) {
  Slot *slots = mem_zero(*count + 1, sizeof *slots);
  ValField *sorted = arena_array(arena, ValField, *count + 1);
  for (size_t i = 0; i < *count; i++) slots[i] = (Slot){fields[i], i};
  qsort(slots, *count, sizeof *slots, order_slots);
  size_t kept = 0;
  for (size_t i = 0; i < *count; i++) {
    if (kept > 0 && str_eq(sorted[kept - 1].name, slots[i].field.name)) kept--;
    sorted[kept++] = slots[i].field;
  }
  free(slots);
  *count = kept;
  return sorted;
}

const Val *val_object(Arena *arena, const ValField *fields, size_t count) {
  if (count > ITEM_LIMIT) return val_unknown(arena, NULL);
  Val *value = make(arena, VAL_OBJECT);
  value->as.fields = sort_fields(arena, fields, &count);
  value->count = (uint32_t)count;
  value->flag = true;
  return value;
}

const Val *val_map(Arena *arena, const Ty *elem, const ValField *fields, size_t count) {
  Val *value = make(arena, VAL_OBJECT);
  value->type = ty_collection(arena, TY_MAP, elem);
  if (count > ITEM_LIMIT) return val_unknown(arena, value->type);
  value->as.fields = sort_fields(arena, fields, &count);
  value->count = (uint32_t)count;
  return value;
}

const Val *val_at(Arena *arena, const Val *value, Span span) {
  if (value->span.start == span.start && value->span.end == span.end) return value;
  Val *copy = arena_copy(arena, value, 1, sizeof *value);
  copy->span = span;
  return copy;
}

const Val *val_field(const Val *object, Str name) {
  size_t low = 0, high = object->count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = str_cmp(object->as.fields[middle].name, name);
    if (order == 0) return object->as.fields[middle].value;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

/* Joins the answers about two parts: one difference decides, one doubt makes the whole doubtful. */
static int both(int a, int b) { return a == 0 || b == 0 ? 0 : a < 0 || b < 0 ? -1 : 1; }

static int compare_content(const Val *a, const Val *b) {
  if (a->count != b->count) return 0;
  int same = 1;
  for (uint32_t i = 0; i < a->count && same != 0; i++) {
    if (a->kind == VAL_LIST) {
      same = both(same, val_compare(a->as.items[i], b->as.items[i]));
    } else {
      if (!str_eq(a->as.fields[i].name, b->as.fields[i].name)) return 0;
      same = both(same, val_compare(a->as.fields[i].value, b->as.fields[i].value));
    }
  }
  return same;
}

int val_compare(const Val *a, const Val *b) {
  if (a->kind == VAL_UNKNOWN || b->kind == VAL_UNKNOWN) return -1;
  if (a->kind != b->kind) return 0;
  switch (a->kind) {
  case VAL_NULL: return 1;
  case VAL_BOOL: return a->flag == b->flag;
  case VAL_NUMBER:
    return a->whole && b->whole ? a->integer == b->integer
                                : a->as.number <= b->as.number && a->as.number >= b->as.number;
  case VAL_STRING: return str_eq(a->as.string, b->as.string);
  case VAL_LIST: return a->flag != b->flag || a->set != b->set ? 0 : compare_content(a, b);
  case VAL_OBJECT: return a->flag != b->flag ? 0 : compare_content(a, b);
  case VAL_REF: return a->as.ref.def == b->as.ref.def ? 1 : -1;
  default: return -1;
  }
}

bool val_equal(const Val *a, const Val *b) { return val_compare(a, b) == 1; }

bool val_known(const Val *value) {
  if (value->kind == VAL_UNKNOWN) return false;
  if (value->kind == VAL_LIST)
    for (uint32_t i = 0; i < value->count; i++)
      if (!val_known(value->as.items[i])) return false;
  if (value->kind == VAL_OBJECT)
    for (uint32_t i = 0; i < value->count; i++)
      if (!val_known(value->as.fields[i].value)) return false;
  return true;
}

bool val_int(const Val *number, int64_t *out) {
  if (number->kind != VAL_NUMBER || !number->whole) return false;
  *out = number->integer;
  return true;
}
