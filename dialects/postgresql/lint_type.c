/* lint_type.c: which changes of columns make PostgreSQL write all rows anew.
 *
 *     varchar(10) -> varchar(20), text      stays as it is
 *     int -> bigint                         rewritten */
#include <stdlib.h>

#include "dialects/postgresql/driver.h"
#include "dialects/postgresql/lint.h"

/* ---- types ---- */

typedef struct Shape {
  DbType type;
  long args[2]; /* -1: not given */
} Shape;

static Shape shape_of(Arena *arena, const Column *column) {
  Shape shape = {.args = {-1, -1}};
  pg_type(arena, column, &shape.type);
  TypeText text = driver_split_type(arena, shape.type.text);
  for (unsigned i = 0; i < text.arg_count && i < 2; i++)
    shape.args[i] = strtol(arena_str(arena, text.args[i]).ptr, NULL, 10);
  return shape;
}

static bool is_word(const Shape *shape, const char *word) { return str_eq(shape->type.word, str_from(word)); }

/* A longer limit, or none any more. */
static bool grows(const Shape *from, const Shape *to) {
  return to->args[0] < 0 || (from->args[0] >= 0 && to->args[0] >= from->args[0]);
}

static bool grows_as_text(const Shape *from, const Shape *to) {
  bool from_text = is_word(from, "text"), to_text = is_word(to, "text");
  bool from_varchar = is_word(from, "character varying"), to_varchar = is_word(to, "character varying");
  if (!(from_text || from_varchar) || !(to_text || to_varchar)) return false;
  return to_text || grows(from, to);
}

static bool grows_as_number(const Shape *from, const Shape *to) {
  if (!is_word(from, "numeric") || !is_word(to, "numeric")) return false;
  if (to->args[0] < 0) return true;
  long from_scale = from->args[1] < 0 ? 0 : from->args[1], to_scale = to->args[1] < 0 ? 0 : to->args[1];
  return from->args[0] >= 0 && to->args[0] >= from->args[0] && from_scale == to_scale;
}

static bool grows_in_kind(const Shape *from, const Shape *to) {
  bool sized = is_word(to, "bit varying") || to->type.family == TYPE_TIME || to->type.family == TYPE_INTERVAL;
  return sized && str_eq(from->type.word, to->type.word) && grows(from, to);
}

static bool is_domain(const Object *object) { return object != NULL && str_eq(object->kind, STR("domain")); }

static Str base_type(const Object *domain) { return model_attr(&domain->attrs, STR("type")); }

static bool has_check(const Object *domain) {
  for (size_t i = 0; i < domain->children.len; i++)
    if (str_eq(domain->children.items[i]->kind, STR("check"))) return true;
  return str_eq(model_attr(&domain->attrs, STR("null")), STR("false"));
}

/* A domain and its base type, or two domains over one; values are looked at when the new domain has conditions. */
static bool same_base(const DbType *from, const DbType *to) {
  bool before = is_domain(from->object), after = is_domain(to->object);
  if (before && after) return str_eq(base_type(from->object), base_type(to->object));
  if (before) return to->object == NULL && str_eq_nocase(base_type(from->object), to->text);
  return after && from->object == NULL && str_eq_nocase(base_type(to->object), from->text) && !has_check(to->object);
}

/* A serial is an integer with a default. */
static Str stored_text(const DbType *type) {
  return type->family == TYPE_SERIAL ? pg_serial_integer(type) : type->text;
}

bool pg_lint_rewrites(Arena *arena, const Column *from, const Column *to) {
  if (!from->type.known || !to->type.known) return false;
  Shape a = shape_of(arena, from), b = shape_of(arena, to);
  if (same_base(&a.type, &b.type)) return false;
  if (a.type.object == NULL && b.type.object == NULL && str_eq(stored_text(&a.type), stored_text(&b.type)))
    return false;
  if (is_word(&a, "cidr") && is_word(&b, "inet")) return false;
  return !grows_as_text(&a, &b) && !grows_as_number(&a, &b) && !grows_in_kind(&a, &b);
}

/* ---- defaults ---- */

/* Functions that give one value for all rows of a statement. */
static const char *const stable[] = {"now",
                                     "transaction_timestamp",
                                     "statement_timestamp",
                                     "current_timestamp",
                                     "current_date",
                                     "current_time",
                                     "localtime",
                                     "localtimestamp",
                                     "current_user",
                                     "session_user",
                                     "user",
                                     "current_setting",
                                     "lower",
                                     "upper",
                                     "concat",
                                     "coalesce",
                                     "to_char",
                                     "date_trunc",
                                     "jsonb_build_object",
                                     "json_build_object",
                                     "jsonb_build_array",
                                     "json_build_array",
                                     "array_fill",
                                     "make_interval",
                                     "timezone",
                                     "round",
                                     "abs",
                                     "length",
                                     "md5",
                                     "cast",
                                     NULL};

static bool in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Type names take arguments as functions do: 'x'::character varying(10). */
static bool is_type(Str expr, size_t start) {
  while (start > 0 && (in_word(expr.ptr[start - 1]) || expr.ptr[start - 1] == ' ')) start--;
  return start >= 2 && expr.ptr[start - 1] == ':' && expr.ptr[start - 2] == ':';
}

/* Behind the text in quotes that starts at `at`. */
static size_t behind_quotes(Str expr, size_t at) {
  char quote = expr.ptr[at];
  return str_find(expr, quote, at + 1) + 1;
}

/* Calls of functions that are not known to be stable are taken for volatile, as those of the schema are unless they say
 * otherwise. */
bool pg_lint_is_volatile(const Column *column) {
  Str expr = column->default_text;
  if (column->default_kind != DEFAULT_EXPR) return false;
  for (size_t at = 0; at < expr.len;) {
    if (expr.ptr[at] == '\'' || expr.ptr[at] == '"') {
      at = behind_quotes(expr, at);
      continue;
    }
    size_t end = at;
    while (end < expr.len && in_word(expr.ptr[end])) end++;
    size_t open = end;
    while (open < expr.len && expr.ptr[open] == ' ') open++;
    bool call = end > at && open < expr.len && expr.ptr[open] == '(' && !is_type(expr, at);
    Str word = str_sub(expr, at, end);
    bool known = false;
    for (size_t i = 0; call && stable[i] != NULL; i++) known = known || str_eq_nocase(word, str_from(stable[i]));
    if (call && !known) return true;
    at = end > at ? end : at + 1;
  }
  return false;
}
