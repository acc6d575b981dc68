/* compare.c: how two SQLite schemas are compared, and the driver itself. */
#include "dialects/dialect.h"
#include "dialects/lint.h"
#include "dialects/sqlite/driver.h"

static void compare_option(Comparison *self, const Table *from, const Table *to, Str name, Change *modify) {
  bool before = driver_true_attr(&from->attrs, name), after = driver_true_attr(&to->attrs, name);
  if (before != after) change_attr(self->arena, modify, after ? ADD_ATTR : DROP_ATTR, name, (Str){0}, (Str){0});
}

static void compare_table(Comparison *self, const Table *from, const Table *to, Change *modify) {
  compare_option(self, from, to, STR("without_rowid"), modify);
  compare_option(self, from, to, STR("strict"), modify);
}

static bool type_changed(Comparison *self, const Column *from, const Column *to) {
  DbType a, b;
  if (!from->type.known || !to->type.known) return false;
  sqlite_type(self->arena, from, &a);
  sqlite_type(self->arena, to, &b);
  return a.family != b.family || (a.family == TYPE_OTHER && !str_eq(a.text, b.text));
}

/* ('it''s') -> it's, (TRUE) -> true: as a database tells what was written. */
static Str plain_default(Arena *arena, const Column *column) {
  Str text = column->default_text;
  bool expression = column->default_kind == DEFAULT_EXPR;
  while (expression && expr_is_wrapped(text)) text = str_trim(str_sub(text, 1, text.len - 1));
  bool word = expression && (str_eq_nocase(text, STR("true")) || str_eq_nocase(text, STR("false")));
  return word ? expr_lower(arena, text) : expr_unquote(arena, text);
}

static bool default_changed(Comparison *self, const Column *from, const Column *to) {
  if (from->default_kind == DEFAULT_UNKNOWN || to->default_kind == DEFAULT_UNKNOWN) return false;
  if ((from->default_kind == DEFAULT_NONE) != (to->default_kind == DEFAULT_NONE)) return true;
  if (from->default_kind == DEFAULT_NONE || str_eq(from->default_text, to->default_text)) return false;
  bool expression = from->default_kind == DEFAULT_EXPR && to->default_kind == DEFAULT_EXPR;
  bool inspected = compare_is_inspected(self);
  if (inspected && expression && expr_same(from->default_text, to->default_text)) return false;
  if (inspected && str_eq(plain_default(self->arena, from), plain_default(self->arena, to))) return false;
  return !str_eq(expr_unquote(self->arena, from->default_text), expr_unquote(self->arena, to->default_text));
}

/* Is the column in the key of a table whose keys take no NULL, whatever is written? */
static bool in_strict_key(const Column *column) {
  const Table *table = column->table;
  if (table == NULL || table->primary_key == NULL) return false;
  if (!driver_true_attr(&table->attrs, STR("without_rowid")) && !driver_true_attr(&table->attrs, STR("strict")))
    return false;
  for (size_t i = 0; i < table->primary_key->parts.len; i++)
    if (table->primary_key->parts.items[i].column == column) return true;
  return false;
}

/* Between two files what is written counts. */
static bool null_changed(const Comparison *self, const Column *from, const Column *to) {
  if (!from->null_known || !to->null_known || from->null == to->null) return false;
  bool without = compare_is_inspected(self) && in_strict_key(to) && (!from->null || in_strict_key(from));
  return !without;
}

static unsigned compare_column(Comparison *self, const Column *from, const Column *to) {
  unsigned bits = 0;
  if (null_changed(self, from, to)) bits |= CHANGED_NULL;
  if (type_changed(self, from, to)) bits |= CHANGED_TYPE;
  if (default_changed(self, from, to)) bits |= CHANGED_DEFAULT;
  bool unknown = model_is_unknown(from->generated) || model_is_unknown(to->generated);
  if (!unknown && !generated_same(from, to, STR("VIRTUAL"))) bits |= CHANGED_GENERATED;
  return bits;
}

static Str inside(Str text) {
  while (expr_is_wrapped(text)) text = str_trim(str_sub(text, 1, text.len - 1));
  return text;
}

static bool same_token(Arena *arena, Str a, SqlToken x, Str b, SqlToken y) {
  bool name = x.kind == SQL_QUOTED_NAME || x.kind == SQL_WORD;
  if (name && (y.kind == SQL_QUOTED_NAME || y.kind == SQL_WORD))
    return str_eq_nocase(sql_name(arena, a, x), sql_name(arena, b, y));
  return x.kind == y.kind && str_eq(str_sub(a, x.span.start, x.span.end), str_sub(b, y.span.start, y.span.end));
}

