/* lint_config.h: what an atlas.hcl says about linting: the policy of the file and that of an environment in one.
 *
 *     lint { destructive { error = false } }      ->  analyzers: destructive, error false */
#ifndef ATLAS_STATES_LINT_CONFIG_H
#define ATLAS_STATES_LINT_CONFIG_H

#include "diff/lint.h"
#include "states/state.h"

/* Texts live in the arena; empty: not said. */
typedef struct LintConfig {
  LintOptions options;
  bool has_latest;
  long latest;
  Str git_base, git_dir;
  Str migrations;         /* of the environment: URL of the directory */
  Str migrations_error;   /* why it cannot be known here */
  const Files *templates; /* the directory, when it was made of templates; `migrations` is empty then */
  Str dir_format;
  Str dev; /* of the environment: URL of the scratch database */
} LintConfig;

/* Reads the project file that the options name (config, env, vars). Without an environment only what holds for all
 * counts. The environment's analyzers take the place of all of those of the file when it has any; its way to find new
 * files does so too. false with *error: no such file or environment, a mistake in it. */
bool lint_config_read(Arena *arena, const StateOptions *options, LintConfig *out, Str *error);

#endif
