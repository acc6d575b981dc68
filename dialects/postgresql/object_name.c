/* object_name.c: names, references and types of what is no table, as SQL writes them and as they compare. */
#include "dialects/postgresql/object.h"

/* ---- texts ---- */

size_t pg_list(Arena *arena, Str list, Str **items) {
  size_t count = 0, start = 0;
  int depth = 0;
  bool quoted = false, named = false;
  *items = arena_array(arena, Str, list.len + 1);
  if (list.len >= 2 && list.ptr[0] == '[') list = str_sub(list, 1, list.len - 1);
  for (size_t i = 0; i <= list.len; i++) {
    char c = i < list.len ? list.ptr[i] : ',';
    if (c == '\'' && !named) quoted = !quoted;
    if (c == '"' && !quoted) named = !named;
    if (c == '(' && !quoted && !named) depth++;
    if (c == ')' && !quoted && !named) depth--;
    if (i < list.len && (c != ',' || quoted || named || depth > 0)) continue;
    Str item = str_trim(str_sub(list, start, i));
    if (item.len > 0) (*items)[count++] = item;
    start = i + 1;
  }
  return count;
}

enum { MAX_STEPS = 6 };

/* "table.t.column.c" -> its steps when the first one is a block keyword; else 0. */
static size_t split_ref(Arena *arena, Str text, Str *steps) {
  if (str_find(text, '.', 0) == text.len) return 0;
  size_t count = model_steps(arena, text, steps, MAX_STEPS);
  return count > 1 && pg_block(steps[0]) != NULL ? count : 0;
}

/* Steps of the block itself: kind, perhaps a schema, name. */
static size_t block_steps(size_t count) { return count >= 4 ? count - 2 : count; }

Str pg_ref_norm(Arena *arena, Str text) {
  Str steps[MAX_STEPS];
  size_t count = split_ref(arena, text, steps);
  if (count == 0) return model_last_step(arena, text);
  size_t own = block_steps(count);
  if (own == count) return steps[count - 1];
  return arena_printf(arena, "%.*s.%.*s", STR_FMT(steps[own - 1]), STR_FMT(steps[count - 1]));
}

bool pg_refs_part(Arena *arena, Str a, Str b) {
  Str x[MAX_STEPS], y[MAX_STEPS];
  size_t count = split_ref(arena, a, x), other = split_ref(arena, b, y);
  return block_steps(count) == 3 && block_steps(other) == 3 && !str_eq(x[1], y[1]);
}

Str pg_type_norm(Arena *arena, Str text) {
  Str steps[MAX_STEPS];
  size_t count = split_ref(arena, text, steps);
  if (count > 0) return steps[count - 1];
  DbType type;
  pg_type_of_text(arena, text, &type);
  return type.family == TYPE_OTHER || type.family == TYPE_ARRAY ? pg_bare_name(type.text) : type.text;
}

/* ---- references ---- */

static const Realm *realm_of(const Planner *planner, const Object *owner) {
  if (owner->schema != NULL) return owner->schema->realm;
  if (owner->table != NULL && owner->table->schema != NULL) return owner->table->schema->realm;
  return planner->to != NULL ? planner->to : planner->from;
}

static const Object *find_in(const Schema *schema, Str kind, Str name) {
  return schema != NULL ? schema_object(schema, kind, name) : NULL;
}

static const Object *find_object(const Realm *realm, const Schema *home, Str kind, Str schema, Str name) {
  if (schema.len > 0) return find_in(realm_schema(realm, schema), kind, name);
  const Object *found = find_in(home, kind, name);
  for (size_t i = 0; found == NULL && i < realm->schemas.len; i++) found = find_in(realm->schemas.items[i], kind, name);
  for (size_t i = 0; found == NULL && i < realm->objects.len; i++)
    if (str_eq(realm->objects.items[i]->kind, kind) && str_eq(realm->objects.items[i]->name, name))
      found = realm->objects.items[i];
  return found;
}

static const Table *find_table(const Realm *realm, const Schema *home, Str schema, Str name) {
  const Schema *own = schema.len > 0 ? realm_schema(realm, schema) : home;
  const Table *found = own != NULL ? schema_table(own, name) : NULL;
  for (size_t i = 0; found == NULL && schema.len == 0 && i < realm->schemas.len; i++)
    found = schema_table(realm->schemas.items[i], name);
  return found;
}

static const Schema *home_of(const Object *owner) {
  if (owner->schema != NULL) return owner->schema;
  return owner->table != NULL ? owner->table->schema : NULL;
}

const Object *pg_ref_object(const Planner *planner, const Object *owner, Str text) {
  Str steps[MAX_STEPS];
  size_t count = split_ref(planner->arena, text, steps), own = block_steps(count);
  const Realm *realm = realm_of(planner, owner);
  if (count == 0 || realm == NULL) return NULL;
  return find_object(realm, home_of(owner), steps[0], own == 3 ? steps[1] : (Str){0}, steps[own - 1]);
}

