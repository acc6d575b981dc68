/* compare_object.c: how views, routines, triggers and partitions of MySQL and MariaDB are compared. What nobody wrote
 * counts as the server's default: SECURITY DEFINER, CONTAINS SQL, IN. */
#include <stdlib.h>

#include "dialects/dialect.h"
#include "dialects/expr_query.h"
#include "dialects/mysql/driver.h"

static bool is_kind(const Object *object, const char *kind) { return str_eq(object->kind, str_from(kind)); }

/* Value of an attribute, or what holds without it. */
static Str value_of(const Object *object, const char *name, const char *otherwise) {
  Str text = model_attr(&object->attrs, str_from(name));
  return text.len > 0 ? text : str_from(otherwise);
}

static bool same_value(const Object *from, const Object *to, const char *name, const char *otherwise) {
  return str_eq_nocase(value_of(from, name, otherwise), value_of(to, name, otherwise));
}

/* ---- views ---- */

/* Names of columns, when both sides tell them. */
static bool same_columns(const Object *from, const Object *to) {
  if (from->columns.len == 0 || to->columns.len == 0) return true;
  if (from->columns.len != to->columns.len) return false;
  for (size_t i = 0; i < to->columns.len; i++)
    if (!str_eq_nocase(from->columns.items[i]->name, to->columns.items[i]->name)) return false;
  return true;
}

/* Without those that `*` leaves out. */
static const Str *names_of(Arena *arena, Column *const *columns, size_t *count) {
  Str *names = arena_array(arena, Str, *count + 1);
  size_t kept = 0;
  for (size_t i = 0; i < *count; i++)
    if (!driver_true_attr(&columns[i]->attrs, STR("invisible"))) names[kept++] = columns[i]->name;
  *count = kept;
  return names;
}

typedef struct ViewPlace {
  const Schema *schemas[2]; /* of the view, in both realms; may be NULL */
} ViewPlace;

/* A table or view without a schema is in that of the view. Columns of a view are known when it says them. */
static const Str *columns_in(const Schema *own, Arena *arena, Str schema_name, Str name, size_t *count) {
  const Schema *schema =
      own != NULL && schema_name.len > 0 && own->realm != NULL ? realm_schema(own->realm, schema_name) : own;
  const Table *table = schema != NULL ? schema_table(schema, name) : NULL;
  const Object *view = schema != NULL ? schema_object(schema, STR("view"), name) : NULL;
  bool known = table != NULL || (view != NULL && view->columns.len > 0);
  *count = table != NULL ? table->columns.len : known ? view->columns.len : 0;
  if (!known) return NULL;
  return names_of(arena, table != NULL ? table->columns.items : view->columns.items, count);
}

static bool same_names(const Str *a, size_t a_count, const Str *b, size_t b_count) {
  for (size_t i = 0; i < a_count; i++) {
    bool found = false;
    for (size_t k = 0; k < b_count; k++) found = found || str_eq_nocase(a[i], b[k]);
    if (!found) return false;
  }
  return a_count == b_count;
}

/* In the order that they have already: new columns stand behind the others in a table, wherever they were written. */
static const Str *columns_of(const void *context, Arena *arena, Str schema_name, Str name, size_t *count) {
  const ViewPlace *place = context;
  size_t old_count = 0;
  const Str *names = columns_in(place->schemas[1], arena, schema_name, name, count);
  const Str *old = columns_in(place->schemas[0], arena, schema_name, name, &old_count);
  if (names != NULL && (old == NULL || !same_names(names, *count, old, old_count))) return names;
  *count = old_count;
  return old;
}

