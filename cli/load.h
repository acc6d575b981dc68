/* load.h: reads the files to check and everything that forms one schema with them. */
#ifndef ATLAS_CLI_LOAD_H
#define ATLAS_CLI_LOAD_H

#include "base/map.h"
#include "cli/inputs.h"
#include "typecheck/project.h"

/* A file of a module. Owns `text_arena`. */
typedef struct LoadFile {
  Str shown;  /* as printed; of files read along: relative to the current directory */
  Str path;   /* absolute */
  bool asked; /* named by a PATH: its diagnostics are shown */
  bool from_stdin;
  bool kept; /* its text is needed: it is asked for, or the command reads whole modules */
  bool readable;
  Str error; /* why not */
  Str text;  /* until it is parsed; kept of files read along */
  Arena text_arena;
  const Project *project;
  DialectGuess guess;
  const Dialect *database; /* of its SQL, see project_database */
  Str key;                 /* of its module */
  ProjectSchema schema;    /* of an asked file of another language: what its SQL is about */
  File *file;              /* owned by its module; file->user points back */
  Lines lines;             /* of a file read along; built when first needed */
} LoadFile;

/* Owns everything that it holds. */
typedef struct Load {
  Arena arena;
  Arena *arenas; /* one for each thread */
  const CliOptions *options;
  ARRAY(LoadFile *) files; /* those asked for first, in the order of Inputs */
  size_t asked;
  ARRAY(Module *) modules;
} Load;

/* Reads, parses and groups; what could not be read is told on standard error, and the result is false. */
bool load_run(Load *self, const Inputs *inputs, const CliOptions *options);
/* Checks all modules on the threads of --jobs. */
void load_check(Load *self);
void load_free(Load *self);

/* Project files seen so far, by folder and by path. The owner frees both maps. */
typedef struct LoadProjects {
  Map by_dir, by_path;
  bool failed; /* one exists and cannot be read; told on standard error */
} LoadProjects;

/* Nearest atlas.hcl of files in the folder `dir` (not above one with .git), or that of --config; NULL when there is
 * none. (load_project.c) */
const Project *load_project(Load *self, LoadProjects *projects, Str dir);

/* For qsort of LoadFile pointers. */
int load_by_path(const void *a, const void *b);

/* Gives files whose content fits several dialects the one of their neighbours, and one and the same when none of them
 * is certain. (load_dialect.c) */
void load_settle_dialects(Load *self);

#endif
