/* object.c: comparing and planning what is no table in PostgreSQL, kind by kind. */
#include "dialects/postgresql/object.h"

static const PgKind *const kinds[] = {&pg_view,      &pg_materialized,  &pg_function,    &pg_procedure, &pg_aggregate,
                                      &pg_trigger,   &pg_event_trigger, &pg_policy,      &pg_domain,    &pg_composite,
                                      &pg_range,     &pg_collation,     &pg_cast,        &pg_sequence,  &pg_server,
                                      &pg_extension, &pg_user_mapping,  &pg_partition_of};

const PgKind *pg_kind(Str kind) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (str_eq(kind, str_from(kinds[i]->kind))) return kinds[i];
  return NULL;
}

/* ---- comparing ---- */

Str pg_object_key(Arena *arena, const Object *object) {
  Buf out = {0};
  const PgKind *kind = pg_kind(object->kind);
  if (kind == &pg_function || kind == &pg_procedure || kind == &pg_aggregate) {
    for (size_t i = 0; i < object->children.len; i++) {
      const Object *arg = object->children.items[i];
      Str mode = model_attr(&arg->attrs, STR("mode"));
      if (!str_eq(arg->kind, STR("arg")) || str_eq_nocase(mode, STR("OUT"))) continue;
      buf_printf(&out, "%.*s,", STR_FMT(pg_type_norm(arena, model_attr(&arg->attrs, STR("type")))));
    }
  } else if (kind == &pg_cast) {
    buf_printf(&out, "%.*s,%.*s", STR_FMT(pg_type_norm(arena, model_attr(&object->attrs, STR("source")))),
               STR_FMT(pg_type_norm(arena, model_attr(&object->attrs, STR("target")))));
  } else if (kind == &pg_user_mapping) {
    buf_printf(&out, "%.*s,%.*s", STR_FMT(pg_ref_norm(arena, model_attr(&object->attrs, STR("server")))),
               STR_FMT(pg_ref_norm(arena, model_attr(&object->attrs, STR("user")))));
  }
  Str key = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return key;
}

/* Where a file gives no version of an extension or collation, any will do. */
static const char *const *ignored_of(const PgKind *kind, const Object *from, const Object *to) {
  static const char *const plain[] = {"annotation", "comment", NULL};
  static const char *const versioned[] = {"annotation", "comment", "version", NULL};
  bool any = kind == &pg_extension || kind == &pg_collation;
  return any && !(pg_has(from, STR("version")) && pg_has(to, STR("version"))) ? versioned : plain;
}

/* A column that has the type before and after; NULL: none. */
static const Column *holder_of(const Comparison *self, const Object *from, const Object *to) {
  for (size_t i = 0; self->to != NULL && i < self->to->schemas.len; i++) {
    const Schema *schema = self->to->schemas.items[i];
    const Schema *old = self->from != NULL ? realm_schema(self->from, schema->name) : NULL;
    for (size_t k = 0; old != NULL && k < schema->tables.len; k++) {
      const Table *now = schema->tables.items[k], *was = schema_table(old, now->name);
      for (size_t n = 0; was != NULL && n < now->columns.len; n++) {
        const Column *column = now->columns.items[n], *before = table_column(was, column->name);
        if (before != NULL && pg_has_type(column, to) && pg_has_type(before, from)) return column;
      }
    }
  }
  return NULL;
}

bool pg_compare_object(Comparison *self, const Object *from, const Object *to, Changes *out) {
  const PgKind *kind = pg_kind(object_either(from, to)->kind);
  if (kind == NULL) return false;
  if (from == NULL || to == NULL) {
    object_change(self, from, to, 0, out);
    return true;
  }
  unsigned bits = kind->no_comment ? 0 : compare_comment(from->comment, to->comment);
  bool same = pg_same_object(self->arena, from, to, ignored_of(kind, from, to)) ||
              (kind->same != NULL && kind->same(self->arena, from, to));
  if (same && bits == 0) return true;
  bool held = kind == &pg_composite && pg_fields_change(self->arena, from, to) && holder_of(self, from, to) != NULL;
  if (same || (!held && kind->how != NULL && kind->how(self, from, to) == PG_ALTER))
    object_change(self, from, to, bits | (same ? 0 : CHANGED_ATTR), out);
  else
    object_replace(self, from, to, out);
  return true;
}

