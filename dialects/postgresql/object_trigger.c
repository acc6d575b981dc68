/* object_trigger.c: triggers, event triggers and policies of PostgreSQL. */
#include "dialects/postgresql/object.h"

static void put_target(Ddl *out, const Object *object) {
  if (object->table != NULL)
    ddl_name(out, table_schema_name(object->table), object->table->name);
  else if (object->depends_on.len > 0)
    ddl_name(out, object_schema_name(object->depends_on.items[0]), object->depends_on.items[0]->name);
}

/* ---- triggers ---- */

static const Object *events_of(const Object *trigger, Str *words) {
  static const struct {
    const char *kind, *words;
  } times[] = {{"before", "BEFORE"}, {"after", "AFTER"}, {"instead_of", "INSTEAD OF"}};
  for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
    const Object *events = object_child(trigger, str_from(times[i].kind));
    *words = str_from(times[i].words);
    if (events != NULL) return events;
  }
  return NULL;
}

static void put_event(Ddl *out, size_t *count, Str words) {
  if ((*count)++ > 0) ddl_word(out, "OR");
  ddl_phrase(out, words);
}

static void put_events(Ddl *out, const Object *trigger) {
  Str words, *columns;
  size_t count = 0;
  const Object *events = events_of(trigger, &words);
  if (events == NULL) {
    object_needs_event(out->planner, trigger);
    return;
  }
  ddl_phrase(out, words);
  if (pg_flag(events, STR("insert"))) put_event(out, &count, STR("INSERT"));
  if (pg_flag(events, STR("delete"))) put_event(out, &count, STR("DELETE"));
  if (pg_flag(events, STR("update"))) put_event(out, &count, STR("UPDATE"));
  if (pg_has(events, STR("update_of"))) {
    put_event(out, &count, STR("UPDATE OF"));
    size_t total = pg_list(out->planner->arena, model_attr(&events->attrs, STR("update_of")), &columns);
    for (size_t i = 0; i < total; i++) {
      ddl_item(out, i);
      ddl_ident(out, model_last_step(out->planner->arena, columns[i]));
    }
  }
  if (pg_flag(events, STR("truncate"))) put_event(out, &count, STR("TRUNCATE"));
  if (count == 0) object_needs_event(out->planner, trigger);
}

static void put_referencing(Ddl *out, const Object *trigger) {
  bool first = true;
  for (size_t i = 0; i < trigger->children.len; i++) {
    const Object *child = trigger->children.items[i];
    if (!str_eq(child->kind, STR("referencing"))) continue;
    if (first) ddl_word(out, "REFERENCING");
    first = false;
    Str old = model_attr(&child->attrs, STR("old_table")), now = model_attr(&child->attrs, STR("new_table"));
    if (old.len > 0) ddl_word(out, "OLD TABLE AS");
    ddl_ident(out, old);
    if (now.len > 0) ddl_word(out, "NEW TABLE AS");
    ddl_ident(out, now);
  }
}

static Str execute_words(const Ddl *out) {
  return pg_lacks(out->planner, 11) ? STR("EXECUTE PROCEDURE") : STR("EXECUTE FUNCTION");
}

static void put_execute(Ddl *out, const Object *trigger) {
  const Object *execute = object_child(trigger, STR("execute"));
  Str action = model_text(trigger->definition), *args;
  if (execute == NULL) {
    ddl_phrase(out, action);
    return;
  }
  Str function = model_attr(&execute->attrs, STR("function"));
  if (function.len == 0) function = model_attr(&execute->attrs, STR("procedure"));
  ddl_phrase(out, pg_has(execute, STR("function")) ? execute_words(out) : STR("EXECUTE PROCEDURE"));
  pg_put_ref(out, trigger, function);
  if (out->buf.ptr[out->buf.len - 2] == ')') return; /* raw, with its arguments */
  out->buf.len--;
  ddl_open(out);
  size_t count = pg_list(out->planner->arena, model_attr(&execute->attrs, STR("args")), &args);
  for (size_t i = 0; i < count; i++) {
    ddl_item(out, i);
    ddl_phrase(out, expr_quote_single(out->planner->arena, args[i]));
  }
  ddl_close(out);
}

void pg_put_deferrable(Ddl *out, Str mode) {
  if (mode.len == 0) return;
  ddl_word(out, "DEFERRABLE");
  if (str_eq_nocase(mode, STR("INITIALLY_DEFERRED"))) ddl_word(out, "INITIALLY DEFERRED");
}

static void create_trigger(Ddl *out, const Object *trigger) {
  bool constraint = pg_flag(trigger, STR("constraint"));
  ddl_phrase(out, constraint ? STR("CREATE CONSTRAINT TRIGGER") : STR("CREATE TRIGGER"));
  ddl_ident(out, trigger->name);
  put_events(out, trigger);
  ddl_word(out, "ON");
  put_target(out, trigger);
  if (pg_has(trigger, STR("from"))) {
    ddl_word(out, "FROM");
    pg_put_ref(out, trigger, model_attr(&trigger->attrs, STR("from")));
  }
  if (constraint) pg_put_deferrable(out, model_attr(&trigger->attrs, STR("deferrable")));
  put_referencing(out, trigger);
  Str level = model_attr(&trigger->attrs, STR("for"));
  if (level.len == 0) level = model_attr(&trigger->attrs, STR("foreach"));
  ddl_word(out, "FOR EACH");
  ddl_phrase(out, level.len > 0 ? level : STR("STATEMENT"));
  Str when = model_attr(&trigger->attrs, STR("when"));
  if (when.len > 0) {
    ddl_word(out, "WHEN");
    ddl_phrase(out, expr_wrap(out->planner->arena, when));
  }
  put_execute(out, trigger);
}

