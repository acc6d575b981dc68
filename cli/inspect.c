/* inspect.c: the command --inspect: a state as canonical HCL, as JSON, or as the SQL that would make it. */
#include "dialects/inspect.h"

#include <stdio.h>

#include "cli/cli.h"
#include "cli/states.h"
#include "dialects/print.h"

/* The plan from nothing to the state. A connection that stands in no schema needs the names of theirs. */
static bool put_sql(const CliOptions *options, const State *state, Buf *out) {
  DiffOptions how = {.plan = {.indent = str_sub(STR("        "), 0, options->indent)}};
  if (state->bound || (options->schemas.len == 1 && state->kind != STATE_DATABASE)) {
    how.schema = state->bound ? state->schema : options->schemas.items[0];
    how.plan.qualify = QUALIFY_NONE;
  }
  Diff *diff = diff_run(NULL, state->realm, &how);
  for (size_t i = 0; i < diff->errors.len; i++) cli_error("%.*s", STR_FMT(diff->errors.items[i].text));
  for (size_t i = 0; i < diff->unplanned.len && !options->quiet; i++)
    fprintf(stderr, "not printed: %.*s\n", STR_FMT(diff->unplanned.items[i].text));
  bool ok = diff->errors.len == 0;
  if (ok) diff_print(diff, out);
  diff_free(diff);
  return ok;
}

static int put_state(const CliOptions *options, Arena *arena, const State *state) {
  const Realm *realm = state->realm;
  const Dialect *dialect = dialect_named(realm->dialect);
  Buf out = {0};
  Str error = {0};
  bool ok = true;
  if (str_eq(options->format, STR("json")))
    print_json(realm, dialect, (Str){0}, &out);
  else if (str_eq(options->format, STR("sql")))
    ok = put_sql(options, state, &out);
  else
    ok = print_hcl(realm, dialect, &out, arena, &error);
  if (!ok && !str_empty(error)) cli_error("%.*s", STR_FMT(error));
  ok = ok && cli_print(buf_str(&out));
  buf_free(&out);
  return ok ? CLI_OK : CLI_FAILED;
}

int cli_inspect(const CliOptions *options) {
  Arena arena;
  StateOptions reading;
  Str error;
  arena_init(&arena, 0);
  cli_state_options(options, &reading);
  State *state = state_read(&arena, &options->paths, &reading, &error);
  if (state == NULL) cli_error("%.*s", STR_FMT(error));
  int status = state != NULL ? put_state(options, &arena, state) : CLI_FAILED;
  state_free(state);
  cli_state_options_free(&reading);
  arena_free(&arena);
  return status;
}
