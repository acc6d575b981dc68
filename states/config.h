/* config.h: what an environment of a project file (atlas.hcl) says, evaluated as in a run: with the variables of the
 * command line, the environment of the process, and atlas.env.
 *
 *     env "local" {
 *       url = getenv("DB")          config_text(config, "url")  ->  the value of DB
 *       migration { dir = "file://m" }   config_text(config, "migration.dir")  ->  file://m
 *     } */
#ifndef ATLAS_STATES_CONFIG_H
#define ATLAS_STATES_CONFIG_H

#include "states/state.h"
#include "typecheck/eval.h"

typedef struct Config Config;

/* Reads options->config (atlas.hcl when it is empty) and finds options->env in it (empty: only what is said for all
 * environments). NULL with *error. The arena must live as long. */
Config *config_open(Arena *arena, const StateOptions *options, Str *error);
void config_free(Config *self); /* NULL is allowed */

/* Attribute of the env, through its child blocks: "migration.dir". A list of texts, or a single one; none when it is
 * not given. false with *error: it has a mistake, or only another program can know it. */
bool config_texts(Config *self, Str path, StrList *out, Str *error);
/* The same for a single text; empty: not given. */
bool config_text(Config *self, Str path, Str *out, Str *error);
/* By a row of the facts "env_settings": "dev", "exclude". */
bool config_setting(Config *self, Str setting, StrList *out, Str *error);
/* Sources of env://PATH: file names are as seen from the folder of the project file. */
bool config_sources(Config *self, Str path, StrList *out, Str *error);
/* The block at a path inside the env ("diff.skip"), or else, when `global`, at the top of the file; NULL: none. */
const SynBlock *config_block(Config *self, Str path, bool global, const Unit **unit);
/* Value of an attribute of such a block; NULL with *error: a mistake. */
const Val *config_value(Config *self, const Unit *unit, const SynAttr *attr, Str *error);
/* Values for the input variables of a schema file. They live until the next call. */
const ValField *config_inputs(Config *self, Str file, size_t *count);
/* Policies of the env for differences. */
bool config_policies(Config *self, DiffOptions *out, Str *error);

#endif
