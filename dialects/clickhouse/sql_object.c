/* sql_object.c: views, dictionaries and functions of ClickHouse. */
#include "dialects/clickhouse/driver.h"

static Str attr_of(const Object *object, const char *attr) { return model_attr(&object->attrs, str_from(attr)); }

static bool always(const Object *from, const Object *to) {
  (void)from, (void)to;
  return true;
}

/* ---- views ---- */

static void put_columns(Ddl *out, const Object *view) {
  if (view->columns.len == 0) return;
  ddl_open(out);
  for (size_t i = 0; i < view->columns.len; i++) {
    DbType type;
    ddl_item(out, i);
    clickhouse_type(out->planner->arena, view->columns.items[i], &type);
    ddl_ident(out, view->columns.items[i]->name);
    ddl_phrase(out, type.text);
  }
  ddl_close(out);
}

static void put_security(Ddl *out, const Object *view) {
  Str definer = attr_of(view, "definer"), security = attr_of(view, "security");
  if (definer.len > 0) {
    ddl_word(out, "DEFINER =");
    ddl_phrase(out, definer);
  }
  if (security.len == 0) return;
  ddl_word(out, "SQL SECURITY");
  ddl_phrase(out, expr_upper(out->planner->arena, security));
}

static Str create_view(Planner *planner, const Object *view, bool replace) {
  Ddl out = ddl_create(planner, replace ? STR("CREATE OR REPLACE VIEW") : STR("CREATE VIEW"), view);
  put_columns(&out, view);
  put_security(&out, view);
  ddl_word(&out, "AS");
  ddl_phrase(&out, object_sql(view));
  return ddl_done(&out);
}

static Str comment_view(Planner *planner, const Object *view, Str old_text, Str text) {
  (void)old_text;
  Ddl out = ddl_create(planner, STR("ALTER TABLE"), view);
  ddl_word(&out, "MODIFY COMMENT");
  ddl_phrase(&out, clickhouse_quote(planner->arena, text));
  return ddl_done(&out);
}

static Str drop_view(Planner *planner, const Object *view) {
  Ddl out = ddl_create(planner, STR("DROP VIEW"), view);
  return ddl_done(&out);
}

/* ---- materialized views ---- */

/* The schema of the table or view that a view writes to: "table.daily", "table.shop.daily". */
static Str target_schema(const Realm *realm, Str reference, Str name) {
  size_t first = str_find(reference, '.', 0), second = str_find(reference, '.', first + 1);
  if (second < reference.len) return str_sub(reference, first + 1, second);
  for (size_t i = 0; realm != NULL && i < realm->schemas.len; i++)
    if (schema_table(realm->schemas.items[i], name) != NULL) return realm->schemas.items[i]->name;
  return (Str){0};
}

static void put_target(Ddl *out, const Object *view) {
  Planner *planner = out->planner;
  Str target = attr_of(view, "to"), *names;
  if (driver_names(planner->arena, target, &names) == 0) return;
  Str schema = target_schema(planner->to, target, names[0]);
  if (schema.len == 0) schema = target_schema(planner->from, target, names[0]);
  ddl_word(out, "TO");
  ddl_name(out, schema.len > 0 ? schema : object_schema_name(view), names[0]);
}

static void put_refresh(Ddl *out, const Object *view) {
  Arena *arena = out->planner->arena;
  const Object *refresh = object_child(view, STR("refresh"));
  if (refresh == NULL) return;
  ddl_word(out, "REFRESH");
  ddl_phrase(out, attr_of(refresh, "expr"));
  for (size_t i = 0; i < refresh->depends_on.len; i++) {
    if (i == 0) ddl_word(out, "DEPENDS ON");
    ddl_item(out, i);
    ddl_name(out, object_schema_name(refresh->depends_on.items[i]), refresh->depends_on.items[i]->name);
  }
  Settings settings = clickhouse_settings(arena, attr_of(refresh, "settings"));
  if (settings.len > 0) ddl_word(out, "SETTINGS");
  clickhouse_ddl_settings(out, &settings);
  if (driver_true_attr(&refresh->attrs, STR("append"))) ddl_word(out, "APPEND");
}

static Storage storage_of(Arena *arena, const Object *view) {
  Storage storage = {
      .engine = attr_of(view, "engine"), .ttl = attr_of(view, "ttl"), .settings = attr_of(view, "settings")};
  storage.partition = clickhouse_key_of_block(arena, object_child(view, STR("partition")));
  storage.primary = clickhouse_key_of_block(arena, object_child(view, STR("primary_key")));
  storage.sort = clickhouse_key_of_block(arena, object_child(view, STR("sort")));
  return storage;
}

static Str create_materialized(Planner *planner, const Object *view, bool replace) {
  (void)replace;
  Storage storage = storage_of(planner->arena, view);
  Ddl out = ddl_create(planner, STR("CREATE MATERIALIZED VIEW"), view);
  put_refresh(&out, view);
  put_target(&out, view);
  put_columns(&out, view);
  clickhouse_ddl_storage(&out, &storage);
  if (driver_true_attr(&view->attrs, STR("populate"))) ddl_word(&out, "POPULATE");
  put_security(&out, view);
  ddl_word(&out, "AS");
  ddl_phrase(&out, object_sql(view));
  return ddl_done(&out);
}

