/* inspect_objects.c: views, routines and triggers of MySQL and MariaDB, and what is there but has no block: events. */
#include "base/buf.h"
#include "dialects/expr.h"
#include "dialects/mysql/inspect_parts.h"

static const char views_sql[] =
    "SELECT TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION, CHECK_OPTION, SECURITY_TYPE FROM information_schema.VIEWS "
    "WHERE TABLE_SCHEMA IN (%s) ORDER BY TABLE_SCHEMA, TABLE_NAME";
static const char routines_sql[] =
    "SELECT ROUTINE_SCHEMA, ROUTINE_NAME, ROUTINE_TYPE, ROUTINE_DEFINITION, DTD_IDENTIFIER, IS_DETERMINISTIC, "
    "SQL_DATA_ACCESS, SECURITY_TYPE, ROUTINE_COMMENT FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA IN (%s) "
    "AND ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE') ORDER BY ROUTINE_SCHEMA, ROUTINE_TYPE, ROUTINE_NAME";
static const char params_sql[] =
    "SELECT SPECIFIC_SCHEMA, SPECIFIC_NAME, ROUTINE_TYPE, PARAMETER_MODE, PARAMETER_NAME, DTD_IDENTIFIER, "
    "CHARACTER_SET_NAME, COLLATION_NAME FROM information_schema.PARAMETERS WHERE SPECIFIC_SCHEMA IN (%s) "
    "AND ORDINAL_POSITION > 0 ORDER BY SPECIFIC_SCHEMA, ROUTINE_TYPE, SPECIFIC_NAME, ORDINAL_POSITION";
#define TRIGGERS(order)                                                                                                \
  "SELECT TRIGGER_SCHEMA, TRIGGER_NAME, EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_STATEMENT "      \
  "FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA IN (%s) "                                                     \
  "ORDER BY TRIGGER_SCHEMA, EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION" order
static const char events_sql[] = "SELECT EVENT_SCHEMA, EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA IN "
                                 "(%s) ORDER BY EVENT_SCHEMA, EVENT_NAME";

static bool is(Str a, const char *b) { return str_eq_nocase(a, str_from(b)); }

static void put(Inspect *self, Object *object, const char *name, Str value) {
  inspect_attr(self, &object->attrs, str_from(name), value);
}

/* The text of a body or query; one that may not be read is unknown. */
static ModelText body(Inspect *self, Str text) {
  return str_empty(text) ? model_unknown(self->realm, STR("no permission to read it")) : model_known(self->realm, text);
}

/* ---- views ---- */

static bool has_word(Str text, size_t at, Str word) {
  return at + word.len <= text.len && str_eq(str_sub(text, at, at + word.len), word);
}

/* Is `quoted` the name of something else too: an alias or a column? */
static bool names_other(Str text, Str quoted) {
  for (size_t i = 0; i < text.len; i++)
    if (has_word(text, i, quoted) && (i + quoted.len == text.len || text.ptr[i + quoted.len] != '.')) return true;
  return false;
}

/* select `app`.`t`.`id` AS `id` from `app`.`t` -> select `t`.`id` AS `id` from `t`, in the schema app when the
 * connection is bound to it: the same view may then live in a schema of another name. */
static Str without_schema(Inspect *self, Str text, Str schema) {
  Str quoted = expr_quote_name(&self->arena, schema, '`');
  if (str_empty(self->scope) || names_other(text, quoted)) return text;
  char *copy = arena_alloc(&self->arena, text.len + 1), quote = '\0';
  size_t len = 0;
  for (size_t i = 0; i < text.len; i++) {
    if (quote == '\0' && has_word(text, i, quoted) && has_word(text, i + quoted.len, STR(".`"))) {
      i += quoted.len;
      continue;
    }
    char c = text.ptr[i];
    copy[len++] = c;
    if (quote != '\0' && c == '\\' && i + 1 < text.len)
      copy[len++] = text.ptr[++i];
    else if (c == '\'' || c == '"')
      quote = quote == '\0' ? c : quote == c ? '\0' : quote;
  }
  return str_make(copy, len);
}

