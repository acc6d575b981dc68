/* driver_compare.c: making changes, and the comparisons that all drivers do alike. */
#include "dialects/driver.h"

static void push_note(Arena *arena, DiffNotes *notes, const Realm *realm, ModelPos pos, Str text) {
  DiffNote note = {text, realm, pos};
  array_push_in(arena, notes, note);
}

void compare_error(Comparison *self, const Realm *realm, ModelPos pos, Str text) {
  push_note(self->arena, &self->errors, realm, pos, text);
}

void compare_unplanned(Comparison *self, const Realm *realm, ModelPos pos, Str text) {
  push_note(self->arena, &self->unplanned, realm, pos, text);
}

Change *change_new(Arena *arena, ChangeKind kind, ChangeSide from, ChangeSide to) {
  Change *change = arena_new(arena, Change);
  change->kind = (uint8_t)kind;
  change->from = from;
  change->to = to;
  return change;
}

Change *change_member(Arena *arena, Change *modify, ChangeKind kind, ChangeSide from, ChangeSide to) {
  Change *member = change_new(arena, kind, from, to);
  array_push_in(arena, &modify->members, member);
  return member;
}

Change *change_attr(Arena *arena, Change *modify, ChangeKind kind, Str name, Str old_text, Str text) {
  Change *member = change_member(arena, modify, kind, modify->from, modify->to);
  member->attr = name;
  member->old_text = old_text;
  member->text = text;
  return member;
}

/* ADD_x <-> DROP_x; the others stay. */
static ChangeKind inverse_kind(ChangeKind kind) {
  switch (kind) {
  case ADD_SCHEMA:
  case ADD_TABLE:
  case ADD_OBJECT:
  case ADD_COLUMN:
  case ADD_INDEX:
  case ADD_PRIMARY_KEY:
  case ADD_FOREIGN_KEY:
  case ADD_CHECK:
  case ADD_ATTR: return (ChangeKind)(kind + 1);
  case DROP_SCHEMA:
  case DROP_TABLE:
  case DROP_OBJECT:
  case DROP_COLUMN:
  case DROP_INDEX:
  case DROP_PRIMARY_KEY:
  case DROP_FOREIGN_KEY:
  case DROP_CHECK:
  case DROP_ATTR: return (ChangeKind)(kind - 1);
  case ADD_UNIQUE_USING: return DROP_INDEX;
  case ADD_PRIMARY_KEY_USING: return DROP_PRIMARY_KEY;
  default: return kind;
  }
}

Change *change_inverse(Arena *arena, const Change *change) {
  Change *inverse = change_new(arena, inverse_kind((ChangeKind)change->kind), change->to, change->from);
  inverse->bits = change->bits;
  inverse->clauses = change->clauses & (CLAUSE_CONCURRENTLY | CLAUSE_ATTACH);
  inverse->attr = change->attr;
  inverse->old_text = change->text;
  inverse->text = change->old_text;
  return inverse;
}

unsigned compare_comment(ModelText from, ModelText to) {
  if ((from.present && !from.known) || (to.present && !to.known)) return 0;
  bool same = from.present == to.present && (!from.present || str_eq(from.text, to.text));
  return same ? 0 : CHANGED_COMMENT;
}

void compare_owner_comment(Comparison *self, ChangeSide from, ChangeSide to, ModelText from_text, ModelText to_text,
                           Change *modify) {
  if ((from_text.present && !from_text.known) || (to_text.present && !to_text.known)) return;
  Str a = expr_unquote(self->arena, model_text(from_text)), b = expr_unquote(self->arena, model_text(to_text));
  bool emptied = from_text.present && !to_text.present && a.len == 0 && !compare_is_inspected(self);
  if (str_eq(a, b) && !emptied) return;
  Change *change = change_attr(self->arena, modify, from_text.present ? MODIFY_ATTR : ADD_ATTR, STR("comment"), a, b);
  change->from = from;
  change->to = to;
}

bool compare_is_inspected(const Comparison *self) {
  return (self->from != NULL && self->from->sources.len == 0) || (self->to != NULL && self->to->sources.len == 0);
}

bool compare_expr(Comparison *self, Str from, Str to) {
  if (expr_same(from, to)) return true;
  return self->driver->same_expr != NULL && self->driver->same_expr(self, from, to);
}

bool generated_same(const Column *from, const Column *to, Str fallback) {
  if (from->generated.present != to->generated.present) return false;
  if (!from->generated.present) return true;
  Str a = from->generated_type.len > 0 ? from->generated_type : fallback;
  Str b = to->generated_type.len > 0 ? to->generated_type : fallback;
  return str_eq_nocase(a, b) && expr_same(model_text(from->generated), model_text(to->generated));
}

/* The name that the column of a part has after the change. */
static Str new_name(const Comparison *self, const IndexPart *part) {
  const Column *renamed = NULL;
  if (self->renamed != NULL && part->column != NULL) renamed = self->renamed(self->diff, part->column);
  return renamed != NULL ? renamed->name : part->column_name;
}

static bool part_differs(Comparison *self, const Index *from, const Index *to, size_t at) {
  const IndexPart *a = &from->parts.items[at], *b = &to->parts.items[at];
  if (a->desc != b->desc || self->driver->part(self, from, a, to, b)) return true;
  if (a->expr.present != b->expr.present) return true;
  if (!a->expr.present) return !str_eq(new_name(self, a), b->column_name);
  if (model_is_unknown(a->expr) || model_is_unknown(b->expr)) return false;
  Str x = model_text(a->expr), y = model_text(b->expr);
  if (expr_same_or_wrapped(x, y)) return false;
  return self->driver->same_expr == NULL || !self->driver->same_expr(self, x, y);
}

bool compare_parts(Comparison *self, const Index *from, const Index *to) {
  if (from->parts.len != to->parts.len) return false;
  for (size_t i = 0; i < from->parts.len; i++)
    if (part_differs(self, from, to, i)) return false;
  return true;
}

bool part_has_no_attrs(Comparison *self, const Index *from_index, const IndexPart *from, const Index *to_index,
                       const IndexPart *to) {
  (void)self, (void)from_index, (void)from, (void)to_index, (void)to;
  return false;
}

bool check_has_no_attrs(const Check *from, const Check *to) {
  (void)from, (void)to;
  return true;
}

bool index_same_include(const Index *a, const Index *b) {
  if (a->include.len != b->include.len) return false;
  for (size_t i = 0; i < a->include.len; i++)
    if (!str_eq(a->include.items[i], b->include.items[i])) return false;
  return true;
}

const Change *change_find(const Change *modify, ChangeKind kind, const void *from, const void *to) {
  for (size_t i = 0; i < modify->members.len; i++) {
    const Change *member = modify->members.items[i];
    if (member->kind != kind) continue;
    if ((from == NULL || member->from.any == from) && (to == NULL || member->to.any == to)) return member;
  }
  return NULL;
}

bool foreign_key_same_shape(const ForeignKey *a, const ForeignKey *b) {
  if (!str_eq(a->ref_table, b->ref_table)) return false;
  if (a->columns.len != b->columns.len || a->ref_columns.len != b->ref_columns.len) return false;
  for (size_t i = 0; i < a->columns.len; i++)
    if (!str_eq(a->columns.items[i]->name, b->columns.items[i]->name)) return false;
  for (size_t i = 0; i < a->ref_columns.len; i++)
    if (!str_eq(a->ref_columns.items[i], b->ref_columns.items[i])) return false;
  return true;
}
