/* inspect_objects.c: views and triggers of SQLite, from the text that made them.
 *
 *     CREATE TRIGGER log AFTER UPDATE OF a ON t WHEN new.a > 1 BEGIN ... END
 *         -> trigger log: on table.t, after { update_of = [a] }, when, as = "BEGIN ... END" */
#include "base/buf.h"
#include "dialects/sqlite/inspect_parts.h"

static const char objects_sql[] =
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('view', 'trigger') ORDER BY type DESC, rowid";

typedef struct Words {
  Inspect *inspect;
  Str sql;
  SqlTokens tokens;
  size_t at;
} Words;

static Str peek(const Words *w) {
  return w->at < w->tokens.len ? span_of(w->tokens.items[w->at].span, w->sql) : (Str){0};
}

static bool accept(Words *w, Str word) {
  bool found = str_eq_nocase(peek(w), word);
  if (found) w->at++;
  return found;
}

/* Moves behind the next `word` outside of parentheses; false: there is none. */
static bool skip_past(Words *w, Str word) {
  for (; w->at < w->tokens.len; w->at++)
    if (w->tokens.items[w->at].depth == 0 && accept(w, word)) return true;
  return false;
}

static Str rest_of(const Words *w) {
  if (w->at >= w->tokens.len) return (Str){0};
  return str_trim(str_sub(w->sql, w->tokens.items[w->at].span.start, w->sql.len));
}

static Object *find_view(const Schema *schema, Str name) { return schema_object(schema, STR("view"), name); }

static void read_view(Words *w, Schema *schema, Str name) {
  Object *view = inspect_add_object(w->inspect, schema, STR("view"), name);
  if (skip_past(w, STR("as"))) view->definition = model_known(w->inspect->realm, rest_of(w));
}

static void put_step(Buf *out, Str name) {
  buf_putc(out, '.');
  model_put_step(out, name);
}

/* UPDATE OF a, b -> update_of = [table.t.column.a, table.t.column.b] */
static void read_columns(Words *w, Object *event, Str kind, Str target) {
  Buf buf = {0};
  while (w->at < w->tokens.len && !str_eq_nocase(peek(w), STR("on"))) {
    Str name = sql_name(&w->inspect->arena, w->sql, w->tokens.items[w->at]);
    if (!str_eq(peek(w), STR(","))) {
      buf_printf(&buf, "%s%.*s", buf.len > 0 ? ", " : "[", STR_FMT(kind));
      put_step(&buf, target);
      buf_put(&buf, STR(".column"));
      put_step(&buf, name);
    }
    w->at++;
  }
  buf_putc(&buf, ']');
  inspect_attr(w->inspect, &event->attrs, STR("update_of"), buf_str(&buf));
  buf_free(&buf);
}

static void read_event(Words *w, Object *trigger, Str kind, Str target) {
  Str when = STR("before");
  if (accept(w, STR("after")))
    when = STR("after");
  else if (accept(w, STR("instead"))) {
    accept(w, STR("of"));
    when = STR("instead_of");
  } else
    accept(w, STR("before"));
  Object *event = inspect_add_child(w->inspect, trigger, when, (Str){0});
  if (accept(w, STR("insert")))
    inspect_attr(w->inspect, &event->attrs, STR("insert"), STR("true"));
  else if (accept(w, STR("delete")))
    inspect_attr(w->inspect, &event->attrs, STR("delete"), STR("true"));
  else if (accept(w, STR("update"))) {
    if (accept(w, STR("of")))
      read_columns(w, event, kind, target);
    else
      inspect_attr(w->inspect, &event->attrs, STR("update"), STR("true"));
  }
}

static void read_trigger(Words *w, Schema *schema, Str name, Str target) {
  Inspect *self = w->inspect;
  Object *trigger = inspect_add_object(self, NULL, STR("trigger"), name);
  Object *view = find_view(schema, target);
  trigger->table = inspect_table(self, schema->name, target);
  if (view != NULL) array_push(&trigger->depends_on, (const Object *)view);
  while (w->at < w->tokens.len && !accept(w, STR("trigger"))) w->at++;
  if (accept(w, STR("if"))) w->at += 2;
  w->at++;
  if (accept(w, STR("."))) w->at++;
  read_event(w, trigger, view != NULL ? STR("view") : STR("table"), target);
  size_t start = w->at, body = skip_past(w, STR("begin")) ? w->at - 1 : w->tokens.len;
  w->at = start;
  bool has_when = skip_past(w, STR("when")) && w->at <= body; /* else it is one of a CASE in the body */
  size_t from = w->at;
  if (body == w->tokens.len) return;
  w->at = body;
  if (has_when && w->at > from) {
    Str text = str_sub(w->sql, w->tokens.items[from].span.start, w->tokens.items[w->at - 1].span.end);
    inspect_attr(self, &trigger->attrs, STR("when"), text);
  }
  trigger->definition = model_known(self->realm, rest_of(w));
}

bool sqlite_read_objects(Inspect *self, Schema *schema) {
  DbRows rows;
  if (!inspect_query(self, objects_sql, NULL, 0, &rows)) return false;
  for (size_t i = 0; i < rows.count; i++) {
    Words words = {.inspect = self, .sql = db_cell(&rows, i, 3)};
    sql_tokens(self->dialect->sql, words.sql, &words.tokens);
    if (str_eq(db_cell(&rows, i, 0), STR("view")))
      read_view(&words, schema, db_cell(&rows, i, 1));
    else
      read_trigger(&words, schema, db_cell(&rows, i, 1), db_cell(&rows, i, 2));
    array_free(&words.tokens);
  }
  return true;
}
