/* compare.c: how two SQL Server schemas are compared. What no statement can change is refused here. */
#include <stdlib.h>

#include "dialects/sqlserver/driver.h"

static void compare_schema(Comparison *self, const Schema *from, const Schema *to, Change *modify) {
  compare_owner_comment(self, side_of(from), side_of(to), from->comment, to->comment, modify);
}

/* ---- tables ---- */

bool sqlserver_is_memory(const Table *table) { return driver_true_attr(&table->attrs, STR("memory_optimized")); }

Str sqlserver_partition(Arena *arena, const Table *table) {
  const Object *partition = table_child(table, STR("partition"));
  Str *scheme, *column;
  if (partition == NULL || driver_names(arena, model_attr(&partition->attrs, STR("scheme")), &scheme) == 0 ||
      driver_names(arena, model_attr(&partition->attrs, STR("column")), &column) == 0)
    return (Str){0};
  return arena_printf(arena, "ON [%.*s] ([%.*s])", STR_FMT(scheme[0]), STR_FMT(column[0]));
}

static void refuse_table(Comparison *self, const Table *to, const char *what) {
  compare_error(self, self->to, to->pos,
                arena_printf(self->arena, "changing %s of table \"%.*s\" is not supported (drop and add is required)",
                             what, STR_FMT(to->name)));
}

static void compare_table(Comparison *self, const Table *from, const Table *to, Change *modify) {
  compare_owner_comment(self, side_of(from), side_of(to), from->comment, to->comment, modify);
  if (sqlserver_is_memory(from) != sqlserver_is_memory(to)) refuse_table(self, to, "memory_optimized");
  if (!str_eq(sqlserver_partition(self->arena, from), sqlserver_partition(self->arena, to)))
    refuse_table(self, to, "the partition");
}

/* ---- columns ---- */

static void refuse(Comparison *self, const Column *to, const char *what) {
  compare_error(
      self, self->to, to->pos,
      arena_printf(self->arena,
                   "changing the %s of column \"%.*s\" of table \"%.*s\" is not supported (drop and add is required)",
                   what, STR_FMT(to->name), STR_FMT(self->to_table->name)));
}

static long long number(ModelText text) {
  char digits[24] = {0};
  Str s = model_text(text);
  if (s.len == 0 || s.len >= sizeof digits) return 1;
  memcpy(digits, s.ptr, s.len);
  return strtoll(digits, NULL, 10);
}

static bool identity_changed(const Column *from, const Column *to) {
  if (from->identity != to->identity) return true;
  return from->identity && (number(from->identity_start) != number(to->identity_start) ||
                            number(from->identity_increment) != number(to->identity_increment));
}

/* (('x')) -> 'x' */
Str sqlserver_bare_default(Str text) {
  text = str_trim(text);
  while (expr_is_wrapped(text)) text = str_trim(str_sub(text, 1, text.len - 1));
  return text;
}

static bool default_changed(Comparison *self, const Column *from, const Column *to) {
  if (from->default_kind == DEFAULT_UNKNOWN || to->default_kind == DEFAULT_UNKNOWN) return false;
  if ((from->default_kind == DEFAULT_NONE) != (to->default_kind == DEFAULT_NONE)) return true;
  if (from->default_kind == DEFAULT_NONE) return false;
  Str a = sqlserver_bare_default(sqlserver_default(self->arena, from));
  Str b = sqlserver_bare_default(sqlserver_default(self->arena, to));
  if (a.len > 1 && a.ptr[0] == 'N' && a.ptr[1] == '\'') a = str_sub(a, 1, a.len);
  if (b.len > 1 && b.ptr[0] == 'N' && b.ptr[1] == '\'') b = str_sub(b, 1, b.len);
  return !str_eq(a, b);
}

bool sqlserver_is_persisted(const Column *column) { return str_eq_nocase(column->generated_type, STR("PERSISTED")); }

static unsigned compare_generated(Comparison *self, const Column *from, const Column *to) {
  if (model_is_unknown(from->generated) || model_is_unknown(to->generated)) return 0;
  if (from->generated.present != to->generated.present) {
    compare_error(self, self->to, to->pos,
                  arena_printf(self->arena,
                               to->generated.present
                                   ? "changing column \"%.*s\" to a computed column is not supported (drop and add is "
                                     "required)"
                                   : "changing computed column \"%.*s\" to a plain column is not supported (drop and "
                                     "add is required)",
                               STR_FMT(to->name)));
    return 0;
  }
  bool same = expr_same(model_text(from->generated), model_text(to->generated)) &&
              sqlserver_is_persisted(from) == sqlserver_is_persisted(to);
  return same ? 0 : CHANGED_GENERATED;
}

