/* read_db.c: a live database to a state. */
#include "states/state_parts.h"

State *state_read_database(Work *work, const Source *source) {
  const StateOptions *options = &work->options;
  DbUrl url;
  Str error = {0};
  if (!options->connect) {
    work_fail(work, "%.*s: connecting to databases was not allowed", STR_FMT(source->text));
    return NULL;
  }
  work_progress(work, "reading %.*s", STR_FMT(source->text));
  InspectOptions how = {.schemas = options->schemas.items,
                        .schema_count = options->schemas.len,
                        .tables_only = options->tables_only,
                        .missing_ok = work->pair && options->schemas.len > 0,
                        .db = options->db};
  Realm *realm = inspect_url(work->arena, source->url, &how, &error);
  if (realm == NULL) {
    work_fail(work, "%.*s (%.*s)", STR_FMT(error), STR_FMT(source->text));
    return NULL;
  }
  State *state = state_new(STATE_DATABASE);
  state->realm = realm;
  state->dialect = dialect_named(realm->dialect);
  state->normalised = true;
  db_url_parse(&state->arena, source->url, &url);
  state->schema = inspect_scope(&state->arena, &url);
  state->bound = !str_empty(state->schema);
  return state;
}
