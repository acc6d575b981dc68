/* object.c: views and triggers of SQLite.
 *
 *     trigger "log" { on = table.t, after { update_of = [table.t.column.a] }, when = "new.a > 1", as = "BEGIN ..." }
 *         ->  CREATE TRIGGER `log` AFTER UPDATE OF `a` ON `t` WHEN new.a > 1 BEGIN ... */
#include "dialects/sqlite/driver.h"

/* ---- texts ---- */

static Str create_view(Planner *planner, const Object *view) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "CREATE VIEW");
  ddl_ident(&out, view->name);
  if (view->columns.len > 0) {
    ddl_open(&out);
    for (size_t i = 0; i < view->columns.len; i++) {
      ddl_item(&out, i);
      ddl_ident(&out, view->columns.items[i]->name);
    }
    ddl_close(&out);
  }
  ddl_word(&out, "AS");
  ddl_phrase(&out, sqlite_statement(model_text(view->definition)));
  return ddl_done(&out);
}

static void put_columns(Ddl *out, Str list) {
  size_t count = 0;
  if (list.len > 1 && list.ptr[0] == '[') list = str_sub(list, 1, list.len - 1);
  for (size_t at = 0; at < list.len; count++) {
    size_t end = model_find_sign(list, ',', at);
    ddl_item(out, count);
    ddl_ident(out, model_last_step(out->planner->arena, str_trim(str_sub(list, at, end))));
    at = end + 1;
  }
}

static bool names_event(const Object *event) {
  static const char *const events[] = {"insert", "delete", "update"};
  for (size_t i = 0; i < sizeof events / sizeof *events; i++)
    if (driver_true_attr(&event->attrs, str_from(events[i]))) return true;
  return model_attr(&event->attrs, STR("update_of")).len > 0;
}

static void put_event(Ddl *out, const Object *event) {
  Str columns = model_attr(&event->attrs, STR("update_of"));
  ddl_phrase(out,
             str_eq(event->kind, STR("instead_of")) ? STR("INSTEAD OF") : expr_upper(out->planner->arena, event->kind));
  if (driver_true_attr(&event->attrs, STR("insert")))
    ddl_word(out, "INSERT");
  else if (driver_true_attr(&event->attrs, STR("delete")))
    ddl_word(out, "DELETE");
  else if (columns.len == 0)
    ddl_word(out, "UPDATE");
  else {
    ddl_word(out, "UPDATE OF");
    put_columns(out, columns);
  }
}

static const Object *view_of(const Object *trigger) {
  for (size_t i = 0; i < trigger->depends_on.len; i++)
    if (trigger->depends_on.items[i]->role == OBJECT_VIEW) return trigger->depends_on.items[i];
  return NULL;
}

static Str target_of(const Object *trigger) {
  const Object *view = view_of(trigger);
  return trigger->table != NULL ? trigger->table->name : view != NULL ? view->name : (Str){NULL, 0};
}

static Str create_trigger(Planner *planner, const Object *trigger) {
  Ddl out = ddl_start(planner);
  Str when = model_attr(&trigger->attrs, STR("when"));
  ddl_word(&out, "CREATE TRIGGER");
  ddl_ident(&out, trigger->name);
  if (trigger->children.len == 0 || !names_event(trigger->children.items[0])) object_needs_event(planner, trigger);
  for (size_t i = 0; i < trigger->children.len; i++) put_event(&out, trigger->children.items[i]);
  ddl_word(&out, "ON");
  ddl_ident(&out, target_of(trigger));
  if (when.len > 0) {
    ddl_word(&out, "WHEN");
    ddl_phrase(&out, when);
  }
  ddl_phrase(&out, sqlite_statement(model_text(trigger->definition)));
  return ddl_done(&out);
}

static bool is_trigger(const Object *object) { return object->role == OBJECT_TRIGGER; }

static Str create_object(Planner *planner, const Object *object) {
  return is_trigger(object) ? create_trigger(planner, object) : create_view(planner, object);
}

static Str drop_object(Planner *planner, const Object *object) {
  Ddl out = ddl_start(planner);
  ddl_phrase(&out, is_trigger(object) ? STR("DROP TRIGGER") : STR("DROP VIEW"));
  ddl_ident(&out, object->name);
  return ddl_done(&out);
}

Str sqlite_statement(Str text) {
  text = str_trim(text);
  while (text.len > 0 && text.ptr[text.len - 1] == ';') text = str_trim(str_sub(text, 0, text.len - 1));
  return text;
}

/* ---- comparing ---- */

/* Both are written out: what they are written as is what counts. */
static bool same_object(Comparison *self, const Object *from, const Object *to) {
  Planner planner = {.arena = self->arena, .driver = self->driver};
  Str a = is_trigger(from) ? create_trigger(&planner, from) : sqlite_statement(model_text(from->definition));
  Str b = is_trigger(to) ? create_trigger(&planner, to) : sqlite_statement(model_text(to->definition));
  ModelText x = {.text = a, .known = true, .present = true}, y = {.text = b, .known = true, .present = true};
  return object_same_sql(x, y);
}

bool sqlite_compare_object(Comparison *self, const Object *from, const Object *to, Changes *out) {
  const Object *object = object_either(from, to);
  Str why;
  if (object->role != OBJECT_VIEW && object->role != OBJECT_TRIGGER) return false;
  if ((from != NULL && object_is_unknown(from, &why)) || (to != NULL && object_is_unknown(to, &why))) return false;
  if (from == NULL || to == NULL)
    object_change(self, from, to, 0, out);
  else if (!same_object(self, from, to))
    object_replace(self, from, to, out);
  return true;
}

/* A table that is made anew takes its triggers along, and no view may stand on it while it gets its name. */
bool sqlite_recreate_object(Comparison *self, const Change *change, const Object *object) {
  (void)self, (void)object;
  if (change->kind == MODIFY_TABLE) return !sqlite_is_in_place(change);
  return change->kind == DROP_OBJECT || change->kind == MODIFY_OBJECT;
}

/* ---- planning ---- */

void sqlite_plan_object(Planner *planner, const Change *change) {
  const Object *object = object_either(change->from.object, change->to.object);
  const char *what = is_trigger(object) ? "trigger" : "view";
  bool adds = change->kind == ADD_OBJECT;
  Str create = create_object(planner, object), drop = drop_object(planner, object);
  if (is_trigger(object) && target_of(object).len == 0)
    planner_error(planner,
                  arena_printf(planner->arena, "trigger \"%.*s\" is on no table that is known", STR_FMT(object->name)));
  Str comment =
      is_trigger(object)
          ? arena_printf(planner->arena, "%s trigger \"%.*s\"", adds ? "create" : "drop", STR_FMT(object->name))
          : arena_printf(planner->arena, "%s \"%.*s\" %s", adds ? "create" : "drop", STR_FMT(object->name), what);
  planner_add(planner, change, adds ? create : drop, comment, adds ? drop : create);
}
