/* mutants.c: the same plans as the Atlas engine of Go for real schemas and random edits of them.
 *
 *     oracle_mutants --engine PROGRAM --dialect NAME --files LIST [--pairs N] [--seed S] [--first I] [--show N]
 *                    [--server S --url URL]
 *
 * LIST is a file of paths (see seeds.h), one a line. A schema that the other engine reads is edited one to four times
 * by what stands in the others; both ways are planned, and the ways from and to nothing. Counts as pairs.c does. */
#include <stdlib.h>

#include "base/path.h"
#include "tests/oracle/diff/edits.h"
#include "tests/oracle/diff/narrow.h"
#include "tests/oracle/diff/seeds.h"
#include "tests/oracle/diff/verdict.h"

typedef struct Options {
  const char *engine, *dialect, *files, *server, *url;
  unsigned long pairs, seed, first, show;
} Options;

typedef struct Run {
  Options options;
  Engine engine;
  const Dialect *dialect;
  Site *site; /* NULL: no server */
  Seeds seeds;
  Donors donors;
  Counts counts;
  bool must_work; /* while a pair is made smaller: the other plan still works */
} Run;

static int usage(void) {
  fputs("usage: oracle_mutants --engine PROGRAM --dialect NAME --files LIST [--pairs N] [--seed S] [--first I] "
        "[--show N] [--server sqlite|postgres|mariadb --url URL]\n",
        stderr);
  return 2;
}

static bool read_options(Options *self, int argc, char **argv) {
  *self = (Options){.pairs = 1000, .seed = 1, .show = 5};
  struct {
    const char *name, **text;
    unsigned long *number;
  } known[] = {{"--engine", &self->engine, NULL}, {"--dialect", &self->dialect, NULL}, {"--files", &self->files, NULL},
               {"--server", &self->server, NULL}, {"--url", &self->url, NULL},         {"--pairs", NULL, &self->pairs},
               {"--seed", NULL, &self->seed},     {"--first", NULL, &self->first},     {"--show", NULL, &self->show}};
  for (int i = 1; i + 1 < argc; i += 2) {
    size_t k = 0, count = sizeof known / sizeof *known;
    while (k < count && strcmp(known[k].name, argv[i]) != 0) k++;
    if (k == count) return false;
    if (known[k].text != NULL)
      *known[k].text = argv[i + 1];
    else
      *known[k].number = strtoul(argv[i + 1], NULL, 10);
  }
  bool paired = (self->server == NULL) == (self->url == NULL);
  return self->engine != NULL && self->dialect != NULL && self->files != NULL && argc % 2 == 1 && paired;
}

/* ---- schemas ---- */

/* The schemas of a text without anything in them. */
static Str empty_of(Arena *arena, Str text) {
  Outline outline = outline_read(arena, text);
  Buf out = {0};
  for (size_t i = 0; i < outline.items.len; i++) {
    const Item *item = &outline.items.items[i];
    if (str_eq(item->path, STR("schema"))) buf_printf(&out, "%.*s\n", STR_FMT(outline_text(&outline, item->span)));
  }
  Str result = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return result;
}

/* Do both of us read it, and would both make it? */
static bool loads(Run *self, Str text, Arena *arena) {
  Question question = {.dialect = self->dialect, .from = empty_of(arena, text), .to = text, .qualify = true};
  Answer answer = engine_ask(&self->engine, &question, arena);
  if (answer.refused || answer.failed) return false;
  Str mistake = ours_mistake(self->dialect, text, arena);
  if (mistake.len > 0 && getenv("ATLAS_ORACLE_MISTAKES") != NULL) printf("mistake: %.*s\n", STR_FMT(mistake));
  return mistake.len == 0;
}

static bool has_table(const Outline *outline) {
  for (size_t i = 0; i < outline->items.len; i++)
    if (str_eq(outline->items.items[i].path, STR("table/column"))) return true;
  return false;
}

/* Without the blocks at the top that only we plan, or that only we read. */
static Str plain_text(Arena *arena, Str text) {
  static const char *const kept[] = {"schema", "table", "enum", "variable", "locals"};
  Outline outline = outline_read(arena, text);
  for (size_t i = outline.items.len; i-- > 0;) {
    const Item *item = &outline.items.items[i];
    bool known = item->parent >= 0;
    for (size_t k = 0; k < sizeof kept / sizeof *kept; k++) known = known || str_eq(item->name, str_from(kept[k]));
    if (!known) text = edit_cut(arena, text, item->span);
  }
  return text;
}

/* Keeps the schemas that the other engine reads. */
static bool read_seeds(Run *self, Arena *arena) {
  Str list, error;
  Seeds all = {0};
  if (!file_read(arena, str_from(self->options.files), &list, &error)) return false;
  for (size_t start = 0; start < list.len;) {
    size_t end = str_find(list, '\n', start);
    seeds_read(&all, arena, str_sub(list, start, end));
    start = end + 1;
  }
  for (size_t i = 0; i < all.items.len; i++) {
    Seed seed = all.items.items[i];
    seed.text = plain_text(arena, seed.text);
    Outline outline = outline_read(arena, seed.text);
    if (seed.text.len > 20000 || !has_table(&outline) || !loads(self, seed.text, arena)) continue;
    array_push_in(arena, &self->seeds.items, seed);
    donors_add(&self->donors, &outline);
  }
  return self->seeds.items.len > 0;
}

/* `text` after one to four edits that can be read; empty: none of the tries can. */
static Str mutant_of(Run *self, Arena *arena, Random *random, Str text) {
  for (unsigned attempt = 0; attempt < 12; attempt++) {
    Str now = text;
    for (unsigned i = 0, count = 1 + random_below(random, 4); i < count; i++) {
      Str next = edit_text(arena, random, &self->donors, now);
      if (loads(self, next, arena)) now = next;
    }
    if (!str_eq(now, text)) return now;
  }
  return (Str){0};
}

