/* inspect_trigger.c: triggers, policies and event triggers of PostgreSQL. */
#include "base/buf.h"
#include "dialects/postgresql/inspect_parts.h"

enum { HAS_CLONES = 130000 };

#define TRIGGERS(own)                                                                                                  \
  "SELECT n.nspname, c.relname, t.tgname, t.tgtype, fn.nspname, f.proname, encode(t.tgargs, 'escape'), "               \
  "pg_get_triggerdef(t.oid), (SELECT string_agg(quote_ident(a.attname), ',' ORDER BY k.ord) FROM unnest(t.tgattr) "    \
  "WITH ORDINALITY AS k(attnum, ord) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum), "             \
  "t.tgoldtable, t.tgnewtable, t.tgconstraint <> 0, t.tgdeferrable, t.tginitdeferred, xn.nspname, xc.relname, "        \
  "obj_description(t.oid, 'pg_trigger') FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "                       \
  "JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_proc f ON f.oid = t.tgfoid "                                  \
  "JOIN pg_namespace fn ON fn.oid = f.pronamespace LEFT JOIN pg_class xc ON xc.oid = t.tgconstrrelid "                 \
  "LEFT JOIN pg_namespace xn ON xn.oid = xc.relnamespace WHERE NOT t.tgisinternal AND NOT c.relispartition " own       \
  "AND n.nspname = ANY($1::text[]) AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = "                       \
  "'pg_trigger'::regclass AND d.objid = t.oid AND d.deptype = 'e') ORDER BY n.nspname, c.relname, t.tgname"

static const char policies_sql[] =
    "SELECT n.nspname, c.relname, p.polname, p.polcmd, p.polpermissive, "
    "(SELECT string_agg(r.rolname, ', ' ORDER BY k.ord) FROM unnest(p.polroles) WITH ORDINALITY AS k(id, ord) "
    "JOIN pg_roles r ON r.oid = k.id), pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), "
    "obj_description(p.oid, 'pg_policy') FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid "
    "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT c.relispartition AND n.nspname = ANY($1::text[]) "
    "ORDER BY n.nspname, c.relname, p.polname";

static const char event_triggers_sql[] =
    "SELECT e.evtname, e.evtevent, n.nspname, p.proname, array_to_string(e.evttags, ', '), "
    "obj_description(e.oid, 'pg_event_trigger') FROM pg_event_trigger e JOIN pg_proc p ON p.oid = e.evtfoid "
    "JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = ANY($1::text[]) AND NOT EXISTS (SELECT 1 FROM "
    "pg_depend d WHERE d.classid = 'pg_event_trigger'::regclass AND d.objid = e.oid AND d.deptype = 'e') "
    "ORDER BY e.evtname";

enum { ROW = 1, BEFORE = 2, INSERT = 4, DELETE = 8, UPDATE = 16, TRUNCATE = 32, INSTEAD = 64 };

enum {
  T_SCHEMA,
  T_TABLE,
  T_NAME,
  T_TYPE,
  T_FUNCTION_SCHEMA,
  T_FUNCTION,
  T_ARGS,
  T_TEXT,
  T_COLUMNS,
  T_OLD,
  T_NEW,
  T_CONSTRAINT,
  T_DEFERRABLE,
  T_DEFERRED,
  T_FROM_SCHEMA,
  T_FROM,
  T_COMMENT
};

/* The table or view that it is on; false: neither was read. */
static bool set_target(Inspect *self, Object *object, Str schema, Str name) {
  PgState *state = self->state;
  Table *table = inspect_table(self, schema, name);
  Object *view = table == NULL ? map_get(&state->views, pg_key(self, schema, name)) : NULL;
  if (table == NULL && view == NULL) return false;
  object->table = table;
  if (view != NULL) array_push(&object->depends_on, (const Object *)view);
  inspect_attr(self, &object->attrs, STR("on"), pg_path(self, table != NULL ? table->kind : view->kind, schema, name));
  return true;
}

static Object *new_object(Inspect *self, Str kind, Str name) { return inspect_add_object(self, NULL, kind, name); }

/* ---- triggers ---- */

