/* sql_account.c: roles, users and permissions of MySQL and MariaDB.
 *
 *     role "reader"  ->  CREATE ROLE `reader`        permission  ->  GRANT SELECT ON `app`.`t` TO `reader` */
#include "dialects/mysql/driver.h"

static bool is_kind(const Object *object, const char *kind) { return str_eq(object->kind, str_from(kind)); }

static Str attr_of(const Object *object, const char *name) { return model_attr(&object->attrs, str_from(name)); }

static bool is_account(const Object *object) { return is_kind(object, "user") || is_kind(object, "role"); }

/* Permissions have no names: who may do something, and with what, tells them apart. */
Str mysql_account_key(Arena *arena, const Object *object) {
  if (!is_kind(object, "permission")) return (Str){NULL, 0};
  return arena_printf(arena, "%.*s\x01%.*s", STR_FMT(attr_of(object, "to")), STR_FMT(attr_of(object, "for")));
}

bool mysql_compare_account(Comparison *self, const Object *from, const Object *to, Changes *out) {
  const Object *object = object_either(from, to);
  if (!is_account(object) && !is_kind(object, "permission")) return false;
  if (from != NULL && to != NULL && object_same(from, to, NULL)) return true;
  if (self->from != NULL && model_attr(&self->from->attrs, STR("version")).len > 0)
    compare_unplanned(self, to != NULL ? self->to : self->from, object->pos,
                      arena_printf(self->arena, "%.*s \"%.*s\" is not planned: accounts of a server are not read",
                                   STR_FMT(object->kind), STR_FMT(object->name)));
  else
    object_change(self, from, to, 0, out);
  return true;
}

/* ---- names ---- */

/* api@% -> 'api'@'%'; of a role the name alone. */
static Str account_name(Arena *arena, Str label) {
  size_t at = label.len;
  while (at > 0 && label.ptr[at - 1] != '@') at--;
  Str name = at > 0 ? str_sub(label, 0, at - 1) : label, host = at > 0 ? str_sub(label, at, label.len) : (Str){0};
  if (host.len == 0) return expr_quote_single(arena, name);
  return arena_printf(arena, "%.*s@%.*s", STR_FMT(expr_quote_single(arena, name)),
                      STR_FMT(expr_quote_single(arena, host)));
}

/* role.reader -> reader */
static Str referred(Str text) {
  if (str_starts(text, STR("role.")) || str_starts(text, STR("user."))) return str_sub(text, 5, text.len);
  return text;
}

/* The items of "[a, b]", one after the other; false behind the last one. */
static bool next_item(Str list, size_t *at, Str *item) {
  if (*at == 0) *at = 1;
  if (list.len < 2 || *at >= list.len - 1) return false;
  size_t end = str_find(list, ',', *at);
  if (end > list.len - 1) end = list.len - 1;
  *item = str_trim(str_sub(list, *at, end));
  *at = end + 1;
  return item->len > 0;
}

static bool has_item(Str list, Str wanted) {
  Str item;
  for (size_t at = 0; next_item(list, &at, &item);)
    if (str_eq(item, wanted)) return true;
  return false;
}

/* ---- accounts ---- */

static void put_limit(Ddl *out, const Object *user, const char *attr, const char *words, bool *first) {
  Str value = attr_of(user, attr);
  if (value.len == 0) return;
  if (*first) ddl_word(out, "WITH");
  *first = false;
  ddl_phrase(out, arena_printf(out->planner->arena, "%s %.*s", words, STR_FMT(value)));
}

