/* lint_config.h: what an atlas.hcl says about linting: the policy of the file and that of an environment in one.
 *
 *     lint { destructive { error = false } }      ->  analyzers: destructive, error false */
#ifndef ATLAS_STATES_LINT_CONFIG_H
#define ATLAS_STATES_LINT_CONFIG_H

#include "diff/lint.h"
#include "typecheck/module.h"

/* Texts live in the arena; empty: not said. */
typedef struct LintConfig {
  LintOptions options;
  bool has_latest;
  long latest;
  Str git_base, git_dir;
  Str migrations; /* of the environment: URL of the directory */
  Str dir_format;
  Str dev; /* of the environment: URL of the scratch database */
} LintConfig;

/* Reads the text of an atlas.hcl. `env`: name of the environment; empty: only what holds for all. The environment's
 * analyzers take the place of all of those of the file when it has any; its way to find new files does so too. false
 * with *error: no such environment, options that exclude each other. Pure: reads no file. */
bool lint_config_read(Arena *arena, Str path, Str text, Str env, const ModuleVar *vars, size_t var_count,
                      LintConfig *out, Str *error);

#endif
