/* compare.c: how two Redshift schemas are compared. Little of a column can be altered: the rest is refused here. */
#include "dialects/redshift/driver.h"

/* ---- distribution and sort key ---- */

/* The name of a column, after the change. */
static Str name_after(const Comparison *cmp, const Table *table, Str name) {
  const Column *column = cmp != NULL ? table_column(table, name) : NULL, *renamed = NULL;
  if (cmp != NULL && cmp->renamed != NULL && column != NULL) renamed = cmp->renamed(cmp->diff, column);
  return renamed != NULL ? renamed->name : name;
}

Str redshift_dist_key(Arena *arena, const Comparison *cmp, const Table *table, const Object *block) {
  Str style = block != NULL ? expr_upper(arena, model_attr(&block->attrs, STR("style"))) : (Str){NULL, 0}, *names;
  uint32_t count = block != NULL ? driver_names(arena, model_attr(&block->attrs, STR("column")), &names) : 0;
  if (count > 0)
    return arena_printf(arena, "DISTSTYLE KEY DISTKEY \"%.*s\"", STR_FMT(name_after(cmp, table, names[0])));
  return arena_printf(arena, "DISTSTYLE %.*s", STR_FMT(style.len > 0 ? style : STR("AUTO")));
}

Str redshift_sort_key(Arena *arena, const Comparison *cmp, const Table *table, const Object *block) {
  Str *names, style = block != NULL ? expr_upper(arena, model_attr(&block->attrs, STR("style"))) : (Str){NULL, 0};
  uint32_t count = block != NULL ? driver_names(arena, model_attr(&block->attrs, STR("columns")), &names) : 0;
  if (count == 0) return STR("SORTKEY AUTO");
  Buf out = {0};
  buf_printf(&out, "%.*s SORTKEY (", STR_FMT(str_eq(style, STR("INTERLEAVED")) ? style : STR("COMPOUND")));
  for (uint32_t i = 0; i < count; i++)
    buf_printf(&out, "%s\"%.*s\"", i > 0 ? ", " : "", STR_FMT(name_after(cmp, table, names[i])));
  buf_putc(&out, ')');
  Str text = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return text;
}

static void compare_table(Comparison *self, const Table *from, const Table *to, Change *modify) {
  Arena *arena = self->arena;
  compare_owner_comment(self, side_of(from), side_of(to), from->comment, to->comment, modify);
  Str before = redshift_dist_key(arena, self, from, table_child(from, STR("distribution")));
  Str after = redshift_dist_key(arena, NULL, to, table_child(to, STR("distribution")));
  if (!str_eq(before, after)) change_attr(arena, modify, MODIFY_ATTR, STR("distribution"), before, after);
  before = redshift_sort_key(arena, self, from, table_child(from, STR("sort")));
  after = redshift_sort_key(arena, NULL, to, table_child(to, STR("sort")));
  if (str_eq(before, after)) return;
  if (str_starts(after, STR("INTERLEAVED")))
    compare_error(self, self->to, to->pos,
                  arena_printf(arena,
                               "changing the sort key of table \"%.*s\" to an interleaved one is not supported (drop "
                               "and add is required)",
                               STR_FMT(to->name)));
  else
    change_attr(arena, modify, MODIFY_ATTR, STR("sort"), before, after);
}

static void compare_schema(Comparison *self, const Schema *from, const Schema *to, Change *modify) {
  compare_owner_comment(self, side_of(from), side_of(to), from->comment, to->comment, modify);
}

/* ---- columns ---- */

static void refuse(Comparison *self, const Column *to, const char *what) {
  compare_error(
      self, self->to, to->pos,
      arena_printf(self->arena,
                   "changing the %s of column \"%.*s\" of table \"%.*s\" is not supported (drop and add is required)",
                   what, STR_FMT(to->name), STR_FMT(self->to_table->name)));
}

static bool in_key(const Table *table, const Column *column) {
  if (table->primary_key != NULL && index_uses_column(table->primary_key, column->name)) return true;
  for (size_t i = 0; i < table->indexes.len; i++)
    if (index_uses_column(table->indexes.items[i], column->name)) return true;
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    for (size_t k = 0; k < table->foreign_keys.items[i]->columns.len; k++)
      if (str_eq(table->foreign_keys.items[i]->columns.items[k]->name, column->name)) return true;
  return false;
}

static bool has_fixed_encoding(const Column *column) {
  static const char *const encodings[] = {"BYTEDICT", "RUNLENGTH", "TEXT255", "TEXT32K", NULL};
  return driver_word_in(model_attr(&column->attrs, STR("encode")), encodings);
}

