/* sql_schema.c: statements of SQL Server for schemas, and for descriptions, which are extended properties:
 *
 *     EXEC sp_addextendedproperty @name = N'MS_Description', @value = N'people', @level0type = N'SCHEMA', ...
 */
#include "dialects/sqlserver/driver.h"

Str sqlserver_quote(Arena *arena, Str text) {
  Buf out = {0};
  buf_put(&out, STR("N'"));
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '\'') buf_putc(&out, '\'');
    buf_putc(&out, text.ptr[i]);
  }
  buf_putc(&out, '\'');
  Str quoted = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return quoted;
}

/* ---- descriptions ---- */

static void put_level(Ddl *out, unsigned level, Str kind, Str name) {
  Arena *arena = out->planner->arena;
  if (kind.len == 0) return;
  Str quoted = sqlserver_quote(arena, name);
  ddl_comma(out);
  ddl_phrase(out, arena_printf(arena, "@level%utype = N'%.*s', @level%uname = %.*s", level, STR_FMT(kind), level,
                               STR_FMT(quoted)));
}

Str sqlserver_describe(Planner *planner, const Described *what, Str old_text, Str text) {
  Ddl out = ddl_start(planner);
  const char *verb = old_text.len == 0 ? "add" : text.len == 0 ? "drop" : "update";
  ddl_phrase(&out, arena_printf(planner->arena, "EXEC sp_%sextendedproperty @name = N'MS_Description'", verb));
  if (text.len > 0) {
    Str value = sqlserver_quote(planner->arena, text);
    ddl_comma(&out);
    ddl_phrase(&out, arena_printf(planner->arena, "@value = %.*s", STR_FMT(value)));
  }
  Str schema = planner->options.qualify == QUALIFY_NAME ? planner->options.qualifier : what->schema;
  put_level(&out, 0, STR("SCHEMA"), schema.len > 0 ? schema : STR("dbo"));
  put_level(&out, 1, what->kind, what->name);
  put_level(&out, 2, what->member_kind, what->member);
  return ddl_done(&out);
}

static void describe_schema(Planner *planner, const Change *change, const Schema *schema, Str old_text, Str text) {
  Described what = {.schema = schema->name};
  if (str_eq(old_text, text)) return;
  planner_add(planner, change, sqlserver_describe(planner, &what, old_text, text),
              arena_printf(planner->arena, "set comment to schema: \"%.*s\"", STR_FMT(schema->name)),
              sqlserver_describe(planner, &what, text, old_text));
}

/* ---- schemas ---- */

static Str schema_statement(Planner *planner, Str words, Str name) {
  Ddl out = ddl_start(planner);
  ddl_named(&out, words, name);
  return ddl_done(&out);
}

/* Those that every database has. */
static bool is_standard(Str name) {
  static const char *const names[] = {"dbo", "guest", "sys", "INFORMATION_SCHEMA", NULL};
  return driver_word_in(name, names);
}

static void add_schema(Planner *planner, const Change *change) {
  const Schema *schema = change->to.schema;
  if (!is_standard(schema->name))
    planner_add(planner, change, schema_statement(planner, STR("CREATE SCHEMA"), schema->name),
                arena_printf(planner->arena, "Add new schema named \"%.*s\"", STR_FMT(schema->name)),
                schema_statement(planner, STR("DROP SCHEMA"), schema->name));
  describe_schema(planner, change, schema, (Str){0}, model_text(schema->comment));
}

/* A foreign key from another schema would have to go before; its own change comes after those of schemas. */
static bool is_referred_to(Planner *planner, const Schema *schema) {
  for (size_t i = 0; i < planner->from->schemas.len; i++) {
    const Schema *other = planner->from->schemas.items[i];
    for (size_t k = 0; other != schema && k < other->tables.len; k++)
      for (size_t n = 0; n < other->tables.items[k]->foreign_keys.len; n++) {
        const ForeignKey *key = other->tables.items[k]->foreign_keys.items[n];
        if (key->ref == NULL || key->ref->schema != schema) continue;
        planner_error(planner,
                      arena_printf(planner->arena,
                                   "dropping schema \"%.*s\" is not supported while foreign key \"%.*s\" of table "
                                   "\"%.*s\" refers to it (drop the foreign key before)",
                                   STR_FMT(schema->name), STR_FMT(key->name), STR_FMT(other->tables.items[k]->name)));
        return true;
      }
  }
  return false;
}

static bool is_needed(const Schema *schema, const bool *gone, const Object *object) {
  for (size_t i = 0; i < schema->objects.len; i++)
    for (size_t k = 0; !gone[i] && k < schema->objects.items[i]->depends_on.len; k++)
      if (schema->objects.items[i]->depends_on.items[k] == object && schema->objects.items[i] != object) return true;
  return false;
}

/* Views and routines before the tables, types and sequences after them; each after those that need it. */
static void drop_objects(Planner *planner, const Schema *schema, bool before) {
  bool *gone = arena_array(planner->arena, bool, schema->objects.len + 1);
  for (size_t round = 0; round < schema->objects.len; round++)
    for (size_t i = schema->objects.len; i-- > 0;) {
      const Object *object = schema->objects.items[i];
      bool late = object->role == OBJECT_TYPE || object->role == OBJECT_SEQUENCE;
      if (gone[i] || is_needed(schema, gone, object)) continue;
      gone[i] = true;
      Change *drop = change_new(planner->arena, DROP_OBJECT, side_of(object), side_none());
      if (late != before && object_maker(sqlserver_makers, object) != NULL) sqlserver_plan(planner, drop);
    }
}

static void drop_tables(Planner *planner, const Schema *schema) {
  for (size_t i = 0; i < schema->tables.len; i++) {
    const Table *table = schema->tables.items[i];
    Change *modify = change_new(planner->arena, MODIFY_TABLE, side_of(table), side_of(table));
    for (size_t k = 0; k < table->foreign_keys.len; k++)
      if (!foreign_key_is_self(table->foreign_keys.items[k]))
        change_member(planner->arena, modify, DROP_FOREIGN_KEY, side_of(table->foreign_keys.items[k]), side_none());
    if (modify->members.len > 0) sqlserver_plan(planner, modify);
  }
  for (size_t i = schema->tables.len; i-- > 0;) {
    Change *drop = change_new(planner->arena, DROP_TABLE, side_of(schema->tables.items[i]), side_none());
    drop->clauses = CLAUSE_SELF_KEYS;
    sqlserver_plan(planner, drop);
  }
}

/* A schema has to be empty. */
static void drop_schema(Planner *planner, const Change *change) {
  const Schema *schema = change->from.schema;
  if (is_referred_to(planner, schema)) return;
  drop_objects(planner, schema, true);
  drop_tables(planner, schema);
  drop_objects(planner, schema, false);
  if (is_standard(schema->name)) return;
  planner_add(planner, change, schema_statement(planner, STR("DROP SCHEMA"), schema->name),
              arena_printf(planner->arena, "Drop schema named \"%.*s\"", STR_FMT(schema->name)),
              schema_statement(planner, STR("CREATE SCHEMA"), schema->name));
}

void sqlserver_plan_schema(Planner *planner, const Change *change) {
  if (change->kind == ADD_SCHEMA) add_schema(planner, change);
  if (change->kind == DROP_SCHEMA) drop_schema(planner, change);
  if (change->kind != MODIFY_SCHEMA) return;
  for (size_t i = 0; i < change->members.len; i++)
    describe_schema(planner, change, change->to.schema, change->members.items[i]->old_text,
                    change->members.items[i]->text);
}
