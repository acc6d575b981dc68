/* erd_change.c: --erd with --from and --to: the diagram of a change. */
#include "cli/cli.h"
#include "cli/states.h"
#include "db/url.h"
#include "diff/diff.h"
#include "erd/change.h"

static Str *masked(Arena *arena, const StrList *sources) {
  Str *out = arena_array(arena, Str, sources->len + 1);
  for (size_t i = 0; i < sources->len; i++) out[i] = db_url_mask(arena, sources->items[i]);
  return out;
}

static bool draw(Arena *arena, const CliOptions *options, const Diff *diff) {
  Buf out = {0};
  Str *plan = arena_array(arena, Str, diff->statements.len + 1);
  for (size_t i = 0; i < diff->statements.len; i++) plan[i] = diff->statements.items[i].sql;
  ErdChange change = {.from = diff->from,
                      .to = diff->to,
                      .changes = &diff->changes,
                      .from_names = masked(arena, &options->from),
                      .to_names = masked(arena, &options->to),
                      .from_count = options->from.len,
                      .to_count = options->to.len,
                      .plan = plan,
                      .plan_count = diff->statements.len};
  ErdOptions how = {.title = options->to.len > 0 ? change.to_names[0] : STR("")};
  if (options->erd == CLI_ERD_MERMAID)
    erd_change_mermaid(&change, &how, &out);
  else
    erd_change_json(&change, &how, &out);
  bool ok = cli_print(buf_str(&out));
  buf_free(&out);
  return ok;
}

/* Sources are files of the new schema. */
static void find_files(Arena *arena, Realm *realm) {
  for (size_t i = 0; realm != NULL && i < realm->sources.len; i++)
    realm->sources.items[i].path = path_absolute(arena, realm->sources.items[i].path);
}

int cli_erd_change(const CliOptions *options) {
  Arena arena;
  StateOptions reading;
  StatePair pair = {0};
  Str error;
  int status = CLI_FAILED;
  arena_init(&arena, 0);
  cli_state_options(options, &reading);
  if (state_read_pair(&arena, &options->from, &options->to, &reading, &pair, &error)) {
    find_files(&arena, pair.to->realm);
    Diff *diff = diff_run(pair.from->realm, pair.to->realm, &pair.diff);
    for (size_t i = 0; i < diff->errors.len; i++) cli_error("%.*s", STR_FMT(diff->errors.items[i].text));
    if (diff->errors.len == 0 && draw(&arena, options, diff)) status = CLI_OK;
    diff_free(diff);
    state_free_pair(&pair);
  } else {
    cli_error("%.*s", STR_FMT(error));
  }
  cli_state_options_free(&reading);
  arena_free(&arena);
  return status;
}