static void put_options(Ddl *out, const Object *user) {
  Arena *arena = out->planner->arena;
  Str password = attr_of(user, "password"), plugin = attr_of(user, "auth_plugin");
  Str lifetime = attr_of(user, "password_lifetime"), locked = attr_of(user, "account_locked");
  bool mariadb = str_eq(out->planner->driver->dialect, STR("mariadb")), first = true;
  if (plugin.len > 0)
    ddl_phrase(out, arena_printf(arena, "IDENTIFIED %s %.*s", mariadb ? "VIA" : "WITH", STR_FMT(plugin)));
  if (plugin.len == 0 && password.len > 0)
    ddl_phrase(out, arena_printf(arena, "IDENTIFIED BY %.*s", STR_FMT(expr_quote_single(arena, password))));
  put_limit(out, user, "max_questions", "MAX_QUERIES_PER_HOUR", &first);
  put_limit(out, user, "max_updates", "MAX_UPDATES_PER_HOUR", &first);
  put_limit(out, user, "max_connections", "MAX_CONNECTIONS_PER_HOUR", &first);
  put_limit(out, user, "max_user_connections", "MAX_USER_CONNECTIONS", &first);
  if (driver_true_attr(&user->attrs, STR("password_expired")))
    ddl_word(out, "PASSWORD EXPIRE");
  else if (lifetime.len > 0)
    ddl_phrase(out, arena_printf(arena, "PASSWORD EXPIRE INTERVAL %.*s DAY", STR_FMT(lifetime)));
  if (locked.len > 0) ddl_phrase(out, str_eq(locked, STR("true")) ? STR("ACCOUNT LOCK") : STR("ACCOUNT UNLOCK"));
}

static Str account_sql(Planner *planner, const char *verb, const Object *account, bool options) {
  Ddl out = ddl_start(planner);
  ddl_phrase(&out, str_from(verb));
  ddl_phrase(&out, expr_upper(planner->arena, account->kind));
  ddl_phrase(&out, account_name(planner->arena, account->name));
  if (options && is_kind(account, "user")) put_options(&out, account);
  return ddl_done(&out);
}

static Str comment(Planner *planner, const char *verb, const Object *object) {
  return arena_printf(planner->arena, "%s \"%.*s\" %.*s", verb, STR_FMT(object->name), STR_FMT(object->kind));
}

/* Roles that `to` is a member of and `from` is not are granted, the others revoked. */
static void plan_members(Planner *planner, const Change *change, const Object *from, const Object *to) {
  Str before = from != NULL ? attr_of(from, "member_of") : (Str){0}, after = attr_of(to, "member_of"), item;
  Str who = account_name(planner->arena, to->name);
  for (int revoke = 0; revoke < 2; revoke++)
    for (size_t at = 0; next_item(revoke ? before : after, &at, &item);) {
      if (has_item(revoke ? after : before, item)) continue;
      Str role = account_name(planner->arena, referred(item));
      Str grant = arena_printf(planner->arena, "GRANT %.*s TO %.*s", STR_FMT(role), STR_FMT(who));
      Str take = arena_printf(planner->arena, "REVOKE %.*s FROM %.*s", STR_FMT(role), STR_FMT(who));
      planner_add(planner, change, revoke ? take : grant, comment(planner, "modify", to), revoke ? grant : take);
    }
}

static void plan_account(Planner *planner, const Change *change) {
  const Object *from = change->from.object, *to = change->to.object;
  if (to == NULL) {
    planner_add(planner, change, account_sql(planner, "DROP", from, false), comment(planner, "drop", from),
                account_sql(planner, "CREATE", from, true));
    return;
  }
  static const char *const members[] = {"member_of", NULL};
  if (from == NULL)
    planner_add(planner, change, account_sql(planner, "CREATE", to, true), comment(planner, "create", to),
                account_sql(planner, "DROP", to, false));
  else if (!object_same_attrs(&from->attrs, &to->attrs, members) && is_kind(to, "user"))
    planner_add(planner, change, account_sql(planner, "ALTER", to, true), comment(planner, "modify", to),
                account_sql(planner, "ALTER", from, true));
  plan_members(planner, change, from, to);
}

/* ---- permissions ---- */

typedef struct Target {
  const char *word; /* "", "FUNCTION", "PROCEDURE" */
  Str schema, name; /* name: empty: all of the schema */
  Str column;       /* empty: the whole */
} Target;

static Str next_step(Str *text) {
  size_t dot = str_find(*text, '.', 0);
  Str step = str_sub(*text, 0, dot);
  *text = str_sub(*text, dot < text->len ? dot + 1 : dot, text->len);
  return step;
}

static bool has_member(const Schema *schema, Str kind, Str name) {
  return str_eq(kind, STR("table")) ? schema_table(schema, name) != NULL : schema_object(schema, kind, name) != NULL;
}

