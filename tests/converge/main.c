/* main.c: random pairs of schemas A, B on a real database: a database at A that runs the plan from A to B has to be B.
 *
 * Server "read" is none: SQL of PostgreSQL is read as it is without a database.
 *
 * Servers of other releases are named as scripts/servers.sh does: mysql80, mariadb103, postgres10.
 *
 *     converge --server sqlite|postgres|mariadb|mysql80|...|read --url URL [--pairs N] [--seed S] [--first I]
 * [--keep-going]
 *              [--no-shrink] [--show] [--written]
 *
 * The pairs are the same for the same seed. A pair that fails is shrunk and printed; the status is 1 then, and 3 when
 * the server went away. */
#include <stdio.h>
#include <time.h>

#include "tests/converge/releases.h"
#include "tests/converge/shrink.h"

typedef struct Options {
  const char *server, *url;
  unsigned long pairs, seed, first;
  bool keep_going, no_shrink, show, written;
} Options;

enum { STATUS_BROKEN = 3 };

typedef struct Counts {
  unsigned long pairs, failed, refused, rows_refused, reversed, statements;
  bool broken; /* the server is gone */
} Counts;

static int usage(void) {
  fputs("usage: converge --server sqlite|postgres|mariadb|read [--url URL] [--pairs N] [--seed S] [--first I] "
        "[--keep-going] [--no-shrink] [--show] [--written]\n",
        stderr);
  return 2;
}

static bool read_options(Options *self, int argc, char **argv) {
  *self = (Options){.server = "sqlite", .pairs = 100, .seed = 1};
  for (int i = 1; i < argc; i++) {
    const char *name = argv[i], *value = i + 1 < argc ? argv[i + 1] : NULL;
    if (strcmp(name, "--keep-going") == 0) {
      self->keep_going = true;
      continue;
    }
    if (strcmp(name, "--no-shrink") == 0) {
      self->no_shrink = true;
      continue;
    }
    if (strcmp(name, "--show") == 0) {
      self->show = true;
      continue;
    }
    if (strcmp(name, "--written") == 0) {
      self->written = true;
      continue;
    }
    if (value == NULL) return false;
    if (strcmp(name, "--server") == 0)
      self->server = value;
    else if (strcmp(name, "--url") == 0)
      self->url = value;
    else if (strcmp(name, "--pairs") == 0)
      self->pairs = strtoul(value, NULL, 10);
    else if (strcmp(name, "--seed") == 0)
      self->seed = strtoul(value, NULL, 10);
    else if (strcmp(name, "--first") == 0)
      self->first = strtoul(value, NULL, 10);
    else
      return false;
    i++;
  }
  if (self->url == NULL && strcmp(self->server, "sqlite") == 0) self->url = "sqlite://file?mode=memory";
  if (strcmp(self->server, "read") == 0) self->url = "";
  return self->url != NULL;
}

static const Profile *profile_of(const char *server) {
  if (strcmp(server, "sqlite") == 0) return &sqlite_profile;
  if (strcmp(server, "read") == 0) return &postgresql_profile;
  Profile other;
  if (strcmp(server, "postgres") == 0 || postgresql_release(server, &other)) return &postgresql_all_profile;
  return strcmp(server, "mariadb") == 0 || release_profile(server, &other) ? &mariadb_profile : NULL;
}

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
  gen_transition(a, b);
  gen_repair(b);
}

static void print_failure(const Options *options, unsigned long number, const Gen *a, const Gen *b,
                          const PairResult *result) {
  Buf text = {0};
  printf("=== pair %lu of seed %lu: %s\n%.*s", number, options->seed, verdict_name(result->verdict),
         STR_FMT(buf_str(&result->detail)));
  gen_render(a, &text);
  printf("--- A\n%.*s", STR_FMT(buf_str(&text)));
  buf_clear(&text);
  gen_render(b, &text);
  printf("--- B\n%.*s\n", STR_FMT(buf_str(&text)));
  fflush(stdout);
  buf_free(&text);
}

typedef struct Bench {
  Site *site;
  PairOptions options;
} Bench;

/* A PairJudge; the context is a Bench. */
static void judge(void *context, const Gen *a, const Gen *b, PairResult *result) {
  const Bench *bench = context;
  Buf x = {0}, y = {0};
  gen_render(a, &x);
  gen_render(b, &y);
  pair_check(bench->site, a->dialect, buf_str(&x), buf_str(&y), bench->options, result);
  buf_free(&x);
  buf_free(&y);
}

static void run_pair(const Options *options, const Profile *profile, Site *site, unsigned long number, Counts *counts) {
  Arena arena;
  Random random = {.state = options->seed * 1000003u + number * 7919u};
  uint32_t next_id = 0;
  PairResult result = {0};
  arena_init(&arena, 0);
  for (int i = 0; i < 4; i++) random_next(&random);
  Profile used = number % 2 == 1 && profile->wide != NULL ? profile->wide() : *profile;
  if (!postgresql_release(options->server, &used)) release_profile(options->server, &used);
  Gen a = {.arena = &arena, .random = &random, .profile = &used, .next_id = &next_id}, b = {0};
  a.dialect = dialect_named(used.dialect);
  make_pair(&a, &b);
  Bench bench = {site,
                 {.rows = number % 4 >= 2 && site->db != NULL,
                  .written = options->written,
                  .back = options->written || number % 3 == 0}};
  judge(&bench, &a, &b, &result);
  counts->pairs++;
  counts->statements += result.statements;
  counts->reversed += result.reversed;
  counts->refused += result.verdict == PAIR_REFUSED;
  counts->rows_refused += result.verdict == PAIR_ROWS_REFUSED;
  if (options->show) print_failure(options, number, &a, &b, &result);
  if (result.verdict == PAIR_BROKEN) {
    printf("broken at pair %lu: %.*s", number, STR_FMT(buf_str(&result.detail)));
    counts->broken = true;
  } else if (result.verdict > PAIR_ROWS_REFUSED) {
    counts->failed++;
    if (!options->no_shrink) shrink(judge, &bench, &a, &b, &result);
    print_failure(options, number, &a, &b, &result);
  }
  buf_free(&result.detail);
  gen_free(&a);
  gen_free(&b);
  arena_free(&arena);
}

int main(int argc, char **argv) {
  Options options;
  Site site;
  Counts counts = {0};
  if (!read_options(&options, argc, argv)) return usage();
  const Profile *profile = profile_of(options.server);
  if (profile == NULL) return usage();
  if (!site_open(&site, options.server, options.url)) return 2;
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  for (unsigned long i = 0; i < options.pairs && !counts.broken && (counts.failed == 0 || options.keep_going); i++)
    run_pair(&options, profile, &site, options.first + i, &counts);
  clock_gettime(CLOCK_MONOTONIC, &end);
  double seconds = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
  printf("%s: %lu pairs, %lu failed, %lu refused, %lu for their rows, %lu led back, %lu statements, %.1f s\n",
         options.server, counts.pairs, counts.failed, counts.refused, counts.rows_refused, counts.reversed,
         counts.statements, seconds);
  site_close(&site);
  return counts.failed > 0 ? 1 : counts.broken ? STATUS_BROKEN : 0;
}
