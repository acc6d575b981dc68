/* erd_state.c: --erd of a source that is no path of HCL files: a database, SQL files, files of a commit. */
#include "cli/cli.h"
#include "cli/states.h"
#include "db/url.h"
#include "erd/erd.h"

/* "postgres://host/db", "git:HEAD:schema.sql", "schema.sql" are sources; "schema.pg.hcl", "src" are paths. */
static bool has_scheme(Str text) {
  size_t colon = str_find(text, ':', 0);
  return str_starts(str_sub(text, colon, text.len), STR("://")) || str_starts(text, STR("git:"));
}

static bool is_source(Str text) { return has_scheme(text) || str_ends(text, STR(".sql")); }

bool cli_erd_wants_state(const CliOptions *options) {
  bool any = false;
  for (size_t i = 0; i < options->paths.len; i++) any = any || is_source(options->paths.items[i]);
  return any;
}

/* Sources as --inspect takes them: a path becomes file://PATH. */
static StrList sources_of(Arena *arena, const CliOptions *options) {
  StrList out = {0};
  for (size_t i = 0; i < options->paths.len; i++) {
    Str path = options->paths.items[i];
    array_push(&out, has_scheme(path) ? path : arena_printf(arena, "file://%.*s", STR_FMT(path)));
  }
  return out;
}

static bool draw(Arena *arena, const CliOptions *options, const State *state, Str source) {
  Buf out = {0};
  ErdPart part = {.realm = state->realm};
  ErdFilter filter = {0};
  ErdOptions how = {.filter = &filter, .title = db_url_mask(arena, source)};
  if (options->erd == CLI_ERD_MERMAID)
    erd_mermaid(&part, 1, &how, &out);
  else
    erd_json(&part, 1, &how, &out);
  bool ok = cli_print(buf_str(&out));
  buf_free(&out);
  return ok;
}

int cli_erd_state(const CliOptions *options) {
  Arena arena;
  StateOptions reading;
  Str error;
  arena_init(&arena, 0);
  cli_state_options(options, &reading);
  StrList sources = sources_of(&arena, options);
  State *state = state_read(&arena, &sources, &reading, &error);
  if (state == NULL) cli_error("%.*s", STR_FMT(error));
  bool ok = state != NULL && draw(&arena, options, state, sources.items[0]);
  state_free(state);
  array_free(&sources);
  cli_state_options_free(&reading);
  arena_free(&arena);
  return ok ? CLI_OK : CLI_FAILED;
}
