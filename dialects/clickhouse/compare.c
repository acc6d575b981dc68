/* compare.c: how two ClickHouse schemas are compared. Engines and keys are for the life of a table: their changes are
 * refused here, but for a sort key that grows by new columns. */
#include "dialects/clickhouse/driver.h"

static void refuse_schema(Comparison *self, const Schema *to, const char *what) {
  compare_error(self, self->to, to->pos,
                arena_printf(self->arena,
                             "changing the %s of schema \"%.*s\" is not supported (drop and add is "
                             "required)",
                             what, STR_FMT(to->name)));
}

static void compare_schema(Comparison *self, const Schema *from, const Schema *to, Change *modify) {
  Str before = model_attr(&from->attrs, STR("engine")), after = model_attr(&to->attrs, STR("engine"));
  if (before.len > 0 && after.len > 0 && !str_eq(before, after)) refuse_schema(self, to, "engine");
  compare_owner_comment(self, side_of(from), side_of(to), from->comment, to->comment, modify);
}

/* ---- tables ---- */

static void refuse_table(Comparison *self, const Table *to, const char *what) {
  compare_error(self, self->to, to->pos,
                arena_printf(self->arena,
                             "changing the %s of table \"%.*s\" is not supported (drop and add is required)", what,
                             STR_FMT(to->name)));
}

static bool is_unknown(const ModelAttrs *attrs, Str name) {
  for (size_t i = 0; i < attrs->len; i++)
    if (str_eq(attrs->items[i].name, name)) return model_is_unknown(attrs->items[i].value);
  return false;
}

/* MergeTree and MergeTree() are one engine. */
static Str engine_of(const Table *table) {
  Str engine = str_trim(model_attr(&table->attrs, STR("engine")));
  return str_ends(engine, STR("()")) ? str_sub(engine, 0, engine.len - 2) : engine;
}

static bool same_key(const KeyParts *a, const KeyParts *b, size_t count) {
  if (a->len < count || b->len < count) return false;
  for (size_t i = 0; i < count; i++)
    if (!expr_same(a->items[i], b->items[i])) return false;
  return true;
}

/* Without a sort key, the primary key is it; and the other way round. */
static KeyParts sort_key(Arena *arena, const Table *table) {
  const Object *block = table_child(table, STR("sort"));
  return block != NULL ? clickhouse_key_of_block(arena, block) : clickhouse_key_of_index(arena, table->primary_key);
}

static KeyParts primary_key(Arena *arena, const Table *table) {
  return table->primary_key != NULL ? clickhouse_key_of_index(arena, table->primary_key) : sort_key(arena, table);
}

static void compare_keys(Comparison *self, const Table *from, const Table *to, Change *modify) {
  Arena *arena = self->arena;
  KeyParts before = clickhouse_key_of_block(arena, table_child(from, STR("partition")));
  KeyParts after = clickhouse_key_of_block(arena, table_child(to, STR("partition")));
  if (before.len != after.len || !same_key(&before, &after, before.len)) refuse_table(self, to, "partition key");
  before = sort_key(arena, from);
  after = sort_key(arena, to);
  KeyParts old_primary = primary_key(arena, from), primary = primary_key(arena, to);
  bool grows = after.len > before.len && same_key(&before, &after, before.len) &&
               (to->primary_key != NULL || from->primary_key == NULL);
  bool same_primary = old_primary.len == primary.len && same_key(&old_primary, &primary, primary.len);
  bool stated = from->primary_key != NULL || to->primary_key != NULL;
  if (stated && !same_primary && !(grows && to->primary_key == NULL)) refuse_table(self, to, "primary key");
  if (before.len == after.len && same_key(&before, &after, after.len)) return;
  if (!grows) {
    refuse_table(self, to, "sort key");
    return;
  }
  for (size_t i = before.len; i < after.len; i++) {
    Str name = after.items[i].len > 2 ? str_sub(after.items[i], 1, after.items[i].len - 1) : (Str){NULL, 0};
    const Column *column = after.items[i].ptr[0] == '`' ? table_column(to, name) : NULL;
    bool added = column != NULL && table_column(from, name) == NULL && column->default_kind == DEFAULT_NONE;
    if (added) continue;
    refuse_table(self, to, "sort key, except by new columns without a default,");
    return;
  }
  change_attr(arena, modify, MODIFY_ATTR, STR("sort"), clickhouse_key_text(arena, &before),
              clickhouse_key_text(arena, &after));
}