/* a,"b c" -> [table.s.t.column.a, table.s.t.column.b c] */
static void read_columns(Inspect *self, Object *events, const Object *trigger, Str names) {
  Str on = model_attr(&trigger->attrs, STR("on")), name;
  Buf out = {0};
  for (size_t at = 0; at < names.len;) {
    size_t end = model_find_sign(names, ',', at);
    Str part = str_sub(names, at, end);
    if (!inspect_unquote(self, part, '"', &name)) name = part;
    buf_printf(&out, "%s%.*s", at == 0 ? "[" : ", ", STR_FMT(pg_column_path(self, on, name)));
    at = end + 1;
  }
  buf_putc(&out, ']');
  inspect_attr(self, &events->attrs, STR("update_of"), buf_str(&out));
  buf_free(&out);
}

static void read_events(Inspect *self, Object *trigger, const DbRows *rows, size_t row) {
  long type = strtol(db_cell(rows, row, T_TYPE).ptr, NULL, 10);
  Object *events = inspect_add_child(self, trigger,
                                     (type & INSTEAD) != 0  ? STR("instead_of")
                                     : (type & BEFORE) != 0 ? STR("before")
                                                            : STR("after"),
                                     (Str){0});
  Str columns = db_cell(rows, row, T_COLUMNS);
  if ((type & INSERT) != 0) inspect_attr(self, &events->attrs, STR("insert"), STR("true"));
  if ((type & UPDATE) != 0 && str_empty(columns)) inspect_attr(self, &events->attrs, STR("update"), STR("true"));
  if ((type & UPDATE) != 0 && !str_empty(columns)) read_columns(self, events, trigger, columns);
  if ((type & DELETE) != 0) inspect_attr(self, &events->attrs, STR("delete"), STR("true"));
  if ((type & TRUNCATE) != 0) inspect_attr(self, &events->attrs, STR("truncate"), STR("true"));
  if ((type & ROW) != 0) inspect_attr(self, &trigger->attrs, STR("for"), STR("ROW"));
}

static size_t find_word(Str text, Str word, size_t from) {
  for (size_t i = from; i + word.len <= text.len; i++)
    if (str_eq(str_sub(text, i, i + word.len), word)) return i;
  return text.len;
}

/* CREATE TRIGGER ... WHEN (condition) EXECUTE FUNCTION ... */
static void read_condition(Inspect *self, Object *trigger, Str text) {
  Str head = STR(" WHEN ("), tail = STR(") EXECUTE ");
  size_t start = find_word(text, head, 0), end = text.len;
  if (start == text.len) return;
  for (size_t at = find_word(text, tail, start); at < text.len; at = find_word(text, tail, at + 1)) end = at;
  if (end < text.len) inspect_attr(self, &trigger->attrs, STR("when"), str_sub(text, start + head.len, end));
}

/* Arguments end with \000 each. */
static void read_args(Inspect *self, Object *execute, Str args) {
  Str zero = STR("\\000");
  Buf out = {0};
  for (size_t at = 0; at < args.len;) {
    size_t end = find_word(args, zero, at);
    buf_put(&out, at == 0 ? STR("[") : STR(", "));
    buf_put(&out, str_sub(args, at, end));
    at = end + zero.len;
  }
  if (out.len > 0) buf_putc(&out, ']');
  if (out.len > 0) inspect_attr(self, &execute->attrs, STR("args"), buf_str(&out));
  buf_free(&out);
}

static void read_constraint(Inspect *self, Object *trigger, const DbRows *rows, size_t row) {
  if (!pg_true(db_cell(rows, row, T_CONSTRAINT))) return;
  inspect_attr(self, &trigger->attrs, STR("constraint"), STR("true"));
  if (pg_true(db_cell(rows, row, T_DEFERRABLE)))
    inspect_attr(self, &trigger->attrs, STR("deferrable"),
                 pg_true(db_cell(rows, row, T_DEFERRED)) ? STR("INITIALLY_DEFERRED") : STR("INITIALLY_IMMEDIATE"));
  if (db_cell(rows, row, T_FROM).ptr != NULL)
    inspect_attr(self, &trigger->attrs, STR("from"),
                 pg_path(self, STR("table"), db_cell(rows, row, T_FROM_SCHEMA), db_cell(rows, row, T_FROM)));
}