/* Another query can be set while all else stays; what is stored stays too. */
static bool only_query_differs(const Object *from, const Object *to) {
  static const char *const ignored[] = {"populate", NULL};
  Object copy = *from;
  copy.definition = to->definition;
  copy.comment = to->comment;
  return object_child(to, STR("refresh")) == NULL && object_same(&copy, to, ignored);
}

static Str modify_query(Planner *planner, const Object *from, const Object *to) {
  (void)from;
  Ddl out = ddl_create(planner, STR("ALTER TABLE"), to);
  ddl_word(&out, "MODIFY QUERY");
  ddl_phrase(&out, object_sql(to));
  return ddl_done(&out);
}

/* ---- dictionaries ---- */

static void put_default(Ddl *out, const Object *attribute) {
  for (size_t i = 0; i < attribute->attrs.len; i++) {
    const ModelAttr *attr = &attribute->attrs.items[i];
    if (!str_eq(attr->name, STR("default"))) continue;
    Str value = attr->value.text;
    bool bare = attr->expression || expr_is_number(value) || str_eq(value, STR("true")) || str_eq(value, STR("false"));
    ddl_word(out, "DEFAULT");
    ddl_phrase(out, bare ? value : clickhouse_quote(out->planner->arena, value));
  }
}

static void put_attributes(Ddl *out, const Object *dictionary) {
  size_t count = 0;
  ddl_open(out);
  for (size_t i = 0; i < dictionary->children.len; i++) {
    const Object *child = dictionary->children.items[i];
    if (!str_eq(child->kind, STR("key")) && !str_eq(child->kind, STR("attribute"))) continue;
    Column column = {.name = child->name, .null_known = true};
    DbType type;
    column.null = driver_true_attr(&child->attrs, STR("null"));
    column.type = (ColumnType){.text = attr_of(child, "type"), .known = true};
    clickhouse_type(out->planner->arena, &column, &type);
    ddl_item(out, count++);
    ddl_ident(out, child->name);
    ddl_phrase(out, type.text);
    put_default(out, child);
  }
  ddl_close(out);
}

static void put_keys(Ddl *out, const Object *dictionary) {
  size_t count = 0;
  for (size_t i = 0; i < dictionary->children.len; i++) {
    if (!str_eq(dictionary->children.items[i]->kind, STR("key"))) continue;
    if (count == 0) ddl_word(out, "PRIMARY KEY");
    ddl_item(out, count++);
    ddl_ident(out, dictionary->children.items[i]->name);
  }
}

static Str create_dictionary(Planner *planner, const Object *dictionary, bool replace) {
  Arena *arena = planner->arena;
  const Object *lifetime = object_child(dictionary, STR("lifetime"));
  Settings settings = clickhouse_settings(arena, attr_of(dictionary, "settings"));
  Ddl out = ddl_create(planner, replace ? STR("CREATE OR REPLACE DICTIONARY") : STR("CREATE DICTIONARY"), dictionary);
  put_attributes(&out, dictionary);
  put_keys(&out, dictionary);
  ddl_phrase(&out, arena_printf(arena, "SOURCE(%.*s)", STR_FMT(attr_of(dictionary, "source"))));
  ddl_phrase(&out, arena_printf(arena, "LAYOUT(%.*s)", STR_FMT(attr_of(dictionary, "layout"))));
  if (lifetime != NULL)
    ddl_phrase(&out, arena_printf(arena, "LIFETIME(MIN %.*s MAX %.*s)", STR_FMT(attr_of(lifetime, "min")),
                                  STR_FMT(attr_of(lifetime, "max"))));
  if (settings.len > 0) {
    ddl_word(&out, "SETTINGS");
    ddl_open(&out);
    clickhouse_ddl_settings(&out, &settings);
    ddl_close(&out);
  }
  if (model_text(dictionary->comment).len > 0) {
    ddl_word(&out, "COMMENT");
    ddl_phrase(&out, clickhouse_quote(arena, model_text(dictionary->comment)));
  }
  return ddl_done(&out);
}

/* ---- functions ---- */

static Str create_function(Planner *planner, const Object *function, bool replace) {
  Ddl out = ddl_create(planner, replace ? STR("CREATE OR REPLACE FUNCTION") : STR("CREATE FUNCTION"), function);
  ddl_word(&out, "AS");
  ddl_phrase(&out, object_sql(function));
  return ddl_done(&out);
}

/* ---- all of them ---- */

const ObjectMaker clickhouse_makers[] = {
    {.kind = "view",
     .needs_definition = true,
     .words = "VIEW",
     .create = create_view,
     .replaceable = always,
     .comment = comment_view},
    {.kind = "materialized",
     .needs_definition = true,
     .words = "MATERIALIZED VIEW",
     .create = create_materialized,
     .drop = drop_view,
     .replaceable = only_query_differs,
     .alter = modify_query,
     .comment = comment_view},
    {.kind = "dictionary",
     .words = "DICTIONARY",
     .create = create_dictionary,
     .replaceable = always,
     .creates_comment = true},
    {.kind = "function",
     .needs_definition = true,
     .words = "FUNCTION",
     .create = create_function,
     .replaceable = always},
    {0},
};

bool clickhouse_object(Comparison *cmp, const Object *from, const Object *to, Changes *out) {
  return makers_compare(clickhouse_makers, cmp, from, to, out);
}

/* Functions belong to the server: defaults and views may call them. */
int clickhouse_rank(const Object *object) { return object->role == OBJECT_FUNCTION ? -1 : 0; }