const PgKind pg_trigger = {.kind = "trigger", .words = "TRIGGER", .label = "trigger", .create = create_trigger};

/* ---- event triggers ---- */

static void create_event_trigger(Ddl *out, const Object *trigger) {
  Str *tags;
  ddl_word(out, "CREATE EVENT TRIGGER");
  ddl_ident(out, trigger->name);
  ddl_word(out, "ON");
  ddl_phrase(out, model_attr(&trigger->attrs, STR("on")));
  size_t count = pg_list(out->planner->arena, model_attr(&trigger->attrs, STR("tags")), &tags);
  if (count > 0) ddl_word(out, "WHEN TAG IN");
  if (count > 0) ddl_open(out);
  for (size_t i = 0; i < count; i++) {
    ddl_item(out, i);
    ddl_phrase(out, expr_quote_single(out->planner->arena, tags[i]));
  }
  if (count > 0) ddl_close(out);
  if (count > 0) ddl_raw(out, STR(" "));
  ddl_phrase(out, execute_words(out));
  pg_put_ref(out, trigger, model_attr(&trigger->attrs, STR("execute")));
  out->buf.len--;
  ddl_raw(out, STR("()"));
}

const PgKind pg_event_trigger = {.kind = "event_trigger",
                                 .words = "EVENT TRIGGER",
                                 .label = "event trigger",
                                 .rank = 1,
                                 .create = create_event_trigger};

/* ---- policies ---- */

void pg_put_roles(Ddl *out, Str list) {
  Str *roles;
  size_t count = pg_list(out->planner->arena, list, &roles);
  for (size_t i = 0; i < count; i++) {
    static const char *const words[] = {"PUBLIC", "CURRENT_ROLE", "CURRENT_USER", "SESSION_USER", NULL};
    ddl_item(out, i);
    if (str_eq(roles[i], STR("CURRENT_ROLE")) && pg_lacks(out->planner, 14))
      ddl_word(out, "CURRENT_USER"); /* the same role, under the name of then */
    else if (driver_word_in(roles[i], words))
      ddl_phrase(out, roles[i]);
    else
      ddl_ident(out, model_last_step(out->planner->arena, roles[i]));
  }
}

static void put_conditions(Ddl *out, const Object *policy, bool roles) {
  Str to = model_attr(&policy->attrs, STR("to"));
  Str using = model_attr(&policy->attrs, STR("using")), check = model_attr(&policy->attrs, STR("check"));
  if (to.len > 2 || roles) ddl_word(out, "TO");
  if (to.len > 2)
    pg_put_roles(out, to);
  else if (roles)
    ddl_word(out, "PUBLIC");
  if (using.len > 0) {
    ddl_word(out, "USING");
    ddl_phrase(out, expr_wrap(out->planner->arena, using));
  }
  if (check.len == 0) return;
  ddl_word(out, "WITH CHECK");
  ddl_phrase(out, expr_wrap(out->planner->arena, check));
}

static void create_policy(Ddl *out, const Object *policy) {
  ddl_word(out, "CREATE POLICY");
  pg_put_name(out, policy);
  Str as = pg_attr(policy, STR("as")), command = pg_attr(policy, STR("for"));
  if (!str_eq_nocase(as, STR("PERMISSIVE"))) {
    ddl_word(out, "AS");
    ddl_phrase(out, as);
  }
  if (!str_eq_nocase(command, STR("ALL"))) {
    ddl_word(out, "FOR");
    ddl_phrase(out, command);
  }
  put_conditions(out, policy, false);
}

/* ALTER POLICY can neither change the command nor take a condition away. */
static PgHow how_policy(Comparison *self, const Object *from, const Object *to) {
  const BlockSpec *block = pg_block(to->kind);
  bool same = pg_same_attr(self->arena, block, &from->attrs, &to->attrs, STR("as")) &&
              pg_same_attr(self->arena, block, &from->attrs, &to->attrs, STR("for"));
  return same && pg_has(from, STR("using")) == pg_has(to, STR("using")) &&
                 pg_has(from, STR("check")) == pg_has(to, STR("check"))
             ? PG_ALTER
             : PG_REPLACE;
}

static Str alter_text(Planner *planner, const Object *policy) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "ALTER POLICY");
  pg_put_name(&out, policy);
  put_conditions(&out, policy, true);
  return ddl_done(&out);
}

static void alter_policy(PgAlter *self) {
  pg_alter_add(self, alter_text(self->planner, self->to), alter_text(self->planner, self->from));
}

const PgKind pg_policy = {.kind = "policy",
                          .words = "POLICY",
                          .label = "policy",
                          .create = create_policy,
                          .how = how_policy,
                          .alter = alter_policy};