/* What a server gives back is not as it was written: nor is what it makes of that again. */
static bool same_query(Comparison *self, const Object *from, const Object *to) {
  if (object_same_sql(from->definition, to->definition)) return true;
  if (!compare_is_inspected(self) || !from->definition.present || !to->definition.present) return false;
  ExprRules rules = {.flavor = dialect_named(STR("mysql"))->sql, .words_join = true};
  bool named = from->columns.len > 0 && to->columns.len > 0;
  ViewPlace place = {{from->schema, to->schema}};
  QueryColumns columns = {.context = &place, .of = columns_of};
  return query_same(self->arena, &rules, &columns, from->definition.text, to->definition.text, named);
}

static bool same_view(Comparison *self, const Object *from, const Object *to) {
  return same_query(self, from, to) && same_columns(from, to) && same_value(from, to, "check_option", "NONE") &&
         same_value(from, to, "security", "DEFINER");
}

/* ---- routines ---- */

Str mysql_type_text(Arena *arena, Str text) {
  DbType type;
  Column column = {.type = {.text = text, .known = true}};
  mysql_type(arena, &column, &type);
  return type.error.len > 0 ? expr_lower(arena, text) : type.text;
}

/* MariaDB knows no json but as the name of longtext. */
static bool are_json(Str a, Str b) { return str_eq(a, STR("json")) && str_eq(b, STR("longtext")); }

static bool same_type(Arena *arena, const Object *from, const Object *to, const char *name) {
  Str before = mysql_type_text(arena, model_attr(&from->attrs, str_from(name)));
  Str after = mysql_type_text(arena, model_attr(&to->attrs, str_from(name)));
  return str_eq(before, after) || are_json(before, after) || are_json(after, before);
}

/* A character set that only one side tells is that of the database. */
static bool same_charset(const Object *from, const Object *to, const char *name) {
  Str before = value_of(from, name, ""), after = value_of(to, name, "");
  return before.len == 0 || after.len == 0 || str_eq_nocase(before, after);
}

static bool same_args(Arena *arena, const Object *from, const Object *to) {
  if (from->children.len != to->children.len) return false;
  for (size_t i = 0; i < to->children.len; i++) {
    const Object *a = from->children.items[i], *b = to->children.items[i];
    if (!str_eq_nocase(a->name, b->name) || !same_type(arena, a, b, "type") || !same_value(a, b, "mode", "IN"))
      return false;
    if (!same_charset(a, b, "charset") || !same_charset(a, b, "collate")) return false;
  }
  return true;
}

static bool same_routine(Arena *arena, const Object *from, const Object *to) {
  return object_same_sql(from->definition, to->definition) && same_args(arena, from, to) &&
         same_type(arena, from, to, "return") && same_value(from, to, "deterministic", "false") &&
         same_value(from, to, "data_access", "CONTAINS_SQL") && same_value(from, to, "security", "DEFINER") &&
         str_eq(model_text(from->comment), model_text(to->comment));
}

/* ---- triggers ---- */

/* AFTER INSERT */
Str mysql_trigger_event(Arena *arena, const Object *trigger) {
  static const char *const timings[] = {"before", "after"}, *const events[] = {"insert", "update", "delete"};
  for (size_t i = 0; i < 2; i++) {
    const Object *timing = object_child(trigger, str_from(timings[i]));
    for (size_t k = 0; timing != NULL && k < 3; k++)
      if (driver_true_attr(&timing->attrs, str_from(events[k])))
        return expr_upper(arena, arena_printf(arena, "%s %s", timings[i], events[k]));
  }
  return (Str){NULL, 0};
}

/* trigger.log -> log; empty: no place is asked for. */
Str mysql_trigger_place(Arena *arena, const Object *trigger, bool *follows) {
  Str after = model_attr(&trigger->attrs, STR("follows")), before = model_attr(&trigger->attrs, STR("precedes"));
  Str text = after.len > 0 ? after : before;
  *follows = after.len > 0;
  return str_starts(text, STR("trigger.")) ? model_last_step(arena, text) : text;
}

static bool same_place(Arena *arena, const Object *from, const Object *to) {
  bool a, b;
  Str before = mysql_trigger_place(arena, from, &a), after = mysql_trigger_place(arena, to, &b);
  return after.len == 0 || before.len == 0 || a != b || str_eq(before, after);
}

