/* pairs.c: the same plans as the Atlas engine of Go for random pairs of schemas.
 *
 *     oracle_pairs --engine PROGRAM --dialect NAME [--pairs N] [--seed S] [--first I] [--show N] [--server S --url URL]
 *
 * Prints the pairs that are planned differently, shrunk, and closes with counts; the status is 1 when fewer than 98 in
 * a hundred are equal or differ on purpose. With a server the other plan is run as well: it counts as different on
 * purpose when it fails there or does not lead to the schema. Statements are compared as they are and in their order;
 * comments and reverse statements are counted apart. */
#include <stdlib.h>

#include "tests/converge/shrink.h"
#include "tests/oracle/diff/deviation.h"
#include "tests/oracle/diff/profiles.h"
#include "tests/oracle/diff/verify.h"

typedef struct Options {
  const char *engine, *dialect, *server, *url;
  unsigned long pairs, seed, first, show;
} Options;

enum { VERDICT_EQUAL, VERDICT_REFUSED, VERDICT_STATEMENTS, VERDICT_ERROR, VERDICT_ORDER };

typedef struct Judge {
  Engine engine;
  const Dialect *dialect;
  bool qualify;
  Site *site; /* NULL: no server */
} Judge;

typedef struct Counts {
  unsigned long pairs, equal, refused, planned, comments, reverses, statements;
  unsigned long deviations[DEVIATIONS], fails, misses, explained, shown;
} Counts;

static int usage(void) {
  fputs("usage: oracle_pairs --engine PROGRAM --dialect NAME [--pairs N] [--seed S] [--first I] [--show N] "
        "[--server sqlite|postgres|mariadb --url URL]\n",
        stderr);
  return 2;
}

static bool read_options(Options *self, int argc, char **argv) {
  *self = (Options){.pairs = 1000, .seed = 1, .show = 5};
  for (int i = 1; i + 1 < argc; i += 2) {
    const char *name = argv[i], *value = argv[i + 1];
    if (strcmp(name, "--engine") == 0)
      self->engine = value;
    else if (strcmp(name, "--dialect") == 0)
      self->dialect = value;
    else if (strcmp(name, "--pairs") == 0)
      self->pairs = strtoul(value, NULL, 10);
    else if (strcmp(name, "--seed") == 0)
      self->seed = strtoul(value, NULL, 10);
    else if (strcmp(name, "--first") == 0)
      self->first = strtoul(value, NULL, 10);
    else if (strcmp(name, "--server") == 0)
      self->server = value;
    else if (strcmp(name, "--url") == 0)
      self->url = value;
    else if (strcmp(name, "--show") == 0)
      self->show = strtoul(value, NULL, 10);
    else
      return false;
  }
  bool paired = (self->server == NULL) == (self->url == NULL);
  return self->engine != NULL && self->dialect != NULL && argc % 2 == 1 && paired;
}

/* ---- comparing ---- */

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

