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

/* A source of the environment. Values and texts live in the arena. */
typedef struct ConfigSource {
  Str url;                /* file name as seen from the folder that the program runs in; empty: what follows */
  const FilesText *text;  /* SQL that a program printed */
  const Files *files;     /* a directory of migrations that was made, at the path "." */
  const ValField *inputs; /* what only its own files get */
  size_t input_count;
  bool part; /* of a schema of several parts: names may be given once in each */
} ConfigSource;
typedef ARRAY(ConfigSource) ConfigSources;

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
/* Sources of env://PATH: file names are as seen from the folder of the project file. The caller frees the list. */
bool config_sources(Config *self, Str path, ConfigSources *out, Str *error);
/* The block at a path inside the env ("diff.skip"), or else, when `global`, at the top of the file; NULL: none. */
const SynBlock *config_block(Config *self, Str path, bool global, const Unit **unit);
/* Value of an attribute of such a block; NULL with *error: a mistake. */
const Val *config_value(Config *self, const Unit *unit, const SynAttr *attr, Str *error);
/* The same of a text about something that is not known yet: ${self.name} and ${self.table.name} stay in it. */
const Val *config_pattern(Config *self, const Unit *unit, const SynAttr *attr, Str *error);
/* Values for the input variables of a schema file: attributes of the env that have no other meaning, and what its
 * source gives to it; when that is NULL, the source of the env that names the file. In the arena. */
const ValField *config_inputs(Config *self, const ConfigSource *source, Str file, size_t *count);
/* Is an attribute of the env that is an input known, and the same for all that the env stands for? */
bool config_input_is_known(Config *self, Str name, Str *error);
/* Policies of the env for differences. */
bool config_policies(Config *self, DiffOptions *out, Str *error);

#endif