static bool is_routine(const Object *object) {
  return object->role == OBJECT_FUNCTION || object->role == OBJECT_PROCEDURE || str_eq(object->kind, STR("aggregate"));
}

static bool names_column(const Object *object, const Column *column) {
  if (model_is_unknown(object->definition) || sql_mentions(model_text(object->definition), column->name)) return true;
  for (size_t i = 0; i < object->attrs.len; i++)
    if (sql_mentions(model_text(object->attrs.items[i].value), column->name)) return true;
  for (size_t i = 0; i < object->children.len; i++)
    for (size_t k = 0; k < object->children.items[i]->attrs.len; k++)
      if (sql_mentions(model_text(object->children.items[i]->attrs.items[k].value), column->name)) return true;
  return false;
}

/* Views and policies are in the way when a column of theirs goes or changes its type; what uses an object that is
 * dropped and made again has to step aside too. */
bool pg_recreate(Comparison *self, const Change *change, const Object *object) {
  const PgKind *kind = pg_kind(object->kind);
  (void)self;
  if (kind == NULL || kind == &pg_extension || kind == &pg_partition_of) return false;
  bool routine = kind == &pg_function || kind == &pg_procedure;
  if (change->kind == DROP_OBJECT) return !routine || pg_has_parsed_body(object) || !is_routine(change->from.object);
  bool reads = kind == &pg_view || kind == &pg_materialized || kind == &pg_policy || kind == &pg_trigger ||
               (routine && pg_has_parsed_body(object));
  if (reads && change->kind == DROP_TABLE) return true;
  if (!reads || change->kind != MODIFY_TABLE) return false;
  if (object_blocks_table_change(object, change)) return true;
  for (size_t i = 0; i < change->members.len; i++) {
    const Change *member = change->members.items[i];
    bool goes = member->kind == DROP_COLUMN || (member->kind == MODIFY_COLUMN && (member->bits & CHANGED_TYPE) != 0);
    if (goes && names_column(object, member->from.column)) return true;
  }
  const Table *table = change->from.table;
  for (size_t i = 0; table != NULL && i < table->columns.len; i++)
    if (pg_is_renewed(change, table->columns.items[i]) && names_column(object, table->columns.items[i])) return true;
  return false;
}

int pg_rank(const Object *object) {
  const PgKind *kind = pg_kind(object->kind);
  return kind != NULL ? kind->rank : 0;
}

bool pg_is_database_wide(const Object *object) { return pg_kind(object->kind) == &pg_extension; }

bool pg_late_body(const Object *object) {
  bool routine = object->role == OBJECT_FUNCTION || object->role == OBJECT_PROCEDURE;
  return routine && !str_eq_nocase(model_attr(&object->attrs, STR("lang")), STR("SQL"));
}

/* ---- planning ---- */

static Str create_text(Planner *planner, const PgKind *kind, const Object *object) {
  Ddl out = ddl_start(planner);
  kind->create(&out, object);
  return ddl_done(&out);
}

static Str drop_text(Planner *planner, const PgKind *kind, const Object *object) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "DROP");
  ddl_phrase(&out, str_from(kind->words));
  pg_put_name(&out, object);
  return ddl_done(&out);
}

static Str leave_text(Planner *planner, const PgKind *kind, const Object *object, Str *reverse) {
  *reverse = (Str){0};
  return kind->leave != NULL ? kind->leave(planner, object, reverse) : (Str){NULL, 0};
}