static void read_trigger(Inspect *self, Object *trigger, const DbRows *rows, size_t row) {
  Str old = db_cell(rows, row, T_OLD), now = db_cell(rows, row, T_NEW);
  read_events(self, trigger, rows, row);
  read_condition(self, trigger, db_cell(rows, row, T_TEXT));
  read_constraint(self, trigger, rows, row);
  if (!str_empty(old) || !str_empty(now)) {
    Object *names = inspect_add_child(self, trigger, STR("referencing"), (Str){0});
    if (!str_empty(old)) inspect_attr(self, &names->attrs, STR("old_table"), old);
    if (!str_empty(now)) inspect_attr(self, &names->attrs, STR("new_table"), now);
  }
  Object *execute = inspect_add_child(self, trigger, STR("execute"), (Str){0});
  Str schema = db_cell(rows, row, T_FUNCTION_SCHEMA), function = db_cell(rows, row, T_FUNCTION);
  bool known = realm_schema(self->realm, schema) != NULL;
  if (known)
    inspect_attr(self, &execute->attrs, STR("function"), pg_function_path(self, schema, function));
  else
    inspect_attr_expr(self, &execute->attrs, STR("function"), function);
  read_args(self, execute, db_cell(rows, row, T_ARGS));
  trigger->comment = inspect_text(self, db_cell(rows, row, T_COMMENT));
}

bool pg_read_triggers(Inspect *self) {
  const PgState *state = self->state;
  DbRows rows;
  if (!pg_query(self, PG_TRIGGERS, state->version >= HAS_CLONES ? TRIGGERS("AND t.tgparentid = 0 ") : TRIGGERS(""),
                &rows))
    return false;
  for (size_t i = 0; i < rows.count; i++) {
    Str schema = db_cell(&rows, i, T_SCHEMA), table = db_cell(&rows, i, T_TABLE);
    bool known = inspect_table(self, schema, table) != NULL || map_get(&state->views, pg_key(self, schema, table));
    if (!known) continue;
    Object *trigger = new_object(self, STR("trigger"), db_cell(&rows, i, T_NAME));
    set_target(self, trigger, schema, table);
    read_trigger(self, trigger, &rows, i);
  }
  return true;
}

/* ---- policies ---- */

static void read_policy(Inspect *self, Object *policy, const DbRows *rows, size_t row) {
  Str command = db_cell(rows, row, 3), roles = db_cell(rows, row, 5);
  ModelAttrs *attrs = &policy->attrs;
  if (!pg_true(db_cell(rows, row, 4))) inspect_attr(self, attrs, STR("as"), STR("RESTRICTIVE"));
  switch (str_empty(command) ? '*' : command.ptr[0]) {
  case 'r': inspect_attr(self, attrs, STR("for"), STR("SELECT")); break;
  case 'a': inspect_attr(self, attrs, STR("for"), STR("INSERT")); break;
  case 'w': inspect_attr(self, attrs, STR("for"), STR("UPDATE")); break;
  case 'd': inspect_attr(self, attrs, STR("for"), STR("DELETE")); break;
  default: break;
  }
  if (!str_empty(roles)) inspect_attr(self, attrs, STR("to"), arena_printf(&self->arena, "[%.*s]", STR_FMT(roles)));
  if (db_cell(rows, row, 6).ptr != NULL) inspect_attr(self, attrs, STR("using"), db_cell(rows, row, 6));
  if (db_cell(rows, row, 7).ptr != NULL) inspect_attr(self, attrs, STR("check"), db_cell(rows, row, 7));
  policy->comment = inspect_text(self, db_cell(rows, row, 8));
}

bool pg_read_policies(Inspect *self) {
  DbRows rows;
  if (!pg_query(self, PG_POLICIES, policies_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    if (inspect_table(self, db_cell(&rows, i, 0), db_cell(&rows, i, 1)) == NULL) continue;
    Object *policy = new_object(self, STR("policy"), db_cell(&rows, i, 2));
    set_target(self, policy, db_cell(&rows, i, 0), db_cell(&rows, i, 1));
    read_policy(self, policy, &rows, i);
  }
  return true;
}

/* ---- event triggers ---- */

/* They belong to the database: they are read when all of it is. */
bool pg_read_event_triggers(Inspect *self) {
  DbRows rows;
  if (!pg_query(self, PG_EVENT_TRIGGERS, event_triggers_sql, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Object *trigger = new_object(self, STR("event_trigger"), db_cell(&rows, i, 0));
    Str tags = db_cell(&rows, i, 4);
    inspect_attr(self, &trigger->attrs, STR("on"), db_cell(&rows, i, 1));
    if (!str_empty(tags))
      inspect_attr(self, &trigger->attrs, STR("tags"), arena_printf(&self->arena, "[%.*s]", STR_FMT(tags)));
    inspect_attr(self, &trigger->attrs, STR("execute"),
                 pg_function_path(self, db_cell(&rows, i, 2), db_cell(&rows, i, 3)));
    trigger->comment = inspect_text(self, db_cell(&rows, i, 5));
  }
  return true;
}
