/* risk_answers.c: renames that were made with the editor. A second rename of the same thing makes one of both, and one
 * back to the first name takes it away: a -> b, b -> c is a -> c. */
#include "lsp/risk.h"

/* Owns the texts, which are only added. */
struct RiskAnswers {
  Arena arena;
  DiffRenames list;
};

void risk_answers_free(RiskAnswers *self) {
  if (self == NULL) return;
  array_free(&self->list);
  arena_free(&self->arena);
  free(self);
}

DiffRename *risk_answers(const LspGroup *group, Arena *arena, size_t *count) {
  const RiskAnswers *self = group->risk != NULL ? group->risk->answers : NULL;
  *count = self != NULL ? self->list.len : 0;
  DiffRename *out = arena_array(arena, DiffRename, *count + 1);
  for (size_t i = 0; i < *count; i++) {
    const DiffRename *given = &self->list.items[i];
    out[i] = (DiffRename){.kind = given->kind, .yes = true};
    out[i].schema = arena_str(arena, given->schema);
    out[i].table = arena_str(arena, given->table);
    out[i].from = arena_str(arena, given->from);
    out[i].to = arena_str(arena, given->to);
  }
  return out;
}

/* Columns and indexes are answered under the new name of their table. */
static void move_members(RiskAnswers *self, Str schema, Str from, Str to) {
  for (size_t i = 0; i < self->list.len; i++) {
    DiffRename *given = &self->list.items[i];
    if (given->kind != RENAMES_TABLE && str_eq(given->schema, schema) && str_eq(given->table, from)) given->table = to;
  }
}

void risk_answer(LspGroup *group, uint8_t kind, Str schema, Str table, Str from, Str to) {
  GroupRisk *risk = risk_of(group);
  if (risk->answers == NULL) {
    risk->answers = mem_zero(1, sizeof *risk->answers);
    arena_init(&risk->answers->arena, 0);
  }
  RiskAnswers *self = risk->answers;
  Arena *arena = &self->arena;
  DiffRename added = {.kind = kind, .schema = arena_str(arena, schema), .table = arena_str(arena, table), .yes = true};
  added.from = arena_str(arena, from);
  added.to = arena_str(arena, to);
  if (kind == RENAMES_TABLE) move_members(self, added.schema, added.from, added.to);
  for (size_t i = 0; i < self->list.len; i++) {
    const DiffRename *given = &self->list.items[i];
    bool same = given->kind == kind && str_eq(given->schema, schema) && str_eq(given->table, table);
    if (!same || !str_eq(given->to, from)) continue;
    added.from = given->from;
    array_splice(&self->list, i, 1, NULL, 0);
    break;
  }
  if (!str_eq(added.from, added.to)) array_push(&self->list, added);
}
