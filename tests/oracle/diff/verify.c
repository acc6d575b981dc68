/* verify.c: runs a plan on a database. */
#include "tests/oracle/diff/verify.h"

static bool run_ours(Site *site, const Question *question, Str from, Str to, Arena *arena) {
  Question create = {.dialect = question->dialect, .from = from, .to = to, .qualify = true};
  Answer plan = ours_ask(&create, arena);
  Str error;
  bool ok = !plan.failed;
  for (uint32_t i = 0; ok && i < plan.count; i++) ok = site_run(site, plan.lines[i].sql, &error);
  return ok;
}

/* From nothing to the schema; what the database makes of it. */
static Realm *make(Site *site, const Question *question, Str hcl, Arena *arena) {
  Str error;
  if (!site_clear(site, &error) || !run_ours(site, question, (Str){NULL, 0}, hcl, arena)) return NULL;
  return site_inspect(site, arena, &error);
}

static bool is_same(const Realm *from, const Realm *to) {
  Diff *diff = diff_run(from, to, &(DiffOptions){0});
  bool same = diff->changes.len == 0;
  diff_free(diff);
  return same;
}

static Effect run_theirs(Site *site, const Answer *answer, const Realm *wanted, Arena *arena) {
  Str error;
  for (uint32_t i = 0; i < answer->count; i++)
    if (!site_run(site, answer->lines[i].sql, &error)) return EFFECT_FAILS;
  Realm *reached = site_inspect(site, arena, &error);
  if (reached == NULL) return EFFECT_UNKNOWN;
  bool same = is_same(reached, wanted);
  realm_free(reached);
  return same ? EFFECT_REACHES : EFFECT_MISSES;
}

Effect verify_plan(Site *site, const Question *question, const Answer *answer, Arena *arena) {
  Effect effect = EFFECT_UNKNOWN;
  Realm *wanted = make(site, question, question->to, arena);
  Realm *start = wanted != NULL ? make(site, question, question->from, arena) : NULL;
  if (start != NULL) effect = answer->failed ? EFFECT_FAILS : run_theirs(site, answer, wanted, arena);
  if (start != NULL) realm_free(start);
  if (wanted != NULL) realm_free(wanted);
  return effect;
}