static bool same_trigger(Arena *arena, const Object *from, const Object *to) {
  return object_same_sql(from->definition, to->definition) && same_place(arena, from, to) &&
         str_eq(mysql_trigger_event(arena, from), mysql_trigger_event(arena, to));
}

/* ---- all of them ---- */

bool mysql_compare_object(Comparison *self, const Object *from, const Object *to, Changes *out) {
  const Object *object = object_either(from, to);
  bool both = from != NULL && to != NULL, same = false;
  if (is_kind(object, "view"))
    same = both && same_view(self, from, to);
  else if (is_kind(object, "function") || is_kind(object, "procedure"))
    same = both && same_routine(self->arena, from, to);
  else if (is_kind(object, "trigger"))
    same = both && same_trigger(self->arena, from, to);
  else
    return mysql_compare_account(self, from, to, out);
  if (!same) object_change(self, from, to, 0, out);
  return true;
}

/* ---- making anew ---- */

static bool names_column(Arena *arena, const Object *object, const Column *column) {
  Str quoted = expr_quote_name(arena, column->name, '`'), sql = model_text(object->definition);
  return sql_mentions(sql, str_sub(quoted, 1, quoted.len - 1));
}

static const Object *find_object(Object *const *items, size_t count, const Object *like) {
  for (size_t i = 0; i < count; i++)
    if (str_eq(items[i]->kind, like->kind) && str_eq(items[i]->name, like->name)) return items[i];
  return NULL;
}

/* What the object becomes; NULL: not known. */
static const Object *successor(const Comparison *self, const Object *object) {
  const Realm *to = self->to;
  if (to == NULL || object->schema == NULL)
    return to != NULL ? find_object(to->objects.items, to->objects.len, object) : NULL;
  const Schema *schema = realm_schema(to, object->schema->name);
  return schema != NULL ? find_object(schema->objects.items, schema->objects.len, object) : NULL;
}

/* A view or trigger that read a column or a view which goes or changes is replaced after that, but the way back needs
 * the column before: so it is dropped and made anew. */
bool mysql_recreate(Comparison *self, const Change *change, const Object *object) {
  bool goes = false;
  if ((change->kind == DROP_OBJECT || change->kind == MODIFY_OBJECT) && object->role == OBJECT_VIEW) {
    const Object *to = successor(self, object);
    return to != NULL && !same_view(self, object, to);
  }
  if (change->kind != MODIFY_TABLE || (object->role != OBJECT_VIEW && object->role != OBJECT_TRIGGER)) return false;
  for (size_t i = 0; i < change->members.len; i++) {
    const Change *member = change->members.items[i];
    bool leaves = member->kind == DROP_COLUMN || member->kind == RENAME_COLUMN;
    goes = goes || (leaves && names_column(self->arena, object, member->from.column));
  }
  const Object *to = goes ? successor(self, object) : NULL;
  if (to == NULL) return false;
  return object->role == OBJECT_VIEW ? !same_view(self, object, to) : !same_trigger(self->arena, object, to);
}

bool mysql_late_body(const Object *object) { return !is_kind(object, "view"); }

int mysql_rank(const Object *object) {
  if (is_kind(object, "role")) return -2;
  if (is_kind(object, "user")) return -1;
  return is_kind(object, "permission") ? 1 : 0;
}

/* ---- partitions ---- */

/* Expressions without the quotes of names, layout and case. */
static Str loose(Arena *arena, Str text) {
  char *copy = arena_alloc(arena, text.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < text.len; i++)
    if (text.ptr[i] != '`' && text.ptr[i] != ' ' && text.ptr[i] != '\n') copy[len++] = text.ptr[i];
  return expr_lower(arena, str_make(copy, len));
}

static int by_text(const void *a, const void *b) {
  const Str *x = a, *y = b;
  int order = memcmp(x->ptr, y->ptr, x->len < y->len ? x->len : y->len);
  return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}

