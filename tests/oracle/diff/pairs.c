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
#include "tests/oracle/diff/profiles.h"
#include "tests/oracle/diff/verdict.h"

typedef struct Options {
  const char *engine, *dialect, *server, *url;
  unsigned long pairs, seed, first, show;
} Options;

typedef struct Judge {
  Engine engine;
  const Dialect *dialect;
  bool qualify;
  Site *site; /* NULL: no server */
} Judge;

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
  int verdict = verdict_of(&theirs, &ours);
  result->verdict = (Verdict)verdict;
  buf_clear(&result->detail);
  if (verdict != VERDICT_EQUAL) verdict_describe(&result->detail, &theirs, &ours, verdict == VERDICT_ORDER);
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

static int first_look(Judge *self, const Gen *a, const Gen *b, Counts *counts, bool *explained) {
  Arena arena;
  Buf x = {0}, y = {0};
  arena_init(&arena, 0);
  Question question = ask(self, a, b, &x, &y);
  Answer theirs = engine_ask(&self->engine, &question, &arena);
  Answer ours = theirs.refused ? (Answer){0} : ours_ask(&question, &arena);
  int verdict = verdict_of(&theirs, &ours);
  if (verdict == VERDICT_EQUAL) verdict_count_equal(counts, &theirs, &ours);
  *explained = verdict > VERDICT_REFUSED &&
               verdict_explain(&self->engine, self->site, &question, &theirs, &ours, counts, NULL, &arena);
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
  return verdict_report(options.dialect, &counts);
}