/* table.t, table.app.t, table.t.column.a: `realm` knows the schema of t. */
static bool find_target(const Realm *realm, Str text, Target *out) {
  Str kind = next_step(&text), first = next_step(&text);
  *out = (Target){.word = str_eq(kind, STR("function"))    ? "FUNCTION"
                          : str_eq(kind, STR("procedure")) ? "PROCEDURE"
                                                           : ""};
  if (str_eq(kind, STR("schema"))) {
    out->schema = first;
    return true;
  }
  for (size_t i = 0; realm != NULL && i < realm->schemas.len; i++) {
    const Schema *schema = realm->schemas.items[i];
    Str rest = text, name = str_eq(schema->name, first) && text.len > 0 ? next_step(&rest) : first;
    if (!has_member(schema, kind, name)) continue;
    out->schema = schema->name;
    out->name = name;
    if (str_starts(rest, STR("column."))) out->column = str_sub(rest, 7, rest.len);
    return true;
  }
  return false;
}

static void put_privileges(Ddl *out, Str list, Str column) {
  Arena *arena = out->planner->arena;
  Str item;
  size_t count = 0;
  if (has_item(list, STR("ALL"))) {
    ddl_word(out, "ALL PRIVILEGES");
    return;
  }
  for (size_t at = 0; next_item(list, &at, &item); count++) {
    char *words = arena_copy(arena, item.ptr, item.len, 1);
    for (size_t i = 0; i < item.len; i++)
      if (words[i] == '_') words[i] = ' ';
    ddl_item(out, count);
    ddl_phrase(out, str_make(words, item.len));
    if (column.len > 0) ddl_columns(out, &column, 1);
  }
}

static Str permission_sql(Planner *planner, const Realm *realm, const Object *object, Str list, bool grant) {
  Target target;
  Ddl out = ddl_start(planner);
  if (!find_target(realm, attr_of(object, "for"), &target))
    planner_error(planner, arena_printf(planner->arena, "permission for \"%.*s\": there is no such object",
                                        STR_FMT(attr_of(object, "for"))));
  ddl_phrase(&out, grant ? STR("GRANT") : STR("REVOKE"));
  put_privileges(&out, list, target.column);
  bool option = driver_true_attr(&object->attrs, STR("grantable"));
  if (option && !grant) ddl_comma(&out);
  if (option && !grant) ddl_word(&out, "GRANT OPTION");
  ddl_word(&out, "ON");
  ddl_phrase(&out, str_from(target.word));
  if (target.name.len > 0)
    ddl_name(&out, target.schema, target.name);
  else
    ddl_phrase(&out,
               arena_printf(planner->arena, "%.*s.*", STR_FMT(expr_quote_name(planner->arena, target.schema, '`'))));
  ddl_phrase(&out, grant ? STR("TO") : STR("FROM"));
  ddl_phrase(&out, account_name(planner->arena, referred(attr_of(object, "to"))));
  if (grant && option) ddl_word(&out, "WITH GRANT OPTION");
  return ddl_done(&out);
}

/* All that was granted is revoked before something else is granted. */
static void plan_permission(Planner *planner, const Change *change) {
  const Object *from = change->from.object, *to = change->to.object;
  Str who = referred(attr_of(object_either(from, to), "to"));
  if (from != NULL) {
    Str text = arena_printf(planner->arena, "revoke from \"%.*s\"", STR_FMT(who)), list = attr_of(from, "privileges");
    planner_add(planner, change, permission_sql(planner, planner->from, from, list, false), text,
                permission_sql(planner, planner->from, from, list, true));
  }
  if (to == NULL) return;
  Str text = arena_printf(planner->arena, "grant to \"%.*s\"", STR_FMT(who)), list = attr_of(to, "privileges");
  planner_add(planner, change, permission_sql(planner, planner->to, to, list, true), text,
              permission_sql(planner, planner->to, to, list, false));
}

bool mysql_plan_account(Planner *planner, const Change *change) {
  const Object *object = object_either(change->from.object, change->to.object);
  if (is_account(object))
    plan_account(planner, change);
  else if (is_kind(object, "permission"))
    plan_permission(planner, change);
  else
    return false;
  return true;
}
