/* fuzz_api.c: libFuzzer target: the public interface (api/atlasdiff.h) as a caller sees it: two schemas as texts, and
 * options made of the first bytes. Nothing may crash; an object is ok exactly when no problem of it is an error;
 * whatever is told has a text and a place inside its file; a plan that is made twice is the same; a schema that was
 * printed as HCL can be read again. */
#include <stdio.h>
#include <stdlib.h>

#include "api/atlasdiff.h"
#include "tests/fuzz/pairs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEAD = 16 };

/* The bytes that options are made of. */
typedef struct Chance {
  const uint8_t *data;
  size_t at;
} Chance;

static unsigned pick(Chance *self, unsigned count) { return self->data[self->at++ % HEAD] % count; }

static const char *const words[] = {"public",          "main", "t1", "c1",         "i2",           "*",
                                    "*.*[type=table]", "[",    "",   "drop_table", "modify_index", "x=y"};
static const char *any_word(Chance *self) { return words[pick(self, sizeof words / sizeof *words)]; }

static void need(bool fact, const char *problem) {
  if (fact) return;
  fprintf(stderr, "%s\n", problem);
  abort();
}

/* ---- what must hold ---- */

static void check_place(const atlasdiff_place *place, const atlasdiff_source *sides) {
  need(place->file != NULL, "a place without a file");
  if (place->side == ATLASDIFF_NOWHERE) return;
  const atlasdiff_source *source = &sides[place->side == ATLASDIFF_TO];
  need(strcmp(place->file, source->name) == 0, "a place in no file");
  need(place->start <= place->end && place->end <= source->length, "a place outside of its file");
  need(place->line <= place->end_line, "a place that ends before it starts");
}

static void check_problem(const atlasdiff_problem *problem, const atlasdiff_source *sides, bool *failed) {
  need(problem->code != NULL && problem->message[0] != '\0', "a problem without a message");
  check_place(&problem->place, sides);
  *failed = *failed || problem->severity == ATLASDIFF_ERROR;
}

static void check_plan(const atlasdiff_plan *plan, const atlasdiff_source *sides) {
  const atlasdiff_problem *problem;
  const atlasdiff_statement *statement;
  const atlasdiff_finding *finding;
  const atlasdiff_rename *question;
  bool failed = false;
  size_t count = 0;
  for (size_t i = 0; (problem = atlasdiff_plan_problem(plan, i)) != NULL; i++) check_problem(problem, sides, &failed);
  need(failed != atlasdiff_plan_ok(plan), "a plan is ok with an error, or failed without one");
  for (; (statement = atlasdiff_plan_statement(plan, count)) != NULL; count++) {
    need(statement->sql[0] != '\0' && statement->comment != NULL, "an empty statement");
    for (size_t k = 0; k < statement->reverse_count; k++) need(statement->reverse[k][0] != '\0', "an empty reverse");
    check_place(&statement->place, sides);
  }
  need(!failed || count == 0, "a failed plan has statements");
  need(!atlasdiff_plan_is_empty(plan) || count == 0, "an empty plan has statements");
  for (size_t i = 0; (finding = atlasdiff_plan_finding(plan, i)) != NULL; i++) {
    need(finding->code[0] != '\0' && finding->message[0] != '\0', "a finding without a text");
    need(finding->statement < count || finding->statement == SIZE_MAX, "a finding of no statement");
    check_place(&finding->place, sides);
  }
  for (size_t i = 0; (question = atlasdiff_plan_question(plan, i)) != NULL; i++)
    need(question->from[0] != '\0' || question->to[0] != '\0', "a question about nothing");
}

static void check_texts(const atlasdiff_plan *plan, const atlasdiff_plan *again) {
  for (int format = ATLASDIFF_SQL; format <= ATLASDIFF_SUMMARY; format++) {
    char *a = atlasdiff_plan_print(plan, (atlasdiff_format)format);
    char *b = atlasdiff_plan_print(again, (atlasdiff_format)format);
    need((a == NULL) == (b == NULL) && (a == NULL || strcmp(a, b) == 0), "two plans of one pair");
    need(a != NULL || format == ATLASDIFF_HCL || !atlasdiff_plan_ok(plan), "a plan that cannot be printed");
    atlasdiff_free(a);
    atlasdiff_free(b);
  }
}

static void check_schema(const atlasdiff_source *source, const atlasdiff_options *options) {
  atlasdiff_schema *schema = atlasdiff_schema_read(source, 1, options);
  const atlasdiff_source sides[2] = {*source, *source};
  const atlasdiff_problem *problem;
  bool failed = false;
  for (size_t i = 0; (problem = atlasdiff_schema_problem(schema, i)) != NULL; i++)
    check_problem(problem, sides, &failed);
  need(failed != atlasdiff_schema_ok(schema), "a schema is ok with an error, or failed without one");
  for (int format = ATLASDIFF_SQL; format <= ATLASDIFF_SUMMARY; format++)
    atlasdiff_free(atlasdiff_schema_print(schema, (atlasdiff_format)format));
  atlasdiff_schema_free(schema);
}

