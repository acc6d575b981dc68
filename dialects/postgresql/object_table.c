/* object_table.c: what a PostgreSQL table has besides columns, keys and checks: row security, storage parameters, and
 * the attributes unlogged, replica_identity and access_method; foreign tables. */
#include "dialects/postgresql/object.h"

bool pg_is_foreign(const Table *table) { return str_eq(table->kind, STR("foreign_table")); }

static void alter_table(Planner *planner, const Table *table, Ddl *out) {
  *out = ddl_start(planner);
  ddl_word(out, "ALTER TABLE");
  ddl_name(out, table_schema_name(table), table->name);
}

/* ---- storage parameters ---- */

static void put_param(Ddl *out, const ModelAttr *attr) {
  ddl_phrase(out,
             arena_printf(out->planner->arena, "%.*s = %.*s", STR_FMT(attr->name), STR_FMT(model_text(attr->value))));
}

void pg_put_storage(Ddl *out, const Object *params) {
  if (params == NULL || params->attrs.len == 0) return;
  ddl_word(out, "WITH ");
  ddl_open(out);
  for (size_t i = 0; i < params->attrs.len; i++) {
    ddl_item(out, i);
    put_param(out, &params->attrs.items[i]);
  }
  ddl_close(out);
  ddl_raw(out, STR(" "));
}

static const ModelAttr *find_param(const Object *params, Str name) {
  for (size_t i = 0; params != NULL && i < params->attrs.len; i++)
    if (str_eq(params->attrs.items[i].name, name)) return &params->attrs.items[i];
  return NULL;
}

/* SET (what is new or different), RESET (what is gone), as one statement. */
static Str storage_text(Planner *planner, const Table *table, const Object *from, const Object *to) {
  Ddl out;
  size_t set = 0, reset = 0;
  alter_table(planner, table, &out);
  for (size_t i = 0; to != NULL && i < to->attrs.len; i++) {
    const ModelAttr *now = &to->attrs.items[i], *old = find_param(from, now->name);
    if (old != NULL && object_same_text(old->value, now->value)) continue;
    if (set == 0) ddl_word(&out, "SET ");
    if (set == 0) ddl_open(&out);
    ddl_item(&out, set++);
    put_param(&out, now);
  }
  if (set > 0) ddl_close(&out);
  for (size_t i = 0; from != NULL && i < from->attrs.len; i++) {
    const ModelAttr *old = &from->attrs.items[i];
    if (find_param(to, old->name) != NULL) continue;
    if (reset == 0 && set > 0) ddl_comma(&out);
    if (reset == 0) ddl_word(&out, "RESET ");
    if (reset == 0) ddl_open(&out);
    ddl_item(&out, reset++);
    ddl_phrase(&out, old->name);
  }
  if (reset > 0) ddl_close(&out);
  return ddl_done(&out);
}

/* ---- row security ---- */

static Str security_text(Planner *planner, const Table *table, const Object *from, const Object *to) {
  Ddl out;
  bool was = from != NULL && pg_flag(from, STR("enabled")), is = to != NULL && pg_flag(to, STR("enabled"));
  bool forced = from != NULL && pg_flag(from, STR("enforced")), force = to != NULL && pg_flag(to, STR("enforced"));
  alter_table(planner, table, &out);
  if (was != is) ddl_phrase(&out, is ? STR("ENABLE ROW LEVEL SECURITY") : STR("DISABLE ROW LEVEL SECURITY"));
  if (was != is && forced != force) ddl_comma(&out);
  if (forced != force) ddl_phrase(&out, force ? STR("FORCE ROW LEVEL SECURITY") : STR("NO FORCE ROW LEVEL SECURITY"));
  return ddl_done(&out);
}

static bool same_security(const Object *from, const Object *to) {
  bool was = from != NULL && pg_flag(from, STR("enabled")), is = to != NULL && pg_flag(to, STR("enabled"));
  bool forced = from != NULL && pg_flag(from, STR("enforced")), force = to != NULL && pg_flag(to, STR("enforced"));
  return was == is && forced == force;
}

/* ---- blocks ---- */

static bool is_security(const Object *child) { return str_eq(child->kind, STR("row_security")); }
static bool is_storage(const Object *child) { return str_eq(child->kind, STR("storage_params")); }