/* ---- pairs ---- */

static int look(void *context, Str from, Str to, bool qualify, Buf *detail) {
  Run *self = context;
  Arena arena;
  arena_init(&arena, 0);
  Question question = {self->dialect, from, to, qualify};
  Answer theirs = engine_ask(&self->engine, &question, &arena);
  Answer ours = theirs.refused ? (Answer){0} : ours_ask(&question, &arena);
  int verdict = verdict_of(&theirs, &ours);
  if (self->must_work && verdict > VERDICT_REFUSED) {
    Question qualified = {self->dialect, from, to, true};
    Answer plan = engine_ask(&self->engine, &qualified, &arena);
    if (verify_plan(self->site, &qualified, &plan, &arena) != EFFECT_REACHES) verdict = VERDICT_EQUAL;
  }
  if (detail != NULL) verdict_describe(detail, &theirs, &ours, verdict == VERDICT_ORDER);
  arena_free(&arena);
  return verdict;
}

static void show(Run *self, unsigned long number, const Seed *seed, Question question, Effect effect, int verdict) {
  static const char *const effects[] = {"not tried", "fails", "misses", "works"};
  Arena arena;
  Buf detail = {0};
  arena_init(&arena, 0);
  self->must_work = effect == EFFECT_REACHES;
  narrow(look, self, &question, verdict, &arena);
  self->must_work = false;
  look(self, question.from, question.to, question.qualify, &detail);
  printf("=== pair %lu%s of %.*s; the other plan: %s\n%.*s--- A\n%.*s--- B\n%.*s\n", number,
         question.qualify ? ", qualified" : "", STR_FMT(seed->path), effects[effect], STR_FMT(buf_str(&detail)),
         STR_FMT(question.from), STR_FMT(question.to));
  fflush(stdout);
  buf_free(&detail);
  arena_free(&arena);
}

/* A database of SQLite has one schema: what to do about others is nothing to compare. */
static bool compares(const Answer *theirs) { return !str_starts(theirs->error, STR("unsupported change *schema.")); }

static void compare_pair(Run *self, unsigned long number, const Seed *seed, const Question *question) {
  Arena arena;
  Effect effect = EFFECT_UNKNOWN;
  bool explained = false;
  arena_init(&arena, 0);
  Answer theirs = engine_ask(&self->engine, question, &arena);
  Answer ours = theirs.refused ? (Answer){0} : ours_ask(question, &arena);
  int verdict = compares(&theirs) ? verdict_of(&theirs, &ours) : VERDICT_REFUSED;
  if (verdict == VERDICT_EQUAL) verdict_count_equal(&self->counts, &theirs, &ours);
  if (verdict > VERDICT_REFUSED)
    explained = verdict_explain(&self->engine, self->site, question, &theirs, &ours, &self->counts, &effect, &arena);
  if (verdict > VERDICT_REFUSED && !explained && self->site != NULL && effect == EFFECT_UNKNOWN &&
      !str_eq(self->dialect->name, STR("mysql")))
    verdict = VERDICT_REFUSED; /* no schema of the server */
  self->counts.refused += verdict == VERDICT_REFUSED;
  self->counts.pairs += verdict != VERDICT_REFUSED;
  self->counts.equal += verdict == VERDICT_EQUAL;
  self->counts.explained += explained;
  bool all = getenv("ATLAS_ORACLE_ALL") != NULL;
  if (verdict > VERDICT_REFUSED && (all || !explained) && self->counts.shown++ < self->options.show)
    show(self, number, seed, *question, effect, verdict);
  arena_free(&arena);
}

static void run_pair(Run *self, unsigned long number) {
  Arena arena;
  Random random = {.state = self->options.seed * 1000003u + number * 7919u};
  for (int i = 0; i < 4; i++) random_next(&random);
  arena_init(&arena, 0);
  const Seed *seed = &self->seeds.items.items[random_below(&random, (uint32_t)self->seeds.items.len)];
  Str other = mutant_of(self, &arena, &random, seed->text);
  Str nothing = empty_of(&arena, other);
  if (other.len > 0) {
    bool qualify = number / 5 % 2 == 1;
    Question ways[] = {{self->dialect, seed->text, other, qualify},
                       {self->dialect, other, seed->text, qualify},
                       {self->dialect, nothing, other, true},
                       {self->dialect, other, nothing, true}};
    unsigned way = (unsigned)(number % 5);
    compare_pair(self, number, seed, &ways[way < 2 ? 0 : way - 1]);
  }
  arena_free(&arena);
}

int main(int argc, char **argv) {
  Run self = {0};
  Arena arena;
  Site site;
  if (!read_options(&self.options, argc, argv)) return usage();
  arena_init(&arena, 0);
  self.dialect = dialect_named(str_from(self.options.dialect));
  if (self.dialect == NULL || !engine_start(&self.engine, self.options.engine, self.options.dialect)) return 2;
  donors_init(&self.donors);
  if (!read_seeds(&self, &arena)) return usage();
  if (self.options.url != NULL) self.site = site_open(&site, self.options.server, self.options.url) ? &site : NULL;
  if (self.options.url != NULL && self.site == NULL) return 2;
  for (unsigned long i = self.options.first; self.counts.pairs < self.options.pairs; i++) run_pair(&self, i);
  Str title = arena_printf(&arena, "%s, edits of %zu schemas", self.options.dialect, self.seeds.items.len);
  int status = verdict_report(title.ptr, &self.counts);
  donors_free(&self.donors);
  engine_stop(&self.engine);
  if (self.site != NULL) site_close(self.site);
  arena_free(&arena);
  return status;
}