/* The same but for blanks, capitals and quotes of names: a column that is renamed gets other quotes where it is used.
 */
static bool same_tokens(Arena *arena, Str a, Str b) {
  const SqlFlavor *flavor = dialect_named(STR("sqlite"))->sql;
  SqlTokens x = {0}, y = {0};
  sql_tokens(flavor, a, &x);
  sql_tokens(flavor, b, &y);
  bool same = x.len == y.len && x.len > 0;
  for (size_t i = 0; same && i < x.len; i++) same = same_token(arena, a, x.items[i], b, y.items[i]);
  array_free(&x);
  array_free(&y);
  return same;
}

/* CREATE INDEX i ON t (lower(a)) keeps the text as it was typed; what is made from HCL has parentheses around it. */
static bool same_expr(Comparison *self, Str a, Str b) {
  if (!compare_is_inspected(self)) return false;
  return expr_same(a, b) || same_tokens(self->arena, inside(a), inside(b));
}

static bool compare_index(Comparison *self, const Index *from, const Index *to) {
  Str before = model_text(from->where), after = model_text(to->where);
  if (model_is_unknown(from->where) || model_is_unknown(to->where)) return false;
  if (from->where.present != to->where.present) return true;
  return from->where.present && !expr_same_or_wrapped(before, after) && !same_expr(self, before, after);
}

static bool compare_part(Comparison *self, const Index *from_index, const IndexPart *from, const Index *to_index,
                         const IndexPart *to) {
  (void)self, (void)from_index, (void)from, (void)to_index, (void)to;
  return false;
}

static bool compare_check(const Check *from, const Check *to) {
  (void)from, (void)to;
  return true;
}

static Str action_or_default(Str action) { return action.len > 0 ? action : STR("NO ACTION"); }

static bool same_action(Str from, Str to) { return str_eq_nocase(action_or_default(from), action_or_default(to)); }

/* An inspected foreign key without a name is called by its number. */
static bool is_number(Str name) {
  for (size_t i = 0; i < name.len; i++)
    if (name.ptr[i] < '0' || name.ptr[i] > '9') return false;
  return name.len > 0;
}

static const ForeignKey *key_named(const Table *table, Str name) {
  for (size_t i = 0; i < table->foreign_keys.len && !is_number(name); i++)
    if (str_eq(table->foreign_keys.items[i]->name, name)) return table->foreign_keys.items[i];
  return NULL;
}

/* By its name, else by its shape: the first of the new keys of a shape that none has by name is the first of the old
 * ones. */
static const ForeignKey *find_key(const Table *to, const ForeignKey *from) {
  const ForeignKey *same = key_named(to, from->name);
  if (same != NULL) return same;
  size_t before = 0;
  for (size_t i = 0; i < from->table->foreign_keys.len && from->table->foreign_keys.items[i] != from; i++) {
    const ForeignKey *other = from->table->foreign_keys.items[i];
    before += foreign_key_same_shape(other, from) && key_named(to, other->name) == NULL;
  }
  for (size_t i = 0; i < to->foreign_keys.len; i++) {
    const ForeignKey *key = to->foreign_keys.items[i];
    if (!foreign_key_same_shape(key, from) || key_named(from->table, key->name) != NULL) continue;
    if (before-- == 0) return key;
  }
  return NULL;
}

static bool generated_name(const Table *table, const Index *index) {
  (void)table;
  return sqlite_is_auto_index(index);
}

/* What a UNIQUE constraint made is any unique index of its columns. */
static bool same_purpose(Comparison *self, const Index *from, const Index *to) {
  (void)self;
  return sqlite_is_auto_index(from) && !to->where.present;
}

static const char *const known_attrs[] = {"without_rowid", "strict",  "type",           "unsigned",
                                          "comment",       "columns", "auto_increment", NULL};

const Driver sqlite_driver = {
    .dialect = STR_INIT("sqlite"),
    .quote = '`',
    .transactional = true,
    .triggers_apart = true,
    .columns_fold = true,
    .object = sqlite_compare_object,
    .recreate = sqlite_recreate_object,
    .table = compare_table,
    .column = compare_column,
    .index = compare_index,
    .part = compare_part,
    .check = compare_check,
    .same_expr = same_expr,
    .same_action = same_action,
    .generated_name = generated_name,
    .same_purpose = same_purpose,
    .index_key = sqlite_index_name,
    .find_key = find_key,
    .type = sqlite_type,
    .known_attrs = known_attrs,
    .plan = sqlite_plan,
    .finish = sqlite_finish,
    .lint = &sqlite_lint,
};