/* Old large values can become those that came after them, and nothing else; versions nothing at all. */
static bool can_become(Comparison *self, const Column *from, const Column *to) {
  DbType a, b;
  sqlserver_type(self->arena, from, &a);
  sqlserver_type(self->arena, to, &b);
  bool text = str_eq(a.word, STR("text")) || str_eq(a.word, STR("ntext")), image = str_eq(a.word, STR("image"));
  bool to_text = str_eq(b.text, STR("varchar(MAX)")) || str_eq(b.text, STR("nvarchar(MAX)")) || b.family == TYPE_XML;
  bool version = str_eq(a.word, STR("rowversion")) || str_eq(b.word, STR("rowversion"));
  bool to_old = str_eq(b.word, STR("text")) || str_eq(b.word, STR("ntext")) || str_eq(b.word, STR("image"));
  bool refused = version || to_old || (text && !to_text) || (image && !str_eq(b.text, STR("varbinary(MAX)")));
  if (refused) refuse(self, to, "type");
  return !refused;
}

static unsigned compare_column(Comparison *self, const Column *from, const Column *to) {
  unsigned bits = compare_comment(from->comment, to->comment) | compare_generated(self, from, to);
  if (from->generated.present || to->generated.present) return bits;
  if (identity_changed(from, to)) refuse(self, to, "identity");
  if (from->null_known && to->null_known && from->null != to->null) bits |= CHANGED_NULL;
  if (sqlserver_type_changed(self->arena, from, to) && can_become(self, from, to)) bits |= CHANGED_TYPE;
  if (default_changed(self, from, to)) bits |= CHANGED_DEFAULT;
  Str before = model_attr(&from->attrs, STR("collate")), after = model_attr(&to->attrs, STR("collate"));
  /* without a collation, the column gets that of the database */
  return str_eq_nocase(before, after) ? bits : bits | CHANGED_COLLATE;
}

/* ---- indexes ---- */

Str sqlserver_index_kind(Arena *arena, const Index *index) {
  return expr_upper(arena, model_attr(&index->attrs, STR("type")));
}

/* A key is clustered when nothing is said, an index is not; in memory nothing is. */
Str sqlserver_clustering(const Table *table, const Index *index) {
  Str stated = model_attr(&index->attrs, STR("nonclustered"));
  bool columnstore = str_eq_nocase(model_attr(&index->attrs, STR("type")), STR("COLUMNSTORE"));
  if (table != NULL && sqlserver_is_memory(table)) return STR("NONCLUSTERED");
  if (stated.len > 0) return str_eq(stated, STR("true")) ? STR("NONCLUSTERED") : STR("CLUSTERED");
  if (columnstore) return index->parts.len > 0 ? STR("NONCLUSTERED") : STR("CLUSTERED");
  return index->kind == INDEX_PRIMARY ? STR("CLUSTERED") : STR("NONCLUSTERED");
}

static Str fill_factor(const Index *index) {
  Str value = model_attr(&index->attrs, STR("fill_factor"));
  return str_eq(value, STR("0")) || str_eq(value, STR("100")) ? (Str){NULL, 0} : value;
}

static bool compare_index(Comparison *self, const Index *from, const Index *to) {
  if (!str_eq(sqlserver_clustering(self->from_table, from), sqlserver_clustering(self->to_table, to))) return true;
  if (!str_eq(sqlserver_index_kind(self->arena, from), sqlserver_index_kind(self->arena, to))) return true;
  if (!str_eq(fill_factor(from), fill_factor(to)) || !index_same_include(from, to)) return true;
  if (model_is_unknown(from->where) || model_is_unknown(to->where)) return false;
  return !expr_same(model_text(from->where), model_text(to->where));
}

/* RESTRICT is no word of SQL Server: it is written as NO ACTION. */
static Str action(Str word) { return word.len == 0 || str_eq_nocase(word, STR("RESTRICT")) ? STR("NO ACTION") : word; }

static bool same_action(Str from, Str to) { return str_eq_nocase(action(from), action(to)); }

static const char *const known_attrs[] = {"collate",     "columns", "include",          "nonclustered", "type",
                                          "fill_factor", "as",      "memory_optimized", "partition",    NULL};

static const char *const unplanned_attrs[] = {"view.index.comment", "type_table.index.comment", NULL};

const Driver sqlserver_driver = {
    .dialect = STR_INIT("sqlserver"),
    .quote = '[',
    .has_schemas = true,
    .sorted = true,
    .transactional = true,
    .indexes_apart = true,
    .key_types_fixed = true,
    .schema = compare_schema,
    .object = sqlserver_object,
    .recreate = sqlserver_recreate,
    .rank = sqlserver_rank,
    .table = compare_table,
    .column = compare_column,
    .index = compare_index,
    .part = part_has_no_attrs,
    .check = check_has_no_attrs,
    .same_action = same_action,
    .type = sqlserver_type,
    .known_attrs = known_attrs,
    .unplanned_attrs = unplanned_attrs,
    .plan = sqlserver_plan,
};
