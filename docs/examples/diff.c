/* diff.c: an example of libatlasdiff: prints what would turn one schema into another, and what is risky in that.
 *
 *     cc diff.c -o diff $(pkg-config --cflags --libs libatlasdiff)
 *     ./diff file://old.pg.hcl file://new.pg.hcl
 *     ./diff --connect postgres://localhost/app file://new.pg.hcl
 *     ./diff                                              two small schemas of its own
 *
 * Exit status: 0 nothing differs, 1 something does, 2 a schema cannot be read or a change cannot be made. */
#include <atlasdiff.h>
#include <stdio.h>

static const char old_schema[] = "schema \"main\" {\n"
                                 "}\n"
                                 "table \"users\" {\n"
                                 "  schema = schema.main\n"
                                 "  column \"id\" {\n"
                                 "    type = int\n"
                                 "  }\n"
                                 "  column \"mail\" {\n"
                                 "    type = text\n"
                                 "  }\n"
                                 "}\n";
static const char new_schema[] = "schema \"main\" {\n"
                                 "}\n"
                                 "table \"users\" {\n"
                                 "  schema = schema.main\n"
                                 "  column \"id\" {\n"
                                 "    type = int\n"
                                 "  }\n"
                                 "  column \"email\" {\n"
                                 "    type = text\n"
                                 "  }\n"
                                 "}\n";

static void print_place(const atlasdiff_place *place) {
  static const char *const sides[] = {"", "from ", "to "};
  if (place->side != ATLASDIFF_NOWHERE)
    fprintf(stderr, "%s%s:%u:%u: ", sides[place->side], place->file, place->line + 1, place->column + 1);
}

static void print_problem(const atlasdiff_problem *problem) {
  static const char *const words[] = {"error", "warning", "hint", "not planned"};
  print_place(&problem->place);
  fprintf(stderr, "%s: %s\n", words[problem->severity], problem->message);
}

static void print_statements(const atlasdiff_plan *plan) {
  const atlasdiff_statement *statement;
  for (size_t i = 0; (statement = atlasdiff_plan_statement(plan, i)) != NULL; i++) {
    printf("-- %s\n%s;\n", statement->comment, statement->sql);
    for (size_t k = 0; k < statement->reverse_count; k++) printf("-- back: %s;\n", statement->reverse[k]);
  }
}

static void print_notes(const atlasdiff_plan *plan) {
  const atlasdiff_finding *finding;
  const atlasdiff_rename *question;
  for (size_t i = 0; (finding = atlasdiff_plan_finding(plan, i)) != NULL; i++) {
    print_place(&finding->place);
    fprintf(stderr, "%s %s: %s\n", finding->code, finding->analyzer, finding->message);
  }
  for (size_t i = 0; (question = atlasdiff_plan_question(plan, i)) != NULL; i++)
    fprintf(stderr, "may be a rename: %s%s%s to %s\n", question->table, question->table[0] != '\0' ? "." : "",
            question->from, question->to);
}

/* The status to exit with. */
static int print_plan(const atlasdiff_pair *pair, const atlasdiff_plan_options *options) {
  atlasdiff_plan *plan = atlasdiff_plan_make(pair, options);
  const atlasdiff_problem *problem;
  for (size_t i = 0; (problem = atlasdiff_plan_problem(plan, i)) != NULL; i++) print_problem(problem);
  print_statements(plan);
  print_notes(plan);
  int status = !atlasdiff_plan_ok(plan) ? 2 : atlasdiff_plan_is_empty(plan) ? 0 : 1;
  atlasdiff_plan_free(plan);
  return status;
}

static int compare(const atlasdiff_source *from, const atlasdiff_source *to, const atlasdiff_options *options) {
  atlasdiff_plan_options how = atlasdiff_plan_options_default();
  const atlasdiff_problem *problem;
  how.indent = 2;
  atlasdiff_pair *pair = atlasdiff_pair_read(from, 1, to, 1, options);
  for (size_t i = 0; (problem = atlasdiff_pair_problem(pair, i)) != NULL; i++) print_problem(problem);
  int status = atlasdiff_pair_ok(pair) ? print_plan(pair, &how) : 2;
  atlasdiff_pair_free(pair);
  return status;
}

int main(int argc, char **argv) {
  atlasdiff_options options = atlasdiff_options_default();
  options.connect = argc > 1 && strcmp(argv[1], "--connect") == 0;
  if (options.connect) argc--, argv++;
  if (argc == 1) {
    atlasdiff_source from = ATLASDIFF_TEXT("old.lt.hcl", old_schema), to = ATLASDIFF_TEXT("new.lt.hcl", new_schema);
    return compare(&from, &to, &options);
  }
  if (argc != 3) {
    fprintf(stderr, "usage: diff [--connect] FROM TO\n");
    return 2;
  }
  atlasdiff_source from = ATLASDIFF_URL(argv[1]), to = ATLASDIFF_URL(argv[2]);
  return compare(&from, &to, &options);
}