static int compare(const Answer *theirs, const Answer *ours) {
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

static void describe(Buf *out, const Answer *theirs, const Answer *ours, bool all) {
  describe_side(out, "theirs", theirs, ours, all);
  describe_side(out, "ours  ", ours, theirs, all);
}

static Question ask(const Judge *self, const Gen *a, const Gen *b, Buf *x, Buf *y) {
  gen_render(a, x);
  gen_render(b, y);
  return (Question){self->dialect, buf_str(x), buf_str(y), self->qualify};
}

/* A PairJudge. The verdict is one of ours, in the field of the other. */
static void judge(void *context, const Gen *a, const Gen *b, PairResult *result) {
  Judge *self = context;
  Arena arena;
  Buf x = {0}, y = {0};
  arena_init(&arena, 0);
  Question question = ask(self, a, b, &x, &y);
  Answer theirs = engine_ask(&self->engine, &question, &arena);
  Answer ours = theirs.refused ? (Answer){0} : ours_ask(&question, &arena);
  int verdict = compare(&theirs, &ours);
  result->verdict = (Verdict)verdict;
  buf_clear(&result->detail);
  if (verdict != VERDICT_EQUAL) describe(&result->detail, &theirs, &ours, verdict == VERDICT_ORDER);
  buf_free(&x);
  buf_free(&y);
  arena_free(&arena);
}

static void print_pair(const Judge *self, unsigned long number, const Gen *a, const Gen *b, const PairResult *result) {
  Buf x = {0}, y = {0};
  Question question = ask(self, a, b, &x, &y);
  printf("=== pair %lu%s\n%.*s--- A\n%.*s--- B\n%.*s\n", number, self->qualify ? ", qualified" : "",
         STR_FMT(buf_str(&result->detail)), STR_FMT(question.from), STR_FMT(question.to));
  fflush(stdout);
  buf_free(&x);
  buf_free(&y);
}

/* ---- pairs ---- */

/* B is a mutation of A; one in eight is a schema of its own. */
static void make_pair(Gen *a, Gen *b) {
  gen_schema(a);
  if (gen_chance(a, 12)) {
    *b = *a;
    memset(&b->elems, 0, sizeof b->elems);
    gen_schema(b);
  } else {
    *b = gen_clone(a);
    gen_mutate(b);
  }
  gen_repair(b);
}

static void count_parts(const Answer *theirs, const Answer *ours, Counts *counts) {
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

/* Does the difference have a name, or does the other plan not work? Counts it. */
static bool is_explained(Judge *self, const Question *question, const Answer *theirs, const Answer *ours,
                         Counts *counts, Arena *arena) {
  unsigned found = deviation_find(&self->engine, question, theirs, ours, arena);
  for (unsigned i = 0; i < DEVIATIONS; i++) counts->deviations[i] += found >> i & 1;
  if (found != 0 || self->site == NULL) return found != 0;
  Question qualified = *question;
  qualified.qualify = true;
  Answer plan = engine_ask(&self->engine, &qualified, arena);
  Effect effect = verify_plan(self->site, &qualified, &plan, arena);
  counts->fails += effect == EFFECT_FAILS;
  counts->misses += effect == EFFECT_MISSES;
  return effect == EFFECT_FAILS || effect == EFFECT_MISSES;
}

static int first_look(Judge *self, const Gen *a, const Gen *b, Counts *counts, bool *explained) {
  Arena arena;
  Buf x = {0}, y = {0};
  arena_init(&arena, 0);
  Question question = ask(self, a, b, &x, &y);
  Answer theirs = engine_ask(&self->engine, &question, &arena);
  Answer ours = theirs.refused ? (Answer){0} : ours_ask(&question, &arena);
  int verdict = compare(&theirs, &ours);
  if (verdict == VERDICT_EQUAL) count_parts(&theirs, &ours, counts);
  *explained = verdict > VERDICT_REFUSED && is_explained(self, &question, &theirs, &ours, counts, &arena);
  buf_free(&x);
  buf_free(&y);
  arena_free(&arena);
  return verdict;
}

static void run_pair(Judge *self, const OracleProfile *profile, const Options *options, unsigned long number,
                     Counts *counts) {
  Arena arena;
  Random random = {.state = options->seed * 1000003u + number * 7919u};
  uint32_t next_id = 0;
  PairResult result = {0};
  arena_init(&arena, 0);
  for (int i = 0; i < 4; i++) random_next(&random);
  Gen a = {.arena = &arena, .random = &random, .profile = &profile->profile, .next_id = &next_id}, b = {0};
  a.dialect = profile->dialect;
  make_pair(&a, &b);
  self->qualify = number % 2 == 1;
  bool explained;
  int verdict = first_look(self, &a, &b, counts, &explained);
  counts->refused += verdict == VERDICT_REFUSED;
  counts->pairs += verdict != VERDICT_REFUSED;
  counts->equal += verdict == VERDICT_EQUAL;
  counts->explained += explained;
  if (verdict > VERDICT_REFUSED && !explained && counts->shown++ < options->show) {
    judge(self, &a, &b, &result);
    shrink(judge, self, &a, &b, &result);
    print_pair(self, number, &a, &b, &result);
  } else if (verdict == VERDICT_REFUSED && getenv("ATLAS_ORACLE_REFUSED") != NULL) {
    judge(self, &a, &b, &result);
    printf("refused %lu %.*s", number, STR_FMT(buf_str(&result.detail)));
  }
  buf_free(&result.detail);
  gen_free(&a);
  gen_free(&b);
  arena_free(&arena);
}

static double share(unsigned long part, unsigned long whole) {
  return whole > 0 ? 100.0 * (double)part / (double)whole : 0;
}

static int report(const Options *options, const Counts *counts) {
  unsigned long fine = counts->equal + counts->explained;
  printf(
      "%s: %lu pairs (%lu with a plan, %lu statements), %lu equal (%.1f %%), %lu different on purpose, %lu different "
      "(%.1f %% agree)\n",
      options->dialect, counts->pairs, counts->planned, counts->statements, counts->equal,
      share(counts->equal, counts->pairs), counts->explained, counts->pairs - fine, share(fine, counts->pairs));
  for (unsigned i = 0; i < DEVIATIONS; i++)
    if (counts->deviations[i] > 0) printf("  %lu: %s\n", counts->deviations[i], deviation_names[i]);
  if (counts->fails > 0) printf("  %lu: the other plan fails on the server\n", counts->fails);
  if (counts->misses > 0) printf("  %lu: the other plan does not lead to the schema\n", counts->misses);
  printf("  of the equal ones %lu with the same comments, %lu with the same reverse; %lu pairs not read by the other\n",
         counts->comments, counts->reverses, counts->refused);
  return share(fine, counts->pairs) < 98;
}

int main(int argc, char **argv) {
  Options options;
  Judge self = {0};
  OracleProfile profile;
  Counts counts = {0};
  if (!read_options(&options, argc, argv)) return usage();
  if (!engine_start(&self.engine, options.engine, options.dialect)) return 2;
  if (!oracle_profile_init(&profile, str_from(options.dialect), &self.engine)) return usage();
  self.dialect = profile.dialect;
  Site site;
  if (options.url != NULL) self.site = site_open(&site, options.server, options.url) ? &site : NULL;
  if (options.url != NULL && self.site == NULL) return 2;
  for (unsigned long i = options.first; counts.pairs < options.pairs; i++)
    run_pair(&self, &profile, &options, i, &counts);
  oracle_profile_free(&profile);
  engine_stop(&self.engine);
  if (self.site != NULL) site_close(self.site);
  return report(&options, &counts);
}
