/* driver_make.c: see driver_make.h. */
#include "dialects/driver_make.h"

const ObjectMaker *object_maker(const ObjectMaker *makers, const Object *object) {
  for (; makers->kind != NULL; makers++)
    if (str_eq(object->kind, str_from(makers->kind))) return makers;
  return NULL;
}

/* ---- comparing ---- */

/* Do they differ in nothing but the comment? */
static bool same_but_comment(const Object *from, const Object *to) {
  Object copy = *from;
  copy.comment = to->comment;
  return object_same(&copy, to, NULL);
}

static bool same_index(const Index *a, const Index *b) {
  if (!str_eq(a->name, b->name) || a->unique != b->unique || a->parts.len != b->parts.len) return false;
  if (!index_same_include(a, b) || !object_same_sql(a->where, b->where)) return false;
  if (!object_same_attrs(&a->attrs, &b->attrs, NULL)) return false;
  for (size_t i = 0; i < a->parts.len; i++) {
    const IndexPart *x = &a->parts.items[i], *y = &b->parts.items[i];
    if (!str_eq(x->column_name, y->column_name) || x->desc != y->desc || !object_same_sql(x->expr, y->expr))
      return false;
  }
  return true;
}

static bool same_indexes(const Object *a, const Object *b) {
  if (a->indexes.len != b->indexes.len) return false;
  for (size_t i = 0; i < a->indexes.len; i++)
    if (!same_index(a->indexes.items[i], b->indexes.items[i])) return false;
  return true;
}

/* Has a column a comment that it did not have? */
static bool has_new_column_comment(const Object *from, const Object *to) {
  for (size_t i = 0; i < to->columns.len; i++) {
    const Column *column = to->columns.items[i];
    bool same =
        from != NULL && i < from->columns.len && object_same_text(from->columns.items[i]->comment, column->comment);
    if (model_text(column->comment).len > 0 && !same) return true;
  }
  return false;
}

bool makers_compare(const ObjectMaker *makers, Comparison *cmp, const Object *from, const Object *to, Changes *out) {
  const ObjectMaker *maker = object_maker(makers, object_either(from, to));
  if (maker == NULL) return false;
  bool commented = maker->comment != NULL || maker->creates_comment;
  Str before = from != NULL ? model_text(from->comment) : STR("");
  if (!commented && to != NULL && !str_eq(before, model_text(to->comment)))
    compare_unplanned(cmp, cmp->to, to->pos,
                      arena_printf(cmp->arena, "comment of %.*s \"%.*s\" differs, which is not planned",
                                   STR_FMT(to->kind), STR_FMT(to->name)));
  if (to != NULL && has_new_column_comment(from, to))
    compare_unplanned(cmp, cmp->to, to->pos,
                      arena_printf(cmp->arena, "comments of the columns of %.*s \"%.*s\" are not planned",
                                   STR_FMT(to->kind), STR_FMT(to->name)));
  if (from == NULL || to == NULL) {
    object_change(cmp, from, to, 0, out);
    return true;
  }
  bool indexes = same_indexes(from, to);
  if (indexes && object_same(from, to, NULL)) return true;
  bool only_comment = indexes && same_but_comment(from, to);
  if (only_comment && !commented) return true;
  if (only_comment && maker->comment != NULL)
    object_change(cmp, from, to, CHANGED_COMMENT, out);
  else if (maker->replaceable != NULL && maker->replaceable(from, to))
    object_change(cmp, from, to, CHANGED_ATTR, out);
  else
    object_replace(cmp, from, to, out);
  return true;
}

/* ---- planning ---- */

static Str drop(Planner *planner, const ObjectMaker *maker, const Object *object) {
  if (maker->drop != NULL) return maker->drop(planner, object);
  Ddl out = ddl_start(planner);
  ddl_word(&out, "DROP");
  ddl_phrase(&out, str_from(maker->words));
  ddl_name(&out, object_schema_name(object), object->name);
  return ddl_done(&out);
}

/* create "v" view */
static Str comment_of(Planner *planner, const char *verb, const ObjectMaker *maker, const Object *object) {
  return arena_printf(planner->arena, "%s \"%.*s\" %.*s", verb, STR_FMT(object->name),
                      STR_FMT(expr_lower(planner->arena, str_from(maker->words))));
}

static void add_comment(Planner *planner, const ObjectMaker *maker, const Change *change, const Object *object,
                        Str old_text, Str text) {
  planner_add(planner, change, maker->comment(planner, object, old_text, text),
              arena_printf(planner->arena, "set comment to %.*s: \"%.*s\"",
                           STR_FMT(expr_lower(planner->arena, str_from(maker->words))), STR_FMT(object->name)),
              maker->comment(planner, object, text, old_text));
}