static bool same_storage(const Object *from, const Object *to) {
  static const ModelAttrs none = {0};
  return object_same_attrs(from != NULL ? &from->attrs : &none, to != NULL ? &to->attrs : &none, NULL);
}

bool pg_compare_child(Comparison *self, const Object *from, const Object *to, Change *modify) {
  const Object *child = object_either(from, to);
  if (str_eq(child->kind, STR("annotation"))) return true;
  if (!is_security(child) && !is_storage(child)) return false;
  if (is_security(child) ? same_security(from, to) : same_storage(from, to)) return true;
  ChangeKind kind = from == NULL ? ADD_OBJECT : to == NULL ? DROP_OBJECT : MODIFY_OBJECT;
  change_member(self->arena, modify, kind, side_of(from), side_of(to));
  return true;
}

static Str child_text(Planner *planner, const Table *table, const Object *from, const Object *to) {
  return is_security(object_either(from, to)) ? security_text(planner, table, from, to)
                                              : storage_text(planner, table, from, to);
}

/* ---- attributes ---- */

static const char *const table_attrs[] = {"unlogged", "replica_identity", "access_method", "options"};
enum { TABLE_ATTRS = sizeof table_attrs / sizeof *table_attrs };

void pg_compare_table_attrs(Comparison *self, const Table *from, const Table *to, Change *modify) {
  const BlockSpec *block = pg_block(STR("table"));
  for (size_t i = 0; i < TABLE_ATTRS; i++) {
    Str name = str_from(table_attrs[i]);
    Str old = model_attr(&from->attrs, name), now = model_attr(&to->attrs, name);
    bool plain = (str_eq(name, STR("replica_identity")) && str_eq_nocase(old.len > 0 ? old : now, STR("DEFAULT"))) ||
                 (str_eq(name, STR("access_method")) && str_eq(old.len > 0 ? old : now, STR("heap")));
    if (plain && (old.len == 0 || now.len == 0)) continue;
    if (pg_same_attr(self->arena, block, &from->attrs, &to->attrs, name)) continue;
    change_attr(self->arena, modify, MODIFY_ATTR, name, old, now);
  }
}

static Str replica_text(Arena *arena, Str value) {
  if (value.len == 0) return STR("REPLICA IDENTITY DEFAULT");
  static const char *const words[] = {"DEFAULT", "NOTHING", "FULL", NULL};
  Str upper = expr_upper(arena, value);
  if (driver_word_in(upper, words)) return arena_printf(arena, "REPLICA IDENTITY %.*s", STR_FMT(upper));
  Str name = pg_quoted(arena, model_last_step(arena, value));
  return arena_printf(arena, "REPLICA IDENTITY USING INDEX %.*s", STR_FMT(name));
}

static Str attr_text(Planner *planner, const Table *table, Str name, Str value) {
  Ddl out;
  Arena *arena = planner->arena;
  alter_table(planner, table, &out);
  if (str_eq(name, STR("unlogged")))
    ddl_phrase(&out, str_eq(value, STR("true")) ? STR("SET UNLOGGED") : STR("SET LOGGED"));
  else if (str_eq(name, STR("replica_identity")))
    ddl_phrase(&out, replica_text(arena, value));
  else {
    pg_needs(planner, 15, "other access methods for a table that there is");
    ddl_phrase(&out, arena_printf(arena, "SET ACCESS METHOD %.*s", STR_FMT(value.len > 0 ? value : STR("heap"))));
  }
  return ddl_done(&out);
}

/* ---- comments of constraints ---- */

static Str constraint_comment(Planner *planner, const Table *table, Str name, Str text) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "COMMENT ON CONSTRAINT");
  ddl_ident(&out, name);
  ddl_word(&out, "ON");
  ddl_name(&out, table_schema_name(table), table->name);
  ddl_word(&out, "IS");
  ddl_phrase(&out, expr_quote_single(planner->arena, text.len > 0 ? text : STR("")));
  return ddl_done(&out);
}

static void comment_constraint(Planner *planner, const Change *cause, const Table *table, Str name, Str old_text,
                               Str text) {
  if (name.len == 0 || str_eq(old_text, text)) return;
  planner_add(planner, cause, constraint_comment(planner, table, name, text),
              arena_printf(planner->arena, "set comment to constraint: \"%.*s\" on table: \"%.*s\"", STR_FMT(name),
                           STR_FMT(table->name)),
              constraint_comment(planner, table, name, old_text));
}

