/* lint_values.c: values of enums and sets. They are stored as numbers: new ones at the end change nothing else, all
 * other changes copy the table.
 *
 *     enum('a','b') -> enum('a','b','c')     nothing
 *     enum('a','b') -> enum('b','a')         MY111 */
#include "dialects/mysql/lint.h"

typedef struct Values {
  ARRAY(Str) list;
} Values;

/* The quoted texts between the parentheses, with their quotes. */
static Values read_values(Arena *arena, Str text) {
  Values values = {0};
  for (size_t at = str_find(text, '(', 0) + 1; at < text.len; at++) {
    char quote = text.ptr[at];
    if (quote != '\'' && quote != '"') continue;
    size_t end = at + 1;
    while (end < text.len && (text.ptr[end] != quote || (end + 1 < text.len && text.ptr[end + 1] == quote)))
      end += text.ptr[end] == quote || text.ptr[end] == '\\' ? 2 : 1;
    array_push_in(arena, &values.list, str_sub(text, at + 1, end));
    at = end;
  }
  return values;
}

static size_t place_of(const Values *values, Str value) {
  size_t i = 0;
  while (i < values->list.len && !str_eq(values->list.items[i], value)) i++;
  return i;
}

static bool has_removed(const Values *from, const Values *to) {
  for (size_t i = 0; i < from->list.len; i++)
    if (place_of(to, from->list.items[i]) == to->list.len) return true;
  return false;
}

/* Do the values that stay come in another order? */
static bool has_moved(const Values *from, const Values *to) {
  size_t last = 0;
  for (size_t i = 0; i < from->list.len; i++) {
    size_t place = place_of(to, from->list.items[i]);
    if (place == to->list.len) continue;
    if (place < last) return true;
    last = place;
  }
  return false;
}

/* Does a new value stand before one that stays? */
static bool has_inserted(const Values *from, const Values *to) {
  bool fresh = false;
  for (size_t i = 0; i < to->list.len; i++) {
    bool old = place_of(from, to->list.items[i]) < from->list.len;
    if (old && fresh) return true;
    fresh = fresh || !old;
  }
  return false;
}

/* Bytes that a value takes. */
static unsigned storage(uint8_t family, size_t count) {
  if (family == TYPE_ENUM) return count < 256 ? 1 : 2;
  return count <= 8 ? 1 : count <= 16 ? 2 : count <= 24 ? 3 : count <= 32 ? 4 : 8;
}

static void report(LintSight *sight, const char *code, const Change *member, const char *format, const char *what) {
  Str before = str_from(format);
  sight->report(sight, code, member,
                arena_printf(sight->arena, "%.*s %s of column \"%.*s\"%s requires a table copy", STR_FMT(before), what,
                             STR_FMT(member->to.column->name), str_eq(before, STR("Adding")) ? " not at the end" : ""));
}

bool mysql_lint_values(LintSight *sight, const Change *member, const DbType *from, const DbType *to) {
  bool is_enum = to->family == TYPE_ENUM;
  if (from->family != to->family || (!is_enum && to->family != TYPE_SET)) return false;
  Values old = read_values(sight->arena, from->text), now = read_values(sight->arena, to->text);
  const char *values = is_enum ? "enum values" : "set values";
  if (has_removed(&old, &now)) report(sight, is_enum ? "MY110" : "MY120", member, "Removing", values);
  if (has_moved(&old, &now)) report(sight, is_enum ? "MY111" : "MY121", member, "Reordering", values);
  if (has_inserted(&old, &now)) report(sight, is_enum ? "MY112" : "MY122", member, "Adding", values);
  if (storage(to->family, now.list.len) > storage(from->family, old.list.len)) {
    unsigned limit = is_enum ? 256 : storage(from->family, old.list.len) * 8;
    report(sight, is_enum ? "MY113" : "MY123", member, arena_printf(sight->arena, "Exceeding %u", limit).ptr, values);
  }
  return true;
}