static void add_object(Planner *planner, const ObjectMaker *maker, const Change *change, const Object *object) {
  bool empty = maker->needs_definition && object_sql(object).len == 0;
  if (empty)
    planner_unplanned(planner, change,
                      arena_printf(planner->arena, "%.*s \"%.*s\" is not planned: its SQL is empty",
                                   STR_FMT(object->kind), STR_FMT(object->name)));
  Str sql = empty ? (Str){NULL, 0} : maker->create(planner, object, false);
  if (sql.len == 0) return;
  planner_add(planner, change, sql, comment_of(planner, "create", maker, object), drop(planner, maker, object));
  if (maker->comment != NULL && model_text(object->comment).len > 0)
    add_comment(planner, maker, change, object, (Str){0}, model_text(object->comment));
  if (maker->extras != NULL) maker->extras(planner, change, object);
}

/* A planner whose errors and statements are none of the plan. */
static Planner aside(const Planner *planner) {
  Planner other = *planner;
  other.statements = (DiffStatements){0};
  other.errors = other.unplanned = (DiffNotes){0};
  return other;
}

static void drop_object(Planner *planner, const ObjectMaker *maker, const Change *change) {
  const Object *object = change->from.object;
  Planner back = aside(planner);
  Str sql = drop(planner, maker, object);
  if (sql.len == 0) {
    planner_unplanned(planner, change,
                      arena_printf(planner->arena, "%.*s \"%.*s\" is dropped, which is not planned",
                                   STR_FMT(object->kind), STR_FMT(object->name)));
    return;
  }
  add_object(&back, maker, change_inverse(planner->arena, change), object);
  Str *reverse = arena_array(planner->arena, Str, back.statements.len + 1);
  for (size_t i = 0; i < back.statements.len; i++) reverse[i] = back.statements.items[i].sql;
  planner_add_list(planner, change, sql, comment_of(planner, "drop", maker, object), reverse,
                   back.errors.len == 0 ? back.statements.len : 0);
}

static Str alter(Planner *planner, const ObjectMaker *maker, const Object *from, const Object *to) {
  return maker->alter != NULL ? maker->alter(planner, from, to) : maker->create(planner, to, true);
}

static void modify_object(Planner *planner, const ObjectMaker *maker, const Change *change) {
  const Object *from = change->from.object, *to = change->to.object;
  Str old_text = model_text(from->comment), text = model_text(to->comment);
  if ((change->bits & CHANGED_ATTR) != 0) {
    Planner back = aside(planner);
    Str sql = alter(planner, maker, from, to), reverse = alter(&back, maker, to, from);
    if (sql.len > 0)
      planner_add(planner, change, sql, comment_of(planner, "modify", maker, to),
                  back.errors.len == 0 ? reverse : (Str){NULL, 0});
  }
  if (maker->comment != NULL && !str_eq(old_text, text)) add_comment(planner, maker, change, to, old_text, text);
}

void makers_plan(const ObjectMaker *makers, Planner *planner, const Change *change) {
  const ObjectMaker *maker = object_maker(makers, object_either(change->from.object, change->to.object));
  if (maker == NULL)
    planner_unplanned(planner, change, STR("the change of this object is not planned"));
  else if (change->kind == ADD_OBJECT)
    add_object(planner, maker, change, change->to.object);
  else if (change->kind == DROP_OBJECT)
    drop_object(planner, maker, change);
  else
    modify_object(planner, maker, change);
}

/* ---- parts of statements ---- */

Ddl ddl_create(Planner *planner, Str words, const Object *object) {
  Ddl out = ddl_start(planner);
  ddl_phrase(&out, words);
  ddl_name(&out, object_schema_name(object), object->name);
  return out;
}

Str object_sql(const Object *object) {
  Str text = str_trim(model_text(object->definition));
  while (text.len > 0 && (text.ptr[text.len - 1] == ';' || text.ptr[text.len - 1] == ' ' ||
                          text.ptr[text.len - 1] == '\n' || text.ptr[text.len - 1] == '\t'))
    text.len--;
  return text;
}

void ddl_object_columns(Ddl *out, const Object *object) {
  if (object->columns.len == 0) return;
  ddl_open(out);
  for (size_t i = 0; i < object->columns.len; i++) {
    ddl_item(out, i);
    ddl_ident(out, object->columns.items[i]->name);
  }
  ddl_close(out);
}

bool object_same_columns(const Object *a, const Object *b) {
  if (a->columns.len != b->columns.len || a->columns.len == 0) return false;
  for (size_t i = 0; i < a->columns.len; i++)
    if (!str_eq(a->columns.items[i]->name, b->columns.items[i]->name) ||
        !str_eq(a->columns.items[i]->type.text, b->columns.items[i]->type.text))
      return false;
  return true;
}

static bool contains(Str text, Str part) {
  for (size_t i = 0; i + part.len <= text.len; i++)
    if (str_starts(str_sub(text, i, text.len), part)) return true;
  return false;
}

Str object_dollar_quoted(Arena *arena, Str body) {
  Str tag = STR("$$");
  for (unsigned i = 1; contains(body, tag); i++) tag = arena_printf(arena, "$body%u$", i);
  return arena_printf(arena, "%.*s%.*s%.*s", STR_FMT(tag), STR_FMT(body), STR_FMT(tag));
}