static Str comment_of(const ModelAttrs *attrs) { return model_attr(attrs, STR("comment")); }

bool pg_only_comment(const Change *member) {
  if (member->kind != MODIFY_CHECK) return false;
  const Check *from = member->from.check, *to = member->to.check;
  if (str_eq(comment_of(&from->attrs), comment_of(&to->attrs))) return false;
  return expr_same(model_text(from->expr), model_text(to->expr)) &&
         driver_true_attr(&from->attrs, STR("no_inherit")) == driver_true_attr(&to->attrs, STR("no_inherit"));
}

/* A constraint that is made anew has no comment at first. */
static bool modify_constraint(Planner *planner, const Table *table, const Change *member) {
  Str old = {0};
  if (member->kind == ADD_CHECK || member->kind == MODIFY_CHECK) {
    const Check *from = member->from.check, *to = member->to.check;
    if (pg_only_comment(member)) old = comment_of(&from->attrs);
    comment_constraint(planner, member, table, to->name, old, comment_of(&to->attrs));
  } else if (member->kind == ADD_FOREIGN_KEY || member->kind == MODIFY_FOREIGN_KEY) {
    const ForeignKey *from = member->from.foreign_key, *to = member->to.foreign_key;
    if (from != NULL && member->bits == CHANGED_COMMENT) old = comment_of(&from->attrs);
    comment_constraint(planner, member, table, to->name, old, comment_of(&to->attrs));
  } else {
    return false;
  }
  return true;
}

static void comment_constraints(Planner *planner, const Change *change, const Table *table) {
  for (size_t i = 0; i < table->checks.len; i++)
    comment_constraint(planner, change, table, table->checks.items[i]->name, (Str){0},
                       comment_of(&table->checks.items[i]->attrs));
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    if (foreign_key_is_planned(table->foreign_keys.items[i], change->clauses))
      comment_constraint(planner, change, table, table->foreign_keys.items[i]->name, (Str){0},
                         comment_of(&table->foreign_keys.items[i]->attrs));
}

/* ---- plans ---- */

static Str modify_words(Planner *planner, const Table *table) {
  return arena_printf(planner->arena, "modify \"%.*s\" table", STR_FMT(table->name));
}

void pg_add_table_extras(Planner *planner, const Change *change, const Table *table) {
  comment_constraints(planner, change, table);
  for (size_t i = 0; i < table->children.len; i++) {
    const Object *child = table->children.items[i];
    if (!is_security(child) || same_security(NULL, child)) continue;
    planner_add(planner, change, security_text(planner, table, NULL, child), modify_words(planner, table),
                security_text(planner, table, child, NULL));
  }
  Str identity = model_attr(&table->attrs, STR("replica_identity"));
  if (identity.len > 0 && !str_eq_nocase(identity, STR("DEFAULT")))
    planner_add(planner, change, attr_text(planner, table, STR("replica_identity"), identity),
                modify_words(planner, table), attr_text(planner, table, STR("replica_identity"), (Str){0}));
}

bool pg_modify_table_extra(Planner *planner, const Table *from, const Table *to, const Change *member) {
  if (modify_constraint(planner, to, member)) return true;
  if (member->kind == ADD_OBJECT || member->kind == DROP_OBJECT || member->kind == MODIFY_OBJECT) {
    const Object *old = member->from.object, *now = member->to.object;
    planner_add(planner, member, child_text(planner, to, old, now), modify_words(planner, to),
                child_text(planner, from != NULL ? from : to, now, old));
    return true;
  }
  if (member->kind != MODIFY_ATTR) return false;
  for (size_t i = 0; i < TABLE_ATTRS; i++) {
    if (!str_eq(member->attr, str_from(table_attrs[i]))) continue;
    if (str_eq(member->attr, STR("options"))) {
      planner_unplanned(planner, NULL,
                        arena_printf(planner->arena, "options of foreign table \"%.*s\" differ, which is not planned",
                                     STR_FMT(to->name)));
      return true;
    }
    planner_add(planner, member, attr_text(planner, to, member->attr, member->text), modify_words(planner, to),
                attr_text(planner, to, member->attr, member->old_text));
    return true;
  }
  return false;
}