/* values in (2, null, 1) -> values in (1,2,null): a list has no order. */
static Str sorted(Arena *arena, Str text) {
  size_t open = str_find(text, '(', 0), count = 0;
  if (!str_starts(text, STR("valuesin")) || text.len == 0 || text.ptr[text.len - 1] != ')') return text;
  Str list = str_sub(text, open + 1, text.len - 1), *items = arena_array(arena, Str, list.len + 1);
  for (size_t at = 0; at < list.len;) {
    size_t end = expr_part_end(list, at);
    items[count++] = str_sub(list, at, end);
    at = end + 1;
  }
  qsort(items, count, sizeof *items, by_text);
  Str result = STR("valuesin");
  for (size_t i = 0; i < count; i++) result = arena_printf(arena, "%.*s,%.*s", STR_FMT(result), STR_FMT(items[i]));
  return result;
}

static bool same_partition(Arena *arena, const Object *from, const Object *to) {
  Str before = mysql_partition_values(arena, from, NULL), after = mysql_partition_values(arena, to, NULL);
  return str_eq(from->name, to->name) &&
         str_eq(sorted(arena, loose(arena, before)), sorted(arena, loose(arena, after))) &&
         str_eq(model_text(from->comment), model_text(to->comment));
}

/* HASH (a % 7) and HASH (`a` MOD 7) */
static bool same_hash(Arena *arena, Str a, Str b) {
  ExprRules rules = {.flavor = dialect_named(STR("mysql"))->sql, .words_join = true};
  size_t x = str_find(a, '(', 0), y = str_find(b, '(', 0);
  return x > 0 && x < a.len && str_eq(str_sub(a, 0, x), str_sub(b, 0, y)) &&
         expr_tree_same(arena, &rules, str_sub(a, x, a.len), str_sub(b, y, b.len));
}

bool mysql_same_partition_key(Arena *arena, const Object *from, const Object *to) {
  Str before = mysql_partition_key(arena, from), after = mysql_partition_key(arena, to);
  return str_eq(loose(arena, before), loose(arena, after)) || same_hash(arena, before, after);
}

/* Partitions of `object` in order, NULL behind the last one. */
const Object *mysql_partition_at(const Object *object, size_t index) {
  for (size_t i = 0; i < object->children.len; i++)
    if (is_kind(object->children.items[i], "partition") && index-- == 0) return object->children.items[i];
  return NULL;
}

size_t mysql_common_partitions(Arena *arena, const Object *from, const Object *to) {
  size_t count = 0;
  for (;; count++) {
    const Object *a = mysql_partition_at(from, count), *b = mysql_partition_at(to, count);
    if (a == NULL || b == NULL || !same_partition(arena, a, b)) return count;
  }
}

/* One partition that the server named is none in the schema. */
static bool is_single(const Object *from) {
  return mysql_partition_at(from, 0) != NULL && mysql_partition_at(from, 1) == NULL;
}

static bool same_partitions(Arena *arena, const Object *from, const Object *to) {
  if (!mysql_same_partition_key(arena, from, to)) return false;
  if (mysql_partition_at(to, 0) == NULL && (is_single(from) || mysql_partition_at(from, 0) == NULL)) return true;
  size_t common = mysql_common_partitions(arena, from, to);
  return mysql_partition_at(from, common) == NULL && mysql_partition_at(to, common) == NULL;
}

bool mysql_compare_child(Comparison *self, const Object *from, const Object *to, Change *modify) {
  if (!is_kind(object_either(from, to), "partition")) return false;
  if (from != NULL && to != NULL && same_partitions(self->arena, from, to)) return true;
  ChangeKind kind = from == NULL ? ADD_OBJECT : to == NULL ? DROP_OBJECT : MODIFY_OBJECT;
  change_member(self->arena, modify, kind, side_of(from), side_of(to));
  return true;
}
