/* config_parts.h: what the files of a project file share: config.c (opening, values), config_env.c (which environment),
 * config_data.c (data sources). */
#ifndef ATLAS_STATES_CONFIG_PARTS_H
#define ATLAS_STATES_CONFIG_PARTS_H

#include "states/config.h"

/* An environment, or one of its copies by for_each. */
typedef struct EnvCopy {
  const Val *key, *value; /* NULL: it is not repeated */
} EnvCopy;

struct Config {
  Arena *arena;
  const StateOptions *options;
  Str path, dir, env;
  Module *module;
  const File *file;
  EvalRun run;
  const SynBlock *block; /* of the env; NULL: none was asked for */
  const BlockSpec *spec;
  const Unit *unit;
  ARRAY(EnvCopy) copies;        /* those that were asked for; of an env without for_each one; in the arena */
  size_t copy;                  /* whose values are evaluated */
  Str mistake;                  /* first one of the evaluation at hand */
  Str needs;                    /* why something is not known: "data.sql.x, which asks a database" */
  const struct ScopeVars *vars; /* further names in scope; NULL: none */
  unsigned depth;               /* data sources that lead to each other */
  bool files_only;              /* nothing is run or rendered now */
};

/* Evaluates an expression of the file, in the env with the values of its copy at hand. NULL with *error. */
const Val *config_eval(Config *self, const Unit *unit, const SynExpr *expr, const AttrSpec *spec, Str *error);
/* "atlas.hcl:3,5" */
Str config_place(const Config *self, const Unit *unit, Span span);
/* Why a value of the env is not known, as the end of a sentence: ": it needs data.sql.x". */
Str config_reason(const Config *self);
/* Finds the env and its copies. False with *error. */
bool config_find_env(Config *self, Str *error);
/* "a, b and c": the keys of the copies. */
Str config_copy_names(Config *self);

/* config_data.c: an EvalRun.data. What leads to a schema is the text of a URL of our own, see config_expand. */
const Val *config_data(void *context, Arena *arena, Str kind, Str name);
/* Is the URL one of a data source? Then its sources are appended: files, SQL that a program printed, a directory. */
bool config_is_data(Str url);
bool config_expand(Config *self, Str url, ConfigSources *out, Str *error);
/* As seen from the current folder. A source without a scheme is a path. */
Str config_from_here(const Config *self, Str source);

#endif