void pg_put_ref(Ddl *out, const Object *owner, Str text) {
  Str steps[MAX_STEPS];
  size_t count = split_ref(out->planner->arena, text, steps), own = block_steps(count);
  if (count == 0) {
    ddl_phrase(out, text);
    return;
  }
  const Realm *realm = realm_of(out->planner, owner);
  Str schema = own == 3 ? steps[1] : (Str){0}, name = steps[own - 1];
  const Object *object = pg_ref_object(out->planner, owner, text);
  const Table *table = object == NULL && realm != NULL ? find_table(realm, home_of(owner), schema, name) : NULL;
  const Schema *home = home_of(owner);
  if (object != NULL)
    ddl_name(out, object_schema_name(object), object->name);
  else if (table != NULL)
    ddl_name(out, table_schema_name(table), table->name);
  else
    ddl_name(out, schema.len > 0 ? schema : home != NULL ? home->name : (Str){0}, name);
  if (own == count) return;
  out->buf.len--;
  ddl_raw(out, STR("."));
  ddl_ident(out, steps[count - 1]);
}

void pg_put_type(Ddl *out, const Object *owner, Str text) {
  Str steps[MAX_STEPS];
  if (split_ref(out->planner->arena, text, steps) > 0)
    pg_put_ref(out, owner, text);
  else
    ddl_phrase(out, text);
}

/* ---- names ---- */

static bool is_bare(uint8_t family) {
  return family == TYPE_BOOL || family == TYPE_DECIMAL || family == TYPE_INTEGER || family == TYPE_FLOAT;
}

static void put_default(Ddl *out, const Object *arg) {
  for (size_t i = 0; i < arg->attrs.len; i++) {
    const ModelAttr *attr = &arg->attrs.items[i];
    if (!str_eq(attr->name, STR("default"))) continue;
    DbType type;
    pg_type_of_text(out->planner->arena, model_attr(&arg->attrs, STR("type")), &type);
    bool bare = attr->expression || is_bare(type.family);
    ddl_word(out, "DEFAULT");
    ddl_phrase(out, bare ? model_text(attr->value) : expr_quote_single(out->planner->arena, model_text(attr->value)));
  }
}

static void put_arg(Ddl *out, const Object *routine, const Object *arg, bool full) {
  Str mode = model_attr(&arg->attrs, STR("mode"));
  if (mode.len > 0 && !str_eq_nocase(mode, STR("IN"))) ddl_phrase(out, mode);
  if (full) ddl_ident(out, arg->name);
  pg_put_type(out, routine, model_attr(&arg->attrs, STR("type")));
  if (full) put_default(out, arg);
}

void pg_put_args(Ddl *out, const Object *routine, bool full) {
  size_t count = 0;
  if (!full && out->buf.len > 0 && out->buf.ptr[out->buf.len - 1] == ' ') out->buf.len--;
  ddl_open(out);
  for (size_t i = 0; i < routine->children.len; i++) {
    const Object *arg = routine->children.items[i];
    bool result = str_eq_nocase(model_attr(&arg->attrs, STR("mode")), STR("OUT"));
    if (!str_eq(arg->kind, STR("arg")) || (result && !full)) continue;
    ddl_item(out, count++);
    put_arg(out, routine, arg, full);
  }
  ddl_close(out);
}

static void put_on_table(Ddl *out, const Object *object) {
  ddl_ident(out, object->name);
  ddl_word(out, "ON");
  if (object->table != NULL)
    ddl_name(out, table_schema_name(object->table), object->table->name);
  else if (object->depends_on.len > 0)
    ddl_name(out, object_schema_name(object->depends_on.items[0]), object->depends_on.items[0]->name);
}

static void put_cast(Ddl *out, const Object *cast) {
  ddl_open(out);
  pg_put_type(out, cast, model_attr(&cast->attrs, STR("source")));
  ddl_word(out, "AS");
  pg_put_type(out, cast, model_attr(&cast->attrs, STR("target")));
  ddl_close(out);
}

static void put_user_mapping(Ddl *out, const Object *mapping) {
  Str user = model_attr(&mapping->attrs, STR("user"));
  ddl_word(out, "FOR");
  if (str_eq(user, STR("PUBLIC")))
    ddl_phrase(out, user);
  else
    ddl_ident(out, model_last_step(out->planner->arena, user));
  ddl_word(out, "SERVER");
  ddl_ident(out, model_last_step(out->planner->arena, model_attr(&mapping->attrs, STR("server"))));
}

void pg_put_name(Ddl *out, const Object *object) {
  const PgKind *kind = pg_kind(object->kind);
  if (kind == &pg_trigger || kind == &pg_policy)
    put_on_table(out, object);
  else if (kind == &pg_cast)
    put_cast(out, object);
  else if (kind == &pg_user_mapping)
    put_user_mapping(out, object);
  else if (kind == &pg_extension || kind == &pg_event_trigger || kind == &pg_server)
    ddl_ident(out, object->name);
  else
    ddl_name(out, object_schema_name(object), object->name);
  if (kind != &pg_function && kind != &pg_procedure && kind != &pg_aggregate) return;
  if (kind == &pg_aggregate && object->children.len == 0)
    ddl_raw(out, STR("(*)"));
  else
    pg_put_args(out, object, false);
}