static Str setting_value(const Settings *settings, Str name) {
  for (size_t i = 0; i < settings->len; i++)
    if (str_eq(settings->items[i].name, name)) return settings->items[i].value;
  return (Str){0};
}

static void compare_setting(Comparison *self, const Table *to, Str name, Str before, Str after, Change *modify) {
  static const char *const fixed[] = {"index_granularity", "index_granularity_bytes", "enable_mixed_granularity_parts",
                                      NULL};
  bool granularity = str_eq(name, STR("index_granularity"));
  if (granularity && before.len == 0) before = STR("8192");
  if (granularity && after.len == 0) after = STR("8192");
  if (str_eq(before, after)) return;
  if (!driver_word_in(name, fixed)) {
    change_attr(self->arena, modify, MODIFY_ATTR, arena_printf(self->arena, "setting %.*s", STR_FMT(name)), before,
                after);
    return;
  }
  Str what = arena_printf(self->arena, "setting %.*s", STR_FMT(name));
  compare_error(self, self->to, to->pos,
                arena_printf(self->arena,
                             "changing the %.*s of table \"%.*s\" is not supported (drop and add is required)",
                             STR_FMT(what), STR_FMT(to->name)));
}

static void compare_settings(Comparison *self, const Table *from, const Table *to, Change *modify) {
  if (is_unknown(&from->attrs, STR("settings")) || is_unknown(&to->attrs, STR("settings"))) return;
  Settings before = clickhouse_settings(self->arena, model_attr(&from->attrs, STR("settings")));
  Settings after = clickhouse_settings(self->arena, model_attr(&to->attrs, STR("settings")));
  for (size_t i = 0; i < before.len; i++)
    compare_setting(self, to, before.items[i].name, before.items[i].value, setting_value(&after, before.items[i].name),
                    modify);
  for (size_t i = 0; i < after.len; i++)
    if (setting_value(&before, after.items[i].name).len == 0)
      compare_setting(self, to, after.items[i].name, (Str){0}, after.items[i].value, modify);
}

static Str key_comment(const Table *table) {
  return table->primary_key != NULL ? model_text(table->primary_key->comment) : STR("");
}

static void compare_table(Comparison *self, const Table *from, const Table *to, Change *modify) {
  if (to->primary_key != NULL && !str_eq(key_comment(from), key_comment(to)))
    compare_unplanned(self, self->to, to->primary_key->pos,
                      arena_printf(self->arena,
                                   "comment of primary key of table \"%.*s\" differs, which is not planned",
                                   STR_FMT(to->name)));
  compare_owner_comment(self, side_of(from), side_of(to), from->comment, to->comment, modify);
  bool known = !is_unknown(&from->attrs, STR("engine")) && !is_unknown(&to->attrs, STR("engine"));
  if (known && !str_eq(engine_of(from), engine_of(to))) refuse_table(self, to, "engine");
  compare_keys(self, from, to, modify);
  Str before = model_attr(&from->attrs, STR("ttl")), after = model_attr(&to->attrs, STR("ttl"));
  if (!expr_same(before, after)) change_attr(self->arena, modify, MODIFY_ATTR, STR("ttl"), before, after);
  compare_settings(self, from, to, modify);
}

/* ---- columns ---- */

static bool names_column(const KeyParts *key, Str column) {
  for (size_t i = 0; i < key->len; i++)
    if (sql_mentions(key->items[i], column)) return true;
  return false;
}