/* Only a varchar can grow: without a default, in no key, and not in an encoding that depends on its size. */
static unsigned compare_type(Comparison *self, const Column *from, const Column *to) {
  DbType a, b;
  if (!from->type.known || !to->type.known) return 0;
  redshift_type(self->arena, from, &a);
  redshift_type(self->arena, to, &b);
  if (str_eq_nocase(a.text, b.text)) return 0;
  long before = redshift_varchar_size(self->arena, from), after = redshift_varchar_size(self->arena, to);
  bool plain = from->default_kind == DEFAULT_NONE && !has_fixed_encoding(from) && !in_key(self->from_table, from);
  if (before > 0 && after > before && plain) return CHANGED_TYPE;
  if (before > 0 && after > before)
    compare_error(
        self, self->to, to->pos,
        arena_printf(self->arena,
                     "widening column \"%.*s\" of table \"%.*s\" is not supported: it has a default, a key or "
                     "an encoding that forbids it (drop and add is required)",
                     STR_FMT(to->name), STR_FMT(self->to_table->name)));
  else
    refuse(self, to, "type");
  return 0;
}

static bool default_changed(Comparison *self, const Column *from, const Column *to) {
  if (from->default_kind == DEFAULT_UNKNOWN || to->default_kind == DEFAULT_UNKNOWN) return false;
  if ((from->default_kind == DEFAULT_NONE) != (to->default_kind == DEFAULT_NONE)) return true;
  if (from->default_kind == DEFAULT_NONE || str_eq(from->default_text, to->default_text)) return false;
  return !str_eq(expr_quote_single(self->arena, from->default_text), expr_quote_single(self->arena, to->default_text));
}

bool redshift_identity_by_default(const Column *column) {
  return str_eq_nocase(column->identity_generated, STR("BY_DEFAULT")) ||
         str_eq_nocase(column->identity_generated, STR("BY DEFAULT"));
}

static bool identity_changed(const Column *from, const Column *to) {
  if (from->identity != to->identity) return true;
  if (!from->identity) return false;
  return redshift_identity_by_default(from) != redshift_identity_by_default(to) ||
         pg_identity_number(from->identity_start) != pg_identity_number(to->identity_start) ||
         pg_identity_number(from->identity_increment) != pg_identity_number(to->identity_increment);
}

/* Without an encoding, Redshift chooses one: that leaves the old one. */
static unsigned compare_encoding(Comparison *self, const Column *from, const Column *to) {
  Str before = model_attr(&from->attrs, STR("encode")), after = model_attr(&to->attrs, STR("encode"));
  if (str_eq_nocase(before, after)) return 0;
  if (after.len > 0) return CHANGED_ATTR;
  compare_unplanned(self, self->to, to->pos,
                    arena_printf(self->arena,
                                 "encode of column \"%.*s\" of table \"%.*s\" is dropped, which is not planned: the "
                                 "column keeps it",
                                 STR_FMT(to->name), STR_FMT(self->to_table->name)));
  return 0;
}

static unsigned compare_column(Comparison *self, const Column *from, const Column *to) {
  if (from->null_known && to->null_known && from->null != to->null) refuse(self, to, "nullability");
  if (default_changed(self, from, to)) refuse(self, to, "default");
  if (identity_changed(from, to)) refuse(self, to, "identity");
  if (!str_eq_nocase(model_attr(&from->attrs, STR("collate")), model_attr(&to->attrs, STR("collate"))))
    refuse(self, to, "collate");
  return compare_comment(from->comment, to->comment) | compare_type(self, from, to) | compare_encoding(self, from, to);
}

/* ---- the rest ---- */

static bool compare_index(Comparison *self, const Index *from, const Index *to) {
  (void)self, (void)from, (void)to;
  return false;
}

static bool same_action(Str from, Str to) {
  (void)from, (void)to; /* there are none */
  return true;
}

static const char *const known_attrs[] = {"encode", "collate", "columns", "distribution", "sort", "external", NULL};

const Driver redshift_driver = {
    .dialect = STR_INIT("redshift"),
    .quote = '"',
    .has_schemas = true,
    .sorted = true,
    .schema = compare_schema,
    .object = redshift_object,
    .object_key = redshift_object_key,
    .recreate = redshift_recreate,
    .table = compare_table,
    .column = compare_column,
    .index = compare_index,
    .part = part_has_no_attrs,
    .check = check_has_no_attrs,
    .same_action = same_action,
    .type = redshift_type,
    .known_attrs = known_attrs,
    .plan = redshift_plan,
};
