/* compare.c: how two PostgreSQL schemas are compared, and the driver itself. */
#include <stdlib.h>

#include "base/buf.h"
#include "dialects/dialect.h"
#include "dialects/lint.h"
#include "dialects/postgresql/object.h"

/* ---- schemas and enums ---- */

/* Without the comment that the server gives its default schema. The name is empty when names do not count. */
static ModelText own_comment(const Schema *schema) {
  bool standard = (str_empty(schema->name) || str_eq(schema->name, STR("public"))) &&
                  str_eq(model_text(schema->comment), STR("standard public schema"));
  return standard ? (ModelText){0} : schema->comment;
}

static void compare_schema(Comparison *self, const Schema *from, const Schema *to, Change *modify) {
  compare_owner_comment(self, side_of(from), side_of(to), own_comment(from), own_comment(to), modify);
}

static bool same_values(const Object *from, const Object *to) {
  if (from->values.len != to->values.len) return false;
  for (size_t i = 0; i < from->values.len; i++)
    if (!str_eq(from->values.items[i], to->values.items[i])) return false;
  return true;
}

static bool compare_object(Comparison *self, const Object *from, const Object *to, Changes *out) {
  const Object *object = object_either(from, to);
  if (object->role != OBJECT_ENUM) return pg_compare_object(self, from, to, out);
  if (from == NULL || to == NULL) {
    object_change(self, from, to, 0, out);
    return true;
  }
  unsigned bits = compare_comment(from->comment, to->comment) | (same_values(from, to) ? 0U : CHANGED_ATTR);
  if (bits != 0) object_change(self, from, to, bits, out);
  return true;
}

/* ---- tables ---- */

static void put_key_item(Arena *arena, Buf *out, bool *first, Str text, bool column) {
  if (!*first) buf_put(out, STR(", "));
  *first = false;
  buf_put(out, column ? pg_quoted(arena, model_last_step(arena, str_trim(text))) : text);
}

/* "[table.t.column.a, table.t.column.b]" */
static void put_key_columns(Arena *arena, Buf *out, bool *first, Str list) {
  if (list.len < 2 || list.ptr[0] != '[') return;
  list = str_sub(list, 1, list.len - 1);
  for (size_t at = 0; at < list.len;) {
    size_t end = model_find_sign(list, ',', at);
    put_key_item(arena, out, first, str_sub(list, at, end), true);
    at = end + 1;
  }
}

Str pg_partition(Arena *arena, const Table *table) {
  const Object *partition = table_child(table, STR("partition"));
  return partition != NULL ? pg_partition_text(arena, partition) : (Str){NULL, 0};
}

Str pg_partition_text(Arena *arena, const Object *partition) {
  Buf out = {0};
  bool first = true;
  buf_printf(&out, "PARTITION BY %.*s (", STR_FMT(expr_upper(arena, model_attr(&partition->attrs, STR("type")))));
  put_key_columns(arena, &out, &first, model_attr(&partition->attrs, STR("columns")));
  for (size_t i = 0; i < partition->children.len; i++) {
    const ModelAttrs *attrs = &partition->children.items[i]->attrs;
    Str column = model_attr(attrs, STR("column")), expr = model_attr(attrs, STR("expr"));
    if (column.len > 0)
      put_key_item(arena, &out, &first, column, true);
    else
      put_key_item(arena, &out, &first, expr_wrap(arena, expr), false);
  }
  buf_putc(&out, ')');
  Str text = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return text;
}

static void compare_partition(Comparison *self, const Table *from, const Table *to) {
  Str before = pg_partition(self->arena, from), after = pg_partition(self->arena, to), text;
  if (str_eq(before, after)) return;
  if (after.len == 0)
    text = arena_printf(self->arena, "partition key cannot be dropped from \"%.*s\" (drop and add is required)",
                        STR_FMT(to->name));
  else if (before.len == 0)
    text = arena_printf(self->arena, "partition key cannot be added to \"%.*s\" (drop and add is required)",
                        STR_FMT(to->name));
  else
    text = arena_printf(
        self->arena, "partition key of table \"%.*s\" cannot be changed from %.*s to %.*s (drop and add is required)",
        STR_FMT(to->name), STR_FMT(before), STR_FMT(after));
  compare_error(self, self->to, to->pos, text);
}

