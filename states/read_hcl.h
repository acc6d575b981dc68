/* read_hcl.h: how HCL files become a state, step by step, for read_hcl.c (one side) and read_hcl_pair.c (both). */
#ifndef ATLAS_STATES_READ_HCL_H
#define ATLAS_STATES_READ_HCL_H

#include "base/array.h"
#include "states/state_parts.h"
#include "typecheck/project.h"

/* A file of one side that is to be read; everything lives as long as the work. */
typedef struct HclText {
  Str key;              /* path within its source: that of the same file on the other side of a pair */
  Str path, name, text; /* in its source, in messages */
  uint32_t part;        /* see File.part */
} HclText;

/* Owns the module and the lists. */
typedef struct HclReader {
  Work *work;
  const Dialect *dialect; /* of the files so far */
  ARRAY(HclText) texts;
  Map known; /* names of the texts */
  Module *module;
  ModuleOptions vars;  /* of the command line */
  BuildOptions inputs; /* of the project file; of each part its own */
  const Sources *sources;
  Str seen; /* folder whose project file was looked for last */
  const Project *project;
  unsigned jobs;
} HclReader;

void hcl_open(HclReader *self, Work *work);
void hcl_close(HclReader *self);
/* Lists the files of the sources with their texts and finds their dialect. False with work->error. */
bool hcl_list(HclReader *self, const Sources *sources);
/* Adds a file to the module. */
void hcl_parse(HclReader *self, const HclText *text);
/* Checks the module and reports what it finds; the state that it describes, without a realm. NULL with work->error: it
 * has mistakes, or variables without values. */
State *hcl_state(HclReader *self);
/* Hands the module over to state_build_hcl. */
void hcl_build_later(HclReader *self, State *state);

#endif