Str pg_comment_on(Planner *planner, const char *words, const Object *object, Str text) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "COMMENT ON");
  ddl_phrase(&out, str_from(words));
  pg_put_name(&out, object);
  ddl_word(&out, "IS");
  ddl_phrase(&out, expr_quote_single(planner->arena, text.len > 0 ? text : STR("")));
  return ddl_done(&out);
}

static Str words_of(Planner *planner, const char *verb, const PgKind *kind, const Object *object) {
  if (object->name.len == 0) return arena_printf(planner->arena, "%s %s", verb, kind->label);
  return arena_printf(planner->arena, "%s %s \"%.*s\"", verb, kind->label, STR_FMT(object->name));
}

static void plan_comment(Planner *planner, const Change *change, const PgKind *kind, const Object *object, Str old_text,
                         Str text) {
  planner_add(planner, change, pg_comment_on(planner, kind->words, object, text),
              arena_printf(planner->arena, "set comment to %s: \"%.*s\"", kind->label, STR_FMT(object->name)),
              pg_comment_on(planner, kind->words, object, old_text));
}

/* `whole`: with what is left before a drop and comes back apart. */
static void add_object(Planner *planner, const Change *change, const PgKind *kind, const Object *object, bool whole) {
  Str back, leave = leave_text(planner, kind, object, &back);
  const Str reverse[] = {back.len == 0 ? leave : (Str){NULL, 0}, drop_text(planner, kind, object)};
  planner_add_list(planner, change, create_text(planner, kind, object), words_of(planner, "create", kind, object),
                   reverse, 2);
  if (kind->further != NULL && (whole || back.len == 0)) kind->further(planner, change, object);
  Str text = model_text(object->comment);
  if (text.len > 0 && !kind->no_comment) plan_comment(planner, change, kind, object, (Str){0}, text);
}

/* The reverse is all that adding it would say. */
static void drop_object(Planner *planner, const Change *change, const PgKind *kind) {
  Planner other = {.arena = planner->arena, .driver = planner->driver, .options = planner->options};
  other.from = planner->to;
  other.to = planner->from;
  add_object(&other, change_inverse(planner->arena, change), kind, change->from.object, false);
  Str *reverse = arena_array(planner->arena, Str, other.statements.len + 1);
  for (size_t i = 0; i < other.statements.len; i++) reverse[i] = other.statements.items[i].sql;
  Str back, leave = leave_text(planner, kind, change->from.object, &back);
  if (leave.len > 0)
    planner_add(planner, back.len > 0 ? change : NULL, leave, words_of(planner, "modify", kind, change->from.object),
                back);
  planner_add_list(planner, change, drop_text(planner, kind, change->from.object),
                   words_of(planner, "drop", kind, change->from.object), reverse, other.statements.len);
}

void pg_alter_add(PgAlter *self, Str sql, Str reverse) {
  if (sql.len > 0) planner_add(self->planner, self->change, sql, self->comment, reverse);
}

static void modify_object(Planner *planner, const Change *change, const PgKind *kind) {
  const Object *from = change->from.object, *to = change->to.object;
  PgAlter alter = {planner, change, from, to, words_of(planner, "modify", kind, to)};
  if ((change->bits & ~CHANGED_COMMENT) != 0 && kind->alter != NULL) kind->alter(&alter);
  if ((change->bits & CHANGED_COMMENT) != 0)
    plan_comment(planner, change, kind, to, model_text(from->comment), model_text(to->comment));
}

void pg_plan_object(Planner *planner, const Change *change) {
  const PgKind *kind = pg_kind(object_either(change->from.object, change->to.object)->kind);
  if (kind == NULL) return;
  if (change->kind == ADD_OBJECT)
    add_object(planner, change, kind, change->to.object, true);
  else if (change->kind == DROP_OBJECT)
    drop_object(planner, change, kind);
  else if (change->kind == MODIFY_OBJECT)
    modify_object(planner, change, kind);
}