static bool in_key(Comparison *self, const Table *table, Str column) {
  KeyParts partition = clickhouse_key_of_block(self->arena, table_child(table, STR("partition")));
  KeyParts sort = sort_key(self->arena, table), primary = primary_key(self->arena, table);
  return names_column(&partition, column) || names_column(&sort, column) || names_column(&primary, column);
}

static bool default_changed(Comparison *self, const Column *from, const Column *to) {
  if (from->default_kind == DEFAULT_UNKNOWN || to->default_kind == DEFAULT_UNKNOWN) return false;
  if (!str_eq(clickhouse_default_kind(self->arena, from), clickhouse_default_kind(self->arena, to))) return true;
  return !expr_same(clickhouse_default(self->arena, from), clickhouse_default(self->arena, to));
}

static unsigned compare_column(Comparison *self, const Column *from, const Column *to) {
  DbType a, b;
  unsigned bits = compare_comment(from->comment, to->comment);
  if (from->type.known && to->type.known) {
    clickhouse_type(self->arena, from, &a);
    clickhouse_type(self->arena, to, &b);
    if (!str_eq(a.text, b.text)) bits |= CHANGED_TYPE;
  }
  bool keyed = in_key(self, self->from_table, from->name);
  if (keyed && ((bits & CHANGED_TYPE) != 0 || !str_eq(from->name, to->name)))
    compare_error(self, self->to, to->pos,
                  arena_printf(self->arena,
                               "changing column \"%.*s\" of table \"%.*s\" is not supported: it is part of a key (drop "
                               "and add is required)",
                               STR_FMT(to->name), STR_FMT(self->to_table->name)));
  if (default_changed(self, from, to)) bits |= CHANGED_DEFAULT;
  if (!str_eq(clickhouse_codec(from), clickhouse_codec(to))) bits |= CHANGED_ATTR;
  if (!expr_same(model_attr(&from->attrs, STR("ttl")), model_attr(&to->attrs, STR("ttl")))) bits |= CHANGED_ATTR;
  return bits;
}

/* ---- indexes and the like ---- */

static Str granularity(const Index *index) {
  Str value = model_attr(&index->attrs, STR("granularity"));
  return value.len > 0 ? value : STR("1");
}

/* Of the primary key, compare_keys has said all. */
static bool compare_index(Comparison *self, const Index *from, const Index *to) {
  (void)self;
  if (from->kind == INDEX_PRIMARY) return false;
  return !str_eq(model_attr(&from->attrs, STR("type")), model_attr(&to->attrs, STR("type"))) ||
         !str_eq(granularity(from), granularity(to));
}

static bool same_action(Str from, Str to) {
  (void)from, (void)to; /* there are no foreign keys */
  return true;
}

static bool compare_child(Comparison *self, const Object *from, const Object *to, Change *modify) {
  if (!str_eq(object_either(from, to)->kind, STR("projection"))) return false;
  if (from != NULL && to != NULL && object_same(from, to, NULL)) return true;
  if (from != NULL) change_member(self->arena, modify, DROP_OBJECT, side_of(from), side_none());
  if (to != NULL) change_member(self->arena, modify, ADD_OBJECT, side_none(), side_of(to));
  return true;
}

static const char *const known_attrs[] = {"engine", "settings",  "ttl",  "default_kind", "codec",   "unsigned",
                                          "sort",   "partition", "type", "granularity",  "columns", NULL};

const Driver clickhouse_driver = {
    .dialect = STR_INIT("clickhouse"),
    .quote = '`',
    .has_schemas = true,
    .sorted = true,
    .schema = compare_schema,
    .object = clickhouse_object,
    .rank = clickhouse_rank,
    .child = compare_child,
    .table = compare_table,
    .column = compare_column,
    .index = compare_index,
    .part = part_has_no_attrs,
    .check = check_has_no_attrs,
    .same_action = same_action,
    .type = clickhouse_type,
    .known_attrs = known_attrs,
    .plan = clickhouse_plan,
};