static void compare_table(Comparison *self, const Table *from, const Table *to, Change *modify) {
  compare_owner_comment(self, side_of(from), side_of(to), from->comment, to->comment, modify);
  compare_partition(self, from, to);
  pg_compare_table_attrs(self, from, to, modify);
}

/* ---- columns ---- */

/* Without a cast at the end: "'a'::text" -> "'a'"; casts with other signs stay. */
static Str without_cast(Str s) {
  for (size_t i = s.len; i-- > 0;) {
    char c = s.ptr[i];
    if (c == ':' && i > 0 && s.ptr[i - 1] == ':' && i + 1 < s.len) return str_sub(s, 0, i - 1);
    if (c != ' ' && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) return s;
  }
  return s;
}

static Str default_sql(Arena *arena, const Column *column) {
  bool bare = column->default_kind == DEFAULT_LITERAL && column->default_string;
  return bare ? expr_quote_single(arena, column->default_text) : column->default_text;
}

static bool default_changed(Comparison *self, const Column *from, const Column *to) {
  if (from->default_kind == DEFAULT_UNKNOWN || to->default_kind == DEFAULT_UNKNOWN) return false;
  if ((from->default_kind == DEFAULT_NONE) != (to->default_kind == DEFAULT_NONE)) return true;
  if (from->default_kind == DEFAULT_NONE || str_eq(from->default_text, to->default_text)) return false;
  if (compare_is_inspected(self) && pg_same_printed(self, default_sql(self->arena, from), default_sql(self->arena, to)))
    return false;
  Str a = without_cast(from->default_text), b = without_cast(to->default_text);
  if (!compare_is_inspected(self) && !str_eq(a, b)) {
    a = from->default_text;
    b = to->default_text;
  }
  return !str_eq(a, b) && !str_eq(expr_quote_single(self->arena, a), expr_quote_single(self->arena, b));
}

Str pg_identity_generated(Arena *arena, const Column *column) {
  if (column->identity_generated.len == 0) return STR("BY DEFAULT");
  Str text = expr_upper(arena, column->identity_generated);
  return str_eq(text, STR("BY_DEFAULT")) ? STR("BY DEFAULT") : text;
}

long long pg_identity_number(ModelText text) {
  char digits[24] = {0};
  Str s = model_text(text);
  if (s.len == 0 || s.len >= sizeof digits) return 1;
  memcpy(digits, s.ptr, s.len);
  long long value = strtoll(digits, NULL, 10);
  return value != 0 ? value : 1;
}

static bool identity_changed(Comparison *self, const Column *from, const Column *to) {
  if (from->identity != to->identity) return true;
  if (!from->identity) return false;
  return !str_eq(pg_identity_generated(self->arena, from), pg_identity_generated(self->arena, to)) ||
         pg_identity_number(from->identity_start) != pg_identity_number(to->identity_start) ||
         pg_identity_number(from->identity_increment) != pg_identity_number(to->identity_increment);
}

static bool is_virtual(const Column *column) { return str_eq_nocase(column->generated_type, STR("VIRTUAL")); }