/* ---- one run ---- */

static void plan_pair(Chance *chance, const atlasdiff_pair *pair, const atlasdiff_source *sides) {
  atlasdiff_plan_options options = atlasdiff_plan_options_default();
  const char *skip[2] = {any_word(chance), any_word(chance)};
  atlasdiff_rename renames[2];
  for (int i = 0; i < 2; i++)
    renames[i] = (atlasdiff_rename){(atlasdiff_rename_kind)pick(chance, 4),
                                    pick(chance, 2) == 0,
                                    any_word(chance),
                                    any_word(chance),
                                    any_word(chance),
                                    any_word(chance)};
  options.skip = skip;
  options.skip_count = pick(chance, 3) / 2;
  options.renames = renames;
  options.rename_count = pick(chance, 4) / 2;
  options.concurrent_create = pick(chance, 2) == 0;
  options.concurrent_drop = pick(chance, 2) == 0;
  options.qualify = (atlasdiff_qualify)pick(chance, 3);
  options.qualifier = pick(chance, 2) == 0 ? any_word(chance) : NULL;
  options.indent = pick(chance, 12);
  if (pick(chance, 8) == 0) options.size = offsetof(atlasdiff_plan_options, renames);
  atlasdiff_plan *plan = atlasdiff_plan_make(pair, &options), *again = atlasdiff_plan_make(pair, &options);
  check_plan(plan, sides);
  check_texts(plan, again);
  atlasdiff_plan_free(again);
  atlasdiff_plan_free(plan);
}

static void check_pair(Chance *chance, const atlasdiff_source *sides, const char *dialect) {
  atlasdiff_options options = atlasdiff_options_default();
  const char *lists[3] = {any_word(chance), any_word(chance), any_word(chance)};
  const atlasdiff_problem *problem;
  bool failed = false;
  options.dialect = pick(chance, 16) == 0 ? "none" : pick(chance, 3) == 0 ? NULL : dialect;
  options.schemas = &lists[0];
  options.schema_count = pick(chance, 4) == 0;
  options.exclude = &lists[1];
  options.exclude_count = pick(chance, 4) == 0;
  options.include = &lists[2];
  options.include_count = pick(chance, 8) == 0;
  options.vars = lists;
  options.var_count = pick(chance, 8) == 0 ? 3 : 0;
  options.jobs = 1;
  size_t from = pick(chance, 16) != 0, to = pick(chance, 16) != 0;
  atlasdiff_pair *pair = atlasdiff_pair_read(&sides[0], from, &sides[1], to, &options);
  for (size_t i = 0; (problem = atlasdiff_pair_problem(pair, i)) != NULL; i++) check_problem(problem, sides, &failed);
  need(failed != atlasdiff_pair_ok(pair), "a pair is ok with an error, or failed without one");
  plan_pair(chance, pair, sides);
  atlasdiff_pair_free(pair);
  check_schema(&sides[1], &options);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const names[] = {"postgresql", "mysql",     "mariadb",   "sqlite",
                                      "redshift",   "sqlserver", "clickhouse"};
  static const char *const files[] = {"a.hcl", "a.pg.hcl", "a.my.hcl", "a.lt.hcl", "a.sql", "a"};
  static const Profile *const profiles[] = {&postgresql_profile, &mariadb_profile, &sqlite_profile};
  if (size < HEAD + 2) return 0;
  Chance chance = {data, 0};
  bool random = pick(&chance, 2) == 0;
  const Profile *profile = profiles[pick(&chance, 3)];
  const char *dialect = random ? profile->dialect.ptr : names[pick(&chance, 7)];
  const uint8_t *rest = data + HEAD;
  Buf x = {0}, y = {0};
  if (random) {
    pair_make(profile, rest, size - HEAD, &x, &y);
  } else {
    Str text = str_make((const char *)rest, size - HEAD);
    size_t middle = str_find(text, '\0', 0);
    buf_put(&x, str_sub(text, 0, middle));
    buf_put(&y, str_sub(text, middle + 1, text.len));
  }
  const char *file = files[pick(&chance, 6)];
  atlasdiff_source sides[2] = {{file, x.ptr, x.len}, {file, y.ptr, y.len}};
  check_pair(&chance, sides, dialect);
  buf_free(&x);
  buf_free(&y);
  return 0;
}
