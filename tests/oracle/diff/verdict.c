/* verdict.c: see verdict.h. */
#include "tests/oracle/diff/verdict.h"

static bool has_line(const Answer *self, Str sql) {
  for (uint32_t i = 0; i < self->count; i++)
    if (str_eq(self->lines[i].sql, sql)) return true;
  return false;
}

static bool same_lines(const Answer *a, const Answer *b) {
  if (a->count != b->count) return false;
  for (uint32_t i = 0; i < a->count; i++)
    if (!str_eq(a->lines[i].sql, b->lines[i].sql)) return false;
  return true;
}

static bool same_reverse(const AnswerLine *a, const AnswerLine *b) {
  if (a->reverse_count != b->reverse_count) return false;
  for (uint32_t i = 0; i < a->reverse_count; i++)
    if (!str_eq(a->reverse[i], b->reverse[i])) return false;
  return true;
}

int verdict_of(const Answer *theirs, const Answer *ours) {
  if (theirs->refused) return VERDICT_REFUSED;
  if (theirs->failed != ours->failed) return VERDICT_ERROR;
  if (theirs->failed || same_lines(theirs, ours)) return VERDICT_EQUAL;
  if (theirs->count != ours->count) return VERDICT_STATEMENTS;
  for (uint32_t i = 0; i < ours->count; i++)
    if (!has_line(theirs, ours->lines[i].sql)) return VERDICT_STATEMENTS;
  return VERDICT_ORDER;
}

/* ---- telling ---- */

static void describe_side(Buf *out, const char *who, const Answer *answer, const Answer *other, bool all) {
  if (answer->refused || answer->failed) buf_printf(out, "%s: error: %.*s\n", who, STR_FMT(answer->error));
  for (uint32_t i = 0; i < answer->count; i++)
    if (all || !has_line(other, answer->lines[i].sql))
      buf_printf(out, "%s: %.*s\n", who, STR_FMT(answer->lines[i].sql));
}

void verdict_describe(Buf *out, const Answer *theirs, const Answer *ours, bool all) {
  describe_side(out, "theirs", theirs, ours, all);
  describe_side(out, "ours  ", ours, theirs, all);
}

/* ---- counting ---- */

void verdict_count_equal(Counts *counts, const Answer *theirs, const Answer *ours) {
  bool comments = true, reverses = true;
  for (uint32_t i = 0; i < ours->count; i++) {
    comments = comments && str_eq(theirs->lines[i].comment, ours->lines[i].comment);
    reverses = reverses && same_reverse(&theirs->lines[i], &ours->lines[i]);
  }
  counts->planned += ours->count > 0;
  counts->statements += ours->count;
  counts->comments += comments;
  counts->reverses += reverses;
}

bool verdict_explain(Engine *engine, Site *site, const Question *question, const Answer *theirs, const Answer *ours,
                     Counts *counts, Effect *effect, Arena *arena) {
  Effect found = EFFECT_UNKNOWN;
  unsigned names = deviation_find(engine, question, theirs, ours, arena);
  for (unsigned i = 0; i < DEVIATIONS; i++) counts->deviations[i] += names >> i & 1;
  counts->listed += names != 0 && (names & ~deviation_listed) == 0;
  if (names == 0 && site != NULL) {
    Question qualified = *question;
    qualified.qualify = true;
    Answer plan = engine_ask(engine, &qualified, arena);
    found = verify_plan(site, &qualified, &plan, arena);
  }
  counts->fails += found == EFFECT_FAILS;
  counts->misses += found == EFFECT_MISSES;
  if (effect != NULL) *effect = found;
  return names != 0 || found == EFFECT_FAILS || found == EFFECT_MISSES;
}

static double share(unsigned long part, unsigned long whole) {
  return whole > 0 ? 100.0 * (double)part / (double)whole : 0;
}

int verdict_report(const char *title, const Counts *counts) {
  unsigned long fine = counts->equal + counts->explained;
  printf("%s: strict %.1f %%, with the listed defects %.1f %%, with reasons %.1f %%\n", title,
         share(counts->equal, counts->pairs), share(counts->equal + counts->listed, counts->pairs),
         share(fine, counts->pairs));
  printf("  %lu pairs (%lu with a plan, %lu statements), %lu equal, %lu different on purpose, %lu different\n",
         counts->pairs, counts->planned, counts->statements, counts->equal, counts->explained, counts->pairs - fine);
  for (unsigned i = 0; i < DEVIATIONS; i++)
    if (counts->deviations[i] > 0) printf("  %lu: %s\n", counts->deviations[i], deviation_names[i]);
  if (counts->fails > 0) printf("  %lu: the other plan fails on the server\n", counts->fails);
  if (counts->misses > 0) printf("  %lu: the other plan does not lead to the schema\n", counts->misses);
  printf("  of the equal ones %lu with the same comments, %lu with the same reverse; %lu pairs not read by the other\n",
         counts->comments, counts->reverses, counts->refused);
  return share(fine, counts->pairs) < 98;
}