/* A generation expression can only be dropped. */
static unsigned compare_generated(Comparison *self, const Column *from, const Column *to) {
  if (model_is_unknown(from->generated) || model_is_unknown(to->generated)) return 0;
  if (from->generated.present && !to->generated.present) return CHANGED_GENERATED;
  if (!from->generated.present && to->generated.present)
    compare_error(
        self, self->to, to->pos,
        arena_printf(self->arena,
                     "changing column \"%.*s\" to generated column is not supported (drop and add is required)",
                     STR_FMT(to->name)));
  else if (from->generated.present && !compare_expr(self, from->generated.text, to->generated.text))
    compare_error(self, self->to, to->pos,
                  arena_printf(self->arena, "changing the generation expression for a column \"%.*s\" is not supported",
                               STR_FMT(to->name)));
  else if (from->generated.present && is_virtual(from) != is_virtual(to))
    compare_error(self, self->to, to->pos,
                  arena_printf(self->arena,
                               "changing generated column \"%.*s\" from %s to %s is not supported (drop and add is "
                               "required)",
                               STR_FMT(to->name), is_virtual(from) ? "VIRTUAL" : "STORED",
                               is_virtual(to) ? "VIRTUAL" : "STORED"));
  return 0;
}

/* Columns of a primary key take no NULL, whatever is written. */
static bool takes_null(const Column *column) {
  const Index *key = column->table != NULL ? column->table->primary_key : NULL;
  for (size_t i = 0; column->null && key != NULL && i < key->parts.len; i++)
    if (key->parts.items[i].column == column) return false;
  return column->null;
}

/* Between two files what is written counts. */
static bool null_changed(const Comparison *self, const Column *from, const Column *to) {
  if (!from->null_known || !to->null_known || from->null == to->null) return false;
  return !compare_is_inspected(self) || takes_null(from) != takes_null(to);
}

/* Of a column of a foreign table. Databases are not asked for them. */
static void compare_options(Comparison *self, const Column *from, const Column *to) {
  static const Str name = STR_INIT("options");
  if (compare_is_inspected(self) || str_eq(model_attr(&from->attrs, name), model_attr(&to->attrs, name))) return;
  compare_unplanned(
      self, self->to, to->pos,
      arena_printf(self->arena, "options of column \"%.*s\" differ, which is not planned", STR_FMT(to->name)));
}

static unsigned compare_column(Comparison *self, const Column *from, const Column *to) {
  compare_options(self, from, to);
  unsigned bits = compare_comment(from->comment, to->comment);
  if (null_changed(self, from, to)) bits |= CHANGED_NULL;
  if (pg_type_changed(self, from, to)) bits |= CHANGED_TYPE;
  if (default_changed(self, from, to)) bits |= CHANGED_DEFAULT;
  if (identity_changed(self, from, to)) bits |= CHANGED_ATTR;
  return bits | compare_generated(self, from, to);
}

/* ---- indexes ---- */

Str pg_index_method(Arena *arena, const Index *index) {
  Str method = model_attr(&index->attrs, STR("type"));
  return method.len > 0 ? expr_upper(arena, method) : STR("BTREE");
}

static bool nulls_distinct(const Index *index) {
  return !str_eq(model_attr(&index->attrs, STR("nulls_distinct")), STR("false"));
}

static Str pages_per_range(const Index *index) {
  Str pages = model_attr(&index->attrs, STR("page_per_range"));
  return str_eq(pages, STR("128")) || str_eq(pages, STR("0")) ? (Str){NULL, 0} : pages;
}

static bool same_include(const Index *a, const Index *b) {
  if (a->include.len != b->include.len) return false;
  for (size_t i = 0; i < a->include.len; i++)
    if (!str_eq(a->include.items[i], b->include.items[i])) return false;
  return true;
}

static bool same_flag(const ModelAttrs *from, const ModelAttrs *to, Str name) {
  return driver_true_attr(from, name) == driver_true_attr(to, name);
}

static bool same_deferral(const ModelAttrs *from, const ModelAttrs *to) {
  return str_eq_nocase(model_attr(from, STR("deferrable")), model_attr(to, STR("deferrable")));
}

static const Object *storage_of(const Index *index) {
  for (size_t i = 0; i < index->children.len; i++)
    if (str_eq(index->children.items[i]->kind, STR("storage_params")) && index->children.items[i]->attrs.len > 0)
      return index->children.items[i];
  return NULL;
}