bool my_read_views(Inspect *self) {
  MyState *state = self->state;
  DbRows rows;
  if (!my_query(self, views_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Schema *schema = realm_schema(self->realm, db_cell(&rows, i, 0));
    Str text = db_cell(&rows, i, 2), check = db_cell(&rows, i, 3);
    if (schema == NULL) continue;
    Object *view = inspect_add_object(self, schema, STR("view"), db_cell(&rows, i, 1));
    view->definition = body(self, without_schema(self, text, schema->name));
    if (!str_empty(check) && !is(check, "NONE")) put(self, view, "check_option", check);
    if (is(db_cell(&rows, i, 4), "INVOKER")) put(self, view, "security", STR("INVOKER"));
    map_set(&state->views, my_key(self, schema->name, view->name), view);
  }
  return true;
}

/* ---- routines ---- */

/* READS SQL DATA -> READS_SQL_DATA */
static Str word_of(Inspect *self, Str text) {
  char *copy = arena_copy(&self->arena, text.ptr, text.len, 1);
  for (size_t i = 0; i < text.len; i++)
    if (copy[i] == ' ') copy[i] = '_';
  return str_make(copy, text.len);
}

static void read_routine(Inspect *self, Object *routine, const DbRows *rows, size_t row, Str text) {
  Str access = db_cell(rows, row, 6);
  routine->definition = body(self, text);
  if (is(routine->kind, "function")) put(self, routine, "return", my_type_text(self, db_cell(rows, row, 4)));
  if (is(db_cell(rows, row, 5), "YES")) put(self, routine, "deterministic", STR("true"));
  if (!is(access, "CONTAINS SQL")) put(self, routine, "data_access", word_of(self, access));
  if (is(db_cell(rows, row, 7), "INVOKER")) put(self, routine, "security", STR("INVOKER"));
  routine->comment = inspect_text(self, db_cell(rows, row, 8));
}

static void read_param(Inspect *self, Object *routine, const DbRows *rows, size_t row) {
  Object *arg = inspect_add_child(self, routine, STR("arg"), db_cell(rows, row, 4));
  Str mode = db_cell(rows, row, 3), charset = db_cell(rows, row, 6), collate = db_cell(rows, row, 7);
  put(self, arg, "type", my_type_text(self, db_cell(rows, row, 5)));
  if (!str_empty(mode) && !is(mode, "IN")) put(self, arg, "mode", mode);
  if (str_empty(charset) || str_eq(collate, model_attr(&routine->schema->attrs, STR("collate")))) return;
  put(self, arg, "charset", charset);
  put(self, arg, "collate", collate);
}

static bool read_params(Inspect *self, Map *routines) {
  DbRows rows;
  if (!my_query(self, params_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Str name = arena_printf(&self->arena, "%.*s/%.*s", STR_FMT(db_cell(&rows, i, 2)), STR_FMT(db_cell(&rows, i, 1)));
    Object *routine = map_get(routines, my_key(self, db_cell(&rows, i, 0), name));
    if (routine != NULL) read_param(self, routine, &rows, i);
  }
  return true;
}

static bool add_routine(Inspect *self, const DbRows *rows, size_t row, Map *routines) {
  Schema *schema = realm_schema(self->realm, db_cell(rows, row, 0));
  Str type = db_cell(rows, row, 2), name = db_cell(rows, row, 1), text = db_cell(rows, row, 3);
  bool function = is(type, "FUNCTION");
  if (schema == NULL) return true;
  if (!my_written_body(self, function ? "FUNCTION" : "PROCEDURE", schema->name, name, &text)) return false;
  Object *routine = inspect_add_object(self, schema, function ? STR("function") : STR("procedure"), name);
  read_routine(self, routine, rows, row, text);
  name = arena_printf(&self->arena, "%.*s/%.*s", STR_FMT(type), STR_FMT(name));
  map_set(routines, my_key(self, schema->name, name), routine);
  return true;
}

bool my_read_routines(Inspect *self) {
  DbRows rows;
  Map routines = {0};
  if (!my_query(self, routines_sql, &rows)) return false;
  bool ok = true;
  for (size_t i = 0; ok && i < rows.count; i++) ok = add_routine(self, &rows, i, &routines);
  ok = ok && (rows.count == 0 || read_params(self, &routines));
  map_free(&routines);
  return ok;
}

/* ---- triggers ---- */

static Str reference(Inspect *self, const Object *trigger) {
  Buf buf = {0};
  buf_put(&buf, STR("trigger."));
  model_put_step(&buf, trigger->name);
  Str text = arena_str(&self->arena, buf_str(&buf));
  buf_free(&buf);
  return text;
}

static void read_trigger(Inspect *self, const DbRows *rows, size_t row, const Object *previous, Str text) {
  Table *table = inspect_table(self, db_cell(rows, row, 0), db_cell(rows, row, 2));
  Object *trigger = inspect_add_object(self, NULL, STR("trigger"), db_cell(rows, row, 1));
  trigger->table = table;
  if (previous != NULL) put(self, trigger, "follows", reference(self, previous));
  Object *timing = inspect_add_child(self, trigger, expr_lower(&self->arena, db_cell(rows, row, 3)), (Str){0});
  inspect_attr(self, &timing->attrs, expr_lower(&self->arena, db_cell(rows, row, 4)), STR("true"));
  trigger->definition = body(self, text);
}

/* Of the same table, time and event? */
static bool same_event(const DbRows *rows, size_t a, size_t b) {
  for (unsigned i = 0; i < 5; i++)
    if (i != 1 && !str_eq(db_cell(rows, a, i), db_cell(rows, b, i))) return false;
  return true;
}

bool my_read_triggers(Inspect *self) {
  const MyState *state = self->state;
  bool ordered = state->version >= (state->mariadb ? 100203 : 50702);
  DbRows rows;
  if (!my_query(self, ordered ? TRIGGERS(", ACTION_ORDER") : TRIGGERS(", TRIGGER_NAME"), &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    bool follows = ordered && i > 0 && same_event(&rows, i - 1, i);
    Str text = db_cell(&rows, i, 5);
    if (inspect_table(self, db_cell(&rows, i, 0), db_cell(&rows, i, 2)) == NULL) continue;
    if (!my_written_body(self, "TRIGGER", db_cell(&rows, i, 0), db_cell(&rows, i, 1), &text)) return false;
    read_trigger(self, &rows, i, follows ? array_last(&self->realm->objects) : NULL, text);
  }
  return true;
}

/* ---- events ---- */

bool my_read_events(Inspect *self) {
  DbRows rows;
  if (!my_query(self, events_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) my_gap(self, "event", db_cell(&rows, i, 0), db_cell(&rows, i, 1));
  return true;
}
