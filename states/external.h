/* external.h: the Atlas CLI as the engine: the program `atlas` on PATH is run (`atlas schema diff`) and what it prints
 * becomes the document of plan_json.h. Only for who asked for it. */
#ifndef ATLAS_STATES_EXTERNAL_H
#define ATLAS_STATES_EXTERNAL_H

#include "base/json.h"
#include "states/state.h"

typedef struct ExternalDiff {
  const StrList *from, *to;    /* sources of state.h; commits are none that the program reads */
  const StateOptions *options; /* config, env, vars, dev_url, schemas, exclude, open_text; db: limits and cancel flag */
  const Dialect *dialect;      /* NULL: told by the URLs */
} ExternalDiff;

/* A new reference. NULL with *error: no such program, it failed and why, a source that it cannot read. Waits for the
 * program, which is killed when the cancel flag is set or its time is over. */
json_t *external_diff(Arena *arena, const ExternalDiff *ask, Str *error);

#endif