/* What constraints have besides parts, and storage parameters. */
static bool same_constraint(const Index *from, const Index *to) {
  const Object *a = storage_of(from), *b = storage_of(to);
  if ((a == NULL) != (b == NULL) || (a != NULL && !object_same_attrs(&a->attrs, &b->attrs, NULL))) return false;
  return same_deferral(&from->attrs, &to->attrs) && same_flag(&from->attrs, &to->attrs, STR("without_overlaps"));
}

static unsigned compare_foreign_key(const ForeignKey *from, const ForeignKey *to) {
  bool same = same_deferral(&from->attrs, &to->attrs) && same_flag(&from->attrs, &to->attrs, STR("period"));
  bool comment = str_eq(model_attr(&from->attrs, STR("comment")), model_attr(&to->attrs, STR("comment")));
  return (same ? 0U : CHANGED_ATTR) | (comment ? 0U : CHANGED_COMMENT);
}

static bool compare_index(Comparison *self, const Index *from, const Index *to) {
  if (!str_eq(pg_index_method(self->arena, from), pg_index_method(self->arena, to))) return true;
  if (nulls_distinct(from) != nulls_distinct(to) || !same_include(from, to)) return true;
  if (!str_eq(pages_per_range(from), pages_per_range(to)) || !same_constraint(from, to)) return true;
  if (model_is_unknown(from->where) || model_is_unknown(to->where)) return false;
  Str a = model_text(from->where), b = model_text(to->where);
  if (expr_same_or_wrapped(a, b)) return false;
  bool may_print = compare_is_inspected(self) && a.len > 0 && b.len > 0;
  return !may_print || (!pg_same_expr(self->arena, a, b) && !pg_same_printed(self, a, b));
}

/* Do NULLs come first? By default they do in a descending part. */
static bool nulls_first(const IndexPart *part) {
  if (driver_true_attr(&part->attrs, STR("nulls_first"))) return true;
  return part->desc && !driver_true_attr(&part->attrs, STR("nulls_last"));
}

/* The type that operator classes are listed by. */
static Str ops_type(Arena *arena, const Column *column) {
  DbType type;
  pg_type(arena, column, &type);
  if (type.family == TYPE_ENUM) return STR("anyenum");
  return type.family == TYPE_ARRAY ? STR("anyarray") : type.word;
}

bool pg_default_ops(Arena *arena, const Index *index, const IndexPart *part) {
  Str ops = model_attr(&part->attrs, STR("ops"));
  if (ops.len == 0) return true;
  if (part->column == NULL || str_find(ops, '(', 0) < ops.len) return false;
  const Dialect *dialect = dialect_named(STR("postgresql"));
  const FactTable *classes = dialect_facts(dialect, STR("operator_classes"));
  if (classes == NULL || classes->column_count < 4) return false;
  for (size_t i = 0; i < classes->row_count; i++) { /* methods share names of classes */
    const FactRow *row = &classes->rows[i];
    if (str_eq(row->key, ops) && str_eq(row->cells[0], pg_index_method(arena, index)) &&
        str_eq(row->cells[2], STR("yes")) && str_eq(row->cells[1], ops_type(arena, part->column)))
      return true;
  }
  return false;
}

/* Empty: that of the column. */
static Str own_collation(const IndexPart *part) {
  Str own = model_attr(&part->attrs, STR("collate"));
  Str usual = part->column != NULL ? model_attr(&part->column->attrs, STR("collate")) : STR("");
  return str_eq(own, usual) ? STR("") : own;
}

/* Of an expression the database does not tell. */
static bool same_collation(const Comparison *self, const IndexPart *from, const IndexPart *to) {
  bool told = from->column != NULL || !compare_is_inspected(self);
  return !told || str_eq(own_collation(from), own_collation(to));
}

static bool compare_part(Comparison *self, const Index *from_index, const IndexPart *from, const Index *to_index,
                         const IndexPart *to) {
  if (!same_collation(self, from, to)) return true;
  if (nulls_first(from) != nulls_first(to)) return true;
  if (!str_eq(model_attr(&from->attrs, STR("op")), model_attr(&to->attrs, STR("op")))) return true;
  if (str_eq(model_attr(&from->attrs, STR("ops")), model_attr(&to->attrs, STR("ops")))) return false;
  return !(pg_default_ops(self->arena, from_index, from) && pg_default_ops(self->arena, to_index, to));
}

bool pg_index_differs(Arena *arena, const Index *from, const Index *to) {
  Comparison comparison = {.arena = arena, .driver = &postgresql_driver, .normalised = true};
  return from->unique != to->unique || compare_index(&comparison, from, to) || !compare_parts(&comparison, from, to);
}

/* t_a_b_key, t_a_b_key1 */
static bool generated_name(const Table *table, const Index *index) {
  Str rest = index->name;
  if (!str_starts(rest, table->name)) return false;
  rest = str_sub(rest, table->name.len, rest.len);
  for (size_t i = 0; i < index->parts.len; i++) {
    Str column = index->parts.items[i].column_name;
    if (index->parts.items[i].expr.present || rest.len == 0 || rest.ptr[0] != '_') return false;
    rest = str_sub(rest, 1, rest.len);
    if (!str_starts(rest, column)) return false;
    rest = str_sub(rest, column.len, rest.len);
  }
  if (!str_starts(rest, STR("_key"))) return false;
  rest = str_sub(rest, 4, rest.len);
  for (size_t i = 0; i < rest.len; i++)
    if (rest.ptr[i] < (i == 0 ? '1' : '0') || rest.ptr[i] > '9') return false;
  return true;
}

/* ---- the rest ---- */

static bool compare_check(const Check *from, const Check *to) {
  return same_flag(&from->attrs, &to->attrs, STR("no_inherit")) &&
         str_eq(model_attr(&from->attrs, STR("comment")), model_attr(&to->attrs, STR("comment")));
}

static Str action_or_default(Str action) { return action.len > 0 ? action : STR("NO ACTION"); }

static bool same_action(Str from, Str to) { return str_eq_nocase(action_or_default(from), action_or_default(to)); }

static const char *const known_attrs[] = {"collate",
                                          "type",
                                          "nulls_distinct",
                                          "page_per_range",
                                          "ops",
                                          "nulls_first",
                                          "nulls_last",
                                          "op",
                                          "partition",
                                          "no_inherit",
                                          "columns",
                                          "include",
                                          "identity_last",
                                          "sequence_name",
                                          "unlogged",
                                          "server",
                                          "access_method",
                                          "options",
                                          "replica_identity",
                                          "deferrable",
                                          "without_overlaps",
                                          "period",
                                          "comment",
                                          NULL};

const Driver postgresql_driver = {
    .dialect = STR_INIT("postgresql"),
    .quote = '"',
    .has_schemas = true,
    .sorted = true,
    .transactional = true,
    .indexes_apart = true,
    .schemas_cascade = true,
    .bound_body = pg_has_parsed_body,
    .lend_type = pg_lend_type,
    .loose_attr = STR_INIT("owner"),
    .database_wide = pg_is_database_wide,
    .finish = pg_finish,
    .schema = compare_schema,
    .object = compare_object,
    .object_key = pg_object_key,
    .recreate = pg_recreate,
    .late_body = pg_late_body,
    .rank = pg_rank,
    .child = pg_compare_child,
    .table = compare_table,
    .column = compare_column,
    .index = compare_index,
    .part = compare_part,
    .check = compare_check,
    .same_expr = pg_same_printed,
    .same_action = same_action,
    .foreign_key = compare_foreign_key,
    .generated_name = generated_name,
    .type = pg_type,
    .known_attrs = known_attrs,
    .plan = pg_plan,
    .lint = &postgresql_lint,
};
